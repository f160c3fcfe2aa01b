//! The list of actions: what is to be done, by whom, by when, and how it stands.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};
use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::id::ActionId;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, ActionStatus};
use crate::domain::record::Edit;
use crate::ui::plan::action_form::{Draft, Form};
use crate::ui::plan::field::day_shown;
use crate::ui::plan::filter::{Facts, Filter, Names};
use crate::ui::plan::pane::{Pane, sides};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{combo, empty_state, icon_button, section};

/// How tall a row is, in points.
const ROW: f32 = 46.0;

const COLUMNS: [Column; 5] = [
    Column::new("Obj.", 40.0, 0.0),
    Column::new("What is to be done", 140.0, 3.0),
    Column::new("Responsible", 86.0, 1.2),
    Column::new("Due", 112.0, 0.4),
    Column::new("Status", 130.0, 0.0),
];

/// What the bar calls this list.
const NAMES: Names = Names {
    things: "actions",
    who: "Responsible",
    anybody: "Anybody",
    nobody: "Nobody named",
};

/// Which actions are shown.
const SHOWN: [&str; 3] = ["All", "Not done", "Late or at risk"];

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Actions {
    pub(super) pane: Pane<ActionId, Draft>,
    pub(super) refused: Option<String>,
    shown: usize,
    filter: Filter,
    go_to: Option<ActionId>,
}

impl Actions {
    /// Picks one and puts the keyboard on its row.
    pub fn select(&mut self, id: ActionId) {
        self.pane = Pane::Held(id);
        self.refused = None;
        self.shown = 0;
        self.filter.clear();
        self.go_to = Some(id);
    }

    /// Draws the list and the pane.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let mut state = (self, asks);
        sides(
            ui,
            &mut state,
            |ui, (part, asks)| part.list(ui, desk, asks),
            |ui, (part, asks)| {
                ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
                    Form { desk, asks }.ui(ui, part);
                });
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let held = &desk.book().actions;
        let can_edit = !desk.session.is_read_only();
        if held.is_empty() {
            let about = "An action is something that somebody has undertaken to do, by a day, for an objective.";
            if !can_edit {
                ui.label(theme::muted(ui, "No action is recorded in this plan."));
            } else if empty_state(ui, "No actions yet", about, "Add the first action") {
                self.pane.begin();
            }
            return;
        }
        self.top(ui, can_edit);
        let today = desk.session.today();
        let shown: Vec<&Action> = held
            .iter()
            .filter(|held| shows(self.shown, held, today) && self.filter.holds(&facts(held), today))
            .collect();
        let people = held.iter().map(|held| held.responsible.as_str());
        let n = (shown.len(), held.len());
        self.filter.ui(ui, desk.book(), &NAMES, people, n);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        ScrollArea::vertical()
            .id_salt("actions")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for action in shown {
                    self.row(ui, desk, action, today, asks);
                }
            });
    }

    fn top(&mut self, ui: &mut Ui, can_edit: bool) {
        ui.horizontal(|ui| {
            section(ui, "Actions");
            combo(
                ui,
                "which actions",
                "Which actions are shown",
                &mut self.shown,
                &SHOWN,
            );
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(can_edit, |ui| {
                    let icon = egui_material_icons::icons::ICON_ADD;
                    if icon_button(ui, icon, "Add action").clicked() {
                        self.pane.begin();
                        self.refused = None;
                    }
                });
            });
        });
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        action: &Action,
        today: Date,
        asks: &mut Vec<Request>,
    ) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let cells = cells(&COLUMNS, rect);
        let (Some(status), Some(first)) = (cells.last().copied(), cells.first()) else {
            return;
        };
        let served = served(desk.book(), action);
        let numbers: Vec<&str> = served.iter().map(|held| held.number.as_str()).collect();
        let number = &numbers.join(", ");
        let name = spoken(action, &served);
        let door = Rect::from_min_max(rect.min, egui::pos2(status.left() - 4.0, rect.bottom()))
            .shrink(1.0);
        let id = ui.scope_id().with(("action", action.id));
        let picked = self.pane.picked() == Some(action.id);
        let response = pickable(ui, door, id, &name, picked);
        if self.go_to == Some(action.id) {
            self.go_to = None;
            response.request_focus();
            ui.scroll_to_rect(rect, None);
        }
        if response.clicked() {
            self.pane = Pane::Held(action.id);
            self.refused = None;
        }
        if !ui.is_rect_visible(rect) {
            return;
        }
        let (body, muted) = (theme::body_font(ui), theme::palette(ui).muted);
        Words::new(number, &body, muted).paint(ui, *first);
        let shortened = paint(ui, action, &cells, today);
        if shortened {
            response.on_hover_text(name);
        }
        // A child of its own: what is laid out in it must not move the next row.
        let mut inside = ui.new_child(UiBuilder::new().max_rect(status.shrink2(vec2(0.0, 9.0))));
        inside.add_enabled_ui(!desk.session.is_read_only(), |ui| {
            pick_status(ui, action, asks);
        });
        rule(ui, rect);
    }
}

/// What the filter looks at.
fn facts(action: &Action) -> Facts<'_> {
    Facts {
        words: vec![
            &action.title,
            &action.heading,
            &action.responsible,
            &action.impact_sought,
            &action.progress,
            &action.source,
        ],
        who: &action.responsible,
        due: action.due,
        is_done: action.status == ActionStatus::Done,
        objectives: action
            .objective
            .into_iter()
            .chain(action.also.iter().copied())
            .collect(),
    }
}

/// The objectives that it serves, the first one first.
fn served<'a>(book: &'a Book, action: &Action) -> Vec<&'a Objective> {
    let ids = action.objective.iter().chain(&action.also);
    ids.filter_map(|id| book.objectives.get(*id)).collect()
}

fn shows(shown: usize, action: &Action, today: Date) -> bool {
    let done = action.status == ActionStatus::Done;
    match shown {
        0 => true,
        1 => !done,
        _ => !done && (is_late(action, today) || action.status == ActionStatus::AtRisk),
    }
}

/// Past its day, or marked late, and not done.
fn is_late(action: &Action, today: Date) -> bool {
    let overdue = action.due.is_some_and(|due| due < today);
    action.status != ActionStatus::Done && (overdue || action.status == ActionStatus::Late)
}

fn spoken(action: &Action, served: &[&Objective]) -> String {
    let mut parts = vec![action.title.clone()];
    parts.extend(
        served
            .iter()
            .map(|held| format!("objective {}", held.label())),
    );
    let named = [
        ("", &action.heading),
        ("responsible: ", &action.responsible),
    ];
    parts.extend(
        named
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(what, text)| format!("{what}{text}")),
    );
    parts.extend(action.due.map(|due| format!("due {}", day_shown(due))));
    parts.push(action.status.word().to_owned());
    parts.join(", ")
}

fn paint(ui: &Ui, action: &Action, cells: &[Rect], today: Date) -> bool {
    let [_, what, who, due, _] = cells else {
        return false;
    };
    let palette = theme::palette(ui);
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let upper = Rect::from_x_y_ranges(
        what.x_range(),
        what.center().y - 19.0..=what.center().y + 1.0,
    );
    let lower = Rect::from_x_y_ranges(
        what.x_range(),
        what.center().y + 1.0..=what.center().y + 18.0,
    );
    let mut shortened = Words::new(&action.title, &body, palette.text).paint(ui, upper);
    Words::new(&action.heading, &small, palette.muted).paint(ui, lower);
    let (words, ink) = if action.responsible.is_empty() {
        ("nobody named", palette.muted)
    } else {
        (action.responsible.as_str(), palette.text)
    };
    shortened |= Words::new(words, &body, ink).lines(2).paint(ui, *who);
    let late = is_late(action, today);
    let day = match action.due {
        Some(day) if late => format!("⚠ {}", day_shown(day)),
        Some(day) => day_shown(day),
        None => "no day".into(),
    };
    let ink = if late {
        palette.warn.text
    } else if action.due.is_none() {
        palette.muted
    } else {
        palette.text
    };
    Words::new(&day, &body, ink).lines(2).paint(ui, *due) || shortened
}

fn pick_status(ui: &mut Ui, action: &Action, asks: &mut Vec<Request>) {
    let words = ActionStatus::ALL.map(ActionStatus::word);
    let was = ActionStatus::ALL
        .iter()
        .position(|status| *status == action.status)
        .unwrap_or(0);
    let mut at = was;
    ui.spacing_mut().combo_width = ui.available_width();
    let answer = combo(
        ui,
        ("status", action.id),
        &format!("Status of {}", action.title),
        &mut at,
        &words,
    );
    if answer.changed()
        && let Some(status) = ActionStatus::ALL.get(at)
    {
        let now = Action {
            status: *status,
            ..action.clone()
        };
        asks.push(Request::Change(Edit::change(action, now).into()));
    }
}
