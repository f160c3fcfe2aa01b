//! Opening a file: whatever is wrong with it has its own message, and nothing is written until all is well.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::domain::problem::{Place, Problem};
use crate::store::error::StoreError;
use crate::store::place::FileAt;
use crate::store::{APPLICATION_ID, Store, VERSION, backup, journal, own, row, schema};

/// What was done on opening, beside opening.
#[derive(Debug, Default)]
pub struct Opened {
    /// The version that the file had, if it was older and has been brought up to date.
    pub migrated_from: Option<i32>,
    /// The version that the file has, if it is newer than the program and can only be read.
    pub newer: Option<i32>,
    /// A backup that was made.
    pub backup: Option<PathBuf>,
    /// Why no backup could be made.
    pub no_backup: Option<StoreError>,
}

impl Store {
    /// Opens a plan's file.
    ///
    /// # Errors
    /// One [`StoreError`] for each thing that can be wrong with a file; nothing in it is changed then.
    pub fn open(path: &Path, now: Timestamp) -> Result<(Self, Opened), StoreError> {
        Self::open_with(path, now, true).map_err(|error| name_backup(path, error))
    }

    /// Opens a plan's file to answer a question: no backup is made unless the file must be brought up to date.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_to_read(path: &Path, now: Timestamp) -> Result<(Self, Opened), StoreError> {
        Self::open_with(path, now, false).map_err(|error| name_backup(path, error))
    }

    /// Opens once more the file that this program has open, for work beside the window's own.
    ///
    /// It was examined when it was first opened. Its beginning is not read here but by SQLite: closing a handle of our
    /// own would drop the locks that the first connection holds.
    ///
    /// # Errors
    /// When the file is gone, another stands in its place, or it is no longer a plan of this version.
    pub fn open_again(path: &Path) -> Result<Self, StoreError> {
        let place = FileAt::opened_at(path);
        if let Some(how) = place.gone_from(path) {
            let path = path.to_owned();
            return Err(StoreError::Moved { path, how });
        }
        let conn = connect(path)?;
        let version = version_of_ours(path, &conn)?;
        if version != VERSION {
            return Err(StoreError::Newer {
                path: path.to_owned(),
                found: version,
                known: VERSION,
            });
        }
        own::check(&conn, version)?;
        let mut store = Self {
            read_only: conn.is_readonly(rusqlite::MAIN_DB)?,
            conn,
            path: path.to_owned(),
            place,
            seen: 0,
            loaded: None,
        };
        store.seen = store.data_version()?;
        Ok(store)
    }

    fn open_with(path: &Path, now: Timestamp, back_up: bool) -> Result<(Self, Opened), StoreError> {
        is_sqlite(path)?;
        let mut conn = connect(path)?;
        let version = version_of_ours(path, &conn)?;
        own::check(&conn, version)?;
        let found = examine_on_opening(&conn, path)?;
        if let Some(first) = found.first() {
            return Err(StoreError::Damaged {
                what: first.clone(),
                backup: None,
            });
        }
        let mut opened = Opened::default();
        let mut read_only = conn.is_readonly(rusqlite::MAIN_DB)?;
        if version > VERSION {
            row::load(&conn).map_err(|_| StoreError::Newer {
                path: path.to_owned(),
                found: version,
                known: VERSION,
            })?;
            opened.newer = Some(version);
            read_only = true;
        } else if read_only {
            if version < VERSION {
                return Err(StoreError::ReadOnly(path.to_owned()));
            }
        } else if back_up || version < VERSION {
            match backup::on_opening(&conn, path, now, version < VERSION) {
                Ok(made) => opened.backup = made,
                // An old file is not touched without a copy of it; a current one may be.
                Err(error) if version < VERSION => return Err(error),
                Err(error) => opened.no_backup = Some(error),
            }
            if version < VERSION {
                schema::migrate(&mut conn, version)
                    .map_err(|error| not_as_it_says(version, error))?;
                opened.migrated_from = Some(version);
            }
        }
        if !read_only {
            // A rollback journal, even where another tool left the file otherwise: it alone holds on a network drive.
            conn.pragma_update(None, "journal_mode", "delete")?;
            if !journal::is_whole(&conn)? {
                journal::install(&conn)?;
            }
        }
        let mut store = Self {
            conn,
            path: path.to_owned(),
            read_only,
            place: FileAt::remembered(path),
            seen: 0,
            loaded: None,
        };
        store.seen = store.data_version()?;
        Ok((store, opened))
    }
}

/// Opens a colleague's copy to read from. Nothing is written into it: one of an earlier version is brought up to date in
/// memory. The plan itself is not taken for its own copy.
///
/// # Errors
/// One [`StoreError`] for each thing that can be wrong with it.
pub fn colleagues(path: &Path, plan: &Path) -> Result<Connection, StoreError> {
    let is_plan = path.canonicalize().ok().zip(plan.canonicalize().ok());
    if is_plan.is_some_and(|(path, plan)| path == plan) {
        return Err(StoreError::Refused(vec![Problem::refusal(
            "plan-itself",
            Place::Plan,
            "A colleague’s copy",
            format!("{} is the plan itself", path.display()),
            "It has nothing that it lacks.",
            "Choose the file that your colleague has worked in.",
        )]));
    }
    is_sqlite(path)?;
    let conn = connect(path)?;
    let version = version_of_ours(path, &conn)?;
    own::check(&conn, version)?;
    if let Some(first) = examine_on_opening(&conn, path)?.first() {
        return Err(StoreError::Damaged {
            what: format!("{} does not hold together ({first})", path.display()),
            backup: backup::newest_whole(path),
        });
    }
    if version > VERSION {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found: version,
            known: VERSION,
        });
    }
    if version == VERSION {
        return Ok(conn);
    }
    let mut held = Connection::open_in_memory()?;
    rusqlite::backup::Backup::new(&conn, &mut held)?.run_to_completion(
        1_024,
        Duration::ZERO,
        None,
    )?;
    settle(&held)?;
    schema::migrate(&mut held, version)?;
    Ok(held)
}

/// That a file begins as SQLite's do.
///
/// # Errors
/// When there is no such file, or it is of another kind.
pub fn is_sqlite(path: &Path) -> Result<(), StoreError> {
    match not_sqlite(&header(path)?) {
        None => Ok(()),
        Some(what) => Err(StoreError::NotADatabase {
            path: path.to_owned(),
            what,
        }),
    }
}

/// Opens the copy of a plan's file that may be damaged, to read what can be read of it: with the version that it names.
///
/// # Errors
/// When it is no plan's file, or nothing at all of it can be read.
pub fn damaged(path: &Path, of: &Path) -> Result<(Connection, i32), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn =
        Connection::open_with_flags(path, flags).map_err(|error| StoreError::at(path, error))?;
    conn.busy_timeout(PATIENCE)?;
    // A file that is cut off, or whose list of tables and triggers is broken in one place, is read as far as it goes.
    // SQLite does so where the list may be written; that nothing at all is written is said right after.
    conn.pragma_update(None, "writable_schema", true)?;
    conn.pragma_update(None, "query_only", true)?;
    guard(&conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    match version_of_ours(of, &conn) {
        // The mark that makes it ours may be what is spoilt.
        Err(StoreError::AnotherProgram(_)) if has_our_tables(&conn) => {
            let version = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
            Ok((conn, version))
        }
        other => other.map(|version| (conn, version)),
    }
}

/// Whether a file has tables that every plan has, and hardly another program's.
fn has_our_tables(conn: &Connection) -> bool {
    let sql = "select count(*) from sqlite_schema where type = 'table' and name in ('plan', 'allocation', 'change_row')";
    conn.query_row(sql, [], |row| row.get::<_, i64>(0))
        .is_ok_and(|n| n == 3)
}

/// Opens for reading and writing, or for reading where the file allows no more.
fn connect(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn =
        Connection::open_with_flags(path, flags).map_err(|error| StoreError::at(path, error))?;
    settle(&conn).map_err(|error| match error {
        StoreError::Sqlite(error) => StoreError::at(path, error),
        other => other,
    })?;
    Ok(conn)
}

/// How long a connection waits for another that has the file locked.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// How every connection behaves. A rollback journal and full synchronising hold on a network drive; WAL does not.
pub fn settle(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "synchronous", "full")?;
    // Nor may it be changed behind SQLite's back.
    guard(conn)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// What a file from outside may not do: call functions that act, or be read through its views. Pages are looked at before
/// they are believed.
fn guard(conn: &Connection) -> Result<(), StoreError> {
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    Ok(())
}

/// Wherever in opening a file is found damaged, the way on is the newest whole backup.
pub fn name_backup(path: &Path, error: StoreError) -> StoreError {
    match error {
        StoreError::Damaged { what, backup: None } => StoreError::Damaged {
            what,
            backup: backup::newest_whole(path),
        },
        // The page that says what a file is may be the one that is spoilt: backups of a plan stand beside plans only.
        StoreError::NotADatabase { .. } | StoreError::AnotherProgram(_) => {
            match backup::newest_whole(path) {
                Some(backup) => StoreError::Damaged {
                    what: format!(
                        "it begins like {}, and backups of a plan stand beside it",
                        begins_like(&error)
                    ),
                    backup: Some(backup),
                },
                None => error,
            }
        }
        other => other,
    }
}

fn begins_like(error: &StoreError) -> &'static str {
    match error {
        StoreError::NotADatabase { what, .. } => what,
        _ => "a database of another program",
    }
}

/// A file that is whole by SQLite's examination and cannot be brought up to date is not of the version that it names.
fn not_as_it_says(version: i32, error: StoreError) -> StoreError {
    match error {
        StoreError::Sqlite(_) | StoreError::Rule(_) => StoreError::Damaged {
            what: format!("it names itself of file version {version}, and is not ({error})"),
            backup: None,
        },
        other => other,
    }
}

/// The file's version, if it is a plan of ours.
fn version_of_ours(path: &Path, conn: &Connection) -> Result<i32, StoreError> {
    let read = |name: &str| -> Result<i32, StoreError> {
        Ok(conn.pragma_query_value(None, name, |row| row.get(0))?)
    };
    if read("application_id")? != APPLICATION_ID {
        return Err(StoreError::AnotherProgram(path.to_owned()));
    }
    read("user_version")
}

/// In a file larger than this, in bytes, published figures are left out of the examination on opening.
const LARGE: u64 = 16 * 1024 * 1024;

/// What is examined before a plan is opened: the whole file, or, where hundreds of thousands of published figures would
/// hold the officer up, everything that officers entered. `check` examines the whole file in either case, and damage
/// among the figures is met, with its message, when they are read.
fn examine_on_opening(conn: &Connection, path: &Path) -> Result<Vec<String>, StoreError> {
    let size = std::fs::metadata(path).map_or(0, |held| held.len());
    if size <= LARGE {
        return examine(conn);
    }
    let names = "select name from sqlite_schema where type = 'table' and name <> 'figure' and name not like 'sqlite_%'";
    let tables: rusqlite::Result<Vec<String>> = conn
        .prepare(names)
        .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect());
    let tables = match tables {
        Ok(tables) => tables,
        Err(error) => return damage(Err(error)),
    };
    for table in tables {
        let found = quick_check(conn, &format!("\"{table}\""))?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// SQLite's quick examination of the whole file: nothing, or what it found.
pub fn examine(conn: &Connection) -> Result<Vec<String>, StoreError> {
    quick_check(conn, "20")
}

/// SQLite's quick examination, of one table or of the whole file with so many findings at most.
fn quick_check(conn: &Connection, of: &str) -> Result<Vec<String>, StoreError> {
    let found: rusqlite::Result<Vec<String>> = conn
        .prepare(&format!("pragma quick_check({of})"))
        .and_then(|mut query| query.query_map([], |row| row.get(0))?.collect());
    damage(found)
}

/// That a file cannot even be examined is what the examination found.
fn damage(found: rusqlite::Result<Vec<String>>) -> Result<Vec<String>, StoreError> {
    let mut found = match found {
        Ok(found) => found,
        Err(error)
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
            ) =>
        {
            vec![error.to_string()]
        }
        Err(error) => return Err(error.into()),
    };
    found.retain(|line| line != "ok");
    Ok(found)
}

fn header(path: &Path) -> Result<Vec<u8>, StoreError> {
    let there = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => StoreError::NotThere(path.to_owned()),
        _ => StoreError::File {
            path: path.to_owned(),
            why: source,
        },
    };
    if path.is_dir() {
        return Err(StoreError::NotADatabase {
            path: path.to_owned(),
            what: "a folder",
        });
    }
    let mut header = Vec::new();
    std::fs::File::open(path)
        .map_err(there)?
        .take(32)
        .read_to_end(&mut header)
        .map_err(there)?;
    Ok(header)
}

/// What a file is by its first bytes, if it is not a SQLite database.
fn not_sqlite(header: &[u8]) -> Option<&'static str> {
    const KINDS: &[(&[u8], &str)] = &[
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"\x89PNG", "a PNG picture"),
        (b"GIF8", "a GIF picture"),
        (b"%PDF", "a PDF document"),
        (b"PK\x03\x04", "a workbook, a document or a zip archive"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"\x1F\x8B", "a compressed file"),
        (b"<", "a web page or XML file"),
        (b"{", "a JSON file"),
    ];
    if header.starts_with(b"SQLite format 3\0") {
        return None;
    }
    if header.is_empty() {
        return Some("an empty file");
    }
    let known = KINDS
        .iter()
        .find(|(start, _)| header.starts_with(start))
        .map(|(_, what)| *what);
    let text = header
        .iter()
        .all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace());
    Some(known.unwrap_or(if text {
        "a text file"
    } else {
        "a file of another kind"
    }))
}

#[cfg(test)]
mod tests {
    use super::not_sqlite;

    #[test]
    fn files_are_told_apart_by_their_first_bytes() {
        assert_eq!(not_sqlite(b"SQLite format 3\0..."), None);
        assert_eq!(
            not_sqlite(b"\xFF\xD8\xFF\xE0\0\x10JFIF"),
            Some("a JPEG picture")
        );
        assert_eq!(not_sqlite(b"code,value\nA1,23\n"), Some("a text file"));
        assert_eq!(
            not_sqlite(b"PK\x03\x04"),
            Some("a workbook, a document or a zip archive")
        );
        assert_eq!(not_sqlite(b""), Some("an empty file"));
        assert_eq!(not_sqlite(b"\0\x01\x02"), Some("a file of another kind"));
    }
}
