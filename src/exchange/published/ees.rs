//! Data files of Explore Education Statistics: DfE's figures for every council, as they are downloaded.
//!
//! Such a file has a row for each place, period and combination of filters (`characteristic_gender`, `cla_group`), and a
//! column for each figure. It is read in two steps, so that an officer can choose in between: [`look()`] says what the
//! file holds, and [`read`] takes what was chosen. `Total` is preselected where a filter has it and where choosing it
//! leaves something to read.
//!
//! Edges: a file comes with its `.meta.csv` or without. Without, a column of numbers and marks is an indicator and a
//! column of words a filter.

mod basis;
pub mod choice;
pub(in crate::exchange) mod headings;
pub mod layout;
mod look;
pub mod map;
pub mod meta;
mod naming;
mod period;
mod scan;
mod take;
pub(in crate::exchange::published) mod unit;

pub use choice::{Choice, Chosen};
pub use layout::{Filter, FilterOption, Layout, Measure};
pub use look::look;
pub use meta::Meta;
pub use take::read;

#[cfg(test)]
mod tests;
