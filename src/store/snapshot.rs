//! Snapshots: the plan as it was shown, kept in its own file, proved by its hash, and never changed.
//!
//! The content is text: one line of JSON for each row, table by table, in the order of their keys, so that the same plan
//! always gives the same bytes and the hash speaks of the plan and not of how it is packed. Bulk figures are not in it:
//! the batches are, each with the hash of its file, and their rows stay in the file even when a batch is withdrawn.
//!
//! Edges: a snapshot of an older version of the file is read under that version's tables and then brought up to date, as
//! an old file is. The text is held in memory for a moment; the plan's own rows are a few megabytes at most.

use std::io::{Read, Write};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params_from_iter};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::domain::id::SnapshotId;
use crate::domain::problem::Severity;
use crate::domain::snapshot::{Kind, Snapshot, problems_of_name};
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp};
use crate::store::shadow::AREA;
use crate::store::{Store, VERSION, schema};

/// The most that a snapshot may unpack to, in bytes: ten times the largest plan that is known.
const MOST: u64 = 1 << 30;

impl Store {
    /// Every snapshot, in the order in which they were taken.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, StoreError> {
        list(&self.conn)
    }

    /// Keeps the plan as it stands on disk at this moment under a name.
    ///
    /// # Errors
    /// When the name is empty or taken, or the file cannot be written.
    pub fn take_snapshot(
        &mut self,
        id: SnapshotId,
        name: &str,
        note: &str,
        stamp: &Stamp,
    ) -> Result<Snapshot, StoreError> {
        self.keep((id, Kind::Plan), name, note, stamp, canonical)
    }

    /// Keeps a released document byte for byte under a name.
    ///
    /// # Errors
    /// When the name is empty or taken, or the file cannot be written.
    pub fn keep_release(
        &mut self,
        id: SnapshotId,
        name: &str,
        note: &str,
        bytes: &[u8],
        stamp: &Stamp,
    ) -> Result<Snapshot, StoreError> {
        self.keep((id, Kind::Release), name, note, stamp, |_| {
            Ok(bytes.to_owned())
        })
    }

    fn keep(
        &mut self,
        (id, kind): (SnapshotId, Kind),
        name: &str,
        note: &str,
        stamp: &Stamp,
        content: impl FnOnce(&Connection) -> Result<Vec<u8>, StoreError>,
    ) -> Result<Snapshot, StoreError> {
        self.writable()?;
        // Written at once: between reading the plan and keeping it nobody may change it.
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let refusals: Vec<_> = problems_of_name(name, &list(&tx)?)
            .into_iter()
            .filter(|problem| problem.severity == Severity::Error)
            .collect();
        if !refusals.is_empty() {
            return Err(StoreError::Refused(refusals));
        }
        let content = content(&tx)?;
        let made = Snapshot {
            id,
            kind,
            name: name.trim().to_owned(),
            taken_at: stamp.at.clone(),
            taken_by: stamp.who.clone(),
            note: note.trim().to_owned(),
            sha256: hex(&Sha256::digest(&content)),
            n_bytes: content.len() as u64,
        };
        tx.execute(
            "insert into snapshot (id, kind, name, taken_at, taken_by, note, version, sha256, n_bytes, content)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            rusqlite::params![
                made.id.0,
                made.kind.word(),
                made.name,
                made.taken_at,
                made.taken_by,
                made.note,
                VERSION,
                made.sha256,
                i64::try_from(content.len()).unwrap_or(i64::MAX),
                packed(&content)?,
            ],
        )?;
        tx.commit()?;
        Ok(made)
    }

    /// What was kept, if it is still what was taken: a document's bytes, or a plan's rows as lines of JSON.
    ///
    /// # Errors
    /// When there is no such snapshot, or its content does not have its hash.
    pub fn snapshot_bytes(&self, id: SnapshotId) -> Result<Vec<u8>, StoreError> {
        Ok(content(&self.conn, id.0)?.1)
    }
}

pub(super) fn list(conn: &Connection) -> Result<Vec<Snapshot>, StoreError> {
    let mut query = conn.prepare_cached(
        "select id, kind, name, taken_at, taken_by, note, sha256, n_bytes from snapshot order by taken_at, id",
    )?;
    let found = query.query_map([], |row| {
        let kind: String = row.get(1)?;
        Ok(Snapshot {
            id: SnapshotId(row.get(0)?),
            kind: if kind == Kind::Release.word() {
                Kind::Release
            } else {
                Kind::Plan
            },
            name: row.get(2)?,
            taken_at: row.get(3)?,
            taken_by: row.get(4)?,
            note: row.get(5)?,
            sha256: row.get(6)?,
            n_bytes: row.get::<_, i64>(7)?.unsigned_abs(),
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The plan's rows as text.
fn canonical(conn: &Connection) -> Result<Vec<u8>, StoreError> {
    let mut out = Vec::new();
    let mut tables = journal::tables(conn)?;
    tables.push(journal::table(conn, AREA.to_owned())?);
    tables.sort_by(|a, b| a.name.cmp(&b.name));
    for table in tables {
        line(
            &mut out,
            &serde_json::json!({ "table": table.name, "columns": table.columns }),
        );
        let columns: Vec<String> = table.columns.iter().map(|name| quoted(name)).collect();
        let keys: Vec<String> = table.keys.iter().map(|name| quoted(name)).collect();
        let mut query = conn.prepare(&format!(
            "select {} from {} order by {}",
            columns.join(", "),
            quoted(&table.name),
            keys.join(", ")
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let cells = (0..columns.len())
                .map(|at| row.get_ref(at).map(json))
                .collect::<rusqlite::Result<Vec<_>>>()?;
            line(&mut out, &Json::Array(cells));
        }
    }
    Ok(out)
}

fn line(out: &mut Vec<u8>, json: &Json) {
    out.extend_from_slice(json.to_string().as_bytes());
    out.push(b'\n');
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn json(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null | ValueRef::Blob(_) => Json::Null,
        ValueRef::Integer(whole) => whole.into(),
        ValueRef::Real(real) => real.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
    }
}

fn value(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Real(number.as_f64()?),
        },
        Json::String(text) => Value::Text(text.clone()),
        _ => return None,
    })
}

/// The rows of a snapshot in a file in memory, under the newest tables.
pub(super) fn rows_of(conn: &Connection, id: i64) -> Result<Connection, StoreError> {
    let (version, content) = content(conn, id)?;
    let mut held = Connection::open_in_memory()?;
    held.pragma_update(None, "foreign_keys", false)?;
    schema::create_at(&mut held, version)?.ok_or_else(|| {
        damaged(&format!(
            "it is of version {version}, which this program does not know"
        ))
    })?;
    fill(&mut held, &content)?;
    if version < VERSION {
        schema::migrate(&mut held, version)?;
    }
    Ok(held)
}

fn fill(conn: &mut Connection, content: &[u8]) -> Result<(), StoreError> {
    let tx = conn.transaction()?;
    let mut put = String::new();
    for (n, text) in (1_usize..).zip(content.split(|byte| *byte == b'\n')) {
        if text.is_empty() {
            continue;
        }
        let unread = || damaged(&format!("its line {n} cannot be read"));
        match serde_json::from_slice(text).map_err(|_| unread())? {
            Json::Object(head) => put = insert(&head).ok_or_else(unread)?,
            Json::Array(cells) if !put.is_empty() => {
                let values: Option<Vec<Value>> = cells.iter().map(value).collect();
                tx.prepare_cached(&put)?
                    .execute(params_from_iter(values.ok_or_else(unread)?))?;
            }
            _ => return Err(unread()),
        }
    }
    tx.commit()?;
    Ok(())
}

/// The statement that writes a row under a table's heading. Names with a quote in them are none of ours.
fn insert(head: &serde_json::Map<String, Json>) -> Option<String> {
    let table = head.get("table")?.as_str()?;
    let columns: Option<Vec<&str>> = head
        .get("columns")?
        .as_array()?
        .iter()
        .map(Json::as_str)
        .collect();
    let columns = columns?;
    if columns
        .iter()
        .chain([&table])
        .any(|name| name.contains('"'))
    {
        return None;
    }
    let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
    let columns: Vec<String> = columns.into_iter().map(quoted).collect();
    Some(format!(
        "insert into {} ({}) values ({})",
        quoted(table),
        columns.join(", "),
        marks.join(", ")
    ))
}

/// A snapshot's version and its content, proved by its hash.
fn content(conn: &Connection, id: i64) -> Result<(i32, Vec<u8>), StoreError> {
    let held: Option<(i32, String, i64, Vec<u8>)> = conn
        .query_row(
            "select version, sha256, n_bytes, content from snapshot where id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .optional()?;
    let Some((version, sha256, n_bytes, packed)) = held else {
        return Err(damaged("it is not in this file"));
    };
    let n_bytes = n_bytes.unsigned_abs();
    if n_bytes > MOST {
        return Err(damaged("it says that it is larger than any plan"));
    }
    let mut content = Vec::new();
    // One byte more than it may have, so that more is seen.
    flate2::read::GzDecoder::new(packed.as_slice())
        .take(n_bytes + 1)
        .read_to_end(&mut content)
        .map_err(|error| damaged(&format!("it cannot be unpacked ({error})")))?;
    if content.len() as u64 != n_bytes || hex(&Sha256::digest(&content)) != sha256 {
        return Err(damaged(
            "its content does not have the hash that was noted when it was taken",
        ));
    }
    Ok((version, content))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged {
        what: format!("a snapshot is not what was taken: {what}"),
        backup: None,
    }
}

fn packed(content: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer
        .write_all(content)
        .and_then(|()| packer.finish())
        .map_err(|error| damaged(&format!("it cannot be packed ({error})")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
