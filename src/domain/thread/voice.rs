//! What people said towards an objective: the net agreement of one question, with its base.
//!
//! Two questions' net agreements are never averaged, since they ask different things. The one shown is the
//! first question with sides and counts in the latest consultation linked to the objective; how many more
//! there are is said. Where a report printed percentages and nobody has counts, the percentages are used and
//! marked as published, for their base is not known.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::consultation::results::{Breakdown, SMALL_BASE, Split, results};
use crate::domain::consultation::{Consultation, CountOf, Leaning, Question, Reader, Theme};
use crate::domain::id::{ConsultationId, ObjectiveId, QuestionId, ThemeId};

/// A question's answer in one figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The consultation.
    pub consultation: ConsultationId,
    /// The question.
    pub question: QuestionId,
    /// How many other questions with sides the objective's consultations have figures for.
    pub more: usize,
}

/// What people said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Voice {
    /// No consultation is linked to the objective.
    NotAsked,
    /// There is a consultation, but no question with sides has any figures.
    NoCounts(ConsultationId),
    /// Counted answers of thirty people or more.
    Net {
        /// Of which question.
        asked: Asked,
        /// Percentage for minus percentage against.
        net: f64,
        /// How many answered.
        base: i64,
    },
    /// Counted answers of so few that a percentage would mislead.
    Few {
        /// Of which question.
        asked: Asked,
        /// How many are for.
        agree: i64,
        /// How many are against.
        against: i64,
        /// How many answered.
        base: i64,
    },
    /// Percentages that a report printed; how many answered is not known.
    Published {
        /// Of which question.
        asked: Asked,
        /// Percentage for minus percentage against, of those printed.
        net: f64,
    },
}

impl Voice {
    /// The consultation it comes from.
    #[must_use]
    pub fn consultation(&self) -> Option<ConsultationId> {
        match self {
            Self::NotAsked => None,
            Self::NoCounts(id) => Some(*id),
            Self::Net { asked, .. } | Self::Few { asked, .. } | Self::Published { asked, .. } => {
                Some(asked.consultation)
            }
        }
    }
}

/// What people said towards an objective.
pub(super) fn voice(book: &Book, objective: ObjectiveId) -> Voice {
    let mut linked: Vec<&Consultation> = book
        .consultations
        .iter()
        .filter(|held| held.objectives.contains(&objective))
        .collect();
    // The latest first; one without a date is the oldest. The sort keeps the plan's order among equals.
    linked.sort_by_key(|held| Reverse(held.closed.or(held.opened)));
    let Some(latest) = linked.first() else {
        return Voice::NotAsked;
    };
    let mut found = linked.iter().flat_map(|held| {
        let questions = book
            .questions
            .iter()
            .filter(|question| question.consultation == held.id);
        questions.filter_map(|question| answer(book, question))
    });
    let Some(first) = found.next() else {
        return Voice::NoCounts(latest.id);
    };
    first.with_more(found.count())
}

/// The themes that are about an objective: those that name it, and of its consultations those that name none. Those found
/// in most comments come first, by the first reader; among equals the plan's order stands.
pub(super) fn themes(book: &Book, objective: ObjectiveId) -> Vec<ThemeId> {
    let asked = |id| {
        let held: Option<&Consultation> = book.consultations.get(id);
        held.is_some_and(|held| held.objectives.contains(&objective))
    };
    let is_about = |theme: &&Theme| {
        if theme.objectives.is_empty() {
            asked(theme.consultation)
        } else {
            theme.objectives.contains(&objective)
        }
    };
    let mut found: Vec<ThemeId> = book
        .themes
        .iter()
        .filter(is_about)
        .map(|theme| theme.id)
        .collect();
    let mut times: HashMap<ThemeId, usize> = HashMap::new();
    for coding in book
        .codings
        .iter()
        .filter(|held| held.reader == Reader::First)
    {
        *times.entry(coding.theme).or_default() += 1;
    }
    found.sort_by_key(|id| Reverse(times.get(id).copied().unwrap_or(0)));
    found
}

impl Voice {
    fn with_more(mut self, n: usize) -> Self {
        match &mut self {
            Self::Net { asked, .. } | Self::Few { asked, .. } | Self::Published { asked, .. } => {
                asked.more = n
            }
            Self::NotAsked | Self::NoCounts(_) => {}
        }
        self
    }
}

fn answer(book: &Book, question: &Question) -> Option<Voice> {
    let asked = Asked {
        consultation: question.consultation,
        question: question.id,
        more: 0,
    };
    let all = results(book, question.id, Split::All, None)
        .into_iter()
        .next()?;
    counted(asked, &all).or_else(|| published(book, asked))
}

fn counted(asked: Asked, all: &Breakdown) -> Option<Voice> {
    let (net, base) = (all.net()?, all.base?);
    if base >= SMALL_BASE {
        return Some(Voice::Net { asked, net, base });
    }
    let side = |leaning| {
        all.answers
            .iter()
            .filter(|answer| answer.leaning == leaning)
            .filter_map(|answer| answer.count)
            .sum()
    };
    Some(Voice::Few {
        asked,
        agree: side(Leaning::Positive),
        against: side(Leaning::Negative),
        base,
    })
}

fn published(book: &Book, asked: Asked) -> Option<Voice> {
    let printed = book.published_counts.iter().filter_map(|held| {
        let choice = book.choices.get(held.choice?)?;
        (held.of == CountOf::Percent && choice.question == asked.question)
            .then_some((choice.leaning, held.value))
    });
    let sided: Vec<f64> = printed
        .filter_map(|(leaning, percent)| match leaning {
            Leaning::Positive => Some(percent),
            Leaning::Negative => Some(-percent),
            Leaning::Neutral | Leaning::None => None,
        })
        .collect();
    (!sided.is_empty()).then(|| Voice::Published {
        asked,
        net: sided.iter().sum(),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::consultation::themes::sample::{coding, theme};
    use crate::domain::thread::sample::Sample;

    #[test]
    fn nobody_asked_and_nothing_counted_are_different() {
        let mut sample = Sample::default();
        let (one, two) = (sample.objective("One"), sample.objective("Two"));
        let held = sample.consultation(&[one], None);
        sample.question(held, &[]);
        assert_eq!(voice(&sample.book(), one), Voice::NoCounts(held));
        assert_eq!(voice(&sample.book(), two), Voice::NotAsked);
    }

    #[test]
    fn the_latest_consultations_first_question_with_counts_is_shown() {
        let mut sample = Sample::default();
        let one = sample.objective("One");
        let undated = sample.consultation(&[one], None);
        sample.question(undated, &[(Leaning::Positive, 90), (Leaning::Negative, 10)]);
        let old = sample.consultation(&[one], Some(date(2014, 3, 1)));
        sample.question(old, &[(Leaning::Positive, 30)]);
        let new = sample.consultation(&[one], Some(date(2015, 12, 20)));
        sample.question(new, &[]);
        let shown = sample.question(
            new,
            &[
                (Leaning::Positive, 51),
                (Leaning::Negative, 26),
                (Leaning::Neutral, 14),
            ],
        );
        let Voice::Net { asked, net, base } = voice(&sample.book(), one) else {
            panic!("{:?}", voice(&sample.book(), one));
        };
        assert_eq!(
            asked,
            Asked {
                consultation: new,
                question: shown,
                more: 2
            }
        );
        assert_eq!(base, 91);
        assert!((net - 25.0 / 91.0 * 100.0).abs() < 1e-9, "{net}");
    }

    #[test]
    fn few_answers_are_given_as_counts() {
        let mut sample = Sample::default();
        let one = sample.objective("One");
        let held = sample.consultation(&[one], None);
        let question = sample.question(
            held,
            &[
                (Leaning::Positive, 7),
                (Leaning::Negative, 3),
                (Leaning::Neutral, 2),
            ],
        );
        let asked = Asked {
            consultation: held,
            question,
            more: 0,
        };
        assert_eq!(
            voice(&sample.book(), one),
            Voice::Few {
                asked,
                agree: 7,
                against: 3,
                base: 12
            }
        );
    }

    #[test]
    fn printed_percentages_stand_where_nobody_counted() {
        let mut sample = Sample::default();
        let one = sample.objective("One");
        let held = sample.consultation(&[one], None);
        let question = sample.question(held, &[]);
        for (leaning, percent) in [
            (Leaning::Positive, 56.0),
            (Leaning::Negative, 29.0),
            (Leaning::Neutral, 15.0),
        ] {
            sample.printed(question, leaning, percent);
        }
        let asked = Asked {
            consultation: held,
            question,
            more: 0,
        };
        assert_eq!(
            voice(&sample.book(), one),
            Voice::Published { asked, net: 27.0 }
        );
    }

    #[test]
    fn a_question_without_sides_says_nothing_of_agreement() {
        let mut sample = Sample::default();
        let one = sample.objective("One");
        let held = sample.consultation(&[one], None);
        sample.question(held, &[(Leaning::None, 40), (Leaning::None, 60)]);
        assert_eq!(voice(&sample.book(), one), Voice::NoCounts(held));
    }

    #[test]
    fn themes_are_of_what_they_name_or_of_their_consultation_and_the_commonest_come_first() {
        let mut sample = Sample::default();
        let (one, two) = (sample.objective("One"), sample.objective("Two"));
        let held = sample.consultation(&[one], None);
        let mut book = sample.book();
        let theme = |id, objectives: &[ObjectiveId]| Theme {
            consultation: held,
            objectives: objectives.to_vec(),
            ..theme(id, "Theme", None)
        };
        book.themes = vec![theme(1, &[]), theme(2, &[two]), theme(3, &[])].into();
        assert_eq!(themes(&book, one), [ThemeId(1), ThemeId(3)]);
        assert_eq!(themes(&book, two), [ThemeId(2)]);
        book.codings = vec![coding(1, 1, QuestionId(1), 3)].into();
        assert_eq!(themes(&book, one), [ThemeId(3), ThemeId(1)]);
    }
}
