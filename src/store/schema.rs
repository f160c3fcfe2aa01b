//! The versions of the file, as SQL text, and how an older one becomes the newest.
//!
//! A fresh file and a migrated one are the same: a test compares their schemas. Each version is one file in
//! `schema/`; adding one is adding a line here.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::error::StoreError;
use crate::store::journal;

/// What marks a file as ours in SQLite's header: the letters `GTpl`.
pub const APPLICATION_ID: i32 = 0x4754_706C;

/// Every version, oldest first. The place in the list, counted from 1, is the `user_version`.
const VERSIONS: &[&str] = &[
    include_str!("schema/001.sql"),
    include_str!("schema/002.sql"),
    include_str!("schema/003.sql"),
    include_str!("schema/004.sql"),
    include_str!("schema/005.sql"),
    include_str!("schema/006.sql"),
    include_str!("schema/007.sql"),
    include_str!("schema/008.sql"),
    include_str!("schema/009.sql"),
];

/// The newest version.
pub const VERSION: i32 = VERSIONS.len() as i32;

/// Makes the tables of the newest version in an empty file. The journal's triggers are installed by the caller,
/// after the plan's first records.
pub fn create(conn: &mut Connection) -> Result<(), StoreError> {
    make(conn, VERSIONS)
}

/// Makes the tables of an older version in an empty file, for rows that were written under it. None where there is no such
/// version.
pub fn create_at(conn: &mut Connection, version: i32) -> Result<Option<()>, StoreError> {
    let known = usize::try_from(version)
        .ok()
        .and_then(|version| VERSIONS.get(..version));
    match known {
        Some(versions) if !versions.is_empty() => make(conn, versions).map(Some),
        _ => Ok(None),
    }
}

/// Brings an older file up to the newest version, all in one transaction.
pub fn migrate(conn: &mut Connection, from: i32) -> Result<(), StoreError> {
    bring_up(conn, from, VERSIONS)
}

fn make(conn: &mut Connection, versions: &[&str]) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for sql in versions {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", versions.len() as i64)?;
    tx.commit()?;
    Ok(())
}

fn bring_up(conn: &mut Connection, from: i32, versions: &[&str]) -> Result<(), StoreError> {
    // A table that is made again is gone for a moment, and others refer to it: references are looked at in the end. What
    // dangled before is not the migration's doing, and is told by the file's examination.
    let (were_on, dangling): (bool, _) = (
        conn.pragma_query_value(None, "foreign_keys", |row| row.get(0))?,
        n_dangling(conn)?,
    );
    conn.pragma_update(None, "foreign_keys", false)?;
    let done = bring_up_rows(conn, from, versions, dangling);
    conn.pragma_update(None, "foreign_keys", were_on)?;
    done
}

fn n_dangling(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("select count(*) from pragma_foreign_key_check", [], |row| {
        row.get(0)
    })
}

fn bring_up_rows(
    conn: &mut Connection,
    from: i32,
    versions: &[&str],
    dangling: i64,
) -> Result<(), StoreError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    journal::uninstall(&tx)?;
    let done = usize::try_from(from).unwrap_or(0);
    for sql in versions.iter().skip(done) {
        tx.execute_batch(sql)?;
    }
    tx.pragma_update(None, "user_version", versions.len() as i64)?;
    journal::install(&tx)?;
    if n_dangling(&tx)? > dangling {
        return Err(StoreError::Damaged {
            what: "bringing it up to date would leave records that refer to nothing".to_owned(),
            backup: None,
        });
    }
    tx.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a later version might be: the mechanism is tested before it is needed.
    const LATER: &str = "create table later (id integer primary key, note text not null) strict;
        alter table objective add column note text not null default '';";

    fn file(versions: &[&str], journalled: bool) -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        make(&mut conn, versions).unwrap();
        if journalled {
            journal::install(&conn).unwrap();
        }
        conn
    }

    /// The schema as the file holds it; tables column by column, since added columns are written differently.
    fn shape(conn: &Connection) -> Vec<String> {
        let mut query = conn
            .prepare(
                "select type || ' ' || s.name || ' ' || case type when 'table' then
                   (select group_concat(name || ' ' || type || ' ' || \"notnull\" || ' ' || ifnull(dflt_value, '') || ' ' || pk, ', ')
                    from pragma_table_info(s.name)) else s.sql end
                 from sqlite_schema s where s.sql is not null order by 1",
            )
            .unwrap();
        query
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    /// What columns alone do not show: strictness, references, unique keys, and a table's own words where it was never altered.
    fn bonds(conn: &Connection) -> Vec<String> {
        let mut query = conn
            .prepare(
                "select t.name || ' strict ' || t.strict || ' refers ' ||
                   ifnull((select group_concat(\"from\" || '>' || \"table\" || '.' || \"to\") from pragma_foreign_key_list(t.name)), '') ||
                   ' indexes ' || ifnull((select group_concat(name || \"unique\") from pragma_index_list(t.name)), '') ||
                   ' checks ' || (select (length(s.sql) - length(replace(s.sql, 'check (', ''))) / 7 from sqlite_schema s where s.name = t.name)
                 from pragma_table_list t where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite_%' order by 1",
            )
            .unwrap();
        query
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    #[test]
    fn a_migrated_file_equals_a_fresh_one() {
        let with_later: Vec<&str> = VERSIONS.iter().copied().chain([LATER]).collect();
        for versions in [VERSIONS, &with_later] {
            let fresh = file(versions, true);
            for n in 1..=versions.len() {
                let mut old = file(&versions[..n], true);
                bring_up(&mut old, n as i32, versions).unwrap();
                assert_eq!(shape(&old), shape(&fresh), "from version {n}");
                assert_eq!(bonds(&old), bonds(&fresh), "from version {n}");
                let version: i32 = old
                    .pragma_query_value(None, "user_version", |row| row.get(0))
                    .unwrap();
                assert_eq!(version, versions.len() as i32);
            }
        }
    }

    /// The comparison is compared: two files that differ are told apart.
    #[test]
    fn a_difference_would_be_seen() {
        let fresh = file(VERSIONS, true);
        for change in [
            "create index extra on grant_eligible (grant_id)",
            "alter table risk add column extra text",
            "drop trigger journal_risk_insert",
            "drop view v_tally",
        ] {
            let other = file(VERSIONS, true);
            other.execute_batch(change).unwrap();
            assert_ne!(shape(&other), shape(&fresh), "{change}");
        }
    }

    /// A change made before the file was brought up to date can still be taken back after it.
    #[test]
    fn undo_reaches_back_across_a_migration() {
        let mut conn = file(VERSIONS, true);
        let stamp = journal::Stamp {
            who: "an officer".into(),
            at: "2026-11-21T10:00:00Z".into(),
        };
        journal::record(&conn, &stamp, "Add objective", journal::Step::New, |conn| {
            conn.execute("insert into objective (id, number, short, title, position) values (7, '', 'Safe', 'Safe', 1)", [])?;
            Ok(())
        })
        .unwrap();
        let later: Vec<&str> = VERSIONS.iter().copied().chain([LATER]).collect();
        bring_up(&mut conn, VERSION, &later).unwrap();
        assert_eq!(journal::undo(&conn, &stamp).unwrap(), "Add objective");
        let n: i64 = conn
            .query_row("select count(*) from objective", [], |row| row.get(0))
            .unwrap();
        assert_eq!(n, 0);
        journal::redo(&conn, &stamp).unwrap();
    }

    /// SQLite has not always said the same of `json_valid(null)`: a shell of any age is to find a plan whole.
    #[test]
    fn no_rule_hangs_on_what_json_valid_says_of_null() {
        let conn = file(VERSIONS, true);
        let mut query = conn
            .prepare(
                "select t.name, c.name, t.sql from sqlite_schema t, pragma_table_info(t.name) c
                 where t.type = 'table' and not c.\"notnull\" and c.pk = 0",
            )
            .unwrap();
        let mut rows = query.query([]).unwrap();
        let mut seen = 0;
        while let Some(row) = rows.next().unwrap() {
            let [table, column, sql] = [0, 1, 2].map(|at| row.get::<_, String>(at).unwrap());
            let rule = format!("json_valid({column})");
            for (at, _) in sql.match_indices(&rule) {
                seen += 1;
                let before = sql[..at].ends_with(&format!("{column} is null or "));
                assert!(before, "{table}.{column}");
            }
        }
        assert!(seen > 0, "a column that may be empty and else holds JSON");
    }

    #[test]
    fn every_tracked_table_has_its_three_triggers() {
        let conn = file(VERSIONS, true);
        let n: i64 = conn
            .query_row(
                "select count(*) from sqlite_schema where type = 'trigger' and name like 'journal\\_%' escape '\\'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(n as usize, 3 * journal::tables(&conn).unwrap().len());
    }
}
