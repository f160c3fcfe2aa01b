//! Room for things that need some: with large text in a small window they scroll instead of being cut.
//!
//! The rooms are drawn for a window of 1024 by 640 points. At 200 % a window of that size is 512 by 320 points to the
//! program, and less is seen at a time; nothing may be lost (WCAG 2.2, 1.4.4).
//!
//! Edges: lists and panes inside scroll by themselves, and egui then brings what has the keyboard into their view, not
//! into ours. So the place of the keyboard is looked for here too, for a few frames, until what is inside has settled.

use egui::{Id, Rect, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

/// For how many frames the place of the keyboard is followed.
const FRAMES: u8 = 8;

/// Draws what needs `least` points into the room there is, and lets it scroll where that is less.
pub fn room_for<T>(ui: &mut Ui, id: &str, least: Vec2, add: impl FnOnce(&mut Ui) -> T) -> T {
    let there = ui.available_size();
    let short = [there.x + 0.5 < least.x, there.y + 0.5 < least.y];
    if short == [false, false] {
        return add(ui);
    }
    let key = ui.make_persistent_id(id).with("followed");
    let mut way = ui
        .data(|data| data.get_temp::<Way>(key))
        .unwrap_or_default();
    let mut area = ScrollArea::new(short).id_salt(id).auto_shrink(false);
    if let Some(to) = way.to.take() {
        area = area.scroll_offset(to);
    }
    let drawn = area.show(ui, |ui| {
        let rect = Rect::from_min_size(ui.cursor().min, there.max(least));
        let inside = UiBuilder::new().max_rect(rect).layout(*ui.layout());
        let answer = ui.scope_builder(inside, add).inner;
        ui.allocate_rect(rect, Sense::hover());
        answer
    });
    let most = (drawn.content_size - drawn.inner_rect.size()).max(Vec2::ZERO);
    way.follow(ui, drawn.state.clamped_offset(), drawn.inner_rect, most);
    ui.data_mut(|data| data.insert_temp(key, way));
    drawn.inner
}

/// Where the keyboard was, for how many frames it is still followed, and where to scroll to in the next one.
#[derive(Clone, Copy, Debug, Default)]
struct Way {
    held: Option<Id>,
    left: u8,
    to: Option<Vec2>,
}

impl Way {
    /// Where the keyboard is, for a few frames after it came there; nothing while the mouse is at work.
    fn place(&mut self, ui: &Ui) -> Option<Rect> {
        let focused = ui.memory(egui::Memory::focused);
        let mouse = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        self.left = match (self.held == focused, mouse) {
            (_, true) => 0,
            (true, false) => self.left.saturating_sub(1),
            (false, false) => FRAMES,
        };
        self.held = focused;
        let id = focused.filter(|_| self.left > 0)?;
        let place = ui
            .ctx()
            .viewport(|viewport| viewport.this_pass.widgets.get(id).copied())?;
        ui.ctx().request_repaint();
        (place.layer_id == ui.layer_id()).then_some(place.rect)
    }

    /// Scrolls by as little as brings the keyboard's place into `view`.
    fn follow(&mut self, ui: &Ui, offset: Vec2, view: Rect, most: Vec2) {
        let Some(place) = self.place(ui) else {
            return;
        };
        let by = vec2(
            step(place.x_range(), view.x_range()),
            step(place.y_range(), view.y_range()),
        );
        let to = (offset + by).clamp(Vec2::ZERO, most);
        self.to = ((to - offset).length() > 0.5).then_some(to);
    }
}

/// Brings the keyboard's place into view of what scrolls around a part that scrolls by itself. Call after that part,
/// while the keyboard is in it; `id` is the part's.
pub fn bring_out(ui: &Ui, id: impl egui::AsIdSalt) {
    let key = ui.make_persistent_id(id).with("brought out");
    let mut way = ui
        .data(|data| data.get_temp::<Way>(key))
        .unwrap_or_default();
    if let Some(place) = way.place(ui) {
        ui.scroll_to_rect_animation(place, None, egui::style::ScrollAnimation::none());
    }
    ui.data_mut(|data| data.insert_temp(key, way));
}

/// How far to scroll along one axis; the near end of what is larger than the view.
fn step(place: egui::Rangef, view: egui::Rangef) -> f32 {
    const AIR: f32 = 6.0;
    if place.span() + 2.0 * AIR > view.span() || place.min - AIR < view.min {
        place.min - AIR - view.min
    } else {
        (place.max + AIR - view.max).max(0.0)
    }
}
