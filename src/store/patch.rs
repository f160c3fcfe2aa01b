//! Brings a book up to date with the file by reading the rows that have changed, and nothing else.
//!
//! The journal names every row that a change touched, whoever made the change and whether it was made, undone or made
//! again. So a plan of a hundred thousand amounts need not be read again for one of them: the changed rows are read
//! from the file, in the same transaction that reads how far the journal has come, and put in their places. What the
//! book holds then is what a full load would give; `tests/store.rs` compares the two after random changes.
//!
//! Edges: whatever is out of the ordinary (a table that is no noun's, a file of figures taken in, thousands of rows)
//! is left to a full load. Where a record stands is never guessed: SQLite itself is asked which of two comes first.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::book::{Book, Shelf};
use crate::domain::id::Key;
use crate::store::row::{self, Row, with_every_shelf};

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

/// With more changed rows than this a full load is as quick.
const MOST: usize = 4_000;
/// A file of figures brings areas, which are not journalled: the whole plan is read again.
const WHOLE: &str = "batch";

/// The changed keys of each table.
type Changed = BTreeMap<String, BTreeSet<String>>;

/// The number of the latest change in the journal; 0 before the first.
pub fn latest(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("select ifnull(max(id), 0) from change")?
        .query_row([], |row| row.get(0))
}

/// Brings a book that was up to date with the change `since` up to date with the file; false where that cannot be done
/// row by row, and the book must be loaded whole.
pub fn patch(conn: &Connection, book: &mut Book, since: i64) -> rusqlite::Result<bool> {
    if latest(conn)? < since {
        return Ok(false);
    }
    let Some(changed) = changed(conn, since)? else {
        return Ok(false);
    };
    if !changed.keys().all(|table| is_known(table)) {
        return Ok(false);
    }
    patch_shelves(conn, book, &changed)
}

/// The rows changed since; none where they are too many.
fn changed(conn: &Connection, since: i64) -> rusqlite::Result<Option<Changed>> {
    let mut query =
        conn.prepare_cached("select tbl, key from change_row where change_id > ?1 limit ?2")?;
    let mut rows = query.query((since, MOST as i64 + 1))?;
    let (mut changed, mut n) = (Changed::new(), 0);
    while let Some(row) = rows.next()? {
        n += 1;
        if n > MOST {
            return Ok(None);
        }
        changed
            .entry(row.get("tbl")?)
            .or_default()
            .insert(row.get("key")?);
    }
    Ok(Some(changed))
}

macro_rules! patching {
    ($($shelf:ident: $noun:ident),* $(,)?) => {
        /// Whether the table is one that rows are read from.
        fn is_known(table: &str) -> bool {
            table != WHOLE && (false $(|| name::<$noun>() == table || $noun::LINKED.contains(&table))*)
        }

        fn patch_shelves(conn: &Connection, book: &mut Book, changed: &Changed) -> rusqlite::Result<bool> {
            $(if !patch_shelf(conn, &mut book.$shelf, changed)? {
                return Ok(false);
            })*
            Ok(true)
        }
    };
}

with_every_shelf!(patching);

/// A noun's table as the journal names it.
fn name<T: Row>() -> &'static str {
    T::TABLE.trim_matches('"')
}

/// Brings one shelf up to date.
fn patch_shelf<T: Row>(
    conn: &Connection,
    shelf: &mut Shelf<T>,
    changed: &Changed,
) -> rusqlite::Result<bool> {
    let own = changed.get(name::<T>());
    if T::LINKED.iter().any(|table| changed.contains_key(*table))
        || (own.is_some() && !T::LINKED.is_empty())
    {
        *shelf = row::shelf(conn)?;
        return Ok(true);
    }
    let Some(own) = own else {
        return Ok(true);
    };
    let mut kept = Vec::new();
    let mut new = Vec::new();
    for key in own {
        let Some(key) = number(key) else {
            return Ok(false);
        };
        match (one::<T>(conn, key)?, shelf.place_of(key)) {
            (None, _) => drop(shelf.remove(key)),
            (Some(record), None) => new.push(record),
            (Some(record), Some(_)) => {
                shelf.replace(record);
                kept.push(key);
            }
        }
    }
    if !in_order(conn, shelf, &kept)? {
        new.extend(kept.into_iter().filter_map(|key| shelf.remove(key)));
    }
    for record in new {
        let at = place(conn, shelf, &record)?;
        shelf.insert(at, record);
    }
    Ok(true)
}

/// The one number of a journalled key.
fn number(key: &str) -> Option<i64> {
    let [number] = serde_json::from_str::<[i64; 1]>(key).ok()?;
    Some(number)
}

fn one<T: Row>(conn: &Connection, key: i64) -> rusqlite::Result<Option<T>> {
    conn.prepare_cached(&format!("select * from {} where id = ?1", T::TABLE))?
        .query_row([key], |row| T::read(row))
        .optional()
}

/// Whether the records that were replaced still stand in order with those beside them.
fn in_order<T: Row>(conn: &Connection, shelf: &Shelf<T>, keys: &[i64]) -> rusqlite::Result<bool> {
    for key in keys {
        let Some(at) = shelf.place_of(*key) else {
            continue;
        };
        for (first, second) in [(at.checked_sub(1), Some(at)), (Some(at), Some(at + 1))] {
            let pair = |place: Option<usize>| (**shelf).get(place?);
            if let (Some(first), Some(second)) = (pair(first), pair(second))
                && !is_before(conn, first, second)?
            {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Where a record belongs among those on the shelf.
fn place<T: Row>(conn: &Connection, shelf: &Shelf<T>, record: &T) -> rusqlite::Result<usize> {
    let (mut low, mut high) = (0, shelf.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if is_before(conn, &shelf[middle], record)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// Whether the file sorts one record before another.
fn is_before<T: Row>(conn: &Connection, first: &T, second: &T) -> rusqlite::Result<bool> {
    let (first, second) = (first.id().number(), second.id().number());
    let sql = format!(
        "select id from {} where id in (?1, ?2) order by {} limit 1",
        T::TABLE,
        T::ORDER
    );
    let found: i64 = conn
        .prepare_cached(&sql)?
        .query_row([first, second], |row| row.get(0))?;
    Ok(found == first)
}
