//! The figures that a section names: what each says today, whether it still says what somebody stood by, and where it is.

use egui::{Label, RichText, Ui, WidgetInfo, accesskit::Role};

use crate::domain::live::{Live, Reference};
use crate::domain::narrative::{Narrative, Standing};
use crate::ui::plan::text::Text;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{link_button, section};

impl Text {
    /// Draws them, with the button by which the officer stands by the section.
    pub(super) fn figures(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        held: &Narrative,
        can_edit: bool,
        asks: &mut Vec<Request>,
    ) {
        let reading = self.writing.reading(desk, held);
        section(ui, &format!("Figures in it ({})", reading.figures.len()));
        if reading.figures.is_empty() {
            let words = "It names no figure. A figure that is named, and not typed, stays as the plan has it and says so when it changes.";
            ui.add(Label::new(theme::small(ui, words)).wrap());
        }
        for (reference, standing) in &reading.figures {
            one(ui, reference, standing, asks);
        }
        ui.add_space(space::SMALL);
        ui.add_enabled_ui(can_edit && self.confirm != Some(held.id), |ui| {
            let button = ui.button("Stand by it as it reads");
            let about = "Keeps what every figure says today, under your name: one that changes afterwards is flagged";
            if button.on_hover_text(about).clicked() {
                self.confirm = Some(held.id);
                ui.ctx().request_repaint();
            }
        });
    }
}

fn one(ui: &mut Ui, reference: &Reference, standing: &Standing, asks: &mut Vec<Request>) {
    let palette = theme::palette(ui);
    let (tone, status) = status(reference, standing);
    let live = now(standing);
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        let says = live.map_or("–".to_owned(), |live| live.printed(false));
        ui.label(theme::strong(says));
        let ink = tone.map_or(palette.muted, |tone| tone.colours(palette).text);
        ui.label(RichText::new(status).small().color(ink));
        if let Some(live) = live {
            let door = link_button(ui, "Open");
            let name = format!("Open {}", reference.written);
            door.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
            if door.clicked() {
                asks.push(Request::Open(live.place.clone()));
            }
        }
    });
    let mut under = format!("{{{}}}", reference.written);
    if let Some(live) = live.filter(|live| !live.source.is_empty()) {
        under = format!("{under}   {}", live.source);
    }
    ui.add(Label::new(theme::small(ui, under)).wrap());
}

fn now(standing: &Standing) -> Option<&Live> {
    match standing {
        Standing::Current(now) | Standing::NotConfirmed(now) | Standing::Changed { now, .. } => {
            Some(now)
        }
        Standing::NotFound(_) => None,
    }
}

/// How a figure stands, in words with their sign.
fn status(reference: &Reference, standing: &Standing) -> (Option<Tone>, String) {
    match standing {
        Standing::Current(_) => (Some(Tone::Ok), "✓ as confirmed".into()),
        Standing::NotConfirmed(_) => (None, "not confirmed yet".into()),
        Standing::Changed { said, now } => (
            Some(Tone::Warn),
            format!(
                "⚠ changed: said {said}, now {}",
                now.printed(reference.is_bare)
            ),
        ),
        Standing::NotFound(fault) => (
            Some(Tone::Error),
            format!("✗ not found: {}. {}", fault.what, fault.remedy),
        ),
    }
}
