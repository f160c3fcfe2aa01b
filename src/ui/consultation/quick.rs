//! Quick tally: paper responses counted by single keys, one person a key.
//!
//! A pile of paper is counted with one hand on the keys and the eyes on the paper. Key 1 is the first answer, key 2 the
//! second, and so on to 9; 0 is one more person who answered, where people may tick several. Each key is one change, so
//! that Ctrl+Z takes back one key. The last keys are shown with the count they led to, for it is easy to lose one's place.
//!
//! Edges: while a field or a cell has the keyboard the figures go there and not into the tally, and the panel says so. A
//! key that is held down counts nothing. A tenth answer has no key and is counted with its button.

use egui::{Event, Id, Key, Modifiers, Response, RichText, Sense, Ui, accesskit::Role};

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Question, QuestionKind};
use crate::domain::id::{ChannelId, GroupId};
use crate::ui::consultation::cells::{Line, Slot, channels, choices, count_at, groups, set};
use crate::ui::consultation::counts::people;
use crate::ui::room::Desk;
use crate::ui::theme::{self, fonts, space};
use crate::ui::widgets::{combo, section};

/// How many of the last keys are kept.
const KEPT: usize = 6;

/// A quick tally that is going on.
#[derive(Debug)]
pub struct Quick {
    channel: Option<ChannelId>,
    group: Option<GroupId>,
    pressed: Vec<Pressed>,
    n_pressed: usize,
    fresh: bool,
}

/// A key that was pressed.
#[derive(Debug)]
struct Pressed {
    revision: u64,
    line: Line,
    slot: Slot,
    /// What the key said: `2 Tend to agree`.
    words: String,
    /// The count it led to.
    n: i64,
}

/// An answer and its key.
struct Keyed {
    key: Option<char>,
    line: Line,
    name: String,
}

impl Quick {
    /// Begins in the channel and group that the table shows.
    #[must_use]
    pub fn new(channel: Option<ChannelId>, group: Option<GroupId>) -> Self {
        Self {
            channel,
            group,
            pressed: Vec::new(),
            n_pressed: 0,
            fresh: true,
        }
    }

    /// Whether it has just begun and not yet been drawn.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Where the keys count: the channel and group chosen, or the first channel.
    fn slot(&self, book: &Book, question: &Question) -> Option<Slot> {
        let channels = channels(book, question.consultation);
        let chosen = self
            .channel
            .filter(|id| channels.iter().any(|held| held.id == *id));
        let channel = chosen.or_else(|| channels.first().map(|held| held.id))?;
        let group = self.group.filter(|id| {
            groups(book, question.consultation)
                .iter()
                .any(|held| held.id == *id)
        });
        Some(Slot { channel, group })
    }

    /// Takes this frame's figures out of the input, one change each, unless they are for a field or a cell.
    pub fn take_keys(
        &mut self,
        ui: &Ui,
        desk: Desk<'_>,
        question: &Question,
        elsewhere: bool,
    ) -> Vec<Command> {
        if elsewhere {
            return Vec::new();
        }
        let mut figures = Vec::new();
        ui.input_mut(|i| {
            let held_down = i
                .events
                .iter()
                .any(|event| matches!(event, Event::Key { repeat: true, .. }));
            i.events.retain(|event| {
                let Event::Text(text) = event else {
                    return true;
                };
                let is_figure = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
                if is_figure && !held_down {
                    figures.extend(text.chars());
                }
                !is_figure
            });
        });
        let answers = keyed(desk.book(), question);
        let lines = figures
            .into_iter()
            .filter_map(|key| answers.iter().find(|held| held.key == Some(key)));
        self.count(desk, question, lines)
    }

    /// One more in each of these lines, one after another: the second of two keys in a frame counts on from the first.
    fn count<'a>(
        &mut self,
        desk: Desk<'_>,
        question: &Question,
        lines: impl Iterator<Item = &'a Keyed>,
    ) -> Vec<Command> {
        let Some(slot) = self.slot(desk.book(), question) else {
            return Vec::new();
        };
        let mut tried = Book {
            tallies: desk.book().tallies.clone(),
            answered: desk.book().answered.clone(),
            ..Book::default()
        };
        let mut commands = Vec::new();
        for Keyed { key, line, name } in lines {
            let n = count_at(&tried, *line, slot).unwrap_or(0).saturating_add(1);
            let Some(command) = set(&tried, *line, slot, Some(n), desk.session.new_key()) else {
                continue;
            };
            crate::ui::consultation::live::apply(&mut tried, &command);
            commands.push(command);
            let words = key.map_or_else(|| name.clone(), |key| format!("{key} {name}"));
            self.pressed.push(Pressed {
                revision: desk.session.revision(),
                line: *line,
                slot,
                words,
                n,
            });
            self.n_pressed += 1;
        }
        commands
    }

    /// Forgets keys that have been taken back since.
    fn prune(&mut self, desk: Desk<'_>) {
        while let Some(last) = self.pressed.last() {
            let now = count_at(desk.book(), last.line, last.slot).unwrap_or(0);
            if last.revision >= desk.session.revision() || now >= last.n {
                break;
            }
            self.pressed.pop();
            self.n_pressed = self.n_pressed.saturating_sub(1);
        }
        let surplus = self.pressed.len().saturating_sub(40);
        self.pressed.drain(..surplus);
    }

    /// Draws the panel; gives back what its buttons count, and whether it was ended.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        question: &Question,
        elsewhere: bool,
    ) -> (Vec<Command>, bool) {
        self.prune(desk);
        let mut made = Vec::new();
        let mut ended = false;
        let place = ui.make_persistent_id(("quick tally", question.id));
        let frame = theme::note_ok(ui).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                section(ui, "Quick tally");
                self.picks(ui, desk.book(), question);
                ended = ui.button("End (Esc)").clicked();
            });
            let lead = if elsewhere {
                "The keyboard is in a cell or field: figures go there. Press T, or click here, to count again."
            } else {
                "Each key adds one person to the answer beside it. Ctrl+Z takes the last one back."
            };
            ui.label(lead);
            made = self.buttons(ui, desk, question);
            self.last_keys(ui);
        });
        let response = self.place(ui, place, frame.response.rect);
        if elsewhere && response.clicked() {
            response.request_focus();
        }
        (made, ended)
    }

    /// The panel as a place for the keyboard to be.
    fn place(&mut self, ui: &Ui, id: Id, rect: egui::Rect) -> Response {
        // Below its buttons: only the frame's own edge and ground can be clicked.
        let strip = rect.with_max_y(rect.top() + space::SMALL);
        let response = ui.interact(strip, id, Sense::click());
        if std::mem::take(&mut self.fresh) {
            response.request_focus();
        }
        if response.has_focus() {
            let ring = egui::Stroke::new(theme::size::FOCUS, theme::palette(ui).accent);
            ui.painter()
                .rect_stroke(rect, theme::size::ROUND, ring, egui::StrokeKind::Inside);
        }
        let said = self
            .pressed
            .last()
            .map(|last| format!("{}: {}", last.words, last.n))
            .unwrap_or_default();
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_role(Role::Group);
            node.set_label("Quick tally: keys 1 to 9 count");
            node.set_value(said);
            node.set_live(egui::accesskit::Live::Polite);
        });
        response
    }

    fn picks(&mut self, ui: &mut Ui, book: &Book, question: &Question) {
        let channels = channels(book, question.consultation);
        let slot = self.slot(book, question);
        let mut at = channels
            .iter()
            .position(|held| Some(held.id) == slot.map(|slot| slot.channel))
            .unwrap_or(0);
        let labels: Vec<&str> = channels.iter().map(|held| held.name.as_str()).collect();
        ui.label("by");
        if combo(
            ui,
            "quick channel",
            "Channel that is counted",
            &mut at,
            &labels,
        )
        .changed()
        {
            self.channel = channels.get(at).map(|held| held.id);
        }
        let groups = groups(book, question.consultation);
        if groups.is_empty() {
            return;
        }
        let group = slot.and_then(|slot| slot.group);
        let mut at = group
            .and_then(|id| groups.iter().position(|held| held.id == id))
            .map_or(0, |at| at + 1);
        let mut labels = vec!["group not recorded"];
        labels.extend(groups.iter().map(|held| held.name.as_str()));
        ui.label("from");
        if combo(ui, "quick group", "Group that is counted", &mut at, &labels).changed() {
            self.group = at
                .checked_sub(1)
                .and_then(|at| groups.get(at))
                .map(|held| held.id);
        }
    }

    fn buttons(&mut self, ui: &mut Ui, desk: Desk<'_>, question: &Question) -> Vec<Command> {
        let answers = keyed(desk.book(), question);
        let slot = self.slot(desk.book(), question);
        let mut clicked = None;
        ui.horizontal_wrapped(|ui| {
            for (at, held) in answers.iter().enumerate() {
                let n = slot
                    .and_then(|slot| count_at(desk.book(), held.line, slot))
                    .unwrap_or(0);
                let key = held.key.map(|key| format!("{key}  ")).unwrap_or_default();
                let words = RichText::new(format!("{key}{}  {}", held.name, people(n)))
                    .family(fonts::semibold());
                let response = ui
                    .button(words)
                    .accessible_name(format!("Add one to {}, now {n}", held.name));
                if response.clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked.map_or_else(Vec::new, |at| {
            self.count(desk, question, answers.iter().skip(at).take(1))
        })
    }

    fn last_keys(&self, ui: &mut Ui) {
        let shown: Vec<String> = self
            .pressed
            .iter()
            .rev()
            .take(KEPT)
            .map(|held| format!("{} → {}", held.words, people(held.n)))
            .collect();
        let words = if shown.is_empty() {
            "Nothing counted yet.".to_owned()
        } else {
            format!(
                "{} counted. Last first: {}",
                self.n_pressed,
                shown.join(" · ")
            )
        };
        let words = theme::small(ui, words);
        ui.label(words);
    }
}

/// The answers of a question with their keys, and the base where it is counted apart.
fn keyed(book: &Book, question: &Question) -> Vec<Keyed> {
    let mut found: Vec<Keyed> = ('1'..='9')
        .map(Some)
        .chain(std::iter::repeat(None))
        .zip(choices(book, question.id))
        .map(|(key, held)| Keyed {
            key,
            line: Line::Answer(held.id),
            name: held.text.clone(),
        })
        .collect();
    if question.kind == QuestionKind::Multiple && !found.is_empty() {
        found.push(Keyed {
            key: Some('0'),
            line: Line::Base(question.id),
            name: "Person who answered".to_owned(),
        });
    }
    found
}

/// Whether the key that begins a quick tally was pressed, with the keyboard not in a field. Takes it out of the input.
pub fn asked_for(ui: &Ui) -> bool {
    if ui.ctx().text_edit_focused() {
        return false;
    }
    let pressed = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::T));
    if pressed {
        ui.input_mut(|i| {
            i.events.retain(
                |event| !matches!(event, Event::Text(text) if text.eq_ignore_ascii_case("t")),
            )
        });
    }
    pressed
}
