//! Work that goes on beside the window, as a bar with a way to stop it.

use std::time::Duration;

use egui::Ui;

use crate::domain::problem::{Place, Problem};
use crate::session::import::Progress;
use crate::session::job::Job;
use crate::ui::theme::{self, space};
use crate::ui::widgets::meter;

/// How soon the window looks again how far the work is.
pub(in crate::ui) const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// Draws how far it is, and stops it when that is asked for.
pub(in crate::ui) fn bar<T>(ui: &mut Ui, words: &str, job: &Job<T>) {
    let Progress { done, of } = job.progress();
    let share = if of == 0 {
        0.0
    } else {
        (done as f64 / of as f64).min(1.0)
    };
    let said = if job.is_stopping() {
        "Stopping…".to_owned()
    } else {
        format!("{words} {:.0} %", (share * 100.0).floor())
    };
    ui.label(theme::strong(&said));
    ui.add_space(space::TINY);
    meter(ui, words, share, false);
    ui.add_space(space::SMALL);
    stop_button(ui, job);
}

/// The way to stop it; greyed once it is asked to.
pub(in crate::ui) fn stop_button<T>(ui: &mut Ui, job: &Job<T>) {
    ui.add_enabled_ui(!job.is_stopping(), |ui| {
        if ui.button("Stop").clicked() {
            job.stop();
        }
    });
}

/// That the work itself could not be done, with the file it was about.
pub(in crate::ui) fn broke(path: &str, what: &str) -> Problem {
    Problem::refusal(
        "work-failed",
        Place::File(path.to_owned(), None, None),
        path,
        what,
        "The work could not be done; the plan is as it was.",
        "Try again. If it happens again, report it with the file.",
    )
}
