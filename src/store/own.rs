//! That a file holds a plan's own tables as the program makes them, and nothing that would act by itself.
//!
//! A plan comes by e-mail and from shared drives, and whoever sends it may have put things into it with another program: a
//! trigger that changes what an officer types, a view in a table's place that never ends when it is read, a table whose
//! name is a command. SQLite runs what a file's schema says as soon as it is touched, so the schema is read as text first
//! and held against the program's own.
//!
//! Edges: a view or a plain table of somebody's own does no harm and is let be; the program never reads a file's views. The
//! triggers of the journal are not looked at here: they are written anew where they are not as the program writes them. Of
//! a file of a later version the tables are not known, so only their kind and the letters of their names are looked at; it
//! is only read.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::store::error::StoreError;
use crate::store::{VERSION, journal, schema};

/// What a schema holds, by what sort of thing it is and its name: the text that makes it.
type Schema = BTreeMap<(String, String), String>;

/// Examines what a file's schema is made of, before anything in it is used.
///
/// # Errors
/// [`StoreError::Damaged`] with the first thing in it that no plan has.
pub fn check(conn: &Connection, version: i32) -> Result<(), StoreError> {
    let own = own(version.min(VERSION))?;
    let is_newer = version > VERSION;
    let held = read(conn)?;
    let missing = own
        .keys()
        .find(|key| key.0 == "table" && !is_newer && !held.contains_key(key))
        .map(|(_, name)| name.clone());
    for ((sort, name), sql) in held {
        // What SQLite makes for itself, such as the index of a unique column, has no text.
        if sql.is_empty() || name.starts_with("sqlite_") {
            continue;
        }
        let fault = if is_plain(&name) {
            let ours = own.get(&(sort.clone(), name.clone()));
            let is_named_as_ours = own.contains_key(&("table".to_owned(), name.clone()));
            match (sort.as_str(), ours) {
                ("table", _) if is_virtual(&sql) => Some("is made by a module of another program"),
                ("table", Some(ours)) if !is_newer && *ours != sql => {
                    Some("is not made as a plan’s table is")
                }
                ("table", None) | ("table", Some(_)) => strange_column(conn, &name)?,
                ("view", _) if is_named_as_ours => Some("stands where a plan has a table"),
                ("trigger", _) if is_newer || name.starts_with(journal::PREFIX) => None,
                ("trigger", Some(ours)) if *ours == sql => None,
                ("trigger", _) => Some("would change the plan by itself"),
                ("index", None) if works_out(&sql) && !is_newer => {
                    Some("works something out at every change")
                }
                _ => None,
            }
        } else {
            Some("has letters in its name that no plan’s has")
        };
        if let Some(fault) = fault {
            return Err(strange(&sort, &name, fault));
        }
    }
    match missing {
        Some(name) => Err(StoreError::Damaged {
            what: format!("its table “{name}” is missing"),
            backup: None,
        }),
        None => Ok(()),
    }
}

fn strange(sort: &str, name: &str, fault: &str) -> StoreError {
    let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    StoreError::Damaged {
        what: format!(
            "its {sort} “{name}” {fault}, so another program has worked in it; nothing of it was run"
        ),
        backup: None,
    }
}

fn read(conn: &Connection) -> Result<Schema, StoreError> {
    let mut query = conn.prepare("select type, name, ifnull(sql, '') from sqlite_schema")?;
    let rows = query.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The schema of a version as the program makes it; of no version, nothing.
fn own(version: i32) -> Result<Schema, StoreError> {
    let mut conn = Connection::open_in_memory()?;
    match schema::create_at(&mut conn, version)? {
        Some(()) => read(&conn),
        None => Ok(Schema::new()),
    }
}

/// Letters, figures and the underscore: a name that stays a name wherever it is put into a statement.
fn is_plain(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.is_empty() && name.chars().all(is_plain)
}

pub(in crate::store) fn is_virtual(sql: &str) -> bool {
    let words: Vec<&str> = sql.split_whitespace().take(2).collect();
    words
        .get(1)
        .is_some_and(|word| word.eq_ignore_ascii_case("virtual"))
}

/// Whether an index is of what is worked out from a row, or of some rows only.
fn works_out(sql: &str) -> bool {
    let is_partial = || sql.to_ascii_lowercase().contains("where");
    sql.matches('(').count() > 1 || is_partial()
}

/// What is strange about a table's columns, where anything is.
fn strange_column(conn: &Connection, table: &str) -> Result<Option<&'static str>, StoreError> {
    let mut query = conn.prepare_cached("select name, hidden from pragma_table_xinfo(?1)")?;
    let mut rows = query.query([table])?;
    while let Some(row) = rows.next()? {
        let (name, hidden): (String, i64) = (row.get(0)?, row.get(1)?);
        if !is_plain(&name) {
            return Ok(Some("has a column that no plan’s table has"));
        }
        if hidden != 0 {
            return Ok(Some("has a column that is worked out"));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        schema::create(&mut conn).unwrap();
        journal::install(&conn).unwrap();
        conn
    }

    #[track_caller]
    fn refused(change: &str, words: &str) {
        let conn = plan();
        conn.execute_batch(change).unwrap();
        let said = check(&conn, VERSION).unwrap_err().to_string();
        assert!(said.contains(words), "{said}");
    }

    #[test]
    fn what_no_plan_has_is_refused_by_name() {
        let by_itself = "would change the plan by itself";
        refused(
            "create trigger helper after insert on objective begin delete from risk; end",
            &format!("trigger “helper” {by_itself}"),
        );
        refused(
            "drop trigger snapshot_stays; create trigger snapshot_stays before delete on snapshot begin select 1; end",
            by_itself,
        );
        refused(
            "drop table decision; create view decision as with recursive n(x) as (select 1 union all select x + 1 from n) select x from n",
            "view “decision” stands where a plan has a table",
        );
        refused(
            "create table \"x\"\"; attach 'other' as o; --\" (a)",
            "letters in its name",
        );
        refused("create table x (\"a', 1); --\" text)", "a column that no");
        refused(
            "create table x (a, b as (hex(zeroblob(a))))",
            "is worked out",
        );
        refused("alter table risk add column extra text", "is not made as");
        refused(
            "create index x on risk (hex(zeroblob(id)))",
            "works something out",
        );
    }

    #[test]
    fn a_plan_and_what_does_no_harm_are_let_be() {
        let conn = plan();
        assert!(check(&conn, VERSION).is_ok());
        conn.execute_batch(
            "create view mine as select 1; create index mine_too on risk (title); create table my_own (a)",
        )
        .unwrap();
        assert!(check(&conn, VERSION).is_ok());
    }

    #[test]
    fn every_version_is_its_own() {
        for version in 1..=VERSION {
            let mut conn = Connection::open_in_memory().unwrap();
            schema::create_at(&mut conn, version).unwrap();
            assert!(check(&conn, version).is_ok(), "version {version}");
            schema::migrate(&mut conn, version).unwrap();
            assert!(check(&conn, VERSION).is_ok(), "from version {version}");
        }
    }
}
