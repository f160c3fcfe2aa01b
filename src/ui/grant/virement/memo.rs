//! What the desk is drawn from, worked out once and kept until something changes.

use std::rc::Rc;

use crate::domain::book::Book;
use crate::domain::id::{GrantId, VirementId};
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::Record;
use crate::domain::virement::Virement;
use crate::ui::grant::virement::draft::Draft;
use crate::ui::grant::virement::lines::{self, Row, Wanted};
use crate::ui::room::Desk;

/// What is said of a move while it is being entered.
#[derive(Debug)]
pub struct Said {
    /// The move; none while its date cannot be read.
    pub virement: Option<Virement>,
    /// Why the date is none.
    pub date_problem: Option<String>,
    /// By grant what its parts sum to, for the grants that it touches.
    pub balances: Vec<(GrantId, Pence)>,
    /// The size that the scheme looks up, in words, and the post that must approve; none without a scheme.
    pub approval: Option<(String, String)>,
    /// Every reason to refuse it.
    pub refusals: Vec<Problem>,
    /// What is only pointed at.
    pub warnings: Vec<Problem>,
    /// What the checks would say that they do not say now.
    pub new_checks: Vec<Problem>,
    /// What they would no longer say.
    pub gone_checks: Vec<Problem>,
}

impl Said {
    fn of(desk: Desk<'_>, draft: &Draft) -> Self {
        let book = desk.book();
        let mut said = Self {
            virement: None,
            date_problem: None,
            balances: Vec::new(),
            approval: None,
            refusals: Vec::new(),
            warnings: Vec::new(),
            new_checks: Vec::new(),
            gone_checks: Vec::new(),
        };
        let virement = match draft.virement(desk) {
            Ok(virement) => virement,
            Err(why) => {
                said.date_problem = Some(why);
                return said;
            }
        };
        let sums = virement.out_of_balance();
        let mut grants: Vec<GrantId> = virement.lines.iter().map(|part| part.grant).collect();
        grants.dedup();
        let sum_of = |grant| {
            sums.iter()
                .find(|(one, _)| *one == grant)
                .map_or(Pence::ZERO, |one| one.1)
        };
        said.balances = grants
            .into_iter()
            .map(|grant| (grant, sum_of(grant)))
            .collect();
        let scheme = book.scheme.first();
        said.approval = scheme
            .zip(virement.must_approve(book))
            .map(|(scheme, post)| (virement.counted(book, scheme).words(), post.to_owned()));
        (said.refusals, said.warnings) = virement
            .problems(book)
            .into_iter()
            .partition(|problem| problem.severity == Severity::Error);
        if !virement.lines.is_empty() {
            (said.new_checks, said.gone_checks) = virement.checks_changed(book);
        }
        said.virement = Some(virement);
        said
    }
}

/// An answer and the key it was worked out for.
pub type Kept<Key, Answer> = Option<(Key, Rc<Answer>)>;

/// What was worked out last.
#[derive(Debug, Default)]
pub struct Memo {
    rows: Kept<(u64, i16), Vec<Row>>,
    places: Kept<
        (
            u64,
            i16,
            Wanted,
            Vec<crate::ui::grant::virement::draft::Slot>,
        ),
        Vec<usize>,
    >,
    said: Kept<(u64, i16, Draft), Said>,
    held: Kept<(u64, i16), Vec<VirementId>>,
}

impl Memo {
    /// Every line of the year.
    pub fn rows(&mut self, desk: Desk<'_>) -> Rc<Vec<Row>> {
        let key = (desk.session.revision(), desk.year);
        kept(&mut self.rows, key, || lines::all(desk.book(), desk.year))
    }

    /// The lines in view.
    pub fn places(
        &mut self,
        desk: Desk<'_>,
        rows: &[Row],
        wanted: &Wanted,
        draft: &Draft,
    ) -> Rc<Vec<usize>> {
        let entered = draft.moves.keys().copied().collect();
        let key = (desk.session.revision(), desk.year, wanted.clone(), entered);
        kept(&mut self.places, key, || wanted.places(rows, draft))
    }

    /// What is said of the draft.
    pub fn said(&mut self, desk: Desk<'_>, draft: &Draft) -> Rc<Said> {
        let key = (desk.session.revision(), desk.year, draft.clone());
        kept(&mut self.said, key, || Said::of(desk, draft))
    }

    /// The year's moves, newest first.
    pub fn held(&mut self, desk: Desk<'_>) -> Rc<Vec<VirementId>> {
        let key = (desk.session.revision(), desk.year);
        kept(&mut self.held, key, || newest_first(desk.book(), desk.year))
    }
}

fn newest_first(book: &Book, fiscal_year: i16) -> Vec<VirementId> {
    let mut held: Vec<&Virement> = book
        .virements
        .iter()
        .filter(|held| held.fiscal_year == fiscal_year)
        .collect();
    held.sort_by_key(|held| std::cmp::Reverse(held.made_on));
    held.into_iter().map(|held| held.id).collect()
}

/// The answer kept for a key, or worked out now.
pub fn kept<Key: PartialEq, Answer>(
    held: &mut Kept<Key, Answer>,
    key: Key,
    work_out: impl FnOnce() -> Answer,
) -> Rc<Answer> {
    if let Some((known, answer)) = held
        && *known == key
    {
        return Rc::clone(answer);
    }
    let answer = Rc::new(work_out());
    *held = Some((key, Rc::clone(&answer)));
    answer
}
