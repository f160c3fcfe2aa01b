//! The section that is picked: what it is, its text as it is written and as it reads, and its figures.

use egui::{Label, Ui};

use crate::domain::narrative::{Narrative, Section};
use crate::domain::record::Edit;
use crate::ui::plan::field::{Forms, ask, day_shown, refusals};
use crate::ui::plan::many::named;
use crate::ui::plan::pane::Pane;
use crate::ui::plan::text::Text;
use crate::ui::plan::text::kind::Kinds;
use crate::ui::plan::text::marks::Mark;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{Badge, badge, combo, form_row, section};

/// From this width on the fields stand four in a row, and the text beside its preview.
const WIDE: f32 = 700.0;

impl Text {
    /// Draws what is picked, or the form for a new section.
    pub(super) fn pane(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) {
        match &self.pane {
            Pane::Closed => {
                ui.label(theme::muted(
                    ui,
                    "Pick a section to read it and to write in it here, or add one.",
                ));
            }
            Pane::New(_) => self.new_section(ui, desk, asks),
            Pane::Held(id) => match desk.book().narratives.get(*id) {
                Some(held) => self.held(ui, desk, held, asks),
                // It is being added, or another window removed it.
                None => {
                    ui.label(theme::muted(ui, "This section is not in the plan."));
                }
            },
        }
        refusals(ui, self.refused.as_deref());
    }

    fn held(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative, asks: &mut Vec<Request>) {
        let can_edit = !desk.session.is_read_only();
        self.confirm_now(desk, held, asks);
        head(ui, desk, held, self.marks.of(desk, held));
        ui.add_enabled_ui(can_edit, |ui| self.about(ui, desk, held, asks));
        ui.add_space(space::SMALL);
        let wide = ui.available_width() >= WIDE;
        self.write(ui, desk, held, (wide, can_edit), asks);
        ui.add_space(space::MEDIUM);
        self.figures(ui, desk, held, can_edit, asks);
        ui.add_space(space::MEDIUM);
        ui.add_enabled_ui(can_edit, |ui| self.end(ui, desk, held, asks));
    }

    /// Stands by the section, once nothing is being typed in it any more.
    fn confirm_now(&mut self, desk: Desk<'_>, held: &Narrative, asks: &mut Vec<Request>) {
        if self.confirm == Some(held.id) && !self.writing.is_pending(held) {
            self.confirm = None;
            asks.push(Request::Change(desk.session.confirm_narrative(held)));
        }
    }

    fn about(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative, asks: &mut Vec<Request>) {
        let n = if ui.available_width() >= WIDE { 4 } else { 2 };
        ui.columns(n, |columns| {
            let last = columns.len() - 1;
            let mut form = Forms { desk, asks };
            form.text(
                &mut columns[0],
                held,
                "Heading",
                &held.title,
                |now, text| {
                    now.title = text;
                },
            );
            if let Some(why) = kind(&mut columns[1], &mut form, held) {
                self.refused = why;
            }
            form.text(
                &mut columns[last - 1],
                held,
                "Owner",
                &held.owner,
                |now, text| {
                    now.owner = text;
                },
            );
            form.day(
                &mut columns[last],
                held,
                "Review",
                held.review,
                |now, day| {
                    now.review = day;
                },
            );
        });
        let mut form = Forms { desk, asks };
        if held.section == Section::Question || !held.question.is_empty() {
            question(ui, &mut form, held);
        }
        form.many(
            ui,
            held,
            "Objectives it belongs to (none: the plan as a whole)",
            (&held.objectives, None),
            |now, ids| now.objectives = ids,
        );
    }

    fn end(&mut self, ui: &mut Ui, desk: Desk<'_>, held: &Narrative, asks: &mut Vec<Request>) {
        let mut form = Forms { desk, asks };
        if held.section != Section::Question && held.question.is_empty() {
            question(ui, &mut form, held);
        }
        form.text(ui, held, "Source", &held.source, |now, text| {
            now.source = text;
        });
        if ui.button("Remove section").clicked() {
            self.refused = ask(desk.book(), Edit::remove(held).into(), asks).err();
            if self.refused.is_none() {
                self.writing.forget();
                self.pane = Pane::Closed;
            }
        }
    }
}

/// The heading as it is printed, how its figures stand, and who stands by it.
fn head(ui: &mut Ui, desk: Desk<'_>, held: &Narrative, mark: Mark) {
    ui.horizontal_wrapped(|ui| {
        section(ui, &held.heading());
        if let Some(tone) = mark.tone() {
            badge(ui, &mark.words(), Badge::Tone(tone));
        } else if !mark.words().is_empty() {
            badge(ui, &mark.words(), Badge::Plain);
        }
    });
    let mut words = named(desk.book(), &held.objectives, "The plan as a whole");
    if let Some(confirmed) = &held.confirmed {
        let day = day_shown(confirmed.on);
        words = format!("{words} · {} stood by it on {day}", confirmed.by);
    }
    ui.add(Label::new(theme::small(ui, words)).wrap());
    ui.add_space(space::SMALL);
}

/// The kind, and its word where it is the council's own. Gives back why a choice was refused, or that it no longer is.
fn kind(ui: &mut Ui, form: &mut Forms<'_, '_>, held: &Narrative) -> Option<Option<String>> {
    let book = form.desk.book();
    let kinds = Kinds::of(book, &held.section);
    let mut at = kinds.at(&held.section);
    let answer = form_row(ui, "Kind", |ui| {
        ui.spacing_mut().combo_width = ui.available_width();
        combo(ui, ("kind", held.id), "Kind", &mut at, &kinds.labels)
    });
    if let Section::Free(word) = &held.section {
        form.text(ui, held, "Kind in your own words", word, |now, text| {
            now.section = Section::read(&text);
        });
    }
    answer.changed().then(|| {
        let now = Narrative {
            section: kinds.get(at),
            ..held.clone()
        };
        ask(book, Edit::change(held, now).into(), form.asks).err()
    })
}

fn question(ui: &mut Ui, form: &mut Forms<'_, '_>, held: &Narrative) {
    form.words(
        ui,
        held,
        "Question it answers",
        &held.question,
        |now, text| now.question = text,
    );
}
