//! Published figures that moved as no other authority's did, or further than anything does.
//!
//! Over five times, or under a fifth, is asked about whoever moved with us. Less is odd only beside others: if every
//! authority rose by half, the definition changed and the publication says so; if ours alone did, somebody must be
//! able to say why. How odd is told by the robust z of our ratio, this figure over the one before it, among the
//! ratios of all authorities between the same two periods: (ratio − middle ratio) ÷ ordinary distance from it, as in
//! [`robust_z`]. Beyond 3.5 either way is odd, where the figure also changed by more than a fifth.
//!
//! Edges: fewer than ten other authorities with both figures show nothing. Nothing is compared across a break that
//! the indicator records. An indicator of which any figure is below nought, such as a progress score, is a scale whose
//! nought is only a point on it, and has no ratios. A move among others' is told of
//! the two latest figures alone: what was odd years ago has been explained or forgotten.

use crate::domain::check::movement::{Change, PUBLISHED, is_jump, times};
use crate::domain::check::own::Own;
use crate::domain::check::{found, words};
use crate::domain::indicator::UnitKind;
use crate::domain::panel::{Cell, Column, Panel};
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::Reported;
use crate::domain::statistics::robust::robust_z;
use crate::domain::statistics::{half_up, median};

/// Further from the middle than this many ordinary distances is odd: the usual mark of an outlier.
const ODD: f64 = 3.5;

/// A figure that changed by no more than this share is not asked about, however still the others lie.
const SMALL: f64 = 0.2;

/// Other authorities' ratios that are needed before ours can be odd among them.
const FEWEST: usize = 10;

/// One published figure of ours.
#[derive(Clone, Copy)]
struct Point<'a> {
    column: &'a Column,
    value: f64,
    decimals: u8,
}

/// Every jump between two published figures of ours, and the latest move if it is odd among others'.
pub(super) fn findings(own: &Own) -> Vec<Problem> {
    let mut problems = Vec::new();
    if goes_below_nought(own.panel) {
        return problems;
    }
    let (mut before, mut odd) = (None, None);
    for point in own.line().filter_map(|(column, cell)| point(column, cell)) {
        if let Some(before) = before.replace(point) {
            // What is odd of an earlier pair is dropped for what can be said of this one.
            odd = None;
            let Some(times) = times(before.value, point.value) else {
                continue;
            };
            if is_broken(own, before.column.period, point.column.period) {
                continue;
            }
            if is_jump(times) {
                let spot = own.at(point.column.period);
                problems.push(change(own, before, point, times).problem(spot, PUBLISHED));
            } else {
                odd = Some((before, point, times));
            }
        }
    }
    problems.extend(odd.and_then(|(before, point, times)| among_others(own, before, point, times)));
    problems
}

/// Whether any figure of any area is below nought.
fn goes_below_nought(panel: &Panel) -> bool {
    let cells = |column| panel.along(column).map(|(_, cell)| cell);
    let mut figures = panel.columns().iter().flat_map(cells);
    figures.any(|cell| cell.reported.value().is_some_and(|value| value < 0.0))
}

fn point<'a>(column: &'a Column, cell: &Cell) -> Option<Point<'a>> {
    match cell.reported {
        Reported::Figure { value, decimals } if value.is_finite() => Some(Point {
            column,
            value,
            decimals,
        }),
        _ => None,
    }
}

/// Whether figures of two periods are not comparable, by the indicator's own record.
fn is_broken(own: &Own, before: Period, after: Period) -> bool {
    let breaks = own.indicator.breaks.iter();
    breaks
        .map(|held| held.from)
        .any(|from| before < from && from <= after)
}

fn change(own: &Own, before: Point, after: Point, times: f64) -> Change {
    let told = |point: Point| {
        let shown = own.indicator.show(point.value, point.decimals);
        (point.column.period, shown)
    };
    Change {
        from: told(before),
        to: told(after),
        times,
        may_be_time: own.indicator.unit == UnitKind::Duration,
    }
}

/// A move that is odd among those of other authorities between the same two periods.
fn among_others(own: &Own, before: Point, after: Point, times: f64) -> Option<Problem> {
    if (times - 1.0).abs() <= SMALL {
        return None;
    }
    let others = others(own, before.column, after.column);
    if others.len() < FEWEST {
        return None;
    }
    let z = robust_z(&others, times).filter(|z| z.abs() > ODD)?;
    let middle = median(&others)?;
    let side = if z > 0.0 { "above" } else { "below" };
    Some(found(
        Severity::Warning,
        "jump",
        own.at(after.column.period),
        change(own, before, after, times).what(),
        format!(
            "The later figure is {:.2} of the earlier; in the middle of {} other authorities it is {:.2}. Ours is {} ordinary distances {side}.",
            half_up(times, 2),
            others.len(),
            half_up(middle, 2),
            words::plain(half_up(z.abs(), 1)),
        ),
        PUBLISHED[1],
    ))
}

/// What other authorities' figures were multiplied by from one period to the other.
fn others(own: &Own, before: &Column, after: &Column) -> Vec<f64> {
    let value = |column: &Column, place: usize| column.at(place)?.reported.value();
    let areas = own.panel.areas().iter().enumerate();
    areas
        .filter_map(|(place, area)| {
            let times = times(value(before, place)?, value(after, place)?)?;
            own.is_another(area).then_some(times)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::own::sample::{AREAS, Published, cell};
    use crate::domain::check::sample::{kinds, none, only};
    use crate::domain::id::IndicatorId;
    use crate::domain::indicator::rule::Break;
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::period::Period;

    /// What others' figures became from 100.0: middle 102, middle distance 2.
    const OTHERS: [&str; 12] = [
        "96.0", "98.0", "99.0", "100.0", "101.0", "102.0", "102.0", "103.0", "104.0", "105.0",
        "106.0", "108.0",
    ];

    /// Ours from one figure to the next, and the first `n` others from 100.0.
    fn moving(from: &str, to: &str, n: usize) -> (Published, IndicatorId) {
        let mut plan = Published::default();
        let code = plan.book.indicator("CIN2", UnitKind::Rate, Polarity::Lower);
        for (year, text) in [(2022, from), (2023, to)] {
            plan.publish(year, "856", cell(text));
        }
        for (area, after) in AREAS[1..].iter().zip(OTHERS).take(n) {
            plan.publish(2022, area, cell("100.0"));
            plan.publish(2023, area, cell(after));
        }
        (plan, code)
    }

    #[test]
    fn a_move_that_no_other_authority_made_is_a_jump() {
        let (plan, code) = moving("100.0", "130.0", 12);
        let found = plan.of(code);
        let problem = only(&found, "jump");
        assert_eq!(problem.location, "Indicator CIN2, 2023/24, published");
        assert_eq!(
            problem.what,
            "It rose from 100.0 to 130.0, a ratio of 1.3, between 2022/23 and 2023/24"
        );
        // (1.30 − 1.02) ÷ (1.4826 × 0.025) is 7.55.
        assert_eq!(
            problem.why,
            "The later figure is 1.30 of the earlier; in the middle of 12 other authorities it is 1.02. Ours is 7.6 ordinary distances above."
        );
        assert_eq!(kinds(&found), ["jump"]);
    }

    #[test]
    fn small_moves_few_others_and_later_calm_are_no_jump() {
        #[track_caller]
        fn check(from: &str, to: &str, n: usize, want: bool) {
            let (plan, code) = moving(from, to, n);
            let found = plan.of(code);
            assert_eq!(!found.is_empty(), want, "{found:#?}");
        }
        check("100.0", "120.0", 12, false);
        check("100.0", "121.0", 12, true);
        check("100.0", "79.0", 12, true);
        check("100.0", "80.0", 12, false);
        check("100.0", "130.0", 10, true);
        check("100.0", "130.0", 9, false);
        check("0.0", "130.0", 12, false);
        let (mut plan, code) = moving("100.0", "130.0", 12);
        plan.publish(2024, "856", cell("131.0"));
        none(&plan.of(code), "jump");
    }

    #[test]
    fn a_scale_that_goes_below_nought_has_no_ratios() {
        let (mut plan, code) = moving("0.56", "0.07", 0);
        only(&plan.of(code), "jump");
        plan.publish(2022, "821", cell("0.02"));
        only(&plan.of(code), "jump");
        plan.publish(2022, "821", cell("-0.02"));
        none(&plan.of(code), "jump");
    }

    #[test]
    fn a_recorded_break_explains_a_move() {
        for (to, kind) in [("130.0", "jump"), ("1000.0", "unit-change")] {
            let (mut plan, code) = moving("100.0", to, 12);
            only(&plan.of(code), kind);
            plan.book.indicators[0].breaks.push(Break {
                from: Period::Financial(2023),
                why: "Counted by child".into(),
            });
            none(&plan.of(code), kind);
            plan.book.indicators[0].breaks[0].from = Period::Financial(2022);
            only(&plan.of(code), kind);
        }
    }

    #[test]
    fn five_times_is_asked_about_whoever_moved_with_us_and_whenever() {
        #[track_caller]
        fn check(from: &str, to: &str, kind: &str) {
            let (mut plan, code) = moving(from, to, 0);
            plan.publish(2024, "856", cell(to));
            let found = plan.of(code);
            assert_eq!(kinds(&found), [kind], "{from} to {to}");
        }
        check("10.0", "51.0", "jump");
        check("51.0", "10.0", "jump");
        check("4.2", "42.0", "unit-change");
        check("42.0", "0.42", "unit-change");
        check("4.2", "4200", "unit-change");
        // A rate is not counted in weeks.
        check("1.7", "11.9", "jump");
        let (plan, code) = moving("10.0", "50.0", 0);
        none(&plan.of(code), "jump");
    }
}
