//! The Allocate desk, used as an officer uses it: by what things are called, and by keyboard. What it asks for is carried
//! out on a real plan's file.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::{Event, Key, Theme, accesskit::Role};
use egui_kittest::{Harness, kittest::NodeT as _, kittest::Queryable as _};
use golden_thread::domain::area::AreaCode;
use golden_thread::domain::book::Book;
use golden_thread::domain::command::Command;
use golden_thread::domain::consultation::{
    Channel, ChannelKind, Choice, Consultation, Leaning, Question, QuestionKind, Stage, Tally,
};
use golden_thread::domain::grant::{AreaNature, LineStatus, PriorityArea};
use golden_thread::domain::id::{
    ChannelId, ChoiceId, ConsultationId, PriorityAreaId, QuestionId, TallyId,
};
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Place;
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};
use golden_thread::ui::grant::GrantRoom;

mod common;
mod office;

/// The Grant room on a desk.
type Office = office::Office<GrantRoom>;

fn window(
    make: impl FnOnce(&std::path::Path) -> Session,
    year: i16,
    size: [f32; 2],
    theme: Theme,
) -> Harness<'static, Office> {
    let folder = tempfile::tempdir().unwrap();
    let session = make(&folder.path().join("plan.sqlite"));
    let mut office = Office::new(folder, session, GrantRoom::default());
    office.year = year;
    let mut h = common::window(size, theme, office, Office::page);
    h.run();
    h.get_by_role_and_label(Role::RadioButton, "Allocate")
        .click();
    h.run();
    h.run();
    h
}

fn sample(path: &std::path::Path) -> Session {
    Session::sample(Which::Leicester, path).unwrap()
}

fn leicester() -> Harness<'static, Office> {
    window(sample, 2001, [1336.0, 822.0], Theme::Light)
}

fn empty(path: &std::path::Path) -> Session {
    Session::new_plan(path, &AreaCode::new("856"), "none").unwrap()
}

#[track_caller]
fn click(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).scroll_to_me();
    h.run();
    h.get_by_label(label).click();
    h.run();
    h.run();
}

fn type_in(h: &mut Harness<'_, Office>, text: &str) {
    h.event(Event::Text(text.to_owned()));
    h.run();
}

#[track_caller]
fn focus(h: &mut Harness<'_, Office>, label: &str) {
    h.get_by_label(label).focus();
    h.run();
}

fn press(h: &mut Harness<'_, Office>, key: Key) {
    h.key_press(key);
    h.run();
    h.run();
}

/// Types into a field of the form.
#[track_caller]
fn fill(h: &mut Harness<'_, Office>, label: &str, text: &str) {
    h.get_by_role_and_label(Role::TextInput, label)
        .scroll_to_me();
    h.run();
    h.get_by_role_and_label(Role::TextInput, label).focus();
    h.run();
    type_in(h, text);
    h.run();
}

/// Picks from a list by what stands in it.
#[track_caller]
fn choose(h: &mut Harness<'_, Office>, list: &str, words: &str) {
    h.get_by_role_and_label(Role::ComboBox, list).scroll_to_me();
    h.run();
    h.get_by_role_and_label(Role::ComboBox, list).click();
    h.run();
    h.get_all_by_role(Role::Button)
        .find(|row| {
            row.accesskit_node()
                .label()
                .is_some_and(|label| label.contains(words))
        })
        .unwrap()
        .click();
    h.run();
    h.run();
    h.run();
}

fn book<'a>(h: &'a Harness<'_, Office>) -> &'a Book {
    h.state().session.book()
}

/// What the lines of a grant of the year have, in the plan's order, in pence.
fn amounts(h: &Harness<'_, Office>, grant: &str) -> Vec<Option<i64>> {
    let book = book(h);
    let year = h.state().year;
    let grant = book
        .grants
        .iter()
        .find(|held| held.short == grant && held.fiscal_year == year)
        .unwrap();
    let amount = |area: &PriorityArea| {
        let mut held = book.allocations.iter();
        held.find(|held| held.grant == grant.id && held.priority_area == area.id)
            .map(|held| held.amount.0)
    };
    book.priority_areas.iter().map(amount).collect()
}

#[test]
fn a_grant_is_shared_equally_in_one_change() {
    let mut h = leicester();
    click(&mut h, "Equal weights");
    h.get_by_label_contains("Lines £1,355,598 = £1,355,598. The grant then has £0 left.");
    h.get_by_label("Placement choice, Would be: 169,449.75");
    click(&mut h, "Allocate £1,355,598 to 8 lines");
    assert_eq!(amounts(&h, "Main"), [Some(16_944_975); 8]);
    let words = "Allocate £1,355,598 of Main by weight";
    assert_eq!(h.state().session.next_undo(), Some(words));
    h.state_mut().session.undo().unwrap();
    h.run();
    assert_eq!(amounts(&h, "Main")[0], Some(46_395_000));
}

#[test]
fn weights_are_typed_pasted_and_refused_beside_the_cell() {
    let mut h = leicester();
    h.get_by_label_contains("no line has a weight");
    focus(&mut h, "Placement choice, Weight: –");
    h.event(Event::Paste("37\n29\n21\n13".to_owned()));
    h.run();
    h.run();
    h.get_by_label("Assessment, Weight: –");
    h.get_by_label("Placement choice, Would be: 501,571.26");
    // Half typed, the lines move along; nothing is kept until Enter.
    focus(&mut h, "Assessment, Weight: –");
    type_in(&mut h, "100");
    h.run();
    h.get_by_label("Placement choice, Would be: 250,785.63");
    press(&mut h, Key::Enter);
    h.get_by_label("Assessment, Weight: 100");
    focus(&mut h, "Managing change, Weight: –");
    type_in(&mut h, "-3");
    press(&mut h, Key::Enter);
    h.get_by_label_contains("is below nought");
    press(&mut h, Key::Escape);
    h.event(Event::Paste("1\nx".to_owned()));
    h.run();
    h.run();
    h.get_by_label_contains("Nothing was pasted");
    assert!(h.query_by_label("Managing change, Weight: 1").is_none());
    // Its working, whole, below the table.
    click(&mut h, "Assessment, Now: 293,250");
    h.get_by_label_contains("Assessment: £1,355,598 × 100 ÷ 200 = quota £677,799");
}

#[test]
fn units_leave_a_balancing_line_that_somebody_may_take() {
    let mut h = leicester();
    click(&mut h, "Equal weights");
    choose(&mut h, "Unit", "£1,000");
    h.get_by_label_contains("+ balancing line £598 = £1,355,598. The grant then has £598 left.");
    h.get_by_label("Placement choice, Would be: 170,000");
    choose(&mut h, "What the unit leaves over goes to", "Assessment");
    h.get_by_label("Assessment, Would be: 169,598");
    click(&mut h, "Allocate £1,355,598 to 8 lines");
    let held: i64 = amounts(&h, "Main").iter().flatten().sum();
    assert_eq!(held, 135_559_800);
}

#[test]
fn a_line_that_is_not_ticked_stays_and_a_typed_amount_is_added() {
    let mut h = leicester();
    click(&mut h, "Untick all");
    click(&mut h, "Share with Assessment");
    click(&mut h, "Share with Managing change");
    click(&mut h, "Equal weights");
    choose(&mut h, "How much", "Another amount");
    h.get_by_label_contains("Enter the amount to share");
    fill(&mut h, "Amount to share", "12x");
    h.get_by_label_contains("a letter, “x”");
    fill(&mut h, "Amount to share", "");
    for _ in 0..3 {
        press(&mut h, Key::Backspace);
    }
    type_in(&mut h, "0.03");
    h.run();
    click(&mut h, "Add to what the lines have now");
    h.get_by_label("Assessment, Would be: 293,250.02");
    h.get_by_label("Managing change, Change: +0.01");
    click(&mut h, "Allocate £0.03 to 2 lines");
    let held = amounts(&h, "Main");
    assert_eq!(
        (held[0], held[4], held[6]),
        (Some(46_395_000), Some(29_325_002), Some(9_825_001))
    );
}

#[test]
fn a_ring_fenced_grant_ticks_what_it_may_pay_for() {
    let mut h = leicester();
    choose(&mut h, "Grant", "Leaving care");
    click(&mut h, "Equal weights");
    h.get_by_label("Allocate £983,648 to 1 line");
    h.get_by_label("16+ year olds in and leaving care, Would be: 983,648");
    h.get_by_label("Assessment, Why: not ticked, stays as it is");
}

#[test]
fn fixed_amounts_formulas_floors_and_ceilings() {
    let mut h = leicester();
    choose(&mut h, "Rule", "Fixed amounts");
    click(&mut h, "Equal weights");
    focus(&mut h, "Placement choice, Fixed £: –");
    type_in(&mut h, "=1000000+5598");
    press(&mut h, Key::Enter);
    h.get_by_label("Placement choice, Would be: 1,049,348");
    h.get_by_label("Assessment, Would be: 43,750");

    choose(&mut h, "Rule", "So much for each");
    h.get_by_label_contains("Enter a formula");
    fill(&mut h, "Formula", "10*a+z");
    h.get_by_label_contains("no column is called “z”");
    press(&mut h, Key::Backspace);
    type_in(&mut h, "b");
    focus(&mut h, "Placement choice, a: –");
    h.event(Event::Paste("1\t0\n2\t10".to_owned()));
    h.run();
    h.run();
    h.get_by_label("Placement choice, Weight: 10");
    h.get_by_label("Life chances of looked after children, Weight: 30");
    h.get_by_label("Placement choice, Would be: 338,899.50");

    choose(&mut h, "Rule", "Floor and ceiling");
    focus(&mut h, "Placement choice, Calculated £: –");
    h.event(Event::Paste(
        "500000\n100000\n90000\n10\n300000\n60000\n90000\n250000".to_owned(),
    ));
    h.run();
    h.run();
    // One line has no base: it is named, and may be unticked.
    assert!(
        h.get_all_by_label_contains("a missing base is not nought")
            .count()
            > 0
    );
    click(&mut h, "Untick them");
    h.get_by_label_contains("Enter a floor, a ceiling or both");
    fill(&mut h, "Floor, % change on the base", "10");
    h.get_by_label_contains("The floor is too high");
    fill(&mut h, "Ceiling, % change on the base", "4");
    h.get_by_label_contains("the floor is above the ceiling");
}

#[test]
fn need_is_the_gap_to_the_neighbours() {
    let mut h = leicester();
    choose(&mut h, "Rule", "Gap to the neighbours");
    // Two objectives have no indicator with neighbours; they are named, not counted as nought.
    h.get_by_label_contains("Not shared yet");
    h.get_by_role_and_label(Role::ComboBox, "Indicator for Placement choice");
    click(&mut h, "Untick them");
    h.get_by_label_contains("Lines £1,355,598 = £1,355,598");
    let weighed = h.get_all_by_label_contains(", Weight: ").count();
    assert!(weighed >= 8, "{weighed}");
    click(&mut h, "Placement choice");
    // In its cell and, whole, below the table.
    assert!(
        h.get_all_by_label_contains("beside the neighbours’")
            .count()
            > 0
    );
}

/// A plan with two lines, a grant, and a consultation of which two answers are their names.
fn consulted(path: &std::path::Path) -> Session {
    let mut session = sample(path);
    let consultation = ConsultationId(1);
    let question = QuestionId(2);
    let channel = ChannelId(3);
    let mut commands: Vec<Command> = vec![
        Edit::add(Consultation {
            id: consultation,
            title: "Budget".into(),
            about: String::new(),
            asked_of: String::new(),
            opened: None,
            closed: None,
            stage: Stage::ALL[0],
            decision: String::new(),
            objectives: Vec::new(),
            source: String::new(),
            position: 0,
        })
        .into(),
        Edit::add(Channel {
            id: channel,
            consultation,
            name: "Online".into(),
            kind: ChannelKind::Online,
            position: 0,
        })
        .into(),
        Edit::add(Question {
            id: question,
            consultation,
            number: "1".into(),
            text: "What matters most?".into(),
            kind: QuestionKind::Single,
            stem: String::new(),
            is_about: false,
            note: String::new(),
            position: 0,
        })
        .into(),
    ];
    for (key, text, n) in [
        (10, "Choice of placements", 30),
        (11, "Assessment", 10),
        (12, "Roads", 60),
    ] {
        let choice = Choice {
            id: ChoiceId(key),
            question,
            text: text.into(),
            leaning: Leaning::None,
            strength: 1,
            position: key,
        };
        let tally = Tally {
            id: TallyId(key),
            choice: ChoiceId(key),
            channel,
            group: None,
            n,
        };
        commands.push(Edit::add(choice).into());
        commands.push(Edit::add(tally).into());
    }
    for command in commands {
        session.run(&command).unwrap();
    }
    session
}

#[test]
fn what_people_chose_is_a_weight() {
    let mut h = window(consulted, 2001, [1336.0, 822.0], Theme::Light);
    choose(&mut h, "Rule", "What a consultation chose");
    h.get_by_label_contains("Choose the question that was asked");
    choose(&mut h, "Question", "Budget: 1 What matters most?");
    assert!(
        h.get_all_by_label_contains("no answer stands for it")
            .count()
            > 0
    );
    click(&mut h, "Untick them");
    h.get_by_label("Placement choice, Weight: 30");
    h.get_by_label("Assessment, Would be: 338,899.50");
    choose(&mut h, "Answer for Assessment", "Roads");
    h.get_by_label("Assessment, Weight: 60");
    h.get_by_label("Allocate £1,355,598 to 2 lines");
}

#[test]
fn an_approved_line_is_named_and_stops_the_change() {
    let approved = |path: &std::path::Path| {
        let mut session = sample(path);
        let mut held = session.book().allocations.iter();
        let was = held
            .find(|held| held.amount == Pence(46_395_000))
            .unwrap()
            .clone();
        let mut now = was.clone();
        now.status = LineStatus::Approved;
        session.run(&Edit::change(&was, now).into()).unwrap();
        session
    };
    let mut h = window(approved, 2001, [1336.0, 822.0], Theme::Light);
    click(&mut h, "Equal weights");
    h.get_by_label_contains("Placement choice cannot be changed.");
    h.get_by_label_contains("The original budget stays as it was approved.");
    assert!(h.query_by_label("Allocate £1,355,598 to 8 lines").is_none());
    click(&mut h, "Untick them");
    h.get_by_label_contains("The grant would then pay £463,950 more than it has.");
    h.get_by_label("Allocate £1,355,598 to 7 lines");
}

#[test]
fn an_empty_plan_says_what_is_missing_and_the_way_there() {
    let mut h = window(empty, 2026, [1336.0, 822.0], Theme::Light);
    h.get_by_label("No grant of 2026/27 to share out");
    click(&mut h, "Add a grant in the plan");
    assert_eq!(h.state().opened(), [Place::FiscalYear(2026)]);
}

#[test]
fn a_large_plan_is_shared_and_only_what_is_in_view_is_drawn() {
    let large = |path: &std::path::Path| {
        let mut session = sample(path);
        let line = |key| PriorityArea {
            id: PriorityAreaId(key),
            name: format!("Line {key:04}"),
            objective: None,
            also: Vec::new(),
            nature: AreaNature::Either,
            position: 100 + key,
        };
        let lines = (1..=1500).map(|key| Edit::add(line(key)).into());
        session
            .run(&Command::several("Fill", lines.collect()))
            .unwrap();
        session
    };
    let mut h = window(large, 2001, [1336.0, 822.0], Theme::Light);
    click(&mut h, "Equal weights");
    h.get_by_label("Allocate £1,355,598 to 1508 lines");
    let n_cells = h.get_all_by_role(Role::Cell).count();
    assert!(n_cells < 400, "{n_cells} cells are built");
    assert_eq!(h.state().refused, [""; 0]);
    assert_eq!(Pence(135_559_800).0 / 1508, 89_893);
}

/// Writes pictures into the folder named by `PICTURES`, to be looked at; without it, only draws them.
#[test]
fn the_desk_is_drawn_in_both_themes() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for [width, height] in [[1440.0_f32, 900.0_f32], [1024.0, 640.0], [1920.0, 1200.0]] {
            let mut h = window(sample, 2001, [width - 104.0, height - 78.0], theme);
            click(&mut h, "Equal weights");
            choose(&mut h, "Unit", "£50");
            h.get_by_label("Assessment, Weight: 1").focus();
            h.run();
            h.run();
            let picture = h.render().unwrap();
            if let Ok(folder) = std::env::var("PICTURES") {
                picture
                    .save(format!("{folder}/allocate-{name}-{width}.png"))
                    .unwrap();
            }
            if width > 1400.0 {
                choose(&mut h, "Rule", "Gap to the neighbours");
                let picture = h.render().unwrap();
                if let Ok(folder) = std::env::var("PICTURES") {
                    picture
                        .save(format!("{folder}/allocate-gap-{name}-{width}.png"))
                        .unwrap();
                }
            }
        }
    }
}
