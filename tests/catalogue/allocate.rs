//! Sharing an amount out: the fewest lines that cannot be shared among.

use golden_thread::domain::apportion::{Ask, Line, Number, Unit, share};
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::{Place, Problem};

use crate::bench::Row;

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("no-weights", "£10 among no line", |_b| ask(1_000, &[], None, None)),
        row!("weights-all-nought", "£10 among A 0", |_b| ask(1_000, &[weight(0)], None, None)),
        row!("total-below-zero", "−1p among A 1", |_b| ask(-1, &[weight(1)], None, None)),
        row!("weight-below-zero", "£10 among A −1, B 2", |_b| ask(1_000, &[weight(-1), weight(2)], None, None)),
        row!("fixed-below-zero", "£10 among A 1 with −1p fixed", |_b| ask(1_000, &[Line { fixed: Some(Pence(-1)), ..weight(1) }], None, None)),
        row!("fixed-too-much", "£10 among A 1 with £10.01 fixed", |_b| ask(1_000, &[Line { fixed: Some(Pence(1_001)), ..weight(1) }], None, None)),
        row!("nothing-takes-the-rest", "£10 among A, £9 fixed and no weight", |_b| ask(1_000, &[Line { fixed: Some(Pence(900)), weight: None, ..weight(1) }], None, None)),
        row!("base-below-zero", "a floor of 0 %, A 1 with −1p at present", |_b| ask(1_000, &[based(1, -1)], Some(0), None)),
        row!("line-base-missing", "a floor of 0 %, A 1 with £1 at present, B 1 with none", |_b| ask(1_000, &[based(1, 100), weight(1)], Some(0), None)),
        row!("weight-missing", "a ceiling of 0 %, A with £1 at present and no weight, B 1 with £1", |_b| ask(150, &[Line { weight: None, ..based(1, 100) }, based(1, 100)], None, Some(0))),
        row!("floor-too-high", "£1 among A 1, B 2, neither less than 51 % of it", |_b| ask(100, &[weight(1), weight(2)], Some(51), None)),
        row!("floor-below-nothing", "£1 among A 1, a floor of −1 %", |_b| ask(100, &[weight(1)], Some(-1), None)),
        row!("ceiling-too-low", "£1 among A 1, B 2, neither more than 49 % of it", |_b| ask(100, &[weight(1), weight(2)], None, Some(49))),
        row!("ceiling-below-nothing", "£1 among A 1, a ceiling of −1 %", |_b| ask(100, &[weight(1)], None, Some(-1))),
        row!("floor-above-ceiling", "£1 among A 1, B 2, a floor of 30 % and a ceiling of 20 %", |_b| ask(100, &[weight(1), weight(2)], Some(30), Some(20))),
        row!("nothing-to-scale", "£9 among A 1 with £2 at present, a floor of 0 %", |_b| ask(900, &[based(1, 200)], Some(0), None)),
        row!("too-large-to-count", "a weight of 37 nines", |_b| ask(i64::MAX, &[Line { weight: Number::read(&"9".repeat(37)).unwrap(), ..Line::default() }], None, None)),
    ]
}

fn weight(weight: i64) -> Line {
    Line {
        name: "A".into(),
        weight: Some(Number::whole(weight)),
        ..Line::default()
    }
}

fn based(number: i64, base: i64) -> Line {
    Line {
        base: Some(Pence(base)),
        ..weight(number)
    }
}

fn ask(total: i64, lines: &[Line], floor: Option<i64>, ceiling: Option<i64>) -> Vec<Problem> {
    let ask = Ask {
        floor: floor.map(Number::whole),
        ceiling: ceiling.map(Number::whole),
        ..Ask::by_weight(Pence(total), Unit::PENNY, lines)
    };
    let fault = share(&ask).expect_err("it was shared");
    let at = |spot| {
        (
            Place::Field("Allocate".into()),
            format!("Allocate, {spot:?}"),
        )
    };
    vec![fault.problem(&ask, at)]
}
