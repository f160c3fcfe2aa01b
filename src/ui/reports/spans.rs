//! Words of a document on screen: plain, strong, emphasised, and figures that the reader is warned of.

use egui::text::LayoutJob;
use egui::{FontId, Label, TextFormat, Ui};

use crate::domain::document::{Run, Weight};
use crate::session::document::warning;
use crate::ui::theme;

/// Draws a paragraph. A figure says on hovering where it comes from.
pub(super) fn paragraph(ui: &mut Ui, runs: &[Run], before: &str) {
    let palette = theme::palette(ui);
    let (body, strong) = (theme::body_font(ui), theme::strong_font(ui));
    let mut job = LayoutJob::default();
    let plain = |font: &FontId, color| TextFormat::simple(font.clone(), color);
    if !before.is_empty() {
        job.append(before, 0.0, plain(&body, palette.muted));
    }
    let mut sources = Vec::new();
    for run in runs {
        let font = if run.weight == Weight::Strong {
            &strong
        } else {
            &body
        };
        let mut format = plain(font, palette.text);
        format.italics = run.weight == Weight::Emphasis;
        if !run.link.is_empty() {
            format.color = palette.accent;
        }
        job.append(&run.text, 0.0, format);
        if let Some(words) = warning(run) {
            job.append(&words, 0.0, plain(&body, palette.warn.text));
        }
        if !run.source.is_empty() {
            sources.push(format!("{}: {}", run.text, run.source));
        }
    }
    let response = ui.add(Label::new(job).wrap());
    if !sources.is_empty() {
        response.on_hover_text(sources.join("\n"));
    }
}
