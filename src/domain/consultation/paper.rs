//! Paper forms, keyed one by one: by a first keyer, by a second who does not see what the first one keyed, and, where the
//! two differ, once more as agreed with the paper in hand.
//!
//! A form stands in a numbered bundle, so that any answer can be found again on its sheet of paper. What counts is the
//! agreed reading, or else the first. How often the two keyers agree says how far the keying of bundles that were keyed
//! once can be trusted.
//!
//! Edges: a question that a keyer left open is not answered, which is an answer to compare as well. Comments are not
//! compared letter by letter: blanks and the size of letters are not differences.

mod bundle;
mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::consultation::QuestionKind;
use crate::domain::grant::kinds::kinds;
use crate::domain::id::{ChannelId, ChoiceId, ConsultationId, GroupId, PaperFormId, QuestionId};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

pub use bundle::{Bundle, Difference, agree, agreed, bundles};
pub use reading::{comments, sheet};

kinds! {
    /// Which reading of the paper.
    Keying {
        /// The first keyer’s.
        First = "first",
        /// The second keyer’s, who did not see the first.
        Second = "second",
        /// As agreed where the two differ.
        Agreed = "agreed",
    }
}

/// What a form says to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// One answer.
    One(ChoiceId),
    /// Some of the answers, in the order of the question.
    Many(Vec<ChoiceId>),
    /// Answers with their places, 1 first.
    Ranks(Vec<(ChoiceId, u8)>),
    /// A figure.
    Number(f64),
    /// The respondent's words.
    Text(String),
    /// An answer that the form does not offer, or that cannot be read.
    Outside(String),
}

/// A form, as one keyer read it.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperForm {
    /// Its key.
    pub id: PaperFormId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// How it came.
    pub channel: ChannelId,
    /// The respondent's group; none where the form does not say.
    pub group: Option<GroupId>,
    /// The bundle that the paper lies in.
    pub bundle: String,
    /// Its number in the bundle, from 1.
    pub number: i64,
    /// Who keyed it.
    pub keyer: String,
    /// Which reading.
    pub keying: Keying,
    /// What it says; a question that is not here was left open.
    pub answers: BTreeMap<QuestionId, Said>,
}

impl Record for PaperForm {
    type Id = PaperFormId;
    const NOUN: &'static str = "paper form";

    fn id(&self) -> PaperFormId {
        self.id
    }

    fn find(book: &Book, id: PaperFormId) -> Option<&Self> {
        book.forms.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Form {} of bundle {}", self.number, self.bundle)
    }

    fn shown(&self, _book: &Book) -> String {
        let n = self.answers.len();
        format!(
            "{n} answers, keyed by {} ({})",
            self.keyer,
            self.keying.word()
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let refused = |kind, what: String, why: &str, remedy: &str| {
            Problem::refusal(kind, self.place(book), self.title(book), what, why, remedy)
        };
        let mut problems = Vec::new();
        if self.bundle.trim().is_empty() || self.number < 1 {
            problems.push(refused(
                "form-without-place",
                format!("bundle “{}”, number {}", self.bundle, self.number),
                "A form is found again by its bundle and its number in it.",
                "Name the bundle as it is written on it, and number its forms from 1.",
            ));
        }
        let others = || {
            book.forms.iter().filter(|other| {
                other.id != self.id
                    && other.consultation == self.consultation
                    && other.bundle == self.bundle
                    && other.number == self.number
            })
        };
        if let Some(other) = others().find(|other| other.keying == self.keying) {
            problems.push(refused(
                "form-twice",
                format!("keyed already by {}", other.keyer),
                "Each form is keyed once by each keyer, or a person would count twice.",
                "Look at the number on the paper, or change the form that is there.",
            ));
        }
        let is_own = |other: &&PaperForm| {
            other.keyer == self.keyer
                && other.keying != Keying::Agreed
                && self.keying != Keying::Agreed
        };
        if others().any(|other| is_own(&other) && other.keying != self.keying) {
            problems.push(refused(
                "same-keyer",
                format!("{} for both", self.keyer),
                "A second reading by the same person repeats the first one’s mistakes.",
                "Let somebody else key it a second time.",
            ));
        }
        problems.extend(self.answers.iter().filter_map(|(question, said)| {
            let fault = fault(book, self.consultation, *question, said)?;
            Some(refused(
                "answer-not-offered",
                fault,
                "A form answers the questions of its consultation with what they offer.",
                "Choose one of its answers, or key the words as an answer that is not offered.",
            ))
        }));
        problems
    }
}

/// What is wrong with an answer, if something is.
fn fault(
    book: &Book,
    consultation: ConsultationId,
    question: QuestionId,
    said: &Said,
) -> Option<String> {
    let Some(asked) = book
        .questions
        .get(question)
        .filter(|held| held.consultation == consultation)
    else {
        return Some("an answer to a question of another consultation".to_owned());
    };
    let is_offered = |choice: &ChoiceId| {
        let held = book.choices.get(*choice);
        held.is_some_and(|held| held.question == question)
    };
    let fits = match (said, asked.kind) {
        (Said::Outside(_), _) => true,
        (Said::One(choice), QuestionKind::Single | QuestionKind::Likert) => is_offered(choice),
        (Said::Many(some), QuestionKind::Multiple) => some.iter().all(is_offered),
        (Said::Ranks(places), QuestionKind::Ranking) => {
            places.iter().all(|held| is_offered(&held.0))
        }
        (Said::Number(number), QuestionKind::Number) => number.is_finite(),
        (Said::Text(_), QuestionKind::Text) => true,
        _ => false,
    };
    (!fits).then(|| {
        format!(
            "question {}: an answer that it does not offer",
            asked.number
        )
    })
}
