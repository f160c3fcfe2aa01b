//! Pages that are not what was written: told, with a backup that is whole, and what can still be read is a plan.

use std::fs;
use std::path::Path;

use golden_thread::session::{Session, StoreError, rescue};
use rusqlite::Connection;

use crate::drawn::{dump, some_change};
use crate::fault;
use crate::{named, sample};

/// What was done to a file's bytes.
fn damage(bytes: &mut Vec<u8>, chance: &mut fastrand::Rng) -> (String, bool) {
    let n_pages = bytes.len() / 4096;
    let page = chance.usize(0..n_pages);
    let at = page * 4096;
    match chance.u8(0..5) {
        0 => {
            bytes[at..at + 4096].fill(0);
            (format!("page {page} zeroed"), true)
        }
        1 => {
            bytes[at..at + 4096].fill_with(|| chance.u8(..));
            (format!("page {page} overwritten by chance"), true)
        }
        2 => {
            let n = chance.usize(0..bytes.len());
            bytes.truncate(n);
            (format!("cut off at {n}"), true)
        }
        3 => {
            let from = chance.usize(0..n_pages) * 4096;
            bytes.copy_within(from..from + 4096, at);
            (format!("page {page} is page {}", from / 4096), true)
        }
        _ => {
            let n = chance.usize(1..200);
            for _ in 0..n {
                let place = at + chance.usize(0..4096);
                bytes[place] = chance.u8(..);
            }
            (format!("{n} bytes of page {page}"), false)
        }
    }
}

/// Whatever is done to its bytes, opening a plan ends, without a panic, in the plan or in a message that names a backup
/// that is whole. What SQLite cannot see, since its pages carry no checksum, is counted and printed: a text or a figure
/// with other letters in an unharmed page.
fn damaged(times: usize) {
    let (folder, path, mut session) = sample();
    for n in 0..12 {
        drop(session.run(&some_change(
            &session,
            n % 6,
            usize::from(n) * 7,
            1_000 + i64::from(n),
        )));
    }
    drop(session);
    drop(Session::open(&path).unwrap());
    let whole = fs::read(&path).unwrap();
    let right = dump(&path);
    let good = fault::backups(&path).pop().expect("a backup");
    // A later one that is damaged: it must not be offered.
    let bad = good.with_file_name("2999-01-01 000000.000.sqlite");
    let bad_now = good.with_file_name("2026-01-01 000000.000.sqlite");
    let mut half = whole.clone();
    half.truncate(whole.len() / 2);
    fs::write(&bad, &half).unwrap();
    fs::write(&bad_now, b"not even that").unwrap();
    let mut chance = fastrand::Rng::new();
    let (mut told, mut unharmed, mut unseen, mut otherwise) = (0, 0, 0, 0);
    let (mut n_rescued, mut n_rows) = (0_u64, 0_u64);
    for _ in 0..times {
        let mut bytes = whole.clone();
        let (what, _) = damage(&mut bytes, &mut chance);
        fs::write(&path, &bytes).unwrap();
        match Session::open_to_read(&path) {
            Ok(session) => {
                // What is read from it later may fail, but not panic.
                drop(session.history(None));
                drop(session.published_problems());
                drop(session);
                if dump_or_nothing(&path).as_ref() == Some(&right) {
                    unharmed += 1;
                } else {
                    unseen += 1;
                }
            }
            Err(StoreError::Damaged { what: said, backup }) => {
                assert!(!said.is_empty());
                assert_eq!(
                    backup.as_ref(),
                    Some(&good),
                    "{what}: the newest whole backup"
                );
                told += 1;
                let rescued = rescued(&path, &what);
                n_rescued += u64::from(rescued > 0);
                n_rows += rescued;
            }
            Err(error) => {
                let is_known = matches!(
                    error,
                    StoreError::NotADatabase { .. }
                        | StoreError::AnotherProgram(_)
                        | StoreError::Newer { .. }
                        | StoreError::ReadOnly(_)
                        | StoreError::NotThere(_)
                );
                assert!(is_known, "{what}: {error:?} {error}");
                otherwise += 1;
            }
        }
        drop(fs::remove_file(folder.path().join("plan.sqlite-journal")));
    }
    println!(
        "{times} damaged files: {told} told with the backup, {otherwise} not taken for a plan, {unharmed} unharmed, {unseen} not seen"
    );
    fs::write(&path, &whole).unwrap();
    let n_there = sum_of_rows(&path);
    println!(
        "{n_rescued} of the {told} could be brought together again, with {} of {n_there} rows in the middle",
        n_rows / n_rescued.max(1)
    );
    assert!(told > times / 2);
    assert!(
        n_rescued > u64::try_from(told * 3 / 4).unwrap(),
        "{n_rescued} of {told}"
    );
}

/// What can still be read of a damaged plan is a plan: it opens, and nothing is wrong with it that the file could tell. How
/// many rows it has; none where not even its list of tables can be read.
fn rescued(path: &Path, what: &str) -> u64 {
    let out = path.with_file_name("rescued.sqlite");
    drop(fs::remove_file(&out));
    let found = match rescue::save(path, &out, None, &mut |_| true) {
        Ok(found) => found,
        Err(error) => {
            assert!(!out.exists(), "{what}: {error}");
            return 0;
        }
    };
    fault::whole(&out).unwrap_or_else(|why| panic!("{what}: {why}\n{}", found.sentence()));
    let session = Session::open_to_read(&out).unwrap_or_else(|error| panic!("{what}: {error}"));
    drop(session.history(None).unwrap());
    sum_of_rows(&out)
}

/// How many rows a plan has in all its tables.
fn sum_of_rows(path: &Path) -> u64 {
    let conn = Connection::open(path).unwrap();
    let count = |table: &String| {
        let sql = format!("select count(*) from \"{table}\"");
        conn.query_row(&sql, [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    fault::tables(&conn)
        .iter()
        .map(count)
        .sum::<i64>()
        .unsigned_abs()
}

fn dump_or_nothing(path: &Path) -> Option<String> {
    std::panic::catch_unwind(|| dump(path)).ok()
}

#[test]
fn damaged_pages_are_told_with_a_backup_that_is_whole() {
    damaged(fault::times(40));
}

/// The file is damaged while it is open: reading and changing go on or are refused with the reason; nothing panics.
#[test]
fn damage_that_appears_while_the_plan_is_open_is_told() {
    let mut n_told = 0;
    for seed in 0..8 {
        let (_folder, path, mut session) = sample();
        drop(Session::open(&path).unwrap());
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut bytes = fs::read(&path).unwrap();
        let n_pages = bytes.len() / 4096;
        for _ in 0..n_pages / 2 {
            let at = chance.usize(1..n_pages) * 4096;
            bytes[at..at + 4096].fill_with(|| chance.u8(..));
        }
        // The same file, other bytes, and its counter raised, as another program's writing would.
        bytes[24..28].fill(0x7F);
        use std::io::{Seek, Write};
        let mut file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.rewind().unwrap();
        file.write_all(&bytes).unwrap();
        drop(file);
        let looked = session.refresh();
        let changed = session.run(&named(&session, "After"));
        for error in [looked.map(drop).err(), changed.err()]
            .into_iter()
            .flatten()
        {
            let StoreError::Damaged { backup, .. } = &error else {
                panic!("{error:?}");
            };
            assert!(backup.is_some(), "{error}");
            n_told += 1;
        }
    }
    assert!(n_told >= 8, "{n_told} told");
}

/// The page that says what the file is may be the one that is spoilt, and a table may be gone: both are damage, and the
/// backup is named.
#[test]
fn a_file_that_does_not_begin_as_a_plan_is_told_with_its_backup() {
    let (_folder, path, session) = sample();
    drop(session);
    drop(Session::open(&path).unwrap());
    let good = fault::backups(&path).pop().expect("a backup");
    let whole = fs::read(&path).unwrap();
    let mut no_head = whole.clone();
    no_head[..4096].fill(0);
    let mut no_id = whole.clone();
    no_id[68..72].fill(0);
    fs::write(&path, &whole).unwrap();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch("pragma foreign_keys = off; drop table risk_objective")
        .unwrap();
    drop(conn);
    let no_table = fs::read(&path).unwrap();
    for bytes in [no_head, no_id, no_table] {
        fs::write(&path, &bytes).unwrap();
        match Session::open_to_read(&path) {
            Err(StoreError::Damaged { backup, .. }) => assert_eq!(backup.as_ref(), Some(&good)),
            other => panic!("{:?}", other.map(drop)),
        }
        assert!(fs::read(&path).unwrap() == bytes, "it is left as it is");
    }
}
