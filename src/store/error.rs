//! What can go wrong with a plan's file, each with its own words and its own way on.

mod said;

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use crate::domain::problem::Problem;
use crate::store::place::Gone;

/// Why a file could not be read or changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("There is no file at {}. Check the name, or choose another file.", .0.display())]
    NotThere(PathBuf),
    /// A new plan would replace a file.
    #[error("There is a file at {} already, and it has been left as it is. Choose another name.", .0.display())]
    AlreadyThere(PathBuf),
    /// The file is of another kind.
    #[error("{} is {what}, not a plan; nothing in it was changed. Open a plan made by Golden Thread (its name ends in .sqlite).", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
        /// What it looks like: `a JPEG picture`.
        what: &'static str,
    },
    /// A database, but not ours.
    #[error("{} is a database of another program, not a plan; nothing in it was changed. Open a plan made by Golden Thread.", .0.display())]
    AnotherProgram(PathBuf),
    /// Made by a newer version of the program, and not even readable by this one.
    #[error("{} was made by a newer version of Golden Thread (file version {found}; this program knows up to {known}). Install the newer program to open it.", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// Ours.
        known: i32,
    },
    /// Somebody else is writing.
    #[error(
        "Another program is writing to this file, and did not finish within two seconds. Nothing was changed; try again in a moment."
    )]
    Locked,
    /// The file, its folder or its version allows reading only.
    #[error("{} can only be read here: the file or its folder is write-protected, or a newer program made it. Copy the file elsewhere to change it.", .0.display())]
    ReadOnly(PathBuf),
    /// The file does not stand at its name any more.
    #[error("{} {} Nothing was written there. What is on the screen can be kept: choose “Save a copy…” and go on in the copy.", .path.display(), moved(*.how))]
    Moved {
        /// Where it was.
        path: PathBuf,
        /// What has become of it.
        how: Gone,
    },
    /// The system could not write.
    #[error(
        "The change could not be written ({0}): the disk, or your share of it, may be full, or the drive may have gone. The file is as it was; make room and try again, or save a copy elsewhere."
    )]
    NotWritten(rusqlite::Error),
    /// No room.
    #[error(
        "The disk is full, so the change was not saved and the file is as it was. Make room and try again."
    )]
    DiskFull,
    /// The file is damaged.
    #[error("The file is damaged: {what}. {}", way_on(.backup.as_deref()))]
    Damaged {
        /// What was found.
        what: String,
        /// The newest backup that is whole.
        backup: Option<PathBuf>,
    },
    /// The plan's rules do not allow the change.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<Problem>),
    /// Somebody changed the same thing since.
    #[error("“{words}” cannot be taken back or repeated: {who} has changed the same thing since{}. Look at it as it is now and change it by hand.", when(.at))]
    Overtaken {
        /// The change.
        words: String,
        /// Who changed it since.
        who: String,
        /// When.
        at: String,
    },
    /// The officer stopped it.
    #[error("Stopped. Nothing was written.")]
    Stopped,
    /// There is no change of this person's to take back.
    #[error("There is nothing of yours to undo in this file.")]
    NothingToUndo,
    /// There is no undone change.
    #[error("There is nothing to redo.")]
    NothingToRedo,
    /// The file's own rules refused a row: a rule that the program did not check first.
    #[error("{}", rule(.0))]
    Rule(String),
    /// The folder for backups could not be written.
    #[error("No backup could be made beside {} ({why}). Nothing in the plan was changed; make room there, or ask for the right to write there, and try again.", .path.display())]
    NoBackup {
        /// The plan.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Anything else that the file system says.
    #[error("{} could not be read or written: {why}.{}", .path.display(), remedy(.why))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error("The file could not be read or written ({0}). Nothing was changed.")]
    Sqlite(rusqlite::Error),
}

fn way_on(backup: Option<&Path>) -> String {
    match backup {
        Some(backup) => format!(
            "The newest whole backup is {}: open a copy of it. What can still be read is shown when the plan is opened in the window, and by “golden-thread rescue”.",
            backup.display()
        ),
        None => "There is no backup beside it: ask whoever keeps the drive for an older copy. What can still be read is shown when the plan is opened in the window, and by “golden-thread rescue”."
            .to_owned(),
    }
}

fn moved(how: Gone) -> &'static str {
    match how {
        Gone::Removed => {
            "is not there any more: it, or the folder that it was in, was removed or renamed."
        }
        Gone::Replaced => "is not the file that was opened: another was put in its place.",
    }
}

fn remedy(why: &std::io::Error) -> &'static str {
    use std::io::ErrorKind;
    match why.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            " The disk, or your share of it, is full; make room and try again, or choose another place."
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            " It or its folder is write-protected; choose another place."
        }
        ErrorKind::NotFound => " There is no such folder; choose another place.",
        _ => "",
    }
}

fn rule(words: &str) -> String {
    if words.contains("FOREIGN KEY") {
        "Other records in the file, such as published figures, still belong to it, so it stays. Nothing was changed.".to_owned()
    } else {
        format!(
            "The file's own rules do not allow this change ({words}). Nothing was changed; look at the values and try others."
        )
    }
}

fn when(at: &str) -> String {
    if at.is_empty() {
        String::new()
    } else {
        format!(", at {at}")
    }
}

impl StoreError {
    /// SQLite's error about a file, in our words.
    #[must_use]
    pub fn at(path: &Path, error: rusqlite::Error) -> Self {
        if extended(&error) == Some(ffi::SQLITE_READONLY_DBMOVED) {
            let path = path.to_owned();
            let how = if path.exists() {
                Gone::Replaced
            } else {
                Gone::Removed
            };
            return Self::Moved { path, how };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) if !path.exists() => Self::NotThere(path.to_owned()),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly(path.to_owned())
            }
            _ => error.into(),
        }
    }

    /// Whether the file is at fault and not what was to be written: then the same change may be saved later, or in a copy.
    #[must_use]
    pub fn is_of_the_file(&self) -> bool {
        matches!(
            self,
            Self::NotThere(_)
                | Self::Locked
                | Self::ReadOnly(_)
                | Self::Moved { .. }
                | Self::NotWritten(_)
                | Self::DiskFull
                | Self::Damaged { .. }
                | Self::NoBackup { .. }
                | Self::File { .. }
                | Self::Sqlite(_)
        )
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if is_of_content(&error) {
            let what = format!("a value in it is none that a plan can hold ({error})");
            return Self::Damaged { what, backup: None };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::SystemIoFailure) if is_of_writing(&error) => Self::NotWritten(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged {
                what: format!("some of its pages are not as they were written ({error})"),
                backup: None,
            },
            Some(ErrorCode::ConstraintViolation) => Self::Rule(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

/// SQLite's error in full.
fn extended(error: &rusqlite::Error) -> Option<i32> {
    match error {
        rusqlite::Error::SqliteFailure(error, _) => Some(error.extended_code),
        _ => None,
    }
}

/// Whether a value could be read and not understood: only damage, or another tool, puts such a one into a plan.
fn is_of_content(error: &rusqlite::Error) -> bool {
    matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
    )
}

/// Whether it was writing that the system refused: a share used up and a drive gone come so.
fn is_of_writing(error: &rusqlite::Error) -> bool {
    matches!(
        extended(error),
        Some(
            ffi::SQLITE_IOERR_WRITE
                | ffi::SQLITE_IOERR_FSYNC
                | ffi::SQLITE_IOERR_DIR_FSYNC
                | ffi::SQLITE_IOERR_TRUNCATE
        )
    )
}
