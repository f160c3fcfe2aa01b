//! What a merge makes of its rows: what is written, what is asked, and what stays open or is kept as it is here.
//!
//! Records are weighed; the links of a record that only one copy has follow it.

use std::collections::BTreeSet;

use crate::domain::merge::{Cell, Choice, Dispute, ROW, Row, Weighed, Write, weigh};
use crate::store::merge::Merge;
use crate::store::merge::copy::{Open, RowKey, whole};
use crate::store::merge::rules::{Faults, Writes};

/// What is made of the rows, with some of them kept out.
pub struct Made {
    /// What is written, row by row.
    pub writes: Writes,
    /// What is asked about each row.
    pub disputes: Vec<(RowKey, Dispute)>,
    /// What is left to decide, for the next merge.
    pub open: BTreeSet<Open>,
    /// What was decided to stay as it is here, for the history.
    pub kept: BTreeSet<Open>,
}

impl Merge<'_> {
    /// What is written and what is asked, without the rows that are kept out.
    pub(super) fn make(&self, out: &Faults) -> Made {
        let mut made = Made {
            writes: Writes::new(),
            disputes: Vec::new(),
            open: BTreeSet::new(),
            kept: BTreeSet::new(),
        };
        let (links, records): (Vec<_>, Vec<_>) = self
            .rows
            .iter()
            .partition(|(key, _)| self.goes_with.contains_key(key));
        for (key, row) in records {
            let Weighed {
                write,
                disputes,
                kept,
            } = weigh(row, |field| {
                (self.decided)(&Cell {
                    field: field.to_owned(),
                    ..whole(key)
                })
            });
            made.open.extend(cells_of(key, &disputes));
            made.kept.extend(cells_of(key, &kept));
            made.disputes
                .extend(disputes.into_iter().map(|held| (key.clone(), held)));
            self.write_or_hold(&mut made, out, (key, row), write);
        }
        for (key, row) in links {
            let record = self.goes_with.get(key);
            let write = match record.and_then(|record| made.writes.get(record)) {
                Some(Write::Add(_)) => row.theirs.now.clone().map(Write::Add),
                Some(Write::Remove) => row.mine.now.as_ref().map(|_| Write::Remove),
                _ => None,
            };
            self.write_or_hold(&mut made, out, (key, row), write);
        }
        made
    }

    /// Puts a row among those that are written, or, where the rules keep it out, among those that are open or kept.
    fn write_or_hold(
        &self,
        made: &mut Made,
        out: &Faults,
        (key, row): (&RowKey, &Row),
        write: Option<Write>,
    ) {
        let Some(write) = write else {
            return;
        };
        if !out.contains_key(key) {
            made.writes.insert(key.clone(), write);
            return;
        }
        let is_left = (self.decided)(&whole(key)) == Some(Choice::Mine);
        let cells = if is_left {
            &mut made.kept
        } else {
            &mut made.open
        };
        // Those that were heard of before are open only where they were.
        let touches = std::iter::once(row)
            .chain(&row.links)
            .flat_map(|part| &part.theirs.touches)
            .filter(|touch| touch.counts());
        cells.extend(touches.map(|touch| Open {
            row: key.clone(),
            field: ROW.to_owned(),
            change: touch.change.clone(),
        }));
    }

    /// A link that they did not touch comes only because its record comes back: what keeps it out keeps the record out.
    pub(super) fn with_records(&self, faults: Faults) -> Faults {
        let is_touched = |link: &RowKey| {
            let row = self.rows.iter().find(|(key, _)| key == link);
            row.is_some_and(|(_, row)| row.theirs.touches.iter().any(|touch| touch.counts()))
        };
        faults
            .into_iter()
            .map(|(row, fault)| match self.goes_with.get(&row) {
                Some(record) if !is_touched(&row) => (record.clone(), fault),
                _ => (row, fault),
            })
            .collect()
    }
}

/// The cells of a row that disputes are about, each with the changes of theirs that it came by.
fn cells_of<'d>(row: &'d RowKey, disputes: &'d [Dispute]) -> impl Iterator<Item = Open> + 'd {
    let each = |held: &'d Dispute| held.fields.iter().zip(std::iter::repeat(&held.changes));
    disputes.iter().flat_map(each).flat_map(|(field, changes)| {
        changes.iter().map(|change| Open {
            row: row.clone(),
            field: field.clone(),
            change: change.clone(),
        })
    })
}
