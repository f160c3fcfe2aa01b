//! Exports as bytes: codings, separators, empty lines, sheets and bounds.

use std::io::Write as _;

use proptest::prelude::*;

use super::*;
use crate::domain::problem::Severity;

fn of(bytes: &[u8]) -> Found {
    read("a.csv", bytes, None, &mut |_| true).unwrap()
}

#[test]
fn one_export_is_read_alike_however_it_is_coded() {
    let text = "Who?,Say\n1,“Café, yes”\n2,No\n".replace("“Café, yes”", "\"Caf\u{e9}, yes\"");
    let want = of(text.as_bytes()).export;
    assert_eq!(want.columns[1].values, ["", "Café, yes", "No"]);
    let marked = [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [b"\xff\xfe".as_slice(), &wide].concat();
    let tabs = text
        .replace("\"Café, yes\"", "Café# yes")
        .replace(',', "\t")
        .replace('#', ",");
    let semicolons = text
        .replace("\"Café, yes\"", "Café# yes")
        .replace(',', ";")
        .replace('#', ",");
    for bytes in [marked, wide, tabs.into_bytes(), semicolons.into_bytes()] {
        assert_eq!(of(&bytes).export, want);
    }
}

#[test]
fn older_letters_are_read_and_said() {
    let found = of(b"Who?,Say\n1,\xa35 caf\xe9 \x93yes\x94\n").export;
    assert_eq!(found.columns[1].values[1], "£5 café “yes”");
    assert_eq!(found.warnings.len(), 1);
    assert_eq!(found.warnings[0].kind, "not-utf-8");
    assert_eq!(found.warnings[0].severity, Severity::Warning);
}

#[test]
fn empty_lines_between_rows_are_rows() {
    let found = of(b"Who?,Say\n\n1,\"two\nlines\"\n,,\n2,No\n").export;
    assert_eq!(found.lines, [2, 3, 5, 6]);
    assert_eq!(found.columns[0].cells, [0, 1, 0, 2]);
}

#[test]
fn the_sheet_named_for_responses_is_read() {
    let names = |names: &[&str]| {
        likeliest(
            &names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(names(&["Guide", "Data", "Form responses 1"]), Some(2));
    assert_eq!(names(&["Guide", "Raw data"]), Some(1));
    assert_eq!(names(&["One", "Two"]), None);
}

/// A workbook of two sheets: the first a guide, the second named for responses.
fn book() -> Vec<u8> {
    book_of("Responses")
}

/// A workbook of two sheets: the first a guide, the second the answers under this name.
fn book_of(second: &str) -> Vec<u8> {
    let sheet = |rows: &str| {
        format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
        )
    };
    let cell =
        |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let guide = sheet(&format!(r#"<row r="1">{}</row>"#, cell("A1", "How to")));
    let answers = sheet(&format!(
        r#"<row r="1">{}{}</row><row r="3">{}<c r="B3"><v>4</v></c></row>"#,
        cell("A1", "Who?"),
        cell("B1", "How many?"),
        cell("A3", "me")
    ));
    let parts = [
        ("[Content_Types].xml", r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#.to_owned()),
        ("_rels/.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
        ("xl/workbook.xml", r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Guide" sheetId="1" r:id="rId1"/><sheet name="Responses" sheetId="2" r:id="rId2"/></sheets></workbook>"#.replace("Responses", second)),
        ("xl/_rels/workbook.xml.rels", r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#.to_owned()),
        ("xl/worksheets/sheet1.xml", guide),
        ("xl/worksheets/sheet2.xml", answers),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_read_by_its_sheet() {
    let bytes = book();
    let found = read("a.xlsx", &bytes, None, &mut |_| true).unwrap();
    assert_eq!(
        (found.sheet, found.sheets),
        (Some(1), vec!["Guide".to_owned(), "Responses".to_owned()])
    );
    assert_eq!(found.export.columns[1].values, ["", "4"]);
    assert_eq!(found.export.lines, [2, 3]);
    let other = read("a.xlsx", &bytes, Some("guide"), &mut |_| true).unwrap();
    assert_eq!(other.sheet, Some(0));
    let problem = read("a.xlsx", &bytes, Some("Nowhere"), &mut |_| true).unwrap_err();
    assert!(
        problem.to_string().contains("Guide, Responses"),
        "{problem}"
    );
}

#[test]
fn what_is_too_much_is_refused_and_an_officer_can_stop() {
    let long = format!("A,B\n1,{}\n", "x".repeat(LONGEST_CELL + 1));
    let problem = read("a.csv", long.as_bytes(), None, &mut |_| true).unwrap_err();
    assert_eq!(problem.kind, "too-long");
    assert!(
        problem.to_string().contains("line 2, column 2"),
        "{problem}"
    );
    let many = "A\n".to_owned() + &"1\n".repeat(MOST_ROWS + 20);
    assert_eq!(
        read("a.csv", many.as_bytes(), None, &mut |_| true)
            .unwrap_err()
            .kind,
        "too-many-rows"
    );
    assert_eq!(
        read("a.csv", b"A\n1\n", None, &mut |_| false)
            .unwrap_err()
            .kind,
        "stopped"
    );
    assert_eq!(
        read("a.csv", b"", None, &mut |_| true).unwrap_err().kind,
        "empty-file"
    );
    assert_eq!(
        read("a.csv", b"<html>", None, &mut |_| true)
            .unwrap_err()
            .kind,
        "web-page"
    );
}

proptest! {
    #[test]
    fn no_bytes_stop_the_program(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(found) = read("a.csv", &bytes, None, &mut |_| true) {
            let export = &found.export;
            for column in &export.columns {
                prop_assert_eq!(column.cells.len(), export.n_rows());
            }
        }
    }
}

#[test]
fn without_a_name_for_it_the_fullest_sheet_is_read_and_said() {
    let found = read("a.xlsx", &book_of("Form1"), None, &mut |_| true).unwrap();
    assert_eq!((found.sheet, found.export.heading(0, 0)), (Some(1), "Who?"));
    let said = &found.export.warnings[0];
    assert_eq!((said.kind, said.severity), ("sheet-chosen", Severity::Note));
    assert!(
        said.to_string()
            .contains("“Form1” was read, of Guide, Form1"),
        "{said}"
    );
    let found = read("a.xlsx", &book_of("Form1"), Some("guide"), &mut |_| true).unwrap();
    assert_eq!((found.sheet, found.export.warnings), (Some(0), Vec::new()));
}

#[test]
fn a_spreadsheets_error_is_nobodys_answer() {
    let found = of(b"Who?,Say\n1,#N/A\n2,No\n3,#REF!\n4,#1 choice\n").export;
    assert_eq!(found.columns[1].values, ["", "No", "#1 choice"]);
    assert_eq!(found.columns[1].cells, [0, 1, 0, 2]);
    let said = &found.warnings[0];
    assert_eq!(
        (said.kind, said.severity),
        ("error-in-cell", Severity::Warning)
    );
    assert!(said.to_string().contains("line 2, column 2"), "{said}");
    assert!(
        said.to_string().contains("error: 2, the first here, #N/A"),
        "{said}"
    );
}
