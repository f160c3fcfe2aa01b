//! What is wrong, said so that an officer can put it right: where, what, why, and what to do.
//!
//! A problem is a value. A refused entry, a figure that does not reconcile, a row of a file that could not
//! be read are all problems, and there may be many at once. Words are made here and in the checks, never in
//! a screen, so that the window and the command line say the same.

pub mod catalogue;

use crate::domain::id::{
    ActionId, ConsultationId, DecisionId, GrantId, IndicatorId, MilestoneId, NarrativeId,
    ObjectiveId, PriorityAreaId, QuestionId, RiskId,
};
use crate::domain::period::Period;

/// How much of what was given is said again, in characters.
const SAID_AGAIN: usize = 200;

/// The beginning of what was given, for a message: ten megabytes pasted into a cell are not said again.
#[must_use]
pub fn beginning(given: &str) -> String {
    match given.char_indices().nth(SAID_AGAIN) {
        Some((at, _)) => format!("{}…", given.get(..at).unwrap_or_default()),
        None => given.to_owned(),
    }
}

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A rule is broken, or the entry is refused.
    Error,
    /// A figure that needs a look.
    Warning,
    /// Worth knowing; nothing to put right.
    Note,
}

impl Severity {
    /// The word in the `severity` column of `check`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// The thing in the plan that a problem is about: the window opens it, the command line prints its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The plan as a whole.
    Plan,
    /// An objective's row.
    Objective(ObjectiveId),
    /// A grant.
    Grant(GrantId),
    /// The cell where a grant pays a priority area.
    Allocation(GrantId, PriorityAreaId),
    /// A priority area in a fiscal year, given by the year in which it begins.
    PriorityArea(PriorityAreaId, i16),
    /// All the grants of a fiscal year, given by the year in which it begins.
    FiscalYear(i16),
    /// An indicator.
    Indicator(IndicatorId),
    /// One period of an indicator.
    Reading(IndicatorId, Period),
    /// A consultation.
    Consultation(ConsultationId),
    /// A question of a consultation.
    Question(QuestionId),
    /// An action.
    Action(ActionId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A risk.
    Risk(RiskId),
    /// A section of the plan's text.
    Narrative(NarrativeId),
    /// A decision.
    Decision(DecisionId),
    /// A field of a form, by its label.
    Field(String),
    /// A place in a file that was read: its name, line and column, each counted from 1.
    File(String, Option<u64>, Option<u64>),
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The problem's name in the catalogue, such as `over-ring-fence`.
    pub kind: &'static str,
    /// Where it is.
    pub place: Place,
    /// Where it is, in words: `Grant 2001/02, Disabled children`.
    pub location: String,
    /// What was given, or what is so, with its figures.
    pub what: String,
    /// Why that is not right.
    pub why: String,
    /// What to do.
    pub remedy: String,
}

impl Problem {
    /// A refusal: the entry is not taken.
    pub fn refusal(
        kind: &'static str,
        place: Place,
        location: impl Into<String>,
        what: impl Into<String>,
        why: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Error,
            kind,
            place,
            location: location.into(),
            what: what.into(),
            why: why.into(),
            remedy: remedy.into(),
        }
    }

    /// The same problem at another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}: {}. {} {}",
            self.location, self.what, self.why, self.remedy
        )
    }
}
