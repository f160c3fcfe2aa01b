//! The list of indicators: search, objectives as chips, and the rows.
//!
//! Only the rows in view are drawn and worked out, so that thousands scroll as lightly as sixty. Tab stops at the list
//! once; inside it the arrow keys, Page Up and Down, Home and End move, and what they reach is shown at the right.

use egui::{Button, Id, Key, Modifiers, ScrollArea, Sense, Ui, vec2};

use crate::domain::id::{IndicatorId, Key as _};
use crate::ui::indicators::Ask;
use crate::ui::indicators::fact::Facts;
use crate::ui::indicators::filter::Filter;
use crate::ui::indicators::list_keys::{keep_keyboard, moved};
use crate::ui::indicators::list_words::{heads, legend_line, nothing};
use crate::ui::indicators::objectives;
use crate::ui::indicators::row::{HEIGHT, Row};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::text_field;

/// What the list remembers.
#[derive(Debug, Default)]
pub struct List {
    filter: Filter,
    facts: Facts,
    /// Whether to bring the selected row into view, and with the keyboard.
    reveal: Option<bool>,
    /// Where the rows were scrolled to, and how high they stood, in the frame before.
    view: (f32, f32),
}

impl List {
    /// Brings the selected row into view in the next frame; with `focus` it gets the keyboard.
    pub fn reveal(&mut self, focus: bool) {
        self.reveal = Some(focus);
    }

    /// Ends any search.
    pub fn show_all(&mut self) {
        self.filter.search.clear();
        self.filter.objective = None;
    }

    /// Draws the list.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        selected: Option<IndicatorId>,
    ) -> Option<Ask> {
        let base = ui.make_persistent_id("indicator list");
        theme::card(ui)
            .inner_margin(space::MEDIUM)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let mut asked = None;
                let went_down = self.top(ui, desk, &mut asked);
                objectives::ui(ui, &mut self.filter, &desk.book().objectives);
                // A thing that somebody leads to is shown, whatever was searched for.
                let mut found = self.filter.found(desk.book(), desk.session.revision());
                if self.reveal.is_some() && selected.is_some_and(|id| !found.contains(&id)) {
                    self.show_all();
                    found = self.filter.found(desk.book(), desk.session.revision());
                }
                heads(ui);
                let legend = self.legend_height(ui);
                let height = (ui.available_height() - legend).max(HEIGHT);
                let picked = self.rows(ui, desk, base, (&found, selected), height);
                asked = asked.or(picked.map(Ask::Select));
                if went_down {
                    let first = selected
                        .filter(|id| found.contains(id))
                        .or(found.first().copied());
                    asked = first.map(Ask::Select).or(asked);
                    self.reveal = Some(true);
                }
                legend_line(ui);
                asked
            })
            .inner
    }

    /// Search and the button for a new indicator; whether the arrow went down from the search into the list.
    fn top(&mut self, ui: &mut Ui, desk: Desk<'_>, asked: &mut Option<Ask>) -> bool {
        let n = desk.book().indicators.len();
        let hint = if n == 1 {
            "Search 1 indicator…".to_owned()
        } else {
            format!("Search {n} indicators…")
        };
        ui.horizontal(|ui| {
            let button = 78.0;
            let room = vec2(ui.available_width() - button - space::SMALL, size::CONTROL);
            let field = ui
                .allocate_ui(room, |ui| {
                    text_field(
                        ui,
                        "search",
                        "Search indicators",
                        &mut self.filter.search,
                        &hint,
                    )
                })
                .inner;
            let add = Button::new("Add…").min_size(vec2(button, size::CONTROL));
            let add = ui
                .add(add)
                .accessible_name("Add indicator…")
                .on_hover_text("Add an indicator to the plan");
            if add.clicked() {
                *asked = Some(Ask::Add);
            }
            field.has_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown))
        })
        .inner
    }

    /// Room for the legend, which wraps in a narrow list.
    fn legend_height(&self, ui: &Ui) -> f32 {
        if ui.available_width() < 340.0 {
            46.0
        } else {
            28.0
        }
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        base: Id,
        (found, selected): (&[IndicatorId], Option<IndicatorId>),
        height: f32,
    ) -> Option<IndicatorId> {
        if found.is_empty() {
            nothing(ui, &self.filter, height);
            return None;
        }
        let at = selected.and_then(|id| found.iter().position(|held| *held == id));
        let stop = at.unwrap_or(0);
        let id_of = |at: usize| base.with(found.get(at).map_or(0, |id| id.number()));
        let moved = moved(ui, id_of(stop), stop, (found.len(), height));
        let to = moved.unwrap_or(stop);
        if moved.is_some() {
            ui.memory_mut(|memory| memory.request_focus(id_of(to)));
        }
        let reveal = self.reveal.take();
        if reveal == Some(true) && ui.input(|i| i.pointer.any_click()) {
            // A click anywhere takes the keyboard off what it is not on: go in the next frame.
            self.reveal = reveal;
            ui.ctx().request_repaint();
        } else if reveal == Some(true) {
            ui.memory_mut(|memory| memory.request_focus(id_of(to)));
        }
        let mut area = ScrollArea::vertical()
            .id_salt("rows")
            .max_height(height)
            .auto_shrink(false)
            .animated(false);
        if (moved.is_some() || reveal.is_some())
            && let Some(offset) = self.offset_for(to, height)
        {
            area = area.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut picked = moved.and_then(|to| found.get(to).copied());
        let mut drawn = false;
        let out = area.show_rows(ui, HEIGHT, found.len(), |ui, range| {
            for at in range {
                let (rect, _) =
                    ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
                let Some(indicator) = found.get(at).and_then(|id| desk.book().indicators.get(*id))
                else {
                    continue;
                };
                drawn |= at == to;
                let fact = self.facts.of(desk, indicator);
                let row = Row {
                    id: id_of(at),
                    indicator,
                    fact: &fact,
                    is_selected: at == to && (moved.is_some() || selected == Some(indicator.id)),
                    is_stop: at == to,
                    place: (at, found.len()),
                };
                let response = row.show(ui, rect);
                if response.clicked() {
                    ui.memory_mut(|memory| memory.request_focus(response.id));
                    picked = Some(indicator.id);
                }
            }
        });
        self.view = (out.state.unclamped_offset().y, out.inner_rect.height());
        if !drawn {
            keep_keyboard(ui, id_of(to));
        }
        picked
    }

    /// How far to scroll so that a row is in view; none when it is already. Before the first frame, to the middle.
    fn offset_for(&self, row: usize, height: f32) -> Option<f32> {
        let (offset, seen) = self.view;
        let top = row as f32 * HEIGHT;
        if self.view.1 == 0.0 {
            return Some((top - height / 2.0).max(0.0));
        }
        if top < offset {
            Some(top)
        } else if top + HEIGHT > offset + seen {
            Some(top + HEIGHT - seen)
        } else {
            None
        }
    }
}
