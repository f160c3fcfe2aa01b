//! Where an authority stands among all authorities of England: rank, quartiles, band.
//!
//! Rank 1 is best by the indicator's polarity, ties share the lower number, and the number of authorities that have a
//! figure is always given with it: "23rd of 150". Cut-points are quartiles of the seventh definition over those
//! authorities; band A is the best quarter. Where neither way is better there is no rank and no band, and where the
//! figures lie too close together the indicator says so and there is no band.
//!
//! Edges: authorities that were reorganised count in the years in which they have figures; a figure that an officer
//! entered stands in our own place, so that a rank can be seen before anything is published of us.

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::benchmark::{OwnFigure, Peers};
use crate::domain::book::Book;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::panel::Panel;
use crate::domain::statistics::quartile::{Band, Quartiles};

/// One period's figures of all authorities, and our place among them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct National {
    /// How many authorities have a figure.
    pub n: usize,
    /// Our place, 1 being best; none without a figure or where neither way is better.
    pub rank: Option<usize>,
    /// Lowest, lower quartile, median, upper quartile and highest.
    pub quartiles: Option<Quartiles>,
    /// Our quarter, A being best.
    pub band: Option<Band>,
}

/// A file that covers fewer authorities than this, with or without a figure, is of somebody's peers and not of the
/// nation: half of England's. Nothing is ranked against it.
const FEWEST: usize = 75;

impl National {
    /// Where our figure stands among the authorities of the panel. Nothing where the file holds no more than our own
    /// neighbours.
    #[must_use]
    pub fn of(
        book: &Book,
        indicator: &Indicator,
        peers: &Peers,
        panel: &Panel,
        own: &OwnFigure,
    ) -> Self {
        let Some(column) = panel.column(own.period) else {
            return Self::default();
        };
        let is_authority = |code: &AreaCode| {
            book.areas
                .get(code)
                .is_some_and(|area| area.kind == AreaKind::Authority)
        };
        let mine = own.reported.value();
        let mut covered = 0;
        let mut values = Vec::with_capacity(panel.areas().len());
        for (code, cell) in panel.along(column).filter(|(code, _)| is_authority(code)) {
            covered += 1;
            values.extend(cell.reported.value().filter(|_| *code != peers.own));
        }
        if covered < FEWEST {
            return Self::default();
        }
        values.extend(mine.filter(|_| own.status.is_actual()));
        Self::among(indicator, values, mine)
    }

    /// A figure's place among these, of which it is one if it is there at all.
    #[must_use]
    pub fn among(indicator: &Indicator, mut values: Vec<f64>, mine: Option<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let quartiles = Quartiles::of_sorted(&values);
        let higher_is_better = match indicator.polarity {
            Polarity::Higher => Some(true),
            Polarity::Lower => Some(false),
            Polarity::Neutral | Polarity::Target => None,
        };
        let ranked = mine.zip(higher_is_better);
        Self {
            n: values.len(),
            rank: ranked.map(|(mine, higher)| {
                let better = |value: &&f64| {
                    if higher {
                        **value > mine
                    } else {
                        **value < mine
                    }
                };
                1 + values.iter().filter(better).count()
            }),
            quartiles,
            band: ranked
                .filter(|_| !indicator.no_quartile)
                .and_then(|(mine, higher)| quartiles?.band(mine, higher)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;

    fn among(polarity: Polarity, values: &[f64], mine: Option<f64>) -> National {
        let indicator = Indicator {
            polarity,
            ..Indicator::new(IndicatorId(1))
        };
        National::among(&indicator, values.to_vec(), mine)
    }

    #[test]
    fn ties_share_the_lower_number_and_polarity_decides_which_end_is_first() {
        #[track_caller]
        fn check(polarity: Polarity, mine: f64, rank: Option<usize>, band: Option<Band>) {
            let found = among(polarity, &[10.0, 20.0, 20.0, 30.0, 40.0], Some(mine));
            assert_eq!((found.n, found.rank, found.band), (5, rank, band));
        }
        check(Polarity::Higher, 40.0, Some(1), Some(Band::A));
        check(Polarity::Higher, 20.0, Some(3), Some(Band::D));
        check(Polarity::Lower, 20.0, Some(2), Some(Band::A));
        check(Polarity::Lower, 40.0, Some(5), Some(Band::D));
        check(Polarity::Neutral, 20.0, None, None);
    }

    #[test]
    fn without_a_figure_of_ours_the_others_are_still_counted() {
        let found = among(Polarity::Higher, &[1.0, 2.0, 3.0], None);
        assert_eq!((found.n, found.rank, found.band), (3, None, None));
        assert_eq!(found.quartiles.map(|cuts| cuts.q50), Some(2.0));
    }
}
