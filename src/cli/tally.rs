//! `tally`: how many gave each answer, on which base.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table, figure};
use crate::domain::consultation::results::{Split, results};
use crate::domain::consultation::{Consultation, QuestionKind};
use crate::session::Session;

/// What `tally` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The consultation, by its title or a part of it
    #[arg(long)]
    consultation: String,
    /// What to split the answers by
    #[arg(long, value_parser = ["group", "channel"])]
    by: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HEADINGS: &[&str] = &[
    "question",
    "option",
    "breakdown",
    "count",
    "base",
    "percent",
    "lower",
    "upper",
    "reason",
];

/// Prints one row a question, option and breakdown.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let consultation = find(&session, &arguments.consultation)?;
    let split = match arguments.by.as_deref() {
        Some("group") => Split::Group,
        Some("channel") => Split::Channel,
        _ => Split::All,
    };
    let mut table = Table::new(HEADINGS);
    let asked = book.questions.iter().filter(|question| {
        question.consultation == consultation.id && question.kind != QuestionKind::Text
    });
    for question in asked {
        for breakdown in results(book, question.id, split, None) {
            for answer in &breakdown.answers {
                let whole = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
                table.row(vec![
                    question.number.clone(),
                    answer.text.clone(),
                    breakdown.label.clone(),
                    whole(answer.count),
                    whole(breakdown.base),
                    figure(answer.percent),
                    figure(answer.interval.map(|held| held.lower)),
                    figure(answer.interval.map(|held| held.upper)),
                    if answer.count.is_none() {
                        "no count entered".into()
                    } else {
                        String::new()
                    },
                ]);
            }
        }
    }
    table.print(arguments.format)?;
    Ok(Outcome::Done)
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
