//! A consultation with comments for the tests of themes and quotes: two groups, one of them small, and a tree of themes.

use crate::domain::book::Book;
use crate::domain::check::sample::Sample;
use crate::domain::consultation::aside::AsideReason;
use crate::domain::consultation::sheet::{Cell, Column, Person, Shape, Sheet};
use crate::domain::consultation::{Aside, Coding, Group, Question, QuestionKind, Reader, Theme};
use crate::domain::id::{
    AsideId, BatchId, ChannelId, CodingId, ConsultationId, GroupId, QuestionId, ResponseId, ThemeId,
};

/// The consultation.
pub const FIRST: ConsultationId = ConsultationId(1);
/// The question that everybody answered.
pub const TALK: QuestionId = QuestionId(101);
/// The question that the first five answered.
pub const WISH: QuestionId = QuestionId(102);

fn question(id: QuestionId, text: &str) -> Question {
    Question {
        id,
        consultation: FIRST,
        number: id.0.to_string(),
        text: text.to_owned(),
        stem: String::new(),
        is_about: false,
        kind: QuestionKind::Text,
        note: String::new(),
        position: id.0,
    }
}

/// A theme.
pub fn theme(id: i64, title: &str, parent: Option<i64>) -> Theme {
    Theme {
        id: ThemeId(id),
        consultation: FIRST,
        group: None,
        title: title.to_owned(),
        definition: String::new(),
        parent: parent.map(ThemeId),
        we_did: String::new(),
        priority_area: None,
        indicator: None,
        objectives: Vec::new(),
        position: id,
    }
}

/// A theme found in a comment.
pub fn coding(id: i64, response: i64, question: QuestionId, theme: i64) -> Coding {
    Coding {
        id: CodingId(id),
        response: ResponseId(response),
        question,
        theme: ThemeId(theme),
        coder: "reader".to_owned(),
        reader: Reader::First,
    }
}

/// Two groups, two text questions, four themes; response 16 is set aside.
pub fn book() -> Book {
    let mut sample = Sample::default();
    let held = sample.consultation("Survey");
    assert_eq!(held, FIRST);
    sample.channel(held, "Online");
    sample.channel(held, "Paper");
    let mut book = sample.book();
    let group = |id: i64, name: &str| Group {
        id: GroupId(id),
        consultation: FIRST,
        name: name.to_owned(),
        position: id,
    };
    book.groups = vec![group(1, "Parents"), group(2, "Carers")].into();
    book.questions = vec![
        question(TALK, "What do you think?"),
        question(WISH, "What do you wish?"),
    ]
    .into();
    book.themes = vec![
        theme(1, "Transport", None),
        theme(2, "Buses", Some(1)),
        theme(3, "Roads", Some(1)),
        theme(4, "Play", None),
    ]
    .into();
    book.asides = vec![Aside {
        id: AsideId(1),
        response: ResponseId(16),
        reason: AsideReason::Blank,
        note: String::new(),
    }]
    .into();
    book
}

/// Sixteen responses: 1 to 12 of the first group, 13 to 16 of the second; the odd ones by the first channel.
pub fn sheet() -> Sheet {
    let channels: Vec<ChannelId> = book().channels.iter().map(|held| held.id).collect();
    let person = |n: i64| Person {
        id: ResponseId(n),
        batch: BatchId(1),
        line: n.unsigned_abs() + 1,
        channel: channels[usize::from(n % 2 == 0)],
        group: Some(GroupId(if n <= 12 { 1 } else { 2 })),
    };
    let mut talk = Column::new(TALK, Shape::Words, Vec::new());
    let mut wish = Column::new(WISH, Shape::Words, Vec::new());
    for n in 1..=16 {
        talk.push(&Cell::Text);
        wish.push(&if n <= 5 { Cell::Text } else { Cell::NotAsked });
    }
    Sheet {
        people: (1..=16).map(person).collect(),
        columns: vec![talk, wish],
    }
}
