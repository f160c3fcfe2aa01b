//! A question that must be answered before anything else: a card above the window that has the keyboard to itself.
//!
//! A screen reader hears it as a dialog with a name. With large text in a small window what is in it scrolls, so that its
//! buttons are never below the edge.

use egui::{Context, Id, Modal, ModalResponse, ScrollArea, Ui, accesskit::Role};

use crate::ui::theme::space;
use crate::ui::widgets::{section, tooltips};

/// What is left free between a dialog and the window's edges, both sides together, its own margin included.
const FREE: f32 = 64.0;

/// Draws the dialog under its `title`, `width` points wide if the window has them.
pub fn dialog<T>(
    ctx: &Context,
    id: &str,
    title: &str,
    width: f32,
    add: impl FnOnce(&mut Ui) -> T,
) -> ModalResponse<T> {
    let room = ctx.content_rect().size();
    let id = Id::unique(id);
    tooltips::hide_behind(ctx, id);
    let area = Modal::default_area(id)
        .accessible_name(title)
        .role(Role::Dialog);
    Modal::new(id).area(area).show(ctx, |ui| {
        ui.set_width(width.min(room.x - FREE).max(120.0));
        section(ui, title);
        ui.add_space(space::SMALL);
        // As high as what is in it, and as the window allows: what comes to it later makes it higher.
        let highest = (room.y - FREE - 40.0).max(120.0);
        ScrollArea::both()
            .id_salt("dialog")
            .max_height(highest)
            .min_scrolled_height(highest)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui)
            })
            .inner
    })
}
