//! The list of indicators: search, filters, and the rows.
//!
//! Only the rows in view are drawn and worked out, so that thousands scroll as lightly as sixty. Tab stops at the list
//! once; inside it the arrow keys, Page Up and Down, Home and End move, and what they reach is shown at the right.
//!
//! Where several are picked to stand side by side, each row has a box, and a press or Enter ticks it.

use egui::{Id, ScrollArea, Sense, Ui, vec2};

use crate::domain::id::{IndicatorId, Key as _};
use crate::ui::indicators::Ask;
use crate::ui::indicators::list_keys::{keep_keyboard, moved, offset_for};
use crate::ui::indicators::list_words::{heads, legend_line, nothing};
use crate::ui::indicators::row::{HEIGHT, Row};
use crate::ui::indicators::sieve::Sieve;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};

/// Below this height the rows have the legend's room too.
const LOW: f32 = 280.0;

/// What the list remembers.
#[derive(Debug, Default)]
pub struct List {
    /// Whether to bring the selected row into view, and with the keyboard.
    reveal: Option<bool>,
    /// Where the rows were scrolled to, and how high they stood, in the frame before.
    view: (f32, f32),
}

/// What of the plan the list shows in this frame.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The one shown beside it.
    pub selected: Option<IndicatorId>,
    /// Those that stand side by side, where they are picked here.
    pub ticked: Option<&'a [IndicatorId]>,
}

impl List {
    /// Brings the selected row into view in the next frame; with `focus` it gets the keyboard.
    pub fn reveal(&mut self, focus: bool) {
        self.reveal = Some(focus);
    }

    /// Draws the list.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        sieve: &mut Sieve,
        shown: Shown<'_>,
    ) -> Option<Ask> {
        let base = ui.make_persistent_id("indicator list");
        theme::card(ui)
            .inner_margin(space::MEDIUM)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let asked = sieve.ui(ui, desk);
                // A thing that somebody leads to is shown, whatever was searched for.
                let mut found = sieve.found(ui, desk);
                let selected = shown.selected;
                if self.reveal.is_some() && selected.is_some_and(|id| !found.contains(&id)) {
                    sieve.filter.wanted.clear();
                    found = sieve.found(ui, desk);
                }
                heads(ui);
                let is_low = ui.available_height() < LOW;
                let legend = if is_low { 0.0 } else { legend_height(ui) };
                let height = (ui.available_height() - legend).max(HEIGHT);
                let picked = self.rows(ui, desk, sieve, base, (&found, shown), height);
                let mut answer = asked.add.then_some(Ask::Add).or(picked);
                if asked.down {
                    let first = selected
                        .filter(|id| found.contains(id))
                        .or(found.first().copied());
                    answer = first.map(Ask::Select).or(answer);
                    self.reveal = Some(true);
                }
                if !is_low {
                    legend_line(ui);
                }
                answer
            })
            .inner
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        sieve: &mut Sieve,
        base: Id,
        (found, shown): (&[IndicatorId], Shown<'_>),
        height: f32,
    ) -> Option<Ask> {
        if found.is_empty() {
            nothing(ui, &mut sieve.filter.wanted, height);
            return None;
        }
        let selected = shown.selected;
        let at = selected.and_then(|id| found.iter().position(|held| *held == id));
        let stop = at.unwrap_or(0);
        let id_of = |at: usize| base.with(found.get(at).map_or(0, |id| id.number()));
        let page = ((height / HEIGHT) as usize).saturating_sub(1).max(1);
        let moved = moved(ui, id_of(stop), stop, (found.len(), page));
        let to = moved.unwrap_or(stop);
        if moved.is_some() {
            ui.memory_mut(|memory| memory.request_focus(id_of(to)));
        }
        let reveal = self.take_reveal(ui, id_of(to));
        let mut area = ScrollArea::vertical()
            .id_salt("rows")
            .max_height(height)
            .auto_shrink(false)
            .animated(false);
        if (moved.is_some() || reveal)
            && let Some(offset) = offset_for(self.view, to, HEIGHT, height)
        {
            area = area.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut picked = moved.and_then(|to| found.get(to).copied()).map(Ask::Select);
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
                let fact = sieve.facts.of(desk, indicator);
                let row = Row {
                    id: id_of(at),
                    indicator,
                    fact: &fact,
                    is_selected: at == to && (moved.is_some() || selected == Some(indicator.id)),
                    is_stop: at == to,
                    ticked: shown.ticked.map(|ticked| ticked.contains(&indicator.id)),
                    place: (at, found.len()),
                };
                let response = row.show(ui, rect);
                if response.clicked() {
                    ui.memory_mut(|memory| memory.request_focus(response.id));
                    picked = Some(match shown.ticked {
                        Some(_) => Ask::Tick(indicator.id),
                        None => Ask::Select(indicator.id),
                    });
                }
            }
        });
        self.view = (out.state.unclamped_offset().y, out.inner_rect.height());
        if !drawn {
            keep_keyboard(ui, id_of(to));
        }
        picked
    }

    /// Whether the selected row is to come into view; gives it the keyboard if that was asked for.
    fn take_reveal(&mut self, ui: &Ui, id: Id) -> bool {
        let reveal = self.reveal.take();
        if reveal == Some(true) && ui.input(|i| i.pointer.any_click()) {
            // A click anywhere takes the keyboard off what it is not on: go in the next frame.
            self.reveal = reveal;
            ui.ctx().request_repaint();
        } else if reveal == Some(true) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        reveal.is_some()
    }
}

/// Room for the legend, which wraps in a narrow list.
fn legend_height(ui: &Ui) -> f32 {
    if ui.available_width() < 340.0 {
        62.0
    } else {
        46.0
    }
}
