//! What needs attention, worst first: the one list that the first screen and the summary both show.
//!
//! A member who has read the paper opens the program, or the other way round. If each made its own list, the two would
//! differ by an item and nobody would know which to believe. So what counts, what is told together and in what order is
//! said here; the screen makes chips of it and the paper sentences.
//!
//! Edges: late actions are one item, however many there are, and say which is the longest overdue. A finding that is only
//! to be known is left to the Data room, but for decisions and milestones that lie ahead. A sentence for paper holds no
//! figure of a consultation, since that may be a count that is not shown.

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::check::{CATALOGUE, late_actions};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::thread::coming::coming;

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// The finding; of several that are told as one, the worst.
    pub problem: Problem,
    /// How many findings it stands for: more than one only for late actions.
    pub n: usize,
}

/// Errors, then warnings: of the checks and of the plan's text, as `problems` has them; the late actions together as one;
/// decisions past their day. Last what is only to be known: decisions to come and milestones that are due soon.
#[must_use]
pub fn attention<'a>(
    book: &Book,
    problems: impl IntoIterator<Item = &'a Problem>,
    today: Date,
) -> Vec<Attention> {
    let problems = problems.into_iter();
    let mut found: Vec<Attention> = problems
        .filter(|held| held.severity != Severity::Note)
        .map(|held| Attention::one(held.clone()))
        .collect();
    let late = late_actions(book, today);
    let n = late.len();
    let first = late.into_iter().next();
    found.extend(first.map(|problem| Attention { problem, n }));
    found.extend(coming(book, today).into_iter().map(Attention::one));
    // Keeps the order within what is equally bad.
    found.sort_by_key(|held| held.problem.severity);
    found
}

impl Attention {
    fn one(problem: Problem) -> Self {
        Self { problem, n: 1 }
    }

    /// Where and what, without saying one thing twice: the words of a chip.
    #[must_use]
    pub fn brief(&self) -> String {
        if self.n > 1 {
            return format!("{} actions late", self.n);
        }
        let problem = &self.problem;
        let named = problem.location.rsplit(", ").next().unwrap_or_default();
        if !named.is_empty() && problem.what.starts_with(named) {
            return problem.what.clone();
        }
        let place = ["Indicator ", "Consultation "]
            .iter()
            .find_map(|noun| problem.location.strip_prefix(noun));
        format!("{}: {}", place.unwrap_or(&problem.location), problem.what)
    }

    /// The whole finding: where, what, why that is not right, and what to do.
    #[must_use]
    pub fn whole(&self) -> String {
        let problem = &self.problem;
        if self.n > 1 {
            return format!("{} actions are late. The longest: {problem}", self.n);
        }
        problem.to_string()
    }

    /// A sentence for a paper: where, what, and what to do. Of answers that people gave, and of figures in the plan's text,
    /// which may be such answers, it says what kind of thing is wrong and gives no figure.
    #[must_use]
    pub fn printed(&self) -> String {
        let problem = &self.problem;
        let (location, what) = (&problem.location, &problem.what);
        match problem.place {
            Place::Consultation(_) | Place::Question(_) | Place::Narrative(_) => {
                let held = CATALOGUE.iter().find(|(kind, _)| *kind == problem.kind);
                let about = held.map_or("Something does not agree.", |(_, about)| about);
                format!("{location}: {about} Open it in the program to see the figures.")
            }
            _ if self.n > 1 => format!(
                "{} actions are late. The longest: {location}: {what}. {}",
                self.n, problem.remedy
            ),
            _ => format!("{location}: {what}. {}", problem.remedy),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::id::{ConsultationId, GrantId, NarrativeId};
    use crate::domain::plan::ActionStatus;
    use crate::domain::thread::sample::Sample;

    fn problem(severity: Severity, place: Place, location: &str, what: &str) -> Problem {
        let (kind, why, remedy) = ("figure-changed", "Why.", "Mend it.");
        Problem::refusal(kind, place, location, what, why, remedy).severity(severity)
    }

    /// So many actions that were due on the days of May 2001.
    fn with_late(days: &[i8]) -> Book {
        let mut sample = Sample::default();
        let objective = sample.objective("One");
        for _ in days {
            sample.action(objective, ActionStatus::OnTrack);
        }
        let mut book = sample.book();
        let held: Vec<_> = book.actions.iter().cloned().collect();
        for (mut action, day) in held.into_iter().zip(days) {
            action.title = format!("Due {day} May");
            action.due = Some(date(2001, 5, *day));
            book.actions.replace(action);
        }
        book
    }

    #[test]
    fn warnings_stand_after_errors_and_notes_of_checks_are_left_out() {
        use Severity::{Error, Note, Warning};
        let problems = [
            problem(Warning, Place::Plan, "Plan", "a warning"),
            problem(Note, Place::Plan, "Plan", "a note"),
            problem(Error, Place::Plan, "Plan", "an error"),
            problem(Warning, Place::Plan, "Plan", "another"),
        ];
        let found = attention(&with_late(&[9, 3]), &problems, date(2001, 6, 1));
        let words: Vec<String> = found.iter().map(Attention::brief).collect();
        assert_eq!(
            words,
            [
                "Plan: an error",
                "Plan: a warning",
                "Plan: another",
                "2 actions late"
            ]
        );
        assert!(found[3].printed().contains("Due 3 May"), "{:?}", found[3]);
        assert!(found[3].whole().contains("Due 3 May"), "{:?}", found[3]);
    }

    #[test]
    fn one_late_action_is_named() {
        let found = attention(&with_late(&[9]), [], date(2001, 6, 1));
        assert_eq!(found.len(), 1);
        assert!(found[0].brief().contains("Due 9 May"), "{:?}", found[0]);
        assert_eq!(attention(&with_late(&[9]), [], date(2001, 5, 9)), []);
    }

    #[test]
    fn a_place_is_not_named_twice() {
        #[track_caller]
        fn check(location: &str, what: &str, want: &str) {
            let held = problem(Severity::Error, Place::Plan, location, what);
            assert_eq!(Attention::one(held).brief(), want);
        }
        check(
            "Grant 2001/02, Main",
            "Main is £2 over the grant",
            "Main is £2 over the grant",
        );
        check(
            "Indicator PAF A3, 2000/01",
            "Planned 17.0%",
            "PAF A3, 2000/01: Planned 17.0%",
        );
        check(
            "Grant 2001/02, Leaving care",
            "£5 pays no line",
            "Grant 2001/02, Leaving care: £5 pays no line",
        );
        check("", "Nothing", ": Nothing");
    }

    #[test]
    fn on_paper_it_says_where_and_what_to_do_and_no_figure_of_answers() {
        #[track_caller]
        fn check(place: Place, want: &str) {
            let held = problem(Severity::Warning, place, "There", "3 people");
            let said = Attention::one(held).printed();
            assert!(said.starts_with("There: "), "{said}");
            assert!(said.contains(want), "{said}");
            assert_eq!(
                said.contains("3 people"),
                want == "3 people. Mend it.",
                "{said}"
            );
        }
        check(Place::Grant(GrantId(1)), "3 people. Mend it.");
        check(
            Place::Consultation(ConsultationId(1)),
            "Open it in the program",
        );
        check(Place::Narrative(NarrativeId(1)), "Open it in the program");
    }
}
