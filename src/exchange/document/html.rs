//! A report as one web page: its style and its drawings are inside, it fetches nothing and runs nothing.
//!
//! So it can be mailed, put on a council's site or kept for ten years. Headings, tables and notes are the web's own, for
//! screen readers; on paper it prints with the file's name and page numbers at the foot.
//!
//! Edges: every text is escaped by the template (`maud`), never by hand, and its direction is found from its letters, so
//! that Arabic or Hebrew reads from the right. The page's own policy forbids scripts and anything from outside, should a
//! text ever get past. The title is the page's one first heading; the document's level 1 is the page's level 2.

mod contents;
mod guide;
mod prose;
mod style;
mod table;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::domain::document::{Block, Document, Manner, Picture};
use crate::exchange::document::words;
use crate::exchange::svg::svg;

pub use guide::guide;

/// What the browser may load: the style inside, pictures inside, nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The document as a web page in one file.
#[must_use]
pub fn html(document: &Document) -> String {
    let page = markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="description" content=(document.kind);
                title { (document.title) }
                style { (PreEscaped(style::of(document))) }
            }
            body class=[(document.manner == Manner::Large).then_some("large")] {
                header { (front(document)) }
                (contents::contents(document))
                main { (blocks(document)) }
                footer dir="auto" { (words::foot(document)) }
            }
        }
    };
    words::clean(&page.into_string()).into_owned()
}

/// Title, subtitle, and whose figures these are.
fn front(document: &Document) -> Markup {
    markup! {
        h1 dir="auto" { (document.title) }
        @if !document.subtitle.trim().is_empty() {
            p.subtitle dir="auto" { (document.subtitle) }
        }
        dl {
            @for (name, value) in words::standing(document) {
                div { dt { (name) } dd dir="auto" { (value) } }
            }
        }
    }
}

fn blocks(document: &Document) -> Markup {
    let mut n_headings = 0;
    markup! {
        @for block in &document.blocks {
            @if let Block::Heading { level, text } = block {
                (contents::heading(*level, text, { n_headings += 1; n_headings }))
            } @else {
                (block_of(block))
            }
        }
    }
}

fn block_of(block: &Block) -> Markup {
    match block {
        Block::Heading { level, text } => contents::heading(*level, text, 0),
        Block::Text(runs) => markup! { p dir="auto" { (prose::runs(runs)) } },
        Block::List {
            numbered_from,
            items,
        } => prose::list(*numbered_from, items),
        Block::Note(runs) => markup! { aside role="note" dir="auto" { (prose::runs(runs)) } },
        Block::Table(held) => table::table(held),
        Block::Picture(held) => picture(held),
        Block::SignOff(names) => sign_off(names),
        Block::NewPage => markup! { div.new-page {} },
    }
}

/// The drawing, which carries its title and its words inside, and its figures behind one click.
fn picture(picture: &Picture) -> Markup {
    markup! {
        figure {
            (PreEscaped(svg(&picture.chart, picture.size)))
            details {
                summary { "The figures of this chart" }
                (table::table(&words::figures(picture)))
            }
        }
    }
}

fn sign_off(names: &[String]) -> Markup {
    markup! {
        table.sign-off {
            caption { "Signed" }
            thead { tr { th scope="col" { "Name" } th scope="col" { "Signature" } th scope="col" { "Date" } } }
            tbody {
                @for name in names {
                    tr { th scope="row" dir="auto" { (name) } td {} td {} }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
