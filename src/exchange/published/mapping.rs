//! Which column of a table says what: the officer's own words for a file that follows no standard.
//!
//! A mapping is a small text that is kept and given again with next year's file (`--map MAP.toml`):
//!
//! ```toml
//! skip_rows = 2                     # lines above the headings
//! across = "periods"                # one column a period; "indicators": one column an indicator; "" for neither
//! period_kind = "financial year"    # what a year is; where it is not said, it is guessed from how it is written
//!
//! [columns]                         # headings as line 3 of the file has them
//! area = "LA code"                  # a three-digit code or a name
//! indicator = "Measure"
//!
//! [fixed]                           # what the file does not say
//! status = "provisional"
//!
//! [unit]
//! kind = "rate"
//! words = "per 10,000"
//! polarity = "lower"
//! decimals = 1
//! ```
//!
//! Edges: a name that is no setting is refused with its line, so that a slip of the pen is not passed over.

use serde::{Deserialize, Serialize};

use crate::domain::indicator::{Polarity, UnitKind};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::Problem;
use crate::domain::reading::Status;
use crate::exchange::published::ees::headings::bare;
use crate::exchange::published::figure;
use crate::exchange::published::text::{Row, at, whole};

/// How a table's columns are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Which file of a zip it is for; empty for any.
    pub file: String,
    /// Lines above the headings.
    pub skip_rows: usize,
    /// What runs across the table.
    pub across: Across,
    /// For a table with something across: the headings of those columns; empty for every one that reads as such.
    pub wide: Vec<String>,
    /// The kind of every period.
    pub period_kind: Option<PeriodKind>,
    /// Where it is from, for the indicators' own notes and under charts.
    pub source: String,
    /// Whether rows of areas that the plan does not know are left out; else they are errors.
    pub leave_out_unknown: bool,
    /// The columns.
    pub columns: Columns,
    /// What is the same in every row.
    pub fixed: Fixed,
    /// What the figures are counted in.
    pub unit: Unit,
}

/// What runs across a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Across {
    /// Nothing: one figure a row.
    #[default]
    #[serde(rename = "")]
    Nothing,
    /// One column a period.
    Periods,
    /// One column an indicator.
    Indicators,
}

/// The headings of the columns; empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Columns {
    /// The indicator's code or name.
    pub indicator: String,
    /// The area's code or name.
    pub area: String,
    /// The period.
    pub period: String,
    /// The figure.
    pub value: String,
    /// How firm it is.
    pub status: String,
    /// What is above the line.
    pub numerator: String,
    /// What is below the line.
    pub denominator: String,
}

/// What every row has in common, where no column says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fixed {
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's title; the code where it is empty.
    pub title: String,
    /// The area's code or name.
    pub area: String,
    /// The period.
    pub period: String,
    /// How firm the figures are, in the program's word: `provisional`.
    pub status: String,
}

/// What the figures are counted in, in the program's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Unit {
    /// `count`, `percent`, `rate`, …; empty to go by the indicator's name.
    pub kind: String,
    /// `per 10,000`.
    pub words: String,
    /// `higher`, `lower`, `neutral`, `target`.
    pub polarity: String,
    /// Decimals shown.
    pub decimals: Option<u8>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// What is wrong in it, with the line.
    pub fn read(name: &str, text: &str) -> Result<Self, Problem> {
        let mapping: Self =
            toml::from_str(text).map_err(|error| toml_problem(name, text, &error))?;
        mapping.words(name)?;
        Ok(mapping)
    }

    /// The mapping as a text that [`Mapping::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// Checks the words that stand for something of the program's.
    fn words(&self, name: &str) -> Result<(), Problem> {
        let refuse = |what: &str, given: &str, known: Vec<&str>| {
            let why = format!("It is one of {}.", known.join(", "));
            Err(whole(
                "bad-mapping",
                name,
                &format!("{what} = “{given}”"),
                &why,
                "Write one of those.",
            ))
        };
        if !self.unit.kind.is_empty() && self.unit_kind().is_none() {
            return refuse(
                "unit.kind",
                &self.unit.kind,
                UnitKind::ALL.map(UnitKind::word).to_vec(),
            );
        }
        if !self.unit.polarity.is_empty()
            && !Polarity::ALL
                .iter()
                .any(|held| held.word() == self.unit.polarity)
        {
            return refuse(
                "unit.polarity",
                &self.unit.polarity,
                Polarity::ALL.map(Polarity::word).to_vec(),
            );
        }
        if !self.fixed.status.is_empty() && status(&self.fixed.status).is_none() {
            return refuse(
                "fixed.status",
                &self.fixed.status,
                Status::ALL.map(Status::word).to_vec(),
            );
        }
        Ok(())
    }

    /// The unit, where it is given.
    #[must_use]
    pub fn unit_kind(&self) -> Option<UnitKind> {
        UnitKind::ALL
            .into_iter()
            .find(|kind| kind.word() == self.unit.kind)
    }

    /// Which way is better; neither where it is not given.
    #[must_use]
    pub fn polarity(&self) -> Polarity {
        let given = Polarity::ALL
            .into_iter()
            .find(|held| held.word() == self.unit.polarity);
        given.unwrap_or(Polarity::Neutral)
    }

    /// A mapping for a table of these headings, going by their words and by what the first rows hold. The officer sees
    /// it and puts it right.
    #[must_use]
    pub fn guess(headings: &[String], samples: &[Vec<String>]) -> Self {
        let bares: Vec<String> = headings.iter().map(|heading| bare(heading)).collect();
        let named = |names: &[&str]| {
            let place = names
                .iter()
                .find_map(|name| bares.iter().position(|heading| heading == name));
            place.map_or(String::new(), |place| headings[place].clone())
        };
        let columns = Columns {
            indicator: named(&[
                "indicatorcode",
                "indicatorid",
                "indicator",
                "measure",
                "indicatorname",
                "shortdesc",
                "kpi",
                "pi",
                "ref",
                "code",
            ]),
            area: named(&[
                "lacode",
                "oldlacode",
                "areacode",
                "lanumber",
                "area",
                "laname",
                "areaname",
                "localauthority",
                "authority",
                "council",
                "la",
                "name",
            ]),
            period: named(&[
                "period",
                "timeperiod",
                "year",
                "financialyear",
                "date",
                "quarter",
                "month",
            ]),
            value: named(&[
                "value",
                "values",
                "figure",
                "result",
                "actual",
                "outturn",
                "performance",
                "rate",
                "percentage",
                "percent",
            ]),
            status: named(&["status", "version"]),
            numerator: named(&["numerator", "count", "num"]),
            denominator: named(&["denominator", "denom", "population"]),
        };
        let is_figure = |place: usize| {
            let mut cells = samples
                .iter()
                .filter_map(|row| row.get(place))
                .filter(|cell| !cell.is_empty())
                .peekable();
            cells.peek().is_some() && cells.all(|cell| figure::read(cell).is_some())
        };
        let periods = headings
            .iter()
            .filter(|heading| Period::guess(heading).is_ok())
            .count();
        let mapped = [
            &columns.indicator,
            &columns.area,
            &columns.period,
            &columns.numerator,
            &columns.denominator,
        ];
        let figures = (0..headings.len())
            .filter(|&place| is_figure(place) && !mapped.contains(&&headings[place]))
            .count();
        let across = if columns.period.is_empty() && periods > 0 {
            Across::Periods
        } else if columns.value.is_empty() && columns.indicator.is_empty() && figures > 0 {
            Across::Indicators
        } else {
            Across::Nothing
        };
        Self {
            across,
            columns,
            ..Self::default()
        }
    }
}

/// What is wrong in a mapping's text, with its line.
pub(in crate::exchange) fn toml_problem(
    name: &str,
    text: &str,
    error: &toml::de::Error,
) -> Problem {
    let before = error
        .span()
        .and_then(|span| text.get(..span.start))
        .unwrap_or_default();
    let line = before.matches('\n').count() as u64 + 1;
    let why = "A mapping is written as its example in the documentation is.";
    let remedy = "Put that right, and give it again.";
    at("bad-mapping", name, line, error.message(), why, remedy)
}

/// That a mapping does not say where something stands that is needed.
pub(in crate::exchange) fn incomplete(name: &str, what: &str, headings: &Row) -> Problem {
    let why = format!(
        "Neither a column nor a fixed value says the {what}; the headings are {}.",
        headings.cells.join(", ")
    );
    whole(
        "incomplete-mapping",
        name,
        &format!("no {what}"),
        &why,
        "Say in the mapping where it stands.",
    )
}

/// The column under a heading: the one of just these words, else of these letters.
pub(crate) fn place_of(headings: &Row, wanted: &str) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    let mut held = headings.cells.iter();
    let exact = held.position(|heading| heading == wanted);
    exact.or_else(|| {
        let mut held = headings.cells.iter();
        held.position(|heading| bare(heading) == bare(wanted))
    })
}

/// The example in the documentation of a mapping.
#[cfg(test)]
pub(in crate::exchange) fn example(source: &str) -> String {
    source
        .lines()
        .skip_while(|line| !line.contains("```toml"))
        .skip(1)
        .take_while(|line| !line.contains("```"))
        .map(|line| format!("{}\n", line.trim_start_matches("//!").trim_start()))
        .collect()
}

/// How firm, by the program's own word or by a publication's.
pub(in crate::exchange::published) fn status(text: &str) -> Option<Status> {
    let word = text.trim().to_lowercase();
    let own = Status::ALL.into_iter().find(|status| status.word() == word);
    own.or(match word.as_str() {
        "final" | "actual" | "f" => Some(Status::Outturn),
        "prov" | "p" => Some(Status::Provisional),
        "rev" | "r" | "amended" => Some(Status::Revised),
        "target" | "plan" => Some(Status::Planned),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_documentation_is_read() {
        let example = example(include_str!("mapping.rs"));
        let mapping = Mapping::read("map.toml", &example).unwrap();
        assert_eq!((mapping.skip_rows, mapping.across), (2, Across::Periods));
        assert_eq!(mapping.period_kind, Some(PeriodKind::Financial));
        assert_eq!(
            (mapping.unit_kind(), mapping.polarity()),
            (Some(UnitKind::Rate), Polarity::Lower)
        );
        assert_eq!(Mapping::read("map.toml", &mapping.write()), Ok(mapping));
    }

    #[test]
    fn a_slip_of_the_pen_is_refused_with_its_line() {
        #[track_caller]
        fn check(text: &str, line: Option<u64>, said: &str) {
            let problem = Mapping::read("map.toml", text).unwrap_err();
            let crate::domain::problem::Place::File(_, at, _) = problem.place.clone() else {
                panic!("{problem}")
            };
            assert_eq!(at, line, "{problem}");
            assert!(format!("{problem}").contains(said), "{problem}");
        }
        check("skip_rows = 1\nskiprows = 2\n", Some(2), "skiprows");
        check("across = \"sideways\"\n", Some(1), "sideways");
        check("a = \n", Some(1), "");
        check("[unit]\nkind = \"furlongs\"\n", None, "count, percent");
        check("[unit]\npolarity = \"up\"\n", None, "higher, lower");
        check("[fixed]\nstatus = \"maybe\"\n", None, "outturn");
    }

    #[test]
    fn a_mapping_is_guessed_from_headings_and_rows() {
        #[track_caller]
        fn check(headings: &[&str], row: &[&str], across: Across, area: &str, value: &str) {
            let text = |cells: &[&str]| {
                cells
                    .iter()
                    .map(|cell| (*cell).to_owned())
                    .collect::<Vec<String>>()
            };
            let guessed = Mapping::guess(&text(headings), &[text(row)]);
            let held = (
                guessed.across,
                guessed.columns.area.as_str(),
                guessed.columns.value.as_str(),
            );
            assert_eq!(held, (across, area, value));
        }
        check(
            &["Indicator", "LA Code", "Year", "Value"],
            &["A1", "856", "2025", "3"],
            Across::Nothing,
            "LA Code",
            "Value",
        );
        check(
            &["Indicator", "Area", "2023/24", "2024/25"],
            &["A1", "856", "2", "3"],
            Across::Periods,
            "Area",
            "",
        );
        check(
            &["Council", "Year", "CLA", "CPP"],
            &["856", "2025", "2", "3"],
            Across::Indicators,
            "Council",
            "",
        );
        check(&[], &[], Across::Nothing, "", "");
    }

    proptest::proptest! {
        #[test]
        fn no_text_stops_the_program(text: String, headings: Vec<String>, row: Vec<String>) {
            let _ = Mapping::read("map.toml", &text);
            let guessed = Mapping::guess(&headings, &[row]);
            let _ = guessed.write();
        }
    }
}
