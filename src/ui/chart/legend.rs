//! What a trend shows as toggles, lines, target and bands: a sample of each, its name, and whether it is shown.
//!
//! They are check boxes to a screen reader and to the keyboard: Tab goes from one to the next, Space
//! switches. A line switched off keeps its toggle, struck through, so that it can come back.

use std::collections::BTreeSet;

use egui::{
    Align2, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};
use egui_plot::LineStyle;

use super::ink;
use crate::domain::chart::{Band, Series, Trend};
use crate::ui::theme::{self, size, space};

/// Width of the sample.
const SAMPLE: f32 = 22.0;

/// The name under which the bands are switched off.
pub const BANDS: &str = "Best and worst quarters";

/// What a toggle shows a sample of.
#[derive(Clone, Copy)]
enum Sample<'a> {
    Line(&'a Series),
    Target,
    Bands(&'a [Band]),
}

/// Whether there is more than one thing to tell apart.
pub fn is_needed(trend: &Trend) -> bool {
    trend.series.len() > 1 || trend.target.is_some() || !trend.bands.is_empty()
}

/// One toggle a line, one for the target and one for the bands, wrapping as needed.
pub fn show(ui: &mut Ui, trend: &Trend, hidden: &mut BTreeSet<String>) {
    let lines = trend
        .series
        .iter()
        .map(|series| (series.name.as_str(), Sample::Line(series)));
    let target = trend
        .target
        .iter()
        .map(|line| (line.label.as_str(), Sample::Target));
    let bands = (!trend.bands.is_empty()).then_some((BANDS, Sample::Bands(&trend.bands)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::SMALL, 0.0);
        for (name, held) in lines.chain(target).chain(bands) {
            if toggle(ui, name, held, !hidden.contains(name)).clicked() && !hidden.remove(name) {
                hidden.insert(name.to_owned());
            }
        }
    });
}

fn toggle(ui: &mut Ui, name: &str, held: Sample<'_>, shown: bool) -> Response {
    let font = theme::small_font(ui);
    let written = ink::fit(ui, name, &font, 220.0);
    let wide = ink::width(ui, &written, &font) + SAMPLE + 3.0 * space::SMALL;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, size::CONTROL - 4.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, shown, name));
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
    let start = pos2(rect.left() + space::SMALL, rect.center().y);
    let end = start + vec2(SAMPLE, 0.0);
    if shown {
        piece(ui, [start, end], held);
    }
    let at = end + vec2(space::SMALL, 0.0);
    let colour = if shown { palette.text } else { palette.muted };
    let written = ui
        .painter()
        .text(at, Align2::LEFT_CENTER, written, font, colour);
    if !shown {
        let stroke = Stroke::new(1.0, palette.muted);
        ui.painter()
            .line_segment([written.left_center(), written.right_center()], stroke);
    }
    let thing = match held {
        Sample::Line(_) => "this line",
        Sample::Target => "the target",
        Sample::Bands(_) => "the bands",
    };
    let does = if shown { "hide" } else { "show" };
    response.on_hover_text(format!("Click to {does} {thing}"))
}

/// What the toggle stands for, in little.
fn piece(ui: &Ui, path: [Pos2; 2], held: Sample<'_>) {
    match held {
        Sample::Line(series) => sample(ui, path, ink::of(ui, series.role)),
        Sample::Target => {
            let stroke = Stroke::new(1.4, ink::target(ui));
            ui.painter()
                .extend(Shape::dashed_line(&path, stroke, 9.0, 4.0));
        }
        Sample::Bands(bands) => {
            let palette = theme::palette(ui);
            let wide = SAMPLE / bands.len().max(1) as f32;
            for (n, band) in bands.iter().enumerate() {
                let left = path[0] + vec2(wide * n as f32, -5.0);
                let rect = Rect::from_min_size(left, vec2(wide, 10.0));
                ui.painter()
                    .rect_filled(rect, 0.0, ink::band(palette, band.tone));
            }
        }
    }
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
