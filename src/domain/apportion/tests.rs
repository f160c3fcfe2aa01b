//! Every case of the vectors file `grants.json` and every line of DfE's Staying Put allocations, and what must hold always.

mod always;

use serde_json::Value;

use crate::domain::apportion::formula::Formula;
use crate::domain::apportion::part_year::part_year;
use crate::domain::apportion::spread::{instalments, profile};
use crate::domain::apportion::{Ask, Fault, Line, Number, Rule, Shared, Spot, Unit, share};
use crate::domain::money::Pence;
use crate::domain::money::exact::Exact;

const FILE: &str = include_str!("../../../tests/vectors/grants.json");
const STAYING_PUT: &str = include_str!("../../../tests/vectors/staying_put_2020_21.csv");

fn vectors(group: &str) -> Value {
    let all: Value = serde_json::from_str(FILE).unwrap();
    all[group].clone()
}

fn cases(group: &str) -> Vec<Value> {
    vectors(group).as_array().unwrap().clone()
}

fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap()
}

fn wholes(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(whole).collect()
}

fn weighted(weights: &[i64]) -> Vec<Line> {
    let line = |(n, weight): (usize, &i64)| Line {
        name: format!("line {n}"),
        weight: Some(Number::whole(*weight)),
        ..Line::default()
    };
    weights.iter().enumerate().map(line).collect()
}

pub(in crate::domain::apportion) fn amounts(shared: &Shared) -> Vec<i64> {
    shared.lines.iter().map(|line| line.allocated.0).collect()
}

#[track_caller]
fn by_weight(total: i64, unit: i64, weights: &[i64]) -> Shared {
    let unit = Unit::of(Pence(unit)).unwrap();
    share(&Ask::by_weight(Pence(total), unit, &weighted(weights))).unwrap()
}

#[test]
fn largest_remainders_give_the_vectors_answers() {
    for case in cases("hamilton") {
        let shared = by_weight(whole(&case["total"]), 1, &wholes(&case["weights"]));
        assert_eq!(amounts(&shared), wholes(&case["expect"]), "{case}");
    }
    let wanted = [Fault::NoWeights, Fault::AllNought, Fault::WeightNegative(0)];
    for (case, want) in cases("hamilton_errors").iter().zip(wanted) {
        let lines = weighted(&wholes(&case["weights"]));
        let ask = Ask::by_weight(Pence(whole(&case["total"])), Unit::PENNY, &lines);
        assert_eq!(share(&ask), Err(want), "{case}");
    }
}

#[test]
fn instalments_give_the_vectors_answers() {
    let pounds = vectors("instalments_pounds");
    let n = usize::try_from(whole(&pounds["n"])).unwrap();
    let found = instalments(Pence(whole(&pounds["total"]) * 100), n, Unit::POUND).unwrap();
    let found: Vec<i64> = found.iter().map(|amount| amount.0 / 100).collect();
    assert_eq!(found, wholes(&pounds["expect"]));
    let pence = vectors("instalments_pence");
    let n = usize::try_from(whole(&pence["n"])).unwrap();
    let found = instalments(Pence(whole(&pence["total"])), n, Unit::PENNY).unwrap();
    let found: Vec<i64> = found.iter().map(|amount| amount.0).collect();
    assert_eq!(found, wholes(&pence["expect"]));
    let odd = instalments(Pence(1_001), 2, Unit::POUND).unwrap();
    assert_eq!(
        odd,
        [Pence(500), Pence(501)],
        "what the unit leaves goes with the last"
    );
    assert_eq!(instalments(Pence(1), 0, Unit::PENNY), Err(Fault::NoWeights));
}

#[test]
fn profiles_give_the_vectors_answers() {
    for case in cases("profile_cumulative_pence") {
        let weights: Vec<Number> = wholes(&case["weights"])
            .into_iter()
            .map(Number::whole)
            .collect();
        let found = profile(Pence(whole(&case["annual"])), &weights).unwrap();
        let found: Vec<i64> = found.iter().map(|amount| amount.0).collect();
        assert_eq!(found, wholes(&case["expect"]), "{case}");
    }
    assert_eq!(profile(Pence(1), &[Number::NOUGHT]), Err(Fault::AllNought));
    assert_eq!(
        profile(Pence(1), &[Number::whole(-1)]),
        Err(Fault::WeightNegative(0))
    );
}

#[test]
fn part_years_give_the_vectors_answers() {
    for case in cases("part_year") {
        let year = case["fy"].as_str().unwrap()[..4].parse().unwrap();
        let date = |key: &str| case[key].as_str().unwrap().parse().unwrap();
        let full = Pence(whole(&case["full_year_pence"]));
        let found = part_year(full, year, date("from"), date("to")).unwrap();
        let want = |key: &str| Pence(whole(&case[key]));
        assert_eq!(
            (found.days, found.of),
            (whole(&case["days"]), whole(&case["of"]))
        );
        assert_eq!(found.by_days, want("by_days"), "{case}");
        assert_eq!(
            found.by_whole_months,
            Some(want("by_whole_months")),
            "{case}"
        );
    }
    let date = |text: &str| text.parse().unwrap();
    let odd = part_year(Pence(100), 2025, date("2025-04-02"), date("2025-05-01")).unwrap();
    assert_eq!((odd.days, odd.by_whole_months), (30, None));
    assert_eq!(
        part_year(Pence(100), 2025, date("2026-04-01"), date("2026-05-01")),
        None
    );
}

#[test]
fn units_give_the_vectors_answers_and_a_balancing_line() {
    for case in cases("rounded_step") {
        let total = whole(&case["total_pence"]);
        let shared = by_weight(total, whole(&case["step_pence"]), &wholes(&case["weights"]));
        assert_eq!(amounts(&shared), wholes(&case["allocated"]), "{case}");
        let over = whole(&case["unallocated_to_balancing_line"]);
        assert_eq!(shared.balancing, Some(Pence(over)));
        assert_eq!(amounts(&shared).iter().sum::<i64>() + over, total);
    }
}

#[test]
fn parts_come_to_their_parents_rounded_amount() {
    let case = vectors("nested_of_which");
    let parents = by_weight(whole(&case["total"]), 1, &wholes(&case["parents"]));
    assert_eq!(amounts(&parents), wholes(&case["parent_alloc"]));
    let weights = wholes(&case["child_weights_of_parent0"]);
    let children = by_weight(parents.lines[0].allocated.0, 1, &weights);
    assert_eq!(amounts(&children), wholes(&case["child_alloc"]));
    let parts = vectors("of_which_31_7834_gbp_m");
    let millions = |value: &Value| Number::read(&value.to_string()).unwrap().unwrap().0;
    let mut lines = parts["lines"].as_object().unwrap().values().map(millions);
    let sum = lines.try_fold(Exact::NOUGHT, Exact::plus);
    assert_eq!(sum, Some(millions(&parts["sum"])));
}

fn based(case: &Value) -> Vec<Line> {
    let (base, calculated) = (wholes(&case["base"]), wholes(&case["calculated"]));
    let line = |(base, calculated): (i64, i64)| Line {
        name: format!("base {base}"),
        weight: Some(Number(Exact::new(i128::from(calculated), 100).unwrap())),
        fixed: None,
        base: Some(Pence(base)),
    };
    base.into_iter().zip(calculated).map(line).collect()
}

/// `-1/50` as −2 per cent.
fn percent(text: &str) -> Number {
    let (top, bottom) = text.split_once('/').unwrap_or((text, "1"));
    Number(Exact::new(100 * top.parse::<i128>().unwrap(), bottom.parse().unwrap()).unwrap())
}

/// `15/17 = 0.8823529412` as its fraction.
fn fraction(text: &str) -> Exact {
    let (fraction, _) = text.split_once(" = ").unwrap();
    let (top, bottom) = fraction.split_once('/').unwrap();
    Exact::new(top.parse().unwrap(), bottom.parse().unwrap()).unwrap()
}

#[test]
fn floor_damping_gives_the_vectors_answers() {
    for case in cases("floor_damping") {
        let lines = based(&case);
        let ask = Ask {
            floor: Some(percent(case["floor"].as_str().unwrap())),
            ..Ask::by_weight(Pence(whole(&case["total"])), Unit::PENNY, &lines)
        };
        let shared = share(&ask).unwrap();
        assert_eq!(amounts(&shared), wholes(&case["expect"]), "{case}");
        let factor = fraction(case["scaling_factor"].as_str().unwrap());
        assert_eq!(shared.quotas.factor, Some(factor), "{case}");
    }
    let lines = based(&cases("floor_damping")[0]);
    let ask = Ask {
        floor: Some(percent(
            vectors("floor_damping_infeasible")["floor"]
                .as_str()
                .unwrap(),
        )),
        ..Ask::by_weight(Pence(48_000_000), Unit::PENNY, &lines)
    };
    let Err(Fault::FloorTooHigh { factor, .. }) = share(&ask) else {
        panic!("a floor of 10 % is too high");
    };
    assert_eq!(factor.as_deref(), Some("-1.3636363636…"));
}

#[test]
fn floor_and_ceiling_give_the_vectors_answer() {
    let case = vectors("floor_and_ceiling");
    let lines = based(&case);
    let ask = Ask {
        floor: Some(percent(case["floor"].as_str().unwrap())),
        ceiling: Some(percent(case["ceiling"].as_str().unwrap())),
        ..Ask::by_weight(Pence(whole(&case["total"])), Unit::PENNY, &lines)
    };
    let shared = share(&ask).unwrap();
    assert_eq!(amounts(&shared), wholes(&case["expect"]));
    let multiplier = fraction(case["multiplier"].as_str().unwrap());
    assert_eq!(shared.quotas.factor, Some(multiplier));
    let said = shared.why(4);
    assert_eq!(
        said,
        "at its floor, its base of £30,000 -2%: £29,400, a whole number of pence"
    );
}

#[test]
fn fixed_amounts_go_first_and_the_rest_is_shared() {
    let case = vectors("fixed_then_equal");
    let mut lines: Vec<Line> = Vec::new();
    for (name, fixed) in case["fixed"].as_object().unwrap() {
        lines.push(Line {
            name: name.clone(),
            fixed: Some(Pence(whole(fixed))),
            ..Line::default()
        });
    }
    for (group, weight) in [("excluded", None), ("equal_share", Some(Number::whole(1)))] {
        for name in case[group].as_array().unwrap() {
            lines.push(Line {
                name: name.as_str().unwrap().to_owned(),
                weight,
                ..Line::default()
            });
        }
    }
    let total = Pence(whole(&case["total"]));
    let shared = share(&Ask::by_weight(total, Unit::PENNY, &lines)).unwrap();
    let of = |rule: Rule| {
        let lines = shared.lines.iter().filter(move |line| line.rule == rule);
        lines.map(|line| line.allocated.0).collect::<Vec<_>>()
    };
    assert_eq!(of(Rule::Weight), wholes(&case["expect_equal"]));
    assert_eq!(of(Rule::Fixed), [30_000, 45_000, 12_345]);
    assert_eq!(of(Rule::LeftOut), [0, 0]);
    assert_eq!(amounts(&shared).iter().sum::<i64>(), total.0);
}

fn cells(texts: &[&str]) -> Vec<Option<Number>> {
    texts
        .iter()
        .map(|text| Number::read(text).unwrap())
        .collect()
}

#[test]
fn formulas_give_the_vectors_answers() {
    let case = vectors("two_factor_50_50");
    let (one, two) = (wholes(&case["w1"]), wholes(&case["w2"]));
    let rows: Vec<Vec<Option<Number>>> = one
        .iter()
        .zip(&two)
        .map(|(one, two)| vec![Some(Number::whole(*one)), Some(Number::whole(*two))])
        .collect();
    let formula = Formula::read("50*share(w1) + 50*share(w2)", &["w1", "w2"]).unwrap();
    let lines: Vec<Line> = formula
        .weights(&rows)
        .unwrap()
        .into_iter()
        .map(|weight| Line {
            weight: Some(weight),
            ..Line::default()
        })
        .collect();
    let ask = Ask::by_weight(Pence(whole(&case["total"])), Unit::PENNY, &lines);
    assert_eq!(amounts(&share(&ask).unwrap()), wholes(&case["expect"]));

    let names = [
        "pop_13_19",
        "basic",
        "dep_topup",
        "dep",
        "eth_topup",
        "eth",
        "aca",
        "scale",
    ];
    let formula = "pop_13_19*(basic + dep_topup*dep + eth_topup*eth)*aca*scale/10000000000";
    let formula = Formula::read(formula, &names).unwrap();
    for case in cases("rnf_youth_and_community") {
        let texts: Vec<String> = names
            .iter()
            .map(|name| case[*name].to_string().replace('"', ""))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = formula.weights(&[cells(&texts)]).unwrap()[0].0;
        let (top, bottom) = (
            found.top() * 10_i128.pow(2),
            found.bottom() / 10_i128.pow(12),
        );
        let at_14 = (2 * top + bottom) / (2 * bottom);
        let want = case["expect_14dp"].as_str().unwrap().replace("0.", "");
        assert_eq!(at_14, want.parse::<i128>().unwrap(), "{case}");
    }
}

/// All 152 authorities. Ours come to the total; the printed ones are £1 over, and one line differs, by that £1.
#[test]
fn staying_put_comes_to_its_total_and_differs_in_one_line() {
    let mut rows = csv::Reader::from_reader(STAYING_PUT.as_bytes());
    let rows: Vec<Vec<i64>> = rows
        .records()
        .map(|row| {
            let row = row.unwrap();
            [3, 4, 5, 6, 7].map(|at| row[at].parse().unwrap()).to_vec()
        })
        .collect();
    assert_eq!(rows.len(), 152);
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<i64>>();
    let total = 33_278_000 * 100;
    let pounds = by_weight(total, 100, &column(1));
    let found: Vec<i64> = amounts(&pounds).iter().map(|pence| pence / 100).collect();
    assert_eq!(found, column(3));
    assert_eq!(found.iter().sum::<i64>(), 33_278_000);
    assert_eq!(amounts(&by_weight(total, 1, &column(1))), column(4));
    let printed = column(0);
    assert_eq!(printed.iter().sum::<i64>(), 33_278_001);
    let apart: Vec<i64> = printed
        .iter()
        .zip(&found)
        .map(|(a, b)| a - b)
        .filter(|by| *by != 0)
        .collect();
    assert_eq!(apart, [1]);
}

#[test]
fn what_cannot_be_shared_is_refused_by_name() {
    #[track_caller]
    fn check(ask: Ask<'_>, kind: &str, spot: Spot) {
        let fault = share(&ask).expect_err(kind);
        let place = crate::domain::problem::Place::Field("x".to_owned());
        let problem = fault.problem(&ask, |_| (place, "x".to_owned()));
        assert_eq!((problem.kind, fault.spot()), (kind, spot));
        assert!(problem.what.len() > 4 && problem.remedy.ends_with('.'));
    }
    let two = weighted(&[1, 2]);
    let plain = |total: i64| Ask::by_weight(Pence(total), Unit::PENNY, &two);
    check(plain(-1), "total-below-zero", Spot::Total);
    let fixed = |amount: i64, weight: Option<i64>| {
        vec![Line {
            fixed: Some(Pence(amount)),
            weight: weight.map(Number::whole),
            ..Line::default()
        }]
    };
    let lines = fixed(-5, Some(1));
    check(
        Ask::by_weight(Pence(9), Unit::PENNY, &lines),
        "fixed-below-zero",
        Spot::Fixed(0),
    );
    let lines = fixed(10, Some(1));
    check(
        Ask::by_weight(Pence(9), Unit::PENNY, &lines),
        "fixed-too-much",
        Spot::Total,
    );
    let lines = fixed(8, None);
    check(
        Ask::by_weight(Pence(9), Unit::PENNY, &lines),
        "nothing-takes-the-rest",
        Spot::Total,
    );
    let huge = vec![Line {
        weight: Number::read(&"9".repeat(37)).unwrap(),
        ..Line::default()
    }];
    check(
        Ask::by_weight(Pence(i64::MAX), Unit::PENNY, &huge),
        "too-large-to-count",
        Spot::Weight(0),
    );
    let floor = |percent: i64| Ask {
        floor: Some(Number::whole(percent)),
        ..plain(100)
    };
    check(floor(51), "floor-too-high", Spot::Floor);
    check(floor(-1), "floor-below-nothing", Spot::Floor);
    let ceiling = |percent: i64| Ask {
        ceiling: Some(Number::whole(percent)),
        ..plain(100)
    };
    check(ceiling(49), "ceiling-too-low", Spot::Ceiling);
    let ask = Ask {
        floor: Some(Number::whole(30)),
        ..ceiling(20)
    };
    check(ask, "floor-above-ceiling", Spot::Floor);
    let mut lines = based(&cases("floor_damping")[0]);
    lines[2].base = None;
    let ask = Ask {
        floor: Some(Number::NOUGHT),
        ..Ask::by_weight(Pence(9), Unit::PENNY, &lines)
    };
    check(ask, "line-base-missing", Spot::Base(2));
    let mut lines = based(&cases("floor_damping")[0]);
    lines[1].weight = None;
    let ask = Ask {
        ceiling: Some(Number::NOUGHT),
        ..Ask::by_weight(Pence(9), Unit::PENNY, &lines)
    };
    check(ask, "weight-missing", Spot::Weight(1));
    let lines = vec![Line {
        weight: Some(Number::whole(1)),
        base: Some(Pence(200)),
        ..Line::default()
    }];
    let ask = Ask {
        floor: Some(Number::NOUGHT),
        ..Ask::by_weight(Pence(900), Unit::PENNY, &lines)
    };
    check(ask, "nothing-to-scale", Spot::Floor);
}

#[test]
fn parts_of_the_total_are_kept_without_bases() {
    #[track_caller]
    fn check(floor: Option<i64>, ceiling: Option<i64>, want: &[i64]) {
        let lines = weighted(&[80, 15, 5, 0]);
        let ask = Ask {
            floor: floor.map(Number::whole),
            ceiling: ceiling.map(Number::whole),
            ..Ask::by_weight(Pence(10_000), Unit::PENNY, &lines)
        };
        assert_eq!(amounts(&share(&ask).unwrap()), want);
    }
    check(Some(10), None, &[6_737, 1_263, 1_000, 1_000]);
    check(None, Some(50), &[5_000, 3_750, 1_250, 0]);
    check(Some(10), Some(50), &[5_000, 3_000, 1_000, 1_000]);
    check(Some(25), None, &[2_500, 2_500, 2_500, 2_500]);
}
