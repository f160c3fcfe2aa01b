//! Bundles of paper forms, how far their two keyings agree, and what is still to be decided.
//!
//! Deciding a difference does not make the keyers agree after the fact: the rate stays what it was.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::book::Book;
use crate::domain::consultation::paper::reading::{asked, by_form};
use crate::domain::consultation::paper::{Keying, PaperForm, Said};
use crate::domain::duplicates::normalised;
use crate::domain::id::{ConsultationId, PaperFormId, QuestionId};
use crate::domain::statistics;

/// A question that two keyers read otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The form's number.
    pub number: i64,
    /// The question.
    pub question: QuestionId,
    /// What the first read; none where they left it open.
    pub first: Option<Said>,
    /// What the second read.
    pub second: Option<Said>,
}

/// A bundle of forms, and how its two keyings agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Forms keyed.
    pub n_forms: usize,
    /// Of them, keyed by a second keyer as well.
    pub n_twice: usize,
    /// Answers that both keyed, questions left open counted in.
    pub n_compared: u64,
    /// Of them, those that agree.
    pub n_agreeing: u64,
    /// What they read otherwise and nobody has decided yet.
    pub differences: Vec<Difference>,
}

impl Bundle {
    /// How often the two keyers agree, in per cent; none where nothing was keyed twice.
    #[must_use]
    pub fn agreement(&self) -> Option<f64> {
        statistics::percent(self.n_agreeing, self.n_compared)
    }
}

/// The bundles of a consultation, by name, and how far their keyings agree.
#[must_use]
pub fn bundles(book: &Book, consultation: ConsultationId) -> Vec<Bundle> {
    let questions: Vec<QuestionId> = asked(book, consultation).map(|held| held.id).collect();
    let mut bundles: Vec<Bundle> = Vec::new();
    for ((name, number), readings) in by_form(book, consultation) {
        if bundles.last().is_none_or(|held| held.name != name) {
            bundles.push(Bundle {
                name: name.to_owned(),
                n_forms: 0,
                n_twice: 0,
                n_compared: 0,
                n_agreeing: 0,
                differences: Vec::new(),
            });
        }
        let Some(bundle) = bundles.last_mut() else {
            continue;
        };
        bundle.n_forms += 1;
        let (Some(first), Some(second)) = (readings.first, readings.second) else {
            continue;
        };
        bundle.n_twice += 1;
        for question in &questions {
            let (first, second) = (first.answers.get(question), second.answers.get(question));
            bundle.n_compared += 1;
            if agree(first, second) {
                bundle.n_agreeing += 1;
            } else if readings.agreed.is_none() {
                bundle.differences.push(Difference {
                    number,
                    question: *question,
                    first: first.cloned(),
                    second: second.cloned(),
                });
            }
        }
    }
    bundles
}

/// Whether two keyers read the same.
#[must_use]
pub fn agree(first: Option<&Said>, second: Option<&Said>) -> bool {
    match (first, second) {
        (Some(Said::Text(a)), Some(Said::Text(b))) => normalised(a) == normalised(b),
        (Some(Said::Many(a)), Some(Said::Many(b))) => {
            a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
        }
        (Some(Said::Ranks(a)), Some(Said::Ranks(b))) => {
            a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
        }
        (a, b) => a == b,
    }
}

/// The form as agreed: the first reading with the answers that were decided. A decision of none leaves the question open.
#[must_use]
pub fn agreed(
    key: PaperFormId,
    first: &PaperForm,
    who: &str,
    decided: &BTreeMap<QuestionId, Option<Said>>,
) -> PaperForm {
    let mut answers = first.answers.clone();
    for (question, said) in decided {
        match said {
            Some(said) => answers.insert(*question, said.clone()),
            None => answers.remove(question),
        };
    }
    PaperForm {
        id: key,
        keyer: who.to_owned(),
        keying: Keying::Agreed,
        answers,
        ..first.clone()
    }
}
