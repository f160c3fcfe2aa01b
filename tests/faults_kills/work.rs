//! What the program that is killed does: it prints a line when a change is confirmed.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use golden_thread::domain::intake::FileKind;
use golden_thread::domain::responses::entering::Into;
use golden_thread::session::import::{Order, read};
use golden_thread::session::ledger::{LedgerOrder, read as read_ledger};
use golden_thread::session::merge::Decisions;
use golden_thread::session::responses::{ResponsesOrder, read as read_responses};
use golden_thread::session::{Session, StoreError};
use rusqlite::Connection;

use crate::around;
use crate::drawn::some_change;

pub fn seconds() -> Duration {
    Duration::from_secs(std::env::var("FAULTS_SECONDS").unwrap().parse().unwrap())
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// The newest change, as the file has it: a connection of its own would drop the locks of the session's, so the child asks
/// the session for its number, and the rest is looked at by the parent.
pub fn confirmed(session: &Session) -> String {
    let history = session.history(None).unwrap();
    match history.last() {
        Some(last) => format!("ok {} {} {}", last.id, last.n_rows, last.words),
        None => "ok 0 0 ".to_owned(),
    }
}

pub fn edits(folder: &Path, chance: &mut fastrand::Rng, until: Option<Duration>) {
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
pub fn imports(folder: &Path, chance: &mut fastrand::Rng) {
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

pub fn migrations(folder: &Path) {
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

pub fn merges(folder: &Path) {
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
