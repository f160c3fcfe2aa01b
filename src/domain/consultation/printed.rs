//! Tables of answers as rows for a spreadsheet or a script: one row a question, answer and part.
//!
//! A hidden count is printed `[c]` and its percentage stays empty, with the reason beside it; a count that nobody entered
//! is empty with another reason, since not asked is not nought.

use crate::domain::book::Book;
use crate::domain::consultation::released::{PrintedAnswer, PrintedPart, Publication};
use crate::domain::disclosure::{Mark, Profile};

/// The columns. Scripts depend on them; more may come after.
pub const HEADINGS: [&str; 11] = [
    "question",
    "option",
    "breakdown",
    "count",
    "base",
    "percent",
    "lower",
    "upper",
    "reason",
    "of_people",
    "of_counts",
];

/// Every row of a publication, as [`HEADINGS`] has it.
#[must_use]
pub fn rows(book: &Book, found: &Publication) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for table in &found.tables {
        let number = book
            .questions
            .get(table.question)
            .map_or("?", |held| held.number.as_str());
        for part in &table.parts {
            for answer in &part.answers {
                rows.push(row(number, part, answer, found.profile));
            }
        }
    }
    rows
}

fn row(number: &str, part: &PrintedPart, answer: &PrintedAnswer, profile: Profile) -> Vec<String> {
    let mark = |mark: Option<Mark>| mark.map_or_else(String::new, |mark| mark.to_string());
    let figure = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    vec![
        number.to_owned(),
        answer.text.clone(),
        part.label.clone(),
        mark(answer.count),
        mark(part.base),
        figure(answer.percent),
        figure(answer.interval.map(|held| held.lower)),
        figure(answer.interval.map(|held| held.upper)),
        reason(part, answer, profile),
        mark(part.of_people),
        mark(part.of_counts),
    ]
}

/// Why a row has no count or percentage, or what was done to them.
fn reason(part: &PrintedPart, answer: &PrintedAnswer, profile: Profile) -> String {
    let marks = [answer.count, part.base];
    if answer.count.is_none() {
        "no count entered".to_owned()
    } else if marks.contains(&Some(Mark::Suppressed)) {
        format!("[c] suppressed under {}", profile.threshold())
    } else if profile == Profile::Ons10And5 {
        "rounded to the nearest 5".to_owned()
    } else {
        String::new()
    }
}

/// The rows as a spreadsheet takes them from the clipboard, with what stands below them.
#[must_use]
pub fn tsv(book: &Book, found: &Publication) -> String {
    let cell = |text: &String| text.replace(['\t', '\n', '\r'], " ");
    let line = |cells: &Vec<String>| cells.iter().map(cell).collect::<Vec<_>>().join("\t");
    let mut lines = vec![HEADINGS.join("\t")];
    lines.extend(rows(book, found).iter().map(line));
    lines.extend(found.legend.iter().cloned());
    lines.join("\n")
}

/// The rows as a CSV file, each line ended by a carriage return and a line feed (RFC 4180).
#[must_use]
pub fn csv(book: &Book, found: &Publication) -> String {
    let mut text = HEADINGS.join(",") + "\r\n";
    for row in rows(book, found) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text += &(cells.join(",") + "\r\n");
    }
    text
}

/// A cell between quotation marks where it needs them. Text that a spreadsheet would run as a formula is made plain.
fn quoted(cell: &str) -> String {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let cell = if runs {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::across::{By, split_table};
    use crate::domain::consultation::released::publish;
    use crate::domain::consultation::{Leaning, QuestionKind};
    use crate::domain::id::{ChannelId, QuestionId};

    fn book() -> Book {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Paper");
        sample.channel(held, "Meetings");
        let question = sample.question(held, QuestionKind::Single);
        let yes = sample.choice(question, "Yes, \"now\"", Leaning::None);
        let no = sample.choice(question, "=No", Leaning::None);
        for (at, [n, m]) in [(1, [3, 40]), (2, [30, 27])] {
            sample.tally(yes, ChannelId(at), None, n);
            sample.tally(no, ChannelId(at), None, m);
        }
        sample.book()
    }

    #[track_caller]
    fn check(profile: Profile, want: &[&str]) {
        let book = book();
        let table = split_table(&book, None, QuestionId(1), By::Channel).unwrap();
        let found = publish(&book, &[table], profile).unwrap();
        let text = csv(&book, &found);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        for want in want {
            assert!(
                lines.iter().any(|line| line.contains(want)),
                "{want} in\n{text}"
            );
        }
        assert_eq!(lines.len(), 8);
        assert!(tsv(&book, &found).starts_with("question\toption\tbreakdown\tcount"));
    }

    #[test]
    fn what_is_hidden_and_what_is_missing_have_each_a_reason() {
        check(
            Profile::None,
            &[
                "\"Yes, \"\"now\"\"\",Online,3,43,",
                "'=No,Paper,27,57,",
                "Meetings,,,,,,no count entered,,",
                ",All,33,100,33,",
            ],
        );
        check(
            Profile::Under5,
            &[
                "Online,[c],43,,,,[c] suppressed under 5,,43",
                "Paper,[c],57,,,,[c] suppressed under 5,,57",
                "Meetings,,,,,,no count entered,,",
            ],
        );
        check(
            Profile::Ons10And5,
            &["'=No,All,65,100,65,", "rounded to the nearest 5"],
        );
    }
}
