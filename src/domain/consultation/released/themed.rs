//! A theme table as it may leave the office: who wrote of what, of everyone, by channel and by group, decided together.
//!
//! A theme is an answer that people give in their own words, so the rule is the one for questions in which several answers
//! may be ticked: small counts of people are hidden, those who wrote of all but it as well, and parts of few people whole.
//! A wider theme has at least the people of each of its parts, which a reader knows.
//!
//! Edges: how often a theme was mentioned is printed only with its people. Tables of one text question and of all of them
//! together are different tables; what is hidden in both may be narrowed where hardly anybody answered the others.

use crate::domain::book::Book;
use crate::domain::consultation::quote::group_name;
use crate::domain::consultation::released::asked::decide;
use crate::domain::consultation::released::board::{Board, Column, Rows, Side, whole};
use crate::domain::consultation::released::people;
use crate::domain::consultation::themes::ThemeTable;
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::id::{ConsultationId, ThemeId};
use crate::domain::problem::Problem;

/// A theme table as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedThemes {
    /// How many people answered.
    pub answered: Mark,
    /// How many of each of [`ThemeTable::groups`].
    pub groups: Vec<Mark>,
    /// How many of each of [`ThemeTable::channels`].
    pub channels: Vec<Mark>,
    /// One row a theme, in the order of the tree.
    pub rows: Vec<PrintedTheme>,
    /// What stands below, a line each.
    pub legend: Vec<String>,
}

/// A theme as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedTheme {
    /// The theme.
    pub theme: ThemeId,
    /// How often it was found.
    pub mentions: Mark,
    /// How many people wrote of it.
    pub people: Mark,
    /// How many of each group.
    pub by_group: Vec<Mark>,
    /// How many of each channel.
    pub by_channel: Vec<Mark>,
}

impl PrintedThemes {
    /// How many people wrote of a theme.
    #[must_use]
    pub fn people(&self, theme: ThemeId) -> Option<Mark> {
        let held = self.rows.iter().find(|held| held.theme == theme);
        held.map(|held| held.people)
    }
}

/// A theme table under a rule for small counts.
///
/// # Errors
/// When its counts do not sum to its bases.
pub fn publish_themes(
    book: &Book,
    consultation: ConsultationId,
    table: &ThemeTable,
    profile: Profile,
) -> Result<PrintedThemes, Box<Problem>> {
    let board = board(book, consultation, table);
    let decision = decide(&board, profile)?;
    let [channels, groups] = &decision.sides[..] else {
        // There are always the two sides that were given.
        return Ok(nothing(profile));
    };
    let count = |marks: &[crate::domain::consultation::released::board::Marks], row: usize| {
        let of_row = marks.iter().map(|part| part.counts.get(row));
        of_row
            .map(|mark| mark.copied().unwrap_or(Mark::Suppressed))
            .collect()
    };
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let people = decision.all.counts.get(at).copied();
        let people = people.unwrap_or(Mark::Suppressed);
        let mentions = if people == Mark::Suppressed {
            people
        } else {
            profile.shown(whole(Some(row.mentions)))
        };
        PrintedTheme {
            theme: row.theme,
            mentions,
            people,
            by_group: count(groups, at),
            by_channel: count(channels, at),
        }
    });
    let rows: Vec<PrintedTheme> = rows.collect();
    let parts = channels.iter().chain(groups).chain([&decision.all]);
    let is_hidden = parts
        .clone()
        .any(|part| part.base == Mark::Suppressed || part.counts.contains(&Mark::Suppressed));
    Ok(PrintedThemes {
        answered: decision.all.base,
        groups: groups.iter().map(|part| part.base).collect(),
        channels: channels.iter().map(|part| part.base).collect(),
        rows,
        legend: profile.legend(is_hidden),
    })
}

fn nothing(profile: Profile) -> PrintedThemes {
    PrintedThemes {
        answered: Mark::Suppressed,
        groups: Vec::new(),
        channels: Vec::new(),
        rows: Vec::new(),
        legend: profile.legend(true),
    }
}

fn board(book: &Book, consultation: ConsultationId, table: &ThemeTable) -> Board {
    let known = people(book, consultation);
    let column = |label: String, base: i64, counts: Vec<u64>| Column {
        label,
        base: whole(Some(base)),
        of_people: None,
        of_counts: None,
        counts,
        ranked: Vec::new(),
    };
    let channels = table.channels.iter().enumerate().map(|(at, (id, base))| {
        let name = book.channels.get(*id).map(|held| held.name.clone());
        let counts = table.rows.iter().map(|row| row.by_channel.get(at).copied());
        column(name.unwrap_or_default(), *base, counts.map(whole).collect())
    });
    let groups = table.groups.iter().enumerate().map(|(at, (id, base))| {
        let counts = table.rows.iter().map(|row| row.by_group.get(at).copied());
        column(group_name(book, *id), *base, counts.map(whole).collect())
    });
    let side = |columns: Vec<Column>, at: usize| {
        let most = |held: &Column| known[at].get(&held.label).copied().unwrap_or(0);
        Side {
            people: columns
                .iter()
                .map(|held| most(held).max(held.base))
                .collect(),
            columns,
        }
    };
    let all = table.rows.iter().map(|row| whole(Some(row.people)));
    let title = |id: ThemeId| book.themes.get(id).map(|held| held.title.clone());
    let parent = |id: ThemeId| {
        let wider = book.themes.get(id)?.parent?;
        table.rows.iter().position(|row| row.theme == wider)
    };
    Board {
        name: "Theme".to_owned(),
        rows: Rows::Several,
        row_names: table
            .rows
            .iter()
            .map(|row| title(row.theme).unwrap_or_default())
            .collect(),
        within: table.rows.iter().map(|row| parent(row.theme)).collect(),
        all: column("All".to_owned(), table.answered, all.collect()),
        sides: vec![side(channels.collect(), 0), side(groups.collect(), 1)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::themes::sample::{FIRST, TALK, book, coding, sheet};
    use crate::domain::consultation::themes::theme_table;

    #[test]
    fn one_person_of_a_theme_is_not_told() {
        let mut book = book();
        // Of 15 who answered, 12 parents and 3 carers: six parents and one carer wrote of theme 4.
        let people = [1, 2, 3, 4, 5, 6, 13];
        let codings = people.iter().enumerate();
        book.codings = codings
            .map(|(at, person)| coding(at as i64 + 1, *person, TALK, 4))
            .collect::<Vec<_>>()
            .into();
        let table = theme_table(&book, &sheet(), FIRST, Some(TALK));
        let open = publish_themes(&book, FIRST, &table, Profile::None).unwrap();
        assert_eq!(open.rows[3].by_group, [Mark::Shown(6), Mark::Shown(1)]);
        let found = publish_themes(&book, FIRST, &table, Profile::Under5).unwrap();
        assert_eq!(found.answered, Mark::Shown(15));
        // Three carers are few: they are hidden whole, and the parents with them.
        assert_eq!(found.groups, [Mark::Suppressed; 2]);
        assert_eq!(found.rows[3].by_group, [Mark::Suppressed; 2]);
        assert_eq!(found.rows[3].people, Mark::Shown(7));
        assert_eq!(found.people(table.rows[3].theme), Some(Mark::Shown(7)));
        assert_eq!(found.legend.len(), 1);
    }
}
