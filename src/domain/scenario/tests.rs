//! What a scenario refuses, what it begins with, what the checks say of it, and how it becomes the plan.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use proptest::prelude::*;

use crate::domain::apportion::{Number, Unit};
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::command::Command;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::id::{GrantId, PriorityAreaId, ScenarioId, VirementId};
use crate::domain::money::Pence;
use crate::domain::record::Record;
use crate::domain::scenario::compare::{chart, signed};
use crate::domain::scenario::suppose::Supposing;
use crate::domain::scenario::{Scenario, ScenarioGrant, ScenarioLine};
use crate::domain::virement::{Lasting, Virement};

#[test]
fn a_scenario_becomes_the_plan_by_one_balanced_virement() {
    let mut sample = Sample::default();
    let lines = ["A", "B"].map(|name| sample.area(name));
    let main = sample.grant("Main", 100, "", &[]);
    sample.pay(main, lines[0], 60);
    sample.pay(main, lines[1], 30);
    let book = sample.book();
    let same = Scenario::copy_of(&book, YEAR, ScenarioId(1), "As it is");
    assert_eq!(same.moves(&book), []);
    let at = |n: usize| LineAt::new(main, lines[n]);
    let mut cut = same.with(at(0), Some(Pence(5_000))).with(at(1), None);
    cut.grants[0].amount = Pence(9_500);
    let virement = Virement {
        id: VirementId(1),
        fiscal_year: YEAR,
        made_on: date(2001, 9, 1),
        reason: "Grant cut".into(),
        approver: String::new(),
        approved_by: String::new(),
        lasting: Lasting::ThisYear,
        lines: Vec::new(),
        scenario: String::new(),
    };
    let command = cut.promote(&book, virement);
    assert_eq!(command.problems(&book), []);
    let Command::Several { commands, .. } = command else {
        panic!("several")
    };
    let [Command::Grant(grant), Command::Virement(moved)] = &commands[..] else {
        panic!("{commands:?}")
    };
    let moved = moved.now.clone().unwrap();
    let amounts: Vec<i64> = moved.lines.iter().map(|part| part.amount.0).collect();
    assert_eq!(amounts, [-1_000, -3_000, 4_000]);
    assert_eq!(moved.out_of_balance(), []);
    assert_eq!(grant.now.as_ref().unwrap().amount, Pence(9_500));
    let mut after = book.clone();
    after.virements = vec![moved].into();
    let position = YearPosition::of(&after, YEAR, None);
    assert_eq!(position.lines[0].total, Pence(5_000));
    assert_eq!(position.lines[1].total, Pence::ZERO);
}

/// Main (£100, general) pays A 33, B 33 and C 34; ICT (£50, for B alone) pays B 20.
fn year() -> Sample {
    let mut sample = Sample::default();
    let lines = ["A", "B", "C"].map(|name| sample.area(name));
    let main = sample.grant("Main", 100, "", &[]);
    let ict = sample.grant("ICT", 50, "b", &[lines[1]]);
    sample.pay(main, lines[0], 33);
    sample.pay(main, lines[1], 33);
    sample.pay(main, lines[2], 34);
    sample.pay(ict, lines[1], 20);
    sample
}

fn number(text: &str) -> Number {
    Number::read(text).unwrap().unwrap()
}

fn copy(sample: &Sample) -> Scenario {
    Scenario::copy_of(&sample.book(), YEAR, ScenarioId(1), "As it is")
}

#[test]
fn every_wrong_scenario_is_refused_by_name() {
    #[track_caller]
    fn check(wrong: impl FnOnce(&mut Scenario), want: &[&str]) {
        let sample = year();
        let mut book = sample.book();
        let other = Scenario {
            id: ScenarioId(2),
            name: "Other".into(),
            ..copy(&sample)
        };
        book.scenarios = vec![other].into();
        let mut held = copy(&sample);
        wrong(&mut held);
        let kinds: Vec<&str> = held.problems(&book).iter().map(|one| one.kind).collect();
        assert_eq!(kinds, want);
    }
    let line = |grant: i64, area: i64| ScenarioLine {
        grant: GrantId(grant),
        priority_area: PriorityAreaId(area),
        amount: Pence(1),
    };
    check(|_| {}, &[]);
    check(|held| held.name = "  ".into(), &["name-empty"]);
    check(|held| held.name = "Other".into(), &["same-name"]);
    check(
        |held| held.lines[0].amount = Pence(-1),
        &["amount-below-zero"],
    );
    check(
        |held| held.grants[0].amount = Pence(-1),
        &["amount-below-zero"],
    );
    check(move |held| held.lines.push(line(1, 1)), &["same-line"]);
    check(move |held| held.lines.push(line(1, 9)), &["unknown-line"]);
    check(move |held| held.lines.push(line(9, 1)), &["unknown-line"]);
    check(|held| held.fiscal_year += 1, &["unknown-line"]);
    let again = ScenarioGrant {
        grant: GrantId(1),
        amount: Pence(1),
    };
    check(move |held| held.grants.push(again), &["same-line"]);
}

/// What grants and lines come to, and the outcomes in words.
type Supposed = (Vec<i64>, Vec<i64>, Vec<String>);

/// What the lines have after a change of some per cent, in pence.
fn after(
    change: &str,
    grants: &[i64],
    keep: &[i64],
    need: Option<&[(i64, &str)]>,
    unit: Unit,
) -> Result<Supposed, &'static str> {
    let sample = year();
    let book = sample.book();
    let need: Option<BTreeMap<_, _>> = need.map(|need| {
        let weight = |(area, text): &(i64, &str)| (PriorityAreaId(*area), number(text));
        need.iter().map(weight).collect()
    });
    let supposing = Supposing {
        grants: &grants.iter().copied().map(GrantId).collect(),
        change: number(change),
        keep: &keep.iter().copied().map(PriorityAreaId).collect(),
        need: need.as_ref(),
        unit,
    };
    let (made, outcomes) = copy(&sample)
        .suppose(&book, &supposing)
        .map_err(|problem| problem.kind)?;
    assert_eq!(made.problems(&book), []);
    let lines = [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)].map(|(grant, area)| {
        let at = LineAt::new(GrantId(grant), PriorityAreaId(area));
        made.amount(at).map_or(-1, |amount| amount.0)
    });
    let grants = made.grants.iter().map(|held| held.amount.0).collect();
    let words = outcomes
        .iter()
        .map(|outcome| outcome.words(&book))
        .collect();
    Ok((lines.to_vec(), grants, words))
}

#[test]
fn lines_change_in_proportion_to_the_penny() {
    #[track_caller]
    fn check(change: &str, keep: &[i64], unit: Unit, want: &[i64], words: &str) {
        let (lines, _, told) = after(change, &[1], keep, None, unit).unwrap();
        assert_eq!(lines, want);
        assert_eq!(told, [words]);
    }
    let penny = Unit::PENNY;
    check(
        "-5",
        &[],
        penny,
        &[3_135, 3_135, 3_230, -1, 2_000],
        "Main: £100 becomes £95; three lines make the change, all together £100 → £95.",
    );
    // 33.33 % of £100 leaves £66.67, of which the penny goes to the largest remainder.
    check(
        "-33.33",
        &[],
        penny,
        &[2_200, 2_200, 2_267, -1, 2_000],
        "Main: £100 becomes £66.67; three lines make the change, all together £100 → £66.67.",
    );
    check(
        "-5",
        &[3],
        penny,
        &[3_050, 3_050, 3_400, -1, 2_000],
        "Main: £100 becomes £95; two lines make the change, all together £100 → £95.",
    );
    check(
        "-5",
        &[],
        Unit::of(Pence(1_000)).unwrap(),
        &[3_000, 3_000, 3_000, -1, 2_000],
        "Main: £100 becomes £95; three lines make the change, all together £100 → £90, £5 with no line.",
    );
    check(
        "0",
        &[],
        penny,
        &[3_300, 3_300, 3_400, -1, 2_000],
        "Main: £100 as it is; its lines stay at £100.",
    );
    check(
        "-100",
        &[],
        penny,
        &[0, 0, 0, -1, 2_000],
        "Main: £100 becomes £0; three lines make the change, all together £100 → £0.",
    );
}

#[test]
fn lines_are_shared_by_need_where_the_grant_may_pay() {
    let need: &[(i64, &str)] = &[(1, "1"), (2, "2")];
    let (lines, grants, _) = after("0", &[1, 2], &[], Some(need), Unit::PENNY).unwrap();
    // ICT may pay for B alone, and all it is worth is shared, not what its lines had.
    assert_eq!(lines, [3_333, 6_667, -1, -1, 5_000]);
    assert_eq!(grants, [10_000, 5_000]);
    let (lines, _, _) = after("-5", &[1], &[3], Some(need), Unit::PENNY).unwrap();
    assert_eq!(lines, [2_033, 4_067, 3_400, -1, 2_000]);
    // Nobody's weight: the lines stay.
    let (lines, _, told) = after("0", &[1], &[], Some(&[]), Unit::PENNY).unwrap();
    assert_eq!(lines, [3_300, 3_300, 3_400, -1, 2_000]);
    assert_eq!(told, ["Main: £100 as it is; its lines stay at £100."]);
}

#[test]
fn what_cannot_be_supposed_is_refused_by_name() {
    #[track_caller]
    fn check(change: &str, keep: &[i64], need: Option<&[(i64, &str)]>, want: &'static str) {
        let found = after(change, &[1], keep, need, Unit::PENNY);
        assert_eq!(found.unwrap_err(), want);
    }
    check("-100.01", &[], None, "change-out-of-range");
    check("-101", &[], Some(&[(1, "1")]), "change-out-of-range");
    check("-50", &[1, 2], None, "kept-too-much");
    check("-5", &[1, 2, 3], None, "kept-too-much");
    check("-50", &[1, 2], Some(&[(3, "1")]), "kept-too-much");
    check("0", &[], Some(&[(1, "1"), (2, "-1")]), "weight-below-zero");
    check("99999999999999999999", &[], None, "change-out-of-range");
}

#[test]
fn the_checks_are_the_plan_s_own() {
    let sample = year();
    let book = sample.book();
    let kinds = |held: &Scenario| -> Vec<&str> {
        held.findings(&book)
            .iter()
            .map(|problem| problem.kind)
            .collect()
    };
    let same = copy(&sample);
    let plan: Vec<&str> = sample.year().iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds(&same), plan);
    let at = |grant, area| LineAt::new(GrantId(grant), PriorityAreaId(area));
    let over = same.clone().with(at(1, 1), Some(Pence(3_301)));
    assert!(kinds(&over).contains(&"over-allocated"));
    let lower = same.clone().with_grant(GrantId(1), Pence(9_999));
    assert!(kinds(&lower).contains(&"over-allocated"));
    let wrong = same.with(at(2, 1), Some(Pence(100)));
    assert!(kinds(&wrong).contains(&"ineligible-line"));
}

#[test]
fn differences_are_drawn_largest_first() {
    let book = year().book();
    let at = |area| LineAt::new(GrantId(1), PriorityAreaId(area));
    let differences = [
        (at(1), Pence(-100)),
        (at(2), Pence(0)),
        (at(3), Pence(50_000)),
    ];
    let alt = chart(&book, "the plan", "Less", &differences).alt();
    assert!(alt.contains("C, from Main +£500"), "{alt}");
    assert!(alt.contains("A, from Main −£1"), "{alt}");
    assert!(!alt.contains("B, from Main"), "{alt}");
    assert_eq!(signed(Pence::ZERO), "£0");
}

proptest! {
    /// Whatever the amounts and the percentage, the lines come to the changed sum.
    #[test]
    fn a_change_in_proportion_sums_exactly(
        pounds in proptest::collection::vec(0_i64..1_000_000, 3),
        hundredths in -10_000_i64..10_000,
    ) {
        let mut sample = Sample::default();
        let main = sample.grant("Main", 10_000_000, "", &[]);
        for (n, pounds) in pounds.iter().enumerate() {
            let area = sample.area(&n.to_string());
            sample.pay(main, area, *pounds);
        }
        let book = sample.book();
        let supposing = Supposing {
            grants: &BTreeSet::from([main]),
            change: number(&format!("{}", Number::ten_thousandths(hundredths * 100))),
            keep: &BTreeSet::new(),
            need: None,
            unit: Unit::PENNY,
        };
        let (made, _) = copy(&sample).suppose(&book, &supposing).unwrap();
        let was: i128 = pounds.iter().map(|pounds| i128::from(*pounds) * 100).sum();
        let wanted = (was * i128::from(10_000 + hundredths) * 2 + 10_000).div_euclid(20_000);
        let got = total(made.lines.iter().map(|held| held.amount));
        prop_assert_eq!(i128::from(got.0), wanted);
    }
}
