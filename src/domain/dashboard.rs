//! The quarterly dashboard: every measure of a quarter in one table, and the counts behind the sentences above it.
//!
//! A covering report says "so many improved, so many are better than neighbours" and its reader cannot check it. Here
//! each count names its rule and the rows that it counts, so that a published count which the table does not give is
//! found, and the next quarter's sentences are written from the table.
//!
//! Edges: a quarter with a published dashboard is shown as printed, with what we make of it beside. A quarter without
//! one is made from the plan's figures, entered or published, that had ended with it. What cannot be read is left out and said so; nothing
//! missing counts as zero.

mod age;
mod count;
mod made;
mod printed;
mod row;
mod sentence;
mod statement;

#[cfg(test)]
pub(in crate::domain) mod facts;

use std::collections::HashMap;

use crate::domain::benchmark::{Average, Comparison};
use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::period::{Period, PeriodKind};

pub use made::chosen;

pub use count::{Count, Group, Statement};
pub use printed::{Moved, Quartile};
pub use row::{Beside, Printed, Row};
pub use sentence::Sentence;
pub use statement::PublishedStatement;

/// How far from the neighbours' figure is similar, in per cent of it. With this, and the figures older than
/// [`STALE_MONTHS`] left out, the table of 2015/16 Q2 gives the counts that were published: 15, 12 and 7 of 34.
pub const SIMILAR_WITHIN: f64 = 0.7;

/// How many months old a figure may be at the end of the quarter and still be set beside the neighbours'.
pub const STALE_MONTHS: u16 = 18;

/// What the counts depend on besides the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// How far from the neighbours' figure is similar, in per cent of it.
    pub similar_within: f64,
    /// How many whole months before the end of the quarter a figure may have ended and still be compared.
    pub stale_months: u16,
    /// For a quarter without a published dashboard: each indicator's own figures, of which the one to show
    /// ([`chosen`]) has its peers. The file is asked for them; of an indicator that is not here, the figure entered for
    /// the quarter is shown alone.
    pub figures: HashMap<IndicatorId, Vec<Comparison>>,
    /// The average that stands for the neighbours.
    pub average: Average,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            similar_within: SIMILAR_WITHIN,
            stale_months: STALE_MONTHS,
            figures: HashMap::new(),
            average: Average::default(),
        }
    }
}

/// A quarter's dashboard.
#[derive(Clone, Debug, PartialEq)]
pub struct Dashboard {
    /// The quarter.
    pub period: Period,
    /// Whether it was published, rather than made from the plan's own figures.
    pub is_published: bool,
    /// The measures, by outcome and then as printed.
    pub rows: Vec<Row>,
    /// Every count, in the order of [`Statement::ALL`].
    pub counts: Vec<Count>,
    /// The overview, made from the counts.
    pub sentences: Vec<Sentence>,
}

impl Dashboard {
    /// The dashboard of a quarter. It has no rows where the plan holds nothing for that quarter.
    #[must_use]
    pub fn of(book: &Book, period: Period, options: &Options) -> Self {
        let is_published = book.markers.iter().any(|marker| marker.period == period);
        let mut rows = if is_published {
            row::published(book, period, options)
        } else {
            made::rows(book, period, options)
        };
        // A stable order: within an outcome the rows stay as they were printed.
        rows.sort_by_key(|row| {
            row.objective
                .and_then(|id| book.objectives.iter().position(|held| held.id == id))
                .unwrap_or(usize::MAX)
        });
        let counts = count::counts(book, period, &rows);
        let sentences = sentence::sentences(period, &rows, &counts, options);
        Self {
            period,
            is_published,
            rows,
            counts,
            sentences,
        }
    }

    /// One count.
    #[must_use]
    pub fn count(&self, statement: Statement) -> usize {
        self.counts
            .iter()
            .find(|count| count.statement == statement)
            .map_or(0, Count::n)
    }

    /// Whether a published count is not the one the table gives.
    #[must_use]
    pub fn disagrees(&self) -> bool {
        self.counts.iter().any(Count::disagrees)
    }
}

/// The quarters that have a dashboard or figures to make one from, newest first.
#[must_use]
pub fn quarters(book: &Book) -> Vec<Period> {
    let own = &book.plan().area;
    let printed = book.markers.iter().map(|marker| marker.period);
    let figures = book
        .readings
        .iter()
        .filter(|held| held.area == *own && held.status.is_actual())
        .map(|held| held.period)
        .filter(|period| period.kind() == PeriodKind::Quarter);
    let mut found: Vec<Period> = printed.chain(figures).collect();
    found.sort_by(|a, b| b.cmp(a));
    found.dedup();
    found
}
