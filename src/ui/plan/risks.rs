//! Risks: how many are how grave, and each with what is done about it.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::id::RiskId;
use crate::domain::plan::{Level, Risk};
use crate::ui::plan::matrix::{self, Cell};
use crate::ui::plan::pane::{Pane, sides};
use crate::ui::plan::risk_form::{Draft, Form};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{Badge, badge, empty_state, icon_button, link_button, section};

/// How tall a row is, in points.
const ROW: f32 = 44.0;

const COLUMNS: [Column; 5] = [
    Column::new("What could go wrong", 200.0, 3.0),
    Column::new("Threatens", 110.0, 1.0),
    Column::new("Probability", 84.0, 0.1),
    Column::new("Impact", 72.0, 0.1),
    Column::new("Risk", 84.0, 0.0),
];

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Risks {
    pub(super) pane: Pane<RiskId, Draft>,
    pub(super) refused: Option<String>,
    /// The cell of the matrix whose risks alone are listed.
    only: Option<Cell>,
    go_to: Option<RiskId>,
}

impl Risks {
    /// Picks one and puts the keyboard on its row.
    pub fn select(&mut self, id: RiskId) {
        self.pane = Pane::Held(id);
        self.refused = None;
        self.only = None;
        self.go_to = Some(id);
    }

    /// Draws the matrix, the list and the pane.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        sides(
            ui,
            &mut (self, asks),
            |ui, (part, _)| part.main(ui, desk),
            |ui, (part, asks)| Form { desk, asks }.ui(ui, part),
        );
    }

    fn main(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held = &desk.book().risks;
        if held.is_empty() {
            let about = "A risk is something that could go wrong: how likely it is, how grave it would be, and what is done about it.";
            if empty_state(ui, "No risks yet", about, "Add the first risk") {
                self.pane.begin();
            }
            return;
        }
        ui.horizontal(|ui| {
            section(ui, "Risks");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, egui_material_icons::icons::ICON_ADD, "Add risk").clicked() {
                    self.pane.begin();
                    self.refused = None;
                }
            });
        });
        if let Some(cell) = matrix::show(ui, held, self.only) {
            self.only = if self.only == Some(cell) {
                None
            } else {
                Some(cell)
            };
        }
        ui.add_space(space::SMALL);
        if let Some((probability, impact)) = self.only {
            ui.horizontal(|ui| {
                let words = format!(
                    "Only probability {}, impact {}",
                    probability.word(),
                    impact.word()
                );
                ui.label(theme::muted(ui, words));
                if link_button(ui, "Show all risks").clicked() {
                    self.only = None;
                }
            });
        }
        self.list(ui, desk);
    }

    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let only = self.only;
        let mut shown: Vec<&Risk> = desk
            .book()
            .risks
            .iter()
            .filter(|risk| only.is_none_or(|cell| cell == (risk.probability, risk.impact)))
            .collect();
        shown.sort_by_key(|risk| std::cmp::Reverse(risk.gravity()));
        ScrollArea::vertical()
            .id_salt("risks")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                for risk in shown {
                    self.row(ui, desk, risk);
                }
            });
    }

    fn row(&mut self, ui: &mut Ui, desk: Desk<'_>, risk: &Risk) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let objective = risk.objective.and_then(|id| desk.book().objectives.get(id));
        let threatens = objective.map_or_else(|| "the programme".to_owned(), |held| held.label());
        let level = risk.rating();
        let (probability, impact) = (risk.probability.word(), risk.impact.word());
        let name = format!(
            "{}, threatens {threatens}, probability {probability}, impact {impact}, risk {}",
            risk.title,
            level.word()
        );
        let id = ui.scope_id().with(("risk", risk.id));
        let response = pickable(
            ui,
            rect.shrink(1.0),
            id,
            &name,
            self.pane.picked() == Some(risk.id),
        );
        if self.go_to == Some(risk.id) {
            self.go_to = None;
            response.request_focus();
            ui.scroll_to_rect(rect, None);
        }
        if response.clicked() {
            self.pane = Pane::Held(risk.id);
            self.refused = None;
        }
        if ui.is_rect_visible(rect)
            && paint(
                ui,
                &cells(&COLUMNS, rect),
                [&risk.title, &threatens, probability, impact],
                level,
            )
        {
            response.on_hover_text(name);
        }
        rule(ui, rect);
    }
}

fn paint(ui: &mut Ui, cells: &[Rect], texts: [&str; 4], level: Level) -> bool {
    let (body, palette) = (theme::body_font(ui), theme::palette(ui));
    let mut shortened = false;
    for (text, cell) in texts.iter().zip(cells) {
        shortened |= Words::new(text, &body, palette.text)
            .lines(2)
            .paint(ui, *cell);
    }
    if let Some(cell) = cells.last() {
        let place = Rect::from_min_size(
            cell.left_center() - vec2(0.0, 10.0),
            vec2(cell.width(), 20.0),
        );
        badge(
            &mut ui.new_child(UiBuilder::new().max_rect(place)),
            level.word(),
            Badge::Tone(tone(level)),
        );
    }
    shortened
}

/// The tone of a level; its word always stands beside it.
pub fn tone(level: Level) -> Tone {
    match level {
        Level::High => Tone::Error,
        Level::Medium => Tone::Warn,
        _ => Tone::Ok,
    }
}
