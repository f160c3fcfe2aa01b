//! The answers to one question, from its columns.

use crate::domain::consultation::Leaning;
use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::group::is_code;
use crate::domain::responses::layout::Layout;
use crate::domain::responses::propose::{Proposal, Proposed};
use crate::domain::responses::role::Role;
use crate::domain::responses::scale::Offered;
use crate::domain::responses::split::{Part, Separator, Splitter};
use crate::domain::responses::taken::{
    Cells, FIRST, Figure, Kind, NOT_ANSWERED, NOT_ASKED, OUTSIDE, Outside, Purpose, Question,
    Ticks, code,
};
use crate::domain::responses::words::{folded, number, tick};

/// What is needed to take one question.
pub(super) struct Taking<'a> {
    pub(super) export: &'a Export,
    proposal: &'a Proposal,
    pub(super) rows: &'a [usize],
    question: usize,
    pub(super) outside: Vec<Outside>,
}

impl<'a> Taking<'a> {
    pub(super) fn new(
        export: &'a Export,
        proposal: &'a Proposal,
        rows: &'a [usize],
        question: usize,
    ) -> Self {
        Self {
            export,
            proposal,
            rows,
            question,
            outside: Vec::new(),
        }
    }

    /// The question that stands in these columns, and its answers that were not offered.
    pub(super) fn question(mut self, columns: Vec<usize>) -> Option<(Question, Vec<Outside>)> {
        let first = *columns.first()?;
        let held = self.proposal.columns.get(first)?;
        let column = self.export.columns.get(first)?;
        let route = self.proposal.routes.iter().find(|route| route.of == first);
        let asked = route.map(|route| route.asked(self.export));
        let asked = asked.as_deref();
        let mut choices = held.options.clone();
        let (kind, cells) = match &held.role {
            Role::MultiCell { separator } => {
                let cells = self.many_in_cells(first, column, &choices, *separator, asked);
                (Kind::Multiple, Cells::Many(cells))
            }
            Role::MultiColumns { .. } => {
                choices = self.items(&columns);
                (
                    Kind::Multiple,
                    Cells::Many(self.many_in_columns(&columns, asked)),
                )
            }
            Role::Rank { .. } => {
                choices = self.items(&columns);
                (Kind::Rank, Cells::Rank(self.ranks(&columns, asked)))
            }
            Role::RankCell { separator } => {
                let ranks = self.orders(first, &choices, *separator, asked);
                (Kind::Rank, Cells::Rank(ranks))
            }
            Role::RankPlace { .. } => (
                Kind::Rank,
                Cells::Rank(self.places(&columns, &choices, asked)),
            ),
            Role::Number => (
                Kind::Number,
                Cells::Number(self.numbers(first, column, asked)),
            ),
            Role::Text => {
                let (said, seen) = self.texts(column, asked);
                (Kind::Text, Cells::Text(said, seen))
            }
            _ => {
                let has_sides = choices.iter().any(|one| one.leaning != Leaning::None);
                let is_scale = held.role == Role::Likert
                    || (has_sides && matches!(held.role, Role::GridRow { .. }));
                let kind = if is_scale { Kind::Likert } else { Kind::Single };
                (kind, Cells::One(self.ones(first, column, &choices, asked)))
            }
        };
        let (number, text, stem) = words(held);
        let purpose = match held.role {
            Role::Attribute => Purpose::Attribute,
            Role::Consent => Purpose::Consent,
            _ => Purpose::Matter,
        };
        Some((
            Question {
                number,
                text,
                stem,
                kind,
                purpose,
                choices,
                columns,
                cells,
            },
            self.outside,
        ))
    }

    fn items(&self, columns: &[usize]) -> Vec<Offered> {
        let held = columns
            .iter()
            .filter_map(|at| self.proposal.columns.get(*at));
        held.flat_map(|held| held.options.iter().take(1).cloned())
            .collect()
    }

    /// Walks along the respondents: each with its row and whether the question was put. Somebody who answered was asked.
    pub(super) fn each<'b>(
        &'b self,
        asked: Option<&'b [bool]>,
    ) -> impl Iterator<Item = (u32, usize, u16)> + 'b {
        let blank = move |row: usize| {
            let is_asked = asked
                .and_then(|asked| asked.get(row))
                .copied()
                .unwrap_or(true);
            if is_asked { NOT_ANSWERED } else { NOT_ASKED }
        };
        (0..)
            .zip(self.rows)
            .map(move |(respondent, row)| (respondent, *row, blank(*row)))
    }

    pub(super) fn note(&self, respondent: u32, column: usize, said: &str) -> Outside {
        Outside {
            question: self.question,
            respondent,
            column,
            said: said.to_owned(),
        }
    }

    fn ones(
        &mut self,
        at: usize,
        column: &Column,
        choices: &[Offered],
        asked: Option<&[bool]>,
    ) -> Vec<u16> {
        let texts: Vec<String> = choices.iter().map(|one| folded(&one.text)).collect();
        let find = |value: &String| {
            let exact = choices.iter().position(|one| one.text == *value);
            let value = folded(value);
            let place = exact.or_else(|| texts.iter().position(|text| *text == value));
            place.map_or(OUTSIDE, code)
        };
        let codes: Vec<u16> = column.values.iter().map(find).collect();
        let mut out = Vec::with_capacity(self.rows.len());
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            let value = column.cells.get(row).copied().unwrap_or(0);
            let code = if value == 0 {
                blank
            } else {
                codes.get(value as usize).copied().unwrap_or(OUTSIDE)
            };
            if code == OUTSIDE {
                outside.push(self.note(respondent, at, column.value(value)));
            }
            out.push(code);
        }
        self.outside.extend(outside);
        out
    }

    fn many_in_cells(
        &mut self,
        at: usize,
        column: &Column,
        choices: &[Offered],
        separator: Separator,
        asked: Option<&[bool]>,
    ) -> Ticks {
        let splitter = Splitter::new(choices.iter().map(|one| one.text.as_str()), separator);
        let split: Vec<(Vec<u16>, Vec<&str>)> = column
            .values
            .iter()
            .map(|value| {
                let (mut picks, mut others) = (Vec::new(), Vec::new());
                for part in splitter.split(value) {
                    match part {
                        Part::Known(place) => picks.push(code(place)),
                        Part::Other(said) => {
                            picks.push(OUTSIDE);
                            others.push(said);
                        }
                    }
                }
                picks.sort_unstable();
                picks.dedup();
                (picks, others)
            })
            .collect();
        let mut ticks = Ticks::default();
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            let value = column.cells.get(row).copied().unwrap_or(0) as usize;
            match split.get(value).filter(|_| value != 0) {
                None => ticks.push(blank, &[]),
                Some((picks, others)) => {
                    ticks.push(FIRST, picks);
                    outside.extend(others.iter().map(|said| self.note(respondent, at, said)));
                }
            }
        }
        self.outside.extend(outside);
        ticks
    }

    fn many_in_columns(&mut self, columns: &[usize], asked: Option<&[bool]>) -> Ticks {
        let held: Vec<(usize, &Column, Vec<Mark>)> = columns
            .iter()
            .filter_map(|at| {
                let column = self.export.columns.get(*at)?;
                let option = self.proposal.columns.get(*at)?.options.first()?;
                let marks = column
                    .values
                    .iter()
                    .map(|value| self.mark(column, value, &option.text))
                    .collect();
                Some((*at, column, marks))
            })
            .collect();
        let mut ticks = Ticks::default();
        let mut outside = Vec::new();
        let mut picks = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            picks.clear();
            let (mut was_seen, mut was_hidden) = (false, false);
            for (place, (at, column, marks)) in held.iter().enumerate() {
                let value = column.cells.get(row).copied().unwrap_or(0);
                match marks.get(value as usize).copied().unwrap_or(Mark::Blank) {
                    Mark::Blank => {}
                    Mark::Hidden => was_hidden = true,
                    Mark::Off => was_seen = true,
                    Mark::On => picks.push(code(place)),
                    Mark::Other => {
                        picks.push(OUTSIDE);
                        outside.push(self.note(respondent, *at, column.value(value)));
                    }
                }
            }
            picks.sort_unstable();
            picks.dedup();
            match (was_seen || !picks.is_empty(), was_hidden) {
                (true, _) => ticks.push(FIRST, &picks),
                (false, true) => ticks.push(NOT_ASKED, &[]),
                (false, false) => ticks.push(blank, &[]),
            }
        }
        self.outside.extend(outside);
        ticks
    }

    fn mark(&self, column: &Column, value: &str, option: &str) -> Mark {
        if value.is_empty() {
            return Mark::Blank;
        }
        if self.proposal.recognised.layout == Layout::LimeSurvey && folded(value) == "n/a" {
            return Mark::Hidden;
        }
        match tick(value, option) {
            Some(true) => Mark::On,
            Some(false) => Mark::Off,
            None if is_code(column, value) => Mark::On,
            None => Mark::Other,
        }
    }

    fn numbers(&mut self, at: usize, column: &Column, asked: Option<&[bool]>) -> Vec<Figure> {
        let figure = |value: &String| number(value).map_or(Figure::NotNumber, Figure::Value);
        let figures: Vec<Figure> = column.values.iter().map(figure).collect();
        let mut out = Vec::with_capacity(self.rows.len());
        let mut outside = Vec::new();
        for (respondent, row, blank) in self.each(asked) {
            let value = column.cells.get(row).copied().unwrap_or(0);
            let figure = match (value, blank) {
                (0, NOT_ASKED) => Figure::NotAsked,
                (0, _) => Figure::NotAnswered,
                _ => figures
                    .get(value as usize)
                    .copied()
                    .unwrap_or(Figure::NotNumber),
            };
            if figure == Figure::NotNumber {
                outside.push(self.note(respondent, at, column.value(value)));
            }
            out.push(figure);
        }
        self.outside.extend(outside);
        out
    }

    fn texts(&self, column: &Column, asked: Option<&[bool]>) -> (Vec<(u32, String)>, Vec<u16>) {
        let mut said = Vec::new();
        let mut seen = Vec::with_capacity(self.rows.len());
        for (respondent, row, blank) in self.each(asked) {
            let text = column.text(row);
            seen.push(if text.is_empty() { blank } else { FIRST });
            if !text.is_empty() {
                said.push((respondent, text.to_owned()));
            }
        }
        (said, seen)
    }
}

/// What a cell of an option's column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Blank,
    Hidden,
    Off,
    On,
    Other,
}

/// The number, the words and, for a row of a grid, the grid's words.
fn words(held: &Proposed) -> (String, String, Option<String>) {
    let (number, words) = held.title.number_and_words();
    match &held.role {
        Role::GridRow { row, .. } => (number, row.clone(), Some(words)),
        Role::MultiColumns { stem, .. }
        | Role::Rank { stem, .. }
        | Role::RankPlace { stem, .. }
            if held.title.stem.is_empty() =>
        {
            (number, stem.clone(), None)
        }
        _ if !held.title.stem.is_empty() && held.role.stem().is_none() => {
            (number, held.title.whole.clone(), None)
        }
        _ => (number, words, None),
    }
}
