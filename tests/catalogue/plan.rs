//! Text, risks, milestones and decisions.

use golden_thread::domain::decision::Decision;
use golden_thread::domain::id::{DecisionId, NarrativeId};
use golden_thread::domain::live::Reference;
use golden_thread::domain::narrative::{Narrative, Section};
use golden_thread::domain::plan::{Level, Movement};
use golden_thread::domain::record::Edit;
use golden_thread::domain::thread::coming;
use jiff::civil::date;

use crate::bench::{Bench, Row};

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("scales-mixed", "a risk: probability Low, impact 1", |b| b.change(first!(b, risks), |held| (held.probability, held.impact) = (Level::Low, Level::One))),
        row!("score-not-possible", "a risk graded from 1 to 5, earlier score 7", |b| b.change(first!(b, risks), |held| (held.probability, held.impact, held.earlier) = (Level::One, Level::One, Some(7)))),
        row!("movement-contradicted", "a risk, up, whose score fell from 4 to 1", |b| b.change(first!(b, risks), |held| (held.probability, held.impact, held.earlier, held.movement) = (Level::One, Level::One, Some(4), Movement::Up))),
        row!("dates-reversed", "a milestone from 2 January to 1 January", |b| b.change(first!(b, milestones), |held| (held.from, held.to) = (Some(date(2002, 1, 2)), Some(date(2002, 1, 1))))),
        row!("nothing-put", "a decision of which nothing was put", |b| b.add({ let mut held = Decision::new(DecisionId(1)); held.meeting = "Cabinet".into(); held })),
        row!("question-empty", "a section that answers a question, without the question", |b| b.add(Narrative::new(NarrativeId(1), Section::Question))),
        row!("decision-to-come", "a decision put before Cabinet, not yet taken", |b| coming(b.book(), date(2001, 4, 1))).after(|b| {
            let mut held = Decision::new(DecisionId(1));
            (held.meeting, held.put) = ("Cabinet".into(), "The plan".into());
            b.run(Edit::add(held));
        }),
        row!("milestone-due", "a milestone that is due tomorrow", |b| coming(b.book(), date(2001, 4, 1))).after(|b| {
            let held = first!(b, milestones);
            let mut now = held.clone();
            (now.from, now.to) = (None, Some(date(2001, 4, 2)));
            b.run(Edit::change(&held, now));
        }),
        said!("figure-reference", "{indicator:A99}", |b| figure(b, "indicator:A99")),
        said!("figure-reference", "{total:all@2001/02}", |b| figure(b, "total:all@2001/02")),
    ]
}

fn figure(b: &Bench, inside: &str) -> String {
    let reference = Reference::read(inside).unwrap();
    let fault = b.session.live(&reference).unwrap_err();
    assert!(!fault.what.is_empty() && !fault.remedy.is_empty());
    format!("{}. {}", fault.what, fault.remedy)
}
