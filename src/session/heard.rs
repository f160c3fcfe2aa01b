//! Individual responses in memory, and what they come to.
//!
//! A file of responses is read once and kept until one comes or goes; they are counted again only when it matters: a
//! response is set aside, copies count by another rule, a question changes its kind.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crate::domain::book::{Book, Shelf};
use crate::domain::consultation::heard::{Heard, heard};
use crate::domain::consultation::sheet::{Shape, Sheet};
use crate::domain::consultation::{Aside, Cluster, PaperForm, paper};
use crate::domain::id::{BatchId, ConsultationId, QuestionId};
use crate::session::Session;
use crate::store::error::StoreError;
use crate::store::{Comment, Store};

/// The responses of every consultation that has any.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    held: HashMap<ConsultationId, Kept>,
    asides: Shelf<Aside>,
    clusters: Shelf<Cluster>,
    forms: Shelf<PaperForm>,
}

/// What a consultation's responses depend on, and the responses.
#[derive(Debug)]
struct Kept {
    batches: Vec<BatchId>,
    shapes: HashMap<QuestionId, Shape>,
    /// The responses of the files alone: keying a paper form reads none of them again.
    filed: Arc<Sheet>,
    /// These and the paper forms.
    sheet: Arc<Sheet>,
    heard: Option<Heard>,
}

impl Sheets {
    /// Brings the counts in the book up to date with the file.
    pub(super) fn hear(&mut self, store: &Store, book: &mut Book) -> Result<(), StoreError> {
        let mut batches: HashMap<ConsultationId, Vec<BatchId>> = HashMap::new();
        for (consultation, batch) in store.response_batches()? {
            batches.entry(consultation).or_default().push(batch);
        }
        for form in &book.forms {
            batches.entry(form.consultation).or_default();
        }
        self.held
            .retain(|consultation, _| batches.contains_key(consultation));
        book.heard
            .retain(|consultation, _| batches.contains_key(consultation));
        if self.asides != book.asides || self.clusters != book.clusters {
            self.asides = book.asides.clone();
            self.clusters = book.clusters.clone();
            for kept in self.held.values_mut() {
                kept.heard = None;
            }
        }
        for (consultation, batches) in batches {
            let shapes = shapes(book, consultation);
            let is_read = |held: &Kept| held.batches == batches && held.shapes == shapes;
            if !self.held.get(&consultation).is_some_and(is_read) {
                let filed = Arc::new(sheet(store, &batches, &shapes)?);
                let kept = Kept {
                    sheet: with_forms(book, consultation, &filed),
                    batches,
                    shapes,
                    filed,
                    heard: None,
                };
                self.held.insert(consultation, kept);
            } else if differ(&self.forms, &book.forms, consultation)
                && let Some(kept) = self.held.get_mut(&consultation)
            {
                kept.sheet = with_forms(book, consultation, &kept.filed);
                kept.heard = None;
            }
            let Some(kept) = self.held.get_mut(&consultation) else {
                continue;
            };
            if kept.heard.is_none() || !book.heard.contains_key(&consultation) {
                let counted = kept
                    .heard
                    .take()
                    .unwrap_or_else(|| heard(book, &kept.sheet, None));
                book.heard.insert(consultation, counted.clone());
                kept.heard = Some(counted);
            }
        }
        // Only now: where a file could not be read, the next time finds the same change again.
        if self.forms != book.forms {
            self.forms = book.forms.clone();
        }
        Ok(())
    }
}

/// Whether the paper forms of a consultation are other ones.
fn differ(was: &Shelf<PaperForm>, now: &Shelf<PaperForm>, consultation: ConsultationId) -> bool {
    let is_of = |held: &&PaperForm| held.consultation == consultation;
    !was.iter().filter(is_of).eq(now.iter().filter(is_of))
}

/// The responses of the files and, after them, the paper forms.
fn with_forms(book: &Book, consultation: ConsultationId, filed: &Arc<Sheet>) -> Arc<Sheet> {
    let Some(keyed) = paper::sheet(book, consultation) else {
        return Arc::clone(filed);
    };
    let mut all = Sheet::clone(filed);
    all.append(&keyed);
    Arc::new(all)
}

fn shapes(book: &Book, consultation: ConsultationId) -> HashMap<QuestionId, Shape> {
    let asked = book
        .questions
        .iter()
        .filter(|held| held.consultation == consultation);
    asked.map(|held| (held.id, Shape::of(held.kind))).collect()
}

fn sheet(
    store: &Store,
    batches: &[BatchId],
    shapes: &HashMap<QuestionId, Shape>,
) -> Result<Sheet, StoreError> {
    let mut all = Sheet::default();
    for batch in batches {
        let one = store.sheet(*batch, |question| shapes.get(&question).copied())?;
        if all.people.is_empty() {
            all = one;
        } else {
            all.append(&one);
        }
    }
    Ok(all)
}

/// The comments of the files that answer a question, read on a connection of its own: what a thread does. Those on paper
/// are [`Session::keyed_comments`].
///
/// # Errors
/// When the file cannot be read.
pub fn comments_of(plan: &Path, question: QuestionId) -> Result<Vec<Comment>, StoreError> {
    Store::open_again(plan)?.comments(question)
}

impl Session {
    /// The individual responses of a consultation; none where it has none.
    #[must_use]
    pub fn sheet(&self, consultation: ConsultationId) -> Option<Arc<Sheet>> {
        let kept = self.sheets.held.get(&consultation)?;
        Some(Arc::clone(&kept.sheet))
    }

    /// The files of responses of a consultation, in the order in which they came.
    #[must_use]
    pub fn response_batches(&self, consultation: ConsultationId) -> Vec<BatchId> {
        let kept = self.sheets.held.get(&consultation);
        kept.map_or_else(Vec::new, |kept| kept.batches.clone())
    }

    /// The comments that answer a question, in the order in which the responses came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn comments(&self, question: QuestionId) -> Result<Vec<Comment>, StoreError> {
        let mut comments = self.store.comments(question)?;
        comments.extend(self.keyed_comments(question));
        Ok(comments)
    }

    /// The comments on paper forms that answer a question: they are in the book.
    #[must_use]
    pub fn keyed_comments(&self, question: QuestionId) -> Vec<Comment> {
        let keyed = paper::comments(self.book(), question);
        keyed
            .map(|(response, text)| Comment {
                response,
                question,
                text,
            })
            .collect()
    }
}
