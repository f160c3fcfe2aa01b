//! `tally`: how many gave each answer, on which base, and what of it may be printed.
//!
//! Split by channel, group or another question, the parts of a question come first and everyone last, so that what is
//! hidden in the one cannot be worked out from the other. With a disclosure rule all that is printed is one release.
//!
//! Edges: only individual responses can be split by another question; a question of the rows that has none is left out,
//! which is said. A release that cannot be kept is refused, and nothing is printed.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table};
use crate::domain::book::Book;
use crate::domain::consultation::across::{By, SplitTable, can_split_by, split_table};
use crate::domain::consultation::printed::{HEADINGS, rows};
use crate::domain::consultation::released::publish;
use crate::domain::consultation::{Consultation, Question, QuestionKind};
use crate::domain::disclosure::Profile;
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
    let tables = tables(&session, consultation, by)?;
    let profile = Profile::from_word(&arguments.disclosure).unwrap_or_default();
    let found = publish(book, &tables, profile).map_err(|problems| refused(&problems))?;
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

/// Every question that is counted, set side by side.
fn tables(
    session: &Session,
    consultation: &Consultation,
    by: By,
) -> anyhow::Result<Vec<SplitTable>> {
    let book = session.book();
    let sheet = session.sheet(consultation.id);
    let sheet = sheet.as_deref();
    if let By::Question(id) = by
        && !can_split_by(sheet, id)
    {
        // Whatever the rows are, there is nothing to split them by.
        split_table(book, sheet, id, by).map_err(|problem| anyhow::anyhow!("--by: {problem}"))?;
    }
    let mut tables = Vec::new();
    let asked = book.questions.iter().filter(|question| {
        question.consultation == consultation.id && question.kind != QuestionKind::Text
    });
    for question in asked {
        if by == By::Question(question.id) {
            continue;
        }
        match split_table(book, sheet, question.id, by) {
            Ok(table) => tables.push(table),
            Err(problem) => eprintln!("{problem}"),
        }
    }
    Ok(tables)
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
    if let [only] = asked.iter().filter(is_number).collect::<Vec<_>>()[..] {
        return Ok(By::Question(only.id));
    }
    let is_text = |held: &&&Question| held.text.to_lowercase().contains(&wanted);
    match asked.iter().filter(is_text).collect::<Vec<_>>()[..] {
        [only] => Ok(By::Question(only.id)),
        [] => {
            let numbers: Vec<&str> = asked.iter().map(|held| held.number.as_str()).collect();
            anyhow::bail!(
                "--by {given}: no question of “{}” has that number or text; give group, channel or one of {}",
                consultation.title,
                numbers.join(", ")
            )
        }
        ref several => anyhow::bail!(
            "--by {given}: {} questions have that in their text; give the number of one",
            several.len()
        ),
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
                titles.join(", ")
            )
        }
        several => anyhow::bail!(
            "--consultation {name}: {} consultations are called that; give the whole title",
            several.len()
        ),
    }
}
