//! The lines at the Allocate desk: ticked or not, what was typed, what each has, would have, and why.
//!
//! Only the lines in view are drawn, and only for them are the reasons put into words, so 5,000 lines scroll as eight do.
//!
//! Edges: in a narrow window the quota, the change and what a line has now give way in that order; the line that is
//! selected has all of it, and its whole working, below the table.

use egui::accesskit::Role;
use egui::{Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use crate::domain::grant::Grant;
use crate::domain::id::{ChoiceId, IndicatorId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::ui::grant::allocate::entries::{Method, offered};
use crate::ui::grant::allocate::sheet::EntrySheet;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::figure;
use crate::ui::grant::table::rule;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{Grid, GridEvent, combo, focus_ring};

/// What was asked of the table in one frame.
#[derive(Default)]
pub struct TableOut {
    /// What the cells were asked for.
    pub event: GridEvent,
    /// A line ticked or not.
    pub ticked: Option<(PriorityAreaId, bool)>,
    /// An indicator chosen for a line.
    pub indicator: Option<(PriorityAreaId, IndicatorId)>,
    /// An answer chosen for a line.
    pub answer: Option<(PriorityAreaId, Option<ChoiceId>)>,
    /// The line whose working is to be shown.
    pub picked: Option<PriorityAreaId>,
}

/// A column that is not typed into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Tick,
    Name,
    Typed(usize),
    Source,
    Weight,
    Quota,
    Now,
    WouldBe,
    Change,
    Why,
}

/// Where each column stands.
struct Columns(Vec<(Part, f32, f32)>);

impl Columns {
    fn fit(width: f32, n_typed: usize, has_source: bool, has_weight: bool) -> Self {
        let mut parts = vec![(Part::Tick, 30.0), (Part::Name, 132.0)];
        parts.extend((0..n_typed).map(|col| (Part::Typed(col), 84.0)));
        if has_source {
            parts.push((Part::Source, 172.0));
        }
        if has_weight {
            parts.push((Part::Weight, 74.0));
        }
        parts.push((Part::WouldBe, 92.0));
        let mut used: f32 = parts.iter().map(|part| part.1).sum();
        for (part, wide, before) in [
            (Part::Now, 88.0, Part::WouldBe),
            (Part::Change, 104.0, Part::Why),
            (Part::Quota, 104.0, Part::WouldBe),
        ] {
            // The quota stands in the reason too, so the reason has its room first.
            let spared = if part == Part::Quota { 300.0 } else { 60.0 };
            if used + wide + spared > width {
                break;
            }
            used += wide;
            let at = parts.iter().position(|held| {
                held.0 == before || (before == Part::WouldBe && held.0 == Part::Now)
            });
            parts.insert(at.unwrap_or(parts.len()), (part, wide));
        }
        let spare = (width - used).max(0.0);
        let why = if spare > 210.0 { spare * 0.7 } else { 0.0 };
        if why > 0.0 {
            parts.push((Part::Why, why));
        }
        if let Some(name) = parts.iter_mut().find(|part| part.0 == Part::Name) {
            name.1 += spare - why;
        }
        let mut x = 0.0;
        let placed = parts.into_iter().map(|(part, wide)| {
            let from = x;
            x += wide;
            (part, from, wide)
        });
        Self(placed.collect())
    }

    fn rect(row: Rect, from: f32, wide: f32) -> Rect {
        Rect::from_min_size(pos2(row.left() + from, row.top()), vec2(wide, row.height()))
    }
}

/// The table in one frame.
pub struct EntryTable<'a> {
    /// The cells.
    pub sheet: &'a EntrySheet<'a>,
    /// The grant.
    pub grant: &'a Grant,
    /// The answers of the question chosen.
    pub answers: &'a [(ChoiceId, String)],
    /// The line whose working is shown.
    pub picked: Option<PriorityAreaId>,
    /// What is kept free below, in points.
    pub foot: f32,
}

impl EntryTable<'_> {
    /// Draws it in the room there is, less the foot.
    pub fn show(&self, ui: &mut Ui) -> TableOut {
        let mut out = TableOut::default();
        let method = self.sheet.entries.options.method;
        let mut grid = Grid::begin(
            ui,
            ("share out", method, self.sheet.lines.len()),
            self.sheet,
        );
        let at = grid.at();
        let bar = ui.spacing().scroll.allocated_width();
        let has_source = matches!(method, Method::Gap | Method::Voice);
        let has_weight = has_source || method == Method::Formula;
        let n = self.sheet.columns.len();
        let columns = Columns::fit(ui.available_width() - bar, n, has_source, has_weight);
        self.head(ui, &columns, bar);
        let full = self.sheet.lines.len() as f32 * size::ROW;
        let room = (ui.available_height() - self.foot).max(2.0 * size::ROW);
        let go_to = grid.row_to_show();
        ScrollArea::vertical()
            .id_salt("shared lines")
            .max_height(room)
            .min_scrolled_height(room.min(full))
            .auto_shrink([false, true])
            .show_viewport(ui, |ui, view| {
                ui.set_height(full);
                let corner = ui.max_rect().min;
                let width = ui.max_rect().width().max(1.0);
                let rect_of = |row: usize| {
                    let top = corner.y + row as f32 * size::ROW;
                    Rect::from_min_size(pos2(corner.x, top), vec2(width, size::ROW))
                };
                if let Some(row) = go_to {
                    ui.scroll_to_rect(rect_of(row), None);
                }
                let first = (view.top() / size::ROW).floor().max(0.0) as usize;
                let last = (view.bottom() / size::ROW).ceil().max(0.0) as usize + 1;
                for row in first..last.min(self.sheet.lines.len()) {
                    self.row(ui, &columns, &mut grid, row, rect_of(row), &mut out);
                }
            });
        if grid.has_keyboard(ui) && grid.at() != at
            || grid.has_keyboard(ui) && self.picked.is_none()
        {
            out.picked = self.sheet.area(grid.at().row).map(|area| area.id);
        }
        out.event = grid.end(ui);
        out
    }

    fn head(&self, ui: &mut Ui, columns: &Columns, bar: f32) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
        let row = Rect::from_min_max(rect.min, pos2(rect.right() - bar, rect.bottom()));
        for (part, from, wide) in &columns.0 {
            let (words, side) = match part {
                Part::Tick => continue,
                Part::Name => ("Priority area", Side::Left),
                Part::Typed(col) => (self.sheet.columns[*col].name(), Side::Right),
                Part::Source if self.sheet.entries.options.method == Method::Gap => {
                    ("Indicator", Side::Left)
                }
                Part::Source => ("Answer", Side::Left),
                Part::Weight => ("Weight", Side::Right),
                Part::Quota => ("Quota", Side::Right),
                Part::Now => ("Now", Side::Right),
                Part::WouldBe => ("Would be", Side::Right),
                Part::Change => ("Change", Side::Right),
                Part::Why => ("Why", Side::Left),
            };
            let rect = Columns::rect(row, *from, *wide);
            line(ui, rect, side, &[(words, Ink::head(ui))]);
            named(
                ui,
                rect,
                ("shared head", words),
                Role::ColumnHeader,
                words,
                Sense::hover(),
            );
        }
        rule(ui, row);
    }

    fn row(
        &self,
        ui: &mut Ui,
        columns: &Columns,
        grid: &mut Grid<'_, EntrySheet<'_>>,
        row: usize,
        rect: Rect,
        out: &mut TableOut,
    ) {
        let Some(area) = self.sheet.area(row) else {
            return;
        };
        if self.picked == Some(area.id) {
            ui.painter()
                .rect_filled(rect, 0.0, theme::palette(ui).selected);
        }
        for (part, from, wide) in &columns.0 {
            let place = Columns::rect(rect, *from, *wide);
            match part {
                Part::Tick => self.tick(ui, row, place, out),
                Part::Typed(col) => {
                    let look = UiBuilder::new()
                        .max_rect(place)
                        .id_salt(("entry", row, col));
                    grid.cell(&mut ui.new_child(look), row, *col);
                }
                Part::Source => self.source(ui, row, place, out),
                part => {
                    let (words, side, ink) = self.words(ui, area.id, *part, &area.name);
                    line(ui, place, side, &[(&words, ink)]);
                    self.name_it(ui, row, *part, place, &words, out);
                }
            }
        }
        rule(ui, rect);
    }

    fn name_it(
        &self,
        ui: &Ui,
        row: usize,
        part: Part,
        place: Rect,
        words: &str,
        out: &mut TableOut,
    ) {
        let Some(area) = self.sheet.area(row) else {
            return;
        };
        let (salt, role, name) = match part {
            Part::Name => ("name", Role::RowHeader, area.name.clone()),
            Part::Weight => (
                "weight",
                Role::Cell,
                format!("{}, Weight: {words}", area.name),
            ),
            Part::Quota => (
                "quota",
                Role::Cell,
                format!("{}, Quota: {words}", area.name),
            ),
            Part::Now => ("now", Role::Cell, format!("{}, Now: {words}", area.name)),
            Part::WouldBe => (
                "would be",
                Role::Cell,
                format!("{}, Would be: {words}", area.name),
            ),
            Part::Change => (
                "change",
                Role::Cell,
                format!("{}, Change: {words}", area.name),
            ),
            _ => ("why", Role::Cell, format!("{}, Why: {words}", area.name)),
        };
        // The whole line can be clicked; the keyboard meets its name.
        let sense = if part == Part::Name {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = named(ui, place, (salt, row), role, &name, sense);
        focus_ring(ui, &response);
        if response.clicked() {
            out.picked = Some(area.id);
        }
        if matches!(part, Part::Name | Part::Why) {
            response.on_hover_text(words);
        }
    }

    fn tick(&self, ui: &mut Ui, row: usize, place: Rect, out: &mut TableOut) {
        let Some(area) = self.sheet.area(row) else {
            return;
        };
        let look = UiBuilder::new()
            .max_rect(place.shrink2(vec2(6.0, 0.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt(("tick", row));
        let mut inside = ui.new_child(look);
        let mut ticked = self.sheet.preview.place(area.id).is_some();
        let name = format!("Share with {}", area.name);
        let response = inside.checkbox(&mut ticked, "").accessible_name(&name);
        let fits = self.grant.may_pay(self.sheet.book, area.id);
        let response = if fits {
            response
        } else {
            response.on_hover_text(format!("{} may not pay for it", self.grant.short))
        };
        if response.changed() {
            out.ticked = Some((area.id, ticked));
        }
    }

    fn source(&self, ui: &mut Ui, row: usize, place: Rect, out: &mut TableOut) {
        let Some(area) = self.sheet.area(row) else {
            return;
        };
        let look = UiBuilder::new()
            .max_rect(place.shrink2(vec2(4.0, 1.0)))
            .layout(egui::Layout::left_to_right(egui::Align::Center))
            .id_salt(("source", row));
        let mut inside = ui.new_child(look);
        inside.set_clip_rect(place.intersect(ui.clip_rect()));
        inside.spacing_mut().combo_width = place.width() - 12.0;
        inside.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
        if self.sheet.entries.options.method == Method::Gap {
            let all = offered(self.sheet.book, area.id);
            let name = |id: &IndicatorId| {
                self.sheet
                    .book
                    .indicators
                    .get(*id)
                    .map_or("", |held| held.title.as_str())
            };
            let labels: Vec<&str> = all.iter().map(name).collect();
            let chosen = self.sheet.preview.indicators.get(&area.id).copied();
            let mut index = all
                .iter()
                .position(|id| Some(*id) == chosen)
                .unwrap_or_default();
            let label = format!("Indicator for {}", area.name);
            if combo(&mut inside, ("indicator", row), &label, &mut index, &labels).changed() {
                out.indicator = all.get(index).map(|id| (area.id, *id));
            }
        } else {
            let mut labels = vec!["no answer"];
            labels.extend(self.answers.iter().map(|(_, text)| text.as_str()));
            let said = self.sheet.entries.answer(area.id);
            let shown = said.unwrap_or_else(|| self.sheet.preview.answers.get(&area.id).copied());
            let open = |id: ChoiceId| self.answers.iter().position(|(held, _)| *held == id);
            let mut index = shown.and_then(open).map_or(0, |at| at + 1);
            let label = format!("Answer for {}", area.name);
            if combo(&mut inside, ("answer", row), &label, &mut index, &labels).changed() {
                let answer = index.checked_sub(1).and_then(|at| self.answers.get(at));
                out.answer = Some((area.id, answer.map(|(id, _)| *id)));
            }
        }
    }

    fn words(&self, ui: &Ui, area: PriorityAreaId, part: Part, name: &str) -> (String, Side, Ink) {
        let held = self.sheet.preview;
        let place = held.place(area);
        let shared = held.shared.as_ref().zip(place);
        let now = held.now.get(&area).copied();
        let would_be = held.would_be.get(&area).copied();
        let dash = || "–".to_owned();
        let amount = |amount: Option<Pence>| amount.map_or_else(dash, figure);
        match part {
            Part::Name => {
                let ink = if place.is_some() {
                    Ink::plain(ui)
                } else {
                    Ink::muted(ui)
                };
                (name.to_owned(), Side::Left, ink)
            }
            Part::Weight => {
                let weight = shared.and_then(|(shared, at)| shared.lines[at].weight);
                (
                    weight.map_or_else(dash, |weight| weight.to_string()),
                    Side::Right,
                    Ink::plain(ui),
                )
            }
            Part::Quota => {
                let quota = shared.map(|(shared, at)| brief(&shared.quota(at)));
                (quota.unwrap_or_else(dash), Side::Right, Ink::muted(ui))
            }
            Part::Now => (amount(now), Side::Right, Ink::muted(ui)),
            Part::WouldBe => match would_be {
                Some(would_be) => (figure(would_be), Side::Right, Ink::strong(ui)),
                None => (amount(now), Side::Right, Ink::muted(ui)),
            },
            Part::Change => {
                let by =
                    would_be.map(|would_be| would_be.0.saturating_sub(now.unwrap_or_default().0));
                let words = match by {
                    None | Some(0) => dash(),
                    Some(by) if by > 0 => format!("+{}", figure(Pence(by))),
                    Some(by) => figure(Pence(by)),
                };
                (words, Side::Right, Ink::plain(ui))
            }
            _ => {
                let stopped = held.stopped.get(&area);
                let ink = if stopped.is_some() {
                    Ink::attention(ui)
                } else {
                    Ink::small(ui)
                };
                (
                    stopped.cloned().unwrap_or_else(|| why(self.sheet, area)),
                    Side::Left,
                    ink,
                )
            }
        }
    }
}

/// Why a line would have what it would have.
pub fn why(sheet: &EntrySheet<'_>, area: PriorityAreaId) -> String {
    let held = sheet.preview;
    let Some(place) = held.place(area) else {
        return "not ticked, stays as it is".to_owned();
    };
    if let Some(stopped) = held.stopped.get(&area) {
        return stopped.clone();
    }
    let note = held.notes.get(&area).cloned().unwrap_or_default();
    match (&held.shared, note.is_empty()) {
        (None, _) => note,
        (Some(shared), true) => shared.why(place),
        (Some(shared), false) => format!("{note}: {}", shared.why(place)),
    }
}

/// A quota in a cell: thousands marks and at most four decimals.
fn brief(quota: &str) -> String {
    let (whole, rest) = quota.split_at(quota.find('.').unwrap_or(quota.len()));
    let pounds = whole
        .parse::<i64>()
        .ok()
        .and_then(|pounds| pounds.checked_mul(100));
    let whole = pounds.map_or_else(|| whole.to_owned(), |pence| figure(Pence(pence)));
    let rest: String = rest.chars().take(5).collect();
    format!("{whole}{rest}")
}
