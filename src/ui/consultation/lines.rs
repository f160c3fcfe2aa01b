//! Rows of fixed columns, and the words that stand in them without being typed into.

use egui::{Align, AsIdSalt, Layout, Rect, Sense, Ui, UiBuilder, accesskit::Role, pos2, vec2};

use crate::ui::theme::{self, size};

/// From the edge of a column to its words, as in the grid.
const INSET: f32 = 7.0;

/// Draws one row: each column so wide, with a thin line below it.
pub fn row(ui: &mut Ui, salt: impl AsIdSalt, widths: &[f32], mut cell: impl FnMut(&mut Ui, usize)) {
    let across: f32 = widths.iter().sum();
    let (_, rect) = ui.allocate_space(vec2(across, size::ROW));
    ui.push_id(salt, |ui| {
        let mut left = rect.left();
        for (at, width) in widths.iter().enumerate() {
            let place = Rect::from_min_size(pos2(left, rect.top()), vec2(*width, rect.height()));
            let layout = Layout::left_to_right(Align::Center);
            let mut inside =
                ui.new_child(UiBuilder::new().id_salt(at).max_rect(place).layout(layout));
            cell(&mut inside, at);
            left += width;
        }
    });
    let line = egui::Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

/// How a word in a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// As text.
    Plain,
    /// As a total.
    Strong,
    /// Of second rank, or missing.
    Muted,
    /// The head of a column.
    Head,
}

/// Words at the left or, as figures, at the right; shortened to the room there is, whole on hover. `name` is what a
/// screen reader says before them.
pub fn word(ui: &mut Ui, name: &str, text: &str, look: Word, right: bool) {
    let words = match look {
        Word::Plain => egui::RichText::new(text),
        Word::Strong => theme::strong(text),
        Word::Muted => theme::muted(ui, text),
        Word::Head => theme::column_head(ui, text),
    };
    let layout = if right {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let room = ui.available_size();
    let response = ui
        .allocate_ui_with_layout(room, layout, |ui| {
            ui.set_min_size(room);
            ui.add_space(INSET);
            ui.add(egui::Label::new(words).truncate().sense(Sense::hover()))
        })
        .inner;
    ui.ctx().accesskit_node_builder(response.id, |node| {
        let role = if look == Word::Head {
            Role::ColumnHeader
        } else if name.is_empty() {
            Role::RowHeader
        } else {
            Role::Cell
        };
        node.set_role(role);
        node.set_label(if name.is_empty() {
            text.to_owned()
        } else {
            format!("{name}: {text}")
        });
    });
}
