//! A trend in the window: axes and lines by egui_plot, everything else painted over them.
//!
//! egui_plot gives zooming, dragging and grids. Names at line ends, hollow points, gaps and breaks are
//! ours, so that the screen shows what the printed picture shows.

use std::collections::BTreeSet;

use egui::{FontId, Key, Rect, Response, Sense, Ui, UiBuilder, Vec2, vec2};
use egui_plot::{AxisHints, GridInput, GridMark, HLine, Line, LineStyle, Plot, PlotMemory};

use super::{hover, ink, legend, overlay};
use crate::domain::chart::{Axis, Chart, Trend, axis, stride};
use crate::ui::theme::{self, space};
use crate::ui::widgets::figure;

/// Draws the toggles and the plot.
pub fn show(
    ui: &mut Ui,
    chart: &Chart,
    trend: &Trend,
    height: f32,
    hidden: &mut BTreeSet<String>,
) {
    let top = ui.cursor().top();
    if trend.series.len() > 1 {
        legend::show(ui, trend, hidden);
    }
    let used = ui.cursor().top() - top;
    let size = vec2(ui.available_width().max(120.0), (height - used).max(80.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let Some([low, high]) = trend.range(|name| hidden.contains(name)) else {
        return empty(ui, chart, trend, rect);
    };
    let labels = overlay::end_labels(ui, trend, hidden);
    let most = ((size.y / 48.0) as usize).clamp(2, 7);
    let view = View {
        rect,
        margin: overlay::margin(&labels, size.x),
        axis: axis(low, high, most),
        most,
    };
    let id = ui.make_persistent_id("plot");
    let inner = Rect::from_min_size(rect.min, vec2(size.x - view.margin, size.y));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
    let drawn = plot(&mut child, id, &view, trend, hidden);
    overlay::paint(ui, &drawn.transform, trend, hidden, &labels);
    hover::show(ui, &drawn, trend, hidden);
    figure(ui, &drawn.response, &chart.alt());
    focus(ui, &drawn.response);
    reset_button(ui, id, &drawn.response);
}

/// What is drawn where.
struct View {
    rect: Rect,
    /// Points kept at the right for names of lines.
    margin: f32,
    axis: Axis,
    /// Most marks on the value axis.
    most: usize,
}

fn plot(
    ui: &mut Ui,
    id: egui::Id,
    view: &View,
    trend: &Trend,
    hidden: &BTreeSet<String>,
) -> egui_plot::PlotResponse<()> {
    let periods = trend.periods();
    let [first, last] = trend.span().unwrap_or([0.0, 0.0]);
    let air = if last > first { (last - first) * 0.025 } else { 0.5 };
    let font = theme::small_font(ui);
    let names = periods.iter().map(|(_, name)| ink::width(ui, name, &font));
    let widest = names.fold(0.0, f32::max) + 14.0;
    let palette = theme::palette(ui);
    let most = view.most;
    let reset = ui.memory(|memory| memory.has_focus(id)) && ui.input(|i| i.key_pressed(Key::Home));
    let wide = f64::from((view.rect.width() - view.margin).max(1.0));
    let mut plot = Plot::new("plot")
        .id(id)
        .width((view.rect.width() - view.margin).max(64.0))
        .height(view.rect.height())
        .include_x(first - air)
        .include_x(last + air)
        .include_y(view.axis.low)
        .include_y(view.axis.high)
        .set_margin_fraction(Vec2::ZERO)
        // The page scrolls with the wheel; Ctrl and the wheel zoom.
        .allow_scroll(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .show_grid([false, true])
        .grid_color(palette.line)
        .label_formatter(|_| None)
        .x_grid_spacer(|input| period_marks(&periods, input, f64::from(widest), wide))
        .y_grid_spacer(move |input| value_marks(input, most))
        .custom_x_axes(vec![hints(AxisHints::new_x(), &font, palette.muted).formatter(
            |mark, _| {
                let named = periods.iter().find(|(at, _)| *at == mark.value);
                named.map_or_else(String::new, |(_, name)| (*name).to_owned())
            },
        )])
        .custom_y_axes(vec![
            hints(AxisHints::new_y(), &font, palette.muted)
                .formatter(|mark, _| trend.unit.tick(mark.value, mark.step_size)),
        ]);
    if reset {
        plot = plot.reset();
    }
    plot.show(ui, |plot| {
        let response = plot.response();
        if let Some(zoom) = zoom_keys(ui_keys(response)) {
            let middle = plot.plot_bounds().center();
            plot.zoom_bounds(Vec2::splat(zoom), middle);
        }
        lines(plot, trend, hidden);
    })
}

/// Small, quiet marks that never fade.
fn hints<'a>(hints: AxisHints<'a>, font: &FontId, colour: egui::Color32) -> AxisHints<'a> {
    hints.tick_label_font(font.clone()).tick_label_color(colour).label_spacing(0.5..=1.0)
}
