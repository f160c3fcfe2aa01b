//! Answers on a scale in the window: disagreement left, agreement right, neutral aside, bases at the
//! right.

use egui::{Align2, Color32, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::ink;
use crate::domain::chart::{Chart, Diverging, Part, Row, Side};
use crate::ui::theme::{self, Palette, space};
use crate::ui::widgets::figure;

/// Least and greatest height of a row.
const ROW: [f32; 2] = [28.0, 46.0];
/// Height of the line of headings.
const HEAD: f32 = 22.0;

/// Where the columns stand.
struct Columns {
    left: f32,
    /// Right end of group names.
    names: f32,
    /// Between negative and positive.
    middle: f32,
    /// Left end of the neutral column.
    neutral: f32,
    /// Right end of bases.
    base: f32,
    /// Points for one per cent.
    scale: f32,
}

/// Draws the key and the rows, scrolling where they do not fit.
pub fn show(ui: &mut Ui, chart: &Chart, diverging: &Diverging, height: f32) {
    let top = ui.cursor().top();
    key(ui, diverging);
    let left = (height - (ui.cursor().top() - top)).max(60.0);
    let count = diverging.rows.len().max(1) as f32;
    let tall = ((left - HEAD) / count).clamp(ROW[0], ROW[1]);
    ScrollArea::vertical()
        .id_salt("answers")
        .max_height(left)
        .show(ui, |ui| {
            let size = vec2(ui.available_width().max(220.0), HEAD + tall * count);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            if diverging.rows.is_empty() {
                let (font, muted) = (theme::body_font(ui), theme::palette(ui).muted);
                let middle = Align2::CENTER_CENTER;
                ui.painter()
                    .text(rect.center(), middle, "No answers to draw", font, muted);
            } else {
                let columns = columns(ui, diverging, rect);
                headings(ui, &columns, diverging, rect.top());
                for (index, each) in diverging.rows.iter().enumerate() {
                    row(
                        ui,
                        &columns,
                        each,
                        rect.top() + HEAD + tall * index as f32,
                        tall,
                    );
                }
            }
            figure(ui, &response, &chart.alt());
        });
}

/// A swatch and a name for each answer, in the order of the bars.
fn key(ui: &mut Ui, diverging: &Diverging) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for answer in diverging.answers() {
            let palette = theme::palette(ui);
            let font = theme::small_font(ui);
            let name = ink::fit(ui, &answer.label, &font, 240.0);
            let wide = ink::width(ui, &name, &font) + 18.0 + space::SMALL;
            let (rect, _) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
            let swatch =
                Rect::from_center_size(rect.left_center() + vec2(6.0, 0.0), vec2(12.0, 12.0));
            let fill = ink::answer(palette, answer.side, answer.strength);
            ui.painter().rect_filled(swatch, 2.0, fill);
            let at = rect.left_center() + vec2(18.0, 0.0);
            ui.painter()
                .text(at, Align2::LEFT_CENTER, name, font, palette.text);
        }
    });
}

fn columns(ui: &Ui, diverging: &Diverging, rect: Rect) -> Columns {
    let font = theme::body_font(ui);
    let names = diverging
        .rows
        .iter()
        .map(|row| ink::width(ui, &row.label, &font));
    let names = names.fold(40.0, f32::max).min(rect.width() * 0.3);
    let [negative, neutral, positive] =
        [Side::Negative, Side::Neutral, Side::Positive].map(|side| diverging.extent(side) as f32);
    let gap = if neutral > 0.0 { 32.0 } else { 0.0 };
    let room = (rect.width() - names - 100.0 - gap).max(20.0);
    let scale = room / (negative + neutral + positive).max(1.0);
    let start = rect.left() + names + space::MEDIUM;
    Columns {
        left: rect.left(),
        names: rect.left() + names,
        middle: start + negative * scale,
        neutral: start + (negative + positive) * scale + gap,
        base: rect.right(),
        scale,
    }
}

fn headings(ui: &Ui, columns: &Columns, diverging: &Diverging, top: f32) {
    let (font, muted) = (theme::small_font(ui), theme::palette(ui).muted);
    let put = |x: f32, align: Align2, text: &str| {
        ui.painter()
            .text(pos2(x, top), align, text, font.clone(), muted);
    };
    put(columns.middle - 8.0, Align2::RIGHT_TOP, "← negative");
    put(columns.middle + 8.0, Align2::LEFT_TOP, "positive →");
    if diverging.extent(Side::Neutral) > 0.0 {
        put(columns.neutral, Align2::LEFT_TOP, "neutral");
    }
    put(columns.base, Align2::RIGHT_TOP, "base");
}

fn row(ui: &Ui, columns: &Columns, row: &Row, top: f32, tall: f32) {
    let palette = theme::palette(ui);
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let note = row.note.as_deref().unwrap_or_default();
    let below = !row.parts.is_empty() && !note.is_empty();
    let thick = if below { tall - 22.0 } else { tall * 0.66 }.max(12.0);
    let middle = if below {
        top + 2.0 + thick / 2.0
    } else {
        top + tall / 2.0
    };
    let name = ink::fit(ui, &row.label, &body, columns.names - columns.left);
    let at = pos2(columns.names, middle);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, name, body.clone(), palette.text);
    let at = pos2(columns.base, middle);
    ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        row.base_shown(),
        body.clone(),
        palette.muted,
    );
    let start = columns.names + space::MEDIUM;
    if row.parts.is_empty() {
        let note = if note.is_empty() { "no answers" } else { note };
        let note = ink::fit(ui, note, &body, columns.base - start - 60.0);
        ui.painter().text(
            pos2(start, middle),
            Align2::LEFT_CENTER,
            note,
            body,
            palette.muted,
        );
        return;
    }
    half(
        ui,
        columns,
        row.outwards(Side::Negative),
        columns.middle,
        [middle, thick],
    );
    half(
        ui,
        columns,
        row.outwards(Side::Positive),
        columns.middle,
        [middle, thick],
    );
    half(
        ui,
        columns,
        row.outwards(Side::Neutral),
        columns.neutral,
        [middle, thick],
    );
    let line = [pos2(columns.middle, top), pos2(columns.middle, top + tall)];
    ui.painter()
        .line_segment(line, Stroke::new(1.2, palette.muted));
    if below {
        let note = ink::fit(ui, note, &small, columns.base - start);
        let at = pos2(start, top + tall - 2.0);
        ui.painter()
            .text(at, Align2::LEFT_BOTTOM, note, small, palette.muted);
    }
}

/// The answers of one side from `start` outwards.
fn half(ui: &Ui, columns: &Columns, parts: Vec<&Part>, start: f32, [middle, thick]: [f32; 2]) {
    let palette = theme::palette(ui);
    let font = theme::small_font(ui);
    let outermost = parts.iter().rposition(|part| part.drawn() > 0.0);
    let mut x = start;
    for (index, part) in parts.into_iter().enumerate() {
        let way = if part.side == Side::Negative {
            -1.0
        } else {
            1.0
        };
        let end = x + way * part.drawn() as f32 * columns.scale;
        let corners = [
            pos2(x, middle - thick / 2.0),
            pos2(end, middle + thick / 2.0),
        ];
        let block = Rect::from_two_pos(corners[0], corners[1]);
        let fill = ink::answer(palette, part.side, part.strength);
        // Pale blocks are told from the card, and one from the next, by their edge.
        let edge = egui::Stroke::new(1.0, theme::palette(ui).edge);
        ui.painter()
            .rect(block, 0.0, fill, edge, egui::StrokeKind::Inside);
        let said = part.says();
        let put = |at, align, colour: Color32, text: &str| {
            ui.painter().text(at, align, text, font.clone(), colour);
        };
        if ink::width(ui, &said, &font) + 4.0 <= block.width() {
            put(
                block.center(),
                Align2::CENTER_CENTER,
                Palette::ink_on(fill),
                &said,
            );
        } else if outermost == Some(index) {
            let align = if way < 0.0 {
                Align2::RIGHT_CENTER
            } else {
                Align2::LEFT_CENTER
            };
            let said = ink::fit(ui, &said, &font, 60.0);
            put(pos2(end + way * 4.0, middle), align, palette.text, &said);
        }
        x = end;
    }
}
