//! A final figure that an officer entered and that is not the one published for the same period.
//!
//! The plan's own outturn stands before the published figure wherever figures are shown, so a slip of the keys would
//! be ranked among authorities as if it were true. The two are compared at the decimals published, or at those
//! entered where they are fewer: 24 and 24.3 do not disagree.
//!
//! Edges: provisional and estimated figures are expected to differ and are passed over. Where a figure was entered as
//! outturn and as revised, the revised one is compared. A note beside the figure turns the finding into a note.

use crate::domain::check::own::Own;
use crate::domain::check::{Spot, found};
use crate::domain::problem::{Place, Problem, Severity};
use crate::domain::reading::{Reading, Reported, Status};
use crate::domain::statistics::half_up;

/// Every figure of ours that was entered otherwise than it is published.
pub(super) fn findings<'a>(own: &'a Own<'a>) -> impl Iterator<Item = Problem> + 'a {
    let entered = own.entered.iter();
    entered
        .filter(|held| is_final(own, held) && !is_revised_since(own, held))
        .filter_map(|held| finding(own, held))
}

fn is_final(own: &Own, reading: &Reading) -> bool {
    matches!(reading.status, Status::Outturn | Status::Revised) && reading.area == *own.area
}

fn is_revised_since(own: &Own, reading: &Reading) -> bool {
    let is_later = |other: &&Reading| {
        other.status == Status::Revised
            && other.period == reading.period
            && other.area == reading.area
    };
    reading.status == Status::Outturn && own.entered.iter().any(is_later)
}

fn finding(own: &Own, reading: &Reading) -> Option<Problem> {
    let column = own.panel.column(reading.period)?;
    let Reported::Figure { value, decimals } = column.at(own.place?)?.reported else {
        return None;
    };
    let Reported::Figure {
        value: given,
        decimals: printed,
    } = reading.reported
    else {
        return None;
    };
    let at = decimals.min(printed);
    if half_up(given, at) == half_up(value, at) {
        return None;
    }
    let severity = if reading.note.trim().is_empty() {
        Severity::Warning
    } else {
        Severity::Note
    };
    let period = reading.period;
    Some(found(
        severity,
        "entered-disagrees",
        Spot::new(
            Place::Reading(own.indicator.id, period),
            format!("Indicator {}, {period}", own.indicator.code),
        ),
        format!(
            "{} was entered, {}; {} is published, {}",
            own.indicator.show(given, printed),
            reading.status.word(),
            own.indicator.show(value, decimals),
            column.status.word(),
        ),
        "The figure entered is the one shown and compared with other authorities, whose figures are as published.",
        "Correct the figure, or remove it so that the published one stands; or say in its note why they differ.",
    ))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::own::sample::{Published, cell, missing};
    use crate::domain::check::sample::{none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::panel::Cell;
    use crate::domain::problem::Severity;
    use crate::domain::reading::Status;

    fn plan(entered: &[(Status, &str)], published: Cell) -> Published {
        let mut plan = Published::default();
        let code = plan
            .book
            .indicator("CIN2", UnitKind::Percent, Polarity::Lower);
        for (status, text) in entered {
            plan.book.reading(code, 2023, *status, text);
        }
        plan.publish(2023, "856", published);
        plan
    }

    #[test]
    fn a_final_figure_is_the_one_published() {
        #[track_caller]
        fn check(entered: &[(Status, &str)], published: &str, want: Option<&str>) {
            let plan = plan(entered, cell(published));
            let found = plan.of(plan.book.indicators[0].id);
            match want {
                Some(what) => assert_eq!(only(&found, "entered-disagrees").what, what),
                None => none(&found, "entered-disagrees"),
            }
        }
        let (outturn, revised) = (Status::Outturn, Status::Revised);
        check(
            &[(outturn, "24.5")],
            "23.9",
            Some("24.5% was entered, outturn; 23.9% is published, revised"),
        );
        check(&[(outturn, "23.9")], "23.9", None);
        check(&[(outturn, "23.92")], "23.9", None);
        check(&[(outturn, "24")], "23.9", None);
        check(
            &[(outturn, "23")],
            "23.9",
            Some("23% was entered, outturn; 23.9% is published, revised"),
        );
        check(&[(outturn, "24.5"), (revised, "23.9")], "23.9", None);
        check(
            &[(outturn, "23.9"), (revised, "24.5")],
            "23.9",
            Some("24.5% was entered, revised; 23.9% is published, revised"),
        );
        check(&[(Status::Provisional, "24.5")], "23.9", None);
        check(&[(Status::Planned, "24.5")], "23.9", None);
        check(&[(outturn, "[w]")], "23.9", None);
    }

    #[test]
    fn another_area_another_year_or_no_figure_is_nothing_to_compare() {
        let mut held = plan(&[(Status::Outturn, "24.5")], missing("[c]"));
        let code = held.book.indicators[0].id;
        held.publish(2022, "856", cell("23.9"));
        held.publish(2023, "821", cell("23.9"));
        none(&held.of(code), "entered-disagrees");
    }

    #[test]
    fn a_note_beside_the_figure_makes_it_a_note() {
        let mut held = plan(&[(Status::Outturn, "24.5")], cell("23.9"));
        let code = held.book.indicators[0].id;
        let severity = |held: &Published| only(&held.of(code), "entered-disagrees").severity;
        assert_eq!(severity(&held), Severity::Warning);
        held.book.readings[0].note = "Two children were returned twice".into();
        assert_eq!(severity(&held), Severity::Note);
    }
}
