//! Line by line and grant by grant: the plan, the cheapest way, and the move in words.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use crate::domain::chart::shorten;
use crate::ui::grant::fences::solution::{Row, Solution};
use crate::ui::grant::sheet::figure;
use crate::ui::theme::{self, space};

/// The height of a row with its move beneath, of a row, and of the heads, in points.
const HEIGHT: f32 = 42.0;
const HEAD: f32 = 22.0;
/// The width of an amount.
const AMOUNT: f32 = 96.0;

/// Draws the rows of the lines in which something moves, or of every line.
pub fn show(ui: &mut Ui, solution: &Solution, all: bool) {
    let n = if all {
        solution.rows.len()
    } else {
        solution.moving.len()
    };
    if n == 0 {
        ui.label(theme::muted(
            ui,
            "No line is paid otherwise than in the plan. Tick “Every line” to see all.",
        ));
        return;
    }
    heads(ui);
    ScrollArea::vertical()
        .id_salt("flow rows")
        .auto_shrink([false, false])
        .show_rows(ui, HEIGHT, n, |ui, range| {
            for at in range {
                let place = if all { at } else { solution.moving[at] };
                if let Some(row) = solution.rows.get(place) {
                    draw(ui, row);
                }
            }
        });
}

/// Right ends of plan and solution, and where names end.
fn columns(rect: Rect) -> [f32; 3] {
    let right = rect.right() - space::SMALL;
    [right - 2.0 * AMOUNT - space::LARGE, right - AMOUNT, right]
}

fn heads(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let [names, plan, best] = columns(rect);
    let (font, colour) = (theme::small_font(ui), theme::palette(ui).muted);
    for (x, align, words) in [
        (rect.left(), Align2::LEFT_CENTER, "Line"),
        (names, Align2::RIGHT_CENTER, "Grant"),
        (plan, Align2::RIGHT_CENTER, "Plan"),
        (best, Align2::RIGHT_CENTER, "Cheapest"),
    ] {
        ui.painter()
            .text(pos2(x, rect.center().y), align, words, font.clone(), colour);
    }
    rule(ui, rect);
}

fn draw(ui: &mut Ui, row: &Row) {
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.said));
    response.on_hover_text(&row.said);
    let palette = theme::palette(ui);
    let moves = row.now != row.then;
    let (body, small) = (theme::body_font(ui), theme::small_font(ui));
    let strong = if moves {
        theme::strong_font(ui)
    } else {
        body.clone()
    };
    let [names, plan, best] = columns(rect);
    let y = rect.top() + 13.0;
    let fit = |text: &str, font: &egui::FontId, room: f32| {
        shorten(text, |text| {
            let galley = ui
                .painter()
                .layout_no_wrap(text.to_owned(), font.clone(), palette.text);
            galley.size().x <= room
        })
    };
    let put = |x: f32, y: f32, align: Align2, text: String, font: &egui::FontId, colour| {
        ui.painter()
            .text(pos2(x, y), align, text, font.clone(), colour);
    };
    let name = fit(&row.name, &body, names - 130.0 - rect.left());
    put(
        rect.left(),
        y,
        Align2::LEFT_CENTER,
        name,
        &body,
        palette.text,
    );
    let grant = fit(&row.grant, &body, 124.0);
    put(names, y, Align2::RIGHT_CENTER, grant, &body, palette.text);
    put(
        plan,
        y,
        Align2::RIGHT_CENTER,
        figure(row.now),
        &body,
        palette.muted,
    );
    put(
        best,
        y,
        Align2::RIGHT_CENTER,
        figure(row.then),
        &strong,
        palette.text,
    );
    if !row.words.is_empty() {
        let words = fit(&format!("→ {}", row.words), &small, rect.width() - 4.0);
        put(
            rect.left(),
            y + 18.0,
            Align2::LEFT_CENTER,
            words,
            &small,
            palette.accent,
        );
    }
    rule(ui, rect);
}

fn rule(ui: &Ui, rect: Rect) {
    let stroke = egui::Stroke::new(1.0, theme::palette(ui).line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
}
