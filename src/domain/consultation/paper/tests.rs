//! What counts of forms keyed twice, and what is refused.

use std::collections::BTreeMap;

use super::*;
use crate::domain::check::sample::Sample;
use crate::domain::consultation::Leaning;
use crate::domain::consultation::heard::heard;
use crate::domain::id::{ChoiceId, ResponseId};

const AGREE: ChoiceId = ChoiceId(1);
const DISAGREE: ChoiceId = ChoiceId(2);
const ASKED: QuestionId = QuestionId(1);
const WHY: QuestionId = QuestionId(2);

fn form(id: i64, number: i64, keying: Keying, said: Option<ChoiceId>, why: &str) -> PaperForm {
    let mut answers = BTreeMap::new();
    answers.extend(said.map(|said| (ASKED, Said::One(said))));
    if !why.is_empty() {
        answers.insert(WHY, Said::Text(why.into()));
    }
    PaperForm {
        id: PaperFormId(id),
        consultation: ConsultationId(1),
        channel: ChannelId(1),
        group: None,
        bundle: "A".into(),
        number,
        keyer: if keying == Keying::First {
            "Ann".into()
        } else {
            "Ben".into()
        },
        keying,
        answers,
    }
}

fn book(forms: Vec<PaperForm>) -> Book {
    let mut sample = Sample::default();
    let held = sample.consultation("Survey");
    sample.channel(held, "Paper");
    let question = sample.question(held, QuestionKind::Likert);
    sample.choice(question, "Agree", Leaning::Positive);
    sample.choice(question, "Disagree", Leaning::Negative);
    sample.question(held, QuestionKind::Text);
    let mut book = sample.book();
    book.forms = forms.into();
    book
}

#[test]
fn two_keyings_are_compared_answer_by_answer() {
    let book = book(vec![
        form(1, 1, Keying::First, Some(AGREE), "More  buses"),
        form(2, 1, Keying::Second, Some(AGREE), "more buses"),
        form(3, 2, Keying::First, Some(AGREE), ""),
        form(4, 2, Keying::Second, Some(DISAGREE), ""),
        form(5, 3, Keying::First, None, ""),
        form(6, 3, Keying::Second, Some(AGREE), ""),
        form(7, 4, Keying::First, Some(AGREE), ""),
    ]);
    let held = &bundles(&book, ConsultationId(1))[0];
    assert_eq!((held.n_forms, held.n_twice), (4, 3));
    assert_eq!((held.n_compared, held.n_agreeing), (6, 4));
    assert_eq!(held.agreement(), Some(400.0 / 6.0));
    let differing: Vec<i64> = held.differences.iter().map(|held| held.number).collect();
    assert_eq!(differing, [2, 3]);
    assert_eq!(held.differences[1].first, None);
}

#[test]
fn what_counts_is_the_agreed_reading_or_the_first() {
    let first = form(3, 2, Keying::First, Some(AGREE), "Because");
    let decided = BTreeMap::from([(ASKED, Some(Said::One(DISAGREE))), (WHY, None)]);
    let decided = agreed(PaperFormId(9), &first, "Cal", &decided);
    let book = book(vec![
        first,
        form(4, 2, Keying::Second, Some(DISAGREE), ""),
        decided,
        form(7, 4, Keying::First, Some(AGREE), "More buses"),
    ]);
    let held = &bundles(&book, ConsultationId(1))[0];
    assert_eq!(held.differences, []);
    // Deciding does not make the keyers agree after the fact.
    assert_eq!((held.n_compared, held.n_agreeing), (2, 0));
    let sheet = sheet(&book, ConsultationId(1)).unwrap();
    let ids: Vec<i64> = sheet.people.iter().map(|held| held.id.0).collect();
    assert_eq!(ids, [3, 7]);
    let counts = &heard(&book, &sheet, None).questions[&ASKED];
    let n: Vec<i64> = counts.cells.iter().map(|cell| cell.n).collect();
    assert_eq!(n, [2, 1, 1]);
    let said: Vec<(ResponseId, String)> = comments(&book, WHY).collect();
    assert_eq!(said, [(ResponseId(7), "More buses".to_owned())]);
}

#[test]
fn a_form_that_cannot_be_is_refused() {
    #[track_caller]
    fn check(change: impl Fn(&mut PaperForm), want: &[&str]) {
        let mut first = form(1, 1, Keying::First, Some(AGREE), "");
        first.keyer = "Ann".into();
        let book = book(vec![first]);
        let mut held = form(2, 1, Keying::Second, Some(AGREE), "");
        change(&mut held);
        let kinds: Vec<&str> = held.problems(&book).iter().map(|held| held.kind).collect();
        assert_eq!(kinds, want);
    }
    check(|_| {}, &[]);
    check(|held| held.number = 0, &["form-without-place"]);
    check(|held| held.bundle = " ".into(), &["form-without-place"]);
    check(|held| held.keying = Keying::First, &["form-twice"]);
    check(|held| held.keyer = "Ann".into(), &["same-keyer"]);
    let outside = Said::Outside("maybe".into());
    check(
        |held| drop(held.answers.insert(ASKED, outside.clone())),
        &[],
    );
    let many = Said::Many(vec![AGREE]);
    check(
        |held| drop(held.answers.insert(ASKED, many.clone())),
        &["answer-not-offered"],
    );
    let other = Said::One(ChoiceId(9));
    check(
        |held| drop(held.answers.insert(ASKED, other.clone())),
        &["answer-not-offered"],
    );
    let text = Said::Text("so".into());
    check(
        |held| drop(held.answers.insert(QuestionId(9), text.clone())),
        &["answer-not-offered"],
    );
}
