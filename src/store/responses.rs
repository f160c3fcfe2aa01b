//! Individual responses: bulk rows that come with a batch and count while its row stands.
//!
//! A response is one row whose `answers` is a list with a place for each of its batch's questions; see `004.sql`. The
//! rows are written once and never changed: setting one aside is a record of its own, which is journalled.

use std::collections::HashMap;
use std::fmt::Write as _;

use rusqlite::Connection;
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::domain::command::Command;
use crate::domain::consultation::sheet::{Cell, Column, Person, Shape, Sheet};
use crate::domain::id::{BatchId, ChoiceId, ConsultationId, QuestionId, ResponseId};
use crate::store::Store;
use crate::store::columns::Json;
use crate::store::error::StoreError;
use crate::store::journal::Stamp;

/// A comment, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The response.
    pub response: ResponseId,
    /// The question that it answers.
    pub question: QuestionId,
    /// The respondent's words.
    pub text: String,
}

/// Responses to be entered together.
#[derive(Clone, Copy, Debug)]
pub struct Responses<'a> {
    /// The consultation that they answer.
    pub consultation: ConsultationId,
    /// Who answered what. Every person is of one batch.
    pub sheet: &'a Sheet,
    /// The words of answers that were not offered: the column, the person, the words.
    pub outside: &'a [(usize, usize, String)],
    /// The comments.
    pub comments: &'a [Comment],
    /// Each person's hashed number in the survey tool, empty for none; nothing where the file has no numbers.
    pub numbers: &'a [String],
}

/// A question of a batch, and the answers that its numbers count through.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    question: QuestionId,
    choices: Vec<ChoiceId>,
}

impl Store {
    /// Takes in responses: the command that names their batch and the questions that are new, and the responses
    /// themselves, all or nothing, as one step of the journal. `tick` is told how many are written and stops it by
    /// answering false.
    ///
    /// # Errors
    /// As for [`Store::run`]; [`StoreError::Stopped`] when it was stopped.
    pub fn import_responses(
        &mut self,
        command: &Command,
        batch: BatchId,
        responses: Responses<'_>,
        stamp: &Stamp,
        tick: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), StoreError> {
        self.writable()?;
        let written = self.write_with(command, None, stamp, |tx| write(tx, batch, responses, tick));
        written.map_err(|error| self.explained(error))
    }

    /// The batches of individual responses of every consultation, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn response_batches(&self) -> Result<Vec<(ConsultationId, BatchId)>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "select r.consultation_id, r.batch_id from response_batch r join batch b on b.id = r.batch_id
             order by b.entered, b.id",
        )?;
        let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The hashed numbers of the respondents of a consultation, each with its file's name and its line there.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn respondents(
        &self,
        consultation: ConsultationId,
    ) -> Result<HashMap<String, (String, u64)>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "select r.number, b.name, r.line from response r join response_batch held on held.batch_id = r.batch_id
             join batch b on b.id = r.batch_id where held.consultation_id = ?1 and r.number <> '' order by r.id desc",
        )?;
        let found = query.query_map([consultation], |row| {
            let line: i64 = row.get(2)?;
            Ok((row.get(0)?, (row.get(1)?, line.unsigned_abs())))
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// The responses of a batch. `shapes` says what a question's column holds; a question that it does not know is left
    /// out.
    ///
    /// # Errors
    /// When the file cannot be read or a response is damaged.
    pub fn sheet(
        &self,
        batch: BatchId,
        shape: impl Fn(QuestionId) -> Option<Shape>,
    ) -> Result<Sheet, StoreError> {
        let asked: Json<Vec<Asked>> = self
            .conn
            .prepare_cached("select columns from response_batch where batch_id = ?1")?
            .query_row([batch], |row| row.get(0))?;
        let mut columns: Vec<Option<Column>> = asked
            .0
            .into_iter()
            .map(|asked| {
                Some(Column::new(
                    asked.question,
                    shape(asked.question)?,
                    asked.choices,
                ))
            })
            .collect();
        let mut query = self.conn.prepare_cached(
            "select id, line, channel_id, group_id, answers from response where batch_id = ?1 order by id",
        )?;
        let mut rows = query.query([batch])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let person = Person {
                id: row.get(0)?,
                batch,
                line: row.get::<_, i64>(1)?.unsigned_abs(),
                channel: row.get(2)?,
                group: row.get(3)?,
            };
            let answers = row.get_ref(4)?.as_str().map_err(rusqlite::Error::from)?;
            said(answers, &mut columns).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(
                    4,
                    rusqlite::types::Type::Text,
                    format!("response in line {}: {error}", person.line).into(),
                )
            })?;
            people.push(person);
        }
        Ok(Sheet {
            people,
            columns: columns.into_iter().flatten().collect(),
        })
    }

    /// The comments that answer a question, in the order in which the responses came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn comments(&self, question: QuestionId) -> Result<Vec<Comment>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "select c.response_id, c.question_id, c.text
             from comment c join response r on r.id = c.response_id join batch b on b.id = r.batch_id
             where c.question_id = ?1 order by b.entered, b.id, r.id",
        )?;
        let found = query.query_map([question], |row| {
            Ok(Comment {
                response: row.get(0)?,
                question: row.get(1)?,
                text: row.get(2)?,
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

fn write(
    conn: &Connection,
    batch: BatchId,
    responses: Responses<'_>,
    tick: &mut dyn FnMut(u64) -> bool,
) -> Result<(), StoreError> {
    let sheet = responses.sheet;
    let asked: Vec<Asked> = sheet
        .columns
        .iter()
        .map(|column| Asked {
            question: column.question,
            choices: column.choices.clone(),
        })
        .collect();
    conn.prepare_cached(
        "insert into response_batch (batch_id, consultation_id, columns) values (?1, ?2, ?3)",
    )?
    .execute((batch, responses.consultation, Json(&asked)))?;
    let outside: HashMap<(usize, usize), &str> = responses
        .outside
        .iter()
        .map(|(column, person, words)| ((*column, *person), words.as_str()))
        .collect();
    let mut put = conn.prepare_cached(
        "insert into response (id, batch_id, line, channel_id, group_id, answers, number) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut answers = String::new();
    for (n, person) in sheet.people.iter().enumerate() {
        answers.clear();
        for (at, column) in sheet.columns.iter().enumerate() {
            answers.push(if at == 0 { '[' } else { ',' });
            write_cell(&mut answers, &column.cell(n), || {
                outside.get(&(at, n)).copied().unwrap_or_default()
            });
        }
        answers.push_str(if sheet.columns.is_empty() { "[]" } else { "]" });
        let line = i64::try_from(person.line).unwrap_or(i64::MAX);
        put.execute(rusqlite::params![
            person.id,
            batch,
            line,
            person.channel,
            person.group,
            answers,
            responses.numbers.get(n).map_or("", String::as_str)
        ])?;
        if n % 1_000 == 999 && !tick(n as u64 + 1) {
            return Err(StoreError::Stopped);
        }
    }
    let mut put = conn.prepare_cached(
        "insert into comment (response_id, question_id, text) values (?1, ?2, ?3)",
    )?;
    for comment in responses.comments {
        put.execute((comment.response, comment.question, &comment.text))?;
    }
    Ok(())
}

/// An answer as it stands in the list.
fn write_cell<'w>(answers: &mut String, cell: &Cell, words: impl FnOnce() -> &'w str) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::NotAsked => answers.write_str("false"),
        Cell::NotAnswered => answers.write_str("null"),
        Cell::Outside => write!(answers, "{}", serde_json::Value::from(words())),
        Cell::One(at) => write!(answers, "{at}"),
        Cell::Many(some) => write_list(answers, some.iter().map(|at| Some(u32::from(*at)))),
        Cell::Ranks(ranks) => write_list(answers, ranks.iter().map(|rank| rank.map(u32::from))),
        Cell::Number(number) => write!(answers, "{}", serde_json::Value::from(*number)),
        Cell::Text => answers.write_str("true"),
    };
}

fn write_list(answers: &mut String, items: impl Iterator<Item = Option<u32>>) -> std::fmt::Result {
    answers.push('[');
    for (at, item) in items.enumerate() {
        if at > 0 {
            answers.push(',');
        }
        match item {
            Some(number) => write!(answers, "{number}")?,
            None => answers.push_str("null"),
        }
    }
    answers.push(']');
    Ok(())
}

/// Reads a list of answers into the columns.
fn said(text: &str, columns: &mut [Option<Column>]) -> serde_json::Result<()> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Said(columns).deserialize(&mut reader)?;
    reader.end()
}

/// Reads a respondent's answers, each into its column, without a value for each on the way.
struct Said<'c>(&'c mut [Option<Column>]);

impl<'de> DeserializeSeed<'de> for Said<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Said<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a list of {} answers", self.0.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let n = self.0.len();
        for column in self.0 {
            let shape = column.as_ref().map(Column::shape);
            let cell = seq
                .next_element_seed(OneCell(shape))?
                .ok_or_else(|| A::Error::custom(format!("fewer than {n} answers")))?;
            if let Some(column) = column {
                column.push(&cell);
            }
        }
        match seq.next_element::<serde::de::IgnoredAny>()? {
            Some(_) => Err(A::Error::custom(format!("more than {n} answers"))),
            None => Ok(()),
        }
    }
}

/// Reads one answer of a column of this shape.
struct OneCell(Option<Shape>);

impl<'de> DeserializeSeed<'de> for OneCell {
    type Value = Cell;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Cell, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneCell {
    type Value = Cell;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an answer")
    }

    fn visit_bool<E>(self, is_text: bool) -> Result<Cell, E> {
        Ok(if is_text { Cell::Text } else { Cell::NotAsked })
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::NotAnswered)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(if self.0 == Some(Shape::Numbers) {
            Cell::Number(number as f64)
        } else {
            u16::try_from(number).map_or(Cell::Outside, Cell::One)
        })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Number(number))
    }

    fn visit_str<E>(self, _words: &str) -> Result<Cell, E> {
        Ok(Cell::Outside)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Cell, A::Error> {
        if self.0 == Some(Shape::Ranks) {
            let mut ranks = Vec::new();
            while let Some(rank) = seq.next_element()? {
                ranks.push(rank);
            }
            return Ok(Cell::Ranks(ranks));
        }
        let mut some = Vec::new();
        while let Some(at) = seq.next_element::<Option<u16>>()? {
            some.extend(at);
        }
        Ok(Cell::Many(some))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_were_written() {
        let choices: Vec<ChoiceId> = (1..=3).map(ChoiceId).collect();
        let shapes = [
            Shape::One,
            Shape::Many,
            Shape::Ranks,
            Shape::Numbers,
            Shape::Words,
        ];
        let columns = |shapes: &[Shape]| -> Vec<Option<Column>> {
            let column = |shape: &Shape| Some(Column::new(QuestionId(1), *shape, choices.clone()));
            shapes.iter().map(column).collect()
        };
        let cells = [
            [
                Cell::One(2),
                Cell::Many(vec![0, 2]),
                Cell::Ranks(vec![Some(1), None, Some(2)]),
                Cell::Number(2.0),
                Cell::Text,
            ],
            [
                Cell::NotAsked,
                Cell::Many(vec![]),
                Cell::NotAnswered,
                Cell::Number(-0.5),
                Cell::NotAnswered,
            ],
            [
                Cell::Outside,
                Cell::NotAnswered,
                Cell::NotAsked,
                Cell::Outside,
                Cell::NotAsked,
            ],
        ];
        let mut held = columns(&shapes);
        for cells in &cells {
            let mut text = String::new();
            for (at, cell) in cells.iter().enumerate() {
                text.push(if at == 0 { '[' } else { ',' });
                write_cell(&mut text, cell, || "no \"idea\"");
            }
            text.push(']');
            said(&text, &mut held).unwrap();
        }
        for (person, cells) in cells.iter().enumerate() {
            for (column, cell) in held.iter().flatten().zip(cells) {
                assert_eq!(column.cell(person), *cell);
            }
        }
    }

    #[test]
    fn a_damaged_response_is_an_error() {
        let mut columns = vec![Some(Column::new(QuestionId(1), Shape::One, Vec::new()))];
        for text in ["[]", "[1,2]", "[1", "{}", "", "[1] x"] {
            assert!(said(text, &mut columns).is_err(), "{text}");
        }
    }
}
