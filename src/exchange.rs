//! Bytes in, rows and problems out; values in, documents out. One small file a format, no file ever opened here.

pub mod authorities;
pub mod day;
pub mod document;
pub mod framework;
pub mod giving;
pub mod ledger;
pub mod png;
pub mod published;
pub mod responses;
pub mod sample;
pub mod svg;
pub mod text_chart;
