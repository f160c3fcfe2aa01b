//! The year's lines in a grid: budget, plan and spending to date, commitments, what is free, forecast, variance, rating.
//!
//! The forecast is typed here; everything else comes from the plan, the ledger and the line's own panel.

use egui::Ui;
use egui_extras::{Column, TableBuilder};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::forecast::Forecast;
use crate::domain::grant::at::LineAt;
use crate::domain::id::ForecastId;
use crate::domain::money::Pence;
use crate::domain::monitor::{LineMonitor, YearMonitor};
use crate::domain::rating::Rag;
use crate::domain::record::Edit;
use crate::ui::grant::change::{read, refusal};
use crate::ui::grant::sheet::figure;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::size;
use crate::ui::widgets::{Grid, GridEvent, Look, Sheet};

/// A column of the grid, in the order in which they stand: what is looked at every month first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Line,
    Latest,
    Planned,
    Spent,
    Forecast,
    Variance,
    Rag,
    Share,
    Committed,
    Free,
    Original,
}

/// The columns, with their names and widths in points.
const COLUMNS: [(Part, &str, f32); 11] = [
    (Part::Line, "Line", 232.0),
    (Part::Latest, "Latest", 84.0),
    (Part::Planned, "Planned to date", 104.0),
    (Part::Spent, "Spent to date", 92.0),
    (Part::Forecast, "Forecast", 88.0),
    (Part::Variance, "Variance", 84.0),
    (Part::Rag, "RAG", 84.0),
    (Part::Share, "Share", 60.0),
    (Part::Committed, "Committed", 84.0),
    (Part::Free, "Free", 84.0),
    (Part::Original, "Original", 84.0),
];
/// The column that is typed into.
const FORECAST: usize = 4;

fn part(col: usize) -> Part {
    COLUMNS.get(col).map_or(Part::Line, |(part, ..)| *part)
}

struct LineSheet<'a> {
    desk: Desk<'a>,
    year: &'a YearMonitor,
}

impl LineSheet<'_> {
    fn line(&self, row: usize) -> Option<&LineMonitor> {
        self.year.lines.get(row)
    }

    /// The change that keeps a forecast; none when it is as it was.
    fn change(&self, row: usize, text: &str) -> Result<Option<Command>, String> {
        let outturn = read(text)?;
        let Some(line) = self.line(row) else {
            return Ok(None);
        };
        let command = said(self.desk, line.line, self.year.month, outturn);
        match &command {
            Some(command) => match refusal(command, self.desk.book()) {
                Some(words) => Err(words),
                None => Ok(Some(command.clone())),
            },
            None => Ok(None),
        }
    }
}

/// The change that makes a forecast of a line at a month what it is to be; none when it is that already. An amount of
/// none takes the month's forecast away.
pub fn said(desk: Desk<'_>, line: LineAt, month: u8, outturn: Option<Pence>) -> Option<Command> {
    let book = desk.book();
    let held = book
        .forecasts
        .iter()
        .find(|held| held.line() == line && held.month == month);
    match (held, outturn) {
        (None, None) => None,
        (Some(held), None) => Some(Edit::remove(held).into()),
        (Some(held), Some(outturn)) if held.outturn == outturn => None,
        (Some(held), Some(outturn)) => {
            let now = Forecast {
                outturn,
                made_on: desk.session.today(),
                made_by: desk.session.who().to_owned(),
                ..held.clone()
            };
            Some(Edit::change(held, now).into())
        }
        (None, Some(outturn)) => {
            let now = Forecast {
                id: ForecastId(desk.session.new_key()),
                grant: line.grant,
                priority_area: line.priority_area,
                month,
                made_on: desk.session.today(),
                outturn,
                made_by: desk.session.who().to_owned(),
                reason: String::new(),
            };
            Some(Edit::add(now).into())
        }
    }
}

/// A rating with its word, so that colour is never the only sign.
fn rated(rag: Rag) -> &'static str {
    match rag {
        Rag::Red => "■ red",
        Rag::Amber => "◆ amber",
        Rag::Green => "● green",
        Rag::NotRated => "–",
    }
}

impl Sheet for LineSheet<'_> {
    fn rows(&self) -> usize {
        self.year.lines.len()
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn row_name(&self, row: usize) -> String {
        let book: &Book = self.desk.book();
        self.line(row)
            .map_or_else(String::new, |held| held.line.name(book))
    }

    fn column_name(&self, col: usize) -> String {
        COLUMNS.get(col).map_or("", |(_, name, _)| name).to_owned()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        let Some(line) = self.line(row) else {
            return String::new();
        };
        let maybe = |amount: Option<Pence>| amount.map_or_else(|| "–".to_owned(), figure);
        match part(col) {
            Part::Line => line.line.name(self.desk.book()),
            Part::Latest => figure(line.latest),
            Part::Planned => figure(line.planned_to_date),
            Part::Spent => figure(line.actual_to_date),
            Part::Forecast => maybe(line.forecast),
            Part::Variance => maybe(line.variance),
            Part::Rag => rated(line.rag).to_owned(),
            Part::Share => line
                .percent()
                .map_or_else(|| "–".to_owned(), |share| format!("{share:+.1}%")),
            Part::Committed => figure(line.committed),
            Part::Free => figure(line.free),
            Part::Original => figure(line.original),
        }
    }

    fn text(&self, row: usize, col: usize) -> String {
        match self.line(row) {
            Some(line) if col == FORECAST => line.forecast.map_or_else(String::new, |outturn| {
                outturn.pounds_grouped().replace(',', "")
            }),
            _ => self.shown(row, col),
        }
    }

    fn check(&self, row: usize, _col: usize, text: &str) -> Result<(), String> {
        self.change(row, text).map(drop)
    }

    fn editable(&self, _row: usize, col: usize) -> bool {
        col == FORECAST && !self.desk.session.is_read_only()
    }

    fn right(&self, col: usize) -> bool {
        !matches!(part(col), Part::Line | Part::Rag)
    }

    fn look(&self, row: usize, col: usize) -> Look {
        let Some(line) = self.line(row) else {
            return Look::Plain;
        };
        match part(col) {
            Part::Latest => Look::Strong,
            Part::Free if line.free.is_negative() => Look::Attention,
            Part::Variance | Part::Rag | Part::Share if line.rag == Rag::Red => Look::Attention,
            Part::Variance | Part::Rag | Part::Share if line.forecast.is_none() => Look::Muted,
            _ => Look::Plain,
        }
    }
}

/// Draws the lines; gives back the one that the keyboard has moved to.
pub fn show(
    ui: &mut Ui,
    desk: Desk<'_>,
    year: &YearMonitor,
    picked: Option<LineAt>,
    asks: &mut Vec<Request>,
) -> Option<LineAt> {
    let sheet = LineSheet { desk, year };
    let mut at = None;
    let mut event = GridEvent::None;
    let spare = ui.available_width() - COLUMNS.iter().map(|(.., width)| width + 2.0).sum::<f32>();
    egui::ScrollArea::horizontal()
        .id_salt("across")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(2.0, 0.0);
            let mut grid = Grid::begin(ui, ("monitor", year.fiscal_year), &sheet);
            let before = grid.at();
            let mut table = TableBuilder::new(ui)
                .id_salt("monitor")
                .auto_shrink([false, false])
                .animate_scrolling(false)
                .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
            for (col, (.., width)) in COLUMNS.iter().enumerate() {
                let more = if col == 0 {
                    spare.clamp(0.0, 160.0)
                } else {
                    0.0
                };
                table = table.column(Column::exact(width + more));
            }
            if let Some(row) = grid.row_to_show() {
                table = table.scroll_to_row(row, None);
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
                    body.rows(size::ROW, year.lines.len(), |mut row| {
                        let here = row.index();
                        row.set_selected(year.lines.get(here).map(|held| held.line) == picked);
                        for col in 0..COLUMNS.len() {
                            row.col(|ui| {
                                grid.cell(ui, here, col);
                            });
                        }
                    });
                });
            let after = grid.at();
            if grid.has_keyboard(ui) || after != before {
                at = Some(after.row);
            }
            event = grid.end(ui);
        });
    take(&sheet, event, asks);
    at.and_then(|row| year.lines.get(row)).map(|held| held.line)
}

fn take(sheet: &LineSheet<'_>, event: GridEvent, asks: &mut Vec<Request>) {
    let many = |rows: Vec<(usize, String)>| -> Result<Vec<Command>, String> {
        let mut commands = Vec::new();
        for (row, text) in rows {
            commands.extend(sheet.change(row, &text)?);
        }
        Ok(commands)
    };
    let texts = match event {
        GridEvent::Commit { row, text, .. } => vec![(row, text)],
        GridEvent::Paste { row, col, block } if col <= FORECAST => {
            let cells = block.into_iter().enumerate();
            cells
                .filter_map(|(n, mut cells)| {
                    let at = FORECAST - col;
                    (at < cells.len()).then(|| (row + n, cells.swap_remove(at)))
                })
                .collect()
        }
        GridEvent::Clear(block) if block.columns().contains(&FORECAST) => {
            block.rows().map(|row| (row, String::new())).collect()
        }
        GridEvent::FillDown(block) if block.columns().contains(&FORECAST) => {
            let first = sheet.text(*block.rows().start(), FORECAST);
            block
                .rows()
                .skip(1)
                .map(|row| (row, first.clone()))
                .collect()
        }
        _ => return,
    };
    match many(texts) {
        Ok(commands) if commands.is_empty() => {}
        Ok(mut commands) if commands.len() == 1 => {
            asks.extend(commands.pop().map(Request::Change));
        }
        Ok(commands) => {
            let words = format!("Forecasts of {} lines", commands.len());
            asks.push(Request::Change(Command::several(words, commands)));
        }
        Err(words) => asks.push(Request::Refused(words)),
    }
}
