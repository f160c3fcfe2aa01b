//! What a screen asks for. Only the application carries it out.

use std::path::PathBuf;

use crate::domain::command::Command;
use crate::domain::problem::Place;
use crate::session::chart::Against;
use crate::ui::action::Action;
use crate::ui::files::Purpose;
use crate::ui::room::Room;

/// Something a screen asks for.
#[expect(
    clippy::large_enum_variant,
    reason = "a handful are made in a frame, and each lives for one"
)]
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Change the plan.
    Change(Command),
    /// Go to the room where a thing lives, with the thing selected.
    Open(Place),
    /// Go to a room.
    Go(Room),
    /// Go to a part of a room, by its place among [`Room::parts`].
    Part(Room, usize),
    /// Look at another fiscal year, by the year in which it begins.
    Year(i16),
    /// Compare with another neighbour list, or by the other average.
    Compare(Against),
    /// Do what a menu entry does.
    Do(Action),
    /// Try once more to save what could not be saved.
    SaveAgain,
    /// Give up what could not be saved.
    GiveUp,
    /// Open a plan's file.
    OpenFile(PathBuf),
    /// Let the officer choose a file.
    Browse(Purpose),
    /// Say that something was done.
    Done(String),
    /// Say that something was refused, why, and what to do.
    Refused(String),
    /// Put text on the clipboard, and say what was copied.
    Copy {
        /// The text.
        text: String,
        /// What it is: `the chart’s figures`.
        what: String,
    },
    /// Keep the plan as it stands under a name.
    TakeSnapshot {
        /// The name.
        name: String,
        /// Why, or for whom.
        note: String,
    },
    /// Write bytes to a file that the officer chooses.
    Save {
        /// The name to begin with.
        name: String,
        /// What to write.
        bytes: Vec<u8>,
        /// Whether the plan keeps a copy of it, and with which note.
        keep: Option<String>,
    },
}
