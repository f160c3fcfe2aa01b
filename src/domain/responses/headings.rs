//! Which rows of an export are its headings: one, two or three of them.
//!
//! SurveyMonkey prints a question over the first of its columns and the options below it; Qualtrics prints code, words
//! and a key in braces; Citizen Space's tools put a row of `Ident 1`, `Ident 2` above or below the words.
//!
//! Edges: lone titles above are not headings, and rows without a word in them are passed over.

use crate::domain::responses::words::folded;

/// What SurveyMonkey prints below a question that has one column.
const RESPONSE: [&str; 4] = [
    "response",
    "open-ended response",
    "other (please specify)",
    "open ended response",
];

/// The heading rows among the first rows of a file, counted from 0.
pub(in crate::domain::responses) fn find(rows: &[&[String]]) -> Vec<usize> {
    let filled: Vec<usize> = (0..rows.len())
        .filter(|&at| n_filled(row(rows, at)) > 0)
        .collect();
    let widest = rows.iter().map(|row| n_filled(row)).max().unwrap_or(0);
    let is_title = |at: &usize| {
        let n = n_filled(row(rows, *at));
        (n == 1 && widest >= 2) || (n == 2 && widest >= 7)
    };
    let n_titles = filled.iter().take_while(|at| is_title(at)).count();
    let filled = filled.get(n_titles..).unwrap_or_default();
    let at = |n: usize| filled.get(n).map_or(&[] as &[String], |at| row(rows, *at));
    let n = if is_keys(at(2)) {
        3
    } else if is_keys(at(1)) || is_idents(at(0)) || is_idents(at(1)) || is_below(at(0), at(1)) {
        2
    } else {
        1
    };
    filled.iter().copied().take(n).collect()
}

fn row<'r>(rows: &'r [&'r [String]], at: usize) -> &'r [String] {
    rows.get(at).copied().unwrap_or_default()
}

fn n_filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// Qualtrics' row of keys.
fn is_keys(row: &[String]) -> bool {
    let keys = row.iter().filter(|cell| is_import_id(cell)).count();
    keys > 0 && keys * 2 >= n_filled(row)
}

/// `{"ImportId":"QID1"}`, or with other quotation marks.
pub(in crate::domain::responses) fn is_import_id(cell: &str) -> bool {
    cell.starts_with('{') && cell.contains("ImportId")
}

/// `Ident 1, Ident 2, …`.
pub(in crate::domain::responses) fn is_idents(row: &[String]) -> bool {
    let is_ident = |cell: &&String| {
        let cell = folded(cell);
        let rest = cell.strip_prefix("ident").map(str::trim);
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let idents = row.iter().filter(is_ident).count();
    idents >= 2 && idents * 10 >= n_filled(row) * 6
}

/// Which heading row a row is again, cell by cell, as where two exports were pasted together. One cell that differs, such
/// as a number under "ID", makes it an answer: somebody who ticked everything has the headings in nearly every column.
pub(in crate::domain::responses) fn again<'c>(
    headings: &[Vec<String>],
    cells: impl Iterator<Item = &'c str> + Clone,
) -> Option<usize> {
    headings.iter().position(|heading| {
        let mut n_same = 0;
        let mut cells = cells.clone();
        for heading in heading {
            match cells.next().unwrap_or_default() {
                cell if cell != heading => return false,
                cell => n_same += usize::from(!cell.is_empty()),
            }
        }
        n_same >= 2 && cells.all(str::is_empty)
    })
}

/// What stands below a question with one column, rather than an option.
pub(in crate::domain::responses) fn is_response(cell: &str) -> bool {
    let cell = folded(cell);
    RESPONSE[..2].contains(&cell.as_str()) || cell == RESPONSE[3]
}

/// Whether the second row names the columns of the questions that the first row spans over them.
fn is_below(top: &[String], below: &[String]) -> bool {
    if n_filled(below) == 0 {
        return false;
    }
    let responses = below.iter().filter(|cell| is_response(cell)).count();
    // Below what is no question, such as the respondent's number, stands nothing.
    let mut n_spanned = 0;
    let mut n_bare = 0;
    for (at, cell) in below.iter().enumerate() {
        match (top.get(at).is_none_or(String::is_empty), cell.is_empty()) {
            (true, false) if at > 0 => n_spanned += 1,
            (false, true) => n_bare += 1,
            _ => {}
        }
    }
    let is_led = top.first().is_some_and(|cell| !cell.is_empty());
    responses >= 2 || (is_led && n_spanned > 0 && (responses > 0 || (n_spanned > 1 && n_bare > 0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_answers() {
        #[track_caller]
        fn check(rows: &[&str], want: &[usize]) {
            let rows: Vec<Vec<String>> = rows
                .iter()
                .map(|row| row.split('|').map(str::to_owned).collect())
                .collect();
            let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
            assert_eq!(find(&rows), want);
        }
        check(&["A|B", "1|2"], &[0]);
        check(&["A", "1"], &[0]);
        check(&["", "Our survey", "A|B", "1|2"], &[2]);
        check(&["Ident 1|Ident 2", "A?|B?", "1|2"], &[0, 1]);
        check(&["A?|B?", "", "Ident 1|Ident 2", "1|2"], &[0, 2]);
        check(
            &[
                "RespondentID|Which?||",
                "|Parks|Pools|Libraries",
                "7|Parks||",
            ],
            &[0, 1],
        );
        check(
            &[
                "RespondentID|Age|Why?",
                "|Response|Open-Ended Response",
                "7|12|x",
            ],
            &[0, 1],
        );
        check(
            &[
                "Q1|Q2",
                "Age?|Why?",
                "{\"ImportId\":\"QID1\"}|{\"ImportId\":\"QID2\"}",
                "9|x",
            ],
            &[0, 1, 2],
        );
        // A column without a name is not a heading that spans, and a short answer is not an option.
        check(&["A||C", "1|2|3"], &[0]);
        check(&["A|B|", "1||x"], &[0]);
        check(&[], &[]);
        check(&["", "|"], &[]);
    }
}
