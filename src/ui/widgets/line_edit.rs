//! One line of text that is being typed: what the fields of forms and the cells of grids have in common.

use egui::{Align2, Frame, Id, Margin, Response, Stroke, TextEdit, Ui, Vec2, text::CCursorRange};

use crate::ui::theme;

/// How such a line looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineLook<'a> {
    /// Numbers stand at the right.
    pub right: bool,
    /// Red, since the text is refused as it stands.
    pub bad: bool,
    /// Shown while there is no text.
    pub hint: &'a str,
    /// Points across and down; across is cut to the room there is.
    pub size: Vec2,
}

/// Draws the line and lets the keyboard act on it. `label` is its name for a screen reader.
pub fn line_edit(
    ui: &mut Ui,
    id: Id,
    label: &str,
    text: &mut String,
    look: LineLook<'_>,
) -> Response {
    let palette = theme::palette(ui);
    let focused = ui.memory(|memory| memory.has_focus(id));
    let edge = match (look.bad, focused) {
        (true, true) => Stroke::new(theme::size::FOCUS, palette.error.edge),
        (true, false) => Stroke::new(1.0, palette.error.edge),
        (false, true) => Stroke::new(theme::size::FOCUS, palette.accent),
        (false, false) => Stroke::new(1.0, palette.edge),
    };
    let row = ui.fonts_mut(|fonts| fonts.row_height(&theme::body_font(ui)));
    // The frame's own thickness counts as part of its margin, so that the text stays put when the frame thickens.
    let down = ((look.size.y - row) / 2.0 - edge.width).max(0.0);
    let frame = Frame::new()
        .fill(if look.bad {
            palette.error.fill
        } else {
            palette.card
        })
        .stroke(edge)
        .corner_radius(theme::size::ROUND_SMALL)
        .inner_margin(Margin::symmetric((7.0 - edge.width) as i8, down as i8));
    let align = if look.right {
        Align2::RIGHT_CENTER
    } else {
        Align2::LEFT_CENTER
    };
    TextEdit::singleline(text)
        .id(id)
        .frame(frame)
        .hint_text(look.hint.to_owned())
        .desired_width(look.size.x)
        .min_size(Vec2::new(0.0, look.size.y))
        .align(align)
        .show(ui)
        .response
        .response
        .accessible_name(label)
}

/// Marks the whole text, so that typing replaces it.
pub fn select_all(ui: &Ui, id: Id, text: &str) {
    select(ui, id, CCursorRange::select_all_str(text));
}

/// Puts the cursor after the text, so that typing adds to it.
pub fn go_to_end(ui: &Ui, id: Id, text: &str) {
    let all = CCursorRange::select_all_str(text);
    select(ui, id, CCursorRange::one(all.primary));
}

fn select(ui: &Ui, id: Id, range: CCursorRange) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}
