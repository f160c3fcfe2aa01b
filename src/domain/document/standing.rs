//! Whose figures a document shows, of which day, and under which rules.
//!
//! Two papers that disagree are told apart by this: each carries the file's name, whether it was made from a named
//! snapshot or from the working copy, the day, the list of statistical neighbours and the rule for small counts.

use jiff::civil::Date;

use crate::domain::period::Period;

/// What a document was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// The plan as it stood when the document was made; it may change tomorrow.
    #[default]
    WorkingCopy,
    /// A named snapshot, which cannot change.
    Snapshot {
        /// Its name: `as shown to Cabinet 25 March`.
        name: String,
        /// The first figures of its hash, by which it can be proved.
        hash: String,
    },
}

/// Under what a document stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The authority's name.
    pub authority: String,
    /// The plan's title.
    pub plan: String,
    /// The file's name, without its folder.
    pub file: String,
    /// What it was made from.
    pub version: Version,
    /// The day it was made.
    pub made: Option<Date>,
    /// The list of statistical neighbours: `May 2025`; empty where no comparison is made.
    pub neighbours: String,
    /// The rule for small counts: `counts below 5 are not shown`; empty where nobody was asked.
    pub disclosure: String,
}

impl Standing {
    /// `working copy`, or the snapshot's name with its hash.
    #[must_use]
    pub fn version_words(&self) -> String {
        match &self.version {
            Version::WorkingCopy => "working copy".into(),
            Version::Snapshot { name, hash } => format!("snapshot “{name}” ({hash})"),
        }
    }

    /// One line for the foot of every page: file, version, day.
    #[must_use]
    pub fn line(&self) -> String {
        let mut parts = vec![self.file.clone(), self.version_words()];
        if let Some(made) = self.made {
            parts.push(Period::AsAt(made).label());
        }
        if !self.neighbours.is_empty() {
            parts.push(format!("statistical neighbours: {}", self.neighbours));
        }
        if !self.disclosure.is_empty() {
            parts.push(self.disclosure.clone());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}
