//! The dashboard of 2015/16 Q2 against what its covering report says, from the sample's own text.
//!
//! The thirteen counts are those of the Children and Families Overview and Scrutiny Committee, January 2016, quarter 2
//! performance report, paragraphs 7 to 9.

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::dashboard::{
    Beside, Dashboard, Options, PublishedStatement, Quartile, Statement, quarters,
};
use crate::domain::id::{IndicatorId, MarkerId, ObjectiveId, StatementId};
use crate::domain::indicator::{Indicator, Polarity, UnitKind};
use crate::domain::marker::Marker;
use crate::domain::objective::Objective;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::Plan;
use crate::domain::rating::Rag;
use crate::domain::target::Verdict;

const MARKERS: &str = include_str!("../../../sample-db/leicestershire/marker.csv");
const INDICATORS: &str = include_str!("../../../sample-db/leicestershire/indicator.csv");

/// The quarter.
pub const Q2: Period = Period::Quarter {
    start: 2015,
    quarter: 2,
};

/// Each statement, the count published, and the count that the table gives.
pub const COUNTS: [(Statement, u32, usize); 13] = [
    (Statement::New, 27, 27),
    (Statement::Improved, 10, 11),
    (Statement::Unchanged, 12, 11),
    (Statement::Declined, 5, 5),
    (Statement::National, 26, 26),
    (Statement::Quartile(1), 8, 8),
    (Statement::Quartile(2), 6, 6),
    (Statement::Quartile(3), 7, 7),
    (Statement::Quartile(4), 5, 5),
    (Statement::Neighbours, 34, 34),
    (Statement::Better, 15, 15),
    (Statement::Below, 12, 12),
    (Statement::Similar, 7, 7),
];

/// A table's rows, each a list of cells under the file's headings.
fn rows(text: &str) -> Vec<Vec<String>> {
    csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn key(code: &str) -> i64 {
    code.bytes()
        .fold(0, |key, byte| key * 256 + i64::from(byte))
}

/// The dashboard, with the counts that were published.
pub fn book() -> Book {
    let indicators = rows(INDICATORS).into_iter().enumerate();
    let indicators = indicators.map(|(at, cells)| {
        let id = IndicatorId(key(&cells[0]));
        let word = |kind: &UnitKind| kind.word() == cells[2];
        Indicator {
            code: cells[0].clone(),
            title: cells[1].clone(),
            unit: UnitKind::ALL.into_iter().find(word).unwrap(),
            decimals: cells[4].parse().unwrap(),
            polarity: Polarity::ALL
                .into_iter()
                .find(|held| held.word() == cells[5])
                .unwrap(),
            period_kind: cells[6].parse().unwrap(),
            objectives: cells[12].parse().map(ObjectiveId).into_iter().collect(),
            target: cells[11].clone(),
            position: i64::try_from(at).unwrap(),
            ..Indicator::new(id)
        }
    });
    let markers = rows(MARKERS).into_iter().enumerate();
    let markers = markers.map(|(at, cells)| Marker {
        id: MarkerId(key(&cells[0])),
        indicator: IndicatorId(key(&cells[0])),
        period: Period::read(&cells[1], PeriodKind::Quarter).unwrap(),
        updated: cells[2] == "yes",
        latest_update: cells[3].clone(),
        performance: cells[4].clone(),
        direction: cells[5].clone(),
        rag: cells[6].clone(),
        quartile: cells[7].clone(),
        neighbours: cells[8].clone(),
        target: cells[9].clone(),
        position: i64::try_from(at).unwrap(),
    });
    let objectives = ["Safe", "Achieve", "Health", "Thriving"];
    let objectives = objectives.iter().zip(1..).map(|(name, n)| Objective {
        id: ObjectiveId(n),
        number: n.to_string(),
        short: (*name).into(),
        title: (*name).into(),
        position: n,
    });
    let statements = COUNTS
        .iter()
        .zip(1..)
        .map(|((what, n, _), id)| PublishedStatement {
            id: StatementId(id),
            period: Q2,
            statement: what.words().into(),
            n: *n,
            source: "the report".into(),
        });
    let plan = Plan {
        area: AreaCode::new("855"),
        ..Plan::default()
    };
    Book {
        plan: vec![plan].into(),
        objectives: objectives.collect::<Vec<_>>().into(),
        indicators: indicators.collect::<Vec<_>>().into(),
        markers: markers.collect::<Vec<_>>().into(),
        statements: statements.collect::<Vec<_>>().into(),
        ..Book::default()
    }
}

fn dashboard() -> Dashboard {
    Dashboard::of(&book(), Q2, &Options::default())
}

#[test]
fn every_published_count_is_set_beside_the_tables_own() {
    let dashboard = dashboard();
    assert_eq!(dashboard.rows.len(), 54);
    let found: Vec<(Statement, u32, usize)> = dashboard
        .counts
        .iter()
        .map(|count| (count.statement, count.published.unwrap(), count.n()))
        .collect();
    assert_eq!(found, COUNTS);
    let disagreeing: Vec<Statement> = dashboard
        .counts
        .iter()
        .filter(|count| count.disagrees())
        .map(|count| count.statement)
        .collect();
    assert_eq!(disagreeing, [Statement::Improved, Statement::Unchanged]);
}

#[test]
fn no_reading_of_the_double_words_gives_the_published_directions() {
    let dashboard = dashboard();
    let bounds = |statement| {
        let mut of = dashboard
            .counts
            .iter()
            .filter(|held| held.statement == statement);
        of.next().unwrap().bounds
    };
    assert_eq!(bounds(Statement::Improved), (11, 13));
    assert_eq!(bounds(Statement::Unchanged), (7, 11));
    assert_eq!(bounds(Statement::Declined), (5, 7));
    assert_eq!(bounds(Statement::New), (27, 27));
}

#[test]
fn the_neighbour_counts_hang_on_both_rules() {
    #[track_caller]
    fn check(similar_within: f64, stale_months: u16, want: [usize; 4]) {
        let options = Options {
            similar_within,
            stale_months,
            ..Options::default()
        };
        let found = Dashboard::of(&book(), Q2, &options);
        let of = [
            Statement::Neighbours,
            Statement::Better,
            Statement::Below,
            Statement::Similar,
        ];
        assert_eq!(
            of.map(|held| found.count(held)),
            want,
            "{similar_within}, {stale_months}"
        );
    }
    check(0.7, 18, [34, 15, 12, 7]);
    check(0.7, 24, [35, 16, 12, 7]);
    check(0.7, 17, [33, 14, 12, 7]);
    check(0.0, 18, [34, 18, 15, 1]);
    check(1.0, 18, [34, 15, 10, 9]);
}

#[test]
fn the_overview_is_written_from_the_counts() {
    let said: Vec<String> = dashboard()
        .sentences
        .iter()
        .map(|held| held.text.clone())
        .collect();
    assert_eq!(
        said,
        [
            "27 measures have a new figure: 11 improved, 11 showed no significant change, 5 declined.",
            "26 measures have a national quartile: 8 in the top quartile, 6 in the second, 7 in the third, 5 in the fourth.",
            "34 measures can be set beside statistical neighbours: 15 better, 12 below, 7 similar.",
        ]
    );
    let sentences = dashboard().sentences;
    assert_eq!(
        sentences[0].rule,
        "Counted are the rows marked as updated that give a direction. 2 updated rows give none, and are left out. A double word such as “Same/better” (four rows) counts by its first word, as no significant change."
    );
    assert_eq!(
        sentences[0].dispute,
        "The overview published says 10 improved and 12 no significant change; the table gives 11 and 11. Double words do not explain it: however “Childminders rated as Good or Outstanding” (Same/worse), “PVI rated as Good or Outstanding” (Same/better), “% pupils eligible for FSM achieving 5+ GCSE A*-C (inc. Eng and Maths)” (Same/Better) and “A Level - average points per entry” (Same/Worse) are read, the table gives 11 to 13 improved."
    );
    assert_eq!(sentences[1].dispute, "");
    assert_eq!(
        sentences[2].rule,
        "Similar is within 0.7 % of the neighbours’ figure; beyond that, the measure’s polarity says which is better. Left out as over 18 months old at the end of 2015/16 Q2: “Under 18 conception data” (2013)."
    );
}

#[test]
fn rows_are_read_as_printed() {
    #[track_caller]
    fn check(title: &str, value: Option<f64>, beside: Beside, target: (Verdict, Option<f64>)) {
        let dashboard = dashboard();
        let row = dashboard
            .rows
            .iter()
            .find(|row| row.title.contains(title))
            .unwrap();
        assert_eq!(
            (row.value, row.beside, (row.target.verdict, row.target.gap)),
            (value, beside, target),
            "{title}: {}",
            row.reason()
        );
    }
    use Beside::{Below, Better, CannotTell, LeftOut, Similar};
    use Verdict::{Met, NoTarget, NotMet};
    check(
        "3 or more placements",
        Some(12.63),
        Below,
        (NotMet, Some(-3.63)),
    );
    check("suitable accommodation", Some(53.9), Below, (NotMet, None));
    check("NOT in education", Some(30.3), Better, (Met, None));
    check("plans lasting 2 years", Some(0.0), Better, (NoTarget, None));
    check(
        "Good Level of Development",
        Some(63.7),
        Similar,
        (Met, Some(3.7)),
    );
    check(
        "inequality gap",
        Some(30.3),
        CannotTell,
        (Verdict::CannotTell, None),
    );
    check(
        "2 levels in Maths",
        Some(87.4),
        Similar,
        (Verdict::CannotTell, None),
    );
    check("NEET 16-18", Some(3.4), Better, (Met, Some(0.6)));
    check("Under 18 conception", Some(20.9), LeftOut, (NoTarget, None));
    check("smoking at time", Some(10.7), Better, (Met, Some(0.1)));
    check("mean SDQ", None, CannotTell, (Verdict::CannotTell, None));
    check("health checks", Some(86.0), CannotTell, (Met, None));
    check("breastfeeding", Some(46.8), Below, (NotMet, None));
    check("ASB", Some(5.3), CannotTell, (Met, None));
    check("SLF service", Some(1877.0), CannotTell, (Met, Some(1397.0)));
    check("Feedback from families", None, CannotTell, (NoTarget, None));
}

#[test]
fn marks_are_read_as_printed() {
    let dashboard = dashboard();
    let n = |wanted: Rag| {
        dashboard
            .rows
            .iter()
            .filter(|row| row.rag == Some(wanted))
            .count()
    };
    assert_eq!([Rag::Green, Rag::Amber, Rag::Red].map(n), [23, 14, 7]);
    let wordy = dashboard
        .rows
        .iter()
        .filter(|row| matches!(row.quartile, Some(Quartile::Better | Quartile::Worse)));
    assert_eq!(wordy.count(), 3);
    assert!(dashboard.rows.iter().all(|row| row.worked_out.is_none()));
    assert_eq!(quarters(&book()), [Q2]);
}
