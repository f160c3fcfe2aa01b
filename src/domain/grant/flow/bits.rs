//! A set of line numbers that gives back its first at once.
//!
//! The solver asks over and over for the first line at which one grant could take over from another. One bit a line,
//! and one bit for each 64 of them, answers that with a handful of machine words, however many lines there are.

/// Which of `0..n` are in the set.
#[derive(Clone, Debug)]
pub struct Bits {
    words: Vec<u64>,
    summary: Vec<u64>,
}

impl Bits {
    /// An empty set for numbers below `n`.
    pub fn new(n: usize) -> Self {
        let n_words = n.div_ceil(64).max(1);
        Self {
            words: vec![0; n_words],
            summary: vec![0; n_words.div_ceil(64)],
        }
    }

    /// Puts a number in, or takes it out.
    pub fn set(&mut self, at: usize, is_in: bool) {
        let word = at / 64;
        if is_in {
            self.words[word] |= 1 << (at % 64);
            self.summary[word / 64] |= 1 << (word % 64);
        } else {
            self.words[word] &= !(1 << (at % 64));
            if self.words[word] == 0 {
                self.summary[word / 64] &= !(1 << (word % 64));
            }
        }
    }

    /// The smallest number in the set.
    pub fn first(&self) -> Option<usize> {
        let (part, held) = self
            .summary
            .iter()
            .enumerate()
            .find(|(_, held)| **held != 0)?;
        let word = part * 64 + held.trailing_zeros() as usize;
        Some(word * 64 + self.words[word].trailing_zeros() as usize)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Bits;

    proptest! {
        #[test]
        fn it_is_a_sorted_set(steps in prop::collection::vec((0_usize..9_000, any::<bool>()), 0..200)) {
            let (mut bits, mut want) = (Bits::new(9_000), BTreeSet::new());
            for (at, is_in) in steps {
                bits.set(at, is_in);
                if is_in { want.insert(at); } else { want.remove(&at); }
                prop_assert_eq!(bits.first(), want.first().copied());
            }
        }
    }
}
