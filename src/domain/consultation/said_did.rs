//! "You said, we did": each theme with what was done about it, the money that pays for it, and the indicator that would
//! show whether it helped.
//!
//! This is the thread seen from the people's side. The money is the latest budget of the theme's priority area in the year
//! in view, virements and all; the indicator is given with its latest actual figure and which way it moved. What is not
//! there is said, with the step that would put it there, because a line with gaps is a promise half kept.
//!
//! Edges: a priority area that no grant of the year pays has no amount, which is not an amount of nought. How many people
//! said it is known where comments were coded; a theme from a meeting has no number.

use std::borrow::Borrow;

use crate::domain::benchmark::{Average, Comparison, Direction};
use crate::domain::book::Book;
use crate::domain::consultation::Theme;
use crate::domain::consultation::themes::{ThemeTable, tree};
use crate::domain::grant::position::YearPosition;
use crate::domain::id::{ConsultationId, IndicatorId, PriorityAreaId, ThemeId};
use crate::domain::indicator::Indicator;
use crate::domain::money::Pence;
use crate::domain::thread::{Watch, watch};

/// What is missing from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// What was done.
    Done,
    /// The priority area that pays for it.
    Area,
    /// Money in the year.
    Money,
    /// The indicator that would show it.
    Indicator,
    /// A figure of that indicator.
    Figure,
}

impl Gap {
    /// The words for what is missing.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "what was done",
            Self::Area => "priority area",
            Self::Money => "money in the year",
            Self::Indicator => "indicator",
            Self::Figure => "figure",
        }
    }

    /// The step that puts it there, for a button.
    #[must_use]
    pub fn step(self) -> &'static str {
        match self {
            Self::Done => "Say what was done…",
            Self::Area => "Choose the priority area…",
            Self::Money => "Give it money…",
            Self::Indicator => "Choose the indicator…",
            Self::Figure => "Enter a figure…",
        }
    }
}

/// One line: a theme and everything that hangs on it.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidDid {
    /// The theme.
    pub theme: ThemeId,
    /// How many wider themes it is part of.
    pub depth: usize,
    /// How many people wrote of it; none where no comment was coded.
    pub people: Option<i64>,
    /// The priority area that pays for what was done.
    pub area: Option<PriorityAreaId>,
    /// Its latest budget in the year; none where no grant of the year pays it.
    pub money: Option<Pence>,
    /// The indicator that would show it.
    pub indicator: Option<IndicatorId>,
    /// Its latest actual figure.
    pub figure: Option<Watch>,
    /// What is missing, in the order of the line.
    pub gaps: Vec<Gap>,
}

/// The lines of a consultation, in the order of its codebook.
///
/// `comparisons` gives an indicator's figures, oldest first; `counts` is the theme table, where comments were coded.
#[must_use]
pub fn said_did<C: Borrow<Vec<Comparison>>>(
    book: &Book,
    consultation: ConsultationId,
    year: &YearPosition,
    comparisons: impl Fn(IndicatorId) -> C,
    counts: Option<&ThemeTable>,
) -> Vec<SaidDid> {
    let figure = |id: IndicatorId| {
        let held = comparisons(id);
        watch(book.indicators.get(id)?, held.borrow(), Average::Mean)
    };
    tree(book, consultation)
        .into_iter()
        .filter_map(|held| {
            let theme = book.themes.get(held.theme)?;
            let area = theme
                .priority_area
                .filter(|id| book.priority_areas.get(*id).is_some());
            let indicator = theme
                .indicator
                .filter(|id| book.indicators.get(*id).is_some());
            let mut line = SaidDid {
                theme: held.theme,
                depth: held.depth,
                people: counts
                    .filter(|held| held.coded > 0)
                    .map(|held| held.people(theme.id)),
                area,
                money: area.and_then(|area| money(year, area)),
                indicator,
                figure: indicator.and_then(figure),
                gaps: Vec::new(),
            };
            line.gaps = gaps(theme, &line);
            Some(line)
        })
        .collect()
}

fn money(year: &YearPosition, area: PriorityAreaId) -> Option<Pence> {
    let line = year.lines.iter().find(|held| held.priority_area == area)?;
    line.cells.iter().any(Option::is_some).then_some(line.total)
}

fn gaps(theme: &Theme, line: &SaidDid) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if theme.we_did.trim().is_empty() {
        gaps.push(Gap::Done);
    }
    match (line.area, line.money) {
        (None, _) => gaps.push(Gap::Area),
        (Some(_), None) => gaps.push(Gap::Money),
        (Some(_), Some(_)) => {}
    }
    match (line.indicator, &line.figure) {
        (None, _) => gaps.push(Gap::Indicator),
        (Some(_), None) => gaps.push(Gap::Figure),
        (Some(_), Some(_)) => {}
    }
    gaps
}

/// A figure in words: `58.2% in 2023/24, ↑ better`. The arrow is the figure's, the word is the judgement.
#[must_use]
pub fn figure_words(indicator: &Indicator, figure: &Watch) -> String {
    let value = indicator.show(figure.value, figure.decimals);
    let sign = figure.change.map(|change| match change {
        change if change > 0.0 => "↑",
        change if change < 0.0 => "↓",
        _ => "≈",
    });
    let moved = sign.map_or_else(String::new, |sign| {
        let word = figure.direction.map_or("", Direction::word);
        format!(", {sign} {word}")
    });
    format!("{value} in {}{}", figure.period, moved.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::themes::sample::{FIRST, book};
    use crate::domain::grant::PriorityArea;
    use crate::domain::grant::position::LinePosition;

    fn year(book: &Book, paid: Option<Pence>) -> YearPosition {
        let mut year = YearPosition::of(book, 2001, None);
        year.lines = vec![LinePosition {
            priority_area: PriorityAreaId(1),
            cells: vec![paid],
            total: paid.unwrap_or_default(),
        }];
        year
    }

    #[test]
    fn what_is_missing_is_said() {
        #[track_caller]
        fn check(we_did: &str, has_area: bool, paid: Option<Pence>, want: &[Gap]) {
            let mut sample = Sample::default();
            let area = sample.area("Transport");
            let areas: Vec<PriorityArea> = sample.book().priority_areas.to_vec();
            let mut book = book();
            book.priority_areas = areas.into();
            let mut themes = book.themes.to_vec();
            themes[0].we_did = we_did.to_owned();
            themes[0].priority_area = has_area.then_some(area);
            book.themes = themes.into();
            let year = year(&book, paid);
            let lines = said_did(&book, FIRST, &year, |_| Vec::new(), None);
            assert_eq!(lines.len(), 4);
            assert_eq!(lines[0].gaps, want);
            assert_eq!(lines[0].people, None);
            assert_eq!(lines[0].money, paid.filter(|_| has_area));
        }
        check("", false, None, &[Gap::Done, Gap::Area, Gap::Indicator]);
        check("A bus", true, None, &[Gap::Money, Gap::Indicator]);
        check("A bus", true, Some(Pence(0)), &[Gap::Indicator]);
        check(" ", true, Some(Pence(100)), &[Gap::Done, Gap::Indicator]);
    }
}
