//! Risks: how many are how grave, and each with what is done about it.

use egui::{Rect, ScrollArea, Ui, UiBuilder, vec2};
use jiff::civil::Date;

use crate::domain::id::{ObjectiveId, RiskId};
use crate::domain::plan::{Level, Movement, Risk, Scale};
use crate::ui::plan::field::day_shown;
use crate::ui::plan::filter::{Facts, Filter, Names};
use crate::ui::plan::many::named;
use crate::ui::plan::matrix::{self, Cell};
use crate::ui::plan::pane::{Pane, sides, tabs};
use crate::ui::plan::risk_form::{Draft, Form};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{Badge, badge, empty_state, icon_button, link_button, section};

/// How tall a row is, in points.
const ROW: f32 = 50.0;
/// Below this height the matrix and the list scroll together, in points.
const LOW: f32 = 420.0;

const COLUMNS: [Column; 5] = [
    Column::new("What could go wrong", 150.0, 3.0),
    Column::new("Threatens", 90.0, 1.0),
    Column::new("Prob. × impact", 118.0, 0.3),
    Column::new("Moved", 62.0, 0.0),
    Column::new("Risk", 84.0, 0.0),
];

/// What the bar calls this list.
const NAMES: Names = Names {
    things: "risks",
    who: "Owner",
    anybody: "Anybody",
    nobody: "No owner",
};

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Risks {
    pub(super) pane: Pane<RiskId, Draft>,
    pub(super) refused: Option<String>,
    /// The cell of the matrix whose risks alone are listed.
    only: Option<Cell>,
    /// The scale whose matrix is in view, where both are in use.
    scale: usize,
    filter: Filter,
    go_to: Option<RiskId>,
}

impl Risks {
    /// Picks one and puts the keyboard on its row.
    pub fn select(&mut self, id: RiskId) {
        self.pane = Pane::Held(id);
        self.refused = None;
        self.only = None;
        self.filter.clear();
        self.go_to = Some(id);
    }

    /// Draws the matrix, the list and the pane.
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

    fn main(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held = &desk.book().risks;
        let can_edit = !desk.session.is_read_only();
        if held.is_empty() {
            let about = "A risk is something that could go wrong: how likely it is, how grave it would be, and what is done about it.";
            if !can_edit {
                ui.label(theme::muted(ui, "No risk is recorded in this plan."));
            } else if empty_state(ui, "No risks yet", about, "Add the first risk") {
                self.pane.begin();
            }
            return;
        }
        let today = desk.session.today();
        let shown: Vec<&Risk> = held
            .iter()
            .filter(|held| self.filter.holds(&facts(held), today))
            .collect();
        let scale = self.top(ui, held, can_edit);
        let owners = held.iter().map(|held| held.owner.as_str());
        self.filter
            .ui(ui, desk.book(), &NAMES, owners, (shown.len(), held.len()));
        // In a low window the matrix would leave the list no room: they scroll together.
        if ui.available_height() < LOW {
            ScrollArea::vertical()
                .id_salt("matrix and risks")
                .auto_shrink([false, false])
                .show(ui, |ui| self.body(ui, desk, shown, (scale, false)));
        } else {
            self.body(ui, desk, shown, (scale, true));
        }
    }

    /// The matrix, and the list below it.
    fn body(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        shown: Vec<&Risk>,
        (scale, scrolls): (Scale, bool),
    ) {
        if let Some(cell) = matrix::show(ui, &shown, scale, self.only) {
            self.only = if self.only == Some(cell) {
                None
            } else {
                Some(cell)
            };
        }
        ui.add_space(space::SMALL);
        self.only_one_cell(ui);
        self.list(ui, desk, shown, scrolls);
    }

    /// The heading, and the switch between the scales where both are in use; gives back the one in view.
    fn top(&mut self, ui: &mut Ui, held: &[Risk], can_edit: bool) -> Scale {
        let n = |scale: Scale| {
            let graded = held.iter().filter(|risk| risk.probability.scale() == scale);
            graded.count()
        };
        let [words, figures] = Scale::ALL.map(n);
        ui.horizontal(|ui| {
            section(ui, "Risks");
            if words > 0 && figures > 0 {
                let before = self.scale;
                let labels = [
                    format!("Low to High ({words})"),
                    format!("1 to 5 ({figures})"),
                ];
                tabs(ui, &mut self.scale, &labels);
                if self.scale != before {
                    self.only = None;
                }
            } else {
                self.scale = usize::from(words == 0);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(can_edit, |ui| {
                    let icon = egui_material_icons::icons::ICON_ADD;
                    if icon_button(ui, icon, "Add risk").clicked() {
                        self.pane.begin();
                        self.refused = None;
                    }
                });
            });
        });
        Scale::ALL.get(self.scale).copied().unwrap_or_default()
    }

    /// Which cell of the matrix the list is narrowed to, with the way back.
    fn only_one_cell(&mut self, ui: &mut Ui) {
        let Some((probability, impact)) = self.only else {
            return;
        };
        ui.horizontal(|ui| {
            let words = format!(
                "Only probability {}, impact {}",
                probability.word(),
                impact.word()
            );
            ui.label(theme::muted(ui, words));
            // The filter's own link, where there is one, has the words already.
            let words = if self.filter.is_narrow() {
                "Show every cell"
            } else {
                "Show all risks"
            };
            if link_button(ui, words).clicked() {
                self.only = None;
            }
        });
    }

    /// Risks of both scales, the gravest first.
    fn list(&mut self, ui: &mut Ui, desk: Desk<'_>, mut shown: Vec<&Risk>, scrolls: bool) {
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        let only = self.only;
        shown.retain(|risk| only.is_none_or(|cell| cell == (risk.probability, risk.impact)));
        shown.sort_by_key(|risk| std::cmp::Reverse(risk.gravity()));
        let rows = |ui: &mut Ui| {
            for risk in shown {
                self.row(ui, desk, risk);
            }
        };
        if scrolls {
            ScrollArea::vertical()
                .id_salt("risks")
                .auto_shrink([false, false])
                .show(ui, rows);
        } else {
            rows(ui);
        }
    }

    fn row(&mut self, ui: &mut Ui, desk: Desk<'_>, risk: &Risk) {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        let book = desk.book();
        let served: Vec<ObjectiveId> = risk.objective.iter().chain(&risk.also).copied().collect();
        let threatens = named(book, &served, "the programme");
        let level = risk.rating();
        let (probability, impact) = (risk.probability.word(), risk.impact.word());
        let beside = beside(risk, desk.session.today());
        let moved = moved(risk);
        let mut name = format!(
            "{}, threatens {threatens}, probability {probability}, impact {impact}, risk {}",
            risk.title,
            level.word()
        );
        for words in [moved, &beside] {
            if !words.is_empty() {
                name = format!("{name}, {words}");
            }
        }
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
        if ui.is_rect_visible(rect) {
            let graded = match risk.probability.scale() {
                Scale::Words => format!("{probability} × {impact}"),
                Scale::Figures => format!("{probability} × {impact} = {}", risk.score()),
            };
            let cells = cells(&COLUMNS, rect);
            let texts = [threatens.as_str(), &graded, moved];
            if paint(ui, &cells, (&risk.title, &beside), texts, level) {
                response.on_hover_text(name);
            }
        }
        rule(ui, rect);
    }
}

/// What the filter looks at.
fn facts(risk: &Risk) -> Facts<'_> {
    Facts {
        words: vec![&risk.title, &risk.mitigation, &risk.owner, &risk.source],
        who: &risk.owner,
        due: risk.review,
        is_done: false,
        objectives: risk
            .objective
            .into_iter()
            .chain(risk.also.iter().copied())
            .collect(),
    }
}

/// Owner and review, as far as they are known.
fn beside(risk: &Risk, today: Date) -> String {
    let mut parts = Vec::new();
    if !risk.owner.is_empty() {
        parts.push(risk.owner.clone());
    }
    parts.extend(risk.review.map(|day| {
        let late = if day < today {
            "⚠ review was due"
        } else {
            "review"
        };
        format!("{late} {}", day_shown(day))
    }));
    parts.join(" · ")
}

/// Which way it has moved, with its sign: as the register says, or as its earlier score does.
fn moved(risk: &Risk) -> &'static str {
    let said = Some(risk.movement).filter(|movement| *movement != Movement::NotSaid);
    match said.or_else(|| risk.moved()) {
        Some(Movement::Up) => "▲ up",
        Some(Movement::Down) => "▼ down",
        Some(Movement::Same) => "→ same",
        Some(Movement::New) => "● new",
        _ => "",
    }
}

fn paint(
    ui: &mut Ui,
    cells: &[Rect],
    (title, beside): (&str, &str),
    texts: [&str; 3],
    level: Level,
) -> bool {
    let [first, rest @ .., last] = cells else {
        return false;
    };
    let (body, palette) = (theme::body_font(ui), theme::palette(ui));
    let mut shortened = if beside.is_empty() {
        Words::new(title, &body, palette.text)
            .lines(2)
            .paint(ui, *first)
    } else {
        let (upper, lower) = first
            .shrink2(vec2(0.0, 6.0))
            .split_top_bottom_at_fraction(0.5);
        let small = theme::small_font(ui);
        Words::new(beside, &small, palette.muted).paint(ui, lower);
        Words::new(title, &body, palette.text).paint(ui, upper)
    };
    for (text, cell) in texts.iter().zip(rest) {
        shortened |= Words::new(text, &body, palette.text)
            .lines(2)
            .paint(ui, *cell);
    }
    let place = Rect::from_min_size(
        last.left_center() - vec2(0.0, 10.0),
        vec2(last.width(), 20.0),
    );
    badge(
        &mut ui.new_child(UiBuilder::new().max_rect(place)),
        level.word(),
        Badge::Tone(tone(level)),
    );
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
