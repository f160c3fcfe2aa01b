//! What the checks would say if a scenario were the plan, and how two of them differ line by line.
//!
//! The checks are the plan's own: they are given a book that holds nothing but the year's money, with the scenario's
//! lines and grants in it. So a scenario cannot pass where the plan that it becomes would not.
//!
//! Edges: totals that documents printed are the plan's, and are not asked of a scenario.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::chart::{Bar, Bars, Chart, Unit};
use crate::domain::check;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::{Allocation, Grant};
use crate::domain::id::AllocationId;
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::domain::scenario::Scenario;

/// How many bars are drawn; the lines that differ most come first.
const N_BARS: usize = 30;

impl Scenario {
    /// A book of the year's money alone, as it would stand if the scenario were the plan.
    #[must_use]
    pub fn as_plan(&self, book: &Book) -> Book {
        let grants = book
            .grants
            .iter()
            .filter(|grant| grant.fiscal_year == self.fiscal_year)
            .map(|grant| Grant {
                amount: self.worth(grant),
                ..grant.clone()
            });
        let held: HashMap<LineAt, &Allocation> = book
            .allocations
            .iter()
            .map(|held| (LineAt::new(held.grant, held.priority_area), held))
            .collect();
        let allocations = self.lines.iter().enumerate().map(|(n, line)| {
            let at = LineAt::new(line.grant, line.priority_area);
            match held.get(&at) {
                Some(was) => Allocation {
                    amount: line.amount,
                    ..(*was).clone()
                },
                // Keys below nought are nobody's.
                None => {
                    let key = i64::try_from(n).map_or(i64::MIN, |n| -1 - n);
                    Allocation::planned(AllocationId(key), at.grant, at.priority_area, line.amount)
                }
            }
        });
        Book {
            grants: grants.collect::<Vec<_>>().into(),
            allocations: allocations.collect::<Vec<_>>().into(),
            priority_areas: book.priority_areas.clone(),
            objectives: book.objectives.clone(),
            of_which: book.of_which.clone(),
            contributions: book.contributions.clone(),
            actuals: book.actuals.clone(),
            forecasts: book.forecasts.clone(),
            commitments: book.commitments.clone(),
            profiles: book.profiles.clone(),
            carried: book.carried.clone(),
            closings: book.closings.clone(),
            scheme: book.scheme.clone(),
            ..Book::default()
        }
    }

    /// What the checks would find if it were the plan, worst first.
    #[must_use]
    pub fn findings(&self, book: &Book) -> Vec<Problem> {
        check::of_year(&self.as_plan(book), self.fiscal_year, None)
    }
}

/// The lines that differ as bars, the largest difference first: `to` less `from`.
#[must_use]
pub fn chart(book: &Book, from: &str, to: &str, differences: &[(LineAt, Pence)]) -> Chart {
    let mut differ: Vec<(LineAt, Pence)> = differences
        .iter()
        .copied()
        .filter(|(_, difference)| *difference != Pence::ZERO)
        .collect();
    let n = differ.len();
    differ.sort_by_key(|(_, difference)| std::cmp::Reverse(difference.abs()));
    differ.truncate(N_BARS);
    let bars = differ.iter().map(|(line, difference)| Bar {
        label: line.name(book),
        value: Some(difference.0 as f64 / 100.0),
        shown: signed(*difference),
        ..Bar::default()
    });
    let subtitle = if n > N_BARS {
        format!("pounds a line gains or loses; the {N_BARS} largest of {n}")
    } else {
        "pounds a line gains or loses".to_owned()
    };
    Chart::Bars(Bars {
        title: format!("“{to}” less “{from}”, line by line"),
        subtitle,
        unit: Unit::new("£", "", 0),
        bars: bars.collect(),
        marker: None,
        source: "From the plan’s own figures".into(),
    })
}

/// `+£500`, `−£500`, `£0`.
#[must_use]
pub fn signed(amount: Pence) -> String {
    match amount.0.signum() {
        1 => format!("+{amount}"),
        -1 => format!("−{}", amount.abs()),
        _ => amount.to_string(),
    }
}
