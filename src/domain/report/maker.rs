//! What every document is made with: the plan, what is asked for, the year's sums, and what people said as it may leave.

use std::cell::OnceCell;
use std::collections::HashMap;

use jiff::civil::Date;

use crate::domain::area::list_name;
use crate::domain::benchmark::Comparison;
use crate::domain::book::Book;
use crate::domain::chart::Chart;
use crate::domain::disclosure::Profile;
use crate::domain::document::{Block, Document, Manner, Picture, Standing};
use crate::domain::grant::position::YearPosition;
use crate::domain::id::{ConsultationId, IndicatorId};
use crate::domain::money::Pence;
use crate::domain::monitor::{YearMonitor, of_year};
use crate::domain::period::Period;
use crate::domain::report::text::Text;
use crate::domain::report::voices::Told;
use crate::domain::report::{Gathered, Options, Report};
use crate::domain::thread::{Thread, thread};

/// No figures.
static NO_FIGURES: Vec<Comparison> = Vec::new();

/// What a document is made with.
pub(super) struct Maker<'a> {
    pub(super) book: &'a Book,
    pub(super) options: &'a Options,
    pub(super) gathered: &'a Gathered,
    /// The year of the money; none where the plan has none.
    pub(super) year: Option<i16>,
    /// Its sums; empty where there is no year.
    pub(super) position: YearPosition,
    told: HashMap<ConsultationId, OnceCell<Told>>,
    text: OnceCell<Text>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(book: &'a Book, options: &'a Options, gathered: &'a Gathered) -> Self {
        let year = options.fiscal_year.or_else(|| newest(book));
        // The year 0 has no grants: a plan without money has sums of nothing.
        let position = YearPosition::of(book, year.unwrap_or(0), None);
        Self {
            book,
            options,
            gathered,
            year,
            position,
            told: (book.consultations.iter())
                .map(|held| (held.id, OnceCell::new()))
                .collect(),
            text: OnceCell::new(),
        }
    }

    /// A document with its front, and nothing in it yet.
    pub(super) fn begin(&self, report: Report) -> Document {
        let standing = self.standing();
        let manner = match report {
            Report::YoungPeople => Manner::Large,
            _ => Manner::Paper,
        };
        Document {
            title: self.title(report),
            subtitle: self.subtitle(report),
            kind: report.name().into(),
            standing,
            manner,
            blocks: Vec::new(),
        }
    }

    fn title(&self, report: Report) -> String {
        let held = &self.options.consultation;
        let asked = held.and_then(|id| self.book.consultations.get(id));
        let plan = self.book.plan().title;
        match (report, asked) {
            (Report::Plan, _) if !plan.trim().is_empty() => plan,
            (Report::Plan, _) => "Plan without a title".into(),
            (Report::Summary, _) => "Summary of the plan".into(),
            (Report::YoungPeople, _) => "Our plan for you".into(),
            (Report::Dashboard, _) => "Performance dashboard".into(),
            (Report::Grant, _) => "Grant report".into(),
            (Report::Consultation, Some(held)) => format!("Consultation report: {}", held.title),
            (Report::Consultation, None) => "Consultation report".into(),
        }
    }

    fn subtitle(&self, report: Report) -> String {
        let period = match report {
            Report::Dashboard => {
                let held = self.gathered.dashboard.as_ref();
                held.map(|held| held.period.to_string()).unwrap_or_default()
            }
            Report::Consultation => String::new(),
            _ => self.year.map(year_name).unwrap_or_default(),
        };
        let parts = [self.authority(), period];
        let held = parts.iter().filter(|part| !part.is_empty());
        held.cloned().collect::<Vec<_>>().join(" · ")
    }

    /// The authority's name; empty in a plan of nobody.
    pub(super) fn authority(&self) -> String {
        self.book.area_name(&self.book.plan().area)
    }

    fn standing(&self) -> Standing {
        let mut standing = self.options.standing.clone();
        let fill = |field: &mut String, with: String| {
            if field.is_empty() {
                *field = with;
            }
        };
        fill(&mut standing.authority, self.authority());
        fill(&mut standing.plan, self.book.plan().title);
        if !self.options.list.is_empty() {
            fill(&mut standing.neighbours, list_name(&self.options.list));
        }
        if !self.book.consultations.is_empty() {
            fill(&mut standing.disclosure, rule(self.options.profile).into());
        }
        standing
    }

    /// The day the document is made.
    pub(super) fn today(&self) -> Option<Date> {
        self.options.standing.made
    }

    /// An indicator's figures, oldest first.
    pub(super) fn comparisons(&self, id: IndicatorId) -> &Vec<Comparison> {
        self.gathered.comparisons.get(&id).unwrap_or(&NO_FIGURES)
    }

    /// The thread of the year.
    pub(super) fn thread(&self) -> Thread {
        let average = self.options.average;
        thread(
            self.book,
            self.year.unwrap_or(0),
            |id| self.comparisons(id),
            average,
        )
    }

    /// What people said, as it may leave: one release a consultation, the same in every document.
    pub(super) fn told(&self, id: ConsultationId) -> Option<&Told> {
        let held = self.told.get(&id)?;
        Some(held.get_or_init(|| Told::of(self, id)))
    }

    /// What officers wrote, with the figures that may leave.
    pub(super) fn text(&self) -> &Text {
        self.text.get_or_init(|| Text::of(self))
    }

    /// The year's money month by month, as far as it is spent.
    pub(super) fn monitor(&self) -> YearMonitor {
        let spent =
            self.book.actuals.iter().filter(|held| {
                held.line().fiscal_year(self.book) == self.year && self.year.is_some()
            });
        let last = spent.map(|held| held.month).max().unwrap_or(0);
        let month = self.options.month.unwrap_or(last);
        of_year(self.book, &self.position, month)
    }

    /// `2001/02`, or `no year`.
    pub(super) fn year_words(&self) -> String {
        self.year.map_or_else(|| "no year".into(), year_name)
    }
}

/// The newest year in which money is allocated; else the newest that has a grant.
fn newest(book: &Book) -> Option<i16> {
    let allocated = book
        .allocations
        .iter()
        .filter(|held| held.amount != Pence::ZERO);
    let years = allocated.filter_map(|held| Some(book.grants.get(held.grant)?.fiscal_year));
    years.max().or_else(|| book.fiscal_years().first().copied())
}

/// `2001/02`.
pub(super) fn year_name(year: i16) -> String {
    Period::Financial(year).to_string()
}

/// The rule for small counts and what it is of, as it stands at the foot of a page.
pub(super) fn rule(profile: Profile) -> &'static str {
    match profile {
        Profile::None => {
            "in figures of consultations, every count of people is shown: not for publication"
        }
        Profile::Under5 => "in figures of consultations, counts of people below 5 are not shown",
        Profile::Under10 => "in figures of consultations, counts of people below 10 are not shown",
        Profile::Ons10And5 => {
            "in figures of consultations, counts of people below 10 are not shown, others are rounded to the nearest 5"
        }
    }
}

/// The rule in whole, with what it cannot reach.
pub(super) fn whole_rule(profile: Profile) -> String {
    let limits = match profile {
        Profile::None => "",
        _ => {
            " That covers all that is worked out from the plan’s counts. What officers wrote, and percentages that a report printed, stand as they were written."
        }
    };
    format!("Small counts: {}.{limits}", rule(profile))
}

/// A chart across the page, so many points high.
pub(super) fn picture(chart: Chart, high: u32) -> Block {
    Block::Picture(Picture {
        chart,
        size: [480, high],
    })
}

/// A chart of bars, as high as its bars need.
pub(super) fn bars(chart: Chart) -> Block {
    let n = match &chart {
        Chart::Bars(held) => held.bars.len(),
        Chart::Diverging(held) => held.rows.len(),
        Chart::Stacked(held) => held.rows.len() + held.keys.len() / 3,
        Chart::Waterfall(held) => held.steps.len() + 2,
        Chart::Trend(_) => 8,
    };
    let n = u32::try_from(n).unwrap_or(40).min(40);
    picture(chart, 110 + 24 * n)
}
