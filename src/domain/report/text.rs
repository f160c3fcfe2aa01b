//! What officers wrote, as a document prints it: each section with its live figures, from the sources of the tables.
//!
//! A sentence may name a figure that a table hides. So the text is set here, where the document's own release of what people
//! said is known ([`crate::domain::report::voices`]), and never brought in finished. Without a rule for small counts the
//! working figures are printed, as on screen.
//!
//! Edges: what officers typed themselves is printed as they typed it. Only documents that print the text speak of what is
//! wrong with it. Figures of indicators that were not gathered are those that officers entered.

use std::collections::HashMap;

use crate::domain::check;
use crate::domain::disclosure::Profile;
use crate::domain::id::{IndicatorId, NarrativeId, ObjectiveId, QuestionId};
use crate::domain::live::{Everyone, Figures, entered};
use crate::domain::narrative::{self, Narrative, markdown};
use crate::domain::problem::{Place, Problem};
use crate::domain::report::Section;
use crate::domain::report::maker::Maker;

/// The plan's text.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// What was written of the plan as a whole.
    pub(super) foreword: Vec<Section>,
    /// What was written under each objective.
    sections: HashMap<ObjectiveId, Vec<Section>>,
    /// What each section's figures are of.
    places: Vec<(NarrativeId, Place)>,
    /// What is wrong with its figures, worst first.
    pub(super) problems: Vec<Problem>,
}

impl Text {
    /// Sets the text of the plan.
    pub(super) fn of(maker: &Maker<'_>) -> Self {
        let book = maker.book;
        let of_officers = entered(book);
        let series = |id: IndicatorId| {
            let held = maker.gathered.series.get(&id);
            held.map_or_else(|| of_officers(id), Clone::clone)
        };
        let release = |id: QuestionId| -> Option<Everyone<'_>> {
            let consultation = book.questions.get(id)?.consultation;
            maker.told(consultation)?.printed_of(id)
        };
        let mut figures = Figures::new(book, &series);
        if maker.options.profile != Profile::None {
            figures.release = Some(&release);
        }
        let mut text = Self {
            problems: check::narratives(book, &figures),
            ..Self::default()
        };
        let mut held: Vec<&Narrative> = book.narratives.iter().collect();
        held.sort_by_key(|held| held.position);
        for held in held {
            text.add(held, &figures);
        }
        text
    }

    fn add(&mut self, held: &Narrative, figures: &Figures<'_>) {
        let section = Section {
            heading: held.printed_heading(),
            blocks: narrative::blocks(held, figures, 0),
            is_of_money: held.section == narrative::Section::Expenditure,
        };
        if held.objectives.is_empty() {
            self.foreword.push(section.clone());
        }
        for objective in &held.objectives {
            let sections = self.sections.entry(*objective).or_default();
            sections.push(section.clone());
        }
        let named = markdown::figures(&held.text).into_iter();
        let found = named.filter_map(|reference| figures.told(&reference).ok());
        self.places.extend(found.map(|live| (held.id, live.place)));
    }

    /// What was written under an objective.
    pub(super) fn of_objective(&self, id: ObjectiveId) -> &[Section] {
        self.sections.get(&id).map_or(&[], |held| held)
    }

    /// What the figures of these sections are of.
    pub(super) fn places<'a>(
        &'a self,
        sections: &'a [NarrativeId],
    ) -> impl Iterator<Item = &'a Place> {
        let held = self.places.iter();
        held.filter(|(id, _)| sections.contains(id))
            .map(|(_, place)| place)
    }
}
