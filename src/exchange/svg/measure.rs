//! How wide a text will be, near enough to place labels without a typeface at hand.
//!
//! The picture may be shown with another face than the one it names, so an exact measure would be
//! exact for one machine only. Widths are those of a plain sans-serif by kind of letter, rounded
//! up, and labels get a little air.

use crate::domain::chart::shorten;

/// Estimated width in pixels of a text at this size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Width of one letter as a share of the type size.
fn em(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '|' | '!' => 0.29,
        'f' | 'r' | 't' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 0.92,
        'a'..='z' => 0.57,
        '0'..='9' => 0.6,
        'A'..='Z' => 0.67,
        _ if letter.is_ascii() => 0.6,
        // Ideographs and pictures are square; other scripts are taken as middling.
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' => 1.0,
        '\u{FF00}'..='\u{FFEF}' | '\u{10000}'.. => 1.0,
        _ => 0.62,
    }
}

/// The text, or its beginning and an ellipsis, within `room` pixels.
pub fn fit(text: &str, size: f64, room: f64) -> String {
    shorten(text, |text| width(text, size) <= room)
}

/// The text in at most `most` lines of `room` pixels; the last ends in an ellipsis if more is left.
pub fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let last = lines.len() == most;
        match lines.last_mut() {
            Some(line) if last || has_room(line, word, size, room) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| fit(line, size, room)).collect()
}

/// Whether one more word fits on a line.
fn has_room(line: &str, word: &str, size: f64, room: f64) -> bool {
    width(line, size) + width(" ", size) + width(word, size) <= room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, room: f64, most: usize, lines: &[&str]) {
        assert_eq!(wrap(text, 10.0, room, most), lines, "{text:?} in {room}");
    }

    #[test]
    fn text_wraps_and_ends_in_an_ellipsis() {
        check("", 100.0, 2, &[]);
        check("looked after", 100.0, 2, &["looked after"]);
        check(
            "looked after children",
            70.0,
            2,
            &["looked after", "children"],
        );
        check("looked after children", 70.0, 1, &["looked after…"]);
        check("incomprehensibilities", 70.0, 2, &["incomprehe…"]);
    }
}
