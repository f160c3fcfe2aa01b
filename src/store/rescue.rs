//! What can still be read of a damaged file, brought together in a new plan.
//!
//! The damaged file is only read. Its tables are read row by row in the order of their keys, from both ends and then
//! between what is broken ([`salvage`]); what one page has lost does not take the rest with it. Rows that are lost, and that
//! the journal has, come back as it last had them. Then the new file is made to hold together ([`mend`]): nothing refers to
//! what is lost, nothing is in it that the program could not read, and the history is what leads back from the rows as they
//! are, step by step; earlier changes are left out, and a change that says so stands in their place.
//!
//! Edges: this is also the way on for a plan in which another program has left something of its own: only the columns of our
//! own tables are read, and nothing else of the file is run. Where the table that says whose plan it is cannot be read, the
//! plan is given a title that says so. Of the list of tables itself only what
//! stands before a broken page is known, and with it the tables that it names.

mod mend;
mod salvage;

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;

use crate::domain::rescue::{Rescue, Salvage};
use crate::store::as_at::new_file;
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp};
use crate::store::rescue::mend::LeftOut;
use crate::store::{VERSION, open, package, row, schema};

/// What a broken file's tables of an unknown version are taken for.
const NEWEST: i32 = VERSION;

/// Looks at what can be read of a damaged file. `done` is told how many rows are read, and stops it by answering false.
///
/// # Errors
/// When it is no plan's file, or not even its list of tables can be read; [`StoreError::Stopped`].
pub fn look(
    damaged: &Path,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    // A file without a name is SQLite's own, beside memory, and is gone with the connection.
    bring_together(damaged, &mut Connection::open("")?, stamp, done)
}

/// Brings what can be read of a damaged file together in a new one.
///
/// # Errors
/// As [`look`]; or when the new file is there already or cannot be written.
pub fn save(
    damaged: &Path,
    out: &Path,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    new_file(damaged, out, |beside| {
        let mut to = Connection::open(beside).map_err(|error| StoreError::at(beside, error))?;
        bring_together(damaged, &mut to, stamp, done)
    })
}

fn bring_together(
    damaged: &Path,
    to: &mut Connection,
    stamp: &Stamp,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Rescue, StoreError> {
    let (from, version) = open::damaged(damaged)?;
    let version = if version < 1 { NEWEST } else { version };
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
        let read = salvage::table(&from, &tx, &shape, most, &mut tick)?;
        n_done += read.n_seen;
        found.push((shape, read));
    }
    let suspect = |tables: &[&str]| {
        let of = found
            .iter()
            .filter(|(shape, _)| tables.contains(&shape.name.as_str()));
        of.filter_map(|(_, read)| read.suspect_up_to).max()
    };
    let doubtful = suspect(&["change", "change_row"]);
    let broken: BTreeSet<String> = found
        .iter()
        .filter(|(_, read)| read.suspect_up_to.is_some())
        .map(|(shape, _)| shape.name.clone())
        .collect();
    // A journal that has lost something may not have the latest of a row.
    let from_history = if doubtful.is_none() {
        mend::from_history(&tx, &broken)?
    } else {
        Default::default()
    };
    let mut left_out = LeftOut::new();
    mend::references(&tx, &mut left_out)?;
    tx.commit()?;
    if version < VERSION {
        schema::migrate(to, version)?;
    }
    let tx = to.transaction()?;
    journal::uninstall(&tx)?;
    let is_plan_lost = mend::whose(&tx, damaged)?;
    mend::unreadable(&tx, &mut left_out)?;
    let cut = mend::history(&tx, doubtful, stamp)?;
    mend::holds_together(&tx)?;
    journal::install(&tx)?;
    row::load(&tx)?;
    tx.commit()?;
    to.pragma_update(None, "foreign_keys", true)?;
    let tables = found.into_iter().map(|(shape, read)| {
        let n_from_history = from_history.get(&shape.name).copied().unwrap_or_default();
        Salvage {
            n_read: read.n_seen,
            n_lost: read.n_lost.map(|n| n.saturating_sub(n_from_history)),
            n_from_history,
            n_left_out: read.n_unfit + left_out.get(&shape.name).copied().unwrap_or_default(),
            table: shape.name,
        }
    });
    Ok(Rescue {
        tables: tables
            .filter(|held| held.n_read > 0 || held.n_lost != Some(0))
            .collect(),
        n_changes: cut.n_kept,
        is_history_cut: cut.is_cut,
        is_plan_lost,
    })
}

#[cfg(test)]
mod tests;
