//! The Management Action Plan: objective by objective what was done, what will be, the money and the measures.
//!
//! Its order is that of the plan which the Department asked councils for: sections A to C in the officers' words, section D
//! with the grant by priority area, then the indicators in six years. Money is then stated once for all objectives, so that
//! the sections can be seen to add up to it.
//!
//! Edges: an objective without a section, money or indicators says so. Money of lines that serve no objective is a line of
//! the statement, or the statement would not tie.

mod statement;

use crate::domain::book::Book;
use crate::domain::check::words::several;
use crate::domain::decision::Decision;
use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::Allocation;
use crate::domain::grant::position::LinePosition;
use crate::domain::indicator::Indicator;
use crate::domain::money::Pence;
use crate::domain::objective::Objective;
use crate::domain::plan::{Action, Milestone, Risk};
use crate::domain::report::around::{actions, day, decisions, milestones, risks};
use crate::domain::report::cells::{Words, head, list, money, note, set, table, total as sum};
use crate::domain::report::maker::Maker;
use crate::domain::report::outcomes;
use crate::domain::report::six_years::SixYears;
use crate::domain::report::sources::{self, Used};
use crate::domain::report::{Report, Section};
use crate::domain::thread::ThreadRow;

pub(super) use statement::{statement, sums};

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
    sources::write(maker, document, &Used::of(maker, Report::Plan));
}

fn about(maker: &Maker<'_>, document: &mut Document) {
    let book = maker.book;
    document.heading(1, "About this plan");
    let about = book.plan().about;
    if !about.trim().is_empty() {
        document.say(about);
    }
    for section in &maker.text().foreword {
        section_of(document, section);
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
    document.add(objectives(book));
}

/// Every objective: numbered by the list itself where their numbers are 1, 2, 3.
fn objectives(book: &Book) -> Block {
    let in_order = (1..).zip(&book.objectives);
    if !in_order
        .clone()
        .all(|(n, held): (usize, _)| held.number == n.to_string())
    {
        return list(book.objectives.iter().map(numbered));
    }
    let mut all = list(book.objectives.iter().map(titled));
    if let Block::List { numbered_from, .. } = &mut all {
        *numbered_from = Some(1);
    }
    all
}

/// The whole title, or the short one.
fn titled(objective: &Objective) -> String {
    if objective.title.trim().is_empty() {
        objective.short.clone()
    } else {
        objective.title.clone()
    }
}

/// `1. The whole title`.
fn numbered(objective: &Objective) -> String {
    let title = titled(objective);
    if objective.number.is_empty() {
        title
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
    document.heading(2, "D Expenditure of grant");
    expenditure(maker, document, objective, row);
    document.heading(2, "Performance indicators");
    measures(maker, document, objective, years);
    outcomes::of_objective(maker, document, 2, objective.id);
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

/// Sections A to C in the officers' own words.
fn sections(maker: &Maker<'_>, document: &mut Document, objective: &Objective) {
    let held: Vec<&Section> = written(maker, objective)
        .filter(|held| !held.is_of_money)
        .collect();
    if held.is_empty() {
        document.say("Nothing has been written under this objective yet.");
    }
    for section in held {
        section_of(document, section);
    }
}

fn written<'a>(maker: &'a Maker<'_>, objective: &Objective) -> impl Iterator<Item = &'a Section> {
    maker.text().of_objective(objective.id).iter()
}

/// A section; headings in it are set below its own.
fn section_of(document: &mut Document, section: &Section) {
    document.heading(2, section.heading.clone());
    document.blocks.extend(below(&section.blocks, 2));
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
fn expenditure(maker: &Maker<'_>, document: &mut Document, objective: &Objective, row: &ThreadRow) {
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
                .say(format!(
                    "{} planned for this objective in {year}: ",
                    is_planned(row)
                ))
                .figure(row.money.amount, &source)
                .say(".")
                .paragraph(),
        );
        document.add(areas(maker, objective, row));
    }
    for section in written(maker, objective).filter(|held| held.is_of_money) {
        document.blocks.extend(below(&section.blocks, 2));
    }
    shared(maker, document, objective, row);
    if row.money.others != Pence::ZERO {
        document.say(format!(
            "Other funders put in {} beside it; that is not in the sum above.",
            row.money.others
        ));
    }
}

/// Money of priority areas that serve the objective too, and under which one it is counted.
fn shared(maker: &Maker<'_>, document: &mut Document, objective: &Objective, row: &ThreadRow) {
    for id in &row.money.shared_lines {
        let Some(area) = maker.book.priority_areas.get(*id) else {
            continue;
        };
        let first = area
            .objective
            .filter(|first| *first != objective.id)
            .and_then(|first| maker.book.objectives.get(first));
        let mut lines = maker.position.lines.iter();
        let line = lines.find(|line| line.priority_area == *id);
        let (Some(first), Some(line)) = (first, line) else {
            continue;
        };
        document.add(
            Words::default()
                .say(format!("“{}” serves this objective too: ", area.name))
                .figure(line.total, "allocations")
                .say(format!(", counted under {}.", first.label()))
                .paragraph(),
        );
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
    let caption = format!(
        "{}: grant by priority area, {}",
        objective.label(),
        maker.year_words()
    );
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
    let held: Vec<&Decision> = maker.book.decisions.iter().collect();
    if !held.is_empty() {
        document.heading(1, "Decisions");
        document.add(decisions(&held));
    }
}
