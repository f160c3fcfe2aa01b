//! The page is held against what a browser needs, and against what must never be in it.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;
use crate::exchange::document::specimen::{self, specimen};

/// Elements of the web that have no end.
const VOID: [&str; 6] = ["meta", "br", "img", "hr", "link", "input"];

/// The elements of a page in order, having checked that each is closed where it should be.
#[track_caller]
fn elements(page: &str) -> Vec<String> {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = false;
    let (mut open, mut found) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        match event {
            Event::Start(start) => {
                let name = String::from_utf8(start.name().as_ref().to_vec()).unwrap();
                if !VOID.contains(&name.as_str()) {
                    open.push(name.clone());
                }
                found.push(name);
            }
            Event::Empty(start) => {
                found.push(String::from_utf8(start.name().as_ref().to_vec()).unwrap());
            }
            Event::End(end) => {
                let name = String::from_utf8(end.name().as_ref().to_vec()).unwrap();
                assert_eq!(open.pop().as_deref(), Some(name.as_str()));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

/// How often an element is in a list.
fn n(elements: &[String], name: &str) -> usize {
    elements.iter().filter(|held| *held == name).count()
}

#[test]
fn every_part_is_the_webs_own() {
    let page = html(&specimen());
    let elements = elements(&page);
    let counted = [
        "h1", "h2", "h3", "caption", "thead", "figure", "details", "aside", "nav",
    ]
    .map(|name| (name, n(&elements, name)));
    assert_eq!(
        counted,
        [
            ("h1", 1),
            ("h2", 5),
            ("h3", 2),
            ("caption", 8),
            ("thead", 8),
            ("figure", 3),
            ("details", 3),
            ("aside", 1),
            ("nav", 1),
        ]
    );
    assert_eq!(n(&elements, "script"), 0);
}

#[track_caller]
fn holds(page: &str, text: &str) {
    assert!(page.contains(text), "no {text:?}");
}

#[track_caller]
fn lacks(page: &str, text: &str) {
    assert!(!page.contains(text), "{text:?} is in the page");
}

#[test]
fn what_was_typed_is_printed_and_never_run() {
    let page = html(&specimen());
    holds(
        &page,
        "&lt;script&gt;alert(&quot;1&quot; &amp; '2')&lt;/script&gt;",
    );
    lacks(&page, "<script");
    lacks(&page, "javascript:");
    holds(
        &page,
        "bell\u{FFFD} null\u{FFFD} escape\u{FFFD}[31m last\u{FFFD}",
    );
    for text in [specimen::ARABIC, specimen::HEBREW, specimen::EMOJI] {
        holds(&page, &format!("dir=\"auto\">{text}</p>"));
    }
    holds(&page, "default-src 'none'");
    for outside in ["src=\"http", "url(", "@import", "<link"] {
        lacks(&page, outside);
    }
}

#[test]
fn words_stand_beside_every_mark_and_colour() {
    let page = html(&specimen());
    holds(
        &page,
        "<mark> [the figure was 13.1% when this sentence was confirmed]</mark>",
    );
    holds(&page, "<abbr title=\"not yet closed\">[x]</abbr>");
    holds(&page, "Marks in this table: [x] not yet closed.");
    holds(&page, "<span class=\"rating bad\" dir=\"auto\">Red</span>");
    holds(&page, "<title>rising over six years, with one gap</title>");
    holds(
        &page,
        "<th scope=\"rowgroup\" colspan=\"4\" dir=\"auto\">Ring-fenced</th>",
    );
    holds(&page, "<td class=\"figure\">£463,950</td>");
    holds(
        &page,
        "leicestershire 2001.sqlite · snapshot “as shown to Cabinet 25 March” (9f2c41aa)",
    );
}

#[test]
fn a_short_page_needs_no_list_and_a_long_title_no_more_than_itself() {
    let mut document = Document {
        title: specimen::long_title(),
        manner: Manner::Large,
        ..Document::default()
    };
    document
        .heading(1, "One")
        .heading(2, "Two")
        .heading(3, "Three");
    let page = html(&document);
    assert_eq!(n(&elements(&page), "nav"), 0);
    holds(&page, "<body class=\"large\">");
    holds(&page, &specimen::long_title());
    document
        .heading(4, "Four")
        .heading(5, "Five")
        .heading(6, "Six");
    let page = html(&document);
    holds(&page, "<a href=\"#part-6\" dir=\"auto\">Six</a>");
    holds(
        &page,
        "<h6 id=\"part-6\" dir=\"auto\" aria-level=\"7\">Six</h6>",
    );
    elements(&page);
}
