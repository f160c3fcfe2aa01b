//! Individual responses: who answered what, question by question.
//!
//! They are held column by column, as numbers that count through each question's answers, so that sixty thousand
//! responses to eighty questions are counted in a moment. Nothing here names anybody: names and addresses are dropped
//! before a response is stored.
//!
//! Edges: not asked, not answered and answered otherwise than offered are three things, and none of them is an answer.

use crate::domain::consultation::QuestionKind;
use crate::domain::id::{BatchId, ChannelId, ChoiceId, GroupId, QuestionId, ResponseId};

/// A respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The response's key.
    pub id: ResponseId,
    /// The file it came with.
    pub batch: BatchId,
    /// Its line in that file.
    pub line: u64,
    /// How it came.
    pub channel: ChannelId,
    /// The respondent's group; none where the file does not say.
    pub group: Option<GroupId>,
}

/// What one respondent said to one question.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// The question was not put.
    NotAsked,
    /// It was put and left open.
    NotAnswered,
    /// It was answered with words that it does not offer.
    Outside,
    /// One of the answers, counted from 0.
    One(u16),
    /// Some of the answers; none of them where the respondent ticked nothing but answered.
    Many(Vec<u16>),
    /// Each answer's rank, 1 first; none where it was not ranked.
    Ranks(Vec<Option<u8>>),
    /// A figure.
    Number(f64),
    /// Words, kept as a comment.
    Text,
}

/// How far a question was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The question was not put.
    NotAsked,
    /// It was put and left open.
    NotAnswered,
    /// It was answered with words that it does not offer.
    Outside,
    /// It was answered.
    Answered,
}

/// The answers to one question, one place for each respondent.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The question.
    pub question: QuestionId,
    /// The answers that numbers count through.
    pub choices: Vec<ChoiceId>,
    states: Vec<State>,
    answers: Answers,
}

/// What was answered, where it was.
#[derive(Clone, Debug, PartialEq)]
enum Answers {
    /// Nothing but that it was: comments.
    Words,
    /// One answer each.
    One(Vec<u16>),
    /// The answers of all respondents one after another, and where each one's begin.
    Many { begins: Vec<u32>, said: Vec<u16> },
    /// Ranks, as many for each respondent as there are answers; 0 for none.
    Ranks(Vec<u8>),
    /// Figures.
    Numbers(Vec<f64>),
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One answer of those offered.
    One,
    /// Any of those offered.
    Many,
    /// Their order.
    Ranks,
    /// A figure.
    Numbers,
    /// Words.
    Words,
}

impl Shape {
    /// What the column of a question of this kind holds.
    #[must_use]
    pub fn of(kind: QuestionKind) -> Self {
        match kind {
            QuestionKind::Single | QuestionKind::Likert => Self::One,
            QuestionKind::Multiple => Self::Many,
            QuestionKind::Ranking => Self::Ranks,
            QuestionKind::Number => Self::Numbers,
            QuestionKind::Text => Self::Words,
        }
    }
}

impl Column {
    /// A column that nobody has answered yet.
    #[must_use]
    pub fn new(question: QuestionId, shape: Shape, choices: Vec<ChoiceId>) -> Self {
        let answers = match shape {
            Shape::One => Answers::One(Vec::new()),
            Shape::Many => Answers::Many {
                begins: Vec::new(),
                said: Vec::new(),
            },
            Shape::Ranks => Answers::Ranks(Vec::new()),
            Shape::Numbers => Answers::Numbers(Vec::new()),
            Shape::Words => Answers::Words,
        };
        Self {
            question,
            choices,
            states: Vec::new(),
            answers,
        }
    }

    /// How many respondents have a place.
    #[must_use]
    pub fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether nobody has a place.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// The next respondent's answer. One that does not fit the column's shape is outside it.
    pub fn push(&mut self, cell: &Cell) {
        let state = match cell {
            Cell::NotAsked => State::NotAsked,
            Cell::NotAnswered => State::NotAnswered,
            Cell::Outside => State::Outside,
            cell => self.said(cell),
        };
        self.states.push(state);
        let n = self.choices.len();
        match &mut self.answers {
            Answers::Words => {}
            Answers::One(said) => said.push(match cell {
                Cell::One(at) => *at,
                _ => 0,
            }),
            Answers::Many { begins, said } => {
                begins.push(u32::try_from(said.len()).unwrap_or(u32::MAX));
                if let (Cell::Many(some), State::Answered) = (cell, state) {
                    said.extend_from_slice(some);
                }
            }
            Answers::Ranks(ranks) => {
                let given = match cell {
                    Cell::Ranks(given) => given.as_slice(),
                    _ => &[],
                };
                ranks.extend((0..n).map(|at| given.get(at).copied().flatten().unwrap_or(0)));
            }
            Answers::Numbers(numbers) => numbers.push(match cell {
                Cell::Number(number) => *number,
                _ => 0.0,
            }),
        }
    }

    fn said(&self, cell: &Cell) -> State {
        let is_offered = |at: &u16| usize::from(*at) < self.choices.len();
        let fits = match (cell, &self.answers) {
            (Cell::One(at), Answers::One(_)) => is_offered(at),
            (Cell::Many(some), Answers::Many { .. }) => some.iter().all(is_offered),
            (Cell::Ranks(given), Answers::Ranks(_)) => given.len() <= self.choices.len(),
            (Cell::Number(number), Answers::Numbers(_)) => number.is_finite(),
            (Cell::Text, Answers::Words) => true,
            _ => false,
        };
        if fits {
            State::Answered
        } else {
            State::Outside
        }
    }

    /// How far a respondent answered.
    #[must_use]
    pub fn state(&self, person: usize) -> State {
        self.states.get(person).copied().unwrap_or(State::NotAsked)
    }

    /// The one answer that a respondent gave, counted from 0.
    #[must_use]
    pub fn one(&self, person: usize) -> Option<usize> {
        match &self.answers {
            Answers::One(said) if self.state(person) == State::Answered => {
                said.get(person).map(|at| usize::from(*at))
            }
            _ => None,
        }
    }

    /// The answers that a respondent ticked, counted from 0.
    #[must_use]
    pub fn many(&self, person: usize) -> &[u16] {
        let Answers::Many { begins, said } = &self.answers else {
            return &[];
        };
        let place = |at: usize| begins.get(at).map(|at| *at as usize);
        let begin = place(person).unwrap_or(said.len());
        let end = place(person + 1).unwrap_or(said.len());
        said.get(begin..end).unwrap_or(&[])
    }

    /// A respondent's rank of an answer.
    #[must_use]
    pub fn rank(&self, person: usize, answer: usize) -> Option<u8> {
        let Answers::Ranks(ranks) = &self.answers else {
            return None;
        };
        let n = self.choices.len();
        let rank = ranks.get(person * n..(person + 1) * n)?.get(answer)?;
        (*rank > 0).then_some(*rank)
    }

    /// A respondent's figure.
    #[must_use]
    pub fn number(&self, person: usize) -> Option<f64> {
        match &self.answers {
            Answers::Numbers(numbers) if self.state(person) == State::Answered => {
                numbers.get(person).copied()
            }
            _ => None,
        }
    }

    /// What a respondent said, as it was put in.
    #[must_use]
    pub fn cell(&self, person: usize) -> Cell {
        match self.state(person) {
            State::NotAsked => Cell::NotAsked,
            State::NotAnswered => Cell::NotAnswered,
            State::Outside => Cell::Outside,
            State::Answered => match &self.answers {
                Answers::Words => Cell::Text,
                Answers::One(said) => Cell::One(said.get(person).copied().unwrap_or(0)),
                Answers::Many { .. } => Cell::Many(self.many(person).to_vec()),
                Answers::Ranks(_) => Cell::Ranks(
                    (0..self.choices.len())
                        .map(|at| self.rank(person, at))
                        .collect(),
                ),
                Answers::Numbers(numbers) => {
                    Cell::Number(numbers.get(person).copied().unwrap_or(0.0))
                }
            },
        }
    }
}

/// The individual responses of a consultation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Who answered, in the order in which they came.
    pub people: Vec<Person>,
    /// What they answered. Every column has a place for each of [`Sheet::people`].
    pub columns: Vec<Column>,
}

impl Sheet {
    /// The answers to a question, if it was put to anybody.
    #[must_use]
    pub fn column(&self, question: QuestionId) -> Option<&Column> {
        self.columns.iter().find(|held| held.question == question)
    }

    /// Puts another file's responses after these. Answers are matched by their keys; whoever was not in a file that asked
    /// a question was not asked it.
    pub fn append(&mut self, other: &Sheet) {
        let before = self.people.len();
        self.people.extend_from_slice(&other.people);
        for column in &other.columns {
            let held = self
                .columns
                .iter()
                .position(|held| held.question == column.question);
            // A question stands for one column of a file.
            if held.is_some_and(|at| self.columns[at].len() > before) {
                continue;
            }
            let at = held.unwrap_or_else(|| {
                let mut empty = Column::new(column.question, column.shape(), Vec::new());
                for _ in 0..before {
                    empty.push(&Cell::NotAsked);
                }
                self.columns.push(empty);
                self.columns.len() - 1
            });
            let joined = self.columns[at].joined(column, other.people.len());
            self.columns[at] = joined;
        }
        let n = self.people.len();
        for column in &mut self.columns {
            while column.len() < n {
                column.push(&Cell::NotAsked);
            }
        }
    }
}

impl Column {
    /// What the column holds.
    #[must_use]
    pub fn shape(&self) -> Shape {
        match self.answers {
            Answers::Words => Shape::Words,
            Answers::One(_) => Shape::One,
            Answers::Many { .. } => Shape::Many,
            Answers::Ranks(_) => Shape::Ranks,
            Answers::Numbers(_) => Shape::Numbers,
        }
    }

    /// This column with another's first `n` places after it, counting through the answers of both.
    fn joined(&self, other: &Self, n: usize) -> Self {
        let mut choices = self.choices.clone();
        let places: Vec<u16> = other
            .choices
            .iter()
            .map(|choice| {
                let at = choices.iter().position(|held| held == choice);
                let at = at.unwrap_or_else(|| {
                    choices.push(*choice);
                    choices.len() - 1
                });
                u16::try_from(at).unwrap_or(u16::MAX)
            })
            .collect();
        let moved = |at: u16| places.get(usize::from(at)).copied().unwrap_or(u16::MAX);
        let mut joined = Self::new(self.question, self.shape(), choices);
        for person in 0..self.len() {
            joined.push(&self.cell(person));
        }
        for person in 0..n {
            joined.push(&match other.cell(person) {
                Cell::One(at) => Cell::One(moved(at)),
                Cell::Many(some) => Cell::Many(some.into_iter().map(moved).collect()),
                Cell::Ranks(ranks) => {
                    let mut given = vec![None; joined.choices.len()];
                    for (at, rank) in places.iter().zip(ranks) {
                        if let Some(place) = given.get_mut(usize::from(*at)) {
                            *place = rank;
                        }
                    }
                    Cell::Ranks(given)
                }
                cell => cell,
            });
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHOICES: [ChoiceId; 3] = [ChoiceId(11), ChoiceId(12), ChoiceId(13)];

    fn column(shape: Shape, cells: &[Cell]) -> Column {
        let mut column = Column::new(QuestionId(1), shape, CHOICES.to_vec());
        for cell in cells {
            column.push(cell);
        }
        column
    }

    fn sheet(columns: Vec<Column>) -> Sheet {
        let n = columns.first().map_or(0, Column::len);
        let person = |n: usize| Person {
            id: ResponseId(n as i64 + 1),
            batch: BatchId(1),
            line: n as u64 + 2,
            channel: ChannelId(1),
            group: None,
        };
        Sheet {
            people: (0..n).map(person).collect(),
            columns,
        }
    }

    #[test]
    fn what_was_said_is_given_back() {
        #[track_caller]
        fn check(shape: Shape, cells: &[Cell]) {
            let column = column(shape, cells);
            let held: Vec<Cell> = (0..column.len()).map(|at| column.cell(at)).collect();
            assert_eq!(held, cells);
            assert_eq!(column.shape(), shape);
        }
        check(
            Shape::One,
            &[
                Cell::One(2),
                Cell::NotAnswered,
                Cell::NotAsked,
                Cell::Outside,
                Cell::One(0),
            ],
        );
        check(
            Shape::Many,
            &[
                Cell::Many(vec![0, 2]),
                Cell::NotAnswered,
                Cell::Many(vec![]),
                Cell::Many(vec![1]),
            ],
        );
        let ranks = Cell::Ranks(vec![Some(2), None, Some(1)]);
        check(Shape::Ranks, &[Cell::NotAsked, ranks, Cell::NotAnswered]);
        check(
            Shape::Numbers,
            &[Cell::Number(0.0), Cell::NotAnswered, Cell::Number(-2.5)],
        );
        check(Shape::Words, &[Cell::Text, Cell::NotAnswered]);
    }

    #[test]
    fn what_does_not_fit_is_outside_and_counted_nowhere() {
        let held = column(Shape::One, &[Cell::One(3), Cell::Text, Cell::One(1)]);
        let states: Vec<State> = (0..3).map(|at| held.state(at)).collect();
        assert_eq!(states, [State::Outside, State::Outside, State::Answered]);
        assert_eq!(
            (held.one(0), held.one(1), held.one(2)),
            (None, None, Some(1))
        );
        let held = column(Shape::Many, &[Cell::Many(vec![1, 3]), Cell::Many(vec![2])]);
        assert_eq!((held.many(0), held.many(1)), (&[][..], &[2][..]));
        let held = column(Shape::Numbers, &[Cell::Number(f64::NAN)]);
        assert_eq!(held.state(0), State::Outside);
    }

    #[test]
    fn files_are_joined_by_the_keys_of_their_answers() {
        let mut first = sheet(vec![column(Shape::One, &[Cell::One(0), Cell::One(2)])]);
        let mut second = Column::new(QuestionId(1), Shape::One, vec![ChoiceId(14), ChoiceId(13)]);
        second.push(&Cell::One(0));
        second.push(&Cell::One(1));
        let mut only = Column::new(QuestionId(2), Shape::Many, vec![ChoiceId(21)]);
        only.push(&Cell::Many(vec![0]));
        only.push(&Cell::NotAnswered);
        first.append(&sheet(vec![second, only]));
        let held = first.column(QuestionId(1)).unwrap();
        let said: Vec<ChoiceId> = (0..4)
            .filter_map(|at| held.one(at))
            .map(|at| held.choices[at])
            .collect();
        assert_eq!(
            said,
            [ChoiceId(11), ChoiceId(13), ChoiceId(14), ChoiceId(13)]
        );
        let held = first.column(QuestionId(2)).unwrap();
        let states: Vec<State> = (0..4).map(|at| held.state(at)).collect();
        assert_eq!(
            states,
            [
                State::NotAsked,
                State::NotAsked,
                State::Answered,
                State::NotAnswered
            ]
        );
        assert_eq!(held.many(2), [0]);
    }
}
