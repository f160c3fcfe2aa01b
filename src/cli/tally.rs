//! `tally`: how many gave each answer, on which base, and what of it may be printed.
//!
//! Split by channel, group or another question, the parts of a question come first and everyone last. With a disclosure
//! rule all tables of a plan are one release, in however many runs they are printed: what one run hides cannot be worked
//! out from the others.
//!
//! Edges: only individual responses can be split by another question; a question of the rows that has none is left out,
//! which is said.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::listed;
use crate::cli::table::{Format, Table};
use crate::domain::book::Book;
use crate::domain::consultation::across::{By, can_split_by, split_table};
use crate::domain::consultation::printed::{HEADINGS, rows};
use crate::domain::consultation::released::publish;
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::disclosure::Profile;
use crate::domain::id::QuestionId;
use crate::domain::problem::Problem;
use crate::session::Session;

/// What `tally` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The consultation, by its title or a part of it
    #[arg(long)]
    consultation: String,
    /// What to split the answers by: group, channel, or a question by its number or a part of its text
    #[arg(long)]
    by: Option<String>,
    /// The rule for small counts: none, 5 and 10 hide those below, 10-5 hides those below 10 and rounds others to 5
    #[arg(long, default_value = "none", value_parser = Profile::ALL.map(Profile::word))]
    disclosure: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Prints one row a question, option and breakdown.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let consultation = find(&session, &arguments.consultation)?;
    let by = by(book, consultation, arguments.by.as_deref())?;
    let sheet = session.sheet(consultation.id);
    let sheet = sheet.as_deref();
    if let By::Question(id) = by
        && !can_split_by(sheet, id)
    {
        // Whatever the rows are, there is nothing to split them by.
        split_table(book, sheet, id, by).map_err(|problem| anyhow::anyhow!("--by: {problem}"))?;
    }
    let profile = Profile::from_word(&arguments.disclosure).unwrap_or_default();
    let asked = asked(book, consultation);
    let found = publish(book, sheet, &asked, by, profile, &mut |_| true)
        .map_err(|problems| refused(&problems))?;
    for problem in &found.left_out {
        eprintln!("{problem}");
    }
    let mut table = Table::new(&HEADINGS);
    for row in rows(book, &found) {
        table.row(row);
    }
    table.print(arguments.format)?;
    for line in &found.legend {
        eprintln!("{line}");
    }
    Ok(Outcome::Done)
}

/// Every question that is not answered in words.
fn asked(book: &Book, consultation: &Consultation) -> Vec<QuestionId> {
    let asked = book.questions.iter().filter(|question| {
        question.consultation == consultation.id && question.kind != QuestionKind::Text
    });
    asked.map(|question| question.id).collect()
}

fn by(book: &Book, consultation: &Consultation, given: Option<&str>) -> anyhow::Result<By> {
    let Some(given) = given else {
        return Ok(By::All);
    };
    match given {
        "channel" => return Ok(By::Channel),
        "group" => return Ok(By::Group),
        _ => {}
    }
    let asked: Vec<&Question> = book
        .questions
        .iter()
        .filter(|question| question.consultation == consultation.id)
        .collect();
    let wanted = given.to_lowercase();
    let is_number = |held: &&&Question| held.number.to_lowercase() == wanted;
    let is_exact = |held: &&&Question| held.text.to_lowercase() == wanted;
    for is_it in [&is_number as &dyn Fn(&&&Question) -> bool, &is_exact] {
        if let [only] = asked.iter().filter(is_it).collect::<Vec<_>>()[..] {
            return Ok(By::Question(only.id));
        }
    }
    let is_text = |held: &&&Question| held.text.to_lowercase().contains(&wanted);
    match asked.iter().filter(is_text).collect::<Vec<_>>()[..] {
        [only] => Ok(By::Question(only.id)),
        [] => {
            let named: Vec<String> = asked.iter().map(|held| named(held)).collect();
            anyhow::bail!(
                "--by {given}: no question of “{}” has that number or text; give group, channel or one of {}",
                consultation.title,
                named.join(", ")
            )
        }
        ref several => {
            let named: Vec<String> = several.iter().map(|held| named(held)).collect();
            anyhow::bail!(
                "--by {given}: {} questions have that in their text; give the number or the whole text of one: {}",
                several.len(),
                named.join(", ")
            )
        }
    }
}

/// A question by its number and words, for a message.
fn named(held: &Question) -> String {
    let words: String = held.text.chars().take(40).collect();
    if held.number.is_empty() {
        format!("“{words}”")
    } else {
        format!("{} “{words}”", held.number)
    }
}

/// Why a release cannot be kept, a line each.
fn refused(problems: &[Problem]) -> anyhow::Error {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    anyhow::anyhow!("{}", lines.join("\n"))
}

/// The consultation of a title, or of a part of one.
pub(super) fn find<'a>(session: &'a Session, name: &str) -> anyhow::Result<&'a Consultation> {
    let held = &session.book().consultations;
    if let Some(exact) = held.iter().find(|consultation| consultation.title == name) {
        return Ok(exact);
    }
    let wanted = name.to_lowercase();
    let found: Vec<&Consultation> = held
        .iter()
        .filter(|consultation| consultation.title.to_lowercase().contains(&wanted))
        .collect();
    match found.as_slice() {
        [only] => Ok(only),
        [] => {
            let titles: Vec<&str> = held
                .iter()
                .map(|consultation| consultation.title.as_str())
                .collect();
            anyhow::bail!(
                "--consultation {name}: the plan holds none of that name; it holds {}",
                listed(&titles)
            )
        }
        several => anyhow::bail!(
            "--consultation {name}: {} consultations are called that; give the whole title",
            several.len()
        ),
    }
}
