//! Copies of one plan in a folder, and changes to them.

use std::fs;
use std::path::PathBuf;

use golden_thread::domain::command::Command;
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::id::{ObjectiveId, SavedViewId};
use golden_thread::domain::merge::{Choice, Found};
use golden_thread::domain::money::Pence;
use golden_thread::domain::objective::Objective;
use golden_thread::domain::record::Edit;
use golden_thread::domain::saved_view::SavedView;
use golden_thread::session::merge::Decisions;
use golden_thread::session::{Session, StoreError, Which};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::OWN;
use crate::drawn::{dump_but, some_change};

/// A folder with a plan, and copies of it.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Session::sample(Which::Leicester, &folder.path().join("a.sqlite")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.sqlite"))
    }

    pub fn copy(&self, from: &str, to: &str) {
        fs::copy(self.path(from), self.path(to)).unwrap();
    }

    pub fn open(&self, name: &str) -> Session {
        Session::open_to_read(&self.path(name)).unwrap()
    }

    /// The latest changes of a copy get another officer's name, from one number on.
    pub fn by(&self, name: &str, who: &str, from: i64) {
        let conn = Connection::open(self.path(name)).unwrap();
        conn.execute("update change set who = ?1 where id >= ?2", (who, from))
            .unwrap();
    }

    pub fn merge(&self, theirs: &str, into: &str, every: Option<Choice>) -> Found {
        let decisions = Decisions {
            every,
            ..Decisions::default()
        };
        let mut session = self.open(into);
        let would = session
            .look_at_copy(&self.path(theirs), &decisions)
            .unwrap();
        let before = session.history(None).unwrap().len();
        let done = session.merge(&self.path(theirs), &decisions).unwrap();
        assert_eq!(would, done, "what was promised is what was done");
        assert!(session.history(None).unwrap().len() <= before + 1);
        let book = session.book().clone();
        assert!(book == *self.open(into).book(), "memory and disk agree");
        done
    }

    pub fn n_changes(&self, name: &str) -> usize {
        self.open(name).history(None).unwrap().len()
    }

    /// What a plan says, without what it remembers of merges.
    pub fn says(&self, name: &str) -> String {
        dump_but(&self.path(name), &OWN)
    }
}

pub fn draw(session: &mut Session, changes: &[(u8, usize, i64)]) {
    for (kind, at, amount) in changes {
        if *kind == u8::MAX {
            let _ = session.undo();
            continue;
        }
        let command = some_change(session, *kind, *at, *amount);
        match session.run(&command) {
            Ok(()) | Err(StoreError::Refused(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }
}

pub fn amount(session: &Session, at: usize, pence: i64) -> Command {
    let was = &session.book().allocations[at];
    let now = Allocation {
        amount: Pence(pence),
        ..was.clone()
    };
    Edit::change(was, now).into()
}

pub fn set(desk: &Desk, name: &str, at: usize, pence: i64) {
    let mut session = desk.open(name);
    let command = amount(&session, at, pence);
    session.run(&command).unwrap();
}

pub fn held(desk: &Desk, name: &str, at: usize) -> Pence {
    desk.open(name).book().allocations[at].amount
}

/// A line that nothing else hangs on.
pub fn free(session: &Session) -> usize {
    let book = session.book();
    let hangs = |held: &Allocation| book.of_which.iter().any(|part| part.allocation == held.id);
    book.allocations
        .iter()
        .position(|held| !hangs(held))
        .unwrap()
}

/// An objective that nothing serves yet.
pub fn play(key: i64) -> Objective {
    Objective {
        id: ObjectiveId(key),
        number: String::new(),
        short: "Play".into(),
        title: "Play".into(),
        position: 99,
    }
}

/// One view each in two copies, apart, under one name.
pub fn same_name(desk: &Desk) {
    for (name, key) in [("a", 11), ("b", 12)] {
        let view = SavedView {
            id: SavedViewId(key),
            name: "For Cabinet".into(),
            choice: golden_thread::domain::saved_view::Choice::default(),
            position: 1,
        };
        desk.open(name).run(&Edit::add(view).into()).unwrap();
    }
}
