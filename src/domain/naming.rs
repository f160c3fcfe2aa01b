//! What the tables and columns of a plan's file are called in words, and what they hold.
//!
//! Two readers need these words: whoever compares two versions of a plan, and whoever gets the plan as tables in another
//! program. A name that is not in the lists is given by itself, with spaces for underscores.
//!
//! Edges: `id`, `*_id` and `*_code` name other records; what they name depends on the column alone, so the lists say it
//! once.

mod links;
mod tables;

pub use links::{ends, joins};
pub use tables::about;

/// What a column holds, beyond text and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What it says.
    Plain,
    /// Whole pence.
    Money,
    /// The key of a record in this table.
    Key(&'static str),
    /// An area's code.
    Area,
    /// A period's code.
    Period,
    /// The year in which a fiscal year begins.
    FiscalYear,
    /// 1 for yes, 0 for no.
    YesNo,
    /// The place among its kind.
    Order,
    /// Worked out from another column: nothing of its own.
    Derived,
}

/// A column in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name: `amount`.
    pub words: String,
    /// What it holds.
    pub holds: Holds,
}

/// A column of a table in words.
#[must_use]
pub fn column(table: &str, name: &str) -> Named {
    let named = |words: &str, holds| Named {
        words: words.to_owned(),
        holds,
    };
    let known = COLUMNS.iter().find(|(column, ..)| *column == name);
    match (table, name) {
        (_, _) if known.is_some() => known.map_or_else(
            || named(name, Holds::Plain),
            |(_, words, holds)| named(words, *holds),
        ),
        ("tally" | "answered", "n") => named("people", Holds::Plain),
        ("dashboard_count" | "ledger_match", "n") => named("count", Holds::Plain),
        (_, "n") => named("number", Holds::Plain),
        ("scheme", "amber" | "red") => named(&format!("{name} from"), Holds::Plain),
        _ => {
            let is = name.strip_prefix("is_");
            let holds = if is.is_some() {
                Holds::YesNo
            } else {
                Holds::Plain
            };
            named(&is.unwrap_or(name).replace('_', " "), holds)
        }
    }
}

/// Columns that are not called by their own name, or hold more than text and numbers.
#[rustfmt::skip]
const COLUMNS: &[(&str, &str, Holds)] = &[
    ("id",                "key",               Holds::Plain),
    ("pence",             "amount",            Holds::Money),
    ("tolerance_pence",   "tolerance",         Holds::Money),
    ("requisitioned",     "requisitioned",     Holds::Money),
    ("ordered",           "ordered",           Holds::Money),
    ("position",          "place in its list", Holds::Order),
    ("fiscal_year",       "fiscal year",       Holds::FiscalYear),
    ("period",            "period",            Holds::Period),
    ("period_end",        "end of the period", Holds::Derived),
    ("area_code",         "area",              Holds::Area),
    ("neighbour_code",    "neighbour",         Holds::Area),
    ("region_code",       "region",            Holds::Area),
    ("objective_id",      "objective",         Holds::Key("objective")),
    ("indicator_id",      "indicator",         Holds::Key("indicator")),
    ("grant_id",          "grant",             Holds::Key("grant")),
    ("into_grant_id",     "into grant",        Holds::Key("grant")),
    ("priority_area_id",  "priority area",     Holds::Key("priority_area")),
    ("allocation_id",     "allocation",        Holds::Key("allocation")),
    ("consultation_id",   "consultation",      Holds::Key("consultation")),
    ("question_id",       "question",          Holds::Key("question")),
    ("choice_id",         "answer",            Holds::Key("choice")),
    ("channel_id",        "channel",           Holds::Key("channel")),
    ("group_id",          "group",             Holds::Key("respondent_group")),
    ("theme_id",          "theme",             Holds::Key("theme")),
    ("parent_id",         "under",             Holds::Key("theme")),
    ("batch_id",          "file taken in",     Holds::Key("batch")),
    ("response_id",       "response",          Holds::Key("response")),
    ("series_id",         "series",            Holds::Key("series")),
    ("change_id",         "change",            Holds::Key("change")),
    ("no_quartile",       "without quartile",  Holds::YesNo),
    ("updated",           "updated",           Holds::YesNo),
    ("n_people",          "people",            Holds::Plain),
    ("n_read",            "rows read",         Holds::Plain),
    ("n_kept",            "rows kept",         Holds::Plain),
    ("n_figures",         "figures",           Holds::Plain),
    ("n_bytes",           "bytes",             Holds::Plain),
    ("value",             "figure",            Holds::Plain),
    ("missing",           "why it is missing", Holds::Plain),
    ("made_on",           "made on",           Holds::Plain),
    ("we_did",            "we did",            Holds::Plain),
    ("covers_from",       "covers from",       Holds::Plain),
    ("covers_to",         "covers to",         Holds::Plain),
    ("skipped",           "rows left out",     Holds::Plain),
    ("entered",           "taken in",          Holds::Plain),
    ("tbl",               "table",             Holds::Plain),
    ("seq",               "place in its change", Holds::Plain),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(table: &str, name: &str, words: &str, holds: Holds) {
        let want = Named {
            words: words.to_owned(),
            holds,
        };
        assert_eq!(column(table, name), want);
    }

    #[test]
    fn columns_are_called_by_their_words() {
        check("allocation", "pence", "amount", Holds::Money);
        check("allocation", "grant_id", "grant", Holds::Key("grant"));
        check("tally", "n", "people", Holds::Plain);
        check("ledger_row", "n", "number", Holds::Plain);
        check("quote", "is_consented", "consented", Holds::YesNo);
        check("action", "impact_sought", "impact sought", Holds::Plain);
        check(
            "narrative",
            "never_heard_of",
            "never heard of",
            Holds::Plain,
        );
    }
}
