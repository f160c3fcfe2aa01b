//! The checks of what was published of the plan's own authority, beside what its officers entered.
//!
//! A publication can be wrong about an authority, or right about a return that was wrong, and only the authority will
//! notice: a rate that doubled where nobody else's moved, a percentage of more than its whole, an outturn in the plan
//! that is not the one the ministry prints. Other authorities' figures are not ours to put right and are looked at
//! only for what they say of ours.
//!
//! A plan may hold hundreds of indicators with figures of 170 areas each, so the panels are given one at a time and
//! none is kept. What an officer entered is sorted by indicator once.
//!
//! Edges: a finding that one indicator has in several periods is told of the latest, with how many others.

mod age;
mod entered;
mod jump;
#[cfg(test)]
mod sample;
mod twins;

use std::collections::HashMap;

use crate::domain::area::{AreaCode, AreaKind};
use crate::domain::book::Book;
use crate::domain::check::{Spot, figure, words, worst_first};
use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::panel::{Cell, Column, Panel};
use crate::domain::period::Period;
use crate::domain::problem::{Place, Problem};
use crate::domain::reading::Reading;

/// The checks of the own authority's published figures, indicator by indicator.
pub struct OwnPublished<'a> {
    book: &'a Book,
    area: AreaCode,
    entered: HashMap<IndicatorId, Vec<&'a Reading>>,
    sources: age::Sources<'a>,
    lines: Vec<twins::Line<'a>>,
    problems: Vec<Problem>,
}

impl<'a> OwnPublished<'a> {
    /// Nothing looked at yet.
    #[must_use]
    pub fn of(book: &'a Book) -> Self {
        let area = book
            .plan
            .first()
            .map_or_else(|| AreaCode::new(""), |plan| plan.area.clone());
        let mut entered: HashMap<IndicatorId, Vec<&Reading>> = HashMap::new();
        for reading in &book.readings {
            entered.entry(reading.indicator).or_default().push(reading);
        }
        Self {
            sources: age::Sources::of(book, &area, &entered),
            book,
            area,
            entered,
            lines: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Looks at one indicator with its published figures, of which there may be none.
    pub fn look(&mut self, id: IndicatorId, panel: &Panel) {
        let Some(indicator) = self.book.indicators.get(id) else {
            return;
        };
        let own = Own {
            book: self.book,
            area: &self.area,
            indicator,
            panel,
            place: panel.place(&self.area),
            entered: self.entered.get(&id).map_or(&[], Vec::as_slice),
        };
        self.problems.extend(by_itself(&own));
        self.problems.extend(jump::findings(&own));
        self.problems.extend(entered::findings(&own));
        self.problems.extend(age::finding(&own, &self.sources));
        self.lines.extend(twins::line(&own, indicator));
    }

    /// What was found, worst first, with the pairs of indicators that have the same figures.
    #[must_use]
    pub fn findings(mut self) -> Vec<Problem> {
        self.problems.extend(twins::findings(&self.lines));
        worst_first(self.problems)
    }
}

/// One indicator's published figures from where the own authority stands.
struct Own<'a> {
    book: &'a Book,
    area: &'a AreaCode,
    indicator: &'a Indicator,
    panel: &'a Panel,
    /// Where the authority stands in the panel; none where nothing was ever published of it.
    place: Option<usize>,
    /// What officers entered for the indicator, whichever area it is of.
    entered: &'a [&'a Reading],
}

impl<'a> Own<'a> {
    /// What was published of the authority, oldest first.
    fn line(&self) -> impl DoubleEndedIterator<Item = (&'a Column, &'a Cell)> + use<'a> {
        let place = self.place;
        let columns = self.panel.columns().iter();
        columns.filter_map(move |column| Some((column, column.at(place?)?)))
    }

    /// One published figure, as a place.
    fn at(&self, period: Period) -> Spot {
        Spot::new(
            Place::Reading(self.indicator.id, period),
            format!("Indicator {}, {period}, published", self.indicator.code),
        )
    }

    /// Whether an area is an authority like ours, and not ours.
    fn is_another(&self, code: &AreaCode) -> bool {
        let kind = self.book.areas.get(code).map(|area| area.kind);
        code != self.area && kind == Some(AreaKind::Authority)
    }
}

/// Each published figure by itself: of each kind of finding the latest, and in how many other periods.
fn by_itself(own: &Own) -> Vec<Problem> {
    let mut latest: Vec<(Problem, usize)> = Vec::new();
    for (column, cell) in own.line().rev() {
        let spot = || own.at(column.period);
        for problem in figure::findings(own.indicator, cell.into(), &spot) {
            match latest.iter_mut().find(|held| held.0.kind == problem.kind) {
                Some((_, others)) => *others += 1,
                None => latest.push((problem, 0)),
            }
        }
    }
    latest
        .into_iter()
        .map(|(mut problem, others)| {
            if others > 0 {
                let periods = words::several(others, "earlier period");
                problem.what = format!("{}; the same in {periods}", problem.what);
            }
            problem
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::sample::{Published, cell, missing, parts};
    use crate::domain::check::sample::{kinds, none, only};
    use crate::domain::check::{OwnPublished, of_published};
    use crate::domain::id::IndicatorId;
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::panel::{Cell, Panel};
    use crate::domain::reading::{Reported, Status};

    #[test]
    fn a_published_figure_is_looked_at_by_itself() {
        #[track_caller]
        fn check(unit: UnitKind, words: &str, cells: &[Cell], want: &[(&str, &str, &str)]) {
            let mut plan = Published::default();
            let code = plan.book.indicator("CIN2", unit, Polarity::Lower);
            plan.book.unit_words(code, words);
            for (year, cell) in (2022..).zip(cells) {
                plan.publish(year, "856", cell.clone());
                plan.publish(year, "821", parts("104.0", 9.0, 8.0));
            }
            let found = plan.of(code);
            kinds(&found);
            let given: Vec<(&str, &str, &str)> = found
                .iter()
                .filter(|held| held.kind != "jump")
                .map(|held| (held.kind, held.location.as_str(), held.what.as_str()))
                .collect();
            assert_eq!(given, want);
        }
        let (range, top) = ("percentage-out-of-range", "numerator-over-denominator");
        let (percent, at) = (UnitKind::Percent, "Indicator CIN2, 2023/24, published");
        check(
            percent,
            "",
            &[cell("101.0"), cell("90.0"), cell("104.2")],
            &[(
                range,
                "Indicator CIN2, 2024/25, published",
                "104.2%; the same in one earlier period",
            )],
        );
        check(percent, "", &[cell("100.0"), cell("0.0")], &[]);
        check(UnitKind::Rate, "per 10,000 children", &[cell("104.2")], &[]);
        check(
            percent,
            "",
            &[missing("[c]"), parts("100.0", 17.0, 16.0)],
            &[
                (top, at, "17 of 16"),
                (
                    "value-disagrees",
                    at,
                    "100.0% is given; 17 over 16 makes 106.3%",
                ),
            ],
        );
        check(percent, "", &[parts("100.0", 16.0, 16.0)], &[]);
        // 117 of 481 is 24.3 %; rounded to the nearest ten it is 120 of 480, which is 25.0 %.
        check(percent, "", &[parts("24.3", 120.0, 480.0)], &[]);
        check(percent, "", &[parts("24.3", 117.0, 481.0)], &[]);
        let given = "24.4% is given; 117 over 481 makes 24.3%";
        check(
            percent,
            "",
            &[cell("24.3"), parts("24.4", 117.0, 481.0)],
            &[("value-disagrees", at, given)],
        );
        let given = "26.8% is given; 120 over 480 makes 25.0%";
        check(
            percent,
            "",
            &[cell("24.3"), parts("26.8", 120.0, 480.0)],
            &[("value-disagrees", at, given)],
        );
        check(percent, "", &[parts("24.3", 0.0, 0.0)], &[]);
        check(percent, "", &[parts("0.0", 0.0, 40.0)], &[]);
    }

    #[test]
    fn what_is_published_of_others_is_not_ours_to_put_right() {
        let mut plan = Published::default();
        let code = plan
            .book
            .indicator("CIN2", UnitKind::Percent, Polarity::Lower);
        for (year, text) in [(2022, "10.0"), (2023, "104.0"), (2024, "9.0")] {
            plan.publish(year, "821", cell(text));
        }
        assert_eq!(plan.of(code), []);
        plan.publish(2023, "856", cell("104.0"));
        only(&plan.of(code), "percentage-out-of-range");
        assert_eq!(
            of_published(&plan.book(), IndicatorId(9), &plan.panel()),
            []
        );
        none(&plan.book.all(), "percentage-out-of-range");
    }

    prop_compose! {
        fn any_cell()(value in any::<Option<f64>>(), parts in any::<Option<(f64, f64)>>(), decimals in any::<u8>()) -> Cell {
            let mut cell = missing("[x]");
            if let Some(value) = value {
                cell.reported = Reported::Figure { value, decimals };
            }
            if let Some((numerator, denominator)) = parts {
                cell.basis = super::sample::basis(numerator, denominator);
            }
            cell
        }
    }

    proptest! {
        #[test]
        fn no_panel_stops_the_program(
            cells in prop::collection::vec((any::<i16>(), 0..14_usize, any_cell()), 0..60),
            unit in prop::sample::select(UnitKind::ALL.to_vec()),
            entered in prop::collection::vec((any::<i16>(), -1e12..1e12_f64), 0..6),
        ) {
            let mut plan = Published::default();
            let one = plan.book.indicator("CIN1", unit, Polarity::Lower);
            let two = plan.book.indicator("CIN2", unit, Polarity::Lower);
            plan.book.unit_words(one, "per 10,000 children");
            for (year, value) in entered {
                plan.book.reading(one, year, Status::Outturn, &format!("{value:.2}"));
            }
            for (year, area, cell) in cells {
                plan.publish(year, super::sample::AREAS[area % super::sample::AREAS.len()], cell);
            }
            let (book, panel) = (plan.book(), plan.panel());
            let mut checks = OwnPublished::of(&book);
            checks.look(one, &panel);
            checks.look(two, &panel);
            checks.look(IndicatorId(9), &Panel::default());
            kinds(&checks.findings());
        }
    }
}
