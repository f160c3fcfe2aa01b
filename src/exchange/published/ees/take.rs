//! Takes out of a data file what was chosen of it.
//!
//! Each row is of one place, one period and one combination of options; each chosen column gives one figure for them.
//! A row is kept when any figure of it is, else it is counted under the reason.
//!
//! Edges: the file is read a second time, so it must be the one that was looked at; that is checked by its headings.

use std::collections::HashMap;
use std::io::Read;

use crate::domain::area::AreaCode;
use crate::domain::intake::{FileKind, Intake};
use crate::domain::panel::{Basis, Cell};
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Reported, Status};
use crate::exchange::published::ees::basis::{Companions, companions};
use crate::exchange::published::ees::choice::{Choice, Chosen};
use crate::exchange::published::ees::headings::Known as Heading;
use crate::exchange::published::ees::layout::{Filter, Layout, Measure};
use crate::exchange::published::ees::{naming, period};
use crate::exchange::published::figure;
use crate::exchange::published::gather::{Figure, Gather, Put, stopped, too_many};
use crate::exchange::published::known::Known;
use crate::exchange::published::places::{self, Found, Level};
use crate::exchange::published::stem::stem;
use crate::exchange::published::text::{Row, Rows, whole};

/// How firm figures are, by the words of a `version` column.
pub(super) fn status_of(text: &str) -> Option<Status> {
    Some(match text.trim().to_lowercase().as_str() {
        "provisional" | "prov" | "p" => Status::Provisional,
        "revised" | "amended" | "rev" | "r" => Status::Revised,
        "final" | "f" => Status::Outturn,
        "estimate" | "estimated" | "e" => Status::Estimate,
        _ => return None,
    })
}

/// Reads what was chosen of the file that `layout` is of. `tick` is given the rows read so far and says whether to go
/// on.
///
/// # Errors
/// `stopped`, where `tick` said so. What is wrong with the file is in the intake.
pub fn read(
    bytes: impl Read,
    layout: &Layout,
    choice: &Choice,
    known: &Known,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<Intake, Vec<Problem>> {
    let mut rows = Rows::open(&layout.name, bytes).map_err(|problem| vec![problem])?;
    let mut row = Row::default();
    let found = rows.next_into(&mut row).map_err(|problem| vec![problem])?;
    if !found || row != layout.headings {
        let why = "It is not the file that was looked through before.";
        return Err(vec![whole(
            "file-changed",
            &layout.name,
            "other headings",
            why,
            "Give the file again.",
        )]);
    }
    let mut taking = Taking::new(layout, choice, known);
    if taking.measures.is_empty() {
        let why = "Nothing would be read.";
        return Err(vec![whole(
            "nothing-chosen",
            &layout.name,
            "no column of figures is chosen",
            why,
            "Choose one.",
        )]);
    }
    while rows.next_into(&mut row).map_err(|problem| vec![problem])? {
        let n_read = taking.gather.intake.n_read;
        if n_read.is_multiple_of(1_024) && !tick(n_read) {
            return Err(stopped(&layout.name));
        }
        taking.gather.begin(row.line);
        taking.take(&row);
        if taking.gather.is_full() {
            return Err(too_many(&layout.name));
        }
    }
    Ok(taking.finish())
}

struct Taking<'a> {
    layout: &'a Layout,
    gather: Gather<'a>,
    measures: Vec<(&'a Measure, Companions)>,
    filters: Vec<(&'a Filter, &'a Chosen)>,
    /// The indicators of each combination of options, one a measure.
    indicators: HashMap<Vec<String>, Vec<usize>>,
    stem: String,
    told_tax_year: bool,
}

impl<'a> Taking<'a> {
    fn new(layout: &'a Layout, choice: &'a Choice, known: &'a Known) -> Self {
        let chosen = layout
            .measures
            .iter()
            .filter(|measure| choice.measures.contains(&measure.column));
        let filter = |filter: &'a Filter| {
            (
                filter,
                choice.filters.get(&filter.column).unwrap_or(&Chosen::Every),
            )
        };
        let stem = stem(&layout.name);
        let mut gather = Gather::new(FileKind::Ees, &layout.name, known, choice.leave_out_unknown);
        gather.intake.problems.clone_from(&layout.warnings);
        gather.intake.source = format!(
            "Contains public sector information licensed under the Open Government Licence v3.0. Source: Department for Education, {stem}."
        );
        Self {
            layout,
            gather,
            measures: chosen
                .map(|measure| (measure, companions(measure, &layout.measures)))
                .collect(),
            filters: layout.filters.iter().map(filter).collect(),
            indicators: HashMap::new(),
            stem,
            told_tax_year: false,
        }
    }

    fn cell<'r>(&self, row: &'r Row, heading: Heading) -> &'r str {
        self.layout
            .known(heading)
            .map_or("", |place| row.cell(place))
    }

    /// The column of a heading and the heading, for messages.
    fn said(&self, heading: Heading) -> (usize, &'a str) {
        let place = self.layout.known(heading).unwrap_or_default();
        (place, self.layout.headings.cell(place))
    }

    fn take(&mut self, row: &Row) {
        if !self.is_whole(row) {
            return;
        }
        let word = self.cell(row, Heading::Level);
        let level = Level::read(word);
        if level == Level::Other {
            let word = if word.is_empty() {
                "no geographic level".to_owned()
            } else {
                word.to_lowercase()
            };
            let place = row
                .cells
                .iter()
                .rev()
                .find(|cell| cell.chars().any(char::is_alphabetic));
            self.gather
                .skip(&format!("{word} row"), place.map_or("", String::as_str));
            return;
        }
        if let Some((filter, option)) = self.not_chosen(row) {
            self.gather.skip(
                &format!("not the option chosen for {}", filter.heading),
                &option,
            );
            return;
        }
        let Some(area) = self.area(row, level) else {
            return;
        };
        let Some(period) = self.period(row) else {
            return;
        };
        self.figures(row, &area, period);
    }

    /// Leaves out what is no row of the table: notes under it, the heading again, a row with other cells than it.
    fn is_whole(&mut self, row: &Row) -> bool {
        let wanted = self.layout.headings.cells.len();
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        let beyond = row.cells.iter().skip(wanted).any(|cell| !cell.is_empty());
        if filled == 0 {
            self.gather.skip("empty row", "");
        } else if row.cells == self.layout.headings.cells {
            self.gather.skip("the heading again", row.cell(0));
        } else if filled == 1 && wanted > 2 {
            let note = row.cells.iter().find(|cell| !cell.is_empty());
            self.gather.skip(
                "a note, not a row of figures",
                note.map_or("", String::as_str),
            );
        } else if row.cells.len() < wanted || beyond {
            self.gather
                .skip("not as many cells as headings", row.cell(0));
            let what = format!(
                "{} cells, where there are {wanted} headings",
                row.cells.len()
            );
            let why = "The figures cannot be told to their columns.";
            self.gather.tell_row(
                "row-length",
                &what,
                why,
                "Look for a comma or a quotation mark too many or too few.",
            );
        } else {
            return true;
        }
        false
    }

    fn not_chosen(&self, row: &Row) -> Option<(&'a Filter, String)> {
        self.filters.iter().find_map(|(filter, chosen)| {
            let option = row.cell(filter.column);
            let left_out = match chosen {
                Chosen::Every => false,
                Chosen::Only(options) => !options.iter().any(|chosen| chosen == option),
            };
            left_out.then(|| (*filter, option.to_owned()))
        })
    }

    fn area(&mut self, row: &Row, level: Level) -> Option<AreaCode> {
        let known = self.gather.known;
        let (found, column) = match level {
            Level::Nation => {
                let (code, name) = (
                    self.cell(row, Heading::CountryCode),
                    self.cell(row, Heading::CountryName),
                );
                (places::nation(known, code, name), Heading::CountryName)
            }
            Level::Region => {
                let (code, name) = (
                    self.cell(row, Heading::RegionCode),
                    self.cell(row, Heading::RegionName),
                );
                (places::region(known, code, name), Heading::RegionName)
            }
            Level::Authority | Level::Other => {
                let (code, name) = (
                    self.cell(row, Heading::OldCode),
                    self.cell(row, Heading::LaName),
                );
                let column = if code.is_empty() {
                    Heading::LaName
                } else {
                    Heading::OldCode
                };
                (places::authority(known, code, name), column)
            }
        };
        match found {
            Found::Area(area) => return Some(area),
            Found::Unknown(said) => {
                let (place, heading) = self.said(column);
                self.gather.unknown(&said, place, heading);
            }
            Found::Several(said) => self
                .gather
                .skip("figure for several authorities together", &said),
            Found::NotStated => {
                let name = self.cell(row, Heading::LaName).to_owned();
                self.gather.skip("place not stated", &name);
            }
            Found::AnotherNation(said) => self.gather.skip("figure of another nation", &said),
        }
        None
    }

    fn period(&mut self, row: &Row) -> Option<Period> {
        let (text, identifier) = (
            self.cell(row, Heading::TimePeriod),
            self.cell(row, Heading::TimeIdentifier),
        );
        match period::read(text, identifier) {
            Ok((period, is_tax_year)) => {
                if is_tax_year && !self.told_tax_year {
                    self.told_tax_year = true;
                    let place = Some(row.line);
                    let mut warning = whole(
                        "tax-year",
                        &self.layout.name,
                        "tax years, from 6 April to 5 April",
                        "They were taken as the financial years they differ from by five days.",
                        "Say so in the indicator's definition.",
                    );
                    warning.place =
                        crate::domain::problem::Place::File(self.layout.name.clone(), place, None);
                    self.gather.tell(warning.severity(Severity::Warning));
                }
                Some(period)
            }
            Err((why, remedy)) => {
                self.gather.skip("period that cannot be read", text);
                let cell = self.said(Heading::TimePeriod);
                let what = format!("“{text}” {why}");
                let why = "A figure without its period cannot be placed.";
                self.gather
                    .tell_cell("unreadable-period", cell, &what, why, &sentence(&remedy));
                None
            }
        }
    }

    fn figures(&mut self, row: &Row, area: &AreaCode, period: Period) {
        let status = self
            .layout
            .status
            .map_or(Some(Status::Outturn), |place| status_of(row.cell(place)));
        let indicators = self.indicators(row, period);
        let label = period.label();
        let (mut n_new, mut n_refused) = (0, 0);
        for (at, indicator) in indicators.into_iter().enumerate() {
            let (measure, companions) = self.measures[at];
            let text = row.cell(measure.column);
            let Some(reported) = figure::read(text) else {
                self.unreadable(measure, text);
                n_refused += 1;
                continue;
            };
            let cell = Cell {
                reported,
                basis: basis(row, reported, companions),
            };
            let put = self.gather.put(Figure {
                indicator,
                area,
                period,
                label: &label,
                status: status.unwrap_or(Status::Outturn),
                cell,
                column: measure.column,
                heading: &measure.heading,
            });
            match put {
                Put::New => n_new += 1,
                Put::Refused => n_refused += 1,
                Put::Same => {}
            }
        }
        match (n_new, n_refused) {
            (0, 0) => self
                .gather
                .skip("the same row again", &format!("{area} {label}")),
            (0, _) => self
                .gather
                .skip("row with an error", &format!("{area} {label}")),
            _ => self.gather.intake.n_kept += 1,
        }
    }

    fn unreadable(&mut self, measure: &Measure, text: &str) {
        let shown: String = text.chars().take(40).collect();
        let why = "It is neither a number nor one of the marks that say why there is none (c, z, x, low, k, u, :).";
        let remedy = "Put the figure or a mark in the cell, or leave the column out.";
        let cell = (measure.column, measure.heading.as_str());
        self.gather.tell_cell(
            "unreadable-figure",
            cell,
            &format!("“{shown}”"),
            why,
            remedy,
        );
    }

    /// The indicators of the row's combination of options, one a measure, made when it is first met.
    fn indicators(&mut self, row: &Row, period: Period) -> Vec<usize> {
        let options: Vec<String> = self
            .filters
            .iter()
            .map(|(filter, _)| row.cell(filter.column).to_owned())
            .collect();
        if let Some(held) = self.indicators.get(&options) {
            return held.clone();
        }
        let told = naming::told_apart_by(&self.filters, &options);
        let made: Vec<usize> = (0..self.measures.len())
            .map(|at| {
                let indicator =
                    naming::indicator(self.layout, &self.stem, self.measures[at].0, &told, period);
                let code = indicator.code.clone();
                self.gather.indicator(&code, || indicator)
            })
            .collect();
        self.indicators.insert(options, made.clone());
        made
    }

    fn finish(self) -> Intake {
        self.gather.finish()
    }
}

/// The counts beside a figure; none beside a figure that is missing.
fn basis(row: &Row, reported: Reported, companions: Companions) -> Option<Box<Basis>> {
    reported.value()?;
    let number = |column: Option<usize>| column.and_then(|column| figure::plain(row.cell(column)));
    let (numerator, denominator) = (number(companions.numerator), number(companions.denominator));
    (numerator.is_some() || denominator.is_some()).then(|| {
        Box::new(Basis {
            numerator,
            denominator,
            ..Basis::default()
        })
    })
}

/// The text as a sentence.
pub(in crate::exchange::published) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
