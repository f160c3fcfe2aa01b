//! Stacked bars and waterfalls in the window: a block says what it is where there is room, else by its letter, and in
//! full when it is pointed at.

use egui::{Align2, Color32, Pos2, Rect, ScrollArea, Sense, Shape, Stroke, Ui, pos2, vec2};

use super::ink;
use crate::domain::chart::{Block, BlockKind, Chart, Strip, Strips};
use crate::ui::theme::{self, Palette, Series, space};
use crate::ui::widgets::figure;

/// Least and greatest height of a row.
const ROW: [f32; 2] = [22.0, 34.0];

/// Where the bars stand.
struct View {
    left: f32,
    width: f32,
    row: f32,
}

impl View {
    fn x(&self, strips: &Strips, value: f64) -> f32 {
        self.left + strips.share(value) as f32 * self.width
    }
}

/// Draws the key and the bars, scrolling where they do not fit.
pub fn show(ui: &mut Ui, chart: &Chart, strips: &Strips, height: f32) {
    let top = ui.cursor().top();
    key(ui, strips);
    let height = (height - (ui.cursor().top() - top)).max(60.0);
    let count = strips.rows.len().max(1) as f32;
    let row = (height / count).clamp(ROW[0], ROW[1]);
    let area = ScrollArea::vertical().id_salt("strips").max_height(height);
    area.show_viewport(ui, |ui, viewport| {
        let size = vec2(ui.available_width().max(200.0), row * count);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if strips.rows.is_empty() {
            let (font, muted) = (theme::body_font(ui), theme::palette(ui).muted);
            let middle = Align2::CENTER_CENTER;
            ui.painter()
                .text(rect.center(), middle, "Nothing to draw", font, muted);
        }
        let view = view(ui, strips, rect, row);
        let pointed = response.hover_pos();
        let mut hint = None;
        for (index, strip) in strips.rows.iter().enumerate() {
            let at = index as f32 * row;
            if at + row < viewport.top() || at > viewport.bottom() {
                continue;
            }
            let middle = rect.top() + at + row / 2.0;
            hint = blocks(ui, &view, strips, strip, middle, pointed).or(hint);
            words(ui, &view, strips, strip, rect, middle);
        }
        figure(ui, &response, &chart.alt());
        if let Some(hint) = hint {
            response.on_hover_text_at_pointer(hint);
        }
    });
}

/// A swatch with its letter and a name for each kind of piece.
fn key(ui: &mut Ui, strips: &Strips) {
    if strips.key.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (n, (letter, name)) in strips.key.iter().enumerate() {
            let palette = theme::palette(ui);
            let font = theme::small_font(ui);
            let name = ink::fit(ui, name, &font, 220.0);
            let wide = ink::width(ui, &name, &font) + 24.0 + space::SMALL;
            let (rect, _) = ui.allocate_exact_size(vec2(wide, 20.0), Sense::hover());
            let swatch =
                Rect::from_center_size(rect.left_center() + vec2(9.0, 0.0), vec2(18.0, 15.0));
            let ground = palette.nth(n);
            ui.painter().rect_filled(swatch, 2.0, ground);
            ui.painter().text(
                swatch.center(),
                Align2::CENTER_CENTER,
                letter,
                font.clone(),
                Palette::ink_on(ground),
            );
            let at = rect.left_center() + vec2(23.0, 0.0);
            ui.painter()
                .text(at, Align2::LEFT_CENTER, name, font, palette.text);
        }
    });
}

fn view(ui: &Ui, strips: &Strips, rect: Rect, row: f32) -> View {
    let font = theme::strong_font(ui);
    // The first rows stand for all: a stack of thousands is not measured in every frame.
    let widest = |texts: &mut dyn Iterator<Item = &String>| {
        texts
            .take(60)
            .map(|text| ink::width(ui, text, &font))
            .fold(0.0, f32::max)
    };
    let names = widest(&mut strips.rows.iter().map(|row| &row.label)).min(rect.width() * 0.34);
    let ends = widest(&mut strips.rows.iter().map(|row| &row.shown)).min(rect.width() * 0.28);
    let left = rect.left() + names + space::SMALL;
    View {
        left,
        width: (rect.right() - ends - space::MEDIUM - left).max(1.0),
        row,
    }
}

fn ground(palette: &Palette, kind: BlockKind) -> Color32 {
    match kind {
        BlockKind::Piece(n) => palette.nth(n),
        BlockKind::Total => palette.of(Series::Authority),
        BlockKind::Up => palette.of(Series::Neighbours),
        BlockKind::Down => palette.of(Series::Attention),
        BlockKind::Left => palette.card,
    }
}

/// Draws a row's blocks; gives back the words of the one that is pointed at.
fn blocks(
    ui: &Ui,
    view: &View,
    strips: &Strips,
    strip: &Strip,
    middle: f32,
    pointed: Option<Pos2>,
) -> Option<String> {
    let mut hint = None;
    for block in &strip.blocks {
        let [from, to] =
            [block.from.min(block.to), block.from.max(block.to)].map(|value| view.x(strips, value));
        let half = view.row * 0.37;
        let rect = Rect::from_min_max(
            pos2(from, middle - half),
            pos2(to.max(from + 1.0), middle + half),
        );
        shape(ui, rect, block);
        inside(ui, rect, block);
        if pointed.is_some_and(|at| rect.contains(at)) {
            hint = Some(format!("{}: {}", strip.label, block.says));
        }
    }
    hint
}

fn shape(ui: &Ui, rect: Rect, block: &Block) {
    let palette = theme::palette(ui);
    if block.kind == BlockKind::Left {
        let corners = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        let stroke = Stroke::new(1.0, palette.muted);
        ui.painter()
            .extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
        return;
    }
    ui.painter()
        .rect_filled(rect, 0.0, ground(palette, block.kind));
    // A hair of the card between neighbours, so that they are told apart without colour.
    let stroke = Stroke::new(1.0, palette.card);
    ui.painter().vline(rect.right(), rect.y_range(), stroke);
}

fn inside(ui: &Ui, rect: Rect, block: &Block) {
    if block.kind == BlockKind::Total {
        return;
    }
    let palette = theme::palette(ui);
    let font = theme::small_font(ui);
    let is_step = matches!(block.kind, BlockKind::Up | BlockKind::Down);
    let says = if is_step { &block.tag } else { &block.says };
    let fits = |text: &str| ink::width(ui, text, &font) + 6.0 <= rect.width();
    let Some(text) = [says, &block.tag].into_iter().find(|text| fits(text)) else {
        return;
    };
    let colour = match block.kind {
        BlockKind::Left => palette.muted,
        kind => Palette::ink_on(ground(palette, kind)),
    };
    let middle = Align2::CENTER_CENTER;
    ui.painter().text(rect.center(), middle, text, font, colour);
}

/// The name before the bar, and the whole after its end.
fn words(ui: &Ui, view: &View, strips: &Strips, strip: &Strip, rect: Rect, middle: f32) {
    let palette = theme::palette(ui);
    let font = if strip.is_total {
        theme::strong_font(ui)
    } else {
        theme::body_font(ui)
    };
    let names = view.left - space::SMALL;
    let name = ink::fit(ui, &strip.label, &font, names - rect.left());
    let at = pos2(names, middle);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, name, font.clone(), palette.text);
    let ends = strip.blocks.iter().map(|block| block.from.max(block.to));
    let end = view.x(strips, ends.fold(0.0, f64::max));
    let shown = ink::fit(ui, &strip.shown, &font, rect.right() - end - 6.0);
    let at = pos2(end + 6.0, middle);
    ui.painter()
        .text(at, Align2::LEFT_CENTER, shown, font, palette.text);
}
