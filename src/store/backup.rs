//! Copies of a plan, made by SQLite itself while the plan is open.
//!
//! One on opening when the file has changed since the last, one before every migration. They stand in a folder
//! beside the plan. The ten newest are kept, and one a day for a month.
//!
//! Edges: a clock that was put back must not cost a backup. Whether the plan has changed is seen by its time on the disk
//! being another than the one that the newest backup was given, not by which is later; a backup named after this moment
//! was made by a clock that was ahead, or this one is behind: either way it counts as older than those made since.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

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
/// How long half a copy is left alone.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

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
        list(&self.path, Timestamp::now())
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
    let newest = list(plan, now).into_iter().next();
    let changed = newest.is_none_or(|newest| {
        let held = modified(&newest.path);
        held.is_none() || held != modified(plan)
    });
    if !changed && !always {
        return Ok(None);
    }
    let made = copy(conn, plan, now)?;
    let today = now.to_zoned(TimeZone::UTC).date();
    let held = list(plan, now);
    for old in surplus(&held, today) {
        if old.path != made {
            drop(std::fs::remove_file(&old.path));
        }
    }
    forget_parts(plan);
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

/// The backups beside a plan, newest first; those that a clock put after this moment count as the oldest.
pub fn list(plan: &Path, now: Timestamp) -> Vec<Backup> {
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
    let now = name(now);
    let is_of_now = |held: &Backup| held.made <= now;
    found.sort_by(|a, b| {
        let newest_first = b.made.cmp(&a.made);
        is_of_now(b).cmp(&is_of_now(a)).then(newest_first)
    });
    found
}

/// A backup's name, which is the moment at which it was made.
fn name(now: Timestamp) -> String {
    now.to_zoned(TimeZone::UTC)
        .strftime("%Y-%m-%d %H%M%S%.3f")
        .to_string()
}

/// What a program that was stopped left half copied goes after a day: nobody is writing it by then.
fn forget_parts(plan: &Path) {
    let Ok(entries) = std::fs::read_dir(folder(plan)) else {
        return;
    };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let age = modified(&path).and_then(|at| at.elapsed().ok());
        // Its own rollback journal too: `part-journal`.
        let is_part = path
            .extension()
            .is_some_and(|ending| ending.to_string_lossy().starts_with("part"));
        if is_part && age.is_some_and(|age| age > A_DAY) {
            drop(std::fs::remove_file(path));
        }
    }
}

/// The newest backup that SQLite finds whole.
pub fn newest_whole(plan: &Path) -> Option<PathBuf> {
    list(plan, Timestamp::now())
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
    let made = name(now);
    let path = folder.join(format!("{made}.sqlite"));
    // Copied beside its place and moved there whole: half a copy must not pass for the newest backup.
    let beside = folder.join(format!("{made} {}.part", std::process::id()));
    let as_of = modified(plan);
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
    // The copy has the time of what it is a copy of: any other time is a change. Where that cannot be set, the next
    // opening makes one more.
    if let (Some(as_of), Ok(file)) = (as_of, File::options().write(true).open(&path)) {
        drop(file.set_modified(as_of));
    }
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
