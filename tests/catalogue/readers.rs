//! What is typed into a cell: amounts, sums, numbers, formulas and periods that cannot be read.

use golden_thread::domain::apportion::Number;
use golden_thread::domain::apportion::formula::Formula;
use golden_thread::domain::money::Pence;
use golden_thread::domain::period::{Period, PeriodKind};

use crate::bench::Row;

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        said!("amount-unreadable", "12,34", |_b| amount("12,34")),
        said!("amount-unreadable", "1.2.3", |_b| amount("1.2.3")),
        said!("amount-unreadable", "1.234", |_b| amount("1.234")),
        said!("amount-unreadable", "1.2,3", |_b| amount("1.2,3")),
        said!("amount-unreadable", ".", |_b| amount(".")),
        said!("amount-unreadable", "£", |_b| amount("£")),
        said!("amount-unreadable", "12O", |_b| amount("12O")),
        said!("amount-unreadable", "--1", |_b| amount("--1")),
        said!("amount-unreadable", "(-1)", |_b| amount("(-1)")),
        said!("amount-unreadable", "2015/16", |_b| amount("2015/16")),
        said!("amount-unreadable", "31/3/2015", |_b| amount("31/3/2015")),
        said!("amount-unreadable", "=1/0", |_b| amount("=1/0")),
        said!("amount-unreadable", "=", |_b| amount("=")),
        said!("amount-unreadable", "=(1", |_b| amount("=(1")),
        said!("amount-unreadable", "=1)", |_b| amount("=1)")),
        said!("amount-unreadable", "=*1", |_b| amount("=*1")),
        said!("amount-unreadable", "=1+", |_b| amount("=1+")),
        said!("amount-unreadable", "99999999999999999999", |_b| amount("99999999999999999999")),
        said!("amount-unreadable", "a weight: x", |_b| Number::read("x").unwrap_err().to_string()),
        said!("formula-unreadable", "need, where no column is called so", |_b| Formula::read("need", &["Pupils"]).unwrap_err().to_string()),
        said!("formula-unreadable", "(Pupils", |_b| Formula::read("(Pupils", &["Pupils"]).unwrap_err().to_string()),
        said!("formula-unreadable", "a formula of nothing", |_b| Formula::read("", &["Pupils"]).unwrap_err().to_string()),
        said!("period-unreadable", "2001/03, for a financial year", |_b| period("2001/03")),
        said!("period-unreadable", "2001/02 Q1, for a financial year", |_b| period("2001/02 Q1")),
        said!("period-unreadable", "soon, for a financial year", |_b| period("soon")),
    ]
}

fn amount(text: &str) -> String {
    let error = Pence::read(text).unwrap_err();
    assert!(!error.why.is_empty() && !error.remedy.is_empty());
    error.to_string()
}

fn period(text: &str) -> String {
    let error = Period::read(text, PeriodKind::Financial).unwrap_err();
    assert!(!error.why.is_empty() && !error.remedy.is_empty());
    error.to_string()
}
