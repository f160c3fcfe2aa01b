//! One indicator's published figures for every area and every period: what ranks, quartiles and averages are read from.
//!
//! Statisticians call such a table a panel: areas down, periods across. It is held as columns, one a period, because
//! every comparison (a rank, a quartile, a neighbours' mean) looks along one period. An area that a column does not
//! hold was never published for that period; an area that it holds without a figure says why there is none.
//!
//! Edges: where two files give a figure for the same area and period, the one entered later stands, and whoever makes
//! the panel gives it in that order.

use crate::domain::area::AreaCode;
use crate::domain::id::BatchId;
use crate::domain::period::Period;
use crate::domain::reading::{Reported, Status};

/// What a published figure was worked out from, where the publication says.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Basis {
    /// Above the line, in things counted.
    pub numerator: Option<f64>,
    /// Below the line, in things counted.
    pub denominator: Option<f64>,
    /// The lower end of the published 95 % interval, in the indicator's unit.
    pub lower: Option<f64>,
    /// The upper end, in the indicator's unit.
    pub upper: Option<f64>,
}

/// One published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The figure, or why there is none.
    pub reported: Reported,
    /// What it was worked out from; most publications do not say.
    pub basis: Option<Box<Basis>>,
}

impl Cell {
    /// A figure of which nothing more is known.
    #[must_use]
    pub fn bare(reported: Reported) -> Self {
        Self {
            reported,
            basis: None,
        }
    }

    /// What it was worked out from; nothing known where the publication does not say.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis.as_deref().copied().unwrap_or_default()
    }
}

/// The figures of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The period.
    pub period: Period,
    /// The period as the source prints it: `2025 (Rev)`.
    pub label: String,
    /// How firm the figures are.
    pub status: Status,
    /// The batch that they, or the latest of them, came in.
    pub batch: BatchId,
    /// For each area of the panel, in its order, what was published.
    cells: Vec<Option<Cell>>,
}

/// What one batch says of one period, before it is laid beside what other batches say.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// The period.
    pub period: Period,
    /// The period as the source prints it.
    pub label: String,
    /// How firm the figures are.
    pub status: Status,
    /// The batch.
    pub batch: BatchId,
    /// Each area with what was published of it.
    pub cells: Vec<(AreaCode, Cell)>,
}

/// An indicator's published figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    areas: Vec<AreaCode>,
    columns: Vec<Column>,
}

impl Panel {
    /// A panel of these strips, given in the order in which their batches were entered: of two figures for one area and
    /// period the later stands.
    #[must_use]
    pub fn new(strips: Vec<Strip>) -> Self {
        let mut areas: Vec<AreaCode> = strips
            .iter()
            .flat_map(|strip| strip.cells.iter().map(|(area, _)| area.clone()))
            .collect();
        areas.sort_unstable();
        areas.dedup();
        let mut columns: Vec<Column> = Vec::new();
        for strip in strips {
            let found = columns
                .iter()
                .position(|column| column.period == strip.period);
            let at = found.unwrap_or(columns.len());
            if found.is_none() {
                columns.push(Column {
                    period: strip.period,
                    label: String::new(),
                    status: strip.status,
                    batch: strip.batch,
                    cells: vec![None; areas.len()],
                });
            }
            let column = &mut columns[at];
            column.label = strip.label;
            column.status = strip.status;
            column.batch = strip.batch;
            for (area, cell) in strip.cells {
                if let Ok(place) = areas.binary_search(&area) {
                    column.cells[place] = Some(cell);
                }
            }
        }
        columns.sort_by_key(|column| column.period);
        Self { areas, columns }
    }

    /// Whether nothing is published.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The areas, in the order of their codes.
    #[must_use]
    pub fn areas(&self) -> &[AreaCode] {
        &self.areas
    }

    /// The periods, oldest first.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The column of a period.
    #[must_use]
    pub fn column(&self, period: Period) -> Option<&Column> {
        self.columns.iter().find(|column| column.period == period)
    }

    /// Where an area stands in every column.
    #[must_use]
    pub fn place(&self, area: &AreaCode) -> Option<usize> {
        self.areas.binary_search(area).ok()
    }

    /// What was published of an area in a period.
    #[must_use]
    pub fn cell(&self, area: &AreaCode, period: Period) -> Option<&Cell> {
        self.column(period)?.at(self.place(area)?)
    }

    /// The figure of an area in a period; none where there is no figure, whatever the reason.
    #[must_use]
    pub fn value(&self, area: &AreaCode, period: Period) -> Option<f64> {
        self.cell(area, period)?.reported.value()
    }

    /// Each area of a column with what was published of it.
    pub fn along<'a>(
        &'a self,
        column: &'a Column,
    ) -> impl Iterator<Item = (&'a AreaCode, &'a Cell)> {
        self.areas
            .iter()
            .zip(&column.cells)
            .filter_map(|(area, cell)| Some((area, cell.as_ref()?)))
    }

    /// An area's own line through the periods, oldest first.
    pub fn line<'a>(&'a self, area: &AreaCode) -> impl Iterator<Item = (&'a Column, &'a Cell)> {
        let place = self.place(area);
        self.columns
            .iter()
            .filter_map(move |column| Some((column, column.at(place?)?)))
    }
}

impl Column {
    /// What was published of the area that stands at a place of the panel.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Cell> {
        self.cells.get(place)?.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::Missing;

    fn figure(value: f64) -> Cell {
        Cell::bare(Reported::Figure { value, decimals: 1 })
    }

    fn strip(year: i16, batch: i64, cells: &[(&str, Cell)]) -> Strip {
        Strip {
            period: Period::Reporting(year),
            label: format!("{year} (prov)"),
            status: Status::Provisional,
            batch: BatchId(batch),
            cells: cells
                .iter()
                .map(|(area, cell)| (AreaCode::new(area), cell.clone()))
                .collect(),
        }
    }

    #[test]
    fn the_later_batch_stands_and_the_earlier_fills_its_gaps() {
        let gone = Cell::bare(Reported::Missing(Missing::Confidential));
        let panel = Panel::new(vec![
            strip(2024, 1, &[("856", figure(1.0)), ("855", figure(2.0))]),
            strip(2023, 1, &[("855", figure(9.0))]),
            strip(2024, 2, &[("856", figure(1.5)), ("821", gone.clone())]),
        ]);
        let of = |area: &str, year| panel.value(&AreaCode::new(area), Period::Reporting(year));
        assert_eq!(
            (of("856", 2024), of("855", 2024), of("821", 2024)),
            (Some(1.5), Some(2.0), None)
        );
        assert_eq!((of("856", 2023), of("999", 2024)), (None, None));
        let years: Vec<Period> = panel.columns().iter().map(|column| column.period).collect();
        assert_eq!(years, [Period::Reporting(2023), Period::Reporting(2024)]);
        assert_eq!(panel.columns()[1].batch, BatchId(2));
        let line: Vec<_> = panel
            .line(&AreaCode::new("821"))
            .map(|(_, cell)| cell)
            .collect();
        assert_eq!(line, [&gone]);
        assert_eq!(panel.along(&panel.columns()[1]).count(), 3);
    }

    #[test]
    fn nothing_published_answers_nothing() {
        let panel = Panel::default();
        assert!(panel.is_empty());
        assert_eq!(
            panel.cell(&AreaCode::new("856"), Period::Reporting(2024)),
            None
        );
        assert_eq!(panel.line(&AreaCode::new("856")).count(), 0);
    }
}
