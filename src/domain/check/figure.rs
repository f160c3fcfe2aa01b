//! One figure by itself: a percentage out of range, and a value that its own parts contradict.
//!
//! A value is worked out again only where it is certain how: a percentage, a ratio, an index, or a rate whose
//! unit says per how many (`per 10,000 children`). It disagrees when it is more than half of its last printed
//! decimal from the quotient.
//!
//! Publishers round their counts to the nearest 5, 10, 100 or 1,000 and print the figure of the exact ones. So a
//! published part that is a round number is taken to be anything that rounds to it; what an officer enters is exact.
//!
//! Edges: a denominator of nought gives no quotient and no finding.

use crate::domain::check::{Spot, found, words};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::panel::Cell;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Reading, Reported};
use crate::domain::statistics::half_up;

/// Half of a last decimal is widened by this share of the figure, for what the machine's fractions lose.
const MACHINE: f64 = 1e-12;

/// What publishers round their counts to, the coarsest first.
const STEPS: [f64; 4] = [1000.0, 100.0, 10.0, 5.0];

/// A figure with what it was worked out from, whoever gave it.
#[derive(Clone, Copy)]
pub(super) struct Figure {
    reported: Reported,
    numerator: Option<f64>,
    denominator: Option<f64>,
    is_published: bool,
}

impl From<&Reading> for Figure {
    fn from(reading: &Reading) -> Self {
        Self {
            reported: reading.reported,
            numerator: reading.numerator,
            denominator: reading.denominator,
            is_published: false,
        }
    }
}

impl From<&Cell> for Figure {
    fn from(cell: &Cell) -> Self {
        let basis = cell.basis();
        Self {
            reported: cell.reported,
            numerator: basis.numerator,
            denominator: basis.denominator,
            is_published: true,
        }
    }
}

impl Figure {
    /// What is above and below the line, each with how far it may be out by rounding.
    fn parts(&self) -> Option<[(f64, f64); 2]> {
        let room = |part: f64| {
            if self.is_published {
                rounding(part)
            } else {
                0.0
            }
        };
        let (numerator, denominator) = (self.numerator?, self.denominator?);
        Some([
            (numerator, room(numerator)),
            (denominator, room(denominator)),
        ])
    }
}

/// Half of the coarsest step that a count is a multiple of; nought of a count that is not round.
fn rounding(part: f64) -> f64 {
    let is_multiple = |step: &f64| part % step == 0.0;
    // Nought is a multiple of everything; it stands for a count that is too small to be rounded to 5.
    let steps = if part == 0.0 { &STEPS[3..] } else { &STEPS };
    steps
        .iter()
        .copied()
        .find(is_multiple)
        .map_or(0.0, |step| step / 2.0)
}

/// The findings about one figure, at most one of each kind.
pub(super) fn findings(
    indicator: &Indicator,
    figure: Figure,
    spot: &dyn Fn() -> Spot,
) -> impl Iterator<Item = Problem> {
    [
        out_of_range(indicator, figure, spot),
        top_heavy(indicator, figure, spot),
        disagrees(indicator, figure, spot),
    ]
    .into_iter()
    .flatten()
}

fn out_of_range(indicator: &Indicator, figure: Figure, spot: &dyn Fn() -> Spot) -> Option<Problem> {
    let Reported::Figure { value, decimals } = figure.reported else {
        return None;
    };
    let is_out = indicator.unit == UnitKind::Percent && !(0.0..=100.0).contains(&value);
    is_out.then(|| {
        found(
            Severity::Error,
            "percentage-out-of-range",
            spot(),
            indicator.show(value, decimals),
            "A percentage lies between 0 and 100.",
            "Check the figure; if it can pass 100, set the indicator’s unit to rate or index.",
        )
    })
}

fn top_heavy(indicator: &Indicator, figure: Figure, spot: &dyn Fn() -> Spot) -> Option<Problem> {
    let [(numerator, over), (denominator, under)] = figure.parts()?;
    let is_over = indicator.unit == UnitKind::Percent && numerator - over > denominator + under;
    is_over.then(|| {
        found(
            Severity::Error,
            "numerator-over-denominator",
            spot(),
            format!(
                "{} of {}",
                words::plain(numerator),
                words::plain(denominator)
            ),
            "A percentage is of a whole, and a part cannot be more than the whole.",
            "Check both numbers; they may have been exchanged.",
        )
    })
}

fn disagrees(indicator: &Indicator, figure: Figure, spot: &dyn Fn() -> Spot) -> Option<Problem> {
    let Reported::Figure { value, decimals } = figure.reported else {
        return None;
    };
    let [(numerator, over), (denominator, under)] = figure.parts()?;
    let per = per(indicator)?;
    let exact = numerator * per / denominator;
    let last_decimal = 0.5 * 10_f64.powi(-i32::from(decimals)) + exact.abs() * MACHINE;
    let least = (numerator - over) * per / (denominator + under);
    let most = (numerator + over) * per / (denominator - under);
    // Not a number where both parts are nought, and then it does not disagree either.
    let is_certain = exact.is_finite() && least.is_finite() && most.is_finite();
    if !is_certain
        || denominator <= under
        || (least - last_decimal..=most + last_decimal).contains(&value)
    {
        return None;
    }
    let remedy = if figure.is_published {
        "Ask whoever published it which of the three is wrong; until then quote the figure with its parts."
    } else {
        "Find which of the three is wrong; if the figure is as published, record the doubt as a query."
    };
    Some(found(
        Severity::Warning,
        "value-disagrees",
        spot(),
        format!(
            "{} is given; {} over {} makes {}",
            indicator.show(value, decimals),
            words::plain(numerator),
            words::plain(denominator),
            indicator.show(half_up(exact, decimals), decimals)
        ),
        "A figure and its own numerator and denominator must agree, to the decimals printed.",
        remedy,
    ))
}

/// What the quotient is multiplied by to make the figure; none where that is not certain.
fn per(indicator: &Indicator) -> Option<f64> {
    match indicator.unit {
        UnitKind::Percent => Some(100.0),
        UnitKind::Ratio | UnitKind::Index => Some(1.0),
        UnitKind::Rate => {
            let (_, after) = indicator.unit_words.split_once("per ")?;
            let number = after.split_whitespace().next()?.replace(',', "");
            number
                .parse::<f64>()
                .ok()
                .filter(|n| n.is_finite() && *n > 0.0)
        }
        UnitKind::Count | UnitKind::Money | UnitKind::Score | UnitKind::Duration => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, kinds};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;

    #[track_caller]
    fn check(
        unit: UnitKind,
        words: &str,
        figure: &str,
        parts: Option<(f64, f64)>,
        want: &[(&str, &str)],
    ) {
        let mut sample = Sample::default();
        let code = sample.indicator("C", unit, Polarity::Neutral);
        sample.unit_words(code, words);
        sample.reading(code, 1999, Status::Outturn, figure);
        if let Some((numerator, denominator)) = parts {
            sample.parts(numerator, denominator);
        }
        let found = sample.all();
        kinds(&found);
        let given: Vec<(&str, &str)> = found
            .iter()
            .filter(|held| held.kind != "ratio-figure")
            .map(|held| (held.kind, held.what.as_str()))
            .collect();
        assert_eq!(given, want);
    }

    #[test]
    fn percentages_lie_between_0_and_100() {
        let out = "percentage-out-of-range";
        check(UnitKind::Percent, "", "100", None, &[]);
        check(UnitKind::Percent, "", "0", None, &[]);
        check(UnitKind::Percent, "", "100.1", None, &[(out, "100.1%")]);
        check(UnitKind::Percent, "", "-1", None, &[(out, "-1%")]);
        check(UnitKind::Index, "", "100.1", None, &[]);
    }

    #[test]
    fn a_value_agrees_with_its_parts_to_its_decimals() {
        let kind = "value-disagrees";
        check(UnitKind::Percent, "", "23.9", Some((61.0, 255.0)), &[]);
        check(
            UnitKind::Percent,
            "",
            "23.8",
            Some((61.0, 255.0)),
            &[(kind, "23.8% is given; 61 over 255 makes 23.9%")],
        );
        // A half may be rounded either way.
        check(UnitKind::Percent, "", "12", Some((1.0, 8.0)), &[]);
        check(UnitKind::Percent, "", "13", Some((1.0, 8.0)), &[]);
        check(UnitKind::Index, "", "0.38", Some((38.0, 100.0)), &[]);
        check(
            UnitKind::Ratio,
            "",
            "9.5",
            Some((9.0, 1.0)),
            &[(kind, "9.5 : 1 is given; 9 over 1 makes 9.0 : 1")],
        );
        check(
            UnitKind::Rate,
            "per 10,000 children",
            "45",
            Some((585.0, 130_000.0)),
            &[],
        );
        check(
            UnitKind::Rate,
            "per 10,000 children",
            "46",
            Some((585.0, 130_000.0)),
            &[(kind, "46 is given; 585 over 130000 makes 45")],
        );
        check(
            UnitKind::Rate,
            "children",
            "46",
            Some((585.0, 130_000.0)),
            &[],
        );
        check(UnitKind::Percent, "", "46", Some((0.0, 0.0)), &[]);
    }

    #[test]
    fn a_part_is_not_more_than_its_whole() {
        let kind = "numerator-over-denominator";
        check(UnitKind::Percent, "", "100", Some((8.0, 8.0)), &[]);
        check(
            UnitKind::Percent,
            "",
            "90",
            Some((9.0, 8.0)),
            &[
                (kind, "9 of 8"),
                ("value-disagrees", "90% is given; 9 over 8 makes 113%"),
            ],
        );
        check(UnitKind::Index, "", "1.13", Some((9.0, 8.0)), &[]);
    }
}
