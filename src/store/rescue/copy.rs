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

/// Where the first page's own content begins, in bytes: behind the file's header.
const FIRST: usize = 100;
/// What a page with branches and a page with rows begin with, in a table.
const BRANCHES: u8 = 0x05;
const ROWS: u8 = 0x0D;

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

    /// Cuts off the branches of the list of tables that lead to no page of a list. For a file that no journal stands beside
    /// any more.
    ///
    /// # Errors
    /// When the copy cannot be read or written.
    pub fn mend_list(&self) -> Result<(), StoreError> {
        let path = self.path();
        let failed = |why| StoreError::File {
            path: path.clone(),
            why,
        };
        let mut bytes = fs::read(&path).map_err(failed)?;
        if let Some(first) = mended(&bytes) {
            bytes[..first.len()].copy_from_slice(&first);
            fs::write(&path, bytes).map_err(failed)?;
        }
        Ok(())
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
fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match short(bytes, 16)? {
        1 => 65_536,
        size => size,
    };
    let mut first = bytes.get(..size)?.to_vec();
    if first[FIRST] != BRANCHES {
        return None;
    }
    let is_sound = |page: u32| is_of_a_list(bytes, page as usize, size);
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
fn is_of_a_list(bytes: &[u8], page: usize, size: usize) -> bool {
    let Some(page) = page
        .checked_sub(1)
        .and_then(|before| bytes.get(before * size..(before + 1) * size))
    else {
        return false;
    };
    let head = match page[0] {
        ROWS => 8,
        BRANCHES => 12,
        _ => return false,
    };
    let Some(n) = short(page, 3).filter(|n| head + 2 * n <= size) else {
        return false;
    };
    (0..n).all(|at| {
        short(page, head + 2 * at).is_some_and(|cell| (head + 2 * n..size).contains(&cell))
    })
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let two = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_be_bytes([two[0], two[1]])))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}
