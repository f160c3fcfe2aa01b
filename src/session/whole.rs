//! A file written whole or not at all: half a report, cut off by a full disk, must not pass for a report.
//!
//! It is written beside its place and moved there. What stood there before stays until then.
//!
//! Edges: what is no ordinary file (a pipe, `/dev/stdout`) is written straight. A link is followed, and stays a link. Where
//! nothing may be added to the folder, but the file itself may be written, that is done.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Writes a file.
///
/// # Errors
/// What the system says, with what to do about it; the file is then as it was.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write_whole(path, bytes).map_err(with_remedy)
}

fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let is_other = path.metadata().is_ok_and(|held| !held.is_file());
    let Some(beside) = beside(path).filter(|_| !is_other) else {
        return fs::write(path, bytes);
    };
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        drop(fs::remove_file(&beside));
    }
    match written {
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.exists() => {
            fs::write(path, bytes)
        }
        other => other,
    }
}

/// Copies a file, whole or not at all.
///
/// # Errors
/// As [`write()`].
pub fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    let Some(beside) = beside(to) else {
        return Err(with_remedy(ErrorKind::NotFound.into()));
    };
    let copied = fs::copy(from, &beside).and_then(|_| fs::rename(&beside, to));
    if copied.is_err() {
        drop(fs::remove_file(&beside));
    }
    copied.map_err(with_remedy)
}

fn beside(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.{}.new", std::process::id())))
}

/// The system's words, and what to do where the cause is a common one.
fn with_remedy(error: Error) -> Error {
    let remedy = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "The disk, or your share of it, is full; make room or choose another place"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "It or its folder is write-protected; choose another place"
        }
        ErrorKind::NotFound => "There is no such folder; choose another place",
        _ => return error,
    };
    Error::new(error.kind(), format!("{error}. {remedy}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let nowhere = write(&folder.path().join("none/report.csv"), b"").unwrap_err();
        assert!(nowhere.to_string().contains("no such folder"), "{nowhere}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("report"), folder.path().join("link"));
        fs::write(&path, "one").unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        write(Path::new("/dev/null"), b"three").unwrap();
    }
}
