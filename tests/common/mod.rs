//! What the tests of the window share: pictures without a graphics card, and a harness in the program's own look.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::time::Duration;

use egui::{Color32, Context, FullOutput, TexturesDelta, Theme, Ui};
use egui_kittest::kittest::Queryable as _;
use egui_kittest::{Harness, TestRenderer};
use golden_thread::ui::painter::Painter;
use golden_thread::ui::theme;

/// The program's own painter, where egui's test harness expects a graphics card.
#[derive(Default)]
pub struct CpuRenderer(Painter);

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.0.update(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<image::RgbaImage, String> {
        let per_point = ctx.pixels_per_point();
        let size = ctx.content_rect().size() * per_point;
        let size = [size.x.round() as u32, size.y.round() as u32];
        let frame = ctx.tessellate(output.shapes.clone(), per_point);
        let picture = self.0.paint(&frame, size, per_point, Color32::TRANSPARENT);
        image::RgbaImage::from_raw(picture.width, picture.height, picture.rgba)
            .ok_or_else(|| "the picture has not the size it says".to_owned())
    }
}

/// A window of `size` points that is not there, with the program's fonts and colours, around one piece of a screen.
pub fn window<'a, State: 'a>(
    size: [f32; 2],
    theme: Theme,
    state: State,
    draw: impl FnMut(&mut Ui, &mut State) + 'a,
) -> Harness<'a, State> {
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(20)
        .with_context_setup(theme::install)
        .renderer(CpuRenderer::default())
        .build_ui_state(draw, state)
}

/// Whether something on the screen says these words.
pub fn says<State>(harness: &Harness<'_, State>, words: &str) -> bool {
    let mut found = harness.query_all_by_label_contains(words);
    found.next().is_some()
}

/// Goes on until something says the words, for work that is done beside the window; false when nothing ever does.
#[must_use]
pub fn waited<State>(harness: &mut Harness<'_, State>, words: &str) -> bool {
    for _ in 0..6_000 {
        harness.step();
        if says(harness, words) {
            harness.step();
            return true;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    false
}
