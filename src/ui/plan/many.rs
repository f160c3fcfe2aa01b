//! A field for the objectives that a thing serves: as many as there are, each ticked or not.
//!
//! Closed, it says in words which they are; open, it lists every objective, with a search where there are many. Each tick
//! is a change of its own and can be undone.

use egui::{Label, Ui};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::id::ObjectiveId;
use crate::domain::record::{Edit, Record};
use crate::ui::plan::field::Forms;
use crate::ui::plan::filter::has_all;
use crate::ui::request::Request;
use crate::ui::theme;
use crate::ui::widgets::{form_row, link_button, text_field};

/// From how many objectives on there is a search.
const MANY: usize = 12;

/// The objectives in words: `1 Secure attachment, 3 Health`; `none` where there are none.
pub fn named(book: &Book, ids: &[ObjectiveId], none: &str) -> String {
    let held = ids.iter().filter_map(|id| book.objectives.get(*id));
    let labels: Vec<String> = held.map(|held| held.label()).collect();
    if labels.is_empty() {
        none.to_owned()
    } else {
        labels.join(", ")
    }
}

impl Forms<'_, '_> {
    /// Several objectives. `but` is one that is not offered, since it is given in a field of its own.
    pub fn many<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        (ids, but): (&[ObjectiveId], Option<ObjectiveId>),
        put: impl Fn(&mut T, Vec<ObjectiveId>),
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        let book = self.desk.book();
        let id = ui.make_persistent_id((label, held.id(), "many"));
        let mut search: Option<String> = ui.data(|data| data.get_temp(id));
        let chosen = form_row(ui, label, |ui| {
            ui.add(Label::new(named(book, ids, "none")).wrap());
            let open = search.is_some();
            let words = if open {
                "Close the list of objectives"
            } else {
                "Choose objectives…"
            };
            if link_button(ui, words).clicked() {
                search = if open { None } else { Some(String::new()) };
            }
            let search = search.as_mut()?;
            ticks(ui, book, search, ids, but)
        });
        ui.data_mut(|data| match search {
            Some(words) => drop(data.insert_temp(id, words)),
            None => data.remove::<String>(id),
        });
        if let Some(ids) = chosen {
            let mut now = held.clone();
            put(&mut now, ids);
            self.asks
                .push(Request::Change(Edit::change(held, now).into()));
        }
    }
}

/// The list of objectives; gives back which are ticked, once one was ticked or cleared.
fn ticks(
    ui: &mut Ui,
    book: &Book,
    search: &mut String,
    ids: &[ObjectiveId],
    but: Option<ObjectiveId>,
) -> Option<Vec<ObjectiveId>> {
    if book.objectives.is_empty() {
        ui.label(theme::small(
            ui,
            "The plan has no objectives yet: the Thread room takes them.",
        ));
        return None;
    }
    let mut changed = None;
    theme::quiet(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        if book.objectives.len() > MANY {
            text_field(
                ui,
                "search objectives",
                "Search objectives",
                search,
                "Search",
            );
        }
        for objective in book.objectives.iter().filter(|held| Some(held.id) != but) {
            let label = objective.label();
            if !has_all(&[&label, &objective.title], search) {
                continue;
            }
            let mut on = ids.contains(&objective.id);
            if ui.checkbox(&mut on, label).changed() {
                changed = Some((objective.id, on));
            }
        }
    });
    let (which, on) = changed?;
    // In the plan's own order, whatever order they were ticked in.
    let all = book.objectives.iter().map(|held| held.id);
    Some(
        all.filter(|id| if *id == which { on } else { ids.contains(id) })
            .collect(),
    )
}
