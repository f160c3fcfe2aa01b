//! A page of the guide as a web page, for a reader without the program.
//!
//! The same style as a report's page. Its pictures lie in a folder beside it.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use crate::domain::document::{Block, Document};
use crate::domain::guide::{Page, Part, Topic};
use crate::exchange::document::html::{block_of, contents, style};

/// The guide's own additions to the style of a report.
const STYLE: &str = "img{max-width:100%;height:auto;border:1px solid #b1b4b6;border-radius:6px}\
nav.pages a{margin-right:1em}";

/// A page, with the list of all pages above it.
#[must_use]
pub fn guide(topic: Topic, page: &Page) -> String {
    let name = format!("{} – Golden Thread", page.title);
    let outline = outline(page);
    let html = markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (name) }
                style { (PreEscaped(style::of(&outline))) (PreEscaped(STYLE)) }
            }
            body {
                header {
                    nav.pages aria-label="Pages of the guide" {
                        @for held in Topic::ALL {
                            a href={ (held.stem()) ".html" } aria-current=[(held == topic).then_some("page")] {
                                (held.name())
                            }
                        }
                    }
                    h1 { (page.title) }
                }
                (contents::contents(&outline))
                main { (parts(page)) }
            }
        }
    };
    html.into_string()
}

/// The page's headings, for the list at its front.
fn outline(page: &Page) -> Document {
    let blocks = page.parts.iter().filter_map(|part| match part {
        Part::Block(held @ Block::Heading { .. }) => Some(held.clone()),
        _ => None,
    });
    Document {
        title: page.title.clone(),
        blocks: blocks.collect(),
        ..Document::default()
    }
}

fn parts(page: &Page) -> Markup {
    let mut n_headings = 0;
    markup! {
        @for part in &page.parts {
            @match part {
                Part::Block(Block::Heading { level, text }) => {
                    (contents::heading(*level, text, { n_headings += 1; n_headings }))
                }
                Part::Block(block) => { (block_of(block)) }
                Part::Picture { name, words } => {
                    figure { img src={ "pictures/" (name) ".png" } alt=(words); }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_pictures_lead_to_the_files_beside_it() {
        let page =
            Page::read("# Money\n\nSee [start](start.md).\n\n![A <grid>](pictures/grant.png)\n");
        let html = guide(Topic::Finance, &page);
        for wanted in [
            "<a href=\"start.html\">start</a>",
            "<img src=\"pictures/grant.png\" alt=\"A &lt;grid&gt;\">",
            "<a href=\"finance.html\" aria-current=\"page\">",
            "<h1>Money</h1>",
        ] {
            assert!(html.contains(wanted), "{wanted} is not in {html}");
        }
    }
}
