//! The overview of a dashboard in sentences, each made from the counts and naming its rule.
//!
//! A sentence written by hand is out of date when a row is corrected; one made from the table cannot disagree with it.
//!
//! Edges: a sentence about nothing says that there is nothing to count.

use crate::domain::check::words::{list, several};
use crate::domain::dashboard::{Beside, Count, Group, Options, Quartile, Row, Statement};
use crate::domain::period::Period;

/// One sentence of the overview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Which counts it is made from.
    pub group: Group,
    /// The sentence.
    pub text: String,
    /// The rule the counts follow, as a sentence or two.
    pub rule: String,
    /// What was published, where that disagrees, and what follows from it; empty where nothing disagrees.
    pub dispute: String,
}

/// The overview, a sentence a group.
pub(super) fn sentences(
    period: Period,
    rows: &[Row],
    counts: &[Count],
    options: &Options,
) -> Vec<Sentence> {
    let n = |statement| {
        counts
            .iter()
            .find(|count| count.statement == statement)
            .map_or(0, Count::n)
    };
    Group::ALL
        .into_iter()
        .map(|group| {
            let (text, rule) = match group {
                Group::Direction => (directions(period, n), direction_rule(rows)),
                Group::National => (quartiles(n), quartile_rule(rows)),
                Group::Neighbours => (neighbours(n), neighbour_rule(period, rows, options)),
            };
            let own: Vec<&Count> = counts
                .iter()
                .filter(|count| count.statement.group() == group)
                .collect();
            Sentence {
                group,
                text,
                rule,
                dispute: dispute(rows, &own),
            }
        })
        .collect()
}

/// `1 measure`, `27 measures`.
fn measures(n: usize) -> String {
    format!("{n} measure{}", if n == 1 { "" } else { "s" })
}

fn have(n: usize) -> &'static str {
    if n == 1 { "has" } else { "have" }
}

fn directions(period: Period, n: impl Fn(Statement) -> usize) -> String {
    let new = n(Statement::New);
    if new == 0 {
        return format!("No measure has a new figure with a direction in {period}.");
    }
    format!(
        "{} {} a new figure: {} improved, {} showed no significant change, {} declined.",
        measures(new),
        have(new),
        n(Statement::Improved),
        n(Statement::Unchanged),
        n(Statement::Declined)
    )
}

fn direction_rule(rows: &[Row]) -> String {
    let undirected = rows
        .iter()
        .filter(|row| row.updated && row.moved.is_none())
        .count();
    let mut rule = "Counted are the rows marked as updated that give a direction.".to_owned();
    if undirected > 0 {
        rule.push_str(&format!(
            " {undirected} updated {} none, and {} left out.",
            if undirected == 1 {
                "row gives"
            } else {
                "rows give"
            },
            if undirected == 1 { "is" } else { "are" },
        ));
    }
    let n_mixed = mixed(rows).len();
    if n_mixed > 0 {
        rule.push_str(&format!(
            " A double word such as “Same/better” ({}) counts by its first word, as no significant change.",
            several(n_mixed, "row")
        ));
    }
    rule
}

/// The updated rows whose direction is two words.
fn mixed(rows: &[Row]) -> Vec<&Row> {
    rows.iter()
        .filter(|row| row.updated && row.moved.is_some_and(|moved| moved.is_mixed()))
        .collect()
}

fn quartiles(n: impl Fn(Statement) -> usize) -> String {
    let all = n(Statement::National);
    if all == 0 {
        return "No measure has a national quartile.".to_owned();
    }
    let of = |quartile| n(Statement::Quartile(quartile));
    format!(
        "{} {} a national quartile: {} in the top quartile, {} in the second, {} in the third, {} in the fourth.",
        measures(all),
        have(all),
        of(1),
        of(2),
        of(3),
        of(4)
    )
}

fn quartile_rule(rows: &[Row]) -> String {
    let wordy = rows
        .iter()
        .filter(|row| matches!(row.quartile, Some(Quartile::Better | Quartile::Worse)))
        .count();
    let mut rule = "Counted are the rows that give a quartile from 1 (best) to 4.".to_owned();
    if wordy > 0 {
        rule.push_str(&format!(
            " {wordy} that only {} better or worse {} not counted.",
            if wordy == 1 { "says" } else { "say" },
            if wordy == 1 { "is" } else { "are" },
        ));
    }
    rule
}

fn neighbours(n: impl Fn(Statement) -> usize) -> String {
    let all = n(Statement::Neighbours);
    if all == 0 {
        return "No measure can be set beside its statistical neighbours.".to_owned();
    }
    format!(
        "{} can be set beside statistical neighbours: {} better, {} below, {} similar.",
        measures(all),
        n(Statement::Better),
        n(Statement::Below),
        n(Statement::Similar)
    )
}

/// The most measures that a rule names; of more, the first and how many others there are.
const NAMED: usize = 6;

fn neighbour_rule(period: Period, rows: &[Row], options: &Options) -> String {
    let mut rule = format!(
        "Similar is within {} % of the neighbours’ figure; beyond that, the measure’s polarity says which is better.",
        options.similar_within
    );
    let mut old: Vec<String> = rows
        .iter()
        .filter(|row| row.beside == Beside::LeftOut)
        .map(|row| format!("“{}” ({})", row.title, row.printed.latest_update))
        .collect();
    if old.len() > NAMED {
        let more = old.len() - (NAMED - 1);
        old.truncate(NAMED - 1);
        old.push(format!("{more} others"));
    }
    if !old.is_empty() {
        rule.push_str(&format!(
            " Left out as over {} months old at the end of {period}: {}.",
            options.stale_months,
            list(&old)
        ));
    }
    rule
}

/// What was published otherwise, and what follows.
fn dispute(rows: &[Row], counts: &[&Count]) -> String {
    let differing: Vec<&&Count> = counts.iter().filter(|count| count.disagrees()).collect();
    if differing.is_empty() {
        return String::new();
    }
    let published: Vec<String> = differing
        .iter()
        .filter_map(|count| Some(format!("{} {}", count.published?, count.statement.words())))
        .collect();
    let ours: Vec<String> = differing
        .iter()
        .map(|count| count.n().to_string())
        .collect();
    let mut text = format!(
        "The overview published says {}; the table gives {}.",
        list(&published),
        list(&ours)
    );
    if differing
        .iter()
        .any(|count| count.statement.group() == Group::Direction)
    {
        text.push(' ');
        text.push_str(&of_mixed_words(rows, &differing));
    }
    text
}

/// Whether another reading of the double words would give what was published.
fn of_mixed_words(rows: &[Row], differing: &[&&Count]) -> String {
    let titles: Vec<String> = mixed(rows)
        .iter()
        .map(|row| format!("“{}” ({})", row.title, row.printed.direction))
        .collect();
    let Some(out) = differing.iter().find(|count| !count.is_possible()) else {
        return format!(
            "Another reading of the double words would give it: {}.",
            list(&titles)
        );
    };
    let (least, most) = out.bounds;
    let span = if least == most {
        format!("{least}")
    } else {
        format!("{least} to {most}")
    };
    let what = out.statement.words();
    if titles.is_empty() {
        return format!(
            "The table has {span} {what}, and no double word that could be read otherwise."
        );
    }
    format!(
        "Double words do not explain it: however {} are read, the table gives {span} {what}.",
        list(&titles)
    )
}
