//! Where each count of a question stands: which answer, by which channel, in which group, and whether it can be typed.
//!
//! A count is kept for one answer, one channel and one group, or for a group that the source does not record. The table
//! on screen has one row an answer and one column a channel or a group; a cell may so be the sum of several counts.
//! Such a sum is shown and cannot be typed into, for nobody could say which of its parts was meant.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{
    Answered, Channel, Choice, CountOf, Group, Question, QuestionKind, Tally,
};
use crate::domain::id::{
    AnsweredId, ChannelId, ChoiceId, ConsultationId, GroupId, QuestionId, TallyId,
};
use crate::domain::record::Edit;

/// What the columns of the table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// One column a channel.
    #[default]
    Channel,
    /// One column a respondent group, and one for those not recorded.
    Group,
}

/// What the whole table is narrowed to, across its columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Nothing: sums over all of them.
    #[default]
    All,
    /// One channel, while the columns are groups.
    Channel(ChannelId),
    /// One group, or those not recorded, while the columns are channels.
    Group(Option<GroupId>),
}

/// Where one count is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The channel.
    pub channel: ChannelId,
    /// The group; none where it is not recorded.
    pub group: Option<GroupId>,
}

/// What a row of the table counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// People who gave an answer.
    Answer(ChoiceId),
    /// People who answered the question at all, where ticks do not say it.
    Base(QuestionId),
}

/// A column, by what it takes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: String,
    channel: Option<ChannelId>,
    group: Option<Option<GroupId>>,
    /// Where a count typed here is kept, if nothing else stands in the cell.
    slot: Option<Slot>,
}

impl Column {
    /// Whether a count kept there belongs to the column.
    #[must_use]
    pub fn takes(&self, slot: Slot) -> bool {
        self.channel.is_none_or(|channel| channel == slot.channel)
            && self.group.is_none_or(|group| group == slot.group)
    }
}

/// A cell of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How many people; none where nobody has entered a count.
    pub n: Option<i64>,
    /// Where it is kept; none where the cell is a sum.
    pub slot: Option<Slot>,
}

/// A question's counts as rows and columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns that counts are typed into.
    pub columns: Vec<Column>,
    /// The rows, the base last where it is typed.
    pub lines: Vec<Line>,
    /// What each row is called.
    pub names: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<Vec<Cell>>,
    /// The percentage a report printed for each answer.
    pub printed: Vec<Option<f64>>,
}

impl Table {
    /// The question's table.
    #[must_use]
    pub fn of(book: &Book, question: &Question, by: By, within: Within) -> Self {
        let choices = choices(book, question.id);
        let columns = columns(book, question.consultation, by, within);
        let mut lines: Vec<Line> = choices.iter().map(|held| Line::Answer(held.id)).collect();
        let mut names: Vec<String> = choices.iter().map(|held| held.text.clone()).collect();
        if question.kind == QuestionKind::Multiple && !lines.is_empty() {
            lines.push(Line::Base(question.id));
            names.push("Answered (base)".to_owned());
        }
        let cells = lines
            .iter()
            .map(|line| {
                let counts = counts(book, *line);
                columns.iter().map(|column| cell(&counts, column)).collect()
            })
            .collect();
        let printed = choices.iter().map(|held| printed(book, held.id)).collect();
        Self {
            columns,
            lines,
            names,
            cells,
            printed,
        }
    }

    /// Whether any count is entered in it.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.cells.iter().flatten().any(|cell| cell.n.is_some())
    }

    /// Whether some cell is a sum, which cannot be typed into.
    #[must_use]
    pub fn has_sums(&self) -> bool {
        self.cells.iter().flatten().any(|cell| cell.slot.is_none())
    }
}

/// The answers a question offers, in their order.
#[must_use]
pub fn choices(book: &Book, question: QuestionId) -> Vec<&Choice> {
    book.choices
        .iter()
        .filter(|held| held.question == question)
        .collect()
}

/// A consultation's channels, in their order.
#[must_use]
pub fn channels(book: &Book, consultation: ConsultationId) -> Vec<&Channel> {
    book.channels
        .iter()
        .filter(|held| held.consultation == consultation)
        .collect()
}

/// A consultation's respondent groups, in their order.
#[must_use]
pub fn groups(book: &Book, consultation: ConsultationId) -> Vec<&Group> {
    book.groups
        .iter()
        .filter(|held| held.consultation == consultation)
        .collect()
}

/// The percentage a report printed for an answer.
#[must_use]
pub fn printed(book: &Book, choice: ChoiceId) -> Option<f64> {
    book.published_counts
        .iter()
        .find(|held| held.choice == Some(choice) && held.of == CountOf::Percent)
        .map(|held| held.value)
}

fn columns(book: &Book, consultation: ConsultationId, by: By, within: Within) -> Vec<Column> {
    let channels = channels(book, consultation);
    match by {
        By::Channel => channels
            .into_iter()
            .map(|channel| {
                let group = match within {
                    Within::Group(group) => Some(group),
                    _ => None,
                };
                let slot = Slot {
                    channel: channel.id,
                    group: group.flatten(),
                };
                Column {
                    name: channel.name.clone(),
                    channel: Some(channel.id),
                    group,
                    slot: Some(slot),
                }
            })
            .collect(),
        By::Group => {
            let only = match (within, channels.as_slice()) {
                (Within::Channel(channel), _) => Some(channel),
                (_, [one]) => Some(one.id),
                _ => None,
            };
            let column = |name: String, group: Option<GroupId>| Column {
                name,
                channel: match within {
                    Within::Channel(channel) => Some(channel),
                    _ => None,
                },
                group: Some(group),
                slot: only.map(|channel| Slot { channel, group }),
            };
            groups(book, consultation)
                .into_iter()
                .map(|group| column(group.name.clone(), Some(group.id)))
                .chain((!channels.is_empty()).then(|| column("Not recorded".to_owned(), None)))
                .collect()
        }
    }
}

/// What is kept for a row.
fn counts(book: &Book, line: Line) -> Vec<(Slot, i64)> {
    match line {
        Line::Answer(choice) => book
            .tallies
            .iter()
            .filter(|held| held.choice == choice)
            .map(|held| {
                (
                    Slot {
                        channel: held.channel,
                        group: held.group,
                    },
                    held.n,
                )
            })
            .collect(),
        Line::Base(question) => book
            .answered
            .iter()
            .filter(|held| held.question == question)
            .map(|held| {
                (
                    Slot {
                        channel: held.channel,
                        group: held.group,
                    },
                    held.n,
                )
            })
            .collect(),
    }
}

fn cell(counts: &[(Slot, i64)], column: &Column) -> Cell {
    let taken: Vec<(Slot, i64)> = counts
        .iter()
        .copied()
        .filter(|(slot, _)| column.takes(*slot))
        .collect();
    let n = (!taken.is_empty()).then(|| {
        taken
            .iter()
            .fold(0_i64, |sum, (_, n)| sum.saturating_add(*n))
    });
    let slot = column
        .slot
        .filter(|own| taken.iter().all(|(slot, _)| slot == own));
    Cell { n, slot }
}

/// How many are kept for a row in one place; none where nobody has entered a count.
#[must_use]
pub fn count_at(book: &Book, line: Line, slot: Slot) -> Option<i64> {
    counts(book, line)
        .into_iter()
        .find(|(at, _)| *at == slot)
        .map(|(_, n)| n)
}

/// The change that makes a count so many; none where it is so already. `key` is for a count that is new.
#[must_use]
pub fn set(book: &Book, line: Line, slot: Slot, n: Option<i64>, key: i64) -> Option<Command> {
    match line {
        Line::Answer(choice) => {
            let was = book.tallies.iter().find(|held| {
                held.choice == choice && held.channel == slot.channel && held.group == slot.group
            });
            let now = n.map(|n| Tally {
                id: was.map_or(TallyId(key), |was| was.id),
                choice,
                channel: slot.channel,
                group: slot.group,
                n,
            });
            edit(was, now).map(Command::Tally)
        }
        Line::Base(question) => {
            let was = book.answered.iter().find(|held| {
                held.question == question
                    && held.channel == slot.channel
                    && held.group == slot.group
            });
            let now = n.map(|n| Answered {
                id: was.map_or(AnsweredId(key), |was| was.id),
                question,
                channel: slot.channel,
                group: slot.group,
                n,
            });
            edit(was, now).map(Command::Answered)
        }
    }
}

/// An edit from what was to what is to be; none where they are the same.
pub fn edit<T: Clone + PartialEq>(was: Option<&T>, now: Option<T>) -> Option<Edit<T>> {
    (was != now.as_ref()).then(|| Edit {
        was: was.cloned(),
        now,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONLINE: Slot = Slot {
        channel: ChannelId(1),
        group: None,
    };
    const YOUNG: Slot = Slot {
        channel: ChannelId(1),
        group: Some(GroupId(7)),
    };
    const PAPER: Slot = Slot {
        channel: ChannelId(2),
        group: None,
    };

    fn column(group: Option<Option<GroupId>>) -> Column {
        let slot = Slot {
            channel: ChannelId(1),
            group: group.flatten(),
        };
        Column {
            name: String::new(),
            channel: Some(ChannelId(1)),
            group,
            slot: Some(slot),
        }
    }

    #[track_caller]
    fn check(counts: &[(Slot, i64)], column: &Column, n: Option<i64>, slot: Option<Slot>) {
        assert_eq!(cell(counts, column), Cell { n, slot }, "{counts:?}");
    }

    #[test]
    fn a_sum_is_shown_and_not_typed_into() {
        let all = column(None);
        check(&[], &all, None, Some(ONLINE));
        check(&[(ONLINE, 4), (PAPER, 9)], &all, Some(4), Some(ONLINE));
        check(&[(YOUNG, 3)], &all, Some(3), None);
        check(&[(ONLINE, 4), (YOUNG, 3)], &all, Some(7), None);
        let young = column(Some(Some(GroupId(7))));
        check(&[(ONLINE, 4), (YOUNG, 3)], &young, Some(3), Some(YOUNG));
        check(&[(ONLINE, 4)], &young, None, Some(YOUNG));
        check(
            &[(ONLINE, i64::MAX), (YOUNG, 3)],
            &all,
            Some(i64::MAX),
            None,
        );
    }

    #[test]
    fn a_change_knows_whether_the_count_is_new() {
        let mut book = Book::default();
        let line = Line::Answer(ChoiceId(5));
        let tally = |n| Tally {
            id: TallyId(9),
            choice: ChoiceId(5),
            channel: ChannelId(1),
            group: None,
            n,
        };
        assert_eq!(set(&book, line, ONLINE, None, 9), None);
        assert_eq!(
            set(&book, line, ONLINE, Some(0), 9),
            Some(Edit::add(tally(0)).into())
        );
        book.tallies = vec![tally(4)].into();
        assert_eq!(set(&book, line, ONLINE, Some(4), 1), None);
        assert_eq!(
            set(&book, line, ONLINE, Some(5), 1),
            Some(Edit::change(&tally(4), tally(5)).into())
        );
        assert_eq!(
            set(&book, line, ONLINE, None, 1),
            Some(Edit::remove(&tally(4)).into())
        );
        assert_eq!(count_at(&book, line, ONLINE), Some(4));
        assert_eq!(count_at(&book, line, PAPER), None);
    }
}
