//! The form for a consultation: what it is called, what it asks of whom, when, and which decision it informs.
//!
//! A new one also asks how people can answer, for without a channel no count can be entered.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Channel, ChannelKind, Consultation, Stage};
use crate::domain::id::{ChannelId, ConsultationId, ObjectiveId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::edit;
use crate::ui::consultation::date;
use crate::ui::consultation::form::{Entry, Fields, hangs_on, next_position};
use crate::ui::room::Desk;
use crate::ui::theme::{self, space};

/// What is typed in the form.
pub struct ConsultationForm {
    was: Option<Consultation>,
    title: String,
    about: String,
    asked_of: String,
    opened: String,
    closed: String,
    stage: usize,
    decision: String,
    objectives: Vec<ObjectiveId>,
    channels: [bool; ChannelKind::ALL.len()],
}

impl ConsultationForm {
    /// For a consultation that is not there yet.
    #[must_use]
    pub fn fresh() -> Self {
        let usual = [ChannelKind::Online, ChannelKind::Paper];
        Self {
            was: None,
            title: String::new(),
            about: String::new(),
            asked_of: String::new(),
            opened: String::new(),
            closed: String::new(),
            stage: 0,
            decision: String::new(),
            objectives: Vec::new(),
            channels: ChannelKind::ALL.map(|kind| usual.contains(&kind)),
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Consultation) -> Self {
        Self {
            title: was.title.clone(),
            about: was.about.clone(),
            asked_of: was.asked_of.clone(),
            opened: date::text(was.opened),
            closed: date::text(was.closed),
            stage: Stage::ALL
                .iter()
                .position(|stage| *stage == was.stage)
                .unwrap_or(0),
            decision: was.decision.clone(),
            objectives: was.objectives.clone(),
            channels: [false; ChannelKind::ALL.len()],
            was: Some(was.clone()),
        }
    }

    fn record(&self, desk: Desk<'_>) -> Result<Consultation, String> {
        let dated =
            |what: &str, text: &str| date::read(text).map_err(|why| format!("{what}: {why}"));
        let last = || next_position(desk.book().consultations.iter().map(|held| held.position));
        Ok(Consultation {
            id: self
                .was
                .as_ref()
                .map_or_else(|| ConsultationId(desk.session.new_key()), |was| was.id),
            title: self.title.trim().to_owned(),
            about: self.about.trim().to_owned(),
            asked_of: self.asked_of.trim().to_owned(),
            opened: dated("Opened", &self.opened)?,
            closed: dated("Closed", &self.closed)?,
            stage: Stage::ALL
                .get(self.stage)
                .copied()
                .unwrap_or(Stage::Planned),
            decision: self.decision.trim().to_owned(),
            objectives: self.objectives.clone(),
            source: self
                .was
                .as_ref()
                .map(|was| was.source.clone())
                .unwrap_or_default(),
            position: self.was.as_ref().map_or_else(last, |was| was.position),
        })
    }

    fn channels(&self, desk: Desk<'_>, consultation: ConsultationId) -> Vec<Command> {
        let wanted = ChannelKind::ALL
            .into_iter()
            .zip(self.channels)
            .filter(|(_, on)| *on);
        (0..)
            .zip(wanted)
            .map(|(position, (kind, _))| {
                let id = ChannelId(desk.session.new_key());
                Edit::add(Channel {
                    id,
                    consultation,
                    name: name(kind),
                    kind,
                    position,
                })
                .into()
            })
            .collect()
    }

    fn objectives(&mut self, fields: &mut Fields<'_>, book: &Book) {
        if book.objectives.is_empty() {
            return;
        }
        let caption = theme::small(fields.ui, "Bears on");
        fields.ui.label(caption);
        fields.ui.horizontal_wrapped(|ui| {
            for objective in &book.objectives {
                let mut on = self.objectives.contains(&objective.id);
                if ui
                    .checkbox(&mut on, objective.label())
                    .on_hover_text(&objective.title)
                    .changed()
                {
                    self.objectives.retain(|id| *id != objective.id);
                    if on {
                        self.objectives.push(objective.id);
                    }
                }
            }
        });
        fields.ui.add_space(space::SMALL);
    }
}

/// `Face to face`: a kind of channel as a name.
fn name(kind: ChannelKind) -> String {
    let word = kind.word();
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl Entry for ConsultationForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Consultation"
        } else {
            "New consultation"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add consultation"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, desk: Desk<'_>) {
        fields.text(
            "Title",
            &mut self.title,
            "Short breaks for disabled children, 2026",
        );
        fields.text("About", &mut self.about, "what is proposed, in a sentence");
        fields.text(
            "Asked of",
            &mut self.asked_of,
            "children and young people, parents, staff",
        );
        let problem = date::read(&self.opened).err();
        fields.checked("Opened", &mut self.opened, "31/3/2026", problem);
        let problem = date::read(&self.closed).err();
        fields.checked("Closed", &mut self.closed, "31/3/2026", problem);
        fields.pick("Stage", &mut self.stage, &Stage::ALL.map(Stage::word));
        fields.text(
            "Decision it informs",
            &mut self.decision,
            "who decides what, and when",
        );
        self.objectives(fields, desk.book());
        if self.was.is_none() {
            let caption = theme::small(fields.ui, "People can answer");
            fields.ui.label(caption);
            fields.ui.horizontal_wrapped(|ui| {
                for (kind, on) in ChannelKind::ALL.into_iter().zip(&mut self.channels) {
                    ui.checkbox(on, kind.word());
                }
            });
            fields.ui.add_space(space::SMALL);
        }
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let now = self.record(desk)?;
        if self.was.is_some() {
            return Ok(edit(self.was.as_ref(), Some(now)).map(Command::Consultation));
        }
        let words = format!("Add Consultation {}", now.title);
        let channels = self.channels(desk, now.id);
        let mut commands = vec![Edit::add(now).into()];
        commands.extend(channels);
        Ok(Some(Command::several(words, commands)))
    }

    fn removal(&self, book: &Book) -> Option<Result<Command, String>> {
        let was = self.was.as_ref()?;
        let id = was.id;
        let parts = [
            (
                book.questions
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "question",
                "questions",
            ),
            (
                book.events
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "meeting",
                "meetings",
            ),
            (
                book.themes
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "theme",
                "themes",
            ),
            (
                book.published_counts
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "published count",
                "published counts",
            ),
            (
                book.groups
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "group",
                "groups",
            ),
            (
                book.channels
                    .iter()
                    .filter(|held| held.consultation == id)
                    .count(),
                "channel",
                "channels",
            ),
        ];
        Some(hangs_on(&parts).map_or_else(|| Ok(Edit::remove(was).into()), Err))
    }
}
