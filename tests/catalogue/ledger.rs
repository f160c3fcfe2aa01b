//! Ledgers and the rules for their codes: two lines of CSV are enough for nearly all of them.

use golden_thread::domain::id::{LedgerCodeId, PriorityAreaId};
use golden_thread::domain::ledger::LedgerCode;
use golden_thread::domain::ledger::reading::LedgerReading;
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Problem;
use golden_thread::domain::record::Edit;
use golden_thread::session::ledger::{LedgerMap, LedgerOrder, codes, overlaps, read};

use crate::bench::{Bench, Row, all, one};

const MAP: &str = "[columns]\ncost_centre='CC'\namount='Net'\nperiod='Period'\n";
const ONE: &str = "CC,Net,Period\nC1,1,1\n";

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("no-such-line", "a rule for C1, for a line that somebody removed", |b| b.add({ let mut held = code(b, 1); held.priority_area = PriorityAreaId(1); held })),
        row!("no-such-line", "rules: cost_centre,subjective,grant,line ⏎ C1,,Nobody,Nothing", |b| { let path = b.file("r.csv", "cost_centre,subjective,grant,line\nC1,,Nobody,Nothing\n"); all(codes(&b.session, &path, None)) }),
        row!("several-grants", "rules for a grant by a name that two years have", |b| twins(b)).after(|b| {
            let mut now = first!(b, grants);
            (now.id.0, now.fiscal_year) = (1, now.fiscal_year + 1);
            b.run(Edit::add(now));
        }),
        row!("same-code", "a second rule for C1 in one year", |b| b.add(code(b, 2))).after(|b| { let held = code(b, 1); b.run(Edit::add(held)); }),
        row!("no-year", "CC,Net,Period ⏎ C1,1,1, and no year said", |b| wrong(b, ONE, MAP, None)),
        row!("no-rows-of-the-year", "CC,Net,Date ⏎ C1,1,2001-05-01, for 2025/26", |b| taken(b, "CC,Net,Date\nC1,1,2001-05-01\n", "[columns]\ncost_centre='CC'\namount='Net'\ndate='Date'\n").problems),
        row!("row-set-aside", "CC,Net,Period ⏎ C1,lots,1", |b| taken(b, "CC,Net,Period\nC1,lots,1\nC1,1,1\n", MAP).problems),
        row!("too-much-money", "two rows of £90 thousand million million", |b| { let huge = "90000000000000000"; wrong(b, &format!("CC,Net,Period\nC1,{huge},1\nC1,{huge},1\n"), MAP, Some(2025)) }),
        row!("control-total", "a ledger of £1, and a control total of £2", |b| taken(b, ONE, MAP).off(Pence(200)).into_iter().collect()),
        row!("counted-already", "a second ledger with the same row", |b| {
            let arrived = read(&order(b, "CC,Net,Period\nC1,1,1\nC2,1,1\n", MAP, Some(2001)), &[], &mut |_| true).unwrap();
            overlaps(&b.session, &arrived).unwrap().iter().map(|held| held.problem("l.csv")).collect()
        }).after(|b| {
            let held = code(b, 1);
            b.run(Edit::add(held));
            let arrived = read(&order(b, ONE, MAP, Some(2001)), &[], &mut |_| true).unwrap();
            b.session.take_in_ledger(&arrived, Pence(100), &mut |_| true).unwrap();
        }),
        row!("bad-mapping", "a map that says month = 13", |_b| one(LedgerMap::read("map.toml", "month = 13"))),
    ]
}

fn code(b: &Bench, id: i64) -> LedgerCode {
    let line = b.line();
    LedgerCode {
        id: LedgerCodeId(id),
        cost_centre: "C1".into(),
        subjective: String::new(),
        grant: line.grant,
        priority_area: line.priority_area,
    }
}

fn twins(b: &mut Bench) -> Vec<Problem> {
    let grant = first!(b, grants).name;
    let area = first!(b, priority_areas).name;
    let text = format!("cost_centre,subjective,grant,line\nC1,,\"{grant}\",\"{area}\"\n");
    let path = b.file("r.csv", text);
    all(codes(&b.session, &path, None))
}

fn order(b: &Bench, text: &str, map: &str, year: Option<i16>) -> LedgerOrder {
    LedgerOrder {
        path: b.file("l.csv", text),
        map: Some(LedgerMap::read("map.toml", map).unwrap()),
        year,
    }
}

fn taken(b: &Bench, text: &str, map: &str) -> LedgerReading {
    read(&order(b, text, map, Some(2025)), &[], &mut |_| true)
        .unwrap()
        .reading
}

fn wrong(b: &Bench, text: &str, map: &str, year: Option<i16>) -> Vec<Problem> {
    all(read(&order(b, text, map, year), &[], &mut |_| true))
}
