//! The straight line that lies nearest to some points, each with its own weight.
//!
//! Trends and projections are both this line. It is measured from the first point, because years are
//! large numbers and the differences between them small: sums of squares of 2024 lose the last figures,
//! and a level series must have a slope of nought, not of the machine's rounding.
//!
//! Source: weighted least squares, as in Draper & Smith (1998), Applied Regression Analysis, 3rd
//! edition, chapter 9.

/// A point: when, what, and how much it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighted {
    pub(super) at: f64,
    pub(super) value: f64,
    pub(super) weight: f64,
}

/// The line through the weighted middle of the points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// In units of value for one unit of `at`.
    pub(super) slope: f64,
    /// The weighted average of `at`.
    pub(super) at: f64,
    /// The weighted average of the values: the line's height at `at`.
    pub(super) value: f64,
    /// The weighted sum of squared distances from `at`: the larger, the surer the slope.
    pub(super) spread: f64,
}

impl Line {
    /// The line's height at a time.
    pub(super) fn height(&self, at: f64) -> f64 {
        self.value + self.slope * (at - self.at)
    }
}

/// The line. None without two points at different times, and where a sum is not finite.
pub(super) fn fit(points: &[Weighted]) -> Option<Line> {
    let first = *points.first()?;
    let sum =
        |term: &dyn Fn(&Weighted) -> f64| points.iter().map(|p| p.weight * term(p)).sum::<f64>();
    let all = sum(&|_| 1.0);
    let across = sum(&|p| p.at - first.at) / all;
    let up = sum(&|p| p.value - first.value) / all;
    let spread = sum(&|p| (p.at - first.at - across).powi(2));
    let together = sum(&|p| (p.at - first.at - across) * (p.value - first.value - up));
    let line = Line {
        slope: together / spread,
        at: first.at + across,
        value: first.value + up,
        spread,
    };
    let finite = [line.slope, line.at, line.value, line.spread]
        .into_iter()
        .all(f64::is_finite);
    (finite && spread > 0.0).then_some(line)
}

/// Whether the slope has the same sign whichever one of the points is left out. A level line has none.
pub(super) fn sign_kept(points: &[Weighted], slope: f64) -> bool {
    (0..points.len()).all(|out| {
        let mut rest = points.to_vec();
        rest.remove(out);
        fit(&rest).is_some_and(|line| line.slope != 0.0 && (line.slope > 0.0) == (slope > 0.0))
    })
}

#[cfg(test)]
mod tests {
    use super::{Weighted, fit, sign_kept};
    use crate::domain::statistics::testing::close;

    /// Worked by hand.
    const BY_HAND: f64 = 1e-12;

    fn points(values: &[(f64, f64, f64)]) -> Vec<Weighted> {
        let point = |&(at, value, weight): &(f64, f64, f64)| Weighted { at, value, weight };
        values.iter().map(point).collect()
    }

    #[test]
    fn a_line_goes_through_its_points() {
        let line = fit(&points(&[(2020.0, 3.0, 1.0), (2022.0, 7.0, 5.0)])).unwrap();
        close(line.slope, 2.0, BY_HAND);
        close(line.height(2025.0), 13.0, BY_HAND);
        let level = points(&[(1.0, 0.1, 3.0), (2.0, 0.1, 7.0), (3.0, 0.1, 11.0)]);
        assert_eq!(fit(&level).unwrap().slope, 0.0);
        // The middle weighs double: 1·(−1, −1) and 1·(1, 1) decide the slope, (0, 3) lifts it.
        let lifted = fit(&points(&[
            (0.0, 1.0, 1.0),
            (1.0, 5.0, 2.0),
            (2.0, 3.0, 1.0),
        ]))
        .unwrap();
        close(lifted.slope, 1.0, BY_HAND);
        close(lifted.value, 3.5, BY_HAND);
        for none in [
            &[][..],
            &[(1.0, 1.0, 1.0)][..],
            &[(1.0, 1.0, 1.0), (1.0, 2.0, 1.0)][..],
            &[(1.0, 1.0, 1.0), (2.0, f64::NAN, 1.0)][..],
            &[(1.0, 1.0, f64::INFINITY), (2.0, 2.0, 1.0)][..],
        ] {
            assert!(fit(&points(none)).is_none(), "{none:?}");
        }
    }

    #[test]
    fn one_point_must_not_carry_the_slope() {
        let steady = points(&[(1.0, 1.0, 1.0), (2.0, 2.0, 1.0), (3.0, 4.0, 1.0)]);
        assert!(sign_kept(&steady, 1.5));
        assert!(!sign_kept(&steady, -1.5));
        let carried = points(&[(1.0, 2.0, 1.0), (2.0, 1.0, 1.0), (3.0, 9.0, 1.0)]);
        assert!(!sign_kept(&carried, 3.5));
    }
}
