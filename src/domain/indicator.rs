//! What is measured, in what unit, and which way is better.

pub mod chart;
pub mod rule;

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::rule::{Break, RagRule, Tolerance};
use crate::domain::period::PeriodKind;
use crate::domain::plan::name_empty;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// The kind of figure. Counts are never averaged with rates, and a percentage has ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// Whole things: children, posts, families.
    Count,
    /// Of a hundred; between 0 and 100.
    Percent,
    /// Per so many of a population.
    Rate,
    /// So many to one: printed `9.5 : 1`.
    Ratio,
    /// Pounds, or millions of pounds where the indicator's unit says so.
    Money,
    /// Points on a scale.
    Score,
    /// A length of time.
    Duration,
    /// A quotient of two shares; 1 is parity.
    Index,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Count,
        Self::Percent,
        Self::Rate,
        Self::Ratio,
        Self::Money,
        Self::Score,
        Self::Duration,
        Self::Index,
    ];

    /// Whether figures of areas of different size can be set side by side. Counts cannot: England's is larger than
    /// anybody's.
    #[must_use]
    pub fn is_comparable(self) -> bool {
        self != Self::Count
    }

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Percent => "percent",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Money => "money",
            Self::Score => "score",
            Self::Duration => "duration",
            Self::Index => "index",
        }
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Neither: no rank, no band, no colour.
    Neutral,
    /// Nearest to the target is best.
    Target,
}

impl Polarity {
    /// Every polarity.
    pub const ALL: [Self; 4] = [Self::Higher, Self::Lower, Self::Neutral, Self::Target];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Neutral => "neutral",
            Self::Target => "target",
        }
    }

    /// The sentence under an indicator's title.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Higher => "higher is better",
            Self::Lower => "lower is better",
            Self::Neutral => "neither way is better",
            Self::Target => "nearest to target is better",
        }
    }

    /// Whether `value` is better than `other`; none where neither way is better or they are equal.
    #[must_use]
    pub fn better(self, value: f64, other: f64) -> Option<bool> {
        match self {
            Self::Higher if value != other => Some(value > other),
            Self::Lower if value != other => Some(value < other),
            _ => None,
        }
    }
}

/// An indicator: one measure, followed over periods of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    /// Its key.
    pub id: IndicatorId,
    /// Its official code, such as `PAF A1` or, for LAIT, its short description.
    pub code: String,
    /// Its official title.
    pub title: String,
    /// The kind of figure.
    pub unit: UnitKind,
    /// What the figure counts, for a reader: `children`, `per 10,000 children`, `months`. Empty for a percentage.
    pub unit_words: String,
    /// Decimals shown.
    pub decimals: u8,
    /// Which way is better.
    pub polarity: Polarity,
    /// The kind of period its figures are of.
    pub period_kind: PeriodKind,
    /// What is above the line.
    pub numerator: String,
    /// What is below the line.
    pub denominator: String,
    /// Where its figures come from.
    pub source: String,
    /// How it is defined.
    pub definition: String,
    /// The target as the plan prints it: `<9%`, `Top quartile`.
    pub target: String,
    /// What it is about, in the source's own words: `Children in Need`.
    pub topic: String,
    /// When figures come next, as the source says it: `2026-11-19`, `TBC`.
    pub next_publication: String,
    /// The periods from which figures are not comparable with those before.
    pub breaks: Vec<Break>,
    /// Whether its figures lie too close together for quartiles, so that no band is given.
    pub no_quartile: bool,
    /// How far a figure may move and still count as the same.
    pub tolerance: Tolerance,
    /// How it is rated red, amber or green.
    pub rag: RagRule,
    /// The objectives it serves: an indicator in two is still one indicator.
    pub objectives: Vec<ObjectiveId>,
    /// Where it stands in the list.
    pub position: i64,
}

impl Indicator {
    /// A percentage by financial year, higher being better, of which nothing else is known yet.
    #[must_use]
    pub fn new(id: IndicatorId) -> Self {
        Self {
            id,
            code: String::new(),
            title: String::new(),
            unit: UnitKind::Percent,
            unit_words: String::new(),
            decimals: 1,
            polarity: Polarity::Higher,
            period_kind: PeriodKind::Financial,
            numerator: String::new(),
            denominator: String::new(),
            source: String::new(),
            definition: String::new(),
            target: String::new(),
            topic: String::new(),
            next_publication: String::new(),
            breaks: Vec::new(),
            no_quartile: false,
            tolerance: Tolerance::default(),
            rag: RagRule::default(),
            objectives: Vec::new(),
            position: 0,
        }
    }

    /// `PAF A1 Three or more placements`.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} {}", self.code, self.title)
    }

    /// A figure in the indicator's unit, to so many decimals: `24.8%`, `9.5 : 1`, `£1,693`.
    #[must_use]
    pub fn show(&self, value: f64, decimals: u8) -> String {
        let figure = grouped(value, decimals);
        match self.unit {
            UnitKind::Percent => format!("{figure}%"),
            UnitKind::Ratio => format!("{figure} : 1"),
            UnitKind::Money => match figure.strip_prefix('-') {
                Some(rest) => format!("-£{rest}"),
                None => format!("£{figure}"),
            },
            _ => figure,
        }
    }

    /// The words under its title: unit, polarity, kind of period.
    #[must_use]
    pub fn subtitle(&self) -> String {
        let unit = match self.unit {
            UnitKind::Percent => "%".to_owned(),
            UnitKind::Ratio => "ratio, so many to 1".to_owned(),
            _ if self.unit_words.is_empty() => self.unit.word().to_owned(),
            _ => self.unit_words.clone(),
        };
        format!(
            "{unit} · {} · {}",
            self.polarity.sentence(),
            self.period_kind
        )
    }
}

/// A number with thousands marks and plain half-up decimals.
fn grouped(value: f64, decimals: u8) -> String {
    let rounded = crate::domain::statistics::half_up(value, decimals);
    let text = format!("{:.*}", usize::from(decimals), rounded.abs());
    let (whole, part) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, p)| (w, Some(p)));
    let mut out = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    if rounded < 0.0 {
        format!("-{out}")
    } else {
        out
    }
}

impl Record for Indicator {
    type Id = IndicatorId;
    const NOUN: &'static str = "indicator";

    fn id(&self) -> IndicatorId {
        self.id
    }

    fn find(book: &Book, id: IndicatorId) -> Option<&Self> {
        book.indicators.get(id)
    }

    fn title(&self, _book: &Book) -> String {
        format!("Indicator {}", self.code)
    }

    fn shown(&self, _book: &Book) -> String {
        self.label()
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Indicator(self.id)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let place = self.place(book);
        let mut problems = Vec::new();
        if self.code.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Indicator, code"));
        }
        if self.title.trim().is_empty() {
            problems.push(name_empty(place.clone(), "Indicator, title"));
        }
        let twin = book
            .indicators
            .iter()
            .find(|other| other.id != self.id && other.code == self.code);
        if let Some(twin) = twin {
            problems.push(Problem::refusal(
                "same-code",
                place.clone(),
                "Indicator, code",
                format!("“{}”, which is already “{}”", self.code, twin.title),
                "Two indicators under one code cannot be told apart.",
                "Give it another code, or enter its figures under the one that is there.",
            ));
        }
        let other_kind = book.readings.iter().find(|reading| {
            reading.indicator == self.id && reading.period.kind() != self.period_kind
        });
        if let Some(reading) = other_kind {
            problems.push(Problem::refusal(
                "period-of-another-kind",
                place,
                format!("Indicator {}, kind of period", self.code),
                format!("{}, with a figure for {}", self.period_kind, reading.period),
                "Different kinds of period do not mix in one series.",
                "Remove those figures first, or start another indicator.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        let n_readings = book
            .readings
            .iter()
            .filter(|reading| reading.indicator == self.id)
            .count();
        if n_readings == 0 {
            let n_markers = book
                .markers
                .iter()
                .filter(|held| held.indicator == self.id)
                .count();
            return in_dashboard(self, book, n_markers);
        }
        vec![Problem::refusal(
            "in-use",
            self.place(book),
            Record::title(self, book),
            format!("{n_readings} figures entered under it"),
            "They would have nothing to belong to.",
            "Remove its figures first.",
        )]
    }
}

/// The refusal to remove an indicator that a dashboard's printed row belongs to.
fn in_dashboard(indicator: &Indicator, book: &Book, n_markers: usize) -> Vec<Problem> {
    if n_markers == 0 {
        return Vec::new();
    }
    vec![Problem::refusal(
        "in-use",
        indicator.place(book),
        Record::title(indicator, book),
        format!("{} of a published dashboard", several(n_markers, "row")),
        "They would have nothing to belong to.",
        "Keep the indicator: a published dashboard stays as it was printed.",
    )]
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn figures_are_grouped_and_rounded_half_up() {
        #[track_caller]
        fn check(value: f64, decimals: u8, want: &str) {
            assert_eq!(grouped(value, decimals), want);
        }
        check(24.75, 1, "24.8");
        check(1693.0, 0, "1,693");
        check(-1234567.5, 0, "-1,234,568");
        check(0.38, 2, "0.38");
        check(-0.001, 1, "0.0");
    }
}
