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

#[path = "../around/mod.rs"]
mod around;
mod desk;
#[path = "../drawn/mod.rs"]
mod drawn;
#[path = "../fault/mod.rs"]
mod fault;
mod two;
mod work;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use rusqlite::Connection;

use crate::desk::{Counted, Desk};
use crate::work::{edits, imports, merges, migrations, seconds};

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
