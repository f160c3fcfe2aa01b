//! Paper forms, keyed one by one: by a first keyer, by a second who does not see what the first one keyed, and, where the
//! two differ, once more as agreed with the paper in hand.
//!
//! A form stands in a numbered bundle, so that any answer can be found again on its sheet of paper. What counts is the
//! agreed reading, or else the first. How often the two keyers agree says how far the keying of bundles that were keyed
//! once can be trusted.
//!
//! Edges: a question that a keyer left open is not answered, which is an answer to compare as well. Comments are not
//! compared letter by letter: blanks and the size of letters are not differences.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::consultation::sheet::{Cell, Column, Person, Shape, Sheet};
use crate::domain::consultation::{Choice, Question, QuestionKind};
use crate::domain::duplicates::normalised;
use crate::domain::grant::kinds::kinds;
use crate::domain::id::{
    BatchId, ChannelId, ChoiceId, ConsultationId, GroupId, PaperFormId, QuestionId, ResponseId,
};
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;
use crate::domain::statistics;

kinds! {
    /// Which reading of the paper.
    Keying {
        /// The first keyer’s.
        First = "first",
        /// The second keyer’s, who did not see the first.
        Second = "second",
        /// As agreed where the two differ.
        Agreed = "agreed",
    }
}

/// What a form says to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// One answer.
    One(ChoiceId),
    /// Some of the answers, in the order of the question.
    Many(Vec<ChoiceId>),
    /// Answers with their places, 1 first.
    Ranks(Vec<(ChoiceId, u8)>),
    /// A figure.
    Number(f64),
    /// The respondent's words.
    Text(String),
    /// An answer that the form does not offer, or that cannot be read.
    Outside(String),
}

/// A form, as one keyer read it.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperForm {
    /// Its key.
    pub id: PaperFormId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// How it came.
    pub channel: ChannelId,
    /// The respondent's group; none where the form does not say.
    pub group: Option<GroupId>,
    /// The bundle that the paper lies in.
    pub bundle: String,
    /// Its number in the bundle, from 1.
    pub number: i64,
    /// Who keyed it.
    pub keyer: String,
    /// Which reading.
    pub keying: Keying,
    /// What it says; a question that is not here was left open.
    pub answers: BTreeMap<QuestionId, Said>,
}

/// A question that two keyers read otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The form's number.
    pub number: i64,
    /// The question.
    pub question: QuestionId,
    /// What the first read; none where they left it open.
    pub first: Option<Said>,
    /// What the second read.
    pub second: Option<Said>,
}

/// A bundle of forms, and how its two keyings agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Forms keyed.
    pub n_forms: usize,
    /// Of them, keyed by a second keyer as well.
    pub n_twice: usize,
    /// Answers that both keyed, questions left open counted in.
    pub n_compared: u64,
    /// Of them, those that agree.
    pub n_agreeing: u64,
    /// What they read otherwise and nobody has decided yet.
    pub differences: Vec<Difference>,
}

impl Bundle {
    /// How often the two keyers agree, in per cent; none where nothing was keyed twice.
    #[must_use]
    pub fn agreement(&self) -> Option<f64> {
        statistics::percent(self.n_agreeing, self.n_compared)
    }
}

/// The readings of one form.
#[derive(Default)]
struct Readings<'a> {
    first: Option<&'a PaperForm>,
    second: Option<&'a PaperForm>,
    agreed: Option<&'a PaperForm>,
}

impl<'a> Readings<'a> {
    /// The reading that counts.
    fn counted(&self) -> Option<&'a PaperForm> {
        self.agreed.or(self.first).or(self.second)
    }
}

/// The forms of a consultation by bundle and number.
fn by_form(book: &Book, consultation: ConsultationId) -> BTreeMap<(&str, i64), Readings<'_>> {
    let mut forms: BTreeMap<(&str, i64), Readings<'_>> = BTreeMap::new();
    for form in book
        .forms
        .iter()
        .filter(|held| held.consultation == consultation)
    {
        let readings = forms
            .entry((form.bundle.as_str(), form.number))
            .or_default();
        match form.keying {
            Keying::First => readings.first = Some(form),
            Keying::Second => readings.second = Some(form),
            Keying::Agreed => readings.agreed = Some(form),
        }
    }
    forms
}

/// The bundles of a consultation, by name, and how far their keyings agree.
#[must_use]
pub fn bundles(book: &Book, consultation: ConsultationId) -> Vec<Bundle> {
    let questions: Vec<QuestionId> = asked(book, consultation).map(|held| held.id).collect();
    let mut bundles: Vec<Bundle> = Vec::new();
    for ((name, number), readings) in by_form(book, consultation) {
        if bundles.last().is_none_or(|held| held.name != name) {
            bundles.push(Bundle {
                name: name.to_owned(),
                n_forms: 0,
                n_twice: 0,
                n_compared: 0,
                n_agreeing: 0,
                differences: Vec::new(),
            });
        }
        let Some(bundle) = bundles.last_mut() else {
            continue;
        };
        bundle.n_forms += 1;
        let (Some(first), Some(second)) = (readings.first, readings.second) else {
            continue;
        };
        bundle.n_twice += 1;
        for question in &questions {
            let (first, second) = (first.answers.get(question), second.answers.get(question));
            bundle.n_compared += 1;
            if agree(first, second) {
                bundle.n_agreeing += 1;
            } else if readings.agreed.is_none() {
                bundle.differences.push(Difference {
                    number,
                    question: *question,
                    first: first.cloned(),
                    second: second.cloned(),
                });
            }
        }
    }
    bundles
}

/// Whether two keyers read the same.
#[must_use]
pub fn agree(first: Option<&Said>, second: Option<&Said>) -> bool {
    match (first, second) {
        (Some(Said::Text(a)), Some(Said::Text(b))) => normalised(a) == normalised(b),
        (Some(Said::Many(a)), Some(Said::Many(b))) => {
            a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
        }
        (Some(Said::Ranks(a)), Some(Said::Ranks(b))) => {
            a.iter().collect::<BTreeSet<_>>() == b.iter().collect::<BTreeSet<_>>()
        }
        (a, b) => a == b,
    }
}

/// The form as agreed: the first reading with the answers that were decided. A decision of none leaves the question open.
#[must_use]
pub fn agreed(
    key: PaperFormId,
    first: &PaperForm,
    who: &str,
    decided: &BTreeMap<QuestionId, Option<Said>>,
) -> PaperForm {
    let mut answers = first.answers.clone();
    for (question, said) in decided {
        match said {
            Some(said) => answers.insert(*question, said.clone()),
            None => answers.remove(question),
        };
    }
    PaperForm {
        id: key,
        keyer: who.to_owned(),
        keying: Keying::Agreed,
        answers,
        ..first.clone()
    }
}

fn asked(book: &Book, consultation: ConsultationId) -> impl Iterator<Item = &Question> {
    book.questions
        .iter()
        .filter(move |held| held.consultation == consultation)
}

/// The response that a form is: the key of its first reading, so that it stays the same when another is agreed.
fn response(readings: &Readings<'_>) -> Option<ResponseId> {
    let first = readings.first.or(readings.second).or(readings.agreed)?;
    Some(ResponseId(first.id.0))
}

/// The forms of a consultation as individual responses; none where nobody has keyed any.
#[must_use]
pub fn sheet(book: &Book, consultation: ConsultationId) -> Option<Sheet> {
    let forms = by_form(book, consultation);
    if forms.is_empty() {
        return None;
    }
    let mut sheet = Sheet::default();
    for question in asked(book, consultation) {
        let choices: Vec<ChoiceId> = book
            .choices
            .iter()
            .filter(|held: &&Choice| held.question == question.id)
            .map(|held| held.id)
            .collect();
        let shape = Shape::of(question.kind);
        sheet.columns.push(Column::new(question.id, shape, choices));
    }
    for ((_, number), readings) in &forms {
        let (Some(form), Some(id)) = (readings.counted(), response(readings)) else {
            continue;
        };
        sheet.people.push(Person {
            id,
            batch: BatchId(0),
            line: number.unsigned_abs(),
            channel: form.channel,
            group: form.group,
        });
        for column in &mut sheet.columns {
            let cell = cell(form.answers.get(&column.question), &column.choices);
            column.push(&cell);
        }
    }
    Some(sheet)
}

fn cell(said: Option<&Said>, choices: &[ChoiceId]) -> Cell {
    let at = |choice: &ChoiceId| {
        let at = choices.iter().position(|held| held == choice)?;
        u16::try_from(at).ok()
    };
    match said {
        None => Cell::NotAnswered,
        Some(Said::One(choice)) => at(choice).map_or(Cell::Outside, Cell::One),
        Some(Said::Many(some)) => some
            .iter()
            .map(at)
            .collect::<Option<Vec<u16>>>()
            .map_or(Cell::Outside, Cell::Many),
        Some(Said::Ranks(places)) => Cell::Ranks(
            choices
                .iter()
                .map(|choice| {
                    places
                        .iter()
                        .find(|held| held.0 == *choice)
                        .map(|held| held.1)
                })
                .collect(),
        ),
        Some(Said::Number(number)) => Cell::Number(*number),
        Some(Said::Text(_)) => Cell::Text,
        Some(Said::Outside(_)) => Cell::Outside,
    }
}

/// The comments on paper that answer a question, each with its response.
pub fn comments(
    book: &Book,
    question: QuestionId,
) -> impl Iterator<Item = (ResponseId, String)> + '_ {
    let consultation = book.questions.get(question).map(|held| held.consultation);
    let forms = consultation
        .map(|held| by_form(book, held))
        .unwrap_or_default();
    forms.into_values().filter_map(move |readings| {
        let form = readings.counted()?;
        match form.answers.get(&question) {
            Some(Said::Text(text)) => Some((response(&readings)?, text.clone())),
            _ => None,
        }
    })
}

impl Record for PaperForm {
    type Id = PaperFormId;
    const NOUN: &'static str = "paper form";

    fn id(&self) -> PaperFormId {
        self.id
    }

    fn find(book: &Book, id: PaperFormId) -> Option<&Self> {
        book.forms.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Form {} of bundle {}", self.number, self.bundle)
    }

    fn shown(&self, _book: &Book) -> String {
        let n = self.answers.len();
        format!(
            "{n} answers, keyed by {} ({})",
            self.keyer,
            self.keying.word()
        )
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Consultation(self.consultation)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let refused = |kind, what: String, why: &str, remedy: &str| {
            Problem::refusal(kind, self.place(book), self.title(book), what, why, remedy)
        };
        let mut problems = Vec::new();
        if self.bundle.trim().is_empty() || self.number < 1 {
            problems.push(refused(
                "form-without-place",
                format!("bundle “{}”, number {}", self.bundle, self.number),
                "A form is found again by its bundle and its number in it.",
                "Name the bundle as it is written on it, and number its forms from 1.",
            ));
        }
        let others = || {
            book.forms.iter().filter(|other| {
                other.id != self.id
                    && other.consultation == self.consultation
                    && other.bundle == self.bundle
                    && other.number == self.number
            })
        };
        if let Some(other) = others().find(|other| other.keying == self.keying) {
            problems.push(refused(
                "form-twice",
                format!("keyed already by {}", other.keyer),
                "Each form is keyed once by each keyer, or a person would count twice.",
                "Look at the number on the paper, or change the form that is there.",
            ));
        }
        let is_own = |other: &&PaperForm| {
            other.keyer == self.keyer
                && other.keying != Keying::Agreed
                && self.keying != Keying::Agreed
        };
        if others().any(|other| is_own(&other) && other.keying != self.keying) {
            problems.push(refused(
                "same-keyer",
                format!("{} for both", self.keyer),
                "A second reading by the same person repeats the first one’s mistakes.",
                "Let somebody else key it a second time.",
            ));
        }
        problems.extend(self.answers.iter().filter_map(|(question, said)| {
            let fault = fault(book, self.consultation, *question, said)?;
            Some(refused(
                "answer-not-offered",
                fault,
                "A form answers the questions of its consultation with what they offer.",
                "Choose one of its answers, or key the words as an answer that is not offered.",
            ))
        }));
        problems
    }
}

/// What is wrong with an answer, if something is.
fn fault(
    book: &Book,
    consultation: ConsultationId,
    question: QuestionId,
    said: &Said,
) -> Option<String> {
    let Some(asked) = book
        .questions
        .get(question)
        .filter(|held| held.consultation == consultation)
    else {
        return Some("an answer to a question of another consultation".to_owned());
    };
    let is_offered = |choice: &ChoiceId| {
        let held = book.choices.get(*choice);
        held.is_some_and(|held| held.question == question)
    };
    let fits = match (said, asked.kind) {
        (Said::Outside(_), _) => true,
        (Said::One(choice), QuestionKind::Single | QuestionKind::Likert) => is_offered(choice),
        (Said::Many(some), QuestionKind::Multiple) => some.iter().all(is_offered),
        (Said::Ranks(places), QuestionKind::Ranking) => {
            places.iter().all(|held| is_offered(&held.0))
        }
        (Said::Number(number), QuestionKind::Number) => number.is_finite(),
        (Said::Text(_), QuestionKind::Text) => true,
        _ => false,
    };
    (!fits).then(|| {
        format!(
            "question {}: an answer that it does not offer",
            asked.number
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::Leaning;
    use crate::domain::consultation::heard::heard;

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
}
