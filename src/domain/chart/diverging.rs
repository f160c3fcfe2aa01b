//! Answers on a scale, split at the middle: disagreement to the left, agreement to the right.
//!
//! Neutral answers stand aside: drawn across the middle they would push each half by an amount
//! that means nothing. The base is printed beside each row, since percentages of 12 people and of
//! 1,200 look alike.
//!
//! Edges: percentages are the caller's, rounded its way; a share that is not finite or below zero
//! is drawn as nothing, and still printed as the caller wrote it.

/// One or more rows of answers on a common scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diverging {
    /// What was asked.
    pub title: String,
    /// What a reader must know of the respondents.
    pub subtitle: String,
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// Where the figures come from.
    pub source: String,
}

/// The answers of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Whose answers they are.
    pub label: String,
    /// How many people answered.
    pub base: u64,
    /// The answers, in the order of the scale.
    pub parts: Vec<Part>,
    /// Said beside the row, or in place of its bar when there are no parts.
    pub note: Option<String>,
}

/// One answer of the scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The answer's words.
    pub label: String,
    /// Which side of the middle it stands on.
    pub side: Side,
    /// 2 strong, 1 mild; the strong ones stand furthest out.
    pub strength: u8,
    /// People who gave it.
    pub count: u64,
    /// Share of the base, 0 to 100.
    pub percent: f64,
    /// As printed: `29%`, or `7 of 12` on a small base.
    pub shown: String,
}

/// Which way an answer leans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Side {
    /// Disagreement: to the left.
    Negative,
    #[default]
    /// Neither: aside.
    Neutral,
    /// Agreement: to the right.
    Positive,
}

impl Part {
    /// The share that is drawn, 0 to 100.
    #[must_use]
    pub fn drawn(&self) -> f64 {
        if self.percent.is_finite() {
            self.percent.clamp(0.0, 100.0)
        } else {
            0.0
        }
    }

    /// The figure as a reader sees it.
    #[must_use]
    pub fn says(&self) -> String {
        if self.shown.is_empty() {
            format!("{} people", self.count)
        } else {
            self.shown.clone()
        }
    }
}

impl Row {
    /// The base as printed: a dash where nothing was counted, which is not nobody.
    #[must_use]
    pub fn base_shown(&self) -> String {
        if self.base == 0 && self.parts.is_empty() {
            "–".to_owned()
        } else {
            crate::domain::statistics::grouped(self.base)
        }
    }

    /// The parts of one side from the middle outwards: mild before strong.
    #[must_use]
    pub fn outwards(&self, side: Side) -> Vec<&Part> {
        let mut parts: Vec<&Part> = self.parts.iter().filter(|part| part.side == side).collect();
        parts.sort_by_key(|part| part.strength);
        parts
    }

    /// The sum of one side's drawn shares.
    #[must_use]
    pub fn extent(&self, side: Side) -> f64 {
        self.parts
            .iter()
            .filter(|part| part.side == side)
            .map(Part::drawn)
            .sum()
    }
}

impl Diverging {
    /// The longest of one side over all rows, so that every row is drawn to one scale.
    #[must_use]
    pub fn extent(&self, side: Side) -> f64 {
        self.rows
            .iter()
            .map(|row| row.extent(side))
            .fold(0.0, f64::max)
    }

    /// Each answer once, from strongest negative to strongest positive, neutral last: the legend.
    #[must_use]
    pub fn answers(&self) -> Vec<&Part> {
        let mut found: Vec<&Part> = Vec::new();
        for part in self.rows.iter().flat_map(|row| &row.parts) {
            if !found
                .iter()
                .any(|known| known.label == part.label && known.side == part.side)
            {
                found.push(part);
            }
        }
        found.sort_by_key(|part| match part.side {
            Side::Negative => (0, -i16::from(part.strength)),
            Side::Positive => (1, i16::from(part.strength)),
            Side::Neutral => (2, 0),
        });
        found
    }
}
