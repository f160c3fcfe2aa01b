//! A change refused because somebody changed the same record meanwhile: which field, what the officer saw and asked for,
//! and what it is now.
//!
//! The refusal tells a record by the words that it is shown with, and these need not hold the field that was changed (a
//! short name, a note). Here the fields are compared that are written to the file, so that both values are always told.
//! What was asked for is found by doing it in the transaction that is about to be taken back.

use rusqlite::Connection;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::compare::{Difference, differences};
use crate::domain::problem::Problem;
use crate::store::journal::{self, Stamp, Step};
use crate::store::{command, facts, row};

/// Adds the fields to refusals that do not hold them. The caller takes the transaction back.
pub fn tell(
    tx: &Connection,
    asked: &Command,
    (seen, now): (&Book, &Book),
    stamp: &Stamp,
    refusals: &mut [Problem],
) {
    if !refusals.iter().any(is_meanwhile) {
        return;
    }
    let before = facts::version(seen);
    let theirs = differences(&before, &facts::version(now));
    let ours = done(tx, asked, stamp).map_or_else(Vec::new, |book| {
        differences(&before, &facts::version(&book))
    });
    for problem in refusals.iter_mut().filter(|held| is_meanwhile(held)) {
        let place = problem.place.clone();
        let of_it = |held: &&Difference| held.place == place && !held.field.is_empty();
        for held in theirs.iter().filter(of_it) {
            if problem.what.contains(&held.now) && !held.now.is_empty() {
                continue;
            }
            let mut asked = ours.iter().filter(of_it);
            let asked = asked.find(|ours| ours.field == held.field);
            let asked = asked.map_or(&held.was, |ours| &ours.now);
            problem.what.push_str(&format!(
                "; {}: you saw “{}” and asked for “{asked}”; it is now “{}”",
                held.field, held.was, held.now
            ));
        }
    }
}

fn is_meanwhile(problem: &Problem) -> bool {
    problem.kind == "changed-meanwhile"
}

/// The plan as it would be; none where the file's own rules do not allow that.
fn done(tx: &Connection, asked: &Command, stamp: &Stamp) -> Option<Book> {
    journal::record(tx, stamp, "", Step::New, |tx| command::apply(tx, asked)).ok()?;
    row::load(tx).ok()
}
