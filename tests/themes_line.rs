//! `themes` and `said-did` as scripts see them: people counted once, what is missing said, and nothing written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use desk::Desk;
use golden_thread::domain::consultation::{Reader, Theme};
use golden_thread::domain::id::ThemeId;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;

mod desk;
mod heard;

const PLAN: &str = "leicester.sqlite";
const OTHER: &str = "leicestershire.sqlite";

/// A plan with a survey: two themes, the first with a part.
fn plan() -> Desk {
    let desk = Desk::with(&["leicester"]);
    let mut session = Session::open(&desk.path(PLAN)).unwrap();
    let (id, asked) = heard::survey(&mut session, desk.folder.path(), 36);
    let transport = heard::theme(&mut session, id, 1, "Transport");
    let play = heard::theme(&mut session, id, 2, "Play");
    let buses = heard::theme(&mut session, id, 3, "Buses");
    change(&mut session, buses, |held| held.parent = Some(transport));
    // Two parents and one carer wrote of buses, one parent of both; a second reader counts nowhere.
    for n in [0, 1, 36] {
        heard::code(&mut session, asked, n, buses, Reader::First);
    }
    heard::code(&mut session, asked, 0, play, Reader::First);
    heard::code(&mut session, asked, 0, transport, Reader::First);
    heard::code(&mut session, asked, 5, play, Reader::Second);
    desk
}

fn change(session: &mut Session, id: ThemeId, with: impl FnOnce(&mut Theme)) {
    let was = session.book().themes.get(id).unwrap().clone();
    let mut now = was.clone();
    with(&mut now);
    session.run(&Edit::change(&was, now).into()).unwrap();
}

#[track_caller]
fn check(desk: &Desk, arguments: &[&str], want: &str) {
    let (code, out, err) = desk.run(arguments).parts();
    assert_eq!((code, out.trim_end()), (0, want.trim_end()), "{err}");
}

#[test]
fn themes_count_people_of_those_who_answered() {
    let desk = plan();
    let themes = [
        "themes",
        PLAN,
        "--consultation",
        "change",
        "--format",
        "csv",
    ];
    check(
        &desk,
        &themes,
        "theme,part_of,breakdown,mentions,people,base,percent,reason\n\
         Transport,,everyone,4,3,40,7.5,\n\
         Buses,Transport,everyone,3,3,40,7.5,\n\
         Play,,everyone,1,1,40,2.5,\n",
    );
    check(
        &desk,
        &[&themes[..], &["--by", "group"]].concat(),
        "theme,part_of,breakdown,mentions,people,base,percent,reason\n\
         Transport,,Parents,,2,36,5.555555555555555,\n\
         Transport,,Carers,,1,4,25,\n\
         Buses,Transport,Parents,,2,36,5.555555555555555,\n\
         Buses,Transport,Carers,,1,4,25,\n\
         Play,,Parents,,1,36,2.7777777777777777,\n\
         Play,,Carers,,0,4,0,\n",
    );
    let (code, _, err) = desk
        .run(&[&themes[..], &["--question", "99"]].concat())
        .parts();
    assert_eq!(code, 2);
    assert!(err.contains("--question 99"), "{err}");
}

#[test]
fn themes_without_responses_have_no_numbers() {
    let desk = Desk::with(&["leicestershire"]);
    let session = Session::open_to_read(&desk.path(OTHER)).unwrap();
    let book = session.book();
    let theme = book.themes.first().expect("the sample has themes");
    let held = book.consultations.get(theme.consultation).unwrap();
    let (code, out, err) = desk
        .run(&[
            "themes",
            OTHER,
            "--consultation",
            &held.title,
            "--format",
            "csv",
        ])
        .parts();
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("everyone,,,,,no individual responses"),
        "{out}"
    );
}

#[test]
fn said_did_joins_words_money_and_figures_and_says_what_is_missing() {
    let desk = plan();
    let mut session = Session::open(&desk.path(PLAN)).unwrap();
    let area = session.book().allocations.iter().find_map(|held| {
        let grant = session.book().grants.get(held.grant)?;
        (grant.fiscal_year == 2001).then_some(held.priority_area)
    });
    let area = area.unwrap();
    let name = session
        .book()
        .priority_areas
        .get(area)
        .unwrap()
        .name
        .clone();
    change(&mut session, ThemeId(3), |held| {
        held.we_did = "A bus at four".to_owned();
        held.priority_area = Some(area);
    });
    let money = session.year_money(2001);
    let line = money
        .position
        .lines
        .iter()
        .find(|held| held.priority_area == area)
        .unwrap();
    let amount = line.total.plain();
    drop(session);
    let arguments = [
        "said-did",
        PLAN,
        "--consultation",
        heard::SURVEY,
        "--year",
        "2001/02",
        "--format",
        "csv",
    ];
    let (code, out, err) = desk.run(&arguments).parts();
    assert_eq!(code, 0, "{err}");
    let rows: Vec<&str> = out.lines().collect();
    assert_eq!(
        rows[0],
        "theme,people,we_did,priority_area,year,amount,indicator,latest,period,direction,missing"
    );
    assert_eq!(
        rows[1],
        "Transport,3,,,2001/02,,,,,,what was done; priority area; indicator"
    );
    let name = if name.contains(',') {
        format!("\"{name}\"")
    } else {
        name
    };
    assert_eq!(
        rows[2],
        format!("Buses,3,A bus at four,{name},2001/02,{amount},,,,,indicator")
    );
    let (code, _, err) = desk
        .run(&["said-did", PLAN, "--consultation", "nothing of the kind"])
        .parts();
    assert_eq!(code, 2);
    assert!(err.contains("the plan holds none of that name"), "{err}");
}
