//! What needs attention in the plan that is open, as the first screen and the summary list it.

use crate::domain::thread::{Attention, attention};
use crate::session::Session;

impl Session {
    /// What needs attention today, worst first: what the checks find in the plan and its text, what is late, what is due.
    #[must_use]
    pub fn attention(&self) -> Vec<Attention> {
        let text = self.narrative_problems();
        let problems = self.problems().iter().chain(&text);
        attention(self.book(), problems, self.today())
    }
}
