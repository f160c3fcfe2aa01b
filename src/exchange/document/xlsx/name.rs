//! The names of sheets: what the table is called, as far as a workbook allows it.
//!
//! A workbook allows 31 letters, none of `[ ] : * ? / \`, no apostrophe at either end, and no name twice, whatever its
//! capitals. `History` it keeps for itself.

use std::collections::HashSet;

/// The first sheet.
pub(super) const NOTES: &str = "Notes";

/// Most letters of a name, counted as the format counts them.
const LONGEST: usize = 31;

/// The names given so far.
pub(super) struct Names {
    taken: HashSet<String>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            taken: HashSet::from([NOTES.to_lowercase(), "history".into()]),
        }
    }
}

impl Names {
    /// The name as it is allowed, with a number where it is taken.
    pub(super) fn unique(&mut self, name: &str) -> String {
        let allowed = allowed(name);
        let mut given = cut(&allowed, LONGEST);
        let mut nth = 2;
        while !self.taken.insert(given.to_lowercase()) {
            let number = format!(" {nth}");
            given = cut(&allowed, LONGEST - number.len()) + &number;
            nth += 1;
        }
        given
    }
}

/// The letters that a name may have, each blank once.
fn allowed(name: &str) -> String {
    let kept = name.chars().map(|letter| match letter {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\u{FFFD}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    let kept: String = kept.collect();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let name = words.join(" ");
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() {
        "Table".into()
    } else {
        name.into()
    }
}

fn cut(name: &str, longest: usize) -> String {
    let mut length = 0;
    let kept: String = name
        .chars()
        .take_while(|letter| {
            length += letter.len_utf16();
            length <= longest
        })
        .collect();
    kept.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let mut given = Names::default();
        let unique: Vec<String> = names.iter().map(|name| given.unique(name)).collect();
        assert_eq!(unique, expected);
    }

    #[test]
    fn names_are_allowed_and_unique() {
        check(&["Grants: main/ring [2001]"], &["Grants main ring 2001"]);
        check(&["", "'''", "Table"], &["Table", "Table 2", "Table 3"]);
        check(&["notes", "History"], &["notes 2", "History 2"]);
        check(
            &[
                "A name that goes on for a long time",
                "A NAME that goes on for a long time",
            ],
            &[
                "A name that goes on for a long",
                "A NAME that goes on for a lon 2",
            ],
        );
        check(
            &["👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪"],
            &["👪👪👪👪👪👪👪👪👪👪👪👪👪👪👪"],
        );
    }

    proptest::proptest! {
        #[test]
        fn a_workbook_takes_any_name(names in proptest::collection::vec("\\PC{0,40}", 0..6)) {
            let mut given = Names::default();
            let mut workbook = rust_xlsxwriter::Workbook::new();
            for name in names {
                let unique = given.unique(&name);
                proptest::prop_assert!(workbook.add_worksheet().set_name(&unique).is_ok(), "{unique:?}");
            }
            proptest::prop_assert!(workbook.worksheets().is_empty() || workbook.save_to_buffer().is_ok());
        }
    }
}
