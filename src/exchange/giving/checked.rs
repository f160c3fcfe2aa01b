//! A published object held against what this program needs of it: an identifier of its own, pounds, a day.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::giving::json::Json;
use crate::domain::giving::{CURRENCY, Giving};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::exchange::day;
use crate::exchange::giving::fields::{Path, Step, heading};
use crate::exchange::published::text::{at, at_cell};

/// Where a grant stands in its file, and in which column each of its fields does.
pub(super) struct Where<'a> {
    pub(super) name: &'a str,
    pub(super) line: u64,
    pub(super) columns: &'a HashMap<Path, usize>,
}

impl Where<'_> {
    /// A problem with a field of the grant.
    pub(super) fn fault(
        &self,
        path: &[Step],
        kind: &'static str,
        what: &str,
        why: &str,
        remedy: &str,
    ) -> Problem {
        match self.columns.get(path) {
            Some(column) => {
                let title = heading(path);
                at_cell(
                    kind, self.name, self.line, *column, &title, what, why, remedy,
                )
            }
            None => at(kind, self.name, self.line, what, why, remedy),
        }
    }
}

fn top(name: &str) -> [Step; 1] {
    [Step::Name(name.to_owned())]
}

/// The grants of a file as they are found, each held against those before it.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) grants: Vec<Giving>,
    pub(super) problems: Vec<Problem>,
    seen: HashMap<String, u64>,
}

impl Checked {
    /// Takes a grant, or says what is wrong with it; true when it was taken.
    pub(super) fn take(&mut self, body: &Json, place: &Where<'_>) -> bool {
        let before = self.problems.len();
        self.identifier(body, place);
        self.currency(body, place);
        let amount = self.amount(body, place);
        let awarded = self.awarded(body, place);
        let (Some(amount), Some(awarded), true) = (amount, awarded, self.problems.len() == before)
        else {
            return false;
        };
        self.wanted(body, place);
        let position = self.grants.len() as i64 + 1;
        self.grants
            .push(Giving::of(body, amount, awarded, position));
        true
    }

    fn identifier(&mut self, body: &Json, place: &Where<'_>) {
        let path = top("id");
        let identifier = body.get("id").map_or("", Json::words).trim();
        if identifier.is_empty() {
            self.problems.push(place.fault(
                &path,
                "no-identifier",
                "a grant without an identifier",
                "The identifier says which grant it is, here and everywhere.",
                "Give it one, such as 360G-yourcouncil-0001.",
            ));
        } else if let Some(line) = self.seen.insert(identifier.to_owned(), place.line) {
            self.problems.push(place.fault(
                &path,
                "same-identifier",
                &format!("“{identifier}” again, which line {line} has"),
                "Two grants never have one identifier.",
                "Give one of them another, or take out the line that says it twice.",
            ));
        }
    }

    fn currency(&mut self, body: &Json, place: &Where<'_>) {
        let currency = body.get("currency").map_or("", Json::words).trim();
        if currency != CURRENCY {
            let what = match currency {
                "" => "no currency".to_owned(),
                other => format!("“{other}”"),
            };
            self.problems.push(place.fault(
                &top("currency"),
                "not-in-pounds",
                &what,
                "Grants made are kept in pounds, so that they can be summed.",
                "Write GBP if the award is in pounds; leave the grant out of the file if it is not.",
            ));
        }
    }

    fn amount(&mut self, body: &Json, place: &Where<'_>) -> Option<Pence> {
        let given = body.get("amountAwarded").map_or("", Json::words).trim();
        let refuse = |what: &str| {
            place.fault(
                &top("amountAwarded"),
                "not-an-amount",
                what,
                "What was awarded must be known to be summed.",
                "Write it in pounds and pence, such as 3028.63.",
            )
        };
        match pence(given) {
            Ok(Some(amount)) => return Some(amount),
            Ok(None) => self.problems.push(refuse("no amount awarded")),
            Err(what) => self.problems.push(refuse(&what)),
        }
        None
    }

    fn awarded(&mut self, body: &Json, place: &Where<'_>) -> Option<Date> {
        let given = body.get("awardDate").map_or("", Json::words).trim();
        let date = day::iso(given);
        if date.is_none() {
            let what = match given {
                "" => "no award date".to_owned(),
                other => format!("“{other}”"),
            };
            self.problems.push(place.fault(
                &top("awardDate"),
                "not-a-day",
                &what,
                "The day of the award says in which year it counts.",
                "Write it as 2013-01-18.",
            ));
        }
        date
    }

    /// What the standard asks for besides, and this program does not need.
    fn wanted(&mut self, body: &Json, place: &Where<'_>) {
        let is_there = |name: &str| body.get(name).is_some_and(|held| *held != Json::Null);
        let named = |name: &str, part: &str| {
            let held = body.get(name).map(|held| held.first().unwrap_or(held));
            let held = held.and_then(|held| held.get(part));
            held.is_some_and(|held| !held.words().is_empty())
        };
        let mut missing: Vec<&str> = Vec::new();
        for (name, words) in [("title", "a title"), ("description", "a description")] {
            if !is_there(name) {
                missing.push(words);
            }
        }
        let to = if is_there("recipientIndividual") {
            "recipientIndividual"
        } else {
            "recipientOrganization"
        };
        for (name, part, words) in [
            (to, "id", "the recipient’s identifier"),
            (to, "name", "the recipient’s name"),
            ("fundingOrganization", "id", "the funder’s identifier"),
            ("fundingOrganization", "name", "the funder’s name"),
        ] {
            if !named(name, part) {
                missing.push(words);
            }
        }
        if missing.is_empty() {
            return;
        }
        let problem = at(
            "not-to-the-standard",
            place.name,
            place.line,
            &format!("without {}", missing.join(", ")),
            "The 360Giving standard asks for it of every grant.",
            "It is taken in as it is. Put it into your own file before you publish it.",
        );
        self.problems.push(problem.severity(Severity::Warning));
    }
}

/// An amount as it was published: a plain figure to any number of decimals, or as officers write it.
fn pence(given: &str) -> Result<Option<Pence>, String> {
    match Pence::read_figure(given) {
        Ok(amount) => Ok(amount),
        Err(error) => rounded(given).map(Some).ok_or_else(|| error.to_string()),
    }
}

/// A plain figure with more than two decimals, to the penny, halves away from nothing.
fn rounded(given: &str) -> Option<Pence> {
    let (sign, figure) = match given.strip_prefix('-') {
        Some(figure) => (-1, figure),
        None => (1, given),
    };
    let (pounds, decimals) = figure.split_once('.')?;
    let is_figure = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    if !is_figure(pounds) || !is_figure(decimals) || decimals.len() < 3 {
        return None;
    }
    let (pence, rest) = decimals.split_at(2);
    let up = i64::from(rest.as_bytes()[0] >= b'5');
    let pounds: i64 = pounds.parse().ok()?;
    let pence = pounds.checked_mul(100)?.checked_add(pence.parse().ok()?)?;
    pence.checked_add(up)?.checked_mul(sign).map(Pence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awards_are_read_to_the_penny() {
        #[track_caller]
        fn check(given: &str, want: Option<i64>) {
            assert_eq!(
                pence(given).ok().flatten().map(|held| held.0),
                want,
                "{given}"
            );
        }
        check("3028.63", Some(302_863));
        check("2266", Some(226_600));
        check("4115.7", Some(411_570));
        check("£1,234.50", Some(123_450));
        check("1.005", Some(101));
        check("-1.0049", Some(-100));
        check("", None);
        check("=1+1", None);
        check("a lot", None);
        check("1e3", None);
        check("99999999999999999999", None);
    }
}
