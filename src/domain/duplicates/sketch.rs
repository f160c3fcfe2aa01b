//! A text as its runs of three words, and a sketch of them by which near texts find each other.
//!
//! Each run is hashed to 64 bits, of which six choose one of 64 bins; a bin keeps its least hash. Two texts agree in a
//! bin about as often as a run of either is in both. Empty bins, of short texts, borrow from the next full one on their
//! right. The sketch is cut in 16 stretches of four bins: texts at 0.8 share one with a chance of 0.9998.
//!
//! Texts made to share stretches without being near cost no more than others: a text is compared with at most
//! [`MOST_COMPARED`] leads, and a stretch remembers at most [`MOST_IN_BUCKET`].

use std::collections::HashMap;

const BINS: usize = 64;
const BAND: usize = 4;
/// How many leads one text is compared with, at most.
const MOST_COMPARED: usize = 32;
/// How many leads one stretch of a sketch remembers.
const MOST_IN_BUCKET: usize = 8;

/// The runs of three words of a text, hashed, each once and in order.
pub(super) struct Shingles(Vec<u64>);

impl Shingles {
    /// Of a normalised text. A text of one or two words is one run.
    pub(super) fn of(text: &str) -> Self {
        let words: Vec<u64> = text.split(' ').map(hash).collect();
        let joined = |run: &[u64]| run.iter().fold(0, |sum, word| mixed(sum ^ *word));
        let mut runs: Vec<u64> = if words.len() < 3 {
            vec![joined(&words)]
        } else {
            words.windows(3).map(joined).collect()
        };
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// Runs in both, in a thousand of those in either; 1000 only where all are.
    pub(super) fn similarity(&self, other: &Self) -> u16 {
        let (mut one, mut two, mut both) = (0, 0, 0_usize);
        while let (Some(a), Some(b)) = (self.0.get(one), other.0.get(two)) {
            both += usize::from(a == b);
            one += usize::from(a <= b);
            two += usize::from(b <= a);
        }
        let either = self.0.len() + other.0.len() - both;
        u16::try_from(both * 1000 / either.max(1)).unwrap_or(1000)
    }

    fn sketch(&self) -> [u64; BINS] {
        let mut bins = [u64::MAX; BINS];
        for run in &self.0 {
            // The last six bits choose the bin; the order within a bin is by all of them, so is as good as any.
            let bin = &mut bins[(run % BINS as u64) as usize];
            *bin = (*bin).min(*run);
        }
        let full = bins;
        for (at, bin) in bins.iter_mut().enumerate() {
            let borrowed = (0..BINS)
                .map(|step| full[(at + step) % BINS])
                .find(|run| *run != u64::MAX);
            *bin = borrowed.unwrap_or(0);
        }
        bins
    }
}

/// The texts that lead clusters, or may yet.
#[derive(Default)]
pub(super) struct Leads {
    leads: Vec<(usize, Shingles)>,
    buckets: HashMap<(usize, u64), Vec<usize>>,
}

impl Leads {
    /// The lead most like a text, where it is near, with its similarity; the first of equals. A text that has none
    /// becomes a lead.
    pub(super) fn nearest_or_join(
        &mut self,
        at: usize,
        text: Shingles,
        near: u16,
    ) -> Option<(usize, u16)> {
        let bands: Vec<(usize, u64)> = text
            .sketch()
            .chunks(BAND)
            .map(|band| band.iter().fold(0, |sum, bin| mixed(sum ^ *bin)))
            .enumerate()
            .collect();
        // Those first that share most stretches.
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for lead in bands
            .iter()
            .filter_map(|band| self.buckets.get(band))
            .flatten()
        {
            *shared.entry(*lead).or_default() += 1;
        }
        let mut candidates: Vec<(usize, usize)> = shared.into_iter().collect();
        candidates.sort_unstable_by_key(|(lead, bands)| (std::cmp::Reverse(*bands), *lead));
        let best = candidates
            .into_iter()
            .take(MOST_COMPARED)
            .map(|(lead, _)| (self.leads[lead].0, text.similarity(&self.leads[lead].1)))
            .max_by_key(|(lead, similarity)| (*similarity, std::cmp::Reverse(*lead)))
            .filter(|(_, similarity)| *similarity >= near);
        if best.is_none() {
            for band in bands {
                let bucket = self.buckets.entry(band).or_default();
                if bucket.len() < MOST_IN_BUCKET {
                    bucket.push(self.leads.len());
                }
            }
            self.leads.push((at, text));
        }
        best
    }
}

/// A word's 64 bits (FNV-1a, then mixed).
fn hash(word: &str) -> u64 {
    let fnv = word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    mixed(fnv)
}

/// Every bit of the result hangs on every bit given (the last steps of splitmix64, Steele, Lea & Flood 2014).
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
