//! What the officer sees: draws a plan and answers with requests.
//!
//! A screen is given `&Session`, which can be read and asked but not changed; it keeps half-typed text in its own
//! draft and gives back [`request::Request`]s, which only [`app`] carries out. Colours, sizes and fonts are in
//! [`theme`], and nowhere else.

pub mod action;
pub mod app;
pub mod chart;
pub mod consultation;
pub mod data;
pub mod files;
pub mod finder;
pub mod grant;
pub mod guide;
pub mod indicators;
pub mod notice;
pub mod painter;
pub mod plan;
pub mod reports;
pub mod request;
pub mod room;
pub mod screenshot;
pub mod shell;
pub mod start;
pub mod theme;
pub mod thread;
pub mod widgets;
