//! Words in a document, and the figures among them.
//!
//! A figure in a sentence is marked as one, with where it comes from, so that prose and tables can be held against each
//! other, and a sentence that was written round an older figure can say so.

/// How a run of words is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    /// As the text around it.
    #[default]
    Plain,
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
}

/// Words that are set alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words, as typed: never markup.
    pub text: String,
    /// How they are set.
    pub weight: Weight,
    /// For a figure put in by the program: where it comes from, and as of when. Empty for words.
    pub source: String,
    /// Why the reader should be careful: the figure has changed since the sentence was confirmed, or there is none.
    /// Empty when all is well; printed in words beside the figure, never by colour alone.
    pub warning: String,
    /// Where a link leads, `https://…`; empty for words that are no link.
    pub link: String,
}

impl Run {
    /// Words, plainly set.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Words, strongly set.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            weight: Weight::Strong,
            ..Self::default()
        }
    }
}

/// A paragraph of plain words.
pub fn plain(text: impl Into<String>) -> Vec<Run> {
    vec![Run::new(text)]
}
