//! The reader of lists of neighbours, on small lists made for it.

use proptest::prelude::*;

use super::*;
use crate::exchange::published::known::tests::england;
use crate::exchange::published::workbook::tests::of_text;

/// Ten authorities that are neighbours of Leicester here.
const CODES: [&str; 10] = [
    "821", "874", "831", "852", "353", "335", "330", "331", "332", "333",
];

fn with(text: &str, name: &str, options: Options) -> Result<Intake, Vec<Problem>> {
    read(text.as_bytes(), name, None, &england(), options)
}

fn errors(intake: &Intake) -> Vec<(&str, &str)> {
    let wrong = intake
        .problems
        .iter()
        .filter(|held| held.severity == Severity::Error);
    wrong
        .map(|held| (held.kind, held.location.as_str()))
        .collect()
}

fn long(rows: impl Iterator<Item = (usize, String)>) -> String {
    let rows: String = rows
        .map(|(rank, code)| format!("856,Leicester,{rank},{code},Name,Close \n"))
        .collect();
    format!("la_code,la_name,sn_rank,sn_code,sn_name,closeness\n{rows}")
}

fn ten() -> impl Iterator<Item = (usize, String)> {
    (1..).zip(CODES.map(str::to_owned))
}

fn cells(code: &str, name: &str) -> Vec<String> {
    let mut row = vec![code.to_owned(), name.to_owned()];
    for neighbour in CODES {
        row.extend([neighbour.to_owned(), "Very  close ".to_owned()]);
    }
    row
}

#[test]
fn the_long_list_is_read() {
    let intake = with(&long(ten()), "sn_may_2025.csv", Options::default()).unwrap();
    assert_eq!(errors(&intake), []);
    assert_eq!((intake.n_read, intake.n_kept), (10, 10));
    let last = &intake.neighbours[9];
    assert_eq!(
        (last.list.as_str(), last.rank, last.closeness.as_str()),
        ("2025-05", 10, "Close")
    );
    assert_eq!(
        (last.area.0.as_str(), last.neighbour.0.as_str()),
        ("856", "333")
    );
}

#[test]
fn the_wide_list_is_read() {
    let heading: String = (1..=10).map(|n| format!(",SN_{n},SN_{n}P")).collect();
    let text = format!(
        "\u{feff}old_la_code,la_name{heading}\r\n{}\r\n",
        cells("856", "Leicester").join(",")
    );
    let intake = with(&text, "sn_model_2025_wide.csv", Options::default()).unwrap();
    assert_eq!(errors(&intake), []);
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.neighbours.len()),
        (1, 1, 10)
    );
    let first = &intake.neighbours[0];
    assert_eq!(
        (first.list.as_str(), first.rank, first.closeness.as_str()),
        ("2025", 1, "Very close")
    );
}

#[test]
fn the_departments_workbook_is_read() {
    let letters = vec!["A".to_owned(), "B".to_owned(), "C".to_owned()];
    let mut heading = vec!["LA num".to_owned(), "LA Name".to_owned()];
    for n in 1..=10 {
        heading.extend([format!("SN{n}"), "SNP".to_owned()]);
    }
    let mut none = vec!["942".to_owned(), "Cumberland".to_owned()];
    none.resize(22, "-".to_owned());
    let divider = vec![String::new(), "Old SNs:".to_owned()];
    let bytes = of_text(&[
        letters,
        vec!["1".to_owned()],
        heading,
        cells("856.0", "Leicester"),
        none,
        vec![],
        divider,
        vec![],
        cells("835", "Dorset (Pre LG)"),
    ]);
    let intake = read(
        &bytes,
        "sn_april_2021.xlsx",
        None,
        &england(),
        Options::default(),
    )
    .unwrap();
    assert_eq!(errors(&intake), []);
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.n_skipped()),
        (4, 2, 2)
    );
    assert_eq!(intake.neighbours.len(), 20);
    assert_eq!(intake.neighbours[0].list, "2021-04");
    let reasons: Vec<(&str, u64)> = intake
        .skipped
        .iter()
        .map(|held| (held.reason.as_str(), held.line))
        .collect();
    assert_eq!(
        reasons,
        [
            ("no neighbours given", 5),
            ("a row between the parts of the table", 7)
        ]
    );
}

#[test]
fn what_is_wrong_is_said_with_line_and_column() {
    #[track_caller]
    fn check(change: (usize, usize, &str), want: &[(&str, &str)]) {
        let rows = ten().enumerate().map(|(n, (rank, code))| {
            if n == change.0 {
                (change.1, change.2.to_owned())
            } else {
                (rank, code)
            }
        });
        let intake = with(&long(rows), "sn_2025.csv", Options::default()).unwrap();
        assert_eq!(errors(&intake), want);
        assert!(!intake.is_sound());
    }
    check(
        (2, 3, "999"),
        &[
            ("unknown-area", "sn_2025.csv, line 4, column 4"),
            ("rank-gap", "sn_2025.csv, line 2, column 4"),
        ],
    );
    check(
        (2, 3, "856"),
        &[("own-neighbour", "sn_2025.csv, line 4, column 4")],
    );
    check(
        (2, 3, "821"),
        &[("same-neighbour", "sn_2025.csv, line 4, column 4")],
    );
    check(
        (2, 2, "831"),
        &[
            ("rank-gap", "sn_2025.csv, line 2, column 4"),
            ("same-rank", "sn_2025.csv, line 4, column 4"),
        ],
    );
    check(
        (2, 11, "831"),
        &[
            ("rank", "sn_2025.csv, line 4, column 3"),
            ("rank-gap", "sn_2025.csv, line 2, column 4"),
        ],
    );
}

#[test]
fn a_list_needs_a_date_and_a_heading() {
    let kind = |text: &str, name: &str| with(text, name, Options::default()).unwrap_err()[0].kind;
    assert_eq!(kind(&long(ten()), "neighbours.csv"), "list-name");
    assert_eq!(kind("a,b\n1,2\n", "sn_2025.csv"), "missing-column");
    assert_eq!(kind("", "sn_2025.csv"), "empty-file");
    let given = read(
        long(ten()).as_bytes(),
        "neighbours.csv",
        Some("2024-01"),
        &england(),
        Options::default(),
    );
    assert_eq!(given.unwrap().neighbours[0].list, "2024-01");
}

#[test]
fn laits_list_of_areas_is_recognised() {
    let text = "LA Number,LA Name,Region,Type\n856,Leicester,East Midlands,UA\n1000,England (discontinued),NA,NA\n";
    let intake = with(text, "la_code_list.csv", Options::default()).unwrap();
    assert_eq!(
        (intake.n_read, intake.n_kept, intake.n_skipped()),
        (2, 0, 2)
    );
    assert_eq!(intake.problems[0].severity, Severity::Note);
    assert_eq!(
        intake.problems[0].what,
        "a list of 2 areas, 1 of them known and 1 not"
    );
    assert!(!intake.is_sound(), "there is nothing to take in");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, heading: bool) {
        let mut whole = if heading { long(ten()).into_bytes() } else { Vec::new() };
        whole.extend(bytes);
        let _ = read(&whole, "sn_2025.csv", None, &england(), Options::default());
    }
}
