//! The Consultation room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::consultation::{Consultation, Question, QuestionKind};
use golden_thread::domain::problem::Place;
use golden_thread::session::{Session, Which};
use golden_thread::ui::consultation::ConsultationRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Screen as _};
use golden_thread::ui::theme;
use tempfile::TempDir;

mod common;

/// The room with a plan whose changes are carried out, as the application does it.
struct Window {
    _folder: TempDir,
    session: Session,
    room: ConsultationRoom,
    asked: Vec<Request>,
    refused: Vec<String>,
}

impl Window {
    fn holding(folder: TempDir, session: Session) -> Self {
        Self {
            _folder: folder,
            session,
            room: ConsultationRoom::default(),
            asked: Vec::new(),
            refused: Vec::new(),
        }
    }

    fn draw(ui: &mut egui::Ui, window: &mut Self) {
        let mut asks = Vec::new();
        theme::page(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let against = window.session.against();
            let desk = Desk {
                session: &window.session,
                year: 2015,
                against: &against,
            };
            window.room.ui(ui, desk, &mut asks);
        });
        for ask in asks {
            if let Request::Change(command) = &ask
                && let Err(error) = window.session.run(command)
            {
                window.refused.push(error.to_string());
            }
            window.asked.push(ask);
        }
    }

    fn undo(&mut self) -> String {
        self.session.undo().unwrap()
    }

    #[track_caller]
    fn consultation(&self, title: &str) -> &Consultation {
        self.session
            .book()
            .consultations
            .iter()
            .find(|held| held.title == title)
            .unwrap()
    }

    #[track_caller]
    fn question(&self, text: &str) -> &Question {
        self.session
            .book()
            .questions
            .iter()
            .find(|held| held.text == text)
            .unwrap()
    }

    /// Everybody counted for an answer of the first question that offers it.
    fn counted(&self, answer: &str) -> Option<i64> {
        let book = self.session.book();
        let choice = book.choices.iter().find(|held| held.text == answer)?.id;
        let counts: Vec<i64> = book
            .tallies
            .iter()
            .filter(|held| held.choice == choice)
            .map(|held| held.n)
            .collect();
        (!counts.is_empty()).then(|| counts.iter().sum())
    }
}

type Screen = Harness<'static, Window>;

fn sample() -> Screen {
    sample_at([1280.0, 900.0], Theme::Light)
}

fn sample_at(size: [f32; 2], theme: Theme) -> Screen {
    let folder = tempfile::tempdir().unwrap();
    let session =
        Session::sample(Which::Leicestershire, &folder.path().join("plan.sqlite")).unwrap();
    let mut screen = common::window(size, theme, Window::holding(folder, session), Window::draw);
    screen.run();
    screen
}

fn empty() -> Screen {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::new_plan(
        &folder.path().join("plan.sqlite"),
        &AreaCode("856".into()),
        "none",
    )
    .unwrap();
    let mut screen = common::window(
        [1280.0, 900.0],
        Theme::Light,
        Window::holding(folder, session),
        Window::draw,
    );
    screen.run();
    screen
}

fn press(screen: &mut Screen, keys: &[Key]) {
    for key in keys {
        screen.key_press(*key);
        screen.run();
    }
}

fn type_in(screen: &mut Screen, text: &str) {
    screen.event(Event::Text(text.to_owned()));
    screen.run();
}

#[track_caller]
fn focus(screen: &mut Screen, label: &str) {
    screen.get_by_label(label).focus();
    screen.run();
}

#[track_caller]
fn click(screen: &mut Screen, label: &str) {
    screen.get_by_label(label).click();
    screen.run();
}

#[track_caller]
fn fill(screen: &mut Screen, label: &str, text: &str) {
    field(screen, Role::TextInput, label);
    type_in(screen, text);
}

/// Puts the keyboard in a field or list that has its name written beside it.
#[track_caller]
fn field(screen: &mut Screen, role: Role, label: &str) {
    screen.get_by_role_and_label(role, label).focus();
    screen.run();
}

#[track_caller]
fn sees(screen: &Screen, label: &str) {
    assert!(
        screen.query_by_label(label).is_some(),
        "nothing is called {label}"
    );
}

#[track_caller]
fn sees_words(screen: &Screen, part: &str) {
    assert!(
        screen.query_all_by_label_contains(part).next().is_some(),
        "nothing says {part}"
    );
}

#[track_caller]
fn sees_not(screen: &Screen, part: &str) {
    assert!(
        screen.query_all_by_label_contains(part).next().is_none(),
        "something still says {part}"
    );
}

#[test]
fn the_published_consultation_is_there_with_its_working() {
    for theme in [Theme::Light, Theme::Dark] {
        let screen = sample_at([1280.0, 900.0], theme);
        sees(&screen, "Strongly agree, Online survey: 22");
        sees(&screen, "Strongly agree, all: 22");
        sees(&screen, "Strongly agree, percentage: 24%");
        sees(&screen, "Strongly agree, report says: 24%");
        sees(&screen, "Strongly agree, 95 per cent interval: 17–34");
        sees(&screen, "Answered (base), all: 91");
        sees_words(&screen, "net agreement +27");
        sees_words(&screen, "16 + 58 = 74, the report says 73");
        sees_words(&screen, "164 responses are printed, and 91 respondents");
    }
}

#[test]
fn a_count_typed_moves_everything_and_is_one_undo() {
    let mut screen = sample();
    focus(&mut screen, "Strongly agree, Meetings with young people: –");
    type_in(&mut screen, "9");
    sees(&screen, "Answered (base), all: 100");
    sees(&screen, "Strongly agree, percentage: 31%");
    assert_eq!(
        screen.state().counted("Strongly agree"),
        Some(22),
        "kept before it was finished"
    );
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().counted("Strongly agree"), Some(31));
    sees(&screen, "Strongly agree, all: 31");
    assert!(
        screen
            .get_by_label("Tend to agree, Meetings with young people: –")
            .is_focused()
    );
    assert_eq!(
        screen.state().session.next_undo(),
        Some("Add Tally for Strongly agree")
    );
    screen.state_mut().undo();
    screen.run();
    sees(&screen, "Answered (base), all: 91");
}

#[test]
fn a_wrong_entry_is_kept_and_refused_in_words() {
    let mut screen = sample();
    for (typed, said) in [
        ("2.5", "not a whole number"),
        ("-1", "nought or more"),
        ("lots", "is not a number"),
        ("24%", "is a percentage"),
    ] {
        focus(&mut screen, "Strongly agree, Online survey: 22");
        type_in(&mut screen, typed);
        sees_words(&screen, said);
        press(&mut screen, &[Key::Enter]);
        sees_words(&screen, said);
        assert_eq!(
            screen.state().counted("Strongly agree"),
            Some(22),
            "{typed}"
        );
        press(&mut screen, &[Key::Escape]);
        sees(&screen, "Strongly agree, Online survey: 22");
    }
    assert_eq!(screen.state().asked, []);
}

#[test]
fn a_pasted_block_is_one_step_and_goes_in_whole_or_not_at_all() {
    let mut screen = sample();
    let cell = "Strongly agree, Meetings with young people: –";
    focus(&mut screen, cell);
    screen.event(Event::Paste("3\n4\nmany\n6".into()));
    screen.run();
    sees_words(&screen, "Nothing was changed.");
    sees_words(&screen, "“many” is not a number");
    assert_eq!(screen.state().asked, []);
    focus(&mut screen, cell);
    screen.event(Event::Paste("3\n4\n5\n6".into()));
    screen.run();
    sees(&screen, "Answered (base), Meetings with young people: 18");
    sees_not(&screen, "Nothing was changed.");
    assert_eq!(screen.state().session.next_undo(), Some("Paste 4 counts"));
    screen.state_mut().undo();
    screen.run();
    sees(&screen, cell);
}

#[test]
fn a_block_too_large_is_said_to_be() {
    let mut screen = sample();
    focus(
        &mut screen,
        "Tend to disagree, Meetings with young people: –",
    );
    screen.event(Event::Paste("3\n4\n5\n6".into()));
    screen.run();
    sees_words(&screen, "The block has 4 rows");
    assert_eq!(screen.state().asked, []);
}

#[test]
fn quick_tally_counts_by_key_and_takes_back_by_undo() {
    let mut screen = sample();
    press(&mut screen, &[Key::T]);
    sees(&screen, "Add one to Strongly agree, now 22");
    for key in ["1", "2", "2"] {
        type_in(&mut screen, key);
    }
    assert_eq!(screen.state().refused, Vec::<String>::new());
    assert_eq!(screen.state().counted("Strongly agree"), Some(23));
    assert_eq!(screen.state().counted("Tend to agree"), Some(31));
    sees_words(&screen, "3 counted. Last first: 2 Tend to agree → 31");
    assert_eq!(screen.state_mut().undo(), "Tally for Tend to agree");
    screen.run();
    sees_words(&screen, "2 counted. Last first: 2 Tend to agree → 30");
    press(&mut screen, &[Key::Escape]);
    sees_not(&screen, "Add one to");
    type_in(&mut screen, "1");
    assert_eq!(
        screen.state().counted("Strongly agree"),
        Some(23),
        "a figure counted after the end"
    );
}

#[test]
fn two_keys_in_one_frame_are_both_counted() {
    let mut screen = sample();
    press(&mut screen, &[Key::T]);
    let figure = |text: &str| Event::Text(text.to_owned());
    screen.input_mut().events.extend([figure("1"), figure("1")]);
    screen.run();
    assert_eq!(screen.state().refused, Vec::<String>::new());
    assert_eq!(screen.state().counted("Strongly agree"), Some(24));
    assert_eq!(
        screen.state().asked.len(),
        2,
        "each key is a change of its own"
    );
}

#[test]
fn quick_tally_leaves_cells_and_fields_alone() {
    let mut screen = sample();
    press(&mut screen, &[Key::T]);
    focus(&mut screen, "Tend to agree, Online survey: 29");
    type_in(&mut screen, "2");
    type_in(&mut screen, "1");
    assert_eq!(
        screen.state().asked,
        [],
        "figures typed in a cell were counted"
    );
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().counted("Tend to agree"), Some(21));
    assert_eq!(screen.state().counted("Strongly agree"), Some(22));
    sees_words(&screen, "The keyboard is in a cell or field");
    press(&mut screen, &[Key::T]);
    type_in(&mut screen, "1");
    assert_eq!(
        screen.state().counted("Strongly agree"),
        Some(23),
        "T did not bring the keys back"
    );
    click(&mut screen, "Add a meeting…");
    fill(&mut screen, "How many people came", "12");
    assert_eq!(
        screen.state().counted("Strongly agree"),
        Some(23),
        "figures typed in a field were counted"
    );
}

#[test]
fn splitting_by_group_shows_sums_and_lets_a_channel_be_typed() {
    let mut screen = sample();
    field(&mut screen, Role::ComboBox, "Split by");
    press(&mut screen, &[Key::Space, Key::ArrowDown, Key::Enter]);
    sees(&screen, "Strongly agree, Not recorded: 22");
    let cell = "Strongly agree, Children and young people: –";
    focus(&mut screen, cell);
    type_in(&mut screen, "7");
    assert_eq!(screen.state().counted("Strongly agree"), Some(22));
    press(&mut screen, &[Key::Escape]);
    field(&mut screen, Role::ComboBox, "Channel");
    press(
        &mut screen,
        &[Key::Space, Key::ArrowDown, Key::ArrowDown, Key::Enter],
    );
    focus(&mut screen, cell);
    type_in(&mut screen, "7");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().counted("Strongly agree"), Some(29));
    sees(&screen, "Strongly agree, all: 7");
}

#[test]
fn the_table_is_copied_as_a_spreadsheet_takes_it() {
    let mut screen = sample();
    click(&mut screen, "Copy the table");
    let Some(Request::Copy { text, what }) = screen.state().asked.last() else {
        panic!("nothing was copied");
    };
    assert_eq!(what, "question 1’s table");
    assert_eq!(
        text.lines().nth(1),
        Some("Strongly agree\t22\t\t22\t24.2\t16.5\t33.9")
    );
}

#[test]
fn a_survey_with_percentages_only_says_so() {
    let mut screen = sample();
    let id = screen.state().consultation("Frontline staff, 2017").id;
    let window = screen.state_mut();
    window
        .room
        .select(&Place::Consultation(id), window.session.book());
    screen.run();
    sees(&screen, "Positive, report says: 86%");
    sees_words(&screen, "No counts were published");
}

#[test]
fn a_question_in_ones_own_words_shows_its_themes() {
    let mut screen = sample();
    let id = screen
        .state()
        .session
        .book()
        .questions
        .iter()
        .find(|held| held.kind == QuestionKind::Text)
        .unwrap()
        .id;
    let window = screen.state_mut();
    window
        .room
        .select(&Place::Question(id), window.session.book());
    screen.run();
    sees_words(&screen, "come with a later version");
    sees(&screen, "Cost of a home with one child");
}

#[test]
fn what_was_done_is_written_beside_what_was_said() {
    let mut screen = sample_at([1280.0, 1800.0], Theme::Light);
    click(
        &mut screen,
        "Add what was done: Matching children with care",
    );
    fill(&mut screen, "We did", "A matching panel meets each week");
    press(&mut screen, &[Key::Enter]);
    let book = screen.state().session.book();
    let held = book
        .themes
        .iter()
        .find(|held| held.title == "Matching children with care")
        .unwrap();
    assert_eq!(held.we_did, "A matching panel meets each week");
    assert_eq!(
        screen.state().session.next_undo(),
        Some("Theme “Matching children with care”")
    );
}

#[test]
fn removing_what_has_counts_is_refused_with_the_reason() {
    let mut screen = sample_at([1280.0, 1400.0], Theme::Light);
    click(&mut screen, "Edit channel Online survey");
    click(&mut screen, "Remove");
    sees_words(
        &screen,
        "4 counts and 1 line of receipts would be part of nothing",
    );
    assert_eq!(screen.state().asked, []);
    press(&mut screen, &[Key::Escape]);
    sees_not(&screen, "would be part of nothing");
    click(&mut screen, "Edit meeting Children in care choir");
    click(&mut screen, "Remove");
    assert_eq!(
        screen.state().session.next_undo(),
        Some("Remove Meeting Children in care choir")
    );
}

#[test]
fn receipts_are_typed_and_must_balance() {
    let mut screen = sample_at([1280.0, 1400.0], Theme::Light);
    click(&mut screen, "Enter receipts");
    focus(&mut screen, "Online survey, Duplicate: 0");
    type_in(&mut screen, "95");
    sees_words(&screen, "cannot pass what was received");
    press(&mut screen, &[Key::Escape]);
    focus(&mut screen, "Online survey, Duplicate: 0");
    type_in(&mut screen, "2");
    sees_words(
        &screen,
        "91 answered by channel “Online survey”, which leaves 89 to count",
    );
    press(&mut screen, &[Key::Enter]);
    sees(&screen, "Online survey, Analysed: 89");
    assert_eq!(
        screen.state().session.next_undo(),
        Some("Receipts Online survey")
    );
}

#[test]
fn an_empty_plan_leads_from_the_first_step_to_the_first_count() {
    let mut screen = empty();
    sees_words(&screen, "No consultations yet");
    focus(&mut screen, "Begin a consultation");
    press(&mut screen, &[Key::Enter]);
    assert!(
        screen
            .get_by_role_and_label(Role::TextInput, "Title")
            .is_focused(),
        "the first field has not the keyboard"
    );
    type_in(&mut screen, "Short breaks");
    fill(&mut screen, "Opened", "31/2/2026");
    sees_words(&screen, "“31/2/2026” is not a day");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().asked, [], "a day that is none was kept");
    field(&mut screen, Role::TextInput, "Opened");
    press_select_all(&mut screen);
    type_in(&mut screen, "1/2/2026");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(
        screen
            .state()
            .consultation("Short breaks")
            .opened
            .unwrap()
            .to_string(),
        "2026-02-01"
    );
    assert_eq!(
        screen.state().session.next_undo(),
        Some("Add Consultation Short breaks")
    );

    click(&mut screen, "Add the first question");
    type_in(&mut screen, "Should it go on?");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().question("Should it go on?").number, "1");
    focus(&mut screen, "Tend to agree, Paper: –");
    type_in(&mut screen, "7");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state().refused, Vec::<String>::new());
    assert_eq!(screen.state().counted("Tend to agree"), Some(7));
    sees(&screen, "Tend to agree, percentage: 7 of 7");
    sees_words(&screen, "counts are shown in place of percentages");
}

fn press_select_all(screen: &mut Screen) {
    screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
    screen.run();
}

#[test]
fn a_question_with_several_ticks_has_a_base_that_is_typed() {
    let mut screen = empty();
    click(&mut screen, "Begin a consultation");
    type_in(&mut screen, "Places");
    press(&mut screen, &[Key::Enter]);
    click(&mut screen, "Add the first question");
    type_in(&mut screen, "Which places do you go to?");
    field(&mut screen, Role::ComboBox, "Kind of answer");
    press(&mut screen, &[Key::Space, Key::ArrowDown, Key::Enter]);
    click(&mut screen, "Add question");
    assert_eq!(
        screen.state().question("Which places do you go to?").kind,
        QuestionKind::Multiple
    );
    click(&mut screen, "Add the first answer");
    type_in(&mut screen, "The park");
    press(&mut screen, &[Key::Enter]);
    focus(&mut screen, "The park, Online: –");
    type_in(&mut screen, "40");
    press(&mut screen, &[Key::Enter]);
    sees_words(&screen, "not how many people answered");
    focus(&mut screen, "Answered (base), Online: –");
    type_in(&mut screen, "50");
    sees(&screen, "The park, percentage: 80%");
    press(&mut screen, &[Key::Enter]);
    sees(&screen, "Answered (base), all: 50");
    press(&mut screen, &[Key::T]);
    type_in(&mut screen, "0");
    sees(&screen, "Answered (base), all: 51");
}

#[track_caller]
fn draw(screen: &mut Screen, name: &str) -> [u32; 2] {
    let picture = screen.render().unwrap();
    // Left in Cargo's folder for test files, to be looked at.
    picture
        .save(format!(
            "{}/consultation-{name}.png",
            env!("CARGO_TARGET_TMPDIR")
        ))
        .unwrap();
    [picture.width(), picture.height()]
}

#[test]
fn it_is_drawn_at_every_size_in_both_themes() {
    for (size, theme, name) in [
        ([1024.0, 640.0], Theme::Light, "small"),
        ([1440.0, 900.0], Theme::Light, "light"),
        ([1440.0, 900.0], Theme::Dark, "dark"),
        ([1920.0, 1200.0], Theme::Light, "large"),
    ] {
        let mut screen = sample_at(size, theme);
        assert_eq!(draw(&mut screen, name), size.map(|side| side as u32));
    }
}

#[test]
fn its_forms_and_modes_are_drawn() {
    let size = [1280.0, 900.0];
    let want = size.map(|side| side as u32);
    let mut screen = sample();
    press(&mut screen, &[Key::T]);
    type_in(&mut screen, "1");
    type_in(&mut screen, "3");
    assert_eq!(draw(&mut screen, "quick"), want);
    press(&mut screen, &[Key::Escape]);
    focus(&mut screen, "Enter receipts");
    press(&mut screen, &[Key::Enter]);
    click(&mut screen, "Answers…");
    focus(&mut screen, "Online survey, Duplicate: 0");
    type_in(&mut screen, "95");
    assert_eq!(draw(&mut screen, "receipts"), want);
    let mut screen = sample();
    let id = screen.state().consultation("Frontline staff, 2017").id;
    let window = screen.state_mut();
    window
        .room
        .select(&Place::Consultation(id), window.session.book());
    screen.run();
    click(&mut screen, "Add a question…");
    assert_eq!(draw(&mut screen, "percentages"), want);
    let mut screen = empty();
    assert_eq!(draw(&mut screen, "empty"), want);
    click(&mut screen, "Begin a consultation");
    press(&mut screen, &[Key::Enter]);
    assert_eq!(draw(&mut screen, "first"), want);
}
