//! The answers as bars, a row for each part: disagreement left, agreement right, the neutral aside or cut in half.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::domain::chart::{Chart, Diverging, Part, Row, Side};
use crate::domain::consultation::Question;
use crate::domain::statistics::diverging::split_neutral;
use crate::ui::chart::{self, ink};
use crate::ui::consultation::split::SplitDesk;
use crate::ui::consultation::split::work::Work;
use crate::ui::theme::{self, Palette, space};
use crate::ui::widgets::{figure, section, ways};

/// Height of a row.
const ROW: f32 = 38.0;

impl SplitDesk {
    /// The bars, with the choice of where the neutral answers stand.
    pub(super) fn bars(&mut self, ui: &mut Ui, question: &Question, work: &Work) {
        section(ui, "As bars");
        let Some(held) = &work.chart else {
            ui.label(theme::muted(ui, "A question that is answered with a figure has no bars; what the figures come to stands below."));
            return;
        };
        if let Chart::Diverging(diverging) = held {
            let caption = theme::small(ui, "Neutral answers");
            ui.horizontal(|ui| {
                ui.label(caption);
                let all = [
                    (
                        false,
                        (
                            "Neutral aside",
                            "Drawn apart, so that both sides begin at one line",
                        ),
                    ),
                    (
                        true,
                        (
                            "Neutral split",
                            "Half on either side of the line, as many reports draw them",
                        ),
                    ),
                ];
                self.is_neutral_split = ways(ui, self.is_neutral_split, all);
            });
            if self.is_neutral_split {
                split(ui, held, diverging);
                return;
            }
        }
        let rows = match held {
            Chart::Diverging(held) => held.rows.len(),
            Chart::Bars(held) => held.bars.len(),
            _ => 1,
        };
        let tall = 52.0 + ROW * rows.clamp(1, 12) as f32;
        chart::show(ui, ("split", question.id), held, tall, &mut self.hidden);
    }
}

/// Bars about a line that cuts the neutral answers in half.
fn split(ui: &mut Ui, whole: &Chart, diverging: &Diverging) {
    let shares = |row: &Row, side: Side| -> Vec<f64> {
        let mut shares: Vec<f64> = row.outwards(side).iter().map(|part| part.drawn()).collect();
        if side == Side::Negative {
            shares.reverse();
        }
        shares
    };
    let found: Vec<_> = diverging
        .rows
        .iter()
        .map(|row| {
            split_neutral(
                &shares(row, Side::Negative),
                &shares(row, Side::Neutral),
                &shares(row, Side::Positive),
            )
        })
        .collect();
    let least = found
        .iter()
        .flatten()
        .map(|held| held.left)
        .fold(0.0, f64::min);
    let most = found
        .iter()
        .flatten()
        .map(|held| held.right)
        .fold(0.0, f64::max);
    let size = vec2(
        ui.available_width().max(320.0),
        ROW * diverging.rows.len().max(1) as f32,
    );
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let names = (rect.width() * 0.24).clamp(80.0, 220.0);
    let start = rect.left() + names + space::MEDIUM;
    let scale = (rect.right() - 70.0 - start) / ((most - least).max(1.0) as f32);
    let line = start - least as f32 * scale;
    for (at, (row, held)) in diverging.rows.iter().zip(&found).enumerate() {
        let top = rect.top() + ROW * at as f32;
        name(
            ui,
            row,
            [rect.left() + names, rect.right()],
            top + ROW / 2.0,
        );
        let Some(held) = held else { continue };
        let mut parts = row.outwards(Side::Negative);
        parts.reverse();
        parts.extend(row.outwards(Side::Neutral));
        parts.extend(row.outwards(Side::Positive));
        for (part, segment) in parts.into_iter().zip(&held.segments) {
            let left = line + segment.start as f32 * scale;
            let right = left + segment.width as f32 * scale;
            let block = Rect::from_min_max(pos2(left, top + 6.0), pos2(right, top + ROW - 6.0));
            piece(ui, part, block);
        }
    }
    let stroke = Stroke::new(1.2, theme::palette(ui).muted);
    ui.painter()
        .line_segment([pos2(line, rect.top()), pos2(line, rect.bottom())], stroke);
    figure(ui, &response, &whole.alt());
    ui.label(theme::small(
        ui,
        "Half of the neutral answers stand on either side of the line; bases at the right.",
    ));
}

fn name(ui: &Ui, row: &Row, [names, base]: [f32; 2], middle: f32) {
    let (font, palette) = (theme::body_font(ui), theme::palette(ui));
    let text = ink::fit(ui, &row.label, &font, 220.0);
    let at = pos2(names, middle);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, text, font.clone(), palette.text);
    let at = pos2(base, middle);
    ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        row.base_shown(),
        font,
        palette.muted,
    );
}

fn piece(ui: &Ui, part: &Part, block: Rect) {
    let fill = ink::answer(theme::palette(ui), part.side, part.strength);
    // Pale blocks are told from the card, and one from the next, by their edge.
    let edge = egui::Stroke::new(1.0, theme::palette(ui).edge);
    ui.painter()
        .rect(block, 0.0, fill, edge, egui::StrokeKind::Inside);
    let (font, said) = (theme::small_font(ui), part.says());
    if ink::width(ui, &said, &font) + 4.0 <= block.width() {
        let colour = Palette::ink_on(fill);
        ui.painter()
            .text(block.center(), Align2::CENTER_CENTER, said, font, colour);
    }
}
