//! Why money cannot be spent and why a line cannot be paid, in a sentence with the figures.

use crate::domain::check::words::{list, several};
use crate::domain::grant::flow::Pool;
use crate::domain::grant::flow::cut::Cut;
use crate::domain::grant::flow::transport::Paid;
use crate::domain::grant::position::total;
use crate::domain::money::Pence;

/// How many names are said; of more, how many there are.
const NAMES: usize = 3;

fn named(names: Vec<String>, noun: &str) -> String {
    if names.len() > NAMES {
        several(names.len(), noun)
    } else {
        list(&names)
    }
}

fn lines(pool: &Pool<'_>, lines: &[usize]) -> String {
    let names = lines.iter().map(|line| format!("“{}”", pool.name(*line)));
    named(names.collect(), "line")
}

fn need(n: usize) -> &'static str {
    if n == 1 { "needs" } else { "need" }
}

/// Why a ring-fenced grant has money left: its lines need no more, or others that would be lost pay them.
pub fn unspendable(pool: &Pool<'_>, paid: &Paid, at: usize) -> String {
    let grant = pool.grants[at];
    let may: Vec<usize> = (0..pool.areas.len())
        .filter(|line| pool.given.may[*line][at])
        .collect();
    if may.is_empty() {
        return format!(
            "No line of the plan that {} may pay for has a cost this year.",
            grant.short
        );
    }
    let needed = total(may.iter().map(|line| Pence(pool.given.demands[*line])));
    let by_it = total(may.iter().map(|line| Pence(paid.pays[*line][at])));
    let mut why = format!(
        "{} may pay only for {}, which {} {needed}",
        grant.short,
        lines(pool, &may),
        need(may.len()),
    );
    if by_it < needed {
        let others = Pence(needed.0 - by_it.0);
        why += &format!(", {others} of it paid from other ring-fenced money");
    }
    why + "."
}

/// A line that no grant of the year may pay for.
pub fn nobody(pool: &Pool<'_>, line: usize) -> String {
    format!(
        "No {} grant of the year may pay for “{}”.",
        pool.nature.word(),
        pool.name(line)
    )
}

/// The lines of a cut need more than its grants have.
pub fn blocked(pool: &Pool<'_>, cut: &Cut) -> String {
    let (needed, has) = cut.sums(pool);
    let names = cut.grants.iter().map(|at| pool.grants[*at].short.clone());
    let n = cut.grants.len();
    let short = Pence(needed.0.saturating_sub(has.0));
    let only = if n == 1 { "has" } else { "together have" };
    format!(
        "{} {} {needed}, and only {} may pay for {}, which {only} {has}: {short} too little.",
        crate::domain::check::words::sentence(&lines(pool, &cut.lines)),
        need(cut.lines.len()),
        named(names.collect(), "grant"),
        if cut.lines.len() == 1 { "it" } else { "them" },
    )
}
