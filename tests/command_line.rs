//! The program as scripts see it: a few golden command lines that show the wiring. The rules are tested where they live.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use desk::Desk;

mod desk;

const BOTH: [&str; 2] = ["leicester", "leicestershire"];

/// One cell of a CSV table, by a row's first cells and a column's heading.
fn cell(csv_text: &str, row: &[&str], column: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|heading| heading == column)
        .unwrap();
    let found = reader
        .records()
        .map(Result::unwrap)
        .find(|record| record.iter().zip(row).all(|(cell, want)| cell == *want));
    found.unwrap_or_else(|| panic!("no row {row:?} in\n{csv_text}"))[at].to_owned()
}

#[test]
fn check_lists_the_faults_of_the_sample_with_their_figures() {
    let desk = Desk::with(&BOTH);
    let ran = desk.run(&["check", "leicester.sqlite", "--format", "csv"]);
    assert_eq!(ran.code, 1, "problems were found");
    assert!(ran.out.starts_with("severity,kind,where,what,why,remedy\n"));
    let what = |severity: &str, kind: &str, place: &str| {
        cell(&ran.out, &[severity, kind, place], "what")
            + " "
            + &cell(&ran.out, &[severity, kind, place], "why")
    };
    #[track_caller]
    fn says(text: &str, words: &[&str]) {
        for word in words {
            assert!(text.contains(word), "“{word}” is not in: {text}");
        }
    }
    // Fault 1: £3 over, from rounding to £50.
    says(
        &what(
            "error",
            "over-ring-fence",
            "Grant 2001/02, Disabled children",
        ),
        &[
            "£1 over",
            "£136,700",
            "£136,699",
            "£1,492,300",
            "£1,492,297",
            "£50",
        ],
    );
    says(
        &what("error", "over-allocated", "Grant 2001/02, Main"),
        &["£2 over", "£1,355,600", "£1,355,598"],
    );
    // Fault 2: the leaving care line, read both ways.
    says(
        &what(
            "warning",
            "other-payer",
            "Grant 2001/02, 16+ year olds in and leaving care, paid by Main",
        ),
        &["£84,000", "£83,998 under"],
    );
    says(
        &what(
            "warning",
            "ring-fence-unspent",
            "Grant 2001/02, Leaving care",
        ),
        &["£983,648"],
    );
    // Fault 5: indicators.
    says(
        &what("warning", "unit-change", "Indicator QP 2, 1999/00"),
        &["26.5", "2.1", "months, then years"],
    );
    says(
        &what("warning", "jump", "Indicator QP 10, 1999/00"),
        &["5.00", "0.38"],
    );
    says(
        &what("warning", "plan-not-monotone", "Indicator PAF C21, 2001/02"),
        &["7.0", "8.0", "5.0"],
    );
    says(
        &what("warning", "plan-worse-first", "Indicator PAF A3, 2000/01"),
        &["17.0"],
    );
    says(
        &what("warning", "plan-worse-first", "Indicator QP 7.1, 2000/01"),
        &["65.0"],
    );
    says(
        &what("warning", "figure-queried", "Indicator PAF C24, 1999/00"),
        &["25.0"],
    );
    // And a published figure of the council's own that moved as no other authority's did.
    says(
        &what(
            "warning",
            "jump",
            "Indicator CareLeaversNEET, 2025, published",
        ),
        &["38%", "21%", "2024"],
    );
    says(
        &what("note", "two-objectives", "Indicator PAF E45"),
        &["3 Children in need"],
    );
    says(
        &what("note", "ratio-figure", "Indicator QP 8"),
        &["9.5 : 1"],
    );
    says(
        &what("note", "missing-reasons", "Indicators, missing figures"),
        &["1 not applicable", "2 not yet known", "13 blank"],
    );
}

#[test]
fn benchmark_gives_the_neighbours_own_figures() {
    let desk = Desk::with(&BOTH);
    let ran = desk.run(&[
        "benchmark",
        "leicester.sqlite",
        "--area",
        "856",
        "--format",
        "csv",
    ]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with(
        "indicator,period,value,status,previous,change,direction,sn_n,sn_mean,sn_median,region,england,la_n,rank,band,q25,q50,q75,significance,trend,rag,target_met"
    ));
    let get = |column| cell(&ran.out, &["LAC"], column);
    let row: Vec<String> = [
        "period",
        "value",
        "previous",
        "sn_n",
        "sn_mean",
        "sn_median",
        "region",
        "england",
    ]
    .map(get)
    .to_vec();
    assert_eq!(row, ["2025", "66", "67", "10", "61.1", "53", "62", "67"]);
    assert_eq!(
        cell(&ran.out, &["CPPlans2yrs"], "sn_n"),
        "9",
        "a neighbour without a figure is left out"
    );
    let old = desk.run(&[
        "benchmark",
        "leicester.sqlite",
        "--area",
        "855",
        "--neighbours",
        "2021-04",
        "--indicator",
        "PrevRegCPR",
        "--period",
        "2024",
        "--format",
        "csv",
    ]);
    assert_eq!(cell(&old.out, &["PrevRegCPR"], "sn_median"), "22.8");
    assert_eq!(cell(&old.out, &["PrevRegCPR"], "sn_n"), "9");
}

#[test]
fn grants_and_tally_print_what_is_held() {
    let desk = Desk::with(&BOTH);
    let grants = desk.run(&[
        "grants",
        "leicester.sqlite",
        "--year",
        "2001/02",
        "--format",
        "csv",
    ]);
    assert_eq!(grants.code, 1);
    assert_eq!(
        cell(&grants.out, &["line", "Placement choice"], "allocated"),
        "463950.00"
    );
    assert_eq!(
        cell(&grants.out, &["grant", "Disabled children"], "left"),
        "-1.00"
    );
    assert_eq!(
        cell(&grants.out, &["total", "All grants 2001/02"], "amount"),
        "2475945.00"
    );
    let tally = desk.run(&[
        "tally",
        "leicestershire.sqlite",
        "--consultation",
        "greengate",
        "--format",
        "csv",
    ]);
    assert_eq!(tally.code, 0);
    assert!(
        tally
            .out
            .starts_with("question,option,breakdown,count,base,percent,lower,upper")
    );
    assert_eq!(cell(&tally.out, &["1", "Tend to agree"], "count"), "29");
    assert_eq!(cell(&tally.out, &["1", "Tend to agree"], "base"), "91");
    let by = desk.run(&[
        "tally",
        "leicestershire.sqlite",
        "--consultation",
        "Greengate",
        "--by",
        "channel",
        "--format",
        "csv",
    ]);
    let meetings = cell(
        &by.out,
        &["1", "Strongly agree", "Meetings with young people"],
        "count",
    );
    assert_eq!(meetings, "", "not asked is not nought");
}

#[test]
fn undo_and_redo_are_named_and_survive_the_program() {
    let desk = Desk::with(&BOTH);
    let plan = desk.path("leicester.sqlite");
    let mut session = golden_thread::session::Session::open(&plan).unwrap();
    let was = session.book().objectives[0].clone();
    let mut now = was.clone();
    now.short = "Attachment".into();
    session
        .run(&golden_thread::domain::record::Edit::change(&was, now).into())
        .unwrap();
    drop(session);
    let history = desk.run(&["history", "leicester.sqlite", "--format", "csv"]);
    assert_eq!(
        cell(&history.out, &["1"], "words"),
        "Objective 1 Attachment"
    );
    let short = |plan: &Path| {
        golden_thread::session::Session::open_to_read(plan)
            .unwrap()
            .book()
            .objectives[0]
            .short
            .clone()
    };
    assert_eq!(
        desk.run(&["undo", "leicester.sqlite"]).out,
        "Undone: Objective 1 Attachment\n"
    );
    assert_eq!(short(&plan), was.short);
    assert_eq!(desk.run(&["redo", "leicester.sqlite"]).code, 0);
    assert_eq!(short(&plan), "Attachment");
    let nothing = desk.run(&["redo", "leicester.sqlite"]);
    assert_eq!(
        (nothing.code, nothing.err.as_str()),
        (2, "golden-thread: There is nothing to redo.\n")
    );
}

#[test]
fn a_years_money_is_drawn_three_ways() {
    let desk = Desk::with(&BOTH);
    for (which, name, part) in [
        (
            "allocation",
            "a.svg",
            "Allocation by priority area, 2001/02",
        ),
        ("by-grant", "b.txt", "A Main   B Disabled children"),
        ("where", "c.txt", "£899,648 left"),
    ] {
        let arguments = ["--money", which, "--year", "2001/02", "--out", name];
        let ran = desk.run(&[&["chart", "leicester.sqlite"][..], &arguments].concat());
        assert_eq!((ran.code, ran.out.trim()), (0, name), "{}", ran.err);
        let text = std::fs::read_to_string(desk.path(name)).unwrap();
        let part = part.replace("£899,648", "£983,648");
        assert!(text.contains(&part), "{text}");
    }
    let ran = desk.run(&[
        "chart",
        "leicester.sqlite",
        "--money",
        "where",
        "--year",
        "1990/91",
        "--out",
        "d.svg",
    ]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no grant of that year"), "{}", ran.err);
}

#[test]
fn a_chart_is_a_picture_or_text() {
    let desk = Desk::with(&BOTH);
    for (name, start) in [
        ("trend.svg", "<svg"),
        ("trend.png", "\u{fffd}PNG"),
        ("trend.txt", "Children looked after rate"),
    ] {
        let ran = desk.run(&[
            "chart",
            "leicester.sqlite",
            "--indicator",
            "LAC",
            "--out",
            name,
        ]);
        assert_eq!((ran.code, ran.out.trim()), (0, name), "{}", ran.err);
        let bytes = std::fs::read(desk.path(name)).unwrap();
        assert!(String::from_utf8_lossy(&bytes).starts_with(start), "{name}");
    }
}

#[test]
fn what_cannot_be_done_is_said_with_a_way_on() {
    let desk = Desk::with(&BOTH);
    std::fs::write(desk.path("photo.jpg"), b"\xFF\xD8\xFF\xE0 picture").unwrap();
    #[track_caller]
    fn check(desk: &Desk, arguments: &[&str], want: &str) {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{}", ran.out);
        assert!(ran.err.contains(want), "{}", ran.err);
        assert!(
            ran.out.is_empty(),
            "data only on standard output: {}",
            ran.out
        );
    }
    check(
        &desk,
        &["check", "photo.jpg"],
        "is a JPEG picture, not a plan",
    );
    check(&desk, &["check", "none.sqlite"], "There is no file");
    check(
        &desk,
        &["sample", "leicester.sqlite"],
        "Choose another name.",
    );
    check(
        &desk,
        &["grants", "leicester.sqlite", "--year", "2001/03"],
        "the second year should be 02",
    );
    check(
        &desk,
        &["grants", "leicester.sqlite", "--year", "1999/00"],
        "it holds 2005/06",
    );
    check(
        &desk,
        &["benchmark", "leicester.sqlite", "--area", "999"],
        "three-digit DfE code",
    );
    check(
        &desk,
        &[
            "benchmark",
            "leicester.sqlite",
            "--area",
            "856",
            "--indicator",
            "LAC",
            "--period",
            "2015/16 Q2",
        ],
        "2015/16 Q2",
    );
    check(
        &desk,
        &[
            "tally",
            "leicestershire.sqlite",
            "--consultation",
            "Bluegate",
        ],
        "it holds",
    );
    check(
        &desk,
        &[
            "chart",
            "leicester.sqlite",
            "--indicator",
            "LAC",
            "--out",
            "x.bmp",
        ],
        "use .svg, .png or .txt",
    );
    check(
        &desk,
        &["new", "new.sqlite", "--area", "999"],
        "No authority has that code.",
    );
    assert!(!desk.path("new.sqlite").exists());
}

#[test]
fn a_new_plan_passes_its_checks() {
    let desk = Desk::with(&BOTH);
    assert_eq!(
        desk.run(&[
            "new",
            "new.sqlite",
            "--area",
            "856",
            "--framework",
            "every-child-matters"
        ])
        .code,
        0
    );
    let ran = desk.run(&["check", "new.sqlite"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}
