//! Whether the file that is open is still the one at its name.
//!
//! On Unix a file can be removed, or another put in its place, while it is open: SQLite would go on writing into what no
//! name leads to any more, and everything would look saved. So the file is known by its device and number from the moment
//! it is opened, and asked for before each write and each look. SQLite asks once more by itself when it begins to write
//! ([`crate::store::error::StoreError::Moved`] is its answer too), so nothing can come between.
//!
//! Edges: Windows lets nobody remove or rename a file that SQLite has open, so there it is enough that something stands
//! at the name. A drive that does not answer is not taken for one that has lost the file: then SQLite's own error tells.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What has become of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// There is nothing at its name: it, or its folder, was removed or renamed.
    Removed,
    /// Another file stands at its name.
    Replaced,
}

/// A file, known again whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileAt(Option<(u64, u64)>);

/// What this program opened last at each path, for connections beside the window's own: they must find the same file.
static OPENED: Mutex<Option<HashMap<PathBuf, FileAt>>> = Mutex::new(None);

impl FileAt {
    /// The file that stands at a path now.
    pub fn of(path: &Path) -> Self {
        Self(identity(path).ok())
    }

    /// The same, remembered for [`FileAt::opened_at`].
    pub fn remembered(path: &Path) -> Self {
        let place = Self::of(path);
        let mut held = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        held.get_or_insert_default().insert(path.to_owned(), place);
        place
    }

    /// The file that this program last opened at a path, whatever stands there now.
    pub fn opened_at(path: &Path) -> Self {
        let held = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.as_ref().and_then(|held| held.get(path)).copied();
        drop(held);
        known.unwrap_or_else(|| Self::of(path))
    }

    /// What has become of the file, if it does not stand at the path any more.
    pub fn gone_from(self, path: &Path) -> Option<Gone> {
        match identity(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Some(Gone::Removed),
            Ok(now) if self.0.is_some_and(|was| was != now) => Some(Gone::Replaced),
            _ => None,
        }
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> std::io::Result<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    let held = path.metadata()?;
    Ok((held.dev(), held.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> std::io::Result<(u64, u64)> {
    path.metadata().map(|_| (0, 0))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_file_is_known_by_itself_and_not_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&path, "one").unwrap();
        let place = FileAt::remembered(&path);
        fs::write(&path, "one, changed").unwrap();
        assert_eq!(place.gone_from(&path), None, "a change is no other file");
        fs::write(&other, "two").unwrap();
        fs::rename(&other, &path).unwrap();
        assert_eq!(place.gone_from(&path), Some(Gone::Replaced));
        assert_eq!(FileAt::opened_at(&path), place);
        fs::remove_file(&path).unwrap();
        assert_eq!(place.gone_from(&path), Some(Gone::Removed));
        assert_eq!(
            FileAt::opened_at(&other).gone_from(&other),
            Some(Gone::Removed)
        );
    }
}
