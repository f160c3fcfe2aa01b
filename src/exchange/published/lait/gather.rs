//! Rows of LAIT's long file gathered into series: one a measure and year.
//!
//! There are more than half a million rows and few different words in them, so nothing is made anew for a row whose
//! measure and year are those of the row before: its area and its figure are all that is looked at.
//!
//! Edges: all years of one measure are of one kind, and no two labels of it mean the same year; otherwise its figures
//! could not be drawn as one line, and the file is refused with both lines named.

use std::collections::HashMap;

use csv::ByteRecord;

use crate::domain::intake::{FileKind, Intake};
use crate::domain::panel::Cell;
use crate::domain::period::Period;
use crate::domain::problem::Problem;
use crate::domain::reading::Status;
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::area::{Areas, Slot};
use crate::exchange::published::lait::dictionary::Dictionary;
use crate::exchange::published::lait::fault::{At, shown};
use crate::exchange::published::lait::heading::Columns;
use crate::exchange::published::lait::table::{bare, text};
use crate::exchange::published::lait::years::Years;
use crate::exchange::published::lait::{Options, SOURCE, figure, years};

/// After so many errors nothing more is read.
const ERRORS: usize = 200;

/// A measure of the file.
pub(super) struct Measure {
    pub code: String,
    /// Its `Data item`, empty until one is met.
    pub title: String,
    years: Years,
    /// Its labels, each with the series it leads to.
    labels: Vec<(Vec<u8>, Turn)>,
    /// Which of [`Gathering::series`] are of it, in the order in which they were met.
    pub series: Vec<usize>,
    /// Whether it was said that its kinds of year are mixed.
    mixed: bool,
}

/// One measure in one year.
pub(super) struct Series {
    pub measure: usize,
    pub period: Period,
    pub label: String,
    pub status: Status,
    /// The first line of it.
    pub line: u64,
    pub cells: Vec<(u16, Cell)>,
    /// The line of each cell.
    pub lines: Vec<u32>,
}

/// What a measure and a year lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Series(usize),
    NoYear,
    Refused,
}

/// What has been read so far.
pub(super) struct Gathering<'a> {
    pub name: &'a str,
    pub columns: Columns,
    pub dictionary: Option<&'a Dictionary>,
    known: &'a Known,
    pub options: Options,
    pub intake: Intake,
    pub areas: Areas<'a>,
    pub measures: Vec<Measure>,
    by_code: HashMap<Vec<u8>, usize>,
    pub series: Vec<Series>,
    last_code: Vec<u8>,
    last_label: Vec<u8>,
    turn: Turn,
}

impl<'a> Gathering<'a> {
    pub(super) fn new(
        name: &'a str,
        columns: Columns,
        dictionary: Option<&'a Dictionary>,
        known: &'a Known,
        options: Options,
    ) -> Self {
        let mut intake = Intake::new(FileKind::Lait);
        SOURCE.clone_into(&mut intake.source);
        Self {
            name,
            columns,
            dictionary,
            known,
            options,
            intake,
            areas: Areas::new(known),
            measures: Vec::new(),
            by_code: HashMap::new(),
            series: Vec::new(),
            last_code: Vec::new(),
            last_label: Vec::new(),
            turn: Turn::Refused,
        }
    }

    /// Whether so much is wrong that reading on is of no use.
    pub(super) fn is_hopeless(&self) -> bool {
        self.intake.problems.len() >= ERRORS
    }

    /// Takes a problem in, unless there are many already.
    pub(super) fn refuse(&mut self, problem: Problem) {
        if !self.is_hopeless() {
            self.intake.problems.push(problem);
        }
    }

    /// Takes a row in.
    pub(super) fn row(&mut self, row: &ByteRecord, line: u64) {
        self.intake.n_read += 1;
        if row.len() != self.columns.n {
            self.odd_row(row.len(), line);
            return;
        }
        let (code, label) = (
            bare(&row[self.columns.code]),
            bare(&row[self.columns.years]),
        );
        if code.is_empty() {
            self.without_measure(row, line);
            return;
        }
        if code != self.last_code || label != self.last_label {
            self.turn = self.turn(code, label, line);
            self.last_code.clear();
            self.last_code.extend_from_slice(code);
            self.last_label.clear();
            self.last_label.extend_from_slice(label);
        }
        match self.turn {
            Turn::Series(at) => self.figure(at, row, line),
            Turn::NoYear => {
                let example = format!("{}, “{}”", text(code), text(label));
                self.intake.skip("no year", line, &example);
            }
            Turn::Refused => {}
        }
    }

    fn figure(&mut self, at: usize, row: &ByteRecord, line: u64) {
        let measure = &mut self.measures[self.series[at].measure];
        if measure.title.is_empty() {
            measure.title = text(&row[self.columns.title]);
        }
        let name = self
            .columns
            .area
            .map_or(&b""[..], |column| bare(&row[column]));
        let area = match self.areas.find(bare(&row[self.columns.number]), name, line) {
            Slot::Known(area) => area,
            Slot::Unknown(which) => {
                self.areas.unknown[which].n += 1;
                if self.options.leave_out_unknown {
                    let example = self.areas.unknown[which].words.clone();
                    self.intake.skip("no such area", line, &example);
                }
                return;
            }
        };
        let Some(reported) = figure::read(&row[self.columns.value]) else {
            let given = shown(&text(&row[self.columns.value]));
            self.refuse(At::cell(self.name, line, self.columns.value).fault(
                "unreadable-figure",
                format!("“{given}”"),
                "It is neither a number nor a mark for a missing one.",
                "Put in the number, or - for none.",
            ));
            return;
        };
        self.intake.n_kept += 1;
        let series = &mut self.series[at];
        series.cells.push((area, Cell::bare(reported)));
        series.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// Finds the series of a measure and a label, or begins it.
    fn turn(&mut self, code: &[u8], label: &[u8], line: u64) -> Turn {
        let words = text(label);
        if years::is_none(&words) {
            return Turn::NoYear;
        }
        let measure = match self.by_code.get(code) {
            Some(measure) => *measure,
            None => self.begin_measure(code),
        };
        let mut held = self.measures[measure].labels.iter();
        if let Some((_, turn)) = held.find(|(held, _)| held == label) {
            return *turn;
        }
        let turn = self.begin_series(measure, words, line);
        self.measures[measure].labels.push((label.to_vec(), turn));
        turn
    }

    fn begin_measure(&mut self, code: &[u8]) -> usize {
        let words = text(code);
        let entry = self.dictionary.and_then(|held| held.find(&words));
        let years = match self.known.kind(&words) {
            Some(kind) => Years::Plan(kind),
            None => entry.map_or(Years::Unsaid, |entry| entry.years),
        };
        self.measures.push(Measure {
            code: words,
            title: String::new(),
            years,
            labels: Vec::new(),
            series: Vec::new(),
            mixed: false,
        });
        self.by_code.insert(code.to_vec(), self.measures.len() - 1);
        self.measures.len() - 1
    }

    fn begin_series(&mut self, measure: usize, label: String, line: u64) -> Turn {
        let at = At::cell(self.name, line, self.columns.years);
        let (period, status) = match years::read(&label, self.measures[measure].years) {
            Ok(found) => found,
            Err(error) => {
                let what = format!("“{}” {}", shown(&label), error.why);
                let why = format!("It is a year of {}.", self.measures[measure].code);
                let remedy = format!("Check the label, or {}.", error.remedy);
                self.refuse(at.fault("unreadable-period", what, &why, &remedy));
                return Turn::Refused;
            }
        };
        if let Some(problem) = self.clash(measure, &label, period, at) {
            self.refuse(problem);
            return Turn::Refused;
        }
        let likely = self.series.last().map_or(0, |series| series.cells.len());
        self.series.push(Series {
            measure,
            period,
            label,
            status,
            line,
            cells: Vec::with_capacity(likely.min(1_000)),
            lines: Vec::with_capacity(likely.min(1_000)),
        });
        self.measures[measure].series.push(self.series.len() - 1);
        Turn::Series(self.series.len() - 1)
    }

    /// Why a measure cannot have this label beside those it has.
    fn clash(
        &mut self,
        measure: usize,
        label: &str,
        period: Period,
        at: At<'_>,
    ) -> Option<Problem> {
        let held = &mut self.measures[measure];
        let code = &held.code;
        for other in held.series.iter().map(|at| &self.series[*at]) {
            let (theirs, line) = (&other.label, other.line);
            if other.period == period {
                return Some(at.fault(
                    "same-period",
                    format!("“{label}” of {code}, which has “{theirs}” on line {line}"),
                    "The two labels mean the same year.",
                    "Take one of them out.",
                ));
            }
            if other.period.kind() != period.kind() {
                let problem = at.fault(
                    "mixed-periods",
                    format!("“{label}” of {code}, which has “{theirs}” on line {line}"),
                    "The one is a kind of year, the other another, and they cannot stand in one line.",
                    "Write the years of a measure in one way, or take the measure out.",
                );
                return (!std::mem::replace(&mut held.mixed, true)).then_some(problem);
            }
        }
        None
    }

    fn without_measure(&mut self, row: &ByteRecord, line: u64) {
        if row.iter().all(|cell| bare(cell).is_empty()) {
            self.intake.skip("blank row", line, "");
            return;
        }
        self.refuse(At::cell(self.name, line, self.columns.code).fault(
            "no-measure",
            "no short description",
            "It cannot be told which measure the figure is of.",
            "Put in the measure's Short Desc.",
        ));
    }

    fn odd_row(&mut self, n: usize, line: u64) {
        let wanted = self.columns.n;
        self.refuse(At::line(self.name, line).fault(
            "row-length",
            format!("{n} columns where the heading has {wanted}"),
            "It cannot be told which cell belongs to which heading: a comma or a quotation mark is missing or too many, or the file was cut short.",
            "Mend that line, or fetch the file again.",
        ));
    }
}
