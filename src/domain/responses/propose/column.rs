//! The role of each column, by its heading, its neighbours and what is in it.

use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::group::Sort;
use crate::domain::responses::layout::Layout;
use crate::domain::responses::order;
use crate::domain::responses::personal;
use crate::domain::responses::propose::Proposed;
use crate::domain::responses::role::{Personal, Role};
use crate::domain::responses::scale::scale;
use crate::domain::responses::split::{Separator, discover_weighed};
use crate::domain::responses::title::Title;
use crate::domain::responses::words::{
    ATTRIBUTE, CHANNEL, CONSENT, GROUP, IDS, NOTED, OWN_WORDS, STATES, STATUS, SUBMITTED, folded,
    has_any, is_date, number,
};

/// Below this many answers a share of different ones says little.
const FEW: usize = 30;
/// The most ways a response may come in.
const MOST_CHANNELS: usize = 40;

/// A role for every column.
pub(super) fn propose(
    export: &Export,
    layout: Layout,
    titles: Vec<Title>,
    sorts: &[Option<Sort>],
) -> Vec<Proposed> {
    let keys = Keys::new(export);
    let mut has_group = false;
    let mut out = Vec::with_capacity(titles.len());
    for (at, title) in titles.into_iter().enumerate() {
        let Some(column) = export.columns.get(at) else {
            continue;
        };
        let headings: Vec<&str> = export
            .headings
            .iter()
            .filter_map(|row| row.get(at))
            .map(String::as_str)
            .collect();
        let sort = sorts.get(at).copied().flatten();
        let personal = if sort.is_none() {
            personal::of(&headings, column)
        } else {
            None
        };
        let looked = Looked {
            title: &title,
            column,
            layout,
            has_group,
        };
        let (role, why) = match (keys.role(at, &headings, column), personal) {
            // What numbers the responses may be the e-mail address or the pupil's number.
            (Some((Role::RespondentId, _)), Some(tells @ (Personal::Email | Personal::Number))) => {
                (Role::Drop(tells), "It tells who a person is.")
            }
            (Some(found), _) => found,
            (None, Some(personal)) => (Role::Drop(personal), "It tells who a person is."),
            (None, None) => looked.role(sort),
        };
        has_group |= role == Role::Group;
        out.push(Proposed {
            title,
            role,
            why: why.to_owned(),
            personal,
            options: Vec::new(),
            is_options_said: false,
        });
    }
    if layout == Layout::Kobo {
        leave_out_summaries(&mut out);
    }
    out
}

/// KoboToolbox prints the ticks of a question twice: together in one column, and option by option after it.
fn leave_out_summaries(columns: &mut [Proposed]) {
    for at in 1..columns.len() {
        let (before, after) = columns.split_at_mut(at);
        if let (Some(before), Some(after)) = (before.last_mut(), after.first())
            && let Role::MultiColumns { stem, .. } = &after.role
            && before.title.whole == *stem
        {
            before.role = Role::Ignore;
            before.why = "The columns after it say the same, option by option.".to_owned();
        }
    }
}

/// Columns that the tool itself adds.
struct Keys {
    id: Option<usize>,
    submitted: Option<usize>,
}

impl Keys {
    fn new(export: &Export) -> Self {
        // The surest of the words that any heading is; an empty column is none.
        let first_of = |words: &[&str], is: fn(&Column) -> bool| {
            words.iter().find_map(|word| {
                (0..export.columns.len()).find(|&at| {
                    let column = export
                        .columns
                        .get(at)
                        .filter(|column| column.n_distinct() > 0 && is(column));
                    column.is_some()
                        && export
                            .headings
                            .iter()
                            .any(|row| row.get(at).is_some_and(|cell| folded(cell) == *word))
                })
            })
        };
        let is_own = |column: &Column| {
            let answered = column.cells.iter().filter(|code| **code != 0).count();
            column.n_distinct() * 2 >= answered
        };
        let is_when = |column: &Column| {
            column
                .values
                .iter()
                .skip(1)
                .take(5)
                .any(|value| value.bytes().any(|b| b.is_ascii_digit()))
        };
        Self {
            id: first_of(&IDS, is_own),
            submitted: first_of(&SUBMITTED, is_when),
        }
    }

    fn role(&self, at: usize, headings: &[&str], column: &Column) -> Option<(Role, &'static str)> {
        if self.id == Some(at) {
            return Some((Role::RespondentId, "Each response has its own number here."));
        }
        if self.submitted == Some(at) {
            return Some((Role::SubmittedAt, "It says when the response was sent in."));
        }
        let is_any = |words: &[&str]| {
            headings
                .iter()
                .any(|heading| words.contains(&folded(heading).trim_end_matches('?')))
        };
        if is_any(&CHANNEL) && (1..=MOST_CHANNELS).contains(&column.n_distinct()) {
            return Some((Role::Channel, "It says by which way the response came in."));
        }
        let values = column.values.iter().skip(1);
        let says_so = values
            .map(|value| folded(value))
            .any(|value| has_any(&value, &STATES));
        if is_any(&STATUS) && column.n_distinct() <= 6 && says_so {
            return Some((Role::Status, "It says how far the response came."));
        }
        let noted = is_any(&NOTED) || is_any(&SUBMITTED) || is_any(&IDS);
        noted.then_some((Role::Ignore, "The tool notes it for itself."))
    }
}

struct Looked<'a> {
    title: &'a Title,
    column: &'a Column,
    layout: Layout,
    has_group: bool,
}

impl Looked<'_> {
    fn role(&self, sort: Option<Sort>) -> (Role, &'static str) {
        let stem = self.title.stem.clone();
        let part = self.title.part.clone();
        match sort {
            Some(Sort::Ticks) => (
                Role::MultiColumns { stem, option: part },
                "One column per option, with ticks.",
            ),
            Some(Sort::Rank) => (
                Role::Rank { stem, item: part },
                "Places from 1 on, one column per item.",
            ),
            Some(Sort::Places) => (
                Role::RankPlace { stem, place: part },
                "One column per place, with the item that was given it.",
            ),
            Some(Sort::Grid) => (
                Role::GridRow { stem, row: part },
                "It shares its answers with the columns beside it.",
            ),
            None if self.column.n_distinct() == 0 => (Role::Ignore, "There is nothing in it."),
            None if self.title.whole.is_empty() => (
                Role::Ignore,
                "It has no heading: nobody can tell what was asked.",
            ),
            None => self.alone(),
        }
    }

    fn alone(&self) -> (Role, &'static str) {
        let heading = folded(&self.title.whole);
        let counts = self.column.counts();
        let answers: Vec<(&str, u32)> = self
            .column
            .values
            .iter()
            .map(String::as_str)
            .zip(counts.iter().copied())
            .skip(1)
            .collect();
        if has_any(&heading, &CONSENT) && answers.len() <= 6 {
            return (Role::Consent, "It asks for leave.");
        }
        let fewest = if self.layout == Layout::MsForms { 2 } else { 3 };
        if let Some(separator) = order::found(self.column, fewest) {
            return (
                Role::RankCell { separator },
                "Its cells hold the same items in people's own order.",
            );
        }
        if let Some(separator) = self.separator() {
            return (
                Role::MultiCell { separator },
                "Its cells hold several answers each.",
            );
        }
        if scale(&answers).is_some() {
            return (Role::Likert, "Its answers are a scale.");
        }
        if answers.iter().all(|(value, _)| is_date(value)) {
            return (Role::Ignore, "It holds dates.");
        }
        if self.is_number(&answers) {
            return (Role::Number, "It holds numbers.");
        }
        let letters: usize = answers.iter().map(|(value, _)| value.chars().count()).sum();
        let asks_for_words = has_any(&heading, &OWN_WORDS) && letters > answers.len() * 25;
        let is_named = has_any(&heading, &GROUP) || has_any(&heading, &ATTRIBUTE);
        if asks_for_words || !self.is_closed(&answers, is_named) {
            return (
                Role::Text,
                "Its answers differ: they are people's own words.",
            );
        }
        if !self.has_group && has_any(&heading, &GROUP) {
            return (Role::Group, "It says as what a person responds.");
        }
        if has_any(&heading, &ATTRIBUTE) {
            return (Role::Attribute, "It is about the respondent.");
        }
        (Role::Single, "A few answers come again and again.")
    }

    fn separator(&self) -> Option<Separator> {
        let cells: Vec<&str> = self
            .column
            .values
            .iter()
            .skip(1)
            .map(String::as_str)
            .collect();
        let counts = self.column.counts();
        let weights = counts.get(1..).unwrap_or_default();
        // Nobody offers a hundred options: more different texts than that, of this length, are words of people's own.
        let letters: usize = cells.iter().map(|cell| cell.len()).sum();
        if cells.len() > 5_000 || letters > cells.len() * 400 {
            return None;
        }
        let (own, rest): (&[Separator], &[Separator]) = match self.layout {
            Layout::MsForms => (&[Separator::Semicolon], &[]),
            Layout::GoogleForms => (&[Separator::CommaSpace], &[]),
            Layout::Qualtrics => (&[Separator::CommaTight], &[Separator::Semicolon]),
            Layout::Kobo => (&[], &[]),
            _ => (
                &[],
                &[
                    Separator::Semicolon,
                    Separator::Bar,
                    Separator::Line,
                    Separator::CommaTight,
                    Separator::CommaSpace,
                ],
            ),
        };
        // How many options there are, if the cells part so.
        let n_options = |separator: &Separator, is_expected| {
            let several = cells.iter().any(|cell| separator.pieces(cell).len() > 1);
            let is_marked = *separator == Separator::Semicolon
                && is_expected
                && cells.iter().all(|cell| cell.ends_with(';'));
            let n = if several {
                discover_weighed(&cells, weights, *separator, is_expected).len()
            } else {
                0
            };
            (is_marked || n > 1).then_some(n)
        };
        // A wrong separator leaves answers joined, and so finds more options than there are.
        let fewest = || {
            rest.iter()
                .filter_map(|one| Some((n_options(one, false)?, *one)))
        };
        own.iter()
            .find(|one| n_options(one, true).is_some())
            .copied()
            .or_else(|| fewest().min_by_key(|(n, _)| *n).map(|(_, one)| one))
    }

    fn is_number(&self, answers: &[(&str, u32)]) -> bool {
        let numbers: u32 = answers
            .iter()
            .filter(|(value, _)| number(value).is_some())
            .map(|(_, n)| n)
            .sum();
        let all: u32 = answers.iter().map(|(_, n)| n).sum();
        // Up to eleven different whole numbers are a scale from 0 to 10 that people were asked to choose from.
        u64::from(numbers) * 20 >= u64::from(all) * 19
            && (answers.len() > 11 || all < 30 && answers.len() as u32 * 2 > all)
    }

    /// At most a fifth of the answers differ; where there are few, they are short and do not read as sentences.
    fn is_closed(&self, answers: &[(&str, u32)], is_named: bool) -> bool {
        let n: usize = answers.iter().map(|(_, n)| *n as usize).sum();
        let letters: usize = answers.iter().map(|(value, _)| value.chars().count()).sum();
        let is_short = letters <= answers.len() * 100;
        if n >= FEW {
            return is_short && (answers.len() * 5 <= n || answers.len() <= 3);
        }
        let is_word = |value: &str| {
            value.chars().count() <= 60 && value.split(' ').count() <= 6 && !value.ends_with('.')
        };
        let repeats = answers.len() < n || is_named;
        answers.iter().all(|(value, _)| is_word(value)) && repeats
    }
}
