//! A ring-fence made ready to be asked about thousands of lines.
//!
//! The rule is the grant's own, [`Grant::may_pay`]; a grant that names thousands of lines would look through all of them
//! for each question, so whoever asks about every line of a year asks this.

use crate::domain::grant::{Grant, PriorityArea};
use crate::domain::id::PriorityAreaId;
use crate::domain::key_map::KeySet;

/// A grant's rule, ready to be asked often.
#[derive(Debug)]
pub struct Fence<'a> {
    grant: &'a Grant,
    named: KeySet<PriorityAreaId>,
}

impl Grant {
    /// The rule, ready to be asked often.
    #[must_use]
    pub fn fence(&self) -> Fence<'_> {
        Fence {
            grant: self,
            named: self.eligible.iter().copied().collect(),
        }
    }
}

impl Fence<'_> {
    /// The same answer as [`Grant::may_pay`] for a priority area of the plan.
    #[must_use]
    pub fn may_pay(&self, area: &PriorityArea) -> bool {
        self.is_within(area) && area.nature.takes(self.grant.nature)
    }

    /// The same answer as [`Grant::is_within_fence`] for a priority area of the plan.
    #[must_use]
    pub fn is_within(&self, area: &PriorityArea) -> bool {
        let serves = area.objective;
        !self.grant.is_ring_fenced()
            || self.named.contains(&area.id)
            || serves.is_some_and(|held| self.grant.eligible_objectives.contains(&held))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::Sample;
    use crate::domain::grant::{AreaNature, Nature};

    #[test]
    fn it_answers_as_the_grant_does() {
        let mut sample = Sample::default();
        let lines = ["A", "B", "C"].map(|name| sample.area(name));
        let objective = sample.objective("1", "Stability");
        sample.area_serves(lines[1], objective);
        sample.areas[2].nature = AreaNature::Revenue;
        sample.grant("General", 1, "", &[]);
        sample.grant("Named", 1, "x", &[lines[0], lines[2]]);
        sample.grant("Served", 1, "x", &[]);
        sample.grants[2].eligible_objectives.push(objective);
        sample.grant("Capital", 1, "", &[]);
        sample.grants[3].nature = Nature::Capital;
        let book = sample.book();
        let answers = |may: &dyn Fn(usize, usize) -> bool| -> Vec<bool> {
            (0..12).map(|n| may(n / 3, n % 3)).collect()
        };
        let ready = answers(&|grant, area| {
            book.grants[grant]
                .fence()
                .may_pay(&book.priority_areas[area])
        });
        assert_eq!(
            ready,
            answers(&|grant, area| book.grants[grant].may_pay(&book, lines[area]))
        );
        assert_eq!(ready.iter().filter(|may| **may).count(), 3 + 2 + 1 + 2);
    }
}
