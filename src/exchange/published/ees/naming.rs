//! What an indicator out of a data file is called, and what is known of it.
//!
//! Its code is the file's name without the years, the column and the options that tell it from its fellows, so that the
//! next release of the file finds the same indicator again.

use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::period::Period;
use crate::exchange::published::ees::basis::companions;
use crate::exchange::published::ees::choice::Chosen;
use crate::exchange::published::ees::layout::{Filter, Layout, Measure};

/// The options that must be said: not `Total`, which goes without saying. Where two filters offer the same text,
/// the filter is said with it.
pub(super) fn told_apart_by(filters: &[(&Filter, &Chosen)], options: &[String]) -> Vec<String> {
    let said = filters.iter().zip(options).filter(|((filter, _), option)| {
        let total = filter.total.and_then(|place| filter.options.get(place));
        total.is_none_or(|total| total.text != **option)
    });
    said.map(|((filter, _), option)| {
        let elsewhere = |other: &&(&Filter, &Chosen)| {
            other.0.column != filter.column
                && other.0.options.iter().any(|held| held.text == *option)
        };
        let option = if option.is_empty() {
            "not stated"
        } else {
            option
        };
        if filters.iter().any(|other| elsewhere(&other)) || option == "not stated" {
            format!("{}: {option}", filter.label)
        } else {
            option.to_owned()
        }
    })
    .collect()
}

/// The indicator of a column at these options. Which way is better is for the officer to say.
pub(super) fn indicator(
    layout: &Layout,
    stem: &str,
    measure: &Measure,
    told: &[String],
    period: Period,
) -> Indicator {
    let mut indicator = Indicator::new(IndicatorId(0));
    let path: Vec<&str> = [stem, &measure.heading]
        .into_iter()
        .chain(told.iter().map(String::as_str))
        .collect();
    indicator.code = path.join("/");
    indicator.title = if told.is_empty() {
        measure.label.clone()
    } else {
        format!("{}: {}", measure.label, told.join(", "))
    };
    indicator.unit = measure.unit;
    indicator.unit_words.clone_from(&measure.unit_words);
    indicator.decimals = measure.decimals;
    indicator.polarity = Polarity::Neutral;
    indicator.period_kind = period.kind();
    indicator.source = format!(
        "Department for Education, Explore Education Statistics, {}",
        layout.name
    );
    let fixed: Vec<String> = layout
        .fixed
        .iter()
        .map(|(filter, option)| format!("{filter}: {option}."))
        .collect();
    indicator.definition = fixed.join(" ");
    let heading = |column: Option<usize>| {
        let found = layout
            .measures
            .iter()
            .find(|other| Some(other.column) == column);
        found.map_or(String::new(), |other| other.label.clone())
    };
    let of = companions(measure, &layout.measures);
    indicator.numerator = heading(of.numerator);
    indicator.denominator = heading(of.denominator);
    indicator
}
