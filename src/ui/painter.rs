//! Draws the program's screens into a picture without a window, a graphics card or a display.
//!
//! Why: pictures of screens are wanted where there is no screen, by the `screenshot` verb and by the tests. egui describes
//! a frame as textured triangles, and a processor can fill those as well as a graphics card can, only slower: a whole
//! window takes some tens of milliseconds.
//!
//! Colours are blended as egui's own window does it: premultiplied, in gamma space. What is not a triangle (a paint
//! callback) is left out, as is a triangle whose texture was never given; nothing in the rooms needs either.

use std::collections::HashMap;

use egui::{
    ClippedPrimitive, Color32, Context, RawInput, Rect, TextureId, TexturesDelta, Theme, Ui, Vec2,
    ViewportId, epaint::Primitive,
};

use crate::ui::theme;

mod texture;
mod triangle;

use texture::Texture;
use triangle::{Canvas, Clip};

/// Keeps the textures between frames and fills pictures from them.
#[derive(Default)]
pub struct Painter {
    textures: HashMap<TextureId, Texture>,
    /// egui lets go of a texture while the frame that still shows it is being drawn: hence one frame of grace.
    let_go: Vec<TextureId>,
}

/// A picture, row by row from the top, four bytes a pixel: red, green, blue, opacity (premultiplied).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// `width` × `height` × 4 bytes.
    pub rgba: Vec<u8>,
}

impl Painter {
    /// Takes in what changed in the textures since the last frame, and empties `delta`.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.let_go.drain(..) {
            self.textures.remove(&id);
        }
        for (id, images) in delta.set.drain() {
            for image in images {
                match self.textures.get_mut(&id) {
                    Some(texture) if image.pos.is_some() => texture.patch(&image),
                    _ => drop(self.textures.insert(id, Texture::new(&image))),
                }
            }
        }
        self.let_go.extend(delta.free.drain());
    }

    /// Fills a picture of `size` pixels with one frame, on a plain `ground`.
    ///
    /// `pixels_per_point` is the one the frame was tessellated with.
    pub fn paint(
        &self,
        frame: &[ClippedPrimitive],
        size: [u32; 2],
        pixels_per_point: f32,
        ground: Color32,
    ) -> Picture {
        let mut canvas = Canvas::new(size, ground);
        for part in frame {
            let Primitive::Mesh(mesh) = &part.primitive else {
                continue;
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                continue;
            };
            let clip = Clip::new(part.clip_rect, pixels_per_point, size);
            for corners in mesh.triangles() {
                let corners = corners.map(|i| mesh.vertices.get(i as usize));
                if let [Some(a), Some(b), Some(c)] = corners {
                    canvas.fill([a, b, c], texture, clip, pixels_per_point);
                }
            }
        }
        canvas.into_picture()
    }
}

impl Picture {
    /// The picture as a PNG file.
    ///
    /// # Errors
    /// When the picture has no pixels, or not the number of bytes its size asks for.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(file)
    }
}

/// Draws `add` in a window that is not there and gives back the last of `frames` frames.
///
/// `size` is in points, as the window would be. The first frame of a screen has not measured its columns and popups yet,
/// so ask for three or more. The clock moves a quarter of a second a frame, so that animations come to rest.
pub fn picture(
    size: [f32; 2],
    pixels_per_point: f32,
    dark: bool,
    frames: usize,
    mut add: impl FnMut(&mut Ui),
) -> Picture {
    let ctx = Context::default();
    theme::install(&ctx);
    ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
    ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
    let ground = if dark {
        theme::DARK.page
    } else {
        theme::LIGHT.page
    };
    let pixels = size.map(|points| (points * pixels_per_point).round().max(1.0) as u32);
    let mut painter = Painter::default();
    let mut last = Vec::new();
    for frame in 0..frames.max(1) {
        let mut output = ctx.run_ui(input(size, pixels_per_point, frame), &mut add);
        painter.update(&mut output.textures_delta);
        last = output.shapes;
    }
    let last = ctx.tessellate(last, pixels_per_point);
    painter.paint(&last, pixels, pixels_per_point, ground)
}

/// What a window of `size` points tells egui before a frame; the clock moves a quarter of a second a frame.
pub(in crate::ui) fn input(size: [f32; 2], pixels_per_point: f32, frame: usize) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, Vec2::from(size))),
        time: Some(frame as f64 * 0.25),
        focused: true,
        ..RawInput::default()
    };
    if let Some(window) = input.viewports.get_mut(&ViewportId::ROOT) {
        window.native_pixels_per_point = Some(pixels_per_point);
    }
    input
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_rectangle_covers_its_pixels_and_no_others() {
        let red = Color32::from_rgb(200, 0, 0);
        let picture = picture([8.0, 6.0], 2.0, false, 1, |ui| {
            let rect = Rect::from_min_size(egui::pos2(2.0, 1.0), egui::vec2(3.0, 2.0));
            // Without feathering the edge is exact.
            ui.ctx().tessellation_options_mut(|o| o.feathering = false);
            ui.painter().rect_filled(rect, 0.0, red);
        });
        assert_eq!((picture.width, picture.height), (16, 12));
        let page = theme::LIGHT.page.to_array();
        for y in 0..12 {
            for x in 0..16 {
                let inside = (4..10).contains(&x) && (2..6).contains(&y);
                let want = if inside { red.to_array() } else { page };
                let at = (y * 16 + x) * 4;
                assert_eq!(picture.rgba[at..at + 4], want, "at {x}, {y}");
            }
        }
    }

    #[test]
    fn text_leaves_ink() {
        let blank = picture([80.0, 30.0], 1.0, true, 2, |_| {});
        let words = picture([80.0, 30.0], 1.0, true, 2, |ui| drop(ui.label("Grant")));
        assert_ne!(blank, words);
        let lightest = words.rgba.chunks(4).map(|pixel| pixel[0]).max();
        assert!(lightest > Some(200), "{lightest:?}");
    }

    #[test]
    fn png_opens_again_with_the_same_pixels() {
        let picture = picture([20.0, 10.0], 1.0, false, 1, |ui| drop(ui.label("£")));
        let file = picture.png().unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(file))
            .read_info()
            .unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((info.width, info.height), (picture.width, picture.height));
        assert_eq!(bytes, picture.rgba);
    }

    #[test]
    fn png_refuses_a_picture_with_too_few_bytes() {
        let short = Picture {
            width: 2,
            height: 2,
            rgba: vec![0; 4],
        };
        assert!(short.png().is_err());
    }
}
