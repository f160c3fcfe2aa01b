//! The whole of LAIT, taken in, against the right answers: every row and cell of `vectors/lait_rules_sample.csv`.
//!
//! Needs `../shared/data`, so it is ignored unless asked for: `cargo test --test real_benchmark -- --ignored`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::benchmark::Comparison;
use golden_thread::domain::intake::FileKind;
use golden_thread::session::Session;
use golden_thread::session::import::{Order, read};

/// The vectors were worked out in another order of sums: so many parts of the figure may differ.
const SUMS: f64 = 1e-9;

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path)
}

fn take_in(session: &mut Session, order: &Order) {
    let arrived = read(order, &session.reading_plan(), &mut |_| true).unwrap();
    for one in &arrived {
        session.take_in(one, &mut |_| true).unwrap();
    }
}

fn plan_with_lait(folder: &Path) -> Session {
    let path = folder.join("plan.sqlite");
    let mut session = Session::new_plan(&path, &AreaCode::new("856"), "none").unwrap();
    let list = shared("data/neighbours/sn_may_2025.xlsx");
    take_in(&mut session, &Order::new(FileKind::Neighbours, &list));
    let lait = Order {
        dictionary: Some(shared("data/lait/lait_data_dictionary.csv")),
        ..Order::new(FileKind::Lait, &shared("data/lait/lait_long.csv.gz"))
    };
    take_in(&mut session, &lait);
    session
}

/// What the program says of a row, by the vectors' own headings.
fn said(now: &Comparison) -> HashMap<&'static str, String> {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let national = now.national;
    let cut = |at: usize| {
        number(
            national
                .quartiles
                .map(|cuts| [cuts.q0, cuts.q25, cuts.q50, cuts.q75, cuts.q100][at]),
        )
    };
    HashMap::from([
        ("year", now.label.clone()),
        ("value", number(now.own.reported.value())),
        ("prev_value", number(now.before())),
        ("change", number(now.change())),
        ("sn_n", now.neighbours.n.to_string()),
        ("sn_mean", number(now.neighbours.mean)),
        ("sn_median", number(now.neighbours.median)),
        ("region", number(now.region)),
        ("england", number(now.england)),
        ("la_n", national.n.to_string()),
        (
            "rank",
            national
                .rank
                .map(|rank| rank.to_string())
                .unwrap_or_default(),
        ),
        (
            "band",
            national.band.map_or("", |band| band.word()).to_owned(),
        ),
        ("q0", cut(0)),
        ("q25", cut(1)),
        ("q50", cut(2)),
        ("q75", cut(3)),
        ("q100", cut(4)),
    ])
}

#[track_caller]
fn check(what: &str, found: &str, want: &str) {
    if let (Ok(found), Ok(want)) = (found.parse::<f64>(), want.parse::<f64>()) {
        let near = (found - want).abs() <= SUMS * want.abs().max(1.0);
        assert!(near, "{what}: {found} is not {want}");
    } else {
        assert_eq!(found, want, "{what}");
    }
}

#[test]
#[ignore = "needs ../shared"]
fn every_row_of_the_rules_sample_is_what_the_program_says() {
    let folder = tempfile::tempdir().unwrap();
    let session = plan_with_lait(folder.path());
    let indicators = &session.book().indicators;
    let mut rows = csv::Reader::from_path(shared("vectors/lait_rules_sample.csv")).unwrap();
    let mut compared = 0;
    for row in rows.deserialize::<HashMap<String, String>>() {
        let row = row.unwrap();
        let short = &row["short"];
        let indicator = indicators.iter().find(|held| &held.code == short);
        let id = indicator
            .unwrap_or_else(|| panic!("{short} is not there"))
            .id;
        let area = AreaCode::new(&row["la"]);
        let standing = session.standing_of(id, &area, "2025-05", None).unwrap();
        for (heading, found) in said(standing.now().unwrap()) {
            check(&format!("{area} {short} {heading}"), &found, &row[heading]);
            compared += 1;
        }
    }
    assert_eq!(compared, 80 * 17);
}

/// The room reads the whole panel, the list and the command line only a part of it: both must say the same.
#[test]
#[ignore = "needs ../shared"]
fn the_list_and_the_room_say_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let session = plan_with_lait(folder.path());
    let area = AreaCode::new("856");
    for indicator in session.book().indicators.iter().step_by(7) {
        let standing = session
            .standing_of(indicator.id, &area, "2025-05", None)
            .unwrap();
        let whole = session.comparisons(indicator.id, "2025-05");
        let now = standing.now().unwrap();
        let same = whole.iter().find(|held| held.own.period == now.own.period);
        assert_eq!(same, Some(now), "{}", indicator.code);
    }
}

/// Taking a batch out takes its figures out of every answer; undo brings back every one of them.
#[test]
#[ignore = "needs ../shared"]
fn a_batch_goes_and_comes_back_whole() {
    use golden_thread::domain::record::Edit;
    let folder = tempfile::tempdir().unwrap();
    let mut session = plan_with_lait(folder.path());
    let code = "LAC";
    let id = |session: &Session| {
        let mut indicators = session.book().indicators.iter();
        indicators.find(|held| held.code == code).unwrap().id
    };
    let before = (*session.panel(id(&session))).clone();
    assert!(!before.is_empty());
    let batch = session.book().batches.last().unwrap().clone();
    session.run(&Edit::remove(&batch).into()).unwrap();
    assert!(session.panel(id(&session)).is_empty());
    session.undo().unwrap();
    assert_eq!(*session.panel(id(&session)), before);
    // The import itself, indicators and all, is one step.
    session.undo().unwrap();
    assert!(session.book().indicators.is_empty());
    session.redo().unwrap();
    assert_eq!(*session.panel(id(&session)), before);
}
