//! The plan that a killed program has left, held against what it had confirmed.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use golden_thread::session::merge::Decisions;
use golden_thread::session::{Session, StoreError, Which};
use rusqlite::Connection;

use crate::drawn::{dump_but, some_change};
use crate::fault;
use crate::{Work, killed_after};

/// What was counted.
#[derive(Debug, Default)]
pub struct Counted {
    pub kills: usize,
    /// Killed inside a transaction: a journal was left.
    pub inside: usize,
    /// Of these, with a journal that had to be rolled back.
    pub hot: usize,
    pub confirmed: usize,
    pub held: usize,
    /// Changes that reached the disk before they could be confirmed.
    pub more: usize,
}

/// A folder with a plan, an older plan, and a colleague's copy; what comes of migrating and of merging undisturbed.
pub struct Desk {
    folder: tempfile::TempDir,
    migrated: String,
    merged: String,
    /// How long one migration and one merge take here, undisturbed.
    migrating: Duration,
    merging: Duration,
}

const OWN: [&str; 2] = ["merged", "undecided"];

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        drop(Session::sample(Which::Leicester, &at("plan.sqlite")).unwrap());
        let mut chance = fastrand::Rng::with_seed(7);
        let mut draw = |path: &Path, n: usize, kinds: &[u8]| {
            let mut session = Session::open_to_read(path).unwrap();
            for _ in 0..n {
                let kind = kinds[chance.usize(0..kinds.len())];
                let command = some_change(
                    &session,
                    kind,
                    chance.usize(0..500),
                    chance.i64(0..90_000_000),
                );
                drop(session.run(&command));
            }
        };
        draw(&at("plan.sqlite"), 3, &[0, 2]);
        fs::copy(at("plan.sqlite"), at("theirs.sqlite")).unwrap();
        draw(&at("plan.sqlite"), 6, &[0, 1]);
        draw(&at("theirs.sqlite"), 60, &[2, 3, 7, 9]);
        fault::older(1, &at("plan.sqlite"), &at("old.sqlite"));
        fs::copy(at("old.sqlite"), at("new.sqlite")).unwrap();
        let begun = Instant::now();
        drop(Session::open(&at("new.sqlite")).unwrap());
        let migrating = begun.elapsed();
        let migrated = dump_migrated(&at("new.sqlite"));
        fs::copy(at("plan.sqlite"), at("both.sqlite")).unwrap();
        let begun = Instant::now();
        let mut both = Session::open_to_read(&at("both.sqlite")).unwrap();
        let found = both
            .merge(&at("theirs.sqlite"), &Decisions::default())
            .unwrap();
        assert!(
            found.coming.len() > 20,
            "{} changes come in",
            found.coming.len()
        );
        drop(both);
        let merging = begun.elapsed();
        let merged = dump_but(&at("both.sqlite"), &OWN);
        Self {
            folder,
            migrated,
            merged,
            migrating,
            merging,
        }
    }

    /// The span over which the kill is drawn, so that it falls anywhere in the work.
    pub fn span(&self, work: Work) -> Duration {
        match work {
            Work::Edits | Work::Imports => Duration::from_millis(700),
            Work::Migrations => self.migrating * 2,
            Work::Merges => self.merging * 2,
        }
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn kill(&self, work: Work, seed: u64, within: Duration, counted: &mut Counted) {
        let said = killed_after(work, self.folder.path(), seed, within);
        counted.kills += 1;
        match work {
            Work::Edits | Work::Imports => self.after_changes(work, &said, counted),
            Work::Migrations | Work::Merges => self.after_copies(work, &said, counted),
        }
    }

    fn after_changes(&self, work: Work, said: &[String], counted: &mut Counted) {
        let path = self.at("plan.sqlite");
        counted.inside += usize::from(fault::has_journal(&path));
        counted.hot += usize::from(fault::has_hot_journal(&path));
        let before = last_known(&self.at("known"));
        let mut session = Session::open(&path).expect("the plan opens");
        assert!(
            !fault::has_hot_journal(&path),
            "what was half done is taken back"
        );
        let history = session.history(None).unwrap();
        let mut last = before;
        for line in said.iter().filter_map(|line| line.strip_prefix("ok ")) {
            let mut parts = line.splitn(3, ' ');
            let id: i64 = parts.next().unwrap().parse().unwrap();
            let n_rows: i64 = parts.next().unwrap().parse().unwrap();
            let held = history.iter().find(|held| held.id == id);
            let held = held.unwrap_or_else(|| panic!("change {id} was confirmed and is not there"));
            assert_eq!(
                (held.n_rows, held.words.as_str()),
                (n_rows, parts.next().unwrap())
            );
            counted.confirmed += usize::from(id > last);
            counted.held += usize::from(id > last);
            last = last.max(id);
        }
        // Counted, not subtracted: a change that changed no row is confirmed, leaves no entry, and uses up its number.
        let more = history.iter().filter(|held| held.id > last).count();
        assert!(
            more <= 1,
            "{more} changes on disk after {last}, which was confirmed last: at most one more"
        );
        counted.more += more;
        if work == Work::Imports {
            no_half_batch(&path);
        }
        // The journal still leads back, and forward.
        match session.undo() {
            Ok(_) => drop(session.redo().expect("what was undone can be done again")),
            Err(StoreError::NothingToUndo) => {}
            Err(error) => panic!("undo after a kill: {error}"),
        }
        let newest = session
            .history(None)
            .unwrap()
            .last()
            .map_or(0, |held| held.id);
        drop(session);
        fault::whole(&path).unwrap();
        all_backups_whole(&path);
        fs::write(self.at("known"), newest.to_string()).unwrap();
        // A plan that has grown large makes every try slow.
        if path.metadata().unwrap().len() > 12_000_000 {
            fs::copy(self.at("theirs.sqlite"), &path).unwrap();
            let known = fault::newest(&Connection::open(&path).unwrap()).0;
            fs::write(self.at("known"), known.to_string()).unwrap();
        }
    }

    fn after_copies(&self, work: Work, said: &[String], counted: &mut Counted) {
        let place = |word: &str| -> Vec<usize> {
            let of = said.iter().filter_map(|line| line.strip_prefix(word));
            of.map(|n| n.trim().parse().unwrap()).collect()
        };
        let (begun, done) = (place("begin "), place("ok "));
        for n in &begun {
            let path = self.at(&format!("m{n}.sqlite"));
            counted.inside += usize::from(fault::has_journal(&path));
            counted.hot += usize::from(fault::has_hot_journal(&path));
            let is_confirmed = done.contains(n);
            counted.confirmed += usize::from(is_confirmed);
            let was_done = match work {
                Work::Migrations => self.after_migration(&path),
                _ => self.after_merge(&path),
            };
            assert!(
                was_done || !is_confirmed,
                "m{n} was confirmed and is not there"
            );
            counted.held += usize::from(is_confirmed);
            counted.more += usize::from(was_done && !is_confirmed);
            all_backups_whole(&path);
        }
        for held in fs::read_dir(self.folder.path()).unwrap() {
            let path = held.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with('m') {
                drop(fs::remove_file(&path));
                drop(fs::remove_dir_all(&path));
            }
        }
    }

    fn after_migration(&self, path: &Path) -> bool {
        let conn = Connection::open(path).unwrap();
        let version: i64 = conn
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap();
        drop(conn);
        let session = Session::open(path).expect("old or new, it opens");
        assert_eq!(session.opened().migrated_from.is_some(), version == 1);
        assert!(session.examine().unwrap().is_empty());
        drop(session);
        assert!(
            dump_migrated(path) == self.migrated,
            "migrated as if nothing had happened"
        );
        version != 1
    }

    fn after_merge(&self, path: &Path) -> bool {
        let mut session = Session::open_to_read(path).expect("the plan opens");
        fault::whole(path).unwrap();
        let was_done = dump_but(path, &OWN) == self.merged;
        if !was_done {
            assert!(
                dump_but(path, &OWN) == dump_but(&self.at("plan.sqlite"), &OWN),
                "merged in part"
            );
            session
                .merge(&self.at("theirs.sqlite"), &Decisions::default())
                .unwrap();
            assert!(
                dump_but(path, &OWN) == self.merged,
                "merged as if nothing had happened"
            );
        }
        session.undo().expect("the merge is one step of undo");
        was_done
    }
}

/// Everything in a file but the keys that figures get by chance when they are brought up to date.
fn dump_migrated(path: &Path) -> String {
    let conn = Connection::open(path).unwrap();
    let figures: String = conn
        .query_row(
            "select group_concat(indicator_id || period || label || area_code || value) from
             (select * from figure f join series s on s.id = f.series_id order by area_code)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    drop(conn);
    dump_but(path, &["series", "figure"]) + &figures
}

fn last_known(path: &Path) -> i64 {
    fs::read_to_string(path).map_or(0, |text| text.parse().unwrap())
}

/// No rows of a batch that is not there, and none missing of one that is.
fn no_half_batch(path: &Path) {
    let conn = Connection::open(path).unwrap();
    let n = |sql: &str| -> i64 { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
    let known = "(select id from batch union select json_extract(key, '$[0]') from change_row where tbl = 'batch')";
    for table in ["series", "ledger_row", "response"] {
        let orphans = n(&format!(
            "select count(*) from {table} where batch_id not in {known}"
        ));
        assert_eq!(orphans, 0, "{table} of a batch that never was");
    }
    let short = "select count(*) from batch b where kind = 'indicators' and n_figures <>
        (select count(*) from figure f join series s on s.id = f.series_id where s.batch_id = b.id)";
    assert_eq!(n(short), 0, "figures missing");
    let short = "select count(*) from batch b where kind = 'ledger' and n_read <>
        (select count(*) from ledger_row r where r.batch_id = b.id)";
    assert_eq!(n(short), 0, "ledger rows missing");
    let short = "select count(*) from batch b where kind = 'responses' and n_read <>
        (select count(*) from response r where r.batch_id = b.id)";
    assert_eq!(n(short), 0, "responses missing");
}

/// A backup that is offered is whole; what was half copied is not among them.
fn all_backups_whole(plan: &Path) {
    for backup in fault::backups(plan) {
        let conn = Connection::open(&backup).unwrap();
        let found: String = conn
            .query_row("pragma quick_check(1)", [], |row| row.get(0))
            .unwrap();
        assert_eq!(found, "ok", "{}", backup.display());
        let ours: i32 = conn
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .unwrap();
        assert_eq!(ours, fault::APPLICATION_ID, "{}", backup.display());
    }
}
