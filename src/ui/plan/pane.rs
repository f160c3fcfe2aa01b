//! What the parts of the room have in common: a switch, a list with a pane beside it, and what is in the pane.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::book::Book;
use crate::domain::id::ObjectiveId;
use crate::ui::theme::{self, space};

/// What stands in the pane beside a list.
#[derive(Debug, Default)]
pub enum Pane<Id, Draft> {
    /// Nothing is picked.
    #[default]
    Closed,
    /// A new thing, as typed so far.
    New(Draft),
    /// One that is there.
    Held(Id),
}

impl<Id: Copy, Draft: Default> Pane<Id, Draft> {
    /// The thing whose row is marked.
    pub fn picked(&self) -> Option<Id> {
        match self {
            Self::Held(id) => Some(*id),
            _ => None,
        }
    }

    /// Opens the form for a new thing, keeping what is typed if it is open already.
    pub fn begin(&mut self) {
        if !matches!(self, Self::New(_)) {
            *self = Self::New(Draft::default());
        }
    }
}

/// A switch between parts, each a word one can press; the one in view says so.
pub fn tabs(ui: &mut Ui, at: &mut usize, labels: &[String]) {
    for (n, label) in labels.iter().enumerate() {
        let picked = *at == n;
        let words = if picked {
            theme::strong(label)
        } else {
            egui::RichText::new(label)
        };
        let tab = ui
            .add(egui::Button::selectable(picked, words).min_size(vec2(0.0, theme::size::CONTROL)));
        if tab.clicked() {
            *at = n;
        }
        tab.widget_info(|| {
            egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, picked, label)
        });
    }
}

/// A list and the pane beside it, each a card; the pane scrolls by itself.
pub fn sides<State>(
    ui: &mut Ui,
    state: &mut State,
    list: impl FnOnce(&mut Ui, &mut State),
    pane: impl FnOnce(&mut Ui, &mut State),
) {
    let across = (ui.available_width() * 0.3).clamp(280.0, 420.0);
    apart(ui, state, across, list, pane);
}

/// The same with a pane that is `across` points wide.
pub fn apart<State>(
    ui: &mut Ui,
    state: &mut State,
    across: f32,
    list: impl FnOnce(&mut Ui, &mut State),
    pane: impl FnOnce(&mut Ui, &mut State),
) {
    let whole = ui.available_rect_before_wrap();
    let middle = whole.right() - across;
    let left = Rect::from_min_max(
        whole.min,
        egui::pos2(middle - space::MEDIUM, whole.bottom()),
    );
    let right = Rect::from_min_max(egui::pos2(middle, whole.top()), whole.max);
    side(ui, left, "list", |ui| list(ui, state));
    side(ui, right, "pane", |ui| {
        ScrollArea::vertical()
            .id_salt("pane")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                // What the bar is drawn over while one scrolls.
                ui.set_max_width(ui.available_width() - space::SMALL);
                pane(ui, state);
            });
    });
    ui.allocate_rect(whole, egui::Sense::hover());
}

fn side(ui: &mut Ui, place: Rect, salt: &'static str, add: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(place).id_salt(salt), |ui| {
        let card = theme::card(ui).inner_margin(space::MEDIUM);
        card.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            add(ui);
        });
    });
}

/// The choices for the objective that a thing serves: none first, then each in order.
pub struct Objectives {
    ids: Vec<Option<ObjectiveId>>,
    /// What the list shows.
    pub labels: Vec<String>,
}

impl Objectives {
    /// The plan's objectives; `none` is what having none is called.
    pub fn of(book: &Book, none: &str) -> Self {
        let ids = std::iter::once(None).chain(book.objectives.iter().map(|held| Some(held.id)));
        let labels =
            std::iter::once(none.to_owned()).chain(book.objectives.iter().map(|held| held.label()));
        Self {
            ids: ids.collect(),
            labels: labels.collect(),
        }
    }

    /// Where an objective stands in the list.
    pub fn at(&self, id: Option<ObjectiveId>) -> usize {
        self.ids.iter().position(|held| *held == id).unwrap_or(0)
    }

    /// The objective at a place in the list.
    pub fn get(&self, at: usize) -> Option<ObjectiveId> {
        self.ids.get(at).copied().flatten()
    }
}

/// The position after the last.
pub fn after_last(positions: impl Iterator<Item = i64>) -> i64 {
    positions.max().map_or(0, |last| last.saturating_add(1))
}
