//! The list of indicators: search, objectives as chips, and the rows.
//!
//! Only the rows in view are drawn and worked out, so that thousands scroll as lightly as sixty. Tab stops at the list
//! once; inside it the arrow keys, Page Up and Down, Home and End move, and what they reach is shown at the right.

use egui::{
    Button, EventFilter, Id, Key, Modifiers, Rect, RichText, ScrollArea, Sense, Ui, Vec2,
    accesskit, vec2,
};

use crate::domain::id::{IndicatorId, Key as _, ObjectiveId};
use crate::domain::objective::Objective;
use crate::ui::indicators::Ask;
use crate::ui::indicators::fact::{Beside, Facts};
use crate::ui::indicators::filter::Filter;
use crate::ui::indicators::row::{Columns, HEIGHT, Row};
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{combo, text_field};

/// Below this height the objectives are a list to pick from: chips would leave no room for rows.
const CHIPS_FROM: f32 = 640.0;

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
                self.objectives(ui, desk);
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

    fn objectives(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let objectives: &[Objective] = &desk.book().objectives;
        if objectives.is_empty() {
            return;
        }
        if ui.available_height() + size::CONTROL < CHIPS_FROM {
            self.objective_list(ui, objectives);
            return;
        }
        ui.scope(|ui| {
            // Before the row begins, which takes its height from it.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.spacing_mut().item_spacing = Vec2::splat(space::TINY);
            ui.spacing_mut().button_padding = vec2(8.0, 2.0);
            ui.horizontal_wrapped(|ui| {
                self.chip(ui, None, "All", "Every objective");
                for objective in objectives {
                    self.chip(ui, Some(objective.id), &objective.short, &objective.title);
                }
            });
        });
    }

    fn chip(&mut self, ui: &mut Ui, objective: Option<ObjectiveId>, word: &str, whole: &str) {
        let palette = theme::palette(ui);
        let is_picked = self.filter.objective == objective;
        let (ink, fill) = if is_picked {
            (palette.on_accent, palette.accent)
        } else {
            (palette.text, palette.card)
        };
        let words = RichText::new(word).small().color(ink);
        let chip = ui
            .add(Button::new(words).fill(fill).corner_radius(11.0))
            .on_hover_text(whole);
        ui.ctx().accesskit_node_builder(chip.id, |node| {
            node.set_role(accesskit::Role::RadioButton);
            node.set_toggled(is_picked.into());
        });
        if is_picked && chip.has_focus() {
            let ring = egui::Stroke::new(size::FOCUS, palette.accent);
            ui.painter()
                .rect_stroke(chip.rect.expand(1.0), 12.0, ring, egui::StrokeKind::Outside);
        }
        if chip.clicked() {
            self.filter.objective = objective;
        }
    }

    fn objective_list(&mut self, ui: &mut Ui, objectives: &[Objective]) {
        let labels: Vec<String> = std::iter::once("All objectives".to_owned())
            .chain(objectives.iter().map(Objective::label))
            .collect();
        let held = |id| objectives.iter().position(|objective| objective.id == id);
        let mut picked = self.filter.objective.and_then(held).map_or(0, |at| at + 1);
        if combo(ui, "objective", "Objective", &mut picked, &labels).changed() {
            self.filter.objective = picked
                .checked_sub(1)
                .and_then(|at| objectives.get(at))
                .map(|held| held.id);
        }
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

/// Where the keys lead from the row that has the keyboard.
fn moved(ui: &Ui, id: Id, from: usize, (rows, height): (usize, f32)) -> Option<usize> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let last = rows.saturating_sub(1);
    let page = ((height / HEIGHT) as usize).saturating_sub(1).max(1);
    let keys = [
        (Key::ArrowDown, (from + 1).min(last)),
        (Key::ArrowUp, from.saturating_sub(1)),
        (Key::PageDown, (from + page).min(last)),
        (Key::PageUp, from.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |(key, to): (Key, usize)| {
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, key))
            .then_some(to)
    };
    keys.into_iter().find_map(pressed)
}

/// The row with the keyboard is scrolled out of view: the keyboard stays on it unseen, and an arrow brings it back.
fn keep_keyboard(ui: &Ui, id: Id) {
    if ui.memory(|memory| memory.has_focus(id)) {
        let nowhere = Rect::from_min_size(ui.min_rect().min, Vec2::ZERO);
        let response = ui.interact(nowhere, id, Sense::focusable_noninteractive());
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(accesskit::Role::ListBoxOption);
            node.set_label("The indicator shown, scrolled out of view");
        });
    }
}

fn heads(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let columns = Columns::of(rect);
    let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    let colour = theme::palette(ui).muted;
    let head = |x: f32, align, words: &str| {
        ui.painter().text(
            egui::pos2(x, rect.center().y),
            align,
            words,
            font.clone(),
            colour,
        );
    };
    head(columns.title, egui::Align2::LEFT_CENTER, "Indicator");
    head(columns.latest, egui::Align2::RIGHT_CENTER, "Latest");
    if let Some(left) = columns.trend {
        head(left + 3.0, egui::Align2::LEFT_CENTER, "Trend");
    }
    ui.painter().hline(
        rect.x_range(),
        rect.bottom(),
        egui::Stroke::new(1.0, theme::palette(ui).line),
    );
}

fn legend_line(ui: &mut Ui) {
    ui.add_space(space::TINY);
    let all = [Beside::Better, Beside::Worse, Beside::Same, Beside::Unknown];
    let words: Vec<String> = all
        .iter()
        .map(|held| match held {
            Beside::Better => "▲ better than neighbours".to_owned(),
            Beside::Unknown => "– not compared".to_owned(),
            other => format!(
                "{} {}",
                other.sign(),
                other.words().split(' ').next().unwrap_or_default()
            ),
        })
        .collect();
    ui.label(theme::small(ui, words.join(" · ")));
}

fn nothing(ui: &mut Ui, filter: &Filter, height: f32) {
    ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
        ui.set_min_height(height);
        ui.add_space(space::LARGE);
        let words = match (filter.search.trim(), filter.objective) {
            ("", None) => "No indicators yet.".to_owned(),
            ("", Some(_)) => {
                "No indicator serves this objective yet. Add one, or pick another objective."
                    .to_owned()
            }
            (search, None) => {
                format!("No indicator has “{search}” in its code, its title or its objectives.")
            }
            (search, Some(_)) => {
                format!("No indicator of this objective has “{search}” in its code or its title.")
            }
        };
        ui.label(theme::muted(ui, words));
    });
}
