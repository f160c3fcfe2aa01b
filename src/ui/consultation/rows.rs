//! The rows of the list at the left: a name with its number, a name that can be changed, a question.

use egui::{Align2, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::domain::consultation::{Question, QuestionKind};
use crate::ui::consultation::counts::people;
use crate::ui::theme::{self, size, space};
use crate::ui::widgets::{link_button, section};

/// The head of a part of the list, and at its right the link that adds to it.
pub fn part(ui: &mut Ui, name: &str, link: &str) -> Response {
    ui.add_space(space::LARGE);
    ui.horizontal(|ui| {
        section(ui, name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            link_button(ui, link)
        })
        .inner
    })
    .inner
}

/// What is said where there is nothing yet.
pub fn nothing(ui: &mut Ui, words: &str) {
    let words = theme::muted(ui, words);
    ui.add(egui::Label::new(words).wrap());
}

/// A name and its number.
pub fn value_row(ui: &mut Ui, name: &str, value: &str, strong: bool) {
    let words = |text: &str| {
        if strong {
            theme::strong(text)
        } else {
            egui::RichText::new(text)
        }
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        let value_width = 60.0;
        let room = vec2((ui.available_width() - value_width).max(40.0), 22.0);
        ui.allocate_ui(room, |ui| {
            ui.set_min_width(room.x);
            ui.add(egui::Label::new(words(name)).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(words(value))
        });
    });
}

/// What a report printed: of second rank, and in line with figures that a link stands beside.
pub fn printed_row(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        let words = theme::muted(ui, name);
        ui.label(words);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let link = ui.painter().layout_no_wrap(
                "Edit".to_owned(),
                theme::body_font(ui),
                theme::palette(ui).text,
            );
            ui.add_space(link.size().x + ui.spacing().item_spacing.x);
            let words = theme::muted(ui, value);
            ui.label(words);
        });
    });
}

/// A name, what is said of it, and the link that changes it.
pub fn named_row(ui: &mut Ui, name: &str, value: &str, verb: &str, hover: &str) -> Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let edit = link_button(ui, "Edit").accessible_name(format!("{verb} {name}"));
            if !value.is_empty() {
                let words = theme::muted(ui, value);
                ui.label(words);
            }
            let room = ui.available_size();
            let response = ui
                .allocate_ui_with_layout(
                    room,
                    egui::Layout::left_to_right(egui::Align::Center),
                    |ui| {
                        ui.set_min_width(room.x);
                        ui.add(egui::Label::new(name).truncate())
                    },
                )
                .inner;
            if !hover.is_empty() {
                response.on_hover_text(hover);
            }
            edit
        })
        .inner
    })
    .inner
}

/// A question in the list: number, words in at most two lines, and what sort it is with how many answered.
pub fn question_row(
    ui: &mut Ui,
    question: &Question,
    base: Option<i64>,
    selected: bool,
) -> Response {
    let palette = theme::palette(ui);
    let said = match (question.kind, base) {
        (QuestionKind::Text, _) => "text".to_owned(),
        (kind, None) => format!("{} · no counts", kind.word()),
        (kind, Some(base)) => format!("{} · {} answered", kind.word(), people(base)),
    };
    let width = ui.available_width();
    let (number_font, font, small) = (
        theme::strong_font(ui),
        theme::body_font(ui),
        theme::small_font(ui),
    );
    let number = ui
        .painter()
        .layout_no_wrap(question.number.clone(), number_font, palette.text);
    let indent = space::SMALL + number.size().x.max(10.0) + space::SMALL;
    let mut job = egui::text::LayoutJob::simple(
        question.text.clone(),
        font,
        palette.text,
        width - indent - space::SMALL,
    );
    job.wrap.max_rows = 2;
    let text = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let kind = ui
        .painter()
        .layout_no_wrap(said.clone(), small, palette.muted);
    let tall = text.size().y + kind.size().y + 14.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, tall.max(size::ROW)), Sense::click());
    let fill = match (selected, response.hovered()) {
        (true, _) => Some(palette.selected),
        (false, true) => Some(palette.hover),
        _ => None,
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, size::ROUND_SMALL, fill);
    }
    if selected {
        ui.painter()
            .rect_filled(rect.with_max_x(rect.left() + 3.0), 0.0, palette.accent);
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(size::FOCUS, palette.accent);
        ui.painter()
            .rect_stroke(rect, size::ROUND_SMALL, ring, egui::StrokeKind::Inside);
    }
    let top = rect.top() + 5.0;
    ui.painter().galley(
        egui::pos2(rect.left() + space::SMALL, top),
        number,
        palette.text,
    );
    let below = egui::pos2(rect.left() + indent, top + text.size().y + 3.0);
    ui.painter()
        .galley(egui::pos2(rect.left() + indent, top), text, palette.text);
    ui.painter().galley(
        Align2::LEFT_TOP.anchor_size(below, kind.size()).min,
        kind,
        palette.muted,
    );
    let name = format!("Question {}: {} ({said})", question.number, question.text);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &name));
    response.on_hover_text(&question.text)
}

/// The beginning of a name that is longer than so many letters.
pub fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}
