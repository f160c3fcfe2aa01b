//! What individual responses come to: how many gave each answer, by channel and group, and how many were asked at all.
//!
//! Counted once when the file is opened, from the responses that count, so that every result, chart and check has people
//! and meetings' counts together and can name both bases.
//!
//! Whoever answered is in the base, also with words that the question does not offer: those are an answer of their own,
//! since a percentage of those who ticked the list alone would leave out people who spoke.
//!
//! Edges: a question left open and a question that was not put are each counted apart and in no base. Of a ranking the
//! answers put first are counted here, each of those who ranked it; [`crate::domain::consultation::ranking`] has the rest.

use crate::domain::book::Book;
use crate::domain::consultation::aside::{ChannelLedger, Standing, ledger, standings};
use crate::domain::consultation::sheet::{Column, Shape, Sheet, State};
use crate::domain::duplicates::Counting;
use crate::domain::id::{ChannelId, ChoiceId, GroupId, QuestionId};
use crate::domain::key_map::KeyMap;

/// How far a question got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Responses that came in.
    pub received: i64,
    /// Those that count.
    pub valid: i64,
    /// Those of them to whom the question was put.
    pub asked: i64,
    /// Those of them who answered it: the base.
    pub answered: i64,
    /// Those of them who left it open.
    pub not_answered: i64,
    /// Those who answered, but otherwise than it offers.
    pub outside: i64,
    /// Valid responses to whom it was not put.
    pub not_asked: i64,
}

/// How many people of one channel and group gave an answer, or answered at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeardCell {
    /// The answer; none for everybody who answered the question.
    pub choice: Option<ChoiceId>,
    /// The channel.
    pub channel: ChannelId,
    /// The group; none where the response does not say.
    pub group: Option<GroupId>,
    /// How many people.
    pub n: i64,
    /// The people that the count is of: all who answered or, of a ranking, those who ranked the answer.
    pub of: i64,
    /// In the count of everybody who answered: those who did so otherwise than offered. Elsewhere nought.
    pub others: i64,
}

/// A question, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeardQuestion {
    /// How far it got.
    pub reach: Reach,
    /// The counts. Every answer has one wherever anybody answered the question, also when it is nought.
    pub cells: Vec<HeardCell>,
}

/// A consultation's individual responses, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The questions that were put to anybody.
    pub questions: KeyMap<QuestionId, HeardQuestion>,
    /// What came in by each channel, and what became of it.
    pub ledger: Vec<ChannelLedger>,
}

/// Counts a sheet, with the copies counting as recorded or, where a rule is given, all by that one.
#[must_use]
pub fn heard(book: &Book, sheet: &Sheet, rule: Option<Counting>) -> Heard {
    let standings = standings(book, sheet, rule);
    let counts = |standing: &Standing| *standing == Standing::Counted;
    let is_counted: Vec<bool> = standings.iter().map(counts).collect();
    let parts = Parts::of(sheet);
    let questions = sheet
        .columns
        .iter()
        .map(|column| (column.question, parts.count(column, &is_counted)));
    Heard {
        questions: questions.collect(),
        ledger: ledger(book, sheet, &standings),
    }
}

/// The channels and groups that responses came from, and each respondent's place among them.
struct Parts {
    parts: Vec<(ChannelId, Option<GroupId>)>,
    of_person: Vec<usize>,
}

impl Parts {
    fn of(sheet: &Sheet) -> Self {
        let mut parts = Vec::new();
        let mut places: KeyMap<(ChannelId, Option<GroupId>), usize> = KeyMap::default();
        let of_person = sheet
            .people
            .iter()
            .map(|person| {
                let part = (person.channel, person.group);
                *places.entry(part).or_insert_with(|| {
                    parts.push(part);
                    parts.len() - 1
                })
            })
            .collect();
        Self { parts, of_person }
    }

    fn count(&self, column: &Column, is_counted: &[bool]) -> HeardQuestion {
        let n_choices = column.choices.len();
        let mut reach = Reach::default();
        let mut found = Found {
            answered: vec![0; self.parts.len()],
            others: vec![0; self.parts.len()],
            counts: vec![0; self.parts.len() * n_choices],
            ranked: vec![0; self.parts.len() * n_choices],
        };
        for (person, part) in self.of_person.iter().enumerate() {
            reach.received += 1;
            if !is_counted[person] {
                continue;
            }
            reach.valid += 1;
            match column.state(person) {
                State::NotAsked => reach.not_asked += 1,
                State::NotAnswered => reach.not_answered += 1,
                State::Outside => {
                    reach.outside += 1;
                    found.answered[*part] += 1;
                    found.others[*part] += 1;
                }
                State::Answered => {
                    found.answered[*part] += 1;
                    let begin = part * n_choices;
                    each_answer(column, person, |at| found.counts[begin + at] += 1);
                    each_ranked(column, person, |at| found.ranked[begin + at] += 1);
                }
            }
        }
        reach.answered = found.answered.iter().sum();
        reach.asked = reach.valid - reach.not_asked;
        HeardQuestion {
            reach,
            cells: self.cells(column, &found),
        }
    }

    fn cells(&self, column: &Column, found: &Found) -> Vec<HeardCell> {
        let n_choices = column.choices.len();
        let mut cells = Vec::new();
        for (at, (channel, group)) in self.parts.iter().enumerate() {
            let answered = found.answered[at];
            if answered == 0 {
                continue;
            }
            let cell = |choice, n, of| HeardCell {
                choice,
                channel: *channel,
                group: *group,
                n,
                of,
                others: 0,
            };
            cells.push(HeardCell {
                others: found.others[at],
                ..cell(None, answered, answered)
            });
            for (place, choice) in column.choices.iter().enumerate() {
                let own = at * n_choices + place;
                let of = match column.shape() {
                    Shape::Ranks => found.ranked[own],
                    _ => answered,
                };
                cells.push(cell(Some(*choice), found.counts[own], of));
            }
        }
        cells
    }
}

/// What is found of a question, part by part, and of its answers part by part.
struct Found {
    answered: Vec<i64>,
    others: Vec<i64>,
    counts: Vec<i64>,
    ranked: Vec<i64>,
}

/// Calls for each answer that a respondent ranked at all.
fn each_ranked(column: &Column, person: usize, call: impl FnMut(usize)) {
    if column.shape() == Shape::Ranks {
        (0..column.choices.len())
            .filter(|at| column.rank(person, *at).is_some())
            .for_each(call);
    }
}

/// Calls for each answer that a respondent gave: the one, every one that was ticked, the ones ranked first.
fn each_answer(column: &Column, person: usize, mut call: impl FnMut(usize)) {
    match column.shape() {
        Shape::One => column.one(person).into_iter().for_each(call),
        Shape::Many => column
            .many(person)
            .iter()
            .for_each(|at| call(usize::from(*at))),
        Shape::Ranks => (0..column.choices.len())
            .filter(|at| column.rank(person, *at) == Some(1))
            .for_each(call),
        Shape::Numbers | Shape::Words => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::aside::{Aside, AsideReason};
    use crate::domain::consultation::sheet::{Cell, Person};
    use crate::domain::id::{AsideId, BatchId, ResponseId};

    const YES: ChoiceId = ChoiceId(1);
    const NO: ChoiceId = ChoiceId(2);

    fn sheet(shape: Shape, cells: &[(i64, Cell)]) -> Sheet {
        let mut column = Column::new(QuestionId(1), shape, vec![YES, NO]);
        let mut people = Vec::new();
        for (n, (channel, cell)) in cells.iter().enumerate() {
            people.push(Person {
                id: ResponseId(n as i64 + 1),
                batch: BatchId(1),
                line: n as u64 + 2,
                channel: ChannelId(*channel),
                group: None,
            });
            column.push(cell);
        }
        Sheet {
            people,
            columns: vec![column],
        }
    }

    fn counts(held: &HeardQuestion) -> Vec<(Option<i64>, i64, i64)> {
        let of = |cell: &HeardCell| (cell.choice.map(|choice| choice.0), cell.channel.0, cell.n);
        held.cells.iter().map(of).collect()
    }

    #[test]
    fn people_are_counted_once_and_the_six_numbers_add_up() {
        let cells = [
            (1, Cell::One(0)),
            (1, Cell::One(1)),
            (2, Cell::One(0)),
            (2, Cell::NotAnswered),
            (2, Cell::NotAsked),
            (1, Cell::Outside),
            (1, Cell::One(0)),
        ];
        let aside = Aside {
            id: AsideId(1),
            response: ResponseId(7),
            reason: AsideReason::Duplicate,
            note: String::new(),
        };
        let book = Book {
            asides: vec![aside].into(),
            ..Book::default()
        };
        let found = heard(&book, &sheet(Shape::One, &cells), None);
        let held = &found.questions[&QuestionId(1)];
        assert_eq!(
            counts(held),
            [
                (None, 1, 3),
                (Some(1), 1, 1),
                (Some(2), 1, 1),
                (None, 2, 1),
                (Some(1), 2, 1),
                (Some(2), 2, 0)
            ]
        );
        let reach = held.reach;
        assert_eq!(
            (reach.received, reach.valid, reach.asked, reach.answered),
            (7, 6, 5, 4)
        );
        assert_eq!(
            (reach.not_answered, reach.outside, reach.not_asked),
            (1, 1, 1)
        );
    }

    #[test]
    fn several_answers_have_people_for_a_base_and_a_ranking_those_put_first() {
        let many = [
            (1, Cell::Many(vec![0, 1])),
            (1, Cell::Many(vec![1])),
            (1, Cell::Many(vec![])),
            (1, Cell::NotAnswered),
        ];
        let found = heard(&Book::default(), &sheet(Shape::Many, &many), None);
        let held = &found.questions[&QuestionId(1)];
        assert_eq!(
            counts(held),
            [(None, 1, 3), (Some(1), 1, 1), (Some(2), 1, 2)]
        );
        let ranks = [
            (1, Cell::Ranks(vec![Some(1), Some(2)])),
            (1, Cell::Ranks(vec![None, Some(1)])),
            (1, Cell::Ranks(vec![Some(2), Some(1)])),
        ];
        let found = heard(&Book::default(), &sheet(Shape::Ranks, &ranks), None);
        let held = &found.questions[&QuestionId(1)];
        assert_eq!(
            counts(held),
            [(None, 1, 3), (Some(1), 1, 1), (Some(2), 1, 2)]
        );
        // One of the three left the first answer out.
        let of: Vec<i64> = held.cells.iter().map(|cell| cell.of).collect();
        assert_eq!(of, [3, 2, 3]);
    }
}
