//! Where each piece of a diverging bar begins: disagreement to the left of a line, agreement to the
//! right.
//!
//! The eye compares lengths from a common line. With the neutral answers cut in half by it, the bar
//! as a whole leans the way that people lean. The program's own charts set the neutral answers aside
//! instead ([`Diverging`](crate::domain::chart::Diverging)); many published reports split them, and a
//! table of their figures can be drawn, or checked, with this.
//!
//! Edges: None when a width is below nought or not finite. No answers make a bar of no width at
//! nought.

/// A piece of the bar.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Segment {
    /// Its left end, in the unit of the widths; below nought on the left of the line.
    pub start: f64,
    /// How wide it is, in the same unit.
    pub width: f64,
}

/// A bar and where the line cuts it.
#[derive(Clone, PartialEq, Debug)]
pub struct Split {
    /// The left end of the whole bar: nought or below.
    pub left: f64,
    /// The right end of the whole bar: nought or above.
    pub right: f64,
    /// The pieces from the left: those against as they were given, the neutral, those for.
    pub segments: Vec<Segment>,
}

/// The pieces of one bar about a line at nought, the neutral ones half on either side.
///
/// Widths are percentages, counts or anything that is measured alike, each list in the order in which
/// it is drawn from the left: the strongest against first, the strongest for last.
///
/// Source: Robbins & Heiberger (2011), "Plotting Likert and other rating scales", Proceedings of the
/// Survey Research Methods Section, American Statistical Association, 1058–1066.
pub fn split_neutral(against: &[f64], neutral: &[f64], favour: &[f64]) -> Option<Split> {
    let widths = [against, neutral, favour].concat();
    if widths
        .iter()
        .any(|width| !width.is_finite() || *width < 0.0)
    {
        return None;
    }
    let half = neutral.iter().sum::<f64>() / 2.0;
    // Adding nought turns −0 into 0.
    let left = 0.0 - (against.iter().sum::<f64>() + half);
    let right = favour.iter().sum::<f64>() + half;
    let mut start = left;
    let segments = widths.into_iter().map(|width| {
        let segment = Segment { start, width };
        start += width;
        segment
    });
    let segments = segments.collect();
    (left.is_finite() && right.is_finite()).then_some(Split {
        left,
        right,
        segments,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::split_neutral;
    use crate::domain::statistics::testing::{Row, close, rows};

    /// The vectors are in numbers that are held exactly.
    const EXACT: f64 = 1e-14;

    #[track_caller]
    fn check(row: &Row) {
        let at = |head: &str| row.number(head);
        let found = split_neutral(&[at("SD"), at("D")], &[at("N")], &[at("A"), at("SA")]).unwrap();
        close(found.left, at("left"), EXACT);
        close(found.right, at("right"), EXACT);
        for (segment, answer) in found.segments.iter().zip(["SD", "D", "N", "A", "SA"]) {
            close(segment.start, at(&format!("{answer}_start")), EXACT);
            close(segment.width, at(answer), EXACT);
        }
        assert_eq!(found.segments.len(), 5);
    }

    #[test]
    fn bars_begin_as_in_the_vectors() {
        let table = rows(include_str!(
            "../../../tests/vectors/survey_likert_geometry.csv"
        ));
        assert_eq!(table.len(), 2);
        table.iter().for_each(check);
    }

    #[test]
    fn odd_widths_have_no_bar() {
        let none = split_neutral(&[], &[], &[]).unwrap();
        assert_eq!((none.left, none.right, none.segments.len()), (0.0, 0.0, 0));
        assert!(none.left.is_sign_positive());
        for odd in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(split_neutral(&[odd], &[1.0], &[1.0]), None);
            assert_eq!(split_neutral(&[1.0], &[odd], &[1.0]), None);
            assert_eq!(split_neutral(&[1.0], &[1.0], &[odd]), None);
        }
        assert_eq!(split_neutral(&[f64::MAX, f64::MAX], &[], &[]), None);
    }

    proptest! {
        #[test]
        fn the_pieces_join_and_turn_over(
            against in prop::collection::vec(0.0..100.0_f64, 0..4),
            neutral in prop::collection::vec(0.0..100.0_f64, 0..3),
            favour in prop::collection::vec(0.0..100.0_f64, 0..4),
        ) {
            let bar = split_neutral(&against, &neutral, &favour).unwrap();
            for pair in bar.segments.windows(2) {
                prop_assert!((pair[0].start + pair[0].width - pair[1].start).abs() < 1e-9);
            }
            if let Some(last) = bar.segments.last() {
                prop_assert!((last.start + last.width - bar.right).abs() < 1e-9);
            }
            let turned = split_neutral(&favour, &neutral, &against).unwrap();
            prop_assert!((bar.left + turned.right).abs() < 1e-9);
        }
    }
}
