//! What was changed, when, by whom: one mechanism for undo, redo and history.
//!
//! Triggers made from the schema write each changed row, before and after, as JSON. A change is taken back by
//! writing the rows as they were, newest first; that is itself a change, which redo takes back in turn. Before a
//! row is overwritten it must still be what the change left: if somebody has changed it since, the step is
//! refused and says by whom.

mod anew;
mod brought;
mod replay;

use std::collections::{BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension};

use crate::domain::merge::{Author, Cell, Fate, Undecided};
use crate::store::error::StoreError;

pub(in crate::store) use crate::store::journal::anew::{
    begin_anew, begun_anew, leads_back_to, note_rescue,
};
pub(in crate::store) use crate::store::journal::replay::bring;

/// Who makes a change, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The officer.
    pub who: String,
    /// The moment, as `2026-11-21T10:00:00Z`.
    pub at: String,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The change's number, counted from 1.
    pub id: i64,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// What, in words.
    pub words: String,
    /// The change that this one took back.
    pub undoes: Option<i64>,
    /// The change that this one made once more.
    pub redoes: Option<i64>,
    /// How many rows of the plan it touched; what the file remembers of merges is none.
    pub n_rows: i64,
    /// Where it heard of a colleague's changes: these, in the order in which they were made, and what became of each.
    pub brought: Vec<Brought>,
}

/// A change of another copy that a merge brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// When it was made there.
    pub at: String,
    /// By whom.
    pub who: String,
    /// What, in words.
    pub words: String,
    /// What became of it here.
    pub fate: Fate,
}

/// What a change is in the line of undo and redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A change of its own.
    New,
    /// Takes back the change of this number.
    Undo(i64),
    /// Makes the change of this number once more.
    Redo(i64),
}

/// Tables that are not journalled: the journal itself; areas, which are the same in every plan and only added to; and
/// figures, which come and go with the row of their batch; snapshots, which are never changed.
const APART: [&str; 12] = [
    "change",
    "change_row",
    "change_now",
    "area",
    "series",
    "figure",
    "ledger_row",
    "response_batch",
    "response",
    "comment",
    "snapshot",
    "beginning",
];

/// A journalled table.
pub(crate) struct Table {
    /// Its name, without quotes.
    pub(crate) name: String,
    /// Its columns, in order.
    pub(crate) columns: Vec<String>,
    /// The columns of its key, in the key's order.
    pub(crate) keys: Vec<String>,
}

impl Table {
    /// The row as JSON, with the row's alias in the trigger or query.
    pub(in crate::store) fn json(&self, row: &str) -> String {
        let pairs: Vec<String> = self
            .columns
            .iter()
            .map(|column| format!("'{column}', {row}.\"{column}\""))
            .collect();
        format!("json_object({})", pairs.join(", "))
    }

    pub(in crate::store) fn key(&self, row: &str) -> String {
        let keys: Vec<String> = self
            .keys
            .iter()
            .map(|column| format!("{row}.\"{column}\""))
            .collect();
        format!("json_array({})", keys.join(", "))
    }
}

/// The journalled tables, as the file's own schema gives them.
pub(crate) fn tables(conn: &Connection) -> rusqlite::Result<Vec<Table>> {
    let mut names = conn.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")?;
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    names
        .into_iter()
        .filter(|name| !APART.contains(&name.as_str()))
        .map(|name| table(conn, name))
        .collect()
}

/// A table as the file's own schema gives it.
pub(crate) fn table(conn: &Connection, name: String) -> rusqlite::Result<Table> {
    let mut query = conn.prepare("select name, pk from pragma_table_info(?1) order by cid")?;
    let found: Vec<(String, i64)> = query
        .query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut keys: Vec<&(String, i64)> = found.iter().filter(|(_, place)| *place > 0).collect();
    keys.sort_by_key(|(_, place)| *place);
    Ok(Table {
        keys: keys.into_iter().map(|(column, _)| column.clone()).collect(),
        columns: found.into_iter().map(|(column, _)| column).collect(),
        name,
    })
}

/// How the names of the journal's triggers begin.
pub(in crate::store) const PREFIX: &str = "journal_";

/// Makes the triggers for every journalled table.
///
/// # Errors
/// When the file cannot be written.
pub fn install(conn: &Connection) -> Result<(), StoreError> {
    uninstall(conn)?;
    for table in tables(conn)? {
        for trigger in triggers(&table) {
            // One statement, whatever the names in it.
            conn.execute(&trigger, [])?;
        }
    }
    Ok(())
}

/// The statements that make a table's three triggers.
fn triggers(table: &Table) -> [String; 3] {
    let trigger = |event: &str, row: &str, before: &str, after: &str| {
        let unchanged = if event == "update" {
            format!("when {before} is not {after}")
        } else {
            String::new()
        };
        format!(
            "CREATE TRIGGER {PREFIX}{name}_{event} after {event} on \"{name}\" {unchanged} begin
                   select raise(abort, 'changes go through Golden Thread, so that each can be undone')
                   where (select change_id from change_now) is null;
                   insert into change_row (change_id, seq, tbl, key, before, after)
                   select n.change_id, ifnull((select max(seq) from change_row where change_id = n.change_id), 0) + 1,
                          '{name}', {key}, {before}, {after}
                   from change_now n;
                 end",
            name = table.name,
            key = table.key(row),
        )
    };
    let (old, new) = (table.json("old"), table.json("new"));
    [
        trigger("insert", "new", "null", &new),
        trigger("update", "new", &old, &new),
        trigger("delete", "old", &old, "null"),
    ]
}

/// Whether every journalled table has its three triggers, each word for word as the program writes it: one that another
/// program has put under their name could do anything at every change.
///
/// # Errors
/// When the file cannot be read.
pub fn is_whole(conn: &Connection) -> Result<bool, StoreError> {
    let mut query = conn.prepare("select sql from sqlite_schema where type = 'trigger' and name like 'journal\\_%' escape '\\'")?;
    let held: BTreeSet<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let own: BTreeSet<String> = tables(conn)?.iter().flat_map(triggers).collect();
    Ok(held == own)
}

/// Drops the triggers, for a migration.
///
/// # Errors
/// When the file cannot be written.
pub fn uninstall(conn: &Connection) -> Result<(), StoreError> {
    let mut query = conn.prepare("select name from sqlite_schema where type = 'trigger' and name like 'journal\\_%' escape '\\'")?;
    let names: Vec<String> = query
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    drop(query);
    for name in names {
        conn.execute_batch(&format!("drop trigger \"{name}\""))?;
    }
    Ok(())
}

/// Runs a change inside the caller's transaction and journals it. A change that touches no row leaves no entry.
///
/// # Errors
/// What the change itself failed with.
pub fn record(
    conn: &Connection,
    stamp: &Stamp,
    words: &str,
    step: Step,
    change: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let (undoes, redoes) = match step {
        Step::New => (None, None),
        Step::Undo(id) => (Some(id), None),
        Step::Redo(id) => (None, Some(id)),
    };
    conn.execute(
        "insert into change (at, who, words, undoes, redoes) values (?1, ?2, ?3, ?4, ?5)",
        (&stamp.at, &stamp.who, words, undoes, redoes),
    )?;
    let id = conn.last_insert_rowid();
    conn.execute("update change_now set change_id = ?1", [id])?;
    change(conn)?;
    conn.execute("update change_now set change_id = null", [])?;
    let n_rows: i64 = conn.query_row(
        "select count(*) from change_row where change_id = ?1",
        [id],
        |row| row.get(0),
    )?;
    if n_rows == 0 {
        conn.execute("delete from change where id = ?1", [id])?;
    }
    Ok(())
}

/// Takes back this person's latest change that still stands.
///
/// # Errors
/// [`StoreError::NothingToUndo`] or [`StoreError::Overtaken`].
pub fn undo(conn: &Connection, stamp: &Stamp) -> Result<String, StoreError> {
    let Some((id, words)) = line(conn, &stamp.who)?.0.pop() else {
        return Err(StoreError::NothingToUndo);
    };
    record(conn, stamp, &words, Step::Undo(id), |conn| {
        replay::back(conn, id, &words)
    })?;
    Ok(words)
}

/// Makes this person's latest undone change once more.
///
/// # Errors
/// [`StoreError::NothingToRedo`] or [`StoreError::Overtaken`].
pub fn redo(conn: &Connection, stamp: &Stamp) -> Result<String, StoreError> {
    let Some((id, words)) = line(conn, &stamp.who)?.1.pop() else {
        return Err(StoreError::NothingToRedo);
    };
    record(conn, stamp, &words, Step::Redo(id), |conn| {
        replay::forward(conn, id, &words)
    })?;
    Ok(words)
}

/// What this person's next undo and redo would be called.
///
/// # Errors
/// When the file cannot be read.
pub fn next_steps(
    conn: &Connection,
    who: &str,
) -> Result<(Option<String>, Option<String>), StoreError> {
    let (mut undo, mut redo) = line(conn, who)?;
    Ok((
        undo.pop().map(|(_, words)| words),
        redo.pop().map(|(_, words)| words),
    ))
}

/// A change by its number and its words.
type Named = (i64, String);

/// This person's changes that can be undone, and those that can be redone, each with the next one last.
fn line(conn: &Connection, who: &str) -> Result<(Vec<Named>, Vec<Named>), StoreError> {
    let mut undo: Vec<Named> = Vec::new();
    let mut redo: Vec<Named> = Vec::new();
    let mut query = conn.prepare_cached(
        // Where the journal begins anew, and in what is said of a rescue, there is nothing to take back.
        "select id, words, undoes, redoes from change c where who = ?1
           and not exists (select 1 from change_row where change_id = c.id and seq = 1 and tbl in ('beginning', 'rescued')) order by id",
    )?;
    let mut rows = query.query([who])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get("words")?;
        match (
            row.get::<_, Option<i64>>("undoes")?,
            row.get::<_, Option<i64>>("redoes")?,
        ) {
            (Some(undone), _) => {
                undo.retain(|(id, _)| *id != undone);
                redo.push((undone, words));
            }
            (_, Some(redone)) => {
                redo.retain(|(id, _)| *id != redone);
                undo.push((redone, words));
            }
            (None, None) => {
                undo.push((row.get("id")?, words));
                redo.clear();
            }
        }
    }
    Ok((undo, redo))
}

/// Every change, oldest first, from the first of a date on if one is given; as for `first_from`, their order is believed
/// before the clock.
///
/// # Errors
/// When the file cannot be read.
pub fn history(conn: &Connection, since: Option<&str>) -> Result<Vec<Entry>, StoreError> {
    let mut query = conn.prepare_cached(
        "select c.id, c.at, c.who, c.words, c.undoes, c.redoes,
                (select count(*) from change_row r where r.change_id = c.id
                   and r.tbl not in ('merged', 'undecided', 'beginning', 'rescued')) as rows_changed
         from change c
         where ?1 is null or c.id >= (select min(id) from change where at >= ?1) order by c.id",
    )?;
    let entries = query.query_map([since], |row| {
        Ok(Entry {
            id: row.get("id")?,
            at: row.get("at")?,
            who: row.get("who")?,
            words: row.get("words")?,
            undoes: row.get("undoes")?,
            redoes: row.get("redoes")?,
            n_rows: row.get("rows_changed")?,
            brought: Vec::new(),
        })
    })?;
    let mut entries = entries.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut brought = brought::brought(conn, &undone(conn)?)?;
    for entry in &mut entries {
        entry.brought = brought.remove(&entry.id).unwrap_or_default();
    }
    Ok(entries)
}

/// The changes that do not stand: they were taken back, and not made once more.
fn undone(conn: &Connection) -> Result<HashSet<i64>, StoreError> {
    let mut query = conn.prepare_cached(
        "select undoes, redoes from change where undoes is not null or redoes is not null order by id",
    )?;
    let mut rows = query.query([])?;
    let mut undone = HashSet::new();
    while let Some(row) = rows.next()? {
        undone.extend(row.get::<_, Option<i64>>("undoes")?);
        if let Some(redone) = row.get::<_, Option<i64>>("redoes")? {
            undone.remove(&redone);
        }
    }
    Ok(undone)
}

/// What of colleagues' changes is not decided, in the order of their tables.
///
/// # Errors
/// When the file cannot be read.
pub fn undecided(conn: &Connection) -> Result<Vec<Undecided>, StoreError> {
    let mut query = conn.prepare_cached(
        "select u.tbl, u.key, u.field, ifnull(m.who, '') as who, ifnull(m.at, '') as at
         from undecided u left join merged m on m.id = u.change order by u.tbl, u.key, u.field, m.at",
    )?;
    let rows = query.query_map([], |row| {
        Ok(Undecided {
            cell: Cell {
                table: row.get("tbl")?,
                key: row.get("key")?,
                field: row.get("field")?,
            },
            by: Author {
                who: row.get("who")?,
                at: row.get("at")?,
            },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The first change that was made at a moment or after it. None where every change was made before.
///
/// Changes are numbered in the order in which they were made, and that order is believed before the clock: a change
/// cannot have been made before one that it follows, so a clock that was put back moves nothing to an earlier day.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn first_from(
    conn: &Connection,
    moment: jiff::Timestamp,
) -> Result<Option<i64>, StoreError> {
    let mut query = conn.prepare_cached("select id, at from change order by id")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let at: String = row.get(1)?;
        if at
            .parse::<jiff::Timestamp>()
            .is_ok_and(|made| made >= moment)
        {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// Takes every change from one on back, the latest first. Nothing is journalled: the caller works on a copy.
///
/// # Errors
/// When the journal does not lead back from the rows as they are.
pub(crate) fn rewind(conn: &Connection, from: i64) -> Result<(), StoreError> {
    replay::rewind(conn, from)
}

/// A row as it stands, as the journal writes it, or nothing.
pub(in crate::store) fn row(
    conn: &Connection,
    table: &Table,
    key: &str,
) -> Result<Option<String>, StoreError> {
    replay::current(conn, table, key)
}

/// Who last changed a row after a given change.
pub(crate) fn changed_since(
    conn: &Connection,
    tbl: &str,
    key: &str,
    after: i64,
) -> Result<Option<(String, String)>, StoreError> {
    Ok(conn
        .query_row(
            "select c.who, c.at from change_row r join change c on c.id = r.change_id
             where r.tbl = ?1 and r.key = ?2 and c.id > ?3 order by c.id desc limit 1",
            (tbl, key, after),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}
