//! Figures that others publish: a release and its data files, LAIT, neighbours, Fingertips, and any table that is mapped.

use std::io::{Cursor, Read};

use golden_thread::domain::intake::Intake;
use golden_thread::exchange::published::ees::map::Map;
use golden_thread::exchange::published::ees::{self, Meta};
use golden_thread::exchange::published::lait::{self, Dictionary, Options};
use golden_thread::exchange::published::mapping::Mapping;
use golden_thread::exchange::published::zip::Release;
use golden_thread::exchange::published::{fingertips, mapped as table, neighbours, workbook};

use super::known::{check, check_all, known, on, parts, split, text};
use super::sheet::packed;

/// Every row is kept or counted under a reason, and every figure has its place.
fn intake(intake: &Intake) {
    let left_out: u64 = intake.skipped.iter().map(|held| held.n).sum();
    let is_whole = intake
        .problems
        .iter()
        .all(|held| held.severity != golden_thread::domain::problem::Severity::Error);
    if is_whole {
        assert_eq!(
            intake.n_kept + left_out,
            intake.n_read,
            "{:?}",
            intake.skipped
        );
    }
    assert!(intake.n_kept <= intake.n_read);
    check_all(&intake.problems);
    for series in &intake.series {
        assert!(series.indicator < intake.indicators.len());
        assert!(series.period.is_valid());
        assert!(series.cells.is_sorted_by(|a, b| a.0 < b.0));
        for (area, _) in &series.cells {
            assert!(usize::from(*area) < intake.areas.len());
        }
    }
}

fn taken(read: Result<Intake, Vec<golden_thread::domain::problem::Problem>>) {
    match read {
        Ok(found) => intake(&found),
        Err(problems) => {
            assert!(!problems.is_empty());
            check_all(&problems);
        }
    }
}

/// A release as it is downloaded: any bytes, or, after a `Z`, files made from the input.
pub fn release(data: &[u8]) {
    let made;
    let bytes = match data.split_first() {
        Some((b'Z', rest)) => {
            let parts = parts(rest);
            let names = ["data/a.csv", "data/a.meta.csv", "data/b.csv", "x.txt"];
            let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts).collect();
            made = packed(&files);
            made.as_slice()
        }
        _ => data,
    };
    let mut release = match Release::open("r.zip", Cursor::new(bytes)) {
        Ok(release) => release,
        Err(problem) => return check(&problem),
    };
    for file in release.files().to_vec() {
        let meta = match release.meta(&file) {
            Ok(meta) => meta,
            Err(problem) => {
                check(&problem);
                None
            }
        };
        let Ok(bytes) = release.bytes(&file) else {
            continue;
        };
        let mut out = Vec::new();
        if bytes.take(1 << 24).read_to_end(&mut out).is_ok() {
            data_file(&out, meta.as_ref(), "");
        }
    }
}

/// A data file with its metadata and a map.
pub fn ees(data: &[u8]) {
    let parts = parts(data);
    let part = |n: usize| parts.get(n).copied().unwrap_or_default();
    let meta = Meta::read("a.meta.csv", part(1));
    if let Err(problem) = &meta {
        check(problem);
    }
    data_file(part(0), meta.ok().as_ref(), &text(part(2)));
}

fn data_file(bytes: &[u8], meta: Option<&Meta>, map: &str) {
    let layout = match ees::look("a.csv", Cursor::new(bytes), meta, &mut on) {
        Ok(layout) => layout,
        Err(problems) => return check_all(&problems),
    };
    let map = match Map::read(map) {
        Ok(map) => {
            assert_eq!(Map::read(&map.write()).ok(), Some(map.clone()));
            map
        }
        Err(problem) => {
            check(&problem);
            Map::default()
        }
    };
    match map.choice(&layout) {
        Ok(choice) => taken(ees::read(
            Cursor::new(bytes),
            &layout,
            &choice,
            known(),
            &mut on,
        )),
        Err(problems) => check_all(&problems),
    }
}

/// LAIT with its dictionary, a list of neighbours, a download of Fingertips: each file is given to all three.
pub fn others(data: &[u8]) {
    let parts = parts(data);
    let part = |n: usize| parts.get(n).copied().unwrap_or_default();
    let dictionary = Dictionary::read(part(1), "dictionary.csv");
    if let Err(problems) = &dictionary {
        check_all(problems);
    }
    let leave_out_unknown = data.len().is_multiple_of(2);
    let options = Options { leave_out_unknown };
    let dictionary = dictionary.ok();
    taken(lait::read(
        part(0),
        "lait.csv",
        dictionary.as_ref(),
        known(),
        options,
        &mut on,
    ));
    taken(neighbours::read(
        part(0),
        "2025-05.csv",
        Some("2025-05"),
        known(),
        options,
    ));
    taken(neighbours::read(
        part(0),
        &text(part(1)),
        None,
        known(),
        options,
    ));
    taken(fingertips::read(
        "f.csv",
        part(0),
        known(),
        leave_out_unknown,
        &mut on,
    ));
}

/// A mapping and the table that it is for. A mapping written and read is the same mapping.
pub fn mapped(data: &[u8]) {
    let (map, bytes) = split(data);
    let rows = || table::rows_of_text("a.csv", bytes);
    let first: Vec<_> = match rows() {
        Ok(rows) => rows.take(50).filter_map(Result::ok).collect(),
        Err(problem) => {
            check(&problem);
            Vec::new()
        }
    };
    let mut mappings = Vec::new();
    match Mapping::read("--map", &map) {
        Ok(mapping) => mappings.push(mapping),
        Err(problem) => check(&problem),
    }
    if let Some((headings, rest)) = first.split_first() {
        let samples: Vec<Vec<String>> = rest.iter().map(|row| row.cells.clone()).collect();
        mappings.push(Mapping::guess(&headings.cells, &samples));
    }
    for mapping in mappings {
        assert_eq!(Mapping::read("", &mapping.write()).as_ref(), Ok(&mapping));
        if let Ok(rows) = rows() {
            taken(table::read("a.csv", rows, &mapping, known(), &mut on));
        }
        if let Ok(sheet) = workbook::first_sheet(bytes, "a.xlsx") {
            taken(table::read(
                "a.xlsx",
                table::rows_of_sheet(sheet),
                &mapping,
                known(),
                &mut on,
            ));
        }
    }
}
