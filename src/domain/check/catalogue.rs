//! The name of every kind of finding, with one line on what it means.
//!
//! The names are part of what the program promises: a council's own scripts pick findings out of `check` by
//! them, the guide lists them, and the window shows the line as its help. So they stand in one list, in order.
//!
//! Edges: a name is never given a second meaning; a check that is taken away leaves its name unused.

/// Every kind of finding, by name, with one line on what it means.
pub const CATALOGUE: &[(&str, &str)] = &[
    ("action-late", "An action is past its date and not done."),
    (
        "answer-over-base",
        "More people gave one answer than answered the question.",
    ),
    (
        "applied-for-spent",
        "Lines are paid from a grant that has only been applied for.",
    ),
    (
        "base-missing",
        "A multiple-choice question has counts but not how many people answered it.",
    ),
    (
        "capital-on-revenue",
        "Capital pays for running costs, or one line is paid by both and the plan does not say which part is which.",
    ),
    (
        "carried-differs",
        "What is left on a line is no longer what was carried forward or paid back.",
    ),
    (
        "copy-undecided",
        "A colleague’s copy was merged, and something of it is not decided.",
    ),
    (
        "dashboard-count-disagrees",
        "A count in a published dashboard’s overview is not the one that its table gives.",
    ),
    (
        "entered-disagrees",
        "A final figure that was entered is not the one published for the same period.",
    ),
    (
        "figure-changed",
        "A figure in the plan’s text says something else than when the text was confirmed.",
    ),
    (
        "figure-not-found",
        "A figure named in the plan’s text does not exist.",
    ),
    (
        "figure-old",
        "The latest figure is two or more periods behind those of others.",
    ),
    (
        "figure-queried",
        "Somebody has recorded a doubt about a figure.",
    ),
    (
        "ineligible-line",
        "Ring-fenced money pays for a line that its ring-fence does not name.",
    ),
    (
        "jump",
        "A figure is over five times or under a fifth of the one before it, or moved as no other authority’s did.",
    ),
    (
        "left-undecided",
        "A closed year has money left that is neither carried forward nor paid back.",
    ),
    (
        "meetings-disagree",
        "The people at the meetings do not sum to the number the report prints.",
    ),
    (
        "missing-reasons",
        "How many figures are missing, for each reason.",
    ),
    ("name-formula", "A name begins as a formula does."),
    (
        "name-hidden-signs",
        "A name holds signs that are not seen, or that turn the text around.",
    ),
    ("name-long", "A name is too long to be read at a glance."),
    ("name-markup", "A name holds what looks like markup."),
    (
        "name-right-to-left",
        "A name is written from right to left.",
    ),
    (
        "numerator-over-denominator",
        "A percentage has more above the line than below it.",
    ),
    (
        "objective-empty",
        "An objective has no money, no indicator and no consultation.",
    ),
    (
        "of-which-over",
        "The “of which” parts of a line sum to more than the line.",
    ),
    (
        "other-payer",
        "A line is paid from general money that a ring-fenced grant could pay for.",
    ),
    ("over-allocated", "A grant pays out more than it is worth."),
    (
        "over-committed",
        "More is spent and promised on a line than it has.",
    ),
    (
        "over-ring-fence",
        "A ring-fenced grant pays out more than it is worth.",
    ),
    (
        "part-year-line",
        "A line covers part of the year; its full-year equivalent is shown.",
    ),
    (
        "partner-is-own-grant",
        "Money that stands as a partner’s is named after one of the year’s own grants.",
    ),
    (
        "partner-unsecured",
        "A partner’s money is not sure to come.",
    ),
    (
        "percent-disagrees",
        "A printed percentage is not the one that the counts give.",
    ),
    (
        "percentage-out-of-range",
        "A percentage is below 0 or above 100.",
    ),
    (
        "plan-not-monotone",
        "Planned figures turn back on the way to where they end.",
    ),
    (
        "plan-worse-first",
        "The first planned figure is worse than what has been reached already.",
    ),
    (
        "published-marker-disagrees",
        "A direction or rating that a dashboard prints is not the one that the figures give.",
    ),
    (
        "published-total-disagrees",
        "A report prints two different numbers of people who responded.",
    ),
    (
        "ratio-figure",
        "An indicator is a ratio, and is not to be read as a percentage.",
    ),
    (
        "receipt-not-responses",
        "The receipt entered for a channel is not what its individual responses come to.",
    ),
    (
        "receipts-disagree",
        "More people answered a question by a channel than its receipts leave to count.",
    ),
    (
        "revised-without-note",
        "A figure was revised, and nothing says why.",
    ),
    (
        "ring-fence-unspent",
        "Ring-fenced money has no line, or is left over.",
    ),
    (
        "same-series",
        "Two indicators have the same figures in every period they share.",
    ),
    (
        "small-base",
        "A question has too few answers for percentages.",
    ),
    (
        "total-tied",
        "A printed total is the sum of its parts, within the tolerance stated.",
    ),
    (
        "total-untied",
        "A printed total is not the sum of its parts.",
    ),
    (
        "two-objectives",
        "An indicator serves more than one objective and is counted once.",
    ),
    (
        "unit-change",
        "A figure moved as it would if its unit had been changed.",
    ),
    (
        "value-disagrees",
        "A figure is not its numerator over its denominator, to the decimals printed.",
    ),
    (
        "variance-red",
        "A line’s forecast is further from its budget than the council’s bands allow.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_names_each_kind_once_in_order() {
        assert!(CATALOGUE.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(CATALOGUE.iter().all(|(_, means)| means.ends_with('.')));
    }
}
