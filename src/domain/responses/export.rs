//! A survey's export as it came: its heading rows, and the answers below them, column by column.
//!
//! Sixty thousand people who each choose one of five answers are five texts and sixty thousand small numbers. Kept so,
//! a large export is held in little room and each rule looks at five texts rather than at sixty thousand.
//!
//! Edges: text is kept without the spaces around it. Lines are those of the file, counted from 1. Rows above the headings
//! (a title) are counted, not kept. Columns at the end that have neither a heading nor an answer are left out.

use std::collections::HashMap;

use crate::domain::problem::{Place, Problem};
use crate::domain::responses::headings;

/// How many rows are looked at for the headings before the rest is read.
const HELD: usize = 12;

/// Up to so many different texts are compared one by one.
const FEW: usize = 8;

/// One column: each text once, and for each row which of them it has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The texts, in the order in which they first come; the first is always the empty one.
    pub values: Vec<String>,
    /// For each row, which of [`Column::values`].
    pub cells: Vec<u32>,
}

impl Column {
    /// What a row says; empty where it says nothing.
    #[must_use]
    pub fn text(&self, row: usize) -> &str {
        let code = self.cells.get(row).copied().unwrap_or(0);
        self.value(code)
    }

    /// The text of a code.
    #[must_use]
    pub fn value(&self, code: u32) -> &str {
        self.values.get(code as usize).map_or("", String::as_str)
    }

    /// The code of a text, where any row has it.
    #[must_use]
    pub fn code(&self, text: &str) -> Option<u32> {
        let at = self.values.iter().position(|value| value == text)?;
        u32::try_from(at).ok()
    }

    /// How many rows have each of [`Column::values`].
    #[must_use]
    pub fn counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.values.len()];
        for &code in &self.cells {
            if let Some(n) = counts.get_mut(code as usize) {
                *n += 1;
            }
        }
        counts
    }

    /// How many different texts there are, the empty one not counted.
    #[must_use]
    pub fn n_distinct(&self) -> usize {
        self.values.len().saturating_sub(1)
    }
}

/// An export, read and not yet understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The file's name, for messages.
    pub name: String,
    /// One to three heading rows, each as wide as the table.
    pub headings: Vec<Vec<String>>,
    /// The line of the first heading row.
    pub heading_line: u64,
    /// Rows that stand above the headings, such as a title.
    pub n_above: u64,
    /// The answers, column by column.
    pub columns: Vec<Column>,
    /// For each row, the line on which it begins.
    pub lines: Vec<u64>,
    /// Rows that were the headings again, counted from 0: they are among the rows with nothing in them.
    pub again: Vec<usize>,
    /// What an officer should know about how the text was read.
    pub warnings: Vec<Problem>,
}

impl Export {
    /// How many rows there are below the headings.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.lines.len()
    }

    /// A heading: `row` counts from 0.
    #[must_use]
    pub fn heading(&self, row: usize, column: usize) -> &str {
        let row = self.headings.get(row);
        row.and_then(|row| row.get(column))
            .map_or("", String::as_str)
    }

    /// The place of a cell in the file; `row` counts from 0 below the headings.
    #[must_use]
    pub fn place(&self, row: usize, column: usize) -> Place {
        let line = self.lines.get(row).copied();
        Place::File(self.name.clone(), line, Some(column as u64 + 1))
    }

    /// The place of a column's heading in the file.
    #[must_use]
    pub fn place_of_column(&self, column: usize) -> Place {
        let line = Some(self.heading_line);
        Place::File(self.name.clone(), line, Some(column as u64 + 1))
    }
}

/// A column being gathered.
#[derive(Default)]
struct Coding {
    codes: HashMap<Box<str>, u32>,
    /// The first texts, once more: a closed question is coded by comparing with these, faster than by looking up.
    few: Vec<Box<str>>,
    cells: Vec<u32>,
}

impl Coding {
    fn push(&mut self, row: usize, text: &str) {
        if text.is_empty() {
            return; // Rows that say nothing are filled in when the next one says something.
        }
        self.cells.resize(row, 0);
        let code = self.code(text);
        self.cells.push(code);
    }

    /// Gives a row that was passed over its text after all.
    fn set(&mut self, row: usize, text: &str) {
        if text.is_empty() {
            return;
        }
        let code = self.code(text);
        if self.cells.len() <= row {
            self.cells.resize(row + 1, 0);
        }
        if let Some(cell) = self.cells.get_mut(row) {
            *cell = code;
        }
    }

    fn code(&mut self, text: &str) -> u32 {
        let n = self.codes.len();
        if n <= FEW
            && let Some(code) = (1..).zip(&self.few).find(|(_, few)| &***few == text)
        {
            return code.0;
        }
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        let code = u32::try_from(n + 1).unwrap_or(u32::MAX);
        self.codes.insert(text.into(), code);
        if n < FEW {
            self.few.push(text.into());
        }
        code
    }

    fn done(mut self, n_rows: usize) -> Column {
        self.cells.resize(n_rows, 0);
        let mut coded: Vec<(u32, Box<str>)> = self
            .codes
            .into_iter()
            .map(|(text, code)| (code, text))
            .collect();
        coded.sort_unstable_by_key(|(code, _)| *code);
        let texts = coded.into_iter().map(|(_, text)| String::from(text));
        Column {
            values: std::iter::once(String::new()).chain(texts).collect(),
            cells: self.cells,
        }
    }
}

/// An export being read, row by row, from its first.
#[derive(Default)]
pub struct Gathering {
    name: String,
    held: Vec<(u64, Vec<String>)>,
    is_open: bool,
    headings: Vec<Vec<String>>,
    heading_line: u64,
    n_above: u64,
    columns: Vec<Coding>,
    lines: Vec<u64>,
    /// Rows that were a heading row again, and which.
    again: Vec<(usize, usize)>,
}

impl Gathering {
    /// An export of this name with nothing in it yet.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// How many rows were given so far.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.lines.len() + self.held.len()
    }

    /// Adds a row, in the order of the file; a row with nothing in it counts too.
    pub fn row<'c>(&mut self, line: u64, cells: impl Iterator<Item = &'c str> + Clone) {
        if self.is_open {
            self.body(line, cells);
            return;
        }
        let cells = cells.map(|cell| cell.trim().to_owned()).collect();
        self.held.push((line, cells));
        if self.held.len() >= HELD {
            self.open();
        }
    }

    fn body<'c>(&mut self, line: u64, cells: impl Iterator<Item = &'c str> + Clone) {
        let row = self.lines.len();
        if let Some(place) = headings::again(&self.headings, cells.clone().map(str::trim)) {
            self.again.push((row, place));
            self.lines.push(line);
            return;
        }
        for (column, cell) in cells.enumerate() {
            if self.columns.len() <= column {
                self.columns.push(Coding::default());
            }
            if let Some(coding) = self.columns.get_mut(column) {
                coding.push(row, cell.trim());
            }
        }
        self.lines.push(line);
    }

    /// Tells the headings from the answers, and takes in the answers that were held back.
    fn open(&mut self) {
        self.is_open = true;
        let held = std::mem::take(&mut self.held);
        let texts: Vec<&[String]> = held.iter().map(|(_, cells)| cells.as_slice()).collect();
        let found = headings::find(&texts);
        let last = found.last().copied();
        for (at, (line, cells)) in held.into_iter().enumerate() {
            if found.contains(&at) {
                if self.headings.is_empty() {
                    self.heading_line = line;
                }
                self.headings.push(cells);
            } else if last.is_some_and(|last| at > last) {
                self.body(line, cells.iter().map(String::as_str));
            } else {
                self.n_above += 1;
            }
        }
    }

    /// The export.
    ///
    /// # Errors
    /// When there is no heading row, or nothing in it.
    #[allow(
        clippy::result_large_err,
        reason = "an export is refused once, and the problem is then shown"
    )]
    pub fn done(mut self) -> Result<Export, Problem> {
        if !self.is_open {
            self.open();
        }
        if self.headings.is_empty() {
            return Err(Problem::refusal(
                "empty-file",
                Place::File(self.name.clone(), None, None),
                self.name,
                "no row with words in it",
                "The first row of an export names its questions.",
                "Download the responses again, with headings.",
            ));
        }
        let named = |row: &Vec<String>| {
            let last = row.iter().rposition(|cell| !cell.is_empty());
            last.map_or(0, |last| last + 1)
        };
        let answered = self.columns.iter().rposition(|one| !one.codes.is_empty());
        let width = self.headings.iter().map(named).max().unwrap_or(0);
        let width = width.max(answered.map_or(0, |last| last + 1));
        self.columns.resize_with(width, Coding::default);
        for row in &mut self.headings {
            row.resize_with(width, String::new);
        }
        let n_rows = self.lines.len();
        let again = self.tick_all();
        let columns = self.columns.into_iter().map(|one| one.done(n_rows));
        Ok(Export {
            name: self.name,
            headings: self.headings,
            heading_line: self.heading_line,
            n_above: self.n_above,
            columns: columns.collect(),
            lines: self.lines,
            again,
            warnings: Vec::new(),
        })
    }

    /// Rows that are the headings again. Where every column has its heading for an answer of others too, they are ticks, and
    /// whoever has all of them ticked everything: those rows are given back their answers.
    fn tick_all(&mut self) -> Vec<usize> {
        let again = std::mem::take(&mut self.again);
        let is_ticks = |place: usize| {
            let named = self.headings.get(place).into_iter().flatten();
            let mut named = named
                .zip(&self.columns)
                .filter(|(cell, _)| !cell.is_empty());
            named.all(|(cell, coding)| coding.codes.contains_key(cell.as_str()))
        };
        let is_person: Vec<bool> = (0..self.headings.len()).map(is_ticks).collect();
        let is_person = |place: usize| is_person.get(place).copied().unwrap_or(false);
        for (row, place) in again.iter().filter(|(_, place)| is_person(*place)) {
            let named = self.headings.get(*place).into_iter().flatten();
            for (cell, coding) in named.zip(&mut self.columns) {
                coding.set(*row, cell);
            }
        }
        let rest = again.into_iter().filter(|(_, place)| !is_person(*place));
        rest.map(|(row, _)| row).collect()
    }
}

/// An export of these rows, written as lines whose cells are parted by `|`: for tests.
#[cfg(test)]
pub(in crate::domain::responses) fn sample(rows: &[&str]) -> Export {
    let mut gathering = Gathering::new("sample.csv");
    for (line, row) in (1..).zip(rows) {
        gathering.row(line, row.split('|'));
    }
    gathering.done().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_kept_once_and_every_row_has_its_line() {
        let export = sample(&["A title", "Who|Say", "a|Yes", "", "b| Yes ||", "a|No"]);
        assert_eq!((export.n_above, export.heading_line), (1, 2));
        assert_eq!(export.lines, [3, 4, 5, 6]);
        assert_eq!(export.columns.len(), 2, "empty columns at the end go");
        let say = &export.columns[1];
        assert_eq!(say.values, ["", "Yes", "No"]);
        assert_eq!(say.cells, [1, 0, 1, 2]);
        assert_eq!(say.counts(), [1, 2, 1]);
        assert_eq!((say.text(3), say.text(9)), ("No", ""));
        assert_eq!(say.code("No"), Some(2));
    }

    #[test]
    fn a_row_wider_than_the_headings_makes_columns_and_nothing_is_lost() {
        let mut rows = vec!["A|B".to_owned()];
        rows.extend((0..20).map(|n| format!("{n}|x")));
        rows.push("1|2|3".to_owned());
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let export = sample(&rows);
        assert_eq!(export.columns.len(), 3);
        assert_eq!(export.columns[2].text(20), "3");
        assert_eq!(export.columns[2].text(3), "");
        assert_eq!(export.heading(0, 2), "");
    }

    #[test]
    fn the_headings_again_are_no_answers() {
        let export = sample(&["Who|Say|Why", "a|Yes|x", "Who|Say|Why", "b|Say|Who"]);
        assert_eq!(export.again, [1]);
        assert_eq!(export.columns[1].values, ["", "Yes", "Say"]);
        // Whoever ticked all and has a number of their own is no heading; nor is who has none, where all columns are ticks.
        let export = sample(&["ID|Parks|Pools|Halls", "7|Parks|Pools|Halls", "8||Pools|"]);
        assert_eq!((export.again.len(), export.columns[2].counts()[1]), (0, 2));
        let export = sample(&["Name of option|Yes|No", "x|Yes|No"]);
        assert_eq!((export.again.len(), export.columns[1].text(0)), (0, "Yes"));
        let export = sample(&[
            "Parks|Pools",
            "Parks|",
            "Parks|Pools",
            "|Pools",
            "Parks|Pools",
        ]);
        assert!(export.again.is_empty());
        assert_eq!(export.columns[0].cells, [1, 1, 0, 1]);
        assert_eq!(export.columns[1].cells, [0, 1, 1, 1]);
        // A row that ends early is not the headings.
        let export = sample(&["A|B|C", "A|B", "1|2|3"]);
        assert!(export.again.is_empty());
        // Somebody who ticked all is not a heading.
        let export = sample(&[
            "Id|Which?||Age",
            "|Parks|Pools|Response",
            "|Parks|Pools|",
            "|Parks|Pools|Response",
        ]);
        assert_eq!(export.again, [1]);
    }

    #[test]
    fn nothing_is_refused_with_words() {
        let problem = Gathering::new("a.csv").done().unwrap_err();
        assert!(problem.to_string().contains("a.csv: no row"), "{problem}");
    }
}
