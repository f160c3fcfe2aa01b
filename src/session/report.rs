//! The six documents asked of a plan: what stays in the file is fetched, and the document is made from that and the book.
//!
//! Only what the document speaks of is read: a dashboard of five hundred measures reads those five hundred, the grant
//! report none. Whoever waits is told how far it has come and may stop it.
//!
//! Edges: a figure that could not be read is not in the document; [`Session::fault`] says why, and whoever asks must look.

use std::collections::HashSet;
use std::ops::ControlFlow;

use crate::domain::check;
use crate::domain::dashboard::{self, quarters};
use crate::domain::document::{Document, Standing};
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::narrative::{self, Narrative};
use crate::domain::report::{Gathered, Options, Report, Section, indicators, make};
use crate::session::Session;
use crate::session::chart::Against;

impl Session {
    /// What a document is made with unless something else is asked for: the file as it stands, today, the newest year,
    /// quarter and list of neighbours, counts below five hidden.
    #[must_use]
    pub fn report_options(&self) -> Options {
        let name = self.path().file_name();
        let against = self.against();
        Options {
            standing: Standing {
                file: name.map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
                made: Some(self.today()),
                ..Standing::default()
            },
            list: against.list,
            average: against.average,
            ..Options::default()
        }
    }

    /// Makes a document.
    #[must_use]
    pub fn report(&self, report: Report, options: &Options) -> Document {
        let gathered = self.gather(report, options, &mut |_, _| ControlFlow::Continue(()));
        make(report, self.book(), options, &gathered)
    }

    /// Makes a document; `tick` is told how many indicators are read of how many, and stops it by answering false.
    ///
    /// # Errors
    /// In words: that it was stopped, or that the file could not be read, when the document would not be whole.
    pub fn report_with(
        &self,
        report: Report,
        options: &Options,
        tick: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Document, String> {
        let mut is_stopped = false;
        let gathered = self.gather(report, options, &mut |done, of| {
            is_stopped |= !tick(done, of);
            if is_stopped {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        if is_stopped {
            return Err("It was stopped, and nothing was made.".to_owned());
        }
        if let Some(fault) = self.fault() {
            return Err(format!("The document could not be made whole: {fault}"));
        }
        Ok(make(report, self.book(), options, &gathered))
    }

    /// Asks the file for what a document speaks of. `tick` is told how many indicators are read of how many, and may stop
    /// it; what was read until then is given.
    #[must_use]
    pub fn gather(
        &self,
        report: Report,
        options: &Options,
        tick: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Gathered {
        let book = self.book();
        let against = Against {
            list: options.list.clone(),
            average: options.average,
        };
        let mut gathered = Gathered {
            problems: self.problems().to_vec(),
            attention: self.attention(),
            ..Gathered::default()
        };
        if report == Report::Dashboard {
            let period = options.period.or_else(|| quarters(book).first().copied());
            gathered.dashboard = period
                .map(|period| self.dashboard(period, &dashboard::Options::default(), &against));
        }
        self.gather_text(options, &mut gathered);
        let mut seen = HashSet::new();
        let mut wanted = indicators(report, book, gathered.dashboard.as_ref());
        wanted.retain(|id| seen.insert(*id));
        for (done, id) in wanted.iter().enumerate() {
            if tick(done, wanted.len()).is_break() {
                return gathered;
            }
            self.gather_one(*id, report, &against, &mut gathered);
        }
        for consultation in &book.consultations {
            if let Some(sheet) = self.sheet(consultation.id) {
                gathered.sheets.insert(consultation.id, sheet);
            }
        }
        gathered
    }

    /// The plan's text with its figures as they are today: under each objective that it belongs to, or before them all.
    fn gather_text(&self, options: &Options, gathered: &mut Gathered) {
        let hide_below = i64::try_from(options.profile.threshold()).unwrap_or(i64::MAX);
        let mut held: Vec<&Narrative> = self.book().narratives.iter().collect();
        held.sort_by_key(|held| held.position);
        for held in held {
            let section = Section {
                heading: held.heading(),
                blocks: self.narrative_blocks(held, 0, hide_below),
                is_of_money: held.section == narrative::Section::Expenditure,
            };
            if held.objectives.is_empty() {
                gathered.foreword.push(section.clone());
            }
            for objective in &held.objectives {
                let sections = gathered.sections.entry(*objective).or_default();
                sections.push(section.clone());
            }
        }
        gathered.problems.extend(self.narrative_problems());
    }

    fn gather_one(
        &self,
        id: IndicatorId,
        report: Report,
        against: &Against,
        gathered: &mut Gathered,
    ) {
        let book = self.book();
        let comparisons = self.comparisons(id, &against.list);
        gathered.comparisons.insert(id, comparisons.to_vec());
        let panel = self.panel(id);
        let mut batches: Vec<BatchId> = panel.columns().iter().map(|held| held.batch).collect();
        batches.sort_unstable();
        batches.dedup();
        gathered.batches.insert(id, batches);
        gathered
            .problems
            .extend(check::of_published(book, id, &panel));
        if report == Report::Summary
            && let Some(chart) = self.trend(id, against)
        {
            gathered.trends.insert(id, chart);
        }
    }
}
