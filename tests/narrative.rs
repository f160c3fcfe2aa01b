//! The plan's text on a file: figures that stay in the file too, standing by a section, and what is said when a figure
//! changes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use golden_thread::domain::live::Reference;
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Section, Standing};
use golden_thread::domain::record::Edit;
use golden_thread::session::{Session, Which};

fn sample(which: Which) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(which, &folder.path().join("sample.sqlite")).unwrap();
    (folder, session)
}

#[test]
fn every_figure_in_the_samples_text_is_found() {
    for which in Which::ALL {
        let (_folder, session) = sample(which);
        assert_eq!(session.narrative_problems(), []);
    }
}

#[test]
fn a_published_figure_is_found_in_the_file() {
    let (_folder, session) = sample(Which::Leicester);
    let find = |inside: &str| session.live(&Reference::read(inside).unwrap());
    let latest = find("indicator:CIN").unwrap();
    assert!(
        !latest.value.is_empty() && latest.status != "planned",
        "{latest:?}"
    );
    let fault = find("indicator:CINN").unwrap_err();
    assert!(fault.remedy.contains("“CIN”"), "{fault:?}");
}

#[test]
fn a_section_that_somebody_stands_by_says_when_its_figure_changes() {
    let (_folder, mut session) = sample(Which::Leicester);
    let of_area = |session: &Session| {
        let held = session.book().narratives.iter();
        held.filter(|held| held.section == Section::Expenditure)
            .find(|held| held.text.contains("Assessment@"))
            .unwrap()
            .clone()
    };
    let before = of_area(&session);
    session.run(&session.confirm_narrative(&before)).unwrap();
    assert_eq!(
        session.next_undo(),
        Some("Confirm D Expenditure: 7 Assessment")
    );
    let confirmed = of_area(&session);
    let [(_, Standing::Current(live))] = &session.narrative_standing(&confirmed)[..] else {
        panic!("{:?}", session.narrative_standing(&confirmed));
    };
    assert_eq!(live.value, "£293,250");

    let book = session.book();
    let paid = book
        .allocations
        .iter()
        .find(|held| held.amount == Pence(29_325_000));
    let (was, mut now) = (paid.unwrap().clone(), paid.unwrap().clone());
    now.amount = Pence(29_325_100);
    session.run(&Edit::change(&was, now).into()).unwrap();
    let found = session.narrative_problems();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].kind, "figure-changed");
    assert!(
        found[0]
            .what
            .contains("said £293,250 and now says £293,251"),
        "{}",
        found[0].what
    );

    session.run(&session.confirm_narrative(&confirmed)).unwrap();
    assert_eq!(session.narrative_problems(), []);
}

#[test]
fn a_framework_is_added_to_a_plan_once() {
    let (_folder, mut session) = sample(Which::Leicester);
    let n = session.book().objectives.len();
    let command = session.add_framework("every-child-matters").unwrap();
    session.run(&command).unwrap();
    assert_eq!(session.book().objectives.len(), n + 5);
    assert_eq!(session.add_framework("every-child-matters"), None);
    assert_eq!(session.add_framework("quality-protects"), None);
    assert_eq!(session.add_framework("nothing"), None);
    session.undo().unwrap();
    assert_eq!(session.book().objectives.len(), n);
}
