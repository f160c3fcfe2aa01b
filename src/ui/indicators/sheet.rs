//! The readings as a grid sees them: what stands in a cell, what may be typed there, and why not.

use crate::domain::reading::{Missing, Status};
use crate::ui::indicators::change::Readings;
use crate::ui::indicators::field::{Field, shown};
use crate::ui::indicators::line::Line;
use crate::ui::widgets::{Look, Sheet};

/// The mark of a row that is only read.
const PUBLISHED: &str = "published";

impl Sheet for Readings<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn columns(&self) -> usize {
        Field::ALL.len()
    }

    fn row_name(&self, row: usize) -> String {
        match self.lines.get(row) {
            Some(Line::Published(figure)) => format!("{}, {PUBLISHED}", figure.period),
            Some(Line::Entered(reading)) => {
                format!("{}, {}", reading.period, reading.status.word())
            }
            Some(Line::New) => "New reading".to_owned(),
            None => String::new(),
        }
    }

    fn column_name(&self, col: usize) -> String {
        Field::at(col).name().to_owned()
    }

    fn shown(&self, row: usize, col: usize) -> String {
        let field = Field::at(col);
        match self.lines.get(row) {
            Some(Line::Published(figure)) => match field {
                Field::Period => figure.period.label(),
                Field::Value => shown(figure.reported, self.indicator),
                Field::Status if figure.status == Status::Outturn => PUBLISHED.to_owned(),
                Field::Status => format!("{PUBLISHED}, {}", figure.status.word()),
                Field::Number => counted(figure.basis.numerator),
                Field::Of => counted(figure.basis.denominator),
                Field::Source => PUBLISHED.to_owned(),
                Field::Query | Field::Note => String::new(),
            },
            Some(Line::Entered(reading)) => field.shown(reading, self.indicator),
            Some(Line::New) => {
                let text = self.fresh.text(field);
                match (text.is_empty(), field) {
                    (false, _) => text.to_owned(),
                    (true, Field::Period) => "add a period…".to_owned(),
                    (true, _) => String::new(),
                }
            }
            None => String::new(),
        }
    }

    fn text(&self, row: usize, col: usize) -> String {
        let field = Field::at(col);
        match self.lines.get(row) {
            Some(Line::Entered(reading)) => field.text(reading),
            Some(Line::New) => self.fresh.text(field).to_owned(),
            _ => self.shown(row, col),
        }
    }

    fn check(&self, row: usize, col: usize, text: &str) -> Result<(), String> {
        self.typed(row, Field::at(col), text).map(drop)
    }

    fn editable(&self, row: usize, _col: usize) -> bool {
        !self.desk.session.is_read_only()
            && !matches!(self.lines.get(row), Some(Line::Published(_)) | None)
    }

    fn right(&self, col: usize) -> bool {
        Field::at(col).is_figure()
    }

    fn look(&self, row: usize, col: usize) -> Look {
        let field = Field::at(col);
        match self.lines.get(row) {
            Some(Line::Published(_)) => match field {
                Field::Period | Field::Value => Look::Plain,
                _ => Look::Muted,
            },
            Some(Line::Entered(reading)) => match field {
                Field::Value if reading.reported.value().is_none() => Look::Muted,
                Field::Number if reading.numerator.is_none() => Look::Muted,
                Field::Of if reading.denominator.is_none() => Look::Muted,
                Field::Query => Look::Attention,
                _ => Look::Plain,
            },
            _ if self.fresh.text(field).is_empty() => Look::Muted,
            _ => Look::Plain,
        }
    }
}

/// A count behind a published figure, or the mark of one that was not published.
fn counted(count: Option<f64>) -> String {
    count.map_or_else(
        || Missing::NotAvailable.mark().to_owned(),
        |count| count.to_string(),
    )
}
