//! `import ledger`, `ledger`, `import grants` and `giving` as scripts see them: every row accounted for, every penny tied,
//! nothing half written, nothing lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use desk::Desk;
use golden_thread::session::Session;

mod desk;

const PLAN: &str = "leicester.sqlite";

const LEDGER: &str = "Cost Centre,Account,Description,Net Amount,Posting Date,Supplier,Reference\n\
    C100,4010,Foster care,\"1,234.50\",12/04/2001,Mrs Smith,J1\n\
    C100,4010,Foster care,65.50,30/04/2001,Mr Jones,J2\n\
    C100,4020,Refund,(100.00),01/05/2001,,J3\n\
    C200,4010,Assessment,200.00,31/03/2002,,J4\n\
    C900,1,Not ours,10.00,01/06/2001,,J5\n\
    C100,4010,Last year,5.00,31/03/2001,,J6\n\
    ,,Grand total,\"1,415.00\",,,\n";

impl Desk {
    fn new() -> Self {
        Self::with(&["leicester"])
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn ledger(&self, file: &str, more: &[&str]) -> (i32, String, String) {
        let arguments = [
            "import", "ledger", file, "--into", PLAN, "--yes", "--format", "csv",
        ];
        self.run(&[&arguments, more].concat()).parts()
    }

    fn grants(&self, file: &str, more: &[&str]) -> (i32, String, String) {
        let arguments = [
            "import", "grants", file, "--into", PLAN, "--yes", "--format", "csv",
        ];
        self.run(&[&arguments, more].concat()).parts()
    }

    /// Rules for the codes of the ledger: two lines that the sample's first year has.
    fn rules(&self) -> Vec<String> {
        let session = self.session();
        let book = session.book();
        let grant = book
            .grants
            .iter()
            .find(|held| held.fiscal_year == 2001)
            .unwrap();
        let areas: Vec<&str> = book
            .priority_areas
            .iter()
            .map(|held| held.name.as_str())
            .take(2)
            .collect();
        let table = format!(
            "cost_centre,subjective,grant,line\nC100,,{short},\"{first}\"\nC200,4010,{short},\"{second}\"\n",
            short = grant.short,
            first = areas[0],
            second = areas[1],
        );
        self.write("codes.csv", table);
        areas.into_iter().map(str::to_owned).collect()
    }

    fn session(&self) -> Session {
        Session::open_to_read(&self.path(PLAN)).unwrap()
    }

    /// What was spent by the plan, as pence by month and line, in order.
    fn spent(&self) -> Vec<(u8, i64)> {
        let session = self.session();
        let mut spent: Vec<(u8, i64)> = session
            .book()
            .actuals
            .iter()
            .filter(|held| held.batch.is_some())
            .map(|held| (held.month, held.amount.0))
            .collect();
        spent.sort_unstable();
        spent
    }

    /// The file is kept out, the message says these words, and not a byte of the plan has changed.
    #[track_caller]
    fn is_kept_out(&self, arguments: &[&str], said: &[&str]) {
        let before = std::fs::read(self.path(PLAN)).unwrap();
        let (code, _, err) = self.run(arguments).parts();
        assert_eq!(code, 2, "{err}");
        for words in said {
            assert!(err.contains(words), "“{words}” is not in: {err}");
        }
        assert!(
            std::fs::read(self.path(PLAN)).unwrap() == before,
            "the plan has changed"
        );
    }

    #[track_caller]
    fn ledger_is_kept_out(&self, file: &str, control: &str, said: &[&str]) {
        let arguments = [
            "import",
            "ledger",
            file,
            "--into",
            PLAN,
            "--yes",
            "--year",
            "2001/02",
            "--control",
            control,
        ];
        self.is_kept_out(&arguments, said);
    }
}

#[test]
fn a_dry_run_says_what_a_ledger_comes_to_and_writes_nothing() {
    let desk = Desk::new();
    desk.rules();
    assert_eq!(
        desk.run(&["ledger", PLAN, "--codes", "codes.csv", "--year", "2001/02"])
            .code,
        0
    );
    desk.write("l.csv", LEDGER);
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    let (code, out, err) = desk.ledger("l.csv", &["--dry-run"]);
    assert_eq!(code, 1, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "what,rows,first_line,detail",
            "read,7,,2001/02",
            "matched,4,,1400.00",
            "set aside: no rule for this code,1,6,no rule for this code: C900 / 1",
            "skipped: a total that the ledger prints,1,8,\"Grand total 1,415.00\"",
            "skipped: outside the year,1,7,2000/01",
            "total printed,1,8,\"Grand total 1,415.00 1415.00\"",
            "total,5,,1415.00",
        ]
    );
    assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
}

#[test]
fn a_ledger_comes_in_is_matched_again_undone_and_taken_out() {
    let desk = Desk::new();
    let areas = desk.rules();
    let codes = ["ledger", PLAN, "--codes", "codes.csv", "--year", "2001/02"];
    assert_eq!(desk.run(&codes).code, 0);
    desk.write("l.csv", LEDGER);
    let (code, _, err) = desk.ledger("l.csv", &["--control", "£1,415.00"]);
    assert_eq!(code, 1, "a row is set aside: {err}");
    let taken = [(1, 130_000), (2, -10_000), (12, 20_000)];
    assert_eq!(desk.spent(), taken);
    let (code, out, _) = desk.run(&["ledger", PLAN, "--format", "csv"]).parts();
    assert_eq!(code, 1);
    let aside = "l.csv,6,C900,1,Not ours,10.00,no rule for this code: C900 / 1";
    assert_eq!(out.lines().nth(1), Some(aside));
    // It is given a rule, and matched again.
    let short = desk
        .session()
        .book()
        .grants
        .iter()
        .find(|held| held.fiscal_year == 2001)
        .unwrap()
        .short
        .clone();
    desk.write(
        "more.csv",
        format!(
            "cost_centre,subjective,grant,line\nC900,1,{short},\"{}\"\n",
            areas[0]
        ),
    );
    let (code, out, err) = desk
        .run(&[
            "ledger", PLAN, "--codes", "more.csv", "--year", "2001/02", "--match", "--format",
            "csv",
        ])
        .parts();
    assert_eq!((code, out.lines().count()), (0, 1), "{err}");
    assert_eq!(
        desk.spent(),
        [(1, 130_000), (2, -10_000), (3, 1_000), (12, 20_000)]
    );
    desk.run(&["undo", PLAN]);
    assert_eq!(
        desk.spent(),
        taken,
        "the matching is undone, the rule stands"
    );
    let (_, out, _) = desk.run(&["ledger", PLAN, "--format", "csv"]).parts();
    assert!(out.contains("match again"), "{out}");
    let (code, _, err) = desk.run(&["batches", PLAN, "--remove", "l.csv"]).parts();
    assert_eq!(code, 0, "{err}");
    assert_eq!(desk.spent(), []);
    desk.run(&["undo", PLAN]);
    assert_eq!(desk.spent(), taken);
    // The columns are remembered: next month’s ledger is read the same way.
    desk.write("next.csv", LEDGER.replace("65.50", "66.50"));
    let (code, _, err) = desk.ledger("next.csv", &["--control", "1416"]);
    assert!(code < 2, "{err}");
}

#[test]
fn a_ledger_to_date_takes_the_place_of_the_one_before_in_one_step() {
    let desk = Desk::new();
    desk.rules();
    let codes = ["ledger", PLAN, "--codes", "codes.csv", "--year", "2001/02"];
    assert_eq!(desk.run(&codes).code, 0);
    let april = "Cost centre,Account,Reference,Period,Amount\n\
        C100,4010,INV1,1,100.00\nC200,4010,INV2,1,200.00\n";
    desk.write("ytd1.csv", april);
    let year = ["--year", "2001/02", "--control"];
    let (code, _, err) = desk.ledger("ytd1.csv", &[&year[..], &["300"]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    desk.write("ytd2.csv", format!("{april}C100,4010,INV3,2,50.00\n"));
    let (code, _, err) = desk.ledger("ytd2.csv", &["--year", "2001/02", "--dry-run"]);
    assert_eq!(code, 1, "{err}");
    for words in [
        "warning: ytd2.csv: two rows, £300, that ytd1.csv has too",
        "April of C100 / 4010 has £100 from ytd1.csv already",
        "April of C200 / 4010 has £200 from ytd1.csv already",
        "--replace ytd1.csv",
    ] {
        assert!(err.contains(words), "“{words}” is not in: {err}");
    }
    let other = [&year[..], &["350", "--replace", "march.csv"]].concat();
    let arguments = [
        &["import", "ledger", "ytd2.csv", "--into", PLAN, "--yes"],
        &other[..],
    ];
    desk.is_kept_out(
        &arguments.concat(),
        &[
            "--replace march.csv",
            "no such ledger of 2001/02",
            "ytd1.csv",
        ],
    );
    let replacing = [&year[..], &["350", "--replace", "ytd1.csv"]].concat();
    let (code, _, err) = desk.ledger("ytd2.csv", &replacing);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(desk.spent(), [(1, 10_000), (1, 20_000), (2, 5_000)]);
    let names = |desk: &Desk| -> Vec<String> {
        let session = desk.session();
        let batches = session.book().batches.iter();
        let ledgers = batches.filter(|held| held.kind == "ledger");
        ledgers.map(|held| held.name.clone()).collect()
    };
    assert_eq!(names(&desk), ["ytd2.csv"]);
    // One step of the journal: undo brings back the ledger that went.
    desk.run(&["undo", PLAN]);
    assert_eq!(names(&desk), ["ytd1.csv"]);
    assert_eq!(desk.spent(), [(1, 10_000), (1, 20_000)]);
    desk.run(&["redo", PLAN]);
    assert_eq!(desk.spent(), [(1, 10_000), (1, 20_000), (2, 5_000)]);
    // The same file in its own place, as when its columns were read wrongly.
    let again = [&year[..], &["350", "--replace", "ytd2.csv"]].concat();
    let (code, _, err) = desk.ledger("ytd2.csv", &again);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(names(&desk), ["ytd2.csv"]);
}

#[test]
fn a_table_of_rules_gives_a_code_one_line() {
    let desk = Desk::new();
    let areas = desk.rules();
    let short = {
        let session = desk.session();
        let mut grants = session.book().grants.iter();
        grants
            .find(|held| held.fiscal_year == 2001)
            .unwrap()
            .short
            .clone()
    };
    let check = |rows: &str, said: &[&str]| {
        let rows = rows
            .replace("GRANT", &short)
            .replace("FIRST", &format!("\"{}\"", areas[0]))
            .replace("SECOND", &format!("\"{}\"", areas[1]));
        desk.write(
            "two.csv",
            format!("cost_centre,subjective,grant,line\n{rows}"),
        );
        let codes = ["ledger", PLAN, "--codes", "two.csv", "--year", "2001/02"];
        desk.is_kept_out(&codes, said);
    };
    let twice = "when line 2 of the table gives it to";
    let place = "two.csv, line 3, column 1 (cost_centre): D1 for";
    check("D1,,GRANT,FIRST\nD1,,GRANT,SECOND\n", &[place, twice]);
    let folded = "two.csv, line 4, column 1 (cost_centre): c300 / 4010 for";
    check(
        "C300,4010,GRANT,FIRST\nC300,,GRANT,FIRST\nc300,4010,GRANT,SECOND\n",
        &[folded, twice],
    );
    desk.write(
        "heads.csv",
        "cost_centre,subjective,grant,line,line\nD1,,x,y,z\n",
    );
    let codes = ["ledger", PLAN, "--codes", "heads.csv"];
    desk.is_kept_out(
        &codes,
        &["heads.csv, line 1, column 5 (line): the same heading as column 4"],
    );
    let banana = ["ledger", PLAN, "--codes", "codes.csv", "--year", "banana"];
    desk.is_kept_out(&banana, &["--year banana", "2001/02"]);
    // Said twice alike it is one rule; in other capitals it is the rule that the plan has.
    let same = format!(
        "cost_centre,subjective,grant,line\nD1,,{short},\"{0}\"\nd1,,{short},\"{0}\"\n",
        areas[0]
    );
    desk.write("same.csv", same);
    let codes = ["ledger", PLAN, "--codes", "same.csv", "--year", "2001/02"];
    assert_eq!(desk.run(&codes).code, 0);
    let other = format!(
        "cost_centre,subjective,grant,line\nd1,,{short},\"{}\"\n",
        areas[1]
    );
    desk.write("other.csv", other);
    let codes = ["ledger", PLAN, "--codes", "other.csv", "--year", "2001/02"];
    let (code, _, err) = desk.run(&codes).parts();
    assert_eq!(code, 0, "{err}");
    assert_eq!(desk.session().book().ledger_codes.len(), 1);
}

#[test]
fn what_is_wrong_with_a_ledger_is_said_and_nothing_is_written() {
    let desk = Desk::new();
    desk.write("l.csv", LEDGER);
    let off = ["£1,415", "£1,415.01", "a difference of -£0.01"];
    desk.ledger_is_kept_out("l.csv", "1415.01", &off);
    desk.ledger_is_kept_out("l.csv", "12,34", &["--control", "character"]);
    desk.is_kept_out(
        &["import", "ledger", "l.csv", "--into", PLAN, "--yes"],
        &["--control is missing", "--dry-run"],
    );
    desk.is_kept_out(
        &[
            "import",
            "ledger",
            "l.csv",
            "--into",
            PLAN,
            "--yes",
            "--control",
            "1415",
            "--year",
            "2001",
        ],
        &["--year 2001", "2001/02"],
    );
    let huge = "Cost Centre,Amount,Period\nC1,90000000000000000.00,1\nC1,90000000000000000.00,1\n";
    desk.write("huge.csv", huge);
    desk.ledger_is_kept_out(
        "huge.csv",
        "1",
        &["huge.csv, line 3", "more than can be held"],
    );
    desk.write("heads.csv", "a,b\n1,2\n");
    desk.ledger_is_kept_out("heads.csv", "1", &["heads.csv", "no amount"]);
    desk.write("undated.csv", "Cost Centre,Amount,Period\nC1,1,1\n");
    desk.is_kept_out(
        &[
            "import",
            "ledger",
            "undated.csv",
            "--into",
            PLAN,
            "--yes",
            "--control",
            "1",
        ],
        &["undated.csv", "--year 2001/02"],
    );
    desk.write("page.csv", "<!DOCTYPE html><html></html>");
    desk.ledger_is_kept_out("page.csv", "1", &["page.csv", "web page"]);
    desk.write("map.toml", "[columns]\ncost_center = \"x\"\n");
    desk.is_kept_out(
        &[
            "import",
            "ledger",
            "l.csv",
            "--into",
            PLAN,
            "--yes",
            "--control",
            "1",
            "--map",
            "map.toml",
        ],
        &["line 2", "cost_center"],
    );
    // An amount that no number holds is set aside, so that the total cannot tie.
    desk.write(
        "one.csv",
        "Cost Centre,Amount,Period\nC1,99999999999999999999,1\nC1,1.00,2\n",
    );
    let control = ["--year", "2001/02", "--control", "1.00"];
    let (code, out, err) = desk.ledger("one.csv", &control);
    assert_eq!(code, 1, "{err}");
    assert!(out.contains("set aside: amount unreadable,1,2"), "{out}");
    assert!(err.contains("one.csv, line 2, column 2 (Amount)"), "{err}");
}

#[test]
fn a_ledger_in_windows_1252_with_a_blank_last_row_and_a_mark_encoded_twice_comes_in_whole() {
    let desk = Desk::new();
    let text = format!(
        "{}\n,,,,,,\n",
        LEDGER.replace("Mrs Smith", "Café £").trim_end()
    );
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    desk.write("old.csv", ["Ã¯Â»Â¿".as_bytes(), &windows].concat());
    let (code, out, err) = desk.ledger("old.csv", &["--control", "1415.00"]);
    assert_eq!(code, 1, "{err}");
    assert!(
        err.contains("old.csv, line 2: letters that are not UTF-8"),
        "{err}"
    );
    assert!(
        out.contains("read,8,") && out.contains("skipped: blank row,1,9"),
        "{out}"
    );
    let (_, out, _) = desk.run(&["ledger", PLAN, "--format", "csv"]).parts();
    assert_eq!(out.lines().count(), 6, "{out}");
    // The same file under another name is the same file.
    std::fs::copy(desk.path("old.csv"), desk.path("again.csv")).unwrap();
    desk.ledger_is_kept_out(
        "again.csv",
        "1415.00",
        &["again.csv", "the same file as old.csv"],
    );
}

const GRANTS: &str = "Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,\
    Recipient Org:Name,Funding Org:Identifier,Funding Org:Name,Ward,From an open call?\r\n\
    360G-x-1,Choir,Songs,GBP,3028.60,2013-01-18,r-1,Choir,f-1,Council,,Yes\r\n\
    360G-x-2,\"Club, boxing\",'=Fun,GBP,12,2014-04-01,r-2,Club,f-1,Council,North,No\r\n";

#[test]
fn grants_made_go_out_as_they_came_in() {
    let desk = Desk::new();
    desk.write("g.csv", GRANTS);
    let (code, out, err) = desk.grants("g.csv", &[]);
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("new,2,") && out.contains("total,2,,3040.60"),
        "{out}"
    );
    let written = |name: &str| {
        let (code, _, err) = desk.run(&["giving", PLAN, "--out", name]).parts();
        assert_eq!(code, 0, "{err}");
        std::fs::read(desk.path(name)).unwrap()
    };
    assert_eq!(String::from_utf8(written("out.csv")).unwrap(), GRANTS);
    let json = String::from_utf8(written("out.json")).unwrap();
    assert!(
        json.contains("\"amountAwarded\": 3028.60") && json.contains("\"description\": \"=Fun\""),
        "{json}"
    );
    assert!(written("out.xlsx").starts_with(b"PK"));
    for name in ["out.csv", "out.json", "out.xlsx"] {
        let (_, out, err) = desk.grants(name, &["--dry-run"]);
        // A workbook has no noughts that say nothing: 3028.60 is 3028.6 there.
        let same = if name == "out.xlsx" {
            "the same,1,"
        } else {
            "the same,2,"
        };
        assert!(out.contains(same), "{name}: {out}{err}");
    }
    assert_eq!(desk.run(&["giving", PLAN, "--out", "out.pdf"]).code, 2);
    desk.run(&["undo", PLAN]);
    assert_eq!(
        desk.run(&["giving", PLAN, "--out", "none.csv"]).code,
        2,
        "there is none"
    );
    assert!(!desk.path("none.csv").exists());
}

#[test]
fn what_is_wrong_with_grants_made_is_said_with_line_and_column() {
    let desk = Desk::new();
    let check = |from: &str, to: &str, said: &[&str]| {
        desk.write("bad.csv", GRANTS.replace(from, to));
        desk.is_kept_out(
            &["import", "grants", "bad.csv", "--into", PLAN, "--yes"],
            said,
        );
    };
    check(
        "360G-x-2",
        "360G-x-1",
        &["bad.csv, line 3, column 1 (Identifier)", "which line 2 has"],
    );
    check(
        "360G-x-2",
        "",
        &[
            "bad.csv, line 3, column 1 (Identifier)",
            "without an identifier",
        ],
    );
    check(
        "GBP,12",
        "EUR,12",
        &["bad.csv, line 3, column 4 (Currency)", "EUR"],
    );
    check(
        "GBP,12,",
        "GBP,twelve,",
        &["bad.csv, line 3, column 5 (Amount Awarded)", "twelve"],
    );
    check(
        "2014-04-01",
        "1st of April",
        &["bad.csv, line 3, column 6 (Award Date)"],
    );
    desk.write("bad.json", "{\"grants\":[\n{\"id\":\"a\",}]}");
    desk.is_kept_out(
        &["import", "grants", "bad.json", "--into", PLAN, "--yes"],
        &["bad.json, line 2"],
    );
}
