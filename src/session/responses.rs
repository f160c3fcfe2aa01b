//! Survey exports: read, looked at, taken in.
//!
//! Reading and taking in are apart, because an officer corrects what the columns are between them. Reading touches no
//! plan; taking in is one step of the journal, made whole or not at all, after a backup.
//!
//! Edges: a file that is in the plan already is refused by its content. What an officer said of the columns of such a file
//! is remembered with the plan.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::domain::batch::{Batch, LeftOut};
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::AsideReason;
use crate::domain::id::{BatchId, ConsultationId};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::responses::entering::{Into, KIND, entering};
use crate::domain::responses::export::Export;
use crate::domain::responses::propose::Proposal;
use crate::domain::responses::role::Role;
use crate::domain::responses::take::{numbers, take};
use crate::domain::responses::taken::Taken;
use crate::exchange::responses as files;
pub use crate::exchange::responses::map::ResponsesMap;
use crate::session::Session;
use crate::session::import::open::bytes_of;
use crate::session::import::{Progress, Remembered, name_of, same_file};
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
    /// Whether that was said before of a file with these headings.
    pub is_remembered: bool,
}

/// Reads an export and proposes what its columns are, as they look.
///
/// # Errors
/// Why it cannot be read.
pub fn read(
    order: &ResponsesOrder,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<ResponsesArrived, Vec<Problem>> {
    read_with(order, None, &[], tick)
}

/// Reads an export; its columns are what a map says, else what was said before of a file with these headings, else as they
/// look.
///
/// # Errors
/// Why it cannot be read, or everything in the map that does not fit it.
pub fn read_with(
    order: &ResponsesOrder,
    map: Option<&ResponsesMap>,
    remembered: &[Remembered],
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<ResponsesArrived, Vec<Problem>> {
    let name = name_of(&order.path);
    let (bytes, sha256) = bytes_of(&order.path)?;
    // Rows are told of, but how many there are is only known at the end.
    let found = files::read(&name, &bytes, order.sheet.as_deref(), &mut |rows| {
        tick(Progress { done: rows, of: 0 })
    });
    let found = found.map_err(|problem| vec![problem])?;
    let said = match map {
        Some(_) => None,
        None => said_before(&found.export, remembered),
    };
    let is_remembered = said.is_some();
    let proposal = match (map, said) {
        (Some(map), _) => map.apply(&found.export)?,
        (None, Some(said)) => said,
        (None, None) => Proposal::new(&found.export),
    };
    Ok(ResponsesArrived {
        name,
        sha256,
        sheets: found.sheets,
        sheet: found.sheet,
        export: found.export,
        proposal,
        is_remembered,
    })
}

/// What was said before of a file with these headings. What cannot be read or does not fit any more is as if unsaid: it
/// only saves the officer work.
///
/// What tells who a person is is looked for anew: a column that was harmless in the last file may hold addresses in this
/// one, and is then dropped, unless the officer said of those that they are kept.
fn said_before(export: &Export, remembered: &[Remembered]) -> Option<Proposal> {
    let headings = headings(export);
    let held = remembered.iter().find(|held| held.headings == headings)?;
    let map = ResponsesMap::read("", &held.body).ok()?;
    let mut said = map.apply(export).ok()?;
    let columns = said.columns.iter().enumerate();
    let drops: Vec<(usize, Role)> = columns
        .filter(|(_, held)| held.is_said() && !matches!(held.role, Role::Drop(_) | Role::Ignore))
        .filter(|(_, held)| !map.keeps(&held.title.whole, held.personal))
        .filter_map(|(at, held)| Some((at, Role::Drop(held.personal?))))
        .collect();
    if !drops.is_empty() {
        said.set_roles(export, drops);
    }
    Some(said)
}

/// The headings as a map is remembered by them: cells joined by tabs, rows by the ends of lines.
fn headings(export: &Export) -> String {
    let rows: Vec<String> = export.headings.iter().map(|row| row.join("\t")).collect();
    rows.join("\n")
}

impl ResponsesArrived {
    /// Everything that is wrong with it, or with taking it into this plan, worst first.
    #[must_use]
    pub fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.proposal.problems.clone();
        problems.extend(same_file(book, &self.name, &self.sha256));
        problems.sort_by_key(|held| held.severity);
        problems
    }

    /// Answers that were not offered, told with their places. It takes the survey in to find them, and so as long.
    #[must_use]
    pub fn outside(&self) -> Vec<Problem> {
        let mut problems = take(&self.export, &self.proposal).problems;
        // What the proposal says stands before them.
        problems.split_off(self.proposal.problems.len().min(problems.len()))
    }

    /// The columns whose values are not kept, by what they say of a person.
    pub fn dropped(&self) -> impl Iterator<Item = (usize, &str)> {
        let columns = self.proposal.columns.iter().enumerate();
        columns.filter_map(|(at, column)| match &column.role {
            Role::Drop(personal) => Some((at, personal.word())),
            _ => None,
        })
    }

    fn batch(&self, id: BatchId, now: Timestamp, survey: &Taken) -> Batch {
        let accounting = &self.proposal.accounting;
        let dropped: Vec<&str> = self.dropped().map(|(_, word)| word).collect();
        let dropped = match dropped.len() {
            0 => "no personal column".to_owned(),
            1 => format!("1 personal column dropped ({})", dropped[0]),
            n => format!("{n} personal columns dropped ({})", dropped.join(", ")),
        };
        let mut skipped: Vec<LeftOut> = accounting
            .set_aside
            .iter()
            .map(|held| LeftOut {
                reason: held.reason.clone(),
                n: held.n,
            })
            .collect();
        let n_counted = survey.aside.iter().filter(|aside| aside.is_none()).count() as u64;
        // Those that were in the plan before are set aside beyond what the file alone says.
        let n_again = accounting.n_kept.saturating_sub(n_counted);
        if n_again > 0 {
            let reason = AGAIN.to_owned();
            skipped.push(LeftOut { reason, n: n_again });
        }
        Batch {
            id,
            kind: KIND.to_owned(),
            name: self.name.clone(),
            sha256: self.sha256.clone(),
            entered: format!("{now:.3}"),
            source: format!("{}; {dropped}", self.proposal.recognised.layout.name()),
            n_read: accounting.n_read,
            n_kept: accounting.n_kept - n_again,
            n_figures: survey.n_respondents() as u64,
            skipped,
        }
    }
}

/// A respondent's number as it stands in the plan: a hash with the consultation's key, so that it finds the same number
/// again and says it to nobody. Empty for none.
fn hashed(consultation: ConsultationId, number: &str) -> String {
    let number = number.trim();
    if number.is_empty() {
        return String::new();
    }
    let digest = Sha256::digest(format!("{}\u{1f}{number}", consultation.0));
    digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The reason of a response whose number came with an earlier file.
const AGAIN: &str = "number already in the plan";

impl Session {
    /// The respondents of a survey that came with an earlier file of the consultation, by their numbers: each with the
    /// note of where it stands already.
    fn held_already(
        &self,
        ids: &[String],
        consultation: ConsultationId,
    ) -> Result<Vec<(usize, String)>, StoreError> {
        if ids.iter().all(String::is_empty) {
            return Ok(Vec::new());
        }
        let held = self.store.respondents(consultation)?;
        let ids = ids.iter().enumerate();
        let found = ids.filter_map(|(person, id)| {
            let (name, line) = held.get(&hashed(consultation, id))?;
            Some((person, format!("{AGAIN}: {name}, line {line}")))
        });
        Ok(found.collect())
    }

    /// What an officer should know of a file that brings respondents again who came with an earlier one.
    ///
    /// # Errors
    /// When the plan cannot be read.
    pub fn again(
        &self,
        arrived: &ResponsesArrived,
        consultation: ConsultationId,
    ) -> Result<Option<Problem>, StoreError> {
        let ids = numbers(&arrived.export, &arrived.proposal);
        let again = self.held_already(&ids, consultation)?;
        let Some((_, first)) = again.first() else {
            return Ok(None);
        };
        let (why, remedy) = if arrived.proposal.keep.duplicates {
            (
                "They count twice, since doubtful rows of this kind are kept.",
                "Leave duplicates out, unless these are other people.",
            )
        } else {
            (
                "They are in the plan, and are set aside here as duplicates, so that nobody counts twice.",
                "Nothing, if this is a later download of the same survey. If their answers have changed, take the earlier file out first.",
            )
        };
        let what = format!(
            "{} respondents came before; the first as {first}",
            again.len()
        );
        let place = Place::File(arrived.name.clone(), None, None);
        let problem =
            Problem::refusal("respondents-again", place, &arrived.name, what, why, remedy);
        Ok(Some(problem.severity(Severity::Warning)))
    }

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
        let mut survey = take(&arrived.export, &arrived.proposal);
        let again = match into {
            Into::Held(consultation) => self.held_already(&survey.ids, *consultation)?,
            Into::New(_) => Vec::new(),
        };
        if !arrived.proposal.keep.duplicates {
            for (person, note) in again {
                if let Some(aside) = survey.aside.get_mut(person) {
                    aside.get_or_insert((AsideReason::Duplicate, note));
                }
            }
        }
        let mut problems = arrived.problems(self.book());
        problems.extend(survey.problems.iter().cloned());
        problems.retain(|held| held.severity == Severity::Error);
        if !problems.is_empty() {
            return Err(StoreError::Refused(problems));
        }
        let now = Timestamp::now();
        self.store.back_up(now)?;
        let id = BatchId(self.new_key());
        let batch = arrived.batch(id, now, &survey);
        let new_key = || fastrand::i64(1..=i64::MAX);
        let mut entering = entering(self.book(), batch, into, channel, &survey, new_key);
        if let Command::Several { commands, .. } = &mut entering.command
            && let Some(map) = ResponsesMap::of_changes(&arrived.proposal)
        {
            let columns = Remembered {
                headings: headings(&arrived.export),
                body: map.write(),
            };
            commands.extend(self.remembering(KIND, &columns, &arrived.name));
        }
        let numbers: Vec<String> = survey
            .ids
            .iter()
            .map(|id| hashed(entering.consultation, id))
            .collect();
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
            numbers: &numbers,
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

/// Takes responses in on a connection of its own: what a thread does.
///
/// # Errors
/// As for [`Session::take_in_responses`].
pub fn take_in(
    plan: &Path,
    arrived: &ResponsesArrived,
    into: &Into,
    channel: &str,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<(BatchId, ConsultationId), StoreError> {
    Session::open_again(plan)?.take_in_responses(arrived, into, channel, tick)
}
