//! What can still be read of a damaged file, brought together in a new plan.
//!
//! The damaged file itself is not touched: a copy is read (`copy`), row by row, leaf after leaf of its tables’ trees
//! (`salvage`, `pages`), so that what one page has lost does not take the rest with it. Rows that are lost, and that the
//! journal has, come back as it last had them. Then the new file is made to hold together (`mend`): nothing refers to what
//! is lost, nothing is in it that the program could not read, and the history is what leads back from the rows as they are,
//! step by step; earlier changes are left out, and a change that says so stands in their place.
//!
//! Edges: this is also the way on for a plan in which another program has left something of its own: only the columns of our
//! own tables are read, and nothing else of the file is run. Where the table that says whose plan it is cannot be read, the
//! plan is given a title that says so. A table that the list of tables no longer names cannot be found again. A page that
//! was spoilt in part may hold rows that can be read and are wrong: so it is said which tables have lost something.

mod copy;
mod mend;
mod pages;
mod salvage;
mod version;

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

use crate::domain::area::{Area, AreaCode};
use crate::domain::rescue::{Rescue, Salvage};
use crate::store::as_at::new_file;
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp};
use crate::store::rescue::copy::Copy;
use crate::store::rescue::mend::Mended;
use crate::store::{VERSION, open, package, row, schema};

/// Whose plan it is, as far as somebody says so, and the areas that the program knows by name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// The plan's authority, for a file that does not say it any more.
    pub authority: Option<&'a AreaCode>,
    /// Areas.
    pub areas: &'a [Area],
}

/// Looks at what can be read of a damaged file. `done` is told how many rows are read, and stops it by answering false.
///
/// # Errors
/// When it is no plan's file, or not even its list of tables can be read; [`StoreError::Stopped`].
pub fn look(
    damaged: &Path,
    known: Known<'_>,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    // A file without a name is SQLite's own, beside memory, and is gone with the connection.
    bring_together(damaged, &mut Connection::open("")?, known, stamp, done)
        .map_err(|error| open::name_backup(damaged, error))
}

/// Brings what can be read of a damaged file together in a new one.
///
/// # Errors
/// As [`look`]; or when the new file is there already or cannot be written.
pub fn save(
    damaged: &Path,
    out: &Path,
    known: Known<'_>,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    new_file(damaged, out, |beside| {
        let mut to = Connection::open(beside).map_err(|error| StoreError::at(beside, error))?;
        bring_together(damaged, &mut to, known, stamp, done)
            .map_err(|error| open::name_backup(damaged, error))
    })
}

fn bring_together(
    damaged: &Path,
    to: &mut Connection,
    known: Known<'_>,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    open::is_sqlite(damaged)?;
    let copy = Copy::of(damaged)?;
    // SQLite brings the copy back to what it was before a change that was not ended; then its list is looked at.
    drop(open::damaged(&copy.path(), damaged)?);
    let pages = copy.mend_list()?;
    let (from, named) = open::damaged(&copy.path(), damaged)?;
    let version = version::of(&from, named)?;
    // A row takes up some bytes: what gives more rows than that goes in circles.
    let most = damaged.metadata().map_or(u64::MAX, |held| held.len() / 4);
    open::settle(to)?;
    to.pragma_update(None, "foreign_keys", false)?;
    schema::create_at(to, version)?.ok_or_else(|| StoreError::Newer {
        path: damaged.to_owned(),
        found: version,
        known: VERSION,
    })?;
    let tx = to.transaction()?;
    let (mut found, mut n_done) = (Vec::new(), 0);
    for shape in package::shapes(&tx)? {
        let mut tick = |n: u64| done(n_done + n);
        let partings = salvage::partings(&from, pages.as_ref(), &shape)?;
        let read = salvage::table((&from, &partings), &tx, &shape, most, &mut tick)?;
        n_done += read.n_seen;
        found.push((shape.name, read));
    }
    let broken: BTreeMap<&str, i64> = found
        .iter()
        .filter_map(|(table, read)| Some((table.as_str(), read.suspect_up_to?)))
        .collect();
    let doubtful = ["change", "change_row"]
        .into_iter()
        .filter_map(|table| broken.get(table).copied())
        .max();
    if broken.contains_key("area") {
        mend::areas(&tx, known.areas)?;
    }
    // A journal that has lost something may not have the latest of a row.
    let from_history = if doubtful.is_none() {
        mend::from_history(&tx, |table| broken.contains_key(table))?
    } else {
        BTreeMap::new()
    };
    let mut mended = Mended::new();
    mend::references(&tx, &mut mended)?;
    tx.commit()?;
    if version < VERSION {
        schema::migrate(to, version)?;
    }
    let tx = to.transaction()?;
    journal::uninstall(&tx)?;
    let is_plan_lost = mend::whose(&tx, damaged, known.authority)?;
    if is_plan_lost {
        mend::areas(&tx, known.areas)?;
    }
    mend::unreadable(&tx, &mut mended)?;
    let cut = mend::history(&tx, doubtful, stamp)?;
    mend::holds_together(&tx)?;
    let tables = found.iter().map(|(table, read)| {
        let done = mended.get(table).copied().unwrap_or_default();
        let n_from_history = from_history.get(table).copied().unwrap_or_default();
        let n_fit = read.n_seen - read.n_unfit;
        Salvage {
            n_read: n_fit.saturating_sub(done.n_out),
            n_lost: match read.suspect_up_to {
                None => Some(0),
                Some(_) => read
                    .n_there
                    .map(|n| n.saturating_sub(n_fit + n_from_history)),
            },
            n_from_history,
            n_left_out: read.n_unfit + done.n_out,
            n_emptied: done.n_emptied,
            table: table.clone(),
        }
    });
    let rescue = Rescue {
        tables: tables
            .filter(|held| *held != Salvage::nothing(&held.table))
            .collect(),
        n_changes: cut.n_kept,
        is_history_cut: cut.is_cut,
        is_plan_lost,
    };
    if !rescue.is_whole() {
        let words = format!("Rescued from a damaged file. {}", rescue.sentence());
        journal::note_rescue(&tx, stamp, &words)?;
    }
    journal::install(&tx)?;
    row::load(&tx)?;
    tx.commit()?;
    to.pragma_update(None, "foreign_keys", true)?;
    Ok(rescue)
}

#[cfg(test)]
mod tests;
