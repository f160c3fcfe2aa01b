//! A file of responses taken out again, with everything that was said of its responses.
//!
//! A response that is gone cannot be set aside, be a copy or have a theme, so what names it goes with it, in one step
//! that undo takes back whole.
//!
//! Edges: copies among several files lose the responses of this one; with fewer than two left they are no copies any
//! more. The questions, answers, channels and groups that came with the file stay: others may have counts.

use crate::domain::batch::Batch;
use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::Cluster;
use crate::domain::id::ResponseId;
use crate::domain::record::Edit;
use crate::domain::responses::entering::{KIND, first};

/// Whether a response came with a batch.
#[must_use]
pub fn came_with(batch: &Batch, response: ResponseId) -> bool {
    let from = first(batch.id);
    let n = i64::try_from(batch.n_figures).unwrap_or(i64::MAX);
    batch.kind == KIND && response.0 >= from && response.0 < from.saturating_add(n)
}

/// What must leave the plan, or change, when a batch leaves: nothing where it is no batch of responses.
#[must_use]
pub fn taken_out_with(book: &Book, batch: &Batch) -> Vec<Command> {
    if batch.kind != KIND {
        return Vec::new();
    }
    let goes = |response: &ResponseId| came_with(batch, *response);
    let codings = book.codings.iter().filter(|held| goes(&held.response));
    let asides = book.asides.iter().filter(|held| goes(&held.response));
    let clusters = book
        .clusters
        .iter()
        .filter(|held| held.members.iter().any(goes));
    let fewer = |held: &Cluster| {
        let stays = held.members.iter().filter(|member| !goes(member));
        let members: Vec<ResponseId> = stays.copied().collect();
        if members.len() < 2 {
            return Edit::remove(held).into();
        }
        let now = Cluster {
            members,
            ..held.clone()
        };
        Edit::change(held, now).into()
    };
    codings
        .map(|held| Edit::remove(held).into())
        .chain(asides.map(|held| Edit::remove(held).into()))
        .chain(clusters.map(fewer))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consultation::{Aside, AsideReason};
    use crate::domain::duplicates::{Counting, Likeness};
    use crate::domain::id::{AsideId, BatchId, ClusterId, ConsultationId};

    fn batch(id: i64, kind: &str) -> Batch {
        Batch {
            id: BatchId(id),
            kind: kind.to_owned(),
            name: "a.csv".into(),
            sha256: String::new(),
            entered: String::new(),
            source: String::new(),
            n_read: 12,
            n_kept: 10,
            n_figures: 10,
            skipped: Vec::new(),
        }
    }

    fn copies(id: i64, members: &[i64]) -> Cluster {
        Cluster {
            id: ClusterId(id),
            consultation: ConsultationId(1),
            kind: Likeness::SameText,
            rule: Counting::Once,
            members: members.iter().copied().map(ResponseId).collect(),
            note: String::new(),
        }
    }

    #[test]
    fn what_names_its_responses_goes_or_shrinks() {
        let mut book = Book::default();
        let aside = |(id, response)| Aside {
            id: AsideId(id),
            response: ResponseId(response),
            reason: AsideReason::Blank,
            note: String::new(),
        };
        let asides: Vec<Aside> = [(1, 100), (2, 109), (3, 110)].map(aside).into();
        book.asides = asides.into();
        book.clusters = vec![
            copies(1, &[100, 101]),
            copies(2, &[99, 105, 200]),
            copies(3, &[98, 105]),
            copies(4, &[200, 201]),
        ]
        .into();
        let commands = taken_out_with(&book, &batch(100, KIND));
        let mut asides = 0;
        let mut left = Vec::new();
        for command in &commands {
            match command {
                Command::Aside(edit) => asides += usize::from(edit.now.is_none()),
                Command::Cluster(edit) => left.push((
                    edit.was.as_ref().map(|held| held.id.0),
                    edit.now.as_ref().map(|held| held.members.len()),
                )),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(asides, 2, "the response after the last is another file's");
        assert_eq!(left, [(Some(1), None), (Some(2), Some(2)), (Some(3), None)]);
        assert_eq!(taken_out_with(&book, &batch(100, "ledger")), []);
    }
}
