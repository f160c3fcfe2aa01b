//! The rows of the readings: published figures, what officers entered, and the one being added.
//!
//! Oldest first, as a ledger is kept, so that the next period is typed under the last.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::benchmark::OwnFigure;
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::reading::{Missing, Reading, Reported, Status};
use crate::ui::indicators::field::Field;
use crate::ui::room::Desk;

/// A row of the readings.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A figure published in bulk: read only.
    Published(OwnFigure),
    /// A figure that an officer entered.
    Entered(Reading),
    /// The reading that is being added.
    New,
}

impl Line {
    /// Its period; none for the new one.
    pub fn period(&self) -> Option<Period> {
        match self {
            Self::Published(figure) => Some(figure.period),
            Self::Entered(reading) => Some(reading.period),
            Self::New => None,
        }
    }

    /// The reading, where it is one that can be changed.
    pub fn entered(&self) -> Option<&Reading> {
        match self {
            Self::Entered(reading) => Some(reading),
            _ => None,
        }
    }

    /// Published before entered, and firm before planned.
    fn order(&self) -> (Option<Period>, bool, Status) {
        match self {
            Self::Published(figure) => (Some(figure.period), false, figure.status),
            Self::Entered(reading) => (Some(reading.period), true, reading.status),
            Self::New => (None, true, Status::Planned),
        }
    }
}

/// The rows at one revision.
#[derive(Debug, Default)]
pub struct Lines {
    asked: Option<(u64, IndicatorId)>,
    held: Rc<Vec<Line>>,
}

impl Lines {
    /// The rows of one indicator of the plan's own authority, the new one last.
    pub fn of(&mut self, desk: Desk<'_>, id: IndicatorId) -> Rc<Vec<Line>> {
        let asks = (desk.session.revision(), id);
        if self.asked != Some(asks) {
            self.held = Rc::new(lines(desk, id));
            self.asked = Some(asks);
        }
        Rc::clone(&self.held)
    }
}

fn lines(desk: Desk<'_>, id: IndicatorId) -> Vec<Line> {
    let own = desk.book().plan().area;
    let panel = desk.session.panel(id);
    let published = panel
        .line(&own)
        .map(|(column, cell)| Line::Published(OwnFigure::published(column, cell)));
    let entered = desk
        .book()
        .readings
        .iter()
        .filter(|reading| reading.indicator == id && reading.area == own);
    let mut lines: Vec<Line> = published
        .chain(entered.cloned().map(Line::Entered))
        .collect();
    lines.sort_by_key(Line::order);
    if !desk.session.is_read_only() {
        lines.push(Line::New);
    }
    lines
}

/// The marks in these rows, with their words, in the order of the reasons.
pub fn marks(lines: &[Line]) -> Vec<Missing> {
    let mut found = BTreeSet::new();
    for line in lines {
        let (reported, parts) = match line {
            Line::Published(figure) => {
                let basis = figure.basis;
                (figure.reported, [basis.numerator, basis.denominator])
            }
            Line::Entered(reading) => (reading.reported, [reading.numerator, reading.denominator]),
            Line::New => continue,
        };
        if let Reported::Missing(missing) = reported {
            found.insert(missing);
        }
        if parts.contains(&None) {
            found.insert(Missing::NotAvailable);
        }
    }
    found.into_iter().collect()
}

/// What has been typed into the row of a new reading so far.
#[derive(Clone, Debug, Default)]
pub struct Fresh {
    texts: [String; Field::ALL.len()],
}

impl Fresh {
    /// What stands in a column.
    pub fn text(&self, field: Field) -> &str {
        &self.texts[field.col()]
    }

    /// Keeps a text in a column.
    pub fn keep(&mut self, field: Field, text: &str) {
        text.trim().clone_into(&mut self.texts[field.col()]);
    }

    /// Whether there is enough to add it: a period and a value.
    pub fn is_whole(&self) -> bool {
        !self.text(Field::Period).is_empty() && !self.text(Field::Value).is_empty()
    }

    /// The reading as far as it is typed, on top of `blank`.
    ///
    /// # Errors
    /// The first text that cannot be read.
    pub fn onto(&self, mut blank: Reading, indicator: &Indicator) -> Result<Reading, String> {
        for field in Field::ALL {
            if !self.text(field).is_empty() {
                field.put(&mut blank, self.text(field), indicator)?;
            }
        }
        Ok(blank)
    }
}
