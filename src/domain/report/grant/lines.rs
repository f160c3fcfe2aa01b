//! What pays for what: grants across, priority areas down, with the named parts of lines and what is left.

use crate::domain::document::{Block, Cell, Column, Document, Row};
use crate::domain::grant::chart::Picture;
use crate::domain::grant::position::LinePosition;
use crate::domain::report::cells::{head, missing, money, money_or, set, table, total};
use crate::domain::report::grant::picture;
use crate::domain::report::maker::Maker;

/// The most grants that stand side by side.
const ACROSS: usize = 6;

/// Writes the chapter.
pub(super) fn allocations(maker: &Maker<'_>, document: &mut Document) {
    document.heading(1, "Allocations");
    let held: Vec<&LinePosition> = (maker.position.lines.iter())
        .filter(|line| line.cells.iter().any(Option::is_some))
        .collect();
    if held.is_empty() {
        document.say("Nothing of the year’s grants has been allocated yet.");
        return;
    }
    let is_wide = maker.position.grants.len() > ACROSS;
    document.add(if is_wide {
        by_line(maker, &held)
    } else {
        grid(maker, &held)
    });
    if let Some(parts) = of_which(maker) {
        document.add(parts);
    }
    for chart in [Picture::Allocation, Picture::ByGrant] {
        picture(document, chart.chart(maker.book, &maker.position));
    }
}

fn area_name(maker: &Maker<'_>, line: &LinePosition) -> String {
    let held = maker.book.priority_areas.get(line.priority_area);
    held.map_or_else(|| "?".into(), |held| held.name.clone())
}

fn grid(maker: &Maker<'_>, held: &[&LinePosition]) -> Block {
    let position = &maker.position;
    let mut columns = vec![Column::words("Priority area", 4)];
    for sums in &position.grants {
        let grant = maker.book.grants.get(sums.grant);
        columns.push(Column::figures(grant.map_or("?", |held| &held.short)));
    }
    columns.push(Column::figures("Total"));
    let caption = format!(
        "What each grant pays for each priority area, {}",
        maker.year_words()
    );
    let mut table = table("Allocations", caption, columns);
    for line in held {
        let mut cells = vec![head(area_name(maker, line))];
        for cell in &line.cells {
            cells.push(money_or(*cell, "the grant does not pay this line"));
        }
        cells.push(money(line.total));
        table.rows.push(Row::body(cells));
    }
    let sums = |name: &str, of: fn(&crate::domain::grant::position::GrantPosition) -> _, all| {
        let mut cells: Vec<Cell> = position.grants.iter().map(|sums| money(of(sums))).collect();
        cells.push(money(all));
        total(name, cells)
    };
    table
        .rows
        .push(sums("Allocated", |sums| sums.allocated, position.allocated));
    table
        .rows
        .push(sums("Granted", |sums| sums.amount, position.granted));
    table
        .rows
        .push(sums("Left", |sums| sums.left, position.left));
    set(table)
}

/// The same line by line, where the grants do not fit across a page.
fn by_line(maker: &Maker<'_>, held: &[&LinePosition]) -> Block {
    let position = &maker.position;
    let columns = vec![
        Column::words("Priority area", 4),
        Column::words("Grant", 3),
        Column::figures("Amount"),
    ];
    let caption = format!(
        "What each grant pays for each priority area, {}",
        maker.year_words()
    );
    let mut table = table("Allocations", caption, columns);
    for line in held {
        for (sums, cell) in position.grants.iter().zip(&line.cells) {
            let Some(amount) = cell else { continue };
            let grant = maker.book.grants.get(sums.grant);
            table.rows.push(Row::body(vec![
                head(area_name(maker, line)),
                Cell::text(grant.map_or("?", |held| &held.short)),
                money(*amount),
            ]));
        }
    }
    for (name, amount) in [
        ("Allocated", position.allocated),
        ("Granted", position.granted),
        ("Left", position.left),
    ] {
        table
            .rows
            .push(total(name, vec![Cell::Empty, money(amount)]));
    }
    set(table)
}

/// Named parts of allocations; none where no line has any.
fn of_which(maker: &Maker<'_>) -> Option<Block> {
    let book = maker.book;
    let columns = vec![
        Column::words("Priority area", 4),
        Column::words("Grant", 3),
        Column::words("Of which", 3),
        Column::figures("Part"),
        Column::figures("Line"),
    ];
    let caption = "Named parts of lines; they are in the lines’ amounts";
    let mut table = table("Of which", caption, columns);
    for part in &book.of_which {
        let Some(held) = book.allocations.get(part.allocation) else {
            continue;
        };
        let Some(grant) = book.grants.get(held.grant) else {
            continue;
        };
        if maker.position.grant(grant.id).is_none() {
            continue;
        }
        let area = book.priority_areas.get(held.priority_area);
        let whole = maker.position.cell(book, grant.id, held.priority_area);
        table.rows.push(Row::body(vec![
            head(area.map_or("?", |held| &held.name)),
            Cell::text(grant.short.clone()),
            Cell::text(part.name.clone()),
            money(part.amount),
            whole.map_or_else(|| missing("the line has no amount"), money),
        ]));
    }
    (!table.rows.is_empty()).then(|| set(table))
}
