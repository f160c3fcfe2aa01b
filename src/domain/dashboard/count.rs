//! The counts behind a dashboard's overview: what each counts, by which rule, and the published one beside it.
//!
//! The rules were found by trying them on the dashboard of 2015/16 Q2: with these, ten of the thirteen published counts
//! come out exactly. The other three (10 improved, 12 without significant change, 5 declined) come out as 11, 11 and 5.
//!
//! Edges: a mixed word such as `Same/better` counts by its first. Since another reading is possible, each count of
//! directions also says between which bounds it could lie, whatever is made of the mixed words.

use crate::domain::book::Book;
use crate::domain::dashboard::{Beside, Moved, Options, Row};
use crate::domain::period::Period;

/// A statement of the overview that is a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statement {
    /// Measures with a new figure and a direction.
    New,
    /// Of those, improved.
    Improved,
    /// Of those, neither.
    Unchanged,
    /// Of those, declined.
    Declined,
    /// Measures with a national quartile.
    National,
    /// Of those, in this quartile, 1 to 4.
    Quartile(u8),
    /// Measures set beside the statistical neighbours.
    Neighbours,
    /// Of those, better.
    Better,
    /// Of those, worse.
    Below,
    /// Of those, similar.
    Similar,
}

/// The sentence of the overview that a statement belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Direction of travel.
    Direction,
    /// National quartiles.
    National,
    /// Statistical neighbours.
    Neighbours,
}

impl Group {
    /// Every group, in the order of the overview.
    pub const ALL: [Self; 3] = [Self::Direction, Self::National, Self::Neighbours];
}

impl Statement {
    /// Every statement, in the order of the overview.
    pub const ALL: [Self; 13] = [
        Self::New,
        Self::Improved,
        Self::Unchanged,
        Self::Declined,
        Self::National,
        Self::Quartile(1),
        Self::Quartile(2),
        Self::Quartile(3),
        Self::Quartile(4),
        Self::Neighbours,
        Self::Better,
        Self::Below,
        Self::Similar,
    ];

    /// Its words on the command line and in the file.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "measures with new data",
            Self::Improved => "improved",
            Self::Unchanged => "no significant change",
            Self::Declined => "declined",
            Self::National => "measures with a national benchmark",
            Self::Quartile(1) => "quartile 1",
            Self::Quartile(2) => "quartile 2",
            Self::Quartile(3) => "quartile 3",
            Self::Quartile(_) => "quartile 4",
            Self::Neighbours => "measures with a statistical neighbour benchmark",
            Self::Better => "better than statistical neighbours",
            Self::Below => "below statistical neighbours",
            Self::Similar => "similar to statistical neighbours",
        }
    }

    /// The sentence it belongs to.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::New | Self::Improved | Self::Unchanged | Self::Declined => Group::Direction,
            Self::National | Self::Quartile(_) => Group::National,
            Self::Neighbours | Self::Better | Self::Below | Self::Similar => Group::Neighbours,
        }
    }

    /// What is counted, in words without a full stop.
    #[must_use]
    pub fn rule(self, options: &Options) -> String {
        let (within, months) = (options.similar_within, options.stale_months);
        match self {
            Self::New => "marked as updated, with a direction".into(),
            Self::Improved => "of those, direction Better".into(),
            Self::Unchanged => "of those, direction Same, alone or before another word".into(),
            Self::Declined => "of those, direction Worse".into(),
            Self::National => "with a national quartile from 1 to 4".into(),
            Self::Quartile(n) => format!("national quartile {n}"),
            Self::Neighbours => format!(
                "with a figure and a neighbours’ figure, the figure no more than {months} months old at the end of the quarter"
            ),
            Self::Better => {
                format!(
                    "of those, better by polarity by more than {within} % of the neighbours’ figure"
                )
            }
            Self::Below => {
                format!(
                    "of those, worse by polarity by more than {within} % of the neighbours’ figure"
                )
            }
            Self::Similar => format!("of those, within {within} % of the neighbours’ figure"),
        }
    }

    /// Whether a row is counted.
    fn counts(self, row: &Row) -> bool {
        let moved = row.moved.filter(|_| row.updated);
        let quartile = row.quartile.and_then(|held| held.number());
        match self {
            Self::New => moved.is_some(),
            Self::Improved => moved == Some(Moved::Better),
            Self::Unchanged => moved.is_some_and(|held| held == Moved::Same || held.is_mixed()),
            Self::Declined => moved == Some(Moved::Worse),
            Self::National => quartile.is_some(),
            Self::Quartile(n) => quartile == Some(n),
            Self::Neighbours => {
                matches!(row.beside, Beside::Better | Beside::Below | Beside::Similar)
            }
            Self::Better => row.beside == Beside::Better,
            Self::Below => row.beside == Beside::Below,
            Self::Similar => row.beside == Beside::Similar,
        }
    }

    /// Whether a row with a mixed word could be counted here too, or need not be.
    fn could_count(self, moved: Moved) -> bool {
        match self {
            Self::Improved => moved == Moved::SameOrBetter,
            Self::Declined => moved == Moved::SameOrWorse,
            Self::Unchanged => moved.is_mixed(),
            _ => false,
        }
    }
}

/// A count, with the rows that it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub statement: Statement,
    /// The places of the rows counted, in [`crate::domain::dashboard::Dashboard::rows`].
    pub rows: Vec<usize>,
    /// The least and the most it could be, whatever is made of the mixed words.
    pub bounds: (usize, usize),
    /// What was published.
    pub published: Option<u32>,
    /// Where it was published.
    pub source: String,
}

impl Count {
    /// How many.
    #[must_use]
    pub fn n(&self) -> usize {
        self.rows.len()
    }

    /// Whether another number was published.
    #[must_use]
    pub fn disagrees(&self) -> bool {
        self.published
            .is_some_and(|n| usize::try_from(n) != Ok(self.n()))
    }

    /// Whether the published number could come out by another reading of the mixed words.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        let (least, most) = self.bounds;
        self.published
            .and_then(|n| usize::try_from(n).ok())
            .is_none_or(|n| (least..=most).contains(&n))
    }
}

/// Every count of the rows, with what was published of that quarter.
pub(super) fn counts(book: &Book, period: Period, rows: &[Row]) -> Vec<Count> {
    Statement::ALL
        .into_iter()
        .map(|statement| {
            let printed = book.statements.iter().find(|held| {
                held.period == period && Statement::read(&held.statement) == Some(statement)
            });
            Count {
                statement,
                rows: places(rows, |row| statement.counts(row)),
                bounds: bounds(rows, statement),
                published: printed.map(|held| held.n),
                source: printed.map_or_else(String::new, |held| held.source.clone()),
            }
        })
        .collect()
}

fn places(rows: &[Row], wanted: impl Fn(&Row) -> bool) -> Vec<usize> {
    rows.iter()
        .enumerate()
        .filter(|(_, row)| wanted(row))
        .map(|(at, _)| at)
        .collect()
}

fn bounds(rows: &[Row], statement: Statement) -> (usize, usize) {
    let n = |wanted: &dyn Fn(&Row) -> bool| places(rows, wanted).len();
    let open =
        |row: &Row| row.updated && row.moved.is_some_and(|moved| statement.could_count(moved));
    let least = n(&|row| statement.counts(row) && !open(row));
    let most = n(&|row| statement.counts(row) || open(row));
    (least, most)
}
