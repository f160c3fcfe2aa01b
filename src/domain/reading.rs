//! One figure of an indicator: what it was, for which period, and where it came from.
//!
//! A figure that is missing says why: suppressed, not applicable, not collected, not yet known and blank are
//! different facts. None of them is zero, and none enters an average.

use crate::domain::area::AreaCode;
use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, ReadingId};
use crate::domain::indicator::UnitKind;
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

/// How firm a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// What happened.
    Outturn,
    /// What happened, corrected since it was first published.
    Revised,
    /// What happened, not yet final.
    Provisional,
    /// Worked out from part of the facts.
    Estimate,
    /// What is expected.
    Forecast,
    /// What is planned, or the target.
    Planned,
}

impl Status {
    /// Every status, firmest first.
    pub const ALL: [Self; 6] = [
        Self::Outturn,
        Self::Revised,
        Self::Provisional,
        Self::Estimate,
        Self::Forecast,
        Self::Planned,
    ];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Outturn => "outturn",
            Self::Revised => "revised",
            Self::Provisional => "provisional",
            Self::Estimate => "estimate",
            Self::Forecast => "forecast",
            Self::Planned => "planned",
        }
    }

    /// Whether the figure says what happened, rather than what is hoped.
    #[must_use]
    pub fn is_actual(self) -> bool {
        matches!(
            self,
            Self::Outturn | Self::Revised | Self::Provisional | Self::Estimate
        )
    }
}

/// Why there is no figure. Marks follow the government's shorthand for missing data where it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Suppressed so that nobody can be recognised.
    Confidential,
    /// The question does not arise.
    NotApplicable,
    /// Exists, but not here.
    NotAvailable,
    /// Rounds to zero, but is not zero.
    Low,
    /// Too few cases to rely on.
    Unreliable,
    /// Nobody collected it.
    NotCollected,
    /// Will be known.
    NotYetKnown,
    /// The source leaves the cell empty and does not say why.
    Blank,
}

impl Missing {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::Confidential,
        Self::NotApplicable,
        Self::NotAvailable,
        Self::Low,
        Self::Unreliable,
        Self::NotCollected,
        Self::NotYetKnown,
        Self::Blank,
    ];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::NotApplicable => "not applicable",
            Self::NotAvailable => "not available",
            Self::Low => "rounds to zero",
            Self::Unreliable => "unreliable",
            Self::NotCollected => "not collected",
            Self::NotYetKnown => "not yet known",
            Self::Blank => "blank in the source",
        }
    }

    /// The mark in a table cell.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Confidential => "[c]",
            Self::NotApplicable => "[z]",
            Self::NotAvailable => "[x]",
            Self::Low => "[low]",
            Self::Unreliable => "[u]",
            Self::NotCollected => "[w]",
            Self::NotYetKnown => "[?]",
            Self::Blank => "[ ]",
        }
    }

    /// Reads a reason from its mark, its words or what papers print for it (`N/A`, `?`, `c`, `:`).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        Some(match bare {
            "c" | "confidential" | "suppressed" | "supp" => Self::Confidential,
            "z" | "n/a" | "na" | "not applicable" => Self::NotApplicable,
            "x" | ":" | "." | ".." | "not available" | "dna" | "np" | "not published" => {
                Self::NotAvailable
            }
            // `k` is what releases print for a figure that rounds to zero; `~` is the older mark for it.
            "low" | "k" | "~" | "rounds to zero" => Self::Low,
            "u" | "unreliable" => Self::Unreliable,
            "w" | "not collected" => Self::NotCollected,
            "?" | "t.b.c." | "tbc" | "not yet known" => Self::NotYetKnown,
            "" | " " | "-" | "blank" | "blank in the source" => Self::Blank,
            _ => return None,
        })
    }
}

/// A figure as published, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reported {
    /// A figure, with the decimals it was published to.
    Figure {
        /// The figure, in the indicator's unit.
        value: f64,
        /// How many decimals it was published to.
        decimals: u8,
    },
    /// No figure.
    Missing(Missing),
}

impl Reported {
    /// The figure, if there is one.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Figure { value, .. } => Some(value),
            Self::Missing(_) => None,
        }
    }

    /// Reads what an officer types or a paper prints: `24.8`, `24.8%`, `9.5 :1`, `£1,680`, `?`, `N/A`.
    ///
    /// # Errors
    /// A sentence saying what was given and what could be entered instead.
    pub fn read(text: &str) -> Result<Self, String> {
        if let Some(missing) = Missing::read(text) {
            return Ok(Self::Missing(missing));
        }
        let trimmed = text.trim();
        let bare: String = trimmed
            .trim_start_matches('£')
            .trim_end_matches('%')
            .split(':')
            .next()
            .unwrap_or_default()
            .trim()
            .replace(',', "");
        let looks_like_a_number = bare
            .starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || c == '.' || c == '-');
        match bare.parse::<f64>() {
            Ok(value) if looks_like_a_number && value.is_finite() => {
                let decimals = bare
                    .split_once('.')
                    .map_or(0, |(_, part)| part.len().min(12));
                Ok(Self::Figure {
                    value,
                    decimals: u8::try_from(decimals).unwrap_or(12),
                })
            }
            _ => Err(format!(
                "“{trimmed}” is not a figure; enter a number, or a reason for none: [c] confidential, [z] not applicable, [x] not available, [?] not yet known, [w] not collected"
            )),
        }
    }
}

/// One figure of an indicator that an officer entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its key.
    pub id: ReadingId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The area it is of.
    pub area: AreaCode,
    /// The period it is of.
    pub period: Period,
    /// How firm it is.
    pub status: Status,
    /// The figure, or why there is none.
    pub reported: Reported,
    /// What is above the line, where it is known.
    pub numerator: Option<f64>,
    /// What is below the line, where it is known.
    pub denominator: Option<f64>,
    /// What is doubted about the figure; empty where nothing is.
    pub query: String,
    /// Anything a reader should know.
    pub note: String,
    /// Where it came from.
    pub source: String,
}

impl Reading {
    fn location(&self, book: &Book) -> String {
        let code = book
            .indicators
            .get(self.indicator)
            .map_or("?", |indicator| &indicator.code);
        format!("Indicator {code}, {}", self.period)
    }

    fn refuse(
        &self,
        book: &Book,
        kind: &'static str,
        what: String,
        why: &str,
        remedy: &str,
    ) -> Problem {
        Problem::refusal(
            kind,
            self.place(book),
            self.location(book),
            what,
            why,
            remedy,
        )
    }

    fn shape_problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::new();
        let Some(indicator) = book.indicators.get(self.indicator) else {
            return vec![self.refuse(
                book,
                "unknown-indicator",
                "a figure of no indicator".into(),
                "Every figure belongs to an indicator.",
                "Choose the indicator first.",
            )];
        };
        if self.period.kind() != indicator.period_kind {
            problems.push(self.refuse(
                book,
                "period-of-another-kind",
                format!(
                    "“{}” is a {}; {} is followed by {}",
                    self.period,
                    self.period.kind(),
                    indicator.code,
                    indicator.period_kind
                ),
                "Different kinds of period do not mix in one series.",
                "Enter a period of the indicator's own kind, or start another indicator.",
            ));
        }
        if let Some(value) = self.reported.value() {
            if !value.is_finite() {
                problems.push(self.refuse(
                    book,
                    "not-a-number",
                    format!("{value}"),
                    "It is not a number.",
                    "Enter a figure, or a reason for none.",
                ));
            } else if indicator.unit == UnitKind::Percent && !(0.0..=100.0).contains(&value) {
                problems.push(self.refuse(
                    book,
                    "percentage-out-of-range",
                    format!("{value}%"),
                    "A percentage lies between 0 and 100.",
                    "Check the figure; if it can pass 100, set the indicator's unit to rate or index.",
                ));
            } else if indicator.unit == UnitKind::Count && value < 0.0 {
                problems.push(self.refuse(
                    book,
                    "count-below-zero",
                    format!("{value}"),
                    "A count is nought or more.",
                    "Enter the count, or a reason for none.",
                ));
            }
        }
        problems
    }
}

impl Record for Reading {
    type Id = ReadingId;
    const NOUN: &'static str = "reading";

    fn id(&self) -> ReadingId {
        self.id
    }

    fn find(book: &Book, id: ReadingId) -> Option<&Self> {
        book.readings.get(id)
    }

    fn title(&self, book: &Book) -> String {
        let code = book
            .indicators
            .get(self.indicator)
            .map_or("?", |indicator| &indicator.code);
        format!("Reading {code} {}", self.period)
    }

    fn shown(&self, book: &Book) -> String {
        let figure = match (self.reported, book.indicators.get(self.indicator)) {
            (Reported::Figure { value, decimals }, Some(indicator)) => {
                indicator.show(value, decimals)
            }
            (Reported::Figure { value, .. }, None) => value.to_string(),
            (Reported::Missing(missing), _) => format!("{} {}", missing.mark(), missing.word()),
        };
        format!("{figure}, {}", self.status.word())
    }

    fn place(&self, _book: &Book) -> Place {
        Place::Reading(self.indicator, self.period)
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = self.shape_problems(book);
        let twin = book.readings.iter().any(|other| {
            other.id != self.id
                && other.indicator == self.indicator
                && other.area == self.area
                && other.period == self.period
                && other.status == self.status
        });
        if twin {
            problems.push(self.refuse(
                book,
                "same-reading",
                format!("a second {} figure for {}", self.status.word(), self.period),
                "There is one already, and the two could not be told apart.",
                "Change the one that is there, or give this one another status.",
            ));
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_reasons_are_read_as_printed() {
        #[track_caller]
        fn figure(text: &str, value: f64, decimals: u8) {
            assert_eq!(
                Reported::read(text),
                Ok(Reported::Figure { value, decimals }),
                "{text}"
            );
        }
        #[track_caller]
        fn missing(text: &str, reason: Missing) {
            assert_eq!(
                Reported::read(text),
                Ok(Reported::Missing(reason)),
                "{text}"
            );
        }
        figure("24.80%", 24.8, 2);
        figure(" 9.5 :1", 9.5, 1);
        figure("£1,680", 1680.0, 0);
        figure("-0.5", -0.5, 1);
        figure("0", 0.0, 0);
        missing("?", Missing::NotYetKnown);
        missing("N/A", Missing::NotApplicable);
        missing("", Missing::Blank);
        missing("[c]", Missing::Confidential);
        missing("supp", Missing::Confidential);
        missing("k", Missing::Low);
        missing("[low]", Missing::Low);
        missing("~", Missing::Low);
        missing(":", Missing::NotAvailable);
        missing("DNA", Missing::NotAvailable);
        missing("np", Missing::NotAvailable);
        missing("u", Missing::Unreliable);
        for bad in ["abc", "1.2.3", "12 and 13", "inf", "1e5", "--4", "%"] {
            assert!(Reported::read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn every_reason_reads_back_from_its_mark_and_its_words() {
        for reason in Missing::ALL {
            assert_eq!(Missing::read(reason.mark()), Some(reason));
            assert_eq!(Missing::read(reason.word()), Some(reason));
        }
    }
}
