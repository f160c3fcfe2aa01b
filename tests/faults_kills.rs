//! Stopped at any instant, a plan's file opens and holds every change that was confirmed; and two programs that edit one
//! file lose nothing of each other.
//!
//! The program under test is this test itself, started once more: it works on a plan without end and prints a line when a
//! change is confirmed, and is killed (SIGKILL) while it works. What is proved is that a *program* may stop anywhere; that
//! the *machine* may stop rests on SQLite's rollback journal with `synchronous=FULL`, which no test here can show, since
//! what was written stays in the system's memory when a program is killed.
//!
//! `FAULTS=200 cargo test --test faults_kills -- --ignored --nocapture` kills 200 times and edits for a minute.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod around;
mod drawn;
mod fault;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use drawn::{dump_but, some_change};
use golden_thread::domain::intake::FileKind;
use golden_thread::domain::record::Edit;
use golden_thread::domain::responses::entering::Into;
use golden_thread::session::import::{Order, read};
use golden_thread::session::ledger::{LedgerOrder, read as read_ledger};
use golden_thread::session::merge::Decisions;
use golden_thread::session::responses::{ResponsesOrder, read as read_responses};
use golden_thread::session::{Session, StoreError, Which};
use rusqlite::Connection;

/// What is done when the program is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    Edits,
    Imports,
    Migrations,
    Merges,
}

impl Work {
    const ALL: [Self; 4] = [Self::Edits, Self::Imports, Self::Migrations, Self::Merges];

    fn word(self) -> &'static str {
        match self {
            Self::Edits => "edits",
            Self::Imports => "imports",
            Self::Migrations => "migrations",
            Self::Merges => "merges",
        }
    }
}

// ---- the child --------------------------------------------------------------------------------------------------

/// The program that is killed. It does nothing unless it is told what to do.
#[test]
#[ignore = "started by the other tests"]
fn child() {
    let Ok(work) = std::env::var("FAULTS_WORK") else {
        return;
    };
    let folder = PathBuf::from(std::env::var("FAULTS_FOLDER").unwrap());
    let seed: u64 = std::env::var("FAULTS_SEED").unwrap().parse().unwrap();
    let mut chance = fastrand::Rng::with_seed(seed);
    match work.as_str() {
        "edits" => edits(&folder, &mut chance, None),
        "two" => edits(&folder, &mut chance, Some(seconds())),
        "imports" => imports(&folder, &mut chance),
        "migrations" => migrations(&folder),
        "merges" => merges(&folder),
        other => panic!("{other}"),
    }
}

fn seconds() -> Duration {
    Duration::from_secs(std::env::var("FAULTS_SECONDS").unwrap().parse().unwrap())
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// The newest change, as the file has it: a connection of its own would drop the locks of the session's, so the child asks
/// the session for its number, and the rest is looked at by the parent.
fn confirmed(session: &Session) -> String {
    let history = session.history(None).unwrap();
    match history.last() {
        Some(last) => format!("ok {} {} {}", last.id, last.n_rows, last.words),
        None => "ok 0 0 ".to_owned(),
    }
}

fn edits(folder: &Path, chance: &mut fastrand::Rng, until: Option<Duration>) {
    let mut session = Session::open(&folder.join("plan.sqlite")).unwrap();
    let begun = Instant::now();
    let (mut amount, mut own_last) = (0, 0);
    say("ready");
    while until.is_none_or(|until| begun.elapsed() < until) {
        // Two programs look now and then, as windows do; between, they edit what may have changed meanwhile.
        if until.is_some() && chance.u8(..) < 128 {
            session.refresh().unwrap();
        }
        let done = match chance.u8(0..10) {
            0 if until.is_none() => session.undo().map(drop),
            1 if until.is_none() => session.redo().map(drop),
            _ => {
                // Of two programs: changes that always leave an entry, in few places, so that both come to the same cells.
                let (kind, places) = match until {
                    Some(_) => ([0, 2, 5][chance.usize(0..3)], 4),
                    None => (chance.u8(0..6 + around::KINDS), 500),
                };
                let at = chance.usize(0..places);
                amount = chance.i64(10_000_000..90_000_000);
                let command = some_change(&session, kind, at, amount);
                session.run(&command)
            }
        };
        match done {
            Ok(()) if until.is_some() => {
                // By what only this change wrote: its amount. SQLite minds the locks of both connections.
                let conn = Connection::open(session.path()).unwrap();
                conn.busy_timeout(Duration::from_secs(5)).unwrap();
                let own: i64 = conn
                    .query_row(
                        "select max(change_id) from change_row where change_id > ?1 and after like '%' || ?2 || '%'",
                        (own_last, amount),
                        |row| row.get(0),
                    )
                    .expect("a confirmed change is in the journal");
                own_last = own;
                say(&format!("ok {own} {amount}"));
            }
            Ok(()) => say(&confirmed(&session)),
            Err(StoreError::Refused(problems)) => {
                if problems.iter().any(|held| held.kind == "changed-meanwhile") {
                    say(&format!(
                        "meanwhile {}",
                        problems[0].to_string().replace('\n', " ")
                    ));
                }
            }
            Err(
                StoreError::NothingToUndo
                | StoreError::NothingToRedo
                | StoreError::Overtaken { .. }
                | StoreError::Rule(_),
            ) => {}
            Err(error) => {
                say(&format!("error {error}"));
                return;
            }
        }
    }
    say("end");
}

/// A file of published figures, a ledger, responses: large enough that writing takes a while, never twice the same.
fn imports(folder: &Path, chance: &mut fastrand::Rng) {
    // Where rows begin to be written is told, so that the kill can fall there and not only in the reading.
    let mut is_told = false;
    let mut tick = |_| {
        if !std::mem::replace(&mut is_told, true) {
            say("writing");
        }
        true
    };
    let mut session = Session::open(&folder.join("plan.sqlite")).unwrap();
    let file = folder.join("taken in.csv");
    say("ready");
    for n in chance.usize(0..3).. {
        let mark = chance.u64(..);
        match n % 3 {
            0 => {
                let mut text = "measure,council,year,figure\n".to_owned();
                for row in 0..1_500 {
                    let (measure, year) = (row % 60, 1990 + row / 60);
                    let _ = writeln!(
                        text,
                        "T{measure},Leicester,{year}/{:02},{}",
                        (year + 1) % 100,
                        mark % 97
                    );
                }
                let _ = writeln!(text, "M{mark},Leicester,2023/24,1");
                fs::write(&file, text).unwrap();
                let order = Order::new(FileKind::Indicators, &file);
                let arrived = read(&order, &session.reading_plan(), &mut |_| true).unwrap();
                session.take_in(&arrived[0], &mut tick).unwrap();
            }
            1 => {
                let mut text =
                    "Cost Centre,Account,Description,Net Amount,Posting Date,Supplier,Reference\n"
                        .to_owned();
                for row in 0..3_000 {
                    let _ = writeln!(
                        text,
                        "C{},4010,Care,{row}.50,12/04/2001,Mr Jones,J{mark}-{row}",
                        row % 9
                    );
                }
                fs::write(&file, text).unwrap();
                let order = LedgerOrder {
                    path: file.clone(),
                    map: None,
                    year: Some(2001),
                };
                let remembered = session.remembered("ledger");
                let arrived = read_ledger(&order, &remembered, &mut |_| true).unwrap();
                let control = arrived.reading.total;
                session
                    .take_in_ledger(&arrived, control, &mut tick)
                    .unwrap();
            }
            _ => {
                let mut text =
                    "Respondent ID,Channel,Which do you use?,Do you agree?,Why?\n".to_owned();
                for row in 0..1_000 {
                    let _ = writeln!(
                        text,
                        "{row},Online,Parks;Pools;,{},Because of {mark} and {row} other things",
                        ["Agree", "Disagree"][row % 2]
                    );
                }
                fs::write(&file, text).unwrap();
                let order = ResponsesOrder {
                    path: file.clone(),
                    sheet: None,
                };
                let arrived = read_responses(&order, &mut |_| true).unwrap();
                let title = Into::New(format!("Survey {mark}"));
                session
                    .take_in_responses(&arrived, &title, "", &mut tick)
                    .unwrap();
            }
        }
        say(&confirmed(&session));
    }
}

fn migrations(folder: &Path) {
    say("ready");
    for n in 0.. {
        let path = folder.join(format!("m{n}.sqlite"));
        fs::copy(folder.join("old.sqlite"), &path).unwrap();
        say(&format!("begin {n}"));
        let session = Session::open(&path).unwrap();
        assert!(session.opened().migrated_from.is_some());
        say(&format!("ok {n}"));
    }
}

fn merges(folder: &Path) {
    say("ready");
    for n in 0.. {
        let path = folder.join(format!("m{n}.sqlite"));
        fs::copy(folder.join("plan.sqlite"), &path).unwrap();
        let mut session = Session::open_to_read(&path).unwrap();
        say(&format!("begin {n}"));
        session
            .merge(&folder.join("theirs.sqlite"), &Decisions::default())
            .unwrap();
        say(&format!("ok {n}"));
    }
}

// ---- the parent -------------------------------------------------------------------------------------------------

fn start(work: &str, folder: &Path, seed: u64, seconds: u64) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "child",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("FAULTS_WORK", work)
        .env("FAULTS_FOLDER", folder)
        .env("FAULTS_SEED", seed.to_string())
        .env("FAULTS_SECONDS", seconds.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    (child, out)
}

/// What a killed program had said: every line after `ready` that was finished.
fn killed_after(work: Work, folder: &Path, seed: u64, within: Duration) -> Vec<String> {
    let (mut child, mut out) = start(work.word(), folder, seed, 0);
    let mut line = String::new();
    // Every other import is killed in its writing, the others anywhere in reading, backup and writing.
    let awaited = match work {
        Work::Imports if seed.is_multiple_of(2) => "writing\n",
        _ => "ready\n",
    };
    while !line.ends_with(awaited) {
        line.clear();
        assert!(
            out.read_line(&mut line).unwrap() > 0,
            "the {} did not begin",
            work.word()
        );
    }
    // Writing takes a fraction of the whole.
    let is_in_writing = awaited.starts_with("writing");
    std::thread::sleep(if is_in_writing { within / 10 } else { within });
    child.kill().unwrap();
    let ended = child.wait().unwrap();
    assert!(
        !ended.success(),
        "the {} were to go on without end",
        work.word()
    );
    let mut said = Vec::new();
    loop {
        line.clear();
        if out.read_line(&mut line).unwrap() == 0 || !line.ends_with('\n') {
            break said;
        }
        let line = line.trim_end();
        assert!(!line.starts_with("error"), "{line}");
        assert!(
            !line.starts_with("test result"),
            "the child ended by itself: {said:?}"
        );
        said.push(line.to_owned());
    }
}

/// What was counted.
#[derive(Debug, Default)]
struct Counted {
    kills: usize,
    /// Killed inside a transaction: a journal was left.
    inside: usize,
    /// Of these, with a journal that had to be rolled back.
    hot: usize,
    confirmed: usize,
    held: usize,
    /// Changes that reached the disk before they could be confirmed.
    more: usize,
}

/// A folder with a plan, an older plan, and a colleague's copy; what comes of migrating and of merging undisturbed.
struct Desk {
    folder: tempfile::TempDir,
    migrated: String,
    merged: String,
    /// How long one migration and one merge take here, undisturbed.
    migrating: Duration,
    merging: Duration,
}

const OWN: [&str; 2] = ["merged", "undecided"];

impl Desk {
    fn new() -> Self {
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
    fn span(&self, work: Work) -> Duration {
        match work {
            Work::Edits | Work::Imports => Duration::from_millis(700),
            Work::Migrations => self.migrating * 2,
            Work::Merges => self.merging * 2,
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn kill(&self, work: Work, seed: u64, within: Duration, counted: &mut Counted) {
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
        let newest = history.last().map_or(0, |held| held.id);
        assert!(
            newest <= last + 1,
            "{newest} on disk, {last} confirmed: at most one more"
        );
        counted.more += usize::from(newest > last);
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

fn kill_all(each: usize) {
    let desk = Desk::new();
    let mut chance = fastrand::Rng::new();
    let mut total = 0;
    for work in Work::ALL {
        // The plan's own first changes are known.
        if work == Work::Edits {
            let conn = Connection::open(desk.at("plan.sqlite")).unwrap();
            fs::write(desk.at("known"), fault::newest(&conn).0.to_string()).unwrap();
        }
        let kept = fs::read(desk.at("plan.sqlite")).unwrap();
        let mut counted = Counted::default();
        for _ in 0..each {
            let within = desk.span(work).mul_f64(chance.f64());
            desk.kill(work, chance.u64(..), within, &mut counted);
        }
        println!(
            "{:<10} {} kills, {} inside a transaction, {} of them with a hot journal; {} changes confirmed, {} held; {} more on disk, not yet confirmed",
            work.word(),
            counted.kills,
            counted.inside,
            counted.hot,
            counted.confirmed,
            counted.held,
            counted.more
        );
        assert_eq!(counted.confirmed, counted.held);
        total += counted.kills;
        // Merging is measured against the plan as it was at the beginning.
        fs::write(desk.at("plan.sqlite"), kept).unwrap();
        let conn = Connection::open(desk.at("plan.sqlite")).unwrap();
        fs::write(desk.at("known"), fault::newest(&conn).0.to_string()).unwrap();
    }
    println!("{total} kills");
}

#[test]
fn a_program_killed_at_any_instant_loses_nothing_that_was_confirmed() {
    kill_all(3);
}

#[test]
#[ignore = "takes minutes; the number of kills is in FAULTS, 200 where it says nothing"]
fn two_hundred_kills() {
    kill_all(fault::times(200).div_ceil(4));
}

// ---- two programs on one file -------------------------------------------------------------------------------------

fn two(seconds: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    drop(Session::sample(Which::Leicester, &path).unwrap());
    let both: Vec<_> = (1..=2)
        .map(|seed| start("two", folder.path(), seed, seconds))
        .collect();
    let mut confirmed: Vec<(i64, String)> = Vec::new();
    let mut n_meanwhile = 0;
    let mut n_each = Vec::new();
    for (mut child, out) in both {
        let said: Vec<String> = out.lines().map(Result::unwrap).collect();
        assert!(child.wait().unwrap().success(), "{:?}", said.last());
        assert!(
            said.iter().any(|line| line == "end"),
            "both come to their end: {:?}",
            said.last()
        );
        let errors: Vec<&String> = said
            .iter()
            .filter(|line| line.starts_with("error"))
            .collect();
        assert!(errors.is_empty(), "no lock reaches the officer: {errors:?}");
        let of = said.iter().filter_map(|line| line.strip_prefix("ok "));
        let before = confirmed.len();
        confirmed.extend(of.map(|line| {
            let (id, rest) = line.split_once(' ').unwrap();
            (id.parse().unwrap(), rest.to_owned())
        }));
        n_each.push(confirmed.len() - before);
        for line in said.iter().filter(|line| line.starts_with("meanwhile")) {
            assert!(
                line.contains("it is now") || line.contains("now"),
                "both values are told: {line}"
            );
            n_meanwhile += 1;
        }
    }
    let conn = Connection::open(&path).unwrap();
    for (id, amount) in &confirmed {
        let held: i64 = conn
            .query_row(
                "select count(*) from change_row where change_id = ?1 and after like '%' || ?2 || '%'",
                (id, amount),
                |row| row.get(0),
            )
            .unwrap();
        assert!(held > 0, "change {id} was confirmed and is not there");
    }
    drop(conn);
    let session = Session::open_to_read(&path).unwrap();
    let history = session.history(None).unwrap();
    let n_ok: usize = n_each.iter().sum();
    assert_eq!(
        history.len(),
        n_ok,
        "every entry was confirmed to one of the two, and none is missing"
    );
    drop(session);
    fault::whole(&path).unwrap();
    none_overwritten(&path);
    println!(
        "{seconds} s: {n_each:?} changes, {n_meanwhile} refused because the other had changed the value"
    );
    assert!(n_each.iter().all(|n| *n > 0));
}

/// Each change found its rows as the change before had left them: nothing was overwritten that had not been seen.
fn none_overwritten(path: &Path) {
    let conn = Connection::open(path).unwrap();
    let mut query = conn
        .prepare("select tbl, key, before, after from change_row order by change_id, seq")
        .unwrap();
    let mut rows = query.query([]).unwrap();
    let mut last: std::collections::HashMap<(String, String), Option<String>> = Default::default();
    while let Some(row) = rows.next().unwrap() {
        let key: (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        let before: Option<String> = row.get(2).unwrap();
        if let Some(was) = last.get(&key) {
            assert_eq!(*was, before, "{key:?}");
        }
        last.insert(key, row.get(3).unwrap());
    }
}

#[test]
fn two_programs_edit_one_file_for_a_few_seconds() {
    two(3);
}

#[test]
#[ignore = "takes a minute"]
fn two_programs_edit_one_file_for_a_minute() {
    two(60);
}

/// Edits of the same cell from what both saw before: the second is refused with both values, and stays refused until it is
/// decided anew.
#[test]
fn a_value_that_the_other_changed_is_told_with_both() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut here = Session::sample(Which::Leicester, &path).unwrap();
    let mut there = Session::open(&path).unwrap();
    let was = here.book().objectives[0].clone();
    let named = |short: &str| {
        let mut now = was.clone();
        now.short = short.into();
        Edit::change(&was, now).into()
    };
    there.run(&named("Theirs")).unwrap();
    let refused = here.run(&named("Ours")).unwrap_err().to_string();
    assert!(
        refused.contains("Theirs") && refused.contains("Ours"),
        "{refused}"
    );
    assert_eq!(here.book().objectives[0].short, "Theirs");
}
