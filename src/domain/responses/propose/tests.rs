//! What is proposed for the exports of each tool, and what the officer may change.

use super::*;
use crate::domain::problem::{Place, Severity};
use crate::domain::responses::export::sample;
use crate::domain::responses::split::Separator;

/// A role in one word, with what parts its cells or what it shares.
fn shown(role: &Role) -> String {
    match role {
        Role::Drop(personal) => format!("drop {}", personal.word()),
        Role::MultiCell { separator } => format!("several by {}", separator.word()),
        Role::MultiColumns { stem, option } => format!("{stem}: tick {option}"),
        Role::GridRow { stem, row } => format!("{stem}: row {row}"),
        Role::RankCell { separator } => format!("order by {}", separator.word()),
        Role::RankPlace { stem, place } => format!("{stem}: item at {place}"),
        Role::Rank { stem, item } => format!("{stem}: place of {item}"),
        role => role.word().to_owned(),
    }
}

#[track_caller]
fn check(rows: &[&str], layout: Layout, want: &[&str]) -> (Export, Proposal) {
    let export = sample(rows);
    let proposal = Proposal::new(&export);
    assert_eq!(proposal.recognised.layout, layout);
    let found: Vec<String> = proposal
        .columns
        .iter()
        .map(|held| shown(&held.role))
        .collect();
    assert_eq!(found, want);
    assert!(proposal.accounting.balances());
    (export, proposal)
}

fn options(proposal: &Proposal, column: usize) -> Vec<&str> {
    proposal.columns[column]
        .options
        .iter()
        .map(|one| one.text.as_str())
        .collect()
}

fn aside(proposal: &Proposal) -> Vec<(&str, u64, u64)> {
    let held = proposal.accounting.set_aside.iter();
    held.map(|held| (held.reason.as_str(), held.n, held.line))
        .collect()
}

#[test]
fn microsoft_forms() {
    let rows = [
        "ID|Start time|Completion time|Email|Name|Which places do you use?|How satisfied are you?",
        "1|1/6/26 10:00:00|1/6/26 10:05:00|anonymous||Parks;Pools, indoor;|Very satisfied",
        "2|1/6/26 11:00:00|1/6/26 11:05:00|anonymous||Parks;|Dissatisfied",
        "3|1/6/26 12:00:00|1/6/26 12:05:00|anonymous||Pools, indoor;|Satisfied",
    ];
    let want = [
        "respondent's number",
        "ignore",
        "sent in at",
        "drop e-mail address",
        "drop name",
        "several by semicolon",
        "scale",
    ];
    let (_, proposal) = check(&rows, Layout::MsForms, &want);
    assert_eq!(options(&proposal, 5), ["Parks", "Pools, indoor"]);
    assert_eq!(
        options(&proposal, 6),
        ["Very satisfied", "Satisfied", "Dissatisfied"]
    );
}

#[test]
fn google_forms() {
    let rows = [
        "Timestamp|Email Address|What would help?|How far? [Parks]|How far? [Halls]|Anything else?",
        "2026/06/01 10:00:00|a@example.org|Clubs, Rides, lifts and taxis|Near|Far|More please, and soon.",
        "2026/06/01 10:01:00|b@example.org|Clubs|Near|Near|",
        "2026/06/01 10:02:00|c@example.org|Rides, lifts and taxis|Far|Near|Nothing to add here.",
    ];
    let want = [
        "sent in at",
        "drop e-mail address",
        "several by comma and space",
        "How far?: row Parks",
        "How far?: row Halls",
        "own words",
    ];
    let (_, proposal) = check(&rows, Layout::GoogleForms, &want);
    assert_eq!(options(&proposal, 2), ["Clubs", "Rides, lifts and taxis"]);
    assert_eq!(options(&proposal, 3), ["Far", "Near"]);
}

#[test]
fn qualtrics() {
    let rows = [
        "StartDate|EndDate|Status|IPAddress|Finished|ResponseId|Q1|Q2_1|Q2_2|Q3",
        "Start Date|End Date|Response Type|IP Address|Finished|Response ID|Do you agree?|Which? - Parks|Which? - Pools|Which others?",
        "{\"ImportId\":\"startDate\"}|{\"ImportId\":\"endDate\"}|{\"ImportId\":\"status\"}|{\"ImportId\":\"ipAddress\"}|{\"ImportId\":\"finished\"}|{\"ImportId\":\"_recordId\"}|{\"ImportId\":\"QID1\"}|{\"ImportId\":\"QID2_1\"}|{\"ImportId\":\"QID2_2\"}|{\"ImportId\":\"QID3\"}",
        "2026-06-01 10:00:00|2026-06-01 10:05:00|Survey Preview||True|R_0|Agree|||",
        "2026-06-01 10:00:00|2026-06-01 10:05:00|IP Address|192.0.2.1|True|R_1|Agree|Parks||Halls,Clubs",
        "2026-06-01 10:00:00|2026-06-01 10:06:00|IP Address|192.0.2.2|False|R_2|Disagree|||",
        "2026-06-01 10:00:00|2026-06-01 10:07:00|IP Address|192.0.2.3|True|R_3|Disagree|Parks|Pools|Clubs",
    ];
    let want = [
        "ignore",
        "sent in at",
        "status",
        "drop IP address",
        "status",
        "respondent's number",
        "scale",
        "Which?: tick Parks",
        "Which?: tick Pools",
        "several by comma without space",
    ];
    let (_, proposal) = check(&rows, Layout::Qualtrics, &want);
    assert_eq!(
        aside(&proposal),
        [("test response", 1, 4), ("incomplete", 1, 6)]
    );
    assert_eq!(
        proposal.columns[6].title.number_and_words(),
        ("Q1".to_owned(), "Do you agree?".to_owned())
    );
}

#[test]
fn limesurvey() {
    let rows = [
        "id|submitdate|lastpage|startlanguage|ipaddr|where[SQ001]|where[SQ002]|where[other]|view",
        "1|2026-06-01 10:00:00|3|en|192.0.2.1|Yes|No||I like it very much, thank you.",
        "2||1|en|192.0.2.2|Yes|||",
        "3|2026-06-01 11:00:00|3|en|192.0.2.3|No|No|On a boat.|Not so good for us out here.",
    ];
    let want = [
        "respondent's number",
        "sent in at",
        "ignore",
        "ignore",
        "drop IP address",
        "where: tick SQ001",
        "where: tick SQ002",
        "own words",
        "own words",
    ];
    let (export, mut proposal) = check(&rows, Layout::LimeSurvey, &want);
    assert_eq!(aside(&proposal), [("incomplete", 1, 3)]);
    proposal.set_keep(
        &export,
        Keep {
            incomplete: true,
            ..Keep::default()
        },
    );
    assert_eq!(aside(&proposal), []);
    assert_eq!(proposal.accounting.n_kept, 3);
}

#[test]
fn kobotoolbox() {
    let rows = [
        "start|end|which|which/parks|which/pools|phonenumber|_id|_uuid|_submission_time",
        "2026-06-01T10:00:00|2026-06-01T10:05:00|parks|1|0||11|u-1|2026-06-01T10:05:09",
        "2026-06-01T10:00:00|2026-06-01T10:05:00||0|0||12|u-2|2026-06-01T10:06:09",
    ];
    let want = [
        "ignore",
        "ignore",
        "ignore",
        "which: tick parks",
        "which: tick pools",
        "drop telephone number",
        "respondent's number",
        "ignore",
        "sent in at",
    ];
    check(&rows, Layout::Kobo, &want);
}

#[test]
fn smartsurvey_and_citizen_space() {
    let rows = [
        "UserID|UserNo|Name|Email|IP Address|Unique ID|Started|Ended|Q1. Which? - Parks|Q1. Which? - Pools|Q2. Put in order - Cost|Q2. Put in order - Speed",
        "901|1||||x1|01/06/2026 10:00|01/06/2026 10:05|Parks||1|2",
        "902|2||||x2|01/06/2026 10:00|01/06/2026 10:06|Parks|Pools|2|1",
    ];
    let want = [
        "respondent's number",
        "ignore",
        "drop name",
        "drop e-mail address",
        "drop IP address",
        "ignore",
        "ignore",
        "sent in at",
        "Q1. Which?: tick Parks",
        "Q1. Which?: tick Pools",
        "Q2. Put in order: place of Cost",
        "Q2. Put in order: place of Speed",
    ];
    check(&rows, Layout::SmartSurvey, &want);
    let rows = [
        "Response ID|You - In what capacity do you respond?|Places - Which? - Parks|Places - Which? - Pools|Say - May we quote you?",
        "A-1|Parent|Parks||Yes",
        "A-2|Carer||Pools|No",
        "A-3|Parent|Parks|Pools|Yes",
    ];
    let want = [
        "respondent's number",
        "group",
        "Places - Which?: tick Parks",
        "Places - Which?: tick Pools",
        "consent",
    ];
    check(&rows, Layout::CitizenSpace, &want);
}

#[test]
fn rows_that_are_no_answers_are_set_aside_by_reason() {
    let rows = [
        "Id|Do you agree?|Why?",
        "1|Agree|Because it is near to us.",
        "2|Disagree|test",
        "|||",
        "Id|Do you agree?|Why?",
        "3|Agree|",
        "3|Disagree|It is too far for us.",
        "4||",
        "||",
    ];
    let (export, mut proposal) = check(
        &rows,
        Layout::Plain,
        &["respondent's number", "scale", "own words"],
    );
    let want = [
        ("test response", 1, 3),
        ("blank row", 2, 4),
        ("headings again", 1, 5),
        ("duplicate number", 1, 7),
        ("no answers", 1, 8),
    ];
    assert_eq!(aside(&proposal), want);
    assert_eq!(
        (proposal.accounting.n_read, proposal.accounting.n_kept),
        (8, 2)
    );
    assert_eq!(
        options(&proposal, 1),
        ["Agree", "Disagree"],
        "a heading is no answer"
    );
    let fates = rows::fates(&export, &proposal);
    assert_eq!(fates[0], Fate::Kept);
    proposal.set_keep(
        &export,
        Keep {
            tests: true,
            duplicates: true,
            without_answers: true,
            incomplete: true,
        },
    );
    assert_eq!(
        aside(&proposal),
        [("blank row", 2, 4), ("headings again", 1, 5)]
    );
}

#[test]
fn a_closed_column_with_many_different_answers_is_warned_of() {
    let mut rows = vec!["Id|Area".to_owned()];
    rows.extend((0..40).map(|n| format!("{n}|Place {}", n % 8)));
    let of = |rows: &[String]| sample(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let export = of(&rows);
    let mut proposal = Proposal::new(&export);
    assert_eq!(
        proposal.columns[1].role,
        Role::Single,
        "eight of forty are a fifth"
    );
    assert_eq!(proposal.problems, []);
    rows.push("40|Place 9".to_owned());
    rows.push("41|Place 10".to_owned());
    let export = of(&rows);
    assert_eq!(Proposal::new(&export).columns[1].role, Role::Text);
    proposal.set_role(&export, 1, Role::Single);
    let problem = &proposal.problems[0];
    assert_eq!(
        (problem.kind, problem.severity),
        ("many-different", Severity::Warning)
    );
    assert_eq!(
        problem.place,
        Place::File("sample.csv".into(), Some(1), Some(2))
    );
    assert!(
        problem.what.contains("10 different answers among 42"),
        "{problem}"
    );
}

#[test]
fn the_officer_changes_roles_and_layout() {
    let rows = [
        "Id|Which?|Why?",
        "1|A, b|x@example.org says so",
        "2|A|no",
        "3|b|yes",
    ];
    let export = sample(&rows);
    let mut proposal = Proposal::new(&export);
    proposal.set_role(
        &export,
        1,
        Role::MultiCell {
            separator: Separator::CommaSpace,
        },
    );
    assert_eq!(options(&proposal, 1), ["A", "b"]);
    proposal.set_role(&export, 2, Role::Text);
    assert!(
        proposal
            .problems
            .iter()
            .any(|problem| problem.kind == "address-in-comment")
    );
    for column in 0..3 {
        proposal.set_role(&export, column, Role::Ignore);
    }
    assert!(
        proposal
            .problems
            .iter()
            .any(|problem| problem.kind == "no-question")
    );
    proposal.set_role(&export, 99, Role::Text);
    let google = Proposal::with_layout(&export, Layout::GoogleForms);
    assert_eq!(
        (google.recognised.layout, google.recognised.confidence),
        (Layout::GoogleForms, 100)
    );
}

#[test]
fn a_point_nobody_chose_is_found_in_another_question() {
    let rows = [
        "Prop 1 - Agree?|Prop 2 - Agree?|x",
        "Strongly agree|Agree|1",
        "Agree|Disagree|2",
        "Disagree|Agree|3",
        "Neither agree nor disagree|Agree|4",
    ];
    let export = sample(&rows);
    let proposal = Proposal::new(&export);
    assert_eq!(
        options(&proposal, 1),
        [
            "Strongly agree",
            "Agree",
            "Neither agree nor disagree",
            "Disagree"
        ]
    );
}

#[test]
fn the_separator_that_leaves_nothing_joined_is_found() {
    let rows = [
        "Id|Which of these?|Response type",
        "1|A; b@C|Person",
        "2|A; b|Firm",
        "3|C|Person",
        "4|D; e@A; b|Firm",
        "5|C@D; e|Person",
    ];
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.split('|').map(|cell| cell.replace('@', "|")).collect())
        .collect();
    let mut gathering = crate::domain::responses::export::Gathering::new("a.csv");
    for (line, row) in (1..).zip(&rows) {
        gathering.row(line, row.iter().map(String::as_str));
    }
    let proposal = Proposal::new(&gathering.done().unwrap());
    assert_eq!(shown(&proposal.columns[1].role), "several by bar");
    assert_eq!(options(&proposal, 1), ["A; b", "C", "D; e"]);
    assert_ne!(
        proposal.columns[2].role,
        Role::Status,
        "people and firms are no status"
    );
}

/// A table of many like rows.
fn many(heading: &str, rows: &[(&str, usize)]) -> Export {
    let mut lines = vec![heading.to_owned()];
    for (row, n) in rows {
        let from = lines.len();
        lines.extend((0..*n).map(|at| row.replace('#', &(from + at).to_string())));
    }
    sample(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn what_a_few_wrote_in_does_not_keep_the_ticks_of_many_together() {
    let mut lines = vec!["ID|Which modes?".to_owned()];
    lines.extend((0..160).map(|n| format!("{n}|Bus;Car;")));
    lines.extend((160..280).map(|n| format!("{n}|Car;")));
    lines.extend((280..300).map(|n| format!("{n}|own mode {n};")));
    let export = sample(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let proposal = Proposal::new(&export);
    assert_eq!(shown(&proposal.columns[1].role), "several by semicolon");
    assert_eq!(options(&proposal, 1), ["Bus", "Car"]);
    let taken = crate::domain::responses::take::take(&export, &proposal);
    assert_eq!(taken.outside.len(), 20, "and what they wrote is kept");
}

#[test]
fn a_row_with_too_many_cells_is_told_at_the_cell() {
    let export = sample(&["ID|Q1|Q2", "1|Yes|x|extra|more", "2|No", "3|Yes|y"]);
    let mut proposal = Proposal::new(&export);
    assert_eq!(proposal.columns[3].role, Role::Ignore);
    let told = |proposal: &Proposal| -> Vec<(Place, Severity)> {
        let found = proposal
            .problems
            .iter()
            .filter(|held| held.kind == "no-heading");
        found
            .map(|held| (held.place.clone(), held.severity))
            .collect()
    };
    let at = |column| Place::File("sample.csv".into(), Some(2), Some(column));
    let (warning, error) = (Severity::Warning, Severity::Error);
    assert_eq!(told(&proposal), [(at(4), warning), (at(5), warning)]);
    proposal.set_role(&export, 4, Role::Text);
    assert_eq!(told(&proposal), [(at(4), warning), (at(5), error)]);
}

#[test]
fn an_anonymised_day_is_a_response_that_was_sent_in() {
    let rows = [("#|1980-01-01 00:00:00|3|en|Yes", 30), ("#||1|en|No", 10)];
    let export = many("id|submitdate|lastpage|startlanguage|G1Q1", &rows);
    let proposal = Proposal::new(&export);
    assert_eq!(aside(&proposal), [("incomplete", 10, 32)]);
    assert_eq!(proposal.accounting.n_kept, 30);
}

#[test]
fn whoever_ticked_everything_is_a_person() {
    let rows = [
        ("#|Parks|||Agree", 20),
        ("#|Parks|Pools|Gyms|Agree", 9),
        ("#||Pools|Gyms|Disagree", 11),
    ];
    let export = many("ID|Parks|Pools|Gyms|Do you agree?", &rows);
    let proposal = Proposal::new(&export);
    assert_eq!((proposal.accounting.n_kept, aside(&proposal)), (40, vec![]));
    let stem = "Parks, Pools, Gyms";
    assert_eq!(
        shown(&proposal.columns[3].role),
        format!("{stem}: tick Gyms")
    );
}

#[test]
fn one_impossible_place_is_told_and_leaves_the_ranking() {
    let rows = [("#|1|2|3", 30), ("#|3|1|2", 29), ("#|1|1|9", 1)];
    let export = many("Response ID|Rank - A|Rank - B|Rank - C", &rows);
    let proposal = Proposal::new(&export);
    assert_eq!(shown(&proposal.columns[3].role), "Rank: place of C");
    let taken = crate::domain::responses::take::take(&export, &proposal);
    let told = &taken.problems[0].to_string();
    assert!(told.contains("line 61, column 4: “9”"), "{told}");
}
