//! How a budget came from its original to its latest: each step up or down, with what it comes to.

use crate::domain::chart::{Amount, Chart, Step, Unit, Waterfall};
use crate::domain::grant::position::total;
use crate::domain::money::Pence;

/// A waterfall from a start by steps to where they lead; `words` is its title. Steps of nothing are kept: they were made.
#[must_use]
pub fn waterfall(words: &str, start: Pence, steps: &[(String, Pence)]) -> Chart {
    let mut at = start;
    let drawn = steps.iter().map(|(label, change)| {
        at = Pence(at.0.saturating_add(change.0));
        Step {
            label: label.clone(),
            change: Amount {
                value: change.0 as f64 / 100.0,
                shown: signed(*change),
            },
            total: amount(at),
        }
    });
    let drawn: Vec<Step> = drawn.collect();
    let change = total(steps.iter().map(|(_, change)| *change));
    Chart::Waterfall(Waterfall {
        title: words.to_owned(),
        subtitle: format!("{start} at first, {at} now: {}", signed(change)),
        unit: Unit::new("£", "", 0),
        start: ("Original".to_owned(), amount(start)),
        steps: drawn,
        end: ("Latest".to_owned(), amount(at)),
        source: "From the plan’s own figures".to_owned(),
    })
}

fn amount(pence: Pence) -> Amount {
    Amount {
        value: pence.0 as f64 / 100.0,
        shown: pence.to_string().replace('-', "−"),
    }
}

/// `+£20`, `−£30`, `no change`.
fn signed(change: Pence) -> String {
    match change.0 {
        0 => "no change".to_owned(),
        more if more > 0 => format!("+{change}"),
        _ => format!("−{}", change.abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_from_original_to_latest() {
        let step = |name: &str, pounds: i64| (name.to_owned(), Pence(pounds * 100));
        let chart = waterfall(
            "Assessment, 2001/02",
            Pence(10_000),
            &[
                step("Carried forward", 20),
                step("Saving", -30),
                step("Review", 0),
            ],
        );
        assert_eq!(
            chart.alt(),
            "Waterfall: Assessment, 2001/02. £100 at first, £90 now: −£10. Original £100. Carried forward +£20, to £120. Saving −£30, to £90. Review no change, to £90. Latest £90. Source: From the plan’s own figures."
        );
    }
}
