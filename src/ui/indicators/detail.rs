//! The indicator shown: its trend with the sentence under it, what the checks find, the neighbours ranked, its readings.
//!
//! Edges: where the file has no published figures for it, the plot is of our own figures and a quiet line says so. In a
//! narrow window the ranked bars stand above the readings instead of beside them.

mod lists;
mod ranked;
mod rating;
mod stands;
mod switch;

use std::collections::BTreeSet;

use egui::{ScrollArea, Ui, UiBuilder, vec2};

use crate::domain::id::IndicatorId;
use crate::domain::indicator::Indicator;
use crate::domain::period::Period;
use crate::ui::chart;
use crate::ui::indicators::Ask;
use crate::ui::indicators::charts::{Asked, Charts};
use crate::ui::indicators::detail::stands::StandsCard;
use crate::ui::indicators::detail::switch::switch;
use crate::ui::indicators::findings::Findings;
use crate::ui::indicators::head::{Head, words_row};
use crate::ui::indicators::readings::ReadingsCard;
use crate::ui::request::Request;
use crate::ui::room::{Desk, Room};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{focus_ring, link_button};

/// From this width on the bars stand beside the readings.
const BESIDE_FROM: f32 = 720.0;

/// Room for the cards under the plot, in points; they take what they need of it.
const BELOW: f32 = 600.0;

/// What the right side remembers.
#[derive(Debug, Default)]
pub struct Detail {
    of: Option<IndicatorId>,
    head: Head,
    charts: Charts,
    findings: Findings,
    readings: ReadingsCard,
    /// Lines switched off.
    hidden: BTreeSet<String>,
    /// What was picked of the charts.
    asked: Asked,
    /// The process limits instead of the trend.
    limits: bool,
    stands: StandsCard,
    /// What must be said where published figures are shown, at one revision.
    sources: Option<(u64, Vec<String>)>,
}

impl Detail {
    /// Leads to a reading in the next frame.
    pub fn go_to(&mut self, id: IndicatorId, period: Period) {
        self.turn_to(id);
        self.asked.period = Some(period);
        self.readings.go_to(period);
    }

    fn turn_to(&mut self, id: IndicatorId) {
        if self.of != Some(id) {
            self.of = Some(id);
            self.asked.period = None;
            self.head.turn();
        }
    }

    /// Draws the indicator.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        asks: &mut Vec<Request>,
    ) -> Option<Ask> {
        self.turn_to(indicator.id);
        self.readings.turn_to(indicator.id);
        self.charts
            .bring_up(desk, indicator, self.asked, self.readings.draft());
        let height = ui.available_height();
        ScrollArea::vertical()
            .id_salt(("indicator", indicator.id))
            .auto_shrink(false)
            .show(ui, |ui| {
                let top = ui.cursor().top();
                let asked = self.plot_card(ui, desk, indicator, height, asks);
                ui.add_space(space::SMALL);
                let said = (&self.charts.facts[..], self.charts.rated.as_ref());
                self.stands.ui(ui, desk, indicator, said, height, asks);
                ui.add_space(space::SMALL);
                // What is left of the window, so that the last reading is in view without scrolling where it can be.
                let left = height - (ui.cursor().top() - top);
                self.below(ui, desk, indicator, left, asks);
                ui.add_space(space::SMALL);
                let (lists, moved) = (&self.charts.by_list, &self.charts.moved);
                lists::ui(ui, indicator, lists, moved, &desk.against.list);
                definition(ui, indicator);
                self.sources(ui, desk);
                asked
            })
            .inner
    }

    fn plot_card(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        height: f32,
        asks: &mut Vec<Request>,
    ) -> Option<Ask> {
        let frame = theme::card(ui);
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let limits = self.charts.limits.as_ref().filter(|_| self.limits);
                let shown = limits.or(self.charts.trend.as_ref());
                let (mut asked_now, mut limits_now) = (self.asked, self.limits);
                let asked = self.head.ui(ui, desk, indicator, shown, asks, |ui| {
                    views(ui, &self.charts, &mut asked_now, &mut limits_now);
                });
                (self.asked, self.limits) = (asked_now, limits_now);
                let limits = self.charts.limits.as_ref().filter(|_| self.limits);
                if let Some(shown) = limits.or(self.charts.trend.as_ref()) {
                    let tall = (height * 0.3).clamp(190.0, 380.0);
                    chart::show(ui, ("trend", indicator.id), shown, tall, &mut self.hidden);
                    if limits.is_none() {
                        self.key(ui, asks);
                    }
                    chart::foot(ui, shown);
                }
                if let Some(period) = self.findings.ui(ui, desk, indicator.id, asks) {
                    self.asked.period = Some(period);
                    self.readings.go_to(period);
                }
                asked
            })
            .inner
    }

    /// What hollow and dashed mean, and whose figures are not there.
    fn key(&self, ui: &mut Ui, asks: &mut Vec<Request>) {
        let (soft, alone) = (self.charts.has_soft_figures(), !self.charts.has_peers());
        if !soft && !alone {
            return;
        }
        words_row(ui, |ui| {
            if soft {
                ui.label(theme::small(
                    ui,
                    "Hollow point: provisional or planned. Dashed line: planned.",
                ));
            }
            if alone {
                let words = "No neighbours’ figures are in the file for this indicator.";
                ui.label(theme::small(ui, words));
                if link_button(ui, "How figures come in").clicked() {
                    asks.push(Request::Go(Room::Data));
                }
            }
        });
    }

    fn below(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        left: f32,
        asks: &mut Vec<Request>,
    ) {
        let wide = ui.available_width();
        if self.charts.ranked.is_none() {
            self.readings_card(ui, desk, indicator, left, asks);
        } else if wide < BESIDE_FROM {
            ranked::ui(ui, &self.charts, &mut self.asked, left);
            ui.add_space(space::SMALL);
            self.readings_card(ui, desk, indicator, left, asks);
        } else {
            let bars = (wide * 0.35).clamp(250.0, 420.0);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::MEDIUM;
                let down = egui::Layout::top_down(egui::Align::Min);
                ui.allocate_ui_with_layout(vec2(bars, BELOW), down, |ui| {
                    ranked::ui(ui, &self.charts, &mut self.asked, left)
                });
                let rest = vec2(ui.available_width(), BELOW);
                ui.allocate_ui_with_layout(rest, down, |ui| {
                    self.readings_card(ui, desk, indicator, left, asks)
                });
            });
        }
    }

    fn readings_card(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        indicator: &Indicator,
        left: f32,
        asks: &mut Vec<Request>,
    ) {
        let frame = theme::card(ui);
        let room = ui.available_width();
        frame.show(ui, |ui| {
            ui.set_width(room - 2.0 * space::LARGE - 2.0);
            self.readings.ui(
                ui,
                desk,
                indicator,
                (left - 140.0).clamp(226.0, 420.0),
                asks,
            );
        });
    }

    /// What must be said where published figures are shown.
    fn sources(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        if !self.charts.is_published {
            return;
        }
        let revision = desk.session.revision();
        if self
            .sources
            .as_ref()
            .is_none_or(|(held, _)| *held != revision)
        {
            self.sources = Some((revision, desk.session.sources()));
        }
        ui.add_space(space::SMALL);
        for source in self.sources.iter().flat_map(|(_, sources)| sources) {
            ui.label(theme::small(ui, source));
        }
    }
}

/// The trend or its process limits, and the trend carried on.
fn views(ui: &mut Ui, charts: &Charts, asked: &mut Asked, limits: &mut bool) {
    let has_limits = charts.limits.is_some();
    let is_limits = *limits && has_limits;
    if has_limits {
        let choices = [
            ("Trend", "Our figures beside neighbours, region and England"),
            (
                "Process limits",
                "Which figures are out of the ordinary, and which only move as such figures do",
            ),
        ];
        *limits = switch(ui, &choices, usize::from(is_limits)) == 1;
    }
    if !is_limits && charts.can_project {
        ui.checkbox(&mut asked.projection, "Projection")
            .on_hover_text("A straight line through the latest figures, two periods on");
    }
}

/// How it is worked out and where it comes from, folded away.
fn definition(ui: &mut Ui, indicator: &Indicator) {
    let parts = [
        ("Definition", &indicator.definition),
        ("Above the line", &indicator.numerator),
        ("Below the line", &indicator.denominator),
        ("Topic", &indicator.topic),
        ("Source", &indicator.source),
        ("Next publication", &indicator.next_publication),
    ];
    if parts.iter().all(|(_, words)| words.is_empty()) {
        return;
    }
    let folded = egui::CollapsingHeader::new("How it is worked out")
        .id_salt(("definition", indicator.id))
        .show(ui, |ui| {
            for (name, words) in parts.into_iter().filter(|(_, words)| !words.is_empty()) {
                ui.scope_builder(UiBuilder::new(), |ui| {
                    ui.label(theme::small(ui, name));
                    ui.label(words);
                });
            }
        });
    focus_ring(ui, &folded.header_response);
}
