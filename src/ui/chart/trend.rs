//! A trend in the window: axes and lines by egui_plot, everything else painted over them.
//!
//! egui_plot gives zooming, dragging and grids. Names at line ends, hollow points, gaps and breaks are
//! ours, so that the screen shows what the printed picture shows.

use std::collections::BTreeSet;

use egui::{
    Align, Button, Color32, FontId, Id, Key, Layout, Rect, Response, Sense, Shape, Stroke, Ui,
    UiBuilder, Vec2, vec2,
};
use egui_plot::{
    AxisHints, GridInput, GridMark, HLine, Line, LineStyle, Plot, PlotMemory, PlotPoints,
    PlotResponse, PlotUi,
};

use super::{hover, ink, legend, overlay};
use crate::domain::chart::{Axis, Chart, Line as Level, Role, Series, Trend, axis, stride};
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::figure;

/// Draws the toggles and the plot.
pub fn show(ui: &mut Ui, chart: &Chart, trend: &Trend, height: f32, hidden: &mut BTreeSet<String>) {
    let top = ui.cursor().top();
    if legend::is_needed(trend) {
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
    // Bands lie under the grid, but where they end is known only after the plot is drawn.
    let ground = ui.painter().add(Shape::Noop);
    let drawn = plot(&mut child, id, &view, trend, hidden);
    if !hidden.contains(legend::BANDS) {
        overlay::bands(ui, ground, &drawn.transform, trend);
    }
    overlay::paint(ui, &drawn.transform, trend, hidden, &labels, rect.right());
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
    id: Id,
    view: &View,
    trend: &Trend,
    hidden: &BTreeSet<String>,
) -> PlotResponse<()> {
    let periods = trend.periods();
    let [first, last] = trend.span().unwrap_or([0.0, 0.0]);
    let air = if last > first {
        (last - first) * 0.025
    } else {
        0.5
    };
    let font = theme::small_font(ui);
    let names = periods.iter().map(|(_, name)| ink::width(ui, name, &font));
    let widest = names.fold(0.0, f32::max) + 14.0;
    let palette = theme::palette(ui);
    let most = view.most;
    let wide = f64::from((view.rect.width() - view.margin).max(1.0));
    let plot = Plot::new("plot")
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
        .grid_fade(0.0)
        .label_formatter(|_| None)
        .x_grid_spacer(|input| period_marks(&periods, input, f64::from(widest), wide))
        .y_grid_spacer(move |input| value_marks(input, most))
        .custom_x_axes(vec![
            hints(AxisHints::new_x(), &font, palette.muted).formatter(|mark, _| {
                let named = periods.iter().find(|(at, _)| *at == mark.value);
                named.map_or_else(String::new, |(_, name)| (*name).to_owned())
            }),
        ])
        .custom_y_axes(vec![
            hints(AxisHints::new_y(), &font, palette.muted)
                .formatter(|mark, _| trend.unit.tick(mark.value, mark.step_size)),
        ]);
    let styles: Vec<ink::Ink> = trend
        .series
        .iter()
        .map(|each| ink::of(ui, each.role))
        .collect();
    let target = ink::target(ui);
    plot.show(ui, |plot| {
        keys(plot);
        lines(plot, trend, hidden, &styles);
        let shown = |line: &&Level| line.value.is_finite() && !hidden.contains(&line.label);
        if let Some(line) = trend.target.as_ref().filter(shown) {
            let level = HLine::new(line.label.clone(), line.value).stroke(Stroke::new(1.4, target));
            plot.hline(
                level
                    .style(LineStyle::Dashed { length: 9.0 })
                    .allow_hover(false),
            );
        }
    })
}

/// Plus and minus zoom about the middle, Home shows everything, while the plot has the keyboard.
fn keys(plot: &mut PlotUi<'_>) {
    if !plot.response().has_focus() {
        return;
    }
    let (nearer, further, all) = plot.ctx().input(|input| {
        let nearer = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
        (
            nearer,
            input.key_pressed(Key::Minus),
            input.key_pressed(Key::Home),
        )
    });
    let middle = plot.plot_bounds().center();
    if nearer {
        plot.zoom_bounds(Vec2::splat(1.25), middle);
    } else if further {
        plot.zoom_bounds(Vec2::splat(0.8), middle);
    } else if all {
        plot.set_auto_bounds(true);
    }
}

/// The lines, ours last so that none covers it.
fn lines<'a>(
    plot: &mut PlotUi<'a>,
    trend: &'a Trend,
    hidden: &BTreeSet<String>,
    styles: &[ink::Ink],
) {
    for own in [false, true] {
        for (series, ink) in trend.series.iter().zip(styles) {
            if (series.role == Role::Own) != own || hidden.contains(&series.name) {
                continue;
            }
            for run in trend.runs(series) {
                let style = if run.planned {
                    LineStyle::Dashed { length: 5.0 }
                } else {
                    ink.style
                };
                let line = Line::new(series.name.as_str(), PlotPoints::from(run.points));
                let line = line.color(ink.line).width(ink.width).style(style);
                plot.line(line.allow_hover(false));
            }
        }
    }
}

/// Periods to name, thinned from the right until `widest` points each suffice.
fn period_marks(
    periods: &[(f64, &str)],
    input: GridInput,
    widest: f64,
    wide: f64,
) -> Vec<GridMark> {
    let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
        return Vec::new();
    };
    let shown = (input.bounds.1 - input.bounds.0).abs();
    let room = (last.0 - first.0) / shown * wide;
    let every = stride(periods.len(), widest, room);
    let inside = |at: f64| (input.bounds.0..=input.bounds.1).contains(&at);
    periods
        .iter()
        .enumerate()
        .filter(|(index, _)| (periods.len() - 1 - index).is_multiple_of(every))
        .filter(|(_, (at, _))| inside(*at))
        // The step says only that there is room: whether there is was settled above.
        .map(|(_, (at, _))| GridMark {
            value: *at,
            step_size: shown,
        })
        .collect()
}

/// Round values inside the visible range.
fn value_marks(input: GridInput, most: usize) -> Vec<GridMark> {
    let (low, high) = input.bounds;
    let visible = axis(low, high, most);
    let marks = visible
        .ticks
        .iter()
        .filter(|tick| (low..=high).contains(*tick));
    marks
        .map(|tick| GridMark {
            value: *tick,
            step_size: visible.step,
        })
        .collect()
}

/// Small, quiet marks that never fade.
fn hints<'a>(hints: AxisHints<'a>, font: &FontId, colour: Color32) -> AxisHints<'a> {
    hints
        .tick_label_font(font.clone())
        .tick_label_color(colour)
        .label_spacing(0.5..=1.0)
}

/// Where the keyboard is.
fn focus(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(size::FOCUS, theme::palette(ui).accent);
        ui.painter()
            .rect_stroke(response.rect, 2.0, stroke, egui::StrokeKind::Outside);
    }
}

/// A button in the corner while only a part is shown.
fn reset_button(ui: &mut Ui, id: Id, plot: &Response) {
    let Some(mut memory) = PlotMemory::load(ui.ctx(), id) else {
        return;
    };
    if memory.auto_bounds.any() {
        return;
    }
    let rect = plot.rect.shrink(space::TINY);
    let corner = UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::right_to_left(Align::Min));
    if ui.new_child(corner).add(Button::new("Show all")).clicked() {
        memory.auto_bounds = true.into();
        memory.store(ui.ctx(), id);
        ui.ctx().request_repaint();
    }
}

/// Nothing to draw: the reasons in place of the plot.
fn empty(ui: &mut Ui, chart: &Chart, trend: &Trend, rect: Rect) {
    let palette = theme::palette(ui);
    let hidden = trend.series.iter().any(|series| series.last().is_some());
    let (words, reasons) = if hidden {
        ("All lines are switched off", String::new())
    } else {
        let points = trend.series.iter().flat_map(Series::ordered);
        let reasons = points.map(|point| format!("{} {}", point.period, point.mark()));
        ("No figure to draw", reasons.collect::<Vec<_>>().join("   "))
    };
    let font = theme::small_font(ui);
    let reasons = ink::fit(ui, &reasons, &font, rect.width());
    let (centre, below) = (rect.center(), rect.center() + vec2(0.0, 22.0));
    let middle = egui::Align2::CENTER_CENTER;
    ui.painter()
        .text(centre, middle, words, theme::body_font(ui), palette.muted);
    ui.painter()
        .text(below, middle, reasons, font, palette.muted);
    let response = ui.interact(rect, ui.scope_id().with("empty"), Sense::hover());
    figure(ui, &response, &chart.alt());
}
