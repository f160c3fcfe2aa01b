//! Finds the round of exchanges between grants that saves most for each exchange made.
//!
//! A way to pay the lines can be made cheaper exactly when there is a round (grant A takes over a pound from B, B one
//! from C, C one from A) whose exchanges together cost less than nothing. Cancelling the round with the least mean
//! cost first keeps the number of rounds small whatever the amounts are.
//!
//! Source: R. M. Karp, "A characterization of the minimum cycle mean in a digraph", Discrete Mathematics 23 (1978);
//! that cancelling by it is strongly polynomial: A. V. Goldberg and R. E. Tarjan, J. ACM 36 (1989).

/// What it costs to hand a pound from the first grant to the second; none where nothing can be handed over.
pub type Costs = Vec<Vec<Option<i64>>>;

/// The grants of a round with the least mean cost, each handing to the next and the last to the first; none when every
/// round costs nothing or more.
pub fn least_mean(costs: &Costs) -> Option<Vec<usize>> {
    let n = costs.len();
    // least[k][v]: the least cost of a walk of k exchanges that ends at v.
    let mut least: Vec<Vec<Option<i64>>> = vec![vec![Some(0); n]];
    let mut from: Vec<Vec<usize>> = vec![vec![0; n]];
    for k in 1..=n {
        let (mut row, mut came) = (vec![None; n], vec![0; n]);
        for (u, before) in least[k - 1].iter().enumerate() {
            let Some(before) = before else { continue };
            for (v, cost) in costs[u].iter().enumerate() {
                let Some(cost) = cost else { continue };
                let total = before + cost;
                if row[v].is_none_or(|held| total < held) {
                    row[v] = Some(total);
                    came[v] = u;
                }
            }
        }
        least.push(row);
        from.push(came);
    }
    let (end, mean) = (0..n)
        .filter_map(|v| Some((v, worst_mean(&least, v)?)))
        .reduce(
            |best, next| {
                if is_less(next.1, best.1) { next } else { best }
            },
        )?;
    if mean.0 >= 0 {
        return None;
    }
    round_on(&walk(&from, end), costs)
}

/// The greatest over k of (D_n − D_k) / (n − k), as a fraction.
fn worst_mean(least: &[Vec<Option<i64>>], v: usize) -> Option<(i64, i64)> {
    let n = least.len() - 1;
    let whole = least[n][v]?;
    (0..n)
        .filter_map(|k| Some((whole - least[k][v]?, (n - k) as i64)))
        .reduce(|worst, next| if is_less(worst, next) { next } else { worst })
}

/// Whether one fraction is less than another; the lower parts are above zero.
fn is_less(a: (i64, i64), b: (i64, i64)) -> bool {
    i128::from(a.0) * i128::from(b.1) < i128::from(b.0) * i128::from(a.1)
}

/// The walk that ends at a grant, in the order walked.
fn walk(from: &[Vec<usize>], end: usize) -> Vec<usize> {
    let mut walk = vec![end];
    let mut at = end;
    for came in from.iter().skip(1).rev() {
        at = came[at];
        walk.push(at);
    }
    walk.reverse();
    walk
}

/// The first round on a walk that costs less than nothing. A walk through as many exchanges as there are grants meets
/// one grant twice, and the rounds on the walk that Karp's theorem picks all have the least mean.
fn round_on(walk: &[usize], costs: &Costs) -> Option<Vec<usize>> {
    let mut open: Vec<usize> = Vec::new();
    for at in walk {
        if let Some(begin) = open.iter().position(|held| held == at) {
            let round = open.split_off(begin);
            if cost(&round, costs).is_some_and(|cost| cost < 0) {
                return Some(round);
            }
        }
        open.push(*at);
    }
    None
}

/// What a round costs; none where one of its exchanges cannot be made.
pub fn cost(round: &[usize], costs: &Costs) -> Option<i64> {
    pairs(round).map(|(from, to)| costs[from][to]).sum()
}

/// Each grant of a round with the next, the last with the first.
pub fn pairs(round: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    round
        .iter()
        .copied()
        .zip(round.iter().copied().cycle().skip(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn costs(n: usize, edges: &[(usize, usize, i64)]) -> Costs {
        let mut costs = vec![vec![None; n]; n];
        for (from, to, cost) in edges {
            costs[*from][*to] = Some(*cost);
        }
        costs
    }

    #[test]
    fn the_round_that_saves_most_an_exchange_is_found() {
        #[track_caller]
        fn check(n: usize, edges: &[(usize, usize, i64)], want: Option<&[usize]>) {
            let mut found = least_mean(&costs(n, edges));
            if let Some(round) = &mut found {
                let least = round.iter().enumerate().min_by_key(|(_, at)| **at).unwrap();
                let turn = least.0;
                round.rotate_left(turn);
            }
            assert_eq!(found.as_deref(), want);
        }
        check(0, &[], None);
        check(2, &[(0, 1, 1), (1, 0, -1)], None);
        check(2, &[(0, 1, 1), (1, 0, -2)], Some(&[0, 1]));
        check(3, &[(0, 1, -5)], None);
        check(
            4,
            &[(0, 1, -1), (1, 0, 0), (2, 3, -3), (3, 2, 1)],
            Some(&[2, 3]),
        );
    }

    /// Every simple round, by trying all.
    fn least_by_trial(costs: &Costs) -> Option<(i64, i64)> {
        fn go(costs: &Costs, path: &mut Vec<usize>, best: &mut Option<(i64, i64)>) {
            let last = path[path.len() - 1];
            for next in 0..costs.len() {
                if next == path[0] {
                    if let Some(total) = cost(path, costs) {
                        let mean = (total, path.len() as i64);
                        if best.is_none_or(|best| is_less(mean, best)) {
                            *best = Some(mean);
                        }
                    }
                } else if costs[last][next].is_some() && !path.contains(&next) {
                    path.push(next);
                    go(costs, path, best);
                    path.pop();
                }
            }
        }
        let mut best = None;
        for start in 0..costs.len() {
            go(costs, &mut vec![start], &mut best);
        }
        best
    }

    proptest! {
        #[test]
        fn no_round_has_a_lesser_mean(
            n in 1_usize..5,
            held in prop::collection::vec(prop::option::weighted(0.6, -6_i64..7), 25),
        ) {
            let costs: Costs = (0..n)
                .map(|u| (0..n).map(|v| if u == v { None } else { held[u * 5 + v] }).collect())
                .collect();
            let found = least_mean(&costs).map(|round| (cost(&round, &costs).unwrap(), round.len() as i64));
            match (found, least_by_trial(&costs)) {
                (None, want) => prop_assert!(want.is_none_or(|(total, _)| total >= 0)),
                (Some(found), Some(want)) => prop_assert!(!is_less(want, found) && found.0 < 0),
                (Some(_), None) => prop_assert!(false),
            }
        }
    }
}
