//! The Grant room, used as an officer uses it: by what things are called, and by keyboard.
//!
//! What the room asks for is carried out on a real plan's file, so that each test sees the effect and its name in undo.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::book::Book;
use golden_thread::domain::command::Command;
use golden_thread::domain::grant::position::YearPosition;
use golden_thread::domain::grant::{
    Allocation, AreaNature, CarryForward, Grant, GrantStatus, Nature, Payment, PriorityArea,
};
use golden_thread::domain::id::{GrantId, PriorityAreaId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;
use golden_thread::ui::room::Screen as _;

mod common;
mod office;

/// The Grant room on a desk.
type Office = office::Office<GrantRoom>;

fn window(
    make: impl FnOnce(&std::path::Path) -> Session,
    year: i16,
    size: [f32; 2],
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let mut office = Office::new(folder, session, GrantRoom::default());
    office.year = year;
    let mut harness = common::window(size, Theme::Light, office, Office::page);
    harness.run();
    harness
}

fn leicester() -> Harness<'static, Office> {
    window(
        |path| Session::sample(Which::Leicester, path).unwrap(),
        2001,
        [1336.0, 822.0],
    )
}

fn empty() -> Harness<'static, Office> {
    window(
        |path| Session::new_plan(path, &AreaCode::new("856"), "none").unwrap(),
        2026,
        [1336.0, 822.0],
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

#[track_caller]
fn click(h: &mut Harness<'_, Office>, label: &str) {
    // As with the wheel: what is out of view comes into view first.
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
}

/// Types into a field of a form.
#[track_caller]
fn fill(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    type_in(h, text);
}

fn book<'a>(h: &'a Harness<'_, Office>) -> &'a Book {
    h.state().session.book()
}

fn held(h: &Harness<'_, Office>, area: &str, grant: &str) -> Option<Allocation> {
    let book = book(h);
    let year = h.state().year;
    let area = book
        .priority_areas
        .iter()
        .find(|held| held.name == area)?
        .id;
    let grant = book
        .grants
        .iter()
        .find(|held| held.short == grant && held.fiscal_year == year)?
        .id;
    book.allocations
        .iter()
        .find(|held| held.grant == grant && held.priority_area == area)
        .cloned()
}

#[track_caller]
fn check_amount(h: &Harness<'_, Office>, area: &str, grant: &str, pounds: Option<i64>) {
    let got = held(h, area, grant).map(|held| held.amount);
    assert_eq!(
        got,
        pounds.map(|pounds| Pence(pounds * 100)),
        "{area}, {grant}; refused: {:?}",
        h.state().refused
    );
}

#[track_caller]
fn check_undo(h: &Harness<'_, Office>, want: &str) {
    assert_eq!(h.state().session.next_undo(), Some(want));
}

#[test]
fn the_year_stands_as_the_plan_printed_it() {
    let h = leicester();
    h.get_by_label("Assessment, Main: 293,250");
    h.get_by_label("Allocated, Main: 1,355,600");
    h.get_by_label("Left, Main: −2, over");
    h.get_by_label("Left, Leaving care: 983,648");
    h.get_by_label("Left, Disabled children: −1, over");
    h.get_by_label("Left, all grants: 983,645");
    h.get_by_label("Placement choice, of which adoption £36,900");
    h.get_by_label("16+ year olds in and leaving care, first 6 months");
    h.get_by_label("nothing allocated · £983,648 left, must go to young people leaving care");
    h.get_by_label("£1,355,600 allocated · ⚠ £2 over");
    h.get_by_label_contains("sum to the published £2,475,945");
}

#[test]
fn a_sum_is_typed_and_everything_moves_with_it_before_it_is_kept() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    type_in(&mut h, "=290000+4250");
    h.run();
    h.get_by_label("Left, Main: −1,002, over");
    h.get_by_label("£1,356,600 allocated · ⚠ £1,002 over");
    check_amount(&h, "Assessment", "Main", Some(293_250));
    press(&mut h, &[Key::Enter]);
    check_amount(&h, "Assessment", "Main", Some(294_250));
    check_undo(&h, "Amount for Assessment from Main");
    assert!(
        h.get_by_label("Listening to children and young people, Main: 57,550")
            .is_focused()
    );
    h.state_mut().session.undo().unwrap();
    h.run();
    h.get_by_label("Left, Main: −2, over");
}

#[test]
fn escape_leaves_the_sums_as_they_were() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    type_in(&mut h, "1");
    h.run();
    h.get_by_label("Left, Main: 293,247");
    press(&mut h, &[Key::Escape]);
    h.run();
    h.get_by_label("Left, Main: −2, over");
    assert_eq!(h.state().session.next_undo(), None);
}

#[test]
fn a_wrong_text_is_kept_with_its_reason_and_changes_nothing() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    type_in(&mut h, "12,3.4.5");
    h.get_by_label_contains("“12,3.4.5”");
    press(&mut h, &[Key::Tab]);
    h.get_by_label("Assessment, Main: 12,3.4.5");
    check_amount(&h, "Assessment", "Main", Some(293_250));
    assert_eq!(h.state().session.next_undo(), None);
    focus(&mut h, "Assessment, Main: 12,3.4.5");
    type_in(&mut h, "-5");
    h.get_by_label_contains("less than nothing");
    press(&mut h, &[Key::Escape]);
    h.get_by_label("Assessment, Main: 293,250");
}

#[test]
fn a_block_is_pasted_as_one_step_or_not_at_all() {
    let mut h = leicester();
    focus(&mut h, "Managing change, Main: 98,250");
    h.event(Event::Paste("100\n=2*150".to_owned()));
    h.run();
    check_amount(&h, "Managing change", "Main", Some(100));
    check_amount(
        &h,
        "Management information and quality assurance",
        "Main",
        Some(300),
    );
    check_undo(&h, "Paste 2 amounts");
    h.state_mut().session.undo().unwrap();
    h.run();
    check_amount(&h, "Managing change", "Main", Some(98_250));
    h.event(Event::Paste("100\n1.2.3\n7".to_owned()));
    h.run();
    check_amount(&h, "Managing change", "Main", Some(98_250));
    h.get_by_label("2 of 3 cells cannot be changed so; nothing was changed.");
    h.get_by_label_contains("outside the grid");
    click(&mut h, "Paste the other 1");
    check_amount(&h, "Managing change", "Main", Some(100));
}

#[test]
fn clearing_removes_and_offers_nought_where_parts_stand_in_the_way() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    press(&mut h, &[Key::Delete]);
    check_amount(&h, "Assessment", "Main", None);
    check_undo(&h, "Remove Amount for Assessment from Main");
    focus(&mut h, "Placement choice, Main: 463,950");
    press(&mut h, &[Key::Delete]);
    check_amount(&h, "Placement choice", "Main", Some(463_950));
    h.get_by_label_contains("“of which” line inside it");
    click(&mut h, "Set it to 0");
    check_amount(&h, "Placement choice", "Main", Some(0));
    h.get_by_label("Placement choice, Main: 0");
}

#[test]
fn filling_down_is_one_step() {
    let mut h = leicester();
    focus(
        &mut h,
        "Listening to children and young people, Main: 57,550",
    );
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    h.run();
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::D);
    h.run();
    check_amount(&h, "Managing change", "Main", Some(57_550));
    check_amount(
        &h,
        "Management information and quality assurance",
        "Main",
        Some(57_550),
    );
    check_undo(&h, "Fill down 2 amounts");
}

#[test]
fn the_pound_over_the_ring_fence_is_taken_off_by_its_link() {
    let mut h = leicester();
    click(&mut h, "Take £1 off");
    check_amount(&h, "Disabled children", "Disabled children", Some(136_699));
    check_undo(&h, "Amount for Disabled children from Disabled children");
    assert!(
        h.query_by_label("Take £1 off").is_none(),
        "the check still stands"
    );
    h.get_by_label("Left, Disabled children: 0");
}

#[test]
fn the_pound_over_the_ring_fence_can_be_paid_from_main_instead() {
    let mut h = leicester();
    click(&mut h, "Pay £1 from Main, then £3 over");
    check_amount(&h, "Disabled children", "Disabled children", Some(136_699));
    check_amount(&h, "Disabled children", "Main", Some(1));
    check_undo(&h, "Pay £1 of Disabled children from Main");
    h.state_mut().session.undo().unwrap();
    h.run();
    check_amount(&h, "Disabled children", "Main", None);
}

#[test]
fn the_leaving_care_line_is_moved_to_its_ring_fence_with_its_dates() {
    let mut h = leicester();
    let line = "16+ year olds in and leaving care";
    let was = held(&h, line, "Main").unwrap();
    click(&mut h, "Move it");
    check_amount(&h, line, "Main", None);
    let now = held(&h, line, "Leaving care").unwrap();
    assert_eq!(
        (now.amount, now.from, now.to),
        (was.amount, was.from, was.to)
    );
    assert!(was.to.is_some(), "the sample says six months");
    h.state_mut().session.undo().unwrap();
    h.run();
    check_amount(&h, line, "Main", Some(84_000));
}

#[test]
fn a_line_shows_what_it_covers_and_what_it_should_change() {
    let mut h = leicester();
    let office = h.state_mut();
    let area = office
        .session
        .book()
        .priority_areas
        .iter()
        .find(|area| area.name.starts_with("16+"))
        .unwrap()
        .id;
    let place = Place::PriorityArea(area, 2001);
    let Office { session, room, .. } = office;
    room.select(&place, session.book());
    h.run();
    assert!(
        h.get_by_label("16+ year olds in and leaving care, Main: 84,000")
            .is_focused()
    );
    h.get_by_label("first 6 months");
    h.get_by_label_contains("it would be £168,000 for the year");
    h.get_by_label("What it should change");
    click(&mut h, "Change dates…");
    fill(&mut h, "Covers to", "nonsense");
    h.get_by_label_contains("nonsense");
    fill(&mut h, "Covers to", "");
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.run();
    type_in(&mut h, "31 December 2001");
    press(&mut h, &[Key::Enter]);
    h.get_by_label("first 9 months");
    assert_eq!(
        held(&h, "16+ year olds in and leaving care", "Main")
            .unwrap()
            .to,
        Some(jiff::civil::date(2001, 12, 31))
    );
}

#[test]
fn an_indicator_of_the_line_leads_to_its_room() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    press(&mut h, &[Key::ArrowUp, Key::ArrowDown]);
    let objective = book(&h)
        .priority_areas
        .iter()
        .find(|area| area.name == "Assessment")
        .unwrap()
        .objective
        .unwrap();
    let indicator = book(&h)
        .indicators
        .iter()
        .find(|held| held.objectives.contains(&objective))
        .unwrap();
    let (id, start) = (indicator.id, indicator.code.clone());
    let link = h.get_all_by_role(Role::Link).find(|node| {
        node.accesskit_node()
            .label()
            .is_some_and(|label| label.starts_with(&start))
    });
    link.expect("no link to the indicator").click();
    h.run();
    assert_eq!(h.state().opened(), [Place::Indicator(id)]);
    h.get_by_label_contains("Health Action Zone");
}

/// A partner's money half-typed for one line is not kept for another, nor for another year.
#[test]
fn a_partners_form_goes_with_its_line_and_year() {
    let mut h = leicester();
    focus(&mut h, "Assessment, Main: 293,250");
    press(&mut h, &[Key::ArrowUp, Key::ArrowDown]);
    let is_open = |h: &Harness<'_, Office>| h.query_all_by_label("Partner’s amount").count() > 0;
    click(&mut h, "Add a partner’s money…");
    assert!(is_open(&h));
    focus(&mut h, "Managing change, Main: 98,250");
    press(&mut h, &[Key::ArrowDown, Key::ArrowUp]);
    assert!(!is_open(&h), "the form is still about Assessment");
    click(&mut h, "Add a partner’s money…");
    assert!(is_open(&h));
    h.state_mut().year = 2002;
    h.run();
    h.state_mut().year = 2001;
    h.run();
    assert!(!is_open(&h), "the form outlived its year");
}

#[test]
fn parts_are_added_changed_and_removed() {
    let mut h = leicester();
    focus(&mut h, "Placement choice, Main: 463,950");
    press(&mut h, &[Key::ArrowDown, Key::ArrowUp]);
    fill(&mut h, "Amount of which Adoption", "40000");
    press(&mut h, &[Key::Enter]);
    h.get_by_label("Placement choice, of which adoption £40,000");
    check_undo(&h, "Of which Adoption");
    click(&mut h, "Add an “of which”…");
    fill(&mut h, "Of which", "Fostering");
    fill(&mut h, "How much", "1,2.3.4");
    click(&mut h, "Add part");
    h.get_by_label_contains("1,2.3.4");
    fill(&mut h, "How much", "");
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.run();
    type_in(&mut h, "1000");
    click(&mut h, "Add part");
    h.get_by_label_contains("of which fostering £1,000");
    click(&mut h, "Remove of which Fostering");
    h.get_by_label("Placement choice, of which adoption £40,000");
}

#[test]
fn an_empty_plan_is_filled_from_its_first_step() {
    let mut h = empty();
    h.get_by_label("No grants in 2026/27");
    click(&mut h, "Add grant…");
    click(&mut h, "Add grant");
    h.get_by_label_contains("Enter how much was granted");
    fill(&mut h, "Name", "Family hubs");
    fill(&mut h, "Amount", "=12*1000");
    click(&mut h, "Add grant");
    check_undo(&h, "Add Grant Family hubs 2026/27");
    let grant = book(&h).grants.first().unwrap().clone();
    assert_eq!(
        (grant.amount, grant.nature, grant.short.as_str()),
        (Pence(1_200_000), Nature::Revenue, "Family hubs")
    );
    click(&mut h, "Add the first priority area…");
    fill(&mut h, "Name", "Parenting");
    press(&mut h, &[Key::Enter]);
    h.run();
    check_undo(&h, "Add Priority area Parenting");
    focus(&mut h, "Parenting, Family hubs: –");
    type_in(&mut h, "5000");
    press(&mut h, &[Key::Enter]);
    check_amount(&h, "Parenting", "Family hubs", Some(5_000));
    h.get_by_label("£5,000 allocated · £7,000 left");
}

#[test]
fn a_grant_is_ring_fenced_edited_and_not_removed_while_it_pays() {
    let mut h = leicester();
    click(&mut h, "Edit Main…");
    click(&mut h, "Ring-fenced");
    fill(&mut h, "It must be spent on", "Looked after children");
    h.get_by_role_and_label(Role::CheckBox, "Assessment")
        .click_accesskit();
    h.run();
    click(&mut h, "Save grant");
    let main = book(&h)
        .grants
        .iter()
        .find(|grant| grant.short == "Main" && grant.fiscal_year == 2001)
        .unwrap();
    assert_eq!(
        (main.ring_fence.as_str(), main.eligible.len()),
        ("Looked after children", 1)
    );
    check_undo(&h, "Grant Main 2001/02");
    click(&mut h, "Edit Main…");
    click(&mut h, "Remove grant");
    h.get_by_label_contains("Those lines would have nobody to pay them");
    click(&mut h, "Cancel");
    click(&mut h, "Edit Leaving care…");
    click(&mut h, "Remove grant");
    check_undo(&h, "Remove Grant Leaving care 2001/02");
    assert!(h.query_by_label("Edit Leaving care…").is_none());
}

#[test]
fn a_priority_area_is_renamed_and_one_with_money_is_not_removed() {
    let mut h = leicester();
    click(&mut h, "Edit priority area…");
    fill(&mut h, "Name", "s everywhere");
    click(&mut h, "Save priority area");
    assert!(
        book(&h)
            .priority_areas
            .iter()
            .any(|area| area.name.contains("s everywhere"))
    );
    click(&mut h, "Edit priority area…");
    click(&mut h, "Remove priority area");
    h.get_by_label_contains("That money would have no line");
    click(&mut h, "Cancel");
    click(&mut h, "Add priority area…");
    fill(&mut h, "Name", "Assessment");
    h.get_by_label_contains("is there already");
    click(&mut h, "Cancel");
    h.get_by_label("Checks");
}

#[test]
fn the_chart_says_what_it_shows() {
    let mut h = leicester();
    click(&mut h, "Chart");
    let figures: Vec<_> = h
        .get_all_by_role(Role::Figure)
        .filter_map(|node| node.accesskit_node().label())
        .collect();
    assert!(
        figures
            .iter()
            .any(|label| label.contains("Assessment") && label.contains("£293,250")),
        "{figures:?}"
    );
    click(&mut h, "Grid");
    h.get_by_label("Assessment, Main: 293,250");
}

#[test]
fn a_year_of_money_only_applied_for_says_so() {
    let h = window(
        |path| Session::sample(Which::Leicester, path).unwrap(),
        2003,
        [1336.0, 822.0],
    );
    h.get_by_label("applied for");
}

#[test]
fn every_cell_is_there_in_the_smallest_window() {
    let h = window(
        |path| Session::sample(Which::Leicester, path).unwrap(),
        2001,
        [920.0, 562.0],
    );
    h.get_by_label("Assessment, Main: 293,250");
    h.get_by_label("Disabled children, Disabled children: 136,700");
    h.get_by_label("Left, all grants: 983,645");
}

/// A plan of so many lines and grants, the first line paid by the first grant.
fn large(path: &std::path::Path, n_lines: i64, n_grants: i64) -> Session {
    let mut session = Session::new_plan(path, &AreaCode::new("856"), "none").unwrap();
    let line = |key| PriorityArea {
        id: PriorityAreaId(key),
        name: format!("Line {key:04}"),
        objective: None,
        also: Vec::new(),
        nature: AreaNature::Either,
        position: key,
    };
    let grant = |key| Grant {
        id: GrantId(key),
        name: format!("Grant number {key}"),
        short: format!("G{key:02}"),
        funder: String::new(),
        fiscal_year: 2026,
        amount: Pence(100_000),
        nature: Nature::Revenue,
        ring_fence: String::new(),
        eligible: Vec::new(),
        eligible_objectives: Vec::new(),
        payment: Payment::NotStated,
        conditions: String::new(),
        status: GrantStatus::Awarded,
        carry_forward: CarryForward::NotStated,
        source: String::new(),
        note: String::new(),
        position: key,
    };
    let lines = (1..=n_lines).map(|key| Edit::add(line(key)).into());
    let grants = (1..=n_grants).map(|key| Edit::add(grant(key)).into());
    session
        .run(&Command::several("Fill", lines.chain(grants).collect()))
        .unwrap();
    session
}

#[test]
fn a_large_plan_builds_what_is_in_view_and_follows_the_keyboard() {
    let mut h = window(|path| large(path, 1500, 20), 2026, [1336.0, 822.0]);
    let n_cells = h.get_all_by_role(Role::Cell).count();
    assert!(n_cells < 400, "{n_cells} cells are built");
    assert!(h.query_by_label("Line 1500, G20: –").is_none());
    focus(&mut h, "Line 0001, G01: –");
    h.key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::ArrowRight);
    h.run();
    h.run();
    assert!(h.get_by_label("Line 1500, G20: –").is_focused());
    type_in(&mut h, "7");
    press(&mut h, &[Key::Enter]);
    h.get_by_label("Line 1500, G20: 7");
    h.get_by_label("Left, G20: 993");
    click(&mut h, "← Earlier grants");
    assert!(
        h.query_by_label("Line 1500, G20: 7").is_none(),
        "the columns did not move"
    );
}

#[test]
fn a_long_list_is_searched() {
    let mut h = window(|path| large(path, 40, 2), 2026, [1336.0, 822.0]);
    fill(&mut h, "Find a priority area", "0037");
    assert!(h.query_by_label("Line 0001, G01: –").is_none());
    focus(&mut h, "Line 0037, G02: –");
    type_in(&mut h, "12");
    press(&mut h, &[Key::Enter]);
    check_amount(&h, "Line 0037", "G02", Some(12));
}

/// A file of a later version can be read and not changed.
fn read_only(path: &std::path::Path) -> Session {
    drop(Session::sample(Which::Leicester, path).unwrap());
    let file = rusqlite::Connection::open(path).unwrap();
    let version: i64 = file
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    file.pragma_update(None, "user_version", version + 1)
        .unwrap();
    drop(file);
    Session::open(path).unwrap()
}

#[test]
fn a_file_that_may_only_be_read_says_so_and_is_not_edited() {
    let mut h = window(read_only, 2001, [1336.0, 822.0]);
    assert!(h.state().session.is_read_only());
    h.get_by_label("Read only: amounts cannot be changed");
    for offered in [
        "Add grant…",
        "Take £1 off",
        "Edit priority area…",
        "Add an “of which”…",
        "Edit Main…",
    ] {
        assert!(h.query_by_label(offered).is_none(), "{offered} is offered");
    }
    focus(&mut h, "Assessment, Main: 293,250");
    type_in(&mut h, "5");
    press(&mut h, &[Key::Delete]);
    h.get_by_label("Assessment, Main: 293,250");
    assert_eq!(h.state().refused, [""; 0]);
}

#[test]
fn the_sums_drawn_are_those_of_the_domain() {
    let h = leicester();
    let position = YearPosition::of(book(&h), 2001, None);
    for sums in &position.grants {
        let grant = book(&h).grants.get(sums.grant).unwrap();
        let shown = sums.allocated.pounds_grouped();
        h.get_by_label(&format!("Allocated, {}: {shown}", grant.short));
    }
}
