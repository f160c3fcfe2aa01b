//! A question's answers as a picture: disagreement to the left, agreement to the right, the base beside each row.

use crate::domain::chart::{Bar, Bars, Chart, Diverging, Part, Row, Side, Unit};
use crate::domain::consultation::results::{Breakdown, SMALL_BASE};
use crate::domain::consultation::{Leaning, Question};
use crate::domain::statistics::{grouped, half_up};

/// Diverging bars where the answers have sides, plain bars of everyone's answers where they have none.
#[must_use]
pub fn answers(question: &Question, breakdowns: &[Breakdown]) -> Chart {
    let sided = breakdowns.iter().any(|held| {
        held.answers
            .iter()
            .any(|answer| answer.leaning != Leaning::None)
    });
    if sided {
        diverging(question, breakdowns)
    } else {
        plain(question, breakdowns)
    }
}

/// A percentage as it is printed: never 0% for a real person, "7 of 12" on a small base.
#[must_use]
pub fn percent_shown(count: i64, base: i64, percent: f64) -> String {
    if base < SMALL_BASE {
        return format!("{count} of {base}");
    }
    if count > 0 && percent < 0.5 {
        return "<1%".into();
    }
    format!("{:.0}%", half_up(percent, 0))
}

fn diverging(question: &Question, breakdowns: &[Breakdown]) -> Chart {
    let rows = breakdowns
        .iter()
        .map(|held| {
            let base = held.base.unwrap_or(0);
            let parts = held
                .answers
                .iter()
                .filter_map(|answer| {
                    let (count, percent) = (answer.count?, answer.percent?);
                    Some(Part {
                        label: answer.text.clone(),
                        side: match answer.leaning {
                            Leaning::Positive => Side::Positive,
                            Leaning::Negative => Side::Negative,
                            Leaning::Neutral | Leaning::None => Side::Neutral,
                        },
                        strength: answer.strength,
                        count: u64::try_from(count).unwrap_or(0),
                        percent,
                        shown: percent_shown(count, base, percent),
                    })
                })
                .collect::<Vec<_>>();
            Row {
                label: held.label.clone(),
                base: u64::try_from(base).unwrap_or(0),
                note: parts.is_empty().then(|| "no counts entered".to_owned()),
                parts,
            }
        })
        .collect();
    Chart::Diverging(Diverging {
        title: question.text.clone(),
        subtitle: "Respondents chose to answer; they do not stand for everyone".into(),
        rows,
        source: question.note.clone(),
    })
}

fn plain(question: &Question, breakdowns: &[Breakdown]) -> Chart {
    let bars = breakdowns
        .iter()
        .flat_map(|held| {
            let many = breakdowns.len() > 1;
            held.answers.iter().map(move |answer| Bar {
                label: if many {
                    format!("{}: {}", held.label, answer.text)
                } else {
                    answer.text.clone()
                },
                value: answer.percent,
                shown: match (answer.count, held.base, answer.percent) {
                    (Some(count), Some(base), Some(percent)) => percent_shown(count, base, percent),
                    _ => String::new(),
                },
                missing: answer.percent.is_none().then(|| "no count".to_owned()),
                ..Bar::default()
            })
        })
        .collect();
    Chart::Bars(Bars {
        title: question.text.clone(),
        subtitle:
            "Of those who answered; respondents chose to answer and do not stand for everyone"
                .into(),
        unit: Unit::new("", "%", 0),
        bars,
        marker: None,
        source: question.note.clone(),
    })
}

/// The finding in a sentence: sides, net agreement, base.
#[must_use]
pub fn sentence(all: &Breakdown) -> String {
    let Some(base) = all.base.filter(|base| *base > 0) else {
        return "No counts have been entered yet.".into();
    };
    let people = format!(
        "{} people answered; they chose to respond and do not stand for everyone.",
        grouped(base.unsigned_abs())
    );
    let (Some(positive), Some(negative), Some(net)) = (
        all.side(Leaning::Positive),
        all.side(Leaning::Negative),
        all.net(),
    ) else {
        return people;
    };
    if base < SMALL_BASE {
        return format!("{people} With so few, counts are shown in place of percentages.");
    }
    let net = half_up(net, 0);
    let sign = if net > 0.0 { "+" } else { "" };
    let [for_it, against] = side_words(all);
    format!(
        "{:.0}% {for_it}, {:.0}% {against}: net agreement {sign}{net:.0}. {people}",
        half_up(positive, 0),
        half_up(negative, 0)
    )
}

/// What the two sides did: agreed or not where every answer says so, and only then; a scale of satisfaction has sides too.
fn side_words(all: &Breakdown) -> [&'static str; 2] {
    let mut sided = all
        .answers
        .iter()
        .filter(|held| matches!(held.leaning, Leaning::Positive | Leaning::Negative));
    if sided.all(|held| held.text.to_lowercase().contains("agree")) {
        ["agree", "disagree"]
    } else {
        ["answered positively", "answered negatively"]
    }
}
