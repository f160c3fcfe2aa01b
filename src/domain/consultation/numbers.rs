//! Questions that are answered with a figure: how many people, the mean, the middle and the quarters.
//!
//! One figure of ten thousand moves a mean and leaves the middle where it is, so both are given with the least and the
//! most.
//!
//! Edges: quarters are by the definition that spreadsheets have (Hyndman & Fan's seventh). Nobody, and there is none.

use crate::domain::book::Book;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::id::QuestionId;
use crate::domain::statistics::{mean, median, quantile7};

/// What figures come to, in the unit that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numbers {
    /// How many people gave one.
    pub n: usize,
    /// The mean.
    pub mean: f64,
    /// The middle.
    pub median: f64,
    /// A quarter of them lie below this.
    pub lower_quarter: f64,
    /// A quarter of them lie above this.
    pub upper_quarter: f64,
    /// The least.
    pub least: f64,
    /// The most.
    pub most: f64,
}

/// What the figures of the responses that count come to.
#[must_use]
pub fn numbers(book: &Book, sheet: &Sheet, question: QuestionId) -> Option<Numbers> {
    let column = sheet.column(question)?;
    let standings = standings(book, sheet, None).into_iter().enumerate();
    let counted = standings.filter(|(_, standing)| *standing == Standing::Counted);
    let given: Vec<f64> = counted
        .filter_map(|(person, _)| column.number(person))
        .collect();
    of(given)
}

/// What figures come to; none where there are none.
pub(in crate::domain::consultation) fn of(mut given: Vec<f64>) -> Option<Numbers> {
    given.sort_by(f64::total_cmp);
    Some(Numbers {
        n: given.len(),
        mean: mean(&given)?,
        median: median(&given)?,
        lower_quarter: quantile7(&given, 0.25)?,
        upper_quarter: quantile7(&given, 0.75)?,
        least: *given.first()?,
        most: *given.last()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_stays_where_the_mean_moves() {
        let found = of(vec![4.0, 1.0, 3.0, 2.0, 90.0]).unwrap();
        let want = Numbers {
            n: 5,
            mean: 20.0,
            median: 3.0,
            lower_quarter: 2.0,
            upper_quarter: 4.0,
            least: 1.0,
            most: 90.0,
        };
        assert_eq!(found, want);
        assert_eq!(of(Vec::new()), None);
        assert_eq!(
            numbers(&Book::default(), &Sheet::default(), QuestionId(1)),
            None
        );
    }
}
