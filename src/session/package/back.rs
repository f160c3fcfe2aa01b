//! A plan made from a folder of tables: what is wrong with the folder is said with file, line and column.
//!
//! Every row is held against the table's own rules as it comes in, every reference once all tables are there, every hash
//! against what the package says of it. The plan's file is in its place only when all of that holds.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::domain::package::{Cell, Package, Resource, Shape, Unfit, file_of};
use crate::domain::problem::Problem;
use crate::exchange::package::{self, DESCRIPTOR, Reader};
use crate::session::Session;
use crate::session::package::{open_file, read_descriptor, refusal, refused};
use crate::store::error::StoreError;
use crate::store::{Filling, Opened, Store};

/// The longest table, in bytes.
const LARGEST: u64 = 4 << 30;

impl Session {
    /// Makes a plan's file from a package that was exported from a plan, and opens it. `tick` is told after each table how
    /// many rows have been read, and stops it by answering false.
    ///
    /// # Errors
    /// What is wrong with the package, with file, line and column; or the file is there already or cannot be written.
    /// Nothing is left behind.
    pub fn from_package(
        out: &Path,
        dir: &Path,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Self, StoreError> {
        let package = read_descriptor(dir)?;
        let store = Store::from_tables(out, package.version, |filling| {
            let mut n_rows = 0;
            let shapes = filling.shapes()?;
            no_strangers(&package, &shapes)?;
            for shape in &shapes {
                n_rows += take_table(dir, &package, shape, filling)?;
                if !tick(n_rows) {
                    return Err(StoreError::Stopped);
                }
            }
            match filling.unfit()? {
                Some(unfit) => Err(found_again(dir, &shapes, &unfit)),
                None => Ok(()),
            }
        })?;
        Self::holding(store, Opened::default())
    }
}

/// What is wrong with a row of a package, or with the file that it goes into.
enum Fault {
    Package(Box<Problem>),
    Store(StoreError),
}

impl From<Box<Problem>> for Fault {
    fn from(problem: Box<Problem>) -> Self {
        Self::Package(problem)
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Package(problem) => refusal(problem),
            Fault::Store(error) => error,
        }
    }
}

fn no_strangers(package: &Package, shapes: &[Shape]) -> Result<(), StoreError> {
    let is_known = |held: &&Resource| shapes.iter().any(|shape| shape.name == held.shape.name);
    match package.resources.iter().find(|held| !is_known(held)) {
        Some(held) => Err(refused(
            DESCRIPTOR.to_owned(),
            format!("The table “{}”", held.shape.name),
            "A plan has no such table.",
            "Take the package from the plan again.",
        )),
        None => Ok(()),
    }
}

fn take_table(
    dir: &Path,
    package: &Package,
    shape: &Shape,
    filling: &Filling<'_>,
) -> Result<u64, StoreError> {
    let held = package
        .resources
        .iter()
        .find(|held| held.shape.name == shape.name)
        .ok_or_else(|| {
            refused(
                DESCRIPTOR.to_owned(),
                format!("The table “{}” is not in it", shape.name),
                "A plan’s package has all its tables, empty ones too.",
                "Take the package from the plan again.",
            )
        })?;
    let name = held.file();
    let (file, n_bytes) = open_file(dir, &name, LARGEST)?;
    let reader = Reader::new(shape, file.take(n_bytes)).map_err(refusal)?;
    let counted = reader
        .rows(|line, cells| {
            filling
                .put(shape, cells)
                .map_err(|error| unruly(shape, line, error))
        })
        .map_err(StoreError::from)?;
    if counted.sha256 != held.sha256 || counted.n_bytes != held.n_bytes {
        return Err(refused(
            name,
            format!(
                "{} bytes with the hash {}",
                counted.n_bytes,
                counted.sha256.get(..12).unwrap_or_default()
            ),
            &format!(
                "{DESCRIPTOR} says {} bytes with the hash {}: the file was changed after it was exported.",
                held.n_bytes,
                held.sha256.get(..12).unwrap_or_default()
            ),
            "Take the package from the plan again; what is to be changed is changed in the plan.",
        ));
    }
    Ok(counted.n_rows)
}

/// A rule of the table that a row breaks, with the column that the rule names.
fn unruly(shape: &Shape, line: u64, error: StoreError) -> Fault {
    let StoreError::Rule(said) = &error else {
        return Fault::Store(error);
    };
    let rule = said.split_once("failed: ").map_or("", |(_, rule)| rule);
    let first = |words: &str| -> Option<usize> {
        words
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .find_map(|word| shape.place(word))
    };
    let qualified = rule.split('.').nth(1).and_then(first);
    let column = qualified.or_else(|| first(rule)).map(|at| at as u64 + 1);
    Fault::Package(Box::new(package::problem(
        &shape.name,
        Some(line),
        column,
        "The row".into(),
        &format!("It breaks a rule of the table ({said})."),
        "Put the row right in the plan and take the package from it again.",
    )))
}

/// The line of a row that does not fit, looked for in its file by its key.
fn found_again(dir: &Path, shapes: &[Shape], unfit: &Unfit) -> StoreError {
    let Some(shape) = shapes.iter().find(|shape| shape.name == unfit.table) else {
        return refused(unfit.table.clone(), "A row".into(), &unfit.why, "");
    };
    let line = open_file(dir, &file_of(&shape.name), LARGEST)
        .ok()
        .and_then(|(file, _)| line_of(shape, &unfit.key, file));
    let column = unfit.column.as_deref().and_then(|name| shape.place(name));
    refusal(Box::new(package::problem(
        &shape.name,
        line,
        column.map(|at| at as u64 + 1),
        "The row".into(),
        &unfit.why,
        "Take the package from the plan again.",
    )))
}

fn line_of(shape: &Shape, key: &[(String, String)], file: File) -> Option<u64> {
    let wanted: Vec<(usize, &str)> = key
        .iter()
        .filter_map(|(name, value)| Some((shape.place(name)?, value.as_str())))
        .collect();
    let mut found = None;
    let is = |cell: &Cell<'_>, value: &str| match cell {
        Cell::Whole(whole) => whole.to_string() == value,
        Cell::Text(text) => *text == value,
        _ => false,
    };
    // Stopped at the row by an error that is dropped.
    drop(Reader::new(shape, file).ok()?.rows(|line, cells| {
        if !wanted.is_empty()
            && wanted
                .iter()
                .all(|(place, value)| is(&cells[*place], value))
        {
            found = Some(line);
            return Err(Fault::Store(StoreError::Stopped));
        }
        Ok::<(), Fault>(())
    }));
    found
}
