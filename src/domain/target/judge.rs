//! Judges a figure by its target, and says why in a sentence.
//!
//! Edges: nothing is guessed. A target that needs what is not known (England's figure, the rank, the earlier figure)
//! cannot be told. A printed direction stands in for the earlier figure where only it was published.

use crate::domain::benchmark::Direction;
use crate::domain::indicator::Polarity;
use crate::domain::indicator::rule::Tolerance;
use crate::domain::statistics::half_up;
use crate::domain::target::{Bound, Evaluation, Move, Peer, Side, Sign, Standing, Target, Verdict};

pub(super) fn evaluate(
    target: &Target,
    value: Option<f64>,
    polarity: Polarity,
    standing: &Standing,
) -> Evaluation {
    if *target == Target::None {
        return answer(Verdict::NoTarget, None, "No target is set");
    }
    let Some(value) = value.filter(|value| value.is_finite()) else {
        return unknown("There is no figure to judge");
    };
    match target {
        Target::None => answer(Verdict::NoTarget, None, "No target is set"),
        Target::Number {
            bound,
            value: goal,
            sign,
        } => number(value, *bound, *goal, *sign, polarity, standing.tolerance),
        Target::Between { low, high, sign } => between(value, *low, *high, *sign),
        Target::Quartile(wanted) => quartile(*wanted, standing.quartile),
        Target::TopShare(share) => top_share(*share, standing.rank),
        Target::Against(peer, side) => against(value, *peer, *side, polarity, standing),
        Target::Move(way) => moved(value, *way, polarity, standing),
        Target::Unread(words) => unknown(format!("“{words}” is not a target that can be judged")),
    }
}

fn answer(verdict: Verdict, gap: Option<f64>, why: impl Into<String>) -> Evaluation {
    Evaluation {
        verdict,
        gap,
        why: why.into(),
    }
}

fn unknown(why: impl Into<String>) -> Evaluation {
    answer(Verdict::CannotTell, None, why)
}

fn met(is_met: bool) -> Verdict {
    if is_met {
        Verdict::Met
    } else {
        Verdict::NotMet
    }
}

/// A difference without the dust of binary fractions: figures here have six decimals at most.
fn difference(a: f64, b: f64) -> f64 {
    half_up(a - b, 6)
}

/// A number as printed: `12.63%`, `£1,693`.
fn show(value: f64, sign: Sign) -> String {
    let text = format!("{}", half_up(value, 6));
    match sign {
        Sign::Plain => text,
        Sign::Percent => format!("{text}%"),
        Sign::Pounds => format!("£{text}"),
    }
}

/// `3.63 short of`, `2.2 past`: a distance in the wanted direction, in words.
fn distance(gap: f64, sign: Sign) -> String {
    let points = match sign {
        Sign::Percent => " points",
        _ => "",
    };
    let far = show(
        gap.abs(),
        if sign == Sign::Pounds {
            sign
        } else {
            Sign::Plain
        },
    );
    if gap < 0.0 {
        format!("short by {far}{points}")
    } else {
        format!("with {far}{points} to spare")
    }
}

fn number(
    value: f64,
    bound: Bound,
    goal: f64,
    sign: Sign,
    polarity: Polarity,
    tolerance: Tolerance,
) -> Evaluation {
    let up = difference(value, goal);
    let (is_met, gap, words) = match (bound, polarity) {
        (Bound::Below, _) => (up < 0.0, -up, "below"),
        (Bound::AtMost, _) | (Bound::Reach, Polarity::Lower) => (up <= 0.0, -up, "no more than"),
        (Bound::Above, _) => (up > 0.0, up, "above"),
        (Bound::AtLeast, _) | (Bound::Reach, Polarity::Higher) => (up >= 0.0, up, "at least"),
        (Bound::Reach, Polarity::Target) => return near(value, goal, sign, tolerance),
        (Bound::Reach, Polarity::Neutral) => {
            return unknown(format!(
                "Neither way is better, so {} neither reaches {} nor misses it",
                show(value, sign),
                show(goal, sign)
            ));
        }
    };
    // Adding nothing takes the sign off a negative nought.
    let gap = gap + 0.0;
    let why = if !is_met && gap == 0.0 {
        format!("{} is not {words} {}", show(value, sign), show(goal, sign))
    } else {
        format!(
            "{} against {words} {}: {}",
            show(value, sign),
            show(goal, sign),
            distance(gap, sign)
        )
    };
    answer(met(is_met), Some(gap), why)
}

/// Nearest is best: reached within the indicator's own tolerance.
fn near(value: f64, goal: f64, sign: Sign, tolerance: Tolerance) -> Evaluation {
    let off = difference(value, goal).abs();
    let room = match tolerance {
        Tolerance::Exact => 0.0,
        Tolerance::Within(by) => by,
        Tolerance::WithinPercent(by) => half_up(goal.abs() * by / 100.0, 6),
        Tolerance::Significance if off == 0.0 => 0.0,
        Tolerance::Significance => {
            return unknown("Its tolerance is chance, which needs the counts behind the figure");
        }
    };
    let why = format!(
        "{} is {} away from {}; {} counts as reached",
        show(value, sign),
        show(off, Sign::Plain),
        show(goal, sign),
        if room == 0.0 {
            "only the target itself".to_owned()
        } else {
            format!("{} or less", show(room, Sign::Plain))
        }
    );
    answer(met(off <= room), Some(difference(room, off)), why)
}

fn between(value: f64, low: f64, high: f64, sign: Sign) -> Evaluation {
    let gap = difference(value, low).min(difference(high, value));
    let why = format!(
        "{} against {} to {}: {}",
        show(value, sign),
        show(low, sign),
        show(high, sign),
        distance(gap, sign)
    );
    answer(met(gap >= 0.0), Some(gap), why)
}

fn quartile(wanted: u8, held: Option<u8>) -> Evaluation {
    match held {
        Some(held) => answer(
            met(held <= wanted),
            None,
            format!("National quartile {held}; the target is {wanted} or better"),
        ),
        None => unknown("No national quartile is known"),
    }
}

/// In the best 20 %: the places are a fifth of those ranked, rounded down, and at least one.
fn top_share(share: f64, rank: Option<(usize, usize)>) -> Evaluation {
    let Some((rank, of)) = rank.filter(|(rank, of)| *rank >= 1 && rank <= of) else {
        return unknown("No national rank is known");
    };
    let places = ((of as f64 * share / 100.0 + 1e-9).floor()).max(1.0);
    let gap = places - rank as f64;
    let why = format!("Ranked {rank} of {of}; the best {share:.0} % are the first {places:.0}");
    answer(met(gap >= 0.0), Some(gap), why)
}

fn against(
    value: f64,
    peer: Peer,
    side: Side,
    polarity: Polarity,
    standing: &Standing,
) -> Evaluation {
    let (name, other) = match peer {
        Peer::National => ("England’s figure", standing.national),
        Peer::Region => ("The region’s figure", standing.region),
        Peer::Neighbours => ("The statistical neighbours’ figure", standing.neighbours),
    };
    let Some(other) = other else {
        return unknown(format!("{name} is not known"));
    };
    let up = difference(value, other);
    let gap = match (side, polarity) {
        (Side::Above, _) | (Side::Better | Side::AsGood, Polarity::Higher) => up,
        (Side::Below, _) | (Side::Better | Side::AsGood, Polarity::Lower) => -up,
        _ => return unknown("Neither way is better for this indicator"),
    } + 0.0;
    let is_met = gap > 0.0 || (side == Side::AsGood && gap == 0.0);
    let why = format!(
        "{} against {}: {}",
        show(value, Sign::Plain),
        show(other, Sign::Plain),
        distance(gap, Sign::Plain)
    );
    answer(met(is_met), Some(gap), format!("{name}: {why}"))
}

/// Which way a figure moved: from the figures, else from the direction as printed.
fn way(value: f64, polarity: Polarity, standing: &Standing) -> Option<f64> {
    if let Some(previous) = standing.previous {
        return Some(difference(value, previous));
    }
    let up = match (standing.direction?, polarity) {
        (Direction::Same, _) => 0.0,
        (Direction::Up, _) | (Direction::Better, Polarity::Higher) => 1.0,
        (Direction::Down, _) | (Direction::Better, Polarity::Lower) => -1.0,
        (Direction::Worse, Polarity::Higher) => -1.0,
        (Direction::Worse, Polarity::Lower) => 1.0,
        _ => return None,
    };
    Some(up)
}

fn moved(value: f64, wanted: Move, polarity: Polarity, standing: &Standing) -> Evaluation {
    let Some(up) = way(value, polarity, standing) else {
        return unknown("The figure before is not known");
    };
    let better = match polarity {
        Polarity::Higher => up,
        Polarity::Lower => -up,
        Polarity::Neutral | Polarity::Target => match wanted {
            Move::Increase | Move::Reduce => 0.0,
            _ => return unknown("Neither way is better for this indicator"),
        },
    };
    let (is_met, gap) = match wanted {
        Move::Increase => (up > 0.0, up),
        Move::Reduce => (up < 0.0, -up),
        Move::Improve => (better > 0.0, better),
        Move::Maintain => (better >= 0.0, better),
    };
    let how = match up.partial_cmp(&0.0) {
        Some(std::cmp::Ordering::Greater) => "It rose",
        Some(std::cmp::Ordering::Less) => "It fell",
        _ => "It did not move",
    };
    let (gap, why) = match standing.previous {
        Some(previous) => (
            Some(gap + 0.0),
            format!("{how}, from {previous} to {value}"),
        ),
        None => (
            None,
            format!("{how}, by the direction printed; the figure before is not known"),
        ),
    };
    answer(met(is_met), gap, why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        text: &str,
        value: f64,
        polarity: Polarity,
        standing: &Standing,
        want: (Verdict, Option<f64>),
    ) {
        let found = Target::read(text).evaluate(Some(value), polarity, standing);
        assert_eq!(
            (found.verdict, found.gap),
            want,
            "{text}, {value}: {}",
            found.why
        );
        assert!(!found.why.is_empty() && !found.why.ends_with('.'));
    }

    use Polarity::{Higher, Lower, Neutral};
    use Verdict::{CannotTell, Met, NoTarget, NotMet};

    #[test]
    fn numbers_are_met_on_the_right_side() {
        let bare = &Standing::default();
        check("<9%", 12.63, Lower, bare, (NotMet, Some(-3.63)));
        check("<9%", 9.0, Lower, bare, (NotMet, Some(0.0)));
        check("<9%", 8.9, Lower, bare, (Met, Some(0.1)));
        check(">84%", 86.2, Higher, bare, (Met, Some(2.2)));
        check(">84%", 84.0, Higher, bare, (NotMet, Some(0.0)));
        check("≤9", 9.0, Lower, bare, (Met, Some(0.0)));
        check("Below 4%", 3.4, Lower, bare, (Met, Some(0.6)));
        check("70%", 63.28, Higher, bare, (NotMet, Some(-6.72)));
        check("70%", 70.0, Higher, bare, (Met, Some(0.0)));
        check("10.80%", 10.7, Lower, bare, (Met, Some(0.1)));
        check("6.4%", 5.9, Lower, bare, (Met, Some(0.5)));
        check("480", 1877.0, Higher, bare, (Met, Some(1397.0)));
        check("480", 480.0, Neutral, bare, (CannotTell, None));
        check("between 5 and 8", 6.0, Higher, bare, (Met, Some(1.0)));
        check("between 5 and 8", 8.5, Higher, bare, (NotMet, Some(-0.5)));
        check("-", 6.0, Higher, bare, (NoTarget, None));
        check(
            "as low as reasonable",
            6.0,
            Higher,
            bare,
            (CannotTell, None),
        );
    }

    #[test]
    fn nearest_is_best_within_the_tolerance() {
        #[track_caller]
        fn near(value: f64, tolerance: Tolerance, want: (Verdict, Option<f64>)) {
            let standing = Standing {
                tolerance,
                ..Standing::default()
            };
            check("17", value, Polarity::Target, &standing, want);
        }
        near(17.0, Tolerance::Exact, (Met, Some(0.0)));
        near(17.1, Tolerance::Exact, (NotMet, Some(-0.1)));
        near(16.5, Tolerance::Within(0.5), (Met, Some(0.0)));
        near(15.0, Tolerance::WithinPercent(10.0), (NotMet, Some(-0.3)));
        near(15.5, Tolerance::WithinPercent(10.0), (Met, Some(0.2)));
        near(15.5, Tolerance::Significance, (CannotTell, None));
    }

    #[test]
    fn relative_targets_need_what_they_are_relative_to() {
        let bare = Standing::default();
        for text in [
            "Top quartile",
            "Top 20%",
            "Above national average",
            "Increase",
        ] {
            check(text, 50.0, Higher, &bare, (CannotTell, None));
        }
        let known = Standing {
            quartile: Some(2),
            rank: Some((30, 150)),
            national: Some(49.5),
            neighbours: Some(50.0),
            previous: Some(52.0),
            ..bare
        };
        check("Top quartile", 50.0, Higher, &known, (NotMet, None));
        check(
            "second quartile or better",
            50.0,
            Higher,
            &known,
            (Met, None),
        );
        check("Top 20%", 50.0, Higher, &known, (Met, Some(0.0)));
        check("Top 10%", 50.0, Higher, &known, (NotMet, Some(-15.0)));
        check(
            "Above national average",
            50.0,
            Lower,
            &known,
            (Met, Some(0.5)),
        );
        check(
            "Better than national average",
            50.0,
            Lower,
            &known,
            (NotMet, Some(-0.5)),
        );
        check(
            "Better than neighbours",
            50.0,
            Higher,
            &known,
            (NotMet, Some(0.0)),
        );
        check(
            "In line with neighbours",
            50.0,
            Higher,
            &known,
            (Met, Some(0.0)),
        );
        check(
            "below national average",
            50.0,
            Higher,
            &known,
            (NotMet, Some(-0.5)),
        );
        check(
            "Better than neighbours",
            50.0,
            Neutral,
            &known,
            (CannotTell, None),
        );
        check("Increase", 50.0, Higher, &known, (NotMet, Some(-2.0)));
        check("Reduce", 50.0, Neutral, &known, (Met, Some(2.0)));
        check("Maintain", 50.0, Lower, &known, (Met, Some(2.0)));
        check("Improve", 50.0, Higher, &known, (NotMet, Some(-2.0)));
    }

    #[test]
    fn a_printed_direction_stands_in_for_the_earlier_figure() {
        let said = |direction| Standing {
            direction: Some(direction),
            ..Standing::default()
        };
        check(
            "Increase",
            86.0,
            Higher,
            &said(Direction::Better),
            (Met, None),
        );
        check(
            "Increase",
            46.8,
            Higher,
            &said(Direction::Worse),
            (NotMet, None),
        );
        check("Reduce", 5.3, Lower, &said(Direction::Better), (Met, None));
        check("Reduce", 5.3, Lower, &said(Direction::Same), (NotMet, None));
        check("Maintain", 5.3, Lower, &said(Direction::Same), (Met, None));
        check(
            "Increase",
            5.3,
            Neutral,
            &said(Direction::Better),
            (CannotTell, None),
        );
    }

    #[test]
    fn without_a_figure_nothing_is_met() {
        let found = Target::read("<15").evaluate(None, Lower, &Standing::default());
        assert_eq!((found.verdict, found.gap), (CannotTell, None));
        let found = Target::read("-").evaluate(None, Lower, &Standing::default());
        assert_eq!(found.verdict, NoTarget);
    }
}
