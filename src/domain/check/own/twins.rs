//! Two indicators with the same published figures, for the own authority and for England: perhaps one measure twice.
//!
//! Public data sets print one measure under several topics, and an import then brings it in under several codes. Our
//! own figures may agree by chance; ours and England's together, in at least four periods and not all one number, do
//! not. Looking at every pair of several hundred indicators would be slow, so pairs are found through the figures they
//! share.
//!
//! Edges: a period counts where both figures are there, and every period that two indicators share must agree. A
//! figure that over sixty indicators have in one period shows nothing, and no pair is looked for through it.

use crate::domain::area::AreaCode;
use crate::domain::check::own::Own;
use crate::domain::check::twins::pairs_that_share;
use crate::domain::check::{Spot, found, words};
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::Reported;

/// Shared periods that are needed.
const SHARED: usize = 4;

/// One period's figures: ours and England's, as the machine holds them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Both {
    period: Period,
    ours: u64,
    england: u64,
}

/// An indicator's figures, ours beside England's, oldest first.
pub(super) struct Line<'a> {
    indicator: &'a Indicator,
    figures: Vec<Both>,
    /// Decimals of ours, in the same order.
    decimals: Vec<u8>,
}

/// What is kept of a panel once it has been looked at; nothing where it is too short to be a twin.
pub(super) fn line<'a>(own: &Own, indicator: &'a Indicator) -> Option<Line<'a>> {
    let england = own.panel.place(&AreaCode::new(AreaCode::ENGLAND))?;
    let (mut figures, mut decimals) = (Vec::new(), Vec::new());
    for (column, cell) in own.line() {
        let theirs = column.at(england).and_then(|cell| cell.reported.value());
        if let (Reported::Figure { value, decimals: n }, Some(theirs)) = (cell.reported, theirs) {
            // Nought is one figure, whichever sign the machine gives it.
            let bits = |value: f64| (value + 0.0).to_bits();
            figures.push(Both {
                period: column.period,
                ours: bits(value),
                england: bits(theirs),
            });
            decimals.push(n);
        }
    }
    (figures.len() >= SHARED).then_some(Line {
        indicator,
        figures,
        decimals,
    })
}

/// A finding for each pair, at the first of the two.
pub(super) fn findings(lines: &[Line]) -> Vec<Problem> {
    let figures = lines.iter().enumerate();
    let figures = figures.flat_map(|(at, line)| line.figures.iter().map(move |both| (*both, at)));
    pairs_that_share(figures)
        .into_iter()
        .filter_map(|(one, other)| problem(&lines[one], &lines[other]))
        .collect()
}

fn problem(one: &Line, other: &Line) -> Option<Problem> {
    let mut shown = Vec::new();
    let mut first = None;
    let mut moves = false;
    let mut theirs = other.figures.iter().peekable();
    for (both, decimals) in one.figures.iter().zip(&one.decimals) {
        // Both are in order of period, so they are walked side by side.
        while theirs.next_if(|held| held.period < both.period).is_some() {}
        let Some(held) = theirs.next_if(|held| held.period == both.period) else {
            continue;
        };
        if held != both {
            return None;
        }
        moves |= *first.get_or_insert(both.ours) != both.ours;
        shown.push(one.indicator.show(f64::from_bits(both.ours), *decimals));
    }
    (shown.len() >= SHARED && moves).then(|| {
        found(
            Severity::Note,
            "same-series",
            Spot::new(
                Place::Indicator(one.indicator.id),
                format!("Indicator {}, published", one.indicator.code),
            ),
            format!(
                "{} has the same published figures in the {} that both have, and so has England: {}",
                other.indicator.code,
                words::several(shown.len(), "period"),
                shown.join(", ")
            ),
            "They may be one indicator under two codes; counted twice, it would weigh double.",
            "If they are one, follow it under one code; if not, there is nothing to put right.",
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::check::OwnPublished;
    use crate::domain::check::own::sample::{Published, cell};
    use crate::domain::check::sample::{none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::panel::Panel;

    /// Figures of ours and England's, from 2019/20 on.
    fn panel(figures: &[(&str, &str)]) -> Panel {
        let mut plan = Published::default();
        for (year, (ours, england)) in (2019..).zip(figures) {
            plan.publish(year, "856", cell(ours));
            plan.publish(year, "970", cell(england));
        }
        plan.panel()
    }

    #[track_caller]
    fn check(one: &[(&str, &str)], other: &[(&str, &str)], want: Option<&str>) {
        let mut plan = Published::default();
        let ids = ["CIN 3", "CLA 9"]
            .map(|code| plan.book.indicator(code, UnitKind::Rate, Polarity::Lower));
        let book = plan.book();
        let mut checks = OwnPublished::of(&book);
        checks.look(ids[0], &panel(one));
        checks.look(ids[1], &panel(other));
        let found = checks.findings();
        match want {
            Some(what) => {
                let problem = only(&found, "same-series");
                assert_eq!(problem.location, "Indicator CIN 3, published");
                assert_eq!(problem.what, what);
            }
            None => none(&found, "same-series"),
        }
    }

    #[test]
    fn the_same_figures_as_england_in_four_periods_are_noted_once() {
        let four = [
            ("35.9", "50.1"),
            ("36.0", "50.2"),
            ("36.1", "50.2"),
            ("36.1", "50.5"),
        ];
        check(
            &four,
            &four,
            Some(
                "CLA 9 has the same published figures in the four periods that both have, and so has England: 35.9, 36.0, 36.1, 36.1",
            ),
        );
        let longer: Vec<(&str, &str)> = four.into_iter().chain([("37.0", "51.0")]).collect();
        check(
            &longer,
            &four,
            Some(
                "CLA 9 has the same published figures in the four periods that both have, and so has England: 35.9, 36.0, 36.1, 36.1",
            ),
        );
        check(&four[..3], &four[..3], None);
        // Ours alone agree.
        let mut apart = four;
        apart[3].1 = "50.6";
        check(&four, &apart, None);
        let mut unknown = four;
        unknown[3].1 = "[x]";
        check(&four, &unknown, None);
        check(&[("100", "99"); 5], &[("100", "99"); 5], None);
        check(&longer, &[&four[..], &[("37.1", "51.0")]].concat(), None);
    }
}
