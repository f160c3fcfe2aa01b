//! A file looked through before it is read: what sort it is, and what there is to choose of it.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use crate::domain::intake::FileKind;
use crate::domain::problem::Problem;
use crate::exchange::published::ees::{self, Layout};
use crate::exchange::published::mapping::Mapping;
use crate::exchange::published::zip::Release;
use crate::session::import::any_table::{AnyTable, below, columns};
use crate::session::import::guess::{dictionary_beside, guess_kind};
use crate::session::import::open::{in_rows, meta_beside, open_file, whole};
use crate::session::import::{Plan, Progress, name_of};

/// A file, looked through.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// What sort of file it is, or is to be read as.
    pub kind: FileKind,
    /// What there is to choose.
    pub shape: Shape,
}

/// What there is to choose of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// Nothing.
    Plain,
    /// The data files of a release, or the one, each with its columns of figures and its filters.
    Release(Vec<Layout>),
    /// A dictionary that lies beside it, if there is one.
    Lait(Option<PathBuf>),
    /// A table's columns.
    Table(Box<Table>),
}

/// A table that follows no standard.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its headings.
    pub headings: Vec<String>,
    /// Its first row, to see what the headings mean.
    pub sample: Vec<String>,
    /// How its columns are to be read, as was said before or as they look.
    pub mapping: Mapping,
    /// Whether it was said before.
    pub is_remembered: bool,
}

/// Looks through a file; its sort is guessed unless it is given. `tick` is told how far it has come.
///
/// # Errors
/// Why it cannot be read.
pub fn look(
    path: &Path,
    kind: Option<FileKind>,
    plan: &Plan,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Looked, Vec<Problem>> {
    let name = name_of(path);
    let (file, length) = open_file(path, &name)?;
    let kind = kind.unwrap_or_else(|| guess_kind(path));
    let shape = match kind {
        FileKind::Ees => Shape::Release(layouts(path, &name, file, length, tick)?),
        FileKind::Lait => Shape::Lait(dictionary_beside(path)),
        FileKind::Indicators => Shape::Table(Box::new(table(&name, file, length, plan)?)),
        FileKind::Neighbours | FileKind::Fingertips => Shape::Plain,
    };
    Ok(Looked { kind, shape })
}

fn layouts(
    path: &Path,
    name: &str,
    file: File,
    of: u64,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<Layout>, Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut tick = |rows| tick(in_rows(rows, of));
    if !starts_as_zip(path) {
        let meta = meta_beside(path)?;
        let bytes = BufReader::new(file);
        return Ok(vec![ees::look(name, bytes, meta.as_ref(), &mut tick)?]);
    }
    let mut release = Release::open(name, BufReader::new(file)).map_err(one)?;
    let mut found = Vec::new();
    for file in release.files().to_vec() {
        let meta = release.meta(&file).map_err(one)?;
        let name = file.name.rsplit('/').next().unwrap_or(&file.name);
        let bytes = release.bytes(&file).map_err(one)?;
        found.push(ees::look(name, bytes, meta.as_ref(), &mut tick)?);
    }
    Ok(found)
}

fn starts_as_zip(path: &Path) -> bool {
    let mut first = [0; 2];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && &first == b"PK"
}

fn table(name: &str, mut file: File, of: u64, plan: &Plan) -> Result<Table, Vec<Problem>> {
    let bytes = whole(name, &mut file, of)?;
    let table = AnyTable::open(name, &bytes)?;
    let first = table.first_rows()?;
    let (mapping, is_remembered) = columns(&first, &plan.mappings);
    let (headings, sample) = match below(&first, mapping.skip_rows) {
        Some((headings, rest)) => (
            headings.cells.clone(),
            rest.first()
                .map(|row| row.cells.clone())
                .unwrap_or_default(),
        ),
        None => Default::default(),
    };
    Ok(Table {
        headings,
        sample,
        mapping,
        is_remembered,
    })
}
