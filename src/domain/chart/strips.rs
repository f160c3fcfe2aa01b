//! Stacked bars and waterfalls: rows of blocks that begin where the one before ended.
//!
//! Where each pound goes is read from blocks laid end to end; how a budget came from original to latest, from blocks that
//! float between two running totals. Both are rows of blocks on one axis, so both are laid out here once, as
//! [`Strips`], and only then drawn: by the window, as SVG, or as letters. Each block carries a letter or a sign
//! besides its colour.
//!
//! Edges: a piece that is no finite number, or below nought in a stack, takes no room; its words stand in the table all
//! the same.

use super::trend::bounds;
use super::unit::Unit;

/// Horizontal bars, each of pieces laid end to end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stacked {
    /// What the chart shows.
    pub title: String,
    /// The sums it comes to.
    pub subtitle: String,
    /// How a mark on the axis is printed.
    pub unit: Unit,
    /// What the rows are: `Priority area`.
    pub rows_are: String,
    /// What the pieces are, in the order in which they are laid.
    pub keys: Vec<String>,
    /// The bars, in the order in which they are drawn.
    pub rows: Vec<Stack>,
    /// Where the figures come from.
    pub source: String,
}

/// One bar of pieces.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    /// Whose bar it is.
    pub label: String,
    /// Its pieces.
    pub pieces: Vec<Piece>,
    /// What is left, drawn in outline after the pieces.
    pub left: Option<Amount>,
    /// The whole, at the end of the bar: `£1,355,600, £2 over`.
    pub shown: String,
}

/// One piece of a bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Which of the keys it is.
    pub key: usize,
    /// How much.
    pub amount: Amount,
}

/// A value and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// In the unit of the chart.
    pub value: f64,
    /// As printed.
    pub shown: String,
}

/// From one total to another by steps up and down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waterfall {
    /// What the chart shows.
    pub title: String,
    /// What the steps come to.
    pub subtitle: String,
    /// How a mark on the axis is printed.
    pub unit: Unit,
    /// Where it begins, with its name.
    pub start: (String, Amount),
    /// The steps in order, each with its name, its change and what it comes to.
    pub steps: Vec<Step>,
    /// Where it ends, with its name.
    pub end: (String, Amount),
    /// Where the figures come from.
    pub source: String,
}

/// A step of a waterfall.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// By how much, below nought for less; printed with its sign.
    pub change: Amount,
    /// What it comes to.
    pub total: Amount,
}

/// Rows of blocks on one axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strips {
    /// What the blocks are, each with its letter; empty for a waterfall.
    pub key: Vec<(String, String)>,
    /// The rows.
    pub rows: Vec<Strip>,
    /// The ends of the axis, zero among them.
    pub range: [f64; 2],
}

/// One row of blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Strip {
    /// Its name.
    pub label: String,
    /// Its blocks, from left to right.
    pub blocks: Vec<Block>,
    /// What stands at its end.
    pub shown: String,
    /// Whether it is a total, to be picked out.
    pub is_total: bool,
}

/// A block between two values.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What it is.
    pub kind: BlockKind,
    /// Its letter or sign.
    pub tag: String,
    /// What it says where there is room, or when it is pointed at.
    pub says: String,
}

/// What a block stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A piece, by its key.
    Piece(usize),
    /// What is left: an outline.
    Left,
    /// A whole.
    Total,
    /// A step up.
    Up,
    /// A step down.
    Down,
}

/// `A`, `B`, … `Z`, `a` …, then numbers.
fn letter(n: usize) -> String {
    let letters = ('A'..='Z').chain('a'..='z').nth(n);
    letters.map_or_else(|| (n + 1).to_string(), |letter| letter.to_string())
}

impl Stacked {
    /// The bars laid out.
    #[must_use]
    pub fn strips(&self) -> Strips {
        let rows: Vec<Strip> = self.rows.iter().map(|row| self.strip(row)).collect();
        let key = self.keys.iter().enumerate();
        Strips {
            key: key.map(|(n, name)| (letter(n), name.clone())).collect(),
            range: range(&rows),
            rows,
        }
    }

    fn strip(&self, row: &Stack) -> Strip {
        let mut at = 0.0;
        let mut blocks = Vec::new();
        let mut lay = |amount: &Amount, kind, tag: String, says: String| {
            if amount.value.is_finite() && amount.value > 0.0 && (at + amount.value).is_finite() {
                blocks.push(Block {
                    from: at,
                    to: at + amount.value,
                    kind,
                    tag,
                    says,
                });
                at += amount.value;
            }
        };
        for piece in &row.pieces {
            let name = self.keys.get(piece.key).map_or("", String::as_str);
            let says = format!("{name} {}", piece.amount.shown);
            lay(
                &piece.amount,
                BlockKind::Piece(piece.key),
                letter(piece.key),
                says,
            );
        }
        if let Some(left) = &row.left {
            lay(left, BlockKind::Left, "·".to_owned(), left.shown.clone());
        }
        Strip {
            label: row.label.clone(),
            blocks,
            shown: row.shown.clone(),
            is_total: false,
        }
    }
}

impl Waterfall {
    /// The steps laid out, with the totals at both ends.
    #[must_use]
    pub fn strips(&self) -> Strips {
        let mut rows = vec![total(&self.start)];
        let mut at = self.start.1.value;
        for step in &self.steps {
            let to = step.total.value;
            let (kind, tag) = if step.change.value < 0.0 {
                (BlockKind::Down, "−")
            } else {
                (BlockKind::Up, "+")
            };
            let block = Block {
                from: at,
                to,
                kind,
                tag: tag.to_owned(),
                says: step.change.shown.clone(),
            };
            rows.push(Strip {
                label: step.label.clone(),
                blocks: (at.is_finite() && to.is_finite())
                    .then_some(block)
                    .into_iter()
                    .collect(),
                shown: step.change.shown.clone(),
                is_total: false,
            });
            at = to;
        }
        rows.push(total(&self.end));
        Strips {
            key: Vec::new(),
            range: range(&rows),
            rows,
        }
    }
}

fn total((label, amount): &(String, Amount)) -> Strip {
    let block = Block {
        from: 0.0,
        to: amount.value,
        kind: BlockKind::Total,
        tag: "█".to_owned(),
        says: amount.shown.clone(),
    };
    Strip {
        label: label.clone(),
        blocks: amount
            .value
            .is_finite()
            .then_some(block)
            .into_iter()
            .collect(),
        shown: amount.shown.clone(),
        is_total: true,
    }
}

fn range(rows: &[Strip]) -> [f64; 2] {
    let ends = rows.iter().flat_map(|row| &row.blocks);
    let ends = ends.flat_map(|block| [block.from, block.to]);
    match bounds(ends.chain([0.0])) {
        Some([low, high]) if high > low => [low, high],
        _ => [0.0, 1.0],
    }
}

impl Strips {
    /// Where a value lies, 0 at the left end and 1 at the right.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        let [low, high] = self.range;
        // Halved, so that the widest range cannot overflow.
        let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        share.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::chart::Chart;
    use crate::domain::chart::samples;

    fn laid(strips: &Strips) -> Vec<(String, Vec<(f64, f64)>)> {
        let row = |row: &Strip| {
            let blocks = row.blocks.iter().map(|block| (block.from, block.to));
            (row.label.clone(), blocks.collect())
        };
        strips.rows.iter().map(row).collect()
    }

    #[test]
    fn pieces_are_laid_end_to_end_and_steps_between_totals() {
        let Chart::Stacked(stacked) = samples::stacked() else {
            panic!()
        };
        let strips = stacked.strips();
        assert_eq!(
            laid(&strips)[0].1,
            [(0.0, 60.0), (60.0, 90.0), (90.0, 100.0)]
        );
        assert_eq!(strips.range, [0.0, 100.0]);
        let Chart::Waterfall(waterfall) = samples::waterfall() else {
            panic!()
        };
        let strips = waterfall.strips();
        let ends: Vec<_> = laid(&strips)
            .into_iter()
            .map(|(_, blocks)| blocks[0])
            .collect();
        assert_eq!(
            ends,
            [(0.0, 100.0), (100.0, 120.0), (120.0, 90.0), (0.0, 90.0)]
        );
        assert_eq!(strips.share(60.0), 0.5);
    }
}
