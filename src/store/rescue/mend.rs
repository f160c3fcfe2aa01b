//! What makes rows that were rescued a plan again: nothing refers to what is lost, nothing is unreadable, and the history is
//! what leads back.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::area::{Area, AreaCode};
use crate::domain::package::{Reference, Shape};
use crate::store::error::StoreError;
use crate::store::journal::{self, Stamp};
use crate::store::{package, plan};

/// What had to be done to the rows of each table.
pub type Mended = BTreeMap<String, Done>;

/// What had to be done to the rows of a table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Done {
    /// Rows that were taken out again.
    pub n_out: u64,
    /// Rows whose reference to what is lost was emptied.
    pub n_emptied: u64,
}

/// The journal's own tables: their references are seen to by [`history`].
const JOURNAL: [&str; 2] = ["change", "change_row"];
/// More unreadable records than this are no accident.
const MOST_UNREADABLE: usize = 10_000;

/// Puts back what broken tables have lost and the journal has, as it last was; how many rows of each table.
///
/// # Errors
/// When the file cannot be written.
pub fn from_history(
    conn: &Connection,
    is_broken: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut latest: HashMap<(String, String), Option<String>> = HashMap::new();
    let mut query =
        conn.prepare("select tbl, key, after from change_row order by change_id, seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        if is_broken(&table) {
            latest.insert((table, row.get(1)?), row.get(2)?);
        }
    }
    let tables = journal::tables(conn)?;
    let mut n_back = BTreeMap::new();
    for ((name, key), after) in latest {
        let (Some(table), Some(after)) = (tables.iter().find(|held| held.name == name), after)
        else {
            continue;
        };
        if journal::row(conn, table, &key)?.is_some() {
            continue;
        }
        match journal::bring(conn, table, &key, false, Some(&after)) {
            Ok(()) => *n_back.entry(name).or_insert(0) += 1,
            // What no plan can hold stays lost.
            Err(StoreError::Rule(_) | StoreError::Damaged { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(n_back)
}

/// Sees to it that nothing refers to what is lost: an area gets its code for a name, a reference that may be empty becomes
/// so, and what cannot be without it is left out, with all that belongs to it.
///
/// # Errors
/// When the file cannot be written.
pub fn references(conn: &Connection, mended: &mut Mended) -> Result<(), StoreError> {
    let shapes = package::shapes(conn)?;
    let of_plan = || {
        shapes
            .iter()
            .filter(|shape| !JOURNAL.contains(&shape.name.as_str()))
    };
    loop {
        let mut n_changed = 0;
        for shape in of_plan() {
            for reference in &shape.references {
                if reference.table == "area" {
                    name_areas(conn, shape, reference)?;
                    continue;
                }
                let (n_emptied, n_out) = let_go(conn, shape, reference)?;
                n_changed += n_emptied + n_out;
                let done = mended.entry(shape.name.clone()).or_default();
                done.n_out += n_out as u64;
                done.n_emptied += n_emptied as u64;
            }
        }
        if n_changed == 0 {
            return Ok(());
        }
    }
}

/// Areas that are referred to and lost, by their codes.
fn name_areas(conn: &Connection, shape: &Shape, reference: &Reference) -> Result<(), StoreError> {
    let [column] = reference.columns.as_slice() else {
        return Ok(());
    };
    let sql = format!(
        "insert into area (code, name, kind) select distinct \"{column}\", \"{column}\", 'authority' from \"{}\"
         where \"{column}\" is not null on conflict do nothing",
        shape.name
    );
    conn.execute(&sql, [])?;
    Ok(())
}

/// Empties references to what is lost, or leaves out the rows that hold them: how many of either.
fn let_go(
    conn: &Connection,
    shape: &Shape,
    reference: &Reference,
) -> Result<(usize, usize), StoreError> {
    let pairs = || reference.columns.iter().zip(&reference.to);
    let joined: Vec<String> = pairs()
        .map(|(column, to)| format!("p.\"{to}\" = c.\"{column}\""))
        .collect();
    let named: Vec<String> = pairs()
        .map(|(column, _)| format!("c.\"{column}\" is not null"))
        .collect();
    let lost = format!(
        "{} and not exists (select 1 from \"{}\" p where {})",
        named.join(" and "),
        reference.table,
        joined.join(" and ")
    );
    let may_be_empty = |name: &String| {
        let column = shape.place(name).and_then(|at| shape.columns.get(at));
        column.is_some_and(|column| column.may_be_empty)
    };
    if reference.columns.iter().all(may_be_empty) {
        let emptied: Vec<String> = reference
            .columns
            .iter()
            .map(|column| format!("\"{column}\" = null"))
            .collect();
        let sql = format!(
            "update \"{}\" as c set {} where {lost}",
            shape.name,
            emptied.join(", ")
        );
        match conn.execute(&sql, []).map_err(StoreError::from) {
            Ok(n) => return Ok((n, 0)),
            // A rule of the table needs it after all.
            Err(StoreError::Rule(_)) => {}
            Err(other) => return Err(other),
        }
    }
    let sql = format!("delete from \"{}\" as c where {lost}", shape.name);
    Ok((0, conn.execute(&sql, [])?))
}

/// Puts in the areas that the program knows and that a broken table has lost.
///
/// # Errors
/// When the file cannot be written.
pub fn areas(conn: &Connection, known: &[Area]) -> Result<(), StoreError> {
    let mut there = conn.prepare("select exists (select 1 from area where code = ?1)")?;
    for area in known {
        if !there.query_row([&area.code], |row| row.get(0))? {
            plan::put_areas(conn, std::slice::from_ref(area))?;
        }
    }
    Ok(())
}

/// Gives the plan a row of its own where that is lost; whether it was. Where nobody says which the authority is, it is the
/// one with most figures entered, or else the one whose neighbours the file has.
///
/// # Errors
/// When the file cannot be written.
pub fn whose(
    conn: &Connection,
    damaged: &Path,
    area: Option<&AreaCode>,
) -> Result<bool, StoreError> {
    let n: i64 = conn.query_row("select count(*) from plan", [], |row| row.get(0))?;
    if n > 0 {
        return Ok(false);
    }
    let most = |table: &str| {
        let sql =
            format!("select area_code from {table} group by 1 order by count(*) desc, 1 limit 1");
        conn.query_row(&sql, [], |row| row.get::<_, String>(0))
            .optional()
    };
    let area = match (area, most("reading")?) {
        (Some(area), _) => Some(area.0.clone()),
        (None, Some(area)) => Some(area),
        (None, None) => most("neighbour")?,
    };
    let name = damaged.file_name().unwrap_or_default().to_string_lossy();
    conn.execute(
        "insert into plan (id, title, area_code, framework) values (1, ?1, ?2, 'none')",
        (format!("Rescued from {name}"), area.unwrap_or_default()),
    )?;
    Ok(true)
}

/// Leaves out the records that the program could not read, and what belongs to them.
///
/// # Errors
/// When the file cannot be written, or has more of them than an accident makes.
pub fn unreadable(conn: &Connection, mended: &mut Mended) -> Result<(), StoreError> {
    for _ in 0..MOST_UNREADABLE {
        references(conn, mended)?;
        let Some(found) = package::unreadable(conn)? else {
            return Ok(());
        };
        let id = found.key.first().map(|(_, id)| id.as_str());
        let sql = format!(
            "delete from \"{}\" where id = cast(?1 as integer)",
            found.table
        );
        conn.execute(&sql, [id])?;
        mended.entry(found.table).or_default().n_out += 1;
    }
    Err(StoreError::Damaged {
        what: "most of its records cannot be read".to_owned(),
        backup: None,
    })
}

/// What is left of the history.
pub struct Cut {
    /// Changes that are left.
    pub n_kept: u64,
    /// Whether earlier ones were left out.
    pub is_cut: bool,
}

/// Leaves of the history what leads back from the rows as they are, step by step, and puts a change in the place of the rest
/// that says so. `doubtful` is the last change that the file may have lost something of.
///
/// # Errors
/// When the file cannot be written.
pub fn history(conn: &Connection, doubtful: Option<i64>, stamp: &Stamp) -> Result<Cut, StoreError> {
    let mut upto = doubtful.unwrap_or(0);
    conn.execute_batch("savepoint leads_back")?;
    let broken_at = journal::leads_back_to(conn, upto)?;
    conn.execute_batch("rollback to leads_back; release leads_back")?;
    upto = upto.max(broken_at.unwrap_or(0));
    // A row without its change, a change that takes back one that is left out: both end the history.
    let latest = "select max(id) from (
           select change_id as id from change_row where change_id not in (select id from change)
           union all select id from change where undoes <= ?1 or redoes <= ?1) where id > ?1";
    while let Some(later) = conn.query_row(latest, [upto], |row| row.get::<_, Option<i64>>(0))? {
        upto = later;
    }
    if upto > 0 {
        conn.execute("delete from change_row where change_id <= ?1", [upto])?;
        conn.execute("delete from change where id <= ?1", [upto])?;
        journal::begin_anew(conn, stamp)?;
    }
    let n: i64 = conn.query_row("select count(*) from change", [], |row| row.get(0))?;
    let is_cut = upto > 0;
    Ok(Cut {
        n_kept: n.unsigned_abs() - u64::from(is_cut),
        is_cut,
    })
}

/// That nothing refers to what is not there.
///
/// # Errors
/// [`StoreError::Damaged`] where something does.
pub fn holds_together(conn: &Connection) -> Result<(), StoreError> {
    let sql = "select \"table\" from pragma_foreign_key_check limit 1";
    let broken: Option<String> = conn.query_row(sql, [], |row| row.get(0)).optional()?;
    match broken {
        None => Ok(()),
        Some(table) => Err(StoreError::Damaged {
            what: format!("a row of “{table}” refers to nothing"),
            backup: None,
        }),
    }
}
