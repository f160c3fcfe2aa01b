//! The dashboard inside the Indicators room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use egui::{Key, Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::command::Command;
use golden_thread::domain::period::Period;
use golden_thread::domain::reading::{Reading, Reported, Status};
use golden_thread::domain::record::Edit;
use golden_thread::session::chart::Against;
use golden_thread::session::{Session, Which};
use golden_thread::ui::indicators::IndicatorsRoom;
use golden_thread::ui::room::{Desk, Screen as _};
use golden_thread::ui::theme;

mod common;

const FIRST: &str = "% child protection cases which were reviewed within timescales, 97.4%, direction Same, amber, \
                     quartile 2, neighbours 94.5%: better, target 100%: not met";

/// The room on a desk.
struct Office {
    session: Session,
    against: Against,
    room: IndicatorsRoom,
    _folder: tempfile::TempDir,
}

fn draw(ui: &mut egui::Ui, office: &mut Office) {
    let desk = Desk {
        session: &office.session,
        year: 2015,
        against: &office.against,
    };
    let Office { room, .. } = office;
    theme::page(ui).show(ui, |ui| room.ui(ui, desk, &mut Vec::new()));
}

fn office(which: Which, size: [f32; 2], theme: Theme) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(which, &folder.path().join("plan.sqlite")).unwrap();
    of(folder, session, size, theme)
}

fn of(
    folder: tempfile::TempDir,
    session: Session,
    size: [f32; 2],
    theme: Theme,
) -> Harness<'static, Office> {
    let office = Office {
        against: session.against(),
        session,
        room: IndicatorsRoom::default(),
        _folder: folder,
    };
    let mut h = common::window(size, theme, office, draw);
    h.run();
    h
}

/// The room of Leicestershire's plan with the dashboard open.
fn dashboard(size: [f32; 2], theme: Theme) -> Harness<'static, Office> {
    let mut h = office(Which::Leicestershire, size, theme);
    h.get_by_role_and_label(Role::RadioButton, "Dashboard")
        .click();
    h.run();
    h
}

fn wide() -> Harness<'static, Office> {
    dashboard([1340.0, 1100.0], Theme::Light)
}

fn press(h: &mut Harness<'_, Office>, key: Key) {
    h.key_press(key);
    h.run();
}

#[track_caller]
fn heading(h: &Harness<'_, Office>, title: &str) {
    h.get_by_role_and_label(Role::Heading, title);
}

#[test]
fn the_quarter_opens_with_its_counts_and_the_fault_beside_them() {
    let h = wide();
    heading(&h, "Dashboard 2015/16 Q2");
    h.get_by_label("27 measures have a new figure:");
    h.get_by_label("11 improved, 11 showed no significant change, 5 declined.");
    h.get_by_label("34 measures can be set beside statistical neighbours:");
    h.get_by_label("15 better, 12 below, 7 similar.");
    h.get_by_label(
        "The overview published says 10 improved and 12 no significant change; the table gives 11 and 11.",
    );
    let why = h.query_all_by_label_contains("the table gives 11 to 13 improved");
    assert!(why.count() > 0);
    h.get_by_label_contains("“Under 18 conception data” (2013)");
}

#[test]
fn measures_stand_under_their_outcomes_as_printed() {
    let h = wide();
    heading(&h, "Children and young people are safe");
    h.get_by_role_and_label(Role::Link, FIRST);
    h.get_by_label_contains("3 or more placements during the year, 12.63% (61), direction Better");
}

#[test]
fn the_rules_can_be_folded_away() {
    let mut h = wide();
    h.get_by_label_contains("Similar is within 0.7 %");
    h.get_by_label("How it is counted").click();
    h.run();
    assert!(
        h.query_by_label_contains("Similar is within 0.7 %")
            .is_none()
    );
    h.get_by_label("15 better, 12 below, 7 similar.");
}

#[test]
fn a_row_opens_its_measure_by_click_and_by_keyboard() {
    let mut h = wide();
    h.get_by_role_and_label(Role::Link, FIRST).focus();
    h.run();
    press(&mut h, Key::ArrowDown);
    press(&mut h, Key::ArrowDown);
    let focused = h
        .root()
        .children_recursive()
        .find(|node| node.is_focused())
        .and_then(|node| node.accesskit_node().label())
        .unwrap();
    assert!(
        focused.starts_with("% children in same placement"),
        "{focused}"
    );
    press(&mut h, Key::End);
    press(&mut h, Key::Home);
    h.get_by_role_and_label(Role::Link, FIRST).click();
    h.run();
    heading(
        &h,
        "% child protection cases which were reviewed within timescales",
    );
    assert!(h.query_by_label("Dashboard 2015/16 Q2").is_none());
}

#[test]
fn enter_opens_the_row_with_the_keyboard() {
    let mut h = wide();
    h.get_by_role_and_label(Role::Link, FIRST).focus();
    h.run();
    press(&mut h, Key::ArrowDown);
    press(&mut h, Key::Enter);
    heading(&h, "% children with 3 or more placements during the year");
}

#[test]
fn a_plan_without_a_quarter_has_no_dashboard() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::new_plan(&path, &AreaCode::new("856"), "none").unwrap();
    let h = of(folder, session, [1300.0, 900.0], Theme::Light);
    assert!(
        h.query_by_role_and_label(Role::RadioButton, "Dashboard")
            .is_none()
    );
}

#[test]
fn a_later_quarter_is_made_from_its_readings() {
    let mut h = wide();
    let book = h.state().session.book();
    let indicator = book
        .indicators
        .iter()
        .find(|held| held.code == "D02")
        .unwrap();
    let reading = Reading {
        id: golden_thread::domain::id::ReadingId(7),
        indicator: indicator.id,
        area: book.plan().area,
        period: Period::Quarter {
            start: 2015,
            quarter: 3,
        },
        status: Status::Outturn,
        reported: Reported::Figure {
            value: 11.5,
            decimals: 1,
        },
        numerator: None,
        denominator: None,
        query: String::new(),
        note: String::new(),
        source: String::new(),
    };
    let command: Command = Edit::add(reading).into();
    h.state_mut().session.run(&command).unwrap();
    h.run();
    // The published one stays in view until another quarter is picked.
    heading(&h, "Dashboard 2015/16 Q2");
    h.get_by_role_and_label(Role::ComboBox, "Quarter of the dashboard")
        .focus();
    h.run();
    press(&mut h, Key::Space);
    press(&mut h, Key::Home);
    let quarters = h.state().session.dashboard_quarters();
    let asked = Period::Quarter {
        start: 2015,
        quarter: 3,
    };
    let place = quarters.iter().position(|held| *held == asked);
    for _ in 0..place.unwrap() {
        press(&mut h, Key::ArrowDown);
    }
    press(&mut h, Key::Enter);
    heading(&h, "Dashboard 2015/16 Q3");
    h.get_by_label_contains("made from the plan’s own figures");
    h.get_by_label_contains("during the year, 11.5%, direction Better");
}

#[test]
fn a_year_of_published_figures_has_a_dashboard() {
    let mut h = office(Which::Leicester, [1300.0, 900.0], Theme::Light);
    h.get_by_role_and_label(Role::RadioButton, "Dashboard")
        .click();
    h.run();
    h.get_by_label_contains("made from the plan’s own figures");
    h.get_by_label_contains("can be set beside statistical neighbours");
}

/// Writes pictures into the folder named by `PICTURES`, to be looked at; without it, only draws them.
#[test]
fn the_dashboard_is_drawn_in_both_themes() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for [width, height] in [[1440.0_f32, 900.0_f32], [1024.0, 640.0]] {
            // What the rail and the bars of the window leave.
            let mut h = dashboard([width - 104.0, height - 78.0], theme);
            let picture = h.render().unwrap();
            assert!(
                picture
                    .pixels()
                    .any(|pixel| pixel.0 != picture.get_pixel(0, 0).0)
            );
            if let Ok(folder) = std::env::var("PICTURES") {
                picture
                    .save(format!("{folder}/dashboard-{name}-{width}.png"))
                    .unwrap();
            }
        }
    }
}
