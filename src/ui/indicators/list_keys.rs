//! What the keys do in the list of indicators, and how it keeps the keyboard while its row is out of view.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, Vec2, accesskit};

use crate::ui::indicators::row::HEIGHT;

/// Where the keys lead from the row that has the keyboard.
pub fn moved(ui: &Ui, id: Id, from: usize, (rows, height): (usize, f32)) -> Option<usize> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = rows.saturating_sub(1);
    let page = ((height / HEIGHT) as usize).saturating_sub(1).max(1);
    let keys = [
        (Key::ArrowDown, (from + 1).min(last)),
        (Key::ArrowUp, from.saturating_sub(1)),
        (Key::PageDown, (from + page).min(last)),
        (Key::PageUp, from.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |(key, to): (Key, usize)| {
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
            .then_some(to)
    };
    keys.into_iter().find_map(pressed)
}

/// The row with the keyboard is scrolled out of view: the keyboard stays on it unseen, and an arrow brings it back.
pub fn keep_keyboard(ui: &Ui, id: Id) {
    if ui.memory(|memory| memory.has_focus(id)) {
        let nowhere = Rect::from_min_size(ui.min_rect().min, Vec2::ZERO);
        let response = ui.interact(nowhere, id, Sense::focusable_noninteractive());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::ListBoxOption);
            node.set_label("The indicator shown, scrolled out of view");
        });
    }
}
