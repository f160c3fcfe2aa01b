//! The "of which" parts of a line: named amounts that are within it, to add, change and remove.
//!
//! Edges: parts may sum to less than their line. Where they sum to more the checks say so; nothing is refused for it,
//! since the parts or the line may be the figure that is wrong.

use egui::{Align, Layout, Ui, vec2};

use crate::domain::command::Command;
use crate::domain::grant::{Allocation, OfWhich};
use crate::domain::id::{AllocationId, OfWhichId};
use crate::domain::money::Pence;
use crate::domain::record::Edit;
use crate::ui::grant::change::refusal;
use crate::ui::grant::fields::words;
use crate::ui::grant::memo::Ledger;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{CellEdit, link_button};

/// The width of an amount, and of the way to remove it with the gaps around, in points.
const AMOUNT: f32 = 92.0;
const REMOVE: f32 = 76.0;

/// A part as it is being typed.
#[derive(Debug, Default)]
pub struct NewPart {
    of: Option<AllocationId>,
    name: String,
    amount: String,
    tried: bool,
}

impl NewPart {
    /// Opens the small form for a part of an allocation.
    pub fn open(&mut self, of: AllocationId) {
        *self = Self {
            of: Some(of),
            ..Self::default()
        };
    }

    /// Whether the small form is open for it.
    pub fn is_open(&self, of: AllocationId) -> bool {
        self.of == Some(of)
    }
}

/// Draws the parts of an allocation, and the form of a new one if it is open; gives back the change asked for.
pub fn show(
    ui: &mut Ui,
    desk: Desk<'_>,
    ledger: &Ledger,
    held: &Allocation,
    new: &mut NewPart,
) -> Option<Command> {
    let can_edit = !desk.session.is_read_only();
    let mut asked = None;
    for part in ledger.parts(desk.book(), held.id) {
        asked = line(ui, desk, part, can_edit).or(asked);
    }
    if can_edit && new.is_open(held.id) {
        asked = add(ui, desk, held, new).or(asked);
    }
    asked
}

/// One part: its name, its amount, and the way to remove it.
fn line(ui: &mut Ui, desk: Desk<'_>, part: &OfWhich, can_edit: bool) -> Option<Command> {
    let mut asked = None;
    ui.horizontal(|ui| {
        let name = format!("of which {}", part.name);
        let room = (ui.available_width() - AMOUNT - REMOVE).max(40.0);
        ui.allocate_ui_with_layout(
            vec2(room, size::CONTROL),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_min_width(room);
                ui.add(egui::Label::new(theme::muted(ui, &name)).truncate())
                    .on_hover_text(&name);
            },
        );
        if !can_edit {
            ui.label(part.amount.to_string());
            return;
        }
        ui.allocate_ui(vec2(AMOUNT, size::CONTROL), |ui| {
            asked = amount(ui, desk, part)
        });
        let remove =
            link_button(ui, "Remove").accessible_name(format!("Remove of which {}", part.name));
        if remove.clicked() {
            asked = Some(Edit::remove(part).into());
        }
    });
    asked
}

fn amount(ui: &mut Ui, desk: Desk<'_>, part: &OfWhich) -> Option<Command> {
    let change = |text: &str| -> Result<Command, String> {
        let amount = read(text)?;
        let command = Command::from(Edit::change(
            part,
            OfWhich {
                amount,
                ..part.clone()
            },
        ));
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    };
    let label = format!("Amount of which {}", part.name);
    let shown = part.amount.pounds_grouped();
    let out = CellEdit::new(("part", part.id), &label, &shown)
        .right()
        .width(AMOUNT)
        .show(ui, |text| change(text).map(drop));
    change(&out.committed?).ok()
}

fn read(text: &str) -> Result<Pence, String> {
    match Pence::read(text) {
        Ok(Some(amount)) => Ok(amount),
        Ok(None) => Err("Enter how much of the line it is.".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The small form of a new part.
fn add(ui: &mut Ui, desk: Desk<'_>, held: &Allocation, new: &mut NewPart) -> Option<Command> {
    let made = read(&new.amount).and_then(|amount| {
        let id = OfWhichId(desk.session.new_key());
        let now = OfWhich {
            id,
            allocation: held.id,
            name: new.name.trim().to_owned(),
            amount,
        };
        let command = Command::from(Edit::add(now));
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    });
    let typed = new.tried || !new.amount.is_empty();
    let problem = made.as_ref().err().filter(|_| typed).cloned();
    words(ui, "Of which", &mut new.name, "Adoption", None);
    words(
        ui,
        "How much",
        &mut new.amount,
        "36,900",
        problem.as_deref(),
    );
    let mut asked = None;
    ui.horizontal(|ui| {
        if ui.button("Add part").clicked() {
            new.tried = true;
            asked = made.ok();
        }
        if ui.button("Cancel").clicked() {
            new.of = None;
        }
    });
    if asked.is_some() {
        *new = NewPart::default();
    }
    asked
}
