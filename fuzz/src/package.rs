//! A plan as a folder of tables: `datapackage.json` and the rows of a table.

use golden_thread::domain::package::{Cell, Column, Kind, Shape};
use golden_thread::domain::problem::Problem;
use golden_thread::exchange::package::{Reader, Writer, read, wordless, written};

use super::known::{check, split, text};
use super::prose::never_run;

fn shape() -> Shape {
    let column = |name: &str, kind, may_be_empty| Column {
        name: name.into(),
        kind,
        may_be_empty,
    };
    Shape {
        name: "risk".into(),
        columns: vec![
            column("id", Kind::Whole, false),
            column("title", Kind::Text, false),
            column("note", Kind::Text, true),
            column("value", Kind::Real, true),
            column("content", Kind::Bytes, true),
        ],
        keys: vec!["id".into()],
        references: Vec::new(),
    }
}

/// A package that is read and written is the same package; so are the rows of a table.
pub fn target(data: &[u8]) {
    let (descriptor, rows) = split(data);
    match read(&descriptor) {
        Ok(package) => {
            let again = read(&written(&package)).expect("our own package is read");
            assert_eq!(again, package);
            for resource in &package.resources {
                let file = resource.file();
                assert!(!file.contains(['/', '\\', ':']), "{file}");
            }
        }
        Err(problem) => check(&problem),
    }
    drop(wordless(&text(rows)));
    let shape = shape();
    let mut writer = Writer::new(&shape, Vec::new()).expect("memory suffices");
    let reader = match Reader::new(&shape, rows) {
        Ok(reader) => reader,
        Err(problem) => return check(&problem),
    };
    let mut held = Vec::new();
    let counted = reader.rows(|_, cells| {
        writer.row(cells).expect("memory suffices");
        held.push(format!("{cells:?}"));
        Ok::<(), Box<Problem>>(())
    });
    match counted {
        Ok(counted) => assert_eq!(counted.n_bytes, rows.len() as u64),
        Err(problem) => check(&problem),
    }
    let (bytes, _) = writer.end().expect("memory suffices");
    let mut again = Vec::new();
    let read = Reader::new(&shape, bytes.as_slice()).expect("our own heading");
    read.rows(|_, cells| {
        again.push(format!("{cells:?}"));
        for cell in cells {
            if let Cell::Real(real) = cell {
                assert!(!real.is_nan());
            }
        }
        Ok::<(), Box<Problem>>(())
    })
    .expect("our own rows are read");
    assert_eq!(again, held);
    let mut cells = csv::ReaderBuilder::new().from_reader(bytes.as_slice());
    for row in cells.records().map(|row| row.expect("is CSV")) {
        // The first and fourth hold numbers, which may begin with a minus.
        [1, 2]
            .iter()
            .filter_map(|at| row.get(*at))
            .for_each(never_run);
    }
}
