//! What the Grant room shows: the plan of the year, or one of the desks at which it is made, moved and closed.

use egui::Ui;

use crate::ui::widgets::ways;

/// A way of seeing the year's money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Grants on top, what each pays for below.
    #[default]
    Plan,
    /// An amount shared out by a rule.
    Allocate,
    /// Which grant pays which line.
    Fences,
    /// Actual, commitments and forecast by month.
    Monitor,
    /// Money moved between lines.
    Virement,
    /// Named what-ifs beside the plan.
    WhatIf,
    /// The ledger taken in.
    Ledger,
    /// Grants that the council makes.
    Giving,
}

impl Mode {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 8] = [
        Self::Plan,
        Self::Allocate,
        Self::Fences,
        Self::Monitor,
        Self::Virement,
        Self::WhatIf,
        Self::Ledger,
        Self::Giving,
    ];

    /// The words on screen, and what one does there.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Plan => ("Plan", "The year’s grants and what each pays for"),
            Self::Allocate => (
                "Allocate",
                "Share an amount out by a rule, and see why every penny falls where it does",
            ),
            Self::Fences => (
                "Ring-fences",
                "Which grant pays which line so that least general money is needed",
            ),
            Self::Monitor => (
                "In the year",
                "Plan, actual, commitments and forecast by month; closing and carrying forward",
            ),
            Self::Virement => (
                "Virements",
                "Move money between lines under the council’s scheme",
            ),
            Self::WhatIf => ("What if", "Named what-ifs side by side with the plan"),
            Self::Ledger => ("Ledger", "Take the ledger in, tied to its control total"),
            Self::Giving => ("Grants made", "Grants that the council makes, as 360Giving"),
        }
    }
}

/// Draws the toggle in a row that has begun; gives back what is picked.
pub fn toggle(ui: &mut Ui, mode: Mode) -> Mode {
    ways(ui, mode, Mode::ALL.map(|way| (way, way.words())))
}
