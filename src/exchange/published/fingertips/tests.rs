//! Rows as Fingertips prints them, with names and figures made up for the tests.

use proptest::prelude::*;

use super::*;
use crate::exchange::published::known::tests::england;

const HEADINGS: &str = "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,Compared to England value or percentiles,Compared to percentiles,Time period Sortable,New data,Compared to goal,Time period range";

fn line(area: &str, sex: &str, category: &str, period: &str, figures: &str, note: &str) -> String {
    format!(
        "101,Made-up measure,E92000001,England,{area},Counties & UAs,{sex},10 yrs,{category},{period},{figures},{note},,,,20190000,,,1y\n"
    )
}

fn take(rows: &[String]) -> Intake {
    let text = format!("{HEADINGS}\r\n{}", rows.concat());
    let intake = read("f.csv", text.as_bytes(), &england(), false, &mut |_| true).unwrap();
    assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
    intake
}

#[test]
fn figures_come_with_what_they_were_worked_out_from() {
    let leicester = line(
        "E06000016,Leicester",
        "Persons",
        ",",
        "2019/20",
        "21.456789,20.1,22.9,19.0,24.0,900,4195",
        "",
    );
    let intake = take(&[leicester.clone(), leicester]);
    assert_eq!((intake.n_read, intake.n_kept), (2, 1));
    assert_eq!(intake.skipped[0].reason, "the same row again");
    let indicator = &intake.indicators[0];
    assert_eq!(indicator.code, "fingertips/101/Persons/10 yrs");
    assert_eq!(indicator.title, "Made-up measure: 10 yrs");
    assert_eq!((indicator.unit, indicator.decimals), (UnitKind::Percent, 2));
    let series = &intake.series[0];
    assert_eq!(
        (series.period, series.label.as_str()),
        (Period::Financial(2019), "2019/20")
    );
    let cell = &series.cells[0].1;
    assert_eq!(
        cell.reported,
        Reported::Figure {
            value: 21.456_789,
            decimals: 2
        }
    );
    let want = Basis {
        numerator: Some(900.0),
        denominator: Some(4195.0),
        lower: Some(20.1),
        upper: Some(22.9),
    };
    assert_eq!(cell.basis(), want);
    assert_eq!(intake.areas, [AreaCode::new("856")]);
}

#[test]
fn each_row_is_kept_or_counted_under_its_reason() {
    #[track_caller]
    fn check(row: String, want: &str) {
        let intake = take(&[row]);
        let said = intake
            .skipped
            .first()
            .map_or("kept", |held| held.reason.as_str());
        assert_eq!(said, want);
    }
    let figures = "1,,,,,,";
    let of = |area: &str| line(area, "Male", ",", "2020", figures, "");
    check(of("E92000001,England"), "kept");
    check(of("E12000004,East Midlands region"), "kept");
    check(of("E10000018,Leicestershire"), "kept");
    check(of("E06000052,Cornwall"), "kept");
    check(of("E07000135,Oadby and Wigston"), "district");
    check(
        of("E54000015,NHS somewhere"),
        "not a council, a region or England",
    );
    check(
        of("E09000012,Hackney and City of London"),
        "figure for several authorities together",
    );
    check(of("E06000099,Atlantis"), "area not known to the plan");
    let decile = line(
        "E92000001,England",
        "Male",
        "Deprivation,Most deprived",
        "2020",
        figures,
        "",
    );
    check(decile, "figure of a category");
    check(
        line("E92000001,England", "Male", ",", "sometime", figures, ""),
        "period that cannot be read",
    );
    check(
        line("E92000001,England", "Male", ",", "2020", "many,,,,,,", ""),
        "row with an error",
    );
    check("1,2\n".into(), "not as many cells as headings");
}

#[test]
fn sexes_are_indicators_of_their_own_and_blanks_have_reasons() {
    let row = |sex: &str, figures: &str, note: &str| {
        line("E92000001,England", sex, ",", "2018 - 20", figures, note)
    };
    let note = "\"Value suppressed, small count\"";
    let intake = take(&[row("Male", "1,,,,,,", ""), row("Female", ",,,,,,", note)]);
    assert_eq!(intake.indicators.len(), 2);
    let female = intake
        .series
        .iter()
        .find(|series| series.indicator == 1)
        .unwrap();
    assert_eq!(female.period.kind(), PeriodKind::CalendarSpan);
    assert_eq!(
        female.cells[0].1.reported,
        Reported::Missing(Missing::Confidential)
    );
}

#[test]
fn another_table_is_refused_by_the_columns_it_lacks() {
    let problems = read("f.csv", &b"a,b\n1,2\n"[..], &england(), false, &mut |_| {
        true
    })
    .unwrap_err();
    assert_eq!(problems.len(), 7);
    assert!(
        problems
            .iter()
            .all(|problem| problem.kind == "missing-column")
    );
    let stop = read(
        "f.csv",
        format!("{HEADINGS}\n1\n").as_bytes(),
        &england(),
        false,
        &mut |_| false,
    );
    assert_eq!(stop.unwrap_err()[0].kind, "stopped");
}

proptest! {
    #[test]
    fn no_rows_stop_the_program(bytes: Vec<u8>) {
        let text = [HEADINGS.as_bytes(), b"\n", &bytes].concat();
        if let Ok(intake) = read("f.csv", &text[..], &england(), true, &mut |_| true) {
            prop_assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
        }
    }
}
