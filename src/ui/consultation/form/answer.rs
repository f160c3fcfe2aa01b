//! The form for an answer that a question offers: its words, which side it stands on, and how strongly.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Choice, Leaning, Question, QuestionKind};
use crate::domain::id::{ChoiceId, QuestionId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::edit;
use crate::ui::consultation::form::{Entry, Fields, hangs_on, next_position};
use crate::ui::room::Desk;

/// What is typed in the form.
pub struct AnswerForm {
    was: Option<Choice>,
    question: QuestionId,
    text: String,
    leaning: usize,
    strong: bool,
}

impl AnswerForm {
    /// For an answer that is not there yet. Only a scale has sides to begin with.
    #[must_use]
    pub fn fresh(question: &Question) -> Self {
        let leaning = if question.kind == QuestionKind::Likert {
            Leaning::Positive
        } else {
            Leaning::None
        };
        Self {
            was: None,
            question: question.id,
            text: String::new(),
            leaning: position(leaning),
            strong: false,
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Choice) -> Self {
        Self {
            question: was.question,
            text: was.text.clone(),
            leaning: position(was.leaning),
            strong: was.strength > 1,
            was: Some(was.clone()),
        }
    }

    /// The answer it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<ChoiceId> {
        self.was.as_ref().map(|was| was.id)
    }
}

fn position(leaning: Leaning) -> usize {
    Leaning::ALL
        .iter()
        .position(|held| *held == leaning)
        .unwrap_or(0)
}

/// What a side is called on screen.
#[must_use]
pub fn side(leaning: Leaning) -> &'static str {
    match leaning {
        Leaning::Positive => "positive: agrees, is in favour",
        Leaning::Neutral => "neutral, or of no opinion",
        Leaning::Negative => "negative: disagrees, is against",
        Leaning::None => "the question has no sides",
    }
}

impl Entry for AnswerForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Answer"
        } else {
            "New answer"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add this answer"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, _desk: Desk<'_>) {
        fields.text("The answer’s words", &mut self.text, "Tend to agree");
        fields.pick(
            "Which side it stands on",
            &mut self.leaning,
            &Leaning::ALL.map(side),
        );
        let leaning = Leaning::ALL.get(self.leaning);
        if matches!(leaning, Some(Leaning::Positive | Leaning::Negative)) {
            fields.tick(
                "A strong answer, such as “strongly agree”",
                &mut self.strong,
            );
        }
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let held = desk
            .book()
            .choices
            .iter()
            .filter(|held| held.question == self.question);
        let text = self.text.trim().to_owned();
        let own = self.was.as_ref().map(|was| was.id);
        if held
            .clone()
            .any(|held| Some(held.id) != own && held.text == text)
        {
            return Err(format!(
                "“{text}” is there already. Two answers of the same words cannot be told apart: add a word."
            ));
        }
        let last = || next_position(held.map(|held| held.position));
        let now = Choice {
            id: own.unwrap_or_else(|| ChoiceId(desk.session.new_key())),
            question: self.question,
            text,
            leaning: Leaning::ALL
                .get(self.leaning)
                .copied()
                .unwrap_or(Leaning::None),
            strength: if self.strong { 2 } else { 1 },
            position: self.was.as_ref().map_or_else(last, |was| was.position),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Choice))
    }

    fn removal(&self, book: &Book) -> Option<Result<Command, String>> {
        let was = self.was.as_ref()?;
        let parts = [
            (
                book.tallies
                    .iter()
                    .filter(|held| held.choice == was.id)
                    .count(),
                "count",
                "counts",
            ),
            (
                book.published_counts
                    .iter()
                    .filter(|held| held.choice == Some(was.id))
                    .count(),
                "published percentage",
                "published percentages",
            ),
        ];
        Some(hangs_on(&parts).map_or_else(|| Ok(Edit::remove(was).into()), Err))
    }
}
