//! Each part of a table against each other: do more of these people give an answer than of those?
//!
//! With five groups there are ten pairs, and one of twenty would differ by chance alone; so the chances are adjusted for
//! how many are looked at. Holm's way keeps the chance of any false alarm at 5 %; Benjamini and Hochberg's lets one in
//! twenty of what is found be false, and finds more.
//!
//! Edges: parts that overlap hold the same people twice and are not compared; neither is a part without people.
//!
//! Sources: two proportions with pooled variance; interval by R. G. Newcombe (1998), method 10; S. Holm (1979);
//! Y. Benjamini and Y. Hochberg (1995).

use crate::domain::consultation::Leaning;
use crate::domain::consultation::across::SplitTable;
use crate::domain::consultation::results::Breakdown;
use crate::domain::statistics::adjust::{benjamini_hochberg, holm};
use crate::domain::statistics::{Interval, newcombe, two_proportions};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compared {
    /// Everybody on one side: all who agree.
    Side(Leaning),
    /// Those who gave one answer, counted from 0.
    Answer(usize),
}

/// How chances are adjusted for how many pairs are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Adjust {
    /// Holm's: hardly any false alarm.
    #[default]
    Holm,
    /// Benjamini and Hochberg's: one false in twenty found.
    BenjaminiHochberg,
}

impl Adjust {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Holm, Self::BenjaminiHochberg];

    /// The words on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holm => "Holm",
            Self::BenjaminiHochberg => "Benjamini–Hochberg",
        }
    }
}

/// Two parts beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first, by its place among the parts.
    pub first: usize,
    /// The second, likewise.
    pub second: usize,
    /// The first's percentage less the second's, in points.
    pub difference: f64,
    /// Newcombe's 95 % interval of the difference, in points, for this pair alone.
    pub interval: Option<Interval>,
    /// How often chance alone would give such a difference, adjusted for all pairs.
    pub p: f64,
}

impl Pair {
    /// Whether they differ by more than chance would often give.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.p < 0.05
    }
}

/// Every pair of parts, in the plan's order.
#[must_use]
pub fn pairs(table: &SplitTable, compared: Compared, adjust: Adjust) -> Vec<Pair> {
    if table.overlaps {
        return Vec::new();
    }
    let counted: Vec<(usize, u64, u64)> = table
        .parts
        .iter()
        .enumerate()
        .filter_map(|(at, part)| {
            let (count, base) = share(part, compared)?;
            Some((at, count, base))
        })
        .collect();
    let mut found = Vec::new();
    for (at, (first, x, n)) in counted.iter().enumerate() {
        for (second, y, m) in &counted[at + 1..] {
            let Some(test) = two_proportions(*x, *n, *y, *m) else {
                continue;
            };
            let points = |held: Interval| Interval {
                lower: held.lower * 100.0,
                upper: held.upper * 100.0,
            };
            found.push(Pair {
                first: *first,
                second: *second,
                difference: test.difference * 100.0,
                interval: newcombe(*x, *n, *y, *m).map(points),
                p: test.p_value,
            });
        }
    }
    let chances: Vec<f64> = found.iter().map(|pair| pair.p).collect();
    let adjusted = match adjust {
        Adjust::Holm => holm(&chances),
        Adjust::BenjaminiHochberg => benjamini_hochberg(&chances),
    };
    for (pair, p) in found.iter_mut().zip(adjusted.unwrap_or(chances)) {
        pair.p = p;
    }
    found
}

/// How many of a part are compared, and of how many.
fn share(part: &Breakdown, compared: Compared) -> Option<(u64, u64)> {
    let base = part.base.filter(|base| *base > 0)?;
    let count: i64 = match compared {
        Compared::Answer(at) => part.answers.get(at)?.count?,
        Compared::Side(leaning) => {
            let own = part.answers.iter().filter(|held| held.leaning == leaning);
            own.filter_map(|held| held.count)
                .fold(0, i64::saturating_add)
        }
    };
    let (count, base) = (u64::try_from(count).ok()?, u64::try_from(base).ok()?);
    (count <= base).then_some((count, base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check::sample::Sample;
    use crate::domain::consultation::QuestionKind;
    use crate::domain::consultation::across::{By, split_table};
    use crate::domain::id::{ChannelId, QuestionId};

    /// How many agree and disagree, channel by channel.
    fn table(counts: &[[i64; 2]]) -> SplitTable {
        let mut sample = Sample::default();
        let held = sample.consultation("Survey");
        let question = sample.question(held, QuestionKind::Likert);
        let agree = sample.choice(question, "Agree", Leaning::Positive);
        let disagree = sample.choice(question, "Disagree", Leaning::Negative);
        for (at, [yes, no]) in counts.iter().enumerate() {
            sample.channel(held, &format!("Channel {at}"));
            let channel = ChannelId(at as i64 + 1);
            sample.tally(agree, channel, None, *yes);
            sample.tally(disagree, channel, None, *no);
        }
        split_table(&sample.book(), None, QuestionId(1), By::Channel).unwrap()
    }

    #[test]
    fn all_pairs_are_compared_and_their_chances_adjusted() {
        let held = table(&[[60, 40], [40, 60], [50, 50]]);
        let found = pairs(&held, Compared::Side(Leaning::Positive), Adjust::Holm);
        let shown: Vec<(usize, usize, i64, bool)> = found
            .iter()
            .map(|pair| {
                let points = pair.difference.round() as i64;
                (pair.first, pair.second, points, pair.differs())
            })
            .collect();
        // 20 points of 100 each: z = 2.83, p = 0.0047, times three by Holm.
        assert_eq!(
            shown,
            [(0, 1, 20, true), (0, 2, 10, false), (1, 2, -10, false)]
        );
        assert!(
            (found[0].p - 3.0 * 0.004_677_735).abs() < 1e-6,
            "{}",
            found[0].p
        );
        let bh = pairs(&held, Compared::Answer(0), Adjust::BenjaminiHochberg);
        assert!(bh[1].p < found[1].p);
        assert_eq!(bh[0].difference, found[0].difference);
    }

    #[test]
    fn nobody_is_compared_with_nobody() {
        let mut held = table(&[[5, 3], [0, 0]]);
        assert_eq!(pairs(&held, Compared::Answer(0), Adjust::Holm), []);
        held = table(&[[5, 3], [1, 2]]);
        assert_eq!(pairs(&held, Compared::Answer(7), Adjust::Holm), []);
        held.overlaps = true;
        assert_eq!(pairs(&held, Compared::Answer(0), Adjust::Holm), []);
    }
}
