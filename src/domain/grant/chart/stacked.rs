//! Where each grant's pounds go, and which grants pay for each priority area: bars of pieces.
//!
//! A picture with five thousand bars or twenty thousand pieces shows nothing. So the dearest bars and the dearest pieces
//! stand by name, and the others together as one, which says how many they are.

use crate::domain::book::Book;
use crate::domain::chart::{Amount, Chart, Piece, Stack, Stacked, Unit};
use crate::domain::check::words::several;
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::money::Pence;
use crate::domain::period::Period;

/// Most bars, and most kinds of pieces, that stand by name.
const MOST_ROWS: usize = 40;
const MOST_KEYS: usize = 12;

/// Which grants pay for each priority area.
#[must_use]
pub fn by_grant(book: &Book, position: &YearPosition) -> Chart {
    let names = Names::of(book, position);
    let cell = |line: usize, grant: usize| position.lines[line].cells[grant];
    let rows = dearest(position.lines.iter().map(|line| line.total), MOST_ROWS);
    let keys = dearest(
        position.grants.iter().map(|grant| grant.allocated),
        MOST_KEYS,
    );
    let stacks = rows.named_and_others(
        |lines, label| {
            let pieces = keys.pieces(|grants| {
                total(
                    lines
                        .iter()
                        .flat_map(|line| grants.iter().filter_map(|grant| cell(*line, *grant))),
                )
            });
            Stack {
                label: label.unwrap_or_else(|| names.lines[lines[0]].clone()),
                pieces,
                left: None,
                shown: total(lines.iter().map(|line| position.lines[*line].total)).to_string(),
            }
        },
        "other line",
    );
    Chart::Stacked(Stacked {
        title: title("Priority areas by grant", position),
        subtitle: sums(position),
        unit: Unit::new("£", "", 0),
        rows_are: "Priority area".into(),
        keys: keys.names(&names.grants, "other grant"),
        rows: stacks,
        source: "From the plan’s own figures".into(),
    })
}

/// What each grant pays for, and what is left of it.
#[must_use]
pub fn where_it_goes(book: &Book, position: &YearPosition) -> Chart {
    let names = Names::of(book, position);
    let cell = |line: usize, grant: usize| position.lines[line].cells[grant];
    let keys = dearest(position.lines.iter().map(|line| line.total), MOST_KEYS);
    let rows = position.grants.iter().enumerate().map(|(at, grant)| {
        let pieces = keys.pieces(|lines| total(lines.iter().filter_map(|line| cell(*line, at))));
        let left = (grant.left > Pence::ZERO).then(|| Amount {
            value: pounds(grant.left),
            shown: format!("{} left", grant.left),
        });
        let shown = if grant.left.is_negative() {
            format!("{}, {} over", grant.allocated, grant.left.abs())
        } else {
            format!("{} of {}", grant.allocated, grant.amount)
        };
        Stack {
            label: names.grants[at].clone(),
            pieces,
            left,
            shown,
        }
    });
    Chart::Stacked(Stacked {
        rows: rows.collect(),
        title: title("Where each grant goes", position),
        subtitle: sums(position),
        unit: Unit::new("£", "", 0),
        rows_are: "Grant".into(),
        keys: keys.names(&names.lines, "other line"),
        source: "From the plan’s own figures".into(),
    })
}

fn pounds(amount: Pence) -> f64 {
    amount.0 as f64 / 100.0
}

fn title(words: &str, position: &YearPosition) -> String {
    format!("{words}, {}", Period::Financial(position.fiscal_year))
}

fn sums(position: &YearPosition) -> String {
    format!(
        "{} allocated of {} granted",
        position.allocated, position.granted
    )
}

/// The names of lines and grants, in the position's order.
struct Names {
    lines: Vec<String>,
    grants: Vec<String>,
}

impl Names {
    fn of(book: &Book, position: &YearPosition) -> Self {
        let line = |held: &crate::domain::grant::position::LinePosition| {
            let area = book.priority_areas.get(held.priority_area);
            area.map_or_else(String::new, |area| area.name.clone())
        };
        let grant = |held: &crate::domain::grant::position::GrantPosition| {
            let grant = book.grants.get(held.grant);
            grant.map_or_else(String::new, |grant| grant.short.clone())
        };
        Self {
            lines: position.lines.iter().map(line).collect(),
            grants: position.grants.iter().map(grant).collect(),
        }
    }
}

/// The places that stand by name, and those that stand together.
struct Chosen {
    named: Vec<usize>,
    others: Vec<usize>,
}

/// The dearest places in their own order; those of nothing are left out.
fn dearest(amounts: impl Iterator<Item = Pence>, most: usize) -> Chosen {
    let mut held: Vec<(usize, Pence)> = amounts
        .enumerate()
        .filter(|(_, amount)| *amount > Pence::ZERO)
        .collect();
    held.sort_by_key(|(at, amount)| (std::cmp::Reverse(*amount), *at));
    let cut = if held.len() > most {
        most - 1
    } else {
        held.len()
    };
    let places = |held: &[(usize, Pence)]| {
        let mut places: Vec<usize> = held.iter().map(|(at, _)| *at).collect();
        places.sort_unstable();
        places
    };
    Chosen {
        named: places(&held[..cut]),
        others: places(&held[cut..]),
    }
}

impl Chosen {
    fn names(&self, names: &[String], others: &str) -> Vec<String> {
        let named = self.named.iter().map(|at| names[*at].clone());
        let rest = (!self.others.is_empty()).then(|| several(self.others.len(), others));
        named.chain(rest).collect()
    }

    fn pieces(&self, amount: impl Fn(&[usize]) -> Pence) -> Vec<Piece> {
        let named = self.named.iter().map(std::slice::from_ref);
        let groups = named.chain((!self.others.is_empty()).then_some(&self.others[..]));
        groups
            .enumerate()
            .filter_map(|(key, places)| {
                let amount = amount(places);
                (amount > Pence::ZERO).then(|| Piece {
                    key,
                    amount: Amount {
                        value: pounds(amount),
                        shown: amount.to_string(),
                    },
                })
            })
            .collect()
    }

    fn named_and_others(
        &self,
        stack: impl Fn(&[usize], Option<String>) -> Stack,
        others: &str,
    ) -> Vec<Stack> {
        let named = self.named.iter().map(|at| stack(&[*at], None));
        let rest = (!self.others.is_empty())
            .then(|| stack(&self.others, Some(several(self.others.len(), others))));
        named.chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::{Sample, YEAR};

    fn alt(make: fn(&Book, &YearPosition) -> Chart, sample: &Sample) -> String {
        let book = sample.book();
        make(&book, &YearPosition::of(&book, YEAR, None)).alt()
    }

    #[test]
    fn every_pound_is_in_a_piece_or_left() {
        let mut sample = Sample::default();
        let lines = ["A", "B"].map(|name| sample.area(name));
        let main = sample.grant("Main", 100, "", &[]);
        let small = sample.grant("Small", 50, "b", &[lines[1]]);
        sample.pay(main, lines[0], 60);
        sample.pay(main, lines[1], 30);
        sample.pay(small, lines[1], 51);
        assert_eq!(
            alt(where_it_goes, &sample),
            "Stacked bars: Where each grant goes, 2001/02. £141 allocated of £150 granted. Main: A £60, B £30; £10 left. £90 of £100. Small: B £51. £51, £1 over. Source: From the plan’s own figures."
        );
        assert_eq!(
            alt(by_grant, &sample),
            "Stacked bars: Priority areas by grant, 2001/02. £141 allocated of £150 granted. A: Main £60. £60. B: Main £30, Small £51. £81. Source: From the plan’s own figures."
        );
    }

    #[test]
    fn many_lines_stand_together() {
        let mut sample = Sample::default();
        let main = sample.grant("Main", 10_000, "", &[]);
        for n in 1..=60 {
            let line = sample.area(&format!("L{n}"));
            sample.pay(main, line, n);
        }
        let said = alt(by_grant, &sample);
        assert!(said.contains("21 other lines: Main £231. £231."), "{said}");
        assert!(
            said.contains(" L22: Main £22.") && !said.contains(" L21:"),
            "{said}"
        );
        let said = alt(where_it_goes, &sample);
        assert!(
            said.contains("49 other lines £1,225; £8,170 left."),
            "{said}"
        );
    }
}
