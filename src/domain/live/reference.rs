//! How a figure is written between braces, and what in a text is one.
//!
//! Edges: braces with anything else between them are text. A kind that is misspelt by a letter or two is taken as a figure
//! that cannot be found, for somebody who wrote `{indicater:A1}` meant one. A figure stands on one line and has at most 200
//! characters.

use crate::domain::live::Fault;
use crate::domain::live::name::distance;

/// The longest that may stand between the braces, in characters.
const LONGEST: usize = 200;

/// What kind of figure is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An indicator's.
    Indicator,
    /// A grant's worth.
    Grant,
    /// A priority area's amount.
    Area,
    /// A sum of a year.
    Total,
    /// An answer's share.
    Tally,
    /// A count of actions.
    Action,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Indicator,
        Self::Grant,
        Self::Area,
        Self::Total,
        Self::Tally,
        Self::Action,
    ];

    /// The word before the colon.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Grant => "grant",
            Self::Area => "area",
            Self::Total => "total",
            Self::Tally => "tally",
            Self::Action => "action",
        }
    }
}

/// A figure, named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Its kind; none where the word before the colon is misspelt.
    pub kind: Option<Kind>,
    /// Whether the figure alone is printed, without its period and status.
    pub is_bare: bool,
    /// What is named.
    pub name: String,
    /// Of when, or of what; empty where it is left out.
    pub at: String,
    /// All of it as written between the braces.
    pub written: String,
}

impl Reference {
    /// Reads what stands between braces; none where that is no figure.
    #[must_use]
    pub fn read(inside: &str) -> Option<Self> {
        let written = inside.trim();
        if written.chars().count() > LONGEST || written.contains(['{', '}', '\n', '\r']) {
            return None;
        }
        let (is_bare, rest) = match written.strip_prefix('=') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, written),
        };
        let (word, named) = rest.split_once(':')?;
        let kind = kind(word.trim())?;
        let (name, at) = named.rsplit_once('@').unwrap_or((named, ""));
        let (name, at) = (name.trim(), at.trim());
        (!name.is_empty()).then(|| Self {
            kind,
            is_bare,
            name: name.to_owned(),
            at: at.to_owned(),
            written: written.to_owned(),
        })
    }

    /// What is wrong with a kind that is misspelt.
    pub(super) fn unknown_kind(&self) -> Fault {
        let word = self.written.split(':').next().unwrap_or_default();
        let word = word.trim_start_matches('=').trim();
        let near = Kind::ALL
            .into_iter()
            .min_by_key(|kind| distance(word, kind.word()))
            .map_or("indicator", Kind::word);
        Fault::new(
            format!("there is no kind of figure “{word}”"),
            format!("Did you mean “{near}”?"),
        )
    }
}

/// The kind of this word: none for text, and `Some(None)` for one that is misspelt.
fn kind(word: &str) -> Option<Option<Kind>> {
    let word = word.to_lowercase();
    if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.word() == word) {
        return Some(Some(kind));
    }
    let is_near = |kind: Kind| distance(&word, kind.word()) <= kind.word().len() / 4;
    let is_word = word.chars().all(char::is_alphabetic);
    (is_word && Kind::ALL.into_iter().any(is_near)).then_some(None)
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, as written.
    Words(&'a str),
    /// A figure.
    Figure(Reference),
}

/// A text taken apart into words and figures. The pieces put together again, each figure between braces as it stood, are
/// the text; a backslash before a brace stays, for whoever prints the words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut look) = (0, 0);
    while let Some(open) = text[look..].find('{').map(|at| look + at) {
        look = open + 1;
        if is_escaped(&text[from..open]) {
            continue;
        }
        let Some(close) = text[look..].find(['}', '{', '\n']).map(|at| look + at) else {
            break;
        };
        if !text[close..].starts_with('}') {
            continue;
        }
        if let Some(reference) = Reference::read(&text[look..close]) {
            if from < open {
                pieces.push(Piece::Words(&text[from..open]));
            }
            pieces.push(Piece::Figure(reference));
            from = close + 1;
            look = from;
        }
    }
    if from < text.len() {
        pieces.push(Piece::Words(&text[from..]));
    }
    pieces
}

/// Whether what follows these words is escaped: an odd number of backslashes stands at their end.
fn is_escaped(before: &str) -> bool {
    let n = before.chars().rev().take_while(|c| *c == '\\').count();
    n % 2 == 1
}
