//! Reads a formula from left to right: multiplication and division go before addition and subtraction.

use crate::domain::apportion::Number;
use crate::domain::apportion::formula::{Factor, FormulaError, Term};
use crate::domain::money::amount::stranger;

/// Brackets inside one another, at most: far more than any formula needs, and few enough that a row of brackets cannot
/// exhaust the machine.
const DEEPEST: usize = 60;

/// What a formula says, over columns of these names.
pub(super) fn tree(text: &str, names: &[String]) -> Result<Term, FormulaError> {
    let mut reader = Reader {
        letters: text.chars().collect(),
        at: 0,
        depth: 0,
        names,
    };
    let tree = reader.terms()?;
    reader.skip();
    if reader.at < reader.letters.len() {
        return Err(reader.wrong("a sign such as * or + should stand here"));
    }
    Ok(tree)
}

struct Reader<'a> {
    letters: Vec<char>,
    at: usize,
    depth: usize,
    names: &'a [String],
}

impl Reader<'_> {
    fn wrong(&self, why: impl Into<String>) -> FormulaError {
        FormulaError {
            at: self.at + 1,
            why: why.into(),
        }
    }

    fn skip(&mut self) {
        while self.letters.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<char> {
        self.skip();
        self.letters.get(self.at).map(|c| match c {
            '−' | '–' => '-',
            '×' => '*',
            '÷' => '/',
            c => *c,
        })
    }

    fn terms(&mut self) -> Result<Term, FormulaError> {
        let mut terms = vec![self.factors()?];
        while let Some(sign @ ('+' | '-')) = self.peek() {
            self.at += 1;
            let next = self.factors()?;
            let next = if sign == '-' {
                Term::Minus(Box::new(next))
            } else {
                next
            };
            terms.push(next);
        }
        Ok(match terms.len() {
            1 => terms.remove(0),
            _ => Term::Sum(terms),
        })
    }

    fn factors(&mut self) -> Result<Term, FormulaError> {
        let first = self.factor()?;
        let mut factors = Vec::new();
        while let Some(sign @ ('*' | '/')) = self.peek() {
            self.at += 1;
            factors.push(Factor {
                term: self.factor()?,
                divides: sign == '/',
            });
        }
        if factors.is_empty() {
            return Ok(first);
        }
        let first = Factor {
            term: first,
            divides: false,
        };
        factors.insert(0, first);
        Ok(Term::Product(factors))
    }

    fn factor(&mut self) -> Result<Term, FormulaError> {
        match self.peek() {
            None => Err(self.wrong("it ends where a number or a column should stand")),
            Some('(') => self.bracket(),
            Some('-') => self.nested(|reader| {
                reader.at += 1;
                Ok(Term::Minus(Box::new(reader.factor()?)))
            }),
            Some('£') => {
                self.at += 1;
                self.number()
            }
            Some(c) if c.is_ascii_digit() || c == '.' => self.number(),
            Some(c) if c.is_alphabetic() || c == '_' => self.name(),
            Some(c) => Err(self.wrong(stranger(c))),
        }
    }

    fn nested(
        &mut self,
        inside: impl FnOnce(&mut Self) -> Result<Term, FormulaError>,
    ) -> Result<Term, FormulaError> {
        if self.depth == DEEPEST {
            return Err(self.wrong("one bracket or sign too many"));
        }
        self.depth += 1;
        let found = inside(self);
        self.depth -= 1;
        found
    }

    fn bracket(&mut self) -> Result<Term, FormulaError> {
        let opened = self.at;
        self.nested(|reader| {
            reader.at += 1;
            let inside = reader.terms()?;
            if reader.peek() == Some(')') {
                reader.at += 1;
                return Ok(inside);
            }
            Err(FormulaError {
                at: opened + 1,
                why: "a bracket that is never closed".to_owned(),
            })
        })
    }

    fn number(&mut self) -> Result<Term, FormulaError> {
        let from = self.at;
        while self
            .letters
            .get(self.at)
            .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        {
            self.at += 1;
        }
        let text: String = self.letters[from..self.at].iter().collect();
        match Number::read(&text) {
            Ok(Some(number)) => Ok(Term::Number(number.0)),
            Ok(None) => Err(FormulaError {
                at: from + 1,
                why: "no figure".to_owned(),
            }),
            Err(error) => Err(FormulaError {
                at: from + error.at,
                why: error.why,
            }),
        }
    }

    fn name(&mut self) -> Result<Term, FormulaError> {
        let from = self.at;
        while self
            .letters
            .get(self.at)
            .is_some_and(|c| c.is_alphanumeric() || *c == '_')
        {
            self.at += 1;
        }
        let name: String = self.letters[from..self.at].iter().collect();
        let name = name.to_lowercase();
        if name == "share" && self.peek() == Some('(') {
            self.at += 1;
            self.skip();
            let Term::Column(column) = self.name()? else {
                return Err(self.wrong("the name of a column should stand in share( )"));
            };
            if self.peek() != Some(')') {
                return Err(self.wrong("share( ) takes the name of one column"));
            }
            self.at += 1;
            return Ok(Term::Share(column));
        }
        let known = self.names.iter().enumerate();
        let mut found = known.filter(|(_, known)| **known == name);
        match (found.next(), found.next()) {
            (Some((column, _)), None) => Ok(Term::Column(column)),
            (Some((one, _)), Some((other, _))) => Err(FormulaError {
                at: from + 1,
                why: format!(
                    "columns {} and {} are both called “{name}”; give one of them another heading",
                    one + 1,
                    other + 1
                ),
            }),
            (None, _) => Err(FormulaError {
                at: from + 1,
                why: format!(
                    "no column is called “{name}”; there are {}",
                    self.names.join(", ")
                ),
            }),
        }
    }
}
