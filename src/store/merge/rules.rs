//! What the plan's rules keep out of a merge: records that refer to what is gone, that are here already under another key,
//! or that could not have been entered here.
//!
//! Each part of a merge was allowed in the copy in which it was made. Together they may not be, and then the part of the
//! other copy stays out and is told, with what would make it fit.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::book::{Book, Shelf};
use crate::domain::compare::Fact;
use crate::domain::merge::{Fields, Write};
use crate::domain::problem::{Problem, Severity};
use crate::store::error::StoreError;
use crate::store::journal;
use crate::store::merge::copy::{OWN, RowKey, number};
use crate::store::merge::tell::Tell;
use crate::store::row::{Row, with_every_shelf};

// Every noun, by name, for the list of shelves.
use crate::domain::actual::Actual;
use crate::domain::area::Neighbour;
use crate::domain::batch::Batch;
use crate::domain::carried::Carried;
use crate::domain::closing::Closing;
use crate::domain::commitment::Commitment;
use crate::domain::consultation::{
    Answered, Aside, Channel, Choice, Cluster, Coding, Consultation, Event, Group, PaperForm,
    PublishedCount, Question, Quote, Receipt, Tally, Theme,
};
use crate::domain::dashboard::PublishedStatement;
use crate::domain::decision::Decision;
use crate::domain::forecast::Forecast;
use crate::domain::giving::Giving;
use crate::domain::grant::{
    Allocation, Contribution, Grant, OfWhich, PriorityArea, PublishedTotal,
};
use crate::domain::indicator::Indicator;
use crate::domain::ledger::{LedgerCode, LedgerMatch};
use crate::domain::mapping::Mapping;
use crate::domain::marker::Marker;
use crate::domain::narrative::Narrative;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Plan, Risk};
use crate::domain::profile::Profile;
use crate::domain::rating::Rating;
use crate::domain::reading::Reading;
use crate::domain::saved_view::SavedView;
use crate::domain::scenario::Scenario;
use crate::domain::scheme::Scheme;
use crate::domain::virement::Virement;

/// What is to be written of their copy, row by row.
pub type Writes = HashMap<RowKey, Write>;

/// Why a row of theirs stays out.
#[derive(Clone, Debug)]
pub struct Fault {
    /// In words, with what to do.
    pub why: String,
    /// The row for whose sake it stays out, if that is of theirs, too.
    pub root: Option<RowKey>,
}

/// The faults of a merge.
pub type Faults = HashMap<RowKey, Fault>;

/// Rows that would refer to nothing.
pub fn dangling(
    conn: &Connection,
    writes: &Writes,
    held: &Faults,
    tell: &Tell<'_>,
) -> Result<Faults, StoreError> {
    let mut faults = Faults::new();
    for table in journal::tables(conn)? {
        if OWN.contains(&table.name.as_str()) {
            continue;
        }
        let sql = format!(
            "select {key}, f.\"table\", f.\"from\", json_extract({row}, '$.' || f.\"from\")
             from pragma_foreign_key_check(?1) c join pragma_foreign_key_list(?1) f on f.id = c.fkid
             join \"{name}\" t on t.rowid = c.rowid",
            key = table.key("t"),
            row = table.json("t"),
            name = table.name,
        );
        let mut query = conn.prepare(&sql)?;
        let mut rows = query.query([&table.name])?;
        while let Some(row) = rows.next()? {
            let child: RowKey = (table.name.clone(), row.get(0)?);
            let refers: rusqlite::types::Value = row.get(3)?;
            let parent: RowKey = (
                row.get(1)?,
                match refers {
                    rusqlite::types::Value::Integer(key) => format!("[{key}]"),
                    _ => String::new(),
                },
            );
            let (at, fault) = refers_to_nothing(child, parent, writes, held, tell);
            faults.insert(at, fault);
        }
    }
    Ok(faults)
}

fn refers_to_nothing(
    child: RowKey,
    parent: RowKey,
    writes: &Writes,
    held: &Faults,
    tell: &Tell<'_>,
) -> (RowKey, Fault) {
    let name = tell.title(&parent);
    if matches!(writes.get(&parent), Some(Write::Remove)) && !writes.contains_key(&child) {
        let why = format!(
            "They removed it; here {} still belongs to it. Move or remove that first, then merge again; or keep it.",
            tell.title(&child)
        );
        return (parent, Fault { why, root: None });
    }
    if held.contains_key(&parent) {
        let why = format!("It belongs to {name}, which cannot come in.");
        let root = Some(parent);
        return (child, Fault { why, root });
    }
    let why = format!(
        "It belongs to {name}, which is not here any more. Bring that back with undo, then merge again; or leave it out."
    );
    (child, Fault { why, root: None })
}

/// Why the file's own rules refused a row, from SQLite's words for it.
pub fn refused(
    conn: &Connection,
    row: &RowKey,
    fields: &Fields,
    words: &str,
    tell: &Tell<'_>,
) -> Result<Fault, StoreError> {
    let why = match words.split_once("UNIQUE constraint failed: ") {
        Some((_, columns)) => {
            let columns: Vec<&str> = columns
                .split(", ")
                .filter_map(|column| column.trim().split_once('.').map(|(_, column)| column))
                .collect();
            let other = twin(conn, row, fields, &columns)?;
            let other = other.map_or_else(
                || "Another record".to_owned(),
                |other| tell.title(&(row.0.clone(), other)),
            );
            let same: Vec<String> = columns
                .iter()
                .map(|column| tell.column(&row.0, column))
                .collect();
            let same = if same.is_empty() {
                "stands in the same place".to_owned()
            } else {
                format!("has the same {}", same.join(" and "))
            };
            format!(
                "{other} {same} here, and was entered apart from theirs. Change or remove one of the two, here or in their copy, then merge again; or leave theirs out."
            )
        }
        None => "What was changed here and what was changed there make no whole record together. Change it by hand to what is right; then leave theirs out.".to_owned(),
    };
    Ok(Fault { why, root: None })
}

/// The key of the row here that has the same values in these columns.
fn twin(
    conn: &Connection,
    row: &RowKey,
    fields: &Fields,
    columns: &[&str],
) -> Result<Option<String>, StoreError> {
    if columns.is_empty() {
        return Ok(None);
    }
    let table = journal::table(conn, row.0.clone())?;
    let alike: Vec<String> = (1..)
        .zip(columns)
        .map(|(n, column)| format!("t.\"{column}\" = ?{n}"))
        .collect();
    let sql = format!(
        "select {} from \"{}\" t where {}",
        table.key("t"),
        table.name,
        alike.join(" and ")
    );
    let values = columns.iter().map(|column| match fields.get(*column) {
        Some(Fact::Whole(whole)) => rusqlite::types::Value::Integer(*whole),
        Some(Fact::Real(real)) => rusqlite::types::Value::Real(*real),
        Some(Fact::Text(text)) => rusqlite::types::Value::Text(text.clone()),
        _ => rusqlite::types::Value::Null,
    });
    let mut query = conn.prepare(&sql)?;
    let mut found = query.query(rusqlite::params_from_iter(values))?;
    Ok(found.next()?.map(|row| row.get(0)).transpose()?)
}

macro_rules! asking {
    ($($shelf:ident: $noun:ident),* $(,)?) => {
        /// Every reason not to hold this record in this book.
        fn problems(book: &Book, table: &str, key: i64) -> Vec<Problem> {
            match table {
                $(_ if <$noun as Row>::TABLE.trim_matches('"') == table => of_record(book, &book.$shelf, key),)*
                _ => Vec::new(),
            }
        }

        /// Every reason not to be without this record of another book.
        fn in_use(book: &Book, other: &Book, table: &str, key: i64) -> Vec<Problem> {
            match table {
                $(_ if <$noun as Row>::TABLE.trim_matches('"') == table => still_used(book, &other.$shelf, key),)*
                _ => Vec::new(),
            }
        }
    };
}

with_every_shelf!(asking);

fn of_record<T: Row>(book: &Book, shelf: &Shelf<T>, key: i64) -> Vec<Problem> {
    errors(held(shelf, key).map_or_else(Vec::new, |record| record.problems(book)))
}

fn still_used<T: Row>(book: &Book, shelf: &Shelf<T>, key: i64) -> Vec<Problem> {
    errors(held(shelf, key).map_or_else(Vec::new, |record| record.in_use(book)))
}

pub(super) fn held<T: Row>(shelf: &Shelf<T>, key: i64) -> Option<&T> {
    (**shelf).get(shelf.place_of(key)?)
}

fn errors(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.retain(|problem| problem.severity == Severity::Error);
    problems
}

/// The books that a merge is held against.
pub struct Books<'b> {
    /// The plan before it.
    pub before: &'b Book,
    /// Their copy.
    pub theirs: &'b Book,
    /// The plan after it.
    pub after: &'b Book,
}

/// Records that could not have been entered into the plan as it would be.
pub fn unfit(books: &Books<'_>, writes: &Writes) -> Faults {
    let mut faults = Faults::new();
    for (row, write) in writes {
        let Some(key) = number(&row.1) else {
            continue;
        };
        let found = if matches!(write, Write::Remove) {
            in_use(books.after, books.before, &row.0, key)
        } else {
            let known: HashSet<&str> = problems(books.theirs, &row.0, key)
                .iter()
                .chain(&problems(books.before, &row.0, key))
                .map(|problem| problem.kind)
                .collect();
            let mut found = problems(books.after, &row.0, key);
            found.retain(|problem| !known.contains(problem.kind));
            found
        };
        if let Some(problem) = found.first() {
            let why = said(problem);
            faults.insert(row.clone(), Fault { why, root: None });
        }
    }
    faults
}

pub(super) fn said(problem: &Problem) -> String {
    let parts = [&problem.what, &problem.why, &problem.remedy];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| {
            if part.ends_with('.') {
                part.clone()
            } else {
                format!("{part}.")
            }
        })
        .collect();
    parts.join(" ")
}

/// Files of theirs that are here already, or whose figures belong to what did not come in.
pub fn files(
    theirs: &Connection,
    books: &Books<'_>,
    writes: &Writes,
    out: &Faults,
) -> Result<Faults, StoreError> {
    let mut faults = Faults::new();
    let added = writes
        .iter()
        .filter(|(row, write)| row.0 == "batch" && matches!(write, Write::Add(_)));
    for (row, _) in added {
        let Some(batch) = number(&row.1).and_then(|key| held(&books.after.batches, key)) else {
            continue;
        };
        let same = books
            .before
            .batches
            .iter()
            .find(|mine| mine.id != batch.id && mine.sha256 == batch.sha256);
        if let Some(mine) = same {
            let why = format!(
                "The same file was taken in here at {}, as “{}”. Leave theirs out; or remove the one here, then merge again.",
                mine.entered, mine.name
            );
            faults.insert(row.clone(), Fault { why, root: None });
            continue;
        }
        let mut query = theirs
            .prepare_cached("select distinct indicator_id from series where batch_id = ?1")?;
        let mut series = query.query([batch.id])?;
        while let Some(found) = series.next()? {
            let indicator: RowKey = ("indicator".into(), format!("[{}]", found.get::<_, i64>(0)?));
            if out.contains_key(&indicator) {
                let why = "Its figures are of indicators that cannot come in.".to_owned();
                let root = Some(indicator);
                faults.insert(row.clone(), Fault { why, root });
                break;
            }
        }
    }
    Ok(faults)
}
