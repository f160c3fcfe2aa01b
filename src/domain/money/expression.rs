//! Works out a sum written in a cell: `=12*450`, `=(1200-200)/3`, `16.99*1.1`.
//!
//! Multiplication and division go before addition and subtraction, as on any calculator; pound signs
//! and thousands marks may stand in it. The answer is exact until it is rounded to the penny, once.
//!
//! Edges: a sum of figures only: no names of cells, no percent signs. Brackets here only group.

use crate::domain::money::Pence;
use crate::domain::money::amount::{
    Decimals, Found, Mark, TOO_LARGE, TOO_LONG, fault, number, stranger,
};
use crate::domain::money::exact::Exact;

/// Brackets and signs inside one another, at most: far more than any sum in a cell needs, and few
/// enough that a pasted row of brackets cannot exhaust the machine.
const DEEPEST: usize = 60;

/// The answer to a sum whose first mark stands, or ought to stand, at character `start`.
pub(super) fn work_out(marks: &[Mark], start: usize) -> Found<Pence> {
    let end = marks.last().map_or(start, |mark| mark.0 + 1);
    let mut sum = Sum {
        rest: marks,
        end,
        depth: 0,
    };
    let total = sum.terms()?;
    match sum.peek() {
        Some((at, ')')) => fault(at, "a closing bracket that was never opened"),
        Some((at, c)) => fault(at, stranger(c)),
        None => total.to_pence().map_or_else(|| fault(start, TOO_LARGE), Ok),
    }
}

/// A sum being worked out, from left to right.
struct Sum<'a> {
    rest: &'a [Mark],
    /// The character just after the last, for a sum that stops short.
    end: usize,
    depth: usize,
}

impl Sum<'_> {
    /// Terms joined by + and −.
    fn terms(&mut self) -> Found<Exact> {
        let mut total = self.factors()?;
        while let Some((at, sign @ ('+' | '-'))) = self.peek() {
            self.take();
            let next = self.factors()?;
            let next = if sign == '-' {
                next.negated()
            } else {
                Some(next)
            };
            total = held(at, next.and_then(|next| total.plus(next)))?;
        }
        Ok(total)
    }

    /// Factors joined by × and ÷.
    fn factors(&mut self) -> Found<Exact> {
        let mut product = self.factor()?;
        while let Some((at, sign @ ('*' | '/'))) = self.peek() {
            self.take();
            let next = self.factor()?;
            if sign == '*' {
                product = held(at, product.times(next))?;
            } else if next.is_nought() {
                return fault(at, "a division by nought");
            } else {
                product = held(at, next.inverted().and_then(|next| product.times(next)))?;
            }
        }
        Ok(product)
    }

    /// A number, with or without a pound sign; a bracket; or either of them with a sign before it.
    fn factor(&mut self) -> Found<Exact> {
        let Some((at, c)) = self.peek() else {
            return fault(self.end, "an end where a figure should stand");
        };
        match c {
            '(' | '-' | '+' => {
                if self.depth == DEEPEST {
                    return fault(at, "one bracket or sign too many");
                }
                self.take();
                self.depth += 1;
                let value = if c == '(' {
                    self.bracket(at)
                } else {
                    let signed = self.factor()?;
                    let value = if c == '-' {
                        signed.negated()
                    } else {
                        Some(signed)
                    };
                    held(at, value)
                };
                self.depth -= 1;
                value
            }
            '£' => {
                self.take();
                match self.peek() {
                    Some((_, '0'..='9' | '.')) => self.number(),
                    _ => fault(at, "a pound sign without an amount"),
                }
            }
            '*' | '/' => fault(at, "an operator with no figure before it"),
            _ => self.number(),
        }
    }

    /// What stands in a bracket opened at `opened`, and its end.
    fn bracket(&mut self, opened: usize) -> Found<Exact> {
        let inside = self.terms()?;
        match self.peek() {
            Some((_, ')')) => {
                self.take();
                Ok(inside)
            }
            Some((at, c)) => fault(at, stranger(c)),
            None => fault(opened, "a bracket that is never closed"),
        }
    }

    fn number(&mut self) -> Found<Exact> {
        let (value, after) = number(self.rest, Decimals::Any)?;
        self.rest = after;
        Ok(value)
    }

    /// The next mark that is not a space.
    fn peek(&mut self) -> Option<Mark> {
        while let [(_, ' '), after @ ..] = self.rest {
            self.rest = after;
        }
        self.rest.first().copied()
    }

    fn take(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }
}

fn held(at: usize, value: Option<Exact>) -> Found<Exact> {
    value.map_or_else(|| fault(at, TOO_LONG), Ok)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::domain::money::Pence;

    #[track_caller]
    fn check(text: &str, pence: i64) {
        assert_eq!(Pence::read(text), Ok(Some(Pence(pence))), "{text}");
    }

    #[track_caller]
    fn refused(text: &str, at: usize, why: &str) {
        let error = Pence::read(text).expect_err(text);
        assert_eq!((error.at, error.why.as_str()), (at, why), "{text}");
    }

    /// Every case of `expressions` in the vectors file `grants.json`.
    #[test]
    fn the_vectors_work_out() {
        check("=12*450", 540_000);
        check("16.99*1.1", 1_869);
        check("=10/3*3", 1_000);
        check("=£1,234.50+£10", 124_450);
        check("=2-3+4", 300);
        check("=0.005", 1);
        refused("12**3", 4, "an operator with no figure before it");
        refused("=A1+2", 2, "a letter, “A”,");
        assert_eq!(Pence::read(""), Ok(None));
    }

    #[test]
    fn sums_work_out() {
        check("=(1200-200)/3", 33_333);
        check("(1200-200)/3", 33_333);
        check("12*450", 540_000);
        check("= 2 + 3 * 4 ", 1_400);
        check("=(2+3)*4", 2_000);
        check("=2--3", 500);
        check("=-(2+3)", -500);
        check("=-0.005", -1);
        check("=0.0049", 0);
        check("=1/3+1/3+1/3", 100);
        check("=100 \u{d7} 3 \u{f7} 4", 7_500);
        check("=12 450\u{2212}450", 1_200_000);
        check("=(5)", 500);
        check("(100)-50", 5_000);
        check("=7", 700);
    }

    #[test]
    fn bad_sums_are_refused_with_their_place() {
        refused("=1/0", 3, "a division by nought");
        refused("=1/(2-2)", 3, "a division by nought");
        refused("=", 2, "an end where a figure should stand");
        refused("=1+", 4, "an end where a figure should stand");
        refused("=(1+2", 2, "a bracket that is never closed");
        refused("=1+2)", 5, "a closing bracket that was never opened");
        refused("=2(3)", 3, "an unexpected “(”");
        refused("=12,34+1", 4, "a thousands mark out of place");
        refused("=1.2.3", 5, "a second decimal point");
        refused("=£+1", 2, "a pound sign without an amount");
        refused("=10%", 4, "an unexpected “%”");
        refused("==1", 2, "an unexpected “=”");
        refused("=1e5", 3, "a letter, “e”,");
        refused("=99999999999*99999999999", 2, "more money than can be held");
        let long = format!("={}", "9".repeat(60));
        refused(&long, 2, "a figure too long to work out exactly");
        let deep = format!("={}1", "(".repeat(100_000));
        refused(&deep, 62, "one bracket or sign too many");
    }

    proptest! {
        #[test]
        fn division_undone_by_multiplication_loses_nothing(
            pounds in -1_000_000_i64..1_000_000,
            by in 1_i64..10_000,
        ) {
            let text = format!("={pounds}/{by}*{by}");
            prop_assert_eq!(Pence::read(&text), Ok(Some(Pence(pounds * 100))));
        }

        #[test]
        fn rounding_is_to_the_nearest_penny(top in -1_000_000_i64..1_000_000, by in 1_i64..10_000) {
            let found = Pence::read(&format!("={top}/{by}")).unwrap().unwrap().0;
            let twice_off = 2 * (top * 100 - found * by);
            prop_assert!(twice_off.abs() <= by);
            // A half goes away from nought, so what is left over then has the other sign.
            prop_assert!(twice_off.abs() < by || twice_off.signum() != top.signum());
        }
    }
}
