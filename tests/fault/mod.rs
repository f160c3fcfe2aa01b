//! What the tests of faults share: a file held against its own journal, older files, and chance that can be repeated.
#![allow(dead_code, reason = "each test uses what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot be set up fails"
)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

/// The program's mark in a file's header.
pub const APPLICATION_ID: i32 = 0x4754_706C;

/// Every version of the file but the newest, as SQL.
pub const OLDER: [&str; 8] = [
    include_str!("../../src/store/schema/001.sql"),
    include_str!("../../src/store/schema/002.sql"),
    include_str!("../../src/store/schema/003.sql"),
    include_str!("../../src/store/schema/004.sql"),
    include_str!("../../src/store/schema/005.sql"),
    include_str!("../../src/store/schema/006.sql"),
    include_str!("../../src/store/schema/007.sql"),
    include_str!("../../src/store/schema/008.sql"),
];

/// The number of the newest change, and what it did, hashed; nothing where there is none.
pub fn newest(conn: &Connection) -> (i64, String) {
    let last: Option<(i64, String)> = conn
        .query_row(
            "select id, at || who || words || ifnull(undoes, '') || ifnull(redoes, '') from change order by id desc limit 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()
        .unwrap();
    let Some((id, what)) = last else {
        return (0, String::new());
    };
    (id, digest(conn, id, &what))
}

/// A change by its number, hashed as [`newest`] does it.
pub fn change(conn: &Connection, id: i64) -> Option<String> {
    let what: Option<String> = conn
        .query_row(
            "select at || who || words || ifnull(undoes, '') || ifnull(redoes, '') from change where id = ?1",
            [id],
            |row| row.get(0),
        )
        .optional()
        .unwrap();
    what.map(|what| digest(conn, id, &what))
}

fn digest(conn: &Connection, id: i64, what: &str) -> String {
    let mut query = conn
        .prepare("select tbl || key || ifnull(before, '') || '>' || ifnull(after, '') from change_row where change_id = ?1 order by seq")
        .unwrap();
    let mut hash = Sha256::new();
    hash.update(what);
    for row in query
        .query_map([id], |row| row.get::<_, String>(0))
        .unwrap()
    {
        hash.update(row.unwrap());
    }
    let hash = hash.finalize();
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// How many bulk rows there are of each kind.
pub fn bulk(conn: &Connection) -> String {
    let count = |table: &str| -> i64 {
        conn.query_row(&format!("select count(*) from {table}"), [], |row| {
            row.get(0)
        })
        .unwrap()
    };
    let tables = ["series", "figure", "ledger_row", "response", "comment"];
    tables
        .map(|table| format!("{table}={}", count(table)))
        .join(",")
}

/// That a file is whole by SQLite's full examination, that no reference dangles, that no change is half made, and that
/// every row that was ever changed is what the journal says last of it. `Err` says what is not so.
pub fn whole(path: &Path) -> Result<(), String> {
    let conn = Connection::open(path).map_err(|error| error.to_string())?;
    let text = |error: rusqlite::Error| error.to_string();
    let found: String = conn
        .query_row("pragma integrity_check(1)", [], |row| row.get(0))
        .map_err(text)?;
    if found != "ok" {
        return Err(found);
    }
    let dangling: Option<String> = conn
        .query_row(
            "select \"table\" from pragma_foreign_key_check limit 1",
            [],
            |row| row.get(0),
        )
        .optional()
        .map_err(text)?;
    if let Some(table) = dangling {
        return Err(format!("a reference of “{table}” leads nowhere"));
    }
    let under_way: Option<i64> = conn
        .query_row("select change_id from change_now", [], |row| row.get(0))
        .map_err(text)?;
    if under_way.is_some() {
        return Err("a change is under way in a file that nobody writes".into());
    }
    agrees(&conn).map_err(text)?.map_or(Ok(()), Err)
}

/// Where rows and journal do not say the same.
fn agrees(conn: &Connection) -> rusqlite::Result<Option<String>> {
    let mut last: HashMap<(String, String), Option<String>> = HashMap::new();
    let mut query = conn.prepare(
        "select tbl, key, after from change_row where tbl not in ('beginning', 'rescued') order by change_id, seq",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        last.insert((row.get(0)?, row.get(1)?), row.get(2)?);
    }
    let mut tables: HashMap<String, HashMap<String, String>> = HashMap::new();
    for ((table, key), after) in last {
        if !tables.contains_key(&table) {
            tables.insert(table.clone(), as_json(conn, &table)?);
        }
        let now = tables[&table].get(&key);
        if now != after.as_ref() {
            return Ok(Some(format!(
                "{table} {key}: the journal says {after:?}, the row is {now:?}"
            )));
        }
    }
    Ok(None)
}

/// Every row of a table as the journal writes it, by its key.
fn as_json(conn: &Connection, table: &str) -> rusqlite::Result<HashMap<String, String>> {
    let mut columns = conn.prepare("select name, pk from pragma_table_info(?1) order by cid")?;
    let columns: Vec<(String, i64)> = columns
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut keys: Vec<&(String, i64)> = columns.iter().filter(|held| held.1 > 0).collect();
    keys.sort_by_key(|held| held.1);
    let keys: Vec<String> = keys.iter().map(|held| format!("\"{}\"", held.0)).collect();
    let pairs: Vec<String> = columns
        .iter()
        .map(|(name, _)| format!("'{name}', \"{name}\""))
        .collect();
    let mut query = conn.prepare(&format!(
        "select json_array({}), json_object({}) from \"{table}\"",
        keys.join(", "),
        pairs.join(", ")
    ))?;
    query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Writes a plan as an earlier version of the program had it: its tables, the rows of `from` that these can hold, and one
/// change in its history. Gives the rows, table by table, with their columns.
pub fn older(version: usize, from: &Path, to: &Path) -> Vec<Held> {
    let conn = Connection::open(to).unwrap();
    conn.execute_batch("pragma foreign_keys = off; begin")
        .unwrap();
    for sql in OLDER.iter().take(version) {
        conn.execute_batch(sql).unwrap();
    }
    conn.execute_batch(&format!(
        "pragma application_id = {APPLICATION_ID}; pragma user_version = {version}; commit"
    ))
    .unwrap();
    conn.execute("attach ?1 as later", [from.to_str().unwrap()])
        .unwrap();
    for table in tables(&conn) {
        if [
            "batch",
            "figure",
            "series",
            "change",
            "change_row",
            "change_now",
            "sqlite_sequence",
        ]
        .contains(&table.as_str())
        {
            continue;
        }
        let both = columns(&conn, "main", &table);
        let later = columns(&conn, "later", &table);
        let both: Vec<&String> = both.iter().filter(|name| later.contains(name)).collect();
        if both.is_empty() {
            continue;
        }
        let names: Vec<String> = both.iter().map(|name| format!("\"{name}\"")).collect();
        let names = names.join(", ");
        // What an earlier version would not have taken (a risk in figures, before there were any) is left out.
        conn.execute_batch(&format!(
            "insert or ignore into main.\"{table}\" ({names}) select {names} from later.\"{table}\""
        ))
        .unwrap();
    }
    conn.execute_batch("detach later").unwrap();
    figures(&conn, version);
    loop {
        let dangling: Option<(String, i64)> = conn
            .query_row(
                "select \"table\", rowid from pragma_foreign_key_check where rowid is not null limit 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()
            .unwrap();
        let Some((table, row)) = dangling else { break };
        conn.execute(&format!("delete from \"{table}\" where rowid = ?1"), [row])
            .unwrap();
    }
    one_change(&conn);
    tables(&conn)
        .into_iter()
        .filter(|table| table != "sqlite_sequence")
        .map(|table| Held::read(&conn, table, None))
        .collect()
}

/// A few published figures, in the tables of the version.
fn figures(conn: &Connection, version: usize) {
    let sql = if version == 1 {
        "insert into batch (id, kind, name, sha256, n_rows, entered) values (7, 'ees', 'old.csv', 'ab', 2, '2020-01-01T00:00:00Z');
         insert into figure select (select min(id) from indicator), code, 'FY 2001/02', '2002-03-31', 'outturn', 12.5, 1, null, 7
         from area where code in ('856', '855');"
    } else {
        "insert into batch (id, kind, name, sha256, entered, n_read, n_kept, n_figures) values (7, 'ees', 'old.csv', 'ab', '2020-01-01T00:00:00Z', 2, 2, 2);
         insert into series (id, batch_id, indicator_id, period, period_end, label, status)
           values (3, 7, (select min(id) from indicator), 'FY 2001/02', '2002-03-31', '2001/02', 'outturn');
         insert into figure (series_id, area_code, value, decimals) select 3, code, 12.5, 1 from area where code in ('856', '855');"
    };
    conn.execute_batch(sql).unwrap();
}

/// The first indicator got another title, and the journal says so in the columns that there were.
fn one_change(conn: &Connection) {
    let key: i64 = conn
        .query_row("select min(id) from indicator", [], |row| row.get(0))
        .unwrap();
    let row = |conn: &Connection| as_json(conn, "indicator").unwrap()[&format!("[{key}]")].clone();
    let before = row(conn);
    conn.execute(
        "update indicator set title = 'Another title' where id = ?1",
        [key],
    )
    .unwrap();
    let who = whoami::username().unwrap();
    conn.execute(
        "insert into change (id, at, who, words) values (1, '2020-01-02T00:00:00.000Z', ?1, 'Title')",
        [&who],
    )
    .unwrap();
    conn.execute(
        "insert into change_row (change_id, seq, tbl, key, before, after) values (1, 1, 'indicator', ?1, ?2, ?3)",
        (format!("[{key}]"), before, row(conn)),
    )
    .unwrap();
}

/// A table's rows as they are.
#[derive(Debug, PartialEq)]
pub struct Held {
    pub table: String,
    pub columns: Vec<String>,
    pub rows: Vec<String>,
}

impl Held {
    /// Reads a table: the given columns that it has, or all.
    pub fn read(conn: &Connection, table: String, only: Option<&[String]>) -> Self {
        let mut names = columns(conn, "main", &table);
        if let Some(only) = only {
            names.retain(|name| only.contains(name));
        }
        let list: Vec<String> = names
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let list = if list.is_empty() {
            "''".to_owned()
        } else {
            list.join(" || '|' || ")
        };
        let mut query = conn
            .prepare(&format!("select {list} from \"{table}\" order by 1"))
            .unwrap();
        let rows = query
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        Self {
            table,
            columns: names,
            rows,
        }
    }
}

/// The tables of a file.
pub fn tables(conn: &Connection) -> Vec<String> {
    let mut query = conn
        .prepare("select name from main.sqlite_schema where type = 'table' order by name")
        .unwrap();
    query
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

fn columns(conn: &Connection, schema: &str, table: &str) -> Vec<String> {
    let mut query = conn
        .prepare("select name from pragma_table_info(?1, ?2) order by cid")
        .unwrap();
    query
        .query_map([table, schema], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// Every backup in a folder beside a plan.
pub fn backups(plan: &Path) -> Vec<PathBuf> {
    let stem = plan.file_stem().unwrap().to_str().unwrap();
    let Ok(held) = std::fs::read_dir(plan.with_file_name(format!("{stem} backups"))) else {
        return Vec::new();
    };
    held.map(|held| held.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "sqlite"))
        .collect()
}

/// Whether SQLite's journal was left beside a plan, to be rolled back: hot, which its first byte says. One that begins with
/// a nought was begun and not needed yet: nothing had been written into the plan, and SQLite passes over it.
pub fn has_hot_journal(plan: &Path) -> bool {
    let name = plan.file_name().unwrap().to_str().unwrap();
    let journal = plan.with_file_name(format!("{name}-journal"));
    std::fs::read(journal).is_ok_and(|held| held.first().is_some_and(|byte| *byte != 0))
}

/// Whether SQLite's journal was left beside a plan at all: the program was killed inside a transaction.
pub fn has_journal(plan: &Path) -> bool {
    let name = plan.file_name().unwrap().to_str().unwrap();
    let journal = plan.with_file_name(format!("{name}-journal"));
    journal.metadata().is_ok_and(|held| held.len() > 0)
}

/// How often a test is repeated: what the environment says, or the number for an ordinary run.
pub fn times(ordinarily: usize) -> usize {
    std::env::var("FAULTS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(ordinarily)
}
