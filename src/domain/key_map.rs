//! A map by keys, for sums over a hundred thousand of them.
//!
//! The standard map guards against whoever chooses keys to slow it down, and takes most of the time of a sum for it. The
//! keys of a plan are random numbers made here, or as good as random, so a multiplication spreads them well enough.
//!
//! Source of the multiplier: 2^64 divided by the golden ratio, as in D. E. Knuth, The Art of Computer Programming,
//! volume 3, section 6.4.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are keys of the plan, or pairs of them.
pub type KeyMap<K, V> = HashMap<K, V, BuildHasherDefault<KeyHasher>>;
/// A set of keys of the plan.
pub type KeySet<K> = HashSet<K, BuildHasherDefault<KeyHasher>>;

/// Spreads numbers by multiplying.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyHasher(u64);

const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(GOLDEN);
    }

    fn write_i64(&mut self, number: i64) {
        self.write_u64(number.cast_unsigned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_and_paired_keys_fall_apart() {
        let hash = |a: i64, b: i64| {
            let mut hasher = KeyHasher::default();
            hasher.write_i64(a);
            hasher.write_i64(b);
            hasher.finish()
        };
        let low: HashSet<u64> = (0..100)
            .flat_map(|a| (0..100).map(move |b| (a, b)))
            .map(|(a, b)| hash(a, b) & 0xFFFF)
            .collect();
        // 10,000 of 65,536 places at random would hit about 9,300 of them.
        assert!(low.len() > 8_000, "{}", low.len());
    }
}
