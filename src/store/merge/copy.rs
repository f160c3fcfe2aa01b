//! One copy of a plan as a merge sees it: its own changes, the changes of others that it has heard of, and its rows.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;
use serde_json::Value as Json;

use crate::domain::compare::Fact;
use crate::domain::merge::{Author, Cell, Coming, Fields, ROW, Side, Touch};
use crate::store::error::StoreError;
use crate::store::journal::{self, Table};
use crate::store::merge::links;
use crate::store::merge::names::{self, Made};

/// The tables that remember merges: they belong to the copy and are never merged row by row.
pub const OWN: [&str; 4] = ["merged", "undecided", "beginning", "rescued"];

/// A row, by its table and its key as the journal writes it.
pub type RowKey = (String, String);

/// What a copy has heard of a change.
enum Hearing {
    /// Nothing.
    Nothing,
    /// All of it, but that this of its rows is not decided there.
    But(HashMap<RowKey, BTreeSet<String>>),
}

impl Hearing {
    /// What of a row is left open; none where nothing is heard.
    fn left_open(&self, row: &RowKey) -> Option<BTreeSet<String>> {
        match self {
            Self::Nothing => None,
            Self::But(open) => Some(open.get(row).cloned().unwrap_or_default()),
        }
    }
}

/// The rows that were changed, in order, and what was done to each.
pub type Touched = (Vec<RowKey>, HashMap<RowKey, Vec<Touch>>);

/// What of a change is not decided: the row, the column, the change's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Open {
    /// The row.
    pub row: RowKey,
    /// The column, or [`ROW`].
    pub field: String,
    /// The change.
    pub change: String,
}

/// A copy.
pub struct Copy {
    /// Its own changes, oldest first.
    pub made: Vec<Made>,
    /// The changes of others that it has heard of, by name.
    pub merged: BTreeMap<String, Coming>,
    /// What of them is not decided.
    pub open: BTreeSet<Open>,
    /// Every change that it has heard of, its own among them.
    pub heard: HashSet<String>,
    /// When the plan was made, if the file says so.
    pub beginning: Option<String>,
}

impl Copy {
    /// Reads a copy's journal.
    pub fn read(conn: &Connection) -> Result<Self, StoreError> {
        let made = names::made(conn)?;
        let merged = merged(conn)?;
        let mut heard: HashSet<String> = made.iter().map(|made| made.name.clone()).collect();
        heard.extend(merged.keys().cloned());
        let mut query = conn.prepare("select at from beginning")?;
        let beginning = query.query([])?.next()?.map(|row| row.get(0)).transpose()?;
        Ok(Self {
            made,
            merged,
            open: open(conn)?,
            heard,
            beginning,
        })
    }

    /// What this copy has heard of a change of another: it, or, where it is a merge that stands, everything that it brought.
    fn hears(&self, made: &Made) -> Hearing {
        if made.begins_anew {
            return Hearing::But(HashMap::new());
        }
        let is_known = self.heard.contains(&made.name);
        let by_parts = !made.is_undone
            && !made.brings.is_empty()
            && made.brings.iter().all(|name| self.heard.contains(name));
        if !is_known && !by_parts {
            return Hearing::Nothing;
        }
        let mut rows: HashMap<RowKey, BTreeSet<String>> = HashMap::new();
        let is_of = |held: &&Open| {
            held.change == made.name || (by_parts && made.brings.contains(&held.change))
        };
        for held in self.open.iter().filter(is_of) {
            rows.entry(held.row.clone())
                .or_default()
                .insert(held.field.clone());
        }
        Hearing::But(rows)
    }

    /// The changes of this copy that another has not heard of.
    pub fn news_to<'c>(&'c self, other: &'c Self) -> impl Iterator<Item = &'c Made> {
        let is_news = |made: &&Made| matches!(other.hears(made), Hearing::Nothing);
        self.made.iter().filter(is_news)
    }

    /// What was done to rows in this copy, from the first change on that the other has not heard of, or has not decided
    /// about; to these rows and the links of these records, or to those that such a change touched. The rows come in the
    /// order in which they were changed.
    pub fn touches(
        &self,
        conn: &Connection,
        other: &Self,
        rows: Option<&HashSet<RowKey>>,
    ) -> Result<Touched, StoreError> {
        let hearings: Vec<Hearing> = self.made.iter().map(|made| other.hears(made)).collect();
        let is_over = |hearing: &Hearing| matches!(hearing, Hearing::But(open) if open.is_empty());
        let first = hearings.iter().position(|hearing| !is_over(hearing));
        let first = first.unwrap_or(self.made.len());
        let since = || self.made.iter().zip(&hearings).skip(first);
        let mut wanted: HashSet<RowKey> = rows.cloned().unwrap_or_default();
        if rows.is_none() {
            for (made, hearing) in since().filter(|(_, hearing)| !is_over(hearing)) {
                let changed = keys(conn, made.n)?.into_iter();
                wanted
                    .extend(changed.filter(|row| hearing.left_open(row) != Some(BTreeSet::new())));
            }
        }
        let is_wanted = |row: &RowKey| {
            wanted.contains(row) || links::owner(row).is_some_and(|record| wanted.contains(&record))
        };
        let (mut order, mut found) = (Vec::new(), HashMap::<RowKey, Vec<Touch>>::new());
        for (made, hearing) in since() {
            for (row, before, after) in changed_rows(conn, made.n, is_wanted)? {
                let touch = Touch {
                    change: made.name.clone(),
                    by: made.coming.by.clone(),
                    before,
                    after,
                    heard_but: hearing.left_open(&row),
                };
                if !found.contains_key(&row) {
                    order.push(row.clone());
                }
                found.entry(row).or_default().push(touch);
            }
        }
        Ok((order, found))
    }

    /// The keys of every row with which this copy's journal begins.
    pub fn first_keys(&self, conn: &Connection) -> Result<HashSet<RowKey>, StoreError> {
        let mut keys = HashSet::new();
        for table in journal::tables(conn)? {
            if OWN.contains(&table.name.as_str()) {
                continue;
            }
            let mut query = conn.prepare(&format!(
                "select {} from \"{}\" t",
                table.key("t"),
                table.name
            ))?;
            let held = query.query_map([], |row| row.get::<_, String>(0))?;
            for key in held {
                keys.insert((table.name.clone(), key?));
            }
        }
        for made in self.made.iter().rev() {
            for (row, before, after) in changed_rows(conn, made.n, |_| true)?.into_iter().rev() {
                match (before, after) {
                    (None, _) => drop(keys.remove(&row)),
                    (_, None) => drop(keys.insert(row)),
                    _ => {}
                }
            }
        }
        Ok(keys)
    }
}

/// A row as it stands.
pub fn side(
    conn: &Connection,
    table: &Table,
    key: &str,
    touches: Vec<Touch>,
) -> Result<Side, StoreError> {
    let now = journal::row(conn, table, key)?;
    Ok(Side {
        touches,
        now: now.as_deref().map(fields).transpose()?,
    })
}

fn merged(conn: &Connection) -> Result<BTreeMap<String, Coming>, StoreError> {
    let mut query = conn.prepare("select id, at, who, words from merged")?;
    let found = query.query_map([], |row| {
        let coming = Coming {
            by: Author {
                at: row.get(1)?,
                who: row.get(2)?,
            },
            words: row.get(3)?,
            is_step: false,
        };
        Ok((row.get(0)?, coming))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn open(conn: &Connection) -> Result<BTreeSet<Open>, StoreError> {
    let mut query = conn.prepare("select tbl, key, field, change from undecided")?;
    let found = query.query_map([], |row| {
        Ok(Open {
            row: (row.get(0)?, row.get(1)?),
            field: row.get(2)?,
            change: row.get(3)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

type ChangedRow = (RowKey, Option<Fields>, Option<Fields>);

/// The rows that a change touched, but those that remember merges.
fn keys(conn: &Connection, n: i64) -> Result<Vec<RowKey>, StoreError> {
    let mut query =
        conn.prepare_cached("select tbl, key from change_row where change_id = ?1 order by seq")?;
    let rows = query.query_map([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut rows = rows.collect::<rusqlite::Result<Vec<RowKey>>>()?;
    rows.retain(|(table, _)| !OWN.contains(&table.as_str()));
    Ok(rows)
}

/// Those of the rows that a change touched that are wanted, before and after, but those that remember merges.
fn changed_rows(
    conn: &Connection,
    n: i64,
    is_wanted: impl Fn(&RowKey) -> bool,
) -> Result<Vec<ChangedRow>, StoreError> {
    let mut query = conn.prepare_cached(
        "select tbl, key, before, after from change_row where change_id = ?1 order by seq",
    )?;
    let mut rows = query.query([n])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let key: RowKey = (row.get(0)?, row.get(1)?);
        if OWN.contains(&key.0.as_str()) || !is_wanted(&key) {
            continue;
        }
        let (before, after): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let read = |text: Option<String>| text.as_deref().map(fields).transpose();
        found.push((key, read(before)?, read(after)?));
    }
    Ok(found)
}

/// A row as the journal writes it.
pub fn fields(text: &str) -> Result<Fields, StoreError> {
    let row: BTreeMap<String, Json> =
        serde_json::from_str(text).map_err(|error| StoreError::Damaged {
            what: format!("the journal holds a row that cannot be read ({error})"),
            backup: None,
        })?;
    Ok(row
        .into_iter()
        .map(|(column, value)| (column, fact(value)))
        .collect())
}

fn fact(json: Json) -> Fact {
    match json {
        Json::Null => Fact::Empty,
        Json::Bool(held) => Fact::Whole(i64::from(held)),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Fact::Whole(whole),
            None => Fact::Real(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Fact::Text(text),
        other => Fact::Text(other.to_string()),
    }
}

/// A row as the journal writes it.
pub fn text(fields: &Fields) -> String {
    let row: serde_json::Map<String, Json> = fields
        .iter()
        .map(|(column, fact)| {
            let json = match fact {
                Fact::Empty | Fact::Keys(_) => Json::Null,
                Fact::Whole(whole) => (*whole).into(),
                Fact::Real(real) => (*real).into(),
                Fact::Text(text) => text.as_str().into(),
            };
            (column.clone(), json)
        })
        .collect();
    Json::Object(row).to_string()
}

/// The key of a record with one key, by the key as the journal writes it.
pub fn number(key: &str) -> Option<i64> {
    let [number] = serde_json::from_str::<[i64; 1]>(key).ok()?;
    Some(number)
}

/// The whole row, for a decision about it.
pub fn whole(row: &RowKey) -> Cell {
    Cell {
        table: row.0.clone(),
        key: row.1.clone(),
        field: ROW.to_owned(),
    }
}
