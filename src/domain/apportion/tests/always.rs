//! What must hold of every sharing, whatever is shared.

use proptest::prelude::*;

use crate::domain::apportion::formula::Formula;
use crate::domain::apportion::spread::profile;
use crate::domain::apportion::tests::{amounts, by_weight, cells};
use crate::domain::apportion::{Ask, Line, Number, Unit, share};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

proptest! {
    #[test]
    fn shares_always_hold(
        total in 0_i64..100_000_000_000,
        unit in prop::sample::select(vec![1_i64, 100, 5_000, 10_000, 100_000]),
        weights in prop::collection::vec(0_i64..1_000_000, 1..60),
    ) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let shared = by_weight(total, unit, &weights);
        let found = amounts(&shared);
        let over = shared.balancing.unwrap_or_default().0;
        prop_assert_eq!(found.iter().sum::<i64>() + over, total);
        prop_assert!(over < unit);
        let all: i64 = weights.iter().sum();
        for (line, (amount, weight)) in found.iter().zip(&weights).enumerate() {
            let units = i128::from(total / unit) * i128::from(*weight);
            let off = i128::from(amount / unit) * i128::from(all) - units;
            prop_assert!(off.abs() < i128::from(all), "within a unit of its quota");
            prop_assert!(*weight > 0 || *amount == 0);
            prop_assert!(!shared.why(line).is_empty());
        }
        for a in 0..weights.len() {
            for b in a + 1..weights.len() {
                if weights[a] == weights[b] {
                    prop_assert!(found[a] == found[b] || found[a] == found[b] + unit);
                }
                if weights[a] > weights[b] {
                    prop_assert!(found[a] >= found[b], "more weight never gets less");
                }
            }
        }
    }

    #[test]
    fn the_order_of_lines_decides_nothing_but_ties(
        total in 0_i64..10_000_000,
        weights in prop::collection::vec(1_i64..50, 1..30),
        turn in 0_usize..30,
    ) {
        let turned = {
            let mut turned = weights.clone();
            turned.rotate_left(turn % weights.len());
            turned
        };
        let sorted = |weights: &[i64]| {
            let found = amounts(&by_weight(total, 1, weights));
            let mut pairs: Vec<(i64, i64)> = weights.iter().copied().zip(found).collect();
            pairs.sort_unstable();
            pairs
        };
        // Remainders of unlike weights are equal only where their quotas differ by whole units; then who comes first
        // decides, so only the amounts together are the same.
        let (one, two) = (sorted(&weights), sorted(&turned));
        for (one, two) in one.iter().zip(&two) {
            prop_assert!((one.1 - two.1).abs() <= 1);
        }
    }

    #[test]
    fn limits_always_hold(
        total in 0_i64..1_000_000_000,
        pairs in prop::collection::vec((0_i64..10_000_000, 0_i64..10_000_000), 1..40),
        floor in -20_i64..5,
        ceiling in prop::option::of(5_i64..40),
    ) {
        let lines: Vec<Line> = pairs.iter().map(|(base, calculated)| Line {
            weight: Some(Number(Exact::new(i128::from(*calculated), 100).unwrap())),
            base: Some(Pence(*base)),
            ..Line::default()
        }).collect();
        let ask = Ask {
            floor: Some(Number::whole(floor)),
            ceiling: ceiling.map(Number::whole),
            ..Ask::by_weight(Pence(total), Unit::PENNY, &lines)
        };
        let Ok(shared) = share(&ask) else { return Ok(()); };
        prop_assert_eq!(amounts(&shared).iter().sum::<i64>(), total);
        for (line, (base, _)) in shared.lines.iter().zip(&pairs) {
            let hundredths = line.allocated.0 * 100;
            prop_assert!(hundredths > base * (100 + floor) - 100);
            if let Some(ceiling) = ceiling {
                prop_assert!(hundredths < base * (100 + ceiling) + 100);
            }
        }
    }

    #[test]
    fn a_profile_is_never_more_than_half_a_penny_out(
        annual in -1_000_000_000_i64..1_000_000_000,
        weights in prop::collection::vec(0_i64..1_000, 1..53),
    ) {
        let all: i64 = weights.iter().sum();
        prop_assume!(all > 0);
        let numbers: Vec<Number> = weights.iter().map(|weight| Number::whole(*weight)).collect();
        let periods = profile(Pence(annual), &numbers).unwrap();
        let (mut to_date, mut so_far) = (0_i128, 0_i128);
        for (period, weight) in periods.iter().zip(&weights) {
            to_date += i128::from(period.0);
            so_far += i128::from(*weight);
            let twice_off = 2 * (to_date * i128::from(all) - i128::from(annual) * so_far);
            prop_assert!(twice_off.abs() <= i128::from(all));
        }
        prop_assert_eq!(to_date, i128::from(annual));
    }

    #[test]
    fn no_text_stops_the_readers(text: String, formula in "[a-c0-9.,+*/() -]{0,40}") {
        let _ = Number::read(&text);
        let _ = Unit::read(&text);
        let _ = Formula::read(&text, &["a"]);
        if let Ok(read) = Formula::read(&formula, &["a", "b"]) {
            let _ = read.weights(&[cells(&["3", ""]), cells(&["0", "0.1"])]);
        }
    }
}
