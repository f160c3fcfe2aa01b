//! The files of responses that a consultation has: when they came, what was read, kept, set aside and dropped.

use egui::Ui;

use crate::domain::batch::Batch;
use crate::domain::command::Command;
use crate::domain::id::ConsultationId;
use crate::domain::responses::leaving::taken_out_with;
use crate::domain::statistics::grouped;
use crate::session::release::removal;
use crate::ui::data::history::moment;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::section;

/// The files of responses of a consultation, in the order in which they came.
pub(super) fn batches<'a>(desk: Desk<'a>, id: ConsultationId) -> Vec<&'a Batch> {
    let held = desk.session.response_batches(id);
    held.iter()
        .filter_map(|id| desk.book().batches.get(*id))
        .collect()
}

/// Draws the list of files.
pub(super) fn batches_card(
    ui: &mut Ui,
    desk: Desk<'_>,
    id: ConsultationId,
    asks: &mut Vec<Request>,
) {
    section(ui, "Files taken in");
    for batch in batches(desk, id).iter().rev() {
        one(ui, desk, batch, asks);
    }
}

fn one(ui: &mut Ui, desk: Desk<'_>, batch: &Batch, asks: &mut Vec<Request>) {
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(&batch.name));
        ui.label(theme::muted(
            ui,
            format!("taken in {}", moment(&batch.entered)),
        ));
        ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
            let remove = ui
                .button("Remove")
                .accessible_name(format!("Remove {}", batch.name))
                .on_hover_ui(|ui| {
                    ui.label(goes(desk, batch));
                });
            if remove.clicked() {
                asks.push(Request::Change(removal(desk.book(), batch, &[])));
            }
        });
    });
    let aside: Vec<String> = batch
        .skipped
        .iter()
        .map(|held| format!("{} {}", grouped(held.n), held.reason))
        .collect();
    let aside = match aside.is_empty() {
        true => "none left out".to_owned(),
        false => format!("left out: {}", aside.join("; ")),
    };
    let words = format!(
        "{} rows read, {} responses; {aside}. Read as {}.",
        grouped(batch.n_read),
        grouped(batch.n_kept),
        batch.source
    );
    ui.add(egui::Label::new(words).wrap());
}

/// What goes with a file.
fn goes(desk: Desk<'_>, batch: &Batch) -> String {
    let with = taken_out_with(desk.book(), batch);
    let n = |is: fn(&Command) -> bool| with.iter().filter(|held| is(held)).count();
    let parts = [
        (n(|held| matches!(held, Command::Aside(_))), "set aside"),
        (n(|held| matches!(held, Command::Cluster(_))), "copies"),
        (
            n(|held| matches!(held, Command::Coding(_))),
            "themes in comments",
        ),
    ];
    let parts: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| format!("{n} {what}"))
        .collect();
    match parts.is_empty() {
        true => "Takes its responses out; undo brings them back".to_owned(),
        false => format!(
            "Takes its responses out with what was said of them ({}); undo brings all of it back",
            parts.join(", ")
        ),
    }
}
