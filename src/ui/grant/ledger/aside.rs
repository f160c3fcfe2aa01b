//! The rows of ledgers that belong to no line, by code and reason or one by one, each with the way to a rule.

use std::collections::BTreeMap;

use egui::{Rect, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::domain::batch::Batch;
use crate::domain::id::BatchId;
use crate::domain::ledger::code_name;
use crate::domain::ledger::tie::kind_of;
use crate::domain::money::Pence;
use crate::domain::statistics::grouped;
use crate::session::StoreError;
use crate::session::job::{Answer, Job};
use crate::session::ledger::{AsideRow, all_set_aside};
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, rule};
use crate::ui::widgets::{section, text_field};

const COLUMNS: [Column; 6] = [
    Column::new("Code", 110.0, 1.0),
    Column::new("Rows", 54.0, 0.0),
    Column::new("Amount", 150.0, 0.0),
    Column::new("What for", 90.0, 1.4),
    Column::new("Why it counts nowhere", 130.0, 1.6),
    Column::new("", 84.0, 0.0),
];

/// The set-aside rows as they were last read.
#[derive(Debug, Default)]
pub(super) struct Aside {
    job: Option<Job<Result<Vec<AsideRow>, StoreError>>>,
    asked: u64,
    rows: Vec<AsideRow>,
    shown: Vec<Line>,
    shown_for: Option<(String, bool)>,
    problem: String,
    find: String,
    every: bool,
}

/// A line of the list.
#[derive(Clone, Debug)]
struct Line {
    cost_centre: String,
    subjective: String,
    n: u64,
    amount: Option<Pence>,
    what: String,
    reason: String,
}

impl Aside {
    /// Draws the list; gives back the code for which a rule is asked.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        ledgers: &[&Batch],
    ) -> Option<(String, String)> {
        self.read(ui, desk, ledgers);
        ui.horizontal_wrapped(|ui| {
            section(ui, "Rows set aside");
            ui.label(theme::muted(ui, grouped(self.rows.len() as u64)));
            ui.checkbox(&mut self.every, "Every row by itself");
            if self.job.is_some() {
                ui.label(theme::muted(ui, "Reading…"));
            }
        });
        if !self.problem.is_empty() {
            ui.add(egui::Label::new(&self.problem).wrap());
        }
        if self.rows.is_empty() {
            let words = if ledgers.is_empty() {
                "Rows of a ledger whose code has no rule stand here with the reason."
            } else {
                "Every row of every ledger is on a line."
            };
            if self.job.is_none() {
                ui.label(theme::muted(ui, words));
            }
            return None;
        }
        let hint = "Find a code, a description or a reason…";
        text_field(
            ui,
            "find aside",
            "Find a row set aside",
            &mut self.find,
            hint,
        );
        self.sift();
        ui.add_space(space::TINY);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let mut wanted = None;
        let can_edit = !desk.session.is_read_only();
        ScrollArea::vertical()
            .id_salt("set aside")
            .auto_shrink([false, false])
            .show_rows(ui, size::ROW, self.shown.len(), |ui, range| {
                let first = range.start;
                for (at, line) in self.shown.get(range).unwrap_or_default().iter().enumerate() {
                    if row(ui, first + at, line, can_edit) {
                        wanted = Some((line.cost_centre.clone(), line.subjective.clone()));
                    }
                }
            });
        wanted
    }

    /// Reads the rows again when the plan has changed, beside the window.
    fn read(&mut self, ui: &Ui, desk: Desk<'_>, ledgers: &[&Batch]) {
        if let Some(job) = &self.job {
            match job.answer() {
                Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
                Answer::Done(Ok(rows)) => {
                    (self.rows, self.shown_for, self.job) = (rows, None, None);
                    self.problem.clear();
                }
                Answer::Done(Err(error)) => (self.problem, self.job) = (error.to_string(), None),
                Answer::Gone => self.job = None,
            }
        }
        let revision = desk.session.revision();
        if self.job.is_none() && self.asked != revision {
            self.asked = revision;
            let batches: Vec<BatchId> = ledgers.iter().map(|held| held.id).collect();
            let plan = desk.session.path().to_owned();
            self.job = Job::start("ledger rows", move |_| all_set_aside(&plan, &batches)).ok();
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
    }

    /// What of the rows is shown, worked out when it changes.
    fn sift(&mut self) {
        let asked = (self.find.trim().to_lowercase(), self.every);
        if self.shown_for.as_ref() == Some(&asked) {
            return;
        }
        let lines = self.rows.iter().map(|held| Line {
            cost_centre: held.row.cost_centre.clone(),
            subjective: held.row.subjective.clone(),
            n: 1,
            amount: held.row.amount,
            what: what(held),
            reason: held.reason.clone(),
        });
        let lines: Vec<Line> = if self.every {
            lines.collect()
        } else {
            by_code(lines)
        };
        let find = &asked.0;
        let has = |text: &str| text.to_lowercase().contains(find);
        self.shown = lines
            .into_iter()
            .filter(|line| {
                has(&line.cost_centre)
                    || has(&line.subjective)
                    || has(&line.what)
                    || has(&line.reason)
            })
            .collect();
        self.shown_for = Some(asked);
    }
}

fn what(held: &AsideRow) -> String {
    let row = &held.row;
    let parts = [&row.description, &row.supplier, &row.reference];
    let parts: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
}

/// Rows of one code that are set aside for one reason, as one; the most money first.
fn by_code(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut held: BTreeMap<(String, String, String), Line> = BTreeMap::new();
    for line in lines {
        let reason = kind_of(&line.reason).to_owned();
        let key = (
            line.cost_centre.clone(),
            line.subjective.clone(),
            reason.clone(),
        );
        match held.get_mut(&key) {
            None => {
                held.insert(key, Line { reason, ..line });
            }
            Some(sum) => {
                sum.n += 1;
                sum.amount = match (sum.amount, line.amount) {
                    (Some(one), Some(other)) => one.checked_add(other),
                    (one, other) => one.or(other),
                };
            }
        }
    }
    let mut lines: Vec<Line> = held.into_values().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.amount.map(Pence::abs)));
    lines
}

/// Draws a line; true when a rule is asked for.
fn row(ui: &mut Ui, at: usize, line: &Line, can_edit: bool) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), size::ROW));
    let code = code_name(&line.cost_centre, &line.subjective);
    let amount = line
        .amount
        .map_or_else(|| "–".to_owned(), |held| held.to_string());
    let n = grouped(line.n);
    let name = format!("{code}: {n} rows, {amount}, {}, {}", line.what, line.reason);
    let response = ui.interact(rect, ui.scope_id().with(("aside", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let palette = theme::palette(ui);
    let places = cells(&COLUMNS, rect);
    let words = [
        Words::new(&code, &body, palette.text),
        Words::new(&n, &body, palette.text).right(),
        Words::new(&amount, &body, palette.text).right(),
        Words::new(&line.what, &small, palette.muted),
        Words::new(&line.reason, &small, palette.text),
    ];
    let mut shortened = false;
    for (words, place) in words.into_iter().zip(&places) {
        shortened |= words.paint(ui, *place);
    }
    rule(ui, rect);
    let mut asked = false;
    if let Some(place) = places.last().filter(|_| !line.cost_centre.is_empty()) {
        let place = Rect::from_center_size(place.center(), vec2(place.width(), size::CONTROL));
        let mut within = ui.new_child(egui::UiBuilder::new().max_rect(place));
        let button = within
            .add_enabled(can_edit, egui::Button::new("Rule…"))
            .accessible_name(format!("Rule for {code}"));
        asked = button.clicked();
    }
    if shortened {
        response.on_hover_text(name);
    }
    asked
}
