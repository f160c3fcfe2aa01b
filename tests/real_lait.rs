//! The real files of LAIT and of the department's neighbours, read whole. An extra: it needs `../shared/data`, which is not
//! part of the repository.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use golden_thread::domain::indicator::{Polarity, UnitKind};
use golden_thread::domain::intake::Intake;
use golden_thread::domain::problem::Severity;
use golden_thread::domain::reading::{Missing, Reported};
use golden_thread::exchange::authorities;
use golden_thread::exchange::published::known::Known;
use golden_thread::exchange::published::lait::{self, Dictionary, Options};
use golden_thread::exchange::published::neighbours;

fn data(name: &str) -> Vec<u8> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; these tests need ../shared/data",
            path.display()
        )
    })
}

fn england() -> Known {
    Known::new(authorities::areas().iter(), std::iter::empty())
}

fn lait_read(bytes: &[u8], dictionary: &Dictionary) -> Intake {
    let options = Options::default();
    let name = "lait_long.csv.gz";
    lait::read(
        bytes,
        name,
        Some(dictionary),
        &england(),
        options,
        &mut |_| true,
    )
    .unwrap()
}

#[test]
#[ignore = "needs ../shared"]
fn the_whole_of_lait_is_read() {
    let dictionary = data("lait/lait_data_dictionary.csv");
    let dictionary = Dictionary::read(&dictionary[..], "lait_data_dictionary.csv").unwrap();
    assert_eq!((dictionary.len(), dictionary.notes.len()), (434, 14));
    let packed = data("lait/lait_long.csv.gz");
    let intake = lait_read(&packed, &dictionary);
    let errors: Vec<String> = intake
        .problems
        .iter()
        .filter(|held| held.severity != Severity::Note)
        .map(ToString::to_string)
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(intake.n_read, 641_070);
    assert_eq!(intake.n_kept, 640_900);
    assert_eq!((intake.skipped.len(), intake.skipped[0].n), (1, 170));
    assert_eq!(intake.skipped[0].reason, "no year");
    assert_eq!(intake.indicators.len(), 434);
    assert_eq!(intake.series.len(), 3_770);
    assert_eq!(intake.areas.len(), 170);
    let missing = |cell: &Reported| *cell == Reported::Missing(Missing::NotAvailable);
    let cells = intake.series.iter().flat_map(|series| &series.cells);
    // 93,883 in the file, of which the 170 without a year.
    assert_eq!(
        cells.filter(|(_, cell)| missing(&cell.reported)).count(),
        93_713
    );
    let of = |polarity| {
        let held = intake.indicators.iter();
        held.filter(|held| held.polarity == polarity).count()
    };
    assert_eq!(
        of(Polarity::Higher) + of(Polarity::Lower) + of(Polarity::Neutral),
        434
    );
    assert_eq!(
        intake
            .indicators
            .iter()
            .filter(|held| held.no_quartile)
            .count(),
        // 21 in the dictionary, one of them only in the second of its measure's two rows.
        20
    );
    let money = intake
        .indicators
        .iter()
        .filter(|held| held.unit == UnitKind::Money);
    assert_eq!(money.count(), 15);
    assert!(intake.is_sound());
}

/// Not a test of speed, which a shared machine cannot be: it prints what reading took.
#[test]
#[ignore = "needs ../shared"]
fn how_long_reading_takes() {
    let dictionary = data("lait/lait_data_dictionary.csv");
    let dictionary = Dictionary::read(&dictionary[..], "lait_data_dictionary.csv").unwrap();
    let packed = data("lait/lait_long.csv.gz");
    let mut plain = Vec::new();
    std::io::Read::read_to_end(
        &mut flate2::read::MultiGzDecoder::new(&packed[..]),
        &mut plain,
    )
    .unwrap();
    for (bytes, name) in [(&plain, "plain"), (&packed, "packed"), (&plain, "plain")] {
        let start = Instant::now();
        let intake = lait_read(bytes, &dictionary);
        println!(
            "{name}: {:?}, {} figures",
            start.elapsed(),
            intake.n_figures()
        );
    }
}

#[test]
#[ignore = "needs ../shared"]
fn every_list_of_neighbours_is_read() {
    #[track_caller]
    fn check(name: &str, list: &str, read: u64, kept: u64, places: usize) {
        let intake = neighbours::read(&data(name), name, None, &england(), Options::default());
        let intake = intake.unwrap();
        let problems: Vec<String> = intake.problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new(), "{name}");
        assert_eq!((intake.n_read, intake.n_kept), (read, kept), "{name}");
        assert_eq!(intake.n_read, intake.n_kept + intake.n_skipped(), "{name}");
        assert_eq!(intake.neighbours.len(), places, "{name}");
        assert!(
            intake.neighbours.iter().all(|place| place.list == list),
            "{name}"
        );
        assert!(
            intake
                .neighbours
                .iter()
                .all(|place| !place.closeness.is_empty()),
            "{name}"
        );
    }
    check("neighbours/sn_april_2021.xlsx", "2021-04", 159, 156, 1_560);
    check("neighbours/sn_may_2025.xlsx", "2025-05", 159, 158, 1_580);
    check("neighbours/sn_model_2025_wide.csv", "2025", 153, 153, 1_530);
    check(
        "neighbours/statistical_neighbours_2025_long.derived.csv",
        "2025",
        1_580,
        1_580,
        1_580,
    );
}

#[test]
#[ignore = "needs ../shared"]
fn laits_list_of_areas_is_all_known_but_one() {
    let name = "la_code_list.xlsx";
    let bytes = data("lait/la_code_list.xlsx");
    let intake = neighbours::read(&bytes, name, None, &england(), Options::default()).unwrap();
    assert_eq!((intake.n_read, intake.n_skipped()), (171, 171));
    assert_eq!(intake.problems.len(), 1);
    assert_eq!(
        intake.problems[0].what,
        "a list of 171 areas, 170 of them known and 1 not"
    );
}
