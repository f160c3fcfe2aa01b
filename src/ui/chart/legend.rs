//! The lines of a trend as toggles: a sample of each line, its name, and whether it is shown.
//!
//! They are check boxes to a screen reader and to the keyboard: Tab goes from one to the next, Space
//! switches. A line switched off keeps its toggle, struck through, so that it can come back.

use std::collections::BTreeSet;

use egui::{
    Align2, Pos2, Response, Sense, Shape, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};
use egui_plot::LineStyle;

use super::ink;
use crate::domain::chart::{Series, Trend};
use crate::ui::theme::{self, size, space};

/// Width of the sample.
const SAMPLE: f32 = 22.0;

/// One toggle a line, wrapping as needed.
pub fn show(ui: &mut Ui, trend: &Trend, hidden: &mut BTreeSet<String>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, 0.0);
        for series in &trend.series {
            if toggle(ui, series, !hidden.contains(&series.name)).clicked()
                && !hidden.remove(&series.name)
            {
                hidden.insert(series.name.clone());
            }
        }
    });
}

fn toggle(ui: &mut Ui, series: &Series, shown: bool) -> Response {
    let font = theme::small_font(ui);
    let name = ink::fit(ui, &series.name, &font, 220.0);
    let wide = ink::width(ui, &name, &font) + SAMPLE + 3.0 * space::SMALL;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::CONTROL - 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, shown, &series.name));
    let palette = theme::palette(ui);
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, f32::from(size::ROUND_SMALL), palette.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(size::FOCUS, palette.accent);
        let round = f32::from(size::ROUND_SMALL);
        ui.painter()
            .rect_stroke(rect, round, stroke, egui::StrokeKind::Inside);
    }
    let ink = ink::of(ui, series.role);
    let start = pos2(rect.left() + space::SMALL, rect.center().y);
    let end = start + vec2(SAMPLE, 0.0);
    if shown {
        sample(ui, [start, end], ink);
    }
    let at = end + vec2(space::SMALL, 0.0);
    let colour = if shown { palette.text } else { palette.muted };
    let written = ui
        .painter()
        .text(at, Align2::LEFT_CENTER, name, font, colour);
    if !shown {
        let stroke = Stroke::new(1.0, palette.muted);
        ui.painter()
            .line_segment([written.left_center(), written.right_center()], stroke);
    }
    let does = if shown {
        "Click to hide this line"
    } else {
        "Click to show this line"
    };
    response.on_hover_text(does)
}

/// A short piece of the line as it is drawn in the plot.
fn sample(ui: &Ui, path: [Pos2; 2], ink: ink::Ink) {
    let stroke = Stroke::new(ink.width, ink.line);
    match ink.style {
        LineStyle::Solid => {
            ui.painter().line_segment(path, stroke);
        }
        LineStyle::Dashed { length } => {
            ui.painter()
                .extend(Shape::dashed_line(&path, stroke, length, length * 0.6));
        }
        LineStyle::Dotted { spacing } => {
            ui.painter()
                .extend(Shape::dotted_line(&path, ink.line, spacing, ink.width));
        }
    }
}
