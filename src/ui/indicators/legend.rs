//! The words around the cells of the readings: what the marks mean, how to type, and long notes to hover over.

use egui::Ui;

use crate::domain::indicator::Indicator;
use crate::domain::indicator::chart::published_in;
use crate::domain::period::Period;
use crate::ui::indicators::change::Readings;
use crate::ui::indicators::field::Field;
use crate::ui::indicators::line::{Line, marks};
use crate::ui::theme::{self, space};
use crate::ui::widgets::Sheet as _;

/// Words longer than their cell are read by hovering, and of a published figure where it came from.
pub fn long_words(readings: &Readings<'_>, cell: egui::Response, row: usize, field: Field) {
    if let Some(Line::Published(figure)) = readings.lines.get(row)
        && cell.hovered()
    {
        let panel = readings.desk.session.panel(readings.indicator.id);
        let came = published_in(readings.desk.book(), &panel, figure.period);
        let ended = Period::AsAt(figure.period.end());
        let came = came.unwrap_or_else(|| "published".to_owned());
        cell.on_hover_text(format!("{came}; period ended {ended}"));
        return;
    }
    if field.is_words() && cell.hovered() {
        let words = readings.shown(row, field.col());
        if words.chars().count() > 16 {
            cell.on_hover_text(words);
        }
    }
}

/// The marks of the rows, and how to type.
pub fn legend(ui: &mut Ui, lines: &[Line], indicator: &Indicator) {
    ui.add_space(space::TINY);
    let marks: Vec<String> = marks(lines)
        .into_iter()
        .map(|missing| format!("{} {}", missing.mark(), missing.word()))
        .collect();
    if !marks.is_empty() {
        ui.label(theme::small(ui, marks.join(" · ")));
    }
    if lines.last() == Some(&Line::New) {
        let kind = indicator.period_kind;
        let words = format!(
            "Last row: type a {kind} such as {} and a value. No figure? Type why: ?, N/A or [c]. \
             Emptying a value removes its reading; undo brings it back.",
            kind.example()
        );
        ui.label(theme::small(ui, words));
    }
}
