//! Where the grid's columns stand, and which grants are in view when there are more than fit.
//!
//! Why columns and not a sideways scroll: the name of the line and its total must stay in view whichever grant one is at.

use egui::{Rect, pos2};

/// The least and the most width of an amount, in points; the least holds `1,355,598`.
const AMOUNT: [f32; 2] = [84.0, 132.0];
/// The objective's number.
const OBJECTIVE: f32 = 40.0;
/// The least and the most room for a priority area's name.
const NAME: [f32; 2] = [150.0, 420.0];
/// The total.
const TOTAL: f32 = 96.0;
/// The least room for the bar and its percentage. In a narrow window there is none.
const SHARE: f32 = 96.0;
/// How wide the grid must be to keep the bar rather than another grant.
const WIDE: f32 = 700.0;

/// The columns of one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    /// The first grant in view.
    pub first: usize,
    /// How many are in view.
    pub shown: usize,
    amount: f32,
    name: f32,
    share: f32,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The objective's number.
    Objective,
    /// The priority area.
    Name,
    /// A grant, by its column in the sheet.
    Grant(usize),
    /// What they pay together.
    Total,
    /// The bar.
    Share,
}

impl Columns {
    /// Fits so many grants into a width, keeping `first` at the left as far as there are enough to its right.
    pub fn fit(width: f32, n_grants: usize, first: usize) -> Self {
        let fixed = OBJECTIVE + NAME[0] + TOTAL;
        let for_bar = if width >= WIDE { SHARE } else { 0.0 };
        let fits = ((width - fixed - for_bar) / AMOUNT[0]).floor().max(1.0) as usize;
        let shown = fits.min(n_grants);
        let n = shown.max(1) as f32;
        let spare = (width - fixed - n * AMOUNT[0]).max(0.0);
        let amount = ((spare - for_bar).max(0.0) / n + AMOUNT[0]).min(AMOUNT[1]);
        let spare = (spare - n * (amount - AMOUNT[0])).max(0.0);
        // Names come before bars, and bars take what names do not need.
        let bar = if spare < SHARE { 0.0 } else { SHARE };
        let name = (NAME[0] + spare - bar).min(NAME[1]);
        let share = if bar > 0.0 {
            spare - (name - NAME[0])
        } else {
            0.0
        };
        Self {
            first: first.min(n_grants - shown),
            shown,
            amount,
            name,
            share,
        }
    }

    /// Whether there is room for the bars.
    pub fn has_bars(&self) -> bool {
        self.share > 0.0
    }

    /// Moves as little as brings a column into view.
    pub fn follow(first: usize, shown: usize, col: usize) -> usize {
        if col < first {
            col
        } else {
            first.max((col + 1).saturating_sub(shown))
        }
    }

    /// The grants in view.
    pub fn in_view(&self) -> std::ops::Range<usize> {
        self.first..self.first + self.shown
    }

    /// A column's place in a row.
    pub fn rect(&self, row: Rect, part: Part) -> Rect {
        let grants = OBJECTIVE + self.name;
        let after = grants + self.shown as f32 * self.amount;
        let (left, width) = match part {
            Part::Objective => (0.0, OBJECTIVE),
            Part::Name => (OBJECTIVE, self.name),
            Part::Grant(col) => (
                grants + col.saturating_sub(self.first) as f32 * self.amount,
                self.amount,
            ),
            Part::Total => (after, TOTAL),
            Part::Share => (after + TOTAL, self.share),
        };
        let left = row.left() + left;
        Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()))
    }
}

#[cfg(test)]
mod tests {
    use egui::vec2;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_many_grants_as_fit_are_shown() {
        #[track_caller]
        fn check(width: f32, n_grants: usize, first: usize, want: (usize, usize)) {
            let columns = Columns::fit(width, n_grants, first);
            assert_eq!((columns.first, columns.shown), want);
        }
        check(900.0, 3, 0, (0, 3));
        check(564.0, 3, 0, (0, 3));
        check(900.0, 20, 0, (0, 6));
        check(900.0, 20, 19, (14, 6));
        check(10.0, 20, 5, (5, 1));
        check(900.0, 0, 0, (0, 0));
    }

    #[test]
    fn the_column_with_the_keyboard_is_followed() {
        #[track_caller]
        fn check(first: usize, shown: usize, col: usize, want: usize) {
            assert_eq!(Columns::follow(first, shown, col), want);
        }
        check(0, 4, 3, 0);
        check(0, 4, 4, 1);
        check(5, 4, 2, 2);
        check(5, 4, 8, 5);
        check(0, 0, 0, 1);
    }

    proptest! {
        #[test]
        fn columns_stand_side_by_side_inside_the_row(width in 480.0_f32..2000.0, n in 1_usize..40) {
            let columns = Columns::fit(width, n, 0);
            let row = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 30.0));
            let mut parts = vec![Part::Objective, Part::Name];
            parts.extend(columns.in_view().map(Part::Grant));
            parts.extend([Part::Total, Part::Share]);
            let rects: Vec<Rect> = parts.into_iter().map(|part| columns.rect(row, part)).collect();
            for pair in rects.windows(2) {
                prop_assert!((pair[0].right() - pair[1].left()).abs() < 0.1);
            }
            prop_assert!(rects[rects.len() - 1].right() <= width + 0.1, "{columns:?}");
        }
    }
}
