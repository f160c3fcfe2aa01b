//! A percentage as it was printed, and the numbers of people who could give it.
//!
//! `35.6` is kept as 356 tenths, never as a fraction of the machine's. It claims that some count lies within half a
//! tenth of it: from 35.55 to 35.65. Which of the two ends belongs to it is what the rounding says, and it matters as
//! soon as a base is small or even: of 8 people 5 are 62.5 %, printed as 63 or as 62.

use std::fmt;

use crate::domain::could_be::{PERCENTAGES, ways};
use crate::domain::problem::{Place, Problem};

/// The most decimals of a printed percentage that are read.
const MOST_DECIMALS: u32 = 6;

/// All of it, in millionths of a percent.
pub(super) const WHOLE: u64 = 100_000_000;

/// Where a percentage that lies just between two printed ones goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Up: 12.5 is printed as 13. What people do, and most programs.
    #[default]
    HalfUp,
    /// To the even figure: 12.5 as 12, 13.5 as 14. What R and Python do.
    HalfEven,
    /// Down: 12.5 is printed as 12.
    HalfDown,
    /// Up or down, each figure for itself: nothing is held against the report that some rounding explains.
    Any,
}

impl Rounding {
    /// Every rounding.
    pub const ALL: [Self; 4] = [Self::HalfUp, Self::HalfEven, Self::HalfDown, Self::Any];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::HalfUp => "half-up",
            Self::HalfEven => "half-even",
            Self::HalfDown => "half-down",
            Self::Any => "any",
        }
    }

    /// The rounding of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|rounding| rounding.word() == word)
    }

    /// Whether the lower end, and the upper end, of what is printed as these units belongs to it.
    fn ends(self, units: u64) -> (bool, bool) {
        match self {
            Self::HalfUp => (true, false),
            Self::HalfDown => (false, true),
            Self::HalfEven => (units.is_multiple_of(2), units.is_multiple_of(2)),
            Self::Any => (true, true),
        }
    }
}

/// A run of whole numbers of people, both ends of it within.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Range {
    /// The least.
    pub least: u64,
    /// The most; never below the least.
    pub most: u64,
}

impl Range {
    /// Whether a count lies in it.
    #[must_use]
    pub fn holds(self, count: u64) -> bool {
        self.least <= count && count <= self.most
    }

    /// What lies in both; none where nothing does.
    pub(super) fn within(self, other: Self) -> Option<Self> {
        let both = Self {
            least: self.least.max(other.least),
            most: self.most.min(other.most),
        };
        (!both.is_empty()).then_some(both)
    }

    /// How many counts lie in it.
    #[must_use]
    pub fn len(self) -> u64 {
        (self.most - self.least).saturating_add(1)
    }

    /// Never: a range holds at least its least.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.most < self.least
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.least, self.most)
    }
}

/// A printed percentage, from 0 to 100, with the decimals that were printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Percent {
    /// In units of its last decimal.
    units: u64,
    decimals: u32,
}

impl Percent {
    /// Reads `24`, `35.6`, `0.0` or `24%`.
    ///
    /// # Errors
    /// Why the text is not a percentage, as the end of a sentence.
    fn read(text: &str) -> Result<Self, String> {
        let figure = text.trim();
        let figure = figure.strip_suffix('%').unwrap_or(figure).trim_end();
        if figure.starts_with('<') {
            return Err(
                "“less than” is not one figure; leave it out or give what it stands for".to_owned(),
            );
        }
        let (whole, part) = figure.split_once('.').unwrap_or((figure, ""));
        let digits = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || figure.ends_with('.') {
            return Err("it is not written in figures".to_owned());
        }
        let decimals = u32::try_from(part.len())
            .ok()
            .filter(|decimals| *decimals <= MOST_DECIMALS)
            .ok_or_else(|| format!("it has more than {MOST_DECIMALS} decimals"))?;
        format!("{whole}{part}")
            .parse()
            .ok()
            .map(|units| Self { units, decimals })
            .filter(|percent| percent.units <= percent.all())
            .ok_or_else(|| "a share is at most 100 %".to_owned())
    }

    /// Reads a list of percentages, parted by commas, semicolons, slashes or blanks: `24,32,29,15`.
    ///
    /// # Errors
    /// When a figure is not a percentage, or there is none; the error says which figure.
    pub fn read_list(text: &str) -> Result<Vec<Self>, Box<Problem>> {
        let parted = |c: char| matches!(c, ',' | ';' | '/' | '\n');
        let mut percents = Vec::new();
        for piece in text.trim().split(parted) {
            // A blank parts two figures, but stands before a percent sign too.
            let joined = piece.replace(" %", "%");
            if joined.trim().is_empty() {
                return Err(refused(percents.len(), piece, "there is no figure"));
            }
            for figure in joined.split_whitespace() {
                let read =
                    Self::read(figure).map_err(|why| refused(percents.len(), figure, &why))?;
                percents.push(read);
            }
        }
        Ok(percents)
    }

    /// The numbers of people out of a base that are printed as this percentage; none where there is none.
    ///
    /// A count c of n is printed as p units of which s are the whole when (2p − 1)·n ≤ 2s·c ≤ (2p + 1)·n, with the
    /// ends as the rounding has them. The base is at most ten million, so nothing overflows.
    #[must_use]
    pub fn counts(self, base: u64, rounding: Rounding) -> Option<Range> {
        let (low_end, high_end) = rounding.ends(self.units);
        let step = 2 * u128::from(self.all());
        let (units, base_wide) = (u128::from(self.units), u128::from(base));
        let low = (2 * units).saturating_sub(1) * base_wide;
        let high = (2 * units + 1) * base_wide;
        // Nought has no lower end: nobody is fewer than none.
        let least = match (self.units, low_end) {
            (0, _) => 0,
            (_, true) => low.div_ceil(step),
            (_, false) => low / step + 1,
        };
        let most = if high_end {
            high / step
        } else {
            high.div_ceil(step).checked_sub(1)?
        };
        let (least, most) = (
            u64::try_from(least).ok()?,
            u64::try_from(most).ok()?.min(base),
        );
        (least <= most).then_some(Range { least, most })
    }

    /// The ends of what is printed so, in millionths of a percent, rounded outward.
    pub(super) fn millionths(self) -> (u64, u64) {
        let unit = WHOLE / self.all();
        let half = unit.div_ceil(2);
        (
            (self.units * unit).saturating_sub(half),
            self.units * unit + half,
        )
    }

    /// A hundred percent, in units of the last decimal.
    fn all(self) -> u64 {
        100 * 10_u64.pow(self.decimals)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ten = 10_u64.pow(self.decimals);
        let (whole, part) = (self.units / ten, self.units % ten);
        if self.decimals == 0 {
            write!(f, "{whole}")
        } else {
            write!(f, "{whole}.{part:0width$}", width = self.decimals as usize)
        }
    }
}

fn refused(before: usize, given: &str, why: &str) -> Box<Problem> {
    Box::new(Problem::refusal(
        "percentages",
        Place::Field(PERCENTAGES.to_owned()),
        format!("{PERCENTAGES}, figure {}", before + 1),
        format!("“{}” given", ways::shortened(given)),
        format!("It cannot be read as a percentage: {why}."),
        "Write figures from 0 to 100 with the decimals that were printed, parted by commas, such as 24,32.5,29,14.5.",
    ))
}
