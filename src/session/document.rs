//! A document's words as they are printed, for whoever shows them.

pub use crate::exchange::document::words::{printed, under, warning};
