//! A survey made part of the plan: its questions, answers, channels and groups as records, its people as a sheet.
//!
//! A second export of the same consultation finds what the first one brought: a question is the same where its words are,
//! an answer where its words are under that question. What is new is added; nothing that is there is changed.
//!
//! Edges: people without a channel came by the one that the officer names. A group that the file does not say is none.

use std::collections::{HashMap, HashSet};

use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::sheet::{Cell, Column, Person, Shape, Sheet};
use crate::domain::consultation::{
    Aside, Channel, ChannelKind, Choice, Consultation, Group, Question, QuestionKind, Stage,
};
use crate::domain::id::{
    AsideId, BatchId, ChannelId, ChoiceId, ConsultationId, GroupId, QuestionId, ResponseId,
};
use crate::domain::record::Edit;
use crate::domain::responses::taken::{self, Cells, Figure, Kind, Purpose, Taken, Ticked, choice};
use crate::domain::responses::words::{folded, has_any};

/// The word for a batch of individual responses.
pub const KIND: &str = "responses";

/// The consultation that the responses answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Into {
    /// One that the plan has.
    Held(ConsultationId),
    /// A new one of this title.
    New(String),
}

/// A survey, ready to be written.
#[derive(Clone, Debug)]
pub struct Entering {
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its batch and whatever is new.
    pub command: Command,
    /// Who answered what.
    pub sheet: Sheet,
    /// The words of answers that were not offered: the column, the person, the words.
    pub outside: Vec<(usize, usize, String)>,
    /// Comments: the response, the question, the words.
    pub comments: Vec<(ResponseId, QuestionId, String)>,
}

/// What is found in the plan or added to it.
struct Making<'a, K> {
    book: &'a Book,
    consultation: ConsultationId,
    new_key: K,
    commands: Vec<Command>,
    /// Questions that a column of this file stands for already: two columns with the same words are two questions.
    matched: HashSet<QuestionId>,
}

/// Makes a survey part of the plan. `channel` is the way in which people came whose file does not say it.
pub fn entering(
    book: &Book,
    batch: Batch,
    into: &Into,
    channel: &str,
    survey: &Taken,
    mut new_key: impl FnMut() -> i64,
) -> Entering {
    let words = format!("Responses of {}", batch.name);
    let id = batch.id;
    let mut commands = vec![Edit::add(batch).into()];
    let consultation = match into {
        Into::Held(id) => *id,
        Into::New(title) => {
            let id = ConsultationId(new_key());
            commands.push(Edit::add(fresh(book, id, title)).into());
            id
        }
    };
    let mut making = Making {
        book,
        consultation,
        new_key,
        commands,
        matched: HashSet::new(),
    };
    let channels: Vec<ChannelId> = std::iter::once(channel)
        .chain(survey.channels.iter().map(String::as_str))
        .enumerate()
        .map(|(at, name)| {
            // The channel named for the others is made only where somebody needs it.
            let is_needed = at > 0 || survey.channel.is_empty() || survey.channel.contains(&0);
            making.channel(name, is_needed)
        })
        .collect();
    let groups: Vec<GroupId> = survey
        .groups
        .iter()
        .map(|name| making.group(name))
        .collect();
    let people = people(id, survey, &channels, &groups);
    making.set_aside(&people, survey);
    let mut columns = Vec::new();
    let (mut outside, mut comments) = (Vec::new(), Vec::new());
    for (at, asked) in survey.questions.iter().enumerate() {
        let question = making.question(asked);
        let choices = making.choices(question, asked);
        columns.push(column(question, choices, asked, people.len()));
        for held in survey.outside.iter().filter(|held| held.question == at) {
            outside.push((at, held.respondent as usize, held.said.clone()));
        }
        if let Cells::Text(said, _) = &asked.cells {
            comments.extend(said.iter().filter_map(|(person, text)| {
                let person = people.get(*person as usize)?;
                Some((person.id, question, text.clone()))
            }));
        }
    }
    Entering {
        consultation,
        command: Command::several(words, making.commands),
        sheet: Sheet { people, columns },
        outside,
        comments,
    }
}

fn fresh(book: &Book, id: ConsultationId, title: &str) -> Consultation {
    Consultation {
        id,
        title: title.trim().to_owned(),
        about: String::new(),
        asked_of: String::new(),
        opened: None,
        closed: None,
        stage: Stage::Closed,
        decision: String::new(),
        objectives: Vec::new(),
        source: String::new(),
        position: after(book.consultations.iter().map(|held| held.position)),
    }
}

fn after(positions: impl Iterator<Item = i64>) -> i64 {
    positions.max().unwrap_or(0).saturating_add(1)
}

/// The key of the first response of a batch: those of one batch lie side by side in the file.
pub(in crate::domain) fn first(batch: BatchId) -> i64 {
    batch.0 & (i64::MAX >> 1)
}

fn people(
    batch: BatchId,
    survey: &Taken,
    channels: &[ChannelId],
    groups: &[GroupId],
) -> Vec<Person> {
    let place = |of: &[u16], n: usize| of.get(n).copied().map_or(0, usize::from);
    survey
        .lines
        .iter()
        .enumerate()
        .map(|(n, line)| Person {
            id: ResponseId(first(batch).saturating_add(n as i64)),
            batch,
            line: *line,
            channel: channels[place(&survey.channel, n).min(channels.len() - 1)],
            group: place(&survey.group, n)
                .checked_sub(1)
                .and_then(|at| groups.get(at).copied()),
        })
        .collect()
}

impl<K: FnMut() -> i64> Making<'_, K> {
    /// Records which responses came in and do not count, and why: they are in the plan like the others, and can be put
    /// back.
    fn set_aside(&mut self, people: &[Person], survey: &Taken) {
        for (person, aside) in people.iter().zip(&survey.aside) {
            if let Some((reason, note)) = aside {
                let aside = Aside {
                    id: AsideId(self.key()),
                    response: person.id,
                    reason: *reason,
                    note: note.clone(),
                };
                self.commands.push(Edit::add(aside).into());
            }
        }
    }

    fn key(&mut self) -> i64 {
        (self.new_key)()
    }

    fn channel(&mut self, name: &str, is_needed: bool) -> ChannelId {
        let of = |held: &&Channel| held.consultation == self.consultation;
        let same = |held: &&Channel| folded(&held.name) == folded(name);
        let held = self.book.channels.iter().filter(of);
        if let Some(held) = held.clone().find(same) {
            return held.id;
        }
        let position = after(held.map(|held| held.position)) + self.n_added();
        let id = ChannelId(self.key());
        if is_needed {
            let channel = Channel {
                id,
                consultation: self.consultation,
                name: name.to_owned(),
                kind: kind_of_channel(name),
                position,
            };
            self.commands.push(Edit::add(channel).into());
        }
        id
    }

    fn group(&mut self, name: &str) -> GroupId {
        let of = |held: &&Group| held.consultation == self.consultation;
        let same = |held: &&Group| folded(&held.name) == folded(name);
        let held = self.book.groups.iter().filter(of);
        if let Some(held) = held.clone().find(same) {
            return held.id;
        }
        let group = Group {
            id: GroupId(0),
            consultation: self.consultation,
            name: name.to_owned(),
            position: after(held.map(|held| held.position)) + self.n_added(),
        };
        let id = GroupId(self.key());
        self.commands.push(Edit::add(Group { id, ..group }).into());
        id
    }

    fn question(&mut self, asked: &taken::Question) -> QuestionId {
        let stem = asked.stem.clone().unwrap_or_default();
        let kind = kind(asked.kind);
        let of = |held: &&Question| held.consultation == self.consultation;
        let same = |held: &&Question| {
            folded(&held.text) == folded(&asked.text)
                && folded(&held.stem) == folded(&stem)
                && are_alike(held.kind, kind)
        };
        let held = self.book.questions.iter().filter(of);
        let free = held
            .clone()
            .filter(|held| same(held) && !self.matched.contains(&held.id));
        // The first column of these words is the first question of these words, the second the second.
        if let Some(held) = free.min_by_key(|held| held.position) {
            self.matched.insert(held.id);
            return held.id;
        }
        let position = after(held.map(|held| held.position)) + self.n_added();
        let id = QuestionId(self.key());
        let question = Question {
            id,
            consultation: self.consultation,
            number: asked.number.clone(),
            text: asked.text.clone(),
            kind,
            stem,
            is_about: asked.purpose != Purpose::Matter,
            note: String::new(),
            position,
        };
        self.commands.push(Edit::add(question).into());
        id
    }

    fn choices(&mut self, question: QuestionId, asked: &taken::Question) -> Vec<ChoiceId> {
        let mut held: HashMap<String, ChoiceId> = HashMap::new();
        let mut last = 0;
        for choice in self
            .book
            .choices
            .iter()
            .filter(|held| held.question == question)
        {
            held.insert(folded(&choice.text), choice.id);
            last = last.max(choice.position);
        }
        let mut choices = Vec::new();
        for (at, offered) in asked.choices.iter().enumerate() {
            let text = folded(&offered.text);
            // Two answers that differ only in their letters' size are two answers of the file and one of the plan.
            let id = match held.get(&text) {
                Some(id) => *id,
                None => {
                    let id = ChoiceId(self.key());
                    held.insert(text, id);
                    let choice = Choice {
                        id,
                        question,
                        text: offered.text.clone(),
                        leaning: offered.leaning,
                        strength: offered.strength,
                        position: last + at as i64 + 1,
                    };
                    self.commands.push(Edit::add(choice).into());
                    id
                }
            };
            choices.push(id);
        }
        choices
    }

    /// What is added stands in the order in which it comes.
    fn n_added(&self) -> i64 {
        self.commands.len() as i64
    }
}

/// Whether answers of one kind may stand under a question of the other: a scale is a choice of one.
fn are_alike(held: QuestionKind, coming: QuestionKind) -> bool {
    let one = |kind| matches!(kind, QuestionKind::Single | QuestionKind::Likert);
    held == coming || (one(held) && one(coming))
}

fn kind(kind: Kind) -> QuestionKind {
    match kind {
        Kind::Single => QuestionKind::Single,
        Kind::Likert => QuestionKind::Likert,
        Kind::Multiple => QuestionKind::Multiple,
        Kind::Rank => QuestionKind::Ranking,
        Kind::Number => QuestionKind::Number,
        Kind::Text => QuestionKind::Text,
    }
}

/// The way that a channel's name says.
fn kind_of_channel(name: &str) -> ChannelKind {
    let ways: [(&[&str], ChannelKind); 5] = [
        (&["paper", "post", "letter", "form"], ChannelKind::Paper),
        (&["email", "e mail", "mailbox"], ChannelKind::Email),
        (&["telephone", "phone", "call"], ChannelKind::Telephone),
        (&["face", "interview", "street"], ChannelKind::FaceToFace),
        (
            &["event", "meeting", "workshop", "forum", "fair", "drop in"],
            ChannelKind::Event,
        ),
    ];
    let found = ways.iter().find(|(words, _)| has_any(&folded(name), words));
    found.map_or(ChannelKind::Online, |(_, kind)| *kind)
}

fn column(
    question: QuestionId,
    choices: Vec<ChoiceId>,
    asked: &taken::Question,
    n_people: usize,
) -> Column {
    let n_choices = choices.len();
    let shape = match &asked.cells {
        Cells::One(_) => Shape::One,
        Cells::Many(_) => Shape::Many,
        Cells::Rank(_) => Shape::Ranks,
        Cells::Number(_) => Shape::Numbers,
        Cells::Text(..) => Shape::Words,
    };
    let mut column = Column::new(question, shape, choices);
    for person in 0..n_people {
        column.push(&match &asked.cells {
            Cells::One(codes) => one(codes.get(person).copied()),
            Cells::Many(ticks) => match ticks.of(person) {
                Ticked::NotAsked => Cell::NotAsked,
                Ticked::NotAnswered => Cell::NotAnswered,
                Ticked::None => Cell::Many(Vec::new()),
                Ticked::Some(codes) => {
                    let picked = codes.iter().filter_map(|code| choice(*code));
                    Cell::Many(picked.filter_map(|at| u16::try_from(at).ok()).collect())
                }
            },
            Cells::Rank(codes) => {
                let own = person * n_choices..(person + 1) * n_choices;
                ranks(codes.get(own).unwrap_or_default())
            }
            Cells::Number(figures) => match figures.get(person) {
                None | Some(Figure::NotAsked) => Cell::NotAsked,
                Some(Figure::NotAnswered) => Cell::NotAnswered,
                Some(Figure::NotNumber) => Cell::Outside,
                Some(Figure::Value(value)) => Cell::Number(*value),
            },
            Cells::Text(_, states) => match states.get(person).copied() {
                None | Some(taken::NOT_ASKED) => Cell::NotAsked,
                Some(taken::NOT_ANSWERED) => Cell::NotAnswered,
                Some(_) => Cell::Text,
            },
        });
    }
    column
}

fn one(code: Option<u16>) -> Cell {
    match code {
        None | Some(taken::NOT_ASKED) => Cell::NotAsked,
        Some(taken::NOT_ANSWERED) => Cell::NotAnswered,
        Some(taken::OUTSIDE) => Cell::Outside,
        Some(code) => choice(code)
            .and_then(|at| u16::try_from(at).ok())
            .map_or(Cell::Outside, Cell::One),
    }
}

/// The places that one person gave. Whoever gave none did not answer; whoever was asked for none was not asked.
fn ranks(codes: &[u16]) -> Cell {
    let place = |code: &u16| {
        let at = choice(*code)?;
        u8::try_from(at + 1).ok()
    };
    let given: Vec<Option<u8>> = codes.iter().map(place).collect();
    if given.iter().any(Option::is_some) {
        return Cell::Ranks(given);
    }
    match codes {
        [] => Cell::NotAsked,
        codes if codes.iter().all(|code| *code == taken::NOT_ASKED) => Cell::NotAsked,
        codes if codes.contains(&taken::OUTSIDE) => Cell::Outside,
        _ => Cell::NotAnswered,
    }
}
