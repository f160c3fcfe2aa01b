//! What a merge makes of its rows: what is written, what is asked, and what stays open or is kept as it is here.
//!
//! Records are weighed; the links of a record that only one copy has follow it.

use std::collections::BTreeSet;

use crate::domain::merge::{Cell, Choice, Dispute, ROW, Row, Touch, Weighed, Write, weigh};
use crate::store::merge::Merge;
use crate::store::merge::copy::{Open, RowKey, whole};
use crate::store::merge::rules::{Fault, Faults, Writes};

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
            made.open.extend(self.cells_of(key, &disputes));
            made.kept.extend(self.cells_of(key, &kept));
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
        // Those that were heard of before are open only where they were; its links with it, each by its own changes.
        for (part, row) in std::iter::once((key, row)).chain(self.links_of(key)) {
            let touches = row.theirs.touches.iter().filter(|touch| touch.counts());
            cells.extend(touches.map(|touch| Open {
                row: part.clone(),
                field: ROW.to_owned(),
                change: touch.change.clone(),
            }));
        }
    }

    /// The links that go with a record.
    fn links_of<'r>(&'r self, record: &RowKey) -> impl Iterator<Item = (&'r RowKey, &'r Row)> {
        let of = self.with_it.get(record).into_iter().flatten();
        of.filter_map(|at| self.rows.get(*at))
            .map(|(key, row)| (key, row))
    }

    /// The cells of a row that disputes are about, each with the changes of theirs that it came by. A record that is
    /// disputed as a whole is so in each of its links, too.
    fn cells_of(&self, row: &RowKey, disputes: &[Dispute]) -> Vec<Open> {
        let open = |row: &RowKey, field: &str, change: &String| Open {
            row: row.clone(),
            field: field.to_owned(),
            change: change.clone(),
        };
        let mut cells = Vec::new();
        for held in disputes {
            for field in &held.fields {
                cells.extend(held.changes.iter().map(|change| open(row, field, change)));
            }
            if held.field == ROW {
                for (link, of_link) in self.links_of(row) {
                    let news = of_link.theirs.news();
                    cells.extend(news.iter().map(|change| open(link, ROW, change)));
                }
            }
        }
        cells
    }

    /// A link that they did not touch comes only because its record comes back: what keeps it out keeps the record out.
    pub(super) fn with_records(&self, faults: Faults) -> Faults {
        let untouched = |record: &RowKey, link: &RowKey| {
            let mut links = self.links_of(record);
            links.any(|(key, row)| key == link && !row.theirs.touches.iter().any(Touch::counts))
        };
        // In their order, so that a record that several of its links keep out is always told by the same.
        let mut sorted: Vec<(RowKey, Fault)> = faults.into_iter().collect();
        sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut faults = Faults::new();
        for (row, fault) in sorted {
            let at = match self.goes_with.get(&row) {
                Some(record) if untouched(record, &row) => record.clone(),
                _ => row,
            };
            let told = faults.entry(at).or_insert_with(|| fault.clone());
            // By what stands in its way here, before what only stays out with it.
            if told.root.is_some() && fault.root.is_none() {
                *told = fault;
            }
        }
        faults
    }
}
