//! Fills triangles, pixel by pixel, on a canvas of numbers.
//!
//! A pixel belongs to a triangle when its middle lies inside. A middle exactly on an edge that two triangles share goes to
//! one of them (the "top-left rule"), so that nothing is painted twice or left out where they meet.

use egui::{Color32, Rect, epaint::Vertex};

use crate::ui::painter::Picture;
use crate::ui::painter::texture::{Pixel, Texture, pixel};

/// The part of the canvas that may be painted on, in pixels; right and bottom are just outside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clip {
    left: u32,
    top: u32,
    right: u32,
    bottom: u32,
}

impl Clip {
    /// A rectangle in points, rounded to pixels and cut to the canvas.
    pub fn new(rect: Rect, pixels_per_point: f32, size: [u32; 2]) -> Self {
        let cut = |points: f32, limit: u32| {
            (points * pixels_per_point).round().clamp(0.0, limit as f32) as u32
        };
        Self {
            left: cut(rect.min.x, size[0]),
            top: cut(rect.min.y, size[1]),
            right: cut(rect.max.x, size[0]),
            bottom: cut(rect.max.y, size[1]),
        }
    }
}

/// A picture in the making.
pub struct Canvas {
    size: [u32; 2],
    pixels: Vec<Pixel>,
}

type Point = [f64; 2];

impl Canvas {
    /// A canvas of one colour.
    pub fn new(size: [u32; 2], ground: Color32) -> Self {
        let count = size[0] as usize * size[1] as usize;
        Self {
            size,
            pixels: vec![pixel(ground); count],
        }
    }

    /// The finished picture, each channel rounded to a byte.
    pub fn into_picture(self) -> Picture {
        let byte = |channel: f32| (channel.clamp(0.0, 1.0) * 255.0).round() as u8;
        Picture {
            width: self.size[0],
            height: self.size[1],
            rgba: self.pixels.iter().flat_map(|p| p.map(byte)).collect(),
        }
    }

    /// Paints one triangle over what is there.
    pub fn fill(
        &mut self,
        corners: [&Vertex; 3],
        texture: &Texture,
        clip: Clip,
        pixels_per_point: f32,
    ) {
        let scale =
            |v: &Vertex| [v.pos.x, v.pos.y].map(|c| f64::from(c) * f64::from(pixels_per_point));
        let area = twice_area(scale(corners[0]), scale(corners[1]), scale(corners[2]));
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let [a, b, c] = corners;
        let corners = if area < 0.0 { [a, c, b] } else { [a, b, c] };
        let points = corners.map(scale);
        let paint = Paint::new(corners, texture);
        let edges = [(1, 2), (2, 0), (0, 1)].map(|(i, j)| Edge::new(points[i], points[j]));
        let [across, down] = [0, 1].map(|axis| extent(points, axis));
        let rows = down[0].max(clip.top)..down[1].min(clip.bottom);
        for y in rows {
            for x in across[0].max(clip.left)..across[1].min(clip.right) {
                let middle = [f64::from(x) + 0.5, f64::from(y) + 0.5];
                let distances = edges.map(|edge| edge.distance(middle));
                if (0..3).all(|i| edges[i].owns(distances[i])) {
                    let shares = distances.map(|d| (d / area.abs()) as f32);
                    self.blend(x, y, paint.at(shares));
                }
            }
        }
    }

    fn blend(&mut self, x: u32, y: u32, over: Pixel) {
        let index = y as usize * self.size[0] as usize + x as usize;
        if let Some(there) = self.pixels.get_mut(index) {
            *there = std::array::from_fn(|i| over[i] + there[i] * (1.0 - over[3]));
        }
    }
}

/// The pixels a triangle may touch along one axis: first, and one past the last.
fn extent(points: [Point; 3], axis: usize) -> [u32; 2] {
    let along = points.map(|p| p[axis]);
    let least = along.into_iter().fold(f64::INFINITY, f64::min);
    let most = along.into_iter().fold(f64::NEG_INFINITY, f64::max);
    // A negative number becomes 0 and a huge one the largest: both are cut by the clip.
    [least.floor() as u32, most.ceil() as u32]
}

/// One edge of a triangle whose inside lies on the positive side.
#[derive(Clone, Copy)]
struct Edge {
    from: Point,
    to: Point,
    top_left: bool,
}

impl Edge {
    fn new(from: Point, to: Point) -> Self {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        Self {
            from,
            to,
            top_left: (dy == 0.0 && dx > 0.0) || dy < 0.0,
        }
    }

    /// Twice the area of the triangle the edge makes with a point; positive inside.
    fn distance(&self, point: Point) -> f64 {
        twice_area(self.from, self.to, point)
    }

    fn owns(&self, distance: f64) -> bool {
        distance > 0.0 || (distance == 0.0 && self.top_left)
    }
}

fn twice_area(a: Point, b: Point, c: Point) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// What a triangle is filled with: the colours of its corners times its piece of the texture.
struct Paint<'a> {
    colours: [Pixel; 3],
    places: [[f32; 2]; 3],
    texture: &'a Texture,
    /// Most triangles show a single dot of the texture; that one is looked up once.
    dot: Option<Pixel>,
}

impl<'a> Paint<'a> {
    fn new(corners: [&Vertex; 3], texture: &'a Texture) -> Self {
        let places = corners.map(|v| [v.uv.x, v.uv.y]);
        let single = places[0] == places[1] && places[1] == places[2];
        Self {
            colours: corners.map(|v| pixel(v.color)),
            places,
            texture,
            dot: single.then(|| texture.at(places[0][0], places[0][1])),
        }
    }

    /// The colour where the corners have these shares, which sum to 1.
    fn at(&self, shares: [f32; 3]) -> Pixel {
        let mix = |i: usize, values: &dyn Fn(usize, usize) -> f32| -> f32 {
            (0..3).map(|k| shares[k] * values(k, i)).sum()
        };
        let texel = self.dot.unwrap_or_else(|| {
            let place = |i| mix(i, &|k, i| self.places[k][i]);
            self.texture.at(place(0), place(1))
        });
        std::array::from_fn(|i| mix(i, &|k, i| self.colours[k][i]) * texel[i])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::epaint::{ImageDelta, WHITE_UV};
    use egui::{ColorImage, TextureOptions, pos2};

    fn white() -> Texture {
        let image = ColorImage::new([1, 1], vec![Color32::WHITE]);
        Texture::new(&ImageDelta::full(image, TextureOptions::LINEAR))
    }

    fn corner(x: f32, y: f32) -> Vertex {
        Vertex {
            pos: pos2(x, y),
            uv: WHITE_UV,
            // Half see-through, so that a pixel painted twice is told from one painted once.
            color: Color32::from_rgba_premultiplied(100, 100, 100, 128),
        }
    }

    fn draw(triangles: &[[(f32, f32); 3]]) -> Vec<u8> {
        let mut canvas = Canvas::new([8, 8], Color32::TRANSPARENT);
        let clip = Clip::new(Rect::EVERYTHING, 1.0, [8, 8]);
        let texture = white();
        for triangle in triangles {
            let [a, b, c] = triangle.map(|(x, y)| corner(x, y));
            canvas.fill([&a, &b, &c], &texture, clip, 1.0);
        }
        canvas.into_picture().rgba.chunks(4).map(|p| p[0]).collect()
    }

    #[test]
    fn two_halves_of_a_square_meet_without_gap_or_overlap() {
        for turned in [false, true] {
            let mut halves = [
                [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0)],
                [(0.0, 0.0), (8.0, 8.0), (0.0, 8.0)],
            ];
            if turned {
                halves = halves.map(|[a, b, c]| [a, c, b]);
            }
            assert_eq!(draw(&halves), vec![100; 64]);
        }
    }

    #[test]
    fn a_triangle_without_area_or_far_outside_paints_nothing() {
        let flat = [(0.0, 0.0), (4.0, 4.0), (8.0, 8.0)];
        let away = [(-9.0, -9.0), (-1.0, -9.0), (-1.0, -1.0)];
        let nowhere = [(f32::NAN, 0.0), (8.0, 0.0), (8.0, 8.0)];
        assert_eq!(draw(&[flat, away, nowhere]), vec![0; 64]);
    }

    #[test]
    fn clip_is_rounded_and_kept_to_the_canvas() {
        let rect = Rect::from_min_max(pos2(-5.0, 1.3), pos2(3.0, 99.0));
        let clip = Clip::new(rect, 2.0, [10, 20]);
        assert_eq!(
            clip,
            Clip {
                left: 0,
                top: 3,
                right: 6,
                bottom: 20
            }
        );
    }
}
