//! The columns of the readings, and how what is typed in each becomes part of a figure.
//!
//! Edges: a text that cannot be read changes nothing and is answered with a sentence. An emptied value is not read here:
//! it removes the reading, or does nothing to a new one.

use crate::domain::indicator::Indicator;
use crate::domain::period::{Marker, Period, PeriodKind};
use crate::domain::reading::{Missing, Reading, Reported, Status};

/// A column of the readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The period it is of.
    Period,
    /// The figure, or the reason for none.
    Value,
    /// How firm it is.
    Status,
    /// The numerator.
    Number,
    /// The denominator.
    Of,
    /// What is doubted.
    Query,
    /// Anything a reader should know.
    Note,
    /// Where it came from.
    Source,
}

impl Field {
    /// Every column, in order.
    pub const ALL: [Self; 8] = [
        Self::Period,
        Self::Value,
        Self::Status,
        Self::Number,
        Self::Of,
        Self::Query,
        Self::Note,
        Self::Source,
    ];

    /// The column at a place; the last one beyond the end.
    pub fn at(col: usize) -> Self {
        Self::ALL.get(col).copied().unwrap_or(Self::Source)
    }

    /// Its place.
    pub fn col(self) -> usize {
        self as usize
    }

    /// Its head.
    pub fn name(self) -> &'static str {
        match self {
            Self::Period => "Period",
            Self::Value => "Value",
            Self::Status => "Status",
            Self::Number => "Number",
            Self::Of => "Of",
            Self::Query => "Query",
            Self::Note => "Note",
            Self::Source => "Source",
        }
    }

    /// What stands in it, for who hovers over the head.
    pub fn about(self, indicator: &Indicator) -> String {
        let named = |what: &str, words: &str| {
            if words.is_empty() {
                what.to_owned()
            } else {
                format!("{what}: {words}")
            }
        };
        match self {
            Self::Period => format!("A {}, such as {}", indicator.period_kind, indicator.period_kind.example()),
            Self::Value => "A figure, or the reason for none: ? not yet known, N/A not applicable, [c] confidential".into(),
            Self::Status => format!("{}: the first letters are enough", words(", ")),
            Self::Number => named("The numerator", &indicator.numerator),
            Self::Of => named("The denominator", &indicator.denominator),
            Self::Query => "What is doubted about the figure".into(),
            Self::Note => "Anything a reader should know".into(),
            Self::Source => "Where the figure came from".into(),
        }
    }

    /// How wide it is at least, in points, in a series of this kind of period.
    pub fn width(self, kind: PeriodKind) -> f32 {
        match self {
            Self::Period => match kind.example().len() {
                0..=10 => 104.0,
                11..=14 => 122.0,
                _ => 150.0,
            },
            Self::Value => 66.0,
            Self::Status => 88.0,
            Self::Number | Self::Of => 60.0,
            Self::Query | Self::Note => 120.0,
            Self::Source => 110.0,
        }
    }

    /// Whether it holds words, which take what room is left.
    pub fn is_words(self) -> bool {
        matches!(self, Self::Query | Self::Note | Self::Source)
    }

    /// Whether it stands at the right, as figures do.
    pub fn is_figure(self) -> bool {
        matches!(self, Self::Value | Self::Number | Self::Of)
    }

    /// The cell of a reading as it is edited and copied.
    pub fn text(self, reading: &Reading) -> String {
        match self {
            Self::Period => reading.period.label(),
            Self::Value => match reading.reported {
                Reported::Figure { value, decimals } => {
                    format!("{value:.*}", usize::from(decimals))
                }
                Reported::Missing(missing) => missing.mark().to_owned(),
            },
            Self::Status => reading.status.word().to_owned(),
            Self::Number => reading.numerator.map(|n| n.to_string()).unwrap_or_default(),
            Self::Of => reading
                .denominator
                .map(|n| n.to_string())
                .unwrap_or_default(),
            Self::Query => reading.query.clone(),
            Self::Note => reading.note.clone(),
            Self::Source => reading.source.clone(),
        }
    }

    /// The cell of a reading as it is read.
    pub fn shown(self, reading: &Reading, indicator: &Indicator) -> String {
        let part = |n: Option<f64>| {
            n.map_or_else(|| Missing::NotAvailable.mark().to_owned(), whole_or_part)
        };
        match self {
            Self::Value => shown(reading.reported, indicator),
            Self::Number => part(reading.numerator),
            Self::Of => part(reading.denominator),
            other => other.text(reading),
        }
    }

    /// Puts what was typed into a reading.
    ///
    /// # Errors
    /// What was given, why not, and what to type instead.
    pub fn put(
        self,
        reading: &mut Reading,
        text: &str,
        indicator: &Indicator,
    ) -> Result<(), String> {
        let text = text.trim();
        match self {
            Self::Period => {
                let read = Period::read_marked(text, indicator.period_kind);
                let (period, marker) = read.map_err(|error| sentence(&error.to_string()))?;
                reading.period = period;
                reading.status = marker.map_or(reading.status, marked);
            }
            Self::Value => reading.reported = Reported::read(text)?,
            Self::Status => reading.status = status(text)?,
            Self::Number => reading.numerator = part(text)?,
            Self::Of => reading.denominator = part(text)?,
            Self::Query => text.clone_into(&mut reading.query),
            Self::Note => text.clone_into(&mut reading.note),
            Self::Source => text.clone_into(&mut reading.source),
        }
        Ok(())
    }
}

/// A figure in its unit, or the mark of a missing one.
pub fn shown(reported: Reported, indicator: &Indicator) -> String {
    match reported {
        Reported::Figure { value, decimals } => indicator.show(value, decimals),
        Reported::Missing(missing) => missing.mark().to_owned(),
    }
}

/// The status that a mark beside a period says: `2015/16 (prov)`.
pub fn marked(marker: Marker) -> Status {
    match marker {
        Marker::Provisional => Status::Provisional,
        Marker::Revised => Status::Revised,
        Marker::Outturn => Status::Outturn,
    }
}

/// Ends words in one full stop.
pub fn sentence(words: &str) -> String {
    let words = words.trim();
    if words.ends_with(['.', '!', '?']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// The words for every status.
fn words(between: &str) -> String {
    Status::ALL.map(Status::word).join(between)
}

/// The one status that begins with these letters.
fn status(text: &str) -> Result<Status, String> {
    let typed = text.to_lowercase();
    let fits: Vec<Status> = Status::ALL
        .into_iter()
        .filter(|held| held.word().starts_with(&typed))
        .collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("“{text}” is not a status. Type {}.", words(", "))),
        _ if typed.is_empty() => Err(format!(
            "A figure says how firm it is. Type {}.",
            words(", ")
        )),
        several => {
            let several: Vec<&str> = several.iter().map(|held| held.word()).collect();
            Err(format!(
                "“{text}” may be {}: type one letter more.",
                several.join(" or ")
            ))
        }
    }
}

/// A numerator or denominator; none where the cell is empty.
fn part(text: &str) -> Result<Option<f64>, String> {
    if text.is_empty() || text == Missing::NotAvailable.mark() {
        return Ok(None);
    }
    let bare = text.replace(',', "");
    let is_plain = bare
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == '-');
    match bare.parse::<f64>() {
        Ok(number) if is_plain && number.is_finite() => Ok(Some(number)),
        _ => Err(format!(
            "“{text}” is not a number. Type digits such as 61, or leave it empty."
        )),
    }
}

/// `12,345`, or `12345.5` where it is not whole.
fn whole_or_part(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') || text.trim_start_matches('-').len() < 4 {
        return text;
    }
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let mut out = String::from(sign);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letters_of_a_status_are_enough() {
        #[track_caller]
        fn check(text: &str, want: Result<Status, &str>) {
            let given = status(text);
            match want {
                Ok(want) => assert_eq!(given, Ok(want), "{text}"),
                Err(part) => assert!(
                    given.as_ref().is_err_and(|words| words.contains(part)),
                    "{text}: {given:?}"
                ),
            }
        }
        check("o", Ok(Status::Outturn));
        check("Prov", Ok(Status::Provisional));
        check("planned", Ok(Status::Planned));
        check("p", Err("provisional or planned"));
        check("", Err("how firm"));
        check("final", Err("not a status"));
    }

    #[test]
    fn parts_are_numbers_or_nothing() {
        assert_eq!(part("1,255"), Ok(Some(1255.0)));
        assert_eq!(part("2.5"), Ok(Some(2.5)));
        assert_eq!(part(""), Ok(None));
        for bad in ["sixty", "1e3", "inf", "--1"] {
            assert!(part(bad).is_err(), "{bad}");
        }
        assert_eq!(whole_or_part(1_234_567.0), "1,234,567");
        assert_eq!(whole_or_part(255.0), "255");
        assert_eq!(whole_or_part(-2500.0), "-2,500");
        assert_eq!(whole_or_part(1234.5), "1234.5");
    }
}
