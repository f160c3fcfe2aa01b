//! Printed totals against the sums of their parts, within the tolerance that the plan states for each.
//!
//! A total that ties is said as well: it is the one thing that shows the figures were taken over whole.

use crate::domain::check::year::Year;
use crate::domain::check::{Spot, found, words};
use crate::domain::grant::position::less;
use crate::domain::grant::{PublishedTotal, TotalOf};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};

/// Every printed total of the year, tied or not.
pub(super) fn findings(year: &Year) -> Vec<Problem> {
    year.book
        .published_totals
        .iter()
        .filter(|held| held.fiscal_year == year.start)
        .map(|held| finding(year, held))
        .collect()
}

fn finding(year: &Year, printed: &PublishedTotal) -> Problem {
    let (sum, n, noun) = match printed.of {
        TotalOf::Grants => (year.position.granted, year.columns().count(), "grant"),
        TotalOf::Allocations => (year.position.allocated, n_lines(year), "line"),
    };
    let verb = if n == 1 { "sums" } else { "sum" };
    let parts = format!("The {} {verb} to", words::several(n, noun));
    let (amount, tolerance) = (printed.amount, printed.tolerance.abs());
    let apart = less(sum, amount).abs();
    let location = format!("Grant {}, total of {}", year.label(), printed.of.word());
    let spot = Spot::new(Place::FiscalYear(year.start), location);
    if apart > tolerance {
        return found(
            Severity::Warning,
            "total-untied",
            spot,
            format!("{parts} {sum}; the printed total is {amount}, {apart} apart"),
            format!("{} The tolerance stated is {tolerance}.", source(printed)),
            "Look for a part that is missing, entered twice or mistyped; or state a tolerance and why.",
        );
    }
    let what = if apart == Pence::ZERO {
        format!("{parts} the published {amount}")
    } else {
        format!(
            "{parts} {sum}, against the published {amount}: {apart} apart, within the tolerance of {tolerance}"
        )
    };
    let nothing = "Nothing to put right.";
    found(
        Severity::Note,
        "total-tied",
        spot,
        what,
        source(printed),
        nothing,
    )
}

fn source(printed: &PublishedTotal) -> String {
    if printed.source.is_empty() {
        "Where it was printed is not recorded.".to_owned()
    } else {
        format!("Printed in: {}.", printed.source)
    }
}

/// Lines with money, whichever grants pay them.
fn n_lines(year: &Year) -> usize {
    year.position
        .lines
        .iter()
        .filter(|line| line.total != Pence::ZERO)
        .count()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, only};
    use crate::domain::grant::TotalOf;

    fn printed(of: TotalOf, pounds: i64, tolerance: i64) -> Sample {
        let mut sample = Sample::default();
        let lines = [sample.area("A"), sample.area("B")];
        let main = sample.grant("Main", 100, "", &[]);
        sample.pay(main, lines[0], 30);
        sample.pay(main, lines[1], 70);
        sample.printed_total(of, pounds, tolerance);
        sample
    }

    #[test]
    fn printed_totals_tie_within_their_tolerance() {
        #[track_caller]
        fn check(of: TotalOf, pounds: i64, tolerance: i64, kind: &str, what: &str) {
            let found = printed(of, pounds, tolerance).year();
            assert_eq!(only(&found, kind).what, what);
            assert_eq!(found.len(), 1);
        }
        let (grants, lines) = (TotalOf::Grants, TotalOf::Allocations);
        check(
            grants,
            100,
            0,
            "total-tied",
            "The one grant sums to the published £100",
        );
        check(
            lines,
            100,
            0,
            "total-tied",
            "The two lines sum to the published £100",
        );
        check(
            lines,
            101,
            1,
            "total-tied",
            "The two lines sum to £100, against the published £101: £1 apart, within the tolerance of £1",
        );
        check(
            lines,
            101,
            0,
            "total-untied",
            "The two lines sum to £100; the printed total is £101, £1 apart",
        );
        check(
            grants,
            98,
            1,
            "total-untied",
            "The one grant sums to £100; the printed total is £98, £2 apart",
        );
    }
}
