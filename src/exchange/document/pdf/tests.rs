//! Whole documents: that they conform, that all is said in its order, that nothing runs off the page.
//!
//! What is said is read from the marks on the strips, in the order of the tree: the same that the file holds.

use proptest::prelude::*;

use super::flow::{Page, Placed};
use super::look::Sheet;
use super::specimen::{FONTS, HOSTILE, dashboard, grants, specimen, wide};
use super::strip::{Ink, Strip};
use super::*;
use crate::domain::document::{Block, Cell, Column, Item, Manner, Row, Table, plain};

/// The document set on pages, without the file.
struct Set {
    strips: Vec<Strip>,
    pages: Vec<Page>,
    missing: Vec<char>,
}

fn set(document: &Document) -> Set {
    let mut setter = Setter::new(&FONTS, document.manner).unwrap();
    front::set(&mut setter, document);
    block::set_all(&mut setter, &document.blocks).unwrap();
    Set {
        pages: flow::pages(&setter.strips, &setter.heads),
        strips: setter.strips,
        missing: setter.faces.missing(),
    }
}

/// All words in reading order, a line of print to a line.
fn said(set: &Set) -> String {
    let items = set.strips.iter().flat_map(|strip| &strip.items);
    let mut parts: Vec<_> = items
        .filter_map(|item| match (&item.ink, item.mark) {
            (Ink::Letters(piece), Some(mark)) => Some((mark, piece.range.start, &piece.text)),
            _ => None,
        })
        .collect();
    parts.sort();
    let mut said = String::new();
    let mut before = None;
    for (mark, _, text) in parts {
        if before.is_some_and(|before| before != mark) {
            said.push('\n');
        }
        before = Some(mark);
        said.push_str(text);
    }
    said
}

/// What stands outside the margins, in words.
fn strays(set: &Set) -> Vec<String> {
    let mut strays = Vec::new();
    for page in &set.pages {
        let sheet = Sheet::new(page.is_wide);
        for placed in &page.placed {
            let Placed::Strip(at, y) = *placed else {
                continue;
            };
            let strip = &set.strips[at];
            if y < sheet.top - 0.01 || y + strip.height > sheet.bottom + 0.01 {
                strays.push(format!("strip {at} at {y}"));
            }
            for item in &strip.items {
                let Ink::Letters(piece) = &item.ink else {
                    continue;
                };
                let blank = piece.text.len() - piece.text.trim_end().len();
                let seen = if blank > 0 { 0.0 } else { piece.width };
                if item.x + seen > sheet.right + 0.5 || item.x + piece.width < sheet.left - 0.5 {
                    strays.push(format!("“{}” at {}", piece.text, item.x));
                }
            }
        }
    }
    strays
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Report".into(),
        blocks,
        ..Document::default()
    }
}

#[test]
fn a_specimen_conforms_in_both_manners() {
    for manner in [Manner::Paper, Manner::Large] {
        let document = specimen(manner);
        assert_eq!(
            crate::domain::document::faults(&document),
            Vec::<String>::new()
        );
        let printed = pdf(&document, &FONTS).unwrap();
        let text = String::from_utf8_lossy(&printed.bytes);
        for sign in [
            "pdfuaid:part",
            "en-GB",
            "/DisplayDocTitle true",
            "/Outlines",
        ] {
            assert!(text.contains(sign), "{sign}");
        }
        assert_eq!(strays(&set(&document)), Vec::<String>::new());
        assert_eq!(printed, pdf(&document, &FONTS).unwrap());
    }
}

#[test]
fn all_is_said_in_its_order() {
    let said = said(&set(&specimen(Manner::Paper)));
    let mut rest = said.as_str();
    for part in [
        "Management Action Plan 2001-02",
        "Authority: ",
        "Leicester City Council",
        "Objective 1: secure attachments",
        "£463,950",
        "[the figure has changed since this was",
        "1.",
        "Recruit twenty foster carers",
        "of whom five for teenagers",
        "The eight lines sum",
        "Grant by priority area, 2001-02",
        "Priority area\nAmount\nShare\nHow",
        "Ring-fenced",
        "£463,950\n31.1%",
        "All\n£1,492,300",
        "Rounded to £50 as published.",
        "61.3\n1,234\nAmber",
        "Marks in this table: [c] confidential: fewer than five.",
        "A table of 20 columns",
        "Chart 1. ",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "a�b�c�d",
        "txt.exe",
        "مرحبا بالعالم, 2025 (Leicester)",
        "שלום עולם 1,234",
        "👩",
        "family",
        "e\u{301}\u{301}\u{301} Zo\u{308}e",
        "Section 151 officer\nSigned",
    ] {
        let Some(at) = rest.find(part) else {
            panic!("“{part}” is not in:\n{rest}");
        };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn a_letter_nobody_has_is_told() {
    #[track_caller]
    fn check(text: &str, expected: &[char]) {
        let mut document = document(Vec::new());
        document.say(text);
        let found = set(&document);
        assert_eq!(found.missing, expected, "{text}");
        assert!(pdf(&document, &FONTS).is_ok(), "{text}");
    }
    check("Ordinary words, £1,234.50 – “said” ▲ ● □", &[]);
    check("ąęłżź Ωλ Привет", &[]);
    check("مرحبا پاکستان", &[]);
    check("שָׁלוֹם", &[]);
    check("漢字", &['字', '漢']);
    check("👪!", &['👪']);
    check("\u{202F}\u{2003}\u{200B}.", &[]);
}

#[test]
fn long_things_stay_on_the_page() {
    #[track_caller]
    fn check(document: &Document, pages: std::ops::RangeInclusive<usize>) {
        let found = set(document);
        assert_eq!(strays(&found), Vec::<String>::new());
        assert!(pages.contains(&found.pages.len()), "{}", found.pages.len());
        assert_eq!(pdf(document, &FONTS).unwrap().pages, found.pages.len());
    }
    let long = "W".repeat(10_000);
    let titled = Document {
        title: long.clone(),
        ..document(vec![Block::Heading {
            level: 1,
            text: long.clone(),
        }])
    };
    check(&titled, 15..=40);
    let cell = Table {
        rows: vec![Row::body(vec![
            Cell::text(long.clone()),
            Cell::text("מ".repeat(5_000)),
        ])],
        ..grants()
    };
    check(&document(vec![cell.into()]), 3..=80);
    let head = Table {
        columns: vec![Column::words(long, 1), Column::figures("Now")],
        ..dashboard(3)
    };
    check(&document(vec![head.into()]), 2..=60);
    check(&document(vec![wide(20).into(), wide(60).into()]), 1..=4);
    check(&document(Vec::new()), 1..=1);
}

#[test]
fn the_head_of_a_long_table_comes_again_on_each_page() {
    let found = set(&document(vec![dashboard(300).into()]));
    assert!(found.pages.len() > 5);
    for page in &found.pages[1..] {
        assert!(matches!(page.placed[0], Placed::Head(..)));
    }
    let rows = found.strips.iter().flat_map(|strip| &strip.items);
    let named = rows.filter(|item| match &item.ink {
        Ink::Letters(piece) => piece.text.starts_with("Measure "),
        _ => false,
    });
    assert_eq!(named.count(), 300);
}

#[test]
fn digits_stand_under_each_other() {
    let mut faces = face::Faces::new(&FONTS).unwrap();
    for face in [0, 1] {
        let wide = faces.shape(face, false, "1111111").width;
        assert_eq!(faces.shape(face, false, "0987452").width, wide);
    }
}

#[test]
fn a_damaged_typeface_is_refused() {
    let fonts = Fonts {
        strong: b"not a typeface",
        ..FONTS
    };
    let error = pdf(&Document::default(), &fonts).unwrap_err().to_string();
    assert!(
        error.contains("no. 2") && error.contains("install it again"),
        "{error}"
    );
}

/// Text with what is likely to go wrong in it.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[a-z אבג سلام0-9,.()]{0,60}",
        any::<String>(),
        prop::sample::select(&HOSTILE[..]).prop_map(str::to_owned),
    ]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        any_text().prop_map(Cell::Text),
        any_text().prop_map(Cell::Head),
        any::<f64>().prop_map(|value| Cell::Number {
            value,
            decimals: 1,
            suffix: "%".into()
        }),
        prop::collection::vec(prop::option::of(any::<f64>()), 0..6).prop_map(|values| {
            Cell::Spark {
                values,
                words: String::new(),
            }
        }),
        Just(Cell::Empty),
    ]
}

fn any_block() -> impl Strategy<Value = Block> {
    let columns = prop::collection::vec((any_text(), any::<bool>(), 0_u8..4), 0..14);
    let rows = prop::collection::vec(prop::collection::vec(any_cell(), 0..14), 0..6);
    let table = (any_text(), columns, rows).prop_map(|(caption, columns, rows)| {
        let column = |(heading, is_figure, share)| Column {
            heading,
            is_figure,
            share,
        };
        Block::Table(Table {
            caption,
            columns: columns.into_iter().map(column).collect(),
            rows: rows.into_iter().map(Row::body).collect(),
            ..Table::default()
        })
    });
    let items = prop::collection::vec(any_text(), 0..4).prop_map(|items| Block::List {
        numbered_from: (items.len() % 2 == 0).then_some(3),
        items: items
            .into_iter()
            .map(|text| Item {
                text: plain(text),
                items: vec![Item::default()],
                ..Item::default()
            })
            .collect(),
    });
    prop_oneof![
        (0_u8..9, any_text()).prop_map(|(level, text)| Block::Heading { level, text }),
        any_text().prop_map(|text| Block::Text(plain(text))),
        any_text().prop_map(|text| Block::Note(plain(text))),
        prop::collection::vec(any_text(), 0..3).prop_map(Block::SignOff),
        Just(Block::NewPage),
        items,
        table,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_document_conforms_and_stays_on_the_page(
        title in any_text(),
        blocks in prop::collection::vec(any_block(), 0..8),
    ) {
        let document = Document { title, ..document(blocks) };
        prop_assert_eq!(strays(&set(&document)), Vec::<String>::new());
        let printed = pdf(&document, &FONTS);
        prop_assert!(printed.is_ok(), "{:?}", printed.map(|printed| printed.pages));
    }
}
