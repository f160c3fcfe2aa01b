//! What a document uses: the measures, money, consultations and sections that stand in it, and no others.
//!
//! The last page speaks of these alone. Who reads a consultation's report should not have to look for grants in it that it
//! never names; what the document takes nothing from is not its source.
//!
//! Edges: a figure that stands in a sentence of the plan's text counts as one in a table.

use std::collections::HashSet;

use crate::domain::consultation::said_did::said_did;
use crate::domain::grant::position::YearPosition;
use crate::domain::id::{ConsultationId, GrantId, IndicatorId, NarrativeId, PriorityAreaId};
use crate::domain::problem::Place;
use crate::domain::report::maker::Maker;
use crate::domain::report::{Report, indicators};

/// Consultations of which the summary gives a chapter.
const OF_SUMMARY: usize = 3;

/// What a document uses.
#[derive(Clone, Debug)]
pub(in crate::domain::report) struct Used {
    /// Which document it is.
    pub(super) report: Report,
    /// Its indicators, each once.
    pub(super) indicators: Vec<IndicatorId>,
    /// The grants whose money it states.
    pub(super) grants: HashSet<GrantId>,
    /// The priority areas whose money it states, by year.
    pub(super) areas: HashSet<(PriorityAreaId, i16)>,
    /// The years of which it states the sums.
    pub(super) years: HashSet<i16>,
    /// Its consultations.
    pub(super) consultations: Vec<ConsultationId>,
    /// The sections of the plan's text that it prints.
    pub(super) sections: Vec<NarrativeId>,
}

impl Used {
    /// What a document uses.
    pub(in crate::domain::report) fn of(maker: &Maker<'_>, report: Report) -> Self {
        let mut used = Self {
            report,
            indicators: Vec::new(),
            grants: HashSet::new(),
            areas: HashSet::new(),
            years: HashSet::new(),
            consultations: consultations(maker, report),
            sections: sections(maker, report),
        };
        used.add_money(maker);
        used.add_indicators(maker);
        if !used.sections.is_empty() {
            let text = maker.text();
            let places: Vec<Place> = text.places(&used.sections).cloned().collect();
            for place in &places {
                used.add_place(maker, place);
            }
        }
        used
    }

    /// Whether it states any money.
    pub(super) fn has_money(&self) -> bool {
        !(self.grants.is_empty() && self.areas.is_empty() && self.years.is_empty())
    }

    /// Whether it states no measure, no money and no answer.
    pub(super) fn is_nothing(&self) -> bool {
        self.indicators.is_empty() && self.consultations.is_empty() && !self.has_money()
    }

    /// Whether it speaks of actions, milestones and risks.
    pub(super) fn is_around(&self) -> bool {
        matches!(self.report, Report::Plan | Report::Summary)
    }

    fn add_money(&mut self, maker: &Maker<'_>) {
        match self.report {
            Report::Plan | Report::Summary | Report::Grant | Report::YoungPeople => {
                if maker.year.is_some() {
                    self.add_year(&maker.position);
                }
            }
            Report::Consultation => {
                for area in paid_areas(maker, &self.consultations) {
                    self.add_area(&maker.position, area);
                }
            }
            Report::Dashboard => {}
        }
    }

    fn add_year(&mut self, position: &YearPosition) {
        let year = position.fiscal_year;
        self.years.insert(year);
        let grants = position.grants.iter();
        self.grants.extend(grants.map(|held| held.grant));
        let lines = position.lines.iter();
        self.areas
            .extend(lines.map(|line| (line.priority_area, year)));
    }

    /// A priority area with the grants that pay it.
    fn add_area(&mut self, position: &YearPosition, area: PriorityAreaId) {
        self.areas.insert((area, position.fiscal_year));
        let mut lines = position.lines.iter();
        if let Some(line) = lines.find(|line| line.priority_area == area) {
            let paying = position.grants.iter().zip(&line.cells);
            let paying = paying.filter(|(_, cell)| cell.is_some());
            self.grants.extend(paying.map(|(held, _)| held.grant));
        }
    }

    fn add_indicators(&mut self, maker: &Maker<'_>) {
        let mut seen = HashSet::new();
        let held = match self.report {
            // Of each goal the one measure that is told.
            Report::YoungPeople => {
                let rows = maker.thread().rows.into_iter();
                rows.filter_map(|row| Some(row.measures.watch?.indicator))
                    .collect()
            }
            report => indicators(report, maker.book, maker.gathered.dashboard.as_ref()),
        };
        let held = held.into_iter();
        self.indicators = held
            .filter(|id| self.prints(maker, *id) && seen.insert(*id))
            .collect();
    }

    /// Whether an indicator that may have been asked for is printed.
    fn prints(&self, maker: &Maker<'_>, id: IndicatorId) -> bool {
        match self.report {
            Report::Plan | Report::Summary => {
                let held = maker.book.indicators.get(id);
                held.is_some_and(|held| !held.objectives.is_empty())
            }
            Report::Consultation => {
                let mut themes = maker.book.themes.iter();
                themes.any(|held| {
                    held.indicator == Some(id) && self.consultations.contains(&held.consultation)
                })
            }
            _ => true,
        }
    }

    /// What a figure in the text is of.
    fn add_place(&mut self, maker: &Maker<'_>, place: &Place) {
        let book = maker.book;
        match place {
            Place::Indicator(id) | Place::Reading(id, _) => {
                let new = Some(*id).filter(|id| !self.indicators.contains(id));
                self.indicators.extend(new);
            }
            Place::Grant(id) => {
                self.grants.insert(*id);
            }
            Place::PriorityArea(id, year) => {
                self.add_area(&YearPosition::of(book, *year, None), *id);
            }
            Place::FiscalYear(year) => self.add_year(&YearPosition::of(book, *year, None)),
            Place::Question(id) => {
                let held = book.questions.get(*id).map(|held| held.consultation);
                let new = held.filter(|id| !self.consultations.contains(id));
                self.consultations.extend(new);
            }
            _ => {}
        }
    }
}

/// The consultations of which a document prints anything; those that its text names are added to them.
fn consultations(maker: &Maker<'_>, report: Report) -> Vec<ConsultationId> {
    let all = || maker.book.consultations.iter().enumerate();
    let is_printed = |at: usize, is_linked: bool| match report {
        Report::Summary => at < OF_SUMMARY || is_linked,
        Report::YoungPeople | Report::Consultation => true,
        Report::Plan | Report::Dashboard | Report::Grant => false,
    };
    match (report, maker.options.consultation) {
        (Report::Consultation, Some(id)) => vec![id],
        _ => all()
            .filter(|(at, held)| is_printed(*at, !held.objectives.is_empty()))
            .map(|(_, held)| held.id)
            .collect(),
    }
}

/// The sections that a document prints: of the dashboard those under the objectives of its measures.
fn sections(maker: &Maker<'_>, report: Report) -> Vec<NarrativeId> {
    let rows = maker.gathered.dashboard.as_ref();
    let rows = rows.map_or(&[][..], |held| &held.rows);
    let all = maker.book.narratives.iter();
    all.filter(|held| match report {
        Report::Plan => true,
        Report::Dashboard => {
            let mut objectives = rows.iter().filter_map(|row| row.objective);
            objectives.any(|id| held.objectives.contains(&id))
        }
        _ => false,
    })
    .map(|held| held.id)
    .collect()
}

/// The priority areas whose money stands under “You said, we did”.
fn paid_areas(maker: &Maker<'_>, consultations: &[ConsultationId]) -> Vec<PriorityAreaId> {
    let lines = consultations.iter().flat_map(|id| {
        said_did(
            maker.book,
            *id,
            &maker.position,
            |id| maker.comparisons(id),
            None,
        )
    });
    lines
        .filter(|line| line.money.is_some())
        .filter_map(|line| line.area)
        .collect()
}
