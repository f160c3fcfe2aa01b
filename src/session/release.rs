//! Batches that stand in the plan: two releases compared, and one taken out again.

use std::cmp::Reverse;
use std::path::Path;

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::indicator::Indicator;
use crate::domain::ledger::change::taken_out_with;
use crate::domain::record::{Edit, Record};
use crate::domain::responses::leaving;
use crate::exchange::published::stem::stem;
use crate::session::import::Progress;
use crate::session::{Session, StoreError};

pub use crate::domain::revision::{Revision, Sort};

/// Two releases, compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What they do not say alike: the plan's own authority first, then England, regions and the others by name; the
    /// newest period first.
    pub revisions: Vec<Revision>,
    /// How many figures they say alike.
    pub n_same: u64,
}

impl Comparison {
    /// How many differences of a sort there are.
    #[must_use]
    pub fn n(&self, sort: Sort) -> usize {
        let of_sort = |held: &&Revision| held.sort() == sort;
        self.revisions.iter().filter(of_sort).count()
    }
}

impl Session {
    /// Compares two batches that stand in the plan. `tick` is told how many series are compared of how many.
    ///
    /// # Errors
    /// When the file cannot be read; [`StoreError::Stopped`].
    pub fn revisions(
        &self,
        old: BatchId,
        new: BatchId,
        tick: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Comparison, StoreError> {
        let found = self
            .store
            .revisions(old, new, &mut |done, of| tick(Progress { done, of }))?;
        let mut revisions = found.revisions;
        let book = self.book();
        let own = &book.plan().area;
        let rank = |area: &AreaCode| {
            let kind = book.areas.get(area).map(|held| held.kind);
            match kind {
                _ if area == own => 0,
                Some(AreaKind::Nation) => 1,
                Some(AreaKind::Region) => 2,
                _ => 3,
            }
        };
        let place = |id| {
            book.indicators
                .get(id)
                .map(|held: &Indicator| held.position)
        };
        revisions.sort_by_cached_key(|held| {
            (
                rank(&held.area),
                place(held.indicator),
                held.indicator,
                book.area_name(&held.area).to_owned(),
                Reverse(held.period),
            )
        });
        Ok(Comparison {
            revisions,
            n_same: found.n_same,
        })
    }

    /// What would be removed with a batch, were its indicators to go that nothing else speaks of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn left_alone_by(&self, batch: BatchId) -> Result<Vec<Indicator>, StoreError> {
        let book = self.book();
        let only = self.store.only_in(batch)?;
        let held = only.into_iter().filter_map(|id| book.indicators.get(id));
        let mut alone: Vec<Indicator> = held.filter(|held| is_alone(book, held)).cloned().collect();
        alone.sort_by_key(|held| held.position);
        Ok(alone)
    }
}

/// Whether nothing that an officer entered belongs to an indicator.
fn is_alone(book: &Book, indicator: &Indicator) -> bool {
    let rated = |id: IndicatorId| book.ratings.iter().any(|held| held.indicator == id);
    indicator.in_use(book).is_empty() && indicator.objectives.is_empty() && !rated(indicator.id)
}

/// The change that takes a batch out, with these indicators; a ledger with the spending that came in with it,
/// responses with what was said of them.
#[must_use]
pub fn removal(book: &Book, batch: &Batch, indicators: &[Indicator]) -> Command {
    let mut commands = taken_out_with(book, batch.id);
    commands.extend(leaving::taken_out_with(book, batch));
    commands.push(Edit::remove(batch).into());
    commands.extend(indicators.iter().map(|held| Edit::remove(held).into()));
    let title = batch.title(book);
    let lower = |word: &str| {
        let rest = title.strip_prefix(word)?;
        Some(format!("{}{rest}", word.to_lowercase()))
    };
    let named = lower("Figures").or_else(|| lower("Responses"));
    Command::several(format!("Remove {}", named.unwrap_or(title)), commands)
}

/// The newest batch and the release before it, by kind and by the name that a file keeps from year to year: what an
/// officer most likely wants to compare. None where no file has come twice.
#[must_use]
pub fn last_two(book: &Book) -> Option<(BatchId, BatchId)> {
    let batches: Vec<&Batch> = book.batches.iter().collect();
    batches.iter().rev().find_map(|new| {
        let mut before = batches.iter().rev().skip_while(|held| held.id != new.id);
        before.next();
        let is_before =
            |held: &&&Batch| held.kind == new.kind && stem(&held.name) == stem(&new.name);
        before.find(is_before).map(|old| (old.id, new.id))
    })
}

/// The two batches compared, on a connection of its own: what a thread does.
///
/// # Errors
/// When the file cannot be opened or read; [`StoreError::Stopped`].
pub fn compare(
    plan: &Path,
    old: BatchId,
    new: BatchId,
    tick: &mut dyn FnMut(Progress) -> bool,
) -> Result<Comparison, StoreError> {
    Session::open_again(plan)?.revisions(old, new, tick)
}
