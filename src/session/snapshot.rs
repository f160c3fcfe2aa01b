//! Snapshots of the open plan: taken, listed, looked at as a plan, proved, and compared with one another and with today.
//!
//! A snapshot is opened as a session of its own ([`Session::seen_in`]), so that every screen, table and document can be
//! made from it by the same code as from the plan itself, published figures and responses included.

use std::path::Path;

use jiff::Timestamp;

use crate::domain::book::Book;
use crate::domain::compare::{Difference, differences};
use crate::domain::id::SnapshotId;
use crate::domain::problem::{Place, Problem};
use crate::domain::snapshot::{Kind, NOW, Snapshot, free_name};
use crate::session::{Session, as_at};
use crate::store::error::StoreError;
use crate::store::{self, Opened, Store};

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The plan as it stands.
    Now,
    /// A snapshot.
    Snapshot(SnapshotId),
    /// The plan as it stood just before a moment.
    Before(Timestamp),
}

impl Session {
    /// Every snapshot, in the order in which they were taken.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, StoreError> {
        self.store.snapshots()
    }

    /// Keeps the plan as it stands under a name.
    ///
    /// # Errors
    /// When the name is empty or taken, or the file cannot be written.
    pub fn take_snapshot(&mut self, name: &str, note: &str) -> Result<Snapshot, StoreError> {
        let (id, stamp) = (SnapshotId(self.new_key()), self.stamp());
        let made = self.store.take_snapshot(id, name, note, &stamp)?;
        self.revision += 1;
        Ok(made)
    }

    /// Keeps a document byte for byte as it was released, under a title.
    ///
    /// # Errors
    /// When the title is empty or taken, or the file cannot be written.
    pub fn keep_release(
        &mut self,
        title: &str,
        note: &str,
        bytes: &[u8],
    ) -> Result<Snapshot, StoreError> {
        let (id, stamp) = (SnapshotId(self.new_key()), self.stamp());
        let made = self.store.keep_release(id, title, note, bytes, &stamp)?;
        self.revision += 1;
        Ok(made)
    }

    /// Keeps a file as it was saved, under its name, or with a number where that is taken.
    ///
    /// # Errors
    /// When the file of the plan cannot be read or written.
    pub fn keep_file(
        &mut self,
        name: &str,
        note: &str,
        bytes: &[u8],
    ) -> Result<Snapshot, StoreError> {
        let name = free_name(name, &self.snapshots()?);
        self.keep_release(&name, note, bytes)
    }

    /// The bytes of a document that was kept.
    ///
    /// # Errors
    /// When it is not in the file, or its content does not have its hash.
    pub fn release_bytes(&self, id: SnapshotId) -> Result<Vec<u8>, StoreError> {
        self.store.snapshot_bytes(id)
    }

    /// Proves that a snapshot is what was taken.
    ///
    /// # Errors
    /// When it is not in the file, or its content does not have its hash.
    pub fn verify_snapshot(&self, id: SnapshotId) -> Result<(), StoreError> {
        self.store.snapshot_bytes(id).map(drop)
    }

    /// The plan as a snapshot holds it, to look at and to make documents from. Nothing is written, and it cannot be
    /// changed.
    ///
    /// # Errors
    /// When it is no snapshot of a plan, or not what was taken.
    pub fn seen_in(&self, id: SnapshotId) -> Result<Self, StoreError> {
        let held = self.snapshots()?.into_iter().find(|held| held.id == id);
        if let Some(held) = held.filter(|held| held.kind == Kind::Release) {
            return Err(refused(
                format!("“{}” is a document", held.name),
                "Only a snapshot of the plan can be looked at as one.",
                "Choose another snapshot.",
            ));
        }
        let store = Store::seen_in(self.store.path(), id.0)?;
        Self::holding(store, Opened::default())
    }

    /// The book as a snapshot holds it.
    ///
    /// # Errors
    /// As [`Session::seen_in`].
    pub fn snapshot_book(&self, id: SnapshotId) -> Result<Book, StoreError> {
        Ok(self.seen_in(id)?.book)
    }

    /// The snapshot of this name, without regard to capitals.
    ///
    /// # Errors
    /// When there is none, with the names that there are.
    pub fn snapshot_named(&self, name: &str) -> Result<Snapshot, StoreError> {
        let wanted = name.trim().to_lowercase();
        let held = self.snapshots()?;
        if let Some(found) = held.iter().find(|held| held.name.to_lowercase() == wanted) {
            return Ok(found.clone());
        }
        let names: Vec<String> = held.iter().map(|held| format!("“{}”", held.name)).collect();
        Err(refused(
            format!("“{}”", name.trim()),
            "No snapshot has that name.",
            &if names.is_empty() {
                "There is none yet; take one first.".to_owned()
            } else {
                format!("There are {}.", names.join(", "))
            },
        ))
    }

    /// A side of a comparison by what an officer wrote: a snapshot's name, `now`, or a date.
    ///
    /// # Errors
    /// When it is none of these, with the names that there are.
    pub fn side(&self, text: &str) -> Result<Side, StoreError> {
        if text.trim().eq_ignore_ascii_case(NOW) {
            return Ok(Side::Now);
        }
        match self.snapshot_named(text) {
            Ok(held) => Ok(Side::Snapshot(held.id)),
            Err(unknown) => as_at::moment(text).map(Side::Before).map_err(|_| unknown),
        }
    }

    /// What differs between two versions of the plan, cell by cell, in the nouns' own words.
    ///
    /// # Errors
    /// When a side cannot be read.
    pub fn compare(&self, was: Side, now: Side) -> Result<Vec<Difference>, StoreError> {
        Ok(differences(&self.version(was)?, &self.version(now)?))
    }

    fn version(&self, side: Side) -> Result<crate::domain::compare::Version, StoreError> {
        Ok(match side {
            Side::Now => store::version(&self.book),
            Side::Snapshot(id) => store::version(&self.seen_in(id)?.book),
            Side::Before(moment) => store::version(&self.seen_at(moment)?.book),
        })
    }
}

/// The snapshots of a plan that another thread looks through.
///
/// # Errors
/// When the file cannot be read.
pub fn snapshots_of(plan: &Path) -> Result<Vec<Snapshot>, StoreError> {
    Store::open_again(plan)?.snapshots()
}

fn refused(what: String, why: &str, remedy: &str) -> StoreError {
    StoreError::Refused(vec![Problem::refusal(
        "snapshot",
        Place::Plan,
        "Snapshot",
        what,
        why,
        remedy,
    )])
}
