//! The grant report, for whoever signs for the money: what was granted on which terms, what pays for what, what is left,
//! what was moved, what was spent and what is expected.
//!
//! Every sum here is one that the Grant room shows, asked of the same functions, and the drawings are the room's.
//!
//! Edges: a year without grants says so. With more than six grants the grid is set line by line, since it would not fit
//! across a page. A chapter with nothing in it says that there is nothing, so that nobody looks for a missing page.

mod lines;
mod through;

use crate::domain::chart::Chart;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::chart::Picture;
use crate::domain::grant::position::less;
use crate::domain::grant::{Grant, Nature, TotalOf};
use crate::domain::money::Pence;
use crate::domain::problem::{Place, Severity};
use crate::domain::report::Report;
use crate::domain::report::cells::{
    Words, capital, head, list, money, note, set, table, total, words,
};
use crate::domain::report::maker::{Maker, bars};
use crate::domain::report::sources::{self, Used};

/// Writes the report.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "The year in short");
    if maker.position.grants.is_empty() {
        let year = maker.year_words();
        document.add(note(if maker.year.is_some() {
            format!("The plan has no grants in {year}.")
        } else {
            "The plan has no grants yet. Enter a grant, and this report fills itself.".to_owned()
        }));
    } else {
        short(maker, document);
        grants(maker, document);
        lines::allocations(maker, document);
        checks(maker, document);
        through::moves(maker, document);
        through::spending(maker, document);
        through::carried(maker, document);
    }
    partners(maker, document);
    sign_off(document);
    sources::write(maker, document, &Used::of(maker, Report::Grant));
}

fn short(maker: &Maker<'_>, document: &mut Document) {
    let position = &maker.position;
    let year = maker.year_words();
    let n = position.grants.len();
    let left = position.left;
    document.add(
        Words::default()
            .say(format!(
                "In {year} {} to ",
                if n == 1 {
                    "one grant comes".to_owned()
                } else {
                    format!("{n} grants come")
                }
            ))
            .figure(position.granted, "grants")
            .say(". Of this ")
            .figure(position.allocated, "allocations")
            .say(" is allocated. ")
            .say(if left.is_negative() {
                "That is too much by "
            } else {
                "Left is "
            })
            .figure(left.abs(), "grants less allocations")
            .say(".")
            .paragraph(),
    );
    for nature in Nature::ALL {
        if let Some((granted, allocated, left)) = position.of_nature(maker.book, nature) {
            document.say(format!(
                "{}: granted {granted}, allocated {allocated}, left {left}.",
                capital(nature.word())
            ));
        }
    }
    printed_totals(maker, document);
}

/// Totals that documents printed, beside ours.
fn printed_totals(maker: &Maker<'_>, document: &mut Document) {
    let held = maker.book.published_totals.iter();
    for held in held.filter(|held| Some(held.fiscal_year) == maker.year) {
        let ours = match held.of {
            TotalOf::Grants => maker.position.granted,
            TotalOf::Allocations => maker.position.allocated,
        };
        let off = less(ours, held.amount);
        let ties = off.abs() <= held.tolerance;
        document.say(format!(
            "Published total of {}: {} ({}). Ours is {ours}: {}.",
            held.of.word(),
            held.amount,
            held.source,
            if ties {
                "it ties".to_owned()
            } else {
                format!("it does not tie, by {off}")
            }
        ));
    }
}

fn grants(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Grants");
    let columns = vec![
        Column::words("Grant", 4),
        Column::words("Funder", 3),
        Column::words("Nature", 2),
        Column::words("Status", 2),
        Column::words("Ring-fenced to", 3),
        Column::figures("Granted"),
        Column::figures("Allocated"),
        Column::figures("Left"),
        Column::figures("Outside its ring-fence"),
    ];
    let caption = format!("Grants of {}", maker.year_words());
    let mut table = table("Grants", caption, columns);
    let position = &maker.position;
    let mut outside = Pence::ZERO;
    for sums in &position.grants {
        let Some(grant) = maker.book.grants.get(sums.grant) else {
            continue;
        };
        outside = Pence(outside.0.saturating_add(sums.ineligible.0));
        table.rows.push(Row::body(vec![
            head(grant.name.clone()),
            words(&grant.funder),
            Cell::text(capital(grant.nature.word())),
            Cell::text(capital(grant.status.word())),
            fence(grant),
            money(sums.amount),
            money(sums.allocated),
            money(sums.left),
            money(sums.ineligible),
        ]));
    }
    let mut sums = vec![Cell::Empty; 4];
    let amounts = [position.granted, position.allocated, position.left, outside];
    sums.extend(amounts.map(money));
    table.rows.push(total("All grants", sums));
    document.add(set(table));
    terms(maker, document);
    document.add(bars(Picture::Where.chart(maker.book, position)));
}

fn fence(grant: &Grant) -> Cell {
    if grant.is_ring_fenced() {
        Cell::text(grant.ring_fence.clone())
    } else {
        Cell::text("General")
    }
}

/// On which terms each grant comes, and what its ring-fence names.
fn terms(maker: &Maker<'_>, document: &mut Document) {
    document.heading(2, "Terms");
    let columns = vec![
        Column::words("Grant", 3),
        Column::words("Paid", 2),
        Column::words("Money left at the year’s end", 3),
        Column::words("Conditions", 4),
        Column::words("May pay for", 4),
    ];
    let mut table = table("Terms", "Terms of the grants", columns);
    for sums in &maker.position.grants {
        let Some(grant) = maker.book.grants.get(sums.grant) else {
            continue;
        };
        table.rows.push(Row::body(vec![
            head(grant.short.clone()),
            Cell::text(capital(grant.payment.word())),
            Cell::text(capital(grant.carry_forward.word())),
            words(&grant.conditions),
            Cell::text(may_pay(maker, grant)),
        ]));
    }
    document.add(set(table));
}

fn may_pay(maker: &Maker<'_>, grant: &Grant) -> String {
    if !grant.is_ring_fenced() {
        return "any priority area of its nature".into();
    }
    let book = maker.book;
    let objectives = grant.eligible_objectives.iter();
    let objectives =
        objectives.filter_map(|id| Some(format!("all of {}", book.objectives.get(*id)?.label())));
    let areas = grant.eligible.iter();
    let areas = areas.filter_map(|id| Some(book.priority_areas.get(*id)?.name.clone()));
    let names: Vec<String> = objectives.chain(areas).collect();
    if names.is_empty() {
        "its ring-fence names no priority area".into()
    } else {
        names.join(", ")
    }
}

/// What the checks find in the year's money, with their figures.
fn checks(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Checks");
    let found: Vec<_> = crate::domain::check::of_position(maker.book, &maker.position);
    let is_of_grant = |place: &Place| !matches!(place, Place::File(..));
    let of = |severity: Severity| {
        let held = found.iter().filter(move |held| held.severity == severity);
        held.filter(|held| is_of_grant(&held.place))
            .collect::<Vec<_>>()
    };
    if found.is_empty() {
        document.say("Every check of the year’s money passes.");
        return;
    }
    for (severity, title) in [
        (Severity::Error, "To be put right"),
        (Severity::Warning, "To be looked at"),
        (Severity::Note, "Worth knowing"),
    ] {
        let held = of(severity);
        if held.is_empty() {
            continue;
        }
        document.heading(2, title);
        document.add(list(held.iter().map(|held| {
            format!(
                "{}: {}. {} {}",
                held.location, held.what, held.why, held.remedy
            )
        })));
    }
}

fn partners(maker: &Maker<'_>, document: &mut Document) {
    let held: Vec<_> = (maker.book.contributions.iter())
        .filter(|held| Some(held.fiscal_year) == maker.year)
        .collect();
    if held.is_empty() {
        return;
    }
    document.heading(1, "Partners’ money");
    let columns = vec![
        Column::words("What it is for", 4),
        Column::words("Funder", 3),
        Column::words("Objective", 3),
        Column::words("Certainty", 2),
        Column::words("Beside ours", 2),
        Column::figures("Amount"),
    ];
    let caption = format!("Money of other funders, {}", maker.year_words());
    let mut table = table("Partners", caption, columns);
    for one in &held {
        let objective = one.objective.and_then(|id| maker.book.objectives.get(id));
        table.rows.push(Row::body(vec![
            head(one.name.clone()),
            words(&one.funder),
            words(&objective.map(|held| held.label()).unwrap_or_default()),
            Cell::text(capital(one.certainty.word())),
            Cell::text(capital(one.pooling.word())),
            money(one.amount),
        ]));
    }
    let sum = crate::domain::grant::position::total(held.iter().map(|one| one.amount));
    let mut cells = vec![Cell::Empty; 4];
    cells.push(money(sum));
    table.rows.push(total("All partners", cells));
    document.add(set(table));
    document.say("None of this is in the grants or allocations above.");
}

fn sign_off(document: &mut Document) {
    document.heading(1, "Sign-off");
    document.say("I have read this report and its checks, and the amounts in it agree with the council’s accounts.");
    document.add(Block::SignOff(vec![
        "Section 151 officer".into(),
        "Director of children’s services".into(),
        "Lead member for children’s services".into(),
    ]));
}

/// A picture, unless there is nothing in it.
fn picture(document: &mut Document, chart: Chart) {
    let is_empty = match &chart {
        Chart::Bars(held) => held.bars.is_empty(),
        Chart::Stacked(held) => held.rows.is_empty(),
        _ => false,
    };
    if !is_empty {
        document.add(bars(chart));
    }
}
