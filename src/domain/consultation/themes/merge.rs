//! One theme merged into another: what named the one names the other, and the one is gone, in one step.
//!
//! Codebooks grow while one reads, and two names turn out to mean the same. What the kept theme does not say, the merged
//! one may: its definition, what was done, who pays.
//!
//! Edges: a comment that has both themes keeps one coding. A part that takes in its own wider theme goes up to that one's
//! place.

use std::collections::HashSet;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Coding, Quote, Reader, Theme};
use crate::domain::id::{CodingId, ObjectiveId, QuestionId, QuoteId, ResponseId, ThemeId};
use crate::domain::record::Edit;

/// The change that merges a theme into another.
#[must_use]
pub fn merge(book: &Book, from: &Theme, into: &Theme) -> Command {
    let mut commands = kept(book, from, into);
    let has: HashSet<(ResponseId, QuestionId, Reader)> = book
        .codings
        .iter()
        .filter(|held| held.theme == into.id)
        .map(|held| (held.response, held.question, held.reader))
        .collect();
    for held in book.codings.iter().filter(|held| held.theme == from.id) {
        let is_there = has.contains(&(held.response, held.question, held.reader));
        commands.push(if is_there {
            Edit::remove(held).into()
        } else {
            let now = Coding {
                theme: into.id,
                ..held.clone()
            };
            Edit::change(held, now).into()
        });
    }
    for held in book
        .quotes
        .iter()
        .filter(|held| held.theme == Some(from.id))
    {
        let now = Quote {
            theme: Some(into.id),
            ..held.clone()
        };
        commands.push(Edit::change(held, now).into());
    }
    commands.push(Edit::remove(from).into());
    let words = format!("Merge theme “{}” into “{}”", from.title, into.title);
    Command::several(words, commands)
}

/// The kept theme with what only the merged one says, and the merged one's parts under it.
fn kept(book: &Book, from: &Theme, into: &Theme) -> Vec<Command> {
    let either = |own: &str, other: &str| {
        if own.is_empty() {
            other.to_owned()
        } else {
            own.to_owned()
        }
    };
    let now = Theme {
        definition: either(&into.definition, &from.definition),
        we_did: either(&into.we_did, &from.we_did),
        priority_area: into.priority_area.or(from.priority_area),
        indicator: into.indicator.or(from.indicator),
        group: into.group.or(from.group),
        objectives: together(&into.objectives, &from.objectives),
        parent: if into.parent == Some(from.id) {
            from.parent
        } else {
            into.parent
        },
        ..into.clone()
    };
    let mut commands = Vec::new();
    if now != *into {
        commands.push(Edit::change(into, now).into());
    }
    let parts = book
        .themes
        .iter()
        .filter(|held| held.parent == Some(from.id) && held.id != into.id);
    commands.extend(parts.map(|part| {
        let now = Theme {
            parent: Some(into.id),
            ..part.clone()
        };
        Edit::change(part, now).into()
    }));
    commands
}

/// The objectives of both, each once.
fn together(own: &[ObjectiveId], other: &[ObjectiveId]) -> Vec<ObjectiveId> {
    let mut both = own.to_vec();
    both.extend(other.iter().filter(|objective| !own.contains(objective)));
    both
}

/// Whether everything that names a theme is changed or removed together with it.
#[must_use]
pub fn is_let_go(theme: ThemeId, all: &[Command], book: &Book) -> bool {
    let mut codings: HashSet<CodingId> = HashSet::new();
    let mut quotes: HashSet<QuoteId> = HashSet::new();
    let mut themes: HashSet<ThemeId> = HashSet::new();
    for command in all {
        match command {
            Command::Coding(edit) if edit.now.as_ref().is_none_or(|now| now.theme != theme) => {
                codings.extend(edit.was.as_ref().map(|was| was.id));
            }
            Command::Quote(edit)
                if edit.now.as_ref().is_none_or(|now| now.theme != Some(theme)) =>
            {
                quotes.extend(edit.was.as_ref().map(|was| was.id));
            }
            Command::Theme(edit)
                if edit
                    .now
                    .as_ref()
                    .is_none_or(|now| now.parent != Some(theme)) =>
            {
                themes.extend(edit.was.as_ref().map(|was| was.id));
            }
            _ => {}
        }
    }
    let mut of_codings = book.codings.iter().filter(|held| held.theme == theme);
    let mut of_quotes = book.quotes.iter().filter(|held| held.theme == Some(theme));
    let mut of_themes = book.themes.iter().filter(|held| held.parent == Some(theme));
    of_codings.all(|held| codings.contains(&held.id))
        && of_quotes.all(|held| quotes.contains(&held.id))
        && of_themes.all(|held| themes.contains(&held.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::themes::sample::{TALK, book, coding};

    fn ids(command: &Command) -> Vec<(&'static str, bool)> {
        let Command::Several { commands, .. } = command else {
            panic!("several");
        };
        commands
            .iter()
            .map(|held| match held {
                Command::Theme(edit) => ("theme", edit.now.is_some()),
                Command::Coding(edit) => ("coding", edit.now.is_some()),
                Command::Quote(edit) => ("quote", edit.now.is_some()),
                _ => ("other", true),
            })
            .collect()
    }

    #[test]
    fn what_named_the_one_names_the_other() {
        let mut book = book();
        // Response 1 has both themes, response 2 only the one that goes.
        book.codings = vec![
            coding(1, 1, TALK, 2),
            coding(2, 1, TALK, 3),
            coding(3, 2, TALK, 2),
        ]
        .into();
        let themes = book.themes.to_vec();
        let command = merge(&book, &themes[1], &themes[2]);
        assert_eq!(
            ids(&command),
            [("coding", false), ("coding", true), ("theme", false)]
        );
        assert_eq!(command.problems(&book), []);
        // The removal alone is refused as before.
        let alone: Command = Edit::remove(&themes[1]).into();
        assert_eq!(alone.problems(&book)[0].kind, "in-use");
        let half = Command::several("half", vec![alone]);
        assert_eq!(half.problems(&book)[0].kind, "in-use");
    }

    #[test]
    fn a_part_may_take_in_its_own_wider_theme() {
        let mut book = book();
        let mut themes = book.themes.to_vec();
        themes[0].we_did = "A new bus".to_owned();
        book.themes = themes.clone().into();
        let command = merge(&book, &themes[0], &themes[1]);
        assert_eq!(
            ids(&command),
            [("theme", true), ("theme", true), ("theme", false)]
        );
        assert_eq!(command.problems(&book), []);
        let Command::Several { commands, .. } = &command else {
            panic!("several");
        };
        let Command::Theme(first) = &commands[0] else {
            panic!("a theme");
        };
        let now = first.now.as_ref().unwrap();
        assert_eq!((now.parent, now.we_did.as_str()), (None, "A new bus"));
    }
}
