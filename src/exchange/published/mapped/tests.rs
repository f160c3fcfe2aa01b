//! One table in its three shapes, and tables that are spoilt.

use proptest::prelude::*;

use super::*;
use crate::domain::problem::Place;
use crate::exchange::published::known::tests::england;

fn map(text: &str) -> Mapping {
    Mapping::read("map.toml", text).unwrap()
}

fn take(text: &str, mapping: &str) -> Result<Intake, Vec<Problem>> {
    let rows = rows_of_text("t.csv", text.as_bytes()).map_err(|problem| vec![problem])?;
    let intake = read("t.csv", rows, &map(mapping), &england(), &mut |_| true)?;
    assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
    Ok(intake)
}

/// Indicator, area, period, figure.
fn figures(intake: &Intake) -> Vec<(String, String, String, Option<f64>)> {
    let mut all = Vec::new();
    for series in &intake.series {
        for (place, cell) in &series.cells {
            let code = intake.indicators[series.indicator].code.clone();
            let area = intake.areas[usize::from(*place)].0.clone();
            all.push((code, area, series.period.code(), cell.reported.value()));
        }
    }
    all.sort_by(|a, b| a.partial_cmp(b).unwrap());
    all
}

#[test]
fn one_table_in_three_shapes_gives_the_same_figures() {
    let long = "code,council,year,figure\nA1,Leicester,2023/24,1.5\nA1,Leicester,2024/25,c\nA1,970,2023/24,2\nA1,970,2024/25,3\n";
    let long_map = "[columns]\nindicator='code'\narea='council'\nperiod='year'\nvalue='figure'\n";
    let periods = "Made up\n\ncode,council,2023/24,2024/25\nA1,Leicester,1.5,c\nA1,England,2,3\n";
    let periods_map =
        "skip_rows=2\nacross='periods'\n[columns]\nindicator='code'\narea='council'\n";
    let indicators = "council;year;A1\nLeicester;2023/24;1.5\nLeicester;2024/25;c\n970;2023/24;2\n970;2024/25;3\n";
    let indicators_map = "across='indicators'\n[columns]\narea='council'\nperiod='Year'\n";
    let want = figures(&take(long, long_map).unwrap());
    assert_eq!(want.len(), 4);
    let row = |area: &str, period: &str, value| ("A1".into(), area.into(), period.into(), value);
    assert_eq!(want[0], row("856", "FY 2023/24", Some(1.5)));
    assert_eq!(want[1], row("856", "FY 2024/25", None));
    assert_eq!(figures(&take(periods, periods_map).unwrap()), want);
    assert_eq!(figures(&take(indicators, indicators_map).unwrap()), want);
    let sheet = long
        .lines()
        .map(|line| line.split(',').map(str::to_owned).collect())
        .collect();
    let intake = read(
        "t.xlsx",
        rows_of_sheet(sheet),
        &map(long_map),
        &england(),
        &mut |_| true,
    )
    .unwrap();
    assert_eq!(figures(&intake), want);
}

#[test]
fn what_the_table_leaves_unsaid_is_in_the_mapping() {
    let intake = take(
        "figure,above,below\n40,4,10\n",
        "source='Our own'\nperiod_kind='reporting year'\n[columns]\nvalue='figure'\nnumerator='above'\ndenominator='below'\n\
         [fixed]\nindicator='A1'\ntitle='Made up'\narea='856'\nperiod='2025'\nstatus='estimate'\n\
         [unit]\nkind='percent'\npolarity='lower'\ndecimals=1\n",
    )
    .unwrap();
    let series = &intake.series[0];
    assert_eq!(
        (series.period, series.status),
        (Period::Reporting(2025), Status::Estimate)
    );
    let basis = series.cells[0].1.basis();
    assert_eq!(
        (basis.numerator, basis.denominator),
        (Some(4.0), Some(10.0))
    );
    assert_eq!(
        (intake.indicators[0].title.as_str(), intake.source.as_str()),
        ("Made up", "Our own")
    );
}

#[test]
fn what_is_wrong_is_said_with_line_and_column() {
    const MAP: &str = "[columns]\nindicator='i'\narea='a'\nperiod='p'\nvalue='v'\n";
    #[track_caller]
    fn check(rows: &str, kind: &str, line: u64, column: u64) {
        let intake = take(&format!("i,a,p,v\n{rows}"), MAP).unwrap();
        assert!(!intake.is_sound());
        let place = Place::File("t.csv".into(), Some(line), Some(column));
        let found = intake.problems.iter().find(|problem| problem.kind == kind);
        assert_eq!(
            found.map(|problem| &problem.place),
            Some(&place),
            "{:?}",
            intake.problems
        );
    }
    check(
        "A1,856,2023/24,1\nA1,856,2024/25,x1\n",
        "unreadable-figure",
        3,
        4,
    );
    check("A1,856,next year,1\n", "unreadable-period", 2, 3);
    check("A1,Atlantis,2023/24,1\n", "unknown-area", 2, 2);
    check("A1,999,2023/24,1\n", "unknown-area", 2, 2);
    check("A1,856,2023/24,1\nA1,856,2023/24,2\n", "same-row", 3, 4);
    check(",856,2023/24,1\n", "no-indicator", 2, 1);
    let mixed = take("i,a,p,v\nA1,856,2023/24,1\nA1,856,2024,2\n", MAP).unwrap();
    assert_eq!(mixed.problems[0].kind, "mixed-periods");
}

#[test]
fn a_mapping_that_does_not_fit_the_table_is_refused() {
    #[track_caller]
    fn check(mapping: &str, kind: &str) {
        let problems = take("a,v\n856,1\n", mapping).unwrap_err();
        assert_eq!(problems[0].kind, kind, "{problems:?}");
    }
    check("[columns]\narea='council'\nvalue='v'\n", "missing-column");
    check(
        "[columns]\narea='a'\nvalue='v'\n[fixed]\nindicator='A1'\n",
        "incomplete-mapping",
    );
    check("skip_rows=9\n", "empty-file");
}

proptest! {
    #[test]
    fn no_rows_stop_the_program(text: String) {
        let _ = take(&format!("i,a,p,v\n{text}"), "[columns]\nindicator='i'\narea='a'\nperiod='p'\nvalue='v'\n");
        let _ = take(&text, "across='periods'\n[fixed]\nindicator='A1'\narea='856'\n");
    }
}
