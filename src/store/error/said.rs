//! What is wrong with a file as a problem: its name in the catalogue, where, what, why and what to do.
//!
//! A line of text is enough for the command line ([`StoreError`] prints one). A list of problems, and the page of
//! documentation that lists every error, want the four parts of it, each by itself.
//!
//! Edges: a file’s path is where; an error that does not know its file says “The file”.

use std::path::Path;

use crate::domain::problem::{Place, Problem};
use crate::store::error::{StoreError, moved, rule, way_on, when};

const CHOOSE: &str = "Open a plan made by Golden Thread (its name ends in .sqlite).";
const AGAIN: &str =
    "Try again in a moment; if it stays so, copy the file to another folder and open that.";

/// The parts of one error about a file.
struct Said {
    kind: &'static str,
    location: String,
    what: String,
    why: String,
    remedy: String,
}

impl StoreError {
    /// The refusals as problems, for a screen that shows them beside a field.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        if let Self::Refused(problems) = self {
            return problems.clone();
        }
        let said = of_file(self)
            .or_else(|| of_change(self))
            .unwrap_or_else(|| of_system(self));
        vec![Problem::refusal(
            said.kind,
            Place::Plan,
            said.location,
            said.what,
            said.why,
            said.remedy,
        )]
    }
}

fn about(
    kind: &'static str,
    path: &Path,
    what: impl Into<String>,
    why: &str,
    remedy: impl Into<String>,
) -> Said {
    said(kind, path.display().to_string(), what, why, remedy)
}

fn said(
    kind: &'static str,
    location: impl Into<String>,
    what: impl Into<String>,
    why: impl Into<String>,
    remedy: impl Into<String>,
) -> Said {
    Said {
        kind,
        location: location.into(),
        what: what.into(),
        why: why.into(),
        remedy: remedy.into(),
    }
}

/// What is wrong with the file that was named.
#[rustfmt::skip]
fn of_file(error: &StoreError) -> Option<Said> {
    Some(match error {
        StoreError::NotThere(path) => about("file-not-there", path, "there is no such file",
            "A plan is one file, and nothing can be read without it.", "Check the name, or choose another file."),
        StoreError::AlreadyThere(path) => about("file-already-there", path, "there is a file of that name already",
            "It has been left as it is: nothing is replaced unasked.", "Choose another name."),
        StoreError::NotADatabase { path, what } => about("file-not-a-plan", path, format!("it is {what}"),
            "A plan is a database of this program; nothing in the file was changed.", CHOOSE),
        StoreError::AnotherProgram(path) => about("file-of-another-program", path, "it is a database of another program",
            "What its tables mean is not known; nothing in the file was changed.", CHOOSE),
        StoreError::Newer { path, found, known } => about("file-newer", path, format!("it is of file version {found}"),
            &format!("This program knows file versions up to {known}, and might lose what it does not know."),
            "Install the newer program to open it."),
        StoreError::ReadOnly(path) => about("file-read-only", path, "it can only be read here",
            "The file or its folder is write-protected, or a newer program made it.", "Copy the file elsewhere to change it."),
        StoreError::NoBackup { path, why } => about("no-backup", path, format!("no backup could be made beside it ({why})"),
            "Nothing is written to a plan before an older state of it is kept.", "Make room there, or ask for the right to write there, and try again."),
        StoreError::Moved { path, how } => about("file-moved", path, moved(*how),
            "Nothing was written there: it is not the plan that is on the screen.", "Choose “Save a copy…” and go on in the copy."),
        StoreError::File { path, why } => about("file-system", path, format!("it could not be read or written ({why})"),
            "The computer’s own file system refused it; the plan is as it was.", AGAIN),
        _ => return None,
    })
}

/// Why a change was not made.
#[rustfmt::skip]
fn of_change(error: &StoreError) -> Option<Said> {
    Some(match error {
        StoreError::Overtaken { words, who, at } => said("undo-overtaken", format!("“{words}”"),
            format!("{who} has changed the same thing since{}", when(at)),
            "Taking it back or repeating it would overwrite what they entered.", "Look at it as it is now and change it by hand."),
        StoreError::Stopped => said("stopped", "The file", "stopped on request",
            "Nothing was written.", "Start again when you wish."),
        StoreError::NothingToUndo => said("nothing-to-undo", "Undo", "there is nothing of yours to undo in this file",
            "Undo takes back your own changes, and no one else’s.", "Change by hand what should be otherwise; the history says who entered it."),
        StoreError::NothingToRedo => said("nothing-to-redo", "Redo", "there is nothing to redo",
            "Only a change that was just undone can be made once more.", "Enter the change again."),
        StoreError::Rule(words) => said("file-rule", "The file", "the change breaks a rule that the file itself keeps",
            rule(words), "Remove or move what depends on it first, or enter other values."),
        _ => return None,
    })
}

/// What the machine or the file itself stands in the way with.
#[rustfmt::skip]
fn of_system(error: &StoreError) -> Said {
    match error {
        StoreError::Locked => said("file-locked", "The file", "another program is writing to it, and did not finish within two seconds",
            "Two programs cannot write at once; nothing was changed.", "Try again in a moment."),
        StoreError::NotWritten(error) => said("file-not-written", "The file", format!("the change could not be written ({error})"),
            "The disk, or your share of it, may be full, or the drive may have gone; the file is as it was.", "Make room and try again, or save a copy elsewhere."),
        StoreError::DiskFull => said("disk-full", "The file", "the disk is full",
            "The change was not saved, and the file is as it was.", "Make room and try again."),
        StoreError::Damaged { what, backup } => said("file-damaged", "The file", format!("it is damaged: {what}"),
            "What cannot be read cannot be trusted, so nothing in it was changed.", way_on(backup.as_deref())),
        other => said("file-database", "The file", other.to_string(),
            "The database refused it; nothing was changed.", AGAIN),
    }
}
