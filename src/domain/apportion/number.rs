//! A weight, a count or a rate exactly as it is written: `37`, `0.0286`, `1,234.5`, `-2`.
//!
//! The machine's ordinary fractions hold 0.0286 as something a little beside it, and over a hundred thousand lines a
//! little is a penny. So a number is kept as the whole numbers above and below the line that its figures say.
//!
//! Edges: a blank is no number, which is not nought. A number of more than 38 figures is refused, not cut.

use std::fmt;

use crate::domain::money::AmountError;
use crate::domain::money::amount::stranger;
use crate::domain::money::exact::Exact;
use crate::domain::problem::beginning;

/// How many decimals are shown of a number that has no last one.
const SHOWN: usize = 10;

/// An exact number: a weight, a count, a rate, a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number(pub(in crate::domain) Exact);

impl Number {
    /// Nought.
    pub const NOUGHT: Number = Number(Exact::NOUGHT);

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(Exact::whole(i128::from(number)))
    }

    /// A number of ten-thousandths, as a measured percentage is rounded to.
    #[must_use]
    pub fn ten_thousandths(number: i64) -> Self {
        Self(Exact::new(i128::from(number), 10_000).unwrap_or(Exact::NOUGHT))
    }

    /// Reads a number; a blank is `Ok(None)`. Thousands may be marked with commas.
    ///
    /// # Errors
    /// When the text is not one number; the error says at which character.
    pub fn read(text: &str) -> Result<Option<Self>, AmountError> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        let begins = text.chars().take_while(|c| c.is_whitespace()).count();
        read(trimmed)
            .map(|number| Some(Self(number)))
            .map_err(|(at, why)| AmountError {
                at: begins + at,
                given: beginning(text),
                why,
                remedy: "write one number, such as 37 or 0.0286".to_owned(),
            })
    }

    /// Below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.0.top() < 0
    }

    /// Nought itself.
    #[must_use]
    pub fn is_nought(self) -> bool {
        self.0.is_nought()
    }
}

/// All its decimals where it has a last one within twelve; else ten and a sign that they go on.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, ends) = decimals(self.0, SHOWN);
        f.pad(&if ends { text } else { format!("{text}…") })
    }
}

/// A number in decimals, and whether that is all of it: exact where twelve are enough, else cut after so many.
pub(super) fn decimals(number: Exact, most: usize) -> (String, bool) {
    let (top, bottom) = (number.top(), number.bottom().unsigned_abs());
    let sign = if top < 0 { "-" } else { "" };
    let mut text = format!("{sign}{}", top.unsigned_abs() / bottom);
    let mut over = top.unsigned_abs() % bottom;
    let mut figures = String::new();
    while over > 0 && figures.len() < 12 {
        let Some(next) = over.checked_mul(10) else {
            break;
        };
        figures.push(char::from(b'0' + u8::try_from(next / bottom).unwrap_or(9)));
        over = next % bottom;
    }
    if over > 0 {
        figures.truncate(most);
    }
    if !figures.is_empty() {
        text.push('.');
        text.push_str(&figures);
    }
    (text, over == 0)
}

type Fault = (usize, String);

fn read(text: &str) -> Result<Exact, Fault> {
    let (sign, rest, mut at) = match text.chars().next() {
        Some(c @ ('-' | '−' | '+')) => (c != '+', &text[c.len_utf8()..], 2),
        _ => (false, text, 1),
    };
    let first = at;
    let (mut figures, mut decimals, mut run) = (Vec::new(), None, 0);
    let mut last_mark: Option<usize> = None;
    for c in rest.chars() {
        match (c, decimals) {
            ('0'..='9', _) => {
                figures.push(c as u32 - '0' as u32);
                decimals = decimals.map(|n: usize| n + 1);
                run += 1;
            }
            ('.', None) if last_mark.is_none() || run == 3 => {
                (decimals, last_mark) = (Some(0), None)
            }
            ('.', Some(_)) => return Err((at, "a second decimal point".to_owned())),
            (',', None) if run == 3 || (last_mark.is_none() && (1..=3).contains(&run)) => {
                (last_mark, run) = (Some(at), 0);
            }
            (',' | '.', _) => return Err((at, "a thousands mark out of place".to_owned())),
            (c, _) => return Err((at, stranger(c))),
        }
        at += 1;
    }
    if let (Some(mark), true) = (last_mark, run != 3) {
        return Err((mark, "a thousands mark out of place".to_owned()));
    }
    if figures.is_empty() {
        return Err((first, "no figure".to_owned()));
    }
    let number = Exact::from_figures(figures.into_iter(), decimals.unwrap_or(0));
    let number = if sign {
        number.and_then(Exact::negated)
    } else {
        number
    };
    number.ok_or((first, "a figure too long to count exactly".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[track_caller]
    fn check(text: &str, top: i128, bottom: i128) {
        let number = Number::read(text).unwrap().unwrap().0;
        assert_eq!((number.top(), number.bottom()), (top, bottom), "{text}");
    }

    #[track_caller]
    fn refused(text: &str, at: usize, why: &str) {
        let error = Number::read(text).expect_err(text);
        assert_eq!((error.at, error.why.as_str()), (at, why), "{text}");
    }

    #[test]
    fn numbers_are_read_without_loss() {
        check("37", 37, 1);
        check("0.0286", 143, 5_000);
        check("16.1181", 161_181, 10_000);
        check("0.99999835235125", 799_998_681_881, 800_000_000_000);
        check(" 1,234,567.5 ", 2_469_135, 2);
        check("-2", -2, 1);
        check("−0.5", -1, 2);
        check(".25", 1, 4);
        check("1234567", 1_234_567, 1);
        assert_eq!(Number::read("  "), Ok(None));
    }

    #[test]
    fn what_is_not_a_number_is_refused_with_its_place() {
        refused("1.2.3", 4, "a second decimal point");
        refused("1e5", 2, "a letter, “e”,");
        refused("12,34", 3, "a thousands mark out of place");
        refused("1234,567", 5, "a thousands mark out of place");
        refused("1.5,000", 4, "a thousands mark out of place");
        refused("£5", 1, "an unexpected “£”");
        refused(" x", 2, "a letter, “x”,");
        refused("-", 2, "no figure");
        refused(".", 1, "no figure");
        refused(&"9".repeat(50), 1, "a figure too long to count exactly");
    }

    #[test]
    fn a_number_shows_all_its_decimals_or_says_that_they_go_on() {
        let third = Number(crate::domain::money::exact::Exact::new(1, 3).unwrap());
        assert_eq!(third.to_string(), "0.3333333333…");
        assert_eq!(
            Number::read("0.0286").unwrap().unwrap().to_string(),
            "0.0286"
        );
        assert_eq!(Number::whole(-7).to_string(), "-7");
        assert_eq!(Number::ten_thousandths(12_345).to_string(), "1.2345");
    }
}
