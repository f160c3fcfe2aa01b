//! A year's money as a picture: what each priority area is given.

mod months;
mod stacked;
mod waterfall;

use crate::domain::book::Book;
use crate::domain::chart::{Bar, Bars, Chart, Unit};
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::money::Pence;
use crate::domain::period::Period;

pub use months::months;
pub use stacked::{by_grant, where_it_goes};
pub use waterfall::waterfall;

/// A picture of a year's plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// Pounds to each priority area.
    #[default]
    Allocation,
    /// Which grants pay for each priority area.
    ByGrant,
    /// Where each grant's pounds go, and what is left.
    Where,
}

impl Picture {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 3] = [Self::Allocation, Self::ByGrant, Self::Where];

    /// The words on screen.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Allocation => "By priority area",
            Self::ByGrant => "By grant",
            Self::Where => "Where each grant goes",
        }
    }

    /// The chart of a year.
    #[must_use]
    pub fn chart(self, book: &Book, position: &YearPosition) -> Chart {
        match self {
            Self::Allocation => allocation(book, position),
            Self::ByGrant => by_grant(book, position),
            Self::Where => where_it_goes(book, position),
        }
    }
}

/// Pounds to each priority area, in the plan's order. Whole pounds are drawn; the label has the pence.
#[must_use]
pub fn allocation(book: &Book, position: &YearPosition) -> Chart {
    // By how much the ring-fenced grants that pay the line are over-allocated.
    let over_by = |cells: &[Option<Pence>]| {
        let over = cells.iter().zip(&position.grants).filter(|(cell, sums)| {
            let grant = book.grants.get(sums.grant);
            cell.is_some_and(|amount| amount.0 > 0)
                && sums.left.is_negative()
                && grant.is_some_and(|grant| grant.is_ring_fenced())
        });
        let over = total(over.map(|(_, sums)| sums.left.abs()));
        if over == Pence::ZERO {
            String::new()
        } else {
            over.to_string()
        }
    };
    let bars = position
        .lines
        .iter()
        .filter(|line| line.cells.iter().any(Option::is_some))
        .map(|line| Bar {
            label: book
                .priority_areas
                .get(line.priority_area)
                .map_or_else(String::new, |area| area.name.clone()),
            value: Some(line.total.0 as f64 / 100.0),
            shown: line.total.to_string(),
            over_by: over_by(&line.cells),
            ..Bar::default()
        })
        .collect();
    Chart::Bars(Bars {
        title: format!(
            "Allocation by priority area, {}",
            Period::Financial(position.fiscal_year)
        ),
        subtitle: format!(
            "{} allocated of {} granted",
            position.allocated, position.granted
        ),
        unit: Unit::new("£", "", 0),
        bars,
        marker: None,
        source: "From the plan’s own figures".into(),
    })
}
