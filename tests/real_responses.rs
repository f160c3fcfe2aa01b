//! Survey exports as councils and others publish them, recognised and taken in with nothing lost. An extra: it needs
//! `../shared/data`, which is not part of the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use golden_thread::domain::consultation::Leaning;
use golden_thread::domain::responses::layout::Layout;
use golden_thread::domain::responses::propose::Proposal;
use golden_thread::domain::responses::role::{Personal, Role};
use golden_thread::domain::responses::take::take;
use golden_thread::domain::responses::taken::{Cells, Kind, Question, Taken};
use golden_thread::exchange::responses::{Found, read};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/surveys")
}

/// A published export, read; none where the folder is not there, which is said.
fn found(name: &str) -> Option<Found> {
    if !folder().is_dir() {
        println!("SKIPPED: no ../shared/data/surveys here");
        return None;
    }
    let path = folder().join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(read(name, &bytes, None, &mut |_| true).unwrap())
}

/// A proposal and what is taken by it; every row is accounted for and every column has a role.
fn taken(found: &Found) -> (Proposal, Taken) {
    let proposal = Proposal::new(&found.export);
    for (at, held) in proposal.columns.iter().enumerate() {
        println!(
            "{at:2} {:24} {} | {}",
            held.role.word(),
            held.title.whole,
            held.why
        );
    }
    assert_eq!(proposal.columns.len(), found.export.columns.len());
    let taken = take(&found.export, &proposal);
    assert!(taken.accounting.balances());
    assert_eq!(taken.accounting.n_read, found.export.n_rows() as u64);
    assert_eq!(taken.accounting.n_kept, taken.n_respondents() as u64);
    for problem in &taken.problems {
        println!("{problem}");
    }
    (proposal, taken)
}

fn question<'t>(taken: &'t Taken, words: &str) -> &'t Question {
    let found = taken
        .questions
        .iter()
        .find(|held| held.text.contains(words));
    found.unwrap_or_else(|| panic!("no question with “{words}”"))
}

#[test]
#[ignore = "needs ../shared"]
fn surveymonkeys_two_heading_rows_are_understood() {
    let Some(found) = found("surveymonkey_star_wars.csv") else {
        return;
    };
    assert_eq!(found.export.headings.len(), 2);
    assert_eq!(
        found.export.warnings.len(),
        1,
        "letters that are not UTF-8 are said"
    );
    let (proposal, taken) = taken(&found);
    assert_eq!(proposal.recognised.layout, Layout::SurveyMonkey);
    assert_eq!(taken.n_respondents(), 1_186);
    assert_eq!(taken.ids.first().map(String::as_str), Some("3292879998"));

    let seen = question(&taken, "have you seen? Please select all");
    assert_eq!(
        (seen.kind, seen.choices.len(), seen.columns.len()),
        (Kind::Multiple, 6, 6)
    );
    let Cells::Many(ticks) = &seen.cells else {
        panic!("ticks")
    };
    assert_eq!((ticks.n_ticking(), ticks.picks.len()), (835, 3_897));

    let rank = question(&taken, "rank the Star Wars films");
    assert_eq!((rank.kind, rank.choices.len()), (Kind::Rank, 6));
    let Cells::Rank(places) = &rank.cells else {
        panic!("places")
    };
    // The fifth film came first with 289 people.
    let firsts = places
        .iter()
        .skip(4)
        .step_by(6)
        .filter(|place| **place == 3)
        .count();
    assert_eq!(firsts, 289);

    let grid: Vec<&Question> = taken
        .questions
        .iter()
        .filter(|held| held.stem.is_some())
        .collect();
    assert_eq!(grid.len(), 14);
    for row in &grid {
        assert_eq!(
            (row.kind, row.choices.len()),
            (Kind::Likert, 6),
            "{}",
            row.text
        );
        assert_eq!(row.choices[0].text, "Very favorably");
        assert_eq!(
            (row.choices[0].leaning, row.choices[0].strength),
            (Leaning::Positive, 2)
        );
        assert_eq!(
            row.choices[5].leaning,
            Leaning::None,
            "unfamiliar stands aside"
        );
    }
    let Cells::One(codes) = &grid[0].cells else {
        panic!("codes")
    };
    assert_eq!(
        codes.iter().filter(|code| **code == 3).count(),
        610,
        "Han Solo, very favourably"
    );
    // Whoever had seen no film was not asked about them.
    assert_eq!(codes.iter().filter(|code| **code == 0).count(), 250);

    let age = question(&taken, "Age");
    let ages: Vec<&str> = age.choices.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(ages, ["18-29", "30-44", "45-60", "> 60"]);
    assert_eq!(taken.outside, []);
}

#[test]
#[ignore = "needs ../shared"]
fn channels_are_found_in_a_councils_own_table() {
    let Some(found) = found("edinburgh_neighbourhoods.csv") else {
        return;
    };
    let (proposal, taken) = taken(&found);
    assert_eq!(proposal.recognised.layout, Layout::Plain);
    assert_eq!(
        (taken.accounting.n_read, taken.n_respondents()),
        (2_955, 2_955)
    );
    assert_eq!(proposal.columns[0].role, Role::RespondentId);
    assert_eq!(proposal.columns[1].role, Role::Channel);
    assert_eq!(taken.channels.len(), 10);
    let staff = taken
        .channels
        .iter()
        .position(|name| name == "Staff Survey")
        .unwrap()
        + 1;
    assert_eq!(
        taken
            .channel
            .iter()
            .filter(|held| usize::from(**held) == staff)
            .count(),
        468
    );
    let where_ = question(&taken, "Allocated");
    assert_eq!(where_.kind, Kind::Single);
    let leith = where_
        .choices
        .iter()
        .position(|one| one.text == "Leith")
        .unwrap();
    let Cells::One(codes) = &where_.cells else {
        panic!("codes")
    };
    assert_eq!(
        codes
            .iter()
            .filter(|code| usize::from(**code) == leith + 3)
            .count(),
        367
    );
    assert_eq!(
        proposal.columns[3].role,
        Role::Attribute,
        "a postcode's sector is nobody's address"
    );
}

#[test]
#[ignore = "needs ../shared"]
fn the_ways_citizen_space_comes_out_are_all_recognised() {
    #[track_caller]
    fn check(
        name: &str,
        n_headings: usize,
        n_people: usize,
        aside: &[(&str, u64)],
        dropped: &[Personal],
    ) -> Option<Taken> {
        let found = found(name)?;
        let (proposal, taken) = taken(&found);
        assert_eq!(proposal.recognised.layout, Layout::CitizenSpace, "{name}");
        assert_eq!(found.export.headings.len(), n_headings, "{name}");
        assert_eq!(taken.n_respondents(), n_people, "{name}");
        let held: Vec<(&str, u64)> = taken
            .accounting
            .set_aside
            .iter()
            .map(|held| (held.reason.as_str(), held.n))
            .collect();
        assert_eq!(held, aside, "{name}");
        let out: Vec<Personal> = proposal
            .columns
            .iter()
            .filter_map(|held| match held.role {
                Role::Drop(personal) => Some(personal),
                _ => None,
            })
            .collect();
        assert_eq!(out, dropped, "{name}");
        Some(taken)
    }
    let personal = [Personal::Name, Personal::Email];
    if let Some(taken) = check("responses_biomass_format.csv", 2, 5, &[], &personal) {
        assert_eq!(taken.groups, ["Organisation", "Individual"]);
        assert_eq!(taken.group, [1, 1, 2, 1, 2]);
    }
    if let Some(taken) = check("responses_lgr_format.csv", 1, 5, &[], &[Personal::Address]) {
        let one = question(&taken, "Do you agree or disagree with the proposal?");
        assert_eq!((one.number.as_str(), one.kind), ("Prop 1 Q1", Kind::Likert));
        assert_eq!(taken.groups, ["Individual", "Organisation"]);
        let comments = taken
            .questions
            .iter()
            .filter(|held| held.kind == Kind::Text)
            .count();
        assert_eq!(comments, 2);
        assert!(
            !format!("{taken:?}").contains("Derby City"),
            "an address is not kept"
        );
    }
    if let Some(taken) = check(
        "responses_scr_format.csv",
        1,
        5,
        &[("blank row", 1)],
        &[Personal::Organisation],
    ) {
        let useful = question(&taken, "on a scale from very useful");
        let points: Vec<(&str, Leaning, u8)> = useful
            .choices
            .iter()
            .map(|one| (one.text.as_str(), one.leaning, one.strength))
            .collect();
        let want = [
            ("Very Useful", Leaning::Positive, 2),
            ("Useful", Leaning::Positive, 1),
            ("Not Useful", Leaning::Negative, 1),
        ];
        assert_eq!(points, want);
    }
}

#[test]
#[ignore = "needs ../shared"]
fn the_departments_template_is_read_from_its_sheet_of_responses() {
    let Some(found) = found("consult_data_template_v005.xlsx") else {
        return;
    };
    assert_eq!(
        found
            .sheet
            .and_then(|at| found.sheets.get(at))
            .map(String::as_str),
        Some("Responses")
    );
    let (proposal, taken) = taken(&found);
    assert_eq!(proposal.columns[0].role, Role::RespondentId);
    assert_eq!(taken.n_respondents(), 40);
    let one = question(&taken, "To what extent do you support");
    assert_eq!((one.number.as_str(), one.kind), ("1.1", Kind::Likert));
}

/// A plan into which an export is taken, as the command line does it, and what `tally` then says of it.
fn tallied(name: &str, by: &str) -> Option<String> {
    if !folder().is_dir() {
        println!("SKIPPED: no ../shared/data/surveys here");
        return None;
    }
    let desk = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_golden-thread"))
            .args(arguments)
            .current_dir(desk.path())
            .output()
            .unwrap();
        let code = output.status.code().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(code < 2, "{arguments:?}: {err}");
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["sample", "leicester.sqlite"]);
    let path = folder().join(name);
    run(&[
        "import",
        "responses",
        &path.display().to_string(),
        "--into",
        "leicester.sqlite",
        "--consultation",
        "A survey",
        "--yes",
    ]);
    let mut asked = vec![
        "tally",
        "leicester.sqlite",
        "--consultation",
        "A survey",
        "--format",
        "csv",
    ];
    if !by.is_empty() {
        asked.extend(["--by", by]);
    }
    Some(run(&asked))
}

/// Count and base of a row whose answer holds these words.
fn count_and_base(table: &str, words: &str, breakdown: &str) -> Vec<(i64, i64)> {
    table
        .lines()
        .filter(|line| line.contains(words) && line.contains(&format!(",{breakdown},")))
        .filter_map(|line| {
            let (_, after) = line.split_once(&format!(",{breakdown},"))?;
            let mut cells = after.split(',').map(str::parse);
            Some((cells.next()?.ok()?, cells.next()?.ok()?))
        })
        .collect()
}

#[test]
#[ignore = "needs ../shared"]
fn the_base_of_ticks_is_the_people_who_ticked() {
    let Some(table) = tallied("surveymonkey_star_wars.csv", "") else {
        return;
    };
    println!("{table}");
    let seen = count_and_base(&table, "Empire Strikes Back", "All");
    // Of 1,186 respondents 835 ticked 3,897 films: the base is people.
    assert_eq!(seen.first(), Some(&(758, 835)));
}

#[test]
#[ignore = "needs ../shared"]
fn a_councils_channels_are_tallied() {
    let Some(table) = tallied("edinburgh_neighbourhoods.csv", "channel") else {
        return;
    };
    let channels: std::collections::BTreeSet<&str> = table
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(2))
        .collect();
    println!("{channels:?}");
    assert!(channels.contains("Staff Survey"), "{channels:?}");
    let leith: i64 = table
        .lines()
        .filter(|line| line.contains(",Leith,") && !line.contains(",Leith,All"))
        .filter_map(|line| line.split(',').nth(3)?.parse::<i64>().ok())
        .sum();
    assert_eq!(leith, 367);
}
