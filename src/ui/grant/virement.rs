//! Moving money between lines under the council’s scheme: the year's moves at the left, a new one beside it.
//!
//! Why the whole move at once: it must balance within each grant, and who approves it depends on its size, so neither can
//! be said line by line. What is entered stays until it is recorded or taken back, wherever one looks meanwhile.
//!
//! Edges: a year without grants leads to the plan. In a file that may only be read the moves are shown and none is made.

mod after;
mod draft;
mod form;
mod grid;
mod held;
mod lines;
mod memo;
pub(in crate::ui::grant) mod rows;
mod scheme_form;

pub(in crate::ui::grant) use memo::kept;

use std::collections::BTreeMap;

use egui::{Rect, ScrollArea, Ui};

use crate::domain::command::Command;
use crate::domain::id::VirementId;
use crate::domain::period::Period;
use crate::domain::problem::Place;
use crate::domain::record::Edit;
use crate::ui::grant::fields::follow_focus;
use crate::ui::grant::virement::after::After;
use crate::ui::grant::virement::draft::Draft;
use crate::ui::grant::virement::form::Pressed;
use crate::ui::grant::virement::held::Opened;
use crate::ui::grant::virement::lines::{MoveSheet, Wanted};
use crate::ui::grant::virement::memo::Memo;
use crate::ui::grant::virement::rows::{cut_left, in_card};
use crate::ui::grant::virement::scheme_form::{SchemeForm, SchemeOut};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, size, space};
use crate::ui::widgets::{Attention, attention, empty_state, room_heading, section};

/// How many refused amounts of a block are told one by one.
const N_TOLD: usize = 3;

/// What stands beside the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    /// A new move.
    #[default]
    New,
    /// One that was recorded.
    Held(VirementId),
    /// The scheme.
    Scheme,
}

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct VirementDesk {
    view: View,
    /// By year, so that looking at another year loses nothing.
    drafts: BTreeMap<i16, Draft>,
    wanted: Wanted,
    memo: Memo,
    opened: Opened,
    scheme: Option<SchemeForm>,
    /// The move that was asked to be recorded, and the revision it was asked in.
    asked: Option<(VirementId, u64)>,
    after: Option<After>,
    refused: Vec<String>,
}

impl VirementDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.settle(desk);
        let whole = ui.available_rect_before_wrap();
        let year = Period::Financial(desk.year);
        let grants = &desk.book().grants;
        if !grants.iter().any(|grant| grant.fiscal_year == desk.year) {
            in_card(ui, whole, "no grants", |ui| {
                let what = "Money is moved between the lines of a year’s grants. Here stand the moves, each with its reason and who approved it.";
                if empty_state(ui, &format!("No grants in {year}"), what, "Go to the plan") {
                    asks.push(Request::Open(Place::FiscalYear(desk.year)));
                }
            });
            ui.advance_cursor_after_rect(whole);
            return;
        }
        let is_wide = whole.width() >= 1080.0;
        let list = if is_wide { 236.0 } else { 216.0 };
        let (left, right) = cut_left(whole, list);
        in_card(ui, left, "list", |ui| self.list(ui, desk));
        match self.view {
            View::New => self.new_move(ui, desk, right, is_wide, asks),
            View::Held(id) => in_card(ui, right, "held", |ui| self.held(ui, desk, id, asks)),
            View::Scheme => in_card(ui, right, "scheme", |ui| self.scheme(ui, desk, asks)),
        }
        ui.advance_cursor_after_rect(whole);
    }

    /// Looks whether what was asked for has been recorded.
    fn settle(&mut self, desk: Desk<'_>) {
        if let View::Held(id) = self.view
            && desk
                .book()
                .virements
                .get(id)
                .is_none_or(|held| held.fiscal_year != desk.year)
        {
            self.view = View::New;
        }
        let Some((id, revision)) = self.asked else {
            return;
        };
        if let Some(held) = desk.book().virements.get(id) {
            self.after = After::of(desk.book(), held);
            self.drafts.remove(&held.fiscal_year);
            self.asked = None;
        } else if revision != desk.session.revision() {
            self.asked = None;
        }
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        section(ui, &format!("Virements {}", Period::Financial(desk.year)));
        let held = self.memo.held(desk);
        if self.view != View::New && ui.button("New virement").clicked() {
            self.view = View::New;
        }
        if held.is_empty() {
            ui.label(theme::muted(ui, "None yet. What is moved stands here, newest first, with its reason and who approved it."));
            return;
        }
        let open = match self.view {
            View::Held(id) => Some(id),
            _ => None,
        };
        if let Some(id) = held::list(ui, desk.book(), &held, open) {
            self.view = View::Held(id);
        }
    }

    fn held(&mut self, ui: &mut Ui, desk: Desk<'_>, id: VirementId, asks: &mut Vec<Request>) {
        let Some(virement) = desk.book().virements.get(id) else {
            return;
        };
        ScrollArea::vertical()
            .id_salt("opened")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let asked = held::show(ui, desk, virement, &mut self.opened);
                asks.extend(asked.map(Request::Change));
                follow_focus(ui);
            });
    }

    fn scheme(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let can_edit = !desk.session.is_read_only();
        let form = self
            .scheme
            .get_or_insert_with(|| SchemeForm::new(desk.book()));
        if let SchemeOut::Done(command) = form.show(ui, desk.book(), can_edit) {
            asks.extend(command.map(|command| Request::Change(*command)));
            self.scheme = None;
            self.view = View::New;
        }
    }

    /// A new move: its grid and what is said of it, side by side or one under the other.
    fn new_move(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        place: Rect,
        is_wide: bool,
        asks: &mut Vec<Request>,
    ) {
        if is_wide {
            let (middle, right) = cut_left(place, place.width() - 340.0);
            in_card(ui, middle, "amounts", |ui| {
                self.offer(ui, desk, asks);
                self.amounts(ui, desk, None);
            });
            in_card(ui, right, "said", |ui| {
                let area = ScrollArea::vertical().id_salt("said");
                area.auto_shrink([false, false]).show(ui, |ui| {
                    self.form(ui, desk, asks);
                    follow_focus(ui);
                });
            });
            return;
        }
        in_card(ui, place, "new", |ui| {
            let height = (ui.available_height() - 150.0).clamp(120.0, 270.0);
            let area = ScrollArea::vertical().id_salt("new");
            area.auto_shrink([false, false]).show(ui, |ui| {
                self.offer(ui, desk, asks);
                self.amounts(ui, desk, Some(height));
                ui.add_space(space::MEDIUM);
                self.form(ui, desk, asks);
                follow_focus(ui);
            });
        });
    }

    /// What is offered after a move was recorded.
    fn offer(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let Some(after) = &mut self.after else { return };
        let (is_done, command) = after.show(ui, desk.book());
        asks.extend(command.map(Request::Change));
        if is_done {
            self.after = None;
        }
        ui.add_space(space::SMALL);
    }

    fn amounts(&mut self, ui: &mut Ui, desk: Desk<'_>, height: Option<f32>) {
        room_heading(ui, "New virement");
        let rows = self.memo.rows(desk);
        let draft = self
            .drafts
            .entry(desk.year)
            .or_insert_with(|| Draft::new(desk));
        let of_year = |id| {
            let held = desk.book().grants.get(id);
            held.is_some_and(|held| held.fiscal_year == desk.year)
        };
        self.wanted.grant = self.wanted.grant.filter(|id| of_year(*id));
        grid::filters(ui, desk.book(), desk.year, &mut self.wanted, rows.len());
        if !self.refused.is_empty() && told(ui, &self.refused) {
            self.refused.clear();
        }
        let places = self.memo.places(desk, &rows, &self.wanted, draft);
        if places.is_empty() {
            let none = "No line of this name has money. Tick “Also lines without money” to see the others.";
            ui.label(theme::muted(ui, none));
            return;
        }
        let sheet = MoveSheet {
            rows: &rows,
            places: &places,
            draft,
            can_edit: !desk.session.is_read_only(),
        };
        let room = height.unwrap_or_else(|| (ui.available_height() - size::ROW).max(90.0));
        let event = grid::show(ui, &sheet, room);
        let before = draft.clone();
        match grid::take(draft, &rows, &places, event) {
            Ok(()) if *draft != before => {
                self.refused.clear();
                ui.ctx().request_repaint();
            }
            Ok(()) => {}
            Err(refused) => self.refused = refused,
        }
    }

    fn form(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let draft = self
            .drafts
            .entry(desk.year)
            .or_insert_with(|| Draft::new(desk));
        let said = self.memo.said(desk, draft);
        let can_edit = !desk.session.is_read_only();
        if !can_edit {
            ui.label(theme::muted(
                ui,
                "This file may only be read, so nothing can be moved in it.",
            ));
        }
        let form = ui.add_enabled_ui(can_edit, |ui| form::show(ui, desk.book(), draft, &said));
        match form.inner {
            Some(Pressed::Record) => {
                if let Some(virement) = &said.virement {
                    self.asked = Some((virement.id, desk.session.revision()));
                    let add = Command::from(Edit::add(virement.clone()));
                    asks.push(Request::Change(add));
                }
            }
            Some(Pressed::Clear) => {
                self.drafts.remove(&desk.year);
                self.refused.clear();
            }
            Some(Pressed::Scheme) => {
                self.scheme = None;
                self.view = View::Scheme;
            }
            None => {}
        }
    }
}

/// Why a block was not taken; true when it is dismissed.
fn told(ui: &mut Ui, refused: &[String]) -> bool {
    let mut detail: Vec<String> = refused.iter().take(N_TOLD).cloned().collect();
    if refused.len() > N_TOLD {
        detail.push(format!("… and {} more.", refused.len() - N_TOLD));
    }
    let note = Attention {
        tone: Tone::Error,
        title: "Nothing was entered: some of the amounts cannot be moved.",
        detail: &detail.join("\n"),
        links: &["Leave it"],
    };
    attention(ui, &note).is_some()
}
