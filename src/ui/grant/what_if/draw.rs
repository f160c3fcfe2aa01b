//! The grid of the plan and its what-ifs: names at the left, the plan, the what-ifs in view, and the difference at the right.
//!
//! Edges: with more what-ifs than fit, those in view follow the keyboard, and two buttons move them.

use egui::{Rect, Sense, Ui, UiBuilder, accesskit::Role, vec2};

use crate::domain::money::Pence;
use crate::domain::scenario::compare::signed;
use crate::ui::grant::paint::{Ink, Side, line, named};
use crate::ui::grant::sheet::figure;
use crate::ui::grant::virement::rows::{columns, heads, rows, rule};
use crate::ui::grant::what_if::sheet::WhatIfSheet;
use crate::ui::grant::what_if::table::Of;
use crate::ui::theme::{self, size};
use crate::ui::widgets::{Grid, GridEvent, Sheet as _};

/// The width of an amount, and the least room for a name.
const AMOUNT: f32 = 104.0;
const NAME: f32 = 150.0;

/// Which two columns are compared, and which what-ifs are in view.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// What is compared with: a column of the table, 0 being the plan.
    pub from: usize,
    /// What is compared.
    pub to: usize,
}

/// Draws the grid in the room there is; gives back what it was asked for.
pub fn show(ui: &mut Ui, sheet: &WhatIfSheet<'_>, view: View, first: &mut usize) -> GridEvent {
    let mut grid = Grid::begin(ui, ("what if", sheet.rows(), sheet.columns()), sheet);
    let n = sheet.columns();
    let room = ui.available_width() - NAME - 2.0 * AMOUNT - ui.spacing().scroll.allocated_width();
    let shown = ((room / AMOUNT).floor().max(1.0) as usize).min(n);
    if grid.row_to_show().is_some() {
        let col = grid.at().col;
        *first = (*first).min(col).max((col + 1).saturating_sub(shown));
    }
    *first = (*first).min(n - shown);
    others(ui, n, shown, first);
    let in_view = *first..*first + shown;
    let widths = vec![AMOUNT; shown + 2];
    let mut names = vec!["Line", "Plan"];
    names.extend(
        in_view
            .clone()
            .filter_map(|col| sheet.table.names.get(col + 1))
            .map(String::as_str),
    );
    names.push("Difference");
    heads(ui, &widths, &names);
    let go_to = grid.row_to_show();
    let height = (ui.available_height() - 2.0 * size::ROW).max(90.0);
    rows(
        ui,
        "what ifs",
        sheet.rows(),
        height,
        go_to,
        |ui, at, rect| {
            let places = columns(rect, &widths);
            let Some((name, rest)) = places.split_first() else {
                return;
            };
            words(ui, sheet, at, view, *name, rest);
            for (place, col) in rest.iter().skip(1).zip(in_view.clone()) {
                let look = UiBuilder::new().max_rect(*place).id_salt(("cell", at, col));
                grid.cell(&mut ui.new_child(look), at, col);
            }
            rule(ui, rect);
        },
    );
    foot(ui, sheet, &widths, in_view);
    grid.end(ui)
}

/// With more what-ifs than fit: which are in view, and the way to the others.
fn others(ui: &mut Ui, n: usize, shown: usize, first: &mut usize) {
    if shown >= n {
        return;
    }
    ui.horizontal(|ui| {
        let view = format!("What-ifs {} to {} of {n}", *first + 1, *first + shown);
        ui.label(theme::small(ui, view));
        if ui
            .add_enabled(*first > 0, egui::Button::new("← Earlier"))
            .clicked()
        {
            *first -= 1;
        }
        if ui
            .add_enabled(*first + shown < n, egui::Button::new("Later →"))
            .clicked()
        {
            *first += 1;
        }
    });
}

/// A row's name, the plan's amount, and the difference.
fn words(ui: &Ui, sheet: &WhatIfSheet<'_>, at: usize, view: View, name: Rect, rest: &[Rect]) {
    let Some(row) = sheet.table.rows.get(at) else {
        return;
    };
    let amount = |column| sheet.amount(at, column);
    let ink = || match row.of {
        Of::Worth(_) => Ink::strong(ui),
        Of::Left(_) => Ink::muted(ui),
        Of::Line(_) => Ink::plain(ui),
    };
    line(ui, name, Side::Left, &[(&row.name, ink())]);
    let or_dash = |amount: Option<Pence>| amount.map_or_else(|| "–".to_owned(), figure);
    let by = |column| amount(column).unwrap_or_default().0;
    let difference = Pence(by(view.to).saturating_sub(by(view.from)));
    if let Some(place) = rest.first() {
        line(ui, *place, Side::Right, &[(&or_dash(amount(0)), ink())]);
    }
    let shown = if difference == Pence::ZERO {
        "–".to_owned()
    } else {
        signed(difference)
    };
    if let Some(place) = rest.last() {
        let ink = if difference == Pence::ZERO {
            Ink::muted(ui)
        } else {
            Ink::strong(ui)
        };
        line(ui, *place, Side::Right, &[(&shown, ink)]);
    }
    let said = format!(
        "{}: plan {}, difference {shown}",
        row.name,
        or_dash(amount(0))
    );
    named(
        ui,
        name,
        ("what if line", at),
        Role::RowHeader,
        &said,
        Sense::hover(),
    )
    .on_hover_text(&said);
}

/// What the checks say of each column.
fn foot(ui: &mut Ui, sheet: &WhatIfSheet<'_>, widths: &[f32], in_view: std::ops::Range<usize>) {
    let bar = ui.spacing().scroll.allocated_width();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    let rect = Rect::from_min_max(rect.min, egui::pos2(rect.right() - bar, rect.bottom()));
    let places = columns(rect, widths);
    let columns = std::iter::once(0).chain(in_view.map(|col| col + 1));
    if let Some(place) = places.first() {
        line(
            ui,
            *place,
            Side::Left,
            &[("Checks to look at", Ink::muted(ui))],
        );
    }
    for (place, column) in places.iter().skip(1).zip(columns) {
        let n = sheet.table.findings.get(column).map_or(0, Vec::len);
        let name = sheet.table.names.get(column).map_or("", String::as_str);
        let (text, ink) = if n == 0 {
            ("✓ none".to_owned(), Ink::muted(ui))
        } else {
            (format!("⚠ {n}"), Ink::attention(ui))
        };
        line(ui, *place, Side::Right, &[(&text, ink)]);
        let said = format!("Checks to look at, {name}: {n}");
        named(
            ui,
            *place,
            ("checks", column),
            Role::Label,
            &said,
            Sense::hover(),
        );
    }
}
