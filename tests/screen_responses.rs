//! Individual responses in the Consultation room, by label: a file looked at and taken in, copies counted, one set aside,
//! the ledger balanced, the file removed and brought back.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::consultation::Receipt;
use golden_thread::domain::id::ReceiptId;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

mod common;

/// A letter that three people sent, one of them twice; a test; a row with nothing in it.
const SURVEY: &str = "Respondent ID,Channel,Your e-mail,Which do you use?,Do you agree?,Why?\n\
    1,Online,a@b.org,Parks;Pools;,Agree,Please keep our parks open because children need a place to play near home\n\
    2,Online,c@d.org,Parks;,Disagree,Please keep our parks open because children need a place to play near home\n\
    3,Paper,,Pools;,Strongly agree,It is near\n\
    4,Paper,,Parks;Libraries;,Agree,Please keep our parks open because children need a place to play near home\n\
    ,,,,,\n\
    5,Online,e@f.org,Libraries;,Strongly disagree,Too dear\n\
    6,Online,g@h.org,Libraries;,Agree,test\n";

struct Window<'a> {
    harness: Harness<'a, App>,
    folder: TempDir,
    name: String,
}

fn window<'a>(name: &str, size: [f32; 2], theme: Theme) -> Window<'a> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut app = App::new(Session::sample(Which::Leicester, &path).unwrap());
    app.go(Room::Consultation);
    let mut harness = common::window(size, theme, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run();
    let mut window = Window {
        harness,
        folder,
        name: format!("{name}-{theme:?}-{}", size[0]),
    };
    window
        .harness
        .get_by_role_and_label(Role::RadioButton, "Responses")
        .click();
    window.harness.run_ok();
    window
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

    #[track_caller]
    fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).scroll_to_me();
        self.harness.run_ok();
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    #[track_caller]
    fn pick(&mut self, list: &str, label: &str) {
        let found = self.harness.get_by_role_and_label(Role::ComboBox, list);
        found.scroll_to_me();
        self.harness.run_ok();
        self.harness
            .get_by_role_and_label(Role::ComboBox, list)
            .click();
        self.harness.run_ok();
        let found = self.harness.get_by_role_and_label(Role::Button, label);
        found.scroll_to_me();
        self.harness.run_ok();
        self.harness
            .get_by_role_and_label(Role::Button, label)
            .click();
        self.harness.run_ok();
    }

    #[track_caller]
    fn fill(&mut self, label: &str, text: &str) {
        let found = self.harness.get_by_role_and_label(Role::TextInput, label);
        found.scroll_to_me();
        self.harness.run_ok();
        self.harness
            .get_by_role_and_label(Role::TextInput, label)
            .click();
        self.harness.run_ok();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        match text {
            "" => self.harness.key_press(Key::Delete),
            text => self.harness.event(Event::Text(text.to_owned())),
        }
        self.harness.run_ok();
    }

    /// What is picked in a list.
    #[track_caller]
    fn picked(&self, list: &str) -> String {
        let found = self.harness.get_by_role_and_label(Role::ComboBox, list);
        found.accesskit_node().value().unwrap_or_default()
    }

    /// Types the path of a file that is made here, and looks at it.
    fn choose(&mut self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.fill("Path of the responses", &path.display().to_string());
        self.harness
            .key_press_modifiers(Modifiers::NONE, Key::Enter);
        self.harness.run_ok();
    }

    fn session(&self) -> &Session {
        self.harness.state().session()
    }

    /// Takes in the survey as a new consultation.
    fn take_in(&mut self) {
        self.press("Take in responses…");
        self.choose("parks.csv", SURVEY);
        self.wait("Take it in");
        self.fill("Title of the consultation", "Parks and pools");
        self.press("Take it in");
        self.wait("Took in parks.csv: 5 responses");
        self.wait("From received to analysed");
    }

    fn undo(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        self.harness.run_ok();
    }

    /// Received, duplicate, withdrawn and analysed, over all channels.
    fn ledger(&self) -> [i64; 4] {
        let mut sums = [0; 4];
        for held in self.session().book().heard.values() {
            for held in &held.ledger {
                let own = [held.received, held.duplicate, held.withdrawn, held.analysed];
                for (sum, n) in sums.iter_mut().zip(own) {
                    *sum += n;
                }
            }
        }
        sums
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
fn a_file_is_looked_at_put_right_and_taken_in() {
    let mut window = usual("responses");
    assert!(window.says("No responses yet"));
    window.picture("empty");
    window.press("Take in responses…");
    window.choose("parks.csv", SURVEY);
    window.wait("Take it in");
    assert!(window.says("7 read, 5 kept"));
    assert!(window.says("1 blank row, first in line 6"));
    assert!(window.says("1 test response, first in line 8"));
    assert!(window.says("Dropped: e-mail address"));
    assert!(window.says("1 column dropped: what it says never enters the plan."));
    window.picture("form");
    // A doubtful row is kept, and set aside again.
    window.press("Test responses");
    assert!(window.says("7 read, 6 kept"));
    window.press("Test responses");
    // A column is given another role.
    assert_eq!(window.picked("Role of Why?"), "own words");
    window.pick("Role of Why?", "ignore");
    assert_eq!(window.picked("Role of Why?"), "ignore");
    window.pick("Role of Why?", "own words");
    window.pick("Role of Respondent ID", "channel");
    assert!(window.says("There are errors, so it is kept out."));
    assert!(!window.says("Take it in"));
    window.picture("error");
    window.pick("Role of Respondent ID", "respondent's number");
    window.pick("Exported by", "Microsoft Forms");
    assert!(window.says("You said so."));
    window.fill("Title of the consultation", "");
    assert!(window.says("Give the new consultation a title."));
    window.fill("Title of the consultation", "Parks and pools");
    window.press("Take it in");
    window.wait("Took in parks.csv: 5 responses");
    window.wait("From received to analysed");
    assert!(window.says("Parks and pools"), "the new one is shown");
    assert!(window.says("1 personal column dropped (e-mail address)"));
    assert!(window.says("7 rows read, 5 responses; left out: 1 blank row; 1 test response"));
    assert_eq!(window.ledger(), [6, 0, 0, 5]);
    window.picture("taken");
    window.undo();
    assert!(
        window.session().book().heard.is_empty(),
        "undo takes it out"
    );
}

#[test]
fn copies_count_by_the_rule_that_is_recorded() {
    let mut window = usual("copies");
    window.take_in();
    window.press("Find copies");
    window.wait("3 responses");
    assert!(window.says("Please keep our parks open"));
    window.picture("found");
    let first = "parks.csv, line 2";
    window.pick(
        &format!("How the copies of {first} count"),
        "once, by the first of them",
    );
    window.fill(&format!("Why the copies of {first} count so"), "One letter");
    window.press(&format!("Record the copies of {first}"));
    assert_eq!(window.ledger(), [6, 2, 0, 3]);
    assert!(window.says("Every copy that was found has its rule."));
    assert!(window.says("One letter"));
    window.picture("recorded");
    window.pick(&format!("Rule of the copies of {first}"), "each by itself");
    assert_eq!(window.ledger(), [6, 0, 0, 5]);
    window.press(&format!("Take back the copies of {first}"));
    assert!(window.session().book().clusters.is_empty());
}

#[test]
fn one_is_set_aside_and_put_back_and_the_file_removed() {
    // Tall enough for the whole page: the foot's notice would lie over what is pressed.
    let mut window = window("aside", [1440.0, 1200.0], Theme::Light);
    window.take_in();
    window.fill("Line of the response", "6");
    window.press("Set it aside");
    assert!(window.says("Line 6 of parks.csv is no response of the plan"));
    window.fill("Line of the response", "4");
    window.pick("Why it is set aside", "withdrawn");
    window.fill("Note on the response set aside", "By telephone");
    window.press("Set it aside");
    assert_eq!(window.ledger(), [6, 0, 1, 4]);
    assert!(window.says("parks.csv, line 4, Paper, withdrawn: By telephone"));
    window.picture("set");
    // The receipt that somebody entered says otherwise.
    let paper = window
        .session()
        .book()
        .channels
        .iter()
        .rfind(|held| held.name == "Paper")
        .unwrap()
        .id;
    let receipt = Receipt {
        id: ReceiptId(7),
        channel: paper,
        received: 3,
        invalid: 0,
        blank: 0,
        duplicate: 0,
        withdrawn: 1,
    };
    let path = window.session().path().to_owned();
    let mut other = Session::open(&path).unwrap();
    other.run(&Edit::add(receipt).into()).unwrap();
    window.wait("received 3 entered, 2 by the responses");
    window.picture("receipt");
    let found = golden_thread::domain::check::all(window.session().book());
    assert!(
        found
            .iter()
            .any(|held| held.kind == "receipt-not-responses"),
        "the checks find it too"
    );
    window.press("Put back parks.csv, line 4");
    window.picture("back");
    assert_eq!(window.ledger(), [6, 0, 0, 5]);
    window.undo();
    assert_eq!(window.ledger(), [6, 0, 1, 4]);
    window.press("Remove parks.csv");
    assert!(window.session().book().heard.is_empty());
    assert!(window.session().book().asides.is_empty(), "it went along");
    window.undo();
    assert_eq!(window.ledger(), [6, 0, 1, 4], "undo brings all of it back");
}

#[test]
fn the_desk_fits_a_small_window_and_a_dark_one() {
    for (size, theme) in [
        ([1024.0, 640.0], Theme::Dark),
        ([1920.0, 1200.0], Theme::Light),
    ] {
        let mut window = window("responses", size, theme);
        window.picture("nothing");
        window.press("Take in responses…");
        window.choose("parks.csv", SURVEY);
        window.wait("Take it in");
        window.picture("small-form");
        window.press("Take it in");
        window.wait("Took in parks.csv");
        window.wait("From received to analysed");
        window.press("Find copies");
        window.wait("3 responses");
        window.picture("small");
    }
}

#[test]
fn what_cannot_be_read_is_said_and_a_file_comes_once() {
    let mut window = usual("responses-bad");
    window.press("Take in responses…");
    window.choose("empty.csv", "");
    window.wait("It cannot be read");
    window.choose("parks.csv", SURVEY);
    window.wait("Take it in");
    window.press("Take it in");
    window.wait("Took in parks.csv");
    window.wait("From received to analysed");
    window.press("Take in responses…");
    window.choose("again.csv", SURVEY);
    window.wait("the same file as parks.csv");
    assert!(!window.says("Take it in"));
    window.press("Back to the responses");
    assert!(window.says("From received to analysed"));
}
