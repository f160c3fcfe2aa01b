//! What property tests of the file share: random changes to Leicester's sample, and everything that a file holds.
#![allow(dead_code, reason = "each test uses what it needs")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::path::Path;

use golden_thread::domain::command::Command;
use golden_thread::domain::grant::position::allocation;
use golden_thread::domain::grant::{Allocation, LineStatus};
use golden_thread::domain::id::{AllocationId, ObjectiveId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::objective::Objective;
use golden_thread::domain::reading::{Missing, Reported};
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;
use rusqlite::Connection;

use crate::around;

/// Every row of every table but the journal, as text.
pub fn dump(path: &Path) -> String {
    dump_but(path, &[])
}

/// The same without some tables.
pub fn dump_but(path: &Path, without: &[&str]) -> String {
    let conn = Connection::open(path).unwrap();
    let mut names = conn
        .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name not like 'change%' order by name")
        .unwrap();
    let names: Vec<String> = names
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut out = String::new();
    for name in names {
        if without.contains(&name.as_str()) {
            continue;
        }
        let mut query = conn.prepare(&format!("select * from \"{name}\"")).unwrap();
        let n = query.column_count();
        let mut rows: Vec<String> = query
            .query_map([], |row| {
                (0..n)
                    .map(|at| {
                        row.get::<_, rusqlite::types::Value>(at)
                            .map(|value| format!("{value:?}"))
                    })
                    .collect::<rusqlite::Result<Vec<_>>>()
            })
            .unwrap()
            .map(|row| row.unwrap().join("|"))
            .collect();
        rows.sort();
        out.push_str(&format!("{name}\n{}\n", rows.join("\n")));
    }
    out
}

/// A change to the sample, from numbers that a property test draws.
pub fn some_change(session: &Session, kind: u8, at: usize, amount: i64) -> Command {
    let book = session.book();
    let key = session.new_key();
    match kind {
        6.. => around::change(session, kind - 6, at, amount),
        0 => {
            let was = &book.allocations[at % book.allocations.len()];
            Edit::change(
                was,
                Allocation {
                    amount: Pence(amount),
                    ..was.clone()
                },
            )
            .into()
        }
        1 => {
            let was = &book.readings[at % book.readings.len()];
            let mut now = was.clone();
            now.reported = if amount % 3 == 0 {
                Reported::Missing(Missing::NotCollected)
            } else {
                Reported::Figure {
                    value: (amount % 1000) as f64 / 10.0,
                    decimals: 1,
                }
            };
            Edit::change(was, now).into()
        }
        2 => Edit::add(Objective {
            id: ObjectiveId(key),
            number: String::new(),
            short: format!("New {amount}"),
            title: "=1+1".into(),
            position: 99,
        })
        .into(),
        3 => {
            let was = &book.indicators[at % book.indicators.len()];
            let mut now = was.clone();
            now.objectives = book
                .objectives
                .iter()
                .skip(at % 5)
                .step_by(2)
                .map(|objective| objective.id)
                .collect();
            Edit::change(was, now).into()
        }
        4 => {
            let grant = book.grants[at % book.grants.len()].id;
            let area = book.priority_areas[at % book.priority_areas.len()].id;
            match allocation(book, grant, area) {
                Some(was) => Edit::remove(was).into(),
                None => Edit::add(Allocation {
                    id: AllocationId(key),
                    grant,
                    priority_area: area,
                    amount: Pence(amount),
                    status: LineStatus::Planned,
                    reopened: String::new(),
                    objective: None,
                    from: None,
                    to: None,
                    note: String::new(),
                })
                .into(),
            }
        }
        _ => {
            let was = &book.grants[at % book.grants.len()];
            let mut now = was.clone();
            now.amount = Pence(amount);
            now.eligible = book
                .priority_areas
                .iter()
                .take(at % 4)
                .map(|area| area.id)
                .collect();
            let area = &book.priority_areas[at % book.priority_areas.len()];
            let mut renamed = area.clone();
            renamed.name = format!("{} {amount}", area.name);
            Command::several(
                "Grant and line",
                vec![
                    Edit::change(was, now).into(),
                    Edit::change(area, renamed).into(),
                ],
            )
        }
    }
}
