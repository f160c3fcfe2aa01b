//! What of a colleague's copy was left open when it was merged: a question that nobody has answered is easily forgotten.
//!
//! A merge leaves what both changed as it is here, and goes on. The plan then reads as if it were agreed, and is not. So each
//! cell that is open stands among the findings until somebody decides.
//!
//! Edges: columns that are decided together are one finding. A record that is not here any more, or never came in, has no
//! title; its noun stands for it.

use std::collections::BTreeMap;

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
    for held in open {
        let cell = &held.cell;
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
    let key = serde_json::from_str::<[i64; 1]>(&cell.key).ok();
    let is_it = |record: &&Held| record.table == cell.table && Some([record.key]) == key;
    let record = plan.records.iter().find(is_it);
    let (place, location) = match record {
        Some(record) => (record.place.clone(), record.title.clone()),
        None => {
            let noun = naming::about(&cell.table).map_or(cell.table.as_str(), |(title, _)| title);
            (Place::Plan, noun.to_owned())
        }
    };
    let field = if cell.field == ROW {
        "the whole record".to_owned()
    } else {
        format!("“{}”", naming::column(&cell.table, &cell.field).words)
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
    fn nothing_open_is_no_finding() {
        assert_eq!(undecided(&[], &Version::default()), []);
    }
}
