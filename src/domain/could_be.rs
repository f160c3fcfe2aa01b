//! Could a published percentage be true? Nobody answers by halves, so 71 % of 43 people is nobody's answer.
//!
//! Of 43 people, 30 are 69.8 % and 31 are 72.1 %: no whole number of people is 71 %, and the base or the percentage is
//! wrong. A whole question says more than its figures one by one: 58, 27 and 18 % of 1,200 could each be, but the least
//! people they need are 1,218. Where the base is not printed, the percentages still say which bases they could have.
//! One's own draft, a partner's report and an old paper are all checked alike.
//!
//! All of it is whole numbers. A percentage keeps the decimals it was printed with: 35 and 35.0 are different claims.
//! The people who could give a percentage are always a run (from 98 to 100), so a set that fits is found, and all sets
//! are counted, without trying them.
//!
//! A report often prints a percentage of several answers together as well ("agree 56 %", of 24 and 32): that narrows the
//! sets again ([`Claim::with_together`]).
//!
//! Edges: nought percent may be a person or more, of a large base. A share lies between 0 and 100. Where people may
//! tick several answers the counts need not sum to the base: that is [`Of::Apart`]. More sets than 2¹²⁸ − 1 are counted
//! as that many.

mod percent;
#[cfg(test)]
mod tests;
mod together;
mod ways;

use crate::domain::problem::{Place, Problem};
use crate::domain::statistics::grouped;

pub use percent::{Percent, Range, Rounding};
pub use together::read_together;
pub use ways::Sets;
use ways::{Block, summed};

/// The largest base that is checked: there are fewer people in any council's area.
pub const MOST_PEOPLE: u64 = 10_000_000;

/// The most percentages that one question is checked with.
pub const MOST_FIGURES: usize = 30;

/// The most percentages of several answers together that a question is checked with: of those for and those against.
pub const MOST_TOGETHER: usize = 2;

/// What the percentages are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Of {
    /// All the answers of a question with one answer a person: the counts sum to the base.
    Question,
    /// Shares of one base that need not sum to it: one figure alone, or answers of which a person may give several.
    Apart,
}

/// Percentages as they were printed, and how they are taken to have been rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    percents: Vec<Percent>,
    of: Of,
    rounding: Rounding,
    together: Vec<(Run, Percent)>,
}

/// Neighbouring figures of a list, counted from 0; the end is not among them.
type Run = std::ops::Range<usize>;

impl Claim {
    /// A claim of one to [`MOST_FIGURES`] percentages.
    ///
    /// # Errors
    /// When there are none, or more.
    pub fn new(percents: Vec<Percent>, of: Of, rounding: Rounding) -> Result<Self, Box<Problem>> {
        if (1..=MOST_FIGURES).contains(&percents.len()) {
            return Ok(Self {
                percents,
                of,
                rounding,
                together: Vec::new(),
            });
        }
        Err(Box::new(Problem::refusal(
            "percentages",
            Place::Field(PERCENTAGES.to_owned()),
            PERCENTAGES,
            format!("{} percentages given", percents.len()),
            format!("A question is checked with 1 to {MOST_FIGURES} percentages."),
            "Give the percentages of one question, such as 24,32,29,15.",
        )))
    }

    /// Reads `24,32,29,15`. Several figures are taken for all the answers of one question, one figure for a share alone.
    ///
    /// # Errors
    /// When a figure is not a percentage; the error says which figure.
    pub fn read(text: &str, rounding: Rounding) -> Result<Self, Box<Problem>> {
        let percents = Percent::read_list(text)?;
        let of = if percents.len() == 1 {
            Of::Apart
        } else {
            Of::Question
        };
        Self::new(percents, of, rounding)
    }

    /// Adds a percentage that was printed of neighbouring answers together, counted from 0: `0..2` for the first two.
    ///
    /// # Errors
    /// When they are not at least two of a question's figures, one of them is in such a percentage already, or there are
    /// [`MOST_TOGETHER`].
    pub fn with_together(mut self, figures: Run, percent: Percent) -> Result<Self, Box<Problem>> {
        let overlaps = |other: &Run| figures.start < other.end && other.start < figures.end;
        let fits = self.of == Of::Question
            && figures.len() >= 2
            && figures.end <= self.percents.len()
            && self.together.len() < MOST_TOGETHER
            && !self.together.iter().any(|held| overlaps(&held.0));
        if !fits {
            return Err(Box::new(Problem::refusal(
                "percentages",
                Place::Field(PERCENTAGES.to_owned()),
                format!("{PERCENTAGES}, together {percent}"),
                format!(
                    "figures {} to {} given",
                    figures.start.saturating_add(1),
                    figures.end
                ),
                format!(
                    "At most {MOST_TOGETHER} percentages are of several answers together, each of two or more \
                     neighbours of a question with one answer a person, and no two share an answer."
                ),
                "Give the figures of the answers that were printed together, such as the first two of 24,32,29,15.",
            )));
        }
        self.together.push((figures, percent));
        self.together.sort_by_key(|held| held.0.start);
        Ok(self)
    }

    /// The percentages, as they were given.
    #[must_use]
    pub fn percents(&self) -> &[Percent] {
        &self.percents
    }

    /// What the claim comes to with a base, in people.
    ///
    /// # Errors
    /// When the base is nought or more than [`MOST_PEOPLE`].
    pub fn at(&self, base: u64) -> Result<Verdict, Box<Problem>> {
        if (1..=MOST_PEOPLE).contains(&base) {
            Ok(self.judge(base))
        } else {
            Err(base_refused(&base.to_string()))
        }
    }

    /// The bases that could give these percentages, smallest first, up to a largest one; found as they are asked for.
    pub fn bases(&self, up_to: u64) -> impl Iterator<Item = u64> + '_ {
        shared_bases(std::slice::from_ref(self), up_to)
    }

    fn judge(&self, base: u64) -> Verdict {
        let counts = |percent: &Percent| percent.counts(base, self.rounding);
        Verdict {
            base,
            of: self.of,
            percents: self.percents.clone(),
            ranges: self.percents.iter().map(counts).collect(),
            together: self
                .together
                .iter()
                .map(|(run, percent)| (run.clone(), *percent, counts(percent)))
                .collect(),
        }
    }

    /// As [`Verdict::is_possible`], without keeping anything where nothing is printed together: this is asked of every
    /// base.
    fn fits(&self, base: u64) -> bool {
        let (mut least, mut most) = (0, 0);
        for percent in &self.percents {
            let Some(range) = percent.counts(base, self.rounding) else {
                return false;
            };
            least += range.least;
            most += range.most;
        }
        let fits = self.of == Of::Apart || (least <= base && base <= most);
        fits && (self.together.is_empty() || self.judge(base).is_possible())
    }

    /// Whether some base could do: the shares before rounding can sum to the whole, and parts to what was printed of
    /// them together. False is certain.
    fn may_have_a_base(&self) -> bool {
        let reach = |percents: &[Percent]| {
            let ends = percents.iter().map(|percent| percent.millionths());
            ends.fold((0, 0), |sum, (least, most)| (sum.0 + least, sum.1 + most))
        };
        let whole = reach(&self.percents);
        let parts_agree = self.together.iter().all(|(run, percent)| {
            let parts = reach(self.percents.get(run.clone()).unwrap_or_default());
            let (least, most) = percent.millionths();
            parts.0 <= most && least <= parts.1
        });
        self.of == Of::Apart || (parts_agree && (whole.0..=whole.1).contains(&percent::WHOLE))
    }
}

/// The bases that several questions could all have, smallest first: they were put to the same people.
pub fn shared_bases(claims: &[Claim], up_to: u64) -> impl Iterator<Item = u64> + '_ {
    let last = if claims.iter().all(Claim::may_have_a_base) {
        up_to.min(MOST_PEOPLE)
    } else {
        0
    };
    (1..=last).filter(move |base| claims.iter().all(|claim| claim.fits(*base)))
}

/// Reads a base, such as `1,200`.
///
/// # Errors
/// When the text is not a whole number from 1 to [`MOST_PEOPLE`].
pub fn read_base(text: &str) -> Result<u64, Box<Problem>> {
    let figures: String = text.trim().chars().filter(|c| *c != ',').collect();
    let whole = !figures.is_empty() && figures.bytes().all(|c| c.is_ascii_digit());
    let base = if whole { figures.parse().ok() } else { None };
    base.filter(|base| (1..=MOST_PEOPLE).contains(base))
        .ok_or_else(|| base_refused(text))
}

const PERCENTAGES: &str = "Percentages";
const BASE: &str = "Base";

fn base_refused(given: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "base",
        Place::Field(BASE.to_owned()),
        BASE,
        format!("“{given}” given"),
        "A base is a whole number of people, from 1 to 10,000,000.",
        "Give how many people answered, such as 91.",
    ))
}

/// What a claim comes to with one base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    base: u64,
    of: Of,
    percents: Vec<Percent>,
    ranges: Vec<Option<Range>>,
    together: Vec<(Run, Percent, Option<Range>)>,
}

impl Verdict {
    /// For each percentage the people who could give it; none where no whole number of people does.
    #[must_use]
    pub fn ranges(&self) -> &[Option<Range>] {
        &self.ranges
    }

    /// The least and most people that the percentages need together; none where one of them is not possible alone, or
    /// a percentage of several does not go with its parts.
    #[must_use]
    pub fn sum(&self) -> Option<Range> {
        let blocks = self.blocks()?;
        Some(Range {
            least: blocks.iter().map(|block| block.sum.least).sum(),
            most: blocks.iter().map(|block| block.sum.most).sum(),
        })
    }

    /// Each percentage alone could be; together they still may not.
    #[must_use]
    pub fn each_possible(&self) -> bool {
        let printed_together = self.together.iter().map(|held| &held.2);
        self.ranges
            .iter()
            .chain(printed_together)
            .all(Option::is_some)
    }

    /// Some set of whole-person counts gives all the percentages and, of a question, sums to the base.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        self.sum()
            .is_some_and(|sum| self.of == Of::Apart || sum.holds(self.base))
    }

    /// How many sets of counts do; `u128::MAX` stands for that many or more.
    #[must_use]
    pub fn ways(&self) -> u128 {
        self.blocks()
            .map_or(0, |blocks| ways::count(&blocks, self.total()))
    }

    /// The sets of counts, in the order of the percentages, smaller first counts first. There may be very many: take
    /// as many as are to be shown.
    #[must_use]
    pub fn sets(&self) -> Sets {
        Sets::new(self.blocks().unwrap_or_default(), self.total())
    }

    /// Why it cannot be, in a sentence; none where it can.
    #[must_use]
    pub fn why_not(&self) -> Option<String> {
        let base = grouped(self.base);
        let alone = self.percents.iter().zip(&self.ranges);
        let several = self
            .together
            .iter()
            .map(|(_, percent, range)| (percent, range));
        if let Some((percent, _)) = alone.chain(several).find(|held| held.1.is_none()) {
            return Some(format!(
                "No whole number of people out of {base} is {percent} %."
            ));
        }
        let Some(sum) = self.sum() else {
            return self.parts_disagree();
        };
        if self.of == Of::Apart || sum.holds(self.base) {
            None
        } else if sum.least > self.base {
            Some(format!(
                "Each could be, but together they need at least {} people, and {base} answered.",
                grouped(sum.least)
            ))
        } else {
            Some(format!(
                "Each could be, but together they are at most {} people, and {base} answered.",
                grouped(sum.most)
            ))
        }
    }

    /// The sentence for a percentage of several answers that their own percentages do not make up.
    fn parts_disagree(&self) -> Option<String> {
        let ranges = self.whole_ranges()?;
        self.together.iter().find_map(|(run, percent, held)| {
            let parts = summed(ranges.get(run.clone())?);
            let held = (*held)?;
            parts.within(held).is_none().then(|| {
                format!(
                    "Figures {} to {} are together {}, and {percent} % of {} is {}.",
                    run.start + 1,
                    run.end,
                    people(parts),
                    grouped(self.base),
                    people(held)
                )
            })
        })
    }

    fn total(&self) -> Option<u64> {
        (self.of == Of::Question).then_some(self.base)
    }

    fn whole_ranges(&self) -> Option<Vec<Range>> {
        self.ranges.iter().copied().collect()
    }

    /// The figures in blocks: those printed together, and each other one by itself. None where a block cannot be.
    fn blocks(&self) -> Option<Vec<Block>> {
        let ranges = self.whole_ranges()?;
        let (mut blocks, mut at) = (Vec::new(), 0);
        while at < ranges.len() {
            let several = self.together.iter().find(|held| held.0.start == at);
            let end = several.map_or(at + 1, |held| held.0.end);
            let figures = ranges.get(at..end)?.to_vec();
            let parts = summed(&figures);
            let sum = match several {
                Some((_, _, held)) => parts.within((*held)?)?,
                None => parts,
            };
            blocks.push(Block { figures, sum });
            at = end;
        }
        Some(blocks)
    }
}

/// A range of people in words.
fn people(range: Range) -> String {
    if range.least == range.most {
        format!("{} people", grouped(range.least))
    } else {
        format!("{} to {} people", grouped(range.least), grouped(range.most))
    }
}
