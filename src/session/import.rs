//! Files of published figures: read, looked at, taken in.
//!
//! Reading and taking in are apart, because an officer decides between them. Reading touches no plan, so a window does
//! it beside its own work; taking in is one step of the journal, made whole or not at all, after a backup.
//!
//! Edges: a file that is in the plan already is refused by its content, whatever it is called now; what has an error in
//! it is never written.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::domain::area::{Area, AreaCode};
use crate::domain::batch::{Batch, LeftOut};
use crate::domain::book::Book;
use crate::domain::id::BatchId;
use crate::domain::intake::{FileKind, Intake};
use crate::domain::period::PeriodKind;
use crate::domain::problem::{Place, Problem, Severity};
use crate::exchange::authorities;
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::{self, Dictionary};
use crate::exchange::published::neighbours;
use crate::session::Session;
use crate::store::Bulk;
use crate::store::error::StoreError;

/// The largest file that is read whole, in bytes: workbooks and lists.
const LARGEST: u64 = 256 * 1024 * 1024;

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
}

/// How far reading has come, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: u64,
    /// Bytes in the file.
    pub of: u64,
}

/// Reads a file. `tick` is told how far it has come and stops it by answering false.
///
/// # Errors
/// Why the file cannot be read, each with its place. Errors in single rows are among the intake's problems.
pub fn read(
    order: &Order,
    plan: &Plan,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Arrived, Vec<Problem>> {
    let known = Known::new(plan.areas.iter(), plan.kinds.iter().cloned());
    let name = order.name();
    let file = File::open(&order.path).map_err(|error| vec![unreadable(&name, &error)])?;
    let of = file.metadata().map_or(0, |held| held.len());
    let mut source = Hashing {
        source: file,
        hash: Sha256::new(),
    };
    let mut tick = |done: u64| tick(Progress { done, of });
    let intake = match order.kind {
        FileKind::Lait => {
            let dictionary = order.dictionary.as_deref().map(dictionary).transpose()?;
            let options = lait::Options {
                leave_out_unknown: order.leave_out_unknown,
            };
            let source = BufReader::with_capacity(1 << 20, &mut source);
            lait::read(
                source,
                &name,
                dictionary.as_ref(),
                &known,
                options,
                &mut tick,
            )?
        }
        FileKind::Neighbours => {
            let bytes = whole(&mut source, &name, of)?;
            let options = lait::Options {
                leave_out_unknown: order.leave_out_unknown,
            };
            neighbours::read(&bytes, &name, order.list.as_deref(), &known, options)?
        }
        FileKind::Ees | FileKind::Fingertips | FileKind::Indicators => {
            return Err(vec![unreadable(
                &name,
                &std::io::Error::other("kind of file"),
            )]);
        }
    };
    let sha256 = source
        .hex()
        .map_err(|error| vec![unreadable(&name, &error)])?;
    Ok(Arrived {
        name,
        sha256,
        intake,
    })
}

impl Arrived {
    /// Everything that is wrong with the file, or with taking it into this plan, worst first.
    #[must_use]
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.intake.problems.clone();
        problems.extend(self.intake.problems_with(book, &self.name));
        let same = |batch: &&Batch| batch.sha256 == self.sha256;
        if let Some(batch) = book.batches.iter().find(same) {
            problems.push(Problem::refusal(
                "same-file",
                Place::File(self.name.clone(), None, None),
                self.name.clone(),
                format!(
                    "the same file as {}, taken in {}",
                    batch.name, batch.entered
                ),
                "Its figures are in the plan already.",
                "There is nothing to do. To take it in anew, remove that batch first.",
            ));
        }
        problems.sort_by_key(|held| held.severity);
        problems
    }

    /// Its record, as it will stand in the plan.
    fn batch(&self, id: BatchId, now: Timestamp) -> Batch {
        let skipped = self.intake.skipped.iter();
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
            skipped: skipped
                .map(|held| LeftOut {
                    reason: held.reason.clone(),
                    n: held.n,
                })
                .collect(),
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
        let change = arrived
            .intake
            .change(self.book(), arrived.batch(id, now), || {
                fastrand::i64(1..=i64::MAX)
            });
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

fn dictionary(path: &Path) -> Result<Dictionary, Vec<Problem>> {
    let name = name_of(path);
    let file = File::open(path).map_err(|error| vec![unreadable(&name, &error)])?;
    Dictionary::read(BufReader::new(file), &name)
}

/// The bytes of a file that is read whole.
fn whole(source: &mut impl Read, name: &str, of: u64) -> Result<Vec<u8>, Vec<Problem>> {
    if of > LARGEST {
        return Err(vec![Problem::refusal(
            "file-too-large",
            Place::File(name.to_owned(), None, None),
            name.to_owned(),
            format!("{of} bytes"),
            "A file of this kind is never so large.",
            "Check that it is the right file.",
        )]);
    }
    let mut bytes = Vec::new();
    let read = source.take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|error| vec![unreadable(name, &error)])?;
    Ok(bytes)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

fn unreadable(name: &str, error: &std::io::Error) -> Problem {
    Problem::refusal(
        "file-unreadable",
        Place::File(name.to_owned(), None, None),
        name.to_owned(),
        error.to_string(),
        "The file cannot be read.",
        "Check the name, and that you may open the file.",
    )
}

/// A source that is hashed as it is read.
struct Hashing<R> {
    source: R,
    hash: Sha256,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.source.read(buffer)?;
        self.hash.update(&buffer[..n]);
        Ok(n)
    }
}

impl<R: Read> Hashing<R> {
    /// The hash of the whole source: what the reader left is read to its end.
    fn hex(mut self) -> std::io::Result<String> {
        std::io::copy(&mut self, &mut std::io::sink())?;
        let hash = self.hash.finalize();
        Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}
