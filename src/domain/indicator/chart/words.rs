//! What an indicator's trend says, in sentences made from its figures, each method named.

use crate::domain::area::list_name;
use crate::domain::benchmark::judgement::{Judgement, Tested};
use crate::domain::benchmark::{Comparison, latest};
use crate::domain::indicator::chart::View;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::reading::{self, Reported};
use crate::domain::statistics::compare::Against;
use crate::domain::target::Evaluation;
use crate::domain::target::Verdict;

/// What the trend says, in a sentence or three made from its figures.
#[must_use]
pub fn sentence(view: View<'_>) -> String {
    let indicator = view.indicator;
    let Some(now) = latest(view.comparisons) else {
        return "No figure has been entered yet.".into();
    };
    let Reported::Figure { value, decimals } = now.own.reported else {
        return format!(
            "No figure for {}: {}.",
            now.label,
            crate::domain::benchmark::why_missing(now).map_or("", reading::Missing::word)
        );
    };
    let mut text = format!(
        "{} in {} ({})",
        indicator.show(value, decimals),
        now.label,
        now.own.status.word()
    );
    if let Some(previous) = now.before() {
        text.push_str(&match now.change() {
            Some(change) if change > 0.0 => {
                format!(", up from {}", indicator.show(previous, decimals))
            }
            Some(change) if change < 0.0 => {
                format!(", down from {}", indicator.show(previous, decimals))
            }
            _ => ", as in the period before".to_owned(),
        });
    }
    text.push_str(". ");
    let one_more = indicator.decimals.max(decimals);
    if let (Some(mean), Some(median)) = (now.neighbours.mean, now.neighbours.median) {
        text.push_str(&format!(
            "Neighbours: mean {}, median {} ({} of {}, {} list). ",
            indicator.show(mean, one_more),
            indicator.show(median, one_more),
            now.neighbours.n,
            now.neighbours.of,
            list_name(view.list)
        ));
    } else if let Some(published) = now.neighbours.published {
        text.push_str(&format!(
            "Neighbours as published: {}. ",
            indicator.show(published, one_more)
        ));
    }
    if let Some(england) = now.england.filter(|_| indicator.unit.is_comparable()) {
        text.push_str(&format!("England {}. ", indicator.show(england, one_more)));
    }
    text.push_str(&standing(indicator, now));
    let judged = view.judged(now);
    text.push_str(&verdict(view, now, &judged));
    text.push_str(&target(indicator, &judged.target));
    text.trim_end().to_owned()
}

/// `23rd of 150 authorities, band B. `
fn standing(indicator: &Indicator, now: &Comparison) -> String {
    let national = now.national;
    let Some(rank) = national.rank else {
        return String::new();
    };
    let band = match national.band {
        Some(band) => format!(", band {}", band.word()),
        None if indicator.no_quartile => ", no band: the figures lie too close together".to_owned(),
        None => String::new(),
    };
    format!("{} of {} authorities{band}. ", ordinal(rank), national.n)
}

/// `1st`, `2nd`, `3rd`, `11th`.
pub(super) fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

fn verdict(view: View<'_>, now: &Comparison, judged: &Judgement<'_>) -> String {
    let indicator = view.indicator;
    let than = if now.neighbours.n == 0 {
        "average as published"
    } else {
        view.average.word()
    };
    let mut text = match now.better_than_neighbours(indicator.polarity, view.average) {
        Some(better) => format!(
            "{} than the neighbours’ {than}{}",
            if better { "Better" } else { "Worse" },
            surely(judged)
        ),
        None if indicator.polarity == Polarity::Neutral => {
            "Neither way is better, so it is not ranked.".to_owned()
        }
        None => String::new(),
    };
    if let Tested::Is(trend) = judged.trend {
        text.push_str(&format!(
            " Over the last five periods: {}, by the weighted straight-line test.",
            trend.direction.word()
        ));
    }
    text
}

/// ` Target “<9%” not met: 12 against below 9%: short by 3 points.`
fn target(indicator: &Indicator, found: &Evaluation) -> String {
    let words = match found.verdict {
        Verdict::NoTarget => return String::new(),
        Verdict::CannotTell => "cannot be told",
        verdict => verdict.word(),
    };
    format!(
        " Target “{}” {words}: {}.",
        indicator.target.trim(),
        found.why
    )
}

/// Whether chance alone could have made the difference, by which test.
fn surely(judged: &Judgement<'_>) -> &'static str {
    match judged.significance {
        Tested::Is(Against::Similar) => {
            ", but by no more than chance: it lies inside our 95 % interval."
        }
        Tested::Is(_) => ", by more than chance: it lies outside our 95 % interval.",
        Tested::Cannot | Tested::Nothing => ".",
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn places_are_said_as_people_say_them() {
        let said: Vec<String> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 152]
            .map(ordinal)
            .into();
        assert_eq!(
            said.join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 111th 152nd"
        );
    }
}
