//! LAIT's data dictionary: what each measure is called, which way is better, how it is defined and when figures come next.
//!
//! The long file itself does not say whether high is good. The dictionary does, so a measure read with it can be ranked
//! and one read without it cannot.
//!
//! Edges: a measure that stands in it twice is taken from its first row, which is said. Definitions are cut at 4,000
//! letters. `Last Update` and `Next Update` are a spreadsheet's day numbers, or words.

use std::collections::HashMap;
use std::io::Read;

use csv::ByteRecord;
use jiff::ToSpan;
use jiff::civil::date;

use crate::domain::id::IndicatorId;
use crate::domain::indicator::{Indicator, Polarity};
use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::lait::fault::{At, shown};
use crate::exchange::published::lait::table::{Table, text};
use crate::exchange::published::lait::unit::unit;
use crate::exchange::published::lait::years::Years;

/// The longest definition, in letters.
const DEFINITION: usize = 4_000;
/// The most measures.
const MEASURES: usize = 20_000;

/// What the dictionary says of one measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The indicator, but for its key, its kind of period and its place.
    pub indicator: Indicator,
    /// What its labels mean.
    pub years: Years,
}

/// The dictionary, read.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    entries: HashMap<String, Entry>,
    /// What should be known of it: measures that stand in it twice.
    pub notes: Vec<Problem>,
}

impl Dictionary {
    /// Reads `lait_data_dictionary.csv`, packed or not; `name` is the file's, for messages.
    ///
    /// # Errors
    /// When it is no comma-separated file with `Measure_short`, `Measure` and `Polarity` among its headings.
    pub fn read(source: impl Read, name: &str) -> Result<Self, Vec<Problem>> {
        let one = |problem| vec![problem];
        let mut table = Table::open(source, name).map_err(one)?;
        let mut row = ByteRecord::new();
        if table.next(&mut row).map_err(one)?.is_none() {
            return Err(one(not_a_dictionary(name, "nothing")));
        }
        let columns = Columns::of(&row, name).map_err(one)?;
        let mut found = Self::default();
        while let Some(line) = table.next(&mut row).map_err(one)? {
            found.add(&columns.entry(&row), At::line(name, line));
            if found.entries.len() > MEASURES {
                let what = format!("more than {MEASURES} measures");
                return Err(one(not_a_dictionary(name, &what)));
            }
        }
        Ok(found)
    }

    fn add(&mut self, entry: &Entry, at: At<'_>) {
        let code = entry.indicator.code.clone();
        if code.is_empty() {
            return;
        }
        if let Some(first) = self.entries.get(&code) {
            let what = format!(
                "“{}” for the second time{}",
                shown(&code),
                difference(first, entry)
            );
            let why = "A measure stands in the dictionary once.";
            let note = at.fault("same-measure", what, why, "Its first row was taken.");
            self.notes.push(note.severity(Severity::Note));
            return;
        }
        self.entries.insert(code, entry.clone());
    }

    /// What it says of a measure, by its short description.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&Entry> {
        self.entries.get(code)
    }

    /// How many measures it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What two rows of one measure say otherwise, of what a comparison depends on: `, with another polarity`.
fn difference(first: &Entry, second: &Entry) -> String {
    let (one, other) = (&first.indicator, &second.indicator);
    let words: Vec<&str> = [
        (one.polarity != other.polarity, "polarity"),
        (one.unit != other.unit, "unit"),
        (first.years != second.years, "type of year"),
        (one.no_quartile != other.no_quartile, "word on quartiles"),
    ]
    .into_iter()
    .filter_map(|(differs, word)| differs.then_some(word))
    .collect();
    if words.is_empty() {
        return String::new();
    }
    format!(", with another {}", words.join(" and "))
}

fn not_a_dictionary(name: &str, what: &str) -> Problem {
    At::file(name).fault(
        "missing-column",
        what,
        "LAIT's data dictionary has the headings Measure_short, Measure and Polarity.",
        "Give lait_data_dictionary.csv as it is published.",
    )
}

/// Where each heading stands.
struct Columns {
    headings: HashMap<String, usize>,
}

impl Columns {
    fn of(row: &ByteRecord, name: &str) -> Result<Self, Problem> {
        let mut headings = HashMap::new();
        for (at, cell) in row.iter().enumerate() {
            let heading = text(cell).trim_start_matches('\u{feff}').to_lowercase();
            let heading = heading.trim().trim_matches('"').to_owned();
            headings.entry(heading).or_insert(at);
        }
        for wanted in ["measure_short", "measure", "polarity"] {
            if !headings.contains_key(wanted) {
                return Err(not_a_dictionary(name, &format!("no column {wanted}")));
            }
        }
        Ok(Self { headings })
    }

    /// The cell under a heading; `NA` is R's way of writing none.
    fn cell(&self, row: &ByteRecord, heading: &str) -> String {
        let at = self.headings.get(heading);
        let cell = at.and_then(|at| row.get(*at)).map(text).unwrap_or_default();
        if cell == "NA" { String::new() } else { cell }
    }

    fn entry(&self, row: &ByteRecord) -> Entry {
        let cell = |heading| self.cell(row, heading);
        let (measure, chart_title) = (cell("measure"), cell("chart_title"));
        let mut indicator = Indicator::new(IndicatorId(0));
        let (kind, words) = unit(&cell("y_axis_name"), &[&measure, &chart_title]);
        indicator.unit = kind;
        indicator.unit_words = bounded(&words, 80);
        indicator.code = bounded(&cell("measure_short"), 200);
        indicator.title = bounded(&measure, 300);
        indicator.polarity = match cell("polarity").to_lowercase().as_str() {
            "high" => Polarity::Higher,
            "low" => Polarity::Lower,
            _ => Polarity::Neutral,
        };
        indicator.decimals = cell("dps").parse().unwrap_or(1).min(6);
        indicator.no_quartile = cell("no_quartile") == "N";
        indicator.topic = bounded(&cell("topic"), 100);
        indicator.definition = definition(&cell("description"), &cell("methodology"));
        indicator.source = source(&cell("data owner (do) /supplier and contact details"));
        indicator.next_publication = day(&cell("next update"));
        Entry {
            indicator,
            years: Years::of_type(&cell("year_type")),
        }
    }
}

fn definition(description: &str, methodology: &str) -> String {
    let both = [description, methodology].map(|part| part.replace('\r', ""));
    let parts: Vec<&str> = both
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .collect();
    bounded(&parts.join("\n\n"), DEFINITION)
}

/// `DfE LAIT; ONS`: the tool, and who owns the figures.
fn source(owner: &str) -> String {
    let owner = owner.split_whitespace().collect::<Vec<_>>().join(" ");
    if owner.is_empty() || owner == "0" {
        return "DfE LAIT".to_owned();
    }
    format!("DfE LAIT; {}", bounded(&owner, 200))
}

/// A spreadsheet's day number as a date, `46174` as `2026-06-01`; words as they are.
fn day(cell: &str) -> String {
    let number = cell.strip_suffix(".0").unwrap_or(cell).parse::<i32>();
    let date = number
        .ok()
        .filter(|number| (20_000..80_000).contains(number))
        .and_then(|number| date(1899, 12, 30).checked_add(number.days()).ok());
    date.map_or_else(|| bounded(cell, 80), |date| date.to_string())
}

fn bounded(text: &str, letters: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::indicator::UnitKind;

    const HEADING: &str = "\"Measure_code\",\"Topic\",\"Measure\",\"Chart_title\",\"Measure_short\",\"Polarity\",\"y_axis_name\",\"Description\",\"Next Update\",\"Data Owner (DO) /Supplier and Contact Details\",\"Methodology\",\"dps\",\"Year_Type\",\"No_Quartile\"\r\n";

    fn read(rows: &str) -> Dictionary {
        Dictionary::read(format!("\u{feff}{HEADING}{rows}").as_bytes(), "d.csv").expect("reads")
    }

    #[test]
    fn a_measure_is_read_whole() {
        let rows = "\"4\",\"Health\",\"Infant deaths\",\"Rate\",\"InfMort\",\"Low\",\"Rate per 1000 live births\",\" What it is.\r\n\",\"46174\",\"ONS\r\r\n\",\"How it is\ncounted.\",NA,\"Calendar Year\",\"N\"\r\n";
        let dictionary = read(rows);
        let entry = dictionary.find("InfMort").unwrap();
        let indicator = &entry.indicator;
        assert_eq!(entry.years, Years::Calendar);
        assert_eq!(indicator.title, "Infant deaths");
        assert_eq!(
            (indicator.polarity, indicator.decimals),
            (Polarity::Lower, 1)
        );
        assert_eq!(
            (indicator.unit, indicator.unit_words.as_str()),
            (UnitKind::Rate, "per 1000 live births")
        );
        assert_eq!(
            (indicator.topic.as_str(), indicator.no_quartile),
            ("Health", true)
        );
        assert_eq!(indicator.definition, "What it is.\n\nHow it is\ncounted.");
        assert_eq!(indicator.source, "DfE LAIT; ONS");
        assert_eq!(indicator.next_publication, "2026-06-01");
    }

    #[test]
    fn the_first_of_two_rows_is_taken_and_the_second_said() {
        let row =
            |polarity: &str| format!("1,T,M,C,Twice,{polarity},%,,TBC,0,NA,2,Academic Year,NA\n");
        let dictionary = read(&(row("High") + &row("Low")));
        let entry = dictionary.find("Twice").unwrap();
        assert_eq!(entry.indicator.polarity, Polarity::Higher);
        assert_eq!(
            (entry.years, entry.indicator.decimals),
            (Years::Academic, 2)
        );
        assert_eq!(entry.indicator.next_publication, "TBC");
        assert_eq!(entry.indicator.source, "DfE LAIT");
        assert_eq!(dictionary.notes.len(), 1);
        assert_eq!(dictionary.notes[0].location, "d.csv, line 3");
        assert_eq!(
            dictionary.notes[0].what,
            "“Twice” for the second time, with another polarity"
        );
    }

    #[test]
    fn days_are_dates_and_words_are_words() {
        for (cell, want) in [
            ("46327", "2026-11-01"),
            ("45809.0", "2025-06-01"),
            ("TBC", "TBC"),
            ("Discontinued", "Discontinued"),
            ("2026", "2026"),
            ("", ""),
        ] {
            assert_eq!(day(cell), want);
        }
    }

    #[test]
    fn long_definitions_are_cut() {
        let long = definition(&"é".repeat(5_000), "");
        assert_eq!(long.chars().count(), DEFINITION);
    }

    #[test]
    fn another_file_is_refused() {
        let error = Dictionary::read(&b"a,b\n1,2\n"[..], "d.csv").unwrap_err();
        assert_eq!(error[0].kind, "missing-column");
        assert_eq!(Dictionary::read(&b""[..], "d.csv").unwrap_err().len(), 1);
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = Dictionary::read(&bytes[..], "d.csv");
            let mut whole = HEADING.as_bytes().to_vec();
            whole.extend(bytes);
            let _ = Dictionary::read(&whole[..], "d.csv");
        }
    }
}
