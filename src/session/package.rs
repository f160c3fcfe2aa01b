//! The plan out to a folder of tables, and a plan made from such a folder.
//!
//! The folder is written beside its place and moved there when it is whole, and so is the plan: a program that is stopped
//! meanwhile leaves nothing half done. Respondents' own words stay behind unless they are asked for; what stayed behind is
//! said here, in the package and on the screen.
//!
//! Edges: without the words, the history and the snapshots stay behind too where they may hold some, since leaving words
//! out of the tables alone would not keep them in.

mod back;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};

use crate::domain::package::{Cell, Package, Resource, Shape, file_of};
use crate::domain::problem::{Place, Problem};
use crate::exchange::package::{self, Counted, DESCRIPTOR, Writer};
use crate::session::Session;
use crate::store::Reading;
use crate::store::error::StoreError;

/// Words of respondents: these tables leave empty unless the words are asked for.
const WORDS: [&str; 2] = ["comment", "quote"];
/// Answers, among which words of respondents may stand.
const ANSWERS: [&str; 2] = ["response", "paper_form"];
/// What may hold words of respondents from before.
const PAST: [&str; 3] = ["change", "change_row", "snapshot"];
/// The longest `datapackage.json`, in bytes.
const LONGEST: u64 = 16 << 20;

/// How a plan is to leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// With respondents' own words.
    pub with_words: bool,
    /// In place of an earlier package in the same folder.
    pub replace: bool,
}

/// What left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Tables.
    pub n_tables: u64,
    /// Rows of all tables.
    pub n_rows: u64,
    /// Bytes of all tables.
    pub n_bytes: u64,
    /// What was left out, in sentences.
    pub left_out: Vec<String>,
}

impl Session {
    /// Writes every table into a folder, as CSV with a Frictionless data package. `tick` is told after each table how many
    /// rows have been written, and stops it by answering false.
    ///
    /// # Errors
    /// When the folder is in use for something else or cannot be written; [`StoreError::Stopped`]. Nothing is left behind.
    pub fn export_package(
        &self,
        dir: &Path,
        leaving: Leaving,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Left, StoreError> {
        may_write(dir, leaving.replace)?;
        let beside = beside(dir, "new")?;
        drop(fs::remove_dir_all(&beside));
        let made = fs::create_dir(&beside)
            .map_err(at(dir))
            .and_then(|()| self.write_package(&beside, leaving, tick))
            .and_then(|left| {
                may_write(dir, leaving.replace)?;
                put_in_place(&beside, dir)?;
                Ok(left)
            });
        if made.is_err() {
            drop(fs::remove_dir_all(&beside));
        }
        made
    }

    fn write_package(
        &self,
        dir: &Path,
        leaving: Leaving,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Left, StoreError> {
        let reading = self.store.reading()?;
        let past_stays = !leaving.with_words && reading.holds_words()?;
        let mut left = Left::default();
        let mut resources = Vec::new();
        for shape in reading.shapes()? {
            let name = shape.name.as_str();
            let stays = (!leaving.with_words && WORDS.contains(&name))
                || (past_stays && PAST.contains(&name));
            if stays {
                note(&mut left.left_out, name, reading.n_rows(&shape)?);
            }
            let counted = if stays {
                write_table(dir, &shape, |_| Ok(()))?
            } else {
                let is_wordless = !leaving.with_words && ANSWERS.contains(&name);
                write_table(dir, &shape, |writer| {
                    write_rows(&reading, &shape, is_wordless, dir, writer)
                })?
            };
            if !stays && !leaving.with_words && ANSWERS.contains(&name) && counted.n_rows > 0 {
                left.left_out.push(format!(
                    "The words that people wrote in place of an answer are left out of “{name}”; that they wrote is kept."
                ));
            }
            left.n_tables += 1;
            left.n_rows += counted.n_rows;
            left.n_bytes += counted.n_bytes;
            resources.push(Resource {
                shape,
                n_rows: counted.n_rows,
                n_bytes: counted.n_bytes,
                sha256: counted.sha256,
            });
            if !tick(left.n_rows) {
                return Err(StoreError::Stopped);
            }
        }
        let plan = self.book().plan();
        let sources: BTreeSet<String> = self
            .book()
            .batches
            .iter()
            .map(|batch| batch.source.clone())
            .filter(|source| !source.is_empty())
            .collect();
        let package = Package {
            title: plan.title,
            about: plan.about,
            version: reading.version()?,
            resources,
            left_out: left.left_out.clone(),
            sources: sources.into_iter().collect(),
        };
        let path = dir.join(DESCRIPTOR);
        fs::write(&path, package::written(&package)).map_err(at(&path))?;
        Ok(left)
    }
}

/// Notes a table that stays behind, if there is anything in it.
fn note(left_out: &mut Vec<String>, table: &str, n_rows: u64) {
    let n = match n_rows {
        0 => return,
        1 => "1 row".to_owned(),
        n => format!("{n} rows"),
    };
    left_out.push(match table {
        "comment" => format!("Respondents’ comments are left out of “comment”: {n}."),
        "quote" => format!("Respondents’ quotes are left out of “quote”: {n}."),
        "snapshot" => {
            format!("Snapshots may hold respondents’ words, and “snapshot” is left out: {n}.")
        }
        other => {
            format!("The history may hold respondents’ words, and “{other}” is left out: {n}.")
        }
    });
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::File {
        path: path.clone(),
        why: source,
    }
}

fn refused(location: String, what: String, why: &str, remedy: &str) -> StoreError {
    StoreError::Refused(vec![Problem::refusal(
        "package",
        Place::File(location.clone(), None, None),
        location,
        what,
        why,
        remedy,
    )])
}

/// That a folder is free, or holds nothing but an earlier package that may be replaced.
fn may_write(dir: &Path, replace: bool) -> Result<(), StoreError> {
    let here = || dir.display().to_string();
    if !dir.exists() {
        return Ok(());
    }
    if !dir.is_dir() {
        return Err(StoreError::AlreadyThere(dir.to_owned()));
    }
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(dir).map_err(at(dir))? {
        names.insert(
            entry
                .map_err(at(dir))?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    if names.is_empty() {
        return Ok(());
    }
    let known: BTreeSet<String> = read_descriptor(dir)
        .map(|package| package.resources.iter().map(Resource::file).collect())
        .unwrap_or_default();
    let stranger = names
        .iter()
        .find(|name| *name != DESCRIPTOR && !known.contains(*name));
    match stranger {
        Some(name) => Err(refused(
            here(),
            format!("The folder holds “{name}”"),
            "A plan is written into a folder of its own, and nothing else is put at risk.",
            "Give a folder that is empty or not there yet.",
        )),
        None if known.is_empty() || !replace => Err(refused(
            here(),
            "The folder holds an earlier package".into(),
            "It is left as it is unless it may be replaced.",
            "Give another folder, or say that it may be replaced (--replace).",
        )),
        None => Ok(()),
    }
}

/// A name beside a folder, for what is not in its place yet or no more.
fn beside(dir: &Path, what: &str) -> Result<PathBuf, StoreError> {
    let Some(name) = dir.file_name() else {
        return Err(refused(
            dir.display().to_string(),
            "It has no name of its own".into(),
            "The folder is written beside its place first.",
            "Give the folder by its name.",
        ));
    };
    Ok(dir.with_file_name(format!(
        ".{}.{}.{what}",
        name.to_string_lossy(),
        std::process::id()
    )))
}

/// Moves a folder that is whole into its place; an earlier one goes only when the new one is there.
fn put_in_place(made: &Path, dir: &Path) -> Result<(), StoreError> {
    if !dir.exists() {
        return fs::rename(made, dir).map_err(at(dir));
    }
    let old = beside(dir, "old")?;
    drop(fs::remove_dir_all(&old));
    fs::rename(dir, &old).map_err(at(dir))?;
    if let Err(error) = fs::rename(made, dir) {
        drop(fs::rename(&old, dir));
        return Err(at(dir)(error));
    }
    // What is left over of the earlier one does no harm.
    drop(fs::remove_dir_all(&old));
    Ok(())
}

type Out<'s> = Writer<'s, BufWriter<File>>;

fn write_table<'s>(
    dir: &Path,
    shape: &'s Shape,
    rows: impl FnOnce(&mut Out<'s>) -> Result<(), StoreError>,
) -> Result<Counted, StoreError> {
    let path = dir.join(file_of(&shape.name));
    let file = BufWriter::new(File::create_new(&path).map_err(at(&path))?);
    let mut writer = Writer::new(shape, file).map_err(at(&path))?;
    rows(&mut writer)?;
    let (_, counted) = writer.end().map_err(at(&path))?;
    Ok(counted)
}

fn write_rows(
    reading: &Reading<'_>,
    shape: &Shape,
    is_wordless: bool,
    dir: &Path,
    writer: &mut Out<'_>,
) -> Result<(), StoreError> {
    let answers = shape.place("answers").filter(|_| is_wordless);
    let failed = |source| at(&dir.join(file_of(&shape.name)))(source);
    reading.rows(shape, |cells| {
        let Some((place, Cell::Text(held))) = answers.map(|place| (place, cells[place])) else {
            return writer.row(cells).map_err(failed);
        };
        let quiet = package::wordless(held);
        let mut cells = cells.to_vec();
        cells[place] = Cell::Text(&quiet);
        writer.row(&cells).map_err(failed)
    })
}

/// A file of the folder, opened: never one that a link leads to, and never more than it may be.
fn open_file(dir: &Path, name: &str, most: u64) -> Result<(File, u64), StoreError> {
    let path = dir.join(name);
    let held = fs::symlink_metadata(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => refused(
            name.to_owned(),
            format!("It is not in {}", dir.display()),
            "A package has a file for each of its tables.",
            "Take the package from the plan again.",
        ),
        _ => at(&path)(error),
    })?;
    if !held.is_file() || held.len() > most {
        return Err(refused(
            name.to_owned(),
            format!("It is no file of at most {most} bytes"),
            "A package holds plain files.",
            "Take the package from the plan again.",
        ));
    }
    Ok((File::open(&path).map_err(at(&path))?, held.len()))
}

fn read_descriptor(dir: &Path) -> Result<Package, StoreError> {
    if dir.is_file() {
        return Err(refused(
            dir.display().to_string(),
            "It is a file".into(),
            "A package is a folder.",
            "Give the folder in which datapackage.json stands.",
        ));
    }
    let (file, _) = open_file(dir, DESCRIPTOR, LONGEST)?;
    let mut text = String::new();
    file.take(LONGEST)
        .read_to_string(&mut text)
        .map_err(at(&dir.join(DESCRIPTOR)))?;
    package::read(&text).map_err(refusal)
}

#[expect(
    clippy::boxed_local,
    reason = "readers give it boxed, and this is passed to `map_err`"
)]
fn refusal(problem: Box<Problem>) -> StoreError {
    StoreError::Refused(vec![*problem])
}
