//! A question's answers side by side: of everyone, by channel, by group, or by what people answered to another question.
//!
//! Channels and groups have individual responses and counts of meetings together; another question only individual
//! responses, since a meeting's counts do not say who gave both answers. The test beside the table is of the table that
//! is shown.
//!
//! Edges: a part without a count stays in the table, since not asked is something to be told. People whose group is not
//! recorded are a part, but none that others are tested against.

use crate::domain::book::Book;
use crate::domain::consultation::crosstab::{self, Across, Part, Test};
use crate::domain::consultation::numbers::{self, Numbers};
use crate::domain::consultation::results::{self, Breakdown, Split, results};
use crate::domain::consultation::sheet::{Shape, Sheet};
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::id::QuestionId;
use crate::domain::problem::{Place, Problem};

/// What stands side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Nothing: everyone together.
    #[default]
    All,
    /// The channels.
    Channel,
    /// The respondent groups.
    Group,
    /// The answers to another question.
    Question(QuestionId),
}

/// A question's answers, everyone's and part by part.
#[derive(Clone, Debug, PartialEq)]
pub struct SplitTable {
    /// The question of the rows.
    pub question: QuestionId,
    /// What the columns are.
    pub by: By,
    /// Everyone who stands in the table.
    pub all: Breakdown,
    /// The parts, in the plan's order; none where nothing is split.
    pub parts: Vec<Breakdown>,
    /// Whether one person may stand in several rows, so that counts do not sum to their base.
    pub several: bool,
    /// Whether the answers are ranks: each has a base of its own, and the counts are those who put it first.
    pub ranked: bool,
    /// What figures come to in each of [`SplitTable::printed`]; none where the question asks for no figure.
    pub figures: Vec<Option<Numbers>>,
    /// Whether one person may stand in several parts, so that parts do not sum to everyone.
    pub overlaps: bool,
    /// People who answered the question and stand in no part.
    pub elsewhere: i64,
    /// Whether the parts differ.
    pub test: Test,
}

impl SplitTable {
    /// The parts, or everyone where nothing is split.
    #[must_use]
    pub fn shown(&self) -> &[Breakdown] {
        if self.by == By::All {
            std::slice::from_ref(&self.all)
        } else {
            &self.parts
        }
    }

    /// The parts and then everyone: all that is printed.
    pub fn printed(&self) -> impl Iterator<Item = &Breakdown> {
        self.parts.iter().chain([&self.all])
    }
}

/// Whether a question has individual responses that another can be split by.
#[must_use]
pub fn can_split_by(sheet: Option<&Sheet>, question: QuestionId) -> bool {
    let column = sheet.and_then(|sheet| sheet.column(question));
    column.is_some_and(|column| matches!(column.shape(), Shape::One | Shape::Many | Shape::Ranks))
}

/// Whether a question has individual responses that can be split by another: also one that is answered with a figure.
fn can_be_split(sheet: Option<&Sheet>, question: QuestionId) -> bool {
    let column = sheet.and_then(|sheet| sheet.column(question));
    column.is_some_and(|column| column.shape() != Shape::Words)
}

/// Sets a question's answers side by side.
///
/// # Errors
/// When the question is unknown, or a question stands where only individual responses can be crossed and it, or the one
/// of the rows, has none.
pub fn split_table(
    book: &Book,
    sheet: Option<&Sheet>,
    question: QuestionId,
    by: By,
) -> Result<SplitTable, Box<Problem>> {
    let Some(asked) = book.questions.get(question) else {
        return Err(unknown());
    };
    match by {
        By::All => of_counts(book, sheet, asked, by, Split::All),
        By::Channel => of_counts(book, sheet, asked, by, Split::Channel),
        By::Group => of_counts(book, sheet, asked, by, Split::Group),
        By::Question(other) => of_responses(book, sheet, asked, other),
    }
}

fn of_counts(
    book: &Book,
    sheet: Option<&Sheet>,
    asked: &Question,
    by: By,
    split: Split,
) -> Result<SplitTable, Box<Problem>> {
    let mut everyone = results(book, asked.id, Split::All, None);
    let all = everyone.pop().ok_or_else(unknown)?;
    let parts = if by == By::All {
        Vec::new()
    } else {
        results(book, asked.id, split, None)
    };
    let n_known = match by {
        By::Group => {
            let own = book.groups.iter();
            own.filter(|held| held.consultation == asked.consultation)
                .count()
        }
        _ => parts.len(),
    };
    let counts: Vec<Vec<i64>> = parts
        .iter()
        .take(n_known)
        .filter(|part| part.base.is_some_and(|base| base > 0))
        .map(|part| {
            let answers = part.answers.iter();
            answers.map(|held| held.count.unwrap_or(0)).collect()
        })
        .collect();
    Ok(SplitTable {
        question: asked.id,
        by,
        test: crosstab::test_of(has_one_answer(asked.kind), &counts),
        several: !has_one_answer(asked.kind),
        ranked: asked.kind == QuestionKind::Ranking,
        figures: sheet.map_or_else(Vec::new, |sheet| figures(book, sheet, asked, by, &parts)),
        all,
        parts,
        overlaps: false,
        elsewhere: 0,
    })
}

/// What figures come to, part by part and of everyone.
fn figures(
    book: &Book,
    sheet: &Sheet,
    asked: &Question,
    by: By,
    parts: &[Breakdown],
) -> Vec<Option<Numbers>> {
    if asked.kind != QuestionKind::Number {
        return Vec::new();
    }
    let across = match by {
        By::Group => Across::Group,
        _ => Across::Channel,
    };
    let found = crosstab::cross(book, sheet, asked.id, across);
    let found = found.as_ref().map_or(&[][..], |table| &table.parts);
    let of_part = |part: &Breakdown| {
        let found = found.iter().find(|found| found.label == part.label)?;
        numbers::of(found.figures.clone())
    };
    let all = numbers::numbers(book, sheet, asked.id);
    parts.iter().map(of_part).chain([all]).collect()
}

fn of_responses(
    book: &Book,
    sheet: Option<&Sheet>,
    asked: &Question,
    other: QuestionId,
) -> Result<SplitTable, Box<Problem>> {
    let can = [
        (other, can_split_by(sheet, other)),
        (asked.id, can_be_split(sheet, asked.id)),
    ];
    if let Some((id, _)) = can.iter().find(|(_, can)| !can) {
        return Err(no_responses(book, *id));
    }
    let table =
        sheet.and_then(|sheet| crosstab::cross(book, sheet, asked.id, Across::Question(other)));
    let table = table.ok_or_else(unknown)?;
    let overlaps = sheet
        .and_then(|sheet| sheet.column(other))
        .is_some_and(|column| column.shape() != Shape::One);
    let is_ranked = asked.kind == QuestionKind::Ranking;
    let figures = if asked.kind == QuestionKind::Number {
        let parts = table.parts.iter().chain([&table.all]);
        parts
            .map(|part| numbers::of(part.figures.clone()))
            .collect()
    } else {
        Vec::new()
    };
    let part = |part: &Part| {
        let answers = table.answers.iter().zip(&part.counts);
        let answers = answers.filter_map(|((id, ..), n)| {
            let choice = book.choices.get(*id)?;
            Some((choice, *n))
        });
        let answers = answers.zip(&part.ranked).map(|((choice, n), ranked)| {
            let of = if is_ranked { *ranked } else { part.base };
            results::answer(choice, Some(n), Some(of))
        });
        Breakdown {
            label: part.label.clone(),
            base: Some(part.base),
            of_people: Some(part.base),
            of_counts: None,
            other: part.other,
            answers: answers.collect(),
        }
    };
    let mut all = part(&table.all);
    all.label = "All of these".to_owned();
    Ok(SplitTable {
        question: asked.id,
        by: By::Question(other),
        all,
        parts: table.parts.iter().map(part).collect(),
        several: !has_one_answer(asked.kind),
        ranked: is_ranked,
        figures,
        overlaps,
        elsewhere: table.elsewhere,
        test: table.test,
    })
}

/// Whether each person gives one answer, so that the counts sum to the base.
fn has_one_answer(kind: QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::Single | QuestionKind::Likert | QuestionKind::Number
    )
}

fn unknown() -> Box<Problem> {
    refused(
        "the question is not in the plan",
        "Choose another question.",
    )
}

fn no_responses(book: &Book, id: QuestionId) -> Box<Problem> {
    let number = book
        .questions
        .get(id)
        .map_or("?", |held| held.number.as_str());
    let mut problem = refused(
        "it has no individual responses with answers that are offered",
        "Split by channel or group, or take in the survey’s export first.",
    );
    problem.location = format!("Question {number}");
    problem.why =
        "Counts of a meeting do not say who gave two answers, so only individual responses can be crossed."
            .into();
    problem.place = Place::Question(id);
    problem
}

fn refused(what: &str, remedy: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "split",
        Place::Field("Split by".to_owned()),
        "Split by",
        what,
        "Answers can only be set side by side where they are held.",
        remedy,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::Leaning;
    use crate::domain::consultation::sheet::{Cell, Column, Person};
    use crate::domain::id::{BatchId, ChannelId, ResponseId};

    /// A question counted by two channels, and another that nobody was counted for.
    fn book() -> Book {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        sample.channel(held, "Meetings");
        let question = sample.question(held, QuestionKind::Likert);
        sample.question(held, QuestionKind::Single);
        let agree = sample.choice(question, "Agree", Leaning::Positive);
        let disagree = sample.choice(question, "Disagree", Leaning::Negative);
        for (at, n) in [(1, [40, 20]), (2, [10, 30])] {
            sample.tally(agree, ChannelId(at), None, n[0]);
            sample.tally(disagree, ChannelId(at), None, n[1]);
        }
        sample.book()
    }

    fn sheet() -> Sheet {
        let mut sheet = Sheet {
            people: vec![Person {
                id: ResponseId(1),
                batch: BatchId(1),
                line: 2,
                channel: ChannelId(1),
                group: None,
            }],
            columns: vec![Column::new(QuestionId(1), Shape::One, Vec::new())],
        };
        sheet.columns[0].push(&Cell::NotAnswered);
        sheet
    }

    #[test]
    fn counts_are_tested_as_they_are_shown() {
        let table = split_table(&book(), None, QuestionId(1), By::Channel).unwrap();
        assert_eq!((table.all.base, table.parts.len()), (Some(100), 2));
        assert_eq!(table.all.label, "All");
        // 2 × 2: 100 × (40·30 − 10·20)² ÷ (60·40·50·50), by hand.
        let Test::ChiSquare(held) = &table.test else {
            panic!("expected counts are large");
        };
        assert!((held.pearson.statistic - 100.0 * 1_000_000.0 / 6_000_000.0).abs() < 1e-9);
        let all = split_table(&book(), None, QuestionId(1), By::All).unwrap();
        assert!(all.parts.is_empty());
        assert_eq!(all.shown().len(), 1);
        assert!(matches!(all.test, Test::None(_)));
    }

    #[test]
    fn what_has_no_individual_responses_is_refused_by_its_number() {
        #[track_caller]
        fn check(sheet: Option<&Sheet>, question: i64, by: By, want: &str) {
            let found = split_table(&book(), sheet, QuestionId(question), by);
            let problem = found.unwrap_err().to_string();
            assert!(problem.contains(want), "{problem}");
        }
        let number = |id: i64| book().questions.get(QuestionId(id)).unwrap().number.clone();
        let words = |id: i64| format!("Question {}: it has no individual responses", number(id));
        check(None, 1, By::Question(QuestionId(2)), &words(2));
        check(Some(&sheet()), 1, By::Question(QuestionId(2)), &words(2));
        check(Some(&sheet()), 2, By::Question(QuestionId(1)), &words(2));
        check(None, 9, By::All, "not in the plan");
    }
}
