//! Pounds against outcomes: what was given to an objective or a priority area, year by year, beside one of its indicators.
//!
//! Members ask whether the money changed anything. No table of figures can answer that, for much else changed too; what
//! can be said is what was spent, on how many children, and how far from the neighbours the figure stood in the same
//! years. So the two stand side by side, with [`CAUTION`] always beside them.
//!
//! Edges: a year without money, or without a figure, says why and is never taken for nought. A closed year has its actual
//! spending, every other its latest budget with virements, and each says which it is. A priority area that serves several
//! objectives counts under the first. A period of another kind stands in the fiscal year in which most of it lies, or its
//! last day where it is shorter than a year.

mod picture;
mod year;

use std::collections::BTreeSet;

use crate::domain::benchmark::{Average, Comparison};
use crate::domain::book::Book;
use crate::domain::grant::PriorityArea;
use crate::domain::id::{IndicatorId, ObjectiveId, PriorityAreaId};
use crate::domain::indicator::{Indicator, UnitKind};
use crate::domain::period::Period;

pub use year::{Counted, Figure, OutcomeYear, Spend, SpendIs, fiscal_year_of};

/// What must stand wherever pounds and outcomes stand together.
pub const CAUTION: &str = "Association, not cause: that pounds and a figure move together does not show that one moved \
                           the other.";

/// Whose pounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whose {
    /// Those of all the priority areas of an objective.
    Objective(ObjectiveId),
    /// Those of one priority area.
    Area(PriorityAreaId),
}

impl Whose {
    /// Whether a priority area's money is counted. One that serves the objective, but another first, is not.
    #[must_use]
    pub fn has(self, area: &PriorityArea) -> bool {
        match self {
            Self::Objective(objective) => area.objective == Some(objective),
            Self::Area(id) => area.id == id,
        }
    }

    /// What it is called; empty when it is not in the plan.
    #[must_use]
    pub fn name(self, book: &Book) -> String {
        match self {
            Self::Objective(id) => book.objectives.get(id).map(|held| held.label()),
            Self::Area(id) => book.priority_areas.get(id).map(|held| held.name.clone()),
        }
        .unwrap_or_default()
    }

    /// The indicators that can be set beside it: those of the objective, or of every objective that the area serves.
    #[must_use]
    pub fn indicators(self, book: &Book) -> Vec<IndicatorId> {
        let served: Vec<ObjectiveId> = match self {
            Self::Objective(id) => vec![id],
            Self::Area(id) => book.priority_areas.get(id).map_or_else(Vec::new, |area| {
                let also = area.also.iter().copied();
                area.objective.into_iter().chain(also).collect()
            }),
        };
        let serving = book
            .indicators
            .iter()
            .filter(|held| served.iter().any(|id| held.objectives.contains(id)));
        serving.map(|held| held.id).collect()
    }
}

/// An indicator with its figures beside its neighbours', oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its figures.
    pub comparisons: &'a [Comparison],
}

/// What is set side by side.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Whose pounds.
    pub whose: Whose,
    /// The outcome.
    pub measured: Measured<'a>,
    /// The indicator that counts the children whom the pounds are for; where there is none, the outcome's own count or
    /// denominator stands.
    pub counted: Option<Measured<'a>>,
    /// Which average stands for the neighbours.
    pub average: Average,
}

/// Pounds and an outcome side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Whose pounds, in words.
    pub name: String,
    /// The outcome.
    pub indicator: Indicator,
    /// Which average stands for the neighbours.
    pub average: Average,
    /// The years with pounds or a figure, oldest first.
    pub years: Vec<OutcomeYear>,
    /// What holds for all of them: which years are left out, and what is known in none.
    pub notes: Vec<String>,
}

/// Whether an indicator is itself a price: pounds for each child, week or place, as PAF B8, B9 and B10 are.
#[must_use]
pub fn is_unit_cost(indicator: &Indicator) -> bool {
    let mut words = indicator.unit_words.split_whitespace();
    indicator.unit == UnitKind::Money && words.any(|word| matches!(word, "each" | "per" | "a"))
}

/// Whether an indicator counts children or young people, so that pounds can be divided by it.
#[must_use]
pub fn counts_children(indicator: &Indicator) -> bool {
    indicator.unit == UnitKind::Count
        && year::names_children(&indicator.unit_words)
        && !indicator.unit_words.contains(" for each ")
}

/// Sets pounds and an outcome side by side.
#[must_use]
pub fn outcome(book: &Book, asked: &Question<'_>) -> Outcome {
    let indicator = asked.measured.indicator;
    let areas: Vec<&PriorityArea> = book
        .priority_areas
        .iter()
        .filter(|area| asked.whose.has(area))
        .collect();
    let figures = asked.measured.comparisons.iter();
    let with_figure = figures.map(|held| year::fiscal_year_of(held.own.period));
    let years: BTreeSet<i16> = year::with_money(book, &areas)
        .into_iter()
        .chain(with_figure)
        .collect();
    let years: Vec<OutcomeYear> = years
        .into_iter()
        .map(|fiscal_year| year::look(book, asked, &areas, fiscal_year))
        .collect();
    Outcome {
        name: asked.whose.name(book),
        indicator: indicator.clone(),
        average: asked.average,
        notes: notes(book, asked, &years),
        years,
    }
}

/// What is said once and not in every year.
fn notes(book: &Book, asked: &Question<'_>, years: &[OutcomeYear]) -> Vec<String> {
    let mut notes = Vec::new();
    for pair in years.windows(2) {
        let (from, to) = (pair[0].fiscal_year, pair[1].fiscal_year);
        if to.saturating_sub(from) > 1 {
            notes.push(format!("{}: neither money nor a figure.", gap(from, to)));
        }
    }
    let spent = years.iter().any(|held| held.spend.is_some());
    if !spent {
        notes.push("No grant pays for it in any year.".into());
    } else if years.iter().all(|held| held.counted.is_none()) {
        notes.push(
            "How many children the money is for is not known: no count of children is chosen, and the indicator's \
             denominator is not in the file."
                .into(),
        );
    }
    if years.iter().any(|held| held.figure.is_some())
        && years.iter().all(|held| held.neighbours().is_none())
    {
        notes.push("There are no neighbours’ figures, so no gap can be given.".into());
    }
    if let Whose::Objective(id) = asked.whose {
        let shared = book
            .priority_areas
            .iter()
            .filter(|area| area.objective != Some(id) && area.also.contains(&id));
        let names: Vec<&str> = shared.map(|area| area.name.as_str()).collect();
        if !names.is_empty() {
            notes.push(format!(
                "Not counted here, for they count under another objective first: {}.",
                names.join(", ")
            ));
        }
    }
    notes
}

/// The years between two, in words.
fn gap(from: i16, to: i16) -> String {
    let first = Period::Financial(from.saturating_add(1)).label();
    let last = Period::Financial(to.saturating_sub(1)).label();
    if first == last {
        first
    } else {
        format!("{first} to {last}")
    }
}

impl Outcome {
    /// What the two did together, in words, where there are two years that have both; otherwise that there are none.
    #[must_use]
    pub fn sentence(&self) -> String {
        let both: Vec<&OutcomeYear> = self.years.iter().filter(|held| held.has_both()).collect();
        let (Some(first), Some(last)) = (both.first(), both.last()) else {
            return "No year has both pounds and a figure, so nothing can be set side by side."
                .into();
        };
        if first.fiscal_year == last.fiscal_year {
            return format!(
                "Only {} has both pounds and a figure: {}.",
                first.label(),
                self.says(first)
            );
        }
        format!(
            "In {}: {}. In {}: {}.",
            first.label(),
            self.says(first),
            last.label(),
            self.says(last)
        )
    }

    fn says(&self, held: &OutcomeYear) -> String {
        let mut parts = Vec::new();
        if let Some(spend) = &held.spend {
            let each = held
                .per_head()
                .map(|each| format!(", {each} for each child"))
                .unwrap_or_default();
            parts.push(format!("{} ({}){each}", spend.amount, spend.is.word()));
        }
        if let Some((figure, value)) = held
            .figure
            .as_ref()
            .and_then(|held| Some((held, held.value()?)))
        {
            let planned = if figure.status.is_actual() {
                String::new()
            } else {
                format!(" ({})", figure.status.word())
            };
            parts.push(format!(
                "{}{planned}",
                self.indicator.show(value, figure.decimals())
            ));
        }
        if let Some(gap) = held.gap() {
            parts.push(format!("{} on the neighbours", self.signed(gap)));
        }
        parts.join("; ")
    }

    /// A difference with its sign, in the indicator's unit: `+2.1 points`, `−£12`.
    #[must_use]
    pub fn signed(&self, gap: f64) -> String {
        let decimals = self.indicator.decimals.max(1);
        let shown = match self.indicator.unit {
            UnitKind::Percent => {
                let plain = Indicator {
                    unit: UnitKind::Score,
                    ..self.indicator.clone()
                };
                format!("{} points", plain.show(gap.abs(), decimals))
            }
            UnitKind::Money => self.indicator.show(gap.abs(), self.indicator.decimals),
            _ => self.indicator.show(gap.abs(), decimals),
        };
        let sign = match gap {
            gap if gap > 0.0 => "+",
            gap if gap < 0.0 => "−",
            _ => "",
        };
        format!("{sign}{shown}")
    }
}

#[cfg(test)]
mod tests;
