//! Receipts: what came in by each channel, what was set aside before counting and why, and what is left to analyse.
//!
//! Nothing that came in may vanish without a reason, so each reason has its own column and what is left is worked out,
//! never typed.
//!
//! Edges: an empty cell among the reasons is nought; emptying “Received” removes the channel's line.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Channel, Receipt};
use crate::domain::id::ReceiptId;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::{channels, edit};
use crate::ui::consultation::count;
use crate::ui::consultation::counts::{Typed, asked, draft, people, refusal};
use crate::ui::consultation::lines::{Word, row, word};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Grid, GridEvent, Look, Sheet, section};

/// The columns; the last is worked out.
const COLUMNS: [&str; 6] = [
    "Received",
    "Invalid",
    "Blank",
    "Duplicate",
    "Withdrawn",
    "Analysed",
];

/// The receipts of a consultation, one channel a row.
pub struct Receipts<'a> {
    book: &'a Book,
    channels: Vec<&'a Channel>,
}

impl<'a> Receipts<'a> {
    fn receipt(&self, row: usize) -> Option<&'a Receipt> {
        let channel = self.channels.get(row)?.id;
        self.book
            .receipts
            .iter()
            .find(|held| held.channel == channel)
    }

    fn count(&self, row: usize, col: usize) -> Option<i64> {
        self.receipt(row).map(|held| match col {
            0 => held.received,
            1 => held.invalid,
            2 => held.blank,
            3 => held.duplicate,
            4 => held.withdrawn,
            _ => held.analysed(),
        })
    }

    /// The line as these texts would make it; none where nothing was received.
    fn line(
        &self,
        row: usize,
        texts: &[(usize, &str)],
        key: i64,
    ) -> Result<Option<Receipt>, String> {
        let mut counts: Vec<Option<i64>> = (0..5).map(|col| self.count(row, col)).collect();
        for (col, text) in texts {
            let Some(count) = counts.get_mut(*col) else {
                return Err(
                    "What is left to analyse is worked out. Change what was received or set aside."
                        .to_owned(),
                );
            };
            *count = count::read(text)?;
        }
        let aside = |col: usize| counts[col].unwrap_or(0);
        let Some(received) = counts[0] else {
            let any = (1..5).any(|col| aside(col) != 0);
            // A line goes with its first count; what was set aside of nothing received has no meaning.
            let emptied = texts.iter().any(|(col, _)| *col == 0);
            return if any && !emptied {
                Err(
                    "Nothing is entered as received. Enter first how many came in by this channel."
                        .to_owned(),
                )
            } else {
                Ok(None)
            };
        };
        Ok(Some(Receipt {
            id: self.receipt(row).map_or(ReceiptId(key), |held| held.id),
            channel: self.channels[row].id,
            received,
            invalid: aside(1),
            blank: aside(2),
            duplicate: aside(3),
            withdrawn: aside(4),
        }))
    }
}

impl Typed for Receipts<'_> {
    const NOUN: &'static str = "receipt";

    fn change(
        &self,
        row: usize,
        texts: &[(usize, &str)],
        key: &mut dyn FnMut() -> i64,
    ) -> Result<Vec<Command>, String> {
        let now = self.line(row, texts, key())?;
        let Some(command) = edit(self.receipt(row), now).map(Command::Receipt) else {
            return Ok(Vec::new());
        };
        refusal(&command, self.book).map_or_else(|| Ok(vec![command]), Err)
    }
}

impl Sheet for Receipts<'_> {
    fn rows(&self) -> usize {
        self.channels.len()
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn row_name(&self, row: usize) -> String {
        self.channels[row].name.clone()
    }

    fn column_name(&self, col: usize) -> String {
        COLUMNS[col].to_owned()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        self.count(row, col).map_or_else(|| "–".to_owned(), people)
    }

    fn text(&self, row: usize, col: usize) -> String {
        self.count(row, col)
            .map(|n| n.to_string())
            .unwrap_or_default()
    }

    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String> {
        self.change(row, &[(col, text)], &mut || 0).map(drop)
    }

    fn editable(&self, _row: usize, col: usize) -> bool {
        col < 5
    }

    fn look(&self, row: usize, col: usize) -> Look {
        match (self.count(row, col), col) {
            (None, _) => Look::Muted,
            (_, 5) => Look::Strong,
            _ => Look::Plain,
        }
    }
}

impl ConsultationRoom {
    /// The receipts, to be typed in.
    pub(super) fn receipts_card(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Some(consultation) = self.shown else {
            return;
        };
        let sheet = Receipts {
            book: desk.book(),
            channels: channels(desk.book(), consultation),
        };
        let mut event = GridEvent::None;
        theme::card(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                section(ui, "Receipts by channel");
                if ui.button("Done with receipts").clicked() {
                    self.receipts_open = false;
                }
            });
            let lead = theme::muted(
                ui,
                "Received, less what was set aside and why, leaves what is analysed.",
            );
            ui.label(lead);
            ui.add_space(space::TINY);
            if sheet.channels.is_empty() {
                ui.label(
                    "There is no channel yet. Add one at the left; its receipts are entered here.",
                );
            } else {
                event = draw(ui, &sheet);
            }
        });
        self.receipts_draft = draft(&sheet, &event);
        let found = asked(&sheet, event, &mut || desk.session.new_key());
        self.ask(found, asks);
    }
}

fn draw(ui: &mut Ui, sheet: &Receipts<'_>) -> GridEvent {
    let each = 92.0;
    let name = (ui.available_width() - each * COLUMNS.len() as f32).clamp(120.0, 320.0);
    let mut widths = vec![name];
    widths.extend([each; COLUMNS.len()]);
    egui::ScrollArea::horizontal()
        .id_salt("receipts")
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut grid = Grid::begin(ui, "receipts", sheet);
            row(ui, "receipts head", &widths, |ui, at| match at {
                0 => word(ui, "", "Channel", Word::Head, false),
                _ => drop(grid.head(ui, at - 1)),
            });
            for line in 0..sheet.rows() {
                row(ui, ("receipts", line), &widths, |ui, at| match at {
                    0 => word(ui, "", &sheet.row_name(line), Word::Plain, false),
                    _ => drop(grid.cell(ui, line, at - 1)),
                });
            }
            grid.end(ui)
        })
        .inner
}
