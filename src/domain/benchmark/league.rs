//! Every authority's rank and band on one indicator in one period, with the cut-points between the bands.
//!
//! What a room shows of one council at a time, an analyst wants of all of them at once.
//!
//! Edges: as for [`National`](crate::domain::benchmark::National): ties share the lower number, the missing are
//! unranked, and where neither way is better there is neither rank nor band.

use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::statistics::quartile::{Band, Quartiles};

/// One authority's place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<A> {
    /// The authority.
    pub area: A,
    /// Its figure.
    pub value: f64,
    /// 1 is best; none where neither way is better.
    pub rank: Option<u32>,
    /// Its quarter; none where neither way is better or the figures lie too close together.
    pub band: Option<Band>,
}

/// One indicator's authorities in one period, best first, or lowest first where neither way is better.
#[derive(Clone, Debug, PartialEq)]
pub struct League<A> {
    /// The authorities that have a figure.
    pub places: Vec<Place<A>>,
    /// The cut-points; none where nobody has a figure.
    pub quartiles: Option<Quartiles>,
}

impl<A: Copy> League<A> {
    /// Ranks these authorities' figures.
    #[must_use]
    pub fn of(indicator: &Indicator, mut figures: Vec<(A, f64)>) -> Self {
        figures.retain(|(_, value)| value.is_finite());
        figures.sort_by(|a, b| a.1.total_cmp(&b.1));
        let values: Vec<f64> = figures.iter().map(|(_, value)| *value).collect();
        let quartiles = Quartiles::of_sorted(&values);
        let higher_is_better = match indicator.polarity {
            Polarity::Higher => Some(true),
            Polarity::Lower => Some(false),
            Polarity::Neutral | Polarity::Target => None,
        };
        if higher_is_better == Some(true) {
            figures.reverse();
        }
        let mut places: Vec<Place<A>> = Vec::with_capacity(figures.len());
        for (n, (area, value)) in (1_u32..).zip(figures) {
            let tied = places.last().filter(|last| last.value == value);
            let rank = higher_is_better.and_then(|_| tied.map_or(Some(n), |last| last.rank));
            let band = higher_is_better
                .filter(|_| !indicator.no_quartile)
                .and_then(|higher| quartiles?.band(value, higher));
            places.push(Place {
                area,
                value,
                rank,
                band,
            });
        }
        Self { places, quartiles }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::benchmark::National;
    use crate::domain::id::IndicatorId;
    use proptest::prelude::*;

    fn indicator(polarity: Polarity) -> Indicator {
        Indicator {
            polarity,
            ..Indicator::new(IndicatorId(1))
        }
    }

    #[test]
    fn the_best_stands_first_and_ties_share_the_lower_number() {
        let figures = vec![
            ('a', 20.0),
            ('b', 10.0),
            ('c', 40.0),
            ('d', 20.0),
            ('e', f64::NAN),
        ];
        let league = League::of(&indicator(Polarity::Lower), figures.clone());
        let said: Vec<(char, Option<u32>)> = league
            .places
            .iter()
            .map(|held| (held.area, held.rank))
            .collect();
        assert_eq!(
            said,
            [
                ('b', Some(1)),
                ('a', Some(2)),
                ('d', Some(2)),
                ('c', Some(4))
            ]
        );
        let neutral = League::of(&indicator(Polarity::Neutral), figures);
        assert!(
            neutral
                .places
                .iter()
                .all(|held| held.rank.is_none() && held.band.is_none())
        );
        let none = League::<char>::of(&indicator(Polarity::Lower), Vec::new());
        assert_eq!((none.places.len(), none.quartiles), (0, None));
    }

    proptest! {
        #[test]
        fn everybody_stands_where_the_room_would_put_them(
            values in prop::collection::vec((-50_i32..50).prop_map(f64::from), 1..40),
            higher: bool,
        ) {
            let polarity = if higher { Polarity::Higher } else { Polarity::Lower };
            let indicator = indicator(polarity);
            let figures: Vec<(usize, f64)> = values.iter().copied().enumerate().collect();
            for place in League::of(&indicator, figures).places {
                let alone = National::among(&indicator, values.clone(), Some(place.value));
                prop_assert_eq!(place.rank.map(|rank| rank as usize), alone.rank);
                prop_assert_eq!(place.band, alone.band);
            }
        }
    }
}
