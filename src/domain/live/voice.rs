//! What people answered: one answer's share, both sides, the net agreement, or how many answered.
//!
//! Below thirty people a percentage misleads and `7 of 12` is printed, as in the Consultation room. Where nobody has counts
//! the percentage that a report printed stands in, and says so.
//!
//! In a document an answer is what the document's tables print of it, from the same release: `[c]` where they hide it, and
//! rounded where they round. A side is the sum of its answers as printed, and is hidden where any of them is; the balance is
//! given only where every answer is, as everywhere in the documents. So a sentence says nothing that the tables do not.

use crate::domain::book::Book;
use crate::domain::consultation::released::PrintedPart;
use crate::domain::consultation::results::{Breakdown, SMALL_BASE, Split, results};
use crate::domain::consultation::{CountOf, Leaning, Question};
use crate::domain::disclosure::Mark;
use crate::domain::id::{ChoiceId, ConsultationId, QuestionId};
use crate::domain::live::name::{Named, find as named, folded, suggestion};
use crate::domain::live::{Fault, Live, Reference, Release};
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

/// A figure of the working counts.
pub(super) fn find(book: &Book, reference: &Reference) -> Result<Live, Fault> {
    let wanted = Wanted::read(book, reference)?;
    let all = results(book, wanted.question.id, Split::All, None);
    wanted.live(book, all.first(), |all| counts(all, None, &wanted.asked))
}

/// A figure of the counts that are released.
pub(super) fn told(
    book: &Book,
    release: &Release<'_>,
    reference: &Reference,
) -> Result<Live, Fault> {
    let wanted = Wanted::read(book, reference)?;
    let all = results(book, wanted.question.id, Split::All, None);
    wanted.live(book, all.first(), |_| match release(wanted.question.id) {
        Some(held) => counts(held.shown, Some(held.marks), &wanted.asked),
        None => Some(hidden()),
    })
}

/// A figure's question, and what of it is asked for.
struct Wanted<'a> {
    question: &'a Question,
    asked: Asked,
    /// In words: `Greengate, question 1, agree`.
    what: String,
}

impl<'a> Wanted<'a> {
    fn read(book: &'a Book, reference: &Reference) -> Result<Self, Fault> {
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
        let title = book.consultations.get(held).map_or("", |held| &held.title);
        Ok(Self {
            asked: answer_of(book, question, answer)?,
            what: format!("{title}, question {}, {answer}", question.number),
            question,
        })
    }

    /// The figure: of counts where there are any, or else as a report printed it.
    fn live(
        &self,
        book: &Book,
        all: Option<&Breakdown>,
        of_counts: impl FnOnce(&Breakdown) -> Option<Words>,
    ) -> Result<Live, Fault> {
        let question = self.question;
        let counted = all.filter(|all| all.base.is_some_and(|base| base > 0));
        let found = match counted {
            Some(all) => of_counts(all),
            None => printed(book, question, &self.asked),
        };
        let (value, period, status) = found.ok_or_else(|| {
            Fault::new(
                format!("nothing is counted for question {}", question.number),
                "Enter its counts, or take in its responses.",
            )
        })?;
        let beside: Vec<&str> = [self.what.as_str(), &period, &status]
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

/// Value, period and status.
type Words = (String, String, String);

fn hidden() -> Words {
    let missing = Missing::Confidential;
    (missing.mark().into(), String::new(), missing.word().into())
}

/// A figure of these counts; in a document they are those that are printed, with the marks that they were printed from.
fn counts(all: &Breakdown, marks: Option<&PrintedPart>, asked: &Asked) -> Option<Words> {
    let status = if marks.is_some_and(is_rounded) {
        "rounded"
    } else {
        ""
    };
    let words = |value: String, period: String| Some((value, period, status.to_owned()));
    let Some(base) = all.base else {
        return Some(hidden());
    };
    let is_hidden = |at: usize| {
        let mark = marks.and_then(|marks| marks.answers.get(at)?.count);
        mark == Some(Mark::Suppressed)
    };
    let (n, of) = match asked {
        Asked::Base => return words(base.to_string(), String::new()),
        Asked::Net if marks.is_some_and(hides) => return Some(hidden()),
        Asked::Net => {
            let net = half_up(all.net()?, 0);
            // Nought is neither for nor against.
            let sign = if net > 0.0 { "+" } else { "" };
            return words(format!("{sign}{net:.0}"), format!("base {base}"));
        }
        Asked::Choice(id) => {
            let at = all.answers.iter().position(|held| held.choice == *id)?;
            let held = all.answers.get(at)?;
            match (held.count, held.base) {
                _ if is_hidden(at) => return Some(hidden()),
                (Some(_), None) => return Some(hidden()),
                (count, of) => (count?, of?),
            }
        }
        Asked::Side(leaning) => {
            let each = all.answers.iter().enumerate();
            let of_side = each.filter(|(_, held)| held.leaning == *leaning);
            if of_side.clone().any(|(at, _)| is_hidden(at)) {
                return Some(hidden());
            }
            let counts = of_side.filter_map(|(_, held)| held.count);
            (counts.fold(0, i64::saturating_add), base)
        }
    };
    if base < SMALL_BASE {
        return words(format!("{n} of {of}"), String::new());
    }
    let percent = half_up(n as f64 * 100.0 / of as f64, 0);
    words(format!("{percent:.0}%"), format!("{n} of {of}"))
}

/// Whether anything of a question is hidden.
fn hides(marks: &PrintedPart) -> bool {
    let mut all = all_marks(marks);
    all.any(|mark| mark == Mark::Suppressed)
}

fn is_rounded(marks: &PrintedPart) -> bool {
    let mut all = all_marks(marks);
    all.any(|mark| matches!(mark, Mark::Rounded(_)))
}

fn all_marks(marks: &PrintedPart) -> impl Iterator<Item = Mark> + '_ {
    let answers = marks.answers.iter().filter_map(|held| held.count);
    marks.base.into_iter().chain(answers)
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
