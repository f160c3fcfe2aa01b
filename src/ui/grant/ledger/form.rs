//! A ledger on its way into the plan: what was said of it, and the work that is going on with it.

use std::path::Path;

use crate::domain::id::BatchId;
use crate::domain::ledger::overlap::Overlap;
use crate::domain::ledger::tie::Tie;
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::statistics::grouped;
use crate::session::job::{Answer, Job};
use crate::session::ledger::{
    LedgerArrived, LedgerOrder, LedgerTable, Looked, fiscal_year, look, overlaps_of, take_in,
};
use crate::session::{Session, StoreError};
use crate::ui::data::figures::work::broke;
use crate::ui::request::Request;

/// A ledger on its way in.
#[derive(Debug, Default)]
pub(super) struct LedgerForm {
    pub(super) path: String,
    pub(super) just_opened: bool,
    pub(super) table: Option<LedgerTable>,
    pub(super) year: String,
    pub(super) control: String,
    pub(super) arrived: Option<LedgerArrived>,
    pub(super) problems: Vec<Problem>,
    pub(super) work: Work,
    /// What would count on which line, by the revision it was worked out for.
    pub(super) tied: Option<(u64, Tie)>,
    /// What counts already by other ledgers of the year, by the revision it was worked out for.
    overlaps: Option<(u64, Vec<Overlap>)>,
    look_now: bool,
}

/// What is going on beside the window.
#[derive(Debug, Default)]
pub(super) enum Work {
    #[default]
    Nothing,
    Reading(Job<Looked>),
    Comparing(u64, Job<Result<Vec<Overlap>, StoreError>>),
    Writing(Job<Result<BatchId, StoreError>>),
}

impl LedgerForm {
    pub(super) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            just_opened: path.is_empty(),
            look_now: !path.is_empty(),
            ..Self::default()
        }
    }

    pub(super) fn is_writing(&self) -> bool {
        matches!(self.work, Work::Writing(_))
    }

    pub(super) fn is_busy(&self) -> bool {
        !matches!(self.work, Work::Nothing)
    }

    /// Looks at the file anew: its columns as they are remembered or guessed.
    pub(super) fn look(&mut self, session: &Session) {
        self.table = None;
        self.read(session);
    }

    /// Reads it with the columns as they are said.
    pub(super) fn read(&mut self, session: &Session) {
        let path = self.path.trim().trim_matches('"').to_owned();
        if path.is_empty() {
            return;
        }
        (self.arrived, self.tied, self.overlaps) = (None, None, None);
        self.problems.clear();
        let year = fiscal_year(&self.year);
        if year.is_none() && !self.year.trim().is_empty() {
            self.problems = vec![no_year(&self.year)];
            return;
        }
        let order = LedgerOrder {
            path: Path::new(&path).to_owned(),
            map: self.table.as_ref().map(|table| table.map.clone()),
            year,
        };
        let remembered = session.remembered(crate::domain::ledger::KIND);
        let job = Job::start("ledger", move |tick| look(&order, &remembered, tick));
        match job {
            Ok(job) => self.work = Work::Reading(job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// Writes it into the plan.
    pub(super) fn write(&mut self, session: &Session) {
        let (Some(arrived), Ok(Some(control))) = (self.arrived.clone(), self.control()) else {
            return;
        };
        let plan = session.path().to_owned();
        let job = Job::start("write ledger", move |tick| {
            take_in(&plan, &arrived, control, tick)
        });
        match job {
            Ok(job) => self.work = Work::Writing(job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// Holds what was read against the other ledgers of its year, beside the window; their rows are in the file.
    fn compare(&mut self, session: &Session) {
        let revision = session.revision();
        let is_known = self
            .overlaps
            .as_ref()
            .is_some_and(|held| held.0 == revision);
        let Some(arrived) = self.arrived.clone().filter(|_| !is_known) else {
            return;
        };
        let mut batches = session.book().batches.iter();
        if !batches.any(|held| held.kind == crate::domain::ledger::KIND) {
            self.overlaps = Some((revision, Vec::new()));
            return;
        }
        let plan = session.path().to_owned();
        let job = Job::start("compare ledgers", move |_| overlaps_of(&plan, &arrived));
        match job {
            Ok(job) => self.work = Work::Comparing(revision, job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    /// What counts already by other ledgers of the year; none while that is not known.
    pub(super) fn overlaps(&self) -> &[Overlap] {
        self.overlaps.as_ref().map_or(&[], |(_, held)| held)
    }

    /// Whether it takes the place of that ledger.
    pub(super) fn replaces(&self, batch: BatchId) -> bool {
        let arrived = self.arrived.as_ref();
        arrived.is_some_and(|arrived| arrived.replaces.contains(&batch))
    }

    /// Says that it takes the place of that ledger, or no longer does.
    pub(super) fn replace(&mut self, batch: BatchId, is_replaced: bool) {
        if let Some(arrived) = &mut self.arrived {
            arrived.replaces.retain(|held| *held != batch);
            if is_replaced {
                arrived.replaces.push(batch);
            }
        }
    }

    /// The control total as it is typed.
    pub(super) fn control(&self) -> Result<Option<Pence>, String> {
        Pence::read_figure(&self.control).map_err(|error| error.to_string())
    }

    /// Everything that is wrong with what was read.
    pub(super) fn found(&self, session: &Session) -> Vec<Problem> {
        let Some(arrived) = &self.arrived else {
            return Vec::new();
        };
        let mut problems = arrived.problems(session.book());
        let counted = self.overlaps().iter();
        let counted = counted.filter(|held| !self.replaces(held.batch));
        problems.extend(counted.map(|held| held.problem(&arrived.reading.name)));
        problems
    }

    /// What would count on which line.
    pub(super) fn tie(&mut self, session: &Session) -> Option<&Tie> {
        let revision = session.revision();
        let arrived = self.arrived.as_ref()?;
        if self.tied.as_ref().is_none_or(|(held, _)| *held != revision) {
            self.tied = Some((revision, arrived.tie(session.book())));
        }
        self.tied.as_ref().map(|(_, tie)| tie)
    }

    /// Takes what the work has brought; true when the ledger is in the plan.
    pub(super) fn poll(&mut self, session: &Session, asks: &mut Vec<Request>) -> bool {
        if std::mem::take(&mut self.look_now) {
            self.look(session);
        }
        match &self.work {
            Work::Nothing => self.compare(session),
            Work::Reading(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(looked) => {
                    self.looked(looked);
                    self.compare(session);
                }
                Answer::Gone => self.gone(),
            },
            Work::Comparing(revision, job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(Ok(found)) => {
                    self.overlaps = Some((*revision, found));
                    self.work = Work::Nothing;
                }
                Answer::Done(Err(error)) => {
                    self.problems = vec![broke(&self.path, &error.to_string())];
                    (self.arrived, self.work) = (None, Work::Nothing);
                }
                Answer::Gone => self.gone(),
            },
            Work::Writing(job) => match job.answer() {
                Answer::Waiting => {}
                Answer::Done(Ok(_)) => {
                    let n = self
                        .arrived
                        .as_ref()
                        .map_or(0, |held| held.reading.rows.len());
                    let name = self.arrived.as_ref().map_or("", |held| &held.reading.name);
                    let words = format!(
                        "Took in {name}: {} rows. Undo takes them out.",
                        grouped(n as u64)
                    );
                    asks.push(Request::Done(words));
                    return true;
                }
                Answer::Done(Err(error)) => {
                    self.work = Work::Nothing;
                    asks.push(Request::Refused(error.to_string()));
                }
                Answer::Gone => self.gone(),
            },
        }
        false
    }

    fn looked(&mut self, looked: Looked) {
        self.work = Work::Nothing;
        match looked {
            Err(problems) => self.problems = problems,
            Ok((table, read)) => {
                self.table = Some(table);
                match read {
                    Err(problems) => self.problems = problems,
                    Ok(arrived) => {
                        self.year = arrived.reading.year().label();
                        self.arrived = Some(arrived);
                    }
                }
            }
        }
    }

    fn gone(&mut self) {
        (self.arrived, self.work) = (None, Work::Nothing);
        self.problems = vec![broke(&self.path, "the program could not go on with it")];
    }

    /// Why it cannot be taken in as it stands; none when it can.
    pub(super) fn hindrance(&self, session: &Session) -> Option<String> {
        let arrived = self.arrived.as_ref()?;
        if session.is_read_only() {
            return Some("This plan can only be read here, so nothing can be taken in.".to_owned());
        }
        let is_error = |held: &Problem| held.severity == Severity::Error;
        if self.found(session).iter().any(is_error) {
            return Some(
                "There are errors, so it is kept out. What is wrong stands below.".to_owned(),
            );
        }
        match self.control() {
            Err(error) => Some(error),
            Ok(None) => Some(
                "Type the total that the ledger prints. It must be the file’s to the penny."
                    .to_owned(),
            ),
            Ok(Some(control)) => arrived.reading.off(control).map(|problem| {
                let what = problem.what;
                let first = what.chars().next().map(|c| c.to_uppercase().to_string());
                let rest: String = what.chars().skip(1).collect();
                format!("{}{rest}. {}", first.unwrap_or_default(), problem.remedy)
            }),
        }
    }
}

/// The refusal of a fiscal year that cannot be read: it is not taken for none.
fn no_year(typed: &str) -> Problem {
    Problem::refusal(
        "not-a-year",
        Place::Field("Fiscal year".to_owned()),
        "Fiscal year",
        format!("“{typed}”"),
        "What was spent belongs to the grants of one fiscal year.",
        "Write it as 2001/02, or leave it empty: then the dates say it.",
    )
}
