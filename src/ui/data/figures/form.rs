//! What was said of a file that is to be taken in, and the work that is going on with it.

use std::path::{Path, PathBuf};

use crate::domain::intake::FileKind;
use crate::domain::problem::{Problem, Severity};
use crate::domain::statistics::grouped;
use crate::session::Session;
use crate::session::import::{
    Arrived, Looked, Order, Preview, Shape, Table, Taken, look, preview, take_in,
};
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::release::Release;
use crate::ui::data::figures::work::broke;
use crate::ui::request::Request;

/// A file on its way into the plan.
#[derive(Debug, Default)]
pub(super) struct Form {
    pub(super) path: String,
    /// The path that was looked at last.
    looked_at: String,
    pub(super) kind: Option<FileKind>,
    pub(super) choice: Choice,
    pub(super) dictionary: String,
    pub(super) list: String,
    pub(super) leave_out: bool,
    pub(super) work: Work,
    pub(super) problems: Vec<Problem>,
    pub(super) previews: Vec<Preview>,
    pub(super) just_opened: bool,
    /// Whether the path is to be looked at as soon as there is a plan at hand.
    look_now: bool,
}

/// What there is to choose of the file.
#[derive(Debug, Default)]
pub(super) enum Choice {
    /// Nothing, or not known yet.
    #[default]
    Nothing,
    /// Measures and filters.
    Release(Release),
    /// Columns.
    Table(Box<Table>),
}

/// What is going on.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Nothing,
    Looking(Job<Result<Looked, Vec<Problem>>>),
    Reading(Job<Result<Vec<Preview>, Vec<Problem>>>),
    Writing(Job<Taken>),
}

/// Whether the form has done its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    NotYet,
    TakenIn,
}

impl Form {
    /// A form with this path in it, which is looked at if there is one.
    pub(super) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            just_opened: true,
            look_now: !path.is_empty(),
            ..Self::default()
        }
    }

    /// Takes this file for LAIT's dictionary.
    pub(super) fn use_dictionary(&mut self, path: &str) {
        path.clone_into(&mut self.dictionary);
        self.changed();
    }

    pub(super) fn is_writing(&self) -> bool {
        matches!(self.work, Work::Writing(_))
    }

    pub(super) fn is_busy(&self) -> bool {
        self.look_now || !matches!(self.work, Work::Nothing)
    }

    /// Whether what is shown is of the path in the field.
    pub(super) fn is_looked_at(&self) -> bool {
        !self.looked_at.is_empty() && self.looked_at == self.path.trim()
    }

    /// Something was chosen otherwise: what was read is no longer what would be taken in.
    pub(super) fn changed(&mut self) {
        if !self.is_writing() {
            self.work = Work::Nothing;
        }
        self.previews.clear();
        self.problems.clear();
    }

    /// Looks through the file at the path.
    pub(super) fn look(&mut self, session: &Session, kind: Option<FileKind>) {
        self.changed();
        self.choice = Choice::Nothing;
        self.kind = kind;
        let text = self.path.trim().trim_matches('"');
        self.looked_at = self.path.trim().to_owned();
        let (path, plan) = (PathBuf::from(text), session.reading_plan());
        let job = Job::start("look", move |tick| look(&path, kind, &plan, tick));
        self.began(job.map(Work::Looking));
    }

    /// Reads it as was said.
    pub(super) fn read(&mut self, session: &Session) {
        let Some(order) = self.order() else { return };
        self.changed();
        let plan = session.path().to_owned();
        let job = Job::start("read", move |tick| preview(&plan, &order, tick));
        self.began(job.map(Work::Reading));
    }

    /// Writes what was read into the plan.
    pub(super) fn write(&mut self, session: &Session) {
        let files: Vec<Arrived> = self.files().cloned().collect();
        let plan = session.path().to_owned();
        let job = Job::start("write", move |tick| take_in(&plan, &files, tick));
        self.began(job.map(Work::Writing));
    }

    fn began(&mut self, work: std::io::Result<Work>) {
        match work {
            Ok(work) => self.work = work,
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// The files that would be taken in.
    pub(super) fn files(&self) -> impl Iterator<Item = &Arrived> {
        let previews = self.previews.iter().map(|held| &held.arrived);
        previews.filter(|held| held.intake.is_sound())
    }

    /// Whether what was read may be written.
    pub(super) fn may_write(&self) -> bool {
        let is_error = |held: &Problem| held.severity == Severity::Error;
        let refused = |held: &Preview| held.problems.iter().any(is_error);
        self.files().next().is_some() && !self.previews.iter().any(refused)
    }

    fn order(&self) -> Option<Order> {
        let kind = self.kind?;
        let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        let path = self.path.trim().trim_matches('"');
        Some(Order {
            dictionary: some(&self.dictionary)
                .filter(|_| kind == FileKind::Lait)
                .map(PathBuf::from),
            list: some(&self.list).filter(|_| kind == FileKind::Neighbours),
            map: match &self.choice {
                Choice::Nothing => None,
                Choice::Release(release) => release.map(),
                Choice::Table(table) => Some(table.mapping.write()),
            },
            leave_out_unknown: self.leave_out,
            ..Order::new(kind, Path::new(path))
        })
    }

    /// Takes what the work has brought.
    pub(super) fn poll(&mut self, session: &Session, asks: &mut Vec<Request>) -> Done {
        if std::mem::take(&mut self.look_now) {
            self.look(session, None);
        }
        match &self.work {
            Work::Nothing => {}
            Work::Looking(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(Ok(looked)) => {
                    self.looked(looked);
                    self.read(session);
                }
                Answer::Done(Err(problems)) => self.ended(problems),
                Answer::Gone => self.gone(),
            },
            Work::Reading(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(Ok(previews)) => {
                    self.work = Work::Nothing;
                    self.previews = previews;
                }
                Answer::Done(Err(problems)) => self.ended(problems),
                Answer::Gone => self.gone(),
            },
            Work::Writing(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(taken) => return self.taken(&taken, asks),
                Answer::Gone => self.gone(),
            },
        }
        Done::NotYet
    }

    fn looked(&mut self, looked: Looked) {
        self.kind = Some(looked.kind);
        self.choice = match looked.shape {
            Shape::Plain => Choice::Nothing,
            Shape::Lait(beside) => {
                self.dictionary =
                    beside.map_or_else(String::new, |path| path.display().to_string());
                Choice::Nothing
            }
            Shape::Release(layouts) => Choice::Release(Release::new(layouts)),
            Shape::Table(table) => Choice::Table(table),
        };
    }

    fn ended(&mut self, problems: Vec<Problem>) {
        self.work = Work::Nothing;
        self.problems = problems;
    }

    fn gone(&mut self) {
        let problem = broke(&self.path, "the program could not go on with it");
        self.ended(vec![problem]);
    }

    fn taken(&mut self, taken: &Taken, asks: &mut Vec<Request>) -> Done {
        let all = self.files().count();
        let n: u64 = self
            .files()
            .take(taken.n)
            .map(|held| held.intake.n_figures())
            .sum();
        let names: Vec<String> = self
            .files()
            .take(taken.n)
            .map(|held| held.name.clone())
            .collect();
        let names = match names.as_slice() {
            [one] => one.clone(),
            several => format!("{} files", several.len()),
        };
        match &taken.broke_off {
            None => {
                let words = format!(
                    "Took in {names}: {} figures. Undo takes them out.",
                    grouped(n)
                );
                asks.push(Request::Done(words));
                return Done::TakenIn;
            }
            Some(error) if taken.n == 0 => asks.push(Request::Refused(error.to_string())),
            Some(error) => asks.push(Request::Refused(format!(
                "{} of {all} files were taken in and stay; the next was not: {error}",
                taken.n
            ))),
        }
        self.work = Work::Nothing;
        if taken.n > 0 {
            return Done::TakenIn;
        }
        Done::NotYet
    }
}
