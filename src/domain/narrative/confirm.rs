//! Standing by a section: what its figures say, and whether that is still what they said.

use jiff::civil::Date;

use crate::domain::document::{Block, Run};
use crate::domain::live::{Fault, Figures, Live, Reference};
use crate::domain::narrative::{Confirmed, Narrative, Said, markdown};

/// What a figure said whose counts may not be printed.
const ANOTHER: &str = "something else";

/// How a figure of a section stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It says what it said when the section was confirmed.
    Current(Live),
    /// It says something else.
    Changed {
        /// What it said; in a document of people's answers only that it was something else.
        said: String,
        /// What it says now.
        now: Live,
    },
    /// Nobody has stood by it: the section was never confirmed, or the figure came in since.
    NotConfirmed(Live),
    /// It does not exist.
    NotFound(Fault),
}

/// How each figure of a section stands, each once, in the order of the text.
#[must_use]
pub fn standing(narrative: &Narrative, figures: &Figures<'_>) -> Vec<(Reference, Standing)> {
    let found = markdown::figures(&narrative.text).into_iter();
    found
        .map(|reference| {
            let standing = of_figure(narrative, figures, &reference);
            (reference, standing)
        })
        .collect()
}

/// Whether a figure changed is seen in the working figures, for one that a document hides has not changed; what is given of
/// it is what may be printed.
fn of_figure(narrative: &Narrative, figures: &Figures<'_>, reference: &Reference) -> Standing {
    let both = figures
        .printed(reference)
        .and_then(|now| Ok((now, figures.told(reference)?)));
    let (working, now) = match both {
        Ok(both) => both,
        Err(fault) => return Standing::NotFound(fault),
    };
    match narrative.said(&reference.written) {
        None => Standing::NotConfirmed(now),
        Some(said) if said == working => Standing::Current(now),
        Some(said) => Standing::Changed {
            said: if figures.is_open(reference) {
                said.to_owned()
            } else {
                ANOTHER.to_owned()
            },
            now,
        },
    }
}

/// The section with somebody standing by it: what each figure now says is kept. Figures that cannot be found are not.
#[must_use]
pub fn confirm(narrative: &Narrative, figures: &Figures<'_>, by: &str, on: Date) -> Narrative {
    let said = markdown::figures(&narrative.text)
        .into_iter()
        .filter_map(|reference| {
            Some(Said {
                said: figures.printed(&reference).ok()?,
                figure: reference.written,
            })
        });
    Narrative {
        confirmed: Some(Confirmed {
            by: by.to_owned(),
            on,
            figures: said.collect(),
        }),
        ..narrative.clone()
    }
}

/// What a section says, under a heading of this level (0 for none), with its figures as they are today. The heading itself
/// is not among the blocks.
#[must_use]
pub fn blocks(narrative: &Narrative, figures: &Figures<'_>, level: u8) -> Vec<Block> {
    let figure = |reference: &Reference| run(narrative, figures, reference);
    markdown::blocks(
        &narrative.text,
        level,
        &narrative.printed_heading(),
        &figure,
    )
}

/// A figure among the words: as it stands today, with a warning where it has changed; as it was typed, with the reason,
/// where there is none.
fn run(narrative: &Narrative, figures: &Figures<'_>, reference: &Reference) -> Run {
    let printed = |live: Live, warning: String| Run {
        text: live.printed(reference.is_bare),
        source: live.source,
        warning,
        ..Run::default()
    };
    match of_figure(narrative, figures, reference) {
        Standing::Current(live) | Standing::NotConfirmed(live) => printed(live, String::new()),
        Standing::Changed { said, now } => {
            printed(now, format!("it said {said} when the text was confirmed"))
        }
        Standing::NotFound(fault) => Run {
            text: format!("{{{}}}", reference.written),
            warning: fault.what,
            ..Run::default()
        },
    }
}
