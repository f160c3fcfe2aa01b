//! Files of responses that follow one another: the same headings twice, the same people again, rows that do not count,
//! and what hangs on them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

use golden_thread::domain::book::Book;
use golden_thread::domain::consultation::results::{Split, results};
use golden_thread::domain::consultation::{AsideReason, Question, QuestionKind};
use golden_thread::domain::id::ConsultationId;
use golden_thread::domain::record::{Edit, Record};
use golden_thread::domain::responses::entering::Into;
use golden_thread::domain::responses::role::Role;
use golden_thread::session::responses::{ResponsesOrder, read_with};
use golden_thread::session::{Session, Which};

struct Office {
    folder: tempfile::TempDir,
    session: Session,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let session =
            Session::sample(Which::Leicester, &folder.path().join("plan.sqlite")).unwrap();
        Self { folder, session }
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn order(path: &Path) -> ResponsesOrder {
        ResponsesOrder {
            path: path.to_owned(),
            sheet: None,
        }
    }

    /// Takes a file in as `--yes` does; gives the consultation.
    #[track_caller]
    fn take_in(&mut self, name: &str, text: &str) -> ConsultationId {
        let path = self.file(name, text);
        let remembered = self.session.remembered("responses");
        let arrived = read_with(&Self::order(&path), None, &remembered, &mut |_| true).unwrap();
        let held = self.session.book().consultations.iter();
        let into = held
            .clone()
            .find(|held| held.title == "Survey")
            .map_or(Into::New("Survey".into()), |held| Into::Held(held.id));
        let taken = self
            .session
            .take_in_responses(&arrived, &into, "Online", &mut |_| true);
        taken.unwrap().1
    }

    fn book(&self) -> &Book {
        self.session.book()
    }

    fn questions(&self, id: ConsultationId) -> Vec<&Question> {
        let mut held: Vec<&Question> = self
            .book()
            .questions
            .iter()
            .filter(|held| held.consultation == id)
            .collect();
        held.sort_by_key(|held| held.position);
        held
    }

    /// Base and counts of the closed questions, in order.
    fn counts(&self, id: ConsultationId) -> Vec<(i64, Vec<i64>)> {
        let held = self.questions(id).into_iter();
        held.filter(|held| held.kind != QuestionKind::Text)
            .map(|held| {
                let all = results(self.book(), held.id, Split::All, None);
                let counts = all[0].answers.iter().filter_map(|held| held.count);
                (all[0].base.unwrap_or(0), counts.collect())
            })
            .collect()
    }
}

/// Forty rows with two columns of one heading: thirty agree in the first, ten in the second.
fn wave(n: u32) -> String {
    let rows = (0..40).map(|row| {
        let say = |yes: bool| if yes { "Agree" } else { "Disagree" };
        format!("{},{},{}\n", n * 100 + row, say(row < 30), say(row < 10))
    });
    let head = "Response ID,How far do you agree?,How far do you agree?\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

#[test]
fn two_columns_with_one_heading_stay_two_questions_wave_after_wave() {
    let mut office = Office::new();
    let mut id = None;
    for n in 1..=3 {
        id = Some(office.take_in(&format!("wave{n}.csv"), &wave(n)));
    }
    let counts = office.counts(id.unwrap());
    assert_eq!(counts, [(120, vec![90, 30]), (120, vec![30, 90])]);
}

#[test]
fn a_later_download_counts_nobody_twice() {
    let mut office = Office::new();
    let id = office.take_in("first.csv", &wave(1));
    let later = format!("{}{}", wave(1), wave(2).split_once('\n').unwrap().1);
    let path = office.file("later.csv", &later);
    let arrived = read_with(&Office::order(&path), None, &[], &mut |_| true).unwrap();
    let said = office.session.again(&arrived, id).unwrap().unwrap();
    assert_eq!(said.kind, "respondents-again");
    assert!(
        said.what.starts_with("40 respondents came before"),
        "{}",
        said.what
    );
    office.take_in("later.csv", &later);
    assert_eq!(office.counts(id)[0].0, 80);
    let batch = office
        .book()
        .batches
        .iter()
        .find(|held| held.name == "later.csv");
    let batch = batch.unwrap();
    assert_eq!((batch.n_read, batch.n_kept), (80, 40));
    assert_eq!(batch.skipped[0].reason, "number already in the plan");
    // They are there, each with where it stands already, and the ledger balances.
    let again: Vec<_> = office.book().asides.iter().collect();
    assert_eq!(again.len(), 40);
    assert!(
        again
            .iter()
            .all(|held| held.reason == AsideReason::Duplicate)
    );
    assert!(
        again[0].note.contains("first.csv, line "),
        "{}",
        again[0].note
    );
    let ledger = &office.book().heard[&id].ledger[0];
    assert_eq!(
        (ledger.received, ledger.duplicate, ledger.analysed),
        (120, 40, 80)
    );
    office.session.undo().unwrap();
    assert_eq!(office.counts(id)[0].0, 40);
    assert!(office.book().asides.is_empty());
}

#[test]
fn rows_that_do_not_count_are_in_the_plan_and_in_the_ledger() {
    let mut office = Office::new();
    let rows: String = (0..60)
        .map(|n| format!("{},{}\n", n % 30, if n % 3 == 0 { "No" } else { "Yes" }))
        .collect();
    let id = office.take_in("twice.csv", &format!("Response ID,Do you agree?\n{rows}"));
    let ledger = &office.book().heard[&id].ledger[0];
    assert_eq!(
        (ledger.received, ledger.duplicate, ledger.analysed),
        (60, 30, 30)
    );
    assert_eq!(office.counts(id)[0].0, 30);
    // Put back, it counts.
    let aside = office.book().asides.iter().next().unwrap().clone();
    office.session.run(&Edit::remove(&aside).into()).unwrap();
    assert_eq!(office.counts(id)[0].0, 31);
}

#[test]
fn what_responses_hang_on_is_not_pulled_away() {
    let mut office = Office::new();
    let id = office.take_in("wave.csv", &wave(1));
    let book = office.book();
    let question = office.questions(id)[0].clone();
    let answer = book
        .choices
        .iter()
        .find(|held| held.question == question.id);
    let channel = book.channels.iter().find(|held| held.consultation == id);
    let refused = |problems: Vec<golden_thread::domain::problem::Problem>| {
        problems.iter().any(|held| held.kind == "in-use")
    };
    assert!(refused(answer.unwrap().in_use(book)));
    assert!(refused(channel.unwrap().in_use(book)));
    let now = Question {
        kind: QuestionKind::Multiple,
        ..question.clone()
    };
    let error = office.session.run(&Edit::change(&question, now).into());
    let words = error.unwrap_err().to_string();
    assert!(words.contains("40 individual responses"), "{words}");
    assert_eq!(office.counts(id)[0], (40, vec![30, 10]));
}

#[test]
fn only_what_an_officer_changed_is_remembered() {
    let mut office = Office::new();
    let text = |name: &str| {
        let rows: String = (0..60)
            .map(|n| format!("{n},{name},{}\n", ["Yes", "No"][n % 2]))
            .collect();
        format!("ID,Office,Do you agree?\n{rows}")
    };
    office.take_in("one.csv", &text("North"));
    assert_eq!(office.session.remembered("responses").len(), 0);

    // The officer says of the second column that it is ignored; of the third nothing.
    let path = office.file("two.csv", &text("South"));
    let mut arrived = read_with(&Office::order(&path), None, &[], &mut |_| true).unwrap();
    arrived.proposal.set_role(&arrived.export, 1, Role::Text);
    let into = Into::New("Another".into());
    let taken = office
        .session
        .take_in_responses(&arrived, &into, "Online", &mut |_| true);
    taken.unwrap();
    let held = office.session.remembered("responses");
    assert_eq!(held.len(), 1);
    assert!(
        held[0].body.contains("Office") && !held[0].body.contains("agree"),
        "{}",
        held[0].body
    );

    // The same headings, and in that column addresses: they are dropped all the same.
    let rows: String = (0..60)
        .map(|n| format!("{n},p{n}@example.org,Yes\n"))
        .collect();
    let path = office.file("three.csv", &format!("ID,Office,Do you agree?\n{rows}"));
    let arrived = read_with(&Office::order(&path), None, &held, &mut |_| true).unwrap();
    assert!(arrived.is_remembered);
    assert!(matches!(arrived.proposal.columns[1].role, Role::Drop(_)));
}
