//! How the figures of a section stand, in a word and a sign, worked out once for every state of the plan.

use std::collections::HashMap;

use crate::domain::id::NarrativeId;
use crate::domain::narrative::{Narrative, Standing};
use crate::ui::room::Desk;
use crate::ui::theme::Tone;

/// How many figures of a section stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    changed: usize,
    missing: usize,
    unconfirmed: usize,
    current: usize,
    /// Whether somebody stands by the section.
    is_confirmed: bool,
}

impl Mark {
    /// Of these figures.
    pub fn of<'a>(
        narrative: &Narrative,
        standings: impl IntoIterator<Item = &'a Standing>,
    ) -> Self {
        let mut mark = Self {
            is_confirmed: narrative.confirmed.is_some(),
            ..Self::default()
        };
        for standing in standings {
            let n = match standing {
                Standing::Current(_) => &mut mark.current,
                Standing::Changed { .. } => &mut mark.changed,
                Standing::NotConfirmed(_) => &mut mark.unconfirmed,
                Standing::NotFound(_) => &mut mark.missing,
            };
            *n += 1;
        }
        mark
    }

    /// Whether a figure has changed or does not exist.
    pub fn needs_a_look(self) -> bool {
        self.changed + self.missing > 0
    }

    /// The colour of its words; none for an ordinary one.
    pub fn tone(self) -> Option<Tone> {
        match (self.missing, self.changed) {
            (0, 0) if self.is_confirmed && self.unconfirmed == 0 => Some(Tone::Ok),
            (0, 0) => None,
            (0, _) => Some(Tone::Warn),
            _ => Some(Tone::Error),
        }
    }

    /// `✗ 1 not found, ⚠ 2 changed`, `✓ confirmed`; empty where there is nothing to say.
    pub fn words(self) -> String {
        let mut parts = Vec::new();
        if self.missing > 0 {
            parts.push(format!("✗ {} not found", self.missing));
        }
        if self.changed > 0 {
            parts.push(format!("⚠ {} changed", self.changed));
        }
        if parts.is_empty() {
            let n = self.unconfirmed + self.current;
            parts.extend(match (self.is_confirmed, self.unconfirmed) {
                (true, 0) => Some("✓ confirmed".to_owned()),
                (true, new) => Some(format!("{new} new since confirmed")),
                (false, _) if n > 0 => Some("not confirmed".to_owned()),
                _ => None,
            });
        }
        parts.join(", ")
    }
}

/// The marks of every section.
#[derive(Debug, Default)]
pub struct Marks {
    revision: Option<u64>,
    held: HashMap<NarrativeId, Mark>,
}

impl Marks {
    /// How a section's figures stand, as it is in the plan.
    pub fn of(&mut self, desk: Desk<'_>, narrative: &Narrative) -> Mark {
        let revision = Some(desk.session.revision());
        if self.revision != revision {
            self.revision = revision;
            self.held.clear();
        }
        *self.held.entry(narrative.id).or_insert_with(|| {
            // Without a brace there is no figure to look for.
            let standings = if narrative.text.contains('{') {
                desk.session.narrative_standing(narrative)
            } else {
                Vec::new()
            };
            Mark::of(narrative, standings.iter().map(|(_, standing)| standing))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_say_what_the_colour_says() {
        #[track_caller]
        fn check(counts: [usize; 4], is_confirmed: bool, words: &str, tone: Option<Tone>) {
            let [changed, missing, unconfirmed, current] = counts;
            let mark = Mark {
                changed,
                missing,
                unconfirmed,
                current,
                is_confirmed,
            };
            assert_eq!((mark.words().as_str(), mark.tone()), (words, tone));
            assert_eq!(mark.needs_a_look(), changed + missing > 0);
        }
        check([0, 0, 0, 0], false, "", None);
        check([0, 0, 2, 0], false, "not confirmed", None);
        check([0, 0, 0, 2], true, "✓ confirmed", Some(Tone::Ok));
        check([0, 0, 0, 0], true, "✓ confirmed", Some(Tone::Ok));
        check([0, 0, 1, 2], true, "1 new since confirmed", None);
        check([1, 0, 1, 2], true, "⚠ 1 changed", Some(Tone::Warn));
        check(
            [1, 2, 0, 0],
            true,
            "✗ 2 not found, ⚠ 1 changed",
            Some(Tone::Error),
        );
        check([0, 1, 0, 0], false, "✗ 1 not found", Some(Tone::Error));
    }
}
