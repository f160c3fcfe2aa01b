//! Quotes: a respondent's words as they may be printed in a report, and the rules that keep the person safe.
//!
//! A quote is not the comment. It is what an officer left of it after taking out whatever tells who wrote it, and it is
//! printed only where the person agreed to that, and only where enough people of the same group answered that the group's
//! name does not point at one of them. The rules are asked for at the moment of release, because the consent and the
//! group's numbers may change after the quote was chosen.
//!
//! Edges: a quote may be kept before there is consent; it cannot be released then. A respondent whose group is not
//! recorded is told of by nobody's number, so the rule of small numbers asks for how many such people answered.

use crate::domain::book::Book;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::redact::{self, Spot};
use crate::domain::consultation::sheet::{Sheet, State};
use crate::domain::id::{ConsultationId, GroupId, QuestionId, QuoteId, ResponseId, ThemeId};
use crate::domain::key_map::KeyMap;
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::record::Record;

/// The small-number limit: of a group with fewer people who answered, nobody is quoted.
pub const SMALL: i64 = 10;

/// A respondent's words as they may be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its key.
    pub id: QuoteId,
    /// The response that it is from.
    pub response: ResponseId,
    /// The question that the comment answers.
    pub question: QuestionId,
    /// The theme that it stands for; none where it stands for itself.
    pub theme: Option<ThemeId>,
    /// The words, with whatever tells who wrote them taken out.
    pub text: String,
    /// Whether the person agreed to be quoted.
    pub is_consented: bool,
    /// How the consent was given, or what else there is to say of it.
    pub note: String,
}

impl Quote {
    fn refused(&self, book: &Book, kind: &'static str, said: [&str; 3]) -> Problem {
        let [what, why, remedy] = said;
        Problem::refusal(
            kind,
            self.place(book),
            Record::title(self, book),
            what,
            why,
            remedy,
        )
    }
}

impl Record for Quote {
    type Id = QuoteId;
    const NOUN: &'static str = "quote";

    fn id(&self) -> QuoteId {
        self.id
    }

    fn find(book: &Book, id: QuoteId) -> Option<&Self> {
        book.quotes.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        let mut words: String = self.text.chars().take(32).collect();
        if words.len() < self.text.len() {
            words.push('…');
        }
        format!("Quote “{words}”")
    }

    fn shown(&self, _book: &Book) -> String {
        let consent = if self.is_consented {
            "with consent"
        } else {
            "no consent"
        };
        format!("“{}”, {consent}", self.text)
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Question(self.question)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        if self.text.trim().is_empty() {
            return vec![self.refused(
                book,
                "quote-empty",
                [
                    "no words",
                    "A quote without words quotes nobody.",
                    "Copy the part of the comment that says it, and take names out.",
                ],
            )];
        }
        let theme_stands = self.theme.is_none_or(|id| book.themes.get(id).is_some());
        if book.questions.get(self.question).is_none() || !theme_stands {
            return vec![self.refused(
                book,
                "unknown-theme",
                [
                    "a theme or question that is not there",
                    "A quote stands for a theme of its consultation.",
                    "Choose a theme from the codebook.",
                ],
            )];
        }
        let left = redact::spots(&self.text);
        let left = left
            .iter()
            .map(|spot| personal(self, book, spot).severity(Severity::Warning));
        left.collect()
    }
}

/// What still tells who wrote a quote.
fn personal(quote: &Quote, book: &Book, spot: &Spot) -> Problem {
    quote.refused(
        book,
        "quote-personal",
        [
            &format!("“{}” looks like a {}", spot.text, spot.what.word()),
            "Printed, it would tell who wrote it.",
            "Take it out of the quote, or put a word in brackets in its place.",
        ],
    )
}

/// How many people of each group answered a question, of those that count, and each response's group.
#[derive(Clone, Debug, Default)]
pub struct Answerers {
    groups: Vec<(Option<GroupId>, i64)>,
    of: KeyMap<ResponseId, Option<GroupId>>,
}

impl Answerers {
    /// Counts those who answered a question.
    #[must_use]
    pub fn of(book: &Book, sheet: &Sheet, question: QuestionId) -> Self {
        let mut found = Self::default();
        let Some(column) = sheet.column(question) else {
            return found;
        };
        let standings = standings(book, sheet, None);
        let mut counts: KeyMap<i64, i64> = KeyMap::default();
        for (at, (person, standing)) in sheet.people.iter().zip(&standings).enumerate() {
            if *standing == Standing::Counted && column.state(at) == State::Answered {
                *counts.entry(key(person.group)).or_default() += 1;
                found.of.insert(person.id, person.group);
            }
        }
        let named = book.groups.iter().map(|held| Some(held.id)).chain([None]);
        found.groups = named
            .filter_map(|group| Some((group, counts.remove(&key(group))?)))
            .collect();
        found
    }

    /// How many of a group answered.
    #[must_use]
    pub fn n(&self, group: Option<GroupId>) -> i64 {
        let held = self.groups.iter().find(|(held, _)| *held == group);
        held.map_or(0, |(_, n)| *n)
    }

    /// The group of a response that counts and answered; none where it does not.
    #[must_use]
    pub fn group(&self, response: ResponseId) -> Option<Option<GroupId>> {
        self.of.get(&response).copied()
    }
}

fn key(group: Option<GroupId>) -> i64 {
    group.map_or(0, |group| group.0)
}

/// Every reason why a quote may not be released now; none where it may.
///
/// A name cannot be told for sure, and is pointed out by [`Quote::problems`] but does not stop a release; an address, a
/// number or a postcode does.
#[must_use]
pub fn refusals(book: &Book, answerers: &Answerers, quote: &Quote) -> Vec<Problem> {
    let mut found = Vec::new();
    if !quote.is_consented {
        found.push(quote.refused(
            book,
            "quote-no-consent",
            [
                "no consent is recorded",
                "Nobody is quoted who has not agreed to it.",
                "Ask the respondent, or look in the survey for the question that asked; then tick the consent.",
            ],
        ));
    }
    match answerers.group(quote.response) {
        None => found.push(quote.refused(
            book,
            "quote-not-counted",
            [
                "the response does not count",
                "It was set aside, is a copy, or is no longer in the plan.",
                "Quote another response that says the same.",
            ],
        )),
        Some(group) => found.extend(small(book, answerers.n(group), group, quote)),
    }
    let spots = redact::spots(&quote.text);
    let sure = spots.iter().filter(|spot| spot.is_sure);
    found.extend(sure.map(|spot| personal(quote, book, spot)));
    found
}

fn small(book: &Book, n: i64, group: Option<GroupId>, quote: &Quote) -> Option<Problem> {
    if n >= SMALL {
        return None;
    }
    let name = group_name(book, group);
    Some(quote.refused(
        book,
        "quote-small-group",
        [
            &format!("{n} people of “{name}” answered"),
            &format!("Of fewer than {SMALL} people each can be guessed by those who know them."),
            "Quote somebody of a larger group.",
        ],
    ))
}

/// A group's name, or that it is not recorded.
#[must_use]
pub fn group_name(book: &Book, group: Option<GroupId>) -> String {
    let held = group.and_then(|id| book.groups.get(id));
    held.map_or_else(|| "group not recorded".to_owned(), |held| held.name.clone())
}

/// How the quotes of a question stand to the people who answered it, group by group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupShare {
    /// The group.
    pub group: Option<GroupId>,
    /// How many of it answered.
    pub people: i64,
    /// How many quotes of it may be released.
    pub quotes: usize,
    /// How many would be its part of all that may be released; 0 below the small-number limit.
    pub fair: f64,
}

/// The balance of a question's quotes: as many a group as its people are among those who may be quoted.
#[must_use]
pub fn balance(book: &Book, answerers: &Answerers, question: QuestionId) -> Vec<GroupShare> {
    let mut quotes: KeyMap<i64, usize> = KeyMap::default();
    for quote in book.quotes.iter().filter(|held| held.question == question) {
        if refusals(book, answerers, quote).is_empty()
            && let Some(group) = answerers.group(quote.response)
        {
            *quotes.entry(key(group)).or_default() += 1;
        }
    }
    let all: usize = quotes.values().sum();
    let may = |n: i64| if n >= SMALL { n } else { 0 };
    let people: i64 = answerers.groups.iter().map(|(_, n)| may(*n)).sum();
    let share = |(group, n): &(Option<GroupId>, i64)| GroupShare {
        group: *group,
        people: *n,
        quotes: quotes.get(&key(*group)).copied().unwrap_or(0),
        fair: if people == 0 {
            0.0
        } else {
            all as f64 * may(*n) as f64 / people as f64
        },
    };
    answerers.groups.iter().map(share).collect()
}

/// The quotes of a consultation, in the order of its questions.
pub fn of_consultation(
    book: &Book,
    consultation: ConsultationId,
) -> impl Iterator<Item = &Quote> + '_ {
    book.quotes.iter().filter(move |held| {
        let asked = book.questions.get(held.question);
        asked.is_some_and(|asked| asked.consultation == consultation)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::themes::sample::{TALK, book, sheet};

    fn quote(response: i64, text: &str, is_consented: bool) -> Quote {
        Quote {
            id: QuoteId(response),
            response: ResponseId(response),
            question: TALK,
            theme: None,
            text: text.to_owned(),
            is_consented,
            note: String::new(),
        }
    }

    #[test]
    fn a_quote_is_released_only_where_nobody_is_found_by_it() {
        #[track_caller]
        fn check(quote: &Quote, want: &[&str]) {
            let (book, sheet) = (book(), sheet());
            let answerers = Answerers::of(&book, &sheet, TALK);
            let found: Vec<_> = refusals(&book, &answerers, quote)
                .iter()
                .map(|held| held.kind)
                .collect();
            assert_eq!(found, want);
        }
        // Responses 1 to 12 are of a group of twelve, 13 to 15 of one of three; 16 is set aside.
        check(&quote(1, "More buses, please", true), &[]);
        check(&quote(1, "More buses", false), &["quote-no-consent"]);
        check(&quote(13, "More buses", true), &["quote-small-group"]);
        check(&quote(16, "More buses", true), &["quote-not-counted"]);
        check(&quote(99, "More buses", true), &["quote-not-counted"]);
        check(
            &quote(1, "Ring me on 07700 900123 or a@example.org", true),
            &["quote-personal", "quote-personal"],
        );
        // A name is pointed out when the quote is kept, and left to the officer.
        check(&quote(1, "Thank you, Edward Lear, for all", true), &[]);
        check(
            &quote(13, "Ask a@example.org", false),
            &["quote-no-consent", "quote-small-group", "quote-personal"],
        );
    }

    #[test]
    fn what_is_left_of_a_person_is_pointed_out_but_an_empty_quote_is_refused() {
        let book = book();
        let kept = quote(1, "Mrs Green at LE1 1FZ was kind", true).problems(&book);
        assert_eq!(kept.len(), 2);
        assert!(kept.iter().all(|held| held.severity == Severity::Warning));
        let empty = quote(1, "  ", true).problems(&book);
        assert_eq!(empty[0].kind, "quote-empty");
        assert_eq!(empty[0].severity, Severity::Error);
    }

    #[test]
    fn quotes_are_balanced_by_the_people_who_may_be_quoted() {
        let mut book = book();
        book.quotes = vec![
            quote(1, "One", true),
            quote(2, "Two", true),
            quote(13, "Small", true),
            quote(3, "Not asked", false),
        ]
        .into();
        let sheet = sheet();
        let answerers = Answerers::of(&book, &sheet, TALK);
        let found = balance(&book, &answerers, TALK);
        let got: Vec<_> = found
            .iter()
            .map(|held| (held.people, held.quotes, held.fair))
            .collect();
        assert_eq!(got, [(12, 2, 2.0), (3, 0, 0.0)]);
    }
}
