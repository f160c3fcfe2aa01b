//! The whole window, by label through the accessibility tree: every room on every plan in both themes, and the shell.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::action::Action;
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

mod common;

/// What makes a plan at a path.
type Make = fn(&std::path::Path) -> Session;

/// The window on a plan, and the folder that the plan is in.
struct Window<'a> {
    harness: Harness<'a, App>,
    folder: TempDir,
}

fn window<'a>(
    size: [f32; 2],
    theme: Theme,
    make: impl FnOnce(&std::path::Path) -> Session,
) -> Window<'a> {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(make(&folder.path().join("plan.sqlite")));
    let mut harness = common::window(size, theme, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run();
    Window { harness, folder }
}

fn leicester(path: &std::path::Path) -> Session {
    Session::sample(Which::Leicester, path).unwrap()
}

fn empty(path: &std::path::Path) -> Session {
    Session::new_plan(path, &AreaCode::new("856"), "none").unwrap()
}

impl Window<'_> {
    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        // A room may begin work beside the window, and then goes on looking for its answer.
        self.harness.run_ok();
    }

    fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
    }

    fn says(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }
}

/// A room that is listed is drawn, named and reachable by its key, on every plan, in both themes, small and large.
#[test]
fn every_room_opens_on_every_plan() {
    let plans: [(&str, Make); 3] = [
        ("leicester", leicester),
        ("leicestershire", |path| {
            Session::sample(Which::Leicestershire, path).unwrap()
        }),
        ("empty", empty),
    ];
    for (name, make) in plans {
        for (theme, size) in [
            (Theme::Light, [1440.0, 900.0]),
            (Theme::Dark, [1024.0, 640.0]),
        ] {
            let mut window = window(size, theme, make);
            for room in Room::ALL {
                let key = Action::Go(room).shortcut().unwrap();
                window.key(key.modifiers, key.logical_key);
                assert_eq!(window.harness.state().room(), room, "{name}");
                let tab = window.harness.get_by_role_and_label(Role::Tab, room.name());
                assert_eq!(
                    tab.accesskit_node().is_selected(),
                    Some(true),
                    "{name}: {}",
                    room.name()
                );
                assert!(
                    !window.says("not a number") && !window.says("NaN"),
                    "{name}: {}",
                    room.name()
                );
                window
                    .harness
                    .render()
                    .unwrap_or_else(|error| panic!("{name} {}: {error}", room.name()));
            }
        }
    }
}

#[test]
fn the_rail_goes_to_a_room_by_mouse() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window
        .harness
        .get_by_role_and_label(Role::Tab, "Data")
        .click();
    window.harness.run();
    assert_eq!(window.harness.state().room(), Room::Data);
}

#[test]
fn the_finder_opens_what_it_finds_by_keyboard_alone() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text("pre-school nobody has this name");
    assert!(window.says("Nothing here is called"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Nothing here is called"));
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text("PAF A1");
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.harness.state().room(), Room::Indicators);
    assert!(window.says("three or more placements"));
}

#[test]
fn the_finder_finds_the_parts_of_a_room_by_their_names() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    // The straight apostrophe is the one on the keyboard.
    for (typed, room, says) in [
        ("colleague's", Room::Data, "Two copies of this plan"),
        ("histo", Room::Data, "Every change, the newest first"),
        ("data snapshots", Room::Data, "Take a snapshot"),
        ("plan: risks", Room::Plan, "Add risk"),
        ("grant: virements", Room::Grant, "New virement"),
        ("indicators: overview", Room::Indicators, "Copy table"),
        (
            "consultation: check figures",
            Room::Consultation,
            "percentages",
        ),
    ] {
        window.key(Modifiers::COMMAND, Key::K);
        window.type_text(typed);
        window.key(Modifiers::NONE, Key::Enter);
        assert_eq!(window.harness.state().room(), room, "{typed}");
        assert!(window.says(says), "{typed}");
    }
    for room in Room::ALL {
        let parts = room.parts(window.harness.state().session());
        for (part, name) in parts.iter().enumerate() {
            let state = window.harness.state_mut();
            state.go(room);
            window.key(Modifiers::COMMAND, Key::K);
            window.type_text(&format!("{}: {name}", room.name()));
            window.key(Modifiers::NONE, Key::Enter);
            let tabs = window.harness.query_all_by_label_contains(name);
            let is_open = |node: &egui_kittest::Node<'_>| {
                let node = node.accesskit_node();
                matches!(node.role(), Role::Tab | Role::RadioButton)
                    && node.toggled() == Some(egui::accesskit::Toggled::True)
            };
            assert!(tabs.into_iter().any(|node| is_open(&node)), "{part} {name}");
        }
    }
}

/// A tooltip that was open does not stand across a dialog; in a dialog there are tooltips all the same, and after it.
#[test]
fn a_tooltip_behind_a_dialog_goes() {
    let about = "Share an amount out by a rule";
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window.harness.state_mut().go(Room::Grant);
    window.harness.run();
    window.harness.get_by_label("Allocate").hover();
    window.harness.run_steps(60);
    assert!(window.says(about));
    window.key(Modifiers::COMMAND, Key::K);
    window.harness.run_steps(60);
    assert!(!window.says(about), "it stands across the finder");
    window.key(Modifiers::NONE, Key::Escape);
    window.harness.get_by_label("Ring-fences").hover();
    window.harness.run_steps(60);
    assert!(window.says("Which grant pays which line"));
}

/// The finder leaves the keyboard in the cell it found, so that the amount can be typed at once.
#[test]
fn an_amount_is_typed_right_after_finding_its_line() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window.key(Modifiers::COMMAND, Key::K);
    window.type_text("placement choice");
    window.key(Modifiers::NONE, Key::Enter);
    window.type_text("=460000+1000");
    window.key(Modifiers::NONE, Key::Enter);
    let book = window.harness.state().session().book();
    let area = book
        .priority_areas
        .iter()
        .find(|area| area.name == "Placement choice")
        .unwrap();
    let held = book
        .allocations
        .iter()
        .find(|held| held.priority_area == area.id)
        .unwrap();
    assert_eq!(held.amount.plain(), "461000.00");
}

#[test]
fn undo_and_redo_stand_above_by_name() {
    let mut window = window([1440.0, 900.0], Theme::Light, |path| {
        let mut session = leicester(path);
        let was = session.book().objectives[0].clone();
        let mut now = was.clone();
        now.short = "Attachment".into();
        session.run(&Edit::change(&was, now).into()).unwrap();
        session
    });
    window
        .harness
        .get_by_label("Undo “Objective 1 Attachment”")
        .click();
    window.harness.run();
    assert!(window.says("Undone: Objective 1 Attachment."));
    assert_eq!(
        window.harness.state().session().book().objectives[0].short,
        "Secure attachment"
    );
    window.key(Modifiers::COMMAND, Key::Y);
    assert_eq!(
        window.harness.state().session().book().objectives[0].short,
        "Attachment"
    );
}

#[test]
fn a_change_made_by_another_process_appears() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    let mut other = Session::open(&window.folder.path().join("plan.sqlite")).unwrap();
    let was = other.book().objectives[0].clone();
    let mut now = was.clone();
    now.short = "From elsewhere".into();
    other.run(&Edit::change(&was, now).into()).unwrap();
    window.harness.run();
    assert!(window.says("From elsewhere"));
    assert!(window.says("Another window or program changed this plan"));
}

#[test]
fn a_file_that_is_not_a_plan_is_refused_and_the_open_one_stays() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    let photo = window.folder.path().join("photo.sqlite");
    std::fs::write(&photo, b"\xFF\xD8\xFF\xE0 picture").unwrap();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.type_text(&photo.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("is a JPEG picture, not a plan"));
    assert_eq!(window.harness.state().session().book().objectives.len(), 11);
}

#[test]
fn a_new_plan_is_made_by_keyboard_alone() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window.key(Modifiers::COMMAND, Key::N);
    window.type_text("Rutland");
    window.harness.get_by_label("Make the plan").focus();
    window.harness.run();
    window.key(Modifiers::NONE, Key::Space);
    let session = window.harness.state().session();
    assert_eq!(
        session.book().area_name(&session.book().plan().area),
        "Rutland"
    );
    assert!(session.path().ends_with("rutland.sqlite"));
    assert_eq!(
        session.book().objectives.len(),
        11,
        "the first framework is offered first"
    );
}

#[test]
fn the_page_of_keys_lists_every_action_that_has_one() {
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    window.key(Modifiers::SHIFT, Key::F1);
    for action in Action::all()
        .into_iter()
        .filter(|action| action.shortcut().is_some())
    {
        assert!(window.says(action.words()), "{action:?}");
    }
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("copy and paste blocks"));
}

#[test]
fn a_path_that_is_wrong_stays_with_its_reason_until_it_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nowhere").join("plan.sqlite");
    let mut window = window([1440.0, 900.0], Theme::Light, leicester);
    let before = window.harness.state().session().path().to_owned();
    window.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    window.type_text(&path.display().to_string());
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.says("There is no file at"));
    assert!(window.says("Open a plan by its path"), "the dialog stays");
    assert!(window.says(&path.display().to_string()), "and the path");
    assert_eq!(window.harness.state().session().path(), before);
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!window.says("Open a plan by its path"));
}
