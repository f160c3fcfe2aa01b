//! The comments of the question in view, read once beside the window, and what is worked out of them once a change.
//!
//! A frame lays out only the rows in view; which rows there are, what each reader found in them and how often each theme
//! comes is worked out when the plan, the question or the sieve changes, and not before.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use egui::Ui;

use crate::domain::consultation::Reader;
use crate::domain::consultation::aside::{Standing, standings};
use crate::domain::consultation::sheet::Sheet;
use crate::domain::consultation::themes::code::{Found, found};
use crate::domain::consultation::themes::{InTree, tree};
use crate::domain::id::{ChannelId, GroupId, QuestionId, ResponseId, ThemeId};
use crate::domain::key_map::{KeyMap, KeySet};
use crate::session::StoreError;
use crate::session::heard::comments_of;
use crate::session::job::{Answer, Job};
use crate::ui::consultation::comments::Asked;
use crate::ui::consultation::comments::sieve::Sieve;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::room::Desk;

/// So many letters of a comment are shown in its row.
const BRIEF: usize = 180;

/// A comment with its respondent.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub response: ResponseId,
    /// The line of the file that it came with.
    pub line: u64,
    pub group: Option<GroupId>,
    pub channel: ChannelId,
    /// The whole comment.
    pub text: String,
    /// Its beginning, on one line.
    pub brief: String,
    /// All of it in small letters, to search in.
    pub folded: String,
}

/// What the lines are of: the question, and the very responses that stand in the plan.
#[derive(Clone, Debug)]
struct Of {
    question: QuestionId,
    sheet: Arc<Sheet>,
}

impl Of {
    fn is(&self, asked: &Asked) -> bool {
        self.question == asked.question && Arc::ptr_eq(&self.sheet, &asked.sheet)
    }
}

/// Comments on their way.
type Reading = Job<Result<Vec<Line>, StoreError>>;

/// What is worked out of the lines.
pub(super) struct Worked {
    basis: Basis,
    /// The codebook, each theme before its parts.
    pub tree: Vec<InTree>,
    /// What this reader found.
    pub found: Found,
    /// In how many comments each theme was found by this reader.
    pub counts: KeyMap<ThemeId, usize>,
    /// The lines that are shown, by their place.
    pub shown: Vec<usize>,
    /// Responses that do not count.
    pub aside: KeySet<ResponseId>,
}

impl Worked {
    /// The themes that this reader found in a comment.
    pub(super) fn themes(&self, response: ResponseId) -> &[ThemeId] {
        self.found.get(&response).map_or(&[], Vec::as_slice)
    }
}

#[derive(Clone, PartialEq)]
struct Basis {
    revision: u64,
    read: u64,
    reader: Reader,
    sieve: Sieve,
}

/// The comments as they were last read.
#[derive(Default)]
pub(super) struct Kept {
    of: Option<Of>,
    job: Option<(Of, Reading)>,
    lines: Rc<Vec<Line>>,
    place: Rc<HashMap<ResponseId, usize>>,
    /// Rises with every reading.
    read: u64,
    problem: String,
    worked: Option<Rc<Worked>>,
}

impl Kept {
    /// Reads the comments beside the window where they are not those of the question in view.
    pub(super) fn read(&mut self, ui: &Ui, desk: Desk<'_>, asked: &Asked) {
        self.poll(ui);
        let is_held = self.of.as_ref().is_some_and(|of| of.is(asked));
        let is_read = self.job.as_ref().is_some_and(|(of, _)| of.is(asked));
        if is_held || is_read || !self.problem.is_empty() {
            return;
        }
        let of = Of {
            question: asked.question,
            sheet: Arc::clone(&asked.sheet),
        };
        let (plan, work) = (desk.session.path().to_owned(), of.clone());
        let keyed = desk.session.keyed_comments(asked.question);
        let job = Job::start("comments", move |_| {
            let filed = comments_of(&plan, work.question)?;
            Ok(lines(
                filed
                    .into_iter()
                    .chain(keyed)
                    .map(|held| (held.response, held.text)),
                &work.sheet,
            ))
        });
        match job {
            Ok(job) => self.job = Some((of, job)),
            Err(error) => self.problem = error.to_string(),
        }
        ui.ctx().request_repaint_after(LOOK_AGAIN);
    }

    fn poll(&mut self, ui: &Ui) {
        let Some((of, job)) = &self.job else { return };
        match job.answer() {
            Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
            Answer::Done(Ok(lines)) => {
                let place = lines.iter().enumerate();
                self.place = Rc::new(place.map(|(at, line)| (line.response, at)).collect());
                self.lines = Rc::new(lines);
                self.of = Some(of.clone());
                self.read += 1;
                self.job = None;
            }
            Answer::Done(Err(error)) => {
                self.problem = error.to_string();
                self.job = None;
            }
            Answer::Gone => self.job = None,
        }
    }

    /// Whether the comments of the question in view are still being read.
    pub(super) fn is_reading(&self) -> bool {
        self.job.is_some()
    }

    /// Why they could not be read; empty where they could.
    pub(super) fn problem(&self) -> &str {
        &self.problem
    }

    /// Tries once more after a problem.
    pub(super) fn again(&mut self) {
        self.problem.clear();
    }

    /// Every comment.
    pub(super) fn lines(&self) -> Rc<Vec<Line>> {
        Rc::clone(&self.lines)
    }

    /// The comment of a response.
    pub(super) fn line(&self, response: ResponseId) -> Option<&Line> {
        self.lines.get(*self.place.get(&response)?)
    }

    /// What is worked out for a reader and a sieve; the comment that is selected is shown in any case, so that it does not
    /// go from under the hand that has just put a theme on it.
    pub(super) fn worked(
        &mut self,
        desk: Desk<'_>,
        asked: &Asked,
        reader: Reader,
        sieve: &Sieve,
        selected: Option<ResponseId>,
    ) -> Rc<Worked> {
        let basis = Basis {
            revision: desk.session.revision(),
            read: self.read,
            reader,
            sieve: sieve.clone(),
        };
        if let Some(held) = self.worked.as_ref().filter(|held| held.basis == basis) {
            return Rc::clone(held);
        }
        // A change of the sieve itself lets go of what was selected.
        let selected = selected.filter(|_| {
            let before = self.worked.as_ref();
            before.is_some_and(|held| held.basis.sieve == *sieve && held.basis.reader == reader)
        });
        let worked = Rc::new(self.work(desk, asked, basis, selected));
        self.worked = Some(Rc::clone(&worked));
        worked
    }

    fn work(
        &self,
        desk: Desk<'_>,
        asked: &Asked,
        basis: Basis,
        selected: Option<ResponseId>,
    ) -> Worked {
        let book = desk.book();
        let found = found(book, asked.question, basis.reader);
        let mut counts: KeyMap<ThemeId, usize> = KeyMap::default();
        for theme in found.values().flatten() {
            *counts.entry(*theme).or_default() += 1;
        }
        let find = basis.sieve.wanted();
        let passes = |line: &Line| {
            let themes = found.get(&line.response).map_or(&[][..], Vec::as_slice);
            Some(line.response) == selected || basis.sieve.passes(line, themes, &find)
        };
        let lines = self.lines.iter().enumerate();
        let shown = lines
            .filter(|(_, line)| passes(line))
            .map(|(at, _)| at)
            .collect();
        let standings = standings(book, &asked.sheet, None);
        let people = asked.sheet.people.iter().zip(standings);
        Worked {
            tree: tree(book, asked.consultation),
            counts,
            shown,
            aside: people
                .filter(|(_, standing)| *standing != Standing::Counted)
                .map(|(person, _)| person.id)
                .collect(),
            found,
            basis,
        }
    }
}

/// Comments with their respondents, in the order in which they came.
fn lines(comments: impl Iterator<Item = (ResponseId, String)>, sheet: &Sheet) -> Vec<Line> {
    let people: KeyMap<ResponseId, usize> = sheet
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.id, at))
        .collect();
    comments
        .filter_map(|(response, text)| {
            let person = sheet.people.get(*people.get(&response)?)?;
            let brief: String = text.chars().take(BRIEF).collect();
            Some(Line {
                response,
                line: person.line,
                group: person.group,
                channel: person.channel,
                brief: brief.split_whitespace().collect::<Vec<_>>().join(" "),
                folded: text.to_lowercase(),
                text,
            })
        })
        .collect()
}
