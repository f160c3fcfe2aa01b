//! A grid one moves about in and types into, as in a spreadsheet.
//!
//! Why: officers keep these figures in spreadsheets now, and expect the same keys. The grid knows where the keyboard is,
//! what block is selected and what is half typed; it never changes a value. It tells the room what was asked for
//! ([`GridEvent`]), and the room turns that into a change.
//!
//! The room describes its figures once, as a [`Sheet`], and lays the cells out as it likes, in `egui_extras::TableBuilder`,
//! `egui::Grid` or its own columns:
//!
//! ```
//! # use golden_thread::ui::widgets::{Grid, GridEvent, Sheet};
//! # fn draw(ui: &mut egui::Ui, sheet: &dyn Sheet) {
//! let mut grid = Grid::begin(ui, "allocation", sheet);
//! for row in 0..sheet.rows() {
//!     ui.columns(sheet.columns(), |columns| {
//!         for (col, ui) in columns.iter_mut().enumerate() {
//!             grid.cell(ui, row, col);
//!         }
//!     });
//! }
//! if let GridEvent::Commit { row, col, text } = grid.end(ui) {
//!     // Ask the session for a change.
//!     # let _ = (row, col, text);
//! }
//! # }
//! ```
//!
//! Keys on a cell: arrows, Home, End, Page Up and Down move, with Shift they select, with Ctrl they go to the edge; Tab goes
//! right and on to the next row, and out of the grid after the last cell; Enter goes down; F2 or typing edits; Delete
//! clears; Ctrl+C, X and V copy, cut and paste blocks; Ctrl+D fills down; Ctrl+A selects all. While editing, Enter, Tab, ↑
//! and ↓ finish and move on, a click elsewhere finishes, and Esc restores. A block is also selected by dragging or with Shift and a click.
//!
//! A text the sheet refuses is kept and shown in red with its reason; the value stays as it was. Enter then stays in the
//! cell; Tab or a click may leave, and Esc on the cell forgets the text.

use egui::{AsIdSalt, Id, Rect, Sense, Ui, Vec2};

mod act;
mod block;
mod draw;
mod keys;
mod state;

pub use block::{At, Block};
use state::State;

/// What a grid shows, told by the room. Rows and columns count from 0 and leave the headers out.
pub trait Sheet {
    /// The number of rows.
    fn rows(&self) -> usize;
    /// The number of columns.
    fn columns(&self) -> usize;
    /// What the row is called, for a screen reader.
    fn row_name(&self, row: usize) -> String;
    /// What the column is called, for a screen reader.
    fn column_name(&self, col: usize) -> String;
    /// The cell as it is read: "293,250", or the mark of a missing value.
    fn shown(&self, row: usize, col: usize) -> String;
    /// The cell as it is edited and copied: "293250.00". The same as shown unless the room says otherwise.
    fn text(&self, row: usize, col: usize) -> String {
        self.shown(row, col)
    }
    /// Why a text cannot be kept in the cell; asked while one types, so it must be quick.
    ///
    /// # Errors
    /// The reason and the remedy, in a sentence.
    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String>;
    /// Whether the cell may be changed; totals may not.
    fn editable(&self, _row: usize, _col: usize) -> bool {
        true
    }
    /// Whether other controls stand among the cells: Tab then meets all of them in turn, and not only the cells.
    fn has_others_between(&self) -> bool {
        false
    }
    /// Whether the column stands at the right, as figures do.
    fn right(&self, _col: usize) -> bool {
        true
    }
    /// How the cell's text looks.
    fn look(&self, _row: usize, _col: usize) -> Look {
        Look::Plain
    }
}

/// How a cell's text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As text.
    #[default]
    Plain,
    /// As a total.
    Strong,
    /// As something absent or of second rank.
    Muted,
    /// As something that needs a look.
    Attention,
}

/// What the officer asked of the grid in this frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GridEvent {
    /// Nothing.
    #[default]
    None,
    /// A text is being typed; told in every frame until it is finished, for what moves along with it. Not checked.
    Draft {
        /// The cell's row.
        row: usize,
        /// The cell's column.
        col: usize,
        /// The text so far.
        text: String,
    },
    /// A text was finished and the sheet accepts it.
    Commit {
        /// The cell's row.
        row: usize,
        /// The cell's column.
        col: usize,
        /// The text to keep.
        text: String,
    },
    /// A block of texts was pasted, its first cell here. Nothing is checked yet, and it may reach beyond the grid.
    Paste {
        /// The row of the first cell.
        row: usize,
        /// The column of the first cell.
        col: usize,
        /// Rows of cells.
        block: Vec<Vec<String>>,
    },
    /// The first row of the block is to be copied into its other rows.
    FillDown(Block),
    /// The block was copied, and is already on the clipboard.
    Copy(Block),
    /// The block is to be emptied.
    Clear(Block),
}

/// A grid while it is being drawn. Begin, draw the cells, end.
pub struct Grid<'s, S: Sheet + ?Sized> {
    id: Id,
    sheet: &'s S,
    state: State,
    event: GridEvent,
    /// Whether the cell the keyboard is on, or its editor, was drawn in this frame.
    at_drawn: bool,
    /// Where the cell is that is to be brought into view.
    to_show: Option<Rect>,
}

impl<'s, S: Sheet + ?Sized> Grid<'s, S> {
    /// Reads the keys that are for this grid. Call before any of its cells is drawn, and with the same `id` every frame.
    pub fn begin(ui: &Ui, id: impl AsIdSalt, sheet: &'s S) -> Self {
        let id = ui.make_persistent_id(id);
        let mut state = ui
            .data(|data| data.get_temp::<State>(id))
            .unwrap_or_default();
        state.fit(sheet.rows(), sheet.columns());
        let mut grid = Self {
            id,
            sheet,
            state,
            event: GridEvent::None,
            at_drawn: false,
            to_show: None,
        };
        grid.follow_row();
        grid.take_keys(ui);
        grid
    }

    /// Keeps an edit in its own line when lines were added or removed above it by somebody else.
    fn follow_row(&mut self) {
        let Some(editing) = &mut self.state.editing else {
            return;
        };
        let (sheet, names) = (self.sheet, &editing.names);
        let here = |row: usize, col: usize| [sheet.row_name(row), sheet.column_name(col)] == *names;
        if here(editing.at.row, editing.at.col) {
            return;
        }
        let row = (0..sheet.rows()).find(|row| sheet.row_name(*row) == names[0]);
        let col = (0..sheet.columns()).find(|col| sheet.column_name(*col) == names[1]);
        if let (Some(row), Some(col)) = (row, col) {
            editing.at = At { row, col };
            self.state.go(At { row, col }, false);
        } else {
            self.state.editing = None;
        }
    }

    /// The cell the keyboard is on, or was on last.
    pub fn at(&self) -> At {
        self.state.at
    }

    /// Whether the keyboard is in this grid now.
    pub fn has_keyboard(&self, ui: &Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        self.state.editing.is_some() || focused == Some(self.cell_id(self.state.at))
    }

    /// The row to bring into view, if the keyboard has just moved; for tables that draw only the rows in view.
    pub fn row_to_show(&self) -> Option<usize> {
        (self.state.frames_to_show > 0).then_some(self.state.at.row)
    }

    /// Puts the keyboard on a cell, for a room that leads there from elsewhere.
    pub fn go_to(&mut self, ui: &Ui, row: usize, col: usize) {
        self.state.go(At { row, col }, false);
        self.state.fit(self.sheet.rows(), self.sheet.columns());
        self.focus_cell(ui);
    }

    /// Ends the grid for this frame and says what was asked for.
    pub fn end(mut self, ui: &Ui) -> GridEvent {
        if !self.at_drawn {
            self.scrolled_away(ui);
        }
        if let Some(cell) = self.to_show {
            // A table keeps to itself what is asked of it, for both ways and whether it scrolls or not; so what stands
            // around it is asked here. What the table itself scrolls up or down is not the business of what is around.
            let tall = if ui.min_rect().contains(cell.center()) {
                cell.y_range()
            } else {
                egui::Rangef::point(ui.clip_rect().center().y)
            };
            ui.scroll_to_rect(Rect::from_x_y_ranges(cell.x_range(), tall), None);
        }
        self.state.frames_to_show = self.state.frames_to_show.saturating_sub(1);
        let state = std::mem::take(&mut self.state);
        ui.data_mut(|data| data.insert_temp(self.id, state));
        self.event
    }

    /// A table that draws only the rows in view has left out the one with the keyboard. An edit is finished, as if one
    /// had clicked elsewhere; otherwise the keyboard stays there unseen, and the next arrow key brings the cell back.
    fn scrolled_away(&mut self, ui: &Ui) {
        let at = self.state.at;
        if self.state.editing.is_some() {
            self.finish(ui, keys::Leave::Stay);
        } else if ui.memory(|memory| memory.has_focus(self.cell_id(at))) {
            let nowhere = Rect::from_min_size(ui.min_rect().min, Vec2::ZERO);
            let response =
                ui.interact(nowhere, self.cell_id(at), Sense::focusable_noninteractive());
            let shown = self.sheet.shown(at.row, at.col);
            self.name(ui, at, &response, &shown, None);
            self.hold_escape(ui, &response);
        }
    }

    fn cell_id(&self, at: At) -> Id {
        self.id.with((at.row, at.col))
    }

    fn editor_id(&self) -> Id {
        self.id.with("editor")
    }

    fn cell_name(&self, at: At) -> String {
        format!(
            "{}, {}",
            self.sheet.row_name(at.row),
            self.sheet.column_name(at.col)
        )
    }

    fn focus_cell(&mut self, ui: &Ui) {
        let id = self.cell_id(self.state.at);
        ui.memory_mut(|memory| memory.request_focus(id));
        self.state.frames_to_show = 2;
        ui.ctx().request_repaint();
    }
}
