//! The desk "Virements" of the Grant room, used as an officer uses it: by what things are called, and by keyboard.
#![cfg(feature = "gui")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use egui::{Event, Key, Theme};
use egui_kittest::kittest::Queryable as _;
use golden_thread::domain::closing::Closing;
use golden_thread::domain::grant::position::latest;
use golden_thread::domain::id::{ClosingId, ProfileId, VirementId};
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Place;
use golden_thread::domain::profile::{Profile, Shape};
use golden_thread::domain::record::Edit;
use golden_thread::domain::scheme::{Band, Scheme};
use golden_thread::domain::virement::{Lasting, Virement, VirementLine};
use golden_thread::session::Session;
use jiff::civil::date;

mod common;
mod moves;

use moves::{
    Room, YEAR, at_desk, book, check_undo, choose, click, empty, enter, fill, focus, go,
    is_disabled, line, picture, press, run, type_in,
};

const ASSESSMENT: &str = "Assessment, from Main";
const LISTENING: &str = "Listening to children and young people, from Main";

fn desk(prepare: impl FnOnce(&mut Session)) -> Room {
    at_desk("Virements", [1336.0, 822.0], Theme::Light, prepare)
}

fn no_change(_: &mut Session) {}

/// A move from Assessment to listening, recorded without the desk.
fn recorded(session: &mut Session, key: i64, pounds: i64) {
    let book = session.book();
    let part = |name: &str, pounds: i64| {
        let at = line(book, "Main", name);
        VirementLine {
            grant: at.grant,
            priority_area: Some(at.priority_area),
            amount: Pence(pounds * 100),
        }
    };
    let held = Virement {
        id: VirementId(key),
        fiscal_year: YEAR,
        made_on: date(2001, 9, 1),
        reason: "More to listen to".into(),
        approver: "Head of finance".into(),
        approved_by: "A Patel".into(),
        lasting: Lasting::Permanent,
        lines: vec![
            part("Assessment", -pounds),
            part("Listening to children and young people", pounds),
        ],
        scenario: String::new(),
    };
    run(session, Edit::add(held));
}

fn scheme(session: &mut Session) {
    run(session, Edit::add(Scheme::example()));
}

fn close(session: &mut Session) {
    let held = Closing {
        id: ClosingId(1),
        fiscal_year: YEAR,
        month: 0,
        is_closed: true,
        made_on: date(2002, 5, 1),
        made_by: "A Patel".into(),
        reason: String::new(),
    };
    run(session, Edit::add(held));
}

#[test]
fn a_move_is_entered_seen_to_balance_and_recorded() {
    let mut h = desk(no_change);
    h.get_by_label("No scheme of virement is entered yet: any approver will do.");
    h.get_by_label_contains("None yet.");
    assert!(is_disabled(&h, "Record the virement"));
    focus(&mut h, &format!("{ASSESSMENT}, move: –"));
    type_in(&mut h, "-2000");
    // While it is typed, what follows from it is said.
    h.run();
    h.get_by_label("⚠ Main: £2,000 still to be given");
    h.get_by_label(
        "Assessment, from Main: original 293,250, moved 0, latest 293,250, after 291,250",
    );
    press(&mut h, &[Key::Enter]);
    enter(&mut h, &format!("{LISTENING}, move: –"), "=1500+500");
    h.get_by_label("✓ Main: balanced");
    assert!(
        is_disabled(&h, "Record the virement"),
        "it has no reason yet"
    );
    h.get_by_label_contains("✗ no reason.");
    fill(&mut h, "Reason for the move", "Fewer assessments");
    fill(&mut h, "Decided on", "30 September 2001");
    assert!(!is_disabled(&h, "Record the virement"));
    click(&mut h, "Record the virement");
    check_undo(&h, "Add Virement of £2,000");
    let held = book(&h).virements[0].clone();
    assert_eq!((held.made_on, held.lines.len()), (date(2001, 9, 30), 2));
    h.run();
    h.get_by_label(
        "Assessment, from Main: original 293,250, moved −2,000, latest 291,250, after 291,250",
    );
    h.get_by_label_contains("Virement of £2,000 on 30 September 2001: Fewer assessments");
    h.get_by_label(&format!("{ASSESSMENT}, move: –"));
    h.state_mut().session.undo().unwrap();
    h.run();
    assert!(book(&h).virements.is_empty());
}

#[test]
fn an_unbalanced_move_is_refused_with_what_is_missing() {
    let mut h = desk(no_change);
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-10,000");
    enter(&mut h, &format!("{LISTENING}, move: –"), "8000");
    fill(&mut h, "Reason for the move", "Fewer assessments");
    h.get_by_label("⚠ Main: £2,000 still to be given");
    h.get_by_label_contains("Main gives up more than it gains, by £2,000.");
    assert!(is_disabled(&h, "Record the virement"));
    enter(&mut h, &format!("{LISTENING}, move: +8,000"), "12000");
    h.get_by_label("⚠ Main: £2,000 still to be found");
    assert!(is_disabled(&h, "Record the virement"));
    assert!(book(&h).virements.is_empty());
}

#[test]
fn a_line_is_not_taken_below_nought() {
    let mut h = desk(no_change);
    focus(&mut h, &format!("{ASSESSMENT}, move: –"));
    type_in(&mut h, "-293,251");
    let said = "£293,251 taken from Assessment, from Main, which has £293,250.";
    assert!(h.query_all_by_label_contains(said).count() > 0);
    press(&mut h, &[Key::Enter]);
    press(&mut h, &[Key::Escape]);
    h.get_by_label(&format!("{ASSESSMENT}, move: –"));
    // Main pays out £2 more than it is worth, so nothing of it is unallocated.
    enter(&mut h, "Main, not allocated, move: –", "5");
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-5");
    h.get_by_label("✓ Main: balanced");
}

#[test]
fn a_block_is_pasted_as_a_whole_or_not_at_all() {
    let mut h = desk(no_change);
    focus(&mut h, &format!("{ASSESSMENT}, move: –"));
    h.event(Event::Paste("-500\n=2*250".to_owned()));
    h.run();
    h.get_by_label(&format!("{ASSESSMENT}, move: −500"));
    h.get_by_label("✓ Main: balanced");
    h.event(Event::Paste("-9999999\n5".to_owned()));
    h.run();
    h.get_by_label_contains("Nothing was entered");
    h.get_by_label(&format!("{ASSESSMENT}, move: −500"));
    click(&mut h, "Leave it");
    assert!(h.query_by_label_contains("Nothing was entered").is_none());
}

#[test]
fn what_is_entered_stays_while_one_looks_elsewhere() {
    let mut h = desk(|session| recorded(session, 1, 100));
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-10");
    fill(&mut h, "Reason for the move", "Half a thought");
    go(&mut h, "Plan");
    go(&mut h, "Virements");
    h.get_by_label(&format!("{ASSESSMENT}, move: −10"));
    h.state_mut().year = 2002;
    h.run();
    h.state_mut().year = YEAR;
    h.run();
    h.get_by_label(&format!("{ASSESSMENT}, move: −10"));
    // Another virement opened and left again.
    let card = "Virement of £100 on 1 September 2001: More to listen to; Head of finance, A Patel; permanent";
    click(&mut h, card);
    h.get_by_label("Virement of £100");
    click(&mut h, "New virement");
    h.get_by_label(&format!("{ASSESSMENT}, move: −10"));
    click(&mut h, "Begin anew");
    h.get_by_label(&format!("{ASSESSMENT}, move: –"));
}

#[test]
fn moves_of_the_year_counted_together_raise_the_approver() {
    let mut h = desk(|session| {
        recorded(session, 1, 4_000);
        scheme(session);
    });
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-800");
    h.get_by_label("£4,800 counted with £4,000 moved before in the year: Budget holder");
    enter(&mut h, &format!("{ASSESSMENT}, move: −800"), "-8000");
    enter(&mut h, &format!("{LISTENING}, move: –"), "8000");
    h.get_by_label("£12,000 counted with £4,000 moved before in the year: Head of finance");
    h.get_by_label("For a move of revenue, between objectives, this year.");
    fill(&mut h, "Reason for the move", "Fewer assessments");
    h.get_by_label_contains("Write the name of the “Head of finance” who approved it.");
    assert!(is_disabled(&h, "Record the virement"));
    fill(&mut h, "Approved by", "B Jones");
    click(&mut h, "Record the virement");
    let held = book(&h)
        .virements
        .iter()
        .find(|held| held.id != VirementId(1))
        .unwrap();
    assert_eq!(
        (held.approver.as_str(), held.approved_by.as_str()),
        ("Head of finance", "B Jones")
    );
}

#[test]
fn a_closed_year_takes_no_move_and_gives_none_back() {
    let mut h = desk(|session| {
        recorded(session, 1, 100);
        close(session);
    });
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-10");
    h.get_by_label_contains("while it is closed since 2002-05-01");
    assert!(is_disabled(&h, "Record the virement"));
    click(
        &mut h,
        "Virement of £100 on 1 September 2001: More to listen to; Head of finance, A Patel; permanent",
    );
    click(&mut h, "Remove this virement");
    h.get_by_label_contains("What was reported stays as it was reported.");
    assert_eq!(book(&h).virements.len(), 1);
}

#[test]
fn a_recorded_move_is_opened_and_taken_back() {
    let mut h = desk(|session| {
        recorded(session, 1, 100);
        recorded(session, 2, 50);
    });
    click(
        &mut h,
        "Virement of £50 on 1 September 2001: More to listen to; Head of finance, A Patel; permanent",
    );
    // In the move's own table, and among the steps of the line that it opens on.
    assert!(h.query_all_by_label("−£50").count() > 0);
    assert!(h.query_all_by_label("£293,100").count() > 0);
    choose(&mut h, "Steps of", ASSESSMENT);
    h.get_by_label("Stands at");
    // In the drawing's table, and as what the line has now.
    assert!(h.query_all_by_label("£293,150").count() > 0);
    click(&mut h, "Remove this virement");
    check_undo(&h, "Remove Virement of £50");
    assert_eq!(book(&h).virements.len(), 1);
    let at = line(book(&h), "Main", "Assessment");
    assert_eq!(latest(book(&h))[&at], Pence(29_315_000));
}

#[test]
fn uneven_lines_are_offered_for_another_profile() {
    let mut h = desk(|session| {
        let at = line(session.book(), "Main", "Assessment");
        let profile = Profile {
            id: ProfileId(1),
            grant: at.grant,
            priority_area: at.priority_area,
            shape: Shape::Termly,
            weights: Vec::new(),
        };
        run(session, Edit::add(profile));
    });
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-10");
    enter(&mut h, &format!("{LISTENING}, move: –"), "10");
    fill(&mut h, "Reason for the move", "Fewer assessments");
    click(&mut h, "Record the virement");
    h.run();
    h.get_by_label("Recorded. Should these lines be spent otherwise?");
    assert!(
        is_disabled(&h, "Re-profile these lines"),
        "nothing is chosen"
    );
    choose(&mut h, "Profile of Assessment, from Main", "quarterly");
    click(&mut h, "Re-profile these lines");
    check_undo(&h, "Re-profile 1 line");
    assert_eq!(book(&h).profiles[0].shape, Shape::Quarterly);
    assert!(h.query_by_label_contains("Recorded. Should").is_none());
}

#[test]
fn the_offer_of_another_profile_can_be_declined() {
    let mut h = desk(|session| {
        let at = line(session.book(), "Main", "Assessment");
        let profile = Profile {
            id: ProfileId(1),
            grant: at.grant,
            priority_area: at.priority_area,
            shape: Shape::Monthly,
            weights: Vec::new(),
        };
        run(session, Edit::add(profile));
    });
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-10");
    enter(&mut h, &format!("{LISTENING}, move: –"), "10");
    fill(&mut h, "Reason for the move", "Fewer assessments");
    click(&mut h, "Record the virement");
    h.run();
    click(&mut h, "Leave them as they are");
    assert!(h.query_by_label_contains("Recorded. Should").is_none());
    check_undo(&h, "Add Virement of £10");
}

#[test]
fn a_scheme_with_a_gap_is_not_kept() {
    let mut h = desk(no_change);
    click(&mut h, "The council’s scheme…");
    h.get_by_label_contains("£0 and more is nobody’s.");
    assert!(is_disabled(&h, "Keep the scheme"));
    click(&mut h, "Begin with an example");
    h.get_by_label("✓ Every amount has one approver.");
    // "Under £5,000" and "£5,001 to £50,000".
    fill(&mut h, "Band 2, from", "5001");
    h.get_by_label_contains("£5,000 to £5,000.99 is nobody’s.");
    assert!(is_disabled(&h, "Keep the scheme"));
    fill(&mut h, "Band 2, from", "4,000");
    h.get_by_label_contains("£4,000 to £4,999.99 is both Budget holder’s and Head of finance’s.");
    fill(&mut h, "Band 2, from", "five");
    h.get_by_label_contains("Band 2, from:");
    fill(&mut h, "Band 2, from", "5000");
    fill(&mut h, "Red above, per cent", "1");
    h.get_by_label_contains("red above 1 % and amber from 2 %");
    fill(&mut h, "Red above, per cent", "7.5");
    click(&mut h, "Keep the scheme");
    check_undo(&h, "Add Scheme of virement");
    let held = &book(&h).scheme[0];
    assert_eq!((held.bands.len(), held.red), (3, 750));
    assert_eq!(held.bands[1].from, Pence(500_000));
    h.get_by_label("New virement");
}

#[test]
fn a_scheme_is_changed_band_by_band_and_removed() {
    let mut h = desk(scheme);
    click(&mut h, "The council’s scheme…");
    click(&mut h, "Remove band 3");
    h.get_by_label_contains("£50,000 and more is nobody’s.");
    click(&mut h, "Add a band");
    fill(&mut h, "Band 3, approver", "Council");
    choose(&mut h, "Band 3, nature", "capital");
    h.get_by_label_contains("£50,000 and more is nobody’s (revenue");
    choose(&mut h, "Band 3, nature", "any");
    click(&mut h, "Keep the scheme");
    check_undo(&h, "Scheme of virement");
    let want = Band::any(Pence(5_000_000), None, "Council");
    assert_eq!(book(&h).scheme[0].bands[2], want);
    click(&mut h, "The council’s scheme…");
    click(&mut h, "Remove the scheme");
    assert!(book(&h).scheme.is_empty());
}

#[test]
fn the_checks_that_would_change_are_said_live() {
    let mut h = desk(no_change);
    enter(&mut h, "Main, not allocated, move: –", "2");
    enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-2");
    h.get_by_label_contains("✓ No longer: Main is £2 over the grant");
    h.get_by_label("✓ Main: balanced");
}

#[test]
fn an_empty_year_leads_to_the_plan() {
    let mut h = empty("Virements");
    h.get_by_label("No grants in 2026/27");
    click(&mut h, "Go to the plan");
    assert_eq!(h.state().opened, [Place::FiscalYear(2026)]);
}

/// Pictures to look at, where `PICTURES` names a folder.
#[test]
fn pictures() {
    if std::env::var("PICTURES").is_err() {
        return;
    }
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (size, width) in [([1336.0, 822.0], 1440), ([920.0, 562.0], 1024)] {
            let mut h = at_desk("Virements", size, theme, |session| {
                recorded(session, 1, 4_000);
                recorded(session, 2, 1_250);
                scheme(session);
            });
            picture(&mut h, &format!("virement-empty-{width}-{name}"));
            enter(&mut h, &format!("{ASSESSMENT}, move: –"), "-8000");
            enter(&mut h, &format!("{LISTENING}, move: –"), "6000");
            enter(&mut h, "Main, not allocated, move: –", "2000");
            fill(
                &mut h,
                "Reason for the move",
                "Fewer assessments than planned",
            );
            h.run();
            picture(&mut h, &format!("virement-draft-{width}-{name}"));
            click(
                &mut h,
                "Virement of £1,250 on 1 September 2001: More to listen to; Head of finance, A Patel; permanent",
            );
            picture(&mut h, &format!("virement-held-{width}-{name}"));
            click(&mut h, "New virement");
            click(&mut h, "The council’s scheme…");
            fill(&mut h, "Band 2, from", "5001");
            picture(&mut h, &format!("virement-scheme-{width}-{name}"));
        }
    }
}
