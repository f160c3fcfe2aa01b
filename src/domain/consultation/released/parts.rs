//! Which parts of a split are hidden whole: those of a few people, each together with others.
//!
//! Where three people wrote by telephone, every count of theirs is small, in every question, and each question is another
//! chance to work one out. So such a part is hidden whole, in every question, noughts as well; and with it the smallest
//! others, until what is hidden together is no longer small. What is printed then says nothing but of all of them
//! together: any one of these people could be of any of the parts, and every table would read the same. No sum, and no
//! comparison of questions, can say otherwise.
//!
//! A part of many people of whom few answered one question is hidden whole in that question alone, in the same way.

use crate::domain::consultation::released::board::Side;
use crate::domain::disclosure::Profile;

/// The parts to be hidden whole in every question: those whose people are few.
pub(super) fn everywhere(people: &[u64], profile: Profile) -> Vec<bool> {
    let mut whole: Vec<bool> = people.iter().map(|n| profile.hides(*n)).collect();
    if whole.contains(&true) {
        complete(&mut whole, people, profile);
    }
    whole
}

/// The parts to be hidden whole in one question: those, and the ones of whom few answered it.
pub(super) fn here(side: &Side, profile: Profile) -> Vec<bool> {
    let mut whole = everywhere(&side.people, profile);
    for (held, column) in whole.iter_mut().zip(&side.columns) {
        *held |= profile.hides(column.base);
    }
    settle(&mut whole, side, profile);
    whole
}

/// Puts others beside the parts that are hidden whole in a question, where they are too few or stand alone.
pub(super) fn settle(whole: &mut [bool], side: &Side, profile: Profile) {
    if whole.contains(&true) {
        let bases: Vec<u64> = side.columns.iter().map(|column| column.base).collect();
        let own = everywhere(&side.people, profile);
        // Those hidden everywhere hold together already, as long as nobody joins them or they are few here.
        let together = sum(whole, &bases);
        if own != whole || profile.hides(together) {
            complete(whole, &bases, profile);
        }
    }
}

/// Hides the smallest others until two parts with people are hidden, and not few people with them.
fn complete(whole: &mut [bool], people: &[u64], profile: Profile) {
    loop {
        let together = sum(whole, people);
        let n = whole.iter().zip(people);
        let n = n.filter(|(is, n)| **is && **n > 0).count();
        if together == 0 || (n >= 2 && !profile.hides(together)) {
            return;
        }
        let others = whole.iter().zip(people).enumerate();
        let next = others
            .filter(|(_, (is, n))| !**is && **n > 0)
            .min_by_key(|(at, (_, n))| (**n, *at));
        match next {
            Some((at, _)) => whole[at] = true,
            None => return,
        }
    }
}

/// How many people are in the parts that are hidden whole.
pub(super) fn sum(whole: &[bool], people: &[u64]) -> u64 {
    let held = whole.iter().zip(people).filter(|(is, _)| **is);
    held.map(|(_, n)| *n).fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(people: &[u64], want: &[usize]) {
        let found = everywhere(people, Profile::Under5);
        let found: Vec<usize> = (0..people.len()).filter(|at| found[*at]).collect();
        assert_eq!(found, want, "{people:?}");
    }

    #[test]
    fn few_people_are_hidden_with_the_smallest_others() {
        check(&[23, 13, 1, 31], &[1, 2]);
        check(&[23, 13, 31], &[]);
        check(&[23, 0, 31], &[]);
        // Four people in two parts are still few.
        check(&[23, 2, 2, 31], &[0, 1, 2]);
        check(&[23, 3, 4, 31], &[1, 2]);
        // Nobody is left to stand beside them.
        check(&[3], &[0]);
    }
}
