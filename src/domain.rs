//! What is true: the nouns of the plan, their rules, and every change that can be made to them.
//!
//! Pure: no clock, no file, no thread, no SQL, no pixel, no randomness. Everything here can be tested with
//! nothing but values.

#![deny(clippy::disallowed_methods)]

pub mod actual;
pub mod apportion;
pub mod area;
pub mod batch;
pub mod benchmark;
pub mod book;
pub mod carried;
pub mod chart;
pub mod check;
pub mod closing;
pub mod command;
pub mod commitment;
pub mod compare;
pub mod consultation;
pub mod could_be;
pub mod dashboard;
pub mod decision;
pub mod disclosure;
pub mod document;
pub mod duplicates;
pub mod forecast;
pub mod giving;
pub mod grant;
pub mod guide;
pub mod id;
pub mod indicator;
pub mod intake;
pub mod key_map;
pub mod ledger;
pub mod live;
pub mod mapping;
pub mod marker;
pub mod merge;
pub mod money;
pub mod monitor;
pub mod naming;
pub mod narrative;
pub mod objective;
pub mod outcome;
pub mod package;
pub mod panel;
pub mod period;
pub mod plan;
pub mod problem;
pub mod profile;
pub mod rating;
pub mod reading;
pub mod receipts;
pub mod record;
pub mod report;
pub mod rescue;
pub mod responses;
pub mod retraction;
pub mod revision;
pub mod saved_view;
pub mod scenario;
pub mod scheme;
pub mod snapshot;
pub mod spreadsheet;
pub mod statistics;
pub mod target;
pub mod thread;
pub mod virement;
