//! A field for one value that never changes it by itself.
//!
//! Why: a value shown as "24.8" may be 24.83 underneath, and a field that parses what it shows would round it as soon as one
//! tabs through. This one hands back text only when somebody typed it, and only when the caller's check accepts it. A text
//! that is refused stays where it is, in red and with the reason, and the old value stays untouched.
//!
//! Keys: Tab into the field marks all of it; Enter, Tab and a click elsewhere hand the text back; Esc restores what was
//! there. After Enter and Esc the keyboard stays in the field.

use egui::{AsIdSalt, Id, IdSalt, Key, Response, RichText, Ui, Vec2};

use crate::ui::theme::{self, size};
use crate::ui::widgets::line_edit::{LineLook, line_edit, select_all};

/// A value in a form, as text.
pub struct CellEdit<'a> {
    salt: IdSalt,
    label: &'a str,
    shown: &'a str,
    hint: &'a str,
    right: bool,
    width: f32,
}

/// What happened to a [`CellEdit`] in this frame.
pub struct CellOut {
    /// The field's own response.
    pub response: Response,
    /// The text as it stands while somebody is changing it, for what moves along with it. Not checked.
    pub draft: Option<String>,
    /// The text to keep: it was changed, it is finished, and the check accepts it.
    pub committed: Option<String>,
    /// Why the text cannot be kept.
    pub problem: Option<String>,
}

impl<'a> CellEdit<'a> {
    /// A field with an `id` of its own in this place, its name for a screen reader, and the value as it is `shown` while nobody types.
    pub fn new(id: impl AsIdSalt, label: &'a str, shown: &'a str) -> Self {
        Self {
            salt: IdSalt::new(&id),
            label,
            shown,
            hint: "",
            right: false,
            width: 160.0,
        }
    }

    /// Puts the text at the right, as for numbers.
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// What to show while the field is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Points across.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Draws the field. `check` says why a text cannot be kept; it is asked while one types.
    pub fn show(self, ui: &mut Ui, check: impl Fn(&str) -> Result<(), String>) -> CellOut {
        let id = ui.make_persistent_id(self.salt);
        let typed = ui.data(|data| data.get_temp::<String>(id));
        let seen_id = id.with("seen");
        let seen = ui.data(|data| data.get_temp::<String>(seen_id));
        // Somebody changed the value while one typed: finishing asks once more before it is replaced.
        let overtaken = typed.is_some() && seen.as_deref().is_some_and(|seen| seen != self.shown);
        let mut text = typed.clone().unwrap_or_else(|| self.shown.to_owned());
        let problem_of = |text: &str| (text != self.shown).then(|| check(text).err()).flatten();
        let theirs = || {
            format!(
                "Meanwhile this became “{}”. Finish once more to replace it; Esc keeps it.",
                self.shown
            )
        };
        let problem = problem_of(&text).or_else(|| overtaken.then(theirs));
        let look = LineLook {
            right: self.right,
            bad: problem.is_some(),
            hint: self.hint,
            size: Vec2::new(self.width, size::CONTROL),
        };
        let response = ui
            .vertical(|ui| {
                let response = line_edit(ui, id, self.label, &mut text, look);
                if let Some(problem) = &problem {
                    let colour = theme::palette(ui).error.text;
                    ui.label(RichText::new(problem).small().color(colour));
                }
                response
            })
            .inner;
        if response.gained_focus() && !response.is_pointer_button_down_on() && !response.clicked() {
            select_all(ui, id, &text);
        }
        let changed = text != self.shown;
        let problem = problem_of(&text);
        let mut out = CellOut {
            draft: (changed && response.has_focus()).then(|| text.clone()),
            committed: None,
            problem: problem.or_else(|| (overtaken && changed).then(theirs)),
            response,
        };
        let keep = if out.response.lost_focus() {
            self.leave(ui, id, &mut out, text, changed)
        } else {
            changed.then_some(text)
        };
        let finished_once = overtaken && keep.is_some() && out.response.lost_focus();
        ui.data_mut(|data| {
            // What one saw when one began; after the question has been asked once, what stands there now.
            if keep.is_none() {
                data.remove::<String>(seen_id);
            } else if finished_once || seen.is_none() {
                data.insert_temp(seen_id, self.shown.to_owned());
            }
        });
        ui.data_mut(|data| match keep {
            Some(text) => drop(data.insert_temp(id, text)),
            None => data.remove::<String>(id),
        });
        out
    }

    /// Decides what becomes of the text when the keyboard leaves the field; gives back the draft to keep, if any.
    fn leave(
        &self,
        ui: &Ui,
        id: Id,
        out: &mut CellOut,
        text: String,
        changed: bool,
    ) -> Option<String> {
        let (escape, enter) = ui.input(|i| (i.key_pressed(Key::Escape), i.key_pressed(Key::Enter)));
        if escape || enter {
            out.response.request_focus();
        }
        if escape {
            out.problem = None;
            select_all(ui, id, self.shown);
            return None;
        }
        if !changed {
            return None;
        }
        if out.problem.is_some() {
            return Some(text);
        }
        select_all(ui, id, &text);
        out.response.mark_changed();
        out.committed = Some(text);
        None
    }
}
