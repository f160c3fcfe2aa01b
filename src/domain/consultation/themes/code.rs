//! Putting a theme on a comment and taking it off, one step each.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Coding, Reader};
use crate::domain::id::{CodingId, QuestionId, ResponseId, ThemeId};
use crate::domain::key_map::KeyMap;
use crate::domain::record::Edit;

/// What a reader found in each comment of a question.
pub type Found = KeyMap<ResponseId, Vec<ThemeId>>;

/// What one reader found in a question's comments.
#[must_use]
pub fn found(book: &Book, question: QuestionId, reader: Reader) -> Found {
    let mut found = Found::default();
    let codings = book
        .codings
        .iter()
        .filter(|held| held.question == question && held.reader == reader);
    for coding in codings {
        found.entry(coding.response).or_default().push(coding.theme);
    }
    found
}

/// Which comment, for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct At {
    /// The response.
    pub response: ResponseId,
    /// The question that it answers.
    pub question: QuestionId,
    /// As which reader.
    pub reader: Reader,
}

/// The change that puts a theme on a comment, or takes it off where it is.
#[must_use]
pub fn toggle(
    book: &Book,
    at: At,
    theme: ThemeId,
    who: &str,
    new_key: impl FnOnce() -> i64,
) -> Command {
    let held = book.codings.iter().find(|held| {
        held.response == at.response
            && held.question == at.question
            && held.reader == at.reader
            && held.theme == theme
    });
    match held {
        Some(held) => Edit::remove(held).into(),
        None => Edit::add(Coding {
            id: CodingId(new_key()),
            response: at.response,
            question: at.question,
            theme,
            coder: who.to_owned(),
            reader: at.reader,
        })
        .into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::themes::sample::{TALK, book, coding};

    #[test]
    fn a_theme_is_put_on_and_taken_off() {
        let mut book = book();
        let at = At {
            response: ResponseId(1),
            question: TALK,
            reader: Reader::First,
        };
        let Command::Coding(put) = toggle(&book, at, ThemeId(2), "A Patel", || 7) else {
            panic!("a coding");
        };
        let now = put.now.unwrap();
        assert_eq!(
            (now.id, now.coder.as_str(), now.theme),
            (CodingId(7), "A Patel", ThemeId(2))
        );
        book.codings = vec![now.clone(), coding(8, 1, TALK, 4)].into();
        assert_eq!(
            toggle(&book, at, ThemeId(2), "B", || 9),
            Edit::remove(&now).into()
        );
        let second = At {
            reader: Reader::Second,
            ..at
        };
        let Command::Coding(other) = toggle(&book, second, ThemeId(2), "B", || 9) else {
            panic!("a coding");
        };
        assert!(other.was.is_none(), "the second reader has their own");
        let seen = found(&book, TALK, Reader::First);
        assert_eq!(seen[&ResponseId(1)], [ThemeId(2), ThemeId(4)]);
        assert!(found(&book, TALK, Reader::Second).is_empty());
    }
}
