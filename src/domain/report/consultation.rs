//! The consultation report: who was asked and what came in, every question with its counts and bases, what people wrote,
//! and what was done about it.
//!
//! It is read by the people who answered. So all its counts leave by one release ([`crate::domain::report::voices`]):
//! sentences, drawings and sums are made from the counts that are printed, never from those that are hidden.
//!
//! Edges: a consultation without counts still says what was asked and what was done. Percentages that a report printed
//! long ago, without counts, stand as printed and say so.

mod questions;
mod written;

use crate::domain::chart::Chart;
use crate::domain::consultation::{Consultation, CountOf, Question};
use crate::domain::disclosure::Mark;
use crate::domain::document::{Block, Cell, Column, Document, Row, Table};
use crate::domain::report::Report;
use crate::domain::report::around::day;
use crate::domain::report::cells::{capital, head, hidden, list, note, people, set, table, words};
use crate::domain::report::maker::{Maker, bars, picture, whole_rule};
use crate::domain::report::sources::{self, Used};
use crate::domain::report::voices::{FATES, LedgerRow, Told, asked};
use crate::domain::statistics::grouped;

/// Writes the report.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    let held: Vec<&Consultation> = match maker.options.consultation {
        Some(id) => maker.book.consultations.get(id).into_iter().collect(),
        None => maker.book.consultations.iter().collect(),
    };
    if held.is_empty() {
        document.heading(1, "Consultations");
        document.add(note(
            "The plan holds no consultation yet. Add one, with its questions and what came in, and this report fills itself.",
        ));
    }
    for one in held {
        of_one(maker, document, one);
    }
    sources::write(maker, document, &Used::of(maker, Report::Consultation));
}

fn of_one(maker: &Maker<'_>, document: &mut Document, held: &Consultation) {
    document.heading(1, held.title.clone());
    what(maker, document, held);
    let Some(told) = maker.told(held.id) else {
        return;
    };
    document.heading(2, "How to read the figures");
    document.add(list(reading(maker, told)));
    if !told.refused.is_empty() {
        document.add(note(told.refused.clone()));
    }
    came_in(maker, document, held, told);
    questions::write(maker, document, held, told);
    published(maker, document, held);
    written::themes(maker, document, held, told);
    written::quotes(maker, document, held);
    written::said_and_did(maker, document, held, told);
}

/// What was asked, of whom, when, and for which decision.
fn what(maker: &Maker<'_>, document: &mut Document, held: &Consultation) {
    if !held.about.trim().is_empty() {
        document.say(held.about.clone());
    }
    let dates = match (held.opened, held.closed) {
        (Some(opened), Some(closed)) => format!("{} to {}", day(opened), day(closed)),
        (Some(opened), None) => format!("from {}", day(opened)),
        (None, Some(closed)) => format!("to {}", day(closed)),
        (None, None) => String::new(),
    };
    let objectives: Vec<String> = (held.objectives.iter())
        .filter_map(|id| Some(maker.book.objectives.get(*id)?.label()))
        .collect();
    let facts = [
        ("Asked of", held.asked_of.clone()),
        ("Open", dates),
        ("Stage", capital(held.stage.word())),
        ("For the decision", held.decision.clone()),
        ("Bears on", objectives.join("; ")),
    ];
    let mut table = table(
        "About",
        "What was asked, of whom and when",
        vec![
            Column::words("About", 2),
            Column::words("The consultation", 8),
        ],
    );
    for (name, says) in facts {
        table.rows.push(Row::body(vec![head(name), words(&says)]));
    }
    document.add(set(table));
}

fn reading(maker: &Maker<'_>, told: &Told) -> Vec<String> {
    let mut said = vec![
        "Respondents chose to answer; they do not stand for everyone.".to_owned(),
        "Every percentage is of the people who answered that question, whose number is given with it.".to_owned(),
        whole_rule(maker.options.profile),
    ];
    said.extend(told.legend.iter().cloned());
    said
}

/// What came in by each channel, and who came to meetings.
fn came_in(maker: &Maker<'_>, document: &mut Document, held: &Consultation, told: &Told) {
    document.heading(2, "What came in");
    if told.ledger.is_empty() {
        document.say("What came in by each channel has not been entered.");
    } else {
        if let Some(sentence) = told.ledger.last().and_then(ledger_words) {
            document.say(sentence);
        }
        let mut columns = vec![Column::words("Channel", 3), Column::figures("Received")];
        columns.extend(FATES.map(Column::figures));
        let mut table = table(
            "Receipts",
            "Responses by channel, and what became of them",
            columns,
        );
        let n = told.ledger.len();
        for (at, row) in told.ledger.iter().enumerate() {
            let mut cells = vec![head(row.name.clone()), people(row.received)];
            cells.extend(row.fates.map(people));
            let is_sum = n > 1 && at + 1 == n;
            table.rows.push(if is_sum {
                Row::total(cells)
            } else {
                Row::body(cells)
            });
        }
        document.add(set(table));
    }
    let events: Vec<_> = (maker.book.events.iter())
        .filter(|event| event.consultation == held.id)
        .collect();
    if events.is_empty() {
        return;
    }
    let columns = vec![
        Column::words("Meeting", 4),
        Column::figures("People"),
        Column::words("Note", 4),
    ];
    let mut table = table("Meetings", "People at meetings", columns);
    for event in events {
        let mark = told.meetings.get(&event.id).copied().flatten();
        table.rows.push(Row::body(vec![
            head(event.name.clone()),
            people(mark),
            words(&event.note),
        ]));
    }
    document.add(set(table));
}

/// `7,667 − 199 − 70 = 7,398` in words, of counts that are all printed as they are.
fn ledger_words(row: &LedgerRow) -> Option<String> {
    let exact = |mark: Option<Mark>| match mark {
        Some(Mark::Shown(n)) => Some(n),
        _ => None,
    };
    let received = exact(row.received)?;
    let mut taken = Vec::new();
    for (name, mark) in FATES.iter().zip(row.fates).take(FATES.len() - 1) {
        let n = exact(mark)?;
        if n > 0 {
            taken.push(format!("less {} {}", grouped(n), name.to_lowercase()));
        }
    }
    let analysed = exact(row.fates[FATES.len() - 1])?;
    let taken = if taken.is_empty() {
        "none was set aside".to_owned()
    } else {
        taken.join(", ")
    };
    Some(format!(
        "{} received, {taken}: {} analysed.",
        grouped(received),
        grouped(analysed)
    ))
}

/// Percentages and totals that a report printed.
fn published(maker: &Maker<'_>, document: &mut Document, held: &Consultation) {
    let mut printed: Vec<_> = (maker.book.published_counts.iter())
        .filter(|count| count.consultation == held.id)
        .collect();
    // In the questions' own order, what is of the whole consultation last.
    printed.sort_by_key(|count| {
        let place = count.choice.and_then(|id| {
            let question = maker.book.choices.get(id)?.question;
            let question = maker.book.questions.place(question)?;
            Some((question, maker.book.choices.place(id)?))
        });
        place.unwrap_or((usize::MAX, 0))
    });
    if printed.is_empty() {
        return;
    }
    document.heading(2, "As it was published");
    document.say("These figures stand as a report printed them. They are not worked out from counts in the plan.");
    let columns = vec![
        Column::words("Question and answer", 5),
        Column::words("What", 2),
        Column::figures("Printed"),
        Column::words("Where", 4),
    ];
    let mut table = table("Published", "Figures that a report printed", columns);
    for count in printed {
        let choice = count.choice.and_then(|id| maker.book.choices.get(id));
        let question = choice.and_then(|held| maker.book.questions.get(held.question));
        let name = match (question, choice) {
            (Some(question), Some(choice)) => format!("{}: {}", question.number, choice.text),
            _ => "The whole consultation".into(),
        };
        table.rows.push(Row::body(vec![
            head(name),
            Cell::text(capital(count.of.word())),
            printed_cell(maker, count.of, count.value),
            words(&count.source),
        ]));
    }
    document.add(set(table));
}

/// A printed figure; a count of people as the rule lets it stand.
fn printed_cell(maker: &Maker<'_>, of: CountOf, value: f64) -> Cell {
    let profile = maker.options.profile;
    if of == CountOf::Percent {
        let decimals = u8::from(value.fract() != 0.0);
        return Cell::Number {
            value,
            decimals,
            suffix: "%".into(),
        };
    }
    if value > 0.0 && value < profile.threshold() as f64 {
        return hidden();
    }
    Cell::Number {
        value,
        decimals: 0,
        suffix: String::new(),
    }
}

/// A question's drawing of the counts that are printed; none where there are none.
pub(super) fn chart(told: &Told, question: &Question) -> Option<Chart> {
    questions::chart(told, question)
}

/// A drawing of answers, with room for the words above it, its key, which may take two lines, and its source.
pub(super) fn drawn(chart: Chart) -> Block {
    let rows = match &chart {
        Chart::Diverging(held) => held.rows.len(),
        Chart::Bars(held) => held.bars.len(),
        _ => return bars(chart),
    };
    let rows = u32::try_from(rows).unwrap_or(40).min(40);
    picture(chart, 190 + 24 * rows)
}

/// A question's number and words.
fn title(question: &Question) -> String {
    let words = asked(question);
    match (question.number.trim(), words.trim()) {
        ("", "") => "Question".into(),
        ("", words) => words.into(),
        (number, "") => format!("Question {number}"),
        (number, words) => format!("{number}. {words}"),
    }
}

/// Adds a table, unless it has no rows.
fn add(document: &mut Document, table: Table) {
    if !table.rows.is_empty() {
        document.add(set(table));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_people_in_a_sentence_are_grouped_as_in_the_table() {
        let shown = |n| Some(Mark::Shown(n));
        let row = LedgerRow {
            name: "Online".into(),
            received: shown(7_667),
            fates: [199, 70, 0, 0, 0, 7_398].map(shown),
        };
        let said = ledger_words(&row).unwrap();
        assert_eq!(
            said,
            "7,667 received, less 199 invalid, less 70 blank: 7,398 analysed."
        );
    }
}
