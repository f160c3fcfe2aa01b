//! Every kind of refusal and finding, and the smallest input that gives it: the table behind `docs/errors.md`.
//!
//! A name that a council's script looks for, or that an officer reads out to a colleague, has to be listed, has to be
//! producible, and has to say where, what, why and what to do. The sources are read for names that the lists lack and for
//! names that nothing uses ([`sources`]); each row gives its input to the sample and leaves it, to the byte, as it was.
//!
//! `WRITE=1 cargo test --test catalogue` writes the page anew; without it the test fails where the page is old.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[macro_use]
mod bench;
mod allocate;
mod command_line;
mod consultation;
mod documents;
mod file;
mod findings;
mod giving;
mod indicators;
mod ledger;
mod money;
mod page;
mod plan;
mod published;
mod readers;
mod responses;
mod sources;
mod voices;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use bench::{Bench, Row, Told};
use golden_thread::domain::check::CATALOGUE as FINDINGS;
use golden_thread::domain::problem::catalogue::CATALOGUE;

/// Kinds that no small input gives, why, and the test that gives them otherwise.
#[rustfmt::skip]
const NOT_SMALL: &[(&str, &str)] = &[
    ("cannot-be-worked-out", "only the command line’s `--formula` gives it; `tests/allocate_line.rs` runs it."),
    ("dashboard-count-disagrees", "it takes a published dashboard; Leicestershire’s sample holds one that is so, and `src/domain/check/dashboard.rs` tests it."),
    ("entered-disagrees", "it takes a published figure beside an entered one; `src/domain/check/own/entered.rs` tests it."),
    ("figure-old", "it takes the figures of several indicators of one source; `src/domain/check/own/age.rs` tests it."),
    ("meetings-disagree", "it takes a printed report; Leicestershire’s sample holds one, and `src/domain/check/published.rs` tests it."),
    ("other-payer", "it takes two grants with money to spare; `src/domain/check/payer.rs` tests it."),
    ("percent-disagrees", "it takes a printed report; `src/domain/check/published.rs` tests it."),
    ("published-marker-disagrees", "it takes a published dashboard; `src/domain/check/dashboard.rs` tests it."),
    ("published-total-disagrees", "it takes a printed report; `src/domain/check/published.rs` tests it."),
    ("disk-full", "it needs a disk without room; its words are proved in `tests/catalogue/file.rs`, and the fault tests fill a disk."),
    ("document-packing", "a Word file or a package is packed in memory, which does not fail while there is memory."),
    ("document-picture", "every chart that the program draws is a drawing of its own; `src/exchange/png.rs` refuses others."),
    ("file-changed", "the file has to change between looking and reading; `src/exchange/published/ees/tests.rs` changes it."),
    ("file-too-large", "it takes 256 MB."),
    ("locked-workbook", "it needs an encrypted workbook, which nothing here can write; a reader’s own words “password” are looked for."),
    ("file-not-written", "it needs a drive that fails while it is written to; its words are proved in `tests/catalogue/file.rs`, and the fault tests hold a file to a size."),
    ("no-backup", "it needs a folder that cannot be written, which an administrator’s account writes all the same; its words are proved in `tests/catalogue/file.rs`."),
    ("not-a-year", "only the form of the Ledger desk gives it; `src/ui/grant/ledger` has its test."),
    ("nothing-chosen", "only the window lets every column be unticked; `src/exchange/published/ees/tests.rs` chooses none."),
    ("pdf-chart", "every chart that the program draws can be read back."),
    ("pdf-writing", "it is a fault of the program’s own, which no document may give."),
    ("picture-encoding", "pixels are packed in memory, which does not fail while there is memory."),
    ("release-not-proved", "nothing may give it: every refusal of a release names its count, and this is said if one named none."),
    ("sample-text", "the samples’ text is part of the program; `src/exchange/sample/table.rs` spoils a row of it."),
    ("too-many-figures", "it takes eight million figures."),
    ("work-failed", "it needs a fault of the program’s own in a piece of work; the window says it."),
];

/// Every row.
fn rows() -> Vec<Row> {
    let rooms = [
        money::rows,
        allocate::rows,
        ledger::rows,
        giving::rows,
        indicators::rows,
        consultation::rows,
        voices::rows,
        responses::rows,
        plan::rows,
        published::rows,
        file::rows,
        documents::rows,
        readers::rows,
        findings::rows,
    ];
    rooms.into_iter().flat_map(|rows| rows()).collect()
}

#[test]
fn every_kind_has_a_row() {
    let rows: BTreeSet<&str> = rows().iter().map(|row| row.name).collect();
    let listed: BTreeSet<&str> = (CATALOGUE.iter().map(|kind| kind.name))
        .chain(FINDINGS.iter().map(|(name, _)| *name))
        .collect();
    let excused: BTreeSet<&str> = NOT_SMALL.iter().map(|(name, _)| *name).collect();
    let bare: Vec<_> = listed
        .iter()
        .filter(|name| !rows.contains(*name) && !excused.contains(*name))
        .collect();
    assert!(
        bare.is_empty(),
        "kinds without their smallest input: {bare:?}"
    );
    let strange: Vec<_> = rows
        .iter()
        .chain(&excused)
        .filter(|name| !listed.contains(*name))
        .collect();
    assert!(strange.is_empty(), "rows of no kind: {strange:?}");
    let both: Vec<_> = rows.intersection(&excused).collect();
    assert!(both.is_empty(), "excused, and yet with a row: {both:?}");
}

#[test]
fn each_input_gives_its_kind_and_changes_nothing() {
    let mut wrong = Vec::new();
    let mut shared = Bench::new();
    let mut said: BTreeMap<usize, String> = BTreeMap::new();
    for (n, row) in rows().iter().enumerate() {
        let own = row.prepare.map(|prepare| {
            let prepared = AssertUnwindSafe(|| {
                let mut own = Bench::new();
                prepare(&mut own);
                own
            });
            catch_unwind(prepared).map_err(|_| "what has to stand first does not")
        });
        let mut own = match own.transpose() {
            Ok(own) => own,
            Err(why) => {
                wrong.push(format!("{}: {why}", row.name));
                continue;
            }
        };
        let bench = own.as_mut().unwrap_or(&mut shared);
        let before = bench.bytes();
        let made = catch_unwind(AssertUnwindSafe(|| (row.make)(bench)));
        let Ok(told) = made else {
            wrong.push(format!(
                "{}: “{}” is not refused, or the row is broken",
                row.name, row.input
            ));
            shared = Bench::new();
            continue;
        };
        if bench.bytes() != before {
            wrong.push(format!("{}: the plan was changed", row.name));
        }
        match words(row.name, &told) {
            Ok(words) => drop(said.insert(n, page::without(&bench.folder, &words))),
            Err(why) => wrong.push(format!("{}: {why}", row.name)),
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    page::keep(&rows(), &said);
}

/// What the program says of this kind, if it says all four parts.
fn words(name: &str, told: &Told) -> Result<String, String> {
    let problems = match told {
        Told::Words(words) if words.trim().is_empty() => return Err("no words".into()),
        Told::Words(words) => return Ok(words.clone()),
        Told::Problems(problems) => problems,
    };
    let kinds: Vec<&str> = problems.iter().map(|held| held.kind).collect();
    let Some(held) = problems.iter().find(|held| held.kind == name) else {
        return Err(format!("gives {kinds:?}"));
    };
    let parts = [
        ("where", &held.location),
        ("what", &held.what),
        ("why", &held.why),
        ("what to do", &held.remedy),
    ];
    match parts.iter().find(|(_, words)| words.trim().is_empty()) {
        Some((part, _)) => Err(format!("does not say {part}: {held}")),
        None => Ok(held.to_string()),
    }
}
