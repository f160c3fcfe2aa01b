//! What a figure is judged to be: moved or not, different or not, rising or not, rated, on target.
//!
//! Each judgement carries the rule that made it, because a member who asks "why amber?" must be answered from the same
//! screen. What cannot be judged says so: figures published without their counts cannot be tested, and that is not the
//! same as "no difference".
//!
//! Edges: nothing is judged of a figure that is missing; an officer's rating stands before the rule's and the rule's is
//! kept beside it.

mod goal;

use crate::domain::benchmark::{Average, Comparison, Direction, OwnFigure};
use crate::domain::book::Book;
use crate::domain::indicator::rule::RagRule;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::rating::{Rag, Rating};
use crate::domain::reading::Reported;
use crate::domain::statistics::compare::{Against, outside};
use crate::domain::statistics::interval::{Interval, rate_byar, wilson};
use crate::domain::statistics::rounding::whole;
use crate::domain::statistics::trend::{self, Point, RecentTrend};
use crate::domain::target::Evaluation;

use goal::on_target;

/// The answer of a test, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tested<T> {
    /// The answer.
    Is(T),
    /// The figures came without what a test needs.
    Cannot,
    /// There is no figure, or nothing to test it against.
    Nothing,
}

/// What the words are where a test cannot be made.
pub const CANNOT: &str = "cannot be tested";

impl<T> Tested<T> {
    /// The answer, if there is one.
    #[must_use]
    pub fn answer(self) -> Option<T> {
        match self {
            Self::Is(answer) => Some(answer),
            Self::Cannot | Self::Nothing => None,
        }
    }

    /// The answer in a word; [`CANNOT`] where it cannot be tested; nothing where there is nothing to test.
    pub fn word(self, of: impl FnOnce(T) -> &'static str) -> &'static str {
        match self {
            Self::Is(answer) => of(answer),
            Self::Cannot => CANNOT,
            Self::Nothing => "",
        }
    }
}

/// Everything that is judged of one figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement<'a> {
    /// Which way it moved.
    pub direction: Option<Direction>,
    /// The 95 % interval of our figure, in its own unit.
    pub interval: Option<Interval>,
    /// Against the neighbours' average, or England's figure where the file has no neighbours'.
    pub significance: Tested<Against>,
    /// Against England.
    pub against_england: Tested<Against>,
    /// What the last five periods say.
    pub trend: Tested<RecentTrend>,
    /// The rule's rating; none where the rule says nothing of this figure.
    pub by_rule: Option<Rag>,
    /// An officer's rating that stands instead.
    pub rating: Option<&'a Rating>,
    /// What its target says of it.
    pub target: Evaluation,
}

impl Judgement<'_> {
    /// The rating that stands: the officer's, or the rule's.
    #[must_use]
    pub fn rag(&self) -> Option<Rag> {
        self.rating.map(|rating| rating.rag).or(self.by_rule)
    }
}

/// Judges the figure at `now`, one of `comparisons`, which stand oldest first.
#[must_use]
pub fn judge<'a>(
    book: &'a Book,
    indicator: &Indicator,
    comparisons: &[Comparison],
    now: &Comparison,
    average: Average,
) -> Judgement<'a> {
    let (target, on_target) = on_target(indicator, now, average);
    let interval = interval(indicator, &now.own);
    let benchmark = now.neighbours.figure(average).or(now.england);
    Judgement {
        direction: now.direction(indicator),
        interval,
        significance: against(indicator, now, interval, benchmark),
        against_england: against(indicator, now, interval, now.england),
        trend: recent(indicator, comparisons, now),
        by_rule: by_rule(indicator, now, average, on_target),
        rating: book
            .ratings
            .iter()
            .find(|held| held.indicator == indicator.id && held.period == now.own.period),
        target,
    }
}

/// How a figure stands to its target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnTarget {
    /// Whether it is met.
    pub met: bool,
    /// How far it is missed, as a part of the target; none where the target has no number.
    pub missed_by: Option<f64>,
}

fn against(
    indicator: &Indicator,
    now: &Comparison,
    interval: Option<Interval>,
    benchmark: Option<f64>,
) -> Tested<Against> {
    match (now.own.reported.value(), benchmark, interval) {
        (Some(_), Some(benchmark), Some(interval)) => {
            Tested::Is(outside(interval, benchmark, indicator.polarity))
        }
        (Some(_), Some(_), None) => Tested::Cannot,
        _ => Tested::Nothing,
    }
}

/// The 95 % interval of a figure in its own unit: as published; or, of a percentage, Wilson's; or, of a rate, Byar's.
///
/// None where neither the interval nor the counts are known, and for kinds of figure that no interval is defined for.
#[must_use]
pub fn interval(indicator: &Indicator, own: &OwnFigure) -> Option<Interval> {
    let basis = own.basis;
    if let (Some(lower), Some(upper)) = (basis.lower, basis.upper) {
        return (lower <= upper).then_some(Interval { lower, upper });
    }
    let Reported::Figure { value, .. } = own.reported else {
        return None;
    };
    let (count, base) = (basis.numerator?, basis.denominator?);
    match indicator.unit {
        UnitKind::Percent => {
            let share = wilson(whole(count)?, whole(base)?)?;
            Some(Interval {
                lower: share.lower * 100.0,
                upper: share.upper * 100.0,
            })
        }
        UnitKind::Rate => {
            // Per how many is what makes the count over the base the figure that was published.
            let per = if count > 0.0 {
                value * base / count
            } else {
                per_in_words(&indicator.unit_words)?
            };
            rate_byar(whole(count)?, base, per)
        }
        _ => None,
    }
}

/// `per 10,000 children` is 10,000.
fn per_in_words(words: &str) -> Option<f64> {
    let digits: String = words
        .split_once("per ")?
        .1
        .chars()
        .take_while(|mark| mark.is_ascii_digit() || *mark == ',')
        .filter(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// The recent trend up to a period: the last five consecutive actual figures, none from before a break.
fn recent(
    indicator: &Indicator,
    comparisons: &[Comparison],
    now: &Comparison,
) -> Tested<RecentTrend> {
    if now.own.reported.value().is_none() {
        return Tested::Nothing;
    }
    let since = indicator.breaks.iter().map(|held| held.from);
    let since = since.filter(|from| *from <= now.own.period).max();
    let mut last = Vec::new();
    let mut due = Some(now.own.period);
    for held in comparisons
        .iter()
        .rev()
        .filter(|held| held.own.status.is_actual())
    {
        if held.own.period > now.own.period {
            continue;
        }
        let broken = since.is_some_and(|from| held.own.period < from);
        if due != Some(held.own.period) || broken || last.len() == trend::POINTS {
            break;
        }
        let Some(value) = held.own.reported.value() else {
            break;
        };
        last.push((value, interval(indicator, &held.own)));
        due = held.own.period.previous();
    }
    if last.len() < trend::POINTS {
        return Tested::Nothing;
    }
    let points: Option<Vec<Point>> = last
        .iter()
        .rev()
        .zip(1_u8..)
        .map(|((value, interval), at)| Some(Point::published(f64::from(at), *value, (*interval)?)))
        .collect();
    match points.and_then(|points| trend::recent(&points)) {
        Some(found) => Tested::Is(found),
        None => Tested::Cannot,
    }
}

fn by_rule(
    indicator: &Indicator,
    now: &Comparison,
    average: Average,
    on_target: Option<OnTarget>,
) -> Option<Rag> {
    let value = now.own.reported.value()?;
    match indicator.rag {
        RagRule::None => None,
        RagRule::Quartile => now.national.band.map(Rag::of_band),
        RagRule::Target(within) => {
            let target = on_target?;
            Some(match target.missed_by {
                _ if target.met => Rag::Green,
                Some(by) if by * 100.0 <= within => Rag::Amber,
                _ => Rag::Red,
            })
        }
        RagRule::Neighbours(within) => {
            if !matches!(indicator.polarity, Polarity::Higher | Polarity::Lower) {
                return None;
            }
            let benchmark = now.neighbours.figure(average)?;
            let near = (value - benchmark).abs() <= benchmark.abs() * within / 100.0;
            Some(match indicator.polarity.better(value, benchmark) {
                _ if near => Rag::Amber,
                Some(true) => Rag::Green,
                _ => Rag::Red,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::{National, NeighbourAverage};
    use crate::domain::id::{IndicatorId, RatingId};
    use crate::domain::indicator::rule::Break;
    use crate::domain::panel::Basis;
    use crate::domain::period::Period;
    use crate::domain::reading::Status;
    use crate::domain::statistics::quartile::Band;

    fn own(year: i16, counts: Option<(f64, f64)>, value: Option<f64>) -> Comparison {
        let reported = value.map_or(
            Reported::Missing(crate::domain::reading::Missing::Confidential),
            |value| Reported::Figure { value, decimals: 1 },
        );
        Comparison::alone(OwnFigure {
            period: Period::Reporting(year),
            status: Status::Outturn,
            reported,
            published: true,
            basis: Basis {
                numerator: counts.map(|(numerator, _)| numerator),
                denominator: counts.map(|(_, denominator)| denominator),
                ..Basis::default()
            },
        })
    }

    fn percent() -> Indicator {
        Indicator::new(IndicatorId(1))
    }

    fn judged(indicator: &Indicator, series: &[Comparison]) -> Judgement<'static> {
        let now = series.last().unwrap();
        let book = Box::leak(Box::new(Book::default()));
        judge(book, indicator, series, now, Average::Mean)
    }

    #[test]
    fn a_figure_is_different_when_the_benchmark_lies_outside_its_interval() {
        #[track_caller]
        fn check(counts: Option<(f64, f64)>, mean: Option<f64>, want: Tested<Against>) {
            let mut now = own(2025, counts, Some(50.0));
            now.neighbours = NeighbourAverage {
                mean,
                ..NeighbourAverage::default()
            };
            assert_eq!(judged(&percent(), &[now]).significance, want);
        }
        // Wilson's interval of 50 of 100 is 40.4 to 59.6.
        check(
            Some((50.0, 100.0)),
            Some(41.0),
            Tested::Is(Against::Similar),
        );
        check(Some((50.0, 100.0)), Some(40.0), Tested::Is(Against::Better));
        check(Some((50.0, 100.0)), Some(60.0), Tested::Is(Against::Worse));
        check(None, Some(60.0), Tested::Cannot);
        check(Some((50.0, 100.0)), None, Tested::Nothing);
    }

    #[test]
    fn a_rate_is_tested_per_what_it_was_published_per() {
        let rate = Indicator {
            unit: UnitKind::Rate,
            unit_words: "per 10,000 children".into(),
            ..percent()
        };
        let held = own(2025, Some((100.0, 15_000.0)), Some(66.7));
        let found = interval(&rate, &held.own).unwrap();
        assert!(found.lower < 66.7 && 66.7 < found.upper && found.lower > 50.0);
        let none = own(2025, Some((0.0, 15_000.0)), Some(0.0));
        let found = interval(&rate, &none.own).unwrap();
        assert!(found.lower == 0.0 && found.upper > 1.0 && found.upper < 3.0);
    }

    #[test]
    fn the_trend_takes_five_consecutive_figures_since_the_last_break() {
        let series: Vec<Comparison> = (0..5_i16)
            .map(|n| {
                let count = 1000.0 + 200.0 * f64::from(n);
                own(2021 + n, Some((count, 10_000.0)), Some(count / 100.0))
            })
            .collect();
        let found = judged(&percent(), &series).trend;
        assert_eq!(
            found.answer().map(|trend| trend.direction),
            Some(trend::Direction::Rising)
        );
        assert_eq!(judged(&percent(), &series[1..]).trend, Tested::Nothing);
        let broken = Indicator {
            breaks: vec![Break {
                from: Period::Reporting(2023),
                why: "new definition".into(),
            }],
            ..percent()
        };
        assert_eq!(judged(&broken, &series).trend, Tested::Nothing);
        let bare: Vec<Comparison> = (0..5)
            .map(|n| own(2021 + n, None, Some(f64::from(n))))
            .collect();
        assert_eq!(judged(&percent(), &bare).trend, Tested::Cannot);
    }

    #[test]
    fn each_rule_rates_as_it_says() {
        #[track_caller]
        fn check(rule: RagRule, now: &Comparison, target: Option<OnTarget>, want: Option<Rag>) {
            let indicator = Indicator {
                rag: rule,
                ..percent()
            };
            assert_eq!(by_rule(&indicator, now, Average::Mean, target), want);
        }
        let mut now = own(2025, None, Some(50.0));
        now.neighbours.mean = Some(50.2);
        for (band, want) in [
            (Band::A, Rag::Green),
            (Band::B, Rag::Amber),
            (Band::C, Rag::Amber),
            (Band::D, Rag::Red),
        ] {
            now.national = National {
                band: Some(band),
                ..National::default()
            };
            check(RagRule::Quartile, &now, None, Some(want));
        }
        check(RagRule::Neighbours(0.7), &now, None, Some(Rag::Amber));
        check(RagRule::Neighbours(0.0), &now, None, Some(Rag::Red));
        check(RagRule::None, &now, None, None);
        let missed = |by| {
            Some(OnTarget {
                met: false,
                missed_by: by,
            })
        };
        check(
            RagRule::Target(5.0),
            &now,
            missed(Some(0.04)),
            Some(Rag::Amber),
        );
        check(
            RagRule::Target(5.0),
            &now,
            missed(Some(0.06)),
            Some(Rag::Red),
        );
        check(RagRule::Target(5.0), &now, missed(None), Some(Rag::Red));
        check(RagRule::Target(5.0), &now, None, None);
        check(RagRule::Quartile, &own(2025, None, None), None, None);
    }

    #[test]
    fn an_officers_rating_stands_and_the_rules_is_kept() {
        let book = Book {
            ratings: vec![Rating {
                id: RatingId(1),
                indicator: IndicatorId(1),
                period: Period::Reporting(2025),
                rag: Rag::Red,
                reason: "Six children".into(),
            }]
            .into(),
            ..Book::default()
        };
        let mut now = own(2025, None, Some(50.0));
        now.national.band = Some(Band::A);
        let found = judge(&book, &percent(), &[now.clone()], &now, Average::Mean);
        assert_eq!(
            (found.rag(), found.by_rule),
            (Some(Rag::Red), Some(Rag::Green))
        );
    }
}
