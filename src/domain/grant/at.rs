//! A line of the year's money, by its grant and priority area, and the words and rules that all that is kept by line
//! shares: actuals, forecasts, profiles, commitments, what is carried forward.

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::closing;
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::problem::{Place, Problem};

/// A line: what one grant pays for one priority area in the grant's year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineAt {
    /// The grant.
    pub grant: GrantId,
    /// The priority area.
    pub priority_area: PriorityAreaId,
}

impl LineAt {
    /// The line of this grant and priority area.
    #[must_use]
    pub fn new(grant: GrantId, priority_area: PriorityAreaId) -> Self {
        Self {
            grant,
            priority_area,
        }
    }

    /// The line as a [cell](crate::domain::record::Record::cell), in one month of it or in 0.
    #[must_use]
    pub fn cell(self, month: u8) -> [i64; 3] {
        [self.grant.0, self.priority_area.0, i64::from(month)]
    }

    /// `Assessment, from Main`.
    #[must_use]
    pub fn name(self, book: &Book) -> String {
        let area = book
            .priority_areas
            .get(self.priority_area)
            .map_or("?", |held| &held.name);
        let grant = book.grants.get(self.grant).map_or("?", |held| &held.short);
        format!("{area}, from {grant}")
    }

    /// Where it is opened.
    #[must_use]
    pub fn place(self) -> Place {
        Place::Allocation(self.grant, self.priority_area)
    }

    /// The year in which the fiscal year begins, if the grant is there.
    #[must_use]
    pub fn fiscal_year(self, book: &Book) -> Option<i16> {
        book.grants.get(self.grant).map(|held| held.fiscal_year)
    }

    /// Why nothing can be kept at this line, or changed in this month of it: it is not there, or its year or month is
    /// closed. No month asks about the year alone.
    #[must_use]
    pub fn problems(self, book: &Book, month: Option<u8>, location: &str) -> Vec<Problem> {
        let unknown = self.unknown(book, location);
        if unknown.is_some() {
            return Vec::from_iter(unknown);
        }
        self.fiscal_year(book)
            .and_then(|year| closing::refusal(book, year, month, &self.place()))
            .into_iter()
            .collect()
    }

    /// Why nothing can be kept at this line: its grant or its priority area is not there.
    #[must_use]
    pub fn unknown(self, book: &Book, location: &str) -> Option<Problem> {
        let is_known = self.fiscal_year(book).is_some()
            && book.priority_areas.get(self.priority_area).is_some();
        (!is_known).then(|| {
            Problem::refusal(
                "unknown-line",
                self.place(),
                location,
                "a grant or priority area that is not there",
                "Money goes from a grant to a priority area.",
                "Choose both from the plan.",
            )
        })
    }
}

/// What in the year's monitoring still refers to a grant or line, as a refusal to remove it. An area of none is a grant's
/// unallocated money.
pub(super) fn in_use(
    book: &Book,
    place: Place,
    title: String,
    is_it: impl Fn(GrantId, Option<PriorityAreaId>) -> bool,
) -> Vec<Problem> {
    let line = |grant, area| is_it(grant, Some(area));
    let counts = [
        (
            "virement",
            book.virements
                .iter()
                .filter(|held| {
                    held.lines
                        .iter()
                        .any(|part| is_it(part.grant, part.priority_area))
                })
                .count(),
        ),
        (
            "month of actual spending",
            book.actuals
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "ledger rule",
            book.ledger_codes
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "matched ledger code",
            book.ledger_matches
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "forecast",
            book.forecasts
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "commitment",
            book.commitments
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "profile",
            book.profiles
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "decision on what is carried forward",
            book.carried
                .iter()
                .filter(|held| line(held.grant, held.priority_area))
                .count(),
        ),
        (
            "scenario",
            book.scenarios
                .iter()
                .filter(|held| {
                    held.lines
                        .iter()
                        .any(|part| line(part.grant, part.priority_area))
                        || held.grants.iter().any(|part| is_it(part.grant, None))
                })
                .count(),
        ),
    ];
    let Some((what, n)) = counts.into_iter().find(|(_, n)| *n > 0) else {
        return Vec::new();
    };
    vec![Problem::refusal(
        "in-use",
        place,
        title,
        format!("{} of it", several(n, what)),
        "They would be of nothing.",
        "Remove those first, or set the amount to 0.",
    )]
}
