//! `import` and `batches` as scripts see them: what comes in, what is kept out and why, and that nothing is half written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::Write;

use desk::Desk;

const PLAN: &str = "leicester.sqlite";
const TABLE: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.5\nT1,Leicester,2024/25,11\nT1,England,2023/24,9\nT1,England,2024/25,c\n";
const NEXT: &str = "measure,council,year,figure\n\
    T1,Leicester,2023/24,10.75\nT1,Leicester,2024/25,11\nT1,Leicester,2025/26,12\nT1,England,2024/25,9.5\n";

mod desk;

impl Desk {
    fn new() -> Self {
        Self::with(&["leicester"])
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn import(&self, kind: &str, file: &str, more: &[&str]) -> (i32, String, String) {
        let arguments = ["import", kind, file, "--into", PLAN, "--yes"];
        self.run(&[&arguments, more].concat()).parts()
    }

    #[track_caller]
    fn comes_in(&self, kind: &str, file: &str, more: &[&str]) {
        let (code, out, err) = self.import(kind, file, more);
        assert!(code < 2, "{file}: {out}{err}");
        assert!(self.run(&["batches", PLAN]).out.contains(file), "{file}");
    }

    /// The file is kept out, the message says these words, and not a byte of the plan has changed.
    #[track_caller]
    fn is_kept_out(&self, kind: &str, file: &str, said: &[&str]) {
        let before = std::fs::read(self.path(PLAN)).unwrap();
        let (code, _, err) = self.import(kind, file, &[]);
        assert_eq!(code, 2, "{err}");
        for words in said {
            assert!(err.contains(words), "“{words}” is not in: {err}");
        }
        let after = std::fs::read(self.path(PLAN)).unwrap();
        assert!(before == after, "{file}: the plan has changed");
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    desk.write("t.csv", TABLE);
    let before = std::fs::read(desk.path(PLAN)).unwrap();
    let (code, out, _) = desk.import("indicators", "t.csv", &["--dry-run", "--format", "csv"]);
    assert!(code < 2 && out.contains("kept,4,,"), "{out}");
    assert!(std::fs::read(desk.path(PLAN)).unwrap() == before);
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_nothing_is_written() {
    let desk = Desk::new();
    let check = |name: &str, text: &str, said: &[&str]| {
        desk.write(name, text);
        desk.is_kept_out("indicators", name, said);
    };
    let atlantis = TABLE.replace("England,2023/24,9", "Atlantis,2023/24,9");
    check(
        "unknown.csv",
        &atlantis,
        &["unknown.csv", "line 4, column 2"],
    );
    let twice = format!("{TABLE}T1,Leicester,2023/24,99\n");
    check("twice.csv", &twice, &["twice.csv", "line 6, column 4"]);
    let page = "<!DOCTYPE html><html><body><table></table></body></html>";
    check("page.csv", page, &["page.csv", "web page"]);
    let mixed = format!("{TABLE}T1,Leicester,2022,5\n");
    check("mixed.csv", &mixed, &["mixed.csv"]);
    check(
        "delimiter.csv",
        &TABLE.replace(',', "~"),
        &["delimiter.csv"],
    );
    check(
        "column.csv",
        "measure,year,figure\nT1,2023/24,1\n",
        &["column.csv", "no area"],
    );
    desk.write("short.xlsx", b"PK\x03\x04\x14\0\0\0 cut off");
    desk.is_kept_out("indicators", "short.xlsx", &["short.xlsx"]);
    desk.write(
        "heads.csv",
        "time_period,geographic_level,rate\n2025,National,1\n",
    );
    desk.is_kept_out("ees", "heads.csv", &["heads.csv"]);
}

#[test]
fn rows_of_unknown_areas_are_left_out_when_asked() {
    let desk = Desk::new();
    desk.write(
        "t.csv",
        TABLE.replace("England,2023/24,9", "Atlantis,2023/24,9"),
    );
    desk.comes_in("indicators", "t.csv", &["--leave-out-unknown"]);
    let (_, out, _) = desk.run(&["batches", PLAN, "--format", "csv"]).parts();
    assert!(out.contains(",4,3,3,"), "{out}");
}

#[test]
fn the_same_file_is_known_by_its_content() {
    let desk = Desk::new();
    desk.write("t.csv", TABLE);
    desk.comes_in("indicators", "t.csv", &[]);
    desk.write("copy.csv", TABLE);
    desk.is_kept_out(
        "indicators",
        "copy.csv",
        &["copy.csv", "the same file as t.csv"],
    );
}

#[test]
fn a_zip_that_unpacks_without_end_is_refused() {
    let desk = Desk::new();
    let mut zip = zip::ZipWriter::new(std::fs::File::create(desk.path("bomb.zip")).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("data/rates.csv", options).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..60 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap();
    assert!(std::fs::metadata(desk.path("bomb.zip")).unwrap().len() < 1 << 20);
    desk.is_kept_out("ees", "bomb.zip", &["rates.csv"]);
}

#[test]
fn each_kind_of_file_comes_in_and_is_seen() {
    let desk = Desk::new();
    desk.write("t.csv", TABLE);
    desk.comes_in("indicators", "t.csv", &[]);
    desk.write(
        "care_2025.csv",
        "time_period,time_identifier,geographic_level,old_la_code,la_name,number\n\
         202425,Financial year,Local authority,856,Leicester,12\n",
    );
    desk.comes_in("ees", "care_2025.csv", &[]);
    desk.write(
        "lait.csv",
        "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n\
         Made up rate,Rate,2024,Leicester,4.5,856,East Midlands\n",
    );
    desk.comes_in("lait", "lait.csv", &[]);
    let codes = [
        "821", "874", "831", "852", "353", "335", "330", "331", "332", "333",
    ];
    let rows = (1..).zip(codes);
    let rows: String = rows
        .map(|(rank, code): (u8, _)| format!("856,Leicester,{rank},{code},Name,Close\n"))
        .collect();
    desk.write(
        "neighbours-2026-05.csv",
        format!("la_code,la_name,sn_rank,sn_code,sn_name,closeness\n{rows}"),
    );
    desk.comes_in(
        "neighbours",
        "neighbours-2026-05.csv",
        &["--list", "2026-05"],
    );
    let (code, out, err) = desk
        .run(&["benchmark", PLAN, "--area", "856", "--format", "csv"])
        .parts();
    assert!(code < 2, "{err}");
    for code in ["T1", "care/number"] {
        assert!(out.contains(code), "{code} is not in the comparison");
    }
}

#[test]
fn releases_are_compared_and_one_is_taken_out_and_brought_back() {
    let desk = Desk::new();
    desk.write("t 2024.csv", TABLE);
    desk.write("t 2025.csv", NEXT);
    desk.comes_in("indicators", "t 2024.csv", &[]);
    // The columns are remembered by their headings.
    desk.comes_in("indicators", "t 2025.csv", &[]);
    let compare = [
        "batches",
        PLAN,
        "--compare",
        "t 2024.csv",
        "t 2025.csv",
        "--format",
        "csv",
    ];
    let (code, out, err) = desk.run(&compare).parts();
    assert_eq!(code, 0, "{err}");
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines,
        [
            "indicator,area,period,was,now,kind",
            "T1,Leicester,2025/26,,12,new",
            "T1,Leicester,2023/24,10.5,10.75,revised",
            "T1,England,2024/25,[c],9.5,revised",
            "T1,England,2023/24,9,,gone",
        ]
    );
    assert!(err.contains("4 differ, 1 are the same in both"), "{err}");
    assert_eq!(
        desk.run(&["batches", PLAN, "--remove", "t 2025.csv"]).code,
        0
    );
    assert!(!desk.run(&["batches", PLAN]).out.contains("t 2025.csv"));
    assert_eq!(desk.run(&compare).code, 2, "it is no longer there");
    assert_eq!(desk.run(&["undo", PLAN]).code, 0);
    assert_eq!(desk.run(&compare).out, out, "as it was");
}
