//! The golden thread: for each objective, what it costs, what it changes, what people said, what is being done
//! and what could go wrong, as one row.
//!
//! The first screen, the summary for members and the command line all show the same row, so it is worked out
//! here once, from the book and from comparisons that the caller asks the file for. Nothing is averaged over
//! unlike things: pounds are summed, indicators are counted, and a net agreement is that of one question.
//!
//! A pound counts once: under the objective that its priority area serves first. For another that the area serves too, the
//! row says the amount as shared and adds it to nothing. Actions, risks and themes stand in the row of every objective that
//! they serve, for a thing done twice over is still to be seen in both places.
//!
//! Edges: money on a line without an objective is in no row; [`Totals::elsewhere`] says how much that is. A
//! grant that is only applied for counts as the year's, as it does in the Grant room.

mod attention;
mod coming;
mod measure;
mod voice;

#[cfg(test)]
pub(in crate::domain) mod sample;

use std::borrow::Borrow;

use crate::domain::benchmark::{Average, Comparison};
use crate::domain::book::Book;
use crate::domain::grant::PriorityArea;
use crate::domain::grant::position::{LinePosition, YearPosition, less, total};
use crate::domain::id::{ActionId, IndicatorId, ObjectiveId, PriorityAreaId, RiskId, ThemeId};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::plan::{ActionStatus, Risk};

pub use attention::{Attention, attention};
pub use coming::{SOON, coming};
pub use measure::{Measures, Of, Watch, watch};
pub use voice::{Asked, Voice};

/// One objective and everything that hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadRow {
    /// The objective.
    pub objective: ObjectiveId,
    /// What it is given in the year.
    pub money: Money,
    /// What is measured, and how it stands.
    pub measures: Measures,
    /// What people said.
    pub voice: Voice,
    /// The themes of what they said, those found in most comments first.
    pub themes: Vec<ThemeId>,
    /// What is being done.
    pub actions: Actions,
    /// What could go wrong: the gravest risk, the first of equals.
    pub risk: Option<RiskId>,
}

/// What the year's grants pay towards an objective.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Money {
    /// What the lines of its priority areas come to.
    pub amount: Pence,
    /// Percentage of [`Totals::whole`]; none when there is no money at all in the year.
    pub share: Option<f64>,
    /// Its priority areas that have money in the year.
    pub lines: Vec<PriorityAreaId>,
    /// What the lines come to of priority areas that serve it too, but another objective first. No part of `amount`: a
    /// pound counts once, under the first.
    pub shared: Pence,
    /// Those priority areas.
    pub shared_lines: Vec<PriorityAreaId>,
    /// Other funders' money towards it, not part of `amount`.
    pub others: Pence,
}

/// What is being done towards an objective.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions {
    /// The action to look at: late before at risk before all others, the first of equals. None when all are done.
    pub first: Option<ActionId>,
    /// How many are not done.
    pub open: usize,
    /// How many there are.
    pub of: usize,
}

/// The year's money as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What the year's grants are worth.
    pub granted: Pence,
    /// What they pay.
    pub allocated: Pence,
    /// What they pay on lines that serve no objective.
    pub elsewhere: Pence,
}

impl Totals {
    /// The whole that an objective's share is of: the year's grants, or its allocations where no grant has a worth.
    #[must_use]
    pub fn whole(&self) -> Pence {
        if self.granted > Pence::ZERO {
            self.granted
        } else {
            self.allocated
        }
    }

    /// Which of the two [`Totals::whole`] is.
    #[must_use]
    pub fn whole_is(&self) -> &'static str {
        if self.granted > Pence::ZERO {
            "grants"
        } else {
            "allocations"
        }
    }

    /// What the grants have left; below nought when they pay more than they are worth.
    #[must_use]
    pub fn left(&self) -> Pence {
        less(self.granted, self.allocated)
    }
}

/// The thread of one fiscal year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Thread {
    /// One row an objective, in the plan's own order.
    pub rows: Vec<ThreadRow>,
    /// The year's money.
    pub totals: Totals,
    /// The gravest risk that threatens no objective by name, and how many such there are.
    pub programme_risk: Option<(RiskId, usize)>,
}

/// The thread of a fiscal year, given by the year in which it begins.
///
/// `comparisons` gives an indicator's figures beside its neighbours, oldest first; it is asked once for each
/// objective that an indicator serves. `average` says which average stands for the neighbours.
#[must_use]
pub fn thread<C: Borrow<Vec<Comparison>>>(
    book: &Book,
    fiscal_year: i16,
    comparisons: impl Fn(IndicatorId) -> C,
    average: Average,
) -> Thread {
    let position = YearPosition::of(book, fiscal_year, None);
    let totals = totals(book, &position);
    let rows = book
        .objectives
        .iter()
        .map(|objective| ThreadRow {
            objective: objective.id,
            money: money(book, &position, &totals, objective),
            measures: measure::measures(book, objective.id, &comparisons, average),
            voice: voice::voice(book, objective.id),
            themes: voice::themes(book, objective.id),
            actions: actions(book, objective.id),
            risk: gravest(book, Some(objective.id)).map(|risk| risk.id),
        })
        .collect();
    let n_programme = book
        .risks
        .iter()
        .filter(|risk| risk.objective.is_none() && risk.also.is_empty())
        .count();
    Thread {
        rows,
        totals,
        programme_risk: gravest(book, None).map(|risk| (risk.id, n_programme)),
    }
}

fn totals(book: &Book, position: &YearPosition) -> Totals {
    let no_objective = |area: PriorityAreaId| {
        let objective = book
            .priority_areas
            .get(area)
            .and_then(|area| area.objective);
        objective.is_none_or(|id| book.objectives.get(id).is_none())
    };
    let elsewhere = position
        .lines
        .iter()
        .filter(|line| no_objective(line.priority_area));
    Totals {
        granted: position.granted,
        allocated: position.allocated,
        elsewhere: total(elsewhere.map(|line| line.total)),
    }
}

fn money(book: &Book, position: &YearPosition, totals: &Totals, objective: &Objective) -> Money {
    let with_money = |serves: &dyn Fn(&PriorityArea) -> bool| -> Vec<&LinePosition> {
        let serves = |id| book.priority_areas.get(id).is_some_and(serves);
        let lines = position.lines.iter();
        lines
            .filter(|line| serves(line.priority_area) && line.cells.iter().any(Option::is_some))
            .collect()
    };
    let lines = with_money(&|area| area.objective == Some(objective.id));
    let shared = with_money(&|area| {
        area.objective != Some(objective.id) && area.also.contains(&objective.id)
    });
    let amount = total(lines.iter().map(|line| line.total));
    let others = book.contributions.iter().filter(|held| {
        held.objective == Some(objective.id) && held.fiscal_year == position.fiscal_year
    });
    Money {
        amount,
        share: amount.share_of(totals.whole()),
        lines: lines.iter().map(|line| line.priority_area).collect(),
        shared: total(shared.iter().map(|line| line.total)),
        shared_lines: shared.iter().map(|line| line.priority_area).collect(),
        others: total(others.map(|held| held.amount)),
    }
}

fn actions(book: &Book, objective: ObjectiveId) -> Actions {
    let held = || {
        book.actions
            .iter()
            .filter(|action| action.serves(objective))
    };
    let open = || held().filter(|action| action.status != ActionStatus::Done);
    let urgency = |status| match status {
        ActionStatus::Late => 0,
        ActionStatus::AtRisk => 1,
        _ => 2,
    };
    Actions {
        first: open()
            .min_by_key(|action| urgency(action.status))
            .map(|action| action.id),
        open: open().count(),
        of: held().count(),
    }
}

/// The gravest of the risks to an objective, or to the programme as a whole; the first of equals.
fn gravest(book: &Book, objective: Option<ObjectiveId>) -> Option<&Risk> {
    let mut gravest: Option<&Risk> = None;
    let threatens = |risk: &&Risk| match objective {
        Some(objective) => risk.serves(objective),
        None => risk.objective.is_none() && risk.also.is_empty(),
    };
    for risk in book.risks.iter().filter(threatens) {
        if gravest.is_none_or(|held| risk.gravity() > held.gravity()) {
            gravest = Some(risk);
        }
    }
    gravest
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::plan::Level;
    use crate::domain::thread::sample::Sample;

    fn of(sample: &Sample) -> Thread {
        thread(&sample.book(), 2001, |_| Vec::new(), Average::Mean)
    }

    #[test]
    fn pounds_are_those_of_the_year_and_shares_are_of_its_grants() {
        let mut sample = Sample::default();
        let (one, two) = (sample.objective("One"), sample.objective("Two"));
        let grant = sample.grant(2001, 100_000);
        let other_year = sample.grant(2002, 900_000);
        for (objective, grant, pounds) in [
            (Some(one), grant, 250),
            (Some(one), grant, 50),
            (Some(one), other_year, 700),
            (None, grant, 100),
        ] {
            sample.line(objective, grant, pounds);
        }
        let thread = of(&sample);
        assert_eq!(thread.rows[0].money.amount, Pence(30_000));
        assert_eq!(thread.rows[0].money.share, Some(30.0));
        assert_eq!(thread.rows[0].money.lines.len(), 2);
        assert_eq!(thread.rows[1].objective, two);
        assert_eq!(
            thread.rows[1].money,
            Money {
                share: Some(0.0),
                ..Money::default()
            }
        );
        assert_eq!(thread.totals.elsewhere, Pence(10_000));
        assert_eq!(thread.totals.left(), Pence(60_000));
        assert_eq!(
            (thread.totals.whole(), thread.totals.whole_is()),
            (Pence(100_000), "grants")
        );
    }

    #[test]
    fn money_that_is_shared_is_said_and_never_added_twice() {
        let mut sample = Sample::default();
        let (one, two) = (sample.objective("One"), sample.objective("Two"));
        let grant = sample.grant(2001, 100_000);
        sample.line(Some(one), grant, 250);
        sample.line(Some(two), grant, 50);
        sample.share(two);
        let thread = of(&sample);
        // The second line is the second objective's own, and no sharer of itself.
        assert_eq!(thread.rows[1].money.amount, Pence(5_000));
        assert_eq!(thread.rows[1].money.shared, Pence::ZERO);
        sample.share(one);
        let thread = of(&sample);
        assert_eq!(thread.rows[0].money.amount, Pence(25_000));
        assert_eq!(thread.rows[0].money.shared, Pence(5_000));
        assert_eq!(
            thread.rows[0].money.shared_lines,
            thread.rows[1].money.lines
        );
    }

    proptest! {
        /// Whatever serves whatever, the rows and what serves nothing come to what the grants pay.
        #[test]
        fn every_pound_is_in_one_row(
            lines in prop::collection::vec((prop::option::of(0_usize..3), 0_usize..4, 0_i64..1_000), 0..12),
        ) {
            let mut sample = Sample::default();
            let ids = ["One", "Two", "Three"].map(|short| sample.objective(short));
            let grant = sample.grant(2001, 1_000);
            for (first, also, pounds) in lines {
                sample.line(first.map(|at| ids[at]), grant, pounds);
                if let Some(also) = ids.get(also) {
                    sample.share(*also);
                }
            }
            let thread = of(&sample);
            let rows = total(thread.rows.iter().map(|row| row.money.amount));
            prop_assert_eq!(total([rows, thread.totals.elsewhere].into_iter()), thread.totals.allocated);
        }
    }

    #[test]
    fn what_serves_two_objectives_stands_in_both_rows() {
        let mut sample = Sample::default();
        let (one, two) = (sample.objective("One"), sample.objective("Two"));
        let action = sample.action(one, ActionStatus::Late);
        let risk = sample.risk(Some(one), Level::High, Level::High);
        let mut book = sample.book();
        let mut held = book.actions[0].clone();
        held.also = vec![two];
        book.actions.replace(held);
        let mut held = book.risks[0].clone();
        held.also = vec![two];
        book.risks.replace(held);
        let thread = thread(&book, 2001, |_| Vec::new(), Average::Mean);
        for row in &thread.rows {
            assert_eq!((row.actions.first, row.actions.of), (Some(action), 1));
            assert_eq!(row.risk, Some(risk));
        }
        assert_eq!(thread.programme_risk, None);
    }

    #[test]
    fn without_a_grants_worth_shares_are_of_the_allocations() {
        let mut sample = Sample::default();
        let one = sample.objective("One");
        let grant = sample.grant(2001, 0);
        sample.line(Some(one), grant, 20);
        sample.line(None, grant, 20);
        let thread = of(&sample);
        assert_eq!(thread.rows[0].money.share, Some(50.0));
        assert_eq!(thread.totals.whole_is(), "allocations");
        let empty = of(&{
            let mut sample = Sample::default();
            sample.objective("One");
            sample
        });
        assert_eq!(empty.rows[0].money.share, None);
    }

    #[test]
    fn the_action_to_look_at_is_the_one_that_stands_worst() {
        #[track_caller]
        fn check(statuses: &[ActionStatus], want: Option<usize>, open: usize) {
            let mut sample = Sample::default();
            let objective = sample.objective("One");
            let ids: Vec<ActionId> = statuses
                .iter()
                .map(|status| sample.action(objective, *status))
                .collect();
            let found = of(&sample).rows[0].actions;
            assert_eq!(found.first, want.map(|at| ids[at]), "{statuses:?}");
            assert_eq!((found.open, found.of), (open, statuses.len()));
        }
        use ActionStatus::{AtRisk, Done, Late, NotStarted, OnTrack};
        check(&[], None, 0);
        check(&[Done, Done], None, 0);
        check(&[Done, OnTrack, NotStarted], Some(1), 2);
        check(&[OnTrack, AtRisk, Late, Late], Some(2), 4);
        check(&[OnTrack, AtRisk], Some(1), 2);
    }

    #[test]
    fn the_top_risk_is_the_gravest_and_the_programmes_stand_apart() {
        use Level::{High, Low, Medium};
        let mut sample = Sample::default();
        let one = sample.objective("One");
        sample.risk(Some(one), Low, Low);
        let gravest = sample.risk(Some(one), High, Medium);
        sample.risk(Some(one), Medium, High);
        let programme = sample.risk(None, Medium, Medium);
        sample.risk(None, Low, Low);
        let thread = of(&sample);
        assert_eq!(thread.rows[0].risk, Some(gravest));
        assert_eq!(thread.programme_risk, Some((programme, 2)));
    }
}
