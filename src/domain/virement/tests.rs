//! The refusals of a move, each by name; who must approve it; how lines came to what they have.

use jiff::civil::date;
use proptest::prelude::*;

use crate::domain::book::Book;
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::closing::Closing;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::latest;
use crate::domain::grant::{LineStatus, Nature};
use crate::domain::id::{ClosingId, GrantId, PriorityAreaId, ScenarioId, SchemeId, VirementId};
use crate::domain::money::Pence;
use crate::domain::record::{Edit, Record};
use crate::domain::scenario::{Scenario, ScenarioGrant};
use crate::domain::scheme::{Band, Scheme};
use crate::domain::virement::{Lasting, Virement, VirementLine, steps};

/// Main (£100: A 60, B 30, left 10) and ICT (£50: A 50), both of 2001/02. A serves the first objective, B the second,
/// C none.
fn sample() -> Sample {
    let mut sample = Sample::default();
    let lines = ["A", "B", "C"].map(|name| sample.area(name));
    let objectives = ["Care", "Safety"].map(|name| sample.objective("1", name));
    sample.area_serves(lines[0], objectives[0]);
    sample.area_serves(lines[1], objectives[1]);
    let main = sample.grant("Main", 100, "", &[]);
    let ict = sample.grant("ICT", 50, "", &[]);
    sample.pay(main, lines[0], 60);
    sample.pay(main, lines[1], 30);
    sample.pay(ict, lines[0], 50);
    sample
}

/// Parts as (grant, area or 0 for unallocated, pounds).
fn virement(id: i64, parts: &[(i64, i64, i64)]) -> Virement {
    Virement {
        id: VirementId(id),
        fiscal_year: YEAR,
        made_on: date(2001, 9, 1),
        reason: "Fewer placements".into(),
        approver: String::new(),
        approved_by: String::new(),
        lasting: Lasting::ThisYear,
        lines: parts
            .iter()
            .map(|(grant, area, pounds)| VirementLine {
                grant: GrantId(*grant),
                priority_area: (*area > 0).then_some(PriorityAreaId(*area)),
                amount: Pence(pounds.saturating_mul(100)),
            })
            .collect(),
        scenario: String::new(),
    }
}

fn holding(mut book: Book, held: Vec<Virement>) -> Book {
    book.virements = held.into();
    book
}

fn kinds(virement: &Virement, book: &Book) -> Vec<&'static str> {
    let found = virement.problems(book);
    for problem in &found {
        assert!(!problem.what.ends_with('.'), "{}", problem.what);
        assert!(problem.why.ends_with('.') && problem.remedy.ends_with('.'));
    }
    found.iter().map(|problem| problem.kind).collect()
}

#[test]
fn every_wrong_move_is_refused_by_name() {
    #[track_caller]
    fn check(parts: &[(i64, i64, i64)], want: &[&str]) {
        assert_eq!(kinds(&virement(1, parts), &sample().book()), want);
    }
    check(&[(1, 1, -10), (1, 2, 10)], &[]);
    check(&[(1, 1, -60), (1, 2, 60)], &[]);
    check(&[(1, 1, -10), (1, 3, 10)], &[]);
    check(&[(1, 1, -10), (1, 0, 10)], &[]);
    check(&[(1, 1, 10), (1, 0, -10)], &[]);
    check(&[(1, 1, 11), (1, 0, -11)], &["virement-below-zero"]);
    check(&[(2, 1, 1), (2, 0, -1)], &["virement-below-zero"]);
    check(&[(1, 1, -61), (1, 2, 61)], &["virement-below-zero"]);
    check(&[(1, 3, -1), (1, 2, 1)], &["virement-below-zero"]);
    check(&[(1, 1, -10), (1, 2, 8)], &["virement-unbalanced"]);
    check(&[(1, 1, 10)], &["virement-unbalanced"]);
    // Balanced in all, but not within each grant.
    check(
        &[(1, 1, -10), (2, 1, 10)],
        &["virement-unbalanced", "virement-unbalanced"],
    );
    check(&[(1, 1, -10), (1, 1, 10)], &["same-line"]);
    check(&[(1, 1, -10), (1, 9, 10)], &["unknown-line"]);
    check(
        &[(9, 1, -10), (9, 2, 10)],
        &["unknown-line", "unknown-line", "virement-below-zero"],
    );
    check(&[], &["virement-empty"]);
    check(&[(1, 1, 0), (1, 2, 0)], &["virement-empty"]);
    check(
        &[(1, 1, i64::MAX / 100), (1, 0, -(i64::MAX / 100))],
        &["virement-below-zero", "amount-too-large"],
    );
}

#[test]
fn a_refusal_says_how_much() {
    let book = sample().book();
    let said = |parts: &[(i64, i64, i64)]| virement(1, parts).problems(&book)[0].clone();
    let problem = said(&[(1, 1, -10), (1, 2, 8)]);
    assert_eq!(problem.what, "Main gives up more than it gains, by £2");
    assert!(problem.remedy.starts_with("Give £2 more"));
    let problem = said(&[(1, 1, -61), (1, 2, 61)]);
    assert_eq!(problem.what, "£61 taken from A, from Main, which has £60");
    assert_eq!(problem.remedy, "Take £60 or less.");
    let problem = said(&[(1, 1, 11), (1, 0, -11)]);
    assert_eq!(
        problem.what,
        "£11 taken from Main, not allocated, which has £10"
    );
}

#[test]
fn reason_date_and_closings_are_asked_for() {
    let book = sample().book();
    let good = virement(1, &[(1, 1, -10), (1, 2, 10)]);
    let nameless = Virement {
        reason: " ".into(),
        ..good.clone()
    };
    assert_eq!(kinds(&nameless, &book), ["reason-missing"]);
    let late = Virement {
        made_on: date(2002, 5, 3),
        ..good.clone()
    };
    assert_eq!(kinds(&late, &book), ["date-outside-year"]);
    assert_eq!(
        late.problems(&book)[0].severity,
        crate::domain::problem::Severity::Warning
    );
    let mut closed = book.clone();
    closed.closings = vec![Closing {
        id: ClosingId(1),
        fiscal_year: YEAR,
        month: 0,
        is_closed: true,
        made_on: date(2002, 5, 1),
        made_by: String::new(),
        reason: String::new(),
    }]
    .into();
    assert_eq!(kinds(&good, &closed), ["period-closed"]);
    assert_eq!(good.in_use(&closed)[0].kind, "period-closed");
    let mut sample = sample();
    sample.allocations[1].status = LineStatus::Closed;
    assert_eq!(kinds(&good, &sample.book()), ["line-closed"]);
    sample.allocations[1].status = LineStatus::Approved;
    assert_eq!(kinds(&good, &sample.book()), [] as [&str; 0]);
}

#[test]
fn a_move_is_not_taken_back_from_under_a_later_one() {
    let first = virement(1, &[(1, 1, -10), (1, 3, 10)]);
    let second = virement(2, &[(1, 3, -10), (1, 2, 10)]);
    let book = holding(sample().book(), vec![first.clone(), second.clone()]);
    assert_eq!(first.in_use(&book)[0].kind, "virement-relied-on");
    assert_eq!(second.in_use(&book), []);
    // Nor made smaller, nor pointed at another line.
    let smaller = virement(1, &[(1, 1, -4), (1, 3, 4)]);
    assert_eq!(kinds(&smaller, &book), ["virement-below-zero"]);
    let elsewhere = virement(1, &[(1, 1, -10), (1, 2, 10)]);
    assert_eq!(kinds(&elsewhere, &book), ["virement-below-zero"]);
    // As it stands it is no trouble, though its line has nothing left.
    assert_eq!(Edit::change(&first, first.clone()).problems(&book), []);
}

/// £10 of A becomes money that no line has, and then goes to B: main has £10 that no line has before, between and after.
#[test]
fn money_that_no_line_has_is_not_taken_back_from_under_a_later_move() {
    #[track_caller]
    fn check(moved_on: i64, want: &[&str]) {
        let first = virement(1, &[(1, 1, -10), (1, 0, 10)]);
        let second = virement(2, &[(1, 0, -moved_on), (1, 2, moved_on)]);
        let book = holding(sample().book(), vec![first.clone(), second]);
        let found = first.in_use(&book);
        let kinds: Vec<_> = found.iter().map(|found| found.kind).collect();
        assert_eq!(kinds, want, "{moved_on}: {found:?}");
    }
    check(10, &[]);
    check(11, &["virement-relied-on"]);
    check(20, &["virement-relied-on"]);
    let first = virement(1, &[(1, 1, -10), (1, 0, 10)]);
    let second = virement(2, &[(1, 0, -20), (1, 2, 20)]);
    let book = holding(sample().book(), vec![first.clone(), second.clone()]);
    assert_eq!(
        first.in_use(&book)[0].what,
        "£10 taken back from Main, not allocated, which has £0"
    );
    assert_eq!(second.in_use(&book), []);
}

#[test]
fn a_move_of_a_closed_line_is_not_taken_back() {
    let mut sample = sample();
    let held = virement(1, &[(1, 1, -10), (1, 2, 10)]);
    let book = |sample: &Sample| holding(sample.book(), vec![held.clone()]);
    assert_eq!(held.in_use(&book(&sample)), []);
    sample.allocations[1].status = LineStatus::Closed;
    assert_eq!(held.in_use(&book(&sample))[0].kind, "line-closed");
    // As it stands it is no trouble.
    assert_eq!(kinds(&held, &book(&sample)), [] as [&str; 0]);
}

fn scheme(is_cumulative: bool) -> Scheme {
    let band = |from: i64, below: Option<i64>, approver: &str| {
        Band::any(
            Pence(from * 100),
            below.map(|below| Pence(below * 100)),
            approver,
        )
    };
    Scheme {
        id: SchemeId(1),
        name: "Financial regulations".into(),
        is_cumulative,
        bands: vec![
            band(0, Some(10), "Manager"),
            band(10, Some(25), "Head of finance"),
            band(25, None, "Cabinet"),
        ],
        amber: 200,
        red: 500,
    }
}

#[test]
fn the_scheme_names_the_approver_and_counts_the_year() {
    #[track_caller]
    fn check(before: &[i64], now: i64, is_cumulative: bool, want: &str, words: &str) {
        let mut book = sample().book();
        let held = |(n, pounds): (usize, &i64)| {
            let id = i64::try_from(n).unwrap() + 2;
            virement(id, &[(1, 1, -pounds), (1, 2, *pounds)])
        };
        book = holding(book, before.iter().enumerate().map(held).collect());
        book.scheme = vec![scheme(is_cumulative)].into();
        let asked = virement(1, &[(1, 1, -now), (1, 3, now)]);
        assert_eq!(asked.must_approve(&book), Some(want));
        let counted = asked.counted(&book, &book.scheme[0]);
        assert_eq!(counted.words(), words);
        assert_eq!(counted.line.is_some(), counted.before > Pence::ZERO);
    }
    check(&[], 9, true, "Manager", "£9");
    check(&[], 10, true, "Head of finance", "£10");
    let with = "£12 counted with £4 moved before in the year";
    check(&[4], 8, true, "Head of finance", with);
    check(&[4], 8, false, "Manager", "£8");
    let with = "£25 counted with £17 moved before in the year";
    check(&[9, 8], 8, true, "Cabinet", with);
    // Moves out and moves in count alike.
    let with = "£14 counted with £8 moved before in the year";
    check(&[4, -4], 6, true, "Head of finance", with);
}

#[test]
fn under_a_scheme_post_and_name_are_asked_for() {
    let mut book = sample().book();
    book.scheme = vec![scheme(true)].into();
    let asked = |approver: &str, approved_by: &str| Virement {
        approver: approver.into(),
        approved_by: approved_by.into(),
        ..virement(1, &[(1, 1, -12), (1, 2, 12)])
    };
    let (wrong, missing) = ("approver-wrong", "approver-missing");
    assert_eq!(kinds(&asked("", ""), &book), [wrong, missing]);
    assert_eq!(kinds(&asked("Manager", "A Patel"), &book), [wrong]);
    assert_eq!(kinds(&asked("Head of finance", " "), &book), [missing]);
    assert_eq!(
        kinds(&asked("Head of finance", "A Patel"), &book),
        [] as [&str; 0]
    );
    let what = &asked("Manager", "A Patel").problems(&book)[0].what;
    assert_eq!(what, "approved by “Manager”; £12 is for “Head of finance”");
    // While the amounts are wrong, nobody is asked for.
    let unbalanced = virement(1, &[(1, 1, -12)]);
    assert_eq!(kinds(&unbalanced, &book), ["virement-unbalanced"]);
}

#[test]
fn a_kind_follows_from_objectives_and_natures() {
    #[track_caller]
    fn check(parts: &[(i64, i64, i64)], same: bool, nature: Nature) {
        let mut sample = sample();
        sample.grants[1].nature = Nature::Capital;
        // What Main pays for C serves what A serves.
        sample.pay(GrantId(1), PriorityAreaId(3), 5);
        sample.allocations[3].objective = sample.areas[0].objective;
        let kind = virement(1, parts).kind(&sample.book());
        assert_eq!((kind.is_same_service, kind.nature), (same, nature));
    }
    check(&[(1, 1, -10), (1, 2, 10)], false, Nature::Revenue);
    check(&[(1, 1, -10), (1, 0, 10)], true, Nature::Revenue);
    check(&[(1, 1, -10), (1, 3, 10)], true, Nature::Revenue);
    check(&[(1, 1, -10), (1, 3, 10), (1, 2, 0)], true, Nature::Revenue);
    check(&[(2, 3, -10), (2, 0, 10)], false, Nature::Capital);
    check(
        &[(1, 1, -1), (1, 0, 1), (2, 1, -1), (2, 0, 1)],
        true,
        Nature::Capital,
    );
}

#[test]
fn a_scenario_s_grants_count_when_it_is_made_the_plan() {
    let mut book = sample().book();
    book.scenarios = vec![Scenario {
        id: ScenarioId(1),
        fiscal_year: YEAR,
        name: "More".into(),
        about: String::new(),
        grants: vec![ScenarioGrant {
            grant: GrantId(1),
            amount: Pence(12_000),
        }],
        lines: Vec::new(),
        position: 1,
    }]
    .into();
    let asked = |pounds: i64| Virement {
        scenario: "More".into(),
        ..virement(1, &[(1, 1, pounds), (1, 0, -pounds)])
    };
    assert_eq!(kinds(&asked(30), &book), [] as [&str; 0]);
    assert_eq!(kinds(&asked(31), &book), ["virement-below-zero"]);
}

#[test]
fn steps_lead_from_the_original_to_the_latest() {
    let first = Virement {
        made_on: date(2001, 12, 1),
        ..virement(1, &[(1, 1, -10), (1, 2, 10)])
    };
    let second = virement(2, &[(1, 1, -20), (1, 3, 20)]);
    let book = holding(sample().book(), vec![first, second]);
    let at = |area: i64| LineAt::new(GrantId(1), PriorityAreaId(area));
    let told = |areas: &[i64]| {
        let found = steps::of(&book, &areas.iter().map(|area| at(*area)).collect());
        let steps: Vec<(i64, i64)> = found
            .steps
            .iter()
            .map(|step| (step.change.0 / 100, step.after.0 / 100))
            .collect();
        (found.original.0 / 100, steps, found.latest.0 / 100)
    };
    assert_eq!(told(&[1]), (60, vec![(-20, 40), (-10, 30)], 30));
    assert_eq!(told(&[1, 2]), (90, vec![(-20, 70)], 70));
    assert_eq!(told(&[]), (0, vec![], 0));
}

proptest! {
    /// Whatever is taken keeps each grant's lines and unallocated money at their sum.
    #[test]
    fn what_is_taken_makes_no_money(parts in proptest::collection::vec((1_i64..3, 0_i64..4, -70_i64..70), 0..6)) {
        let book = sample().book();
        let asked = virement(1, &parts);
        if asked.problems(&book).is_empty() {
            prop_assert_eq!(asked.out_of_balance(), vec![]);
            let after = holding(book, vec![asked]);
            prop_assert!(latest(&after).values().all(|amount| !amount.is_negative()));
        }
    }
}

#[test]
fn the_checks_that_a_move_changes_are_told() {
    let mut sample = sample();
    sample.grants[0].ring_fence = "a and b".into();
    sample.grants[0].eligible = vec![PriorityAreaId(1), PriorityAreaId(2)];
    let book = sample.book();
    let kinds = |found: Vec<crate::domain::problem::Problem>| -> Vec<&str> {
        found.iter().map(|problem| problem.kind).collect()
    };
    let (new, gone) = virement(1, &[(1, 1, -10), (1, 3, 10)]).checks_changed(&book);
    assert_eq!((kinds(new), kinds(gone)), (vec!["ineligible-line"], vec![]));
    let (new, gone) = virement(1, &[(1, 1, 10), (1, 0, -10)]).checks_changed(&book);
    assert_eq!(
        (kinds(new), kinds(gone)),
        (vec![], vec!["ring-fence-unspent"])
    );
}
