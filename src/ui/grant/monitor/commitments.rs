//! A line's commitments: what is requisitioned and ordered, and the steps from one to the next.

use egui::Ui;

use crate::domain::command::Command;
use crate::domain::commitment::Commitment;
use crate::domain::id::{ActualId, CommitmentId};
use crate::domain::money::Pence;
use crate::domain::monitor::{LineMonitor, YearMonitor};
use crate::domain::record::Edit;
use crate::ui::grant::change::{read, refusal};
use crate::ui::grant::fields::{trouble, words};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;
use crate::ui::widgets::{CellEdit, link_button, primary_button, section};

/// A commitment being entered.
#[derive(Debug, Default)]
struct New {
    reference: String,
    what: String,
    requisitioned: String,
    ordered: String,
    refused: Option<String>,
}

/// What the card remembers.
#[derive(Debug, Default)]
pub struct Commitments {
    new: Option<New>,
}

impl Commitments {
    /// Draws the commitments of a line.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        year: &YearMonitor,
        line: &LineMonitor,
        asks: &mut Vec<Request>,
    ) {
        section(ui, "Commitments");
        let can_edit = !desk.session.is_read_only();
        let held: Vec<&Commitment> = desk
            .book()
            .commitments
            .iter()
            .filter(|held| held.line() == line.line)
            .collect();
        ui.label(theme::small(
            ui,
            format!(
                "{} promised and {} free of {}",
                line.committed, line.free, line.latest
            ),
        ));
        for held in &held {
            one(ui, desk, year, held, can_edit, asks);
        }
        if !can_edit {
            return;
        }
        if self.new.is_none() && link_button(ui, "Add a commitment…").clicked() {
            self.new = Some(New::default());
        }
        let Some(new) = &mut self.new else { return };
        words(
            ui,
            "Reference",
            &mut new.reference,
            "Order or requisition number",
            None,
        );
        words(ui, "What is bought, and from whom", &mut new.what, "", None);
        words(ui, "Requisitioned", &mut new.requisitioned, "0", None);
        words(ui, "Ordered", &mut new.ordered, "0", None);
        trouble(ui, new.refused.as_deref());
        let mut is_over = false;
        ui.horizontal(|ui| {
            if primary_button(ui, "Keep the commitment").clicked() {
                match new.command(desk, line) {
                    Ok(command) => {
                        asks.push(Request::Change(command));
                        is_over = true;
                    }
                    Err(words) => new.refused = Some(words),
                }
            }
            is_over |= ui.button("Cancel").clicked();
        });
        if is_over {
            self.new = None;
        }
    }
}

impl New {
    fn command(&self, desk: Desk<'_>, line: &LineMonitor) -> Result<Command, String> {
        let amount = |name: &str, text: &str| {
            read(text)
                .map(|amount| amount.unwrap_or(Pence::ZERO))
                .map_err(|why| format!("{name}: {why}"))
        };
        let now = Commitment {
            id: CommitmentId(desk.session.new_key()),
            grant: line.line.grant,
            priority_area: line.line.priority_area,
            reference: self.reference.trim().to_owned(),
            what: self.what.trim().to_owned(),
            requisitioned: amount("Requisitioned", &self.requisitioned)?,
            ordered: amount("Ordered", &self.ordered)?,
        };
        if now.outstanding() == Pence::ZERO {
            return Err("Nothing is promised. Enter what is requisitioned or ordered.".to_owned());
        }
        let command = Command::from(Edit::add(now));
        refusal(&command, desk.book()).map_or(Ok(command), Err)
    }
}

/// One commitment, with the fields that move it on.
fn one(
    ui: &mut Ui,
    desk: Desk<'_>,
    year: &YearMonitor,
    held: &Commitment,
    can_edit: bool,
    asks: &mut Vec<Request>,
) {
    ui.separator();
    let mut name = held.reference.clone();
    if !held.what.is_empty() {
        name.push_str(&format!(" · {}", held.what));
    }
    ui.label(name);
    ui.label(theme::small(
        ui,
        format!(
            "{} requisitioned, {} ordered",
            held.requisitioned, held.ordered
        ),
    ));
    if !can_edit {
        return;
    }
    let mut ask = |command: Command| match refusal(&command, desk.book()) {
        Some(words) => asks.push(Request::Refused(words)),
        None => asks.push(Request::Change(command)),
    };
    let above_nought = |text: &str| match read(text) {
        Ok(Some(amount)) if amount > Pence::ZERO => Ok(amount),
        Ok(_) => Err("Enter an amount above nought.".to_owned()),
        Err(words) => Err(words),
    };
    let step = |ui: &mut Ui, word: &str, hint: &str| -> Option<Pence> {
        let name = format!("{word} on {}", held.reference);
        let out = CellEdit::new((word, held.id.0), &name, "")
            .hint(hint)
            .right()
            .width(108.0)
            .show(ui, |text| above_nought(text).map(drop));
        trouble(ui, out.problem.as_deref());
        out.committed.and_then(|text| above_nought(&text).ok())
    };
    ui.horizontal_wrapped(|ui| {
        if let Some(amount) = step(ui, "Order", "order an amount") {
            ask(Edit::change(held, held.order(amount)).into());
        }
        let month = year.month.clamp(1, 12);
        if let Some(amount) = step(ui, "Invoice", "invoice an amount") {
            let key = ActualId(desk.session.new_key());
            ask(held.invoice(amount, month, key, desk.book()));
        }
        let remove = link_button(ui, "Remove")
            .accessible_name(format!("Remove commitment {}", held.reference))
            .clicked();
        if remove {
            ask(Edit::remove(held).into());
        }
    });
}
