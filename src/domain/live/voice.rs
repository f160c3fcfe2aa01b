//! What people answered: one answer's share, both sides, the net agreement, or how many answered.
//!
//! Below thirty people a percentage misleads and `7 of 12` is printed, as in the Consultation room. Where nobody has counts
//! the percentage that a report printed stands in, and says so. Where small counts are hidden an answer that fewer gave is
//! `[c]`; whether it could be worked out from other figures on the page is for whoever sets the page to look at
//! ([`crate::domain::disclosure`]).

use crate::domain::book::Book;
use crate::domain::consultation::results::{Breakdown, SMALL_BASE, Split, results};
use crate::domain::consultation::{CountOf, Leaning, Question};
use crate::domain::id::{ChoiceId, ConsultationId, QuestionId};
use crate::domain::live::name::{Named, find as named, folded, suggestion};
use crate::domain::live::{Fault, Figures, Live, Reference};
use crate::domain::problem::Place;
use crate::domain::reading::Missing;
use crate::domain::statistics::half_up;

const OWN: [&str; 5] = ["agree", "disagree", "neither", "net", "base"];

/// What of a question is asked for.
enum Asked {
    Choice(ChoiceId),
    Side(Leaning),
    Net,
    Base,
}

pub(super) fn find(figures: &Figures<'_>, reference: &Reference) -> Result<Live, Fault> {
    let book = figures.book;
    // The consultation's name may hold a stroke of its own, so that the last two are taken.
    let mut parts = reference.name.rsplitn(3, '/').map(str::trim);
    let (Some(answer), Some(question), Some(consultation)) =
        (parts.next(), parts.next(), parts.next())
    else {
        return Err(Fault::new(
            format!(
                "“{}” does not name a question and an answer",
                reference.name
            ),
            "Write consultation, question and answer: tally:Greengate/Q1/agree.",
        ));
    };
    let held = consultation_of(book, consultation)?;
    let question = question_of(book, held, question)?;
    let asked = answer_of(book, question, answer)?;
    let title = book.consultations.get(held).map_or("", |held| &held.title);
    let what = format!("{title}, question {}, {answer}", question.number);
    figure(figures, question, &asked, &what)
}

fn consultation_of(book: &Book, name: &str) -> Result<ConsultationId, Fault> {
    let known: Vec<_> = book
        .consultations
        .iter()
        .map(|held| Named::new(held.id, [held.title.as_str()]))
        .collect();
    named(name, "consultation", &known)
}

fn question_of<'a>(
    book: &'a Book,
    consultation: ConsultationId,
    name: &str,
) -> Result<&'a Question, Fault> {
    let known: Vec<Named<QuestionId>> = book
        .questions
        .iter()
        .filter(|held| held.consultation == consultation)
        .map(|held| {
            let (with_q, spelt) = (
                format!("Q{}", held.number),
                format!("question {}", held.number),
            );
            Named::new(held.id, [with_q.as_str(), &held.number, &spelt, &held.text])
        })
        .collect();
    let id = named(name, "question", &known)?;
    let gone = || Fault::new("the question is gone", "Choose another.");
    book.questions.get(id).ok_or_else(gone)
}

fn answer_of(book: &Book, question: &Question, name: &str) -> Result<Asked, Fault> {
    let choices: Vec<_> = book
        .choices
        .iter()
        .filter(|held| held.question == question.id)
        .map(|held| Named::new(held.id, [held.text.as_str()]))
        .collect();
    // An answer of just these words stands before a side of that name.
    let wanted = folded(name);
    let exact = choices
        .iter()
        .find(|held| held.names.iter().any(|text| folded(text) == wanted));
    if let Some(held) = exact {
        return Ok(Asked::Choice(held.id));
    }
    match wanted.as_str() {
        "agree" | "for" => Ok(Asked::Side(Leaning::Positive)),
        "disagree" | "against" => Ok(Asked::Side(Leaning::Negative)),
        "neither" => Ok(Asked::Side(Leaning::Neutral)),
        "net" => Ok(Asked::Net),
        "base" => Ok(Asked::Base),
        _ => named(name, "answer", &choices)
            .map(Asked::Choice)
            .map_err(|fault| {
                let texts = choices.iter().flat_map(|held| &held.names);
                let names = texts.map(String::as_str).chain(OWN);
                Fault {
                    remedy: suggestion(name, names),
                    ..fault
                }
            }),
    }
}

fn figure(
    figures: &Figures<'_>,
    question: &Question,
    asked: &Asked,
    what: &str,
) -> Result<Live, Fault> {
    let all = results(figures.book, question.id, Split::All, None);
    let counted = all.first().and_then(|all| Some((all, all.base?)));
    let (value, period, status) = match counted {
        Some((all, base)) if base > 0 => counts(all, base, asked, figures.hide_below),
        _ => printed(figures.book, question, asked),
    }
    .ok_or_else(|| {
        Fault::new(
            format!("nothing is counted for question {}", question.number),
            "Enter its counts, or take in its responses.",
        )
    })?;
    let beside: Vec<&str> = [what, &period, &status]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    Ok(Live {
        source: beside.join(", "),
        value,
        period,
        status,
        place: Place::Question(question.id),
    })
}

/// Value, period and status.
type Words = (String, String, String);

fn counts(all: &Breakdown, base: i64, asked: &Asked, hide_below: i64) -> Option<Words> {
    let words = |value: String, period: String| Some((value, period, String::new()));
    let n = match asked {
        Asked::Base => return words(base.to_string(), String::new()),
        Asked::Net => {
            let net = half_up(all.net()?, 0);
            // Nought is neither for nor against.
            let sign = if net > 0.0 { "+" } else { "" };
            return words(format!("{sign}{net:.0}"), format!("base {base}"));
        }
        Asked::Choice(id) => all.answers.iter().find(|held| held.choice == *id)?.count?,
        Asked::Side(leaning) => {
            let of_side = all.answers.iter().filter(|held| held.leaning == *leaning);
            of_side
                .filter_map(|held| held.count)
                .fold(0, i64::saturating_add)
        }
    };
    if n > 0 && n < hide_below {
        let missing = Missing::Confidential;
        return Some((missing.mark().into(), String::new(), missing.word().into()));
    }
    if base < SMALL_BASE {
        return words(format!("{n} of {base}"), String::new());
    }
    let percent = half_up(n as f64 * 100.0 / base as f64, 0);
    words(format!("{percent:.0}%"), format!("{n} of {base}"))
}

/// What a report printed, where nobody has counts.
fn printed(book: &Book, question: &Question, asked: &Asked) -> Option<Words> {
    let of_question = book.published_counts.iter().filter_map(|held| {
        let choice = book.choices.get(held.choice?)?;
        (held.of == CountOf::Percent && choice.question == question.id)
            .then_some((choice, held.value))
    });
    let found: Vec<(Leaning, f64)> = of_question
        .filter(|(choice, _)| match asked {
            Asked::Choice(id) => choice.id == *id,
            Asked::Side(leaning) => choice.leaning == *leaning,
            Asked::Net => matches!(choice.leaning, Leaning::Positive | Leaning::Negative),
            Asked::Base => false,
        })
        .map(|(choice, percent)| (choice.leaning, percent))
        .collect();
    if found.is_empty() {
        return None;
    }
    let is_net = matches!(asked, Asked::Net);
    let sum: f64 = found
        .iter()
        .map(|(leaning, percent)| match leaning {
            Leaning::Negative if is_net => -percent,
            _ => *percent,
        })
        .sum();
    let value = match (is_net, sum > 0.0) {
        (true, true) => format!("+{sum}"),
        (true, false) => format!("{sum}"),
        (false, _) => format!("{sum}%"),
    };
    Some((value, String::new(), "as printed".into()))
}
