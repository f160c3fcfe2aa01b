//! Ranking questions: how far up people put each answer, and how many ranked it at all.
//!
//! People often rank only what they care for, so every answer has a base of its own. The mean place is of those who
//! ranked it, 1 being the top; an answer that few ranked can have a high place, and its base says so.
//!
//! Edges: counts of meetings hold first places at most and are not in a mean place. An answer that nobody ranked has none.

use crate::domain::book::Book;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::sheet::{Shape, Sheet, State};
use crate::domain::id::{ChoiceId, QuestionId};

/// How one answer was ranked.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranked {
    /// The answer.
    pub choice: ChoiceId,
    /// Its words.
    pub text: String,
    /// How many ranked it.
    pub base: i64,
    /// How many put it first.
    pub first: i64,
    /// Its mean place among those who ranked it, 1 for the top.
    pub mean_place: Option<f64>,
}

/// A ranking question.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// How many people answered it.
    pub answered: i64,
    /// The answers, those put highest first; those that nobody ranked last.
    pub answers: Vec<Ranked>,
}

/// What individual responses to a ranking question come to; none where there are none.
#[must_use]
pub fn ranking(book: &Book, sheet: &Sheet, question: QuestionId) -> Option<Ranking> {
    let column = sheet.column(question)?;
    if column.shape() != Shape::Ranks {
        return None;
    }
    let n = column.choices.len();
    let (mut answered, mut bases, mut firsts) = (0, vec![0_i64; n], vec![0_i64; n]);
    let mut places = vec![0_i64; n];
    for (person, standing) in standings(book, sheet, None).into_iter().enumerate() {
        if standing != Standing::Counted || column.state(person) != State::Answered {
            continue;
        }
        answered += 1;
        for at in 0..n {
            let Some(place) = column.rank(person, at) else {
                continue;
            };
            bases[at] += 1;
            places[at] += i64::from(place);
            firsts[at] += i64::from(place == 1);
        }
    }
    let mut answers: Vec<Ranked> = column
        .choices
        .iter()
        .enumerate()
        .map(|(at, id)| Ranked {
            choice: *id,
            text: book
                .choices
                .get(*id)
                .map_or_else(|| "?".to_owned(), |held| held.text.clone()),
            base: bases[at],
            first: firsts[at],
            mean_place: (bases[at] > 0).then(|| places[at] as f64 / bases[at] as f64),
        })
        .collect();
    let place = |held: &Ranked| held.mean_place.unwrap_or(f64::INFINITY);
    answers.sort_by(|one, other| place(one).total_cmp(&place(other)));
    Some(Ranking { answered, answers })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::sheet::{Cell, Column, Person};
    use crate::domain::consultation::{Leaning, QuestionKind};
    use crate::domain::id::{BatchId, ChannelId, ResponseId};

    #[test]
    fn each_answer_has_its_own_base_and_place() {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        sample.channel(held, "Online");
        let question = sample.question(held, QuestionKind::Ranking);
        let choices =
            ["Parks", "Buses", "Bins"].map(|text| sample.choice(question, text, Leaning::None));
        let mut column = Column::new(question, Shape::Ranks, choices.to_vec());
        let said = [
            Cell::Ranks(vec![Some(2), Some(1), None]),
            Cell::Ranks(vec![Some(1), Some(2), None]),
            Cell::Ranks(vec![Some(3), Some(1), None]),
            Cell::NotAnswered,
        ];
        let mut sheet = Sheet::default();
        for (at, cell) in said.iter().enumerate() {
            sheet.people.push(Person {
                id: ResponseId(at as i64 + 1),
                batch: BatchId(1),
                line: at as u64 + 2,
                channel: ChannelId(1),
                group: None,
            });
            column.push(cell);
        }
        sheet.columns.push(column);
        let found = ranking(&sample.book(), &sheet, question).unwrap();
        let shown: Vec<(&str, i64, i64, Option<f64>)> = found
            .answers
            .iter()
            .map(|held| (held.text.as_str(), held.base, held.first, held.mean_place))
            .collect();
        assert_eq!(found.answered, 3);
        assert_eq!(
            shown,
            [
                ("Buses", 3, 2, Some(4.0 / 3.0)),
                ("Parks", 3, 1, Some(2.0)),
                ("Bins", 0, 0, None),
            ]
        );
        assert_eq!(ranking(&sample.book(), &sheet, QuestionId(9)), None);
    }
}
