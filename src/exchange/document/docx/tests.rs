//! The file is unpacked, its parts are read as XML, and its headings, tables, lists and links are counted.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::exchange::document::specimen::{self, specimen};

const FONT: &[u8] = include_bytes!("../../../../assets/fonts/IBMPlexSans-Regular.ttf");

fn packed(document: &Document) -> zip::ZipArchive<Cursor<Vec<u8>>> {
    zip::ZipArchive::new(Cursor::new(docx(document, &[FONT]).unwrap())).unwrap()
}

fn part(package: &mut zip::ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    package
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// Fails where the text is not well formed, or holds a letter that XML forbids.
#[track_caller]
fn well_formed(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_i32;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                assert!(
                    start.attributes().all(|held| held.is_ok()),
                    "{name}: {start:?}"
                );
            }
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{name}: {error}"),
        }
    }
    assert_eq!(depth, 0, "{name}");
    let is_bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    assert!(
        !text.contains(is_bad) && !text.contains('\u{FFFF}'),
        "{name}"
    );
}

#[test]
fn every_part_is_well_formed_and_named() {
    let mut package = packed(&specimen());
    let names: Vec<String> = package.file_names().map(str::to_owned).collect();
    let content = part(&mut package, "[Content_Types].xml");
    for name in &names {
        if name.ends_with(".png") {
            continue;
        }
        let text = part(&mut package, name);
        well_formed(name, &text);
        let is_known = content.contains(&format!("\"/{name}\"")) || name.ends_with(".rels");
        assert!(
            is_known || name.ends_with(".svg") || name.starts_with('['),
            "{name}"
        );
    }
    assert_eq!(
        names
            .iter()
            .filter(|name| name.starts_with("word/media/"))
            .count(),
        6
    );
}

#[test]
fn parts_are_words_own() {
    #[track_caller]
    fn check(text: &str, what: &str, times: usize) {
        assert_eq!(text.matches(what).count(), times, "{what}");
    }
    let mut package = packed(&specimen());
    let body = part(&mut package, "word/document.xml");
    check(&body, "w:val=\"Heading1\"", 5);
    check(&body, "w:val=\"Heading2\"", 2);
    check(&body, "<w:tbl>", 5);
    check(&body, "<w:tblHeader>", 5);
    check(&body, "w:val=\"Caption\"", 4);
    check(&body, "<wp:docPr ", 3);
    check(
        &body,
        "descr=\"Line chart: Second or later child protection plan.",
        2,
    );
    check(&body, "<w:numId w:val=\"1\">", 5);
    // Two numbered lists, each with one under an item.
    for (id, items) in [(2, 3), (3, 2), (4, 3), (5, 2)] {
        check(&body, &format!("<w:numId w:val=\"{id}\">"), items);
    }
    check(&body, "<w:gridSpan w:val=\"4\">", 2);
    check(&body, "w:orient=\"landscape\"", 1);
    check(&body, "<w:sectPr>", 3);
    check(&body, "<w:hyperlink ", 1);
    let relations = part(&mut package, "word/_rels/document.xml.rels");
    check(&relations, "https://www.gov.uk/government/statistics", 1);
    check(&relations, "javascript", 0);
    let core = part(&mut package, "docProps/core.xml");
    check(
        &core,
        "<dc:title>Management Action Plan 2001-02</dc:title><dc:subject>Grant report</dc:subject>",
        1,
    );
    check(
        &part(&mut package, "word/styles.xml"),
        "w:lang w:val=\"en-GB\"",
        1,
    );
    let foot = part(&mut package, "word/footer1.xml");
    check(
        &foot,
        "snapshot “as shown to Cabinet 25 March” (9f2c41aa)",
        1,
    );
    check(&foot, "PAGE", 2);
}

#[test]
fn what_was_typed_is_text() {
    let mut package = packed(&specimen());
    let body = part(&mut package, "word/document.xml");
    assert!(body.contains("&lt;script&gt;alert(&quot;1&quot; &amp; '2')&lt;/script&gt;"));
    assert!(body.contains("bell\u{FFFD} null\u{FFFD} escape\u{FFFD}[31m last\u{FFFD}"));
    assert!(body.contains(&format!(
        "<w:rtl></w:rtl></w:rPr><w:t xml:space=\"preserve\">{}</w:t>",
        specimen::HEBREW
    )));
    let bidi = "<w:pStyle w:val=\"BodyText\"></w:pStyle><w:bidi></w:bidi></w:pPr>";
    assert_eq!(
        body.matches(bidi).count(),
        2,
        "the two paragraphs that begin so"
    );
    assert!(body.contains("[the figure was 13.1% when this sentence was confirmed]"));
    assert!(body.contains("two</w:t><w:br></w:br><w:t xml:space=\"preserve\">lines</w:t><w:tab>"));
}

#[test]
fn large_type_is_sixteen_points() {
    let mut document = Document {
        title: specimen::long_title(),
        manner: Manner::Large,
        ..Document::default()
    };
    document.say("Words.");
    let mut package = packed(&document);
    assert!(part(&mut package, "word/styles.xml").contains("<w:sz w:val=\"32\">"));
    assert!(part(&mut package, "word/document.xml").contains(&specimen::long_title()));
    assert!(part(&mut package, "docProps/core.xml").len() < 1_000);
}

#[test]
fn a_new_page_before_a_lying_one_is_not_an_empty_one() {
    let mut document = Document::default();
    document.add(crate::domain::document::Block::NewPage);
    document
        .heading(1, "Wide")
        .add(specimen::wide())
        .add(specimen::wide());
    document.say("Upright again.");
    let body = part(&mut packed(&document), "word/document.xml");
    assert_eq!(body.matches("<w:sectPr>").count(), 3);
    assert!(!body.contains("w:type=\"page\""));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(
        docx(&specimen(), &[FONT]).unwrap(),
        docx(&specimen(), &[FONT]).unwrap()
    );
}
