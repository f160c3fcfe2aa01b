//! The documents of small plans: whole, tied to the sums of the plan, harmless, and empty without a fault.

mod beside;
mod few_pages;
mod outline;
mod people;
mod reading;
mod small;
mod text;
mod uses;
mod young;

use crate::domain::book::Book;
use crate::domain::document::{Block, Cell, Document, RowKind, Table, faults};
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::id::NarrativeId;
use crate::domain::money::Pence;
use crate::domain::narrative::{self, Narrative};
use crate::domain::report::plan::below;
use crate::domain::report::{Gathered, Options, Report, make};
use crate::domain::thread::thread;

/// A document of a plan with nothing from the file.
pub(super) fn document(report: Report, book: &Book) -> Document {
    make(report, book, &small::options(), &small::gathered(book))
}

/// The words of a document: prose, notes, lists.
pub(super) fn prose(document: &Document) -> Vec<String> {
    let words = |runs: &[crate::domain::document::Run]| -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    };
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(runs) | Block::Note(runs) => found.push(words(runs)),
            Block::List { items, .. } => found.extend(items.iter().map(|item| words(&item.text))),
            _ => {}
        }
    }
    found
}

/// The table of a name.
#[track_caller]
pub(super) fn table<'a>(document: &'a Document, name: &str) -> &'a Table {
    let found = document.tables().find(|table| table.name == name);
    found.unwrap_or_else(|| panic!("no table {name} in {}", document.title))
}

fn amount(cell: &Cell) -> Option<Pence> {
    match cell {
        Cell::Money { amount, .. } => Some(*amount),
        _ => None,
    }
}

/// The amounts of a column in rows of one kind.
fn amounts(table: &Table, column: usize, kind: RowKind) -> Vec<Pence> {
    let rows = table.rows.iter().filter(|row| row.kind == kind);
    rows.filter_map(|row| amount(&row.cells[column])).collect()
}

#[test]
fn an_empty_plan_gives_every_document_and_each_says_what_is_not_there() {
    let said = [
        (Report::Plan, "has no objectives yet"),
        (Report::Summary, "has no objectives yet"),
        (Report::YoungPeople, "We have not set our goals yet."),
        (Report::Dashboard, "no dashboard and no quarter"),
        (Report::Grant, "has no grants yet"),
        (Report::Consultation, "holds no consultation yet"),
    ];
    for (report, wanted) in said {
        for options in [Options::default(), small::options()] {
            let made = make(report, &Book::default(), &options, &Gathered::default());
            assert_eq!(faults(&made), Vec::<String>::new(), "{report:?}");
            assert!(!made.title.is_empty(), "{report:?}");
            let all = prose(&made).join("\n");
            assert!(all.contains(wanted), "{report:?}: {all}");
        }
    }
}

#[test]
fn every_document_of_a_small_plan_is_built_well() {
    let book = small::book();
    for report in Report::ALL {
        let made = document(report, &book);
        assert_eq!(faults(&made), Vec::<String>::new(), "{report:?}");
        let last = made.blocks.iter().rev().find_map(|block| match block {
            Block::Heading { level: 1, text } => Some(text.as_str()),
            _ => None,
        });
        assert_eq!(last, Some("Sources and methods"), "{report:?}");
        assert_eq!(Report::from_word(report.word()), Some(report));
    }
}

#[test]
fn the_sums_of_the_grant_report_are_those_of_the_plan() {
    let book = small::book();
    let made = document(Report::Grant, &book);
    let position = YearPosition::of(&book, small::YEAR, None);
    let grants = table(&made, "Grants");
    for (column, whole) in [
        (5, position.granted),
        (6, position.allocated),
        (7, position.left),
    ] {
        assert_eq!(amounts(grants, column, RowKind::Total), [whole]);
        let parts = amounts(grants, column, RowKind::Body);
        assert_eq!(total(parts.into_iter()), whole, "column {column}");
    }
    let grid = table(&made, "Allocations");
    for column in 1..grid.columns.len() {
        let parts = total(amounts(grid, column, RowKind::Body).into_iter());
        let sums = amounts(grid, column, RowKind::Total);
        assert_eq!(parts, sums[0], "column {column}");
        assert_eq!(sums[0].0 + sums[2].0, sums[1].0, "column {column}");
    }
    let spending = table(&made, "Spending");
    // Nothing is spent yet, and a sum of nothing known is not nought.
    assert_eq!(amounts(spending, 4, RowKind::Body), []);
    assert_eq!(amounts(spending, 4, RowKind::Total), []);
    for column in [1, 2, 3, 5, 6] {
        let parts = total(amounts(spending, column, RowKind::Body).into_iter());
        assert_eq!(
            amounts(spending, column, RowKind::Total),
            [parts],
            "column {column}"
        );
    }
    let said = prose(&made).join("\n");
    for figure in [position.granted, position.allocated, position.left] {
        assert!(said.contains(&figure.to_string()), "{figure} in {said}");
    }
}

#[test]
fn the_statement_of_money_ties_to_the_thread() {
    let book = small::book();
    let made = document(Report::Plan, &book);
    let thread = thread(
        &book,
        small::YEAR,
        |_| Vec::new(),
        crate::domain::benchmark::Average::Mean,
    );
    let stated = table(&made, "Money by objective");
    let parts = amounts(stated, 1, RowKind::Body);
    assert_eq!(parts.len(), thread.rows.len() + 1);
    assert_eq!(total(parts.into_iter()), thread.totals.allocated);
    assert_eq!(
        amounts(stated, 1, RowKind::Total),
        [thread.totals.allocated]
    );
    let spent: Vec<Pence> = (made.tables().filter(|table| table.name == "Expenditure"))
        .flat_map(|table| amounts(table, 3, RowKind::Total))
        .collect();
    let of_thread = thread.rows.iter().map(|row| row.money.amount);
    let of_thread: Vec<Pence> = of_thread.filter(|amount| *amount != Pence::ZERO).collect();
    assert_eq!(spent, of_thread);
    let said = prose(&made).join("\n");
    assert!(said.contains("the published one is lower by £5"), "{said}");
}

#[test]
fn seven_grants_are_set_line_by_line() {
    let made = document(Report::Grant, &small::many_grants(7));
    let position = YearPosition::of(&small::many_grants(7), small::YEAR, None);
    let lines = table(&made, "Allocations");
    assert_eq!(lines.columns.len(), 3);
    let parts = total(amounts(lines, 2, RowKind::Body).into_iter());
    assert_eq!(parts, position.allocated);
    assert_eq!(
        amounts(lines, 2, RowKind::Total),
        [position.allocated, position.granted, position.left]
    );
}

#[test]
fn hostile_names_pass_through_as_text() {
    let long = "x".repeat(10_000);
    for name in [
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "\u{202e}txet tfel ot thgir",
        "a\u{0}b\tc",
        "{indicator:A1@2001/02}",
        &long,
    ] {
        let book = small::named(name);
        for report in Report::ALL {
            let made = document(report, &book);
            assert_eq!(faults(&made), Vec::<String>::new(), "{report:?}");
        }
        let made = document(Report::Grant, &book);
        let grants = table(&made, "Grants");
        assert!(
            grants
                .rows
                .iter()
                .any(|row| row.cells[0] == Cell::Head(name.to_owned()))
        );
    }
}

#[test]
fn sections_are_set_below_their_objective_and_their_headings_nest() {
    let heading = |level: u8, text: &str| Block::Heading {
        level,
        text: text.into(),
    };
    let written = [heading(1, "One"), heading(6, "Deep"), heading(2, "Two")];
    let levels: Vec<u8> = (below(&written, 2).iter())
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        })
        .collect();
    assert_eq!(levels, [3, 4, 4]);
    let mut book = small::book();
    book.narratives = vec![Narrative {
        objectives: vec![book.objectives[0].id],
        text: "# One\n\n###### Deep\n\n## Two".into(),
        ..Narrative::new(NarrativeId(1), narrative::Section::Progress)
    }]
    .into();
    let gathered = small::gathered(&book);
    for report in [Report::Plan, Report::Dashboard] {
        let made = make(report, &book, &small::options(), &gathered);
        assert_eq!(faults(&made), Vec::<String>::new());
        let title = book.narratives[0].heading();
        assert!(made.blocks.contains(&heading(2, &title)));
        assert!(made.blocks.contains(&heading(3, "One")));
    }
}

#[test]
fn a_document_says_what_it_stands_on() {
    let book = small::book();
    let made = document(Report::Consultation, &book);
    assert!(
        made.standing.disclosure.contains("below 5"),
        "{:?}",
        made.standing
    );
    let said = prose(&document(Report::Plan, &book)).join("\n");
    assert!(said.contains("Made on 22 November 2026 from the file plan.sqlite, working copy."));
    assert!(said.contains(super::sources::LICENCE), "{said}");
    let said = prose(&document(Report::Grant, &book)).join("\n");
    assert!(
        !said.contains(super::sources::LICENCE),
        "money carries no licence of figures"
    );
}
