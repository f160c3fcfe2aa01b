//! Lines over time: our figure against its neighbours, its region and England.
//!
//! Each point says whether it is an outturn, provisional or planned, because a plan drawn like a
//! fact misleads a committee. A missing point stays in the series with its reason mark, so that
//! the line stops there instead of running across the gap.
//!
//! Edges: points may come in any order; a position or value that is not finite is left undrawn.

use super::band::Band;
use super::unit::Unit;

/// A chart of one indicator over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// The indicator's title.
    pub title: String,
    /// Its unit, polarity, kind of period, and whose neighbours.
    pub subtitle: String,
    /// How a value is printed.
    pub unit: Unit,
    /// The periods named along the foot; when empty, those of the points are used.
    pub ticks: Vec<Tick>,
    /// The lines, in the order of the legend.
    pub series: Vec<Series>,
    /// Quartile bands behind the lines.
    pub bands: Vec<Band>,
    /// Positions across which figures are not comparable.
    pub breaks: Vec<Break>,
    /// What the plan aims at.
    pub target: Option<Line>,
    /// What the plot shows, in a sentence made from its numbers.
    pub sentence: String,
    /// What a reader must know of how it is drawn: what was left out and why, which list stands for all periods.
    pub notes: Vec<String>,
    /// Where the figures come from.
    pub source: String,
}

/// A period named on the axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tick {
    /// Decimal year: the end of the period, so 2016.25 for the year ending 31 March 2016.
    pub at: f64,
    /// The period as it is printed.
    pub label: String,
}

/// One line of the plot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The name at the end of the line.
    pub name: String,
    /// Whose line it is.
    pub role: Role,
    /// Its figures, missing ones too.
    pub points: Vec<Point>,
}

/// Whose line it is; decides weight, dash and colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// The authority whose plan this is.
    Own,
    /// Average of the statistical neighbours.
    Neighbours,
    /// The region the authority lies in.
    Region,
    /// England as a whole.
    England,
    #[default]
    /// Any other line.
    Other,
}

/// One figure of one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Point {
    /// Decimal year, as in [`Tick::at`].
    pub at: f64,
    /// The period in the field's own form, such as `2015/16`.
    pub period: String,
    /// The figure in the unit of the chart; `None` leaves a gap.
    pub value: Option<f64>,
    /// Why there is no figure, as a mark such as `[c]`.
    pub missing: Option<String>,
    /// How firm the figure is.
    pub status: Status,
    /// The figure as published; when empty, the unit prints it.
    pub shown: String,
    /// What hovering adds: source, number, remarks.
    pub note: String,
    /// Lower and upper confidence limit, where known, in the unit of the chart.
    pub interval: Option<[f64; 2]>,
}

/// How firm a figure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    #[default]
    /// What happened.
    Outturn,
    /// May still be revised: a hollow point.
    Provisional,
    /// Intended, not measured: a dashed line and a hollow point.
    Planned,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outturn => "outturn",
            Self::Provisional => "provisional",
            Self::Planned => "planned",
        }
    }
}

/// A position from which figures are not comparable with those before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Break {
    /// Decimal year, between the last old and the first new period.
    pub at: f64,
    /// Why, in a few words.
    pub label: String,
}

/// A level drawn right across, such as a target or the England average.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Where it lies, in the unit of the chart.
    pub value: f64,
    /// What it is.
    pub label: String,
}

/// A stretch of a line without a gap, in one manner of drawing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Decimal year and value of each point, two or more.
    pub points: Vec<[f64; 2]>,
    /// It leads to planned figures: dashed.
    pub planned: bool,
}

impl Point {
    /// The value if it can be drawn.
    #[must_use]
    pub fn plotted(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    /// The figure as a reader sees it: as published, or printed by the unit, or the reason mark.
    #[must_use]
    pub fn says(&self, unit: &Unit) -> String {
        match self.plotted() {
            Some(_) if !self.shown.is_empty() => self.shown.clone(),
            Some(value) => unit.show(value),
            None => self.mark().to_owned(),
        }
    }

    /// The reason mark of a missing figure, `[x]` (not available) where none was given.
    #[must_use]
    pub fn mark(&self) -> &str {
        self.missing.as_deref().unwrap_or("[x]")
    }
}

impl Series {
    /// Its points from first to last; those without a finite position are left out.
    #[must_use]
    pub fn ordered(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.points.iter().filter(|p| p.at.is_finite()).collect();
        points.sort_by(|a, b| a.at.total_cmp(&b.at));
        points
    }

    /// The last point that can be drawn, where the line's label stands.
    #[must_use]
    pub fn last(&self) -> Option<(&Point, f64)> {
        let mut backwards = self.ordered().into_iter().rev();
        backwards.find_map(|p| Some((p, p.plotted()?)))
    }
}

impl Trend {
    /// The stretches of a series to draw: none across a missing figure or a break.
    #[must_use]
    pub fn runs(&self, series: &Series) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut joined = false;
        for pair in series.ordered().windows(2) {
            let [a, b] = pair else { continue };
            let broken = self.breaks.iter().any(|k| a.at < k.at && k.at <= b.at);
            let (Some(from), Some(to), false) = (a.plotted(), b.plotted(), broken) else {
                joined = false;
                continue;
            };
            let planned = b.status == Status::Planned;
            match runs
                .last_mut()
                .filter(|run| joined && run.planned == planned)
            {
                Some(run) => run.points.push([b.at, to]),
                None => runs.push(Run {
                    points: vec![[a.at, from], [b.at, to]],
                    planned,
                }),
            }
            joined = true;
        }
        runs
    }

    /// What stands at the end of a line: its name and last figure, and how firm that is.
    #[must_use]
    pub fn end_label(&self, series: &Series) -> Option<String> {
        let (point, _) = series.last()?;
        let firm = match point.status {
            Status::Outturn => String::new(),
            status => format!(" {}", status.word()),
        };
        Some(format!("{} {}{firm}", series.name, point.says(&self.unit)))
    }

    /// What stands at the end of the target line: its words, with the number where they do not give it.
    #[must_use]
    pub fn target_label(&self) -> Option<String> {
        let line = self.target.as_ref().filter(|line| line.value.is_finite())?;
        if line.label.contains(|c: char| c.is_ascii_digit()) {
            return Some(line.label.clone());
        }
        Some(format!("{} {}", line.label, self.unit.show(line.value)))
    }

    /// The series that is ours, if the chart has one.
    #[must_use]
    pub fn own(&self) -> Option<&Series> {
        self.series.iter().find(|series| series.role == Role::Own)
    }

    /// The periods along the foot, each with its decimal year and name: those given, or else those
    /// of the points, first to last.
    #[must_use]
    pub fn periods(&self) -> Vec<(f64, &str)> {
        let mut periods: Vec<(f64, &str)> = if self.ticks.is_empty() {
            let points = self.series.iter().flat_map(|series| &series.points);
            points.map(|p| (p.at, p.period.as_str())).collect()
        } else {
            let ticks = self.ticks.iter();
            ticks.map(|tick| (tick.at, tick.label.as_str())).collect()
        };
        periods.retain(|(at, _)| at.is_finite());
        periods.sort_by(|a, b| a.0.total_cmp(&b.0));
        periods.dedup_by(|a, b| a.0 == b.0);
        periods
    }

    /// First and last decimal year of ticks and points; `None` when there is neither.
    #[must_use]
    pub fn span(&self) -> Option<[f64; 2]> {
        let points = self
            .series
            .iter()
            .flat_map(|series| &series.points)
            .map(|p| p.at);
        bounds(points.chain(self.ticks.iter().map(|tick| tick.at)))
    }

    /// Lowest and highest value drawn, with intervals and target, leaving out what is hidden by name; `None` when
    /// nothing has a value.
    #[must_use]
    pub fn range(&self, hidden: impl Fn(&str) -> bool) -> Option<[f64; 2]> {
        let drawn = self.series.iter().filter(|series| !hidden(&series.name));
        let values = drawn.flat_map(|series| &series.points).flat_map(|point| {
            let limits = point
                .interval
                .filter(|_| point.value.is_some())
                .unwrap_or([f64::NAN; 2]);
            [point.value.unwrap_or(f64::NAN), limits[0], limits[1]]
        });
        let target = self.target.iter().filter(|line| !hidden(&line.label));
        bounds(values.chain(target.map(|line| line.value)))
    }
}

/// Least and greatest of the finite numbers.
pub(super) fn bounds(values: impl Iterator<Item = f64>) -> Option<[f64; 2]> {
    values
        .filter(|value| value.is_finite())
        .fold(None, |found, value| match found {
            None => Some([value, value]),
            Some([low, high]) => Some([low.min(value), high.max(value)]),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(at: f64, value: Option<f64>, status: Status) -> Point {
        Point {
            at,
            value,
            status,
            ..Point::default()
        }
    }

    fn drawn(points: Vec<Point>, breaks: &[f64]) -> String {
        let series = Series {
            points,
            ..Series::default()
        };
        let trend = Trend {
            breaks: breaks
                .iter()
                .map(|at| Break {
                    at: *at,
                    label: String::new(),
                })
                .collect(),
            ..Trend::default()
        };
        let run = |run: &Run| {
            let years: Vec<String> = run.points.iter().map(|p| p[0].to_string()).collect();
            years.join(if run.planned { ".." } else { "-" })
        };
        let runs: Vec<String> = trend.runs(&series).iter().map(run).collect();
        runs.join(" | ")
    }

    #[test]
    fn a_line_stops_at_gaps_and_breaks_and_is_dashed_towards_plans() {
        let out = |at: f64| point(at, Some(at), Status::Outturn);
        let plan = |at: f64| point(at, Some(at), Status::Planned);
        let gap = |at: f64| point(at, None, Status::Outturn);
        assert_eq!(drawn(vec![], &[]), "");
        assert_eq!(drawn(vec![out(1.0)], &[]), "");
        assert_eq!(drawn(vec![out(3.0), out(1.0), out(2.0)], &[]), "1-2-3");
        assert_eq!(
            drawn(vec![out(1.0), out(2.0), gap(3.0), out(4.0), out(5.0)], &[]),
            "1-2 | 4-5"
        );
        assert_eq!(
            drawn(vec![out(1.0), out(2.0), plan(3.0), plan(4.0)], &[]),
            "1-2 | 2..3..4"
        );
        assert_eq!(
            drawn(vec![out(1.0), out(2.0), out(3.0), out(4.0)], &[2.5]),
            "1-2 | 3-4"
        );
        assert_eq!(
            drawn(
                vec![
                    out(1.0),
                    point(2.0, Some(f64::NAN), Status::Outturn),
                    out(3.0)
                ],
                &[]
            ),
            ""
        );
    }

    #[test]
    fn the_range_holds_intervals_and_target_but_not_hidden_lines() {
        let mut with = point(1.0, Some(5.0), Status::Outturn);
        with.interval = Some([4.0, 7.0]);
        let series = |name: &str, points| Series {
            name: name.to_owned(),
            points,
            ..Series::default()
        };
        let mut trend = Trend {
            series: vec![
                series("a", vec![with]),
                series("b", vec![point(1.0, Some(90.0), Status::Outturn)]),
            ],
            ..Trend::default()
        };
        assert_eq!(trend.range(|_| false), Some([4.0, 90.0]));
        assert_eq!(trend.range(|name| name == "b"), Some([4.0, 7.0]));
        trend.target = Some(Line {
            value: 2.0,
            label: "Target".to_owned(),
        });
        assert_eq!(trend.range(|name| name != "Target"), Some([2.0, 2.0]));
        assert_eq!(trend.range(|_| true), None);
    }

    #[test]
    fn a_target_is_named_by_its_own_words() {
        let named = |label: &str| {
            let trend = Trend {
                unit: Unit::new("", "%", 1),
                target: Some(Line {
                    value: 9.0,
                    label: label.to_owned(),
                }),
                ..Trend::default()
            };
            trend.target_label()
        };
        assert_eq!(named("Target").as_deref(), Some("Target 9.0%"));
        assert_eq!(named("Target <9%").as_deref(), Some("Target <9%"));
    }
}
