//! What the file is: where it stands, what it holds, where its figures came from, its backups, whom it is compared
//! with, and what can be brought in.

use std::path::PathBuf;

use egui::{RichText, ScrollArea, Ui};

use crate::domain::area::{list_name, neighbours_of};
use crate::domain::statistics::grouped;
use crate::session::Backup;
use crate::ui::action::Action;
use crate::ui::files::{Purpose, made_at};
use crate::ui::plan::field::Forms;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{link_button, section};

/// How many backups are named; the rest are counted.
const NAMED: usize = 12;

/// What the part remembers between frames.
#[derive(Debug, Default)]
pub struct FilePart {
    of: Option<(PathBuf, u64)>,
    facts: Facts,
}

/// What is asked of the file once after each change.
#[derive(Debug, Default)]
struct Facts {
    /// None when they could not be counted.
    figures: Option<u64>,
    sources: Vec<String>,
    backups: Vec<Backup>,
    lists: Vec<(String, Vec<String>)>,
}

impl FilePart {
    fn read(&mut self, desk: Desk<'_>) {
        let of = (desk.session.path().to_owned(), desk.session.revision());
        if self.of.as_ref() == Some(&of) {
            return;
        }
        self.of = Some(of);
        let book = desk.book();
        let area = &book.plan().area;
        let names = |list: &String| {
            neighbours_of(book, area, list)
                .iter()
                .map(|code| book.area_name(code))
                .collect()
        };
        self.facts = Facts {
            figures: Some(desk.session.n_figures()),
            sources: desk.session.sources(),
            backups: desk.session.backups(),
            lists: desk
                .session
                .neighbour_lists()
                .into_iter()
                .map(|list| (list_name(&list), names(&list)))
                .collect(),
        };
    }

    /// Draws the part.
    pub fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        self.read(desk);
        let facts = &self.facts;
        ScrollArea::vertical()
            .id_salt("file")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.columns(2, |columns| {
                    let [left, right] = columns else {
                        return;
                    };
                    // Ragged right: the layout of columns would stretch the lines.
                    left.vertical(|ui| {
                        the_file(ui, desk, facts, asks);
                        sources(ui, facts);
                        backups(ui, &facts.backups, asks);
                    });
                    right.vertical(|ui| {
                        neighbours(ui, desk, facts);
                        imports(ui, asks);
                    });
                });
            });
    }
}

fn the_file(ui: &mut Ui, desk: Desk<'_>, facts: &Facts, asks: &mut Vec<Request>) {
    section(ui, "The file");
    let plan = desk.book().plan();
    Forms { desk, asks }.text(ui, &plan, "Plan title", &plan.title, |now, text| {
        now.title = text
    });
    if !plan.about.is_empty() {
        line(ui, &plan.about);
    }
    fact(ui, "Where", &desk.session.path().display().to_string());
    let held = if desk.session.is_read_only() {
        "Read only: it can be looked at, not changed"
    } else {
        "Can be changed; every change is on disk at once"
    };
    fact(ui, "State", held);
    fact(ui, "Editing", desk.session.who());
    let figures = facts.figures.map_or_else(
        || "could not be counted: the file cannot be read just now".to_owned(),
        grouped,
    );
    fact(ui, "Published figures", &figures);
    let book = desk.book();
    let held = [
        (book.objectives.len(), "objectives"),
        (book.grants.len(), "grants"),
        (book.indicators.len(), "indicators"),
        (book.readings.len(), "figures entered here"),
        (book.consultations.len(), "consultations"),
    ];
    let held: Vec<String> = held
        .into_iter()
        .map(|(n, noun)| format!("{n} {noun}"))
        .collect();
    fact(ui, "Holds", &held.join(", "));
    if let Some(version) = desk.session.opened().migrated_from {
        fact(
            ui,
            "On opening",
            &format!("brought up to date from version {version}; a backup was made first"),
        );
    }
    if let Some(why) = &desk.session.opened().no_backup {
        ui.label(RichText::new(format!("⚠ {why}")).color(theme::palette(ui).warn.text));
    }
    ui.add_space(space::LARGE);
}

fn sources(ui: &mut Ui, facts: &Facts) {
    section(ui, "Where published figures come from");
    if facts.sources.is_empty() {
        line(ui, "No published figures are held yet.");
    }
    for source in &facts.sources {
        line(ui, source);
    }
    ui.add_space(space::LARGE);
}

fn backups(ui: &mut Ui, backups: &[Backup], asks: &mut Vec<Request>) {
    section(ui, "Backups");
    if backups.is_empty() {
        line(
            ui,
            "None yet. One is made when a file that has changed is opened, in a folder beside it; the ten newest are kept, and one a day for a month.",
        );
        return;
    }
    if let Some(folder) = backups.first().and_then(|newest| newest.path.parent()) {
        fact(ui, "Folder", &folder.display().to_string());
    }
    for backup in backups.iter().take(NAMED) {
        ui.horizontal(|ui| {
            let made = made_at(&backup.made);
            ui.label(&made)
                .on_hover_text(backup.path.display().to_string());
            let restore = link_button(ui, &format!("Restore {made}…"));
            if restore
                .on_hover_text(
                    "As a file of its own, which is then opened. This plan stays as it is.",
                )
                .clicked()
            {
                asks.push(Request::Browse(Purpose::Restore(backup.path.clone())));
            }
        });
    }
    if backups.len() > NAMED {
        ui.label(theme::muted(
            ui,
            format!("and {} older", backups.len() - NAMED),
        ));
    }
}

fn neighbours(ui: &mut Ui, desk: Desk<'_>, facts: &Facts) {
    section(ui, "Statistical neighbours");
    if facts.lists.is_empty() {
        let name = desk.book().area_name(&desk.book().plan().area);
        line(
            ui,
            &format!(
                "No list of neighbours for {name} is held, so indicators are compared with England and with their own past."
            ),
        );
    }
    for (list, names) in &facts.lists {
        ui.label(theme::strong(format!("{list} ({})", names.len())));
        line(ui, &names.join(", "));
        ui.add_space(space::TINY);
    }
    ui.add_space(space::LARGE);
}

fn imports(ui: &mut Ui, asks: &mut Vec<Request>) {
    section(ui, "Bringing figures in");
    line(
        ui,
        "Files of published figures: DfE’s Local Authority Interactive Tool, Explore Education Statistics, lists of statistical neighbours, Fingertips, and any other CSV or Excel table of figures.",
    );
    if link_button(ui, Action::TakeIn.words()).clicked() {
        asks.push(Request::Do(Action::TakeIn));
    }
    line(
        ui,
        "Everything else is typed, or pasted as a block from a spreadsheet into any grid. Survey exports come in under Consultation, ledgers and grants made under Grant.",
    );
    ui.add_space(space::SMALL);
    ui.horizontal_wrapped(|ui| {
        ui.label("Another file:");
        for action in [Action::Open, Action::NewPlan] {
            if link_button(ui, action.words()).clicked() {
                asks.push(Request::Do(action));
            }
        }
    });
}

fn fact(ui: &mut Ui, name: &str, text: &str) {
    ui.label(theme::small(ui, name));
    line(ui, text);
    ui.add_space(space::TINY);
}

fn line(ui: &mut Ui, text: &str) {
    ui.add(egui::Label::new(text).wrap().selectable(true));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped() {
        let found: Vec<String> = [0, 999, 1000, 5_815_000].into_iter().map(grouped).collect();
        assert_eq!(found, ["0", "999", "1,000", "5,815,000"]);
    }
}
