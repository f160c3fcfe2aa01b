//! Every table as it is kept, out to a package and in again.
//!
//! Tables leave in one reading of the file, row by row, so that they agree with one another and none need be held. They come
//! in into a file of the version that they left, which is then brought up to date as an old file is; before that every rule
//! of the file is asked whether it holds, and which row breaks it.
//!
//! Edges: the marker of the change under way is the file's own and does not leave. Triggers are made anew: those of the
//! journal must not see the rows come in.

use std::path::Path;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql, Transaction};

use crate::domain::book::Shelf;
use crate::domain::package::{Cell, Column, Kind, Reference, Shape, Unfit};
use crate::store::as_at::new_file;
use crate::store::error::StoreError;
use crate::store::row::{Row, with_every_shelf};
use crate::store::{IMPORT_CACHE_KIB, Store, VERSION, journal, open, schema};

/// The marker of the change under way.
const UNDER_WAY: &str = "change_now";
/// Whether a plan holds, or its history held, words of respondents beside their comments.
const WORDS: &str = "select exists (select 1 from quote) or exists (select 1 from paper_form)
    or exists (select 1 from change_row where tbl in ('quote', 'paper_form'))";

/// A file's tables, as they stood when the reading began.
pub struct Reading<'s> {
    tx: Transaction<'s>,
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reading")
    }
}

impl Store {
    /// Begins to read every table.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reading(&self) -> Result<Reading<'_>, StoreError> {
        Ok(Reading {
            tx: self.conn.unchecked_transaction()?,
        })
    }

    /// Makes a new plan's file from tables of a version.
    ///
    /// # Errors
    /// When the file is there already or cannot be written, the version is newer, or what `fill` failed with.
    pub fn from_tables(
        path: &Path,
        version: i32,
        fill: impl FnOnce(&Filling<'_>) -> Result<(), StoreError>,
    ) -> Result<Self, StoreError> {
        new_file(Path::new(""), path, |beside| {
            let mut conn =
                Connection::open(beside).map_err(|error| StoreError::at(beside, error))?;
            open::settle(&conn)?;
            conn.pragma_update(None, "cache_size", -IMPORT_CACHE_KIB)?;
            // Tables refer to one another in every direction: what they refer to is asked when all are there.
            conn.pragma_update(None, "foreign_keys", false)?;
            schema::create_at(&mut conn, version)?.ok_or_else(|| StoreError::Newer {
                path: path.to_owned(),
                found: version,
                known: VERSION,
            })?;
            let tx = conn.transaction()?;
            fill(&Filling { tx: &tx, version })?;
            tx.commit()?;
            conn.pragma_update(None, "foreign_keys", true)?;
            if version < VERSION {
                schema::migrate(&mut conn, version)?;
            } else {
                let tx = conn.transaction()?;
                journal::install(&tx)?;
                tx.commit()?;
            }
            Ok(())
        })?;
        let (store, _) = Self::open_to_read(path, jiff::Timestamp::UNIX_EPOCH)?;
        Ok(store)
    }
}

impl Reading<'_> {
    /// The tables that leave, in the order of their names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shapes(&self) -> Result<Vec<Shape>, StoreError> {
        shapes(&self.tx)
    }

    /// The version of the file's tables.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn version(&self) -> Result<i32, StoreError> {
        Ok(self
            .tx
            .pragma_query_value(None, "user_version", |row| row.get(0))?)
    }

    /// Whether the plan holds, or its history held, words of respondents beside their comments.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn holds_words(&self) -> Result<bool, StoreError> {
        Ok(self.tx.query_row(WORDS, [], |row| row.get(0))?)
    }

    /// How many rows a table has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn n_rows(&self, shape: &Shape) -> Result<u64, StoreError> {
        let sql = format!("select count(*) from \"{}\"", shape.name);
        let n: i64 = self.tx.query_row(&sql, [], |row| row.get(0))?;
        Ok(n.unsigned_abs())
    }

    /// Gives every row of a table to `take`, in the order of its keys.
    ///
    /// # Errors
    /// When the file cannot be read, or what `take` failed with.
    pub fn rows(
        &self,
        shape: &Shape,
        mut take: impl FnMut(&[Cell<'_>]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let columns: Vec<String> = shape
            .columns
            .iter()
            .map(|column| quoted(&column.name))
            .collect();
        let keys: Vec<String> = shape.keys.iter().map(|name| quoted(name)).collect();
        let mut query = self.tx.prepare(&format!(
            "select {} from {} order by {}",
            columns.join(", "),
            quoted(&shape.name),
            keys.join(", ")
        ))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = Vec::with_capacity(columns.len());
            for at in 0..columns.len() {
                cells.push(match row.get_ref(at)? {
                    ValueRef::Null => Cell::Empty,
                    ValueRef::Integer(whole) => Cell::Whole(whole),
                    ValueRef::Real(real) => Cell::Real(real),
                    ValueRef::Text(text) => {
                        Cell::Text(std::str::from_utf8(text).map_err(rusqlite::Error::from)?)
                    }
                    ValueRef::Blob(bytes) => Cell::Bytes(bytes),
                });
            }
            take(&cells)?;
        }
        Ok(())
    }
}

/// A new file that tables come into.
#[derive(Debug)]
pub struct Filling<'c> {
    tx: &'c Connection,
    version: i32,
}

impl Filling<'_> {
    /// The tables that the file's version has, in the order of their names.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shapes(&self) -> Result<Vec<Shape>, StoreError> {
        shapes(self.tx)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// [`StoreError::Rule`] where the table's own rules do not allow it.
    pub fn put(&self, shape: &Shape, cells: &[Cell<'_>]) -> Result<(), StoreError> {
        let columns: Vec<String> = shape
            .columns
            .iter()
            .map(|column| quoted(&column.name))
            .collect();
        let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
        let sql = format!(
            "insert into {} ({}) values ({})",
            quoted(&shape.name),
            columns.join(", "),
            marks.join(", ")
        );
        let values: Vec<&dyn ToSql> = cells
            .iter()
            .map(|cell| -> &dyn ToSql {
                match cell {
                    Cell::Empty => &rusqlite::types::Null,
                    Cell::Whole(whole) => whole,
                    Cell::Real(real) => real,
                    Cell::Text(text) => text,
                    Cell::Bytes(bytes) => bytes,
                }
            })
            .collect();
        self.tx.prepare_cached(&sql)?.execute(values.as_slice())?;
        Ok(())
    }

    /// The first row that refers to one that is not there, or that the program could not read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unfit(&self) -> Result<Option<Unfit>, StoreError> {
        for shape in self.shapes()? {
            for reference in &shape.references {
                if let Some(found) = dangling(self.tx, &shape, reference)? {
                    return Ok(Some(found));
                }
            }
        }
        let n: i64 = self
            .tx
            .query_row("select count(*) from plan", [], |row| row.get(0))?;
        if n == 0 {
            return Ok(Some(Unfit {
                table: "plan".into(),
                key: Vec::new(),
                column: None,
                why: "It must have one row: whose plan it is.".into(),
            }));
        }
        if self.version == VERSION {
            return unreadable(self.tx);
        }
        Ok(None)
    }
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

pub(in crate::store) fn shapes(conn: &Connection) -> Result<Vec<Shape>, StoreError> {
    let mut names = conn.prepare(
        "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> ?1 order by name",
    )?;
    let names: Vec<String> = names
        .query_map([UNDER_WAY], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    names.into_iter().map(|name| shape(conn, name)).collect()
}

fn shape(conn: &Connection, name: String) -> Result<Shape, StoreError> {
    let keys = journal::table(conn, name.clone())?.keys;
    let mut query =
        conn.prepare("select name, type, \"notnull\", pk from pragma_table_info(?1) order by cid")?;
    let columns = query.query_map([&name], |row| {
        let (kind, must, key): (String, bool, i64) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Column {
            name: row.get(0)?,
            kind: match kind.to_ascii_uppercase().as_str() {
                "INTEGER" => Kind::Whole,
                "REAL" => Kind::Real,
                "BLOB" => Kind::Bytes,
                _ => Kind::Text,
            },
            may_be_empty: !must && key == 0,
        })
    })?;
    let columns = columns.collect::<rusqlite::Result<_>>()?;
    Ok(Shape {
        columns,
        keys,
        references: references(conn, &name)?,
        name,
    })
}

fn references(conn: &Connection, name: &str) -> Result<Vec<Reference>, StoreError> {
    let mut query = conn.prepare(
        "select id, \"table\", \"from\", \"to\" from pragma_foreign_key_list(?1) order by id desc, seq",
    )?;
    let mut rows = query.query([name])?;
    let (mut found, mut last): (Vec<Reference>, _) = (Vec::new(), None);
    while let Some(row) = rows.next()? {
        let (id, table, from): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let to: String = row.get(3)?;
        match found.last_mut().filter(|_| last == Some(id)) {
            Some(held) => {
                held.columns.push(from);
                held.to.push(to);
            }
            None => found.push(Reference {
                columns: vec![from],
                table,
                to: vec![to],
            }),
        }
        last = Some(id);
    }
    Ok(found)
}

/// The first row whose reference leads nowhere.
fn dangling(
    conn: &Connection,
    shape: &Shape,
    reference: &Reference,
) -> Result<Option<Unfit>, StoreError> {
    let ([column], [to]) = (reference.columns.as_slice(), reference.to.as_slice()) else {
        return Ok(None);
    };
    let keys: Vec<String> = shape
        .keys
        .iter()
        .map(|key| format!("c.{}", quoted(key)))
        .collect();
    let sql = format!(
        "select {keys}, c.{column} from {table} c where c.{column} is not null
           and not exists (select 1 from {other} p where p.{to} = c.{column}) order by {keys} limit 1",
        keys = keys.join(", "),
        column = quoted(column),
        table = quoted(&shape.name),
        other = quoted(&reference.table),
        to = quoted(to),
    );
    let found = conn
        .prepare(&sql)?
        .query_row([], |row| {
            (0..=keys.len())
                .map(|at| row.get::<_, Value>(at).map(said))
                .collect::<rusqlite::Result<Vec<String>>>()
        })
        .optional()?;
    Ok(found.map(|mut values| {
        let value = values.pop().unwrap_or_default();
        Unfit {
            table: shape.name.clone(),
            key: shape.keys.iter().cloned().zip(values).collect(),
            column: Some(column.clone()),
            why: format!("“{value}” is the key of no row of “{}”.", reference.table),
        }
    }))
}

/// A key as a package writes it.
fn said(value: Value) -> String {
    match value {
        Value::Integer(whole) => whole.to_string(),
        Value::Real(real) => real.to_string(),
        Value::Text(text) => text,
        Value::Null | Value::Blob(_) => String::new(),
    }
}

macro_rules! reading_every {
    ($($shelf:ident: $noun:ident),* $(,)?) => {
        /// The first record that the program could not read.
        pub(in crate::store) fn unreadable(conn: &Connection) -> Result<Option<Unfit>, StoreError> {
            $(if let Some(found) = first_unread(conn, |book: &mut crate::domain::book::Book| &mut book.$shelf)? {
                return Ok(Some(found));
            })*
            Ok(None)
        }
    };
}

with_every_shelf!(reading_every);

/// The first record of a noun that cannot be read. The noun is told by the shelf that would hold it.
fn first_unread<T: Row>(
    conn: &Connection,
    _shelf: impl Fn(&mut crate::domain::book::Book) -> &mut Shelf<T>,
) -> Result<Option<Unfit>, StoreError> {
    let mut query = conn.prepare(&format!("select * from {} order by id", T::TABLE))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let Err(error) = T::read(row) else {
            continue;
        };
        let column = match &error {
            rusqlite::Error::FromSqlConversionFailure(at, ..)
            | rusqlite::Error::InvalidColumnType(at, ..) => {
                row.as_ref().column_name(*at).ok().map(str::to_owned)
            }
            _ => None,
        };
        let why = match error {
            rusqlite::Error::FromSqlConversionFailure(_, _, why) => why.to_string(),
            other => other.to_string(),
        };
        let id: i64 = row.get("id")?;
        return Ok(Some(Unfit {
            table: T::TABLE.trim_matches('"').to_owned(),
            key: vec![("id".into(), id.to_string())],
            column,
            why: format!("{why}."),
        }));
    }
    Ok(None)
}
