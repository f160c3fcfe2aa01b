//! What a ledger takes: `cargo bench --bench ledger`. Prints; asserts nothing, since a busy machine is no fault.
//!
//! Forty thousand rows are read, tied to the lines of the plan and written, each time into a plan of its own. Beside it
//! the same file put into a table by SQLite's own shell, where it is there: reading alone, with nothing understood.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use golden_thread::domain::id::LedgerCodeId;
use golden_thread::domain::ledger::LedgerCode;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::session::ledger::{LedgerOrder, read};
use golden_thread::session::{Session, Which};

const ROWS: usize = 40_000;
const CODES: usize = 300;
const RUNS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let file = folder.path().join("ledger.csv");
    let control = write(&file);
    println!("| measured | mean | slowest |");
    println!("|---|---|---|");
    let (mut reading, mut whole, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let mut session = plan(&folder.path().join(format!("{run}.sqlite")));
        let order = LedgerOrder {
            path: file.clone(),
            ..LedgerOrder::default()
        };
        let begun = Instant::now();
        let arrived = read(&order, &[], &mut |_| true).expect("the ledger can be read");
        reading.push(begun.elapsed());
        let batch = session
            .take_in_ledger(&arrived, control, &mut |_| true)
            .expect("the ledger ties");
        whole.push(begun.elapsed());
        let begun = Instant::now();
        let change = session.matching_again(batch).expect("the rows can be read");
        again.push(begun.elapsed());
        assert!(change.is_none(), "nothing has changed");
    }
    row("a ledger of 40,000 rows read", &reading);
    row("read, tied to its lines and written", &whole);
    row("held against the rules once more", &again);
    let shell: Vec<Duration> = (0..RUNS)
        .filter_map(|run| shell(folder.path(), &file, run))
        .collect();
    if shell.is_empty() {
        println!("| the sqlite3 shell is not here | | |");
    } else {
        row(
            "the same file put into a table by the sqlite3 shell",
            &shell,
        );
    }
}

fn row(what: &str, times: &[Duration]) {
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!("| {what} | {} | {} |", ms(mean), ms(slowest));
}

/// Writes the ledger, and gives its total.
fn write(file: &Path) -> Pence {
    let mut text = String::from(
        "Cost Centre,Account,Description,Net Amount,Posting Date,Supplier,Reference\n",
    );
    let mut total = 0;
    let mut seed: u64 = 20_012_002;
    for at in 0..ROWS {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let pence = (seed >> 33) as i64 % 1_000_000 - 100_000;
        total += pence;
        let (code, month) = (at % CODES, 4 + at % 9);
        let day = 1 + at % 28;
        let amount = Pence(pence).plain();
        writeln!(
            text,
            "C{code:04},{},\"Placement, week {}\",{amount},{day:02}/{month:02}/2001,Supplier {},J{at}",
            4_000 + code % 7,
            at % 52,
            at % 977,
        )
        .expect("text grows");
    }
    std::fs::write(file, text).expect("the ledger is written");
    Pence(total)
}

/// The sample, with a rule for all but the last of the codes.
fn plan(path: &Path) -> Session {
    let mut session = Session::sample(Which::Leicester, path).expect("the sample");
    let book = session.book();
    let grant = book.grants.iter().find(|held| held.fiscal_year == 2001);
    let grant = grant.expect("a grant of 2001/02").id;
    let areas: Vec<_> = book.priority_areas.iter().map(|held| held.id).collect();
    let rules = (0..CODES - 1).map(|code| {
        let rule = LedgerCode {
            id: LedgerCodeId(code as i64 + 1),
            cost_centre: format!("C{code:04}"),
            subjective: String::new(),
            grant,
            priority_area: areas[code % areas.len()],
        };
        Edit::add(rule).into()
    });
    let rules = golden_thread::domain::command::Command::several("Rules", rules.collect());
    session.run(&rules).expect("the rules are kept");
    session
}

fn shell(folder: &Path, file: &Path, run: usize) -> Option<Duration> {
    let begun = Instant::now();
    let done = Command::new("sqlite3")
        .arg(folder.join(format!("shell-{run}.sqlite")))
        .arg("-cmd")
        .arg(".mode csv")
        .arg(format!(".import '{}' ledger", file.display()))
        .output();
    done.ok()
        .filter(|output| output.status.success())
        .map(|_| begun.elapsed())
}
