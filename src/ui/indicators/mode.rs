//! The toggle at the head of the Indicators room: which of its ways of seeing is open.

use egui::Ui;

use crate::ui::widgets::ways;

/// What the room shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The list and one measure beside it.
    #[default]
    Measures,
    /// Every measure a row, and every comparison a column.
    Overview,
    /// Several measures' trends at once.
    SideBySide,
    /// A quarter's measures in one table.
    Dashboard,
}

impl Mode {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 4] = [
        Self::Measures,
        Self::Overview,
        Self::SideBySide,
        Self::Dashboard,
    ];

    /// The words on screen, and what one does there.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Measures => (
                "Measures",
                "One measure at a time, with its trend and readings",
            ),
            Self::Overview => (
                "Overview",
                "All measures in one table, beside neighbours, region and England",
            ),
            Self::SideBySide => (
                "Side by side",
                "Up to twelve measures’ trends at once; pick them in the list",
            ),
            Self::Dashboard => (
                "Dashboard",
                "A quarter’s measures in one table, with the counts behind the overview",
            ),
        }
    }

    /// The word in a saved view. A dashboard is a quarter's and not a view of the indicators: the list stands for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Measures | Self::Dashboard => "list",
            Self::Overview => "overview",
            Self::SideBySide => "side by side",
        }
    }

    /// The mode of a word; the list for one that is not known.
    pub fn of(word: &str) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|held| held.word() == word).unwrap_or_default()
    }
}

/// Draws the toggle in a row that has begun; gives back what is picked.
pub fn toggle(ui: &mut Ui, mode: Mode, has_dashboard: bool) -> Mode {
    let offered = offered(has_dashboard);
    ways(ui, mode, offered.map(|way| (way, way.words())))
}

/// The ways of seeing that there is something to see in.
pub fn offered(has_dashboard: bool) -> impl Iterator<Item = Mode> {
    let is_offered = move |way: &Mode| *way != Mode::Dashboard || has_dashboard;
    Mode::ALL.into_iter().filter(is_offered)
}
