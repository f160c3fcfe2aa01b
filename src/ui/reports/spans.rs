//! Words of a document on screen: plain, strong, emphasised, and figures that the reader is warned of.

use egui::text::LayoutJob;
use egui::{FontId, Label, RichText, TextFormat, Ui};

use crate::domain::document::{Run, Weight};
use crate::domain::guide::Topic;
use crate::session::document::warning;
use crate::ui::theme;
use crate::ui::widgets::link_button;

/// Draws a paragraph. A figure says on hovering where it comes from. Gives back the link to another page that is
/// followed; what leads out of the program is set as a link and not followed here.
pub(super) fn paragraph(ui: &mut Ui, runs: &[Run], before: &str) -> Option<String> {
    if runs.iter().any(|run| is_page(&run.link)) {
        return linked(ui, runs, before);
    }
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
    None
}

/// Whether a link leads to a page beside this one.
fn is_page(link: &str) -> bool {
    Topic::of_link(link).is_some()
}

/// A paragraph whose links are controls, reached by Tab as by the mouse.
fn linked(ui: &mut Ui, runs: &[Run], before: &str) -> Option<String> {
    let mut followed = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        if !before.is_empty() {
            ui.label(theme::muted(ui, before));
        }
        for run in runs {
            if is_page(&run.link) {
                if link_button(ui, &run.text).clicked() {
                    followed = Some(run.link.clone());
                }
                continue;
            }
            ui.label(match run.weight {
                Weight::Strong => theme::strong(&run.text),
                Weight::Emphasis => RichText::new(&run.text).italics(),
                Weight::Plain => RichText::new(&run.text),
            });
        }
    });
    followed
}
