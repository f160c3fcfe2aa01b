//! A figure while it is being typed, for the plot that moves along with it.
//!
//! Edges: a text that would be refused is not drawn.

use crate::domain::benchmark::OwnFigure;
use crate::ui::indicators::change::Readings;
use crate::ui::indicators::field::Field;
use crate::ui::indicators::line::Line;

/// The figure as it would stand if what is being typed were kept.
pub fn draft(readings: &Readings<'_>, row: usize, field: Field, text: &str) -> Option<OwnFigure> {
    if text.trim().is_empty() || !matches!(field, Field::Value | Field::Status | Field::Period) {
        return None;
    }
    let reading = match readings.lines.get(row)? {
        Line::Entered(was) => {
            let mut now = was.clone();
            field.put(&mut now, text, readings.indicator).ok()?;
            now
        }
        Line::New => readings.fresh_with(field, text)?,
        Line::Published(_) => return None,
    };
    readings.typed(row, field, text).ok()?;
    Some(OwnFigure::entered(&reading))
}
