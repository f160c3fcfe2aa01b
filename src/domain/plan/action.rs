//! What somebody has undertaken to do, by when, and how it stands.
//!
//! An action may serve several objectives and then appears in the row of each; one of them is the first, under which it is
//! listed in its own plan.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{ActionId, ObjectiveId};
use crate::domain::objective::serves;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActionStatus {
    /// Not started.
    NotStarted,
    /// On track.
    OnTrack,
    /// At risk.
    AtRisk,
    /// Late.
    Late,
    /// Done.
    Done,
}

impl ActionStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::NotStarted,
        Self::OnTrack,
        Self::AtRisk,
        Self::Late,
        Self::Done,
    ];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::OnTrack => "on track",
            Self::AtRisk => "at risk",
            Self::Late => "late",
            Self::Done => "done",
        }
    }
}

/// Something that somebody has undertaken to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its key.
    pub id: ActionId,
    /// The objective it serves first, under which its plan lists it.
    pub objective: Option<ObjectiveId>,
    /// Other objectives that it serves too.
    pub also: Vec<ObjectiveId>,
    /// The heading it stands under in its plan.
    pub heading: String,
    /// What is to be done.
    pub title: String,
    /// Who answers for it.
    pub responsible: String,
    /// When it is due: the last day by which it counts as on time.
    pub due: Option<Date>,
    /// What it should bring about.
    pub impact_sought: String,
    /// What has happened so far.
    pub progress: String,
    /// How it stands.
    pub status: ActionStatus,
    /// The plan or inspection it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Action {
    /// Whether it serves the objective, first or too.
    #[must_use]
    pub fn serves(&self, objective: ObjectiveId) -> bool {
        serves(self.objective, &self.also, objective)
    }
}

impl Record for Action {
    type Id = ActionId;
    const NOUN: &'static str = "action";

    fn id(&self) -> ActionId {
        self.id
    }

    fn find(book: &Book, id: ActionId) -> Option<&Self> {
        book.actions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Action “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} ({})", self.title, self.status.word())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Action(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.title.trim().is_empty() {
            vec![name_empty(self.place(book), "Action, what is to be done")]
        } else {
            Vec::new()
        }
    }
}
