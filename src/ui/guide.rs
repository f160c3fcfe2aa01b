//! F1: the user guide, at the page of the team whose room is in view.
//!
//! The pages and pictures are compiled in, so the guide is there without a network. The list of pages is at the left; the
//! page at the right has the keyboard as soon as it opens: arrows, Page Up and Down, Home and End move it, Tab goes through
//! its links, Esc closes it.
//!
//! Edges: the pictures of a page are unpacked when it is opened and let go when another one is. One that cannot be
//! unpacked is shown as its words.

use egui::accesskit::Role;
use egui::{
    Align, ColorImage, Context, EventFilter, Id, Key, Label, Layout, Modal, Rect, RichText,
    ScrollArea, Sense, Stroke, TextureHandle, TextureOptions, Ui, UiBuilder, pos2, vec2,
};

use crate::domain::guide::{Page, Part, Topic};
use crate::session::guide;
use crate::ui::reports::parts;
use crate::ui::room::Room;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::door::pickable;
use crate::ui::widgets::{by_keys, primary_button, tooltips};

/// The list of pages, in points across.
const LIST: f32 = 190.0;
/// The whole guide is no wider than this, in points, or its lines are too long to read.
const WIDEST: f32 = 1120.0;
/// How far an arrow moves the page, in points.
const STEP: f32 = 60.0;

/// The guide, while it is open.
pub struct Guide {
    topic: Topic,
    page: Page,
    pictures: Vec<Option<TextureHandle>>,
    /// The page has just been opened: to its top, and the keyboard to it.
    just_opened: bool,
}

/// The page for whoever works in a room.
#[must_use]
pub fn topic_of(room: Room) -> Topic {
    match room {
        Room::Thread | Room::Plan | Room::Reports => Topic::Plan,
        Room::Grant => Topic::Finance,
        Room::Indicators => Topic::Performance,
        Room::Consultation => Topic::Consultation,
        Room::Data => Topic::Start,
    }
}

impl Guide {
    /// The guide at a page.
    #[must_use]
    pub fn at(ctx: &Context, topic: Topic) -> Self {
        let page = guide::page(topic);
        let pictures = page.pictures().map(|name| unpacked(ctx, name)).collect();
        Self {
            topic,
            page,
            pictures,
            just_opened: true,
        }
    }

    /// The page in view.
    #[must_use]
    pub fn topic(&self) -> Topic {
        self.topic
    }

    /// Draws it; says whether it stays open.
    pub fn ui(&mut self, ui: &mut Ui) -> bool {
        let mut open = true;
        let mut wanted = None;
        let window = ui.ctx().content_rect().size();
        let whole = vec2(
            (window.x - 2.0 * space::HUGE).clamp(280.0, WIDEST),
            (window.y - 2.0 * space::HUGE - space::LARGE).max(200.0),
        );
        let id = Id::unique("guide");
        let area = Modal::default_area(id)
            .accessible_name("Guide")
            .role(Role::Dialog);
        tooltips::hide_behind(ui.ctx(), id);
        let modal = Modal::new(id).area(area).show(ui.ctx(), |ui| {
            ui.set_min_size(whole);
            ui.set_max_size(whole);
            let (_, rect) = ui.allocate_space(whole);
            let cut = rect.left() + LIST.min(whole.x * 0.3);
            let left = Rect::from_min_max(rect.min, pos2(cut, rect.bottom()));
            let right = Rect::from_min_max(pos2(cut + space::MEDIUM, rect.top()), rect.max);
            ui.scope_builder(down(left), |ui| {
                wanted = self.list(ui);
                ui.add_space(space::MEDIUM);
                open = !primary_button(ui, "Close the guide").clicked();
            });
            ui.scope_builder(down(right), |ui| {
                if let Some(link) = self.page(ui) {
                    wanted = wanted.or(Topic::of_link(&link));
                }
            });
        });
        self.just_opened = false;
        if let Some(topic) = wanted {
            *self = Self::at(ui.ctx(), topic);
            ui.ctx().request_repaint();
        }
        open && !modal.should_close()
    }

    /// The list of pages; gives back the one that is chosen.
    fn list(&self, ui: &mut Ui) -> Option<Topic> {
        ui.label(theme::strong("Guide"));
        ui.add_space(space::SMALL);
        let mut wanted = None;
        for topic in Topic::ALL {
            let tall = size::ROW.max(ui.spacing().interact_size.y);
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
            let id = ui.scope_id().with(("guide page", topic.stem()));
            if pickable(ui, rect, id, topic.name(), topic == self.topic).clicked() {
                wanted = Some(topic);
            }
            let mut inside = ui.new_child(
                UiBuilder::new()
                    .max_rect(rect.shrink2(vec2(space::SMALL, 0.0)))
                    .layout(Layout::left_to_right(Align::Center)),
            );
            inside.add(Label::new(topic.name()).selectable(false).truncate());
        }
        wanted
    }

    /// The page; gives back a link that is followed.
    fn page(&mut self, ui: &mut Ui) -> Option<String> {
        let rect = ui.available_rect_before_wrap();
        let id = Id::unique("guide text");
        let keyboard = ui.interact(rect, id, Sense::focusable_noninteractive());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Document);
            node.set_label(format!("Guide: {}", self.page.title));
        });
        if self.just_opened {
            keyboard.request_focus();
        }
        if keyboard.has_focus() {
            hold_the_arrows(ui, id);
            let ring = Stroke::new(size::FOCUS, theme::palette(ui).accent);
            let inside = egui::StrokeKind::Inside;
            ui.painter()
                .rect_stroke(rect, size::ROUND_SMALL, ring, inside);
        }
        let area = ScrollArea::vertical()
            .id_salt(("guide", self.topic.stem()))
            .auto_shrink(false);
        let area = if self.just_opened {
            area.vertical_scroll_offset(0.0)
        } else {
            area
        };
        let mut followed = None;
        let inside = rect.shrink(space::MEDIUM);
        ui.scope_builder(down(inside), |ui| {
            area.show(ui, |ui| {
                move_page(ui, inside.height(), keyboard.has_focus());
                followed = self.parts(ui);
            });
        });
        followed
    }

    fn parts(&self, ui: &mut Ui) -> Option<String> {
        let mut followed = None;
        let title = RichText::new(&self.page.title).text_style(theme::heading());
        let title = ui.add(Label::new(title.size(24.0)).wrap());
        ui.ctx().accesskit_node_builder(title.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(self.page.title.clone());
            node.set_level(1);
        });
        ui.add_space(space::SMALL);
        let mut pictures = self.pictures.iter();
        for (at, part) in self.page.parts.iter().enumerate() {
            ui.push_id(at, |ui| match part {
                Part::Block(block) => {
                    if let Some(link) = parts::block(ui, block) {
                        followed = Some(link);
                    }
                }
                Part::Picture { words, .. } => {
                    show(ui, pictures.next().and_then(Option::as_ref), words);
                }
            });
        }
        ui.add_space(space::HUGE);
        followed
    }
}

/// A picture, as wide as the page at most, and never larger than it was drawn.
fn show(ui: &mut Ui, picture: Option<&TextureHandle>, words: &str) {
    ui.add_space(space::SMALL);
    let Some(picture) = picture else {
        ui.add(Label::new(theme::muted(ui, words)).wrap());
        return;
    };
    let drawn = picture.size_vec2();
    let fits = (ui.available_width() / drawn.x.max(1.0)).min(1.0);
    let image = egui::Image::from_texture((picture.id(), drawn))
        .fit_to_exact_size(drawn * fits)
        .corner_radius(size::ROUND_SMALL)
        .alt_text(words);
    let shown = ui.add(image);
    let line = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().rect_stroke(
        shown.rect,
        size::ROUND_SMALL,
        line,
        egui::StrokeKind::Outside,
    );
    ui.add(Label::new(theme::small(ui, words)).wrap());
    ui.add_space(space::SMALL);
}

/// While the page has the keyboard, arrows move it and go to nothing else.
fn hold_the_arrows(ui: &Ui, id: Id) {
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
}

/// Moves the page by keys. Arrows only where the page itself has the keyboard, for in the list they go from page to page.
fn move_page(ui: &Ui, tall: f32, has_keyboard: bool) {
    let mut moves = vec![
        (Key::PageDown, -(tall - STEP)),
        (Key::PageUp, tall - STEP),
        (Key::End, -1.0e6),
        (Key::Home, 1.0e6),
    ];
    if has_keyboard {
        moves.extend([(Key::ArrowDown, -STEP), (Key::ArrowUp, STEP)]);
    }
    by_keys(ui, &moves);
}

/// A picture as pixels in the window.
fn unpacked(ctx: &Context, name: &str) -> Option<TextureHandle> {
    let image = pixels(guide::picture(name)?)?;
    Some(ctx.load_texture(name, image, TextureOptions::LINEAR))
}

/// The pixels of a PNG file.
fn pixels(file: &[u8]) -> Option<ColorImage> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let mut bytes = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut bytes).ok()?;
    let size = [info.width as usize, info.height as usize];
    let bytes = bytes.get(..size[0] * size[1] * 4)?;
    Some(ColorImage::from_rgba_unmultiplied(size, bytes))
}

fn down(rect: Rect) -> UiBuilder {
    let layout = Layout::top_down(Align::Min);
    UiBuilder::new().max_rect(rect).layout(layout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_unpacks() {
        for (name, file) in guide::PICTURES {
            assert!(pixels(file).is_some(), "{name}");
        }
        assert!(pixels(b"no picture").is_none());
    }
}
