//! The grid in which a move is entered, and what was typed, pasted, filled or cleared in it.
//!
//! Edges: a block of which any amount is refused changes nothing, and says which and why.

use egui::{Rect, Sense, Ui, UiBuilder, accesskit::Role};

use crate::domain::book::Book;
use crate::domain::id::GrantId;
use crate::domain::money::Pence;
use crate::ui::grant::change::read;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::figure;
use crate::ui::grant::virement::draft::{Draft, Slot};
use crate::ui::grant::virement::lines::{MoveSheet, Row, Wanted};
use crate::ui::grant::virement::rows::{columns, heads, rows, rule};
use crate::ui::theme;
use crate::ui::widgets::{Grid, GridEvent, Sheet as _, combo, text_field};

/// From how many lines on there is a field to find one.
const MANY_LINES: usize = 16;
/// The figures' widths: original, moved, latest, the move, after.
const WIDTHS: [f32; 5] = [84.0, 72.0, 84.0, 90.0, 84.0];
const HEADS: [&str; 6] = ["Line", "Original", "Moved", "Latest", "Move", "After"];

/// Which lines are in view: a grant's or all, those without money, those of a name.
pub fn filters(ui: &mut Ui, book: &Book, year: i16, wanted: &mut Wanted, n_rows: usize) {
    let grants: Vec<(Option<GrantId>, String)> = book
        .grants
        .iter()
        .filter(|grant| grant.fiscal_year == year)
        .map(|grant| (Some(grant.id), grant.short.clone()))
        .collect();
    let mut all = vec![(None, "All grants".to_owned())];
    all.extend(grants);
    ui.horizontal_wrapped(|ui| {
        let labels: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
        let is_it = |(grant, _): &(Option<GrantId>, String)| *grant == wanted.grant;
        let mut picked = all.iter().position(is_it).unwrap_or_default();
        combo(ui, "lines of", "Lines of", &mut picked, &labels);
        wanted.grant = all.get(picked).and_then(|(grant, _)| *grant);
        ui.checkbox(&mut wanted.unused, "Also lines without money");
        if n_rows >= MANY_LINES {
            let width = ui.available_width().clamp(120.0, 220.0);
            ui.allocate_ui(egui::vec2(width, theme::size::CONTROL), |ui| {
                text_field(ui, "find", "Find a line", &mut wanted.words, "Find a line…");
            });
        }
    });
}

/// Draws the grid in a part so tall; gives back what it was asked for.
pub fn show(ui: &mut Ui, sheet: &MoveSheet<'_>, height: f32) -> GridEvent {
    // The places stand for the lines in view: with others, the keyboard begins anew.
    let key: usize = sheet.places.iter().fold(0, |key: usize, place| {
        key.wrapping_mul(31).wrapping_add(*place)
    });
    let mut grid = Grid::begin(ui, ("moves", key), sheet);
    heads(ui, &WIDTHS, &HEADS);
    let go_to = grid.row_to_show();
    rows(ui, "moves", sheet.rows(), height, go_to, |ui, at, rect| {
        let Some(row) = sheet.row(at) else { return };
        let places = columns(rect, &WIDTHS);
        let [name, original, moved, latest, cell, after] = places[..] else {
            return;
        };
        figures(ui, sheet, at, row, [name, original, moved, latest, after]);
        let mut inside = ui.new_child(UiBuilder::new().max_rect(cell).id_salt(("move", at)));
        grid.cell(&mut inside, at, 0);
        rule(ui, rect);
    });
    grid.end(ui)
}

fn figures(ui: &Ui, sheet: &MoveSheet<'_>, at: usize, row: &Row, places: [Rect; 5]) {
    let [name, original, moved, latest, after] = places;
    let is_rest = row.slot.1.is_none();
    let ink = if is_rest {
        Ink::muted(ui)
    } else {
        Ink::plain(ui)
    };
    line(ui, name, Side::Left, &[(&row.name, ink)]);
    let put = |rect, amount: Pence, ink: Ink| {
        line(ui, rect, Side::Right, &[(&figure(amount), ink)]);
    };
    put(original, row.original, Ink::muted(ui));
    put(moved, row.moved, Ink::muted(ui));
    put(latest, row.latest, Ink::plain(ui));
    let then = row.after(sheet.draft);
    let ink = if then.is_negative() {
        Ink::attention(ui)
    } else if then != row.latest {
        Ink::strong(ui)
    } else {
        Ink::muted(ui)
    };
    put(after, then, ink);
    let said = format!(
        "{}: original {}, moved {}, latest {}, after {}",
        row.name,
        figure(row.original),
        figure(row.moved),
        figure(row.latest),
        figure(then)
    );
    named(
        ui,
        name,
        ("line", at),
        Role::RowHeader,
        &said,
        Sense::hover(),
    )
    .on_hover_text(&said);
}

/// Puts into the draft what the grid was asked for; gives back why a block was refused.
pub fn take(
    draft: &mut Draft,
    rows: &[Row],
    places: &[usize],
    event: GridEvent,
) -> Result<(), Vec<String>> {
    let slot = |row: usize| {
        places
            .get(row)
            .and_then(|at| rows.get(*at))
            .map(|row| row.slot)
    };
    draft.typing = None;
    let wanted: Vec<(Option<Slot>, usize, String)> = match event {
        GridEvent::None | GridEvent::Copy(_) => return Ok(()),
        GridEvent::Draft { row, text, .. } => {
            let amount = read(&text).ok().map(|amount| amount.unwrap_or(Pence::ZERO));
            draft.typing = slot(row).zip(amount);
            return Ok(());
        }
        GridEvent::Commit { row, text, .. } => vec![(slot(row), row, text)],
        GridEvent::Paste { row, block, .. } => block
            .into_iter()
            .enumerate()
            .flat_map(|(down, cells)| {
                cells.into_iter().enumerate().map(move |(across, text)| {
                    // There is one column: what would stand beside it is outside the grid.
                    let row = if across == 0 { row + down } else { usize::MAX };
                    (slot(row), row, text)
                })
            })
            .collect(),
        GridEvent::FillDown(block) => {
            let first = slot(block.first.row).and_then(|slot| draft.moves.get(&slot));
            let text = first.map_or_else(String::new, |amount| amount.plain());
            let below = block.rows().skip(1);
            below.map(|row| (slot(row), row, text.clone())).collect()
        }
        GridEvent::Clear(block) => block
            .rows()
            .map(|row| (slot(row), row, String::new()))
            .collect(),
    };
    put(draft, rows, places, wanted)
}

fn put(
    draft: &mut Draft,
    rows: &[Row],
    places: &[usize],
    wanted: Vec<(Option<Slot>, usize, String)>,
) -> Result<(), Vec<String>> {
    let mut good = Vec::new();
    let mut refused = Vec::new();
    let empty = draft.clone();
    let sheet = MoveSheet {
        rows,
        places,
        draft: &empty,
        can_edit: true,
    };
    for (slot, row, text) in wanted {
        let Some(slot) = slot else {
            if !text.trim().is_empty() {
                refused.push(format!("“{text}” would stand outside the grid."));
            }
            continue;
        };
        match sheet.check(row, 0, &text).and_then(|()| read(&text)) {
            Ok(amount) => good.push((slot, amount)),
            Err(why) => refused.push(format!("{}: {why}", sheet.row_name(row))),
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    for (slot, amount) in good {
        draft.set(slot, amount);
    }
    Ok(())
}
