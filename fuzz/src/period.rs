//! Periods, days, single figures and targets, as they are printed and typed.

use golden_thread::domain::dashboard::{Moved, Quartile, Statement};
use golden_thread::domain::indicator::Polarity;
use golden_thread::domain::period::{Period, PeriodKind};
use golden_thread::domain::rating::Rag;
use golden_thread::domain::reading::{Missing, Reported};
use golden_thread::domain::target::{Standing, Target};
use golden_thread::exchange::day;
use golden_thread::exchange::published::places::Level;
use golden_thread::exchange::published::{figure, stem};

use super::known::text;

/// A period that was read has a code that gives it again, days in their order, and neighbours that lead back to it.
pub fn target(data: &[u8]) {
    let text = text(data);
    if let Ok(period) = Period::guess(&text) {
        check(period);
    }
    for kind in PeriodKind::ALL {
        match Period::read_marked(&text, kind) {
            Ok((period, _)) => {
                assert_eq!(period.kind(), kind, "{text:?}");
                check(period);
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(period) = Period::from_code(&text) {
        assert_eq!(period.code(), text);
    }
    drop(text.parse::<PeriodKind>());
    let _ = (day::iso(&text), day::british(&text), day::month_name(&text));
    let _ = (day::year_of(&text), stem::stem(&text), Level::read(&text));
    figures(&text);
}

fn check(period: Period) {
    assert!(period.is_valid());
    assert_eq!(Period::from_code(&period.code()), Ok(period));
    assert!(period.start() <= period.end(), "{period:?}");
    assert!(!period.label().is_empty());
    assert!(period.at().is_finite());
    for (there, back) in [
        (period.next(), Period::previous as fn(Period) -> _),
        (period.previous(), Period::next),
    ] {
        if let Some(there) = there {
            assert!(there.is_valid(), "beside {period:?} stands {there:?}");
            assert_eq!(back(there), Some(period));
        }
    }
}

fn figures(text: &str) {
    for reported in [figure::read(text), Reported::read(text).ok()] {
        if let Some(value) = reported.and_then(Reported::value) {
            assert!(value.is_finite(), "{text:?}");
        }
    }
    assert!(figure::plain(text).is_none_or(f64::is_finite));
    let _ = (Missing::read(text), Rag::read(text), Moved::read(text));
    let _ = (Quartile::read(text), Statement::read(text));
    let target = Target::read(text);
    for polarity in Polarity::ALL {
        for value in [None, Some(12.5), Some(-0.0), Some(1e300)] {
            let found = target.evaluate(value, polarity, &Standing::default());
            assert!(!found.why.is_empty());
        }
    }
}
