//! The two sample plans, read from the plain text they are kept in.
//!
//! A council that opens the program for the first time sees a whole plan and not an empty window. The plans
//! are Leicester's of 2001/02 and Leicestershire's of 2015/16: figures from published council papers, in our
//! own words, with DfE statistics for 2016 to 2025 beside them. They are kept as small CSV files under
//! `sample-db`, so that each figure can be checked against its paper and a correction is one line.
//!
//! What is read is commands, the same that the window uses: a sample is a plan that somebody could have
//! typed. Keys are made from the text, so building a sample twice gives one file.
//!
//! Edges: a row that cannot be read stops the sample with its file, line and column, and every other row that
//! cannot be read is said at the same time. Blank, `?` and `N/A` are kept as three reasons for no figure.

mod areas;
mod known;
mod measures;
mod money;
mod table;
mod text;
mod undertakings;
mod voices;
mod written;

use serde::de::DeserializeOwned;

use crate::domain::area::{Area, AreaCode, Neighbour};
use crate::domain::command::Command;
use crate::domain::id::IndicatorId;
use crate::domain::intake::Arriving;
use crate::domain::plan::Plan;
use crate::domain::problem::Problem;
use crate::domain::record::{Edit, Record};
use crate::exchange::sample::known::Known;
use crate::exchange::sample::table::{Line, Refused};

/// Which sample plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Leicester's Quality Protects plan, 2001/02.
    Leicester,
    /// Leicestershire's dashboard and consultation, 2015/16.
    Leicestershire,
}

impl Which {
    /// Both, the one that opens by itself first.
    pub const ALL: [Self; 2] = [Self::Leicester, Self::Leicestershire];

    /// The word on the command line, and the folder under `sample-db`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Leicester => "leicester",
            Self::Leicestershire => "leicestershire",
        }
    }
}

/// A sample plan, ready to be written to a new file.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The plan's own record.
    pub plan: Plan,
    /// Every area that is named, with its region, and England.
    pub areas: Vec<Area>,
    /// What is added to the empty plan, parents before children.
    pub commands: Vec<Command>,
    /// Published figures of the plan's indicators.
    pub figures: Figures,
    /// Where the published figures come from, with the licence.
    pub figures_source: String,
}

/// Published figures, laid out as a file that was taken in.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The indicators that the series count through.
    pub indicators: Vec<IndicatorId>,
    /// The areas that the cells count through.
    pub areas: Vec<AreaCode>,
    /// The figures.
    pub series: Vec<Arriving>,
}

/// Reads a sample plan.
///
/// # Errors
/// Every row that cannot be read, with its file, line and column.
pub fn read(which: Which) -> Result<Sample, Vec<Problem>> {
    let mut reader = Reader::new(text::files(which));
    let plan = areas::plan(&mut reader).unwrap_or_default();
    let areas = areas::areas(&mut reader);
    measures::add_objectives(&mut reader);
    let places = areas::neighbours(&mut reader, None);
    reader
        .commands
        .extend(places.into_iter().map(|place| Edit::add(place).into()));
    measures::add_indicators(&mut reader);
    measures::add_readings(&mut reader, &plan.area);
    money::add_all(&mut reader);
    voices::add_all(&mut reader);
    undertakings::add_all(&mut reader);
    written::add_all(&mut reader);
    let figures = measures::figures(&mut reader);
    if !reader.problems.is_empty() {
        return Err(reader.problems);
    }
    Ok(Sample {
        figures_source: figures_source(&plan.area),
        plan,
        areas,
        commands: reader.commands,
        figures,
    })
}

/// The statistical neighbours of an authority by the dated lists that come with the program, for a new plan.
///
/// Only the two samples' authorities have lists here; any other has none, and imports its own.
#[must_use]
pub fn neighbours(area: &AreaCode) -> Vec<Neighbour> {
    let mut reader = Reader::new(text::shared());
    areas::areas(&mut reader);
    areas::neighbours(&mut reader, Some(area))
}

fn figures_source(area: &AreaCode) -> String {
    let dfe = "DfE, Local Authority Interactive Tool, 2016 to 2025. Contains public sector information \
               licensed under the Open Government Licence v3.0.";
    if area.0 == "855" {
        format!(
            "{dfe} Figures for “Statistical neighbours as published”, and England’s for 31 March 2015: papers \
             of Leicestershire’s scrutiny committee, January 2016."
        )
    } else {
        dfe.to_owned()
    }
}

/// The sample as far as it has been read.
struct Reader {
    files: Vec<table::File>,
    known: Known,
    commands: Vec<Command>,
    problems: Vec<Problem>,
}

impl Reader {
    fn new(files: Vec<table::File>) -> Self {
        Self {
            files,
            known: Known::default(),
            commands: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// What `make` makes of each row of every file of this name, in order, with its place from 1.
    ///
    /// A sample has no file for a noun of which it has nothing: that is no row.
    fn read<R: DeserializeOwned, T>(
        &mut self,
        name: &str,
        mut make: impl FnMut(&mut Known, &Line, R, i64) -> Result<T, Refused>,
    ) -> Vec<T> {
        let named = |file: &&table::File| file.name.rsplit('/').next() == Some(name);
        let rows = self
            .files
            .iter()
            .filter(named)
            .flat_map(|file| table::rows::<R>(*file));
        let mut made = Vec::new();
        for (position, row) in (1_i64..).zip(rows) {
            let record = row.and_then(|(line, row)| make(&mut self.known, &line, row, position));
            match record {
                Ok(record) => made.push(record),
                Err(problem) => self.problems.push(*problem),
            }
        }
        made
    }

    /// As [`Reader::read`], each row a record that is added to the plan.
    fn add<R: DeserializeOwned, T: Record>(
        &mut self,
        name: &str,
        make: impl FnMut(&mut Known, &Line, R, i64) -> Result<T, Refused>,
    ) where
        Command: From<Edit<T>>,
    {
        let records = self.read(name, make);
        let adds = records.into_iter().map(|record| Edit::add(record).into());
        self.commands.extend(adds);
    }
}

#[cfg(test)]
mod tests;
