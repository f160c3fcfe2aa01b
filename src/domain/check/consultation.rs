//! A consultation against itself: receipts, bases, meetings, and what its report printed.
//!
//! A report that counts 164 responses on one page and 91 respondents on another leaves its reader not knowing
//! of whom its percentages are. Both numbers are kept and set side by side.
//!
//! Edges: fewer answers than receipts is usual (people skip questions) and is no finding. Nothing is said of a
//! question or channel with no counts.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::{Spot, found, words};
use crate::domain::consultation::results::{Breakdown, SMALL_BASE, Split, results};
use crate::domain::consultation::{
    Consultation, CountOf, PublishedCount, Question, QuestionKind,
};
use crate::domain::id::{ChannelId, ChoiceId, QuestionId};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::statistics::half_up;

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
            problems.extend(percentages(book, held, question, &everyone));
        }
    }
    problems.extend(totals(book, held));
    problems.extend(meetings(book, held));
    problems
}

fn at(held: &Consultation) -> Spot {
    Spot::new(
        Place::Consultation(held.id),
        format!("Consultation {}", held.title),
    )
}

fn at_question(held: &Consultation, question: &Question) -> Spot {
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
                    format!("{base} answered by channel “{}”, which leaves {analysed} to count", channel.name),
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
            format!("{base} people answered, fewer than {SMALL_BASE}").replacen("1 people", if base == 1 { "1 person" } else { "1 people" }, 1),
            "A percentage of so few moves by whole points for one person.",
            format!("Report counts, such as “{} of {base}”, and not percentages.", largest(everyone)),
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

/// Printed percentages against ours, rounded half up to the decimals printed.
fn percentages(
    book: &Book,
    held: &Consultation,
    question: &Question,
    everyone: &Breakdown,
) -> Vec<Problem> {
    let printed: HashMap<ChoiceId, &PublishedCount> = book
        .published_counts
        .iter()
        .filter(|count| count.consultation == held.id && count.of == CountOf::Percent)
        .filter_map(|count| Some((count.choice?, count)))
        .collect();
    everyone
        .answers
        .iter()
        .filter_map(|answer| {
            let printed = printed.get(&answer.choice)?;
            let ours = half_up(answer.percent?, words::decimals(printed.value));
            (ours != printed.value).then(|| {
                found(
                    Severity::Warning,
                    "percent-disagrees",
                    at_question(held, question),
                    format!(
                        "“{}” is printed as {}%; the counts give {}%, {} of {}",
                        answer.text,
                        words::plain(printed.value),
                        words::plain(ours),
                        answer.count.unwrap_or(0),
                        everyone.base.unwrap_or(0),
                    ),
                    printed_in(&[printed]),
                    "Check the counts and their base against the report.",
                )
            })
        })
        .collect()
}

/// Two printed numbers of people who responded.
fn totals(book: &Book, held: &Consultation) -> Option<Problem> {
    let printed = |of: CountOf| {
        book.published_counts
            .iter()
            .filter(move |count| count.consultation == held.id && count.of == of)
    };
    let (responses, respondents) = printed(CountOf::Responses).find_map(|one| {
        let other = printed(CountOf::Respondents).find(|other| other.value != one.value)?;
        Some((one, other))
    })?;
    let (more, fewer) = (words::plain(responses.value), words::plain(respondents.value));
    Some(found(
        Severity::Warning,
        "published-total-disagrees",
        at(held),
        format!("{more} responses are printed, and {fewer} respondents"),
        format!(
            "{} A percentage of {more} is not a percentage of {fewer}, so the base of what was printed is unproved.",
            printed_in(&[responses, respondents])
        ),
        format!("Say which base the percentages have, and who is counted in {more} but not in {fewer}."),
    ))
}

/// Where figures were printed, as a sentence.
fn printed_in(counts: &[&PublishedCount]) -> String {
    let mut sources: Vec<String> = counts
        .iter()
        .map(|count| count.source.trim().to_owned())
        .filter(|source| !source.is_empty())
        .collect();
    sources.dedup();
    if sources.is_empty() {
        "Where it was printed is not recorded.".to_owned()
    } else {
        format!("Printed in: {}.", sources.join("; "))
    }
}

/// The people at the meetings against the number printed.
fn meetings(book: &Book, held: &Consultation) -> Option<Problem> {
    let people: Vec<i64> = book
        .events
        .iter()
        .filter(|event| event.consultation == held.id)
        .map(|event| event.n_people)
        .collect();
    let sum = people.iter().fold(0_i64, |sum, n| sum.saturating_add(*n));
    let printed = book.published_counts.iter().find(|count| {
        count.consultation == held.id && count.of == CountOf::Meetings && count.value != sum as f64
    })?;
    let shown: Vec<String> = people.iter().map(ToString::to_string).collect();
    if people.is_empty() {
        return None;
    }
    Some(found(
        Severity::Warning,
        "meetings-disagree",
        at(held),
        format!("{} = {sum}, the report says {}", shown.join(" + "), words::plain(printed.value)),
        printed_in(&[printed]),
        "Check the meetings’ numbers; say in the report which number is used.",
    ))
}
