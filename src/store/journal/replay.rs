//! Writes journalled rows back as they were, or once more as they became.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use serde_json::{Map, Value as Json};

use crate::store::error::StoreError;
use crate::store::journal::{Table, changed_since, tables};

/// One journalled row.
struct Change {
    tbl: String,
    key: String,
    before: Option<String>,
    after: Option<String>,
}

/// Takes a change back: its rows as they were before it, last first.
pub fn back(conn: &Connection, id: i64, words: &str) -> Result<(), StoreError> {
    let mut changes = changes(conn, id)?;
    changes.reverse();
    for change in &mut changes {
        std::mem::swap(&mut change.before, &mut change.after);
    }
    write(conn, id, words, &changes)
}

/// Makes a change once more: its rows as they were after it, first first.
pub fn forward(conn: &Connection, id: i64, words: &str) -> Result<(), StoreError> {
    write(conn, id, words, &changes(conn, id)?)
}

/// Takes every change from one on back, the latest first, so that each finds the rows as it left them.
pub fn rewind(conn: &Connection, from: i64) -> Result<(), StoreError> {
    let tables = tables(conn)?;
    let mut ids = conn.prepare("select id from change where id >= ?1 order by id desc")?;
    let ids: Vec<i64> = ids
        .query_map([from], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    ids.into_iter()
        .try_for_each(|id| rewind_one(conn, &tables, id))
}

/// Takes one change back that is the latest of those that stand.
pub fn rewind_one(conn: &Connection, tables: &[Table], id: i64) -> Result<(), StoreError> {
    conn.pragma_update(None, "defer_foreign_keys", true)?;
    let lost = |what: &str| StoreError::Damaged {
        what: format!("the journal does not lead back past change {id}: {what}"),
        backup: None,
    };
    let mut changes = changes(conn, id)?;
    changes.reverse();
    for change in &mut changes {
        std::mem::swap(&mut change.before, &mut change.after);
        let table = named(tables, change)?;
        if !is_still(conn, table, change)? {
            return Err(lost(&format!(
                "a row of “{}” is not as it left it",
                change.tbl
            )));
        }
        put(conn, table, change).map_err(|error| match error {
            StoreError::Rule(why) => lost(&why),
            other => other,
        })?;
    }
    Ok(())
}

/// The table that a journalled row is of.
fn named<'t>(tables: &'t [Table], change: &Change) -> Result<&'t Table, StoreError> {
    tables
        .iter()
        .find(|table| table.name == change.tbl)
        .ok_or_else(|| StoreError::Damaged {
            what: format!(
                "the journal names a table “{}” that is not there",
                change.tbl
            ),
            backup: None,
        })
}

/// Whether the row is as the change expects to find it.
fn is_still(conn: &Connection, table: &Table, change: &Change) -> Result<bool, StoreError> {
    let held = current(conn, table, &change.key)?;
    Ok(same(held.as_deref(), change.before.as_deref()))
}

fn changes(conn: &Connection, id: i64) -> Result<Vec<Change>, StoreError> {
    let mut query = conn.prepare_cached(
        "select tbl, key, before, after from change_row where change_id = ?1 and tbl <> 'rescued' order by seq",
    )?;
    let rows = query.query_map([id], |row| {
        Ok(Change {
            tbl: row.get("tbl")?,
            key: row.get("key")?,
            before: row.get("before")?,
            after: row.get("after")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn write(conn: &Connection, id: i64, words: &str, changes: &[Change]) -> Result<(), StoreError> {
    // Rows are written in the order in which they were changed; in between, one may refer to another that is yet to come.
    conn.pragma_update(None, "defer_foreign_keys", true)?;
    let tables = tables(conn)?;
    for change in changes {
        let table = named(&tables, change)?;
        if !is_still(conn, table, change)? {
            let (who, at) = changed_since(conn, &change.tbl, &change.key, id)?
                .unwrap_or_else(|| ("somebody".into(), String::new()));
            return Err(StoreError::Overtaken {
                words: words.to_owned(),
                who,
                at,
            });
        }
        put(conn, table, change).map_err(|error| match error {
            StoreError::Rule(_) => StoreError::Overtaken {
                words: words.to_owned(),
                who: "somebody".into(),
                at: String::new(),
            },
            other => other,
        })?;
    }
    Ok(())
}

/// Whether the row is still what the change left. Only the columns that the journal names are compared: a later
/// version of the file may have more.
fn same(held: Option<&str>, journalled: Option<&str>) -> bool {
    let row = |text: &str| serde_json::from_str::<Map<String, Json>>(text).ok();
    match (held.and_then(row), journalled.and_then(row)) {
        (None, None) => held.is_none() && journalled.is_none(),
        (Some(held), Some(journalled)) => journalled
            .iter()
            .all(|(column, value)| held.get(column).is_none_or(|now| now == value)),
        _ => false,
    }
}

/// The row as it stands, or nothing.
pub fn current(conn: &Connection, table: &Table, key: &str) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "select {} from \"{}\" t where {}",
        table.json("t"),
        table.name,
        by_key(table)
    );
    Ok(conn
        .prepare_cached(&sql)?
        .query_row(params_from_iter(key_values(key)), |row| row.get(0))
        .optional()?)
}

fn by_key(table: &Table) -> String {
    let parts: Vec<String> = table
        .keys
        .iter()
        .enumerate()
        .map(|(n, column)| format!("\"{column}\" = ?{}", n + 1))
        .collect();
    parts.join(" and ")
}

fn key_values(key: &str) -> Vec<Value> {
    serde_json::from_str::<Vec<Json>>(key)
        .unwrap_or_default()
        .iter()
        .map(column)
        .collect()
}

/// Brings a row to its `after`.
fn put(conn: &Connection, table: &Table, change: &Change) -> Result<(), StoreError> {
    bring(
        conn,
        table,
        &change.key,
        change.before.is_some(),
        change.after.as_deref(),
    )
}

/// Brings a row to what the journal would write of it: added where it is not there, removed by nothing. Of a row that is
/// there only the columns that are named become others.
pub fn bring(
    conn: &Connection,
    table: &Table,
    key: &str,
    is_there: bool,
    to: Option<&str>,
) -> Result<(), StoreError> {
    let name = &table.name;
    let Some(after) = to else {
        let sql = format!("delete from \"{name}\" where {}", by_key(table));
        conn.prepare_cached(&sql)?
            .execute(params_from_iter(key_values(key)))?;
        return Ok(());
    };
    let row: Map<String, Json> =
        serde_json::from_str(after).map_err(|error| StoreError::Damaged {
            what: format!("the journal holds a row that cannot be read ({error})"),
            backup: None,
        })?;
    // A column that a later version of the file no longer has is left behind.
    let kept = || row.iter().filter(|(name, _)| table.columns.contains(name));
    let columns: Vec<String> = kept().map(|(name, _)| format!("\"{name}\"")).collect();
    let values = kept().map(|(_, json)| column(json));
    if !is_there {
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let sql = format!(
            "insert into \"{name}\" ({}) values ({})",
            columns.join(", "),
            marks.join(", ")
        );
        conn.prepare_cached(&sql)?
            .execute(params_from_iter(values))?;
    } else {
        let n_keys = table.keys.len();
        let sets: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(n, column)| format!("{column} = ?{}", n + 1 + n_keys))
            .collect();
        let sql = format!(
            "update \"{name}\" set {} where {}",
            sets.join(", "),
            by_key(table)
        );
        let all = key_values(key).into_iter().chain(values);
        conn.prepare_cached(&sql)?.execute(params_from_iter(all))?;
    }
    Ok(())
}

/// A journalled value as the column holds it.
fn column(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(held) => Value::Integer(i64::from(*held)),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Integer(whole),
            None => Value::Real(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::Text(text.clone()),
        other => Value::Text(other.to_string()),
    }
}
