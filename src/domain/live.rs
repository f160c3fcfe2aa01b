//! Figures in a sentence that are never typed: `{indicator:PAF A1@2001/02}` prints what the plan says today.
//!
//! A plan's prose goes stale because its figures were typed. Here a figure is named, and printed from the same records that
//! the tables are printed from. What can be named:
//!
//! | written | prints |
//! |---|---|
//! | `{indicator:PAF A1}`, `{indicator:A1@2001/02}`, `{indicator:A1@2001/02 planned}` | a figure: the latest actual one, or that of a period, or of a period and a status |
//! | `{grant:Main@2001/02}` | what a grant is worth; for a priority area's name, what the grants pay for it |
//! | `{area:Assessment@2001/02}` | what the year's grants pay for a priority area |
//! | `{total:grants@2001/02}` | `grants`, `allocated`, `left` or `partners` of a year |
//! | `{tally:Greengate/Q1/agree}` | an answer's percentage; `agree`, `disagree`, `neither`, `net`, `base` |
//! | `{action:done@3}` | how many actions are `not started`, `on track`, `at risk`, `late`, `done`, `open`, of all, or of an objective's |
//!
//! A figure is printed with its period and status, `12% (2001/02, planned)`; with `=` before its kind
//! (`{=indicator:A1@2001/02}`) the figure alone, for a sentence that says the rest itself. Things are named by code, number,
//! short or full name, in capitals or not, and by as much of a name as tells them apart.
//!
//! Edges: what is in braces and is no figure stays text, and so does what follows a backslash (`\{`). A year that is left
//! out is the latest in which the plan allocates anything. Published figures stay in the file, so whoever asks brings them.
//! A figure that is missing prints its mark and its reason; one that does not exist is a [`Fault`], never a nought. In a
//! document the counts of people's answers come from its [`Release`], as its tables do: what a table hides, no sentence
//! says. On screen an officer reads the working figures.

mod indicator;
mod money;
mod name;
mod reference;
mod undertaking;
mod voice;

use crate::domain::book::Book;
use crate::domain::consultation::released::PrintedPart;
use crate::domain::consultation::results::Breakdown;
use crate::domain::id::{IndicatorId, QuestionId};
use crate::domain::panel::Panel;
use crate::domain::problem::Place;

use crate::domain::benchmark::{OwnFigure, own_series};

pub use indicator::named as indicator_named;
pub use reference::{Kind, Piece, Reference, pieces};

/// An authority's own figures of an indicator, oldest first: published ones and entered ones.
pub type Series<'a> = dyn Fn(IndicatorId) -> Vec<OwnFigure> + 'a;

/// Everyone's answers to a question as a document prints them.
#[derive(Clone, Copy, Debug)]
pub struct Everyone<'a> {
    /// The counts that are printed; a hidden one is none.
    pub shown: &'a Breakdown,
    /// The marks that they were printed from, answer by answer.
    pub marks: &'a PrintedPart,
}

/// What a document prints of everyone's answers to a question; none where it prints no count of it.
pub type Release<'a> = dyn Fn(QuestionId) -> Option<Everyone<'a>> + 'a;

/// Where figures are looked up.
#[derive(Clone, Copy)]
pub struct Figures<'a> {
    /// The plan.
    pub book: &'a Book,
    /// The authority's own figures, also those that stay in the file.
    pub series: &'a Series<'a>,
    /// What may be printed of people's answers; none where an officer reads the working figures.
    pub release: Option<&'a Release<'a>>,
}

/// A figure as it stands today.
#[derive(Clone, Debug, PartialEq)]
pub struct Live {
    /// The figure: `12%`, `£463,950`, or the mark of a missing one.
    pub value: String,
    /// What it is of: `2001/02`, `51 of 91`; may be empty.
    pub period: String,
    /// How firm it is, or why it is missing; may be empty.
    pub status: String,
    /// Where it comes from, for a note: its full name, period, status and source.
    pub source: String,
    /// What to open to see it.
    pub place: Place,
}

impl Live {
    /// As it is printed: `12% (2001/02, planned)`, or the figure alone.
    #[must_use]
    pub fn printed(&self, bare: bool) -> String {
        let beside: Vec<&str> = [self.period.as_str(), self.status.as_str()]
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        if bare || beside.is_empty() {
            self.value.clone()
        } else {
            format!("{} ({})", self.value, beside.join(", "))
        }
    }
}

/// Why a figure cannot be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is so: `no indicator is called “A99”`.
    pub what: String,
    /// What to do, a sentence; names the nearest where there are any.
    pub remedy: String,
}

impl Fault {
    fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

/// The figures that officers entered, and no published ones: for a plan without its file.
pub fn entered(book: &Book) -> impl Fn(IndicatorId) -> Vec<OwnFigure> + '_ {
    let (own, none) = (book.plan().area, Panel::new(Vec::new()));
    move |indicator| own_series(book, indicator, &own, &none)
}

impl<'a> Figures<'a> {
    /// The working figures: every answer is printed, however few gave it.
    #[must_use]
    pub fn new(book: &'a Book, series: &'a Series<'a>) -> Self {
        Self {
            book,
            series,
            release: None,
        }
    }

    /// A figure as it stands today.
    ///
    /// # Errors
    /// Why it cannot be found, with the nearest names.
    pub fn find(&self, reference: &Reference) -> Result<Live, Fault> {
        let Some(kind) = reference.kind else {
            return Err(reference.unknown_kind());
        };
        match kind {
            Kind::Indicator => indicator::find(self, reference),
            Kind::Grant => money::grant(self.book, reference),
            Kind::Area => money::area(self.book, reference),
            Kind::Total => money::sum(self.book, reference),
            Kind::Tally => voice::find(self.book, reference),
            Kind::Action => undertaking::find(self.book, reference),
        }
    }

    /// A figure as it may be printed: of people's answers what is released, of all else what [`Figures::find`] says.
    ///
    /// # Errors
    /// As [`Figures::find`].
    pub fn told(&self, reference: &Reference) -> Result<Live, Fault> {
        match self.release {
            Some(release) if reference.kind == Some(Kind::Tally) => {
                voice::told(self.book, release, reference)
            }
            _ => self.find(reference),
        }
    }

    /// Whether what a figure said when somebody stood by it may be printed beside it: in a document it may be a count that
    /// is hidden today.
    #[must_use]
    pub fn is_open(&self, reference: &Reference) -> bool {
        self.release.is_none() || reference.kind != Some(Kind::Tally)
    }

    /// A figure as it is printed on screen today.
    ///
    /// # Errors
    /// As [`Figures::find`].
    pub fn printed(&self, reference: &Reference) -> Result<String, Fault> {
        self.find(reference)
            .map(|live| live.printed(reference.is_bare))
    }
}

#[cfg(test)]
mod tests;
