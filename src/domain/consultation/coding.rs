//! Themes found in comments: which, and by which reader.
//!
//! A comment may have many themes. A second reader who does not see the first one's choices shows how far the themes are
//! in the words and how far in the reader.

use crate::domain::book::Book;
use crate::domain::grant::kinds::kinds;
use crate::domain::id::{CodingId, QuestionId, ResponseId, ThemeId};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

kinds! {
    /// Which reader of the comments.
    Reader {
        /// The one whose themes count.
        First = "first",
        /// One who does not see what the first found: for agreement.
        Second = "second",
    }
}

/// A theme found in a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coding {
    /// Its key.
    pub id: CodingId,
    /// The response.
    pub response: ResponseId,
    /// The question that the comment answers.
    pub question: QuestionId,
    /// The theme.
    pub theme: ThemeId,
    /// Who found it.
    pub coder: String,
    /// As which reader.
    pub reader: Reader,
}

impl Record for Coding {
    type Id = CodingId;
    const NOUN: &'static str = "coding";

    fn id(&self) -> CodingId {
        self.id
    }

    fn find(book: &Book, id: CodingId) -> Option<&Self> {
        book.codings.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let theme = book.themes.get(self.theme);
        format!(
            "Theme “{}” in a comment",
            theme.map_or("?", |held| &held.title)
        )
    }

    fn shown(&self, book: &Book) -> String {
        self.title(book)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.question)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if book.themes.get(self.theme).is_some() && book.questions.get(self.question).is_some() {
            return Vec::new();
        }
        vec![Problem::refusal(
            "unknown-theme",
            self.place(book),
            self.title(book),
            "a theme or question that is not there",
            "A comment is coded with a theme of its consultation.",
            "Choose a theme from the codebook.",
        )]
    }
}
