//! Copies of a plan, made by SQLite itself while the plan is open.
//!
//! One on opening when the file has changed since the last, one before every migration. They stand in a folder
//! beside the plan. The ten newest are kept, and one a day for a month.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, OpenFlags};

use crate::store::error::StoreError;
use crate::store::open::examine;
use crate::store::{APPLICATION_ID, Store};

/// Copies that are always kept, the newest first.
const KEPT: usize = 10;
/// Days for which one copy a day is kept.
const DAYS: i32 = 31;

/// A backup beside a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// The day on which it was made.
    pub day: Date,
    /// Its name without the ending, which is the moment at which it was made.
    pub made: String,
}

impl Store {
    /// The backups beside this plan, newest first.
    #[must_use]
    pub fn backups(&self) -> Vec<Backup> {
        list(&self.path)
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// When the folder beside the plan cannot be written.
    pub fn back_up(&self, now: Timestamp) -> Result<PathBuf, StoreError> {
        copy(&self.conn, &self.path, now)
    }
}

/// Makes a backup if the file has changed since the newest, or if it must be made; then forgets old ones.
pub fn on_opening(
    conn: &Connection,
    plan: &Path,
    now: Timestamp,
    always: bool,
) -> Result<Option<PathBuf>, StoreError> {
    let newest = list(plan).into_iter().next();
    let changed = newest.is_none_or(|newest| modified(&newest.path) < modified(plan));
    if !changed && !always {
        return Ok(None);
    }
    let made = copy(conn, plan, now)?;
    let today = now.to_zoned(TimeZone::UTC).date();
    for old in surplus(&list(plan), today) {
        drop(std::fs::remove_file(&old.path));
    }
    Ok(Some(made))
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|held| held.modified()).ok()
}

/// The folder in which a plan's backups stand.
fn folder(plan: &Path) -> PathBuf {
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy();
    plan.with_file_name(format!("{stem} backups"))
}

/// The backups beside a plan, newest first.
pub fn list(plan: &Path) -> Vec<Backup> {
    let Ok(entries) = std::fs::read_dir(folder(plan)) else {
        return Vec::new();
    };
    let mut found: Vec<Backup> = entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let made = path.file_stem()?.to_str()?.to_owned();
            let day = made.get(..10)?.parse().ok()?;
            (path.extension()? == "sqlite").then_some(Backup { path, day, made })
        })
        .collect();
    found.sort_by(|a, b| b.made.cmp(&a.made));
    found
}

/// The newest backup that SQLite finds whole.
pub fn newest_whole(plan: &Path) -> Option<PathBuf> {
    list(plan)
        .into_iter()
        .map(|backup| backup.path)
        .find(|path| {
            let Ok(conn) = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            else {
                return false;
            };
            let ours = conn
                .pragma_query_value(None, "application_id", |row| row.get::<_, i32>(0))
                .is_ok_and(|id| id == APPLICATION_ID);
            ours && examine(&conn).is_ok_and(|found| found.is_empty())
        })
}

fn copy(conn: &Connection, plan: &Path, now: Timestamp) -> Result<PathBuf, StoreError> {
    let failed = |why: String| StoreError::NoBackup {
        path: plan.to_owned(),
        why,
    };
    let folder = folder(plan);
    std::fs::create_dir_all(&folder).map_err(|error| failed(error.to_string()))?;
    let made = now
        .to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H%M%S%.3f")
        .to_string();
    let path = folder.join(format!("{made}.sqlite"));
    // Copied beside its place and moved there whole: half a copy must not pass for the newest backup.
    let beside = folder.join(format!("{made}.part"));
    conn.backup(
        rusqlite::MAIN_DB,
        &beside,
        None::<fn(rusqlite::backup::Progress)>,
    )
    .map_err(|error| error.to_string())
    .and_then(|()| std::fs::rename(&beside, &path).map_err(|error| error.to_string()))
    .map_err(|why| {
        drop(std::fs::remove_file(&beside));
        failed(why)
    })?;
    Ok(path)
}

/// Backups to forget: neither among the newest nor the last of a day of the past month.
fn surplus(newest_first: &[Backup], today: Date) -> Vec<&Backup> {
    let mut days_kept: Vec<Date> = Vec::new();
    newest_first
        .iter()
        .enumerate()
        .filter(|(place, backup)| {
            let first_of_day = !days_kept.contains(&backup.day);
            if first_of_day {
                days_kept.push(backup.day);
            }
            let age = today
                .since(backup.day)
                .map_or(i32::MAX, |span| span.get_days());
            *place >= KEPT && !(first_of_day && age <= DAYS)
        })
        .map(|(_, backup)| backup)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;

    #[test]
    fn ten_are_kept_and_one_a_day_for_a_month() {
        let today = jiff::civil::date(2026, 11, 21);
        let mut backups = Vec::new();
        for days_ago in 0..60 {
            for hour in (0..3).rev() {
                let day = today.saturating_sub(i32::from(days_ago as i16).days());
                backups.push(Backup {
                    path: PathBuf::new(),
                    day,
                    made: format!("{day} {hour}"),
                });
            }
        }
        let gone = surplus(&backups, today);
        let kept: Vec<&Backup> = backups.iter().filter(|held| !gone.contains(held)).collect();
        assert!(backups[..KEPT].iter().all(|held| kept.contains(&held)));
        assert!(
            kept.iter()
                .all(|held| (today - held.day).get_days() <= DAYS)
        );
        let days: std::collections::HashSet<_> = kept.iter().map(|held| held.day).collect();
        assert_eq!(days.len(), 32, "today and the thirty-one days before it");
        assert_eq!(
            kept.len(),
            10 + (32 - 4),
            "ten newest reach into the fourth day, whose last is one of them"
        );
    }
}
