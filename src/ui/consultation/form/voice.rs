//! The form for a theme: what people said, what belongs to it, who said it, what was done, which priority area pays for
//! that, and which indicator would show it.
//!
//! Edges: a theme that would be part of itself is refused by the plan, in the form.

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::consultation::Theme;
use crate::domain::id::{
    ConsultationId, GroupId, IndicatorId, ObjectiveId, PriorityAreaId, ThemeId,
};
use crate::domain::record::Edit;
use crate::ui::consultation::cells::{edit, groups};
use crate::ui::consultation::form::{Entry, Fields, next_position};
use crate::ui::room::Desk;

/// What is typed in the form.
pub struct ThemeForm {
    was: Option<Theme>,
    consultation: ConsultationId,
    title: String,
    we_did: String,
    group: Option<GroupId>,
    priority_area: Option<PriorityAreaId>,
    definition: String,
    parent: Option<ThemeId>,
    indicator: Option<IndicatorId>,
    objectives: Vec<ObjectiveId>,
}

impl ThemeForm {
    /// For a theme that is not there yet.
    #[must_use]
    pub fn fresh(consultation: ConsultationId) -> Self {
        Self {
            was: None,
            consultation,
            title: String::new(),
            we_did: String::new(),
            group: None,
            priority_area: None,
            definition: String::new(),
            parent: None,
            indicator: None,
            objectives: Vec::new(),
        }
    }

    /// For one that is to be changed.
    #[must_use]
    pub fn of(was: &Theme) -> Self {
        Self {
            consultation: was.consultation,
            title: was.title.clone(),
            we_did: was.we_did.clone(),
            group: was.group,
            priority_area: was.priority_area,
            definition: was.definition.clone(),
            parent: was.parent,
            indicator: was.indicator,
            objectives: was.objectives.clone(),
            was: Some(was.clone()),
        }
    }

    /// The theme it changes.
    #[must_use]
    pub fn of_which(&self) -> Option<ThemeId> {
        self.was.as_ref().map(|was| was.id)
    }
}

impl ThemeForm {
    /// What the theme is part of, and what would show it.
    fn more(&mut self, fields: &mut Fields<'_>, book: &Book) {
        let own = self.of_which();
        let others: Vec<(ThemeId, String)> = book
            .themes
            .iter()
            .filter(|held| held.consultation == self.consultation && Some(held.id) != own)
            .map(|held| (held.id, held.title.clone()))
            .collect();
        if !others.is_empty() {
            pick(
                fields,
                "Part of",
                "no wider theme",
                &mut self.parent,
                &others,
            );
        }
        let indicators: Vec<(IndicatorId, String)> = book
            .indicators
            .iter()
            .map(|held| (held.id, held.label()))
            .collect();
        if !indicators.is_empty() {
            pick(
                fields,
                "Shown by indicator",
                "none",
                &mut self.indicator,
                &indicators,
            );
        }
    }
}

/// A list to pick a key from, with a first line for none.
pub(in crate::ui::consultation) fn pick<Key: Copy + PartialEq>(
    fields: &mut Fields<'_>,
    name: &str,
    none: &str,
    picked: &mut Option<Key>,
    held: &[(Key, String)],
) {
    let mut labels = vec![none.to_owned()];
    labels.extend(held.iter().map(|(_, name)| name.clone()));
    let at = |key: Key| held.iter().position(|(held, _)| *held == key);
    let mut index = picked.and_then(at).map_or(0, |at| at + 1);
    fields.pick(name, &mut index, &labels);
    *picked = index
        .checked_sub(1)
        .and_then(|at| held.get(at))
        .map(|(key, _)| *key);
}

impl Entry for ThemeForm {
    fn title(&self) -> &'static str {
        if self.was.is_some() {
            "Theme"
        } else {
            "New theme"
        }
    }

    fn keep(&self) -> &'static str {
        if self.was.is_some() {
            "Save"
        } else {
            "Add this theme"
        }
    }

    fn fields(&mut self, fields: &mut Fields<'_>, desk: Desk<'_>) {
        let book = desk.book();
        fields.text("You said", &mut self.title, "Fewer places to choose from");
        fields.text(
            "Belongs here",
            &mut self.definition,
            "what counts as this theme, and what does not",
        );
        fields.text("We did", &mut self.we_did, "what was done about it");
        let groups: Vec<(GroupId, String)> = groups(book, self.consultation)
            .into_iter()
            .map(|held| (held.id, held.name.clone()))
            .collect();
        pick(fields, "Said by", "not recorded", &mut self.group, &groups);
        let areas: Vec<(PriorityAreaId, String)> = book
            .priority_areas
            .iter()
            .map(|held| (held.id, held.name.clone()))
            .collect();
        if !areas.is_empty() {
            pick(
                fields,
                "Paid for by priority area",
                "none",
                &mut self.priority_area,
                &areas,
            );
        }
        self.more(fields, book);
    }

    fn command(&self, desk: Desk<'_>) -> Result<Option<Command>, String> {
        let held = desk
            .book()
            .themes
            .iter()
            .filter(|held| held.consultation == self.consultation);
        let last = || next_position(held.map(|held| held.position));
        let now = Theme {
            id: self
                .was
                .as_ref()
                .map_or_else(|| ThemeId(desk.session.new_key()), |was| was.id),
            consultation: self.consultation,
            group: self.group,
            title: self.title.trim().to_owned(),
            definition: self.definition.trim().to_owned(),
            parent: self.parent,
            we_did: self.we_did.trim().to_owned(),
            priority_area: self.priority_area,
            indicator: self.indicator,
            objectives: self.objectives.clone(),
            position: self.was.as_ref().map_or_else(last, |was| was.position),
        };
        Ok(edit(self.was.as_ref(), Some(now)).map(Command::Theme))
    }

    fn removal(&self, _book: &Book) -> Option<Result<Command, String>> {
        self.was.as_ref().map(|was| Ok(Edit::remove(was).into()))
    }
}
