//! What the sample says, against the facts it was taken from. An extra: it needs `../shared`, which is not part of the
//! repository, and is run by `.ci/run` where that is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use golden_thread::domain::area::AreaCode;
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
