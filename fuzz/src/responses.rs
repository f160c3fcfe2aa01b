//! Survey exports of every tool, and the text that says what their columns are.

use golden_thread::domain::responses::propose::Proposal;
use golden_thread::domain::responses::take::{numbers, take};
use golden_thread::exchange::responses::map::ResponsesMap;
use golden_thread::exchange::responses::read;

use super::known::{check, check_all, on, split};

/// Each row of the export is a respondent or set aside; a map that is written and read says the same.
pub fn target(data: &[u8]) {
    let (map, bytes) = split(data);
    let map = match ResponsesMap::read("--map", &map) {
        Ok(map) => Some(map),
        Err(problem) => {
            check(&problem);
            None
        }
    };
    let export = match read("r.csv", bytes, None, &mut on) {
        Ok(found) => found.export,
        Err(problem) => return check(&problem),
    };
    check_all(&export.warnings);
    for column in &export.columns {
        assert_eq!(column.cells.len(), export.n_rows());
        let is_known = |code: &u32| (*code as usize) < column.values.len();
        assert!(column.cells.iter().all(is_known));
    }
    let proposal = Proposal::new(&export);
    let said = ResponsesMap::of(&proposal);
    let again = ResponsesMap::read("", &said.write());
    assert!(again.is_ok(), "{again:?}");
    let mut proposals = vec![proposal];
    if let Some(map) = map {
        match map.apply(&export) {
            Ok(proposal) => proposals.push(proposal),
            Err(problems) => check_all(&problems),
        }
    }
    for proposal in proposals {
        drop(numbers(&export, &proposal));
        drop(take(&export, &proposal));
    }
}
