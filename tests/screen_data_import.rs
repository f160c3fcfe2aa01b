//! Files of published figures in the Data room, by label: taken in, looked at first, stopped, taken out, compared.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::session::{Session, Which};
use golden_thread::ui::action::Action;
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

mod common;

const FIRST: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.5\nT1,Leicester,2024/25,11\nT1,England,2023/24,9\nT1,England,2024/25,c\n";
const SECOND: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.75\nT1,Leicester,2024/25,11\nT1,Leicester,2025/26,12\nT1,England,2024/25,9.5\n";

struct Window<'a> {
    harness: Harness<'a, App>,
    folder: TempDir,
    name: String,
}

fn window<'a>(name: &str, size: [f32; 2], theme: Theme) -> Window<'a> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut app = App::new(Session::sample(Which::Leicester, &path).unwrap());
    app.go(Room::Data);
    let mut harness = common::window(size, theme, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run();
    let shape = format!("{name}-{theme:?}-{}", size[0]);
    Window {
        harness,
        folder,
        name: shape,
    }
}

fn usual<'a>(name: &str) -> Window<'a> {
    window(name, [1440.0, 900.0], Theme::Light)
}

impl Window<'_> {
    fn says(&self, words: &str) -> bool {
        common::says(&self.harness, words)
    }

    /// Waits for work that goes on beside the window.
    #[track_caller]
    fn wait(&mut self, words: &str) {
        if !common::waited(&mut self.harness, words) {
            self.picture("stuck");
            panic!("never said “{words}”");
        }
    }

    /// Picks from a list.
    #[track_caller]
    fn pick(&mut self, list: &str, label: &str) {
        let list = self.harness.get_by_role_and_label(Role::ComboBox, list);
        list.click();
        self.harness.run();
        self.press(label);
    }

    #[track_caller]
    fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run();
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Types the path of a file and looks at it.
    fn choose(&mut self, path: &Path) {
        let keys = Action::TakeIn.shortcut().unwrap();
        self.harness
            .key_press_modifiers(keys.modifiers, keys.logical_key);
        self.harness.run();
        let text = path.display().to_string();
        self.harness.event(Event::Text(text));
        self.harness.run();
        self.harness
            .key_press_modifiers(Modifiers::NONE, Key::Enter);
        self.harness.run();
    }

    fn take_in(&mut self, name: &str, text: &str) {
        let path = self.file(name, text);
        self.choose(&path);
        self.wait("Take it in");
        self.picture(&format!("preview-{name}"));
        self.press("Take it in");
        self.wait(&format!("Took in {name}"));
    }

    fn session(&self) -> &Session {
        self.harness.state().session()
    }

    /// Every published figure of an indicator, as text.
    fn figures(&self, code: &str) -> String {
        let mut indicators = self.session().book().indicators.iter();
        let Some(indicator) = indicators.find(|held| held.code == code) else {
            return "no indicator".into();
        };
        format!("{:?}", self.session().panel(indicator.id))
    }

    fn n_batches(&self) -> usize {
        self.session().book().batches.len()
    }

    /// A picture of the window, where somebody wants to look: `PICTURES=folder`.
    fn picture(&mut self, what: &str) {
        let Some(folder) = std::env::var_os("PICTURES") else {
            return;
        };
        let picture = self.harness.render().unwrap();
        let name = format!("{}-{what}.png", self.name.replace(' ', "-"));
        picture.save(Path::new(&folder).join(name)).unwrap();
    }
}

#[test]
fn a_table_is_looked_at_first_and_then_taken_in() {
    let mut window = usual("table");
    let before = window.n_batches();
    let path = window.file("ours.csv", FIRST);
    window.choose(&path);
    window.wait("Take it in");
    assert!(window.says("4 read, 4 kept, 0 left out"));
    assert!(window.says("4: 4 new, 0 as the plan has them, 0 otherwise"));
    assert!(window.says("Indicators new to the plan (1)"));
    assert_eq!(window.n_batches(), before, "nothing is written unasked");
    window.press("Take it in");
    window.wait("Took in ours.csv: 4 figures");
    assert_eq!(window.n_batches(), before + 1);
    assert!(window.says("Remove ours.csv"));
    assert!(window.figures("T1").contains("10.5"));
    assert_eq!(window.session().book().mappings.len(), 1, "remembered");
    window.picture("list");
    // The same file again is known by its content.
    let again = window.file("copy.csv", FIRST);
    window.choose(&again);
    window.wait("the same file as ours.csv");
    assert!(!window.says("Take it in"));
    assert!(window.says("as they were named the last time"));
    window.picture("same");
}

#[test]
fn a_file_is_taken_out_and_comes_back_as_it_was() {
    let mut window = usual("remove");
    window.take_in("ours.csv", FIRST);
    let figures = window.figures("T1");
    let n = window.n_batches();
    window.press("Remove ours.csv");
    assert!(window.says("takes its 4 figures out of every comparison"));
    window.picture("question");
    window.press("Keep it");
    assert_eq!(window.n_batches(), n);
    window.press("Remove ours.csv");
    window
        .harness
        .get_by_label_contains("Also remove the indicator")
        .click();
    window.harness.run();
    window.press("Remove its figures");
    assert_eq!(window.n_batches(), n - 1);
    assert_eq!(window.figures("T1"), "no indicator");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run();
    assert_eq!(window.figures("T1"), figures, "undo");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.harness.run();
    assert_eq!(window.figures("T1"), "no indicator", "redo");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run();
    assert_eq!(window.figures("T1"), figures, "undo once more");
}

#[test]
fn two_releases_are_compared() {
    let mut window = usual("compare");
    window.take_in("ours 2024.csv", FIRST);
    let path = window.file("ours 2025.csv", SECOND);
    window.choose(&path);
    window.wait("Take it in");
    assert!(window.says("4: 1 new, 1 as the plan has them, 2 otherwise"));
    assert!(window.says("as they were named the last time"));
    window.press("Take it in");
    window.wait("Took in ours 2025.csv");
    window.press("Compare two releases…");
    window.wait("Revised (2)");
    assert!(window.says("New (1)") && window.says("Gone (1)"));
    assert!(window.says("1 the same in both"));
    assert!(window.says("T1, Leicester, 2023/24"));
    window.picture("revised");
    window.press("All (4)");
    assert!(window.says("T1, England, 2023/24"));
    window.picture("all");
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_keeps_the_file_out() {
    let mut window = usual("wrong");
    let text = FIRST.replace("England,2023/24,9", "Atlantis,2023/24,9");
    let path = window.file("ours.csv", &text);
    window.choose(&path);
    window.wait("line 4, column 2");
    assert!(!window.says("Take it in"));
    assert!(window.says("so it is kept out"));
    window.picture("unknown area");
    window.press("Leave out rows of areas that are not known");
    window.press("Read it so");
    window.wait("Take it in");
    assert!(window.says("4 read, 3 kept, 1 left out"));
    window.picture("left out");
    let page = window.file("page.csv", "<!DOCTYPE html><html><body>Sorry</body></html>");
    window.choose(&page);
    window.wait("It cannot be read");
    window.picture("web page");
    window.choose(Path::new("nowhere.csv"));
    window.wait("The file cannot be read");
}

#[test]
fn columns_are_put_right_by_hand() {
    let mut window = usual("columns");
    let text = "a,b,c,d\nT1,Leicester,2023/24,10.5\n";
    let path = window.file("odd.csv", text);
    window.choose(&path);
    window.wait("What sort of file");
    window.wait("It cannot be read");
    window.picture("guessed");
    window.pick("Shape of the table", "One figure a row");
    for (name, heading) in [
        ("Indicator", "a  (T1)"),
        ("Area", "b  (Leicester)"),
        ("Period", "c  (2023/24)"),
        ("Value", "d  (10.5)"),
    ] {
        window.pick(name, heading);
    }
    window.press("Read it so");
    window.wait("Take it in");
    assert!(window.says("1 read, 1 kept"));
    window.picture("put right");
}

const EES: &str = "time_period,time_identifier,geographic_level,old_la_code,la_name,gender,number,rate\n\
    202324,Financial year,Local authority,856,Leicester,Boys,10,4.5\n\
    202324,Financial year,Local authority,856,Leicester,Girls,11,4.6\n\
    202324,Financial year,Local authority,856,Leicester,Total,21,4.55\n\
    202324,Financial year,School,856,Leicester,Total,21,4.55\n";

#[test]
fn measures_and_filters_are_chosen() {
    for (size, theme) in [
        ([1440.0, 900.0], Theme::Light),
        ([1024.0, 640.0], Theme::Dark),
    ] {
        let mut window = window("ees", size, theme);
        let path = window.file("looked_after_2024.csv", EES);
        window.choose(&path);
        window.wait("Take it in");
        assert!(window.says("2: 2 new"), "Total is preselected");
        window.picture("total");
        window.pick("Gender", "Every option (3)");
        window.press("Rate");
        window.press("Read it so");
        window.wait("Take it in");
        assert!(window.says("3: 3 new"));
        window.picture("every");
    }
}

#[test]
fn writing_is_stopped_and_leaves_the_plan_as_it_was() {
    let mut window = usual("stop");
    let mut text = "measure,council,year,figure\n".to_owned();
    for n in 0..4_000 {
        writeln!(text, "M{n},Leicester,2023/24,{n}").unwrap();
    }
    let n = window.n_batches();
    let path = window.file("many.csv", &text);
    window.choose(&path);
    window.wait("Take it in");
    window.harness.get_by_label("Take it in").click();
    window.harness.step();
    window.harness.step();
    if window.says("Stop") {
        window.picture("writing");
        window.harness.get_by_label("Stop").click();
        window.harness.step();
    }
    // On a quick machine it is done before anybody can stop it.
    for _ in 0..1_000 {
        window.harness.step();
        if window.says("Stopped. Nothing was written") || window.says("Took in") {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    if window.says("Stopped. Nothing was written") {
        assert_eq!(window.n_batches(), n);
        assert!(window.says("Take it in"), "it can be tried again");
    } else {
        assert_eq!(window.n_batches(), n + 1);
    }
}

/// The states that matter in both themes, small and large, drawn and free of egui's own complaints.
#[test]
fn the_list_stands_in_both_themes() {
    for (size, theme) in [
        ([1024.0, 640.0], Theme::Dark),
        ([1024.0, 640.0], Theme::Light),
        ([1440.0, 900.0], Theme::Dark),
    ] {
        let mut window = window("themes", size, theme);
        window.press("Published figures");
        window.picture("sample");
        window.take_in("ours 2024.csv", FIRST);
        window.picture("list");
        window.press("Remove ours 2024.csv");
        window.picture("question");
        window.press("Keep it");
        window.take_in("ours 2025.csv", SECOND);
        window.press("Compare two releases…");
        window.wait("Revised (2)");
        window.picture("compare");
        window.harness.render().unwrap();
    }
}
