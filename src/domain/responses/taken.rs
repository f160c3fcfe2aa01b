//! A survey taken in: its questions with the answers they offer, and what each respondent answered.
//!
//! Answers are kept question by question as small numbers, so that a tally of sixty thousand people is one walk along one
//! list. The numbers 0, 1 and 2 tell apart what a percentage must never mix: not asked, not answered, and answered with
//! something that was not offered.
//!
//! Edges: what personal columns said is not here at all.

use crate::domain::consultation::AsideReason;
use crate::domain::problem::Problem;
use crate::domain::responses::rows::Accounting;
use crate::domain::responses::scale::Offered;

/// The code of somebody who was not asked.
pub const NOT_ASKED: u16 = 0;
/// The code of somebody who was asked and did not answer.
pub const NOT_ANSWERED: u16 = 1;
/// The code of an answer that was not among those offered.
pub const OUTSIDE: u16 = 2;
/// The code of the first answer offered; the others follow.
pub const FIRST: u16 = 3;

/// The code of an offered answer, counted from 0.
#[must_use]
pub fn code(choice: usize) -> u16 {
    u16::try_from(choice)
        .ok()
        .and_then(|place| place.checked_add(FIRST))
        .unwrap_or(OUTSIDE)
}

/// Which of the offered answers a code stands for.
#[must_use]
pub fn choice(code: u16) -> Option<usize> {
    code.checked_sub(FIRST).map(usize::from)
}

/// What sort of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of several.
    Single,
    /// One point of a scale.
    Likert,
    /// Any of several.
    Multiple,
    /// A place for each of several.
    Rank,
    /// A number.
    Number,
    /// The respondent's own words.
    Text,
}

/// What a question is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// It asks about the matter.
    Matter,
    /// It asks about the respondent.
    Attribute,
    /// It asks for leave to publish or to quote.
    Consent,
}

/// What several people ticked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// For each respondent [`NOT_ASKED`], [`NOT_ANSWERED`] or, where the question was seen, [`FIRST`].
    pub seen: Vec<u16>,
    /// Where each respondent's ticks begin in [`Ticks::picks`]; one more than there are respondents.
    pub starts: Vec<u32>,
    /// The codes of what was ticked, each once a person, in rising order.
    pub picks: Vec<u16>,
}

/// What one person ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked<'t> {
    /// They were not asked.
    NotAsked,
    /// Nothing shows that they saw the question.
    NotAnswered,
    /// They saw it and ticked nothing.
    None,
    /// They ticked these: codes.
    Some(&'t [u16]),
}

impl Ticks {
    pub(in crate::domain::responses) fn push(&mut self, seen: u16, picks: &[u16]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.seen.push(seen);
        self.picks.extend(picks);
        self.starts
            .push(u32::try_from(self.picks.len()).unwrap_or(u32::MAX));
    }

    /// What a respondent ticked.
    #[must_use]
    pub fn of(&self, respondent: usize) -> Ticked<'_> {
        let from = self.starts.get(respondent).copied().unwrap_or(0) as usize;
        let to = self.starts.get(respondent + 1).copied().unwrap_or(0) as usize;
        match (
            self.seen.get(respondent),
            self.picks.get(from..to).unwrap_or_default(),
        ) {
            (Some(&NOT_ASKED) | None, _) => Ticked::NotAsked,
            (Some(&NOT_ANSWERED), _) => Ticked::NotAnswered,
            (Some(_), []) => Ticked::None,
            (Some(_), picks) => Ticked::Some(picks),
        }
    }

    /// How many people ticked at least one.
    #[must_use]
    pub fn n_ticking(&self) -> usize {
        (0..self.seen.len())
            .filter(|at| matches!(self.of(*at), Ticked::Some(_)))
            .count()
    }
}

/// A number that was asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// They were not asked.
    NotAsked,
    /// They did not answer.
    NotAnswered,
    /// They answered with something that is no number.
    NotNumber,
    /// The number.
    Value(f64),
}

/// What everybody answered to one question, in the order of [`Taken::lines`].
#[derive(Clone, Debug, PartialEq)]
pub enum Cells {
    /// One code a respondent.
    One(Vec<u16>),
    /// Several codes a respondent.
    Many(Ticks),
    /// The place given to each item: for each respondent as many codes as there are items, 3 for the first place.
    Rank(Vec<u16>),
    /// A number a respondent.
    Number(Vec<Figure>),
    /// Comments, each with its respondent, in order; and for each respondent [`NOT_ASKED`], [`NOT_ANSWERED`] or [`FIRST`].
    Text(Vec<(u32, String)>, Vec<u16>),
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// Its number as printed, or its place among the questions.
    pub number: String,
    /// What was asked.
    pub text: String,
    /// The grid that it is a row of; its own words are then the row's.
    pub stem: Option<String>,
    /// What sort of answer it takes.
    pub kind: Kind,
    /// What it is for.
    pub purpose: Purpose,
    /// The answers or items it offers, in order.
    pub choices: Vec<Offered>,
    /// Its columns in the file, counted from 0.
    pub columns: Vec<usize>,
    /// What was answered.
    pub cells: Cells,
}

/// An answer that was not among those offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// Which of [`Taken::questions`].
    pub question: usize,
    /// Which respondent.
    pub respondent: u32,
    /// The column of the file, counted from 0.
    pub column: usize,
    /// What was said.
    pub said: String,
}

/// A survey, taken in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// The line of the file on which each respondent stands: as many as there are respondents.
    pub lines: Vec<u64>,
    /// Each respondent's number in the tool; empty where it has none.
    pub ids: Vec<String>,
    /// For each respondent why the response is set aside from the beginning, with a note; none where it counts.
    pub aside: Vec<Option<(AsideReason, String)>>,
    /// When each response was sent in, as the file writes it; empty where it does not say.
    pub submitted: Vec<String>,
    /// The channels, in the order of their first coming.
    pub channels: Vec<String>,
    /// For each respondent 1 and on for one of [`Taken::channels`], 0 for none; empty where the file has no channels.
    pub channel: Vec<u16>,
    /// The respondent groups.
    pub groups: Vec<String>,
    /// For each respondent 1 and on for one of [`Taken::groups`], 0 for none; empty where the file has no groups.
    pub group: Vec<u16>,
    /// The questions, in the order of the file.
    pub questions: Vec<Question>,
    /// Answers that were not offered, as they were said.
    pub outside: Vec<Outside>,
    /// What an officer should know.
    pub problems: Vec<Problem>,
    /// Rows read, kept and set aside.
    pub accounting: Accounting,
}

impl Taken {
    /// How many respondents there are.
    #[must_use]
    pub fn n_respondents(&self) -> usize {
        self.lines.len()
    }
}
