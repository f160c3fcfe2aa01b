//! A chart's SVG as a PNG, for programs that take only pixels.
//!
//! The typefaces are handed in: the machine's own are never asked, so that the same chart gives
//! the same picture on every machine.
//!
//! Edges: with no typeface the picture has no letters; a picture above 64 million pixels is refused.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Most pixels in a picture: 256 MB while it is being drawn.
const PIXELS_MAX: f64 = 64e6;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// The text is not an SVG document.
    #[error("the chart could not be read as SVG: {0}; export it as SVG or as a table instead")]
    Svg(#[from] resvg::usvg::Error),
    /// Width or height would be nothing, or too much.
    #[error(
        "a picture of {width:.0} by {height:.0} pixels at scale {scale} cannot be made; \
         choose a scale that gives between 1 and 64 million pixels"
    )]
    Size {
        /// In points.
        width: f32,
        /// In points.
        height: f32,
        /// Pixels for a point.
        scale: f32,
    },
    /// The pixels could not be packed.
    #[error("the picture could not be written as PNG: {0}; export it as SVG instead")]
    Encoding(String),
}

/// The picture as PNG bytes, `scale` pixels for each pixel of the SVG, lettered in `fonts`
/// (the contents of TTF or OTF files; the first is used where the SVG's own is not among them).
///
/// # Errors
/// When the text is not SVG, or the size is nothing or too large.
pub fn png(svg: &str, scale: f32, fonts: &[&[u8]]) -> Result<Vec<u8>, PictureError> {
    let tree = Tree::from_str(svg, &options(fonts))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let wrong = || PictureError::Size {
        width,
        height,
        scale,
    };
    let [w, h] = [width, height].map(|side| (side * scale).ceil());
    let sides_fit = w >= 1.0 && h >= 1.0 && f64::from(w) * f64::from(h) <= PIXELS_MAX;
    if !sides_fit {
        return Err(wrong());
    }
    let mut pixels = Pixmap::new(w as u32, h as u32).ok_or_else(wrong)?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .map_err(|cause| PictureError::Encoding(cause.to_string()))
}

/// The typefaces given, and the first of them wherever another is asked for.
fn options(fonts: &[&[u8]]) -> Options<'static> {
    let mut options = Options::default();
    let known = options.fontdb_mut();
    for font in fonts {
        known.load_font_data(font.to_vec());
    }
    let first = known
        .faces()
        .next()
        .and_then(|face| Some(face.families.first()?.0.clone()));
    if let Some(family) = first {
        known.set_sans_serif_family(family.clone());
        options.font_family = family;
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\">\
                          <rect width=\"20\" height=\"10\" fill=\"#12436D\"/></svg>";

    /// Width and height as the PNG's own header gives them.
    fn size(png: &[u8]) -> [u32; 2] {
        [16, 20].map(|at| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()))
    }

    #[test]
    fn scale_multiplies_the_pixels() {
        assert_eq!(size(&png(SQUARE, 1.0, &[]).unwrap()), [20, 10]);
        assert_eq!(size(&png(SQUARE, 2.5, &[]).unwrap()), [50, 25]);
    }

    #[track_caller]
    fn check(svg: &str, scale: f32, said: &str) {
        let error = png(svg, scale, &[]).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_with_advice() {
        check("not a picture", 1.0, "export it as SVG or as a table");
        check(SQUARE, 0.0, "choose a scale");
        check(SQUARE, -1.0, "choose a scale");
        check(SQUARE, f32::NAN, "choose a scale");
        check(SQUARE, 1e6, "64 million pixels");
    }
}
