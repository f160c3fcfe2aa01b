//! A published dashboard against its own table: the counts of its overview, and the marks that figures contradict.
//!
//! A covering report is written once and its table is corrected until the last evening; nobody counts again. The counts
//! are made again here by stated rules, and both figures shown.
//!
//! Edges: a direction is checked only where the plan holds the figure before; a rating only where the indicator's rule is
//! its quartile and the dashboard prints one. A published dashboard seldom states its rule, so a rating is only noted.

use crate::domain::benchmark::Direction;
use crate::domain::book::Book;
use crate::domain::check::{Spot, found, words};
use crate::domain::dashboard::{Count, Dashboard, Group, Moved, Options, Row, Sentence, quarters};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::rule::RagRule;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::rating::Rag;
use crate::domain::statistics::quartile::Band;

/// Every finding about published dashboards, in no order.
pub(super) fn findings(book: &Book) -> Vec<Problem> {
    published(book)
        .flat_map(|dashboard| {
            let mut problems = counts(&dashboard);
            problems.extend(
                dashboard
                    .rows
                    .iter()
                    .flat_map(|row| marks(book, &dashboard, row)),
            );
            problems
        })
        .collect()
}

/// The findings about one indicator's row.
pub(super) fn findings_of(book: &Book, id: IndicatorId) -> Vec<Problem> {
    published(book)
        .flat_map(|dashboard| {
            let rows = dashboard.rows.iter().filter(|row| row.indicator == id);
            rows.flat_map(|row| marks(book, &dashboard, row))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn published(book: &Book) -> impl Iterator<Item = Dashboard> {
    quarters(book)
        .into_iter()
        .filter(|period| book.markers.iter().any(|held| held.period == *period))
        .map(|period| Dashboard::of(book, period, &Options::default()))
}

/// One finding for each sentence of the overview whose counts the table does not give.
fn counts(dashboard: &Dashboard) -> Vec<Problem> {
    dashboard
        .sentences
        .iter()
        .filter(|sentence| !sentence.dispute.is_empty())
        .map(|sentence| count(dashboard, sentence))
        .collect()
}

fn count(dashboard: &Dashboard, sentence: &Sentence) -> Problem {
    let differing: Vec<&Count> = dashboard
        .counts
        .iter()
        .filter(|count| count.statement.group() == sentence.group && count.disagrees())
        .collect();
    let said: Vec<String> = differing
        .iter()
        .map(|count| {
            let printed = count.published.unwrap_or_default();
            format!(
                "{printed} {} printed, {} in the table",
                count.statement.words(),
                count.n()
            )
        })
        .collect();
    let mut sources: Vec<&str> = differing.iter().map(|count| &*count.source).collect();
    sources.dedup();
    let decider = deciding(dashboard, sentence.group);
    let place = decider.map_or(Place::Plan, |row| Place::Indicator(row.indicator));
    let spot = Spot::new(place, format!("Dashboard {}", dashboard.period));
    let printed_in = match sources.join("; ") {
        source if source.is_empty() => String::new(),
        source => format!(" Printed in: {source}."),
    };
    found(
        Severity::Warning,
        "dashboard-count-disagrees",
        spot,
        said.join("; "),
        format!("{} {}{printed_in}", sentence.rule, sentence.dispute),
        "Ask whoever wrote the overview which rows were counted; print the table’s own counts, or correct the rows.",
    )
}

/// The row to open: the first whose direction can be read in two ways.
fn deciding(dashboard: &Dashboard, group: Group) -> Option<&Row> {
    let mixed = dashboard.rows.iter().find(|row| {
        group == Group::Direction && row.updated && row.moved.is_some_and(Moved::is_mixed)
    });
    mixed.or(dashboard.rows.first())
}

/// The marks of one row that figures contradict.
fn marks(book: &Book, dashboard: &Dashboard, row: &Row) -> Vec<Problem> {
    let code = book
        .indicators
        .get(row.indicator)
        .map_or("?", |held| &held.code);
    let spot = || {
        Spot::new(
            Place::Indicator(row.indicator),
            format!("Indicator {code}, dashboard {}", dashboard.period),
        )
    };
    let mut problems = Vec::new();
    problems.extend(direction(row, dashboard.period, spot()));
    problems.extend(rating(book, row, spot()));
    problems
}

fn direction(row: &Row, quarter: Period, spot: Spot) -> Option<Problem> {
    let (printed, ours) = (row.moved?, row.worked_out?);
    let agrees = match ours {
        Direction::Better => matches!(printed, Moved::Better | Moved::SameOrBetter),
        Direction::Worse => matches!(printed, Moved::Worse | Moved::SameOrWorse),
        // "Same" is "not by much", and only its author knows how much that was.
        Direction::Same => printed != Moved::Better && printed != Moved::Worse,
        Direction::Up | Direction::Down => true,
    } || printed == Moved::Same;
    (!agrees).then(|| {
        found(
            Severity::Warning,
            "published-marker-disagrees",
            spot,
            format!(
                "The direction is printed as “{}”; the figures give {}",
                row.printed.direction,
                ours.word()
            ),
            format!(
                "Worked out from the figure of the period before the one that {quarter} prints."
            ),
            "Check both figures and the indicator’s polarity against the dashboard.",
        )
    })
}

fn rating(book: &Book, row: &Row, spot: Spot) -> Option<Problem> {
    let indicator = book.indicators.get(row.indicator)?;
    let quartile = row.quartile?.number()?;
    let ours = Rag::of_band(Band::of_number(quartile)?);
    let printed = row.rag.filter(|held| *held != ours)?;
    (indicator.rag == RagRule::Quartile).then(|| {
        found(
            Severity::Note,
            "published-marker-disagrees",
            spot,
            format!(
                "Rated {} as printed; its quartile, {quartile}, gives {}",
                printed.word(),
                ours.word()
            ),
            format!(
                "{} The dashboard does not state its own rule.",
                words::sentence(&indicator.rag.sentence())
            ),
            "If the dashboard was rated by another rule, give the indicator that rule.",
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::book::Book;
    use crate::domain::check::sample::{none, only};
    use crate::domain::check::{all, of_indicator};
    use crate::domain::dashboard::facts::{Q2, book};
    use crate::domain::id::ReadingId;
    use crate::domain::indicator::rule::RagRule;
    use crate::domain::period::Period;
    use crate::domain::problem::Severity;
    use crate::domain::reading::{Reading, Reported, Status};

    const COUNTS: &str = "dashboard-count-disagrees";
    const MARKS: &str = "published-marker-disagrees";

    #[test]
    fn the_disagreement_of_2015_16_q2_is_found() {
        let found = all(&book());
        let problem = only(&found, COUNTS);
        assert_eq!(problem.severity, Severity::Warning);
        assert_eq!(problem.location, "Dashboard 2015/16 Q2");
        assert_eq!(
            problem.what,
            "10 improved printed, 11 in the table; 12 no significant change printed, 11 in the table"
        );
        assert!(problem.why.contains("11 to 13 improved"), "{}", problem.why);
        assert!(problem.why.ends_with("Printed in: the report."));
    }

    #[test]
    fn a_published_count_that_the_table_gives_is_no_finding() {
        let mut right = book();
        let mut statements = right.statements.to_vec();
        statements[1].n = 11;
        statements[2].n = 11;
        right.statements = statements.into();
        none(&all(&right), COUNTS);
        let without = Book {
            statements: Vec::new().into(),
            ..book()
        };
        none(&all(&without), COUNTS);
    }

    #[test]
    fn three_greens_stand_in_the_second_quartile() {
        let found = all(&book());
        let marks: Vec<_> = found.iter().filter(|held| held.kind == MARKS).collect();
        let named: Vec<&str> = marks.iter().map(|held| &*held.location).collect();
        assert_eq!(
            named,
            ["D23", "D32", "D33"].map(|code| format!("Indicator {code}, dashboard {Q2}"))
        );
        assert!(marks.iter().all(|held| held.severity == Severity::Note));
        let mut other = book();
        let mut indicators = other.indicators.to_vec();
        for held in &mut indicators {
            held.rag = RagRule::Target(5.0);
        }
        other.indicators = indicators.into();
        none(&all(&other), MARKS);
    }

    #[test]
    fn a_direction_is_checked_where_the_figure_before_is_held() {
        #[track_caller]
        fn check(before: f64, want: Option<&str>) {
            let mut held = book();
            let marker = held
                .markers
                .iter()
                .find(|one| one.performance == "53.9%")
                .unwrap();
            let id = marker.indicator;
            let reading = |n, period, value| Reading {
                id: ReadingId(n),
                indicator: id,
                area: held.plan().area,
                period,
                status: Status::Outturn,
                reported: Reported::Figure { value, decimals: 1 },
                numerator: None,
                denominator: None,
                query: String::new(),
                note: String::new(),
                source: String::new(),
            };
            let q1 = Period::Quarter {
                start: 2015,
                quarter: 1,
            };
            let readings = vec![reading(1, q1, before), reading(2, Q2, 53.9)];
            held.readings = readings.into();
            let found = of_indicator(&held, id);
            let said = found
                .iter()
                .find(|one| one.kind == MARKS)
                .map(|one| &*one.what);
            assert_eq!(said, want);
        }
        // It prints Worse, and higher is better.
        check(60.0, None);
        check(
            50.0,
            Some("The direction is printed as “Worse”; the figures give better"),
        );
        check(
            53.9,
            Some("The direction is printed as “Worse”; the figures give same"),
        );
    }
}
