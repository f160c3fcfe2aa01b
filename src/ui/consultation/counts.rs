//! The grids of this room: what may be typed into them, and the change that comes of it.
//!
//! A pasted block, a fill or a clearing is one change and one step of undo. If any of its cells is refused, nothing is
//! changed at all and every refusal is said, so that half a block never goes in unseen.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::problem::{Problem, Severity};
use crate::ui::consultation::cells::{Line, Table, set};
use crate::ui::consultation::count;
use crate::ui::widgets::{Block, GridEvent, Look, Sheet};

/// A grid that knows which change its texts ask for.
pub trait Typed: Sheet {
    /// The word for what is typed in it: `count`.
    const NOUN: &'static str;

    /// The changes of one row when these texts stand in these columns; none where nothing changes. `key` gives the keys
    /// of new records.
    ///
    /// # Errors
    /// Why a text cannot be kept.
    fn change(
        &self,
        row: usize,
        texts: &[(usize, &str)],
        key: &mut dyn FnMut() -> i64,
    ) -> Result<Vec<Command>, String>;
}

/// A change, or every reason why not.
pub type Asked = Result<Option<Command>, Vec<String>>;

/// The change that a grid's event asks for.
pub fn asked(sheet: &impl Typed, event: GridEvent, key: &mut dyn FnMut() -> i64) -> Asked {
    match event {
        GridEvent::Commit { row, col, text } => {
            block(sheet, "Enter", (row, col), &[vec![text]], key)
        }
        GridEvent::Paste {
            row,
            col,
            block: texts,
        } => block(sheet, "Paste", (row, col), &texts, key),
        GridEvent::FillDown(held) => block(
            sheet,
            "Fill",
            (held.first.row, held.first.col),
            &filled(sheet, held),
            key,
        ),
        GridEvent::Clear(held) => {
            let texts = vec![vec![String::new(); held.columns().count()]; held.rows().count()];
            block(
                sheet,
                "Clear",
                (held.first.row, held.first.col),
                &texts,
                key,
            )
        }
        _ => Ok(None),
    }
}

/// The change while one cell is being typed into; none where the text is refused or changes nothing.
pub fn draft(sheet: &impl Typed, event: &GridEvent) -> Option<Command> {
    let GridEvent::Draft { row, col, text } = event else {
        return None;
    };
    // A key that no record has: what is tried is never stored.
    sheet.change(*row, &[(*col, text)], &mut || 0).ok()?.pop()
}

fn filled(sheet: &impl Typed, held: Block) -> Vec<Vec<String>> {
    let first: Vec<String> = held
        .columns()
        .map(|col| sheet.text(held.first.row, col))
        .collect();
    vec![first; held.rows().count()]
}

fn block(
    sheet: &impl Typed,
    verb: &str,
    (row, col): (usize, usize),
    texts: &[Vec<String>],
    key: &mut dyn FnMut() -> i64,
) -> Asked {
    let across = texts.iter().map(Vec::len).max().unwrap_or(0);
    if row + texts.len() > sheet.rows() || col + across > sheet.columns() {
        return Err(vec![format!(
            "The block has {} rows and {across} columns, and from this cell there are {} and {}. Start further up or to the left, or copy a smaller block.",
            texts.len(),
            sheet.rows() - row,
            sheet.columns() - col,
        )]);
    }
    let mut commands = Vec::new();
    let mut refusals = Vec::new();
    for (down, line) in texts.iter().enumerate() {
        let cells: Vec<(usize, &str)> = (col..)
            .zip(line)
            .filter(|(col, text)| sheet.text(row + down, *col) != **text)
            .map(|(col, text)| (col, text.as_str()))
            .collect();
        match sheet.change(row + down, &cells, key) {
            Ok(found) => commands.extend(found),
            Err(why) => refusals.push(format!("{}: {why}", sheet.row_name(row + down))),
        }
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let words = format!("{verb} {} {}s", commands.len(), noun(sheet));
    Ok(match commands.len() {
        0 | 1 => commands.pop(),
        _ => Some(Command::several(words, commands)),
    })
}

fn noun<S: Typed>(_: &S) -> &'static str {
    S::NOUN
}

/// What is wrong with a change, as one reads it beside the cell; none where it may be made.
#[must_use]
pub fn refusal(command: &Command, book: &Book) -> Option<String> {
    let problems = command.problems(book);
    let first = problems
        .into_iter()
        .find(|problem| problem.severity == Severity::Error)?;
    Some(said(&first))
}

/// A problem as sentences: what, why, and what to do.
#[must_use]
fn said(problem: &Problem) -> String {
    format!("{}. {} {}", problem.what, problem.why, problem.remedy)
}

/// The tallies of a question.
pub struct Counts<'a> {
    /// The plan.
    pub book: &'a Book,
    /// Its rows and columns.
    pub table: &'a Table,
}

impl Typed for Counts<'_> {
    const NOUN: &'static str = "count";

    fn change(
        &self,
        row: usize,
        texts: &[(usize, &str)],
        key: &mut dyn FnMut() -> i64,
    ) -> Result<Vec<Command>, String> {
        let mut commands = Vec::new();
        for (col, text) in texts {
            let cell = self.table.cells[row][*col];
            let Some(slot) = cell.slot else {
                return Err("This is a sum of several counts. Choose a group or a channel above to change its parts.".to_owned());
            };
            let n = count::read(text)?;
            if let Some(command) = set(self.book, self.table.lines[row], slot, n, key()) {
                if let Some(why) = refusal(&command, self.book) {
                    return Err(why);
                }
                commands.push(command);
            }
        }
        Ok(commands)
    }
}

impl Sheet for Counts<'_> {
    fn rows(&self) -> usize {
        self.table.lines.len()
    }

    fn columns(&self) -> usize {
        self.table.columns.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.table.names[row].clone()
    }

    fn column_name(&self, col: usize) -> String {
        self.table.columns[col].name.clone()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        self.table.cells[row][col]
            .n
            .map_or_else(|| "–".to_owned(), people)
    }

    fn text(&self, row: usize, col: usize) -> String {
        self.table.cells[row][col]
            .n
            .map(|n| n.to_string())
            .unwrap_or_default()
    }

    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String> {
        self.change(row, &[(col, text)], &mut || 0).map(drop)
    }

    fn editable(&self, row: usize, col: usize) -> bool {
        self.table.cells[row][col].slot.is_some()
    }

    fn look(&self, row: usize, col: usize) -> Look {
        match (self.table.lines[row], self.table.cells[row][col].n) {
            (_, None) => Look::Muted,
            (Line::Base(_), _) => Look::Strong,
            (Line::Answer(_), _) => Look::Plain,
        }
    }
}

/// A number of people with its thousands parted.
#[must_use]
pub fn people(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    if n < 0 {
        format!("−{parted}")
    } else {
        parted
    }
}
