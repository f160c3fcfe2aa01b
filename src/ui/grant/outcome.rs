//! What the money should change: an objective's indicators, each with its latest figure and the one planned.
//!
//! Why beside the money: a line is judged by what it is to bring about, and the two are seldom on one page.
//!
//! Edges: only figures that officers entered for the plan's own authority are read; a missing figure is passed over, not
//! taken for nought.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::id::{IndicatorId, ObjectiveId};
use crate::domain::indicator::Indicator;
use crate::domain::reading::{Reading, Reported, Status};

/// One indicator in a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The indicator.
    pub id: IndicatorId,
    /// Its code and title.
    pub label: String,
    /// `30% → 70%`, or what there is of it.
    pub figures: String,
    /// The same with its periods, for who asks.
    pub told: String,
}

/// The latest figure and the last one planned after it.
#[derive(Clone, Copy, Default)]
struct Ends<'b> {
    latest: Option<&'b Reading>,
    planned: Option<&'b Reading>,
}

/// The indicators of an objective, in the plan's order.
pub fn outcomes(book: &Book, objective: ObjectiveId) -> Vec<Outcome> {
    let ends = ends(book);
    book.indicators
        .iter()
        .filter(|indicator| indicator.objectives.contains(&objective))
        .map(|indicator| {
            outcome(
                indicator,
                ends.get(&indicator.id).copied().unwrap_or_default(),
            )
        })
        .collect()
}

fn ends(book: &Book) -> HashMap<IndicatorId, Ends<'_>> {
    let area = book.plan().area;
    let mut found: HashMap<IndicatorId, Ends<'_>> = HashMap::new();
    for reading in &book.readings {
        if reading.area != area || reading.reported.value().is_none() {
            continue;
        }
        let ends = found.entry(reading.indicator).or_default();
        let end = match reading.status {
            Status::Planned => &mut ends.planned,
            status if status.is_actual() => &mut ends.latest,
            _ => continue,
        };
        if end.is_none_or(|known| known.period <= reading.period) {
            *end = Some(reading);
        }
    }
    found
}

fn outcome(indicator: &Indicator, ends: Ends<'_>) -> Outcome {
    let planned = ends.planned.filter(|planned| {
        ends.latest
            .is_none_or(|latest| planned.period > latest.period)
    });
    let show = |reading: &Reading| match reading.reported {
        Reported::Figure { value, decimals } => indicator.show(value, decimals),
        Reported::Missing(missing) => missing.mark().to_owned(),
    };
    let tell = |reading: &Reading| {
        format!(
            "{} in {}, {}",
            show(reading),
            reading.period,
            reading.status.word()
        )
    };
    let (figures, told) = match (ends.latest, planned) {
        (Some(latest), Some(planned)) => (
            format!("{} → {}", show(latest), show(planned)),
            format!("{}; {}", tell(latest), tell(planned)),
        ),
        (Some(latest), None) => (show(latest), tell(latest)),
        (None, Some(planned)) => (format!("→ {}", show(planned)), tell(planned)),
        (None, None) => ("no figures yet".to_owned(), "no figures yet".to_owned()),
    };
    Outcome {
        id: indicator.id,
        label: indicator.label(),
        figures,
        told,
    }
}
