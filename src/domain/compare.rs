//! Two versions of a plan, set side by side: what was added, what was removed, and each value that is another one.
//!
//! "What has changed since Cabinet saw it?" is answered in the nouns' own words, whatever the noun: a record is handed
//! over as its fields ([`Held`]), so a noun that is new is compared without a line being written for it here.
//!
//! Edges: records are the same by their key, not by their name: a grant that was renamed is one grant with another name.
//! A reference is told by the name of what it refers to, so that a renamed grant is one difference and not one in each of
//! its lines.

use std::collections::HashMap;

use crate::domain::money::Pence;
use crate::domain::naming::{Holds, column};
use crate::domain::period::Period;
use crate::domain::problem::Place;

/// A value as the file holds it.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Nothing.
    Empty,
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// Text.
    Text(String),
    /// The keys of the records that it is linked to.
    Keys(Vec<i64>),
}

/// A record with its fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Its table: `allocation`.
    pub table: &'static str,
    /// The word for its noun: `allocation`.
    pub noun: &'static str,
    /// Its key.
    pub key: i64,
    /// What it is called: `Amount for Assessment`.
    pub title: String,
    /// Its value in a few words.
    pub shown: String,
    /// Where it is seen.
    pub place: Place,
    /// Its fields, by the names of their columns.
    pub fields: Vec<(&'static str, Fact)>,
}

/// What has become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Only the later version has it.
    Added,
    /// Only the earlier version has it.
    Removed,
    /// One of its fields is another.
    Changed,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One difference between two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What has become of it.
    pub change: Change,
    /// The word for the noun: `grant`.
    pub noun: &'static str,
    /// What the record is called, in the later version if it has it.
    pub title: String,
    /// The field: `amount`; empty where the whole record was added or removed.
    pub field: String,
    /// The earlier value; empty where there was none.
    pub was: String,
    /// The later value; empty where there is none.
    pub now: String,
    /// Where it is seen. A record that was removed may no longer be there.
    pub place: Place,
}

/// One version of a plan: its records in order, and the names of areas.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// Every record, noun by noun, each noun in its order.
    pub records: Vec<Held>,
    /// The names of areas, by code.
    pub areas: HashMap<String, String>,
}

impl Version {
    /// How the values of this version are read.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            names: names(self),
            areas: &self.areas,
        }
    }
}

/// Reads the values of a version as an officer does: amounts as money, keys as names.
#[derive(Clone, Debug)]
pub struct Reader<'v> {
    names: HashMap<(&'static str, i64), &'v str>,
    areas: &'v HashMap<String, String>,
}

impl Reader<'_> {
    /// A value of a table's column in words.
    #[must_use]
    pub fn words(&self, table: &str, field: &str, fact: &Fact) -> String {
        words(fact, table, field, &self.names, self.areas)
    }
}

/// What differs, in the order of the later version; what was removed follows the records of its noun.
#[must_use]
pub fn differences(was: &Version, now: &Version) -> Vec<Difference> {
    let (was_names, now_names) = (names(was), names(now));
    let (before, after) = (by_key(was), by_key(now));
    let mut found = Vec::new();
    for table in tables(was, now) {
        for held in now.records.iter().filter(|held| held.table == table) {
            match before.get(&(held.table, held.key)) {
                None => found.push(whole(Change::Added, held)),
                Some(earlier) => fields(
                    earlier,
                    held,
                    &|fact, field| words(fact, table, field, &was_names, &was.areas),
                    &|fact, field| words(fact, table, field, &now_names, &now.areas),
                    &mut found,
                ),
            }
        }
        let gone = was
            .records
            .iter()
            .filter(|held| held.table == table && !after.contains_key(&(held.table, held.key)));
        found.extend(gone.map(|held| whole(Change::Removed, held)));
    }
    found
}

/// The tables of both versions, in the order in which they come.
fn tables<'v>(was: &'v Version, now: &'v Version) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for held in now.records.iter().chain(&was.records) {
        if !found.contains(&held.table) {
            found.push(held.table);
        }
    }
    found
}

fn by_key(version: &Version) -> HashMap<(&'static str, i64), &Held> {
    version
        .records
        .iter()
        .map(|held| ((held.table, held.key), held))
        .collect()
}

/// What each record is called, by table and key.
fn names(version: &Version) -> HashMap<(&'static str, i64), &str> {
    version
        .records
        .iter()
        .map(|held| ((held.table, held.key), held.title.as_str()))
        .collect()
}

fn whole(change: Change, held: &Held) -> Difference {
    let (was, now) = match change {
        Change::Removed => (held.shown.clone(), String::new()),
        _ => (String::new(), held.shown.clone()),
    };
    Difference {
        change,
        noun: held.noun,
        title: held.title.clone(),
        field: String::new(),
        was,
        now,
        place: held.place.clone(),
    }
}

fn fields(
    was: &Held,
    now: &Held,
    was_words: &dyn Fn(&Fact, &str) -> String,
    now_words: &dyn Fn(&Fact, &str) -> String,
    found: &mut Vec<Difference>,
) {
    for (name, fact) in &now.fields {
        let named = column(now.table, name);
        let earlier = was
            .fields
            .iter()
            // An own objective and others that are served beside it have one name; one is a key and the other a list.
            .find(|(held, earlier)| held == name && is_list(earlier) == is_list(fact))
            .map_or(&Fact::Empty, |(_, fact)| fact);
        if earlier == fact || named.holds == Holds::Derived {
            continue;
        }
        found.push(Difference {
            change: Change::Changed,
            noun: now.noun,
            title: now.title.clone(),
            field: named.words,
            was: was_words(earlier, name),
            now: now_words(fact, name),
            place: now.place.clone(),
        });
    }
}

fn is_list(fact: &Fact) -> bool {
    matches!(fact, Fact::Keys(_))
}

/// A value as an officer reads it.
fn words(
    fact: &Fact,
    table: &str,
    field: &str,
    names: &HashMap<(&'static str, i64), &str>,
    areas: &HashMap<String, String>,
) -> String {
    let holds = column(table, field).holds;
    let record = |key: i64| match holds {
        Holds::Key(table) => names
            .get(&(table, key))
            .map_or_else(|| key.to_string(), |name| (*name).to_owned()),
        _ => key.to_string(),
    };
    match (fact, holds) {
        (Fact::Empty, _) => String::new(),
        (Fact::Whole(pence), Holds::Money) => Pence(*pence).to_string(),
        (Fact::Whole(0), Holds::YesNo) => "no".into(),
        (Fact::Whole(_), Holds::YesNo) => "yes".into(),
        (Fact::Whole(year), Holds::FiscalYear) => {
            format!("{year}/{:02}", (year + 1).rem_euclid(100))
        }
        (Fact::Whole(key), _) => record(*key),
        (Fact::Real(value), _) => value.to_string(),
        (Fact::Text(code), Holds::Area) => areas.get(code).unwrap_or(code).clone(),
        (Fact::Text(code), Holds::Period) => {
            Period::from_code(code).map_or_else(|_| code.clone(), |period| period.label())
        }
        (Fact::Text(text), _) => text.clone(),
        (Fact::Keys(keys), _) => {
            let names: Vec<String> = keys.iter().map(|key| record(*key)).collect();
            names.join("; ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(key: i64, name: &str, pence: i64, eligible: &[i64]) -> Held {
        Held {
            table: "grant",
            noun: "grant",
            key,
            title: format!("Grant {name}"),
            shown: format!("{name} {}", Pence(pence)),
            place: Place::Plan,
            fields: vec![
                ("name", Fact::Text(name.into())),
                ("pence", Fact::Whole(pence)),
                ("fiscal_year", Fact::Whole(1999)),
                ("priority_area_id", Fact::Keys(eligible.to_owned())),
            ],
        }
    }

    fn area(key: i64, name: &str) -> Held {
        Held {
            table: "priority_area",
            noun: "priority area",
            key,
            title: name.into(),
            shown: name.into(),
            place: Place::Plan,
            fields: vec![("name", Fact::Text(name.into()))],
        }
    }

    fn version(records: &[Held]) -> Version {
        Version {
            records: records.to_owned(),
            areas: HashMap::new(),
        }
    }

    #[track_caller]
    fn check(was: &[Held], now: &[Held], want: &[&str]) {
        let found: Vec<String> = differences(&version(was), &version(now))
            .into_iter()
            .map(|held| {
                format!(
                    "{} {} [{}] {} > {}",
                    held.change.word(),
                    held.title,
                    held.field,
                    held.was,
                    held.now
                )
            })
            .collect();
        assert_eq!(found, want);
    }

    #[test]
    fn each_difference_is_told_in_the_nouns_words() {
        let areas = [area(1, "Homes"), area(2, "Adoption")];
        let with = |grant: Held| [&[grant], areas.as_slice()].concat();
        let was = with(grant(7, "Choice", 10_000, &[1]));
        check(&was, &was, &[]);
        check(
            &was,
            &with(grant(7, "Choice", 25_050, &[1, 2])),
            &[
                "changed Grant Choice [amount] £100 > £250.50",
                "changed Grant Choice [priority area] Homes > Homes; Adoption",
            ],
        );
        check(&[], &was[..1], &["added Grant Choice []  > Choice £100"]);
        check(&was[..1], &[], &["removed Grant Choice [] Choice £100 > "]);
    }

    #[test]
    fn a_renamed_record_is_one_difference() {
        let was = [grant(7, "Choice", 1, &[1]), area(1, "Homes")];
        let now = [grant(7, "Choice", 1, &[1]), area(1, "Houses")];
        check(&was, &now, &["changed Houses [name] Homes > Houses"]);
    }

    #[test]
    fn values_are_read_as_an_officer_reads_them() {
        let names = HashMap::from([(("grant", 7), "Choice")]);
        let areas = HashMap::from([("856".to_owned(), "Leicester".to_owned())]);
        let check = |fact: Fact, field: &str, want: &str| {
            assert_eq!(words(&fact, "allocation", field, &names, &areas), want);
        };
        check(Fact::Whole(1999), "fiscal_year", "1999/00");
        check(Fact::Whole(7), "grant_id", "Choice");
        check(Fact::Whole(8), "grant_id", "8");
        check(Fact::Whole(1), "is_closed", "yes");
        check(Fact::Text("856".into()), "area_code", "Leicester");
        check(Fact::Text("no such".into()), "period", "no such");
        check(Fact::Real(0.1), "value", "0.1");
        check(Fact::Empty, "value", "");
    }
}
