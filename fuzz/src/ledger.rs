//! A council's ledger and the text that says what its columns are.

use golden_thread::domain::money::Pence;
use golden_thread::exchange::ledger::mapping::LedgerMap;
use golden_thread::exchange::ledger::read;
use golden_thread::exchange::published::mapped::rows_of_text;

use super::known::{check, check_all, on, split};

/// Every row is kept or counted under a reason, and the pence of the rows that are kept are those that are said.
pub fn target(data: &[u8]) {
    let (map, bytes) = split(data);
    let mut maps = Vec::new();
    match LedgerMap::read("--map", &map) {
        Ok(map) => maps.push(map),
        Err(problem) => check(&problem),
    }
    if let Ok(rows) = rows_of_text("l.csv", bytes) {
        let first: Vec<_> = rows.take(50).filter_map(Result::ok).collect();
        maps.push(LedgerMap::guess(&first));
    }
    for map in maps {
        assert_eq!(LedgerMap::read("", &map.write()).as_ref(), Ok(&map));
        for year in [None, Some(2001)] {
            let Ok(rows) = rows_of_text("l.csv", bytes) else {
                continue;
            };
            let reading = match read("l.csv", rows, &map, year, &mut on) {
                Ok(reading) => reading,
                Err(problems) => {
                    assert!(!problems.is_empty());
                    check_all(&problems);
                    continue;
                }
            };
            check_all(&reading.problems);
            if reading.is_sound() {
                let left_out: u64 = reading.skipped.iter().map(|held| held.n).sum();
                let n_kept = reading.rows.len() as u64;
                assert_eq!(n_kept + left_out, reading.n_read, "{:?}", reading.skipped);
                let sum = Pence::sum(reading.rows.iter().filter_map(|row| row.amount));
                assert_eq!(sum, Some(reading.kept()));
                assert_eq!(reading.off(reading.total), None);
            }
        }
    }
}
