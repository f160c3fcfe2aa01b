//! Search, filters and order, over the list and over the overview alike: what is set in one holds in the other.
//!
//! The filters are folded away until they are wanted; how many are set, and how many indicators are left, is always
//! said. Facts that a filter needs are worked out a few in a frame, with a quiet line saying how far it has come.

use std::rc::Rc;
use std::time::Duration;

use egui::{Button, Key, Modifiers, RichText, Ui, accesskit, vec2};

use crate::domain::id::IndicatorId;
use crate::domain::objective::Objective;
use crate::ui::indicators::facet::Facet;
use crate::ui::indicators::facts::Facts;
use crate::ui::indicators::filter::Filter;
use crate::ui::indicators::head::words_row;
use crate::ui::indicators::sort::Sort;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{combo, link_button, text_field};

/// From this width on the filters stand in one flow and not each on its own line.
const WIDE: f32 = 560.0;
/// Below this height they do so too.
const LOW: f32 = 480.0;

/// What narrows and orders the indicators, and the facts that takes.
#[derive(Debug, Default)]
pub struct Sieve {
    /// What is asked for.
    pub filter: Filter,
    /// What is known of each indicator.
    pub facts: Facts,
    is_open: bool,
}

/// What was asked in the bar.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// The arrow went down from the search into the rows.
    pub down: bool,
    /// A new indicator is wanted.
    pub add: bool,
}

impl Sieve {
    /// The indicators to show. Works on the facts that are missing, where the question takes them.
    pub fn found(&mut self, ui: &Ui, desk: Desk<'_>) -> Rc<Vec<IndicatorId>> {
        if self.filter.wanted.needs_figures() && !self.facts.look_on(desk) {
            // Not at once: other work of the window comes between.
            ui.ctx().request_repaint_after(Duration::from_millis(1));
        }
        self.filter
            .found(desk.book(), desk.session.revision(), &self.facts)
    }

    /// Draws search, filters and order.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>) -> Asked {
        let mut asked = Asked::default();
        self.search(ui, desk, &mut asked);
        let n = self.found(ui, desk).len();
        self.state(ui, desk, n);
        if self.is_open {
            self.filters(ui, desk);
        }
        asked
    }

    fn search(&mut self, ui: &mut Ui, desk: Desk<'_>, asked: &mut Asked) {
        let n = desk.book().indicators.len();
        let hint = match n {
            1 => "Search 1 indicator…".to_owned(),
            n => format!("Search {n} indicators…"),
        };
        ui.horizontal(|ui| {
            let button = 78.0;
            let wide = (ui.available_width() - button - space::SMALL).min(520.0);
            let search = &mut self.filter.wanted.search;
            let field = ui.allocate_ui(vec2(wide, size::CONTROL), |ui| {
                text_field(ui, "search", "Search indicators", search, &hint)
            });
            let add = Button::new("Add…").min_size(vec2(button, size::CONTROL));
            let add = ui
                .add(add)
                .accessible_name("Add indicator…")
                .on_hover_text("Add an indicator to the plan");
            asked.add = add.clicked();
            asked.down = field.inner.has_focus()
                && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        });
    }

    /// The line that folds the filters, gives the order, and says how many are left.
    fn state(&mut self, ui: &mut Ui, desk: Desk<'_>, n: usize) {
        let of = desk.book().indicators.len();
        ui.horizontal_wrapped(|ui| {
            self.fold(ui);
            let names = Sort::ALL.map(Sort::name);
            let wanted = &mut self.filter.wanted;
            let mut picked = Sort::ALL
                .iter()
                .position(|sort| *sort == wanted.sort)
                .unwrap_or(0);
            if combo(ui, "sort", "Order of the indicators", &mut picked, &names).changed() {
                wanted.sort = Sort::ALL.get(picked).copied().unwrap_or_default();
            }
        });
        let looked = self.facts.looked(desk);
        let is_looking = self.filter.wanted.needs_figures() && looked < of;
        let wanted = &mut self.filter.wanted;
        if !wanted.is_narrow() && !is_looking {
            return;
        }
        words_row(ui, |ui| {
            if wanted.is_narrow() {
                ui.label(theme::small(ui, format!("{n} of {of}")));
                if link_button(ui, "Clear")
                    .accessible_name("Clear search and filters")
                    .clicked()
                {
                    wanted.clear();
                }
            }
            if is_looking {
                ui.label(theme::small(ui, format!("looked at {looked} of {of}")));
            }
        });
    }

    fn fold(&mut self, ui: &mut Ui) {
        let words = match self.filter.wanted.n_filters() {
            0 => "Filters".to_owned(),
            n => format!("Filters ({n})"),
        };
        let sign = if self.is_open { "▲" } else { "▼" };
        let button = ui
            .add(Button::new(format!("{words} {sign}")))
            .on_hover_text("By objective, topic, band, RAG, significance and polarity");
        let is_open = self.is_open;
        ui.ctx().accesskit_node_builder(button.id, |node| {
            node.set_label(words.as_str());
            node.set_expanded(is_open);
        });
        if button.clicked() {
            self.is_open = !self.is_open;
        }
    }

    fn filters(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        // In a low window too: the rows are worth more than a line for each.
        let is_flow = ui.available_width() >= WIDE || ui.available_height() < LOW;
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::TINY, space::TINY);
            let height = ui.spacing().interact_size.y;
            ui.spacing_mut().combo_width = 96.0;
            ui.horizontal_wrapped(|ui| {
                self.objective(ui, &desk.book().objectives);
                self.topic(ui, desk);
            });
            // Before the rows begin, which take their height from it.
            ui.spacing_mut().interact_size.y = height.min(22.0);
            ui.spacing_mut().button_padding = vec2(7.0, 1.0);
            if is_flow {
                ui.horizontal_wrapped(|ui| {
                    for facet in Facet::ALL {
                        self.facet(ui, facet);
                        ui.add_space(space::SMALL);
                    }
                });
            } else {
                for facet in Facet::ALL {
                    ui.horizontal_wrapped(|ui| self.facet(ui, facet));
                }
            }
        });
    }

    fn objective(&mut self, ui: &mut Ui, objectives: &[Objective]) {
        if objectives.is_empty() {
            return;
        }
        let all = std::iter::once("All objectives".to_owned());
        let labels: Vec<String> = all.chain(objectives.iter().map(Objective::label)).collect();
        let wanted = &mut self.filter.wanted;
        let held = |id| objectives.iter().position(|objective| objective.id == id);
        let mut picked = wanted.objective.and_then(held).map_or(0, |at| at + 1);
        if combo(ui, "objective", "Objective", &mut picked, &labels).changed() {
            let at = picked.checked_sub(1).and_then(|at| objectives.get(at));
            wanted.objective = at.map(|held| held.id);
        }
    }

    fn topic(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let topics = self.filter.topics(desk.book(), desk.session.revision());
        if topics.is_empty() {
            return;
        }
        let all = std::iter::once("All topics");
        let labels: Vec<&str> = all.chain(topics.iter().map(String::as_str)).collect();
        let wanted = &mut self.filter.wanted;
        let held = topics.iter().position(|topic| *topic == wanted.topic);
        let mut picked = held.map_or(0, |at| at + 1);
        if combo(ui, "topic", "Topic", &mut picked, &labels).changed() {
            let at = picked.checked_sub(1).and_then(|at| topics.get(at));
            wanted.topic = at.cloned().unwrap_or_default();
        }
    }

    /// The answers of a facet to pick from; those picked let through what has any of them.
    fn facet(&mut self, ui: &mut Ui, facet: Facet) {
        ui.label(theme::small(ui, facet.name()))
            .on_hover_text(facet.about());
        for answer in facet.answers() {
            let is_picked = self.filter.wanted.picked(facet).contains(answer);
            let chip = Button::selectable(is_picked, RichText::new(answer).small());
            let chip = ui.add(chip.corner_radius(10.0).frame_when_inactive(true));
            ui.ctx().accesskit_node_builder(chip.id, |node| {
                node.set_role(accesskit::Role::CheckBox);
                node.set_label(format!("{}: {answer}", facet.name()));
                node.set_toggled(is_picked.into());
            });
            if chip.clicked() {
                self.filter.wanted.toggle(facet, answer);
            }
        }
    }
}
