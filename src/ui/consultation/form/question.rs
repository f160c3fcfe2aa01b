//! The form for a question: its number, what is asked, and what sort of answer it takes.
//!
//! A new Likert question can start with the five-point scale of agreement, whose answers know their sides.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Choice, Leaning, Question, QuestionKind};
use crate::domain::id::{ChoiceId, ConsultationId, QuestionId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::edit;
use crate::ui::consultation::form::{Entry, Fields, hangs_on, next_position};
use crate::ui::room::Desk;

/// The scale that a Likert question can start with: words, side, strength.
pub const AGREEMENT: [(&str, Leaning, u8); 5] = [
    ("Strongly agree", Leaning::Positive, 2),
    ("Tend to agree", Leaning::Positive, 1),
    ("Neither agree nor disagree", Leaning::Neutral, 1),
    ("Tend to disagree", Leaning::Negative, 1),
    ("Strongly disagree", Leaning::Negative, 2),
];

/// What is typed in the form.
pub struct QuestionForm {
    was: Option<Question>,
    consultation: ConsultationId,
    number: String,
    text: String,
    kind: usize,
    note: String,
    scale: bool,
}

impl QuestionForm {
    /// For a question that is not there yet: the next number, and the sort asked most often.
    #[must_use]
    pub fn fresh(book: &Book, consultation: ConsultationId) -> Self {
        let n = book
            .questions
            .iter()
            .filter(|held| held.consultation == consultation)
            .count();
        Self {
            was: None,
            consultation,
            number: (n + 1).to_string(),
            text: String::new(),
            kind: position(QuestionKind::Likert),
            note: String::new(),
            scale: true,
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Question) -> Self {
        Self {
            consultation: was.consultation,
            number: was.number.clone(),
            text: was.text.clone(),
            kind: position(was.kind),
            note: was.note.clone(),
            scale: false,
            was: Some(was.clone()),
        }
    }

    /// The question it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<QuestionId> {
        self.was.as_ref().map(|was| was.id)
    }

    fn kind(&self) -> QuestionKind {
        QuestionKind::ALL
            .get(self.kind)
            .copied()
            .unwrap_or(QuestionKind::Single)
    }

    fn record(&self, desk: Desk<'_>) -> Question {
        let held = desk.book().questions.iter();
        let last = || {
            next_position(
                held.filter(|held| held.consultation == self.consultation)
                    .map(|held| held.position),
            )
        };
        Question {
            id: self
                .was
                .as_ref()
                .map_or_else(|| QuestionId(desk.session.new_key()), |was| was.id),
            consultation: self.consultation,
            number: self.number.trim().to_owned(),
            text: self.text.trim().to_owned(),
            kind: self.kind(),
            stem: (self.was.as_ref()).map_or_else(String::new, |was| was.stem.clone()),
            is_about: self.was.as_ref().is_some_and(|was| was.is_about),
            note: self.note.trim().to_owned(),
            position: self.was.as_ref().map_or_else(last, |was| was.position),
        }
    }
}

fn position(kind: QuestionKind) -> usize {
    QuestionKind::ALL
        .iter()
        .position(|held| *held == kind)
        .unwrap_or(0)
}

/// The five answers of the scale of agreement, to be added to a question.
pub fn agreement(desk: Desk<'_>, question: QuestionId) -> Vec<Command> {
    (0..)
        .zip(AGREEMENT)
        .map(|(position, (text, leaning, strength))| {
            let id = ChoiceId(desk.session.new_key());
            Edit::add(Choice {
                id,
                question,
                text: text.to_owned(),
                leaning,
                strength,
                position,
            })
            .into()
        })
        .collect()
}

impl Entry for QuestionForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Question"
        } else {
            "New question"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add question"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, _desk: Desk<'_>) {
        fields.text(
            "What is asked",
            &mut self.text,
            "To what extent do you agree…?",
        );
        fields.text("Number as printed", &mut self.number, "1");
        fields.pick(
            "Kind of answer",
            &mut self.kind,
            &QuestionKind::ALL.map(QuestionKind::word),
        );
        if self.was.is_none() && self.kind() == QuestionKind::Likert {
            fields.tick(
                "Start with the five-point scale of agreement",
                &mut self.scale,
            );
        }
        fields.text(
            "Note for readers",
            &mut self.note,
            "where its figures come from, whom they leave out",
        );
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let now = self.record(desk);
        if self.was.is_some() {
            return Ok(edit(self.was.as_ref(), Some(now)).map(Command::Question));
        }
        if !(self.scale && now.kind == QuestionKind::Likert) {
            return Ok(Some(Edit::add(now).into()));
        }
        let words = format!("Add Question {} with its scale", now.number);
        let scale = agreement(desk, now.id);
        let mut commands = vec![Edit::add(now).into()];
        commands.extend(scale);
        Ok(Some(Command::several(words, commands)))
    }

    fn removal(&self, book: &Book) -> Option<Result<Command, String>> {
        let was = self.was.as_ref()?;
        let parts = [
            (
                book.choices
                    .iter()
                    .filter(|held| held.question == was.id)
                    .count(),
                "answer",
                "answers",
            ),
            (
                book.answered
                    .iter()
                    .filter(|held| held.question == was.id)
                    .count(),
                "base",
                "bases",
            ),
        ];
        Some(hangs_on(&parts).map_or_else(|| Ok(Edit::remove(was).into()), Err))
    }
}
