//! Pounds against outcomes in the documents: with the caution, where there are years with both and nowhere else.

use crate::domain::book::Book;
use crate::domain::document::{Block, Cell};
use crate::domain::grant::{Allocation, Grant};
use crate::domain::id::{AllocationId, GrantId};
use crate::domain::outcome::CAUTION;
use crate::domain::report::Report;
use crate::domain::report::tests::{document, prose, small, table};

/// The small plan with the same grants and lines in another year as well, for which there are figures.
fn two_years() -> Book {
    let mut book = small::book();
    let other = |id: i64| id + 1_000;
    let mut grants: Vec<Grant> = book.grants.iter().cloned().collect();
    let mut again = grants.clone();
    for held in &mut again {
        held.id = GrantId(other(held.id.0));
        held.fiscal_year = 1999;
    }
    grants.append(&mut again);
    let mut lines: Vec<Allocation> = book.allocations.iter().cloned().collect();
    let mut again = lines.clone();
    for held in &mut again {
        held.id = AllocationId(other(held.id.0));
        held.grant = GrantId(other(held.grant.0));
    }
    lines.append(&mut again);
    book.grants = grants.into();
    book.allocations = lines.into();
    book
}

#[test]
fn an_objective_with_two_years_of_both_has_a_table_with_its_caution() {
    for report in [Report::Plan, Report::Summary] {
        let made = document(report, &two_years());
        let found = table(&made, "Pounds against outcomes");
        let years: Vec<&Cell> = found.rows.iter().map(|row| &row.cells[0]).collect();
        let wanted = ["1999/00", "2001/02"].map(|year| Cell::Head(year.into()));
        assert_eq!(years, wanted.iter().collect::<Vec<_>>(), "{report:?}");
        assert!(
            prose(&made).iter().any(|text| text == CAUTION),
            "{report:?}"
        );
        assert!(found.caption.starts_with("1 Care"), "{}", found.caption);
    }
}

#[test]
fn one_year_stands_in_the_summary_only_and_says_so() {
    let book = small::book();
    let made = document(Report::Plan, &book);
    assert!(
        made.tables()
            .all(|table| table.name != "Pounds against outcomes")
    );
    assert!(!prose(&made).iter().any(|text| text == CAUTION));
    let made = document(Report::Summary, &book);
    assert_eq!(table(&made, "Pounds against outcomes").rows.len(), 1);
    assert!(
        prose(&made)
            .iter()
            .any(|text| text.starts_with("Only 2001/02 has both"))
    );
}

#[test]
fn without_money_or_figures_there_is_nothing() {
    let mut book = small::book();
    book.allocations = Vec::new().into();
    for report in [Report::Plan, Report::Summary] {
        let made = document(report, &book);
        let is_it = |block: &Block| matches!(block, Block::Heading { text, .. } if text == "Pounds against outcomes");
        assert!(!made.blocks.iter().any(is_it), "{report:?}");
    }
}
