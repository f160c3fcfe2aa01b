//! A document as it will be read, from its front to its foot.
//!
//! Edges: a long document is laid out where it is in view; the rest keeps the height that it had when it was.

use std::rc::Rc;

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use crate::domain::document::Document;
use crate::ui::reports::parts;
use crate::ui::theme::{self, space};

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
                ui.push_id(at, |ui| parts::block(ui, block));
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
