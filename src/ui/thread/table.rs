//! The table of the thread: heads, a row an objective, and a foot with what is in no row.
//!
//! Every row is as tall as every other, so that the eye can run down a column. The heads stay while the rows
//! scroll. Columns share the width there is: those of words give way first, those of figures never.

use egui::{Align, Rect, Ui, vec2};

use crate::domain::id::ObjectiveId;
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::problem::Place;
use crate::domain::thread::{Thread, ThreadRow};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::cells::Cells;
use crate::ui::thread::columns::places;
use crate::ui::thread::door::{INSET, Words, rule};
use crate::ui::thread::scroller;
use crate::ui::widgets::link_button;

/// How tall a row is, in points: two lines of words, or a line and a sparkline.
pub const ROW: f32 = 50.0;
/// How tall the heads are: two lines where the window is narrow.
const HEAD: f32 = 36.0;
const FOOT: f32 = 34.0;

/// The columns, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Number,
    Objective,
    Grant,
    Share,
    Better,
    Watch,
    Voice,
    Plan,
    Risk,
}

impl Column {
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Objective,
        Self::Grant,
        Self::Share,
        Self::Better,
        Self::Watch,
        Self::Voice,
        Self::Plan,
        Self::Risk,
    ];

    fn head(self, whole: Pence) -> String {
        match self {
            Self::Number => "Obj.".into(),
            Self::Objective => "Objective".into(),
            Self::Grant => "Grant".into(),
            Self::Share if whole == Pence::ZERO => "Share".into(),
            Self::Share => format!("Share of {whole}"),
            Self::Better => "Better than neighbours".into(),
            Self::Watch => "Watch".into(),
            Self::Voice => "Voice (net)".into(),
            Self::Plan => "Plan".into(),
            Self::Risk => "Top risk".into(),
        }
    }

    /// Whether its cells stand at the right.
    fn right(self) -> bool {
        matches!(self, Self::Grant | Self::Voice)
    }

    /// The least it needs, in points, and how much of what is left over it takes.
    fn width(self) -> (f32, f32) {
        match self {
            Self::Number => (40.0, 0.0),
            Self::Objective => (100.0, 0.9),
            Self::Grant => (82.0, 0.7),
            Self::Share => (82.0, 0.8),
            Self::Better => (90.0, 1.0),
            Self::Watch => (208.0, 1.3),
            Self::Voice => (82.0, 0.2),
            Self::Plan => (98.0, 1.7),
            Self::Risk => (74.0, 0.0),
        }
    }
}

/// Where each column stands.
fn standing(left: f32, width: f32) -> Vec<(f32, f32)> {
    places(&Column::ALL.map(Column::width), left, width)
}

/// What was pressed.
pub enum Pressed {
    /// An objective's name: it is to be edited here.
    Objective(ObjectiveId),
    /// Another cell: its room is to be opened.
    Ask(Box<Request>),
}

/// What the table is drawn from.
pub struct View<'a> {
    pub desk: Desk<'a>,
    pub thread: &'a Thread,
}

impl View<'_> {
    /// Draws the table into the room there is; `go_to` gets the keyboard.
    pub fn ui(
        &self,
        ui: &mut Ui,
        picked: Option<ObjectiveId>,
        go_to: Option<ObjectiveId>,
    ) -> Option<Pressed> {
        ui.spacing_mut().item_spacing.y = 0.0;
        self.heads(ui);
        let mut pressed = None;
        let tall = (ui.available_height() - FOOT).max(ROW);
        scroller("thread rows").max_height(tall).show(ui, |ui| {
            for row in &self.thread.rows {
                let Some(objective) = self.desk.book().objectives.get(row.objective) else {
                    continue;
                };
                let found = self.row(ui, row, objective, picked, go_to);
                pressed = found.or(pressed.take());
            }
        });
        self.foot(ui).or(pressed)
    }

    fn heads(&self, ui: &mut Ui) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
        let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
        let colour = theme::palette(ui).muted;
        for (column, (left, right)) in Column::ALL
            .into_iter()
            .zip(standing(rect.left(), rect.width()))
        {
            let cell =
                Rect::from_x_y_ranges(left..=right, rect.y_range()).shrink2(vec2(INSET, 0.0));
            let text = column.head(self.thread.totals.whole());
            let align = if column.right() {
                Align::Max
            } else {
                Align::Min
            };
            let shortened = Words {
                align,
                lines: 2,
                ..Words::new(&text, &font, colour)
            }
            .paint(ui, cell);
            let head = ui.interact(
                cell,
                ui.scope_id().with(("head", column as usize)),
                egui::Sense::hover(),
            );
            ui.ctx().accesskit_node_builder(head.id, |node| {
                node.set_role(egui::accesskit::Role::ColumnHeader);
                node.set_label(text.clone());
            });
            if let Some(more) = self.head_hover(column, &text, shortened) {
                head.on_hover_text(more);
            }
        }
        rule(ui, rect);
    }

    fn head_hover(&self, column: Column, text: &str, shortened: bool) -> Option<String> {
        let average = self.desk.against.average.word();
        let more = match column {
            Column::Share => format!("Of the {} of the year.", self.thread.totals.whole_is()),
            Column::Better => format!(
                "Indicators whose latest figure is better than the neighbours’ {average} for the same period, of those \
                 that can be compared. Where there are no neighbours’ figures: those that improved on their own figure \
                 before."
            ),
            Column::Watch => "The indicator that most needs a look: behind its neighbours and falling back first.".into(),
            Column::Voice => "Percentage for minus percentage against, of those who answered. Respondents chose to answer; \
                 they do not stand for everyone."
                .into(),
            Column::Plan => "The action not done that stands worst.".into(),
            Column::Risk => "Probability times impact: 6 and over is High, 3 and over Medium.".into(),
            _ => String::new(),
        };
        match (shortened, more.is_empty()) {
            (false, true) => None,
            (false, false) => Some(more),
            (true, _) => Some(format!("{text}\n{more}").trim_end().to_owned()),
        }
    }

    fn row(
        &self,
        ui: &mut Ui,
        row: &ThreadRow,
        objective: &Objective,
        picked: Option<ObjectiveId>,
        go_to: Option<ObjectiveId>,
    ) -> Option<Pressed> {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        if picked == Some(row.objective) && ui.is_rect_visible(rect) {
            ui.painter().rect_filled(
                rect.shrink(1.0),
                theme::size::ROUND_SMALL,
                theme::palette(ui).selected,
            );
        }
        let cells = Cells {
            desk: self.desk,
            thread: self.thread,
            row,
            objective,
            go_to: go_to == Some(row.objective),
        };
        let mut pressed = None;
        for (column, (left, right)) in Column::ALL
            .into_iter()
            .zip(standing(rect.left(), rect.width()))
        {
            // The number and the name are one door.
            if column == Column::Number {
                continue;
            }
            let left = if column == Column::Objective {
                rect.left()
            } else {
                left
            };
            let cell = Rect::from_x_y_ranges(left..=right, rect.y_range()).shrink(2.0);
            pressed = cells.cell(ui, column, cell).or(pressed);
        }
        rule(ui, rect);
        pressed
    }

    /// What is in no row: money on lines without an objective, money left, risks to the programme.
    fn foot(&self, ui: &mut Ui) -> Option<Pressed> {
        let totals = &self.thread.totals;
        let mut pressed = None;
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            if totals.whole() > Pence::ZERO {
                let words = money_words(self.thread);
                if link_button(ui, &words).clicked() {
                    pressed = Some(Pressed::Ask(Box::new(Request::Open(Place::FiscalYear(
                        self.desk.year,
                    )))));
                }
            }
            let risk = self
                .thread
                .programme_risk
                .and_then(|(id, n)| Some((self.desk.book().risks.get(id)?, n)));
            if let Some((risk, n)) = risk {
                let noun = if n == 1 { "risk" } else { "risks" };
                let words = format!(
                    "{n} {noun} to the whole programme, the gravest {}",
                    risk.rating().word()
                );
                if link_button(ui, &words).on_hover_text(&risk.title).clicked() {
                    pressed = Some(Pressed::Ask(Box::new(Request::Open(Place::Risk(risk.id)))));
                }
            }
        });
        pressed
    }
}

fn money_words(thread: &Thread) -> String {
    let totals = &thread.totals;
    let mut parts = vec![format!(
        "{} of {} allocated",
        totals.allocated, totals.granted
    )];
    if totals.granted == Pence::ZERO {
        parts = vec![format!("{} allocated", totals.allocated)];
    } else if totals.left().is_negative() {
        parts.push(format!("{} too much", totals.left().abs()));
    } else if totals.left() > Pence::ZERO {
        parts.push(format!("{} left", totals.left()));
    }
    if totals.elsewhere > Pence::ZERO {
        parts.push(format!(
            "{} on lines without an objective",
            totals.elsewhere
        ));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_and_fill_the_width() {
        for width in [856.0, 1100.0, 1700.0] {
            let places = standing(10.0, width);
            assert!(
                places
                    .windows(2)
                    .all(|pair| (pair[0].1 - pair[1].0).abs() < 0.01)
            );
            assert!((places[8].1 - (10.0 + width)).abs() < 0.1, "{places:?}");
        }
    }

    #[test]
    fn the_smallest_window_holds_every_column() {
        let least: f32 = Column::ALL.iter().map(|column| column.width().0).sum();
        // 1024 points less the rail, two page margins and two card margins.
        assert!(
            least <= 1024.0 - theme::size::RAIL - 4.0 * space::LARGE,
            "{least}"
        );
    }
}
