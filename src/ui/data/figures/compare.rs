//! What a later release says otherwise than an earlier one, figure by figure, the plan's own authority first.

use egui::{Align, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::domain::batch::Batch;
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::indicator::Indicator;
use crate::domain::reading::Reported;
use crate::domain::statistics::grouped;
use crate::session::job::{Answer, Job};
use crate::session::release::{Comparison, Revision, Sort, compare, last_two};
use crate::session::{Session, StoreError};
use crate::ui::data::figures::work;
use crate::ui::data::history::moment;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};
use crate::ui::widgets::{combo, section};

const COLUMNS: [Column; 6] = [
    Column::new("Indicator", 200.0, 3.0),
    Column::new("Area", 130.0, 1.0),
    Column::new("Period", 120.0, 0.4),
    Column::new("Was", 84.0, 0.0),
    Column::new("Now", 84.0, 0.0),
    Column::new("Change", 92.0, 0.0),
];

/// Two releases, side by side.
#[derive(Debug)]
pub(super) struct Compare {
    old: Option<BatchId>,
    new: Option<BatchId>,
    job: Option<Job<Result<Comparison, StoreError>>>,
    found: Option<Comparison>,
    failed: Option<String>,
    /// The one sort that is shown; none for all.
    only: Option<Sort>,
    indicator: Option<IndicatorId>,
    /// The indicators that differ, to choose from.
    offered: Vec<IndicatorId>,
    /// Which of the differences are shown.
    shown: Vec<usize>,
}

impl Compare {
    /// The newest file with the one before it, or the two newest.
    pub(super) fn new(session: &Session) -> Self {
        let batches: Vec<BatchId> = session.book().batches.iter().map(|held| held.id).collect();
        let newest = || match batches.as_slice() {
            [.., old, new] => Some((*old, *new)),
            _ => None,
        };
        let two = last_two(session.book()).or_else(newest);
        let mut compare = Self {
            old: two.map(|two| two.0),
            new: two.map(|two| two.1),
            job: None,
            found: None,
            failed: None,
            only: Some(Sort::Revised),
            indicator: None,
            offered: Vec::new(),
            shown: Vec::new(),
        };
        compare.start(session);
        compare
    }

    fn start(&mut self, session: &Session) {
        (self.found, self.failed, self.job) = (None, None, None);
        let (Some(old), Some(new)) = (self.old, self.new) else {
            return;
        };
        let plan = session.path().to_owned();
        match Job::start("compare", move |tick| compare(&plan, old, new, tick)) {
            Ok(job) => self.job = Some(job),
            Err(error) => self.failed = Some(error.to_string()),
        }
    }

    /// Takes what the work has brought; true while it goes on.
    pub(super) fn poll(&mut self, _session: &Session) -> bool {
        let Some(job) = &self.job else { return false };
        match job.answer() {
            Answer::Waiting => return true,
            Answer::Done(Ok(found)) => {
                self.offered = found.revisions.iter().map(|held| held.indicator).collect();
                self.offered.sort_unstable();
                self.offered.dedup();
                self.indicator = None;
                self.found = Some(found);
                self.filter();
            }
            Answer::Done(Err(error)) => self.failed = Some(error.to_string()),
            Answer::Gone => self.failed = Some("The comparison broke off. Try again.".to_owned()),
        }
        self.job = None;
        false
    }

    fn filter(&mut self) {
        let Some(found) = &self.found else { return };
        let is_shown = |held: &Revision| {
            self.only.is_none_or(|only| held.sort() == only)
                && self.indicator.is_none_or(|only| held.indicator == only)
        };
        let all = found.revisions.iter().enumerate();
        self.shown = all
            .filter(|(_, held)| is_shown(held))
            .map(|(n, _)| n)
            .collect();
    }

    /// Draws it; true when the officer leaves it.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        if self.job.is_some() {
            ui.ctx().request_repaint_after(work::LOOK_AGAIN);
        }
        let mut is_over = false;
        ui.horizontal(|ui| {
            section(ui, "Two releases compared");
            ui.add_space(space::SMALL);
            is_over = ui.button("Back to the files in this plan").clicked();
        });
        self.two(ui, desk);
        if let Some(job) = &self.job {
            work::bar(ui, "Comparing", job);
        } else if let Some(why) = &self.failed {
            let ink = theme::palette(ui).error.text;
            ui.add(egui::Label::new(egui::RichText::new(format!("✗ {why}")).color(ink)).wrap());
        } else if self.found.is_some() {
            self.filters(ui, desk, asks);
            self.table(ui, desk);
        }
        is_over
    }

    fn two(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let batches: Vec<&Batch> = desk.book().batches.iter().rev().collect();
        let label = |held: &&Batch| format!("{} ({})", held.name, moment(&held.entered));
        let labels: Vec<String> = batches.iter().map(label).collect();
        let mut changed = false;
        ui.horizontal_wrapped(|ui| {
            for (name, id, picked) in [
                ("Earlier release", "earlier", &mut self.old),
                ("Later release", "later", &mut self.new),
            ] {
                ui.label(theme::small(ui, name));
                let at = batches.iter().position(|held| Some(held.id) == *picked);
                let mut at = at.unwrap_or(usize::MAX);
                if combo(ui, id, name, &mut at, &labels).changed() {
                    *picked = batches.get(at).map(|held| held.id);
                    changed = true;
                }
            }
        });
        ui.add_space(space::TINY);
        if changed {
            self.start(desk.session);
        }
    }

    fn filters(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Some(found) = &self.found else { return };
        let mut choices = vec![(
            None,
            format!("All ({})", grouped(found.revisions.len() as u64)),
        )];
        for sort in Sort::ALL {
            let n = grouped(found.n(sort) as u64);
            choices.push((Some(sort), format!("{} ({n})", capital(sort.word()))));
        }
        let same = format!("{} the same in both", grouped(found.n_same));
        let mut changed = false;
        ui.horizontal_wrapped(|ui| {
            for (only, label) in choices {
                let picked = self.only == only;
                let height = vec2(0.0, size::CONTROL);
                let button = ui.add(egui::Button::selectable(picked, &label).min_size(height));
                button
                    .widget_info(|| WidgetInfo::selected(Role::RadioButton, true, picked, &label));
                if button.clicked() {
                    self.only = only;
                    changed = true;
                }
            }
            ui.label(theme::muted(ui, same));
            changed |= self.which(ui, desk);
            if ui.button("Copy as table").clicked() {
                asks.push(Request::Copy {
                    text: self.tsv(desk),
                    what: format!("{} figures as a table", self.shown.len()),
                });
            }
        });
        if changed {
            self.filter();
        }
    }

    fn which(&mut self, ui: &mut Ui, desk: Desk<'_>) -> bool {
        let book = desk.book();
        let mut labels = vec!["Every indicator".to_owned()];
        let label = |id: &IndicatorId| {
            let held = book.indicators.get(*id);
            held.map_or_else(String::new, Indicator::label)
        };
        labels.extend(self.offered.iter().map(label));
        let at = self
            .offered
            .iter()
            .position(|held| Some(*held) == self.indicator);
        let mut at = at.map_or(0, |at| at + 1);
        let changed = combo(ui, "indicator", "Indicator", &mut at, &labels).changed();
        if changed {
            let picked = at.checked_sub(1).and_then(|at| self.offered.get(at));
            self.indicator = picked.copied();
        }
        changed
    }

    fn table(&self, ui: &mut Ui, desk: Desk<'_>) {
        let Some(found) = &self.found else { return };
        if self.shown.is_empty() {
            let words = match (found.revisions.is_empty(), found.n_same) {
                (true, 0) => {
                    "The two files have no indicator in common, so there is nothing to compare."
                }
                (true, _) => "Both say the same of every figure that they have in common.",
                _ => "Nothing of that sort.",
            };
            ui.label(theme::muted(ui, words));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        ScrollArea::vertical()
            .id_salt("revisions")
            .auto_shrink([false, false])
            .show_rows(ui, size::ROW, self.shown.len(), |ui, range| {
                let first = range.start;
                for (n, at) in self.shown.get(range).unwrap_or_default().iter().enumerate() {
                    if let Some(held) = found.revisions.get(*at) {
                        row(ui, first + n, &texts(desk, held));
                    }
                }
            });
    }

    /// The rows in view as a spreadsheet takes them from the clipboard.
    fn tsv(&self, desk: Desk<'_>) -> String {
        let mut text = "indicator\tarea\tperiod\twas\tnow\tchange\n".to_owned();
        let Some(found) = &self.found else {
            return text;
        };
        for held in self.shown.iter().filter_map(|at| found.revisions.get(*at)) {
            let row = texts(desk, held).map(|cell| cell.replace(['\t', '\n', '\r'], " "));
            text.push_str(&row.join("\t"));
            text.push('\n');
        }
        text
    }
}

fn texts(desk: Desk<'_>, held: &Revision) -> [String; 6] {
    let book = desk.book();
    let indicator = book.indicators.get(held.indicator);
    let shown = |reported: Option<Reported>| match reported {
        None => String::new(),
        Some(Reported::Missing(missing)) => missing.mark().to_owned(),
        Some(Reported::Figure { value, decimals }) => indicator.map_or_else(
            || value.to_string(),
            |indicator| indicator.show(value, decimals),
        ),
    };
    let change = match (held.sort(), held.change()) {
        (Sort::Revised, Some(change)) => signed(change),
        (Sort::Revised, None) => "–".to_owned(),
        (sort, _) => sort.word().to_owned(),
    };
    [
        indicator.map_or_else(String::new, Indicator::label),
        book.area_name(&held.area).to_owned(),
        held.period.label(),
        shown(held.was),
        shown(held.now),
        change,
    ]
}

/// A change with its sign, to as many places as it takes and no more than six.
fn signed(change: f64) -> String {
    let text = format!("{:.6}", change.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let sign = if change < 0.0 { "−" } else { "+" };
    format!("{sign}{text}")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn row(ui: &mut Ui, n: usize, texts: &[String; 6]) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
    let palette = theme::palette(ui);
    let font = theme::body_font(ui);
    let mut shortened = false;
    for ((at, text), cell) in texts.iter().enumerate().zip(cells(&COLUMNS, rect)) {
        let ink = if at == 1 || at == 2 {
            palette.muted
        } else {
            palette.text
        };
        let mut words = Words::new(text, &font, ink);
        if at >= 3 {
            words.align = Align::Min;
        }
        shortened |= words.paint(ui, cell);
    }
    rule(ui, rect);
    let response = ui.interact(rect, ui.scope_id().with(("revision", n)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, texts.join(", ")));
    if shortened {
        response.on_hover_text(texts.join(", "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_its_direction_and_no_noise() {
        #[track_caller]
        fn check(change: f64, want: &str) {
            assert_eq!(signed(change), want);
        }
        check(1.5, "+1.5");
        check(-0.1 - 0.2, "−0.3");
        check(10.0, "+10");
        assert_eq!(capital("gone"), "Gone");
    }
}
