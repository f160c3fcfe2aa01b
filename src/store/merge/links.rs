//! Links: rows that only join two records. Each belongs to the record that its key names first, whose form it is edited in.
//!
//! Which tables hold links is read from the file's own schema: those whose two columns are their key, and each the key of
//! another table.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::store::error::StoreError;
use crate::store::journal::Table;
use crate::store::merge::copy::RowKey;

/// The tables of links, each with the table of the records that they belong to.
pub struct Links {
    owners: HashMap<String, String>,
    /// The same the other way about: a query for the keys of a record's links, by the record's table.
    queries: HashMap<String, Vec<(String, String)>>,
}

impl Links {
    /// The links among these tables.
    pub fn read<'t>(
        conn: &Connection,
        tables: impl Iterator<Item = &'t Table>,
    ) -> Result<Self, StoreError> {
        let mut links = Self {
            owners: HashMap::new(),
            queries: HashMap::new(),
        };
        let mut query = conn.prepare(
            "select \"table\" from pragma_foreign_key_list(?1) where \"from\" = ?2 limit 1",
        )?;
        let mut leads_to = |table: &Table, column: &String| -> Result<Option<String>, StoreError> {
            let mut rows = query.query((&table.name, column))?;
            Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
        };
        for table in tables.filter(|table| table.columns == table.keys) {
            let [from, to] = table.keys.as_slice() else {
                continue;
            };
            let (Some(owner), Some(_)) = (leads_to(table, from)?, leads_to(table, to)?) else {
                continue;
            };
            let sql = format!(
                "select {} from \"{}\" t where t.\"{from}\" = ?1 order by 1",
                table.key("t"),
                table.name
            );
            let of_owner = links.queries.entry(owner.clone()).or_default();
            of_owner.push((table.name.clone(), sql));
            links.owners.insert(table.name.clone(), owner);
        }
        Ok(links)
    }

    /// The record that a link belongs to; none where the row is no link.
    pub fn owner(&self, row: &RowKey) -> Option<RowKey> {
        let owner = self.owners.get(&row.0)?;
        let [record, _] = serde_json::from_str::<[i64; 2]>(&row.1).ok()?;
        Some((owner.clone(), format!("[{record}]")))
    }

    /// The links of a record, as a copy has them.
    pub fn of(&self, conn: &Connection, record: &RowKey) -> Result<Vec<RowKey>, StoreError> {
        let mut found = Vec::new();
        let Ok([number]) = serde_json::from_str::<[i64; 1]>(&record.1) else {
            return Ok(found);
        };
        for (table, sql) in self.queries.get(&record.0).into_iter().flatten() {
            let mut query = conn.prepare_cached(sql)?;
            let keys = query.query_map([number], |row| row.get::<_, String>(0))?;
            for key in keys {
                found.push((table.clone(), key?));
            }
        }
        Ok(found)
    }
}
