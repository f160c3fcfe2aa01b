//! Data files small enough to check by eye, whole and spoilt.

use proptest::prelude::*;

use super::*;
use crate::domain::area::AreaCode;
use crate::domain::intake::Intake;
use crate::domain::panel::Basis;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::{Missing, Reported, Status};
use crate::exchange::published::known::Known;
use crate::exchange::published::known::tests::england;

const HEAD: &str = "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name";
const ENGLAND: &str = "2025,Reporting year,National,E92000001,England,,,,,";
const REGION: &str = "2025,Reporting year,Regional,E92000001,England,E12000004,East Midlands,,,";
const LEICESTER: &str = "2025,Reporting year,Local authority,E92000001,England,E12000004,East Midlands,856,E06000016,Leicester";

fn laid_out(text: &str) -> Result<Layout, Vec<Problem>> {
    look("f_2024_to_2025.csv", text.as_bytes(), None, &mut |_| true)
}

fn take_with(text: &str, known: &Known, change: impl FnOnce(&Layout, &mut Choice)) -> Intake {
    let layout = laid_out(text).unwrap();
    let mut choice = Choice::all_defaults(&layout);
    change(&layout, &mut choice);
    let intake = read(text.as_bytes(), &layout, &choice, known, &mut |_| true).unwrap();
    assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
    intake
}

fn take(text: &str) -> Intake {
    take_with(text, &england(), |_, _| {})
}

fn codes(intake: &Intake) -> Vec<&str> {
    intake
        .indicators
        .iter()
        .map(|held| held.code.as_str())
        .collect()
}

#[track_caller]
fn error(intake: &Intake, kind: &str) -> Problem {
    assert!(!intake.is_sound(), "taken in without an error");
    let found = intake.problems.iter().find(|problem| problem.kind == kind);
    found
        .unwrap_or_else(|| panic!("{:?}", intake.problems))
        .clone()
}

fn at(line: u64, column: u64) -> Place {
    Place::File("f_2024_to_2025.csv".into(), Some(line), Some(column))
}

#[test]
fn rows_of_england_regions_and_councils_become_figures() {
    let text = format!(
        "{HEAD},children_count,rate_per_10000\n{ENGLAND},81770,67\n{REGION},\"6,120\",62.5\n{LEICESTER},c,k\n"
    );
    let intake = take(&text);
    assert!(
        intake.is_sound() && intake.problems.is_empty(),
        "{:?}",
        intake.problems
    );
    assert_eq!((intake.n_read, intake.n_kept), (3, 3));
    assert_eq!(codes(&intake), ["f/children_count", "f/rate_per_10000"]);
    assert_eq!(intake.areas, ["856", "970", "983"].map(AreaCode::new));
    let rate = &intake.series[1];
    assert_eq!(
        (rate.period, rate.label.as_str(), rate.status),
        (Period::Reporting(2025), "2025", Status::Outturn)
    );
    let cells: Vec<(u16, Reported)> = rate
        .cells
        .iter()
        .map(|(place, cell)| (*place, cell.reported))
        .collect();
    let figure = |value, decimals| Reported::Figure { value, decimals };
    assert_eq!(
        cells,
        [
            (0, Reported::Missing(Missing::Low)),
            (1, figure(67.0, 0)),
            (2, figure(62.5, 1))
        ]
    );
    assert_eq!(
        rate.cells[1].1.basis(),
        Basis {
            numerator: Some(81_770.0),
            ..Basis::default()
        }
    );
    assert_eq!(intake.indicators[1].decimals, 1);
}

#[test]
fn total_is_preselected_and_other_rows_counted() {
    let rows: String = ["Total", "Boys", "Girls"]
        .map(|sex| format!("{ENGLAND},{sex},1\n{LEICESTER},{sex},2\n"))
        .concat();
    let text = format!("{HEAD},sex,number\n{rows}");
    let layout = laid_out(&text).unwrap();
    assert_eq!(layout.filters[0].preselected, Some(0));
    assert_eq!(layout.filters[0].options[1].n_rows, 2);
    let intake = take(&text);
    assert_eq!((codes(&intake), intake.n_kept), (vec!["f/number"], 2));
    let skipped = &intake.skipped[0];
    assert_eq!(
        (skipped.reason.as_str(), skipped.n, skipped.line),
        ("not the option chosen for sex", 4, 4)
    );
    let girls = Chosen::Only(vec!["Girls".into()]);
    let intake = take_with(&text, &england(), |layout, choice| {
        choice.set(layout, "sex", girls)
    });
    assert_eq!((codes(&intake), intake.n_kept), (vec!["f/number/Girls"], 2));
    let intake = take_with(&text, &england(), |layout, choice| {
        choice.set(layout, "sex", Chosen::Every)
    });
    assert_eq!(
        codes(&intake),
        ["f/number", "f/number/Boys", "f/number/Girls"]
    );
}

#[test]
fn total_is_not_preselected_where_it_leaves_nothing_or_says_nothing() {
    // `breakdown` says which of the two filters is broken down; no row is the total of both.
    let rows = [
        "sex,Girls,Total,1",
        "sex,Boys,Total,2",
        "age,Total,5 to 9,3",
        "age,Total,10 to 15,4",
    ];
    let rows: String = rows.map(|row| format!("{ENGLAND},{row}\n")).concat();
    let text = format!("{HEAD},breakdown,sex,age_group,number\n{rows}");
    let intake = take(&text);
    assert_eq!(intake.n_kept, 4);
    assert!(
        codes(&intake).contains(&"f/number/age/10 to 15"),
        "{:?}",
        codes(&intake)
    );
    // Every percentage is 100 at `Total children`.
    let text = format!(
        "{HEAD},moves,children_count,children_percent\n{ENGLAND},Total children,50,100\n{ENGLAND},3 or more,5,10\n"
    );
    let intake = take(&text);
    assert!(
        codes(&intake).contains(&"f/children_percent/3 or more"),
        "{:?}",
        codes(&intake)
    );
}

#[test]
fn rows_of_no_area_of_the_plan_are_counted_or_refused() {
    let school = "2025,Reporting year,School,E92000001,England,,,856,,Anytown Primary";
    let both =
        "2025,Reporting year,Local authority,E92000001,England,,,940 / 941,,Northamptonshire";
    let wales = "2025,Reporting year,National,W92000004,Wales,,,,,";
    let lost = "2025,Reporting year,Local authority,E92000001,England,,,999,,Atlantis";
    let text = format!(
        "{HEAD},number\n{ENGLAND},9\n{school},1\n{both},2\n{wales},3\n{lost},4\n{lost},5\n,,,,,,,,,,\n"
    );
    let intake = take(&text);
    let reasons: Vec<(&str, u64, u64)> = intake
        .skipped
        .iter()
        .map(|held| (held.reason.as_str(), held.n, held.line))
        .collect();
    let want = [
        ("school row", 1, 3),
        ("figure for several authorities together", 1, 4),
        ("figure of another nation", 1, 5),
        ("area not known to the plan", 2, 6),
        ("empty row", 1, 8),
    ];
    assert_eq!(reasons, want);
    let problem = error(&intake, "unknown-area");
    assert_eq!(
        (problem.place, problem.what.as_str()),
        (at(6, 8), "“999 Atlantis”, in 2 rows")
    );
    let intake = take_with(&text, &england(), |_, choice| {
        choice.leave_out_unknown = true
    });
    assert!(intake.is_sound());
    assert_eq!(intake.problems[0].severity, Severity::Warning);
}

#[test]
fn what_is_wrong_is_said_with_line_and_column() {
    #[track_caller]
    fn check(rows: &str, kind: &str, place: Place) {
        let intake = take(&format!("{HEAD},number\n{rows}"));
        assert_eq!(error(&intake, kind).place, place);
    }
    check(
        &format!("{ENGLAND},1\n{LEICESTER},twelve\n"),
        "unreadable-figure",
        at(3, 11),
    );
    check(
        &format!("{ENGLAND},1\n{ENGLAND},2\n"),
        "same-row",
        at(3, 11),
    );
    let line = |line| Place::File("f_2024_to_2025.csv".into(), Some(line), None);
    let academic = ENGLAND.replace("2025,Reporting", "202425,Academic");
    check(
        &format!("{ENGLAND},1\n{academic},2\n"),
        "mixed-periods",
        line(3),
    );
    check(
        &format!("{ENGLAND},1\n{LEICESTER}\n"),
        "row-length",
        line(3),
    );
    check(
        &format!("{ENGLAND},1\n{LEICESTER},1,2\n"),
        "row-length",
        line(3),
    );
    let week = ENGLAND.replace("Reporting year", "Week 3");
    check(
        &format!("{ENGLAND},1\n{week},2\n"),
        "unreadable-period",
        at(3, 1),
    );
}

#[test]
fn another_kind_of_period_than_the_plans_is_refused() {
    let areas = crate::exchange::authorities::areas();
    let kinds = [(
        "f/number".to_owned(),
        crate::domain::period::PeriodKind::Financial,
    )];
    let known = Known::new(areas.iter(), kinds.into_iter());
    let intake = take_with(&format!("{HEAD},number\n{ENGLAND},1\n"), &known, |_, _| {});
    error(&intake, "period-of-another-kind");
}

#[test]
fn the_same_row_again_does_no_harm() {
    let intake = take(&format!(
        "{HEAD},number\n{ENGLAND},1\n{ENGLAND},1\n{HEAD},number\nSource: DfE,,,,,,,,,,\n"
    ));
    assert!(intake.is_sound());
    let reasons: Vec<&str> = intake
        .skipped
        .iter()
        .map(|held| held.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "the same row again",
            "the heading again",
            "a note, not a row of figures"
        ]
    );
}

#[test]
fn headings_and_separators_that_are_nearly_right_are_read_with_a_warning() {
    let text = format!("{HEAD},number\n{LEICESTER},7\n")
        .replace("geographic_level", "geographical_level")
        .replace("la_name", "LA name")
        .replace(',', ";");
    let intake = take(&text);
    assert_eq!(intake.n_kept, 1);
    let warned: Vec<(&str, &Place)> = intake
        .problems
        .iter()
        .map(|held| (held.kind, &held.place))
        .collect();
    assert!(warned.contains(&("near-heading", &at(1, 3))), "{warned:?}");
    assert!(warned.contains(&("near-heading", &at(1, 10))), "{warned:?}");
    assert!(
        warned.iter().any(|held| held.0 == "separator"),
        "{warned:?}"
    );
}

#[test]
fn a_file_that_is_not_one_is_refused_before_it_is_read() {
    #[track_caller]
    fn check(text: &str, kind: &str) {
        assert_eq!(laid_out(text).unwrap_err()[0].kind, kind, "{text}");
    }
    check("", "empty-file");
    check("\n\n", "empty-file");
    check("<!doctype html>", "web-page");
    check("a,b\n1,2\n", "missing-column");
    check(&format!("{HEAD}\n{ENGLAND}\n"), "no-figures");
    check(&format!("{HEAD},n,n\n{ENGLAND},1,2\n"), "same-heading");
    check(&format!("{HEAD},n\n"), "no-figures");
}

#[test]
fn metadata_gives_labels_units_and_what_a_column_is() {
    let meta = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp\nage,Filter,Age,,,\nrate,Indicator,Overall rate,,%,1\n";
    let meta = Meta::read("f.meta.csv", meta.as_bytes()).unwrap();
    let text = format!("{HEAD},age,rate\n{ENGLAND},5,10.5\n{ENGLAND},6,11\n");
    let layout = look("f.csv", text.as_bytes(), Some(&meta), &mut |_| true).unwrap();
    assert_eq!(
        (layout.filters[0].label.as_str(), layout.measures.len()),
        ("Age", 1)
    );
    let measure = &layout.measures[0];
    assert_eq!(
        (measure.label.as_str(), measure.unit, measure.decimals),
        (
            "Overall rate",
            crate::domain::indicator::UnitKind::Percent,
            1
        )
    );
}

#[test]
fn the_firmness_is_that_of_the_version_column() {
    let text =
        format!("{HEAD},version,number\n{ENGLAND},Provisional,1\n{LEICESTER},Provisional,2\n");
    assert_eq!(take(&text).series[0].status, Status::Provisional);
    let text = format!("{HEAD},version,number\n{ENGLAND},Provisional,1\n{ENGLAND},Final,2\n");
    let intake = take(&text);
    assert_eq!(intake.series[0].cells[0].1.reported.value(), Some(2.0));
    assert_eq!(
        intake.skipped[0].reason,
        "not the option chosen for version"
    );
}

#[test]
fn a_reading_can_be_stopped_and_a_changed_file_is_noticed() {
    let text = format!("{HEAD},number\n{ENGLAND},1\n");
    let stopped = look("f.csv", text.as_bytes(), None, &mut |_| false).unwrap_err();
    assert_eq!(stopped[0].kind, "stopped");
    let layout = laid_out(&text).unwrap();
    let choice = Choice::all_defaults(&layout);
    let known = england();
    let read = |text: &str, go: bool| {
        read(text.as_bytes(), &layout, &choice, &known, &mut |_| go).unwrap_err()[0].kind
    };
    assert_eq!(read(&text, false), "stopped");
    assert_eq!(read("a,b\n", true), "file-changed");
}

#[test]
fn of_many_like_problems_the_first_are_told_and_the_rest_counted() {
    let rows: String = (0..100)
        .map(|n| {
            format!(
                "{}\n",
                LEICESTER.replace("2025,", &format!("{},", 2300 + n)) + ",1"
            )
        })
        .collect();
    let intake = take(&format!("{HEAD},number\n{rows}"));
    assert_eq!(intake.problems.len(), 21);
    assert_eq!(intake.problems[20].what, "80 more of the same");
}

proptest! {
    #[test]
    fn no_bytes_stop_the_program(bytes: Vec<u8>) {
        let text = [HEAD.as_bytes(), b",sex,number\n", &bytes].concat();
        let _ = look("f.csv", &bytes[..], None, &mut |_| true);
        let _ = Meta::read("f.meta.csv", &bytes[..]);
        let _ = look("f.csv", &text[..], None, &mut |_| true);
    }

    #[test]
    fn rows_kept_and_left_out_are_the_rows_read(
        cells in prop::collection::vec(prop::sample::select(vec![
            "2025", "202425", "Reporting year", "Academic year", "National", "Regional", "Local authority", "School",
            "856", "999", "940 / 941", "", "Leicester", "Total", "1", "c", "x", "\"", "abc", "E92000001", "E12000004", "\n",
        ]), 0..200),
    ) {
        let body: Vec<String> = cells.chunks(12).map(|row| row.join(",")).collect();
        let text = format!("{HEAD},sex,number\n{ENGLAND},Total,1\n{}", body.join("\n"));
        if let Ok(layout) = laid_out(&text) {
            let choice = Choice::all_defaults(&layout);
            if let Ok(intake) = read(text.as_bytes(), &layout, &choice, &england(), &mut |_| true) {
                prop_assert_eq!(intake.n_kept + intake.n_skipped(), intake.n_read);
                let figures: usize = intake.series.iter().map(|series| series.cells.len()).sum();
                prop_assert_eq!(figures as u64, intake.n_figures());
            }
        }
    }
}
