//! Reads one amount, or hands on a sum: `£1,234.50`, `(1,234.50)`, `1,234.50-`.
//!
//! Whatever cannot be read is refused with the character at fault, because a wrong amount that looks
//! right is worse than none: `12,34` may be £12.34 or £1,234, and only the officer knows.
//!
//! Edges: without a leading `=`, a year and the next (`2015/16`) and a date are refused, for they are
//! what a misplaced paste leaves in a column of money, and they would divide into a small amount.

use crate::domain::money::exact::Exact;
use crate::domain::money::expression;
use crate::domain::money::{AmountError, Pence};
use crate::domain::problem::beginning;

const ONE_AMOUNT: &str = "write one amount, such as 1,234.50";
const ONE_SUM: &str = "write a sum of figures, such as =12*450";
const MARK_IT: &str = "begin with = if it is to be worked out";

pub(super) const TOO_LARGE: &str = "more money than can be held";
pub(super) const TOO_LONG: &str = "a figure too long to work out exactly";

/// A character and its place in the text, counted from 1.
pub(super) type Mark = (usize, char);

/// What is wrong, at which character.
pub(super) struct Fault {
    at: usize,
    why: String,
}

impl Fault {
    fn of(self, text: &str, remedy: &str) -> AmountError {
        AmountError {
            at: self.at,
            given: beginning(text),
            why: self.why,
            remedy: remedy.to_owned(),
        }
    }
}

pub(super) type Found<T> = Result<T, Fault>;

pub(super) fn fault<T>(at: usize, why: impl Into<String>) -> Found<T> {
    Err(Fault {
        at,
        why: why.into(),
    })
}

/// What to call a character that has no business here.
pub(in crate::domain) fn stranger(c: char) -> String {
    if c.is_alphabetic() {
        format!("a letter, “{c}”,")
    } else if c.is_whitespace() {
        "a space out of place".to_owned()
    } else {
        format!("an unexpected “{c}”")
    }
}

/// See [`Pence::read`].
pub(super) fn read(text: &str) -> Result<Option<Pence>, AmountError> {
    let marks: Vec<Mark> = (1..).zip(text.chars().map(usual)).collect();
    let marks = trimmed(&marks);
    let (found, remedy) = match marks {
        [] => return Ok(None),
        [(at, '='), sum @ ..] => (expression::work_out(sum, at + 1), ONE_SUM),
        [(at, _), ..] if is_sum(marks) => match period_in_disguise(marks) {
            Some(what) => (fault(*at, what), MARK_IT),
            None => (expression::work_out(marks, *at), ONE_SUM),
        },
        _ => (plain(marks), ONE_AMOUNT),
    };
    found.map(Some).map_err(|fault| fault.of(text, remedy))
}

/// See [`Pence::read_figure`].
pub(super) fn read_figure(text: &str) -> Result<Option<Pence>, AmountError> {
    let marks: Vec<Mark> = (1..).zip(text.chars().map(usual)).collect();
    let found = match trimmed(&marks) {
        [] => return Ok(None),
        [(at, '='), ..] => fault(*at, "a sum, not an amount,"),
        marks => plain(marks),
    };
    found.map(Some).map_err(|fault| fault.of(text, ONE_AMOUNT))
}

/// The several dashes and signs that mean one thing.
fn usual(c: char) -> char {
    match c {
        '−' | '–' => '-',
        '×' => '*',
        '÷' => '/',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn trimmed(marks: &[Mark]) -> &[Mark] {
    let first = marks
        .iter()
        .position(|mark| mark.1 != ' ')
        .unwrap_or(marks.len());
    let last = marks
        .iter()
        .rposition(|mark| mark.1 != ' ')
        .map_or(first, |place| place + 1);
    &marks[first..last]
}

/// Whether a text without `=` is a sum: an operator with a figure somewhere before and after it.
fn is_sum(marks: &[Mark]) -> bool {
    let figure = |mark: &Mark| mark.1.is_ascii_digit();
    let (first, last) = (
        marks.iter().position(figure),
        marks.iter().rposition(figure),
    );
    let (Some(first), Some(last)) = (first, last) else {
        return false;
    };
    marks[first..last]
        .iter()
        .any(|mark| matches!(mark.1, '+' | '-' | '*' | '/'))
}

/// `2015/16`, `31/3/2015` and `2015-03-31` are sums by their signs and never meant as one.
fn period_in_disguise(marks: &[Mark]) -> Option<&'static str> {
    let text: String = marks.iter().map(|mark| mark.1).collect();
    let sign = if text.contains('/') { '/' } else { '-' };
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    let figures = |part: &&str| part.len() <= 4 && part.parse::<u16>().is_ok();
    if !parts.iter().all(figures) {
        return None;
    }
    let number = |part: &str| part.parse::<u16>().unwrap_or_default();
    match parts[..] {
        [first, second] if first.len() == 4 && (1900..2200).contains(&number(first)) => {
            let next = number(first) + 1;
            let follows = (second.len() == 2 && number(second) == next % 100)
                || (second.len() == 4 && number(second) == next);
            follows.then_some("a year and the next, not an amount,")
        }
        [day, month, year] | [year, month, day]
            if (year.len() == 4 || sign == '/') && is_day(month, day) =>
        {
            Some("a date, not an amount,")
        }
        _ => None,
    }
}

fn is_day(month: &str, day: &str) -> bool {
    let within = |part: &str, most: u8| part.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    within(month, 12) && within(day, 31)
}

/// One amount, with at most one sign that it is negative.
fn plain(marks: &[Mark]) -> Found<Pence> {
    let is_dress = |mark: &Mark| matches!(mark.1, '£' | '-' | '+' | '(' | ')' | ' ');
    let bare = |mark: &Mark| !is_dress(mark);
    let start = marks.first().map_or(1, |mark| mark.0);
    let (Some(first), Some(last)) = (marks.iter().position(bare), marks.iter().rposition(bare))
    else {
        return fault(start, "no figure");
    };
    let (before, rest) = marks.split_at(first);
    let (middle, after) = rest.split_at(last + 1 - first);
    let negative = is_negative(before, after)?;
    let (written, beyond) = number(middle, Decimals::Pence)?;
    if let Some(&(at, c)) = beyond.first() {
        return fault(at, stranger(c));
    }
    let value = if negative {
        written.negated()
    } else {
        Some(written)
    };
    value
        .and_then(Exact::to_pence)
        .map_or_else(|| fault(start, TOO_LARGE), Ok)
}

/// What the signs around an amount say: a minus before or after, or brackets, but one of them only.
fn is_negative(before: &[Mark], after: &[Mark]) -> Found<bool> {
    let (mut pound, mut sign, mut open, mut negative) = (false, false, None, false);
    for &(at, c) in before {
        match c {
            '£' if !std::mem::replace(&mut pound, true) => {}
            '-' | '+' if !std::mem::replace(&mut sign, true) => negative = c == '-',
            '(' if !sign && open.is_none() => open = Some(at),
            ' ' => {}
            _ => return fault(at, format!("one sign too many, “{c}”,")),
        }
    }
    let mut closed = false;
    for &(at, c) in after {
        match c {
            ')' if open.is_some() && !std::mem::replace(&mut closed, true) => {}
            '-' if open.is_none() && !std::mem::replace(&mut sign, true) => negative = true,
            ' ' => {}
            ')' if open.is_none() => return fault(at, "a closing bracket that was never opened"),
            _ => return fault(at, format!("one sign too many, “{c}”,")),
        }
    }
    match open {
        Some(at) if !closed => fault(at, "a bracket that is never closed"),
        // (−5) could be meant either way, and so is not taken.
        Some(at) if sign => fault(at, "brackets and a sign together"),
        _ => Ok(negative || open.is_some()),
    }
}

/// How many decimals a number may be written to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Decimals {
    /// Two, in an amount: a third would have to be rounded, and nobody asked for that.
    Pence,
    /// Any, in a sum: rates such as 1.0275 are written so.
    Any,
}

/// The number at the head of the marks, and what follows it.
pub(super) fn number(marks: &[Mark], decimals: Decimals) -> Found<(Exact, &[Mark])> {
    let (mine, after) = marks.split_at(length(marks));
    let Some(&(at, _)) = mine.first() else {
        return match marks.first() {
            Some(&(at, c)) => fault(at, stranger(c)),
            None => fault(1, "no figure"),
        };
    };
    if let Some(second) = mine.iter().filter(|mark| mark.1 == '.').nth(1) {
        return fault(second.0, "a second decimal point");
    }
    // Anything odd further on is the better thing to say about `12,3x` than its thousands mark.
    if let (Decimals::Pence, Some(&(at, c))) = (decimals, after.first()) {
        return fault(at, stranger(c));
    }
    let point = mine
        .iter()
        .position(|mark| mark.1 == '.')
        .unwrap_or(mine.len());
    let (whole, fraction) = mine.split_at(point);
    check_grouping(whole)?;
    let fraction = fraction.get(1..).unwrap_or_default();
    if let Some(mark) = fraction.iter().find(|mark| !mark.1.is_ascii_digit()) {
        return fault(mark.0, "a thousands mark after the decimal point");
    }
    if let (Decimals::Pence, Some(third)) = (decimals, fraction.get(2)) {
        return fault(third.0, "a third decimal");
    }
    let figures = || {
        whole
            .iter()
            .chain(fraction)
            .filter_map(|mark| mark.1.to_digit(10))
    };
    if figures().next().is_none() {
        return fault(at, "a decimal point without figures");
    }
    let value = Exact::from_figures(figures(), fraction.len());
    value.map_or_else(|| fault(at, TOO_LONG), |value| Ok((value, after)))
}

/// How many marks belong to the number: figures, points, and thousands marks that stand between
/// figures or are commas.
fn length(marks: &[Mark]) -> usize {
    let is_figure = |place: usize| marks.get(place).is_some_and(|mark| mark.1.is_ascii_digit());
    let mut length = 0;
    while let Some((_, c)) = marks.get(length) {
        let mine = match c {
            '0'..='9' | '.' => true,
            ',' => length > 0,
            ' ' => length > 0 && is_figure(length - 1) && is_figure(length + 1),
            _ => false,
        };
        if !mine {
            break;
        }
        length += 1;
    }
    length
}

/// Thousands are marked all with commas or all with spaces, in threes from the right.
fn check_grouping(whole: &[Mark]) -> Found<()> {
    let wrong = |at| fault(at, "a thousands mark out of place");
    let mut last: Option<Mark> = None;
    let mut run = 0;
    for &(at, c) in whole {
        if c.is_ascii_digit() {
            run += 1;
            continue;
        }
        match last {
            Some((_, sign)) if run != 3 || c != sign => return wrong(at),
            None if !(1..=3).contains(&run) => return wrong(at),
            _ => (last, run) = (Some((at, c)), 0),
        }
    }
    match last {
        Some((at, _)) if run != 3 => wrong(at),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::money::Pence;

    #[track_caller]
    fn check(text: &str, pence: i64) {
        assert_eq!(Pence::read(text), Ok(Some(Pence(pence))), "{text}");
    }

    #[track_caller]
    fn refused(text: &str, at: usize, why: &str) {
        let error = Pence::read(text).expect_err(text);
        assert_eq!((error.at, error.why.as_str()), (at, why), "{text}");
        assert_eq!(error.given, text);
    }

    /// Every case of `amount_parse` in the vectors file `grants.json`.
    #[test]
    fn the_vectors_read() {
        check("£1,234.50", 123_450);
        check("1,234.50-", -123_450);
        check("1234", 123_400);
        refused("49.807.00", 7, "a second decimal point");
        refused("12.345", 6, "a third decimal");
        refused("[x]", 1, "an unexpected “[”");
    }

    #[test]
    fn amounts_read() {
        check("(1,234.50)", -123_450);
        check("-£5", -500);
        check("£-5", -500);
        check("\u{2212}5.5", -550);
        check("(£5)", -500);
        check("£(5.00)", -500);
        check("+5", 500);
        check("  £ 1 234 567 ", 123_456_700);
        check("1\u{a0}234.50", 123_450);
        check(".5", 50);
        check("12.", 1_200);
        check("-0", 0);
        check("1,234,567.89", 123_456_789);
        check("92233720368547758.07", i64::MAX);
    }

    #[test]
    fn a_blank_is_no_amount() {
        assert_eq!(Pence::read(""), Ok(None));
        assert_eq!(Pence::read(" \t\u{a0}"), Ok(None));
        assert_eq!(Pence::read("0"), Ok(Some(Pence::ZERO)));
    }

    #[test]
    fn what_is_not_an_amount_is_refused_with_its_place() {
        let grouping = "a thousands mark out of place";
        refused("12,34", 3, grouping);
        refused("1234,567", 5, grouping);
        refused("1,2345", 2, grouping);
        refused("1,234,", 6, grouping);
        refused("1,,234", 3, grouping);
        refused("1,234 567", 6, grouping);
        refused("12 34", 3, grouping);
        refused("1.2,3", 4, "a thousands mark after the decimal point");
        refused(",5", 1, "an unexpected “,”");
        refused("5k", 2, "a letter, “k”,");
        refused("  abc", 3, "a letter, “a”,");
        refused("c", 1, "a letter, “c”,");
        refused("5%", 2, "an unexpected “%”");
        refused("-", 1, "no figure");
        refused("£", 1, "no figure");
        refused("()", 1, "no figure");
        refused(".", 1, "a decimal point without figures");
        refused("(5", 1, "a bracket that is never closed");
        refused("5)", 2, "a closing bracket that was never opened");
        refused("-5-", 3, "one sign too many, “-”,");
        refused("--5", 2, "one sign too many, “-”,");
        refused("££5", 2, "one sign too many, “£”,");
        refused("-(5)", 2, "one sign too many, “(”,");
        refused("(-5)", 1, "brackets and a sign together");
        refused("(5))", 4, "one sign too many, “)”,");
        refused("92233720368547758.08", 1, "more money than can be held");
        refused(&"9".repeat(60), 1, "a figure too long to work out exactly");
    }

    #[test]
    fn a_period_is_not_divided() {
        refused("2015/16", 1, "a year and the next, not an amount,");
        refused("2015-16", 1, "a year and the next, not an amount,");
        refused("1999/2000", 1, "a year and the next, not an amount,");
        refused("31/3/2015", 1, "a date, not an amount,");
        refused("31/3/01", 1, "a date, not an amount,");
        refused("2015-03-31", 1, "a date, not an amount,");
        check("=2015/16", 12_594);
        check("2000/12", 16_667);
    }

    #[test]
    fn an_error_is_one_plain_sentence() {
        let error = Pence::read("12,3.4.5").expect_err("two points");
        let said = "“12,3.4.5”: a second decimal point at character 7; \
                    write one amount, such as 1,234.50";
        assert_eq!(error.to_string(), said);
    }
}
