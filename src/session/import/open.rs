//! Opens a file of a kind and gives it to its reader, hashing it on the way.
//!
//! Edges: workbooks and lists are read whole and bounded; everything else is read as it comes, so that a file of any
//! length takes no more memory than what is kept of it.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::domain::intake::{FileKind, Intake};
use crate::domain::problem::{Place, Problem};
use crate::exchange::published::ees::map::Map;
use crate::exchange::published::ees::{self, Meta};
use crate::exchange::published::known::Known;
use crate::exchange::published::lait::Dictionary;
use crate::exchange::published::mapping::Mapping;
use crate::exchange::published::zip::Release;
use crate::exchange::published::{fingertips, lait, mapped, neighbours};
use crate::session::import::any_table::{AnyTable, columns, headings};
use crate::session::import::{Arrived, Order, Plan, Progress, Remembered, name_of};

/// The largest file that is read whole, in bytes: workbooks and lists.
const LARGEST: u64 = 256 * 1024 * 1024;

type Tick<'a> = &'a mut dyn FnMut(Progress) -> bool;

/// Reads a file: one intake, or one for each data file of a release. `tick` is told how far it has come and stops it by
/// answering false.
///
/// # Errors
/// Why the file cannot be read, each with its place. Errors in single rows are among the intake's problems.
pub fn read(order: &Order, plan: &Plan, tick: Tick<'_>) -> Result<Vec<Arrived>, Vec<Problem>> {
    let known = Known::new(plan.areas.iter(), plan.kinds.iter().cloned());
    let reading = Reading {
        order,
        name: order.name(),
        known,
        remembered: &plan.mappings,
    };
    match order.kind {
        FileKind::Lait => reading.lait(tick).map(alone),
        FileKind::Neighbours => reading.neighbours().map(alone),
        FileKind::Fingertips => reading.fingertips(tick).map(alone),
        FileKind::Indicators => reading.mapped(tick).map(alone),
        FileKind::Ees => match reading.starts_with(b"PK")? {
            true => reading.release(tick),
            false => reading.ees(tick).map(alone),
        },
    }
}

fn alone<T>(one: T) -> Vec<T> {
    vec![one]
}

/// The bytes of a file that is read whole, and their hash.
pub(in crate::session) fn bytes_of(path: &Path) -> Result<(Vec<u8>, String), Vec<Problem>> {
    let name = name_of(path);
    let (file, of) = open_file(path, &name)?;
    let mut source = Hashing::new(file);
    let bytes = whole(&name, &mut source, of)?;
    let sha256 = source
        .hex()
        .map_err(|error| vec![unreadable(&name, &error)])?;
    Ok((bytes, sha256))
}

pub(super) fn open_file(path: &Path, name: &str) -> Result<(File, u64), Vec<Problem>> {
    let file = File::open(path).map_err(|error| vec![unreadable(name, &error)])?;
    let held = file
        .metadata()
        .map_err(|error| vec![unreadable(name, &error)])?;
    if held.is_dir() {
        let error = std::io::Error::other("it is a folder");
        return Err(vec![unreadable(name, &error)]);
    }
    Ok((file, held.len()))
}

struct Reading<'a> {
    order: &'a Order,
    name: String,
    known: Known,
    remembered: &'a [Remembered],
}

impl Reading<'_> {
    fn open(&self) -> Result<(File, u64), Vec<Problem>> {
        open_file(&self.order.path, &self.name)
    }

    fn unreadable(&self, error: &std::io::Error) -> Vec<Problem> {
        vec![unreadable(&self.name, error)]
    }

    fn starts_with(&self, mark: &[u8]) -> Result<bool, Vec<Problem>> {
        let (file, _) = self.open()?;
        let mut first = Vec::new();
        file.take(mark.len() as u64)
            .read_to_end(&mut first)
            .map_err(|error| self.unreadable(&error))?;
        Ok(first == mark)
    }

    fn lait(&self, tick: Tick<'_>) -> Result<Arrived, Vec<Problem>> {
        let dictionary = self
            .order
            .dictionary
            .as_deref()
            .map(dictionary)
            .transpose()?;
        let options = self.options();
        let (file, of) = self.open()?;
        let mut source = Hashing::new(file);
        let intake = lait::read(
            BufReader::with_capacity(1 << 20, &mut source),
            &self.name,
            dictionary.as_ref(),
            &self.known,
            options,
            &mut |done| tick(Progress { done, of }),
        )?;
        self.arrived(intake, source)
    }

    fn neighbours(&self) -> Result<Arrived, Vec<Problem>> {
        let (file, of) = self.open()?;
        let mut source = Hashing::new(file);
        let bytes = self.whole(&mut source, of)?;
        let list = self.order.list.as_deref();
        let intake = neighbours::read(&bytes, &self.name, list, &self.known, self.options())?;
        self.arrived(intake, source)
    }

    fn fingertips(&self, tick: Tick<'_>) -> Result<Arrived, Vec<Problem>> {
        let (file, of) = self.open()?;
        let mut source = Hashing::new(file);
        let leave_out = self.order.leave_out_unknown;
        let intake = fingertips::read(
            &self.name,
            BufReader::new(&mut source),
            &self.known,
            leave_out,
            &mut |rows| tick(in_rows(rows, of)),
        )?;
        self.arrived(intake, source)
    }

    /// Any table, its columns as a mapping says or as they can be guessed.
    fn mapped(&self, tick: Tick<'_>) -> Result<Arrived, Vec<Problem>> {
        let one = |problem| vec![problem];
        let (file, of) = self.open()?;
        let mut source = Hashing::new(file);
        let bytes = self.whole(&mut source, of)?;
        let table = AnyTable::open(&self.name, &bytes)?;
        let first = table.first_rows()?;
        let mut mapping = match &self.order.map {
            Some(text) => Mapping::read("--map", text).map_err(one)?,
            None => columns(&first, self.remembered).0,
        };
        let remembered = Remembered {
            headings: headings(&first, mapping.skip_rows),
            body: mapping.write(),
        };
        mapping.leave_out_unknown |= self.order.leave_out_unknown;
        let rows = table.rows()?;
        let intake = mapped::read(&self.name, rows, &mapping, &self.known, &mut |rows| {
            tick(in_rows(rows, of))
        })?;
        let mut arrived = self.arrived(intake, source)?;
        arrived.columns = Some(remembered);
        Ok(arrived)
    }

    /// One EES data file, with the metadata that lies beside it if it is there.
    fn ees(&self, tick: Tick<'_>) -> Result<Arrived, Vec<Problem>> {
        let map = self.map()?;
        let meta = self.meta_beside()?;
        let (file, of) = self.open()?;
        let layout = ees::look(
            &self.name,
            BufReader::new(file),
            meta.as_ref(),
            &mut |rows| tick(in_rows(rows, of)),
        )?;
        let choice = map.choice(&layout)?;
        let (file, of) = self.open()?;
        let mut source = Hashing::new(file);
        let intake = ees::read(
            BufReader::new(&mut source),
            &layout,
            &choice,
            &self.known,
            &mut |rows| tick(in_rows(rows, of)),
        )?;
        self.arrived(intake, source)
    }

    /// Every data file of a release, or the one that the map names.
    fn release(&self, tick: Tick<'_>) -> Result<Vec<Arrived>, Vec<Problem>> {
        let one = |problem| vec![problem];
        let map = self.map()?;
        let (file, of) = self.open()?;
        let mut release = Release::open(&self.name, BufReader::new(file)).map_err(one)?;
        let files = match map.file.as_str() {
            "" => release.files().to_vec(),
            wanted => match release.find(wanted) {
                Some(file) => vec![file.clone()],
                None => return Err(vec![self.no_such_file(&release, wanted)]),
            },
        };
        let mut arrived = Vec::new();
        for file in &files {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let meta = release.meta(file).map_err(one)?;
            let mut tick = |rows| tick(in_rows(rows, of));
            let layout = {
                let bytes = release.bytes(file).map_err(one)?;
                ees::look(name, bytes, meta.as_ref(), &mut tick)?
            };
            let choice = map.choice(&layout)?;
            let mut source = Hashing::new(release.bytes(file).map_err(one)?);
            let intake = ees::read(&mut source, &layout, &choice, &self.known, &mut tick)?;
            let sha256 = source.hex().map_err(|error| self.unreadable(&error))?;
            arrived.push(Arrived {
                name: name.to_owned(),
                sha256,
                intake,
                columns: None,
            });
        }
        Ok(arrived)
    }

    fn no_such_file<R: Read + std::io::Seek>(&self, release: &Release<R>, wanted: &str) -> Problem {
        let files = release.files().iter();
        let held: Vec<&str> = files.map(|file| file.name.as_str()).collect();
        Problem::refusal(
            "not-in-file",
            Place::File(self.name.clone(), None, None),
            self.name.clone(),
            format!("no data file “{wanted}”"),
            format!("It holds {}.", held.join(", ")),
            "Name one of those.",
        )
    }

    /// What the officer said of it: the map, and whether unknown areas are left out.
    fn map(&self) -> Result<Map, Vec<Problem>> {
        let mut map = match &self.order.map {
            Some(text) => Map::read(text).map_err(|problem| vec![problem])?,
            None => Map::default(),
        };
        map.leave_out_unknown |= self.order.leave_out_unknown;
        Ok(map)
    }

    /// `rates.csv` is described by `rates.meta.csv`, where that lies beside it.
    fn meta_beside(&self) -> Result<Option<Meta>, Vec<Problem>> {
        meta_beside(&self.order.path)
    }

    fn options(&self) -> lait::Options {
        lait::Options {
            leave_out_unknown: self.order.leave_out_unknown,
        }
    }

    fn arrived<R: Read>(
        &self,
        intake: Intake,
        source: Hashing<R>,
    ) -> Result<Arrived, Vec<Problem>> {
        let sha256 = source.hex().map_err(|error| self.unreadable(&error))?;
        Ok(Arrived {
            name: self.name.clone(),
            sha256,
            intake,
            columns: None,
        })
    }

    /// The bytes of a file that is read whole.
    fn whole(&self, source: &mut impl Read, of: u64) -> Result<Vec<u8>, Vec<Problem>> {
        whole(&self.name, source, of)
    }
}

/// The metadata that lies beside a data file, if there is any.
pub(super) fn meta_beside(path: &Path) -> Result<Option<Meta>, Vec<Problem>> {
    let beside = path.with_extension("meta.csv");
    if beside == path || !beside.is_file() {
        return Ok(None);
    }
    let name = name_of(&beside);
    let file = File::open(&beside).map_err(|error| vec![unreadable(&name, &error)])?;
    let meta = Meta::read(&name, BufReader::new(file)).map_err(|problem| vec![problem])?;
    Ok(Some(meta))
}

/// Readers of text count rows. A row of such a file is about so many bytes, which is good enough for a bar.
pub(in crate::session) fn in_rows(rows: u64, of: u64) -> Progress {
    const ROW: u64 = 150;
    Progress {
        done: (rows * ROW).min(of),
        of,
    }
}

/// The bytes of a file that is read whole, where it is not too large for that.
pub(super) fn whole(name: &str, source: &mut impl Read, of: u64) -> Result<Vec<u8>, Vec<Problem>> {
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

fn dictionary(path: &Path) -> Result<Dictionary, Vec<Problem>> {
    let name = name_of(path);
    let file = File::open(path).map_err(|error| vec![unreadable(&name, &error)])?;
    Dictionary::read(BufReader::new(file), &name)
}

pub(super) fn unreadable(name: &str, error: &std::io::Error) -> Problem {
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

impl<R> Hashing<R> {
    fn new(source: R) -> Self {
        Self {
            source,
            hash: Sha256::new(),
        }
    }
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
