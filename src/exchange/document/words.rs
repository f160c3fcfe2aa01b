//! How a cell, a warning and a legend read in words, the same in every format.
//!
//! A committee holds the printed page against the workbook. So what a figure looks like in print is decided here, once:
//! thousands marked, places as the cell says, money as the screen prints it, a missing figure as its mark.
//!
//! Edges: an amount with pence in a column of whole pounds prints its pence, since rounding it away in silence would
//! make a column that does not add up. A letter that no document can hold (a control character) becomes `�`, so that it
//! is seen to have been there.

use std::borrow::Cow;

use crate::domain::chart::Unit;
use crate::domain::document::{Block, Cell, Column, Document, Item, Picture, Row, Run, Table};
use crate::domain::money::Pence;
use crate::domain::period::Period;

/// What a cell says in print. A line too small to letter says its words.
#[must_use]
pub fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Head(text) => text.clone(),
        Cell::Number {
            value,
            decimals,
            suffix,
        } => number(*value, *decimals, suffix),
        Cell::Money { amount, with_pence } => money(*amount, *with_pence),
        Cell::Missing { mark, .. } => mark.clone(),
        Cell::Rating { word, .. } => word.clone(),
        Cell::Spark { words, .. } => words.clone(),
    }
}

/// A number with its places and what follows it: `1,234.5%`. What is not a number is `–`.
#[must_use]
pub fn number(value: f64, decimals: u8, suffix: &str) -> String {
    Unit::new("", suffix, decimals).show(value)
}

/// An amount: `£1,234.00` with its pence, `£1,234` without.
#[must_use]
pub fn money(amount: Pence, with_pence: bool) -> String {
    let is_whole = amount.0 % 100 == 0;
    let pence = if with_pence && is_whole { ".00" } else { "" };
    format!("{amount}{pence}")
}

/// The marks of missing figures in a table, each with its meaning, as one line; `None` where nothing is missing.
#[must_use]
pub fn legend(table: &Table) -> Option<String> {
    let marks: Vec<String> = table
        .legend()
        .into_iter()
        .map(|(mark, reason)| format!("{mark} {reason}"))
        .collect();
    (!marks.is_empty()).then(|| format!("Marks in this table: {}.", marks.join("; ")))
}

/// What stands under a table: its notes, then the meaning of its marks.
#[must_use]
pub fn under(table: &Table) -> Vec<String> {
    table.notes.iter().cloned().chain(legend(table)).collect()
}

/// What the reader of a run is warned of, ready to follow its words: ` [the figure has changed]`.
#[must_use]
pub fn warning(run: &Run) -> Option<String> {
    let warning = run.warning.trim();
    (!warning.is_empty()).then(|| format!(" [{warning}]"))
}

/// A paragraph as one line of text, with its warnings; for formats that set no words apart.
#[must_use]
pub fn paragraph(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| format!("{}{}", run.text, warning(run).unwrap_or_default()))
        .collect()
}

/// The line at the foot of every page: file, version, day, and under which rules.
#[must_use]
pub fn foot(document: &Document) -> String {
    document.standing.line()
}

/// Whose figures these are, as lines of name and value for the front of a document; nothing that is empty.
#[must_use]
pub fn standing(document: &Document) -> Vec<(&'static str, String)> {
    let held = &document.standing;
    let made = held.made.map(|day| Period::AsAt(day).label());
    let mut lines = vec![
        ("Authority", held.authority.clone()),
        ("Plan", held.plan.clone()),
        ("File", held.file.clone()),
        ("Made from", held.version_words()),
        ("Made on", made.unwrap_or_default()),
        ("Statistical neighbours", held.neighbours.clone()),
        ("Small counts", held.disclosure.clone()),
    ];
    lines.retain(|(_, value)| !value.trim().is_empty());
    lines
}

/// The figures of a drawing as a table: what is read by whoever cannot see it.
#[must_use]
pub fn figures(picture: &Picture) -> Table {
    let table = picture.chart.table();
    let is_figure = |at: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.get(at));
        at > 0
            && cells
                .any(|cell| cell.starts_with(|c: char| "£+−-".contains(c) || c.is_ascii_digit()))
    };
    let columns = table.headings.iter().enumerate();
    Table {
        name: picture.chart.title().to_owned(),
        caption: format!("The figures of: {}", picture.chart.title()),
        columns: columns
            .map(|(at, heading)| Column {
                heading: heading.clone(),
                is_figure: is_figure(at),
                share: 0,
            })
            .collect(),
        rows: table.rows.iter().map(|cells| figures_row(cells)).collect(),
        notes: Vec::new(),
    }
}

fn figures_row(cells: &[String]) -> Row {
    let cell = |(at, text): (usize, &String)| match (at, text.as_str()) {
        (0, _) => Cell::Head(text.clone()),
        (_, "") => Cell::Empty,
        _ => Cell::Text(text.clone()),
    };
    Row::body(cells.iter().enumerate().map(cell).collect())
}

/// The text with every letter that XML or HTML forbids replaced by `�`; tabs and line ends stay.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_forbidden) {
        let kept = |c| if is_forbidden(c) { '\u{FFFD}' } else { c };
        Cow::Owned(text.chars().map(kept).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Controls other than tab and line end, and the code points that Unicode sets aside as no letters.
fn is_forbidden(c: char) -> bool {
    let is_no_letter = matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_no_letter
}

/// Every run of a document in reading order, those of lists and notes with them.
#[must_use]
pub fn runs(document: &Document) -> Vec<&Run> {
    fn of_items<'a>(items: &'a [Item], found: &mut Vec<&'a Run>) {
        for item in items {
            found.extend(&item.text);
            of_items(&item.items, found);
        }
    }
    let mut found = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Text(runs) | Block::Note(runs) => found.extend(runs),
            Block::List { items, .. } => of_items(items, &mut found),
            _ => {}
        }
    }
    found
}

/// Whether a link may be followed: a page on the web, or a letter. Anything else is printed as words.
#[must_use]
pub fn is_followed(link: &str) -> bool {
    let link = link.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| link.len() > scheme.len() && link.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chart::samples;

    #[track_caller]
    fn check(cell: Cell, expected: &str) {
        assert_eq!(printed(&cell), expected);
    }

    #[test]
    fn cells_print_as_officers_write_them() {
        let number = |value, decimals, suffix: &str| Cell::Number {
            value,
            decimals,
            suffix: suffix.into(),
        };
        let money = |pence, with_pence| Cell::Money {
            amount: Pence(pence),
            with_pence,
        };
        check(Cell::Empty, "");
        check(Cell::count(1_234_567), "1,234,567");
        check(number(0.285, 2, ""), "0.29");
        check(number(-12.5, 1, "%"), "−12.5%");
        check(number(3.0, 1, " (p)"), "3.0 (p)");
        check(number(f64::NAN, 1, "%"), "–");
        check(money(46_395_000, false), "£463,950");
        check(money(46_395_000, true), "£463,950.00");
        check(money(-5, true), "-£0.05");
        check(money(150, false), "£1.50");
        check(
            Cell::Missing {
                mark: "[c]".into(),
                reason: "confidential".into(),
            },
            "[c]",
        );
    }

    #[test]
    fn forbidden_letters_are_seen_to_have_been_there() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(clean(text), expected);
        }
        check("a\tb\nc\rd", "a\tb\nc\rd");
        check("a\0b\u{1b}[31m", "a�b�[31m");
        check("\u{FFFE}\u{1FFFF}\u{FDD0}\u{85}", "����");
        check("سلام 👪 é", "سلام 👪 é");
    }

    #[test]
    fn only_pages_and_letters_are_linked() {
        for link in ["https://example.org/a", "HTTP://example.org", "mailto:a@b"] {
            assert!(is_followed(link), "{link}");
        }
        for link in [
            "",
            "javascript:alert(1)",
            "https://",
            "file:///etc",
            "data:text/html,x",
        ] {
            assert!(!is_followed(link), "{link}");
        }
    }

    #[test]
    fn a_drawing_has_its_figures() {
        let table = figures(&Picture {
            chart: samples::trend(),
            size: [600, 300],
        });
        assert_eq!(table.columns.len(), 6);
        let figures: Vec<bool> = table.columns.iter().map(|held| held.is_figure).collect();
        assert_eq!(figures, [false, true, true, true, true, false]);
        assert!(table.rows.iter().all(|row| row.cells.len() == 6));
        assert_eq!(printed(&table.rows[5].cells[1]), "[c]");
    }
}
