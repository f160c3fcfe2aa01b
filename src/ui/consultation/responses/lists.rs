//! What the cards of the desk share: a row of a list, and which response a key stands for.

use std::collections::HashMap;

use egui::{Color32, Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::domain::book::Book;
use crate::domain::consultation::sheet::{Person, Sheet};
use crate::domain::id::{BatchId, ConsultationId, ResponseId};
use crate::ui::theme::{self, size};
use crate::ui::thread::columns::{Column, cells};
use crate::ui::thread::door::{Words, rule};

/// Respondents by key and by line, known again when the plan has changed.
#[derive(Debug, Default)]
pub(super) struct Who {
    known: Option<(u64, ConsultationId)>,
    by_key: HashMap<ResponseId, Person>,
    by_line: HashMap<(BatchId, u64), ResponseId>,
}

impl Who {
    /// Learns who is in a sheet, once a change.
    pub(super) fn know(&mut self, revision: u64, consultation: ConsultationId, sheet: &Sheet) {
        if self.known == Some((revision, consultation)) {
            return;
        }
        self.known = Some((revision, consultation));
        let people = || sheet.people.iter();
        self.by_key = people().map(|held| (held.id, *held)).collect();
        self.by_line = people()
            .map(|held| ((held.batch, held.line), held.id))
            .collect();
    }

    /// A respondent of the consultation; none where the response is another's.
    pub(super) fn person(&self, response: ResponseId) -> Option<&Person> {
        self.by_key.get(&response)
    }

    /// The response on a line of a file.
    pub(super) fn on_line(&self, batch: BatchId, line: u64) -> Option<ResponseId> {
        self.by_line.get(&(batch, line)).copied()
    }

    /// Where a response stands: its file and its line.
    pub(super) fn place(&self, book: &Book, response: ResponseId) -> String {
        let Some(person) = self.person(response) else {
            return "a response of another consultation".to_owned();
        };
        let batch = book.batches.get(person.batch);
        let file = batch.map_or("?", |held| held.name.as_str());
        format!("{file}, line {}", person.line)
    }
}

/// What stands in a cell, how, and whether it is a figure.
pub(super) struct Cell {
    text: String,
    colour: Option<Color32>,
    is_figure: bool,
    is_small: bool,
}

impl Cell {
    /// Words.
    pub(super) fn words(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            text,
            colour: None,
            is_figure: false,
            is_small: false,
        }
    }

    /// Small words that stand back.
    pub(super) fn small(text: impl Into<String>) -> Self {
        Self {
            is_small: true,
            ..Self::words(text)
        }
    }

    /// A figure, at the right.
    pub(super) fn figure(text: impl Into<String>) -> Self {
        Self {
            is_figure: true,
            ..Self::words(text)
        }
    }

    /// In another colour.
    pub(super) fn ink(mut self, colour: Color32) -> Self {
        self.colour = Some(colour);
        self
    }
}

/// Draws a row so tall, named for a screen reader; gives back its cells for what else stands in them.
pub(super) fn row(
    ui: &mut Ui,
    columns: &[Column],
    id: impl std::hash::Hash + std::fmt::Debug,
    tall: f32,
    name: &str,
    held: &[Cell],
) -> Vec<Rect> {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
    let response = ui.interact(rect, ui.scope_id().with(format!("{id:?}")), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name));
    let places = cells(columns, rect);
    let palette = theme::palette(ui);
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let lines = if tall > size::ROW * 1.3 { 2 } else { 1 };
    let mut shortened = false;
    for (cell, place) in held.iter().zip(&places) {
        let font = if cell.is_small { &small } else { &body };
        let usual = if cell.is_small {
            palette.muted
        } else {
            palette.text
        };
        let mut words = Words::new(&cell.text, font, cell.colour.unwrap_or(usual));
        words = if cell.is_figure {
            words.right()
        } else {
            words.lines(lines)
        };
        shortened |= words.paint(ui, *place);
    }
    rule(ui, rect);
    if shortened {
        response.on_hover_text(name);
    }
    places
}

/// A place in a row for a control, in the middle of its height.
pub(super) fn control(ui: &mut Ui, place: Rect, id: impl std::fmt::Debug) -> Ui {
    let place = Rect::from_center_size(place.center(), vec2(place.width(), size::CONTROL));
    ui.new_child(
        egui::UiBuilder::new()
            .max_rect(place)
            .id_salt(format!("{id:?}"))
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    )
}
