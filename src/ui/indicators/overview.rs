//! Every indicator in one table: ours beside the neighbours, the region and England, and what is judged of it.
//!
//! Read down, it shows where an authority is strong and where it is not, as a tartan; read across, one indicator. Each
//! shade has a sign or a letter with it. A row opens its indicator.
//!
//! Only the lines in view are drawn and worked out. Tab stops at the table once; inside it the arrow keys, Page Up and
//! Down, Home and End move, and Enter opens.

mod column;
mod group;
mod line;

use egui::{Id, ScrollArea, Sense, Stroke, Ui, vec2};
use egui_material_icons::icons;

use crate::domain::area::list_name;
use crate::domain::id::IndicatorId;
use crate::ui::indicators::Ask;
use crate::ui::indicators::list_keys::{keep_keyboard, moved, offset_for};
use crate::ui::indicators::list_words::nothing;
use crate::ui::indicators::overview::column::{Column, standing, tsv};
use crate::ui::indicators::overview::group::{Grouping, Item};
use crate::ui::indicators::overview::line::{HEIGHT, Line, group_line, head};
use crate::ui::indicators::sieve::Sieve;
use crate::ui::indicators::sort::Sort;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, icon_button};

/// Height of the heads.
const HEAD: f32 = 26.0;
/// Height of the line that explains the signs.
const LEGEND: f32 = 24.0;

/// What the overview remembers.
#[derive(Debug, Default)]
pub struct Overview {
    /// What the rows are grouped by, once somebody has said so.
    grouping: Option<Grouping>,
    /// The line that Tab stops at.
    at: usize,
    /// Where the lines were scrolled to, and how high they stood, in the frame before.
    view: (f32, f32),
}

impl Overview {
    /// Draws the overview into the room there is.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        sieve: &mut Sieve,
        asks: &mut Vec<Request>,
    ) -> Option<Ask> {
        theme::card(ui)
            .inner_margin(space::MEDIUM)
            .show(ui, |ui| {
                ui.set_min_size(ui.available_size());
                let asked = sieve.ui(ui, desk);
                self.about(ui, desk, sieve, asks);
                let add = asked.add.then_some(Ask::Add);
                let found = sieve.found(ui, desk);
                if found.is_empty() {
                    let height = ui.available_height();
                    nothing(ui, &mut sieve.filter.wanted, height);
                    return add;
                }
                let opened = self.table(ui, desk, sieve, &found, asked.down);
                add.or(opened.map(Ask::Select))
            })
            .inner
    }

    /// Grouping, copying, and whom the figures stand beside.
    fn about(&mut self, ui: &mut Ui, desk: Desk<'_>, sieve: &mut Sieve, asks: &mut Vec<Request>) {
        ui.horizontal(|ui| {
            let names = Grouping::ALL.map(Grouping::name);
            let grouping = self.grouping(desk);
            let mut picked = Grouping::ALL
                .iter()
                .position(|held| *held == grouping)
                .unwrap_or(0);
            if combo(ui, "grouping", "Rows grouped", &mut picked, &names).changed() {
                self.grouping = Grouping::ALL.get(picked).copied();
            }
            let copy = icon_button(ui, icons::ICON_CONTENT_COPY, "Copy table");
            if copy
                .on_hover_text("These rows with every column, for a spreadsheet")
                .clicked()
            {
                asks.push(copied(ui, desk, sieve));
            }
            ui.add(egui::Label::new(theme::small(ui, beside(desk))).truncate());
        });
    }

    fn grouping(&self, desk: Desk<'_>) -> Grouping {
        self.grouping
            .unwrap_or_else(|| Grouping::usual(desk.book()))
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        sieve: &mut Sieve,
        found: &[IndicatorId],
        went_down: bool,
    ) -> Option<IndicatorId> {
        let items = self.grouping(desk).items(desk.book(), found);
        ui.spacing_mut().item_spacing.y = 0.0;
        let bar = ui.spacing().scroll.allocated_width();
        let (columns, is_wide) = standing(ui.cursor().left(), ui.available_width() - bar);
        heads(ui, &columns, is_wide, &mut sieve.filter.wanted.sort);
        let height = (ui.available_height() - LEGEND).max(3.0 * HEIGHT);
        let base = ui.make_persistent_id("overview");
        // Tab stops at rows, never at the head of a group.
        self.at = row_at(&items, self.at.min(items.len().saturating_sub(1)), 1);
        let page = ((height / HEIGHT) as usize).saturating_sub(1).max(1);
        let to = moved(ui, base.with(self.at), self.at, (items.len(), page));
        let to = to.or(went_down.then_some(self.at));
        let mut area = ScrollArea::vertical()
            .id_salt("overview rows")
            .max_height(height)
            .auto_shrink(false)
            .animated(false);
        if let Some(to) = to {
            let step = if to < self.at { -1 } else { 1 };
            self.at = row_at(&items, to, step);
            ui.memory_mut(|memory| memory.request_focus(base.with(self.at)));
            // The head of its group comes into view with a row reached from below.
            let first = if step < 0 && self.at > 0 {
                self.at - 1
            } else {
                self.at
            };
            let offset = offset_for(self.view, first, HEIGHT, height);
            if let Some(offset) = offset.or(offset_for(self.view, self.at, HEIGHT, height)) {
                area = area.vertical_scroll_offset(offset);
            }
        }
        let mut opened = None;
        let mut drawn = false;
        let out = area.show_rows(ui, HEIGHT, items.len(), |ui, range| {
            for at in range {
                let size = vec2(ui.available_width(), HEIGHT);
                let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                let id = match items.get(at) {
                    Some(Item::Row(id)) => *id,
                    Some(Item::Group(title, n)) => {
                        group_line(ui, rect, &response, title, *n);
                        continue;
                    }
                    None => continue,
                };
                let Some(indicator) = desk.book().indicators.get(id) else {
                    continue;
                };
                drawn |= at == self.at;
                let fact = sieve.facts.of(desk, indicator);
                let line = Line {
                    id: base.with(at),
                    indicator,
                    fact: &fact,
                    is_stop: at == self.at,
                    place: (at, items.len()),
                    is_wide,
                };
                if line.show(ui, rect, &columns).clicked() {
                    self.at = at;
                    opened = Some(id);
                }
            }
        });
        self.view = (out.state.unclamped_offset().y, out.inner_rect.height());
        if !drawn {
            keep_keyboard(ui, base.with(self.at));
        }
        legend(ui);
        opened
    }
}

fn heads(ui: &mut Ui, columns: &[(Column, f32, f32)], is_wide: bool, sort: &mut Sort) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let base: Id = ui.make_persistent_id("heads");
    for (column, left, width) in columns {
        let corner = egui::pos2(*left, rect.top());
        let place = egui::Rect::from_min_size(corner, vec2(*width, rect.height()));
        head(ui, base, place, (*column, is_wide), sort);
    }
    let rule = Stroke::new(1.0, theme::palette(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), rule);
}

/// The row at a line, or the next one that way where a group's head stands there, or else the other way.
fn row_at(items: &[Item], at: usize, step: isize) -> usize {
    let is_row = |at: &usize| matches!(items.get(*at), Some(Item::Row(_)));
    let down = || (at..items.len()).find(is_row);
    let up = || (0..=at).rev().find(is_row);
    let found = if step < 0 {
        up().or_else(down)
    } else {
        down().or_else(up)
    };
    found.unwrap_or(0)
}

/// Whom the figures stand beside.
fn beside(desk: Desk<'_>) -> String {
    let against = desk.against;
    if against.list.is_empty() {
        return "Latest figure of each; the file names no neighbours.".to_owned();
    }
    format!(
        "Latest figure of each, beside the {} of the neighbours ({}).",
        against.average.word(),
        list_name(&against.list)
    )
}

/// Every row as text, those not looked at yet looked at first.
fn copied(ui: &Ui, desk: Desk<'_>, sieve: &mut Sieve) -> Request {
    let found = sieve.found(ui, desk);
    let held = found
        .iter()
        .filter_map(|id| desk.book().indicators.get(*id));
    let rows: Vec<_> = held
        .map(|indicator| (indicator, sieve.facts.of(desk, indicator)))
        .collect();
    let pairs = rows.iter().map(|(held, fact)| (*held, fact.as_ref()));
    Request::Copy {
        text: tsv(pairs),
        what: format!("the overview of {} indicators", rows.len()),
    }
}

fn legend(ui: &mut Ui) {
    ui.add_space(space::TINY);
    let words = "Ours beside each: ▲ better · ▼ worse · ≈ the same.   Direction: ↑ better · ↓ worse · → same · + up · − down.   \
                 ● green ◆ amber ■ red.   Significance: ▲ ▼ more than chance · ≈ similar · ? cannot be tested.   Enter opens.";
    ui.add(egui::Label::new(theme::small(ui, words)).truncate())
        .on_hover_text(words);
}
