//! The plan's own text in Markdown with figures in it, what comes off the clipboard, and the documents made of either.

use golden_thread::domain::document::{Block, Cell, Column, Document, Item, Row, Run, Table};
use golden_thread::domain::live::{Figures, Piece, Reference, entered, pieces};
use golden_thread::domain::narrative::Section;
use golden_thread::domain::narrative::markdown;
use golden_thread::domain::spreadsheet;
use golden_thread::session::Session;
use golden_thread::session::document::{Format, write};

use super::known::{parts, text};

fn typed(reference: &Reference) -> Run {
    Run {
        text: format!("<{}>", reference.written),
        ..Run::default()
    }
}

/// A text taken apart is the same text put together; no link leads anywhere but to the web or a mailbox; headings nest
/// without a gap and lists no deeper than they are followed.
pub fn markdown(data: &[u8]) {
    let text = text(data);
    let together: String = pieces(&text)
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Figure(reference) => {
                let inside = &reference.written;
                assert_eq!(Reference::read(inside).as_ref(), Some(reference));
                let from = text.find(inside.as_str()).expect("it was written there");
                assert!(from > 0);
                format!("{{{inside}}}")
            }
        })
        .collect();
    // Spaces beside the braces are the only thing that a figure does not keep.
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    assert_eq!(bare(&together), bare(&text));
    for level in [0, 2, 6] {
        let blocks = markdown::blocks(&text, level, "A table", &typed);
        let mut last = level;
        for block in &blocks {
            if let Block::Heading { level, .. } = block {
                assert!((1..=6).contains(level) && *level <= last.max(1) + 1);
                last = *level;
            }
            each_run(block, &mut |run| {
                let link = run.link.to_lowercase();
                let leads = ["https:", "http:", "mailto:"];
                assert!(link.is_empty() || leads.iter().any(|held| link.starts_with(held)));
            });
        }
    }
    let found = markdown::figures(&text);
    assert!(found.len() <= pieces(&text).len());
    looked_up(&found);
    drop(Section::read(&text));
    let cell = spreadsheet::escaped(&text);
    assert_eq!(spreadsheet::unescaped(&cell), text);
    never_run(&cell);
    let row = spreadsheet::tabbed(&[&text, "2"]);
    assert_eq!(row.split('\t').count(), 2);
}

/// No cell that a spreadsheet would run.
#[track_caller]
pub fn never_run(cell: &str) {
    let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let is_figure = cell.parse::<f64>().is_ok();
    assert!(!runs || is_figure, "a spreadsheet would run {cell:?}");
}

fn each_run(block: &Block, take: &mut dyn FnMut(&Run)) {
    match block {
        Block::Text(runs) | Block::Note(runs) => runs.iter().for_each(take),
        Block::List { items, .. } => items.iter().for_each(|item| each_item(item, 1, take)),
        _ => {}
    }
}

fn each_item(item: &Item, depth: usize, take: &mut dyn FnMut(&Run)) {
    assert!(depth <= 8, "a list {depth} deep");
    item.text.iter().for_each(&mut *take);
    for item in &item.items {
        each_item(item, depth + 1, take);
    }
}

/// Documents out of a hostile plan: whatever its text says, no page of it runs anything and every writer ends.
pub fn document(data: &[u8]) {
    let parts: Vec<String> = parts(data).iter().map(|part| text(part)).collect();
    let part = |n: usize| parts.get(n).cloned().unwrap_or_default();
    let mut document = Document {
        title: part(0),
        kind: part(1),
        ..Document::default()
    };
    document.heading(1, part(1));
    document
        .blocks
        .extend(markdown::blocks(&part(2), 1, "A table", &typed));
    let words: Vec<String> = part(3).lines().take(40).map(str::to_owned).collect();
    document.add(Table {
        name: part(0),
        caption: part(1),
        columns: vec![Column::words(part(0), 2), Column::figures(part(1))],
        rows: words
            .iter()
            .map(|word| Row::body(vec![Cell::text(word), Cell::Head(word.clone())]))
            .collect(),
        notes: vec![part(1)],
    });
    for format in Format::ALL {
        let Ok(written) = write(&document, format) else {
            continue;
        };
        assert!(!written.bytes.is_empty());
        if format == Format::Html {
            page(&String::from_utf8(written.bytes).expect("a page is UTF-8"));
        }
    }
    for table in document.tables() {
        let csv = golden_thread::session::document::csv(table);
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(csv.as_bytes());
        for row in rows.records().map(|row| row.expect("is CSV")) {
            row.iter().for_each(|cell| never_run(cell));
        }
    }
}

/// A page whose tags are only those that the program writes.
pub fn page(page: &str) {
    let lower = page.to_ascii_lowercase();
    for tag in [
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "<img",
        "javascript:",
    ] {
        let outside = lower.match_indices(tag).find(|(at, _)| {
            // Words of the text are escaped; a link is never given that is none of ours.
            tag.starts_with('<') || lower[..*at].ends_with("href=\"")
        });
        assert!(outside.is_none(), "{tag} on the page");
    }
}

thread_local! {
    /// A sample plan, to look figures up in.
    static SAMPLE: Session = super::plan::sample();
}

fn looked_up(found: &[Reference]) {
    SAMPLE.with(|session| {
        let series = entered(session.book());
        let figures = Figures::new(session.book(), &series);
        for reference in found.iter().take(20) {
            drop(figures.printed(reference));
            drop(figures.told(reference));
        }
    });
}
