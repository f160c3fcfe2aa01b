//! A table of small plans, the plan of 2001/02, and what must hold of any.

use super::*;
use crate::domain::check::sample::{Sample, YEAR};
use crate::domain::command::Command;
use crate::domain::grant::AreaNature;

/// The plan of 2001/02: its lines, its three grants, and who pays what.
fn plan_2001() -> Sample {
    let mut sample = Sample::default();
    let names = [
        "Placement choice",
        "Life chances",
        "16+ in and leaving care",
        "Disabled children",
        "Assessment",
        "Listening",
        "Managing change",
        "Management information",
    ];
    let lines = names.map(|name| sample.area(name));
    let main = sample.grant("Main", 1_355_598, "", &[]);
    sample.grant("Leaving care", 983_648, "leaving care", &[lines[2]]);
    let disabled = sample.grant("Disabled children", 136_699, "disabled", &[lines[3]]);
    let amounts = [
        463_950, 113_500, 84_000, 136_700, 293_250, 57_550, 98_250, 245_100,
    ];
    for (line, amount) in lines.into_iter().zip(amounts) {
        let payer = if line == lines[3] { disabled } else { main };
        sample.pay(payer, line, amount);
    }
    sample
}

#[test]
fn leaving_care_can_pay_for_its_line_and_no_more() {
    let flow = Flow::of(&plan_2001().book(), YEAR, false);
    let pounds = |pounds: i64| Pence(pounds * 100);
    assert_eq!(flow.general_now, pounds(1_355_600));
    // All lines less what leaving care and the disabled children's grant pay.
    assert_eq!(flow.general_needed, pounds(1_492_300 - 84_000 - 136_699));
    assert_eq!(flow.unmet, []);
    let [left] = &flow.unspendable[..] else {
        panic!("{:?}", flow.unspendable)
    };
    assert_eq!((left.grant, left.amount), (GrantId(2), pounds(899_648)));
    assert_eq!(
        left.why,
        "Leaving care may pay only for “16+ in and leaving care”, which needs £84,000."
    );
    let said: Vec<_> = flow
        .moves
        .iter()
        .map(|held| (held.priority_area.0, held.from.0, held.to, held.amount))
        .collect();
    assert_eq!(
        said,
        [
            (3, 1, Some(GrantId(2)), pounds(84_000)),
            (4, 3, Some(GrantId(1)), pounds(1)),
        ]
    );
}

/// A grant of a case: its pounds, its rule (`*` general, else the letters of its lines), what becomes of a rest.
type Given<'a> = (i64, &'a str, CarryForward);

/// Lines A, B, C with what each grant pays for each.
fn case(grants: &[Given<'_>], pays: &[&[i64]]) -> Sample {
    let mut sample = Sample::default();
    let lines: Vec<_> = ["A", "B", "C"].map(|name| sample.area(name)).to_vec();
    for (at, (pounds, rule, rest)) in grants.iter().enumerate() {
        let eligible: Vec<_> = ["A", "B", "C"]
            .iter()
            .zip(&lines)
            .filter(|(name, _)| rule.contains(**name))
            .map(|(_, line)| *line)
            .collect();
        let fence = if *rule == "*" { "" } else { *rule };
        let id = sample.grant(&format!("G{}", at + 1), *pounds, fence, &eligible);
        sample.grants[at].carry_forward = *rest;
        for (line, amount) in lines.iter().zip(pays[at]) {
            if *amount > 0 {
                sample.pay(id, *line, *amount);
            }
        }
    }
    sample
}

/// The flow in short: `G1 A 50`, then what is left, what is unmet, in whole pounds.
fn short(flow: &Flow) -> String {
    let pays = flow.pays.iter().map(|(grant, area, amount)| {
        format!(
            "G{}-{}-{}",
            grant.0,
            ["A", "B", "C"][area.0 as usize - 1],
            amount.0 / 100
        )
    });
    let left = flow
        .unspendable
        .iter()
        .map(|held| format!("left-G{}-{}", held.grant.0, held.amount.0 / 100));
    let unmet = flow.unmet.iter().map(|held| {
        format!(
            "unmet-{}-{}",
            ["A", "B", "C"][held.priority_area.0 as usize - 1],
            held.amount.0 / 100
        )
    });
    pays.chain(left).chain(unmet).collect::<Vec<_>>().join(" ")
}

#[test]
fn money_that_would_be_lost_is_spent_first() {
    use CarryForward::{Allowed, NotStated, Repayable};
    #[track_caller]
    fn check(grants: &[Given<'_>], pays: &[&[i64]], want: &str) {
        let book = case(grants, pays).book();
        assert_eq!(short(&Flow::of(&book, YEAR, false)), want);
    }
    // General money steps back where ring-fenced money may pay.
    check(
        &[(100, "*", NotStated), (40, "A", Repayable)],
        &[&[60, 30, 0], &[0]],
        "G1-A-20 G2-A-40 G1-B-30",
    );
    // What must be paid back goes before what may be carried forward.
    check(
        &[(50, "A", Allowed), (50, "A", Repayable)],
        &[&[50, 0, 0], &[0]],
        "G2-A-50 left-G1-50",
    );
    // A plan that is cheapest stays, also where another grant could pay as well.
    check(
        &[(50, "AB", Repayable), (50, "AB", Repayable)],
        &[&[20, 0, 0], &[0, 30, 0]],
        "G1-A-20 G2-B-30 left-G1-30 left-G2-20",
    );
    // A chain: G1 leaves A to G2, so that it can pay for C.
    check(
        &[
            (30, "AC", Repayable),
            (30, "A", Repayable),
            (99, "*", NotStated),
        ],
        &[&[30, 0, 0], &[0], &[0, 0, 30]],
        "G2-A-30 G1-C-30",
    );
    // Money on a line that the rule does not name needs another payer; here there is none.
    check(
        &[(50, "A", Repayable)],
        &[&[0, 20, 0]],
        "left-G1-50 unmet-B-20",
    );
    // Two lines want one grant: the earlier is paid.
    check(
        &[(50, "AB", Repayable)],
        &[&[40, 40, 0]],
        "G1-A-40 G1-B-10 unmet-B-30",
    );
    check(&[], &[], "");
}

#[test]
fn the_lines_that_block_need_more_than_their_grants_have() {
    use CarryForward::Repayable;
    #[track_caller]
    fn check(grants: &[Given<'_>], pays: &[&[i64]], want: &str) {
        let flow = Flow::of(&case(grants, pays).book(), YEAR, false);
        assert_eq!(flow.unmet.first().map(|held| held.why.as_str()), Some(want));
    }
    check(
        &[(50, "AB", Repayable), (70, "C", Repayable)],
        &[&[40, 40, 0], &[0, 0, 60]],
        "“A” and “B” need £80, and only G1 may pay for them, which has £50: £30 too little.",
    );
    check(
        &[(50, "AB", Repayable), (10, "B", Repayable)],
        &[&[40, 40, 0], &[0, 10, 0]],
        "“A” and “B” need £90, and only G1 and G2 may pay for them, which together have £60: £30 too little.",
    );
    check(
        &[(50, "A", Repayable)],
        &[&[0, 20, 0]],
        "No revenue grant of the year may pay for “B”.",
    );
}

#[test]
fn what_is_applied_for_pays_only_when_asked() {
    let mut sample = case(
        &[
            (50, "A", CarryForward::Repayable),
            (50, "*", CarryForward::NotStated),
        ],
        &[&[50, 0, 0], &[0]],
    );
    sample.grants[0].status = GrantStatus::AppliedFor;
    let book = sample.book();
    assert_eq!(short(&Flow::of(&book, YEAR, false)), "G2-A-50");
    assert_eq!(short(&Flow::of(&book, YEAR, true)), "G1-A-50");
}

#[test]
fn capital_does_not_pay_for_revenue() {
    let mut sample = case(
        &[
            (50, "*", CarryForward::NotStated),
            (50, "A", CarryForward::Repayable),
        ],
        &[&[50, 0, 0], &[0]],
    );
    sample.grants[1].nature = Nature::Capital;
    let flow = Flow::of(&sample.book(), YEAR, false);
    assert_eq!(short(&flow), "G1-A-50 left-G2-50");
    assert_eq!(
        flow.unspendable[0].why,
        "No line of the plan that G2 may pay for has a cost this year."
    );
}

/// Revenue may pay for buildings, and then nothing blocks; capital that pays for running costs is still to be replaced.
#[test]
fn revenue_that_pays_for_buildings_is_no_block() {
    #[track_caller]
    fn check(area: AreaNature, payer: Nature, want: &str, moves: usize) {
        let mut sample = case(&[(50, "*", CarryForward::NotStated)], &[&[50, 0, 0]]);
        sample.areas[0].nature = area;
        sample.grants[0].nature = payer;
        let flow = Flow::of(&sample.book(), YEAR, false);
        assert_eq!((short(&flow).as_str(), flow.moves.len()), (want, moves));
    }
    check(AreaNature::Capital, Nature::Revenue, "G1-A-50", 0);
    check(AreaNature::Capital, Nature::Capital, "G1-A-50", 0);
    check(AreaNature::Either, Nature::Revenue, "G1-A-50", 0);
    check(AreaNature::Revenue, Nature::Capital, "unmet-A-50", 1);
}

/// Every amount of a book after a command, by grant and line.
fn after(book: &Book, command: Option<Command>) -> Vec<(i64, i64, i64)> {
    let mut held: Vec<_> = book.allocations.to_vec();
    let parts = match command {
        Some(Command::Several { commands, .. }) => commands,
        other => other.into_iter().collect(),
    };
    for part in parts {
        assert_eq!(part.problems(book), []);
        let Command::Allocation(edit) = part else {
            panic!("{part:?}")
        };
        if let Some(was) = &edit.was {
            held.retain(|held| held.id != was.id);
        }
        held.extend(edit.now);
    }
    let mut held: Vec<_> = held
        .iter()
        .filter(|held| held.amount.0 > 0)
        .map(|held| (held.priority_area.0, held.grant.0, held.amount.0))
        .collect();
    held.sort_unstable();
    held
}

#[test]
fn making_the_moves_gives_the_flow() {
    let mut sample = plan_2001();
    sample.grants[0].amount = Pence(200_000_000);
    let book = sample.book();
    let flow = Flow::of(&book, YEAR, false);
    let key = std::cell::Cell::new(100);
    let command = command(&flow, &book, || {
        key.set(key.get() + 1);
        key.get()
    });
    assert_eq!(
        command.as_ref().map(|held| held.words(&book)).as_deref(),
        Some("Pay £84,001 from other grants")
    );
    let mut want: Vec<_> = flow
        .pays
        .iter()
        .map(|(grant, area, amount)| (area.0, grant.0, amount.0))
        .collect();
    want.sort_unstable();
    assert_eq!(after(&book, command), want);
}

#[test]
fn five_thousand_lines_and_twenty_grants_are_solved() {
    let mut sample = Sample::default();
    let lines: Vec<_> = (0..5_000).map(|n| sample.area(&format!("L{n}"))).collect();
    for at in 0..20_usize {
        let eligible: Vec<_> = lines.iter().skip(at).step_by(7).copied().collect();
        let fence = if at < 2 { "" } else { "some" };
        sample.grant(&format!("G{at}"), 400_000, fence, &eligible);
    }
    for (n, line) in lines.iter().enumerate() {
        sample.pay(GrantId(1 + (n % 2) as i64), *line, 100 + (n % 13) as i64);
    }
    let flow = Flow::of(&sample.book(), YEAR, false);
    let paid: i64 = flow.pays.iter().map(|(_, _, amount)| amount.0).sum();
    let unmet: i64 = flow.unmet.iter().map(|held| held.amount.0).sum();
    assert_eq!(paid + unmet, flow.need.0);
    // Only the first two lines may be paid by no ring-fenced grant.
    assert_eq!(flow.general_needed, Pence(201 * 100));
}
