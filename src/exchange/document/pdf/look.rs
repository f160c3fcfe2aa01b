//! Sizes, colours and margins of the printed page.
//!
//! Every colour of letters has at least 4.5 to 1 against its ground (WCAG 2.2, 1.4.3), every colour that is a mark at
//! least 3 to 1 (1.4.11). Lengths are points, 72 to the inch, measured from the top left corner.

use crate::domain::document::{Manner, Tone};

/// A colour: red, green, blue.
pub type Colour = [u8; 3];

pub const TEXT: Colour = [0x1B, 0x27, 0x33];
pub const QUIET: Colour = [0x56, 0x60, 0x6B];
pub const TITLE: Colour = [0x12, 0x43, 0x6D];
pub const LINK: Colour = [0x12, 0x43, 0x9D];
pub const RULE: Colour = [0xC3, 0xCC, 0xD5];
pub const GROUND: Colour = [0xF1, 0xF4, 0xF7];

/// The colour of a rating's dot.
pub fn of_tone(tone: Tone) -> Colour {
    match tone {
        Tone::Good => [0x00, 0x70, 0x3C],
        Tone::Watch => [0xB8, 0x73, 0x00],
        Tone::Bad => [0xB5, 0x1A, 0x1A],
    }
}

/// Short and long side of an A4 page.
const A4: [f32; 2] = [595.276, 841.89];
/// White at both sides.
const SIDE: f32 = 54.0;
/// White above the text; the running title stands in it.
const TOP: f32 = 58.0;
/// White under the text; the foot stands in it.
const BOTTOM: f32 = 62.0;

/// A page and the part of it that text may fill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sheet {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Sheet {
    /// An A4 page, upright or on its side.
    pub fn new(is_wide: bool) -> Self {
        let [short, long] = A4;
        let (width, height) = if is_wide {
            (long, short)
        } else {
            (short, long)
        };
        Self {
            width,
            height,
            left: SIDE,
            right: width - SIDE,
            top: TOP,
            bottom: height - BOTTOM,
        }
    }

    /// The width of a line of text.
    pub fn measure(&self) -> f32 {
        self.right - self.left
    }

    /// The height text may fill.
    pub fn room(&self) -> f32 {
        self.bottom - self.top
    }
}

/// How large things are, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Running text.
    pub body: f32,
    /// In tables, where they are narrow enough.
    pub cell: f32,
    /// Notes under tables, captions of pictures.
    pub small: f32,
    /// Foot and running title.
    pub foot: f32,
    /// The title on the front.
    pub title: f32,
    /// Headings of level 1 to 6.
    pub headings: [f32; 6],
    /// The distance of two lines, as a multiple of their size.
    pub leading: f32,
}

impl Look {
    pub fn new(manner: Manner) -> Self {
        match manner {
            Manner::Paper => Self {
                body: 11.0,
                cell: 9.5,
                small: 9.0,
                foot: 8.0,
                title: 24.0,
                headings: [18.0, 14.5, 12.5, 11.5, 11.0, 11.0],
                leading: 1.36,
            },
            Manner::Large => Self {
                body: 15.0,
                cell: 13.0,
                small: 13.0,
                foot: 10.0,
                title: 32.0,
                headings: [24.0, 20.0, 17.5, 16.0, 15.0, 15.0],
                leading: 1.5,
            },
        }
    }

    /// The size of a heading; levels beyond 6 as the sixth.
    pub fn heading(&self, level: u8) -> f32 {
        self.headings[usize::from(level.clamp(1, 6)) - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Contrast with white, as WCAG 2.2 defines it: relative luminance from linear light.
    fn contrast(colour: Colour, ground: Colour) -> f64 {
        let light = |colour: Colour| {
            let linear = colour.map(|part| {
                let part = f64::from(part) / 255.0;
                if part <= 0.04045 {
                    part / 12.92
                } else {
                    ((part + 0.055) / 1.055).powf(2.4)
                }
            });
            0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05
        };
        light(ground) / light(colour)
    }

    #[test]
    fn letters_and_marks_stand_out() {
        #[track_caller]
        fn check(colour: Colour, ground: Colour, least: f64) {
            let found = contrast(colour, ground);
            assert!(found >= least, "{colour:?} on {ground:?}: {found:.2}");
        }
        for ground in [[255; 3], GROUND] {
            for colour in [TEXT, QUIET, TITLE, LINK] {
                check(colour, ground, 4.5);
            }
            for tone in [Tone::Good, Tone::Watch, Tone::Bad] {
                check(of_tone(tone), ground, 3.0);
            }
        }
    }

    #[test]
    fn large_is_for_the_eyes() {
        let large = Look::new(Manner::Large);
        assert_eq!(large.body, 15.0);
        assert!(large.cell >= 12.0);
    }
}
