//! What a grid remembers between frames: where the keyboard is, what is selected, what is half typed or was refused.

use std::collections::BTreeMap;

use crate::ui::widgets::grid::block::{At, Block};

/// Kept in egui's memory under the grid's id.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The cell the keyboard is on.
    pub at: At,
    /// The opposite corner of the selected block.
    pub anchor: At,
    /// The cell that is being edited.
    pub editing: Option<Editing>,
    /// Texts that were typed and refused, and stay until they are mended or forgotten.
    pub refused: BTreeMap<At, String>,
    /// Whether the mouse went down on a cell and is still down.
    pub dragging: bool,
    /// For how many frames yet the cell should be brought into view.
    pub frames_to_show: u8,
}

/// A cell that is being edited.
#[derive(Clone, Debug)]
pub struct Editing {
    /// Which one.
    pub at: At,
    /// The text so far.
    pub text: String,
    /// The text before.
    pub was: String,
    /// What the row and the column were called: rows may be added above while one types.
    pub names: [String; 2],
    /// Why the finished text was not handed over: somebody changed the value meanwhile.
    pub overtaken: Option<String>,
}

impl State {
    /// Keeps everything inside a sheet that may have shrunk since.
    pub fn fit(&mut self, rows: usize, columns: usize) {
        let fits = |at: At| At {
            row: at.row.min(rows.saturating_sub(1)),
            col: at.col.min(columns.saturating_sub(1)),
        };
        let inside = |at: At| at.row < rows && at.col < columns;
        self.at = fits(self.at);
        self.anchor = fits(self.anchor);
        self.editing = self.editing.take().filter(|editing| inside(editing.at));
        self.refused.retain(|at, _| inside(*at));
    }

    /// Moves to a cell; with `extend` the block grows or shrinks instead of starting anew.
    pub fn go(&mut self, to: At, extend: bool) {
        self.at = to;
        if !extend {
            self.anchor = to;
        }
    }

    /// The selected block; one cell when nothing more is selected.
    pub fn block(&self) -> Block {
        Block::between(self.at, self.anchor)
    }
}
