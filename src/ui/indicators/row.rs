//! One row of the list: code and title, the latest figure with its period, the shape of the series, the marks.
//!
//! Painted as one thing to press, so that a screen reader hears the row in one sentence and not in six.

use egui::{
    Align2, Color32, FontId, Id, Pos2, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, text::LayoutJob, vec2,
};

use crate::domain::benchmark::Direction;
use crate::domain::indicator::Indicator;
use crate::domain::rating::Rag;
use crate::domain::statistics::quartile::Band;
use crate::ui::indicators::fact::{Beside, Fact, direction_sign, rag_sign};
use crate::ui::theme::{self, Series, Tone, size, space};
use crate::ui::widgets::sparkline;

/// Height of a row, in points: a code over two lines of title.
pub const HEIGHT: f32 = 60.0;
/// From the edge of the row to what is in it.
const INSET: f32 = 8.0;

/// Width of the latest figure and its period.
const LATEST: f32 = 80.0;
/// From this width on a row has a sparkline.
const TREND_FROM: f32 = 320.0;

/// Where the columns stand.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// Left edge of code and title.
    pub title: f32,
    /// Right edge of code and title.
    pub title_end: f32,
    /// Right edge of the latest figure.
    pub latest: f32,
    /// Left edge of the sparkline; none in a list too narrow for it, where the title needs the room.
    pub trend: Option<f32>,
    /// Middles of the two marks over one another, twice.
    pub marks: [f32; 2],
}

impl Columns {
    /// The columns of a row as wide as `rect`.
    pub fn of(rect: Rect) -> Self {
        let right = rect.right() - INSET - 6.0;
        let marks = [right - 18.0, right];
        let end = marks[0] - 8.0 - space::TINY;
        let trend = (rect.width() >= TREND_FROM).then_some(end - size::SPARKLINE[0]);
        let latest = trend.map_or(end, |trend| trend - space::TINY);
        Self {
            title: rect.left() + INSET,
            title_end: latest - LATEST - space::TINY,
            latest,
            trend,
            marks,
        }
    }
}

/// A row's own place in the list and what it stands for.
pub struct Row<'a> {
    /// Its id.
    pub id: Id,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// What there is to say.
    pub fact: &'a Fact,
    /// Whether it is the one shown beside the list.
    pub is_selected: bool,
    /// Whether Tab stops here: one row of the list does.
    pub is_stop: bool,
    /// Whether it is ticked, where rows have a box.
    pub ticked: Option<bool>,
    /// Its place among those shown, from 0, and how many there are.
    pub place: (usize, usize),
}

impl Row<'_> {
    /// Draws the row.
    pub fn show(&self, ui: &mut Ui, rect: Rect) -> Response {
        let sense = if self.is_stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, self.id, sense);
        self.name(ui, &response);
        self.ground(ui, rect, &response);
        let mut columns = Columns::of(rect);
        if let Some(is_ticked) = self.ticked {
            tick(ui, pos2(columns.title + 7.0, rect.center().y), is_ticked);
            columns.title += 22.0;
        }
        self.words(ui, rect, columns);
        self.figure(ui, rect, columns);
        self.trend(ui, rect, columns);
        self.marks(ui, rect, columns);
        response.on_hover_text(&self.fact.says)
    }

    fn name(&self, ui: &Ui, response: &Response) {
        let (at, of) = self.place;
        let role = accesskit::Role::ListBoxOption;
        response
            .widget_info(|| WidgetInfo::selected(role, true, self.is_selected, &self.fact.says));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(self.is_selected);
            node.set_position_in_set(at + 1);
            node.set_size_of_set(of);
            if let Some(is_ticked) = self.ticked {
                node.set_toggled(is_ticked.into());
            }
        });
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response) {
        let palette = theme::palette(ui);
        let fill = match (self.is_selected, response.hovered()) {
            (true, _) => palette.selected,
            (false, true) => palette.hover,
            (false, false) => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, 0.0, fill);
        ui.painter().hline(
            rect.x_range(),
            rect.bottom(),
            egui::Stroke::new(1.0, palette.line),
        );
        if response.has_focus() {
            let stroke = egui::Stroke::new(size::FOCUS, palette.accent);
            ui.painter().rect_stroke(
                rect.shrink(1.0),
                size::ROUND_SMALL,
                stroke,
                egui::StrokeKind::Inside,
            );
        }
    }

    /// Code and title.
    fn words(&self, ui: &Ui, rect: Rect, columns: Columns) {
        let palette = theme::palette(ui);
        let room = columns.title_end - columns.title;
        let title_font = if self.is_selected {
            theme::strong_font(ui)
        } else {
            theme::body_font(ui)
        };
        let code = cut(
            ui,
            &self.indicator.code,
            theme::small_font(ui),
            palette.muted,
            room,
            1,
        );
        let title = cut(ui, &self.indicator.title, title_font, palette.text, room, 2);
        let mut at = pos2(
            columns.title,
            rect.center().y - (code.size().y + title.size().y) / 2.0,
        );
        let down = code.size().y;
        ui.painter().galley(at, code, palette.muted);
        at.y += down;
        ui.painter().galley(at, title, palette.text);
    }

    fn figure(&self, ui: &Ui, rect: Rect, columns: Columns) {
        let palette = theme::palette(ui);
        let colour = if self.fact.ours.is_some() {
            palette.text
        } else {
            palette.muted
        };
        let font = if self.fact.latest.len() > 10 {
            theme::small_font(ui)
        } else if self.is_selected {
            theme::strong_font(ui)
        } else {
            theme::body_font(ui)
        };
        let small = theme::small_font(ui);
        let middle = rect.center().y;
        let period = cut(ui, &self.fact.period, small, palette.muted, LATEST, 1);
        let right = |width: f32| columns.latest - width;
        if self.fact.period.is_empty() {
            ui.painter().text(
                pos2(columns.latest, middle),
                Align2::RIGHT_CENTER,
                &self.fact.latest,
                font,
                colour,
            );
            return;
        }
        ui.painter().text(
            pos2(columns.latest, middle + 1.0),
            Align2::RIGHT_BOTTOM,
            &self.fact.latest,
            font,
            colour,
        );
        ui.painter().galley(
            pos2(right(period.size().x), middle + 1.0),
            period,
            palette.muted,
        );
    }

    fn trend(&self, ui: &mut Ui, rect: Rect, columns: Columns) {
        let Some(left) = columns.trend else {
            return;
        };
        let corner = pos2(left, rect.center().y - size::SPARKLINE[1] / 2.0);
        let place = Rect::from_min_size(corner, size::SPARKLINE.into());
        let colour = theme::palette(ui).of(Series::Authority);
        let known = self.fact.points.iter().flatten().count();
        let words = format!("{}, {known} figures", self.indicator.code);
        // A child that takes no room: the row has been given its place already.
        sparkline(
            &mut ui.new_child(UiBuilder::new().max_rect(place)),
            &words,
            &self.fact.points,
            colour,
        );
    }

    /// Two by two: beside the neighbours and the national band, which way it moved and its rating.
    fn marks(&self, ui: &Ui, rect: Rect, columns: Columns) {
        let palette = theme::palette(ui);
        let fact = self.fact;
        let better = Tone::Ok.colours(palette).text;
        let worse = Tone::Warn.colours(palette).text;
        let beside = match fact.beside {
            Beside::Better => better,
            Beside::Worse => worse,
            Beside::Same => palette.text,
            Beside::Unknown => palette.muted,
        };
        let (way, way_ink) = match fact.direction {
            Some(held @ Direction::Better) => (direction_sign(held), better),
            Some(held @ Direction::Worse) => (direction_sign(held), worse),
            Some(Direction::Same) => (direction_sign(Direction::Same), palette.muted),
            // Up and down say nothing without a better side; the sparkline shows them.
            Some(Direction::Up | Direction::Down) | None => ("", palette.muted),
        };
        let band = fact.national.band.map_or("", Band::word);
        let rag = fact.rag.map_or("", |rag| rag_sign(Some(rag)));
        let [left, right] = columns.marks;
        let (up, down) = (rect.center().y - 9.0, rect.center().y + 9.0);
        let body = theme::body_font(ui);
        let put = |x: f32, y: f32, words: &str, font: FontId, ink: Color32| {
            ui.painter()
                .text(pos2(x, y), Align2::CENTER_CENTER, words, font, ink);
        };
        if fact.beside != Beside::Unknown {
            put(left, up, fact.beside.sign(), body.clone(), beside);
        }
        put(left, down, way, body.clone(), way_ink);
        put(right, up, band, theme::strong_font(ui), palette.text);
        put(right, down, rag, body, rag_ink(ui, fact.rag));
    }
}

/// The colour of a rating's sign.
pub fn rag_ink(ui: &Ui, rag: Option<Rag>) -> Color32 {
    let palette = theme::palette(ui);
    match rag {
        Some(Rag::Green) => palette.ok.text,
        Some(Rag::Amber) => palette.warn.text,
        Some(Rag::Red) => palette.error.text,
        Some(Rag::NotRated) | None => palette.muted,
    }
}

/// A box that is ticked or not.
fn tick(ui: &Ui, middle: Pos2, is_ticked: bool) {
    let palette = theme::palette(ui);
    let rect = Rect::from_center_size(middle, vec2(14.0, 14.0));
    let (fill, edge) = if is_ticked {
        (palette.accent, palette.accent)
    } else {
        (palette.card, palette.edge)
    };
    let stroke = egui::Stroke::new(1.0, edge);
    ui.painter()
        .rect(rect, 3.0, fill, stroke, egui::StrokeKind::Inside);
    if is_ticked {
        let font = theme::small_font(ui);
        ui.painter()
            .text(middle, Align2::CENTER_CENTER, "✓", font, palette.on_accent);
    }
}

/// Words in so many lines at most, ending in an ellipsis where they do not fit.
pub fn cut(
    ui: &Ui,
    words: &str,
    font: FontId,
    colour: Color32,
    width: f32,
    lines: usize,
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), font, colour, width);
    job.wrap.max_rows = lines;
    job.wrap.break_anywhere = false;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
