//! A year as it is spent: lines with more spent and promised than they have, forecasts far from their budget, money left
//! that nobody has decided on or that is no longer what was decided, partners whose money is not sure.
//!
//! Edges: a year in which nothing is followed yet is not looked at.

use crate::domain::carried::{self, Fate};
use crate::domain::check::year::Year;
use crate::domain::check::{Spot, found};
use crate::domain::closing::is_closed;
use crate::domain::grant::position::less;
use crate::domain::grant::{Certainty, Grant};
use crate::domain::money::Pence;
use crate::domain::monitor::{LineMonitor, of_year};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::rating::Rag;

/// Everything found in how a year is spent.
pub(super) fn findings(year: &Year) -> Vec<Problem> {
    let book = year.book;
    let mut problems = unsecured(year);
    problems.extend(own_grants(year));
    let is_followed = !(book.actuals.is_empty()
        && book.forecasts.is_empty()
        && book.commitments.is_empty()
        && book.carried.is_empty());
    if !is_followed {
        return problems;
    }
    let months = of_year(book, year.position, 12);
    for line in &months.lines {
        let Some(grant) = book.grants.get(line.line.grant) else {
            continue;
        };
        problems.extend(over_committed(year, grant, line));
        problems.extend(far_off(year, grant, line));
    }
    let is_closed = is_closed(book, year.start, None);
    for left in carried::left(book, &months) {
        let Some(grant) = book.grants.get(left.line.grant) else {
            continue;
        };
        let spot = year.at_cell(grant, left.line.priority_area);
        match left.decided {
            Some((was, fate)) if was != left.amount => {
                problems.push(differs(spot, left.amount, was, fate));
            }
            None if is_closed => problems.push(undecided(spot, left.amount)),
            _ => {}
        }
    }
    problems
}

/// Money left that nobody has decided on.
fn undecided(spot: Spot, amount: Pence) -> Problem {
    found(
        Severity::Warning,
        "left-undecided",
        spot,
        format!("{amount} left at the year’s end"),
        "The year is closed and nobody has said whether it is carried forward or paid back.",
        "Open the year again and decide under “In the year”, at the end of March.",
    )
}

/// Money left that is no longer what was decided.
fn differs(spot: Spot, now: Pence, was: Pence, fate: Fate) -> Problem {
    let apart = less(now, was).abs();
    found(
        Severity::Warning,
        "carried-differs",
        spot,
        format!("{was} {}, but {now} is left, {apart} apart", fate.word()),
        "What was spent or moved after the decision changed what is left.",
        "Decide the line again under “In the year”, at the end of March; open the year first if it is closed.",
    )
}

fn over_committed(year: &Year, grant: &Grant, line: &LineMonitor) -> Option<Problem> {
    if !line.free.is_negative() {
        return None;
    }
    let over = line.free.abs();
    Some(found(
        Severity::Warning,
        "over-committed",
        year.at_cell(grant, line.line.priority_area),
        format!(
            "{} spent and {} promised of {}, {over} too much",
            line.actual, line.committed, line.latest
        ),
        "What is spent and promised is more than the line has.",
        format!("Move {over} to it by a virement, or say in its forecast what will pay."),
    ))
}

fn far_off(year: &Year, grant: &Grant, line: &LineMonitor) -> Option<Problem> {
    let variance = line.variance.filter(|_| line.rag == Rag::Red)?;
    let side = if variance.is_negative() {
        "under"
    } else {
        "over"
    };
    let outturn = line.forecast.unwrap_or(Pence::ZERO);
    Some(found(
        Severity::Warning,
        "variance-red",
        year.at_cell(grant, line.line.priority_area),
        format!(
            "expected to cost {outturn}, {} {side} its budget of {}",
            variance.abs(),
            line.latest
        ),
        "The council’s own bands call that red.",
        "Say why in the forecast’s reason, and move money by a virement if it is to stay so.",
    ))
}

/// The fewest letters of a funder's name by which a grant is known.
const SHORTEST_FUNDER: usize = 5;

/// Partners’ money that is not sure to come.
fn unsecured(year: &Year) -> Vec<Problem> {
    year.book
        .contributions
        .iter()
        .filter(|held| held.fiscal_year == year.start && held.certainty == Certainty::Unsecured)
        .map(|held| {
            found(
                Severity::Note,
                "partner-unsecured",
                Spot::new(
                    Place::FiscalYear(year.start),
                    format!("Grant {}, {}", year.label(), held.name),
                ),
                format!("{} from {} is not secured", held.amount, held.funder),
                "What depends on it has no money until it is agreed.",
                "Mark it secured when it is agreed in writing.",
            )
        })
        .collect()
}

/// Money that stands beside the grants as a partner's, and is named after one of them.
fn own_grants(year: &Year) -> Vec<Problem> {
    let book = year.book;
    let named_after = |funder: &str| {
        let funder = funder.trim().to_lowercase();
        let mut grants = book.grants.iter();
        grants.find(|grant| {
            let (name, short) = (grant.name.to_lowercase(), grant.short.to_lowercase());
            grant.fiscal_year == year.start
                && funder.chars().count() >= SHORTEST_FUNDER
                && (name.starts_with(&funder) || short == funder)
        })
    };
    let of_year = book.contributions.iter();
    let of_year = of_year.filter(|held| held.fiscal_year == year.start);
    of_year
        .filter_map(|held| Some((held, named_after(&held.funder)?)))
        .map(|(held, grant)| {
            found(
                Severity::Warning,
                "partner-is-own-grant",
                Spot::new(
                    Place::FiscalYear(year.start),
                    format!("Grant {}, {}", year.label(), held.name),
                ),
                format!(
                    "{} from {} stands as a partner’s money beside “{}”",
                    held.amount, held.funder, grant.name
                ),
                "Money of a grant of the plan is in its allocations already, and would be counted twice.",
                "Name the other funder; or remove it here and name it as a part of the line that it is in.",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::domain::actual::Actual;
    use crate::domain::book::Book;
    use crate::domain::carried::{Carried, Fate};
    use crate::domain::check::of_year;
    use crate::domain::check::sample::{Sample, YEAR, none, only};
    use crate::domain::closing::Closing;
    use crate::domain::commitment::Commitment;
    use crate::domain::forecast::Forecast;
    use crate::domain::grant::{Certainty, Contribution, Pooling};
    use crate::domain::id::{
        ActualId, CarriedId, ClosingId, CommitmentId, ContributionId, ForecastId, GrantId,
        PriorityAreaId,
    };
    use crate::domain::money::Pence;

    /// A line of £100, with so much spent, ordered and expected.
    fn book(spent: i64, ordered: i64, expected: i64) -> Book {
        let mut sample = Sample::default();
        let area = sample.area("Care");
        let grant = sample.grant("Main", 100, "", &[]);
        sample.pay(grant, area, 100);
        let mut book = sample.book();
        book.actuals = vec![Actual {
            id: ActualId(1),
            grant,
            priority_area: area,
            month: 12,
            amount: Pence(spent * 100),
            batch: None,
            note: String::new(),
        }]
        .into();
        book.commitments = vec![Commitment {
            id: CommitmentId(1),
            grant,
            priority_area: area,
            reference: "1".into(),
            what: String::new(),
            requisitioned: Pence::ZERO,
            ordered: Pence(ordered * 100),
        }]
        .into();
        book.forecasts = vec![Forecast {
            id: ForecastId(1),
            grant,
            priority_area: area,
            month: 6,
            made_on: date(2001, 10, 1),
            outturn: Pence(expected * 100),
            made_by: String::new(),
            reason: String::new(),
        }]
        .into();
        book
    }

    #[test]
    fn a_partner_is_not_one_of_the_grants() {
        #[track_caller]
        fn check(funder: &str, year: i16, want: usize) {
            let mut book = book(0, 0, 100);
            book.contributions = vec![Contribution {
                id: ContributionId(1),
                fiscal_year: year,
                objective: None,
                name: "Advertising".into(),
                funder: funder.into(),
                amount: Pence(500_000),
                priority_area: None,
                certainty: Certainty::Secured,
                pooling: Pooling::Aligned,
                note: String::new(),
                position: 1,
            }]
            .into();
            let mut grant = book.grants[0].clone();
            grant.name = "Quality Protects main grant".into();
            book.grants = vec![grant].into();
            let found = of_year(&book, YEAR, None);
            let kind = "partner-is-own-grant";
            let n = found.iter().filter(|held| held.kind == kind).count();
            assert_eq!(n, want, "{funder}");
        }
        check("quality protects ", YEAR, 1);
        check("Quality Protects", YEAR + 1, 0);
        check("Carers Grant", YEAR, 0);
        check("", YEAR, 0);
        check("Q", YEAR, 0);
    }

    #[test]
    fn what_is_spent_and_promised_fits_the_line() {
        none(&of_year(&book(60, 40, 100), YEAR, None), "over-committed");
        let found = of_year(&book(60, 41, 100), YEAR, None);
        let problem = only(&found, "over-committed");
        assert_eq!(
            problem.what,
            "£60 spent and £41 promised of £100, £1 too much"
        );
    }

    #[test]
    fn a_red_forecast_is_pointed_out() {
        none(&of_year(&book(0, 0, 105), YEAR, None), "variance-red");
        let found = of_year(&book(0, 0, 94), YEAR, None);
        let problem = only(&found, "variance-red");
        assert_eq!(
            problem.what,
            "expected to cost £94, £6 under its budget of £100"
        );
    }

    #[test]
    fn money_left_in_a_closed_year_is_decided_on() {
        let mut book = book(60, 0, 100);
        none(&of_year(&book, YEAR, None), "left-undecided");
        book.closings = vec![Closing {
            id: ClosingId(1),
            fiscal_year: YEAR,
            month: 0,
            is_closed: true,
            made_on: date(2002, 5, 1),
            made_by: String::new(),
            reason: String::new(),
        }]
        .into();
        let found = of_year(&book, YEAR, None);
        assert_eq!(
            only(&found, "left-undecided").what,
            "£40 left at the year’s end"
        );
    }

    #[test]
    fn what_is_left_is_still_what_was_decided() {
        let mut book = book(60, 0, 100);
        let mut decided = |pounds: i64| {
            book.carried = vec![Carried {
                id: CarriedId(1),
                grant: GrantId(1),
                priority_area: PriorityAreaId(1),
                amount: Pence(pounds * 100),
                fate: Fate::CarriedForward,
                into: None,
                note: String::new(),
            }]
            .into();
            of_year(&book, YEAR, None)
        };
        none(&decided(40), "carried-differs");
        let found = decided(100);
        assert_eq!(
            only(&found, "carried-differs").what,
            "£100 carried forward, but £40 is left, £60 apart"
        );
        // Also where nothing but the decision is kept, and where nothing is left.
        book.actuals = Vec::new().into();
        (book.forecasts, book.commitments) = (Vec::new().into(), Vec::new().into());
        none(&of_year(&book, YEAR, None), "carried-differs");
        book.allocations = Vec::new().into();
        book.actuals = self::book(0, 0, 0).actuals;
        let found = of_year(&book, YEAR, None);
        assert_eq!(
            only(&found, "carried-differs").what,
            "£100 carried forward, but £0 is left, £100 apart"
        );
    }
}
