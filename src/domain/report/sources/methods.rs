//! How the figures of a document are made, a sentence or two a method: those of money, measures and answers only where the
//! document has any.

use crate::domain::benchmark::Average;
use crate::domain::consultation::results::SMALL_BASE;
use crate::domain::disclosure::Profile;
use crate::domain::reading::Missing;
use crate::domain::report::maker::Maker;
use crate::domain::report::sources::{Used, disclosure};

const INDICATORS: [&str; 4] = [
    "A figure is better or worse by the indicator’s own direction: for some, lower is better. Where neither way is better, nothing is judged.",
    "Rank 1 is the best of all authorities with a figure of the same period. Quartiles are of those authorities; quartile 1 is the best.",
    "A difference is called significant where chance alone would give it less than once in twenty times, by the figure’s own counts. Without counts there is no test.",
    "Figures are printed to the places with which they were published or entered. Where one has to be rounded, halves go up.",
];

const MONEY: [&str; 4] = [
    "Money is kept in whole pence and added without rounding; pence are printed where an amount of the column has any.",
    "An allocation is what a grant pays for a priority area in the year, with every virement so far. Money that others put in is not in it.",
    "The profile says what should have been spent by each month. The variance is the forecast less the latest budget: above nought is an overspend.",
    "A line without a forecast is taken at its latest budget in the year’s expected outturn, and counted.",
];

/// The methods of a document.
pub(super) fn of(maker: &Maker<'_>, used: &Used) -> Vec<String> {
    let mut said = Vec::new();
    let mut add = |texts: &[&str]| said.extend(texts.iter().map(|text| (*text).to_owned()));
    if used.money {
        add(&MONEY);
    }
    if !used.indicators.is_empty() {
        add(&INDICATORS);
        let marks = Missing::ALL.map(|held| format!("{} {}", held.mark(), held.word()));
        add(&[&format!(
            "No figure is not nought. A mark says why there is none: {}. A dash means that the plan holds none.",
            marks.join(", ")
        )]);
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
            "An interval is Wilson’s, at 95 %. It says how far chance alone could move the figure, and nothing of who chose not to answer.",
            "Net agreement is the percentage for less the percentage against. It is counted from people, not from rounded percentages.",
        ]);
        said.push(format!(
            "Below {SMALL_BASE} people counts are given in place of percentages."
        ));
        said.push(disclosure(maker));
        if maker.options.profile != Profile::None {
            said.push("All counts of a consultation are hidden together, in every document alike, and the hidden ones cannot be worked out from those that are shown. Hidden is [c]; nought is shown.".into());
        }
    }
    if said.is_empty() {
        said.push("The document has no figures yet.".into());
    }
    said
}
