//! Actions, milestones, risks and decisions: recorded, narrowed, and serving more than one objective.

use super::*;

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
