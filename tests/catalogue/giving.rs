//! Grants made, under 360Giving: a heading and a row.

use golden_thread::domain::giving::Giving;
use golden_thread::domain::id::GivingId;
use golden_thread::domain::money::Pence;
use golden_thread::domain::problem::Problem;
use golden_thread::session::giving::read;
use jiff::civil::date;

use crate::bench::{Bench, Row, all};

const HEAD: &str = "Identifier,Title,Currency,Amount Awarded,Award Date\n";

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("not-in-pounds", "an award in USD", |b| b.add(Giving {
            id: GivingId(1), identifier: "a".into(), title: String::new(), amount: Pence(1), currency: "USD".into(), awarded: date(2020, 1, 1),
            recipient: String::new(), funder: String::new(), programme: String::new(), body: "{}".into(), position: 0,
        })),
        row!("not-json", "{\"grants\": [{\"id\": }]}", |b| file(b, "a.json", "{\"grants\": [{\"id\": }]}")),
        row!("no-grants", "{}", |b| file(b, "a.json", "{}")),
        row!("not-utf-8", "a JSON file with the byte FF", |b| all(read(&b.file("a.json", b"{\"a\": \"\xff\"}")))),
        row!("beside-the-grants", "{\"grants\": […], \"more\": 1}", |b| notes(b, "a.json", "{\"more\": 1, \"grants\": [{\"id\": \"a\", \"title\": \"A\", \"currency\": \"GBP\", \"amountAwarded\": 1, \"awardDate\": \"2020-01-01\"}]}")),
        row!("no-identifier", "a row without an identifier", |b| notes(b, "a.csv", &format!("{HEAD},A,GBP,1,2020-01-01\n"))),
        row!("same-identifier", "two rows with the identifier a", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,1,2020-01-01\na,B,GBP,1,2020-01-01\n"))),
        row!("not-an-amount", "an amount awarded: lots", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,lots,2020-01-01\n"))),
        row!("not-a-day", "an award date: soon", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,1,soon\n"))),
        row!("not-to-the-standard", "a row that names no funder", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,1,2020-01-01\n"))),
        row!("no-heading", "a cell beyond the last heading", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,1,2020-01-01,stray\n"))),
        row!("respelt", "an award date: 18/01/2013", |b| notes(b, "a.csv", &format!("{HEAD}a,A,GBP,\"1,000\",18/01/2013\n"))),
        row!("same-heading", "Identifier,id ⏎ a,b", |b| file(b, "a.csv", "Identifier,id\na,b\n")),
        row!("missing-column", "Name,Amount ⏎ A,1", |b| file(b, "a.csv", "Name,Amount\nA,1\n")),
        row!("empty-file", "a file of no bytes", |b| file(b, "a.csv", "")),
    ]
}

fn file(b: &Bench, name: &str, text: &str) -> Vec<Problem> {
    all(read(&b.file(name, text)))
}

fn notes(b: &Bench, name: &str, text: &str) -> Vec<Problem> {
    read(&b.file(name, text)).unwrap().problems
}
