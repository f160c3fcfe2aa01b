//! Strips onto pages.
//!
//! A strip goes under the one before it while there is room. A chain of strips that must stand together (a heading with
//! what it heads, the first two lines of a paragraph) goes overleaf whole when it does not fit, unless it is longer than
//! a page.
//!
//! Edges: a page on its side is begun where a wide table begins, and an upright one after it; a page is never empty but
//! for a document that is.

use super::look::Sheet;
use super::strip::{Head, Strip};

/// A strip where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Placed {
    /// The strip of this number, its top at so many points.
    Strip(usize, f32),
    /// The head of a table once more.
    Head(Head, f32),
}

/// A page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub is_wide: bool,
    pub placed: Vec<Placed>,
}

/// More of a page than this is not given to a repeated head.
const HEAD_MOST: f32 = 0.35;

struct Flow<'s> {
    strips: &'s [Strip],
    heads: &'s [Strip],
    sheet: Sheet,
    pages: Vec<Page>,
    y: f32,
}

/// The pages of a document; at least one.
pub fn pages(strips: &[Strip], heads: &[Strip]) -> Vec<Page> {
    let is_wide = strips.first().is_some_and(|strip| strip.is_wide);
    let mut flow = Flow {
        strips,
        heads,
        sheet: Sheet::new(is_wide),
        pages: Vec::new(),
        y: 0.0,
    };
    flow.turn(is_wide);
    let mut at = 0;
    while at < strips.len() {
        let end = chain_end(strips, at);
        flow.chain(at..end);
        at = end;
    }
    flow.pages
}

/// One past the last strip that must stand with that at `start`.
fn chain_end(strips: &[Strip], start: usize) -> usize {
    let mut at = start;
    while strips[at].keeps && at + 1 < strips.len() && !strips[at + 1].breaks {
        at += 1;
    }
    at + 1
}

impl Flow<'_> {
    fn turn(&mut self, is_wide: bool) {
        self.sheet = Sheet::new(is_wide);
        self.y = self.sheet.top;
        self.pages.push(Page {
            is_wide,
            placed: Vec::new(),
        });
    }

    fn is_fresh(&self) -> bool {
        self.pages.last().is_none_or(|page| page.placed.is_empty())
    }

    /// The height of strips under one another, the first without the white above it at the head of a page.
    fn height(&self, range: std::ops::Range<usize>, is_fresh: bool) -> f32 {
        let strips = &self.strips[range];
        let all: f32 = strips.iter().map(|strip| strip.before + strip.height).sum();
        let spared = strips.first().map_or(0.0, |strip| strip.before);
        if is_fresh { all - spared } else { all }
    }

    fn chain(&mut self, range: std::ops::Range<usize>) {
        let strip = &self.strips[range.start];
        // The strips of a chain are all as wide as the table that it ends in.
        let is_wide = self.strips[range.end - 1].is_wide;
        let is_turned = self
            .pages
            .last()
            .is_some_and(|page| page.is_wide != is_wide);
        let needs = self.height(range.clone(), self.is_fresh());
        let fits = self.y + needs <= self.sheet.bottom;
        let would_fit = self.height(range.clone(), true) <= self.sheet.room();
        if is_turned && self.is_fresh() {
            self.pages.pop();
            self.turn(is_wide);
        } else if is_turned || (!self.is_fresh() && (strip.breaks || (!fits && would_fit))) {
            self.turn(is_wide);
            self.repeat(strip.head);
        }
        for at in range {
            self.place(at);
        }
    }

    fn place(&mut self, at: usize) {
        let strip = &self.strips[at];
        let before = if self.is_fresh() { 0.0 } else { strip.before };
        if self.y + before + strip.height > self.sheet.bottom && !self.is_fresh() {
            let is_wide = self.pages.last().is_some_and(|page| page.is_wide);
            self.turn(is_wide);
            self.repeat(strip.head);
        }
        let before = if self.is_fresh() { 0.0 } else { strip.before };
        self.put(Placed::Strip(at, self.y + before));
        self.y += before + strip.height;
    }

    fn repeat(&mut self, head: Option<Head>) {
        let Some(head) = head else {
            return;
        };
        let height = self
            .heads
            .get(head.0)
            .map_or(f32::INFINITY, |held| held.height);
        if height <= self.sheet.room() * HEAD_MOST {
            self.put(Placed::Head(head, self.y));
            self.y += height;
        }
    }

    fn put(&mut self, placed: Placed) {
        if let Some(page) = self.pages.last_mut() {
            page.placed.push(placed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(height: f32) -> Strip {
        Strip {
            height,
            ..Strip::default()
        }
    }

    /// The numbers of the strips on each page; heads are −1.
    #[track_caller]
    fn check(strips: &[Strip], expected: &[&[i32]]) {
        let heads = [strip(20.0), strip(600.0)];
        let found: Vec<Vec<i32>> = pages(strips, &heads)
            .iter()
            .map(|page| {
                let numbers = page.placed.iter().map(|placed| match placed {
                    Placed::Strip(at, _) => *at as i32,
                    Placed::Head(..) => -1,
                });
                numbers.collect()
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_filled_and_turned() {
        check(&[], &[&[]]);
        check(
            &[strip(300.0), strip(300.0), strip(300.0)],
            &[&[0, 1], &[2]],
        );
        let breaks = Strip {
            breaks: true,
            ..strip(10.0)
        };
        check(&[breaks.clone(), breaks.clone()], &[&[0], &[1]]);
    }

    #[test]
    fn a_heading_goes_with_what_it_heads() {
        let heading = Strip {
            keeps: true,
            ..strip(30.0)
        };
        check(
            &[strip(650.0), heading.clone(), strip(100.0)],
            &[&[0], &[1, 2]],
        );
        // Longer than a page, it is cut all the same.
        let long = vec![heading; 30];
        let found = pages(&long, &[]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_head_is_repeated_unless_it_would_fill_the_page() {
        let row = |head| Strip {
            head: Some(Head(head)),
            ..strip(500.0)
        };
        check(&[row(0), row(0)], &[&[0], &[-1, 1]]);
        check(&[row(1), row(1)], &[&[0], &[1]]);
    }

    #[test]
    fn a_wide_table_has_a_page_on_its_side() {
        let wide = Strip {
            is_wide: true,
            ..strip(50.0)
        };
        check(
            &[strip(50.0), wide.clone(), wide, strip(50.0)],
            &[&[0], &[1, 2], &[3]],
        );
    }
}
