//! Consultations: what was asked, of whom, by which channel, and how many gave each answer.
//!
//! A tally is a count of people, never of percentages. Individual responses and head-counts of meetings are
//! kept apart, and every percentage in [`results`] names its base.

pub mod across;
pub mod aside;
pub mod chart;
pub mod claimed;
mod coding;
mod count;
pub mod crosstab;
pub mod heard;
pub mod numbers;
pub mod pairs;
pub mod paper;
pub mod printed;
mod question;
pub mod quote;
pub mod ranking;
pub mod redact;
pub mod released;
pub mod results;
pub mod said_did;
pub mod sensitivity;
pub mod sheet;
pub mod themes;

pub use aside::{Aside, AsideReason, Cluster};
pub use coding::{Coding, Reader};
pub use count::{Answered, CountOf, Event, PublishedCount, Receipt, Tally};
pub use paper::{Keying, PaperForm};
pub use question::{Choice, Leaning, Question, QuestionKind};
pub use quote::Quote;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::consultation::heard::HeardQuestion;
use crate::domain::id::{
    ChannelId, ConsultationId, GroupId, IndicatorId, ObjectiveId, PriorityAreaId, ThemeId,
};
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How far a consultation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Being prepared.
    Planned,
    /// Taking responses.
    Open,
    /// No longer taking responses.
    Closed,
    /// Reported to a decision.
    Reported,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Open, Self::Closed, Self::Reported];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Reported => "reported",
        }
    }
}

/// A consultation or survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Its key.
    pub id: ConsultationId,
    /// Its name.
    pub title: String,
    /// What it is about.
    pub about: String,
    /// Who was asked.
    pub asked_of: String,
    /// The first day.
    pub opened: Option<Date>,
    /// The last day.
    pub closed: Option<Date>,
    /// How far it has come.
    pub stage: Stage,
    /// The decision it informs.
    pub decision: String,
    /// The objectives it bears on.
    pub objectives: Vec<ObjectiveId>,
    /// Where it is reported.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// A respondent group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its key.
    pub id: GroupId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its name.
    pub name: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// The way responses came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// Online.
    Online,
    /// On paper.
    Paper,
    /// By e-mail.
    Email,
    /// By telephone.
    Telephone,
    /// Face to face.
    FaceToFace,
    /// At a meeting or event.
    Event,
}

impl ChannelKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Online,
        Self::Paper,
        Self::Email,
        Self::Telephone,
        Self::FaceToFace,
        Self::Event,
    ];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Paper => "paper",
            Self::Email => "e-mail",
            Self::Telephone => "telephone",
            Self::FaceToFace => "face to face",
            Self::Event => "event",
        }
    }
}

/// A channel of a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its key.
    pub id: ChannelId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// What it is called.
    pub name: String,
    /// Which way.
    pub kind: ChannelKind,
    /// Where it stands in the list.
    pub position: i64,
}

/// A theme in what people said, and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its key.
    pub id: ThemeId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// The group that raised it.
    pub group: Option<GroupId>,
    /// The theme.
    pub title: String,
    /// What belongs to it and what does not, for whoever codes comments.
    pub definition: String,
    /// The wider theme that it is part of.
    pub parent: Option<ThemeId>,
    /// "You said, we did": what was done.
    pub we_did: String,
    /// The priority area that pays for what was done.
    pub priority_area: Option<PriorityAreaId>,
    /// The indicator that would show it.
    pub indicator: Option<IndicatorId>,
    /// The objectives it is about; empty for those of its consultation.
    pub objectives: Vec<ObjectiveId>,
    /// Where it stands in the list.
    pub position: i64,
}

/// The refusal of a count below nought.
fn below_zero(place: Place, location: String, n: i64) -> Problem {
    Problem::refusal(
        "count-below-zero",
        place,
        location,
        n.to_string(),
        "A tally counts people, so it is nought or more.",
        "Enter the count; to take one back, press Ctrl+Z or lower the count.",
    )
}

impl Record for Consultation {
    type Id = ConsultationId;
    const NOUN: &'static str = "consultation";

    fn id(&self) -> ConsultationId {
        self.id
    }

    fn find(book: &Book, id: ConsultationId) -> Option<&Self> {
        book.consultations.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Consultation {}", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        self.title.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Consultation, title"));
        }
        if book
            .consultations
            .iter()
            .any(|other| other.id != self.id && other.title == self.title)
        {
            problems.push(Problem::refusal(
                "same-name",
                place.clone(),
                "Consultation, title",
                format!("“{}” is there already", self.title),
                "Two consultations of one name cannot be told apart.",
                "Add the year or the place to its title.",
            ));
        }
        if let (Some(opened), Some(closed)) = (self.opened, self.closed)
            && closed < opened
        {
            problems.push(Problem::refusal(
                "dates-reversed",
                place,
                format!("{}, dates", self.title),
                format!("opened {opened}, closed {closed}"),
                "It would close before it opens.",
                "Exchange the two dates.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .questions
            .iter()
            .filter(|question| question.consultation == self.id)
            .count();
        let (place, title) = (self.place(book), Record::title(self, book));
        let decided = book.decisions.iter();
        let n_decisions = decided
            .filter(|held| held.consultation == Some(self.id))
            .count();
        let mut problems = in_use(n, "questions", place.clone(), title.clone());
        problems.extend(in_use(n_decisions, "decisions", place, title));
        problems
    }
}

/// The refusal to remove what other things are part of.
fn in_use(n: usize, what: &str, place: Place, location: String) -> Vec<Problem> {
    if n == 0 {
        return Vec::new();
    }
    let parts = match n {
        1 => format!("one of the {what} is part of it"),
        n => format!("{n} {what} are part of it"),
    };
    vec![Problem::refusal(
        "in-use",
        place,
        location,
        parts,
        "They would be part of nothing.",
        format!("Remove its {what} first."),
    )]
}

impl Record for Group {
    type Id = GroupId;
    const NOUN: &'static str = "respondent group";

    fn id(&self) -> GroupId {
        self.id
    }

    fn find(book: &Book, id: GroupId) -> Option<&Self> {
        book.groups.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Group {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(self.place(book), "Respondent group, name")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.group == Some(self.id))
            .count();
        let (place, title) = (self.place(book), self.title(book));
        let mut problems = in_use(n, "tallies", place.clone(), title.clone());
        let heard = book.heard.get(&self.consultation);
        let is_own = |question: &HeardQuestion| {
            let mut cells = question.cells.iter();
            cells.any(|cell| cell.group == Some(self.id) && cell.n > 0)
        };
        let n = heard.map_or(0, |held| {
            held.questions.values().filter(|held| is_own(held)).count()
        });
        problems.extend(in_use(n, "questions answered by it", place, title));
        problems
    }
}

impl Record for Channel {
    type Id = ChannelId;
    const NOUN: &'static str = "channel";

    fn id(&self) -> ChannelId {
        self.id
    }

    fn find(book: &Book, id: ChannelId) -> Option<&Self> {
        book.channels.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Channel {}", self.name)
    }

    fn shown(&self, _book: &Book) -> String {
        self.name.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.name.trim().is_empty() {
            vec![name_empty(self.place(book), "Channel, name")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.channel == self.id)
            .count();
        let (place, title) = (self.place(book), self.title(book));
        let mut problems = in_use(n, "tallies", place.clone(), title.clone());
        let heard = book.heard.get(&self.consultation);
        let line = heard.and_then(|held| held.ledger.iter().find(|line| line.channel == self.id));
        let n = line.map_or(0, |line| usize::try_from(line.received).unwrap_or(0));
        problems.extend(in_use(n, "individual responses", place, title));
        problems
    }
}

impl Record for Theme {
    type Id = ThemeId;
    const NOUN: &'static str = "theme";

    fn id(&self) -> ThemeId {
        self.id
    }

    fn find(book: &Book, id: ThemeId) -> Option<&Self> {
        book.themes.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Theme “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}: {}", self.title, self.we_did)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.title.trim().is_empty() {
            return vec![name_empty(self.place(book), "Theme")];
        }
        self.looped(book).into_iter().collect()
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let parts = book
            .themes
            .iter()
            .filter(|held| held.parent == Some(self.id));
        let codings = book.codings.iter().filter(|held| held.theme == self.id);
        let (place, title) = (self.place(book), Record::title(self, book));
        let mut problems = in_use(
            parts.count(),
            "narrower themes",
            place.clone(),
            title.clone(),
        );
        problems.extend(in_use(
            codings.count(),
            "codings of comments",
            place.clone(),
            title.clone(),
        ));
        let quotes = (book.quotes.iter()).filter(|held| held.theme == Some(self.id));
        problems.extend(in_use(quotes.count(), "quotes", place, title));
        problems
    }
}

impl Theme {
    /// The refusal of a theme that would be part of itself.
    fn looped(&self, book: &Book) -> Option<Problem> {
        let mut way = vec![self.title.clone()];
        let mut above = self.parent;
        while let Some(id) = above {
            let held = book.themes.get(id).filter(|_| id != self.id);
            let Some(held) = held else {
                return (id == self.id).then(|| {
                    way.push(self.title.clone());
                    Problem::refusal(
                        "theme-loop",
                        self.place(book),
                        Record::title(self, book),
                        way.join(" → "),
                        "A theme cannot be part of itself.",
                        "Choose a wider theme that is not among its own parts.",
                    )
                });
            };
            // A loop among others is theirs to be refused for; this walk ends all the same.
            if way.len() > book.themes.len() {
                return None;
            }
            way.push(held.title.clone());
            above = held.parent;
        }
        None
    }
}
