//! Which part of the year a line covers: in words, and as two days that one types.
//!
//! Why: money for six months beside a grant for twelve reads as half of what the service costs, unless the line says so.
//!
//! Edges: a day left empty means the year's first or last.

use egui::Ui;
use jiff::civil::Date;

use crate::domain::grant::Allocation;
use crate::domain::period::{Period, PeriodKind};
use crate::ui::theme;
use crate::ui::widgets::{CellEdit, form_row};

/// `full year`, `first 6 months`, `last 3 months`, `1 May 2001 to 31 August 2001`.
pub fn covers(held: &Allocation, year: Period) -> String {
    let (first, last) = (year.start(), year.end());
    let from = held.from.unwrap_or(first);
    let to = held.to.unwrap_or(last);
    let whole = from.day() == 1 && to == to.last_of_month();
    let months = (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month())
        - i32::from(from.month())
        + 1;
    let plural = if months == 1 { "" } else { "s" };
    match (from == first, to == last) {
        (true, true) => "full year".to_owned(),
        (true, _) if whole && (1..12).contains(&months) => format!("first {months} month{plural}"),
        (_, true) if whole && (1..12).contains(&months) => format!("last {months} month{plural}"),
        _ => format!("{} to {}", Period::AsAt(from), Period::AsAt(to)),
    }
}

/// Reads a day; nothing is no day.
///
/// # Errors
/// Why it is not a day, and what to write.
pub fn read_day(text: &str) -> Result<Option<Date>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match Period::read(text, PeriodKind::AsAt) {
        Ok(Period::AsAt(day)) => Ok(Some(day)),
        Ok(_) => Err(format!(
            "“{text}” is not a day. Write it as 2001-04-01 or 1 April 2001."
        )),
        Err(error) => Err(error.to_string()),
    }
}

/// Two fields for the days; gives back the allocation as it is to be, when one was finished and is accepted.
pub fn show(
    ui: &mut Ui,
    held: &Allocation,
    year: Period,
    accept: impl Fn(&Allocation) -> Result<(), String>,
) -> Option<Allocation> {
    let mut now = None;
    let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let (from, to) = (shown(held.from), shown(held.to));
    let (first, last) = (year.start().to_string(), year.end().to_string());
    let ends = [("Covers from", from, first), ("Covers to", to, last)];
    for (place, (label, shown, hint)) in ends.into_iter().enumerate() {
        let with = |text: &str| {
            let day = read_day(text)?;
            let changed = if place == 0 {
                Allocation {
                    from: day,
                    ..held.clone()
                }
            } else {
                Allocation {
                    to: day,
                    ..held.clone()
                }
            };
            accept(&changed).map(|()| changed)
        };
        let out = form_row(ui, label, |ui| {
            CellEdit::new((label, held.id), label, &shown)
                .hint(&hint)
                .width(ui.available_width())
                .show(ui, |text| with(text).map(drop))
        });
        if let Some(text) = out.committed {
            now = with(&text).ok();
        }
    }
    ui.label(theme::small(
        ui,
        "Empty means the year’s own first or last day.",
    ));
    now
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::id::{AllocationId, GrantId, PriorityAreaId};
    use crate::domain::money::Pence;

    #[test]
    fn the_part_of_the_year_is_said_in_words() {
        #[track_caller]
        fn check(from: Option<Date>, to: Option<Date>, want: &str) {
            let (grant, area) = (GrantId(1), PriorityAreaId(1));
            let held = Allocation {
                from,
                to,
                ..Allocation::planned(AllocationId(1), grant, area, Pence(1))
            };
            assert_eq!(covers(&held, Period::Financial(2001)), want);
        }
        check(None, None, "full year");
        check(Some(date(2001, 4, 1)), Some(date(2002, 3, 31)), "full year");
        check(
            Some(date(2001, 4, 1)),
            Some(date(2001, 9, 30)),
            "first 6 months",
        );
        check(None, Some(date(2001, 4, 30)), "first 1 month");
        check(Some(date(2002, 1, 1)), None, "last 3 months");
        check(
            Some(date(2001, 5, 1)),
            Some(date(2001, 8, 31)),
            "1 May 2001 to 31 August 2001",
        );
        check(
            None,
            Some(date(2001, 9, 29)),
            "1 April 2001 to 29 September 2001",
        );
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        #[track_caller]
        fn check(text: &str, want: Option<Date>) {
            assert_eq!(read_day(text), Ok(want), "{text:?}");
        }
        check("", None);
        check("2001-09-30", Some(date(2001, 9, 30)));
        check("30 September 2001", Some(date(2001, 9, 30)));
        check("30/09/2001", Some(date(2001, 9, 30)));
        assert!(read_day("30 Sept").is_err());
        assert!(read_day("2001/02").is_err());
    }
}
