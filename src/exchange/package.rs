//! A plan as a Frictionless data package: one CSV a table and a `datapackage.json` that says what each column is.
//!
//! Any program reads the CSV, and the plan can be made from it again with nothing lost. What CSV cannot say is said by two
//! rules, which the package itself states:
//!
//! * A text that a spreadsheet would run, or that begins with an apostrophe, stands behind an apostrophe of its own.
//!   Taking the first apostrophe away gives the text as it was.
//! * An empty cell is nothing at all where a column may hold nothing, and empty text where it may not. Where a column may
//!   hold both, empty text is a lone apostrophe: what stands behind it is empty.
//!
//! Edges: keys have up to nineteen figures, which spreadsheets shorten when they save: a package is read by programs and
//! looked at in spreadsheets. Rows are written and read one at a time; a package may be larger than memory.

mod cell;
mod descriptor;
mod rows;
mod wordless;

pub use cell::escaped;
pub use descriptor::{read, written};
pub use rows::{Counted, Reader, Writer, problem};
pub use wordless::wordless;

/// The file that says what the others are.
pub const DESCRIPTOR: &str = "datapackage.json";
