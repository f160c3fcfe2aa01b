//! The forms for a channel and for a respondent group: a name, and for a channel which way it is.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::{Channel, ChannelKind, Group};
use crate::domain::id::{ChannelId, ConsultationId, GroupId};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::{channels, edit, groups};
use crate::ui::consultation::form::{Entry, Fields, hangs_on, next_position};
use crate::ui::room::Desk;

/// What is typed in the form of a channel.
pub struct ChannelForm {
    was: Option<Channel>,
    consultation: ConsultationId,
    name: String,
    kind: usize,
}

impl ChannelForm {
    /// For a channel that is not there yet.
    #[must_use]
    pub fn fresh(consultation: ConsultationId) -> Self {
        Self {
            was: None,
            consultation,
            name: String::new(),
            kind: 0,
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Channel) -> Self {
        Self {
            consultation: was.consultation,
            name: was.name.clone(),
            kind: ChannelKind::ALL
                .iter()
                .position(|kind| *kind == was.kind)
                .unwrap_or(0),
            was: Some(was.clone()),
        }
    }

    /// The channel it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<ChannelId> {
        self.was.as_ref().map(|was| was.id)
    }
}

impl Entry for ChannelForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Channel"
        } else {
            "New channel"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add this channel"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, _desk: Desk<'_>) {
        fields.text("Channel’s name", &mut self.name, "Online survey");
        fields.pick(
            "Which way",
            &mut self.kind,
            &ChannelKind::ALL.map(ChannelKind::word),
        );
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let held = channels(desk.book(), self.consultation);
        let name = self.name.trim().to_owned();
        let own = self.was.as_ref().map(|was| was.id);
        if held
            .iter()
            .any(|held| Some(held.id) != own && held.name == name)
        {
            return Err(twin(&name));
        }
        let now = Channel {
            id: own.unwrap_or_else(|| ChannelId(desk.session.new_key())),
            consultation: self.consultation,
            name,
            kind: ChannelKind::ALL
                .get(self.kind)
                .copied()
                .unwrap_or(ChannelKind::Online),
            position: self.was.as_ref().map_or_else(
                || next_position(held.iter().map(|held| held.position)),
                |was| was.position,
            ),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Channel))
    }

    fn removal(&self, book: &Book) -> Option<Result<Command, String>> {
        let was = self.was.as_ref()?;
        let parts = [
            (
                book.tallies
                    .iter()
                    .filter(|held| held.channel == was.id)
                    .count(),
                "count",
                "counts",
            ),
            (
                book.answered
                    .iter()
                    .filter(|held| held.channel == was.id)
                    .count(),
                "base",
                "bases",
            ),
            (
                book.receipts
                    .iter()
                    .filter(|held| held.channel == was.id)
                    .count(),
                "line of receipts",
                "lines of receipts",
            ),
        ];
        Some(hangs_on(&parts).map_or_else(|| Ok(Edit::remove(was).into()), Err))
    }
}

fn twin(name: &str) -> String {
    format!("“{name}” is there already. Two of one name cannot be told apart: add a word.")
}

/// What is typed in the form of a respondent group.
pub struct GroupForm {
    was: Option<Group>,
    consultation: ConsultationId,
    name: String,
}

impl GroupForm {
    /// For a group that is not there yet.
    #[must_use]
    pub fn fresh(consultation: ConsultationId) -> Self {
        Self {
            was: None,
            consultation,
            name: String::new(),
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Group) -> Self {
        Self {
            consultation: was.consultation,
            name: was.name.clone(),
            was: Some(was.clone()),
        }
    }

    /// The group it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<GroupId> {
        self.was.as_ref().map(|was| was.id)
    }
}

impl Entry for GroupForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Respondent group"
        } else {
            "New respondent group"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add this group"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, _desk: Desk<'_>) {
        fields.text("Group’s name", &mut self.name, "Children and young people");
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let held = groups(desk.book(), self.consultation);
        let name = self.name.trim().to_owned();
        let own = self.was.as_ref().map(|was| was.id);
        if held
            .iter()
            .any(|held| Some(held.id) != own && held.name == name)
        {
            return Err(twin(&name));
        }
        let now = Group {
            id: own.unwrap_or_else(|| GroupId(desk.session.new_key())),
            consultation: self.consultation,
            name,
            position: self.was.as_ref().map_or_else(
                || next_position(held.iter().map(|held| held.position)),
                |was| was.position,
            ),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Group))
    }

    fn removal(&self, book: &Book) -> Option<Result<Command, String>> {
        let was = self.was.as_ref()?;
        let parts = [
            (
                book.tallies
                    .iter()
                    .filter(|held| held.group == Some(was.id))
                    .count(),
                "count",
                "counts",
            ),
            (
                book.answered
                    .iter()
                    .filter(|held| held.group == Some(was.id))
                    .count(),
                "base",
                "bases",
            ),
            (
                book.themes
                    .iter()
                    .filter(|held| held.group == Some(was.id))
                    .count(),
                "theme",
                "themes",
            ),
        ];
        Some(hangs_on(&parts).map_or_else(|| Ok(Edit::remove(was).into()), Err))
    }
}
