//! What a data file holds, for an officer to choose from before any of it is read.
//!
//! Edges: rows of schools and districts are counted here and nothing more; what the filters offer is what the rows of
//! councils, regions and England have.

use std::collections::BTreeMap;
use std::io::Read;

use crate::domain::indicator::UnitKind;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::ees::choice;
use crate::exchange::published::ees::headings::{self, Known, bare};
use crate::exchange::published::ees::meta::Meta;
use crate::exchange::published::ees::scan::Column;
use crate::exchange::published::ees::take::status_of;
use crate::exchange::published::ees::unit;
use crate::exchange::published::figure;
use crate::exchange::published::gather::stopped;
use crate::exchange::published::places::Level;
use crate::exchange::published::text::{Row, Rows, at_cell, whole};

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

/// Looks through a data file. `tick` is given the rows read so far and says whether to go on.
///
/// # Errors
/// What keeps it from being read: not a table, a column missing, nothing in it that is a figure; or `stopped`.
pub fn look(
    name: &str,
    bytes: impl Read,
    meta: Option<&Meta>,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Layout, Vec<Problem>> {
    let mut looking = Looking::begin(name, bytes, meta).map_err(|problem| vec![problem])?;
    let problems = headings::missing(name, &looking.headings, &looking.known);
    let problems: Vec<Problem> = problems
        .into_iter()
        .chain(looking.same_headings())
        .collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut row = Row::default();
    while looking
        .rows
        .next_into(&mut row)
        .map_err(|problem| vec![problem])?
    {
        if looking.n_rows.is_multiple_of(1_024) && !tick(looking.n_rows) {
            return Err(stopped(name));
        }
        looking.add(&row);
    }
    looking.finish(meta)
}

struct Looking<'a> {
    rows: Rows<'a>,
    headings: Row,
    known: Vec<Option<Known>>,
    warnings: Vec<Problem>,
    percents: Vec<bool>,
    columns: Vec<Column>,
    /// For each row, 1 where every percentage in it is 100, 2 where one is not, 0 where it has none.
    hundreds: Vec<u8>,
    levels: BTreeMap<String, u64>,
    periods: BTreeMap<String, u64>,
    n_rows: u64,
}

impl<'a> Looking<'a> {
    fn begin(name: &str, bytes: impl Read + 'a, meta: Option<&Meta>) -> Result<Self, Problem> {
        let mut rows = Rows::open(name, bytes)?;
        let mut headings = Row::default();
        if !rows.next_into(&mut headings)? {
            return Err(whole(
                "empty-file",
                name,
                "no rows",
                "There is nothing in it.",
                "Download it again.",
            ));
        }
        let (known, mut warnings) = headings::recognise(name, &headings);
        if rows.separator() != ',' {
            let shown = if rows.separator() == '\t' {
                "tabs".into()
            } else {
                format!("“{}”", rows.separator())
            };
            let what = format!("cells parted by {shown}, where the data standard has commas");
            let why = "The file was read so.";
            let warning = whole(
                "separator",
                name,
                &what,
                why,
                "Look whether the columns are right.",
            );
            warnings.push(warning.severity(Severity::Warning));
        }
        let is_percent = |heading: &String| {
            let said = meta
                .and_then(|meta| meta.column(heading))
                .is_some_and(|column| column.unit == "%");
            said || unit::says_percent(heading)
        };
        Ok(Self {
            rows,
            percents: headings.cells.iter().map(is_percent).collect(),
            columns: headings.cells.iter().map(|_| Column::default()).collect(),
            headings,
            known,
            warnings,
            hundreds: Vec::new(),
            levels: BTreeMap::new(),
            periods: BTreeMap::new(),
            n_rows: 0,
        })
    }

    /// Two columns under one heading cannot be told apart.
    fn same_headings(&self) -> Vec<Problem> {
        let cells = &self.headings.cells;
        let twin = |place: usize| {
            cells
                .iter()
                .take(place)
                .position(|held| !held.is_empty() && *held == cells[place])
        };
        let found = (0..cells.len()).filter_map(|place| Some((place, twin(place)?)));
        found
            .map(|(place, first)| {
                at_cell(
                    "same-heading",
                    self.rows.name(),
                    self.headings.line,
                    place,
                    &cells[place],
                    &format!("the heading of column {} as well", first + 1),
                    "Two columns under one heading cannot be told apart.",
                    "Name one of them otherwise, or download the file again.",
                )
            })
            .collect()
    }

    pub(super) fn cell<'r>(&self, row: &'r Row, known: Known) -> &'r str {
        let place = self.known.iter().position(|held| *held == Some(known));
        place.map_or("", |place| row.cell(place))
    }

    fn add(&mut self, row: &Row) {
        self.n_rows += 1;
        if row.is_empty() || row.cells.len() < self.headings.cells.len() {
            return;
        }
        let word = self.cell(row, Known::Level);
        *entry(&mut self.levels, word) += 1;
        let level = Level::read(word);
        if level == Level::Other {
            return;
        }
        let period = format!(
            "{} {}",
            self.cell(row, Known::TimePeriod),
            self.cell(row, Known::TimeIdentifier)
        );
        *entry(&mut self.periods, period.trim()) += 1;
        for (column, cell) in self.columns.iter_mut().zip(&row.cells) {
            column.add(cell, level);
        }
        let percents = self
            .percents
            .iter()
            .zip(&row.cells)
            .filter(|(is_percent, _)| **is_percent);
        let hundred =
            percents
                .filter_map(|(_, cell)| figure::plain(cell))
                .fold(
                    0,
                    |held, value| {
                        if value == 100.0 && held < 2 { 1 } else { 2 }
                    },
                );
        self.hundreds.push(hundred);
    }

    fn finish(mut self, meta: Option<&Meta>) -> Result<Layout, Vec<Problem>> {
        self.warnings.extend(self.rows.warnings());
        let name = self.rows.name().to_owned();
        let mut layout = Layout {
            name,
            headings: self.headings,
            n_rows: self.n_rows,
            levels: self.levels.into_iter().collect(),
            periods: self.periods.into_iter().collect(),
            filters: Vec::new(),
            fixed: Vec::new(),
            measures: Vec::new(),
            warnings: self.warnings,
            known: self.known,
            status: None,
        };
        for place in 0..layout.headings.cells.len() {
            layout.place(place, &self.columns, meta);
        }
        if layout.measures.is_empty() {
            return Err(vec![no_figures(&layout)]);
        }
        choice::preselect(&mut layout, &self.columns, &self.hundreds);
        Ok(layout)
    }
}

/// The count under a text; texts beyond the first thousand are counted together.
fn entry<'m>(counts: &'m mut BTreeMap<String, u64>, text: &str) -> &'m mut u64 {
    let text = if counts.len() < 1_000 || counts.contains_key(text) {
        text
    } else {
        "…"
    };
    counts.entry(text.to_owned()).or_default()
}

impl Layout {
    /// Decides what a column is.
    fn place(&mut self, place: usize, columns: &[Column], meta: Option<&Meta>) {
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

fn no_figures(layout: &Layout) -> Problem {
    let levels: Vec<String> = layout
        .levels
        .iter()
        .map(|(level, n)| format!("{level} {n}"))
        .collect();
    whole(
        "no-figures",
        &layout.name,
        "no column of figures for England, a region or a local authority",
        &format!("{} rows were read: {}.", layout.n_rows, levels.join(", ")),
        "Give a file with local authority rows, and its .meta.csv if it has one.",
    )
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
