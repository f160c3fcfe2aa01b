//! What a list of neighbours is called: by its month, `2025-05`, or by its year where no month is known, `2025`.
//!
//! A comparison always says which list it used, so a list without a date is of no use. The department dates its lists in
//! the name of the file and nowhere else.
//!
//! Edges: a month is never guessed. A name with two years in it says nothing.

use crate::domain::problem::Problem;
use crate::exchange::day::MONTHS;
use crate::exchange::published::lait::fault::{At, shown};

/// The longest name of a list, in letters.
const LETTERS: usize = 40;

/// The list's name: as given, or else from the file's.
pub(super) fn name(given: Option<&str>, file: &str) -> Result<String, Problem> {
    let given = given.map(str::trim).filter(|given| !given.is_empty());
    let at = At::file(file);
    let remedy = "Name the list by its month, such as 2025-05.";
    match given {
        Some(given) if given.chars().count() > LETTERS => Err(at.fault(
            "list-name",
            format!("“{}”", shown(given)),
            "The name of a list is no longer than 40 letters.",
            remedy,
        )),
        Some(given) => Ok(given.to_owned()),
        None => of_file(file).ok_or_else(|| {
            at.fault(
                "list-name",
                "a list without a date",
                "Lists change from year to year, and neither the file nor its name says which year this one is of.",
                remedy,
            )
        }),
    }
}

fn of_file(file: &str) -> Option<String> {
    let small = file.to_lowercase();
    let words: Vec<&str> = small
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let mut years = words.iter().enumerate().filter(|(_, word)| is_year(word));
    let (at, year) = years.next()?;
    if years.any(|(_, other)| other != year) {
        return None;
    }
    let number = words.get(at + 1).and_then(|word| month_number(word));
    let mut named = words.iter().filter_map(|word| month_named(word));
    let month = number.or_else(|| named.next());
    Some(match month {
        Some(month) => format!("{year}-{month:02}"),
        None => (*year).to_owned(),
    })
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|c| c.is_ascii_digit())
}

fn month_number(word: &str) -> Option<usize> {
    let number = Some(word).filter(|word| word.len() == 2)?.parse().ok()?;
    (1..=12).contains(&number).then_some(number)
}

/// A month by its name, its first three letters, or `sept`.
fn month_named(word: &str) -> Option<usize> {
    let is = |name: &&str| *name == word || (matches!(word.len(), 3 | 4) && name.starts_with(word));
    MONTHS.iter().position(is).map(|place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_name_says_the_month_or_the_year() {
        #[track_caller]
        fn check(file: &str, want: Option<&str>) {
            assert_eq!(of_file(file).as_deref(), want, "{file}");
        }
        check("sn_april_2021.xlsx", Some("2021-04"));
        check("sn_may_2025.xlsx", Some("2025-05"));
        check("SN Sept 2024 (1).xlsx", Some("2024-09"));
        check("neighbours-2025-05.csv", Some("2025-05"));
        check("sn_model_2025_wide.csv", Some("2025"));
        check("statistical_neighbours_2025_long.derived.csv", Some("2025"));
        check("neighbours.csv", None);
        check("from_2021_to_2025.csv", None);
        check("sn_1999.csv", None);
    }

    #[test]
    fn a_given_name_goes_before() {
        assert_eq!(
            name(Some(" 2024-01 "), "sn_may_2025.xlsx"),
            Ok("2024-01".into())
        );
        assert_eq!(name(Some(" "), "sn_may_2025.xlsx"), Ok("2025-05".into()));
        assert_eq!(name(None, "a.csv").unwrap_err().kind, "list-name");
        assert_eq!(
            name(Some(&"x".repeat(41)), "a.csv").unwrap_err().kind,
            "list-name"
        );
    }
}
