//! Tables: rows that are not cut by the foot of a page, and a head that comes again on the next.
//!
//! Rules run across only: under the head, between rows, above a sum. More than nine columns, or words too wide for an
//! upright page, go on a page on its side. What must be said (bases, the meaning of marks) stands under the table.
//!
//! Edges: a row taller than a page is cut between its lines; a table with more columns than a page can hold is continued
//! below with its first column again; a row with too many or too few cells is set as it is.

use krilla::tagging::{Tag, TagKind};

use super::cell::Drawn;
use super::lines::Measures;
use super::look::{self, Sheet};
use super::setter::{Frame, Setter, Side};
use super::strip::{Head, Ink, Item, Strip};
use super::tags::{self, Node};
use super::text::{Span, Style};
use super::widths::{self, Needs, PADDING};
use crate::domain::document::{Cell, Column, Row, RowKind, Table};
use crate::exchange::document::words;

/// More columns than these go on a page on its side.
const UPRIGHT_MOST: usize = 9;
/// No column is narrower, in points, as long as the table can be continued instead.
const NARROWEST: f32 = 30.0;
/// How far letters shrink before words are broken.
const SMALLEST: f32 = 0.74;
/// White above and below the lines of a row.
const WHITE: f32 = 2.6;

/// A table as it is set: some of its columns, their widths.
struct Plan<'t> {
    columns: Vec<(usize, &'t Column)>,
    widths: Vec<f32>,
    style: Style,
    sheet: Sheet,
    is_wide: bool,
}

/// Sets a table with what stands over and under it.
pub fn set(setter: &mut Setter<'_>, table: &Table) {
    let none = Column::default();
    let rows = table.rows.iter().map(|row| row.cells.len());
    let count = rows.fold(table.columns.len(), usize::max);
    let columns: Vec<(usize, &Column)> = (0..count)
        .map(|at| (at, table.columns.get(at).unwrap_or(&none)))
        .collect();
    let mut is_wide = false;
    for part in parts(&columns) {
        let plan = plan(setter, table, part);
        is_wide = plan.is_wide;
        one(setter, table, &plan, count);
    }
    notes(setter, table, is_wide);
}

/// The columns in lots that a page can hold, the first column heading each.
fn parts<'t>(columns: &[(usize, &'t Column)]) -> Vec<Vec<(usize, &'t Column)>> {
    let most = (Sheet::new(true).measure() / NARROWEST) as usize;
    match columns {
        [head, rest @ ..] if columns.len() > most => rest
            .chunks(most - 1)
            .map(|lot| std::iter::once(*head).chain(lot.iter().copied()).collect())
            .collect(),
        _ => vec![columns.to_vec()],
    }
}

fn plan<'t>(setter: &mut Setter<'_>, table: &Table, columns: Vec<(usize, &'t Column)>) -> Plan<'t> {
    let style = Style::new(setter.look.cell, look::TEXT);
    let needs: Vec<Needs> = columns
        .iter()
        .map(|(at, column)| needs(setter, table, *at, column, style))
        .collect();
    let upright = Sheet::new(false);
    let is_wide = columns.len() > UPRIGHT_MOST || widths::least(&needs, 0.9) > upright.measure();
    let sheet = Sheet::new(is_wide);
    let padding = PADDING * columns.len() as f32;
    let letters = widths::least(&needs, 1.0) - padding;
    let scale = ((sheet.measure() - padding) / letters.max(1.0)).clamp(SMALLEST, 1.0);
    Plan {
        widths: widths::widths(&needs, scale, sheet.measure()),
        columns,
        style: Style {
            size: style.size * scale,
            ..style
        },
        sheet,
        is_wide,
    }
}

fn needs(
    setter: &mut Setter<'_>,
    table: &Table,
    at: usize,
    column: &Column,
    style: Style,
) -> Needs {
    let head = Drawn::new(&Cell::text(&column.heading), style.strong());
    let mut needs = Needs {
        head: head.measures(setter, style),
        body: Measures::default(),
        share: column.share,
    };
    for row in &table.rows {
        let style = match row.kind {
            RowKind::Heading => continue,
            RowKind::Total => style.strong(),
            RowKind::Body => style,
        };
        if let Some(cell) = row.cells.get(at) {
            let found = Drawn::new(cell, style).measures(setter, style);
            needs.body.word = needs.body.word.max(found.word);
            needs.body.line = needs.body.line.max(found.line);
        }
    }
    needs
}

fn one(setter: &mut Setter<'_>, table: &Table, plan: &Plan<'_>, count: usize) {
    let root = setter.tags.root();
    let node = setter.tags.open(root, Tag::Table);
    let first = setter.strips.len();
    caption(setter, table, plan, count, node);
    let head = head(setter, plan, node);
    let body = setter.tags.open(node, Tag::TBody);
    for (at, held) in table.rows.iter().enumerate() {
        let mut strips = row(setter, plan, held, body);
        let next = table.rows.get(at + 1).map(|next| next.kind);
        let keeps = held.kind == RowKind::Heading || next == Some(RowKind::Total);
        if let (Some(last), true) = (strips.last_mut(), keeps && next.is_some()) {
            last.keeps = true;
        }
        strips.iter_mut().for_each(|strip| strip.head = head);
        setter.add(strips, 0.0);
    }
    // Nothing follows the head of a table without rows.
    if let Some(last) = setter.strips[first..].last_mut() {
        last.keeps &= !table.rows.is_empty();
    }
    for strip in &mut setter.strips[first..] {
        strip.is_wide = plan.is_wide;
    }
}

fn caption(setter: &mut Setter<'_>, table: &Table, plan: &Plan<'_>, count: usize, node: Node) {
    let mut text = table.caption.trim().to_owned();
    if plan.columns.len() < count
        && let (Some((from, _)), Some((to, _))) = (plan.columns.get(1), plan.columns.last())
    {
        text = format!("{text} (columns {} to {} of {count})", from + 1, to + 1);
    }
    if text.is_empty() {
        return;
    }
    let node = setter.tags.open(node, Tag::Caption);
    let style = Style::new(setter.look.cell * 1.05, look::TEXT).strong();
    let frame = Frame {
        width: plan.sheet.measure(),
        ..setter.frame()
    };
    let mut strips = setter.paragraph(&[Span::new(&text, style)], node, frame);
    strips.iter_mut().for_each(|strip| strip.keeps = true);
    let before = setter.look.body;
    if let Some(last) = strips.last_mut() {
        last.height += 2.0;
    }
    setter.add(strips, before);
}

/// Sets the head and remembers it for the pages that follow.
fn head(setter: &mut Setter<'_>, plan: &Plan<'_>, node: Node) -> Option<Head> {
    if plan
        .columns
        .iter()
        .all(|(_, column)| column.heading.trim().is_empty())
    {
        return None;
    }
    let group = setter.tags.open(node, Tag::THead);
    let group = setter.tags.open(group, Tag::TR);
    let cells = plan.columns.iter().map(|(_, column)| {
        let drawn = Drawn::new(&Cell::text(&column.heading), plan.style.strong());
        (drawn, tags::column_head())
    });
    let cells: Vec<_> = cells.collect();
    let mut strips = cells_in_row(setter, plan, cells, group);
    let across = plan.widths.iter().sum();
    for strip in &mut strips {
        let ground = block(plan, 0.0, [across, strip.height], look::GROUND);
        strip.items.insert(0, ground);
        strip.keeps = true;
    }
    if let Some(last) = strips.last_mut() {
        let y = last.height - 1.0;
        last.items.push(block(plan, y, [across, 1.0], look::TITLE));
    }
    let is_repeated = strips.len() == 1;
    let head = is_repeated.then_some(Head(setter.heads.len()));
    if is_repeated {
        setter.heads.extend(strips.iter().cloned());
    }
    setter.add(strips, 0.0);
    head
}

fn block(plan: &Plan<'_>, y: f32, size: [f32; 2], colour: look::Colour) -> Item {
    Item {
        x: plan.sheet.left,
        y,
        mark: None,
        ink: Ink::Block(size, colour),
    }
}

fn row(setter: &mut Setter<'_>, plan: &Plan<'_>, row: &Row, body: Node) -> Vec<Strip> {
    let group = setter.tags.open(body, Tag::TR);
    let across = plan.widths.iter().sum();
    let mut strips = match row.kind {
        RowKind::Heading => across_row(setter, plan, row, group),
        RowKind::Body | RowKind::Total => {
            let style = if row.kind == RowKind::Total {
                plan.style.strong()
            } else {
                plan.style
            };
            let cells = plan.columns.iter().map(|(at, _)| {
                let cell = row.cells.get(*at).unwrap_or(&Cell::Empty);
                (Drawn::new(cell, style), kind(cell))
            });
            let cells: Vec<_> = cells.collect();
            cells_in_row(setter, plan, cells, group)
        }
    };
    if let (RowKind::Total, Some(first)) = (row.kind, strips.first_mut()) {
        first
            .items
            .insert(0, block(plan, 0.0, [across, 0.9], look::TEXT));
    }
    if let Some(last) = strips.last_mut() {
        let (thick, colour) = match row.kind {
            RowKind::Total => (0.9, look::TEXT),
            RowKind::Body | RowKind::Heading => (0.5, look::RULE),
        };
        let y = last.height - thick;
        last.items.push(block(plan, y, [across, thick], colour));
    }
    strips
}

fn kind(cell: &Cell) -> TagKind {
    match cell {
        Cell::Head(_) => tags::row_head(),
        _ => Tag::TD.into(),
    }
}

/// A heading across all columns.
fn across_row(setter: &mut Setter<'_>, plan: &Plan<'_>, row: &Row, group: Node) -> Vec<Strip> {
    let across: f32 = plan.widths.iter().sum();
    let words: Vec<String> = row.cells.iter().map(words::printed).collect();
    let span = Span::new(&words.join(" "), plan.style.strong());
    let node = setter.tags.open(group, tags::rows_head(plan.columns.len()));
    let frame = Frame {
        left: plan.sheet.left + PADDING / 2.0,
        width: across - PADDING,
        side: Side::Left,
    };
    let pitch = setter.pitch(plan.style.size);
    let lines = Drawn::Words(vec![span], None).lines(setter, node, frame, pitch);
    let mut strips = stack(plan, vec![lines], pitch);
    for strip in &mut strips {
        let ground = block(plan, 0.0, [across, strip.height], look::GROUND);
        strip.items.insert(0, ground);
    }
    strips
}

fn cells_in_row(
    setter: &mut Setter<'_>,
    plan: &Plan<'_>,
    cells: Vec<(Drawn, TagKind)>,
    group: Node,
) -> Vec<Strip> {
    let pitch = setter.pitch(plan.style.size);
    let mut left = plan.sheet.left;
    let mut set = Vec::with_capacity(cells.len());
    for (at, (drawn, kind)) in cells.into_iter().enumerate() {
        let node = setter.tags.open(group, kind);
        let frame = Frame {
            left: left + PADDING / 2.0,
            width: plan.widths[at] - PADDING,
            side: if plan.columns[at].1.is_figure {
                Side::Right
            } else {
                Side::Left
            },
        };
        set.push(drawn.lines(setter, node, frame, pitch));
        left += plan.widths[at];
    }
    stack(plan, set, pitch)
}

/// The lines of the cells beside each other: one strip, or one for each line where that would not fit on a page.
fn stack(plan: &Plan<'_>, cells: Vec<Vec<Vec<Item>>>, pitch: f32) -> Vec<Strip> {
    let count = cells.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut bands: Vec<Vec<Item>> = vec![Vec::new(); count];
    for cell in cells {
        for (band, mut items) in bands.iter_mut().zip(cell) {
            band.append(&mut items);
        }
    }
    let height = pitch * count as f32 + 2.0 * WHITE;
    let is_cut = height > plan.sheet.room() * 0.6;
    let mut strips = Vec::new();
    for (at, mut items) in bands.into_iter().enumerate() {
        let top = if is_cut && at > 0 { 0.0 } else { WHITE };
        let y = if is_cut {
            top
        } else {
            WHITE + pitch * at as f32
        };
        items.iter_mut().for_each(|item| item.y += y);
        match strips.last_mut() {
            Some(Strip { items: held, .. }) if !is_cut => held.append(&mut items),
            _ => strips.push(Strip {
                height: if is_cut { top + pitch } else { height },
                items,
                ..Strip::default()
            }),
        }
    }
    if let (true, Some(last)) = (is_cut, strips.last_mut()) {
        last.height += WHITE;
    }
    strips
}

fn notes(setter: &mut Setter<'_>, table: &Table, is_wide: bool) {
    let root = setter.tags.root();
    let style = Style::new(setter.look.small, look::QUIET);
    let frame = Frame {
        width: Sheet::new(is_wide).measure(),
        ..setter.frame()
    };
    for (at, note) in words::under(table).iter().enumerate() {
        let node = setter.tags.open(root, Tag::Note);
        let mut strips = setter.paragraph(&[Span::new(note, style)], node, frame);
        strips.iter_mut().for_each(|strip| strip.is_wide = is_wide);
        setter.add(strips, if at == 0 { 4.0 } else { 1.0 });
    }
}
