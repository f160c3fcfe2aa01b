//! One row of the dashboard: the measure, and its cells as printed with what we make of them under each.
//!
//! Painted as one thing to press, so that a screen reader hears it in one sentence and not in nine.

use egui::{
    Align2, Color32, CornerRadius, FontId, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, pos2, text::LayoutJob, vec2,
};

use crate::domain::dashboard::{Beside, Row};
use crate::domain::rating::Rag;
use crate::domain::target::Verdict;
use crate::ui::theme::{self, Palette, Tone, size};

/// Height of a row: two lines.
pub const HEIGHT: f32 = 44.0;
/// From the edge of a row to what is in it.
pub const INSET: f32 = 8.0;
/// Between columns.
const GAP: f32 = 12.0;

/// The columns, in the order of the published dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Measure,
    Updated,
    Performance,
    Direction,
    Rag,
    Quartile,
    Neighbours,
    Target,
}

impl Column {
    pub const ALL: [Self; 8] = [
        Self::Measure,
        Self::Updated,
        Self::Performance,
        Self::Direction,
        Self::Rag,
        Self::Quartile,
        Self::Neighbours,
        Self::Target,
    ];

    pub fn head(self) -> &'static str {
        match self {
            Self::Measure => "Measure",
            Self::Updated => "Updated",
            Self::Performance => "Performance",
            Self::Direction => "Direction",
            Self::Rag => "Status",
            Self::Quartile => "National quartile",
            Self::Neighbours => "Statistical neighbours",
            Self::Target => "Target",
        }
    }

    /// The least it needs, in points; the measure takes what is left.
    fn width(self) -> f32 {
        match self {
            Self::Measure => 0.0,
            Self::Updated => 74.0,
            Self::Performance => 88.0,
            Self::Direction => 84.0,
            Self::Rag => 44.0,
            Self::Quartile => 56.0,
            Self::Neighbours => 84.0,
            Self::Target => 110.0,
        }
    }

    /// Where something so wide begins: figures stand at the right.
    pub fn x(self, (left, width): (f32, f32), own: f32) -> f32 {
        match self {
            Self::Performance | Self::Neighbours => left + width - own,
            Self::Rag | Self::Quartile => left + (width - own) / 2.0,
            _ => left,
        }
    }
}

/// Where each column stands: its left edge and its width.
pub fn standing(left: f32, width: f32) -> Vec<(f32, f32)> {
    let fixed: f32 = Column::ALL.map(Column::width).iter().sum();
    let gaps = GAP * (Column::ALL.len() - 1) as f32;
    let measure = (width - 2.0 * INSET - fixed - gaps).max(120.0);
    let mut at = left + INSET;
    Column::ALL
        .map(|column| {
            let wide = if column == Column::Measure {
                measure
            } else {
                column.width()
            };
            let place = (at, wide);
            at += wide + GAP;
            place
        })
        .to_vec()
}

/// A row to be drawn.
pub struct Line<'a> {
    /// Its id.
    pub id: Id,
    /// What it shows.
    pub row: &'a Row,
    /// Whether Tab stops here: one row of the table does.
    pub is_stop: bool,
    /// Its place, from 0, and how many there are.
    pub place: (usize, usize),
}

impl Line<'_> {
    /// Draws the row.
    pub fn show(&self, ui: &mut Ui, rect: Rect, columns: &[(f32, f32)]) -> Response {
        let sense = if self.is_stop {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, self.id, sense);
        self.name(ui, &response);
        self.ground(ui, rect, &response);
        for (column, place) in Column::ALL.into_iter().zip(columns) {
            self.cell(ui, rect, column, *place);
        }
        response.on_hover_text(format!("{}\n{}", self.row.title, self.row.reason()))
    }

    fn name(&self, ui: &Ui, response: &Response) {
        let says = says(self.row);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &says));
        let (at, of) = self.place;
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(at + 1);
            node.set_size_of_set(of);
        });
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response) {
        let palette = theme::palette(ui);
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, palette.hover);
        }
        let line = Stroke::new(1.0, palette.line);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
        if response.has_focus() {
            let ring = Stroke::new(size::FOCUS, palette.accent);
            let round = CornerRadius::same(size::ROUND_SMALL);
            ui.painter()
                .rect_stroke(rect.shrink(1.0), round, ring, StrokeKind::Inside);
        }
    }

    fn cell(&self, ui: &Ui, rect: Rect, column: Column, place: (f32, f32)) {
        let palette = theme::palette(ui);
        let printed = &self.row.printed;
        let two = |first: &str, second: &str, colour| {
            self.two(
                ui,
                rect,
                (column, place),
                (first, palette.text),
                (second, colour),
            );
        };
        match column {
            Column::Measure => {
                let galley = cut(
                    ui,
                    &self.row.title,
                    theme::body_font(ui),
                    palette.text,
                    (place.1, 2),
                );
                let y = rect.center().y - galley.size().y / 2.0;
                ui.painter().galley(pos2(place.0, y), galley, palette.text);
            }
            Column::Updated => {
                let new = if self.row.updated { "Y" } else { "N" };
                two(new, &printed.latest_update, palette.muted);
            }
            Column::Performance => two(&printed.performance, "", palette.muted),
            Column::Direction => two(&printed.direction, "", palette.muted),
            Column::Rag => match self.row.rag {
                Some(rag) => mark(ui, rag, pos2(place.0 + place.1 / 2.0, rect.center().y)),
                None => two(&printed.rag, "", palette.muted),
            },
            Column::Quartile => two(&printed.quartile, "", palette.muted),
            Column::Neighbours => {
                let (words, colour) = beside(palette, self.row.beside);
                two(&printed.neighbours, &words, colour);
            }
            Column::Target => {
                let (words, colour) = target(palette, self.row.target.verdict);
                two(&printed.target, &words, colour);
            }
        }
    }

    /// A cell of one line or two.
    fn two(
        &self,
        ui: &Ui,
        rect: Rect,
        (column, place): (Column, (f32, f32)),
        (first, ink): (&str, Color32),
        (second, colour): (&str, Color32),
    ) {
        // What stands for "nothing here" is of second rank.
        let ink = if ["-", "n/a", ""].contains(&first) {
            theme::palette(ui).muted
        } else {
            ink
        };
        let lines = if second.is_empty() { 2 } else { 1 };
        let galley = cut(ui, first, theme::body_font(ui), ink, (place.1, lines));
        let below = (!second.is_empty())
            .then(|| cut(ui, second, theme::small_font(ui), colour, (place.1, 1)));
        let tall = galley.size().y + below.as_ref().map_or(0.0, |held| held.size().y);
        let mut y = rect.center().y - tall / 2.0;
        for galley in [Some(galley), below].into_iter().flatten() {
            let x = column.x(place, galley.size().x);
            let step = galley.size().y;
            ui.painter().galley(pos2(x, y), galley, ink);
            y += step;
        }
    }
}

/// The row in a sentence.
fn says(row: &Row) -> String {
    let printed = &row.printed;
    let status = row.rag.map_or("not rated", Rag::word);
    format!(
        "{}, {}, direction {}, {status}, quartile {}, neighbours {}: {}, target {}: {}",
        row.title,
        printed.performance,
        printed.direction,
        printed.quartile,
        printed.neighbours,
        row.beside.word(),
        printed.target,
        row.target.verdict.word()
    )
}

fn beside(palette: &Palette, held: Beside) -> (String, Color32) {
    let colour = match held {
        Beside::Better => Tone::Ok.colours(palette).text,
        Beside::Below => Tone::Warn.colours(palette).text,
        Beside::Similar => palette.text,
        Beside::LeftOut => palette.muted,
        Beside::CannotTell => return (String::new(), palette.muted),
    };
    (format!("{} {}", held.sign(), held.word()), colour)
}

fn target(palette: &Palette, held: Verdict) -> (String, Color32) {
    match held {
        Verdict::Met => ("✓ met".to_owned(), Tone::Ok.colours(palette).text),
        Verdict::NotMet => ("✗ not met".to_owned(), Tone::Warn.colours(palette).text),
        Verdict::CannotTell => ("cannot tell".to_owned(), palette.muted),
        Verdict::NoTarget => (String::new(), palette.muted),
    }
}

/// A rating by shape, letter and colour: a round G, a pointed A, a square R.
fn mark(ui: &Ui, rag: Rag, at: egui::Pos2) {
    let palette = theme::palette(ui);
    let fill = match rag {
        Rag::Green => palette.ok.edge,
        Rag::Amber => palette.warn.edge,
        Rag::Red => palette.error.edge,
        Rag::NotRated => palette.muted,
    };
    let painter = ui.painter();
    match rag {
        Rag::Green => {
            painter.circle_filled(at, 11.0, fill);
        }
        Rag::Amber => {
            let by = 13.0;
            let points = [vec2(0.0, -by), vec2(by, 0.0), vec2(0.0, by), vec2(-by, 0.0)];
            let points = points.iter().map(|step| at + *step).collect();
            painter.add(egui::Shape::convex_polygon(points, fill, Stroke::NONE));
        }
        Rag::Red | Rag::NotRated => {
            let square = Rect::from_center_size(at, vec2(20.0, 20.0));
            painter.rect_filled(square, 0.0, fill);
        }
    }
    let font = FontId::new(theme::small_font(ui).size, theme::fonts::semibold());
    painter.text(
        at,
        Align2::CENTER_CENTER,
        rag.letter(),
        font,
        Palette::ink_on(fill),
    );
}

/// Words in so many lines at most, ending in an ellipsis where they do not fit.
fn cut(
    ui: &Ui,
    words: &str,
    font: FontId,
    colour: Color32,
    (width, lines): (f32, usize),
) -> std::sync::Arc<egui::Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), font, colour, width);
    job.wrap.max_rows = lines;
    job.wrap.break_anywhere = false;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
