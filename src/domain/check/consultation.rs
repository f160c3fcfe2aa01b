//! A consultation against itself: what came in against what was answered, and answers against their base.
//!
//! Every percentage in a report stands on a base, and a base that nobody can trace back to the responses
//! received is not one that a committee should be shown. What the report printed is checked in `published`.
//!
//! Edges: fewer answers than receipts is usual (people skip questions) and is no finding. Nothing is said of a
//! question or channel with no counts.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::{Spot, found, published, received};
use crate::domain::consultation::results::{Breakdown, SMALL_BASE, Split, results};
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::id::{ChannelId, QuestionId};
use crate::domain::problem::{Place, Problem, Severity};

/// Every finding about a consultation, in no order.
pub(super) fn findings(book: &Book, held: &Consultation) -> Vec<Problem> {
    let questions: Vec<&Question> = book
        .questions
        .iter()
        .filter(|question| question.consultation == held.id)
        .collect();
    let mut problems = receipts(book, held, &questions);
    for question in questions {
        // With no split there is one breakdown, or none where the question is unknown.
        for everyone in results(book, question.id, Split::All, None) {
            problems.extend(base(held, question, &everyone));
            problems.extend(answers_over(held, question, &everyone));
            problems.extend(published::percentages(book, held, question, &everyone));
        }
    }
    problems.extend(received::findings(book, held));
    problems.extend(published::totals(book, held));
    problems.extend(published::meetings(book, held));
    problems
}

/// A consultation, as a place.
pub(super) fn at(held: &Consultation) -> Spot {
    Spot::new(
        Place::Consultation(held.id),
        format!("Consultation {}", held.title),
    )
}

/// A question, as a place.
pub(super) fn at_question(held: &Consultation, question: &Question) -> Spot {
    Spot::new(
        Place::Question(question.id),
        format!("Consultation {}, question {}", held.title, question.number),
    )
}

/// People who answered each question by each channel.
fn bases(book: &Book, questions: &[&Question]) -> HashMap<(QuestionId, ChannelId), i64> {
    let mut bases: HashMap<(QuestionId, ChannelId), i64> = HashMap::new();
    let is_multiple = |id: QuestionId| {
        let asked = questions.iter().find(|question| question.id == id)?;
        Some(asked.kind == QuestionKind::Multiple)
    };
    let mut add = |question: QuestionId, channel: ChannelId, n: i64| {
        let base = bases.entry((question, channel)).or_default();
        *base = base.saturating_add(n);
    };
    for tally in &book.tallies {
        if let Some(choice) = book.choices.get(tally.choice)
            && is_multiple(choice.question) == Some(false)
        {
            add(choice.question, tally.channel, tally.n);
        }
    }
    for answered in &book.answered {
        if is_multiple(answered.question) == Some(true) {
            add(answered.question, answered.channel, answered.n);
        }
    }
    bases
}

/// Channels by which more people answered than there are responses to count.
fn receipts(book: &Book, held: &Consultation, questions: &[&Question]) -> Vec<Problem> {
    let bases = bases(book, questions);
    let mut problems = Vec::new();
    for receipt in &book.receipts {
        let channel = book.channels.get(receipt.channel);
        let Some(channel) = channel.filter(|channel| channel.consultation == held.id) else {
            continue;
        };
        let analysed = receipt.analysed();
        for question in questions {
            let base = bases.get(&(question.id, channel.id)).copied().unwrap_or(0);
            if base > analysed {
                problems.push(found(
                    Severity::Error,
                    "receipts-disagree",
                    at_question(held, question),
                    format!(
                        "{base} answered by channel “{}”, which leaves {analysed} to count",
                        channel.name
                    ),
                    format!(
                        "{} received less {} set aside leaves {analysed}; nobody answers twice.",
                        receipt.received,
                        receipt.received.saturating_sub(analysed)
                    ),
                    "Check the counts of this question and the channel’s receipts.",
                ));
            }
        }
    }
    problems
}

/// A base that is missing, or too small for percentages.
fn base(held: &Consultation, question: &Question, everyone: &Breakdown) -> Option<Problem> {
    let counted = everyone.answers.iter().any(|answer| answer.count.is_some());
    match everyone.base {
        None if counted => Some(found(
            Severity::Warning,
            "base-missing",
            at_question(held, question),
            "Its answers are counted, but not how many people answered",
            "People may tick several answers, so the counts do not say how many people there were.",
            "Enter how many people answered it; until then it has no percentages.",
        )),
        Some(base) if (1..SMALL_BASE).contains(&base) => Some(found(
            Severity::Note,
            "small-base",
            at_question(held, question),
            format!("Fewer than {SMALL_BASE} people answered: {base}"),
            "A percentage of so few moves by whole points for one person.",
            format!(
                "Report counts, such as “{} of {base}”, and not percentages.",
                largest(everyone)
            ),
        )),
        _ => None,
    }
}

fn largest(everyone: &Breakdown) -> i64 {
    everyone
        .answers
        .iter()
        .filter_map(|answer| answer.count)
        .max()
        .unwrap_or(0)
}

/// Answers that more people gave than answered.
fn answers_over(held: &Consultation, question: &Question, everyone: &Breakdown) -> Vec<Problem> {
    let Some(base) = everyone.base else {
        return Vec::new();
    };
    everyone
        .answers
        .iter()
        .filter_map(|answer| Some((answer, answer.count.filter(|n| *n > base)?)))
        .map(|(answer, n)| {
            found(
                Severity::Error,
                "answer-over-base",
                at_question(held, question),
                format!("{n} people chose “{}”, but {base} answered", answer.text),
                "Each person chooses an answer once.",
                "Check the count, and how many people answered.",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, kinds, none, only};
    use crate::domain::consultation::{Leaning, QuestionKind};
    use crate::domain::id::{ChannelId, QuestionId};

    /// A consultation with one channel and one question of two answers.
    struct Asked {
        sample: Sample,
        channel: ChannelId,
        question: QuestionId,
    }

    fn asked(kind: QuestionKind, yes: i64, no: i64) -> Asked {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        let channel = sample.channel(held, "Online");
        let question = sample.question(held, kind);
        for (text, n) in [("Yes", yes), ("No", no)] {
            let choice = sample.choice(question, text, Leaning::None);
            sample.tally(choice, channel, None, n);
        }
        Asked {
            sample,
            channel,
            question,
        }
    }

    #[test]
    fn no_more_people_answer_than_are_left_to_count() {
        let mut asked = asked(QuestionKind::Single, 20, 20);
        none(&asked.sample.all(), "receipts-disagree");
        let mut enough = asked.sample.clone();
        enough.receipt(asked.channel, 42, 2);
        assert_eq!(enough.all(), []);
        asked.sample.receipt(asked.channel, 42, 3);
        let found = asked.sample.all();
        let problem = only(&found, "receipts-disagree");
        assert_eq!(problem.location, "Consultation Survey, question 1");
        assert_eq!(
            problem.what,
            "40 answered by channel “Online”, which leaves 39 to count"
        );
        assert_eq!(
            problem.why,
            "42 received less 3 set aside leaves 39; nobody answers twice."
        );
    }

    #[test]
    fn several_answers_from_one_person_are_one_answer_to_the_receipts() {
        let mut asked = asked(QuestionKind::Multiple, 30, 30);
        asked.sample.receipt(asked.channel, 40, 0);
        asked.sample.answered(asked.question, asked.channel, 40);
        assert_eq!(asked.sample.all(), []);
    }

    #[test]
    fn several_answers_need_a_base_that_holds_them() {
        let mut asked = asked(QuestionKind::Multiple, 60, 45);
        assert_eq!(kinds(&asked.sample.all()), ["base-missing"]);
        let mut enough = asked.sample.clone();
        enough.answered(asked.question, asked.channel, 60);
        assert_eq!(enough.all(), []);
        asked.sample.answered(asked.question, asked.channel, 59);
        assert_eq!(
            only(&asked.sample.all(), "answer-over-base").what,
            "60 people chose “Yes”, but 59 answered"
        );
    }

    #[test]
    fn fewer_than_thirty_are_counts_and_not_percentages() {
        assert_eq!(asked(QuestionKind::Single, 20, 10).sample.all(), []);
        assert_eq!(asked(QuestionKind::Single, 0, 0).sample.all(), []);
        let found = asked(QuestionKind::Single, 20, 9).sample.all();
        let problem = only(&found, "small-base");
        assert_eq!(problem.what, "Fewer than 30 people answered: 29");
        assert!(problem.remedy.contains("“20 of 29”"));
    }
}
