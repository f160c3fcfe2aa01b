//! A year's grants against what they pay: too much, before the money is sure, or by parts that do not sum.
//!
//! Everything is worked out from one [`Year`], so that a check agrees with the grid beside it, also while an
//! amount is being typed.
//!
//! Edges: a priority area need not say whether it is running costs or building; where it does not, a line that is paid by
//! capital and by revenue is pointed out.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check::year::{Column, Year};
use crate::domain::check::{
    Spot, found, part_year, payer, ring_fence, rounding, spending, totals, words,
};
use crate::domain::grant::position::{Draft, YearPosition, total};
use crate::domain::grant::{AreaNature, GrantStatus, Nature};
use crate::domain::id::{AllocationId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem, Severity};

/// The fiscal years that have a grant or a printed total, newest first.
pub(super) fn years(book: &Book) -> Vec<i16> {
    let mut years = book.fiscal_years();
    years.extend(book.published_totals.iter().map(|held| held.fiscal_year));
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

/// Everything found in one year's money, in no order.
pub(super) fn findings(book: &Book, fiscal_year: i16, draft: Option<Draft>) -> Vec<Problem> {
    findings_at(book, &YearPosition::of(book, fiscal_year, draft))
}

/// Everything found in a year's sums, in no order.
pub(super) fn findings_at(book: &Book, position: &YearPosition) -> Vec<Problem> {
    let year = Year::of(book, position);
    let because = rounding::sentence(&year);
    let mut problems = Vec::new();
    for column in year.columns() {
        let because = because
            .as_deref()
            .filter(|_| rounding::explains(&year, column));
        problems.extend(over(&year, column, because));
        problems.extend(ring_fence::findings(&year, column));
        problems.extend(applied_for(&year, column));
        problems.extend(capital_on_running_costs(&year, column));
    }
    problems.extend(capital_and_revenue(&year));
    problems.extend(of_which(&year));
    problems.extend(payer::findings(&year));
    problems.extend(part_year::findings(&year));
    problems.extend(totals::findings(&year));
    problems.extend(spending::findings(&year));
    problems
}

/// Capital on lines that are running costs.
fn capital_on_running_costs(year: &Year, column: &Column) -> Vec<Problem> {
    let grant = column.grant;
    if grant.nature == Nature::Revenue {
        return Vec::new();
    }
    let is_refused = |area: PriorityAreaId| {
        let held = year.book.priority_areas.get(area);
        held.is_some_and(|held| !held.nature.takes(grant.nature))
    };
    year.paid_by(column)
        .into_iter()
        .filter(|(area, _)| is_refused(*area))
        .map(|(area, amount)| {
            found(
                Severity::Error,
                "capital-on-revenue",
                year.at_cell(grant, area),
                format!(
                    "{} pays {amount} of capital for “{}”",
                    grant.short,
                    year.area(area)
                ),
                "The priority area is running costs, which capital may not pay.",
                "Pay it from a revenue grant, or move it to a line for buildings and equipment.",
            )
        })
        .collect()
}

/// More allocated than granted.
fn over(year: &Year, column: &Column, because: Option<&str>) -> Option<Problem> {
    let (grant, sums) = (column.grant, column.sums);
    if !sums.left.is_negative() {
        return None;
    }
    let excess = sums.left.abs();
    let (kind, limit, rule) = if grant.is_ring_fenced() {
        (
            "over-ring-fence",
            "its ring-fence",
            "A ring-fenced grant pays no more than it is worth.",
        )
    } else {
        (
            "over-allocated",
            "the grant",
            "A grant pays no more than it is worth.",
        )
    };
    let why = because.map_or_else(|| rule.to_owned(), |because| format!("{rule} {because}"));
    Some(found(
        Severity::Error,
        kind,
        year.at_grant(grant),
        format!(
            "{} is {excess} over {limit}: {} allocated against {}",
            grant.short, sums.allocated, sums.amount
        ),
        why,
        format!(
            "Take {excess} off, or {}.",
            other_grant(year, column, excess)
        ),
    ))
}

/// The way to have another grant pay an excess: by name where one has the money and may.
fn other_grant(year: &Year, column: &Column, excess: Pence) -> String {
    let offer = year.paid_by(column).into_iter().find_map(|(area, amount)| {
        let payer = year.columns().find(|other| {
            other.sums.left >= excess
                && amount >= excess
                && other.grant.status != GrantStatus::AppliedFor
                && other.grant.nature == column.grant.nature
                && other.may_pay(year.book, area)
        })?;
        Some(format!(
            "pay {excess} of “{}” from {}",
            year.area(area),
            payer.grant.short
        ))
    });
    offer.unwrap_or_else(|| format!("pay {excess} from another grant"))
}

/// Lines paid from money that is not promised.
fn applied_for(year: &Year, column: &Column) -> Option<Problem> {
    let (grant, sums) = (column.grant, column.sums);
    let n = column.n_paid;
    if grant.status != GrantStatus::AppliedFor || n == 0 {
        return None;
    }
    Some(found(
        Severity::Warning,
        "applied-for-spent",
        year.at_grant(grant),
        format!(
            "{} from {} pays {}",
            sums.allocated,
            grant.short,
            words::several(n, "line")
        ),
        "The grant has only been applied for, so the money may not come.",
        "Mark the grant awarded when the letter comes, or say how the lines are paid without it.",
    ))
}

/// Lines that capital and revenue both pay for.
fn capital_and_revenue(year: &Year) -> Vec<Problem> {
    let has = |nature: Nature| year.columns().any(|column| column.grant.nature == nature);
    if !(has(Nature::Capital) && has(Nature::Revenue)) {
        return Vec::new();
    }
    let paid = |area: PriorityAreaId, nature: Nature| {
        total(
            year.columns()
                .filter(|column| column.grant.nature == nature)
                .filter_map(|column| year.cell(column.grant.id, area)),
        )
    };
    year.position
        .lines
        .iter()
        .filter_map(|line| {
            let area = line.priority_area;
            let (capital, revenue) = (paid(area, Nature::Capital), paid(area, Nature::Revenue));
            let is_said = year
                .book
                .priority_areas
                .get(area)
                .is_some_and(|held| held.nature != AreaNature::Either);
            if is_said || capital <= Pence::ZERO || revenue <= Pence::ZERO {
                return None;
            }
            Some(found(
                Severity::Note,
                "capital-on-revenue",
                Spot::new(
                    Place::PriorityArea(area, year.start),
                    format!("Grant {}, {}", year.label(), year.area(area)),
                ),
                format!("{capital} capital and {revenue} revenue pay for one line"),
                "Capital may not pay running costs, and the plan does not say which part of the line is which.",
                "Split it into a line for buildings and equipment and one for running costs.",
            ))
        })
        .collect()
}

/// "Of which" parts that sum to more than their line.
fn of_which(year: &Year) -> Vec<Problem> {
    let mut parts: HashMap<AllocationId, Vec<Pence>> = HashMap::new();
    for part in &year.book.of_which {
        parts.entry(part.allocation).or_default().push(part.amount);
    }
    year.book
        .allocations
        .iter()
        .filter(|_| !parts.is_empty())
        .filter_map(|held| {
            let parts = parts.get(&held.id)?;
            let grant = year
                .book
                .grants
                .get(held.grant)
                .filter(|grant| grant.fiscal_year == year.start)?;
            let sum = total(parts.iter().copied());
            let amount = year
                .cell(held.grant, held.priority_area)
                .unwrap_or(Pence::ZERO);
            (sum > amount).then(|| {
                let over = Pence(sum.0.saturating_sub(amount.0));
                found(
                    Severity::Error,
                    "of-which-over",
                    year.at_cell(grant, held.priority_area),
                    format!(
                        "{} “of which” sum to {sum}, {over} more than the line’s {amount}",
                        words::several(parts.len(), "part")
                    ),
                    "A part of a line cannot be more than the line.",
                    format!("Take {over} off the parts, or raise the line."),
                )
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, YEAR, kinds, none, only};
    use crate::domain::check::{all, of_year};
    use crate::domain::grant::{AreaNature, GrantStatus, Nature};
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
    fn a_grant_pays_no_more_than_it_is_worth() {
        assert_eq!(one("", 100).year(), []);
        assert_eq!(one("care", 100).year(), []);
        let found = one("", 101).year();
        assert_eq!(
            only(&found, "over-allocated").remedy,
            "Take £1 off, or pay £1 from another grant."
        );
        let found = one("care", 101).year();
        assert_eq!(only(&found, "over-ring-fence").severity, Severity::Error);
        none(&found, "over-allocated");
    }

    #[test]
    fn money_only_applied_for_is_not_to_be_spent_yet() {
        let mut sample = one("", 100);
        sample.grants[0].status = GrantStatus::AppliedFor;
        assert_eq!(
            only(&sample.year(), "applied-for-spent").what,
            "£100 from Main pays one line"
        );
        sample.allocations.clear();
        assert_eq!(sample.year(), []);
    }

    #[test]
    fn a_line_of_capital_and_revenue_is_noted() {
        let mut sample = one("", 100);
        let line = sample.areas[0].id;
        let second = sample.grant("ICT", 10, "", &[]);
        sample.pay(second, line, 10);
        none(&sample.year(), "capital-on-revenue");
        sample.grants[1].nature = Nature::Capital;
        let found = sample.year();
        assert_eq!(
            only(&found, "capital-on-revenue").what,
            "£10 capital and £100 revenue pay for one line"
        );
    }

    #[test]
    fn capital_does_not_pay_running_costs() {
        let mut sample = one("", 100);
        sample.areas[0].nature = AreaNature::Revenue;
        none(&sample.year(), "capital-on-revenue");
        sample.grants[0].nature = Nature::Capital;
        let found = sample.year();
        let problem = only(&found, "capital-on-revenue");
        assert_eq!(problem.severity, Severity::Error);
        assert_eq!(problem.what, "Main pays £100 of capital for “Care”");
        sample.areas[0].nature = AreaNature::Capital;
        none(&sample.year(), "capital-on-revenue");
    }

    #[test]
    fn parts_are_no_more_than_their_line() {
        let mut sample = one("", 100);
        sample.of_which(60);
        sample.of_which(40);
        assert_eq!(sample.year(), []);
        sample.of_which(1);
        assert_eq!(
            only(&sample.year(), "of-which-over").what,
            "three parts “of which” sum to £101, £1 more than the line’s £100"
        );
    }

    #[test]
    fn an_excess_beyond_rounding_is_not_put_down_to_it() {
        #[track_caller]
        fn check(pays: i64, is_rounding: bool) {
            let found = one("", pays).year();
            let why = &only(&found, "over-allocated").why;
            assert_eq!(why.ends_with("from rounding."), is_rounding, "{why}");
        }
        // One line rounded to £50 may be £25 out, and one rounded to £1 not even £1.
        check(150, false);
        check(101, false);
        let mut sample = one("", 150);
        sample.grants[0].amount = crate::domain::money::Pence(12_500);
        assert!(
            only(&sample.year(), "over-allocated")
                .why
                .ends_with("£25 over, from rounding.")
        );
    }

    /// Eight lines rounded to £50 may be £200 out together, but one of them only £25.
    #[test]
    fn one_grants_rounding_does_not_excuse_another() {
        let mut sample = Sample::default();
        let main = sample.grant("Main", 698, "", &[]);
        for name in ["A", "B", "C", "D", "E", "F", "G"] {
            let line = sample.area(name);
            sample.pay(main, line, 100);
        }
        let line = sample.area("H");
        let fenced = sample.grant("Fenced", 136_699, "care", &[line]);
        sample.pay(fenced, line, 136_850);
        let found = sample.year();
        let why = &only(&found, "over-ring-fence").why;
        assert_eq!(why, "A ring-fenced grant pays no more than it is worth.");
        let why = &only(&found, "over-allocated").why;
        assert!(
            why.ends_with(
                "Seven lines rounded to £50 sum to £700; the grant is £698: £2 over, from rounding."
            ),
            "{why}"
        );
    }

    #[test]
    fn each_year_is_checked_by_itself() {
        let mut sample = one("", 101);
        sample.grants[0].fiscal_year = YEAR + 1;
        assert_eq!(sample.year(), []);
        let book = sample.book();
        assert_eq!(kinds(&of_year(&book, YEAR + 1, None)), ["over-allocated"]);
        assert_eq!(all(&book), of_year(&book, YEAR + 1, None));
    }
}
