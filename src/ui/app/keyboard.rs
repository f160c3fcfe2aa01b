//! Where the keyboard is: kept in view as it moves, and given back when the thing that had it goes away.
//!
//! Why: egui moves the keyboard by Tab to what is scrolled out of view and leaves it there unseen; and when a dialog, a
//! menu or a form closes it forgets where the keyboard was, so that the next Tab begins at the far corner of the
//! window. WCAG 2.2 asks that focus is seen (2.4.7, 2.4.11) and that its order makes sense (2.4.3).
//!
//! Edges: what the mouse does is left alone, for a page that scrolls under the pointer is a nuisance. A place is brought
//! into view a few times at most, since some are larger than any room there is.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, Event, Id, Popup, WidgetRect};

use crate::ui::room::Room;

/// How many places are remembered on the way.
const REMEMBERED: usize = 32;
/// For how many frames a place is looked for after the keyboard has lost its own.
const FRAMES_LOST: u8 = 4;
/// How often a place is brought into view.
const TRIES: u8 = 3;

/// What is remembered of the keyboard's way.
#[derive(Debug, Default)]
pub struct Keyboard {
    /// The room it was in: another one has another way.
    room: Option<Room>,
    /// Where it was, the latest last.
    way: Vec<Id>,
    /// A place that came by keyboard, where it was drawn last, and how often it may still be brought into view.
    fresh: Option<(Id, egui::Rect, u8)>,
    /// The place to bring into view in the next frame.
    show: Option<Id>,
    /// Frames left in which the keyboard is given back.
    lost: u8,
    /// Whether a dialog or a menu stood above the rooms.
    was_above: bool,
}

impl Keyboard {
    /// Asks for the place that is out of view. Call before anything of this room is drawn.
    pub fn begin(&mut self, ctx: &Context, room: Room) {
        if self.room.replace(room) != Some(room) {
            self.way.clear();
            self.lost = 0;
        }
        let Some(id) = self.show.take() else {
            return;
        };
        // The way a screen reader asks for it, since only the part that draws the place knows what scrolls it.
        let request = ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: id.accesskit_id(),
            data: None,
        };
        ctx.input_mut(|input| input.events.push(Event::AccessKitActionRequest(request)));
    }

    /// Sees where the keyboard is once everything is drawn; `dialog` says whether one is open.
    pub fn end(&mut self, ctx: &Context, dialog: bool) {
        let above = dialog || Popup::is_any_open(ctx);
        let closed = self.was_above && !above;
        self.was_above = above;
        let mouse = ctx.input(|input| input.pointer.any_down() || input.pointer.any_released());
        match ctx.memory(egui::Memory::focused) {
            Some(id) => self.follow(ctx, id, mouse),
            None => self.give_back(ctx, closed, mouse),
        }
    }

    fn follow(&mut self, ctx: &Context, id: Id, mouse: bool) {
        self.lost = 0;
        let Some(place) = drawn(ctx, id) else {
            // Either it is drawn from the next frame on, or it has just gone and the next frame finds that out.
            ctx.request_repaint();
            return;
        };
        if self.way.last() != Some(&id) {
            self.way.push(id);
            if self.way.len() > REMEMBERED {
                self.way.remove(0);
            }
            self.fresh = (!mouse).then_some((id, egui::Rect::NOTHING, TRIES));
        }
        let Some((held, before, tries)) = self.fresh.filter(|(held, _, _)| *held == id) else {
            return;
        };
        let moved = before.min.distance(place.rect.min) > 0.5;
        self.fresh = (tries > 0 && is_cut(&place)).then_some((held, place.rect, tries));
        if self.fresh.is_none() {
            return;
        }
        if !moved {
            // Nobody else is bringing it into view.
            self.show = Some(id);
            self.fresh = Some((held, egui::Rect::NOTHING, tries - 1));
        }
        ctx.request_repaint();
    }

    fn give_back(&mut self, ctx: &Context, closed: bool, mouse: bool) {
        if mouse {
            self.way.clear();
            self.lost = 0;
            return;
        }
        let gone = self.way.last().is_some_and(|id| drawn(ctx, *id).is_none());
        if gone || closed {
            self.lost = self.lost.max(FRAMES_LOST);
        }
        if self.lost == 0 {
            return;
        }
        self.lost -= 1;
        let open_to_keys = |id: &Id| {
            drawn(ctx, *id).is_some_and(|place| {
                let free = ctx.memory(|memory| memory.allows_interaction(place.layer_id));
                free && place.enabled && place.sense.is_focusable()
            })
        };
        match self.way.iter().rposition(open_to_keys) {
            Some(at) => {
                self.way.truncate(at + 1);
                self.lost = 0;
                ctx.memory_mut(|memory| memory.request_focus(self.way[at]));
                ctx.request_repaint();
            }
            None if self.lost > 0 => ctx.request_repaint(),
            None => self.way.clear(),
        }
    }
}

/// The place as it was drawn in this frame, if it was.
fn drawn(ctx: &Context, id: Id) -> Option<WidgetRect> {
    ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied())
}

/// Whether a part of it is outside of what scrolls it.
fn is_cut(place: &WidgetRect) -> bool {
    let (whole, seen) = (place.rect, place.interact_rect);
    seen.width() < whole.width() - 1.0 || seen.height() < whole.height() - 1.0
}
