//! One question's answers across the answers to another, or across channels or groups: do people who differ there answer
//! differently here?
//!
//! Only individual responses can be crossed: a meeting's counts do not say who said both. Percentages are of each column,
//! whose base is everybody in it who answered. The test says whether a difference is more than chance would often give
//! among so many people; the strength (Cramér's V) says whether it matters. Where the expected counts are small, Fisher's
//! exact test takes the place of chi-square's.
//!
//! Edges: people who did not answer one of the two stand in no cell; those who answered otherwise than offered are in the
//! base, and a column of their own, which is not tested. Of several answers to one question each is a row of
//! its own, and no test is given: one person is in many rows.
//!
//! Sources: K. Pearson (1900); H. Cramér, Mathematical Methods of Statistics (1946), 21.9; R. A. Fisher (1922). The limit of
//! small expected counts (a fifth of the cells below 5, or any below 1) is W. G. Cochran's (1954).

use crate::domain::book::Book;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::sheet::{Column, Shape, Sheet, State};
use crate::domain::consultation::{Choice, Leaning};
use crate::domain::id::{ChannelId, ChoiceId, GroupId, QuestionId};
use crate::domain::key_map::KeyMap;
use crate::domain::statistics;
use crate::domain::statistics::crosstab::Association;

/// What the columns of a cross-table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Across {
    /// The channels.
    Channel,
    /// The respondent groups.
    Group,
    /// The answers to another question.
    Question(QuestionId),
}

/// A column of a cross-table.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// How many of its people answered the question of the rows: the base of its percentages.
    pub base: i64,
    /// How many gave each answer, in the order of the rows.
    pub counts: Vec<i64>,
    /// How many ranked each answer at all, where the question of the rows is a ranking.
    pub ranked: Vec<i64>,
    /// How many answered otherwise than the question offers.
    pub other: i64,
    /// The figures given, where the question of the rows asks for one.
    pub figures: Vec<f64>,
}

impl Part {
    /// The percentage that gave an answer; none without a base.
    #[must_use]
    pub fn percent(&self, answer: usize) -> Option<f64> {
        let count = u64::try_from(*self.counts.get(answer)?).ok()?;
        statistics::percent(count, u64::try_from(self.base).ok()?)
    }
}

/// What the test of a cross-table says.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Chi-square.
    ChiSquare(Association),
    /// Fisher's exact test, since expected counts are small, with the measures that chi-square gives.
    Exact {
        /// How often chance alone would give a table at least as unlikely.
        p: f64,
        /// The measures.
        association: Association,
    },
    /// None, and why.
    None(&'static str),
}

impl Test {
    /// How often chance alone would give such a difference.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        match self {
            Self::ChiSquare(held) => Some(held.pearson.p_value),
            Self::Exact { p, .. } => Some(*p),
            Self::None(_) => None,
        }
    }

    /// Cramér's V: 0 for no connection, 1 for a complete one.
    #[must_use]
    pub fn strength(&self) -> Option<f64> {
        match self {
            Self::ChiSquare(held)
            | Self::Exact {
                association: held, ..
            } => Some(held.cramers_v),
            Self::None(_) => None,
        }
    }

    /// What an officer is told: `the difference is more than chance (chi-square 12.3, p < 0.001, Cramér’s V 0.21)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let (name, p, v) = match self {
            Self::None(why) => return (*why).to_owned(),
            Self::ChiSquare(held) => (
                format!(
                    "chi-square {:.2}, {} df",
                    held.pearson.statistic, held.freedom
                ),
                held.pearson.p_value,
                held.cramers_v,
            ),
            Self::Exact { p, association } => {
                ("Fisher’s exact test".to_owned(), *p, association.cramers_v)
            }
        };
        let said = if p < 0.05 {
            "They differ by more than chance would often give"
        } else {
            "Chance alone would often give such a difference"
        };
        format!("{said} ({name}, {}, Cramér’s V {v:.2}).", p_words(p))
    }
}

/// `p = 0.03`, `p < 0.001`.
#[must_use]
pub fn p_words(p: f64) -> String {
    if p < 0.001 {
        "p < 0.001".to_owned()
    } else if p < 0.1 {
        format!("p = {p:.3}")
    } else {
        format!("p = {p:.2}")
    }
}

/// A cross-table.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossTable {
    /// The question of the rows.
    pub question: QuestionId,
    /// The rows: each answer with its words and side.
    pub answers: Vec<(ChoiceId, String, Leaning)>,
    /// The columns that anybody stands in, in the plan's order.
    pub parts: Vec<Part>,
    /// Everybody who stands in a column.
    pub all: Part,
    /// Counted people who answered the question and stand in no column, since nothing is known of them there.
    pub elsewhere: i64,
    /// Whether the columns differ.
    pub test: Test,
}

/// The columns that a respondent may stand in, and which.
struct Columns<'a> {
    labels: Vec<String>,
    place: Box<dyn Fn(usize) -> Vec<usize> + 'a>,
    /// Whether a respondent may stand in several.
    overlaps: bool,
    /// How many of them are tested against one another.
    tested: usize,
}

/// What the column, and the row, of answers that a question does not offer are called.
pub(in crate::domain::consultation) const OTHER: &str = "Other answers";

/// Crosses a question with what is asked for; none where the sheet does not have it.
#[must_use]
pub fn cross(
    book: &Book,
    sheet: &Sheet,
    question: QuestionId,
    across: Across,
) -> Option<CrossTable> {
    let column = sheet.column(question)?;
    let columns = columns(book, sheet, across)?;
    let answers: Vec<(ChoiceId, String, Leaning)> = column
        .choices
        .iter()
        .map(|id| match book.choices.get(*id) {
            Some(Choice { text, leaning, .. }) => (*id, text.clone(), *leaning),
            None => (*id, "?".to_owned(), Leaning::None),
        })
        .collect();
    let empty = |label: &str| Part {
        label: label.to_owned(),
        base: 0,
        counts: vec![0; answers.len()],
        ranked: vec![0; answers.len()],
        other: 0,
        figures: Vec::new(),
    };
    let mut parts: Vec<Part> = columns.labels.iter().map(|label| empty(label)).collect();
    let (mut all, mut elsewhere) = (empty("All"), 0);
    for (person, standing) in standings(book, sheet, None).into_iter().enumerate() {
        if standing != Standing::Counted || !has_answered(column, person) {
            continue;
        }
        let places = (columns.place)(person);
        if places.is_empty() {
            elsewhere += 1;
            continue;
        }
        count(&mut all, column, person);
        for at in places {
            count(&mut parts[at], column, person);
        }
    }
    let tested: Vec<&Part> = parts.iter().take(columns.tested).collect();
    let test = test(column, &columns, &tested);
    parts.retain(|part| part.base > 0);
    Some(CrossTable {
        question,
        answers,
        parts,
        all,
        elsewhere,
        test,
    })
}

fn count(part: &mut Part, column: &Column, person: usize) {
    part.base += 1;
    part.other += i64::from(column.state(person) == State::Outside);
    for at in given(column, person) {
        part.counts[at] += 1;
    }
    if column.shape() == Shape::Ranks {
        for (at, ranked) in part.ranked.iter_mut().enumerate() {
            *ranked += i64::from(column.rank(person, at).is_some());
        }
    }
    part.figures.extend(column.number(person));
}

/// Whether a respondent answered, be it otherwise than offered.
fn has_answered(column: &Column, person: usize) -> bool {
    matches!(column.state(person), State::Answered | State::Outside)
}

/// The answers that a respondent gave: of a ranking those put first.
fn given(column: &Column, person: usize) -> Vec<usize> {
    match column.shape() {
        Shape::One => column.one(person).into_iter().collect(),
        Shape::Many => column
            .many(person)
            .iter()
            .map(|at| usize::from(*at))
            .collect(),
        Shape::Ranks => (0..column.choices.len())
            .filter(|at| column.rank(person, *at) == Some(1))
            .collect(),
        Shape::Numbers | Shape::Words => Vec::new(),
    }
}

fn columns<'a>(book: &Book, sheet: &'a Sheet, across: Across) -> Option<Columns<'a>> {
    match across {
        Across::Channel => {
            let places: KeyMap<ChannelId, usize> = places(book.channels.iter().map(|held| held.id));
            Some(Columns {
                labels: book.channels.iter().map(|held| held.name.clone()).collect(),
                tested: book.channels.len(),
                place: Box::new(move |person| {
                    places
                        .get(&sheet.people[person].channel)
                        .copied()
                        .into_iter()
                        .collect()
                }),
                overlaps: false,
            })
        }
        Across::Group => {
            let places: KeyMap<GroupId, usize> = places(book.groups.iter().map(|held| held.id));
            Some(Columns {
                labels: book.groups.iter().map(|held| held.name.clone()).collect(),
                tested: book.groups.len(),
                place: Box::new(move |person| {
                    let group = sheet.people[person].group;
                    group
                        .and_then(|id| places.get(&id).copied())
                        .into_iter()
                        .collect()
                }),
                overlaps: false,
            })
        }
        Across::Question(id) => {
            let other = sheet.column(id)?;
            let label = |id: &ChoiceId| {
                let held = book.choices.get(*id);
                held.map_or_else(|| "?".to_owned(), |held| held.text.clone())
            };
            let listed = other.choices.iter().map(label);
            let tested = other.choices.len();
            Some(Columns {
                labels: listed.chain([OTHER.to_owned()]).collect(),
                tested,
                place: Box::new(move |person| match other.state(person) {
                    State::Answered => given(other, person),
                    State::Outside => vec![tested],
                    _ => Vec::new(),
                }),
                overlaps: other.shape() == Shape::Many,
            })
        }
    }
}

fn places<K: std::hash::Hash + Eq>(keys: impl Iterator<Item = K>) -> KeyMap<K, usize> {
    keys.enumerate().map(|(at, key)| (key, at)).collect()
}

fn test(column: &Column, columns: &Columns<'_>, parts: &[&Part]) -> Test {
    let is_one = column.shape() == Shape::One && !columns.overlaps;
    let parts = parts.iter().filter(|part| part.base > 0);
    let counts: Vec<Vec<i64>> = parts.map(|part| part.counts.clone()).collect();
    test_of(is_one, &counts)
}

/// The test of columns of counts, each with the answers in one order; `is_one` where each person stands in one cell.
pub(in crate::domain::consultation) fn test_of(is_one: bool, parts: &[Vec<i64>]) -> Test {
    if !is_one {
        return Test::None("No test: one person stands in several rows or columns.");
    }
    let n_rows = parts.iter().map(Vec::len).max().unwrap_or(0);
    let whole = |n: Option<&i64>| n.and_then(|n| u64::try_from(*n).ok()).unwrap_or(0);
    let rows: Vec<Vec<u64>> = (0..n_rows)
        .map(|at| parts.iter().map(|part| whole(part.get(at))).collect())
        .filter(|row: &Vec<u64>| row.iter().any(|n| *n > 0))
        .collect();
    let Some(association) = statistics::association(&rows) else {
        return Test::None("No test: it takes two answers and two columns with people in them.");
    };
    let is_small = association.share_expected_under_5 > 0.2 || association.least_expected < 1.0;
    if !is_small {
        return Test::ChiSquare(association);
    }
    match statistics::fisher_table(&rows) {
        Ok(p) => Test::Exact { p, association },
        Err(_) => Test::ChiSquare(association),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::QuestionKind;
    use crate::domain::consultation::sheet::{Cell, Person};
    use crate::domain::id::{BatchId, ResponseId};

    /// Two questions of two answers each: how many gave which pair.
    fn sample(pairs: &[(usize, usize, usize)]) -> (Book, Sheet, [QuestionId; 2]) {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Paper");
        let questions = [0, 1].map(|_| sample.question(held, QuestionKind::Single));
        let columns = questions.map(|question| {
            let choices = ["Yes", "No"].map(|text| sample.choice(question, text, Leaning::None));
            Column::new(question, Shape::One, choices.to_vec())
        });
        let mut sheet = Sheet {
            people: Vec::new(),
            columns: columns.to_vec(),
        };
        for (first, second, n) in pairs {
            for _ in 0..*n {
                let at = sheet.people.len();
                sheet.people.push(Person {
                    id: ResponseId(at as i64 + 1),
                    batch: BatchId(1),
                    line: at as u64 + 2,
                    channel: ChannelId(if at.is_multiple_of(2) { 1 } else { 2 }),
                    group: None,
                });
                for (column, said) in sheet.columns.iter_mut().zip([first, second]) {
                    column.push(&if *said < 2 {
                        Cell::One(*said as u16)
                    } else {
                        Cell::NotAnswered
                    });
                }
            }
        }
        (sample.book(), sheet, questions)
    }

    #[test]
    fn columns_have_their_own_bases_and_the_test_is_pearsons() {
        let (book, sheet, [first, second]) = sample(&[
            (0, 0, 30),
            (1, 0, 10),
            (0, 1, 15),
            (1, 1, 25),
            (0, 2, 3),
            (2, 0, 4),
        ]);
        let table = cross(&book, &sheet, first, Across::Question(second)).unwrap();
        let parts: Vec<(&str, i64, &[i64])> = table
            .parts
            .iter()
            .map(|part| (part.label.as_str(), part.base, part.counts.as_slice()))
            .collect();
        assert_eq!(
            parts,
            [("Yes", 40, &[30, 10][..]), ("No", 40, &[15, 25][..])]
        );
        assert_eq!((table.all.base, table.elsewhere), (80, 3));
        assert_eq!(table.parts[0].percent(0), Some(75.0));
        let Test::ChiSquare(held) = &table.test else {
            panic!("expected counts are large")
        };
        // By hand: expected 22.5 and 17.5; 7.5² (2 ÷ 22.5 + 2 ÷ 17.5).
        assert!((held.pearson.statistic - 56.25 * (2.0 / 22.5 + 2.0 / 17.5)).abs() < 1e-9);
        assert!(
            table
                .test
                .sentence()
                .starts_with("They differ by more than chance")
        );
    }

    #[test]
    fn small_tables_are_tested_exactly_and_empty_ones_not_at_all() {
        let (book, sheet, [first, second]) = sample(&[(0, 0, 3), (1, 0, 1), (0, 1, 1), (1, 1, 3)]);
        let table = cross(&book, &sheet, first, Across::Question(second)).unwrap();
        // Fisher's tea: 0.486 by his own table.
        assert!((table.test.p().unwrap() - 0.485_714_285_714_286).abs() < 1e-12);
        let (book, sheet, [first, second]) = sample(&[(0, 0, 3)]);
        let table = cross(&book, &sheet, first, Across::Question(second)).unwrap();
        assert!(matches!(table.test, Test::None(_)));
        assert_eq!(table.parts.len(), 1);
        assert_eq!(
            cross(&book, &Sheet::default(), first, Across::Channel),
            None
        );
    }

    #[test]
    fn channels_are_columns_in_the_plans_order() {
        let (book, sheet, [first, _]) = sample(&[(0, 0, 2), (1, 0, 2)]);
        let table = cross(&book, &sheet, first, Across::Channel).unwrap();
        let labels: Vec<&str> = table.parts.iter().map(|part| part.label.as_str()).collect();
        assert_eq!(labels, ["Online", "Paper"]);
        assert_eq!(table.all.counts, [2, 2]);
        let none = cross(&book, &sheet, first, Across::Group).unwrap();
        assert_eq!((none.parts.len(), none.elsewhere), (0, 4));
    }
}
