//! The plan as it stood: at the end of a day, where the officer is, or at an instant.
//!
//! Edges: a day ends with its midnight by the clock of this machine; an instant counts in, so that the time of an entry in
//! the history gives the plan with that entry. A day to come gives the plan as it stands.

use std::path::Path;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan, Zoned};

use crate::domain::problem::{Place, Problem};
use crate::session::Session;
use crate::store::error::StoreError;
use crate::store::{AsAt, Opened, Store};

/// The moment up to which changes count, itself not counted in, by what an officer wrote: `2026-11-21`,
/// `2026-11-21T10:00` by this machine's clock, `2026-11-21T10:00:00.000Z`.
///
/// # Errors
/// When it is neither a date nor a time.
pub fn moment(text: &str) -> Result<Timestamp, StoreError> {
    let text = text.trim();
    let local = |at: DateTime| {
        at.to_zoned(TimeZone::system())
            .map(|at: Zoned| at.timestamp())
    };
    // Nothing is stamped finer than a thousandth of a second, so the next billionth is after all that counts in.
    let after = |at: Timestamp| at.checked_add(1.nanosecond());
    let found = if let Ok(at) = text.parse::<Timestamp>() {
        after(at)
    } else if text.contains([':', 'T']) {
        text.parse::<DateTime>().and_then(local).and_then(after)
    } else {
        text.parse::<Date>()
            .and_then(Date::tomorrow)
            .and_then(|day| local(day.to_datetime(jiff::civil::Time::midnight())))
    };
    found.map_err(|_| {
        StoreError::Refused(vec![Problem::refusal(
            "not-a-date",
            Place::Field("Date".into()),
            "As at",
            format!("“{text}”"),
            "That is neither a date nor a time.",
            "Give a date such as 2026-11-21, or a time such as 2026-11-21T10:00.",
        )])
    })
}

impl Session {
    /// Writes the plan as it stood just before a moment into a new file.
    ///
    /// # Errors
    /// When the moment is before the file was made, `out` is there already or cannot be written, or the journal does not
    /// lead back.
    pub fn as_at(&self, before: Timestamp, out: &Path) -> Result<AsAt, StoreError> {
        self.store.as_at(before, out)
    }

    /// The plan as it stood just before a moment, to look at and to make documents from. Nothing is written, and it cannot
    /// be changed.
    ///
    /// # Errors
    /// When the moment is before the file was made, or the journal does not lead back.
    pub fn seen_at(&self, before: Timestamp) -> Result<Self, StoreError> {
        let store = Store::seen_at(self.store.path(), before)?;
        Self::holding(store, Opened::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_its_midnight_and_an_instant_counts_in() {
        let day = moment("2026-11-21").unwrap().to_zoned(TimeZone::system());
        assert_eq!(day.datetime().to_string(), "2026-11-22T00:00:00");
        let instant = moment("2026-11-21T10:00:00.123Z").unwrap();
        assert_eq!(instant.to_string(), "2026-11-21T10:00:00.123000001Z");
        let local = moment("2026-11-21T10:00").unwrap();
        let local = local.to_zoned(TimeZone::system());
        assert_eq!(
            local.datetime().to_string(),
            "2026-11-21T10:00:00.000000001"
        );
    }

    #[test]
    fn what_is_no_date_is_said() {
        for text in [
            "",
            "yesterday",
            "21/11/2026",
            "2026-02-30",
            "9999-12-31",
            "2026-11-21T",
        ] {
            let error = moment(text).unwrap_err().to_string();
            assert!(
                error.contains("neither a date nor a time"),
                "{text}: {error}"
            );
        }
    }
}
