//! What people said, taken in: quotes that may not go out, and counts that may not be printed.

use golden_thread::domain::consultation::quote::{Answerers, refusals};
use golden_thread::domain::consultation::{QuestionKind, Quote};
use golden_thread::domain::disclosure::{Grid, Print, Profile, Release};
use golden_thread::domain::id::{QuoteId, ResponseId};
use golden_thread::domain::problem::Problem;
use golden_thread::domain::responses::entering::Into;
use golden_thread::domain::responses::role::Role;
use golden_thread::session::responses::{ResponsesArrived, ResponsesOrder, read};

use crate::bench::{Bench, Row, all, one};

const SURVEY: &str = "Response ID,Agree?,Say\n1,Yes,buses\n2,No,parks\n";

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("quote-no-consent", "a quote whose consent is not ticked", |b| quoted(b, |held| held.is_consented = false)).after(survey),
        row!("quote-not-counted", "a quote of a response that is not in the plan", |b| quoted(b, |held| held.response = ResponseId(1))).after(survey),
        row!("quote-small-group", "a quote of one of two people who answered", |b| quoted(b, |_| {})).after(survey),
        row!("kind-of-answered-question", "a question that two people answered with Yes or No, made a text", |b| {
            let held = b.book().questions.iter().find(|held| held.kind == QuestionKind::Single).unwrap().clone();
            b.change(held, |held| held.kind = QuestionKind::Text)
        }).after(survey),
        row!("respondents-again", "the same respondents in a second file", |b| {
            let again = arrived(b, "again.csv", &format!("{SURVEY}3,Yes,more\n"));
            let id = b.book().consultations.iter().find(|held| held.title == "Survey").unwrap().id;
            b.session.again(&again, id).unwrap().into_iter().collect()
        }).after(survey),
        row!("same-file", "the very same file a second time", |b| { let again = arrived(b, "again.csv", SURVEY); again.problems(b.book()) }).after(survey),
        row!("release", "a total of 2, of parts 1 and 0", |_b| {
            let mut release = Release::new();
            let [one_, none, two] = [1, 0, 2].map(|n| release.cell("Yes", n, Print::Printed));
            one(release.sum(&[one_, none], two))
        }),
        row!("disclosure", "3 and 0 people, with the total known to everybody", |_b| {
            let mut release = Release::new();
            release.table(&Grid {
                name: "Table".into(),
                rows: vec!["Yes".into()],
                columns: vec!["Parents".into(), "Carers".into()],
                counts: vec![vec![3, 0]],
                row_totals: Some(Print::Known),
                column_totals: Some(Print::Printed),
                grand_total: Some(Print::Printed),
            }).unwrap();
            all(release.publish(Profile::Under5))
        }),
    ]
}

fn arrived(b: &Bench, name: &str, text: &str) -> ResponsesArrived {
    let path = b.file(name, text);
    let mut arrived = read(&ResponsesOrder { path, sheet: None }, &mut |_| true).unwrap();
    for (at, role) in [Role::RespondentId, Role::Single, Role::Text]
        .into_iter()
        .enumerate()
    {
        arrived.proposal.set_role(&arrived.export, at, role);
    }
    arrived
}

/// Two people, taken in.
pub fn survey(b: &mut Bench) {
    let arrived = arrived(b, "survey.csv", SURVEY);
    let into = Into::New("Survey".into());
    b.session
        .take_in_responses(&arrived, &into, "Online", &mut |_| true)
        .unwrap();
}

fn quoted(b: &mut Bench, spoil: fn(&mut Quote)) -> Vec<Problem> {
    let book = b.book();
    let question = book
        .questions
        .iter()
        .find(|held| held.kind == QuestionKind::Text)
        .unwrap();
    let sheet = b.session.sheet(question.consultation).unwrap();
    let mut quote = Quote {
        id: QuoteId(1),
        response: sheet.people[0].id,
        question: question.id,
        theme: None,
        text: "buses".into(),
        is_consented: true,
        note: String::new(),
    };
    spoil(&mut quote);
    refusals(book, &Answerers::of(book, &sheet, question.id), &quote)
}
