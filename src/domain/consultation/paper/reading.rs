//! Paper forms as individual responses: of each form the reading that counts.
//!
//! A form keeps its key as a response when its reading is agreed, so that what was set aside or found in it stays with it.

use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::domain::consultation::paper::{Keying, PaperForm, Said};
use crate::domain::consultation::sheet::{Cell, Column, Person, Shape, Sheet};
use crate::domain::consultation::{Choice, Question};
use crate::domain::id::{BatchId, ChoiceId, ConsultationId, QuestionId, ResponseId};

/// The readings of one form.
#[derive(Default)]
pub(super) struct Readings<'a> {
    pub(super) first: Option<&'a PaperForm>,
    pub(super) second: Option<&'a PaperForm>,
    pub(super) agreed: Option<&'a PaperForm>,
}

impl<'a> Readings<'a> {
    /// The reading that counts.
    fn counted(&self) -> Option<&'a PaperForm> {
        self.agreed.or(self.first).or(self.second)
    }
}

/// The forms of a consultation by bundle and number.
pub(super) fn by_form(
    book: &Book,
    consultation: ConsultationId,
) -> BTreeMap<(&str, i64), Readings<'_>> {
    let mut forms: BTreeMap<(&str, i64), Readings<'_>> = BTreeMap::new();
    for form in book
        .forms
        .iter()
        .filter(|held| held.consultation == consultation)
    {
        let readings = forms
            .entry((form.bundle.as_str(), form.number))
            .or_default();
        match form.keying {
            Keying::First => readings.first = Some(form),
            Keying::Second => readings.second = Some(form),
            Keying::Agreed => readings.agreed = Some(form),
        }
    }
    forms
}

pub(super) fn asked(book: &Book, consultation: ConsultationId) -> impl Iterator<Item = &Question> {
    book.questions
        .iter()
        .filter(move |held| held.consultation == consultation)
}

/// The response that a form is: the key of its first reading, so that it stays the same when another is agreed.
fn response(readings: &Readings<'_>) -> Option<ResponseId> {
    let first = readings.first.or(readings.second).or(readings.agreed)?;
    Some(ResponseId(first.id.0))
}

/// The forms of a consultation as individual responses; none where nobody has keyed any.
#[must_use]
pub fn sheet(book: &Book, consultation: ConsultationId) -> Option<Sheet> {
    let forms = by_form(book, consultation);
    if forms.is_empty() {
        return None;
    }
    let mut sheet = Sheet::default();
    for question in asked(book, consultation) {
        let choices: Vec<ChoiceId> = book
            .choices
            .iter()
            .filter(|held: &&Choice| held.question == question.id)
            .map(|held| held.id)
            .collect();
        let shape = Shape::of(question.kind);
        sheet.columns.push(Column::new(question.id, shape, choices));
    }
    for ((_, number), readings) in &forms {
        let (Some(form), Some(id)) = (readings.counted(), response(readings)) else {
            continue;
        };
        sheet.people.push(Person {
            id,
            batch: BatchId(0),
            line: number.unsigned_abs(),
            channel: form.channel,
            group: form.group,
        });
        for column in &mut sheet.columns {
            let cell = cell(form.answers.get(&column.question), &column.choices);
            column.push(&cell);
        }
    }
    Some(sheet)
}

fn cell(said: Option<&Said>, choices: &[ChoiceId]) -> Cell {
    let at = |choice: &ChoiceId| {
        let at = choices.iter().position(|held| held == choice)?;
        u16::try_from(at).ok()
    };
    match said {
        None => Cell::NotAnswered,
        Some(Said::One(choice)) => at(choice).map_or(Cell::Outside, Cell::One),
        Some(Said::Many(some)) => some
            .iter()
            .map(at)
            .collect::<Option<Vec<u16>>>()
            .map_or(Cell::Outside, Cell::Many),
        Some(Said::Ranks(places)) => Cell::Ranks(
            choices
                .iter()
                .map(|choice| {
                    places
                        .iter()
                        .find(|held| held.0 == *choice)
                        .map(|held| held.1)
                })
                .collect(),
        ),
        Some(Said::Number(number)) => Cell::Number(*number),
        Some(Said::Text(_)) => Cell::Text,
        Some(Said::Outside(_)) => Cell::Outside,
    }
}

/// The comments on paper that answer a question, each with its response.
pub fn comments(
    book: &Book,
    question: QuestionId,
) -> impl Iterator<Item = (ResponseId, String)> + '_ {
    let consultation = book.questions.get(question).map(|held| held.consultation);
    let forms = consultation
        .map(|held| by_form(book, held))
        .unwrap_or_default();
    forms.into_values().filter_map(move |readings| {
        let form = readings.counted()?;
        match form.answers.get(&question) {
            Some(Said::Text(text)) => Some((response(&readings)?, text.clone())),
            _ => None,
        }
    })
}
