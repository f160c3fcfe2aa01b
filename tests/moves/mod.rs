//! The Grant room on a plan's file, for the tests of its desks: what it asks for is carried out as the window does.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "each test uses what it needs, and fails by panicking"
)]

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::book::Book;
use golden_thread::domain::command::Command;
use golden_thread::domain::grant::at::LineAt;
use golden_thread::domain::id::{GrantId, PriorityAreaId};
use golden_thread::domain::problem::Place;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Screen as _};
use golden_thread::ui::theme;
use tempfile::TempDir;

use crate::common;

/// The year of the sample that is used.
pub const YEAR: i16 = 2001;

/// The room on a plan, with what it asked for and was refused.
pub struct Office {
    pub session: Session,
    pub room: GrantRoom,
    pub year: i16,
    pub opened: Vec<Place>,
    pub refused: Vec<String>,
    _folder: TempDir,
}

pub type Room = Harness<'static, Office>;

fn draw(ui: &mut egui::Ui, office: &mut Office) {
    let against = office.session.against();
    let mut asks = Vec::new();
    let desk = Desk {
        session: &office.session,
        year: office.year,
        against: &against,
    };
    theme::page(ui).show(ui, |ui| office.room.ui(ui, desk, &mut asks));
    for ask in asks {
        match ask {
            Request::Change(command) => {
                if let Err(error) = office.session.run(&command) {
                    office.refused.push(error.to_string());
                }
                ui.ctx().request_repaint();
            }
            Request::Open(place) => office.opened.push(place),
            _ => {}
        }
    }
}

/// A window of a size and theme at one of the desks, on a plan prepared first.
pub fn at_desk(
    mode: &str,
    size: [f32; 2],
    theme: Theme,
    prepare: impl FnOnce(&mut Session),
) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut session = Session::sample(Which::Leicester, &path).unwrap();
    prepare(&mut session);
    on(session, folder, mode, size, theme, YEAR)
}

/// An empty plan at one of the desks.
pub fn empty(mode: &str) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::new_plan(&path, &AreaCode::new("856"), "none").unwrap();
    on(session, folder, mode, [1336.0, 822.0], Theme::Light, 2026)
}

fn on(
    session: Session,
    folder: TempDir,
    mode: &str,
    size: [f32; 2],
    theme: Theme,
    year: i16,
) -> Room {
    let office = Office {
        session,
        room: GrantRoom::default(),
        year,
        opened: Vec::new(),
        refused: Vec::new(),
        _folder: folder,
    };
    let mut h = common::window(size, theme, office, draw);
    h.run();
    go(&mut h, mode);
    h
}

/// Goes to a desk by the toggle at the head of the room.
#[track_caller]
pub fn go(h: &mut Room, mode: &str) {
    h.get_by_role_and_label(Role::RadioButton, mode).click();
    h.run();
}

pub fn run(session: &mut Session, command: impl Into<Command>) {
    session.run(&command.into()).unwrap();
}

pub fn press(h: &mut Room, keys: &[Key]) {
    for key in keys {
        h.key_press(*key);
        h.run();
    }
}

pub fn type_in(h: &mut Room, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[track_caller]
pub fn focus(h: &mut Room, label: &str) {
    h.get_by_label(label).focus();
    h.run();
}

/// Types into a cell that has the keyboard by its label, and finishes with Enter.
#[track_caller]
pub fn enter(h: &mut Room, cell: &str, text: &str) {
    focus(h, cell);
    type_in(h, text);
    press(h, &[Key::Enter]);
}

#[track_caller]
pub fn click(h: &mut Room, label: &str) {
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
}

/// Replaces what stands in a field of a form.
#[track_caller]
pub fn fill(h: &mut Room, label: &str, text: &str) {
    let field = h.get_by_role_and_label(Role::TextInput, label);
    field.scroll_to_me();
    h.run();
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.run();
    type_in(h, text);
}

/// Picks a word from a list.
#[track_caller]
pub fn choose(h: &mut Room, list: &str, word: &str) {
    h.get_by_role_and_label(Role::ComboBox, list).scroll_to_me();
    h.run();
    h.get_by_role_and_label(Role::ComboBox, list).click();
    h.run();
    h.get_by_role_and_label(Role::Button, word).click();
    h.run();
}

#[track_caller]
pub fn is_disabled(h: &Room, label: &str) -> bool {
    h.get_by_label(label).accesskit_node().is_disabled()
}

pub fn book(h: &Room) -> &Book {
    h.state().session.book()
}

pub fn grant(book: &Book, short: &str) -> GrantId {
    let is_it = |held: &&golden_thread::domain::grant::Grant| {
        held.short == short && held.fiscal_year == YEAR
    };
    book.grants.iter().find(is_it).unwrap().id
}

pub fn area(book: &Book, name: &str) -> PriorityAreaId {
    book.priority_areas
        .iter()
        .find(|held| held.name == name)
        .unwrap()
        .id
}

pub fn line(book: &Book, short: &str, name: &str) -> LineAt {
    LineAt::new(grant(book, short), area(book, name))
}

#[track_caller]
pub fn check_undo(h: &Room, want: &str) {
    assert_eq!(
        h.state().session.next_undo(),
        Some(want),
        "refused: {:?}",
        h.state().refused
    );
}

/// Writes a picture into the folder that `PICTURES` names, to be looked at.
pub fn picture(h: &mut Room, name: &str) {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    let image = h.render().unwrap();
    image.save(format!("{folder}/{name}.png")).unwrap();
}
