//! Grants that councils publish: JSON, CSV and workbooks, in and out.

use golden_thread::domain::giving::json::Json;
use golden_thread::exchange::giving::{csv, json, read, xlsx};

use super::known::{check, check_all, text};
use super::prose::never_run;

/// Every grant is kept or counted under a reason; what is written is read back as the same grants; a value of JSON that
/// is printed is the same value.
pub fn target(data: &[u8]) {
    if let Ok(value) = Json::read(&text(data)) {
        assert_eq!(Json::read(&value.pretty()).as_ref(), Ok(&value));
    }
    let intake = match read("g.csv", data) {
        Ok(intake) => intake,
        Err(problem) => return check(&problem),
    };
    check_all(&intake.problems);
    if !intake.is_sound() {
        return;
    }
    let left_out: u64 = intake.skipped.iter().map(|held| held.n).sum();
    assert_eq!(intake.grants.len() as u64 + left_out, intake.n_read);
    let bodies = |grants: &[golden_thread::domain::giving::Giving]| -> Vec<String> {
        grants.iter().map(|held| held.body.clone()).collect()
    };
    let was = bodies(&intake.grants);
    let again = read("g.json", json(&intake.grants).as_bytes()).expect("our own JSON is read");
    assert_eq!(bodies(&again.grants), was);
    let table = csv(&intake.grants, &intake.headings).expect("memory suffices");
    let mut rows = ::csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(table.as_slice());
    for row in rows.records().map(|row| row.expect("is CSV")) {
        row.iter().for_each(never_run);
    }
    if let Ok(book) = xlsx(&intake.grants, &intake.headings) {
        assert!(book.starts_with(b"PK"));
    }
}
