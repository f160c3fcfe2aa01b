//! Bands and cut-points, against LAIT's and Fingertips' published cases.

use proptest::prelude::*;

use super::{Band, Quartiles, quintile};
use crate::domain::statistics::testing::{close, number, numbers, vectors};

/// Fingertips rounds its percentiles to ten decimals.
const TEN_DECIMALS: f64 = 1e-10;

/// Rows of the sample without a band have a measure that is not cut, and are passed over.
const FOUR_BANDS: [&str; 4] = ["A", "B", "C", "D"];

#[test]
fn bands_agree_with_lait() {
    let file = vectors(include_str!(
        "../../../../tests/vectors/lait_bands_ranks.json"
    ));
    let bounds: [f64; 5] = numbers(&file["bounds"]).try_into().unwrap();
    let quartiles = Quartiles::published(bounds).unwrap();
    for (list, higher_is_better, cases) in [("low", false, 11), ("high", true, 4)] {
        let pairs = file[list].as_array().unwrap();
        assert_eq!(pairs.len(), cases);
        for pair in pairs {
            let found = quartiles.band(number(&pair[0]), higher_is_better);
            let word = found.map_or("Error", Band::word);
            assert_eq!(pair[1], word, "{list} {}", pair[0]);
        }
    }
}

#[test]
fn bands_agree_with_the_sample_of_real_figures() {
    let text = include_str!("../../../../tests/vectors/lait_rules_sample.csv");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let heads = table.headers().unwrap().clone();
    let place = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let (polarity, value, band) = (place("polarity"), place("value"), place("band"));
    let bounds = ["q0", "q25", "q50", "q75", "q100"].map(place);
    let mut banded = 0;
    for row in table.records().map(Result::unwrap) {
        if !FOUR_BANDS.contains(&&row[band]) {
            continue;
        }
        let bounds = bounds.map(|column| row[column].parse().unwrap());
        let quartiles = Quartiles::published(bounds).unwrap();
        let found = quartiles.band(row[value].parse().unwrap(), &row[polarity] == "High");
        assert_eq!(found.map(Band::word), Some(&row[band]), "{row:?}");
        banded += 1;
    }
    assert!(banded >= 50, "{banded}");
}

#[test]
fn percentiles_agree_with_fingertips() {
    let file = vectors(include_str!(
        "../../../../tests/vectors/fingertips_comparers_percentiles.json"
    ));
    let cases = file["percentiles"].as_array().unwrap();
    assert_eq!(cases.len(), 4);
    for case in cases {
        let (from, to) = case["data"].as_str().unwrap().split_once("..").unwrap();
        let range = from.parse::<u32>().unwrap()..=to.parse().unwrap();
        let found = Quartiles::of(&range.rev().map(f64::from).collect::<Vec<_>>()).unwrap();
        for (name, found) in [("q25", found.q25), ("q50", found.q50), ("q75", found.q75)] {
            if let Some(expected) = case.get(name) {
                close(found, number(expected), TEN_DECIMALS);
            }
        }
    }
}

#[test]
fn unsound_figures_have_no_quartiles() {
    assert_eq!(Quartiles::of(&[]), None);
    assert_eq!(Quartiles::of(&[1.0, f64::NAN]), None);
    assert_eq!(Quartiles::of_sorted(&[2.0, 1.0]), None);
    assert_eq!(Quartiles::of_sorted(&[1.0, f64::INFINITY]), None);
    assert_eq!(Quartiles::published([0.0, 2.0, 1.0, 3.0, 4.0]), None);
    assert_eq!(Quartiles::published([0.0, 1.0, 2.0, 3.0, f64::NAN]), None);
    let all = Quartiles::of(&[7.0]).unwrap();
    assert_eq!(all.band(7.0, false), Some(Band::A));
    assert_eq!(all.band(f64::NAN, false), None);
    assert_eq!(all.band(f64::INFINITY, false), None);
}

/// Cuts of 1 to 10 are 2.8, 4.6, 6.4, 8.2 and 10, by hand.
#[test]
fn fifths() {
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    for (value, higher_is_better, expected) in [
        (1.0, false, Some(1)),
        (2.8, false, Some(1)),
        (3.0, false, Some(2)),
        (5.0, false, Some(3)),
        (8.2, false, Some(4)),
        (10.0, false, Some(5)),
        (1.0, true, Some(5)),
        (10.0, true, Some(1)),
        (11.0, true, None),
        (0.0, true, None),
        (f64::NAN, true, None),
    ] {
        assert_eq!(quintile(&ten, value, higher_is_better), expected, "{value}");
    }
    assert_eq!(quintile(&ten[..4], 1.0, false), None);
    assert_eq!(quintile(&[5.0, 4.0, 3.0, 2.0, 1.0], 1.0, false), None);
    assert_eq!(
        quintile(&[1.0, 2.0, 3.0, 4.0, f64::INFINITY], 4.0, false),
        None
    );
}

proptest! {
    #[test]
    fn each_band_is_about_a_quarter(figures in prop::collection::btree_set(-10_000_i32..10_000, 4..160)) {
        let values: Vec<f64> = figures.into_iter().map(f64::from).collect();
        let quartiles = Quartiles::of(&values).unwrap();
        let quarter = values.len() as f64 / 4.0;
        for higher_is_better in [false, true] {
            let bands: Vec<Band> = values
                .iter()
                .map(|value| quartiles.band(*value, higher_is_better).unwrap())
                .collect();
            for band in Band::ALL {
                let held = bands.iter().filter(|other| **other == band).count() as f64;
                prop_assert!((held - quarter).abs() <= 1.0, "{band:?} {held} of {}", values.len());
            }
            prop_assert_eq!(bands.is_sorted(), !higher_is_better);
        }
    }
}
