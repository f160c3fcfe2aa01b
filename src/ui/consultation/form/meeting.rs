//! The form for a meeting: what it was, and how many people came.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::Event;
use crate::domain::id::{ConsultationId, EventId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::edit;
use crate::ui::consultation::count;
use crate::ui::consultation::form::{Entry, Fields, next_position};
use crate::ui::room::Desk;

/// What is typed in the form.
pub struct MeetingForm {
    was: Option<Event>,
    consultation: ConsultationId,
    name: String,
    people: String,
    note: String,
}

impl MeetingForm {
    /// For a meeting that is not there yet.
    #[must_use]
    pub fn fresh(consultation: ConsultationId) -> Self {
        Self {
            was: None,
            consultation,
            name: String::new(),
            people: String::new(),
            note: String::new(),
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Event) -> Self {
        Self {
            consultation: was.consultation,
            name: was.name.clone(),
            people: was.n_people.to_string(),
            note: was.note.clone(),
            was: Some(was.clone()),
        }
    }

    /// The meeting it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<EventId> {
        self.was.as_ref().map(|was| was.id)
    }
}

impl Entry for MeetingForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Meeting"
        } else {
            "New meeting"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add this meeting"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, _desk: Desk<'_>) {
        fields.text("What it was", &mut self.name, "Children in care council");
        let problem = count::read(&self.people).err();
        fields.checked("How many people came", &mut self.people, "16", problem);
        fields.text("Anything else", &mut self.note, "");
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return Err("Nothing is entered for what the meeting was. It is found by its name: give it one.".to_owned());
        }
        let held = desk
            .book()
            .events
            .iter()
            .filter(|held| held.consultation == self.consultation);
        let last = || next_position(held.map(|held| held.position));
        let now = Event {
            id: self
                .was
                .as_ref()
                .map_or_else(|| EventId(desk.session.new_key()), |was| was.id),
            consultation: self.consultation,
            name,
            n_people: count::read_needed(&self.people)?,
            note: self.note.trim().to_owned(),
            position: self.was.as_ref().map_or_else(last, |was| was.position),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Event))
    }

    fn removal(&self, _book: &Book) -> Option<Result<Command, String>> {
        self.was.as_ref().map(|was| Ok(Edit::remove(was).into()))
    }
}
