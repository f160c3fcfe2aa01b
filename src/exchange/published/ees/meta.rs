//! The `.meta.csv` that goes with a data file: which columns are filters and which are figures, their labels and units.
//!
//! The data file's headings are short (`sess_overall_percent`); the metadata gives the words an officer knows
//! (`Overall absence rate`), the unit and, in newer releases, the decimals.
//!
//! Edges: columns that the metadata does not name are judged by what they hold; names that the data does not have are
//! passed over.

use std::collections::HashMap;
use std::io::Read;

use crate::domain::problem::Problem;
use crate::exchange::published::ees::headings::{bare, missing_column};
use crate::exchange::published::text::{Row, Rows};

/// What the metadata says of one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetaColumn {
    /// Whether it is a figure rather than a filter.
    pub is_indicator: bool,
    /// Its words.
    pub label: String,
    /// Its unit: `%`, `£`, nothing.
    pub unit: String,
    /// The decimals it is shown with, where that is said.
    pub decimals: Option<u8>,
    /// What it is one of: `Absence by reason`.
    pub grouping: String,
}

/// The metadata of a data file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    columns: HashMap<String, MetaColumn>,
    groupings: Vec<String>,
}

impl Meta {
    /// Reads a metadata file.
    ///
    /// # Errors
    /// That it is no table, or has no columns `col_name` and `col_type`.
    pub fn read(name: &str, bytes: impl Read) -> Result<Self, Problem> {
        let mut rows = Rows::open(name, bytes)?;
        let mut headings = Row::default();
        rows.next_into(&mut headings)?;
        let place = |wanted: &str| {
            let same = |heading: &String| bare(heading) == bare(wanted);
            headings.cells.iter().position(same)
        };
        let needed =
            |wanted: &str| place(wanted).ok_or_else(|| missing_column(name, &headings, wanted));
        let (col_name, col_type) = (needed("col_name")?, needed("col_type")?);
        let optional = [
            "label",
            "indicator_unit",
            "indicator_dp",
            "indicator_grouping",
            "filter_grouping_column",
        ]
        .map(place);
        let mut meta = Self::default();
        let mut row = Row::default();
        while rows.next_into(&mut row)? {
            let [label, unit, decimals, grouping, group_column] = optional
                .map(|column| column.map_or(String::new(), |column| row.cell(column).to_owned()));
            if !group_column.is_empty() {
                meta.groupings.push(bare(&group_column));
            }
            let column = MetaColumn {
                is_indicator: row.cell(col_type).eq_ignore_ascii_case("indicator"),
                label,
                unit,
                decimals: decimals.parse().ok().filter(|&n| n <= 12),
                grouping,
            };
            meta.columns.insert(bare(row.cell(col_name)), column);
        }
        Ok(meta)
    }

    /// What it says of the column under this heading.
    #[must_use]
    pub fn column(&self, heading: &str) -> Option<&MetaColumn> {
        self.columns.get(&bare(heading))
    }

    /// Whether the column only groups the options of a filter.
    #[must_use]
    pub fn is_grouping(&self, heading: &str) -> bool {
        self.groupings.contains(&bare(heading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_units_and_kinds_are_read() {
        let text = "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column\n\
            rate,Indicator,Overall rate,Fields,%,1,,\nsex,Filter,Sex,,,,,sex_group\n";
        let meta = Meta::read("a.meta.csv", text.as_bytes()).unwrap();
        let rate = meta.column("Rate").unwrap();
        assert_eq!(
            (rate.label.as_str(), rate.unit.as_str(), rate.decimals),
            ("Overall rate", "%", Some(1))
        );
        assert!(rate.is_indicator && !meta.column("sex").unwrap().is_indicator);
        assert!(meta.is_grouping("sex_group") && !meta.is_grouping("sex"));
        assert_eq!(meta.column("other"), None);
    }

    #[test]
    fn another_table_is_not_metadata() {
        let problem = Meta::read("a.meta.csv", &b"a,b\n1,2\n"[..]).unwrap_err();
        assert_eq!(
            (problem.kind, problem.what.as_str()),
            ("missing-column", "no column col_name")
        );
    }
}
