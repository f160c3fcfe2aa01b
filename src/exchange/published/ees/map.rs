//! What to take of an EES file, said beforehand: the choice that a window offers, as a text for the command line.
//!
//! ```toml
//! file = "cla_rates.csv"             # which data file of a release; all of them where it is not said
//! measures = ["rate_per_10000"]      # columns of figures; all of them where none is named
//! leave_out_unknown = false          # whether rows of areas that the plan does not know are left out
//!
//! [filters]                          # the options of a filter, each an indicator; what is preselected where not said
//! population_type = ["Children looked after on 31 March each year"]
//! ```
//!
//! Edges: a column or an option that the file does not have is refused by name, so that a slip of the pen is not taken
//! for "nothing".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::problem::Problem;
use crate::exchange::published::ees::{Choice, Chosen, Layout};
use crate::exchange::published::text::whole;

/// What to take of an EES file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Map {
    /// Which data file of a release; empty for all of them.
    pub file: String,
    /// Headings of the columns of figures; none for all of them.
    pub measures: Vec<String>,
    /// The options of each filter, by its heading.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Whether rows of areas that the plan does not know are left out.
    pub leave_out_unknown: bool,
}

impl Map {
    /// Reads a map.
    ///
    /// # Errors
    /// What is wrong in it.
    pub fn read(text: &str) -> Result<Self, Problem> {
        toml::from_str(text).map_err(|error| {
            whole(
                "bad-mapping",
                "--map",
                error.message(),
                "A map of an EES file names its measures and filters.",
                "Put that right, and give it again.",
            )
        })
    }

    /// The map as a text that [`Map::read`] reads.
    #[must_use]
    pub fn write(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The choice it makes of a file.
    ///
    /// # Errors
    /// Every column and option that the file does not have.
    pub fn choice(&self, layout: &Layout) -> Result<Choice, Vec<Problem>> {
        let mut choice = Choice::all_defaults(layout);
        choice.leave_out_unknown = self.leave_out_unknown;
        let mut problems = Vec::new();
        let mut lacks = |what: String, has: Vec<&str>| {
            let why = format!("It has {}.", has.join(", "));
            let remedy = "Name one of those.";
            problems.push(whole("not-in-file", &layout.name, &what, &why, remedy));
        };
        if !self.measures.is_empty() {
            choice.measures.clear();
        }
        for heading in &self.measures {
            let mut measures = layout.measures.iter();
            match measures.find(|held| &held.heading == heading) {
                Some(held) => choice.measures.push(held.column),
                None => lacks(
                    format!("no column of figures “{heading}”"),
                    layout
                        .measures
                        .iter()
                        .map(|held| held.heading.as_str())
                        .collect(),
                ),
            }
        }
        for (heading, options) in &self.filters {
            let Some(filter) = layout.filters.iter().find(|held| &held.heading == heading) else {
                lacks(
                    format!("no filter “{heading}”"),
                    layout
                        .filters
                        .iter()
                        .map(|held| held.heading.as_str())
                        .collect(),
                );
                continue;
            };
            for option in options {
                if !filter.options.iter().any(|held| &held.text == option) {
                    lacks(
                        format!("no option “{option}” of the filter “{heading}”"),
                        filter
                            .options
                            .iter()
                            .map(|held| held.text.as_str())
                            .collect(),
                    );
                }
            }
            choice.set(layout, heading, Chosen::Only(options.clone()));
        }
        if problems.is_empty() {
            Ok(choice)
        } else {
            Err(problems)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::published::ees::look;

    const FILE: &str = "time_period,time_identifier,geographic_level,old_la_code,la_name,kind,n,rate\n\
        2025,Reporting year,Local authority,856,Leicester,starting,10,4.5\n\
        2025,Reporting year,Local authority,856,Leicester,ceasing,11,4.6\n";

    fn chosen(map: &str) -> Result<Choice, Vec<String>> {
        let layout = look("a.csv", FILE.as_bytes(), None, &mut |_| true).unwrap();
        let map = Map::read(map).map_err(|problem| vec![problem.what])?;
        map.choice(&layout)
            .map_err(|problems| problems.into_iter().map(|held| held.what).collect())
    }

    #[test]
    fn measures_and_options_are_chosen_by_name() {
        let found = chosen("measures = [\"rate\"]\n[filters]\nkind = [\"ceasing\"]").unwrap();
        assert_eq!(found.measures, [7]);
        assert_eq!(
            found.filters.get(&5),
            Some(&Chosen::Only(vec!["ceasing".into()]))
        );
        assert_eq!(chosen("").unwrap().measures, [6, 7]);
        let map = Map {
            file: "a.csv".into(),
            measures: vec!["rate".into()],
            filters: [("kind \"x\"".to_owned(), vec!["ceasing".to_owned()])].into(),
            leave_out_unknown: true,
        };
        assert_eq!(Map::read(&map.write()), Ok(map));
    }

    #[test]
    fn what_the_file_does_not_have_is_named() {
        assert_eq!(
            chosen("measures = [\"rates\"]\n[filters]\nkind = [\"ending\"]\nsort = [\"x\"]"),
            Err(vec![
                "no column of figures “rates”".to_owned(),
                "no option “ending” of the filter “kind”".to_owned(),
                "no filter “sort”".to_owned(),
            ])
        );
        assert!(chosen("measure = []").is_err());
    }
}
