//! A file of responses on its way into the plan: what was said of it, and the work that is going on with it.

use std::path::Path;
use std::sync::Arc;

use crate::domain::id::{BatchId, ConsultationId};
use crate::domain::problem::{Problem, Severity};
use crate::domain::responses::entering::{Into, KIND};
use crate::domain::responses::layout::Layout;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::rows::{Fate, Keep, fates};
use crate::domain::statistics::grouped;
use crate::session::job::{Answer, Job};
use crate::session::responses::{ResponsesArrived, ResponsesOrder, read_with, take_in, title_of};
use crate::session::{Session, StoreError};
use crate::ui::consultation::responses::offered::OfferedPart;
use crate::ui::data::figures::work::broke;
use crate::ui::request::Request;

/// The most cells whose answers are held against those offered at every change.
const MOST_LOOKED: usize = 1_000_000;

/// A file of responses on its way in.
#[derive(Debug, Default)]
pub(super) struct ResponsesForm {
    pub(super) path: String,
    pub(super) just_opened: bool,
    pub(super) arrived: Option<Arc<ResponsesArrived>>,
    /// Why it cannot be read.
    pub(super) problems: Vec<Problem>,
    pub(super) work: Work,
    /// The consultation of the plan; none for a new one.
    pub(super) into: Option<ConsultationId>,
    /// The title of a new one.
    pub(super) title: String,
    /// How people came whose file does not say it.
    pub(super) channel: String,
    /// The answers that a question offers, as they are put right.
    pub(super) offered: OfferedPart,
    sheet: Option<String>,
    found: Option<Found>,
    look_now: bool,
}

/// What was worked out of the file as it is said to be.
#[derive(Debug)]
struct Found {
    revision: u64,
    into: Option<ConsultationId>,
    problems: Vec<Problem>,
    needs_channel: bool,
}

/// What is going on beside the window.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Nothing,
    Reading(Job<Result<ResponsesArrived, Vec<Problem>>>),
    Writing(Job<Result<(BatchId, ConsultationId), StoreError>>),
}

/// Something the officer says of the file.
pub(super) enum Change {
    Layout(Layout),
    Sheet(String),
    Role(usize, Role),
    Keep(Keep),
    /// The answers that a column offers, in order; none for those in the file.
    Answers(usize, Vec<String>),
}

impl ResponsesForm {
    pub(super) fn new(path: &str, into: Option<ConsultationId>) -> Self {
        Self {
            path: path.to_owned(),
            just_opened: path.is_empty(),
            look_now: !path.is_empty(),
            into,
            channel: "Online".to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn is_writing(&self) -> bool {
        matches!(self.work, Work::Writing(_))
    }

    pub(super) fn is_busy(&self) -> bool {
        !matches!(self.work, Work::Nothing)
    }

    /// Looks at the file: its columns as they are remembered, or as they look.
    pub(super) fn look(&mut self, session: &Session) {
        let path = self.path.trim().trim_matches('"').to_owned();
        if path.is_empty() {
            return;
        }
        (self.arrived, self.found) = (None, None);
        self.problems.clear();
        let order = ResponsesOrder {
            path: Path::new(&path).to_owned(),
            sheet: self.sheet.clone(),
        };
        let remembered = session.remembered(KIND);
        let job = Job::start("responses", move |tick| {
            read_with(&order, None, &remembered, tick)
        });
        match job {
            Ok(job) => self.work = Work::Reading(job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// Does what the officer says of the file.
    pub(super) fn change(&mut self, session: &Session, change: Change) {
        if let Change::Sheet(sheet) = change {
            self.sheet = Some(sheet);
            return self.look(session);
        }
        let Some(arrived) = &mut self.arrived else {
            return;
        };
        self.found = None;
        let ResponsesArrived {
            export, proposal, ..
        } = Arc::make_mut(arrived);
        match change {
            Change::Layout(layout) => *proposal = Proposal::with_layout(export, layout),
            Change::Role(column, role) => proposal.set_role(export, column, role),
            Change::Keep(keep) => proposal.set_keep(export, keep),
            Change::Answers(column, texts) => proposal.set_options(export, column, &texts),
            Change::Sheet(_) => {}
        }
    }

    /// Writes it into the plan.
    pub(super) fn write(&mut self, session: &Session) {
        let Some(arrived) = self.arrived.clone() else {
            return;
        };
        let plan = session.path().to_owned();
        let into = match self.into {
            Some(id) => Into::Held(id),
            None => Into::New(self.title.trim().to_owned()),
        };
        let channel = self.channel.trim().to_owned();
        let job = Job::start("write responses", move |tick| {
            take_in(&plan, &arrived, &into, &channel, tick)
        });
        match job {
            Ok(job) => self.work = Work::Writing(job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// Everything that is wrong with what was read, worked out once a change.
    pub(super) fn found(&mut self, session: &Session) -> &[Problem] {
        self.work_out(session);
        self.found.as_ref().map_or(&[], |found| &found.problems)
    }

    /// Whether the channel of any response is not in the file.
    pub(super) fn needs_channel(&mut self, session: &Session) -> bool {
        self.work_out(session);
        self.found.as_ref().is_some_and(|found| found.needs_channel)
    }

    fn work_out(&mut self, session: &Session) {
        let revision = session.revision();
        let Some(arrived) = &self.arrived else { return };
        if self
            .found
            .as_ref()
            .is_some_and(|held| (held.revision, held.into) == (revision, self.into))
        {
            return;
        }
        let mut problems = arrived.problems(session.book());
        // Of the largest files the answers outside those offered are told by the results.
        if arrived
            .export
            .n_rows()
            .saturating_mul(arrived.export.columns.len())
            < MOST_LOOKED
        {
            problems.extend(arrived.outside());
            // That the plan cannot be read is said when it is written to.
            let again = self.into.and_then(|id| session.again(arrived, id).ok());
            problems.extend(again.flatten());
        }
        self.found = Some(Found {
            revision,
            into: self.into,
            problems,
            needs_channel: has_no_channel(arrived),
        });
    }

    /// Takes what the work has brought; the consultation, when the responses are in the plan.
    pub(super) fn poll(
        &mut self,
        session: &Session,
        asks: &mut Vec<Request>,
    ) -> Option<ConsultationId> {
        if std::mem::take(&mut self.look_now) {
            self.look(session);
        }
        match &self.work {
            Work::Nothing => {}
            Work::Reading(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(read) => self.looked(read),
                Answer::Gone => self.gone(),
            },
            Work::Writing(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(Ok((_, consultation))) => {
                    let arrived = self.arrived.as_ref();
                    let n = arrived.map_or(0, |held| held.proposal.accounting.n_kept);
                    let name = arrived.map_or("", |held| held.name.as_str());
                    let words = format!(
                        "Took in {name}: {} responses. Undo takes them out.",
                        grouped(n)
                    );
                    asks.push(Request::Done(words));
                    return Some(consultation);
                }
                Answer::Done(Err(error)) => {
                    self.work = Work::Nothing;
                    asks.push(Request::Refused(error.to_string()));
                }
                Answer::Gone => self.gone(),
            },
        }
        None
    }

    fn looked(&mut self, read: Result<ResponsesArrived, Vec<Problem>>) {
        self.work = Work::Nothing;
        match read {
            Err(problems) => self.problems = problems,
            Ok(arrived) => {
                if self.title.trim().is_empty() {
                    self.title = title_of(Path::new(&arrived.name));
                }
                self.arrived = Some(Arc::new(arrived));
            }
        }
    }

    fn gone(&mut self) {
        self.work = Work::Nothing;
        self.problems = vec![broke(&self.path, "the program could not go on with it")];
    }

    /// Why it cannot be taken in as it stands; none when it can.
    pub(super) fn hindrance(&mut self, session: &Session) -> Option<String> {
        self.arrived.as_ref()?;
        if session.is_read_only() {
            return Some("This plan can only be read here, so nothing can be taken in.".to_owned());
        }
        let is_error = |held: &Problem| held.severity == Severity::Error;
        if self.found(session).iter().any(is_error) {
            return Some(
                "There are errors, so it is kept out. What is wrong stands below.".to_owned(),
            );
        }
        if self.into.is_none() && self.title.trim().is_empty() {
            return Some("Give the new consultation a title.".to_owned());
        }
        if self.needs_channel(session) && self.channel.trim().is_empty() {
            return Some("Say how the people came whose channel the file does not say.".to_owned());
        }
        None
    }
}

/// Whether a response that is kept does not say by which channel it came.
fn has_no_channel(arrived: &ResponsesArrived) -> bool {
    let (export, proposal) = (&arrived.export, &arrived.proposal);
    let mut channels = proposal.of_role(|role| *role == Role::Channel);
    let Some(column) = channels.next().and_then(|at| export.columns.get(at)) else {
        return true;
    };
    let mut fates = fates(export, proposal).into_iter().zip(&column.cells);
    fates.any(|(fate, code)| fate == Fate::Kept && *code == 0)
}
