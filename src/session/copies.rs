//! Copies among responses: one person's sent twice, one letter that many signed, found and shown with their first words.
//!
//! Finding compares every comment with every other, so a window does it beside its own work. What was recorded already
//! as copies is left out.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use crate::domain::consultation::Question;
use crate::domain::consultation::sheet::{Cell, Sheet};
use crate::domain::duplicates::{self, Cluster, Likeness, Response};
use crate::domain::id::{ConsultationId, QuestionId, ResponseId};
use crate::session::Session;
use crate::store::error::StoreError;

/// How many characters of a letter are shown.
const SHOWN: usize = 160;

/// Copies that were found, with what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCopies {
    /// The responses, the one that stands for them first.
    pub members: Vec<ResponseId>,
    /// What makes them copies.
    pub likeness: Likeness,
    /// How like the first the least like of them is, in thousandths.
    pub similarity: u16,
    /// The first words of the first; empty where nobody wrote any.
    pub words: String,
}

impl Session {
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
        let mut said = self.said(consultation)?;
        let clusters = self.book().clusters.iter();
        let known: HashSet<ResponseId> = clusters
            .flat_map(|held| held.members.iter().copied())
            .collect();
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

    /// Such copies as an officer is shown them: the largest first, each with its first words.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn found_copies(
        &self,
        consultation: ConsultationId,
    ) -> Result<Vec<FoundCopies>, StoreError> {
        let mut found = self.copies(consultation)?;
        found.sort_by_key(|held| std::cmp::Reverse(held.size()));
        let said = self.said(consultation)?;
        let shown = found.into_iter().map(|held| {
            let words = said.get(&held.lead).map_or("", String::as_str);
            let mut words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
            if words.chars().count() > SHOWN {
                words = words.chars().take(SHOWN).collect::<String>() + "…";
            }
            let others = held.members.iter().map(|member| member.id);
            FoundCopies {
                members: std::iter::once(held.lead).chain(others).collect(),
                likeness: held.likeness,
                similarity: held.similarity(),
                words,
            }
        });
        Ok(shown.collect())
    }

    /// What each respondent wrote, all comments joined.
    fn said(
        &self,
        consultation: ConsultationId,
    ) -> Result<HashMap<ResponseId, String>, StoreError> {
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
        Ok(said)
    }
}

/// Copies among a consultation's responses, found on a connection of its own: what a thread does.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn find_copies(
    plan: &Path,
    consultation: ConsultationId,
) -> Result<Vec<FoundCopies>, StoreError> {
    Session::open_again(plan)?.found_copies(consultation)
}

/// A respondent's answers to closed questions as words that are the same where the answers are.
fn answers(sheet: &Sheet, person: usize) -> Vec<String> {
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
