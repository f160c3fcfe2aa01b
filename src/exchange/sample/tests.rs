//! The two samples as a whole: that they read, what they hold, and that the sums are those of the papers.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Sample, Which, neighbours, read};
use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::command::Command;
use crate::domain::id::Key;
use crate::domain::live::{Figures, entered};
use crate::domain::money::Pence;
use crate::domain::narrative::{Section, standing};
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Missing, Reported};
use crate::domain::record::{Edit, Record};
use crate::exchange::{authorities, framework};

fn sample(which: Which) -> Sample {
    read(which).unwrap_or_else(|problems| {
        let said: Vec<String> = problems.iter().map(Problem::to_string).collect();
        panic!("{}", said.join("\n"))
    })
}

/// The records of one noun that the sample adds.
macro_rules! added {
    ($sample:expr, $noun:ident) => {
        $sample
            .commands
            .iter()
            .filter_map(|command| match command {
                Command::$noun(Edit {
                    was: None,
                    now: Some(now),
                }) => Some(now.clone()),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}

/// The sample as a book, as if its commands had been done.
fn book(sample: &Sample) -> Book {
    Book {
        plan: vec![sample.plan.clone()].into(),
        areas: sample
            .areas
            .iter()
            .map(|area| (area.code.clone(), area.clone()))
            .collect(),
        neighbours: added!(sample, Neighbour).into(),
        objectives: added!(sample, Objective).into(),
        indicators: added!(sample, Indicator).into(),
        readings: added!(sample, Reading).into(),
        markers: added!(sample, Marker).into(),
        statements: added!(sample, PublishedStatement).into(),
        grants: added!(sample, Grant).into(),
        priority_areas: added!(sample, PriorityArea).into(),
        allocations: added!(sample, Allocation).into(),
        of_which: added!(sample, OfWhich).into(),
        contributions: added!(sample, Contribution).into(),
        published_totals: added!(sample, PublishedTotal).into(),
        consultations: added!(sample, Consultation).into(),
        groups: added!(sample, Group).into(),
        channels: added!(sample, Channel).into(),
        questions: added!(sample, Question).into(),
        choices: added!(sample, Choice).into(),
        tallies: added!(sample, Tally).into(),
        answered: added!(sample, Answered).into(),
        events: added!(sample, Event).into(),
        receipts: added!(sample, Receipt).into(),
        published_counts: added!(sample, PublishedCount).into(),
        themes: added!(sample, Theme).into(),
        actions: added!(sample, Action).into(),
        milestones: added!(sample, Milestone).into(),
        risks: added!(sample, Risk).into(),
        narratives: added!(sample, Narrative).into(),
        decisions: added!(sample, Decision).into(),
        ..Book::default()
    }
}

/// The problems of every record of the book.
fn problems(book: &Book) -> Vec<Problem> {
    macro_rules! all {
        ($($shelf:ident),*) => {
            [$(book.$shelf.iter().flat_map(|record| record.problems(book)).collect::<Vec<_>>()),*].concat()
        };
    }
    all!(
        plan,
        neighbours,
        objectives,
        indicators,
        readings,
        markers,
        statements,
        grants,
        priority_areas,
        allocations,
        of_which,
        contributions,
        published_totals,
        consultations,
        groups,
        channels,
        questions,
        choices,
        tallies,
        answered,
        events,
        receipts,
        published_counts,
        themes,
        actions,
        milestones,
        risks,
        narratives,
        decisions
    )
}

#[test]
fn no_record_is_refused_by_the_domains_own_rules() {
    for which in Which::ALL {
        let found: Vec<String> = problems(&book(&sample(which)))
            .iter()
            .filter(|problem| problem.severity == Severity::Error)
            .map(Problem::to_string)
            .collect();
        assert_eq!(found, Vec::<String>::new(), "{which:?}");
    }
}

#[test]
fn each_sample_holds_what_its_papers_hold() {
    let book_1 = book(&sample(Which::Leicester));
    let own = |book: &Book| {
        book.indicators
            .iter()
            .filter(|one| !one.source.starts_with("DfE"))
            .count()
    };
    assert_eq!(book_1.objectives.len(), 11);
    assert_eq!((own(&book_1), book_1.indicators.len()), (45, 63));
    assert_eq!(book_1.readings.len(), 45 * 6);
    let printed = book_1
        .indicators
        .iter()
        .filter(|one| !one.source.starts_with("DfE"));
    assert_eq!(printed.map(|one| one.objectives.len()).sum::<usize>(), 46);
    assert_eq!(
        book_1
            .readings
            .iter()
            .filter(|one| !one.query.is_empty())
            .count(),
        7
    );
    assert_eq!(
        (
            book_1.grants.len(),
            book_1.priority_areas.len(),
            book_1.allocations.len()
        ),
        (13, 8, 8)
    );
    assert_eq!((book_1.contributions.len(), book_1.risks.len()), (5, 8));
    // 62 filled cells of the five-year plan and 28 tasks of the master plan.
    assert_eq!(book_1.milestones.len(), 62 + 28);

    assert_eq!((book_1.narratives.len(), book_1.decisions.len()), (66, 8));
    for objective in &book_1.objectives {
        let held = || {
            book_1
                .narratives
                .iter()
                .filter(|one| one.objectives == [objective.id])
        };
        for section in Section::LETTERED {
            let n = held().filter(|one| one.section == section).count();
            let want = if section == Section::Question {
                1..=5
            } else {
                1..=1
            };
            assert!(want.contains(&n), "{} {section:?}: {n}", objective.label());
        }
    }

    let book_2 = book(&sample(Which::Leicestershire));
    assert_eq!((book_2.narratives.len(), book_2.decisions.len()), (21, 4));
    assert_eq!(book_2.objectives.len(), 4);
    assert_eq!((own(&book_2), book_2.markers.len()), (54 + 1 + 25, 54));
    assert_eq!(
        (
            book_2.questions.len(),
            book_2.themes.len(),
            book_2.events.len()
        ),
        (4 + 4, 13, 2)
    );
    assert_eq!(book_2.actions.len(), 20);
    // Of the 29 rows marked as new, 27 have a direction; “Same/better” begins with its first word.
    let directed = |word: &str| {
        let new = book_2.markers.iter().filter(|one| one.updated);
        new.filter(|one| one.direction.starts_with(word)).count()
    };
    let counts = (
        directed("Better"),
        directed("Same"),
        directed("Worse"),
        directed(""),
    );
    assert_eq!(counts, (11, 11, 5, 29));
}

/// Every figure that the text names is there, without the published ones that stay in the file.
#[test]
fn every_figure_in_the_text_is_found() {
    for (which, least) in [(Which::Leicester, 60), (Which::Leicestershire, 30)] {
        let book = book(&sample(which));
        let series = entered(&book);
        let figures = Figures::new(&book, &series);
        assert_eq!(check::narratives(&book, &figures), []);
        let n: usize = (book.narratives.iter())
            .map(|one| standing(one, &figures).len())
            .sum();
        assert!(n >= least, "{which:?}: {n}");
    }
}

#[test]
fn the_money_is_the_papers() {
    let book = book(&sample(Which::Leicester));
    let pounds = |n: i64| Some(Pence(n * 100));
    let granted = |year| {
        Pence::sum(
            book.grants
                .iter()
                .filter(|one| one.fiscal_year == year)
                .map(|one| one.amount),
        )
    };
    assert_eq!(
        Pence::sum(book.allocations.iter().map(|one| one.amount)),
        pounds(1_492_300)
    );
    assert_eq!(granted(2001), pounds(2_475_945));
    assert_eq!(granted(2002), pounds(3_702_000));
    for total in &book.published_totals {
        assert_eq!(granted(total.fiscal_year), Some(total.amount));
    }
    let parts: Vec<_> = book
        .allocations
        .iter()
        .filter(|one| one.is_part_year())
        .collect();
    assert_eq!(parts.len(), 1);
    assert!(book.allocations.iter().all(|one| {
        book.grants
            .get(one.grant)
            .is_some_and(|grant| grant.may_pay(&book, one.priority_area))
    }));
}

#[test]
fn reasons_for_no_figure_stay_apart() {
    #[track_caller]
    fn check(which: Which, want: &[(Missing, usize)]) {
        let mut found: HashMap<Missing, usize> = HashMap::new();
        for reading in added!(sample(which), Reading) {
            if let Reported::Missing(missing) = reading.reported {
                *found.entry(missing).or_default() += 1;
            }
        }
        let want: HashMap<Missing, usize> = want.iter().copied().collect();
        assert_eq!(found, want);
    }
    let not_known = (Missing::NotYetKnown, 2);
    check(
        Which::Leicester,
        &[not_known, (Missing::NotApplicable, 1), (Missing::Blank, 13)],
    );
    check(
        Which::Leicestershire,
        &[
            (Missing::NotYetKnown, 1),
            (Missing::NotApplicable, 1),
            (Missing::NotAvailable, 1),
            (Missing::Blank, 1),
        ],
    );
}

#[test]
fn published_figures_are_all_there_and_of_known_areas() {
    #[track_caller]
    fn check(which: Which, want: usize, want_missing: usize) {
        let sample = sample(which);
        let book = book(&sample);
        let laid = &sample.figures;
        let cells = || laid.series.iter().flat_map(|series| &series.cells);
        assert_eq!(cells().count(), want);
        let missing = cells().filter(|(_, cell)| cell.reported.value().is_none());
        assert_eq!(missing.count(), want_missing);
        assert!(cells().all(|(place, _)| usize::from(*place) < laid.areas.len()));
        assert!(laid.areas.iter().all(|area| book.areas.contains_key(area)));
        for series in &laid.series {
            let id = laid.indicators[series.indicator];
            let kind = book.indicators.get(id).map(|one| one.period_kind);
            assert_eq!(Some(series.period.kind()), kind);
        }
        assert_eq!(book.neighbours.len(), 40);
        assert!(
            sample
                .figures_source
                .contains("Open Government Licence v3.0.")
        );
    }
    check(Which::Leicester, 6055, 170);
    // 35 benchmarks of the dashboard, and two of the rate of children looked after.
    check(Which::Leicestershire, 6055 + 35 + 2, 170);
}

#[test]
fn a_new_plan_has_the_lists_of_its_own_authority() {
    #[track_caller]
    fn check(area: &str, want: &[(&str, usize)]) {
        let mut lists: BTreeMap<String, usize> = BTreeMap::new();
        for place in neighbours(&AreaCode::new(area)) {
            assert_eq!(place.area.0, area);
            *lists.entry(place.list).or_default() += 1;
        }
        let found: Vec<(&str, usize)> = lists.iter().map(|(list, n)| (list.as_str(), *n)).collect();
        assert_eq!(found, want);
    }
    check("856", &[("2021-04", 10), ("2025-05", 10)]);
    check("855", &[("2021-04", 10), ("2025-05", 10)]);
    check("821", &[]);
}

#[test]
fn keys_are_unique_and_the_same_each_time() {
    for which in Which::ALL {
        let once = sample(which);
        let twice = sample(which);
        assert_eq!(once.commands, twice.commands);
        let mut keys = HashSet::new();
        macro_rules! keep {
            ($($noun:ident),*) => {
                for command in &once.commands {
                    match command {
                        $(Command::$noun(Edit { now: Some(now), .. }) => {
                            let key = now.id().number();
                            assert!(key > 0 && keys.insert(key), "{now:?}");
                        })*
                        other => panic!("not an addition: {other:?}"),
                    }
                }
            };
        }
        crate::with_every_record!(keep);
        assert_eq!(keys.len(), once.commands.len());
    }
}

#[test]
fn the_tally_gives_back_the_printed_percentages() {
    let book = book(&sample(Which::Leicestershire));
    let base: i64 = book.tallies.iter().map(|one| one.n).sum();
    assert_eq!(base, 91);
    for tally in &book.tallies {
        let printed = book
            .published_counts
            .iter()
            .find(|one| one.choice == Some(tally.choice));
        let percent = (tally.n as f64 * 100.0 / base as f64).round();
        assert_eq!(printed.map(|one| one.value), Some(percent));
    }
    assert_eq!(book.events.iter().map(|one| one.n_people).sum::<i64>(), 74);
    assert_eq!(
        book.receipts.iter().map(|one| one.received).sum::<i64>(),
        164
    );
}

#[test]
fn the_text_agrees_with_the_programs_own_lists() {
    for which in Which::ALL {
        let sample = sample(which);
        for area in sample.areas.iter().filter(|area| area.code.0 != "SN855") {
            assert_eq!(authorities::find(&area.code.0).as_ref(), Some(area));
        }
        assert!(
            sample
                .areas
                .iter()
                .any(|area| area.kind == AreaKind::Nation)
        );
        let named = framework::objectives(&sample.plan.framework);
        let held = added!(sample, Objective);
        for (number, short, title) in named.unwrap_or_default() {
            assert!(
                held.iter()
                    .any(|one| one.number == number && one.short == short && one.title == title)
            );
        }
    }
}
