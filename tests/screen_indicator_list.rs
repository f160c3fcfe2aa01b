//! The list of indicators and the other ways of seeing them: filters, order, overview, side by side, saved views.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use golden_thread::domain::benchmark::Average;
use golden_thread::domain::command::Command;
use golden_thread::domain::id::{IndicatorId, ReadingId, SavedViewId};
use golden_thread::domain::indicator::{Indicator, Polarity};
use golden_thread::domain::period::Period;
use golden_thread::domain::reading::{Reading, Reported, Status};
use golden_thread::domain::record::Edit;
use golden_thread::domain::saved_view::{Choice, SavedView};
use golden_thread::session::{Session, Which};
use golden_thread::ui::indicators::IndicatorsRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::theme;

/// The Indicators room on a desk.
type Office = office::Office<IndicatorsRoom>;

mod common;
mod office;

/// The room on its page, as the window has it.
fn draw(ui: &mut egui::Ui, office: &mut Office) {
    theme::page(ui).show(ui, |ui| Office::draw(ui, office));
}

fn office(size: [f32; 2], theme: Theme) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
    let office = Office::new(folder, session, IndicatorsRoom::default());
    let mut h = common::window(size, theme, office, draw);
    h.run();
    h
}

fn wide() -> Harness<'static, Office> {
    office([1320.0, 1000.0], Theme::Light)
}

/// Lets the room look at every indicator's figures.
fn settle(h: &mut Harness<'_, Office>) {
    for _ in 0..400 {
        h.run();
        if h.query_by_label_contains("looked at").is_none() {
            return;
        }
    }
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
fn click(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).click();
    h.run();
}

/// Turns to another way of seeing.
#[track_caller]
fn turn(h: &mut Harness<'_, Office>, mode: &str) {
    h.get_by_role_and_label(Role::RadioButton, mode).click();
    h.run();
}

/// Picks what stands so many places down in a list.
#[track_caller]
fn pick(h: &mut Harness<'_, Office>, combo: &str, down: usize) {
    h.get_by_role_and_label(Role::ComboBox, combo).focus();
    h.run();
    press(h, &[Key::Space, Key::Home]);
    for _ in 0..down {
        press(h, &[Key::ArrowDown]);
    }
    press(h, &[Key::Enter]);
}

#[track_caller]
fn search(h: &mut Harness<'_, Office>, words: &str) {
    h.get_by_label("Search indicators").focus();
    h.run();
    type_in(h, words);
}

fn rows(h: &Harness<'_, Office>) -> Vec<String> {
    let rows = h.get_all_by_role(Role::ListBoxOption);
    rows.filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[track_caller]
fn says(h: &Harness<'_, Office>, words: &str) {
    assert!(
        h.query_all_by_label_contains(words).next().is_some(),
        "nothing says “{words}”"
    );
}

fn indicators(h: &Harness<'_, Office>) -> Vec<Indicator> {
    h.state()
        .session
        .book()
        .indicators
        .iter()
        .cloned()
        .collect()
}

fn by_code(h: &Harness<'_, Office>, code: &str) -> Indicator {
    let mut all = indicators(h).into_iter();
    all.find(|held| held.code == code).unwrap()
}

#[test]
fn filters_narrow_the_list_say_how_many_are_left_and_are_cleared() {
    let mut h = wide();
    click(&mut h, "Filters");
    click(&mut h, "Polarity: neutral");
    let all = indicators(&h);
    let neutral = all
        .iter()
        .filter(|held| held.polarity == Polarity::Neutral)
        .count();
    assert!(neutral > 0 && neutral < all.len());
    says(&h, &format!("{neutral} of {}", all.len()));
    click(&mut h, "Polarity: higher");
    let both = all
        .iter()
        .filter(|held| held.polarity == Polarity::Neutral || held.polarity == Polarity::Higher);
    says(&h, &format!("{} of {}", both.count(), all.len()));
    says(&h, "Filters (1)");
    click(&mut h, "Clear search and filters");
    assert!(h.query_by_label("Clear search and filters").is_none());
    h.get_by_label("Filters");
}

#[test]
fn a_filter_about_figures_looks_at_all_of_them() {
    let mut h = wide();
    click(&mut h, "Filters");
    let of = indicators(&h).len();
    let mut n = 0;
    for answer in ["red", "amber", "green", "not rated"] {
        let label = format!("RAG: {answer}");
        click(&mut h, &label);
        settle(&mut h);
        let part = h
            .query_all_by_label_contains(&format!(" of {of}"))
            .filter_map(|node| {
                let node = node.accesskit_node();
                node.label().or_else(|| node.value())
            })
            .find_map(|label| label.split(' ').next()?.parse::<usize>().ok());
        n += part.unwrap();
        click(&mut h, &label);
    }
    assert_eq!(n, of, "each indicator has one rating");
}

#[test]
fn a_search_reads_topics_and_definitions_too_and_says_what_to_do_when_it_finds_nothing() {
    let mut h = wide();
    let mut held = by_code(&h, "PAF A1");
    let was = held.clone();
    held.topic = "Placements".into();
    held.definition = "Counted on the last night of March.".into();
    let command: Command = Edit::change(&was, held).into();
    h.state_mut().session.run(&command).unwrap();
    h.run();
    search(&mut h, "march last night");
    assert_eq!(rows(&h).len(), 1, "{:?}", rows(&h));
    type_in(&mut h, " zzz");
    says(&h, "Try fewer words.");
    click(&mut h, "Show all indicators");
    assert!(rows(&h).len() > 5);
    click(&mut h, "Filters");
    pick(&mut h, "Topic", 0);
    h.get_by_role_and_label(Role::ComboBox, "Topic");
}

#[test]
fn the_order_can_be_picked() {
    let mut h = wide();
    pick(&mut h, "Order of the indicators", 1);
    let mut titles: Vec<String> = indicators(&h).into_iter().map(|held| held.title).collect();
    titles.sort_by_key(|title| title.to_lowercase());
    h.get_by_label("Search indicators").focus();
    h.run();
    press(&mut h, &[Key::ArrowDown, Key::Home]);
    let first = &rows(&h)[0];
    assert!(first.contains(&titles[0]), "{first}");
    pick(&mut h, "Order of the indicators", 4);
    settle(&mut h);
    press(&mut h, &[Key::Tab]);
    h.get_by_label("Search indicators").focus();
    h.run();
    press(&mut h, &[Key::ArrowDown, Key::Home]);
    let first = &rows(&h)[0];
    assert!(first.contains("direction worse"), "{first}");
}

#[test]
fn only_rows_in_view_are_drawn_in_list_and_overview() {
    let mut h = wide();
    let of = indicators(&h).len();
    assert!(rows(&h).len() < of / 2, "{} of {of}", rows(&h).len());
    turn(&mut h, "Overview");
    let lines = h.get_all_by_role(Role::Link).count();
    assert!((5..60).contains(&lines), "{lines}");
}

#[test]
fn the_overview_opens_an_indicator_by_keyboard_and_by_click() {
    let mut h = wide();
    turn(&mut h, "Overview");
    h.get_by_label("Search indicators").focus();
    h.run();
    press(&mut h, &[Key::ArrowDown, Key::ArrowDown, Key::Enter]);
    assert!(
        h.query_by_role_and_label(Role::RadioButton, "Overview")
            .is_some()
    );
    h.get_by_label("New reading, Period: add a period…");
    turn(&mut h, "Overview");
    let lac = by_code(&h, "LACStable_2016on");
    search(&mut h, "LACStable_2016on");
    h.get_by_label_contains("LACStable_2016on").click();
    h.run();
    h.get_by_role_and_label(Role::Heading, &lac.title);
}

#[test]
fn the_overview_is_sorted_by_its_heads_and_copied_as_a_table() {
    let mut h = wide();
    turn(&mut h, "Overview");
    click(&mut h, "Sort by Indicator: Title");
    pick(&mut h, "Rows grouped", 2);
    click(&mut h, "Copy table");
    let Some(Request::Copy { text, .. }) = h.state().asks.last() else {
        panic!("{:?}", h.state().asks);
    };
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), indicators(&h).len() + 1);
    assert!(lines[0].starts_with("Code\tIndicator\tOurs\tPeriod\tNeighbours"));
    let titles: Vec<String> = lines[1..]
        .iter()
        .map(|line| line.split('\t').nth(1).unwrap().to_lowercase())
        .collect();
    assert!(titles.is_sorted());
}

#[test]
fn indicators_stand_side_by_side_and_are_taken_away() {
    let mut h = wide();
    turn(&mut h, "Side by side");
    h.get_by_label("Nothing stands side by side yet");
    h.get_by_label_contains("PAF A1 The").click();
    h.run();
    // By keyboard: the next one down.
    press(&mut h, &[Key::ArrowDown, Key::Enter]);
    says(&h, "2 of up to 12");
    let charts = |h: &Harness<'_, Office>| {
        h.get_all_by_role(Role::Figure)
            .filter_map(|node| node.accesskit_node().label())
            .filter(|label| label.starts_with("Line chart"))
            .count()
    };
    assert_eq!(charts(&h), 2);
    click(&mut h, "Remove PAF A1 from side by side");
    assert_eq!(charts(&h), 1);
    let left = by_code(&h, "PAF C23");
    click(&mut h, "Open PAF C23");
    h.get_by_role_and_label(Role::Heading, &left.title);
    h.get_by_label("New reading, Period: add a period…");
}

/// Saves what is shown under a name.
#[track_caller]
fn save(h: &mut Harness<'_, Office>, name: &str) {
    click(h, "Save this view…");
    type_in(h, name);
    press(h, &[Key::Enter]);
}

#[test]
fn a_view_is_saved_left_and_opened_again() {
    let mut h = wide();
    search(&mut h, "child");
    click(&mut h, "Filters");
    click(&mut h, "Polarity: lower");
    pick(&mut h, "Order of the indicators", 1);
    h.state_mut().against.average = Average::Median;
    turn(&mut h, "Side by side");
    let first = rows(&h).remove(0);
    h.get_by_label(&first).click();
    h.run();
    let before = rows(&h);
    save(&mut h, "Scrutiny");
    assert_eq!(h.state().refused, [""; 0]);
    assert_eq!(h.state().session.next_undo(), Some("Add View “Scrutiny”"));
    pick(&mut h, "Saved view", 0);
    assert_eq!(h.state().against.average, Average::Mean);
    assert!(h.query_by_label_contains("of up to 12").is_none());
    h.get_by_label("Filters");
    pick(&mut h, "Saved view", 1);
    assert_eq!(h.state().against.average, Average::Median);
    says(&h, "1 of up to 12");
    says(&h, "Filters (1)");
    assert_eq!(rows(&h), before);
    assert!(
        h.query_by_label("Save changes").is_none(),
        "nothing has changed"
    );
}

#[test]
fn a_view_is_changed_renamed_and_removed_and_its_name_is_its_own() {
    let mut h = wide();
    save(&mut h, "Board");
    search(&mut h, "dental");
    click(&mut h, "Save changes");
    let held = |h: &Harness<'_, Office>| -> Vec<(String, String)> {
        let views = h.state().session.book().saved_views.iter();
        views
            .map(|view| (view.name.clone(), view.choice.search.clone()))
            .collect()
    };
    assert_eq!(held(&h), [("Board".into(), "dental".into())]);
    click(&mut h, "Rename view…");
    press(&mut h, &[Key::End]);
    type_in(&mut h, " 2026");
    click(&mut h, "Save view");
    assert_eq!(held(&h)[0].0, "Board 2026");
    click(&mut h, "Save as another…");
    type_in(&mut h, "Board 2026");
    click(&mut h, "Save view");
    says(&h, "Two views of one name cannot be told apart.");
    click(&mut h, "Cancel");
    click(&mut h, "Remove view");
    assert_eq!(held(&h), []);
    assert_eq!(h.state().refused, [""; 0]);
}

fn reading(indicator: IndicatorId, year: i16, value: f64) -> Command {
    Edit::add(Reading {
        id: ReadingId(77_000_001),
        indicator,
        area: golden_thread::domain::area::AreaCode::new("856"),
        period: Period::Financial(year),
        status: Status::Outturn,
        reported: Reported::Figure { value, decimals: 1 },
        numerator: None,
        denominator: None,
        query: String::new(),
        note: String::new(),
        source: String::new(),
    })
    .into()
}

#[test]
fn a_saved_view_opens_on_next_years_figures() {
    let mut h = wide();
    search(&mut h, "PAF A1");
    save(&mut h, "Placements");
    pick(&mut h, "Saved view", 0);
    let id = by_code(&h, "PAF A1").id;
    let command = reading(id, 2006, 11.3);
    h.state_mut().session.run(&command).unwrap();
    h.run();
    pick(&mut h, "Saved view", 1);
    let row = rows(&h).remove(0);
    assert!(row.contains("11.3% in 2006/07"), "{row}");
}

#[test]
fn what_a_view_names_and_the_plan_has_no_more_is_said() {
    let mut h = wide();
    let view = SavedView {
        id: SavedViewId(5),
        name: "Old".into(),
        choice: Choice {
            side_by_side: vec!["PAF A1".into(), "GONE 7".into()],
            objective: "99 Never".into(),
            shown_as: "side by side".into(),
            ..Choice::default()
        },
        position: 0,
    };
    let command: Command = Edit::add(view).into();
    h.state_mut().session.run(&command).unwrap();
    h.run();
    pick(&mut h, "Saved view", 1);
    says(&h, "left out of this view: objective 99 Never, GONE 7.");
    says(&h, "1 of up to 12");
    click(&mut h, "Hide what was left out");
    assert!(h.query_by_label_contains("left out of this view").is_none());
}

#[test]
fn every_way_of_seeing_fits_small_windows_and_both_themes() {
    for (size, theme) in [
        ([920.0, 588.0], Theme::Dark),
        ([920.0, 588.0], Theme::Light),
        ([1336.0, 822.0], Theme::Dark),
    ] {
        let mut h = office(size, theme);
        click(&mut h, "Filters");
        for mode in ["Measures", "Overview", "Side by side"] {
            turn(&mut h, mode);
            let controls = [
                Role::Button,
                Role::CheckBox,
                Role::RadioButton,
                Role::ComboBox,
            ];
            for role in controls {
                for node in h.query_all_by_role(role) {
                    let label = node.accesskit_node().label().unwrap_or_default();
                    assert!(!label.is_empty(), "a control without a name in {mode}");
                    let right = node.rect().right();
                    assert!(
                        right <= size[0] + 1.0,
                        "{label} runs out in {mode} at {size:?}"
                    );
                }
            }
        }
    }
}
