//! Charts on screen: the same figures as in reports, with hovering, zooming and lines to switch off.
//!
//! A room hands over a chart and what is hidden; it gets the drawing, its text alternative for a
//! screen reader, and the keys. Heading and foot are drawn apart, because rooms put buttons beside
//! the one and tables before the other.
//!
//! Edges: nothing here keeps figures. Zoom is kept by egui for as long as the chart keeps its title.

mod bars;
mod diverging;
mod hover;
pub(in crate::ui) mod ink;
mod legend;
mod overlay;
mod strips;
mod trend;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher as _};

use egui::Ui;

use crate::domain::chart::Chart;
use crate::ui::theme;

/// Draws the chart as wide as the room there is and `height` points tall. `hidden` holds the names
/// of lines switched off, and changes when the officer switches one.
///
/// With the keyboard on a trend: left and right read our figures one by one, plus and minus zoom,
/// Home shows everything again.
pub fn show(
    ui: &mut Ui,
    id_salt: impl Hash,
    chart: &Chart,
    height: f32,
    hidden: &mut BTreeSet<String>,
) {
    // Another indicator in the same place begins unzoomed.
    let mut salt = DefaultHasher::new();
    (id_salt, chart.title()).hash(&mut salt);
    ui.push_id(salt.finish(), |ui| match chart {
        Chart::Trend(trend) => trend::show(ui, chart, trend, height, hidden),
        Chart::Bars(bars) => bars::show(ui, chart, bars, height),
        Chart::Diverging(diverging) => diverging::show(ui, chart, diverging, height),
        Chart::Stacked(stacked) => strips::show(ui, chart, &stacked.strips(), height),
        Chart::Waterfall(waterfall) => strips::show(ui, chart, &waterfall.strips(), height),
    });
}

/// The chart's title and what it measures.
pub fn heading(ui: &mut Ui, chart: &Chart) {
    ui.add(egui::Label::new(
        egui::RichText::new(chart.title()).text_style(theme::subheading()),
    ));
    if !chart.subtitle().is_empty() {
        let subtitle = theme::small(ui, chart.subtitle());
        ui.label(subtitle);
    }
}

/// The sentence under a trend, and where the figures come from.
pub fn foot(ui: &mut Ui, chart: &Chart) {
    if let Chart::Trend(trend) = chart
        && !trend.sentence.is_empty()
    {
        let strip = theme::quiet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(&trend.sentence);
        });
        let edge = strip.response.rect.left_top();
        let rule = egui::Rect::from_min_size(edge, egui::vec2(3.0, strip.response.rect.height()));
        ui.painter()
            .rect_filled(rule, 0.0, theme::palette(ui).accent);
    }
    if let Chart::Trend(trend) = chart {
        for note in &trend.notes {
            ui.label(theme::small(ui, note));
        }
    }
    if !chart.source().is_empty() {
        let source = theme::small(ui, format!("Source: {}", chart.source()));
        ui.label(source);
    }
}

#[cfg(test)]
mod tests;
