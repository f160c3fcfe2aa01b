//! Every figure of the plan that a text can name, with the words it is found by.

use crate::domain::book::Book;
use crate::domain::consultation::{Leaning, Question};
use crate::domain::id::ObjectiveId;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::domain::plan::ActionStatus;
use crate::ui::room::Desk;

/// A figure that can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What stands between the braces: `indicator:PAF A1@2001/02`.
    pub inside: String,
    /// What it is called in the list.
    pub words: String,
}

fn offer(inside: String, words: String) -> Offer {
    Offer { inside, words }
}

/// All of them, those of these objectives first.
pub fn offers(desk: Desk<'_>, objectives: &[ObjectiveId]) -> Vec<Offer> {
    let book = desk.book();
    let mut all = Vec::new();
    let serves = |held: &Indicator| held.objectives.iter().any(|id| objectives.contains(id));
    let (near, far): (Vec<&Indicator>, Vec<&Indicator>) =
        book.indicators.iter().partition(|held| serves(held));
    for indicator in &near {
        of_indicator(book, indicator, &mut all);
    }
    money(book, desk.year, &mut all);
    for indicator in &far {
        of_indicator(book, indicator, &mut all);
    }
    for question in &book.questions {
        answers(book, question, &mut all);
    }
    actions(book, objectives, &mut all);
    all
}

/// Its latest figure, and each that officers entered, newest first.
fn of_indicator(book: &Book, indicator: &Indicator, all: &mut Vec<Offer>) {
    let called = if indicator.code.is_empty() {
        &indicator.title
    } else {
        &indicator.code
    };
    // The period before the title: a long title is cut off at its end.
    let words = |at: &str| {
        if indicator.code.is_empty() {
            format!("{at}: {}", indicator.title)
        } else {
            format!("{}, {at}: {}", indicator.code, indicator.title)
        }
    };
    all.push(offer(format!("indicator:{called}"), words("latest")));
    let own = book.plan().area;
    let mut figures: Vec<_> = book
        .readings
        .iter()
        .filter(|held| held.indicator == indicator.id && held.area == own)
        .collect();
    figures.sort_by_key(|held| std::cmp::Reverse(held.period));
    for held in figures {
        let mut at = held.period.label();
        if !held.status.is_actual() {
            at = format!("{at} {}", held.status.word());
        }
        let words = words(&at);
        all.push(offer(format!("indicator:{called}@{at}"), words));
    }
}

/// Grants, what they pay for, and the sums of each year: the year in view first.
fn money(book: &Book, year: i16, all: &mut Vec<Offer>) {
    let mut years = book.fiscal_years();
    years.sort_by_key(|held| *held != year);
    for year in years {
        let at = Period::Financial(year).label();
        for (sum, words) in [
            ("grants", "All grants"),
            ("allocated", "All that grants pay"),
            ("left", "What grants have left"),
            ("partners", "Partners’ contributions"),
        ] {
            all.push(offer(format!("total:{sum}@{at}"), format!("{words}, {at}")));
        }
        for grant in book.grants.iter().filter(|held| held.fiscal_year == year) {
            let called = if grant.short.is_empty() {
                &grant.name
            } else {
                &grant.short
            };
            all.push(offer(
                format!("grant:{called}@{at}"),
                format!("Grant {}, {at}", grant.name),
            ));
        }
        let pays = |id| {
            let of_year = |grant| {
                book.grants
                    .get(grant)
                    .is_some_and(|held| held.fiscal_year == year)
            };
            book.allocations
                .iter()
                .any(|held| held.priority_area == id && of_year(held.grant))
        };
        for area in book.priority_areas.iter().filter(|held| pays(held.id)) {
            all.push(offer(
                format!("area:{}@{at}", area.name),
                format!("Priority area {}, {at}", area.name),
            ));
        }
    }
}

/// Each answer to a question, its sides where it has any, and how many answered.
fn answers(book: &Book, question: &Question, all: &mut Vec<Offer>) {
    let Some(consultation) = book.consultations.get(question.consultation) else {
        return;
    };
    if question.is_about || question.number.is_empty() {
        return;
    }
    let choices: Vec<_> = book
        .choices
        .iter()
        .filter(|held| held.question == question.id)
        .collect();
    if choices.is_empty() {
        return;
    }
    let name = format!("{}/Q{}", consultation.title, question.number);
    let mut add = |answer: &str, words: &str| {
        // A stroke would be read as the end of the question.
        if !answer.contains('/') {
            all.push(offer(
                format!("tally:{name}/{answer}"),
                format!(
                    "{}, question {}, {words}: {}",
                    consultation.title, question.number, question.text
                ),
            ));
        }
    };
    let sides = [
        (Leaning::Positive, "agree"),
        (Leaning::Negative, "disagree"),
    ];
    let has = |leaning| choices.iter().any(|held| held.leaning == leaning);
    for (_, word) in sides.iter().filter(|(leaning, _)| has(*leaning)) {
        add(word, word);
    }
    if has(Leaning::Positive) && has(Leaning::Negative) {
        add("net", "net agreement");
    }
    add("base", "how many answered");
    for choice in choices {
        add(&choice.text, &format!("“{}”", choice.text));
    }
}

/// How many actions stand how: of these objectives, and of the plan.
fn actions(book: &Book, objectives: &[ObjectiveId], all: &mut Vec<Offer>) {
    if book.actions.is_empty() {
        return;
    }
    let held = objectives.iter().filter_map(|id| book.objectives.get(*id));
    let mut of: Vec<(String, String)> = held
        .map(|held| {
            let called = if held.number.is_empty() {
                &held.short
            } else {
                &held.number
            };
            (format!("@{called}"), held.label())
        })
        .collect();
    of.push((String::new(), "the plan".into()));
    for (at, label) in of {
        let words = ["open", "all"].into_iter();
        for word in words.chain(ActionStatus::ALL.map(ActionStatus::word)) {
            all.push(offer(
                format!("action:{word}{at}"),
                format!("Actions of {label}, {word}"),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::live::Reference;
    use crate::session::{Session, Which};

    /// Every figure on offer can be looked up, but for the base of a question of which only percentages were printed.
    #[test]
    fn what_is_offered_is_found() {
        #[track_caller]
        fn check(which: Which, kinds: &[&str]) {
            let folder = tempfile::tempdir().unwrap();
            let session = Session::sample(which, &folder.path().join("plan.sqlite")).unwrap();
            let against = session.against();
            let desk = Desk {
                session: &session,
                year: 2001,
                against: &against,
            };
            let all = offers(desk, &[]);
            for kind in kinds {
                let of_kind = all.iter().filter(|held| held.inside.starts_with(kind));
                let (found, lost): (Vec<_>, Vec<_>) = of_kind.partition(|held| {
                    Reference::read(&held.inside)
                        .is_some_and(|reference| session.live(&reference).is_ok())
                });
                assert!(!found.is_empty(), "{kind}");
                let is_base = |held: &&Offer| held.inside.ends_with("/base");
                assert!(lost.iter().all(is_base), "{lost:#?}");
            }
        }
        check(
            Which::Leicester,
            &["indicator:", "grant:", "area:", "total:", "action:"],
        );
        check(Which::Leicestershire, &["indicator:", "tally:"]);
    }
}
