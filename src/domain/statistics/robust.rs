//! How odd one figure looks beside the others, by a measure that odd figures cannot spoil.
//!
//! A single slip of the keys drags an average and a standard deviation with it, and so hides itself.
//! The middle figure, and the middle of the distances from it, stay where they are.
//!
//! Edges: None when half of the others or more are equal: then there is no ordinary distance.

use crate::domain::statistics::average::median;

/// The middle distance of a normal distribution is 1/1.4826 of its standard deviation: 1/Φ⁻¹(0.75).
const TO_STANDARD_DEVIATION: f64 = 1.4826;

/// How many ordinary distances a value lies above (or, negative, below) the middle of the values.
///
/// (value − median) / (1.4826 · median distance from the median). Beyond 3.5 either way is the usual
/// mark of an outlier. The values may be in any order and may hold the value itself. None when there
/// are no values, when a number is not finite, and when the median distance is nought.
///
/// Source: Iglewicz & Hoaglin (1993), How to Detect and Handle Outliers, ASQC, chapter 3 (which has
/// 0.6745, the same constant turned over).
pub fn robust_z(values: &[f64], value: f64) -> Option<f64> {
    let middle = median(values)?;
    let distances: Vec<f64> = values.iter().map(|other| (other - middle).abs()).collect();
    let ordinary = TO_STANDARD_DEVIATION * median(&distances)?;
    let z = (value - middle) / ordinary;
    (ordinary > 0.0 && z.is_finite()).then_some(z)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::robust_z;
    use crate::domain::statistics::testing::close;

    /// Worked by hand, but 1.4826 is not held exactly.
    const BY_HAND: f64 = 1e-12;

    #[test]
    fn odd_figures_stand_out() {
        // Median 3, distances 2 1 0 1 97, of which the middle is 1.
        let values = [1.0, 2.0, 3.0, 4.0, 100.0];
        close(robust_z(&values, 100.0).unwrap(), 97.0 / 1.4826, BY_HAND);
        close(robust_z(&values, 3.0).unwrap(), 0.0, BY_HAND);
        close(robust_z(&values, 3.0 - 1.4826).unwrap(), -1.0, BY_HAND);
        for (values, value) in [
            (&[][..], 1.0),
            (&[5.0, 5.0, 5.0, 9.0][..], 9.0),
            (&[1.0, 2.0, f64::NAN][..], 1.0),
            (&[1.0, 2.0, 3.0][..], f64::INFINITY),
            (&[1.0, 2.0, 3.0][..], f64::NAN),
        ] {
            assert_eq!(robust_z(values, value), None, "{values:?} {value}");
        }
    }

    proptest! {
        #[test]
        fn another_unit_changes_nothing(
            values in prop::collection::vec(1_u32..1000, 3..30),
            value in 1_u32..1000,
        ) {
            let in_ones: Vec<f64> = values.iter().copied().map(f64::from).collect();
            let in_halves: Vec<f64> = in_ones.iter().map(|value| value * 2.0).collect();
            let value = f64::from(value);
            prop_assert_eq!(robust_z(&in_ones, value), robust_z(&in_halves, value * 2.0));
        }
    }
}
