//! Counts of people in the documents, attacked: no small count is printed in a sentence, a drawing or a table.

use proptest::prelude::*;

use crate::domain::book::Book;
use crate::domain::consultation::across::By;
use crate::domain::consultation::sensitivity::sensitivity;
use crate::domain::disclosure::Profile;
use crate::domain::document::{Block, Cell, Document, Row};
use crate::domain::report::maker::Maker;
use crate::domain::report::tests::{prose, small, table};
use crate::domain::report::voices::{Said, said, signed};
use crate::domain::report::{Options, Report, make};

fn with(profile: Profile) -> Options {
    Options {
        profile,
        ..small::options()
    }
}

/// The blocks that speak of what people said: of the summary its chapter, of the report all; never the page of sources,
/// which names no count.
fn of_people(made: &Document) -> &[Block] {
    let at = |wanted: &str| {
        let is_it =
            |block: &Block| matches!(block, Block::Heading { level: 1, text } if text == wanted);
        made.blocks.iter().position(is_it)
    };
    let from = at("What people said").or_else(|| at("What people told us"));
    let until = at("What we will do").or_else(|| at("Sources and methods"));
    &made.blocks[from.unwrap_or(0)..until.unwrap_or(made.blocks.len())]
}

/// Whole numbers in a text that are no percentage and no part of a decimal.
fn numbers(text: &str) -> Vec<u64> {
    let text = text.replace(',', "");
    let is_in = |letter: char| letter.is_ascii_digit() || letter == '.';
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        rest = &rest[at..];
        let (word, after) = rest.split_at(rest.find(|letter| !is_in(letter)).unwrap_or(rest.len()));
        let is_numbering = after.starts_with(" What do you think");
        let is_no_count = ["%", "df"]
            .iter()
            .any(|word| after.trim_start().starts_with(word));
        if !is_no_count && !is_numbering {
            found.extend(word.trim_end_matches('.').parse::<u64>());
        }
        rest = after;
    }
    found
}

/// Every count of people that a document prints, with where: cells, the figures of drawings, sentences.
fn counts(made: &Document) -> Vec<(u64, String)> {
    let mut found = Vec::new();
    let mut add = |text: &str| {
        let all = numbers(&balance_taken_off(text)).into_iter();
        found.extend(all.map(|n| (n, text.to_owned())));
    };
    for block in of_people(made) {
        match block {
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row: &Row| &row.cells);
                for cell in cells {
                    match cell {
                        Cell::Number { value, suffix, .. } if suffix.is_empty() => {
                            add(&value.to_string());
                        }
                        Cell::Text(text) if table.name == "Published" => add(text),
                        _ => {}
                    }
                }
                table.notes.iter().for_each(|note| add(note));
            }
            Block::Picture(picture) => {
                let drawn = picture.chart.table();
                drawn.rows.iter().flatten().for_each(|cell| add(cell));
                add(&picture.chart.alt());
            }
            _ => {}
        }
    }
    let said = Document {
        blocks: of_people(made).to_vec(),
        ..Document::default()
    };
    for text in prose(&said) {
        // The rule itself names its limits.
        let is_rule = ["Small counts", "[c]:", "Counts are rounded"]
            .iter()
            .any(|start| text.starts_with(start));
        if !is_rule {
            add(&text);
        }
    }
    found
}

/// A sentence without what it says of balances, which are percentages.
fn balance_taken_off(text: &str) -> String {
    let balance = text
        .split_once("net agreement ")
        .or_else(|| text.split_once(", net "));
    let Some((before, after)) = balance else {
        return text.to_owned();
    };
    let rest = after.trim_start_matches(['+', '-', '−']);
    format!(
        "{before}{}",
        rest.trim_start_matches(|letter: char| letter.is_ascii_digit())
    )
}

#[track_caller]
fn check(book: &Book, profile: Profile, reports: &[Report]) {
    for report in reports {
        let options = with(profile);
        let made = make(*report, book, &options, &small::gathered(book));
        for (n, text) in counts(&made) {
            assert!(
                !profile.hides(n),
                "{report:?} under {profile:?} prints {n}: {text}"
            );
        }
    }
}

#[test]
fn no_small_count_is_printed_anywhere() {
    let book = small::counted(&small::COUNTS);
    for profile in [Profile::Under5, Profile::Under10, Profile::Ons10And5] {
        check(&book, profile, &[Report::Consultation]);
    }
    let open = make(
        Report::Consultation,
        &book,
        &with(Profile::None),
        &small::gathered(&book),
    );
    // The attack can see: without a rule the meeting's three people are printed.
    let printed = counts(&open);
    assert!(printed.iter().any(|(n, _)| *n == 3), "{printed:?}");
}

/// Everyone's answers are printed alike in each table of a question, and no more of them is known from one than another.
#[track_caller]
fn check_alike(book: &Book, profile: Profile) {
    let (options, gathered) = (with(profile), small::gathered(book));
    let maker = Maker::new(book, &options, &gathered);
    let question = book.questions[0].id;
    let told = maker.told(book.consultations[0].id).unwrap();
    let last = |by| {
        let table = told.table(question, by)?;
        table.printed.parts.last().cloned()
    };
    let Some(all) = last(By::All) else {
        assert!(!told.refused.is_empty());
        return;
    };
    for by in [By::Channel, By::Group] {
        if let Some(other) = last(by) {
            assert_eq!(all.answers, other.answers, "{by:?}");
            assert_eq!(all.base, other.base, "{by:?}");
        }
    }
}

#[test]
fn the_voice_of_the_thread_is_that_of_the_release() {
    let mut counts = small::COUNTS;
    counts[1] = [1, 0, 1, 0];
    let book = small::counted(&counts);
    let gathered = small::gathered(&book);
    for (profile, is_hidden) in [(Profile::None, false), (Profile::Under5, true)] {
        let options = with(profile);
        let maker = Maker::new(&book, &options, &gathered);
        let told = maker.told(book.consultations[0].id).unwrap();
        let found = said(told, book.questions[0].id);
        assert_eq!(found == Said::Hidden, is_hidden, "{profile:?}: {found:?}");
    }
    check(&book, Profile::Under5, &[Report::Consultation]);
}

#[test]
fn the_balance_without_a_part_is_the_one_that_the_room_shows() {
    let book = small::counted(&small::COUNTS);
    let made = make(
        Report::Consultation,
        &book,
        &with(Profile::None),
        &small::gathered(&book),
    );
    let wanted = sensitivity(&book, None, book.questions[0].id).unwrap();
    let printed = table(&made, "Sensitivity");
    assert_eq!(printed.rows.len(), wanted.without.len());
    for (row, wanted) in printed.rows.iter().zip(&wanted.without) {
        let base = Cell::count(wanted.base.unsigned_abs());
        let net = Cell::text(signed(wanted.net.unwrap()));
        assert_eq!(row.cells[1..3], [base, net], "{}", wanted.label);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever people answered, no small count is printed, and everyone's counts are the same in each table.
    #[test]
    fn small_counts_stay_hidden(counts in prop::array::uniform3(prop::array::uniform4(0_i64..40))) {
        let book = small::counted(&counts);
        for profile in [Profile::Under5, Profile::Ons10And5] {
            check_alike(&book, profile);
            check(&book, profile, &[Report::Consultation, Report::Summary]);
        }
    }

    /// The same of few people, where most is hidden.
    #[test]
    fn few_people_stay_hidden(counts in prop::array::uniform3(prop::array::uniform4(0_i64..9))) {
        let book = small::counted(&counts);
        check_alike(&book, Profile::Under5);
        check(&book, Profile::Under5, &[Report::Consultation, Report::YoungPeople]);
    }
}
