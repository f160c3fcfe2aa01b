//! Looks through a data file once, to say what it holds before any of it is taken.

use std::collections::BTreeMap;
use std::io::Read;

use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::ees::choice;
use crate::exchange::published::ees::headings::{self, Known};
use crate::exchange::published::ees::layout::Layout;
use crate::exchange::published::ees::meta::Meta;
use crate::exchange::published::ees::scan::Column;
use crate::exchange::published::ees::unit;
use crate::exchange::published::figure;
use crate::exchange::published::gather::stopped;
use crate::exchange::published::places::Level;
use crate::exchange::published::text::{Row, Rows, at_cell, whole};

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
