//! What the Consultation room shows: the counts, or one of the desks at which responses are taken in, crossed, read and
//! checked.

use egui::Ui;

use crate::ui::widgets::ways;

/// A way of seeing a consultation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Questions, counts and results.
    #[default]
    Count,
    /// Individual responses: taken in, set aside, copies among them.
    Responses,
    /// Paper forms, keyed and keyed again.
    Paper,
    /// One question's answers across another's, and what may be released of them.
    Results,
    /// Comments and their themes.
    Comments,
    /// Which whole people printed percentages can be.
    Figures,
}

impl Mode {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 6] = [
        Self::Count,
        Self::Responses,
        Self::Paper,
        Self::Results,
        Self::Comments,
        Self::Figures,
    ];

    /// The words on screen, and what one does there.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Count => ("Count", "What was asked, and how many gave each answer"),
            Self::Responses => (
                "Responses",
                "Take in a survey’s export; what was set aside and why; copies of one letter",
            ),
            Self::Paper => (
                "Paper",
                "Key paper forms one by one, have them keyed again blind, and decide where the two differ",
            ),
            Self::Results => (
                "Results",
                "Answers by channel, group or another question; what they hang on; what may be released",
            ),
            Self::Comments => (
                "Comments",
                "Read what people wrote, find themes in it, and say what was done",
            ),
            Self::Figures => (
                "Check figures",
                "Which numbers of people can be behind percentages in print",
            ),
        }
    }
}

/// Draws the toggle in a row that has begun; gives back what is picked.
pub fn toggle(ui: &mut Ui, mode: Mode) -> Mode {
    ways(ui, mode, Mode::ALL.map(|way| (way, way.words())))
}
