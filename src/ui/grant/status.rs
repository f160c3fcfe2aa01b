//! How firm a line is: planned, then approved as the original budget, and open again only with a reason.

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::grant::{Allocation, LineStatus};
use crate::domain::id::AllocationId;
use crate::domain::period::Period;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::{trouble, words};
use crate::ui::theme;
use crate::ui::widgets::link_button;

/// A line being opened again.
#[derive(Debug, Default)]
pub struct Reopening {
    of: Option<AllocationId>,
    reason: String,
    refused: Option<String>,
}

/// Draws the status and what may be done with it; gives back the change asked for.
pub fn show(
    ui: &mut Ui,
    book: &Book,
    held: &Allocation,
    state: &mut Reopening,
    can_edit: bool,
) -> Option<Command> {
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.label(theme::muted(ui, "Status"));
        ui.label(held.status.word());
        if !can_edit {
            return;
        }
        let step = match held.status {
            LineStatus::Draft => Some(("Make it planned", LineStatus::Planned)),
            LineStatus::Planned => Some(("Approve", LineStatus::Approved)),
            LineStatus::Approved | LineStatus::Closed => None,
        };
        if let Some((words, status)) = step
            && link_button(ui, words).clicked()
        {
            let now = Allocation {
                status,
                ..held.clone()
            };
            asked = Some(Edit::change(held, now).into());
        }
        if held.status.is_frozen()
            && state.of != Some(held.id)
            && link_button(ui, "Open again…").clicked()
        {
            *state = Reopening {
                of: Some(held.id),
                ..Reopening::default()
            };
        }
    });
    if !held.reopened.is_empty() {
        ui.label(theme::small(ui, format!("Opened again: {}", held.reopened)));
    }
    if state.of == Some(held.id) && can_edit && held.status.is_frozen() {
        asked = asked.or(reopen(ui, book, held, state));
    }
    asked
}

fn reopen(ui: &mut Ui, book: &Book, held: &Allocation, state: &mut Reopening) -> Option<Command> {
    words(
        ui,
        "Why the line is opened again",
        &mut state.reason,
        "The budget was amended by Cabinet on …",
        None,
    );
    trouble(ui, state.refused.as_deref());
    let mut asked = None;
    ui.horizontal(|ui| {
        if ui.button("Open the line again").clicked() {
            let now = Allocation {
                status: LineStatus::Planned,
                reopened: state.reason.trim().to_owned(),
                ..held.clone()
            };
            let command = Edit::change(held, now).into();
            state.refused = refusal(&command, book);
            if state.refused.is_none() {
                state.of = None;
                asked = Some(command);
            }
        }
        if ui.button("Leave it").clicked() {
            state.of = None;
        }
    });
    asked
}

/// The change that approves every line of a year that is not approved yet, and how many there are; none when all are.
pub fn approve_all(book: &Book, fiscal_year: i16) -> Option<(usize, Command)> {
    let is_of_year = |held: &&Allocation| {
        let grant = book.grants.get(held.grant);
        grant.is_some_and(|grant| grant.fiscal_year == fiscal_year)
    };
    let commands: Vec<Command> = book
        .allocations
        .iter()
        .filter(is_of_year)
        .filter(|held| !held.status.is_frozen())
        .map(|held| {
            let now = Allocation {
                status: LineStatus::Approved,
                ..held.clone()
            };
            Edit::change(held, now).into()
        })
        .collect();
    let n = commands.len();
    let words = format!("Approve the budget of {}", Period::Financial(fiscal_year));
    (n > 0).then(|| (n, Command::several(words, commands)))
}
