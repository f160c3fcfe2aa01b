//! What a block of cells could not be changed to, and what can be done instead.
//!
//! Why: a paste of which one amount cannot be read changes nothing, or nobody would know which cells are new. The officer
//! sees which texts and why, and may have the others all the same.

use egui::Ui;

use crate::domain::command::Command;
use crate::ui::grant::change::{Sorted, one_step};
use crate::ui::theme::Tone;
use crate::ui::widgets::{Attention, attention};

/// How many reasons are told one by one.
const N_TOLD: usize = 3;

/// A refusal with its ways on.
#[derive(Clone, Debug)]
pub struct Offer {
    title: String,
    detail: String,
    links: Vec<(String, Option<Command>)>,
    asked: (u64, i16),
}

impl Offer {
    /// What to say of a block that was not taken as a whole, in the plan's revision and year in which it was asked.
    pub fn of(verb: &str, sorted: Sorted, asked: (u64, i16)) -> Self {
        let (n_good, n_bad) = (sorted.commands.len(), sorted.refused.len());
        let title = if n_good + n_bad == 1 {
            "The cell stays as it is.".to_owned()
        } else {
            format!(
                "{n_bad} of {} cells cannot be changed so; nothing was changed.",
                n_good + n_bad
            )
        };
        let mut told: Vec<String> = sorted.refused.iter().take(N_TOLD).cloned().collect();
        if n_bad > N_TOLD {
            told.push(format!("… and {} more.", n_bad - N_TOLD));
        }
        let mut links = Vec::new();
        let nought = sorted.to_nought.len();
        if nought > 0 {
            let words = if nought == 1 {
                "Set it to 0".to_owned()
            } else {
                format!("Set {nought} to 0")
            };
            let all = sorted
                .commands
                .iter()
                .cloned()
                .chain(sorted.to_nought)
                .collect();
            links.push((words, one_step(verb, all)));
        } else if n_good > 0 {
            links.push((
                format!("{verb} the other {n_good}"),
                one_step(verb, sorted.commands),
            ));
        }
        links.push(("Leave it".to_owned(), None));
        Self {
            title,
            detail: told.join("\n"),
            links,
            asked,
        }
    }

    /// Whether it still holds: the plan and the year are those in which it was asked.
    pub fn holds(&self, now: (u64, i16)) -> bool {
        self.asked == now
    }

    /// Draws it; gives back the way on that was pressed: a change, or none.
    pub fn show(&self, ui: &mut Ui) -> Option<Option<Command>> {
        let words: Vec<&str> = self.links.iter().map(|(words, _)| words.as_str()).collect();
        let note = Attention {
            tone: Tone::Error,
            title: &self.title,
            detail: &self.detail,
            links: &words,
        };
        let pressed = attention(ui, &note)?;
        self.links.get(pressed).map(|(_, command)| command.clone())
    }
}
