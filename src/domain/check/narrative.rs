//! Figures in the plan's text that do not exist, or say something else than when somebody stood by the text.

use crate::domain::book::Book;
use crate::domain::check::{Spot, found, worst_first};
use crate::domain::live::Figures;
use crate::domain::narrative::{Narrative, Standing, standing};
use crate::domain::problem::{Place, Problem, Severity};

/// Every finding about the plan's text, worst first.
pub(super) fn findings(book: &Book, figures: &Figures<'_>) -> Vec<Problem> {
    let each = book.narratives.iter();
    worst_first(
        each.flat_map(|held| of_section(book, held, figures))
            .collect(),
    )
}

fn of_section(book: &Book, held: &Narrative, figures: &Figures<'_>) -> Vec<Problem> {
    let spot = || {
        Spot::new(
            Place::Narrative(held.id),
            format!("Section “{}”", held.label(book)),
        )
    };
    let each = standing(held, figures).into_iter();
    each.filter_map(|(reference, standing)| match standing {
        Standing::Current(_) | Standing::NotConfirmed(_) => None,
        Standing::NotFound(fault) => Some(found(
            Severity::Warning,
            "figure-not-found",
            spot(),
            format!("{{{}}}: {}", reference.written, fault.what),
            "The text is printed with the braces as they were typed.",
            fault.remedy,
        )),
        Standing::Changed { said, now } => {
            let by = held.confirmed.as_ref().map_or("", |held| &held.by);
            Some(found(
                Severity::Warning,
                "figure-changed",
                spot(),
                format!(
                    "{{{}}} said {said} and now says {}",
                    reference.written,
                    now.printed(reference.is_bare)
                ),
                format!(
                    "The words around it may have been written for the figure that {by} confirmed."
                ),
                "Read the section, mend its words if they no longer fit, and confirm it again.",
            ))
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::domain::book::Book;
    use crate::domain::check::sample::{Sample, YEAR};
    use crate::domain::check::{CATALOGUE, narratives};
    use crate::domain::id::NarrativeId;
    use crate::domain::live::{Figures, entered};
    use crate::domain::money::Pence;
    use crate::domain::narrative::{Narrative, Section, confirm};

    fn book(text: &str) -> Book {
        let mut sample = Sample::default();
        sample.grant("Main", 100, "", &[]);
        let narrative = Narrative {
            text: text.into(),
            ..Narrative::new(NarrativeId(1), Section::Progress)
        };
        Book {
            narratives: vec![narrative].into(),
            ..sample.book()
        }
    }

    #[track_caller]
    fn check(book: &Book, want: &[(&str, &str)]) {
        let series = entered(book);
        let found = narratives(book, &Figures::new(book, &series));
        let given: Vec<(&str, &str)> = found
            .iter()
            .map(|held| (held.kind, held.what.as_str()))
            .collect();
        assert_eq!(given, want);
        for held in &found {
            assert!(CATALOGUE.iter().any(|(name, _)| *name == held.kind));
            assert_eq!(held.location, "Section “A Progress”");
        }
    }

    #[test]
    fn a_figure_that_does_not_exist_is_a_finding() {
        check(&book("We have {=grant:Main}."), &[]);
        check(
            &book("We have {grant:Mian}."),
            &[(
                "figure-not-found",
                "{grant:Mian}: no grant is called “Mian”",
            )],
        );
        check(&book("Only {braces} here."), &[]);
    }

    #[test]
    fn a_figure_that_changed_since_it_was_confirmed_is_a_finding_until_it_is_confirmed_again() {
        let mut book = book("We have {=grant:Main}.");
        let stand_by = |book: &Book| {
            let series = entered(book);
            let figures = Figures::new(book, &series);
            confirm(
                &book.narratives[0],
                &figures,
                "A. Officer",
                date(YEAR, 4, 1),
            )
        };
        let confirmed = stand_by(&book);
        book.narratives.replace(confirmed);
        check(&book, &[]);
        let mut grant = book.grants[0].clone();
        grant.amount = Pence(12_000);
        book.grants.replace(grant);
        check(
            &book,
            &[(
                "figure-changed",
                "{=grant:Main} said £100 and now says £120",
            )],
        );
        let confirmed = stand_by(&book);
        book.narratives.replace(confirmed);
        check(&book, &[]);
    }
}
