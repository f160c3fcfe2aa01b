//! Tables as they come: every coding, every separator, and what is not a table.

use std::io::{Read, Write};

use proptest::prelude::*;

use super::*;

fn read(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, Problem> {
    let mut rows = Rows::open("a.csv", bytes)?;
    let mut row = Row::default();
    let mut all = Vec::new();
    while rows.next_into(&mut row)? {
        all.push((row.line, row.cells.clone()));
    }
    Ok(all)
}

fn plain() -> Vec<(u64, Vec<String>)> {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    vec![(1, row(["name", "£"])), (2, row(["é, x", "2"]))]
}

#[test]
fn one_table_is_read_alike_however_it_is_coded() {
    #[track_caller]
    fn check(what: &str, bytes: &[u8]) {
        assert_eq!(read(bytes), Ok(plain()), "{what}");
    }
    let text = "name,£\n\"é, x\",2\n";
    check("UTF-8", text.as_bytes());
    check("UTF-8 with a mark", format!("\u{feff}{text}").as_bytes());
    check("CRLF", text.replace('\n', "\r\n").as_bytes());
    check("no end to the last line", text.trim_end().as_bytes());
    check(
        "tabs",
        text.replace(',', "\t").replace("é\t x", "é, x").as_bytes(),
    );
    check("semicolons", "name;£\n\"é, x\"; 2\n".as_bytes());
    check("bars", "name|£\né, x|2\n".as_bytes());
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    check("Windows-1252", &windows);
    let utf16 = |big: bool| -> Vec<u8> {
        let two = |unit: u16| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        };
        text.encode_utf16().flat_map(two).collect()
    };
    check("UTF-16 without a mark", &utf16(false));
    check("UTF-16 big", &[vec![0xfe, 0xff], utf16(true)].concat());
    check("UTF-16 little", &[vec![0xff, 0xfe], utf16(false)].concat());
    check("gzip", &gzip(text.as_bytes()));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    #[track_caller]
    fn check(text: &str, want: &[u64]) {
        let rows = read(text.as_bytes()).unwrap();
        let lines: Vec<u64> = rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, want, "{text:?}");
    }
    check("a,b\nc,d\ne,f\n", &[1, 2, 3]);
    check("a,b\r\nc,d\r\ne,f\r\n", &[1, 2, 3]);
    check("a,b\n\"c\nc\",d\ne,f\n", &[1, 2, 4]);
    check("a,b\n\n\nc,d\n\ne,f\n", &[1, 4, 6]);
    check("a,b\r\n\r\nc,d\r\n", &[1, 3]);
    check("\n\na,b\n", &[3]);
    check("a,b\r\n\"c\r\nc\",d\r\n\r\ne,f\r\n", &[1, 2, 5]);
}

#[test]
fn letters_that_are_not_utf_8_are_said() {
    let mut rows = Rows::open("a.csv", &b"a\nb\xe9\n"[..]).unwrap();
    let mut row = Row::default();
    while rows.next_into(&mut row).unwrap() {}
    let warnings = rows.warnings();
    assert_eq!(
        warnings[0].place,
        Place::File("a.csv".into(), Some(2), None)
    );
    assert_eq!(warnings[0].severity, Severity::Warning);
}

#[test]
fn what_is_not_a_table_is_named() {
    #[track_caller]
    fn check(bytes: &[u8], kind: &str, what: &str) {
        let problem = read(bytes).unwrap_err();
        assert_eq!(problem.kind, kind);
        assert!(problem.what.contains(what), "{}", problem.what);
    }
    check(b"", "empty-file", "empty");
    check(b"\n <!DOCTYPE html><p>Sign in", "web-page", "web page");
    check(b"\xef\xbb\xbf<table><tr><td>1", "web-page", "web page");
    check(b"PK\x03\x04....", "not-a-table", "workbook");
    check(b"\xd0\xcf\x11\xe0....", "not-a-table", "older workbook");
    check(b"%PDF-1.7", "not-a-table", "PDF");
    check(b"a,b\n\0\x01\x02,d\n", "unreadable-file", "not text");
    check(&gzip(b"<html>"), "web-page", "web page");
    check(
        &gzip(b"a,b\nc,d\n")[..14],
        "unreadable-file",
        "cannot be read",
    );
}

#[test]
fn a_row_without_an_end_is_refused_early() {
    /// One letter for ever, and a count of how often it was asked for.
    struct Endless(u64);
    impl Read for &mut Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            buffer.fill(b'x');
            self.0 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }
    let mut endless = Endless(0);
    let mut rows = Rows::open("a.csv", &mut endless).unwrap();
    let problem = rows.next_into(&mut Row::default()).unwrap_err();
    assert!(problem.what.contains("longer than 4 MB"), "{problem}");
    assert_eq!(problem.place, Place::File("a.csv".into(), Some(1), None));
    drop(rows);
    assert!(endless.0 < 5 << 20, "{} bytes read", endless.0);

    let mut unclosed = b"a,b\n1,2\n3,\"4\n".to_vec();
    unclosed.extend(std::iter::repeat_n(b"5,6\n", 1_200_000).flatten());
    let problem = read(&unclosed).unwrap_err();
    assert_eq!(problem.place, Place::File("a.csv".into(), Some(3), None));
}

#[test]
fn a_table_is_not_wider_than_any_real_one() {
    let problem = read(",".repeat(COLUMNS + 1).as_bytes()).unwrap_err();
    assert_eq!(problem.kind, "too-wide");
}

proptest! {
    #[test]
    fn no_bytes_stop_the_program(bytes: Vec<u8>, begin in 0_usize..7) {
        let begins: [&[u8]; 7] = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x1f\x8b\x08", b"a,b\n\"", b"<"];
        let _ = read(&[begins[begin], &bytes].concat());
    }
}

#[test]
fn no_row_begins_before_the_one_above_it() {
    let mut rows = Rows::open("a.csv", &b"a;b\r\n1;2\r\n;\n14\r\"\n"[..]).unwrap();
    let (mut row, mut lines) = (Row::default(), Vec::new());
    while rows.next_into(&mut row).unwrap() {
        lines.push(row.line);
    }
    assert!(lines.is_sorted(), "{lines:?}");
}
