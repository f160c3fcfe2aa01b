//! A plan whose file is whole, but whose cells hold what nobody types: the input says which cells, and what.
//!
//! Somebody with a tool for databases can write anything the tables allow. The file's own rules are switched off while
//! the cells are written, as such a tool can, and the program then has to read them, work with them and print them.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use golden_thread::domain::report::Report;
use golden_thread::session::Session;
use golden_thread::session::document::{Format, write};
use golden_thread::session::package::Leaving;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::plan::{bytes, folder, only_ours};

struct Table {
    name: String,
    columns: Vec<String>,
    keys: Vec<String>,
    n_rows: usize,
}

/// The tables of the sample, and its file with nothing that stands in the way of writing.
fn base() -> &'static (Vec<Table>, Vec<u8>) {
    static BASE: OnceLock<(Vec<Table>, Vec<u8>)> = OnceLock::new();
    BASE.get_or_init(|| {
        let folder = folder();
        let path = folder.path().join("plan.sqlite");
        fs::write(&path, bytes()).expect("there is room");
        let mut session = Session::open_to_read(&path).expect("the sample opens");
        session.take_snapshot("Before", "").expect("it is kept");
        drop(session);
        let conn = Connection::open(&path).expect("a database");
        let names = list(&conn, "select name from sqlite_schema where type = 'trigger'");
        for name in names {
            conn.execute_batch(&format!("drop trigger \"{name}\"")).expect("it is there");
        }
        let names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name";
        let tables = list(&conn, names)
            .into_iter()
            .map(|name| {
                let info = |where_: &str| {
                    list(&conn, &format!("select name from pragma_table_info('{name}') {where_}"))
                };
                let n: i64 = conn
                    .query_row(&format!("select count(*) from \"{name}\""), [], |row| row.get(0))
                    .expect("it is read");
                Table {
                    columns: info(""),
                    keys: info("where pk > 0"),
                    n_rows: n as usize,
                    name,
                }
            })
            .filter(|table| table.n_rows > 0)
            .collect();
        drop(conn);
        (tables, fs::read(&path).expect("it is there"))
    })
}

fn list(conn: &Connection, sql: &str) -> Vec<String> {
    let mut query = conn.prepare(sql).expect("our own query");
    let rows = query.query_map([], |row| row.get(0)).expect("it runs");
    rows.map(|row| row.expect("a name")).collect()
}

/// Writes what the input says into cells: a table, a row, a column, what kind of value, the value.
fn spoil(path: &Path, mut data: &[u8]) {
    let conn = Connection::open(path).expect("a database");
    conn.execute_batch(
        "pragma journal_mode = memory; pragma synchronous = off; pragma foreign_keys = off;
         pragma ignore_check_constraints = on; begin;",
    )
    .expect("our own settings");
    let tables = &base().0;
    while let [table, row_a, row_b, column, kind, rest @ ..] = data {
        let table = &tables[usize::from(*table) % tables.len()];
        let row = usize::from(u16::from_le_bytes([*row_a, *row_b])) % table.n_rows;
        let column = &table.columns[usize::from(*column) % table.columns.len()];
        let keys: Vec<String> = table.keys.iter().map(|key| format!("\"{key}\"")).collect();
        let keys = if keys.is_empty() {
            "rowid".to_owned()
        } else {
            keys.join(", ")
        };
        let (value, rest) = value(*kind, rest, || {
            let sql = format!(
                "select \"{column}\" from \"{}\" limit 1 offset {row}",
                table.name
            );
            conn.query_row(&sql, [], |row| row.get(0))
                .unwrap_or_default()
        });
        let sql = format!(
            "update \"{0}\" set \"{column}\" = ?1 where ({keys}) in (select {keys} from \"{0}\" limit 1 offset {row})",
            table.name
        );
        // Where a table allows no such value at all, the cell stays.
        drop(conn.execute(&sql, [value]));
        data = rest;
    }
    conn.execute_batch("commit").expect("it is written");
}

fn value(kind: u8, data: &[u8], was: impl FnOnce() -> String) -> (Value, &[u8]) {
    const WHOLE: [i64; 8] = [i64::MIN, i64::MAX, 0, -1, 1 << 31, 32_767, -32_768, 9_999];
    const REAL: [f64; 6] = [
        f64::INFINITY,
        f64::NEG_INFINITY,
        1e308,
        -0.0,
        5e-324,
        f64::NAN,
    ];
    const TEXT: [&str; 8] = [
        "",
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "FY 2001/02",
        "[]",
        "{\"a\":[null]}",
        "\u{202e}\u{0}\n",
        "986",
    ];
    let (n, rest) = data.split_first().map_or((0, data), |(n, rest)| (*n, rest));
    let at = usize::from(n);
    match kind % 8 {
        0 => (Value::Null, data),
        1 => (Value::Integer(WHOLE[at % WHOLE.len()]), rest),
        2 => (Value::Integer(i64::from(n as i8)), rest),
        3 => (Value::Real(REAL[at % REAL.len()]), rest),
        4 => (Value::Text(TEXT[at % TEXT.len()].to_owned()), rest),
        5 => (
            Value::Blob(rest.iter().take(at).copied().collect()),
            rest.get(at..).unwrap_or_default(),
        ),
        6 => {
            let text = String::from_utf8_lossy(&rest[..at.min(rest.len())]).into_owned();
            (Value::Text(text), rest.get(at..).unwrap_or_default())
        }
        _ => {
            // One letter of what stands there becomes another.
            let mut letters: Vec<char> = was().chars().collect();
            let (with, rest) = rest
                .split_first()
                .map_or((b'"', rest), |(with, rest)| (*with, rest));
            if !letters.is_empty() {
                let at = at % letters.len();
                letters[at] = char::from(with);
            }
            (Value::Text(letters.into_iter().collect()), rest)
        }
    }
}

/// The plan opens or is refused; every document of it is made and written; it leaves as a package.
pub fn target(data: &[u8]) {
    let Some((which, cells)) = data.split_first() else {
        return;
    };
    let folder = folder();
    let path = folder.path().join("plan.sqlite");
    fs::write(&path, &base().1).expect("there is room");
    spoil(&path, cells);
    if which & 1 == 0 {
        super::plan::ask(&path, which & !2);
    } else if let Ok(session) = Session::open_to_read(&path) {
        if which & 2 == 0 {
            let report = Report::ALL[usize::from(which >> 4) % Report::ALL.len()];
            let document = session.report(report, &session.report_options());
            let format = Format::ALL[usize::from(which >> 2) % Format::ALL.len()];
            if let Ok(written) = write(&document, format)
                && format == Format::Html
            {
                super::prose::page(&String::from_utf8_lossy(&written.bytes));
            }
        } else {
            let out = folder.path().join("plan-package");
            let left = session.export_package(&out, Leaving::default(), &mut |_| true);
            if left.is_ok() {
                let again = folder.path().join("plan-again.sqlite");
                drop(Session::from_package(&again, &out, &mut |_| true));
            }
        }
    }
    only_ours(folder.path());
}
