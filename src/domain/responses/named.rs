//! A role by its word, as an officer picks it from a list or writes it in a file of roles.
//!
//! A word alone is not always a role: a row of a grid belongs to a question, and several answers in a cell are parted by
//! something. What the word leaves open is taken from the column's heading and from its cells.
//!
//! Edges: a column whose heading cannot be parted is its own question and its own option, which the officer then sees.

use crate::domain::responses::export::Column;
use crate::domain::responses::propose::Proposed;
use crate::domain::responses::role::{Personal, Role};
use crate::domain::responses::split::Separator;

/// The words for a role, in the order of a list on screen.
pub const NAMES: [&str; 19] = [
    "drop",
    "ignore",
    "respondent's number",
    "sent in at",
    "status",
    "channel",
    "group",
    "attribute",
    "single choice",
    "scale",
    "several answers in a cell",
    "one column per option",
    "row of a grid",
    "ranking",
    "ranking in a cell",
    "one column per place",
    "number",
    "own words",
    "consent",
];

/// The word of [`NAMES`] for a role.
#[must_use]
pub fn name(role: &Role) -> &'static str {
    match role {
        Role::Drop(_) => "drop",
        role => role.word(),
    }
}

/// The role that a word gives to a column; none where the word is not one of [`NAMES`].
#[must_use]
pub fn role(word: &str, held: &Proposed, column: Option<&Column>) -> Option<Role> {
    let word = word.trim();
    // Whoever names the role that a column has keeps what is said with it.
    if word == name(&held.role) {
        return Some(held.role.clone());
    }
    let stem = or(&held.title.stem, &held.title.whole);
    let part = or(&held.title.part, &held.title.whole);
    Some(match word {
        "drop" | "drop: personal" => Role::Drop(held.personal.unwrap_or(Personal::Other)),
        "ignore" => Role::Ignore,
        "respondent's number" => Role::RespondentId,
        "sent in at" => Role::SubmittedAt,
        "status" => Role::Status,
        "channel" => Role::Channel,
        "group" => Role::Group,
        "attribute" => Role::Attribute,
        "single choice" => Role::Single,
        "scale" => Role::Likert,
        "several answers in a cell" => Role::MultiCell {
            separator: column.map_or(Separator::Semicolon, likeliest),
        },
        "one column per option" => Role::MultiColumns { stem, option: part },
        "row of a grid" => Role::GridRow { stem, row: part },
        "ranking" => Role::Rank { stem, item: part },
        "ranking in a cell" => Role::RankCell {
            separator: column.map_or(Separator::Semicolon, likeliest),
        },
        "one column per place" => Role::RankPlace { stem, place: part },
        "number" => Role::Number,
        "own words" => Role::Text,
        "consent" => Role::Consent,
        _ => return None,
    })
}

fn or(one: &str, other: &str) -> String {
    if one.is_empty() { other } else { one }.to_owned()
}

/// The surest separator that stands in any cell.
fn likeliest(column: &Column) -> Separator {
    let parts = |separator: &Separator| {
        let cells = column.values.iter().skip(1);
        cells
            .take(1_000)
            .any(|cell| separator.pieces(cell).len() > 1)
    };
    let found = Separator::ALL.into_iter().find(parts);
    found.unwrap_or(Separator::Semicolon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::responses::export::sample;
    use crate::domain::responses::propose::Proposal;

    fn proposal() -> (crate::domain::responses::export::Export, Proposal) {
        let export = sample(&[
            "Name|Which? - Parks|Which? - Pools|Say",
            "Ann|Yes||a, b",
            "Bo||Yes|b",
        ]);
        let proposal = Proposal::new(&export);
        (export, proposal)
    }

    #[test]
    fn every_word_gives_a_role_that_has_the_word() {
        let (export, proposal) = proposal();
        for word in NAMES {
            for (held, column) in proposal.columns.iter().zip(&export.columns) {
                let role = role(word, held, Some(column)).unwrap();
                assert_eq!(name(&role), word);
            }
        }
        assert_eq!(role("sort of thing", &proposal.columns[0], None), None);
    }

    #[test]
    fn what_a_word_leaves_open_is_taken_from_the_column() {
        let (export, proposal) = proposal();
        #[track_caller]
        fn check(found: Option<Role>, want: Role) {
            assert_eq!(found, Some(want));
        }
        let of = |word, at: usize| role(word, &proposal.columns[at], export.columns.get(at));
        check(of("drop", 0), Role::Drop(Personal::Name));
        check(of("drop", 3), Role::Drop(Personal::Other));
        let (stem, row) = ("Which?".to_owned(), "Pools".to_owned());
        check(of("row of a grid", 2), Role::GridRow { stem, row });
        let separator = Separator::CommaSpace;
        check(
            of("several answers in a cell", 3),
            Role::MultiCell { separator },
        );
        let (stem, item) = ("Say".to_owned(), "Say".to_owned());
        check(of("ranking", 3), Role::Rank { stem, item });
    }
}
