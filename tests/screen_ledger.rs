//! The ledger and the grants made in the Grant room, by label: looked at, tied, taken in, given rules, saved.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Theme};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::room::Room;
use tempfile::TempDir;

mod common;

const LEDGER: &str = "Cost Centre,Account,Description,Net Amount,Posting Date,Supplier,Reference\n\
    C100,4010,Foster care,\"1,234.50\",12/04/2001,Mrs Smith,J1\n\
    C100,4010,Foster care,65.50,30/04/2001,Mr Jones,J2\n\
    C100,4020,Refund,(100.00),01/05/2001,,J3\n\
    C900,1,Legal advice,210.00,01/06/2001,,J5\n\
    ,,Grand total,\"1,410.00\",,,\n";

const GRANTS: &str = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,\
    Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Grant Programme:Title\r\n\
    360G-x-1,Songs for all,Songs,GBP,3028.60,2013-01-18,r-1,Altrincham Choir,f-1,Council,Voluntary\r\n\
    360G-x-2,Boxing,Fun,GBP,12,2014-04-01,r-2,Timperley Club,f-1,Council,Sport\r\n";

struct Window<'a> {
    harness: Harness<'a, App>,
    folder: TempDir,
    name: String,
}

fn window<'a>(name: &str, size: [f32; 2], theme: Theme, mode: &str) -> Window<'a> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut app = App::new(Session::sample(Which::Leicester, &path).unwrap());
    app.go(Room::Grant);
    app.look_at(2001);
    let mut harness = common::window(size, theme, app, |ui, app| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    harness.run();
    let shape = format!("{name}-{theme:?}-{}", size[0]);
    let mut window = Window {
        harness,
        folder,
        name: shape,
    };
    window.press(mode);
    window
}

fn usual<'a>(name: &str, mode: &str) -> Window<'a> {
    window(name, [1440.0, 900.0], Theme::Light, mode)
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
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    #[track_caller]
    fn pick(&mut self, list: &str, label: &str) {
        self.harness
            .get_by_role_and_label(Role::ComboBox, list)
            .click();
        self.harness.run_ok();
        self.press(label);
    }

    #[track_caller]
    fn fill(&mut self, label: &str, text: &str) {
        self.harness
            .get_by_role_and_label(Role::TextInput, label)
            .click();
        self.harness.run_ok();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_ok();
    }

    fn enter(&mut self) {
        self.harness
            .key_press_modifiers(Modifiers::NONE, Key::Enter);
        self.harness.run_ok();
    }

    /// Types the path of a file that is made here, and looks at it.
    fn choose(&mut self, field: &str, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        self.fill(field, &path.display().to_string());
        self.enter();
    }

    fn session(&self) -> &Session {
        self.harness.state().session()
    }

    fn spent(&self) -> Vec<(u8, i64)> {
        let actuals = self.session().book().actuals.iter();
        let mut spent: Vec<(u8, i64)> = actuals
            .filter(|held| held.batch.is_some())
            .map(|held| (held.month, held.amount.0))
            .collect();
        spent.sort_unstable();
        spent
    }

    fn take_in(&mut self) {
        self.press("Take in a ledger…");
        self.choose("Path of the ledger", "l.csv", LEDGER);
        self.wait("Type the total that the ledger prints");
        self.fill("Control total", "1410");
        self.wait("The total ties to the penny.");
        self.press("Take it in");
        self.wait("Took in l.csv");
        self.wait("Rule for C100 / 4010");
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
fn a_ledger_must_tie_to_the_penny_before_it_comes_in() {
    let mut window = usual("ledger-tie", "Ledger");
    assert!(window.says("No ledger yet"));
    window.picture("empty");
    window.press("Take in a ledger…");
    window.choose("Path of the ledger", "l.csv", LEDGER);
    window.wait("Type the total that the ledger prints");
    assert!(!window.says("Take it in"));
    window.fill("Control total", "1410.01");
    window.wait("a difference of -£0.01");
    assert!(!window.says("Take it in"), "a penny keeps it out");
    window.fill("Control total", "lots");
    window.wait("a letter");
    window.picture("off");
    window.fill("Control total", "£1,410.00");
    window.wait("The total ties to the penny.");
    assert!(window.says("Left out: a total that the ledger prints"));
    window.picture("ties");
    window.press("Take it in");
    window.wait("Took in l.csv");
    assert_eq!(
        window
            .session()
            .book()
            .batches
            .last()
            .map(|held| held.n_kept),
        Some(4)
    );
    assert_eq!(window.spent(), [], "no code has a rule yet");
}

#[test]
fn a_code_is_given_its_line_and_matched_again() {
    let mut window = usual("ledger-rule", "Ledger");
    window.take_in();
    assert!(window.says("no rule for this code"));
    window.picture("aside");
    window.press("Rule for C100 / 4010");
    window.press("Add the rule");
    window.wait("Choose the grant and the priority area");
    let book = window.session().book();
    let grant = book
        .grants
        .iter()
        .find(|held| held.fiscal_year == 2001)
        .unwrap()
        .name
        .clone();
    let area = book.priority_areas[0].name.clone();
    window.pick("Grant", &grant);
    window.pick("Priority area", &area);
    window.picture("rule");
    window.press("Add the rule");
    assert_eq!(window.session().book().ledger_codes.len(), 1);
    window.wait("it has a rule now");
    window.press("Match l.csv again");
    assert_eq!(window.spent(), [(1, 130_000)]);
    window.wait("Rule for C100 / 4020");
    window.picture("matched");
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run_ok();
    assert_eq!(window.spent(), []);
    window.press("Remove l.csv");
    assert!(
        window
            .session()
            .book()
            .batches
            .iter()
            .all(|held| held.kind != "ledger")
    );
}

#[test]
fn a_grant_of_the_year_before_is_not_kept_with_a_rule() {
    let mut window = usual("ledger-year", "Ledger");
    window.take_in();
    let book = window.session().book();
    let mut grants = book.grants.iter();
    let grant = grants.find(|held| held.fiscal_year == 2001).unwrap();
    let (grant, area) = (grant.name.clone(), book.priority_areas[0].name.clone());
    window.press("Rule for C100 / 4010");
    window.pick("Grant", &grant);
    window.pick("Priority area", &area);
    window.harness.state_mut().look_at(2002);
    window.wait("Grant of 2002/03");
    window.press("Add the rule");
    window.wait("Choose the grant and the priority area");
    assert_eq!(window.session().book().ledger_codes.len(), 0);
}

#[test]
fn a_ledger_to_date_is_offered_the_place_of_the_one_before() {
    let mut window = usual("ledger-to-date", "Ledger");
    window.take_in();
    window.press("Take in a ledger…");
    let more = "C100,4010,Foster care,1.00,12/05/2001,Mrs Smith,J6\n    ,,Grand total,\"1,411.00\"";
    let more = LEDGER.replace(
        ",,Grand total,\"1,410.00\"",
        more.replace("    ", "").as_str(),
    );
    window.choose("Path of the ledger", "m.csv", &more);
    window.wait("that l.csv has too");
    window.fill("Control total", "1411");
    window.wait("The total ties to the penny.");
    window.picture("offer");
    window.press("In place of l.csv, which counts some of it already");
    assert!(!window.says("that l.csv has too"));
    window.press("Take it in");
    window.wait("Took in m.csv");
    let ledgers = |window: &Window<'_>| -> Vec<String> {
        let batches = window.session().book().batches.iter();
        let ledgers = batches.filter(|held| held.kind == "ledger");
        ledgers.map(|held| held.name.clone()).collect()
    };
    assert_eq!(ledgers(&window), ["m.csv"]);
    window
        .harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run_ok();
    assert_eq!(ledgers(&window), ["l.csv"]);
}

#[test]
fn a_fiscal_year_that_cannot_be_read_is_not_taken_for_none() {
    let mut window = usual("ledger-no-year", "Ledger");
    window.press("Take in a ledger…");
    window.choose("Path of the ledger", "l.csv", LEDGER);
    window.wait("Type the total that the ledger prints");
    window.fill("Fiscal year", "banana");
    window.enter();
    window.wait("Fiscal year: “banana”");
    window.fill("Fiscal year", "2001/02");
    window.enter();
    window.wait("Type the total that the ledger prints");
}

#[test]
fn columns_are_put_right_and_remembered() {
    let mut window = usual("ledger-columns", "Ledger");
    window.press("Take in a ledger…");
    let odd = LEDGER.replace("Net Amount", "Pounds");
    window.choose("Path of the ledger", "odd.csv", &odd);
    window.wait("It cannot be read so");
    window.picture("columns");
    window.pick("Amount", "Pounds  (1,234.50)");
    window.wait("Type the total that the ledger prints");
    window.fill("Control total", "1410");
    window.wait("The total ties");
    window.press("Take it in");
    window.wait("Took in odd.csv");
    window.press("Take in a ledger…");
    window.choose(
        "Path of the ledger",
        "next.csv",
        &odd.replace("65.50", "66.50"),
    );
    window.wait("the last time a ledger had these headings");
    window.wait("Type the total");
}

#[test]
fn grants_made_come_in_are_found_and_shown_whole() {
    let mut window = usual("giving", "Grants made");
    assert!(window.says("No grants made yet"));
    window.picture("empty");
    window.press("Take in grants made…");
    window.choose("Path of the grants made", "g.csv", GRANTS);
    window.wait("Take them in");
    window.picture("form");
    window.press("Take them in");
    window.wait("2 grants, £3,040.60");
    window.picture("list");
    window.fill("Find a grant made", "choir 2012/13");
    assert!(window.says("1 grant, £3,028.60"));
    let row = "Altrincham Choir, Songs for all, £3,028.60, 2013-01-18";
    window.press(row);
    for words in ["360G-x-1", "Recipient Org:Name", "3028.60", "Voluntary"] {
        assert!(window.says(words), "{words}");
    }
    window.picture("fields");
    window.press("Back to the sums");
    assert!(window.says("By programme"));
    window.press("Take in grants made…");
    window.choose(
        "Path of the grants made",
        "bad.csv",
        &GRANTS.replace("GBP,12", "EUR,12"),
    );
    window.wait("bad.csv, line 3, column 4 (Currency)");
    assert!(!window.says("Take them in"));
}

#[test]
fn both_desks_fit_a_small_window_and_a_dark_one() {
    for (size, theme) in [
        ([1024.0, 640.0], Theme::Dark),
        ([1920.0, 1200.0], Theme::Light),
    ] {
        let mut ledger = window("ledger", size, theme, "Ledger");
        ledger.take_in();
        ledger.picture("small");
        let mut giving = window("giving", size, theme, "Grants made");
        giving.press("Take in grants made…");
        giving.choose("Path of the grants made", "g.csv", GRANTS);
        giving.wait("Take them in");
        giving.press("Take them in");
        giving.wait("2 grants, £3,040.60");
        giving.picture("small");
    }
}
