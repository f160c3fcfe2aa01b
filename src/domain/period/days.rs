//! When a period starts and ends, where it stands on a plot, and which comes before and after it.
//!
//! Everything that puts figures in order goes by the last day, because that is what the figures of
//! different returns have in common. A change is only ever shown against the consecutive period.
//!
//! Edges: past the years 1900 to 2199 there is no neighbour.

use jiff::civil::Date;

use crate::domain::period::{Period, Term};

impl Period {
    /// The last day of the period.
    pub fn end(self) -> Date {
        match self {
            Period::Financial(start) => day(start.saturating_add(1), 3, 31),
            Period::Academic(start) => day(start.saturating_add(1), 8, 31),
            Period::Calendar(year) => day(year, 12, 31),
            Period::Reporting(year) => day(year, 3, 31),
            Period::Quarter { start, quarter } => match quarter {
                1 => day(start, 6, 30),
                2 => day(start, 9, 30),
                3 => day(start, 12, 31),
                _ => day(start.saturating_add(1), 3, 31),
            },
            Period::Month { year, month } => day(year, month, 1).last_of_month(),
            Period::Term { start, term } => match term {
                Term::Autumn => day(start, 12, 31),
                Term::Spring => day(start.saturating_add(1), 4, 30),
                Term::Summer => day(start.saturating_add(1), 8, 31),
            },
            Period::AsAt(day) => day,
            Period::Span { to_start, kind, .. } => kind.year(to_start).end(),
        }
    }

    /// The first day of the period; for an as-at date, the day itself.
    pub fn start(self) -> Date {
        match self {
            Period::Financial(start) => day(start, 4, 1),
            Period::Academic(start) => day(start, 9, 1),
            Period::Calendar(year) => day(year, 1, 1),
            Period::Reporting(year) => day(year.saturating_sub(1), 4, 1),
            Period::Quarter { start, quarter } => match quarter {
                1 => day(start, 4, 1),
                2 => day(start, 7, 1),
                3 => day(start, 10, 1),
                _ => day(start.saturating_add(1), 1, 1),
            },
            Period::Month { year, month } => day(year, month, 1),
            Period::Term { start, term } => match term {
                Term::Autumn => day(start, 9, 1),
                Term::Spring => day(start.saturating_add(1), 1, 1),
                Term::Summer => day(start.saturating_add(1), 5, 1),
            },
            Period::AsAt(day) => day,
            Period::Span {
                from_start, kind, ..
            } => kind.year(from_start).start(),
        }
    }

    /// Where the period stands on a plot's axis: its last day as a decimal year.
    ///
    /// Taken at the start of that day, so that the whole part is the year the period ends in:
    /// calendar 2016 stands at 2016.997, not at 2017.
    pub fn at(self) -> f64 {
        let end = self.end();
        f64::from(end.year()) + f64::from(end.day_of_year() - 1) / f64::from(end.days_in_year())
    }

    /// The period of the same kind just before this one; see [`Period::next`].
    pub fn previous(self) -> Option<Period> {
        self.moved(-1)
    }

    /// The period of the same kind just after this one, or None past the years that can be held.
    ///
    /// A span moves on by one year, as published rolling averages do, so it overlaps its neighbour.
    /// An as-at date moves by a year, as censuses do; 29 February has no neighbour.
    pub fn next(self) -> Option<Period> {
        self.moved(1)
    }

    /// The quarter of the financial year in which a day lies: the first begins on 1 April.
    #[must_use]
    pub fn quarter_of(day: Date) -> Period {
        let (year, month) = (day.year(), day.month());
        let start = if month < 4 {
            year.saturating_sub(1)
        } else {
            year
        };
        // Months counted from April: 0 to 11.
        let month = u8::try_from((month + 8) % 12).unwrap_or(0);
        Period::Quarter {
            start,
            quarter: month / 3 + 1,
        }
    }

    fn moved(self, by: i16) -> Option<Period> {
        // The place of a part of a year in an endless row of such parts, moved, and split again.
        let step = |year: i16, part: u8, parts: i32| {
            let place = i32::from(year) * parts + i32::from(part) + i32::from(by);
            let year = i16::try_from(place.div_euclid(parts)).ok()?;
            Some((year, u8::try_from(place.rem_euclid(parts)).ok()?))
        };
        let moved = match self {
            Period::Financial(start) => Period::Financial(start.checked_add(by)?),
            Period::Academic(start) => Period::Academic(start.checked_add(by)?),
            Period::Calendar(year) => Period::Calendar(year.checked_add(by)?),
            Period::Reporting(year) => Period::Reporting(year.checked_add(by)?),
            Period::Quarter { start, quarter } => {
                let (start, place) = step(start, quarter.checked_sub(1)?, 4)?;
                Period::Quarter {
                    start,
                    quarter: place + 1,
                }
            }
            Period::Month { year, month } => {
                let (year, place) = step(year, month.checked_sub(1)?, 12)?;
                Period::Month {
                    year,
                    month: place + 1,
                }
            }
            Period::Term { start, term } => {
                let (start, place) = step(start, term as u8, 3)?;
                Period::Term {
                    start,
                    term: *Term::ALL.get(usize::from(place))?,
                }
            }
            Period::AsAt(day) => {
                let year = day.year().checked_add(by)?;
                Period::AsAt(Date::new(year, day.month(), day.day()).ok()?)
            }
            Period::Span {
                from_start,
                to_start,
                kind,
            } => Period::Span {
                from_start: from_start.checked_add(by)?,
                to_start: to_start.checked_add(by)?,
                kind,
            },
        };
        moved.is_valid().then_some(moved)
    }
}

/// A day, or the nearest thing to it when a hand-made period names a day that does not exist.
fn day(year: i16, month: u8, day: i8) -> Date {
    let month = i8::try_from(month.clamp(1, 12)).unwrap_or(1);
    Date::new(year, month, day).unwrap_or_default()
}
