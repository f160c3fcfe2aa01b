//! Lines decided in one step and in several, overspends among them, and decided again.

use crate::domain::actual::Actual;
use crate::domain::book::Book;
use crate::domain::carried::decide::decide;
use crate::domain::carried::{Fate, Left, left};
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::command::Command;
use crate::domain::grant::position::YearPosition;
use crate::domain::id::ActualId;
use crate::domain::money::Pence;
use crate::domain::monitor::of_year;
use crate::domain::record::{Edit, Record};

/// Main of £300 with the lines A, B and C of £100 each.
fn book() -> Book {
    let mut sample = Sample::default();
    let lines = ["A", "B", "C"].map(|name| sample.area(name));
    let main = sample.grant("Main", 300, "", &[]);
    for line in lines {
        sample.pay(main, line, 100);
    }
    sample.book()
}

fn spent(book: &mut Book, pounds: [i64; 3]) {
    let held = &book.allocations;
    let actual = |(id, pounds): (i64, i64)| Actual {
        id: ActualId(id),
        grant: held[0].grant,
        priority_area: held[usize::try_from(id).unwrap()].priority_area,
        month: 12,
        amount: Pence(pounds * 100),
        batch: None,
        note: String::new(),
    };
    let actuals: Vec<Actual> = (0..).zip(pounds).map(actual).collect();
    book.actuals = actuals.into();
}

/// What is left on these lines, by their places, each with this fate.
fn lines(book: &Book, places: &[usize], fate: Fate) -> Vec<(Left, Fate)> {
    let position = YearPosition::of(book, YEAR, None);
    let left = left(book, &of_year(book, &position, 12));
    let area = |place: &usize| book.allocations[*place].priority_area;
    let of = |place: &usize| {
        left.iter()
            .find(|held| held.line.priority_area == area(place))
    };
    places
        .iter()
        .map(|place| (*of(place).unwrap(), fate))
        .collect()
}

fn carry_out(book: &mut Book, command: Command) {
    fn put<T: Record>(shelf: &[T], edit: Edit<T>) -> Vec<T> {
        let mut all = shelf.to_vec();
        match (edit.was, edit.now) {
            (Some(was), now) => {
                let at = all.iter().position(|held| *held == was).unwrap();
                all.splice(at..=at, now);
            }
            (None, now) => all.extend(now),
        }
        all
    }
    assert_eq!(command.problems(book), []);
    let Command::Several { commands, .. } = command else {
        panic!("one step of several changes");
    };
    for command in commands {
        match command {
            Command::Grant(edit) => book.grants = put(&book.grants, edit).into(),
            Command::Carried(edit) => book.carried = put(&book.carried, edit).into(),
            other => panic!("{other:?}"),
        }
    }
}

/// Decides lines, and gives back the next year's grants: their pounds and notes.
#[track_caller]
fn decided(book: &mut Book, places: &[usize], fate: Fate) -> Vec<(i64, String)> {
    let key = i64::try_from(100 + book.carried.len() * 10).unwrap();
    let next = std::cell::Cell::new(key);
    let new_key = || next.replace(next.get() + 1);
    let command = decide(book, &lines(book, places, fate), new_key).unwrap();
    carry_out(book, command);
    let next = book
        .grants
        .iter()
        .filter(|held| held.fiscal_year == YEAR + 1);
    let found: Vec<_> = next
        .map(|held| (held.amount.0 / 100, held.note.clone()))
        .collect();
    for held in book
        .carried
        .iter()
        .filter(|held| held.fate == Fate::CarriedForward)
    {
        assert_eq!(held.into.is_some(), !found.is_empty(), "{held:?}");
    }
    found
}

const FORWARD: Fate = Fate::CarriedForward;

#[test]
fn an_overspend_decided_later_lowers_what_is_brought_forward() {
    let mut book = book();
    spent(&mut book, [0, 130, 50]);
    let one = |pounds: i64, note: &str| vec![(pounds, note.to_owned())];
    let under = "One line of 2001/02 underspent by £100.";
    assert_eq!(decided(&mut book, &[0], FORWARD), one(100, under));
    let both = "One line of 2001/02 underspent by £100, one line overspent by £30.";
    assert_eq!(decided(&mut book, &[1], FORWARD), one(70, both));
    let all = "Two lines of 2001/02 underspent by £150, one line overspent by £30.";
    assert_eq!(decided(&mut book, &[2], FORWARD), one(120, all));
    assert_eq!(book.grants[1].short, "Main b/f");
}

#[test]
fn what_is_decided_together_is_one_sum() {
    let mut book = book();
    spent(&mut book, [0, 130, 50]);
    assert_eq!(decided(&mut book, &[0, 1, 2], FORWARD)[0].0, 120);
    // A line and an overspend of the same size bring nothing forward, and what comes later counts alone.
    let mut book = self::book();
    spent(&mut book, [70, 130, 50]);
    assert_eq!(decided(&mut book, &[0, 1], FORWARD), []);
    assert_eq!(decided(&mut book, &[2], FORWARD)[0].0, 50);
}

#[test]
fn an_overspend_that_nothing_can_bear_is_refused_and_says_so() {
    let mut book = book();
    spent(&mut book, [0, 230, 50]);
    let refused = |book: &Book, places: &[usize]| {
        decide(book, &lines(book, places, FORWARD), || 50).unwrap_err()
    };
    let problem = refused(&book, &[1]);
    assert_eq!(
        problem.what,
        "£130 overspent to be carried into 2002/03, against £0 brought forward"
    );
    assert_eq!(decided(&mut book, &[0], FORWARD)[0].0, 100);
    let problem = refused(&book, &[1]);
    assert_eq!(
        problem.what,
        "£130 overspent to be carried into 2002/03, against £100 brought forward"
    );
    assert!(problem.why.contains("the other £30"), "{}", problem.why);
    assert_eq!(decided(&mut book, &[1, 2], FORWARD)[0].0, 20);
}

#[test]
fn a_line_that_was_spent_on_since_is_decided_again() {
    let mut book = book();
    spent(&mut book, [0, 40, 0]);
    assert_eq!(decided(&mut book, &[0, 1], FORWARD)[0].0, 160);
    spent(&mut book, [20, 40, 0]);
    let held = lines(&book, &[0], FORWARD)[0].0;
    assert_eq!(
        (held.amount, held.decided),
        (Pence(8_000), Some((Pence(10_000), FORWARD)))
    );
    assert!(!held.is_decided() && lines(&book, &[1], FORWARD)[0].0.is_decided());
    assert_eq!(decided(&mut book, &[0], FORWARD)[0].0, 140);
    // Nothing is left any more: the decision goes.
    spent(&mut book, [100, 40, 0]);
    assert_eq!(decided(&mut book, &[0], FORWARD)[0].0, 60);
    assert_eq!(book.carried.len(), 1);
    // And one may be paid back after all.
    assert_eq!(decided(&mut book, &[1], Fate::Repaid)[0].0, 0);
}

#[test]
fn an_officers_own_amount_and_note_stay() {
    let mut book = book();
    spent(&mut book, [0, 130, 50]);
    decided(&mut book, &[0], FORWARD);
    let mut grants = book.grants.to_vec();
    grants[1].amount = Pence(15_000);
    grants[1].note = "With £50 of interest".into();
    book.grants = grants.into();
    let found = decided(&mut book, &[1], FORWARD);
    assert_eq!(found, [(120, "With £50 of interest".to_owned())]);
}
