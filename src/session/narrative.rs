//! The plan's text with its figures as they are today, also those that stay in the file.

use crate::domain::check;
use crate::domain::command::Command;
use crate::domain::document::Block;
use crate::domain::id::IndicatorId;
use crate::domain::live::{Fault, Figures, Live, Reference};
use crate::domain::narrative::{self, Narrative, Standing};
use crate::domain::problem::Problem;
use crate::domain::record::Edit;
use crate::session::Session;

use crate::domain::benchmark::{OwnFigure, own_series};

impl Session {
    /// Looks figures up in the plan and its file: the working figures, however few people gave an answer.
    pub fn with_figures<T>(&self, look: impl FnOnce(&Figures<'_>) -> T) -> T {
        let series = |indicator: IndicatorId| self.own_figures(indicator);
        look(&Figures::new(self.book(), &series))
    }

    /// The authority's own figures of an indicator, oldest first: published ones and entered ones.
    #[must_use]
    pub fn own_figures(&self, indicator: IndicatorId) -> Vec<OwnFigure> {
        let own = self.book().plan().area;
        own_series(self.book(), indicator, &own, &self.panel(indicator))
    }

    /// A figure as it stands today.
    ///
    /// # Errors
    /// Why it cannot be found, with the nearest names.
    pub fn live(&self, reference: &Reference) -> Result<Live, Fault> {
        self.with_figures(|figures| figures.find(reference))
    }

    /// What a section says on screen, under a heading of this level (0 for none), with its figures as they are today. A
    /// document sets the text itself, from what is released.
    #[must_use]
    pub fn narrative_blocks(&self, held: &Narrative, level: u8) -> Vec<Block> {
        self.with_figures(|figures| narrative::blocks(held, figures, level))
    }

    /// How each figure of a section stands.
    #[must_use]
    pub fn narrative_standing(&self, held: &Narrative) -> Vec<(Reference, Standing)> {
        self.with_figures(|figures| narrative::standing(held, figures))
    }

    /// The change by which the officer stands by a section as it reads today.
    #[must_use]
    pub fn confirm_narrative(&self, held: &Narrative) -> Command {
        let (by, on) = (self.who(), self.today());
        let now = self.with_figures(|figures| narrative::confirm(held, figures, by, on));
        let words = format!("Confirm {}", held.label(self.book()));
        Command::several(words, vec![Edit::change(held, now).into()])
    }

    /// Figures in the plan's text that do not exist or have changed since somebody stood by it.
    #[must_use]
    pub fn narrative_problems(&self) -> Vec<Problem> {
        self.with_figures(|figures| check::narratives(self.book(), figures))
    }
}
