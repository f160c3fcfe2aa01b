//! The reader of workbooks, on workbooks written by hand.

use std::io::Write as _;

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::*;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/><sheet name="Two" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#;
const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const MANIFEST: &str = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// A workbook whose first sheet has these rows, as the XML of a worksheet.
fn book(rows: &str) -> Vec<u8> {
    packed(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet(rows)),
        (
            "xl/worksheets/sheet2.xml",
            &sheet("<row r=\"1\"><c r=\"A1\"><v>9</v></c></row>"),
        ),
    ])
}

/// A workbook whose first sheet has these cells, all of them text; empty ones are left out, as spreadsheets do.
pub(in crate::exchange::published) fn of_text(rows: &[Vec<String>]) -> Vec<u8> {
    let mut xml = String::new();
    for (n, row) in (1..).zip(rows) {
        let cells: String = (0_u8..)
            .zip(row)
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| {
                let name = char::from(b'A' + column);
                format!(r#"<c r="{name}{n}" t="inlineStr"><is><t>{text}</t></is></c>"#)
            })
            .collect();
        xml += &format!(r#"<row r="{n}">{cells}</row>"#);
    }
    book(&xml)
}

fn content(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="One">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    )
}

fn ods(rows: &str) -> Vec<u8> {
    packed(&[
        ("mimetype", ODS),
        ("META-INF/manifest.xml", MANIFEST),
        ("content.xml", &content(rows)),
    ])
}

#[test]
fn cells_are_read_as_they_are_shown() {
    let bytes = book(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t> LA </t></is></c><c r="C1"><v>301</v></c></row>
           <row r="3"><c r="A3"><v>5.7529999999999998E-2</v></c><c r="B3" s="1"><v>46174</v></c><c r="C3" t="b"><v>1</v></c></row>"#,
    );
    let rows = first_sheet(&bytes, "a.xlsx").expect("reads");
    assert_eq!(
        rows,
        [
            vec!["LA", "", "301"],
            vec![],
            vec!["0.05753", "2026-06-01", "TRUE"]
        ]
    );
}

#[test]
fn an_open_document_is_read() {
    let bytes = ods(
        r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
           <table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="301"><text:p>301</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Close</text:p></table:table-cell></table:table-row>"#
            .replace("\n           ", "")
            .as_str(),
    );
    let rows = first_sheet(&bytes, "a.ods").expect("reads");
    assert_eq!(rows, [vec![], vec![], vec!["", "301", "Close"]]);
}

#[test]
fn what_is_no_workbook_is_refused() {
    #[track_caller]
    fn check(bytes: &[u8], kind: &str) {
        let error = first_sheet(bytes, "a.xlsx").expect_err("refused");
        assert_eq!(
            (error.kind, error.location.as_str()),
            (kind, "a.xlsx"),
            "{error}"
        );
    }
    check(b"", "wrong-sort-of-file");
    check(b"a,b\n1,2\n", "wrong-sort-of-file");
    check(b"PK\x03\x04", "damaged-workbook");
    check(&packed(&[("a.csv", "a,b")]), "wrong-sort-of-file");
    let mut old = bounds::OLD.to_vec();
    old.extend([0; 600]);
    check(&old, "damaged-workbook");
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048577"><c r="A1048577"><v>1</v></c></row>"#;
    check(&book(far), "too-large");
    check(&book(&"x".repeat(40 << 20)), "too-large");
    let wide = r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>"#;
    check(&ods(wide), "too-large");
    let row = "<table:table-row><table:table-cell>";
    for open in [row, "<table:table-row>", "</table:table>", "<a>", "</a>"] {
        check(&ods(open), "damaged-workbook");
        let cut = content(open).replace(
            "</table:table></office:spreadsheet></office:body></office:document-content>",
            "",
        );
        check(&packed(&[("content.xml", &cut)]), "damaged-workbook");
    }
}

#[test]
fn a_workbook_cut_short_is_refused() {
    let bytes = book(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    for length in (0..bytes.len()).step_by(7) {
        assert!(first_sheet(&bytes[..length], "a.xlsx").is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, old: bool) {
        let mut whole = if old { bounds::OLD.to_vec() } else { b"PK\x03\x04".to_vec() };
        whole.extend(bytes);
        let _ = first_sheet(&whole, "a.xlsx");
    }

    #[test]
    fn a_changed_byte_does_not_panic(at in 0_usize..2_000, byte: u8) {
        let mut bytes = book(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = first_sheet(&bytes, "a.xlsx");
    }
}
