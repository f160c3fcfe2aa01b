//! Golden Thread (map to come)
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod session;
pub mod store;
#[cfg(feature = "gui")]
pub mod ui;
