//! The ways on from a plan that cannot be opened: what can still be read of it in a new plan, or a backup.
//!
//! Neither is written over what is there: both make a file of their own, which is then opened like any other.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::area::AreaCode;
use crate::domain::rescue::Rescue;
use crate::exchange::authorities;
use crate::session::import::Progress;
use crate::session::{file, who, whole};
use crate::store::error::StoreError;
use crate::store::journal::Stamp;
use crate::store::rescue::{self, Known};

/// Looks at what can still be read of a file; nothing is written. `tick` is told how many rows are read, and stops it by
/// answering false.
///
/// # Errors
/// When it is no plan's file, or nothing of it can be read; [`StoreError::Stopped`].
pub fn look(damaged: &Path, tick: &mut dyn FnMut(Progress) -> bool) -> Result<Rescue, StoreError> {
    let mut done = |done| tick(Progress { done, of: 0 });
    let areas = authorities::areas();
    let known = Known {
        authority: None,
        areas: &areas,
    };
    rescue::look(damaged, known, &stamp(), &mut done)
}

/// Brings what can still be read of a file together in a new plan; `authority` is whose plan it is, for a file that does not
/// say it any more.
///
/// # Errors
/// As [`look`]; or when no authority has that code, there is a file at `out` already, or it cannot be written.
pub fn save(
    damaged: &Path,
    out: &Path,
    authority: Option<&AreaCode>,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Rescue, StoreError> {
    let mut done = |done| tick(Progress { done, of: 0 });
    let areas = authorities::areas();
    if let Some(code) = authority {
        file::authority(&areas, code, "Rescue, authority")?;
    }
    let known = Known {
        authority,
        areas: &areas,
    };
    rescue::save(damaged, out, known, &stamp(), &mut done)
}

/// Copies a backup to a plan's file of its own.
///
/// # Errors
/// When there is a file at `out` already, or either cannot be read or written.
pub fn restore(backup: &Path, out: &Path) -> Result<(), StoreError> {
    if out.exists() {
        return Err(StoreError::AlreadyThere(out.to_owned()));
    }
    whole::copy(backup, out).map_err(|why| StoreError::File {
        path: out.to_owned(),
        why,
    })
}

/// A name beside a plan that no file has yet: `plan rescued.sqlite`, `plan rescued 2.sqlite`.
#[must_use]
pub fn free_name(plan: &Path, what: &str) -> PathBuf {
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
    (1..)
        .map(|n| match n {
            1 => plan.with_file_name(format!("{stem} {what}.sqlite")),
            n => plan.with_file_name(format!("{stem} {what} {n}.sqlite")),
        })
        .find(|path| !path.exists())
        .unwrap_or_else(|| plan.to_owned())
}

fn stamp() -> Stamp {
    Stamp {
        who: who(),
        at: format!("{:.3}", Timestamp::now()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_becomes_a_plan_of_its_own_and_replaces_none() {
        let folder = tempfile::tempdir().unwrap();
        let (backup, plan) = (folder.path().join("b"), folder.path().join("plan.sqlite"));
        std::fs::write(&backup, "held").unwrap();
        assert_eq!(
            free_name(&plan, "restored"),
            folder.path().join("plan restored.sqlite")
        );
        let out = free_name(&plan, "restored");
        restore(&backup, &out).unwrap();
        assert_eq!(std::fs::read(&out).unwrap(), b"held");
        let refused = restore(&backup, &out).unwrap_err();
        assert!(matches!(refused, StoreError::AlreadyThere(_)), "{refused}");
        assert_eq!(
            free_name(&plan, "restored"),
            folder.path().join("plan restored 2.sqlite")
        );
    }
}
