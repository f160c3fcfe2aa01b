//! The list of sections: the plan as a whole first, then each objective, a section in the group of each that it serves.
//!
//! An objective that nothing is written about keeps its heading, so that a gap is seen. While something is searched for,
//! a row shows the words around what was found.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Rect, ScrollArea, Ui, vec2};
use jiff::civil::Date;

use crate::domain::id::ObjectiveId;
use crate::domain::narrative::Narrative;
use crate::ui::plan::field::day_shown;
use crate::ui::plan::filter::{Facts, Names, around, plain};
use crate::ui::plan::many::named;
use crate::ui::plan::text::Text;
use crate::ui::plan::text::marks::Mark;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::thread::door::{Words, pickable, rule};
use crate::ui::widgets::{empty_state, icon_button, link_button, section};

/// What the bar calls this list.
const NAMES: Names = Names {
    things: "sections",
    who: "Owner",
    anybody: "Anybody",
    nobody: "No owner",
};

/// How tall each of a row's lines is, in points.
const LINE: f32 = 19.0;
/// What the plan as a whole is called.
const WHOLE: &str = "The plan as a whole";

/// A group of the list.
struct Group<'a> {
    label: String,
    objective: Option<ObjectiveId>,
    sections: Vec<&'a Narrative>,
}

impl Text {
    /// Draws the list.
    pub(super) fn list(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let can_edit = !desk.session.is_read_only();
        let held = &desk.book().narratives;
        if held.is_empty() {
            return self.nothing_yet(ui, can_edit);
        }
        self.top(ui, can_edit);
        let shown: Vec<&Narrative> = held.iter().filter(|held| self.shows(desk, held)).collect();
        let owners = held.iter().map(|held| held.owner.as_str());
        let n = (shown.len(), held.len());
        self.filter.ui(ui, desk.book(), &NAMES, owners, n);
        self.needing_a_look(ui, desk);
        let groups = groups(desk, &shown, !self.filter.is_narrow() && !self.only_marked);
        ScrollArea::vertical()
            .id_salt("sections")
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if groups.is_empty() {
                    ui.label(theme::muted(ui, "No section is like that."));
                }
                for group in &groups {
                    self.group(ui, desk, group, can_edit);
                }
            });
    }

    fn nothing_yet(&mut self, ui: &mut Ui, can_edit: bool) {
        let about = "A section says in words what an objective has achieved, what will be achieved and what it costs. A figure in it is named, not typed, and so stays right.";
        if !can_edit {
            ui.label(theme::muted(ui, "Nothing is written in this plan."));
        } else if empty_state(ui, "No text yet", about, "Write the first section") {
            self.begin(None);
        }
    }

    fn top(&mut self, ui: &mut Ui, can_edit: bool) {
        ui.horizontal(|ui| {
            section(ui, "Sections");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_enabled_ui(can_edit, |ui| {
                    let icon = egui_material_icons::icons::ICON_ADD;
                    if icon_button(ui, icon, "Add section").clicked() {
                        self.begin(None);
                    }
                });
            });
        });
    }

    /// How many sections need a look, and the way to see only these.
    fn needing_a_look(&mut self, ui: &mut Ui, desk: Desk<'_>) {
        let held = desk.book().narratives.iter();
        let n = held
            .filter(|held| self.marks.of(desk, held).needs_a_look())
            .count();
        if n == 0 && !self.only_marked {
            return;
        }
        let words = format!("⚠ Only sections with changed or missing figures ({n})");
        ui.checkbox(&mut self.only_marked, words);
    }

    fn shows(&mut self, desk: Desk<'_>, held: &Narrative) -> bool {
        let facts = Facts {
            words: vec![
                &held.title,
                held.section.word(),
                &held.question,
                &held.text,
                &held.owner,
                &held.source,
            ],
            who: &held.owner,
            due: held.review,
            is_done: false,
            objectives: held.objectives.clone(),
        };
        let is_marked = !self.only_marked || self.marks.of(desk, held).needs_a_look();
        is_marked && self.filter.holds(&facts, desk.session.today())
    }

    fn group(&mut self, ui: &mut Ui, desk: Desk<'_>, group: &Group<'_>, can_edit: bool) {
        ui.add_space(space::SMALL);
        ui.horizontal(|ui| {
            ui.set_max_width(ui.available_width());
            let head = ui.add(egui::Label::new(theme::column_head(ui, &group.label)).truncate());
            ui.ctx().accesskit_node_builder(head.id, |node| {
                node.set_role(egui::accesskit::Role::Heading);
                node.set_label(group.label.as_str());
                node.set_level(3);
            });
            if can_edit && group.sections.is_empty() {
                let add = link_button(ui, "Write…");
                let name = format!("Write a section on {}", group.label);
                if add.accessible_name(name).clicked() {
                    self.begin(group.objective);
                }
            }
        });
        for held in &group.sections {
            ui.push_id(group.objective, |ui| self.row(ui, desk, held));
        }
    }

    fn row(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative) {
        let mark = self.marks.of(desk, held);
        let today = desk.session.today();
        let beside = beside(held, today);
        let has_third = !beside.is_empty() || !mark.words().is_empty();
        let lines = if has_third { 3.0 } else { 2.0 };
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE * lines + 10.0));
        let name = spoken(desk, held, mark, &beside);
        let id = ui.scope_id().with(("section", held.id));
        let picked = self.pane.picked() == Some(held.id);
        let response = pickable(ui, rect.shrink(1.0), id, &name, picked);
        if self.go_to == Some(held.id) {
            self.go_to = None;
            response.request_focus();
            ui.scroll_to_rect(rect, None);
        }
        if response.clicked() && picked {
            // Enter once to read, once more to write.
            self.writing.want_keyboard();
        } else if response.clicked() {
            self.show(held.id);
        }
        if ui.is_rect_visible(rect) {
            let found = around(&held.text, self.filter.words());
            paint(
                ui,
                rect.shrink2(vec2(8.0, 5.0)),
                held,
                found,
                (mark, &beside),
            );
            response.on_hover_text(name);
        }
        rule(ui, rect);
    }
}

/// The groups that are shown; those without a section only where `all` are.
fn groups<'a>(desk: Desk<'a>, shown: &[&'a Narrative], all: bool) -> Vec<Group<'a>> {
    let book = desk.book();
    let sorted = |mut sections: Vec<&'a Narrative>| {
        sections.sort_by_key(|held| (held.section.order(), held.position));
        sections
    };
    // One whose objectives are all gone belongs to the plan as a whole.
    let is_whole = |held: &&&Narrative| {
        let mut known = held.objectives.iter();
        !known.any(|id| book.objectives.get(*id).is_some())
    };
    let whole = Group {
        label: WHOLE.to_owned(),
        objective: None,
        sections: sorted(shown.iter().filter(is_whole).copied().collect()),
    };
    let each = book.objectives.iter().map(|objective| Group {
        label: objective.label(),
        objective: Some(objective.id),
        sections: sorted(
            shown
                .iter()
                .filter(|held| held.objectives.contains(&objective.id))
                .copied()
                .collect(),
        ),
    });
    std::iter::once(whole)
        .chain(each)
        .filter(|group| all || !group.sections.is_empty())
        .collect()
}

/// Owner and review, as far as they are known.
fn beside(held: &Narrative, today: Date) -> String {
    let mut parts = Vec::new();
    if !held.owner.is_empty() {
        parts.push(held.owner.clone());
    }
    parts.extend(held.review.map(|day| {
        let late = if day < today {
            "⚠ review was due"
        } else {
            "review"
        };
        format!("{late} {}", day_shown(day))
    }));
    parts.join(" · ")
}

fn spoken(desk: Desk<'_>, held: &Narrative, mark: Mark, beside: &str) -> String {
    let mut parts = vec![held.heading()];
    if !held.question.is_empty() {
        parts.push(held.question.clone());
    }
    parts.push(named(desk.book(), &held.objectives, WHOLE));
    parts.extend(
        [mark.words(), beside.to_owned()]
            .into_iter()
            .filter(|words| !words.is_empty()),
    );
    parts.join(", ")
}

fn paint(
    ui: &Ui,
    place: Rect,
    held: &Narrative,
    found: Option<String>,
    (mark, beside): (Mark, &str),
) {
    let palette = theme::palette(ui);
    let small = theme::small_font(ui);
    let line =
        |n: f32| Rect::from_min_size(place.min + vec2(0.0, LINE * n), vec2(place.width(), LINE));
    Words::new(&held.heading(), &theme::strong_font(ui), palette.text).paint(ui, line(0.0));
    let second = found.unwrap_or_else(|| {
        if held.question.is_empty() {
            plain(&held.text)
        } else {
            held.question.clone()
        }
    });
    Words::new(&second, &small, palette.muted).paint(ui, line(1.0));
    let ink = mark
        .tone()
        .map_or(palette.muted, |tone| tone.colours(palette).text);
    let strong = FontId::new(small.size, theme::fonts::semibold());
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(place.width()),
        ..LayoutJob::default()
    };
    job.append(&mark.words(), 0.0, TextFormat::simple(strong, ink));
    if !beside.is_empty() {
        let gap = if mark.words().is_empty() { 0.0 } else { 10.0 };
        job.append(beside, gap, TextFormat::simple(small, palette.muted));
    }
    let galley = ui.painter().layout_job(job);
    let at = line(2.0);
    ui.painter().galley(
        egui::pos2(at.left(), at.center().y - galley.size().y / 2.0),
        galley,
        palette.muted,
    );
}
