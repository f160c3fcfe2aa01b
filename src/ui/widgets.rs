//! The parts every room is made of: fields, grids, bars, badges and notes.
//!
//! Why own parts: egui's number fields round what one only tabs through, its combo box stays open after a pick by
//! keyboard, and it has no grid one can move about in. Each part here keeps what was typed, works by keyboard alone, and
//! always has a name in the accessibility tree, which is why the name is a parameter of all of them.

pub mod at_right;
pub mod attention;
pub mod badge;
pub mod button;
pub mod by_keys;
pub mod cell_edit;
pub mod combo;
pub mod dialog;
pub mod empty_state;
pub mod figure;
pub mod grid;
pub mod line_edit;
pub mod meter;
pub mod room_for;
pub mod section;
pub mod sparkline;
pub mod text_field;
pub mod tooltips;
pub mod ways;

pub use at_right::at_right;
pub use attention::{Attention, attention};
pub use badge::{Badge, badge};
pub use button::{focus_ring, icon_button, link_button, primary_button};
pub use by_keys::by_keys;
pub use cell_edit::{CellEdit, CellOut};
pub use combo::combo;
pub use dialog::dialog;
pub use empty_state::empty_state;
pub use figure::figure;
pub use grid::{At, Block, Grid, GridEvent, Look, Sheet};
pub use meter::meter;
pub use room_for::{bring_out, room_for};
pub use section::{room_heading, section};
pub use sparkline::sparkline;
pub use text_field::{form_row, text_field};
pub use ways::ways;
