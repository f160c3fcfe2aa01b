//! The ways of seeing what people wrote.

/// A way of seeing comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum View {
    /// Comments beside the codebook.
    #[default]
    Read,
    /// Who wrote of what, and how far two readers agree.
    Table,
    /// Words that may be printed.
    Quotes,
    /// What was done about each theme.
    SaidDid,
}

impl View {
    /// Every one, in the order on screen.
    pub const ALL: [Self; 4] = [Self::Read, Self::Table, Self::Quotes, Self::SaidDid];

    /// The words on screen, and what one does there.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Read => ("Read", "Read comments and put themes on them"),
            Self::Table => (
                "Theme table",
                "How many people wrote of each theme; how far two readers agree",
            ),
            Self::Quotes => ("Quotes", "Words that may be printed, group by group"),
            Self::SaidDid => (
                "You said – we did",
                "What was done about each theme, its money and its indicator",
            ),
        }
    }
}
