//! A line that either of two grants could pay: both readings, with their figures, and which one is taken.
//!
//! The 2001/02 plan is the case: its care leavers' line adds up only if the main grant pays it, and then the
//! money ring-fenced for leaving care has no line at all. The plan is always kept as recorded; the finding says
//! whether the recorded reading or the other one ties to a published figure, to within the lines' rounding.
//!
//! Edges: only a ring-fenced grant of the same year and nature, promised and with enough left, is another
//! payer. Where several are, the first in the plan's order is shown. A grant with many such lines has the first dozen shown
//! and the others counted: a list of thousands is read by nobody.

use crate::domain::check::year::{Column, Year};
use crate::domain::check::{found, rounding, words};
use crate::domain::grant::GrantStatus;
use crate::domain::grant::position::{less, total};
use crate::domain::id::PriorityAreaId;
use crate::domain::money::Pence;
use crate::domain::problem::{Problem, Severity};

/// One line, paid by a general grant, that a ring-fenced grant may pay.
struct Case<'a> {
    year: &'a Year<'a>,
    area: PriorityAreaId,
    amount: Pence,
    general: &'a Column<'a>,
    fenced: &'a Column<'a>,
}

/// So many lines of one grant are each shown with both readings; the others are counted.
const SHOWN: usize = 12;

/// The lines of the year that could be paid by a ring-fenced grant and are not.
pub(super) fn findings(year: &Year) -> Vec<Problem> {
    let general = |column: &&Column| !column.grant.is_ring_fenced();
    let of_grant = |general| {
        let (first, more) = cases(year, general);
        first
            .into_iter()
            .map(|case| case.problem())
            .chain(more.map(|more| more.problem(year, general)))
    };
    year.columns().filter(general).flat_map(of_grant).collect()
}

/// The first lines of a general grant that another may pay, and the count of those after them.
fn cases<'a>(year: &'a Year<'a>, general: &'a Column<'a>) -> (Vec<Case<'a>>, Option<More>) {
    let payers: Vec<&Column> = year
        .columns()
        .filter(|other| {
            other.grant.is_ring_fenced()
                && other.grant.nature == general.grant.nature
                && other.grant.status != GrantStatus::AppliedFor
                && other.sums.left > Pence::ZERO
        })
        .collect();
    let mut first = Vec::new();
    let mut more = None;
    if payers.is_empty() {
        return (first, more);
    }
    for (area, amount) in year.paid_by(general) {
        let may = |other: &&&Column| other.sums.left >= amount && other.may_pay(year.book, area);
        let Some(fenced) = payers.iter().find(may) else {
            continue;
        };
        if first.len() == SHOWN {
            let more = more.get_or_insert(More::default());
            more.n += 1;
            more.amount = total([more.amount, amount].into_iter());
        } else {
            first.push(Case {
                year,
                area,
                amount,
                general,
                fenced,
            });
        }
    }
    (first, more)
}

/// The lines beyond those that are shown one by one.
#[derive(Default)]
struct More {
    n: usize,
    amount: Pence,
}

impl More {
    fn problem(&self, year: &Year, general: &Column) -> Problem {
        let (short, amount) = (&general.grant.short, self.amount);
        found(
            Severity::Warning,
            "other-payer",
            year.at_grant(general.grant),
            format!(
                "{} more, {amount} together, paid by {short}, could each be paid by a ring-fenced grant that has enough left",
                words::several(self.n, "line")
            ),
            format!(
                "Only the first {} are shown one by one; the plan is kept as recorded.",
                words::several(SHOWN, "line")
            ),
            "See under Ring-fences which grant pays which line so that the least general money is used.",
        )
    }
}

impl Case<'_> {
    fn problem(&self) -> Problem {
        let (general, fenced) = (&self.general.grant.short, &self.fenced.grant.short);
        let (name, amount) = (self.year.area(self.area), self.amount);
        found(
            Severity::Warning,
            "other-payer",
            self.year.at_cell(self.general.grant, self.area),
            format!(
                "“{name}” ({amount}) is paid by {general}, and {fenced} may pay it and has {} left; as recorded, {general} is {}; paid by {fenced} instead, {general} is {}",
                self.fenced.sums.left,
                standing(self.general.sums.left),
                standing(self.left_otherwise()),
            ),
            self.which(),
            format!(
                "Leave it, and say in the plan what {fenced} is for; or move the {amount} to {fenced}."
            ),
        )
    }

    /// What the general grant would have left if the other paid.
    fn left_otherwise(&self) -> Pence {
        Pence(self.general.sums.left.0.saturating_add(self.amount.0))
    }

    /// Which reading is taken, and why.
    fn which(&self) -> String {
        let general = &self.general.grant.short;
        let recorded = self.ties_recorded();
        let otherwise = self.ties_otherwise();
        match (recorded, otherwise) {
            (true, false) => format!(
                "The plan is kept as recorded, because {general} then pays {} against its {}, {}. {}, which ties to nothing published.",
                self.general.sums.allocated,
                self.general.sums.amount,
                self.how_near(self.general.sums.left),
                self.other_sums(),
            ),
            (false, true) => format!(
                "{}, which ties to a published figure; as recorded nothing ties. The plan is kept as recorded until the line is moved.",
                self.other_sums(),
            ),
            (true, true) => format!(
                "Both readings tie to a published figure to within rounding ({}). The plan is kept as recorded.",
                self.slack(),
            ),
            (false, false) => {
                "Neither reading ties to a published figure. The plan is kept as recorded."
                    .to_owned()
            }
        }
    }

    fn how_near(&self, left: Pence) -> String {
        if left == Pence::ZERO {
            "to the penny".to_owned()
        } else {
            format!(
                "{} apart and within rounding ({})",
                left.abs(),
                self.slack()
            )
        }
    }

    fn other_sums(&self) -> String {
        format!(
            "Paid by {} instead, {} would pay {} and {} {}",
            self.fenced.grant.short,
            self.general.grant.short,
            self.general_otherwise(),
            self.fenced.grant.short,
            self.fenced_otherwise(),
        )
    }

    fn general_otherwise(&self) -> Pence {
        less(self.general.sums.allocated, self.amount)
    }

    fn fenced_otherwise(&self) -> Pence {
        Pence(self.fenced.sums.allocated.0.saturating_add(self.amount.0))
    }

    /// How far the general grant's lines may be out by rounding.
    fn slack(&self) -> Pence {
        rounding::slack(self.year.unit, self.general.n_paid)
    }

    fn ties_recorded(&self) -> bool {
        self.general.sums.left.abs() <= self.slack()
            || self.is_published(self.general.sums.allocated)
    }

    fn ties_otherwise(&self) -> bool {
        let fenced_left = less(self.fenced.sums.left, self.amount);
        self.left_otherwise().abs() <= self.slack()
            || fenced_left.abs() <= self.slack()
            || self.is_published(self.general_otherwise())
            || self.is_published(self.fenced_otherwise())
    }

    fn is_published(&self, sum: Pence) -> bool {
        self.year
            .book
            .published_totals
            .iter()
            .filter(|held| held.fiscal_year == self.year.start)
            .any(|held| less(held.amount, sum).abs() <= self.slack())
    }
}

/// `£2 over`, `£83,998 under`, `paid out exactly`.
fn standing(left: Pence) -> String {
    match left.0 {
        0 => "paid out exactly".to_owned(),
        below if below < 0 => format!("{} over", left.abs()),
        _ => format!("{left} under"),
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, only};

    /// A general grant that pays a line of £100 and a ring-fenced one that may.
    fn two_payers(general: i64, fenced: i64) -> Sample {
        let mut sample = Sample::default();
        let line = sample.area("Care leavers");
        let main = sample.grant("Main", general, "", &[]);
        sample.grant("Leaving care", fenced, "leaving care", &[line]);
        sample.pay(main, line, 100);
        sample
    }

    #[test]
    fn a_ring_fence_with_enough_left_is_another_payer() {
        let found = two_payers(100, 500).year();
        let problem = only(&found, "other-payer");
        assert_eq!(
            problem.what,
            "“Care leavers” (£100) is paid by Main, and Leaving care may pay it and has £500 left; as recorded, Main is paid out exactly; paid by Leaving care instead, Main is £100 under"
        );
        assert_eq!(
            problem.why,
            "The plan is kept as recorded, because Main then pays £100 against its £100, to the penny. Paid by Leaving care instead, Main would pay £0 and Leaving care £100, which ties to nothing published."
        );
    }

    #[test]
    fn which_reading_ties_is_said() {
        #[track_caller]
        fn check(general: i64, fenced: i64, want: &str) {
            let found = two_payers(general, fenced).year();
            let why = &only(&found, "other-payer").why;
            assert!(why.contains(want), "{why}");
        }
        check(5_000, 100, "as recorded nothing ties");
        check(5_000, 5_000, "Neither reading ties");
        check(100, 100, "Both readings tie");
    }

    #[test]
    fn a_ring_fence_with_too_little_left_is_none() {
        let found = two_payers(100, 99).year();
        assert!(found.iter().all(|held| held.kind != "other-payer"));
    }

    #[test]
    fn beyond_a_dozen_lines_the_rest_are_counted() {
        let mut sample = Sample::default();
        let lines: Vec<_> = (1..=15)
            .map(|n| sample.area(&format!("Line {n}")))
            .collect();
        let main = sample.grant("Main", 15, "", &[]);
        sample.grant("Leaving care", 5, "leaving care", &lines);
        for line in &lines {
            sample.pay(main, *line, 1);
        }
        let found = sample.year();
        let shown: Vec<_> = found
            .iter()
            .filter(|held| held.kind == "other-payer")
            .collect();
        assert_eq!(shown.len(), 13);
        let more = shown.iter().find(|held| held.what.contains("more"));
        assert_eq!(
            more.map(|held| held.what.as_str()),
            Some(
                "three lines more, £3 together, paid by Main, could each be paid by a ring-fenced grant that has enough left"
            )
        );
    }
}
