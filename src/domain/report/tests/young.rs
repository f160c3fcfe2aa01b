//! What young people are told: no more and no less than the figures beside it.

use crate::domain::book::Book;
use crate::domain::check::sample::Sample;
use crate::domain::disclosure::Profile;
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::reading::Status;
use crate::domain::report::tests::{document, prose, small};
use crate::domain::report::{Options, Report, make};

#[test]
fn how_many_told_us_is_said_where_only_some_answers_are_hidden() {
    #[track_caller]
    fn check(counts: [[i64; 4]; 3], wanted: &str) {
        let book = small::counted(&counts);
        let options = Options {
            profile: Profile::Under5,
            ..small::options()
        };
        let made = make(
            Report::YoungPeople,
            &book,
            &options,
            &small::gathered(&book),
        );
        let all = prose(&made).join("\n");
        assert!(all.contains(wanted), "{wanted}: {all}");
        assert!(!all.contains("Just a few people"), "{all}");
    }
    let some = "We do not show some answers, because only a few people gave one of them.";
    check(
        [[50, 0, 0, 0], [33, 0, 0, 0], [3, 0, 0, 0]],
        &format!("86 people told us. {some}"),
    );
    check(
        [[1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]],
        "We do not show how many people told us.",
    );
    check(
        [[1_500, 0, 0, 0], [700, 0, 0, 0], [300, 0, 0, 0]],
        "2,500 people told us.",
    );
}

/// One indicator with a figure before and now; the neighbours stand one above, as [`small::gathered`] has it.
fn counted(before: &str, now: &str, change: impl Fn(&mut Indicator)) -> Book {
    let mut sample = Sample::default();
    let home = sample.objective("1", "Care");
    let id = sample.indicator("Moves", UnitKind::Percent, Polarity::Lower);
    sample.serves(id, home);
    sample.again(1998, Status::Outturn, before);
    sample.again(1999, Status::Outturn, now);
    let mut book = sample.book();
    let mut held = book.indicators[0].clone();
    change(&mut held);
    book.indicators.replace(held);
    book
}

#[track_caller]
fn said(book: &Book) -> String {
    said_beside(book, 1.0)
}

/// What is said where the neighbours stand so far above.
#[track_caller]
fn said_beside(book: &Book, above: f64) -> String {
    let mut gathered = small::gathered(book);
    for held in gathered.comparisons.values_mut().flatten() {
        held.neighbours.mean = held.own.reported.value().map(|value| value + above);
    }
    let made = make(Report::YoungPeople, book, &small::options(), &gathered);
    prose(&made).join("\n")
}

#[test]
fn what_is_printed_alike_is_about_the_same() {
    let book = counted("3", "3", |_| {});
    for above in [-0.4, 0.4, 0.0] {
        let all = said_beside(&book, above);
        assert!(
            all.contains("it was 3%. That is about the same as ours."),
            "{all}"
        );
        assert!(!all.contains("do better"), "{all}");
        assert!(
            all.contains("The time before it was 3%. So it is about the same."),
            "{all}"
        );
    }
    let all = said_beside(&book, 0.6);
    assert!(
        all.contains("In places like ours it was 4%. We do better than they do."),
        "{all}"
    );
    let all = said_beside(&book, -0.6);
    assert!(
        all.contains("In places like ours it was 2%. They do better than we do."),
        "{all}"
    );
}

#[test]
fn a_measure_is_said_in_short_and_its_percentage_is_of_something() {
    let book = counted("79.2", "81.4", |held| {
        held.title =
            "The proportion of schooling lost. This refers to both primary and secondary schools."
                .into();
    });
    let all = said(&book);
    assert!(
        all.contains("We count this: The proportion of schooling lost."),
        "{all}"
    );
    assert!(!all.contains("This refers"), "{all}");
    assert!(
        all.contains("That means about 81 in every 100 of those we look at."),
        "{all}"
    );
    let book = counted("79.2", "99.9", |held| {
        held.numerator = "children seen in time".into();
        held.denominator = "children on a plan".into();
    });
    let all = said(&book);
    assert!(
        all.contains("We count this: children seen in time."),
        "{all}"
    );
    assert!(
        all.contains("That means more than 99 in every 100 children on a plan."),
        "{all}"
    );
    let none = counted("1", "0.3", |_| {});
    assert!(said(&none).contains("That means fewer than 1 in every 100"));
}

#[test]
fn nothing_is_asked_of_a_plan_without_measures() {
    let made = document(Report::YoungPeople, &Book::default());
    assert!(
        prose(&made)
            .iter()
            .any(|text| text == "We do not have numbers to show you yet.")
    );
}
