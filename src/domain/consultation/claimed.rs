//! What a consultation's report printed of a question, as the figure checker takes it.
//!
//! Reports that print a percentage of those who agree print the sum of its answers more often than not, so the sum of each
//! side is offered with the figures; whoever holds the report in hand takes it out where it is not printed.
//!
//! Edges: an answer of which nothing was printed is left out, and then the figures need not be the whole question.

use crate::domain::book::Book;
use crate::domain::consultation::{Choice, CountOf, Leaning, QuestionKind};
use crate::domain::id::{ConsultationId, QuestionId};

/// Printed figures of one question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: String,
    /// The answers of which a percentage was printed.
    pub answers: Vec<String>,
    /// Their percentages: `24, 32, 15, 29`.
    pub percents: String,
    /// The sums of its sides: `1-2=56`; empty where a side has one answer.
    pub together: String,
    /// Whether the figures need not sum to the base.
    pub is_apart: bool,
}

/// The questions of which a report printed percentages.
#[must_use]
pub fn claimed(book: &Book, consultation: ConsultationId) -> Vec<Claimed> {
    let own = book.questions.iter();
    own.filter(|held| held.consultation == consultation)
        .filter_map(|held| {
            let choices = || {
                book.choices
                    .iter()
                    .filter(|choice| choice.question == held.id)
            };
            let printed: Vec<(&Choice, f64)> = choices()
                .filter_map(|choice| Some((choice, percent(book, choice)?)))
                .collect();
            if printed.is_empty() {
                return None;
            }
            let percents: Vec<String> = printed.iter().map(|held| held.1.to_string()).collect();
            let is_apart = held.kind == QuestionKind::Multiple || printed.len() < choices().count();
            let sides = [Leaning::Positive, Leaning::Negative];
            let together: Vec<String> = sides
                .into_iter()
                .filter(|_| !is_apart)
                .filter_map(|side| sum_of(&printed, side))
                .collect();
            Some(Claimed {
                question: held.id,
                number: held.number.clone(),
                answers: printed.iter().map(|held| held.0.text.clone()).collect(),
                percents: percents.join(", "),
                together: together.join(", "),
                is_apart,
            })
        })
        .collect()
}

/// The printed totals of people, with what they are of, in the order of the plan.
#[must_use]
pub fn claimed_bases(book: &Book, consultation: ConsultationId) -> Vec<(CountOf, u64)> {
    let printed = book.published_counts.iter().filter(|held| {
        held.consultation == consultation
            && held.choice.is_none()
            && matches!(held.of, CountOf::Responses | CountOf::Respondents)
    });
    let mut bases: Vec<(CountOf, u64)> = printed
        .filter(|held| held.value >= 1.0 && held.value.fract() == 0.0 && held.value < 1e15)
        .map(|held| (held.of, held.value as u64))
        .collect();
    bases.sort_by_key(|held| held.1);
    bases.dedup();
    bases
}

fn percent(book: &Book, choice: &Choice) -> Option<f64> {
    let mut printed = book.published_counts.iter();
    let held =
        printed.find(|held| held.of == CountOf::Percent && held.choice == Some(choice.id))?;
    Some(held.value)
}

/// The answers of a side that are neighbours, two at least, with the sum of what was printed of them.
fn sum_of(printed: &[(&Choice, f64)], side: Leaning) -> Option<String> {
    let is_own = |held: &&(&Choice, f64)| held.0.leaning == side;
    let first = printed.iter().position(|held| held.0.leaning == side)?;
    let run: Vec<f64> = printed[first..]
        .iter()
        .take_while(is_own)
        .map(|held| held.1)
        .collect();
    if run.len() < 2 {
        return None;
    }
    let decimals = |value: &f64| {
        value
            .to_string()
            .split_once('.')
            .map_or(0, |held| held.1.len())
    };
    let most = run.iter().map(decimals).max().unwrap_or(0);
    let sum: f64 = run.iter().sum();
    Some(format!("{}-{}={sum:.most$}", first + 1, first + run.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;

    #[test]
    fn sides_are_summed_and_totals_come_smallest_first() {
        let mut sample = Sample::default();
        let held = sample.consultation("Greengate");
        let question = sample.question(held, QuestionKind::Likert);
        for (text, leaning, value) in [
            ("Strongly agree", Leaning::Positive, 24.1),
            ("Agree", Leaning::Positive, 32.2),
            ("No opinion", Leaning::Neutral, 15.0),
            ("Disagree", Leaning::Negative, 29.0),
        ] {
            let choice = sample.choice(question, text, leaning);
            sample.printed(held, CountOf::Percent, Some(choice), value, "appendix");
        }
        sample.printed(held, CountOf::Responses, None, 164.0, "report");
        sample.printed(held, CountOf::Respondents, None, 91.0, "appendix");
        let book = sample.book();
        let found = claimed(&book, held);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].percents, "24.1, 32.2, 15, 29");
        assert_eq!(found[0].together, "1-2=56.3");
        assert!(!found[0].is_apart);
        assert_eq!(
            claimed_bases(&book, held),
            [(CountOf::Respondents, 91), (CountOf::Responses, 164)]
        );
        assert_eq!(claimed(&Book::default(), held), []);
    }
}
