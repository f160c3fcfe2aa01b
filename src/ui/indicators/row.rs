//! One row of the list: code and title, the latest figure with its period, the shape of the series, the mark.
//!
//! Painted as one thing to press, so that a screen reader hears the row in one sentence and not in six.

use egui::{
    Align2, Color32, FontId, Id, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2,
    text::LayoutJob,
};

use crate::domain::indicator::Indicator;
use crate::ui::indicators::fact::{Beside, Fact};
use crate::ui::theme::{self, Series, Tone, size, space};
use crate::ui::widgets::sparkline;

/// Height of a row, in points: a code over two lines of title.
pub const HEIGHT: f32 = 60.0;
/// From the edge of the row to what is in it.
const INSET: f32 = 8.0;

/// Width of the latest figure and its period.
const LATEST: f32 = 72.0;
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
    /// Middle of the mark.
    pub mark: f32,
}

impl Columns {
    /// The columns of a row as wide as `rect`.
    pub fn of(rect: Rect) -> Self {
        let mark = rect.right() - INSET - 7.0;
        let end = mark - 7.0 - space::SMALL;
        let trend = (rect.width() >= TREND_FROM).then_some(end - size::SPARKLINE[0]);
        let latest = trend.map_or(end, |trend| trend - space::TINY);
        Self {
            title: rect.left() + INSET,
            title_end: latest - LATEST - space::TINY,
            latest,
            trend,
            mark,
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
        let columns = Columns::of(rect);
        let is_cut = self.words(ui, rect, columns);
        self.figure(ui, rect, columns);
        self.trend(ui, rect, columns);
        self.mark(ui, rect, columns);
        if is_cut {
            response.on_hover_text(&self.fact.says)
        } else {
            response
        }
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

    /// Code and title; whether something had to be cut.
    fn words(&self, ui: &Ui, rect: Rect, columns: Columns) -> bool {
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
        let is_cut = code.elided || title.elided;
        let down = code.size().y;
        ui.painter().galley(at, code, palette.muted);
        at.y += down;
        ui.painter().galley(at, title, palette.text);
        is_cut
    }

    fn figure(&self, ui: &Ui, rect: Rect, columns: Columns) {
        let palette = theme::palette(ui);
        let colour = if self.fact.is_known {
            palette.text
        } else {
            palette.muted
        };
        let font = if self.is_selected {
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

    fn mark(&self, ui: &Ui, rect: Rect, columns: Columns) {
        let palette = theme::palette(ui);
        let colour = match self.fact.beside {
            Beside::Better => Tone::Ok.colours(palette).text,
            Beside::Worse => Tone::Warn.colours(palette).text,
            Beside::Same => palette.text,
            Beside::Unknown => palette.muted,
        };
        let at = pos2(columns.mark, rect.center().y);
        ui.painter().text(
            at,
            Align2::CENTER_CENTER,
            self.fact.beside.sign(),
            theme::body_font(ui),
            colour,
        );
    }
}

/// Words in so many lines at most, ending in an ellipsis where they do not fit.
fn cut(
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
