//! Copies of one response: found beside the window, shown with their first words, and counted by the rule that an officer
//! records with the reason.

use std::collections::HashMap;

use egui::Ui;

use crate::domain::command::Command;
use crate::domain::consultation::Cluster;
use crate::domain::duplicates::Counting;
use crate::domain::id::{ClusterId, ConsultationId};
use crate::domain::record::Edit;
use crate::session::StoreError;
use crate::session::copies::{FoundCopies, find_copies};
use crate::session::job::{Answer, Job};
use crate::ui::consultation::responses::lists::Who;
use crate::ui::data::figures::preview::several;
use crate::ui::data::figures::work::LOOK_AGAIN;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{combo, section, text_field};

/// The rules in an officer's words.
const RULES: [&str; 3] = [
    "each by itself",
    "once, by the first of them",
    "apart, beside the others",
];
/// How many are shown at once.
const SHOWN: usize = 50;

/// What the card remembers between frames.
#[derive(Debug, Default)]
pub(super) struct CopiesCard {
    job: Option<Job<Result<Vec<FoundCopies>, StoreError>>>,
    of: Option<ConsultationId>,
    found: Option<Vec<FoundCopies>>,
    problem: String,
    drafts: HashMap<usize, (usize, String)>,
}

impl CopiesCard {
    /// Draws the card.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: ConsultationId,
        who: &Who,
        asks: &mut Vec<Request>,
    ) {
        if self.of != Some(id) {
            *self = Self {
                of: Some(id),
                ..Self::default()
            };
        }
        self.poll(ui);
        ui.horizontal_wrapped(|ui| {
            section(ui, "Copies");
            ui.add_enabled_ui(self.job.is_none(), |ui| {
                if ui.button("Find copies").clicked() {
                    let plan = desk.session.path().to_owned();
                    self.drafts.clear();
                    self.job = Job::start("copies", move |_| find_copies(&plan, id)).ok();
                    ui.ctx().request_repaint_after(LOOK_AGAIN);
                }
            });
            if self.job.is_some() {
                ui.label(theme::muted(ui, "Looking…"));
            }
        });
        let lead = "One response sent twice, or one letter that many people signed. You decide how copies count and say why; nothing is deleted.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        if !self.problem.is_empty() {
            ui.add(egui::Label::new(&self.problem).wrap());
        }
        for held in desk
            .book()
            .clusters
            .iter()
            .filter(|held| held.consultation == id)
        {
            recorded(ui, desk, held, who, asks);
        }
        self.list(ui, desk, id, who, asks);
    }

    fn poll(&mut self, ui: &Ui) {
        let Some(job) = &self.job else { return };
        match job.answer() {
            Answer::Waiting => ui.ctx().request_repaint_after(LOOK_AGAIN),
            Answer::Done(Ok(found)) => {
                (self.found, self.job) = (Some(found), None);
                self.problem.clear();
            }
            Answer::Done(Err(error)) => (self.problem, self.job) = (error.to_string(), None),
            Answer::Gone => self.job = None,
        }
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: ConsultationId,
        who: &Who,
        asks: &mut Vec<Request>,
    ) {
        let Some(found) = &self.found else { return };
        // What was recorded since they were found is shown above.
        let is_new = |held: &&FoundCopies| {
            let mut clusters = desk.book().clusters.iter();
            let first = held.members.first();
            !clusters.any(|known| first.is_some_and(|first| known.members.contains(first)))
                && held
                    .members
                    .iter()
                    .all(|member| who.person(*member).is_some())
        };
        let left: Vec<(usize, &FoundCopies)> = found
            .iter()
            .enumerate()
            .filter(|(_, held)| is_new(held))
            .collect();
        if left.is_empty() {
            ui.add_space(space::TINY);
            ui.label(match found.is_empty() {
                true => "No copies were found.",
                false => "Every copy that was found has its rule.",
            });
            return;
        }
        for (at, held) in left.iter().take(SHOWN) {
            let draft = self.drafts.entry(*at).or_default();
            if let Some(cluster) = one(ui, desk, *at, held, who, draft) {
                let words = words(&cluster);
                let cluster = Cluster {
                    id: ClusterId(desk.session.new_key()),
                    consultation: id,
                    ..cluster
                };
                asks.push(change(words, Edit::add(cluster).into()));
            }
        }
        if left.len() > SHOWN {
            let more = format!(
                "and {} more; give these their rule first",
                left.len() - SHOWN
            );
            ui.label(theme::muted(ui, more));
        }
    }
}

/// Copies that were found; the record, when the officer has decided.
fn one(
    ui: &mut Ui,
    desk: Desk<'_>,
    at: usize,
    held: &FoundCopies,
    who: &Who,
    (rule, note): &mut (usize, String),
) -> Option<Cluster> {
    let mut made = None;
    ui.add_space(space::SMALL);
    theme::quiet(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let name = several(held.members.len(), "response");
        let alike = match held.similarity {
            1000 => held.likeness.word().to_owned(),
            n => format!("{}, {} % alike at least", held.likeness.word(), n / 10),
        };
        let first = held.members.first().map(|id| who.place(desk.book(), *id));
        let first = first.unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::strong(&name));
            ui.label(theme::muted(ui, format!("{alike}; the first is {first}")));
        });
        let words = match held.words.is_empty() {
            true => "No words; all answers are the same.".to_owned(),
            false => format!("“{}”", held.words),
        };
        ui.add(egui::Label::new(words).wrap());
        ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.label("Count them");
                combo(
                    ui,
                    ("rule", at),
                    &format!("How the copies of {first} count"),
                    rule,
                    &RULES,
                );
                let wide = (ui.available_width() - 100.0).max(160.0);
                ui.allocate_ui(egui::vec2(wide, theme::size::CONTROL), |ui| {
                    let name = format!("Why the copies of {first} count so");
                    text_field(ui, ("copies note", at), &name, note, "Why, in a few words");
                });
                let record = ui
                    .button("Record")
                    .accessible_name(format!("Record the copies of {first}"));
                if record.clicked() {
                    made = Some(Cluster {
                        id: ClusterId(0),
                        consultation: ConsultationId(0),
                        kind: held.likeness,
                        rule: Counting::ALL.get(*rule).copied().unwrap_or_default(),
                        members: held.members.clone(),
                        note: note.trim().to_owned(),
                    });
                }
            });
        });
    });
    made
}

/// Copies that have their rule: it can be changed, or taken back.
fn recorded(ui: &mut Ui, desk: Desk<'_>, held: &Cluster, who: &Who, asks: &mut Vec<Request>) {
    let first = held.members.first().map(|id| who.place(desk.book(), *id));
    let first = first.unwrap_or_default();
    ui.add_space(space::TINY);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(several(held.members.len(), "response")));
        ui.label(theme::muted(
            ui,
            format!("{}; the first is {first}", held.kind.word()),
        ));
        ui.add_enabled_ui(!desk.session.is_read_only(), |ui| {
            let place = Counting::ALL.iter().position(|rule| *rule == held.rule);
            let mut at = place.unwrap_or(0);
            ui.label("count");
            let name = format!("Rule of the copies of {first}");
            if combo(ui, ("held rule", held.id), &name, &mut at, &RULES).changed()
                && let Some(rule) = Counting::ALL.get(at)
            {
                let now = Cluster {
                    rule: *rule,
                    ..held.clone()
                };
                asks.push(change(words(&now), Edit::change(held, now).into()));
            }
            let back = ui
                .button("Take back")
                .accessible_name(format!("Take back the copies of {first}"))
                .on_hover_text("They count each by itself again, and can be found again");
            if back.clicked() {
                let words = format!("{} copies count each again", held.members.len());
                asks.push(change(words, Edit::remove(held).into()));
            }
        });
        if !held.note.is_empty() {
            ui.label(&held.note);
        }
    });
}

/// A change in words of its own, as undo and the history have them.
fn change(words: String, command: Command) -> Request {
    Request::Change(Command::several(words, vec![command]))
}

fn words(held: &Cluster) -> String {
    format!("{} copies count {}", held.members.len(), held.rule.word())
}
