//! Ring-fenced money: what is left of it and what becomes of that, and lines that it may not pay for.
//!
//! Money only applied for is not missed when it is not spent. In a year that has no lines yet, money without a
//! line is a note and not a warning: the year has not been planned.

use crate::domain::check::year::{Column, Year};
use crate::domain::check::{found, words};
use crate::domain::grant::{CarryForward, Grant, GrantStatus};
use crate::domain::id::PriorityAreaId;
use crate::domain::money::Pence;
use crate::domain::period::Period;
use crate::domain::problem::{Problem, Severity};

/// What is found in one ring-fenced grant.
pub(super) fn findings(year: &Year, column: &Column) -> Vec<Problem> {
    let mut problems = ineligible(year, column);
    problems.extend(unspent(year, column));
    problems
}

/// Ring-fenced money with no line, or left over. In a year without lines it is only a note.
fn unspent(year: &Year, column: &Column) -> Option<Problem> {
    let (grant, left) = (column.grant, column.sums.left);
    if !grant.is_ring_fenced() || left <= Pence::ZERO || grant.status == GrantStatus::AppliedFor {
        return None;
    }
    let what = if column.sums.allocated == Pence::ZERO {
        format!(
            "{left} ring-fenced for {} pays no line",
            words::inside(&grant.ring_fence)
        )
    } else {
        format!(
            "{left} of {} ring-fenced for {} is left over",
            grant.amount,
            words::inside(&grant.ring_fence)
        )
    };
    let severity = if year.position.allocated == Pence::ZERO {
        Severity::Note
    } else {
        Severity::Warning
    };
    let eligible: Vec<PriorityAreaId> = year
        .book
        .priority_areas
        .iter()
        .map(|area| area.id)
        .filter(|area| column.is_within_fence(year.book, *area))
        .collect();
    let remedy = match names(year, &eligible) {
        named if named.is_empty() => {
            "Say which priority areas it may pay for, and give it a line.".to_owned()
        }
        named => format!("Allocate it to {named}, or say in the plan what becomes of it."),
    };
    Some(found(
        severity,
        "ring-fence-unspent",
        year.at_grant(grant),
        what,
        becomes(year, grant),
        remedy,
    ))
}

/// What becomes of ring-fenced money that is not spent.
fn becomes(year: &Year, grant: &Grant) -> String {
    let next = Period::Financial(year.start.saturating_add(1));
    let purpose = words::inside(&grant.ring_fence);
    match grant.carry_forward {
        CarryForward::Allowed => {
            format!("What is not spent may be carried into {next}, still only for {purpose}.")
        }
        CarryForward::Repayable => {
            format!("It may be spent only on {purpose}; what is not spent must be paid back.")
        }
        CarryForward::NotStated => format!(
            "It may be spent only on {purpose}; whether what is left may be carried into {next} or must be paid back is not stated."
        ),
    }
}

/// So many lines are named; of more than that, the first and how many there are besides.
const NAMED: usize = 8;

fn names(year: &Year, areas: &[PriorityAreaId]) -> String {
    let shown = if areas.len() > NAMED {
        &areas[..NAMED - 1]
    } else {
        areas
    };
    let mut names: Vec<String> = shown
        .iter()
        .map(|area| format!("“{}”", year.area(*area)))
        .collect();
    if shown.len() < areas.len() {
        names.push(words::several(areas.len() - shown.len(), "other line"));
    }
    words::list(&names)
}

/// Ring-fenced money on lines that the ring-fence does not name.
fn ineligible(year: &Year, column: &Column) -> Vec<Problem> {
    let grant = column.grant;
    year.paid_by(column)
        .into_iter()
        .filter(|(area, _)| !column.is_within_fence(year.book, *area))
        .map(|(area, amount)| {
            let name = year.area(area);
            found(
                Severity::Error,
                "ineligible-line",
                year.at_cell(grant, area),
                format!("{} pays {amount} for “{name}”", grant.short),
                format!("Its money is ring-fenced for {}, which does not name this line.", words::inside(&grant.ring_fence)),
                format!("Pay it from a grant that may, or add “{name}” to what {} may pay for if its conditions allow it.", grant.short),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, none, only};
    use crate::domain::grant::{CarryForward, GrantStatus};
    use crate::domain::problem::Severity;

    /// One grant of £100 and one line.
    fn one(ring_fence: &str, pays: i64) -> Sample {
        let mut sample = Sample::default();
        let line = sample.area("Care");
        let grant = sample.grant("Main", 100, ring_fence, &[line]);
        sample.pay(grant, line, pays);
        sample
    }

    #[test]
    fn ring_fenced_money_left_says_what_becomes_of_it() {
        none(&one("", 99).year(), "ring-fence-unspent");
        let mut sample = one("care", 99);
        for (rule, want) in [
            (
                CarryForward::Allowed,
                "may be carried into 2002/03, still only for care.",
            ),
            (CarryForward::Repayable, "must be paid back."),
            (CarryForward::NotStated, "is not stated."),
        ] {
            sample.grants[0].carry_forward = rule;
            let found = sample.year();
            let problem = only(&found, "ring-fence-unspent");
            assert_eq!(problem.what, "£1 of £100 ring-fenced for care is left over");
            assert_eq!(problem.severity, Severity::Warning);
            assert!(problem.why.ends_with(want), "{}", problem.why);
        }
        sample.grants[0].status = GrantStatus::AppliedFor;
        none(&sample.year(), "ring-fence-unspent");
    }

    #[test]
    fn a_year_without_lines_is_only_noted() {
        let mut sample = one("care", 0);
        assert_eq!(
            only(&sample.year(), "ring-fence-unspent").severity,
            Severity::Note
        );
        sample.grants[0].eligible.clear();
        assert!(
            only(&sample.year(), "ring-fence-unspent")
                .remedy
                .starts_with("Say which")
        );
    }

    #[test]
    fn a_ring_fence_names_what_it_pays_for() {
        let mut sample = one("care", 50);
        none(&sample.year(), "ineligible-line");
        let other = sample.area("Offices");
        sample.pay(sample.grants[0].id, other, 50);
        let found = sample.year();
        let problem = only(&found, "ineligible-line");
        assert_eq!(problem.location, "Grant 2001/02, Offices, paid by Main");
        assert_eq!(problem.what, "Main pays £50 for “Offices”");
    }
}
