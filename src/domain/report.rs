//! The six documents that a plan is printed as: what each is called, for whom it is, and what goes into it.
//!
//! A committee reads the plan on paper, and two papers with two figures for one thing cost more than a paper costs. So a
//! document is worked out here, from the book and what the file was asked for, as a
//! [`Document`]; the writers only set it. A figure in a sentence and the same figure in a
//! table are one variable.
//!
//! ```text
//!  Book ------------------------+
//!  Options: year, list, rule    +--> make(report) --> Document --> HTML, PDF, Word, workbook
//!  Gathered: figures of the file+
//! ```
//!
//! Edges: an empty plan gives a whole document that says what is not there yet. Counts of people leave by one release in
//! whichever document they stand (`voices`). Nothing is cut silently: what is left out is said.

mod around;
mod cells;
mod consultation;
mod dashboard;
mod grant;
mod maker;
mod outcomes;
mod plan;
mod six_years;
mod sources;
mod summary;
#[cfg(test)]
mod tests;
mod text;
mod titles;
mod voices;
mod young_people;

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::benchmark::{Average, Comparison, OwnFigure};
use crate::domain::book::Book;
use crate::domain::chart::Chart;
use crate::domain::consultation::sheet::Sheet;
use crate::domain::dashboard::Dashboard;
use crate::domain::disclosure::Profile;
use crate::domain::document::{Block, Document, Standing};
use crate::domain::id::{BatchId, ConsultationId, IndicatorId};
use crate::domain::period::Period;
use crate::domain::problem::Problem;
use crate::domain::report::maker::Maker;
use crate::domain::thread::Attention;

/// A document of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Report {
    /// The Management Action Plan.
    Plan,
    /// The thread in short, for members.
    Summary,
    /// Plain words and large type.
    YoungPeople,
    /// The quarter's measures.
    Dashboard,
    /// The year's money, to be signed.
    Grant,
    /// What was asked, what was said and what was done.
    Consultation,
}

impl Report {
    /// Every document, in the order in which it is offered.
    pub const ALL: [Self; 6] = [
        Self::Plan,
        Self::Summary,
        Self::YoungPeople,
        Self::Dashboard,
        Self::Grant,
        Self::Consultation,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Summary => "summary",
            Self::YoungPeople => "young-people",
            Self::Dashboard => "dashboard",
            Self::Grant => "grant",
            Self::Consultation => "consultation",
        }
    }

    /// The document of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|held| held.word() == word)
    }

    /// Its name on screen and in its properties.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "The plan",
            Self::Summary => "Summary",
            Self::YoungPeople => "For young people",
            Self::Dashboard => "Dashboard",
            Self::Grant => "Grant report",
            Self::Consultation => "Consultation report",
        }
    }

    /// For whom it is.
    #[must_use]
    pub fn reader(self) -> &'static str {
        match self {
            Self::Plan => "the Department and Cabinet",
            Self::Summary => "members and professionals",
            Self::YoungPeople => "young people and parents",
            Self::Dashboard => "the scrutiny committee",
            Self::Grant => "the section 151 officer",
            Self::Consultation => "Cabinet and the public",
        }
    }

    /// What it holds.
    #[must_use]
    pub fn holds(self) -> &'static str {
        match self {
            Self::Plan => {
                "Every objective with its progress, what will be achieved, its money by priority area and its indicators over six years."
            }
            Self::Summary => {
                "The thread in short, from pounds to outcomes to what people said, with what needs attention."
            }
            Self::YoungPeople => {
                "Plain words in large type, with pictures of the figures, for a reading age of about eleven."
            }
            Self::Dashboard => {
                "Performance, direction, trend, rating, quartile, neighbours and target of each measure, with the counts behind the overview."
            }
            Self::Grant => {
                "Grants, ring-fences, allocations, virements, spending and forecast, what is left, with a block to sign."
            }
            Self::Consultation => {
                "What came in and how, every question with its counts and bases, themes, quotes, and what was done about it."
            }
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The file, its version and the day. Authority, plan, neighbours and disclosure are filled in where they are empty.
    pub standing: Standing,
    /// The fiscal year of the money, by the year in which it begins; none for the newest in which
    /// money is allocated, or else that has a grant.
    pub fiscal_year: Option<i16>,
    /// The last month whose spending is in, counted from April; none for the last that has any.
    pub month: Option<u8>,
    /// The quarter of the dashboard; none for the newest.
    pub period: Option<Period>,
    /// The dated list of statistical neighbours, such as `2025-05`; empty for none.
    pub list: String,
    /// The average that stands for the neighbours.
    pub average: Average,
    /// The rule for small counts.
    pub profile: Profile,
    /// The consultation to report; none for every one.
    pub consultation: Option<ConsultationId>,
}

/// What stays in the file and has to be asked for. What is not given is not in the document.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Each indicator's figures beside its peers, oldest first.
    pub comparisons: HashMap<IndicatorId, Vec<Comparison>>,
    /// Each indicator's trend as the Indicators room draws it.
    pub trends: HashMap<IndicatorId, Chart>,
    /// The batches that an indicator's published figures came in.
    pub batches: HashMap<IndicatorId, Vec<BatchId>>,
    /// The quarter's dashboard.
    pub dashboard: Option<Dashboard>,
    /// Individual responses.
    pub sheets: HashMap<ConsultationId, Arc<Sheet>>,
    /// What the checks find in the plan but for its text, worst first.
    pub problems: Vec<Problem>,
    /// The authority's own figures of the indicators that the plan's text names.
    pub series: HashMap<IndicatorId, Vec<OwnFigure>>,
    /// What needs attention on the day, as the first screen lists it.
    pub attention: Vec<Attention>,
}

/// A section that officers wrote, ready to be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its heading: `A. Progress to date`.
    pub heading: String,
    /// What it says. Its headings begin at level 1, and are set below its own.
    pub blocks: Vec<Block>,
    /// Whether it is of the money, and so stands with the table of section D.
    pub is_of_money: bool,
}

impl Report {
    /// Whether it prints what officers wrote of the plan.
    #[must_use]
    pub fn prints_text(self) -> bool {
        matches!(self, Self::Plan | Self::Dashboard)
    }
}

/// Makes a document.
#[must_use]
pub fn make(report: Report, book: &Book, options: &Options, gathered: &Gathered) -> Document {
    let maker = Maker::new(book, options, gathered);
    let mut document = maker.begin(report);
    match report {
        Report::Plan => plan::write(&maker, &mut document),
        Report::Summary => summary::write(&maker, &mut document),
        Report::YoungPeople => young_people::write(&maker, &mut document),
        Report::Dashboard => dashboard::write(&maker, &mut document),
        Report::Grant => grant::write(&maker, &mut document),
        Report::Consultation => consultation::write(&maker, &mut document),
    }
    document
}

/// The indicators that a document speaks of: what the file is to be asked for before it is made.
#[must_use]
pub fn indicators(report: Report, book: &Book, dashboard: Option<&Dashboard>) -> Vec<IndicatorId> {
    match report {
        Report::Grant => Vec::new(),
        Report::Dashboard => {
            let rows = dashboard.map_or(&[][..], |held| &held.rows);
            rows.iter().map(|row| row.indicator).collect()
        }
        Report::Consultation => book
            .themes
            .iter()
            .filter_map(|held| held.indicator)
            .collect(),
        Report::Plan | Report::Summary | Report::YoungPeople => {
            let serving = book.indicators.iter();
            let serving = serving.filter(|held| !held.objectives.is_empty());
            serving
                .map(|held| held.id)
                .chain(book.themes.iter().filter_map(|held| held.indicator))
                .collect()
        }
    }
}
