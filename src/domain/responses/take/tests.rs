//! What is taken in from small exports of our own, answer by answer.

use proptest::prelude::*;

use super::*;
use crate::domain::responses::export::{Gathering, sample};
use crate::domain::responses::taken::{Cells, Figure, Kind, Ticked};

fn of(rows: &[&str]) -> Taken {
    let export = sample(rows);
    take(&export, &Proposal::new(&export))
}

fn one(question: &Question) -> &[u16] {
    match &question.cells {
        Cells::One(codes) => codes,
        other => panic!("{other:?}"),
    }
}

/// What each respondent ticked, by the options' words; `-` not answered, `x` not asked, `0` nothing.
fn ticked(question: &Question) -> Vec<String> {
    let Cells::Many(ticks) = &question.cells else {
        panic!("no ticks")
    };
    let word = |code: &u16| {
        let place = code.checked_sub(3).map(usize::from);
        place.map_or("?".to_owned(), |place| question.choices[place].text.clone())
    };
    let each = |at| match ticks.of(at) {
        Ticked::NotAsked => "x".to_owned(),
        Ticked::NotAnswered => "-".to_owned(),
        Ticked::None => "0".to_owned(),
        Ticked::Some(picks) => picks.iter().map(word).collect::<Vec<_>>().join("+"),
    };
    (0..ticks.seen.len()).map(each).collect()
}

#[test]
fn nothing_ticked_is_told_from_not_answered() {
    // A 0 shows that the question was seen; a blank shows nothing.
    let kobo = of(&[
        "which/parks|which/pools|_id|_uuid",
        "1|0|11|a",
        "0|0|12|b",
        "1|1|13|c",
    ]);
    assert_eq!(ticked(&kobo.questions[0]), ["parks", "0", "parks+pools"]);
    let monkey = of(&[
        "RespondentID|Which?||Age",
        "|Parks|Pools|Response",
        "7|Parks||20",
        "8|||30",
        "9|Parks|Pools|30",
    ]);
    assert_eq!(ticked(&monkey.questions[0]), ["Parks", "-", "Parks+Pools"]);
    let lime = of(&[
        "id|submitdate|lastpage|w[SQ001]|w[SQ002]",
        "1|2026-06-01|3|Yes|No",
        "2|2026-06-01|3|N/A|N/A",
        "3|2026-06-01|3|No|No",
    ]);
    // Whoever was not asked has "N/A" there.
    assert_eq!(ticked(&lime.questions[0]), ["SQ001", "x", "0"]);
}

#[test]
fn an_options_own_number_is_a_tick() {
    let taken = of(&[
        "RespondentID|Which?||Age",
        "|Parks|Pools|Response",
        "7|1||20",
        "8||2|30",
        "9|1|2|30",
    ]);
    assert_eq!(
        ticked(&taken.questions[0]),
        ["Parks", "Pools", "Parks+Pools"]
    );
    assert_eq!(taken.outside, []);
}

#[test]
fn an_answer_outside_the_scale_is_kept_as_said_and_told() {
    let mut rows = vec!["Id|Do you agree?|Gender"];
    rows.extend([
        "1|Agree",
        "2|Disagree",
        "3|Strongly agree",
        "4|agree ",
        "5||Woman",
        "6|Purple",
        "7|Agree",
        "8|Agree",
    ]);
    let taken = of(&rows);
    let question = &taken.questions[0];
    let points: Vec<&str> = question
        .choices
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(question.kind, Kind::Likert);
    assert_eq!(points, ["Strongly agree", "Agree", "Disagree"]);
    let codes = one(question);
    assert_eq!(codes[..6], [4, 5, 3, 4, 1, 2]);
    assert_eq!(taken.outside.len(), 1);
    let held = &taken.outside[0];
    assert_eq!(
        (held.respondent, held.column, held.said.as_str()),
        (5, 1, "Purple")
    );
    let problem = taken
        .problems
        .iter()
        .find(|problem| problem.kind == "outside-answers")
        .unwrap();
    assert!(
        problem
            .to_string()
            .contains("sample.csv, line 7, column 2: “Purple”"),
        "{problem}"
    );
}

#[test]
fn an_option_with_its_separator_inside_stays_whole() {
    let taken = of(&[
        "Timestamp|What would help?",
        "2026/06/01 10:00:00|Clubs, Rides, lifts and taxis",
        "2026/06/01 10:01:00|Clubs",
        "2026/06/01 10:02:00|Rides, lifts and taxis",
        "2026/06/01 10:03:00|Clubs, Rides, lifts and taxis",
    ]);
    let both = "Clubs+Rides, lifts and taxis";
    assert_eq!(
        ticked(&taken.questions[0]),
        [both, "Clubs", "Rides, lifts and taxis", both]
    );
    assert_eq!(taken.submitted[1], "2026/06/01 10:01:00");
}

#[test]
fn grids_ranks_numbers_and_texts_are_taken() {
    let taken = of(&[
        "Id|How is it? [Park]|How is it? [Pool]|Order - Cost|Order - Speed|How many children?|Why do you say so?",
        "1|Good|Poor|1|2|2|It is near to where we live.",
        "2|Poor|Good|2|1|3|",
        "3|Good||||1|The bus stops there.",
        "4|Good|Good|1|2|12|We have no car.",
    ]);
    let texts: Vec<(&str, Kind)> = taken
        .questions
        .iter()
        .map(|held| (held.text.as_str(), held.kind))
        .collect();
    let want = [
        ("Park", Kind::Likert),
        ("Pool", Kind::Likert),
        ("Order", Kind::Rank),
        ("How many children?", Kind::Number),
        ("Why do you say so?", Kind::Text),
    ];
    // Two points without a middle are a scale where they are opposite.
    assert_eq!(texts, want);
    let numbers: Vec<&str> = taken
        .questions
        .iter()
        .map(|held| held.number.as_str())
        .collect();
    assert_eq!(numbers, ["1.1", "1.2", "2", "3", "4"]);
    assert_eq!(taken.questions[0].stem.as_deref(), Some("How is it?"));
    assert_eq!(one(&taken.questions[1]), [4, 3, 1, 3]);
    assert_eq!(
        taken.questions[2].cells,
        Cells::Rank(vec![3, 4, 4, 3, 1, 1, 3, 4])
    );
    let Cells::Number(figures) = &taken.questions[3].cells else {
        panic!("numbers")
    };
    assert_eq!(figures[3], Figure::Value(12.0));
    let Cells::Text(said, seen) = &taken.questions[4].cells else {
        panic!("texts")
    };
    assert_eq!(
        (said.len(), said[1].0, seen.as_slice()),
        (3, 2, [3, 1, 3, 3].as_slice())
    );
}

#[test]
fn channels_groups_and_leave_are_taken() {
    let taken = of(&[
        "Id|Channel|Responding as|Gender|Do you agree?|May we quote you?",
        "1|Online|Parent|Woman|Agree|Yes",
        "2|Paper|Carer|Man|Disagree|No",
        "3|Online||Woman|Agree|Yes",
    ]);
    assert_eq!(
        (taken.channels.as_slice(), taken.channel.as_slice()),
        (
            ["Online".to_owned(), "Paper".into()].as_slice(),
            [1, 2, 1].as_slice()
        )
    );
    assert_eq!(
        (taken.groups.len(), taken.group.as_slice()),
        (2, [1, 2, 0].as_slice())
    );
    let purposes: Vec<Purpose> = taken.questions.iter().map(|held| held.purpose).collect();
    assert_eq!(
        purposes,
        [Purpose::Attribute, Purpose::Matter, Purpose::Consent]
    );
    // What is about the respondent is numbered by itself.
    let numbers = taken.questions.iter().map(|held| held.number.as_str());
    assert_eq!(numbers.collect::<Vec<_>>(), ["A1", "1", "A2"]);
}

#[test]
fn who_was_not_asked_is_told_from_who_did_not_answer() {
    let mut rows = vec!["Id|Do you use it?|How is it?".to_owned()];
    rows.extend((0..30).map(|n| format!("{n}|No|")));
    rows.extend((30..60).map(|n| format!("{n}|Yes|{}", if n % 5 == 0 { "" } else { "Good" })));
    rows.push("60||".to_owned());
    rows.push("61|Yes|Poor".to_owned());
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let taken = of(&rows);
    let codes = one(&taken.questions[1]);
    let n = |code| codes.iter().filter(|held| **held == code).count();
    assert_eq!((n(0), n(1), taken.n_respondents()), (31, 6, 62));
    // Whoever answered nothing is among them, and set aside.
    assert_eq!(taken.aside.iter().flatten().count(), 1);
}

#[test]
fn what_tells_who_a_person_is_is_nowhere_in_what_is_taken() {
    let secrets = [
        "Zebedee Quill",
        "zq@example.org",
        "192.0.2.77",
        "07700 900123",
        "1 Zigzag Row",
        "ZE1 0AA",
    ];
    let heading = "Id|Name|Email|IP Address|Phone|Address|Postcode|Do you agree?";
    let first = format!("1|{}|Agree", secrets.join("|"));
    let export = sample(&[heading, &first, "2|||||||Disagree"]);
    let taken = take(&export, &Proposal::new(&export));
    let held = format!("{taken:?}");
    for secret in secrets {
        assert!(!held.contains(secret), "{secret}");
    }
    // They are dropped by the role alone: an officer who takes the name in has it.
    let mut proposal = Proposal::new(&export);
    proposal.set_role(&export, 1, Role::Text);
    assert!(format!("{:?}", take(&export, &proposal)).contains("Zebedee"));
}

#[test]
fn an_order_in_one_cell_is_a_ranking() {
    let mut rows =
        vec!["ID|Start time|Completion time|Email|Name|Rank these|Do you agree?".to_owned()];
    let cells = [
        "Roads;Bins;Schools;",
        "Roads;Schools;Bins;",
        "Schools;Bins;Roads;",
        "",
        "Roads;Boats;Bins;",
    ];
    for n in 0..40 {
        let cell = if n < 5 { cells[n] } else { cells[n % 3] };
        rows.push(format!("{n}|1/2/24 10:00|1/2/24 10:05|||{cell}|Yes"));
    }
    let taken = of(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let question = &taken.questions[0];
    let items: Vec<&str> = question
        .choices
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        (question.kind, items.as_slice()),
        (Kind::Rank, ["Bins", "Roads", "Schools"].as_slice())
    );
    let Cells::Rank(codes) = &question.cells else {
        panic!("places")
    };
    // The first put Roads first, Bins second and Schools third.
    assert_eq!(codes[..3], [4, 3, 5]);
    assert_eq!(codes[3..6], [5, 3, 4]);
    assert_eq!(codes[9..12], [1, 1, 1], "a blank is no order");
    assert_eq!(
        codes[12..15],
        [5, 3, 1],
        "what was not offered is told and leaves the rest"
    );
    let told: Vec<(u32, &str)> = taken
        .outside
        .iter()
        .map(|held| (held.respondent, held.said.as_str()))
        .collect();
    assert_eq!(told, [(4, "Boats")]);
}

#[test]
fn a_place_a_column_is_a_ranking() {
    let taken = of(&[
        "id|submitdate|lastpage|Q3[1]|Q3[2]|Q3[3]|Q5",
        "1|2026-06-01|3|Parks|Bins|Roads|It is so.",
        "2|2026-06-01|3|Bins|Parks||",
        "3|2026-06-01|3||||No more of it.",
        "4|2026-06-01|3|Roads|Parks|Bins|We think so too.",
    ]);
    let question = &taken.questions[0];
    let items: Vec<&str> = question
        .choices
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        (question.kind, question.text.as_str(), items.as_slice()),
        (Kind::Rank, "Q3", ["Bins", "Parks", "Roads"].as_slice())
    );
    let Cells::Rank(codes) = &question.cells else {
        panic!("places")
    };
    assert_eq!(codes, &[4, 3, 5, 3, 4, 1, 1, 1, 1, 5, 4, 3]);
    assert_eq!((taken.questions.len(), taken.outside.len()), (2, 0));
}

proptest! {
    /// Whatever stands in a table, every row is kept or set aside, and every question has an answer of every respondent.
    #[test]
    fn every_row_and_column_is_accounted_for(
        rows in proptest::collection::vec(proptest::collection::vec("(|1|0|Yes|No|A, b|b|A|Agree|Disagree|x@y.zz|2026-01-01|test|;){1}", 0..7), 1..14)
    ) {
        let mut gathering = Gathering::new("a.csv");
        for (line, row) in (1..).zip(&rows) {
            gathering.row(line, row.iter().map(String::as_str));
        }
        if let Ok(export) = gathering.done() {
            let proposal = Proposal::new(&export);
            prop_assert_eq!(proposal.columns.len(), export.columns.len());
            let taken = take(&export, &proposal);
            prop_assert!(taken.accounting.balances());
            prop_assert_eq!(taken.accounting.n_read, export.n_rows() as u64);
            let n_counted = taken.aside.iter().filter(|aside| aside.is_none()).count();
            prop_assert_eq!(taken.accounting.n_kept, n_counted as u64);
            for question in &taken.questions {
                let n = match &question.cells {
                    Cells::One(codes) => codes.len(),
                    Cells::Many(ticks) => ticks.seen.len(),
                    Cells::Rank(codes) => codes.len() / question.choices.len(),
                    Cells::Number(figures) => figures.len(),
                    Cells::Text(_, seen) => seen.len(),
                };
                prop_assert_eq!(n, taken.n_respondents());
            }
        }
    }
}
