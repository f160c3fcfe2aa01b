//! Objectives that nothing hangs on, and actions that are late.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::check::{Spot, found};
use crate::domain::id::ObjectiveId;
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::period::Period;
use crate::domain::plan::{Action, ActionStatus};
use crate::domain::problem::{Place, Problem, Severity};

/// Every finding about the plan itself, in no order.
pub(super) fn findings(book: &Book) -> Vec<Problem> {
    let held = held_objectives(book);
    book.objectives
        .iter()
        .filter(|objective| !held.contains(&objective.id))
        .map(empty)
        .collect()
}

/// Objectives with money, an indicator or a consultation.
fn held_objectives(book: &Book) -> HashSet<ObjectiveId> {
    let money = book
        .allocations
        .iter()
        .filter(|held| held.amount > Pence::ZERO)
        .filter_map(|held| book.priority_areas.get(held.priority_area))
        .flat_map(|area| area.objective.into_iter().chain(area.also.iter().copied()));
    let partners = book.contributions.iter().filter_map(|held| held.objective);
    let indicators = book
        .indicators
        .iter()
        .flat_map(|held| held.objectives.iter().copied());
    let voices = book
        .consultations
        .iter()
        .flat_map(|held| held.objectives.iter().copied());
    let themes = book
        .themes
        .iter()
        .flat_map(|held| held.objectives.iter().copied());
    money
        .chain(partners)
        .chain(indicators)
        .chain(voices)
        .chain(themes)
        .collect()
}

fn empty(objective: &Objective) -> Problem {
    found(
        Severity::Note,
        "objective-empty",
        Spot::new(
            Place::Objective(objective.id),
            format!("Objective {}", objective.label()),
        ),
        "It has no money, no indicator and no consultation",
        "Nothing in the plan shows what it costs, what it changes or what people say of it.",
        "Give it a priority area with money, an indicator or a consultation, if it is to be followed.",
    )
}

/// The actions late on a day, the longest overdue first; those without a date last.
pub(super) fn late_actions(book: &Book, today: Date) -> Vec<Problem> {
    let mut late: Vec<(&Action, Problem)> = book
        .actions
        .iter()
        .filter_map(|action| Some((action, late(action, today)?)))
        .collect();
    late.sort_by_key(|(action, _)| (action.due.is_none(), action.due, action.position, action.id));
    late.into_iter().map(|(_, problem)| problem).collect()
}

fn late(action: &Action, today: Date) -> Option<Problem> {
    let overdue = action.due.filter(|due| *due < today);
    let is_late = overdue.is_some() || action.status == ActionStatus::Late;
    if !is_late || action.status == ActionStatus::Done {
        return None;
    }
    let due = action.due.map(|due| Period::AsAt(due).label());
    let status = action.status.word();
    let what = match (overdue, due) {
        (Some(day), Some(due)) => {
            let days = (today - day).get_days();
            let noun = if days == 1 { "day" } else { "days" };
            format!("Due {due}, {days} {noun} ago, and {status}")
        }
        (_, Some(due)) => format!("Marked late, due {due}"),
        (_, None) => "Marked late, without a date".to_owned(),
    };
    let who = if action.responsible.trim().is_empty() {
        "Nobody is named as answering for it.".to_owned()
    } else {
        format!("{} answers for it.", action.responsible)
    };
    Some(found(
        Severity::Warning,
        "action-late",
        Spot::new(
            Place::Action(action.id),
            format!("Action “{}”", action.title),
        ),
        what,
        who,
        "Mark it done if it is, or agree a new date and say why.",
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::domain::check::late_actions;
    use crate::domain::check::sample::{Sample, kinds, none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::plan::ActionStatus;

    #[test]
    fn an_objective_is_empty_until_something_hangs_on_it() {
        let mut sample = Sample::default();
        let objective = sample.objective("9", "Regulation");
        assert_eq!(
            only(&sample.all(), "objective-empty").location,
            "Objective 9 Regulation"
        );

        let mut with_indicator = sample.clone();
        let code = with_indicator.indicator("C25", UnitKind::Percent, Polarity::Higher);
        with_indicator.serves(code, objective);
        none(&with_indicator.all(), "objective-empty");

        let mut with_voice = sample.clone();
        let asked = with_voice.consultation("Survey");
        with_voice.bears_on(asked, objective);
        none(&with_voice.all(), "objective-empty");

        let area = sample.area("Inspection");
        sample.area_serves(area, objective);
        let grant = sample.grant("Main", 10, "", &[]);
        only(&sample.all(), "objective-empty");
        sample.pay(grant, area, 10);
        none(&sample.all(), "objective-empty");
    }

    #[test]
    fn an_action_is_late_the_day_after_it_is_due() {
        #[track_caller]
        fn check(due: Option<jiff::civil::Date>, status: ActionStatus, want: &[&str]) {
            let mut sample = Sample::default();
            sample.action("Train carers", due, status);
            let found = late_actions(&sample.book(), date(2016, 4, 1));
            kinds(&found);
            let given: Vec<&str> = found.iter().map(|held| held.what.as_str()).collect();
            assert_eq!(given, want);
            assert_eq!(sample.all(), [], "a clock is no part of the other checks");
        }
        let (on_track, done, late) = (
            ActionStatus::OnTrack,
            ActionStatus::Done,
            ActionStatus::Late,
        );
        check(Some(date(2016, 4, 1)), on_track, &[]);
        check(
            Some(date(2016, 3, 31)),
            on_track,
            &["Due 31 March 2016, 1 day ago, and on track"],
        );
        check(
            Some(date(2016, 3, 30)),
            late,
            &["Due 30 March 2016, 2 days ago, and late"],
        );
        check(Some(date(2016, 3, 31)), done, &[]);
        check(
            Some(date(2016, 5, 1)),
            late,
            &["Marked late, due 1 May 2016"],
        );
        check(None, late, &["Marked late, without a date"]);
        check(None, on_track, &[]);
    }

    #[test]
    fn the_longest_overdue_stands_first() {
        let mut sample = Sample::default();
        sample.action("B", None, ActionStatus::Late);
        sample.action("C", Some(date(2016, 3, 2)), ActionStatus::AtRisk);
        sample.action("A", Some(date(2016, 3, 1)), ActionStatus::AtRisk);
        let found = late_actions(&sample.book(), date(2016, 4, 1));
        let order: Vec<&str> = found.iter().map(|held| held.location.as_str()).collect();
        assert_eq!(order, ["Action “A”", "Action “C”", "Action “B”"]);
    }
}
