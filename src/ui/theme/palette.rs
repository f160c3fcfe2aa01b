//! The colours of both themes, each with a name that says what it is for.
//!
//! Why by purpose: a room asks for "muted text" or "the second series" and is right in the light and in the dark theme
//! without knowing which one it is in.
//!
//! The series colours are those of the Government Analysis Function's guidance on colours in charts, in its order; the
//! dark theme has lighter partners of the same hues. The tests below hold every text pair to a contrast of 4.5 and every
//! line, bar and frame that carries meaning to 3 (WCAG 2.2, 1.4.3 and 1.4.11).

use egui::Color32;

/// Who a line or bar in a chart stands for, so that the same body has the same colour in every room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Series {
    /// The council whose plan this is.
    Authority,
    /// Its statistical neighbours.
    Neighbours,
    /// Its region.
    Region,
    /// England.
    England,
    /// What needs a look: over a limit, worse, late.
    Attention,
    /// Everything else in a chart that picks one out.
    Other,
}

/// One theme's colours.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub page: Color32,
    /// Cards, grids, menus.
    pub card: Color32,
    /// A field one may type in, and quiet strips inside a card.
    pub field: Color32,
    /// Lines that only separate: card edges, rows.
    pub line: Color32,
    /// Edges of things one can press or type in.
    pub edge: Color32,
    /// Behind a thing under the pointer.
    pub hover: Color32,
    /// Behind the selected row, room or block of cells.
    pub selected: Color32,
    /// The empty part of a bar.
    pub track: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank: units, dates, explanations.
    pub muted: Color32,
    /// The house colour: focus, selection, headings of the rail.
    pub accent: Color32,
    /// Text on the house colour.
    pub on_accent: Color32,
    /// A note that all is well: ground, edge, text.
    pub ok: Note,
    /// A note that something needs a look.
    pub warn: Note,
    /// A note that something was refused.
    pub error: Note,
    /// Series colours by index, for lines and bars.
    pub series: [Color32; 6],
    /// The same hues for the text that labels them.
    pub series_text: [Color32; 6],
    /// From strongly against to strongly for, with the middle neutral.
    pub opinion: [Color32; 5],
    /// Bars that are there for comparison only.
    pub quiet_bar: Color32,
    /// The shade a menu or a message throws on what is below it.
    pub shadow: Color32,
}

/// The three colours of a note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// Ground.
    pub fill: Color32,
    /// Edge.
    pub edge: Color32,
    /// Words that carry the note's colour, on its own ground or on a card.
    pub text: Color32,
}

impl Palette {
    /// The colour of the line or bar of one body.
    pub fn of(&self, series: Series) -> Color32 {
        match series {
            Series::Other => self.quiet_bar,
            named => self.series[index(named)],
        }
    }

    /// The colour of the words that label that line or bar.
    pub fn text_of(&self, series: Series) -> Color32 {
        match series {
            Series::Other => self.muted,
            named => self.series_text[index(named)],
        }
    }

    /// The colour of the nth line of a chart without roles; starts again after the sixth.
    pub fn nth(&self, n: usize) -> Color32 {
        self.series[n % self.series.len()]
    }

    /// Near-black or white, whichever reads better on a coloured ground.
    pub fn ink_on(ground: Color32) -> Color32 {
        if contrast(INK, ground) >= contrast(Color32::WHITE, ground) {
            INK
        } else {
            Color32::WHITE
        }
    }
}

fn index(series: Series) -> usize {
    match series {
        Series::Authority => 0,
        Series::Neighbours => 1,
        Series::Attention => 3,
        Series::England | Series::Other => 4,
        Series::Region => 5,
    }
}

const INK: Color32 = hex(0x18212C);

const fn hex(rgb: u32) -> Color32 {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// White cards on a cool grey page, navy for what one can act on.
pub static LIGHT: Palette = Palette {
    page: hex(0xF3F5F7),
    card: hex(0xFFFFFF),
    field: hex(0xF8FAFB),
    line: hex(0xE3E7EC),
    edge: hex(0x7F8A97),
    hover: hex(0xEEF2F6),
    selected: hex(0xE8F0F7),
    track: hex(0xE6EAEF),
    text: INK,
    muted: hex(0x586372),
    accent: hex(0x12436D),
    on_accent: hex(0xFFFFFF),
    ok: Note {
        fill: hex(0xEDF7F5),
        edge: hex(0x8CCFC7),
        text: hex(0x0B5F57),
    },
    warn: Note {
        fill: hex(0xFFF3EA),
        edge: hex(0xF2A877),
        text: hex(0xA23B06),
    },
    error: Note {
        fill: hex(0xFDEEEE),
        edge: hex(0xD6656E),
        text: hex(0xA5121E),
    },
    series: [
        hex(0x12436D),
        hex(0x28A197),
        hex(0x801650),
        hex(0xF46A25),
        hex(0x3D3D3D),
        hex(0xA285D1),
    ],
    series_text: [
        hex(0x12436D),
        hex(0x17776F),
        hex(0x801650),
        hex(0xA23B06),
        hex(0x3D3D3D),
        hex(0x7152AB),
    ],
    opinion: [
        hex(0xC64F10),
        hex(0xF9B48A),
        hex(0xD3D9E0),
        hex(0x8DB4D6),
        hex(0x12436D),
    ],
    quiet_bar: hex(0x8496A9),
    shadow: Color32::from_black_alpha(28),
};

/// The same order of things on a dark ground; nothing is pure black or pure white.
pub static DARK: Palette = Palette {
    page: hex(0x11161C),
    card: hex(0x1A2129),
    field: hex(0x151B22),
    line: hex(0x2A333D),
    edge: hex(0x748290),
    hover: hex(0x232C36),
    selected: hex(0x1E3346),
    track: hex(0x2C3641),
    text: hex(0xE6EBF0),
    muted: hex(0xA7B2BF),
    accent: hex(0x86B9E4),
    on_accent: hex(0x0B1B29),
    ok: Note {
        fill: hex(0x14302D),
        edge: hex(0x2F7F76),
        text: hex(0x7FD6CB),
    },
    warn: Note {
        fill: hex(0x3A2616),
        edge: hex(0x9A5A2C),
        text: hex(0xFFB380),
    },
    error: Note {
        fill: hex(0x3B1B1F),
        edge: hex(0xD6656E),
        text: hex(0xFF9AA2),
    },
    series: [
        hex(0x6FA8DC),
        hex(0x3EC1B5),
        hex(0xE07BB5),
        hex(0xF58B52),
        hex(0xC2C8CF),
        hex(0xB9A2E0),
    ],
    series_text: [
        hex(0x8ABBE8),
        hex(0x54CEC3),
        hex(0xE894C4),
        hex(0xF89E6C),
        hex(0xC2C8CF),
        hex(0xC4B1E6),
    ],
    opinion: [
        hex(0xE8722E),
        hex(0xB98463),
        hex(0x4B5663),
        hex(0x6598C4),
        hex(0x9CCBF2),
    ],
    quiet_bar: hex(0x667789),
    shadow: Color32::from_black_alpha(110),
};

/// How far two colours stand apart: 1 for the same, 21 for black on white. WCAG 2.2, "contrast ratio".
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of an opaque sRGB colour, 0 to 1. WCAG 2.2, "relative luminance".
fn luminance(colour: Color32) -> f64 {
    let linear = |channel: u8| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 {
            c / 12.92
        } else {
            ((c + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(theme: &str, what: &str, ink: Color32, ground: Color32, least: f64) {
        let found = contrast(ink, ground);
        assert!(
            found >= least,
            "{theme}: {what} has a contrast of {found:.2}, below {least}"
        );
    }

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(hex(0x777777), Color32::WHITE) - 4.48).abs() < 0.005);
        assert!((contrast(hex(0x12436D), hex(0x12436D)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn all_text_reads_on_its_ground() {
        for (theme, p) in [("light", &LIGHT), ("dark", &DARK)] {
            let grounds = [
                ("page", p.page),
                ("card", p.card),
                ("field", p.field),
                ("hover", p.hover),
                ("selected", p.selected),
            ];
            for (name, ground) in grounds {
                check(theme, &format!("text on {name}"), p.text, ground, 4.5);
                check(theme, &format!("muted on {name}"), p.muted, ground, 4.5);
                check(theme, &format!("accent on {name}"), p.accent, ground, 4.5);
                for (kind, note) in [("ok", p.ok), ("warn", p.warn), ("error", p.error)] {
                    check(theme, &format!("{kind} on {name}"), note.text, ground, 4.5);
                }
            }
            check(theme, "text on accent", p.on_accent, p.accent, 4.5);
            for (kind, note) in [("ok", p.ok), ("warn", p.warn), ("error", p.error)] {
                check(
                    theme,
                    &format!("{kind} on itself"),
                    note.text,
                    note.fill,
                    4.5,
                );
                // A rating's letter stands on the edge's colour.
                let ink = Palette::ink_on(note.edge);
                check(theme, &format!("ink on {kind}"), ink, note.edge, 4.5);
                check(theme, &format!("text on {kind}"), p.text, note.fill, 4.5);
                check(theme, &format!("muted on {kind}"), p.muted, note.fill, 4.5);
            }
        }
    }

    #[test]
    fn series_can_be_told_from_the_card_and_their_labels_read() {
        for (theme, p) in [("light", &LIGHT), ("dark", &DARK)] {
            for (n, (bar, label)) in p.series.iter().zip(p.series_text).enumerate() {
                check(theme, &format!("series {n}"), *bar, p.card, 3.0);
                check(theme, &format!("label of series {n}"), label, p.card, 4.5);
                check(
                    theme,
                    &format!("ink on series {n}"),
                    Palette::ink_on(*bar),
                    *bar,
                    4.5,
                );
            }
            for (n, ground) in p.opinion.iter().enumerate() {
                check(
                    theme,
                    &format!("ink on opinion {n}"),
                    Palette::ink_on(*ground),
                    *ground,
                    4.5,
                );
            }
            check(theme, "quiet bars", p.quiet_bar, p.card, 3.0);
            let grounds = [p.page, p.card, p.field, p.hover, p.selected];
            for ground in grounds {
                check(theme, "the edge of a field", p.edge, ground, 3.0);
                check(theme, "the focus frame", p.accent, ground, 3.0);
            }
            check(theme, "the frame of a bad field", p.error.edge, p.card, 3.0);
        }
    }
}
