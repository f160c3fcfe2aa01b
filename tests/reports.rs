//! The six documents of both sample plans and of a new one: well built, and their figures those of the plan.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::document::{Block, Cell, Document, RowKind, Table, faults};
use golden_thread::domain::id::NarrativeId;
use golden_thread::domain::live::Reference;
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::record::Edit;
use golden_thread::domain::report::Report;
use golden_thread::session::document::{Format, write};
use golden_thread::session::{Session, Which};

/// A sample plan in a folder that goes away with it.
fn sample(which: Which) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(which, &path).unwrap();
    (folder, session)
}

#[track_caller]
fn made(session: &Session, report: Report) -> Document {
    let document = session.report(report, &session.report_options());
    assert_eq!(faults(&document), Vec::<String>::new(), "{report:?}");
    assert_eq!(session.fault(), None);
    document
}

#[track_caller]
fn table<'a>(document: &'a Document, name: &str) -> &'a Table {
    let found = document.tables().find(|table| table.name == name);
    found.unwrap_or_else(|| panic!("no table {name}"))
}

fn amounts(table: &Table, column: usize, kind: RowKind) -> Vec<Pence> {
    let rows = table.rows.iter().filter(|row| row.kind == kind);
    let cells = rows.filter_map(|row| match row.cells.get(column) {
        Some(Cell::Money { amount, .. }) => Some(*amount),
        _ => None,
    });
    cells.collect()
}

fn words(document: &Document) -> String {
    let runs = document.blocks.iter().filter_map(|block| match block {
        Block::Text(runs) | Block::Note(runs) => Some(runs),
        _ => None,
    });
    let texts = runs.map(|runs| runs.iter().map(|run| run.text.as_str()).collect::<String>());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_document_of_both_samples_is_built_well() {
    for which in Which::ALL {
        let (_folder, session) = sample(which);
        for report in Report::ALL {
            let document = made(&session, report);
            assert!(document.standing.file == "plan.sqlite" && document.standing.made.is_some());
        }
    }
}

#[test]
fn a_published_figure_in_the_text_is_printed_from_the_file() {
    let (_folder, mut session) = sample(Which::Leicester);
    let section = Narrative {
        text: "In need: {indicator:CIN}.".into(),
        ..Narrative::new(NarrativeId(77), Section::Progress)
    };
    session.run(&Edit::add(section).into()).unwrap();
    let reference = Reference::read("indicator:CIN").unwrap();
    let live = session.live(&reference).unwrap();
    let said = words(&made(&session, Report::Plan));
    let wanted = format!("In need: {}.", live.printed(false));
    assert!(said.contains(&wanted), "{wanted}: {said}");
}

#[test]
fn a_new_plan_says_plainly_what_is_not_there_yet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new.sqlite");
    let session = Session::new_plan(&path, &AreaCode::new("856"), "none").unwrap();
    for report in Report::ALL {
        let document = made(&session, report);
        let said = words(&document);
        let is_said = ["yet", "holds no", "no grants"]
            .iter()
            .any(|word| said.contains(word));
        assert!(is_said, "{report:?}: {said}");
    }
}

#[test]
fn the_plan_of_2001_adds_up_to_what_it_printed() {
    let (_folder, session) = sample(Which::Leicester);
    let plan = made(&session, Report::Plan);
    let stated = table(&plan, "Money by objective");
    let whole: i64 = amounts(stated, 1, RowKind::Body)
        .iter()
        .map(|held| held.0)
        .sum();
    assert_eq!(amounts(stated, 1, RowKind::Total), [Pence(whole)]);
    let first = plan
        .tables()
        .find(|table| table.name == "Expenditure")
        .unwrap();
    assert_eq!(
        amounts(first, 3, RowKind::Body),
        [Pence(46_395_000), Pence(3_690_000)]
    );
    assert_eq!(amounts(first, 3, RowKind::Total), [Pence(46_395_000)]);
    let grant = made(&session, Report::Grant);
    let grants = table(&grant, "Grants");
    assert_eq!(amounts(grants, 5, RowKind::Total), [Pence(247_594_500)]);
    assert_eq!(amounts(grants, 6, RowKind::Total), [Pence(whole)]);
    assert!(words(&grant).contains("£2,475,945"));
}

#[test]
fn the_indicators_of_2001_stand_in_their_six_years() {
    let (_folder, session) = sample(Which::Leicester);
    let plan = made(&session, Report::Plan);
    let first = plan
        .tables()
        .find(|table| table.name == "Indicators")
        .unwrap();
    let headings: Vec<&str> = first
        .columns
        .iter()
        .map(|held| held.heading.as_str())
        .collect();
    assert_eq!(
        headings,
        [
            "Code",
            "Indicator",
            "1998/99 outturn",
            "1999/00 provisional",
            "2000/01 planned",
            "2001/02 planned",
            "2002/03 planned",
            "2003/04 planned"
        ]
    );
    let row = first
        .rows
        .iter()
        .find(|row| row.cells[0] == Cell::text("PAF A1"))
        .unwrap();
    let figures: Vec<f64> = row.cells[2..]
        .iter()
        .filter_map(|cell| match cell {
            Cell::Number { value, .. } => Some(*value),
            _ => None,
        })
        .collect();
    assert_eq!(figures, [30.0, 24.0, 23.0, 20.0, 16.0, 15.0]);
    let codes: HashMap<String, usize> = plan
        .tables()
        .filter(|table| table.name == "Indicators")
        .flat_map(|table| &table.rows)
        .fold(HashMap::new(), |mut codes, row| {
            if let Cell::Text(code) = &row.cells[0] {
                *codes.entry(code.clone()).or_default() += 1;
            }
            codes
        });
    // 45 indicators, of which E45 serves two objectives.
    assert_eq!((codes.len(), codes.values().sum::<usize>()), (45, 46));
    assert_eq!(codes["PAF E45"], 2);
}

#[test]
fn the_dashboard_of_2015_prints_its_measures_and_its_counts() {
    let (_folder, session) = sample(Which::Leicestershire);
    let dashboard = made(&session, Report::Dashboard);
    let rows: usize = dashboard
        .tables()
        .filter(|table| table.name == "Measures")
        .map(|table| table.rows.len())
        .sum();
    assert_eq!(rows, 54);
    let counts = table(&dashboard, "Counts");
    assert_eq!(counts.rows.len(), 13);
    let said = words(&dashboard);
    assert!(said.contains("15 better, 12 below, 7 similar"), "{said}");
}

#[test]
fn the_summary_of_both_samples_is_about_four_pages_and_lists_what_the_screen_lists() {
    for which in Which::ALL {
        let (_folder, session) = sample(which);
        let document = made(&session, Report::Summary);
        let printed = write(&document, Format::Pdf).unwrap().bytes;
        let pages = printed
            .windows(12)
            .filter(|held| held == b"/Type/Page/R")
            .count();
        assert!((1..=4).contains(&pages), "{which:?}: {pages}");
        let items = document.blocks.iter().find_map(|block| match block {
            Block::List { items, .. } => Some(items),
            _ => None,
        });
        let found: Vec<String> = (items.unwrap().iter())
            .map(|item| item.text.iter().map(|run| run.text.as_str()).collect())
            .collect();
        let wanted = session.attention();
        assert_eq!(found.len(), wanted.len().min(10));
        for (found, wanted) in found.iter().zip(&wanted) {
            assert!(found.ends_with(&wanted.printed()), "{found}: {wanted:?}");
        }
    }
}
