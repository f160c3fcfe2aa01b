//! Grants, lines, virements, scenarios, the months: the smallest entry that each rule refuses.

use std::collections::BTreeSet;

use golden_thread::domain::actual::Actual;
use golden_thread::domain::apportion::{Number, Unit};
use golden_thread::domain::carried::{Carried, Fate, Left, decide};
use golden_thread::domain::closing::Closing;
use golden_thread::domain::forecast::Forecast;
use golden_thread::domain::grant::at::LineAt;
use golden_thread::domain::grant::{CarryForward, LineStatus};
use golden_thread::domain::id::{
    ActualId, CarriedId, ClosingId, ForecastId, PriorityAreaId, ProfileId, ScenarioId, SchemeId,
    VirementId,
};
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Problem;
use golden_thread::domain::profile::{Profile, Shape};
use golden_thread::domain::record::Edit;
use golden_thread::domain::scenario::suppose::Supposing;
use golden_thread::domain::scenario::{Scenario, ScenarioGrant, ScenarioLine};
use golden_thread::domain::scheme::{Band, Scheme};
use golden_thread::domain::virement::{Lasting, Virement, VirementLine};
use jiff::civil::date;

use crate::bench::{Bench, Row, one};

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("amount-below-zero", "a grant’s amount: -1p", |b| b.change(first!(b, grants), |held| held.amount = Pence(-1))),
        row!("year-out-of-range", "a grant’s year: 1899/00", |b| b.change(first!(b, grants), |held| held.fiscal_year = 1899)),
        row!("ring-fence-without-lines", "a grant ring-fenced for “x”, and no line ticked", |b| b.change(first!(b, grants), |held| {
            (held.ring_fence, held.eligible, held.eligible_objectives) = ("x".into(), vec![], vec![]);
        })),
        row!("unknown-line", "an amount for a line that somebody removed", |b| { let held = b.line(); b.change(held, |held| held.priority_area = PriorityAreaId(1)) }),
        row!("same-line", "a second amount of one grant for one line", |b| b.add({ let mut held = b.line(); held.id.0 = 1; held })),
        row!("same-line", "a scenario that names one line twice", |b| b.add({ let line = part(b); scenario(b, vec![line, line]) })),
        row!("line-approved", "another amount for an approved line", |b| { let held = b.line(); b.change(held, |held| held.amount = Pence(1)) }).after(|b| line_is(b, LineStatus::Approved)),
        row!("period-closed", "an amount in a year that is closed", |b| { let held = b.line(); b.change(held, |held| held.amount = Pence(1)) }).after(close),
        row!("closed-twice", "a closed year, closed", |b| b.add({ let mut held = closing(b, 0); held.id.0 = 2; held })).after(close),
        row!("month-out-of-range", "month 13 closed", |b| b.add(closing(b, 13))),
        row!("month-out-of-range", "£1 spent in month 13", |b| b.add({ let mut held = spent(b); held.month = 13; held })),
        row!("forecast-twice", "a second forecast of a line at June", |b| b.add(forecast(b, 2))).after(|b| { let first = forecast(b, 1); b.run(Edit::add(first)); }),
        row!("profile-empty", "a profile of one’s own: 1 1", |b| b.add(profile(b, 1, vec![1, 1]))),
        row!("profile-twice", "a second profile of a line", |b| b.add(profile(b, 2, vec![1; 12]))).after(|b| { let first = profile(b, 1, vec![1; 12]); b.run(Edit::add(first)); }),
        row!("carried-against-rule", "1p carried forward of a grant to be paid back", |b| b.add(carried(b, 1))).after(|b| rule(b, CarryForward::Repayable)),
        row!("carried-twice", "a second decision on one line", |b| b.add(carried(b, 2))).after(|b| { rule(b, CarryForward::Allowed); let first = carried(b, 1); b.run(Edit::add(first)); }),
        row!("overspend-carried-nowhere", "a line 1p overspent, carried into a year without a grant", |b| nowhere(b)),
        row!("virement-empty", "a virement of nothing", |b| b.add(virement(b, &[0]))),
        row!("virement-below-zero", "more taken from a line than it has", |b| b.add(virement(b, &[-900_000_000_000]))),
        row!("virement-unbalanced", "1p taken from a line and given to none", |b| b.add(virement(b, &[-1]))),
        row!("amount-too-large", "£92 thousand million million given to a line", |b| b.add(virement(b, &[i64::MAX]))),
        row!("line-closed", "1p taken from a closed line", |b| b.add(virement(b, &[-1]))).after(|b| line_is(b, LineStatus::Closed)),
        row!("date-outside-year", "a move of 2001/02 dated 1 April 1999", |b| b.add({ let mut held = balanced(b, 1); held.made_on = date(1999, 4, 1); held })),
        row!("approver-wrong", "a move that the clerk approved, under a scheme that names another post", |b| b.add({ let mut held = balanced(b, 1); held.approver = "Clerk".into(); held })).after(scheme),
        row!("approver-missing", "a move that names nobody who approved it", |b| b.add(balanced(b, 1))).after(scheme),
        row!("approver-missing", "a band of the scheme without a post", |b| b.add(Scheme { bands: vec![Band::any(Pence::ZERO, None, "")], ..example() })),
        row!("virement-relied-on", "a move taken back whose 1p has been moved on", |b| { let held = b.book().virements.get(VirementId(1)).unwrap().clone(); b.remove(held) }).after(relied_on),
        row!("band-empty", "a band from £1 to below £1", |b| b.add(Scheme { bands: vec![Band::any(Pence(100), Some(Pence(100)), "Head")], ..example() })),
        row!("scheme-gap", "one band, from £1 upwards", |b| b.add(Scheme { bands: vec![Band::any(Pence(100), None, "Head")], ..example() })),
        row!("rating-bands-reversed", "red from 1 %, amber from 2 %", |b| b.add(Scheme { amber: 200, red: 100, ..example() })),
        row!("change-out-of-range", "what if: −101 %", |b| suppose(b, -101, false)),
        row!("kept-too-much", "what if: −100 %, and every line kept", |b| suppose(b, -100, true)),
    ]
}

/// A pound spent on the first line in March.
pub fn spent(b: &Bench) -> Actual {
    let line = b.line();
    Actual {
        id: ActualId(1),
        grant: line.grant,
        priority_area: line.priority_area,
        month: 12,
        amount: Pence(100),
        batch: None,
        note: String::new(),
    }
}

fn line_is(b: &mut Bench, status: LineStatus) {
    let held = b.line();
    let mut now = held.clone();
    now.status = status;
    b.run(Edit::change(&held, now));
}

fn year(b: &Bench) -> i16 {
    b.book().grants.get(b.line().grant).unwrap().fiscal_year
}

fn closing(b: &Bench, month: u8) -> Closing {
    Closing {
        id: ClosingId(1),
        fiscal_year: year(b),
        month,
        is_closed: true,
        made_on: date(2002, 4, 1),
        made_by: "A".into(),
        reason: String::new(),
    }
}

pub fn close(b: &mut Bench) {
    let held = closing(b, 0);
    b.run(Edit::add(held));
}

pub fn forecast(b: &Bench, id: i64) -> Forecast {
    let line = b.line();
    Forecast {
        id: ForecastId(id),
        grant: line.grant,
        priority_area: line.priority_area,
        month: 3,
        made_on: date(2001, 7, 1),
        outturn: Pence(1),
        made_by: "A".into(),
        reason: String::new(),
    }
}

fn profile(b: &Bench, id: i64, weights: Vec<u32>) -> Profile {
    let line = b.line();
    Profile {
        id: ProfileId(id),
        grant: line.grant,
        priority_area: line.priority_area,
        shape: Shape::Own,
        weights,
    }
}

pub fn carried(b: &Bench, id: i64) -> Carried {
    let line = b.line();
    Carried {
        id: CarriedId(id),
        grant: line.grant,
        priority_area: line.priority_area,
        amount: Pence(1),
        fate: Fate::CarriedForward,
        into: None,
        note: String::new(),
    }
}

pub fn rule(b: &mut Bench, rule: CarryForward) {
    let held = b.book().grants.get(b.line().grant).unwrap().clone();
    let mut now = held.clone();
    now.carry_forward = rule;
    b.run(Edit::change(&held, now));
}

fn nowhere(b: &mut Bench) -> Vec<Problem> {
    let line = b.line();
    let left = Left {
        line: LineAt::new(line.grant, line.priority_area),
        amount: Pence(-1),
        by_rule: None,
        decided: None,
    };
    one(decide(b.book(), &[(left, Fate::CarriedForward)], || 7))
}

/// A virement between the lines of the first line's grant, in order, with what each gains.
fn virement(b: &Bench, amounts: &[i64]) -> Virement {
    let line = b.line();
    let is_paid = |area: &PriorityAreaId| {
        let mut paid = b.book().allocations.iter();
        paid.any(|held| held.grant == line.grant && held.priority_area == *area)
    };
    let others = b.book().priority_areas.iter().map(|area| area.id);
    let areas = std::iter::once(line.priority_area).chain(others.filter(|id| !is_paid(id)));
    Virement {
        id: VirementId(1),
        fiscal_year: year(b),
        made_on: date(year(b), 6, 1),
        reason: "Because".into(),
        approver: String::new(),
        approved_by: String::new(),
        lasting: Lasting::ThisYear,
        lines: areas
            .zip(amounts)
            .map(|(area, amount)| VirementLine {
                grant: line.grant,
                priority_area: Some(area),
                amount: Pence(*amount),
            })
            .collect(),
        scenario: String::new(),
    }
}

fn balanced(b: &Bench, id: i64) -> Virement {
    let mut held = virement(b, &[-1, 1]);
    held.id = VirementId(id);
    held
}

fn example() -> Scheme {
    let mut held = Scheme::example();
    held.id = SchemeId(1);
    held
}

pub fn scheme(b: &mut Bench) {
    b.run(Edit::add(example()));
}

/// A penny moved from the first line to another, and on to a third.
fn relied_on(b: &mut Bench) {
    let first = balanced(b, 1);
    b.run(Edit::add(first));
    let mut on = balanced(b, 2);
    on.lines.rotate_left(1);
    (on.lines[0].amount, on.lines[1].amount) = (Pence(-1), Pence(1));
    on.lines[1].priority_area = None;
    b.run(Edit::add(on));
}

fn part(b: &Bench) -> ScenarioLine {
    let line = b.line();
    ScenarioLine {
        grant: line.grant,
        priority_area: line.priority_area,
        amount: line.amount,
    }
}

fn scenario(b: &Bench, lines: Vec<ScenarioLine>) -> Scenario {
    Scenario {
        id: ScenarioId(1),
        fiscal_year: year(b),
        name: "What if".into(),
        about: String::new(),
        grants: Vec::new(),
        lines,
        position: 0,
    }
}

fn suppose(b: &mut Bench, change: i64, keeps: bool) -> Vec<Problem> {
    let line = part(b);
    let mut held = scenario(b, vec![line]);
    held.grants = vec![ScenarioGrant {
        grant: line.grant,
        amount: line.amount,
    }];
    let (grants, keep) = (
        BTreeSet::from([line.grant]),
        BTreeSet::from([line.priority_area]),
    );
    let supposing = Supposing {
        grants: &grants,
        change: Number::whole(change),
        keep: if keeps { &keep } else { &BTreeSet::new() },
        need: None,
        unit: Unit::PENNY,
    };
    one(held.suppose(b.book(), &supposing))
}
