//! Survey exports: read, looked at, taken in; and copies among them found.
//!
//! Reading and taking in are apart, because an officer corrects what the columns are between them. Reading touches no
//! plan; taking in is one step of the journal, made whole or not at all, after a backup.
//!
//! Edges: a file that is in the plan already is refused by its content. What an officer said of the columns of such a file
//! is remembered with the plan.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::domain::batch::{Batch, LeftOut};
use crate::domain::book::Book;
use crate::domain::consultation::Question;
use crate::domain::consultation::sheet::Sheet;
use crate::domain::duplicates::{self, Cluster, Response};
use crate::domain::id::{BatchId, ConsultationId, QuestionId, ResponseId};
use crate::domain::problem::{Problem, Severity};
use crate::domain::responses::entering::{Into, KIND, entering};
use crate::domain::responses::export::Export;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::take::take;
use crate::exchange::responses as files;
use crate::session::Session;
use crate::session::import::open::bytes_of;
use crate::session::import::{Progress, name_of, same_file};
use crate::store::error::StoreError;
use crate::store::{Comment, Responses};

/// Which export to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResponsesOrder {
    /// Where it is.
    pub path: PathBuf,
    /// The sheet of a workbook; without it the one that is named for responses.
    pub sheet: Option<String>,
}

/// An export, read, with what its columns seem to be.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponsesArrived {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The sheets of a workbook; none where it is no workbook.
    pub sheets: Vec<String>,
    /// Which of them was read.
    pub sheet: Option<usize>,
    /// The rows.
    pub export: Export,
    /// What the columns are: as they look, until the officer corrects them.
    pub proposal: Proposal,
}

/// Reads an export and proposes what its columns are.
///
/// # Errors
/// Why it cannot be read.
pub fn read(
    order: &ResponsesOrder,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<ResponsesArrived, Vec<Problem>> {
    let name = name_of(&order.path);
    let (bytes, sha256) = bytes_of(&order.path)?;
    // Rows are told of, but how many there are is only known at the end.
    let found = files::read(&name, &bytes, order.sheet.as_deref(), &mut |rows| {
        tick(Progress { done: rows, of: 0 })
    });
    let found = found.map_err(|problem| vec![problem])?;
    let proposal = Proposal::new(&found.export);
    Ok(ResponsesArrived {
        name,
        sha256,
        sheets: found.sheets,
        sheet: found.sheet,
        export: found.export,
        proposal,
    })
}

impl ResponsesArrived {
    /// Everything that is wrong with it, or with taking it into this plan, worst first.
    #[must_use]
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.export.warnings.clone();
        problems.extend(self.proposal.problems.iter().cloned());
        problems.extend(same_file(book, &self.name, &self.sha256));
        problems.sort_by_key(|held| held.severity);
        problems
    }

    /// The columns whose values are not kept, by what they say of a person.
    pub fn dropped(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.proposal.columns.iter().enumerate();
        columns.filter_map(|(at, column)| match &column.role {
            Role::Drop(personal) => Some((at, personal.word())),
            _ => None,
        })
    }

    fn batch(&self, id: BatchId, now: Timestamp) -> Batch {
        let accounting = &self.proposal.accounting;
        let dropped: Vec<&str> = self.dropped().map(|(_, word)| word).collect();
        let dropped = match dropped.len() {
            0 => "no personal column".to_owned(),
            1 => format!("1 personal column dropped ({})", dropped[0]),
            n => format!("{n} personal columns dropped ({})", dropped.join(", ")),
        };
        Batch {
            id,
            kind: KIND.to_owned(),
            name: self.name.clone(),
            sha256: self.sha256.clone(),
            entered: format!("{now:.3}"),
            source: format!("{}; {dropped}", self.proposal.recognised.layout.name()),
            n_read: accounting.n_read,
            n_kept: accounting.n_kept,
            n_figures: accounting.n_kept,
            skipped: accounting
                .set_aside
                .iter()
                .map(|held| LeftOut {
                    reason: held.reason.clone(),
                    n: held.n,
                })
                .collect(),
        }
    }
}

impl Session {
    /// Takes responses in: one step, after a backup. `channel` is the way in which people came whose file does not say it.
    /// `tick` is told how many are written of how many, and stops it by answering false.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with everything that is wrong with it; [`StoreError::Stopped`]; or what went wrong with the
    /// plan's file. Nothing is written then.
    pub fn take_in_responses(
        &mut self,
        arrived: &ResponsesArrived,
        into: &Into,
        channel: &str,
        tick: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<(BatchId, ConsultationId), StoreError> {
        self.refresh()?;
        let survey = take(&arrived.export, &arrived.proposal);
        let mut problems = arrived.problems(self.book());
        problems.extend(survey.problems.iter().cloned());
        problems.retain(|held| held.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(StoreError::Refused(problems));
        }
        let now = Timestamp::now();
        self.store.back_up(now)?;
        let id = BatchId(self.new_key());
        let batch = arrived.batch(id, now);
        let new_key = || fastrand::i64(1..=i64::MAX);
        let entering = entering(self.book(), batch, into, channel, &survey, new_key);
        let comments: Vec<Comment> = entering
            .comments
            .into_iter()
            .map(|(response, question, text)| Comment {
                response,
                question,
                text,
            })
            .collect();
        let responses = Responses {
            consultation: entering.consultation,
            sheet: &entering.sheet,
            outside: &entering.outside,
            comments: &comments,
        };
        let of = entering.sheet.people.len() as u64;
        let stamp = self.stamp();
        let done =
            self.store
                .import_responses(&entering.command, id, responses, &stamp, &mut |done| {
                    tick(Progress { done, of })
                });
        self.reload_after(done)?;
        Ok((id, entering.consultation))
    }

    /// Responses of a consultation that are the same, or nearly, and are not among its copies yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn copies(
        &self,
        consultation: ConsultationId,
    ) -> Result<Vec<Cluster<ResponseId>>, StoreError> {
        let Some(sheet) = self.sheet(consultation) else {
            return Ok(Vec::new());
        };
        let asked = self.book().questions.iter();
        let texts: Vec<QuestionId> = asked
            .filter(|held: &&Question| held.consultation == consultation && !held.kind.is_counted())
            .map(|held| held.id)
            .collect();
        let mut said: HashMap<ResponseId, String> = HashMap::new();
        for question in texts {
            for comment in self.comments(question)? {
                let held = said.entry(comment.response).or_default();
                if !held.is_empty() {
                    held.push('\n');
                }
                held.push_str(&comment.text);
            }
        }
        let known: Vec<ResponseId> = self
            .book()
            .clusters
            .iter()
            .flat_map(|held| held.members.iter().copied())
            .collect();
        let known: std::collections::HashSet<ResponseId> = known.into_iter().collect();
        let responses: Vec<Response<ResponseId>> = sheet
            .people
            .iter()
            .enumerate()
            .filter(|(_, person)| !known.contains(&person.id))
            .map(|(at, person)| Response {
                id: person.id,
                answers: answers(&sheet, at),
                text: said.remove(&person.id).unwrap_or_default(),
            })
            .collect();
        Ok(duplicates::clusters(&responses))
    }
}

/// A respondent's answers to closed questions as words that are the same where the answers are.
fn answers(sheet: &Sheet, person: usize) -> Vec<String> {
    use crate::domain::consultation::sheet::Cell;
    sheet
        .columns
        .iter()
        .map(|column| match column.cell(person) {
            Cell::NotAsked | Cell::NotAnswered | Cell::Text => String::new(),
            Cell::Outside => "?".to_owned(),
            Cell::One(at) => at.to_string(),
            Cell::Many(some) => format!("{some:?}"),
            Cell::Ranks(ranks) => format!("{ranks:?}"),
            Cell::Number(number) => number.to_string(),
        })
        .collect()
}

/// A file's name as a title for the consultation that it begins.
#[must_use]
pub fn title_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    stem.to_string_lossy()
        .replace(['_', '-'], " ")
        .trim()
        .to_owned()
}
