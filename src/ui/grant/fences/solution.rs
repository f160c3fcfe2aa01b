//! The flow of a year with its rows and words, worked out once and drawn many times.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::check;
use crate::domain::grant::at::LineAt;
use crate::domain::grant::flow::{Flow, Move, can_be_made, command};
use crate::domain::grant::position::{latest, total};
use crate::domain::grant::{CarryForward, Grant, GrantStatus};
use crate::domain::id::{GrantId, PriorityAreaId};
use crate::domain::money::Pence;
use crate::domain::problem::Problem;
use crate::ui::grant::change::refusal;

/// A line and a grant: what it pays in the plan, and what it should.
#[derive(Debug)]
pub struct Row {
    /// The line's name; empty below its first row.
    pub name: String,
    /// The grant.
    pub grant: String,
    /// What it pays.
    pub now: Pence,
    /// What it should.
    pub then: Pence,
    /// The move, in words.
    pub words: String,
    /// The whole row for a screen reader.
    pub said: String,
}

/// The flow of a year, as it is shown.
#[derive(Debug)]
pub struct Solution {
    /// The flow.
    pub flow: Flow,
    /// Whether the year has grants at all.
    pub has_grants: bool,
    /// Every row.
    pub rows: Vec<Row>,
    /// Places of the rows of lines in which something moves.
    pub moving: Vec<usize>,
    /// Each ring-fence in words.
    pub rules: Vec<(String, String)>,
    /// What the checks of the year find.
    pub problems: Vec<Problem>,
    /// How many moves the button makes, and its words.
    pub n_moves: usize,
    /// The words on the button.
    pub button: String,
    /// Moves that only a virement can make.
    pub by_virement: Option<String>,
    /// Why the moves would be refused.
    pub refused: Option<String>,
}

impl Solution {
    /// Works out a year.
    pub fn of(book: &Book, year: i16, with_applied_for: bool) -> Self {
        let flow = Flow::of(book, year, with_applied_for);
        let grants: Vec<&Grant> = book
            .grants
            .iter()
            .filter(|grant| grant.fiscal_year == year)
            .collect();
        let rows = rows(book, &grants, &flow);
        let made: Vec<&Move> = can_be_made(&flow, book).collect();
        let n_moves = made.len();
        let moved = total(made.iter().map(|made| made.amount));
        let n_held = flow.moves.iter().filter(|held| held.to.is_some()).count() - n_moves;
        let made = command(&flow, book, || i64::MAX);
        Self {
            moving: moving(&rows),
            rows,
            rules: grants.iter().map(|grant| rule(book, grant)).collect(),
            problems: check::of_year(book, year, None),
            button: match n_moves {
                1 => format!("Make the move: {moved}"),
                n => format!("Make the {n} moves: {moved}"),
            },
            by_virement: (n_held > 0).then(|| {
                format!("{n_held} more of approved or closed lines: make those under Virements.")
            }),
            refused: made.and_then(|command| refusal(&command, book)),
            n_moves,
            has_grants: !grants.is_empty(),
            flow,
        }
    }
}

/// `Pay £84,000 of Care leavers from Leaving care instead of Main`.
fn words(book: &Book, made: &Move) -> String {
    let short = |id: GrantId| book.grants.get(id).map_or("?", |grant| &grant.short);
    let name = book
        .priority_areas
        .get(made.priority_area)
        .map_or("?", |area| &area.name);
    let (amount, from) = (made.amount, short(made.from));
    match made.to {
        Some(to) => format!(
            "Pay {amount} of {name} from {} instead of {from}",
            short(to)
        ),
        None => format!("{amount} of {name}, paid by {from}, has no grant that can pay it"),
    }
}

fn rows(book: &Book, grants: &[&Grant], flow: &Flow) -> Vec<Row> {
    let now = latest(book);
    let then: HashMap<LineAt, Pence> = flow
        .pays
        .iter()
        .map(|(grant, area, amount)| (LineAt::new(*grant, *area), *amount))
        .collect();
    let mut moves: HashMap<(PriorityAreaId, GrantId), Vec<String>> = HashMap::new();
    for made in &flow.moves {
        let at = made.to.unwrap_or(made.from);
        let key = (made.priority_area, at);
        moves.entry(key).or_default().push(words(book, made));
    }
    let mut rows = Vec::new();
    for area in &book.priority_areas {
        let mut name = area.name.clone();
        for grant in grants {
            let at = LineAt::new(grant.id, area.id);
            let amount = |held: &HashMap<LineAt, Pence>| held.get(&at).copied().unwrap_or_default();
            let (now, then) = (amount(&now), amount(&then));
            if now == Pence::ZERO && then == Pence::ZERO {
                continue;
            }
            let words = moves
                .get(&(area.id, grant.id))
                .map_or_else(String::new, |words| words.join("; "));
            let change = match then.0 - now.0 {
                0 => "unchanged".to_owned(),
                more if more > 0 => format!("{} more", Pence(more)),
                less => format!("{} less", Pence(-less)),
            };
            rows.push(Row {
                said: format!(
                    "{}, {}: {now} in the plan, {then} in the cheapest way, {change}. {words}",
                    area.name, grant.short
                ),
                name: std::mem::take(&mut name),
                grant: grant.short.clone(),
                now,
                then,
                words,
            });
        }
    }
    rows
}

/// The rows of lines in which something moves.
fn moving(rows: &[Row]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut begin = 0;
    while begin < rows.len() {
        let next = (begin + 1..rows.len())
            .find(|at| !rows[*at].name.is_empty())
            .unwrap_or(rows.len());
        if rows[begin..next].iter().any(|row| row.now != row.then) {
            found.extend(begin..next);
        }
        begin = next;
    }
    found
}

/// A grant, and what it may pay for in a sentence.
fn rule(book: &Book, grant: &Grant) -> (String, String) {
    let nature = grant.nature.word();
    let sure = match grant.status {
        GrantStatus::AppliedFor => " It is only applied for.",
        GrantStatus::Awarded | GrantStatus::Received => "",
    };
    let title = format!("{}, {}", grant.short, grant.amount);
    if !grant.is_ring_fenced() {
        return (title, format!("May pay for any {nature} line.{sure}"));
    }
    let areas = grant.eligible.iter().filter_map(|id| {
        let area = book.priority_areas.get(*id)?;
        Some(format!("“{}”", area.name))
    });
    let objectives = grant.eligible_objectives.iter().filter_map(|id| {
        let objective = book.objectives.get(*id)?;
        Some(format!("every line of “{}”", objective.short))
    });
    let names: Vec<String> = areas.chain(objectives).collect();
    let named = match names.len() {
        0 => "nothing yet: no line is named".to_owned(),
        n if n > 6 => format!("{n} lines and objectives"),
        _ => names.join(", "),
    };
    let rest = match grant.carry_forward {
        CarryForward::Allowed => "What is left may be carried forward.",
        CarryForward::Repayable => "What is left must be paid back.",
        CarryForward::NotStated => "What becomes of a rest is not stated, so it is spent first.",
    };
    (
        title,
        format!(
            "Ring-fenced for {}: may pay for {named}; {nature}. {rest}{sure}",
            grant.ring_fence
        ),
    )
}
