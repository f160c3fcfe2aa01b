//! A list to pick one thing from, by mouse or by keyboard alone.
//!
//! Keys: Space, Enter or ↓ opens it at what is picked; ↑ ↓ Home End move; Enter or Space picks and closes; Esc closes. In
//! each case the keyboard is back on the list afterwards.

use egui::{AsIdSalt, ComboBox, FocusDirection, Key, Modifiers, Response, Ui};

/// Draws the list with its name for a screen reader. `picked` is the index of the label shown; the response says `changed()`
/// when another one was picked. With no labels at all it shows an empty box.
pub fn combo<Text: AsRef<str>>(
    ui: &mut Ui,
    id: impl AsIdSalt,
    label: &str,
    picked: &mut usize,
    labels: &[Text],
) -> Response {
    let shown = labels.get(*picked).map(AsRef::as_ref).unwrap_or_default();
    let salt = egui::IdSalt::new(&id);
    let memory_id = ui.make_persistent_id(salt).with("was open");
    let was_open = ui
        .data(|data| data.get_temp::<bool>(memory_id))
        .unwrap_or_default();
    let mut chosen = None;
    let answer = ComboBox::from_id_salt(salt)
        .selected_text(shown)
        .show_ui(ui, |ui| chosen = list(ui, *picked, labels, !was_open));
    let is_open = answer.inner.is_some();
    let mut response = answer.response.accessible_name(label);
    if let Some(index) = chosen {
        if index != *picked {
            *picked = index;
            response.mark_changed();
        }
        response.request_focus();
    } else if was_open && !is_open && ui.memory(|memory| memory.focused().is_none()) {
        // It was closed by Esc, which takes the keyboard away from everything.
        response.request_focus();
    }
    ui.data_mut(|data| data.insert_temp(memory_id, is_open && chosen.is_none()));
    response
}

/// The open list; gives back what was picked in this frame.
fn list<Text: AsRef<str>>(
    ui: &mut Ui,
    picked: usize,
    labels: &[Text],
    just_opened: bool,
) -> Option<usize> {
    let mut chosen = None;
    let mut rows = Vec::with_capacity(labels.len());
    for (index, label) in labels.iter().enumerate() {
        let row = ui.selectable_label(index == picked, label.as_ref());
        if row.clicked() {
            chosen = Some(index);
            ui.close();
        }
        rows.push(row);
    }
    if just_opened {
        move_to(ui, rows.get(picked).or(rows.first()));
    } else {
        move_by_key(ui, &rows);
    }
    chosen
}

fn move_by_key(ui: &Ui, rows: &[Response]) {
    let focused = ui.memory(|memory| memory.focused());
    let Some(at) = rows.iter().position(|row| Some(row.id) == focused) else {
        return;
    };
    let last = rows.len().saturating_sub(1);
    let moves = [
        (Key::ArrowDown, (at + 1).min(last)),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, to) in moves {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            move_to(ui, rows.get(to));
        }
    }
}

/// Moves the keyboard there, and keeps egui from moving it once more by the arrow's direction.
fn move_to(ui: &Ui, row: Option<&Response>) {
    ui.memory_mut(|memory| {
        memory.move_focus(FocusDirection::None);
        if let Some(row) = row {
            memory.request_focus(row.id);
        }
    });
    if let Some(row) = row {
        // Once, not for as long as it has the keyboard: each scroll asks for another frame.
        row.scroll_to_me(None);
    }
}
