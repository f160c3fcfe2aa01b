//! A colleague's copy of the plan: what it would bring, and bringing it.
//!
//! Looking changes nothing and can be done on a thread of its own; carrying out is one step of undo, after a backup.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;

use crate::domain::merge::{Cell, Choice, Found};
use crate::session::Session;
use crate::session::import::Progress;
use crate::store::error::StoreError;

/// What an officer has decided, cell by cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// What holds of everything that nothing else is said about; nothing leaves it open.
    pub every: Option<Choice>,
    /// What holds of a cell.
    pub cells: BTreeMap<Cell, Choice>,
}

impl Decisions {
    /// The decision about a cell, if there is one.
    #[must_use]
    pub fn of(&self, cell: &Cell) -> Option<Choice> {
        self.cells.get(cell).copied().or(self.every)
    }
}

impl Session {
    /// What a colleague's copy would bring with these decisions. The plan stays as it is.
    ///
    /// # Errors
    /// When the file is no copy of this plan or cannot be read, or this plan can only be read.
    pub fn look_at_copy(
        &mut self,
        theirs: &Path,
        decisions: &Decisions,
    ) -> Result<Found, StoreError> {
        let stamp = self.stamp();
        self.store.merge(
            theirs,
            &|cell| decisions.of(cell),
            &stamp,
            false,
            &mut |_| true,
        )
    }

    /// Brings in the changes of a colleague's copy that this plan lacks, as one step of undo, after a backup. What both
    /// changed and is not decided stays as it is here.
    ///
    /// # Errors
    /// As [`Session::look_at_copy`]; or when no backup could be made, or the file cannot be written. Nothing is changed
    /// then.
    pub fn merge(&mut self, theirs: &Path, decisions: &Decisions) -> Result<Found, StoreError> {
        self.merge_telling(theirs, decisions, &mut |_| true)
    }

    /// As [`Session::merge`]. `tick` is told how many rows of files are written, and stops it by answering false.
    ///
    /// # Errors
    /// As [`Session::merge`]; [`StoreError::Stopped`].
    pub fn merge_telling(
        &mut self,
        theirs: &Path,
        decisions: &Decisions,
        tick: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Found, StoreError> {
        let stamp = self.stamp();
        let would = self.look_at_copy(theirs, decisions)?;
        if would.coming.is_empty() && !would.brings_something() && decisions.is_empty() {
            return Ok(would);
        }
        self.store.back_up(Timestamp::now())?;
        let made = self.store.merge(
            theirs,
            &|cell| decisions.of(cell),
            &stamp,
            true,
            &mut |done| tick(Progress { done, of: 0 }),
        );
        if made.is_ok() {
            self.saved_at = Some(Timestamp::now());
        }
        self.reload_after(made)
    }
}

impl Decisions {
    /// Whether nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.every.is_none() && self.cells.is_empty()
    }
}

/// What a copy would bring to the plan that a window has open, for a thread of its own.
///
/// # Errors
/// As [`Session::look_at_copy`].
pub fn look(plan: &Path, theirs: &Path, decisions: &Decisions) -> Result<Found, StoreError> {
    Session::open_again(plan)?.look_at_copy(theirs, decisions)
}

/// Brings in the changes of a copy to the plan that a window has open, for a thread of its own. The window sees them as it
/// sees a change made elsewhere.
///
/// # Errors
/// As [`Session::merge_telling`].
pub fn bring(
    plan: &Path,
    theirs: &Path,
    decisions: &Decisions,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Found, StoreError> {
    Session::open_again(plan)?.merge_telling(theirs, decisions, tick)
}
