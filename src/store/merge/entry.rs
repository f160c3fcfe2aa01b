//! Writes a merge as one entry of the journal, with what is to be remembered of it.

use std::collections::{BTreeSet, HashSet};

use crate::domain::merge::{Row, Write};
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp, Step};
use crate::store::merge::Merge;
use crate::store::merge::copy::{Open, RowKey, text};
use crate::store::merge::made::Made;
use crate::store::merge::rules::{self, Faults};
use crate::store::merge::tell::{Tell, would_be};

impl Merge<'_> {
    /// Writes it as one entry of the journal. What the file's own rules refuse is told; then the entry is not whole.
    pub(super) fn try_out(
        &self,
        made: &Made,
        tell: &Tell<'_>,
        stamp: &Stamp,
    ) -> Result<Faults, StoreError> {
        let mut refused = Faults::new();
        journal::record(self.tx, stamp, &self.words, Step::New, |tx| {
            tx.pragma_update(None, "defer_foreign_keys", true)?;
            refused = self.write(made, tell)?;
            self.remember(made)
        })?;
        Ok(refused)
    }

    fn write(&self, made: &Made, tell: &Tell<'_>) -> Result<Faults, StoreError> {
        // What goes makes room for what comes.
        let mut left: Vec<&(RowKey, Row)> = self
            .rows
            .iter()
            .filter(|(key, _)| made.writes.contains_key(key))
            .collect();
        left.sort_by_key(|(key, _)| match made.writes.get(key) {
            Some(Write::Remove) => 0,
            Some(Write::Set(_)) => 1,
            _ => 2,
        });
        loop {
            let n = left.len();
            let mut refused = Vec::new();
            for held in left {
                match self.put(&held.0, made) {
                    Ok(()) => {}
                    Err(StoreError::Rule(words)) => refused.push((held, words)),
                    Err(error) => return Err(error),
                }
            }
            if refused.is_empty() {
                return Ok(Faults::new());
            }
            if refused.len() == n {
                let mut faults = Faults::new();
                for ((key, row), words) in refused {
                    let Some(write) = made.writes.get(key) else {
                        continue;
                    };
                    let fields = would_be(row, write)?;
                    let fault = rules::refused(self.tx, key, &fields, &words, tell)?;
                    faults.insert(key.clone(), fault);
                }
                return Ok(faults);
            }
            // Another may have made room for it meanwhile.
            left = refused.into_iter().map(|(held, _)| held).collect();
        }
    }

    fn put(&self, key: &RowKey, made: &Made) -> Result<(), StoreError> {
        let (Some(table), Some(write)) = (self.tables.get(&key.0), made.writes.get(key)) else {
            return Ok(());
        };
        match write {
            Write::Remove => journal::bring(self.tx, table, &key.1, true, None),
            Write::Set(fields) => journal::bring(self.tx, table, &key.1, true, Some(&text(fields))),
            Write::Add(fields) => {
                journal::bring(self.tx, table, &key.1, false, Some(&text(fields)))
            }
        }
    }

    /// Notes which changes this copy has heard of by now, and what of them is not decided.
    fn remember(&self, made: &Made) -> Result<(), StoreError> {
        let mut hear = self
            .tx
            .prepare("insert into merged (id, at, who, words) values (?1, ?2, ?3, ?4)")?;
        for (name, coming) in self.news() {
            hear.execute((name, &coming.by.at, &coming.by.who, &coming.words))?;
        }
        let theirs: HashSet<&String> = self.theirs.made.iter().map(|made| &made.name).collect();
        let mut wanted: BTreeSet<&Open> = made.open.iter().collect();
        // What they have not decided of others' changes is not decided here, where these come in by them.
        let from_others = self.theirs.open.iter();
        wanted.extend(from_others.filter(|held| !self.mine.heard.contains(&held.change)));
        // What is open with a third copy stays so.
        let with_others = self.mine.open.iter();
        wanted.extend(with_others.filter(|held| !theirs.contains(&held.change)));
        // What was decided at once was never open in the file: it is written and taken out, and so stands in the journal.
        let decided = made.kept.iter().filter(|held| !wanted.contains(held));
        let decided: BTreeSet<&Open> = decided.chain(&self.mine.open).collect();
        for held in wanted.iter().copied().chain(decided.iter().copied()) {
            if !self.mine.open.contains(held) {
                self.note(
                    "insert into undecided (tbl, key, field, change) values (?1, ?2, ?3, ?4)",
                    held,
                )?;
            }
        }
        for held in decided.into_iter().filter(|held| !wanted.contains(held)) {
            self.note(
                "delete from undecided where tbl = ?1 and key = ?2 and field = ?3 and change = ?4",
                held,
            )?;
        }
        Ok(())
    }

    fn note(&self, sql: &str, held: &Open) -> Result<(), StoreError> {
        let (table, key) = (&held.row.0, &held.row.1);
        let mut note = self.tx.prepare_cached(sql)?;
        note.execute((table, key, &held.field, &held.change))?;
        Ok(())
    }
}
