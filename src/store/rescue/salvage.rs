//! The rows of one table that can be read, whatever has become of its pages.
//!
//! Leaf by leaf, each from its first key on until something cannot be read, then from its last key backwards; what lies
//! between is halved, and each half read in the same way. Indexes are not used: they may be what is broken.
//!
//! Edges: a page that refers to itself would give rows without end. Keys that do not go on end a reading, and so does more
//! rows than the file has room for.

use std::collections::VecDeque;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, Statement, params_from_iter};

use crate::domain::package::Shape;
use crate::store::error::StoreError;
use crate::store::own;
use crate::store::rescue::pages::Pages;

/// After how many rows it is asked whether to go on.
const STEP: u64 = 1_024;
/// How often what lies between is halved before it is given up.
const HALVES: u32 = 2_000;

/// What could be read of a table.
#[derive(Debug, Default)]
pub struct Read {
    /// Rows that were read, those that are not fit counted too.
    pub n_seen: u64,
    /// Those that are spoilt, or that the new file's rules refuse.
    pub n_unfit: u64,
    /// How many rows an index says there were; nothing where none can be read.
    pub n_there: Option<u64>,
    /// Where something could not be read: the first key after all of it.
    pub suspect_up_to: Option<i64>,
}

/// Reads a table of `from`, whose leaves end with the keys of `partings`, and writes its rows into the same table of `to`.
/// `most` is how many rows it can have.
///
/// # Errors
/// When `to` cannot be written, or another program has `from` locked; [`StoreError::Stopped`].
pub fn table(
    (from, partings): (&Connection, &[i64]),
    to: &Connection,
    shape: &Shape,
    most: u64,
    done: &mut dyn FnMut(u64) -> bool,
) -> Result<Read, StoreError> {
    let Some(columns) = columns(from, shape)? else {
        return Ok(Read {
            suspect_up_to: Some(i64::MAX),
            ..Read::default()
        });
    };
    let key = match shape.keys.as_slice() {
        [first, ..] if is_without_rowid(to, &shape.name)? => format!("\"{first}\""),
        _ => "rowid".to_owned(),
    };
    let marks: Vec<String> = (1..=columns.len()).map(|n| format!("?{n}")).collect();
    let put = to.prepare(&format!(
        "insert into \"{}\" ({}) values ({})",
        shape.name,
        columns.join(", "),
        marks.join(", ")
    ))?;
    let way = |order: &str| {
        format!(
            "select {key}, {} from \"{}\" not indexed where {key} between ?1 and ?2 order by {key} {order}",
            columns.join(", "),
            shape.name
        )
    };
    let mut reader = Reader {
        from,
        ways: [way("asc"), way("desc")],
        n_columns: columns.len(),
        put,
        read: Read::default(),
        halves: HALVES,
        most,
        done,
    };
    reader.all(partings)?;
    let mut read = reader.read;
    read.n_there = counted(from, &shape.name, most);
    // A page may be spoilt and still look like one.
    let n_fit = read.n_seen - read.n_unfit;
    let is_short = read.n_there.is_some_and(|n| n > n_fit);
    if read.n_unfit > 0 || (is_short && read.suspect_up_to.is_none()) {
        read.suspect_up_to = Some(i64::MAX);
    }
    Ok(read)
}

struct Reader<'c, 'd> {
    from: &'c Connection,
    /// Upwards and downwards.
    ways: [String; 2],
    n_columns: usize,
    put: Statement<'c>,
    read: Read,
    /// How many halves may still be tried.
    halves: u32,
    most: u64,
    done: &'d mut dyn FnMut(u64) -> bool,
}

/// How far one reading came.
struct Came {
    /// The last key that was read.
    last: Option<i64>,
    /// Whether it came to the end.
    is_whole: bool,
}

impl Reader<'_, '_> {
    /// Reads all there is, leaf by leaf: no broken page keeps another from being read.
    fn all(&mut self, partings: &[i64]) -> Result<(), StoreError> {
        let firsts = std::iter::once(i64::MIN).chain(partings.iter().map(|key| key + 1));
        let lasts = partings.iter().copied().chain([i64::MAX]);
        let mut between: VecDeque<(i64, i64)> = firsts.zip(lasts).collect();
        while let Some((first, last)) = between.pop_front() {
            let n_before = self.read.n_seen;
            let Some((first, last)) = self.range(first, last)? else {
                continue;
            };
            // Of a leaf that gave nothing at all no half will.
            let is_dead = self.read.n_seen == n_before && !partings.is_empty();
            if is_dead || self.halves == 0 || first == last {
                continue;
            }
            self.halves -= 1;
            let middle = first.midpoint(last);
            between.push_back((first, middle));
            if middle < last {
                between.push_back((middle + 1, last));
            }
        }
        Ok(())
    }

    /// Reads from either end; gives back what lies between where something could not be read.
    fn range(&mut self, first: i64, last: i64) -> Result<Option<(i64, i64)>, StoreError> {
        let up = self.one_way(0, first, last)?;
        if up.is_whole {
            return Ok(None);
        }
        let Some(first) = up.last.map_or(Some(first), |key| key.checked_add(1)) else {
            self.suspect(i64::MAX);
            return Ok(None);
        };
        if first > last {
            self.suspect(first);
            return Ok(None);
        }
        let down = self.one_way(1, first, last)?;
        self.suspect(down.last.unwrap_or(last));
        let end = down.last.map_or(Some(last), |key| key.checked_sub(1));
        let left = end.filter(|last| !down.is_whole && first <= *last);
        Ok(left.map(|last| (first, last)))
    }

    fn suspect(&mut self, up_to: i64) {
        self.read.suspect_up_to = self.read.suspect_up_to.max(Some(up_to));
    }

    /// Reads and writes rows until the last of them, or until one cannot be read.
    fn one_way(&mut self, way: usize, first: i64, last: i64) -> Result<Came, StoreError> {
        let mut came = Came {
            last: None,
            is_whole: false,
        };
        let Some(mut query) = readable(self.from.prepare_cached(&self.ways[way]))? else {
            return Ok(came);
        };
        let Some(mut rows) = readable(query.query([first, last]))? else {
            return Ok(came);
        };
        loop {
            let Some(row) = readable(rows.next())? else {
                return Ok(came);
            };
            let Some(row) = row else {
                came.is_whole = true;
                return Ok(came);
            };
            let Ok(key) = row.get::<_, i64>(0) else {
                return Ok(came);
            };
            let goes_on = came.last.is_none_or(|before| match way {
                0 => key >= before,
                _ => key <= before,
            });
            self.read.n_seen += 1;
            if !goes_on || !(first..=last).contains(&key) || self.read.n_seen > self.most {
                self.read.n_seen -= 1;
                return Ok(came);
            }
            came.last = Some(key);
            match values(row, self.n_columns) {
                Some(values) => match self.put.execute(params_from_iter(values)) {
                    Ok(_) => {}
                    Err(error) if is_refused(&error) => self.read.n_unfit += 1,
                    Err(error) => return Err(error.into()),
                },
                None => self.read.n_unfit += 1,
            }
            if self.read.n_seen.is_multiple_of(STEP) && !(self.done)(self.read.n_seen) {
                return Err(StoreError::Stopped);
            }
        }
    }
}

/// The row's values behind its key; none where one of them is no text of ours.
fn values(row: &Row<'_>, n_columns: usize) -> Option<Vec<Value>> {
    (1..=n_columns)
        .map(|at| match row.get_ref(at).ok()? {
            // The program writes no NUL: a page that was wiped in part does.
            ValueRef::Text(text) if !text.contains(&0) => {
                Some(Value::Text(std::str::from_utf8(text).ok()?.to_owned()))
            }
            ValueRef::Text(_) => None,
            other => Value::try_from(other).ok(),
        })
        .collect()
}

/// What was read, or nothing where damage stands in the way. That the file is locked, or that memory is used up, is no
/// damage.
fn readable<T>(read: rusqlite::Result<T>) -> Result<Option<T>, StoreError> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(error) => match error.sqlite_error_code() {
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::OutOfMemory
                | ErrorCode::OperationInterrupted,
            ) => Err(error.into()),
            _ => Ok(None),
        },
    }
}

fn is_refused(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// The columns of our own table that the file has too, quoted; none where it has no such table that can be read.
fn columns(from: &Connection, shape: &Shape) -> Result<Option<Vec<String>>, StoreError> {
    let sql = "select sql from sqlite_schema where type = 'table' and name = ?1";
    let made = readable(
        from.query_row(sql, [&shape.name], |row| row.get::<_, String>(0))
            .optional(),
    )?;
    if made.flatten().is_none_or(|sql| own::is_virtual(&sql)) {
        return Ok(None);
    }
    let named = from
        .prepare("select name from pragma_table_xinfo(?1) where hidden = 0")
        .and_then(|mut query| {
            query
                .query_map([&shape.name], |row| row.get::<_, String>(0))?
                .collect::<rusqlite::Result<Vec<_>>>()
        });
    let held = readable(named)?.unwrap_or_default();
    let both: Vec<String> = shape
        .columns
        .iter()
        .filter(|column| held.contains(&column.name))
        .map(|column| format!("\"{}\"", column.name))
        .collect();
    Ok(Some(both).filter(|both| !both.is_empty()))
}

fn is_without_rowid(conn: &Connection, table: &str) -> Result<bool, StoreError> {
    let sql = "select wr from pragma_table_list where schema = 'main' and name = ?1";
    Ok(conn.query_row(sql, [table], |row| row.get(0))?)
}

/// The keys with which the leaves of a table end, but its last.
///
/// # Errors
/// When another program has the file locked.
pub fn partings(
    from: &Connection,
    pages: Option<&Pages>,
    shape: &Shape,
) -> Result<Vec<i64>, StoreError> {
    let sql = "select rootpage from sqlite_schema where type = 'table' and name = ?1";
    let root = from
        .query_row(sql, [&shape.name], |row| row.get::<_, u32>(0))
        .optional();
    let root = readable(root)?.flatten();
    let mut found = root
        .zip(pages)
        .map_or_else(Vec::new, |(root, pages)| pages.partings(root));
    found.retain(|key| *key < i64::MAX);
    Ok(found)
}

/// How many rows a table had, as the smallest of its indexes says, if that is whole.
fn counted(from: &Connection, table: &str, most: u64) -> Option<u64> {
    let sql = format!("select count(*) from (select 1 from \"{table}\" limit ?1)");
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let n: i64 = from.query_row(&sql, [most], |row| row.get(0)).ok()?;
    Some(n.unsigned_abs())
}
