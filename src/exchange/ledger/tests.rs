//! Ledgers as finance systems and spreadsheets leave them: every row accounted for, every penny in the total.

use super::*;
use crate::exchange::published::mapped::{rows_of_sheet, rows_of_text};
use crate::exchange::published::text::Rows;

const MAP: &str = "[columns]\ncost_centre = \"CC\"\nsubjective = \"Account\"\ndescription = \"Text\"\n\
    amount = \"Net\"\nperiod = \"Period\"\n";

#[track_caller]
fn take(text: &[u8], map: &str) -> LedgerReading {
    let map = LedgerMap::read("map.toml", map).unwrap();
    let rows = rows_of_text("l.csv", text).unwrap();
    let reading = read("l.csv", rows, &map, Some(2025), &mut |_| true).unwrap();
    accounted(&reading);
    reading
}

/// Read is kept and left out, to the row.
#[track_caller]
fn accounted(reading: &LedgerReading) {
    let left_out: u64 = reading.skipped.iter().map(|held| held.n).sum();
    assert_eq!(reading.rows.len() as u64 + left_out, reading.n_read);
}

fn left_out(reading: &LedgerReading) -> Vec<(&str, u64)> {
    reading
        .skipped
        .iter()
        .map(|held| (held.reason.as_str(), held.n))
        .collect()
}

#[test]
fn a_ledger_is_read_row_by_row() {
    let text = "CC,Account,Text,Net,Period\n\
        C100,4010,Fees,\"1,234.50\",01\n\
        ,,,,\n\
        C100,4010,Refund,(34.50),P2\n\
        C200,4020,Late,10.00,13\n\
        C200 Total,,,\"1,210.00\",\n\
        CC,Account,Text,Net,Period\n\
        C300,,Nothing,,1\n\
        Grand total,,,\"£1,210.00\",\n\
        ,,,,\n";
    let reading = take(text.as_bytes(), MAP);
    assert_eq!(reading.total, Pence(121_000));
    assert_eq!(
        left_out(&reading),
        [
            ("blank row", 2),
            ("a total that the ledger prints", 2),
            ("the heading again", 1),
            ("no amount in the row", 1)
        ]
    );
    let months: Vec<_> = reading
        .rows
        .iter()
        .map(|row| (row.line, row.month, row.is_adjustment))
        .collect();
    assert_eq!(
        months,
        [
            (2, Some(1), false),
            (4, Some(2), false),
            (5, Some(12), true)
        ]
    );
    assert_eq!(reading.printed[1].amount, Some(Pence(121_000)));
    assert_eq!(reading.problems, []);
}

#[test]
fn what_a_row_is() {
    #[track_caller]
    fn check(row: &str, amount: Option<i64>, month: Option<u8>, fault: &str) {
        let text = format!("CC,Account,Text,Net,Period,Date\n{row}\n");
        let map = format!("{MAP}date = \"Date\"\n");
        let reading = take(text.as_bytes(), &map);
        let held = &reading.rows[0];
        let found = (
            held.amount.map(|held| held.0),
            held.month,
            held.fault.split(": ").next(),
        );
        assert_eq!(found, (amount, month, Some(fault)), "{row}");
    }
    check("C1,4,x,£12,3,", Some(1_200), Some(3), "");
    check("C1,4,x,12.50 CR,,31/07/2025", Some(-1_250), Some(4), "");
    check("C1,4,x,12,12,02/04/2026", Some(1_200), Some(12), "");
    check("C1,4,x,=6*2,1,", None, Some(1), "amount unreadable");
    check("C1,4,x,twelve,1,", None, Some(1), "amount unreadable");
    check(
        "C1,4,x,99999999999999999999,1,",
        None,
        Some(1),
        "amount unreadable",
    );
    check("C1,4,x,12,soon,", Some(1_200), None, "month unreadable");
    check("C1,4,x,12,,", Some(1_200), None, "month unreadable");
    check(",,,12,1,", Some(1_200), Some(1), "");
    check("C1,4,Total Care Ltd,12,1,", Some(1_200), Some(1), "");
}

#[test]
fn a_posting_is_no_total_whatever_its_supplier_or_its_scheme_is_called() {
    #[track_caller]
    fn check(row: &str, is_kept: bool) {
        let text = format!("CC,Account,Text,Supplier,Net,Period,Date\n{row}\n");
        let map = format!("{MAP}supplier = \"Supplier\"\ndate = \"Date\"\n");
        let reading = take(text.as_bytes(), &map);
        assert_eq!(
            reading.rows.len() == 1,
            is_kept,
            "{row}: {:?}",
            reading.skipped
        );
        assert_eq!(reading.total != Pence(0), is_kept, "{row}");
    }
    check(",4010,Gas,Total Gas & Power Ltd,1250.00,1,", true);
    check("Total Place,4010,Pilot,Acme,300.00,1,", true);
    check("C100,4010,Total,Acme,300.00,,01/05/2025", true);
    check("C100,,Childcare total,Acme,300.00,2,", true);
    check(",,Heating,Total,300.00,,", true);
    check("Total Place,,,,300.00,,", true);
    check("C100 Total,,,,300.00,,", false);
    check("C100 Total,,,,300.00,1,", false);
    check("C100,Total,,,300.00,1,", false);
    check("C100,4010,Account total,,300.00,,", false);
    check("Total for C100,,,,300.00,,", false);
    check(",,Total expenditure,,300.00,,", false);
    check("Grand total:,,,,300.00,,", false);
}

#[test]
fn rows_of_another_year_are_left_out_also_where_their_period_has_no_year() {
    let text = "CC,Account,Text,Net,Period,Date\n\
        C1,4,last year,100,2,10/05/2000\n\
        C1,4,this year,100,2,10/05/2001\n\
        C1,4,brought forward,7,0,10/05/2001\n\
        C1,4,no such period,8,99,10/05/2001\n\
        C1,4,posted late,9,12,10/04/2002\n\
        C1,4,no date,5,3,\n\
        C1,4,no period,4,,10/05/2001\n";
    let map = LedgerMap::read("map.toml", &format!("{MAP}date = \"Date\"\n")).unwrap();
    let rows = rows_of_text("l.csv", text.as_bytes()).unwrap();
    let reading = read("l.csv", rows, &map, Some(2001), &mut |_| true).unwrap();
    accounted(&reading);
    let held: Vec<_> = reading
        .rows
        .iter()
        .map(|row| (row.line, row.month, row.fault.as_str()))
        .collect();
    assert_eq!(
        held,
        [
            (3, Some(2), ""),
            (4, None, "month unreadable: “0”, “10/05/2001”"),
            (5, None, "month unreadable: “99”, “10/05/2001”"),
            (6, Some(12), ""),
            (7, Some(3), ""),
            (8, Some(2), ""),
        ]
    );
    assert_eq!(left_out(&reading), [("outside the year", 1)]);
    assert_eq!(reading.outside, Pence(10_000));
}

#[test]
fn a_row_set_aside_is_said_to_be_in_the_total_only_where_it_is() {
    #[track_caller]
    fn check(row: &str, column: &str, why: &str, total: i64) {
        let text = format!("CC,Account,Text,Net,Period\n{row}\n");
        let reading = take(text.as_bytes(), MAP);
        let problem = &reading.problems[0];
        assert!(problem.location.ends_with(column), "{problem}");
        assert_eq!((problem.why.as_str(), reading.total), (why, Pence(total)));
    }
    let out = "The row is kept, but counts on no line and is not in the total.";
    let within =
        "The row is kept and is in the total, but counts on no line while its month is not known.";
    check("C1,4,x,lots,1", "(Net)", out, 0);
    check("C1,4,x,lots,0", "(Net)", out, 0);
    check("C1,4,x,50,0", "(Period)", within, 5_000);
}

#[test]
fn two_columns_of_one_heading_are_not_taken_for_one() {
    #[track_caller]
    fn check(headings: &str, want: Result<&str, &str>) {
        let map = LedgerMap::read("map.toml", MAP).unwrap();
        let text = format!("{headings}\nC1,4,x,10.00,1,99.00\n");
        let rows = rows_of_text("l.csv", text.as_bytes()).unwrap();
        let read = read("l.csv", rows, &map, Some(2025), &mut |_| true);
        let (is_read, problems) = match read {
            Ok(reading) => (true, reading.problems),
            Err(problems) => (false, problems),
        };
        assert_eq!(is_read, want.is_ok(), "{headings}");
        let said = problems.first().map(ToString::to_string);
        let want = want.unwrap_or_else(|said| said);
        assert!(said.unwrap_or_default().starts_with(want), "{headings}");
    }
    check("CC,Account,Text,Net,Period,Gross", Ok(""));
    let twice = "l.csv, line 1, column 6 (Net): the same heading as column 4.";
    check("CC,Account,Text,Net,Period,Net", Err(twice));
    let words = "l.csv, line 1, column 6 (Text): the same heading as column 3.";
    check("CC,Account,Text,Net,Period,Text", Ok(words));
}

#[test]
fn debits_and_credits_are_one_amount() {
    #[track_caller]
    fn check(cells: &str, credits: &str, want: Option<i64>) {
        let map = format!(
            "month = 12\ncredits = \"{credits}\"\n[columns]\ncost_centre = \"CC\"\ndebit = \"Dr\"\ncredit = \"Cr\"\n"
        );
        let text = format!("CC,Dr,Cr\nC1,{cells}\n");
        let reading = take(text.as_bytes(), &map);
        let found = reading
            .rows
            .first()
            .and_then(|row| row.amount)
            .map(|held| held.0);
        assert_eq!(found, want, "{cells}");
    }
    check("5,", "", Some(500));
    check(",5", "", Some(-500));
    check(",-5", "negative", Some(-500));
    check("7,2", "", Some(500));
    check("0.00,0.00", "", Some(0));
    check(",", "", None);
}

#[test]
fn what_other_programs_leave_behind_is_read() {
    let text = "CC,Account,Text,Net,Period\nC100,4010,Café £5,£5.00,1\n,,,,\n";
    #[track_caller]
    fn check(bytes: &[u8]) {
        let reading = take(bytes, MAP);
        assert_eq!((reading.rows.len(), reading.total), (1, Pence(500)));
        assert_eq!(reading.rows[0].description, "Café £5");
        assert_eq!(reading.rows[0].cost_centre, "C100");
    }
    check(text.as_bytes());
    check(format!("\u{feff}{text}").as_bytes());
    check(format!("Ã¯Â»Â¿{text}").as_bytes());
    check(format!("\u{feff}ï»¿{text}").as_bytes());
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    check(&windows);
    // A mark encoded twice before text that is Windows-1252.
    check(&["Ã¯Â»Â¿".as_bytes(), &windows].concat());
    check(
        &text
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
    );
    check(text.replace(',', "\t").as_bytes());
    check(text.replace('\n', "\r\n").as_bytes());
}

#[test]
fn rows_outside_the_year_are_left_out_and_counted_in_the_total() {
    let text = "CC,Net,Date\nC1,1,01/04/2025\nC1,2,31/03/2026\nC1,4,01/04/2026\nC1,8,31/03/2025\n";
    let map = "[columns]\ncost_centre = \"CC\"\namount = \"Net\"\ndate = \"Date\"\n";
    let reading = take(text.as_bytes(), map);
    assert_eq!(left_out(&reading), [("outside the year", 2)]);
    assert_eq!(
        (reading.total, reading.outside, reading.kept()),
        (Pence(1_500), Pence(1_200), Pence(300))
    );
    // Without a year said, it is the one that most rows are of.
    let map = LedgerMap::read("", map).unwrap();
    let rows = rows_of_text("l.csv", text.as_bytes()).unwrap();
    let guessed = read("l.csv", rows, &map, None, &mut |_| true).unwrap();
    assert_eq!(guessed.fiscal_year, 2025);
}

#[test]
fn a_wordless_row_that_sums_the_others_is_a_total_and_any_other_is_not() {
    let text = "CC,Account,Text,Net,Period\nC1,4,x,5,1\nC1,4,x,6,1\n,,,11,\n,,,12,\n";
    let reading = take(text.as_bytes(), MAP);
    assert_eq!(left_out(&reading), [("a total that the ledger prints", 1)]);
    assert_eq!((reading.rows.len(), reading.total), (3, Pence(2_300)));
}

#[test]
fn what_keeps_a_ledger_out_is_said_with_its_place() {
    #[track_caller]
    fn check(text: &str, map: &str, kind: &str, said: &str) {
        let map = LedgerMap::read("", map).unwrap();
        let rows = rows_of_text("l.csv", text.as_bytes()).unwrap();
        let problems = read("l.csv", rows, &map, None, &mut |_| true).unwrap_err();
        assert_eq!(problems[0].kind, kind, "{}", problems[0]);
        assert!(problems[0].to_string().contains(said), "{}", problems[0]);
    }
    let huge = "90,000,000,000,000,000";
    let text = format!("CC,Account,Text,Net,Period\nC1,4,x,\"{huge}\",1\nC1,4,x,\"-{huge}\",1\n");
    check(&text, MAP, "too-much-money", "l.csv, line 3");
    check(
        "CC,Account,Text,Net,Period\nC1,4,x,1,1\n",
        MAP,
        "no-year",
        "--year 2001/02",
    );
    check("A,B\n1,2\n", MAP, "missing-column", "CC");
    check("\n\n", MAP, "empty-file", "l.csv");
    check(
        "CC,Net\nC1,1\n",
        "[columns]\ncost_centre = \"CC\"\namount = \"Net\"\n",
        "incomplete-mapping",
        "no month",
    );
}

#[test]
fn a_worksheet_is_read_as_a_table_of_text_is() {
    let sheet = vec![
        vec!["Ledger".to_owned()],
        vec![],
        vec!["CC".into(), "Net".into(), "Date".into()],
        vec![
            "C1".into(),
            "0.30000000000000004".into(),
            "2025-06-01".into(),
        ],
        vec![],
    ];
    let map = "skip_rows = 1\n[columns]\ncost_centre = \"CC\"\namount = \"Net\"\ndate = \"Date\"\n";
    let map = LedgerMap::read("", map).unwrap();
    let reading = read("l.xlsx", rows_of_sheet(sheet), &map, None, &mut |_| true).unwrap();
    accounted(&reading);
    assert_eq!(
        (reading.total, reading.rows[0].line, reading.rows[0].month),
        (Pence(30), 4, Some(3))
    );
}

proptest::proptest! {
    #[test]
    fn no_text_stops_the_program_and_no_row_is_lost(text: String) {
        let text = format!("CC,Account,Text,Net,Period\n{text}");
        let map = LedgerMap::read("", MAP).unwrap();
        if Rows::open("l.csv", text.as_bytes()).is_ok() {
            let rows = rows_of_text("l.csv", text.as_bytes()).unwrap();
            if let Ok(reading) = read("l.csv", rows, &map, Some(2025), &mut |_| true) {
                accounted(&reading);
            }
        }
    }
}
