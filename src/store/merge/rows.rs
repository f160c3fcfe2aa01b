//! The rows that a merge holds against each other: what they did that this copy has not heard of, and what was done here to
//! the same.
//!
//! A record that only one copy has is taken with all its links, whether anybody touched them or not: where it stays, they
//! stay; where it comes back, they come with it.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use crate::domain::merge::{Row, Touch};
use crate::store::error::StoreError;
use crate::store::journal::{self, Table};
use crate::store::merge::copy::{Copy, RowKey, side};
use crate::store::merge::links::{self, Queries};

/// The rows to weigh.
pub struct Rows {
    /// Each with its key, in the order in which they changed them; after a record that only one copy has, its links.
    pub all: Vec<(RowKey, Row)>,
    /// Those links: each with the record that decides about it.
    pub goes_with: HashMap<RowKey, RowKey>,
}

/// One copy, and what was done there.
struct Hand<'h> {
    conn: &'h Connection,
    touches: HashMap<RowKey, Vec<Touch>>,
}

impl Hand<'_> {
    fn has(&self, table: &Table, key: &str) -> Result<bool, StoreError> {
        Ok(journal::row(self.conn, table, key)?.is_some())
    }
}

impl Rows {
    /// Reads both copies.
    pub fn read(
        (tx, mine): (&Connection, &Copy),
        (other, theirs): (&Connection, &Copy),
        tables: &HashMap<String, Table>,
    ) -> Result<Self, StoreError> {
        let queries = Queries::new(tables.values());
        let (order, changed) = theirs.touches(other, mine, None)?;
        let owners = order.iter().filter_map(links::owner);
        let asked: HashSet<RowKey> = order.iter().cloned().chain(owners).collect();
        let (_, here) = mine.touches(tx, theirs, Some(&asked))?;
        let mut touched: HashMap<RowKey, BTreeSet<RowKey>> = HashMap::new();
        for key in changed.keys().chain(here.keys()) {
            if let Some(owner) = links::owner(key) {
                touched.entry(owner).or_default().insert(key.clone());
            }
        }
        let mut mine = Hand {
            conn: tx,
            touches: here,
        };
        let mut theirs = Hand {
            conn: other,
            touches: changed,
        };
        let mut rows = Self {
            all: Vec::with_capacity(order.len()),
            goes_with: HashMap::new(),
        };
        let mut done: HashSet<RowKey> = HashSet::new();
        let mut both_alike: HashMap<RowKey, bool> = HashMap::new();
        for key in order {
            let owner = links::owner(&key);
            let record = owner.as_ref().unwrap_or(&key);
            // A table that is no more has nothing to bring.
            let (Some(table), Some(of_record)) = (tables.get(&key.0), tables.get(&record.0)) else {
                continue;
            };
            if done.contains(record) {
                continue;
            }
            let (is_alike, row) = match &owner {
                None => {
                    let row = read(&mut mine, &mut theirs, table, &key)?;
                    (row.mine.now.is_some() == row.theirs.now.is_some(), row)
                }
                Some(_) => {
                    let is_alike = match both_alike.get(record) {
                        Some(is_alike) => *is_alike,
                        None => {
                            mine.has(of_record, &record.1)? == theirs.has(of_record, &record.1)?
                        }
                    };
                    both_alike.insert(record.clone(), is_alike);
                    let (table, key) = if is_alike {
                        (table, &key)
                    } else {
                        (of_record, record)
                    };
                    (is_alike, read(&mut mine, &mut theirs, table, key)?)
                }
            };
            if is_alike {
                rows.all.push((key.clone(), row));
                continue;
            }
            done.insert(record.clone());
            let mut whole = row;
            let mut keys = touched.remove(record).unwrap_or_default();
            keys.extend(queries.of(tx, record)?);
            keys.extend(queries.of(other, record)?);
            let mut with_it = Vec::with_capacity(keys.len());
            for link in keys {
                if let Some(table) = tables.get(&link.0) {
                    let row = read(&mut mine, &mut theirs, table, &link)?;
                    whole.links.push(row.clone());
                    rows.goes_with.insert(link.clone(), record.clone());
                    with_it.push((link, row));
                }
            }
            rows.all.push((record.clone(), whole));
            rows.all.extend(with_it);
        }
        Ok(rows)
    }
}

fn read(
    mine: &mut Hand<'_>,
    theirs: &mut Hand<'_>,
    table: &Table,
    key: &RowKey,
) -> Result<Row, StoreError> {
    let of = |hand: &mut Hand<'_>| {
        let touches = hand.touches.remove(key).unwrap_or_default();
        side(hand.conn, table, &key.1, touches)
    };
    Ok(Row {
        table: key.0.clone(),
        mine: of(mine)?,
        theirs: of(theirs)?,
        links: Vec::new(),
    })
}
