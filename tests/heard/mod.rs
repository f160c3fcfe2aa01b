//! A survey with comments in a plan, for the tests of themes: twenty-four parents and four carers said what they would
//! change.
#![allow(dead_code, reason = "each test uses what it needs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot be set up fails"
)]

use std::path::Path;

use golden_thread::domain::book::Book;
use golden_thread::domain::consultation::{Coding, QuestionKind, Reader, Theme};
use golden_thread::domain::id::{CodingId, ConsultationId, QuestionId, ResponseId, ThemeId};
use golden_thread::domain::record::Edit;
use golden_thread::domain::responses::entering::Into;
use golden_thread::domain::responses::role::Role;
use golden_thread::session::Session;
use golden_thread::session::responses::{ResponsesOrder, read};

/// The title of the consultation.
pub const SURVEY: &str = "Change survey";
/// What was asked.
pub const ASKED: &str = "What would you change?";

/// The comment of the nth respondent, counted from 0.
fn comment(n: usize) -> String {
    match n {
        0 => "More buses after school. Write to me at anna@example.org or ring 07700 900123."
            .to_owned(),
        1 => "A playground near the flats, with Edward Lear songs".to_owned(),
        n => format!("Comment number {n}: something about buses and the playground"),
    }
}

/// The survey's export: `n` parents, then four carers; every third on paper.
fn export(n: usize) -> String {
    let mut text = format!("Response ID,Group,Channel,{ASKED}\n");
    for at in 0..n + 4 {
        let group = if at < n { "Parents" } else { "Carers" };
        let channel = if at % 3 == 2 { "Paper" } else { "Online" };
        text.push_str(&format!(
            "{},{group},{channel},\"{}\"\n",
            at + 1,
            comment(at)
        ));
    }
    text
}

/// Takes the survey into a plan.
pub fn survey(
    session: &mut Session,
    folder: &Path,
    parents: usize,
) -> (ConsultationId, QuestionId) {
    let path = folder.join("survey.csv");
    std::fs::write(&path, export(parents)).unwrap();
    let order = ResponsesOrder { path, sheet: None };
    let mut arrived = read(&order, &mut |_| true).unwrap();
    let roles = [Role::RespondentId, Role::Group, Role::Channel, Role::Text];
    for (at, role) in roles.into_iter().enumerate() {
        arrived.proposal.set_role(&arrived.export, at, role);
    }
    let into = Into::New(SURVEY.to_owned());
    let (_, id) = session
        .take_in_responses(&arrived, &into, "Online", &mut |_| true)
        .unwrap();
    let asked = session
        .book()
        .questions
        .iter()
        .find(|held| held.consultation == id && held.kind == QuestionKind::Text)
        .expect("a question in words");
    (id, asked.id)
}

/// Adds a theme.
pub fn theme(
    session: &mut Session,
    consultation: ConsultationId,
    key: i64,
    title: &str,
) -> ThemeId {
    let held = Theme {
        id: ThemeId(key),
        consultation,
        group: None,
        title: title.to_owned(),
        definition: String::new(),
        parent: None,
        we_did: String::new(),
        priority_area: None,
        indicator: None,
        objectives: Vec::new(),
        position: key,
    };
    session.run(&Edit::add(held).into()).unwrap();
    ThemeId(key)
}

/// The response on the nth line of the survey, counted from 0.
pub fn response(session: &Session, consultation: ConsultationId, n: usize) -> ResponseId {
    session.sheet(consultation).unwrap().people[n].id
}

/// Puts a theme on a comment.
pub fn code(session: &mut Session, question: QuestionId, n: usize, theme: ThemeId, reader: Reader) {
    let consultation = session.book().questions.get(question).unwrap().consultation;
    let held = Coding {
        id: CodingId(session.new_key()),
        response: response(session, consultation, n),
        question,
        theme,
        coder: "A Patel".to_owned(),
        reader,
    };
    session.run(&Edit::add(held).into()).unwrap();
}

/// The codings as response, theme and reader.
pub fn codings(book: &Book) -> Vec<(ResponseId, ThemeId, Reader)> {
    let held = book.codings.iter();
    held.map(|held| (held.response, held.theme, held.reader))
        .collect()
}
