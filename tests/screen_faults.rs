//! The window when the file fails: what was typed waits with the reason in view, and a copy takes it.
#![cfg(all(feature = "gui", unix))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::money::Pence;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use rusqlite::Connection;
use tempfile::TempDir;

struct Window {
    h: Harness<'static, App>,
    folder: TempDir,
}

impl Window {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan/plan.sqlite");
        fs::create_dir(path.parent().unwrap()).unwrap();
        let app = App::new(Session::sample(Which::Leicester, &path).unwrap());
        let mut h = common::window([1440.0, 900.0], Theme::Light, app, |ui, app| {
            app.logic(ui.ctx());
            app.ui(ui);
        });
        h.run();
        Self { h, folder }
    }

    fn plan(&self) -> PathBuf {
        self.folder.path().join("plan/plan.sqlite")
    }

    /// Waits for work beside the window.
    #[track_caller]
    fn wait(&mut self, is_done: impl Fn(&Self) -> bool) {
        for _ in 0..200 {
            if is_done(self) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
            self.h.run_ok();
        }
        panic!("it was not done in ten seconds");
    }

    fn says(&self, words: &str) -> bool {
        self.h.query_all_by_label_contains(words).next().is_some()
    }

    #[track_caller]
    fn must_say(&self, words: &str) {
        assert!(self.says(words), "the window does not say “{words}”");
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.h.key_press_modifiers(modifiers, key);
        self.h.run_ok();
    }

    fn type_text(&mut self, text: &str) {
        self.h.event(Event::Text(text.to_owned()));
        self.h.run_ok();
    }

    fn click(&mut self, label: &str) {
        self.h.get_by_label(label).click();
        self.h.run_ok();
    }

    /// Types an amount into the line “Placement choice”, by keyboard alone.
    fn enter(&mut self, amount: &str) {
        self.key(Modifiers::COMMAND, Key::K);
        self.type_text("placement choice");
        self.key(Modifiers::NONE, Key::Enter);
        self.type_text(amount);
        self.key(Modifiers::NONE, Key::Enter);
    }

    fn amount(session: &Session) -> Pence {
        let book = session.book();
        let mut areas = book.priority_areas.iter();
        let area = areas.find(|held| held.name == "Placement choice").unwrap();
        let mut held = book.allocations.iter();
        held.find(|held| held.priority_area == area.id)
            .unwrap()
            .amount
    }

    /// Saves a copy by a typed path, since no dialog of the system's can be shown in a test.
    fn save_copy(&mut self, to: &Path) {
        self.click("Save a copy…");
        for _ in 0..200 {
            if self.says("Save by path") {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
            self.h.run_ok();
        }
        self.must_say("Save by path");
        self.key(Modifiers::COMMAND, Key::A);
        self.type_text(&to.display().to_string());
        self.key(Modifiers::NONE, Key::Enter);
        self.h.run_ok();
    }
}

#[test]
fn a_plan_removed_under_the_window_loses_nothing_that_was_typed() {
    let mut window = Window::new();
    fs::remove_file(window.plan()).unwrap();
    window.h.run_ok();
    window.must_say("is not there any more");
    window.enter("461000");
    window.must_say("Not saved yet:");
    window.must_say("1 not saved");
    assert!(
        !window.plan().exists(),
        "nothing was written where the plan was"
    );
    let copy = window.folder.path().join("copy.sqlite");
    window.save_copy(&copy);
    window.must_say("You are in the copy now.");
    assert!(!window.says("Not saved yet"));
    assert_eq!(window.h.state().session().path(), copy);
    let held = Session::open_to_read(&copy).unwrap();
    assert_eq!(Window::amount(&held), Pence(46_100_000));
    assert_eq!(held.history(None).unwrap().len(), 1);
}

#[test]
fn another_plan_put_in_its_place_is_not_written_into() {
    let mut window = Window::new();
    let other = window.folder.path().join("other.sqlite");
    drop(Session::new_plan(&other, &AreaCode::new("855"), "none").unwrap());
    let bytes = fs::read(&other).unwrap();
    fs::rename(&other, window.plan()).unwrap();
    window.enter("461000");
    window.must_say("another was put in its place");
    window.must_say("Not saved yet:");
    assert!(
        fs::read(window.plan()).unwrap() == bytes,
        "the other plan is as it was"
    );
    let copy = window.folder.path().join("copy.sqlite");
    window.save_copy(&copy);
    let held = Session::open_to_read(&copy).unwrap();
    assert_eq!(Window::amount(&held), Pence(46_100_000));
}

#[test]
fn a_folder_renamed_under_the_window_and_back_is_well_again() {
    let mut window = Window::new();
    let (here, there) = (
        window.folder.path().join("plan"),
        window.folder.path().join("moved"),
    );
    fs::rename(&here, &there).unwrap();
    window.enter("461000");
    window.must_say("Not saved yet:");
    fs::rename(&there, &here).unwrap();
    window.click("Try to save again");
    assert!(!window.says("Not saved yet"));
    let held = Session::open_to_read(&window.plan()).unwrap();
    assert_eq!(Window::amount(&held), Pence(46_100_000));
}

#[test]
fn what_a_locked_file_does_not_take_waits_and_is_saved_in_order() {
    let mut window = Window::new();
    let other = Connection::open(window.plan()).unwrap();
    other.execute_batch("begin immediate").unwrap();
    window.enter("461000");
    window.must_say("Another program is writing to this file");
    window.must_say("1 not saved");
    other.execute_batch("rollback").unwrap();
    window.click("Try to save again");
    assert!(!window.says("Not saved yet"));
    let held = Session::open_to_read(&window.plan()).unwrap();
    assert_eq!(Window::amount(&held), Pence(46_100_000));
}

#[test]
fn what_is_given_up_is_gone_and_the_plan_as_it_was() {
    let mut window = Window::new();
    let was = Window::amount(window.h.state().session());
    let other = Connection::open(window.plan()).unwrap();
    other.execute_batch("begin immediate").unwrap();
    window.enter("461000");
    window.click("Give up what is not saved");
    other.execute_batch("rollback").unwrap();
    window.h.run_ok();
    assert!(!window.says("Not saved yet"));
    assert_eq!(Window::amount(window.h.state().session()), was);
}

/// Overwrites a page in the middle of the table.
fn damage(plan: &Path, table: &str) {
    let page: i64 = Connection::open(plan)
        .unwrap()
        .query_row(
            "select pageno from dbstat where name = ?1 and pagetype = 'leaf' limit 1",
            [table],
            |row| row.get(0),
        )
        .unwrap();
    let mut bytes = fs::read(plan).unwrap();
    let at = usize::try_from(page - 1).unwrap() * 4096;
    bytes[at..at + 4096].fill(0xA5);
    fs::write(plan, bytes).unwrap();
}

/// Opens a plan by its path, as from the menu.
fn open_by_path(window: &mut Window, path: &Path) {
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.type_text(&path.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
}

fn open_damaged(backups: bool) -> (Window, PathBuf) {
    open_with_damaged(backups, &["reading"])
}

fn open_with_damaged(backups: bool, tables: &[&str]) -> (Window, PathBuf) {
    let mut window = Window::new();
    let path = window.folder.path().join("theirs.sqlite");
    drop(Session::sample(Which::Leicester, &path).unwrap());
    if backups {
        drop(Session::open(&path).unwrap());
    }
    for table in tables {
        damage(&path, table);
    }
    open_by_path(&mut window, &path);
    window.must_say("This plan is damaged");
    window.wait(|window| window.says("rows can be read"));
    (window, path)
}

/// By keyboard alone: a wrong authority is refused, and the keyboard is back where it was typed.
#[test]
fn whose_plan_it_was_is_asked_until_there_is_such_an_authority() {
    let (mut window, path) = open_with_damaged(false, &["plan", "area", "reading"]);
    window.key(Modifiers::NONE, Key::Tab);
    window.type_text("8");
    for key in [Key::Tab, Key::Tab, Key::Enter] {
        window.key(Modifiers::NONE, key);
    }
    window.wait(|window| window.says("No authority has that code"));
    let rescued = path.with_file_name("theirs rescued.sqlite");
    assert!(!rescued.exists());
    window.type_text("56");
    for key in [Key::Tab, Key::Tab, Key::Enter] {
        window.key(Modifiers::NONE, key);
    }
    window.wait(|window| window.h.state().session().path() == rescued);
    let code = window.h.state().session().book().plan().area.clone();
    assert_eq!(code, AreaCode::new("856"));
}

/// What is whole stands below what is not: a page brings it into view.
#[test]
fn the_tables_of_a_damaged_plan_move_by_page() {
    let (mut window, _) = open_damaged(false);
    let top = |window: &Window| window.h.get_by_label("Lost a link").rect().top();
    let before = top(&window);
    window.key(Modifiers::NONE, Key::PageDown);
    window.h.run_steps(40);
    assert!(top(&window) < before);
}

#[test]
fn what_can_still_be_read_of_a_damaged_plan_is_listed_and_opens_as_a_new_one() {
    let (mut window, path) = open_damaged(false);
    let before = fs::read(&path).unwrap();
    window.must_say("There is none beside it");
    window.must_say("From the history");
    window.click("Save and open what can be read");
    let rescued = path.with_file_name("theirs rescued.sqlite");
    window.wait(|window| window.h.state().session().path() == rescued);
    assert!(!window.says("This plan is damaged"));
    assert!(!window.h.state().session().book().grants.is_empty());
    assert!(
        fs::read(&path).unwrap() == before,
        "the damaged plan is as it was"
    );
}

#[test]
fn the_newest_whole_backup_of_a_damaged_plan_opens_as_a_plan_of_its_own() {
    let (mut window, path) = open_damaged(true);
    window.must_say("Made 20");
    window.click("Open the backup");
    let restored = path.with_file_name("theirs restored.sqlite");
    assert_eq!(window.h.state().session().path(), restored);
    assert!(restored.exists() && path.exists());
}

#[test]
fn a_damaged_plan_can_be_left_alone() {
    let (mut window, path) = open_damaged(true);
    window.click("Do neither");
    assert!(!window.says("This plan is damaged"));
    assert_eq!(window.h.state().session().path(), window.plan());
    let beside = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(
        beside, 3,
        "the plan’s folder, the damaged plan, its backups"
    );
}
