//! What a published file holds, read and sorted but not yet part of the plan.
//!
//! An officer sees an intake before anything is written: how many rows were read, kept and left out, why, and where
//! the first of them stands. A row is never dropped in silence, and a file with a problem that is an error is not
//! taken in at all, so a plan never holds half a release.
//!
//! Edges: rows and columns are counted from 1 as the file prints them, its heading being row 1.

pub mod command;

use crate::domain::area::AreaCode;
use crate::domain::indicator::Indicator;
use crate::domain::panel::Cell;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::Status;

/// What sort of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A data file of Explore Education Statistics, or its release as a zip.
    Ees,
    /// The Local Authority Interactive Tool's long file.
    Lait,
    /// A dated list of statistical neighbours.
    Neighbours,
    /// A download of Fingertips, the public health profiles.
    Fingertips,
    /// Any table, its columns mapped by the officer.
    Indicators,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Ees,
        Self::Lait,
        Self::Neighbours,
        Self::Fingertips,
        Self::Indicators,
    ];

    /// The word on the command line and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ees => "ees",
            Self::Lait => "lait",
            Self::Neighbours => "neighbours",
            Self::Fingertips => "fingertips",
            Self::Indicators => "indicators",
        }
    }

    /// What an officer calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ees => "Explore Education Statistics",
            Self::Lait => "LAIT",
            Self::Neighbours => "statistical neighbours",
            Self::Fingertips => "Fingertips",
            Self::Indicators => "table of figures",
        }
    }
}

/// Rows that were left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The reason: `school row`.
    pub reason: String,
    /// How many.
    pub n: u64,
    /// The first of them, as the file counts its lines.
    pub line: u64,
    /// What the first of them says where it matters.
    pub example: String,
}

/// Counts a row among those left out.
pub fn skip(skipped: &mut Vec<Skipped>, reason: &str, line: u64, example: &str) {
    if let Some(held) = skipped.iter_mut().find(|held| held.reason == reason) {
        held.n += 1;
        return;
    }
    skipped.push(Skipped {
        reason: reason.to_owned(),
        n: 1,
        line,
        example: example.chars().take(80).collect(),
    });
}

/// One period of one arriving indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct Arriving {
    /// Which of [`Intake::indicators`].
    pub indicator: usize,
    /// The period.
    pub period: Period,
    /// The period as the file prints it.
    pub label: String,
    /// How firm the figures are.
    pub status: Status,
    /// For each place in [`Intake::areas`], in rising order, what is published of it.
    pub cells: Vec<(u16, Cell)>,
}

/// One place in an arriving list of statistical neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivingNeighbour {
    /// The list, by its month: `2025-05`.
    pub list: String,
    /// Whose neighbours.
    pub area: AreaCode,
    /// 1 is nearest.
    pub rank: u8,
    /// The neighbour.
    pub neighbour: AreaCode,
    /// How close, in the list's own word.
    pub closeness: String,
}

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// What sort of file.
    pub kind: FileKind,
    /// What must be said wherever its figures are shown.
    pub source: String,
    /// Rows read, the heading left out of the count.
    pub n_read: u64,
    /// Rows kept.
    pub n_kept: u64,
    /// Rows left out, by reason; with the rows kept they are the rows read.
    pub skipped: Vec<Skipped>,
    /// What is wrong. An error keeps the file out; a warning is for the officer to read.
    pub problems: Vec<Problem>,
    /// The indicators it has figures of. Their keys mean nothing yet: they are matched to the plan's by code.
    pub indicators: Vec<Indicator>,
    /// The areas it has figures of.
    pub areas: Vec<AreaCode>,
    /// The figures.
    pub series: Vec<Arriving>,
    /// The neighbours, where that is what it holds.
    pub neighbours: Vec<ArrivingNeighbour>,
}

impl Intake {
    /// An intake with nothing in it yet.
    #[must_use]
    pub fn new(kind: FileKind) -> Self {
        Self {
            kind,
            source: String::new(),
            n_read: 0,
            n_kept: 0,
            skipped: Vec::new(),
            problems: Vec::new(),
            indicators: Vec::new(),
            areas: Vec::new(),
            series: Vec::new(),
            neighbours: Vec::new(),
        }
    }

    /// Counts a row as left out.
    pub fn skip(&mut self, reason: &str, line: u64, example: &str) {
        skip(&mut self.skipped, reason, line, example);
    }

    /// Rows left out, for whatever reason.
    #[must_use]
    pub fn n_skipped(&self) -> u64 {
        self.skipped.iter().map(|held| held.n).sum()
    }

    /// Figures, those that are missing for a reason counted in.
    #[must_use]
    pub fn n_figures(&self) -> u64 {
        self.series
            .iter()
            .map(|series| series.cells.len() as u64)
            .sum()
    }

    /// Whether it may be written: nothing in it is an error, and there is something in it.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let wrong = |held: &Problem| held.severity == Severity::Error;
        let holds_something =
            !self.series.is_empty() || !self.neighbours.is_empty() || !self.indicators.is_empty();
        holds_something && !self.problems.iter().any(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Place;

    #[test]
    fn rows_left_out_are_counted_by_reason_with_the_first_of_them() {
        let mut intake = Intake::new(FileKind::Ees);
        intake.skip("school row", 7, "Anytown Primary");
        intake.skip("no such area", 9, "999");
        intake.skip("school row", 11, "Other Primary");
        assert_eq!(intake.n_skipped(), 3);
        let first = &intake.skipped[0];
        assert_eq!(
            (first.n, first.line, first.example.as_str()),
            (2, 7, "Anytown Primary")
        );
    }

    #[test]
    fn a_warning_is_read_and_an_error_keeps_the_file_out() {
        let mut intake = Intake::new(FileKind::Neighbours);
        assert!(!intake.is_sound(), "nothing in it");
        intake.neighbours.push(ArrivingNeighbour {
            list: "2025-05".into(),
            area: AreaCode::new("856"),
            rank: 1,
            neighbour: AreaCode::new("821"),
            closeness: "Close".into(),
        });
        let problem = Problem::refusal(
            "same-row",
            Place::File("a.csv".into(), Some(3), Some(1)),
            "a.csv, line 3",
            "what",
            "Why.",
            "Remedy.",
        );
        intake
            .problems
            .push(problem.clone().severity(Severity::Warning));
        assert!(intake.is_sound());
        intake.problems.push(problem);
        assert!(!intake.is_sound());
    }
}
