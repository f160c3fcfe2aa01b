//! A weight from what people said: each answer of a question is a line, and as many people as gave it are its weight.
//!
//! The answers' words are matched to the lines by name as far as names go; the officer corrects the rest.

use std::collections::HashSet;

/// The line that each answer seems to mean: the same words first, else the line that shares most words with it, if that
/// is one line only and half or more of the shorter name.
#[must_use]
pub fn matched(answers: &[&str], lines: &[&str]) -> Vec<Option<usize>> {
    let lines: Vec<HashSet<String>> = lines.iter().map(|line| words(line)).collect();
    answers
        .iter()
        .map(|answer| best(&words(answer), &lines))
        .collect()
}

fn best(answer: &HashSet<String>, lines: &[HashSet<String>]) -> Option<usize> {
    if let Some(same) = lines
        .iter()
        .position(|line| line == answer && !line.is_empty())
    {
        return Some(same);
    }
    let shared = |line: &HashSet<String>| line.intersection(answer).count();
    let most = lines.iter().map(shared).max().filter(|most| *most > 0)?;
    let mut found = (0..lines.len()).filter(|at| shared(&lines[*at]) == most);
    let first = found.next()?;
    let shorter = lines[first].len().min(answer.len());
    (found.next().is_none() && most * 2 >= shorter).then_some(first)
}

/// The words that mean something, in small letters and without a plural s.
fn words(text: &str) -> HashSet<String> {
    const EMPTY: [&str; 9] = ["and", "the", "of", "for", "in", "to", "a", "on", "with"];
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY.contains(word))
        .map(|word| match word.strip_suffix('s') {
            Some(one) if one.len() > 3 => one.to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::matched;

    #[test]
    fn answers_find_their_lines() {
        #[track_caller]
        fn check(answer: &str, want: Option<usize>) {
            let lines = [
                "Leaving care",
                "Placement choice",
                "Disabled children",
                "Children’s rights",
            ];
            assert_eq!(matched(&[answer], &lines), [want], "{answer}");
        }
        check("leaving care", Some(0));
        check("Support for leaving care", Some(0));
        check("Choice of placements", Some(1));
        check("Disabled children", Some(2));
        check("Children", None);
        check("Roads", None);
        check("", None);
    }
}
