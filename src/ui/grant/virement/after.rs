//! After a move: the lines whose money goes out unevenly, offered for another profile.
//!
//! Why: a profile's months follow the line's amount by themselves, but money that was moved in June is seldom spent as the
//! rest of the line is. Nobody need do anything.

use std::collections::BTreeMap;

use egui::Ui;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::ProfileId;
use crate::domain::profile::{Profile, Shape};
use crate::domain::record::Edit;
use crate::domain::virement::Virement;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{combo, primary_button, section};

/// The lines offered, each with the shape picked for it.
#[derive(Debug)]
pub struct After {
    shapes: BTreeMap<ProfileId, Shape>,
}

impl After {
    /// The lines of a move whose profile is not even; none where there are none.
    pub fn of(book: &Book, virement: &Virement) -> Option<Self> {
        let touched = |profile: &&Profile| {
            let mut lines = virement.lines.iter().filter_map(|part| part.line());
            profile.shape != Shape::Even && lines.any(|line| line == profile.line())
        };
        let shapes: BTreeMap<ProfileId, Shape> = book
            .profiles
            .iter()
            .filter(touched)
            .map(|profile| (profile.id, profile.shape))
            .collect();
        (!shapes.is_empty()).then_some(Self { shapes })
    }

    /// Draws the offer; gives back whether it is done with, and the change asked for.
    pub fn show(&mut self, ui: &mut Ui, book: &Book) -> (bool, Option<Command>) {
        let mut out = (false, None);
        theme::note(ui, Tone::Ok).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            section(ui, "Recorded. Should these lines be spent otherwise?");
            ui.label("Their months follow the new amounts by the same shape. Choose another where the money that was moved goes out differently.");
            for (id, shape) in &mut self.shapes {
                if let Some(profile) = book.profiles.get(*id) {
                    line(ui, book, profile, shape);
                }
            }
            ui.add_space(space::TINY);
            ui.horizontal(|ui| {
                let command = self.command(book);
                let is_other = command.is_some();
                let button = ui.add_enabled_ui(is_other, |ui| primary_button(ui, "Re-profile these lines"));
                if button.inner.clicked() {
                    out = (true, command);
                }
                if ui.button("Leave them as they are").clicked() {
                    out = (true, None);
                }
            });
        });
        out
    }

    fn command(&self, book: &Book) -> Option<Command> {
        let changed: Vec<Command> = self
            .shapes
            .iter()
            .filter_map(|(id, shape)| {
                let was = book.profiles.get(*id).filter(|held| held.shape != *shape)?;
                let now = Profile {
                    shape: *shape,
                    weights: Vec::new(),
                    ..was.clone()
                };
                Some(Command::from(Edit::change(was, now)))
            })
            .collect();
        let n = changed.len();
        let plural = if n == 1 { "" } else { "s" };
        (n > 0).then(|| Command::several(format!("Re-profile {n} line{plural}"), changed))
    }
}

/// One line, with the shapes that it can have. The officer's own weights are entered under "In the year".
fn line(ui: &mut Ui, book: &Book, profile: &Profile, shape: &mut Shape) {
    let name = profile.line().name(book);
    let shapes: Vec<Shape> = Shape::ALL
        .into_iter()
        .filter(|one| *one != Shape::Own || profile.shape == Shape::Own)
        .collect();
    let labels: Vec<&str> = shapes.iter().map(|one| one.word()).collect();
    let mut picked = shapes
        .iter()
        .position(|one| one == shape)
        .unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.label(&name);
        combo(
            ui,
            ("shape", profile.id),
            &format!("Profile of {name}"),
            &mut picked,
            &labels,
        );
    });
    *shape = shapes.get(picked).copied().unwrap_or(*shape);
}
