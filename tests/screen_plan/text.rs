//! The plan's text: written, kept, confirmed, searched, and its figures flagged.

use super::*;

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
