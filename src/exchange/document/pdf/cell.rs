//! One cell of a table: its words, or the small line of a trend.
//!
//! A rating is a coloured dot before its word; the dot is decoration, since the word says it. A trend is a drawing with
//! its words as the alternative.

use super::lines::{self, Measures};
use super::look::{self, Colour};
use super::setter::{Frame, Setter};
use super::strip::{Ink, Item};
use super::tags::{self, Node};
use super::text::{Span, Style, clean};
use crate::domain::document::Cell;
use crate::exchange::document::words;

/// Width of a trend, in type sizes.
const SPARK: f32 = 5.5;
/// Room of a rating's dot, in type sizes.
const DOT: f32 = 1.0;

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Drawn {
    /// Words, with a dot before them where they rate.
    Words(Vec<Span>, Option<Colour>),
    /// A trend and its words.
    Spark(Vec<Option<f64>>, String),
}

impl Drawn {
    pub fn new(cell: &Cell, style: Style) -> Self {
        match cell {
            Cell::Spark { values, words } if values.iter().flatten().count() > 0 => {
                Self::Spark(values.clone(), clean(words))
            }
            Cell::Rating { tone, .. } => {
                let span = Span::new(&words::printed(cell), style);
                Self::Words(vec![span], Some(look::of_tone(*tone)))
            }
            _ => Self::Words(vec![Span::new(&words::printed(cell), style)], None),
        }
    }

    /// How wide it is in letters of `style`.
    pub fn measures(&self, setter: &mut Setter<'_>, style: Style) -> Measures {
        match self {
            Self::Spark(..) => Measures {
                word: SPARK * style.size,
                line: SPARK * style.size,
            },
            Self::Words(spans, dot) => {
                let room = dot.map_or(0.0, |_| DOT * style.size);
                let found = lines::measures(&mut setter.faces, spans);
                Measures {
                    word: found.word + room,
                    line: found.line + room,
                }
            }
        }
    }

    /// Its lines, each as what is drawn in it, the top of the line being nought.
    pub fn lines(
        self,
        setter: &mut Setter<'_>,
        node: Node,
        frame: Frame,
        pitch: f32,
    ) -> Vec<Vec<Item>> {
        match self {
            Self::Spark(values, words) => {
                let node = setter.tags.open(node, tags::figure(&words));
                let size = [frame.width.min(SPARK * pitch / setter.look.leading), pitch];
                let mark = Some(setter.tags.mark(node));
                let drawn = spark(&values, size);
                let item = |(x, y, ink)| Item {
                    x: frame.left + x,
                    y,
                    mark,
                    ink,
                };
                vec![drawn.into_iter().map(item).collect()]
            }
            Self::Words(spans, dot) => {
                let size = super::setter::tallest(&spans);
                let room = dot.map_or(0.0, |_| DOT * size);
                let inner = Frame {
                    left: frame.left + room,
                    width: frame.width - room,
                    side: if dot.is_some() {
                        super::setter::Side::Left
                    } else {
                        frame.side
                    },
                };
                let lines = lines::lines(&mut setter.faces, &spans, inner.width);
                let mut places = vec![None; spans.len()];
                let mut set: Vec<Vec<Item>> = lines
                    .into_iter()
                    .map(|line| setter.items(line, &spans, &mut places, node, inner, pitch))
                    .collect();
                if let (Some(colour), Some(first)) = (dot, set.first_mut()) {
                    let radius = size * 0.34;
                    first.insert(
                        0,
                        Item {
                            x: frame.left + radius,
                            y: pitch / 2.0,
                            mark: None,
                            ink: Ink::Dot(radius, colour),
                        },
                    );
                }
                set
            }
        }
    }
}

/// The line through the figures, gaps left open, its end a dot; in a box of this width and height.
fn spark(values: &[Option<f64>], [width, height]: [f32; 2]) -> Vec<(f32, f32, Ink)> {
    let known = values
        .iter()
        .flatten()
        .copied()
        .filter(|value| value.is_finite());
    let low = known.clone().fold(f64::INFINITY, f64::min);
    let high = known.fold(f64::NEG_INFINITY, f64::max);
    let step = width * 0.92 / (values.len().max(2) - 1) as f32;
    let at = |index: usize, value: f64| {
        let part = if high > low {
            (value - low) / (high - low)
        } else {
            0.5
        };
        [index as f32 * step, height * (0.82 - 0.64 * part as f32)]
    };
    let mut runs: Vec<Vec<[f32; 2]>> = vec![Vec::new()];
    for (index, value) in values.iter().enumerate() {
        match value.filter(|value| value.is_finite()) {
            Some(value) => {
                if let Some(run) = runs.last_mut() {
                    run.push(at(index, value));
                }
            }
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    let dot = |point: &[f32; 2], radius| (point[0], point[1], Ink::Dot(radius, look::TITLE));
    let mut drawn: Vec<_> = runs
        .iter()
        .filter(|run| run.len() == 1)
        .map(|run| dot(&run[0], 1.1))
        .collect();
    drawn.extend(
        runs.last()
            .and_then(|run| run.last())
            .map(|last| dot(last, 1.7)),
    );
    drawn.push((0.0, 0.0, Ink::Stroke(runs, look::TITLE)));
    drawn
}
