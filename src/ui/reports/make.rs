//! A document being made, and a file being written, beside the window.

use std::rc::Rc;

use egui::{ProgressBar, Ui};

use crate::domain::document::Document;
use crate::session::Session;
use crate::session::document::{Format, Written, file_name, write};
use crate::session::import::Progress;
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::reports::choices::Key;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme;

/// A document on its way.
type Drawing = Job<Result<Document, String>>;

/// A file on its way, what it will be called, and the note of the copy that is kept.
type Writing = Job<(String, Option<String>, Result<Written, String>)>;

/// What is made and what is being made.
#[derive(Debug, Default)]
pub(super) struct Making {
    made: Option<(Key, Rc<Document>)>,
    drawing: Option<(Key, Drawing)>,
    writing: Option<Writing>,
    /// What went wrong, and with which choice.
    trouble: Option<(Key, String)>,
}

impl Making {
    /// The document of what stands in the room, once it is made.
    pub(super) fn made(&self) -> Option<Rc<Document>> {
        let (_, document) = self.made.as_ref()?;
        Some(Rc::clone(document))
    }

    /// Why there is none.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_ref().map(|(_, why)| why.as_str())
    }

    pub(super) fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Begins to make what is wanted, where it is neither made nor on its way.
    pub(super) fn ask(&mut self, ui: &Ui, desk: Desk<'_>, wanted: &Key) {
        let is = |held: &Key| held == wanted;
        if self.trouble.as_ref().is_some_and(|(of, _)| is(of)) {
            self.made = None;
            return;
        }
        self.trouble = None;
        if self.made.as_ref().is_some_and(|(of, _)| is(of)) {
            return;
        }
        self.made = None;
        if self.drawing.as_ref().is_some_and(|(of, _)| is(of)) {
            return;
        }
        let (plan, key) = (desk.session.path().to_owned(), wanted.clone());
        let pose = desk.session.pose();
        let job = Job::start("document", move |tick| {
            let opened = Session::open_again(&plan).and_then(|held| match key.snapshot {
                Some(id) => held.seen_in(id),
                None => Ok(held),
            });
            let session = opened.map_err(|error| error.to_string())?.posed_as(pose);
            session.report_with(key.report, &key.options, &mut |done, of| {
                tick(Progress {
                    done: done as u64,
                    of: of as u64,
                })
            })
        });
        match job {
            Ok(job) => self.drawing = Some((wanted.clone(), job)),
            Err(error) => self.trouble = Some((wanted.clone(), error.to_string())),
        }
        ui.ctx().request_repaint_after(LOOK_AGAIN);
    }

    /// Takes in what the threads have done.
    pub(super) fn poll(&mut self, ui: &Ui, asks: &mut Vec<Request>) {
        if let Some((key, job)) = &self.drawing {
            let key = key.clone();
            match job.answer() {
                Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
                Answer::Done(Ok(document)) => {
                    self.made = Some((key, Rc::new(document)));
                    self.drawing = None;
                }
                Answer::Done(Err(why)) => {
                    self.trouble = Some((key, why));
                    self.drawing = None;
                }
                Answer::Gone => {
                    let why = "The document could not be made. Choose it again, or choose another.";
                    self.trouble = Some((key, why.to_owned()));
                    self.drawing = None;
                }
            }
        }
        if let Some(job) = &self.writing {
            match job.answer() {
                Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
                Answer::Done((name, keep, Ok(written))) => {
                    if !written.missing.is_empty() {
                        let letters: String = written.missing.iter().take(20).collect();
                        asks.push(Request::Refused(format!(
                            "The PDF’s typeface has no {letters}. Their place is marked on the page; the Word file and the web page have them."
                        )));
                    }
                    let bytes = written.bytes;
                    asks.push(Request::Save { name, bytes, keep });
                    self.writing = None;
                }
                Answer::Done((name, _, Err(why))) => {
                    asks.push(Request::Refused(format!("{name} was not written: {why}")));
                    self.writing = None;
                }
                Answer::Gone => self.writing = None,
            }
        }
    }

    /// Begins to write a file.
    pub(super) fn write(&mut self, ui: &Ui, document: &Rc<Document>, format: Format, keep: bool) {
        let document = Document::clone(document);
        let keep = keep.then(|| document.kept_as());
        let job = Job::start("write document", move |_| {
            let name = file_name(&document, format);
            (name, keep, write(&document, format))
        });
        self.writing = job.ok();
        ui.ctx().request_repaint_after(LOOK_AGAIN);
    }

    /// How far the document is.
    pub(super) fn progress(&mut self, ui: &mut Ui) {
        let Some((key, job)) = &self.drawing else {
            return;
        };
        let Progress { done, of } = job.progress();
        ui.label(format!("Making “{}”", key.report.name()));
        if of == 0 {
            ui.spinner().accessible_name("In progress");
        } else {
            ui.add(ProgressBar::new(done as f32 / of as f32).desired_width(320.0))
                .accessible_name("Indicators read");
            ui.label(theme::small(ui, format!("{done} of {of} indicators read")));
        }
        if ui.button("Cancel").clicked() {
            let why = "Cancelled. Choose a document to make one.".to_owned();
            self.trouble = Some((key.clone(), why));
            self.drawing = None;
        }
    }
}
