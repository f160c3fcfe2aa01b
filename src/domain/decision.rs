//! What a meeting was asked to decide, what it decided, and by whom.
//!
//! A plan is shown to Cabinet in one month and defended in another. So a decision keeps the words that were put, the words
//! that were decided, and the name of the snapshot whose figures lay before the meeting: those figures can be looked at
//! again whatever has changed since.
//!
//! Edges: a decision may come before its day is known; one without a meeting, or in which nothing was put, is refused. The
//! snapshot is a name only, for a paper may have been drawn from a file that is not here.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::{ConsultationId, DecisionId, ObjectiveId};
use crate::domain::period::Period;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// A decision, or what is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its key.
    pub id: DecisionId,
    /// The meeting: `Cabinet`.
    pub meeting: String,
    /// The day of the meeting; none while it is not known.
    pub on: Option<Date>,
    /// What was put before it.
    pub put: String,
    /// What was decided; empty until then.
    pub decided: String,
    /// Who decided, where the meeting's name does not say it: `Cabinet Lead Member`.
    pub by: String,
    /// The objectives it is about.
    pub objectives: Vec<ObjectiveId>,
    /// The consultation that it followed.
    pub consultation: Option<ConsultationId>,
    /// The name of the snapshot whose figures lay before the meeting; empty where there was none.
    pub snapshot: String,
    /// Where it is recorded.
    pub source: String,
    /// Where it stands among the decisions of one day.
    pub position: i64,
}

impl Decision {
    /// A decision of which nothing is known yet.
    #[must_use]
    pub fn new(id: DecisionId) -> Self {
        Self {
            id,
            meeting: String::new(),
            on: None,
            put: String::new(),
            decided: String::new(),
            by: String::new(),
            objectives: Vec::new(),
            consultation: None,
            snapshot: String::new(),
            source: String::new(),
            position: 0,
        }
    }

    /// Whether it is still to be decided.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.decided.trim().is_empty()
    }

    /// `Cabinet, 25 March 2002`, or the meeting alone.
    #[must_use]
    pub fn heading(&self) -> String {
        match self.on {
            Some(on) => format!("{}, {}", self.meeting, Period::AsAt(on).label()),
            None => self.meeting.clone(),
        }
    }
}

impl Record for Decision {
    type Id = DecisionId;
    const NOUN: &'static str = "decision";

    fn id(&self) -> DecisionId {
        self.id
    }

    fn find(book: &Book, id: DecisionId) -> Option<&Self> {
        book.decisions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Decision of {}", self.heading())
    }

    fn shown(&self, _book: &Book) -> String {
        let decided = if self.is_open() {
            "to be decided"
        } else {
            &self.decided
        };
        format!("{}: {decided}", self.put)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Decision(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.meeting.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Decision, meeting"));
        }
        if self.put.trim().is_empty() {
            problems.push(Problem::refusal(
                "nothing-put",
                place,
                "Decision, what was put",
                "nothing entered",
                "A decision answers something.",
                "Say what was put before the meeting.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_decision_names_its_meeting_and_what_was_put() {
        #[track_caller]
        fn check(meeting: &str, put: &str, want: &[&str]) {
            let decision = Decision {
                meeting: meeting.into(),
                put: put.into(),
                ..Decision::new(DecisionId(1))
            };
            let found = decision.problems(&Book::default());
            let kinds: Vec<&str> = found.iter().map(|problem| problem.kind).collect();
            assert_eq!(kinds, want);
        }
        check("Cabinet", "The plan for 2001/02", &[]);
        check(" ", "The plan", &["name-empty"]);
        check("Cabinet", "", &["nothing-put"]);
        check("", "", &["name-empty", "nothing-put"]);
    }

    #[test]
    fn it_is_said_in_words() {
        let decision = Decision {
            meeting: "Cabinet".into(),
            on: Some(date(2002, 3, 25)),
            put: "The plan".into(),
            ..Decision::new(DecisionId(1))
        };
        assert_eq!(decision.heading(), "Cabinet, 25 March 2002");
        assert_eq!(decision.shown(&Book::default()), "The plan: to be decided");
        let decided = Decision {
            decided: "Agreed".into(),
            ..decision
        };
        assert_eq!(decided.shown(&Book::default()), "The plan: Agreed");
    }
}
