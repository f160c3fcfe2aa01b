//! The user guide: one page for each team, in plain words, with pictures of the program.
//!
//! The pages are Markdown files in `docs/guide`, so that they read well where the sources are kept. The window and the
//! web pages are made from the same text: a page is read once, as the parts of a document with pictures between them.
//!
//! Edges: a picture stands on a line of its own, `![what it shows](pictures/name.png)`; headings are of one level below
//! the title, so that each is a task that can be found.

use crate::domain::document::{Block, Item, Run};
use crate::domain::narrative::markdown;

/// A page of the guide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Files, rooms, undo, backups, copies.
    #[default]
    Start,
    /// Grants and what they pay for.
    Finance,
    /// Indicators and whom they are compared with.
    Performance,
    /// What people were asked, and what they said.
    Consultation,
    /// Objectives, text, actions, risks, documents.
    Plan,
    /// Every key.
    Keys,
}

impl Topic {
    /// Every page, in the order of the list.
    pub const ALL: [Self; 6] = [
        Self::Start,
        Self::Finance,
        Self::Performance,
        Self::Consultation,
        Self::Plan,
        Self::Keys,
    ];

    /// The page's name in the list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "Getting started",
            Self::Finance => "Finance team",
            Self::Performance => "Performance team",
            Self::Consultation => "Consultation team",
            Self::Plan => "Policy team",
            Self::Keys => "Keys",
        }
    }

    /// The name of its file, without the ending.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Finance => "finance",
            Self::Performance => "performance",
            Self::Consultation => "consultation",
            Self::Plan => "plan",
            Self::Keys => "keys",
        }
    }

    /// The page that a link on another page leads to: `finance.md`.
    #[must_use]
    pub fn of_link(link: &str) -> Option<Self> {
        let stem = link.strip_suffix(".md")?;
        Self::ALL.into_iter().find(|topic| topic.stem() == stem)
    }
}

/// A page, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// What it says, in reading order.
    pub parts: Vec<Part>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "a page has a few dozen parts, read once"
)]
pub enum Part {
    /// A heading, a paragraph, a list, a table, a line of code.
    Block(Block),
    /// A picture of the program.
    Picture {
        /// Its name, without folder and ending: `grant`.
        name: String,
        /// What it shows, for who cannot see it.
        words: String,
    },
}

impl Page {
    /// Reads a page's Markdown.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut page = Self::default();
        let mut words = String::new();
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("# ") {
                page.title = title.trim().to_owned();
            } else if let Some((says, name)) = picture(line) {
                page.take(&mut words);
                page.parts.push(Part::Picture {
                    name: name.to_owned(),
                    words: says.to_owned(),
                });
            } else {
                words.push_str(line);
                words.push('\n');
            }
        }
        page.take(&mut words);
        page
    }

    /// The names of its pictures, in order.
    pub fn pictures(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Picture { name, .. } => Some(name.as_str()),
            Part::Block(_) => None,
        })
    }

    /// Every run of words in paragraphs, notes and lists, in order.
    #[must_use]
    pub fn runs(&self) -> Vec<&Run> {
        let mut found = Vec::new();
        for part in &self.parts {
            match part {
                Part::Block(Block::Text(runs) | Block::Note(runs)) => found.extend(runs),
                Part::Block(Block::List { items, .. }) => of_items(items, &mut found),
                _ => {}
            }
        }
        found
    }

    fn take(&mut self, words: &mut String) {
        let blocks = markdown::page(&std::mem::take(words));
        self.parts.extend(blocks.into_iter().map(|mut block| {
            if let Block::Heading { level, .. } = &mut block {
                *level = 1;
            }
            Part::Block(block)
        }));
    }
}

fn of_items<'a>(items: &'a [Item], found: &mut Vec<&'a Run>) {
    for item in items {
        found.extend(&item.text);
        of_items(&item.items, found);
    }
}

/// What a line that is a picture says and names.
fn picture(line: &str) -> Option<(&str, &str)> {
    let held = line.trim().strip_prefix("![")?.strip_suffix(".png)")?;
    held.split_once("](pictures/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Weight;

    #[test]
    fn a_page_is_a_title_and_parts_with_pictures_between_them() {
        let page = Page::read(
            "# Finance\n\nPress **Allocate**, or see [start](start.md).\n\n![The grid](pictures/grant.png)\n\n## Share\n\n```\ngolden-thread check a\n```\n\n## Close\n",
        );
        assert_eq!(page.title, "Finance");
        assert_eq!(page.pictures().collect::<Vec<_>>(), ["grant"]);
        let runs = page.runs();
        assert!(
            runs.iter()
                .any(|run| run.text == "Allocate" && run.weight == Weight::Strong)
        );
        assert!(runs.iter().any(|run| run.link == "start.md"));
        assert!(matches!(
            &page.parts[2..],
            [
                Part::Block(Block::Heading { level: 1, .. }),
                Part::Block(Block::Note(code)),
                Part::Block(Block::Heading { level: 1, .. }),
            ] if code[0].text == "golden-thread check a"
        ));
    }

    #[test]
    fn a_link_leads_to_a_page_or_nowhere() {
        #[track_caller]
        fn check(link: &str, want: Option<Topic>) {
            assert_eq!(Topic::of_link(link), want, "{link}");
        }
        check("finance.md", Some(Topic::Finance));
        check("keys.md", Some(Topic::Keys));
        check("finance", None);
        check("https://example.org/finance.md", None);
    }
}
