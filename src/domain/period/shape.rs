//! Takes the text of a period apart into years, months and days without asking what they mean.
//!
//! People and files write one period in many ways: `2001/02`, `2001-02`, `2001/2002`, `200102`. Here
//! each comes down to a [`Shape`]; `read` gives the shape its meaning.
//!
//! Edges: two-digit years from 80 to 99 are of the 1900s and from 00 to 79 of the 2000s, since the
//! figures kept here hardly go back beyond the Children Act 1989. Dates are day, month, year, or ISO.

use jiff::civil::Date;

use crate::domain::period::{MONTHS, Term};

/// What a file says beside a period about the figures in it: `2017 (Rev)`, `2025 (prov)`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Marker {
    /// Changed since it was first published.
    Revised,
    /// Not yet final.
    Provisional,
    /// Final: `2020 (Final)`, or the outturn of a year's spending: `2016-17 (OT)`.
    Outturn,
}

/// A text taken apart, before its kind is known.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// `2025`
    Year(i16),
    /// `2001/02`, `2001-02`, `2001/2002`, `200102`, `01/02`
    Pair(Pair),
    /// `2001/02 Q2`
    Quarter(Pair, u8),
    /// `2015/16 autumn`
    Term(Pair, Term),
    /// `February 2018`
    Month(i16, u8),
    /// `31 March 2015`, `31/3/15`
    Day(Date),
    /// `2014 to 2016`
    Years(i16, i16),
    /// `2013/14 to 2015/16`
    Pairs(Pair, Pair),
}

/// Two years as written, the second filled out to four figures.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) first: i16,
    pub(super) second: i16,
    /// The second as two figures when it was so written: it may also be a month.
    pub(super) short: Option<u8>,
    pub(super) dashed: bool,
}

impl Pair {
    /// The first year, when the second follows on from it.
    pub(super) fn consecutive(self) -> Option<i16> {
        (self.second == self.first + 1).then_some(self.first)
    }

    /// The second year taken as a month.
    pub(super) fn month(self) -> Option<u8> {
        self.short.filter(|month| (1..=12).contains(month))
    }
}

/// One mark of the text: a run of figures, a run of letters (lower case), or a sign.
#[derive(PartialEq, Eq, Debug)]
enum Token {
    Figures(String),
    Word(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut last = ' ';
    for c in text.chars() {
        match (c, found.last_mut()) {
            ('0'..='9', Some(Token::Figures(run))) if last.is_ascii_digit() => run.push(c),
            ('0'..='9', _) => found.push(Token::Figures(c.to_string())),
            (c, Some(Token::Word(run))) if c.is_alphabetic() && last.is_alphabetic() => {
                run.extend(c.to_lowercase());
            }
            (c, _) if c.is_alphabetic() => found.push(Token::Word(c.to_lowercase().collect())),
            (c, _) if c.is_whitespace() => {}
            ('–' | '—' | '−' | '‐' | '‑', _) => found.push(Token::Sign('-')),
            ('[', _) => found.push(Token::Sign('(')),
            (']', _) => found.push(Token::Sign(')')),
            (c, _) => found.push(Token::Sign(c)),
        }
        last = c;
    }
    found
}

/// What the text makes, and the marker after it; or why it makes nothing.
pub(super) fn take_apart(text: &str) -> Result<(Shape, Option<Marker>), String> {
    let tokens = tokens(text);
    let (tokens, marker) = without_marker(&tokens);
    shape(tokens).map(|shape| (shape, marker))
}

fn without_marker(tokens: &[Token]) -> (&[Token], Option<Marker>) {
    let (rest, word) = match tokens {
        [
            rest @ ..,
            Token::Sign('('),
            Token::Word(word),
            Token::Sign(')'),
        ] => (rest, word),
        [rest @ .., Token::Word(word)] => (rest, word),
        _ => return (tokens, None),
    };
    match word.as_str() {
        "r" | "rev" | "revised" => (rest, Some(Marker::Revised)),
        "p" | "prov" | "provisional" => (rest, Some(Marker::Provisional)),
        "final" | "ot" | "outturn" => (rest, Some(Marker::Outturn)),
        _ => (tokens, None),
    }
}

/// What the marks make together, or why they make nothing.
fn shape(tokens: &[Token]) -> Result<Shape, String> {
    use Token::{Figures as F, Sign as S, Word as W};
    if let Some(day) = day(tokens) {
        return day.map(Shape::Day);
    }
    if tokens.is_empty() {
        return Err("is blank".to_owned());
    }
    let found = match tokens {
        [F(year)] if year.len() == 4 => number(year).map(Shape::Year),
        [W(month), F(year)] | [W(month), S('-'), F(year)] => {
            month_number(month).and_then(|month| Some(Shape::Month(full_year(year)?, month)))
        }
        [F(from), W(to), F(last)] if to == "to" && from.len() == 4 && last.len() == 4 => {
            number(from).and_then(|from| Some(Shape::Years(from, number(last)?)))
        }
        _ => None,
    };
    let found = found.or_else(|| pair_and_more(tokens));
    found.ok_or_else(|| "is not a period that can be read".to_owned())
}

/// Shapes that hold a pair of years: alone, with a quarter or a term, or with a second pair.
fn pair_and_more(tokens: &[Token]) -> Option<Shape> {
    use Token::{Figures as F, Sign as S, Word as W};
    if let [W(q), F(quarter), rest @ ..] = tokens
        && q == "q"
    {
        return Some(Shape::Quarter(whole_pair(rest)?, quarter_number(quarter)?));
    }
    if let [W(word), rest @ ..] = tokens {
        return Some(Shape::Term(whole_pair(rest)?, term(word)?));
    }
    let (pair, rest) = pair(tokens, None)?;
    match rest {
        [] => Some(Shape::Pair(pair)),
        [W(q), F(quarter)] if q == "q" => Some(Shape::Quarter(pair, quarter_number(quarter)?)),
        [W(word)] => Some(Shape::Term(pair, term(word)?)),
        [S('-'), second @ ..] => Some(Shape::Pairs(pair, second_pair(second, pair)?)),
        [W(to), second @ ..] if to == "to" => Some(Shape::Pairs(pair, second_pair(second, pair)?)),
        _ => None,
    }
}

fn whole_pair(tokens: &[Token]) -> Option<Pair> {
    pair(tokens, None).and_then(|(pair, rest)| rest.is_empty().then_some(pair))
}

/// The `15/16` of `2013/14-15/16` takes its century from the pair before it.
fn second_pair(tokens: &[Token], before: Pair) -> Option<Pair> {
    pair(tokens, Some(before.first)).and_then(|(pair, rest)| rest.is_empty().then_some(pair))
}

fn pair(tokens: &[Token], after: Option<i16>) -> Option<(Pair, &[Token])> {
    let (first, second, dashed, rest) = match tokens {
        [Token::Figures(both), rest @ ..] if both.len() == 6 => {
            let (first, second) = both.split_at(4);
            (first, second, false, rest)
        }
        [
            Token::Figures(first),
            Token::Sign(sign @ ('/' | '-')),
            Token::Figures(second),
            rest @ ..,
        ] => (first.as_str(), second.as_str(), *sign == '-', rest),
        _ => return None,
    };
    let short_first = first.len() == 2;
    let first = match after {
        Some(year) if short_first => following(year, number(first)?),
        _ => full_year(first)?,
    };
    let (second, short) = match second.len() {
        2 => (
            following(first, number(second)?),
            Some(second.parse().ok()?),
        ),
        4 if !short_first => (number(second)?, None),
        _ => return None,
    };
    // Two short figures are only a pair of years when they follow on: 5/16 or 31/03 is something else.
    let pair = Pair {
        first,
        second,
        short,
        dashed,
    };
    let plausible = !short_first || after.is_some() || pair.consecutive().is_some();
    plausible.then_some((pair, rest))
}

/// The first year at or after `year` that ends in the two figures given.
fn following(year: i16, two: i16) -> i16 {
    let same_century = year - year % 100 + two;
    if same_century < year {
        same_century + 100
    } else {
        same_century
    }
}

/// A date, if the marks are of one; `Some(Err)` when they are and there is no such day.
fn day(tokens: &[Token]) -> Option<Result<Date, String>> {
    use Token::{Figures as F, Sign as S, Word as W};
    let (year, month, day) = match tokens {
        [W(as_), W(at), rest @ ..] if as_ == "as" && at == "at" => return self::day(rest),
        [F(year), S('-'), F(month), S('-'), F(day)] if year.len() == 4 => {
            (number(year)?, number(month)?, number(day)?)
        }
        [
            F(day),
            S(one @ ('/' | '-' | '.')),
            F(month),
            S(two),
            F(year),
        ] if one == two => (full_year(year)?, number(month)?, number(day)?),
        [F(day), W(month), F(year)] => (
            full_year(year)?,
            i16::from(month_number(month)?),
            number(day)?,
        ),
        [F(day), W(th), W(month), F(year)] if ["st", "nd", "rd", "th"].contains(&th.as_str()) => (
            full_year(year)?,
            i16::from(month_number(month)?),
            number(day)?,
        ),
        _ => return None,
    };
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return Some(Err("is not a day of any month".to_owned()));
    };
    if !(1..=12).contains(&month) {
        return Some(Err(format!(
            "has month {month}: dates are day, month, year"
        )));
    }
    let wrong = |_| {
        format!(
            "has no day {day} in {}",
            MONTHS[usize::from(month.unsigned_abs()) - 1]
        )
    };
    Some(Date::new(year, month, day).map_err(wrong))
}

fn number(figures: &str) -> Option<i16> {
    figures.parse().ok().filter(|_| figures.len() <= 4)
}

/// A year of four figures, or of two: 80 to 99 are the 1900s, 00 to 79 the 2000s.
fn full_year(figures: &str) -> Option<i16> {
    let year = number(figures)?;
    match figures.len() {
        4 => Some(year),
        2 if year >= 80 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

fn quarter_number(figures: &str) -> Option<u8> {
    figures
        .parse()
        .ok()
        .filter(|quarter| (1..=4).contains(quarter))
}

fn term(word: &str) -> Option<Term> {
    Term::ALL.into_iter().find(|term| term.to_string() == word)
}

/// A month by its name or the start of it, from three letters: `Feb`, `Sept`.
fn month_number(word: &str) -> Option<u8> {
    let named = |name: &&str| word.len() >= 3 && name.to_lowercase().starts_with(word);
    let place = MONTHS.iter().position(named)?;
    u8::try_from(place + 1).ok()
}
