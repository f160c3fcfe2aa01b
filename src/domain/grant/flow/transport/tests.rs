//! The sum against every way there is, on instances small enough to try them all.

use proptest::prelude::*;

use super::{Paid, Transport};

/// Class cost first, then pennies that are not where the plan has them.
fn cost(given: &Transport, pays: &[Vec<i64>], unmet: &[i64]) -> (i64, i64) {
    let mut class: i64 = unmet.iter().sum::<i64>() * 3;
    let mut moved = 0;
    for (line, row) in pays.iter().enumerate() {
        for (grant, amount) in row.iter().enumerate() {
            class += given.classes[grant] * amount;
            moved += (amount - given.plan[line][grant]).max(0);
        }
    }
    (class, moved)
}

/// The least cost over every way to pay, line by line and grant by grant.
fn by_trial(given: &Transport) -> (i64, i64) {
    fn go(
        given: &Transport,
        cell: usize,
        left: &mut Vec<i64>,
        pays: &mut Vec<Vec<i64>>,
        best: &mut Option<(i64, i64)>,
    ) {
        let n = given.classes.len();
        let need =
            |pays: &[Vec<i64>], line: usize| given.demands[line] - pays[line].iter().sum::<i64>();
        if cell == n * given.demands.len() {
            let unmet: Vec<i64> = (0..given.demands.len())
                .map(|line| need(pays, line))
                .collect();
            let cost = cost(given, pays, &unmet);
            *best = Some(best.map_or(cost, |best| best.min(cost)));
            return;
        }
        let (line, grant) = (cell / n, cell % n);
        let most = if given.may[line][grant] {
            left[grant].min(need(pays, line))
        } else {
            0
        };
        for amount in 0..=most {
            left[grant] -= amount;
            pays[line][grant] = amount;
            go(given, cell + 1, left, pays, best);
            pays[line][grant] = 0;
            left[grant] += amount;
        }
    }
    let mut best = None;
    let mut pays = vec![vec![0; given.classes.len()]; given.demands.len()];
    go(given, 0, &mut given.supplies.clone(), &mut pays, &mut best);
    best.unwrap_or_default()
}

/// Nothing is made and nothing lost: lines get what they need or it is said, grants give what they have or keep it.
fn conserved(given: &Transport, paid: &Paid) -> Result<(), TestCaseError> {
    for (line, row) in paid.pays.iter().enumerate() {
        prop_assert_eq!(
            row.iter().sum::<i64>() + paid.unmet[line],
            given.demands[line]
        );
        prop_assert!(paid.unmet[line] >= 0);
        for (grant, amount) in row.iter().enumerate() {
            prop_assert!(*amount >= 0 && (*amount == 0 || given.may[line][grant]));
        }
    }
    for (grant, left) in paid.left.iter().enumerate() {
        let given_out: i64 = paid.pays.iter().map(|row| row[grant]).sum();
        prop_assert_eq!(given_out + left, given.supplies[grant]);
        prop_assert!(*left >= 0);
    }
    Ok(())
}

fn instance(n: usize, m: usize, most: i64) -> impl Strategy<Value = Transport> {
    let cells = n * m;
    (
        prop::collection::vec(0_i64..3, n),
        prop::collection::vec(0..=most, n),
        prop::collection::vec(0..=most, m),
        prop::collection::vec(prop::bool::weighted(0.6), cells),
        prop::collection::vec(0..=most / 2 + 1, cells),
    )
        .prop_map(move |(classes, supplies, demands, may, plan)| Transport {
            classes,
            supplies,
            demands,
            may: may.chunks(n).map(<[bool]>::to_vec).collect(),
            plan: plan.chunks(n).map(<[i64]>::to_vec).collect(),
        })
}

fn any_instance(grants: usize, lines: usize, most: i64) -> impl Strategy<Value = Transport> {
    (1..=grants, 1..=lines).prop_flat_map(move |(n, m)| instance(n, m, most))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_way_is_cheaper(given in any_instance(3, 4, 4)) {
        let paid = given.solve();
        conserved(&given, &paid)?;
        prop_assert_eq!(cost(&given, &paid.pays, &paid.unmet), by_trial(&given));
    }

    #[test]
    fn nothing_is_made_or_lost(given in any_instance(12, 60, 1_000_000)) {
        let paid = given.solve();
        conserved(&given, &paid)?;
        prop_assert_eq!(given.solve(), paid);
    }

    /// What is paid already and cheapest stays as it is.
    #[test]
    fn the_cheapest_way_is_left_alone(mut given in any_instance(5, 12, 900)) {
        let paid = given.solve();
        given.plan.clone_from(&paid.pays);
        prop_assert_eq!(given.solve(), paid);
    }
}

#[test]
fn the_largest_amounts_pass_through() {
    let given = Transport {
        classes: vec![0, 2],
        supplies: vec![i64::MAX, i64::MAX],
        demands: vec![i64::MAX, i64::MAX, i64::MAX],
        may: vec![vec![true, true]; 3],
        plan: vec![vec![0, i64::MAX]; 3],
    };
    let paid = given.solve();
    assert_eq!(paid.unmet.iter().filter(|unmet| **unmet > 0).count(), 1);
    assert_eq!(paid.left, [0, 0]);
}
