//! The summary of a small plan: one list with the first screen, no page begun for a part, no pounds where there is no grant.

use jiff::civil::date;

use crate::domain::book::Book;
use crate::domain::document::{Block, Cell, Document};
use crate::domain::id::{ObjectiveId, RiskId};
use crate::domain::objective::Objective;
use crate::domain::plan::{Level, Risk};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::report::tests::{document, prose, small, table};
use crate::domain::report::{Report, make};
use crate::domain::thread::attention;

/// So many findings, an error and then warnings, of money and of a consultation.
fn problems(n: usize) -> Vec<Problem> {
    let of = |at: usize| {
        let (severity, place) = match at {
            0 => (Severity::Error, Place::Plan),
            1 => (
                Severity::Warning,
                Place::Consultation(crate::domain::id::ConsultationId(1)),
            ),
            _ => (Severity::Warning, Place::Plan),
        };
        let what = format!("finding {at}");
        Problem::refusal("figure-changed", place, "There", what, "Why.", "Mend it.")
            .severity(severity)
    };
    (0..n).map(of).collect()
}

/// The list under a heading, and the paragraph after it.
fn listed(made: &Document, heading: &str) -> Vec<String> {
    let is_it = |block: &Block| matches!(block, Block::Heading { text, .. } if text == heading);
    let from = made.blocks.iter().position(is_it).unwrap() + 1;
    let rest = &made.blocks[from..];
    let until = rest
        .iter()
        .position(|block| matches!(block, Block::Heading { .. }));
    prose(&Document {
        blocks: rest[..until.unwrap_or(rest.len())].to_vec(),
        ..Document::default()
    })
}

#[test]
fn what_needs_attention_is_the_list_of_the_first_screen() {
    #[track_caller]
    fn check(n: usize, more: Option<&str>) {
        let book = small::book();
        let mut gathered = small::gathered(&book);
        gathered.attention = attention(&book, &problems(n), date(2026, 11, 22));
        let made = make(Report::Summary, &book, &small::options(), &gathered);
        let found = listed(&made, "What needs attention");
        let wanted = gathered.attention.iter().take(10);
        for (found, wanted) in found.iter().zip(wanted) {
            assert!(found.ends_with(&wanted.printed()), "{found}: {wanted:?}");
        }
        let shown = gathered.attention.len().min(10);
        assert_eq!(
            found.len(),
            shown + usize::from(more.is_some()),
            "{found:?}"
        );
        if let Some(more) = more {
            assert_eq!(found.last().map(String::as_str), Some(more));
        }
        let all = found.join("\n");
        assert!(all.contains("Warning. There: finding 2. Mend it."), "{all}");
        assert!(
            !all.contains("finding 1."),
            "a figure of a consultation: {all}"
        );
    }
    // With the late action and the decision past its day.
    check(5, None);
    check(
        14,
        Some("And 6 more, which the Thread room lists in this order."),
    );
}

#[test]
fn an_objective_that_no_grant_pays_has_a_mark_and_shares_have_a_decimal() {
    let mut book = small::book();
    let mut held: Vec<Objective> = book.objectives.iter().cloned().collect();
    held.push(Objective {
        id: ObjectiveId(99),
        number: "3".into(),
        short: "Unpaid".into(),
        title: "Unpaid".into(),
        position: 99,
    });
    book.objectives = held.into();
    let made = document(Report::Summary, &book);
    let thread = table(&made, "Thread");
    let unpaid = &thread.rows[2].cells;
    for cell in &unpaid[1..3] {
        assert!(
            matches!(cell, Cell::Missing { reason, .. } if reason == "no grant"),
            "{cell:?}"
        );
    }
    assert!(
        matches!(thread.rows[0].cells[2], Cell::Number { decimals: 1, .. }),
        "{:?}",
        thread.rows[0]
    );
    let total = thread.rows.last().unwrap();
    assert_eq!(total.cells[0], Cell::Head("Allocated".into()));
}

#[test]
fn no_part_begins_a_page_of_its_own() {
    for book in [small::book(), Book::default()] {
        let made = document(Report::Summary, &book);
        assert!(!made.blocks.contains(&Block::NewPage));
        assert!(!Report::Summary.holds().contains("pages"));
    }
}

#[test]
fn of_high_risks_the_first_are_named_and_the_others_counted() {
    let mut book = small::book();
    let risk = |id: i64| Risk {
        title: format!("Risk {id}"),
        probability: Level::High,
        impact: Level::High,
        position: id,
        ..Risk::new(RiskId(id))
    };
    book.risks = (1..=6).map(risk).collect::<Vec<_>>().into();
    let found = listed(&document(Report::Summary, &book), "High risks");
    assert_eq!(
        found,
        ["Risk 1", "Risk 2", "Risk 3", "Risk 4", "And 2 more."]
    );
}

#[test]
fn thousands_of_people_are_grouped_in_words_and_drawings_of_every_document() {
    let book = small::counted(&[[1_500, 0, 0, 0], [700, 0, 0, 0], [300, 0, 0, 0]]);
    for report in [Report::Consultation, Report::Summary, Report::YoungPeople] {
        let made = document(report, &book);
        let mut all = prose(&made);
        for picture in made.pictures() {
            all.extend(picture.chart.table().rows.into_iter().flatten());
            all.push(picture.chart.alt());
        }
        let all = all.join("\n");
        assert!(all.contains("2,500"), "{report:?}: {all}");
        assert!(!all.contains("2500"), "{report:?}: {all}");
    }
}
