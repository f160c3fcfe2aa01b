//! The desk "Comments" of the Consultation room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::consultation::Reader;
use golden_thread::domain::id::{ConsultationId, QuestionId, ThemeId};
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::consultation::ConsultationRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::Screen as _;
use office::Office;

mod common;
mod heard;
mod office;

type Room = Harness<'static, Office<ConsultationRoom>>;

/// A plan with the survey, two themes, and whatever else is prepared, at the desk.
fn window(
    size: [f32; 2],
    theme: Theme,
    parents: usize,
    prepare: impl FnOnce(&mut Session, ConsultationId, QuestionId),
) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut session = Session::sample(Which::Leicester, &path).unwrap();
    let (id, asked) = heard::survey(&mut session, folder.path(), parents);
    heard::theme(&mut session, id, 1, "Buses");
    heard::theme(&mut session, id, 2, "Play");
    prepare(&mut session, id, asked);
    let mut room = ConsultationRoom::default();
    room.select(&Place::Consultation(id), session.book());
    let office = Office::new(folder, session, room);
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    mode(&mut h, "Comments");
    h
}

fn desk(prepare: impl FnOnce(&mut Session, ConsultationId, QuestionId)) -> Room {
    let mut h = window([1336.0, 822.0], Theme::Light, 24, prepare);
    wait(&mut h, "28 of 28 comments");
    h
}

fn nothing(_: &mut Session, _: ConsultationId, _: QuestionId) {}

fn says(h: &Room, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

#[track_caller]
fn wait(h: &mut Room, words: &str) {
    for _ in 0..2_000 {
        h.step();
        if says(h, words) {
            h.run_ok();
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("never said “{words}”");
}

#[track_caller]
fn mode(h: &mut Room, name: &str) {
    h.get_by_role_and_label(Role::RadioButton, name).click();
    h.run_ok();
}

#[track_caller]
fn click(h: &mut Room, label: &str) {
    h.get_by_label(label).click();
    h.run_ok();
}

#[track_caller]
fn row(h: &mut Room, line: u64) {
    h.get_by_label_contains(&format!("Line {line}, ")).click();
    h.run_ok();
}

fn type_in(h: &mut Room, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run_ok();
}

fn press(h: &mut Room, key: Key) {
    h.key_press(key);
    h.run_ok();
}

#[track_caller]
fn choose(h: &mut Room, list: &str, word: &str) {
    h.get_by_role_and_label(Role::ComboBox, list).click();
    h.run_ok();
    h.get_by_role_and_label(Role::Button, word).click();
    h.run_ok();
}

#[track_caller]
fn fill(h: &mut Room, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run_ok();
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.run_ok();
    type_in(h, text);
}

fn session(h: &Room) -> &Session {
    &h.state().session
}

fn themes_of(h: &Room, line: u64) -> Vec<i64> {
    let book = session(h).book();
    let held = book.consultations.iter();
    let id = held
        .filter(|held| held.title == heard::SURVEY)
        .map(|held| held.id)
        .next()
        .unwrap();
    let wanted = heard::response(session(h), id, line as usize - 2);
    let mut found: Vec<i64> = heard::codings(book)
        .iter()
        .filter(|(response, _, reader)| *response == wanted && *reader == Reader::First)
        .map(|(_, theme, _)| theme.0)
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn comments_are_coded_by_keyboard_one_undo_step_each() {
    let mut h = desk(nothing);
    row(&mut h, 2);
    h.get_by_label("Comment on line 2");
    h.get_by_label("Parents · Online");
    type_in(&mut h, "1");
    type_in(&mut h, "2");
    assert_eq!(themes_of(&h, 2), [1, 2]);
    assert_eq!(session(&h).book().codings[0].coder, session(&h).who());
    assert_eq!(
        session(&h).next_undo(),
        Some("Add Theme “Play” in a comment")
    );
    type_in(&mut h, "1");
    assert_eq!(themes_of(&h, 2), [2], "the same key takes it off");
    assert!(says(&h, "27 without a theme"));
    press(&mut h, Key::ArrowDown);
    h.get_by_label("Comment on line 3");
    click(&mut h, "Theme Buses");
    assert_eq!(themes_of(&h, 3), [1]);
    press(&mut h, Key::ArrowUp);
    press(&mut h, Key::Enter);
    h.get_by_label("Comment on line 4");
    press(&mut h, Key::End);
    h.get_by_label("Comment on line 29");
    h.state_mut().session.undo().unwrap();
    h.run_ok();
    assert!(themes_of(&h, 3).is_empty());
    assert_eq!(h.state().refused, Vec::<String>::new());
}

#[test]
fn comments_are_found_by_words_theme_group_and_channel() {
    let mut h = desk(|session, _, asked| {
        heard::code(session, asked, 3, ThemeId(2), Reader::First);
    });
    choose(&mut h, "Comments by theme", "Play");
    assert!(says(&h, "1 of 28 comments"));
    choose(&mut h, "Comments by theme", "without a theme");
    assert!(says(&h, "27 of 28 comments"));
    choose(&mut h, "Comments of group", "Carers");
    assert!(says(&h, "4 of 28 comments"));
    click(&mut h, "Show all");
    fill(&mut h, "Find words in comments", "PLAYGROUND NEAR");
    assert!(says(&h, "1 of 28 comments"));
    fill(&mut h, "Find words in comments", "no such words");
    h.get_by_label_contains("No comment is like that.");
    click(&mut h, "Show all");
    choose(&mut h, "Comments by channel", "Paper");
    assert!(says(&h, "9 of 28 comments"));
}

#[test]
fn the_second_reader_does_not_see_the_first() {
    let mut h = desk(|session, _, asked| {
        heard::code(session, asked, 0, ThemeId(1), Reader::First);
        heard::code(session, asked, 1, ThemeId(1), Reader::First);
    });
    click(&mut h, "Second reader");
    assert!(says(&h, "The first reader’s themes are hidden"));
    assert!(says(&h, "28 without a theme"));
    row(&mut h, 2);
    type_in(&mut h, "1");
    press(&mut h, Key::ArrowDown);
    type_in(&mut h, "2");
    let second = heard::codings(session(&h).book());
    let second = second.iter().filter(|held| held.2 == Reader::Second);
    assert_eq!(second.count(), 2);
    assert_eq!(themes_of(&h, 2), [1], "the first reader's stays as it was");
    mode(&mut h, "Theme table");
    h.get_by_label_contains("Hidden while the second reader reads.");
    mode(&mut h, "Read");
    click(&mut h, "Second reader");
    mode(&mut h, "Theme table");
    h.get_by_label_contains("Both read 2 comments. On 50% they found the very same themes");
    h.get_by_label("They differ on 1");
    h.get_by_label_contains("first alone: Buses; second alone: Play");
    click(&mut h, "Line 3");
    h.get_by_label("Comment on line 3");
}

#[test]
fn the_theme_table_counts_people_of_those_who_answered() {
    let mut h = desk(|session, _, asked| {
        for n in [0, 1, 24] {
            heard::code(session, asked, n, ThemeId(1), Reader::First);
        }
    });
    mode(&mut h, "Theme table");
    h.get_by_label_contains("28 people answered; in the comments of 3 a theme was found.");
    h.get_by_label("3 of 28");
    mode(&mut h, "By group");
    h.get_by_label("2 of 24");
    h.get_by_label("1 of 4");
}

#[test]
fn a_theme_is_merged_into_another_in_one_step() {
    let mut h = desk(|session, _, asked| {
        heard::code(session, asked, 0, ThemeId(1), Reader::First);
        heard::code(session, asked, 0, ThemeId(2), Reader::First);
        heard::code(session, asked, 1, ThemeId(1), Reader::First);
    });
    click(&mut h, "Edit theme Buses");
    choose(&mut h, "Theme to merge into", "Play");
    click(&mut h, "Merge");
    assert_eq!(h.state().refused, Vec::<String>::new());
    assert_eq!((themes_of(&h, 2), themes_of(&h, 3)), (vec![2], vec![2]));
    assert_eq!(
        session(&h).next_undo(),
        Some("Merge theme “Buses” into “Play”")
    );
    h.state_mut().session.undo().unwrap();
    h.run_ok();
    assert_eq!((themes_of(&h, 2), themes_of(&h, 3)), (vec![1, 2], vec![1]));
}

#[test]
fn a_theme_cannot_be_part_of_itself() {
    let mut h = desk(|session, _, _| {
        let was = session.book().themes.get(ThemeId(2)).unwrap().clone();
        let mut now = was.clone();
        now.parent = Some(ThemeId(1));
        session.run(&Edit::change(&was, now).into()).unwrap();
    });
    click(&mut h, "Edit theme Buses");
    choose(&mut h, "Part of", "Play");
    click(&mut h, "Save");
    h.get_by_label_contains("A theme cannot be part of itself.");
    assert_eq!(
        session(&h).book().themes.get(ThemeId(1)).unwrap().parent,
        None
    );
}

#[test]
fn a_quote_waits_for_consent_and_for_what_tells_who_wrote_it() {
    let mut h = desk(nothing);
    row(&mut h, 2);
    click(&mut h, "Quote this…");
    let words = h.get_by_role_and_label(Role::MultilineTextInput, "Words to print");
    let value = words.value().unwrap_or_default();
    assert!(
        value.contains("[e-mail address]") && value.contains("[telephone number]"),
        "{value}"
    );
    click(&mut h, "Keep this quote");
    assert_eq!(session(&h).book().quotes.len(), 1);
    h.get_by_label_contains("no consent is recorded");
    click(&mut h, "Copy for release");
    assert!(h.state().refused[0].contains("Nobody is quoted who has not agreed"));
    click(&mut h, "Edit quote");
    click(&mut h, "The person agreed to be quoted");
    click(&mut h, "Save");
    h.get_by_label("✓ may be released");
    click(&mut h, "Copy for release");
    let copied = h.state().asks.iter().rev().find_map(|ask| match ask {
        Request::Copy { text, .. } => Some(text.clone()),
        _ => None,
    });
    assert!(copied.unwrap().ends_with("– Parents"));
    // Somebody of a group of four cannot be quoted at all.
    mode(&mut h, "Read");
    choose(&mut h, "Comments of group", "Carers");
    row(&mut h, 27);
    click(&mut h, "Quote this…");
    click(&mut h, "The person agreed to be quoted");
    click(&mut h, "Keep this quote");
    h.get_by_label_contains("4 people of “Carers” answered");
    h.get_by_label("1 of 2 may be released");
}

#[test]
fn you_said_we_did_says_what_is_missing_and_leads_there() {
    let mut h = desk(|session, _, _| {
        let area = session.book().priority_areas[0].id;
        let was = session.book().themes.get(ThemeId(1)).unwrap().clone();
        let mut now = was.clone();
        now.priority_area = Some(area);
        session.run(&Edit::change(&was, now).into()).unwrap();
    });
    mode(&mut h, "You said – we did");
    h.get_by_label("0 of 2 lines have nothing missing");
    h.get_by_label_contains("Buses, money: £").click();
    h.run_ok();
    let area = session(&h).book().priority_areas[0].id;
    assert_eq!(h.state().opened(), [Place::PriorityArea(area, 2001)]);
    click(&mut h, "Buses, we did: Say what was done…");
    fill(&mut h, "We did", "A bus at four");
    click(&mut h, "Save");
    h.get_by_label("Buses, we did: A bus at four");
    h.get_by_label("Buses, indicator: Choose the indicator…");
    click(&mut h, "Play, comments: Play");
    h.get_by_role_and_label(Role::ComboBox, "Comments by theme");
}

#[test]
fn without_comments_it_says_where_they_come_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let session = Session::sample(Which::Leicestershire, &path).unwrap();
    let office = Office::new(folder, session, ConsultationRoom::default());
    let mut h = common::window([1024.0, 640.0], Theme::Light, office, Office::page);
    h.run();
    mode(&mut h, "Comments");
    h.get_by_label("No comments yet");
    h.get_by_label("Take in a survey’s export…");
    mode(&mut h, "You said – we did");
    assert!(says(&h, "You said – we did, money of 2001/02"));
}

#[test]
fn of_many_comments_only_those_in_view_are_drawn() {
    let mut h = window([1024.0, 640.0], Theme::Light, 3_996, nothing);
    wait(&mut h, "4,000 of 4,000 comments");
    let drawn = h.query_all_by_role(Role::ListItem).count();
    assert!((5..60).contains(&drawn), "{drawn}");
    row(&mut h, 2);
    press(&mut h, Key::End);
    h.get_by_label("Comment on line 4001");
    h.get_by_label_contains("Line 4001, Carers");
}

#[test]
fn the_desk_is_drawn() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    for (size, theme, name) in [
        ([1336.0, 822.0], Theme::Light, "light"),
        ([1336.0, 822.0], Theme::Dark, "dark"),
        ([920.0, 640.0], Theme::Light, "small"),
    ] {
        let mut h = window(size, theme, 60, |session, id, asked| {
            let third = heard::theme(session, id, 3, "Buses that come late");
            let was = session.book().themes.get(third).unwrap().clone();
            let mut now = was.clone();
            now.parent = Some(ThemeId(1));
            now.we_did = "A bus at four from each school, paid from the transport line".to_owned();
            now.priority_area = Some(session.book().priority_areas[0].id);
            now.indicator = session.book().indicators.first().map(|held| held.id);
            session.run(&Edit::change(&was, now).into()).unwrap();
            for n in 0..30 {
                let theme = ThemeId([1, 2, 3][n % 3]);
                heard::code(session, asked, n, theme, Reader::First);
                if n < 12 {
                    let other = ThemeId([1, 2, 3][n % 2]);
                    heard::code(session, asked, n, other, Reader::Second);
                }
            }
        });
        wait(&mut h, "64 of 64 comments");
        row(&mut h, 2);
        let save = |h: &mut Room, view: &str| {
            let path = format!("{folder}/comments-{view}-{name}.png");
            h.render().unwrap().save(path).unwrap();
        };
        save(&mut h, "read");
        click(&mut h, "Edit theme Buses");
        save(&mut h, "edit");
        click(&mut h, "Cancel");
        click(&mut h, "Quote this…");
        save(&mut h, "quote");
        mode(&mut h, "Theme table");
        mode(&mut h, "By group");
        save(&mut h, "table");
        mode(&mut h, "You said – we did");
        save(&mut h, "said");
    }
}
