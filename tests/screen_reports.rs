//! The Reports room, used as an officer uses it: each document read on the page, and written in every format.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use common::says;
use egui::Theme;
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::report::Report;
use golden_thread::session::{Session, Which};
use golden_thread::ui::reports::ReportsRoom;
use golden_thread::ui::request::Request;
use office::Office;

mod common;
mod office;

type Room = Harness<'static, Office<ReportsRoom>>;

fn room(which: Which, size: [f32; 2], theme: Theme) -> Room {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(which, &folder.path().join("plan.sqlite")).unwrap();
    let office = Office::new(folder, session, ReportsRoom::default());
    common::window(size, theme, office, Office::page)
}

#[track_caller]
fn wait(h: &mut Room, words: &str) {
    assert!(common::waited(h, words), "never said “{words}”");
}

#[test]
fn every_document_is_read_on_its_page() {
    for (which, theme) in [
        (Which::Leicester, Theme::Light),
        (Which::Leicestershire, Theme::Dark),
    ] {
        let mut h = room(which, [1336.0, 822.0], theme);
        for report in Report::ALL {
            let name = format!("{}, for {}", report.name(), report.reader());
            h.get_by_label(&name).click();
            h.step();
            wait(&mut h, "working copy");
            assert!(!says(&h, "not a number") && !says(&h, "NaN"), "{name}");
            if let Some(folder) = std::env::var_os("PICTURES") {
                h.run_ok();
                let file = format!("report-{}-{theme:?}.png", report.word());
                let picture = h.render().unwrap();
                picture
                    .save(std::path::Path::new(&folder).join(file))
                    .unwrap();
            }
        }
    }
}

#[test]
fn a_document_is_saved_in_the_format_asked_for() {
    let mut h = room(Which::Leicester, [888.0, 530.0], Theme::Light);
    h.get_by_label_contains("Grant report, for").click();
    h.step();
    wait(&mut h, "working copy");
    for (button, ending, begins) in [
        ("PDF…", ".pdf", &b"%PDF-"[..]),
        ("Word…", ".docx", b"PK"),
        ("Web page…", ".html", b"<!DOCTYPE html>"),
        ("Workbook…", ".xlsx", b"PK"),
        ("Tables as CSV…", ".zip", b"PK"),
    ] {
        if ending == ".zip" {
            h.get_by_label("Keep a copy in the plan").click();
            h.step();
        }
        h.get_by_label(button).click();
        let mut saved = None;
        for _ in 0..6_000 {
            h.step();
            let asked = std::mem::take(&mut h.state_mut().asks);
            saved = asked.into_iter().find_map(|request| match request {
                Request::Save { name, bytes, keep } => Some((name, bytes, keep)),
                _ => None,
            });
            if saved.is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let (name, bytes, keep) = saved.expect("it is written");
        assert!(
            name.starts_with("Grant report") && name.ends_with(ending),
            "{name}"
        );
        assert!(bytes.starts_with(begins), "{name}");
        let note = (ending == ".zip").then(|| "Grant report, working copy".to_owned());
        assert_eq!(keep, note, "{name}");
    }
}
