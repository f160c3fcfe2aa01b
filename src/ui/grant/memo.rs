//! A year's money as the room shows it, worked out once and kept until something changes.
//!
//! Why: a frame is drawn dozens of times a second, and a plan may have 5,000 lines under 20 grants. What depends on the
//! plan is kept by its revision; what depends on the year or on an amount being typed is kept by those as well.
//!
//! Edges: nothing here is ever stale, since the key is everything the answer depends on.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::rc::Rc;

use crate::domain::book::Book;
use crate::domain::chart::Chart;
use crate::domain::check;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::chart::Picture;
use crate::domain::grant::position::{Draft, LinePosition, YearPosition};
use crate::domain::grant::{Allocation, OfWhich};
use crate::domain::id::{AllocationId, GrantId, ObjectiveId, OfWhichId, PriorityAreaId};
use crate::domain::key_map::KeyMap;
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::ui::grant::outcome::{Outcome, outcomes};
use crate::ui::room::Desk;

/// Where things of the plan are found at once.
#[derive(Debug)]
pub struct Ledger {
    cells: KeyMap<(GrantId, PriorityAreaId), AllocationId>,
    parts: KeyMap<AllocationId, Vec<OfWhichId>>,
    moved: KeyMap<LineAt, Pence>,
    n_open: BTreeMap<i16, usize>,
}

impl Ledger {
    /// Looks through a book once.
    pub fn of(book: &Book) -> Self {
        let cells = book
            .allocations
            .iter()
            .map(|held| ((held.grant, held.priority_area), held.id))
            .collect();
        let mut parts: KeyMap<AllocationId, Vec<OfWhichId>> = KeyMap::default();
        for part in &book.of_which {
            parts.entry(part.allocation).or_default().push(part.id);
        }
        let mut moved: KeyMap<LineAt, Pence> = KeyMap::default();
        for part in book.virements.iter().flat_map(|held| &held.lines) {
            if let Some(line) = part.line() {
                let so_far = moved.entry(line).or_default();
                *so_far = Pence(so_far.0.saturating_add(part.amount.0));
            }
        }
        let mut n_open: BTreeMap<i16, usize> = BTreeMap::new();
        for held in book
            .allocations
            .iter()
            .filter(|held| !held.status.is_frozen())
        {
            if let Some(grant) = book.grants.get(held.grant) {
                *n_open.entry(grant.fiscal_year).or_default() += 1;
            }
        }
        Self {
            cells,
            parts,
            moved,
            n_open,
        }
    }

    /// How many lines of a year are not approved yet.
    pub fn n_open(&self, fiscal_year: i16) -> usize {
        self.n_open.get(&fiscal_year).copied().unwrap_or(0)
    }

    /// What virements brought to a cell or took from it: part of what the cell shows, and no part of its allocation.
    pub fn moved(&self, grant: GrantId, area: PriorityAreaId) -> Pence {
        let moved = self.moved.get(&LineAt::new(grant, area));
        moved.copied().unwrap_or(Pence::ZERO)
    }

    /// What a cell has now: its allocation and what virements brought; none where there is neither.
    pub fn latest(&self, book: &Book, grant: GrantId, area: PriorityAreaId) -> Option<Pence> {
        let held = self.held(book, grant, area).map(|held| held.amount);
        let moved = self.moved.get(&LineAt::new(grant, area)).copied();
        (held.is_some() || moved.is_some()).then(|| {
            let held = held.unwrap_or(Pence::ZERO);
            Pence(held.0.saturating_add(moved.unwrap_or(Pence::ZERO).0))
        })
    }

    /// The allocation in a cell.
    pub fn held<'b>(
        &self,
        book: &'b Book,
        grant: GrantId,
        area: PriorityAreaId,
    ) -> Option<&'b Allocation> {
        book.allocations.get(*self.cells.get(&(grant, area))?)
    }

    /// The "of which" parts of an allocation, in the plan's order.
    pub fn parts<'b>(&self, book: &'b Book, id: AllocationId) -> Vec<&'b OfWhich> {
        let keys = self.parts.get(&id).map(Vec::as_slice).unwrap_or_default();
        keys.iter()
            .filter_map(|key| book.of_which.get(*key))
            .collect()
    }
}

/// A year's sums and findings, with the amount being typed.
#[derive(Debug)]
pub struct YearView {
    /// The sums.
    pub position: YearPosition,
    /// What the checks find, worst first.
    pub problems: Vec<Problem>,
    /// The dearest line, which fills the bar.
    pub most: Pence,
    /// By column: whether it is a ring-fenced grant that pays out more than it is worth.
    pub fence_broken: Vec<bool>,
    /// The same as charts, each made when it is first looked at.
    charts: [OnceCell<Chart>; 3],
    /// Stands for the columns: changes when a grant comes, goes or moves.
    pub columns_key: u64,
}

impl YearView {
    fn of(book: &Book, position: YearPosition, problems: Vec<Problem>) -> Self {
        let fence_broken = position
            .grants
            .iter()
            .map(|sums| {
                let fenced = book
                    .grants
                    .get(sums.grant)
                    .is_some_and(|grant| grant.is_ring_fenced());
                fenced && sums.left.is_negative()
            })
            .collect();
        let mut hasher = DefaultHasher::new();
        for sums in &position.grants {
            sums.grant.hash(&mut hasher);
        }
        Self {
            problems,
            most: position
                .lines
                .iter()
                .map(|line| line.total)
                .max()
                .unwrap_or(Pence::ZERO),
            charts: Default::default(),
            columns_key: hasher.finish(),
            fence_broken,
            position,
        }
    }

    /// The year as a chart.
    pub fn chart(&self, book: &Book, picture: Picture) -> &Chart {
        self.charts[picture as usize].get_or_init(|| picture.chart(book, &self.position))
    }

    /// Whether a line is paid by a ring-fenced grant that pays out too much.
    pub fn is_over(&self, line: &LinePosition) -> bool {
        line.cells
            .iter()
            .zip(&self.fence_broken)
            .any(|(cell, broken)| *broken && cell.is_some_and(|amount| amount > Pence::ZERO))
    }

    /// A line's sums.
    pub fn line(&self, area: PriorityAreaId) -> Option<&LinePosition> {
        self.position
            .lines
            .iter()
            .find(|line| line.priority_area == area)
    }
}

/// The lines in view, by their place among all lines, and a number that stands for the list.
#[derive(Debug)]
pub struct Rows {
    /// Places among [`YearPosition::lines`].
    pub lines: Vec<usize>,
    /// Changes when a line comes, goes or moves.
    pub key: u64,
}

type Kept<Key, Answer> = Option<(Key, Rc<Answer>)>;

/// What was worked out last.
#[derive(Debug, Default)]
pub struct Memo {
    ledger: Kept<u64, Ledger>,
    year: Kept<(u64, i16, Option<Draft>), YearView>,
    rows: Kept<(u64, String), Rows>,
    outcomes: Kept<(u64, ObjectiveId), Vec<Outcome>>,
}

impl Memo {
    /// Where things are.
    pub fn ledger(&mut self, desk: Desk<'_>) -> Rc<Ledger> {
        kept(&mut self.ledger, desk.session.revision(), || {
            Ledger::of(desk.book())
        })
    }

    /// The year's sums and findings.
    pub fn year(&mut self, desk: Desk<'_>, draft: Option<Draft>) -> Rc<YearView> {
        let key = (desk.session.revision(), desk.year, draft);
        kept(&mut self.year, key, || {
            let money = desk.session.year_money(desk.year);
            let Some(draft) = draft else {
                return YearView::of(desk.book(), money.position.clone(), money.problems.clone());
            };
            let position = money.position.with(desk.book(), draft);
            let problems = check::of_position(desk.book(), &position);
            YearView::of(desk.book(), position, problems)
        })
    }

    /// The year's sums as they were drawn last, if they were.
    pub fn year_drawn(&self, year: i16) -> Option<&YearView> {
        self.year
            .as_ref()
            .filter(|(key, _)| key.1 == year)
            .map(|(_, view)| view.as_ref())
    }

    /// The lines whose names have these words in them.
    pub fn rows(&mut self, desk: Desk<'_>, words: &str) -> Rc<Rows> {
        let key = (desk.session.revision(), words.trim().to_lowercase());
        let wanted = key.1.clone();
        kept(&mut self.rows, key, || rows(desk.book(), &wanted))
    }

    /// What an objective's indicators say.
    pub fn outcomes(&mut self, desk: Desk<'_>, objective: ObjectiveId) -> Rc<Vec<Outcome>> {
        let key = (desk.session.revision(), objective);
        kept(&mut self.outcomes, key, || outcomes(desk.book(), objective))
    }
}

fn kept<Key: PartialEq, Answer>(
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

fn rows(book: &Book, words: &str) -> Rows {
    let mut hasher = DefaultHasher::new();
    let mut lines = Vec::new();
    for (place, area) in book.priority_areas.iter().enumerate() {
        if words.is_empty() || area.name.to_lowercase().contains(words) {
            area.id.hash(&mut hasher);
            lines.push(place);
        }
    }
    Rows {
        lines,
        key: hasher.finish(),
    }
}
