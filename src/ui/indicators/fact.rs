//! What a row of the list says: the latest figure, the shape of the series, where it stands and what is judged of it.
//!
//! One fact serves the list, the overview, the filters and the order, so that they cannot disagree.
//!
//! Edges: a series has a gap where a period between two figures has none. "The same" is said only of equal figures, as
//! in the sentence under the plot; where neither way is better, or nobody has a figure, nothing is said.

use crate::domain::benchmark::judgement::Tested;
use crate::domain::benchmark::{Average, Comparison, Direction, National};
use crate::domain::book::Book;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::rating::Rag;
use crate::domain::reading::Reported;
use crate::domain::statistics::compare::Against as Versus;
use crate::session::standing::Standing;

/// Where the latest figure stands beside the neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Beside {
    /// Better than their average.
    Better,
    /// Worse than their average.
    Worse,
    /// Equal to it.
    Same,
    /// Nothing can be said.
    #[default]
    Unknown,
}

impl Beside {
    /// Its sign in the list.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Better => "▲",
            Self::Worse => "▼",
            Self::Same => "≈",
            Self::Unknown => "–",
        }
    }

    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Better => "better than neighbours",
            Self::Worse => "worse than neighbours",
            Self::Same => "same as neighbours",
            Self::Unknown => "not compared",
        }
    }
}

/// What a row says.
#[derive(Debug)]
pub struct Fact {
    /// The latest figure as printed, or the mark of a missing one, or a dash before the first.
    pub latest: String,
    /// Its period, as the source prints it.
    pub period: String,
    /// Ours, in the indicator's unit; none where it is missing.
    pub ours: Option<f64>,
    /// The decimals it was published to.
    pub decimals: u8,
    /// Actual figures, oldest first, with gaps.
    pub points: Vec<Option<f64>>,
    /// The mark.
    pub beside: Beside,
    /// The neighbours' average.
    pub neighbours: Option<f64>,
    /// The region's figure.
    pub region: Option<f64>,
    /// England's.
    pub england: Option<f64>,
    /// Change on the consecutive period before.
    pub change: Option<f64>,
    /// How far it moved the worse way, as a part of the figure before: 0.1 is a tenth worse, -0.1 a tenth better.
    pub worsened: Option<f64>,
    /// Rank and band among all authorities.
    pub national: National,
    /// The rating that stands.
    pub rag: Option<Rag>,
    /// Whether an officer gave it.
    pub is_officers: bool,
    /// Against the neighbours, once chance is allowed for.
    pub significance: Tested<Versus>,
    /// Which way it moved.
    pub direction: Option<Direction>,
    /// The row in words, for a screen reader and for hovering.
    pub says: String,
}

impl Default for Fact {
    fn default() -> Self {
        Self {
            latest: "–".into(),
            period: String::new(),
            ours: None,
            decimals: 0,
            points: Vec::new(),
            beside: Beside::Unknown,
            neighbours: None,
            region: None,
            england: None,
            change: None,
            worsened: None,
            national: National::default(),
            rag: None,
            is_officers: false,
            significance: Tested::Nothing,
            direction: None,
            says: String::new(),
        }
    }
}

/// The sign of a move: up is the better way, as with the mark beside the neighbours; a plain sign where neither is.
pub fn direction_sign(direction: Direction) -> &'static str {
    match direction {
        Direction::Better => "↑",
        Direction::Worse => "↓",
        Direction::Same => "→",
        Direction::Up => "+",
        Direction::Down => "−",
    }
}

/// The sign of a rating, the same shape wherever a rating stands.
pub fn rag_sign(rag: Option<Rag>) -> &'static str {
    match rag {
        Some(Rag::Green) => "●",
        Some(Rag::Amber) => "◆",
        Some(Rag::Red) => "■",
        Some(Rag::NotRated) | None => "–",
    }
}

impl Fact {
    /// What there is to say of an indicator, given where it stands.
    pub fn of(book: &Book, indicator: &Indicator, standing: &Standing, average: Average) -> Self {
        let name = indicator.label();
        let judged = standing.judged(book, indicator, average);
        let (Some(now), Some(judged)) = (standing.now(), judged) else {
            return Self {
                says: format!("{name}: no figure yet"),
                ..Self::default()
            };
        };
        let latest = match now.own.reported {
            Reported::Figure { value, decimals } => indicator.show(value, decimals),
            Reported::Missing(missing) => missing.mark().to_owned(),
        };
        let decimals = match now.own.reported {
            Reported::Figure { decimals, .. } => decimals,
            Reported::Missing(_) => indicator.decimals,
        };
        let mut fact = Self {
            latest,
            period: now.label.clone(),
            ours: now.own.reported.value(),
            decimals,
            points: points(&standing.comparisons),
            beside: beside(indicator.polarity, now, average),
            neighbours: now.neighbours.figure(average),
            region: now.region,
            england: now.england,
            change: now.change(),
            worsened: worsened(indicator.polarity, now),
            national: now.national,
            rag: judged.rag(),
            is_officers: judged.rating.is_some(),
            significance: judged.significance,
            direction: judged.direction,
            says: String::new(),
        };
        fact.says = fact.words(&name);
        fact
    }

    fn words(&self, name: &str) -> String {
        let mut says = format!(
            "{name}: {} in {}, {}",
            self.latest,
            self.period,
            self.beside.words()
        );
        if let Some(direction) = self.direction {
            says += &format!(", direction {}", direction.word());
        }
        if let Some(rank) = self.national.rank {
            says += &format!(", rank {rank} of {}", self.national.n);
        }
        if let Some(band) = self.national.band {
            says += &format!(", band {}", band.word());
        }
        if let Some(rag) = self.rag {
            let whose = if self.is_officers {
                " by an officer"
            } else {
                ""
            };
            says += &format!(", {}{whose}", rag.word());
        }
        says
    }
}

/// How far a figure moved the worse way, as a part of the one before.
fn worsened(polarity: Polarity, now: &Comparison) -> Option<f64> {
    let (before, change) = (now.before()?, now.change()?);
    if before == 0.0 {
        return None;
    }
    let share = change / before.abs();
    match polarity {
        Polarity::Higher => Some(-share),
        Polarity::Lower => Some(share),
        Polarity::Neutral | Polarity::Target => None,
    }
}

fn beside(polarity: Polarity, now: &Comparison, average: Average) -> Beside {
    match now.better_than_neighbours(polarity, average) {
        Some(true) => Beside::Better,
        Some(false) => Beside::Worse,
        None => {
            let ranked = matches!(polarity, Polarity::Higher | Polarity::Lower);
            let both = now.own.reported.value().zip(now.neighbours.figure(average));
            if ranked && both.is_some() {
                Beside::Same
            } else {
                Beside::Unknown
            }
        }
    }
}

/// Actual figures with a gap for each missing one, and one where periods are left out.
fn points(comparisons: &[Comparison]) -> Vec<Option<f64>> {
    let mut points = Vec::new();
    let mut last = None;
    for held in comparisons
        .iter()
        .filter(|held| held.own.status.is_actual())
    {
        let expected = last.and_then(crate::domain::period::Period::next);
        if expected.is_some_and(|expected| expected < held.own.period) {
            points.push(None);
        }
        points.push(held.own.reported.value());
        last = Some(held.own.period);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::OwnFigure;
    use crate::domain::panel::Basis;
    use crate::domain::period::Period;
    use crate::domain::reading::{Missing, Status};

    #[test]
    fn the_worse_way_follows_polarity() {
        #[track_caller]
        fn check(polarity: Polarity, before: f64, value: f64, want: Option<f64>) {
            let mut now = held(2001, Some(value), None, Status::Outturn);
            now.previous = Some(held(2000, Some(before), None, Status::Outturn).own);
            assert_eq!(worsened(polarity, &now), want);
        }
        check(Polarity::Lower, 10.0, 15.0, Some(0.5));
        check(Polarity::Higher, 10.0, 15.0, Some(-0.5));
        check(Polarity::Neutral, 10.0, 15.0, None);
        check(Polarity::Lower, 0.0, 15.0, None);
    }

    fn held(year: i16, value: Option<f64>, neighbours: Option<f64>, status: Status) -> Comparison {
        let reported = value.map_or(Reported::Missing(Missing::Confidential), |value| {
            Reported::Figure { value, decimals: 0 }
        });
        let mut held = Comparison::alone(OwnFigure {
            period: Period::Financial(year),
            status,
            reported,
            published: false,
            basis: Basis::default(),
        });
        held.neighbours.mean = neighbours;
        held
    }

    #[test]
    fn a_gap_stands_for_a_missing_figure_and_for_a_period_left_out() {
        let series = [
            held(2000, Some(1.0), None, Status::Outturn),
            held(2001, None, None, Status::Outturn),
            held(2002, Some(3.0), None, Status::Outturn),
            held(2005, Some(4.0), None, Status::Provisional),
            held(2006, Some(9.0), None, Status::Planned),
        ];
        assert_eq!(
            points(&series),
            [Some(1.0), None, Some(3.0), None, Some(4.0)]
        );
    }

    #[test]
    fn the_mark_follows_polarity() {
        #[track_caller]
        fn check(polarity: Polarity, value: Option<f64>, neighbours: Option<f64>, want: Beside) {
            let held = held(2000, value, neighbours, Status::Outturn);
            assert_eq!(beside(polarity, &held, Average::Mean), want);
        }
        check(Polarity::Higher, Some(2.0), Some(1.0), Beside::Better);
        check(Polarity::Lower, Some(2.0), Some(1.0), Beside::Worse);
        check(Polarity::Lower, Some(1.0), Some(1.0), Beside::Same);
        check(Polarity::Neutral, Some(1.0), Some(1.0), Beside::Unknown);
        check(Polarity::Neutral, Some(2.0), Some(1.0), Beside::Unknown);
        check(Polarity::Higher, None, Some(1.0), Beside::Unknown);
        check(Polarity::Higher, Some(1.0), None, Beside::Unknown);
    }
}
