//! A year's money month by month: what each line was given, what should have been spent by now, what was, what is
//! promised, what it is expected to cost, and how far that is from its budget.
//!
//! *Variance* is expected outturn less latest budget: above nought is an overspend. Over- and underspends are also summed
//! apart, since a council that is on budget in total may be far out on every line.
//!
//! Edges: a line without a forecast has no variance; a suggestion (spent so far and what the profile still expects) stands
//! beside it and is never counted as said. A month without spending has none, which is not £0.

use std::collections::BTreeMap;

use crate::domain::book::Book;
use crate::domain::forecast::Forecast;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::position::{YearPosition, less, total};
use crate::domain::key_map::KeyMap;
use crate::domain::money::Pence;
use crate::domain::profile::{self, Profile, Shape};
use crate::domain::rating::Rag;
use crate::domain::scheme::{Scheme, USUAL};

/// A line through the year.
#[derive(Clone, Debug, PartialEq)]
pub struct LineMonitor {
    /// The line.
    pub line: LineAt,
    /// What the plan gave it, as it was approved.
    pub original: Pence,
    /// What virements brought or took.
    pub moved: Pence,
    /// What it has now.
    pub latest: Pence,
    /// How it is expected to be spent.
    pub shape: Shape,
    /// What it is expected to cost month by month, April first.
    pub profile: [Pence; 12],
    /// What it should have cost by the month in view.
    pub planned_to_date: Pence,
    /// What was spent month by month, April first; none where nothing was entered.
    pub spent: [Option<Pence>; 12],
    /// What was spent in the year.
    pub actual: Pence,
    /// What was spent by the month in view.
    pub actual_to_date: Pence,
    /// What is requisitioned or ordered.
    pub committed: Pence,
    /// What is neither spent nor promised.
    pub free: Pence,
    /// What it was expected to cost when somebody last said so, at the month in view or before.
    pub forecast: Option<Pence>,
    /// What it would cost if it were spent from now on as its profile has it.
    pub suggested: Pence,
    /// Forecast less latest budget; none without a forecast.
    pub variance: Option<Pence>,
    /// How the council rates that variance.
    pub rag: Rag,
}

impl LineMonitor {
    /// The variance as a share of the latest budget, in per cent, for showing only.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.variance?.share_of(self.latest)
    }
}

/// Sums of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSums {
    /// What the plan gave.
    pub original: Pence,
    /// What lines have now.
    pub latest: Pence,
    /// What should have been spent by the month in view.
    pub planned_to_date: Pence,
    /// What was spent by then.
    pub actual_to_date: Pence,
    /// What was spent in the year.
    pub actual: Pence,
    /// What is promised.
    pub committed: Pence,
    /// Forecasts of the lines that have one, and the latest budget of the others.
    pub outturn: Pence,
    /// The overspends alone.
    pub over: Pence,
    /// The underspends alone, below nought.
    pub under: Pence,
    /// Over- and underspends together.
    pub net: Pence,
    /// Lines with money that nobody has forecast.
    pub n_unsaid: usize,
}

/// A year's lines through the year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearMonitor {
    /// The year in which the fiscal year begins.
    pub fiscal_year: i16,
    /// The month in view, counted from April; 0 before the year began.
    pub month: u8,
    /// Lines that have or had money, by priority area and then by grant, in the plan's order.
    pub lines: Vec<LineMonitor>,
    /// All of them together.
    pub sums: YearSums,
}

impl YearMonitor {
    /// What all lines together are expected to cost month by month, April first.
    #[must_use]
    pub fn profile(&self) -> [Pence; 12] {
        std::array::from_fn(|month| total(self.lines.iter().map(|line| line.profile[month])))
    }

    /// What was spent on all lines month by month, April first; none where nothing was entered for any.
    #[must_use]
    pub fn spent(&self) -> [Option<Pence>; 12] {
        std::array::from_fn(|month| {
            let spent = || self.lines.iter().filter_map(|line| line.spent[month]);
            spent().next().map(|_| total(spent()))
        })
    }

    /// What all lines are expected to cost, the latest budget standing for lines without a forecast; none when no line
    /// has one.
    #[must_use]
    pub fn forecast(&self) -> Option<Pence> {
        let is_said = self.lines.iter().any(|line| line.forecast.is_some());
        is_said.then_some(self.sums.outturn)
    }
}

/// Everything that is kept by line, found at once.
struct Kept<'a> {
    original: KeyMap<LineAt, Pence>,
    profiles: KeyMap<LineAt, &'a Profile>,
    spent: KeyMap<LineAt, [Option<Pence>; 12]>,
    committed: KeyMap<LineAt, Pence>,
    forecasts: KeyMap<LineAt, &'a Forecast>,
    limits: (u32, u32),
}

impl<'a> Kept<'a> {
    fn of(book: &'a Book, month: u8) -> Self {
        let mut spent: KeyMap<LineAt, [Option<Pence>; 12]> = KeyMap::default();
        for held in &book.actuals {
            let months = spent.entry(held.line()).or_default();
            if let Some(cell) = months.get_mut(usize::from(held.month.saturating_sub(1))) {
                let so_far = cell.unwrap_or(Pence::ZERO);
                *cell = Some(Pence(so_far.0.saturating_add(held.amount.0)));
            }
        }
        let mut committed: KeyMap<LineAt, Pence> = KeyMap::default();
        for held in &book.commitments {
            let sum = committed.entry(held.line()).or_default();
            *sum = Pence(sum.0.saturating_add(held.outstanding().0));
        }
        let mut forecasts: KeyMap<LineAt, &Forecast> = KeyMap::default();
        for held in book.forecasts.iter().filter(|held| held.month <= month) {
            let newest = forecasts.entry(held.line()).or_insert(held);
            if held.month > newest.month {
                *newest = held;
            }
        }
        Self {
            original: book
                .allocations
                .iter()
                .map(|held| (LineAt::new(held.grant, held.priority_area), held.amount))
                .collect(),
            profiles: book
                .profiles
                .iter()
                .map(|held| (held.line(), held))
                .collect(),
            spent,
            committed,
            forecasts,
            limits: book
                .scheme
                .first()
                .map_or(USUAL, |scheme| (scheme.amber, scheme.red)),
        }
    }

    /// Whether anything is kept at a line, so that it is listed even without money.
    fn knows(&self, line: LineAt) -> bool {
        self.spent.contains_key(&line)
            || self.committed.contains_key(&line)
            || self.forecasts.contains_key(&line)
    }
}

/// The year as it stands at the end of a month, counted from April.
#[must_use]
pub fn of_year(book: &Book, position: &YearPosition, month: u8) -> YearMonitor {
    let month = month.min(12);
    let kept = Kept::of(book, month);
    let mut lines = Vec::new();
    for area in &position.lines {
        for (sums, cell) in position.grants.iter().zip(&area.cells) {
            let line = LineAt::new(sums.grant, area.priority_area);
            if cell.is_some() || kept.knows(line) {
                let latest = cell.unwrap_or(Pence::ZERO);
                lines.push(of_line(&kept, position.fiscal_year, month, line, latest));
            }
        }
    }
    YearMonitor {
        fiscal_year: position.fiscal_year,
        month,
        sums: sums(&lines),
        lines,
    }
}

fn of_line(kept: &Kept<'_>, year: i16, month: u8, line: LineAt, latest: Pence) -> LineMonitor {
    let held = kept.profiles.get(&line);
    let weights = held.map_or([1; 12], |held| held.by_month(year));
    let profile = profile::by_month(latest, weights);
    let spent = kept.spent.get(&line).copied().unwrap_or_default();
    let to_date = usize::from(month);
    let actual = total(spent.iter().flatten().copied());
    let actual_to_date = total(spent[..to_date].iter().flatten().copied());
    let planned_to_date = total(profile[..to_date].iter().copied());
    let committed = kept.committed.get(&line).copied().unwrap_or(Pence::ZERO);
    let forecast = kept.forecasts.get(&line).map(|held| held.outturn);
    let variance = forecast.map(|outturn| less(outturn, latest));
    let original = kept.original.get(&line).copied().unwrap_or(Pence::ZERO);
    LineMonitor {
        line,
        original,
        moved: less(latest, original),
        latest,
        shape: held.map_or(Shape::Even, |held| held.shape),
        suggested: total(std::iter::once(actual_to_date).chain(profile[to_date..].iter().copied())),
        profile,
        planned_to_date,
        spent,
        actual,
        actual_to_date,
        committed,
        free: less(less(latest, actual), committed),
        forecast,
        variance,
        rag: variance.map_or(Rag::NotRated, |variance| {
            Scheme::rate(kept.limits, variance, latest)
        }),
    }
}

fn sums(lines: &[LineMonitor]) -> YearSums {
    let sum = |take: fn(&LineMonitor) -> Pence| total(lines.iter().map(take));
    let variances = || lines.iter().filter_map(|line| line.variance);
    let over = total(variances().filter(|variance| !variance.is_negative()));
    let under = total(variances().filter(|variance| variance.is_negative()));
    YearSums {
        original: sum(|line| line.original),
        latest: sum(|line| line.latest),
        planned_to_date: sum(|line| line.planned_to_date),
        actual_to_date: sum(|line| line.actual_to_date),
        actual: sum(|line| line.actual),
        committed: sum(|line| line.committed),
        outturn: sum(|line| line.forecast.unwrap_or(line.latest)),
        over,
        under,
        net: Pence(over.0.saturating_add(under.0)),
        n_unsaid: lines
            .iter()
            .filter(|line| line.forecast.is_none() && line.latest > Pence::ZERO)
            .count(),
    }
}

/// How near a month's forecasts came to what was spent in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accuracy {
    /// The month in which they were made, counted from April; 0 before the year began.
    pub month: u8,
    /// How many lines had one.
    pub n: usize,
    /// What they said together.
    pub said: Pence,
    /// What those lines cost in the end.
    pub outturn: Pence,
    /// How far out they were, line by line and without sign.
    pub off: Pence,
}

impl Accuracy {
    /// How far out the lines were, as a share of what they cost, in per cent, for showing only.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        self.off.share_of(self.outturn.abs())
    }
}

/// How near each month's forecasts came, once the year is over. Before March is in, nothing can be said.
#[must_use]
pub fn accuracy(book: &Book, year: &YearMonitor) -> Vec<Accuracy> {
    let is_over = year.lines.iter().any(|line| line.spent[11].is_some());
    if !is_over {
        return Vec::new();
    }
    let outturns: KeyMap<LineAt, Pence> = year
        .lines
        .iter()
        .map(|line| (line.line, line.actual))
        .collect();
    let mut months: BTreeMap<u8, Accuracy> = BTreeMap::new();
    for held in &book.forecasts {
        let Some(outturn) = outturns.get(&held.line()) else {
            continue;
        };
        let month = months.entry(held.month).or_insert(Accuracy {
            month: held.month,
            n: 0,
            said: Pence::ZERO,
            outturn: Pence::ZERO,
            off: Pence::ZERO,
        });
        month.n += 1;
        month.said = total([month.said, held.outturn].into_iter());
        month.outturn = total([month.outturn, *outturn].into_iter());
        month.off = total([month.off, less(held.outturn, *outturn).abs()].into_iter());
    }
    months.into_values().collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::actual::Actual;
    use crate::domain::check::sample::{Sample, YEAR};
    use crate::domain::id::{ActualId, ForecastId};

    fn year(spent: &[(u8, i64)], forecasts: &[(u8, i64)], month: u8) -> (Book, YearMonitor) {
        let mut sample = Sample::default();
        let area = sample.area("Care");
        let grant = sample.grant("Main", 2_000, "", &[]);
        sample.pay(grant, area, 1_200);
        let mut book = sample.book();
        let actuals = (1..).zip(spent).map(|(id, (month, pounds))| Actual {
            id: ActualId(id),
            grant,
            priority_area: area,
            month: *month,
            amount: Pence(pounds * 100),
            batch: None,
            note: String::new(),
        });
        book.actuals = actuals.collect::<Vec<_>>().into();
        let said = (1..).zip(forecasts).map(|(id, (month, pounds))| Forecast {
            id: ForecastId(id),
            grant,
            priority_area: area,
            month: *month,
            made_on: date(2001, 9, 1),
            outturn: Pence(pounds * 100),
            made_by: String::new(),
            reason: String::new(),
        });
        book.forecasts = said.collect::<Vec<_>>().into();
        let position = YearPosition::of(&book, YEAR, None);
        let months = of_year(&book, &position, month);
        (book, months)
    }

    #[test]
    fn a_line_is_followed_to_the_month_in_view() {
        let (_, months) = year(&[(1, 90), (2, 150), (5, 10)], &[(1, 1_200), (3, 1_260)], 2);
        let line = &months.lines[0];
        assert_eq!(line.planned_to_date, Pence(20_000));
        assert_eq!(
            (line.actual_to_date, line.actual),
            (Pence(24_000), Pence(25_000))
        );
        assert_eq!(line.spent[2], None);
        assert_eq!(line.suggested, Pence(124_000));
        assert_eq!(line.free, Pence(95_000));
        assert_eq!((line.variance, line.rag), (Some(Pence::ZERO), Rag::Green));
        let (_, months) = year(&[], &[(1, 1_200), (3, 1_260)], 3);
        assert_eq!(months.lines[0].variance, Some(Pence(6_000)));
        assert_eq!(
            (months.lines[0].rag, months.sums.over),
            (Rag::Amber, Pence(6_000))
        );
    }

    #[test]
    fn without_a_forecast_there_is_no_variance() {
        let (book, months) = year(&[(1, 90)], &[], 1);
        assert_eq!(
            (months.lines[0].variance, months.lines[0].rag),
            (None, Rag::NotRated)
        );
        assert_eq!((months.sums.n_unsaid, months.sums.net), (1, Pence::ZERO));
        assert_eq!(accuracy(&book, &months), []);
    }

    #[test]
    fn forecasts_are_held_against_the_outturn() {
        let (book, months) = year(&[(1, 1_000), (12, 250)], &[(1, 1_200), (6, 1_250)], 12);
        let near = accuracy(&book, &months);
        assert_eq!(
            near.iter().map(|held| held.off.0).collect::<Vec<_>>(),
            [5_000, 0]
        );
        assert_eq!(near[0].percent(), Some(4.0));
    }
}
