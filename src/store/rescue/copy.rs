//! The copy of a damaged file that is read in its place, so that nothing at all happens to the file itself.
//!
//! A program that was stopped in the middle of a change leaves a journal beside the file, and SQLite brings the file back to
//! what it was before as soon as it is opened: here that happens to the copy.
//!
//! A plan's list of tables and triggers takes up dozens of pages, and SQLite reads it from its beginning only as far as it
//! is whole. So in the copy the branches of that list that lead to no page of a list are cut off, and the rest is read.
//!
//! Source of the format: <https://www.sqlite.org/fileformat2.html>, “B-tree Pages”.

use std::fs;
use std::path::{Path, PathBuf};

use crate::store::error::StoreError;
use crate::store::rescue::pages::{BRANCHES, FIRST, Pages, ROWS, long, short};

/// A copy that goes away with this value.
#[derive(Debug)]
pub struct Copy {
    folder: PathBuf,
}

impl Copy {
    /// Copies a file, and the journal beside it where there is one.
    ///
    /// # Errors
    /// When the file cannot be read, or there is no room for a copy among the system's temporary files.
    pub fn of(damaged: &Path) -> Result<Self, StoreError> {
        let name = format!(
            "golden-thread-{}-{:x}",
            std::process::id(),
            fastrand::u64(..)
        );
        let copy = Self {
            folder: std::env::temp_dir().join(name),
        };
        let failed = |path: &Path, why| StoreError::File {
            path: path.to_owned(),
            why,
        };
        fs::create_dir(&copy.folder).map_err(|why| failed(&copy.folder, why))?;
        fs::copy(damaged, copy.path()).map_err(|why| failed(damaged, why))?;
        let journal = beside(damaged);
        if journal.exists() {
            fs::copy(&journal, beside(&copy.path())).map_err(|why| failed(&journal, why))?;
        }
        Ok(copy)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join("damaged.sqlite")
    }

    /// Cuts off the branches of the list of tables that lead to no page of a list, and gives the pages as they are then. For
    /// a file that no journal stands beside any more.
    ///
    /// # Errors
    /// When the copy cannot be read or written.
    pub fn mend_list(&self) -> Result<Option<Pages>, StoreError> {
        let path = self.path();
        let failed = |why| StoreError::File {
            path: path.clone(),
            why,
        };
        let mut bytes = fs::read(&path).map_err(failed)?;
        if let Some(first) = Pages::of(bytes.clone()).as_ref().and_then(mended) {
            bytes[..first.len()].copy_from_slice(&first);
            fs::write(&path, &bytes).map_err(failed)?;
        }
        Ok(Pages::of(bytes))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The journal beside a file.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}-journal"))
}

/// The first page with sound branches only; nothing where all are sound, none is, or it has none.
fn mended(pages: &Pages) -> Option<Vec<u8>> {
    let mut first = pages.page(1)?.to_vec();
    if first[FIRST] != BRANCHES {
        return None;
    }
    let is_sound = |page: u32| pages.page(page).is_some_and(is_of_a_list);
    let n = short(&first, FIRST + 3)?;
    let mut kept: Vec<(usize, u32)> = Vec::new();
    for at in 0..n {
        let cell = short(&first, FIRST + 12 + 2 * at)?;
        let page = long(&first, cell)?;
        if is_sound(page) {
            kept.push((cell, page));
        }
    }
    let last = long(&first, FIRST + 8)?;
    if kept.len() == n && is_sound(last) {
        return None;
    }
    let last = if is_sound(last) { last } else { kept.pop()?.1 };
    first[FIRST + 3..FIRST + 5].copy_from_slice(&u16::try_from(kept.len()).ok()?.to_be_bytes());
    first[FIRST + 8..FIRST + 12].copy_from_slice(&last.to_be_bytes());
    for (at, (cell, _)) in kept.iter().enumerate() {
        let place = FIRST + 12 + 2 * at;
        first[place..place + 2].copy_from_slice(&u16::try_from(*cell).ok()?.to_be_bytes());
    }
    Some(first)
}

/// Whether a page is one of a table, as far as its head tells.
fn is_of_a_list(page: &[u8]) -> bool {
    let head = match page[0] {
        ROWS => 8,
        BRANCHES => 12,
        _ => return false,
    };
    let Some(n) = short(page, 3).filter(|n| head + 2 * n <= page.len()) else {
        return false;
    };
    let room = head + 2 * n..page.len();
    (0..n).all(|at| short(page, head + 2 * at).is_some_and(|cell| room.contains(&cell)))
}
