//! The text itself: typed on one side, and on the other as it will be printed.
//!
//! What is typed is kept as one change when the field is left: by Tab, by a click elsewhere, by going to another section,
//! desk or room, or by closing the window. Esc puts back what was there, and what Esc took away can be had again.
//!
//! Edges: a text that somebody else changed meanwhile is not replaced: the officer says whose stands. A text that could
//! not be kept (the file was taken away) is offered again.

use std::rc::Rc;

use egui::text::{CCursor, CCursorRange};
use egui::{Align, Id, Key, Layout, TextEdit, Ui};

use crate::domain::book::Book;
use crate::domain::document::Block;
use crate::domain::id::NarrativeId;
use crate::domain::live::Reference;
use crate::domain::narrative::{Narrative, Standing};
use crate::domain::record::Edit;
use crate::ui::plan::text::Text;
use crate::ui::reports::parts;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, link_button, section};

/// How many lines the field has at least.
const ROWS: usize = 10;

/// A text that is being typed.
#[derive(Debug)]
struct Typed {
    id: NarrativeId,
    /// What stood there when it was begun.
    seen: String,
    text: String,
}

/// What was typed and is no longer in the field: taken back by Esc, or on its way into the plan.
#[derive(Debug)]
struct Dropped {
    id: NarrativeId,
    text: String,
    /// For how many frames more it is awaited in the plan.
    awaited: u8,
}

/// How a text reads and how its figures stand.
#[derive(Debug)]
pub struct Reading {
    of: (u64, NarrativeId, String),
    blocks: Vec<Block>,
    /// Each figure, in order.
    pub figures: Vec<(Reference, Standing)>,
}

/// The field's own state.
#[derive(Debug, Default)]
pub struct Writing {
    typed: Option<Typed>,
    dropped: Option<Dropped>,
    reading: Option<Rc<Reading>>,
    /// Whether the field was drawn since somebody last looked.
    seen: bool,
    /// In how many frames the field gets the keyboard; 0 for not at all.
    wants_keyboard: u8,
    /// The field as it was last drawn.
    field: Option<Id>,
}

impl Writing {
    /// The section in which something is typed.
    pub fn of(&self) -> Option<NarrativeId> {
        self.typed.as_ref().map(|typed| typed.id)
    }

    /// Puts the keyboard into the field. Not in this frame: the key that asked for it would be typed there.
    pub fn want_keyboard(&mut self) {
        self.wants_keyboard = 2;
    }

    /// Lets go of everything typed.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether the section is still to become what was typed.
    pub fn is_pending(&self, held: &Narrative) -> bool {
        let sent = self.dropped.as_ref();
        let is_awaited =
            |sent: &Dropped| sent.awaited > 0 && sent.id == held.id && sent.text != held.text;
        self.of() == Some(held.id) || sent.is_some_and(is_awaited)
    }

    /// The text as it stands in the field.
    fn text<'a>(&'a self, held: &'a Narrative) -> &'a str {
        match &self.typed {
            Some(typed) if typed.id == held.id => &typed.text,
            _ => &held.text,
        }
    }

    /// Whether somebody else changed the text after it was begun here.
    fn is_overtaken(&self, held: &Narrative) -> bool {
        let typed = self.typed.as_ref();
        typed.is_some_and(|typed| typed.id == held.id && typed.seen != held.text)
    }

    fn put(&mut self, held: &Narrative, text: String) {
        if text == held.text {
            self.typed = None;
            return;
        }
        let before = self.typed.take().filter(|typed| typed.id == held.id);
        self.typed = Some(Typed {
            id: held.id,
            seen: before.map_or_else(|| held.text.clone(), |typed| typed.seen),
            text,
        });
    }

    /// Puts words at the cursor, with the keyboard after them.
    pub fn put_in(&mut self, ui: &Ui, held: &Narrative, words: &str) {
        let mut text = self.text(held).to_owned();
        let field = self.field;
        let range = field
            .and_then(|id| TextEdit::load_state(ui.ctx(), id))
            .and_then(|state| state.cursor.char_range());
        let letters = text.chars().count();
        let at = range.map_or(letters, |range| {
            range.as_sorted_char_range().end.0.min(letters)
        });
        let byte = text
            .char_indices()
            .nth(at)
            .map_or(text.len(), |(byte, _)| byte);
        text.insert_str(byte, words);
        self.put(held, text);
        if let Some(id) = field {
            let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let after = CCursor::new(at + words.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(after)));
            state.store(ui.ctx(), id);
        }
        self.want_keyboard();
    }

    /// Keeps what is typed, whichever section is in view.
    pub fn leave(&mut self, book: &Book, asks: &mut Vec<Request>) {
        let Some(typed) = &self.typed else {
            return;
        };
        let Some(held) = book.narratives.get(typed.id) else {
            self.typed = None;
            return;
        };
        if self.is_overtaken(held) {
            // It waits until the section is open again, where it can be asked about.
            return;
        }
        self.keep(held, asks);
    }

    /// As [`Writing::leave`], where the field was not drawn since this was last asked.
    pub fn leave_if_unseen(&mut self, book: &Book, asks: &mut Vec<Request>) {
        if !std::mem::take(&mut self.seen) {
            self.leave(book, asks);
        }
    }

    fn keep(&mut self, held: &Narrative, asks: &mut Vec<Request>) {
        let Some(typed) = self.typed.take() else {
            return;
        };
        let now = Narrative {
            text: typed.text.clone(),
            ..held.clone()
        };
        self.drop_text(Some(typed), 2);
        asks.push(Request::Change(Edit::change(held, now).into()));
    }

    /// Takes a text out of the field, so that it can be had again.
    fn drop_text(&mut self, typed: Option<Typed>, awaited: u8) {
        self.dropped = typed.map(|typed| Dropped {
            id: typed.id,
            text: typed.text,
            awaited,
        });
    }

    /// How the text reads as it stands in the field.
    pub fn reading(&mut self, desk: Desk<'_>, held: &Narrative) -> Rc<Reading> {
        let text = self.text(held).to_owned();
        let of = (desk.session.revision(), held.id, text);
        if let Some(reading) = self.reading.as_ref().filter(|reading| reading.of == of) {
            return Rc::clone(reading);
        }
        let now = Narrative {
            text: of.2.clone(),
            ..held.clone()
        };
        let reading = Rc::new(Reading {
            blocks: desk.session.narrative_blocks(&now, 2),
            figures: desk.session.narrative_standing(&now),
            of,
        });
        self.reading = Some(Rc::clone(&reading));
        reading
    }

    /// The field. While `is_held`, what is typed is not kept yet: a figure is about to be put in.
    fn ui(&mut self, ui: &mut Ui, held: &Narrative, is_held: bool, asks: &mut Vec<Request>) {
        self.seen = true;
        let id = ui.make_persistent_id(("text of section", held.id));
        self.field = Some(id);
        let mut text = self.text(held).to_owned();
        let waits = self.wants_keyboard;
        self.wants_keyboard = waits.saturating_sub(1);
        match waits {
            0 => {}
            1 => ui.memory_mut(|memory| memory.request_focus(id)),
            _ => ui.ctx().request_repaint(),
        }
        let response = TextEdit::multiline(&mut text)
            .id(id)
            .desired_rows(ROWS)
            .desired_width(ui.available_width())
            .hint_text("Plain words; **strong**, - lists and | tables | as in Markdown")
            .show(ui)
            .response
            .response
            .accessible_name("Text of the section");
        if waits == 1 {
            response.scroll_to_me(None);
        }
        self.put(held, text);
        let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        let closing = ui.input(|input| input.viewport().close_requested());
        if escaped {
            if let Some(typed) = self.typed.take() {
                self.drop_text(Some(typed), 0);
            }
        } else if (!response.has_focus() && !is_held && waits == 0 || closing)
            && !self.is_overtaken(held)
        {
            self.keep(held, asks);
        }
    }

    /// Asks whose text stands, or offers what was typed and is gone.
    fn ask(&mut self, ui: &mut Ui, held: &Narrative) {
        if self.is_overtaken(held) {
            let note = Attention {
                tone: Tone::Warn,
                title: "Somebody changed this text while you were typing",
                detail: "What you typed is below. Theirs stands in the plan until you say otherwise.",
                links: &["Put mine in its place", "Take theirs"],
            };
            match attention(ui, &note) {
                Some(0) => {
                    if let Some(typed) = &mut self.typed {
                        typed.seen.clone_from(&held.text);
                    }
                }
                Some(_) => {
                    let typed = self.typed.take();
                    self.drop_text(typed, 0);
                }
                None => {}
            }
        }
        let Some(dropped) = &mut self.dropped else {
            return;
        };
        if dropped.id != held.id || dropped.text == held.text {
            self.dropped = None;
        } else if dropped.awaited > 0 {
            // If it does not arrive, the file would not take it.
            dropped.awaited -= 1;
            ui.ctx().request_repaint();
        } else if self.typed.is_none() && link_button(ui, "Bring back what was typed").clicked() {
            let text = std::mem::take(&mut dropped.text);
            self.dropped = None;
            self.put(held, text);
            self.want_keyboard();
        }
    }
}

impl Text {
    /// The text and how it reads, side by side where there is room.
    pub(super) fn write(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Narrative,
        (wide, can_edit): (bool, bool),
        asks: &mut Vec<Request>,
    ) {
        if !can_edit {
            return self.read(ui, desk, held);
        }
        self.tools(ui, desk, held);
        self.writing.ask(ui, held);
        let is_held = self.insert.is_open();
        if wide {
            ui.columns(2, |columns| {
                self.writing.ui(&mut columns[0], held, is_held, asks);
                self.read(&mut columns[1], desk, held);
            });
        } else {
            self.writing.ui(ui, held, is_held, asks);
            ui.add_space(space::SMALL);
            self.read(ui, desk, held);
        }
    }

    /// The heading of the text, and the way to put a figure into it.
    fn tools(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative) {
        ui.horizontal(|ui| {
            section(ui, "Text");
            let button = ui.button("Insert a figure…");
            let button = button.on_hover_text(
                "Puts a figure of the plan at the cursor: it stays as the plan has it",
            );
            if button.clicked() {
                self.insert.toggle();
            }
        });
        if let Some(words) = self.insert.ui(ui, desk, held) {
            self.insert.close();
            self.writing.put_in(ui, held, &words);
        }
    }

    fn read(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative) {
        let reading = self.writing.reading(desk, held);
        theme::quiet(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            // Ragged right: justified lines of a narrow column have holes.
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.label(theme::column_head(ui, "As it is printed"));
                if reading.blocks.is_empty() {
                    ui.label(theme::muted(ui, "Nothing is written here yet."));
                }
                parts::blocks(ui, &reading.blocks);
            });
        });
    }
}
