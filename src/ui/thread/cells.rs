//! The cells of a row of the thread, drawn: each the whole of its place, and each a door.
//!
//! What a cell says and opens is in [`said`](crate::ui::thread::said); here is only how that looks.

use egui::{Align, FontId, Rect, Ui, UiBuilder, vec2};

use crate::domain::objective::Objective;
use crate::domain::plan::Level;
use crate::domain::thread::{Thread, ThreadRow};
use crate::ui::room::Desk;
use crate::ui::theme::{self, Series, Tone, size};
use crate::ui::thread::door::{INSET, Words, door};
use crate::ui::thread::said::Said;
use crate::ui::thread::table::{Column, Pressed};
use crate::ui::widgets::{Badge, badge, sparkline};

/// One row, to be drawn cell by cell.
pub struct Cells<'a> {
    pub desk: Desk<'a>,
    pub thread: &'a Thread,
    pub row: &'a ThreadRow,
    pub objective: &'a Objective,
    /// Whether its first cell is to get the keyboard now.
    pub go_to: bool,
}

impl Cells<'_> {
    /// Draws one cell, and says what was pressed in it.
    pub fn cell(&self, ui: &mut Ui, column: Column, rect: Rect) -> Option<Pressed> {
        let said = self.said(column);
        let id = ui.scope_id().with((self.row.objective, column as usize));
        let name = format!(
            "{}, {}: {}",
            self.objective.label(),
            spoken(column),
            said.whole
        );
        let response = door(ui, rect, id, &name);
        if self.go_to && column == Column::Objective {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let mut shortened = false;
        if ui.is_rect_visible(rect) {
            shortened = self.paint(ui, column, rect.shrink2(vec2(INSET - 2.0, 0.0)), &said);
        }
        let response = if shortened || column != Column::Grant {
            response.on_hover_text(&said.whole)
        } else {
            response
        };
        response.clicked().then_some(said.opens)
    }
    /// Paints the cell, and says whether its words had to be shortened.
    fn paint(&self, ui: &mut Ui, column: Column, rect: Rect, said: &Said) -> bool {
        match column {
            Column::Number | Column::Objective => self.paint_name(ui, rect, said),
            Column::Share => self.paint_share(ui, rect),
            Column::Watch if !said.absent => self.paint_watch(ui, rect, said),
            Column::Risk if !said.absent => {
                paint_risk(ui, rect, &said.first);
                false
            }
            _ => paint_lines(ui, column, rect, said),
        }
    }

    fn paint_name(&self, ui: &Ui, rect: Rect, said: &Said) -> bool {
        let palette = theme::palette(ui);
        let number_width = 40.0;
        let (number, name) = rect.split_left_right_at_x(rect.left() + number_width);
        Words::new(&self.objective.number, &theme::body_font(ui), palette.muted).paint(ui, number);
        Words::new(&said.first, &theme::strong_font(ui), palette.text)
            .lines(2)
            .paint(ui, name)
    }

    /// A bar without a track: its length is to be held against the other rows', not against a whole.
    fn paint_share(&self, ui: &Ui, rect: Rect) -> bool {
        let Some(share) = self
            .row
            .money
            .share
            .filter(|_| !self.row.money.lines.is_empty())
        else {
            return false;
        };
        let most = self
            .thread
            .rows
            .iter()
            .filter_map(|row| row.money.share)
            .fold(0.0_f64, f64::max);
        let palette = theme::palette(ui);
        let room = (rect.width() - 48.0).max(8.0);
        let across = if most > 0.0 {
            room * (share / most).clamp(0.0, 1.0) as f32
        } else {
            0.0
        };
        let bar = Rect::from_min_size(
            rect.left_center() - vec2(0.0, size::METER / 2.0),
            vec2(across.max(2.0), size::METER),
        );
        ui.painter()
            .rect_filled(bar, 2.0, palette.of(Series::Authority));
        let words = Rect::from_x_y_ranges(bar.right() + 6.0..=rect.right(), rect.y_range());
        Words::new(
            &format!("{share:.1}%"),
            &theme::body_font(ui),
            palette.muted,
        )
        .paint(ui, words)
    }

    fn paint_watch(&self, ui: &mut Ui, rect: Rect, said: &Said) -> bool {
        let Some(watch) = &self.row.measures.watch else {
            return false;
        };
        let palette = theme::palette(ui);
        let (upper, lower) = halves(rect);
        let shortened =
            Words::new(&said.first, &theme::body_font(ui), palette.text).paint(ui, upper);
        let attention = watch.needs_a_look();
        let line = palette.of(if attention {
            Series::Attention
        } else {
            Series::Authority
        });
        let spark = Rect::from_min_size(lower.min, size::SPARKLINE.into());
        let mut inside = ui.new_child(UiBuilder::new().max_rect(spark));
        sparkline(&mut inside, &said.whole, &watch.points, line);
        let ink = if attention {
            palette.text_of(Series::Attention)
        } else {
            palette.muted
        };
        let words = lower.with_min_x(spark.right() + 8.0);
        Words::new(&said.second, &theme::small_font(ui), ink).paint(ui, words) || shortened
    }
}

/// Two lines of words; one stands in the middle.
fn paint_lines(ui: &Ui, column: Column, rect: Rect, said: &Said) -> bool {
    let palette = theme::palette(ui);
    let (body, small): (FontId, FontId) = (theme::body_font(ui), theme::small_font(ui));
    let ink = if said.absent {
        palette.muted
    } else {
        palette.text
    };
    let align = if matches!(column, Column::Grant | Column::Voice) {
        Align::Max
    } else {
        Align::Min
    };
    let first = Words {
        align,
        ..Words::new(&said.first, &body, ink)
    };
    if said.second.is_empty() {
        return first.paint(ui, rect);
    }
    let (upper, lower) = halves(rect);
    let tone = if said.second.starts_with('⚠') {
        palette.warn.text
    } else {
        palette.muted
    };
    let second = Words {
        align,
        ..Words::new(&said.second, &small, tone)
    };
    let shortened = first.paint(ui, upper);
    second.paint(ui, lower) || shortened
}

fn paint_risk(ui: &mut Ui, rect: Rect, level: &str) {
    let tone = if level == Level::High.word() {
        Tone::Error
    } else if level == Level::Medium.word() {
        Tone::Warn
    } else {
        Tone::Ok
    };
    let place = Rect::from_min_size(
        rect.left_center() - vec2(0.0, 10.0),
        vec2(rect.width(), 20.0),
    );
    badge(
        &mut ui.new_child(UiBuilder::new().max_rect(place)),
        level,
        Badge::Tone(tone),
    );
}

/// Where the first and the second line stand.
fn halves(rect: Rect) -> (Rect, Rect) {
    let middle = rect.center().y;
    let upper = Rect::from_x_y_ranges(rect.x_range(), middle - 21.0..=middle - 1.0);
    let lower = Rect::from_x_y_ranges(rect.x_range(), middle..=middle + 22.0);
    (upper, lower)
}
/// What a column is called inside a cell's name.
fn spoken(column: Column) -> &'static str {
    match column {
        Column::Number | Column::Objective => "objective",
        Column::Grant => "grant",
        Column::Share => "share",
        Column::Better => "better than neighbours",
        Column::Watch => "watch",
        Column::Voice => "voice",
        Column::Plan => "plan",
        Column::Risk => "top risk",
    }
}
