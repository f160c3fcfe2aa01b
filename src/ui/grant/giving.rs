//! Grants made: what the council itself awards, as it publishes it under the 360Giving standard.
//!
//! Left, the grants, searched by any word; right, the one picked with every field it was published with, or what they
//! come to by programme and year. They come in from CSV, workbook or JSON and go out as any of them.

mod form;
mod side;

use std::rc::Rc;

use egui::{Rect, ScrollArea, Ui, pos2, vec2};

use crate::domain::giving::Giving;
use crate::domain::giving::sums::{Sums, sums};
use crate::domain::id::GivingId;
use crate::session::giving::GivingFile;
use crate::ui::data::figures::preview::several;
use crate::ui::grant::giving::form::GivingForm;
use crate::ui::grant::monitor::part;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{empty_state, primary_button, room_heading, section, text_field};

const COLUMNS: [Column; 5] = [
    Column::new("Awarded", 92.0, 0.0),
    Column::new("Recipient", 120.0, 1.4),
    Column::new("Title", 120.0, 1.6),
    Column::new("Programme", 90.0, 0.8),
    Column::new("Amount", 104.0, 0.0),
];

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct GivingDesk {
    form: Option<Box<GivingForm>>,
    find: String,
    picked: Option<GivingId>,
    memo: Option<(u64, String, Rc<View>)>,
    fields: side::Fields,
}

/// What is shown, worked out when the plan or the search changes.
#[derive(Debug)]
struct View {
    /// Places in the book's list, the newest award first.
    shown: Vec<usize>,
    sums: Sums,
}

impl GivingDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        if let Some(form) = &mut self.form {
            if form.ui(ui, desk, asks) {
                self.form = None;
            }
            return;
        }
        if desk.book().givings.is_empty() {
            return self.nothing(ui, desk);
        }
        let view = self.view(desk);
        let whole = ui.available_rect_before_wrap();
        let side = (whole.width() * 0.34).clamp(290.0, 440.0);
        let cut = whole.right() - side;
        let left = Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut, whole.top()), whole.max);
        part(ui, left, "grants made", |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                self.head(ui, desk, asks);
                self.list(ui, desk, &view);
            });
        });
        part(ui, right, "grant made", |ui| {
            theme::card(ui).show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let held = self.picked.and_then(|id| desk.book().givings.get(id));
                match held {
                    Some(held) => {
                        if self.fields.ui(ui, held, asks) {
                            self.picked = None;
                        }
                    }
                    None => side::sums(ui, &view.sums),
                }
            });
        });
        ui.advance_cursor_after_rect(whole);
    }

    /// Opens the form with this file in it.
    pub fn take_in(&mut self, path: &str) {
        self.form = Some(Box::new(GivingForm::new(path)));
    }

    fn nothing(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let what = "Grants that the council itself makes, to choirs and clubs and charities, stand here as it publishes them under the 360Giving standard. Take in the published file, CSV, workbook or JSON; nothing of it is lost.";
        if desk.session.is_read_only() {
            room_heading(ui, "No grants made yet");
            ui.label(theme::muted(
                ui,
                "This file may only be read, so none can be taken in.",
            ));
        } else if empty_state(ui, "No grants made yet", what, "Take in grants made…") {
            self.take_in("");
        }
    }

    fn head(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        ui.horizontal_wrapped(|ui| {
            section(ui, "Grants made");
            ui.add_space(space::SMALL);
            ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                if primary_button(ui, "Take in grants made…").clicked() {
                    self.take_in("");
                }
            });
            for (form, words) in [
                (GivingFile::Csv, "Save as CSV…"),
                (GivingFile::Json, "Save as JSON…"),
                (GivingFile::Xlsx, "Save as workbook…"),
            ] {
                if ui.button(words).clicked() {
                    asks.push(match desk.session.grants_as(form, None) {
                        Ok(bytes) => Request::Save {
                            name: format!("grants-made.{}", form.ending()),
                            bytes,
                            keep: None,
                        },
                        Err(error) => Request::Refused(error),
                    });
                }
            }
        });
        let hint = "Find a recipient, a title, a programme, a year…";
        text_field(
            ui,
            "find grant made",
            "Find a grant made",
            &mut self.find,
            hint,
        );
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>, view: &View) {
        let all = &view.sums.all;
        let words = format!("{}, {}", several(all.n, "grant"), all.shown());
        ui.label(theme::muted(ui, words));
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        if view.shown.is_empty() {
            ui.add_space(space::SMALL);
            ui.label(theme::muted(ui, "No grant made has these words in it."));
            return;
        }
        let givings = &desk.book().givings;
        ScrollArea::vertical()
            .id_salt("grants made list")
            .auto_shrink([false, false])
            .show_rows(ui, size::ROW, view.shown.len(), |ui, range| {
                for at in view.shown.get(range).unwrap_or_default() {
                    let held = &givings[*at];
                    if row(ui, held, self.picked == Some(held.id)) {
                        let again = self.picked == Some(held.id);
                        self.picked = (!again).then_some(held.id);
                    }
                }
            });
    }

    fn view(&mut self, desk: Desk<'_>) -> Rc<View> {
        let now = (desk.session.revision(), self.find.trim().to_lowercase());
        if let Some((revision, find, view)) = &self.memo
            && (*revision, find) == (now.0, &now.1)
        {
            return Rc::clone(view);
        }
        let givings = &desk.book().givings;
        let words: Vec<&str> = now.1.split_whitespace().collect();
        let has = |held: &Giving| {
            let year = held.year().label();
            let text = [
                &held.recipient,
                &held.title,
                &held.programme,
                &held.identifier,
                &held.funder,
                &year,
            ];
            let text = text.map(|part| part.to_lowercase()).join("\n");
            words.iter().all(|word| text.contains(word))
        };
        let mut shown: Vec<usize> = (0..givings.len()).filter(|at| has(&givings[*at])).collect();
        let sums = sums(shown.iter().map(|at| &givings[*at]));
        shown.sort_by_key(|at| std::cmp::Reverse(givings[*at].awarded));
        let view = Rc::new(View { shown, sums });
        self.memo = Some((now.0, now.1, Rc::clone(&view)));
        view
    }
}

/// Draws a grant; true when it was pressed.
fn row(ui: &mut Ui, held: &Giving, is_picked: bool) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
    let amount = held.amount.to_string();
    let day = held.awarded.to_string();
    let name = format!("{}, {}, {amount}, {day}", held.recipient, held.title);
    let id = ui.scope_id().with(("grant made", held.id));
    let response = pickable(ui, rect, id, &name, is_picked);
    let body = theme::body_font(ui);
    let palette = theme::palette(ui);
    let words = [
        Words::new(&day, &body, palette.muted),
        Words::new(&held.recipient, &body, palette.text),
        Words::new(&held.title, &body, palette.text),
        Words::new(&held.programme, &body, palette.muted),
        Words::new(&amount, &body, palette.text).right(),
    ];
    let mut shortened = false;
    for (words, place) in words.into_iter().zip(cells(&COLUMNS, rect)) {
        shortened |= words.paint(ui, place);
    }
    rule(ui, rect);
    let pressed = response.clicked();
    if shortened {
        response.on_hover_text(name);
    }
    pressed
}
