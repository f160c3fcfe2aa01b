//! What was asked, and the answers offered.

use crate::domain::book::Book;
use crate::domain::consultation::heard::Reach;
use crate::domain::consultation::in_use;
use crate::domain::consultation::sheet::Shape;
use crate::domain::id::{ChoiceId, ConsultationId, QuestionId};
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;
use crate::domain::statistics::grouped;

/// What sort of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuestionKind {
    /// One of several.
    Single,
    /// One point of a scale that runs from agreement to disagreement, or the like.
    Likert,
    /// Any of several: people are the base, not ticks.
    Multiple,
    /// The answers offered, in the respondent's order.
    Ranking,
    /// A figure.
    Number,
    /// The respondent's own words.
    Text,
}

impl QuestionKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Single,
        Self::Likert,
        Self::Multiple,
        Self::Ranking,
        Self::Number,
        Self::Text,
    ];

    /// Whether it offers answers that are counted.
    #[must_use]
    pub fn is_counted(self) -> bool {
        !matches!(self, Self::Number | Self::Text)
    }

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Single => "single choice",
            Self::Likert => "Likert",
            Self::Multiple => "multiple choice",
            Self::Ranking => "ranking",
            Self::Number => "number",
            Self::Text => "text",
        }
    }
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its key.
    pub id: QuestionId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its number as printed.
    pub number: String,
    /// What was asked; of a grid, its row.
    pub text: String,
    /// What the rows of a grid share; empty where the question stands by itself.
    pub stem: String,
    /// Whether it asks about the respondent rather than the matter.
    pub is_about: bool,
    /// What sort of answer it takes.
    pub kind: QuestionKind,
    /// What a reader must know of its figures: where they come from, whom they leave out.
    pub note: String,
    /// Where it stands in the list.
    pub position: i64,
}

/// Which side of the middle an answer stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaning {
    /// Agrees, is satisfied, is in favour.
    Positive,
    /// In the middle, or of no opinion.
    Neutral,
    /// Disagrees, is dissatisfied, is against.
    Negative,
    /// The question has no sides.
    None,
}

impl Leaning {
    /// Every leaning.
    pub const ALL: [Self; 4] = [Self::Positive, Self::Neutral, Self::Negative, Self::None];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
            Self::None => "none",
        }
    }
}

/// An answer that a question offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its key.
    pub id: ChoiceId,
    /// The question.
    pub question: QuestionId,
    /// The answer's words.
    pub text: String,
    /// Which side it stands on.
    pub leaning: Leaning,
    /// 2 for a strong answer, 1 for a mild one.
    pub strength: u8,
    /// Where it stands in the list.
    pub position: i64,
}

impl Record for Question {
    type Id = QuestionId;
    const NOUN: &'static str = "question";

    fn id(&self) -> QuestionId {
        self.id
    }

    fn find(book: &Book, id: QuestionId) -> Option<&Self> {
        book.questions.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Question {}", self.number)
    }

    fn shown(&self, _book: &Book) -> String {
        self.text.clone()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            return vec![name_empty(self.place(book), "Question, what is asked")];
        }
        self.changed_under_answers(book).into_iter().collect()
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .choices
            .iter()
            .filter(|choice| choice.question == self.id)
            .count();
        let (place, title) = (self.place(book), self.title(book));
        let mut problems = in_use(n, "answers", place.clone(), title.clone());
        let n = asked_of(book, self).map_or(0, |reach| reach.asked);
        problems.extend(in_use(counted(n), "individual responses", place, title));
        problems
    }
}

impl Record for Choice {
    type Id = ChoiceId;
    const NOUN: &'static str = "answer";

    fn id(&self) -> ChoiceId {
        self.id
    }

    fn find(book: &Book, id: ChoiceId) -> Option<&Self> {
        book.choices.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Answer “{}”", self.text)
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{} ({})", self.text, self.leaning.word())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.question)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            vec![name_empty(self.place(book), "Answer, its words")]
        } else {
            Vec::new()
        }
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n = book
            .tallies
            .iter()
            .filter(|tally| tally.choice == self.id)
            .count();
        let (place, title) = (self.place(book), self.title(book));
        let mut problems = in_use(n, "tallies", place.clone(), title.clone());
        let heard = book.questions.get(self.question).and_then(|asked| {
            let heard = book.heard.get(&asked.consultation)?;
            heard.questions.get(&self.question)
        });
        let cells = heard.map_or(&[][..], |held| &held.cells);
        let chosen = cells.iter().filter(|cell| cell.choice == Some(self.id));
        let n: i64 = chosen.map(|cell| cell.n).sum();
        problems.extend(in_use(counted(n), "individual responses", place, title));
        problems
    }
}

fn counted(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// How far a question got among individual responses; none where it was put to nobody.
fn asked_of(book: &Book, question: &Question) -> Option<Reach> {
    let heard = book.heard.get(&question.consultation)?;
    Some(heard.questions.get(&question.id)?.reach)
}

impl Question {
    /// The refusal of another kind for a question that people have answered: what they said could not be read as it.
    fn changed_under_answers(&self, book: &Book) -> Option<Problem> {
        let held = book.questions.get(self.id)?;
        let reach = asked_of(book, held).filter(|reach| reach.asked > 0)?;
        if Shape::of(held.kind) == Shape::of(self.kind) {
            return None;
        }
        Some(Problem::refusal(
            "kind-of-answered-question",
            self.place(book),
            format!("{}, kind", Record::title(self, book)),
            format!("“{}” in place of “{}”", self.kind.word(), held.kind.word()),
            format!(
                "{} individual responses answer it as “{}”, and could not be read as anything else.",
                grouped(reach.asked.unsigned_abs()),
                held.kind.word()
            ),
            "Take the file of responses out, or put the column right when it is taken in; or add another question.",
        ))
    }
}
