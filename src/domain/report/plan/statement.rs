//! The statement of money: what each objective is given, what serves none, and what was granted.
//!
//! Totals that were published and differ are noted with their distance, since a reader has the published paper beside this
//! one.

use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::TotalOf;
use crate::domain::grant::position::{less, total};
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::report::cells::{
    Words, head, missing, money, note, percent, set, table, total as sum,
};
use crate::domain::report::maker::Maker;
use crate::domain::report::summary::money_chart;
use crate::domain::thread::Thread;

/// The statement of money: every objective, what serves none, the whole, the grants, what is left.
pub(in crate::domain::report) fn statement(
    maker: &Maker<'_>,
    document: &mut Document,
    thread: &Thread,
) {
    document.heading(1, "Statement of money");
    if !maker.position.grants.is_empty() {
        let whole_is = thread.totals.whole_is();
        document.add(statement_table(maker, thread, whole_is));
    }
    sums(maker, document);
    document.blocks.extend(money_chart(maker));
}

/// What was granted, allocated and left, and the totals that were published and differ.
pub(in crate::domain::report) fn sums(maker: &Maker<'_>, document: &mut Document) {
    let Some(year) = maker.year else {
        document.say("The plan has no grants yet, so there is no money to state.");
        return;
    };
    let position = &maker.position;
    if position.grants.is_empty() {
        document.say(format!(
            "The plan has no grants in {}, so there is no money to state.",
            maker.year_words()
        ));
        return;
    }
    let left = less(position.granted, position.allocated);
    document.add(
        Words::default()
            .say("Grants of the year come to ")
            .figure(position.granted, "grants")
            .say("; ")
            .figure(position.allocated, "allocations")
            .say(if left.is_negative() {
                " is allocated, which is more than was granted by "
            } else {
                " is allocated, which leaves "
            })
            .figure(left.abs(), "grants less allocations")
            .say(".")
            .paragraph(),
    );
    for held in maker
        .book
        .published_totals
        .iter()
        .filter(|held| held.fiscal_year == year)
    {
        let (ours, what) = match held.of {
            TotalOf::Grants => (position.granted, "grants"),
            TotalOf::Allocations => (position.allocated, "allocations"),
        };
        let off = less(held.amount, ours);
        if off.abs() > held.tolerance {
            document.add(note(format!(
                "The total of {what} that was published is {} ({}). Ours is {ours}: the published one is {} by {}.",
                held.amount,
                held.source,
                if off.is_negative() { "lower" } else { "higher" },
                off.abs()
            )));
        }
    }
}

fn statement_table(maker: &Maker<'_>, thread: &Thread, whole_is: &str) -> Block {
    let columns = vec![
        Column::words("Objective", 6),
        Column::figures("Amount"),
        Column::figures(format!("Share of {whole_is}")),
        Column::figures("Other funders"),
    ];
    let caption = format!("Money by objective, {}", maker.year_words());
    let mut table = table("Money by objective", caption, columns);
    let why = "there is no whole to take a share of";
    for row in &thread.rows {
        let objective = maker.book.objectives.get(row.objective);
        table.rows.push(Row::body(vec![
            head(objective.map_or_else(|| "?".into(), Objective::label)),
            if row.money.lines.is_empty() {
                missing("no grant pays for it")
            } else {
                money(row.money.amount)
            },
            if row.money.lines.is_empty() {
                missing("no grant pays for it")
            } else {
                percent(row.money.share, 1, why)
            },
            money(row.money.others),
        ]));
    }
    let totals = &thread.totals;
    if totals.elsewhere != Pence::ZERO {
        table.rows.push(Row::body(vec![
            head("Lines that serve no objective"),
            money(totals.elsewhere),
            percent(totals.elsewhere.share_of(totals.whole()), 1, why),
            Cell::Empty,
        ]));
    }
    let others = total(thread.rows.iter().map(|row| row.money.others));
    table.rows.push(sum(
        "Allocated",
        vec![
            money(totals.allocated),
            percent(totals.allocated.share_of(totals.whole()), 1, why),
            money(others),
        ],
    ));
    set(table)
}
