//! How the figures of a document are made, a sentence or two a method: those of money, measures and answers only where the
//! document has any.

use crate::domain::benchmark::Average;
use crate::domain::consultation::results::SMALL_BASE;
use crate::domain::disclosure::Profile;
use crate::domain::reading::Missing;
use crate::domain::report::Report;
use crate::domain::report::maker::{Maker, whole_rule};
use crate::domain::report::sources::Used;

const DIRECTION: &str = "A figure is better or worse by the indicator’s own direction: for some, lower is better. Where neither way is better, nothing is judged.";

const PLACES: &str = "Figures are printed to the places with which they were published or entered. Where one has to be rounded, halves go up.";

const DASHBOARD: [&str; 2] = [
    "Rank 1 is the best of all authorities with a figure of the same period. Quartiles are of those authorities; quartile 1 is the best.",
    "A difference is called significant where chance alone would give it less than once in twenty times, by the figure’s own counts. Without counts there is no test.",
];

const PENCE: &str = "Money is kept in whole pence and added without rounding; pence are printed where an amount of the column has any.";

const ALLOCATION: &str = "An allocation is what a grant pays for a priority area in the year, with every virement so far. Money that others put in is not in it.";

const SPENDING: [&str; 2] = [
    "The profile says what should have been spent by each month. The variance is the forecast less the latest budget: above nought is an overspend.",
    "A line without a forecast is taken at its latest budget in the year’s expected outturn, and counted.",
];

const INTERVAL: &str = "An interval is Wilson’s, at 95 %. It says how far chance alone could move the figure, and nothing of who chose not to answer.";

/// The methods of a document.
pub(super) fn of(maker: &Maker<'_>, used: &Used) -> Vec<String> {
    let mut said = Vec::new();
    let mut add = |texts: &[&str]| said.extend(texts.iter().map(|text| (*text).to_owned()));
    if used.has_money() {
        add(&[PENCE]);
        if !used.areas.is_empty() {
            add(&[ALLOCATION]);
        }
        if used.report == Report::Grant && !used.grants.is_empty() {
            add(&SPENDING);
        }
    }
    if !used.indicators.is_empty() {
        add(&[DIRECTION]);
        if used.report == Report::Dashboard {
            add(&DASHBOARD);
        }
        add(&[PLACES]);
        let marks = Missing::ALL.map(|held| format!("{} {}", held.mark(), held.word()));
        add(&[&format!(
            "No figure is not nought. A mark says why there is none: {}. A dash means that the plan holds none.",
            marks.join(", ")
        )]);
    }
    if !used.indicators.is_empty() && used.report != Report::Consultation {
        add(&[match maker.options.average {
            Average::Mean => {
                "The neighbours’ figure is the mean of the neighbours that have one, each counted alike."
            }
            Average::Median => {
                "The neighbours’ figure is the median of the neighbours that have one."
            }
        }]);
    }
    if !used.consultations.is_empty() {
        add(&[
            "Whoever answered chose to answer. The figures say what those people think, not what everyone thinks.",
            "A percentage is of the people who answered that question, and that number is given with it. Percentages are rounded halves up.",
            "Net agreement is the percentage for less the percentage against. It is counted from people, not from rounded percentages.",
        ]);
        if used.report == Report::Consultation {
            said.push(INTERVAL.into());
        }
        said.push(format!(
            "Below {SMALL_BASE} people counts are given in place of percentages."
        ));
        said.push(whole_rule(maker.options.profile));
        if maker.options.profile != Profile::None {
            said.push("All counts of a consultation are hidden together, in every document alike, and the hidden ones cannot be worked out from those that are shown. A figure in a sentence is the tables’. Hidden is [c]; nought is shown.".into());
        }
    }
    if said.is_empty() {
        said.push("The document has no figures yet.".into());
    }
    said
}
