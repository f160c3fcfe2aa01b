//! The desk "What if" of the Grant room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::{Event, Key, Theme};
use egui_kittest::kittest::Queryable as _;
use golden_thread::domain::grant::position::latest;
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::domain::scenario::Scenario;
use golden_thread::domain::scheme::Scheme;
use golden_thread::session::Session;

mod common;
mod moves;

use moves::{
    Room, YEAR, at_desk, book, check_undo, choose, click, empty, enter, fill, focus, grant,
    is_disabled, line, picture, press, run, type_in,
};

fn desk(prepare: impl FnOnce(&mut Session)) -> Room {
    at_desk("What if", [1336.0, 822.0], Theme::Light, prepare)
}

/// A copy of the plan under a name, made without the desk.
fn copied(session: &mut Session, name: &str) {
    let id = golden_thread::domain::id::ScenarioId(session.new_key());
    let held = Scenario::copy_of(session.book(), YEAR, id, name);
    run(session, Edit::add(held));
}

fn held<'a>(h: &'a Room, name: &str) -> &'a Scenario {
    book(h)
        .scenarios
        .iter()
        .find(|held| held.name == name)
        .unwrap()
}

#[test]
fn a_cut_of_five_per_cent_sums_to_the_penny() {
    let mut h = desk(|_| {});
    h.get_by_label("No what-ifs in 2001/02");
    click(&mut h, "New what-if…");
    choose(&mut h, "Which grant", "Main");
    choose(&mut h, "Lines rounded to", "1p");
    h.get_by_label(
        "Main: £1,355,598 becomes £1,287,818.10; seven lines make the change, all together £1,355,600 → £1,287,820, £1.90 more than there is.",
    );
    click(&mut h, "Add the what-if");
    check_undo(&h, "Add Scenario “Main −5 %” 2001/02");
    let main = grant(book(&h), "Main");
    // 5 % of what its lines had, £1,355,600.
    assert_eq!(held(&h, "Main −5 %").allocated(main), Pence(128_782_000));
    h.run();
    h.get_by_label("Assessment, from Main, Main −5 %: 278,587.50");
    h.get_by_label("Assessment, from Main: plan 293,250, difference −£14,662.50");
    h.get_by_label("⚠ Main: £1.90 more on its lines than it is worth");
}

#[test]
fn a_line_is_protected_and_the_others_bear_the_cut() {
    let mut h = desk(|_| {});
    click(&mut h, "New what-if…");
    choose(
        &mut h,
        "Begin with",
        "a grant changes, some lines protected",
    );
    choose(&mut h, "Which grant", "Main");
    click(&mut h, "Protect Assessment");
    h.get_by_label_contains("six lines make the change, all together £1,355,600 → £1,287,820");
    fill(&mut h, "Name of the what-if", "Assessment first");
    click(&mut h, "Add the what-if");
    let held = held(&h, "Assessment first");
    let at = |name| held.amount(line(book(&h), "Main", name));
    assert_eq!(at("Assessment"), Some(Pence(29_325_000)));
    assert!(at("Managing change").unwrap() < Pence(9_825_000));
    assert_eq!(held.allocated(grant(book(&h), "Main")), Pence(128_782_000));
}

#[test]
fn what_cannot_be_supposed_says_why() {
    let mut h = desk(|_| {});
    click(&mut h, "New what-if…");
    fill(&mut h, "Changes by, in per cent", "-101");
    h.get_by_label_contains("A grant cannot lose more than all of it");
    assert!(is_disabled(&h, "Add the what-if"));
    fill(&mut h, "Changes by, in per cent", "five");
    assert!(is_disabled(&h, "Add the what-if"));
    fill(&mut h, "Changes by, in per cent", "-5");
    choose(&mut h, "Begin with", "all lines by need");
    h.get_by_label_contains("No line has a weight.");
    fill(&mut h, "Need of Assessment", "3");
    fill(&mut h, "Need of Managing change", "1");
    choose(&mut h, "Which grant", "Main");
    h.get_by_label_contains("two lines make the change");
    click(&mut h, "Add the what-if");
    let held = held(&h, "By need");
    let at = |name| held.amount(line(book(&h), "Main", name));
    // Three and one of £1,287,818.10 in whole pounds.
    assert_eq!(at("Assessment"), Some(Pence(96_586_400)));
    assert_eq!(at("Managing change"), Some(Pence(32_195_400)));
    assert_eq!(at("Placement choice"), None);
}

#[test]
fn cells_are_edited_and_the_rest_moves_with_them() {
    let mut h = desk(|session| copied(session, "Less"));
    focus(&mut h, "Assessment, from Main, Less: 293,250");
    type_in(&mut h, "=293250-1000");
    h.run();
    h.get_by_label("Main, left, Less: 998");
    h.get_by_label("Assessment, from Main: plan 293,250, difference −£1,000");
    press(&mut h, &[Key::Enter]);
    check_undo(&h, "Scenario “Less” 2001/02");
    h.get_by_label("Assessment, from Main, Less: 292,250");
    focus(&mut h, "Assessment, from Main, Less: 292,250");
    h.event(Event::Paste("100\n200".to_owned()));
    h.run();
    check_undo(&h, "Paste 2 amounts of what-ifs");
    h.get_by_label("Listening to children and young people, from Main, Less: 200");
    focus(&mut h, "Assessment, from Main, Less: 100");
    type_in(&mut h, "-5");
    h.get_by_label_contains("No line or grant is less than nothing.");
    press(&mut h, &[Key::Escape, Key::Delete]);
    h.get_by_label("Assessment, from Main, Less: –");
    enter(&mut h, "Main, granted, Less: 1,355,598", "1000000");
    h.get_by_label("Main, granted, Less: 1,000,000");
    // The plan has stayed what it was.
    let at = line(book(&h), "Main", "Assessment");
    assert_eq!(latest(book(&h))[&at], Pence(29_325_000));
}

#[test]
fn the_checks_of_a_what_if_are_the_plan_s_own() {
    let mut h = desk(|session| copied(session, "More"));
    h.get_by_label_contains("Also so in the plan:");
    enter(&mut h, "Assessment, from Main, More: 293,250", "293,350");
    h.get_by_label_contains("Main is £102 over the grant");
    h.get_by_label("⚠ Main: £102 more on its lines than it is worth");
    h.get_by_label_contains("Checks to look at, More:");
}

#[test]
fn a_what_if_becomes_the_plan_as_one_step() {
    let mut h = desk(|session| {
        copied(session, "Less");
        run(session, Edit::add(Scheme::example()));
    });
    click(&mut h, "Make it the plan…");
    h.get_by_label("The plan is so already: there is nothing to move.");
    assert!(is_disabled(&h, "Make it the plan"));
    click(&mut h, "Cancel");
    enter(&mut h, "Assessment, from Main, Less: 293,250", "283,250");
    click(&mut h, "Make it the plan…");
    h.get_by_label("£10,000: Head of finance must approve it.");
    h.get_by_label_contains("✗ no reason.");
    fill(&mut h, "Reason for the change", "Fewer assessments");
    h.get_by_label_contains("Write the name of the “Head of finance” who approved it.");
    assert!(is_disabled(&h, "Make it the plan"));
    fill(&mut h, "Approved by", "B Jones");
    click(&mut h, "Make it the plan");
    check_undo(&h, "Make “Less” the plan");
    let moved = book(&h).virements[0].clone();
    assert_eq!(
        (moved.size(), moved.scenario.as_str()),
        (Pence(1_000_000), "Less")
    );
    let at = line(book(&h), "Main", "Assessment");
    assert_eq!(latest(book(&h))[&at], Pence(28_325_000));
    h.run();
    h.get_by_label("Assessment, from Main: plan 283,250, difference –");
    h.state_mut().session.undo().unwrap();
    assert!(
        book(&h).virements.is_empty(),
        "one step takes all of it back"
    );
    assert_eq!(latest(book(&h))[&at], Pence(29_325_000));
}

#[test]
fn a_lower_grant_and_its_lines_become_the_plan_together() {
    let mut h = desk(|_| {});
    click(&mut h, "New what-if…");
    choose(&mut h, "Which grant", "Main");
    click(&mut h, "Add the what-if");
    click(&mut h, "Make it the plan…");
    fill(&mut h, "Reason for the change", "The settlement is lower");
    click(&mut h, "Make it the plan");
    check_undo(&h, "Make “Main −5 %” the plan");
    let main = grant(book(&h), "Main");
    assert_eq!(
        book(&h).grants.get(main).unwrap().amount,
        Pence(128_781_810)
    );
    h.state_mut().session.undo().unwrap();
    assert_eq!(
        book(&h).grants.get(main).unwrap().amount,
        Pence(135_559_800)
    );
}

#[test]
fn two_what_ifs_are_compared_renamed_and_removed() {
    let mut h = desk(|session| {
        copied(session, "One");
        copied(session, "Two");
    });
    enter(&mut h, "Assessment, from Main, One: 293,250", "293,000");
    enter(&mut h, "Assessment, from Main, Two: 293,250", "293,500");
    choose(&mut h, "What-if", "Two");
    choose(&mut h, "Set against", "One");
    h.get_by_label("Assessment, from Main: plan 293,250, difference +£500");
    h.get_by_label_contains("+£500 against One.");
    click(&mut h, "Chart");
    h.get_by_label("“Two” less “One”, line by line");
    click(&mut h, "Grid");
    click(&mut h, "Rename…");
    fill(&mut h, "Name of the what-if", "One");
    h.get_by_label_contains("Two scenarios of one name cannot be told apart.");
    assert!(is_disabled(&h, "Keep the name"));
    fill(&mut h, "Name of the what-if", "Three");
    click(&mut h, "Keep the name");
    check_undo(&h, "Scenario “Three” 2001/02");
    click(&mut h, "Remove Three");
    check_undo(&h, "Remove Scenario “Three” 2001/02");
    assert_eq!(book(&h).scenarios.len(), 1);
}

#[test]
fn an_empty_year_leads_to_the_plan() {
    let mut h = empty("What if");
    h.get_by_label("No grants in 2026/27");
    click(&mut h, "Go to the plan");
    assert_eq!(h.state().opened, [Place::FiscalYear(2026)]);
}

/// Pictures to look at, where `PICTURES` names a folder.
#[test]
fn pictures() {
    if std::env::var("PICTURES").is_err() {
        return;
    }
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, width) in [([1336.0, 822.0], 1440), ([920.0, 562.0], 1024)] {
            let mut h = at_desk("What if", size, theme, |session| {
                copied(session, "As agreed in May")
            });
            click(&mut h, "New what-if…");
            choose(
                &mut h,
                "Begin with",
                "a grant changes, some lines protected",
            );
            choose(&mut h, "Which grant", "Main");
            click(&mut h, "Protect Assessment");
            picture(&mut h, &format!("what-if-new-{width}-{name}"));
            click(&mut h, "Add the what-if");
            h.run();
            picture(&mut h, &format!("what-if-grid-{width}-{name}"));
            click(&mut h, "Chart");
            picture(&mut h, &format!("what-if-chart-{width}-{name}"));
            click(&mut h, "Make it the plan…");
            picture(&mut h, &format!("what-if-promote-{width}-{name}"));
        }
    }
}
