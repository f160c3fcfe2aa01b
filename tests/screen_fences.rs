//! The Ring-fences desk, used as an officer uses it: by what things are called.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::Theme;
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::grant::position::YearPosition;
use golden_thread::domain::money::Pence;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;

mod common;
mod office;

/// The Grant room on a desk.
type Office = office::Office<GrantRoom>;

fn window(
    make: impl FnOnce(&std::path::Path) -> Session,
    year: i16,
    size: [f32; 2],
    theme: Theme,
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let mut office = Office::new(folder, session, GrantRoom::default());
    office.year = year;
    let mut harness = common::window(size, theme, office, Office::page);
    harness.run();
    harness.get_by_label("Ring-fences").click();
    harness.run();
    harness
}

fn leicester(size: [f32; 2], theme: Theme) -> Harness<'static, Office> {
    let make = |path: &std::path::Path| Session::sample(Which::Leicester, path).unwrap();
    window(make, 2001, size, theme)
}

#[test]
fn leaving_care_pays_its_line_at_one_press_and_back() {
    let mut h = leicester([1336.0, 822.0], Theme::Light);
    // The three lines less what leaving care and the disabled children's grant can pay: the figure on top.
    h.get_by_label("£1,271,601");
    h.get_by_label("£899,648");
    h.get_by_label_contains(
        "Pay £84,000 of 16+ year olds in and leaving care from Leaving care instead of Main",
    );
    h.get_by_label("£899,648 of Leaving care cannot be spent.");
    h.get_by_label("Make the 2 moves: £84,001").click();
    h.run();
    assert!(h.state().refused.is_empty(), "{:?}", h.state().refused);
    let position = YearPosition::of(h.state().session.book(), 2001, None);
    let left: Vec<Pence> = position.grants.iter().map(|grant| grant.left).collect();
    assert_eq!(left, [Pence(8_399_700), Pence(89_964_800), Pence(0)]);
    h.get_by_label_contains("Nothing to move");
    assert_eq!(
        h.state().session.next_undo(),
        Some("Pay £84,001 from other grants")
    );
    h.state_mut().session.undo().unwrap();
    h.run();
    h.get_by_label("Make the 2 moves: £84,001");
}

#[test]
fn every_line_is_shown_when_asked() {
    let mut h = leicester([1336.0, 822.0], Theme::Light);
    assert!(
        h.query_by_label_contains("Placement choice, Main")
            .is_none()
    );
    h.get_by_label("Every line").click();
    h.run();
    h.get_by_label_contains(
        "Placement choice, Main: £463,950 in the plan, £463,950 in the cheapest way, unchanged",
    );
}

#[test]
fn a_year_without_grants_says_what_belongs_here() {
    let make =
        |path: &std::path::Path| Session::new_plan(path, &AreaCode::new("856"), "none").unwrap();
    let h = window(make, 2026, [1336.0, 822.0], Theme::Light);
    h.get_by_label("No lines to pay in 2026/27");
    h.get_by_label("Go to the plan");
}

/// The desk in both themes and its smallest window, to look at; written where `PICTURES` says.
#[test]
fn pictures() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    for (name, size, theme) in [
        ("fences", [1336.0, 822.0], Theme::Light),
        ("fences-dark", [1336.0, 822.0], Theme::Dark),
        ("fences-small", [940.0, 560.0], Theme::Light),
    ] {
        let mut h = leicester(size, theme);
        let image = h.render().unwrap();
        image
            .save(std::path::Path::new(&folder).join(format!("{name}.png")))
            .unwrap();
    }
}
