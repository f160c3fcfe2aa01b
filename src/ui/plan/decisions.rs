//! Decisions: what was put before which meeting, and what it decided.
//!
//! What is still to be decided stands on top, for that is what has to be prepared; then the newest.

mod form;

use std::cmp::Reverse;

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};
use jiff::civil::Date;

use crate::domain::decision::Decision;
use crate::domain::id::DecisionId;
use crate::ui::plan::decisions::form::{Draft, Form};
use crate::ui::plan::field::day_shown;
use crate::ui::plan::filter::{Facts, Filter, Names};
use crate::ui::plan::pane::{Pane, sides};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{Badge, badge, empty_state, icon_button, section};

/// How tall a row is, in points.
const ROW: f32 = 62.0;

const COLUMNS: [Column; 4] = [
    Column::new("When", 112.0, 0.4),
    Column::new("Meeting", 110.0, 1.0),
    Column::new("What was put, and decided", 160.0, 2.6),
    Column::new("Stands", 132.0, 0.0),
];

/// What the bar calls this list.
const NAMES: Names = Names {
    things: "decisions",
    who: "Meeting",
    anybody: "Any meeting",
    nobody: "No meeting",
};

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Decisions {
    pane: Pane<DecisionId, Draft>,
    refused: Option<String>,
    filter: Filter,
    go_to: Option<DecisionId>,
}

impl Decisions {
    /// Picks one and puts the keyboard on its row.
    pub fn select(&mut self, id: DecisionId) {
        self.pane = Pane::Held(id);
        self.refused = None;
        self.filter.clear();
        self.go_to = Some(id);
    }

    /// Draws the list and the pane.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let can_edit = !desk.session.is_read_only();
        sides(
            ui,
            &mut (self, asks),
            |ui, (part, _)| part.list(ui, desk, can_edit),
            |ui, (part, asks)| {
                ui.add_enabled_ui(can_edit, |ui| Form { desk, asks }.ui(ui, part));
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>, can_edit: bool) {
        let held = &desk.book().decisions;
        if held.is_empty() {
            let about = "A decision is what was put before a meeting and what it decided, with the figures that lay before it.";
            if !can_edit {
                ui.label(theme::muted(ui, "No decision is recorded in this plan."));
            } else if empty_state(ui, "No decisions yet", about, "Add the first decision") {
                self.pane.begin();
            }
            return;
        }
        self.top(ui, can_edit);
        let today = desk.session.today();
        let shown = self.shown(held, today);
        let meetings = held.iter().map(|held| held.meeting.as_str());
        let n = (shown.len(), held.len());
        self.filter.ui(ui, desk.book(), &NAMES, meetings, n);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        ScrollArea::vertical()
            .id_salt("decisions")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                for decision in shown {
                    self.row(ui, decision, today);
                }
            });
    }

    fn top(&mut self, ui: &mut Ui, can_edit: bool) {
        ui.horizontal(|ui| {
            section(ui, "Decisions");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(can_edit, |ui| {
                    let icon = egui_material_icons::icons::ICON_ADD;
                    if icon_button(ui, icon, "Add decision").clicked() {
                        self.pane.begin();
                        self.refused = None;
                    }
                });
            });
        });
    }

    fn shown<'a>(&self, held: &'a [Decision], today: Date) -> Vec<&'a Decision> {
        let mut shown: Vec<&Decision> = held
            .iter()
            .filter(|held| {
                let facts = Facts {
                    words: vec![
                        &held.meeting,
                        &held.put,
                        &held.decided,
                        &held.by,
                        &held.snapshot,
                        &held.source,
                    ],
                    who: &held.meeting,
                    due: held.on,
                    is_done: !held.is_open(),
                    objectives: held.objectives.clone(),
                };
                self.filter.holds(&facts, today)
            })
            .collect();
        shown.sort_by_key(|held| order(held));
        shown
    }

    fn row(&mut self, ui: &mut Ui, decision: &Decision, today: Date) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let (tone, stands) = stands(decision, today);
        let decided = if decision.is_open() {
            stands.to_owned()
        } else {
            format!("decided: {}", decision.decided)
        };
        let name = format!("{}: {}, {decided}", decision.heading(), decision.put);
        let id = ui.scope_id().with(("decision", decision.id));
        let picked = self.pane.picked() == Some(decision.id);
        let response = pickable(ui, rect.shrink(1.0), id, &name, picked);
        if self.go_to == Some(decision.id) {
            self.go_to = None;
            response.request_focus();
            ui.scroll_to_rect(rect, None);
        }
        if response.clicked() {
            self.pane = Pane::Held(decision.id);
            self.refused = None;
        }
        if ui.is_rect_visible(rect) && paint(ui, decision, &cells(&COLUMNS, rect), (tone, stands)) {
            response.on_hover_text(name);
        }
        rule(ui, rect);
    }
}

/// What is open first; then without a day, then the newest; of one day in their own order.
fn order(held: &Decision) -> (bool, bool, Reverse<Option<Date>>, i64) {
    (
        !held.is_open(),
        held.on.is_some(),
        Reverse(held.on),
        held.position,
    )
}

/// Whether it is decided, in words that the colour repeats.
fn stands(held: &Decision, today: Date) -> (Option<Tone>, &'static str) {
    match (held.is_open(), held.on) {
        (false, _) => (Some(Tone::Ok), "✓ decided"),
        (true, Some(on)) if on < today => (Some(Tone::Warn), "⚠ not recorded"),
        _ => (None, "to be decided"),
    }
}

fn paint(
    ui: &mut Ui,
    held: &Decision,
    cells: &[Rect],
    (tone, stands): (Option<Tone>, &str),
) -> bool {
    let [when, meeting, what, badge_at] = cells else {
        return false;
    };
    let (body, palette) = (theme::body_font(ui), theme::palette(ui));
    let day = held.on.map_or("no date yet".to_owned(), day_shown);
    let ink = if held.on.is_some() {
        palette.text
    } else {
        palette.muted
    };
    let mut shortened = Words::new(&day, &body, ink).lines(2).paint(ui, *when);
    shortened |= Words::new(&held.meeting, &body, palette.text)
        .lines(3)
        .paint(ui, *meeting);
    if held.is_open() {
        shortened |= Words::new(&held.put, &body, palette.text)
            .lines(3)
            .paint(ui, *what);
    } else {
        let middle = what.center().y;
        let upper = what.with_max_y(middle + 6.0).with_min_y(what.top() + 4.0);
        let lower = what
            .with_min_y(middle + 6.0)
            .with_max_y(what.bottom() - 4.0);
        shortened |= Words::new(&held.put, &body, palette.text)
            .lines(2)
            .paint(ui, upper);
        let decided = format!("→ {}", held.decided);
        shortened |= Words::new(&decided, &theme::small_font(ui), palette.muted).paint(ui, lower);
    }
    let place = Rect::from_min_size(
        badge_at.left_center() - vec2(0.0, 10.0),
        vec2(badge_at.width(), 20.0),
    );
    let kind = tone.map_or(Badge::Plain, Badge::Tone);
    badge(
        &mut ui.new_child(UiBuilder::new().max_rect(place)),
        stands,
        kind,
    );
    shortened
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_is_open_stands_on_top_and_then_the_newest() {
        let decision = |id: i64, on: Option<Date>, decided: &str| Decision {
            on,
            decided: decided.into(),
            position: id,
            ..Decision::new(DecisionId(id))
        };
        let held = [
            decision(1, Some(date(2026, 3, 5)), "Agreed"),
            decision(2, Some(date(2027, 3, 5)), "Agreed"),
            decision(3, Some(date(2027, 6, 5)), ""),
            decision(4, None, ""),
            decision(5, Some(date(2027, 9, 5)), ""),
            decision(6, Some(date(2027, 3, 5)), "Noted"),
        ];
        let shown = Decisions::default().shown(&held, date(2027, 5, 1));
        let ids: Vec<i64> = shown.iter().map(|held| held.id.0).collect();
        assert_eq!(ids, [4, 5, 3, 2, 6, 1]);
    }

    #[test]
    fn a_meeting_that_has_been_says_what_is_missing() {
        #[track_caller]
        fn check(on: Option<Date>, decided: &str, want: &str) {
            let held = Decision {
                on,
                decided: decided.into(),
                ..Decision::new(DecisionId(1))
            };
            assert_eq!(stands(&held, date(2027, 5, 1)).1, want);
        }
        check(None, "", "to be decided");
        check(Some(date(2027, 5, 1)), "", "to be decided");
        check(Some(date(2027, 4, 30)), "", "⚠ not recorded");
        check(Some(date(2027, 4, 30)), "Agreed", "✓ decided");
    }
}
