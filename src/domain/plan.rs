//! The plan's own record, and the plan around the money and the measures: actions, milestones and risks.

use jiff::civil::Date;

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::id::{ActionId, MilestoneId, ObjectiveId, PlanId, RiskId};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// Whose plan it is and how its comparisons are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Always 1.
    pub id: PlanId,
    /// What the plan is called.
    pub title: String,
    /// The authority whose plan it is.
    pub area: AreaCode,
    /// The framework its objectives come from: `quality-protects`, `every-child-matters`, `none`.
    pub framework: String,
    /// What this file is, for whoever opens it: the sample says that it is one.
    pub about: String,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            id: PlanId(1),
            title: String::new(),
            area: AreaCode(String::new()),
            framework: "none".into(),
            about: String::new(),
        }
    }
}

impl Record for Plan {
    type Id = PlanId;
    const NOUN: &'static str = "plan";

    fn id(&self) -> PlanId {
        self.id
    }

    fn find(book: &Book, id: PlanId) -> Option<&Self> {
        book.plan.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        "Plan title".into()
    }

    fn shown(&self, _book: &Book) -> String {
        self.title.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(Place::Plan, "Plan, title"));
        }
        if !book.areas.is_empty() && !book.areas.contains_key(&self.area) {
            problems.push(Problem::refusal(
                "unknown-area",
                Place::Plan,
                "Plan, authority",
                format!("“{}”", self.area),
                "No authority has that code.",
                "Give a three-digit DfE code, such as 856 for Leicester.",
            ));
        }
        problems
    }

    fn in_use(&self, _book: &Book) -> Vec<Problem> {
        vec![Problem::refusal(
            "in-use",
            Place::Plan,
            "Plan",
            "its own record",
            "A file is one plan.",
            "Start a new file instead.",
        )]
    }
}

/// The refusal of a name that was left empty.
#[must_use]
pub fn name_empty(place: Place, location: &str) -> Problem {
    Problem::refusal(
        "name-empty",
        place,
        location,
        "nothing entered",
        "It is found and printed by its name.",
        "Give it a name.",
    )
}

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
    /// The objective it serves.
    pub objective: Option<ObjectiveId>,
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

/// A step of a programme, in a month, a span or a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its key.
    pub id: MilestoneId,
    /// The workstream.
    pub workstream: String,
    /// What is to be reached.
    pub title: String,
    /// The first day of its span.
    pub from: Option<Date>,
    /// The last day of its span.
    pub to: Option<Date>,
    /// The dates as the source prints them.
    pub dates_as_printed: String,
    /// Whom it is for.
    pub audience: String,
    /// Anything else.
    pub note: String,
    /// The plan it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// How likely, or how grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Medium, Self::High];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
        }
    }
}

/// Something that could go wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its key.
    pub id: RiskId,
    /// The objective it threatens; none for the programme as a whole.
    pub objective: Option<ObjectiveId>,
    /// What could go wrong.
    pub title: String,
    /// How likely.
    pub probability: Level,
    /// How grave.
    pub impact: Level,
    /// What is done about it.
    pub mitigation: String,
    /// Who answers for it.
    pub owner: String,
    /// The register it comes from.
    pub source: String,
    /// Where it stands in the list.
    pub position: i64,
}

impl Risk {
    /// Probability times impact, 1 to 9.
    #[must_use]
    pub fn score(&self) -> u8 {
        (self.probability as u8 + 1) * (self.impact as u8 + 1)
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

impl Record for Milestone {
    type Id = MilestoneId;
    const NOUN: &'static str = "milestone";

    fn id(&self) -> MilestoneId {
        self.id
    }

    fn find(book: &Book, id: MilestoneId) -> Option<&Self> {
        book.milestones.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Milestone “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} {}", self.dates_as_printed, self.title)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, _book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.title.trim().is_empty() {
            problems.push(name_empty(Place::Plan, "Milestone, what is to be reached"));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            problems.push(Problem::refusal(
                "dates-reversed",
                Place::Plan,
                format!("Milestone “{}”, dates", self.title),
                format!("from {from} to {to}"),
                "It would end before it begins.",
                "Exchange the two dates.",
            ));
        }
        problems
    }
}

impl Record for Risk {
    type Id = RiskId;
    const NOUN: &'static str = "risk";

    fn id(&self) -> RiskId {
        self.id
    }

    fn find(book: &Book, id: RiskId) -> Option<&Self> {
        book.risks.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Risk “{}”", self.title)
    }

    fn shown(&self, _book: &Book) -> String {
        format!(
            "{} (probability {}, impact {})",
            self.title,
            self.probability.word(),
            self.impact.word()
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Risk(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.title.trim().is_empty() {
            vec![name_empty(self.place(book), "Risk, what could go wrong")]
        } else {
            Vec::new()
        }
    }
}
