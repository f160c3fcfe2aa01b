//! The typeface, bundled so that the program looks and measures the same on every desk.
//!
//! Two weights of one family whose digits are all one width, so that columns of figures line up; a few signs it lacks
//! from a second font; icons from a third. What each is and its licence: `assets/fonts/README.md`.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::session::typeface::{REGULAR, SEMIBOLD, SIGNS};

/// The heavier weight of the family, for headings, totals and whatever else must stand out.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// All fonts and the order in which a sign is looked for.
pub fn definitions() -> FontDefinitions {
    let icons = egui_material_icons::font_insert();
    let icon_family = FontFamily::Name(egui_material_icons::FONT_FAMILY.into());
    let mut fonts = FontDefinitions::empty();
    let mut signs = FontData::from_static(SIGNS);
    // The triangles stand too high beside small letters: down by a tenth of the size.
    signs.tweak.y_offset_factor = 0.1;
    let data = [
        ("regular", FontData::from_static(REGULAR)),
        ("semibold", FontData::from_static(SEMIBOLD)),
        ("signs", signs),
        ("icons", icons.data),
    ];
    for (name, font) in data {
        fonts.font_data.insert(name.to_owned(), Arc::new(font));
    }
    let order = |names: [&str; 3]| names.map(str::to_owned).to_vec();
    fonts.families = [
        (
            FontFamily::Proportional,
            order(["regular", "signs", "icons"]),
        ),
        // Nothing here is set in a typewriter face; the family must exist all the same.
        (FontFamily::Monospace, order(["regular", "signs", "icons"])),
        (semibold(), order(["semibold", "signs", "icons"])),
        (icon_family, order(["icons", "regular", "signs"])),
    ]
    .into();
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::FontId;

    /// What the rooms may print besides letters, digits and ordinary punctuation.
    const SIGNS_NEEDED: &str = "→←↑↓▲▼✓✗⚠●≈–−£…“”«»≤≥²½·’‘↶↷▾▸×÷±%°○■□€ŵŷ—";

    fn with_fonts(read: impl Fn(&mut egui::epaint::FontsView<'_>)) {
        let ctx = egui::Context::default();
        crate::ui::theme::install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| ui.fonts_mut(&read));
        output.textures_delta.clear();
    }

    #[test]
    fn every_sign_has_a_glyph_in_both_weights() {
        with_fonts(|fonts| {
            for family in [FontFamily::Proportional, semibold()] {
                for sign in SIGNS_NEEDED.chars() {
                    let id = FontId::new(14.0, family.clone());
                    assert!(
                        fonts.has_glyph(&id, sign),
                        "{sign} is missing in {family:?}"
                    );
                }
            }
        });
    }

    #[test]
    fn a_missing_glyph_is_noticed() {
        with_fonts(|fonts| assert!(!fonts.has_glyph(&FontId::proportional(14.0), '漢')));
    }

    #[test]
    fn digits_are_one_width() {
        with_fonts(|fonts| {
            for family in [FontFamily::Proportional, semibold()] {
                let id = FontId::new(14.0, family);
                let widths: Vec<f32> = ('0'..='9').map(|d| fonts.glyph_width(&id, d)).collect();
                assert!(
                    widths.iter().all(|w| *w == widths[0] && *w > 0.0),
                    "{widths:?}"
                );
            }
        });
    }
}
