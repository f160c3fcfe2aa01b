//! What of a colleague's copy was left open when it was merged: a question that nobody has answered is easily forgotten.
//!
//! A merge leaves what both changed as it is here, and goes on. The plan then reads as if it were agreed, and is not. So each
//! cell that is open stands among the findings until somebody decides.
//!
//! Edges: columns that are decided together are one finding, and so is a record with its links. A record that is not here
//! any more, or never came in, has no title; its noun stands for it.

use std::collections::BTreeMap;

use crate::domain::check::{Spot, found};
use crate::domain::compare::{Held, Version};
use crate::domain::merge::{Author, Cell, ROW, Undecided, together};
use crate::domain::naming;
use crate::domain::problem::{Place, Problem, Severity};

const WHY: &str = "It was changed here as well, or the plan’s rules kept it out, so the merge left it as it is here.";

/// A finding for each cell that is not decided, with the record as the plan has it.
#[must_use]
pub fn undecided(open: &[Undecided], plan: &Version) -> Vec<Problem> {
    let mut cells: BTreeMap<(&str, &str, String), (&Undecided, Vec<&Author>)> = BTreeMap::new();
    let is_with_record = |link: &Link| {
        let record = |held: &&Undecided| {
            let cell = &held.cell;
            cell.field == ROW
                && cell.table == link.ends[0]
                && cell.key == format!("[{}]", link.keys[0])
        };
        open.iter().any(|held| record(&held))
    };
    for held in open {
        let cell = &held.cell;
        if Link::of(cell).is_some_and(|link| is_with_record(&link)) {
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

/// What a cell's row joins, where it is a link.
struct Link {
    ends: [&'static str; 2],
    keys: [i64; 2],
}

impl Link {
    fn of(cell: &Cell) -> Option<Self> {
        Some(Self {
            ends: naming::ends(&cell.table)?,
            keys: serde_json::from_str(&cell.key).ok()?,
        })
    }
}

fn problem(held: &Undecided, by: &[&Author], plan: &Version) -> Problem {
    let cell = &held.cell;
    let find = |table: &str, key: Option<i64>| {
        let is_it = |record: &&Held| record.table == table && Some(record.key) == key;
        plan.records.iter().find(is_it)
    };
    let noun =
        |table: &str| naming::about(table).map_or_else(|| table.to_owned(), |held| held.0.into());
    let title = |table: &str, key| {
        find(table, key).map_or_else(|| noun(table), |record| record.title.clone())
    };
    let link = Link::of(cell);
    let (table, key) = match &link {
        Some(link) => (link.ends[0], Some(link.keys[0])),
        None => {
            let key = serde_json::from_str::<[i64; 1]>(&cell.key).ok();
            (cell.table.as_str(), key.map(|[key]| key))
        }
    };
    let place = find(table, key).map_or(Place::Plan, |record| record.place.clone());
    let location = title(table, key);
    let field = match &link {
        Some(link) => format!(
            "whether it goes with “{}”",
            title(link.ends[1], Some(link.keys[1]))
        ),
        None if cell.field == ROW => "the whole record".to_owned(),
        None => format!("“{}”", naming::column(&cell.table, &cell.field).words),
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
