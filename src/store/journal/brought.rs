//! What each merge brought of a colleague's changes, and what became of each.
//!
//! A change that came in leaves no more than its name in `merged`. One that did not has left a row in `undecided`: written,
//! while nobody has decided; written and taken out again, where it was decided to keep what is here. Where the merge that
//! took it out also wrote the cell, the decision was theirs, and it came in.
//!
//! Edges: a merge that was undone is told as it stood; what was decided after it in one that was undone is open again.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::Connection;
use serde_json::{Map, Value as Json};

use crate::domain::merge::{Fate, ROW};
use crate::domain::naming;
use crate::store::error::StoreError;
use crate::store::journal::Brought;

/// A cell in question, as `undecided` has it: table, key, field.
type Cell = [String; 3];

/// A row of the journal that writes of merges, in a change of its own.
struct Note {
    change: i64,
    /// The name of the change of theirs.
    name: String,
    what: What,
}

enum What {
    /// It is heard of.
    Heard(Brought),
    /// A cell of it is not decided.
    Opened(Cell),
    /// A cell of it is decided.
    Closed(Cell),
}

/// The changes of other copies, by the merge that brought them in; `undone` are the changes that do not stand.
pub(super) fn brought(
    conn: &Connection,
    undone: &HashSet<i64>,
) -> Result<BTreeMap<i64, Vec<Brought>>, StoreError> {
    let notes = notes(conn)?;
    let closed: BTreeSet<i64> = notes
        .iter()
        .filter(|note| matches!(note.what, What::Closed(_)))
        .map(|note| note.change)
        .collect();
    let mut written: HashMap<i64, Written> = HashMap::new();
    for change in closed {
        written.insert(change, Written::by(conn, change)?);
    }
    let mut fates: HashMap<&str, BTreeMap<&Cell, Fate>> = HashMap::new();
    let mut by_change: BTreeMap<i64, Vec<(&str, Brought)>> = BTreeMap::new();
    let mut apart: HashMap<(i64, &str), Fate> = HashMap::new();
    for note in &notes {
        let stands = !undone.contains(&note.change);
        let (cell, fate) = match &note.what {
            What::Heard(brought) => {
                let held = by_change.entry(note.change).or_default();
                held.push((&note.name, brought.clone()));
                continue;
            }
            What::Opened(cell) => (cell, Fate::Undecided),
            What::Closed(cell) => {
                let came = written
                    .get(&note.change)
                    .is_some_and(|written| written.holds(cell));
                (cell, if came { Fate::CameIn } else { Fate::Kept })
            }
        };
        if stands {
            fates.entry(&note.name).or_default().insert(cell, fate);
        } else {
            // As the merge itself left it.
            let held = apart.entry((note.change, &note.name)).or_insert(fate);
            *held = (*held).max(fate);
        }
    }
    let fate = |change: i64, name: &str| {
        let own = apart.get(&(change, name)).copied();
        own.or_else(|| fates.get(name)?.values().max().copied())
            .unwrap_or(Fate::CameIn)
    };
    let told = by_change.into_iter().map(|(change, held)| {
        let mut held: Vec<Brought> = held
            .into_iter()
            .map(|(name, brought)| Brought {
                fate: fate(change, name),
                ..brought
            })
            .collect();
        held.sort_by(|a, b| a.at.cmp(&b.at));
        (change, held)
    });
    Ok(told.collect())
}

fn notes(conn: &Connection) -> Result<Vec<Note>, StoreError> {
    // One that takes a merge back, or makes it once more, is told by the merge that it names.
    let mut query = conn.prepare_cached(
        "select r.change_id, r.tbl, r.key, r.after is not null as is_there,
                r.after ->> 'at' as at, r.after ->> 'who' as who, r.after ->> 'words' as words
         from change_row r join change c on c.id = r.change_id
         where r.tbl in ('merged', 'undecided') and c.undoes is null and c.redoes is null
         order by r.change_id, r.seq",
    )?;
    let mut rows = query.query([])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let change = row.get("change_id")?;
        let (table, key): (String, String) = (row.get("tbl")?, row.get("key")?);
        let is_there: bool = row.get("is_there")?;
        let key: Vec<String> = serde_json::from_str(&key).unwrap_or_default();
        let (name, what) = match (table.as_str(), key.as_slice(), is_there) {
            ("merged", [name], true) => {
                let brought = Brought {
                    at: row.get("at")?,
                    who: row.get("who")?,
                    words: row.get("words")?,
                    fate: Fate::CameIn,
                };
                (name, What::Heard(brought))
            }
            ("undecided", [table, key, field, name], is_there) => {
                let cell = [table, key, field].map(Clone::clone);
                (
                    name,
                    if is_there {
                        What::Opened(cell)
                    } else {
                        What::Closed(cell)
                    },
                )
            }
            _ => continue,
        };
        let name = name.clone();
        notes.push(Note { change, name, what });
    }
    Ok(notes)
}

/// What a change wrote of the plan.
#[derive(Default)]
struct Written {
    /// Every cell; and each of its rows as a whole.
    cells: HashSet<Cell>,
    /// The rows that came or went by it: a record's links are decided with it, whether one of them was written or not.
    whole: HashSet<[String; 2]>,
}

impl Written {
    /// Whether what stands in a cell is what the change made of it.
    fn holds(&self, cell: &Cell) -> bool {
        let [table, key, _] = cell;
        let goes_with = naming::joins(table, key).is_some_and(|[(owner, key), _]| {
            self.whole.contains(&[owner.into(), format!("[{key}]")])
        });
        goes_with || self.cells.contains(cell)
    }

    fn by(conn: &Connection, change: i64) -> Result<Self, StoreError> {
        let mut query = conn.prepare_cached(
            "select tbl, key, before, after from change_row
         where change_id = ?1 and tbl not in ('merged', 'undecided')",
        )?;
        let mut rows = query.query([change])?;
        let mut found = Self::default();
        while let Some(row) = rows.next()? {
            let (table, key): (String, String) = (row.get("tbl")?, row.get("key")?);
            let fields = |text: Option<String>| -> Map<String, Json> {
                text.and_then(|text| serde_json::from_str(&text).ok())
                    .unwrap_or_default()
            };
            let (before, after) = (fields(row.get("before")?), fields(row.get("after")?));
            let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            let other = names
                .into_iter()
                .filter(|name| before.get(*name) != after.get(*name));
            found
                .cells
                .extend(other.map(|name| [table.clone(), key.clone(), name.clone()]));
            if before.is_empty() || after.is_empty() {
                found.whole.insert([table.clone(), key.clone()]);
            }
            found.cells.insert([table, key, ROW.to_owned()]);
        }
        Ok(found)
    }
}
