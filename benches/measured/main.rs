//! The README's figures: `benches/measure`, or `cargo bench --bench measured` to see them only.
//! Prints; asserts nothing of time, since a busy machine is no fault.
//!
//! Every peer does the same work on the same files in the same run, and where the work gives figures, as many of them: a
//! peer that gives another number is told of. The whole of LAIT is used where `../shared/data/lait` is there; otherwise a
//! file of its shape and size is made. The peers are the `sqlite3` shell, and DuckDB and pandas as the `python3` of the
//! search path (or the one that `PYTHON` names) finds them; what is not installed is said to be skipped.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

#[path = "../made/mod.rs"]
mod made;
mod ours;
mod peers;
mod rooms;
mod table;

use std::path::Path;

use golden_thread::session::{Session, Which};
use made::Lait;
use table::{Table, Took, fastest};

/// The program itself, built as it is released.
const PROGRAM: &str = env!("CARGO_BIN_EXE_golden-thread");

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    // The same program again, for one plan: its memory is then its own.
    if let [_, asked, plan, ..] = arguments.as_slice()
        && asked == rooms::ASKED
    {
        return rooms::print(Path::new(plan));
    }
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let lait = Lait::into(folder.path());
    let ten = lait.ten_times(folder.path());
    let plans: Vec<_> = ["sample", "once", "ten"]
        .into_iter()
        .map(|name| {
            let plan = folder.path().join(format!("{name}.sqlite"));
            drop(Session::sample(Which::Leicester, &plan).expect("the sample"));
            plan
        })
        .collect();
    let [sample, once, tenfold] = plans.as_slice() else {
        return;
    };
    ours::import(once, &lait);
    ours::import(tenfold, &ten);

    published(folder.path(), &lait, &ten);
    consultation(folder.path());
    edits(sample);
    rooms::table(&[
        ("the sample", sample),
        (lait.named(), once),
        ("ten times that", tenfold),
    ]);
}

/// Import, ranks and quartiles.
fn published(folder: &Path, lait: &Lait, ten: &Lait) {
    let mut table = Table::begin(&format!("published figures: {}", lait.named()));
    let plan = folder.join("plan.sqlite");
    let import = fastest(|| Some(ours::new_with(&plan, lait)));
    table.peers(
        "import: read, typed, checked, written, indexed; the whole process",
        import,
        &[
            (
                "the `sqlite3` shell: `.import` as text, and an index",
                fastest(|| peers::shell_import(folder, &lait.file)),
            ),
            (
                "DuckDB: typed, into its own file; Python’s start not counted",
                fastest(|| peers::duckdb_import(folder, &lait.file)),
            ),
        ],
    );
    let tenfold = fastest(|| Some(ours::new_with(&folder.join("plan-ten.sqlite"), ten)));
    table.peers(
        "import of ten times as many rows",
        tenfold,
        &[("once, ten times", import.map(|took| took.times(10)))],
    );
    table.peers(
        "ranks and quartiles of every indicator, year and authority, read from the plan",
        fastest(|| Some(ours::ranks(&plan))),
        &[
            (
                "DuckDB, from its own table in memory",
                peers::duckdb_ranks(&lait.file),
            ),
            (
                "pandas, from a frame in memory",
                peers::pandas_ranks(&lait.file),
            ),
        ],
    );
    table.alone(
        "every indicator of one authority set beside its neighbours, the whole process",
        fastest(|| Some(ours::benchmark(&plan))),
    );
    table.end();
}

/// Reading a survey, and one question by another.
fn consultation(folder: &Path) {
    let survey = folder.join("survey.csv");
    made::survey(&survey);
    let mut table = Table::begin(&format!(
        "a survey: {} responses, {} columns",
        table::counted(made::PEOPLE as u64),
        made::QUESTIONS
    ));
    let (read, one, all) = ours::survey(&folder.join("survey.sqlite"), &survey);
    table.peers(
        "read, every column understood, written into the plan",
        read,
        &[(
            "the `sqlite3` shell: `.import` as text",
            fastest(|| peers::shell_survey(folder, &survey)),
        )],
    );
    let [pandas_one, pandas_all] = peers::pandas_crosstabs(&survey);
    table.peers(
        "one question by the country",
        one,
        &[("pandas: `crosstab`, frame in memory", pandas_one)],
    );
    table.peers(
        "all 78 statements by the country",
        all,
        &[("pandas: `crosstab`, frame in memory", pandas_all)],
    );
    table.end();
}

/// An edit, from command to disk and book read again, beside SQLite's own time for one row in one transaction.
fn edits(sample: &Path) {
    let mut table = Table::begin("an edit, sample plan");
    let (ours, sqlite) = ours::edits(&sample.with_file_name("edited.sqlite"));
    table.peers(
        "checked, journalled, on disk, read again; the middle of 60",
        Some(Took::only(ours)),
        &[(
            "SQLite alone changing one row, as safely",
            Some(Took::only(sqlite)),
        )],
    );
    table.end();
}
