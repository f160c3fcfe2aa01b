//! What is on the screen, as it is painted: every word with the colour it has and the colour that is under it, and the
//! outlines of what one can type in or pick from. Contrast is worked out from these (WCAG 2.2, 1.4.3 and 1.4.11).

use egui::epaint::{ClippedShape, TextShape};
use egui::{Color32, Pos2, Rect, Shape, accesskit::Role, pos2};
use golden_thread::ui::theme::contrast;

use crate::walk::{Thing, Window};

/// Words in one colour, as painted.
#[derive(Clone, Debug)]
pub struct Words {
    pub text: String,
    pub size: f32,
    pub ink: Color32,
    pub ground: Color32,
    pub place: Rect,
    /// The part of its place where it may be seen.
    pub seen: Rect,
    /// Cut short by the program, with an ellipsis.
    pub cut: bool,
}

impl Words {
    pub fn contrast(&self) -> f64 {
        contrast(self.ink, self.ground)
    }

    pub fn told(&self) -> String {
        let short: String = self.text.chars().take(40).collect();
        format!(
            "{:.2} “{short}” {:?} on {:?} at {:.0},{:.0}",
            self.contrast(),
            self.ink,
            self.ground,
            self.place.left(),
            self.place.top()
        )
    }
}

/// The shapes in the order of painting, each with where it may be seen.
pub fn shapes(window: &Window) -> Vec<(Rect, Shape)> {
    let mut flat = Vec::new();
    for ClippedShape {
        clip_rect, shape, ..
    } in &window.harness.output().shapes
    {
        flatten(*clip_rect, shape, &mut flat);
    }
    flat
}

fn flatten(clip: Rect, shape: &Shape, into: &mut Vec<(Rect, Shape)>) {
    match shape {
        Shape::Noop => {}
        Shape::Vec(several) => several.iter().for_each(|one| flatten(clip, one, into)),
        one => into.push((clip, one.clone())),
    }
}

/// Every text that can be seen, with its ground.
pub fn words(shapes: &[(Rect, Shape)]) -> Vec<Words> {
    let mut all = Vec::new();
    for (at, (clip, shape)) in shapes.iter().enumerate() {
        if let Shape::Text(text) = shape {
            all.extend(inks(text).into_iter().filter_map(|(ink, place)| {
                let seen = place.intersect(*clip);
                if seen.width() < 3.0 || seen.height() < 3.0 {
                    return None;
                }
                let (ink, ground) = worst(&shapes[..at], seen, ink);
                Some(Words {
                    text: text.galley.job.text.clone(),
                    size: text
                        .galley
                        .job
                        .sections
                        .iter()
                        .map(|section| section.format.font_id.size)
                        .fold(f32::INFINITY, f32::min),
                    ink,
                    ground,
                    place,
                    seen,
                    cut: text.galley.elided,
                })
            }));
        }
    }
    all
}

/// The colours of a text and where each stands.
fn inks(text: &TextShape) -> Vec<(Color32, Rect)> {
    let mut found: Vec<(Color32, Rect)> = Vec::new();
    for row in &text.galley.rows {
        for glyph in &row.glyphs {
            if glyph.uv_rect.is_nothing() {
                continue;
            }
            let vertex = row.visuals.mesh.vertices.get(glyph.first_vertex as usize);
            let held = vertex.map_or(Color32::PLACEHOLDER, |vertex| vertex.color);
            let ink = match text.override_text_color {
                Some(ink) => ink,
                None if held == Color32::PLACEHOLDER => text.fallback_color,
                None => held,
            };
            let ink = ink.gamma_multiply(text.opacity_factor);
            let left = text.pos + row.pos.to_vec2() + glyph.pos.to_vec2();
            let place = Rect::from_min_max(
                pos2(left.x, left.y - glyph.font_ascent),
                pos2(left.x + glyph.advance_width, left.y),
            );
            match found.iter_mut().find(|(held, _)| *held == ink) {
                Some((_, whole)) => *whole = whole.union(place),
                None => found.push((ink, place)),
            }
        }
    }
    found
}

/// Of three points across the text, the one where it is told worst from its ground.
fn worst(below: &[(Rect, Shape)], place: Rect, ink: Color32) -> (Color32, Color32) {
    let across = [place.left() + 1.0, place.center().x, place.right() - 1.0];
    let pairs = across.map(|x| {
        let ground = ground(below, pos2(x, place.center().y));
        (over(ink, ground), ground)
    });
    let least = pairs
        .into_iter()
        .min_by(|a, b| contrast(a.0, a.1).total_cmp(&contrast(b.0, b.1)));
    least.unwrap_or((ink, ink))
}

/// The colour at a point after these shapes.
pub fn ground(below: &[(Rect, Shape)], at: Pos2) -> Color32 {
    let covers = |clip: &Rect, whole: Rect| clip.contains(at) && whole.contains(at);
    below
        .iter()
        .fold(Color32::TRANSPARENT, |under, (clip, shape)| {
            let fill = match shape {
                Shape::Rect(rect) if rect.blur_width == 0.0 && covers(clip, rect.rect) => rect.fill,
                Shape::Circle(circle)
                    if clip.contains(at) && circle.center.distance(at) <= circle.radius =>
                {
                    circle.fill
                }
                Shape::Path(path)
                    if path.closed && clip.contains(at) && inside(&path.points, at) =>
                {
                    path.fill
                }
                _ => return under,
            };
            over(fill, under)
        })
}

fn over(top: Color32, under: Color32) -> Color32 {
    let left = 255 - u32::from(top.a());
    let mix = |top: u8, under: u8| (u32::from(top) + u32::from(under) * left / 255).min(255) as u8;
    Color32::from_rgba_premultiplied(
        mix(top.r(), under.r()),
        mix(top.g(), under.g()),
        mix(top.b(), under.b()),
        mix(top.a(), under.a()),
    )
}

fn inside(points: &[Pos2], at: Pos2) -> bool {
    let mut within = false;
    for (n, a) in points.iter().enumerate() {
        let b = points[(n + 1) % points.len()];
        if (a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x {
            within = !within;
        }
    }
    within
}

/// What is found of one place: how much was looked at, the worst pair, and what is below the standard.
#[derive(Debug)]
pub struct Judged {
    pub n: usize,
    pub exempt: usize,
    pub worst: Option<Words>,
    pub wrong: Vec<String>,
}

/// Words against their ground: 4.5, or 3 from 24 points on. What cannot be used now is exempt, as in the standard.
pub fn text_contrast(window: &Window) -> Judged {
    let shapes = shapes(window);
    let off: Vec<Rect> = window
        .things()
        .into_iter()
        .filter(|thing| !thing.enabled)
        .map(|thing| thing.place.expand(1.0))
        .collect();
    let (exempt, all): (Vec<Words>, Vec<Words>) = words(&shapes)
        .into_iter()
        .partition(|words| off.iter().any(|place| place.contains(words.place.center())));
    let least = |words: &Words| if words.size >= 24.0 { 3.0 } else { 4.5 };
    let wrong = all.iter().filter(|words| words.contrast() < least(words));
    let wrong = wrong.map(Words::told).collect();
    let worst = all
        .iter()
        .min_by(|a, b| a.contrast().total_cmp(&b.contrast()));
    Judged {
        n: all.len(),
        exempt: exempt.len(),
        worst: worst.cloned(),
        wrong,
    }
}

/// Outlines of fields, lists and boxes, and bars and lines in figures: 3 against what is around them.
pub fn shape_contrast(window: &Window) -> Judged {
    let shapes = shapes(window);
    let things = window.things();
    let mut judged = Judged {
        n: 0,
        exempt: 0,
        worst: None,
        wrong: Vec::new(),
    };
    let screen = window.harness.ctx.content_rect();
    for thing in &things {
        let field = matches!(
            thing.role,
            Role::TextInput | Role::MultilineTextInput | Role::ComboBox | Role::CheckBox
        );
        if field && thing.enabled && screen.contains_rect(thing.place) {
            outline(&shapes, thing, &mut judged);
        }
        if thing.role == Role::Figure && screen.intersects(thing.place) {
            inside_figure(&shapes, thing, &mut judged);
        }
    }
    judged
}

fn outline(shapes: &[(Rect, Shape)], thing: &Thing, judged: &mut Judged) {
    let around = thing.place.expand(3.0);
    let mut best: Option<f64> = None;
    for (at, (clip, shape)) in shapes.iter().enumerate() {
        let Shape::Rect(rect) = shape else { continue };
        let is_its = around.contains_rect(rect.rect)
            && rect.rect.height() > 10.0
            && clip.contains(rect.rect.center())
            && (thing.role == Role::CheckBox || rect.rect.width() > thing.place.width() * 0.8);
        if !is_its {
            continue;
        }
        let outside = ground(
            &shapes[..at],
            rect.rect.left_center() - egui::vec2(2.0, 0.0),
        );
        let edge = if rect.stroke.width > 0.0 {
            contrast(over(rect.stroke.color, outside), outside)
        } else {
            1.0
        };
        let found = edge.max(contrast(over(rect.fill, outside), outside));
        best = Some(best.map_or(found, |held| held.max(found)));
    }
    match best {
        // Out of view behind something that scrolls.
        None => judged.exempt += 1,
        Some(found) => {
            judged.n += 1;
            if found < 3.0 {
                judged
                    .wrong
                    .push(format!("{found:.2} outline of {}", thing.told()));
            }
        }
    }
}

/// Bars and thick lines of a figure; hairlines and the tracks under bars only guide the eye.
fn inside_figure(shapes: &[(Rect, Shape)], thing: &Thing, judged: &mut Judged) {
    for (at, (clip, shape)) in shapes.iter().enumerate() {
        let (colour, point, edge) = match shape {
            Shape::Rect(rect)
                if rect.rect.height() > 6.0
                    && rect.rect.width() > 3.0
                    && rect.rect.area() < thing.place.area() * 0.5
                    && rect.fill.a() == 255 =>
            {
                (rect.fill, rect.rect.center(), rect.stroke)
            }
            Shape::Path(path) if path.stroke.width >= 1.5 && path.points.len() > 1 => {
                let egui::epaint::ColorMode::Solid(colour) = path.stroke.color else {
                    continue;
                };
                (colour, path.points[0], egui::Stroke::NONE)
            }
            Shape::LineSegment { points, stroke } if stroke.width >= 1.5 => {
                (stroke.color, points[0], egui::Stroke::NONE)
            }
            _ => continue,
        };
        if !thing.place.contains(point) || !clip.contains(point) {
            continue;
        }
        let under = ground(&shapes[..at], point);
        let found = contrast(over(colour, under), under);
        let found = if edge.width > 0.0 {
            found.max(contrast(over(edge.color, under), under))
        } else {
            found
        };
        // The same colour as its ground is there to hide something, not to show.
        if found > 1.05 {
            judged.n += 1;
        }
        if (1.05..3.0).contains(&found) {
            judged.wrong.push(format!(
                "{found:.2} {colour:?} on {under:?} in {}",
                thing.told()
            ));
        }
    }
}
