//! The headings that every file of Explore Education Statistics shares, also where one is not quite right.
//!
//! The data standard fixes them (`time_period`, `geographic_level`, `old_la_code`). A file that passed through
//! somebody's hands may say `geographical_level`, `time_identifer` or `LA name`. Such a near miss is taken for what it
//! must mean, with a warning that says so.
//!
//! Edges: a near miss is one that differs in writing only (capitals, spaces, hyphens), is a known other name, or is two
//! letters from a long heading that the file does not have.

use crate::domain::problem::{Problem, Severity};
use crate::exchange::published::text::{Row, at_cell, whole};

/// What a column says of a row's place or time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Known {
    TimePeriod,
    TimeIdentifier,
    Level,
    CountryCode,
    CountryName,
    RegionCode,
    RegionName,
    OldCode,
    NewCode,
    LaName,
}

impl Known {
    pub(super) const ALL: [Self; 10] = [
        Self::TimePeriod,
        Self::TimeIdentifier,
        Self::Level,
        Self::CountryCode,
        Self::CountryName,
        Self::RegionCode,
        Self::RegionName,
        Self::OldCode,
        Self::NewCode,
        Self::LaName,
    ];

    /// The heading of the data standard.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::TimePeriod => "time_period",
            Self::TimeIdentifier => "time_identifier",
            Self::Level => "geographic_level",
            Self::CountryCode => "country_code",
            Self::CountryName => "country_name",
            Self::RegionCode => "region_code",
            Self::RegionName => "region_name",
            Self::OldCode => "old_la_code",
            Self::NewCode => "new_la_code",
            Self::LaName => "la_name",
        }
    }

    /// Other names under which it is met, in small letters and without signs.
    fn others(self) -> &'static [&'static str] {
        match self {
            Self::TimePeriod => &["timeperiods", "period"],
            Self::TimeIdentifier => &["timeid", "timeidentifiers", "periodtype"],
            Self::Level => &["geographicallevel", "geographylevel", "geolevel", "level"],
            Self::CountryCode | Self::CountryName => &[],
            Self::RegionCode => &["regioncodes", "gorcode"],
            Self::RegionName => &["region", "gorname"],
            Self::OldCode => &["lacode", "leacode", "oldlacodes", "dfelacode", "lanumber"],
            Self::NewCode => &["newlacodes", "lagsscode", "gsscode"],
            Self::LaName => &[
                "la",
                "localauthority",
                "localauthorityname",
                "lanames",
                "leaname",
            ],
        }
    }
}

/// Columns of other places and institutions: neither filters nor figures.
const PLACES: [&str; 37] = [
    "ladcode",
    "ladname",
    "pconcode",
    "pconname",
    "wardcode",
    "wardname",
    "lepcode",
    "lepname",
    "localenterprisepartnershipcode",
    "localenterprisepartnershipname",
    "localskillsimprovementplanareacode",
    "localskillsimprovementplanareaname",
    "lsipcode",
    "lsipname",
    "mcacode",
    "mcaname",
    "englishdevolvedareacode",
    "englishdevolvedareaname",
    "opportunityareacode",
    "opportunityareaname",
    "rscregionleadname",
    "sponsorid",
    "sponsorname",
    "trustid",
    "trustname",
    "multiacademytrustid",
    "multiacademytrustname",
    "schoolurn",
    "schoolname",
    "schoollaestab",
    "providerukprn",
    "providername",
    "institutionid",
    "institutionname",
    "planningareacode",
    "planningareaname",
    "urn",
];

/// A heading in small letters and without signs.
pub(in crate::exchange) fn bare(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a column only says which other place, school or trust a row is of.
pub(super) fn is_other_place(heading: &str) -> bool {
    PLACES.contains(&bare(heading).as_str())
}

/// For each column, what it is known to say, with a warning for each heading that had to be guessed.
pub(super) fn recognise(name: &str, headings: &Row) -> (Vec<Option<Known>>, Vec<Problem>) {
    let mut found: Vec<Option<Known>> = vec![None; headings.cells.len()];
    for (place, heading) in headings.cells.iter().enumerate() {
        let exact = Known::ALL
            .into_iter()
            .find(|known| known.heading() == heading);
        if let Some(known) = exact.filter(|known| !found.contains(&Some(*known))) {
            found[place] = Some(known);
        }
    }
    let mut warnings = Vec::new();
    let ways: [fn(Known, &str) -> bool; 3] = [
        |known, heading| bare(known.heading()) == heading,
        |known, heading| known.others().contains(&heading),
        |known, heading| {
            let wanted = bare(known.heading());
            wanted.len() >= 10 && heading.len() >= 9 && distance(&wanted, heading) <= 2
        },
    ];
    for way in ways {
        for (place, heading) in headings.cells.iter().enumerate() {
            if found[place].is_some() || is_other_place(heading) {
                continue;
            }
            let near = Known::ALL
                .into_iter()
                .find(|known| !found.contains(&Some(*known)) && way(*known, &bare(heading)));
            if let Some(known) = near {
                found[place] = Some(known);
                warnings.push(near_miss(name, headings.line, place, heading, known));
            }
        }
    }
    (found, warnings)
}

fn near_miss(name: &str, line: u64, place: usize, heading: &str, known: Known) -> Problem {
    at_cell(
        "near-heading",
        name,
        line,
        place,
        heading,
        &format!("read as {}", known.heading()),
        "The heading is not quite that of the data standard.",
        "Look whether that is what the column holds.",
    )
    .severity(Severity::Warning)
}

/// The columns without which nothing can be read, where they are missing.
pub(super) fn missing(name: &str, headings: &Row, found: &[Option<Known>]) -> Vec<Problem> {
    let needed = [Known::TimePeriod, Known::TimeIdentifier, Known::Level];
    let absent = needed
        .into_iter()
        .filter(|known| !found.contains(&Some(*known)));
    absent
        .map(|known| missing_column(name, headings, known.heading()))
        .collect()
}

/// The problem of a column that is not there: the headings that are, and the nearest of them.
pub(in crate::exchange) fn missing_column(name: &str, headings: &Row, wanted: &str) -> Problem {
    let mut shown: Vec<&str> = headings.cells.iter().take(30).map(String::as_str).collect();
    if headings.cells.len() > shown.len() {
        shown.push("…");
    }
    let nearest = headings
        .cells
        .iter()
        .filter(|heading| !heading.is_empty())
        .min_by_key(|heading| distance(&bare(heading), &bare(wanted)));
    let nearest = nearest.map_or(String::new(), |heading| {
        format!(" The nearest is “{heading}”.")
    });
    let mut problem = whole(
        "missing-column",
        name,
        &format!("no column {wanted}"),
        &format!("The headings are {}.{nearest}", shown.join(", ")),
        "Name the column so in line 1, or download the file again.",
    );
    problem.place = crate::domain::problem::Place::File(name.to_owned(), Some(headings.line), None);
    problem.location = format!("{name}, line {}", headings.line);
    problem
}

/// How many letters must be put in, taken out or changed to make one word of the other (Levenshtein's distance).
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(80).collect();
    let other: Vec<char> = other.chars().take(80).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let changed = corner + usize::from(a != b);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(cells: &[&str]) -> Row {
        Row {
            line: 1,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        }
    }

    #[test]
    fn near_misses_are_taken_with_a_warning() {
        #[track_caller]
        fn check(heading: &str, want: Option<Known>, warned: bool) {
            let (found, warnings) = recognise("a.csv", &headings(&[heading]));
            assert_eq!(
                (found[0], !warnings.is_empty()),
                (want, warned),
                "{heading}"
            );
        }
        check("time_period", Some(Known::TimePeriod), false);
        check("Time period", Some(Known::TimePeriod), true);
        check("time_identifer", Some(Known::TimeIdentifier), true);
        check("geographical_level", Some(Known::Level), true);
        check("Geographic-Level", Some(Known::Level), true);
        check("geogaphic_level", Some(Known::Level), true);
        check("LA name", Some(Known::LaName), true);
        check("la_code", Some(Known::OldCode), true);
        check("lad_code", None, false);
        check("pcon_name", None, false);
        check("children_count", None, false);
        check("", None, false);
    }

    #[test]
    fn the_right_heading_goes_before_one_that_is_near() {
        let (found, warnings) = recognise(
            "a.csv",
            &headings(&["Region name", "region_name", "region"]),
        );
        assert_eq!(found, [None, Some(Known::RegionName), None]);
        assert!(warnings.is_empty());
    }

    #[test]
    fn a_missing_column_is_named_with_the_nearest() {
        let row = headings(&["time_period", "geographic_level", "time_ident"]);
        let (found, _) = recognise("a.csv", &row);
        let problems = missing("a.csv", &row, &found);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].what, "no column time_identifier");
        assert!(
            problems[0].why.contains("geographic_level, time_ident"),
            "{}",
            problems[0].why
        );
        assert!(
            problems[0].why.contains("The nearest is “time_ident”"),
            "{}",
            problems[0].why
        );
    }

    #[test]
    fn distances() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!((distance("", "abc"), distance("abc", "abc")), (3, 0));
    }
}
