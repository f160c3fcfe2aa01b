//! `allocate` as a script runs it: the vectors' answers, the balancing line, and what is refused with file, line and column.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use desk::Desk;

fn allocate(weights: &[u8], arguments: &[&str]) -> (i32, String, String) {
    let desk = Desk::with(&[]);
    std::fs::write(desk.path("w.csv"), weights).unwrap();
    let mut all = vec!["allocate", "--weights", "w.csv"];
    all.extend(arguments);
    desk.run(&all).parts()
}

fn csv(weights: &str, arguments: &[&str]) -> Vec<csv::StringRecord> {
    let mut all = vec!["--format", "csv"];
    all.extend(arguments);
    let (code, out, err) = allocate(weights.as_bytes(), &all);
    assert_eq!(code, 0, "{err}");
    let mut rows = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(
        rows.headers().unwrap(),
        vec!["line", "weight", "quota", "allocated", "why"]
    );
    rows.records().map(Result::unwrap).collect()
}

#[track_caller]
fn check(weights: &str, arguments: &[&str], want: &[&str]) {
    let rows = csv(weights, arguments);
    let found: Vec<&str> = rows.iter().map(|row| &row[3]).collect();
    assert_eq!(found, want);
}

#[test]
fn a_total_is_shared_with_what_the_unit_leaves_last() {
    let weights = "line,weight\nA,37\nB,29\nC,21\nD,13\n";
    let rows = csv(weights, &["--total", "1,234,567", "--unit", "100"]);
    let shown: Vec<[&str; 4]> = rows
        .iter()
        .map(|row| [0, 1, 2, 3].map(|at| &row[at]))
        .collect();
    assert_eq!(
        shown,
        [
            ["A", "37", "456765", "456800.00"],
            ["B", "29", "358005", "358000.00"],
            ["C", "21", "259245", "259200.00"],
            ["D", "13", "160485", "160500.00"],
            ["balancing line", "", "", "67.00"],
        ]
    );
    assert!(
        rows[3][4].contains("went here, largest remainder 0.85"),
        "{:?}",
        &rows[3][4]
    );
    check(
        "line,weight\nA,1\nB,1\n",
        &["--total", "0.01"],
        &["0.01", "0.00"],
    );
    check(
        weights,
        &["--total", "1234567", "--unit", "1000"],
        &["457000.00", "358000.00", "259000.00", "160000.00", "567.00"],
    );
}

/// All 152 authorities of DfE's Staying Put lines.
#[test]
fn staying_put_is_shared_as_the_vectors_say() {
    let mut rows =
        csv::Reader::from_reader(include_str!("vectors/staying_put_2020_21.csv").as_bytes());
    let (mut weights, mut pounds, mut pence) = ("line,weight\n".to_owned(), Vec::new(), Vec::new());
    for row in rows.records() {
        let row = row.unwrap();
        weights.push_str(&format!("\"{}\",{}\n", &row[1], &row[4]));
        pounds.push(format!("{}.00", &row[6]));
        let amount: i64 = row[7].parse().unwrap();
        pence.push(format!("{}.{:02}", amount / 100, amount % 100));
    }
    assert_eq!(pounds.len(), 152);
    let shared = |unit: &str| -> Vec<String> {
        let rows = csv(&weights, &["--total", "33278000", "--unit", unit]);
        rows.iter().map(|row| row[3].to_owned()).collect()
    };
    assert_eq!(shared("1"), pounds);
    assert_eq!(shared("1p"), pence);
}

#[test]
fn floors_and_ceilings_give_the_vectors_answers() {
    let based = "line,base,weight\na,100000,112000\nb,80000,79000\nc,50000,56000\nd,120000,121000\ne,30000,27000\nf,70000,85000\n";
    let total = ["--total", "480000", "--floor"];
    let with = |more: &[&'static str]| [&total[..], more].concat();
    check(
        based,
        &with(&["0"]),
        &[
            "110588.24",
            "80000.00",
            "55294.12",
            "120882.35",
            "30000.00",
            "83235.29",
        ],
    );
    check(
        based,
        &with(&["2"]),
        &[
            "109342.66",
            "81600.00",
            "54671.33",
            "122400.00",
            "30600.00",
            "81386.01",
        ],
    );
    check(
        based,
        &with(&["-2"]),
        &[
            "111188.41",
            "78965.22",
            "55594.20",
            "120802.90",
            "29400.00",
            "84049.27",
        ],
    );
    check(
        based,
        &with(&["-2", "--ceiling", "8"]),
        &[
            "108000.00",
            "84135.00",
            "54000.00",
            "128865.00",
            "29400.00",
            "75600.00",
        ],
    );
    let (code, _, err) = allocate(based.as_bytes(), &with(&["10"]));
    assert_eq!(code, 2);
    assert!(
        err.contains("--floor") && err.contains("the floor is too high")
            || err.contains("The floor is too high"),
        "{err}"
    );
    assert!(err.contains("-1.3636363636"), "{err}");
    // Without bases they are parts of what is shared.
    check(
        "line,weight\nA,80\nB,15\nC,5\n",
        &["--total", "100", "--floor", "10", "--ceiling", "60%"],
        &["60.00", "30.00", "10.00"],
    );
}

#[test]
fn fixed_amounts_formulas_instalments_and_periods() {
    check(
        "line,fixed,weight\nA,300,\nB,450,\nC,123.45,\nP,,\nD,,1\nE,,1\nF,,1\nG,,1\nH,,1\nI,,1\nJ,,1\n",
        &["--total", "10000"],
        &[
            "300.00", "450.00", "123.45", "0.00", "1303.80", "1303.80", "1303.79", "1303.79",
            "1303.79", "1303.79", "1303.79",
        ],
    );
    check(
        "Line,W 1,W2\na,120,30\nb,80,45\nc,50,10\nd,250,15\n",
        &[
            "--total",
            "750000",
            "--formula",
            "50*share(w_1)+50*share(W2)",
        ],
        &["202500.00", "228750.00", "75000.00", "243750.00"],
    );
    let months: String = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]
        .iter()
        .zip(1..)
        .map(|(days, n)| format!("month {n},{days}\n"))
        .collect();
    let rows = csv(
        &format!("line,weight\n{months}"),
        &["--total", "100000", "--cumulative"],
    );
    assert_eq!(
        (&rows[0][3], &rows[1][3], &rows[10][3]),
        ("8219.18", "8493.15", "7671.23")
    );
    let desk = Desk::with(&[]);
    let run =
        |arguments: &[&str]| desk.run(&[&["allocate", "--format", "csv"], arguments].concat());
    let ran = run(&["--total", "54877", "--instalments", "4", "--unit", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("instalment 1,1,13719.25,13720.00,"),
        "{}",
        ran.out
    );
    let ran = run(&["--total", "42000", "--part-year", "2025-09-01..2026-03-31"]);
    assert!(
        ran.out.contains("by days,212/365,,24394.52,"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("by whole months,7/12,,24500.00,"),
        "{}",
        ran.out
    );
}

#[test]
fn files_come_as_spreadsheets_save_them() {
    #[track_caller]
    fn shared(bytes: &[u8]) {
        let (code, out, err) = allocate(bytes, &["--total", "10", "--format", "json"]);
        assert_eq!(code, 0, "{err}");
        let rows: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(
            (&rows[0]["allocated"], &rows[1]["allocated"]),
            (&"2.50".into(), &"7.50".into()),
            "{out}"
        );
    }
    shared(b"\xef\xbb\xbfline,weight\r\nA,1\r\nB,3\r\n\r\n,\r\n");
    shared("\u{ef}\u{bb}\u{bf}LINE;WEIGHT\nA;1\nB;3\n".as_bytes());
    shared(b"line\tweight\nCaf\xe9\t1\nB\t3\n");
    let utf16: Vec<u8> = "\u{feff}line,weight\nA,1\nB,3\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    shared(&utf16);
    let (code, out, _) = allocate(b"line,weight\nA,1\nB,3\n", &["--total", "10"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("A: £10 × 1 ÷ 4 = quota £2.50, a whole number of pence"),
        "{out}"
    );
}

#[test]
fn what_is_wrong_is_said_with_file_line_and_column() {
    #[track_caller]
    fn refused(weights: &[u8], arguments: &[&str], words: &str) {
        let mut all = vec!["--total", "10"];
        all.extend(arguments);
        let (code, out, err) = allocate(weights, &all);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(err.contains(words), "{err}");
    }
    let good = b"line,weight\nA,1\n";
    refused(
        b"line,weight\nA,1\nB,-3\n",
        &[],
        "w.csv, line 3, column 2 (weight): “B” has the weight -3",
    );
    refused(
        b"line,weight\nA,1\n\nB,x\n",
        &[],
        "w.csv, line 4, column 2 (weight): “x”, a letter, “x”, at character 1",
    );
    refused(
        b"line,weight\nA,0\nB,0\n",
        &[],
        "w.csv: every weight is nought",
    );
    refused(b"line,weight\nA,\n", &[], "w.csv: no line has a weight");
    refused(b"line,weight\n", &[], "w.csv: no line has a weight");
    refused(b"name,weight\nA,1\n", &[], "none of them “line”");
    refused(b"line,amount\nA,1\n", &[], "none of them “weight”");
    refused(
        b"line,weight\n,1\n",
        &[],
        "w.csv, line 2, column 1 (line): no name",
    );
    refused(
        b"line,weight,fixed\nA,1,11\n",
        &[],
        "--total: £11 in fixed amounts, and £10 to share",
    );
    refused(
        b"line,weight,fixed\nA,1,1.2.3\n",
        &[],
        "w.csv, line 2, column 3 (fixed)",
    );
    refused(
        b"line,weight,base\nA,1,5\nB,1,\n",
        &["--floor", "0"],
        "w.csv, line 3, column 3 (base): “B” has no base",
    );
    refused(
        b"line,weight,weight\nA,1,9\nB,1,1\n",
        &[],
        "w.csv, line 1, column 3 (weight): the same heading as column 2.",
    );
    refused(
        b"line,Pupils,pupils\nA,1,9\nB,1,1\n",
        &["--formula", "2*pupils"],
        "character 3: columns 2 and 3 are both called “pupils”",
    );
    refused(b"", &[], "an empty file");
    refused(good, &["--unit", "0"], "--unit:");
    refused(good, &["--floor", "two"], "--floor:");
    refused(
        good,
        &["--formula", "2*pupils"],
        "character 3: no column is called “pupils”",
    );
    let huge = format!("line,weight\nA,{}\n", "9".repeat(37));
    refused(huge.as_bytes(), &[], "w.csv, line 2, column 2 (weight)");
    let (code, _, err) = allocate(good, &["--total", "-5"]);
    assert_eq!(code, 2);
    assert!(err.contains("--total: -£5 to share"), "{err}");
    let desk = Desk::with(&[]);
    let ran = desk.run(&["allocate", "--total", "5", "--weights", "none.csv"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("none.csv: the file cannot be read"),
        "{}",
        ran.err
    );
}
