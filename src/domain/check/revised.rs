//! Figures marked as revised that do not say what was revised, or why.
//!
//! Two papers with two figures for one year are asked about in every meeting. Whoever changed the figure knew why;
//! a year later nobody does, unless it stands beside the figure.
//!
//! Edges: only the plan's own authority's figures, since another's revision is for them to explain. A figure that was
//! withdrawn, and so is missing, is a revision as well.

use crate::domain::book::Book;
use crate::domain::check::{Spot, found};
use crate::domain::problem::{Problem, Severity};
use crate::domain::reading::{Reading, Reported, Status};

/// A revision without a reason.
pub(super) fn finding(book: &Book, reading: &Reading, spot: &dyn Fn() -> Spot) -> Option<Problem> {
    let is_own = || {
        book.plan
            .first()
            .is_none_or(|plan| plan.area == reading.area)
    };
    if reading.status != Status::Revised || !reading.note.trim().is_empty() || !is_own() {
        return None;
    }
    let indicator = book.indicators.get(reading.indicator)?;
    let what = match reading.reported {
        Reported::Figure { value, decimals } => {
            format!("{} is a revised figure", indicator.show(value, decimals))
        }
        Reported::Missing(missing) => format!("The figure was revised to “{}”", missing.word()),
    };
    Some(found(
        Severity::Warning,
        "revised-without-note",
        spot(),
        format!("{what}, and its note is empty"),
        "Whoever has the earlier figure will ask which of the two is right.",
        "Say in its note what was revised, when and why.",
    ))
}

#[cfg(test)]
mod tests {
    use crate::domain::check::sample::{Sample, none, only};
    use crate::domain::indicator::{Polarity, UnitKind};
    use crate::domain::reading::Status;

    #[test]
    fn a_revision_says_why() {
        #[track_caller]
        fn check(status: Status, figure: &str, note: &str, want: Option<&str>) {
            let mut sample = Sample::default();
            let code = sample.indicator("PAF C20", UnitKind::Percent, Polarity::Higher);
            sample.reading(code, 1999, status, figure);
            for reading in &mut sample.readings {
                reading.note = note.into();
            }
            let found = sample.all();
            match want {
                Some(what) => assert_eq!(only(&found, "revised-without-note").what, what),
                None => none(&found, "revised-without-note"),
            }
        }
        let empty = "91.0% is a revised figure, and its note is empty";
        check(Status::Revised, "91.0", "", Some(empty));
        check(Status::Revised, "91.0", "  ", Some(empty));
        check(
            Status::Revised,
            "91.0",
            "Two reviews were counted twice",
            None,
        );
        check(Status::Outturn, "91.0", "", None);
        check(
            Status::Revised,
            "[w]",
            "",
            Some("The figure was revised to “not collected”, and its note is empty"),
        );
    }
}
