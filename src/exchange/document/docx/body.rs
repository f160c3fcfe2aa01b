//! The body of a Word file: each part of the document in order, upright pages and lying ones.
//!
//! A section of the format says at its end how its pages lie. So a table too wide for an upright page ends the section
//! before it, and the first part that is not so wide ends its own; headings right before it come with it.

use maud::{Markup, PreEscaped, html as markup};

use crate::domain::document::{Block, Document, Table};
use crate::exchange::document::docx::{Parts, Sizes, list, picture, prose, table};
use crate::exchange::document::{DocumentError, words};

/// More columns than these do not fit an upright page.
const UPRIGHT_COLUMNS: usize = 9;

/// How a page lies; widths in twentieths of a point.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lie {
    Upright,
    Across,
}

/// The margin on each side: 2 cm.
const MARGIN: u32 = 1134;

impl Lie {
    /// Width and height of A4.
    fn sides(self) -> [u32; 2] {
        match self {
            Self::Upright => [11_906, 16_838],
            Self::Across => [16_838, 11_906],
        }
    }

    /// What is left between the margins.
    pub(super) fn text_width(self) -> u32 {
        self.sides()[0] - 2 * MARGIN
    }
}

/// All that stands between the start and the end of the body.
pub(super) fn body(
    document: &Document,
    fonts: &[&[u8]],
    parts: &mut Parts,
) -> Result<Markup, DocumentError> {
    let sizes = Sizes::of(document.manner);
    let mut out = front(document, parts).into_string();
    let mut lie = Lie::Upright;
    for (at, block) in document.blocks.iter().enumerate() {
        let rest = &document.blocks[at..];
        let wanted = lie_of(rest);
        if wanted != lie && *block != Block::NewPage {
            out.push_str(&section_end(lie).into_string());
            lie = wanted;
        }
        let next = rest.get(1..).map_or(lie, lie_of);
        let written = match block {
            // The next section begins on a new page by itself.
            Block::NewPage if next != lie => markup! {},
            Block::Picture(held) => picture::picture(held, fonts, parts)?,
            _ => simple(block, lie, sizes, parts),
        };
        out.push_str(&written.into_string());
    }
    out.push_str(&section(lie).into_string());
    Ok(PreEscaped(out))
}

/// How the page of the first of these parts lies: a heading's as that of what it heads.
fn lie_of(blocks: &[Block]) -> Lie {
    let first = blocks
        .iter()
        .find(|block| !matches!(block, Block::Heading { .. }));
    match first {
        Some(Block::Table(table)) if is_wide(table) => Lie::Across,
        _ => Lie::Upright,
    }
}

fn is_wide(table: &Table) -> bool {
    table.columns.len() > UPRIGHT_COLUMNS
}

fn simple(block: &Block, lie: Lie, sizes: Sizes, parts: &mut Parts) -> Markup {
    match block {
        Block::Heading { level, text } => {
            prose::line(text, &format!("Heading{}", (*level).clamp(1, 6)))
        }
        Block::Text(runs) => prose::paragraph(runs, "BodyText", parts),
        Block::Note(runs) => prose::paragraph(runs, "Note", parts),
        Block::List {
            numbered_from,
            items,
        } => list::list(*numbered_from, items, parts),
        Block::Table(held) => table::table(held, lie.text_width(), sizes),
        Block::SignOff(names) => table::sign_off(names, lie.text_width()),
        Block::NewPage => markup! {
            w:p { w:pPr { w:pStyle w:val="Gap" {} } w:r { w:br w:type="page" {} } }
        },
        Block::Picture(_) => markup! {},
    }
}

/// Title, subtitle, and whose figures these are.
fn front(document: &Document, parts: &mut Parts) -> Markup {
    markup! {
        (prose::line(&document.title, "Title"))
        @if !document.subtitle.trim().is_empty() {
            (prose::line(&document.subtitle, "Subtitle"))
        }
        @for (name, value) in words::standing(document) {
            (prose::paragraph(&prose::named(name, &value), "Standing", parts))
        }
    }
}

/// An empty line too small to see, whose mark ends a section.
fn section_end(lie: Lie) -> Markup {
    markup! {
        w:p { w:pPr { w:pStyle w:val="Gap" {} (section(lie)) } }
    }
}

/// How the pages of the section that ends here lie, and what is at their foot.
fn section(lie: Lie) -> Markup {
    let [width, height] = lie.sides();
    let orient = (lie == Lie::Across).then_some("landscape");
    markup! {
        w:sectPr {
            w:footerReference w:type="default" r:id="foot" {}
            w:pgSz w:w=(width) w:h=(height) w:orient=[orient] {}
            w:pgMar w:top=(MARGIN) w:right=(MARGIN) w:bottom=(MARGIN) w:left=(MARGIN)
                w:header="567" w:footer="567" w:gutter="0" {}
        }
    }
}
