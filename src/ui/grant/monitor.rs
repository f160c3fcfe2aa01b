//! In the year: each line's budget, spending, commitments and forecast up to a month, and what becomes of it at the end.
//!
//! Left, every line of the year up to the month in view; right, the line picked, month by month. Below the lines the
//! months are closed and, when the year is over, what is left is carried forward or paid back by each grant's rule.
//!
//! Edges: before anything was spent the desk still shows what is planned by each month. A closed month or year refuses
//! and says how it is opened again.

mod close;
mod commitments;
mod end;
mod line;
mod lines;
mod months;
mod sums;

use std::collections::BTreeSet;
use std::rc::Rc;

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

use crate::domain::closing::month_name;
use crate::domain::grant::at::LineAt;
use crate::domain::monitor::{YearMonitor, of_year};
use crate::domain::period::Period;
use crate::ui::grant::fields::follow_focus;
use crate::ui::grant::monitor::close::CloseCard;
use crate::ui::grant::monitor::end::EndCard;
use crate::ui::grant::monitor::line::LinePanel;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, room_heading, section};

/// In less than this, in points, the left side scrolls as one.
const SHORT: f32 = 540.0;
/// The least that the lines are high.
const LINES: f32 = 140.0;

/// What the desk remembers between frames.
#[derive(Debug, Default)]
pub struct MonitorDesk {
    /// The month in view by fiscal year; the last one with spending where nobody has chosen.
    chosen: Option<(i16, u8)>,
    memo: Option<(u64, i16, u8, Rc<YearMonitor>)>,
    picked: Option<LineAt>,
    panel: LinePanel,
    close: CloseCard,
    end: EndCard,
    hidden: BTreeSet<String>,
}

impl MonitorDesk {
    /// Draws it into what is left of the room.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let month = self.month(desk);
        let year = self.year(desk, month);
        if year.lines.is_empty() {
            return nothing(ui, desk);
        }
        if self
            .picked
            .is_none_or(|line| year.lines.iter().all(|held| held.line != line))
        {
            self.picked = year.lines.first().map(|held| held.line);
        }
        let whole = ui.available_rect_before_wrap();
        let side = (whole.width() * 0.38).clamp(300.0, 500.0);
        let cut = whole.right() - side;
        let left = Rect::from_min_max(whole.min, pos2(cut - space::MEDIUM, whole.bottom()));
        let right = Rect::from_min_max(pos2(cut, whole.top()), whole.max);
        part(ui, left, "lines", |ui| self.left(ui, desk, &year, asks));
        part(ui, right, "line", |ui| {
            let held = year
                .lines
                .iter()
                .find(|held| Some(held.line) == self.picked);
            if let Some(held) = held {
                self.panel.ui(ui, desk, &year, held, &mut self.hidden, asks);
            }
        });
        ui.advance_cursor_after_rect(whole);
    }

    /// The month in view: the one chosen, else the last in which anything was spent.
    fn month(&self, desk: Desk<'_>) -> u8 {
        if let Some((year, month)) = self.chosen
            && year == desk.year
        {
            return month;
        }
        let book = desk.book();
        let of_year = |held: &&crate::domain::actual::Actual| {
            held.line().fiscal_year(book) == Some(desk.year)
        };
        let spent = book.actuals.iter().filter(of_year);
        spent.map(|held| held.month).max().unwrap_or(0)
    }

    fn year(&mut self, desk: Desk<'_>, month: u8) -> Rc<YearMonitor> {
        let revision = desk.session.revision();
        if let Some((held, year, at, months)) = &self.memo
            && (*held, *year, *at) == (revision, desk.year, month)
        {
            return Rc::clone(months);
        }
        let money = desk.session.year_money(desk.year);
        let months = Rc::new(of_year(desk.book(), &money.position, month));
        self.memo = Some((revision, desk.year, month, Rc::clone(&months)));
        months
    }

    /// The lines, and what closes a month below them; in a short window all of it scrolls together.
    fn left(&mut self, ui: &mut Ui, desk: Desk<'_>, year: &YearMonitor, asks: &mut Vec<Request>) {
        if ui.available_height() < SHORT {
            ScrollArea::vertical()
                .id_salt("left")
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    self.lines(ui, desk, year, Some(LINES), asks);
                    self.closing(ui, desk, year, asks);
                });
            return;
        }
        self.lines(ui, desk, year, None, asks);
        ScrollArea::vertical()
            .id_salt("closing")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                self.closing(ui, desk, year, asks);
                follow_focus(ui);
            });
    }

    /// The year's sums and its lines, as high as they are to be, or as the room allows.
    fn lines(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        year: &YearMonitor,
        height: Option<f32>,
        asks: &mut Vec<Request>,
    ) {
        theme::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.head(ui, desk, year.month);
            sums::show(ui, &year.sums);
        });
        ui.add_space(space::SMALL);
        let height = height.unwrap_or_else(|| {
            let below = if ui.available_height() > 420.0 {
                168.0
            } else {
                120.0
            };
            (ui.available_height() - below).max(LINES)
        });
        theme::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(height - 2.0 * space::LARGE);
            let picked = lines::show(ui, desk, year, self.picked, asks);
            self.picked = picked.or(self.picked);
        });
        ui.add_space(space::SMALL);
    }

    /// Closing a month; at the end of the year, what becomes of what is left.
    fn closing(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        year: &YearMonitor,
        asks: &mut Vec<Request>,
    ) {
        theme::card(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.close.ui(ui, desk, asks);
        });
        if year.month == 12 {
            ui.add_space(space::SMALL);
            theme::card(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.end.ui(ui, desk, year, asks);
            });
        }
    }

    fn head(&mut self, ui: &mut Ui, desk: Desk<'_>, month: u8) {
        ui.horizontal_wrapped(|ui| {
            room_heading(ui, &format!("{} so far", Period::Financial(desk.year)));
            let names: Vec<String> = (0..=12)
                .map(|at| match at {
                    0 => "Before the year".to_owned(),
                    at => format!("To the end of {}", month_name(at)),
                })
                .collect();
            let mut at = usize::from(month);
            combo(ui, "month", "Month in view", &mut at, &names);
            let now = u8::try_from(at).unwrap_or(0);
            if now != month {
                self.chosen = Some((desk.year, now));
            }
        });
    }
}

/// A year without lines: what belongs here, and the way there.
fn nothing(ui: &mut Ui, desk: Desk<'_>) {
    theme::card(ui).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        section(
            ui,
            &format!("No line has money in {}", Period::Financial(desk.year)),
        );
        ui.label(theme::muted(
            ui,
            "Each line is followed here through the year: budget, spending, commitments, forecast. Give a priority area \
             an amount under “Plan” or “Allocate” first, or choose another year above.",
        ));
    });
}

/// Draws a part of the desk in its own rectangle, top down.
pub(in crate::ui::grant) fn part(ui: &mut Ui, rect: Rect, name: &str, draw: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let look = UiBuilder::new().max_rect(rect).layout(layout).id_salt(name);
    let mut child = ui.new_child(look);
    draw(&mut child);
}
