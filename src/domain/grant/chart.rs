//! A year's money as a picture: what each priority area is given.

use crate::domain::book::Book;
use crate::domain::chart::{Bar, Bars, Chart, Unit};
use crate::domain::grant::position::YearPosition;
use crate::domain::period::Period;

/// Pounds to each priority area, in the plan's order. Whole pounds are drawn; the label has the pence.
#[must_use]
pub fn allocation(book: &Book, position: &YearPosition) -> Chart {
    let over = |column: usize| position.grants[column].left.is_negative();
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
            over: line.cells.iter().enumerate().any(|(column, cell)| {
                cell.is_some_and(|amount| amount.0 > 0)
                    && over(column)
                    && book
                        .grants
                        .get(position.grants[column].grant)
                        .is_some_and(|grant| grant.is_ring_fenced())
            }),
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
