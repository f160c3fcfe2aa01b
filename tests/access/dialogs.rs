//! The dialogs and the menus: named, escaped by Esc, with the keyboard back where it was; and the size of text by key.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable as _;
use golden_thread::ui::room::Room;

use crate::walk::{Plan, Window};
use crate::{LARGE_TEXT, SIZE, keys, tree};

const DIALOGS: [(&str, Modifiers, Key); 4] = [
    ("Find anything", Modifiers::COMMAND, Key::K),
    ("Guide", Modifiers::NONE, Key::F1),
    ("New plan for my authority", Modifiers::COMMAND, Key::N),
    (
        "Open a plan by its path",
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        Key::O,
    ),
];

fn focused(window: &Window) -> Option<String> {
    let things = window.things();
    let held = things.into_iter().find(|thing| thing.has_focus);
    held.map(|thing| thing.name)
}

#[test]
fn a_dialog_is_named_and_esc_gives_the_keyboard_back() {
    for (title, modifiers, key) in DIALOGS {
        let mut window = Window::open(Plan::Leicester, SIZE, Theme::Light);
        window.go(Room::Grant);
        window.harness.get_by_label("Add grant…").focus();
        window.settle();
        window.key(modifiers, key);
        let named = |window: &Window| {
            let things = window.things();
            things
                .iter()
                .any(|thing| thing.role == Role::Dialog && thing.name == title)
        };
        assert!(named(&window), "{title}: no dialog of this name");
        assert_eq!(tree::offenders(&window), Vec::<String>::new(), "{title}");
        let inside = focused(&window);
        assert!(inside.is_some(), "{title}: the keyboard is nowhere");
        assert_ne!(inside.as_deref(), Some("Add grant…"), "{title}");
        window.key(Modifiers::NONE, Key::Escape);
        assert!(!named(&window), "{title}: Esc does not close it");
        assert_eq!(focused(&window).as_deref(), Some("Add grant…"), "{title}");
    }
}

#[test]
fn esc_on_a_menu_gives_the_keyboard_back_to_its_name() {
    let mut window = Window::open(Plan::Leicester, SIZE, Theme::Light);
    window.harness.get_by_label("View").focus();
    window.settle();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(window.harness.query_by_label("Light or dark").is_some());
    window.key(Modifiers::NONE, Key::Tab);
    assert_ne!(focused(&window).as_deref(), Some("View"));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Light or dark").is_none());
    assert_eq!(focused(&window).as_deref(), Some("View"));
}

#[test]
fn a_form_that_closes_gives_the_keyboard_back_to_what_opened_it() {
    let mut window = Window::open(Plan::Leicester, SIZE, Theme::Light);
    window.go(Room::Thread);
    window.harness.get_by_label("Add objective").focus();
    window.settle();
    window.key(Modifiers::NONE, Key::Space);
    window.harness.get_by_label("Cancel").focus();
    window.settle();
    window.key(Modifiers::NONE, Key::Space);
    assert!(window.harness.query_by_label("Cancel").is_none());
    assert_eq!(focused(&window).as_deref(), Some("Add objective"));
}

/// In a dialog Tab goes round in the dialog, and at 200 % every control in it can be brought into view.
#[test]
fn tab_stays_in_a_dialog_and_reaches_all_of_it() {
    for (title, modifiers, key) in DIALOGS {
        // The finder keeps the keyboard in its field: answers are picked with the arrows.
        if title == "Find anything" {
            continue;
        }
        for size in [SIZE, LARGE_TEXT[0]] {
            let mut window = Window::open(Plan::Leicester, size, Theme::Light);
            window.key(modifiers, key);
            let round = keys::round(&mut window, 400);
            let wrong = [round.missed, round.unseen, round.unmarked, round.trapped].concat();
            assert_eq!(wrong, Vec::<String>::new(), "{title} {size:?}");
            assert!(round.n > 0, "{title}");
        }
    }
}

#[test]
fn the_finder_says_which_answer_it_is_on() {
    let mut window = Window::open(Plan::Leicester, SIZE, Theme::Light);
    window.key(Modifiers::COMMAND, Key::K);
    let picked = |window: &Window| {
        let things = window.things();
        let mut held = things
            .into_iter()
            .filter(|thing| thing.role == Role::ListBoxOption && thing.selected == Some(true));
        (held.next().map(|thing| thing.name), held.count())
    };
    let (first, others) = picked(&window);
    assert_eq!(others, 0);
    window.key(Modifiers::NONE, Key::ArrowDown);
    let (second, _) = picked(&window);
    assert!(first.is_some() && second.is_some());
    assert_ne!(first, second);
}

#[test]
fn the_size_of_text_goes_to_two_hundred_per_cent_by_key() {
    let mut window = Window::open(Plan::Leicester, SIZE, Theme::Light);
    for _ in 0..14 {
        window.key(Modifiers::COMMAND, Key::Plus);
    }
    assert!((window.harness.ctx.zoom_factor() - 2.0).abs() < 1e-4);
    window.key(Modifiers::COMMAND, Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 1e-4);
}
