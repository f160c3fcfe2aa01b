//! The tables at the back of the statistics book: Student's t, chi-squared, beta and normal.
//!
//! They come from the `statrs` library. Here they are asked only what it answers without panicking.
//!
//! Edges: None for degrees of freedom that make no distribution, and where the library finds no number.

use statrs::distribution::{Beta, ChiSquared, ContinuousCDF, Normal, StudentsT};

/// The chance left in the upper tail of a 95 % interval, as that below its upper end: 1 − 0.025.
const BELOW_UPPER: f64 = 0.975;

/// Half the width, in standard errors, of a 95 % interval by Student's t with so many degrees of freedom.
pub(super) fn t_95(freedom: f64) -> Option<f64> {
    let t = StudentsT::new(0.0, 1.0, freedom).ok()?;
    finite(t.inverse_cdf(BELOW_UPPER))
}

/// The chance of a t this far from nought, either way, when there is nothing to find. Between 0 and 1.
pub(super) fn t_two_sided(t: f64, freedom: f64) -> Option<f64> {
    let students = StudentsT::new(0.0, 1.0, freedom).ok()?;
    if t.is_nan() {
        return None;
    }
    finite((2.0 * students.sf(t.abs())).min(1.0))
}

/// The lower end of the middle 95 % of a chi-squared distribution with so many degrees of freedom.
pub(super) fn chi_squared_lower(freedom: f64) -> Option<f64> {
    let chi_squared = ChiSquared::new(freedom).ok()?;
    finite(chi_squared.inverse_cdf(1.0 - BELOW_UPPER))
}

/// The upper end of the middle 95 % of a chi-squared distribution with so many degrees of freedom.
pub(super) fn chi_squared_upper(freedom: f64) -> Option<f64> {
    let chi_squared = ChiSquared::new(freedom).ok()?;
    finite(chi_squared.inverse_cdf(BELOW_UPPER))
}

/// The chance of a chi-squared this large or larger with so many degrees of freedom, when there is
/// nothing to find. Between 0 and 1.
pub(super) fn chi_squared_beyond(statistic: f64, freedom: f64) -> Option<f64> {
    let chi_squared = ChiSquared::new(freedom).ok()?;
    if statistic.is_nan() {
        return None;
    }
    finite(chi_squared.sf(statistic).min(1.0))
}

/// The lower end of the middle 95 % of a beta distribution with these two shapes.
pub(super) fn beta_lower(first: f64, second: f64) -> Option<f64> {
    let beta = Beta::new(first, second).ok()?;
    finite(beta.inverse_cdf(1.0 - BELOW_UPPER))
}

/// The chance of a z this far from nought, either way, when there is nothing to find. Between 0 and 1.
pub(super) fn normal_two_sided(z: f64) -> Option<f64> {
    let normal = Normal::new(0.0, 1.0).ok()?;
    if z.is_nan() {
        return None;
    }
    finite((2.0 * normal.sf(z.abs())).min(1.0))
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::{
        beta_lower, chi_squared_beyond, chi_squared_lower, chi_squared_upper, normal_two_sided,
        t_95, t_two_sided,
    };
    use crate::domain::statistics::testing::close;

    /// The library iterates until its last figures settle; the expected were computed to 40 figures.
    const SETTLED: f64 = 1e-9;

    #[test]
    fn the_tables_hold() {
        #[track_caller]
        fn check(found: Option<f64>, expected: f64) {
            close(found.expect("a number"), expected, SETTLED);
        }
        check(t_95(1.0), 12.7062047361747);
        check(t_95(2.0), 4.30265272974946);
        check(t_95(3.0), 3.18244630528371);
        check(t_95(9.0), 2.26215716279821);
        check(t_95(149.0), 1.97601317768919);
        check(t_two_sided(9.92242638947478, 3.0), 0.00217751311358747);
        check(t_two_sided(f64::INFINITY, 3.0), 0.0);
        check(chi_squared_lower(2.0), 2.0 * 0.0253178079842899);
        check(chi_squared_lower(18.0), 2.0 * 4.11537309737833);
        check(chi_squared_upper(2.0), 2.0 * 3.68887945411394);
        check(chi_squared_upper(20.0), 2.0 * 17.0848034514192);
        // With two degrees of freedom the chance is e to the minus half of it, with shapes 1 and 1 the
        // beta distribution is flat, and with 1 and n its lower end is 1 − 0.975 to the nth root.
        check(chi_squared_beyond(0.0, 2.0), 1.0);
        check(chi_squared_beyond(190.0, 2.0), (-95.0_f64).exp());
        check(chi_squared_beyond(0.5, 2.0), (-0.25_f64).exp());
        check(beta_lower(1.0, 1.0), 0.025);
        check(beta_lower(1.0, 2955.0), 1.0 - 0.975_f64.powf(1.0 / 2955.0));
        check(normal_two_sided(0.0), 1.0);
        check(normal_two_sided(-crate::domain::statistics::Z_95), 0.05);
        for nothing in [
            t_95(0.0),
            t_95(f64::NAN),
            t_two_sided(f64::NAN, 3.0),
            chi_squared_lower(-1.0),
            chi_squared_upper(0.0),
            chi_squared_beyond(f64::NAN, 1.0),
            chi_squared_beyond(1.0, 0.0),
            beta_lower(0.0, 1.0),
            normal_two_sided(f64::NAN),
        ] {
            assert_eq!(nothing, None);
        }
    }
}
