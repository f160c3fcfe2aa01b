//! The tree of what is what: this line is a heading, that cell heads a column.
//!
//! A page only knows ink. The tree is what a screen reader follows: it is built while the document is set, in reading
//! order, with a mark for each stretch of ink that belongs somewhere; drawing the page gives each mark its number.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{
    Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree,
};

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(usize);

/// A stretch of ink that belongs to a place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(usize);

enum Child {
    Node(Node),
    Mark(Mark),
}

struct Place {
    kind: Option<TagKind>,
    children: Vec<Child>,
}

/// The tree while it grows.
pub struct Tags {
    places: Vec<Place>,
    /// For each mark what the pages gave it: text, then the link over it.
    found: Vec<Vec<Identifier>>,
}

impl Tags {
    pub fn new() -> Self {
        let root = Place {
            kind: None,
            children: Vec::new(),
        };
        Self {
            places: vec![root],
            found: Vec::new(),
        }
    }

    /// The document itself.
    pub fn root(&self) -> Node {
        Node(0)
    }

    /// A new place, last in `parent`.
    pub fn open(&mut self, parent: Node, kind: impl Into<TagKind>) -> Node {
        let node = Node(self.places.len());
        self.places.push(Place {
            kind: Some(kind.into()),
            children: Vec::new(),
        });
        self.places[parent.0].children.push(Child::Node(node));
        node
    }

    /// A new stretch of ink, last in `node`.
    pub fn mark(&mut self, node: Node) -> Mark {
        let mark = Mark(self.found.len());
        self.found.push(Vec::new());
        self.places[node.0].children.push(Child::Mark(mark));
        mark
    }

    /// The page has drawn `mark`, or laid a link over it.
    pub fn found(&mut self, mark: Mark, identifier: Identifier) {
        self.found[mark.0].push(identifier);
    }

    /// The finished tree.
    pub fn tree(mut self) -> TagTree {
        let mut tree = TagTree::new();
        for child in std::mem::take(&mut self.places[0].children) {
            match child {
                Child::Node(node) => tree.push(self.group(node)),
                Child::Mark(mark) => self.found[mark.0].drain(..).for_each(|id| tree.push(id)),
            }
        }
        tree
    }

    /// The deepest nesting is that of lists, which [`super::block`] bounds.
    fn group(&mut self, node: Node) -> TagGroup {
        let place = &mut self.places[node.0];
        let children = std::mem::take(&mut place.children);
        let mut group = TagGroup::new(place.kind.take().unwrap_or_else(|| Tag::P.into()));
        for child in children {
            match child {
                Child::Node(node) => group.push(self.group(node)),
                Child::Mark(mark) => self.found[mark.0].drain(..).for_each(|id| group.push(id)),
            }
        }
        group
    }
}

/// A heading; levels beyond 6 as the sixth, for older readers know no deeper.
pub fn heading(level: u8, text: &str) -> TagKind {
    let level = NonZeroU16::new(u16::from(level.clamp(1, 6))).unwrap_or(NonZeroU16::MIN);
    let title = if text.trim().is_empty() { "–" } else { text };
    Tag::Hn(level, Some(title.to_owned())).into()
}

/// A list.
pub fn list(is_numbered: bool) -> TagKind {
    Tag::L(if is_numbered {
        ListNumbering::Decimal
    } else {
        ListNumbering::Disc
    })
    .into()
}

/// A drawing and the words for it.
pub fn figure(alt: &str) -> TagKind {
    let alt = if alt.trim().is_empty() {
        "drawing"
    } else {
        alt
    };
    Tag::Figure(Some(alt.to_owned())).into()
}

/// A cell that heads its column.
pub fn column_head() -> TagKind {
    Tag::TH(TableHeaderScope::Column).into()
}

/// A cell that heads its row.
pub fn row_head() -> TagKind {
    Tag::TH(TableHeaderScope::Row).into()
}

/// A cell that heads the rows under it, across the whole table.
pub fn rows_head(columns: usize) -> TagKind {
    let span = u32::try_from(columns).ok().and_then(NonZeroU32::new);
    Tag::TH(TableHeaderScope::Both)
        .with_col_span(span.filter(|span| span.get() > 1))
        .into()
}
