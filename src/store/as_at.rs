//! The plan as it stood at a moment, in a file of its own or to look at.
//!
//! The journal is followed backwards, change by change, and each finds the rows exactly as it left them: a file whose
//! journal does not lead back is damaged, and that is said instead of a plan that never was. What came in bulk goes with
//! its batch: a batch withdrawn later stands again, one taken in later is absent with its rows.
//!
//! Edges: changes are believed in the order in which they were made, not by their stamps alone
//! ([`journal::first_from`]). Areas are not journalled, since they are the same in every plan: one that came with a later
//! file stays. What a later version of the file added to its tables stays too, empty.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

use crate::domain::problem::{Place, Problem};
use crate::store::error::StoreError;
use crate::store::journal::{self, Entry};
use crate::store::{Store, open};

/// What a plan's file as at a moment holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsAt {
    /// Changes that had been made by then.
    pub n_kept: u64,
    /// Changes that were made since, and are not in it.
    pub n_later: u64,
    /// The last change that is in it; none where none had been made.
    pub last: Option<Entry>,
}

impl Store {
    /// When the plan's file was made, as far as it knows: when it says so, or the first thing that it remembers; of a plan
    /// that was rescued without its whole history, when that begins.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn began(&self) -> Result<Option<Timestamp>, StoreError> {
        if let Some(at) = journal::begun_anew(&self.conn)? {
            return Ok(at.parse().ok());
        }
        let mut query = self.conn.prepare_cached(
            "select at from beginning union all select entered from batch union all
             select taken_at from snapshot union all select at from (select at from change order by id limit 1)",
        )?;
        let mut rows = query.query([])?;
        let mut first: Option<Timestamp> = None;
        while let Some(row) = rows.next()? {
            if let Ok(at) = row.get_ref(0)?.as_str().unwrap_or_default().parse() {
                first = Some(first.map_or(at, |first: Timestamp| first.min(at)));
            }
        }
        Ok(first)
    }

    /// Notes when the plan's file was made, unless it knows already.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn note_beginning(&self, at: &str) -> Result<(), StoreError> {
        self.writable()?;
        self.conn.execute(
            "insert into beginning (id, at) values (1, ?1) on conflict do nothing",
            [at],
        )?;
        Ok(())
    }

    /// Writes the plan as it stood just before a moment into a new file. The file that this store has open is only read.
    ///
    /// # Errors
    /// When the moment is before the file was made, `out` is there already or cannot be written, or the journal does not
    /// lead back.
    pub fn as_at(&self, before: Timestamp, out: &Path) -> Result<AsAt, StoreError> {
        self.was_there(before)?;
        new_file(&self.path, out, |beside| {
            self.conn
                .backup(
                    rusqlite::MAIN_DB,
                    beside,
                    None::<fn(rusqlite::backup::Progress)>,
                )
                .map_err(|error| StoreError::at(beside, error))?;
            let mut conn =
                Connection::open(beside).map_err(|error| StoreError::at(beside, error))?;
            open::settle(&conn)?;
            wind_back(&mut conn, before)
        })
    }

    /// That the file was there before a moment.
    pub(super) fn was_there(&self, before: Timestamp) -> Result<(), StoreError> {
        let Some(began) = self.began()?.filter(|began| before <= *began) else {
            return Ok(());
        };
        Err(StoreError::Refused(vec![Problem::refusal(
            "before-the-plan",
            Place::Plan,
            "As at",
            format!("The file’s first entry is of {began:.0}"),
            "It has nothing to say of the time before.",
            "Give a later date.",
        )]))
    }
}

/// Makes a new file beside its place, and moves it there when it is whole.
pub(super) fn new_file<T>(
    plan: &Path,
    out: &Path,
    make: impl FnOnce(&Path) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let is_plan = plan.canonicalize().ok().zip(out.canonicalize().ok());
    if is_plan.is_some_and(|(plan, out)| plan == out) {
        return Err(StoreError::Refused(vec![Problem::refusal(
            "plan-itself",
            Place::Plan,
            "The file to write",
            format!("{} is the plan itself", out.display()),
            "It stays as it is.",
            "Give another name.",
        )]));
    }
    if out.exists() {
        return Err(StoreError::AlreadyThere(out.to_owned()));
    }
    let file = |source| StoreError::File {
        path: out.to_owned(),
        why: source,
    };
    let parent = out.parent().filter(|parent| *parent != Path::new(""));
    if parent.is_some_and(|parent| !parent.is_dir()) {
        return Err(file(std::io::ErrorKind::NotFound.into()));
    }
    let Some(name) = out.file_name() else {
        return Err(file(std::io::ErrorKind::InvalidFilename.into()));
    };
    let beside = out.with_file_name(format!(
        ".{}.{}.new",
        name.to_string_lossy(),
        std::process::id()
    ));
    drop(std::fs::remove_file(&beside));
    let made = make(&beside).and_then(|made| {
        if out.exists() {
            return Err(StoreError::AlreadyThere(out.to_owned()));
        }
        std::fs::rename(&beside, out).map_err(file)?;
        Ok(made)
    });
    if made.is_err() {
        drop(std::fs::remove_file(&beside));
    }
    made
}

/// Takes a copy back to what it was just before a moment: rows, journal, bulk and snapshots. Nothing later is left in it,
/// not even in its empty pages.
fn wind_back(conn: &mut Connection, before: Timestamp) -> Result<AsAt, StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let first = journal::first_from(&tx, before)?;
    let n_later = count(&tx, "select count(*) from change where id >= ?1", first)?;
    if let Some(first) = first {
        journal::uninstall(&tx)?;
        journal::rewind(&tx, first)?;
        // What undoes a change stands after it, so that both go.
        tx.execute("delete from change_row where change_id >= ?1", [first])?;
        tx.execute("delete from change where id >= ?1", [first])?;
        tx.execute(
            "update sqlite_sequence set seq = ifnull((select max(id) from change), 0) where name = 'change'",
            [],
        )?;
        drop_later_bulk(&tx)?;
        journal::install(&tx)?;
    }
    drop_later_snapshots(&tx, before)?;
    let broken: Option<String> = tx
        .query_row(
            "select \"table\" from pragma_foreign_key_check limit 1",
            [],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(table) = broken {
        return Err(StoreError::Damaged {
            what: format!("going back leaves a row of “{table}” that refers to nothing"),
            backup: None,
        });
    }
    let last = journal::history(&tx, None)?.pop();
    let n_kept = count(&tx, "select count(*) from change where ?1 is null", None)?;
    tx.commit()?;
    conn.execute_batch("vacuum")?;
    Ok(AsAt {
        n_kept,
        n_later,
        last,
    })
}

fn count(conn: &Connection, sql: &str, from: Option<i64>) -> Result<u64, StoreError> {
    Ok(conn
        .query_row(sql, [from], |row| row.get::<_, i64>(0))?
        .unsigned_abs())
}

/// Bulk rows of batches that neither stand nor could be brought back by the journal that is left.
fn drop_later_bulk(conn: &Connection) -> Result<(), StoreError> {
    conn.execute_batch(
        "create temp table kept_batch as
           select id from main.batch union select json_extract(key, '$[0]') from main.change_row where tbl = 'batch';
         delete from main.figure where series_id in (select id from main.series where batch_id not in (select id from temp.kept_batch));
         delete from main.series where batch_id not in (select id from temp.kept_batch);
         delete from main.ledger_row where batch_id not in (select id from temp.kept_batch);
         delete from main.comment where response_id in (select id from main.response where batch_id not in (select id from temp.kept_batch));
         delete from main.response where batch_id not in (select id from temp.kept_batch);
         delete from main.response_batch where batch_id not in (select id from temp.kept_batch);
         drop table temp.kept_batch;",
    )?;
    Ok(())
}

/// Snapshots taken since. That none is ever removed is a rule for plans, and this is the copy of one.
fn drop_later_snapshots(conn: &Connection, before: Timestamp) -> Result<(), StoreError> {
    let mut query = conn.prepare("select id, taken_at from snapshot")?;
    let later: Vec<i64> = query
        .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?
        .filter_map(|held| match held {
            Ok((id, at)) => at
                .parse::<Timestamp>()
                .is_ok_and(|at| at >= before)
                .then_some(Ok(id)),
            Err(error) => Some(Err(error)),
        })
        .collect::<rusqlite::Result<_>>()?;
    drop(query);
    if later.is_empty() {
        return Ok(());
    }
    let rule: String = conn.query_row(
        "select sql from sqlite_schema where name = 'snapshot_stays'",
        [],
        |row| row.get(0),
    )?;
    conn.execute_batch("drop trigger snapshot_stays")?;
    for id in later {
        conn.execute("delete from snapshot where id = ?1", [id])?;
    }
    conn.execute(&rule, [])?;
    Ok(())
}
