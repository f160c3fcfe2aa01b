//! The facts of the indicators, worked out for the rows in view and, where a filter or an order needs it, for the rest.
//!
//! A plan with a national data set holds hundreds of indicators, and each costs a question to the file. So the rest are
//! worked out a few in a frame, and the room stays quick under the hand meanwhile.
//!
//! Edges: after a change of the plan the facts of before stand in until theirs are worked out anew, so that a filtered
//! list does not shrink and grow under the reader; a row in view is always of now.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::session::chart::Against;
use crate::ui::indicators::fact::Fact;
use crate::ui::room::Desk;

/// How long a frame may work on what is not in view yet: a quarter of the 4 ms that a whole frame may take.
pub const BUDGET: Duration = Duration::from_millis(1);

/// Facts, and how new each is.
#[derive(Debug, Default)]
pub struct Facts {
    asked: Option<(u64, Against)>,
    /// Counts the changes of plan or comparison.
    turn: u64,
    /// Counts the facts worked out.
    version: u64,
    held: HashMap<IndicatorId, (u64, Rc<Fact>)>,
    /// The turn at which every fact was known.
    whole: Option<u64>,
}

impl Facts {
    /// Notices a change of the plan or of the comparison.
    fn bring_up(&mut self, desk: Desk<'_>) {
        let revision = desk.session.revision();
        match &self.asked {
            Some((held, against)) if *held == revision && against == desk.against => return,
            Some((_, against)) if against == desk.against => {}
            _ => self.held.clear(),
        }
        self.turn += 1;
        self.version += 1;
        self.asked = Some((revision, desk.against.clone()));
    }

    /// The fact of one indicator as things stand, worked out the first time it is asked for.
    pub fn of(&mut self, desk: Desk<'_>, indicator: &Indicator) -> Rc<Fact> {
        self.bring_up(desk);
        if let Some((turn, fact)) = self.held.get(&indicator.id)
            && *turn == self.turn
        {
            return Rc::clone(fact);
        }
        let standing = desk.session.standing(indicator.id, &desk.against.list);
        let average = desk.against.average;
        let fact = Rc::new(Fact::of(desk.book(), indicator, &standing, average));
        self.held
            .insert(indicator.id, (self.turn, Rc::clone(&fact)));
        self.version += 1;
        fact
    }

    /// The fact of one indicator as far as it is known, perhaps of before the last change.
    pub fn known(&self, id: IndicatorId) -> Option<&Fact> {
        self.held.get(&id).map(|(_, fact)| fact.as_ref())
    }

    /// Another number whenever a fact has been worked out since.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Works out facts that are missing for as long as a frame may; whether every one is known then.
    pub fn look_on(&mut self, desk: Desk<'_>) -> bool {
        self.bring_up(desk);
        if self.whole == Some(self.turn) {
            return true;
        }
        let begun = Instant::now();
        for indicator in desk.book().indicators.iter() {
            if begun.elapsed() > BUDGET {
                return false;
            }
            self.of(desk, indicator);
        }
        self.whole = Some(self.turn);
        true
    }

    /// How many of the plan's indicators have been looked at.
    pub fn looked(&self, desk: Desk<'_>) -> usize {
        let held = desk.book().indicators.iter();
        held.filter(|held| self.held.contains_key(&held.id)).count()
    }
}
