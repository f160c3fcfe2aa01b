//! Amounts, sums, numbers, formulas and percentages, as they are typed.

use golden_thread::domain::apportion::formula::Formula;
use golden_thread::domain::apportion::{Number, Unit};
use golden_thread::domain::could_be::{Claim, Percent, Rounding, read_base, read_together};
use golden_thread::domain::money::Pence;

use super::known::text;

/// What is printed of an amount is read as the same amount; a formula is worked out or refused.
pub fn target(data: &[u8]) {
    let text = text(data);
    for read in [Pence::read(&text), Pence::read_figure(&text)] {
        match read {
            Ok(Some(pence)) => again(pence),
            Ok(None) => assert!(text.trim().is_empty(), "an amount became none: {text:?}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(Some(number)) = Number::read(&text) {
        let printed = number.to_string();
        assert!(!printed.is_empty());
        drop(Number::read(&printed));
    }
    drop(Unit::read(&text));
    formula(&text);
    if let Ok(percents) = Percent::read_list(&text) {
        for percent in percents.iter().take(8) {
            for base in [0, 91, u64::MAX] {
                let counts = percent.counts(base, Rounding::default());
                assert!(counts.is_none_or(|counts| counts.least <= counts.most));
            }
        }
    }
    drop(read_together(&text));
    drop(read_base(&text));
    if let Ok(claim) = Claim::read(&text, Rounding::default())
        && let Ok(verdict) = claim.at(51)
    {
        drop((verdict.is_possible(), verdict.ways(), verdict.why_not()));
        assert!(verdict.sets().take(20).count() <= 20);
        assert!(claim.bases(200).all(|base| base <= 200));
    }
}

fn again(pence: Pence) {
    for printed in [pence.to_string(), pence.pounds_grouped(), pence.plain()] {
        assert_eq!(Pence::read(&printed), Ok(Some(pence)), "{printed}");
        assert_eq!(Pence::read_figure(&printed), Ok(Some(pence)), "{printed}");
    }
}

fn formula(text: &str) {
    const COLUMNS: [&str; 3] = ["Pop 13-19", "need", "a"];
    if let Ok(formula) = Formula::read(text, &COLUMNS) {
        let cell = |number| Some(Number::whole(number));
        let lines = [
            vec![cell(7), cell(0), cell(-3)],
            vec![cell(i64::MAX), None, cell(1)],
            vec![cell(1), cell(2), cell(3)],
        ];
        drop(formula.weights(&lines));
        drop(formula.weights(&lines[2..]));
    }
}
