//! A document as it will be read: headings, paragraphs, tables and the same drawings as in the rooms.
//!
//! Edges: a long document is laid out where it is in view; the rest keeps the height that it had when it was. A table with
//! many columns scrolls sideways.

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Align, Grid, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::domain::document::{Block, Cell, Document, Item, RowKind, Table, Tone};
use crate::session::document::{printed, under};
use crate::ui::reports::spans::paragraph;
use crate::ui::theme::{self, space};
use crate::ui::widgets::sparkline::sparkline;
use crate::ui::{chart, widgets};

/// How tall a part is taken to be before it has been drawn, in points.
const GUESS: f32 = 60.0;
/// How far beyond what is in view is drawn, in points.
const MARGIN: f32 = 400.0;

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct Page {
    of: Option<Rc<Document>>,
    width: f32,
    heights: Vec<f32>,
}

impl Page {
    /// Draws the document into what is left.
    pub(super) fn ui(&mut self, ui: &mut Ui, document: &Rc<Document>) {
        let is_held = self
            .of
            .as_ref()
            .is_some_and(|held| Rc::ptr_eq(held, document));
        let area = ScrollArea::vertical().id_salt("page").auto_shrink(false);
        let area = if is_held {
            area
        } else {
            area.vertical_scroll_offset(0.0)
        };
        if !is_held || (self.width - ui.available_width()).abs() > 0.5 {
            self.of = Some(Rc::clone(document));
            self.width = ui.available_width();
            self.heights = vec![GUESS; document.blocks.len()];
        }
        area.show(ui, |ui| {
            front(ui, document);
            let seen = ui.clip_rect().expand2(vec2(0.0, MARGIN));
            for (at, block) in document.blocks.iter().enumerate() {
                let tall = self.heights.get(at).copied().unwrap_or(GUESS);
                let top = ui.cursor().top();
                if top > seen.bottom() || top + tall < seen.top() {
                    ui.add_space(tall);
                    continue;
                }
                ui.push_id(at, |ui| self::block(ui, block));
                if let Some(held) = self.heights.get_mut(at) {
                    *held = ui.cursor().top() - top;
                }
            }
            ui.add_space(space::LARGE);
            ui.add(Label::new(theme::small(ui, document.standing.line())).wrap());
        });
    }
}

fn front(ui: &mut Ui, document: &Document) {
    let title = RichText::new(&document.title).text_style(theme::heading());
    ui.add(Label::new(title).wrap());
    if !document.subtitle.is_empty() {
        ui.add(Label::new(theme::muted(ui, &document.subtitle)).wrap());
    }
    ui.add(Label::new(theme::small(ui, document.standing.line())).wrap());
    ui.add_space(space::SMALL);
}

fn block(ui: &mut Ui, block: &Block) {
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
                node.set_level(usize::from(*level));
            });
        }
        Block::Text(runs) => paragraph(ui, runs, ""),
        Block::List { is_numbered, items } => list(ui, *is_numbered, items),
        Block::Note(runs) => {
            theme::quiet(ui).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                paragraph(ui, runs, "");
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
}

fn list(ui: &mut Ui, is_numbered: bool, items: &[Item]) {
    for (at, item) in items.iter().enumerate() {
        let before = if is_numbered {
            format!("{}. ", at + 1)
        } else {
            "•  ".to_owned()
        };
        ui.indent(("item", at), |ui| {
            paragraph(ui, &item.text, &before);
            list(ui, is_numbered, &item.items);
        });
    }
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
