//! Grants and ledgers as councils publish them, taken in with nothing changed and nothing lost. An extra: it needs
//! `../shared/data`, which is not part of the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};

use golden_thread::domain::giving::intake::GivingIntake;
use golden_thread::exchange::giving::{csv, json, read, xlsx};
use golden_thread::session::ledger::{LedgerMap, LedgerOrder};
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/grants")
}

/// The bytes of a published file; none where the folder is not there, which is said.
fn bytes(name: &str) -> Option<Vec<u8>> {
    if !folder().is_dir() {
        println!("SKIPPED: no ../shared/data/grants here");
        return None;
    }
    let path = folder().join(name);
    Some(std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn take(name: &str, bytes: &[u8]) -> GivingIntake {
    let intake = read(name, bytes).unwrap();
    assert_eq!(intake.problems, [], "{name}");
    assert_eq!((intake.n_read, intake.grants.len()), (555, 555), "{name}");
    intake
}

fn value(text: &[u8]) -> Value {
    serde_json::from_slice(text).unwrap()
}

#[test]
#[ignore = "needs ../shared"]
fn traffords_grants_go_round_with_nothing_lost() {
    let (Some(sheet), Some(twin)) = (
        bytes("trafford_360giving_grants.csv"),
        bytes("trafford_360giving_grants.json"),
    ) else {
        return;
    };
    let from_sheet = take("t.csv", &sheet);
    let from_twin = take("t.json", &twin);
    let out = csv(&from_sheet.grants, &from_sheet.headings).unwrap();
    assert!(out == sheet, "CSV comes out as it went in, byte by byte");
    assert_eq!(value(json(&from_twin.grants).as_bytes()), value(&twin));
    assert_eq!(value(json(&from_sheet.grants).as_bytes()), value(&twin));
    let book = xlsx(&from_sheet.grants, &from_sheet.headings).unwrap();
    let from_book = take("t.xlsx", &book);
    assert_eq!(value(json(&from_book.grants).as_bytes()), value(&twin));
    // The twin by itself, without the sheet’s headings, goes through a sheet and back.
    let plain = csv(&from_twin.grants, &[]).unwrap();
    let again = take("plain.csv", &plain);
    assert_eq!(value(json(&again.grants).as_bytes()), value(&twin));
}

#[test]
#[ignore = "needs ../shared"]
fn what_is_published_is_as_the_standard_wants_it() {
    let (Some(schema), Some(sheet)) = (
        bytes("360-giving-schema.json"),
        bytes("trafford_360giving_grants.csv"),
    ) else {
        return;
    };
    let mut schema = value(&schema);
    // The schema is of one grant; a file is a list of them.
    schema.as_object_mut().unwrap().remove("$id");
    // A day is told from a day with its time by their formats, so formats count.
    let formats = jsonschema::options().should_validate_formats(true);
    let validator = formats.build(&schema).unwrap();
    let package = value(json(&take("t.csv", &sheet).grants).as_bytes());
    let grants = package["grants"].as_array().unwrap();
    for grant in grants {
        let errors: Vec<String> = validator
            .iter_errors(grant)
            .map(|error| error.to_string())
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", grant["id"]);
    }
    // The validator is one that can say no.
    let mut broken = grants[0].clone();
    broken.as_object_mut().unwrap().remove("awardDate");
    assert!(!validator.is_valid(&broken));
}

#[track_caller]
fn ledger(name: &str, map: &str, year: &str, n_rows: u64, kept: usize, total: i64) {
    if bytes(name).is_none() {
        return;
    }
    let order = LedgerOrder {
        path: folder().join(name),
        map: Some(LedgerMap::read("map.toml", map).unwrap()),
        year: golden_thread::session::ledger::fiscal_year(year),
    };
    let reading = golden_thread::session::ledger::read(&order, &[], &mut |_| true)
        .unwrap()
        .reading;
    let left_out: u64 = reading.skipped.iter().map(|held| held.n).sum();
    assert_eq!(reading.n_read, n_rows, "{name}");
    assert_eq!(reading.rows.len(), kept, "{name}: {:?}", reading.skipped);
    assert_eq!(kept as u64 + left_out, n_rows, "{name}");
    assert_eq!(reading.total.0, total, "{name}");
}

#[test]
#[ignore = "needs ../shared"]
fn published_spending_comes_in_with_every_row_accounted_for() {
    let map = "month = 12\n[columns]\ncost_centre = \"LA\"\ndescription = \"CYPServiceDescription\"\n\
        amount = \"NetCurrentExpenditure\"\ntotals = \"CYPServiceDescription\"\n";
    ledger(
        "s251_outturn_1314.csv",
        map,
        "2013/14",
        5_472,
        4_408,
        2_494_514_741_212,
    );
    let map = "month = 12\n[columns]\ncost_centre = \"council\"\namount = \"amount\"\n";
    ledger(
        "staying_put_2019-20_allocations.csv",
        map,
        "2019/20",
        163,
        152,
        2_376_599_800,
    );
    let map = "month = 12\n[columns]\ncost_centre = \"old_la_code\"\ndescription = \"geo_breakdown\"\n\
        amount = \"CS Expenditure\"\nperiod = \"time_period\"\n";
    ledger("spending_data.csv", map, "2024/25", 318, 154, 1_632_295_557);
}
