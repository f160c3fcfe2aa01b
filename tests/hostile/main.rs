//! Files that somebody has made to do harm: each is read or refused with a reason, in bounded memory, and runs nothing.
//!
//! Three sorts. The seeds of the fuzz targets are replayed through the very functions that libFuzzer runs
//! (`fuzz/src`), and bytes made at random after them. Bombs, files that would fill the memory if they were believed, are
//! read once more in a process that is allowed one gigabyte. Plans with something of another program's in them must not
//! have it run.
//!
//! Edges: the process with its own limit needs a Unix shell; elsewhere the bombs are read without a limit.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then looked at"
)]

mod bombs;
mod plans;
#[path = "../../fuzz/src/lib.rs"]
mod readers;

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use golden_thread::exchange::published::workbook;
use golden_thread::exchange::published::zip::Release;
use golden_thread::exchange::{giving, package};
use proptest::prelude::*;

use crate::readers::sheet::{compound, xlsx};

fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/seeds")
        .join(target);
    let files = fs::read_dir(folder).expect("every target has seeds");
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap());
    files.into_iter().map(read).collect()
}

fn target(name: &str) -> readers::Target {
    let found = readers::TARGETS.iter().find(|held| held.0 == name);
    found.expect("a target of this name").1
}

#[test]
fn every_target_has_its_binary_and_its_seeds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for (name, _) in readers::TARGETS {
        assert!(
            root.join(format!("fuzz_targets/{name}.rs")).is_file(),
            "{name}"
        );
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
        assert!(!seeds(name).is_empty(), "{name}");
    }
    let n = fs::read_dir(root.join("fuzz_targets")).unwrap().count();
    assert_eq!(n, readers::TARGETS.len());
}

macro_rules! replayed {
    ($($name:ident),* $(,)?) => {
        mod seed {
            $(
                #[test]
                fn $name() {
                    let target = super::target(stringify!($name));
                    for (path, bytes) in super::seeds(stringify!($name)) {
                        println!("{}", path.display());
                        target(&bytes);
                    }
                }
            )*
        }
    };
}

replayed!(
    amount, period, markdown, document, table, workbook, xls, release, ees, published, mapped,
    ledger, responses, giving, package, plan,
);

/// A seed that is refused proves little: what the targets put together is what the readers read.
#[test]
fn what_is_put_together_is_read() {
    let read = |target: &str, file: &str| {
        let held = seeds(target);
        let (_, bytes) = held.iter().find(|held| held.0.ends_with(file)).unwrap();
        bytes.clone()
    };
    let put = read("workbook", "x.txt");
    for bytes in [
        xlsx(&readers::known::parts(&put[1..])),
        read("workbook", "raw.xlsx"),
    ] {
        let rows = workbook::first_sheet(&bytes, "a.xlsx").unwrap();
        assert_eq!(rows[0], ["code", "b", "2026-06-01", "TRUE", "#N/A"]);
    }
    let put = read("workbook", "o.txt");
    for bytes in [readers::sheet::ods(&put[1..]), read("workbook", "raw.ods")] {
        assert_eq!(
            workbook::first_sheet(&bytes, "a.ods").unwrap()[0],
            ["code", "1.5"]
        );
    }
    let put = read("xls", "b.bin");
    let rows = workbook::first_sheet(&compound(&put[1..]), "a.xls").unwrap();
    assert_eq!(rows[0], ["code", "2026-06-01"]);
    assert!(
        giving::read("g.json", &read("giving", "a.json"))
            .unwrap()
            .is_sound()
    );
    assert!(
        giving::read("g.csv", &read("giving", "a.csv"))
            .unwrap()
            .is_sound()
    );
    let (descriptor, _) = readers::known::split(&read("package", "a.txt"));
    assert!(package::read(&descriptor).is_ok());
    assert!(Release::open("r.zip", Cursor::new(read("release", "raw.zip"))).is_ok());
}

/// A sample is made, spoilt, opened and printed for each: a minute, unoptimised.
#[test]
#[ignore = "slow: run by name from .ci/run"]
fn spoilt_rows_are_read_or_refused() {
    for (path, bytes) in seeds("row") {
        println!("{}", path.display());
        target("row")(&bytes);
    }
}

/// The targets that are quick enough for a hundred inputs of chance in a test.
const QUICK: [&str; 13] = [
    "amount",
    "period",
    "markdown",
    "table",
    "workbook",
    "xls",
    "release",
    "ees",
    "published",
    "mapped",
    "ledger",
    "giving",
    "package",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn bytes_of_chance_do_no_harm(bytes: Vec<u8>, which in 0..QUICK.len()) {
        target(QUICK[which])(&bytes);
    }

    #[test]
    fn seeds_with_bytes_changed_do_no_harm(
        which in 0..QUICK.len(),
        seed: prop::sample::Index,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..12),
    ) {
        let seeds = seeds(QUICK[which]);
        let mut bytes = seeds[seed.index(seeds.len())].1.clone();
        for (at, with, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = with,
                1 => bytes.insert(at, with),
                _ => drop(bytes.remove(at)),
            }
        }
        target(QUICK[which])(&bytes);
    }
}
