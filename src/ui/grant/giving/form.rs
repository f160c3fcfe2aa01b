//! A file of grants made on its way into the plan: what it holds is seen before anything is written.

use std::path::Path;

use egui::{Key, ScrollArea, Ui};

use crate::domain::giving::intake::GivingIntake;
use crate::domain::giving::sums::sums;
use crate::domain::problem::Problem;
use crate::domain::statistics::grouped;
use crate::session::giving::read;
use crate::session::job::{Answer, Job};
use crate::ui::data::figures::work::broke;
use crate::ui::data::figures::{preview, work};
use crate::ui::files::Purpose;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{form_row, primary_button, section, text_field};

type Reading = Job<Result<GivingIntake, Vec<Problem>>>;

/// A file on its way in.
#[derive(Debug, Default)]
pub(super) struct GivingForm {
    path: String,
    just_opened: bool,
    look_now: bool,
    job: Option<Reading>,
    intake: Option<GivingIntake>,
    problems: Vec<Problem>,
}

impl GivingForm {
    pub(super) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            just_opened: path.is_empty(),
            look_now: !path.is_empty(),
            ..Self::default()
        }
    }

    fn look(&mut self) {
        let path = self.path.trim().trim_matches('"').to_owned();
        if path.is_empty() {
            return;
        }
        (self.intake, self.problems) = (None, Vec::new());
        match Job::start("grants made", move |_| read(Path::new(&path))) {
            Ok(job) => self.job = Some(job),
            Err(error) => self.problems = vec![broke(&self.path, &error.to_string())],
        }
    }

    fn poll(&mut self) {
        if std::mem::take(&mut self.look_now) {
            self.look();
        }
        let Some(job) = &self.job else { return };
        match job.answer() {
            Answer::Waiting => return,
            Answer::Done(Ok(intake)) => self.intake = Some(intake),
            Answer::Done(Err(problems)) => self.problems = problems,
            Answer::Gone => {
                self.problems = vec![broke(&self.path, "the program could not go on with it")]
            }
        }
        self.job = None;
    }

    /// Draws it; true when it is over.
    pub(super) fn ui(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        self.poll();
        if self.job.is_some() {
            ui.ctx().request_repaint_after(work::LOOK_AGAIN);
        }
        let mut is_over = false;
        ui.horizontal(|ui| {
            section(ui, "Take in grants made");
            is_over = ui.button("Back to the grants made").clicked();
        });
        theme::card(ui).show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            self.the_path(ui, asks);
            ScrollArea::vertical()
                .id_salt("grants to take in")
                .auto_shrink([false, false])
                .show(ui, |ui| is_over |= self.holds(ui, desk, asks));
        });
        is_over
    }

    fn the_path(&mut self, ui: &mut Ui, asks: &mut Vec<Request>) {
        let mut look = form_row(ui, "File", |ui| {
            let hint = "Folder and name: 360Giving as CSV, workbook or JSON";
            let field = text_field(
                ui,
                "grants path",
                "Path of the grants made",
                &mut self.path,
                hint,
            );
            if std::mem::take(&mut self.just_opened) {
                field.request_focus();
            }
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        });
        ui.horizontal(|ui| {
            if ui.button("Browse…").clicked() {
                asks.push(Request::Browse(Purpose::Grants));
            }
            look |= ui.button("Look at it").clicked();
        });
        ui.add_space(space::SMALL);
        if look {
            self.look();
        }
    }

    fn holds(&mut self, ui: &mut Ui, desk: Desk<'_>, asks: &mut Vec<Request>) -> bool {
        if self.job.is_some() {
            ui.label(theme::muted(ui, "Reading…"));
            return false;
        }
        preview::problems(ui, &self.problems);
        let Some(intake) = &self.intake else {
            return false;
        };
        let mut taken = false;
        if intake.is_sound() {
            if primary_button(ui, "Take them in").clicked() {
                let change = intake.change(desk.book(), || desk.session.new_key());
                let n = grouped(intake.grants.len() as u64);
                let words = match &change {
                    Some(_) => format!("Took in {}: {n} grants. Undo takes them out.", intake.name),
                    None => format!("The plan says all of {} already.", intake.name),
                };
                asks.extend(change.map(Request::Change));
                asks.push(Request::Done(words));
                taken = true;
            }
        } else {
            theme::note(ui, Tone::Error).show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                let why = "There are errors, so the file is kept out. What is wrong stands below.";
                ui.add(egui::Label::new(why).wrap());
            });
        }
        ui.add_space(space::SMALL);
        facts(ui, desk, intake);
        preview::problems(ui, &intake.problems);
        taken
    }
}

fn facts(ui: &mut Ui, desk: Desk<'_>, intake: &GivingIntake) {
    let against = intake.against(desk.book());
    let all = sums(&intake.grants).all;
    let mut facts = vec![
        ("Read".to_owned(), intake.n_read, String::new()),
        ("Grants".to_owned(), all.n as u64, all.shown()),
        (
            "New to the plan".to_owned(),
            against.new as u64,
            String::new(),
        ),
        (
            "As the plan has them".to_owned(),
            against.same as u64,
            String::new(),
        ),
        (
            "Otherwise than the plan has them".to_owned(),
            against.changed as u64,
            String::new(),
        ),
    ];
    for held in &intake.skipped {
        let first = format!("first in line {}", held.line);
        facts.push((format!("Left out: {}", held.reason), held.n, first));
    }
    egui::Grid::new("grants hold")
        .num_columns(3)
        .spacing([space::LARGE, space::TINY])
        .show(ui, |ui| {
            for (name, n, detail) in facts {
                ui.label(name);
                ui.label(grouped(n));
                ui.label(theme::muted(ui, detail));
                ui.end_row();
            }
        });
    ui.add_space(space::MEDIUM);
}
