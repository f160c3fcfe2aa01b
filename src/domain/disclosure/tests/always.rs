//! What holds of every release: hidden counts held against an attack that tries every other table near the true one.

use proptest::prelude::*;

use crate::domain::disclosure::tests::{grid, one};
use crate::domain::disclosure::{
    CellId, Mark, Print, Profile, Reader, Release, Released, TableId, round5,
};

/// Every other inner table within one of the true counts, as a reader who knows the rule would try them; for each
/// count of the release whether some table that would be printed just so has another number there.
fn told_apart(release: &Release, tables: &[TableId], released: &Released) -> Vec<bool> {
    let layouts: Vec<_> = tables
        .iter()
        .map(|table| release.layout(*table).unwrap())
        .collect();
    let mut inner: Vec<CellId> = layouts
        .iter()
        .flat_map(|layout| layout.cells.concat())
        .collect();
    inner.sort();
    let mut values: Vec<i64> = release.cells.iter().map(|cell| cell.count as i64).collect();
    let truth = values.clone();
    let mut differs = vec![false; truth.len()];
    let n = inner.len() as u32;
    for code in 0..3_u64.pow(n) {
        let mut rest = code;
        for cell in &inner {
            values[cell.0] = truth[cell.0] + (rest % 3) as i64 - 1;
            rest /= 3;
        }
        for sum in &release.sums {
            // Totals follow from the parts, in the order in which they were added.
            if !inner.contains(&CellId(sum.total)) {
                values[sum.total] = sum.parts.iter().map(|part| values[*part]).sum();
            }
        }
        let adds_up = release.sums.iter().all(|sum| {
            values[sum.total] == sum.parts.iter().map(|part| values[*part]).sum::<i64>()
        });
        let prints_so = |cell: usize| match released.mark(CellId(cell)) {
            None => values[cell] >= 0,
            Some(Mark::Suppressed) => values[cell] >= 1,
            Some(Mark::Shown(n)) => values[cell] == n as i64,
            Some(Mark::Rounded(0)) => values[cell] == 0,
            Some(Mark::Rounded(n)) => values[cell] >= 10 && round5(values[cell] as u64) == n,
        };
        if adds_up && (0..values.len()).all(prints_so) {
            for cell in 0..values.len() {
                differs[cell] |= values[cell] != truth[cell];
            }
        }
    }
    differs
}

fn small_table() -> impl Strategy<Value = Vec<Vec<u64>>> {
    let count = prop_oneof![0_u64..6, 0_u64..30];
    (1_usize..=3, 1_usize..=3)
        .prop_flat_map(move |(rows, columns)| {
            prop::collection::vec(prop::collection::vec(count.clone(), columns), rows)
        })
        .prop_filter("at most eight counts", |rows| {
            rows.len() * rows[0].len() <= 8
        })
}

fn print() -> impl Strategy<Value = Option<Print>> {
    prop::sample::select(vec![
        None,
        Some(Print::Never),
        Some(Print::Printed),
        Some(Print::Known),
    ])
}

fn profile() -> impl Strategy<Value = Profile> {
    prop::sample::select(vec![Profile::Under5, Profile::Under10, Profile::Ons10And5])
}

proptest! {
    #[test]
    fn no_release_tells_a_hidden_count(
        counts in small_table(),
        totals in (print(), print(), print()),
        profile in profile(),
    ) {
        let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        let mut grid = grid(&rows);
        (grid.row_totals, grid.column_totals, grid.grand_total) = totals;
        let (release, table) = one(&grid);
        if let Ok(released) = release.publish(profile) {
            let differs = told_apart(&release, &[table], &released);
            for (at, cell) in release.cells.iter().enumerate() {
                let suppressed = released.mark(CellId(at)) == Some(Mark::Suppressed);
                let follows = cell.print == Print::Never && profile.hides(cell.count);
                if suppressed || follows {
                    prop_assert!(differs[at], "{} is told", cell.name);
                }
                if let Some(Mark::Shown(n)) = released.mark(CellId(at)) {
                    prop_assert!(n == cell.count);
                    prop_assert!(!profile.hides(n) || cell.print == Print::Known);
                }
            }
        }
    }

    #[test]
    fn no_pair_of_tables_tells_a_hidden_count(
        online in prop::collection::vec(prop::collection::vec(0_u64..9, 2), 2),
        paper in prop::collection::vec(prop::collection::vec(0_u64..9, 2), 2),
        profile in profile(),
    ) {
        let all: Vec<Vec<u64>> = online
            .iter()
            .zip(&paper)
            .map(|(one, other)| one.iter().zip(other).map(|(a, b)| a + b).collect())
            .collect();
        let rows = |counts: &[Vec<u64>]| grid(&counts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let mut release = Release::new();
        let (one, whole) = (release.table(&rows(&online)).unwrap(), release.table(&rows(&all)).unwrap());
        let (ones, wholes) = (release.layout(one).unwrap().cells.concat(), release.layout(whole).unwrap().cells.concat());
        for ((part, all), paper) in ones.iter().zip(&wholes).zip(paper.concat()) {
            let rest = release.cell("Paper", paper, Print::Never);
            release.sum(&[*part, rest], *all).unwrap();
        }
        if let Ok(released) = release.publish(profile) {
            let paper: Vec<usize> = (0..release.cells.len()).filter(|at| release.cells[*at].name == "Paper").collect();
            let differs = told_apart_paper(&release, &[one, whole], &released, &paper);
            for (at, cell) in release.cells.iter().enumerate() {
                let suppressed = released.mark(CellId(at)) == Some(Mark::Suppressed);
                let follows = cell.print == Print::Never && profile.hides(cell.count);
                prop_assert!(!(suppressed || follows) || differs[at], "{} is told", cell.name);
            }
        }
    }

    #[test]
    fn the_least_cost_is_the_least(
        counts in prop::collection::vec(prop::collection::vec(0_u64..12, 2), 2),
    ) {
        let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        let (release, table) = one(&grid(&rows));
        let least = every_answer(&release, table);
        match release.publish(Profile::Under5) {
            Ok(released) => {
                prop_assert!(released.least);
                prop_assert_eq!(Some(released.cost), least);
            }
            Err(_) => prop_assert_eq!(least, None),
        }
    }

    #[test]
    fn ranges_are_those_of_every_table(
        counts in prop::collection::vec(prop::collection::vec(0_u64..4, 3), 2),
        hidden in prop::collection::vec(any::<bool>(), 6),
    ) {
        let rows: Vec<&[u64]> = counts.iter().map(Vec::as_slice).collect();
        let (release, table) = one(&grid(&rows));
        let inner = release.layout(table).unwrap().cells.concat();
        let hidden: Vec<CellId> = inner.iter().zip(&hidden).filter(|held| *held.1).map(|held| *held.0).collect();
        for found in release.audit(Profile::Under5, &hidden, Reader::CountsOnly) {
            let (least, most) = every_value(&counts, &hidden, found.cell);
            prop_assert_eq!((found.least, found.most), (least, Some(most)));
            prop_assert_eq!((found.never_below, found.never_above), (least, Some(most)));
        }
    }
}

/// As [`told_apart`] for two tables of four whose difference is a third: online and paper vary, all follows.
fn told_apart_paper(
    release: &Release,
    tables: &[TableId],
    released: &Released,
    paper: &[usize],
) -> Vec<bool> {
    let layout = |at: usize| release.layout(tables[at]).unwrap();
    let (online, all) = (layout(0).cells.concat(), layout(1).cells.concat());
    let truth: Vec<i64> = release.cells.iter().map(|cell| cell.count as i64).collect();
    let mut values = truth.clone();
    let mut differs = vec![false; truth.len()];
    for code in 0..3_u64.pow(8) {
        let mut rest = code;
        for at in 0..4 {
            values[online[at].0] = truth[online[at].0] + (rest % 3) as i64 - 1;
            values[paper[at]] = truth[paper[at]] + (rest / 3 % 3) as i64 - 1;
            values[all[at].0] = values[online[at].0] + values[paper[at]];
            rest /= 9;
        }
        for sum in release
            .sums
            .iter()
            .filter(|sum| !all.contains(&CellId(sum.total)))
        {
            values[sum.total] = sum.parts.iter().map(|part| values[*part]).sum();
        }
        let prints_so = |cell: usize| match released.mark(CellId(cell)) {
            None => values[cell] >= 0,
            Some(Mark::Suppressed) => values[cell] >= 1,
            Some(Mark::Shown(n)) => values[cell] == n as i64,
            Some(Mark::Rounded(0)) => values[cell] == 0,
            Some(Mark::Rounded(n)) => values[cell] >= 10 && round5(values[cell] as u64) == n,
        };
        if (0..values.len()).all(prints_so) {
            for cell in 0..values.len() {
                differs[cell] |= values[cell] != truth[cell];
            }
        }
    }
    differs
}

/// The least cost of hiding more in a two-by-two table, by trying every set of its nine counts.
fn every_answer(release: &Release, table: TableId) -> Option<u64> {
    let primary = release.primary(Profile::Under5);
    let counts: Vec<i64> = release.cells.iter().map(|cell| cell.count as i64).collect();
    let layout = release.layout(table).unwrap();
    let inner: Vec<usize> = layout.cells.concat().iter().map(|cell| cell.0).collect();
    let n = counts.len();
    (0..1_u32 << n)
        .filter(|set| primary.iter().all(|cell| set >> cell.0 & 1 == 1))
        .filter(|set| (0..n).all(|at| set >> at & 1 == 0 || counts[at] > 0))
        .filter(|set| {
            let mut differs = vec![false; n];
            let mut values = counts.clone();
            for code in 0..81 {
                let mut rest = code;
                for at in &inner {
                    values[*at] = counts[*at] + rest % 3 - 1;
                    rest /= 3;
                }
                for sum in &release.sums {
                    values[sum.total] = sum.parts.iter().map(|part| values[*part]).sum();
                }
                let fits = (0..n).all(|at| {
                    if set >> at & 1 == 1 {
                        values[at] >= 1
                    } else {
                        values[at] == counts[at]
                    }
                });
                if fits {
                    (0..n).for_each(|at| differs[at] |= values[at] != counts[at]);
                }
            }
            (0..n).all(|at| set >> at & 1 == 0 || differs[at])
        })
        .map(|set| {
            (0..n)
                .filter(|at| set >> at & 1 == 1 && !primary.contains(&CellId(*at)))
                .map(|at| counts[at] as u64)
                .sum()
        })
        .min()
}

/// The least and most of a hidden count over all tables with the same totals and the same shown counts.
fn every_value(counts: &[Vec<u64>], hidden: &[CellId], cell: CellId) -> (u64, u64) {
    let sums = |table: &[u64]| -> Vec<u64> {
        let rows = table.chunks(3).map(|row| row.iter().sum());
        rows.chain((0..3).map(|at| table[at] + table[at + 3]))
            .collect()
    };
    let truth = counts.concat();
    let mut values = Vec::new();
    let most = 8_u64;
    let free: Vec<usize> = (0..6).filter(|at| hidden.contains(&CellId(*at))).collect();
    for code in 0..most.pow(free.len() as u32) {
        let mut table = truth.clone();
        let mut rest = code;
        for at in &free {
            table[*at] = rest % most;
            rest /= most;
        }
        if sums(&table) == sums(&truth) {
            values.push(table[cell.0]);
        }
    }
    (*values.iter().min().unwrap(), *values.iter().max().unwrap())
}
