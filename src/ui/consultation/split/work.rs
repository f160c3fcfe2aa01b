//! What a question and its split come to, worked out once and kept until one of them changes.

use crate::domain::chart::Chart;
use crate::domain::consultation::across::{By, SplitTable, split_table};
use crate::domain::consultation::chart::answers;
use crate::domain::consultation::heard::Reach;
use crate::domain::consultation::numbers::{Numbers, numbers};
use crate::domain::consultation::ranking::{Ranking, ranking};
use crate::domain::consultation::sensitivity::{Sensitivity, sensitivity};
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::id::ConsultationId;
use crate::domain::problem::Problem;
use crate::ui::room::Desk;

/// What is shown.
pub struct Work {
    /// The answers side by side, or why they cannot stand so.
    pub table: Result<SplitTable, Box<Problem>>,
    /// The same as bars, everyone last.
    pub chart: Option<Chart>,
    /// How far the question got among individual responses.
    pub reach: Option<Reach>,
    /// What the balance hangs on.
    pub sensitivity: Option<Sensitivity>,
    /// The places of a ranking.
    pub ranking: Option<Ranking>,
    /// What figures come to.
    pub numbers: Option<Numbers>,
}

impl Work {
    /// Works it out.
    pub fn of(desk: Desk<'_>, consultation: ConsultationId, question: &Question, by: By) -> Self {
        let book = desk.book();
        let sheet = desk.session.sheet(consultation);
        let sheet = sheet.as_deref();
        let table = split_table(book, sheet, question.id, by);
        let chart = table
            .as_ref()
            .ok()
            .filter(|_| question.kind.is_counted())
            .map(|held| {
                let rows: Vec<_> = held.printed().cloned().collect();
                answers(question, &rows)
            });
        let heard = book.heard.get(&consultation);
        let heard = heard.and_then(|heard| heard.questions.get(&question.id));
        let found = sensitivity(book, sheet, question.id);
        Self {
            chart,
            reach: heard.map(|held| held.reach),
            sensitivity: found.filter(|held| held.reported.is_some() && !held.without.is_empty()),
            ranking: sheet.and_then(|sheet| ranking(book, sheet, question.id)),
            numbers: sheet
                .filter(|_| question.kind == QuestionKind::Number)
                .and_then(|sheet| numbers(book, sheet, question.id)),
            table,
        }
    }
}
