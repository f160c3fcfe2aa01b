//! The six documents asked of a plan: what stays in the file is fetched, and the document is made from that and the book.
//!
//! Only what the document speaks of is read: a dashboard of five hundred measures reads those five hundred, the grant
//! report none. Whoever waits is told how far it has come and may stop it.
//!
//! Edges: a figure that could not be read is not in the document; [`Session::fault`] says why, and whoever asks must look.

use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

use crate::domain::check;
use crate::domain::dashboard::{self, Dashboard};
use crate::domain::document::{Document, Standing};
use crate::domain::id::{BatchId, IndicatorId};
use crate::domain::live::indicator_named;
use crate::domain::narrative::markdown::figures;
use crate::domain::report::{Gathered, Options, Report, indicators, make};
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
            ..Gathered::default()
        };
        if report == Report::Summary {
            gathered.attention = self.attention();
        }
        if report == Report::Dashboard {
            let period = options.period.or_else(|| self.dashboard_quarter());
            if let Some(period) = period {
                let mut is_stopped = false;
                let held = dashboard::Options::default();
                let held = self.dashboard_options(period, &held, &against, &mut |done, of| {
                    let answer = tick(done, of);
                    is_stopped |= answer.is_break();
                    answer
                });
                if is_stopped {
                    return gathered;
                }
                gathered.dashboard = Some(Dashboard::of(book, period, &held));
                // Their trends are drawn from what has been read already.
                gathered.comparisons = held.figures;
            }
        }
        if report.prints_text() {
            self.gather_series(&mut gathered);
        }
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

    /// The figures of the indicators that the plan's text names.
    fn gather_series(&self, gathered: &mut Gathered) {
        for held in &self.book().narratives {
            for reference in figures(&held.text) {
                if let Some(id) = indicator_named(self.book(), &reference) {
                    let series = gathered.series.entry(id);
                    series.or_insert_with(|| self.own_figures(id));
                }
            }
        }
    }

    fn gather_one(
        &self,
        id: IndicatorId,
        report: Report,
        against: &Against,
        gathered: &mut Gathered,
    ) {
        let book = self.book();
        if let Entry::Vacant(place) = gathered.comparisons.entry(id) {
            place.insert(self.comparisons(id, &against.list).to_vec());
        }
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
