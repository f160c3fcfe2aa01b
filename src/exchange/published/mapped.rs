//! Any table of figures, its columns read as a mapping says.
//!
//! Councils keep figures in tables of every shape: one figure a row, one column a year, one column a measure. The
//! mapping says which, and what the table leaves unsaid.
//!
//! Edges: rows come as text, so a worksheet is read as a CSV is. Areas are known by code or by name. Columns across that
//! the mapping does not name are those whose heading reads as a period, or those that no setting uses.

use std::io::Read;

use crate::domain::area::AreaCode;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::intake::{FileKind, Intake};
use crate::domain::panel::{Basis, Cell};
use crate::domain::period::{Marker, Period, PeriodKind};
use crate::domain::problem::Problem;
use crate::domain::reading::Status;
use crate::exchange::published::ees::headings::missing_column;
use crate::exchange::published::ees::unit::{Seen, unit};
use crate::exchange::published::figure;
use crate::exchange::published::gather::{Figure, Gather, Put, stopped, too_many};
use crate::exchange::published::known::Known;
use crate::exchange::published::mapping::{Across, Mapping, incomplete, place_of, status};
use crate::exchange::published::places::{self, Found};
use crate::exchange::published::text::{Row, Rows, whole};

/// The rows of a CSV, one by one.
///
/// # Errors
/// That it is no table of text.
pub fn rows_of_text<'a>(
    name: &str,
    bytes: impl Read + 'a,
) -> Result<impl Iterator<Item = Result<Row, Problem>> + 'a, Problem> {
    let mut rows = Rows::open(name, bytes)?;
    Ok(std::iter::from_fn(move || {
        let mut row = Row::default();
        match rows.next_into(&mut row) {
            Ok(true) => Some(Ok(row)),
            Ok(false) => None,
            Err(problem) => Some(Err(problem)),
        }
    }))
}

/// The rows of a worksheet.
pub fn rows_of_sheet(sheet: Vec<Vec<String>>) -> impl Iterator<Item = Result<Row, Problem>> {
    let trimmed = |cells: Vec<String>| cells.iter().map(|cell| cell.trim().to_owned()).collect();
    (1..).zip(sheet).map(move |(line, cells)| {
        Ok(Row {
            line,
            cells: trimmed(cells),
        })
    })
}

/// Reads a table as a mapping says. `tick` is given the rows read so far and says whether to go on.
///
/// # Errors
/// What keeps it from being read: a row that cannot be, a column missing; or `stopped`.
pub fn read(
    name: &str,
    rows: impl Iterator<Item = Result<Row, Problem>>,
    mapping: &Mapping,
    known: &Known,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Intake, Vec<Problem>> {
    let mut rows = rows.filter(|row| {
        // Lines above the headings are counted as the file prints them.
        row.as_ref()
            .map_or(true, |row| row.line > mapping.skip_rows as u64)
    });
    let headings = match rows.next() {
        Some(row) => row.map_err(|problem| vec![problem])?,
        None => {
            return Err(vec![whole(
                "empty-file",
                name,
                "no rows",
                "There is nothing to read.",
                "Look at skip_rows.",
            )]);
        }
    };
    let mut taking = Taking::new(name, headings, mapping, known)?;
    for row in rows {
        let row = row.map_err(|problem| vec![problem])?;
        let n_read = taking.gather.intake.n_read;
        if taking.gather.is_full() {
            return Err(too_many(name));
        }
        if n_read.is_multiple_of(1_024) && !tick(n_read) {
            return Err(stopped(name));
        }
        taking.gather.begin(row.line);
        taking.take(&row);
    }
    Ok(taking.gather.finish())
}

struct Taking<'a> {
    mapping: &'a Mapping,
    headings: Row,
    gather: Gather<'a>,
    indicator: Option<usize>,
    area: Option<usize>,
    period: Option<usize>,
    status: Option<usize>,
    numerator: Option<usize>,
    denominator: Option<usize>,
    values: Vec<usize>,
}

impl<'a> Taking<'a> {
    fn new(
        name: &str,
        headings: Row,
        mapping: &'a Mapping,
        known: &'a Known,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut place = |wanted: &str| {
            let found = place_of(&headings, wanted);
            if found.is_none() && !wanted.is_empty() {
                problems.push(missing_column(name, &headings, wanted));
            }
            found
        };
        let columns = &mapping.columns;
        let [
            indicator,
            area,
            period,
            value,
            status,
            numerator,
            denominator,
        ] = [
            &columns.indicator,
            &columns.area,
            &columns.period,
            &columns.value,
            &columns.status,
            &columns.numerator,
            &columns.denominator,
        ]
        .map(|wanted| place(wanted));
        let wide: Vec<usize> = mapping
            .wide
            .iter()
            .filter_map(|wanted| place(wanted))
            .collect();
        let used = [indicator, area, period, status, numerator, denominator];
        let reads = |heading: &str| match mapping.across {
            Across::Nothing => false,
            Across::Periods => read_period(heading, mapping.period_kind).is_ok(),
            Across::Indicators => !heading.is_empty(),
        };
        let every = || {
            (0..headings.cells.len())
                .filter(|place| !used.contains(&Some(*place)) && reads(headings.cell(*place)))
        };
        let values: Vec<usize> = match mapping.across {
            Across::Nothing => value.into_iter().collect(),
            _ if wide.is_empty() && mapping.wide.is_empty() => every().collect(),
            _ => wide,
        };
        let needed = [
            ("value", !values.is_empty()),
            ("area", area.is_some() || !mapping.fixed.area.is_empty()),
            (
                "period",
                mapping.across == Across::Periods
                    || period.is_some()
                    || !mapping.fixed.period.is_empty(),
            ),
            (
                "indicator",
                mapping.across == Across::Indicators
                    || indicator.is_some()
                    || !mapping.fixed.indicator.is_empty(),
            ),
        ];
        for (what, _) in needed.iter().filter(|(_, is_there)| !is_there) {
            if problems.is_empty() {
                problems.push(incomplete(name, what, &headings));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut gather = Gather::new(FileKind::Indicators, name, known, mapping.leave_out_unknown);
        gather.intake.source.clone_from(&mapping.source);
        Ok(Self {
            mapping,
            headings,
            gather,
            indicator,
            area,
            period,
            status,
            numerator,
            denominator,
            values,
        })
    }

    fn take(&mut self, row: &Row) {
        if row.is_empty() {
            return self.gather.skip("empty row", "");
        }
        if row.cells == self.headings.cells {
            return self.gather.skip("the heading again", row.cell(0));
        }
        if self.values.iter().all(|&place| row.cell(place).is_empty()) {
            return self.gather.skip("no figure in the row", row.cell(0));
        }
        let Some(area) = self.area(row) else { return };
        let (mut n_new, mut n_refused) = (0, 0);
        for place in self.values.clone() {
            match self.figure(row, &area, place) {
                Put::New => n_new += 1,
                Put::Refused => n_refused += 1,
                Put::Same => {}
            }
        }
        match (n_new, n_refused) {
            (0, 0) => self.gather.skip("the same row again", row.cell(0)),
            (0, _) => self.gather.skip("row with an error", row.cell(0)),
            _ => self.gather.intake.n_kept += 1,
        }
    }

    fn area(&mut self, row: &Row) -> Option<AreaCode> {
        let said = self
            .area
            .map_or(self.mapping.fixed.area.as_str(), |place| row.cell(place));
        let known = self.gather.known;
        let is_code = known.by_code(said).is_some() || said.bytes().all(|c| c.is_ascii_digit());
        let found = match (is_code, known.by_name(said)) {
            (false, Some(area)) => Found::Area(area.clone()),
            (false, None) if said.starts_with("E1") && said.len() == 9 => {
                places::region(known, said, "")
            }
            (false, None) if said == "E92000001" => places::nation(known, said, ""),
            (true, _) => places::authority(known, said, ""),
            (false, None) => {
                places::authority(known, if said.contains('/') { said } else { "" }, said)
            }
        };
        match found {
            Found::Area(area) => return Some(area),
            Found::Several(said) => self
                .gather
                .skip("figure for several authorities together", &said),
            Found::NotStated => self.gather.skip("place not stated", said),
            Found::Unknown(said) | Found::AnotherNation(said) => {
                let place = self.area.unwrap_or_default();
                let heading = self.headings.cell(place).to_owned();
                self.gather.unknown(&said, place, &heading);
            }
        }
        None
    }

    fn figure(&mut self, row: &Row, area: &AreaCode, place: usize) -> Put {
        let heading = self.headings.cell(place).to_owned();
        let cell = (place, heading.as_str());
        let code = match (self.mapping.across, self.indicator) {
            (Across::Indicators, _) => heading.as_str(),
            (_, Some(column)) => row.cell(column),
            (_, None) => self.mapping.fixed.indicator.as_str(),
        };
        if code.is_empty() {
            self.gather.tell_cell(
                "no-indicator",
                (self.indicator.unwrap_or_default(), "indicator"),
                "an empty cell",
                "A figure is of some indicator.",
                "Enter the indicator's code.",
            );
            return Put::Refused;
        }
        let label = match (self.mapping.across, self.period) {
            (Across::Periods, _) => heading.as_str(),
            (_, Some(column)) => row.cell(column),
            (_, None) => self.mapping.fixed.period.as_str(),
        };
        let kind = self
            .mapping
            .period_kind
            .or_else(|| self.gather.known.kind(code));
        let (period, marker) = match read_period(label, kind) {
            Ok(read) => read,
            Err(why) => {
                let remedy = "Write the period so, or say its kind in the mapping.";
                let at = self.period.map_or(cell, |column| (column, "period"));
                self.gather.tell_cell(
                    "unreadable-period",
                    at,
                    &why,
                    "A figure without its period cannot be placed.",
                    remedy,
                );
                return Put::Refused;
            }
        };
        let text = row.cell(place);
        let Some(reported) = figure::read(text) else {
            let what = format!("“{}”", text.chars().take(40).collect::<String>());
            let why = "It is neither a number nor one of the marks that say why there is none (c, z, x, low, k, u, :).";
            self.gather.tell_cell(
                "unreadable-figure",
                cell,
                &what,
                why,
                "Put the figure or a mark in the cell.",
            );
            return Put::Refused;
        };
        let number =
            |column: Option<usize>| column.and_then(|column| figure::plain(row.cell(column)));
        let basis = Basis {
            numerator: number(self.numerator),
            denominator: number(self.denominator),
            ..Basis::default()
        };
        let basis =
            (basis != Basis::default() && reported.value().is_some()).then(|| Box::new(basis));
        let made = self.make(code, period.kind());
        let indicator = self.gather.indicator(code, || made);
        let status = self.status(row, marker);
        self.gather.put(Figure {
            indicator,
            area,
            period,
            label,
            status,
            cell: Cell { reported, basis },
            column: place,
            heading: &heading,
        })
    }

    fn status(&self, row: &Row, marker: Option<Marker>) -> Status {
        let said = self.status.and_then(|column| status(row.cell(column)));
        let marked = marker.map(|marker| match marker {
            Marker::Revised => Status::Revised,
            Marker::Provisional => Status::Provisional,
            Marker::Outturn => Status::Outturn,
        });
        said.or(marked)
            .or_else(|| status(&self.mapping.fixed.status))
            .unwrap_or(Status::Outturn)
    }

    fn make(&self, code: &str, kind: PeriodKind) -> Indicator {
        let mapping = self.mapping;
        let mut indicator = Indicator::new(IndicatorId(0));
        code.clone_into(&mut indicator.code);
        let is_fixed = self.indicator.is_none() && mapping.across != Across::Indicators;
        let title = if is_fixed && !mapping.fixed.title.is_empty() {
            &mapping.fixed.title
        } else {
            code
        };
        title.clone_into(&mut indicator.title);
        (indicator.unit, indicator.unit_words) = match mapping.unit_kind() {
            Some(kind) => (kind, mapping.unit.words.clone()),
            None => unit(&indicator.title, "", "", &Seen::default()),
        };
        indicator.polarity = mapping.polarity();
        indicator.decimals = mapping.unit.decimals.unwrap_or(0);
        indicator.period_kind = kind;
        indicator.source.clone_from(&mapping.source);
        indicator
    }
}

fn read_period(text: &str, kind: Option<PeriodKind>) -> Result<(Period, Option<Marker>), String> {
    if let Some(kind) = kind {
        return Period::read_marked(text, kind).map_err(|error| error.to_string());
    }
    let guessed = Period::guess(text).map_err(|error| error.to_string())?;
    Ok(Period::read_marked(text, guessed.kind()).unwrap_or((guessed, None)))
}

#[cfg(test)]
mod tests;
