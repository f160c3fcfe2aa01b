//! Choosing a file: the system's own dialog where there is one, and a typed path that always works.
//!
//! The system's dialog runs beside the window and answers through a channel, so the window never waits for it. It
//! gives the same answer for "cancelled" and "could not be shown". But nobody can cancel a dialog without going to it: a
//! window that had the keyboard all the while has had no dialog before it, and the typed path opens instead. Where the
//! system neither shows one nor says so, that happens after eight seconds.

pub mod new_plan;
pub mod open_path;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

/// A system that has shown no dialog by then is not waited for any longer.
const LONG_ENOUGH: Duration = Duration::from_secs(8);

/// The endings of files that published figures come in.
pub const FIGURES: [&str; 8] = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "zip", "gz"];

/// What a file is chosen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a plan.
    Open,
    /// To write a copy of the plan.
    SaveCopy,
    /// To take in published figures.
    Figures,
    /// To take in a ledger.
    Ledger,
    /// To take in grants that the council makes.
    Grants,
    /// To take in responses to a consultation.
    Responses,
    /// To say what LAIT's measures are.
    Dictionary,
    /// To bring in a colleague's copy of the plan.
    Copy,
    /// To write a copy of this backup, and open it.
    Restore(PathBuf),
    /// To write these bytes.
    Save {
        /// What to write.
        bytes: Vec<u8>,
        /// Whether the plan keeps a copy of what was written, and with which note.
        keep: Option<String>,
    },
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A file.
    Path(PathBuf, Purpose),
    /// No dialog could be shown: ask for a typed path, beginning with this name.
    Type(Purpose, String),
    /// The officer thought better of it.
    Cancelled,
}

/// A dialog that is open.
#[derive(Debug)]
struct Waiting {
    purpose: Purpose,
    name: String,
    since: Instant,
    /// Whether the keyboard has been elsewhere since: in the dialog, as far as can be known.
    was_left: bool,
    answer: Receiver<Option<PathBuf>>,
}

impl Waiting {
    /// What has come of it by now: the system's answer where there is one, and whether the window had the keyboard.
    fn come_of_it(&mut self, is_here: bool, waited: Duration) -> Option<Outcome> {
        self.was_left |= !is_here;
        match self.answer.try_recv() {
            Ok(Some(path)) => Some(Outcome::Path(path)),
            Err(TryRecvError::Empty) if self.was_left || waited < LONG_ENOUGH => None,
            Ok(None) | Err(TryRecvError::Disconnected) if self.was_left => Some(Outcome::Cancelled),
            _ => Some(Outcome::NotShown),
        }
    }
}

/// What the system's dialog came to.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Path(PathBuf),
    Cancelled,
    NotShown,
}

/// The file dialog: at most one at a time.
#[derive(Debug, Default)]
pub struct Files {
    waiting: Option<Waiting>,
}

impl Files {
    /// Opens the system's dialog. A second one while the first is open is not opened.
    pub fn choose(&mut self, ctx: &Context, purpose: Purpose, name: &str) {
        if self.waiting.is_some() {
            return;
        }
        let (tell, answer) = channel();
        let (ctx, wanted, file_name) = (ctx.clone(), purpose.clone(), name.to_owned());
        let asked = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(move || {
                let dialog = rfd::FileDialog::new();
                let chosen = match wanted {
                    Purpose::Open => dialog
                        .set_title("Open a plan")
                        .add_filter("Plans", &["sqlite"])
                        .pick_file(),
                    Purpose::Figures => dialog
                        .set_title("Take in a file of figures")
                        .add_filter("Tables", &FIGURES)
                        .add_filter("All files", &["*"])
                        .pick_file(),
                    Purpose::Ledger => dialog
                        .set_title("Take in a ledger")
                        .add_filter("Tables", &FIGURES)
                        .add_filter("All files", &["*"])
                        .pick_file(),
                    Purpose::Grants => dialog
                        .set_title("Take in grants made")
                        .add_filter("360Giving", &["csv", "json", "xlsx", "ods", "tsv"])
                        .add_filter("All files", &["*"])
                        .pick_file(),
                    Purpose::Responses => dialog
                        .set_title("Take in responses")
                        .add_filter("Survey exports", &FIGURES)
                        .add_filter("All files", &["*"])
                        .pick_file(),
                    Purpose::Dictionary => dialog
                        .set_title("LAIT’s dictionary")
                        .add_filter("Tables", &["csv"])
                        .pick_file(),
                    Purpose::Copy => dialog
                        .set_title("A colleague’s copy of this plan")
                        .add_filter("Plans", &["sqlite"])
                        .pick_file(),
                    Purpose::SaveCopy => dialog
                        .set_title("Save a copy of the plan")
                        .add_filter("Plans", &["sqlite"])
                        .set_file_name(file_name)
                        .save_file(),
                    Purpose::Restore(_) => dialog
                        .set_title("Restore a backup as")
                        .add_filter("Plans", &["sqlite"])
                        .set_file_name(file_name)
                        .save_file(),
                    Purpose::Save { .. } => dialog
                        .set_title("Save")
                        .set_file_name(file_name)
                        .save_file(),
                };
                // The window may have closed meanwhile; then nobody waits for the answer.
                drop(tell.send(chosen));
                ctx.request_repaint();
            });
        if asked.is_ok() {
            self.waiting = Some(Waiting {
                purpose,
                name: name.to_owned(),
                since: Instant::now(),
                was_left: false,
                answer,
            });
        }
    }

    /// The answer, once there is one.
    pub fn answer(&mut self, ctx: &Context) -> Option<Chosen> {
        let waiting = self.waiting.as_mut()?;
        let is_here = ctx.input(|input| input.focused);
        let Some(outcome) = waiting.come_of_it(is_here, waiting.since.elapsed()) else {
            ctx.request_repaint_after(Duration::from_secs(1));
            return None;
        };
        let waiting = self.waiting.take()?;
        Some(match outcome {
            Outcome::Path(path) => Chosen::Path(path, waiting.purpose),
            Outcome::NotShown => Chosen::Type(waiting.purpose, waiting.name),
            Outcome::Cancelled => Chosen::Cancelled,
        })
    }
}

/// The moment of a backup from its name: `2026-11-21 101500.123` is `2026-11-21, 10:15 UTC`.
#[must_use]
pub fn made_at(name: &str) -> String {
    match (name.get(..10), name.get(11..13), name.get(13..15)) {
        (Some(day), Some(hour), Some(minute)) => format!("{day}, {hour}:{minute} UTC"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_says_when_it_was_made() {
        assert_eq!(made_at("2026-11-21 101500.123"), "2026-11-21, 10:15 UTC");
        assert_eq!(made_at("by hand"), "by hand");
    }

    /// What is answered when, and whether the window has the keyboard in each frame; what comes of it in the last.
    #[track_caller]
    fn check(answer: Option<Option<&str>>, here: &[bool], waited: u64, want: Option<Outcome>) {
        let (tell, receiver) = channel();
        let mut waiting = Waiting {
            purpose: Purpose::Open,
            name: String::new(),
            since: Instant::now(),
            was_left: false,
            answer: receiver,
        };
        for is_here in here {
            let before = waiting.come_of_it(*is_here, Duration::ZERO);
            assert_eq!(before, None, "nothing is answered yet");
        }
        if let Some(answer) = answer {
            tell.send(answer.map(PathBuf::from)).unwrap();
        }
        let found = waiting.come_of_it(true, Duration::from_secs(waited));
        assert_eq!(found, want);
    }

    #[test]
    fn a_dialog_that_nobody_went_to_was_not_shown() {
        check(None, &[true], 1, None);
        check(None, &[true], 9, Some(Outcome::NotShown));
        check(None, &[true, false], 900, None);
        check(Some(None), &[true], 1, Some(Outcome::NotShown));
        check(Some(None), &[true], 30, Some(Outcome::NotShown));
        check(
            Some(None),
            &[true, false, true],
            1,
            Some(Outcome::Cancelled),
        );
        check(Some(Some("a")), &[true], 1, Some(Outcome::Path("a".into())));
        check(
            Some(Some("a")),
            &[false],
            90,
            Some(Outcome::Path("a".into())),
        );
    }

    #[test]
    fn a_dialog_that_broke_is_not_waited_for() {
        let (tell, answer) = channel();
        drop(tell);
        let mut waiting = Waiting {
            purpose: Purpose::Open,
            name: String::new(),
            since: Instant::now(),
            was_left: false,
            answer,
        };
        let found = waiting.come_of_it(true, Duration::ZERO);
        assert_eq!(found, Some(Outcome::NotShown));
    }
}
