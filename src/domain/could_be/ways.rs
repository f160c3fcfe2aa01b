//! How many sets of counts give the percentages, and the sets themselves one after another.
//!
//! Each count lies in a run of whole numbers, so the sets that sum to a base are counted figure by figure: the ways to
//! reach a sum are the ways to reach any sum that one more run bridges. That is a moving sum, made here from sums within
//! blocks so that nothing is ever taken away again and a number too large to hold stays at its limit.

use crate::domain::could_be::Range;

/// The sets of counts, one from each run, that sum to a total or, without one, all of them. In the order of a dictionary.
#[derive(Clone, Debug)]
pub struct Sets {
    ranges: Vec<Range>,
    total: Option<u64>,
    next: Option<Vec<u64>>,
}

impl Sets {
    pub(super) fn new(ranges: Vec<Range>, total: Option<u64>) -> Self {
        let mut sets = Self {
            ranges,
            total,
            next: None,
        };
        if !sets.ranges.is_empty() {
            sets.next = sets.filled(Vec::new());
        }
        sets
    }

    /// The first set that begins so; none where no set does.
    fn filled(&self, mut begun: Vec<u64>) -> Option<Vec<u64>> {
        while begun.len() < self.ranges.len() {
            let range = self.open(&begun)?;
            begun.push(range.least);
        }
        (self
            .total
            .is_none_or(|total| total == begun.iter().sum::<u64>()))
        .then_some(begun)
    }

    /// What the count after these may be, so that the rest can still make up the total.
    fn open(&self, begun: &[u64]) -> Option<Range> {
        let range = *self.ranges.get(begun.len())?;
        let Some(total) = self.total else {
            return Some(range);
        };
        let rest = self.ranges.get(begun.len() + 1..)?;
        let left = total.checked_sub(begun.iter().sum())?;
        let least: u64 = rest.iter().map(|range| range.least).sum();
        let most: u64 = rest.iter().map(|range| range.most).sum();
        let open = Range {
            least: range.least.max(left.saturating_sub(most)),
            most: range.most.min(left.checked_sub(least)?),
        };
        (!open.is_empty()).then_some(open)
    }

    /// The set after this one.
    fn after(&self, set: &[u64]) -> Option<Vec<u64>> {
        (0..set.len()).rev().find_map(|at| {
            let (begun, count) = (set.get(..at)?, *set.get(at)?);
            let more = (count < self.open(begun)?.most).then(|| count + 1)?;
            self.filled([begun, &[more]].concat())
        })
    }
}

impl Iterator for Sets {
    type Item = Vec<u64>;

    fn next(&mut self) -> Option<Vec<u64>> {
        let set = self.next.take()?;
        self.next = self.after(&set);
        Some(set)
    }
}

/// How many sets there are; the largest number stands for itself and for more.
pub(super) fn count(ranges: &[Range], total: Option<u64>) -> u128 {
    let Some(total) = total else {
        return ranges
            .iter()
            .fold(1, |ways, range| ways.saturating_mul(range.len().into()));
    };
    let least: u64 = ranges.iter().map(|range| range.least).sum();
    let slack: u64 = ranges.iter().map(|range| range.most - range.least).sum();
    // What is left above the least counts; as many ways to hand it out as to hand out what remains of the slack.
    let Some(over) = total.checked_sub(least).filter(|over| *over <= slack) else {
        return 0;
    };
    let Ok(over) = usize::try_from(over.min(slack - over)) else {
        return u128::MAX;
    };
    let mut ways = vec![0; over + 1];
    ways[0] = 1;
    for range in ranges {
        ways = moving_sum(&ways, range.len());
    }
    ways.last().copied().unwrap_or(0)
}

/// For each place the sum of it and the places before it, `len` in all.
///
/// Cut into blocks of `len`, such a stretch is the end of one block and the beginning of the next (van Herk 1992).
fn moving_sum(ways: &[u128], len: u64) -> Vec<u128> {
    let len = usize::try_from(len).unwrap_or(usize::MAX).min(ways.len());
    let mut to_end = ways.to_vec();
    for block in to_end.chunks_mut(len) {
        let mut sum = 0_u128;
        for way in block.iter_mut().rev() {
            sum = sum.saturating_add(*way);
            *way = sum;
        }
    }
    let mut sums = Vec::with_capacity(ways.len());
    let mut from_start = 0_u128;
    for (at, way) in ways.iter().enumerate() {
        if at.is_multiple_of(len) {
            from_start = 0;
        }
        from_start = from_start.saturating_add(*way);
        let whole_block = at % len + 1 == len;
        let before = match (at + 1).checked_sub(len) {
            Some(begin) if !whole_block => to_end[begin],
            _ => 0,
        };
        sums.push(before.saturating_add(from_start));
    }
    sums
}

/// A text short enough for a message.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
