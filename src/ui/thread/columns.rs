//! Columns that share a width: those of words give way, those of figures keep what they need.

use egui::{Rect, Ui, vec2};

use crate::ui::theme;
use crate::ui::thread::door::{INSET, Words, rule};

/// How tall the heads are, in points.
pub const HEAD: f32 = 28.0;

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// What stands over it.
    pub head: &'static str,
    /// The least it needs, in points.
    pub least: f32,
    /// How much of what is left over it takes, beside the others.
    pub share: f32,
}

impl Column {
    /// A column.
    #[must_use]
    pub const fn new(head: &'static str, least: f32, share: f32) -> Self {
        Self { head, least, share }
    }
}

/// Where columns stand, each given by the least it needs and its share of what is left over.
#[must_use]
pub fn places(columns: &[(f32, f32)], left: f32, width: f32) -> Vec<(f32, f32)> {
    let least: f32 = columns.iter().map(|column| column.0).sum();
    let shares: f32 = columns.iter().map(|column| column.1).sum();
    let over = (width - least).max(0.0);
    let mut x = left;
    let mut found = Vec::with_capacity(columns.len());
    for (least, share) in columns {
        let across = if shares > 0.0 {
            least + over * share / shares
        } else {
            *least
        };
        found.push((x, x + across));
        x += across;
    }
    found
}

/// The cells of a row, with the space between columns taken off.
#[must_use]
pub fn cells(columns: &[Column], row: Rect) -> Vec<Rect> {
    let widths: Vec<(f32, f32)> = columns
        .iter()
        .map(|column| (column.least, column.share))
        .collect();
    let inset = vec2(INSET - 1.0, 0.0);
    let cell = |(left, right)| Rect::from_x_y_ranges(left..=right, row.y_range()).shrink2(inset);
    places(&widths, row.left(), row.width())
        .into_iter()
        .map(cell)
        .collect()
}

/// Draws the heads over a list, as wide as the room there is.
pub fn heads(ui: &mut Ui, columns: &[Column]) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD));
    let font = egui::FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    let colour = theme::palette(ui).muted;
    for (n, (column, cell)) in columns.iter().zip(cells(columns, rect)).enumerate() {
        Words::new(column.head, &font, colour).paint(ui, cell);
        let head = ui.interact(cell, ui.scope_id().with(("head", n)), egui::Sense::hover());
        ui.ctx().accesskit_node_builder(head.id, |node| {
            node.set_role(egui::accesskit::Role::ColumnHeader);
            node.set_label(column.head);
        });
    }
    rule(ui, rect);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_side_by_side_and_share_what_is_over() {
        #[track_caller]
        fn check(width: f32, want: &[(f32, f32)]) {
            assert_eq!(
                places(&[(10.0, 0.0), (20.0, 1.0), (20.0, 3.0)], 5.0, width),
                want
            );
        }
        check(50.0, &[(5.0, 15.0), (15.0, 35.0), (35.0, 55.0)]);
        check(90.0, &[(5.0, 15.0), (15.0, 45.0), (45.0, 95.0)]);
        // Less than they need: they keep it, and the last is cut off by the edge.
        check(30.0, &[(5.0, 15.0), (15.0, 35.0), (35.0, 55.0)]);
    }
}
