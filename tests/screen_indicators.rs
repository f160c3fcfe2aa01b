//! The Indicators room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::benchmark::Average;
use golden_thread::domain::indicator::Indicator;
use golden_thread::domain::period::Period;
use golden_thread::domain::problem::Place;
use golden_thread::domain::reading::{Missing, Reading, Reported, Status};
use golden_thread::session::{Session, Which};
use golden_thread::ui::indicators::IndicatorsRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Room, Screen as _};

/// The Indicators room on a desk.
type Office = office::Office<IndicatorsRoom>;

mod common;
mod office;

fn office(
    make: impl FnOnce(&std::path::Path) -> Session,
    size: [f32; 2],
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let room = IndicatorsRoom::default();
    let office = Office::new(folder, session, room);
    let mut h = common::window(size, Theme::Light, office, Office::draw);
    h.run();
    h
}

fn leicester() -> Harness<'static, Office> {
    office(
        |path| Session::sample(Which::Leicester, path).unwrap(),
        [1300.0, 1100.0],
    )
}

fn empty() -> Harness<'static, Office> {
    office(
        |path| Session::new_plan(path, &AreaCode::new("856"), "none").unwrap(),
        [1300.0, 800.0],
    )
}

fn press(h: &mut Harness<'_, Office>, keys: &[Key]) {
    for key in keys {
        h.key_press(*key);
        h.run();
    }
}

fn type_in(h: &mut Harness<'_, Office>, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[track_caller]
fn focus(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).focus();
    h.run();
}

/// Puts the keyboard in a field of a form, whose name also stands above it.
#[track_caller]
fn fill(h: &mut Harness<'_, Office>, field: &str) {
    h.get_by_role_and_label(Role::TextInput, field).focus();
    h.run();
}

#[track_caller]
fn click(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).click();
    h.run();
}

#[track_caller]
fn check_focus(h: &Harness<'_, Office>, label: &str) {
    let focused = h
        .root()
        .children_recursive()
        .find(|node| node.is_focused())
        .and_then(|node| node.accesskit_node().label());
    assert!(
        h.get_by_label(label).is_focused(),
        "the keyboard is not on {label} but on {focused:?}"
    );
}

#[track_caller]
fn shown(h: &Harness<'_, Office>, title: &str) {
    h.get_by_role_and_label(Role::Heading, title);
}

fn indicator(h: &Harness<'_, Office>, code: &str) -> Indicator {
    h.state()
        .session
        .book()
        .indicators
        .iter()
        .find(|held| held.code == code)
        .unwrap()
        .clone()
}

fn readings(h: &Harness<'_, Office>, code: &str, period: Period) -> Vec<Reading> {
    let id = indicator(h, code).id;
    let held = h.state().session.book().readings.iter();
    held.filter(|reading| reading.indicator == id && reading.period == period)
        .cloned()
        .collect()
}

fn go(h: &mut Harness<'_, Office>, place: &Place) {
    let office = h.state_mut();
    office.room.select(place, office.session.book());
    h.run();
}

const A1: &str =
    "The proportion of children looked after who have three or more placements in one year";

#[test]
fn the_list_goes_by_arrow_keys_and_draws_only_what_is_in_view() {
    let mut h = leicester();
    shown(&h, A1);
    let rows = h.get_all_by_role(Role::ListBoxOption).count();
    assert!((5..30).contains(&rows), "{rows} rows are drawn");
    h.get_by_label_contains("PAF A1 The proportion").focus();
    h.run();
    press(&mut h, &[Key::ArrowDown]);
    shown(&h, "Adoptions of children looked after");
    press(&mut h, &[Key::End]);
    shown(&h, "Percentage of social worker vacancies");
    assert!(
        h.get_by_label_contains("Work_Force_Vac_Rate Percentage")
            .is_focused()
    );
    press(&mut h, &[Key::Home]);
    shown(&h, A1);
}

#[test]
fn the_arrows_are_the_lists_when_nobody_has_the_keyboard() {
    let mut h = leicester();
    shown(&h, A1);
    press(&mut h, &[Key::ArrowDown]);
    shown(&h, "Adoptions of children looked after");
    press(&mut h, &[Key::ArrowUp]);
    shown(&h, A1);
}

#[test]
fn searching_and_objectives_narrow_the_list() {
    let mut h = leicester();
    let rows = |h: &Harness<'_, Office>| h.get_all_by_role(Role::ListBoxOption).count();
    focus(&mut h, "Search indicators");
    type_in(&mut h, "dental");
    assert_eq!(rows(&h), 1);
    press(&mut h, &[Key::ArrowDown]);
    shown(&h, "Percentage of CLA having Dental Checks");
    focus(&mut h, "Search indicators");
    type_in(&mut h, " zzz");
    h.get_by_label_contains("No indicator has “dental zzz”");
    let first = indicator(&h, "PAF A1").id;
    go(&mut h, &Place::Indicator(first));
    assert!(rows(&h) > 5, "what one is led to is in the list again");
    click(&mut h, "Filters");
    focus(&mut h, "Objective");
    let labels: Vec<String> = {
        let book = h.state().session.book();
        book.objectives.iter().map(|held| held.label()).collect()
    };
    let at = labels
        .iter()
        .position(|held| held.ends_with("Disabled children"));
    press(&mut h, &[Key::Space]);
    for _ in 0..=at.unwrap() {
        press(&mut h, &[Key::ArrowDown]);
    }
    press(&mut h, &[Key::Enter]);
    let serves = h
        .state()
        .session
        .book()
        .objectives
        .iter()
        .find(|held| held.short == "Disabled children")
        .unwrap()
        .id;
    let book = h.state().session.book();
    let wanted = book
        .indicators
        .iter()
        .filter(|held| held.objectives.contains(&serves))
        .count();
    assert_eq!(rows(&h), wanted);
}

#[test]
fn a_reading_is_added_by_keyboard_and_taken_back() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    type_in(&mut h, "2004/05");
    press(&mut h, &[Key::Tab]);
    assert_eq!(
        h.state().session.next_undo(),
        None,
        "a period alone is no reading"
    );
    type_in(&mut h, "18.5");
    press(&mut h, &[Key::Tab]);
    let added = readings(&h, "PAF A1", Period::Financial(2004));
    assert_eq!(added.len(), 1);
    assert_eq!(
        added[0].reported,
        Reported::Figure {
            value: 18.5,
            decimals: 1
        }
    );
    assert_eq!(added[0].status, Status::Outturn);
    assert_eq!(
        h.state().session.next_undo(),
        Some("Add Reading PAF A1 2004/05")
    );
    check_focus(&h, "2004/05, outturn, Status: outturn");
    type_in(&mut h, "pr");
    press(&mut h, &[Key::Tab]);
    assert_eq!(
        readings(&h, "PAF A1", Period::Financial(2004))[0].status,
        Status::Provisional
    );
    assert_eq!(h.state().refused, [""; 0]);
    let office = h.state_mut();
    office.session.undo().unwrap();
    assert_eq!(office.session.undo().unwrap(), "Add Reading PAF A1 2004/05");
    assert_eq!(readings(&h, "PAF A1", Period::Financial(2004)), []);
}

#[test]
fn after_enter_the_next_period_is_typed() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    type_in(&mut h, "2004/05");
    press(&mut h, &[Key::Tab]);
    type_in(&mut h, "18");
    press(&mut h, &[Key::Enter]);
    check_focus(&h, "New reading, Period: add a period…");
}

#[test]
fn a_wrong_value_is_refused_explained_and_kept() {
    let mut h = leicester();
    focus(&mut h, "2000/01, planned, Value: 23%");
    type_in(&mut h, "140");
    h.get_by_label_contains("A percentage lies between 0 and 100.");
    press(&mut h, &[Key::Tab]);
    assert_eq!(h.state().session.next_undo(), None);
    h.get_by_label("2000/01, planned, Value: 140");
    focus(&mut h, "2000/01, planned, Value: 140");
    press(&mut h, &[Key::Escape]);
    h.get_by_label("2000/01, planned, Value: 23%");
}

#[test]
fn a_period_of_another_kind_is_refused_with_what_to_write() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    type_in(&mut h, "2004/05 Q2");
    h.get_by_label_contains("is a quarter");
    press(&mut h, &[Key::Tab]);
    h.get_by_label("New reading, Period: 2004/05 Q2");
    focus(&mut h, "New reading, Period: 2004/05 Q2");
    press(&mut h, &[Key::Escape]);
    type_in(&mut h, "2004-05");
    press(&mut h, &[Key::Tab]);
    // Half a reading waits while another indicator is looked at.
    h.get_by_label_contains("PAF C23 Adoptions").click();
    h.run();
    h.get_by_label("New reading, Period: add a period…");
    h.get_by_label_contains("PAF A1 The proportion").click();
    h.run();
    h.get_by_label("New reading, Period: 2004-05");
    assert_eq!(h.state().session.next_undo(), None);
}

#[test]
fn a_second_figure_of_one_period_and_status_is_refused() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    type_in(&mut h, "1998/99");
    press(&mut h, &[Key::Tab]);
    type_in(&mut h, "31");
    h.get_by_label_contains("There is one already");
    assert_eq!(h.state().session.next_undo(), None);
}

#[test]
fn an_emptied_value_removes_its_reading_and_a_reason_stands_in_its_place() {
    let mut h = leicester();
    focus(&mut h, "1998/99, outturn, Value: 30%");
    press(&mut h, &[Key::Delete]);
    assert_eq!(readings(&h, "PAF A1", Period::Financial(1998)), []);
    assert_eq!(
        h.state_mut().session.undo().unwrap(),
        "Remove Reading PAF A1 1998/99"
    );
    h.run();
    focus(&mut h, "1998/99, outturn, Value: 30%");
    type_in(&mut h, "?");
    press(&mut h, &[Key::Enter]);
    let held = readings(&h, "PAF A1", Period::Financial(1998));
    assert_eq!(held[0].reported, Reported::Missing(Missing::NotYetKnown));
    h.get_by_label("1998/99, outturn, Value: [?]");
    h.get_by_label_contains("[?] not yet known");
}

#[test]
fn numbers_queries_and_notes_are_kept() {
    let mut h = leicester();
    focus(&mut h, "1998/99, outturn, Number: [x]");
    for text in ["90", "300", "Recount?", "From the return"] {
        type_in(&mut h, text);
        press(&mut h, &[Key::Tab]);
    }
    let held = readings(&h, "PAF A1", Period::Financial(1998)).remove(0);
    assert_eq!(
        (held.numerator, held.denominator),
        (Some(90.0), Some(300.0))
    );
    assert_eq!(
        (held.query.as_str(), held.note.as_str()),
        ("Recount?", "From the return")
    );
    // The doubt is a finding at once, and leads to its figure.
    h.get_by_label_contains("is in doubt: Recount?");
    click(&mut h, "Go to 1998/99");
    check_focus(&h, "1998/99, outturn, Value: 30%");
}

#[test]
fn a_block_from_a_spreadsheet_is_one_change() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    h.event(Event::Paste(
        "Year\tFigure\n2004/05 (prov)\t18\n2003/04\t9\n2005/06\tN/A\n".into(),
    ));
    h.run();
    assert_eq!(h.state().refused, [""; 0]);
    assert_eq!(
        h.state().session.next_undo(),
        Some("Paste: 3 readings of PAF A1")
    );
    assert_eq!(
        readings(&h, "PAF A1", Period::Financial(2004))[0].status,
        Status::Provisional
    );
    assert_eq!(
        readings(&h, "PAF A1", Period::Financial(2003))[0]
            .reported
            .value(),
        Some(9.0)
    );
    assert_eq!(
        readings(&h, "PAF A1", Period::Financial(2005))[0].reported,
        Reported::Missing(Missing::NotApplicable)
    );
    h.state_mut().session.undo().unwrap();
    assert_eq!(readings(&h, "PAF A1", Period::Financial(2004)), []);
}

#[test]
fn a_block_with_a_fault_changes_nothing_and_says_which_row() {
    let mut h = leicester();
    focus(&mut h, "New reading, Period: add a period…");
    h.event(Event::Paste("2004/05\t18\n2005/06\t180\n".into()));
    h.run();
    h.get_by_label_contains("Row 2 of the block: 180%. A percentage lies between 0 and 100.");
    assert_eq!(h.state().session.next_undo(), None);
}

#[test]
fn published_figures_stand_beside_neighbours_and_cannot_be_typed_over() {
    let mut h = leicester();
    let lac = indicator(&h, "LACStable_2016on");
    go(&mut h, &Place::Indicator(lac.id));
    shown(&h, &lac.title);
    let figures: Vec<String> = h
        .get_all_by_role(Role::Figure)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        figures
            .iter()
            .any(|label| label.starts_with("Line chart: Placement 1")
                && label.contains("Neighbours (mean)"))
    );
    assert!(
        figures
            .iter()
            .any(|label| label.starts_with("Bar chart: 10 neighbours, 2025")
                && label.contains("Leicester (ours)"))
    );
    h.get_by_label_contains("Open Government Licence");
    let cell = h
        .get_all_by_label_contains("2025, published, Value")
        .next()
        .unwrap();
    cell.focus();
    h.run();
    type_in(&mut h, "5");
    press(&mut h, &[Key::Enter]);
    assert_eq!(h.state().session.next_undo(), None);
    focus(&mut h, "Average of the neighbours");
    press(&mut h, &[Key::Space, Key::ArrowDown, Key::Enter]);
    assert_eq!(h.state().against.average, Average::Median);
    h.get_by_role_and_label(Role::ComboBox, "Neighbour list");
}

#[test]
fn an_indicator_without_neighbours_says_so_and_shows_its_own() {
    let mut h = leicester();
    h.get_by_label_contains("No neighbours’ figures are in the file");
    let bars = h
        .get_all_by_role(Role::Figure)
        .filter_map(|node| node.accesskit_node().label());
    assert_eq!(
        bars.filter(|label| label.starts_with("Bar chart")).count(),
        0
    );
    assert!(
        h.query_by_label_contains("Open Government Licence")
            .is_none()
    );
    click(&mut h, "How figures come in");
    assert_eq!(h.state().asks.last(), Some(&Request::Go(Room::Data)));
}

#[test]
fn figures_are_copied_and_the_plot_is_saved() {
    let mut h = leicester();
    click(&mut h, "Copy figures");
    click(&mut h, "Save SVG…");
    let [
        Request::Copy { text, .. },
        Request::Save { name, bytes, .. },
    ] = h.state().asks.as_slice()
    else {
        panic!("{:?}", h.state().asks);
    };
    assert!(
        text.starts_with("Period\tLeicester") && text.contains("1998/99\t30%"),
        "{text}"
    );
    assert_eq!(name, "paf-a1.svg");
    assert!(
        bytes.starts_with(b"<svg"),
        "{}",
        String::from_utf8_lossy(&bytes[..40])
    );
}

#[test]
fn an_empty_plan_begins_with_a_form() {
    let mut h = empty();
    h.get_by_label("No indicators yet");
    click(&mut h, "Add the first indicator…");
    click(&mut h, "Add indicator");
    assert_eq!(
        h.get_all_by_label_contains("✗").count(),
        2,
        "code and title are asked for"
    );
    assert_eq!(h.state().asks, []);
    fill(&mut h, "Code");
    type_in(&mut h, "CPP2");
    fill(&mut h, "Title");
    type_in(&mut h, "Second or later child protection plan");
    assert!(h.query_by_label_contains("✗").is_none());
    click(&mut h, "Add indicator");
    assert_eq!(h.state().refused, [""; 0]);
    shown(&h, "Second or later child protection plan");
    assert_eq!(h.state().session.next_undo(), Some("Add Indicator CPP2"));
    h.get_by_label("New reading, Period: add a period…");
}

#[test]
fn an_indicator_is_edited_and_its_removal_is_refused_while_it_has_figures() {
    let mut h = leicester();
    click(&mut h, "Edit…");
    fill(&mut h, "Title");
    press(&mut h, &[Key::End]);
    type_in(&mut h, "!");
    click(&mut h, "Save changes");
    shown(&h, &format!("{A1}!"));
    assert_eq!(h.state().session.next_undo(), Some("Indicator PAF A1"));
    click(&mut h, "Remove");
    h.get_by_label("PAF A1 was not removed.");
    click(&mut h, "Remove its 6 figures");
    assert_eq!(
        h.state().session.next_undo(),
        Some("Remove 6 readings of PAF A1")
    );
    click(&mut h, "Remove");
    assert_eq!(
        h.state().session.next_undo(),
        Some("Remove Indicator PAF A1")
    );
    shown(&h, "Adoptions of children looked after");
}

#[test]
fn a_code_that_is_taken_is_refused_beside_its_field() {
    let mut h = leicester();
    click(&mut h, "Add indicator…");
    fill(&mut h, "Code");
    type_in(&mut h, "PAF A1");
    h.get_by_label_contains("Two indicators under one code cannot be told apart.");
    // Looking at something else does not lose what was typed; giving up does.
    h.get_by_label_contains("PAF C23 Adoptions").click();
    h.run();
    shown(&h, "Adoptions of children looked after");
    click(&mut h, "Add indicator…");
    assert_eq!(
        h.get_by_role_and_label(Role::TextInput, "Code")
            .value()
            .as_deref(),
        Some("PAF A1")
    );
    click(&mut h, "Cancel");
    shown(&h, "Adoptions of children looked after");
    click(&mut h, "Add indicator…");
    assert_eq!(
        h.get_by_role_and_label(Role::TextInput, "Code")
            .value()
            .as_deref(),
        Some("")
    );
    assert_eq!(h.state().asks, []);
}

#[test]
fn what_is_typed_is_drawn_before_it_is_kept() {
    let mut h = leicester();
    focus(&mut h, "1998/99, outturn, Value: 30%");
    type_in(&mut h, "12");
    let alt = |h: &Harness<'_, Office>| {
        let mut labels = h
            .get_all_by_role(Role::Figure)
            .filter_map(|node| node.accesskit_node().label());
        labels
            .find(|label| label.starts_with("Line chart"))
            .unwrap()
    };
    assert!(alt(&h).contains("12% in 1998/99"), "{}", alt(&h));
    press(&mut h, &[Key::Escape]);
    h.run();
    assert!(alt(&h).contains("30% in 1998/99"), "{}", alt(&h));
    assert_eq!(h.state().session.next_undo(), None);
}

#[test]
fn a_place_leads_to_its_figure() {
    let mut h = leicester();
    let qp2 = indicator(&h, "QP 2");
    go(&mut h, &Place::Reading(qp2.id, Period::Financial(1999)));
    shown(&h, &qp2.title);
    check_focus(&h, "1999/00, provisional, Value: 2.1");
}

#[test]
fn the_room_fits_small_windows_and_both_themes() {
    for size in [[888.0, 560.0], [1784.0, 1120.0]] {
        let mut h = office(
            |path| Session::sample(Which::Leicestershire, path).unwrap(),
            size,
        );
        let id = h
            .state()
            .session
            .book()
            .indicators
            .iter()
            .find(|held| held.code == "LAC")
            .map(|held| held.id);
        if let Some(id) = id {
            go(&mut h, &Place::Indicator(id));
        }
        for node in h.get_all_by_role(Role::Button) {
            let label = node.accesskit_node().label().unwrap_or_default();
            assert!(!label.is_empty(), "a button without a name at {size:?}");
            assert!(
                node.rect().right() <= size[0] + 1.0,
                "{label} runs out of the window at {size:?}"
            );
        }
    }
}
