//! The named checks: what does not reconcile in the plan, where, with which figures, and what to do.
//!
//! Published plans are wrong in small ways that nobody sees: a ring-fence overspent by £1 of rounding, months
//! that turn into years, a report that counts 164 responses on one page and 91 respondents on another. Each
//! check finds one such thing, has one name in the [`CATALOGUE`], shows its working, and changes nothing: only
//! the officer can say which figure is right. The window and the command line say it in the same words.
//!
//! Edges: a check that cannot tell says nothing. Nothing here knows the date; [`late_actions`] is given it.

mod catalogue;
mod consultation;
mod copies;
mod dashboard;
mod figure;
mod indicator;
mod money;
mod movement;
mod names;
mod narrative;
mod own;
mod part_year;
mod payer;
mod plan;
mod planned;
mod published;
pub mod received;
mod revised;
mod ring_fence;
mod rounding;
mod spending;
mod totals;
mod twins;
pub(in crate::domain) mod words;
mod year;

#[cfg(test)]
mod facts;
#[cfg(test)]
pub(in crate::domain) mod sample;

pub use catalogue::CATALOGUE;
pub use copies::undecided;
pub use own::OwnPublished;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::grant::position::{Draft, YearPosition};
use crate::domain::id::{ConsultationId, IndicatorId};
use crate::domain::live::Figures;
use crate::domain::panel::Panel;
use crate::domain::problem::{Place, Problem, Severity};

/// Every finding in the plan, worst first, then by where.
///
/// Published figures stay in the file and are not looked at: only what officers entered. [`OwnPublished`] looks at
/// the others.
#[must_use]
pub fn all(book: &Book) -> Vec<Problem> {
    all_with(book, |year| money::findings(book, year, None))
}

/// As [`all`], with each fiscal year's findings taken from whoever has worked them out already.
#[must_use]
pub fn all_with(book: &Book, of_year: impl Fn(i16) -> Vec<Problem>) -> Vec<Problem> {
    let mut found: Vec<Problem> = money::years(book).into_iter().flat_map(of_year).collect();
    found.extend(indicator::findings(book));
    found.extend(dashboard::findings(book));
    for held in &book.consultations {
        found.extend(consultation::findings(book, held));
    }
    found.extend(plan::findings(book));
    found.extend(names::findings(book));
    worst_first(found)
}

/// The findings in one fiscal year's money, given by the year in which it begins, with one cell changed if a
/// draft is given: what the grant room shows while an amount is typed.
#[must_use]
pub fn of_year(book: &Book, fiscal_year: i16, draft: Option<Draft>) -> Vec<Problem> {
    worst_first(money::findings(book, fiscal_year, draft))
}

/// The findings in a year's money whose sums are at hand.
#[must_use]
pub fn of_position(book: &Book, position: &YearPosition) -> Vec<Problem> {
    worst_first(money::findings_at(book, position))
}

/// The findings about one indicator and its figures.
#[must_use]
pub fn of_indicator(book: &Book, id: IndicatorId) -> Vec<Problem> {
    let mut found = indicator::findings_of(book, id);
    found.extend(dashboard::findings_of(book, id));
    worst_first(found)
}

/// The findings about one indicator's published figures of the plan's own authority. Whether another indicator has
/// the same figures is not looked for: that takes every panel, and [`OwnPublished`].
#[must_use]
pub fn of_published(book: &Book, id: IndicatorId, panel: &Panel) -> Vec<Problem> {
    let mut checks = OwnPublished::of(book);
    checks.look(id, panel);
    checks.findings()
}

/// The findings about one consultation.
#[must_use]
pub fn of_consultation(book: &Book, id: ConsultationId) -> Vec<Problem> {
    book.consultations.get(id).map_or_else(Vec::new, |held| {
        worst_first(consultation::findings(book, held))
    })
}

/// The actions that are late on a given day, the longest overdue first. An action is on time on its due day.
#[must_use]
pub fn late_actions(book: &Book, today: Date) -> Vec<Problem> {
    plan::late_actions(book, today)
}

/// Figures in the plan's text that do not exist or have changed since somebody stood by it. Published figures stay in the
/// file, so whoever asks brings them: [`all`] leaves these findings out.
#[must_use]
pub fn narratives(book: &Book, figures: &Figures<'_>) -> Vec<Problem> {
    narrative::findings(book, figures)
}

/// Where a finding is: what the window opens, and the words for it.
#[derive(Clone)]
struct Spot {
    place: Place,
    location: String,
}

impl Spot {
    fn new(place: Place, location: impl Into<String>) -> Self {
        Self {
            place,
            location: location.into(),
        }
    }
}

/// A finding, from its parts. `what` carries the figures and no full stop; `why` and `remedy` are sentences.
fn found(
    severity: Severity,
    kind: &'static str,
    spot: Spot,
    what: impl Into<String>,
    why: impl Into<String>,
    remedy: impl Into<String>,
) -> Problem {
    Problem::refusal(kind, spot.place, spot.location, what, why, remedy).severity(severity)
}

/// Worst first, then by where in words, then by name: the same plan always gives the same list.
#[must_use]
pub fn worst_first(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        (a.severity, &a.location, a.kind, &a.what).cmp(&(b.severity, &b.location, b.kind, &b.what))
    });
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(severity: Severity, location: &str) -> Problem {
        let spot = Spot::new(Place::Plan, location);
        found(severity, "jump", spot, "what", "Why.", "Remedy.")
    }

    #[test]
    fn findings_stand_worst_first_then_by_where() {
        let sorted = worst_first(vec![
            problem(Severity::Note, "A"),
            problem(Severity::Error, "B"),
            problem(Severity::Warning, "A"),
            problem(Severity::Error, "A"),
        ]);
        let order: Vec<(&str, &str)> = sorted
            .iter()
            .map(|held| (held.severity.word(), held.location.as_str()))
            .collect();
        assert_eq!(
            order,
            [
                ("error", "A"),
                ("error", "B"),
                ("warning", "A"),
                ("note", "A")
            ]
        );
    }

    #[test]
    fn an_empty_plan_has_nothing_wrong() {
        assert_eq!(all(&Book::default()), []);
        assert_eq!(of_year(&Book::default(), 2001, None), []);
        assert_eq!(of_indicator(&Book::default(), IndicatorId(1)), []);
        assert_eq!(of_consultation(&Book::default(), ConsultationId(1)), []);
    }
}
