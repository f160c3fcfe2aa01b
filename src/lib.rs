//! Golden Thread (map to come)
pub mod domain;
pub mod store;
