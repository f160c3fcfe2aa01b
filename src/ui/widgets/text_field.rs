//! A field for words, and the line of a form it stands in.

use egui::{AsIdSalt, Response, Ui, Vec2};

use crate::ui::theme::{self, size, space};
use crate::ui::widgets::line_edit::{LineLook, line_edit};

/// A field whose text the caller holds: searches, names, notes. `label` is its name for a screen reader.
///
/// As wide as the room there is. The response says `changed()` with every letter.
pub fn text_field(
    ui: &mut Ui,
    id: impl AsIdSalt,
    label: &str,
    text: &mut String,
    hint: &str,
) -> Response {
    let id = ui.make_persistent_id(id);
    let look = LineLook {
        hint,
        size: Vec2::new(ui.available_width(), size::CONTROL),
        ..LineLook::default()
    };
    line_edit(ui, id, label, text, look)
}

/// A line of a form: its name above, the field below, and a little air after it.
pub fn form_row<R>(ui: &mut Ui, name: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(theme::small(ui, name));
        let answer = field(ui);
        ui.add_space(space::SMALL);
        answer
    })
    .inner
}
