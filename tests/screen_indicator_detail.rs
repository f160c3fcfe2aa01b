//! The detail of one indicator: where it stands, its rating, its views, and the rules in its form.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::command::Command;
use golden_thread::domain::id::{IndicatorId, ReadingId};
use golden_thread::domain::indicator::rule::{RagRule, Tolerance};
use golden_thread::domain::indicator::{Indicator, UnitKind};
use golden_thread::domain::period::Period;
use golden_thread::domain::problem::Place;
use golden_thread::domain::rating::Rag;
use golden_thread::domain::reading::{Reading, Reported, Status};
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::indicators::IndicatorsRoom;
use golden_thread::ui::room::Screen as _;

/// The Indicators room on a desk.
type Office = office::Office<IndicatorsRoom>;

mod common;
mod office;

/// Leicester's plan, changed before it is shown, with one indicator picked by its code.
fn office(code: &str, change: impl FnOnce(&mut Session)) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut session = Session::sample(Which::Leicester, &path).unwrap();
    change(&mut session);
    let mut room = IndicatorsRoom::default();
    let id = of(&session, code).id;
    room.select(&Place::Indicator(id), session.book());
    let office = Office::new(folder, session, room);
    let mut h = common::window([1300.0, 1500.0], Theme::Light, office, Office::draw);
    h.run();
    h
}

fn of(session: &Session, code: &str) -> Indicator {
    let mut held = session.book().indicators.iter();
    held.find(|held| held.code == code).unwrap().clone()
}

/// Changes one indicator of the plan.
fn with(session: &mut Session, code: &str, change: impl FnOnce(&mut Indicator)) {
    let was = of(session, code);
    let mut now = was.clone();
    change(&mut now);
    let command: Command = Edit::change(&was, now).into();
    session.run(&command).unwrap();
}

const LAC: &str = "LACStable_2016on";

fn figures(h: &Harness<'_, Office>, kind: &str) -> Vec<String> {
    h.get_all_by_role(Role::Figure)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with(kind))
        .collect()
}

fn click(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).click();
    h.run();
}

#[track_caller]
fn fill(h: &mut Harness<'_, Office>, field: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, field).focus();
    h.run();
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.run();
    h.event(Event::Text(text.to_owned()));
    h.run();
}

/// Picks an entry of a list so many below the one that is picked.
fn pick(h: &mut Harness<'_, Office>, list: &str, down: usize) {
    h.get_by_role_and_label(Role::ComboBox, list).focus();
    h.run();
    h.key_press(Key::Space);
    h.run();
    for _ in 0..down {
        h.key_press(Key::ArrowDown);
        h.run();
    }
    h.key_press(Key::Enter);
    h.run();
}

#[test]
fn a_figure_stands_with_its_age_its_neighbours_and_what_cannot_be_tested() {
    let h = office(LAC, |_| {});
    h.get_by_role_and_label(Role::Heading, "Where it stands");
    for said in [
        "period ended 31 March 2025",
        "taken in on",
        "of 10 neighbours, from",
        "any difference counts as a change",
        "the publication gives no counts",
        "Rule: Green in the best national quartile",
    ] {
        assert!(
            h.query_all_by_label_contains(said).next().is_some(),
            "nothing says “{said}”"
        );
    }
}

#[test]
fn a_target_is_drawn_judged_and_switched_off() {
    let mut h = office(LAC, |session| {
        with(session, LAC, |held| {
            held.target = ">90%".into();
            held.rag = RagRule::Target(5.0);
        });
    });
    assert!(figures(&h, "Line chart")[0].contains("Target >90%: 90"));
    h.get_by_label_contains(">90%: not met");
    h.get_by_label_contains("Rule: Green when the target is met");
    h.get_by_label("Red");
    let is_on = |h: &Harness<'_, Office>| {
        let node = h.get_by_role_and_label(Role::CheckBox, "Target >90%");
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    assert!(is_on(&h));
    h.get_by_role_and_label(Role::CheckBox, "Target >90%")
        .click();
    h.run();
    assert!(!is_on(&h));
}

#[test]
fn an_officer_rates_otherwise_with_a_reason_and_takes_it_back() {
    let mut h = office(LAC, |_| {});
    click(&mut h, "Rate otherwise…");
    click(&mut h, "Keep rating");
    h.get_by_label_contains("A rating that is not the rule’s has to say why.");
    assert!(h.state().session.book().ratings.is_empty());
    fill(&mut h, "Reason for the rating", "Six children");
    click(&mut h, "Keep rating");
    assert_eq!(h.state().refused, [""; 0]);
    let rating = h
        .state()
        .session
        .book()
        .ratings
        .iter()
        .next()
        .unwrap()
        .clone();
    assert_eq!(
        (rating.period, rating.rag, rating.reason.as_str()),
        (Period::Reporting(2025), Rag::Amber, "Six children")
    );
    h.get_by_label_contains("Amber, rated by an officer: Six children (by rule: ");
    click(&mut h, "Change the rating…");
    pick(&mut h, "Rating", 1);
    click(&mut h, "Keep rating");
    h.get_by_label_contains("Green, rated by an officer: Six children");
    click(&mut h, "Remove the rating");
    assert!(h.state().session.book().ratings.is_empty());
    h.get_by_label("Rate otherwise…");
}

#[test]
fn the_old_list_says_who_came_and_went() {
    let mut h = office(LAC, |_| {});
    click(&mut h, "What changes under the old list");
    h.run();
    h.get_by_label("DfE, May 2025, in use");
    h.get_by_label("From DfE, April 2021 to DfE, May 2025");
    let label = |start: &str| {
        let found = h.get_by_label_contains(start).accesskit_node();
        found.label().or_else(|| found.value()).unwrap()
    };
    let count = |start: &str| label(start).split(", ").count();
    assert_eq!(
        (count("In both:"), count("Joined:"), count("Left:")),
        (4, 6, 6)
    );
}

#[test]
fn counts_are_drawn_without_england() {
    let h = office(LAC, |session| {
        with(session, LAC, |held| held.unit = UnitKind::Count);
    });
    let alt = figures(&h, "Line chart").remove(0);
    assert!(!alt.contains("England: "), "{alt}");
    assert!(alt.contains("Neighbours (mean)"), "{alt}");
    let why = "Counts of areas of different size are not compared";
    assert!(h.query_all_by_label_contains(why).next().is_some());
}

#[test]
fn process_limits_show_which_figure_is_out_of_the_ordinary() {
    let mut h = office("MONTHLY", |session| {
        let id = IndicatorId(session.new_key());
        let indicator = Indicator {
            code: "MONTHLY".into(),
            title: "Referrals in a month".into(),
            unit: UnitKind::Count,
            decimals: 0,
            period_kind: Period::Month {
                year: 2024,
                month: 4,
            }
            .kind(),
            ..Indicator::new(id)
        };
        session.run(&Edit::add(indicator).into()).unwrap();
        for month in 1..=12_u8 {
            let value = if month == 12 {
                90.0
            } else {
                50.0 + f64::from(month % 2)
            };
            let reading = Reading {
                id: ReadingId(session.new_key()),
                indicator: id,
                area: AreaCode::new("856"),
                period: Period::Month { year: 2024, month },
                status: Status::Outturn,
                reported: Reported::Figure { value, decimals: 0 },
                numerator: None,
                denominator: None,
                query: String::new(),
                note: String::new(),
                source: String::new(),
            };
            session.run(&Edit::add(reading).into()).unwrap();
        }
    });
    assert!(!figures(&h, "Line chart")[0].contains("Upper limit"));
    click(&mut h, "Process limits");
    let alt = figures(&h, "Line chart").remove(0);
    assert!(alt.contains("Upper limit: "), "{alt}");
    assert!(
        alt.contains(
            "Out of the ordinary: January 2024 to November 2024 (seven or more in a row below the average), \
             December 2024 (above the upper limit)."
        ),
        "{alt}"
    );
    click(&mut h, "Trend");
    h.get_by_role_and_label(Role::CheckBox, "Projection")
        .click();
    h.run();
    let alt = figures(&h, "Line chart").remove(0);
    assert!(alt.contains("Projection: "), "{alt}");
    assert!(alt.contains("Projection, not a forecast"), "{alt}");
}

#[test]
fn rules_are_typed_in_the_form_and_bad_ones_refused() {
    let mut h = office("PAF A1", |_| {});
    click(&mut h, "Edit…");
    fill(&mut h, "Topic", "Placements");
    pick(&mut h, "What counts as a change", 1);
    fill(&mut h, "Tolerance", "half");
    h.get_by_label_contains("“half” is not a number of nought or more.");
    click(&mut h, "Save changes");
    assert_eq!(h.state().session.next_undo(), None);
    fill(&mut h, "Tolerance", "0.5");
    pick(&mut h, "Rating rule", 2);
    fill(&mut h, "Amber within, per cent", "5");
    click(&mut h, "Add a break");
    fill(&mut h, "Break 1, from", "1999/00");
    click(&mut h, "Save changes");
    h.get_by_label_contains("Break 1: say what changed");
    fill(&mut h, "Break 1, why", "recounted");
    h.get_by_role_and_label(
        Role::CheckBox,
        "No quarters: its figures lie too close together",
    )
    .click();
    h.run();
    click(&mut h, "Save changes");
    assert_eq!(h.state().refused, [""; 0]);
    let held = of(&h.state().session, "PAF A1");
    assert_eq!(held.topic, "Placements");
    assert_eq!(held.tolerance, Tolerance::Within(0.5));
    assert_eq!(held.rag, RagRule::Neighbours(5.0));
    assert!(held.no_quartile);
    assert_eq!(held.breaks.len(), 1);
    assert_eq!(held.breaks[0].from, Period::Financial(1999));
    assert!(figures(&h, "Line chart")[0].contains("Not comparable across a break: recounted"));
}
