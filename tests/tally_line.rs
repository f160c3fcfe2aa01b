//! `tally` as a script runs it: split, under a disclosure rule, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use desk::Desk;
use golden_thread::domain::record::Edit;
use golden_thread::session::Session;

const HEADINGS: &str = "question,option,breakdown,count,base,percent,lower,upper,reason,of_people,of_counts,question_text,mean,median";

/// Greengate, with three of its 91 online moved to the meetings.
fn desk() -> Desk {
    let desk = Desk::with(&["leicestershire"]);
    let mut session = Session::open(&desk.path("leicestershire.sqlite")).unwrap();
    let book = session.book();
    let was = book
        .tallies
        .iter()
        .find(|held| held.n == 22)
        .unwrap()
        .clone();
    let meetings = book
        .channels
        .iter()
        .find(|held| held.name.starts_with("Meetings"))
        .unwrap()
        .id;
    let mut at_meetings = was.clone();
    at_meetings.id.0 = 987_654;
    at_meetings.channel = meetings;
    at_meetings.n = 3;
    let mut online = was.clone();
    online.n = 19;
    session.run(&Edit::change(&was, online).into()).unwrap();
    session.run(&Edit::add(at_meetings).into()).unwrap();
    desk
}

fn tally(desk: &Desk, more: &[&str]) -> (i32, Vec<String>, String) {
    let mut all = vec![
        "tally",
        "leicestershire.sqlite",
        "--consultation",
        "Greengate",
        "--format",
        "csv",
    ];
    all.extend(more);
    let ran = desk.run(&all);
    (
        ran.code,
        ran.out.lines().map(str::to_owned).collect(),
        ran.err,
    )
}

#[track_caller]
fn has(lines: &[String], want: &str) {
    assert!(
        lines.iter().any(|line| line.contains(want)),
        "{want} in {lines:#?}"
    );
}

#[test]
fn a_small_count_is_hidden_and_everyone_does_not_give_it_back() {
    let desk = desk();
    let (code, open, _) = tally(&desk, &["--by", "channel"]);
    assert_eq!((code, open[0].as_str()), (0, HEADINGS));
    has(
        &open,
        "1,Strongly agree,Meetings with young people,3,3,100,",
    );
    has(&open, "1,Strongly agree,All,22,91,");
    let (code, hidden, err) = tally(&desk, &["--by", "channel", "--disclosure", "5"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.starts_with("[c]: not shown, to protect people"),
        "{err}"
    );
    has(
        &hidden,
        "1,Strongly agree,Meetings with young people,[c],[c],,,,[c] suppressed under 5,,[c]",
    );
    // The three follow from all less those online, so one of the two is hidden too, as count and as base.
    let is_hidden = |part: &str, column: usize| {
        let row = hidden
            .iter()
            .find(|line| line.starts_with(&format!("1,Strongly agree,{part},")));
        row.unwrap().split(',').nth(column) == Some("[c]")
    };
    for column in [3, 4] {
        assert!(
            is_hidden("Online survey", column) || is_hidden("All", column),
            "{hidden:#?}"
        );
    }
    for line in hidden.iter().filter(|line| line.contains("[c],")) {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(
            &cells[5..8],
            ["", "", ""],
            "a percentage would give it back: {line}"
        );
    }
}

#[test]
fn counts_are_rounded_with_percentages_of_the_rounded() {
    let desk = Desk::with(&["leicestershire"]);
    let (code, lines, err) = tally(&desk, &["--disclosure", "10-5"]);
    assert_eq!(code, 0);
    assert!(err.contains("rounded to the nearest 5"), "{err}");
    has(&lines, "1,Strongly agree,All,20,90,22.22222222222222,");
    has(&lines, ",rounded to the nearest 5,,90");
    assert_eq!(lines.len(), 5);
    let (_, plain, err) = tally(&desk, &[]);
    has(&plain, "1,Strongly agree,All,22,91,24.175824175824175,");
    assert_eq!(err, "");
}

#[test]
fn only_questions_with_individual_responses_can_split() {
    #[track_caller]
    fn check(desk: &Desk, by: &str, words: &str) {
        let (code, lines, err) = tally(desk, &["--by", by]);
        assert_eq!((code, lines.len()), (2, 0), "{err}");
        assert!(err.contains(words), "{err}");
    }
    let desk = Desk::with(&["leicestershire"]);
    check(&desk, "1", "Question 1: it has no individual responses");
    check(
        &desk,
        "SHOULD THE HOME",
        "Counts of a meeting do not say who gave two answers",
    );
    check(
        &desk,
        "age",
        "no question of “Greengate Children’s Home, 2015” has that number or text",
    );
}
