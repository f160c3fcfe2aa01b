//! The desk "In the year", used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod common;
mod office;

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::actual::Actual;
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::grant::{CarryForward, Grant};
use golden_thread::domain::id::ActualId;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;

/// The Grant room on a desk.
type Office = office::Office<GrantRoom>;

fn open(make: impl FnOnce(&std::path::Path) -> Session, theme: Theme) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let office = Office::new(folder, session, GrantRoom::default());
    let mut h = common::window([1336.0, 1100.0], theme, office, Office::page);
    h.run();
    click(&mut h, "In the year");
    h
}

fn leicester() -> Harness<'static, Office> {
    open(
        |path| Session::sample(Which::Leicester, path).unwrap(),
        Theme::Light,
    )
}

fn click(h: &mut Harness<'_, Office>, label: &str) {
    // As with the wheel: what is out of view comes into view first.
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
}

/// Types a text into a field of a form, and keeps it.
fn fill(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    write(h, text);
}

/// Types a text into a cell of a grid, and keeps it.
fn enter(h: &mut Harness<'_, Office>, cell: &str, text: &str) {
    h.get_by_label(cell).focus();
    write(h, text);
}

fn write(h: &mut Harness<'_, Office>, text: &str) {
    h.run();
    h.event(Event::Text(text.to_owned()));
    h.run();
    h.key_press(Key::Enter);
    h.run();
}

/// A cell of a grid, by its row and column.
fn cell(h: &Harness<'_, Office>, row: &str, column: &str) -> String {
    let begins = format!("{row}, {column}: ");
    let found: Vec<String> = h
        .query_all_by(|node| node.label().is_some_and(|label| label.starts_with(&begins)))
        .filter_map(|node| {
            use egui_kittest::kittest::NodeT as _;
            node.accesskit_node().label()
        })
        .collect();
    assert_eq!(found.len(), 1, "{begins}: {found:?}");
    found[0].clone()
}

#[test]
fn lines_are_followed_by_month() {
    let mut h = leicester();
    h.get_by_label("2001/02 so far");
    let spent = "Assessment, from Main";
    // The first line is picked; its months are typed below it.
    let first = cell(&h, "April", "Spent");
    assert!(first.contains('–'), "{first}");
    enter(&mut h, &first, "40000");
    let actual = h.state().session.book().actuals[0].clone();
    assert_eq!((actual.month, actual.amount), (1, Pence(4_000_000)));
    assert_eq!(h.state().refused, Vec::<String>::new());
    // The desk now stands at April: that is the last month with spending.
    let so_far = cell(&h, "Placement choice, from Main", "Spent to date");
    assert!(so_far.contains("40,000"), "{so_far}");
    let forecast = cell(&h, spent, "Forecast");
    enter(&mut h, &forecast, "=293250*1.1");
    let held = h.state().session.book().forecasts[0].clone();
    assert_eq!((held.month, held.outturn), (1, Pence(32_257_500)));
    let rated = cell(&h, spent, "RAG");
    assert!(rated.contains("red"), "{rated}");
    assert!(cell(&h, spent, "Variance").contains("29,325"));
}

#[test]
fn a_wrong_amount_is_kept_and_explained() {
    let mut h = leicester();
    let april = cell(&h, "April", "Spent");
    enter(&mut h, &april, "12,3.4.5");
    assert!(h.state().session.book().actuals.is_empty());
    assert!(
        h.query_all_by(|node| node.value().is_some_and(|v| v.contains("12,3.4.5")))
            .count()
            > 0
    );
}

#[test]
fn a_closed_month_refuses_until_it_is_opened_with_a_reason() {
    let mut h = leicester();
    click(&mut h, "Close");
    assert_eq!(h.state().session.book().closings.len(), 1);
    let april = cell(&h, "April", "Spent");
    enter(&mut h, &april, "100");
    assert!(h.state().session.book().actuals.is_empty());
    h.key_press(Key::Escape);
    h.run();
    click(&mut h, "Open again");
    assert!(h.state().session.book().closings[0].is_closed);
    h.get_by_label_contains("open again without a reason");
    fill(&mut h, "Reason, for opening again", "A late invoice");
    click(&mut h, "Open again");
    assert!(!h.state().session.book().closings[0].is_closed);
    h.get_by_label_contains("A late invoice");
}

#[test]
fn a_commitment_goes_from_requisition_to_spending() {
    let mut h = leicester();
    click(&mut h, "Add a commitment…");
    fill(&mut h, "Reference", "PO 17");
    fill(&mut h, "Requisitioned", "300");
    click(&mut h, "Keep the commitment");
    assert_eq!(h.state().session.book().commitments.len(), 1);
    fill(&mut h, "Order on PO 17", "300");
    fill(&mut h, "Invoice on PO 17", "200");
    let book = h.state().session.book();
    assert_eq!(book.commitments[0].outstanding(), Pence(10_000));
    assert_eq!(book.actuals[0].amount, Pence(20_000));
}

/// Spends so many pounds on a line of Main in March.
fn spend(session: &mut Session, area: &str, pence: i64) {
    let book = session.book();
    let main = book.grants.iter().find(|held| held.short == "Main");
    let area = book.priority_areas.iter().find(|held| held.name == area);
    let spent = Actual {
        id: ActualId(session.new_key()),
        grant: main.unwrap().id,
        priority_area: area.unwrap().id,
        month: 12,
        amount: Pence(pence),
        batch: None,
        note: String::new(),
    };
    session.run(&Edit::add(spent).into()).unwrap();
}

/// Every line was spent to the penny but Assessment, of which nothing was; what is left of Main is carried forward.
fn year_end(path: &std::path::Path) -> Session {
    let mut session = Session::sample(Which::Leicester, path).unwrap();
    let main = session
        .book()
        .grants
        .iter()
        .find(|held| held.short == "Main");
    let main = main.unwrap().clone();
    let now = Grant {
        carry_forward: CarryForward::Allowed,
        ..main.clone()
    };
    session.run(&Edit::change(&main, now).into()).unwrap();
    let allocations = session.book().allocations.clone();
    for held in &allocations {
        let area = session.book().priority_areas.get(held.priority_area);
        let name = area.unwrap().name.clone();
        if held.grant == main.id && name != "Assessment" {
            spend(&mut session, &name, held.amount.0);
        }
    }
    session
}

#[test]
fn what_is_carried_forward_is_one_grant_however_often_it_is_decided() {
    let mut h = open(year_end, Theme::Light);
    #[track_caller]
    fn check(h: &Harness<'_, Office>, pounds: i64) {
        let book = h.state().session.book();
        let next: Vec<_> = book
            .grants
            .iter()
            .filter(|held| held.short == "Main b/f")
            .map(|held| (held.fiscal_year, held.amount.0 / 100))
            .collect();
        assert_eq!(next, [(2002, pounds)], "{:?}", h.state().refused);
    }
    click(&mut h, "Record what becomes of 1 line");
    check(&h, 293_250);
    // Another line is overspent, and then a late invoice comes in on the first.
    spend(&mut h.state_mut().session, "Managing change", 3_000);
    h.run();
    h.get_by_label("Managing change, from Main: £30 overspent");
    click(&mut h, "Record what becomes of 1 line");
    check(&h, 293_220);
    spend(&mut h.state_mut().session, "Assessment", 5_000);
    h.run();
    h.get_by_label("Assessment, from Main: £293,200 left now, £293,250 left when carried forward");
    click(&mut h, "Record what becomes of 1 line");
    check(&h, 293_170);
}

#[test]
fn an_overspend_that_no_grant_can_bear_is_refused_where_it_is_decided() {
    let make = |path: &std::path::Path| {
        let mut session = year_end(path);
        spend(&mut session, "Assessment", 29_325_000);
        spend(&mut session, "Managing change", 3_000);
        session
    };
    let mut h = open(make, Theme::Light);
    click(&mut h, "Record what becomes of 1 line");
    h.get_by_label_contains("£30 overspent to be carried into 2002/03, against £0 brought forward");
    assert!(h.state().session.book().carried.is_empty());
}

#[test]
fn a_year_without_lines_says_what_belongs_here() {
    let h = open(
        |path| Session::new_plan(path, &AreaCode::new("856"), "none").unwrap(),
        Theme::Dark,
    );
    h.get_by_label("No line has money in 2001/02");
}

#[test]
fn the_desk_is_drawn() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut h = open(
            |path| Session::sample(Which::Leicester, path).unwrap(),
            theme,
        );
        for (month, text) in [("April", "40000"), ("May", "36000"), ("June", "42000")] {
            let at = cell(&h, month, "Spent");
            enter(&mut h, &at, text);
        }
        let forecast = cell(&h, "Placement choice, from Main", "Forecast");
        enter(&mut h, &forecast, "480000");
        h.render()
            .unwrap()
            .save(format!("{folder}/monitor-{name}.png"))
            .unwrap();
    }
}
