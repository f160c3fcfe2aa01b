//! What of an Explore Education Statistics file is taken: which data file, which columns of figures, which options.

use egui::{CollapsingHeader, Ui};

use crate::session::import::{Filter, Layout, Map};
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, focus_ring, form_row};

/// What is chosen.
#[derive(Debug)]
pub(super) struct Release {
    layouts: Vec<Layout>,
    /// 0 is every file of several; else one of them, from 1.
    file: usize,
    /// For each column of figures of that file, whether it is taken.
    measures: Vec<bool>,
    /// For each filter of that file, 0 for every option, else one of them, from 1.
    filters: Vec<usize>,
}

impl Release {
    /// What is preselected.
    pub(super) fn new(layouts: Vec<Layout>) -> Self {
        let mut release = Self {
            file: usize::from(layouts.len() == 1),
            layouts,
            measures: Vec::new(),
            filters: Vec::new(),
        };
        release.preselect();
        release
    }

    fn layout(&self) -> Option<&Layout> {
        self.layouts.get(self.file.checked_sub(1)?)
    }

    fn preselect(&mut self) {
        let (measures, filters) = self.layout().map_or_else(Default::default, |layout| {
            let measures = layout.measures.iter().map(|held| held.n_numbers > 0);
            let filters = layout.filters.iter();
            let filters = filters.map(|held| held.preselected.map_or(0, |at| at + 1));
            (measures.collect(), filters.collect())
        });
        self.measures = measures;
        self.filters = filters;
    }

    /// The choice as the reader takes it; none where nothing was chosen otherwise than it comes.
    pub(super) fn map(&self) -> Option<String> {
        let layout = self.layout()?;
        let all = |filter: &Filter| {
            filter
                .options
                .iter()
                .map(|held| held.text.clone())
                .collect()
        };
        let chosen = layout.filters.iter().zip(&self.filters);
        let map = Map {
            file: if self.layouts.len() > 1 {
                layout.name.clone()
            } else {
                String::new()
            },
            measures: layout
                .measures
                .iter()
                .zip(&self.measures)
                .filter(|(_, taken)| **taken)
                .map(|(held, _)| held.heading.clone())
                .collect(),
            filters: chosen
                .map(|(filter, at)| {
                    let one = at.checked_sub(1).and_then(|at| filter.options.get(at));
                    let options = one.map_or_else(|| all(filter), |one| vec![one.text.clone()]);
                    (filter.heading.clone(), options)
                })
                .collect(),
            leave_out_unknown: false,
        };
        Some(map.write())
    }

    /// Draws it; true when something was chosen otherwise.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> bool {
        let mut changed = false;
        if self.layouts.len() > 1 {
            let mut labels = vec![format!(
                "All {} data files, as they come",
                self.layouts.len()
            )];
            labels.extend(self.layouts.iter().map(|held| held.name.clone()));
            let picked = form_row(ui, "Data file of the release", |ui| {
                combo(
                    ui,
                    "data file",
                    "Data file of the release",
                    &mut self.file,
                    &labels,
                )
            });
            if picked.changed() {
                self.preselect();
                changed = true;
            }
        }
        let Some(layout) = self.layouts.get(self.file.wrapping_sub(1)) else {
            return changed;
        };
        for ((n, filter), at) in layout.filters.iter().enumerate().zip(&mut self.filters) {
            let mut labels = vec![format!("Every option ({})", filter.options.len())];
            labels.extend(filter.options.iter().map(|held| held.text.clone()));
            changed |= form_row(ui, &filter.label, |ui| {
                combo(ui, ("filter", n), &filter.label, at, &labels).changed()
            });
        }
        for (label, only) in &layout.fixed {
            ui.label(theme::small(ui, format!("{label}: {only}")));
        }
        let n = self.measures.iter().filter(|taken| **taken).count();
        let head = format!("Columns of figures ({n} of {})", self.measures.len());
        ui.add_space(space::TINY);
        let folded = CollapsingHeader::new(head)
            .id_salt("measures")
            .default_open(self.measures.len() <= 12)
            .show(ui, |ui| {
                for (held, taken) in layout.measures.iter().zip(&mut self.measures) {
                    let tick = ui.checkbox(taken, &held.label);
                    let about = format!(
                        "{}: {} figures, {} marks",
                        held.heading, held.n_numbers, held.n_symbols
                    );
                    changed |= tick.on_hover_text(about).changed();
                }
            });
        focus_ring(ui, &folded.header_response);
        changed
    }

    /// Whether nothing is chosen to be taken.
    pub(super) fn is_empty(&self) -> bool {
        self.layout().is_some() && !self.measures.contains(&true)
    }
}
