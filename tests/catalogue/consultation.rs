//! Consultations: what is entered of them, counted and keyed from paper.

use std::collections::BTreeMap;

use golden_thread::domain::consultation::across::{By, split_table};
use golden_thread::domain::consultation::paper::Said;
use golden_thread::domain::consultation::{
    Aside, AsideReason, Channel, ChannelKind, Choice, Cluster, Coding, Consultation, Keying,
    Leaning, PaperForm, Question, QuestionKind, Quote, Reader, Receipt, Stage, Tally, Theme,
};
use golden_thread::domain::could_be::{Claim, Rounding, read_base};
use golden_thread::domain::duplicates::{Counting, Likeness};
use golden_thread::domain::id::{
    AsideId, ChannelId, ChoiceId, ClusterId, CodingId, ConsultationId, PaperFormId, QuestionId,
    QuoteId, ReceiptId, ResponseId, TallyId, ThemeId,
};
use golden_thread::domain::receipts::Statement;
use golden_thread::domain::record::Edit;

use crate::bench::{Bench, Row, one};

#[rustfmt::skip]
pub fn rows() -> Vec<Row> {
    vec![
        row!("same-tally", "a second count of Yes, online", |b| b.add(tally(2, 1))).after(|b| { asked(b); b.run(Edit::add(tally(1, 1))); }),
        row!("count-below-zero", "a count of −1 people", |b| b.add(tally(1, -1))).after(asked),
        row!("receipts-below-zero", "−1 received online", |b| b.add(Receipt { id: ReceiptId(1), channel: ChannelId(1), received: -1, invalid: 0, blank: 0, duplicate: 0, withdrawn: 0 })).after(asked),
        row!("receipts-do-not-add", "a report: 2 received, none set aside, 1 included", |_b| Statement { received: Some(2), included: Some(1), ..Statement::default() }.problems()),
        row!("theme-loop", "a theme that is part of itself", |b| b.add(theme(1, Some(1)))).after(asked),
        row!("unknown-theme", "a coding with a theme that somebody removed", |b| b.add(Coding { id: CodingId(1), response: ResponseId(1), question: QuestionId(1), theme: ThemeId(9), coder: "A".into(), reader: Reader::First })).after(asked),
        row!("quote-empty", "a quote without words", |b| b.add(quote(""))).after(asked),
        row!("quote-personal", "a quote: call 07700 900123", |b| b.add(quote("call 07700 900123"))).after(asked),
        row!("aside-twice", "a response set aside a second time", |b| b.add(aside(2))).after(|b| b.run(Edit::add(aside(1)))),
        row!("copies-unclear", "copies of one response", |b| b.add(Cluster { id: ClusterId(1), consultation: ConsultationId(1), kind: Likeness::Exact, rule: Counting::Once, members: vec![ResponseId(1)], note: String::new() })).after(asked),
        row!("form-without-place", "a paper form without a bundle", |b| b.add({ let mut held = form(1, "A", Keying::First); held.bundle.clear(); held })).after(asked),
        row!("form-twice", "form 1 of bundle A keyed first, twice", |b| b.add(form(2, "B", Keying::First))).after(|b| { asked(b); b.run(Edit::add(form(1, "A", Keying::First))); }),
        row!("same-keyer", "form 1 of bundle A keyed by A both times", |b| b.add(form(2, "A", Keying::Second))).after(|b| { asked(b); b.run(Edit::add(form(1, "A", Keying::First))); }),
        row!("answer-not-offered", "a paper form that answers with another question’s answer", |b| b.add({ let mut held = form(1, "A", Keying::First); held.answers = BTreeMap::from([(QuestionId(1), Said::One(ChoiceId(9)))]); held })).after(asked),
        row!("split", "a question split by one that has no responses", |b| one(split_table(b.book(), None, QuestionId(1), By::Question(QuestionId(1))))).after(asked),
        row!("base", "could it be, of 0 people", |_b| one(read_base("0"))),
        row!("percentages", "could it be: 24,x", |_b| one(Claim::read("24,x", Rounding::HalfUp))),
        row!("dates-reversed", "a consultation that closes before it opens", |b| b.add({ let mut held = consultation(2); (held.opened, held.closed) = (Some(jiff::civil::date(2002, 1, 2)), Some(jiff::civil::date(2002, 1, 1))); held })),
        row!("same-name", "a second consultation called C1", |b| b.add({ let mut held = consultation(2); held.title = "C1".into(); held })).after(asked),
        row!("in-use", "a consultation removed that has a question", |b| { let held = b.book().consultations.get(ConsultationId(1)).unwrap().clone(); b.remove(held) }).after(asked),
    ]
}

fn consultation(id: i64) -> Consultation {
    Consultation {
        id: ConsultationId(id),
        title: format!("C{id}"),
        about: String::new(),
        asked_of: String::new(),
        opened: None,
        closed: None,
        stage: Stage::Open,
        decision: String::new(),
        objectives: Vec::new(),
        source: String::new(),
        position: 0,
    }
}

/// A consultation with one question, one answer and one channel, all of the key 1.
pub fn asked(b: &mut Bench) {
    b.run(Edit::add(consultation(1)));
    b.run(Edit::add(Channel {
        id: ChannelId(1),
        consultation: ConsultationId(1),
        name: "Online".into(),
        kind: ChannelKind::Online,
        position: 0,
    }));
    b.run(Edit::add(Question {
        id: QuestionId(1),
        consultation: ConsultationId(1),
        number: "1".into(),
        text: "Do you agree?".into(),
        stem: String::new(),
        is_about: false,
        kind: QuestionKind::Single,
        note: String::new(),
        position: 0,
    }));
    b.run(Edit::add(Choice {
        id: ChoiceId(1),
        question: QuestionId(1),
        text: "Yes".into(),
        leaning: Leaning::None,
        strength: 1,
        position: 0,
    }));
}

fn tally(id: i64, n: i64) -> Tally {
    Tally {
        id: TallyId(id),
        choice: ChoiceId(1),
        channel: ChannelId(1),
        group: None,
        n,
    }
}

fn theme(id: i64, parent: Option<i64>) -> Theme {
    Theme {
        id: ThemeId(id),
        consultation: ConsultationId(1),
        group: None,
        title: "Buses".into(),
        definition: String::new(),
        parent: parent.map(ThemeId),
        we_did: String::new(),
        priority_area: None,
        indicator: None,
        objectives: Vec::new(),
        position: 0,
    }
}

fn quote(text: &str) -> Quote {
    Quote {
        id: QuoteId(1),
        response: ResponseId(1),
        question: QuestionId(1),
        theme: None,
        text: text.into(),
        is_consented: true,
        note: String::new(),
    }
}

fn aside(id: i64) -> Aside {
    Aside {
        id: AsideId(id),
        response: ResponseId(1),
        reason: AsideReason::Blank,
        note: String::new(),
    }
}

fn form(id: i64, keyer: &str, keying: Keying) -> PaperForm {
    PaperForm {
        id: PaperFormId(id),
        consultation: ConsultationId(1),
        channel: ChannelId(1),
        group: None,
        bundle: "A".into(),
        number: 1,
        keyer: keyer.into(),
        keying,
        answers: BTreeMap::new(),
    }
}
