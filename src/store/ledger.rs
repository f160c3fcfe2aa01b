//! How ledgers are kept: rules and matches as records, rows by the ten thousand beside them.
//!
//! Rows count while the row of their batch stands; when that is taken away they stay in the file unread, so that taking a
//! ledger out can be undone.

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow};

use crate::domain::command::Command;
use crate::domain::id::BatchId;
use crate::domain::ledger::{LedgerCode, LedgerMatch, LedgerRow};
use crate::store::Store;
use crate::store::error::StoreError;
use crate::store::journal::Stamp;
use crate::store::row::{Row, value};

impl Row for LedgerCode {
    const TABLE: &'static str = "ledger_code";
    const ORDER: &'static str = "cost_centre, subjective, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("cost_centre", value(&self.cost_centre)),
            ("subjective", value(&self.subjective)),
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            cost_centre: row.get("cost_centre")?,
            subjective: row.get("subjective")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
        })
    }
}

impl Row for LedgerMatch {
    const TABLE: &'static str = "ledger_match";
    const ORDER: &'static str = "batch_id, cost_centre, subjective, id";

    fn columns(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("batch_id", value(&self.batch)),
            ("cost_centre", value(&self.cost_centre)),
            ("subjective", value(&self.subjective)),
            ("grant_id", value(&self.grant)),
            ("priority_area_id", value(&self.priority_area)),
            ("months", value(&self.months)),
            ("n", value(&i64::try_from(self.n).unwrap_or(i64::MAX))),
            ("pence", value(&self.amount)),
        ]
    }

    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            batch: row.get("batch_id")?,
            cost_centre: row.get("cost_centre")?,
            subjective: row.get("subjective")?,
            grant: row.get("grant_id")?,
            priority_area: row.get("priority_area_id")?,
            months: row.get("months")?,
            n: row.get::<_, i64>("n")?.unsigned_abs(),
            amount: row.get("pence")?,
        })
    }
}

impl Store {
    /// Takes in a ledger: the command that names its batch and what was spent, and its rows, all or nothing, as one step
    /// of the journal. `tick` is told how many rows are written and stops it by answering false.
    ///
    /// # Errors
    /// As for [`Store::run`]; [`StoreError::Stopped`] when it was stopped.
    pub fn import_ledger(
        &mut self,
        command: &Command,
        (batch, fiscal_year): (BatchId, i16),
        rows: &[LedgerRow],
        stamp: &Stamp,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), StoreError> {
        self.writable()?;
        let written = self.write_with(command, None, stamp, |tx| {
            write(tx, batch, fiscal_year, rows, tick)
        });
        written.map_err(|error| self.explained(error))
    }

    /// The rows of a ledger and its fiscal year, in the order of the file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn ledger_rows(&self, batch: BatchId) -> Result<(i16, Vec<LedgerRow>), StoreError> {
        let mut query = self.conn.prepare_cached(
            "select fiscal_year, line, cost_centre, subjective, description, supplier, reference, month, is_adjustment,
                    pence, fault
             from ledger_row where batch_id = ?1 order by n",
        )?;
        let mut rows = query.query([batch])?;
        let (mut year, mut found) = (0, Vec::new());
        while let Some(row) = rows.next()? {
            year = row.get(0)?;
            found.push(LedgerRow {
                line: row.get::<_, i64>(1)?.unsigned_abs(),
                cost_centre: row.get(2)?,
                subjective: row.get(3)?,
                description: row.get(4)?,
                supplier: row.get(5)?,
                reference: row.get(6)?,
                month: row.get(7)?,
                is_adjustment: row.get(8)?,
                amount: row.get(9)?,
                fault: row.get(10)?,
            });
        }
        Ok((year, found))
    }
}

fn write(
    conn: &Connection,
    batch: BatchId,
    fiscal_year: i16,
    rows: &[LedgerRow],
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<(), StoreError> {
    let mut put = conn.prepare_cached(
        "insert into ledger_row (batch_id, n, line, fiscal_year, cost_centre, subjective, description, supplier,
                                 reference, month, is_adjustment, pence, fault)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    for (n, row) in (1_i64..).zip(rows) {
        put.execute(rusqlite::params![
            batch,
            n,
            i64::try_from(row.line).unwrap_or(i64::MAX),
            fiscal_year,
            row.cost_centre,
            row.subjective,
            row.description,
            row.supplier,
            row.reference,
            row.month,
            row.is_adjustment,
            row.amount,
            row.fault,
        ])?;
        if n % 1_024 == 0 && !tick(n.unsigned_abs()) {
            return Err(StoreError::Stopped);
        }
    }
    Ok(())
}
