//! Files as DfE publishes them, taken in with nothing changed. An extra: it needs `../shared`, which is not part of the
//! repository.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use golden_thread::domain::area::AreaCode;
use golden_thread::domain::intake::Intake;
use golden_thread::domain::panel::Basis;
use golden_thread::domain::period::Period;
use golden_thread::domain::problem::Severity;
use golden_thread::domain::reading::Reported;
use golden_thread::exchange::authorities;
use golden_thread::exchange::published::ees::{self, Choice, Meta};
use golden_thread::exchange::published::known::Known;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/ees")
}

fn england() -> Known {
    Known::new(authorities::areas().iter(), std::iter::empty())
}

/// The file with every default.
fn take(name: &str, meta: bool) -> Intake {
    let path = folder().join(name);
    let open = || File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let meta = meta.then(|| {
        let name = name.replace(".csv", ".meta.csv");
        Meta::read(&name, File::open(folder().join(&name)).unwrap()).unwrap()
    });
    let layout = ees::look(name, open(), meta.as_ref(), &mut |_| true).unwrap();
    let choice = Choice::all_defaults(&layout);
    ees::read(open(), &layout, &choice, &england(), &mut |_| true).unwrap()
}

/// A figure by the end of its indicator's code, with what it was worked out from.
#[track_caller]
fn figure(intake: &Intake, code: &str, area: &str, period: Period) -> (Reported, Basis) {
    let indicator = intake.indicators.iter().position(|held| held.code == code);
    let indicator = indicator.unwrap_or_else(|| panic!("no {code}"));
    let series = intake
        .series
        .iter()
        .find(|series| series.indicator == indicator && series.period == period)
        .unwrap();
    let place = intake
        .areas
        .iter()
        .position(|held| *held == AreaCode::new(area))
        .unwrap();
    let cell = series
        .cells
        .iter()
        .find(|(held, _)| usize::from(*held) == place);
    let (_, cell) = cell.unwrap();
    (cell.reported, cell.basis())
}

fn whole(value: f64) -> Reported {
    Reported::Figure { value, decimals: 0 }
}

#[test]
#[ignore = "needs ../shared"]
fn every_file_comes_in_as_it_is() {
    let mut names: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv") && !name.contains(".meta."))
        .collect();
    names.sort_unstable();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        let has_meta = folder().join(name.replace(".csv", ".meta.csv")).exists();
        for meta in [false, true] {
            if meta && !has_meta {
                continue;
            }
            let intake = take(&name, meta);
            println!(
                "{name} (metadata: {meta}): {} read, {} kept, {:?}; {} indicators, {} areas, {} figures",
                intake.n_read,
                intake.n_kept,
                intake
                    .skipped
                    .iter()
                    .map(|held| (held.reason.as_str(), held.n))
                    .collect::<Vec<_>>(),
                intake.indicators.len(),
                intake.areas.len(),
                intake.n_figures(),
            );
            for problem in &intake.problems {
                println!("    {}: {problem}", problem.severity.word());
            }
            let mut lines = 0;
            for line in fs::read(folder().join(&name))
                .unwrap()
                .split(|&byte| byte == b'\n')
            {
                lines += u64::from(!line.is_empty());
            }
            assert_eq!(intake.n_read, lines - 1, "{name}");
            assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read, "{name}");
            assert!(
                intake
                    .problems
                    .iter()
                    .all(|held| held.severity != Severity::Error),
                "{name}"
            );
            assert!(intake.is_sound(), "{name}");
        }
    }
}

#[test]
#[ignore = "needs ../shared"]
fn figures_are_those_of_the_file() {
    let intake = take("cla_number_and_rate_per_10k_children.csv", false);
    let code = "cla_number_and_rate_per_10k_children/rate_per_10000/Children looked after on 31 March each year";
    let (reported, basis) = figure(&intake, code, "970", Period::Reporting(2025));
    assert_eq!(reported, whole(67.0));
    assert_eq!(
        (basis.numerator, basis.denominator),
        (Some(81_770.0), Some(12_183_016.0))
    );

    let intake = take("la_cla_placement_stability.csv", false);
    let code = "la_cla_placement_stability/children_percent/CLA on 31 March/With 3 or more placements during the year";
    let (reported, basis) = figure(&intake, code, "970", Period::Reporting(2025));
    assert_eq!((reported, basis.numerator), (whole(10.0), Some(8_500.0)));

    let intake = take("csww_headline_measures_2017_to_2022.csv", false);
    let (reported, _) = figure(
        &intake,
        "csww_headline_measures/turnover_rate_fte_%",
        "983",
        Period::Reporting(2022),
    );
    assert_eq!(
        reported,
        Reported::Figure {
            value: 16.4,
            decimals: 1
        }
    );

    let intake = take("KS4_2018_LA_Char_Testdata.csv", true);
    let (reported, _) = figure(
        &intake,
        "KS4_2018_LA_Char_Testdata/t_inp8calc/Ethnic_major/ASIAN",
        "830",
        Period::Academic(2017),
    );
    assert_eq!(reported, whole(58.0));
}

#[test]
#[ignore = "needs ../shared"]
fn a_file_broken_off_or_mangled_never_stops_the_program() {
    let mut bytes = Vec::new();
    File::open(folder().join("la_cla_swcount.csv"))
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    for cut in (0..bytes.len()).step_by(977) {
        let part = &bytes[..cut];
        if let Ok(layout) = ees::look("a.csv", part, None, &mut |_| true) {
            let choice = Choice::all_defaults(&layout);
            let intake = ees::read(part, &layout, &choice, &england(), &mut |_| true).unwrap();
            assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
        }
    }
}
