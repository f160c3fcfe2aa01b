//! `themes`: how many people wrote of each theme, of those who answered, and what of it may be printed.

use std::path::PathBuf;

use crate::cli::Outcome;
use crate::cli::table::{Format, Table, figure};
use crate::cli::tally::find;
use crate::domain::book::Book;
use crate::domain::consultation::quote::group_name;
use crate::domain::consultation::released::{PrintedTheme, PrintedThemes, printed, publish_themes};
use crate::domain::consultation::themes::{ThemeCount, ThemeTable, theme_table};
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::statistics::percent;
use crate::session::Session;

/// What `themes` is given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The plan
    file: PathBuf,
    /// The consultation, by its title or a part of it
    #[arg(long)]
    consultation: String,
    /// One question, by its number; without it, all that were answered in words
    #[arg(long)]
    question: Option<String>,
    /// What to split the people by
    #[arg(long, value_parser = ["group", "channel"])]
    by: Option<String>,
    /// The rule for small counts: none, 5 and 10 hide those below, 10-5 hides those below 10 and rounds others to 5
    #[arg(long, default_value = "none", value_parser = Profile::ALL.map(Profile::word))]
    disclosure: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

const HEADINGS: &[&str] = &[
    "theme",
    "part_of",
    "breakdown",
    "mentions",
    "people",
    "base",
    "percent",
    "reason",
];

/// Prints one row a theme and breakdown.
pub fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let session = Session::open_to_read(&arguments.file)?;
    let book = session.book();
    let held = find(&session, &arguments.consultation)?;
    let question = match &arguments.question {
        Some(number) => Some(question(book, held.id, number)?),
        None => None,
    };
    let sheet = session.sheet(held.id);
    let counts = sheet.map(|sheet| theme_table(book, &sheet, held.id, question));
    let mut out = Table::new(HEADINGS);
    match counts {
        Some(counts) => {
            let profile = Profile::from_word(&arguments.disclosure).unwrap_or_default();
            let found = publish_themes(book, held.id, &counts, profile)
                .map_err(|problem| anyhow::anyhow!("{problem}"))?;
            for (row, printed) in counts.rows.iter().zip(&found.rows) {
                let by = arguments.by.as_deref();
                theme(&mut out, book, &counts, (row, printed), &found, by);
            }
            for line in &found.legend {
                eprintln!("{line}");
            }
            if counts.not_counted > 0 {
                eprintln!(
                    "{} codings stand in responses that do not count, and are left out.",
                    counts.not_counted
                );
            }
        }
        None => uncounted(&mut out, book, held.id),
    }
    out.print(arguments.format)?;
    Ok(Outcome::Done)
}

fn question(book: &Book, consultation: ConsultationId, number: &str) -> anyhow::Result<QuestionId> {
    let asked: Vec<&Question> = book
        .questions
        .iter()
        .filter(|held| held.consultation == consultation && held.kind == QuestionKind::Text)
        .collect();
    let found = asked.iter().find(|held| held.number == number);
    found.map(|held| held.id).ok_or_else(|| {
        let numbers: Vec<&str> = asked.iter().map(|held| held.number.as_str()).collect();
        anyhow::anyhow!(
            "--question {number}: no question of that number was answered in words; those that were: {}",
            numbers.join(", ")
        )
    })
}

fn theme(
    out: &mut Table,
    book: &Book,
    counts: &ThemeTable,
    (row, marks): (&ThemeCount, &PrintedTheme),
    found: &PrintedThemes,
    by: Option<&str>,
) {
    let mut line = |breakdown: String, mentions: Option<Mark>, people: Mark, base: Mark| {
        let both = printed(people).zip(printed(base));
        let share = both.and_then(|(people, base)| percent(people, base));
        out.row(vec![
            title(book, row),
            part_of(book, row),
            breakdown,
            mentions.map_or_else(String::new, |n| n.to_string()),
            people.to_string(),
            base.to_string(),
            figure(share),
            match (people, printed(base)) {
                (Mark::Suppressed, _) | (_, None) => "[c] suppressed".to_owned(),
                (_, Some(0)) => "nobody answered".to_owned(),
                (Mark::Rounded(_), _) => "rounded to the nearest 5".to_owned(),
                _ => String::new(),
            },
        ]);
    };
    match by {
        Some("group") => {
            let groups = counts.groups.iter().zip(&found.groups);
            for (((group, _), base), people) in groups.zip(&marks.by_group) {
                line(group_name(book, *group), None, *people, *base);
            }
        }
        Some("channel") => {
            let channels = counts.channels.iter().zip(&found.channels);
            for (((channel, _), base), people) in channels.zip(&marks.by_channel) {
                let name = book.channels.get(*channel).map(|held| held.name.clone());
                line(name.unwrap_or_default(), None, *people, *base);
            }
        }
        _ => line(
            "everyone".to_owned(),
            Some(marks.mentions),
            marks.people,
            found.answered,
        ),
    }
}

fn title(book: &Book, row: &ThemeCount) -> String {
    let held = book.themes.get(row.theme);
    held.map_or_else(String::new, |held| held.title.clone())
}

fn part_of(book: &Book, row: &ThemeCount) -> String {
    let parent = book.themes.get(row.theme).and_then(|held| held.parent);
    let held = parent.and_then(|id| book.themes.get(id));
    held.map_or_else(String::new, |held| held.title.clone())
}

/// A consultation without responses has themes that nobody can be counted for.
fn uncounted(out: &mut Table, book: &Book, consultation: ConsultationId) {
    let themes = book
        .themes
        .iter()
        .filter(|held| held.consultation == consultation);
    for held in themes {
        let parent = held.parent.and_then(|id| book.themes.get(id));
        out.row(vec![
            held.title.clone(),
            parent.map_or_else(String::new, |held| held.title.clone()),
            "everyone".to_owned(),
            String::new(),
            String::new(),
            String::new(),
            String::new(),
            "no individual responses".to_owned(),
        ]);
    }
}
