//! What of a colleague's copy was left open when it was merged: a question that nobody has answered is easily forgotten.
//!
//! A merge leaves what both changed as it is here, and goes on. The plan then reads as if it were agreed, and is not. So each
//! cell that is open stands among the findings until somebody decides.
//!
//! Edges: columns that are decided together are one finding, and so is a record with its links. A record that is not here
//! any more, or never came in, has no title; its noun stands for it.

use std::collections::{BTreeMap, HashSet};

use crate::domain::check::{Spot, found};
use crate::domain::compare::{Held, Version};
use crate::domain::merge::{Author, ROW, Undecided, together};
use crate::domain::naming;
use crate::domain::problem::{Place, Problem, Severity};

const WHY: &str = "It was changed here as well, or the plan’s rules kept it out, so the merge left it as it is here.";

/// A finding for each cell that is not decided, with the record as the plan has it.
#[must_use]
pub fn undecided(open: &[Undecided], plan: &Version) -> Vec<Problem> {
    let mut cells: BTreeMap<(&str, &str, String), (&Undecided, Vec<&Author>)> = BTreeMap::new();
    let whole: HashSet<(&str, &str)> = open
        .iter()
        .filter(|held| held.cell.field == ROW)
        .map(|held| (held.cell.table.as_str(), held.cell.key.as_str()))
        .collect();
    for held in open {
        let cell = &held.cell;
        let owner = naming::joins(&cell.table, &cell.key).map(|[owner, _]| owner);
        if owner.is_some_and(|(table, key)| whole.contains(&(table, &*format!("[{key}]")))) {
            continue;
        }
        let group = together(&cell.table, &cell.field);
        let first = group.into_iter().next().unwrap_or_default();
        let of_cell = cells.entry((&cell.table, &cell.key, first));
        of_cell
            .or_insert_with(|| (held, Vec::new()))
            .1
            .push(&held.by);
    }
    cells
        .into_values()
        .map(|(held, by)| problem(held, &by, plan))
        .collect()
}

fn problem(held: &Undecided, by: &[&Author], plan: &Version) -> Problem {
    let cell = &held.cell;
    // What a record is called, and where it is.
    let told = |table: &str, key: Option<i64>| {
        let is_it = |record: &&Held| record.table == table && Some(record.key) == key;
        match plan.records.iter().find(is_it) {
            Some(record) => (record.title.clone(), record.place.clone()),
            None => {
                let noun = naming::about(table).map_or(table, |(title, _)| title);
                (noun.to_owned(), Place::Plan)
            }
        }
    };
    let ((location, place), field) = match naming::joins(&cell.table, &cell.key) {
        Some([(owner, key), (to, other)]) => {
            let (other, _) = told(to, Some(other));
            let field = format!("whether it goes with “{other}”");
            (told(owner, Some(key)), field)
        }
        None => {
            let key = serde_json::from_str::<[i64; 1]>(&cell.key).ok();
            let field = if cell.field == ROW {
                "the whole record".to_owned()
            } else {
                format!("“{}”", naming::column(&cell.table, &cell.field).words)
            };
            (told(&cell.table, key.map(|[key]| key)), field)
        }
    };
    let last = by.iter().max_by(|a, b| a.at.cmp(&b.at));
    let (who, when) = last.map_or(("", ""), |by| (by.who.as_str(), by.at.as_str()));
    let who = if who.is_empty() { "A colleague" } else { who };
    let day = when.split('T').next().unwrap_or_default();
    let on = if day.is_empty() {
        String::new()
    } else {
        format!(" on {day}")
    };
    found(
        Severity::Warning,
        "copy-undecided",
        Spot::new(place, location),
        format!(
            "{who} changed {field} in another copy{on}, and nobody has decided whether it comes in"
        ),
        WHY,
        "In Data, under “A colleague’s copy”, choose the copy again and decide: keep mine, or take theirs.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::merge::Cell;

    fn open(field: &str, who: &str, at: &str) -> Undecided {
        Undecided {
            cell: Cell {
                table: "risk".into(),
                key: "[7]".into(),
                field: field.into(),
            },
            by: Author {
                who: who.into(),
                at: at.into(),
            },
        }
    }

    #[test]
    fn what_is_decided_together_is_one_finding_by_whoever_changed_it_last() {
        let open = [
            open("impact", "Priya", "2026-11-20T09:00:00Z"),
            open("probability", "Tom", "2026-11-21T09:00:00Z"),
            open("title", "", ""),
            open(ROW, "Priya", "2026-11-20T09:00:00Z"),
        ];
        let found = undecided(&open, &Version::default());
        let what: Vec<&str> = found.iter().map(|held| held.what.as_str()).collect();
        assert_eq!(found.len(), 3, "{what:?}");
        assert!(
            what[0].starts_with("Priya changed the whole record"),
            "{what:?}"
        );
        assert!(what[1].starts_with("Tom changed “") && what[1].contains("on 2026-11-21"));
        assert!(what[2].starts_with("A colleague changed “"), "{what:?}");
        assert!(found.iter().all(|held| held.severity == Severity::Warning));
    }

    #[test]
    fn a_link_is_told_by_its_record_and_with_it() {
        let mut link = open(ROW, "Priya", "2026-11-20T09:00:00Z");
        (link.cell.table, link.cell.key) = ("risk_objective".into(), "[7,3]".into());
        let found = undecided(std::slice::from_ref(&link), &Version::default());
        let [alone] = &found[..] else {
            panic!("one finding: {found:?}");
        };
        let want = "Priya changed whether it goes with “Objectives” in another copy";
        assert!(alone.what.starts_with(want), "{}", alone.what);
        assert_eq!(alone.location, "Risks");
        let with_it = [link, open(ROW, "Priya", "2026-11-20T09:00:00Z")];
        let found = undecided(&with_it, &Version::default());
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].what.contains("the whole record"), "{found:?}");
    }

    #[test]
    fn nothing_open_is_no_finding() {
        assert_eq!(undecided(&[], &Version::default()), []);
    }
}
