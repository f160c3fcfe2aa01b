//! Parting a cell that holds several answers, so that an answer with a comma inside it stays whole.
//!
//! Survey tools join what a person ticked with a comma or a semicolon, and councils write options with commas in them. So a
//! cell is first compared with the options that are known, the longest first, and only what matches none is parted at
//! the separator. Where the options are not known they are found from the cells themselves: pieces that recur in other
//! company are options, pieces that only ever stand beside one another are one option.
//!
//! Edges: two options that nobody ever ticked apart cannot be told from one option with a separator inside, unless one of
//! them was ticked alone; the officer sees the options found and puts them right.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::responses::words::folded;

/// What parts one answer from the next in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// `;`, at the end too: Microsoft Forms.
    Semicolon,
    /// `,` and a space: Google Forms.
    CommaSpace,
    /// `,` with no space after it, and not between two digits: the pattern `,(?!\s)`. Qualtrics, many exports by hand.
    CommaTight,
    /// `,` with or without a space.
    Comma,
    /// `|`.
    Bar,
    /// A space: KoboToolbox.
    Space,
    /// The end of a line.
    Line,
}

impl Separator {
    /// Every separator, the surest first.
    pub const ALL: [Self; 7] = [
        Self::Semicolon,
        Self::Bar,
        Self::Line,
        Self::CommaTight,
        Self::CommaSpace,
        Self::Comma,
        Self::Space,
    ];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Semicolon => "semicolon",
            Self::CommaSpace => "comma and space",
            Self::CommaTight => "comma without space",
            Self::Comma => "comma",
            Self::Bar => "bar",
            Self::Space => "space",
            Self::Line => "line",
        }
    }

    /// The separator that a pattern or a mark stands for: `,(?!\s)`, `;`, `|`.
    #[must_use]
    pub fn of(mark: &str) -> Option<Self> {
        match mark {
            ";" => Some(Self::Semicolon),
            ", " => Some(Self::CommaSpace),
            r",(?!\s)" => Some(Self::CommaTight),
            "," => Some(Self::Comma),
            "|" => Some(Self::Bar),
            " " => Some(Self::Space),
            "\n" => Some(Self::Line),
            word => Self::ALL.into_iter().find(|one| one.word() == word),
        }
    }

    /// Where the next separator stands, and how long it is.
    fn next(self, text: &str) -> Option<(usize, usize)> {
        let mark = match self {
            Self::Semicolon => ';',
            Self::Bar => '|',
            Self::Space => ' ',
            Self::Line => '\n',
            Self::CommaSpace | Self::CommaTight | Self::Comma => ',',
        };
        let is_one = |at: usize| {
            let after = text.get(at + 1..).unwrap_or_default();
            let is_gap = after.starts_with(char::is_whitespace);
            match self {
                Self::CommaSpace => is_gap || after.is_empty(),
                Self::CommaTight => {
                    let before = text.get(..at).unwrap_or_default();
                    let digit = |c: char| c.is_ascii_digit();
                    let is_figure = before.ends_with(digit) && after.starts_with(digit);
                    !(is_gap || is_figure)
                }
                _ => true,
            }
        };
        let at = text
            .match_indices(mark)
            .map(|(at, _)| at)
            .find(|at| is_one(*at))?;
        Some((at, 1))
    }

    /// The pieces of a cell, whatever the options are; empty ones are left out.
    #[must_use]
    pub fn pieces(self, cell: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        let mut rest = cell;
        while let Some((at, length)) = self.next(rest) {
            pieces.push(rest.get(..at).unwrap_or_default().trim());
            rest = rest.get(at + length..).unwrap_or_default();
        }
        pieces.push(rest.trim());
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }

    /// What stands between two answers where they are written together again.
    #[must_use]
    pub fn joint(self) -> &'static str {
        match self {
            Self::Semicolon => ";",
            Self::CommaSpace => ", ",
            Self::CommaTight | Self::Comma => ",",
            Self::Bar => "|",
            Self::Space => " ",
            Self::Line => "\n",
        }
    }
}

/// One answer of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'c> {
    /// An option, by its place in the list.
    Known(usize),
    /// Words that are none of the options.
    Other(&'c str),
}

/// Parts cells at known options.
#[derive(Clone, Debug)]
pub struct Splitter<'o> {
    longest_first: Vec<(usize, &'o str)>,
    separator: Separator,
}

impl<'o> Splitter<'o> {
    /// For these options.
    #[must_use]
    pub fn new(options: impl Iterator<Item = &'o str>, separator: Separator) -> Self {
        let mut longest_first: Vec<(usize, &str)> = options
            .enumerate()
            .filter(|(_, option)| !option.is_empty())
            .collect();
        longest_first.sort_by_key(|(place, option)| (std::cmp::Reverse(option.len()), *place));
        Self {
            longest_first,
            separator,
        }
    }

    /// The answers of a cell, in its order.
    #[must_use]
    pub fn split<'c>(&self, cell: &'c str) -> Vec<Part<'c>> {
        let mut parts = Vec::new();
        let mut rest = cell.trim();
        while !rest.is_empty() {
            let (part, after) = self.known(rest).unwrap_or_else(|| self.unknown(rest));
            if part != Part::Other("") {
                parts.push(part);
            }
            rest = after;
        }
        parts
    }

    /// The longest option with which the text begins, if the text ends or a separator stands after it.
    fn known<'c>(&self, text: &'c str) -> Option<(Part<'c>, &'c str)> {
        self.longest_first.iter().find_map(|(place, option)| {
            let after = after_words(text, option)?.trim_start_matches([' ', '\u{a0}', '\t']);
            if after.is_empty() {
                return Some((Part::Known(*place), ""));
            }
            if self.separator == Separator::Space {
                let is_parted = after.len() < text.len() - option.len();
                return is_parted.then_some((Part::Known(*place), after));
            }
            let (at, length) = self.separator.next(after)?;
            let rest = after.get(at + length..)?.trim_start();
            (at == 0).then_some((Part::Known(*place), rest))
        })
    }

    fn unknown<'c>(&self, text: &'c str) -> (Part<'c>, &'c str) {
        match self.separator.next(text) {
            Some((at, length)) => {
                let piece = text.get(..at).unwrap_or_default().trim();
                let rest = text.get(at + length..).unwrap_or_default();
                (Part::Other(piece), rest.trim_start())
            }
            None => (Part::Other(text), ""),
        }
    }
}

/// What stands after these words at the beginning of a text, capitals aside.
fn after_words<'c>(text: &'c str, words: &str) -> Option<&'c str> {
    let (head, rest) = text.split_at_checked(words.len())?;
    (head == words || head.eq_ignore_ascii_case(words)).then_some(rest)
}

/// The answers of a cell as text: those that are options whole, the rest parted at the separator.
#[must_use]
pub fn split<'c>(cell: &'c str, options: &'c [String], separator: Separator) -> Vec<&'c str> {
    let splitter = Splitter::new(options.iter().map(String::as_str), separator);
    let text = |part| match part {
        Part::Known(place) => options.get(place).map_or("", String::as_str),
        Part::Other(text) => text,
    };
    splitter.split(cell).into_iter().map(text).collect()
}

/// The options behind the different cells of a column, in the order of their first coming; empty where the cells do not
/// look like several answers each. `is_expected` says that the tool is known to join answers in this way.
#[must_use]
pub fn discover(cells: &[&str], separator: Separator, is_expected: bool) -> Vec<String> {
    discover_weighed(cells, &vec![1; cells.len()], separator, is_expected)
}

/// As [`discover`], each cell weighed by how many people gave it: what hundreds ticked outweighs what a few wrote in.
#[must_use]
pub fn discover_weighed(
    cells: &[&str],
    weights: &[u32],
    separator: Separator,
    is_expected: bool,
) -> Vec<String> {
    let mut split: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| {
            separator
                .pieces(cell)
                .into_iter()
                .map(str::to_owned)
                .collect()
        })
        .collect();
    let is_worth_a_look = recurs(&split, weights) || (is_expected && cells.len() < FEW_CELLS);
    if !is_worth_a_look {
        return Vec::new();
    }
    let mut n_joined = 0;
    while let Some((left, right)) = never_apart(&split, is_expected) {
        n_joined += 1;
        if n_joined > MOST_JOINED {
            return Vec::new(); // Sentences, not options.
        }
        let joint = joint(cells, &left, &right, separator);
        for pieces in &mut split {
            join(pieces, &left, &right, &joint);
        }
    }
    if !is_several(&split, weights, separator, is_expected) {
        return Vec::new();
    }
    let mut options: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for piece in split.into_iter().flatten() {
        if seen.insert(folded(&piece)) {
            options.push(piece);
        }
    }
    options
}

/// Fewer different cells than this are looked at closely though their pieces hardly recur.
const FEW_CELLS: usize = 200;
/// The most options with a separator inside.
const MOST_JOINED: usize = 100;

/// Whether half of all pieces, counted as often as they come, come more than once.
fn recurs(split: &[Vec<String>], weights: &[u32]) -> bool {
    let mut n_of: BTreeMap<&str, u64> = BTreeMap::new();
    for (pieces, weight) in split.iter().zip(weights) {
        for piece in pieces {
            *n_of.entry(piece).or_default() += u64::from(*weight);
        }
    }
    let all: u64 = n_of.values().sum();
    let recurring: u64 = n_of.values().filter(|n| **n > 1).sum();
    recurring * 2 >= all
}

/// What stands between two pieces in the cells themselves: an option must be found again as the file writes it.
fn joint(cells: &[&str], left: &str, right: &str, separator: Separator) -> String {
    let tight = separator.joint();
    let spaced = format!("{} ", tight.trim_end());
    let is_spaced = format!("{left}{spaced}{right}");
    match cells.iter().any(|cell| cell.contains(&is_spaced)) {
        true => spaced,
        false => tight.to_owned(),
    }
}

fn join(pieces: &mut Vec<String>, left: &str, right: &str, joint: &str) {
    let mut at = 0;
    while at + 1 < pieces.len() {
        if pieces[at] == left && pieces[at + 1] == right {
            let after = pieces.remove(at + 1);
            pieces[at] = format!("{}{joint}{after}", pieces[at]);
        }
        at += 1;
    }
}

/// Two pieces of which neither is ever seen without the other beside it, and of which there is a sign that they are one:
/// they make up a whole cell, or the second goes on in small letters.
fn never_apart(split: &[Vec<String>], is_expected: bool) -> Option<(String, String)> {
    let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), (usize, bool)> = BTreeMap::new();
    for pieces in split {
        for piece in pieces {
            *alone.entry(piece).or_default() += 1;
        }
        for pair in pieces.windows(2) {
            let [left, right] = pair else { continue };
            let held = pairs.entry((left, right)).or_default();
            held.0 += 1;
            held.1 |= pieces.len() == 2;
        }
    }
    let n = |piece: &str| alone.get(piece).copied().unwrap_or(0);
    let found = pairs.iter().find(|((left, right), (both, is_cell))| {
        let goes_on = right.starts_with(char::is_lowercase) || right.starts_with("or ");
        let is_one = goes_on || (*is_cell && (*both > 1 || !is_expected));
        left != right && n(left) == *both && n(right) == *both && is_one
    });
    found.map(|((left, right), _)| ((*left).to_owned(), (*right).to_owned()))
}

/// Whether cells so parted look like several answers each rather than like sentences.
fn is_several(
    split: &[Vec<String>],
    weights: &[u32],
    separator: Separator,
    is_expected: bool,
) -> bool {
    let mut cells_of: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    let (mut n_pieces, mut n_letters) = (0, 0);
    for pieces in split {
        let once: BTreeSet<&str> = pieces.iter().map(String::as_str).collect();
        if once.len() != pieces.len() {
            return false; // Nobody ticks one option twice.
        }
        for piece in once {
            let held = cells_of.entry(piece).or_default();
            held.0 += 1;
            held.1 |= pieces.len() == 1;
            n_pieces += 1;
            n_letters += piece.chars().count();
        }
    }
    let n_several = split.iter().filter(|pieces| pieces.len() > 1).count();
    let recurring = cells_of.values().filter(|(n, _)| *n > 1).count();
    let both_ways = cells_of
        .values()
        .filter(|(n, alone)| *n > 1 && *alone)
        .count();
    let is_short = n_letters <= n_pieces * 80;
    let mostly = recurs(split, weights);
    let sign = match separator {
        Separator::Semicolon | Separator::Bar | Separator::Line | Separator::CommaTight => {
            recurring >= 1 || is_expected
        }
        Separator::CommaSpace | Separator::Comma if is_expected => recurring >= 2,
        Separator::CommaSpace | Separator::Comma => {
            recurring >= 3 && both_ways >= 2 && n_several >= 3
        }
        Separator::Space => is_expected && recurring >= 2,
    };
    let is_certain = is_expected && separator == Separator::Semicolon;
    n_several > 0 && is_short && sign && (mostly || is_certain)
}

#[cfg(test)]
mod tests;
