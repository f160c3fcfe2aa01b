//! Files that would fill the memory if they were believed, each read in a process that may have one gigabyte.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::process::Command;

use golden_thread::domain::money::Pence;
use golden_thread::domain::narrative::markdown;
use golden_thread::domain::period::Period;
use golden_thread::domain::problem::Problem;
use golden_thread::exchange::published::mapping::Mapping;
use golden_thread::exchange::published::text::{Row, Rows};
use golden_thread::exchange::published::workbook;
use golden_thread::exchange::published::zip::Release;
use golden_thread::exchange::{giving, package};
use golden_thread::session::{Session, table};

use crate::readers;
use crate::readers::sheet::{compound, packed, record, xlsx};

/// The most memory that a process which reads the bombs may have, in KiB.
const LIMIT: u64 = 1 << 20;

/// Reads every bomb, each in a process of its own that may have no more than a gigabyte, and tells how much it took.
#[test]
fn bombs_stay_within_a_gigabyte() {
    let mut failures = String::new();
    for (name, _) in BOMBS {
        let binary = std::env::current_exe().unwrap();
        let run = [
            "--exact",
            "bombs::one_bomb",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ];
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            let limited = format!("ulimit -v {LIMIT} && exec \"$0\" \"$@\"");
            shell.args(["-c", &limited]).arg(binary);
            shell
        } else {
            Command::new(binary)
        };
        let out = command.args(run).env("BOMB", name).output().unwrap();
        let said = String::from_utf8_lossy(&out.stdout);
        if !out.status.success() {
            let errors = String::from_utf8_lossy(&out.stderr);
            failures += &format!("{name}: {}\n{said}\n{errors}\n", out.status);
        }
        let told = said.lines().find(|line| line.contains("peak"));
        println!("{}", told.unwrap_or_default());
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
#[ignore = "run by bombs_stay_within_a_gigabyte, in a process with a limit"]
fn one_bomb() {
    let name = std::env::var("BOMB").expect("which bomb");
    let bomb = BOMBS
        .iter()
        .find(|held| held.0 == name)
        .expect("a bomb of this name")
        .1;
    bomb();
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{name}: peak {}", peak.unwrap_or("not known").trim());
}

/// Every bomb by its name.
const BOMBS: [(&str, fn()); 22] = [
    ("zip that unpacks a thousandfold", zip_that_swells),
    ("zip that lies about its size", zip_that_lies),
    ("zip within a zip", zip_in_zip),
    ("workbook of the greatest dimensions", sheet_of_all_cells),
    ("workbook with a million wide rows", sheet_of_wide_rows),
    (
        "workbook with one long text everywhere",
        one_text_everywhere,
    ),
    ("workbook of a million empty texts", empty_texts),
    ("workbook with entities that expand", entities),
    ("OpenDocument sheet of repeats", repeats),
    ("OpenDocument text of repeats", repeated_text),
    ("old workbook of the farthest cells", old_far_cells),
    ("old workbook whose container is a circle", old_circle),
    ("CSV of one endless line", endless_line),
    ("CSV of endless columns", endless_columns),
    ("CSV of NULs", nuls),
    ("gzip of one line", gzip_of_one_line),
    ("gzip of short lines", gzip_of_lines),
    ("JSON a hundred thousand deep", deep_json),
    ("TOML a hundred thousand deep", deep_toml),
    ("Markdown a hundred thousand deep", deep_markdown),
    ("ten megabytes of amount", long_amount),
    ("database that says it is endless", endless_database),
];

#[track_caller]
pub fn refused<T>(read: Result<T, Problem>, kind: &str) {
    match read {
        Ok(_) => panic!("it was read"),
        Err(problem) => {
            assert_eq!(problem.kind, kind, "{problem}");
            assert!(problem.to_string().len() < 1_000, "{problem}");
        }
    }
}

fn zip_that_swells() {
    let bytes = packed(&[("data/a.csv", &vec![b'0'; 64 << 20])]);
    assert!(bytes.len() < 1 << 20);
    refused(
        Release::open("r.zip", Cursor::new(bytes)).map(drop),
        "zip-bomb",
    );
    let sheet = vec![b' '; 64 << 20];
    refused(
        workbook::first_sheet(&xlsx(&[&sheet]), "a.xlsx"),
        "too-large",
    );
}

fn zip_that_lies() {
    let mut bytes = packed(&[("data/a.csv", &vec![b'0'; 32 << 20])]);
    // The size unpacked, as the directory at the end of the zip has it.
    let entry = bytes
        .windows(4)
        .rposition(|held| held == b"PK\x01\x02")
        .unwrap();
    bytes[entry + 24..entry + 28].copy_from_slice(&10_u32.to_le_bytes());
    let mut release = Release::open("r.zip", Cursor::new(bytes)).unwrap();
    let file = release.files()[0].clone();
    let mut out = Vec::new();
    let read = release.bytes(&file).unwrap().read_to_end(&mut out);
    assert!(read.is_err() && out.len() <= 10, "{} bytes", out.len());
}

fn zip_in_zip() {
    let mut bytes = packed(&[("0.csv", &vec![b'0'; 1 << 20])]);
    for _ in 0..50 {
        bytes = packed(&[("inner.zip", &bytes)]);
    }
    refused(
        Release::open("r.zip", Cursor::new(bytes)).map(drop),
        "no-data-file",
    );
}

const SHEET: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#;

fn sheet_of_all_cells() {
    let sheet = format!(
        "{SHEET}<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData></worksheet>"
    );
    let rows = workbook::first_sheet(&xlsx(&[sheet.as_bytes()]), "a.xlsx").unwrap();
    assert_eq!(rows.len(), 1_048_576);
    assert_eq!(rows[1_048_575][16_383], "2");
}

fn sheet_of_wide_rows() {
    let mut sheet = format!("{SHEET}<sheetData>");
    for row in 1..=1_000 {
        sheet += &format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>{row}</v></c></row>");
    }
    sheet += "</sheetData></worksheet>";
    refused(
        workbook::first_sheet(&xlsx(&[sheet.as_bytes()]), "a.xlsx"),
        "too-large",
    );
}

fn one_text_everywhere() {
    let mut sheet = format!("{SHEET}<sheetData>");
    for row in 1..=2_000 {
        sheet += &format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    }
    sheet += "</sheetData></worksheet>";
    let texts = format!("<sst><si><t>{}</t></si></sst>", "long ".repeat(200_000));
    let book = xlsx(&[sheet.as_bytes(), texts.as_bytes()]);
    assert!(book.len() < 1 << 20);
    refused(workbook::first_sheet(&book, "a.xlsx"), "too-large");
}

fn empty_texts() {
    let texts = format!("<sst>{}</sst>", "<si/>".repeat(21_000_000));
    refused(
        workbook::first_sheet(&xlsx(&[SHEET.as_bytes(), texts.as_bytes()]), "a.xlsx"),
        "too-large",
    );
}

fn entities() {
    let mut text = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">".to_owned();
    for n in 1..30 {
        text += &format!("<!ENTITY a{n} \"&a{};&a{};\">", n - 1, n - 1);
    }
    let sheet = format!(
        "{text}]>{SHEET}<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a29;</v></c></row></sheetData></worksheet>"
    );
    match workbook::first_sheet(&xlsx(&[sheet.as_bytes()]), "a.xlsx") {
        Ok(rows) => assert!(rows.iter().flatten().all(|cell| cell.len() < 100)),
        Err(problem) => assert_eq!(problem.kind, "damaged-workbook"),
    }
}

pub fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"a\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    readers::sheet::ods(content.as_bytes())
}

fn repeats() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row =
        format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    refused(workbook::first_sheet(&ods(&row), "a.ods"), "too-large");
}

fn repeated_text() {
    let cell = format!(
        "<table:table-cell table:number-columns-repeated=\"1000\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
        "long ".repeat(100_000)
    );
    let row = format!("<table:table-row>{cell}</table:table-row>");
    refused(workbook::first_sheet(&ods(&row), "a.ods"), "too-large");
}

/// An old workbook with a sheet of these records.
fn old(records: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[0x600, kind, 0, 0].map(u16::to_le_bytes).concat());
    let globals = |at: u32| {
        let sheet = [&at.to_le_bytes()[..], &[0, 0, 1, 0, b'a']].concat();
        [bof(5), record(0x0085, &sheet), record(0x000A, &[])].concat()
    };
    let at = u32::try_from(globals(0).len()).unwrap();
    compound(
        &[
            globals(at),
            bof(0x10),
            records.to_vec(),
            record(0x000A, &[]),
        ]
        .concat(),
    )
}

fn number(row: u16, column: u16) -> Vec<u8> {
    let place = [row, column, 0].map(u16::to_le_bytes).concat();
    record(0x0203, &[place, 1.5_f64.to_le_bytes().to_vec()].concat())
}

fn old_far_cells() {
    let far = [number(0, 0), number(65_535, 65_535)].concat();
    refused(workbook::first_sheet(&old(&far), "a.xls"), "too-large");
    let rows = workbook::first_sheet(&old(&number(1, 1)), "a.xls").unwrap();
    assert_eq!(rows, [vec![], vec!["".to_owned(), "1.5".to_owned()]]);
    // What a sheet says of its own size is not believed.
    let size = [0_u32.to_le_bytes(), u32::MAX.to_le_bytes()].concat();
    let size = record(0x0200, &[size, vec![0, 0, 255, 255, 0, 0]].concat());
    assert!(workbook::first_sheet(&old(&[size, number(0, 0)].concat()), "a.xls").is_ok());
}

fn old_circle() {
    let mut bytes = old(&number(0, 0));
    // The directory's sector is followed by itself; then the table's list goes on in itself.
    bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    refused(workbook::first_sheet(&bytes, "a.xls"), "damaged-workbook");
    bytes[68..72].copy_from_slice(&2_u32.to_le_bytes());
    refused(workbook::first_sheet(&bytes, "a.xls"), "damaged-workbook");
}

/// Bytes that are made as they are read, so that the test does not hold what the program may not.
fn endless(byte: u8, n: u64) -> impl Read {
    std::io::repeat(byte).take(n)
}

fn rows(bytes: impl Read) -> Result<usize, Problem> {
    let mut rows = Rows::open("a.csv", bytes)?;
    let (mut row, mut n) = (Row::default(), 0);
    while rows.next_into(&mut row)? {
        n += 1;
    }
    Ok(n)
}

fn endless_line() {
    refused(rows(endless(b'a', 1 << 32)), "unreadable-file");
    refused(
        rows(b"a,b\n\"".chain(endless(b'\n', 1 << 32))),
        "unreadable-file",
    );
}

fn endless_columns() {
    refused(rows(endless(b',', 1 << 32)), "unreadable-file");
    refused(rows(b",".repeat(6_000).as_slice()), "too-wide");
}

fn nuls() {
    refused(
        rows(b"a,b\n1,2\n".chain(endless(0, 1 << 32))),
        "unreadable-file",
    );
}

fn gzip(piece: &[u8], times: usize) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..times {
        packer.write_all(piece).unwrap();
    }
    packer.finish().unwrap()
}

fn gzip_of_one_line() {
    refused(
        rows(gzip(&[b'a'; 1 << 16], 1_000).as_slice()),
        "unreadable-file",
    );
}

fn gzip_of_lines() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("codes.csv.gz");
    fs::write(&path, gzip("1,2\n".repeat(1 << 14).as_bytes(), 400)).unwrap();
    refused(
        table::read(&path).map(drop).map_err(|problem| *problem),
        "too-large",
    );
}

fn deep_json() {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(giving::read("g.json", text.as_bytes()).is_err());
        assert!(package::read(&text).is_err());
        drop(package::wordless(&text));
    }
}

fn deep_toml() {
    for text in [
        format!("a = {}", "[".repeat(100_000)),
        format!("a = {}", "{b=".repeat(100_000)),
        format!("{}x = 1", "a.".repeat(100_000)),
        format!("[{}x]", "a.".repeat(100_000)),
    ] {
        refused(Mapping::read("--map", &text), "bad-mapping");
    }
}

fn deep_markdown() {
    let figure = |_: &golden_thread::domain::live::Reference| Default::default();
    for mark in [
        "> ",
        "- ",
        "*",
        "_a ",
        "[",
        "![",
        "`",
        "1. ",
        "<",
        "**a ",
        "{indicator:",
    ] {
        let text = mark.repeat(100_000);
        drop(markdown::blocks(&text, 1, "", &figure));
    }
    let stairs: String = (0..1_000)
        .map(|n| format!("{}- a\n", "  ".repeat(n)))
        .collect();
    drop(markdown::blocks(&stairs, 1, "", &figure));
}

fn long_amount() {
    for text in [
        "1".repeat(10 << 20),
        "(".repeat(10 << 20),
        "=1+".repeat(3 << 20),
        "-".repeat(10 << 20),
    ] {
        let error = Pence::read(&text).unwrap_err().to_string();
        assert!(error.len() < 1_000, "{} bytes", error.len());
        let error = Period::guess(&text).unwrap_err().to_string();
        assert!(error.len() < 1_000, "{} bytes", error.len());
    }
}

fn endless_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.sqlite");
    let mut bytes = readers::plan::bytes().to_vec();
    // How many pages the file says it has.
    bytes[28..32].copy_from_slice(&u32::MAX.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    let error = Session::open(&path).unwrap_err().to_string();
    assert!(error.contains("damaged"), "{error}");
    // A page of 64 KiB that is not there, and as many free ones as can be said.
    bytes[16..18].copy_from_slice(&[0, 1]);
    bytes[36..40].copy_from_slice(&u32::MAX.to_be_bytes());
    fs::write(&path, &bytes).unwrap();
    assert!(Session::open(&path).is_err());
}
