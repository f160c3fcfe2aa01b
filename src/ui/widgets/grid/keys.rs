//! What a key means in a grid, said without touching anything; `act` carries it out.

use egui::{Event, Key, Modifiers};

use crate::ui::widgets::grid::block::At;

/// How far Page Up and Page Down go, in rows.
const PAGE_ROWS: usize = 10;

/// What a key asks of a grid whose cell is not being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Go there; with `true` the block grows.
    Go(At, bool),
    /// Edit what is there (F2).
    Edit,
    /// Edit from nothing; the letter that asked for it is still to be typed.
    Replace,
    /// Select everything.
    All,
    Copy,
    Cut,
    Paste(String),
    FillDown,
    Clear,
    /// Forget the refused text, or the selection.
    Forget,
    /// Tab at either end: let egui move on to what is outside.
    Out,
}

/// Where to go when an edit is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Nowhere: the keyboard is elsewhere already.
    Stay,
    Down,
    Up,
    Right,
    Left,
}

/// What an input event means at a cell of a sheet with so many rows and columns; `None` if it is not for the grid.
pub fn step(event: &Event, at: At, rows: usize, columns: usize) -> Option<Step> {
    match event {
        Event::Copy => Some(Step::Copy),
        Event::Cut => Some(Step::Cut),
        Event::Paste(text) => Some(Step::Paste(text.clone())),
        Event::Text(text) if text.chars().all(|c| !c.is_control()) => Some(Step::Replace),
        Event::Ime(egui::ImeEvent::Commit(_)) => Some(Step::Replace),
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => key_step(*key, *modifiers, at, rows, columns),
        _ => None,
    }
}

fn key_step(key: Key, modifiers: Modifiers, at: At, rows: usize, columns: usize) -> Option<Step> {
    if modifiers.alt {
        return None;
    }
    let plain = !modifiers.command && !modifiers.shift;
    match key {
        Key::D if modifiers.command => Some(Step::FillDown),
        Key::A if modifiers.command => Some(Step::All),
        Key::F2 if plain => Some(Step::Edit),
        Key::Delete | Key::Backspace if plain => Some(Step::Clear),
        Key::Escape => Some(Step::Forget),
        Key::Enter if !modifiers.command => Some(Step::Go(
            if modifiers.shift {
                up(at)
            } else {
                down(at, rows)
            },
            false,
        )),
        Key::Tab if !modifiers.command => Some(
            along(at, modifiers.shift, rows, columns).map_or(Step::Out, |to| Step::Go(to, false)),
        ),
        _ => target(key, modifiers.command, at, rows, columns)
            .map(|to| Step::Go(to, modifiers.shift)),
    }
}

/// Where an arrow or a paging key leads.
fn target(key: Key, far: bool, at: At, rows: usize, columns: usize) -> Option<At> {
    let (last_row, last_col) = (rows.saturating_sub(1), columns.saturating_sub(1));
    let to = |row, col| Some(At { row, col });
    match key {
        Key::ArrowUp => to(if far { 0 } else { up(at).row }, at.col),
        Key::ArrowDown => to(if far { last_row } else { down(at, rows).row }, at.col),
        Key::ArrowLeft => to(at.row, if far { 0 } else { at.col.saturating_sub(1) }),
        Key::ArrowRight => to(
            at.row,
            if far {
                last_col
            } else {
                (at.col + 1).min(last_col)
            },
        ),
        Key::Home => to(if far { 0 } else { at.row }, 0),
        Key::End => to(if far { last_row } else { at.row }, last_col),
        Key::PageUp => to(at.row.saturating_sub(PAGE_ROWS), at.col),
        Key::PageDown => to((at.row + PAGE_ROWS).min(last_row), at.col),
        _ => None,
    }
}

/// The cell above; the first row stays.
pub fn up(at: At) -> At {
    At {
        row: at.row.saturating_sub(1),
        ..at
    }
}

/// The cell below; the last row stays.
pub fn down(at: At, rows: usize) -> At {
    At {
        row: (at.row + 1).min(rows.saturating_sub(1)),
        ..at
    }
}

/// The next cell in reading order, or the one before; none past either end.
pub fn along(at: At, back: bool, rows: usize, columns: usize) -> Option<At> {
    let place = at.row * columns + at.col;
    let place = if back {
        place.checked_sub(1)?
    } else {
        place + 1
    };
    (place < rows * columns).then(|| At {
        row: place / columns,
        col: place % columns,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(key: Key, modifiers: Modifiers) -> Event {
        Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    /// In a sheet of 3 rows and 2 columns.
    #[track_caller]
    fn check(event: &Event, from: (usize, usize), want: Option<Step>) {
        let at = At {
            row: from.0,
            col: from.1,
        };
        assert_eq!(step(event, at, 3, 2), want, "{event:?} at {from:?}");
    }

    fn go(row: usize, col: usize) -> Option<Step> {
        Some(Step::Go(At { row, col }, false))
    }

    #[test]
    fn arrows_stop_at_the_edges() {
        let none = Modifiers::NONE;
        check(&key(Key::ArrowDown, none), (1, 1), go(2, 1));
        check(&key(Key::ArrowDown, none), (2, 1), go(2, 1));
        check(&key(Key::ArrowUp, none), (0, 1), go(0, 1));
        check(&key(Key::ArrowLeft, none), (1, 0), go(1, 0));
        check(&key(Key::ArrowRight, none), (1, 0), go(1, 1));
        check(&key(Key::PageDown, none), (0, 1), go(2, 1));
        check(&key(Key::ArrowUp, Modifiers::COMMAND), (2, 1), go(0, 1));
        check(&key(Key::End, Modifiers::COMMAND), (0, 0), go(2, 1));
        check(&key(Key::Home, none), (2, 1), go(2, 0));
    }

    #[test]
    fn tab_reads_on_and_leaves_at_the_ends() {
        check(&key(Key::Tab, Modifiers::NONE), (0, 1), go(1, 0));
        check(&key(Key::Tab, Modifiers::SHIFT), (1, 0), go(0, 1));
        check(&key(Key::Tab, Modifiers::NONE), (2, 1), Some(Step::Out));
        check(&key(Key::Tab, Modifiers::SHIFT), (0, 0), Some(Step::Out));
    }

    #[test]
    fn shift_extends_and_other_keys_are_left_alone() {
        let there = At { row: 1, col: 0 };
        check(
            &key(Key::ArrowDown, Modifiers::SHIFT),
            (0, 0),
            Some(Step::Go(there, true)),
        );
        check(&key(Key::Z, Modifiers::COMMAND), (0, 0), None);
        check(&key(Key::ArrowDown, Modifiers::ALT), (0, 0), None);
        check(&key(Key::K, Modifiers::COMMAND), (0, 0), None);
        check(&Event::Text("7".into()), (0, 0), Some(Step::Replace));
        check(&key(Key::Enter, Modifiers::SHIFT), (1, 1), go(0, 1));
    }
}
