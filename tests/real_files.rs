//! What the sample says, against the facts it was taken from. An extra: it needs `../shared`, which is not part of the
//! repository, and is run by `.ci/run` where that is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::document::{Block, Cell, Item, Run};
use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::period::Period;
use golden_thread::session::{Session, Which};

fn facts(name: &str) -> Vec<BTreeMap<String, String>> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/facts")
        .join(name);
    let mut reader =
        csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    reader.deserialize().map(Result::unwrap).collect()
}

fn sample(which: Which) -> (tempfile::TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let session = Session::sample(which, &folder.path().join("sample.sqlite")).unwrap();
    (folder, session)
}

#[test]
#[ignore = "needs ../shared"]
fn every_published_figure_is_the_one_in_the_facts() {
    for which in Which::ALL {
        let (_folder, session) = sample(which);
        let mut compared = 0;
        for row in facts("dfe_benchmarks.csv") {
            let indicator = session
                .book()
                .indicators
                .iter()
                .find(|indicator| indicator.code == row["code"])
                .unwrap();
            let period = Period::read(&row["period"], indicator.period_kind).unwrap();
            let panel = session.panel(indicator.id);
            let held = panel.value(&AreaCode::new(&row["area_code"]), period);
            let want = row["value"].parse::<f64>().ok();
            assert_eq!(
                held, want,
                "{} {} {}",
                row["code"], row["period"], row["area"]
            );
            compared += 1;
        }
        assert_eq!(compared, 6055);
    }
}

#[test]
#[ignore = "needs ../shared"]
fn every_quality_protects_cell_is_as_printed() {
    let (_folder, session) = sample(Which::Leicester);
    let book = session.book();
    for row in facts("qp_map3_indicators.csv") {
        let indicator = book
            .indicators
            .iter()
            .find(|indicator| indicator.code == row["code"])
            .unwrap();
        for (column, printed) in row.iter().filter(|(column, _)| column.contains('/')) {
            let (year, status) = column.split_once(' ').unwrap();
            let period = Period::read(year, indicator.period_kind).unwrap();
            let reading = book
                .readings
                .iter()
                .find(|reading| {
                    reading.indicator == indicator.id
                        && reading.period == period
                        && reading.status.word() == status
                })
                .unwrap_or_else(|| panic!("{} {column}", row["code"]));
            let want = golden_thread::domain::reading::Reported::read(printed).unwrap();
            assert_eq!(reading.reported, want, "{} {column}", row["code"]);
        }
    }
}

/// Everything that a section says, as it is printed.
fn printed(session: &Session, held: &Narrative) -> String {
    fn words(runs: &[Run]) -> String {
        runs.iter().map(|run| run.text.as_str()).collect()
    }
    fn item(held: &Item) -> String {
        let under: String = held.items.iter().map(item).collect();
        format!("{}\n{under}", words(&held.text))
    }
    let each = session.narrative_blocks(held, 0).into_iter();
    each.map(|block| match block {
        Block::Text(runs) | Block::Note(runs) => words(&runs) + "\n",
        Block::List { items, .. } => items.iter().map(item).collect(),
        Block::Table(table) => {
            let cells = table.rows.iter().flat_map(|row| &row.cells);
            let texts = cells.map(|cell| match cell {
                Cell::Text(text) => text.as_str(),
                _ => "",
            });
            texts.collect::<Vec<_>>().join("\n")
        }
        _ => String::new(),
    })
    .collect()
}

/// What is printed of the sections of an objective, all of them or of one kind.
fn of_objective(session: &Session, number: &str, section: Option<Section>) -> String {
    let book = session.book();
    let id = book
        .objectives
        .iter()
        .find(|held| held.number == number)
        .unwrap()
        .id;
    book.narratives
        .iter()
        .filter(|held| held.objectives == [id])
        .filter(|held| {
            section
                .as_ref()
                .is_none_or(|section| held.section == *section)
        })
        .map(|held| printed(session, held))
        .collect()
}

fn pounds(text: &str) -> String {
    Pence::read(text).unwrap().unwrap().to_string()
}

#[test]
#[ignore = "needs ../shared"]
fn the_text_of_the_plan_gives_its_money() {
    let (_folder, session) = sample(Which::Leicester);
    for row in facts("priority_area_spend_2001_02.csv") {
        let text = of_objective(&session, &row["objective"], Some(Section::Expenditure));
        for column in ["planned_gbp", "of_which_gbp"] {
            if !row[column].is_empty() {
                let amount = pounds(&row[column]);
                assert!(text.contains(&amount), "{amount} in {text}");
            }
        }
    }
    for row in facts("small_spend_lines_2001_02.csv") {
        let text = of_objective(&session, &row["objective"], None);
        let amount = pounds(&row["amount_gbp"]);
        assert!(text.contains(&amount), "{} {amount}", row["line"]);
    }
    assert_eq!(session.narrative_problems(), []);
}

#[test]
#[ignore = "needs ../shared"]
fn the_self_evaluation_is_whole_in_figures_and_in_words() {
    let (_folder, session) = sample(Which::Leicestershire);
    let book = session.book();
    let texts: String = book
        .narratives
        .iter()
        .map(|held| printed(&session, held))
        .collect();
    for (n, row) in (1..).zip(facts("self_evaluation_2018.csv")) {
        let code = format!("S{n:02}");
        let indicator = book
            .indicators
            .iter()
            .find(|held| held.code == code)
            .unwrap();
        let reading = book
            .readings
            .iter()
            .find(|held| held.indicator == indicator.id)
            .unwrap();
        let value = reading.reported.value().unwrap();
        assert_eq!(value, row["value"].parse::<f64>().unwrap(), "{code}");
        let decimals = row["value"]
            .split_once('.')
            .map_or(0, |(_, part)| part.len());
        let shown = indicator.show(value, decimals as u8);
        assert!(texts.contains(&shown), "{code} {}: {shown}", row["measure"]);
    }
    for row in facts("surveys_2018.csv") {
        let percent = format!("{}%", row["percent_positive"]);
        assert!(texts.contains(&percent), "{}: {percent}", row["statement"]);
    }
    assert_eq!(session.narrative_problems(), []);
}

#[test]
#[ignore = "needs ../shared"]
fn the_programme_the_risks_and_the_boards_plan_are_whole() {
    let (_folder, session) = sample(Which::Leicester);
    let book = session.book();
    let of = |source: &str| {
        let held = book.milestones.iter();
        held.filter(|held| held.source.ends_with(source))
            .map(|held| held.dates_as_printed.clone())
            .collect::<Vec<_>>()
    };
    let years = ["2003/04", "2004/05", "2005/06", "2006/07", "2007/08"];
    let five_year: Vec<String> = facts("five_year_plan_2003.csv")
        .iter()
        .flat_map(|row| years.map(|year| (year, !row[year].is_empty())))
        .filter(|(_, is_filled)| *is_filled)
        .map(|(year, _)| year.to_owned())
        .collect();
    assert_eq!(five_year.len(), 62);
    assert_eq!(of("five-year plan"), five_year);
    let master: Vec<String> = facts("master_plan_2003.csv")
        .into_iter()
        .filter(|row| !row["workstream"].is_empty())
        .map(|mut row| row.remove("dates").unwrap())
        .collect();
    assert_eq!(of("master plan"), master);
    let risks: Vec<(&str, &str)> = book
        .risks
        .iter()
        .map(|risk| (risk.probability.word(), risk.impact.word()))
        .collect();
    let register = facts("risk_register_2003.csv");
    let printed: Vec<(&str, &str)> = register
        .iter()
        .map(|row| (row["probability"].as_str(), row["impact"].as_str()))
        .collect();
    assert_eq!(risks, printed);

    let (_folder, session) = sample(Which::Leicestershire);
    let plan = facts("safeguarding_board_plan_2016_17.csv");
    let actions = &session.book().actions;
    assert_eq!(actions.len(), plan.len());
    for (action, row) in actions.iter().zip(&plan) {
        assert_eq!(action.responsible, row["responsible"], "{}", action.title);
        let due = action.due.map(|due| due.strftime("%Y-%m").to_string());
        assert_eq!(
            due.as_deref(),
            Some(row["due"].as_str()),
            "{}",
            action.title
        );
    }
}
