//! Links: rows that only join two records. Each belongs to the record that its key names first, whose form it is edited in.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::domain::naming;
use crate::store::error::StoreError;
use crate::store::journal::Table;
use crate::store::merge::copy::{RowKey, number};

/// The record that a link belongs to; none where the row is no link.
pub fn owner(row: &RowKey) -> Option<RowKey> {
    let [(table, key), _] = naming::joins(&row.0, &row.1)?;
    Some((table.to_owned(), format!("[{key}]")))
}

/// How the links of records are asked for: by the records' table, each table of links with its query.
pub struct Queries(HashMap<&'static str, Vec<(String, String)>>);

impl Queries {
    /// For the links among these tables.
    pub fn new<'t>(tables: impl Iterator<Item = &'t Table>) -> Self {
        let mut queries: HashMap<&'static str, Vec<(String, String)>> = HashMap::new();
        for table in tables {
            let (Some([owner, _]), Some(from)) = (naming::ends(&table.name), table.keys.first())
            else {
                continue;
            };
            let sql = format!(
                "select {} from \"{}\" t where t.\"{from}\" = ?1 order by 1",
                table.key("t"),
                table.name
            );
            let of_owner = queries.entry(owner).or_default();
            of_owner.push((table.name.clone(), sql));
        }
        Self(queries)
    }

    /// The links of a record, as a copy has them.
    pub fn of(&self, conn: &Connection, record: &RowKey) -> Result<Vec<RowKey>, StoreError> {
        let mut found = Vec::new();
        let Some(number) = number(&record.1) else {
            return Ok(found);
        };
        for (table, sql) in self.0.get(record.0.as_str()).into_iter().flatten() {
            let mut query = conn.prepare_cached(sql)?;
            let keys = query.query_map([number], |row| row.get::<_, String>(0))?;
            for key in keys {
                found.push((table.clone(), key?));
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{journal, schema};

    /// The list in words and the file's own schema say the same of what is a link, and of what it joins.
    #[test]
    fn every_table_of_two_keys_is_known_for_a_link() {
        let mut conn = Connection::open_in_memory().unwrap();
        schema::create(&mut conn).unwrap();
        let mut seen = 0;
        for table in journal::tables(&conn).unwrap() {
            let leads_to = |column: &String| -> Option<String> {
                let sql = "select \"table\" from pragma_foreign_key_list(?1) where \"from\" = ?2";
                let mut query = conn.prepare(sql).unwrap();
                let mut rows = query.query((&table.name, column)).unwrap();
                rows.next().unwrap().map(|row| row.get(0).unwrap())
            };
            let ends: Vec<Option<String>> = table.keys.iter().map(leads_to).collect();
            let is_link = table.columns == table.keys && ends.len() == 2;
            let want = is_link.then(|| ends.into_iter().flatten().collect::<Vec<_>>());
            let known = naming::ends(&table.name).map(|ends| ends.map(str::to_owned).to_vec());
            assert_eq!(known, want, "{}", table.name);
            seen += usize::from(is_link);
        }
        assert_eq!(seen, 11);
    }
}
