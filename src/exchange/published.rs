//! Figures that others publish, read as they are downloaded: one small reader a kind of file.
//!
//! An officer downloads a file and gives it to the program as it is. Each reader makes of it an
//! [`Intake`](crate::domain::intake::Intake), in which every row is either kept or counted under the reason for which it
//! was left out, so that the officer sees what a file holds before any of it is written.
//!
//! Edges: input from outside is not trusted. Rows, cells and whatever is packed are bounded, and what a reader cannot
//! make sense of it says, with file, line and column.

#![allow(
    clippy::result_large_err,
    reason = "a file is refused once, and the problem is then shown: boxing it would burden every reader"
)]

pub mod ees;
pub mod figure;
pub mod fingertips;
pub(in crate::exchange) mod gather;
pub mod known;
pub mod lait;
pub mod mapped;
pub mod mapping;
pub mod neighbours;
pub mod places;
pub mod stem;
pub mod text;
pub mod workbook;
pub mod zip;
