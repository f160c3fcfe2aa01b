//! What a data file holds, for an officer to choose from before any of it is read.
//!
//! Edges: rows of schools and districts are counted here and nothing more; what the filters offer is what the rows of
//! councils, regions and England have.

use std::collections::BTreeMap;

use crate::domain::indicator::UnitKind;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::ees::choice;
use crate::exchange::published::ees::headings::{self, Known, bare};
use crate::exchange::published::ees::meta::Meta;
use crate::exchange::published::ees::scan::Column;
use crate::exchange::published::ees::take::status_of;
use crate::exchange::published::ees::unit;
use crate::exchange::published::text::{Row, at_cell};

/// A data file, looked through.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The file's name.
    pub name: String,
    /// Its headings.
    pub headings: Row,
    /// Rows, the heading left out.
    pub n_rows: u64,
    /// Each level with how many rows it has: `School`, 12,000.
    pub levels: Vec<(String, u64)>,
    /// Each period and what sort it is, as printed, with how many rows it has.
    pub periods: Vec<(String, u64)>,
    /// The filters to choose from; one with a single option is no choice and stands in [`Layout::fixed`].
    pub filters: Vec<Filter>,
    /// Filters with a single option: heading and option.
    pub fixed: Vec<(String, String)>,
    /// The columns of figures.
    pub measures: Vec<Measure>,
    /// What an officer should know.
    pub warnings: Vec<Problem>,
    pub(super) known: Vec<Option<Known>>,
    pub(super) status: Option<usize>,
}

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Which column, from 0.
    pub column: usize,
    /// Its heading.
    pub heading: String,
    /// Its words, from the metadata; else the heading's.
    pub label: String,
    /// What it offers, in the order the file has it.
    pub options: Vec<FilterOption>,
    /// Which of them is the whole: `Total`.
    pub total: Option<usize>,
    /// Which is chosen unless the officer says otherwise; none for every one of them.
    pub preselected: Option<usize>,
}

/// One option of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterOption {
    /// Its text.
    pub text: String,
    /// How many rows of councils, regions and England have it.
    pub n_rows: u64,
}

/// A column of figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Which column, from 0.
    pub column: usize,
    /// Its heading.
    pub heading: String,
    /// Its words, from the metadata; else the heading's.
    pub label: String,
    /// Its unit.
    pub unit: UnitKind,
    /// What it counts, for a reader.
    pub unit_words: String,
    /// Decimals printed.
    pub decimals: u8,
    /// Cells with a figure.
    pub n_numbers: u64,
    /// Cells with a mark or nothing instead.
    pub n_symbols: u64,
}

impl Layout {
    /// Decides what a column is.
    pub(super) fn place(&mut self, place: usize, columns: &[Column], meta: Option<&Meta>) {
        let heading = self.headings.cells[place].clone();
        let column = &columns[place];
        let grouping = meta.is_some_and(|meta| meta.is_grouping(&heading));
        if self.known[place].is_some()
            || headings::is_other_place(&heading)
            || grouping
            || heading.is_empty()
        {
            return;
        }
        let said = meta.and_then(|meta| meta.column(&heading));
        let is_measure =
            said.map_or_else(|| column.holds_figures(&heading), |said| said.is_indicator);
        let label = said
            .map(|said| said.label.clone())
            .filter(|label| !label.is_empty());
        let label = label.unwrap_or_else(|| humanised(&heading));
        if is_measure {
            let unit_said = said.map_or("", |said| said.unit.as_str());
            let (unit, unit_words) = unit::unit(&heading, &label, unit_said, &column.seen);
            let decimals = said
                .and_then(|said| said.decimals)
                .unwrap_or(column.decimals.min(4));
            self.measures.push(Measure {
                column: place,
                heading,
                label,
                unit,
                unit_words,
                decimals,
                n_numbers: column.n_numbers,
                n_symbols: column.n_symbols + column.n_blank,
            });
        } else if column.is_long {
            self.pass_over(place, "more different texts than a filter has");
        } else if column.n_numbers == 0 && column.n_others == 0 {
            if column.n_symbols > 0 {
                self.pass_over(place, "marks only, and no figure");
            }
        } else if is_status(&heading, column) && !several_in_a_period(self, place, columns) {
            self.status = Some(place);
        } else if let [(only, _)] = column.options.as_slice() {
            self.fixed.push((label, only.clone()));
        } else {
            self.filters.push(filter(place, heading, label, column));
        }
    }

    fn pass_over(&mut self, place: usize, what: &str) {
        let note = at_cell(
            "column-passed-over",
            &self.name,
            self.headings.line,
            place,
            &self.headings.cells[place],
            what,
            "It is neither a filter nor a column of figures, so it was passed over.",
            "Give the file's .meta.csv with it if it should be read.",
        );
        self.warnings.push(note.severity(Severity::Note));
    }

    /// The first of the columns that are known to say this.
    pub(super) fn known(&self, known: Known) -> Option<usize> {
        self.known.iter().position(|held| *held == Some(known))
    }
}

fn filter(column: usize, heading: String, label: String, held: &Column) -> Filter {
    let options: Vec<FilterOption> = held
        .options
        .iter()
        .map(|(text, n_rows)| FilterOption {
            text: text.clone(),
            n_rows: *n_rows,
        })
        .collect();
    let total = choice::total(&options);
    Filter {
        column,
        heading,
        label,
        options,
        total,
        preselected: None,
    }
}

/// Whether a column says how firm the figures are.
fn is_status(heading: &str, column: &Column) -> bool {
    let named = [
        "version",
        "status",
        "datastatus",
        "releasestatus",
        "datatype",
    ]
    .contains(&bare(heading).as_str());
    named
        && column
            .options
            .iter()
            .all(|(text, _)| status_of(text).is_some())
}

/// Whether one period has figures of more than one firmness, so that the column is a filter.
fn several_in_a_period(layout: &Layout, place: usize, columns: &[Column]) -> bool {
    let Some(period) = layout.known(Known::TimePeriod) else {
        return false;
    };
    let mut held: BTreeMap<u16, u16> = BTreeMap::new();
    let pairs = columns[period].ids.iter().zip(&columns[place].ids);
    pairs
        .into_iter()
        .any(|(period, status)| *held.entry(*period).or_insert(*status) != *status)
}

/// `children_count` as `Children count`.
pub(super) fn humanised(heading: &str) -> String {
    let spaced = heading.replace('_', " ");
    let mut letters = spaced.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
