//! Floors and ceilings in whole units: rounding takes no line below its floor nor above its ceiling where it can help it.
//!
//! Largest remainders alone may round a line that stands at its floor down, and the floor would be broken by the very step
//! that was to keep it. So a line whose floor is not a whole number of units is rounded up and one at such a ceiling down;
//! what that costs or frees is taken from, or given to, the lines that have room, each time the one that is then furthest
//! from its quota on that side. Where remainders break no limit they stand.
//!
//! Edges: where all floors rounded up come to more than there is, or all ceilings rounded down to less, the unit makes it
//! impossible; then some are broken, each by less than a unit, and the working says which and by how much. A line whose floor and ceiling have no whole unit between them is rounded as if it had neither.

use std::collections::BinaryHeap;

use crate::domain::apportion::remainder::{Part, Settled};
use crate::domain::apportion::rule::Bound;

/// A line in units: what it has so far, and the least and the most that it may have.
struct Held {
    units: i128,
    least: i128,
    most: Option<i128>,
}

/// What lines get in units, where the largest remainders would break a floor or a ceiling; none where they break none.
pub(super) fn kept(settled: &Settled, bounds: &[Bound]) -> Option<Vec<i128>> {
    let is_broken = |(place, bound): (usize, &Bound)| {
        let units = settled.units(place).unwrap_or(0);
        let (least, most) = in_units(bound, settled.bottom);
        units < least || most.is_some_and(|most| units > most)
    };
    if !bounds.iter().enumerate().any(is_broken) {
        return None;
    }
    let mut lines: Vec<Held> = settled
        .parts
        .iter()
        .zip(bounds)
        .map(|(part, bound)| held(part, bound, settled.bottom))
        .collect();
    let whole: i128 = (0..lines.len())
        .filter_map(|line| settled.units(line))
        .sum();
    let mut spare = whole - lines.iter().map(|line| line.units).sum::<i128>();
    let has_room = |line: &Held, _: i128| line.most.is_none_or(|most| line.units < most);
    let can_give = |line: &Held, _: i128| line.units > line.least;
    spare = shift(&mut lines, settled, spare, 1, has_room);
    spare = shift(&mut lines, settled, spare, -1, can_give);
    // Only where the unit makes it impossible is anything still to be placed: below a quota, or above one.
    spare = shift(&mut lines, settled, spare, 1, |_, off| off > 0);
    shift(&mut lines, settled, spare, -1, |_, off| off < 0);
    Some(lines.into_iter().map(|line| line.units).collect())
}

/// A least rounded up and a most rounded down to whole units.
fn in_units(bound: &Bound, bottom: i128) -> (i128, Option<i128>) {
    let most = bound.most.map(|most| most.div_euclid(bottom));
    (-(-bound.least).div_euclid(bottom), most)
}

fn held(part: &Part, bound: &Bound, bottom: i128) -> Held {
    let (least, most) = in_units(bound, bottom);
    let is_nothing = part.floor == 0 && part.over == 0;
    if is_nothing {
        // What has no quota takes no part.
        return Held {
            units: 0,
            least: 0,
            most: Some(0),
        };
    }
    if most.is_some_and(|most| most < least) {
        return Held {
            units: part.floor,
            least: part.floor,
            most: Some(part.floor + i128::from(part.over > 0)),
        };
    }
    Held {
        units: part.floor.max(least),
        least,
        most,
    }
}

/// Gives out what is spare, by one unit each time (`by` is 1), or takes back what is too much (`by` is −1), among the
/// lines that may; the one furthest from its quota first, of equals the earlier one fares better. Gives back the rest.
fn shift(
    lines: &mut [Held],
    settled: &Settled,
    mut spare: i128,
    by: i128,
    may: impl Fn(&Held, i128) -> bool,
) -> i128 {
    if spare.signum() != by {
        return spare;
    }
    // How far a line is below its quota, over the bottom.
    let off = |line: &Held, place: usize| {
        let part = settled.parts[place];
        let more = (line.units - part.floor).saturating_mul(settled.bottom);
        part.over.saturating_sub(more)
    };
    let wants = |line: &Held, place: usize| {
        let off = off(line, place);
        let order = i128::try_from(place).unwrap_or(i128::MAX);
        may(line, off).then_some((off.saturating_mul(by), -by * order, place))
    };
    let mut queue: BinaryHeap<(i128, i128, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| wants(line, place))
        .collect();
    while spare != 0
        && let Some((_, _, place)) = queue.pop()
    {
        lines[place].units += by;
        spare -= by;
        queue.extend(wants(&lines[place], place));
    }
    spare
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::apportion::tests::amounts;
    use crate::domain::apportion::{Ask, Line, Number, Unit, share};
    use crate::domain::money::Pence;

    /// Lines as (base, calculated or weight), in pounds.
    fn lines(given: &[(Option<i64>, i64)]) -> Vec<Line> {
        let line = |(n, (base, weight)): (usize, &(Option<i64>, i64))| Line {
            name: ["A", "B", "C", "D"][n].to_owned(),
            weight: Some(Number::whole(*weight)),
            base: base.map(|base| Pence(base * 100)),
            ..Line::default()
        };
        given.iter().enumerate().map(line).collect()
    }

    fn percent(text: &str) -> Option<Number> {
        Number::read(text).unwrap()
    }

    /// What each line gets in pounds, and what is said of it.
    #[track_caller]
    fn check(
        given: &[(Option<i64>, i64)],
        (total, floor, ceiling): (i64, &str, &str),
        want: &[i64],
        said: &[(usize, &str)],
    ) {
        let lines = lines(given);
        let ask = Ask {
            floor: percent(floor),
            ceiling: percent(ceiling),
            ..Ask::by_weight(
                Pence(total * 100),
                Unit::of(Pence(100_000)).unwrap(),
                &lines,
            )
        };
        let shared = share(&ask).unwrap();
        let found: Vec<i64> = amounts(&shared).iter().map(|pence| pence / 100).collect();
        assert_eq!(found, want, "{shared:?}");
        for (line, words) in said {
            let why = shared.why(*line);
            assert!(why.ends_with(words), "{why}");
        }
    }

    #[test]
    fn a_line_at_its_floor_is_rounded_up_where_others_have_room() {
        // Each base is a floor of 2½ units; the other line gives up the unit that this costs.
        check(
            &[(Some(2_500), 0), (Some(2_500), 0), (Some(3_000), 9_000)],
            (10_000, "0", ""),
            &[3_000, 3_000, 4_000],
            &[
                (
                    0,
                    "its base of £2,500: £2,500; rounded up to £3,000 to keep its floor",
                ),
                (2, "; £4,000, so that other lines keep their floors"),
            ],
        );
        // A line a little above its floor falls below it no more than one at it.
        check(
            &[(Some(2_400), 2_401), (Some(1_000), 9_000)],
            (9_000, "0", ""),
            &[3_000, 6_000],
            &[
                (0, "rounded up to £3,000 to keep its floor"),
                (1, "; rounded down to £6,000"),
            ],
        );
    }

    #[test]
    fn a_line_at_its_ceiling_is_rounded_down_where_others_have_room() {
        check(
            &[(Some(1_000), 9_000), (Some(9_000), 1_000)],
            (9_000, "-80", "70"),
            &[1_000, 8_000],
            &[
                (
                    0,
                    "its base of £1,000 +70%: £1,700; rounded down to £1,000 to keep its ceiling",
                ),
                (1, "; rounded up to £8,000"),
            ],
        );
    }

    #[test]
    fn what_the_unit_makes_impossible_is_said_with_its_figures() {
        check(
            &[(Some(1_500), 500), (Some(2_500), 500), (Some(2_000), 500)],
            (6_600, "0", ""),
            &[2_000, 2_000, 2_000],
            &[
                (
                    0,
                    "its base of £1,500: £1,500; rounded up to £2,000 to keep its floor",
                ),
                (
                    1,
                    "; rounded down to £2,000; below its floor by £500, because of the unit of £1,000",
                ),
                (
                    2,
                    "its base of £2,000: £2,000, a whole number of units of £1,000",
                ),
            ],
        );
        check(
            &[(None, 1), (None, 1), (None, 1)],
            (10_000, "33", "33.4"),
            &[4_000, 3_000, 3_000],
            &[
                (
                    0,
                    "; rounded up to £4,000; above its ceiling by £660, because of the unit of £1,000",
                ),
                (
                    1,
                    "; rounded down to £3,000; below its floor by £300, because of the unit of £1,000",
                ),
            ],
        );
    }

    #[test]
    fn the_whole_says_whether_limits_hold() {
        #[track_caller]
        fn check(given: &[(Option<i64>, i64)], total: i64, want: &str) {
            let lines = lines(given);
            let unit = Unit::of(Pence(100_000)).unwrap();
            let ask = Ask {
                floor: percent("0"),
                ..Ask::by_weight(Pence(total * 100), unit, &lines)
            };
            let about = share(&ask).unwrap().about();
            assert_eq!(about.last().map(String::as_str), Some(want));
        }
        check(
            &[(Some(2_500), 0), (Some(2_500), 0), (Some(3_000), 9_000)],
            10_000,
            "lines are rounded to units of £1,000 so that each keeps its floor and its ceiling",
        );
        check(
            &[(Some(1_500), 500), (Some(2_500), 500), (Some(2_000), 500)],
            6_600,
            "the unit of £1,000 takes one line below its floor or above its ceiling",
        );
        check(
            &[(Some(1_000), 1_000), (Some(1_000), 4_000)],
            5_000,
            "every quota is a whole number of units of £1,000",
        );
    }

    proptest! {
        /// The lines come to what is shared; limits are kept where whole units can keep them all, and else broken by
        /// less than a unit.
        #[test]
        fn limits_hold_in_any_unit(
            total in 0_i64..1_000_000,
            pairs in prop::collection::vec((0_i64..50_000, 0_i64..50_000), 1..12),
            floor in -20_i64..5,
            ceiling in prop::option::of(5_i64..40),
            unit in prop::sample::select(vec![1_i64, 100, 5_000, 10_000, 100_000]),
        ) {
            let lines: Vec<Line> = pairs.iter().map(|(base, calculated)| Line {
                weight: Some(Number::whole(*calculated)),
                base: Some(Pence(*base * 100)),
                ..Line::default()
            }).collect();
            let ask = Ask {
                floor: Some(Number::whole(floor)),
                ceiling: ceiling.map(Number::whole),
                ..Ask::by_weight(Pence(total * 100), Unit::of(Pence(unit)).unwrap(), &lines)
            };
            let Ok(shared) = share(&ask) else { return Ok(()); };
            let found = amounts(&shared);
            let over = shared.balancing.unwrap_or_default().0;
            prop_assert_eq!(found.iter().sum::<i64>() + over, total * 100);
            // In whole units: a least rounded up, a most rounded down. A line without a quota takes no part.
            let least = |base: i64| (base * (100 + floor) + unit - 1).div_euclid(unit) * unit;
            let most = |base: i64| ceiling.map(|ceiling| base * (100 + ceiling) / unit * unit);
            let bands: Vec<_> = pairs.iter().enumerate().map(|(place, (base, _))| {
                let is_nothing = shared.quota(place) == "0";
                (least(*base), if is_nothing { Some(0) } else { most(*base) })
            }).collect();
            let sum: i64 = found.iter().sum();
            let can_hold = bands.iter().all(|(least, most)| most.is_none_or(|most| *least <= most))
                && bands.iter().map(|band| band.0).sum::<i64>() <= sum
                && bands.iter().map(|band| band.1).sum::<Option<i64>>().is_none_or(|most| most >= sum);
            for (amount, (least, most)) in found.iter().zip(&bands) {
                let slack = if can_hold { 0 } else { unit };
                prop_assert!(*amount >= 0 && *amount >= least - slack, "{} {}", amount, least);
                prop_assert!(most.is_none_or(|most| *amount <= most + slack), "{} {:?}", amount, most);
            }
        }
    }
}
