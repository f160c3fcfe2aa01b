//! What a row of the list says: the latest figure, the shape of the series, and where it stands beside the neighbours.
//!
//! Worked out once for a row in view and kept until the plan or the comparison changes.
//!
//! Edges: a series has a gap where a period between two figures has none. "The same" is said only of equal figures, as
//! in the sentence under the plot; where neither way is better, or nobody has a figure, nothing is said.

use std::collections::HashMap;
use std::rc::Rc;

use crate::domain::benchmark::{Average, Comparison, latest};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::reading::Reported;
use crate::session::chart::Against;
use crate::ui::room::Desk;

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
#[derive(Debug, Default)]
pub struct Fact {
    /// The latest figure as printed, or the mark of a missing one, or a dash before the first.
    pub latest: String,
    /// Its period.
    pub period: String,
    /// Whether there is a figure.
    pub is_known: bool,
    /// Actual figures, oldest first, with gaps.
    pub points: Vec<Option<f64>>,
    /// The mark.
    pub beside: Beside,
    /// The row in words, for a screen reader and for hovering.
    pub says: String,
}

/// Facts at one revision and for one comparison.
#[derive(Debug, Default)]
pub struct Facts {
    asked: Option<(u64, Against)>,
    held: HashMap<IndicatorId, Rc<Fact>>,
}

impl Facts {
    /// The fact of one indicator, worked out the first time it is asked for.
    pub fn of(&mut self, desk: Desk<'_>, indicator: &Indicator) -> Rc<Fact> {
        let is_current = self.asked.as_ref().is_some_and(|(revision, against)| {
            *revision == desk.session.revision() && against == desk.against
        });
        if !is_current {
            self.held.clear();
            self.asked = Some((desk.session.revision(), desk.against.clone()));
        }
        let fact = self.held.entry(indicator.id).or_insert_with(|| {
            let comparisons = desk.session.comparisons(indicator.id, &desk.against.list);
            Rc::new(fact(indicator, &comparisons, desk.against.average))
        });
        Rc::clone(fact)
    }
}

fn fact(indicator: &Indicator, comparisons: &[Comparison], average: Average) -> Fact {
    let name = indicator.label();
    let Some(now) = latest(comparisons) else {
        return Fact {
            latest: "–".into(),
            says: format!("{name}: no figure yet"),
            ..Fact::default()
        };
    };
    let (latest, is_known) = match now.own.reported {
        Reported::Figure { value, decimals } => (indicator.show(value, decimals), true),
        Reported::Missing(missing) => (missing.mark().to_owned(), false),
    };
    let beside = beside(indicator.polarity, now, average);
    Fact {
        says: format!("{name}: {latest} in {}, {}", now.own.period, beside.words()),
        latest,
        period: now.own.period.label(),
        is_known,
        points: points(comparisons),
        beside,
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
