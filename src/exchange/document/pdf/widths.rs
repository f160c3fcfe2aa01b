//! How wide the columns of a table are, and how large its letters.
//!
//! Columns of figures get what their figures need, so that none is broken; columns of words share what is left as the
//! table asks. Where that is too little, letters become smaller down to a limit, and only then are words broken.

use super::lines::Measures;

/// White at both sides of a cell together.
pub const PADDING: f32 = 11.0;

/// A column before it has a width; measures in points at the size they were taken.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Needs {
    /// Of its heading.
    pub head: Measures,
    /// Of its widest cell.
    pub body: Measures,
    /// Its share of the width; 0 as wide as its figures need.
    pub share: u8,
}

/// A word longer than this many points, at the size it was measured, may be broken.
const LONGEST: f32 = 130.0;

impl Needs {
    fn least(&self, scale: f32) -> f32 {
        self.head.word.max(self.body.word).min(LONGEST) * scale + PADDING
    }

    fn wish(&self, scale: f32, most: f32) -> f32 {
        let line = (self.body.line * scale + PADDING).min(most);
        line.max(self.least(scale))
    }
}

/// The width under which words of the columns would be broken.
pub fn least(needs: &[Needs], scale: f32) -> f32 {
    needs.iter().map(|need| need.least(scale)).sum()
}

/// The widths of the columns, together no more than `room`; the measures are enlarged by `scale`.
pub fn widths(needs: &[Needs], scale: f32, room: f32) -> Vec<f32> {
    let mut widths: Vec<f32> = needs.iter().map(|need| need.least(scale)).collect();
    let sum: f32 = widths.iter().sum();
    if sum > room {
        squeeze(needs, room, &mut widths);
        return widths;
    }
    wishes(needs, scale, room, &mut widths);
    shares(needs, room, &mut widths);
    widths
}

/// The most of the room that columns of figures keep while words are broken beside them.
const FIGURES: f32 = 0.8;

/// Makes columns narrower that have no room: those of words first, since a figure broken in two is another figure.
fn squeeze(needs: &[Needs], room: f32, widths: &mut [f32]) {
    let of = |is_words: bool| {
        let held = needs.iter().zip(&*widths);
        let held = held.filter(|(need, _)| (need.share > 0) == is_words);
        held.map(|(_, width)| *width).sum::<f32>()
    };
    let (words, figures) = (of(true), of(false));
    let (for_words, for_figures) = if words > 0.0 && figures <= room * FIGURES {
        ((room - figures) / words, 1.0)
    } else {
        let part = room / (words + figures);
        (part, part)
    };
    for (need, width) in needs.iter().zip(widths) {
        *width *= if need.share > 0 {
            for_words
        } else {
            for_figures
        };
    }
}

/// Columns without a share grow to what they need, all by the same part of it where there is too little.
fn wishes(needs: &[Needs], scale: f32, room: f32, widths: &mut [f32]) {
    let spare = room - widths.iter().sum::<f32>();
    let more = |need: &Needs, width: f32| {
        if need.share == 0 {
            (need.wish(scale, room * 0.45) - width).max(0.0)
        } else {
            0.0
        }
    };
    let asked: f32 = needs
        .iter()
        .zip(&*widths)
        .map(|(need, width)| more(need, *width))
        .sum();
    if asked > 0.0 {
        let part = (spare / asked).min(1.0);
        for (need, width) in needs.iter().zip(widths) {
            *width += more(need, *width) * part;
        }
    }
}

/// Columns with a share divide what is left; one that would be narrower than its words keeps their width.
fn shares(needs: &[Needs], room: f32, widths: &mut [f32]) {
    let mut open: Vec<usize> = (0..needs.len()).filter(|at| needs[*at].share > 0).collect();
    let taken: f32 = (0..needs.len())
        .filter(|at| needs[*at].share == 0)
        .map(|at| widths[at])
        .sum();
    let mut left = room - taken;
    loop {
        let all: f32 = open.iter().map(|at| f32::from(needs[*at].share)).sum();
        let part = |at: usize| left * f32::from(needs[at].share) / all;
        let Some(narrow) = open.iter().position(|at| part(*at) < widths[*at]) else {
            for at in &open {
                widths[*at] = part(*at);
            }
            return;
        };
        left -= widths[open.swap_remove(narrow)];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(word: f32, line: f32, share: u8) -> Needs {
        let held = Measures { word, line };
        Needs {
            head: Measures::default(),
            body: held,
            share,
        }
    }

    #[track_caller]
    fn check(needs: &[Needs], room: f32, expected: &[f32]) {
        let found = widths(needs, 1.0, room);
        let near = |(a, b): (&f32, &f32)| (a - b).abs() < 0.01;
        assert!(
            found.len() == expected.len() && found.iter().zip(expected).all(near),
            "{found:?}"
        );
    }

    #[test]
    fn figures_get_what_they_need_and_words_the_rest() {
        check(
            &[column(20.0, 200.0, 3), column(39.0, 39.0, 0)],
            250.0,
            &[200.0, 50.0],
        );
        check(
            &[
                column(20.0, 90.0, 3),
                column(20.0, 90.0, 1),
                column(39.0, 39.0, 0),
            ],
            250.0,
            &[150.0, 50.0, 50.0],
        );
        // A share too small for its words keeps their width.
        check(
            &[column(20.0, 90.0, 9), column(69.0, 90.0, 1)],
            180.0,
            &[100.0, 80.0],
        );
        // Nobody asks for the rest: the table is narrower than the page.
        check(
            &[column(29.0, 29.0, 0), column(39.0, 39.0, 0)],
            400.0,
            &[40.0, 50.0],
        );
    }

    #[test]
    fn words_are_broken_before_figures() {
        // 131 + 131 points of words and 50 of figures into 181.
        check(
            &[
                column(120.0, 120.0, 2),
                column(39.0, 39.0, 0),
                column(120.0, 120.0, 6),
            ],
            181.0,
            &[65.5, 50.0, 65.5],
        );
    }

    #[test]
    fn too_little_is_shared_alike() {
        check(
            &[column(91.0, 91.0, 0), column(91.0, 91.0, 1)],
            100.0,
            &[50.0, 50.0],
        );
        assert!(least(&[column(1e6, 1e6, 0)], 1.0) < 200.0);
    }
}
