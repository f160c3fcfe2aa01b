//! The desks “Results” and “Check figures” of the Consultation room, used as an officer uses them.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::{Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use golden_thread::domain::area::AreaCode;
use golden_thread::session::{Session, Which};
use golden_thread::ui::consultation::ConsultationRoom;
use golden_thread::ui::request::Request;

mod common;
mod office;

use office::Office;

type Room<'a> = Harness<'a, Office<ConsultationRoom>>;

fn open<'a>(mode: &str, theme: Theme, size: [f32; 2], empty: bool) -> Room<'a> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = if empty {
        Session::new_plan(&path, &AreaCode::new("856"), "none").unwrap()
    } else {
        Session::sample(Which::Leicestershire, &path).unwrap()
    };
    let office = Office::new(folder, session, ConsultationRoom::default());
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    h.get_by_label(mode).click();
    h.run();
    h
}

/// Every label that holds these words is on screen.
#[track_caller]
fn says(h: &Room<'_>, words: &str) {
    assert!(
        h.query_all_by_label_contains(words).next().is_some(),
        "“{words}” is not there"
    );
}

#[test]
fn greengates_printed_figures_are_filled_in_and_checked() {
    let mut h = open("Check figures", Theme::Light, [1300.0, 1500.0], false);
    says(&h, "Nothing to check yet");
    says(
        &h,
        "The report’s totals differ: 164 responses are printed, and 91 respondents.",
    );
    h.get_by_label("Fill in what the report printed of question 1")
        .click();
    h.run();
    says(
        &h,
        "One set of whole people out of 91 gives these percentages.",
    );
    says(
        &h,
        "4 sets of whole people out of 164 give these percentages.",
    );
    says(&h, "Printed base 91 (respondents), set 1, 24 %: 22");
    says(&h, "Bases that could be");
    h.get_by_role_and_label(Role::TextInput, "Base").focus();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Base")
        .type_text("ninety");
    h.run();
    says(&h, "✗ “ninety” given.");
}

#[test]
fn a_question_is_split_tested_and_released() {
    let mut h = open("Results", Theme::Light, [1300.0, 1900.0], false);
    says(&h, "Strongly agree, All: 22 · 24%");
    says(&h, "Answered (base), All: 91");
    says(&h, "no margin of error is given");
    h.get_by_label("Neutral split").click();
    h.run();
    h.get_by_label("Work out the release").click();
    h.run();
    says(&h, "No count is small: nothing needs to be hidden.");
    says(&h, "Released, Strongly agree, All, count: 22");
    h.get_by_label("Copy the release").click();
    h.run();
    let copied = h.state().asks.iter().any(
        |ask| matches!(ask, Request::Copy { text, .. } if text.starts_with("question\toption")),
    );
    assert!(copied);
}

#[test]
fn an_empty_plan_says_what_belongs_here() {
    let h = open("Results", Theme::Light, [1024.0, 700.0], true);
    says(&h, "No results yet");
    let h = open("Check figures", Theme::Light, [1024.0, 700.0], true);
    says(&h, "type what any paper says");
}

#[test]
fn the_desks_are_drawn() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut h = open("Results", theme, [1024.0, 1500.0], false);
        h.get_by_label("Work out the release").click();
        h.run();
        save(&mut h, &format!("{folder}/split-{name}.png"));
        let mut h = open("Check figures", theme, [1024.0, 900.0], false);
        h.get_by_label("Fill in what the report printed of question 1")
            .click();
        h.run();
        save(&mut h, &format!("{folder}/figures-{name}.png"));
    }
}

fn save(h: &mut Room<'_>, path: &str) {
    h.render().unwrap().save(path).unwrap();
}
