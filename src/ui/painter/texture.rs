//! The pictures that triangles are filled from: letters, icons and one white dot for plain colours.

use egui::{
    Color32, TextureFilter,
    epaint::{ImageData, ImageDelta},
};

/// Red, green, blue, opacity, each 0 to 1, premultiplied.
pub type Pixel = [f32; 4];

/// One texture.
pub struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
    nearest: bool,
}

/// A colour as numbers from 0 to 1.
pub fn pixel(colour: Color32) -> Pixel {
    colour.to_array().map(|channel| f32::from(channel) / 255.0)
}

impl Texture {
    /// A texture from its first, whole image.
    pub fn new(delta: &ImageDelta) -> Self {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        Self {
            width,
            height,
            pixels: image.pixels.iter().map(|colour| pixel(*colour)).collect(),
            nearest: delta.options.magnification == TextureFilter::Nearest,
        }
    }

    /// Replaces a part of the texture. What reaches beyond its edge is dropped.
    pub fn patch(&mut self, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [left, top] = delta.pos.unwrap_or_default();
        let wide = image.size[0].max(1);
        for (y, row) in image.pixels.chunks(wide).enumerate() {
            for (x, colour) in row.iter().enumerate() {
                if left + x < self.width
                    && let Some(there) = self.pixels.get_mut((top + y) * self.width + left + x)
                {
                    *there = pixel(*colour);
                }
            }
        }
    }

    /// The colour at (`u`, `v`), each 0 to 1 across the texture; between pixels it is mixed from the four around.
    pub fn at(&self, u: f32, v: f32) -> Pixel {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        if self.nearest {
            return self.pixel(x.round() as i64, y.round() as i64);
        }
        let (left, top) = (x.floor(), y.floor());
        let (right_share, low_share) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let upper = mix(
            self.pixel(left, top),
            self.pixel(left + 1, top),
            right_share,
        );
        let lower = mix(
            self.pixel(left, top + 1),
            self.pixel(left + 1, top + 1),
            right_share,
        );
        mix(upper, lower, low_share)
    }

    /// The pixel there, or the nearest one on the edge; nothing in an empty texture.
    fn pixel(&self, x: i64, y: i64) -> Pixel {
        let clamp =
            |value: i64, length: usize| (value.max(0) as usize).min(length.saturating_sub(1));
        let index = clamp(y, self.height) * self.width + clamp(x, self.width);
        self.pixels.get(index).copied().unwrap_or_default()
    }
}

fn mix(a: Pixel, b: Pixel, share_of_b: f32) -> Pixel {
    std::array::from_fn(|i| a[i] + (b[i] - a[i]) * share_of_b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{ColorImage, TextureOptions};

    fn black_white(options: TextureOptions) -> Texture {
        let image = ColorImage::new([2, 1], vec![Color32::BLACK, Color32::WHITE]);
        Texture::new(&ImageDelta::full(image, options))
    }

    #[track_caller]
    fn check(texture: &Texture, u: f32, red: f32) {
        let found = texture.at(u, 0.5)[0];
        assert!((found - red).abs() < 1e-6, "at {u}: {found}, not {red}");
    }

    #[test]
    fn colours_are_mixed_between_pixels_and_kept_beyond_the_edge() {
        let texture = black_white(TextureOptions::LINEAR);
        check(&texture, -3.0, 0.0);
        check(&texture, 0.25, 0.0);
        check(&texture, 0.5, 0.5);
        check(&texture, 0.75, 1.0);
        check(&texture, 3.0, 1.0);
    }

    #[test]
    fn nearest_does_not_mix() {
        let texture = black_white(TextureOptions::NEAREST);
        check(&texture, 0.4, 0.0);
        check(&texture, 0.6, 1.0);
    }

    #[test]
    fn a_patch_changes_its_part_only_and_never_reaches_outside() {
        let mut texture = black_white(TextureOptions::LINEAR);
        let white = ColorImage::new([2, 1], vec![Color32::WHITE, Color32::BLACK]);
        texture.patch(&ImageDelta::partial([1, 0], white, TextureOptions::LINEAR));
        check(&texture, 0.25, 0.0);
        check(&texture, 0.75, 1.0);
    }
}
