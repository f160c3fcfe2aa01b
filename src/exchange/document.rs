//! A report, written: as a web page, a Word file, a workbook, or tables of text.
//!
//! Each writer prints the same value ([`crate::domain::document::Document`]) and nothing else, so the same figure stands
//! in all of them. How a figure reads in print is decided once, in [`words`].

pub mod words;
