//! A line's twelve months: what its profile expects, what was spent, and both to date.
//!
//! What is typed is the month's whole spending. What came in with a ledger stays as it came: the difference is kept as
//! entered by hand, so that the two can be told apart.

use egui::Ui;
use egui_extras::{Column, TableBuilder};

use crate::domain::actual::Actual;
use crate::domain::closing::{is_closed, month_name};
use crate::domain::command::Command;
use crate::domain::grant::position::{less, total};
use crate::domain::id::ActualId;
use crate::domain::money::Pence;
use crate::domain::monitor::LineMonitor;
use crate::domain::record::Edit;
use crate::ui::grant::change::{read, refusal};
use crate::ui::grant::sheet::figure;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::size;
use crate::ui::widgets::{Grid, GridEvent, Look, Sheet};

const COLUMNS: [(&str, f32); 5] = [
    ("Month", 78.0),
    ("Planned", 86.0),
    ("Spent", 86.0),
    ("Planned to date", 92.0),
    ("Spent to date", 92.0),
];
/// The least that an amount is given, in points.
const NARROWEST: f32 = 60.0;
/// The column that is typed into.
const SPENT: usize = 2;

struct MonthSheet<'a> {
    desk: Desk<'a>,
    year: i16,
    line: &'a LineMonitor,
}

/// The number of a row's month, counted from April.
fn month(row: usize) -> u8 {
    u8::try_from(row + 1).unwrap_or(12)
}

impl MonthSheet<'_> {
    fn change(&self, row: usize, text: &str) -> Result<Option<Command>, String> {
        let wanted = read(text)?;
        let command = spend(self.desk, self.line, month(row), wanted);
        match &command {
            Some(command) => refusal(command, self.desk.book()).map_or(Ok(()), Err)?,
            None => return Ok(None),
        }
        Ok(command)
    }
}

/// The change that makes a month's spending what it is to be; none when it is that already.
fn spend(desk: Desk<'_>, line: &LineMonitor, month: u8, wanted: Option<Pence>) -> Option<Command> {
    let book = desk.book();
    let of_month = || {
        book.actuals
            .iter()
            .filter(|held| held.line() == line.line && held.month == month)
    };
    let by_hand = of_month().find(|held| held.batch.is_none() && held.note.is_empty());
    let others = total(
        of_month()
            .filter(|held| by_hand.is_none_or(|mine| mine.id != held.id))
            .map(|held| held.amount),
    );
    let has_others = of_month().count() > usize::from(by_hand.is_some());
    let wanted = match wanted {
        Some(wanted) => Some(less(wanted, others)),
        None if has_others => Some(less(Pence::ZERO, others)),
        None => None,
    };
    match (by_hand, wanted) {
        (None, None) => None,
        (Some(held), None) => Some(Edit::remove(held).into()),
        (Some(held), Some(amount)) if held.amount == amount => None,
        (Some(held), Some(amount)) => {
            let now = Actual {
                amount,
                ..held.clone()
            };
            Some(Edit::change(held, now).into())
        }
        (None, Some(Pence::ZERO)) if has_others => None,
        (None, Some(amount)) => Some(
            Edit::add(Actual {
                id: ActualId(desk.session.new_key()),
                grant: line.line.grant,
                priority_area: line.line.priority_area,
                month,
                amount,
                batch: None,
                note: String::new(),
            })
            .into(),
        ),
    }
}

impl Sheet for MonthSheet<'_> {
    fn rows(&self) -> usize {
        12
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn row_name(&self, row: usize) -> String {
        month_name(month(row))
    }

    fn column_name(&self, col: usize) -> String {
        COLUMNS.get(col).map_or("", |(name, _)| name).to_owned()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        let (plan, spent) = (&self.line.profile, &self.line.spent);
        match col {
            0 if is_closed(self.desk.book(), self.year, Some(month(row))) => {
                format!("{} (closed)", month_name(month(row)))
            }
            0 => month_name(month(row)),
            1 => figure(plan[row]),
            SPENT => spent[row].map_or_else(|| "–".to_owned(), figure),
            3 => figure(total(plan[..=row].iter().copied())),
            _ => match spent[row] {
                Some(_) => figure(total(spent[..=row].iter().flatten().copied())),
                None => "–".to_owned(),
            },
        }
    }

    fn text(&self, row: usize, col: usize) -> String {
        match (col, self.line.spent[row]) {
            (SPENT, Some(spent)) => spent.pounds_grouped().replace(',', ""),
            (SPENT, None) => String::new(),
            _ => self.shown(row, col),
        }
    }

    fn check(&self, row: usize, _col: usize, text: &str) -> Result<(), String> {
        self.change(row, text).map(drop)
    }

    fn editable(&self, _row: usize, col: usize) -> bool {
        col == SPENT && !self.desk.session.is_read_only()
    }

    fn right(&self, col: usize) -> bool {
        col != 0
    }

    fn look(&self, _row: usize, col: usize) -> Look {
        if matches!(col, 3 | 4) {
            Look::Muted
        } else {
            Look::Plain
        }
    }
}

/// Draws the months.
pub fn show(ui: &mut Ui, desk: Desk<'_>, year: i16, line: &LineMonitor, asks: &mut Vec<Request>) {
    let sheet = MonthSheet { desk, year, line };
    let id = ("months", line.line.grant.0, line.line.priority_area.0);
    ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
    let mut grid = Grid::begin(ui, id, &sheet);
    let spare = ui.available_width() - COLUMNS.iter().map(|(_, width)| width + 2.0).sum::<f32>();
    let mut table = TableBuilder::new(ui)
        .id_salt("months")
        .vscroll(false)
        .auto_shrink([false, true])
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
    // Where there is less room than they want, each gives up its share.
    let share = spare.min(0.0) / COLUMNS.len() as f32;
    for (col, (_, width)) in COLUMNS.iter().enumerate() {
        let more = if col == 0 {
            spare.clamp(0.0, 60.0)
        } else {
            0.0
        };
        table = table.column(Column::exact((width + more + share).max(NARROWEST)));
    }
    table
        .header(size::ROW, |mut head| {
            for col in 0..COLUMNS.len() {
                head.col(|ui| {
                    grid.head(ui, col);
                });
            }
        })
        .body(|body| {
            body.rows(size::ROW, 12, |mut row| {
                let here = row.index();
                for col in 0..COLUMNS.len() {
                    row.col(|ui| {
                        grid.cell(ui, here, col);
                    });
                }
            });
        });
    let event = grid.end(ui);
    take(&sheet, event, asks);
}

fn take(sheet: &MonthSheet<'_>, event: GridEvent, asks: &mut Vec<Request>) {
    let texts: Vec<(usize, String)> = match event {
        GridEvent::Commit { row, text, .. } => vec![(row, text)],
        GridEvent::Paste { row, col, block } if col <= SPENT => block
            .into_iter()
            .enumerate()
            .filter_map(|(n, mut cells)| {
                let at = SPENT - col;
                (at < cells.len() && row + n < 12).then(|| (row + n, cells.swap_remove(at)))
            })
            .collect(),
        GridEvent::Clear(block) if block.columns().contains(&SPENT) => {
            block.rows().map(|row| (row, String::new())).collect()
        }
        GridEvent::FillDown(block) if block.columns().contains(&SPENT) => {
            let first = sheet.text(*block.rows().start(), SPENT);
            let rest = block.rows().skip(1);
            rest.map(|row| (row, first.clone())).collect()
        }
        _ => return,
    };
    let made: Result<Vec<Command>, String> = texts
        .into_iter()
        .filter_map(|(row, text)| sheet.change(row, &text).transpose())
        .collect();
    match made {
        Ok(mut commands) if commands.len() < 2 => {
            asks.extend(commands.pop().map(Request::Change));
        }
        Ok(commands) => {
            let words = format!(
                "Spent on {} in {} months",
                sheet.line.line.name(sheet.desk.book()),
                commands.len()
            );
            asks.push(Request::Change(Command::several(words, commands)));
        }
        Err(words) => asks.push(Request::Refused(words)),
    }
}
