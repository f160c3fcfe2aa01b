//! The year month by month: the plan, what was spent so far, and where it is expected to end.
//!
//! All three are cumulative, since an officer asks whether spending is ahead or behind, not which month was dear. It is a
//! trend whose periods are months: drawn, read and tabled by the same code as an indicator's.
//!
//! Edges: after the last month with an actual figure the line stops; a month without one before that is a gap, not £0,
//! and what was spent later is counted on without it.

use crate::domain::chart::{Chart, Point, Role, Series, Tick, Trend, Unit};
use crate::domain::closing::MONTHS;
use crate::domain::grant::position::total;
use crate::domain::money::Pence;

/// The plan and the actual of each month from April to March, and the forecast for the whole year.
#[must_use]
pub fn months(plan: &[Pence; 12], actual: &[Option<Pence>; 12], forecast: Option<Pence>) -> Chart {
    let planned: Vec<Point> = cumulative(plan.iter().copied().map(Some)).collect();
    let last = actual.iter().rposition(Option::is_some);
    let n_known = last.map_or(0, |last| last + 1);
    let spent: Vec<Point> = cumulative(actual.iter().copied().take(n_known)).collect();
    let from = spent.last().cloned();
    let mut series = vec![line("Actual", Role::Own, spent)];
    series.push(line("Plan", Role::Neighbours, planned));
    if let Some(forecast) = forecast {
        let end = point(11, Some(forecast));
        let begin = from.filter(|from| from.at < end.at);
        series.push(line(
            "Forecast",
            Role::Region,
            begin.into_iter().chain([end]).collect(),
        ));
    }
    Chart::Trend(Trend {
        title: "Plan, actual and forecast through the year".to_owned(),
        subtitle: "£, added up from April".to_owned(),
        unit: Unit::new("£", "", 0),
        ticks: (0..12)
            .map(|month| Tick {
                at: at(month),
                label: short(month).to_owned(),
            })
            .collect(),
        series,
        sentence: sentence(plan, actual, last, forecast),
        source: "From the plan’s own figures and the ledger".to_owned(),
        ..Trend::default()
    })
}

/// How far the year is, and how it is expected to end.
fn sentence(
    plan: &[Pence; 12],
    actual: &[Option<Pence>; 12],
    last: Option<usize>,
    forecast: Option<Pence>,
) -> String {
    let whole = total(plan.iter().copied());
    let mut said = match last {
        None => format!("Nothing is recorded as spent yet of {whole}."),
        Some(last) => {
            let spent = total(actual[..=last].iter().flatten().copied());
            let due = total(plan[..=last].iter().copied());
            format!(
                "{spent} spent to the end of {}, {} the plan’s {due}.",
                MONTHS[last],
                against(spent, due)
            )
        }
    };
    if let Some(forecast) = forecast {
        said += &format!(
            " The year is expected to end at {forecast}, {} the plan’s {whole}.",
            against(forecast, whole)
        );
    }
    said
}

fn against(amount: Pence, plan: Pence) -> String {
    match amount.0.saturating_sub(plan.0) {
        0 => "as".to_owned(),
        more if more > 0 => format!("{} over", Pence(more)),
        less => format!("{} under", Pence(less).abs()),
    }
}

fn line(name: &str, role: Role, points: Vec<Point>) -> Series {
    Series {
        name: name.to_owned(),
        role,
        points,
    }
}

/// Where a month stands on the axis: as a share of a year from April.
fn at(month: usize) -> f64 {
    month as f64 / 12.0
}

fn short(month: usize) -> &'static str {
    MONTHS[month].get(..3).unwrap_or(MONTHS[month])
}

fn point(month: usize, amount: Option<Pence>) -> Point {
    Point {
        at: at(month),
        period: MONTHS[month].to_owned(),
        value: amount.map(|amount| amount.0 as f64 / 100.0),
        shown: amount.map_or_else(String::new, |amount| amount.to_string()),
        missing: amount.is_none().then(|| "not recorded".to_owned()),
        ..Point::default()
    }
}

fn cumulative(amounts: impl Iterator<Item = Option<Pence>>) -> impl Iterator<Item = Point> {
    let mut sum = Pence::ZERO;
    amounts.enumerate().map(move |(month, amount)| {
        sum = total([sum, amount.unwrap_or_default()].into_iter());
        point(month, amount.map(|_| sum))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(first: &[Option<i64>]) -> [Option<Pence>; 12] {
        let mut actual = [None; 12];
        for (held, given) in actual.iter_mut().zip(first) {
            *held = given.map(|pounds| Pence(pounds * 100));
        }
        actual
    }

    #[test]
    fn spending_is_added_up_and_stops_where_it_is_known() {
        let plan = [Pence(1_000); 12];
        let actual = spent(&[Some(10), None, Some(15)]);
        let chart = months(&plan, &actual, Some(Pence(13_000)));
        let table = chart.table();
        assert_eq!(table.headings, ["Period", "Actual", "Plan", "Forecast"]);
        assert_eq!(table.rows[0], ["April", "£10", "£10", ""]);
        assert_eq!(table.rows[1], ["May", "not recorded", "£20", ""]);
        assert_eq!(table.rows[2], ["June", "£25", "£30", "£25"]);
        assert_eq!(table.rows[11], ["March", "", "£120", "£130"]);
        let Chart::Trend(trend) = chart else { panic!() };
        assert_eq!(
            trend.sentence,
            "£25 spent to the end of June, £5 under the plan’s £30. The year is expected to end at £130, £10 over the plan’s £120."
        );
    }

    #[test]
    fn a_year_not_begun_says_so() {
        let chart = months(&[Pence(0); 12], &spent(&[]), None);
        assert!(
            chart
                .alt()
                .contains("Nothing is recorded as spent yet of £0.")
        );
    }
}
