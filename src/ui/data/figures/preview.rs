//! What a file would bring: rows kept and left out with the reason, what is new, and everything that is wrong.

use egui::{RichText, Ui};

use crate::domain::intake::Intake;
use crate::domain::problem::{Problem, Severity};
use crate::domain::statistics::grouped;
use crate::session::import::Preview;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::section;

/// How many problems are shown; the rest are counted.
const SHOWN: usize = 100;
/// How many indicators are named; the rest are counted.
const NAMED: usize = 12;

/// Draws what one file would bring.
pub(super) fn ui(ui: &mut Ui, desk: Desk<'_>, held: &Preview) {
    let intake = &held.arrived.intake;
    section(ui, &held.arrived.name);
    problems(ui, &held.problems);
    counts(ui, held);
    left_out(ui, intake);
    indicators(ui, desk, intake);
    if !intake.source.is_empty() {
        fact(ui, "Source", &intake.source);
    }
    ui.add_space(space::LARGE);
}

fn counts(ui: &mut Ui, held: &Preview) {
    let intake = &held.arrived.intake;
    let rows = format!(
        "{} read, {} kept, {} left out",
        grouped(intake.n_read),
        grouped(intake.n_kept),
        grouped(intake.n_skipped())
    );
    fact(ui, "Rows", &rows);
    let n = intake.n_figures();
    if n > 0 {
        let against = held.against;
        let figures = format!(
            "{}: {} new, {} as the plan has them, {} otherwise than the plan has them",
            grouped(n),
            grouped(against.new),
            grouped(against.same),
            grouped(against.revised)
        );
        fact(ui, "Figures", &figures);
        let areas = format!("{}, {}", several(intake.areas.len(), "area"), span(intake));
        fact(ui, "Areas and periods", &areas);
    }
    if !intake.neighbours.is_empty() {
        let mut lists: Vec<&str> = intake
            .neighbours
            .iter()
            .map(|held| held.list.as_str())
            .collect();
        lists.dedup();
        let words = format!(
            "{} in the list of {}",
            several(intake.neighbours.len(), "place"),
            lists.join(", ")
        );
        fact(ui, "Neighbours", &words);
    }
}

fn left_out(ui: &mut Ui, intake: &Intake) {
    if intake.skipped.is_empty() {
        return;
    }
    ui.label(theme::small(ui, "Left out"));
    egui::Grid::new(("left out", &intake.source, intake.n_read))
        .num_columns(3)
        .spacing([space::LARGE, space::TINY])
        .show(ui, |ui| {
            for held in &intake.skipped {
                ui.label(&held.reason);
                ui.label(grouped(held.n));
                let example = match held.example.is_empty() {
                    true => format!("first in line {}", held.line),
                    false => format!("first in line {}: {}", held.line, held.example),
                };
                ui.label(theme::muted(ui, example));
                ui.end_row();
            }
        });
    ui.add_space(space::SMALL);
}

fn indicators(ui: &mut Ui, desk: Desk<'_>, intake: &Intake) {
    if intake.indicators.is_empty() {
        return;
    }
    let book = desk.book();
    let is_known = |code: &str| book.indicators.iter().any(|held| held.code == code);
    let (known, new): (Vec<_>, Vec<_>) = intake
        .indicators
        .iter()
        .partition(|held| is_known(&held.code));
    for (held, name) in [
        (new, "Indicators new to the plan"),
        (known, "Indicators that the plan has"),
    ] {
        if held.is_empty() {
            continue;
        }
        ui.label(theme::small(ui, format!("{name} ({})", held.len())));
        for indicator in held.iter().take(NAMED) {
            let words = format!("{}  {}", indicator.label(), indicator.unit_words);
            ui.add(egui::Label::new(words.trim()).wrap());
        }
        if held.len() > NAMED {
            let more = format!("and {} more", held.len() - NAMED);
            ui.label(theme::muted(ui, more));
        }
        ui.add_space(space::SMALL);
    }
}

/// Everything that is wrong, each with its place and what to do.
pub(in crate::ui) fn problems(ui: &mut Ui, problems: &[Problem]) {
    for problem in problems.iter().take(SHOWN) {
        let palette = theme::palette(ui);
        let (sign, ink) = match problem.severity {
            Severity::Error => (Tone::Error.sign(), palette.error.text),
            Severity::Warning => (Tone::Warn.sign(), palette.warn.text),
            Severity::Note => ("●", palette.muted),
        };
        let head = format!("{sign} {}: {}", problem.location, problem.what);
        ui.add(egui::Label::new(RichText::new(head).color(ink)).wrap());
        let rest = format!("{} {}", problem.why, problem.remedy);
        ui.add(egui::Label::new(theme::muted(ui, rest)).wrap());
        ui.add_space(space::TINY);
    }
    if problems.len() > SHOWN {
        let more = format!("and {} more", problems.len() - SHOWN);
        ui.label(theme::muted(ui, more));
    }
    if !problems.is_empty() {
        ui.add_space(space::SMALL);
    }
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    ui.label(theme::small(ui, name));
    ui.add(egui::Label::new(text).wrap().selectable(true));
    ui.add_space(space::SMALL);
}

pub(in crate::ui) fn several(n: usize, noun: &str) -> String {
    let ending = if n == 1 { "" } else { "s" };
    format!("{} {noun}{ending}", grouped(n as u64))
}

/// The first and the last period, as the file prints them.
fn span(intake: &Intake) -> String {
    let first = intake.series.iter().min_by_key(|held| held.period);
    let last = intake.series.iter().max_by_key(|held| held.period);
    match (first, last) {
        (Some(first), Some(last)) if first.label == last.label => first.label.clone(),
        (Some(first), Some(last)) => format!("{} to {}", first.label, last.label),
        _ => String::new(),
    }
}
