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
    /// Looks figures up in the plan and its file; answers that fewer than `hide_below` people gave are not printed.
    pub fn with_figures<T>(&self, hide_below: i64, look: impl FnOnce(&Figures<'_>) -> T) -> T {
        let own = self.book().plan().area;
        let series = |indicator: IndicatorId| -> Vec<OwnFigure> {
            own_series(self.book(), indicator, &own, &self.panel(indicator))
        };
        look(&Figures {
            hide_below,
            ..Figures::new(self.book(), &series)
        })
    }

    /// A figure as it stands today.
    ///
    /// # Errors
    /// Why it cannot be found, with the nearest names.
    pub fn live(&self, reference: &Reference) -> Result<Live, Fault> {
        self.with_figures(0, |figures| figures.find(reference))
    }

    /// What a section says, under a heading of this level (0 for none), with its figures as they are today.
    #[must_use]
    pub fn narrative_blocks(&self, held: &Narrative, level: u8, hide_below: i64) -> Vec<Block> {
        self.with_figures(hide_below, |figures| {
            narrative::blocks(held, figures, level)
        })
    }

    /// How each figure of a section stands.
    #[must_use]
    pub fn narrative_standing(&self, held: &Narrative) -> Vec<(Reference, Standing)> {
        self.with_figures(0, |figures| narrative::standing(held, figures))
    }

    /// The change by which the officer stands by a section as it reads today.
    #[must_use]
    pub fn confirm_narrative(&self, held: &Narrative) -> Command {
        let (by, on) = (self.who(), self.today());
        let now = self.with_figures(0, |figures| narrative::confirm(held, figures, by, on));
        let words = format!("Confirm {}", held.label(self.book()));
        Command::several(words, vec![Edit::change(held, now).into()])
    }

    /// Figures in the plan's text that do not exist or have changed since somebody stood by it.
    #[must_use]
    pub fn narrative_problems(&self) -> Vec<Problem> {
        self.with_figures(0, |figures| check::narratives(self.book(), figures))
    }
}
