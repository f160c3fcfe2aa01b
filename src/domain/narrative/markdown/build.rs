//! Puts the marks of a text together as blocks.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::domain::document::{Block, Item, Run, Weight, plain};
use crate::domain::live::Reference;
use crate::domain::narrative::markdown::table::Draft;
use crate::domain::narrative::markdown::{Marked, Stretch};

/// How deep lists are followed.
const DEEPEST: usize = 8;
/// What a link may begin with.
const SCHEMES: [&str; 3] = ["https:", "http:", "mailto:"];

/// A list or an item that is not yet at its end.
enum Open {
    List {
        numbered_from: Option<u32>,
        items: Vec<Item>,
    },
    Item(Item),
}

/// The blocks so far.
pub(super) struct Builder<'a> {
    marked: &'a Marked,
    figure: &'a dyn Fn(&Reference) -> Run,
    caption: String,
    /// The level of the heading that the text stands under, and of the last heading in it.
    under: u8,
    last: u8,
    out: Vec<Block>,
    runs: Vec<Run>,
    strong: usize,
    emphasis: usize,
    links: Vec<String>,
    open: Vec<Open>,
    quotes: usize,
    is_code: bool,
    /// Whether the text is the program's own, and not typed by an officer.
    is_page: bool,
    table: Option<Draft>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(
        level: u8,
        caption: &str,
        marked: &'a Marked,
        figure: &'a dyn Fn(&Reference) -> Run,
    ) -> Self {
        Self {
            marked,
            figure,
            caption: caption.to_owned(),
            under: level,
            last: level,
            out: Vec::new(),
            runs: Vec::new(),
            strong: 0,
            emphasis: 0,
            links: Vec::new(),
            open: Vec::new(),
            quotes: 0,
            is_code: false,
            is_page: false,
            table: None,
        }
    }

    /// Reads a page of the guide: its links to other pages are kept, and its code is set apart.
    pub(super) fn of_a_page(mut self) -> Self {
        self.is_page = true;
        self
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.out
    }

    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.is_code => self.lines(&text),
            Event::Text(text) => self.text(&text),
            Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => {
                let typed = self.marked.as_typed(&text);
                self.words(&typed.replace(['\r', '\n'], " "));
            }
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            // The other kinds are not switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => {
                let leads = self.marked.as_typed(&dest_url);
                self.links
                    .push(if self.is_page { leads } else { allowed(&leads) });
            }
            Tag::List(first) => {
                self.flush();
                self.open.push(Open::List {
                    numbered_from: first.map(|first| u32::try_from(first).unwrap_or(1)),
                    items: Vec::new(),
                });
            }
            Tag::Item => self.open.push(Open::Item(Item::default())),
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_code = true;
            }
            Tag::Table(alignments) => {
                self.flush();
                self.table = Some(Draft::new(&alignments));
            }
            Tag::Heading { .. } | Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => drop(self.links.pop()),
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(level) => self.heading(level as u8),
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.is_code = false,
            TagEnd::TableCell => {
                let runs = std::mem::take(&mut self.runs);
                if let Some(table) = &mut self.table {
                    table.cell(&runs);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.out.push(Block::Table(table.done(&self.caption)));
                }
            }
            _ => {}
        }
    }

    /// Words and the figures among them.
    fn text(&mut self, text: &str) {
        let marked = self.marked;
        for stretch in marked.stretches(text) {
            match stretch {
                Stretch::Words(words) => self.words(words),
                Stretch::Figure(reference) => {
                    let run = (self.figure)(reference);
                    self.runs.push(Run {
                        weight: self.weight(),
                        link: self.link(),
                        ..run
                    });
                }
            }
        }
    }

    fn words(&mut self, words: &str) {
        let (weight, link) = (self.weight(), self.link());
        if let Some(last) = self.runs.last_mut()
            && last.source.is_empty()
            && last.warning.is_empty()
            && (last.weight, &last.link) == (weight, &link)
        {
            last.text.push_str(words);
            return;
        }
        self.runs.push(Run {
            text: words.to_owned(),
            weight,
            link,
            ..Run::default()
        });
    }

    /// Code: each line a paragraph.
    fn lines(&mut self, text: &str) {
        let typed = self.marked.as_typed(text);
        if self.is_page {
            let lines = typed.lines().filter(|line| !line.trim().is_empty());
            self.out.extend(lines.map(|line| Block::Note(plain(line))));
            return;
        }
        for line in typed.lines().filter(|line| !line.trim().is_empty()) {
            self.words(line);
            self.flush();
        }
    }

    fn weight(&self) -> Weight {
        if self.strong > 0 {
            Weight::Strong
        } else if self.emphasis > 0 {
            Weight::Emphasis
        } else {
            Weight::Plain
        }
    }

    fn link(&self) -> String {
        self.links.last().cloned().unwrap_or_default()
    }

    /// Puts the words so far where they belong: the item, note or paragraph that they stand in.
    fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        if let Some(item) = self.item() {
            append(&mut item.text, runs);
        } else if self.quotes > 0 {
            self.out.push(Block::Note(runs));
        } else {
            self.out.push(Block::Text(runs));
        }
    }

    /// The innermost item.
    fn item(&mut self) -> Option<&mut Item> {
        self.open.iter_mut().rev().find_map(|open| match open {
            Open::Item(item) => Some(item),
            Open::List { .. } => None,
        })
    }

    fn heading(&mut self, level: u8) {
        if self.item().is_some() || self.quotes > 0 {
            for run in &mut self.runs {
                run.weight = Weight::Strong;
            }
            self.flush();
            return;
        }
        let runs = std::mem::take(&mut self.runs);
        let text: String = runs.iter().map(|run| run.text.as_str()).collect();
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let wanted = self.under.saturating_add(level);
        let level = wanted.min(self.last.saturating_add(1)).clamp(1, 6);
        self.last = level;
        self.caption = text.to_owned();
        self.out.push(Block::Heading {
            level,
            text: text.to_owned(),
        });
        // A figure that has changed since is said under the heading, which has no room for it.
        let warned = runs.into_iter().filter(|run| !run.warning.is_empty());
        for run in warned {
            self.out.push(Block::Note(vec![run]));
        }
    }

    fn end_item(&mut self) {
        self.flush();
        let Some(Open::Item(item)) = self.open.pop() else {
            return;
        };
        if let Some(Open::List { items, .. }) = self.open.last_mut() {
            items.push(item);
        }
    }

    fn end_list(&mut self) {
        self.flush();
        let Some(Open::List {
            numbered_from,
            items,
        }) = self.open.pop()
        else {
            return;
        };
        let depth = self.open.len() / 2;
        match self.open.last_mut() {
            Some(Open::Item(above)) if depth < DEEPEST => {
                if above.items.is_empty() {
                    above.numbered_from = numbered_from;
                }
                above.items.extend(items);
            }
            Some(Open::Item(above)) => {
                for item in items {
                    append(&mut above.text, item.text);
                    above.items.extend(item.items);
                }
            }
            _ if items.is_empty() => {}
            _ => self.out.push(Block::List {
                numbered_from,
                items,
            }),
        }
    }
}

/// Words after other words, apart by a space.
fn append(words: &mut Vec<Run>, more: Vec<Run>) {
    if !words.is_empty() && !more.is_empty() {
        words.push(Run::new(" "));
    }
    words.extend(more);
}

/// Where a link leads, or nowhere.
fn allowed(leads: &str) -> String {
    let begins = leads.trim().to_lowercase();
    if SCHEMES.iter().any(|scheme| begins.starts_with(scheme)) {
        leads.trim().to_owned()
    } else {
        String::new()
    }
}
