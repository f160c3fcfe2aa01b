//! The keys of the sample's records, and what the rows may refer to by name.
//!
//! A key is made from the text of the row, so that building the sample again gives the same file, byte for
//! byte. Rows refer to each other as people do: by an indicator's code, a grant's short name, a question's
//! number. A name that no row above has defined is refused where it stands.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use crate::domain::id::IndicatorId;
use crate::domain::period::PeriodKind;

use crate::exchange::sample::table::{Line, Refused};

/// The key of a record: the first 8 bytes of the SHA-256 of `noun|natural key`, without the sign bit, never 0.
pub(super) fn key(noun: &str, natural: &str) -> i64 {
    let digest = Sha256::digest(format!("{noun}|{natural}").as_bytes());
    let first = digest.iter().take(8);
    let number = first.fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
    i64::try_from(number & (u64::MAX >> 1)).unwrap_or(1).max(1)
}

/// What a figure needs to know of its indicator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) id: IndicatorId,
    pub(super) period_kind: PeriodKind,
    pub(super) decimals: u8,
}

/// Everything that rows have defined so far.
#[derive(Debug, Default)]
pub(super) struct Known {
    keys: HashSet<i64>,
    measures: HashMap<String, (Measure, String)>,
}

impl Known {
    /// The key of a new record; a second record of one natural key is refused.
    pub(super) fn define(
        &mut self,
        line: &Line,
        noun: &str,
        column: &str,
        natural: &str,
    ) -> Result<i64, Refused> {
        let key = key(noun, natural);
        if self.keys.insert(key) {
            return Ok(key);
        }
        let why = format!("A {noun} of that name is there already.");
        Err(line.fault(column, natural, why, "Give each its own name."))
    }

    /// The key of a record that a row above has defined.
    pub(super) fn find(
        &self,
        line: &Line,
        noun: &str,
        column: &str,
        natural: &str,
    ) -> Result<i64, Refused> {
        let key = key(noun, natural);
        if self.keys.contains(&key) {
            return Ok(key);
        }
        let why = format!("No {noun} of that name is defined.");
        Err(line.fault(
            column,
            natural,
            why,
            "Check how it is written in its own file.",
        ))
    }

    /// As [`Known::find`], where an empty cell names nothing.
    pub(super) fn find_any(
        &self,
        line: &Line,
        noun: &str,
        column: &str,
        natural: &str,
    ) -> Result<Option<i64>, Refused> {
        if natural.is_empty() {
            return Ok(None);
        }
        self.find(line, noun, column, natural).map(Some)
    }

    /// Remembers what figures need of an indicator, and where it comes from.
    pub(super) fn remember(&mut self, code: &str, measure: Measure, source: &str) {
        let kept = (measure, source.to_owned());
        self.measures.insert(code.to_owned(), kept);
    }

    /// The indicator of this code, and where its figures come from.
    pub(super) fn measure(&self, line: &Line, code: &str) -> Result<(Measure, &str), Refused> {
        let found = self.measures.get(code);
        found
            .map(|(measure, source)| (*measure, source.as_str()))
            .ok_or_else(|| {
                let why = "No indicator of that code is defined.";
                line.fault("indicator", code, why, "Check the code in indicator.csv.")
            })
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn keys_are_the_same_on_every_machine() {
        // Worked out apart: `printf 'objective|1' | sha256sum`, the first 16 figures, top bit off.
        assert_eq!(key("objective", "1"), OBJECTIVE_1);
        assert_ne!(key("objective", "1"), key("indicator", "1"));
        assert!(key("objective", "") > 0);
    }

    const OBJECTIVE_1: i64 = 0x57b4_9360_e9c2_3479;
}
