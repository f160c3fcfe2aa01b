//! How many sets of counts give the percentages, and the sets themselves one after another.
//!
//! Each count lies in a run of whole numbers, so the sets that sum to a base are counted figure by figure: the ways to
//! reach a sum are the ways to reach any sum that one more run bridges. That is a moving sum, made here from sums within
//! blocks so that nothing is ever taken away again and a number too large to hold stays at its limit.

use crate::domain::could_be::Range;

/// Neighbouring figures whose counts sum to within a run: one figure, or those of which a percentage was printed together.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) figures: Vec<Range>,
    /// Within what the figures can sum to; every sum in it can be had.
    pub(super) sum: Range,
}

/// What figures can sum to.
pub(super) fn summed(figures: &[Range]) -> Range {
    Range {
        least: figures.iter().map(|range| range.least).sum(),
        most: figures.iter().map(|range| range.most).sum(),
    }
}

/// The sets of counts, one from each run, that sum to a total or, without one, all of them. In the order of a dictionary.
#[derive(Clone, Debug)]
pub struct Sets {
    blocks: Vec<Block>,
    total: Option<u64>,
    next: Option<Vec<u64>>,
}

impl Sets {
    pub(super) fn new(blocks: Vec<Block>, total: Option<u64>) -> Self {
        let mut sets = Self {
            blocks,
            total,
            next: None,
        };
        if !sets.blocks.is_empty() {
            sets.next = sets.filled(Vec::new());
        }
        sets
    }

    /// The first set that begins so; none where no set does.
    fn filled(&self, mut begun: Vec<u64>) -> Option<Vec<u64>> {
        let figures: usize = self.blocks.iter().map(|block| block.figures.len()).sum();
        while begun.len() < figures {
            let range = self.open(&begun)?;
            begun.push(range.least);
        }
        Some(begun)
    }

    /// What the count after these may be, so that the rest can still make up the sums.
    fn open(&self, begun: &[u64]) -> Option<Range> {
        // The block that the count belongs to, and where that begins.
        let mut start = 0;
        let at = self.blocks.iter().position(|block| {
            let inside = begun.len() < start + block.figures.len();
            start += if inside { 0 } else { block.figures.len() };
            inside
        })?;
        let block = self.blocks.get(at)?;
        let (before, inside) = begun.split_at_checked(start)?;
        let mut sum = block.sum;
        if let Some(total) = self.total {
            let left = total.checked_sub(before.iter().sum())?;
            let later: Vec<Range> = self
                .blocks
                .get(at + 1..)?
                .iter()
                .map(|block| block.sum)
                .collect();
            sum = sum.within(left_by(left, left, summed(&later))?)?;
        }
        let taken: u64 = inside.iter().sum();
        let rest = summed(block.figures.get(inside.len() + 1..)?);
        let open = left_by(
            sum.least.saturating_sub(taken),
            sum.most.checked_sub(taken)?,
            rest,
        )?;
        block.figures.get(inside.len())?.within(open)
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

/// What is left of a sum between two bounds when the rest may be anywhere in a run.
fn left_by(least: u64, most: u64, rest: Range) -> Option<Range> {
    Some(Range {
        least: least.saturating_sub(rest.most),
        most: most.checked_sub(rest.least)?,
    })
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
///
/// There are at most two blocks of several figures. The ways of the one are where the single figures start from, and the
/// ways of the other are joined on at the end, where only one sum is asked for.
pub(super) fn count(blocks: &[Block], total: Option<u64>) -> u128 {
    let Some(total) = total else {
        let figures = blocks.iter().flat_map(|block| &block.figures);
        return figures.fold(1, |ways, range| ways.saturating_mul(range.len().into()));
    };
    let sums: Vec<Range> = blocks.iter().map(|block| block.sum).collect();
    let all = summed(&sums);
    // What is left to hand out above the least.
    if !all.holds(total) {
        return 0;
    }
    let (single, several): (Vec<&Block>, Vec<&Block>) =
        blocks.iter().partition(|block| block.figures.len() == 1);
    let over = total - all.least;
    // Without blocks of several there are as many ways to hand it out as to hand out what then remains.
    let over = if several.is_empty() {
        over.min(all.most - total)
    } else {
        over
    };
    let Ok(over) = usize::try_from(over) else {
        return u128::MAX;
    };
    let mut ways = several
        .first()
        .map_or_else(|| vec![1], |block| block_ways(block));
    ways.resize(over + 1, 0);
    for block in single {
        ways = moving_sum(&ways, block.sum.len());
    }
    match several.get(1) {
        None => ways.last().copied().unwrap_or(0),
        Some(block) => block_ways(block)
            .iter()
            .zip(ways.iter().rev())
            .map(|(one, other)| one.saturating_mul(*other))
            .fold(0, u128::saturating_add),
    }
}

/// The ways to have each sum of a block of several figures, from its least sum to its most.
fn block_ways(block: &Block) -> Vec<u128> {
    let least = summed(&block.figures).least;
    let size = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let mut ways = vec![0; size(block.sum.most - least) + 1];
    ways[0] = 1;
    for range in &block.figures {
        ways = moving_sum(&ways, range.len());
    }
    ways.split_off(size(block.sum.least - least))
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
