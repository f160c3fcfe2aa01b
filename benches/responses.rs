//! What a large consultation takes: `cargo bench --bench responses`. Prints; asserts nothing of time, since a busy machine
//! is no fault.
//!
//! 66,690 responses to 81 questions are read, understood and written, and one question is tallied by another; each time in
//! a plan of its own. Beside it the same file put into a table by SQLite's own shell, where it is there: reading alone, with
//! nothing understood.

#![allow(
    clippy::expect_used,
    reason = "a bench that cannot set itself up has nothing to measure"
)]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use golden_thread::domain::consultation::crosstab;
use golden_thread::domain::responses::entering::Into;
use golden_thread::session::responses::{ResponsesOrder, read};
use golden_thread::session::{Session, Which};

const RUNS: usize = 3;
#[path = "made/mod.rs"]
mod made;
use made::PEOPLE;

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the bench");
    let file = folder.path().join("survey.csv");
    made::survey(&file);
    println!("| measured | mean | slowest |");
    println!("|---|---|---|");
    let (mut reading, mut writing, mut tallied, mut whole) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for run in 0..RUNS {
        let plan = folder.path().join(format!("{run}.sqlite"));
        let mut session = Session::sample(Which::Leicester, &plan).expect("the sample");
        let order = ResponsesOrder {
            path: file.clone(),
            ..ResponsesOrder::default()
        };
        let begun = Instant::now();
        let arrived = read(&order, &mut |_| true).expect("the export can be read");
        reading.push(begun.elapsed());
        let then = Instant::now();
        let into = Into::New("A large one".to_owned());
        let (_, consultation) = session
            .take_in_responses(&arrived, &into, "Online", &mut |_| true)
            .expect("it can be taken in");
        writing.push(then.elapsed());
        let then = Instant::now();
        tally(&session, consultation);
        tallied.push(then.elapsed());
        whole.push(begun.elapsed());
    }
    row(
        "66,690 responses to 81 questions read and understood",
        &reading,
    );
    row("written into the plan and counted", &writing);
    row("one question by the country", &tallied);
    row("all of it", &whole);
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

/// The first scale across the countries.
fn tally(session: &Session, consultation: golden_thread::domain::id::ConsultationId) {
    let book = session.book();
    let asked = |words: &str| {
        let mut all = book.questions.iter();
        all.find(|held| held.consultation == consultation && held.text.contains(words))
            .map(|held| held.id)
            .expect("the question was taken in")
    };
    let sheet = session.sheet(consultation).expect("the responses");
    let across = crosstab::Across::Question(asked("country"));
    let table = crosstab::cross(book, &sheet, asked("Statement 3"), across);
    let table = table.expect("both are closed");
    let n: i64 = table.parts.iter().map(|part| part.base).sum();
    assert!(n > 0 && n <= PEOPLE as i64, "people, not ticks");
}

fn row(what: &str, times: &[Duration]) {
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(1);
    let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1e3);
    let slowest = times.iter().max().copied().unwrap_or_default();
    println!("| {what} | {} | {} |", ms(mean), ms(slowest));
}

fn shell(folder: &Path, file: &Path, run: usize) -> Option<Duration> {
    let begun = Instant::now();
    let done = Command::new("sqlite3")
        .arg(folder.join(format!("shell-{run}.sqlite")))
        .arg("-cmd")
        .arg(".mode csv")
        .arg(format!(".import '{}' survey", file.display()))
        .output();
    done.ok()
        .filter(|output| output.status.success())
        .map(|_| begun.elapsed())
}
