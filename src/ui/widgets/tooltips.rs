//! Tooltips while a dialog is open: none in the rooms behind it.
//!
//! Why: a tooltip stays while the pointer rests on its widget, whatever has come in between, and is drawn above everything;
//! one that was open when a dialog came would stand across its words.

use egui::{Context, Id, LayerId, Popup, PopupAnchor};

/// Says in this frame that a dialog is open: egui shows no tooltip on a layer that something is open on.
pub fn hide_behind(ctx: &Context, dialog: Id) {
    // With no place to stand it is not drawn, and does not count as an open list for the keys.
    let nowhere = PopupAnchor::PointerFixed;
    let behind = LayerId::background();
    Popup::new(dialog.with("behind"), ctx.clone(), nowhere, behind)
        .open(true)
        .show(|_| ());
}
