//! The last page names what the document uses and nothing else, and says of the small counts' rule how far it reaches.

use crate::domain::book::Book;
use crate::domain::disclosure::Profile;
use crate::domain::document::{Cell, Document};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::report::tests::{prose, small};
use crate::domain::report::{Gathered, Options, Report, make};

/// The sources of a document and what came from them, its methods, its findings.
fn last_page(made: &Document) -> String {
    let mut said = prose(made);
    for table in made.tables().filter(|table| table.name == "Sources") {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            if let Cell::Head(text) | Cell::Text(text) = cell {
                said.push(text.clone());
            }
        }
    }
    said.join("\n")
}

fn gathered(book: &Book) -> Gathered {
    let mut gathered = small::gathered(book);
    let finding = |place, what: &str| {
        Problem::refusal("over-allocated", place, "There", what, "So it is.", "Look.")
            .severity(Severity::Error)
    };
    let grant = book.grants[0].id;
    let mut printed = finding(
        Place::Indicator(book.indicators[0].id),
        "a printed row is wrong",
    );
    printed.kind = "published-marker-disagrees";
    gathered.problems = vec![
        printed,
        finding(Place::Grant(grant), "a grant is wrong"),
        finding(
            Place::Allocation(grant, book.priority_areas[1].id),
            "a cell is wrong",
        ),
        finding(Place::FiscalYear(small::YEAR), "the year is wrong"),
        finding(
            Place::Reading(
                book.indicators[1].id,
                crate::domain::period::Period::Financial(1998),
            ),
            "a measure is wrong",
        ),
    ];
    gathered
}

fn book() -> Book {
    let mut book = small::book();
    let mut grants: Vec<_> = book.grants.iter().cloned().collect();
    for (at, held) in grants.iter_mut().enumerate() {
        held.source = format!("The letter of grant {at}");
    }
    book.grants = grants.into();
    book
}

#[track_caller]
fn check(report: Report, book: &Book, has: &[&str], has_not: &[&str]) {
    let said = last_page(&make(report, book, &small::options(), &gathered(book)));
    for wanted in has {
        assert!(said.contains(wanted), "{report:?}, {wanted}: {said}");
    }
    for other in has_not {
        assert!(!said.contains(other), "{report:?}, {other}: {said}");
    }
}

const ERRORS: [&str; 4] = [
    "a grant is wrong",
    "a cell is wrong",
    "the year is wrong",
    "a measure is wrong",
];

#[test]
fn each_document_names_the_money_that_it_states() {
    let book = book();
    let whole = ["The letter of grant 0", "The letter of grant 1"];
    let methods = ["whole pence", "An allocation is"];
    let spending = ["The profile says", "A line without a forecast"];
    check(Report::Plan, &book, &[whole, methods].concat(), &spending);
    let printed = "a printed row is wrong";
    check(Report::Plan, &book, &ERRORS, &[printed]);
    check(Report::Dashboard, &book, &[printed], &[]);
    check(Report::Summary, &book, &whole, &spending);
    check(
        Report::YoungPeople,
        &book,
        &whole,
        &[&spending[..], &["published total"]].concat(),
    );
    check(
        Report::Grant,
        &book,
        &[whole, spending].concat(),
        &["a measure is wrong"],
    );
    for report in [Report::Consultation, Report::Dashboard] {
        let none = [
            &whole[..],
            &methods,
            &spending,
            &ERRORS[..3],
            &["published total"],
        ]
        .concat();
        check(report, &book, &[], &none);
    }
}

#[test]
fn a_consultation_names_the_money_of_what_was_done_about_it() {
    let mut book = book();
    let mut themes: Vec<_> = book.themes.iter().cloned().collect();
    // The second line is paid by the first grant alone.
    themes[0].priority_area = Some(book.priority_areas[1].id);
    book.themes = themes.into();
    check(
        Report::Consultation,
        &book,
        &[
            "The letter of grant 0",
            "An allocation is",
            "a grant is wrong",
            "a cell is wrong",
        ],
        &[
            "The letter of grant 1",
            "The profile says",
            "the year is wrong",
            "a measure is wrong",
        ],
    );
}

#[test]
fn a_plan_without_consultations_has_a_consultation_report_without_sources() {
    let mut book = book();
    book.consultations = Vec::new().into();
    book.themes = Vec::new().into();
    let options = small::options();
    let said = last_page(&make(
        Report::Consultation,
        &book,
        &options,
        &gathered(&book),
    ));
    for wanted in [
        "so there is no source to name",
        "The document has no figures yet.",
        "The checks find nothing wrong",
    ] {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    assert!(!said.contains("letter of grant"), "{said}");
}

/// A plan whose question, meeting and consultation have these notes.
fn noted(note: &str) -> Book {
    // Two people said no.
    let mut book = small::counted(&[[50, 0, 0, 0], [2, 0, 0, 0], [40, 0, 0, 0]]);
    let mut questions: Vec<_> = book.questions.iter().cloned().collect();
    questions[0].note = note.into();
    book.questions = questions.into();
    let mut events: Vec<_> = book.events.iter().cloned().collect();
    events[0].note = note.into();
    book.events = events.into();
    book
}

#[test]
fn a_typed_note_with_figures_beside_hidden_counts_is_named() {
    #[track_caller]
    fn check(note: &str, profile: Profile, want: usize) {
        let book = noted(note);
        let options = Options {
            profile,
            ..small::options()
        };
        let made = make(
            Report::Consultation,
            &book,
            &options,
            &small::gathered(&book),
        );
        let said = prose(&made);
        let named = said
            .iter()
            .filter(|text| text.contains("figures that an officer typed"));
        assert_eq!(named.count(), want, "{profile:?}, {note}: {said:?}");
    }
    check("29, 26 and 14 out of 91", Profile::Under5, 2);
    check("29, 26 and 14 out of 91", Profile::Ons10And5, 2);
    check("29, 26 and 14 out of 91", Profile::None, 0);
    check("Asked of parents.", Profile::Under5, 0);
    check("", Profile::Under5, 0);
    // Other documents print no such note.
    let book = noted("29 of 91");
    for report in [Report::Plan, Report::Summary, Report::YoungPeople] {
        let made = make(report, &book, &small::options(), &small::gathered(&book));
        assert!(!prose(&made).join(" ").contains("an officer typed"));
    }
}

#[test]
fn the_rule_says_how_far_it_reaches() {
    let book = book();
    let made = make(
        Report::Consultation,
        &book,
        &small::options(),
        &small::gathered(&book),
    );
    assert_eq!(
        made.standing.disclosure,
        "in figures of consultations, counts of people below 5 are not shown"
    );
    let said = prose(&made).join("\n");
    assert!(
        said.contains("What officers wrote, and percentages that a report printed, stand as they were written."),
        "{said}"
    );
}
