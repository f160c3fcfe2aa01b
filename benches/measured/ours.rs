//! What is measured of the program itself.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use golden_thread::domain::consultation::crosstab;
use golden_thread::domain::grant::Allocation;
use golden_thread::domain::id::ConsultationId;
use golden_thread::domain::money::Pence;
use golden_thread::domain::record::Edit;
use golden_thread::domain::responses::entering::Into;
use golden_thread::session::responses::{ResponsesOrder, read};
use golden_thread::session::{Session, Which};

use crate::PROGRAM;
use crate::made::{Lait, PEOPLE};
use crate::table::{TIMES, Took};

/// Edits measured.
const EDITS: usize = 60;

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in plain letters")
}

fn program(arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    let done = Command::new(PROGRAM)
        .args(arguments)
        .output()
        .expect("the program");
    let took = begun.elapsed();
    // 1 is "done, but there is something to look at".
    let code = done.status.code();
    assert!(
        code == Some(0) || code == Some(1),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    took
}

/// Takes LAIT into a plan.
pub fn import(plan: &Path, lait: &Lait) -> Took {
    let file = text(&lait.file);
    let mut arguments = vec!["import", "lait", file, "--into", text(plan), "--yes"];
    if let Some(dictionary) = &lait.dictionary {
        arguments.extend(["--dictionary", text(dictionary)]);
    }
    Took::only(program(&arguments))
}

/// Takes LAIT into a new plan.
pub fn new_with(plan: &Path, lait: &Lait) -> Took {
    drop(std::fs::remove_file(plan));
    program(&["new", text(plan), "--area", "856"]);
    import(plan, lait)
}

pub fn benchmark(plan: &Path) -> Took {
    let arguments = ["benchmark", text(plan), "--area", "856", "--format", "csv"];
    Took::only(program(&arguments))
}

/// Every league of the plan, from its file.
pub fn ranks(plan: &Path) -> Took {
    let session = Session::open_to_read(plan).expect("the plan opens");
    let begun = Instant::now();
    let mut places = 0;
    session
        .leagues(None, |ranked| places += ranked.league.places.len() as u64)
        .expect("ranks");
    Took {
        time: begun.elapsed(),
        figures: Some(places),
    }
}

/// The survey taken in; one statement by the country; all of them.
pub fn survey(plan: &Path, file: &Path) -> (Option<Took>, Option<Took>, Option<Took>) {
    let (mut taken, mut one, mut all) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        drop(std::fs::remove_file(plan));
        let mut session = Session::sample(Which::Leicester, plan).expect("the sample");
        let order = ResponsesOrder {
            path: file.to_owned(),
            ..ResponsesOrder::default()
        };
        let begun = Instant::now();
        let arrived = read(&order, &mut |_| true).expect("the export can be read");
        let into = Into::New("A large one".to_owned());
        let (_, consultation) = session
            .take_in_responses(&arrived, &into, "Online", &mut |_| true)
            .expect("it can be taken in");
        taken.push(Took::only(begun.elapsed()));
        // The responses are in memory from here on, as pandas has its frame.
        crosstabs(&session, consultation, "Statement 3:");
        one.push(crosstabs(&session, consultation, "Statement 3:"));
        all.push(crosstabs(&session, consultation, "Statement "));
    }
    let least = |times: Vec<Took>| times.into_iter().min_by_key(|took| took.time);
    (least(taken), least(one), least(all))
}

/// The questions that begin so, by the country.
fn crosstabs(session: &Session, consultation: ConsultationId, begins: &str) -> Took {
    let book = session.book();
    let asked = |words: &str| {
        let held = book
            .questions
            .iter()
            .filter(|held| held.consultation == consultation && held.text.starts_with(words))
            .map(|held| held.id);
        held.collect::<Vec<_>>()
    };
    let country = *asked("In which country").first().expect("it was taken in");
    let questions = asked(begins);
    let begun = Instant::now();
    let sheet = session.sheet(consultation).expect("the responses");
    let mut people = 0;
    for question in questions {
        let across = crosstab::Across::Question(country);
        let table = crosstab::cross(book, &sheet, question, across).expect("both are closed");
        people += table.parts.iter().map(|part| part.base).sum::<i64>();
    }
    let time = begun.elapsed();
    assert!(
        people > 0 && people <= 78 * PEOPLE as i64,
        "people, not ticks"
    );
    Took {
        time,
        figures: u64::try_from(people).ok(),
    }
}

/// The middle of some edits of ours, and of SQLite's own.
pub fn edits(path: &Path) -> (Duration, Duration) {
    let mut session = Session::sample(Which::Leicester, path).expect("the sample");
    let ours = (0..EDITS).map(|n| {
        let was = session.book().allocations[0].clone();
        let now = Allocation {
            amount: Pence(n as i64),
            ..was.clone()
        };
        let begun = Instant::now();
        session
            .run(&Edit::change(&was, now).into())
            .expect("the edit is allowed");
        begun.elapsed()
    });
    let ours = middle(ours.collect());
    let conn = rusqlite::Connection::open(path.with_file_name("peer.sqlite"))
        .expect("a file for the peer");
    conn.execute_batch(
        "pragma synchronous = full;
         create table t (id integer primary key, n integer);
         insert into t values (1, 0);",
    )
    .expect("the peer's table");
    let sqlite = (0..EDITS).map(|n| {
        let begun = Instant::now();
        conn.execute("update t set n = ?1 where id = 1", [n as i64])
            .expect("the peer's edit");
        begun.elapsed()
    });
    (ours, middle(sqlite.collect()))
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
