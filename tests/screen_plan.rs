//! The Plan room's text, decisions, filters and search, used as an officer uses them: by what things are called, by mouse
//! and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod common;
mod office;

use std::path::Path;

use egui::{Event, Key, Modifiers, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::decision::Decision;
use golden_thread::domain::id::{DecisionId, NarrativeId, ObjectiveId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::plan::{Action, Level, Milestone, Movement, Risk};
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::app::App;
use golden_thread::ui::plan::PlanRoom;
use golden_thread::ui::room::{Room, Screen as _};

/// The Plan room on a desk.
type Office = office::Office<PlanRoom>;

const SIZE: [f32; 2] = [1336.0, 1000.0];
/// 1024 by 640 less the rail and the bars.
const SMALL: [f32; 2] = [888.0, 530.0];

fn open_at(
    size: [f32; 2],
    theme: Theme,
    make: impl FnOnce(&Path) -> Session,
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let office = Office::new(folder, session, PlanRoom::default());
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    h
}

fn open(make: impl FnOnce(&Path) -> Session) -> Harness<'static, Office> {
    open_at(SIZE, Theme::Light, make)
}

fn empty(path: &Path) -> Session {
    Session::new_plan(path, &AreaCode::new("856"), "none").unwrap()
}

/// Leicester without its own text, so that what a test writes is all there is.
fn leicester(path: &Path) -> Session {
    let mut session = Session::sample(Which::Leicester, path).unwrap();
    let sections = session.book().narratives.clone();
    for held in &sections {
        session.run(&Edit::remove(held).into()).unwrap();
    }
    session
}

/// The same with a section of this text on the first objective.
fn with_text(path: &Path, text: &str) -> Session {
    let mut session = leicester(path);
    let objective = session.book().objectives[0].id;
    let section = Narrative {
        text: text.into(),
        objectives: vec![objective],
        ..Narrative::new(NarrativeId(1), Section::Progress)
    };
    session.run(&Edit::add(section).into()).unwrap();
    session
}

fn held(h: &Harness<'_, Office>) -> Narrative {
    h.state().session.book().narratives[0].clone()
}

fn click(h: &mut Harness<'_, Office>, label: &str) {
    // As with the wheel: what is out of view comes into view first.
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
}

/// Goes to a desk, whose name is followed by how many it holds.
fn tab(h: &mut Harness<'_, Office>, begins: &str) {
    h.get_by_label_contains(begins).click();
    h.run();
}

/// Ticks an objective, or clears it.
fn tick(h: &mut Harness<'_, Office>, objective: &str) {
    h.get_by_role_and_label(Role::CheckBox, objective).click();
    h.run();
}

/// Everything that is on the screen, for a test that fails.
fn labels(h: &Harness<'_, Office>) -> String {
    use egui_kittest::kittest::NodeT as _;
    let all = h.query_all_by(|node| node.label().is_some());
    let labels = all.filter_map(|node| node.accesskit_node().label());
    labels.collect::<Vec<_>>().join("\n")
}

fn says(h: &Harness<'_, Office>, words: &str) -> bool {
    h.query_all_by_label_contains(words).next().is_some()
}

/// Replaces what is in a field, and leaves it by Enter where it has one line.
fn fill(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.event(Event::Text(text.to_owned()));
    h.run();
    h.key_press(Key::Enter);
    h.run();
}

/// Replaces what is in a field of several lines, and stays in it.
fn write(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::MultilineTextInput, label)
        .focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.event(Event::Text(text.to_owned()));
    h.run();
}

/// Picks from a list by the keyboard.
fn pick(h: &mut Harness<'_, Office>, list: &str, down: usize) {
    h.get_by_role_and_label(Role::ComboBox, list).focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    for _ in 0..down {
        h.key_press(Key::ArrowDown);
        h.run();
    }
    h.key_press(Key::Enter);
    h.run();
}

const TEXT: &str = "Text of the section";

#[test]
fn the_first_section_of_an_empty_plan_is_written() {
    let mut h = open(empty);
    click(&mut h, "Write the first section");
    assert!(
        h.get_by_role_and_label(Role::ComboBox, "Kind").is_focused(),
        "the first field has the keyboard"
    );
    pick(&mut h, "Kind", 2);
    click(&mut h, "Add this section");
    assert!(says(&h, "Give the question, or choose another kind"));
    fill(&mut h, "Question it answers", "What has changed?");
    click(&mut h, "Add this section");
    let section = held(&h);
    assert_eq!(section.section, Section::Question);
    assert_eq!(section.question, "What has changed?");
    let field = h.get_by_role_and_label(Role::MultilineTextInput, TEXT);
    assert!(field.is_focused(), "one goes on to write");
    h.event(Event::Text("A **good** deal.".into()));
    h.run();
    // It is read as it will be printed before it is kept.
    assert!(says(&h, "A good deal."));
    assert_eq!(held(&h).text, "");
    h.key_press(Key::Tab);
    h.run();
    assert_eq!(held(&h).text, "A **good** deal.");
    let undo = h.state().session.next_undo().unwrap();
    assert_eq!(undo, "Section “C Set question”");
    assert_eq!(h.state().refused, Vec::<String>::new());
}

#[test]
fn text_is_kept_when_its_field_is_left_and_restored_by_esc() {
    let mut h = open(|path| with_text(path, "As it was."));
    let row = "A Progress, 1 Secure attachment";
    click(&mut h, row);
    write(&mut h, TEXT, "As it is to be.");
    h.key_press(Key::Escape);
    h.run();
    assert_eq!(held(&h).text, "As it was.");
    click(&mut h, "Bring back what was typed");
    let field = h.get_by_role_and_label(Role::MultilineTextInput, TEXT);
    assert_eq!(field.value().as_deref(), Some("As it is to be."));
    // By a click on another desk.
    tab(&mut h, "Actions (");
    assert_eq!(held(&h).text, "As it is to be.");
    // By going to another section: here, to the form for a new one.
    click(&mut h, "Text (1)");
    write(&mut h, TEXT, "Once more.");
    click(&mut h, "Add section");
    assert_eq!(held(&h).text, "Once more.");
}

#[test]
fn what_somebody_else_wrote_meanwhile_is_not_replaced_unasked() {
    let mut h = open(|path| with_text(path, "As it was."));
    click(&mut h, "A Progress, 1 Secure attachment");
    write(&mut h, TEXT, "Mine.");
    let was = held(&h);
    let now = Narrative {
        text: "Theirs.".into(),
        ..was.clone()
    };
    let session = &mut h.state_mut().session;
    session.run(&Edit::change(&was, now).into()).unwrap();
    h.run();
    h.key_press(Key::Tab);
    h.run();
    assert_eq!(held(&h).text, "Theirs.");
    assert!(says(&h, "Somebody changed this text while you were typing"));
    click(&mut h, "Put mine in its place");
    assert_eq!(held(&h).text, "Mine.");
}

#[test]
fn a_section_is_opened_and_written_by_keyboard() {
    let mut h = open(|path| with_text(path, "As it was."));
    h.get_by_label("A Progress, 1 Secure attachment").focus();
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(
        h.get_by_label("A Progress, 1 Secure attachment")
            .is_focused()
    );
    h.key_press(Key::Enter);
    h.run();
    let field = h.get_by_role_and_label(Role::MultilineTextInput, TEXT);
    assert!(field.is_focused());
    assert_eq!(field.value().as_deref(), Some("As it was."), "no new line");
    h.event(Event::Text("Now: ".into()));
    h.run();
    h.key_press(Key::Tab);
    h.run();
    assert!(held(&h).text.contains("Now: "));
}

/// A room that is left by its key, while the keyboard is still in the text.
#[test]
fn text_is_kept_when_the_room_is_left_by_a_key() {
    let folder = tempfile::tempdir().unwrap();
    let session = with_text(&folder.path().join("plan.sqlite"), "As it was.");
    let app = App::new(session);
    let mut h = common::window(SIZE, Theme::Light, app, |ui, app: &mut App| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    h.state_mut().go(Room::Plan);
    h.run();
    h.get_by_label("A Progress, 1 Secure attachment").click();
    h.run();
    h.get_by_role_and_label(Role::MultilineTextInput, TEXT)
        .focus();
    h.run();
    h.event(Event::Text("!".into()));
    h.run();
    h.state_mut().go(Room::Thread);
    h.run();
    let text = &h.state().session().book().narratives[0].text;
    assert!(text.contains('!'), "{text}");
}

#[test]
fn sections_and_decisions_are_found_from_anywhere() {
    #[track_caller]
    fn check(typed: &str, shown: &str) {
        let folder = tempfile::tempdir().unwrap();
        let session =
            Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
        let mut h = common::window(
            SIZE,
            Theme::Light,
            App::new(session),
            |ui, app: &mut App| {
                app.logic(ui.ctx());
                app.ui(ui);
            },
        );
        h.run();
        h.key_press_modifiers(Modifiers::COMMAND, Key::K);
        h.run();
        h.event(Event::Text(typed.into()));
        h.run();
        h.key_press(Key::Enter);
        h.run();
        assert_eq!(h.state().room(), Room::Plan);
        assert!(h.query_by_role_and_label(Role::Heading, shown).is_some());
    }
    check("the plan in brief", "The plan in brief");
    check("cabinet march 2002 endorse", "Decision");
}

#[test]
fn figures_say_what_they_say_and_are_flagged_when_they_change() {
    let text = "We have {=grant:Main@2001/02} and {indicator:PAF A99}.";
    let mut h = open(|path| with_text(path, text));
    click(&mut h, "A Progress, 1 Secure attachment, ✗ 1 not found");
    assert!(says(&h, "not confirmed yet"));
    assert!(says(
        &h,
        "✗ not found: no indicator is called “PAF A99”. Did you mean"
    ));
    click(&mut h, "Stand by it as it reads");
    let confirmed = held(&h).confirmed.unwrap();
    assert_eq!(confirmed.figures.len(), 1);
    assert!(says(&h, "✓ as confirmed"));
    let session = &mut h.state_mut().session;
    let was = session
        .book()
        .grants
        .iter()
        .find(|held| held.short == "Main");
    let was = was.unwrap().clone();
    let mut now = was.clone();
    now.amount = Pence(was.amount.0 + 100);
    session.run(&Edit::change(&was, now).into()).unwrap();
    h.run();
    assert!(says(&h, "⚠ changed: said £"));
    assert!(says(&h, "✗ 1 not found, ⚠ 1 changed"));
    click(&mut h, "Open =grant:Main@2001/02");
    assert_eq!(h.state().opened(), [Place::Grant(was.id)]);
    // Standing by it anew ends the flag.
    click(&mut h, "Stand by it as it reads");
    assert!(!says(&h, "⚠ changed"));
}

#[test]
fn what_is_typed_is_kept_before_one_stands_by_it() {
    let mut h = open(|path| with_text(path, "We have {=grant:Main@2001/02}."));
    click(&mut h, "A Progress, 1 Secure attachment, not confirmed");
    write(&mut h, TEXT, "In all {=total:grants@2001/02}.");
    click(&mut h, "Stand by it as it reads");
    let section = held(&h);
    assert_eq!(section.text, "In all {=total:grants@2001/02}.");
    let figures = section.confirmed.unwrap().figures;
    assert_eq!(figures[0].figure, "=total:grants@2001/02");
    assert_eq!(h.state().refused, Vec::<String>::new());
}

#[test]
fn a_figure_is_put_in_at_the_cursor() {
    let mut h = open(|path| with_text(path, "We have  in all."));
    click(&mut h, "A Progress, 1 Secure attachment");
    h.get_by_role_and_label(Role::MultilineTextInput, TEXT)
        .focus();
    h.run();
    h.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    for _ in 0.."We have ".len() {
        h.key_press(Key::ArrowRight);
    }
    h.run();
    click(&mut h, "Insert a figure…");
    assert!(
        h.get_by_role_and_label(Role::TextInput, "Find a figure")
            .is_focused()
    );
    h.event(Event::Text("all grants 2001".into()));
    h.run();
    assert!(says(&h, "All grants, 2001/02: £"));
    h.key_press(Key::Enter);
    h.run();
    let field = h.get_by_role_and_label(Role::MultilineTextInput, TEXT);
    assert!(field.is_focused());
    let typed = "We have {total:grants@2001/02} in all.";
    assert_eq!(field.value().as_deref(), Some(typed));
    // One goes on after it, and all of it is one change.
    h.event(Event::Text("!".into()));
    h.run();
    h.key_press(Key::Tab);
    h.run();
    assert_eq!(held(&h).text, "We have {total:grants@2001/02}! in all.");
    h.state_mut().session.undo().unwrap();
    h.run();
    assert_eq!(held(&h).text, "We have  in all.");
}

#[test]
fn what_looks_like_a_command_is_text() {
    let text = "<script>alert(1)</script> and {=cmd|calc}\n\nand “{grant:<b>}”";
    let mut h = open(|path| with_text(path, text));
    click(&mut h, "A Progress, 1 Secure attachment, ✗ 1 not found");
    assert!(says(&h, "<script>alert(1)</script> and {=cmd|calc}"));
}

#[test]
fn a_section_serves_many_objectives_and_its_fields_are_kept() {
    let mut h = open(|path| with_text(path, "Words."));
    click(&mut h, "A Progress, 1 Secure attachment");
    click(&mut h, "Choose objectives…");
    tick(&mut h, "2 Protection from harm");
    let ids: Vec<ObjectiveId> = h.state().session.book().objectives[..2]
        .iter()
        .map(|held| held.id)
        .collect();
    assert_eq!(held(&h).objectives, ids);
    fill(&mut h, "Heading", "What we did");
    fill(&mut h, "Owner", "A. Officer");
    fill(&mut h, "Review", "1 May 2001");
    let row = "What we did, 1 Secure attachment, 2 Protection from harm, A. Officer · ⚠ review was due 1 May 2001";
    // In the group of each objective that it serves.
    assert_eq!(h.query_all_by_label(row).count(), 2);
    fill(&mut h, "Review", "soon");
    assert!(says(&h, "“soon” is not a day"));
    assert_eq!(held(&h).review, Some(jiff::civil::date(2001, 5, 1)));
    // A kind that needs a question is refused with the reason, and one of the council's own takes its word.
    pick(&mut h, "Kind", 2);
    assert!(says(&h, "An answer means nothing without the question"));
    assert_eq!(held(&h).section, Section::Progress);
    pick(&mut h, "Kind", 8);
    fill(&mut h, "Kind in your own words", "views of partners");
    assert_eq!(
        held(&h).section,
        Section::Free("views of partners".to_owned())
    );
}

#[test]
fn sections_are_searched_and_narrowed_to_those_that_need_a_look() {
    let make = |path: &Path| {
        let mut session = with_text(path, "Twenty foster carers were recruited.");
        let other = Narrative {
            text: "See {grant:Nowhere}.".into(),
            owner: "A. Officer".into(),
            ..Narrative::new(NarrativeId(2), Section::Free("overview".into()))
        };
        session.run(&Edit::add(other).into()).unwrap();
        session
    };
    let mut h = open(make);
    let (first, second) = (
        "A Progress, 1 Secure attachment",
        "Overview, The plan as a whole, ✗ 1 not found, A. Officer",
    );
    fill(&mut h, "Search sections", "FOSTER recruited");
    assert!(says(&h, first) && !says(&h, second));
    click(&mut h, "Show all sections");
    click(
        &mut h,
        "⚠ Only sections with changed or missing figures (1)",
    );
    assert!(!says(&h, first), "{}", labels(&h));
    assert!(says(&h, second), "{}", labels(&h));
    let id = NarrativeId(1);
    let office = h.state_mut();
    office
        .room
        .select(&Place::Narrative(id), office.session.book());
    h.run();
    assert!(h.get_by_label(first).is_focused(), "it is led to");
}

#[test]
fn every_section_of_the_samples_is_drawn() {
    for which in [Which::Leicester, Which::Leicestershire] {
        let mut h = open(|path| Session::sample(which, path).unwrap());
        let sections = h.state().session.book().narratives.to_vec();
        assert!(!sections.is_empty());
        for section in sections.iter().step_by(7) {
            let office = h.state_mut();
            let book = office.session.book();
            office.room.select(&Place::Narrative(section.id), book);
            h.run();
            assert!(
                h.query_by_role_and_label(Role::MultilineTextInput, TEXT)
                    .is_some()
            );
        }
    }
}

#[test]
fn decisions_are_recorded_and_what_is_open_stands_on_top() {
    let mut h = open(empty);
    click(&mut h, "Decisions (0)");
    click(&mut h, "Add the first decision");
    click(&mut h, "Add this decision");
    assert!(says(&h, "A decision answers something"));
    fill(&mut h, "Meeting", "Cabinet");
    fill(&mut h, "Date", "25 March 2002");
    fill(&mut h, "What was put", "The plan for 2002/03");
    click(&mut h, "Add this decision");
    let row = "Cabinet, 25 March 2002: The plan for 2002/03, ⚠ not recorded";
    assert!(h.get_by_label(row).is_focused());
    write(&mut h, "What was decided", "Agreed");
    h.key_press(Key::Tab);
    h.run();
    assert!(says(&h, "The plan for 2002/03, decided: Agreed"));
    fill(
        &mut h,
        "Snapshot whose figures lay before it",
        "March paper",
    );
    let decision = h.state().session.book().decisions[0].clone();
    assert_eq!(decision.snapshot, "March paper");
    assert_eq!(decision.decided, "Agreed");
    let session = &mut h.state_mut().session;
    let open = Decision {
        meeting: "Council".into(),
        put: "The budget".into(),
        ..Decision::new(DecisionId(9))
    };
    session.run(&Edit::add(open).into()).unwrap();
    h.run();
    let top = h.get_by_label("Council: The budget, to be decided");
    let below = h.get_by_label_contains("The plan for 2002/03, decided");
    assert!(top.rect().top() < below.rect().top());
    click(&mut h, "Council: The budget, to be decided");
    click(&mut h, "Remove decision");
    assert_eq!(h.state().session.book().decisions.len(), 1);
}

#[test]
fn a_decision_opens_the_consultation_it_followed() {
    let mut h = open(|path| Session::sample(Which::Leicestershire, path).unwrap());
    let book = h.state().session.book();
    let decision = book
        .decisions
        .iter()
        .find(|held| held.consultation.is_some())
        .unwrap();
    let (id, followed) = (decision.id, decision.consultation.unwrap());
    let office = h.state_mut();
    office
        .room
        .select(&Place::Decision(id), office.session.book());
    h.run();
    click(&mut h, "Open the consultation");
    assert_eq!(h.state().opened(), [Place::Consultation(followed)]);
}

fn actions(h: &Harness<'_, Office>) -> Vec<Action> {
    h.state().session.book().actions.to_vec()
}

#[test]
fn actions_are_narrowed_by_words_owner_date_and_objective() {
    let make = |path: &Path| {
        let mut session = leicester(path);
        let today = session.today();
        let held = session.book().actions.to_vec();
        for (action, (who, days)) in held.iter().zip([("Ann", -1), ("Ben", 20), ("Ann", 60)]) {
            let now = Action {
                responsible: who.into(),
                due: today.checked_add(jiff::Span::new().days(days)).ok(),
                title: format!("Due in {days}"),
                ..action.clone()
            };
            session.run(&Edit::change(action, now).into()).unwrap();
        }
        for action in &held[3..] {
            let now = Action {
                due: None,
                ..action.clone()
            };
            session.run(&Edit::change(action, now).into()).unwrap();
        }
        session
    };
    let mut h = open(make);
    tab(&mut h, "Actions (");
    #[track_caller]
    fn check(h: &Harness<'_, Office>, want: [bool; 3]) {
        let given = [-1, 20, 60].map(|days| says(h, &format!("Due in {days},")));
        assert_eq!(given, want);
    }
    check(&h, [true; 3]);
    pick(&mut h, "Date of actions shown", 1);
    check(&h, [true, false, false]);
    pick(&mut h, "Date of actions shown", 1);
    check(&h, [false, true, false]);
    pick(&mut h, "Date of actions shown", 1);
    check(&h, [false, true, true]);
    pick(&mut h, "Responsible of actions shown", 2);
    check(&h, [false, false, true]);
    assert!(says(&h, &format!("1 of {}", actions(&h).len())));
    click(&mut h, "Show all actions");
    check(&h, [true; 3]);
    fill(&mut h, "Search actions", "due in 60");
    check(&h, [false, false, true]);
    click(&mut h, "Show all actions");
    let first = actions(&h)[0].objective;
    let at = h.state().session.book().objectives.place(first.unwrap());
    pick(&mut h, "Objective of actions shown", at.unwrap() + 2);
    assert!(says(&h, "Due in -1,"));
}

#[test]
fn an_action_serves_other_objectives_too() {
    let mut h = open(leicester);
    tab(&mut h, "Actions (");
    let action = actions(&h)[0].clone();
    let office = h.state_mut();
    office
        .room
        .select(&Place::Action(action.id), office.session.book());
    h.run();
    click(&mut h, "Choose objectives…");
    let first = action.objective.unwrap();
    let book = h.state().session.book();
    // Its first objective is not offered a second time.
    let label = book.objectives.get(first).unwrap().label();
    assert!(h.query_by_role_and_label(Role::CheckBox, &label).is_none());
    let other = book.objectives.iter().find(|held| held.id != first);
    let (id, label) = other.map(|held| (held.id, held.label())).unwrap();
    h.get_by_role_and_label(Role::CheckBox, &label).click();
    h.run();
    assert_eq!(actions(&h)[0].also, [id]);
    assert!(says(&h, &format!("objective {label}")));
    h.get_by_role_and_label(Role::CheckBox, &label).click();
    h.run();
    assert_eq!(actions(&h)[0].also, []);
}

fn risk(h: &Harness<'_, Office>) -> Risk {
    h.state().session.book().risks[0].clone()
}

#[test]
fn risks_of_both_scales_have_their_matrix() {
    let mut h = open(leicester);
    click(&mut h, "Risks (8)");
    let first = risk(&h);
    let office = h.state_mut();
    office
        .room
        .select(&Place::Risk(first.id), office.session.book());
    h.run();
    assert!(h.query_by_label("1 to 5 (1)").is_none());
    pick(&mut h, "Graded by", 1);
    let now = risk(&h);
    assert_eq!(now.probability.scale(), now.impact.scale());
    assert!(Level::FIGURES.contains(&now.probability));
    pick(&mut h, "Probability", 4);
    fill(&mut h, "Earlier score", "7");
    assert!(says(
        &h,
        "No probability and impact of 1 to 5 multiply to it"
    ));
    fill(&mut h, "Earlier score", "1");
    assert_eq!(risk(&h).earlier, Some(1));
    pick(&mut h, "Movement", 4);
    // A movement that the scores contradict is refused where changes are made, with its reason.
    let contradicted = h.state().refused.iter().any(|why| why.contains("is “up”"));
    assert!(
        contradicted || says(&h, "is “up”"),
        "{:?}",
        h.state().refused
    );
    assert_eq!(risk(&h).movement, Movement::NotSaid);
    fill(&mut h, "Review", "2001-06-30");
    fill(&mut h, "Owner", "Programme board");
    assert!(says(
        &h,
        "▲ up, Programme board · ⚠ review was due 30 June 2001"
    ));
    click(&mut h, "1 to 5 (1)");
    let words = format!("1 risk of probability 5, impact {}", risk(&h).impact.word());
    let cell = h.get_by_label_contains(&words);
    cell.click();
    h.run();
    assert!(says(&h, "Only probability 5"));
    click(&mut h, "Show all risks");
    click(&mut h, "Low to High (7)");
    assert!(says(&h, "risks of probability Low") || says(&h, "risk of probability Low"));
}

#[test]
fn milestones_are_narrowed_and_serve_objectives() {
    let mut h = open(leicester);
    click(&mut h, "Milestones (90)");
    click(&mut h, "List");
    fill(&mut h, "Search milestones", "shadow board");
    assert!(says(&h, "Governance: Shadow board planned, 2003/04"));
    let all = h.state().session.book().milestones.to_vec();
    let other = all
        .iter()
        .find(|held| !held.title.to_lowercase().contains("shadow"))
        .unwrap();
    assert!(!says(
        &h,
        &format!("{}: {},", other.workstream, other.title)
    ));
    click(&mut h, "Governance: Shadow board planned, 2003/04");
    click(&mut h, "Choose objectives…");
    tick(&mut h, "1 Secure attachment");
    let held = |h: &Harness<'_, Office>| -> Milestone {
        let all = h.state().session.book().milestones.to_vec();
        let found = all.iter().find(|held| held.title == "Shadow board planned");
        found.unwrap().clone()
    };
    assert_eq!(held(&h).objectives.len(), 1);
}

#[test]
fn one_search_goes_over_the_whole_room() {
    let mut h = open(|path| with_text(path, "Children wait for a shadow board."));
    h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
        .focus();
    h.run();
    h.event(Event::Text("shadow board".into()));
    h.run();
    assert!(says(&h, "milestone: Shadow board planned"));
    assert!(says(
        &h,
        "section: A Progress: 1 Secure attachment, Children wait for a shadow board."
    ));
    click(
        &mut h,
        "section: A Progress: 1 Secure attachment, Children wait for a shadow board.",
    );
    assert!(
        h.get_by_label("A Progress, 1 Secure attachment")
            .is_focused()
    );
    // Enter opens the first, Esc ends it.
    h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
        .focus();
    h.run();
    h.event(Event::Text("no such words".into()));
    h.run();
    assert!(says(&h, "Nothing in the plan holds “no such words”"));
    h.key_press(Key::Escape);
    h.run();
    assert!(!says(&h, "Nothing in the plan holds"));
}

#[test]
fn a_file_that_can_only_be_read_shows_everything_and_changes_nothing() {
    let make = |path: &Path| {
        drop(with_text(path, "We have {=grant:Main@2001/02}."));
        let mut allowed = std::fs::metadata(path).unwrap().permissions();
        allowed.set_readonly(true);
        std::fs::set_permissions(path, allowed).unwrap();
        Session::open(path).unwrap()
    };
    let mut h = open(make);
    if !h.state().session.is_read_only() {
        // The machine lets this user write what is write-protected.
        return;
    }
    click(&mut h, "A Progress, 1 Secure attachment, not confirmed");
    assert!(says(&h, "We have £"));
    assert!(h.query_by_label(TEXT).is_none());
    assert!(
        h.get_by_label("Stand by it as it reads")
            .accesskit_node_is_disabled()
    );
}

trait Disabled {
    fn accesskit_node_is_disabled(&self) -> bool;
}

impl Disabled for egui_kittest::Node<'_> {
    fn accesskit_node_is_disabled(&self) -> bool {
        use egui_kittest::kittest::NodeT as _;
        self.accesskit_node().is_disabled()
    }
}

#[test]
fn the_desks_fit_the_smallest_window_in_the_dark() {
    let sample = |path: &Path| Session::sample(Which::Leicester, path).unwrap();
    for (tab, button) in [
        ("Text (", "Add section"),
        ("Actions (", "Add action"),
        ("Milestones (", "Add milestone"),
        ("Risks (", "Add risk"),
        ("Decisions (", "Add decision"),
    ] {
        let mut h = open_at(SMALL, Theme::Dark, sample);
        self::tab(&mut h, tab);
        for name in [button, "Search the whole plan"] {
            let rect = h.get_by_label(name).rect();
            assert!(
                rect.right() <= SMALL[0] && rect.bottom() <= SMALL[1],
                "{tab}: {name}: {rect}"
            );
        }
    }
}

#[test]
fn the_desks_are_drawn() {
    let Ok(folder) = std::env::var("PICTURES") else {
        return;
    };
    let sample = |path: &Path| Session::sample(Which::Leicester, path).unwrap();
    for (theme, size, name) in [
        (Theme::Light, SIZE, "light"),
        (Theme::Dark, SIZE, "dark"),
        (Theme::Light, SMALL, "small"),
    ] {
        let mut h = open_at(size, theme, sample);
        let save = |h: &mut Harness<'_, Office>, what: &str| {
            let picture = h.render().unwrap();
            picture
                .save(format!("{folder}/plan-{what}-{name}.png"))
                .unwrap();
        };
        let id = h.state().session.book().narratives[1].id;
        let office = h.state_mut();
        office
            .room
            .select(&Place::Narrative(id), office.session.book());
        h.run();
        save(&mut h, "section");
        click(&mut h, "Stand by it as it reads");
        save(&mut h, "text");
        click(&mut h, "Insert a figure…");
        save(&mut h, "insert");
        for (tab, what) in [
            ("Actions (", "actions"),
            ("Milestones (", "milestones"),
            ("Risks (", "risks"),
            ("Decisions (", "decisions"),
        ] {
            self::tab(&mut h, tab);
            save(&mut h, what);
        }
        let mut risk = h.state().session.book().risks[0].clone();
        let was = risk.clone();
        (risk.probability, risk.impact) = (Level::Four, Level::Three);
        (risk.earlier, risk.owner) = (Some(6), "Programme board".into());
        let session = &mut h.state_mut().session;
        session.run(&Edit::change(&was, risk).into()).unwrap();
        let office = h.state_mut();
        office
            .room
            .select(&Place::Risk(was.id), office.session.book());
        h.run();
        click(&mut h, "1 to 5 (1)");
        save(&mut h, "risk");
        let id = h.state().session.book().decisions[0].id;
        let office = h.state_mut();
        office
            .room
            .select(&Place::Decision(id), office.session.book());
        h.run();
        save(&mut h, "decision");
        h.get_by_role_and_label(Role::TextInput, "Search the whole plan")
            .focus();
        h.run();
        h.event(Event::Text("adoption".into()));
        h.run();
        save(&mut h, "search");
    }
}
