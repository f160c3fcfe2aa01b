//! The first sheet of a workbook: what the document says in words, and what its figures stand under.
//!
//! Whoever is handed one sheet of figures must be able to find what they mean. So the words of the report are all here,
//! in reading order, with the sheet each table stands on, and where each figure in the sentences comes from.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use crate::domain::document::{Block, Document, Item, Run};
use crate::exchange::document::words;
use crate::exchange::document::xlsx::{Sheet, cell, name, sheet};

/// Letters across.
const WIDTH: f64 = 100.0;
/// The size of the text, in points.
const TEXT: f64 = 11.0;

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    document: &Document,
    sheets: &[Sheet],
) -> Result<(), XlsxError> {
    sheet.set_name(name::NOTES)?;
    sheet.set_column_width(0, WIDTH)?;
    let mut notes = Notes {
        sheet,
        row: 0,
        sheets: sheets.iter(),
    };
    notes.front(document)?;
    notes.list_of(sheets)?;
    for block in &document.blocks {
        notes.block(block)?;
    }
    notes.sources(document)?;
    sheet::page(notes.sheet, document)
}

/// The sheet as it is being written, line by line.
struct Notes<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    sheets: std::slice::Iter<'a, Sheet>,
}

fn plain() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

impl Notes<'_> {
    /// A row for each line of the text, as tall as it needs.
    fn line(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.sized(text, format, TEXT)
    }

    fn sized(&mut self, text: &str, format: &Format, size: f64) -> Result<(), XlsxError> {
        let format = format.clone().set_font_size(size);
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            cell::text(self.sheet, (self.row, 0), line, &format)?;
            let height = cell::height(line, WIDTH, size);
            self.sheet.set_row_height(self.row, height)?;
            self.row += 1;
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, text: &str) -> Result<(), XlsxError> {
        let size = match level {
            0 | 1 => 15.0,
            2 => 13.0,
            _ => TEXT,
        };
        self.row += 1;
        self.sized(text, &plain().set_bold(), size)
    }

    fn front(&mut self, document: &Document) -> Result<(), XlsxError> {
        self.sized(&document.title, &plain().set_bold(), 18.0)?;
        self.line(&document.subtitle, &plain().set_italic())?;
        self.line(&document.kind, &plain())?;
        for (name, value) in words::standing(document) {
            self.line(&format!("{name}: {value}"), &plain())?;
        }
        Ok(())
    }

    fn list_of(&mut self, sheets: &[Sheet]) -> Result<(), XlsxError> {
        if sheets.is_empty() {
            return Ok(());
        }
        self.heading(1, "Sheets")?;
        for held in sheets {
            self.link(held, "")?;
        }
        Ok(())
    }

    /// A line that leads to a sheet.
    fn link(&mut self, held: &Sheet, before: &str) -> Result<(), XlsxError> {
        let quoted = held.name.replace('\'', "''");
        let text = format!("{before}{}: {}", held.name, held.table.caption);
        let url = Url::new(format!("internal:'{quoted}'!A1")).set_text(cell::short(&text, 255));
        self.sheet.write_url(self.row, 0, url)?;
        self.row += 1;
        Ok(())
    }

    fn block(&mut self, block: &Block) -> Result<(), XlsxError> {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Text(runs) => self.line(&words::paragraph(runs), &plain()),
            Block::Note(runs) => self.line(&format!("Note: {}", words::paragraph(runs)), &plain()),
            Block::List {
                numbered_from,
                items,
            } => self.items(*numbered_from, items, 1),
            Block::Table(_) => self.next_sheet("Table: "),
            Block::Picture(_) => self.next_sheet("Chart: "),
            Block::SignOff(names) => names
                .iter()
                .try_for_each(|name| self.line(&format!("To be signed by: {name}"), &plain())),
            Block::NewPage => Ok(()),
        }
    }

    /// Tables and drawings were given their sheets in reading order, so each is the next.
    fn next_sheet(&mut self, before: &str) -> Result<(), XlsxError> {
        match self.sheets.next() {
            Some(held) => self.link(held, before),
            None => Ok(()),
        }
    }

    fn items(
        &mut self,
        numbered_from: Option<u32>,
        items: &[Item],
        depth: u8,
    ) -> Result<(), XlsxError> {
        for (at, item) in (0u32..).zip(items) {
            let mark = numbered_from.map_or_else(
                || "•".into(),
                |first| format!("{}.", first.saturating_add(at)),
            );
            let text = format!("{mark} {}", words::paragraph(&item.text));
            let indented = plain()
                .set_align(FormatAlign::Left)
                .set_indent(depth.min(15));
            self.line(&text, &indented)?;
            self.items(item.numbered_from, &item.items, depth.saturating_add(2))?;
        }
        Ok(())
    }

    /// Each figure in the sentences with where it comes from, each once.
    fn sources(&mut self, document: &Document) -> Result<(), XlsxError> {
        let mut lines: Vec<String> = Vec::new();
        let sourced = |run: &&Run| !run.source.trim().is_empty();
        for run in words::runs(document).into_iter().filter(sourced) {
            let line = format!("{}: {}", run.text, run.source);
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        if !lines.is_empty() {
            self.heading(1, "Where the figures in the text come from")?;
        }
        lines.iter().try_for_each(|line| self.line(line, &plain()))
    }
}
