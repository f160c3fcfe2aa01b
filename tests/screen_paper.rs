//! The desk "Paper" of the Consultation room: forms keyed by number keys, keyed again blind, and decided.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::consultation::Keying;
use golden_thread::domain::consultation::results::{Split, results};
use golden_thread::session::{Session, Which};
use golden_thread::ui::consultation::ConsultationRoom;
use office::Office;

mod common;
mod office;

type Room = Harness<'static, Office<ConsultationRoom>>;

fn desk(size: [f32; 2], theme: Theme) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(Which::Leicestershire, &path).unwrap();
    let office = Office::new(folder, session, ConsultationRoom::default());
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    h.get_by_role_and_label(Role::RadioButton, "Paper").click();
    h.run();
    h
}

fn type_in(h: &mut Room, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[track_caller]
fn fill(h: &mut Room, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.run();
    type_in(h, text);
}

#[track_caller]
fn click(h: &mut Room, label: &str) {
    h.get_by_role_and_label(Role::Button, label).click();
    h.run();
}

#[track_caller]
fn choose(h: &mut Room, list: &str, word: &str) {
    h.get_by_role_and_label(Role::ComboBox, list).click();
    h.run();
    h.get_by_role_and_label(Role::Button, word).click();
    h.run();
}

/// How many gave each answer to the first question, and how many answered it.
fn counts(h: &Room) -> (Vec<Option<i64>>, Option<i64>) {
    let book = h.state().session.book();
    let all = results(book, book.questions[0].id, Split::All, None).remove(0);
    (
        all.answers.iter().map(|held| held.count).collect(),
        all.base,
    )
}

#[test]
fn a_form_is_keyed_by_numbers_kept_and_counted() {
    let mut h = desk([1336.0, 822.0], Theme::Light);
    let before = counts(&h);
    type_in(&mut h, "2");
    click(&mut h, "Keep the form");
    assert_eq!(h.state().refused, [] as [&str; 0]);
    let forms = &h.state().session.book().forms;
    assert_eq!(
        (forms.len(), forms[0].number, forms[0].keying),
        (1, 1, Keying::First)
    );
    let after = counts(&h);
    assert_eq!(after.0[1], before.0[1].map(|n| n + 1));
    assert_eq!(after.1, before.1.map(|n| n + 1));
    h.get_by_label("Form 1 of bundle 1 is kept.");
    h.get_by_label("1: 1 form, keyed once");
    h.state_mut().session.undo().unwrap();
    h.run();
    assert_eq!(counts(&h), before);
}

#[test]
fn a_second_reading_is_blind_and_differences_are_decided() {
    let mut h = desk([1336.0, 822.0], Theme::Light);
    type_in(&mut h, "1");
    fill(&mut h, "Answer to 2", "Too far from school");
    click(&mut h, "Keep the form");
    choose(&mut h, "Reading", "second, blind");
    fill(&mut h, "Form", "1");
    // The same person cannot be the second keyer.
    h.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    h.run();
    h.get_by_label_contains("Let somebody else key it a second time.");
    fill(&mut h, "Keyed by", "Ben");
    h.get_by_label("The form in hand").focus();
    h.run();
    h.get_by_role_and_label(Role::Button, "2 Tend to agree")
        .click();
    h.run();
    fill(&mut h, "Answer to 2", "too far from  School");
    click(&mut h, "Keep the form");
    h.get_by_label("1: 1 form, 1 keyed twice: 75.0 % of 4 answers agree");
    h.get_by_label("Bundle 1, form 1: what does the paper say?");
    let before = counts(&h);
    click(&mut h, "Second: Tend to agree");
    click(&mut h, "Record what the paper says");
    assert_eq!(h.state().refused, [] as [&str; 0]);
    let after = counts(&h);
    assert_eq!(after.0[0], before.0[0].map(|n| n - 1));
    assert_eq!(after.0[1], before.0[1].map(|n| n + 1));
    assert!(
        h.query_by_label("Bundle 1, form 1: what does the paper say?")
            .is_none()
    );
}

#[test]
fn it_stands_in_both_themes_and_in_a_small_window() {
    for (size, theme) in [
        ([1336.0, 822.0], Theme::Light),
        ([1024.0, 640.0], Theme::Dark),
    ] {
        let mut h = desk(size, theme);
        type_in(&mut h, "1");
        h.get_by_label("Bundles");
        if let Some(folder) = std::env::var_os("PICTURES") {
            let name = format!("paper-{theme:?}-{}.png", size[0]);
            let picture = h.render().expect("a picture");
            picture
                .save(std::path::Path::new(&folder).join(name))
                .expect("a folder for pictures");
        }
    }
}
