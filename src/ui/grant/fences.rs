//! Which grant pays which line so that least general money is needed, and what cannot be spent.
//!
//! Why a desk of its own: that a ring-fenced grant could pay a line is seen in the grid; which grants together pay all of
//! them cheapest is not. The answer stands as three figures, then line by line beside the plan, with every move in words
//! and one button that makes them, as one step to undo.
//!
//! Edges: money that is only applied for counts when asked. Lines that are approved or closed move by virement, and are
//! left out of the button's change. A year without grants says what belongs here.

mod beside;
mod figures;
mod rows;
mod solution;

use std::rc::Rc;

use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::grant::flow::command;
use crate::domain::period::Period;
use crate::ui::grant::fences::solution::Solution;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{empty_state, primary_button, room_heading, section};

/// The width of what stands beside, in points.
const SIDE: f32 = 340.0;

/// What this part of the room remembers between frames.
#[derive(Debug, Default)]
pub struct FencesDesk {
    with_applied_for: bool,
    all_lines: bool,
    kept: Option<((u64, i16, bool), Rc<Solution>)>,
}

impl FencesDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let solution = self.solution(desk);
        if !solution.has_grants {
            self.no_grants(ui, desk, asks);
            return;
        }
        let whole = ui.available_rect_before_wrap();
        let cut = whole.right() - SIDE.min(whole.width() * 0.4);
        let left = Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut, whole.top()), whole.max);
        let look = |rect, name: &str| {
            UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(Align::Min))
                .id_salt(name)
        };
        let mut main = ui.new_child(look(left, "flow"));
        figures::show(&mut main, &solution);
        main.add_space(space::MEDIUM);
        self.lines(&mut main, desk, &solution, asks);
        let mut side = ui.new_child(look(right, "rules"));
        ScrollArea::vertical()
            .id_salt("rules")
            .auto_shrink([false, false])
            .show(&mut side, |ui| beside::show(ui, desk, &solution, asks));
        ui.advance_cursor_after_rect(whole);
    }

    /// Worked out once for a plan, a year, and what counts.
    fn solution(&mut self, desk: Desk<'_>) -> Rc<Solution> {
        let key = (desk.session.revision(), desk.year, self.with_applied_for);
        if let Some((known, solution)) = &self.kept
            && *known == key
        {
            return Rc::clone(solution);
        }
        let solution = Rc::new(Solution::of(desk.book(), desk.year, self.with_applied_for));
        self.kept = Some((key, Rc::clone(&solution)));
        solution
    }

    fn no_grants(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let title = format!("No lines to pay in {}", Period::Financial(desk.year));
        let what = "Once the year has grants and lines, this shows which grant should pay which line, so that ring-fenced money is spent first and least general money is needed.";
        let is_asked = theme::card(ui)
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                empty_state(ui, &title, what, "Go to the plan")
            })
            .inner;
        if is_asked {
            asks.push(Request::Open(crate::domain::problem::Place::FiscalYear(
                desk.year,
            )));
        }
    }

    fn lines(&mut self, ui: &mut Ui, desk: Desk<'_>, solution: &Solution, asks: &mut Vec<Request>) {
        let size = ui.available_size();
        theme::card(ui).show(ui, |ui| {
            let inset = 2.0 * space::LARGE + 2.0;
            ui.set_min_size(size - egui::vec2(inset, inset));
            room_heading(ui, "The plan beside the cheapest way to pay");
            ui.horizontal_wrapped(|ui| {
                ui.checkbox(&mut self.all_lines, "Every line");
                ui.checkbox(&mut self.with_applied_for, "Count money applied for");
            });
            self.button(ui, desk, solution, asks);
            section(ui, "Line by line");
            rows::show(ui, solution, self.all_lines);
        });
    }

    /// What the moves come to, and the button that makes them.
    fn button(&self, ui: &mut Ui, desk: Desk<'_>, solution: &Solution, asks: &mut Vec<Request>) {
        if let Some(words) = &solution.by_virement {
            ui.label(theme::muted(ui, words));
        }
        if solution.n_moves == 0 {
            if solution.by_virement.is_none() {
                ui.label(theme::muted(ui, "Nothing to move: no other way of paying needs less general money or loses less."));
            }
            return;
        }
        if desk.session.is_read_only() {
            ui.label(theme::muted(
                ui,
                "This file may only be read, so nothing can be moved.",
            ));
            return;
        }
        if let Some(refused) = &solution.refused {
            ui.label(theme::muted(ui, refused));
            return;
        }
        if primary_button(ui, &solution.button).clicked()
            && let Some(command) = command(&solution.flow, desk.book(), || desk.session.new_key())
        {
            asks.push(Request::Change(command));
        }
        ui.add_space(space::TINY);
    }
}
