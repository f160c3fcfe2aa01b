//! The window without a mouse: Tab meets every control of a place once, in the order of reading, back again with Shift,
//! and wherever it is, a frame that can be seen says so, in view.

use std::collections::HashMap;

use egui::accesskit::NodeId;
use egui::{Key, LayerId, Modifiers, Rect, Shape};
use golden_thread::ui::theme::{contrast, size};

use crate::paint;
use crate::walk::{Thing, Window};

/// A control as egui has it: where it is, how much of it is in view, and on which layer.
#[derive(Clone, Copy, Debug)]
struct Spot {
    place: Rect,
    seen: Rect,
    layer: LayerId,
}

/// What came of going round once.
#[derive(Debug, Default)]
pub struct Round {
    /// Controls met, in order.
    pub met: Vec<NodeId>,
    /// How many there were at the start.
    pub n: usize,
    pub missed: Vec<String>,
    pub backwards: Vec<String>,
    pub unseen: Vec<String>,
    pub unmarked: Vec<String>,
    pub trapped: Vec<String>,
}

/// What can have the keyboard now.
fn open_to_keys(window: &Window) -> HashMap<NodeId, Spot> {
    let ctx = &window.harness.ctx;
    let all: Vec<_> = ctx.viewport(|viewport| {
        let of_layer = |(_, widgets): (&LayerId, &[egui::WidgetRect])| widgets.to_vec();
        viewport
            .prev_pass
            .widgets
            .layers()
            .flat_map(of_layer)
            .collect()
    });
    all.into_iter()
        .filter(|held| {
            held.enabled
                && held.sense.is_focusable()
                && held.rect.is_positive()
                && ctx.memory(|memory| memory.allows_interaction(held.layer_id))
        })
        .map(|held| {
            let spot = Spot {
                place: held.rect,
                seen: held.interact_rect,
                layer: held.layer_id,
            };
            (held.id.accesskit_id(), spot)
        })
        .collect()
}

fn focused(window: &Window) -> Option<NodeId> {
    let id = window.harness.ctx.memory(egui::Memory::focused);
    id.map(|id| id.accesskit_id())
}

fn tab(window: &mut Window, modifiers: Modifiers) -> Option<NodeId> {
    window.harness.key_press_modifiers(modifiers, Key::Tab);
    window.harness.step();
    for _ in 0..3 {
        if let Some(id) = focused(window) {
            return Some(id);
        }
        window.harness.step();
    }
    None
}

/// Goes round once from the window's first control. `most` stops a round that never ends.
pub fn round(window: &mut Window, most: usize) -> Round {
    let ctx = window.harness.ctx.clone();
    if let Some(id) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(id));
    }
    window.settle();
    let at_start = open_to_keys(window);
    let things = window.things();
    let told = |id: NodeId| {
        let thing = things.iter().find(|thing| thing.id == id);
        thing.map_or_else(|| format!("{id:?}"), Thing::told)
    };
    let mut round = Round {
        n: at_start.len(),
        ..Round::default()
    };
    while round.met.len() < most {
        let Some(id) = tab(window, Modifiers::NONE) else {
            round.trapped.push("Tab leads nowhere".to_owned());
            break;
        };
        if round.met.first() == Some(&id) {
            break;
        }
        if round.met.last() == Some(&id) {
            round.trapped.push(told(id));
            break;
        }
        judge(window, id, &mut round, &told);
        round.met.push(id);
    }
    if round.met.len() >= most {
        round.trapped.push(format!("no end after {most}"));
    }
    let now = open_to_keys(window);
    for id in at_start.keys() {
        // A list that draws only the rows in view has left it behind.
        if !round.met.contains(id) && now.contains_key(id) {
            round.missed.push(told(*id));
        }
    }
    round
}

/// The control that Tab has just come to: in view, marked, and after the one before it.
fn judge(window: &mut Window, id: NodeId, round: &mut Round, told: &dyn Fn(NodeId) -> String) {
    let cut = |spot: &Spot, screen: Rect| {
        let room = spot.place.intersect(screen);
        spot.seen.area() < room.area() * 0.9 || room.area() < spot.place.area() * 0.5
    };
    let screen = window.harness.ctx.content_rect();
    let mut spots = open_to_keys(window);
    for _ in 0..8 {
        match spots.get(&id) {
            Some(spot) if !cut(spot, screen) => break,
            _ => window.harness.step(),
        }
        spots = open_to_keys(window);
    }
    let Some(spot) = spots.get(&id).copied() else {
        return;
    };
    // What is larger than any room for it is seen as far as that goes.
    let large =
        spot.place.width() > screen.width() * 0.6 || spot.place.height() > screen.height() * 0.4;
    if cut(&spot, screen) && !(large && spot.seen.area() > 400.0) {
        round.unseen.push(format!(
            "{} at {:?} seen {:?}",
            told(id),
            spot.place,
            spot.seen
        ));
    }
    if !is_marked(window, spot) {
        round.unmarked.push(told(id));
    }
    let before = round.met.last().and_then(|id| spots.get(id));
    if let Some(before) = before
        && before.layer == spot.layer
        && goes_back(screen, before.place, spot.place)
    {
        let last = round.met.last().copied().map(told);
        round
            .backwards
            .push(format!("{} → {}", last.unwrap_or_default(), told(id)));
    }
}

/// Above and not in a column further right, or in the same line and further left; within the room.
fn goes_back(screen: Rect, a: Rect, b: Rect) -> bool {
    let room = Rect::from_min_max(
        egui::pos2(screen.left() + size::RAIL, screen.top()),
        screen.max,
    );
    if !room.contains(a.center()) || !room.contains(b.center()) {
        return false;
    }
    let shared = a.bottom().min(b.bottom()) - a.top().max(b.top());
    let same_line = shared > 0.5 * a.height().min(b.height());
    if same_line {
        b.right() <= a.left() + 2.0
    } else {
        b.bottom() <= a.top() + 2.0 && b.left() < a.right() - 2.0
    }
}

/// A frame of the focus's thickness that stands out, on it or around it.
fn is_marked(window: &Window, spot: Spot) -> bool {
    let shapes = paint::shapes(window);
    let around = spot.place.expand(8.0);
    shapes.iter().enumerate().any(|(at, (clip, shape))| {
        let (stroke, place) = match shape {
            Shape::Rect(rect) => (rect.stroke, rect.rect),
            Shape::Circle(circle) => (circle.stroke, circle.visual_bounding_rect()),
            _ => return false,
        };
        let near = around.contains_rect(place) || spot.seen.expand(8.0).contains_rect(place);
        stroke.width >= 1.5 && near && place.intersects(*clip) && {
            // Told from what is outside of it, or from what it frames.
            [-3.0, 4.0].into_iter().any(|by| {
                let beside = place.left_center() + egui::vec2(by, 0.0);
                contrast(stroke.color, paint::ground(&shapes[..at], beside)) >= 3.0
            })
        }
    })
}

/// Shift+Tab goes back the way Tab came.
pub fn comes_back(window: &mut Window, steps: usize) -> Result<(), String> {
    let mut way = Vec::new();
    for _ in 0..=steps {
        way.extend(tab(window, Modifiers::NONE));
    }
    way.pop();
    while let Some(want) = way.pop() {
        let found = tab(window, Modifiers::SHIFT);
        // egui gives it back one frame later.
        window.harness.step();
        let found = focused(window).or(found);
        if found != Some(want) {
            return Err(format!("Shift+Tab came to {found:?} and not to {want:?}"));
        }
    }
    Ok(())
}
