//! A table as text for people, CSV for spreadsheets, JSON for programs.

use crate::cli::say;
use crate::domain::spreadsheet::escaped;

/// How a table is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Columns for reading.
    Text,
    /// A header row, then rows.
    Csv,
    /// A list of objects.
    Json,
}

/// Rows under headings.
#[derive(Debug)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Wider cells are cut in text: the CSV has them whole.
const WIDEST: usize = 60;

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new<Heading: AsRef<str>>(headings: &[Heading]) -> Self {
        let owned = |heading: &Heading| heading.as_ref().to_owned();
        Self {
            headings: headings.iter().map(owned).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row: one cell a heading.
    pub fn row(&mut self, cells: Vec<String>) {
        debug_assert_eq!(cells.len(), self.headings.len());
        self.rows.push(cells);
    }

    /// Prints it.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&self, format: Format) -> anyhow::Result<()> {
        match format {
            Format::Text => say(self.text().trim_end()),
            Format::Csv => say(self.csv()?.trim_end_matches('\n')),
            Format::Json => say(&self.json()?),
        }
    }

    fn text(&self) -> String {
        let cell = |text: &str| -> String {
            let text = text.replace('\n', " ");
            if text.chars().count() <= WIDEST {
                text
            } else {
                text.chars().take(WIDEST - 1).chain(['…']).collect()
            }
        };
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|text| cell(text)).collect())
            .collect();
        let width = |column: usize| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|text| text.chars().count());
            cells
                .chain([self.headings[column].chars().count()])
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.headings.len()).map(width).collect();
        let line = |cells: Vec<&str>| -> String {
            let padded = cells.iter().zip(&widths).map(|(text, width)| {
                // Figures stand at the right, words at the left.
                let figure = text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
                    && text
                        .chars()
                        .all(|c| c.is_ascii_digit() || ".,-".contains(c));
                if figure {
                    format!("{text:>width$}")
                } else {
                    format!("{text:<width$}")
                }
            });
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let mut out = vec![line(self.headings.iter().map(String::as_str).collect())];
        out.extend(
            rows.iter()
                .map(|row| line(row.iter().map(String::as_str).collect())),
        );
        out.join("\n")
    }

    fn csv(&self) -> anyhow::Result<String> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.headings)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| harmless(cell)))?;
        }
        Ok(String::from_utf8(writer.into_inner()?)?)
    }

    fn json(&self) -> anyhow::Result<String> {
        let objects: Vec<serde_json::Map<String, serde_json::Value>> = self
            .rows
            .iter()
            .map(|row| {
                self.headings
                    .iter()
                    .zip(row)
                    .map(|(heading, cell)| (heading.clone(), cell.as_str().into()))
                    .collect()
            })
            .collect();
        Ok(serde_json::to_string_pretty(&objects)?)
    }
}

/// Text that a spreadsheet would run as a formula, made plain. A number may begin with a minus, and a dash by itself,
/// which papers print for "none", is nothing to run.
fn harmless(cell: &str) -> String {
    if cell == "-" {
        cell.to_owned()
    } else {
        escaped(cell)
    }
}

/// A figure at full precision, or nothing where it is missing.
#[must_use]
pub fn figure(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_plain() {
        assert_eq!(harmless("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(harmless("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(harmless("-2.50"), "-2.50");
        assert_eq!(harmless("-"), "-");
        assert_eq!(harmless("-A1"), "'-A1");
        assert_eq!(harmless("Placement choice"), "Placement choice");
    }
}
