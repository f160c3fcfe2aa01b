//! The guide tells the truth: every name in bold is one of the program's words, every message that it explains is one
//! that the program gives, every command line is read, every link and picture is there; and F1 opens the right page.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use clap::Parser;
use egui::accesskit::Role;
use egui::{Key, ModifierNames, Modifiers, Theme};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::cli::Arguments;
use golden_thread::domain::document::{Block, Weight};
use golden_thread::domain::guide::{Part, Topic};
use golden_thread::session::{Session, Which, guide};
use golden_thread::ui::action::Action;
use golden_thread::ui::app::App;
use golden_thread::ui::guide::topic_of;
use golden_thread::ui::room::Room;
use golden_thread::ui::screenshot::guide::{SCENES, of};

mod common;

/// The words between quotes in every source file under a folder.
fn words_in(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            words_in(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.extend(quoted(&std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The strings of a source file; comments are passed over, and a line that goes on is joined.
fn quoted(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut letters = source.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        if letter == '/' && letters.peek() == Some(&'/') {
            letters.by_ref().find(|letter| *letter == '\n');
        } else if letter == '"' && before != '\'' {
            let mut text = String::new();
            while let Some(inside) = letters.next() {
                match inside {
                    '"' => break,
                    '\\' => match letters.next() {
                        Some('\n') => {
                            while letters.next_if(|next| next.is_whitespace()).is_some() {}
                        }
                        Some(other) => text.push(other),
                        None => break,
                    },
                    other => text.push(other),
                }
            }
            found.push(text);
        }
        before = letter;
    }
    found
}

/// The program's words: the strings of these parts of `src`.
fn words(parts: &[&str]) -> Vec<String> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for part in parts {
        words_in(&src.join(part), &mut found);
    }
    found
}

/// Whether a name is a word of the program: all of it, all but what is filled in, or all but the dots of a button.
fn is_named(words: &[String], name: &str) -> bool {
    let begins = [format!("{name} ("), format!("{name} {{")];
    words.iter().any(|word| {
        let word = word.trim_end_matches('…');
        word == name.trim_end_matches('…') || begins.iter().any(|begin| word.starts_with(begin))
    })
}

#[test]
fn every_name_in_bold_is_a_word_of_the_program() {
    let words = words(&["ui", "session"]);
    let mut unknown = Vec::new();
    for topic in Topic::ALL {
        for run in guide::page(topic).runs() {
            if run.weight == Weight::Strong && !is_named(&words, run.text.trim()) {
                unknown.push(format!("{}: {}", topic.stem(), run.text));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(!is_named(&words, "Make the tea"), "the test can fail");
}

#[test]
fn every_message_that_is_explained_is_one_the_program_gives() {
    let said = words(&["ui", "session", "domain", "store", "exchange"]);
    let mut unknown = Vec::new();
    let mut n_found = 0;
    for topic in Topic::ALL {
        for part in guide::page(topic).parts {
            let Part::Block(Block::List { items, .. }) = part else {
                continue;
            };
            for item in items {
                let text: String = item.text.iter().map(|run| run.text.as_str()).collect();
                let Some((message, _)) =
                    text.strip_prefix('“').and_then(|rest| rest.split_once('”'))
                else {
                    continue;
                };
                n_found += 1;
                if !said.iter().any(|said| said.contains(message)) {
                    unknown.push(format!("{}: {message}", topic.stem()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(n_found > 12, "{n_found}");
}

/// A command line taken apart at its blanks, except within quotes.
fn parted(line: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, stretch) in line.split('"').enumerate() {
        if at % 2 == 1 {
            parts.push(stretch.to_owned());
        } else {
            parts.extend(stretch.split_whitespace().map(str::to_owned));
        }
    }
    parts
}

#[test]
fn every_command_line_is_read() {
    let mut n_read = 0;
    for topic in Topic::ALL {
        for part in guide::page(topic).parts {
            let Part::Block(Block::Note(runs)) = part else {
                continue;
            };
            let line: String = runs.iter().map(|run| run.text.as_str()).collect();
            if let Err(error) = Arguments::try_parse_from(parted(&line)) {
                panic!("{}: {line}\n{error}", topic.stem());
            }
            n_read += 1;
        }
    }
    assert!(n_read > 12, "{n_read}");
    assert!(Arguments::try_parse_from(parted("golden-thread tea --milk")).is_err());
}

#[test]
fn every_link_and_picture_is_there_and_every_picture_is_used() {
    let mut used = Vec::new();
    for topic in Topic::ALL {
        let page = guide::page(topic);
        assert!(!page.title.is_empty(), "{}", topic.stem());
        for run in page.runs() {
            assert!(
                run.link.is_empty() || Topic::of_link(&run.link).is_some(),
                "{}: {}",
                topic.stem(),
                run.link
            );
        }
        used.extend(page.pictures().map(str::to_owned));
    }
    let held: Vec<&str> = guide::PICTURES.iter().map(|(name, _)| *name).collect();
    let made: Vec<&str> = SCENES.iter().map(|scene| scene.name).collect();
    assert_eq!(held, made, "compiled in, and made");
    assert_eq!(used, made, "used, and made, in the order of the pages");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/pictures");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let wanted: BTreeSet<String> = made.iter().map(|name| format!("{name}.png")).collect();
    assert_eq!(there, wanted);
    let bytes: usize = guide::PICTURES.iter().map(|(_, file)| file.len()).sum();
    assert!(bytes < 1_500_000, "the program would grow by {bytes} bytes");
}

#[test]
fn the_page_of_keys_has_every_action_with_its_key() {
    let text = guide::text(Topic::Keys);
    for action in Action::all() {
        if let Some(shortcut) = action.shortcut() {
            let key = shortcut.format(&ModifierNames::NAMES, false);
            let line = format!("- {key}: {}\n", action.words());
            assert!(text.contains(&line), "{line}");
        }
    }
}

#[test]
fn the_web_pages_lead_to_each_other_and_to_their_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let first = guide::write(folder.path()).unwrap();
    assert!(first.ends_with("start.html"));
    for topic in Topic::ALL {
        let file = folder.path().join(format!("{}.html", topic.stem()));
        let page = std::fs::read_to_string(&file).unwrap();
        for mark in ["src=\"", "href=\""] {
            for rest in page.split(mark).skip(1) {
                let leads = rest.split('"').next().unwrap();
                assert!(
                    leads.starts_with('#') || folder.path().join(leads).exists(),
                    "{}: {leads}",
                    topic.stem()
                );
            }
        }
    }
}

fn window<'a>(theme: Theme, folder: &Path) -> Harness<'a, App> {
    let session = Session::sample(Which::Leicester, &folder.join("plan.sqlite")).unwrap();
    let mut harness = common::window([1280.0, 800.0], theme, App::new(session), |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run_ok();
    harness
}

fn key(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_ok();
}

fn says(harness: &Harness<'_, App>, words: &str) -> bool {
    harness.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn f1_opens_the_page_for_the_room_and_escape_closes_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(Theme::Light, folder.path());
    for room in Room::ALL {
        harness.state_mut().go(room);
        harness.run_ok();
        key(&mut harness, Modifiers::NONE, Key::F1);
        let topic = topic_of(room);
        assert_eq!(harness.state().guide(), Some(topic), "{}", room.name());
        let title = guide::page(topic).title;
        harness.get_by_role_and_label(Role::Document, &format!("Guide: {title}"));
        key(&mut harness, Modifiers::NONE, Key::Escape);
        assert_eq!(harness.state().guide(), None, "{}", room.name());
    }
}

#[test]
fn a_page_is_chosen_from_the_list_or_by_a_link_and_moves_by_keys() {
    let folder = tempfile::tempdir().unwrap();
    let mut harness = window(Theme::Dark, folder.path());
    harness.state_mut().go(Room::Data);
    key(&mut harness, Modifiers::NONE, Key::F1);
    harness
        .get_by_role_and_label(Role::Link, "Finance team")
        .click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().guide(), Some(Topic::Finance));
    let words = "This page is for finance officers";
    let top = |harness: &Harness<'_, App>| harness.get_by_label_contains(words).rect().top();
    let before = top(&harness);
    key(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert!(top(&harness) < before - 20.0, "an arrow moves the page");
    key(&mut harness, Modifiers::NONE, Key::PageDown);
    key(&mut harness, Modifiers::NONE, Key::Home);
    assert!((top(&harness) - before).abs() < 1.0, "back at its top");
    let listed = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() != Role::Label;
    let found = harness.query_all_by_label("Policy team").find(listed);
    found.expect("the list of pages has it").click_accesskit();
    harness.run_ok();
    assert_eq!(harness.state().guide(), Some(Topic::Plan));
    key(&mut harness, Modifiers::SHIFT, Key::F1);
    assert_eq!(harness.state().guide(), Some(Topic::Keys));
    assert!(says(&harness, "Ctrl+K: Find anything…"));
    harness.get_by_label("Close the guide").click();
    harness.run_ok();
    assert_eq!(harness.state().guide(), None);
}

/// Run by name, after a screen has changed: `golden-thread guide --pictures docs/guide/pictures` makes them anew.
#[test]
#[ignore = "draws every picture twice, which takes four minutes in a build for tests"]
fn the_pictures_are_what_the_program_draws() {
    let folder = tempfile::tempdir().unwrap();
    let mut stale = Vec::new();
    for scene in SCENES {
        let drawn = of(scene, folder.path()).unwrap();
        assert!(
            drawn == of(scene, folder.path()).unwrap(),
            "{} twice",
            scene.name
        );
        if guide::picture(scene.name) != Some(drawn.as_slice()) {
            stale.push(scene.name);
        }
    }
    assert!(stale.is_empty(), "make the pictures anew: {stale:?}");
}

/// The names in bold of one task of a page, in order.
fn steps(topic: Topic, heading: &str) -> Vec<String> {
    let text = guide::text(topic);
    let task = text.split("\n## ").find(|task| task.starts_with(heading));
    let task = task.unwrap_or_else(|| panic!("no task “{heading}”"));
    task.split("**")
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Does what the finance page says, word for word: every name in bold must be in view when its turn comes, and is pressed
/// where it is something to press.
#[test]
fn the_first_tasks_of_the_finance_page_can_be_followed_in_an_empty_plan() {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::new_plan(
        &folder.path().join("plan.sqlite"),
        &golden_thread::domain::area::AreaCode::new("856"),
        "quality-protects",
    )
    .unwrap();
    let mut h = common::window(
        [1280.0, 800.0],
        Theme::Light,
        App::new(session),
        |ui, app| {
            app.logic(ui.ctx());
            app.ui(ui);
        },
    );
    h.state_mut().go(Room::Grant);
    h.run_ok();
    let typed = |name: &str| -> &[(&str, &str)] {
        match name {
            "Add grant…" => &[("Name", "Leaving care grant"), ("Amount", "1000")],
            "It must be spent on" => &[("It must be spent on", "Young people leaving care")],
            "Add priority area…" => &[("Name", "Leaving care")],
            _ => &[],
        }
    };
    for task in [
        "Add a grant",
        "Add a priority area",
        "Say what a ring-fenced grant may pay for",
    ] {
        for name in steps(Topic::Finance, task) {
            let held = h
                .query_all_by_label_contains(name.trim_end_matches('…'))
                .next();
            assert!(held.is_some(), "{task}: “{name}” is not there");
            let is_pressed =
                |role: Role| matches!(role, Role::Button | Role::CheckBox | Role::Link);
            let whole = if name == "Edit…" {
                "Edit Leaving care grant…"
            } else {
                &name
            };
            let pressed = h
                .query_all_by_label(whole)
                .find(|node| is_pressed(node.accesskit_node().role()));
            if let Some(node) = pressed {
                node.click_accesskit();
                h.run_ok();
            }
            for (label, text) in typed(&name) {
                h.get_by_role_and_label(Role::TextInput, label).focus();
                h.run_ok();
                h.event(egui::Event::Text((*text).to_owned()));
                h.run_ok();
            }
            if name == "It may pay for" {
                h.get_by_role_and_label(Role::CheckBox, "Leaving care")
                    .click_accesskit();
                h.run_ok();
            }
        }
    }
    let book = h.state().session().book();
    let grant = book.grants.first().expect("the grant was added");
    assert!(grant.is_ring_fenced());
    let area = book.priority_areas.first().expect("the area was added");
    assert_eq!(grant.eligible, [area.id]);
}

/// The window's list of checks has no late actions, which are told elsewhere in it; the verb's list has.
#[test]
fn the_page_says_how_the_checks_of_the_window_and_of_the_verb_differ() {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
    let is_late = |kind: &str| kind == "action-late";
    assert!(!session.problems().iter().any(|held| is_late(held.kind)));
    let late = golden_thread::domain::check::late_actions(session.book(), session.today());
    assert!(!late.is_empty());
    let text = guide::text(Topic::Start);
    let words = text.split("without the window").nth(1).unwrap();
    let before_the_line = words.split("golden-thread check").next().unwrap();
    assert!(before_the_line.contains("every action that is late"));
}
