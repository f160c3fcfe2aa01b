//! The download of Fingertips, the public health profiles: 27 columns, one row an indicator, area, sex, age and period.
//!
//! It is the one source that publishes what every figure was worked out from and the interval around it, so those are
//! kept. Each sex and age is an indicator of its own, for a rate of girls aged 15 and one of all children are different
//! measures.
//!
//! Edges: its areas have nine-character codes, which change, so councils are found by name. Rows of districts, of health
//! bodies and of categories (deciles of deprivation) are left out and counted. It prints figures to fourteen places;
//! two are shown.

use std::io::Read;

use crate::domain::area::AreaCode;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::intake::{FileKind, Intake};
use crate::domain::panel::{Basis, Cell};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::Problem;
use crate::domain::reading::{Missing, Reported, Status};
use crate::exchange::published::ees::headings::{bare, missing_column};
use crate::exchange::published::ees::unit::{Seen, unit};
use crate::exchange::published::figure;
use crate::exchange::published::gather::{Figure, Gather, Put, stopped, too_many};
use crate::exchange::published::known::Known;
use crate::exchange::published::places::{self, Found};
use crate::exchange::published::text::{Row, Rows};

const SOURCE: &str = "Contains public sector information licensed under the Open Government Licence v3.0. Source: Office for Health Improvement and Disparities, Fingertips.";

/// Decimals kept of figures that are printed unrounded.
const DECIMALS: u8 = 2;

/// The columns that are read; the first seven must be there.
const COLUMNS: [&[&str]; 15] = [
    &["indicatorid"],
    &["indicatorname"],
    &["areacode"],
    &["areaname"],
    &["timeperiod"],
    &["value"],
    &["sex"],
    &["age"],
    &["categorytype"],
    &["category"],
    &["lowerci950limit", "lowercilimit", "lowerci95limit"],
    &["upperci950limit", "uppercilimit", "upperci95limit"],
    &["count"],
    &["denominator"],
    &["valuenote"],
];

const ID: usize = 0;
const NAME: usize = 1;
const AREA: usize = 2;
const AREA_NAME: usize = 3;
const PERIOD: usize = 4;
const VALUE: usize = 5;
const SEX: usize = 6;
const AGE: usize = 7;
const CATEGORY_TYPE: usize = 8;
const CATEGORY: usize = 9;
const LOWER: usize = 10;
const UPPER: usize = 11;
const COUNT: usize = 12;
const DENOMINATOR: usize = 13;
const NOTE: usize = 14;

/// Reads a download. `tick` is given the rows read so far and says whether to go on.
///
/// # Errors
/// What keeps it from being read: not a table, a column missing; or `stopped`.
pub fn read(
    name: &str,
    bytes: impl Read,
    known: &Known,
    leave_out_unknown: bool,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Intake, Vec<Problem>> {
    let alone = |problem| vec![problem];
    let mut rows = Rows::open(name, bytes).map_err(alone)?;
    let mut row = Row::default();
    rows.next_into(&mut row).map_err(alone)?;
    let mut taking = Taking {
        columns: columns(name, &row)?,
        headings: row.clone(),
        gather: Gather::new(FileKind::Fingertips, name, known, leave_out_unknown),
    };
    taking.gather.intake.source = SOURCE.to_owned();
    while rows.next_into(&mut row).map_err(alone)? {
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
    taking.gather.intake.problems.extend(rows.warnings());
    Ok(taking.gather.finish())
}

type Columns = [Option<usize>; COLUMNS.len()];

fn columns(name: &str, headings: &Row) -> Result<Columns, Vec<Problem>> {
    let bares: Vec<String> = headings.cells.iter().map(|heading| bare(heading)).collect();
    let found = COLUMNS.map(|names| {
        bares
            .iter()
            .position(|heading| names.contains(&heading.as_str()))
    });
    let shown = [
        "Indicator ID",
        "Indicator Name",
        "Area Code",
        "Area Name",
        "Time period",
        "Value",
        "Sex",
    ];
    let absent = shown
        .iter()
        .zip(&found)
        .filter(|(_, place)| place.is_none());
    let problems: Vec<Problem> = absent
        .map(|(wanted, _)| missing_column(name, headings, wanted))
        .collect();
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

struct Taking<'a> {
    headings: Row,
    columns: Columns,
    gather: Gather<'a>,
}

impl Taking<'_> {
    fn cell<'r>(&self, row: &'r Row, which: usize) -> &'r str {
        self.columns[which].map_or("", |place| row.cell(place))
    }

    fn take(&mut self, row: &Row) {
        if row.is_empty() {
            return self.gather.skip("empty row", "");
        }
        if row.cells.len() < self.headings.cells.len() {
            let what = format!(
                "{} cells, where there are {} headings",
                row.cells.len(),
                self.headings.cells.len()
            );
            let why = "The figures cannot be told to their columns.";
            self.gather
                .tell_row("row-length", &what, why, "Download the file again.");
            return self
                .gather
                .skip("not as many cells as headings", row.cell(0));
        }
        if !self.cell(row, CATEGORY_TYPE).is_empty() || !self.cell(row, CATEGORY).is_empty() {
            let example = format!(
                "{} {}",
                self.cell(row, CATEGORY_TYPE),
                self.cell(row, CATEGORY)
            );
            return self.gather.skip("figure of a category", &example);
        }
        if let Some(area) = self.area(row) {
            self.figure(row, &area);
        }
    }

    fn area(&mut self, row: &Row) -> Option<AreaCode> {
        let (code, name) = (self.cell(row, AREA), self.cell(row, AREA_NAME));
        let known = self.gather.known;
        let found = match code.get(..3).map(str::to_uppercase).as_deref() {
            Some("E92") => places::nation(known, code, "England"),
            Some("E12" | "E13") => places::region(known, code, &name.replace(" region", "")),
            Some("E06" | "E08" | "E09" | "E10") if joined(known, name) => {
                Found::Several(name.to_owned())
            }
            Some("E06" | "E08" | "E09" | "E10") => places::authority(known, "", name),
            Some("E07") => {
                self.gather.skip("district", name);
                return None;
            }
            _ => {
                self.gather.skip(
                    "not a council, a region or England",
                    &format!("{code} {name}"),
                );
                return None;
            }
        };
        match found {
            Found::Area(area) => return Some(area),
            Found::Several(said) => self
                .gather
                .skip("figure for several authorities together", &said),
            Found::Unknown(said) => {
                let place = self.columns[AREA_NAME].unwrap_or_default();
                let heading = self.headings.cell(place).to_owned();
                self.gather.unknown(&said, place, &heading);
            }
            Found::NotStated | Found::AnotherNation(_) => {
                self.gather.skip("place not stated", name)
            }
        }
        None
    }

    fn figure(&mut self, row: &Row, area: &AreaCode) {
        let code = self.code(row);
        let text = self.cell(row, PERIOD).to_owned();
        let label_column = (self.columns[PERIOD].unwrap_or_default(), "Time period");
        let period = match period(&text, self.gather.known.kind(&code)) {
            Ok(period) => period,
            Err(why) => {
                let remedy = "Download the file again, or leave the row out.";
                self.gather.tell_cell(
                    "unreadable-period",
                    label_column,
                    &why,
                    "A figure without its period cannot be placed.",
                    remedy,
                );
                return self.gather.skip("period that cannot be read", &text);
            }
        };
        let value = (self.columns[VALUE].unwrap_or_default(), "Value");
        let Some(reported) = self.reported(row) else {
            let what = format!(
                "“{}”",
                self.cell(row, VALUE).chars().take(40).collect::<String>()
            );
            let remedy = "Download the file again, or leave the row out.";
            self.gather.tell_cell(
                "unreadable-figure",
                value,
                &what,
                "It is not a number.",
                remedy,
            );
            return self.gather.skip("row with an error", &text);
        };
        let number = |which| figure::plain(self.cell(row, which));
        let basis = Basis {
            numerator: number(COUNT),
            denominator: number(DENOMINATOR),
            lower: number(LOWER),
            upper: number(UPPER),
        };
        let made = self.make(row, &code, period, reported, &basis);
        let indicator = self.gather.indicator(&code, || made);
        let basis = (basis != Basis::default()).then(|| Box::new(basis));
        let put = self.gather.put(Figure {
            indicator,
            area,
            period,
            label: &text,
            status: Status::Outturn,
            cell: Cell { reported, basis },
            column: value.0,
            heading: value.1,
        });
        match put {
            Put::New => self.gather.intake.n_kept += 1,
            Put::Same => self
                .gather
                .skip("the same row again", &format!("{code} {area} {text}")),
            Put::Refused => self
                .gather
                .skip("row with an error", &format!("{code} {area} {text}")),
        }
    }

    /// `fingertips/90366/Female/All ages`: the same in every download.
    fn code(&self, row: &Row) -> String {
        let parts = [ID, SEX, AGE].map(|which| self.cell(row, which));
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("fingertips/{}", said.join("/"))
    }

    fn reported(&self, row: &Row) -> Option<Reported> {
        Some(match figure::read(self.cell(row, VALUE))? {
            Reported::Figure { value, decimals } => Reported::Figure {
                value,
                decimals: decimals.min(DECIMALS),
            },
            Reported::Missing(Missing::Blank) => Reported::Missing(why_none(self.cell(row, NOTE))),
            missing @ Reported::Missing(_) => missing,
        })
    }

    fn make(
        &self,
        row: &Row,
        code: &str,
        period: Period,
        reported: Reported,
        basis: &Basis,
    ) -> Indicator {
        let mut indicator = Indicator::new(IndicatorId(0));
        indicator.code = code.to_owned();
        let name = self.cell(row, NAME);
        let whole = |text: &&str| {
            !text.is_empty()
                && !["persons", "all ages", "not applicable"]
                    .contains(&text.to_lowercase().as_str())
        };
        let of: Vec<&str> = [self.cell(row, SEX), self.cell(row, AGE)]
            .into_iter()
            .filter(whole)
            .collect();
        indicator.title = if of.is_empty() {
            name.to_owned()
        } else {
            format!("{name}: {}", of.join(", "))
        };
        (indicator.unit, indicator.unit_words) =
            worked_out(reported, basis).unwrap_or_else(|| by_name(name));
        indicator.decimals = 1;
        indicator.polarity = Polarity::Neutral;
        indicator.period_kind = period.kind();
        indicator.source = "Office for Health Improvement and Disparities, Fingertips".into();
        indicator
    }
}

/// Whether the name is of two councils published as one: `Hackney and City of London`.
fn joined(known: &Known, name: &str) -> bool {
    known.by_name(name).is_none()
        && name
            .split_once(" and ")
            .or_else(|| name.split_once(" & "))
            .is_some_and(|(one, other)| {
                known.by_name(one).is_some() && known.by_name(other).is_some()
            })
}

/// The period of what Fingertips prints: `2019/20`, `2018 - 20`, `2017/18 - 19/20`, `2020/21 Q1`.
fn period(text: &str, planned: Option<PeriodKind>) -> Result<Period, String> {
    if let Some(period) = planned.and_then(|kind| Period::read(text, kind).ok()) {
        return Ok(period);
    }
    let spans = [PeriodKind::CalendarSpan, PeriodKind::FinancialSpan];
    if text.contains(" - ")
        && let Some(span) = spans
            .into_iter()
            .find_map(|kind| Period::read(text, kind).ok())
    {
        return Ok(span);
    }
    Period::guess(text).map_err(|error| error.to_string())
}

/// The reason behind a blank, by the note beside it.
fn why_none(note: &str) -> Missing {
    let note = note.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| note.contains(word));
    if says(&["suppress", "disclosure", "small count", "small number"]) {
        Missing::Confidential
    } else if says(&["quality", "reliab"]) {
        Missing::Unreliable
    } else if says(&["not applicable"]) {
        Missing::NotApplicable
    } else if note.is_empty() {
        Missing::Blank
    } else {
        Missing::NotAvailable
    }
}

/// The unit that turns count and denominator into the value: of 100, or per so many.
fn worked_out(reported: Reported, basis: &Basis) -> Option<(UnitKind, String)> {
    let (value, above, below) = (reported.value()?, basis.numerator?, basis.denominator?);
    let per = value * below / above;
    let near = |n: f64| (per / n - 1.0).abs() < 0.02;
    let rates = [
        (1e3, "per 1,000"),
        (1e4, "per 10,000"),
        (1e5, "per 100,000"),
    ];
    if near(100.0) {
        return Some((UnitKind::Percent, String::new()));
    }
    rates
        .into_iter()
        .find(|(n, _)| near(*n))
        .map(|(_, words)| (UnitKind::Rate, words.to_owned()))
}

fn by_name(name: &str) -> (UnitKind, String) {
    match unit(name, "", "", &Seen::default()) {
        (UnitKind::Count, _) if name.to_lowercase().contains("number") => {
            (UnitKind::Count, String::new())
        }
        (UnitKind::Count, _) => (UnitKind::Score, String::new()),
        said => said,
    }
}

#[cfg(test)]
mod tests;
