//! Sentences of a Word file: runs set plain, strong or emphasised, links, warnings, and which way each run reads.
//!
//! The format wants to be told of every run that reads from the right, so a text is cut where its direction changes, by
//! Unicode's own rules (`unicode-bidi`). A paragraph reads from the side from which its first letter does.

use maud::{Markup, html as markup};
use unicode_bidi::BidiInfo;

use crate::domain::document::{Run, Weight};
use crate::exchange::document::docx::Parts;
use crate::exchange::document::words;

/// A paragraph of one text in a style.
pub(super) fn line(text: &str, style: &str) -> Markup {
    markup! {
        w:p { (head(style, text, &markup! {})) (pieces(text, &Look::default())) }
    }
}

/// A paragraph of runs in a style.
pub(super) fn paragraph(runs: &[Run], style: &str, parts: &mut Parts) -> Markup {
    markup! {
        w:p { (head(style, &words::paragraph(runs), &markup! {})) (set(runs, parts)) }
    }
}

/// `Name: value`, the name strong.
pub(super) fn named(name: &str, value: &str) -> Vec<Run> {
    vec![Run::strong(format!("{name}: ")), Run::new(value)]
}

/// A paragraph's properties: its style, what belongs to a list (`numbering`), and its direction, found from its text.
pub(super) fn head(style: &str, text: &str, numbering: &Markup) -> Markup {
    markup! {
        w:pPr {
            w:pStyle w:val=(style) {}
            (numbering)
            @if is_from_right(text) { w:bidi {} }
        }
    }
}

/// Whether the first letter with a direction reads from the right.
fn is_from_right(text: &str) -> bool {
    unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}

/// The runs of a paragraph, with their links and warnings.
pub(super) fn set(runs: &[Run], parts: &mut Parts) -> Markup {
    let mut link = |target: &str| {
        parts.links.push(target.trim().to_owned());
        format!("link{}", parts.links.len())
    };
    markup! {
        @for run in runs {
            @if words::is_followed(&run.link) {
                w:hyperlink r:id=(link(&run.link)) {
                    (pieces(&run.text, &Look { weight: run.weight, style: Some("Hyperlink"), colour: None }))
                }
            } @else {
                (pieces(&run.text, &Look { weight: run.weight, ..Look::default() }))
            }
            @if let Some(warning) = words::warning(run) {
                (pieces(&warning, &Look { style: Some("Warning"), ..Look::default() }))
            }
        }
    }
}

/// How a run is set.
#[derive(Default)]
pub(super) struct Look {
    pub(super) weight: Weight,
    /// A style for letters; None for the paragraph's.
    pub(super) style: Option<&'static str>,
    /// A colour of its own; None for the style's.
    pub(super) colour: Option<&'static str>,
}

/// A text as runs, one for each stretch that reads one way.
pub(super) fn pieces(text: &str, look: &Look) -> Markup {
    markup! {
        @for (piece, is_from_right) in stretches(text) {
            w:r {
                (properties(look, is_from_right))
                (lines(piece))
            }
        }
    }
}

/// The text cut where its direction changes; true where it reads from the right.
fn stretches(text: &str) -> Vec<(&str, bool)> {
    // Each line is a paragraph to these rules, with its own level for every byte.
    let lines = BidiInfo::new(text, None);
    let from_right: Vec<bool> = lines.levels.iter().map(|level| level.is_rtl()).collect();
    let mut start = 0;
    let cut = from_right.chunk_by(|one, next| one == next).map(|alike| {
        let end = start + alike.len();
        let piece = (&text[start..end], alike[0]);
        start = end;
        piece
    });
    cut.collect()
}

fn properties(look: &Look, is_from_right: bool) -> Markup {
    markup! {
        w:rPr {
            @if let Some(style) = look.style { w:rStyle w:val=(style) {} }
            @match look.weight {
                Weight::Plain => {}
                Weight::Strong => { w:b {} w:bCs {} }
                Weight::Emphasis => { w:i {} w:iCs {} }
            }
            @if let Some(colour) = look.colour { w:color w:val=(colour) {} }
            @if is_from_right { w:rtl {} }
        }
    }
}

/// Text with its line ends and tabs as the format's own.
fn lines(text: &str) -> Markup {
    markup! {
        @for (nth, line) in text.split('\n').enumerate() {
            @if nth > 0 { w:br {} }
            @for (nth, piece) in line.split('\t').enumerate() {
                @if nth > 0 { w:tab {} }
                @let piece = piece.trim_end_matches('\r');
                @if !piece.is_empty() { w:t xml:space="preserve" { (piece) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_it_turns() {
        #[track_caller]
        fn check(text: &str, expected: &[(&str, bool)]) {
            assert_eq!(stretches(text), expected);
        }
        check("", &[]);
        check("plain", &[("plain", false)]);
        check("a שלום b", &[("a ", false), ("שלום", true), (" b", false)]);
        check("שלום 12", &[("שלום ", true), ("12", false)]);
        check("a\nb\nשלום", &[("a\nb\n", false), ("שלום", true)]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost(text: String) {
            let whole: String = stretches(&text).into_iter().map(|(piece, _)| piece).collect();
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
