//! Responses that are set aside, each with its reason, the way to set one more aside, and the way to put one back.

use egui::{ScrollArea, Ui};

use crate::domain::command::Command;
use crate::domain::consultation::{Aside, AsideReason};
use crate::domain::id::{AsideId, ConsultationId, ResponseId};
use crate::domain::record::Edit;
use crate::ui::consultation::responses::batches::batches;
use crate::ui::consultation::responses::lists::{Cell, Who, control, row};
use crate::ui::data::figures::preview::several;
use crate::ui::request::Request;
use crate::ui::room::Desk;
use crate::ui::theme::{self, size, space};
use crate::ui::thread::columns::{Column, heads};
use crate::ui::widgets::{combo, section, text_field};

const COLUMNS: [Column; 5] = [
    Column::new("Response", 150.0, 1.0),
    Column::new("Channel", 90.0, 0.6),
    Column::new("Why", 84.0, 0.0),
    Column::new("Note", 120.0, 1.4),
    Column::new("", 96.0, 0.0),
];
/// The most rows that are seen without scrolling.
const ROWS: f32 = 8.0;

/// What the card remembers between frames.
#[derive(Debug, Default)]
pub(super) struct AsideCard {
    file: usize,
    line: String,
    reason: usize,
    note: String,
    refused: String,
}

impl AsideCard {
    /// Draws the card.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: ConsultationId,
        who: &Who,
        asks: &mut Vec<Request>,
    ) {
        let book = desk.book();
        let held: Vec<&Aside> = book
            .asides
            .iter()
            .filter(|held| who.person(held.response).is_some())
            .collect();
        ui.horizontal_wrapped(|ui| {
            section(ui, "Set aside");
            ui.label(theme::muted(ui, several(held.len(), "response")));
        });
        let lead = "A response that does not count stays in the file, with the reason. Name it by its line in the file it came with.";
        ui.add(egui::Label::new(theme::muted(ui, lead)).wrap());
        if !desk.session.is_read_only() {
            self.form(ui, desk, id, who, asks);
        }
        if held.is_empty() {
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        heads(ui, &COLUMNS);
        ScrollArea::vertical()
            .id_salt("asides")
            .max_height(size::ROW * ROWS)
            .show_rows(ui, size::ROW, held.len(), |ui, range| {
                for held in held.get(range).unwrap_or_default() {
                    line(ui, desk, held, who, asks);
                }
            });
    }

    fn form(
        &mut self,
        ui: &mut Ui,
        desk: Desk<'_>,
        id: ConsultationId,
        who: &Who,
        asks: &mut Vec<Request>,
    ) {
        let files = batches(desk, id);
        let names: Vec<&str> = files.iter().map(|held| held.name.as_str()).collect();
        self.file = self.file.min(files.len().saturating_sub(1));
        let reasons = AsideReason::ALL.map(AsideReason::word);
        let mut wanted = false;
        ui.add_space(space::TINY);
        ui.horizontal_wrapped(|ui| {
            if files.len() > 1 {
                combo(
                    ui,
                    "aside file",
                    "File of the response",
                    &mut self.file,
                    &names,
                );
            }
            ui.label("Line");
            ui.allocate_ui(egui::vec2(80.0, size::CONTROL), |ui| {
                let name = "Line of the response";
                text_field(ui, "aside line", name, &mut self.line, "12");
            });
            combo(
                ui,
                "aside reason",
                "Why it is set aside",
                &mut self.reason,
                &reasons,
            );
            let wide = (ui.available_width() - 110.0).max(160.0);
            ui.allocate_ui(egui::vec2(wide, size::CONTROL), |ui| {
                let name = "Note on the response set aside";
                text_field(
                    ui,
                    "aside note",
                    name,
                    &mut self.note,
                    "What there is to say of it",
                );
            });
            wanted = ui.button("Set it aside").clicked();
        });
        if wanted {
            let batch = files
                .get(self.file)
                .map(|held| (held.id, held.name.as_str()));
            match batch
                .map(|(batch, name)| response(&self.line, name, |line| who.on_line(batch, line)))
            {
                Some(Ok(response)) => self.ask(desk, response, asks),
                Some(Err(why)) => self.refused = why,
                None => {}
            }
        }
        if !self.refused.is_empty() {
            let ink = theme::palette(ui).error.text;
            let words = egui::RichText::new(&self.refused).color(ink);
            ui.add(egui::Label::new(words).wrap());
        }
        ui.add_space(space::TINY);
    }

    fn ask(&mut self, desk: Desk<'_>, response: ResponseId, asks: &mut Vec<Request>) {
        let held = Aside {
            id: AsideId(desk.session.new_key()),
            response,
            reason: AsideReason::ALL
                .get(self.reason)
                .copied()
                .unwrap_or(AsideReason::Invalid),
            note: self.note.trim().to_owned(),
        };
        let words = format!("Set a response aside as {}", held.reason.word());
        let command = Command::several(words, vec![Edit::add(held).into()]);
        asks.push(Request::Change(command));
        self.refused.clear();
        self.line.clear();
        self.note.clear();
    }
}

/// The response on a line that was typed, or why there is none.
fn response(
    typed: &str,
    file: &str,
    on_line: impl Fn(u64) -> Option<ResponseId>,
) -> Result<ResponseId, String> {
    let plain: String = typed.chars().filter(|c| *c != ',').collect();
    let Ok(line) = plain.trim().parse::<u64>() else {
        return Err(format!(
            "Line: “{}” is not a line. Type its number in the file, such as 12.",
            typed.trim()
        ));
    };
    on_line(line).ok_or_else(|| {
        format!("Line {line} of {file} is no response of the plan: it holds the headings, was left out when the file was taken in, or is beyond its end. Choose another line.")
    })
}

fn line(ui: &mut Ui, desk: Desk<'_>, held: &Aside, who: &Who, asks: &mut Vec<Request>) {
    let book = desk.book();
    let place = who.place(book, held.response);
    let channel = who
        .person(held.response)
        .and_then(|person| book.channels.get(person.channel));
    let channel = channel.map_or("?", |held| held.name.as_str());
    let said = format!("{place}, {channel}, {}: {}", held.reason.word(), held.note);
    let cells = [
        Cell::words(place.as_str()),
        Cell::words(channel),
        Cell::words(held.reason.word()),
        Cell::small(held.note.as_str()),
    ];
    let places = row(ui, &COLUMNS, ("aside", held.id), size::ROW, &said, &cells);
    let Some(at) = places.last() else { return };
    let mut within = control(ui, *at, ("back", held.id));
    let back = within
        .add_enabled(!desk.session.is_read_only(), egui::Button::new("Put back"))
        .accessible_name(format!("Put back {place}"));
    if back.clicked() {
        let words = format!("Put back the response of {place}");
        let command = Command::several(words, vec![Edit::remove(held).into()]);
        asks.push(Request::Change(command));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_response_or_the_reason_is_said() {
        #[track_caller]
        fn check(typed: &str, want: Result<i64, &str>) {
            let on_line = |line| (line == 1_012).then_some(ResponseId(7));
            match (response(typed, "a.csv", on_line), want) {
                (Ok(found), Ok(want)) => assert_eq!(found.0, want),
                (Err(why), Err(words)) => assert!(why.contains(words), "{why}"),
                other => panic!("{other:?}"),
            }
        }
        check("1012", Ok(7));
        check(" 1,012 ", Ok(7));
        check("1", Err("Line 1 of a.csv is no response"));
        check("twelve", Err("“twelve” is not a line"));
        check("", Err("is not a line"));
        check("-3", Err("is not a line"));
    }
}
