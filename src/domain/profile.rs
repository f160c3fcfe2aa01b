//! How a line is expected to be spent through the year, and so what should have been spent by each month.
//!
//! The year's amount is cut into twelve by rounding each total to date, not each month, so that no total to date is more
//! than half a penny out and March ends on the amount itself.
//!
//! Edges: working days are Mondays to Fridays; bank holidays are not taken out, since they differ from year to year and
//! move no month's share by more than a twentieth. A line without a profile is even.

use jiff::civil::{Date, Weekday, date};

use crate::domain::apportion::spread::to_date;
use crate::domain::book::Book;
use crate::domain::closing;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::kinds::kinds;
use crate::domain::id::{GrantId, PriorityAreaId, ProfileId};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Problem};
use crate::domain::record::Record;

kinds! {
    /// The way in which money goes out.
    Shape {
        /// A twelfth each month.
        Even = "even",
        /// By the days of each month.
        ByDays = "by days",
        /// By the working days of each month.
        ByWorkingDays = "by working days",
        /// Paid at the end of each month, as salaries are.
        Monthly = "monthly",
        /// Paid at the start of each school term: April, September, January.
        Termly = "termly",
        /// Paid at the start of each quarter: April, July, October, January.
        Quarterly = "quarterly",
        /// Paid when it is claimed, after each quarter: June, September, December, March.
        WhenClaimed = "when claimed",
        /// By weights of the officer's own.
        Own = "own",
    }
}

impl Shape {
    /// Each month's weight, April first; none for the officer's own.
    #[must_use]
    pub fn weights(self, fiscal_year: i16) -> Option<[u32; 12]> {
        let at = |months: &[usize]| {
            std::array::from_fn(|month| u32::from(months.contains(&(month + 1))))
        };
        match self {
            Self::Even | Self::Monthly => Some([1; 12]),
            Self::ByDays => Some(
                months(fiscal_year).map(|first| u32::try_from(first.days_in_month()).unwrap_or(30)),
            ),
            Self::ByWorkingDays => Some(months(fiscal_year).map(working_days)),
            Self::Termly => Some(at(&[1, 6, 10])),
            Self::Quarterly => Some(at(&[1, 4, 7, 10])),
            Self::WhenClaimed => Some(at(&[3, 6, 9, 12])),
            Self::Own => None,
        }
    }
}

/// The first day of each month of a fiscal year.
fn months(fiscal_year: i16) -> [Date; 12] {
    std::array::from_fn(|at| {
        let (year, month) = if at < 9 {
            (fiscal_year, at + 4)
        } else {
            (fiscal_year.saturating_add(1), at - 8)
        };
        date(year, i8::try_from(month).unwrap_or(1), 1)
    })
}

fn working_days(first: Date) -> u32 {
    let days = (1..=first.days_in_month()).filter(|day| {
        let day = first.with().day(*day).build().unwrap_or(first);
        !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
    });
    u32::try_from(days.count()).unwrap_or(20)
}

/// A line's shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its key.
    pub id: ProfileId,
    /// The grant that pays.
    pub grant: GrantId,
    /// What it pays for.
    pub priority_area: PriorityAreaId,
    /// Its shape.
    pub shape: Shape,
    /// The officer's own weights, April first; empty for every other shape.
    pub weights: Vec<u32>,
}

impl Profile {
    /// The line it is of.
    #[must_use]
    pub fn line(&self) -> LineAt {
        LineAt::new(self.grant, self.priority_area)
    }

    /// Each month's weight, April first; even where the officer's own cannot be used.
    #[must_use]
    pub fn by_month(&self, fiscal_year: i16) -> [u32; 12] {
        let own = || {
            let own: Option<[u32; 12]> = self.weights.clone().try_into().ok();
            own.filter(|own| own.iter().any(|weight| *weight > 0))
        };
        self.shape
            .weights(fiscal_year)
            .or_else(own)
            .unwrap_or([1; 12])
    }
}

/// A year's amount by month, by cumulative rounding, halves up. Weights that are all nought give even months.
#[must_use]
pub fn by_month(annual: Pence, weights: [u32; 12]) -> [Pence; 12] {
    let weights = if weights.iter().all(|weight| *weight == 0) {
        [1; 12]
    } else {
        weights
    };
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let (mut run, mut given) = (0_i128, 0_i128);
    weights.map(|weight| {
        run += i128::from(weight);
        let to_date = to_date(annual, run, whole).unwrap_or(given);
        let month = to_date - given;
        given = to_date;
        // A month's share is never larger than the year's amount.
        Pence(i64::try_from(month).unwrap_or(0))
    })
}

impl Record for Profile {
    type Id = ProfileId;
    const NOUN: &'static str = "profile";

    fn id(&self) -> ProfileId {
        self.id
    }

    fn find(book: &Book, id: ProfileId) -> Option<&Self> {
        book.profiles.get(id)
    }

    fn title(&self, book: &Book) -> String {
        format!("Profile of {}", self.line().name(book))
    }

    fn shown(&self, _book: &Book) -> String {
        self.shape.word().to_owned()
    }

    fn place(&self, _book: &Book) -> Place {
        self.line().place()
    }

    fn problems(&self, book: &Book) -> Vec<Problem> {
        let mut problems = Vec::from_iter(self.line().unknown(book, &self.title(book)));
        problems.extend(closing::change(book, self, |held| {
            held.line().fiscal_year(book)
        }));
        let is_own = self.shape == Shape::Own;
        let is_whole = self.weights.len() == 12 && self.weights.iter().any(|weight| *weight > 0);
        if is_own && !is_whole {
            problems.push(Problem::refusal(
                "profile-empty",
                self.place(book),
                self.title(book),
                format!("{} weights", self.weights.len()),
                "A profile of one’s own has a weight for each of the twelve months, not all nought.",
                "Enter twelve whole numbers, such as 1 1 2 1 1 1 1 1 1 1 1 3.",
            ));
        }
        let twin = book
            .profiles
            .iter()
            .any(|other| other.id != self.id && other.line() == self.line());
        if twin {
            problems.push(Problem::refusal(
                "profile-twice",
                self.place(book),
                self.title(book),
                "a second profile of one line",
                "A line is spent in one way.",
                "Change the profile that is there.",
            ));
        }
        problems
    }

    fn in_use(&self, book: &Book) -> Vec<Problem> {
        closing::removal(book, self, |held| held.line().fiscal_year(book))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// `profile_cumulative_pence` of `tests/vectors/grants.json`.
    #[test]
    fn months_are_cut_by_rounding_each_total_to_date() {
        let even = by_month(Pence(10_000_000), [1; 12]);
        let thirds = [833_333, 833_334, 833_333].repeat(4);
        assert_eq!(even.map(|month| month.0).to_vec(), thirds);
        let days = Shape::ByDays.weights(2025).unwrap();
        assert_eq!(days, [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]);
        assert_eq!(
            by_month(Pence(10_000_000), days).map(|month| month.0),
            [
                821_918, 849_315, 821_918, 849_315, 849_315, 821_918, 849_315, 821_918, 849_315,
                849_315, 767_123, 849_315
            ]
        );
    }

    #[test]
    fn shapes_follow_the_calendar() {
        // April 2025 has 22 weekdays, February 2026 has 20.
        let days = Shape::ByWorkingDays.weights(2025).unwrap();
        assert_eq!((days[0], days[10]), (22, 20));
        assert_eq!(Shape::ByDays.weights(2023).unwrap()[10], 29);
        let whole = Pence(300);
        let termly = by_month(whole, Shape::Termly.weights(2025).unwrap());
        assert_eq!(
            termly.map(|month| month.0),
            [100, 0, 0, 0, 0, 100, 0, 0, 0, 100, 0, 0]
        );
    }

    proptest! {
        #[test]
        fn the_year_ends_on_its_amount(annual in -1_000_000_000_i64..1_000_000_000, weights: [u16; 12]) {
            let months = by_month(Pence(annual), weights.map(u32::from));
            prop_assert_eq!(months.iter().map(|month| month.0).sum::<i64>(), annual);
        }
    }
}
