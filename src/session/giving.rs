//! Grants made: read from a file others can read, taken in, and written out again.

use std::path::Path;

use crate::domain::giving::Giving;
use crate::domain::giving::intake::{GivingIntake, headings};
use crate::domain::problem::{Problem, Severity};
use crate::exchange::giving as files;
use crate::session::Session;
use crate::session::import::name_of;
use crate::session::import::open::bytes_of;
use crate::store::error::StoreError;

pub use crate::exchange::giving::fields::heading;
pub use crate::exchange::giving::table::leaves;

/// What grants made are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivingFile {
    /// A table of text.
    Csv,
    /// The standard's own form.
    Json,
    /// A workbook.
    Xlsx,
}

impl GivingFile {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::Xlsx];

    /// Its ending.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
        }
    }

    /// The form that a file's name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        Self::ALL.into_iter().find(|form| form.ending() == ending)
    }
}

/// Reads a file of grants.
///
/// # Errors
/// Why it cannot be read.
pub fn read(path: &Path) -> Result<GivingIntake, Vec<Problem>> {
    let (bytes, _) = bytes_of(path)?;
    files::read(&name_of(path), &bytes).map_err(|problem| vec![problem])
}

impl Session {
    /// Takes grants in as one step; false when the plan said all of it already.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with everything that is wrong with the file, or what went wrong with the plan's file.
    pub fn take_in_grants(&mut self, intake: &GivingIntake) -> Result<bool, StoreError> {
        self.refresh()?;
        let is_error = |held: &&Problem| held.severity == Severity::Error;
        let errors: Vec<Problem> = intake.problems.iter().filter(is_error).cloned().collect();
        if !errors.is_empty() {
            return Err(StoreError::Refused(errors));
        }
        let Some(command) = intake.change(self.book(), || self.new_key()) else {
            return Ok(false);
        };
        self.store.back_up(jiff::Timestamp::now())?;
        self.run(&command)?;
        Ok(true)
    }

    /// The grants made as a file: all of them, or those given.
    ///
    /// # Errors
    /// Why it cannot be written, in words.
    pub fn grants_as(
        &self,
        form: GivingFile,
        grants: Option<&[Giving]>,
    ) -> Result<Vec<u8>, String> {
        let book = self.book();
        let grants = grants.unwrap_or(&book.givings);
        let headings = headings(book);
        match form {
            GivingFile::Csv => files::csv(grants, &headings).map_err(|error| error.to_string()),
            GivingFile::Json => Ok(files::json(grants).into_bytes()),
            GivingFile::Xlsx => files::xlsx(grants, &headings).map_err(|error| error.to_string()),
        }
    }
}
