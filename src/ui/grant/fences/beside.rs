//! Beside the rows: what blocks and what is lost with the reason, each rule in words, and the checks of the year.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::id::GrantId;
use crate::domain::problem::{Place, Severity};
use crate::ui::grant::fences::solution::Solution;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{Attention, attention, section};

/// How many of each kind are shown; a plan with more has a common cause.
const MOST: usize = 12;

/// Draws the notes, the rules and the checks.
pub fn show(ui: &mut Ui, desk: Desk<'_>, solution: &Solution, asks: &mut Vec<Request>) {
    ui.spacing_mut().item_spacing.y = space::TINY;
    theme::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        reasons(ui, desk.book(), solution, asks, desk.year);
        section(ui, "The rules");
        for (grant, rule) in &solution.rules {
            ui.label(theme::strong(grant));
            ui.label(theme::small(ui, rule));
        }
        ui.add_space(space::SMALL);
        checks(ui, solution, asks);
    });
}

fn reasons(ui: &mut Ui, book: &Book, solution: &Solution, asks: &mut Vec<Request>, year: i16) {
    let flow = &solution.flow;
    if flow.unmet.is_empty() && flow.unspendable.is_empty() {
        return;
    }
    section(ui, "What blocks, and what is left");
    for (at, held) in flow.unmet.iter().take(MOST).enumerate() {
        let name = book
            .priority_areas
            .get(held.priority_area)
            .map_or("?", |area| &area.name);
        let title = format!("{} of “{name}” cannot be paid.", held.amount);
        let place = Place::PriorityArea(held.priority_area, year);
        note(
            ui,
            ("unmet", at),
            Tone::Warn,
            &title,
            &held.why,
            place,
            asks,
        );
    }
    more(ui, flow.unmet.len());
    for (at, held) in flow.unspendable.iter().take(MOST).enumerate() {
        let title = format!(
            "{} of {} cannot be spent.",
            held.amount,
            short(book, held.grant)
        );
        note(
            ui,
            ("left", at),
            Tone::Warn,
            &title,
            &held.why,
            Place::Grant(held.grant),
            asks,
        );
    }
    more(ui, flow.unspendable.len());
    ui.add_space(space::SMALL);
}

fn short(book: &Book, grant: GrantId) -> &str {
    book.grants.get(grant).map_or("?", |grant| &grant.short)
}

fn more(ui: &mut Ui, n: usize) {
    if n > MOST {
        ui.label(theme::small(ui, format!("and {} more", n - MOST)));
    }
}

fn note(
    ui: &mut Ui,
    id: (&str, usize),
    tone: Tone,
    title: &str,
    detail: &str,
    place: Place,
    asks: &mut Vec<Request>,
) {
    let shown = Attention {
        tone,
        title,
        detail,
        links: &["Show in the plan"],
    };
    if ui.push_id(id, |ui| attention(ui, &shown)).inner.is_some() {
        asks.push(Request::Open(place));
    }
}

/// The checks of the year, in the words that the plan beside shows.
fn checks(ui: &mut Ui, solution: &Solution, asks: &mut Vec<Request>) {
    section(ui, "Checks of the year");
    if solution.problems.is_empty() {
        ui.label(theme::muted(
            ui,
            "Nothing to look at: every sum of this year works.",
        ));
    }
    for (at, problem) in solution.problems.iter().take(MOST).enumerate() {
        let tone = match problem.severity {
            Severity::Note => Tone::Ok,
            _ => Tone::Warn,
        };
        let title = format!("{}.", problem.what);
        note(
            ui,
            ("check", at),
            tone,
            &title,
            "",
            problem.place.clone(),
            asks,
        );
    }
    more(ui, solution.problems.len());
}
