//! A full disk, a write-protected folder, a file that goes away, damaged pages, earlier and later versions, a clock put
//! back: each is told with what to do, and nothing that was confirmed is lost.
//!
//! What a machine must have for a test is said with it; where it has not, the test says that it was left out. With
//! `FAULTS=2000` the damage is drawn two thousand times.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

#[path = "../around/mod.rs"]
mod around;
mod clock;
mod damage;
mod disk;
#[path = "../drawn/mod.rs"]
mod drawn;
#[path = "../fault/mod.rs"]
mod fault;
mod gone;
mod protected;
mod versions;

use std::path::{Path, PathBuf};
use std::process::Command;

use golden_thread::domain::command::Command as Change;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use tempfile::TempDir;

fn sample() -> (TempDir, PathBuf, Session) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(Which::Leicester, &path).unwrap();
    (folder, path, session)
}

fn named(session: &Session, short: &str) -> Change {
    let was = session.book().objectives[0].clone();
    let mut now = was.clone();
    now.short = short.into();
    Edit::change(&was, now).into()
}

/// The program, as a script runs it; its exit code and everything it said.
fn program(folder: &Path, arguments: &[&str]) -> (i32, String) {
    ran(Command::new(env!("CARGO_BIN_EXE_golden-thread"))
        .args(arguments)
        .current_dir(folder))
}

fn ran(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

fn is_root() -> bool {
    let out = Command::new("id").arg("-u").output().unwrap();
    out.stdout.starts_with(b"0\n")
}
