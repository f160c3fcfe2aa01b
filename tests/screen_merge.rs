//! A colleague's copy in the Data room, by label: looked at first, decided value by value, brought in, taken back.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

use std::path::{Path, PathBuf};

use egui::Theme;
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

mod common;

struct Window<'a> {
    harness: Harness<'a, App>,
    folder: TempDir,
    name: String,
}

fn set(path: &Path, at: usize, pence: i64) {
    let mut session = Session::open_to_read(path).unwrap();
    let was = session.book().allocations[at].clone();
    let mut now = was.clone();
    now.amount = Pence(pence);
    session.run(&Edit::change(&was, now).into()).unwrap();
}

fn window<'a>(name: &str, size: [f32; 2], theme: Theme) -> Window<'a> {
    let folder = tempfile::tempdir().unwrap();
    let (path, theirs) = (
        folder.path().join("plan.sqlite"),
        folder.path().join("b.sqlite"),
    );
    drop(Session::sample(Which::Leicester, &path).unwrap());
    std::fs::copy(&path, &theirs).unwrap();
    set(&path, 0, 100_00);
    set(&theirs, 0, 250_50);
    set(&theirs, 1, 777_00);
    rusqlite::Connection::open(&theirs)
        .unwrap()
        .execute("update change set who = 'Priya'", [])
        .unwrap();
    let mut app = App::new(Session::open_to_read(&path).unwrap());
    app.go(Room::Data);
    let mut harness = common::window(size, theme, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run();
    Window {
        harness,
        folder,
        name: format!("{name}-{theme:?}-{}", size[0]),
    }
}

impl Window<'_> {
    fn says(&self, words: &str) -> bool {
        common::says(&self.harness, words)
    }

    /// Waits for work that goes on beside the window.
    #[track_caller]
    fn wait(&mut self, words: &str) {
        if !common::waited(&mut self.harness, words) {
            self.picture("stuck");
            panic!("never said “{words}”");
        }
    }

    #[track_caller]
    fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        // A wheel turns while their copy is read: the window is never at rest then.
        for _ in 0..4 {
            self.harness.step();
        }
    }

    #[track_caller]
    fn press_with(&mut self, words: &str) {
        self.harness.get_by_label_contains(words).click();
        for _ in 0..4 {
            self.harness.step();
        }
    }

    fn look_at(&mut self, path: &Path) {
        self.press("A colleague’s copy");
        self.harness.get_by_label("Path of their copy").focus();
        self.harness.step();
        let text = path.display().to_string();
        self.harness.event(egui::Event::Text(text));
        self.harness.step();
        self.press("Look at it");
    }

    fn theirs(&self) -> PathBuf {
        self.folder.path().join("b.sqlite")
    }

    fn held(&self, at: usize) -> Pence {
        self.harness.state().session().book().allocations[at].amount
    }

    /// A picture of the window, where somebody wants to look: `PICTURES=folder`.
    fn picture(&mut self, what: &str) {
        let Some(folder) = std::env::var_os("PICTURES") else {
            return;
        };
        let picture = self.harness.render().unwrap();
        let name = format!("{}-{what}.png", self.name.replace(' ', "-"));
        picture.save(Path::new(&folder).join(name)).unwrap();
    }
}

#[test]
fn a_copy_is_looked_at_decided_and_brought_in() {
    for (size, theme) in [
        ([1440.0, 900.0], Theme::Light),
        ([1024.0, 768.0], Theme::Dark),
    ] {
        let mut window = window("merge", size, theme);
        let theirs = window.theirs();
        window.look_at(&theirs);
        window.wait("Changed on both sides (1)");
        assert!(window.says("Keep mine"));
        assert!(window.says("£250.50"));
        assert!(window.says("Priya"));
        assert!(window.says("1 is not decided"));
        window.picture("looked-at");
        assert_eq!(window.held(1), {
            let session = Session::open_to_read(&window.folder.path().join("plan.sqlite")).unwrap();
            session.book().allocations[1].amount
        });
        window.press_with("Take theirs,");
        assert!(window.says("Everything is decided"));
        window.press("Merge");
        window.wait("nothing that this one lacks");
        assert_eq!(
            (window.held(0), window.held(1)),
            (Pence(250_50), Pence(777_00))
        );
        assert!(window.says("Undo takes it back"));
        window.picture("merged");
    }
}

#[test]
fn what_is_not_decided_stays_and_is_asked_again() {
    let mut window = window("left", [1440.0, 900.0], Theme::Light);
    let theirs = window.theirs();
    window.look_at(&theirs);
    window.wait("Changed on both sides (1)");
    window.press("Merge");
    window.wait("has no change that this one has not heard of");
    assert_eq!(
        (window.held(0), window.held(1)),
        (Pence(100_00), Pence(777_00))
    );
    assert!(window.says("Changed on both sides (1)"));
    window.press("Keep all of mine");
    window.press("Merge");
    window.wait("nothing that this one lacks");
    assert_eq!(window.held(0), Pence(100_00));
}

/// The first section of the plan's text, with a long value of its own in it.
fn write(path: &Path, end: &str) -> String {
    let mut session = Session::open_to_read(path).unwrap();
    let was = session.book().narratives[0].clone();
    let mut now = was.clone();
    let long = "Every child has a place near home, and the family a name to ring. ".repeat(60);
    now.text = format!("{}\n\n{long}{end}", was.text);
    session
        .run(&Edit::change(&was, now.clone()).into())
        .unwrap();
    now.text
}

#[test]
fn a_long_text_that_both_changed_keeps_both_choices_and_the_end_of_every_line_in_view() {
    let size = [1280.0, 800.0];
    for theme in [Theme::Light, Theme::Dark] {
        let mut window = window("long", size, theme);
        let theirs = window.theirs();
        // A long text stood there before the copies parted, too.
        let plan = window.folder.path().join("plan.sqlite");
        write(&plan, "As it was.");
        std::fs::copy(&plan, &theirs).unwrap();
        write(&plan, "We build two homes.");
        set(&theirs, 1, 777_00);
        let whole = write(&theirs, "We build five homes.");
        window.look_at(&theirs);
        window.wait("Changed on both sides (1)");
        window.picture("looked-at");
        let reach = |words: &str| {
            let rect = window.harness.get_by_label_contains(words).rect();
            assert!(
                rect.right() < size[0] && rect.bottom() < size[1],
                "{words}: {rect:?}"
            );
        };
        for words in ["Keep mine,", "Take theirs,", "when the copies parted"] {
            reach(words);
        }
        // A row of what becomes of the plan ends in view, too.
        let row = window.harness.get_by_label_contains("is £777").rect();
        assert!(row.right() < size[0], "{row:?}");
        // The whole is in the tree, and what is seen ends with what differs.
        let said = window.harness.get_by_label_contains("Take theirs,");
        let label = said.accesskit_node().label().unwrap();
        assert!(label.ends_with(&whole), "{label}");
        window.press_with("Take theirs,");
        assert!(window.says("Everything is decided"));
    }
}

#[test]
fn what_is_no_copy_is_said() {
    let mut window = window("other", [1440.0, 900.0], Theme::Light);
    let other = window.folder.path().join("other.sqlite");
    drop(Session::sample(Which::Leicestershire, &other).unwrap());
    window.look_at(&other);
    window.wait("is not a copy of this plan");
    window.picture("refused");
}

/// By keyboard: after a wrong path the keyboard is in its field still, and what is typed next puts it right.
#[test]
fn a_wrong_path_is_put_right_where_it_was_typed() {
    let mut window = window("wrong-path", [1440.0, 900.0], Theme::Light);
    window.press("A colleague’s copy");
    window.harness.get_by_label("Path of their copy").focus();
    window.harness.step();
    let theirs = window.theirs().display().to_string();
    let (begun, rest) = theirs.split_at(theirs.len() - 1);
    for typed in [begun, rest] {
        window.harness.event(egui::Event::Text(typed.to_owned()));
        window.harness.step();
        window.harness.key_press(egui::Key::Enter);
        window.harness.step();
        if typed == begun {
            window.wait("There is no file");
            window.harness.step();
        }
    }
    window.wait("Changed on both sides");
}
