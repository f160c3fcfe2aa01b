//! Lays the figures of a file out by indicator and period while it is read, and keeps account of every row.
//!
//! Files come in any order and may say one thing twice. Each figure is put in the place of its indicator, period and
//! area; the same figure again does no harm and is counted, another figure in the same place is an error with both
//! lines, for nobody can tell which of the two is right.
//!
//! Edges: of problems of one kind the first [`SHOWN`] are told and the rest counted, so that a file of a million bad
//! rows has a page of problems.

use std::collections::{BTreeMap, HashMap};

use crate::domain::area::AreaCode;
use crate::domain::indicator::Indicator;
use crate::domain::intake::{Arriving, FileKind, Intake};
use crate::domain::panel::Cell;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Reported, Status};
use crate::exchange::published::known::Known;
use crate::exchange::published::text::{at, at_cell, whole};

/// How many problems of one kind are told one by one.
pub const SHOWN: u64 = 20;

/// The most figures taken from one file.
const FIGURES: u64 = 8_000_000;

/// The most decimals an indicator is shown with, however many a file prints.
const DECIMALS: u8 = 4;

/// One figure on its way in.
pub(in crate::exchange::published) struct Figure<'a> {
    pub indicator: usize,
    pub area: &'a AreaCode,
    pub period: Period,
    pub label: &'a str,
    pub status: Status,
    pub cell: Cell,
    pub column: usize,
    pub heading: &'a str,
}

/// What became of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange::published) enum Put {
    New,
    Same,
    Refused,
}

struct Slot {
    label: String,
    status: Status,
    cells: Vec<Option<(Cell, u64)>>,
}

/// An intake being filled.
pub(in crate::exchange::published) struct Gather<'k> {
    pub intake: Intake,
    pub name: String,
    /// The line being read.
    pub line: u64,
    pub known: &'k Known,
    /// Whether rows of areas the plan does not know are left out rather than being an error.
    pub leave_out_unknown: bool,
    places: HashMap<AreaCode, u16>,
    codes: HashMap<String, usize>,
    kinds: Vec<Option<(PeriodKind, u64)>>,
    slots: BTreeMap<(usize, Period), Slot>,
    unknown: BTreeMap<String, (u64, u64, usize, String)>,
    told: HashMap<&'static str, u64>,
    n_figures: u64,
}

impl<'k> Gather<'k> {
    pub fn new(kind: FileKind, name: &str, known: &'k Known, leave_out_unknown: bool) -> Self {
        Self {
            intake: Intake::new(kind),
            name: name.to_owned(),
            line: 0,
            known,
            leave_out_unknown,
            places: HashMap::new(),
            codes: HashMap::new(),
            kinds: Vec::new(),
            slots: BTreeMap::new(),
            unknown: BTreeMap::new(),
            told: HashMap::new(),
            n_figures: 0,
        }
    }

    /// Begins a row.
    pub fn begin(&mut self, line: u64) {
        self.line = line;
        self.intake.n_read += 1;
    }

    /// Leaves the row out.
    pub fn skip(&mut self, reason: &str, example: &str) {
        self.intake.skip(reason, self.line, example);
    }

    /// Says what is wrong, unless that has been said often enough.
    pub fn tell(&mut self, problem: Problem) {
        let told = self.told.entry(problem.kind).or_default();
        *told += 1;
        if *told <= SHOWN {
            self.intake.problems.push(problem);
        }
    }

    /// What is wrong with a cell of the row being read.
    pub fn tell_cell(
        &mut self,
        kind: &'static str,
        cell: (usize, &str),
        what: &str,
        why: &str,
        remedy: &str,
    ) {
        let problem = at_cell(
            kind, &self.name, self.line, cell.0, cell.1, what, why, remedy,
        );
        self.tell(problem);
    }

    /// What is wrong with the row being read.
    pub fn tell_row(&mut self, kind: &'static str, what: &str, why: &str, remedy: &str) {
        let problem = at(kind, &self.name, self.line, what, why, remedy);
        self.tell(problem);
    }

    /// Counts a row whose area the plan does not know.
    pub fn unknown(&mut self, said: &str, column: usize, heading: &str) {
        if self.unknown.len() < 2_000 || self.unknown.contains_key(said) {
            let held = self.unknown.entry(said.to_owned()).or_insert((
                self.line,
                0,
                column,
                heading.to_owned(),
            ));
            held.1 += 1;
        }
        self.skip("area not known to the plan", said);
    }

    /// The place of the indicator of this code, made when it is first met.
    pub fn indicator(&mut self, code: &str, make: impl FnOnce() -> Indicator) -> usize {
        if let Some(&held) = self.codes.get(code) {
            return held;
        }
        let place = self.intake.indicators.len();
        self.intake.indicators.push(make());
        self.kinds.push(None);
        self.codes.insert(code.to_owned(), place);
        place
    }

    /// Puts a figure in its place.
    pub fn put(&mut self, figure: Figure<'_>) -> Put {
        if !self.kind_fits(&figure) {
            return Put::Refused;
        }
        let Some(place) = self.place(figure.area) else {
            return Put::Refused;
        };
        let slot = self
            .slots
            .entry((figure.indicator, figure.period))
            .or_insert_with(|| Slot {
                label: figure.label.to_owned(),
                status: figure.status,
                cells: Vec::new(),
            });
        // Of a period's marks the least firm stands.
        slot.status = slot.status.max(figure.status);
        if slot.cells.len() <= place {
            slot.cells.resize(place + 1, None);
        }
        if let Some((held, first)) = &slot.cells[place] {
            if *held == figure.cell {
                return Put::Same;
            }
            let (was, is) = (shown(held), shown(&figure.cell));
            let what = format!(
                "{is} for {} in {}; line {first} says {was}",
                figure.area, figure.label
            );
            self.tell_cell(
                "same-row",
                (figure.column, figure.heading),
                &what,
                "Two rows give different figures for one area and period, and nothing in the file tells them apart.",
                "Keep the row that is right, or choose another option of the filters.",
            );
            return Put::Refused;
        }
        if let (Reported::Figure { decimals, .. }, Some(indicator)) = (
            figure.cell.reported,
            self.intake.indicators.get_mut(figure.indicator),
        ) {
            indicator.decimals = indicator.decimals.max(decimals.min(DECIMALS));
        }
        slot.cells[place] = Some((figure.cell, self.line));
        self.n_figures += 1;
        Put::New
    }

    /// Whether there is room for no more.
    pub fn is_full(&self) -> bool {
        self.n_figures > FIGURES
    }

    fn place(&mut self, area: &AreaCode) -> Option<usize> {
        let next = u16::try_from(self.places.len()).ok()?;
        Some(usize::from(
            *self.places.entry(area.clone()).or_insert(next),
        ))
    }

    /// Refuses a period of another kind than the indicator's others, in this file or in the plan.
    fn kind_fits(&mut self, figure: &Figure<'_>) -> bool {
        let kind = figure.period.kind();
        let Some(held) = self.kinds.get_mut(figure.indicator) else {
            return false;
        };
        let (first, line) = *held.get_or_insert((kind, self.line));
        if first != kind {
            let what = format!("{kind}, where line {line} has a {first}");
            self.tell_row(
                "mixed-periods",
                &what,
                "Different kinds of period do not mix in one series.",
                "Keep the rows of one kind, and give the others as a second file.",
            );
            return false;
        }
        let of_plan = self.intake.indicators.get(figure.indicator);
        let of_plan = of_plan.and_then(|indicator| {
            Some((indicator.code.clone(), self.known.kind(&indicator.code)?))
        });
        match of_plan {
            Some((code, planned)) if planned != kind => {
                self.tell_row(
                    "period-of-another-kind",
                    &format!("{kind}; the plan follows {code} by {planned}"),
                    "Different kinds of period do not mix in one series.",
                    "Map the file to another indicator, or change the kind of period in the plan.",
                );
                false
            }
            _ => true,
        }
    }

    /// The intake: areas in the order of their codes, figures in the order of indicators and periods.
    pub fn finish(mut self) -> Intake {
        self.tell_unknown();
        self.tell_rest();
        let mut areas: Vec<(AreaCode, u16)> = self.places.into_iter().collect();
        areas.sort_unstable();
        let mut order = vec![0_u16; areas.len()];
        for (new, (_, old)) in (0_u16..).zip(&areas) {
            order[usize::from(*old)] = new;
        }
        self.intake.areas = areas.into_iter().map(|(area, _)| area).collect();
        self.intake.series = self
            .slots
            .into_iter()
            .map(|((indicator, period), slot)| {
                let held = slot.cells.into_iter().enumerate();
                let mut cells: Vec<(u16, Cell)> = held
                    .filter_map(|(place, held)| Some((order[place], held?.0)))
                    .collect();
                cells.sort_unstable_by_key(|(place, _)| *place);
                Arriving {
                    indicator,
                    period,
                    label: slot.label,
                    status: slot.status,
                    cells,
                }
            })
            .collect();
        self.intake
    }

    fn tell_unknown(&mut self) {
        for (said, (line, n, column, heading)) in std::mem::take(&mut self.unknown) {
            let rows = if n == 1 {
                "one row".into()
            } else {
                format!("{n} rows")
            };
            let problem = at_cell(
                "unknown-area",
                &self.name,
                line,
                column,
                &heading,
                &format!("“{said}”, in {rows}"),
                "The plan knows no area of this code or name.",
                "Add the area to the plan, or take the file in without the areas it does not know.",
            );
            let severity = if self.leave_out_unknown {
                Severity::Warning
            } else {
                Severity::Error
            };
            self.tell(problem.severity(severity));
        }
    }

    /// Says how many more problems of a kind there are than were told.
    fn tell_rest(&mut self) {
        let mut rest: Vec<(&'static str, u64)> =
            std::mem::take(&mut self.told).into_iter().collect();
        rest.retain(|(_, n)| *n > SHOWN);
        rest.sort_unstable();
        for (kind, n) in rest {
            let severity = self
                .intake
                .problems
                .iter()
                .filter(|held| held.kind == kind)
                .map(|held| held.severity)
                .min();
            let problem = whole(
                kind,
                &self.name,
                &format!("{} more of the same", n - SHOWN),
                "Only the first are listed.",
                "Put those right, and give the file again.",
            );
            self.intake
                .problems
                .push(problem.severity(severity.unwrap_or(Severity::Error)));
        }
    }
}

fn shown(cell: &Cell) -> String {
    match cell.reported {
        Reported::Figure { value, decimals } => format!("{value:.*}", usize::from(decimals)),
        Reported::Missing(missing) => missing.mark().to_owned(),
    }
}

/// That a file has more figures than are taken from one.
pub(in crate::exchange) fn too_many(name: &str) -> Vec<Problem> {
    vec![whole(
        "too-many-figures",
        name,
        "too many figures",
        "More than eight million figures are not taken from one file.",
        "Choose fewer columns or rows, and take it in as two files.",
    )]
}

/// That the officer stopped the reading.
pub(in crate::exchange) fn stopped(name: &str) -> Vec<Problem> {
    vec![whole(
        "stopped",
        name,
        "the reading was stopped",
        "Nothing of the file was taken in.",
        "Give it again when you want it.",
    )]
}
