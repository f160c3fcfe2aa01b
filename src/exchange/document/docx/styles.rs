//! The styles of a Word file, by the names that Word itself gives them.
//!
//! By name, because Word's navigation, its table of contents and a council's own template look for `heading 1` and
//! `caption`: an officer who pastes the report into the committee's template gets the template's look. Arial is on every
//! council's machine, and is what the accessibility rules for their papers ask for.

use maud::{Markup, html as markup};

use crate::exchange::document::docx::Sizes;
use crate::exchange::document::docx::package::WORD;

/// The part of the file that holds the styles.
pub(super) fn styles(sizes: Sizes) -> Markup {
    let (text, after) = (sizes.text, sizes.after);
    markup! {
        w:styles xmlns:w=(WORD) {
            (defaults(text))
            (paragraph("Normal", "Normal", &markup! {}, &markup! {}))
            (paragraph("BodyText", "Body Text", &spaced(0, after), &markup! {}))
            (paragraph("Title", "Title", &spaced(0, 80), &letters(text * 2, true)))
            (paragraph("Subtitle", "Subtitle", &spaced(0, 160), &letters(text * 14 / 11, false)))
            (paragraph("Standing", "Standing", &spaced(0, 20), &letters(text * 9 / 11, false)))
            @for level in 1..=6 { (heading(level, text)) }
            (paragraph("Caption", "caption", &kept(200, 80), &letters(text, true)))
            (paragraph("TableText", "Table Text", &spaced(30, 30), &letters(sizes.table, false)))
            (paragraph("TableFigure", "Table Figure", &right(), &letters(sizes.table, false)))
            (paragraph("TableHeading", "Table Heading", &kept(60, 30), &letters(sizes.table, true)))
            (paragraph("TableNote", "Table Note", &spaced(40, 0), &letters(sizes.table * 8 / 9, false)))
            (paragraph("ListParagraph", "List Paragraph", &spaced(0, after / 2), &markup! {}))
            (paragraph("Note", "Note", &note(after), &markup! {}))
            (paragraph("Picture", "Picture", &spaced(120, after), &markup! {}))
            (paragraph("Gap", "Gap", &gap(), &letters(4, false)))
            (paragraph("Footer", "footer", &spaced(0, 0), &letters(16, false)))
            (character("Hyperlink", "Hyperlink", &markup! { w:color w:val="12436D" {} w:u w:val="single" {} }))
            (character("Warning", "Warning", &markup! { w:b {} w:bCs {} w:shd w:val="clear" w:color="auto" w:fill="FFE9A8" {} }))
            (table())
        }
    }
}

fn defaults(text: u32) -> Markup {
    markup! {
        w:docDefaults {
            w:rPrDefault {
                w:rPr {
                    w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial" {}
                    w:color w:val="0B0C0C" {}
                    w:sz w:val=(text) {}
                    w:szCs w:val=(text) {}
                    w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA" {}
                }
            }
            w:pPrDefault { w:pPr { w:spacing w:line="264" w:lineRule="auto" {} } }
        }
    }
}

fn paragraph(id: &str, name: &str, properties: &Markup, letters: &Markup) -> Markup {
    let is_default = id == "Normal";
    markup! {
        w:style w:type="paragraph" w:styleId=(id) w:default=[is_default.then_some("1")] {
            w:name w:val=(name) {}
            @if !is_default { w:basedOn w:val="Normal" {} }
            w:qFormat {}
            w:pPr { (properties) }
            w:rPr { (letters) }
        }
    }
}

fn character(id: &str, name: &str, letters: &Markup) -> Markup {
    markup! {
        w:style w:type="character" w:styleId=(id) {
            w:name w:val=(name) {}
            w:rPr { (letters) }
        }
    }
}

/// Level 1 is largest; the outline counts from 0.
fn heading(level: u32, text: u32) -> Markup {
    let size = text * [16, 14, 12, 11, 11, 11][level.clamp(1, 6) as usize - 1] / 11;
    markup! {
        w:style w:type="paragraph" w:styleId={ "Heading" (level) } {
            w:name w:val={ "heading " (level) } {}
            w:basedOn w:val="Normal" {}
            w:next w:val="BodyText" {}
            w:uiPriority w:val="9" {}
            w:qFormat {}
            w:pPr {
                (kept(if level == 1 { 360 } else { 240 }, 100))
                w:outlineLvl w:val=(level - 1) {}
            }
            w:rPr {
                w:b {} w:bCs {}
                @if level > 4 { w:i {} w:iCs {} }
                w:color w:val="12436D" {}
                w:sz w:val=(size) {} w:szCs w:val=(size) {}
            }
        }
    }
}

fn letters(half_points: u32, is_strong: bool) -> Markup {
    markup! {
        @if is_strong { w:b {} w:bCs {} }
        w:sz w:val=(half_points) {} w:szCs w:val=(half_points) {}
    }
}

fn spaced(before: u32, after: u32) -> Markup {
    markup! { w:spacing w:before=(before) w:after=(after) {} }
}

/// Not parted from what follows.
fn kept(before: u32, after: u32) -> Markup {
    markup! { w:keepNext {} w:keepLines {} (spaced(before, after)) }
}

fn right() -> Markup {
    markup! { (spaced(30, 30)) w:jc w:val="right" {} }
}

fn gap() -> Markup {
    markup! { w:spacing w:before="0" w:after="0" w:line="40" w:lineRule="exact" {} }
}

/// A rule at its side and a light ground.
fn note(after: u32) -> Markup {
    markup! {
        w:keepLines {}
        w:pBdr { w:left w:val="single" w:sz="36" w:space="8" w:color="12436D" {} }
        w:shd w:val="clear" w:color="auto" w:fill="F0F3F5" {}
        w:spacing w:before=(after) w:after=(after) {}
        w:ind w:left="240" {}
    }
}

/// Light rules between rows; the head strong, on a light ground, above a dark rule.
fn table() -> Markup {
    markup! {
        w:style w:type="table" w:styleId="PlanTable" {
            w:name w:val="Plan Table" {}
            w:qFormat {}
            w:tblPr {
                w:tblBorders {
                    @for side in ["top", "bottom", "insideH"] {
                        (rule(side, 4, "8A9499"))
                    }
                }
                w:tblCellMar {
                    w:left w:w="80" w:type="dxa" {}
                    w:right w:w="80" w:type="dxa" {}
                }
            }
            w:tblStylePr w:type="firstRow" {
                w:rPr { w:b {} w:bCs {} }
                w:tcPr {
                    w:tcBorders { (rule("bottom", 12, "0B0C0C")) }
                    w:shd w:val="clear" w:color="auto" w:fill="F0F3F5" {}
                }
            }
        }
    }
}

fn rule(side: &str, size: u32, colour: &str) -> Markup {
    markup! {
        @match side {
            "top" => { w:top w:val="single" w:sz=(size) w:space="0" w:color=(colour) {} }
            "bottom" => { w:bottom w:val="single" w:sz=(size) w:space="0" w:color=(colour) {} }
            _ => { w:insideH w:val="single" w:sz=(size) w:space="0" w:color=(colour) {} }
        }
    }
}
