//! Whether a figure meets the target of its indicator, as the plan prints it.
//!
//! The room, the command line and a rating by target must not disagree about the same words, so all of them ask here.
//!
//! Edges: without a target, or where nobody can tell, there is nothing for a rating to go by.

use crate::domain::benchmark::judgement::OnTarget;
use crate::domain::benchmark::{Average, Comparison};
use crate::domain::indicator::Indicator;
use crate::domain::statistics::quartile::Band;
use crate::domain::target::{Evaluation, Standing, Target, Verdict};

/// What the indicator's target says of one figure, and the same as a rating by target needs it.
#[must_use]
pub fn on_target(
    indicator: &Indicator,
    now: &Comparison,
    average: Average,
) -> (Evaluation, Option<OnTarget>) {
    let target = Target::read(&indicator.target);
    let national = now.national;
    let standing = Standing {
        tolerance: indicator.tolerance,
        quartile: national.band.map(Band::number),
        rank: national.rank.map(|rank| (rank, national.n)),
        national: now.england,
        region: now.region,
        neighbours: now.neighbours.figure(average),
        previous: now.before(),
        direction: None,
    };
    let found = target.evaluate(now.own.reported.value(), indicator.polarity, &standing);
    let on_target = match found.verdict {
        Verdict::Met => Some(OnTarget {
            met: true,
            missed_by: None,
        }),
        Verdict::NotMet => Some(OnTarget {
            met: false,
            missed_by: found
                .gap
                .and_then(|gap| part(gap, number(&target, now.own.reported.value()?)?)),
        }),
        Verdict::CannotTell | Verdict::NoTarget => None,
    };
    (found, on_target)
}

/// The number that a target asks for; of two, the one that the figure is nearer to.
fn number(target: &Target, value: f64) -> Option<f64> {
    match target {
        Target::Number { value, .. } => Some(*value),
        Target::Between { low, high, .. } => Some(if value < *low { *low } else { *high }),
        _ => None,
    }
}

/// A distance as a part of the number it is from; none of nought, of which nothing is a part.
fn part(gap: f64, number: f64) -> Option<f64> {
    (number != 0.0).then(|| (gap / number).abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::{National, OwnFigure};
    use crate::domain::id::IndicatorId;
    use crate::domain::panel::Basis;
    use crate::domain::period::Period;
    use crate::domain::reading::{Reported, Status};

    #[test]
    fn a_figure_is_held_to_the_target_as_it_is_printed() {
        #[track_caller]
        fn check(target: &str, verdict: Verdict, want: Option<(bool, Option<f64>)>) {
            let mut now = Comparison::alone(OwnFigure {
                period: Period::Reporting(2025),
                status: Status::Outturn,
                reported: Reported::Figure {
                    value: 9.0,
                    decimals: 1,
                },
                published: true,
                basis: Basis::default(),
            });
            now.england = Some(8.0);
            now.national = National {
                n: 150,
                rank: Some(20),
                band: Some(Band::A),
                ..National::default()
            };
            let indicator = Indicator {
                target: target.into(),
                ..Indicator::new(IndicatorId(1))
            };
            let (found, on_target) = on_target(&indicator, &now, Average::Mean);
            assert_eq!(found.verdict, verdict, "{target}");
            let on_target = on_target.map(|held| (held.met, held.missed_by));
            assert_eq!(on_target, want, "{target}");
        }
        check("", Verdict::NoTarget, None);
        check(">8%", Verdict::Met, Some((true, None)));
        check("12%", Verdict::NotMet, Some((false, Some(0.25))));
        check("10% to 12%", Verdict::NotMet, Some((false, Some(0.1))));
        check("<0%", Verdict::NotMet, Some((false, None)));
        check("Top quartile", Verdict::Met, Some((true, None)));
        check(
            "Below national average",
            Verdict::NotMet,
            Some((false, None)),
        );
        check("As agreed with partners", Verdict::CannotTell, None);
        check("Reduce", Verdict::CannotTell, None);
    }
}
