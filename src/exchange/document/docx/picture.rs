//! A drawing in a Word file: sharp, with a picture of it for versions that do not know SVG, and with its words.
//!
//! The words are what a screen reader says instead: title, lines and figures, as everywhere else.

use maud::{Markup, html as markup};

use crate::domain::document::Picture;
use crate::exchange::document::DocumentError;
use crate::exchange::document::docx::Parts;
use crate::exchange::document::docx::body::Lie;
use crate::exchange::png::png;
use crate::exchange::svg::svg;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const PLACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
/// The extension by which a picture names its sharp original.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// Pixels for a point of the picture.
const SCALE: f32 = 2.0;
/// The format's unit: so many to a point.
const EMU: u32 = 12_700;
/// Twentieths of a point to a point.
const TWENTIETHS: u32 = 20;

/// The drawing as a paragraph of its own, no wider than the text.
pub(super) fn picture(
    picture: &Picture,
    fonts: &[&[u8]],
    parts: &mut Parts,
) -> Result<Markup, DocumentError> {
    let drawn = svg(&picture.chart, picture.size);
    let pixels = png(&drawn, SCALE, fonts).map_err(|cause| DocumentError::Picture {
        title: picture.chart.title().to_owned(),
        cause,
    })?;
    parts.pictures.push([drawn.into_bytes(), pixels]);
    let nth = parts.pictures.len();
    Ok(markup! {
        w:p {
            w:pPr { w:pStyle w:val="Picture" {} }
            w:r { w:drawing { (inline(picture, nth)) } }
        }
    })
}

fn inline(picture: &Picture, nth: usize) -> Markup {
    let [width, height] = sides(picture.size);
    let (title, words) = (picture.chart.title(), picture.chart.alt());
    markup! {
        wp:inline xmlns:wp=(PLACE) distT="0" distB="0" distL="0" distR="0" {
            wp:extent cx=(width) cy=(height) {}
            wp:docPr id=(nth) name={ "Chart " (nth) } descr=(words) title=(title) {}
            wp:cNvGraphicFramePr {
                a:graphicFrameLocks xmlns:a=(DRAWING) noChangeAspect="1" {}
            }
            a:graphic xmlns:a=(DRAWING) {
                a:graphicData uri=(PICTURE) {
                    pic:pic xmlns:pic=(PICTURE) {
                        pic:nvPicPr {
                            pic:cNvPr id=(nth) name={ "Chart " (nth) } descr=(words) {}
                            pic:cNvPicPr {}
                        }
                        (fill(nth))
                        pic:spPr {
                            a:xfrm { a:off x="0" y="0" {} a:ext cx=(width) cy=(height) {} }
                            a:prstGeom prst="rect" { a:avLst {} }
                        }
                    }
                }
            }
        }
    }
}

/// The picture, and in its extension the sharp original.
fn fill(nth: usize) -> Markup {
    markup! {
        pic:blipFill {
            a:blip r:embed={ "png" (nth) } {
                a:extLst {
                    a:ext uri=(SVG_EXTENSION) {
                        asvg:svgBlip xmlns:asvg=(SVG) r:embed={ "svg" (nth) } {}
                    }
                }
            }
            a:stretch { a:fillRect {} }
        }
    }
}

/// Width and height as printed, both less where it would be wider than the text.
fn sides(size: [u32; 2]) -> [u64; 2] {
    let [width, height] = size.map(|side| u64::from(side.clamp(1, 20_000)) * u64::from(EMU));
    let room = u64::from(Lie::Upright.text_width() / TWENTIETHS * EMU);
    if width <= room {
        [width, height]
    } else {
        [room, (height * room / width).max(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_fits_the_text() {
        #[track_caller]
        fn check(size: [u32; 2], expected: [u64; 2]) {
            assert_eq!(sides(size), expected);
        }
        check([100, 50], [1_270_000, 635_000]);
        check([962, 481], [6_108_700, 3_054_350]);
        check([0, 0], [12_700, 12_700]);
    }
}
