//! What has been worked out of the plan, kept until a change, a keystroke or another selection.
//!
//! Why: a frame is drawn with every movement of the mouse, and results, charts and checks take longer than drawing.

use std::rc::Rc;

use crate::domain::check;
use crate::domain::command::Command;
use crate::domain::consultation::Question;
use crate::domain::consultation::results::{Split, results};
use crate::domain::id::{ConsultationId, QuestionId};
use crate::domain::problem::Problem;
use crate::ui::consultation::ConsultationRoom;
use crate::ui::consultation::cells::{By, Table, Within};
use crate::ui::consultation::live::Live;
use crate::ui::room::Desk;

/// What results were worked out from.
#[derive(PartialEq)]
pub struct Basis {
    revision: u64,
    question: QuestionId,
    by: By,
    within: Within,
    draft: Option<Command>,
}

/// What the list says of a consultation.
pub struct Outline {
    /// Its questions, and how many people answered each.
    pub bases: Vec<(QuestionId, Option<i64>)>,
    /// What its checks found.
    pub problems: Vec<Problem>,
}

impl ConsultationRoom {
    /// What the list says of a consultation, worked out once a change.
    pub(super) fn outline(&mut self, desk: Desk<'_>, id: ConsultationId) -> Rc<Outline> {
        let revision = desk.session.revision();
        if let Some((at, of, held)) = &self.outline
            && (*at, *of) == (revision, id)
        {
            return Rc::clone(held);
        }
        let book = desk.book();
        let questions = book.questions.iter().filter(|held| held.consultation == id);
        let base = |question: &Question| {
            let all = results(book, question.id, Split::All, None);
            all.first().and_then(|all| all.base)
        };
        let found = Rc::new(Outline {
            bases: questions.map(|held| (held.id, base(held))).collect(),
            problems: check::of_consultation(book, id),
        });
        self.outline = Some((revision, id, Rc::clone(&found)));
        found
    }

    /// The question's table and results, worked out once a change or a keystroke.
    pub(super) fn worked_out(
        &mut self,
        desk: Desk<'_>,
        question: &Question,
    ) -> (Rc<Table>, Rc<Live>) {
        let draft = self
            .counts_draft
            .clone()
            .or_else(|| self.receipts_draft.clone());
        let key = Basis {
            revision: desk.session.revision(),
            question: question.id,
            by: self.by,
            within: self.within,
            draft,
        };
        if let Some((held, table, live)) = &self.worked
            && *held == key
        {
            return (Rc::clone(table), Rc::clone(live));
        }
        let table = Rc::new(Table::of(desk.book(), question, self.by, self.within));
        let live = Rc::new(Live::of(
            desk.book(),
            question,
            &table,
            self.by,
            self.within,
            key.draft.as_ref(),
        ));
        self.worked = Some((key, Rc::clone(&table), Rc::clone(&live)));
        (table, live)
    }
}
