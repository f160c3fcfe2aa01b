//! Parts of a document as they are read on screen: headings, paragraphs, lists, tables and the same drawings as in the
//! rooms.
//!
//! Edges: a table with many columns scrolls sideways.

use std::collections::BTreeSet;

use egui::{Align, Grid, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::domain::document::{Block, Cell, Item, RowKind, Table, Tone};
use crate::session::document::{printed, under};
use crate::ui::reports::spans::paragraph;
use crate::ui::theme::{self, space};
use crate::ui::widgets::sparkline::sparkline;
use crate::ui::{chart, widgets};

/// Draws the parts one under the other.
pub(in crate::ui) fn blocks(ui: &mut Ui, blocks: &[Block]) {
    for (at, held) in blocks.iter().enumerate() {
        ui.push_id(at, |ui| block(ui, held));
    }
}

/// Draws one of them, and gives back a link to another page that is followed: only the guide has such links.
pub(in crate::ui) fn block(ui: &mut Ui, block: &Block) -> Option<String> {
    let mut followed = None;
    match block {
        Block::Heading { level, text } => {
            ui.add_space(if *level == 1 {
                space::LARGE
            } else {
                space::MEDIUM
            });
            let words = match level {
                1 => RichText::new(text).text_style(theme::heading()),
                2 => RichText::new(text).text_style(theme::subheading()),
                _ => theme::strong(text),
            };
            let heading = ui.add(Label::new(words).wrap());
            ui.ctx().accesskit_node_builder(heading.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
                // A heading is read by its name, which a label has in its value.
                node.set_label(text.as_str());
                node.set_level(usize::from(*level));
            });
        }
        Block::Text(runs) => followed = paragraph(ui, runs, ""),
        Block::List {
            numbered_from,
            items,
        } => followed = list(ui, *numbered_from, items),
        Block::Note(runs) => {
            theme::quiet(ui).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                followed = paragraph(ui, runs, "");
            });
        }
        Block::Table(held) => table(ui, held),
        Block::Picture(held) => {
            chart::heading(ui, &held.chart);
            let [wide, tall] = held.size.map(|side| side as f32);
            let tall = tall * (ui.available_width() / wide.max(1.0)).min(1.0);
            chart::show(
                ui,
                "picture",
                &held.chart,
                tall.max(160.0),
                &mut BTreeSet::new(),
            );
            chart::foot(ui, &held.chart);
        }
        Block::SignOff(names) => {
            for name in names {
                ui.add_space(space::LARGE);
                ui.label(format!(
                    "{name}  ______________________________   Date ______________"
                ));
            }
        }
        Block::NewPage => {
            ui.add_space(space::MEDIUM);
            ui.separator();
        }
    }
    ui.add_space(space::TINY);
    followed
}

fn list(ui: &mut Ui, numbered_from: Option<u32>, items: &[Item]) -> Option<String> {
    let mut followed = None;
    for (at, item) in (0u32..).zip(items) {
        let before = numbered_from.map_or_else(
            || "•  ".to_owned(),
            |first| format!("{}. ", first.saturating_add(at)),
        );
        ui.indent(("item", at), |ui| {
            let here = paragraph(ui, &item.text, &before);
            let under = list(ui, item.numbered_from, &item.items);
            followed = here.or(under).or(followed.take());
        });
    }
    followed
}

fn table(ui: &mut Ui, held: &Table) {
    ui.add_space(space::SMALL);
    ui.add(Label::new(theme::strong(&held.caption)).wrap());
    // What words a column may take, before they are wrapped.
    let figures = held
        .columns
        .iter()
        .filter(|column| column.is_figure)
        .count();
    let words = (held.columns.len() - figures).max(1);
    let left = ui.available_width() - figures as f32 * 84.0;
    let wide = (left / words as f32 - space::MEDIUM).clamp(90.0, 420.0);
    ScrollArea::horizontal().id_salt("table").show(ui, |ui| {
        Grid::new("cells")
            .striped(true)
            .spacing(vec2(space::MEDIUM, 5.0))
            .show(ui, |ui| {
                for column in &held.columns {
                    let words = theme::column_head(ui, &column.heading);
                    aligned(ui, column.is_figure, wide, Label::new(words).wrap());
                }
                ui.end_row();
                for row in &held.rows {
                    for (at, cell) in row.cells.iter().enumerate() {
                        let is_figure = held.columns.get(at).is_some_and(|column| column.is_figure);
                        self::cell(ui, cell, row.kind, is_figure, wide);
                    }
                    ui.end_row();
                }
            });
    });
    for note in under(held) {
        ui.add(Label::new(theme::small(ui, note)).wrap());
    }
    ui.add_space(space::SMALL);
}

fn aligned(ui: &mut Ui, is_figure: bool, wide: f32, label: Label) {
    if is_figure {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_width(84.0);
            ui.add(label);
        });
    } else {
        ui.scope(|ui| {
            ui.set_max_width(wide);
            ui.add(label);
        });
    }
}

fn cell(ui: &mut Ui, cell: &Cell, kind: RowKind, is_figure: bool, wide: f32) {
    match cell {
        Cell::Spark { values, words } => {
            let colour = theme::palette(ui).accent;
            sparkline(ui, words, values, colour);
        }
        Cell::Rating { word, tone } => {
            let tone = match tone {
                Tone::Good => theme::Tone::Ok,
                Tone::Watch => theme::Tone::Warn,
                Tone::Bad => theme::Tone::Error,
            };
            widgets::badge(ui, word, widgets::Badge::Tone(tone));
        }
        cell => {
            let words = printed(cell);
            let words = match (kind, cell) {
                (RowKind::Total | RowKind::Heading, _) | (_, Cell::Head(_)) => theme::strong(words),
                _ => RichText::new(words),
            };
            aligned(ui, is_figure, wide, Label::new(words).wrap());
        }
    }
}
