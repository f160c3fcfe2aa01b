//! Tables of answers as rows for a spreadsheet or a script: one row a question, answer and part.
//!
//! A hidden count is printed `[c]` and its percentage stays empty, with the reason beside it; a count that nobody entered
//! is empty with another reason, since not asked is not nought. The base of a row is that of its percentage: of a ranking
//! those who ranked the answer.

use crate::domain::book::Book;
use crate::domain::consultation::Question;
use crate::domain::consultation::numbers::Numbers;
use crate::domain::consultation::released::{PrintedAnswer, PrintedPart, Publication};
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::spreadsheet::{escaped, tabbed};

/// The columns. Scripts depend on them; more may come after.
pub const HEADINGS: [&str; 14] = [
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
    "question_text",
    "mean",
    "median",
];

/// Every row of a publication, as [`HEADINGS`] has it.
#[must_use]
pub fn rows(book: &Book, found: &Publication) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for table in &found.tables {
        let asked = book.questions.get(table.question);
        let number = asked.map_or("?", |held| held.number.as_str());
        let words = asked.map_or_else(String::new, words);
        for part in &table.parts {
            for (at, answer) in part.answers.iter().enumerate() {
                let figures = part.figures.filter(|_| at == 0);
                rows.push(row([number, &words], part, answer, figures, found.profile));
            }
        }
    }
    rows
}

/// What was asked, with the grid that it is a row of.
fn words(asked: &Question) -> String {
    if asked.stem.is_empty() {
        asked.text.clone()
    } else {
        format!("{}: {}", asked.stem, asked.text)
    }
}

fn row(
    [number, words]: [&str; 2],
    part: &PrintedPart,
    answer: &PrintedAnswer,
    figures: Option<Numbers>,
    profile: Profile,
) -> Vec<String> {
    let mark = |mark: Option<Mark>| mark.map_or_else(String::new, |mark| mark.to_string());
    let figure = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    // More digits of a mean than it needs would say how many people it is of, where they are rounded.
    let of_figures = |value: Option<f64>| match profile {
        Profile::None => figure(value),
        _ => value.map_or_else(String::new, |value| format!("{value:.1}")),
    };
    vec![
        number.to_owned(),
        answer.text.clone(),
        part.label.clone(),
        mark(answer.count),
        mark(answer.base),
        figure(answer.percent),
        figure(answer.interval.map(|held| held.lower)),
        figure(answer.interval.map(|held| held.upper)),
        reason(answer, profile),
        mark(part.of_people),
        mark(part.of_counts),
        words.to_owned(),
        of_figures(figures.map(|held| held.mean)),
        of_figures(figures.map(|held| held.median)),
    ]
}

/// Why a row has no count or percentage, or what was done to them.
fn reason(answer: &PrintedAnswer, profile: Profile) -> String {
    let marks = [answer.count, answer.base];
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
    let mut lines = vec![HEADINGS.join("\t")];
    lines.extend(rows(book, found).iter().map(|cells| tabbed(cells)));
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

/// A cell between quotation marks where it needs them.
fn quoted(cell: &str) -> String {
    let cell = escaped(cell);
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
    use crate::domain::consultation::across::By;
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
        let asked = [QuestionId(1)];
        let found = publish(&book, None, &asked, By::Channel, profile, &mut |_| true).unwrap();
        let text = csv(&book, &found);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        for want in want {
            assert!(
                lines.iter().any(|line| line.contains(want)),
                "{want} in\n{text}"
            );
        }
        assert_eq!(lines.len(), 8);
        let copied = tsv(&book, &found);
        assert!(copied.starts_with("question\toption\tbreakdown\tcount"));
        assert!(
            copied.contains("\t'=No\t") && !copied.contains("\t=No"),
            "{copied}"
        );
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
