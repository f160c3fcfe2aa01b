//! What the keys do in the list of indicators, and how it keeps the keyboard while its row is out of view.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Sense, Ui, Vec2, accesskit};

/// Where the keys lead from the row that has the keyboard, of so many rows, of which `page` are in view.
pub fn moved(ui: &Ui, id: Id, from: usize, (rows, page): (usize, usize)) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused);
    // Nobody has the keyboard, as when the room was opened by its keys: the arrows are the list's, as its hint says.
    let is_free = focused.is_none() && !egui::Popup::is_any_open(ui.ctx());
    let last = rows.saturating_sub(1);
    let (down, up) = ((from + 1).min(last), from.saturating_sub(1));
    let pressed = |(key, to): (Key, usize)| {
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
            .then_some(to)
    };
    if is_free {
        let mut keys = [(Key::ArrowDown, down), (Key::ArrowUp, up)].into_iter();
        let to = keys.find_map(pressed)?;
        // The arrow has done its work: left to itself it would go one widget on from the row it led to.
        ui.memory_mut(|memory| memory.move_focus(egui::FocusDirection::None));
        return Some(to);
    }
    if focused != Some(id) {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let keys = [
        (Key::ArrowDown, down),
        (Key::ArrowUp, up),
        (Key::PageDown, (from + page).min(last)),
        (Key::PageUp, from.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
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

/// How far to scroll so that a row is in view; none when it is already. Before the first frame, to the middle.
///
/// `offset` and `seen` are where the rows were scrolled to and how high they stood in the frame before.
pub fn offset_for((offset, seen): (f32, f32), row: usize, tall: f32, height: f32) -> Option<f32> {
    let top = row as f32 * tall;
    if seen == 0.0 {
        return Some((top - height / 2.0).max(0.0));
    }
    if top < offset {
        Some(top)
    } else if top + tall > offset + seen {
        Some(top + tall - seen)
    } else {
        None
    }
}
