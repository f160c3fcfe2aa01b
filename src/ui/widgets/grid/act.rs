//! What a grid does when a key asks for it.
//!
//! Keys that the grid has used are taken out of the frame's input, so that neither egui nor a command of the program acts on
//! them again. From the key on that starts an edit, the rest of the frame's input is left for the editor: letters typed
//! faster than frames are drawn are not lost.

use egui::{Event, FocusDirection, Key, Modifiers, Ui};

use crate::ui::widgets::grid::block::{At, Block, from_text};
use crate::ui::widgets::grid::keys::{Leave, Step, along, down, step, up};
use crate::ui::widgets::grid::state::Editing;
use crate::ui::widgets::grid::{Grid, GridEvent, Sheet};
use crate::ui::widgets::line_edit::{go_to_end, select_all};

impl<S: Sheet + ?Sized> Grid<'_, S> {
    /// Acts on the keys of this frame, if the keyboard is in the grid.
    pub(super) fn take_keys(&mut self, ui: &Ui) {
        self.state.dragging &= ui.input(|i| i.pointer.primary_down());
        if self.sheet.rows() == 0 || self.sheet.columns() == 0 {
            return;
        }
        if self.state.editing.is_some() {
            self.take_editor_keys(ui);
        } else if ui.memory(|memory| {
            memory.has_focus(self.cell_id(self.state.at)) || self.focus_was_taken_by_escape(memory)
        }) {
            self.take_cell_keys(ui);
        }
    }

    /// egui takes the focus away on Esc before anybody is asked; on a cell it is wanted back.
    fn focus_was_taken_by_escape(&self, memory: &egui::Memory) -> bool {
        memory.focused().is_none() && memory.had_focus_last_frame(self.cell_id(self.state.at))
    }

    fn take_editor_keys(&mut self, ui: &Ui) {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            if let Some(editing) = self.state.editing.take() {
                self.state.refused.remove(&editing.at);
                self.state.go(editing.at, false);
            }
            self.focus_cell(ui);
            return;
        }
        let at = self
            .state
            .editing
            .as_ref()
            .map(|editing| editing.at)
            .unwrap_or_default();
        let back = ui.input(|i| i.modifiers.shift);
        if ui.input(|i| i.key_pressed(Key::Tab)) && self.next(at, back).is_some() {
            // The editor finishes first and then moves; egui must not move on its own.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
    }

    fn next(&self, at: At, back: bool) -> Option<At> {
        if self.sheet.has_others_between() {
            return None;
        }
        along(at, back, self.sheet.rows(), self.sheet.columns())
    }

    fn take_cell_keys(&mut self, ui: &Ui) {
        let events = ui.input(|i| i.events.clone());
        let mut used = vec![false; events.len()];
        for (event, used) in events.iter().zip(&mut used) {
            let Some(step) = step(
                event,
                self.state.at,
                self.sheet.rows(),
                self.sheet.columns(),
            ) else {
                continue;
            };
            let is_tab = matches!(event, Event::Key { key: Key::Tab, .. });
            if is_tab && self.sheet.has_others_between() {
                continue;
            }
            let starts_edit = matches!(step, Step::Replace | Step::Edit);
            *used = !matches!(step, Step::Replace | Step::Out);
            self.take(ui, step);
            if starts_edit && self.state.editing.is_some() {
                break;
            }
        }
        if used.contains(&true) {
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        let mut used = used.into_iter();
        ui.input_mut(|i| i.events.retain(|_| !used.next().unwrap_or_default()));
    }

    fn take(&mut self, ui: &Ui, step: Step) {
        let block = self.state.block();
        match step {
            Step::Go(to, extend) => {
                self.state.go(to, extend);
                self.focus_cell(ui);
            }
            Step::All => self.state.anchor = self.go_to_corners(),
            Step::Edit => self.edit(ui, false),
            Step::Replace => self.edit(ui, true),
            Step::Copy => self.copy(ui, block),
            Step::Cut => {
                self.copy(ui, block);
                self.event = GridEvent::Clear(block);
            }
            Step::Paste(text) => self.paste(&text, block),
            Step::FillDown => self.fill_down(block),
            Step::Clear => {
                self.state.refused.retain(|at, _| !block.contains(*at));
                self.event = GridEvent::Clear(block);
            }
            Step::Forget => {
                self.state.refused.remove(&self.state.at);
                self.state.go(self.state.at, false);
                self.focus_cell(ui);
            }
            Step::Out => {}
        }
    }

    /// Selects everything from the first cell on, without moving the keyboard off the sheet.
    fn go_to_corners(&mut self) -> At {
        self.state.at = At::default();
        At {
            row: self.sheet.rows() - 1,
            col: self.sheet.columns() - 1,
        }
    }

    fn copy(&mut self, ui: &Ui, block: Block) {
        ui.ctx()
            .copy_text(block.to_text(|row, col| self.sheet.text(row, col)));
        self.event = GridEvent::Copy(block);
    }

    /// One cell pasted on a larger selection goes into all of it, as in a spreadsheet.
    fn paste(&mut self, text: &str, selected: Block) {
        let mut block = from_text(text);
        if let [row] = block.as_slice()
            && let [cell] = row.as_slice()
        {
            block = vec![vec![cell.clone(); selected.columns().count()]; selected.rows().count()];
        }
        self.event = GridEvent::Paste {
            row: selected.first.row,
            col: selected.first.col,
            block,
        };
    }

    /// With a single row selected the row above it is the one to copy.
    fn fill_down(&mut self, mut block: Block) {
        if block.first.row == block.last.row {
            if block.first.row == 0 {
                return;
            }
            block.first.row -= 1;
        }
        self.event = GridEvent::FillDown(block);
    }

    /// Starts to edit the cell the keyboard is on, with its text or from nothing.
    pub(super) fn edit(&mut self, ui: &Ui, from_nothing: bool) {
        let at = self.state.at;
        if !self.sheet.editable(at.row, at.col) {
            return;
        }
        let was = self.sheet.text(at.row, at.col);
        let kept = self.state.refused.get(&at).unwrap_or(&was).clone();
        let text = if from_nothing { String::new() } else { kept };
        let id = self.editor_id();
        if from_nothing {
            go_to_end(ui, id, &text);
        } else {
            select_all(ui, id, &text);
        }
        self.state.anchor = at;
        let names = [self.sheet.row_name(at.row), self.sheet.column_name(at.col)];
        self.state.editing = Some(Editing {
            at,
            text,
            was,
            names,
            overtaken: None,
        });
        ui.memory_mut(|memory| memory.request_focus(id));
        ui.ctx().request_repaint();
    }

    /// Where the keys of this frame lead from an editor that has just been drawn, if they end the edit.
    pub(super) fn leaving(ui: &Ui, editor: egui::Id) -> Option<Leave> {
        let (shift, pressed) = ui.input(|i| {
            let keys = [Key::Enter, Key::Tab, Key::ArrowUp, Key::ArrowDown];
            (
                i.modifiers.shift,
                keys.into_iter().find(|key| i.key_pressed(*key)),
            )
        });
        let has_focus = ui.memory(|memory| memory.has_focus(editor));
        match (pressed, shift) {
            (Some(Key::Enter), true) | (Some(Key::ArrowUp), false) => Some(Leave::Up),
            (Some(Key::Enter), false) | (Some(Key::ArrowDown), false) => Some(Leave::Down),
            (Some(Key::Tab), true) => Some(Leave::Left),
            (Some(Key::Tab), false) => Some(Leave::Right),
            _ => (!has_focus).then_some(Leave::Stay),
        }
    }

    /// Ends the edit: hands the text over if it was changed and is accepted, keeps it aside if it is refused.
    pub(super) fn finish(&mut self, ui: &Ui, leave: Leave) {
        let Some(mut editing) = self.state.editing.take() else {
            return;
        };
        let at = editing.at;
        let now = self.sheet.text(at.row, at.col);
        if editing.text != editing.was && now != editing.was && now != editing.text {
            // Somebody changed the value while one typed: both are shown, and finishing once more decides.
            editing.overtaken = Some(format!(
                "It was “{}” when you began and is now “{now}”. Enter once more puts “{}” in its place; Esc keeps theirs.",
                editing.was, editing.text
            ));
            editing.was = now;
            self.state.editing = Some(editing);
            ui.memory_mut(|memory| memory.request_focus(self.editor_id()));
            return;
        }
        self.state.refused.remove(&at);
        if editing.text != editing.was {
            if self.sheet.check(at.row, at.col, &editing.text).is_ok() {
                self.event = GridEvent::Commit {
                    row: at.row,
                    col: at.col,
                    text: editing.text,
                };
            } else if matches!(leave, Leave::Down | Leave::Up) {
                // Enter on a text that is refused: stay, so that it can be mended at once.
                self.state.editing = Some(editing);
                ui.memory_mut(|memory| memory.request_focus(self.editor_id()));
                return;
            } else {
                self.state.refused.insert(at, editing.text);
            }
        }
        self.move_on(ui, at, leave);
    }

    fn move_on(&mut self, ui: &Ui, from: At, leave: Leave) {
        let to = match leave {
            Leave::Stay => None,
            Leave::Down => Some(down(from, self.sheet.rows())),
            Leave::Up => Some(up(from)),
            Leave::Right => self.next(from, false),
            Leave::Left => self.next(from, true),
        };
        if let Some(to) = to {
            self.state.go(to, false);
            self.focus_cell(ui);
        }
    }
}
