//! Which responses are the same: one person's sent twice, or one letter that many people signed.
//!
//! Both move a result. A form sent twice is one opinion; a campaign's letter is as many opinions as people who sent it,
//! but no report should let it pass for as many separate thoughts. So likenesses are found and shown, nothing is
//! deleted, and the officer records a rule ([`Counting`]) by which clusters are counted.
//!
//! How: texts are compared by their words, whatever the case, marks and blanks. Two long texts are near when at least
//! [`NEAR`] of the runs of three words that either has are in both. To find them without comparing all with all, each
//! text is reduced to a sketch of 64 numbers, alike for texts alike (Broder 1997, "On the resemblance and containment of
//! documents"; one permutation as in Li, Owen & Zhang 2012), and only texts that share a stretch of the sketch are
//! compared, in full. The first text of a kind leads its cluster; every member is near its lead.
//!
//! Edges: "no comment" is what anybody may write, so a text of fewer than [`FEW_WORDS`] words makes a cluster only with
//! all the other answers the same. Ticks without a word make none: many people tick alike. A text at the very edge of
//! [`NEAR`] may be missed (one in some thousands). The first in the list leads, so the order of the list matters, and
//! the same list always gives the same clusters.

mod sketch;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::duplicates::sketch::{Leads, Shingles};

/// Of a thousand runs of three words in either of two texts, how many must be in both for the texts to be near.
pub const NEAR: u16 = 800;

/// A text of fewer words may be two people's own.
pub const FEW_WORDS: usize = 8;

/// One response, as far as likeness goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<Id> {
    /// Whose it is.
    pub id: Id,
    /// The answers to closed questions, in the order of the questions; blank where not answered.
    pub answers: Vec<String>,
    /// What was written in their own words, all comments joined.
    pub text: String,
}

/// What makes a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// Every answer and the text the same: perhaps one person, twice.
    Exact,
    /// The same text, with other answers: a standard letter.
    SameText,
    /// Texts near each other: a letter that people varied.
    NearText,
}

impl Likeness {
    /// Every likeness, the closest first.
    pub const ALL: [Self; 3] = [Self::Exact, Self::SameText, Self::NearText];

    /// The words on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "same response",
            Self::SameText => "same text",
            Self::NearText => "nearly the same text",
        }
    }
}

/// A response in a cluster, held against the cluster's lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<Id> {
    /// Whose it is.
    pub id: Id,
    /// Runs of three words in both texts, in a thousand of those in either: 1000 where the texts have the same words.
    pub similarity: u16,
    /// How it is like the lead.
    pub likeness: Likeness,
}

/// Responses that are the same, or nearly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster<Id> {
    /// The first of them in the list.
    pub lead: Id,
    /// The others, in the order of the list.
    pub members: Vec<Member<Id>>,
    /// The loosest likeness among them.
    pub likeness: Likeness,
}

impl<Id> Cluster<Id> {
    /// How many responses there are in it.
    #[must_use]
    pub fn size(&self) -> usize {
        self.members.len() + 1
    }

    /// The least similarity of a member to the lead, in thousandths.
    #[must_use]
    pub fn similarity(&self) -> u16 {
        self.members
            .iter()
            .map(|member| member.similarity)
            .min()
            .unwrap_or(1000)
    }
}

/// How the responses of a cluster are counted; recorded with who decided it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Each by itself: everybody who signed is a person with an opinion.
    #[default]
    Each,
    /// The cluster once, by its lead.
    Once,
    /// Not among the rest, but beside them.
    Apart,
}

impl Counting {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Each, Self::Once, Self::Apart];

    /// The word on screen and in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Once => "once",
            Self::Apart => "apart",
        }
    }

    /// The rule of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.word() == word)
    }
}

/// Who is counted under a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<Id> {
    /// Counted in the results, in the order of the list.
    pub counted: Vec<Id>,
    /// Counted beside them, cluster by cluster.
    pub apart: Vec<Vec<Id>>,
    /// Not counted, since their cluster's lead is.
    pub left_out: Vec<Id>,
}

/// A text and, where it is short, the answers with it.
type SameAs<'a> = (&'a str, Option<&'a [String]>);

/// The clusters of a list of responses, in the order of their leads. A response is in one cluster at most.
pub fn clusters<Id: Copy>(responses: &[Response<Id>]) -> Vec<Cluster<Id>> {
    let normal: Vec<String> = responses
        .iter()
        .map(|held| normalised(&held.text))
        .collect();
    let mut groups: BTreeMap<usize, Vec<(usize, u16)>> = BTreeMap::new();
    let mut leads = Leads::default();
    // The same text again needs no sketch; of short texts the answers count as well.
    let mut first: HashMap<SameAs, (usize, u16)> = HashMap::new();
    for (at, response) in responses.iter().enumerate() {
        let text = normal[at].as_str();
        if text.is_empty() {
            continue;
        }
        let short = text.split(' ').take(FEW_WORDS).count() < FEW_WORDS;
        let key = (text, short.then_some(response.answers.as_slice()));
        if let Some((lead, similarity)) = first.get(&key) {
            groups.entry(*lead).or_default().push((at, *similarity));
            continue;
        }
        let found = if short {
            None
        } else {
            leads.nearest_or_join(at, Shingles::of(text), NEAR)
        };
        if let Some((lead, similarity)) = found {
            groups.entry(lead).or_default().push((at, similarity));
        }
        first.insert(key, found.unwrap_or((at, 1000)));
    }
    groups
        .into_iter()
        .map(|(lead, members)| cluster(responses, &normal, lead, &members))
        .collect()
}

fn cluster<Id: Copy>(
    responses: &[Response<Id>],
    normal: &[String],
    lead: usize,
    members: &[(usize, u16)],
) -> Cluster<Id> {
    let members: Vec<Member<Id>> = members
        .iter()
        .map(|(at, similarity)| Member {
            id: responses[*at].id,
            similarity: *similarity,
            likeness: if normal[*at] != normal[lead] {
                Likeness::NearText
            } else if responses[*at].answers != responses[lead].answers {
                Likeness::SameText
            } else {
                Likeness::Exact
            },
        })
        .collect();
    Cluster {
        lead: responses[lead].id,
        likeness: members
            .iter()
            .map(|member| member.likeness)
            .max()
            .unwrap_or(Likeness::Exact),
        members,
    }
}

/// Who is counted when clusters are counted by a rule: of all responses, in their order.
pub fn counted<Id: Copy + Ord>(
    all: &[Id],
    clusters: &[Cluster<Id>],
    rule: Counting,
) -> Counted<Id> {
    let members = |cluster: &Cluster<Id>| {
        cluster
            .members
            .iter()
            .map(|member| member.id)
            .collect::<Vec<Id>>()
    };
    let (mut apart, mut left_out) = (Vec::new(), Vec::new());
    match rule {
        Counting::Each => {}
        Counting::Once => left_out = clusters.iter().flat_map(members).collect(),
        Counting::Apart => {
            let whole = |cluster: &Cluster<Id>| [vec![cluster.lead], members(cluster)].concat();
            apart = clusters.iter().map(whole).collect();
        }
    }
    let not: BTreeSet<Id> = left_out
        .iter()
        .chain(apart.iter().flatten())
        .copied()
        .collect();
    Counted {
        counted: all.iter().filter(|id| !not.contains(id)).copied().collect(),
        apart,
        left_out,
    }
}

/// The words of a text in small letters, one blank between each two, without any marks.
#[must_use]
pub fn normalised(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) && !normal.is_empty() {
                normal.push(' ');
            }
            normal.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '’') {
            // "don’t" and "dont" are one word.
            gap = true;
        }
    }
    normal
}
