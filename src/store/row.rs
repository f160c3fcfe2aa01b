//! How one record becomes one row, and all rows become a book.
//!
//! Each noun says its table, its columns and how a row is read; putting, removing and loading are the same for
//! all. A row is put by "insert, or on conflict update", never "replace": a replaced row would be journalled as
//! a removal.

use std::collections::HashMap;

use rusqlite::types::Value;
use rusqlite::{Connection, Row as SqlRow, ToSql, params_from_iter};

use crate::domain::book::{Book, Shelf};
use crate::domain::id::Key;
use crate::domain::record::Record;
use crate::store::plan::areas;

/// A record's links to another noun, kept in a table of two columns.
pub struct Links {
    /// The table: `indicator_objective`.
    pub table: &'static str,
    /// The column that names this record.
    pub from: &'static str,
    /// The column that names the other.
    pub to: &'static str,
    /// The keys of the others.
    pub keys: Vec<i64>,
}

/// A record that is kept as a row.
pub trait Row: Record {
    /// Its table, quoted where SQL needs it.
    const TABLE: &'static str;
    /// What the rows are sorted by when they are loaded.
    const ORDER: &'static str;

    /// The columns but the key, each with its value.
    fn columns(&self) -> Vec<(&'static str, Value)>;
    /// The record in a row.
    ///
    /// # Errors
    /// When a column holds what it should not.
    fn read(row: &SqlRow<'_>) -> rusqlite::Result<Self>;
    /// For a noun with links: the tables of the links, and of the nouns that they lead to. When a row of any of them
    /// changes, every record of this noun is read again.
    const LINKED: &'static [&'static str] = &[];

    /// Its links to other nouns.
    fn links(&self) -> Vec<Links> {
        Vec::new()
    }
    /// Gives loaded records their links.
    ///
    /// # Errors
    /// When the file cannot be read.
    fn attach(_conn: &Connection, _records: &mut [Self]) -> rusqlite::Result<()> {
        Ok(())
    }
}

/// A value for [`Row::columns`].
pub fn value(column: &dyn ToSql) -> Value {
    // A domain value always has a column form: the conversions in `columns` cannot fail.
    match column.to_sql() {
        Ok(rusqlite::types::ToSqlOutput::Owned(value)) => value,
        Ok(rusqlite::types::ToSqlOutput::Borrowed(value)) => {
            value.try_into().unwrap_or(Value::Null)
        }
        _ => Value::Null,
    }
}

/// Adds a record, or changes the one with its key.
pub fn put<T: Row>(conn: &Connection, record: &T) -> rusqlite::Result<()> {
    let columns = record.columns();
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let marks: Vec<String> = (2..columns.len() + 2).map(|n| format!("?{n}")).collect();
    let sets: Vec<String> = names
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
    let sql = format!(
        "insert into {} (id, {}) values (?1, {}) on conflict (id) do update set {}",
        T::TABLE,
        names.join(", "),
        marks.join(", "),
        sets.join(", ")
    );
    let key = Value::Integer(record.id().number());
    let values = std::iter::once(key).chain(columns.into_iter().map(|(_, value)| value));
    conn.prepare_cached(&sql)?
        .execute(params_from_iter(values))?;
    for links in record.links() {
        put_links(conn, record.id().number(), &links)?;
    }
    Ok(())
}

fn put_links(conn: &Connection, own: i64, links: &Links) -> rusqlite::Result<()> {
    let Links {
        table,
        from,
        to,
        keys,
    } = links;
    let wanted = serde_json::to_string(keys).unwrap_or_else(|_| "[]".into());
    conn.prepare_cached(&format!(
        "delete from {table} where {from} = ?1 and {to} not in (select value from json_each(?2))"
    ))?
    .execute((own, &wanted))?;
    conn.prepare_cached(&format!(
        "insert into {table} ({from}, {to}) select ?1, value from json_each(?2) where true on conflict do nothing"
    ))?
    .execute((own, &wanted))?;
    Ok(())
}

/// Removes a record and its own links.
pub fn remove<T: Row>(conn: &Connection, record: &T) -> rusqlite::Result<()> {
    let key = record.id().number();
    for Links { table, from, .. } in record.links() {
        conn.prepare_cached(&format!("delete from {table} where {from} = ?1"))?
            .execute([key])?;
    }
    conn.prepare_cached(&format!("delete from {} where id = ?1", T::TABLE))?
        .execute([key])?;
    Ok(())
}

/// Every record of a noun, in order.
pub fn shelf<T: Row>(conn: &Connection) -> rusqlite::Result<Shelf<T>> {
    let mut query =
        conn.prepare_cached(&format!("select * from {} order by {}", T::TABLE, T::ORDER))?;
    let mut records = query
        .query_map([], |row| T::read(row))?
        .collect::<rusqlite::Result<Vec<T>>>()?;
    T::attach(conn, &mut records)?;
    Ok(records.into())
}

/// The keys that each record is linked to, in the order in which the others stand.
pub fn linked(
    conn: &Connection,
    table: &str,
    from: &str,
    to: &str,
    other: &str,
) -> rusqlite::Result<HashMap<i64, Vec<i64>>> {
    let mut query = conn.prepare_cached(&format!(
        "select l.{from}, l.{to} from {table} l join {other} o on o.id = l.{to} order by l.{from}, o.position, o.id"
    ))?;
    let mut found: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(found)
}

/// Calls a macro with every shelf of a book and its noun. The list stands here once: what is loaded is what is patched.
macro_rules! with_every_shelf {
    ($macro:ident) => {
        $macro! {
            plan: Plan,
            neighbours: Neighbour,
            objectives: Objective,
            indicators: Indicator,
            readings: Reading,
            batches: Batch,
            ratings: Rating,
            saved_views: SavedView,
            mappings: Mapping,
            markers: Marker,
            statements: PublishedStatement,
            grants: Grant,
            priority_areas: PriorityArea,
            allocations: Allocation,
            of_which: OfWhich,
            contributions: Contribution,
            published_totals: PublishedTotal,
            scheme: Scheme,
            virements: Virement,
            scenarios: Scenario,
            profiles: Profile,
            actuals: Actual,
            forecasts: Forecast,
            commitments: Commitment,
            closings: Closing,
            carried: Carried,
            consultations: Consultation,
            groups: Group,
            channels: Channel,
            questions: Question,
            choices: Choice,
            tallies: Tally,
            answered: Answered,
            events: Event,
            receipts: Receipt,
            published_counts: PublishedCount,
            themes: Theme,
            asides: Aside,
            clusters: Cluster,
            codings: Coding,
            forms: PaperForm,
            quotes: Quote,
            actions: Action,
            milestones: Milestone,
            risks: Risk,
            narratives: Narrative,
            decisions: Decision,
            givings: Giving,
            ledger_codes: LedgerCode,
            ledger_matches: LedgerMatch
        }
    };
}

macro_rules! loading {
    ($($shelf:ident: $noun:ident),* $(,)?) => {
        /// The whole plan but its bulk figures.
        pub fn load(conn: &Connection) -> rusqlite::Result<Book> {
            Ok(Book {
                areas: areas(conn)?,
                // Counted from the bulk rows by whoever holds them.
                heard: HashMap::new(),
                $($shelf: shelf(conn)?,)*
            })
        }
    };
}

with_every_shelf!(loading);
pub(in crate::store) use with_every_shelf;
