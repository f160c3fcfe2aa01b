//! The right-hand side: the selected line and the checks, or the form that is open; and the buttons above the grid.

use egui::{ScrollArea, Ui, vec2};

use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::problem::Place;
use crate::ui::grant::area_form::AreaForm;
use crate::ui::grant::detail::{self, Shown};
use crate::ui::grant::fields::follow_focus;
use crate::ui::grant::grant_form::{FormOut, GrantForm};
use crate::ui::grant::remedy::{Case, Remedy};
use crate::ui::grant::{GrantRoom, PATIENCE, Year, checks, status};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{at_right, room_heading};

/// The room below a form's fields for its buttons and a refusal, in points.
const FORM_FOOT: f32 = 104.0;

/// The form that is open.
#[derive(Debug)]
pub enum Form {
    /// A grant's.
    Grant(Box<GrantForm>),
    /// A priority area's.
    Area(AreaForm),
}

impl Form {
    /// The form of a new priority area.
    pub fn area(desk: Desk<'_>) -> Self {
        Self::Area(AreaForm::new(desk.book(), desk.session.new_key()))
    }

    fn place(&self, year: i16) -> Place {
        match self {
            Self::Grant(form) => Place::Grant(form.id()),
            Self::Area(form) => Place::PriorityArea(form.id(), year),
        }
    }
}

impl GrantRoom {
    /// The heading of the grid, the switch to the chart, and the two ways to add.
    pub(super) fn bar(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        // In a narrow window the first word stands for the heading, so that everything keeps to one line.
        let narrow = ui.available_width() < 640.0;
        ui.horizontal(|ui| {
            room_heading(
                ui,
                if narrow {
                    "Allocation"
                } else {
                    "Allocation by priority area"
                },
            );
            at_right(ui, "allocation", |ui| {
                for (is_chart, words) in [(false, "Grid"), (true, "Chart")] {
                    if ui
                        .selectable_label(self.is_chart == is_chart, words)
                        .clicked()
                    {
                        self.is_chart = is_chart;
                    }
                }
                ui.add_space(space::SMALL);
                if desk.session.is_read_only() {
                    ui.label(theme::muted(ui, "Read only: amounts cannot be changed"));
                } else {
                    let n = self.memo.ledger(desk).n_open(desk.year);
                    approve(ui, desk, n, asks);
                    self.add_buttons(ui, desk);
                }
            });
        });
        ui.add_space(space::TINY);
    }

    fn add_buttons(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        for word in ["Add grant…", "Add priority area…"] {
            if !ui.button(word).clicked() {
                continue;
            }
            self.form = Some(if word == "Add grant…" {
                let key = desk.session.new_key();
                Form::Grant(Box::new(GrantForm::new(desk.book(), desk.year, key)))
            } else {
                Form::area(desk)
            });
        }
    }

    pub(super) fn side(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        year: &Year,
        asks: &mut Vec<Request>,
    ) {
        if self.form.is_some() {
            self.open_form(ui, desk, asks);
            return;
        }
        let room = ui.available_size();
        ScrollArea::vertical()
            .id_salt("side")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_width(room.x - 1.0);
                if !year.view.position.grants.is_empty() {
                    self.line_card(ui, desk, year, asks);
                }
                theme::card(ui).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.checks(ui, desk, year, asks);
                });
                follow_focus(ui);
            });
    }

    fn open_form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Some(mut form) = self.form.take() else {
            return;
        };
        let room = ui.available_size() - vec2(2.0 * space::LARGE + 2.0, 2.0 * space::LARGE + 2.0);
        let out = theme::card(ui).show(ui, |ui| {
            ui.set_width(room.x);
            let height = (room.y - FORM_FOOT).max(100.0);
            ScrollArea::vertical()
                .id_salt("form")
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    match &mut form {
                        Form::Grant(form) => form.fields(ui, desk.book()),
                        Form::Area(form) => form.fields(ui, desk.book()),
                    }
                    follow_focus(ui);
                });
            ui.add_space(space::SMALL);
            match &mut form {
                Form::Grant(form) => form.buttons(ui, desk.book()),
                Form::Area(form) => form.buttons(ui, desk.book()),
            }
        });
        let out = out.inner;
        match out {
            FormOut::Stay => self.form = Some(form),
            FormOut::Close => {}
            FormOut::Ask(command) => {
                // So that what was added is in view, with the keyboard on it.
                self.find.clear();
                self.go = Some((form.place(desk.year), PATIENCE));
                asks.push(Request::Change(*command));
            }
        }
    }

    fn line_card(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year, asks: &mut Vec<Request>) {
        let Some(area) = self.line.and_then(|id| desk.book().priority_areas.get(id)) else {
            return;
        };
        let outcomes = area
            .objective
            .map(|objective| self.memo.outcomes(desk, objective));
        let shown = Shown {
            desk,
            view: &year.view,
            ledger: &year.ledger,
            area,
            payer: self.payer,
            outcomes: outcomes.as_deref().map(Vec::as_slice).unwrap_or_default(),
        };
        let edit = theme::card(ui)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.spacing_mut().interact_size.y = 22.0;
                detail::show(ui, &shown, &mut self.detail, asks)
            })
            .inner;
        ui.add_space(space::TINY);
        if edit {
            self.form = Some(Form::Area(AreaForm::edit(area)));
        }
    }

    fn checks(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &Year, asks: &mut Vec<Request>) {
        let case = Case {
            book: desk.book(),
            view: &year.view,
            ledger: &year.ledger,
            line: self.line,
            key: desk.session.new_key(),
        };
        let can_edit = !desk.session.is_read_only();
        match checks::show(ui, &case, &mut self.unfolded, can_edit) {
            Some(Remedy::Change(command)) => asks.push(Request::Change(*command)),
            Some(Remedy::Show(place)) => self.lead_to(place),
            Some(Remedy::EditGrant(id)) => self.edit_grant(desk.book(), id),
            None => {}
        }
    }

    fn lead_to(&mut self, place: Place) {
        self.is_chart = false;
        self.find.clear();
        if let Some((grant, area)) = of_cell(&place) {
            self.card = Some(grant);
            self.line = Some(area);
        }
        self.go = Some((place, PATIENCE));
    }
}

fn of_cell(place: &Place) -> Option<(GrantId, PriorityAreaId)> {
    match place {
        Place::Allocation(grant, area) => Some((*grant, *area)),
        _ => None,
    }
}

/// The way to freeze a year's plan as its original budget.
fn approve(ui: &mut Ui, desk: Desk<'_>, n: usize, asks: &mut Vec<Request>) {
    if n == 0 {
        return;
    }
    let about = format!(
        "Freezes {n} lines as the original budget: from then on money moves by virement. One step to undo."
    );
    if ui.button("Approve").on_hover_text(about).clicked()
        && let Some((_, command)) = status::approve_all(desk.book(), desk.year)
    {
        asks.push(Request::Change(command));
    }
}
