//! A snapshot: the plan as it was shown to somebody, under a name, proved by a hash.
//!
//! What Cabinet saw in March must be found again in October, though the plan has gone on: a snapshot is never changed and
//! never removed. A document that was released can be kept in the same way, byte for byte.
//!
//! Edges: names are told apart without regard to capitals, so that two that look alike are not taken for one another.
//! `now` is the word for the plan as it stands, and no snapshot's name. Nor is a day or a time by itself: where a snapshot
//! can be asked for, so can the plan as it stood on a day, and one word must not mean both.

use jiff::fmt::temporal::Pieces;

use crate::domain::id::SnapshotId;
use crate::domain::problem::{Place, Problem};

/// The longest name, in characters.
const LONGEST: usize = 200;
/// The word for the plan as it stands, where a snapshot's name could stand.
pub const NOW: &str = "now";

/// What was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The plan's own rows.
    Plan,
    /// A document as it was released.
    Release,
}

impl Kind {
    /// The word in the file and in lists.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Release => "release",
        }
    }
}

/// A snapshot, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its key.
    pub id: SnapshotId,
    /// What was kept.
    pub kind: Kind,
    /// Its name: `as shown to Cabinet 25 March`.
    pub name: String,
    /// When it was taken: `2026-11-21T10:00:00.000Z`.
    pub taken_at: String,
    /// By whom.
    pub taken_by: String,
    /// Why, or for whom.
    pub note: String,
    /// SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// The length of its content, in bytes.
    pub n_bytes: u64,
}

impl Snapshot {
    /// The first figures of the hash, as documents print it.
    #[must_use]
    pub fn short_hash(&self) -> &str {
        self.sha256.get(..12).unwrap_or(&self.sha256)
    }
}

/// What is wrong with a name for a new snapshot.
#[must_use]
pub fn problems_of_name(name: &str, held: &[Snapshot]) -> Vec<Problem> {
    let name = name.trim();
    let refused = |what: String, why: &str, remedy: &str| {
        vec![Problem::refusal(
            "snapshot-name",
            Place::Field("Name".into()),
            "Snapshot, name",
            what,
            why,
            remedy,
        )]
    };
    if name.is_empty() {
        return refused(
            "The name is empty".into(),
            "A snapshot is found again by its name.",
            "Say what it is, such as: as shown to Cabinet 25 March.",
        );
    }
    if name.chars().count() > LONGEST || name.chars().any(char::is_control) {
        return refused(
            format!("The name has {} characters", name.chars().count()),
            "A name is one line of at most 200 characters.",
            "Shorten it, and put the rest in the note.",
        );
    }
    if name.eq_ignore_ascii_case(NOW) {
        return refused(
            format!("“{name}”"),
            "That is the word for the plan as it stands.",
            "Give another name.",
        );
    }
    if is_moment(name) {
        return refused(
            format!("“{name}”"),
            "That is a day or a time, and stands for the plan as it was then.",
            "Say what was shown on it, such as: as shown to Cabinet on 2026-03-25.",
        );
    }
    let same = |other: &&Snapshot| other.name.to_lowercase() == name.to_lowercase();
    held.iter().find(same).map_or_else(Vec::new, |other| {
        refused(
            format!(
                "“{}” is the name of the snapshot of {}",
                other.name, other.taken_at
            ),
            "A snapshot is never changed or replaced.",
            "Give another name, such as one with the date.",
        )
    })
}

/// Whether this is nothing but a day or a time: `2026-03-25`, `2026-03-25T10:00`, `2026-03-25T10:00:00.000Z`.
fn is_moment(name: &str) -> bool {
    Pieces::parse(name).is_ok()
}

/// The name, or where it is taken or stands for something else the name with the first number that is free:
/// `Report.pdf (2)`.
#[must_use]
pub fn free_name(name: &str, held: &[Snapshot]) -> String {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).collect();
    let name: String = name.chars().take(LONGEST - 10).collect();
    let is_free = |name: &str| problems_of_name(name, held).is_empty();
    let numbered = (2..).map(|n| format!("{name} ({n})"));
    let mut all = std::iter::once(name.clone()).chain(numbered);
    all.find(|name| is_free(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(name: &str) -> Snapshot {
        Snapshot {
            id: SnapshotId(1),
            kind: Kind::Plan,
            name: name.into(),
            taken_at: "2026-03-25T09:00:00.000Z".into(),
            taken_by: "an officer".into(),
            note: String::new(),
            sha256: "0123456789abcdef".into(),
            n_bytes: 1,
        }
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = [held("Report.pdf"), held("report.PDF (2)")];
        assert_eq!(free_name("Report.pdf", &taken), "Report.pdf (3)");
        assert_eq!(free_name(" Other.pdf\n", &taken), "Other.pdf");
        assert_eq!(free_name("now", &[]), "now (2)");
        assert_eq!(free_name("2026-11-22", &[]), "2026-11-22 (2)");
        let long = free_name(&"x".repeat(1_000), &[]);
        assert!(problems_of_name(&long, &[]).is_empty());
    }

    #[track_caller]
    fn check(name: &str, want: &str) {
        let held = held("Cabinet 25 March");
        assert_eq!(held.short_hash(), "0123456789ab");
        let said: Vec<String> = problems_of_name(name, &[held])
            .iter()
            .map(ToString::to_string)
            .collect();
        let said = said.join("\n");
        if want.is_empty() {
            assert_eq!(said, "");
        } else {
            assert!(said.contains(want), "{said}");
        }
    }

    #[test]
    fn a_name_is_its_own_and_says_something() {
        check("Cabinet 25 April", "");
        check("=cmd|' /C calc'!A0", "");
        check("  ", "The name is empty");
        check(
            "cabinet 25 march ",
            "is the name of the snapshot of 2026-03-25",
        );
        check("Now", "the plan as it stands");
        for moment in [
            "2026-11-22",
            " 2026-11-22 ",
            "20261122",
            "2026-11-22T10:00",
            "2026-11-22 10:00:00",
            "2026-11-22T10:00:00.000Z",
        ] {
            check(moment, "That is a day or a time");
        }
        check("Cabinet 2026-11-22", "");
        check("2026-11-22 Cabinet", "");
        check("2026", "");
        check(&"x".repeat(201), "201 characters");
        check("two\nlines", "one line");
    }
}
