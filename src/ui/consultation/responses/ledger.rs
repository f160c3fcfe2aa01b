//! The ledger of responses: received, set aside by reason, counted apart, analysed, channel by channel, and beside it the
//! receipt that somebody entered.

use egui::Ui;

use crate::domain::check::received::{differences, is_counted, receipt};
use crate::domain::consultation::aside::ChannelLedger;
use crate::domain::id::ConsultationId;
use crate::ui::consultation::counts::people;
use crate::ui::consultation::responses::lists::{Cell, row};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::columns::{Column, heads};
use crate::ui::widgets::section;

const COLUMNS: [Column; 9] = [
    Column::new("Channel", 110.0, 1.0),
    Column::new("Received", 72.0, 0.0),
    Column::new("Invalid", 62.0, 0.0),
    Column::new("Blank", 56.0, 0.0),
    Column::new("Duplicate", 74.0, 0.0),
    Column::new("Withdrawn", 78.0, 0.0),
    Column::new("Apart", 56.0, 0.0),
    Column::new("Analysed", 74.0, 0.0),
    Column::new("Receipt entered", 130.0, 1.6),
];

/// Draws the ledger.
pub(super) fn ledger_card(ui: &mut Ui, desk: Desk<'_>, id: ConsultationId) {
    section(ui, "From received to analysed");
    let lead = "Nothing is deleted: received, less what was set aside for a reason or counted apart, is what is analysed.";
    ui.label(theme::muted(ui, lead));
    ui.add_space(space::TINY);
    let Some(heard) = desk.book().heard.get(&id) else {
        return;
    };
    let before = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &COLUMNS);
    for held in &heard.ledger {
        line(ui, desk, held);
    }
    if heard.ledger.len() > 1 {
        total(ui, &heard.ledger);
    }
    ui.spacing_mut().item_spacing.y = before;
}

fn figures(held: &ChannelLedger) -> [i64; 7] {
    [
        held.received,
        held.invalid,
        held.blank,
        held.duplicate,
        held.withdrawn,
        held.apart,
        held.analysed,
    ]
}

fn named(name: &str, figures: [i64; 7]) -> String {
    let mut said = name.to_owned();
    for (column, n) in COLUMNS[1..8].iter().zip(figures) {
        said.push_str(&format!(", {} {}", column.head.to_lowercase(), people(n)));
    }
    said
}

fn line(ui: &mut Ui, desk: Desk<'_>, held: &ChannelLedger) {
    let book = desk.book();
    let channel = book.channels.get(held.channel);
    let name = channel.map_or("?", |channel| channel.name.as_str());
    let entered = receipt(book, held.channel);
    let palette = theme::palette(ui);
    let (words, ink) = match entered {
        None => ("none".to_owned(), palette.muted),
        Some(receipt) => {
            let differs = differences(receipt, held, is_counted(book, held.channel));
            match differs.is_empty() {
                true => (
                    format!("✓ agrees: {}", people(receipt.received)),
                    palette.muted,
                ),
                false => (format!("⚠ {}", differs.join("; ")), palette.warn.text),
            }
        }
    };
    let mut held_cells = vec![Cell::words(name)];
    held_cells.extend(figures(held).map(|n| Cell::figure(people(n))));
    let said = format!("{}; receipt {words}", named(name, figures(held)));
    let tall = if ink == palette.warn.text {
        size::ROW * 1.7
    } else {
        size::ROW
    };
    held_cells.push(Cell::small(words).ink(ink));
    row(
        ui,
        &COLUMNS,
        ("ledger", held.channel),
        tall,
        &said,
        &held_cells,
    );
}

fn total(ui: &mut Ui, ledger: &[ChannelLedger]) {
    let mut sums = [0_i64; 7];
    for held in ledger {
        for (sum, n) in sums.iter_mut().zip(figures(held)) {
            *sum = sum.saturating_add(n);
        }
    }
    let mut held = vec![Cell::words("All channels")];
    held.extend(sums.map(|n| Cell::figure(people(n))));
    let said = named("All channels", sums);
    row(ui, &COLUMNS, "ledger total", size::ROW, &said, &held);
}
