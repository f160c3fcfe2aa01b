//! The Plan room's text, decisions, filters and search, used as an officer uses them: by what things are called, by mouse
//! and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
mod lists;
#[path = "../office/mod.rs"]
mod office;
mod text;

use std::path::Path;

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::decision::Decision;
use golden_thread::domain::id::{DecisionId, NarrativeId, ObjectiveId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::plan::{Action, Level, Milestone, Movement, Risk};
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::plan::PlanRoom;
use golden_thread::ui::room::{Room, Screen as _};

/// The Plan room on a desk.
type Office = office::Office<PlanRoom>;

const SIZE: [f32; 2] = [1336.0, 1000.0];
/// 1024 by 640 less the rail and the bars.
const SMALL: [f32; 2] = [888.0, 530.0];
/// What the field is called in which a section is written.
const TEXT: &str = "Text of the section";

fn open_at(
    size: [f32; 2],
    theme: Theme,
    make: impl FnOnce(&Path) -> Session,
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let office = Office::new(folder, session, PlanRoom::default());
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    h
}

fn open(make: impl FnOnce(&Path) -> Session) -> Harness<'static, Office> {
    open_at(SIZE, Theme::Light, make)
}

fn empty(path: &Path) -> Session {
    Session::new_plan(path, &AreaCode::new("856"), "none").unwrap()
}

/// Leicester without its own text, so that what a test writes is all there is.
fn leicester(path: &Path) -> Session {
    let mut session = Session::sample(Which::Leicester, path).unwrap();
    let sections = session.book().narratives.clone();
    for held in &sections {
        session.run(&Edit::remove(held).into()).unwrap();
    }
    session
}

/// The same with a section of this text on the first objective.
fn with_text(path: &Path, text: &str) -> Session {
    let mut session = leicester(path);
    let objective = session.book().objectives[0].id;
    let section = Narrative {
        text: text.into(),
        objectives: vec![objective],
        ..Narrative::new(NarrativeId(1), Section::Progress)
    };
    session.run(&Edit::add(section).into()).unwrap();
    session
}

fn held(h: &Harness<'_, Office>) -> Narrative {
    h.state().session.book().narratives[0].clone()
}

fn click(h: &mut Harness<'_, Office>, label: &str) {
    // As with the wheel: what is out of view comes into view first.
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
}

/// Goes to a desk, whose name is followed by how many it holds.
fn tab(h: &mut Harness<'_, Office>, begins: &str) {
    h.get_by_label_contains(begins).click();
    h.run();
}

/// Ticks an objective, or clears it.
fn tick(h: &mut Harness<'_, Office>, objective: &str) {
    h.get_by_role_and_label(Role::CheckBox, objective).click();
    h.run();
}

/// Everything that is on the screen, for a test that fails.
fn labels(h: &Harness<'_, Office>) -> String {
    use egui_kittest::kittest::NodeT as _;
    let all = h.query_all_by(|node| node.label().is_some());
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.collect::<Vec<_>>().join("\n")
}

fn says(h: &Harness<'_, Office>, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

/// Replaces what is in a field, and leaves it by Enter where it has one line.
fn fill(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.event(Event::Text(text.to_owned()));
    h.run();
    h.key_press(Key::Enter);
    h.run();
}

/// Replaces what is in a field of several lines, and stays in it.
fn write(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::MultilineTextInput, label)
        .focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.event(Event::Text(text.to_owned()));
    h.run();
}

/// Picks from a list by the keyboard.
fn pick(h: &mut Harness<'_, Office>, list: &str, down: usize) {
    h.get_by_role_and_label(Role::ComboBox, list).focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    for _ in 0..down {
        h.key_press(Key::ArrowDown);
        h.run();
    }
    h.key_press(Key::Enter);
    h.run();
}

#[test]
fn sections_and_decisions_are_found_from_anywhere() {
    #[track_caller]
    fn check(typed: &str, shown: &str) {
        let folder = tempfile::tempdir().unwrap();
        let session =
            Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
        let mut h = common::window(
            SIZE,
            Theme::Light,
            App::new(session),
            |ui, app: &mut App| {
                app.logic(ui.ctx());
                app.ui(ui);
            },
        );
        h.run();
        h.key_press_modifiers(Modifiers::COMMAND, Key::K);
        h.run();
        h.event(Event::Text(typed.into()));
        h.run();
        h.key_press(Key::Enter);
        h.run();
        assert_eq!(h.state().room(), Room::Plan);
        assert!(h.query_by_role_and_label(Role::Heading, shown).is_some());
    }
    check("the plan in brief", "The plan in brief");
    check("cabinet march 2002 endorse", "Decision");
}

#[test]
fn every_section_of_the_samples_is_drawn() {
    for which in [Which::Leicester, Which::Leicestershire] {
        let mut h = open(|path| Session::sample(which, path).unwrap());
        let sections = h.state().session.book().narratives.to_vec();
        assert!(!sections.is_empty());
        for section in sections.iter().step_by(7) {
            let office = h.state_mut();
            let book = office.session.book();
            office.room.select(&Place::Narrative(section.id), book);
            h.run();
            assert!(
                h.query_by_role_and_label(Role::MultilineTextInput, TEXT)
                    .is_some()
            );
        }
    }
}

#[test]
fn one_search_goes_over_the_whole_room() {
    let mut h = open(|path| with_text(path, "Children wait for a shadow board."));
    h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
        .focus();
    h.run();
    h.event(Event::Text("shadow board".into()));
    h.run();
    assert!(says(&h, "milestone: Shadow board planned"));
    assert!(says(
        &h,
        "section: A Progress: 1 Secure attachment, Children wait for a shadow board."
    ));
    click(
        &mut h,
        "section: A Progress: 1 Secure attachment, Children wait for a shadow board.",
    );
    assert!(
        h.get_by_label("A Progress, 1 Secure attachment")
            .is_focused()
    );
    // Enter opens the first, Esc ends it.
    h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
        .focus();
    h.run();
    h.event(Event::Text("no such words".into()));
    h.run();
    assert!(says(&h, "Nothing in the plan holds “no such words”"));
    h.key_press(Key::Escape);
    h.run();
    assert!(!says(&h, "Nothing in the plan holds"));
}

#[test]
fn a_file_that_can_only_be_read_shows_everything_and_changes_nothing() {
    let make = |path: &Path| {
        drop(with_text(path, "We have {=grant:Main@2001/02}."));
        let mut allowed = std::fs::metadata(path).unwrap().permissions();
        allowed.set_readonly(true);
        std::fs::set_permissions(path, allowed).unwrap();
        Session::open(path).unwrap()
    };
    let mut h = open(make);
    if !h.state().session.is_read_only() {
        // The machine lets this user write what is write-protected.
        return;
    }
    click(&mut h, "A Progress, 1 Secure attachment, not confirmed");
    assert!(says(&h, "We have £"));
    assert!(h.query_by_label(TEXT).is_none());
    assert!(
        h.get_by_label("Stand by it as it reads")
            .accesskit_node_is_disabled()
    );
}

trait Disabled {
    fn accesskit_node_is_disabled(&self) -> bool;
}

impl Disabled for egui_kittest::Node<'_> {
    fn accesskit_node_is_disabled(&self) -> bool {
        use egui_kittest::kittest::NodeT as _;
        self.accesskit_node().is_disabled()
    }
}

#[test]
fn the_desks_fit_the_smallest_window_in_the_dark() {
    let sample = |path: &Path| Session::sample(Which::Leicester, path).unwrap();
    for (tab, button) in [
        ("Text (", "Add section"),
        ("Actions (", "Add action"),
        ("Milestones (", "Add milestone"),
        ("Risks (", "Add risk"),
        ("Decisions (", "Add decision"),
    ] {
        let mut h = open_at(SMALL, Theme::Dark, sample);
        self::tab(&mut h, tab);
        for name in [button, "Search the whole plan"] {
            let rect = h.get_by_label(name).rect();
            assert!(
                rect.right() <= SMALL[0] && rect.bottom() <= SMALL[1],
                "{tab}: {name}: {rect}"
            );
        }
    }
}

#[test]
fn the_desks_are_drawn() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    let sample = |path: &Path| Session::sample(Which::Leicester, path).unwrap();
    for (theme, size, name) in [
        (Theme::Light, SIZE, "light"),
        (Theme::Dark, SIZE, "dark"),
        (Theme::Light, SMALL, "small"),
    ] {
        let mut h = open_at(size, theme, sample);
        let save = |h: &mut Harness<'_, Office>, what: &str| {
            let picture = h.render().unwrap();
            picture
                .save(format!("{folder}/plan-{what}-{name}.png"))
                .unwrap();
        };
        let id = h.state().session.book().narratives[1].id;
        let office = h.state_mut();
        office
            .room
            .select(&Place::Narrative(id), office.session.book());
        h.run();
        save(&mut h, "section");
        click(&mut h, "Stand by it as it reads");
        save(&mut h, "text");
        click(&mut h, "Insert a figure…");
        save(&mut h, "insert");
        for (tab, what) in [
            ("Actions (", "actions"),
            ("Milestones (", "milestones"),
            ("Risks (", "risks"),
            ("Decisions (", "decisions"),
        ] {
            self::tab(&mut h, tab);
            save(&mut h, what);
        }
        let mut risk = h.state().session.book().risks[0].clone();
        let was = risk.clone();
        (risk.probability, risk.impact) = (Level::Four, Level::Three);
        (risk.earlier, risk.owner) = (Some(6), "Programme board".into());
        let session = &mut h.state_mut().session;
        session.run(&Edit::change(&was, risk).into()).unwrap();
        let office = h.state_mut();
        office
            .room
            .select(&Place::Risk(was.id), office.session.book());
        h.run();
        click(&mut h, "1 to 5 (1)");
        save(&mut h, "risk");
        let id = h.state().session.book().decisions[0].id;
        let office = h.state_mut();
        office
            .room
            .select(&Place::Decision(id), office.session.book());
        h.run();
        save(&mut h, "decision");
        h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
            .focus();
        h.run();
        h.event(Event::Text("adoption".into()));
        h.run();
        save(&mut h, "search");
    }
}
