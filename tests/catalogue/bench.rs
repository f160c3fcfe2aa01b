//! A plan on a bench: the sample of Leicester in a folder that goes away, and the few ways to be refused by it.
#![allow(dead_code, reason = "each room uses what it needs")]

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use golden_thread::domain::book::Book;
use golden_thread::domain::command::Command;
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::problem::{Problem, Severity};
use golden_thread::domain::record::{Edit, Record};
use golden_thread::session::{Session, StoreError, Which};
use tempfile::TempDir;

/// What the program said to an input.
pub enum Told {
    /// Problems, of which one is of the kind.
    Problems(Vec<Problem>),
    /// A line of words, of an error that is no list of problems.
    Words(String),
}

/// One row of the table: a kind, the smallest input that gives it, and how it is given.
pub struct Row {
    /// The kind's name.
    pub name: &'static str,
    /// The input, in words or as it is typed.
    pub input: &'static str,
    /// What has to stand in the plan first.
    pub prepare: Option<fn(&mut Bench)>,
    /// Gives the input.
    pub make: fn(&mut Bench) -> Told,
}

impl Row {
    /// The row with something that has to stand in the plan first.
    pub fn after(mut self, prepare: fn(&mut Bench)) -> Self {
        self.prepare = Some(prepare);
        self
    }
}

/// A row whose input gives problems.
#[macro_export]
macro_rules! row {
    ($name:literal, $input:expr, |$bench:ident| $make:expr) => {
        $crate::bench::Row {
            name: $name,
            input: $input,
            prepare: None,
            make: |$bench| $crate::bench::Told::Problems($make),
        }
    };
}

/// A row whose input gives a line of words.
#[macro_export]
macro_rules! said {
    ($name:literal, $input:expr, |$bench:ident| $make:expr) => {
        $crate::bench::Row {
            name: $name,
            input: $input,
            prepare: None,
            make: |$bench| $crate::bench::Told::Words($make),
        }
    };
}

/// A plan in a folder.
pub struct Bench {
    pub session: Session,
    pub folder: TempDir,
}

impl Bench {
    /// The sample of Leicester.
    pub fn new() -> Self {
        static SAMPLE: OnceLock<Vec<u8>> = OnceLock::new();
        let sample = SAMPLE.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("plan.sqlite");
            drop(Session::sample(Which::Leicester, &path).unwrap());
            fs::read(path).unwrap()
        });
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.sqlite");
        fs::write(&path, sample).unwrap();
        Self {
            session: Session::open_again(&path).unwrap(),
            folder,
        }
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file in the folder.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The bytes of the plan as they are on disk, with what is not yet folded into it.
    pub fn bytes(&self) -> Vec<Vec<u8>> {
        ["plan.sqlite", "plan.sqlite-wal"]
            .map(|name| fs::read(self.path(name)).unwrap_or_default())
            .to_vec()
    }

    pub fn book(&self) -> &Book {
        self.session.book()
    }

    /// A change that has to be possible.
    pub fn run(&mut self, command: impl Into<Command>) {
        self.session.run(&command.into()).unwrap();
    }

    /// The first line that is paid.
    pub fn line(&self) -> Allocation {
        self.book().allocations.iter().next().unwrap().clone()
    }

    /// What a change is told: the refusal, and for what is only pointed out the warning.
    pub fn told(&mut self, command: impl Into<Command>) -> Vec<Problem> {
        let command = command.into();
        let told = command.problems(self.book());
        if !told.is_empty() && told.iter().all(|held| held.severity != Severity::Error) {
            return told;
        }
        refused(self.session.run(&command))
    }

    /// What the change of one field of a record is told.
    pub fn change<T: Record>(&mut self, held: T, change: impl FnOnce(&mut T)) -> Vec<Problem>
    where
        Command: From<Edit<T>>,
    {
        let mut now = held.clone();
        change(&mut now);
        self.told(Edit::change(&held, now))
    }

    /// What a new record is told.
    pub fn add<T: Record>(&mut self, now: T) -> Vec<Problem>
    where
        Command: From<Edit<T>>,
    {
        self.told(Edit::add(now))
    }

    /// What a removal is told.
    pub fn remove<T: Record>(&mut self, held: T) -> Vec<Problem>
    where
        Command: From<Edit<T>>,
    {
        self.told(Edit::remove(&held))
    }
}

/// The problems of what must not be done.
pub fn refused<T>(done: Result<T, StoreError>) -> Vec<Problem> {
    match done {
        Err(error) => error.problems(),
        Ok(_) => panic!("it was not refused"),
    }
}

/// The one problem of what must not be read.
pub fn one<T, E: std::borrow::Borrow<Problem>>(read: Result<T, E>) -> Vec<Problem> {
    match read {
        Err(problem) => vec![problem.borrow().clone()],
        Ok(_) => panic!("it was not refused"),
    }
}

/// The problems of what must not be read.
pub fn all<T>(read: Result<T, Vec<Problem>>) -> Vec<Problem> {
    read.err().expect("it was not refused")
}

/// The first record of a shelf.
#[macro_export]
macro_rules! first {
    ($bench:ident, $shelf:ident) => {
        $bench.book().$shelf.iter().next().unwrap().clone()
    };
}
