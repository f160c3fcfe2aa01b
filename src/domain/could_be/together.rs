//! Percentages of several answers together, as an officer gives them: `1-2=56` for “agree, 56 %”, of the first two.
//!
//! Figures are counted from 1, as on paper, and are neighbours, since a report adds up one end of a scale.
//!
//! Edges: several are parted by commas, semicolons or blanks; nothing given is none.

use std::ops::Range;

use crate::domain::could_be::Percent;
use crate::domain::problem::{Place, Problem};

/// Reads `1-2=56,3-4=44`: which neighbouring figures, counted from 0 in what is given back, and their percentage.
///
/// # Errors
/// When one of them is not so written; the error says which.
pub fn read_together(text: &str) -> Result<Vec<(Range<usize>, Percent)>, Box<Problem>> {
    text.split([',', ';', ' ', '\n'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .map(|piece| one(piece).ok_or_else(|| refused(piece)))
        .collect()
}

fn one(piece: &str) -> Option<(Range<usize>, Percent)> {
    let (figures, percent) = piece.split_once('=')?;
    let (first, last) = figures.split_once(['-', '–'])?;
    let first: usize = first.trim().parse().ok()?;
    let last: usize = last.trim().parse().ok()?;
    let [percent] = Percent::read_list(percent).ok()?[..] else {
        return None;
    };
    (first >= 1 && last > first).then(|| (first - 1..last, percent))
}

fn refused(piece: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "percentages",
        Place::Field("Printed together".to_owned()),
        "Printed together",
        format!("“{piece}” given"),
        "It says which neighbouring figures were printed together, counted from 1, and as what percentage.",
        "Write it as 1-2=56: the first and second figures together are 56 %.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_counted_from_one_and_the_rest_is_refused_by_name() {
        #[track_caller]
        fn check(text: &str, want: &str) {
            let shown = match read_together(text) {
                Ok(held) => held
                    .iter()
                    .map(|(run, percent)| format!("{}..{}={percent}", run.start, run.end))
                    .collect::<Vec<_>>()
                    .join(" "),
                Err(problem) => problem.what.clone(),
            };
            assert_eq!(shown, want);
        }
        check("", "");
        check("1-2=56", "0..2=56");
        check("1–2=56.0%; 3-4=44", "0..2=56.0 2..4=44");
        for wrong in ["1-2", "2-1=56", "0-1=56", "1=56", "1-2=101", "a-b=c"] {
            check(wrong, &format!("“{wrong}” given"));
        }
    }
}
