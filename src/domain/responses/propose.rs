//! What the program makes of an export before the officer has said a word: a role for every column, the answers each
//! question offers, and which rows count.
//!
//! It is a proposal. The officer sees it, changes a role or a list of answers, and only then is anything taken in
//! ([`take`](crate::domain::responses::take::take)).
//!
//! Edges: a column that is closed but has more than a fifth of its answers different is proposed with a warning. What
//! cannot be told is text, which loses nothing.

mod column;
mod offered;
mod warn;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::consultation::Leaning;
use crate::domain::problem::Problem;
use crate::domain::responses::export::{Column, Export};
use crate::domain::responses::group;
use crate::domain::responses::layout::{Layout, Recognised, recognise};
use crate::domain::responses::options::{self, options};
use crate::domain::responses::order;
use crate::domain::responses::role::{Personal, Role};
use crate::domain::responses::route::{self, Route};
use crate::domain::responses::rows::{self, Accounting, Fate, Keep};
use crate::domain::responses::scale::Offered;
use crate::domain::responses::split::{Part, Separator, Splitter, discover_weighed};
use crate::domain::responses::title::{Title, titles};
use crate::domain::responses::words::folded;

/// Why a column has a role that the officer gave it.
pub const SAID: &str = "You said so.";

/// One column as it is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What it is called.
    pub title: Title,
    /// What it is.
    pub role: Role,
    /// Why, in a few words.
    pub why: String,
    /// If it is personal, what it tells; kept though the officer takes the column in, so that it is marked on screen.
    pub personal: Option<Personal>,
    /// The answers it offers, in order; empty where it is not closed.
    pub options: Vec<Offered>,
    /// Whether the officer said them; then what is in the file does not change them.
    pub is_options_said: bool,
}

impl Proposed {
    /// Whether the officer gave it its role.
    #[must_use]
    pub fn is_said(&self) -> bool {
        self.why == SAID
    }
}

/// An export with a role for every column and an account of every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What the export was recognised as, or what the officer says it is.
    pub recognised: Recognised,
    /// The columns, in the order of the file.
    pub columns: Vec<Proposed>,
    /// Which questions were asked only of some.
    pub routes: Vec<Route>,
    /// Which doubtful rows are kept.
    pub keep: Keep,
    /// Rows read, kept and set aside.
    pub accounting: Accounting,
    /// What the officer should look at.
    pub problems: Vec<Problem>,
}

impl Proposal {
    /// A proposal for an export, whatever tool it comes from.
    #[must_use]
    pub fn new(export: &Export) -> Self {
        Self::of(export, recognise(export))
    }

    /// A proposal for an export that the officer says is of this layout.
    #[must_use]
    pub fn with_layout(export: &Export, layout: Layout) -> Self {
        let reasons = vec![SAID.to_owned()];
        Self::of(
            export,
            Recognised {
                layout,
                reasons,
                confidence: 100,
            },
        )
    }

    fn of(export: &Export, recognised: Recognised) -> Self {
        let titles = titles(export, recognised.layout);
        let sorts = group::sorts(export, &titles, recognised.layout);
        let columns = column::propose(export, recognised.layout, titles, &sorts);
        let mut proposal = Self {
            recognised,
            columns,
            routes: Vec::new(),
            keep: Keep::default(),
            accounting: Accounting::default(),
            problems: Vec::new(),
        };
        for column in 0..proposal.columns.len() {
            proposal.find_options(export, column);
        }
        proposal.complete_scales();
        let fates = proposal.account(export);
        proposal.routes = route::find(export, &proposal, &fates);
        proposal
    }

    /// Gives a column another role, finds the answers it offers, and counts the rows anew. A column that is not there
    /// changes nothing.
    pub fn set_role(&mut self, export: &Export, column: usize, role: Role) {
        self.set_roles(export, vec![(column, role)]);
    }

    /// Gives several columns other roles at once, so that the rows are counted anew only once.
    pub fn set_roles(&mut self, export: &Export, roles: Vec<(usize, Role)>) {
        let mut touched = Vec::new();
        let mut stems = BTreeSet::new();
        for (column, role) in roles {
            if let Some(held) = self.columns.get_mut(column) {
                // The other rows of a grid that it leaves may offer fewer answers without it.
                stems.extend(held.role.stem().map(str::to_owned));
                held.role = role;
                held.why = SAID.to_owned();
                held.is_options_said = false;
                stems.extend(held.role.stem().map(str::to_owned));
                touched.push(column);
            }
        }
        for column in 0..self.columns.len() {
            let of = self.columns.get(column).and_then(|held| held.role.stem());
            if touched.contains(&column) || of.is_some_and(|stem| stems.contains(stem)) {
                self.find_options(export, column);
            }
        }
        self.complete_scales();
        self.routes
            .retain(|route| !touched.contains(&route.of) && !touched.contains(&route.when));
        self.account(export);
    }

    /// Keeps or sets aside doubtful rows, and counts anew.
    pub fn set_keep(&mut self, export: &Export, keep: Keep) {
        self.keep = keep;
        self.account(export);
    }

    fn account(&mut self, export: &Export) -> Vec<Fate> {
        let fates = rows::fates(export, self);
        self.accounting = rows::accounting(export, &fates);
        self.problems = warn::problems(export, self);
        fates
    }

    /// Finds the answers that a column offers, together with the other rows of its grid.
    fn find_options(&mut self, export: &Export, column: usize) {
        let Some(held) = self.columns.get(column) else {
            return;
        };
        if held.is_options_said {
            return;
        }
        let found = match &held.role {
            Role::MultiColumns { option: own, .. } | Role::Rank { item: own, .. } => {
                vec![Offered::plain(own)]
            }
            Role::MultiCell { separator } => {
                let texts = export
                    .columns
                    .get(column)
                    .map(|held| in_cells(held, *separator));
                let texts = texts.unwrap_or_default();
                let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                options::sort(&mut texts);
                texts.into_iter().map(Offered::plain).collect()
            }
            Role::RankCell { separator } => {
                let items = export.columns.get(column);
                let items = items.map(|held| order::items(held, *separator));
                let items = items.unwrap_or_default();
                items.iter().map(|item| Offered::plain(item)).collect()
            }
            Role::RankPlace { stem, .. } => {
                let columns = self.columns.iter().enumerate().filter(|(_, other)| {
                    matches!(&other.role, Role::RankPlace { stem: of, .. } if of == stem)
                        && other.title.key == held.title.key
                });
                let found = answers(export, columns.map(|(at, _)| at));
                let mut items: Vec<&str> = found.into_iter().map(|(item, _)| item).collect();
                options::sort(&mut items);
                items.into_iter().map(Offered::plain).collect()
            }
            Role::GridRow { stem, .. } => {
                let rows = self.columns.iter().enumerate();
                let of_grid = rows.filter(|(_, other)| {
                    matches!(&other.role, Role::GridRow { stem: of, .. } if of == stem)
                        && other.title.key == held.title.key
                });
                options(&answers(export, of_grid.map(|(at, _)| at)))
            }
            role if role.is_closed() => options(&answers(export, std::iter::once(column))),
            _ => Vec::new(),
        };
        if let Some(held) = self.columns.get_mut(column) {
            held.options = found;
        }
    }

    /// A point that nobody chose is in no cell, but another question with the same scale may have it.
    fn complete_scales(&mut self) {
        let is_scale =
            |held: &&Proposed| held.options.iter().any(|one| one.leaning != Leaning::None);
        let scales: Vec<Vec<Offered>> = self
            .columns
            .iter()
            .filter(is_scale)
            .map(|held| held.options.clone())
            .collect();
        let is_found = |held: &&mut Proposed| is_scale(&&**held) && !held.is_options_said;
        for held in self.columns.iter_mut().filter(is_found) {
            let covers = |wide: &&Vec<Offered>| {
                wide.len() > held.options.len()
                    && held
                        .options
                        .iter()
                        .all(|one| wide.iter().any(|other| other.text == one.text))
            };
            if let Some(wide) = scales.iter().filter(covers).max_by_key(|wide| wide.len()) {
                held.options.clone_from(wide);
            }
        }
    }

    /// The columns with a role, counted from 0.
    pub fn of_role(&self, is: impl Fn(&Role) -> bool) -> impl Iterator<Item = usize> {
        let held = self.columns.iter().enumerate();
        held.filter(move |(_, held)| is(&held.role))
            .map(|(at, _)| at)
    }
}

/// The options behind a column's cells. Where many were each given once beside a few that many gave, those were written in.
fn in_cells(column: &Column, separator: Separator) -> Vec<String> {
    let counts = column.counts();
    let cells: Vec<&str> = column.values.iter().skip(1).map(String::as_str).collect();
    let weights = counts.get(1..).unwrap_or_default();
    let mut found = discover_weighed(&cells, weights, separator, true);
    if found.is_empty() {
        let pieces = cells.iter().flat_map(|cell| separator.pieces(cell));
        found = pieces.map(str::to_owned).collect();
        found.sort();
        found.dedup();
    }
    let mut n_of = vec![0_u64; found.len()];
    let splitter = Splitter::new(found.iter().map(String::as_str), separator);
    for (cell, weight) in cells.iter().zip(weights) {
        for part in splitter.split(cell) {
            if let Part::Known(place) = part
                && let Some(n) = n_of.get_mut(place)
            {
                *n += u64::from(*weight);
            }
        }
    }
    let once = n_of.iter().filter(|n| **n == 1).count();
    let was_written_in = found.len() > 12 && once * 2 > found.len();
    let held = found.iter().zip(&n_of);
    let kept = held.filter(|(_, n)| !was_written_in || **n > 1);
    kept.map(|(text, _)| text.clone()).collect()
}

/// The different answers of some columns taken together, and how many gave each; spellings that differ in capitals and
/// spaces are one answer, written as most wrote it.
fn answers(export: &Export, columns: impl Iterator<Item = usize>) -> Vec<(&str, u32)> {
    let mut n_of: BTreeMap<&str, u32> = BTreeMap::new();
    for column in columns.filter_map(|at| export.columns.get(at)) {
        for (value, n) in column.values.iter().zip(column.counts()).skip(1) {
            *n_of.entry(value).or_default() += n;
        }
    }
    let mut spelt: BTreeMap<String, (&str, u32, u32)> = BTreeMap::new();
    for (value, n) in n_of {
        let held = spelt.entry(folded(value)).or_insert((value, 0, 0));
        if n > held.1 {
            (held.0, held.1) = (value, n);
        }
        held.2 += n;
    }
    spelt
        .into_values()
        .map(|(value, _, n)| (value, n))
        .collect()
}

#[cfg(test)]
mod tests;
