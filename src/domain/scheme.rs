//! The council's scheme of virement: who approves moving how much, and from what share a variance is amber or red.
//!
//! A scheme that leaves an amount to nobody, or to two people, is found out when the amount comes up, which is too late.
//! So it is refused when it is entered: for each kind of move the bands must meet, from nought upwards without end. A
//! band runs from its lower amount up to, but not including, its upper one.
//!
//! Example: "under £5,000" and "£5,001 to £50,000" leave £5,000.00 to £5,000.99 to nobody.

mod faults;

use serde::{Deserialize, Serialize};

use crate::domain::book::Book;
use crate::domain::grant::Nature;
use crate::domain::grant::kinds::kinds;
use crate::domain::id::SchemeId;
use crate::domain::money::Pence;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::rating::Rag;
use crate::domain::record::Record;
use crate::domain::virement::Lasting;

kinds! {
    /// Whether a band is for moves within one service, which the plan takes to be one objective.
    Service {
        /// Any move.
        Any = "any",
        /// Within one objective.
        Same = "same objective",
        /// From one objective to another.
        Other = "between objectives",
    }
}

impl Service {
    fn covers(self, is_same: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Same => is_same,
            Self::Other => !is_same,
        }
    }
}

/// One row of the scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// From this much.
    pub from: Pence,
    /// Up to, but not including, this much; none for no end.
    pub below: Option<Pence>,
    /// The moves it is for, by service: a word of [`Service`].
    pub service: String,
    /// The moves it is for, by nature: `revenue`, `capital`, or empty for both.
    pub nature: String,
    /// The moves it is for, by how long they last: a word of [`Lasting`], or empty for both.
    pub lasting: String,
    /// The post that approves: `Head of finance`.
    pub approver: String,
}

impl Band {
    /// A band for every kind of move.
    #[must_use]
    pub fn any(from: Pence, below: Option<Pence>, approver: impl Into<String>) -> Self {
        Self {
            from,
            below,
            service: Service::Any.word().into(),
            nature: String::new(),
            lasting: String::new(),
            approver: approver.into(),
        }
    }

    fn covers(&self, kind: Kind) -> bool {
        let service = Service::ALL
            .into_iter()
            .find(|service| service.word() == self.service)
            .unwrap_or(Service::Any);
        service.covers(kind.is_same_service)
            && (self.nature.is_empty() || self.nature == kind.nature.word())
            && (self.lasting.is_empty() || self.lasting == kind.lasting.word())
    }

    fn holds(&self, size: Pence) -> bool {
        size >= self.from && self.below.is_none_or(|below| size < below)
    }

    /// `£5,000 and more, below £50,000`.
    #[must_use]
    pub fn words(&self) -> String {
        match self.below {
            Some(below) if self.from == Pence::ZERO => format!("below {below}"),
            Some(below) => format!("{} and more, below {below}", self.from),
            None => format!("{} and more", self.from),
        }
    }
}

/// What sort of move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Whether every line of it serves one objective.
    pub is_same_service: bool,
    /// The nature of the money.
    pub nature: Nature,
    /// How long it lasts.
    pub lasting: Lasting,
}

impl Kind {
    /// Every kind there is.
    fn all() -> impl Iterator<Item = Self> {
        [true, false].into_iter().flat_map(|is_same_service| {
            Nature::ALL.into_iter().flat_map(move |nature| {
                Lasting::ALL.into_iter().map(move |lasting| Self {
                    is_same_service,
                    nature,
                    lasting,
                })
            })
        })
    }

    /// `revenue, within one objective, for this year`.
    #[must_use]
    pub fn words(self) -> String {
        let service = if self.is_same_service {
            "within one objective"
        } else {
            "between objectives"
        };
        format!("{}, {service}, {}", self.nature.word(), self.lasting.word())
    }
}

/// The council's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key: always 1.
    pub id: SchemeId,
    /// Where it is written: `Financial regulations, section C`.
    pub name: String,
    /// Whether a line's moves of the year are taken together to find the band.
    pub is_cumulative: bool,
    /// Its rows.
    pub bands: Vec<Band>,
    /// From what variance on a line is amber, in hundredths of a per cent: 200 is 2 %.
    pub amber: u32,
    /// Above what variance it is red, in hundredths of a per cent: 500 is 5 %.
    pub red: u32,
}

/// Amber from 2 %, red above 5 %: what is used until the council says otherwise.
pub const USUAL: (u32, u32) = (200, 500);

impl Scheme {
    /// A scheme to begin with: three bands by size, a line's moves of the year counted together.
    #[must_use]
    pub fn example() -> Self {
        let pounds = |pounds: i64| Pence(pounds * 100);
        let (small, large) = (pounds(5_000), pounds(50_000));
        Self {
            id: SchemeId(1),
            name: "Financial regulations, scheme of virement".into(),
            is_cumulative: true,
            bands: vec![
                Band::any(Pence::ZERO, Some(small), "Budget holder"),
                Band::any(small, Some(large), "Head of finance"),
                Band::any(large, None, "Cabinet"),
            ],
            amber: USUAL.0,
            red: USUAL.1,
        }
    }

    /// The band that a move of this size and kind falls in.
    #[must_use]
    pub fn band(&self, size: Pence, kind: Kind) -> Option<&Band> {
        self.bands
            .iter()
            .find(|band| band.covers(kind) && band.holds(size))
    }

    /// How a variance is rated against the amount it is of.
    #[must_use]
    pub fn rate(limits: (u32, u32), variance: Pence, of: Pence) -> Rag {
        if variance == Pence::ZERO {
            return Rag::Green;
        }
        let share = i128::from(variance.0.unsigned_abs()) * 10_000;
        let limit = |hundredths: u32| i128::from(hundredths) * i128::from(of.0.unsigned_abs());
        if share > limit(limits.1) {
            Rag::Red
        } else if share >= limit(limits.0) {
            Rag::Amber
        } else {
            Rag::Green
        }
    }
}

impl Record for Scheme {
    type Id = SchemeId;
    const NOUN: &'static str = "scheme of virement";

    fn id(&self) -> SchemeId {
        self.id
    }

    fn find(book: &Book, id: SchemeId) -> Option<&Self> {
        book.scheme.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        "Scheme of virement".into()
    }

    fn shown(&self, _book: &Book) -> String {
        format!("{}, {} bands", self.name, self.bands.len())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Plan
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Scheme of virement, name"));
        }
        for band in &self.bands {
            if band.approver.trim().is_empty() {
                problems.push(Problem::refusal(
                    "approver-missing",
                    place.clone(),
                    "Scheme of virement",
                    format!("{}: nobody approves", band.words()),
                    "Each band names the post that approves.",
                    "Write who approves it, such as Head of finance.",
                ));
            }
            if band.from.is_negative() || band.below.is_some_and(|below| below <= band.from) {
                problems.push(Problem::refusal(
                    "band-empty",
                    place.clone(),
                    "Scheme of virement",
                    band.words(),
                    "A band runs from nought or more up to a larger amount.",
                    "Correct its two amounts.",
                ));
            }
        }
        // A band that is wrong by itself makes gaps that are none of its neighbours' doing.
        let is_band = |problem: &Problem| matches!(problem.kind, "approver-missing" | "band-empty");
        if !problems.iter().any(is_band) {
            problems.extend(self.faults().into_iter().map(|fault| {
                Problem::refusal(
                    "scheme-gap",
                    place.clone(),
                    "Scheme of virement",
                    fault,
                    "Every amount has one approver: bands meet, from nought upwards without end.",
                    "Let each band begin where the one before it ends.",
                )
            }));
        }
        if self.red < self.amber {
            problems.push(Problem::refusal(
                "rating-bands-reversed",
                place,
                "Variance bands",
                format!(
                    "red above {} and amber from {}",
                    percent(self.red),
                    percent(self.amber)
                ),
                "What is red is further out than what is amber.",
                "Let red begin at or above amber.",
            ));
        }
        problems
    }
}

/// `2.5 %` of hundredths of a per cent.
#[must_use]
pub fn percent(hundredths: u32) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let text = format!("{whole}.{part:02}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests;
