//! A weight worked out from counts by a formula: `12.50*pupils + 3*fsm`, or
//! `pop*(16.1181 + 59.9073*deprivation)*area_cost`.
//!
//! Grants are given by so much for each child, topped up by need and by what wages cost in the area. The formula is the
//! one in the grant's papers, with the names of the columns in it. Everything is exact, as fractions of whole numbers.
//!
//! `share(name)` is a line's part of all lines in one column, which is how factors in different units are put together:
//! `50*share(pupils) + 50*share(deprived)`.
//!
//! Edges: a name that no column has is refused with its place, and so is one that two columns have, for the first is not
//! more meant than the second; so is a blank cell, for a missing count is not nought.

mod read;

use crate::domain::apportion::Number;
use crate::domain::money::exact::Exact;

/// A formula, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    tree: Term,
    names: Vec<String>,
}

/// What is wrong with a formula, and where: the character, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormulaError {
    /// The character at fault.
    pub at: usize,
    /// What is wrong there and what to write.
    pub why: String,
}

impl std::fmt::Display for FormulaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "character {}: {}", self.at, self.why)
    }
}

/// Why a line's weight cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannotWorkOut {
    /// A cell that the formula needs is blank.
    Blank {
        /// The line, from 0.
        line: usize,
        /// The column, by its place among [`Formula::names`].
        column: usize,
    },
    /// A division by nought.
    DividedByNought(usize),
    /// A column whose parts are asked for comes to nought.
    NoSum {
        /// The column.
        column: usize,
    },
    /// More figures than can be counted exactly.
    TooLong(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    Number(Exact),
    Column(usize),
    Share(usize),
    /// A chain of terms is a list, not one within the other: however long it is, it goes no deeper.
    Sum(Vec<Term>),
    Product(Vec<Factor>),
    Minus(Box<Term>),
}

/// A part of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Factor {
    term: Term,
    /// Whether what comes before it is divided by it.
    divides: bool,
}

impl Formula {
    /// Reads a formula over columns of these names; capitals and spaces in them do not matter (`Pop 13-19` is
    /// `pop_13_19`).
    ///
    /// # Errors
    /// Which character is wrong, and why.
    pub fn read(text: &str, columns: &[&str]) -> Result<Self, FormulaError> {
        let names: Vec<String> = columns.iter().map(|name| plain(name)).collect();
        let tree = read::tree(text, &names)?;
        Ok(Self { tree, names })
    }

    /// The columns' names as the formula writes them.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the formula needs this column.
    #[must_use]
    pub fn needs(&self, column: usize) -> bool {
        self.tree.needs(column)
    }

    /// Each line's weight, from its cells in the order of the columns.
    ///
    /// # Errors
    /// The first line that cannot be worked out, and why.
    pub fn weights(&self, lines: &[Vec<Option<Number>>]) -> Result<Vec<Number>, CannotWorkOut> {
        let mut sums = vec![None; self.names.len()];
        for (column, sum) in sums.iter_mut().enumerate() {
            if !self.tree.shares(column) {
                continue;
            }
            let mut total = Exact::NOUGHT;
            for (line, cells) in lines.iter().enumerate() {
                let cell = cells.get(column).copied().flatten();
                let cell = cell.ok_or(CannotWorkOut::Blank { line, column })?;
                total = total.plus(cell.0).ok_or(CannotWorkOut::TooLong(line))?;
            }
            if total.is_nought() {
                return Err(CannotWorkOut::NoSum { column });
            }
            *sum = Some(total);
        }
        lines
            .iter()
            .enumerate()
            .map(|(line, cells)| {
                let of = Of {
                    line,
                    cells,
                    sums: &sums,
                };
                of.work_out(&self.tree).map(Number)
            })
            .collect()
    }
}

/// A name as it is written in a formula.
#[must_use]
pub fn plain(name: &str) -> String {
    let letters = name.trim().to_lowercase();
    letters
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect()
}

impl Term {
    fn any(&self, is: &dyn Fn(&Term) -> bool) -> bool {
        is(self)
            || match self {
                Self::Sum(terms) => terms.iter().any(|term| term.any(is)),
                Self::Product(factors) => factors.iter().any(|factor| factor.term.any(is)),
                Self::Minus(a) => a.any(is),
                _ => false,
            }
    }

    fn needs(&self, column: usize) -> bool {
        self.any(&|term| matches!(term, Term::Column(at) | Term::Share(at) if *at == column))
    }

    fn shares(&self, column: usize) -> bool {
        self.any(&|term| matches!(term, Term::Share(at) if *at == column))
    }
}

struct Of<'a> {
    line: usize,
    cells: &'a [Option<Number>],
    sums: &'a [Option<Exact>],
}

impl Of<'_> {
    fn work_out(&self, term: &Term) -> Result<Exact, CannotWorkOut> {
        let too_long = CannotWorkOut::TooLong(self.line);
        let found = match term {
            Term::Number(number) => Some(*number),
            Term::Column(column) => Some(self.cell(*column)?),
            Term::Share(column) => {
                let all = self.sums.get(*column).copied().flatten();
                let part = self.cell(*column)?;
                all.and_then(Exact::inverted)
                    .and_then(|all| part.times(all))
            }
            Term::Sum(terms) => {
                let mut sum = Exact::NOUGHT;
                for term in terms {
                    sum = sum.plus(self.work_out(term)?).ok_or(too_long.clone())?;
                }
                Some(sum)
            }
            Term::Product(factors) => {
                let mut product = Exact::whole(1);
                for factor in factors {
                    let by = self.factor(factor)?;
                    product = product.times(by).ok_or(too_long.clone())?;
                }
                Some(product)
            }
            Term::Minus(a) => self.work_out(a)?.negated(),
        };
        found.ok_or(too_long)
    }

    /// What a part of a product multiplies by.
    fn factor(&self, factor: &Factor) -> Result<Exact, CannotWorkOut> {
        let by = self.work_out(&factor.term)?;
        match factor.divides {
            false => Ok(by),
            true if by.is_nought() => Err(CannotWorkOut::DividedByNought(self.line)),
            true => by.inverted().ok_or(CannotWorkOut::TooLong(self.line)),
        }
    }

    fn cell(&self, column: usize) -> Result<Exact, CannotWorkOut> {
        let cell = self.cells.get(column).copied().flatten();
        cell.map(|cell| cell.0).ok_or(CannotWorkOut::Blank {
            line: self.line,
            column,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Option<Number>> {
        texts
            .iter()
            .map(|text| Number::read(text).unwrap())
            .collect()
    }

    #[track_caller]
    fn check(formula: &str, want: &str) {
        let formula = Formula::read(formula, &["Pupils", "FSM rate"]).unwrap();
        let weights = formula
            .weights(&[cells(&["40", "0.25"]), cells(&["60", "0.75"])])
            .unwrap();
        assert_eq!(weights[0].to_string(), want);
    }

    #[track_caller]
    fn refused(formula: &str, at: usize, why: &str) {
        let error = Formula::read(formula, &["Pupils", "FSM rate"]).expect_err(formula);
        assert_eq!((error.at, error.why.as_str()), (at, why), "{formula}");
    }

    #[test]
    fn formulas_work_out() {
        check("12.50*pupils", "500");
        check("£12.50 × Pupils + 3", "503");
        check("pupils*(1+fsm_rate)", "50");
        check("-pupils--2", "-38");
        check("50*share(pupils)+50*share( fsm_rate )", "32.5");
        check("pupils/3*3", "40");
    }

    #[test]
    fn bad_formulas_are_refused_with_their_place() {
        refused("", 1, "it ends where a number or a column should stand");
        refused("12*", 4, "it ends where a number or a column should stand");
        refused(
            "12*x",
            4,
            "no column is called “x”; there are pupils, fsm_rate",
        );
        refused("(1+2", 1, "a bracket that is never closed");
        refused("1 pupils", 3, "a sign such as * or + should stand here");
        refused("1.2.3", 4, "a second decimal point");
        refused(
            "share(3)",
            7,
            "no column is called “3”; there are pupils, fsm_rate",
        );
        refused(&"(".repeat(100), 61, "one bracket or sign too many");
        refused("1 % 2", 3, "a sign such as * or + should stand here");
    }

    #[test]
    fn a_chain_may_be_as_long_as_the_command_line() {
        #[track_caller]
        fn check(link: &str, want: &str) {
            let formula = format!("pupils{}", link.repeat(60_000));
            let formula = Formula::read(&formula, &["Pupils"]).unwrap();
            let weights = formula.clone().weights(&[cells(&["40"])]).unwrap();
            assert_eq!(weights[0].to_string(), want, "{link}");
        }
        check("+1", "60040");
        check("-1", "-59960");
        check("*1", "40");
        check("/1", "40");
    }

    #[test]
    fn a_name_that_two_columns_have_is_refused_where_it_is_needed() {
        let columns = ["Pop 13-19", "fsm", "pop_13_19"];
        assert!(Formula::read("2*fsm", &columns).is_ok());
        let error = Formula::read("2*pop_13_19", &columns).unwrap_err();
        let why = "columns 1 and 3 are both called “pop_13_19”; give one of them another heading";
        assert_eq!((error.at, error.why.as_str()), (3, why));
    }

    #[test]
    fn a_blank_cell_and_a_division_by_nought_are_named() {
        let formula = Formula::read("a/b", &["a", "b"]).unwrap();
        let blank = formula.weights(&[cells(&["1", "2"]), cells(&["1", ""])]);
        assert_eq!(blank, Err(CannotWorkOut::Blank { line: 1, column: 1 }));
        let nought = formula.weights(&[cells(&["1", "0"])]);
        assert_eq!(nought, Err(CannotWorkOut::DividedByNought(0)));
        let shares = Formula::read("share(a)", &["a"]).unwrap();
        let none = shares.weights(&[cells(&["0"]), cells(&["0"])]);
        assert_eq!(none, Err(CannotWorkOut::NoSum { column: 0 }));
    }
}
