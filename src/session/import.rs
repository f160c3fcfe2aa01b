//! Files of published figures: read, looked at, taken in.
//!
//! Reading and taking in are apart, because an officer decides between them. Reading touches no plan, so a window does
//! it beside its own work; taking in is one step of the journal, made whole or not at all, after a backup.
//!
//! Edges: a file that is in the plan already is refused by its content, whatever it is called now; what has an error in
//! it is never written.

pub(in crate::session) mod any_table;
mod guess;
mod look;
pub(in crate::session) mod open;
mod preview;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::area::{Area, AreaCode};
use crate::domain::batch::{Batch, LeftOut};
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{BatchId, MappingId};
use crate::domain::intake::{FileKind, Intake, Skipped};
use crate::domain::mapping;
use crate::domain::period::PeriodKind;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::record::Edit;
use crate::exchange::authorities;
use crate::session::Session;
use crate::store::Bulk;
use crate::store::error::StoreError;

pub use crate::exchange::published::ees::layout::{Filter, Layout, Measure};
pub use crate::exchange::published::ees::map::Map;
pub use crate::exchange::published::mapping::{Across, Columns, Mapping};
pub use guess::{dictionary_beside, guess_kind};
pub use look::{Looked, Shape, Table, look};
pub use open::read;
pub use preview::{Preview, Taken, preview, take_in};

/// Which file to read, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What sort of file it is.
    pub kind: FileKind,
    /// Where it is.
    pub path: PathBuf,
    /// LAIT's dictionary, which says what each measure is and which way is better.
    pub dictionary: Option<PathBuf>,
    /// The name of a neighbour list, by its month, where the file's name does not say it.
    pub list: Option<String>,
    /// How columns are to be read, as TOML.
    pub map: Option<String>,
    /// Leave out the rows of areas that are not known, rather than refuse the file for them.
    pub leave_out_unknown: bool,
}

impl Order {
    /// A file of a kind, with nothing else said.
    #[must_use]
    pub fn new(kind: FileKind, path: &Path) -> Self {
        Self {
            kind,
            path: path.to_owned(),
            dictionary: None,
            list: None,
            map: None,
            leave_out_unknown: false,
        }
    }

    /// The file's name, for messages and for the batch.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.path)
    }
}

/// What reading needs to know of a plan: it is all that is taken along to another thread.
#[derive(Clone, Debug)]
pub struct Plan {
    areas: Vec<Area>,
    kinds: Vec<(String, PeriodKind)>,
    /// What was said before of tables' columns.
    mappings: Vec<Remembered>,
}

/// What was said of the columns of tables with these headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// The headings, joined by tabs.
    pub headings: String,
    /// The mapping as TOML.
    pub body: String,
}

/// A file, read and held against the plan it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it holds.
    pub intake: Intake,
    /// How its columns were read, to be remembered with the plan; only of a table that follows no standard.
    pub columns: Option<Remembered>,
}

/// How far reading has come, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: u64,
    /// Bytes in the file.
    pub of: u64,
}

impl Arrived {
    /// Everything that is wrong with the file, or with taking it into this plan, worst first.
    #[must_use]
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.intake.problems.clone();
        problems.extend(self.intake.problems_with(book, &self.name));
        problems.extend(same_file(book, &self.name, &self.sha256));
        problems.sort_by_key(|held| held.severity);
        problems
    }

    /// Its record, as it will stand in the plan.
    fn batch(&self, id: BatchId, now: Timestamp) -> Batch {
        Batch {
            id,
            kind: self.intake.kind.word().to_owned(),
            name: self.name.clone(),
            sha256: self.sha256.clone(),
            entered: format!("{now:.3}"),
            source: self.intake.source.clone(),
            n_read: self.intake.n_read,
            n_kept: self.intake.n_kept,
            n_figures: self.intake.n_figures(),
            skipped: left_out(&self.intake.skipped),
        }
    }
}

impl Session {
    /// What reading a file needs to know of this plan.
    #[must_use]
    pub fn reading_plan(&self) -> Plan {
        let book = self.book();
        let mut areas: Vec<Area> = book.areas.values().cloned().collect();
        let known = |code: &AreaCode| book.areas.contains_key(code);
        areas.extend(
            authorities::areas()
                .into_iter()
                .filter(|area| !known(&area.code)),
        );
        let indicators = book.indicators.iter();
        Plan {
            areas,
            mappings: self.remembered(FileKind::Indicators.word()),
            kinds: indicators
                .map(|held| (held.code.clone(), held.period_kind))
                .collect(),
        }
    }

    /// Takes a file in: one step, after a backup. `tick` is told how many series are written of how many, and stops it
    /// by answering false.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with everything that is wrong with it; [`StoreError::Stopped`]; or what went wrong with
    /// the plan's file. Nothing is written then.
    pub fn take_in(
        &mut self,
        arrived: &Arrived,
        tick: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<BatchId, StoreError> {
        self.refresh()?;
        let mut problems = arrived.problems(self.book());
        problems.retain(|held| held.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(StoreError::Refused(problems));
        }
        let now = Timestamp::now();
        self.store.back_up(now)?;
        let id = BatchId(self.new_key());
        let mut change = arrived
            .intake
            .change(self.book(), arrived.batch(id, now), || {
                fastrand::i64(1..=i64::MAX)
            });
        if let (Some(columns), Command::Several { commands, .. }) =
            (&arrived.columns, &mut change.command)
        {
            let kind = FileKind::Indicators.word();
            commands.extend(self.remembering(kind, columns, &arrived.name));
        }
        let areas = self.areas_to_add(&arrived.intake);
        let bulk = Bulk {
            batch: id,
            indicators: &change.indicators,
            areas: &arrived.intake.areas,
            series: &arrived.intake.series,
        };
        let of = arrived.intake.series.len() as u64;
        let stamp = self.stamp();
        let done = self
            .store
            .import(&change.command, &areas, &bulk, &stamp, |done| {
                let done = done as u64;
                tick(Progress { done, of })
            });
        self.reload_after(done)?;
        Ok(id)
    }

    /// What was said before of the columns of a kind of file.
    #[must_use]
    pub fn remembered(&self, kind: &str) -> Vec<Remembered> {
        let mappings = self.book().mappings.iter();
        mappings
            .filter(|held| held.kind == kind)
            .map(|held| Remembered {
                headings: held.headings.clone(),
                body: held.body.clone(),
            })
            .collect()
    }

    /// The change that remembers how a table's columns were read; none where that is remembered already.
    pub(in crate::session) fn remembering(
        &self,
        kind: &str,
        columns: &Remembered,
        name: &str,
    ) -> Option<Command> {
        let mut held = self.book().mappings.iter();
        let held = held.find(|held| held.kind == kind && held.headings == columns.headings);
        match held {
            Some(held) if held.body == columns.body => None,
            Some(held) => {
                let now = mapping::Mapping {
                    body: columns.body.clone(),
                    ..held.clone()
                };
                Some(Edit::change(held, now).into())
            }
            None => Some(
                Edit::add(mapping::Mapping {
                    id: MappingId(self.new_key()),
                    kind: kind.to_owned(),
                    name: name.to_owned(),
                    headings: columns.headings.clone(),
                    body: columns.body.clone(),
                })
                .into(),
            ),
        }
    }

    /// Areas that the file speaks of and the plan does not hold yet, with what they lie in.
    fn areas_to_add(&self, intake: &Intake) -> Vec<Area> {
        let held = &self.book().areas;
        let neighbours = intake.neighbours.iter();
        let named = neighbours.flat_map(|held| [&held.area, &held.neighbour]);
        let mut wanted: Vec<_> = intake.areas.iter().chain(named).cloned().collect();
        wanted.sort_unstable();
        wanted.dedup();
        let all = authorities::areas();
        let find = |code| all.iter().find(|area| area.code == code);
        let mut add: Vec<Area> = Vec::new();
        while let Some(code) = wanted.pop() {
            if held.contains_key(&code) || add.iter().any(|area| area.code == code) {
                continue;
            }
            if let Some(area) = find(code) {
                wanted.extend(area.region.clone());
                add.push(area.clone());
            }
        }
        add
    }
}

/// The refusal of a file that is in the plan already, by its content.
pub(in crate::session) fn same_file(book: &Book, name: &str, sha256: &str) -> Option<Problem> {
    let batch = book.batches.iter().find(|batch| batch.sha256 == sha256)?;
    Some(Problem::refusal(
        "same-file",
        Place::File(name.to_owned(), None, None),
        name,
        format!(
            "the same file as {}, taken in {}",
            batch.name, batch.entered
        ),
        "Its figures are in the plan already.",
        "There is nothing to do. To take it in anew, remove that batch first.",
    ))
}

/// Rows left out, as they are kept with a batch.
pub(in crate::session) fn left_out(skipped: &[Skipped]) -> Vec<LeftOut> {
    let skipped = skipped.iter();
    skipped
        .map(|held| LeftOut {
            reason: held.reason.clone(),
            n: held.n,
        })
        .collect()
}

pub(in crate::session) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
