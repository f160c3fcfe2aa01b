//! Named what-ifs side by side with the plan: what lines would have if a grant came out lower, if need decided, if one
//! line were protected.
//!
//! Why beside the plan and not in place of it: a what-if is talked about long before it is decided. It changes nothing
//! until it is made the plan, which is one recorded virement.
//!
//! Edges: a year without grants leads to the plan; one without what-ifs offers the first.

mod draw;
mod new_form;
mod promote;
mod sheet;
mod side;
mod table;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Rect, ScrollArea, Ui};

use crate::domain::chart::Chart;
use crate::domain::id::ScenarioId;
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::domain::scenario::compare;
use crate::ui::grant::change::read;
use crate::ui::grant::fields::follow_focus;
use crate::ui::grant::virement::kept;
use crate::ui::grant::virement::rows::{cut_left, in_card};
use crate::ui::grant::what_if::draw::View;
use crate::ui::grant::what_if::new_form::{NewForm, Out};
use crate::ui::grant::what_if::promote::PromoteForm;
use crate::ui::grant::what_if::sheet::{Typing, WhatIfSheet, asked};
use crate::ui::grant::what_if::side::{Pressed, RenameForm};
use crate::ui::grant::what_if::table::Table;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, GridEvent, at_right, attention, empty_state, room_heading};

type Kept<Key, Answer> = Option<(Key, Rc<Answer>)>;

/// The form that is open beside the grid.
#[derive(Debug)]
enum Form {
    New(NewForm),
    Promote(PromoteForm),
    Rename(RenameForm),
}

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct WhatIfDesk {
    form: Option<Form>,
    /// The what-if that is compared, and what it is set against; none for the plan.
    to: Option<ScenarioId>,
    from: Option<ScenarioId>,
    unused: bool,
    is_chart: bool,
    first: usize,
    typing: Option<Typing>,
    refused: Vec<String>,
    hidden: BTreeSet<String>,
    table: Kept<(u64, i16, bool), Table>,
    made: Kept<(u64, i16, NewForm), new_form::Made>,
    promoted: Kept<(u64, PromoteForm), Result<promote::Made, String>>,
    chart: Kept<(u64, i16, usize, usize), Chart>,
}

impl WhatIfDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let whole = ui.available_rect_before_wrap();
        let has_grants = desk
            .book()
            .grants
            .iter()
            .any(|grant| grant.fiscal_year == desk.year);
        if has_grants {
            let key = (desk.session.revision(), desk.year, self.unused);
            let table = kept(&mut self.table, key, || {
                Table::of(desk.book(), desk.year, self.unused)
            });
            self.desk(ui, desk, &table, whole, asks);
        } else {
            in_card(ui, whole, "no grants", |ui| {
                let title = format!("No grants in {}", Period::Financial(desk.year));
                let what = "A what-if supposes that grants or lines come out otherwise. Here they stand beside the plan.";
                if empty_state(ui, &title, what, "Go to the plan") {
                    asks.push(Request::Open(Place::FiscalYear(desk.year)));
                }
            });
        }
        ui.advance_cursor_after_rect(whole);
    }

    fn desk(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        table: &Table,
        whole: Rect,
        asks: &mut Vec<Request>,
    ) {
        let is_of_year = |id: &ScenarioId| table.scenarios.contains(id);
        self.to = self
            .to
            .filter(is_of_year)
            .or(table.scenarios.first().copied());
        self.from = self.from.filter(is_of_year);
        let view = View {
            from: table.column(self.from),
            to: table.column(self.to),
        };
        let side = if whole.width() >= 1080.0 {
            340.0
        } else {
            272.0
        };
        let (left, right) = cut_left(whole, whole.width() - side - space::MEDIUM);
        in_card(ui, left, "what ifs", |ui| {
            self.main(ui, desk, table, view, asks)
        });
        in_card(ui, right, "compared", |ui| {
            let area = ScrollArea::vertical().id_salt("compared");
            area.auto_shrink([false, false]).show(ui, |ui| {
                self.side(ui, desk, table, view, asks);
                follow_focus(ui);
            });
        });
    }

    fn main(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        table: &Table,
        view: View,
        asks: &mut Vec<Request>,
    ) {
        let can_edit = !desk.session.is_read_only();
        let year = Period::Financial(desk.year);
        if table.scenarios.is_empty() {
            let what = "A what-if is a named copy of the year’s grants and lines that can be changed freely: a grant 5 % lower, all lines by need, one line protected. It stands beside the plan, and can be made the plan.";
            let title = format!("No what-ifs in {year}");
            if !can_edit {
                room_heading(ui, &title);
                ui.label(theme::muted(
                    ui,
                    "This file may only be read, so none can be added.",
                ));
            } else if empty_state(ui, &title, what, "New what-if…") {
                self.form = Some(Form::New(NewForm::new(desk)));
            }
            return;
        }
        self.bar(ui, desk, can_edit);
        if !self.refused.is_empty() && told(ui, &self.refused) {
            self.refused.clear();
        }
        if self.is_chart {
            self.chart(ui, desk, table, view);
            return;
        }
        let sheet = WhatIfSheet {
            table,
            typing: self.typing,
            can_edit,
        };
        let event = draw::show(ui, &sheet, view, &mut self.first);
        let typing = match &event {
            GridEvent::Draft { row, col, text } => {
                let amount = read(text).ok();
                amount.map(|amount| (*row, *col, amount))
            }
            _ => None,
        };
        if typing != self.typing {
            ui.ctx().request_repaint();
        }
        self.typing = typing;
        if !can_edit {
            return;
        }
        match asked(desk.book(), &sheet, event) {
            Ok(None) => {}
            Ok(Some(command)) => {
                self.refused.clear();
                asks.push(Request::Change(command));
            }
            Err(refused) => self.refused = refused,
        }
    }

    fn bar(&mut self, ui: &mut Ui, desk: Desk<'_>, can_edit: bool) {
        ui.horizontal(|ui| {
            room_heading(ui, &format!("What if, {}", Period::Financial(desk.year)));
            at_right(ui, "what-if", |ui| {
                for (is_chart, words) in [(false, "Grid"), (true, "Chart")] {
                    if ui
                        .selectable_label(self.is_chart == is_chart, words)
                        .clicked()
                    {
                        self.is_chart = is_chart;
                    }
                }
                if can_edit && ui.button("New what-if…").clicked() {
                    self.form = Some(Form::New(NewForm::new(desk)));
                }
            });
        });
        if !self.is_chart {
            ui.checkbox(&mut self.unused, "Also lines without money");
        }
    }

    fn chart(&mut self, ui: &mut Ui, desk: Desk<'_>, table: &Table, view: View) {
        let key = (desk.session.revision(), desk.year, view.from, view.to);
        let name = |column: usize| match column {
            0 => "the plan",
            _ => table.names.get(column).map_or("", String::as_str),
        };
        let chart = kept(&mut self.chart, key, || {
            let differences = table.differences(view.from, view.to);
            compare::chart(desk.book(), name(view.from), name(view.to), &differences)
        });
        crate::ui::chart::heading(ui, &chart);
        let is_same = table
            .differences(view.from, view.to)
            .iter()
            .all(|(_, by)| by.0 == 0);
        if is_same {
            ui.label(theme::muted(ui, "No line differs."));
            return;
        }
        let height = ui.available_height();
        crate::ui::chart::show(ui, "what if", &chart, height, &mut self.hidden);
    }

    fn side(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        table: &Table,
        mut view: View,
        asks: &mut Vec<Request>,
    ) {
        if self.form.is_some() {
            self.open_form(ui, desk, asks);
            return;
        }
        let scenario = self.to.and_then(|id| desk.book().scenarios.get(id));
        let Some(scenario) = scenario else {
            ui.label(theme::muted(
                ui,
                "What is compared, and what the checks say of it, stands here.",
            ));
            return;
        };
        side::compare(ui, table, &mut view);
        let id = |column: usize| {
            column
                .checked_sub(1)
                .and_then(|at| table.scenarios.get(at))
                .copied()
        };
        (self.from, self.to) = (id(view.from), id(view.to));
        side::sums(ui, table, view);
        if !desk.session.is_read_only() {
            match side::actions(ui, scenario) {
                Some(Pressed::Promote) => {
                    self.form = Some(Form::Promote(PromoteForm::new(desk, scenario.id)));
                }
                Some(Pressed::Rename) => {
                    let now = scenario.clone();
                    self.form = Some(Form::Rename(RenameForm { now }));
                }
                Some(Pressed::Remove(command)) => asks.push(Request::Change(*command)),
                None => {}
            }
        }
        side::findings(ui, table, view.to);
    }

    fn open_form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let revision = desk.session.revision();
        let out = match &mut self.form {
            Some(Form::New(form)) => {
                let key = (revision, desk.year, form.clone());
                let made = kept(&mut self.made, key, || form.made(desk));
                let out = form.show(ui, desk, &made);
                if matches!(out, Out::Done(Some(_))) {
                    // What was just added is what one wants to see.
                    self.to = Some(form.id());
                }
                out
            }
            Some(Form::Promote(form)) => {
                let made = kept(&mut self.promoted, (revision, form.clone()), || {
                    form.made(desk.book())
                });
                match desk.book().scenarios.get(form.scenario) {
                    Some(scenario) => form.show(ui, scenario, &made),
                    None => Out::Done(None),
                }
            }
            Some(Form::Rename(form)) => form.show(ui, desk),
            None => return,
        };
        if let Out::Done(command) = out {
            asks.extend(command.map(|command| Request::Change(*command)));
            self.form = None;
        }
    }
}

/// Why a block was not taken; true when it is dismissed.
fn told(ui: &mut Ui, refused: &[String]) -> bool {
    let detail: Vec<&str> = refused.iter().take(3).map(String::as_str).collect();
    let note = Attention {
        tone: Tone::Error,
        title: "Nothing was changed: some of the amounts cannot be entered.",
        detail: &detail.join("\n"),
        links: &["Leave it"],
    };
    attention(ui, &note).is_some()
}
