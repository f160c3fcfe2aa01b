//! A small plan with published figures, for the tests of the checks that read them.
//!
//! The plan is of area 856. Years are the financial years that begin in them.

use crate::domain::area::{Area, AreaCode, AreaKind};
use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::check::sample::Sample;
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::panel::{Basis, Cell, Panel, Strip};
use crate::domain::period::Period;
use crate::domain::plan::Plan;
use crate::domain::problem::Problem;
use crate::domain::reading::{Reported, Status};

/// The plan's own authority first, others after it, and England last.
pub const AREAS: [&str; 14] = [
    "856", "821", "831", "852", "855", "857", "868", "871", "874", "880", "892", "925", "931",
    "970",
];

/// A book, and the published figures of one indicator.
#[derive(Default)]
pub struct Published {
    pub book: Sample,
    strips: Vec<Strip>,
}

/// A published figure, as it is printed.
pub fn cell(text: &str) -> Cell {
    Cell::bare(Reported::read(text).unwrap())
}

/// No published figure, by its mark.
pub fn missing(mark: &str) -> Cell {
    cell(mark)
}

/// What a figure was worked out from.
pub fn basis(numerator: f64, denominator: f64) -> Option<Box<Basis>> {
    Some(Box::new(Basis {
        numerator: Some(numerator),
        denominator: Some(denominator),
        ..Basis::default()
    }))
}

/// A published figure with its parts.
pub fn parts(text: &str, numerator: f64, denominator: f64) -> Cell {
    Cell {
        basis: basis(numerator, denominator),
        ..cell(text)
    }
}

impl Published {
    pub fn publish(&mut self, year: i16, area: &str, cell: Cell) {
        self.strips.push(Strip {
            period: Period::Financial(year),
            label: format!("{year}"),
            status: Status::Revised,
            batch: BatchId(1),
            cells: vec![(AreaCode::new(area), cell)],
        });
    }

    pub fn panel(&self) -> Panel {
        Panel::new(self.strips.clone())
    }

    pub fn book(&self) -> Book {
        let area = |code: &&str| {
            let kind = if *code == AreaCode::ENGLAND {
                AreaKind::Nation
            } else {
                AreaKind::Authority
            };
            let area = Area {
                code: AreaCode::new(code),
                name: (*code).to_owned(),
                kind,
                region: None,
            };
            (area.code.clone(), area)
        };
        Book {
            plan: vec![Plan {
                area: AreaCode::new(AREAS[0]),
                ..Plan::default()
            }]
            .into(),
            areas: AREAS.iter().map(area).collect(),
            ..self.book.book()
        }
    }

    pub fn of(&self, id: IndicatorId) -> Vec<Problem> {
        check::of_published(&self.book(), id, &self.panel())
    }
}
