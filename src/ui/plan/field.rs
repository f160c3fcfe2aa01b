//! Fields of records: what is typed becomes a change, unless a rule of the plan refuses it, and then it says why.
//!
//! One form is like another: a name, a field, and a command made from the record as the officer saw it and as it
//! is to be. The rules are the domain's own; a form asks them and never has its own.

use egui::{Id, Key, RichText, TextEdit, Ui};
use jiff::civil::Date;

use crate::domain::book::Book;
use crate::domain::command::Command;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::problem::{Problem, Severity};
use crate::domain::record::{Edit, Record};
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, Tone, space};
use crate::ui::widgets::{CellEdit, combo, form_row};

/// Asks for a change, or says why it is refused.
///
/// # Errors
/// Every reason, each as what, why and remedy.
pub fn ask(book: &Book, command: Command, asks: &mut Vec<Request>) -> Result<(), String> {
    check(book, &command)?;
    asks.push(Request::Change(command));
    Ok(())
}

/// Why a change is refused.
///
/// # Errors
/// Every reason, each as what, why and remedy.
pub fn check(book: &Book, command: &Command) -> Result<(), String> {
    let errors = command
        .problems(book)
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error);
    let reasons: Vec<String> = errors.map(|problem| reason(&problem)).collect();
    if reasons.is_empty() {
        Ok(())
    } else {
        Err(reasons.join("\n"))
    }
}

fn reason(problem: &Problem) -> String {
    let mut what = problem.what.clone();
    if let Some(first) = what.get(..1) {
        what.replace_range(..1, &first.to_uppercase());
    }
    format!("{what}. {} {}", problem.why, problem.remedy)
}

/// Shows why the last button did nothing.
pub fn refusals(ui: &mut Ui, why: Option<&str>) {
    let Some(why) = why else {
        return;
    };
    theme::note_error(ui).show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        let colour = theme::palette(ui).error.text;
        ui.label(RichText::new(format!("{} {why}", Tone::Error.sign())).color(colour));
    });
    ui.add_space(space::SMALL);
}

/// Draws the fields of records and collects the changes.
pub struct Forms<'a, 'b> {
    /// The plan, for its rules.
    pub desk: Desk<'a>,
    /// Where changes are asked for.
    pub asks: &'b mut Vec<Request>,
}

impl Forms<'_, '_> {
    /// A line of text. `put` writes it into a copy of the record.
    pub fn text<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        shown: &str,
        put: impl Fn(&mut T, String),
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        self.read(ui, held, label, shown, |now, text| {
            put(now, text.trim().to_owned());
            Ok(())
        });
    }

    /// A day that may be left empty.
    pub fn day<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        shown: Option<Date>,
        put: impl Fn(&mut T, Option<Date>),
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        let shown = shown.map(day_shown).unwrap_or_default();
        self.read(ui, held, label, &shown, |now, text| {
            read_day(text).map(|day| put(now, day))
        });
    }

    /// A line of text that is read before it is kept. `put` says why it cannot be.
    pub fn read<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        shown: &str,
        put: impl Fn(&mut T, &str) -> Result<(), String>,
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        let book = self.desk.book();
        let changed = |text: &str| -> Result<Command, String> {
            let mut now = held.clone();
            put(&mut now, text)?;
            let command = Command::from(Edit::change(held, now));
            check(book, &command).map(|()| command)
        };
        let width = ui.available_width();
        let out = form_row(ui, label, |ui| {
            CellEdit::new((label, held.id()), label, shown)
                .width(width)
                .show(ui, |text| changed(text).map(drop))
        });
        if let Some(Ok(command)) = out.committed.as_deref().map(changed) {
            self.asks.push(Request::Change(command));
        }
    }

    /// Several lines of text, kept when the field is left; Esc puts back what was there.
    pub fn words<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        shown: &str,
        put: impl Fn(&mut T, String),
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        let book = self.desk.book();
        let changed = |text: &str| -> Result<Command, String> {
            let mut now = held.clone();
            put(&mut now, text.trim().to_owned());
            let command = Command::from(Edit::change(held, now));
            check(book, &command).map(|()| command)
        };
        let id = ui.make_persistent_id((label, held.id(), "words"));
        let text = form_row(ui, label, |ui| {
            long_text(ui, id, label, shown, |text| changed(text).err())
        });
        if let Some(Ok(command)) = text.as_deref().map(changed) {
            self.asks.push(Request::Change(command));
        }
    }

    /// One of several.
    pub fn pick<T>(
        &mut self,
        ui: &mut Ui,
        held: &T,
        label: &str,
        (at, labels): (usize, &[String]),
        put: impl Fn(&mut T, usize),
    ) where
        T: Record,
        Command: From<Edit<T>>,
    {
        let mut picked = at;
        let answer = form_row(ui, label, |ui| {
            combo(ui, (label, held.id()), label, &mut picked, labels)
        });
        if answer.changed() {
            let mut now = held.clone();
            put(&mut now, picked);
            self.asks
                .push(Request::Change(Edit::change(held, now).into()));
        }
    }
}

/// Several lines that are being typed; gives back the text to keep when the field is left.
fn long_text(
    ui: &mut Ui,
    id: Id,
    label: &str,
    shown: &str,
    refused: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let mut text = ui
        .data(|data| data.get_temp::<String>(id))
        .unwrap_or_else(|| shown.to_owned());
    let response = TextEdit::multiline(&mut text)
        .id(id)
        .desired_rows(2)
        .desired_width(ui.available_width())
        .show(ui)
        .response
        .response
        .accessible_name(label);
    let escaped = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Escape));
    let changed = text != shown && !escaped;
    let problem = if changed { refused(&text) } else { None };
    if let Some(problem) = &problem {
        let colour = theme::palette(ui).error.text;
        ui.label(RichText::new(problem).small().color(colour));
    }
    let finished = response.lost_focus() && changed && problem.is_none();
    let keep = changed && !finished;
    ui.data_mut(|data| {
        if keep {
            data.insert_temp(id, text.clone());
        } else {
            data.remove::<String>(id);
        }
    });
    finished.then_some(text)
}

/// A day as it is shown: `31 March 2001`.
pub fn day_shown(day: Date) -> String {
    Period::AsAt(day).label()
}

/// Reads a day as one types it: `31 March 2001`, `2001-03-31`, `31/3/2001`; blank is none.
///
/// # Errors
/// What was given and what to write instead.
pub fn read_day(text: &str) -> Result<Option<Date>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match Period::read(text, PeriodKind::AsAt) {
        Ok(Period::AsAt(day)) => Ok(Some(day)),
        _ => Err(format!(
            "“{text}” is not a day. Write it as 31 March 2001 or 2001-03-31, or leave it empty."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        #[track_caller]
        fn check(text: &str, want: Option<Date>) {
            assert_eq!(read_day(text), Ok(want), "{text}");
        }
        check("", None);
        check("  ", None);
        check("2001-03-31", Some(date(2001, 3, 31)));
        check("31 March 2001", Some(date(2001, 3, 31)));
        check("31/3/2001", Some(date(2001, 3, 31)));
        for bad in ["March", "31 June 2001", "soon", "2001/02"] {
            assert!(read_day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_day_shown_reads_back() {
        let day = date(2004, 2, 29);
        assert_eq!(read_day(&day_shown(day)), Ok(Some(day)));
    }
}
