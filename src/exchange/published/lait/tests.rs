//! The reader of LAIT's long file, on small files made for it.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::domain::area::AreaCode;
use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::panel::Cell;
use crate::domain::period::PeriodKind;
use crate::domain::problem::Severity;
use crate::domain::reading::{Missing, Reported, Status};
use crate::exchange::authorities;
use crate::exchange::published::known::tests::england;

const HEADING: &str = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n";

fn with(
    text: &str,
    dictionary: Option<&Dictionary>,
    options: Options,
) -> Result<Intake, Vec<Problem>> {
    read(
        text.as_bytes(),
        "lait.csv",
        dictionary,
        &england(),
        options,
        &mut |_| true,
    )
}

fn rows(rows: &str) -> Intake {
    with(&format!("{HEADING}{rows}"), None, Options::default()).expect("reads")
}

/// The kinds of what is wrong, and where.
fn errors(intake: &Intake) -> Vec<(&str, &str)> {
    let wrong = intake
        .problems
        .iter()
        .filter(|held| held.severity == Severity::Error);
    wrong
        .map(|held| (held.kind, held.location.as_str()))
        .collect()
}

fn figure(value: f64, decimals: u8) -> Cell {
    Cell::bare(Reported::Figure { value, decimals })
}

#[test]
fn a_file_is_read_into_series() {
    let intake = rows(
        "CIN,,2024 (Rev),Leicester,331.4,856.0,East Midlands\n\
         CIN,Children in need,2024 (Rev),England,5.7529999999999998E-2,970.0,NA\n\
         CIN,,2025 (prov),Leicester,-,856.0,East Midlands\n\
         RTA,\"Killed, injured\",2014-16,Leicester,12.13,856.0,East Midlands\n",
    );
    assert_eq!(errors(&intake), []);
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.n_skipped()),
        (4, 4, 0)
    );
    assert_eq!(intake.areas, [AreaCode::new("856"), AreaCode::new("970")]);
    let titles: Vec<&str> = intake
        .indicators
        .iter()
        .map(|held| held.title.as_str())
        .collect();
    assert_eq!(titles, ["Children in need", "Killed, injured"]);
    let first = &intake.series[0];
    assert_eq!(
        (first.label.as_str(), first.status),
        ("2024 (Rev)", Status::Revised)
    );
    assert_eq!(
        first.cells,
        [(0, figure(331.4, 1)), (1, figure(0.05753, 5))]
    );
    let missing = Cell::bare(Reported::Missing(Missing::NotAvailable));
    assert_eq!(intake.series[1].cells, [(0, missing)]);
    assert_eq!(intake.series[2].period.code(), "S CY 2014..2016");
    assert_eq!(intake.indicators[1].period_kind, PeriodKind::CalendarSpan);
    assert!(intake.is_sound());
}

#[test]
fn columns_and_rows_may_stand_in_any_order() {
    let text = "\u{feff}Values,LA Number,years,Region,Data item,LA and Regions,SHORT DESC\r\n\
                2,855.0,2024,,,Leicestershire,CIN\r\n\
                9,855.0,2025,,,Leicestershire,CIN\r\n\
                1,856.0,2024,,Title,Leicester,CIN\r\n\
                5,970,2024,,Title,England,CIN\r\n";
    let intake = with(text, None, Options::default()).expect("reads");
    assert_eq!(errors(&intake), []);
    assert_eq!(intake.areas[0], AreaCode::new("855"));
    assert_eq!(
        intake.series[0].cells,
        [
            (0, figure(2.0, 0)),
            (1, figure(1.0, 0)),
            (2, figure(5.0, 0))
        ]
    );
    assert_eq!(intake.indicators[0].title, "Title");
}

#[test]
fn the_order_of_rows_does_not_change_what_is_read() {
    let lines = [
        "A,T,2024,,1,856,",
        "A,T,2025,,2,856,",
        "B,U,2024,,3,856,",
        "A,T,2024,,4,855,",
        "B,U,2024,,-,855,",
    ];
    let read = |order: &[usize]| {
        let text = order.iter().fold(String::new(), |mut text, n| {
            let _ = writeln!(text, "{}", lines[*n]);
            text
        });
        let intake = rows(&text);
        let mut found: Vec<String> = Vec::new();
        for series in &intake.series {
            let code = &intake.indicators[series.indicator].code;
            assert!(series.cells.is_sorted_by(|one, next| one.0 < next.0));
            for (area, cell) in &series.cells {
                let area = &intake.areas[usize::from(*area)];
                found.push(format!(
                    "{code} {} {area} {:?}",
                    series.period, cell.reported
                ));
            }
        }
        found.sort();
        found
    };
    let want = read(&[0, 1, 2, 3, 4]);
    assert_eq!(want.len(), 5);
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 4, 0, 3, 2]] {
        assert_eq!(read(&order), want, "{order:?}");
    }
}

#[test]
fn rows_without_a_year_are_counted_and_left_out() {
    let intake =
        rows("A,T,0,Leicester,-,856,\nA,T,,Leicester,1,856,\nA,T,2025,Leicester,1,856,\n,,,,,,\n");
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.n_skipped()),
        (4, 1, 3)
    );
    let first = &intake.skipped[0];
    assert_eq!(
        (first.reason.as_str(), first.n, first.line),
        ("no year", 2, 2)
    );
    assert_eq!(intake.skipped[1].reason, "blank row");
    assert!(intake.is_sound());
}

#[test]
fn the_same_row_again_is_counted_and_another_figure_refused() {
    let intake = rows("A,T,2025,,1.5,856,\nA,T,2025,,2,855,\nA,T,2025,,1.50,856,\n");
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.n_skipped()),
        (3, 2, 1)
    );
    assert_eq!(intake.skipped[0].line, 4);
    assert_eq!(
        intake.series[0].cells,
        [(0, figure(1.5, 1)), (1, figure(2.0, 0))]
    );
    assert!(intake.is_sound());

    let intake = rows("A,T,2025,,1.5,856,\nA,T,2025,,2,855,\nA,T,2025,,1.6,856,\n");
    assert_eq!(
        errors(&intake),
        [("same-row", "lait.csv, line 4, column 5")]
    );
    assert_eq!(
        intake.problems[0].what,
        "1.6 for A in 2025 of area 856, which has 1.5 on line 2"
    );
}

#[test]
fn unknown_areas_are_said_once_or_left_out() {
    let text = format!(
        "{HEADING}A,T,2025,Nowhere,1,999.0,\nA,T,2025,Leicester,1,856.0,\nA,T,2024,Nowhere,1,999.0,\n"
    );
    let intake = with(&text, None, Options::default()).unwrap();
    assert_eq!(
        errors(&intake),
        [("unknown-area", "lait.csv, line 2, column 6")]
    );
    assert_eq!(intake.problems[0].what, "“999.0 Nowhere”, in 2 rows");
    let options = Options {
        leave_out_unknown: true,
    };
    let intake = with(&text, None, options).unwrap();
    assert!(intake.is_sound());
    assert_eq!(
        (intake.n_kept, intake.skipped[0].n, intake.skipped[0].line),
        (1, 2, 2)
    );
}

#[test]
fn years_of_one_measure_are_of_one_kind() {
    let intake =
        rows("A,T,2025,,1,856,\nB,T,2025,,1,856,\nA,T,2015/16,,1,856,\nA,T,2016/17,,1,856,\n");
    assert_eq!(
        errors(&intake),
        [("mixed-periods", "lait.csv, line 4, column 3")]
    );
    assert_eq!(
        intake.problems[0].what,
        "“2015/16” of A, which has “2025” on line 2"
    );
    let intake = rows("A,T,2017,,1,856,\nA,T,2017 (Rev),,1,855,\n");
    assert_eq!(
        errors(&intake),
        [("same-period", "lait.csv, line 3, column 3")]
    );
    let intake = rows("A,T,sometime,,1,856,\nA,T,sometime,,1,855,\n");
    assert_eq!(
        errors(&intake),
        [("unreadable-period", "lait.csv, line 2, column 3")]
    );
}

#[test]
fn what_cannot_be_read_is_said_with_line_and_column() {
    let intake = rows("A,T,2025,,lots,856,\nA,T,2025,855\n,T,2025,,1,856,\nA,T,2025,,1,856,\n");
    let want = [
        ("unreadable-figure", "lait.csv, line 2, column 5"),
        ("row-length", "lait.csv, line 3"),
        ("no-measure", "lait.csv, line 4, column 1"),
    ];
    assert_eq!(errors(&intake), want);
    assert!(!intake.is_sound());
    let many = "A,T,2025,,bad,856,\n".repeat(50_000);
    let intake = rows(&many);
    assert_eq!(
        intake
            .problems
            .iter()
            .filter(|held| held.severity == Severity::Error)
            .count(),
        200
    );
    assert!(intake.n_read < 20_000, "{}", intake.n_read);
}

#[test]
fn other_files_are_refused() {
    #[track_caller]
    fn check(text: &str, kind: &str, location: &str) {
        let error = with(text, None, Options::default()).unwrap_err();
        assert_eq!(
            (error[0].kind, error[0].location.as_str()),
            (kind, location)
        );
    }
    check("", "empty-file", "lait.csv");
    check("\n\n", "empty-file", "lait.csv");
    check("<html><body>Sign in</body></html>", "web-page", "lait.csv");
    check(" <html>", "web-page", "lait.csv");
    check(
        &HEADING.replace(',', ";"),
        "wrong-delimiter",
        "lait.csv, line 1",
    );
    check(
        &HEADING.replace(',', "\t"),
        "wrong-delimiter",
        "lait.csv, line 1",
    );
    check(
        "Short Desc,Data item,Years,LA and Regions,LA Number\n",
        "missing-column",
        "lait.csv, line 1",
    );
    check(
        "Short Desc,Data item,Years,Values,LA Number,Values\n",
        "same-heading",
        "lait.csv, line 1, column 6",
    );
    let open = format!("{HEADING}A,T,2025,,1,856,\n\"A,T,{}", "x".repeat(10 << 20));
    check(&open, "row-without-end", "lait.csv, line 3");
}

#[test]
fn words_of_a_spreadsheets_own_text_are_read() {
    let mut bytes = format!("{HEADING}A,").into_bytes();
    bytes.extend(b"Caf\xe9,2025,,1,856,\n");
    let intake = read(
        &bytes[..],
        "a.csv",
        None,
        &england(),
        Options::default(),
        &mut |_| true,
    )
    .unwrap();
    assert_eq!(intake.indicators[0].title, "Café");
}

#[test]
fn reading_stops_when_it_is_told_to() {
    let text = format!("{HEADING}{}", "A,T,2025,,1,856,\n".repeat(30_000));
    let mut told = Vec::new();
    let read = read(
        text.as_bytes(),
        "a.csv",
        None,
        &england(),
        Options::default(),
        &mut |bytes| {
            told.push(bytes);
            told.len() < 2
        },
    );
    assert_eq!(read.unwrap_err()[0].kind, "stopped");
    assert!(
        told.len() == 2 && told[0] <= told[1] && told[0] > 0,
        "{told:?}"
    );
}

const DICTIONARY: &str = "Measure,Measure_short,Polarity,y_axis_name,dps,Year_Type,No_Quartile,Topic\n\
     Rate of children in need,CIN,Low,\"Rate per 10,000\",1,Financial Year,N,Need\n";

#[test]
fn the_dictionary_says_what_a_measure_is() {
    let dictionary = Dictionary::read(DICTIONARY.as_bytes(), "d.csv").unwrap();
    let text = format!("{HEADING}CIN,Short,2025,,331.4,856,\nNew,Other,2025,,1,856,\n");
    let intake = with(&text, Some(&dictionary), Options::default()).unwrap();
    let cin = &intake.indicators[0];
    assert_eq!(
        (cin.title.as_str(), cin.polarity),
        ("Rate of children in need", Polarity::Lower)
    );
    assert_eq!(
        (cin.unit, cin.unit_words.as_str()),
        (UnitKind::Rate, "per 10,000")
    );
    assert_eq!(
        (cin.period_kind, cin.no_quartile),
        (PeriodKind::Reporting, true)
    );
    let other = &intake.indicators[1];
    assert_eq!(
        (other.title.as_str(), other.polarity),
        ("Other", Polarity::Neutral)
    );
    assert_eq!(intake.problems[0].kind, "not-in-dictionary");
    assert!(intake.is_sound());
}

#[test]
fn without_a_dictionary_the_rest_is_guessed_and_said() {
    let intake = rows(
        "A,% of children,2025,,12.5,856,\nB,Percentage change,2025,,-12.55,856,\nC,,2025,,7,856,\n",
    );
    let units: Vec<UnitKind> = intake.indicators.iter().map(|held| held.unit).collect();
    assert_eq!(units, [UnitKind::Percent, UnitKind::Rate, UnitKind::Rate]);
    let decimals: Vec<u8> = intake.indicators.iter().map(|held| held.decimals).collect();
    assert_eq!(decimals, [1, 2, 0]);
    assert_eq!(intake.indicators[2].title, "C");
    assert_eq!(intake.problems[0].kind, "no-dictionary");
    assert_eq!(intake.problems[0].severity, Severity::Warning);
}

#[test]
fn the_plans_own_kind_of_period_goes_before_the_dictionarys() {
    let dictionary = Dictionary::read(DICTIONARY.as_bytes(), "d.csv").unwrap();
    let areas = authorities::areas();
    let kinds = [("CIN".to_owned(), PeriodKind::Academic)];
    let known = Known::new(areas.iter(), kinds.into_iter());
    let text = format!("{HEADING}CIN,Short,2025,,331.4,856,\n");
    let read = read(
        text.as_bytes(),
        "a.csv",
        Some(&dictionary),
        &known,
        Options::default(),
        &mut |_| true,
    );
    assert_eq!(read.unwrap().series[0].period.code(), "AY 2024/25");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, heading: bool) {
        let mut whole = if heading { HEADING.as_bytes().to_vec() } else { Vec::new() };
        whole.extend(bytes);
        let _ = read(&whole[..], "a.csv", None, &england(), Options::default(), &mut |_| true);
    }

    #[test]
    fn every_row_is_kept_or_counted(
        rows in prop::collection::vec("(A|B| ),T,(2024|2025|0|),,(1|2|-|),(856|855|999|),", 0..40)
    ) {
        let text = format!("{HEADING}{}\n", rows.join("\n"));
        let options = Options { leave_out_unknown: true };
        let intake = with(&text, None, options).unwrap();
        prop_assert_eq!(intake.n_read, rows.len() as u64);
        if intake.is_sound() {
            prop_assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
            prop_assert_eq!(intake.n_figures(), intake.n_kept);
        }
    }
}
