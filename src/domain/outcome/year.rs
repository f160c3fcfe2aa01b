//! One fiscal year of an objective: its pounds, its children, its figure and its neighbours', each with where it is from.

use std::collections::BTreeSet;

use crate::domain::benchmark::{Comparison, NeighbourAverage};
use crate::domain::book::Book;
use crate::domain::closing::is_closed;
use crate::domain::grant::PriorityArea;
use crate::domain::grant::position::{YearPosition, total};
use crate::domain::id::GrantId;
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::money::Pence;
use crate::domain::outcome::{Measured, Question, counts_children};
use crate::domain::period::Period;
use crate::domain::reading::{Reported, Status};

use jiff::civil::Date;

/// Which pounds these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpendIs {
    /// What was spent; the year is closed.
    Actual,
    /// What is allocated now, virements counted in.
    Budget,
    /// The same, of a closed year in which no spending was entered.
    BudgetOfClosed,
}

impl SpendIs {
    /// The words beside the amount.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Actual => "actual spending",
            Self::Budget => "latest budget",
            Self::BudgetOfClosed => "latest budget; closed without actual spending",
        }
    }
}

/// A year's pounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spend {
    /// How much.
    pub amount: Pence,
    /// Which pounds.
    pub is: SpendIs,
}

/// How many children the pounds are for.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// How many; above nought.
    pub n: f64,
    /// Whose count it is, in words: `QP 4, a count of children`.
    pub from: String,
}

/// The indicator's figure of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The period, as its source prints it.
    pub label: String,
    /// How firm it is.
    pub status: Status,
    /// The figure, or why there is none.
    pub reported: Reported,
    /// The neighbours in the same period.
    pub neighbours: NeighbourAverage,
    /// The average of them that was asked for.
    pub average: Option<f64>,
    /// Whether ours is better than theirs, where either way is better.
    pub better: Option<bool>,
}

impl Figure {
    /// The figure, if there is one that can be drawn.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        self.reported.value().filter(|value| value.is_finite())
    }

    /// The decimals it was published to.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        match self.reported {
            Reported::Figure { decimals, .. } => decimals,
            Reported::Missing(_) => 0,
        }
    }
}

/// One fiscal year.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeYear {
    /// The year in which it begins.
    pub fiscal_year: i16,
    /// Its pounds; none when no grant pays for it.
    pub spend: Option<Spend>,
    /// How many children they are for, where that is known.
    pub counted: Option<Counted>,
    /// The indicator's figure; none when the file holds none of the year.
    pub figure: Option<Figure>,
    /// Why what is missing is missing.
    pub why: Vec<String>,
}

impl OutcomeYear {
    /// `2001/02`.
    #[must_use]
    pub fn label(&self) -> String {
        Period::Financial(self.fiscal_year).label()
    }

    /// Pounds for each child, to the penny, for showing only; none where either is not known.
    #[must_use]
    pub fn per_head(&self) -> Option<Pence> {
        let (spend, counted) = (self.spend?, self.counted.as_ref()?);
        let each = (spend.amount.0 as f64 / counted.n).round();
        // Beyond this the machine's fractions are no longer whole pence.
        (each.abs() < 9e15).then_some(Pence(each as i64))
    }

    /// The neighbours' average, in the indicator's unit.
    #[must_use]
    pub fn neighbours(&self) -> Option<f64> {
        self.figure.as_ref()?.average
    }

    /// Ours less the neighbours' average, in the indicator's unit.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let figure = self.figure.as_ref()?;
        Some(figure.value()? - figure.average?)
    }

    /// Whether the year has pounds and a figure.
    #[must_use]
    pub fn has_both(&self) -> bool {
        self.spend.is_some()
            && self
                .figure
                .as_ref()
                .is_some_and(|held| held.value().is_some())
    }
}

/// The fiscal year that a period is set beside, by the year in which it begins.
///
/// A whole year stands where most of its months lie: the academic year 2001/02 and the calendar year 2001 in 2001/02. What
/// is shorter, a single day, or of several years stands where its last day lies.
#[must_use]
pub fn fiscal_year_of(period: Period) -> i16 {
    match period {
        Period::Financial(year) | Period::Academic(year) | Period::Calendar(year) => year,
        other => in_fiscal_year(other.end()),
    }
}

fn in_fiscal_year(day: Date) -> i16 {
    if day.month() >= 4 {
        day.year()
    } else {
        day.year() - 1
    }
}

/// Whether words name children, and not their weeks, reviews or the like.
pub(super) fn names_children(words: &str) -> bool {
    let words = words.to_lowercase();
    let named = ["child", "young people", "pupil", "care leaver"];
    let of_them = [
        "week", "night", "review", "session", "per ", "spending", "share", "£",
    ];
    named.iter().any(|word| words.contains(word))
        && !of_them.iter().any(|word| words.contains(word))
}

/// The fiscal years in which any of these areas has a cell, or spending was entered on one.
pub(super) fn with_money(book: &Book, areas: &[&PriorityArea]) -> BTreeSet<i16> {
    let is_ours = |id| areas.iter().any(|area| area.id == id);
    let paid = book
        .allocations
        .iter()
        .filter(|held| is_ours(held.priority_area));
    let spent = book
        .actuals
        .iter()
        .filter(|held| is_ours(held.priority_area));
    let moved = book.virements.iter().flat_map(|held| &held.lines);
    let moved = moved
        .filter_map(|part| part.line())
        .filter(|line| is_ours(line.priority_area));
    let grants: BTreeSet<GrantId> = paid
        .map(|held| held.grant)
        .chain(spent.map(|held| held.grant))
        .chain(moved.map(|line| line.grant))
        .collect();
    let years = grants.into_iter().filter_map(|id| book.grants.get(id));
    years.map(|grant| grant.fiscal_year).collect()
}

/// Everything that is known of one year.
pub(super) fn look(
    book: &Book,
    asked: &Question<'_>,
    areas: &[&PriorityArea],
    fiscal_year: i16,
) -> OutcomeYear {
    let held = of_year(asked.measured.comparisons, fiscal_year);
    let mut year = OutcomeYear {
        fiscal_year,
        spend: spend(book, areas, fiscal_year),
        counted: counted(asked, held, fiscal_year),
        figure: held.map(|held| figure(asked, held)),
        why: Vec::new(),
    };
    year.why = why(&year);
    year
}

fn why(year: &OutcomeYear) -> Vec<String> {
    let mut why = Vec::new();
    if year.spend.is_none() {
        why.push("no grant pays for it in this year".to_owned());
    }
    match year.figure.as_ref().map(|held| held.reported) {
        None => why.push("no figure of this year in the file".to_owned()),
        Some(Reported::Missing(reason)) => {
            why.push(format!("no figure: {} {}", reason.word(), reason.mark()));
        }
        Some(Reported::Figure { .. }) if year.neighbours().is_none() => {
            why.push("no neighbours’ figures".to_owned());
        }
        Some(Reported::Figure { .. }) => {}
    }
    if year.spend.is_some() && year.counted.is_none() {
        why.push("no count of children".to_owned());
    }
    why
}

fn spend(book: &Book, areas: &[&PriorityArea], fiscal_year: i16) -> Option<Spend> {
    let is_ours = |id| areas.iter().any(|area| area.id == id);
    let closed = is_closed(book, fiscal_year, None);
    if closed {
        let mut spent = book.actuals.iter().filter(|held| {
            let grant = book.grants.get(held.grant);
            is_ours(held.priority_area)
                && grant.is_some_and(|grant| grant.fiscal_year == fiscal_year)
        });
        if let Some(first) = spent.next() {
            let rest = spent.map(|held| held.amount);
            return Some(Spend {
                amount: total(std::iter::once(first.amount).chain(rest)),
                is: SpendIs::Actual,
            });
        }
    }
    let position = YearPosition::of(book, fiscal_year, None);
    let lines = position
        .lines
        .iter()
        .filter(|line| is_ours(line.priority_area) && line.cells.iter().any(Option::is_some));
    let amounts: Vec<Pence> = lines.map(|line| line.total).collect();
    (!amounts.is_empty()).then(|| Spend {
        amount: total(amounts.into_iter()),
        is: if closed {
            SpendIs::BudgetOfClosed
        } else {
            SpendIs::Budget
        },
    })
}

/// The figure that stands for a year: the last that happened, else the last that was planned, else the last without one.
fn of_year(comparisons: &[Comparison], fiscal_year: i16) -> Option<&Comparison> {
    let of_it = comparisons
        .iter()
        .filter(|held| fiscal_year_of(held.own.period) == fiscal_year);
    of_it.max_by_key(|held| {
        let own = &held.own;
        (
            own.reported.value().is_some(),
            own.status.is_actual(),
            own.period,
        )
    })
}

fn figure(asked: &Question<'_>, held: &Comparison) -> Figure {
    let polarity = asked.measured.indicator.polarity;
    Figure {
        label: held.label.clone(),
        status: held.own.status,
        reported: held.own.reported,
        neighbours: held.neighbours.clone(),
        average: held.neighbours.figure(asked.average),
        better: held.better_than_neighbours(polarity, asked.average),
    }
}

fn counted(asked: &Question<'_>, held: Option<&Comparison>, fiscal_year: i16) -> Option<Counted> {
    if let Some(Measured {
        indicator,
        comparisons,
    }) = asked.counted
    {
        return itself(indicator, of_year(comparisons, fiscal_year)?);
    }
    let (indicator, held) = (asked.measured.indicator, held?);
    if counts_children(indicator) {
        return itself(indicator, held);
    }
    let divided = matches!(indicator.unit, UnitKind::Percent | UnitKind::Rate);
    let n = held.own.basis.denominator.filter(|n| usable(*n))?;
    (divided && names_children(&indicator.denominator)).then(|| Counted {
        n,
        from: format!(
            "{}, its denominator: {}",
            indicator.code, indicator.denominator
        ),
    })
}

/// A count that is the figure itself; only what happened counts anybody.
fn itself(indicator: &Indicator, held: &Comparison) -> Option<Counted> {
    let n = held.own.reported.value().filter(|n| usable(*n))?;
    held.own.status.is_actual().then(|| Counted {
        n,
        from: format!("{}, a count of {}", indicator.code, indicator.unit_words),
    })
}

fn usable(n: f64) -> bool {
    n.is_finite() && n > 0.0
}
