//! Snapshots in the Data room, by label: a name refused beside its field, one taken, two versions compared, and a kept
//! document saved once more.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use common::says;
use egui::Theme;
use egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;

mod common;

const CABINET: &str = "as shown to Cabinet 25 March";

type Window = Harness<'static, App>;

fn window(before: impl FnOnce(&mut Session)) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
    before(&mut session);
    let mut app = App::new(session);
    app.go(Room::Data);
    let mut h = common::window([1440.0, 900.0], Theme::Light, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    h.run();
    h.get_by_label("Snapshots").click();
    h.run();
    (folder, h)
}

#[track_caller]
fn wait(h: &mut Window, words: &str) {
    assert!(common::waited(h, words), "never said “{words}”");
}

#[track_caller]
fn take(h: &mut Window, name: &str) {
    let field = h.get_by_label("Name of the snapshot");
    field.focus();
    h.run();
    h.get_by_label("Name of the snapshot").type_text(name);
    h.run();
    h.get_by_label("Take the snapshot").click();
    h.run();
}

#[test]
fn a_name_is_refused_beside_its_field_and_a_good_one_is_taken() {
    let (_folder, mut h) = window(|_| {});
    assert!(says(&h, "None has been taken yet."));
    h.get_by_label("Take the snapshot").click();
    h.run();
    assert!(says(&h, "The name is empty"));
    take(&mut h, CABINET);
    assert!(says(&h, "Snapshot “as shown to Cabinet 25 March” taken"));
    assert!(says(
        &h,
        "Snapshot as shown to Cabinet 25 March, plan, taken"
    ));
    assert!(!says(&h, "The name is empty"));
    take(&mut h, CABINET);
    assert!(says(&h, "is the name of the snapshot of"));
}

#[test]
fn two_versions_are_compared_cell_by_cell() {
    let mut amounts = Vec::new();
    let (_folder, mut h) = window(|session| {
        session.take_snapshot(CABINET, "").unwrap();
        let was = session.book().allocations[0].clone();
        let mut now = was.clone();
        now.amount = Pence(was.amount.0 + 100);
        amounts.extend([was.amount.to_string(), now.amount.to_string()]);
        session.run(&Edit::change(&was, now).into()).unwrap();
    });
    h.get_by_label("Compare").click();
    h.step();
    wait(&mut h, "1 difference");
    for words in amounts {
        assert!(says(&h, &words), "{words}");
    }
}

#[test]
fn a_document_that_was_kept_can_be_saved_once_more() {
    let (folder, mut h) = window(|session| {
        let made = session.keep_file("Report.pdf", "Grant report", b"%PDF-1.7");
        assert_eq!(made.unwrap().name, "Report.pdf");
        let again = session.keep_file("Report.pdf", "", b"%PDF-1.7").unwrap();
        assert_eq!(again.name, "Report.pdf (2)");
    });
    assert!(says(&h, "Snapshot Report.pdf, document, taken"));
    let all: Vec<_> = h.query_all_by_label("Save it…").collect();
    assert_eq!(all.len(), 2);
    drop(all);
    h.query_all_by_label("Save it…")
        .next_back()
        .unwrap()
        .click();
    // Where no dialog can be shown the path is typed.
    wait(&mut h, "Path of the file");
    let path = folder.path().join("again.pdf");
    let typed = path.display().to_string();
    let field = h.get_by_role_and_label(Role::TextInput, "Path of the file");
    field.focus();
    h.run();
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Path of the file")
        .type_text(&typed);
    h.run();
    h.get_by_label("Save").click();
    h.run();
    assert_eq!(std::fs::read(&path).unwrap(), b"%PDF-1.7");
}
