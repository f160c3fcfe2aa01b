//! Milestones by workstream: on a timeline, or as a list.
//!
//! The timeline's bars can be pressed and are named, so that it is as usable by keyboard as the list; the list
//! holds those without dates too.

use egui::{ScrollArea, Ui, vec2};

use crate::domain::id::MilestoneId;
use crate::domain::plan::Milestone;
use crate::ui::plan::field::day_shown;
use crate::ui::plan::filter::{Facts, Filter, Names};
use crate::ui::plan::milestone_form::{Draft, Form};
use crate::ui::plan::pane::{Pane, sides, tabs};
use crate::ui::plan::timeline;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{empty_state, icon_button};

/// How tall a row of the list is, in points.
const ROW: f32 = theme::size::ROW;

const COLUMNS: [Column; 3] = [
    Column::new("Workstream", 140.0, 1.0),
    Column::new("What is to be reached", 200.0, 2.0),
    Column::new("When", 130.0, 0.5),
];

/// What the bar calls this list.
const NAMES: Names = Names {
    things: "milestones",
    who: "Workstream",
    anybody: "Any workstream",
    nobody: "No workstream",
};

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Milestones {
    pub(super) pane: Pane<MilestoneId, Draft>,
    pub(super) refused: Option<String>,
    filter: Filter,
    /// 0 the timeline, 1 the list.
    shown: usize,
}

impl Milestones {
    /// Picks one, and shows all so that it is among them.
    pub fn select(&mut self, id: MilestoneId) {
        self.pick(id);
        self.filter.clear();
    }

    /// Picks one.
    pub fn pick(&mut self, id: MilestoneId) {
        self.pane = Pane::Held(id);
        self.refused = None;
    }

    /// Draws the timeline or the list, and the pane.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        sides(
            ui,
            &mut (self, asks),
            |ui, (part, _)| part.main(ui, desk),
            |ui, (part, asks)| {
                ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                    Form { desk, asks }.ui(ui, part);
                });
            },
        );
    }

    fn top(&mut self, ui: &mut Ui, can_edit: bool) {
        ui.horizontal(|ui| {
            tabs(
                ui,
                &mut self.shown,
                &["Timeline".to_owned(), "List".to_owned()],
            );
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(can_edit, |ui| {
                    let icon = egui_material_icons::icons::ICON_ADD;
                    if icon_button(ui, icon, "Add milestone").clicked() {
                        self.pane.begin();
                        self.refused = None;
                    }
                });
            });
        });
    }

    fn main(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held = &desk.book().milestones;
        if held.is_empty() {
            let about = "A milestone is a step of a programme, in a month, a span or a year. Those of one workstream stand in one row.";
            if desk.session.is_read_only() {
                ui.label(theme::muted(ui, "No milestone is recorded in this plan."));
            } else if empty_state(ui, "No milestones yet", about, "Add the first milestone") {
                self.pane.begin();
            }
            return;
        }
        self.top(ui, !desk.session.is_read_only());
        let today = desk.session.today();
        let shown: Vec<Milestone> = held
            .iter()
            .filter(|held| self.filter.holds(&facts(held), today))
            .cloned()
            .collect();
        let workstreams = held.iter().map(|held| held.workstream.as_str());
        let n = (shown.len(), held.len());
        self.filter.ui(ui, desk.book(), &NAMES, workstreams, n);
        let picked = self.pane.picked();
        let pressed = if self.shown == 0 {
            timeline::show(ui, &shown, picked)
        } else {
            list(ui, &shown, picked)
        };
        if let Some(id) = pressed {
            self.pick(id);
        }
    }
}

/// What the filter looks at.
fn facts(held: &Milestone) -> Facts<'_> {
    Facts {
        words: vec![
            &held.title,
            &held.workstream,
            &held.audience,
            &held.note,
            &held.dates_as_printed,
            &held.source,
        ],
        who: &held.workstream,
        due: held.to.or(held.from),
        is_done: false,
        objectives: held.objectives.clone(),
    }
}

fn list(ui: &mut Ui, held: &[Milestone], picked: Option<MilestoneId>) -> Option<MilestoneId> {
    ui.spacing_mut().item_spacing.y = 0.0;
    heads(ui, &COLUMNS);
    let mut pressed = None;
    ScrollArea::vertical()
        .id_salt("milestones")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for milestone in held {
                let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
                let id = ui.scope_id().with(("milestone", milestone.id));
                let response = pickable(
                    ui,
                    rect.shrink(1.0),
                    id,
                    &spoken(milestone),
                    picked == Some(milestone.id),
                );
                if response.clicked() {
                    pressed = Some(milestone.id);
                }
                if ui.is_rect_visible(rect) && paint(ui, milestone, &cells(&COLUMNS, rect)) {
                    response.on_hover_text(spoken(milestone));
                }
                rule(ui, rect);
            }
        });
    pressed
}

fn paint(ui: &Ui, milestone: &Milestone, cells: &[egui::Rect]) -> bool {
    let (body, palette) = (theme::body_font(ui), theme::palette(ui));
    let texts = [
        milestone.workstream.clone(),
        milestone.title.clone(),
        when(milestone),
    ];
    let inks = [palette.muted, palette.text, palette.text];
    let mut shortened = false;
    for ((text, ink), cell) in texts.iter().zip(inks).zip(cells) {
        shortened |= Words::new(text, &body, ink).paint(ui, *cell);
    }
    shortened
}

/// The dates: as the source prints them, or from the days held.
pub fn when(milestone: &Milestone) -> String {
    if !milestone.dates_as_printed.is_empty() {
        return milestone.dates_as_printed.clone();
    }
    match (milestone.from, milestone.to) {
        (Some(from), Some(to)) if from == to => day_shown(from),
        (Some(from), Some(to)) => format!("{} to {}", day_shown(from), day_shown(to)),
        (Some(day), None) => format!("from {}", day_shown(day)),
        (None, Some(day)) => format!("by {}", day_shown(day)),
        (None, None) => "no date".into(),
    }
}

/// What a screen reader hears of it.
pub fn spoken(milestone: &Milestone) -> String {
    format!(
        "{}: {}, {}",
        milestone.workstream,
        milestone.title,
        when(milestone)
    )
}
