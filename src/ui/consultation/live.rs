//! What a question's counts come to, as they stand or as they would be if what is being typed were kept.
//!
//! While an officer types, totals, percentages, bars and checks move along. They are worked out from a copy of the
//! consultations with that one change made, once a keystroke, and nothing is stored until the entry is finished.

use crate::domain::book::{Book, Shelf};
use crate::domain::chart::Chart;
use crate::domain::check;
use crate::domain::command::Command;
use crate::domain::consultation::Question;
use crate::domain::consultation::chart::{answers, sentence};
use crate::domain::consultation::results::{AnswerCount, Breakdown, Split, results};
use crate::domain::problem::Problem;
use crate::domain::record::{Edit, Record};
use crate::domain::statistics::half_up;
use crate::ui::consultation::cells::{By, Column, Line, Slot, Table, Within, channels, groups};

/// A question's results.
#[derive(Clone, Debug)]
pub struct Live {
    /// The answers of everyone the table is narrowed to.
    pub total: Breakdown,
    /// Who answered in each column.
    pub bases: Vec<Option<i64>>,
    /// The finding in a sentence, for everyone.
    pub sentence: String,
    /// The answers as bars: everyone, and then column by column.
    pub chart: Chart,
    /// How many rows of bars it has.
    pub n_rows: usize,
    /// Whether some of them are of one channel or group.
    pub by_parts: bool,
    /// The checks of the whole consultation.
    pub problems: Vec<Problem>,
}

impl Live {
    /// Works out a question's results, with a change that is being typed if there is one.
    #[must_use]
    pub fn of(
        book: &Book,
        question: &Question,
        table: &Table,
        by: By,
        within: Within,
        draft: Option<&Command>,
    ) -> Self {
        let tried = draft.map(|command| with(book, command));
        let book = tried.as_ref().unwrap_or(book);
        let all = first(results(book, question.id, Split::All, None));
        let split = results(book, question.id, split_of(by), None);
        let (chart, n_rows, by_parts) = chart(question, &all, split);
        Self {
            bases: table
                .columns
                .iter()
                .map(|column| base(book, question, table, column))
                .collect(),
            total: total(book, question, within).unwrap_or_else(|| all.clone()),
            sentence: sentence(&all),
            chart,
            n_rows,
            by_parts,
            problems: check::of_consultation(book, question.consultation),
        }
    }

    /// An answer's result.
    #[must_use]
    pub fn answer(&self, row: usize) -> Option<&AnswerCount> {
        self.total.answers.get(row)
    }

    /// What the rounded percentages add to; none where one is missing.
    #[must_use]
    pub fn percent_sum(&self) -> Option<f64> {
        self.total
            .answers
            .iter()
            .map(|answer| answer.percent.map(|percent| half_up(percent, 0)))
            .sum()
    }
}

fn split_of(by: By) -> Split {
    match by {
        By::Channel => Split::Channel,
        By::Group => Split::Group,
    }
}

fn first(breakdowns: Vec<Breakdown>) -> Breakdown {
    let nothing = Breakdown {
        label: "All".into(),
        base: None,
        of_people: None,
        of_counts: None,
        other: 0,
        answers: Vec::new(),
    };
    breakdowns.into_iter().next().unwrap_or(nothing)
}

/// The answers of the channel or group that the table is narrowed to.
fn total(book: &Book, question: &Question, within: Within) -> Option<Breakdown> {
    let (split, at) = match within {
        Within::All => return None,
        Within::Channel(id) => {
            let at = channels(book, question.consultation)
                .iter()
                .position(|held| held.id == id)?;
            (Split::Channel, at)
        }
        Within::Group(group) => {
            let groups = groups(book, question.consultation);
            // Those not recorded stand after the last group, where there are any.
            let at = match group {
                Some(id) => groups.iter().position(|held| held.id == id)?,
                None => groups.len(),
            };
            (Split::Group, at)
        }
    };
    let found = results(book, question.id, split, None);
    let empty = || Breakdown {
        label: String::new(),
        base: None,
        of_people: None,
        of_counts: None,
        other: 0,
        answers: Vec::new(),
    };
    Some(found.into_iter().nth(at).unwrap_or_else(empty))
}

/// One row for everyone and, where the answers have sides and there is more than one column, one for each.
fn chart(question: &Question, all: &Breakdown, split: Vec<Breakdown>) -> (Chart, usize, bool) {
    let mut rows = vec![all.clone()];
    if split.len() > 1 {
        rows.extend(split);
    }
    let chart = answers(question, &rows);
    if matches!(chart, Chart::Diverging(_)) {
        return (chart, rows.len(), rows.len() > 1);
    }
    (
        answers(question, std::slice::from_ref(all)),
        all.answers.len(),
        false,
    )
}

/// Who answered in a column: the counts of its answers, or the base that was typed where ticks do not say it.
fn base(book: &Book, question: &Question, table: &Table, column: &Column) -> Option<i64> {
    let multiple = table.lines.contains(&Line::Base(question.id));
    let counts: Vec<i64> = if multiple {
        let held = book
            .answered
            .iter()
            .filter(|held| held.question == question.id);
        let taken = held.filter(|held| {
            column.takes(Slot {
                channel: held.channel,
                group: held.group,
            })
        });
        taken.map(|held| held.n).collect()
    } else {
        let held = book
            .tallies
            .iter()
            .filter(|held| table.lines.contains(&Line::Answer(held.choice)));
        let taken = held.filter(|held| {
            column.takes(Slot {
                channel: held.channel,
                group: held.group,
            })
        });
        taken.map(|held| held.n).collect()
    };
    (!counts.is_empty()).then(|| counts.iter().fold(0, |sum: i64, n| sum.saturating_add(*n)))
}

/// The consultations of a book as a change would leave them. Only counts are changed so.
fn with(book: &Book, command: &Command) -> Book {
    let mut tried = Book {
        consultations: book.consultations.clone(),
        groups: book.groups.clone(),
        channels: book.channels.clone(),
        questions: book.questions.clone(),
        choices: book.choices.clone(),
        tallies: book.tallies.clone(),
        answered: book.answered.clone(),
        events: book.events.clone(),
        receipts: book.receipts.clone(),
        published_counts: book.published_counts.clone(),
        ..Book::default()
    };
    apply(&mut tried, command);
    tried
}

/// Makes a change of counts in a copy of a book.
pub fn apply(tried: &mut Book, command: &Command) {
    match command {
        Command::Tally(edit) => put(&mut tried.tallies, edit),
        Command::Answered(edit) => put(&mut tried.answered, edit),
        Command::Receipt(edit) => put(&mut tried.receipts, edit),
        _ => {}
    }
}

fn put<T: Record>(shelf: &mut Shelf<T>, edit: &Edit<T>) {
    let Some(id) = edit.was.as_ref().or(edit.now.as_ref()).map(Record::id) else {
        return;
    };
    let kept = shelf.iter().filter(|held| held.id() != id).cloned();
    *shelf = kept.chain(edit.now.clone()).collect::<Vec<T>>().into();
}
