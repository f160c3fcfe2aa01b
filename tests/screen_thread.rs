//! The Thread, Plan, Reports and Data rooms, used as an officer uses them: by what things are called, by mouse and
//! by keyboard, on the sample plans and on an empty one. What a room asks for is carried out, so that its effect is
//! seen.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    reason = "a plan that cannot be made ends the test"
)]

use egui::{Key, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::command::Command;
use golden_thread::domain::decision::Decision;
use golden_thread::domain::id::{DecisionId, ObjectiveId};
use golden_thread::domain::objective::Objective;
use golden_thread::domain::outcome::CAUTION;
use golden_thread::domain::plan::ActionStatus;
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::chart::Against;
use golden_thread::session::{Session, Which};
use golden_thread::ui::data::DataRoom;
use golden_thread::ui::plan::PlanRoom;
use golden_thread::ui::request::Request;
use golden_thread::ui::room::{Desk, Room, Screen};
use golden_thread::ui::thread::ThreadRoom;
use tempfile::TempDir;

mod common;

const SIZE: [f32; 2] = [1280.0, 760.0];

/// One room, the plan it shows, and what it asked for besides changes, which are made at once.
struct Window {
    screen: Box<dyn Screen>,
    session: Session,
    against: Against,
    year: i16,
    asked: Vec<Request>,
    /// Holds the plan's file until the end.
    _folder: TempDir,
}

fn draw(ui: &mut egui::Ui, window: &mut Window) {
    let mut asks = Vec::new();
    let desk = Desk {
        session: &window.session,
        year: window.year,
        against: &window.against,
    };
    window.screen.ui(ui, desk, &mut asks);
    for ask in asks {
        match ask {
            Request::Change(command) => window.session.run(&command).unwrap(),
            other => window.asked.push(other),
        }
    }
}

fn open(
    screen: impl Screen + 'static,
    make: impl FnOnce(&std::path::Path) -> Session,
) -> Harness<'static, Window> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let year = session
        .book()
        .fiscal_years()
        .last()
        .copied()
        .unwrap_or(2026);
    let against = session.against();
    let window = Window {
        screen: Box::new(screen),
        session,
        against,
        year,
        asked: Vec::new(),
        _folder: folder,
    };
    let mut harness = common::window(SIZE, Theme::Light, window, draw);
    harness.run();
    harness
}

fn leicester(screen: impl Screen + 'static) -> Harness<'static, Window> {
    open(screen, |path| {
        Session::sample(Which::Leicester, path).unwrap()
    })
}

fn empty(screen: impl Screen + 'static) -> Harness<'static, Window> {
    open(screen, |path| {
        Session::new_plan(path, &AreaCode::new("856"), "none").unwrap()
    })
}

/// Goes to a field by its name, types and presses Enter.
fn enter(harness: &mut Harness<'_, Window>, field: &str, text: &str) {
    put(harness, field, text);
    harness.key_press(Key::Enter);
    harness.run();
}

/// Goes to a field by its name and replaces what is in it.
fn put(harness: &mut Harness<'_, Window>, field: &str, text: &str) {
    harness
        .get_by_role_and_label(Role::TextInput, field)
        .focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    if text.is_empty() {
        harness.key_press(Key::Delete);
    } else {
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(text);
    }
    harness.run();
}

fn press(harness: &mut Harness<'_, Window>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

#[test]
fn every_cell_of_the_thread_opens_the_room_it_came_from() {
    #[track_caller]
    fn check(cell: &str, opens: impl Fn(&Request) -> bool) {
        let mut harness = leicester(ThreadRoom::default());
        harness.get_by_label_contains(cell).click();
        harness.run();
        let asked = std::mem::take(&mut harness.state_mut().asked);
        assert!(asked.len() == 1 && opens(&asked[0]), "{cell}: {asked:?}");
    }
    check(
        "1 Secure attachment, grant: £463,950, 18.7% of £2,475,945",
        |ask| matches!(ask, Request::Open(Place::PriorityArea(_, 2001))),
    );
    check("2 Protection from harm, grant: no grant", |ask| {
        *ask == Request::Open(Place::FiscalYear(2001))
    });
    check("1 Secure attachment, watch: ", |ask| {
        matches!(ask, Request::Open(Place::Indicator(_)))
    });
    check("8 Listening, better than neighbours: no indicator", |ask| {
        *ask == Request::Go(Room::Indicators)
    });
    check("1 Secure attachment, voice: no consultation", |ask| {
        *ask == Request::Go(Room::Consultation)
    });
    check("1 Secure attachment, plan: ", |ask| {
        matches!(ask, Request::Open(Place::Action(_)))
    });
    check("1 Secure attachment, top risk: no risk", |ask| {
        *ask == Request::Go(Room::Plan)
    });
    check("8 risks to the whole programme, the gravest High", |ask| {
        matches!(ask, Request::Open(Place::Risk(_)))
    });
}

#[test]
fn the_voice_of_a_consultation_is_shown_with_its_base() {
    let mut harness = open(ThreadRoom::default(), |path| {
        Session::sample(Which::Leicestershire, path).unwrap()
    });
    harness
        .get_by_label_contains("1 Safe, voice: net agreement +27, 91 answered")
        .click();
    harness.run();
    assert!(matches!(
        harness.state().asked.as_slice(),
        [Request::Open(Place::Question(_))]
    ));
}

#[test]
fn beside_a_picked_objective_stand_its_pounds_against_its_outcomes() {
    let mut harness = leicester(ThreadRoom::default());
    assert!(harness.query_by_label("Pounds against outcomes").is_none());
    harness
        .get_by_label_contains("1 Secure attachment, objective: ")
        .click();
    harness.run();
    assert!(harness.query_by_label("Pounds against outcomes").is_some());
    assert!(harness.query_by_label(CAUTION).is_some());
    // The plots answer for themselves, and the same figures stand in a table.
    assert!(
        harness
            .query_all_by_label_contains("Pounds: 1 Secure attachment")
            .next()
            .is_some()
    );
    press(&mut harness, "Table");
    assert!(harness.query_by_label("£463,950").is_some());
    assert!(harness.query_all_by_label("latest budget").count() > 0);
    assert!(
        harness
            .query_all_by_label_contains("no grant pays for it in this year")
            .count()
            > 0
    );
    press(&mut harness, "Open the indicator");
    assert!(matches!(
        harness.state().asked.as_slice(),
        [Request::Open(Place::Indicator(_))]
    ));
}

#[test]
fn a_decision_to_come_stands_with_what_needs_attention_and_opens() {
    let mut harness = open(ThreadRoom::default(), |path| {
        let mut session = Session::new_plan(path, &AreaCode::new("856"), "none").unwrap();
        let decision = Decision {
            meeting: "Cabinet".into(),
            put: "The plan".into(),
            ..Decision::new(DecisionId(1))
        };
        session.run(&Edit::add(decision).into()).unwrap();
        session
    });
    press(
        &mut harness,
        "Cabinet: to be decided, on a day not yet known, open",
    );
    assert_eq!(
        harness.state().asked,
        [Request::Open(Place::Decision(DecisionId(1)))]
    );
}

/// Writes pictures into the folder named by `PICTURES`, to be looked at; without it, only draws them.
#[test]
fn the_outcomes_of_an_objective_in_both_themes() {
    for theme in [Theme::Light, Theme::Dark] {
        for (words, number) in [("plot", "1 Secure"), ("cost", "11 ")] {
            let mut harness = leicester(ThreadRoom::default());
            harness.ctx.set_theme(theme);
            harness.run();
            harness
                .get_by(|node| {
                    node.label().is_some_and(|label| {
                        label.starts_with(number) && label.contains(", objective: ")
                    })
                })
                .click();
            harness.run();
            let picture = harness.render().unwrap();
            assert_eq!((picture.width(), picture.height()), (1280, 760));
            if let Ok(folder) = std::env::var("PICTURES") {
                let name = format!("thread-{words}-{theme:?}.png").to_lowercase();
                picture
                    .save(std::path::Path::new(&folder).join(name))
                    .unwrap();
            }
        }
    }
}

#[test]
fn cells_are_reached_by_tab_in_reading_order_and_opened_by_enter() {
    let mut harness = leicester(ThreadRoom::default());
    harness
        .get_by_label_contains("1 Secure attachment, objective: ")
        .focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(
        harness
            .get_by_label_contains("1 Secure attachment, grant: ")
            .is_focused()
    );
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(
        harness.state().asked.as_slice(),
        [Request::Open(Place::PriorityArea(_, 2001))]
    ));
}

#[test]
fn what_needs_attention_stands_above_and_all_of_it_unfolds() {
    let mut harness = leicester(ThreadRoom::default());
    let first =
        "Disabled children is £1 over its ring-fence: £136,700 allocated against £136,699, open";
    press(&mut harness, first);
    assert!(matches!(
        harness.state().asked.as_slice(),
        [Request::Open(Place::Grant(_) | Place::Allocation(..))]
    ));
    assert!(harness.query_by_label_contains("actions late").is_none());
    // A link, where the chips and the cells are buttons.
    harness
        .get_by(|node| {
            node.role() == Role::Link && node.label().is_some_and(|label| label.ends_with(" more"))
        })
        .click();
    harness.run();
    assert!(
        harness
            .query_by_label_contains("actions late, open")
            .is_some()
    );
    press(&mut harness, "All checks in Data");
    assert_eq!(harness.state().asked.last(), Some(&Request::Go(Room::Data)));
    press(&mut harness, "Show fewer");
    assert!(harness.query_by_label_contains("actions late").is_none());
}

#[test]
fn an_empty_plan_says_what_belongs_here_and_takes_the_first_objective() {
    let mut harness = empty(ThreadRoom::default());
    assert!(harness.query_by_label("No objectives yet").is_some());
    // A wrong entry: no short title. Nothing changes, the reason is said, what was typed stays.
    enter(&mut harness, "Number", "1");
    assert!(
        harness
            .query_by_label_contains("An objective is found by its name")
            .is_some()
    );
    assert_eq!(harness.state().session.book().objectives.len(), 0);
    assert_eq!(
        harness
            .get_by_role_and_label(Role::TextInput, "Number")
            .value()
            .as_deref(),
        Some("1")
    );
    enter(&mut harness, "Short title", "Care leavers");
    let session = &harness.state().session;
    assert_eq!(session.book().objectives[0].label(), "1 Care leavers");
    assert_eq!(session.next_undo(), Some("Add Objective 1 Care leavers"));
    assert!(
        harness
            .query_by_label_contains("1 Care leavers, grant: no grant")
            .is_some()
    );
}

#[test]
fn an_objective_is_renamed_where_it_stands_and_not_removed_while_things_hang_on_it() {
    let mut harness = leicester(ThreadRoom::default());
    harness
        .get_by_label_contains("9 Regulated services, objective: ")
        .click();
    harness.run();
    put(&mut harness, "Short title", "");
    assert!(
        harness
            .query_by_label_contains("An objective is found by its name")
            .is_some()
    );
    harness.key_press(Key::Escape);
    harness.run();
    enter(&mut harness, "Short title", "Inspection");
    assert_eq!(
        harness.state().session.next_undo(),
        Some("Objective 9 Inspection")
    );
    press(&mut harness, "Remove objective 9 Inspection");
    assert!(harness.query_by_label_contains("hang on it").is_some());
    assert_eq!(harness.state().session.book().objectives.len(), 11);
    press(&mut harness, "Close");
    assert!(
        harness
            .query_by_label("Remove objective 9 Inspection")
            .is_none()
    );
}

#[test]
fn sixty_objectives_scroll_and_the_last_comes_into_view_with_the_keyboard() {
    let mut harness = open(ThreadRoom::default(), |path| {
        let mut session = Session::new_plan(path, &AreaCode::new("856"), "none").unwrap();
        let objective = |n: i64| Objective {
            id: ObjectiveId(n),
            number: n.to_string(),
            short: format!("Objective number {n}"),
            title: format!("A title of objective {n}"),
            position: n,
        };
        let added: Vec<Command> = (1..=60).map(|n| Edit::add(objective(n)).into()).collect();
        session.run(&Command::several("Add sixty", added)).unwrap();
        session
    });
    let last = "60 Objective number 60, objective: ";
    assert!(harness.get_by_label_contains(last).rect().top() > SIZE[1]);
    harness.get_by_label_contains(last).focus();
    harness.run();
    assert!(harness.get_by_label_contains(last).rect().bottom() < SIZE[1]);
}

#[test]
fn the_status_of_an_action_is_picked_in_its_row_by_keyboard() {
    let mut harness = leicester(PlanRoom::default());
    harness.get_by_label_contains("Actions (").click();
    harness.run();
    let status = "Status of Find out why children move so often, by ethnicity, sex and age";
    harness.get_by_label(status).focus();
    harness.run();
    for key in [Key::Enter, Key::ArrowDown, Key::Enter] {
        harness.key_press(key);
        harness.run();
    }
    let session = &harness.state().session;
    let action = session
        .book()
        .actions
        .iter()
        .find(|held| held.title.starts_with("Find out why"))
        .unwrap();
    assert_eq!(action.status, ActionStatus::AtRisk);
    assert!(
        session
            .next_undo()
            .is_some_and(|words| words.starts_with("Action “Find out why"))
    );
}

#[test]
fn an_action_that_is_led_to_has_the_keyboard_and_a_wrong_day_stays_with_its_reason() {
    let mut harness = leicester(PlanRoom::default());
    let window = harness.state_mut();
    let action = window.session.book().actions[2].clone();
    window
        .screen
        .select(&Place::Action(action.id), window.session.book());
    harness.run();
    assert!(
        harness
            .get_by_label_contains(
                "Appoint an officer to agree placements with independent providers, objective"
            )
            .is_focused()
    );
    enter(&mut harness, "Due", "soon");
    assert!(
        harness
            .query_by_label_contains("“soon” is not a day")
            .is_some()
    );
    assert_eq!(
        harness
            .get_by_role_and_label(Role::TextInput, "Due")
            .value()
            .as_deref(),
        Some("soon")
    );
    assert_eq!(
        harness.state().session.book().actions.get(action.id),
        Some(&action)
    );
    enter(&mut harness, "Due", "2001-06-30");
    let held = harness
        .state()
        .session
        .book()
        .actions
        .get(action.id)
        .unwrap()
        .clone();
    assert_eq!(held.due, Some(jiff::civil::date(2001, 6, 30)));
}

#[test]
fn an_empty_plan_takes_its_first_action_milestone_and_risk() {
    let mut harness = empty(PlanRoom::default());
    press(&mut harness, "Actions (0)");
    press(&mut harness, "Add the first action");
    let field = harness.get_by_role_and_label(Role::TextInput, "What is to be done");
    assert!(field.is_focused());
    press(&mut harness, "Add this action");
    assert!(
        harness
            .query_by_label_contains("It is found and printed by its name")
            .is_some()
    );
    put(&mut harness, "What is to be done", "Recruit 20 carers");
    press(&mut harness, "Add this action");
    assert_eq!(
        harness.state().session.next_undo(),
        Some("Add Action “Recruit 20 carers”")
    );
    // Below the edge of the pane: it comes into view first, as with the wheel.
    harness.get_by_label("Remove action").scroll_to_me();
    harness.run();
    press(&mut harness, "Remove action");
    assert_eq!(harness.state().session.book().actions.len(), 0);

    press(&mut harness, "Milestones (0)");
    press(&mut harness, "Add the first milestone");
    put(&mut harness, "What is to be reached", "New service open");
    put(&mut harness, "Workstream", "Leaving care");
    put(&mut harness, "First day", "1 April 2027");
    put(&mut harness, "Last day", "1 April 2026");
    press(&mut harness, "Add this milestone");
    assert!(
        harness
            .query_by_label_contains("It would end before it begins")
            .is_some()
    );
    put(&mut harness, "Last day", "31 March 2028");
    press(&mut harness, "Add this milestone");
    assert!(
        harness
            .query_by_label("Leaving care: New service open, 1 April 2027 to 31 March 2028")
            .is_some()
    );

    press(&mut harness, "Risks (0)");
    press(&mut harness, "Add the first risk");
    put(&mut harness, "What could go wrong", "Money runs short");
    press(&mut harness, "Add this risk");
    assert_eq!(
        harness.state().session.next_undo(),
        Some("Add Risk “Money runs short”")
    );
    assert!(
        harness
            .query_by_label_contains("1 risk of probability Low, impact Low: Low")
            .is_some()
    );
}

#[test]
fn a_cell_of_the_matrix_lists_only_its_risks() {
    let mut harness = leicester(PlanRoom::default());
    press(&mut harness, "Risks (8)");
    harness
        .get_by_label_contains("1 risk of probability High, impact High")
        .click();
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Agencies have too few people to take part, threatens")
            .is_some()
    );
    assert!(
        harness
            .query_by_label_contains("An agency pulls out")
            .is_none()
    );
    press(&mut harness, "Show all risks");
    assert!(
        harness
            .query_by_label_contains("An agency pulls out")
            .is_some()
    );
}

#[test]
fn the_timeline_and_the_list_hold_the_same_milestones() {
    let mut harness = leicester(PlanRoom::default());
    press(&mut harness, "Milestones (90)");
    let name = "Governance: Shadow board planned, 2003/04";
    press(&mut harness, name);
    enter(&mut harness, "Workstream", "Board");
    assert_eq!(
        harness.state().session.next_undo(),
        Some("Milestone “Shadow board planned”")
    );
    press(&mut harness, "List");
    assert!(
        harness
            .query_by_label("Board: Shadow board planned, 2003/04")
            .is_some()
    );
}

#[test]
fn checks_are_filtered_copied_and_opened() {
    let mut harness = leicester(DataRoom::default());
    let n_errors = harness
        .state()
        .session
        .problems()
        .iter()
        .filter(|held| held.severity.word() == "error")
        .count();
    press(&mut harness, &format!("✗ Errors ({n_errors})"));
    assert!(
        harness
            .query_all_by_label_contains("warning, ")
            .next()
            .is_none()
    );
    press(&mut harness, "Copy as table");
    let Some(Request::Copy { text, what }) = harness.state().asked.last() else {
        panic!("{:?}", harness.state().asked);
    };
    assert_eq!(text.lines().count(), n_errors + 1);
    assert_eq!(*what, format!("{n_errors} checks as a table"));
    harness
        .get_by_label_contains("error, Grant 2001/02, Disabled children: ")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(matches!(
        harness.state().asked.last(),
        Some(Request::Open(_))
    ));
}

#[test]
fn the_history_marks_what_was_undone() {
    let mut harness = leicester(DataRoom::default());
    let session = &mut harness.state_mut().session;
    let was = session.book().objectives[0].clone();
    let now = Objective {
        short: "Attachment".into(),
        ..was.clone()
    };
    session.run(&Edit::change(&was, now).into()).unwrap();
    session.undo().unwrap();
    press(&mut harness, "History");
    assert!(
        harness
            .query_by_label_contains("↶ Undone: Objective 1 Attachment")
            .is_some()
    );
    assert!(
        harness
            .query_by_label_contains("Objective 1 Attachment (undone since)")
            .is_some()
    );
}

#[test]
fn the_file_says_where_it_is_what_it_holds_and_where_its_figures_are_from() {
    let mut harness = leicester(DataRoom::default());
    press(&mut harness, "The file");
    let path = harness.state().session.path().display().to_string();
    assert!(harness.query_by_label(&path).is_some());
    assert!(
        harness
            .query_all_by_label_contains("Open Government Licence")
            .next()
            .is_some()
    );
    enter(&mut harness, "Plan title", "Our plan");
    assert_eq!(harness.state().session.next_undo(), Some("Plan title"));
}

#[test]
fn the_rooms_fit_the_smallest_window_in_the_dark() {
    for (screen, name) in [
        (
            Box::new(ThreadRoom::default()) as Box<dyn Screen>,
            "Add objective",
        ),
        (Box::new(PlanRoom::default()), "Add section"),
        (Box::new(DataRoom::default()), "Copy as table"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let session =
            Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
        let against = session.against();
        let window = Window {
            screen,
            session,
            against,
            year: 2001,
            asked: Vec::new(),
            _folder: folder,
        };
        // 1024 by 640 less the rail and the bars.
        let mut harness = common::window([888.0, 530.0], Theme::Dark, window, draw);
        harness.run();
        let rect = harness.get_by_label(name).rect();
        assert!(
            rect.right() <= 888.0 && rect.bottom() <= 530.0,
            "{name}: {rect}"
        );
    }
}
