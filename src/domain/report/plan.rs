//! The Management Action Plan: objective by objective what was done, what will be, the money and the measures.
//!
//! Its order is that of the plan which the Department asked councils for: sections A to C in the officers' words, section D
//! with the grant by priority area, then the indicators in six years. Money is then stated once for all objectives, so that
//! the sections can be seen to add up to it.
//!
//! Edges: an objective without a section, money or indicators says so. Money of lines that serve no objective is a line of
//! the statement, or the statement would not tie.

use crate::domain::chart::Chart;
use crate::domain::check::words::several;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::chart::allocation;
use crate::domain::grant::position::{LinePosition, less, total};
use crate::domain::grant::{Allocation, TotalOf};
use crate::domain::indicator::Indicator;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Risk};
use crate::domain::report::around::{actions, day, milestones, risks};
use crate::domain::report::cells::{Words, head, money, note, percent, set, table, total as sum};
use crate::domain::report::maker::{Maker, bars};
use crate::domain::report::six_years::SixYears;
use crate::domain::report::sources::{self, Used};
use crate::domain::thread::{Thread, ThreadRow};

/// Writes the plan.
pub(super) fn write(maker: &Maker<'_>, document: &mut Document) {
    let thread = maker.thread();
    let years = SixYears::of(maker);
    about(maker, document);
    for (objective, row) in maker.book.objectives.iter().zip(&thread.rows) {
        document.add(Block::NewPage);
        of_objective(maker, document, objective, row, years.as_ref());
    }
    document.add(Block::NewPage);
    statement(maker, document, &thread);
    programme(maker, document);
    sources::write(maker, document, &Used::of_plan(maker));
}

fn about(maker: &Maker<'_>, document: &mut Document) {
    let book = maker.book;
    document.heading(1, "About this plan");
    let about = book.plan().about;
    if !about.trim().is_empty() {
        document.say(about);
    }
    if book.objectives.is_empty() {
        document.add(note(
            "The plan has no objectives yet. Its money, indicators and actions are set out under objectives once there are some.",
        ));
        return;
    }
    document.say(format!(
        "The plan has {}, {}, {} and {}. Each objective has its sections, its money, its indicators and its actions.",
        several(book.objectives.len(), "objective"),
        several(book.indicators.len(), "indicator"),
        several(book.actions.len(), "action"),
        several(book.risks.len(), "risk"),
    ));
    document.add(Block::List {
        is_numbered: false,
        items: (book.objectives.iter())
            .map(|held| crate::domain::document::Item {
                text: crate::domain::document::plain(numbered(held)),
                items: Vec::new(),
            })
            .collect(),
    });
}

/// `1. The whole title`.
fn numbered(objective: &Objective) -> String {
    let title = if objective.title.trim().is_empty() {
        &objective.short
    } else {
        &objective.title
    };
    if objective.number.is_empty() {
        title.clone()
    } else {
        format!("{}. {title}", objective.number)
    }
}

fn of_objective(
    maker: &Maker<'_>,
    document: &mut Document,
    objective: &Objective,
    row: &ThreadRow,
    years: Option<&SixYears>,
) {
    document.heading(1, numbered(objective));
    sections(maker, document, objective);
    document.heading(2, "D. Expenditure of grant");
    expenditure(maker, document, objective, row);
    document.heading(2, "Performance indicators");
    measures(maker, document, objective, years);
    let held: Vec<&Action> = (maker.book.actions.iter())
        .filter(|held| held.objective == Some(objective.id))
        .collect();
    if !held.is_empty() {
        document.heading(2, "Actions");
        let caption = format!("Actions towards {}", objective.label());
        document.add(actions(&caption, &held));
    }
    let held: Vec<&Risk> = (maker.book.risks.iter())
        .filter(|held| held.objective == Some(objective.id))
        .collect();
    if !held.is_empty() {
        document.heading(2, "Risks");
        let caption = format!("Risks to {}", objective.label());
        document.add(risks(&caption, &held));
    }
}

/// Sections A to C in the officers' own words; headings in them are set below the section's.
fn sections(maker: &Maker<'_>, document: &mut Document, objective: &Objective) {
    let held = maker.gathered.sections.get(&objective.id);
    let held = held.filter(|held| !held.is_empty());
    let Some(held) = held else {
        document.say("Nothing has been written under this objective yet.");
        return;
    };
    for section in held {
        document.heading(2, section.heading.clone());
        document.blocks.extend(below(&section.blocks, 2));
    }
}

/// Blocks with their headings set below one of this level, each at most one deeper than the one before.
pub(super) fn below(blocks: &[Block], level: u8) -> Vec<Block> {
    let mut above = level;
    let set = |block: &Block| {
        let mut block = block.clone();
        if let Block::Heading { level: own, .. } = &mut block {
            *own = own.saturating_add(level).clamp(level + 1, above + 1).min(6);
            above = *own;
        }
        block
    };
    blocks.iter().map(set).collect()
}

/// Section D: what the year's grants pay for the objective's priority areas.
fn expenditure(
    maker: &Maker<'_>,
    document: &mut Document,
    objective: &Objective,
    row: &ThreadRow,
) {
    let year = maker.year_words();
    if row.money.lines.is_empty() {
        document.say(if maker.year.is_some() {
            format!("No priority area of this objective has money in {year}.")
        } else {
            "The plan has no grants yet.".to_owned()
        });
    } else {
        let source = format!("allocations of {year}");
        document.add(
            Words::default()
                .say(format!("{} planned for this objective in {year}: ", is_planned(row)))
                .figure(row.money.amount, &source)
                .say(".")
                .paragraph(),
        );
        document.add(areas(maker, objective, row));
    }
    if row.money.others != crate::domain::money::Pence::ZERO {
        document.say(format!(
            "Other funders put in {} beside it; that is not in the sum above.",
            row.money.others
        ));
    }
}

fn is_planned(row: &ThreadRow) -> &'static str {
    if row.money.lines.len() == 1 {
        "One priority area is"
    } else {
        "Its priority areas are"
    }
}

fn areas(maker: &Maker<'_>, objective: &Objective, row: &ThreadRow) -> Block {
    let columns = vec![
        Column::words("Priority area", 4),
        Column::words("Paid from", 4),
        Column::words("Covers", 3),
        Column::figures("Amount"),
    ];
    let caption = format!("{}: grant by priority area, {}", objective.label(), maker.year_words());
    let mut table = table("Expenditure", caption, columns);
    let lines = maker.position.lines.iter();
    for line in lines.filter(|line| row.money.lines.contains(&line.priority_area)) {
        table.rows.push(area_row(maker, line));
        table.rows.extend(of_which(maker, line));
    }
    table.rows.push(sum(
        "Total",
        vec![Cell::Empty, Cell::Empty, money(row.money.amount)],
    ));
    set(table)
}

fn allocations<'a>(maker: &Maker<'a>, line: &LinePosition) -> Vec<&'a Allocation> {
    let grants = &maker.position.grants;
    let held = maker.book.allocations.iter();
    held.filter(|held| {
        held.priority_area == line.priority_area
            && grants.iter().any(|grant| grant.grant == held.grant)
    })
    .collect()
}

fn area_row(maker: &Maker<'_>, line: &LinePosition) -> Row {
    let book = maker.book;
    let area = book.priority_areas.get(line.priority_area);
    let payers: Vec<String> = (maker.position.grants.iter().zip(&line.cells))
        .filter(|(_, cell)| cell.is_some())
        .filter_map(|(sums, _)| Some(book.grants.get(sums.grant)?.short.clone()))
        .collect();
    let held = allocations(maker, line);
    let part = held.iter().find(|held| held.is_part_year());
    let covers = part.map_or_else(
        || "the whole year".to_owned(),
        |held| match (held.from, held.to) {
            (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
            (Some(from), None) => format!("from {}", day(from)),
            (None, Some(to)) => format!("to {}", day(to)),
            (None, None) => "part of the year".into(),
        },
    );
    Row::body(vec![
        head(area.map_or("?", |held| &held.name)),
        Cell::text(payers.join(", ")),
        Cell::text(covers),
        money(line.total),
    ])
}

/// The named parts of an area's money, which are in its amount.
fn of_which(maker: &Maker<'_>, line: &LinePosition) -> Vec<Row> {
    let held = allocations(maker, line);
    let parts = maker.book.of_which.iter();
    parts
        .filter(|part| held.iter().any(|held| held.id == part.allocation))
        .map(|part| {
            Row::body(vec![
                head(format!("of which {}", part.name)),
                Cell::text("in the amount above"),
                Cell::Empty,
                money(part.amount),
            ])
        })
        .collect()
}

fn measures(
    maker: &Maker<'_>,
    document: &mut Document,
    objective: &Objective,
    years: Option<&SixYears>,
) {
    let held: Vec<&Indicator> = (maker.book.indicators.iter())
        .filter(|held| held.objectives.contains(&objective.id))
        .collect();
    let caption = format!("{}: indicators over six years", objective.label());
    let blocks = years.map(|years| years.table(maker, &caption, &held));
    match blocks.filter(|blocks| !blocks.is_empty()) {
        Some(blocks) => document.blocks.extend(blocks),
        None if held.is_empty() => {
            document.say("No indicator is followed under this objective yet.");
        }
        None => {
            document.say("Its indicators have no figures yet.");
        }
    }
}

/// The statement of money: every objective, what serves none, the whole, the grants, what is left.
pub(super) fn statement(maker: &Maker<'_>, document: &mut Document, thread: &Thread) {
    document.heading(1, "Statement of money");
    let Some(year) = maker.year else {
        document.say("The plan has no grants yet, so there is no money to state.");
        return;
    };
    let whole_is = thread.totals.whole_is();
    document.add(statement_table(maker, thread, whole_is));
    let position = &maker.position;
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
    for held in maker.book.published_totals.iter().filter(|held| held.fiscal_year == year) {
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
    let chart = allocation(maker.book, position);
    if matches!(&chart, Chart::Bars(held) if !held.bars.is_empty()) {
        document.add(bars(chart));
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
            money(row.money.amount),
            percent(row.money.share, 1, why),
            money(row.money.others),
        ]));
    }
    let totals = &thread.totals;
    if totals.elsewhere != crate::domain::money::Pence::ZERO {
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

fn programme(maker: &Maker<'_>, document: &mut Document) {
    let held: Vec<&Milestone> = maker.book.milestones.iter().collect();
    if !held.is_empty() {
        document.heading(1, "Programme");
        document.add(milestones(&held));
    }
    let held: Vec<&Action> = (maker.book.actions.iter())
        .filter(|held| held.objective.is_none())
        .collect();
    if !held.is_empty() {
        document.heading(1, "Actions under no objective");
        document.add(actions("Actions under no objective", &held));
    }
    let held: Vec<&Risk> = (maker.book.risks.iter())
        .filter(|held| held.objective.is_none())
        .collect();
    if !held.is_empty() {
        document.heading(1, "Risks to the whole programme");
        document.add(risks("Risks to the whole programme", &held));
    }
}
