//! Charts by what one can do with them: read them, switch lines off, zoom, all by keyboard too.

use std::collections::BTreeSet;

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use proptest::prelude::*;

use super::{foot, heading, show};
use crate::domain::chart::{Chart, samples};
use crate::ui::painter::picture;
use crate::ui::theme;

fn harness(chart: Chart) -> Harness<'static, BTreeSet<String>> {
    let mut installed = false;
    let mut harness = Harness::builder()
        .with_size([900.0, 560.0])
        .with_max_steps(20)
        .build_ui_state(
            move |ui, hidden: &mut BTreeSet<String>| {
                if !installed {
                    theme::install(ui.ctx());
                    installed = true;
                    return;
                }
                heading(ui, &chart);
                show(ui, "chart", &chart, 380.0, hidden);
                foot(ui, &chart);
            },
            BTreeSet::new(),
        );
    harness.run();
    harness
}

#[track_caller]
fn check_figure(chart: Chart) {
    let alt = chart.alt();
    let harness = harness(chart);
    let figure = harness.get_by_role(Role::Figure);
    assert_eq!(
        figure.accesskit_node().label().as_deref(),
        Some(alt.as_str())
    );
}

#[test]
fn every_chart_is_a_figure_with_its_text_alternative() {
    check_figure(samples::trend());
    check_figure(samples::bars());
    check_figure(samples::diverging());
    check_figure(samples::stacked());
    check_figure(samples::waterfall());
    check_figure(Chart::Trend(crate::domain::chart::Trend::default()));
}

#[test]
fn a_line_is_switched_off_and_on_by_mouse_and_by_keyboard() {
    let mut harness = harness(samples::trend());
    harness.get_by_label("England").click();
    harness.run();
    assert!(harness.state().contains("England"));
    harness.get_by_label("England").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(harness.state().is_empty());
}

#[test]
fn with_every_line_off_the_toggles_remain() {
    let mut harness = harness(samples::trend());
    for name in ["Leicestershire", "Neighbours", "East Midlands", "England"] {
        harness.get_by_label(name).click();
        harness.run();
    }
    assert_eq!(harness.state().len(), 4);
    harness.get_by_label("Leicestershire").click();
    harness.run();
    assert_eq!(harness.state().len(), 3);
}

#[test]
fn the_keyboard_zooms_and_comes_back() {
    let mut harness = harness(samples::trend());
    assert!(harness.query_by_label("Show all").is_none());
    harness.get_by_role(Role::Figure).focus();
    harness.run();
    harness.key_press(Key::Plus);
    harness.run();
    assert!(harness.query_by_label("Show all").is_some());
    harness.key_press(Key::Home);
    harness.run();
    assert!(harness.query_by_label("Show all").is_none());
    harness.key_press(Key::Minus);
    harness.run();
    harness.get_by_label("Show all").click();
    harness.run();
    assert!(harness.query_by_label("Show all").is_none());
}

#[test]
fn arrow_keys_read_our_figures_from_the_last_back_gaps_included() {
    let mut harness = harness(samples::trend());
    harness.get_by_role(Role::Figure).focus();
    harness.run();
    assert!(harness.query_by_label("22.0%, planned").is_none());
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(harness.query_by_label("22.0%, planned").is_some());
    for _ in 0..6 {
        harness.key_press(Key::ArrowLeft);
        harness.run();
    }
    assert!(harness.query_by_label("Leicestershire · 2020/21").is_some());
    assert!(harness.query_by_label("No figure: [c]").is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_chart_can_be_drawn(chart in samples::any_chart(), dark in any::<bool>(), wide in 1..700_u16) {
        let mut hidden = BTreeSet::new();
        picture([f32::from(wide), 300.0], 1.0, dark, 2, |ui| {
            heading(ui, &chart);
            show(ui, 1, &chart, 200.0, &mut hidden);
            foot(ui, &chart);
        });
    }
}
