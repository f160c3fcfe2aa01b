//! x
pub mod export;
mod headings;
pub mod words;
pub mod scale;
pub mod split;
pub mod layout;
pub mod personal;
pub mod role;
pub mod title;
mod group;
pub mod options;
pub mod propose;
pub mod route;
pub mod rows;
pub mod take;
pub mod taken;
