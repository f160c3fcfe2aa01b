//! Where a column of a ledger stands, and whether its heading says so of one column only.
//!
//! A finance system may print two columns under one heading, `Amount` net and `Amount` gross. To take the first without a
//! word would be to guess at money, so a heading that decides where or how much is refused where two columns have it, and
//! any other is read from the first of them with a warning.

use crate::domain::problem::Problem;
use crate::exchange::published::ees::headings::bare;
use crate::exchange::published::mapping::place_of;
use crate::exchange::published::text::{Row, at_cell};

/// The column under a heading, with the refusal where another has it too; none where no column has it.
#[must_use]
pub fn column_of(name: &str, headings: &Row, wanted: &str) -> Option<(usize, Option<Problem>)> {
    let at = place_of(headings, wanted)?;
    let said = headings.cell(at);
    // A heading of just these words goes before one of the same letters, and is then the only one meant.
    let is_same = |heading: &str| match said == wanted {
        true => heading == wanted,
        false => bare(heading) == bare(wanted),
    };
    let mut later = headings.cells.iter().enumerate().skip(at + 1);
    let twin = later.find(|(_, heading)| is_same(heading));
    let problem = twin.map(|(twin, heading)| {
        at_cell(
            "same-heading",
            name,
            headings.line,
            twin,
            heading,
            &format!("the same heading as column {}", at + 1),
            "Which of the two is meant, the heading does not say.",
            "Give the other one a heading of its own in the file, or take it out.",
        )
    });
    Some((at, problem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_that_two_columns_have_names_both() {
        #[track_caller]
        fn check(headings: &str, want: Option<(usize, Option<&str>)>) {
            let row = Row {
                line: 3,
                cells: headings.split('|').map(str::to_owned).collect(),
            };
            let found = column_of("l.csv", &row, "Amount");
            let said = found.map(|(at, problem)| (at, problem.map(|held| held.to_string())));
            let said = said.as_ref().map(|(at, held)| (*at, held.as_deref()));
            assert_eq!(said.map(|(at, _)| at), want.map(|(at, _)| at), "{headings}");
            match (
                said.and_then(|(_, held)| held),
                want.and_then(|(_, held)| held),
            ) {
                (Some(said), Some(want)) => assert!(said.starts_with(want), "{said}"),
                (said, want) => assert_eq!(said, want, "{headings}"),
            }
        }
        check("CC|Net", None);
        check("CC|Amount|Amount (gross)", Some((1, None)));
        check("AMOUNT|Amount", Some((1, None)));
        let twice = "l.csv, line 3, column 3 (Amount): the same heading as column 2.";
        check("CC|Amount|Amount", Some((1, Some(twice))));
        let alike = "l.csv, line 3, column 2 (amount): the same heading as column 1.";
        check("AMOUNT|amount|x", Some((0, Some(alike))));
    }
}
