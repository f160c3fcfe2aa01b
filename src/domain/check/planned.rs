//! Planned figures that turn back on their way, or begin by getting worse.
//!
//! Both may be meant (a new definition, a backlog cleared first), so both are asked about, not refused.
//!
//! Edges: turning back needs no polarity. Getting worse does, so it is not said where neither way is better or
//! a target is nearest. The first planned figure is compared with the last actual figure before it, and then
//! with the last outturn, unless the figures jump in between and so cannot be compared.

use crate::domain::check::indicator::{Point, Series};
use crate::domain::check::{found, movement};
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::Status;

/// What is odd about a series' plan.
pub(super) fn findings(series: &Series) -> Vec<Problem> {
    turns_back(series)
        .into_iter()
        .chain(worse_first(series))
        .collect()
}

/// A plan that goes the other way on its way.
fn turns_back(series: &Series) -> Option<Problem> {
    let (first, last) = (series.planned.first()?, series.planned.last()?);
    let (rises, turn) = turn(&series.planned)?;
    let (from, to) = (series.show(&turn[0]), series.show(&turn[1]));
    let figures: Vec<String> = series
        .planned
        .iter()
        .map(|point| series.show(point))
        .collect();
    let (way, other) = if rises {
        ("rises", "down")
    } else {
        ("falls", "up")
    };
    Some(found(
        Severity::Warning,
        "plan-not-monotone",
        series.at(turn[1].period),
        format!(
            "Planned {}: {other} in {}",
            figures.join(", "),
            turn[1].period
        ),
        format!(
            "The plan {way} {} but goes the other way in between, from {from} to {to}.",
            whole(&series.show(first), &series.show(last)),
        ),
        "Correct the figure, or say beside it why it is meant.",
    ))
}

/// Where a plan goes; one that ends where it began first goes somewhere else.
fn whole(first: &str, last: &str) -> String {
    if first == last {
        format!("at first, and ends at {last} where it began,")
    } else {
        format!("from {first} to {last}")
    }
}

/// Whether a plan rises as a whole, and its first step the other way; none where there is no such step.
fn turn<'a, 'b>(planned: &'b [Point<'a>]) -> Option<(bool, &'b [Point<'a>])> {
    let steps = || {
        planned
            .windows(2)
            .filter(|pair| pair[0].value != pair[1].value)
    };
    let (first, last) = (planned.first()?, planned.last()?);
    // A plan that ends where it began has no way of its own: its first step stands for it.
    let rises = if first.value == last.value {
        steps().next().map(|pair| pair[1].value > pair[0].value)?
    } else {
        last.value > first.value
    };
    let turn = steps().find(|pair| (pair[1].value > pair[0].value) != rises)?;
    Some((rises, turn))
}

/// A plan that begins worse than the last actual figure, or than the last outturn.
fn worse_first(series: &Series) -> Option<Problem> {
    let last = series.actual.last()?;
    let first = series
        .planned
        .iter()
        .find(|point| point.period > last.period)?;
    let polarity = series.indicator.polarity;
    let is_worse = |than: &&Point| polarity.better(first.value, than.value) == Some(false);
    let than = Some(last)
        .filter(is_worse)
        .or_else(|| last_outturn(series).filter(is_worse))?;
    Some(found(
        Severity::Warning,
        "plan-worse-first",
        series.at(first.period),
        format!(
            "Planned {} for {}, where the {} figure of {} was {}",
            series.show(first),
            first.period,
            than.reading.status.word(),
            than.period,
            series.show(than)
        ),
        format!(
            "Here {}, so the plan begins by getting worse.",
            polarity.sentence()
        ),
        "Correct the figure, or say beside it why it must get worse first.",
    ))
}

/// The last figure that is final, if nothing after it jumps.
fn last_outturn<'a, 'b>(series: &'b Series<'a>) -> Option<&'b Point<'a>> {
    let is_final =
        |point: &Point| matches!(point.reading.status, Status::Outturn | Status::Revised);
    let at = series.actual.iter().rposition(is_final)?;
    let since = &series.actual[at..];
    since
        .windows(2)
        .all(|pair| !movement::breaks(pair[0].value, pair[1].value))
        .then(|| &since[0])
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, none};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;

    /// An outturn, a provisional figure, and a plan from the next year on.
    fn plan(polarity: Polarity, outturn: &str, provisional: &str, planned: &[&str]) -> Sample {
        let mut sample = Sample::default();
        let code = sample.indicator("C", UnitKind::Rate, polarity);
        sample.reading(code, 1998, Status::Outturn, outturn);
        sample.reading(code, 1999, Status::Provisional, provisional);
        for (year, text) in (2000..).zip(planned) {
            sample.reading(code, year, Status::Planned, text);
        }
        sample
    }

    #[test]
    fn a_plan_that_turns_back_is_found() {
        #[track_caller]
        fn check(planned: &[&str], want: Option<(&str, &str)>) {
            let found = plan(Polarity::Neutral, "9", "9", planned).all();
            let problem = found.iter().find(|held| held.kind == "plan-not-monotone");
            assert_eq!(
                problem.map(|held| (held.what.as_str(), held.why.as_str())),
                want
            );
        }
        check(
            &["7.0", "8.0", "5.0", "4.0"],
            Some((
                "Planned 7.0, 8.0, 5.0, 4.0: up in 2001/02",
                "The plan falls from 7.0 to 4.0 but goes the other way in between, from 7.0 to 8.0.",
            )),
        );
        check(
            &["1", "2", "1"],
            Some((
                "Planned 1, 2, 1: down in 2002/03",
                "The plan rises at first, and ends at 1 where it began, but goes the other way in between, from 2 to 1.",
            )),
        );
        check(&["7.0", "7.0", "5.0", "4.0"], None);
        check(&["6", "6", "6"], None);
        check(&["1"], None);
        check(&[], None);
    }

    #[test]
    fn a_plan_that_begins_worse_is_found() {
        #[track_caller]
        fn check(
            polarity: Polarity,
            outturn: &str,
            provisional: &str,
            first: &str,
            want: Option<&str>,
        ) {
            let found = plan(polarity, outturn, provisional, &[first]).all();
            let problem = found.iter().find(|held| held.kind == "plan-worse-first");
            assert_eq!(problem.map(|held| held.what.as_str()), want);
        }
        let lower = Polarity::Lower;
        check(
            lower,
            "22.7",
            "13.6",
            "17.0",
            Some("Planned 17.0 for 2000/01, where the provisional figure of 1999/00 was 13.6"),
        );
        check(
            lower,
            "40.6",
            "70.0",
            "65.0",
            Some("Planned 65.0 for 2000/01, where the outturn figure of 1998/99 was 40.6"),
        );
        check(lower, "22.7", "13.6", "13.6", None);
        check(Polarity::Higher, "2", "13.6", "17.0", None);
        check(Polarity::Neutral, "22.7", "13.6", "17.0", None);
        check(Polarity::Target, "22.7", "13.6", "17.0", None);
        // Across a jump the old outturn is no measure of the plan.
        check(Polarity::Higher, "5.00", "0.38", "0.42", None);
    }

    #[test]
    fn a_plan_for_a_year_that_has_passed_is_not_its_beginning() {
        let mut sample = plan(Polarity::Lower, "9", "8", &["7"]);
        sample.again(1999, Status::Planned, "12");
        none(&sample.all(), "plan-worse-first");
    }
}
