//! The changes of a copy's journal, each with a name that it has in every copy.
//!
//! A change has no key that is the same in every copy, and needs none: everything that the journal says of it, hashed, is
//! its name. A copy's journal is only ever added to, so the name never changes.

use std::collections::{BTreeSet, HashSet};

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use crate::domain::merge::{Author, Coming};
use crate::store::error::StoreError;

/// A change in a copy's journal.
pub struct Made {
    /// Its number there.
    pub(super) n: i64,
    /// Its name in every copy.
    pub name: String,
    /// Who made it, when, and what it is in words.
    pub coming: Coming,
    /// Where it is a merge: the changes of others that it brought, or that were decided about. Its rows hold nothing else.
    pub(super) brings: BTreeSet<String>,
    /// The change that it takes back, and the one that it makes once more.
    step: (Option<i64>, Option<i64>),
    /// Whether it does not stand: it was taken back.
    pub(super) is_undone: bool,
    /// Whether it only says that the journal begins anew in a copy that was rescued: there is nothing in it to hear.
    pub(super) begins_anew: bool,
}

/// Every change of a journal, oldest first.
pub fn made(conn: &Connection) -> Result<Vec<Made>, StoreError> {
    let mut query = conn.prepare(
        "select c.id, c.at, c.who, c.words, c.undoes, c.redoes, r.tbl, r.key, r.before, r.after
         from change c left join change_row r on r.change_id = c.id order by c.id, r.seq",
    )?;
    let mut rows = query.query([])?;
    let mut found: Vec<Made> = Vec::new();
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        if found.last().is_none_or(|last| last.n != n) {
            name_last(&mut found, &mut hash);
            let (undoes, redoes): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
            let by = Author {
                at: row.get(1)?,
                who: row.get(2)?,
            };
            let words: String = row.get(3)?;
            let step = |of: Option<i64>| of.map_or_else(String::new, |of| of.to_string());
            for piece in [
                &n.to_string(),
                &by.at,
                &by.who,
                &words,
                &step(undoes),
                &step(redoes),
            ] {
                say(&mut hash, piece.as_bytes());
            }
            found.push(Made {
                n,
                name: String::new(),
                coming: Coming {
                    by,
                    words,
                    is_step: undoes.or(redoes).is_some(),
                },
                brings: BTreeSet::new(),
                step: (undoes, redoes),
                is_undone: false,
                begins_anew: false,
            });
        }
        if let Some(last) = found.last_mut() {
            note_merge(last, row)?;
        }
        for at in 6..10 {
            match row
                .get_ref(at)?
                .as_str_or_null()
                .map_err(rusqlite::Error::from)?
            {
                Some(text) => say(&mut hash, text.as_bytes()),
                None => hash.update([0]),
            }
        }
    }
    name_last(&mut found, &mut hash);
    let mut undone: HashSet<i64> = HashSet::new();
    for (undoes, redoes) in found.iter().map(|made| made.step) {
        undone.extend(undoes);
        if let Some(redone) = redoes {
            undone.remove(&redone);
        }
    }
    for made in &mut found {
        made.is_undone = undone.contains(&made.step.1.unwrap_or(made.n));
    }
    Ok(found)
}

/// Notes what a row of the journal says of a merge.
fn note_merge(made: &mut Made, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
    let Some(table) = row.get::<_, Option<String>>(6)? else {
        return Ok(());
    };
    let key = |at: usize| -> rusqlite::Result<Option<String>> {
        let key: Vec<String> = serde_json::from_str(&row.get::<_, String>(7)?).unwrap_or_default();
        Ok(key.into_iter().nth(at))
    };
    let is_there = row.get::<_, Option<String>>(9)?.is_some();
    match (table.as_str(), is_there) {
        ("beginning" | "rescued", _) => made.begins_anew = true,
        ("merged", true) => made.brings.extend(key(0)?),
        // Taking a merge back brings nothing.
        ("undecided", false) if made.step.0.is_none() => made.brings.extend(key(3)?),
        _ => {}
    }
    Ok(())
}

/// Adds a piece to what is hashed, so that no two lists of pieces are the same bytes.
fn say(hash: &mut Sha256, piece: &[u8]) {
    hash.update([1]);
    hash.update((piece.len() as u64).to_le_bytes());
    hash.update(piece);
}

fn name_last(found: &mut [Made], hash: &mut Sha256) {
    let hashed = std::mem::take(hash).finalize();
    if let Some(last) = found.last_mut() {
        last.name = hashed.iter().map(|byte| format!("{byte:02x}")).collect();
    }
}
