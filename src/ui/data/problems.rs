//! Every check that found something: how grave, where, what, why, and what to do. A row opens its place.
//!
//! Why and remedy are sentences and are read, not skimmed, so a row is as tall as its words. How tall each row is
//! is worked out once for a width; only rows in view are painted.

use egui::text::LayoutJob;
use egui::{Color32, FontId, Rect, ScrollArea, Ui, vec2};

use crate::domain::check::CATALOGUE;
use crate::domain::problem::{Problem, Severity};
use crate::domain::spreadsheet::tabbed;
use crate::domain::statistics::grouped;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone};
use crate::ui::thread::columns::{Column, cells, heads};
use crate::ui::thread::door::{door, rule};
use crate::ui::widgets::section;

const COLUMNS: [Column; 4] = [
    Column::new("How grave", 92.0, 0.0),
    Column::new("Where", 150.0, 1.0),
    Column::new("What", 190.0, 1.6),
    Column::new("Why, and what to do", 240.0, 2.6),
];

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct Problems {
    /// The one severity that is shown; none for all.
    only: Option<Severity>,
    tall: Tall,
    /// Findings with those about published figures among them, at one revision.
    whole: Option<(u64, Vec<Problem>)>,
}

/// Up to so many published figures are looked through at once; more of them when the officer asks, since that takes a
/// part of a second.
const AT_ONCE: u64 = 60_000;

/// How tall each row is, and for what that was worked out.
#[derive(Debug, Default)]
struct Tall {
    of: (u64, usize, u32, Option<Severity>),
    rows: Vec<f32>,
}

impl Problems {
    /// How many findings are known of.
    pub fn n(&self, desk: Desk<'_>) -> usize {
        let entered = desk.session.problems().len();
        self.whole.as_ref().map_or(entered, |(_, all)| all.len())
    }

    /// Draws the filter and the table.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        let revision = desk.session.revision();
        self.whole.take_if(|(held, _)| *held != revision);
        let n_figures = desk.session.n_figures();
        let waits = self.whole.is_none() && n_figures > AT_ONCE;
        if waits {
            let words = format!("Look through {} published figures too", grouped(n_figures));
            if ui.button(words).clicked() {
                self.whole = Some((revision, whole(desk)));
            }
        } else if self.whole.is_none() {
            self.whole = Some((revision, whole(desk)));
        }
        let held = self.whole.take();
        let all = held
            .as_ref()
            .map_or(desk.session.problems(), |(_, all)| all);
        self.table(ui, desk, all, waits, asks);
        self.whole = held;
    }

    fn table(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        all: &[Problem],
        waits: bool,
        asks: &mut Vec<Request>,
    ) {
        self.top(ui, all, asks);
        if all.is_empty() {
            let ok = theme::palette(ui).ok.text;
            let words = if waits {
                "✓ Every check of what was entered passes"
            } else {
                "✓ Every check passes"
            };
            ui.label(egui::RichText::new(words).color(ok));
            ui.label(theme::muted(ui, "What does not reconcile, is missing or is doubted will stand here, with its place and what to do."));
            return;
        }
        let shown = shown(all, self.only);
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        ScrollArea::vertical()
            .id_salt("problems")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                self.measure(ui, desk.session.revision(), &shown);
                for (n, (problem, tall)) in shown.iter().zip(&self.tall.rows).enumerate() {
                    row(ui, n, problem, *tall, asks);
                }
            });
    }

    fn top(&mut self, ui: &mut Ui, all: &[Problem], asks: &mut Vec<Request>) {
        ui.horizontal_wrapped(|ui| {
            section(ui, "What needs a look");
            let mut choices = vec![(None, format!("All ({})", all.len()))];
            for severity in SEVERITIES {
                let n = all
                    .iter()
                    .filter(|problem| problem.severity == severity)
                    .count();
                choices.push((
                    Some(severity),
                    format!("{} {} ({n})", sign(severity), plural(severity)),
                ));
            }
            for (only, label) in choices {
                let picked = self.only == only;
                let button = ui.add(
                    egui::Button::selectable(picked, &label)
                        .min_size(vec2(0.0, theme::size::CONTROL)),
                );
                button.widget_info(|| {
                    egui::WidgetInfo::selected(
                        egui::accesskit::Role::RadioButton,
                        true,
                        picked,
                        &label,
                    )
                });
                if button.clicked() {
                    self.only = only;
                }
            }
            if !all.is_empty() && ui.button("Copy as table").clicked() {
                let shown = shown(all, self.only);
                let noun = if shown.len() == 1 { "check" } else { "checks" };
                asks.push(Request::Copy {
                    text: table(&shown),
                    what: format!("{} {noun} as a table", shown.len()),
                });
            }
        });
    }

    fn measure(&mut self, ui: &Ui, revision: u64, shown: &[&Problem]) {
        let width = ui.available_width();
        let of = (revision, shown.len(), width.to_bits(), self.only);
        if self.tall.of == of && self.tall.rows.len() == shown.len() {
            return;
        }
        let row = Rect::from_min_size(egui::Pos2::ZERO, vec2(width, 10.0));
        let cells = cells(&COLUMNS, row);
        let tall = |problem: &&Problem| {
            let texts = texts(problem);
            let tallest = texts
                .into_iter()
                .zip(&cells)
                .map(|(text, cell)| galley(ui, text, cell.width(), Color32::BLACK).size().y);
            tallest.fold(0.0_f32, f32::max).ceil() + 16.0
        };
        self.tall = Tall {
            of,
            rows: shown.iter().map(tall).collect(),
        };
    }
}

fn shown(all: &[Problem], only: Option<Severity>) -> Vec<&Problem> {
    all.iter()
        .filter(|problem| only.is_none_or(|only| problem.severity == only))
        .collect()
}

fn row(ui: &mut Ui, n: usize, problem: &Problem, tall: f32, asks: &mut Vec<Request>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
    let name = format!("{}, {problem} Opens it", problem.severity.word());
    let response = door(
        ui,
        rect.shrink(1.0),
        ui.scope_id().with(("problem", n)),
        &name,
    );
    if response.clicked() {
        asks.push(Request::Open(problem.place.clone()));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let palette = theme::palette(ui);
    let grave = match problem.severity {
        Severity::Error => palette.error.text,
        Severity::Warning => palette.warn.text,
        Severity::Note => palette.muted,
    };
    let inks = [grave, palette.text, palette.text, palette.muted];
    for ((text, cell), ink) in texts(problem)
        .into_iter()
        .zip(cells(&COLUMNS, rect))
        .zip(inks)
    {
        let galley = galley(ui, text, cell.width(), ink);
        ui.painter().galley(cell.min + vec2(0.0, 8.0), galley, ink);
    }
    rule(ui, rect);
    let means = CATALOGUE
        .iter()
        .find(|(kind, _)| *kind == problem.kind)
        .map_or("", |(_, means)| means);
    response.on_hover_text(format!("{}: {means}", problem.kind));
}

/// The words of each column.
fn texts(problem: &Problem) -> [String; 4] {
    [
        format!("{} {}", sign(problem.severity), problem.severity.word()),
        problem.location.clone(),
        problem.what.clone(),
        format!("{} {}", problem.why, problem.remedy),
    ]
}

fn galley(ui: &Ui, text: String, width: f32, ink: Color32) -> std::sync::Arc<egui::Galley> {
    let font: FontId = theme::body_font(ui);
    ui.painter()
        .layout_job(LayoutJob::simple(text, font, ink, width))
}

fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => Tone::Error.sign(),
        Severity::Warning => Tone::Warn.sign(),
        Severity::Note => "●",
    }
}

fn plural(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Note => "Notes",
    }
}

/// The table as a spreadsheet takes it from the clipboard: a row a line, columns parted by tabs.
fn table(shown: &[&Problem]) -> String {
    let mut text = "severity\tkind\twhere\twhat\twhy\twhat to do\n".to_owned();
    for problem in shown {
        let columns = [
            problem.severity.word(),
            problem.kind,
            &problem.location,
            &problem.what,
            &problem.why,
            &problem.remedy,
        ];
        text.push_str(&tabbed(&columns));
        text.push('\n');
    }
    text
}

/// What was entered, what was published and what the text says of them, worst first.
fn whole(desk: Desk<'_>) -> Vec<Problem> {
    let mut all = desk.session.problems().to_vec();
    all.extend(desk.session.published_problems());
    all.extend(desk.session.narrative_problems());
    all.sort_by_key(|problem| problem.severity);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Place;

    #[test]
    fn the_table_has_a_line_a_problem_and_no_broken_cells() {
        let problem = Problem::refusal("jump", Place::Plan, "A\tB", "up\nand up", "Why.", "Look.");
        let found = table(&[&problem, &problem]);
        let lines: Vec<&str> = found.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(
            lines.iter().all(|line| line.split('\t').count() == 6),
            "{found}"
        );
        assert_eq!(lines[1], "error\tjump\tA B\tup and up\tWhy.\tLook.");
    }
}
