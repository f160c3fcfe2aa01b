//! The colours of printed charts: the Government Analysis Function's, on a white page.
//!
//! Four of them stand for the four lines an officer compares. Text beside a line takes a darker
//! shade of its colour, because the palette is made for lines and blocks and some of it is too
//! pale for small letters (contrast 4.5 to 1 is asked for).

use crate::domain::chart::{Role, Side, Tone};

pub const PAPER: &str = "#FFFFFF";
pub const TEXT: &str = "#1B2733";
pub const QUIET: &str = "#56606B";
pub const GRID: &str = "#E3E8ED";
pub const GROUND: &str = "#F4F6F8";
pub const OWN: &str = "#12436D";
/// Bars that are not ours.
pub const OTHERS: &str = "#C5D3E0";
/// Past a limit.
pub const OVER: &str = "#F46A25";
/// Target lines and their labels.
pub const TARGET: &str = "#801650";

/// Ground and letters of the nth kind of block; starts again after the sixth.
pub fn nth(n: usize) -> (&'static str, &'static str) {
    [
        (OWN, PAPER),
        ("#28A197", "#06201D"),
        (TARGET, PAPER),
        (OVER, "#1B1206"),
        ("#3D3D3D", PAPER),
        ("#A285D1", "#140A26"),
    ][n % 6]
}

/// How a line is drawn: colour, width in pixels, dash pattern.
pub fn stroke(role: Role) -> (&'static str, f64, &'static str) {
    match role {
        Role::Own => (OWN, 2.8, ""),
        Role::Neighbours => ("#28A197", 2.2, ""),
        Role::Region => ("#A285D1", 1.9, "7 4"),
        Role::England => ("#3D3D3D", 1.9, "1.5 4"),
        Role::Other => ("#7A858F", 1.6, "10 3 2 3"),
    }
}

/// The darker shade for letters.
pub fn letters(role: Role) -> &'static str {
    match role {
        Role::Own => OWN,
        Role::Neighbours => "#17756D",
        Role::Region => "#6B4BA3",
        Role::England => "#3D3D3D",
        Role::Other => QUIET,
    }
}

/// The ground of a quartile band.
pub fn band(tone: Tone) -> &'static str {
    match tone {
        Tone::Best => "#EDF7F5",
        Tone::Middle => "#F8FAFB",
        Tone::Worst => "#FDF1EC",
    }
}

/// Ground and letters of an answer on a scale.
pub fn answer(side: Side, strength: u8) -> (&'static str, &'static str) {
    match (side, strength) {
        (Side::Negative, 0 | 1) => ("#FABF9E", TEXT),
        (Side::Negative, _) => (OVER, "#1B1206"),
        (Side::Positive, 0 | 1) => ("#8DB4D6", TEXT),
        (Side::Positive, _) => (OWN, PAPER),
        (Side::Neutral, _) => ("#D9DDE2", TEXT),
    }
}
