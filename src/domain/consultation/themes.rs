//! Themes in what people wrote: the tree of the codebook, who wrote about each theme, by group and channel.
//!
//! A theme table counts people, so that somebody who writes of one thing twice, or in two questions, is one person; and a
//! wider theme counts a person once however many of its parts they wrote of. The base is everybody who answered, also
//! those in whose comment no theme was found: that is what a reader takes "% of those who answered" to mean.
//!
//! Edges: only what the first reader found counts, and only in responses that count; how many codings stand in responses
//! that were set aside is said. A theme whose parents run in a circle, as a damaged file may have it, stands at the top.

pub mod agree;
pub mod code;
pub mod merge;
#[cfg(test)]
pub(in crate::domain) mod sample;

use crate::domain::book::Book;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::sheet::{Column, Sheet, State};
use crate::domain::consultation::{QuestionKind, Reader, Theme};
use crate::domain::id::{ChannelId, ConsultationId, GroupId, QuestionId, ResponseId, ThemeId};
use crate::domain::key_map::{KeyMap, KeySet};
use crate::domain::statistics::percent;

/// A theme in the tree of its codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InTree {
    /// The theme.
    pub theme: ThemeId,
    /// How many wider themes it is part of.
    pub depth: usize,
}

/// The themes of a consultation, each before its parts, in the plan's order.
#[must_use]
pub fn tree(book: &Book, consultation: ConsultationId) -> Vec<InTree> {
    let own: Vec<&Theme> = book
        .themes
        .iter()
        .filter(|held| held.consultation == consultation)
        .collect();
    let is_own: KeySet<ThemeId> = own.iter().map(|held| held.id).collect();
    let mut parts: KeyMap<ThemeId, Vec<ThemeId>> = KeyMap::default();
    let mut waiting: Vec<InTree> = Vec::new();
    for theme in own.iter().rev() {
        match theme.parent.filter(|parent| is_own.contains(parent)) {
            Some(parent) => parts.entry(parent).or_default().push(theme.id),
            None => waiting.push(InTree {
                theme: theme.id,
                depth: 0,
            }),
        }
    }
    let mut found: Vec<InTree> = Vec::with_capacity(own.len());
    while let Some(next) = waiting.pop() {
        found.push(next);
        for part in parts.remove(&next.theme).unwrap_or_default() {
            waiting.push(InTree {
                theme: part,
                depth: next.depth + 1,
            });
        }
    }
    // Those in a circle hang on no top.
    let seen: KeySet<ThemeId> = found.iter().map(|held| held.theme).collect();
    found.extend(
        own.iter()
            .filter(|held| !seen.contains(&held.id))
            .map(|held| InTree {
                theme: held.id,
                depth: 0,
            }),
    );
    found
}

/// How many wrote of a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeCount {
    /// The theme.
    pub theme: ThemeId,
    /// How many wider themes it is part of.
    pub depth: usize,
    /// How often it, or a part of it, was found.
    pub mentions: i64,
    /// How many people wrote of it or of a part of it.
    pub people: i64,
    /// Of a hundred who answered; none where nobody did.
    pub percent: Option<f64>,
    /// How many people of each of [`ThemeTable::groups`].
    pub by_group: Vec<i64>,
    /// How many people of each of [`ThemeTable::channels`].
    pub by_channel: Vec<i64>,
}

/// Who wrote of what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeTable {
    /// How many people answered: the base.
    pub answered: i64,
    /// In how many people's comments a theme was found.
    pub coded: i64,
    /// The groups that answered, and how many of each did.
    pub groups: Vec<(Option<GroupId>, i64)>,
    /// The channels by which they did, and how many by each.
    pub channels: Vec<(ChannelId, i64)>,
    /// One row a theme, in the order of the tree.
    pub rows: Vec<ThemeCount>,
    /// How many codings stand in responses that do not count.
    pub not_counted: i64,
}

/// The theme table of one text question, or of all of a consultation's together.
#[must_use]
pub fn theme_table(
    book: &Book,
    sheet: &Sheet,
    consultation: ConsultationId,
    question: Option<QuestionId>,
) -> ThemeTable {
    let asked: KeySet<QuestionId> = text_questions(book, consultation)
        .filter(|id| question.is_none_or(|only| only == *id))
        .collect();
    let answered = answered(book, sheet, &asked);
    let of_person: KeyMap<ResponseId, usize> = sheet
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.id, at))
        .collect();
    let mut table = bases(book, sheet, &answered);
    let tree = tree(book, consultation);
    let place: KeyMap<ThemeId, usize> = tree
        .iter()
        .enumerate()
        .map(|(at, held)| (held.theme, at))
        .collect();
    let mut people: Vec<Vec<usize>> = vec![Vec::new(); tree.len()];
    let mut mentions = vec![0_i64; tree.len()];
    let mut coded: KeySet<ResponseId> = KeySet::default();
    let codings = book
        .codings
        .iter()
        .filter(|held| held.reader == Reader::First && asked.contains(&held.question));
    for coding in codings {
        let person = of_person.get(&coding.response).copied();
        let Some(person) = person.filter(|at| answered[*at]) else {
            table.not_counted += 1;
            continue;
        };
        coded.insert(coding.response);
        for theme in upwards(book, coding.theme) {
            if let Some(at) = place.get(&theme) {
                people[*at].push(person);
                mentions[*at] += 1;
            }
        }
    }
    table.coded = coded.len() as i64;
    for (at, mut people) in people.into_iter().enumerate() {
        people.sort_unstable();
        people.dedup();
        let row = table.row(tree[at], mentions[at], &people, sheet);
        table.rows.push(row);
    }
    table
}

/// The questions of a consultation that were answered in words.
pub fn text_questions(
    book: &Book,
    consultation: ConsultationId,
) -> impl Iterator<Item = QuestionId> + '_ {
    let asked = book.questions.iter();
    asked
        .filter(move |held| held.consultation == consultation && held.kind == QuestionKind::Text)
        .map(|held| held.id)
}

/// A theme and the wider ones that it is part of.
fn upwards(book: &Book, theme: ThemeId) -> Vec<ThemeId> {
    let mut way = Vec::new();
    let mut next = Some(theme);
    while let Some(id) = next.filter(|id| !way.contains(id)) {
        way.push(id);
        next = book.themes.get(id).and_then(|held| held.parent);
    }
    way
}

/// Who answered any of the questions, of those that count.
fn answered(book: &Book, sheet: &Sheet, asked: &KeySet<QuestionId>) -> Vec<bool> {
    let columns: Vec<&Column> = sheet
        .columns
        .iter()
        .filter(|held| asked.contains(&held.question))
        .collect();
    standings(book, sheet, None)
        .iter()
        .enumerate()
        .map(|(at, standing)| {
            let said = |column: &&Column| column.state(at) == State::Answered;
            *standing == Standing::Counted && columns.iter().any(said)
        })
        .collect()
}

/// A table without rows: who answered, by group and by channel.
fn bases(book: &Book, sheet: &Sheet, answered: &[bool]) -> ThemeTable {
    let mut groups: KeyMap<i64, i64> = KeyMap::default();
    let mut channels: KeyMap<ChannelId, i64> = KeyMap::default();
    for (person, _) in sheet.people.iter().zip(answered).filter(|(_, is)| **is) {
        *groups.entry(number(person.group)).or_default() += 1;
        *channels.entry(person.channel).or_default() += 1;
    }
    let named = book.groups.iter().map(|held| Some(held.id)).chain([None]);
    ThemeTable {
        answered: answered.iter().filter(|is| **is).count() as i64,
        groups: named
            .filter_map(|group| Some((group, groups.remove(&number(group))?)))
            .collect(),
        channels: book
            .channels
            .iter()
            .filter_map(|held| Some((held.id, channels.remove(&held.id)?)))
            .collect(),
        ..ThemeTable::default()
    }
}

/// A key for a group that may not be recorded; no group has the key 0.
fn number(group: Option<GroupId>) -> i64 {
    group.map_or(0, |group| group.0)
}

impl ThemeTable {
    fn row(&self, held: InTree, mentions: i64, people: &[usize], sheet: &Sheet) -> ThemeCount {
        let mut by_group = vec![0; self.groups.len()];
        let mut by_channel = vec![0; self.channels.len()];
        for person in people.iter().filter_map(|at| sheet.people.get(*at)) {
            let group = self.groups.iter().position(|(id, _)| *id == person.group);
            if let Some(at) = group {
                by_group[at] += 1;
            }
            let channel = self
                .channels
                .iter()
                .position(|(id, _)| *id == person.channel);
            if let Some(at) = channel {
                by_channel[at] += 1;
            }
        }
        let n = people.len();
        ThemeCount {
            theme: held.theme,
            depth: held.depth,
            mentions,
            people: n as i64,
            percent: percent(n as u64, self.answered.unsigned_abs()),
            by_group,
            by_channel,
        }
    }

    /// How many people wrote of a theme.
    #[must_use]
    pub fn people(&self, theme: ThemeId) -> i64 {
        let held = self.rows.iter().find(|held| held.theme == theme);
        held.map_or(0, |held| held.people)
    }
}

#[cfg(test)]
mod tests {
    use super::sample::{FIRST, TALK, WISH, book, coding, sheet};
    use super::*;

    fn row(table: &ThemeTable, theme: i64) -> &ThemeCount {
        table
            .rows
            .iter()
            .find(|held| held.theme == ThemeId(theme))
            .unwrap()
    }

    #[test]
    fn a_wider_theme_counts_a_person_once() {
        let mut book = book();
        // Theme 1 “Transport” has the parts 2 “Buses” and 3 “Roads”; 4 “Play” stands by itself.
        book.codings = vec![
            coding(1, 1, TALK, 2),
            coding(2, 1, TALK, 3),
            coding(3, 2, TALK, 2),
            coding(4, 13, TALK, 4),
            // Set aside: counted nowhere.
            coding(5, 16, TALK, 4),
        ]
        .into();
        let table = theme_table(&book, &sheet(), FIRST, Some(TALK));
        assert_eq!((table.answered, table.coded, table.not_counted), (15, 3, 1));
        let got: Vec<_> = table
            .rows
            .iter()
            .map(|held| (held.theme.0, held.depth, held.mentions, held.people))
            .collect();
        assert_eq!(
            got,
            [(1, 0, 3, 2), (2, 1, 2, 2), (3, 1, 1, 1), (4, 0, 1, 1)]
        );
        assert_eq!(row(&table, 1).by_group, [2, 0]);
        assert_eq!(row(&table, 4).by_group, [0, 1]);
        assert_eq!(row(&table, 1).percent, Some(200.0 / 15.0));
        let groups: Vec<i64> = table.groups.iter().map(|(_, n)| *n).collect();
        assert_eq!(groups, [12, 3]);
        assert_eq!(table.channels.iter().map(|(_, n)| n).sum::<i64>(), 15);
    }

    #[test]
    fn all_questions_together_count_people_not_comments() {
        let mut book = book();
        book.codings = vec![coding(1, 1, TALK, 4), coding(2, 1, WISH, 4)].into();
        let both = theme_table(&book, &sheet(), FIRST, None);
        assert_eq!((row(&both, 4).mentions, row(&both, 4).people), (2, 1));
        let one = theme_table(&book, &sheet(), FIRST, Some(WISH));
        assert_eq!((row(&one, 4).mentions, row(&one, 4).people), (1, 1));
        // Only the first five were asked for a wish.
        assert_eq!((one.answered, both.answered), (5, 15));
    }

    #[test]
    fn the_second_reader_counts_nowhere() {
        let mut book = book();
        let mut second = coding(1, 1, TALK, 4);
        second.reader = Reader::Second;
        book.codings = vec![second].into();
        let table = theme_table(&book, &sheet(), FIRST, None);
        assert_eq!((table.coded, row(&table, 4).people), (0, 0));
    }

    #[test]
    fn a_circle_of_themes_is_listed_all_the_same() {
        let mut book = book();
        let mut themes: Vec<Theme> = book.themes.to_vec();
        themes[0].parent = Some(ThemeId(2));
        book.themes = themes.into();
        let found = tree(&book, FIRST);
        assert_eq!(found.len(), 4);
        book.codings = vec![coding(1, 1, TALK, 2)].into();
        let table = theme_table(&book, &sheet(), FIRST, None);
        assert_eq!((row(&table, 1).people, row(&table, 2).people), (1, 1));
    }

    #[test]
    fn nobody_answered_is_no_percentage() {
        let table = theme_table(&book(), &Sheet::default(), FIRST, None);
        assert_eq!(table.rows[0].percent, None);
    }
}
