//! Figures in the plan's text: what the tables hide no sentence says, and what has not changed is not flagged.

use jiff::civil::date;
use proptest::prelude::*;

use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::consultation::released::printed;
use crate::domain::disclosure::{Mark, Profile};
use crate::domain::document::{Block, Document, Run};
use crate::domain::id::{NarrativeId, ObjectiveId};
use crate::domain::live::{Figures, entered};
use crate::domain::narrative::{Narrative, Section, confirm};
use crate::domain::report::maker::Maker;
use crate::domain::report::tests::{prose, small};
use crate::domain::report::{Gathered, Options, Report, make};

const NAMES: [&str; 8] = [
    "Yes", "No", "Not sure", "agree", "disagree", "neither", "net", "base",
];

const RULES: [Profile; 3] = [Profile::Under5, Profile::Under10, Profile::Ons10And5];

fn with(profile: Profile) -> Options {
    Options {
        profile,
        ..small::options()
    }
}

/// A plan whose text names every figure of its question, a line each.
fn told(counts: &[[i64; 4]; 3]) -> Book {
    let lines = NAMES.map(|name| format!("{name}: {{tally:Care/1/{name}}}"));
    Book {
        narratives: vec![Narrative {
            text: lines.join("\n\n"),
            ..Narrative::new(NarrativeId(1), Section::Progress)
        }]
        .into(),
        ..small::counted(counts)
    }
}

/// The runs of a document that are figures.
fn figures(made: &Document) -> Vec<&Run> {
    let runs = made.blocks.iter().filter_map(|block| match block {
        Block::Text(runs) => Some(runs),
        _ => None,
    });
    runs.flatten()
        .filter(|run| run.source.starts_with("Care, question"))
        .collect()
}

fn plan(book: &Book, profile: Profile) -> Document {
    make(
        Report::Plan,
        book,
        &with(profile),
        &Gathered {
            problems: check::all(book),
            ..Gathered::default()
        },
    )
}

#[track_caller]
fn check(counts: [i64; 3], profile: Profile, want: [&str; 8]) {
    let counts = counts.map(|n| [n, 0, 0, 0]);
    let made = plan(&told(&counts), profile);
    let found: Vec<&str> = (figures(&made).iter())
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(found, want, "{profile:?}");
}

#[test]
fn a_sentence_says_what_the_tables_say() {
    check(
        [50, 2, 40],
        Profile::None,
        [
            "54% (50 of 92)",
            "2% (2 of 92)",
            "43% (40 of 92)",
            "54% (50 of 92)",
            "2% (2 of 92)",
            "43% (40 of 92)",
            "+52 (base 92)",
            "92",
        ],
    );
    let c = "[c] (confidential)";
    // The smaller of the others goes with the small one, and no balance is given.
    check(
        [50, 2, 40],
        Profile::Under5,
        ["54% (50 of 92)", c, c, "54% (50 of 92)", c, c, c, "92"],
    );
    check(
        [52, 21, 20],
        Profile::Ons10And5,
        [
            "53% (50 of 95, rounded)",
            "21% (20 of 95, rounded)",
            "21% (20 of 95, rounded)",
            "53% (50 of 95, rounded)",
            "21% (20 of 95, rounded)",
            "21% (20 of 95, rounded)",
            "+32 (base 95, rounded)",
            "95 (rounded)",
        ],
    );
}

/// Each figure of the text is made of marks that a table prints, and of nothing else.
#[track_caller]
fn check_attack(counts: &[[i64; 4]; 3], profile: Profile) {
    let book = told(counts);
    let (options, gathered) = (with(profile), small::gathered(&book));
    let maker = Maker::new(&book, &options, &gathered);
    let released = maker.told(book.consultations[0].id).unwrap();
    let made = plan(&book, profile);
    let texts: Vec<&str> = (figures(&made).iter())
        .map(|run| run.text.as_str())
        .collect();
    if texts.is_empty() {
        assert_eq!(counts.iter().flatten().sum::<i64>(), 0);
        return;
    }
    let is_hidden = |at: usize| texts[at].starts_with("[c]");
    let Some(held) = released.printed_of(book.questions[0].id) else {
        assert!((0..texts.len()).all(is_hidden), "{texts:?}");
        return;
    };
    let hidden = |mark: Option<Mark>| mark == Some(Mark::Suppressed);
    for (at, answer) in held.marks.answers.iter().take(3).enumerate() {
        // The sides are of one answer each.
        for text in [at, at + 3] {
            assert_eq!(
                is_hidden(text),
                hidden(answer.count) || hidden(held.marks.base),
                "{at}: {texts:?}"
            );
            if let Some(n) = answer.count.and_then(printed)
                && !is_hidden(text)
            {
                let says = texts[text].contains(&format!("({n} of "))
                    || texts[text].starts_with(&format!("{n} of "));
                assert!(says, "{n}: {texts:?}");
            }
        }
    }
    let any = held.marks.answers.iter().any(|held| hidden(held.count));
    assert_eq!(is_hidden(6), any || hidden(held.marks.base), "{texts:?}");
    assert_eq!(is_hidden(7), hidden(held.marks.base), "{texts:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Whatever people answered, the text prints what the tables print.
    #[test]
    fn the_text_prints_no_more_than_the_tables(
        counts in prop::array::uniform3(prop::array::uniform4(0_i64..25)),
    ) {
        for profile in RULES {
            check_attack(&counts, profile);
        }
    }
}

/// The plan with its section confirmed by its working figures.
fn confirmed(mut book: Book) -> Book {
    let series = entered(&book);
    let now = confirm(
        &book.narratives[0],
        &Figures::new(&book, &series),
        "an officer",
        date(2026, 11, 22),
    );
    drop(series);
    book.narratives = vec![now].into();
    book
}

#[test]
fn a_hidden_figure_has_not_changed_and_one_that_has_is_flagged_without_its_count() {
    let mut book = confirmed(told(&[[50, 0, 0, 0], [2, 0, 0, 0], [40, 0, 0, 0]]));
    for profile in RULES {
        let made = plan(&book, profile);
        let found = figures(&made);
        assert_eq!(found.len(), NAMES.len());
        for run in found {
            assert_eq!(run.warning, "", "{profile:?}: {}", run.text);
        }
    }
    // One more of the hidden answer.
    let mut tallies: Vec<_> = book.tallies.iter().cloned().collect();
    let small = tallies.iter_mut().find(|held| held.n == 2).unwrap();
    small.n = 3;
    book.tallies = tallies.into();
    let made = plan(&book, Profile::Under5);
    let found = figures(&made);
    assert_eq!(found[1].text, "[c] (confidential)");
    assert_eq!(
        found[1].warning,
        "it said something else when the text was confirmed"
    );
    let said = prose(&made).join("\n");
    assert!(
        said.contains("said something else and now says [c]"),
        "{said}"
    );
    for count in ["2 of 92", "3 of 93", "+52", "+51"] {
        assert!(!said.contains(count), "{count}: {said}");
        let warnings = figures(&made).into_iter().map(|run| run.warning.as_str());
        assert!(warnings.clone().all(|held| !held.contains(count)));
    }
    let open = prose(&plan(&book, Profile::None)).join("\n");
    assert!(open.contains("said 2% (2 of 92) and now says 3% (3 of 93)"));
}

#[test]
fn the_dashboard_prints_the_text_of_its_objectives() {
    let mut book = small::book();
    let objective: ObjectiveId = book.objectives[0].id;
    book.narratives = vec![Narrative {
        objectives: vec![objective],
        text: "Said: {tally:Care/1/Yes}, {grant:Care}".into(),
        ..Narrative::new(NarrativeId(1), Section::Progress)
    }]
    .into();
    let (options, gathered) = (small::options(), small::gathered(&book));
    for report in [Report::Plan, Report::Dashboard] {
        let made = make(report, &book, &options, &gathered);
        assert_eq!(figures(&made).len(), 1, "{report:?}");
        let said = prose(&made).join("\n");
        assert!(said.contains("Net agreement is"), "{report:?}: {said}");
        assert!(said.contains("whole pence"), "{report:?}: {said}");
    }
}
