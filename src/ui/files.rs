//! Choosing a file: the system's own dialog where there is one, and a typed path that always works.
//!
//! The system's dialog runs beside the window and answers through a channel, so the window never waits for it. It
//! gives the same answer for "cancelled" and "could not be shown"; when that answer comes at once, nobody has had
//! time to cancel, and the typed path opens instead.

pub mod new_plan;
pub mod open_path;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

/// Sooner than this no person cancels a dialog.
const NOBODY_IS_SO_QUICK: Duration = Duration::from_millis(300);

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
    answer: Receiver<Option<PathBuf>>,
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
                answer,
            });
        }
    }

    /// The answer, once there is one.
    pub fn answer(&mut self) -> Option<Chosen> {
        let waiting = self.waiting.as_ref()?;
        let answer = match waiting.answer.try_recv() {
            Ok(answer) => answer,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => None,
        };
        let waiting = self.waiting.take()?;
        Some(match answer {
            Some(path) => Chosen::Path(path, waiting.purpose),
            None if waiting.since.elapsed() < NOBODY_IS_SO_QUICK => {
                Chosen::Type(waiting.purpose, waiting.name)
            }
            None => Chosen::Cancelled,
        })
    }
}
