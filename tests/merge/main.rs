//! Two copies of one plan come together: nothing is lost, nothing is decided by the program, and all of it can be undone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![allow(clippy::inconsistent_digit_grouping, reason = "pounds_pence")]

#[path = "../around/mod.rs"]
mod around;
mod beside;
mod copies;
mod decided;
mod desk;
#[path = "../drawn/mod.rs"]
mod drawn;
#[path = "../heard/mod.rs"]
mod heard;
mod history;
mod kept_out;
mod links;
mod together;

/// What remembers merges: two plans that say the same may have come by it on different ways.
const OWN: [&str; 2] = ["merged", "undecided"];
