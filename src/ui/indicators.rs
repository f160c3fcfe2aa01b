//! The Indicators room: every measure in a list, and the one picked beside it with its figures and its neighbours.
//!
//! Why a list and one thing beside it: an officer goes from measure to measure with the arrow keys and sees each against
//! its statistical neighbours at once, and types a new figure where the old ones stand. The other ways of seeing, an
//! overview, several side by side, a quarter's dashboard, share its search and filters, and can be kept under a name.
//!
//! Edges: comparisons are worked out for the rows in view only, and kept until the plan changes. A plan without
//! indicators says what belongs here and offers the form for the first one.

mod beside;
mod change;
mod charts;
mod choice;
mod dashboard;
mod detail;
mod draft;
mod facet;
mod fact;
mod facts;
mod field;
mod filter;
mod findings;
mod form;
mod form_view;
mod head;
mod legend;
mod line;
mod list;
mod list_keys;
mod list_words;
mod mode;
mod overview;
mod paste;
mod readings;
mod row;
mod saved;
mod sheet;
mod sieve;
mod sort;

use egui::{Rect, Ui, UiBuilder, pos2};

use crate::domain::book::Book;
use crate::domain::id::IndicatorId;
use crate::domain::problem::Place;
use crate::ui::indicators::beside::SideBySide;
use crate::ui::indicators::choice::{Shown, taken};
use crate::ui::indicators::dashboard::DashboardView;
use crate::ui::indicators::detail::Detail;
use crate::ui::indicators::form::Form;
use crate::ui::indicators::list::List;
use crate::ui::indicators::mode::Mode;
use crate::ui::indicators::overview::Overview;
use crate::ui::indicators::saved::Saved;
use crate::ui::indicators::sieve::Sieve;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room, Screen};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{empty_state, link_button};

/// The ways of seeing indicators, by their names and in their order on screen.
pub fn parts(has_dashboard: bool) -> Vec<&'static str> {
    mode::offered(has_dashboard)
        .map(|mode| mode.words().0)
        .collect()
}

/// What the Indicators room remembers between frames.
#[derive(Debug, Default)]
pub struct IndicatorsRoom {
    mode: Mode,
    dashboard: DashboardView,
    sieve: Sieve,
    list: List,
    overview: Overview,
    beside: SideBySide,
    saved: Saved,
    selected: Option<IndicatorId>,
    detail: Detail,
    form: Option<Form>,
    /// A form that was left without being given up: it opens again as it was.
    left: Option<Form>,
}

/// What a part of the room asks of the room itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    /// Show this one.
    Select(IndicatorId),
    /// Show this one by itself, in the list.
    Open(IndicatorId),
    /// Set this one beside the others, or take it away.
    Tick(IndicatorId),
    /// Open the form for a new one.
    Add,
    /// Open the form with the one shown.
    Edit,
}

impl Screen for IndicatorsRoom {
    fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.settle(desk.book());
        if desk.book().indicators.is_empty() && self.form.is_none() {
            return self.empty(ui, desk, asks);
        }
        self.top(ui, desk, asks);
        match self.mode {
            Mode::Measures | Mode::SideBySide => self.beside_list(ui, desk, asks),
            Mode::Overview => {
                let asked = self.overview.ui(ui, desk, &mut self.sieve, asks);
                self.answer(desk, asked.map(open));
            }
            Mode::Dashboard => {
                let asked = self.dashboard.ui(ui, desk);
                self.answer(desk, asked.map(Ask::Open));
            }
        }
    }

    fn select(&mut self, place: &Place, book: &Book) {
        let (id, period) = match place {
            Place::Indicator(id) => (*id, None),
            Place::Reading(id, period) => (*id, Some(*period)),
            _ => return,
        };
        if book.indicators.get(id).is_none() {
            return;
        }
        self.leave_form();
        self.mode = Mode::Measures;
        self.selected = Some(id);
        self.list.reveal(period.is_none());
        if let Some(period) = period {
            self.detail.go_to(id, period);
        }
    }

    fn show(&mut self, part: usize) {
        // The one that is not always offered comes last.
        self.leave_form();
        self.mode = Mode::ALL.get(part).copied().unwrap_or_default();
    }

    fn hint(&self, desk: Desk<'_>) -> String {
        if desk.book().indicators.is_empty() || self.form.is_some() {
            return String::new();
        }
        match self.mode {
            Mode::Measures => {}
            Mode::SideBySide => {
                return "↑ ↓ next indicator · Enter sets it side by side, or takes it away"
                    .to_owned();
            }
            Mode::Overview | Mode::Dashboard => {
                return "↑ ↓ next measure · Enter opens it with its trend and readings".to_owned();
            }
        }
        "↑ ↓ next indicator · in the readings: F2 or typing edits, Ctrl+V pastes, an emptied value removes its reading"
            .to_owned()
    }
}

impl IndicatorsRoom {
    /// Closes a form whose indicator has reached the plan, and keeps to an indicator that is still there.
    fn settle(&mut self, book: &Book) {
        if let Some(saved) = self.form.as_ref().and_then(|form| form.saved(book)) {
            self.form = None;
            self.selected = Some(saved);
            self.sieve.filter.wanted.clear();
            self.list.reveal(true);
        }
        if self
            .selected
            .is_none_or(|id| book.indicators.get(id).is_none())
        {
            self.selected = book.indicators.first().map(|first| first.id);
        }
    }

    /// The ways of seeing, and the views that are kept.
    fn top(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let has_dashboard = self.dashboard.is_offered(desk);
        if self.mode == Mode::Dashboard && !has_dashboard {
            self.mode = Mode::Measures;
        }
        ui.horizontal_wrapped(|ui| {
            self.mode = mode::toggle(ui, self.mode, has_dashboard);
            ui.add_space(space::MEDIUM);
            let now = taken(
                desk,
                self.mode,
                &self.sieve.filter.wanted,
                self.beside.ids(),
            );
            if let Some(shown) = self.saved.ui(ui, desk, &now, asks) {
                self.turn_to(desk, shown, asks);
            }
        });
        self.saved.gone(ui);
        ui.add_space(space::TINY);
    }

    /// Turns to what a kept view shows.
    fn turn_to(&mut self, desk: Desk<'_>, shown: Shown, asks: &mut Vec<Request>) {
        self.sieve.filter.wanted = shown.wanted;
        self.beside.set(shown.beside);
        self.mode = shown.mode;
        if shown.against != *desk.against {
            asks.push(Request::Compare(shown.against));
        }
    }

    /// The list, and beside it the indicator shown, or those that stand side by side.
    fn beside_list(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let area = ui.available_rect_before_wrap();
        let wide = (area.width() * 0.32).clamp(280.0, 432.0);
        let left = Rect::from_min_max(area.min, pos2(area.left() + wide, area.bottom()));
        let right = Rect::from_min_max(pos2(left.right() + space::MEDIUM, area.top()), area.max);
        let shown = list::Shown {
            selected: self.selected,
            ticked: (self.mode == Mode::SideBySide).then(|| self.beside.ids()),
        };
        let asked = within(ui, left, |ui| {
            self.list.ui(ui, desk, &mut self.sieve, shown)
        });
        self.answer(desk, asked);
        let asked = within(ui, right, |ui| match self.mode {
            Mode::SideBySide => self.beside.ui(ui, desk),
            _ => self.right(ui, desk, asks),
        });
        self.answer(desk, asked);
        ui.advance_cursor_after_rect(area);
    }

    fn answer(&mut self, desk: Desk<'_>, asked: Option<Ask>) {
        match asked {
            Some(Ask::Select(id)) => {
                self.selected = Some(id);
                self.leave_form();
            }
            Some(Ask::Open(id)) => {
                self.mode = Mode::Measures;
                self.selected = Some(id);
                self.leave_form();
                self.list.reveal(true);
            }
            Some(Ask::Tick(id)) => {
                self.selected = Some(id);
                self.beside.tick(id);
            }
            Some(Ask::Add) if self.form.as_ref().is_some_and(|form| form.was.is_none()) => {}
            Some(Ask::Add) => {
                self.mode = Mode::Measures;
                let left = self.left.take_if(|form| form.was.is_none());
                self.form = Some(left.unwrap_or_else(|| Form::add(desk)));
            }
            Some(Ask::Edit) => {
                let held = self.selected.and_then(|id| desk.book().indicators.get(id));
                let left = self.left.take_if(|form| form.was.as_ref() == held);
                self.form = left.or_else(|| held.map(Form::edit));
            }
            None => {}
        }
    }

    /// Puts an open form aside, as far as it is filled in.
    fn leave_form(&mut self) {
        self.left = self.form.take().or(self.left.take());
    }

    fn right(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> Option<Ask> {
        if let Some(form) = &mut self.form {
            if form_view::ui(ui, form, desk, asks) == form_view::Out::Cancel {
                self.form = None;
                self.list.reveal(true);
            }
            return None;
        }
        let indicator = self
            .selected
            .and_then(|id| desk.book().indicators.get(id))?;
        self.detail.ui(ui, desk, indicator, asks)
    }

    fn empty(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            let words = "An indicator is one measure followed over time, such as second or later child protection plans. \
                         Enter its figures here, or bring in published ones and see them beside statistical neighbours.";
            if empty_state(ui, "No indicators yet", words, "Add the first indicator…") {
                self.answer(desk, Some(Ask::Add));
            }
            ui.vertical_centered(|ui| {
                if link_button(ui, "What can be brought in, in the Data room").clicked() {
                    asks.push(Request::Go(Room::Data));
                }
            });
        });
    }
}

/// What is picked where nothing stands beside it is opened in the list.
fn open(asked: Ask) -> Ask {
    match asked {
        Ask::Select(id) => Ask::Open(id),
        other => other,
    }
}

/// Draws a part of the room in its own rectangle, top down.
fn within<R>(ui: &mut Ui, rect: Rect, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.scope_builder(UiBuilder::new().max_rect(rect).layout(layout), draw)
        .inner
}
