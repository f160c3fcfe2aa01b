//! Files of published figures and of tables: headings and a row, or a few bytes.

use std::io::{Cursor, Write as _};

use golden_thread::domain::intake::FileKind;
use golden_thread::domain::problem::Problem;
use golden_thread::session::import::{Order, preview, read};

use crate::bench::{Bench, Row, all};

const EES: &str = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name";
const ENGLAND: &str = "2025,Reporting year,National,E92000001,England,,,,,";
const LAIT: &str = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n";
const NEAR: &str = "la_code,la_name,sn_rank,sn_code,sn_name,closeness\n";
const MAP: &str = "[columns]\nindicator='code'\narea='council'\nperiod='year'\nvalue='figure'\n";

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    use FileKind::{Ees, Indicators, Lait, Neighbours};
    vec![
        row!("empty-file", "a file of no bytes", |b| wrong(b, Ees, "f.csv", "")),
        row!("web-page", "<!doctype html>", |b| wrong(b, Ees, "f.csv", "<!doctype html>")),
        row!("not-a-table", "%PDF", |b| wrong(b, Ees, "f.csv", "%PDF-1.7")),
        row!("missing-column", "a,b ⏎ 1,2", |b| wrong(b, Ees, "f.csv", "a,b\n1,2\n")),
        row!("no-figures", "the standard’s headings and no more", |b| wrong(b, Ees, "f.csv", format!("{EES}\n{ENGLAND}\n"))),
        row!("same-heading", "two columns called n", |b| wrong(b, Ees, "f.csv", format!("{EES},n,n\n{ENGLAND},1,2\n"))),
        row!("not-utf-8", "a heading with the byte E9", |b| found(b, Ees, "f.csv", [EES.as_bytes(), b",caf\xe9\n", ENGLAND.as_bytes(), b",1\n"].concat())),
        row!("near-heading", "geographical_level for geographic_level", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n").replace("geographic_level", "geographical_level"))),
        row!("separator", "semicolons between the cells", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n").replace(',', ";"))),
        row!("column-passed-over", "a column with nothing but the mark c", |b| found(b, Ees, "f.csv", format!("{EES},n,x\n{ENGLAND},1,c\n"))),
        row!("row-length", "a row that is a cell short", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n2024,Reporting year,National,E92000001,England,,,,\n"))),
        row!("unreadable-period", "a time period: soon", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n{ENGLAND},1\n").replacen("2025", "soon", 1))),
        row!("tax-year", "tax years: 201516", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n").replace("2025,Reporting year", "201516,Tax year"))),
        row!("unreadable-figure", "a figure of LAIT’s: 1O", |b| found(b, Lait, "l.csv", format!("{LAIT}CIN,Children in need,2024,Leicester,1O,856,\n"))),
        row!("same-row", "two figures for England in 2025", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n{ENGLAND},2\n"))),
        row!("mixed-periods", "2025 and 2025 Q1 in one column", |b| found(b, Ees, "f.csv", format!("{EES},n\n{ENGLAND},1\n{ENGLAND},2\n").replacen("2025,Reporting year", "2024,Calendar year", 1))),
        row!("too-wide", "a table of 5,001 columns", |b| wrong(b, Ees, "f.csv", format!("{}\n", ",a".repeat(5_000)))),
        row!("row-without-end", "a quotation mark and 5 MB of one letter", |b| wrong(b, Lait, "l.csv", format!("{LAIT}\"{}", "x".repeat(5 << 20)))),
        row!("unreadable-file", "a file with the byte 00", |b| wrong(b, Indicators, "t.csv", "code,council,year,figure\nA\u{0}1,Leicester,2023/24,1\n".repeat(3))),
        row!("not-in-file", "a map that names a measure “x”", |b| { let path = b.file("f.csv", format!("{EES},n\n{ENGLAND},1\n")); all(read(&Order { map: Some("measures = ['x']".into()), ..Order::new(Ees, &path) }, &b.session.reading_plan(), &mut |_| true)) }),
        row!("bad-mapping", "a map that says colour = 'red'", |b| { let path = b.file("f.csv", format!("{EES},n\n{ENGLAND},1\n")); all(read(&Order { map: Some("colour = 'red'".into()), ..Order::new(Ees, &path) }, &b.session.reading_plan(), &mut |_| true)) }),
        row!("stopped", "a file, and Stop", |b| { let path = b.file("f.csv", format!("{EES},n\n{ENGLAND},1\n")); all(read(&Order::new(Ees, &path), &b.session.reading_plan(), &mut |_| false)) }),
        row!("file-unreadable", "a folder given as a file", |b| { let path = b.path("folder"); std::fs::create_dir_all(&path).unwrap(); all(read(&Order::new(Ees, &path), &b.session.reading_plan(), &mut |_| true)) }),
        row!("same-file", "the very same file a second time", |b| { let path = b.path("l.csv"); let held = read(&Order::new(Lait, &path), &b.session.reading_plan(), &mut |_| true).unwrap(); held[0].problems(b.book()) }).after(|b| {
            let path = b.file("l.csv", format!("{LAIT}CIN,Children in need,2024,Leicester,1,856,\n"));
            let held = read(&Order::new(Lait, &path), &b.session.reading_plan(), &mut |_| true).unwrap();
            b.session.take_in(&held[0], &mut |_| true).unwrap();
        }),
        row!("plan-unreadable", "a plan that went away while a file was read", |b| { let path = b.file("l.csv", format!("{LAIT}CIN,Children in need,2024,Leicester,1,856,\n")); all(preview(&b.path("gone.sqlite"), &Order::new(Lait, &path), &mut |_| true)) }),
        row!("no-dictionary", "LAIT’s file without its dictionary", |b| found(b, Lait, "l.csv", format!("{LAIT}CIN,Children in need,2024,Leicester,1,856,\n"))),
        row!("not-in-dictionary", "a measure that the dictionary lacks", |b| dictionary(b, "Measure_short,Measure,Polarity\nOther,Other,High\n")),
        row!("same-measure", "a dictionary that has CIN twice", |b| dictionary(b, "Measure_short,Measure,Polarity\nCIN,A,High\nCIN,B,Low\n")),
        row!("no-measure", "a row of LAIT’s without a short description", |b| found(b, Lait, "l.csv", format!("{LAIT},Children in need,2024,Leicester,1,856,\n"))),
        row!("same-period", "2024 and 2024 (Rev) of one measure", |b| found(b, Lait, "l.csv", format!("{LAIT}CIN,C,2024,Leicester,1,856,\nCIN,C,2024 (Rev),Leicester,1,856,\n"))),
        row!("unknown-area", "LA number 999", |b| found(b, Lait, "l.csv", format!("{LAIT}CIN,C,2024,Nowhere,1,999,\n"))),
        row!("wrong-delimiter", "LAIT’s headings parted by semicolons", |b| wrong(b, Lait, "l.csv", LAIT.replace(',', ";"))),
        row!("incomplete-mapping", "a map that does not say where the period stands", |b| mapped(b, "code,council,figure\nA,Leicester,1\n", "[columns]\nindicator='code'\narea='council'\nvalue='figure'\n")),
        row!("no-indicator", "a row without its indicator", |b| mapped(b, "code,council,year,figure\n,Leicester,2023/24,1\n", MAP)),
        row!("period-of-another-kind", "a quarter of an indicator that the plan has by year", |b| { let code = yearly(b); mapped(b, &format!("code,council,year,figure\n{code},Leicester,2023/24 Q1,1\n"), &format!("period_kind='quarter'\n{MAP}")) }),
        row!("list-name", "a list of neighbours in a file named n.csv", |b| wrong(b, Neighbours, "n.csv", format!("{NEAR}856,Leicester,1,821,Luton,Close\n"))),
        row!("rank", "a rank of 11", |b| found(b, Neighbours, "sn_may_2025.csv", format!("{NEAR}856,Leicester,11,821,Luton,Close\n"))),
        row!("rank-gap", "a list of one neighbour", |b| found(b, Neighbours, "sn_may_2025.csv", format!("{NEAR}856,Leicester,1,821,Luton,Close\n"))),
        row!("same-rank", "two first neighbours", |b| found(b, Neighbours, "sn_may_2025.csv", format!("{NEAR}856,Leicester,1,821,Luton,Close\n856,Leicester,1,874,P,Close\n"))),
        row!("same-neighbour", "Luton first and second", |b| found(b, Neighbours, "sn_may_2025.csv", format!("{NEAR}856,Leicester,1,821,Luton,Close\n856,Leicester,2,821,Luton,Close\n"))),
        row!("list-of-areas", "a list of councils", |b| found(b, Neighbours, "a.csv", "la_code,la_name,region\n856,Leicester,East Midlands\n")),
        row!("wrong-sort-of-file", "a zip named .xlsx", |b| wrong(b, Neighbours, "sn_may_2025.xlsx", packed("a.txt", b"x"))),
        row!("damaged-workbook", "a workbook cut off after 40 bytes", |b| wrong(b, Neighbours, "sn_may_2025.xlsx", &workbook(&[("One", &[&["A"]])])[..40])),
        row!("unreadable-zip", "PK and no more", |b| wrong(b, Ees, "r.zip", "PK\u{3}\u{4}")),
        row!("no-data-file", "a zip of one text", |b| wrong(b, Ees, "r.zip", packed("a.txt", b"x"))),
        row!("locked-zip", "a zip whose file is marked as locked", |b| wrong(b, Ees, "r.zip", { let mut zip = packed("a.csv", b"a,b\n"); mark(&mut zip); zip })),
        row!("zip-bomb", "a zip of 200 MB of noughts", |b| wrong(b, Ees, "r.zip", packed("a.csv", &vec![b'0'; 201 << 20]))),
        row!("too-many-rows", "a list of neighbours of 100,001 rows", |b| wrong(b, Neighbours, "sn_may_2025.csv", format!("{NEAR}{}", "1,a,1,1,a,b\n".repeat(100_001)))),
        row!("too-large", "a workbook whose one cell is in row 1,048,577", |b| wrong(b, Neighbours, "sn_may_2025.xlsx", far())),
        row!("row-length", "a row of LAIT’s file of two cells", |b| found(b, Lait, "l.csv", format!("{LAIT}CIN,C\n"))),
    ]
}

fn wrong(b: &Bench, kind: FileKind, name: &str, bytes: impl AsRef<[u8]>) -> Vec<Problem> {
    let path = b.file(name, bytes);
    all(read(
        &Order::new(kind, &path),
        &b.session.reading_plan(),
        &mut |_| true,
    ))
}

fn found(b: &Bench, kind: FileKind, name: &str, bytes: impl AsRef<[u8]>) -> Vec<Problem> {
    let path = b.file(name, bytes);
    let read = read(
        &Order::new(kind, &path),
        &b.session.reading_plan(),
        &mut |_| true,
    );
    match read {
        Ok(held) => held[0].intake.problems.clone(),
        Err(problems) => panic!("{problems:?}"),
    }
}

fn dictionary(b: &Bench, text: &str) -> Vec<Problem> {
    let path = b.file(
        "l.csv",
        format!("{LAIT}CIN,Children in need,2024,Leicester,1,856,\n"),
    );
    let order = Order {
        dictionary: Some(b.file("d.csv", text)),
        ..Order::new(FileKind::Lait, &path)
    };
    let held = read(&order, &b.session.reading_plan(), &mut |_| true).unwrap();
    held[0].intake.problems.clone()
}

fn mapped(b: &Bench, text: &str, map: &str) -> Vec<Problem> {
    let path = b.file("t.csv", text);
    let order = Order {
        map: Some(map.into()),
        ..Order::new(FileKind::Indicators, &path)
    };
    match read(&order, &b.session.reading_plan(), &mut |_| true) {
        Ok(held) => held[0].problems(b.book()),
        Err(problems) => problems,
    }
}

/// The code of an indicator by financial year that has figures.
fn yearly(b: &Bench) -> String {
    let year = golden_thread::domain::period::PeriodKind::Financial;
    let is_yearly = |held: &&golden_thread::domain::indicator::Indicator| held.period_kind == year;
    b.book()
        .indicators
        .iter()
        .find(is_yearly)
        .unwrap()
        .code
        .clone()
}

/// A zip of one file.
pub fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Marks the files of a zip as locked, in both places where that is said.
fn mark(zip: &mut [u8]) {
    for (sign, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let place = zip.windows(4).position(|four| four == sign).unwrap();
        zip[place + at] |= 1;
    }
}

/// A workbook of such sheets.
pub fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

/// A workbook that says of its one cell that it stands below the last row that there can be.
fn far() -> Vec<u8> {
    let whole = workbook(&[("One", &[&["A"]])]);
    let mut from = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
        if file.name().ends_with("sheet1.xml") {
            let text = String::from_utf8(bytes).unwrap();
            bytes = text
                .replace("r=\"1\"", "r=\"1048577\"")
                .replace("\"A1\"", "\"A1048577\"")
                .into_bytes();
        }
        to.start_file(file.name(), zip::write::SimpleFileOptions::default())
            .unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}
