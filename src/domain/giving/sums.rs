//! What the grants made come to, by programme and by fiscal year.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::giving::Giving;
use crate::domain::money::Pence;
use crate::domain::period::Period;

/// Grants of one programme or year: how many, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The programme or the year.
    pub name: String,
    /// How many grants.
    pub n: usize,
    /// What they come to; none where that is more than can be held.
    pub total: Option<Pence>,
}

impl Sum {
    /// What they come to, in words.
    #[must_use]
    pub fn shown(&self) -> String {
        let too_much = || "more than can be held".to_owned();
        self.total.map_or_else(too_much, |total| total.to_string())
    }
}

/// What some grants come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sums {
    /// All of them.
    pub all: Sum,
    /// By programme, the largest first.
    pub by_programme: Vec<Sum>,
    /// By fiscal year of the award, the newest first.
    pub by_year: Vec<Sum>,
}

/// What these grants come to.
#[must_use]
pub fn sums<'a>(givings: impl IntoIterator<Item = &'a Giving> + Clone) -> Sums {
    let mut programmes: BTreeMap<&str, Vec<Pence>> = BTreeMap::new();
    let mut years: BTreeMap<i16, Vec<Pence>> = BTreeMap::new();
    for held in givings.clone() {
        programmes
            .entry(&held.programme)
            .or_default()
            .push(held.amount);
        years
            .entry(held.fiscal_year())
            .or_default()
            .push(held.amount);
    }
    let mut by_programme: Vec<Sum> = programmes
        .into_iter()
        .map(|(name, amounts)| {
            sum(
                if name.is_empty() {
                    "No programme"
                } else {
                    name
                },
                amounts,
            )
        })
        .collect();
    by_programme.sort_by_key(|sum| Reverse(sum.total));
    let label = |year| Period::Financial(year).label();
    Sums {
        all: sum("All", givings.into_iter().map(|held| held.amount).collect()),
        by_programme,
        by_year: years
            .into_iter()
            .rev()
            .map(|(year, amounts)| sum(&label(year), amounts))
            .collect(),
    }
}

fn sum(name: &str, amounts: Vec<Pence>) -> Sum {
    Sum {
        name: name.to_owned(),
        n: amounts.len(),
        total: Pence::sum(amounts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::giving::json::Json;

    #[test]
    fn programmes_and_years_add_up() {
        let body = |programme: &str| {
            Json::read(&format!(
                r#"{{"id":"a","grantProgramme":[{{"title":"{programme}"}}]}}"#
            ))
            .unwrap()
        };
        let made = |programme: &str, pence, day: &str| {
            Giving::of(&body(programme), Pence(pence), day.parse().unwrap(), 0)
        };
        let held = [
            made("A", 5, "2013-03-31"),
            made("B", 7, "2013-04-01"),
            made("", 1, "2013-04-01"),
            made("A", 4, "2013-04-02"),
        ];
        let sums = sums(&held);
        assert_eq!((sums.all.n, sums.all.total), (4, Some(Pence(17))));
        let named = |held: &[Sum]| -> Vec<(String, i64)> {
            let total = |sum: &Sum| sum.total.map_or(-1, |total| total.0);
            held.iter()
                .map(|sum| (sum.name.clone(), total(sum)))
                .collect()
        };
        let text = |pairs: &[(&str, i64)]| -> Vec<(String, i64)> {
            pairs
                .iter()
                .map(|(name, n)| ((*name).to_owned(), *n))
                .collect()
        };
        assert_eq!(
            named(&sums.by_programme),
            text(&[("A", 9), ("B", 7), ("No programme", 1)])
        );
        assert_eq!(
            named(&sums.by_year),
            text(&[("2013/14", 12), ("2012/13", 5)])
        );
    }
}
