//! What officers typed in a consultation beside counts that are hidden: a figure among their words may give one back.
//!
//! No rule can read a sentence. So where a rule hides a count, each note of the same question, and each note of a meeting,
//! or on the whole consultation, that holds a digit is named, for somebody to read before the document leaves. The note is
//! not quoted.
//!
//! Edges: a number in words is not seen. A note without a digit, or where nothing is hidden, is not named.

use crate::domain::consultation::released::PrintedTheme;
use crate::domain::consultation::{Consultation, Question};
use crate::domain::disclosure::Mark;
use crate::domain::id::QuestionId;
use crate::domain::report::Report;
use crate::domain::report::maker::Maker;
use crate::domain::report::sources::Used;
use crate::domain::report::voices::{LedgerRow, Told};

/// The notes that are to be read, a sentence each.
pub(super) fn beside_hidden(maker: &Maker<'_>, used: &Used) -> Vec<String> {
    if used.report != Report::Consultation {
        return Vec::new();
    }
    let held = used.consultations.iter();
    held.filter_map(|id| Some((maker.book.consultations.get(*id)?, maker.told(*id)?)))
        .flat_map(|(held, told)| of_one(maker, held, told))
        .collect()
}

fn of_one(maker: &Maker<'_>, held: &Consultation, told: &Told) -> Vec<String> {
    let mut said = Vec::new();
    if hides(told) && has_digit(&held.about) {
        said.push(read(&format!("“{}”: what was written of it", held.title)));
    }
    let questions = maker.book.questions.iter();
    let questions = questions.filter(|question| question.consultation == held.id);
    for question in questions {
        if hides_of(told, question.id) && has_digit(&question.note) {
            said.push(read(&format!(
                "“{}”, {}: its note",
                held.title,
                number(question)
            )));
        }
    }
    let events = maker.book.events.iter();
    for event in events.filter(|event| event.consultation == held.id) {
        if hides(told) && has_digit(&event.note) {
            said.push(read(&format!(
                "“{}”, meeting “{}”: its note",
                held.title, event.name
            )));
        }
    }
    said
}

/// Whether any count of a consultation is hidden.
fn hides(told: &Told) -> bool {
    let is_hidden = |mark: Option<Mark>| mark == Some(Mark::Suppressed);
    let of_row = |row: &LedgerRow| {
        let mut all = std::iter::once(row.received).chain(row.fates);
        all.any(is_hidden)
    };
    let of_theme = |held: &PrintedTheme| {
        let parts = held.by_group.iter().chain(&held.by_channel);
        let mut all = std::iter::once(&held.people).chain(parts);
        all.any(|mark| *mark == Mark::Suppressed)
    };
    !told.refused.is_empty()
        || told.tables.iter().any(|table| table.hides)
        || told.ledger.iter().any(of_row)
        || told.meetings.values().copied().any(is_hidden)
        || told.themes.values().any(of_theme)
        || is_hidden(told.wrote)
}

/// Whether any count of a question is hidden, of everyone or of a part.
fn hides_of(told: &Told, question: QuestionId) -> bool {
    let mut tables = told.tables.iter();
    !told.refused.is_empty()
        || tables.any(|table| table.printed.question == question && table.hides)
}

fn number(question: &Question) -> String {
    match question.number.trim() {
        "" => "a question without a number".into(),
        number => format!("question {number}"),
    }
}

fn read(what: &str) -> String {
    format!(
        "Warning. {what} holds figures that an officer typed, printed as they were typed, while counts beside them are hidden. Read whether they give one back."
    )
}

fn has_digit(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}
