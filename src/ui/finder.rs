//! Ctrl+K: find any command, room, part of a room, indicator, grant, priority area, consultation, section of text, action, risk or
//! decision by a part of its name.

use egui::{Id, Key, ScrollArea, Ui, accesskit::Role};

use crate::domain::book::Book;
use crate::domain::problem::Place;
use crate::session::Session;
use crate::ui::action::Action;
use crate::ui::request::Request;
use crate::ui::room::Room;
use crate::ui::shell::named;
use crate::ui::theme::{self, space};
use crate::ui::widgets::{dialog, text_field};

/// How many answers are shown.
const MOST: usize = 12;

/// The finder, while it is open.
#[derive(Debug, Default)]
pub struct Finder {
    open: bool,
    text: String,
    picked: usize,
    just_opened: bool,
    /// What the rooms had to show when it was opened.
    parts: Vec<(Room, usize, &'static str)>,
}

/// Something that can be found.
struct Found {
    words: String,
    kind: &'static str,
    ask: Request,
}

impl Finder {
    /// Opens it, empty.
    pub fn open(&mut self) {
        *self = Self {
            open: true,
            just_opened: true,
            ..Self::default()
        };
    }

    /// Whether it is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Draws it if it is open.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, year: i16, asks: &mut Vec<Request>) {
        if !self.open {
            return;
        }
        if self.just_opened {
            self.parts = parts(session);
        }
        let modal = dialog(ui.ctx(), "finder", "Find anything", 520.0, |ui| {
            let field = self.field(ui);
            let found = self.found(session, year);
            self.keys(ui, &found, asks);
            self.list(ui, field, &found, asks);
        });
        if modal.should_close() {
            self.open = false;
        }
    }

    fn field(&mut self, ui: &mut Ui) -> Id {
        let response = text_field(
            ui,
            "finder text",
            "Find",
            &mut self.text,
            "A command, indicator, grant, priority area or consultation",
        );
        if self.just_opened || !response.has_focus() {
            response.request_focus();
        }
        self.just_opened = false;
        if response.changed() {
            self.picked = 0;
        }
        response.id
    }

    fn keys(&mut self, ui: &Ui, found: &[Found], asks: &mut Vec<Request>) {
        let (up, down, enter) = ui.input(|input| {
            (
                input.key_pressed(Key::ArrowUp),
                input.key_pressed(Key::ArrowDown),
                input.key_pressed(Key::Enter),
            )
        });
        if down {
            self.picked = (self.picked + 1).min(found.len().saturating_sub(1));
        }
        if up {
            self.picked = self.picked.saturating_sub(1);
        }
        if enter && let Some(found) = found.get(self.picked) {
            asks.push(found.ask.clone());
            self.open = false;
        }
    }

    /// The answers. The keyboard stays in the field: a screen reader is told which answer it is on.
    fn list(&mut self, ui: &mut Ui, field: Id, found: &[Found], asks: &mut Vec<Request>) {
        ui.add_space(space::SMALL);
        if found.is_empty() {
            ui.label(theme::muted(
                ui,
                format!("Nothing here is called “{}”.", self.text.trim()),
            ));
        }
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for (place, answer) in found.iter().enumerate() {
                let words = format!("{}   {}", answer.words, answer.kind);
                let row = ui.selectable_label(
                    place == self.picked,
                    crate::domain::chart::shorten(&words, |text| text.chars().count() <= 84),
                );
                let picked = place == self.picked;
                ui.ctx().accesskit_node_builder(row.id, |node| {
                    node.set_role(Role::ListBoxOption);
                    node.set_label(format!("{}, {}", answer.words, answer.kind));
                    node.set_selected(picked);
                });
                if picked {
                    let row = row.id.accesskit_id();
                    ui.ctx()
                        .accesskit_node_builder(field, |node| node.set_active_descendant(row));
                }
                if row.clicked() {
                    asks.push(answer.ask.clone());
                    self.open = false;
                }
            }
        });
    }

    fn found(&self, session: &Session, year: i16) -> Vec<Found> {
        let plain = |text: &str| text.to_lowercase().replace('’', "'");
        let wanted = plain(self.text.trim());
        let mut ranked: Vec<(usize, Found)> = everything(session, year, &self.parts)
            .into_iter()
            .filter_map(|found| {
                // A keyboard has the straight one only.
                let words = plain(&found.words);
                let all_in = wanted.split_whitespace().all(|word| words.contains(word));
                // What begins with the text comes before what merely holds it.
                all_in.then(|| (usize::from(!words.starts_with(&wanted)), found))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked
            .into_iter()
            .take(MOST)
            .map(|(_, found)| found)
            .collect()
    }
}

/// The parts of every room, each by its place in it.
fn parts(session: &Session) -> Vec<(Room, usize, &'static str)> {
    let of = |room: Room| {
        let parts = room.parts(session).into_iter().enumerate();
        parts.map(move |(part, name)| (room, part, name))
    };
    Room::ALL.into_iter().flat_map(of).collect()
}

fn everything(session: &Session, year: i16, parts: &[(Room, usize, &'static str)]) -> Vec<Found> {
    let book = session.book();
    let mut all: Vec<Found> = Vec::new();
    for action in Action::all() {
        let (words, enabled) = named(action, session);
        if enabled && action != Action::Find {
            let kind = if matches!(action, Action::Go(_)) {
                "room"
            } else {
                "command"
            };
            all.push(Found {
                words,
                kind,
                ask: Request::Do(action),
            });
        }
    }
    for (room, part, name) in parts {
        all.push(Found {
            words: format!("{}: {name}", room.name()),
            kind: "part of a room",
            ask: Request::Part(*room, *part),
        });
    }
    let mut add = |words: String, kind: &'static str, place: Place| {
        all.push(Found {
            words,
            kind,
            ask: Request::Open(place),
        })
    };
    for grant in &book.grants {
        add(
            format!("{} {}", grant.name, grant.year()),
            "grant",
            Place::Grant(grant.id),
        );
    }
    for area in &book.priority_areas {
        add(
            area.name.clone(),
            "priority area",
            Place::PriorityArea(area.id, year),
        );
    }
    for objective in &book.objectives {
        add(
            objective.label(),
            "objective",
            Place::Objective(objective.id),
        );
    }
    for consultation in &book.consultations {
        add(
            consultation.title.clone(),
            "consultation",
            Place::Consultation(consultation.id),
        );
    }
    for indicator in &book.indicators {
        add(
            indicator.label(),
            "indicator",
            Place::Indicator(indicator.id),
        );
    }
    undertaken(book, &mut add);
    all
}

/// What the Plan room holds, but for milestones: they are many, and are found by its own search.
fn undertaken(book: &Book, add: &mut impl FnMut(String, &'static str, Place)) {
    for section in &book.narratives {
        let mut words = section.label(book);
        if !section.question.is_empty() {
            words = format!("{words}: {}", section.question);
        }
        add(words, "section", Place::Narrative(section.id));
    }
    for decision in &book.decisions {
        let words = format!("{}: {}", decision.heading(), decision.put);
        add(words, "decision", Place::Decision(decision.id));
    }
    for action in &book.actions {
        add(action.title.clone(), "action", Place::Action(action.id));
    }
    for risk in &book.risks {
        add(risk.title.clone(), "risk", Place::Risk(risk.id));
    }
}
