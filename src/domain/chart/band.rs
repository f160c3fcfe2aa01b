//! The stretch of values shaded behind a trend: the best and the worst quarter of authorities, period by period.
//!
//! A cut-point moves from year to year, and a level drawn right across would put a council in a quarter that it was
//! never in. So a band follows the periods where their cut-points are known.
//!
//! Edges: with fewer than two periods it is level; it stops at a break, as the lines do.

use crate::domain::chart::trend::Trend;

/// A stretch of values shaded behind the lines, such as the best quarter of authorities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// What lying in the band means, in a word.
    pub label: String,
    /// Where it begins; `None` is the foot of the plot.
    pub low: Option<f64>,
    /// Where it ends; `None` is the top of the plot.
    pub high: Option<f64>,
    /// Where it lies in each period, as decimal year, low and high: with two or more the band follows them.
    pub edges: Vec<[f64; 3]>,
    /// Whether that is good, bad or neither.
    pub tone: Tone,
}

/// What lying in a band means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// The best quarter.
    Best,
    #[default]
    /// Neither the best nor the worst.
    Middle,
    /// The worst quarter.
    Worst,
}

impl Band {
    /// Its name where there is room for it, or else as far as its first " of ": cut in the middle, a count misleads.
    #[must_use]
    pub fn name(&self, fits: impl Fn(&str) -> bool) -> &str {
        match self.label.split_once(" of ") {
            Some((short, _)) if !fits(&self.label) => short,
            _ => &self.label,
        }
    }

    /// Where it lies at a decimal year: between the periods on either side, and its level where it has no edges.
    #[must_use]
    pub fn at(&self, year: f64) -> (Option<f64>, Option<f64>) {
        if self.edges.len() < 2 {
            return (self.low, self.high);
        }
        let around = self.edges.windows(2).find(|pair| year <= pair[1][0]);
        let Some([a, b]) = around.or_else(|| self.edges.windows(2).last()) else {
            return (self.low, self.high);
        };
        let share = ((year - a[0]) / (b[0] - a[0])).clamp(0.0, 1.0);
        let between = |n: usize| Some(a[n] + (b[n] - a[n]) * share);
        (between(1), between(2))
    }
}

impl Trend {
    /// The stretches of a band to draw: decimal year, low and high of each period, two or more. None across a break;
    /// none at all of a band that is level.
    #[must_use]
    pub fn ribbon(&self, band: &Band) -> Vec<Vec<[f64; 3]>> {
        let mut runs: Vec<Vec<[f64; 3]>> = vec![Vec::new()];
        for edge in band
            .edges
            .iter()
            .filter(|edge| edge.iter().all(|part| part.is_finite()))
        {
            let before = runs.last().and_then(|run| run.last()).map(|last| last[0]);
            let broken = |at: f64| self.breaks.iter().any(|k| at < k.at && k.at <= edge[0]);
            if before.is_some_and(|at| broken(at) || at >= edge[0]) {
                runs.push(Vec::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(*edge);
            }
        }
        runs.retain(|run| run.len() > 1);
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chart::trend::Break;

    #[test]
    fn a_band_follows_its_periods_and_stops_at_a_break() {
        let band = Band {
            low: Some(4.0),
            high: Some(6.0),
            edges: vec![[1.0, 0.0, 2.0], [2.0, 2.0, 4.0], [3.0, 4.0, 6.0]],
            ..Band::default()
        };
        assert_eq!(band.at(1.5), (Some(1.0), Some(3.0)));
        assert_eq!(band.at(0.0), (Some(0.0), Some(2.0)));
        assert_eq!(band.at(9.0), (Some(4.0), Some(6.0)));
        let level = Band {
            edges: Vec::new(),
            ..band.clone()
        };
        assert_eq!(level.at(1.5), (Some(4.0), Some(6.0)));
        let mut trend = Trend::default();
        assert_eq!(trend.ribbon(&band), std::slice::from_ref(&band.edges));
        assert_eq!(trend.ribbon(&level), [[[0.0; 3]; 0]; 0]);
        trend.breaks = vec![Break {
            at: 1.5,
            label: String::new(),
        }];
        assert_eq!(trend.ribbon(&band), [&band.edges[1..]]);
    }
}
