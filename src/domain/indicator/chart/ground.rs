//! What lies behind the lines of a trend: the quarters of all authorities, breaks, the target, and what must be known.
//!
//! Edges: where neither way is better, or the figures lie too close together, there are no quarters. A target that is
//! not a number ("top quartile") is judged in words and not drawn.

use crate::domain::area::list_name;
use crate::domain::benchmark::latest;
use crate::domain::chart::{Band, Break, Line, Tone};
use crate::domain::indicator::chart::View;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::period::Period;
use crate::domain::target::{Bound, Target};

/// The best and the worst quarter of authorities, each following its own cut-points from period to period.
pub(super) fn bands(view: View<'_>) -> Vec<Band> {
    let higher_is_better = match view.indicator.polarity {
        Polarity::Higher => true,
        Polarity::Lower => false,
        Polarity::Neutral | Polarity::Target => return between(view.indicator),
    };
    let has_quarters = view.indicator.unit.is_comparable() && !view.indicator.no_quartile;
    let now = latest(view.comparisons).filter(|_| has_quarters);
    let Some((now, cuts)) = now.and_then(|now| Some((now, now.national.quartiles?))) else {
        return between(view.indicator);
    };
    let actual = view
        .comparisons
        .iter()
        .filter(|held| held.own.status.is_actual());
    let of_each: Vec<_> = actual
        .filter_map(|held| Some((held.own.period.at(), held.national.quartiles?)))
        .collect();
    let follows = of_each.len() > 1;
    let period = if follows {
        String::new()
    } else {
        format!(", {}", now.label)
    };
    let n = now.national.n;
    let band = |name: &str, is_upper: bool, tone| {
        let ends = |cuts: &crate::domain::statistics::quartile::Quartiles| {
            if is_upper {
                (cuts.q75, cuts.q100)
            } else {
                (cuts.q0, cuts.q25)
            }
        };
        let (low, high) = ends(&cuts);
        let edges = of_each.iter().map(|(at, cuts)| {
            let (low, high) = ends(cuts);
            [*at, low, high]
        });
        Band {
            label: format!("{name} quarter of {n} authorities{period}"),
            low: Some(low),
            high: Some(high),
            edges: edges.filter(|_| follows).collect(),
            tone,
        }
    };
    // The target's stretch lies under the quarters, which are the narrower.
    let mut bands = between(view.indicator);
    bands.push(band("Best", higher_is_better, Tone::Best));
    bands.push(band("Worst", !higher_is_better, Tone::Worst));
    bands
}

/// A target of two numbers, as the stretch between them.
fn between(indicator: &Indicator) -> Vec<Band> {
    match Target::read(&indicator.target) {
        Target::Between { low, high, .. } => vec![Band {
            label: format!("Target {}", indicator.target),
            low: Some(low),
            high: Some(high),
            edges: Vec::new(),
            tone: Tone::Middle,
        }],
        _ => Vec::new(),
    }
}

/// The target as a level, where it is a number: named in its own words, unless it is only to be reached.
pub(super) fn target(indicator: &Indicator) -> Option<Line> {
    match Target::read(&indicator.target) {
        Target::Number { bound, value, .. } => Some(Line {
            value,
            label: match bound {
                Bound::Reach => "Target".to_owned(),
                _ => format!("Target {}", indicator.target.trim()),
            },
        }),
        _ => None,
    }
}

/// Where the series breaks: between the last period of the old and the first of the new.
pub(super) fn breaks(indicator: &Indicator) -> Vec<Break> {
    let breaks = indicator.breaks.iter().map(|held| {
        let before = held
            .from
            .previous()
            .map_or(held.from.at() - 1.0, Period::at);
        Break {
            at: f64::midpoint(before, held.from.at()),
            label: held.why.clone(),
        }
    });
    breaks.collect()
}

/// Why counts stand alone.
pub const COUNTS: &str = "Counts of areas of different size are not compared: the region, England and the quarters of all authorities are not drawn.";

/// What must be known of the drawing: what was left out, and a list that is younger than the periods it is used for.
/// `since` is the first period in which neighbours are drawn.
pub(super) fn notes(view: View<'_>, since: Option<f64>) -> Vec<String> {
    let mut notes = Vec::new();
    if !view.indicator.unit.is_comparable() && !view.panel.is_empty() {
        notes.push(COUNTS.to_owned());
    }
    if let (Some(since), Some(made)) = (since, made(view.list))
        && since < made
    {
        notes.push(format!(
            "The neighbours are those of the list {} in every period, also in those before it.",
            list_name(view.list)
        ));
    }
    notes
}

/// When a list was made, as a decimal year: `2025-05` is 2025 and four twelfths. None of a name that is not a date.
fn made(list: &str) -> Option<f64> {
    let (year, month) = list.split_once('-').unwrap_or((list, "1"));
    let (year, month): (f64, f64) = (year.parse().ok()?, month.parse().ok()?);
    (1..=12)
        .contains(&(month as i32))
        .then_some(year + (month - 1.0) / 12.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;

    #[test]
    fn a_target_is_drawn_where_it_is_a_number() {
        #[track_caller]
        fn check(words: &str, want: Option<(f64, &str)>) {
            let indicator = Indicator {
                target: words.into(),
                ..Indicator::new(IndicatorId(1))
            };
            let line = target(&indicator);
            let found = line.as_ref().map(|line| (line.value, line.label.as_str()));
            assert_eq!(found, want, "{words}");
        }
        check("", None);
        check("<9%", Some((9.0, "Target <9%")));
        check("12%", Some((12.0, "Target")));
        check("Top quartile", None);
        check("As agreed", None);
        let both = Indicator {
            target: "5% to 9%".into(),
            ..Indicator::new(IndicatorId(1))
        };
        assert_eq!(target(&both), None);
        let band = &between(&both)[0];
        assert_eq!((band.low, band.high), (Some(5.0), Some(9.0)));
    }

    #[test]
    fn a_list_is_as_old_as_its_name_says() {
        assert_eq!(made("2025-05"), Some(2025.0 + 4.0 / 12.0));
        assert_eq!(made("2021"), Some(2021.0));
        assert_eq!(made("2021-13"), None);
        assert_eq!(made("Home counties"), None);
    }
}
