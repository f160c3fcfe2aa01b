//! The short text a period is stored under, which says its kind: `FY 2001/02`, `RY 2025`.
//!
//! The printed label does not say enough: 2025 is a calendar year in one series and a reporting year in
//! another. The code is what the file and the exported tables hold, and it never changes its spelling.
//!
//! Edges: only a code spelt exactly as it is written is read back; anything else is for
//! [`Period::read`].

use crate::domain::period::{Period, PeriodError, PeriodKind};

impl Period {
    /// The text kept in the file, which says the kind: `FY 2001/02`, `RY 2025`, `S FY 2013/14..2015/16`.
    pub fn code(self) -> String {
        match self {
            Period::Financial(_) => format!("FY {}", self.label()),
            Period::Academic(_) => format!("AY {}", self.label()),
            Period::Calendar(_) => format!("CY {}", self.label()),
            Period::Reporting(_) => format!("RY {}", self.label()),
            Period::Quarter { .. } => format!("FQ {}", self.label()),
            Period::Month { year, month } => format!("M {year}-{month:02}"),
            Period::Term { .. } => format!("T {}", self.label()),
            Period::AsAt(day) => format!("D {day}"),
            Period::Span {
                from_start,
                to_start,
                kind,
            } => {
                format!(
                    "S {}..{}",
                    kind.year(from_start).code(),
                    kind.year(to_start).label()
                )
            }
        }
    }

    /// Reads the text made by [`Period::code`], and nothing else.
    ///
    /// # Errors
    /// When the text is not exactly such a code.
    pub fn from_code(code: &str) -> Result<Period, PeriodError> {
        let wrong = || {
            let remedy = "a stored period looks like FY 2001/02, M 2018-02 or D 2015-03-31";
            PeriodError::new(code, "is not the code of a period", remedy)
        };
        let (kind, rest) = code_kind(code).ok_or_else(wrong)?;
        let period = Period::read(&rest.replace("..", " to "), kind).map_err(|_| wrong())?;
        if period.code() == code {
            Ok(period)
        } else {
            Err(wrong())
        }
    }
}

fn code_kind(code: &str) -> Option<(PeriodKind, &str)> {
    const PREFIXES: [(&str, PeriodKind); 11] = [
        ("FY ", PeriodKind::Financial),
        ("AY ", PeriodKind::Academic),
        ("CY ", PeriodKind::Calendar),
        ("RY ", PeriodKind::Reporting),
        ("FQ ", PeriodKind::Quarter),
        ("M ", PeriodKind::Month),
        ("T ", PeriodKind::Term),
        ("D ", PeriodKind::AsAt),
        ("S FY ", PeriodKind::FinancialSpan),
        ("S AY ", PeriodKind::AcademicSpan),
        ("S CY ", PeriodKind::CalendarSpan),
    ];
    PREFIXES
        .iter()
        .find_map(|(prefix, kind)| Some((*kind, code.strip_prefix(prefix)?)))
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.code()
    }
}

impl TryFrom<String> for Period {
    type Error = PeriodError;

    fn try_from(code: String) -> Result<Self, PeriodError> {
        Period::from_code(&code)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::period::{Period, PeriodKind};

    #[test]
    fn a_period_is_kept_as_its_code() {
        let kept = serde_json::to_string(&Period::Reporting(2025)).unwrap();
        assert_eq!(kept, "\"RY 2025\"");
        assert_eq!(
            serde_json::from_str::<Period>(&kept).unwrap(),
            Period::Reporting(2025)
        );
        let kind = serde_json::to_string(&PeriodKind::AsAt).unwrap();
        assert_eq!(kind, "\"as-at date\"");
        assert_eq!(
            serde_json::from_str::<PeriodKind>(&kind).unwrap(),
            PeriodKind::AsAt
        );
        assert!(serde_json::from_str::<Period>("\"2025\"").is_err());
    }

    #[test]
    fn only_a_code_is_read_as_a_code() {
        for text in [
            "2015/16",
            "FY 2015-16",
            "FY  2015/16",
            "fy 2015/16",
            "M 2018-2",
            "CY 2016 (prov)",
            "S FY 2013/14 to 2015/16",
            "D 31/3/2015",
            "",
        ] {
            assert!(Period::from_code(text).is_err(), "{text}");
        }
    }
}
