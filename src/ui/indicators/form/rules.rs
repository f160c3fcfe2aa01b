//! The rules of an indicator as they are typed: what counts as a move, what earns green, where the series breaks.
//!
//! Edges: a line of the breaks with nothing in it is no break. What cannot be read is kept as it was typed and answered
//! with a sentence; nothing is guessed.

use crate::domain::indicator::Indicator;
use crate::domain::indicator::rule::{Break, RagRule, Tolerance};
use crate::domain::period::{Period, PeriodKind};

/// Why something typed cannot be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field it is about.
    pub field: &'static str,
    /// Why, and what to type.
    pub words: String,
    /// Whether it is only that nothing has been typed yet.
    pub is_blank: bool,
}

/// A line of the breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BreakLine {
    /// The first period of the new series.
    pub from: String,
    /// What changed.
    pub why: String,
}

/// The rules as typed.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Which tolerance, of [`TOLERANCES`].
    pub tolerance: usize,
    /// Its distance.
    pub tolerance_by: String,
    /// Which rule, of [`RAG_RULES`].
    pub rag: usize,
    /// Its distance.
    pub rag_by: String,
    /// The breaks.
    pub breaks: Vec<BreakLine>,
}

/// The tolerances, in the order of the list.
pub const TOLERANCES: [&str; 4] = [
    "any difference is a change",
    "same within so much",
    "same within so many per cent",
    "same within chance (significance)",
];

/// The rules, in the order of the list.
pub const RAG_RULES: [&str; 4] = [
    "by national quartile",
    "by its target, amber within %",
    "by the neighbours, amber within %",
    "not rated",
];

/// Whether the entry at a place of either list needs a distance.
pub fn has_distance(at: usize) -> bool {
    matches!(at, 1 | 2)
}

impl Rules {
    /// Those of an indicator.
    pub fn of(indicator: &Indicator) -> Self {
        let (tolerance, tolerance_by) = match indicator.tolerance {
            Tolerance::Exact => (0, String::new()),
            Tolerance::Within(by) => (1, by.to_string()),
            Tolerance::WithinPercent(by) => (2, by.to_string()),
            Tolerance::Significance => (3, String::new()),
        };
        let (rag, rag_by) = match indicator.rag {
            RagRule::Quartile => (0, String::new()),
            RagRule::Target(by) => (1, by.to_string()),
            RagRule::Neighbours(by) => (2, by.to_string()),
            RagRule::None => (3, String::new()),
        };
        let breaks = indicator.breaks.iter().map(|held| BreakLine {
            from: held.from.label(),
            why: held.why.clone(),
        });
        Self {
            tolerance,
            tolerance_by,
            rag,
            rag_by,
            breaks: breaks.collect(),
        }
    }

    /// Puts the rules into an indicator, as far as they can be read, and says what cannot.
    pub fn put(&self, now: &mut Indicator) -> Vec<Fault> {
        let mut faults = Vec::new();
        match self.read_tolerance() {
            Ok(tolerance) => now.tolerance = tolerance,
            Err(fault) => faults.push(fault),
        }
        match self.read_rag() {
            Ok(rag) => now.rag = rag,
            Err(fault) => faults.push(fault),
        }
        match self.read_breaks(now.period_kind) {
            Ok(breaks) => now.breaks = breaks,
            Err(found) => faults.extend(found),
        }
        faults
    }

    fn read_tolerance(&self) -> Result<Tolerance, Fault> {
        let by = || distance("tolerance", &self.tolerance_by);
        Ok(match self.tolerance {
            1 => Tolerance::Within(by()?),
            2 => Tolerance::WithinPercent(by()?),
            3 => Tolerance::Significance,
            _ => Tolerance::Exact,
        })
    }

    fn read_rag(&self) -> Result<RagRule, Fault> {
        let by = || distance("rating rule", &self.rag_by);
        Ok(match self.rag {
            1 => RagRule::Target(by()?),
            2 => RagRule::Neighbours(by()?),
            3 => RagRule::None,
            _ => RagRule::Quartile,
        })
    }

    fn read_breaks(&self, kind: PeriodKind) -> Result<Vec<Break>, Vec<Fault>> {
        let (mut breaks, mut faults) = (Vec::<Break>::new(), Vec::new());
        for (n, line) in (1..).zip(&self.breaks) {
            let (from, why) = (line.from.trim(), line.why.trim());
            if from.is_empty() && why.is_empty() {
                continue;
            }
            let mut refuse = |words: String, is_blank| {
                faults.push(Fault {
                    field: "breaks",
                    words: format!("Break {n}: {words}"),
                    is_blank,
                });
            };
            if from.is_empty() {
                refuse(
                    format!("from which {kind}? Such as {}.", kind.example()),
                    true,
                );
                continue;
            }
            match Period::read(from, kind) {
                Err(error) => refuse(error.to_string(), false),
                Ok(period) if breaks.iter().any(|held| held.from == period) => {
                    refuse(format!("{period} is there already."), false);
                }
                Ok(_) if why.is_empty() => {
                    refuse(
                        "say what changed, such as: new definition.".to_owned(),
                        true,
                    );
                }
                Ok(period) => breaks.push(Break {
                    from: period,
                    why: why.to_owned(),
                }),
            }
        }
        breaks.sort_by_key(|held| held.from);
        if faults.is_empty() {
            Ok(breaks)
        } else {
            Err(faults)
        }
    }
}

/// A distance: a number, nought or more.
fn distance(field: &'static str, text: &str) -> Result<f64, Fault> {
    let plain = text.trim().trim_end_matches('%').trim();
    let read: Option<f64> = plain.parse().ok();
    read.filter(|by: &f64| by.is_finite() && *by >= 0.0)
        .ok_or_else(|| Fault {
            field,
            words: if plain.is_empty() {
                "Within how much? Type a number, such as 0.5.".to_owned()
            } else {
                format!(
                    "“{}” is not a number of nought or more. Type one such as 0.5.",
                    text.trim()
                )
            },
            is_blank: plain.is_empty(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::IndicatorId;

    fn line(from: &str, why: &str) -> BreakLine {
        BreakLine {
            from: from.into(),
            why: why.into(),
        }
    }

    #[test]
    fn rules_are_read_as_they_are_typed_and_read_back() {
        let typed = Rules {
            tolerance: 2,
            tolerance_by: "0.7 %".into(),
            rag: 1,
            rag_by: "5".into(),
            breaks: vec![
                line("2004/05", " new count "),
                line("", ""),
                line("2001/02", "recount"),
            ],
        };
        let mut now = Indicator::new(IndicatorId(1));
        assert_eq!(typed.put(&mut now), []);
        assert_eq!(now.tolerance, Tolerance::WithinPercent(0.7));
        assert_eq!(now.rag, RagRule::Target(5.0));
        let breaks: Vec<(String, &str)> = now
            .breaks
            .iter()
            .map(|held| (held.from.label(), held.why.as_str()))
            .collect();
        assert_eq!(
            breaks,
            [
                ("2001/02".to_owned(), "recount"),
                ("2004/05".to_owned(), "new count")
            ]
        );
        let again = Rules::of(&now);
        assert_eq!((again.tolerance, again.rag, again.breaks.len()), (2, 1, 2));
        assert_eq!(
            (again.tolerance_by.as_str(), again.rag_by.as_str()),
            ("0.7", "5")
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused_in_words() {
        #[track_caller]
        fn check(typed: &Rules, want: &[(&str, &str, bool)]) {
            let mut now = Indicator::new(IndicatorId(1));
            let faults = typed.put(&mut now);
            let found: Vec<(&str, &str, bool)> = faults
                .iter()
                .map(|held| (held.field, held.words.as_str(), held.is_blank))
                .collect();
            assert_eq!(found.len(), want.len(), "{found:?}");
            for (found, want) in found.iter().zip(want) {
                assert_eq!((found.0, found.2), (want.0, want.2));
                assert!(found.1.contains(want.1), "{}", found.1);
            }
        }
        check(
            &Rules {
                tolerance: 1,
                rag: 2,
                rag_by: "-3".into(),
                ..Rules::default()
            },
            &[
                ("tolerance", "Within how much?", true),
                ("rating rule", "“-3” is not a number", false),
            ],
        );
        let breaks = vec![
            line("2004/05", "a"),
            line("2004/05", "b"),
            line("2005 Q9", "c"),
            line("2006/07", ""),
            line("", "d"),
        ];
        check(
            &Rules {
                breaks,
                ..Rules::default()
            },
            &[
                ("breaks", "Break 2: 2004/05 is there already.", false),
                ("breaks", "Break 3", false),
                ("breaks", "Break 4: say what changed", true),
                ("breaks", "Break 5: from which", true),
            ],
        );
    }
}
